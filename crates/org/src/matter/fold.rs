//! How each event moves a matter. The judge has checked what the events presuppose; the fold checks
//! again what would leave the matter inconsistent, since the record may come from elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polity_procedure::Fault;
use polity_procedure::model::{ActKind, EndKind, Next, OutcomeKind, Procedure};
use polity_procedure::timetable::overriding;
use polity_values::{PersonId, StageId, TimeZone, Timestamp};

use super::{
    BallotBox, BoxState, Candidacy, CandidacyState, ChallengeState, Credentials, Declaration, Done,
    FrozenRoll, Matter, Position, Proposal, StageEnd, Trustee, Upheld,
};
use crate::act::{Act, ChallengeDecision, Opening, RollCorrection};
use crate::vetting::CaseEvent;
use crate::{Digest, Entry, Event};

impl Matter {
    /// The matter that an entry opens.
    pub(crate) fn open(
        opening: &Opening,
        procedure: Arc<Procedure>,
        terms: Digest,
        zone: &TimeZone,
        entry: &Entry,
    ) -> Result<Self, String> {
        let timetable = overriding(&procedure, &opening.dates, zone, opening.stated.waived())
            .map_err(|faults| sentence(&faults))?;
        let first = procedure
            .stages
            .first()
            .ok_or("the procedure has no stage")?;
        Ok(Self {
            id: opening.id.clone(),
            title: opening.title.clone(),
            entry: entry.seq,
            opened: entry.at,
            stated: opening.stated.clone(),
            reported: None,
            position: Position::At(first.id.clone()),
            procedure,
            terms,
            timetable,
            ended: Vec::new(),
            done: Vec::new(),
            proposals: BTreeMap::new(),
            candidacies: BTreeMap::new(),
            order: None,
            trustees: BTreeMap::new(),
            credentials: None,
            roll: None,
            ballot_box: None,
            shuffles: Vec::new(),
            decryptions: Vec::new(),
            lots: Vec::new(),
            count: None,
            challenges: BTreeMap::new(),
            declaration: None,
            progress: super::Progress::default(),
            campaign: crate::vetting::Campaign::default(),
        })
    }

    /// Applies an entry on this matter, or leaves it as it was. Effects on the organisation are the
    /// world's business.
    pub(crate) fn apply(&mut self, entry: &Entry) -> Result<(), String> {
        if matches!(self.position, Position::Ended(_)) {
            return Err("the matter has ended".to_owned());
        }
        let mut by: Vec<PersonId> = entry.actor.iter().cloned().collect();
        if let Some(of) = entry.confirms {
            let proposal = self.proposals.get(&of);
            let proposal = proposal.ok_or_else(|| format!("no proposal {of} waits"))?;
            by.insert(0, proposal.act.actor.clone());
        }
        // Who proposed is the one whose act it is; the second person makes it effective.
        let actor = by.first().cloned();
        let stage = self.current_stage().map(|stage| stage.id.clone());
        self.happen(entry, actor.as_ref())?;
        if let Some(of) = entry.confirms {
            self.proposals.remove(&of);
        }
        if let Some(act) = act_of(&entry.event) {
            self.done.push(Done {
                seq: entry.seq,
                act,
                by,
                unit: entry.unit.clone(),
                subject: subject_of(&entry.event),
                at: entry.at,
                stage,
            });
        }
        Ok(())
    }

    fn happen(&mut self, entry: &Entry, actor: Option<&PersonId>) -> Result<(), String> {
        let actor = || actor.ok_or_else(|| "the entry names no actor".to_owned());
        match &entry.event {
            Event::StageEnded {
                stage,
                outcome,
                effective,
                then,
            } => self.end_stage(stage, *outcome, *effective, then),
            Event::Proposed(deed) => {
                let act = Act {
                    actor: actor()?.clone(),
                    role: entry.role.clone(),
                    for_unit: entry.unit.clone(),
                    matter: Some(self.id.clone()),
                    deed: (**deed).clone(),
                };
                let proposal = Proposal {
                    act,
                    rule: entry.rule.clone(),
                    at: entry.at,
                    stage: self.current_stage().map(|stage| stage.id.clone()),
                };
                self.proposals.insert(entry.seq, proposal);
                Ok(())
            }
            Event::ProposalDeclined { of } => self
                .proposals
                .remove(of)
                .map(|_| ())
                .ok_or_else(|| format!("no proposal {of} waits")),
            Event::NoticeGiven {} => Ok(()),
            Event::Step(stepped) => {
                let actor = actor()?;
                self.step(stepped, entry, actor)
            }
            Event::Case(event) => self.application(event, entry),
            Event::NominationMade {}
            | Event::NominationWithdrawn {}
            | Event::SupportGiven { .. }
            | Event::SupportWithdrawn { .. }
            | Event::ConsentGiven { .. }
            | Event::StatementSubmitted(_)
            | Event::StatementsPublished { .. } => self.candidates_happen(entry, actor()?),
            Event::TrusteeNamed { .. }
            | Event::KeyRecorded(_)
            | Event::KeyProved { .. }
            | Event::CredentialsRecorded { .. }
            | Event::BallotOpened(_)
            | Event::BallotExtended { .. }
            | Event::BallotClosed(_)
            | Event::ShuffleRecorded { .. }
            | Event::DecryptionRecorded { .. } => self.ballot_happens(entry, actor()?),
            event => self.result_happens(event, entry, actor),
        }
    }

    /// Something about an application. The acts on applications are not among those done: there may be a hundred
    /// thousand of them, and each stands with its application.
    fn application(&mut self, event: &CaseEvent, entry: &Entry) -> Result<(), String> {
        if let CaseEvent::CallExtended { stage, to, .. } = event {
            self.extend(stage, *to)?;
        }
        let procedure = Arc::clone(&self.procedure);
        let terms = procedure.admission.as_ref();
        let terms = terms.ok_or("the procedure admits nobody")?;
        self.campaign.apply(event, entry, terms)
    }

    fn candidates_happen(&mut self, entry: &Entry, actor: &PersonId) -> Result<(), String> {
        let at = entry.at;
        match &entry.event {
            Event::NominationMade {} => {
                if self.candidacies.contains_key(actor) {
                    return Err(format!("{actor} was nominated before"));
                }
                let candidacy = Candidacy {
                    nominated: at,
                    state: CandidacyState::Nominated,
                    supports: BTreeMap::new(),
                    classes: BTreeSet::new(),
                    statement: None,
                };
                self.candidacies.insert(actor.clone(), candidacy);
            }
            Event::NominationWithdrawn {} => {
                self.candidacy_mut(actor)?.state = CandidacyState::Withdrawn { at };
            }
            Event::SupportGiven { candidate, unit } => {
                let candidacy = self.candidacy_mut(candidate)?;
                candidacy.supports.insert(unit.clone(), at);
            }
            Event::SupportWithdrawn { candidate, unit } => {
                let removed = self.candidacy_mut(candidate)?.supports.remove(unit);
                removed.ok_or_else(|| format!("{unit} does not support {candidate}"))?;
            }
            Event::ConsentGiven { classes, .. } => {
                let candidacy = self.candidacy_mut(actor)?;
                candidacy.state = CandidacyState::Consented { at };
                candidacy.classes.clone_from(classes);
            }
            Event::StatementSubmitted(text) => {
                self.candidacy_mut(actor)?.statement = Some(text.clone());
            }
            Event::StatementsPublished { order, .. } => self.order = Some(order.clone()),
            _ => {}
        }
        Ok(())
    }

    fn candidacy_mut(&mut self, person: &PersonId) -> Result<&mut Candidacy, String> {
        self.candidacies
            .get_mut(person)
            .filter(|one| !matches!(one.state, CandidacyState::Withdrawn { .. }))
            .ok_or_else(|| format!("{person} is no candidate"))
    }

    fn ballot_happens(&mut self, entry: &Entry, actor: &PersonId) -> Result<(), String> {
        match &entry.event {
            Event::TrusteeNamed { trustee } => {
                if self.trustees.contains_key(trustee) {
                    return Err(format!("{trustee} is a trustee already"));
                }
                self.trustees.insert(trustee.clone(), Trustee::default());
            }
            Event::KeyRecorded(key) => {
                let trustee = self.trustee_mut(actor)?;
                trustee.key = Some(key.clone());
                trustee.proof = None;
            }
            Event::KeyProved { proof } => self.trustee_mut(actor)?.proof = Some(*proof),
            Event::CredentialsRecorded { count, digest } => {
                let (count, digest) = (*count, *digest);
                self.credentials = Some(Credentials { count, digest });
            }
            Event::BallotOpened(opening) => {
                if self.ballot_box.is_some() {
                    return Err("the ballot was opened before".to_owned());
                }
                self.ballot_box = Some(BallotBox {
                    opening: opening.clone(),
                    opened: entry.at,
                    state: BoxState::Open,
                });
            }
            Event::BallotExtended { stage, to, .. } => self.extend(stage, *to)?,
            Event::BallotClosed(head) => {
                let found = self.ballot_box.as_mut().ok_or("no ballot was opened")?;
                if found.state != BoxState::Open {
                    return Err("the ballot was closed before".to_owned());
                }
                found.state = BoxState::Closed {
                    at: entry.at,
                    head: head.clone(),
                };
            }
            Event::ShuffleRecorded { digest } => self.shuffles.push((actor.clone(), *digest)),
            Event::DecryptionRecorded { digest } => {
                self.decryptions.push((actor.clone(), *digest));
            }
            _ => {}
        }
        Ok(())
    }

    fn trustee_mut(&mut self, person: &PersonId) -> Result<&mut Trustee, String> {
        self.trustees
            .get_mut(person)
            .ok_or_else(|| format!("{person} is no trustee"))
    }

    fn extend(&mut self, stage: &StageId, to: Timestamp) -> Result<(), String> {
        self.timetable = self
            .timetable
            .extended(&self.procedure, stage, to)
            .map_err(|faults| sentence(&faults))?;
        Ok(())
    }

    fn result_happens<'a>(
        &mut self,
        event: &Event,
        entry: &Entry,
        actor: impl Fn() -> Result<&'a PersonId, String>,
    ) -> Result<(), String> {
        match event {
            Event::RollFrozen(statement) => {
                self.roll = Some(FrozenRoll {
                    frozen: entry.at,
                    corrected_from: Vec::new(),
                    statement: statement.clone(),
                });
            }
            Event::RollCorrected(RollCorrection { before, after, .. }) => {
                let roll = self.roll.as_mut().ok_or("no roll was frozen")?;
                if roll.statement.digest != *before {
                    return Err("the correction is of another roll".to_owned());
                }
                roll.corrected_from.push(*before);
                roll.statement = after.clone();
            }
            Event::LotDrawn(lot) => self.lots.push(lot.clone()),
            Event::CountRecorded(count) => self.count = Some(count.clone()),
            Event::ChallengeMade { reason } => {
                let challenge = ChallengeState {
                    by: actor()?.clone(),
                    at: entry.at,
                    reason: reason.clone(),
                    decision: None,
                };
                self.challenges.insert(entry.seq, challenge);
            }
            Event::ChallengeDecided(decision) => self.decide(decision)?,
            Event::ResultDeclared {
                elected, unopposed, ..
            } => {
                if self.declaration.is_some() {
                    return Err("the result was declared before".to_owned());
                }
                self.declaration = Some(Declaration {
                    at: entry.at,
                    elected: elected.clone(),
                    unopposed: *unopposed,
                });
            }
            Event::ElectionVoided { .. } => {
                self.position = Position::Ended(EndKind::Void);
                self.proposals.clear();
            }
            other => return Err(format!("{} is not about a matter", other.kind())),
        }
        Ok(())
    }

    fn decide(&mut self, decision: &ChallengeDecision) -> Result<(), String> {
        let number = decision.challenge;
        let found = self.challenges.get_mut(&number);
        let found = found.ok_or_else(|| format!("there is no challenge {number}"))?;
        if found.decision.is_some() {
            return Err(format!("the challenge {number} was decided before"));
        }
        let by = found.by.clone();
        let settled = decision.upheld && self.restore(&by);
        let Some(found) = self.challenges.get_mut(&number) else {
            return Ok(());
        };
        found.decision = Some(if decision.upheld {
            Upheld::Yes { settled }
        } else {
            Upheld::No
        });
        Ok(())
    }

    fn end_stage(
        &mut self,
        stage: &StageId,
        outcome: Option<OutcomeKind>,
        effective: Timestamp,
        then: &Next,
    ) -> Result<(), String> {
        if self.position != Position::At(stage.clone()) {
            return Err(format!("the matter is not at the stage {stage}"));
        }
        self.position = match then {
            Next::Stage(next) if self.stage(next).is_none() => {
                return Err(format!("there is no stage {next}"));
            }
            Next::Stage(next) => Position::At(next.clone()),
            Next::End(end) => Position::Ended(*end),
        };
        if outcome == Some(OutcomeKind::Upheld) {
            for challenge in self.challenges.values_mut() {
                if let Some(Upheld::Yes { settled }) = &mut challenge.decision {
                    *settled = true;
                }
            }
        }
        self.proposals.clear();
        self.ended.push(StageEnd {
            stage: stage.clone(),
            outcome,
            effective,
            then: then.clone(),
        });
        Ok(())
    }
}

fn sentence(faults: &[Fault]) -> String {
    let texts: Vec<_> = faults.iter().map(ToString::to_string).collect();
    texts.join("; ")
}

/// The act that an event completes, if an act does.
fn act_of(event: &Event) -> Option<ActKind> {
    Some(match event {
        Event::NoticeGiven {} => ActKind::GiveNotice,
        Event::RollFrozen(_) => ActKind::FreezeRoll,
        Event::RollCorrected(_) => ActKind::CorrectRoll,
        Event::NominationMade {} => ActKind::Nominate,
        Event::NominationWithdrawn {} => ActKind::Withdraw,
        Event::SupportGiven { .. } => ActKind::Support,
        Event::SupportWithdrawn { .. } => ActKind::Unsupport,
        Event::ConsentGiven { .. } => ActKind::Consent,
        Event::StatementSubmitted(_) => ActKind::SubmitStatement,
        Event::StatementsPublished { .. } => ActKind::PublishStatements,
        Event::TrusteeNamed { .. } => ActKind::NameTrustee,
        Event::KeyRecorded(_) => ActKind::RecordKey,
        Event::KeyProved { .. } => ActKind::ProveKey,
        Event::CredentialsRecorded { .. } => ActKind::RecordCredentials,
        Event::BallotOpened(_) => ActKind::OpenBallot,
        Event::BallotExtended { .. } => ActKind::ExtendBallot,
        Event::BallotClosed(_) => ActKind::CloseBallot,
        Event::ShuffleRecorded { .. } => ActKind::RecordShuffle,
        Event::DecryptionRecorded { .. } => ActKind::RecordDecryption,
        Event::LotDrawn(_) => ActKind::DrawLot,
        Event::CountRecorded(_) => ActKind::RecordCount,
        Event::ChallengeMade { .. } => ActKind::Challenge,
        Event::ChallengeDecided(_) => ActKind::DecideChallenge,
        Event::ResultDeclared { .. } => ActKind::Declare,
        Event::ElectionVoided { .. } => ActKind::DeclareVoid,
        Event::Step(stepped) => stepped.act(),
        _ => return None,
    })
}

fn subject_of(event: &Event) -> Option<PersonId> {
    match event {
        Event::SupportGiven { candidate, .. } | Event::SupportWithdrawn { candidate, .. } => {
            Some(candidate.clone())
        }
        Event::TrusteeNamed { trustee } => Some(trustee.clone()),
        Event::Step(stepped) => stepped.subject().cloned(),
        _ => None,
    }
}
