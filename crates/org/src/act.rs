//! Acts: the only write. Who, in what capacity, what, on which matter.
//!
//! A deed's payload holds opaque ids, digests and numbers. What a person wrote sits in the vault; an
//! act names the paper, its salted hash and its number of words ([`Text`]).

use std::collections::{BTreeMap, BTreeSet};

use polity_procedure::Dates;
use polity_procedure::model::{ActKind, ConstraintId, RoleId};
use polity_values::{
    Clause, MatterId, PaperId, PersonId, ProcedureName, RollId, Timestamp, UnitId,
};
use serde::{Deserialize, Serialize};

use crate::body::BodyDeed;
use crate::founding::{Founding, UnitSpec};
use crate::rules::RuleChange;
use crate::sitting::SittingDeed;
use crate::step::Step;
use crate::vetting::CaseDeed;
use crate::{Digest, Seq};

/// What a person asks to have put on the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Who acts.
    pub actor: PersonId,
    /// In what capacity. None: any capacity that the procedure allows and the actor holds.
    pub role: Option<RoleId>,
    /// The unit for which the actor acts, where the capacity is a seat in a unit. None: the only unit
    /// in which the actor holds that seat.
    pub for_unit: Option<UnitId>,
    /// The matter; none for an act of the organisation as a whole.
    pub matter: Option<MatterId>,
    /// What.
    pub deed: Deed,
}

impl Act {
    /// An act on a matter in whatever capacity allows it.
    pub fn on(matter: MatterId, actor: PersonId, deed: Deed) -> Self {
        let matter = Some(matter);
        Self {
            actor,
            role: None,
            for_unit: None,
            matter,
            deed,
        }
    }

    /// An act of the organisation as a whole.
    pub fn standing(actor: PersonId, deed: Deed) -> Self {
        Self {
            actor,
            role: None,
            for_unit: None,
            matter: None,
            deed,
        }
    }

    /// The same act in a named capacity.
    #[must_use]
    pub fn in_role(mut self, role: RoleId) -> Self {
        self.role = Some(role);
        self
    }

    /// The same act on behalf of a unit.
    #[must_use]
    pub fn for_unit(mut self, unit: UnitId) -> Self {
        self.for_unit = Some(unit);
        self
    }
}

/// A text in the vault, as the record knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Where the vault keeps it.
    pub paper: PaperId,
    /// The salted hash of its bytes.
    pub hash: Digest,
    /// Its words, counted by [`polity_values::count_words`].
    pub words: u32,
}

/// A frozen roll as the public knows it: no person, only the digest, the size and the totals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollStatement {
    /// Its id.
    pub roll: RollId,
    /// The root of the tree over its entries, by [`crate::roll::RollBuilder`].
    pub digest: Digest,
    /// Entries.
    pub size: u64,
    /// Entries of each unit; they add up to `size`.
    pub units: BTreeMap<UnitId, u64>,
    /// How many members each clause left out. A member left out by two clauses counts in both.
    pub excluded: BTreeMap<Clause, u64>,
    /// The digest of the list of members from which it was made, as [`RollImport`] recorded it.
    pub import: Digest,
}

/// A correction of a frozen roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollCorrection {
    /// The digest that it replaces.
    pub before: Digest,
    /// The roll after it.
    pub after: RollStatement,
    /// Why.
    pub reason: Text,
}

/// A list of members that was brought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollImport {
    /// The digest of the file's bytes.
    pub digest: Digest,
    /// Members on it.
    pub rows: u64,
    /// Members of each unit; they add up to `rows`.
    pub totals: BTreeMap<UnitId, u64>,
}

/// A procedure to be adopted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adoption {
    /// The whole file.
    pub source: String,
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
}

/// A matter to be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The matter's id.
    pub id: MatterId,
    /// The procedure that it runs under: the newest version adopted, to which it stays pinned.
    pub procedure: ProcedureName,
    /// The instant of each date that the procedure names, in the organisation's zone.
    pub dates: Dates,
    /// One line for people; no personal text.
    pub title: String,
    /// What is stated beyond that, where it is opened out of the ordinary.
    #[serde(default, skip_serializing_if = "Stated::is_nothing")]
    pub stated: Stated,
}

/// What whoever opens a matter out of the ordinary states on the record, with a paper that everybody can read. A matter
/// that is opened so takes two persons, whatever the power to open matters asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// For an emergency variant: what happened that its trigger names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Text>,
    /// That members lose the vote by a date of joining before the notice, and that this is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined_before_notice: Option<LostVotes>,
    /// Shortest times of the procedure that this timetable does not keep.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
}

/// What came of an emergency, told to everybody when it is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyReport {
    /// The matter that was opened under the emergency variant, and is over.
    pub of: MatterId,
    /// The report.
    pub report: Text,
}

/// Members who lose the vote by a date that they could not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostVotes {
    /// How many members of the classes with a vote joined after that date, by the list of members on the day of opening.
    pub members: u64,
    /// Why the body wants it nevertheless.
    pub reason: Text,
}

/// A shortest time that is not kept, and on what ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Its place among the procedure's gaps, counted from 1.
    pub gap: u32,
    /// The ground, as minuted.
    pub ground: Text,
}

impl Stated {
    /// Whether nothing is stated.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The places of the gaps that are overridden.
    pub fn waived(&self) -> BTreeSet<u32> {
        self.overrides.iter().map(|one| one.gap).collect()
    }
}

/// A dated limit on what a person or a unit may do: a suspension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// On whom.
    pub on: Limited,
    /// From when.
    pub from: Timestamp,
    /// Until when; every limit has an end, at which it is reviewed or falls away.
    pub until: Timestamp,
    /// Why.
    pub reason: Text,
}

/// On whom a limit lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limited {
    /// A person, who then holds seats without acting in them.
    Person(PersonId),
    /// A unit, for which then nobody can act.
    Unit(UnitId),
}

/// The terms on which a ballot opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotOpening {
    /// The ballot's id in its archive.
    pub uuid: String,
    /// The digest of the ballot's public description: question, key, group.
    pub election: Digest,
    /// The digest of the list of the voting booth's files, where voters vote in a browser: whoever loads
    /// the booth can compare. None: no booth is served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booth: Option<Digest>,
}

/// The public part of a trustee's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The public key, as 32 bytes.
    pub public_key: Digest,
    /// The digest of the trustee's public item, which holds the key and the proof of knowing its secret.
    pub item: Digest,
}

/// The state of a box at its close.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxHead {
    /// The head of the chained archive.
    pub head: Digest,
    /// Ballots in it, superseded ones included.
    pub cast: u64,
    /// Credentials with at least one ballot.
    pub voters: u64,
}

/// A lot that the count asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// The tied candidates in the order in which they were drawn.
    pub order: Vec<PersonId>,
    /// What the lot decides, in the count's words.
    pub question: String,
}

/// What a count found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountResult {
    /// The digest of the transcript.
    pub transcript: Digest,
    /// Who is elected, in the order of election.
    pub elected: Vec<PersonId>,
}

/// A decision on a challenge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeDecision {
    /// The challenge: the place on the record of the entry that made it.
    pub challenge: Seq,
    /// Whether it is upheld.
    pub upheld: bool,
    /// Why.
    pub reasons: Text,
}

/// What is done: one variant for each act of a procedure, and the standing acts of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Deed {
    /// Found the organisation, on an empty record only.
    FoundOrganisation(Box<Founding>),
    /// Form a unit.
    FormUnit(UnitSpec),
    /// Adopt a procedure, or a new version of one.
    AdoptProcedure(Adoption),
    /// Adopt a rulebook, or a change of its clauses from a day on. It takes who may adopt procedures: both are rules.
    ChangeRules(RuleChange),
    /// Open a matter under an adopted procedure.
    OpenMatter(Opening),
    /// Report on a matter that was opened under an emergency variant and is over. Until then no other one is opened under it.
    ReportEmergency(EmergencyReport),
    /// Record that a list of members was brought in.
    RecordRollImport(RollImport),
    /// Suspend a person or a unit until a stated instant.
    LimitRight(Limit),
    /// Confirm what another person proposed, so that it takes effect.
    Confirm {
        /// The entry of the proposal.
        of: Seq,
    },
    /// Decline what was proposed (or, by who proposed it, take it back).
    Decline {
        /// The entry of the proposal.
        of: Seq,
    },
    /// Announce the timetable.
    GiveNotice {},
    /// Freeze the roll.
    FreezeRoll(RollStatement),
    /// Correct the frozen roll.
    CorrectRoll(RollCorrection),
    /// Put oneself forward.
    Nominate {},
    /// Withdraw one's own nomination.
    Withdraw {},
    /// Support a candidate for a unit.
    Support {
        /// The candidate.
        candidate: PersonId,
    },
    /// Take a unit's support back.
    Unsupport {
        /// The candidate.
        candidate: PersonId,
    },
    /// Consent to stand under the terms of the contest.
    Consent {
        /// The digest of the adopted procedure that the candidate was shown.
        terms: Digest,
        /// The classes of the procedure's constraints to which the candidate says to belong.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        classes: BTreeSet<ConstraintId>,
    },
    /// Hand in a statement; a later one replaces it.
    SubmitStatement(Text),
    /// Publish all statements in the order of a lot drawn from a seed ([`crate::matter::lot_order`]).
    PublishStatements {
        /// The seed: any public text of at most 200 bytes, such as the throw of dice before witnesses.
        seed: String,
    },
    /// Name a trustee.
    NameTrustee {
        /// Who.
        trustee: PersonId,
    },
    /// Hand in one's public key.
    RecordKey(Key),
    /// Prove that one's key works.
    ProveKey {
        /// The digest of the test decryption.
        proof: Digest,
    },
    /// Hand in the public credentials.
    RecordCredentials {
        /// How many.
        count: u64,
        /// The digest of their list.
        digest: Digest,
    },
    /// Open the ballot.
    OpenBallot(BallotOpening),
    /// Extend the ballot for all.
    ExtendBallot {
        /// The new close.
        to: Timestamp,
        /// Why.
        reason: Text,
    },
    /// Close the ballot.
    CloseBallot(BoxHead),
    /// Record one's shuffle.
    RecordShuffle {
        /// The digest of the shuffle with its proof.
        digest: Digest,
    },
    /// Record one's decryption.
    RecordDecryption {
        /// The digest of the partial decryption with its proofs.
        digest: Digest,
    },
    /// Record the order of a lot.
    DrawLot(Lot),
    /// Record the count.
    RecordCount(CountResult),
    /// Challenge the provisional result.
    Challenge {
        /// Why.
        reason: Text,
    },
    /// Decide a challenge.
    DecideChallenge(ChallengeDecision),
    /// Declare the result.
    Declare {},
    /// Declare the election void.
    DeclareVoid {
        /// Why.
        reasons: Text,
    },
    /// Something about a body's composition or seats.
    Body(BodyDeed),
    /// Something in a sitting of a body.
    Sitting(SittingDeed),
    /// Something about a person's application to join a class of voters.
    Case(CaseDeed),
    /// A step without a ballot box: an application, a score, a vote of a body, a round, a report.
    #[serde(untagged)]
    Step(Step),
}

/// The acts that belong to no matter: the organisation's standing powers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StandingAct {
    /// Form a unit.
    FormUnit,
    /// Adopt a procedure.
    AdoptProcedure,
    /// Open a matter.
    OpenMatter,
    /// Record that a list of members was brought in.
    RecordRollImport,
    /// Suspend a person or a unit.
    LimitRight,
}

impl Deed {
    /// The procedure's name for the deed; none for a standing act, a confirmation and a refusal to confirm.
    pub fn kind(&self) -> Option<ActKind> {
        Some(match self {
            Self::FoundOrganisation(_)
            | Self::FormUnit(_)
            | Self::AdoptProcedure(_)
            | Self::ChangeRules(_)
            | Self::OpenMatter(_)
            | Self::ReportEmergency(_)
            | Self::RecordRollImport(_)
            | Self::LimitRight(_)
            | Self::Body(_)
            | Self::Sitting(_)
            | Self::Confirm { .. }
            | Self::Decline { .. } => return None,
            Self::GiveNotice {} => ActKind::GiveNotice,
            Self::FreezeRoll(_) => ActKind::FreezeRoll,
            Self::CorrectRoll(_) => ActKind::CorrectRoll,
            Self::Nominate {} => ActKind::Nominate,
            Self::Withdraw {} => ActKind::Withdraw,
            Self::Support { .. } => ActKind::Support,
            Self::Unsupport { .. } => ActKind::Unsupport,
            Self::Consent { .. } => ActKind::Consent,
            Self::SubmitStatement(_) => ActKind::SubmitStatement,
            Self::PublishStatements { .. } => ActKind::PublishStatements,
            Self::NameTrustee { .. } => ActKind::NameTrustee,
            Self::RecordKey(_) => ActKind::RecordKey,
            Self::ProveKey { .. } => ActKind::ProveKey,
            Self::RecordCredentials { .. } => ActKind::RecordCredentials,
            Self::OpenBallot(_) => ActKind::OpenBallot,
            Self::ExtendBallot { .. } => ActKind::ExtendBallot,
            Self::CloseBallot(_) => ActKind::CloseBallot,
            Self::RecordShuffle { .. } => ActKind::RecordShuffle,
            Self::RecordDecryption { .. } => ActKind::RecordDecryption,
            Self::DrawLot(_) => ActKind::DrawLot,
            Self::RecordCount(_) => ActKind::RecordCount,
            Self::Challenge { .. } => ActKind::Challenge,
            Self::DecideChallenge(_) => ActKind::DecideChallenge,
            Self::Declare {} => ActKind::Declare,
            Self::DeclareVoid { .. } => ActKind::DeclareVoid,
            Self::Step(step) => step.kind(),
            Self::Case(deed) => deed.kind(),
        })
    }

    /// The standing power that the deed needs, if it is a standing act that takes one.
    pub fn standing(&self) -> Option<StandingAct> {
        match self {
            Self::FormUnit(_) => Some(StandingAct::FormUnit),
            Self::AdoptProcedure(_) | Self::ChangeRules(_) => Some(StandingAct::AdoptProcedure),
            Self::OpenMatter(_) | Self::ReportEmergency(_) => Some(StandingAct::OpenMatter),
            Self::RecordRollImport(_) => Some(StandingAct::RecordRollImport),
            Self::LimitRight(_) => Some(StandingAct::LimitRight),
            _ => None,
        }
    }

    /// The person whom the deed is about, where that is not the actor.
    pub fn subject(&self) -> Option<&PersonId> {
        match self {
            Self::Support { candidate } | Self::Unsupport { candidate } => Some(candidate),
            Self::NameTrustee { trustee } => Some(trustee),
            Self::Body(deed) => deed.person(),
            Self::Step(step) => step.subject(),
            Self::Case(deed) => deed.applicant(),
            _ => None,
        }
    }
}
