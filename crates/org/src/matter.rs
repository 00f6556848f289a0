//! A matter: one running instance of a procedure, pinned to the version under which it was opened. This
//! is its state, the fold of its entries; `matter/fold.rs` says how each event moves it.

mod constraints;
mod fold;
mod progress;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polity_procedure::model::{
    ActKind, ConstraintId, EndKind, Next, OutcomeKind, Procedure, Stage, StageKind,
};
use polity_procedure::timetable::{Timetable, Window};
use polity_values::{Clause, MatterId, PersonId, StageId, Timestamp, UnitId};

use crate::act::{Act, BallotOpening, BoxHead, CountResult, Key, Lot, RollStatement, Stated, Text};
pub use constraints::Bound;

use crate::vetting::Campaign;
use crate::{Digest, Seq};

pub use progress::{BankQuestion, CountedRound, Delegation, Out, Progress, QuestionSet, Slot};

/// A running or ended matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// Its id.
    pub id: MatterId,
    /// One line for people.
    pub title: String,
    /// The entry that opened it.
    pub entry: Seq,
    /// When it was opened.
    pub opened: Timestamp,
    /// What was stated at its opening, where that was out of the ordinary.
    pub stated: Stated,
    /// The report on the emergency, with its entry, once there is one.
    pub reported: Option<(Seq, Text)>,
    /// The procedure, of the version to which it is pinned.
    pub procedure: Arc<Procedure>,
    /// The digest of the procedure's adopted file: the terms to which candidates consent.
    pub terms: Digest,
    /// Its timetable: every window in the organisation's zone, extensions included.
    pub timetable: Timetable,
    /// Where it stands.
    pub position: Position,
    /// The stages that ended, in order.
    pub ended: Vec<StageEnd>,
    /// The acts done, in order; proposals are not among them.
    pub done: Vec<Done>,
    /// What waits for a second person.
    pub proposals: BTreeMap<Seq, Proposal>,
    /// Everybody who ever put himself or herself forward.
    pub candidacies: BTreeMap<PersonId, Candidacy>,
    /// The order of the candidates on every list, since the statements were published.
    pub order: Option<Vec<PersonId>>,
    /// The trustees of the ballot's key.
    pub trustees: BTreeMap<PersonId, Trustee>,
    /// The public credentials.
    pub credentials: Option<Credentials>,
    /// The frozen roll, as corrected.
    pub roll: Option<FrozenRoll>,
    /// The box, once the ballot was opened.
    pub ballot_box: Option<BallotBox>,
    /// The shuffles in order.
    pub shuffles: Vec<(PersonId, Digest)>,
    /// The decryptions in order.
    pub decryptions: Vec<(PersonId, Digest)>,
    /// The lots drawn for the count, in order.
    pub lots: Vec<Lot>,
    /// The count, the last one if it was made again.
    pub count: Option<CountResult>,
    /// The challenges, by the entry that made each.
    pub challenges: BTreeMap<Seq, ChallengeState>,
    /// The declaration.
    pub declaration: Option<Declaration>,
    /// What came of the steps without a ballot box.
    pub progress: Progress,
    /// The applications to join a class of voters.
    pub campaign: Campaign,
}

/// Where a matter stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Position {
    /// At this stage: its window may not have opened yet.
    At(StageId),
    /// It has ended.
    Ended(EndKind),
}

/// How a stage ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageEnd {
    /// Which stage.
    pub stage: StageId,
    /// With which outcome; none: it lapsed.
    pub outcome: Option<OutcomeKind>,
    /// The instant from which that holds, which may lie before the entry that says so.
    pub effective: Timestamp,
    /// What followed.
    pub then: Next,
}

/// An act done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Its entry.
    pub seq: Seq,
    /// Which act.
    pub act: ActKind,
    /// Who did it; of two persons, both.
    pub by: Vec<PersonId>,
    /// For which unit.
    pub unit: Option<UnitId>,
    /// About whom, where that is another person.
    pub subject: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// In which stage.
    pub stage: Option<StageId>,
}

/// An act that waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What was proposed, by whom.
    pub act: Act,
    /// Under which clause.
    pub rule: Clause,
    /// When.
    pub at: Timestamp,
    /// At which stage, in a matter: a proposal falls when its stage ends.
    pub stage: Option<StageId>,
}

/// One person's candidacy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidacy {
    /// When the person put himself or herself forward.
    pub nominated: Timestamp,
    /// How far it came.
    pub state: CandidacyState,
    /// The units that support it now, and since when.
    pub supports: BTreeMap<UnitId, Timestamp>,
    /// The classes of the procedure's constraints to which the candidate says to belong.
    pub classes: BTreeSet<ConstraintId>,
    /// The statement, the last one handed in.
    pub statement: Option<Text>,
}

/// How far a candidacy came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CandidacyState {
    /// Put forward.
    Nominated,
    /// Consented to stand under the terms of the contest.
    Consented {
        /// When.
        at: Timestamp,
    },
    /// Withdrawn, for good.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
}

/// A trustee of the ballot's key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trustee {
    /// The public key, once handed in.
    pub key: Option<Key>,
    /// The digest of the test decryption, once the key was proved.
    pub proof: Option<Digest>,
}

/// The public credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credentials {
    /// How many.
    pub count: u64,
    /// The digest of their list.
    pub digest: Digest,
}

/// The frozen roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenRoll {
    /// When it was frozen.
    pub frozen: Timestamp,
    /// The digests before each correction, oldest first.
    pub corrected_from: Vec<Digest>,
    /// The roll as it stands.
    pub statement: RollStatement,
}

/// The box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BallotBox {
    /// The terms on which it was opened.
    pub opening: BallotOpening,
    /// When.
    pub opened: Timestamp,
    /// Whether it is open still.
    pub state: BoxState,
}

/// Whether a box takes ballots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoxState {
    /// Open; the window says when ballots are in time.
    Open,
    /// Closed for good.
    Closed {
        /// When the close was recorded.
        at: Timestamp,
        /// The box's head.
        head: BoxHead,
    },
}

/// A challenge of the provisional result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChallengeState {
    /// Who challenges.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Text,
    /// The decision, once there is one.
    pub decision: Option<Upheld>,
}

/// How a challenge was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upheld {
    /// Not upheld.
    No,
    /// Upheld; `settled` once a stage has ended for it.
    Yes {
        /// Whether a stage has ended because of it.
        settled: bool,
    },
}

/// The declared result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// When.
    pub at: Timestamp,
    /// Who is elected, in order.
    pub elected: Vec<PersonId>,
    /// Whether without a ballot.
    pub unopposed: bool,
}

/// A stage of the timetable strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripStage<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// Its window.
    pub window: &'a Window,
    /// Its state.
    pub state: StripState,
}

/// The state of a stage on the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StripState {
    /// It comes later, or never.
    Ahead,
    /// The matter stands here.
    Current,
    /// It ended; with no outcome, it lapsed.
    Ended(Option<OutcomeKind>),
}

impl Matter {
    /// The stage at which the matter stands; none when it has ended.
    pub fn current_stage(&self) -> Option<&Stage> {
        match &self.position {
            Position::At(id) => self.stage(id),
            Position::Ended(_) => None,
        }
    }

    /// A stage of the procedure.
    pub fn stage(&self, id: &StageId) -> Option<&Stage> {
        self.procedure.stages.iter().find(|stage| stage.id == *id)
    }

    /// The first stage of a kind.
    pub fn stage_of_kind(&self, kind: StageKind) -> Option<&Stage> {
        self.procedure
            .stages
            .iter()
            .find(|stage| stage.kind == kind)
    }

    /// The window of a stage.
    pub fn window(&self, stage: &StageId) -> Option<&Window> {
        self.timetable.window(stage)
    }

    /// The timetable strip: every stage with its window and state.
    pub fn strip(&self) -> Vec<StripStage<'_>> {
        let ended = |id: &StageId| self.ended.iter().rev().find(|end| end.stage == *id);
        self.procedure
            .stages
            .iter()
            .filter_map(|stage| {
                let state = if self.position == Position::At(stage.id.clone()) {
                    StripState::Current
                } else {
                    ended(&stage.id).map_or(StripState::Ahead, |end| StripState::Ended(end.outcome))
                };
                let window = self.window(&stage.id)?;
                Some(StripStage {
                    stage,
                    window,
                    state,
                })
            })
            .collect()
    }

    /// The stage of the last hearings, votes or checks of a kind: the present one if it offers the act, else the
    /// last that did.
    pub fn last_stage_of(&self, act: ActKind) -> Option<&StageId> {
        let offers = |stage: &&Stage| stage.acts.iter().any(|rule| rule.act == act);
        let present = self.current_stage().filter(offers);
        let ended = self
            .ended
            .iter()
            .rev()
            .filter_map(|end| self.stage(&end.stage));
        present
            .into_iter()
            .chain(ended)
            .find(offers)
            .map(|stage| &stage.id)
    }

    /// Whether an act was done here.
    pub fn was_done(&self, act: ActKind) -> bool {
        self.done.iter().any(|one| one.act == act)
    }

    /// Whether a person did an act here, alone or as one of two.
    pub fn was_done_by(&self, act: ActKind, person: &PersonId) -> bool {
        self.done
            .iter()
            .any(|one| one.act == act && one.by.contains(person))
    }

    /// The candidacy of a person who has not withdrawn and was not left out.
    pub fn candidacy(&self, person: &PersonId) -> Option<&Candidacy> {
        self.candidacies
            .get(person)
            .filter(|one| !matches!(one.state, CandidacyState::Withdrawn { .. }))
            .filter(|_| !self.progress.out.contains_key(person))
    }

    /// Whether the matter has come to (or past) a stage in which candidates consent.
    fn consent_asked(&self) -> bool {
        let asks = |id: &StageId| {
            self.stage(id)
                .is_some_and(|stage| stage.acts.iter().any(|rule| rule.act == ActKind::Consent))
        };
        self.ended.iter().any(|end| asks(&end.stage))
            || matches!(&self.position, Position::At(id) if asks(id))
    }

    /// Who stands: not withdrawn, and consented where the matter has come to the stage that asks for it.
    /// In the published order, or before it by id.
    pub fn standing(&self) -> Vec<PersonId> {
        let asked = self.consent_asked();
        let stands = |one: &Candidacy| match one.state {
            CandidacyState::Nominated => !asked,
            CandidacyState::Consented { .. } => true,
            CandidacyState::Withdrawn { .. } => false,
        };
        let known = |person: &PersonId| {
            let found = self.candidacies.get(person);
            found.is_some_and(stands) && !self.progress.out.contains_key(person)
        };
        match &self.order {
            Some(order) => order
                .iter()
                .filter(|person| known(person))
                .cloned()
                .collect(),
            None => self
                .candidacies
                .iter()
                .filter(|(person, _)| known(person))
                .map(|(person, _)| person.clone())
                .collect(),
        }
    }

    /// Whether a body voted for those who are left, who are no more than the seats.
    fn chosen(&self) -> bool {
        let seats = self.procedure.seats.as_ref();
        let seats = seats.map_or(0, |seats| seats.number as usize);
        let voted = self.ended.iter().any(|end| {
            let kind = self.stage(&end.stage).map(|stage| stage.kind);
            end.outcome == Some(OutcomeKind::Agreed) && kind == Some(StageKind::Decide)
        });
        voted && (1..=seats).contains(&self.standing().len())
    }

    /// Who is elected so far: as counted, or without a ballot when a stage ended so.
    pub fn winners(&self) -> Option<(Vec<PersonId>, bool)> {
        let unopposed = self
            .ended
            .iter()
            .any(|end| end.outcome == Some(OutcomeKind::Unopposed));
        if unopposed {
            return Some((self.standing(), true));
        }
        if let Some(elected) = &self.progress.elected {
            return Some((vec![elected.clone()], false));
        }
        if self.count.is_none() && self.chosen() {
            return Some((self.standing(), false));
        }
        self.count
            .as_ref()
            .map(|count| (count.elected.clone(), false))
    }

    /// Challenges without a decision.
    pub fn open_challenges(&self) -> usize {
        self.challenges
            .values()
            .filter(|one| one.decision.is_none())
            .count()
    }

    /// When the ballot's window ends for who has not begun, and for who began in time. None: no ballot.
    pub fn ballot_close(&self) -> Option<(Timestamp, Timestamp)> {
        let stage = self.stage_of_kind(StageKind::Ballot)?;
        let closes = self.window(&stage.id)?.closes;
        let grace = self.timetable.grace_ends(&stage.id);
        Some((closes, grace.unwrap_or(closes)))
    }

    /// Whether it was opened under an emergency variant, is over, and nobody has reported on it.
    pub fn owes_report(&self) -> bool {
        let over = self.current_stage().is_none();
        self.procedure.emergency.is_some() && over && self.reported.is_none()
    }

    /// When a matter under an emergency variant lapses unless it is over: days of 24 hours after its opening.
    pub fn expires(&self) -> Option<Timestamp> {
        let terms = self.procedure.emergency.as_ref()?;
        let term = jiff::SignedDuration::from_hours(24 * i64::from(terms.expires_days));
        self.opened.checked_add(term).ok()
    }

    /// The instants after `now` at which something here opens, closes or falls due.
    pub fn due_at(&self, now: Timestamp) -> BTreeSet<Timestamp> {
        let mut due = BTreeSet::new();
        if self.current_stage().is_some() {
            due.extend(self.expires());
        }
        if let Some(stage) = self.current_stage()
            && let Some(window) = self.window(&stage.id)
        {
            due.extend([
                window.opens,
                window.closes,
                crate::tick::lapses_at(self, stage),
            ]);
            if stage.kind == StageKind::Freeze {
                due.extend(self.timetable.roll().map(|roll| roll.freeze));
            }
            if stage.kind == StageKind::Ballot {
                due.extend(self.ballot_close().map(|(_, grace)| grace));
            }
        }
        due.retain(|instant| *instant > now);
        due
    }

    /// The sentence of a clause of the pinned procedure, or of the mechanism.
    pub fn clause_text(&self, clause: &Clause) -> Option<&str> {
        self.procedure
            .clauses
            .iter()
            .find(|known| known.id == *clause)
            .map(|known| known.text.as_str())
            .or_else(|| crate::fixed::text(clause))
    }
}

/// The order that a seed gives to candidates: by the SHA-256 of the seed, a line feed and the person's
/// id. Anybody can repeat it, and nobody can steer it who does not choose the seed.
pub fn lot_order(seed: &str, candidates: impl IntoIterator<Item = PersonId>) -> Vec<PersonId> {
    let mut drawn: Vec<_> = candidates
        .into_iter()
        .map(|person| {
            let pieces: [&[u8]; 3] = [seed.as_bytes(), b"\n", person.as_str().as_bytes()];
            (Digest::of_pieces(&pieces), person)
        })
        .collect();
    drawn.sort();
    drawn.into_iter().map(|(_, person)| person).collect()
}
