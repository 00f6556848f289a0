//! What published ballots may give away: rankings so rare that a voter can be told by them, and groups so small that
//! what all of them did is known.
//!
//! A voter who was told to rank in an unusual order, and the person who told them, find that order in the published
//! ballots if nobody else has it. So whoever publishes ballots looks at [`examine`] first, and cuts rankings after the
//! preference that [`Exposure::safe_preferences`] names if need be.

use std::collections::BTreeMap;

use crate::contest::Contest;

/// What the ballots give away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// Fewer papers than this are few.
    pub least: u32,
    /// All papers.
    pub papers: u64,
    /// Different rankings.
    pub rankings: usize,
    /// Rankings that few papers bear, the longest first: the longer, the more surely it tells a voter.
    pub rare: Vec<Rare>,
    /// Candidates whom few papers rank first, but at least one.
    pub small: Vec<SmallCell>,
    /// Preferences after which all rankings can be cut so that none is rare; 0 if not even first preferences are
    /// common enough, nothing if no ranking is rare as it stands.
    pub safe_preferences: Option<usize>,
}

/// A ranking that few papers bear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rare {
    /// How many bear it.
    pub papers: u64,
    /// The ranking as places, as [`crate::Ballot::places`] gives it.
    pub places: Vec<Vec<u8>>,
}

/// A group of few voters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmallCell {
    /// The candidate whom they rank first.
    pub candidate: u8,
    /// How many they are.
    pub papers: u64,
}

impl Exposure {
    /// Whether there is anything to consider.
    pub fn is_empty(&self) -> bool {
        self.rare.is_empty() && self.small.is_empty()
    }

    /// How many papers bear a rare ranking.
    pub fn rare_papers(&self) -> u64 {
        self.rare.iter().map(|rare| rare.papers).sum()
    }
}

/// Looks for rankings that fewer than `least` papers bear, and for candidates whom fewer rank first. Papers that rank
/// nobody are one ranking like others.
///
/// ```
/// use polity_count::{blt, formats};
///
/// let file = b"3 1\n9 1 0\n8 2 1 0\n1 2 3 1 0\n0\n\"Ann\"\n\"Ben\"\n\"Cy\"\n\"Chair\"\n";
/// let contest = blt::parse(file).expect("no faults");
/// let exposure = formats::privacy::examine(&contest, 5);
/// assert_eq!(exposure.rare[0].places, [[2], [3], [1]]);
/// assert_eq!(exposure.safe_preferences, Some(1));
/// ```
pub fn examine(contest: &Contest, least: u32) -> Exposure {
    let unit = 10_u64.pow(contest.weight_decimals.min(9));
    let mut all: BTreeMap<Vec<Vec<u8>>, u64> = BTreeMap::new();
    for ballot in contest.ballots.iter() {
        let mut places = ballot.places();
        // Equal candidates are equal in whatever order they are written.
        for place in &mut places {
            place.sort_unstable();
        }
        *all.entry(places).or_default() += u64::from(ballot.papers).div_ceil(unit);
    }
    let few = |papers: u64| papers > 0 && papers < u64::from(least);
    let mut rare: Vec<Rare> = all
        .iter()
        .filter(|(_, papers)| few(**papers))
        .map(|(places, &papers)| Rare {
            papers,
            places: places.clone(),
        })
        .collect();
    rare.sort_by_key(|rare| std::cmp::Reverse(rare.places.len()));
    let mut firsts: BTreeMap<u8, u64> = BTreeMap::new();
    for (places, papers) in &all {
        if let Some([first]) = places.first().map(Vec::as_slice) {
            *firsts.entry(*first).or_default() += papers;
        }
    }
    let small = firsts
        .into_iter()
        .filter(|&(_, papers)| few(papers))
        .map(|(candidate, papers)| SmallCell { candidate, papers });
    Exposure {
        least,
        papers: all.values().sum(),
        rankings: all.len(),
        small: small.collect(),
        safe_preferences: (!rare.is_empty()).then(|| safe(&all, least)),
        rare,
    }
}

/// The most preferences at which no cut ranking is rare.
fn safe(all: &BTreeMap<Vec<Vec<u8>>, u64>, least: u32) -> usize {
    let longest = all.keys().map(Vec::len).max().unwrap_or(0);
    let common = |depth: &usize| {
        let mut cut: BTreeMap<&[Vec<u8>], u64> = BTreeMap::new();
        for (places, papers) in all {
            *cut.entry(&places[..places.len().min(*depth)]).or_default() += papers;
        }
        cut.values()
            .all(|&papers| papers == 0 || papers >= u64::from(least))
    };
    // What is common at a depth is common above it.
    (1..=longest).take_while(common).last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blt;

    fn exposure(ballots: &str) -> Exposure {
        let file = format!("3 1\n{ballots}0\n\"A\"\n\"B\"\n\"C\"\n\"T\"\n");
        examine(&blt::parse(file.as_bytes()).unwrap(), 3)
    }

    #[test]
    fn lines_of_one_ranking_are_one_and_equals_have_no_order() {
        let found = exposure("1 1=2 3 0\n1 2=1 3 0\n1 1=2 3 0\n3 3 0\n");
        assert!(
            found.is_empty() && found.safe_preferences.is_none(),
            "{found:?}"
        );
        assert_eq!((found.papers, found.rankings), (6, 2));
    }

    #[test]
    fn rare_rankings_and_small_cells_are_named() {
        let found = exposure("5 1 0\n2 1 2 0\n1 1 2 3 0\n1 2 0\n3 0\n");
        let rare: Vec<_> = found
            .rare
            .iter()
            .map(|r| (r.papers, r.places.len()))
            .collect();
        assert_eq!(rare, [(1, 3), (2, 2), (1, 1)]);
        assert_eq!(
            found.small,
            [SmallCell {
                candidate: 2,
                papers: 1
            }]
        );
        assert_eq!((found.rare_papers(), found.safe_preferences), (4, Some(0)));
        let deeper = exposure("5 1 0\n2 1 2 0\n1 1 2 3 0\n");
        assert_eq!(deeper.safe_preferences, Some(2));
    }
}
