//! What a deed on a matter does, or what in it does not fit the record.

use std::collections::BTreeSet;

use polity_procedure::model::{ActRule, ConstraintId, Holder, Stage, StageKind};
use polity_values::{PersonId, Timestamp, UnitId};

use super::Bench;
use crate::act::{
    BallotOpening, BoxHead, ChallengeDecision, CountResult, Deed, Key, Lot, RollCorrection,
    RollStatement, Text,
};
use crate::effects;
use crate::matter::{BoxState, CandidacyState, lot_order};
use crate::organisation::Place;
use crate::verdict::Why;
use crate::{Digest, Event};

/// The longest seed, question of a lot, or id of a ballot, in bytes.
const MAX_SHORT_TEXT: usize = 200;

type Effect = Result<Vec<Event>, Vec<Why>>;

impl Bench<'_> {
    /// The events of a deed under a rule.
    pub(super) fn effect(
        &self,
        deed: &Deed,
        stage: &Stage,
        rule: &ActRule,
        actor: &PersonId,
        unit: Option<&UnitId>,
    ) -> Effect {
        match deed {
            Deed::GiveNotice {} => self.once(deed, Event::NoticeGiven {}),
            Deed::FreezeRoll(statement) => self.freeze(deed, statement),
            Deed::CorrectRoll(correction) => self.correct(correction, rule),
            Deed::Nominate {} => match self.matter.candidacies.get(actor) {
                None => one(Event::NominationMade {}),
                Some(_) => no(Why::AlreadyDone),
            },
            Deed::Withdraw {} => self.candidate(actor, Event::NominationWithdrawn {}),
            Deed::Support { candidate } => self.support(candidate, unit),
            Deed::Unsupport { candidate } => self.unsupport(candidate, unit),
            Deed::Consent { terms, classes } => self.consent(actor, *terms, classes),
            Deed::SubmitStatement(text) => {
                within(text, rule)?;
                self.candidate(actor, Event::StatementSubmitted(text.clone()))
            }
            Deed::PublishStatements { seed } => self.publish(deed, seed),
            Deed::Challenge { reason } => self.challenge(actor, reason, rule),
            Deed::DecideChallenge(decision) => self.decide(decision, rule),
            Deed::Declare {} => self.declare(),
            Deed::Step(step) => self.step(step, stage, rule, actor),
            Deed::Case(deed) => self.application(deed, stage, rule, actor),
            Deed::DeclareVoid { reasons } => {
                within(reasons, rule)?;
                one(Event::ElectionVoided {
                    reasons: reasons.clone(),
                })
            }
            _ => self.ballot_effect(deed, stage, rule, actor),
        }
    }

    fn ballot_effect(
        &self,
        deed: &Deed,
        stage: &Stage,
        rule: &ActRule,
        actor: &PersonId,
    ) -> Effect {
        match deed {
            Deed::NameTrustee { trustee } => self.name_trustee(trustee),
            Deed::RecordKey(key) => self.record_key(key, actor),
            Deed::ProveKey { proof } => match self.matter.trustees.get(actor) {
                Some(trustee) if trustee.key.is_none() => inconsistent("you have handed in no key"),
                _ => one(Event::KeyProved { proof: *proof }),
            },
            Deed::RecordCredentials { count, digest } => self.credentials(*count, *digest),
            Deed::OpenBallot(opening) => self.open(opening),
            Deed::ExtendBallot { to, reason } => {
                within(reason, rule)?;
                self.extend(stage, *to, reason)
            }
            Deed::CloseBallot(head) => self.close(head),
            Deed::RecordShuffle { digest } => self.by_each(
                actor,
                &self.matter.shuffles,
                Event::ShuffleRecorded { digest: *digest },
            ),
            Deed::RecordDecryption { digest } => self.by_each(
                actor,
                &self.matter.decryptions,
                Event::DecryptionRecorded { digest: *digest },
            ),
            Deed::DrawLot(lot) => self.draw(lot),
            Deed::RecordCount(count) => self.count(count),
            _ => no(Why::UnknownAct),
        }
    }

    /// An act that is done once in a matter.
    fn once(&self, deed: &Deed, event: Event) -> Effect {
        match deed.kind() {
            Some(kind) if self.matter.was_done(kind) => no(Why::AlreadyDone),
            _ => one(event),
        }
    }

    fn freeze(&self, deed: &Deed, statement: &RollStatement) -> Effect {
        let event = Event::RollFrozen(statement.clone());
        self.roll_fits(statement, None)?;
        self.once(deed, event)
    }

    fn correct(&self, correction: &RollCorrection, rule: &ActRule) -> Effect {
        within(&correction.reason, rule)?;
        let Some(roll) = &self.matter.roll else {
            return no(Why::NotDone {
                act: "the roll is frozen",
            });
        };
        if roll.statement.digest != correction.before {
            return inconsistent(
                "the correction is of another state of the roll than the present one",
            );
        }
        // Credentials are as many as the roll has entries; after they are made, only their number binds.
        if let Some(credentials) = self.matter.credentials
            && credentials.count != correction.after.size
        {
            return inconsistent(
                "the credentials are made for the number of persons on the roll: make them again after the correction",
            );
        }
        self.roll_fits(&correction.after, Some(&roll.statement))?;
        one(Event::RollCorrected(correction.clone()))
    }

    fn roll_fits(&self, new: &RollStatement, old: Option<&RollStatement>) -> Result<(), Vec<Why>> {
        let mut faults = Vec::new();
        let sum = new
            .units
            .values()
            .try_fold(0_u64, |sum, n| sum.checked_add(*n));
        if sum != Some(new.size) {
            faults.push(format!(
                "the totals of the units do not add up to {} entries",
                new.size
            ));
        }
        for unit in new.units.keys() {
            if !self.organisation.units.contains_key(unit) {
                faults.push(format!("the organisation has no unit {unit}"));
            }
        }
        for clause in new.excluded.keys() {
            if self.matter.clause_text(clause).is_none() {
                faults.push(format!("the procedure has no clause {clause}"));
            }
        }
        match self.imports.iter().find(|list| list.digest == new.import) {
            None => faults.push("the list from which it was made was never brought in".to_owned()),
            Some(list) if list.rows < new.size => faults.push(format!(
                "the roll has {} entries, and the list from which it was made {} members",
                new.size, list.rows
            )),
            Some(_) => {}
        }
        if old.is_some_and(|old| old.digest == new.digest) {
            faults.push("the roll is the same before and after".to_owned());
        }
        if faults.is_empty() {
            return Ok(());
        }
        Err(faults
            .into_iter()
            .map(|say| Why::Inconsistent { say })
            .collect())
    }

    fn candidate(&self, person: &PersonId, event: Event) -> Effect {
        match self.matter.candidacy(person) {
            Some(_) => one(event),
            None => no(not_candidate(person)),
        }
    }

    fn support(&self, candidate: &PersonId, unit: Option<&UnitId>) -> Effect {
        let Some(unit) = unit else {
            return no(Why::UnitNotNamed);
        };
        match self.matter.candidacy(candidate) {
            None => no(not_candidate(candidate)),
            Some(one) if one.supports.contains_key(unit) => no(Why::AlreadyDone),
            Some(_) => one(Event::SupportGiven {
                candidate: candidate.clone(),
                unit: unit.clone(),
            }),
        }
    }

    fn unsupport(&self, candidate: &PersonId, unit: Option<&UnitId>) -> Effect {
        let Some(unit) = unit else {
            return no(Why::UnitNotNamed);
        };
        match self.matter.candidacy(candidate) {
            None => no(not_candidate(candidate)),
            Some(one) if !one.supports.contains_key(unit) => {
                inconsistent(&format!("{unit} does not support {candidate}"))
            }
            Some(_) => one(Event::SupportWithdrawn {
                candidate: candidate.clone(),
                unit: unit.clone(),
            }),
        }
    }

    fn consent(&self, actor: &PersonId, terms: Digest, classes: &BTreeSet<ConstraintId>) -> Effect {
        let state = self.matter.candidacy(actor).map(|one| one.state);
        if matches!(state, Some(CandidacyState::Consented { .. })) {
            return no(Why::AlreadyDone);
        }
        if terms != self.matter.terms {
            return inconsistent(
                "these are not the terms of this contest: read the adopted procedure",
            );
        }
        let known = &self.matter.procedure.constraints;
        let unknown = |class: &&ConstraintId| known.iter().all(|one| one.id != **class);
        if let Some(class) = classes.iter().find(unknown) {
            return inconsistent(&format!("this contest has no class of candidates {class}"));
        }
        let classes = classes.clone();
        self.candidate(actor, Event::ConsentGiven { terms, classes })
    }

    fn publish(&self, deed: &Deed, seed: &str) -> Effect {
        short("the seed", seed)?;
        let order = lot_order(seed, self.matter.standing());
        if order.is_empty() {
            return inconsistent("nobody stands: there is nothing to publish");
        }
        let seed = seed.to_owned();
        self.once(deed, Event::StatementsPublished { seed, order })
    }

    fn name_trustee(&self, trustee: &PersonId) -> Effect {
        if self.matter.trustees.contains_key(trustee) {
            return no(Why::AlreadyDone);
        }
        if self.matter.candidacies.contains_key(trustee) {
            return no(Why::Interest {
                interest: "whom you name stood as a candidate",
            });
        }
        if self.holds_office(trustee) {
            return no(Why::Interest {
                interest: "whom you name holds an office in it",
            });
        }
        if self.matter.ballot_box.is_some() {
            return inconsistent("the ballot was opened: its key cannot change");
        }
        one(Event::TrusteeNamed {
            trustee: trustee.clone(),
        })
    }

    /// Whether a person holds a seat of a body by which the procedure gives a role.
    fn holds_office(&self, person: &PersonId) -> bool {
        self.matter
            .procedure
            .roles
            .iter()
            .any(|role| match &role.holder {
                Holder::Seat(seat) => {
                    let mut places = self.organisation.places_of(person, seat, self.now);
                    places.any(|place| matches!(place, Place::Body(_)))
                }
                _ => false,
            })
    }

    fn record_key(&self, key: &Key, actor: &PersonId) -> Effect {
        if self.matter.ballot_box.is_some() {
            return inconsistent("the ballot was opened: its key cannot change");
        }
        let taken = self.matter.trustees.iter().any(|(person, trustee)| {
            person != actor
                && trustee
                    .key
                    .as_ref()
                    .is_some_and(|known| known.public_key == key.public_key)
        });
        if taken {
            return inconsistent("another trustee has handed in the same key");
        }
        one(Event::KeyRecorded(key.clone()))
    }

    fn credentials(&self, count: u64, digest: Digest) -> Effect {
        if self.matter.ballot_box.is_some() {
            return inconsistent("the ballot was opened: its credentials cannot change");
        }
        let roll = self.matter.roll.as_ref().map(|roll| roll.statement.size);
        match roll {
            Some(roll) if roll != count => no(Why::CredentialsDiffer {
                credentials: count,
                roll,
            }),
            _ => one(Event::CredentialsRecorded { count, digest }),
        }
    }

    fn open(&self, opening: &BallotOpening) -> Effect {
        if self.matter.ballot_box.is_some() {
            return no(Why::AlreadyDone);
        }
        short("the id of the ballot", &opening.uuid)?;
        one(Event::BallotOpened(opening.clone()))
    }

    fn extend(&self, stage: &Stage, to: Timestamp, reason: &Text) -> Effect {
        if stage.kind != StageKind::Ballot {
            return inconsistent("only the ballot can be extended");
        }
        let from = self.matter.window(&stage.id).map(|window| window.closes);
        let from = from.unwrap_or(self.now);
        if to <= from {
            return inconsistent(&format!(
                "the new close must lie after the present one, {from}"
            ));
        }
        let procedure = &self.matter.procedure;
        if let Err(faults) = self.matter.timetable.extended(procedure, &stage.id, to) {
            return Err(super::texts(&faults)
                .into_iter()
                .map(|say| Why::Inconsistent { say })
                .collect());
        }
        one(Event::BallotExtended {
            stage: stage.id.clone(),
            from,
            to,
            reason: reason.clone(),
        })
    }

    fn close(&self, head: &BoxHead) -> Effect {
        match &self.matter.ballot_box {
            None => no(Why::NotDone {
                act: "the ballot is opened",
            }),
            Some(found) if found.state != BoxState::Open => no(Why::AlreadyDone),
            Some(_) if head.voters > head.cast => {
                inconsistent("there are more voters than ballots")
            }
            Some(_) => {
                let credentials = self.matter.credentials.map(|one| one.count);
                if credentials.is_some_and(|count| head.voters > count) {
                    return inconsistent("there are more voters than credentials");
                }
                one(Event::BallotClosed(head.clone()))
            }
        }
    }

    fn by_each(&self, actor: &PersonId, done: &[(PersonId, Digest)], event: Event) -> Effect {
        if done.iter().any(|(by, _)| by == actor) {
            return no(Why::AlreadyDone);
        }
        let closed = self
            .matter
            .ballot_box
            .as_ref()
            .is_some_and(|found| found.state != BoxState::Open);
        if closed {
            one(event)
        } else {
            no(Why::NotDone {
                act: "the ballot is closed",
            })
        }
    }

    fn draw(&self, lot: &Lot) -> Effect {
        short("the question of the lot", &lot.question)?;
        if lot.order.len() < 2 {
            return inconsistent("a lot is drawn among two or more");
        }
        self.all_stand(&lot.order)?;
        one(Event::LotDrawn(lot.clone()))
    }

    fn count(&self, count: &CountResult) -> Effect {
        self.all_stand(&count.elected)?;
        let seats = self
            .matter
            .procedure
            .seats
            .as_ref()
            .map_or(0, |seats| seats.number);
        if count.elected.len() > seats as usize {
            return inconsistent(&format!(
                "{} are elected to {seats} seats",
                count.elected.len()
            ));
        }
        if let Some(broken) = self.matter.broken_by(&count.elected).first() {
            let title = &broken.title;
            return inconsistent(&format!("the limit on \"{title}\" is not kept"));
        }
        one(Event::CountRecorded(count.clone()))
    }

    fn all_stand(&self, persons: &[PersonId]) -> Result<(), Vec<Why>> {
        let standing: BTreeSet<_> = self.matter.standing().into_iter().collect();
        let mut faults: Vec<_> = persons
            .iter()
            .filter(|person| !standing.contains(*person))
            .map(not_candidate)
            .collect();
        if persons.iter().collect::<BTreeSet<_>>().len() != persons.len() {
            let say = "somebody is named twice".to_owned();
            faults.push(Why::Inconsistent { say });
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        }
    }

    /// One challenge at a time by one person.
    fn challenge(&self, actor: &PersonId, reason: &Text, rule: &ActRule) -> Effect {
        within(reason, rule)?;
        let mut made = self.matter.challenges.values();
        if made.any(|one| one.by == *actor && one.decision.is_none()) {
            return no(Why::AlreadyDone);
        }
        one(Event::ChallengeMade {
            reason: reason.clone(),
        })
    }

    fn decide(&self, decision: &ChallengeDecision, rule: &ActRule) -> Effect {
        within(&decision.reasons, rule)?;
        match self.matter.challenges.get(&decision.challenge) {
            None => inconsistent(&format!("there is no challenge {}", decision.challenge)),
            Some(found) if found.decision.is_some() => no(Why::AlreadyDone),
            Some(_) => one(Event::ChallengeDecided(decision.clone())),
        }
    }

    fn declare(&self) -> Effect {
        if self.matter.declaration.is_some() {
            return no(Why::AlreadyDone);
        }
        let Some((elected, unopposed)) = self.matter.winners() else {
            return no(Why::NotDone {
                act: "the count is recorded",
            });
        };
        match effects::of_declaration(self.organisation, self.matter, &elected, self.now) {
            Ok(effects) => one(Event::ResultDeclared {
                elected,
                unopposed,
                effects,
            }),
            Err(say) => no(Why::Inconsistent { say }),
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the arms of a deed read alike")]
pub(super) fn one(event: Event) -> Effect {
    Ok(vec![event])
}

pub(super) fn no(why: Why) -> Effect {
    Err(vec![why])
}

pub(super) fn inconsistent(say: &str) -> Effect {
    let say = say.to_owned();
    no(Why::Inconsistent { say })
}

pub(super) fn not_candidate(person: &PersonId) -> Why {
    Why::NoCandidate {
        person: person.to_string(),
    }
}

pub(super) fn within(text: &Text, rule: &ActRule) -> Result<(), Vec<Why>> {
    match rule.words {
        Some(most) if text.words as usize > most => Err(vec![Why::TooManyWords {
            has: text.words,
            most,
        }]),
        _ => Ok(()),
    }
}

pub(super) fn short(what: &str, text: &str) -> Result<(), Vec<Why>> {
    let say = if text.trim().is_empty() {
        format!("{what} is empty")
    } else if text.len() > MAX_SHORT_TEXT {
        format!(
            "{what} is {} bytes long; the most is {MAX_SHORT_TEXT}",
            text.len()
        )
    } else if text.chars().any(char::is_control) {
        format!("{what} holds a control character")
    } else {
        return Ok(());
    };
    Err(vec![Why::Inconsistent { say }])
}
