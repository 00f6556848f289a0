//! The terms on which persons are admitted to a class of voters: who may join, what it costs, who looks at what, on which
//! grounds an application can be refused, how it is asked about and appealed.

use polity_values::{Clause, SectionId};
use serde::{Deserialize, Serialize};

use super::RoleId;

/// The name of a queue within a procedure.
pub type QueueId = SectionId;
/// The code of a ground of refusal within a procedure.
pub type ReasonCode = SectionId;
/// The name of a class within a procedure.
pub type AdmissionClassId = SectionId;

/// The terms of an admission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admission {
    /// The clause by which only people refuse.
    pub rule: Clause,
    /// The classes, the highest first: one person has one vote, and the highest class wins.
    pub classes: Vec<AdmissionClass>,
    /// Its clause.
    pub exclusive_rule: Clause,
    /// Who looks at which question.
    pub queues: Vec<Queue>,
    /// The grounds of refusal, each bound to a rule.
    pub reasons: Vec<Reason>,
    /// Counts up with every change of the grounds.
    pub reasons_version: u32,
    /// How applicants are asked before a person decides, if they are.
    pub ask: Option<AskTerms>,
    /// What becomes of an application that is undecided when the time for deciding ends.
    pub undecided: Undecided,
    /// Its clause.
    pub undecided_rule: Clause,
    /// The clause by which the fees of the refused are given back; none: they are kept.
    pub refund_rule: Option<Clause>,
    /// How a refusal is appealed, if it can be.
    pub appeal: Option<AppealTerms>,
}

/// A class that one can apply to join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdmissionClass {
    /// Its name.
    pub id: AdmissionClassId,
    /// For people.
    pub title: String,
    /// The fee in pence; 0: none.
    pub fee_pence: u32,
    /// The fee of who has a concession, in pence; none: everybody pays the fee.
    pub concession_pence: Option<u32>,
    /// Whether the applicant is looked for on the register.
    pub register: bool,
    /// The clause.
    pub rule: Clause,
}

/// A queue: one question, the people who may answer it, and how many of them it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// Its name.
    pub id: QueueId,
    /// For people.
    pub title: String,
    /// What it asks.
    pub kind: QueueKind,
    /// Who answers.
    pub by: RoleId,
    /// How many must find independently, on one ground, that the application is refused.
    pub refuse: u32,
    /// How many answer at most: when so many have, and too few agree on one ground, the application passes.
    pub of: u32,
    /// Whether nothing is decided before all of them have answered.
    pub panel: bool,
    /// The clause.
    pub rule: Clause,
}

/// What a queue asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QueueKind {
    /// Whether this is the person on the register.
    Identity,
    /// Whether the same person has applied before.
    Duplicate,
    /// Whether this is a person of a list of those who cannot join.
    List,
    /// Whether the conditions of joining are met.
    Eligibility,
    /// Whether the person's conduct bars it.
    Conduct,
}

/// A ground of refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Its code.
    pub code: ReasonCode,
    /// For people: a sentence.
    pub title: String,
    /// The queue in which it can be found.
    pub queue: QueueId,
    /// The rule that the applicant does not meet.
    pub rule: Clause,
}

/// How applicants are asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskTerms {
    /// Elapsed hours in which to answer.
    pub hours: u32,
    /// How often at most.
    pub times: u32,
    /// The clause.
    pub rule: Clause,
}

/// How a refusal is appealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealTerms {
    /// Days of 24 hours from the notice in which to appeal.
    pub days: u32,
    /// How many persons decide, by a majority of them.
    pub persons: u32,
    /// The clause.
    pub rule: Clause,
}

/// What becomes of an application that nobody has decided in time. There is no refusal by lapse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Undecided {
    /// It is accepted.
    Accepted,
    /// The applicant votes provisionally, on a ballot that is kept apart.
    Provisional,
}

impl Admission {
    /// A class.
    pub fn class(&self, id: &AdmissionClassId) -> Option<&AdmissionClass> {
        self.classes.iter().find(|class| class.id == *id)
    }

    /// A queue.
    pub fn queue(&self, id: &QueueId) -> Option<&Queue> {
        self.queues.iter().find(|queue| queue.id == *id)
    }

    /// The first queue of a kind.
    pub fn queue_of(&self, kind: QueueKind) -> Option<&Queue> {
        self.queues.iter().find(|queue| queue.kind == kind)
    }

    /// A ground of refusal.
    pub fn reason(&self, code: &ReasonCode) -> Option<&Reason> {
        self.reasons.iter().find(|reason| reason.code == *code)
    }
}
