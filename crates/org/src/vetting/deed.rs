//! What is done with applications.

use polity_procedure::model::{ActKind, AdmissionClassId, QueueId, ReasonCode};
use polity_values::{PersonId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

use crate::Digest;
use crate::act::Text;

/// An application, as the record knows it: what was filled in stands in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// The applicant's opaque id, by which the application is known from here on.
    pub applicant: PersonId,
    /// The class to be joined.
    pub class: AdmissionClassId,
    /// What was filled in.
    pub form: Text,
    /// The key of the form: a form that is sent twice counts once.
    pub key: Digest,
    /// The unit that the applicant would belong to, if the form asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The keyed hash of the household's address: nobody decides about the own household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Digest>,
    /// Whether the applicant says to have a concession.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub concession: bool,
}

/// What looking for the applicant on the register came to. Entries are keyed hashes of their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// This entry is the applicant's.
    Entry(Digest),
    /// This one may be.
    Doubtful(Digest),
    /// None was found; which proves nothing.
    Nobody,
}

/// A reviewer's own finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// The ground of refusal; none: nothing stands against the application in this queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refuse: Option<ReasonCode>,
    /// The facts on which it rests, in words that the applicant will read. A refusal has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<Text>,
    /// The digest of everything that the reviewer was shown.
    pub evidence: Digest,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// The keyed hash of the payment's own reference: a payment that is told of twice counts once.
    pub reference: Digest,
    /// How much, in pence.
    pub pence: u32,
}

/// A deed of this kind. `applicant` says which application it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum CaseDeed {
    /// Apply.
    Receive(Application),
    /// Withdraw one's application.
    Withdraw {
        /// Whose.
        applicant: PersonId,
    },
    /// Record what looking for the applicant on the register came to.
    Match {
        /// Whom.
        applicant: PersonId,
        /// What.
        found: Found,
        /// The number of the model by which it was decided.
        model: String,
    },
    /// Ask the applicant.
    Ask {
        /// Whom.
        applicant: PersonId,
        /// What.
        question: Text,
    },
    /// Answer: the form as corrected.
    Answer {
        /// Whose.
        applicant: PersonId,
        /// What is filled in now.
        form: Text,
    },
    /// Put an application into a queue.
    Refer {
        /// Whose.
        applicant: PersonId,
        /// Which queue.
        queue: QueueId,
        /// Why.
        ground: Text,
    },
    /// Record one's own finding.
    Find {
        /// Whose application.
        applicant: PersonId,
        /// In which queue.
        queue: QueueId,
        /// The finding.
        view: View,
    },
    /// Take no part in deciding one application.
    Recuse {
        /// Whose.
        applicant: PersonId,
    },
    /// Appeal against a refusal.
    LodgeAppeal {
        /// Whose.
        applicant: PersonId,
        /// Why, with what is new.
        grounds: Text,
    },
    /// Say whether an appeal is upheld.
    DecideAppeal {
        /// Whose.
        applicant: PersonId,
        /// Whether.
        upheld: bool,
        /// Why.
        reasons: Text,
    },
    /// Record that a fee came in.
    ReceivePayment {
        /// For whose application.
        applicant: PersonId,
        /// The payment.
        paid: Paid,
    },
    /// Record that money was given back.
    RefundPayment {
        /// For whose application.
        applicant: PersonId,
        /// The payment back.
        paid: Paid,
    },
    /// Extend the time for applications, for everybody.
    ExtendCall {
        /// The new close.
        to: Timestamp,
        /// Why.
        reason: Text,
    },
}

impl CaseDeed {
    /// The procedure's name for the deed.
    pub fn kind(&self) -> ActKind {
        match self {
            Self::Receive(_) => ActKind::ReceiveApplication,
            Self::Withdraw { .. } => ActKind::WithdrawApplication,
            Self::Match { .. } => ActKind::MatchApplication,
            Self::Ask { .. } => ActKind::AskApplicant,
            Self::Answer { .. } => ActKind::AnswerQuestion,
            Self::Refer { .. } => ActKind::ReferApplication,
            Self::Find { .. } => ActKind::RecordFinding,
            Self::Recuse { .. } => ActKind::RecuseFromApplication,
            Self::LodgeAppeal { .. } => ActKind::LodgeAppeal,
            Self::DecideAppeal { .. } => ActKind::DecideAppeal,
            Self::ReceivePayment { .. } => ActKind::ReceivePayment,
            Self::RefundPayment { .. } => ActKind::RefundPayment,
            Self::ExtendCall { .. } => ActKind::ExtendCall,
        }
    }

    /// Whose application it is about.
    pub fn applicant(&self) -> Option<&PersonId> {
        match self {
            Self::Receive(Application { applicant, .. })
            | Self::Withdraw { applicant }
            | Self::Match { applicant, .. }
            | Self::Ask { applicant, .. }
            | Self::Answer { applicant, .. }
            | Self::Refer { applicant, .. }
            | Self::Find { applicant, .. }
            | Self::Recuse { applicant }
            | Self::LodgeAppeal { applicant, .. }
            | Self::DecideAppeal { applicant, .. }
            | Self::ReceivePayment { applicant, .. }
            | Self::RefundPayment { applicant, .. } => Some(applicant),
            Self::ExtendCall { .. } => None,
        }
    }

    /// The kind of the entry by which it is proposed.
    pub(crate) fn proposed_kind(&self) -> &'static str {
        match self {
            Self::Receive(_) => "application.receive_proposed",
            Self::Withdraw { .. } => "application.withdraw_proposed",
            Self::Match { .. } => "application.match_proposed",
            Self::Ask { .. } => "application.ask_proposed",
            Self::Answer { .. } => "application.answer_proposed",
            Self::Refer { .. } => "application.refer_proposed",
            Self::Find { .. } => "finding.record_proposed",
            Self::Recuse { .. } => "application.recuse_proposed",
            Self::LodgeAppeal { .. } => "appeal.lodge_proposed",
            Self::DecideAppeal { .. } => "appeal.decide_proposed",
            Self::ReceivePayment { .. } => "payment.receive_proposed",
            Self::RefundPayment { .. } => "payment.refund_proposed",
            Self::ExtendCall { .. } => "call.extend_proposed",
        }
    }
}
