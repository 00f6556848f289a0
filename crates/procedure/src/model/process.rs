//! The terms of decisions, rounds, card votes and thresholds: what a stage needs beyond its acts.

use polity_values::{BodyId, Clause, Fraction, ProcedureName, Rounding, SectionId};
use serde::{Deserialize, Serialize};

use super::RoleId;

/// The name of a group within a procedure.
pub type GroupId = SectionId;

/// Those whose support is counted against a threshold: the members of parliament, the branches, the affiliates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its name within the procedure.
    pub id: GroupId,
    /// For people.
    pub title: String,
    /// Who is in it.
    pub of: GroupOf,
    /// The clause.
    pub rule: Clause,
}

/// Who is in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupOf {
    /// Persons who support in this role.
    Role(RoleId),
    /// Units of these kinds.
    Kinds(Vec<BodyId>),
}

/// How much support a threshold asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A number of persons or units.
    AtLeast(u32),
    /// Persons of so many units: those of which the persons who support are members.
    Units(u32),
    /// A share of the group's stated size.
    Share {
        /// The share.
        of: Fraction,
        /// How it becomes a number.
        rounding: Rounding,
    },
    /// A share of the group's stated weight: of the members whom its units represent.
    Weight {
        /// The share.
        of: Fraction,
        /// How it becomes a number.
        rounding: Rounding,
    },
}

/// By what vote a body decides in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionTest {
    /// The body whose members vote: everybody who holds a seat in it, is not suspended and has no interest.
    pub body: BodyId,
    /// The share that must be in favour.
    pub majority: Fraction,
    /// How it becomes a number of votes.
    pub rounding: Rounding,
    /// The share of what.
    pub of: VoteBase,
    /// The share of those who may vote that must be present, rounded up.
    pub quorum: Fraction,
    /// The clause of the quorum.
    pub quorum_rule: Clause,
    /// The fewest candidates whom a selection keeps.
    pub at_least: Option<u32>,
    /// The most.
    pub at_most: Option<u32>,
    /// The clause of the majority.
    pub rule: Clause,
}

/// What a majority is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoteBase {
    /// Votes for and against.
    Cast,
    /// Everybody present, so that an abstention counts against.
    Present,
    /// Everybody who may vote, present or not.
    Entitled,
}

/// A vote in rounds: the lowest goes out after each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rounds {
    /// Who votes.
    pub electors: RoleId,
    /// Whether only those vote who were present throughout when each candidate was heard.
    pub heard: bool,
    /// Who has fewer votes than this in the first round is out.
    pub floor: Option<u32>,
    /// How many candidates the rounds leave. One: the rounds end when one has more than half of the valid votes.
    pub leave: u32,
    /// Whether those who stand vote too, where they are electors.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub candidates: bool,
    /// Whether whoever has the most votes is elected in one round, however small the share. A tie for the most
    /// elects nobody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub plurality: bool,
    /// The sections of an electoral college, where the votes of each weigh as much as its part of the whole; none:
    /// every vote weighs the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<CardSection>,
    /// The clause.
    pub rule: Clause,
}

/// A vote by cards in sections: each delegation's card carries the members whom it represents, and each section
/// a share of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardVote {
    /// The sections.
    pub sections: Vec<CardSection>,
    /// The share of the whole that must be in favour.
    pub majority: Fraction,
    /// Whether that share is enough or more than it is asked for.
    pub rounding: Rounding,
    /// What follows from a rejection. Every card vote says so beforehand.
    pub rejection: Rejection,
    /// The clause.
    pub rule: Clause,
}

/// What follows when a card vote rejects an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rejection {
    /// Whoever holds the seats of the procedure loses them at once.
    EndsTenure,
    /// Whoever holds them stays until their terms end.
    KeepsTenure,
    /// The vote is about no seat.
    NoSeat,
}

/// A section of a card vote, or of an electoral college.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardSection {
    /// Its name within the procedure.
    pub id: SectionId,
    /// For people.
    pub title: String,
    /// Its part of the whole: 50 and 50 are halves.
    pub weight: u32,
}

/// What makes a procedure an emergency variant of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// The procedure that it stands in for.
    pub of: ProcedureName,
    /// What must have happened, in a sentence.
    pub trigger: String,
    /// Days after its opening at which a matter under it must be over.
    pub expires_days: u32,
    /// The clause.
    pub rule: Clause,
}
