//! What happened to applications. An event holds what it rests on, so that nothing of it is worked out again.

use polity_procedure::model::{QueueId, ReasonCode, Undecided};
use polity_values::{Clause, PersonId, StageId, Timestamp};
use serde::{Deserialize, Serialize};

use super::deed::{Application, Found, View};
use crate::Digest;
use crate::act::Text;

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident $body:tt = $kind:literal,)+) => {
        /// What happened to an application.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "body")]
        pub enum CaseEvent {$(
            $(#[$doc])*
            #[serde(rename = $kind)]
            $name $body,
        )+}

        impl CaseEvent {
            /// Every kind.
            pub const KINDS: &'static [&'static str] = &[$($kind),+];

            /// Its kind on the record.
            pub fn kind(&self) -> &'static str {
                match self {$(
                    Self::$name { .. } => $kind,
                )+}
            }
        }
    };
}

events! {
    /// Somebody applied.
    Received(Application) = "application.received",
    /// The applicant withdrew.
    Withdrawn {
        /// Who.
        applicant: PersonId,
    } = "application.withdrawn",
    /// The applicant was looked for on the register.
    Matched {
        /// Whom.
        applicant: PersonId,
        /// What came of it.
        found: Found,
        /// By which model.
        model: String,
        /// Whether a program did it.
        automated: bool,
    } = "application.matched",
    /// The entry of the register was another application's before: both are shown to people.
    Repeated {
        /// Whose application.
        applicant: PersonId,
        /// Whose came before.
        of: PersonId,
        /// The queue that it went into.
        queue: QueueId,
    } = "application.repeated",
    /// The applicant was asked.
    Asked {
        /// Who.
        applicant: PersonId,
        /// Until when an answer counts before people decide.
        until: Timestamp,
        /// What, where it is not the question of everybody who was not found.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        question: Option<Text>,
        /// Whether a program did it.
        automated: bool,
    } = "application.asked",
    /// The applicant answered.
    Answered {
        /// Who.
        applicant: PersonId,
        /// The form as corrected.
        form: Text,
    } = "application.answered",
    /// It went into a queue, since looking for the applicant did not settle it.
    Queued {
        /// Whose.
        applicant: PersonId,
        /// Which.
        queue: QueueId,
    } = "application.queued",
    /// Somebody, or a program, put it into a queue.
    Referred {
        /// Whose.
        applicant: PersonId,
        /// Which.
        queue: QueueId,
        /// Why.
        ground: Text,
        /// Whether a program did it.
        automated: bool,
    } = "application.referred",
    /// A reviewer recorded a finding.
    FindingRecorded {
        /// On whose application.
        applicant: PersonId,
        /// In which queue.
        queue: QueueId,
        /// The finding.
        view: View,
    } = "finding.recorded",
    /// A reviewer takes no part.
    Recused {
        /// In whose application.
        applicant: PersonId,
    } = "application.recused",
    /// Nothing stands against it in a queue any more.
    Cleared {
        /// Whose.
        applicant: PersonId,
        /// Which.
        queue: QueueId,
    } = "application.cleared",
    /// It was accepted.
    Accepted {
        /// Whose.
        applicant: PersonId,
        /// By what.
        by: AcceptedBy,
    } = "application.accepted",
    /// It was refused.
    Refused(Refusal) = "application.refused",
    /// What was undecided when time ended.
    Defaulted {
        /// In which stage.
        stage: StageId,
        /// What became of them.
        to: Undecided,
        /// How many applications.
        applications: u64,
        /// How many appeals.
        appeals: u64,
    } = "applications.defaulted",
    /// A refusal was appealed.
    AppealLodged {
        /// Whose.
        applicant: PersonId,
        /// Why.
        grounds: Text,
    } = "appeal.lodged",
    /// One of those who decide an appeal said how.
    AppealFinding {
        /// Whose.
        applicant: PersonId,
        /// Whether it is upheld.
        upheld: bool,
        /// Why.
        reasons: Text,
    } = "appeal-finding.recorded",
    /// An appeal was decided.
    AppealDecided {
        /// Whose.
        applicant: PersonId,
        /// Whether it was upheld.
        upheld: bool,
        /// The reasons of those who decided so.
        reasons: Vec<Text>,
    } = "appeal.decided",
    /// A fee came in.
    PaymentReceived {
        /// For whose application.
        applicant: PersonId,
        /// The payment's reference, hashed with a key.
        reference: Digest,
        /// How much, in pence.
        pence: u32,
        /// Whether it was not owed: it is given back.
        surplus: bool,
    } = "payment.received",
    /// Money was given back.
    PaymentRefunded {
        /// For whose application.
        applicant: PersonId,
        /// The reference of the payment back, hashed with a key.
        reference: Digest,
        /// How much, in pence.
        pence: u32,
    } = "payment.refunded",
    /// The time for applications was extended for everybody.
    CallExtended {
        /// The stage.
        stage: StageId,
        /// The close until then.
        from: Timestamp,
        /// The new close.
        to: Timestamp,
        /// Why.
        reason: Text,
    } = "call.extended",
}

/// By what an application was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AcceptedBy {
    /// All that the class asks for was there when it came in.
    Receipt,
    /// The register.
    Match,
    /// People.
    Review,
    /// The fee came in last.
    Payment,
    /// An appeal was upheld.
    Appeal,
}

/// A refusal: all that the notice says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Whose application.
    pub applicant: PersonId,
    /// In which queue.
    pub queue: QueueId,
    /// On which ground.
    pub reason: ReasonCode,
    /// Of which version of the grounds.
    pub version: u32,
    /// The rule that is not met.
    pub rule: Clause,
    /// The facts, in the words of those who agreed.
    pub facts: Vec<Text>,
    /// The digests of what they were shown.
    pub evidence: Vec<Digest>,
    /// Whether a program had a part in how the application came here.
    pub automated: bool,
    /// Until when an appeal can be lodged; none: there is no appeal.
    pub appeal_by: Option<Timestamp>,
}

impl CaseEvent {
    /// Whose application it is about.
    pub fn applicant(&self) -> Option<&PersonId> {
        match self {
            Self::Received(Application { applicant, .. })
            | Self::Refused(Refusal { applicant, .. })
            | Self::Withdrawn { applicant }
            | Self::Matched { applicant, .. }
            | Self::Repeated { applicant, .. }
            | Self::Asked { applicant, .. }
            | Self::Answered { applicant, .. }
            | Self::Queued { applicant, .. }
            | Self::Referred { applicant, .. }
            | Self::FindingRecorded { applicant, .. }
            | Self::Recused { applicant }
            | Self::Cleared { applicant, .. }
            | Self::Accepted { applicant, .. }
            | Self::AppealLodged { applicant, .. }
            | Self::AppealFinding { applicant, .. }
            | Self::AppealDecided { applicant, .. }
            | Self::PaymentReceived { applicant, .. }
            | Self::PaymentRefunded { applicant, .. } => Some(applicant),
            Self::Defaulted { .. } | Self::CallExtended { .. } => None,
        }
    }
}
