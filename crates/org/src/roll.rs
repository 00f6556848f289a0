//! The roll: who is entitled to vote, by which clause not, and what the public learns of it.
//!
//! [`entitlement`] answers for one member, both when the roll is frozen and when somebody asks "am I on it, and
//! if not, which rule says so?". [`RollBuilder`] takes the entitled in the order of their ids and gives
//! the digest and the totals, in one pass and with the memory of a few hashes. [`csv`] reads lists of members.

pub mod csv;
mod tree;

use std::collections::BTreeMap;

use polity_procedure::model::{Procedure, RollRule};
use polity_procedure::timetable::{RollDates, Timetable};
use polity_values::{Clause, TimeZone, Timestamp, UnitId, civil::DateTime};

use crate::facts::Membership;
use crate::matter::Matter;

pub use tree::{InclusionProof, RollBuilder, RollError, RollSecret, leaf, line, prove};

/// A rule of the roll with its instants as civil times in the organisation's zone, as lists of members have
/// them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedRollRule {
    /// The rule as adopted.
    pub rule: RollRule,
    /// The last time of joining.
    pub joined_by: DateTime,
    /// The last time of joining of classes that have one of their own, with its clause.
    pub class_joined_by: BTreeMap<String, (DateTime, Clause)>,
    /// The last time of paying arrears.
    pub arrears_paid_by: DateTime,
    /// The freeze.
    pub freeze: DateTime,
}

/// Whether a member is entitled to vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entitlement {
    /// Yes.
    Entitled {
        /// In whose totals the entry is counted.
        unit: UnitId,
        /// How much the vote weighs.
        weight: u32,
    },
    /// No.
    NotEntitled {
        /// Every clause that excludes the member, in the rule's order. Never empty.
        reasons: Vec<Exclusion>,
    },
}

/// A clause that excludes a member, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// The clause.
    pub rule: Clause,
    /// How.
    pub why: Excluded,
}

/// How a clause excludes a member.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Excluded {
    /// Of a class without a vote.
    #[error("the class of membership is {class:?}; a vote have: {with_vote}")]
    Class {
        /// The member's class.
        class: String,
        /// The classes with a vote, in a list for people.
        with_vote: String,
    },
    /// Joined too late.
    #[error("joined on {joined}, after the last time of joining, {by}")]
    JoinedLate {
        /// When the member joined.
        joined: DateTime,
        /// The last time of joining.
        by: DateTime,
    },
    /// In arrears at the last time of paying.
    #[error("in arrears since {since}, and not paid by {by}")]
    Arrears {
        /// Since when.
        since: DateTime,
        /// The last time of paying.
        by: DateTime,
    },
    /// Suspended at the freeze.
    #[error("suspended since {from} when the roll was frozen, {freeze}")]
    Suspended {
        /// Since when.
        from: DateTime,
        /// The freeze.
        freeze: DateTime,
    },
}

impl ResolvedRollRule {
    /// The rule with its dates in a zone.
    pub fn new(rule: &RollRule, dates: RollDates, zone: &TimeZone) -> Self {
        let civil = |instant: Timestamp| instant.to_zoned(zone.clone()).datetime();
        Self {
            rule: rule.clone(),
            joined_by: civil(dates.joined_by),
            class_joined_by: BTreeMap::new(),
            arrears_paid_by: civil(dates.arrears_paid_by),
            freeze: civil(dates.freeze),
        }
    }
}

impl Matter {
    /// The rule by which this matter's roll is frozen, if it has a roll.
    pub fn roll_rule(&self) -> Option<ResolvedRollRule> {
        resolved(&self.procedure, &self.timetable)
    }
}

/// The rule by which a procedure's roll is frozen under a timetable, if it has a roll.
pub fn resolved(procedure: &Procedure, timetable: &Timetable) -> Option<ResolvedRollRule> {
    let rule = procedure.roll.as_ref()?;
    let mut resolved = ResolvedRollRule::new(rule, timetable.roll()?, timetable.zone());
    for own in &rule.class_joined_by {
        if let Some(at) = timetable.class_joined_by().get(&own.class) {
            let at = at.to_zoned(timetable.zone().clone()).datetime();
            let by = (at, own.deadline.rule.clone());
            resolved.class_joined_by.insert(own.class.clone(), by);
        }
    }
    Some(resolved)
}

/// Whether a member is entitled, and if not, by every clause that excludes.
///
/// A person who joins at the last instant of joining has joined by it, and one who pays at the last
/// instant of paying has paid by it. Everybody's vote weighs 1.
pub fn entitlement(member: &Membership, rule: &ResolvedRollRule) -> Entitlement {
    let mut reasons = Vec::new();
    let mut exclude = |clause: &Clause, why: Excluded| {
        let rule = clause.clone();
        reasons.push(Exclusion { rule, why });
    };
    let adopted = &rule.rule;
    if !adopted.classes.contains(&member.class) {
        let class = member.class.clone();
        let with_vote = adopted.classes.join(", ");
        exclude(&adopted.classes_rule, Excluded::Class { class, with_vote });
    }
    let general = (rule.joined_by, adopted.joined_rule.clone());
    let (by, clause) = rule.class_joined_by.get(&member.class).unwrap_or(&general);
    if member.joined > *by {
        let (joined, by) = (member.joined, *by);
        exclude(clause, Excluded::JoinedLate { joined, by });
    }
    if let Some(arrears) = member.arrears
        && arrears.holds_at(rule.arrears_paid_by)
    {
        let (since, by) = (arrears.from, rule.arrears_paid_by);
        exclude(&adopted.arrears_rule, Excluded::Arrears { since, by });
    }
    if let (Some(clause), Some(suspended)) = (&adopted.suspension_rule, member.suspended)
        && suspended.holds_at(rule.freeze)
    {
        let (from, freeze) = (suspended.from, rule.freeze);
        exclude(clause, Excluded::Suspended { from, freeze });
    }
    if reasons.is_empty() {
        let unit = member.unit.clone();
        Entitlement::Entitled { unit, weight: 1 }
    } else {
        Entitlement::NotEntitled { reasons }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Period;
    use polity_procedure::model::When;
    use polity_values::civil::date;

    fn rule() -> ResolvedRollRule {
        let clause = |text: &str| Clause::new(text).unwrap();
        let when = || When::Date("any".to_owned());
        ResolvedRollRule {
            rule: RollRule {
                classes: vec!["full".to_owned(), "life".to_owned()],
                classes_rule: clause("3.3"),
                joined_by: when(),
                joined_rule: clause("3.4"),
                class_joined_by: Vec::new(),
                arrears_paid_by: when(),
                arrears_rule: clause("3.5"),
                suspension_rule: Some(clause("3.6")),
                freeze: when(),
                freeze_rule: clause("3.2"),
            },
            joined_by: date(2026, 6, 12).at(12, 0, 0, 0),
            class_joined_by: BTreeMap::new(),
            arrears_paid_by: date(2026, 6, 26).at(12, 0, 0, 0),
            freeze: date(2026, 7, 1).at(12, 0, 0, 0),
        }
    }

    fn clauses(member: &Membership, rule: &ResolvedRollRule) -> Vec<String> {
        match entitlement(member, rule) {
            Entitlement::Entitled { weight, .. } => {
                assert_eq!(weight, 1);
                Vec::new()
            }
            Entitlement::NotEntitled { reasons } => {
                assert!(!reasons.is_empty());
                reasons.iter().map(|one| one.rule.to_string()).collect()
            }
        }
    }

    fn member(class: &str) -> Membership {
        Membership {
            class: class.to_owned(),
            unit: UnitId::new("ash").unwrap(),
            joined: date(2020, 1, 1).at(0, 0, 0, 0),
            arrears: None,
            suspended: None,
        }
    }

    #[test]
    fn the_whole_truth_table() {
        let rule = rule();
        for case in 0..16 {
            let bit = |n: u32| case >> n & 1 == 1;
            let mut person = member(if bit(0) { "youth" } else { "full" });
            if bit(1) {
                person.joined = date(2026, 6, 12).at(12, 0, 1, 0);
            }
            if bit(2) {
                let from = date(2026, 1, 1).at(0, 0, 0, 0);
                person.arrears = Some(Period { from, to: None });
            }
            if bit(3) {
                let from = date(2026, 5, 1).at(0, 0, 0, 0);
                person.suspended = Some(Period { from, to: None });
            }
            let expected: Vec<_> = ["3.3", "3.4", "3.5", "3.6"]
                .into_iter()
                .enumerate()
                .filter(|(n, _)| case >> n & 1 == 1)
                .map(|(_, clause)| clause.to_owned())
                .collect();
            assert_eq!(clauses(&person, &rule), expected, "case {case}");
        }
    }

    #[test]
    fn the_last_instant_is_in_time() {
        let rule = rule();
        let mut person = member("full");
        person.joined = rule.joined_by;
        assert_eq!(clauses(&person, &rule), [""; 0]);
        // Paid at the last instant of paying; fallen into arrears after it.
        let from = date(2026, 1, 1).at(0, 0, 0, 0);
        let to = Some(rule.arrears_paid_by);
        person.arrears = Some(Period { from, to });
        assert_eq!(clauses(&person, &rule), [""; 0]);
        let from = date(2026, 6, 26).at(12, 0, 1, 0);
        person.arrears = Some(Period { from, to: None });
        assert_eq!(clauses(&person, &rule), [""; 0]);
        // Paid a second too late.
        let to = Some(date(2026, 6, 26).at(12, 0, 1, 0));
        let from = date(2026, 1, 1).at(0, 0, 0, 0);
        person.arrears = Some(Period { from, to });
        assert_eq!(clauses(&person, &rule), ["3.5"]);
    }

    #[test]
    fn without_a_clause_a_suspension_takes_no_vote() {
        let mut rule = rule();
        let mut person = member("life");
        let from = date(2026, 5, 1).at(0, 0, 0, 0);
        let to = Some(rule.freeze);
        person.suspended = Some(Period { from, to: None });
        assert_eq!(clauses(&person, &rule), ["3.6"]);
        person.suspended = Some(Period { from, to });
        assert_eq!(clauses(&person, &rule), [""; 0], "it ended at the freeze");
        person.suspended = Some(Period { from, to: None });
        rule.rule.suspension_rule = None;
        assert_eq!(clauses(&person, &rule), [""; 0]);
    }
}
