//! The acts and events of bodies.

use std::collections::BTreeSet;

use polity_values::{BodyId, MatterId, PersonId, SeatId, TenureId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::Seq;
use crate::act::{Adoption, Text};

/// An act about a body's seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum BodyDeed {
    /// Adopt a body's composition, or a later one. It takes who may adopt procedures: both are rules.
    AdoptComposition(Adoption),
    /// Record that a person takes a seat that no ballot of ours fills.
    BeginTenure(TenureStart),
    /// Record that a person leaves a seat; holders may leave their own.
    EndTenure(Ending),
    /// Record that an acting holder was ratified, or was not.
    Ratify(Ratification),
}

/// A person takes a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenureStart {
    /// The seat.
    pub seat: SeatId,
    /// Who.
    pub person: PersonId,
    /// From when.
    pub from: Timestamp,
    /// Until when at the latest; none: until it is ended.
    pub until: Option<Timestamp>,
    /// By virtue of what.
    pub virtue: Virtue,
    /// The body whose ratification is awaited: until then the holder is acting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ratified_by: Option<BodyId>,
    /// The groups of reserved places to which the holder declares to belong, for the count of reserved places. They
    /// stand on the record, since without them nobody could check it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub counts: BTreeSet<String>,
}

/// By virtue of what a person holds a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Virtue {
    /// Elected by an electorate that votes elsewhere (by delegates at conference, say), as a paper shows.
    Election {
        /// The return.
        paper: Text,
    },
    /// Appointed by an affiliate or a body, whose letter says so.
    Appointment {
        /// The letter.
        paper: Text,
    },
    /// Nominated by whoever holds the seat that has the right.
    Nomination {
        /// The word of the nominator.
        paper: Text,
    },
    /// Co-opted, or chosen for an office, by a resolution: the entry that carried it.
    Resolution {
        /// The entry.
        entry: Seq,
    },
    /// The runner-up of an election of ours.
    RunnerUp {
        /// The election.
        matter: MatterId,
    },
    /// The result of a countback of an election of ours.
    Countback {
        /// The election.
        matter: MatterId,
        /// The paper with the count.
        paper: Text,
    },
    /// As it was before the organisation kept this record: from a list that was brought in.
    Import {
        /// What the list was, in a line.
        source: String,
    },
}

/// A person leaves a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// The tenure.
    pub tenure: TenureId,
    /// From when the seat is left.
    pub at: Timestamp,
    /// Why, in a word.
    pub cause: EndCause,
    /// Why, in a paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// Why a seat was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndCause {
    /// The holder resigned.
    Resigned,
    /// The holder died.
    Died,
    /// The holder is no member any more.
    LeftMembership,
    /// Who appointed the holder recalled the appointment.
    Recalled,
    /// The holder was removed under a rule.
    Removed,
    /// The acting holder was not ratified.
    NotRatified,
}

impl EndCause {
    /// Every cause, with its name.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("resigned", Self::Resigned),
        ("died", Self::Died),
        ("left-membership", Self::LeftMembership),
        ("recalled", Self::Recalled),
        ("removed", Self::Removed),
        ("not-ratified", Self::NotRatified),
    ];
}

/// The answer of the body that ratifies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratification {
    /// The acting tenure.
    pub tenure: TenureId,
    /// Whether it is ratified; if not, it ends.
    pub ratified: bool,
    /// The paper with the decision, where it is not the decision of a sitting here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Text>,
}

/// What happened to a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum BodyEvent {
    /// A composition was adopted.
    #[serde(rename = "composition.adopted")]
    CompositionAdopted(Adoption),
    /// A person took a seat.
    #[serde(rename = "tenure.begun")]
    TenureBegun(TenureStart),
    /// A person left a seat.
    #[serde(rename = "tenure.ended")]
    TenureEnded(Ending),
    /// An acting holder was ratified.
    #[serde(rename = "tenure.ratified")]
    TenureRatified(Ratification),
    /// A seat fell vacant before its term.
    #[serde(rename = "vacancy.arose")]
    VacancyArose(Arose),
}

/// A casual vacancy and what its seat's rule makes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arose {
    /// The seat.
    pub seat: SeatId,
    /// The tenure after which it is empty.
    pub after: TenureId,
    /// Since when.
    pub since: Timestamp,
    /// What follows.
    pub course: Course,
}

/// What the rule of a seat makes of a vacancy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "course", rename_all = "kebab-case")]
pub enum Course {
    /// It stays empty.
    LeftVacant {
        /// Until when, if the term has an end.
        until: Option<Timestamp>,
    },
    /// The runner-up takes it.
    RunnerUp {},
    /// The ballots are counted again.
    Countback {},
    /// Who fills the seat fills it again.
    Refill {},
    /// A by-election: this matter was opened, or could not be (its procedure is not adopted, say) and is opened by hand.
    ByElection {
        /// The matter.
        matter: Option<MatterId>,
    },
}

impl BodyDeed {
    /// The kind of the entry by which it is proposed.
    pub(crate) fn proposed_kind(&self) -> &'static str {
        match self {
            Self::AdoptComposition(_) => "composition.adopt_proposed",
            Self::BeginTenure(_) => "tenure.begin_proposed",
            Self::EndTenure(_) => "tenure.end_proposed",
            Self::Ratify(_) => "tenure.ratify_proposed",
        }
    }

    /// The person whom it is about, where the deed names one.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::BeginTenure(start) => Some(&start.person),
            _ => None,
        }
    }
}

impl BodyEvent {
    /// Every kind.
    pub const KINDS: [&'static str; 5] = [
        "composition.adopted",
        "tenure.begun",
        "tenure.ended",
        "tenure.ratified",
        "vacancy.arose",
    ];

    /// Its kind on the record.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::CompositionAdopted(_) => "composition.adopted",
            Self::TenureBegun(_) => "tenure.begun",
            Self::TenureEnded(_) => "tenure.ended",
            Self::TenureRatified(_) => "tenure.ratified",
            Self::VacancyArose(_) => "vacancy.arose",
        }
    }
}
