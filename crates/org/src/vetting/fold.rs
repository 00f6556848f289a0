//! How each event changes an application, and what becomes of those that nobody decided in time.

use polity_procedure::model::{Admission, EndKind, Next, QueueKind, Stage, StageKind, Undecided};
use polity_values::Timestamp;

use super::campaign::Campaign;
use super::case::{Appeal, Case, Fate, Finding, Matching, Payment};
use super::deed::{Application, Found};
use super::event::{AcceptedBy, CaseEvent, Refusal};
use crate::Entry;

impl Campaign {
    /// Applies an event, or leaves the campaign as it was.
    pub(crate) fn apply(
        &mut self,
        event: &CaseEvent,
        entry: &Entry,
        terms: &Admission,
    ) -> Result<(), String> {
        match event {
            CaseEvent::Received(application) => self.received(application, entry, terms),
            CaseEvent::Defaulted {
                to,
                applications,
                appeals,
                ..
            } => self.defaulted(*to, (*applications, *appeals), (entry.at, terms)),
            CaseEvent::CallExtended { .. } => Ok(()),
            CaseEvent::PaymentReceived { .. } | CaseEvent::PaymentRefunded { .. } => {
                self.paid(event)
            }
            CaseEvent::Matched { .. }
            | CaseEvent::Repeated { .. }
            | CaseEvent::Asked { .. }
            | CaseEvent::Answered { .. }
            | CaseEvent::Queued { .. } => self.looked_for(event, entry, terms),
            CaseEvent::AppealLodged { .. }
            | CaseEvent::AppealFinding { .. }
            | CaseEvent::AppealDecided { .. } => self.appealed(event, entry),
            _ => self.reviewed(event, entry, terms),
        }
    }

    fn received(
        &mut self,
        application: &Application,
        entry: &Entry,
        terms: &Admission,
    ) -> Result<(), String> {
        let class = terms.class(&application.class);
        let class = class.ok_or_else(|| format!("there is no class {}", application.class))?;
        let matching = if class.register {
            Matching::Waiting
        } else {
            Matching::Settled
        };
        let case = Case {
            applicant: application.applicant.clone(),
            class: application.class.clone(),
            forms: vec![application.form.clone()],
            unit: application.unit.clone(),
            home: application.home,
            concession: application.concession,
            received: entry.at,
            matching,
            entry: None,
            automated: false,
            asked: 0,
            open: std::collections::BTreeMap::new(),
            findings: Vec::new(),
            recused: std::collections::BTreeSet::new(),
            repeats: None,
            fate: Fate::Undecided,
            refusal: None,
            appeal: None,
            payments: Vec::new(),
            refunded: 0,
        };
        self.receive(case, application.key)
    }

    fn looked_for(
        &mut self,
        event: &CaseEvent,
        entry: &Entry,
        terms: &Admission,
    ) -> Result<(), String> {
        match event {
            CaseEvent::Matched {
                applicant,
                found,
                automated,
                ..
            } => {
                let case = self.case_mut(applicant)?;
                case.automated |= *automated;
                case.entry = match found {
                    Found::Entry(entry) | Found::Doubtful(entry) => Some(*entry),
                    Found::Nobody => None,
                };
                if let Found::Entry(found) = found {
                    case.matching = Matching::Settled;
                    if self.by_entry(found).is_none_or(|held| !is_live(held)) {
                        self.hold(*found, applicant);
                    }
                }
            }
            CaseEvent::Repeated {
                applicant,
                of,
                queue,
            } => {
                let case = self.case_mut(applicant)?;
                case.repeats = Some(of.clone());
                case.open.insert(queue.clone(), entry.seq);
            }
            CaseEvent::Asked {
                applicant,
                until,
                automated,
                ..
            } => {
                let case = self.case_mut(applicant)?;
                case.asked += 1;
                case.automated |= *automated;
                case.matching = Matching::Asked {
                    until: *until,
                    by: entry.seq,
                };
                close_identity(case, terms);
            }
            CaseEvent::Answered { applicant, form } => {
                let case = self.case_mut(applicant)?;
                case.forms.push(form.clone());
                case.matching = Matching::Waiting;
                case.entry = None;
                // What was found before the answer was found of something else.
                close_identity(case, terms);
            }
            CaseEvent::Queued { applicant, queue } => {
                let case = self.case_mut(applicant)?;
                case.matching = Matching::InQueue;
                case.open.insert(queue.clone(), entry.seq);
            }
            _ => {}
        }
        Ok(())
    }

    fn reviewed(
        &mut self,
        event: &CaseEvent,
        entry: &Entry,
        terms: &Admission,
    ) -> Result<(), String> {
        let applicant = event.applicant().ok_or("the entry names no application")?;
        let actor = || entry.actor.clone().ok_or("the entry names no actor");
        let case = self.case_mut(applicant)?;
        match event {
            CaseEvent::Withdrawn { .. } => case.fate = Fate::Withdrawn { at: entry.at },
            CaseEvent::Referred {
                queue, automated, ..
            } => {
                case.automated |= *automated;
                case.open.insert(queue.clone(), entry.seq);
                case.recused.insert(actor()?);
            }
            CaseEvent::FindingRecorded { queue, view, .. } => {
                let by = actor()?;
                let opening = case.queues(terms, entry.at).get(queue).copied();
                let opening = opening.ok_or_else(|| format!("it is not in the queue {queue}"))?;
                case.open.insert(queue.clone(), opening);
                if matches!(case.matching, Matching::Asked { until, .. } if until <= entry.at) {
                    case.matching = Matching::InQueue;
                }
                case.findings.push(Finding {
                    by,
                    at: entry.at,
                    queue: queue.clone(),
                    opening,
                    refuse: view.refuse.clone(),
                    facts: view.facts.clone(),
                    evidence: view.evidence,
                });
            }
            CaseEvent::Recused { .. } => {
                case.recused.insert(actor()?);
            }
            CaseEvent::Cleared { queue, .. } => {
                case.open.remove(queue);
                if terms.queue(queue).map(|one| one.kind) == Some(QueueKind::Identity) {
                    case.matching = Matching::Settled;
                }
            }
            CaseEvent::Accepted { by, .. } => accept(case, entry.at, Some(*by)),
            CaseEvent::Refused(refusal) => refuse(case, refusal, entry.at),
            other => return Err(format!("{} is no event of a review", other.kind())),
        }
        Ok(())
    }

    fn appealed(&mut self, event: &CaseEvent, entry: &Entry) -> Result<(), String> {
        let applicant = event.applicant().ok_or("the entry names no application")?;
        let case = self.case_mut(applicant)?;
        let waits = case.appeal_waits();
        match (event, &mut case.appeal) {
            (CaseEvent::AppealLodged { grounds, .. }, none @ None) => {
                *none = Some(Appeal {
                    at: entry.at,
                    grounds: grounds.clone(),
                    said: Vec::new(),
                    decided: None,
                });
            }
            (
                CaseEvent::AppealFinding {
                    upheld, reasons, ..
                },
                Some(appeal),
            ) if waits => {
                let by = entry.actor.clone().ok_or("the entry names no actor")?;
                appeal.said.push((by, *upheld, reasons.clone()));
            }
            (CaseEvent::AppealDecided { upheld, .. }, Some(appeal)) if waits => {
                appeal.decided = Some((*upheld, entry.at));
                if *upheld {
                    // All that stood against it is answered; what may still be missing is the fee.
                    case.open.clear();
                    case.matching = Matching::Settled;
                    case.fate = Fate::Undecided;
                }
            }
            _ => return Err("there is no appeal of that kind".to_owned()),
        }
        Ok(())
    }

    fn paid(&mut self, event: &CaseEvent) -> Result<(), String> {
        match event {
            CaseEvent::PaymentReceived {
                applicant,
                reference,
                pence,
                surplus,
            } => {
                self.pay(*reference, applicant)?;
                self.case_mut(applicant)?.payments.push(Payment {
                    reference: *reference,
                    pence: *pence,
                    surplus: *surplus,
                });
            }
            CaseEvent::PaymentRefunded {
                applicant,
                reference,
                pence,
            } => {
                self.pay(*reference, applicant)?;
                let case = self.case_mut(applicant)?;
                case.refunded = case.refunded.saturating_add(*pence);
            }
            _ => {}
        }
        Ok(())
    }

    fn defaulted(
        &mut self,
        to: Undecided,
        expected: (u64, u64),
        (at, terms): (Timestamp, &Admission),
    ) -> Result<(), String> {
        if self.undecided(to, terms) != expected {
            return Err("the entry counts other applications than are undecided".to_owned());
        }
        self.change(
            |case| waits(case, to, terms),
            |case| match to {
                Undecided::Accepted => accept(case, at, None),
                Undecided::Provisional => case.fate = Fate::Provisional { at },
            },
        );
        if to == Undecided::Accepted {
            self.change(Case::appeal_waits, |case| {
                if let Some(appeal) = &mut case.appeal {
                    appeal.decided = Some((true, at));
                }
                accept(case, at, None);
            });
        }
        Ok(())
    }

    /// The applications and appeals that would become so, since nobody has decided them.
    fn undecided(&self, to: Undecided, terms: &Admission) -> (u64, u64) {
        let applications = self.cases().filter(|case| waits(case, to, terms)).count() as u64;
        let appeals = match to {
            Undecided::Accepted => self.cases().filter(|case| case.appeal_waits()).count() as u64,
            // Whoever waits for an appeal votes provisionally already.
            Undecided::Provisional => 0,
        };
        (applications, appeals)
    }
}

/// What follows for those whom nobody has decided when a stage ends: at the end of the matter they are accepted, and at
/// the end of the time for deciding what the terms say. Nobody is refused by it, and who has not paid has not yet applied
/// in full.
pub fn due(
    campaign: &Campaign,
    terms: &Admission,
    stage: &Stage,
    then: &Next,
) -> Option<CaseEvent> {
    let to = match then {
        // What ends without having been carried through decides nothing for anybody.
        Next::End(EndKind::Void | EndKind::Lapsed | EndKind::Rejected) => return None,
        Next::End(_) => Undecided::Accepted,
        Next::Stage(_) if stage.kind == StageKind::Vet => terms.undecided,
        Next::Stage(_) => return None,
    };
    let (applications, appeals) = campaign.undecided(to, terms);
    (applications + appeals > 0).then(|| CaseEvent::Defaulted {
        stage: stage.id.clone(),
        to,
        applications,
        appeals,
    })
}

fn waits(case: &Case, to: Undecided, terms: &Admission) -> bool {
    let waits = match to {
        Undecided::Accepted => case.is_undecided(),
        Undecided::Provisional => case.fate == Fate::Undecided,
    };
    waits && case.is_paid(terms)
}

/// Whether an application still holds its entry of the register against others.
pub(crate) fn is_live(case: &Case) -> bool {
    !matches!(case.fate, Fate::Refused { .. } | Fate::Withdrawn { .. })
}

fn close_identity(case: &mut Case, terms: &Admission) {
    if let Some(queue) = terms.queue_of(QueueKind::Identity) {
        case.open.remove(&queue.id);
    }
}

fn accept(case: &mut Case, at: Timestamp, by: Option<AcceptedBy>) {
    case.fate = Fate::Accepted { at, by };
}

fn refuse(case: &mut Case, refusal: &Refusal, at: Timestamp) {
    case.open.clear();
    case.refusal = Some(refusal.clone());
    case.fate = Fate::Refused { at };
}
