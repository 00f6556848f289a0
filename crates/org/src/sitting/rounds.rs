//! A secret ballot among persons, in rounds until one has a majority of the valid votes. After each round the lowest
//! goes out, or all of the lowest whose votes together are fewer than the next one's. Where two are left and equal they
//! are voted on once more, then a lot decides; where the lowest are tied and cannot go out together, a lot decides.

use polity_values::PersonId;

use crate::body::composition::Bar;

/// A round that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Who stood, with their votes.
    pub totals: Vec<(PersonId, u32)>,
    /// Spoilt papers.
    pub spoilt: u32,
    /// Who went out of it by lot.
    pub drawn_out: Option<PersonId>,
}

/// What follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// A round among these.
    Round(Vec<PersonId>),
    /// A lot among these: one of them goes out.
    Lot(Vec<PersonId>),
    /// This person has the majority.
    Chosen(PersonId),
    /// The only one who stands did not reach the majority.
    Nobody,
}

impl Round {
    /// Valid votes.
    pub fn valid(&self) -> u64 {
        self.totals.iter().map(|(_, votes)| u64::from(*votes)).sum()
    }
}

/// What follows after these rounds among these persons, with a majority of the valid votes.
pub fn next(among: &[PersonId], rounds: &[Round], majority: Bar) -> Next {
    let Some(last) = rounds.last() else {
        return Next::Round(among.to_vec());
    };
    let needs = majority.needs(last.valid());
    let mut order: Vec<_> = last.totals.iter().collect();
    order.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
    if let Some((first, votes)) = order.first()
        && u64::from(*votes) >= needs
        && *votes > 0
        && order.get(1).is_none_or(|(_, second)| second < votes)
    {
        return Next::Chosen(first.clone());
    }
    let names =
        |some: &[&(PersonId, u32)]| some.iter().map(|(who, _)| who.clone()).collect::<Vec<_>>();
    let without = |out: &PersonId| {
        let left = last.totals.iter().filter(|(who, _)| who != out);
        left.map(|(who, _)| who.clone()).collect::<Vec<_>>()
    };
    if let Some(out) = &last.drawn_out {
        let left = without(out);
        return match left.as_slice() {
            // The lot between the last two has decided.
            [one] => Next::Chosen(one.clone()),
            _ => Next::Round(left),
        };
    }
    if order.len() < 2 {
        return Next::Nobody;
    }
    if order.len() == 2 {
        let persons = names(&order);
        let (_, votes) = order[0];
        let equal = order[1].1 == *votes;
        let again = rounds.len() > 1 && rounds[rounds.len() - 2].totals.len() == 2;
        // Two with a higher bar than half: the first of them reaches it in no round; once more, then nobody.
        return match (equal, again) {
            (_, false) => Next::Round(persons),
            (true, true) => Next::Lot(persons),
            (false, true) => Next::Nobody,
        };
    }
    let lowest = order.last().map_or(0, |(_, votes)| *votes);
    let split = order.partition_point(|(_, votes)| *votes > lowest);
    let (above, tied) = order.split_at(split);
    if let [one] = tied {
        return Next::Round(without(&one.0));
    }
    let together: u64 = tied.iter().map(|(_, votes)| u64::from(*votes)).sum();
    match above.last() {
        Some((_, votes)) if together < u64::from(*votes) && above.len() >= 2 => {
            let kept = last.totals.iter().filter(|(_, votes)| *votes > lowest);
            Next::Round(kept.map(|(who, _)| who.clone()).collect())
        }
        _ => Next::Lot(names(tied)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use polity_values::Fraction;

    const HALF: Bar = Bar::MoreThan(Fraction::HALF);

    fn persons(names: &[&str]) -> Vec<PersonId> {
        names
            .iter()
            .map(|name| name.parse().expect("an id"))
            .collect()
    }

    fn round(totals: &[(&str, u32)]) -> Round {
        Round {
            totals: totals
                .iter()
                .map(|(name, votes)| (name.parse().expect("an id"), *votes))
                .collect(),
            spoilt: 0,
            drawn_out: None,
        }
    }

    #[test]
    fn h21_twenty_to_sixteen_is_a_majority() {
        let among = persons(&["evans", "taylor"]);
        assert_eq!(next(&among, &[], HALF), Next::Round(among.clone()));
        let rounds = [round(&[("evans", 20), ("taylor", 16)])];
        assert_eq!(next(&among, &rounds, HALF), Next::Chosen(among[0].clone()));
        let rounds = [round(&[("formby", 35), ("other", 2)])];
        assert_eq!(
            next(&persons(&["formby", "other"]), &rounds, HALF),
            Next::Chosen(persons(&["formby"])[0].clone())
        );
    }

    #[test]
    fn the_lowest_goes_out_and_ties_need_a_lot() {
        let among = persons(&["a", "b", "c", "d"]);
        let one = round(&[("a", 15), ("b", 12), ("c", 7), ("d", 4)]);
        assert_eq!(
            next(&among, std::slice::from_ref(&one), HALF),
            Next::Round(persons(&["a", "b", "c"]))
        );
        // Two lowest with fewer votes together than the next go out together.
        let both = round(&[("a", 15), ("b", 12), ("c", 5), ("d", 5)]);
        assert_eq!(
            next(&among, std::slice::from_ref(&both), HALF),
            Next::Round(persons(&["a", "b"]))
        );
        let tied = round(&[("a", 15), ("b", 10), ("c", 6), ("d", 6)]);
        assert_eq!(
            next(&among, std::slice::from_ref(&tied), HALF),
            Next::Lot(persons(&["c", "d"]))
        );
        let drawn = Round {
            drawn_out: Some(persons(&["d"])[0].clone()),
            ..tied
        };
        assert_eq!(
            next(&among, &[drawn], HALF),
            Next::Round(persons(&["a", "b", "c"]))
        );
        // Equal at the end: once more, then a lot.
        let equal = round(&[("a", 19), ("b", 19)]);
        let pair = persons(&["a", "b"]);
        assert_eq!(
            next(&pair, std::slice::from_ref(&equal), HALF),
            Next::Round(pair.clone())
        );
        assert_eq!(
            next(&pair, &[equal.clone(), equal.clone()], HALF),
            Next::Lot(pair.clone())
        );
        let out = Round {
            drawn_out: Some(pair[1].clone()),
            ..equal.clone()
        };
        assert_eq!(
            next(&pair, &[equal, out], HALF),
            Next::Chosen(pair[0].clone())
        );
        let alone = round(&[("a", 0)]);
        assert_eq!(next(&persons(&["a"]), &[alone], HALF), Next::Nobody);
    }
}
