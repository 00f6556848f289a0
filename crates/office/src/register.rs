//! The roll for people: is somebody on it and by which clause not, and what of it everybody may see.

use std::collections::BTreeMap;

use polity_org::Matter;
use polity_org::facts::Membership;
use polity_org::roll::{Entitlement, entitlement};
use polity_store::{RollEntry, Store};
use polity_values::{PersonId, Timestamp, UnitId};

use crate::OfficeFault;

/// No total is shown of fewer voters than this (RELIABILITY C6).
pub const SMALLEST_CELL: u64 = 5;

/// The answer to "am I on the roll, and if not, which rule says so?".
#[derive(Debug, Clone)]
pub struct Place {
    /// When the roll was frozen; none: it is not yet, and the answer is by the list as it stands now.
    pub frozen: Option<Timestamp>,
    /// The entry on the frozen roll.
    pub entry: Option<RollEntry>,
    /// What the rule says of the membership as the list has it now; none: no member.
    pub by_the_list: Option<Entitlement>,
}

impl Place {
    /// Whether the person has a vote, or would have one if the roll were frozen now.
    pub fn has_vote(&self) -> bool {
        match self.frozen {
            Some(_) => self.entry.is_some(),
            None => matches!(self.by_the_list, Some(Entitlement::Entitled { .. })),
        }
    }
}

/// Where a person stands with the roll of a matter; none when its procedure has no roll.
///
/// # Errors
/// A fault of the store.
pub async fn place(
    store: &Store,
    matter: &Matter,
    person: &PersonId,
    membership: Option<&Membership>,
) -> Result<Option<Place>, OfficeFault> {
    let Some(rule) = matter.roll_rule() else {
        return Ok(None);
    };
    let entry = match &matter.roll {
        Some(roll) => store.roll_entry_fetch(&roll.statement.roll, person).await?,
        None => None,
    };
    Ok(Some(Place {
        frozen: matter.roll.as_ref().map(|roll| roll.frozen),
        entry,
        by_the_list: membership.map(|membership| entitlement(membership, &rule)),
    }))
}

/// Totals that tell nothing of a few: units with fewer than [`SMALLEST_CELL`] voters are added together,
/// with as many of the next smallest as it takes that no single unit can be worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// Units with their voters.
    pub units: Vec<(UnitId, u64)>,
    /// How many units were added together, and their voters.
    pub together: Option<(u64, u64)>,
}

/// The totals as everybody may see them.
pub fn totals(units: &BTreeMap<UnitId, u64>) -> Totals {
    let mut by_size: Vec<(UnitId, u64)> = units
        .iter()
        .map(|(unit, count)| (unit.clone(), *count))
        .collect();
    by_size.sort_by_key(|(_, count)| *count);
    let mut merged = by_size
        .iter()
        .take_while(|(_, count)| *count < SMALLEST_CELL)
        .count();
    let sum = |merged: usize| {
        by_size[..merged]
            .iter()
            .map(|(_, count)| count)
            .sum::<u64>()
    };
    if merged > 0 {
        while merged < by_size.len() && (merged < 2 || sum(merged) < SMALLEST_CELL) {
            merged += 1;
        }
    }
    let together = (merged > 0).then(|| (merged as u64, sum(merged)));
    let mut units = by_size.split_off(merged);
    units.sort();
    Totals { units, together }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(counts: &[(&str, u64)]) -> BTreeMap<UnitId, u64> {
        counts
            .iter()
            .map(|(unit, count)| (UnitId::new(*unit).expect("an id"), *count))
            .collect()
    }

    #[test]
    fn c6_no_unit_of_a_few_can_be_worked_out() {
        let shown = totals(&units(&[("ash", 3), ("birch", 40), ("cedar", 12)]));
        assert_eq!(
            shown.together,
            Some((2, 15)),
            "a single small unit takes another with it"
        );
        assert_eq!(shown.units.len(), 1);
        let shown = totals(&units(&[
            ("ash", 1),
            ("birch", 1),
            ("cedar", 12),
            ("elm", 30),
        ]));
        assert_eq!(
            shown.together,
            Some((3, 14)),
            "two and two are fewer than five"
        );
        let shown = totals(&units(&[("ash", 5), ("birch", 40)]));
        assert_eq!((shown.together, shown.units.len()), (None, 2));
        let shown = totals(&units(&[("ash", 2)]));
        assert_eq!((shown.together, shown.units.len()), (Some((1, 2)), 0));
    }
}
