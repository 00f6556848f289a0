//! Card votes: delegations vote with as many votes as they stand for, and sections weigh by their shares ("constituencies
//! half, affiliates half"). Nothing is published before every vote is accounted for: for each delegation the votes
//! received and those not received make up what it is entitled to (a card vote of 2021 was announced as 59 to 41 and
//! was 57 to 43, since delegations were missing).

use std::collections::{BTreeMap, BTreeSet};

use polity_values::{Fraction, UnitId};
use serde::{Deserialize, Serialize};

use super::deed::{CardReturn, CardSection};
use crate::body::composition::Bar;

/// The most sections: their exact fractions must fit one number.
pub const MAX_SECTIONS: usize = 3;
/// The most votes of a section.
pub const MAX_VOTES: u64 = 1_000_000_000;
/// The greatest denominator of a share.
const MAX_SHARE: u32 = 100;

/// A section's votes and what they weigh.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionResult {
    /// One line for people.
    pub title: String,
    /// For.
    pub votes_for: u64,
    /// Against.
    pub against: u64,
    /// Its part of the whole for, in hundredths of a percent, rounded to the nearest.
    pub share_for: u32,
    /// Its part of the whole against.
    pub share_against: u32,
}

/// The result of a card vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardResult {
    /// Section by section.
    pub sections: Vec<SectionResult>,
    /// The whole for, in hundredths of a percent, rounded to the nearest.
    pub share_for: u32,
    /// The whole against.
    pub share_against: u32,
    /// Whether it reaches the bar, exactly.
    pub carried: bool,
}

/// What is wrong with the sections of a card vote; empty when they can be counted.
pub fn faults(sections: &[CardSection]) -> Vec<String> {
    let mut faults = Vec::new();
    if sections.is_empty() || sections.len() > MAX_SECTIONS {
        faults.push(format!("a card vote has 1 to {MAX_SECTIONS} sections"));
    }
    let hundredths = |share: Fraction| {
        let exact = MAX_SHARE.is_multiple_of(share.denominator());
        exact.then(|| share.numerator() * (MAX_SHARE / share.denominator()))
    };
    let shares: Option<Vec<u32>> = sections.iter().map(|one| hundredths(one.share)).collect();
    match shares {
        None => faults.push("a share is a whole number of percent, such as 50%".to_owned()),
        Some(shares) if shares.iter().sum::<u32>() != MAX_SHARE => {
            faults.push("the shares of the sections do not add up to the whole".to_owned());
        }
        Some(_) => {}
    }
    let mut ids = BTreeSet::new();
    for section in sections {
        let mut votes = section.delegations.iter().map(|one| one.entitled);
        let sum = votes.try_fold(0_u64, u64::checked_add);
        if sum.is_none_or(|sum| sum == 0 || sum > MAX_VOTES) {
            faults.push(format!(
                "the section {} has no votes, or more than {MAX_VOTES}",
                section.title
            ));
        }
        for delegation in &section.delegations {
            if !ids.insert(&delegation.id) {
                faults.push(format!("the delegation {} stands twice", delegation.id));
            }
        }
    }
    faults
}

/// What keeps a return from being taken.
pub fn return_fault(sections: &[CardSection], given: &CardReturn) -> Option<String> {
    let mut all = sections.iter().flat_map(|one| &one.delegations);
    let Some(delegation) = all.find(|one| one.id == given.delegation) else {
        return Some(format!("there is no delegation {}", given.delegation));
    };
    let accounted = accounted(given);
    let entitled = delegation.entitled;
    match accounted {
        Some(votes) if votes <= entitled => None,
        _ => Some(format!(
            "{} has {entitled} votes, and more are accounted for",
            given.delegation
        )),
    }
}

fn accounted(given: &CardReturn) -> Option<u64> {
    let parts = [
        given.votes_for,
        given.against,
        given.abstained,
        given.not_received,
    ];
    parts.into_iter().try_fold(0_u64, u64::checked_add)
}

/// The delegations whose votes are not all accounted for, with how many are missing.
pub fn missing(
    sections: &[CardSection],
    returns: &BTreeMap<UnitId, CardReturn>,
) -> Vec<(UnitId, u64)> {
    let mut missing = Vec::new();
    for delegation in sections.iter().flat_map(|one| &one.delegations) {
        let given = returns.get(&delegation.id).and_then(accounted).unwrap_or(0);
        if given != delegation.entitled {
            missing.push((
                delegation.id.clone(),
                delegation.entitled.saturating_sub(given),
            ));
        }
    }
    missing
}

/// The result, once nothing is missing. `majority` is a share of the votes for and against; a section in which nobody
/// votes for or against weighs nothing.
pub fn result(
    sections: &[CardSection],
    returns: &BTreeMap<UnitId, CardReturn>,
    majority: Bar,
) -> CardResult {
    let totals: Vec<(u64, u64)> = sections
        .iter()
        .map(|section| {
            let given = section
                .delegations
                .iter()
                .filter_map(|one| returns.get(&one.id));
            given.fold((0, 0), |(yes, no), one| {
                (yes + one.votes_for, no + one.against)
            })
        })
        .collect();
    let percent = |section: &CardSection| {
        u128::from(section.share.numerator()) * u128::from(MAX_SHARE / section.share.denominator())
    };
    // Each section is percent * part / votes; over the product of all votes the sums are whole and exact.
    let product: u128 = totals
        .iter()
        .map(|(yes, no)| u128::from((yes + no).max(1)))
        .product();
    let weigh = |part: fn(&(u64, u64)) -> u64| -> u128 {
        let each = sections.iter().zip(&totals);
        each.map(|(section, total)| {
            percent(section)
                * u128::from(part(total))
                * (product / u128::from((total.0 + total.1).max(1)))
        })
        .sum()
    };
    let (yes, no) = (weigh(|total| total.0), weigh(|total| total.1));
    let carried = match majority {
        Bar::Number(_) => yes > no,
        Bar::AtLeast(share) => {
            yes > 0
                && yes * u128::from(share.denominator())
                    >= (yes + no) * u128::from(share.numerator())
        }
        Bar::MoreThan(share) => {
            yes * u128::from(share.denominator()) > (yes + no) * u128::from(share.numerator())
        }
    };
    let hundredths = |part: u128| {
        let rounded = (part * 100 * 2 + product) / (2 * product);
        u32::try_from(rounded).unwrap_or(u32::MAX)
    };
    let of_section = |(section, total): (&CardSection, &(u64, u64))| {
        let votes = u128::from((total.0 + total.1).max(1));
        let share = |part: u64| {
            let rounded = (percent(section) * u128::from(part) * 200 + votes) / (2 * votes);
            u32::try_from(rounded).unwrap_or(u32::MAX)
        };
        SectionResult {
            title: section.title.clone(),
            votes_for: total.0,
            against: total.1,
            share_for: share(total.0),
            share_against: share(total.1),
        }
    };
    CardResult {
        sections: sections.iter().zip(&totals).map(of_section).collect(),
        share_for: hundredths(yes),
        share_against: hundredths(no),
        carried,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sitting::deed::Delegation;

    fn halves(clp: u64, affiliates: u64) -> Vec<CardSection> {
        let section = |title: &str, id: &str, entitled| CardSection {
            title: title.to_owned(),
            share: Fraction::HALF,
            delegations: vec![Delegation {
                id: id.parse().expect("an id"),
                entitled,
            }],
        };
        vec![
            section("CLPs", "clp", clp),
            section("Affiliates", "aff", affiliates),
        ]
    }

    fn given(id: &str, yes: u64, no: u64, not_received: u64) -> (UnitId, CardReturn) {
        let delegation: UnitId = id.parse().expect("an id");
        let card = CardReturn {
            delegation: delegation.clone(),
            votes_for: yes,
            against: no,
            abstained: 0,
            not_received,
        };
        (delegation, card)
    }

    #[test]
    fn h18_the_card_votes_of_2021() {
        let half = Bar::MoreThan(Fraction::HALF);
        for (clp, affiliates, parts, whole) in [
            (
                (342_921, 8_723),
                (1_810_113, 4_825),
                [(4876, 124), (4987, 13)],
                (9863, 137),
            ),
            (
                (343_012, 6_588),
                (1_815_455, 3_825),
                [(4906, 94), (4989, 11)],
                (9895, 105),
            ),
        ] {
            let sections = halves(clp.0 + clp.1, affiliates.0 + affiliates.1);
            assert_eq!(faults(&sections), Vec::<String>::new());
            let returns = [
                given("clp", clp.0, clp.1, 0),
                given("aff", affiliates.0, affiliates.1, 0),
            ];
            let result = result(&sections, &returns.into(), half);
            let found: Vec<_> = result
                .sections
                .iter()
                .map(|one| (one.share_for, one.share_against))
                .collect();
            assert_eq!(found, parts);
            assert_eq!((result.share_for, result.share_against), whole);
            assert!(result.carried);
        }
    }

    #[test]
    fn f1_what_is_not_received_is_named() {
        let sections = halves(400_000, 2_000_000);
        let mut returns: BTreeMap<_, _> = [given("clp", 200_000, 100_000, 0)].into();
        let left: Vec<_> = missing(&sections, &returns)
            .into_iter()
            .map(|(id, votes)| (id.to_string(), votes))
            .collect();
        assert_eq!(
            left,
            [("clp".to_owned(), 100_000), ("aff".to_owned(), 2_000_000)]
        );
        returns.extend([
            given("clp", 200_000, 100_000, 100_000),
            given("aff", 900_000, 1_100_000, 0),
        ]);
        assert_eq!(missing(&sections, &returns), []);
        let over = given("clp", 400_000, 1, 0).1;
        assert!(return_fault(&sections, &over).is_some());
        let result = result(&sections, &returns, Bar::MoreThan(Fraction::HALF));
        assert!(result.carried, "33.33 + 22.5 of 100");
        assert_eq!((result.share_for, result.share_against), (5583, 4417));
    }

    #[test]
    fn a_tie_of_halves_is_exact() {
        let sections = halves(3, 3);
        let returns = [given("clp", 2, 1, 0), given("aff", 1, 2, 0)].into();
        let result = result(&sections, &returns, Bar::MoreThan(Fraction::HALF));
        assert!(!result.carried, "exactly half is not more than half");
        assert_eq!((result.share_for, result.share_against), (5000, 5000));
    }
}
