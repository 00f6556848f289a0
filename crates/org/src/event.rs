//! Events: what happened, in plain past-tense kinds. An event says all that the fold needs; nothing is
//! worked out again when the record is replayed, so a later change of code cannot change the past.

use std::collections::BTreeSet;

use polity_procedure::model::{ConstraintId, EndKind, Next, OutcomeKind};
use polity_values::{PersonId, StageId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

use crate::act::{
    Adoption, BallotOpening, BoxHead, ChallengeDecision, CountResult, Deed, EmergencyReport, Key,
    Limit, Lot, Opening, RollCorrection, RollImport, RollStatement, Text,
};
use crate::body::BodyEvent;
use crate::effects::Effect;
use crate::founding::{Founding, UnitSpec};
use crate::rules::RuleChange;
use crate::sitting::SittingEvent;
use crate::step::Stepped;
use crate::vetting::CaseEvent;
use crate::{Digest, Seq};

/// What happened. The actor stands in the [`crate::Entry`], and is the candidate, trustee or challenger where the
/// event names none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Event {
    /// The organisation was founded.
    #[serde(rename = "organisation.founded")]
    OrganisationFounded(Box<Founding>),
    /// A unit was formed.
    #[serde(rename = "unit.formed")]
    UnitFormed(UnitSpec),
    /// A procedure was adopted.
    #[serde(rename = "procedure.adopted")]
    ProcedureAdopted(Adoption),
    /// The rules were changed, or a rulebook was adopted.
    #[serde(rename = "rules.changed")]
    RulesChanged(RuleChange),
    /// A matter was opened.
    #[serde(rename = "matter.opened")]
    MatterOpened(Opening),
    /// A report on an emergency was published.
    #[serde(rename = "emergency.reported")]
    EmergencyReported(EmergencyReport),
    /// A list of members was brought in.
    #[serde(rename = "roll.imported")]
    RollImported(RollImport),
    /// A right was limited.
    #[serde(rename = "right.limited")]
    RightLimited(Limit),
    /// Something that takes two persons was proposed by the first. Its kind is the deed's own, such as
    /// `ballot.open_proposed`.
    #[serde(skip)]
    Proposed(Box<Deed>),
    /// A proposal was declined, or taken back.
    #[serde(rename = "proposal.declined")]
    ProposalDeclined {
        /// Its entry.
        of: Seq,
    },
    /// The timetable was announced.
    #[serde(rename = "notice.given")]
    NoticeGiven {},
    /// The roll was frozen.
    #[serde(rename = "roll.frozen")]
    RollFrozen(RollStatement),
    /// The frozen roll was corrected.
    #[serde(rename = "roll.corrected")]
    RollCorrected(RollCorrection),
    /// A person put himself or herself forward.
    #[serde(rename = "nomination.made")]
    NominationMade {},
    /// A candidate withdrew.
    #[serde(rename = "nomination.withdrawn")]
    NominationWithdrawn {},
    /// A unit supports a candidate.
    #[serde(rename = "support.given")]
    SupportGiven {
        /// The candidate.
        candidate: PersonId,
        /// The unit.
        unit: UnitId,
    },
    /// A unit took its support back.
    #[serde(rename = "support.withdrawn")]
    SupportWithdrawn {
        /// The candidate.
        candidate: PersonId,
        /// The unit.
        unit: UnitId,
    },
    /// A candidate consented.
    #[serde(rename = "consent.given")]
    ConsentGiven {
        /// The digest of the procedure consented to.
        terms: Digest,
        /// The classes to which the candidate says to belong.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        classes: BTreeSet<ConstraintId>,
    },
    /// A statement was handed in.
    #[serde(rename = "statement.submitted")]
    StatementSubmitted(Text),
    /// The statements were published.
    #[serde(rename = "statements.published")]
    StatementsPublished {
        /// The seed of the lot.
        seed: String,
        /// The order that it gave.
        order: Vec<PersonId>,
    },
    /// A trustee was named.
    #[serde(rename = "trustee.named")]
    TrusteeNamed {
        /// Who.
        trustee: PersonId,
    },
    /// A trustee handed in a key.
    #[serde(rename = "key.recorded")]
    KeyRecorded(Key),
    /// A trustee proved a key.
    #[serde(rename = "key.proved")]
    KeyProved {
        /// The digest of the test decryption.
        proof: Digest,
    },
    /// The public credentials were handed in.
    #[serde(rename = "credentials.recorded")]
    CredentialsRecorded {
        /// How many.
        count: u64,
        /// The digest of their list.
        digest: Digest,
    },
    /// The ballot was opened.
    #[serde(rename = "ballot.opened")]
    BallotOpened(BallotOpening),
    /// The ballot was extended.
    #[serde(rename = "ballot.extended")]
    BallotExtended {
        /// The stage.
        stage: StageId,
        /// The close until then.
        from: Timestamp,
        /// The new close.
        to: Timestamp,
        /// Why.
        reason: Text,
    },
    /// The ballot was closed.
    #[serde(rename = "ballot.closed")]
    BallotClosed(BoxHead),
    /// A shuffle was recorded.
    #[serde(rename = "shuffle.recorded")]
    ShuffleRecorded {
        /// Its digest.
        digest: Digest,
    },
    /// A decryption was recorded.
    #[serde(rename = "decryption.recorded")]
    DecryptionRecorded {
        /// Its digest.
        digest: Digest,
    },
    /// A lot was drawn.
    #[serde(rename = "lot.drawn")]
    LotDrawn(Lot),
    /// The count was recorded.
    #[serde(rename = "count.recorded")]
    CountRecorded(CountResult),
    /// The provisional result was challenged.
    #[serde(rename = "challenge.made")]
    ChallengeMade {
        /// Why.
        reason: Text,
    },
    /// A challenge was decided.
    #[serde(rename = "challenge.decided")]
    ChallengeDecided(ChallengeDecision),
    /// The result was declared.
    #[serde(rename = "result.declared")]
    ResultDeclared {
        /// Who is elected, in order.
        elected: Vec<PersonId>,
        /// Whether without a ballot.
        unopposed: bool,
        /// What follows from it.
        effects: Vec<Effect>,
    },
    /// The election was declared void.
    #[serde(rename = "election.voided")]
    ElectionVoided {
        /// Why.
        reasons: Text,
    },
    /// A stage ended.
    #[serde(rename = "stage.ended")]
    StageEnded {
        /// Which.
        stage: StageId,
        /// With which outcome; none: it lapsed.
        outcome: Option<OutcomeKind>,
        /// The instant from which that holds.
        effective: Timestamp,
        /// What follows.
        then: Next,
    },
    /// Something about a body; its kinds are those of [`BodyEvent`].
    #[serde(skip)]
    Body(BodyEvent),
    /// Something in a sitting; its kinds are those of [`SittingEvent`].
    #[serde(skip)]
    Sitting(SittingEvent),
    /// Something about a person's application to join a class of voters; its kinds are those of [`CaseEvent`].
    #[serde(skip)]
    Case(CaseEvent),
    /// A step without a ballot box; its kind is the step's own.
    #[serde(untagged)]
    Step(Stepped),
}

impl Event {
    /// The kind under which the record lists it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::OrganisationFounded(_) => "organisation.founded",
            Self::UnitFormed(_) => "unit.formed",
            Self::ProcedureAdopted(_) => "procedure.adopted",
            Self::RulesChanged(_) => "rules.changed",
            Self::MatterOpened(_) => "matter.opened",
            Self::EmergencyReported(_) => "emergency.reported",
            Self::RollImported(_) => "roll.imported",
            Self::RightLimited(_) => "right.limited",
            Self::Proposed(deed) => proposed_kind(deed),
            Self::ProposalDeclined { .. } => "proposal.declined",
            Self::NoticeGiven {} => "notice.given",
            Self::RollFrozen(_) => "roll.frozen",
            Self::RollCorrected(_) => "roll.corrected",
            Self::NominationMade {} => "nomination.made",
            Self::NominationWithdrawn {} => "nomination.withdrawn",
            Self::SupportGiven { .. } => "support.given",
            Self::SupportWithdrawn { .. } => "support.withdrawn",
            Self::ConsentGiven { .. } => "consent.given",
            Self::StatementSubmitted(_) => "statement.submitted",
            Self::StatementsPublished { .. } => "statements.published",
            Self::TrusteeNamed { .. } => "trustee.named",
            Self::KeyRecorded(_) => "key.recorded",
            Self::KeyProved { .. } => "key.proved",
            Self::CredentialsRecorded { .. } => "credentials.recorded",
            Self::BallotOpened(_) => "ballot.opened",
            Self::BallotExtended { .. } => "ballot.extended",
            Self::BallotClosed(_) => "ballot.closed",
            Self::ShuffleRecorded { .. } => "shuffle.recorded",
            Self::DecryptionRecorded { .. } => "decryption.recorded",
            Self::LotDrawn(_) => "lot.drawn",
            Self::CountRecorded(_) => "count.recorded",
            Self::ChallengeMade { .. } => "challenge.made",
            Self::ChallengeDecided(_) => "challenge.decided",
            Self::ResultDeclared { .. } => "result.declared",
            Self::ElectionVoided { .. } => "election.voided",
            Self::StageEnded { .. } => "stage.ended",
            Self::Body(event) => event.kind(),
            Self::Sitting(event) => event.kind(),
            Self::Case(event) => event.kind(),
            Self::Step(stepped) => stepped.kind(),
        }
    }
}

/// The end of every kind that is a proposal.
pub(crate) const PROPOSED: &str = "_proposed";

/// The kind of the entry by which a deed is proposed.
fn proposed_kind(deed: &Deed) -> &'static str {
    match deed {
        Deed::FoundOrganisation(_) => "organisation.found_proposed",
        Deed::FormUnit(_) => "unit.form_proposed",
        Deed::AdoptProcedure(_) => "procedure.adopt_proposed",
        Deed::ChangeRules(_) => "rules.change_proposed",
        Deed::OpenMatter(_) => "matter.open_proposed",
        Deed::ReportEmergency(_) => "emergency.report_proposed",
        Deed::RecordRollImport(_) => "roll.import_proposed",
        Deed::LimitRight(_) => "right.limit_proposed",
        Deed::Confirm { .. } => "proposal.confirm_proposed",
        Deed::Decline { .. } => "proposal.decline_proposed",
        Deed::GiveNotice {} => "notice.give_proposed",
        Deed::FreezeRoll(_) => "roll.freeze_proposed",
        Deed::CorrectRoll(_) => "roll.correct_proposed",
        Deed::Nominate {} => "nomination.make_proposed",
        Deed::Withdraw {} => "nomination.withdraw_proposed",
        Deed::Support { .. } => "support.give_proposed",
        Deed::Unsupport { .. } => "support.withdraw_proposed",
        Deed::Consent { .. } => "consent.give_proposed",
        Deed::SubmitStatement(_) => "statement.submit_proposed",
        Deed::PublishStatements { .. } => "statements.publish_proposed",
        Deed::NameTrustee { .. } => "trustee.name_proposed",
        Deed::RecordKey(_) => "key.record_proposed",
        Deed::ProveKey { .. } => "key.prove_proposed",
        Deed::RecordCredentials { .. } => "credentials.record_proposed",
        Deed::OpenBallot(_) => "ballot.open_proposed",
        Deed::ExtendBallot { .. } => "ballot.extend_proposed",
        Deed::CloseBallot(_) => "ballot.close_proposed",
        Deed::RecordShuffle { .. } => "shuffle.record_proposed",
        Deed::RecordDecryption { .. } => "decryption.record_proposed",
        Deed::DrawLot(_) => "lot.draw_proposed",
        Deed::RecordCount(_) => "count.record_proposed",
        Deed::Challenge { .. } => "challenge.make_proposed",
        Deed::DecideChallenge(_) => "challenge.decide_proposed",
        Deed::Declare {} => "result.declare_proposed",
        Deed::DeclareVoid { .. } => "election.void_proposed",
        Deed::Body(deed) => deed.proposed_kind(),
        Deed::Sitting(deed) => deed.proposed_kind(),
        Deed::Case(deed) => deed.proposed_kind(),
        Deed::Step(step) => step.proposed_kind(),
    }
}

/// How an end reads in a sentence.
pub(crate) fn end_words(end: EndKind) -> &'static str {
    match end {
        EndKind::Declared => "the result was declared",
        EndKind::Void => "it was declared void",
        EndKind::Agreed => "it was agreed",
        EndKind::Rejected => "it was rejected",
        EndKind::Lapsed => "it lapsed for want of an act that it required",
    }
}
