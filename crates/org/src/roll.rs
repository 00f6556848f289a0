//! The roll: who is entitled to vote, by which clause not, and what the public learns of it.
//!
//! [`entitlement`] answers for one member, both when the roll is frozen and when somebody asks "am I on it, and
//! if not, which rule says so?". [`RollBuilder`] takes the entitled in the order of their ids and gives
//! the digest and the totals, in one pass and with the memory of a few hashes. [`csv`] reads lists of members.

pub mod csv;
mod tree;

use polity_procedure::model::RollRule;
use polity_procedure::timetable::RollDates;
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
            arrears_paid_by: civil(dates.arrears_paid_by),
            freeze: civil(dates.freeze),
        }
    }
}

impl Matter {
    /// The rule by which this matter's roll is frozen, if it has a roll.
    pub fn roll_rule(&self) -> Option<ResolvedRollRule> {
        let rule = self.procedure.roll.as_ref()?;
        let dates = self.timetable.roll()?;
        Some(ResolvedRollRule::new(rule, dates, self.timetable.zone()))
    }
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
    if member.joined > rule.joined_by {
        let (joined, by) = (member.joined, rule.joined_by);
        exclude(&adopted.joined_rule, Excluded::JoinedLate { joined, by });
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
