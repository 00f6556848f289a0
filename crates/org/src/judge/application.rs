//! What an act on an application does, or what in it does not fit. Here stands that only people refuse: a refusal is an event
//! of a finding or of nothing, and a finding of a program is none.

mod after;

use std::collections::BTreeSet;

use jiff::SignedDuration;
use polity_procedure::model::{
    ActKind, ActRule, Admission, AppealTerms, Holder, Queue, QueueId, QueueKind, Stage,
};
use polity_values::{PersonId, Timestamp};

use super::Bench;
use super::deed::{inconsistent, no, short, within};
use crate::Event;
use crate::act::Text;
use crate::verdict::Why;
use crate::vetting::ruling::{Ruling, ruling};
use crate::vetting::{
    AcceptedBy, Application, Case, CaseDeed, CaseEvent, Fate, Finding, Found, Matching, Refusal,
    View, is_machine,
};

type Effect = Result<Vec<Event>, Vec<Why>>;

#[expect(clippy::unnecessary_wraps, reason = "the arms of a deed read alike")]
fn done(events: Vec<CaseEvent>) -> Effect {
    Ok(events.into_iter().map(Event::Case).collect())
}

fn interest(interest: &'static str) -> Vec<Why> {
    vec![Why::Interest { interest }]
}

/// What a deed on an application is judged with.
struct Hand<'a> {
    terms: &'a Admission,
    stage: &'a Stage,
    rule: &'a ActRule,
    actor: &'a PersonId,
}

impl Bench<'_> {
    /// The events of a deed on an application under a rule.
    pub(super) fn application(
        &self,
        deed: &CaseDeed,
        stage: &Stage,
        rule: &ActRule,
        actor: &PersonId,
    ) -> Effect {
        let Some(terms) = &self.matter.procedure.admission else {
            return no(Why::UnknownAct);
        };
        let hand = Hand {
            terms,
            stage,
            rule,
            actor,
        };
        match deed {
            CaseDeed::Receive(application) => self.receive(application, &hand),
            CaseDeed::Withdraw { applicant } => self.withdraw(applicant, &hand),
            CaseDeed::Match {
                applicant,
                found,
                model,
            } => self.look_for(applicant, (found, model), &hand),
            CaseDeed::Ask {
                applicant,
                question,
            } => self.ask(applicant, question, &hand),
            CaseDeed::Answer { applicant, form } => self.answered(applicant, form, &hand),
            CaseDeed::Refer {
                applicant,
                queue,
                ground,
            } => self.refer(applicant, (queue, ground), &hand),
            CaseDeed::Find {
                applicant,
                queue,
                view,
            } => self.find(applicant, (queue, view), &hand),
            CaseDeed::Recuse { applicant } => self.recuse(applicant, &hand),
            CaseDeed::LodgeAppeal { applicant, grounds } => self.lodge(applicant, grounds, &hand),
            CaseDeed::DecideAppeal {
                applicant,
                upheld,
                reasons,
            } => self.decide_appeal(applicant, (*upheld, reasons), &hand),
            CaseDeed::ReceivePayment { applicant, paid } => self.pay(applicant, paid, &hand),
            CaseDeed::RefundPayment { applicant, paid } => self.refund(applicant, paid, &hand),
            CaseDeed::ExtendCall { to, reason } => self.extend_call(*to, reason, &hand),
        }
    }

    fn case(&self, applicant: &PersonId) -> Result<&Case, Vec<Why>> {
        let case = self.matter.campaign.case(applicant);
        case.ok_or_else(|| vec![Why::NotApplied])
    }

    /// An application that is not over.
    fn undecided(&self, applicant: &PersonId) -> Result<&Case, Vec<Why>> {
        let case = self.case(applicant)?;
        if case.is_undecided() {
            Ok(case)
        } else {
            Err(vec![Why::AlreadyDone])
        }
    }

    /// Whether whoever acts in this role speaks for himself or herself only.
    fn for_oneself(&self, hand: &Hand<'_>) -> bool {
        let roles = &self.matter.procedure.roles;
        let role = roles.iter().find(|role| role.id == hand.rule.by);
        role.is_none_or(|role| matches!(role.holder, Holder::Anyone | Holder::Applicant))
    }

    fn own(&self, applicant: &PersonId, hand: &Hand<'_>) -> Result<(), Vec<Why>> {
        if applicant != hand.actor && self.for_oneself(hand) {
            let say = "this is another person's application".to_owned();
            return Err(vec![Why::Inconsistent { say }]);
        }
        Ok(())
    }

    fn receive(&self, application: &Application, hand: &Hand<'_>) -> Effect {
        within(&application.form, hand.rule)?;
        self.own(&application.applicant, hand)?;
        if is_machine(&application.applicant) {
            return inconsistent("a program cannot apply");
        }
        let campaign = &self.matter.campaign;
        let known = campaign.case(&application.applicant).is_some();
        if known || campaign.by_key(&application.key).is_some() {
            return no(Why::AlreadyDone);
        }
        let Some(class) = hand.terms.class(&application.class) else {
            return inconsistent(&format!("there is no class {}", application.class));
        };
        if application.concession && class.concession_pence.is_none() {
            return inconsistent("this class has no concession");
        }
        if let Some(unit) = &application.unit
            && !self.organisation.units.contains_key(unit)
        {
            return inconsistent(&format!("the organisation has no unit {unit}"));
        }
        let free = match class.concession_pence {
            Some(less) if application.concession => less == 0,
            _ => class.fee_pence == 0,
        };
        let mut events = vec![CaseEvent::Received(application.clone())];
        if free && !class.register {
            events.push(CaseEvent::Accepted {
                applicant: application.applicant.clone(),
                by: AcceptedBy::Receipt,
            });
        }
        done(events)
    }

    fn withdraw(&self, applicant: &PersonId, hand: &Hand<'_>) -> Effect {
        self.own(applicant, hand)?;
        match self.case(applicant)?.fate {
            Fate::Refused { .. } | Fate::Withdrawn { .. } => no(Why::AlreadyDone),
            _ => done(vec![CaseEvent::Withdrawn {
                applicant: applicant.clone(),
            }]),
        }
    }

    fn look_for(
        &self,
        applicant: &PersonId,
        (found, model): (&Found, &str),
        hand: &Hand<'_>,
    ) -> Effect {
        let case = self.undecided(applicant)?;
        short("the number of the model", model)?;
        if case.matching != Matching::Waiting {
            return no(Why::AlreadyDone);
        }
        let applicant = || applicant.clone();
        let automated = is_machine(hand.actor);
        let mut events = vec![CaseEvent::Matched {
            applicant: applicant(),
            found: found.clone(),
            model: model.to_owned(),
            automated,
        }];
        if let Found::Entry(entry) = found {
            let held = self.matter.campaign.by_entry(entry);
            let held = held.filter(|held| held.applicant != case.applicant);
            match (held, hand.terms.queue_of(QueueKind::Duplicate)) {
                (Some(held), Some(queue)) if crate::vetting::is_live(held) => {
                    events.push(CaseEvent::Repeated {
                        applicant: applicant(),
                        of: held.applicant.clone(),
                        queue: queue.id.clone(),
                    });
                }
                _ if case.open.is_empty() && case.is_paid(hand.terms) => {
                    events.push(CaseEvent::Accepted {
                        applicant: applicant(),
                        by: AcceptedBy::Match,
                    });
                }
                _ => {}
            }
            return done(events);
        }
        events.push(match self.question_until(case, hand.terms) {
            Some(until) => CaseEvent::Asked {
                applicant: applicant(),
                until,
                question: None,
                automated,
            },
            None => CaseEvent::Queued {
                applicant: applicant(),
                queue: self.identity(hand.terms)?.id.clone(),
            },
        });
        done(events)
    }

    fn identity<'t>(&self, terms: &'t Admission) -> Result<&'t Queue, Vec<Why>> {
        let _ = self;
        terms
            .queue_of(QueueKind::Identity)
            .ok_or_else(|| vec![Why::UnknownAct])
    }

    /// Until when an applicant has to answer who is asked now; none: the time is too short for it, or it was done often
    /// enough.
    fn question_until(&self, case: &Case, terms: &Admission) -> Option<Timestamp> {
        let ask = terms.ask.as_ref().filter(|ask| case.asked < ask.times)?;
        let until = self
            .now
            .checked_add(SignedDuration::from_hours(i64::from(ask.hours)));
        let last = self.last_close(ActKind::AnswerQuestion)?;
        until.ok().filter(|until| *until <= last)
    }

    /// The last instant at which an act can be done.
    fn last_close(&self, act: ActKind) -> Option<Timestamp> {
        let stages = self.matter.procedure.stages.iter();
        let over = |stage: &&Stage| self.matter.ended.iter().any(|end| end.stage == stage.id);
        let offers = |stage: &&Stage| stage.acts.iter().any(|rule| rule.act == act);
        let closes = stages.filter(|stage| !over(stage) && offers(stage));
        closes
            .filter_map(|stage| Some(self.matter.window(&stage.id)?.closes))
            .max()
    }

    fn ask(&self, applicant: &PersonId, question: &Text, hand: &Hand<'_>) -> Effect {
        within(question, hand.rule)?;
        let case = self.undecided(applicant)?;
        if matches!(case.matching, Matching::Asked { until, .. } if self.now < until) {
            return no(Why::AlreadyDone);
        }
        let Some(until) = self.question_until(case, hand.terms) else {
            return inconsistent(
                "the applicant was asked as often as the rule allows, or could not answer in time",
            );
        };
        done(vec![CaseEvent::Asked {
            applicant: applicant.clone(),
            until,
            question: Some(question.clone()),
            automated: is_machine(hand.actor),
        }])
    }

    /// An answer is taken late, too, as long as nobody has decided.
    fn answered(&self, applicant: &PersonId, form: &Text, hand: &Hand<'_>) -> Effect {
        within(form, hand.rule)?;
        self.own(applicant, hand)?;
        let case = self.undecided(applicant)?;
        let asked = matches!(case.matching, Matching::Asked { .. } | Matching::InQueue);
        if case.asked == 0 || !asked {
            return inconsistent("nothing was asked that is still open");
        }
        done(vec![CaseEvent::Answered {
            applicant: applicant.clone(),
            form: form.clone(),
        }])
    }

    fn refer(
        &self,
        applicant: &PersonId,
        (queue, ground): (&QueueId, &Text),
        hand: &Hand<'_>,
    ) -> Effect {
        within(ground, hand.rule)?;
        let case = self.case(applicant)?;
        if matches!(case.fate, Fate::Refused { .. } | Fate::Withdrawn { .. }) {
            return no(Why::AlreadyDone);
        }
        if hand.terms.queue(queue).is_none() {
            return inconsistent(&format!("there is no queue {queue}"));
        }
        if case.queues(hand.terms, self.now).contains_key(queue) {
            return no(Why::AlreadyDone);
        }
        if applicant == hand.actor {
            return Err(interest("it is your own application"));
        }
        done(vec![CaseEvent::Referred {
            applicant: applicant.clone(),
            queue: queue.clone(),
            ground: ground.clone(),
            automated: is_machine(hand.actor),
        }])
    }

    /// Whatever keeps a person from deciding about an application.
    fn kept_out(&self, case: &Case, actor: &PersonId) -> Result<(), Vec<Why>> {
        if is_machine(actor) {
            return Err(vec![Why::OnlyPeople]);
        }
        let shares = |mine: Option<&crate::Digest>| mine.is_some() && mine == case.home.as_ref();
        let member = self.facts.members.get(actor);
        let said = if case.applicant == *actor {
            "it is your own application"
        } else if case.recused.contains(actor) {
            "you put it into a queue, or said that you take no part in it"
        } else if shares(self.facts.homes.get(actor)) {
            "it is of your own household"
        } else if case.unit.is_some() && member.map(|member| &member.unit) == case.unit.as_ref() {
            "it is of your own unit"
        } else {
            return Ok(());
        };
        Err(interest(said))
    }

    fn find(
        &self,
        applicant: &PersonId,
        (queue, view): (&QueueId, &View),
        hand: &Hand<'_>,
    ) -> Effect {
        let case = self.case(applicant)?;
        let Some(of) = hand.terms.queue(queue) else {
            return inconsistent(&format!("there is no queue {queue}"));
        };
        if of.by != hand.rule.by {
            return no(Why::NotInRole {
                role: self.role_title(&of.by),
            });
        }
        self.kept_out(case, hand.actor)?;
        let open = case.queues(hand.terms, self.now);
        let Some(opening) = open.get(queue).copied() else {
            return no(Why::NotInQueue);
        };
        if case
            .findings_in(queue, opening)
            .any(|one| one.by == *hand.actor)
        {
            return no(Why::AlreadyDone);
        }
        self.view_fits(of, view, hand)?;
        let own = Finding {
            by: hand.actor.clone(),
            at: self.now,
            queue: queue.clone(),
            opening,
            refuse: view.refuse.clone(),
            facts: view.facts.clone(),
            evidence: view.evidence,
        };
        let found: Vec<&Finding> = case.findings_in(queue, opening).chain([&own]).collect();
        let mut events = vec![CaseEvent::FindingRecorded {
            applicant: applicant.clone(),
            queue: queue.clone(),
            view: view.clone(),
        }];
        match ruling(of, found.iter().copied()) {
            Ruling::Open => {}
            Ruling::Clear => events.extend(cleared(case, of, open.len(), hand.terms)),
            Ruling::Refuse(code) => {
                let agree = |one: &&Finding| one.refuse.as_ref() == Some(&code);
                let agree: Vec<&Finding> = found.into_iter().filter(agree).collect();
                let refusal = self.refusal(case, (of, &agree), hand.terms)?;
                events.push(CaseEvent::Refused(refusal));
            }
        }
        done(events)
    }

    /// No code, no refusal; no facts, no refusal; and none that could not be appealed in the time that the rule gives.
    fn view_fits(&self, queue: &Queue, view: &View, hand: &Hand<'_>) -> Result<(), Vec<Why>> {
        if let Some(facts) = &view.facts {
            within(facts, hand.rule)?;
        }
        let Some(code) = &view.refuse else {
            return Ok(());
        };
        let known = hand.terms.reason(code).filter(|one| one.queue == queue.id);
        let say = if known.is_none() {
            format!("{code} is no ground of refusal in the queue {}", queue.id)
        } else if view.facts.as_ref().is_none_or(|facts| facts.words == 0) {
            "a refusal states the facts on which it rests".to_owned()
        } else {
            self.appeal_by(hand.terms)?;
            return Ok(());
        };
        Err(vec![Why::Inconsistent { say }])
    }

    /// Until when a refusal of now can be appealed; none where nobody can appeal.
    fn appeal_by(&self, terms: &Admission) -> Result<Option<Timestamp>, Vec<Why>> {
        let Some(AppealTerms { days, .. }) = &terms.appeal else {
            return Ok(None);
        };
        let time = SignedDuration::from_hours(24 * i64::from(*days));
        let by = self.now.checked_add(time).ok();
        let last = self.last_close(ActKind::LodgeAppeal);
        match (by, last) {
            (Some(by), Some(last)) if by <= last => Ok(Some(by)),
            _ => {
                let say = "whoever is refused now would not have the time to appeal".to_owned();
                Err(vec![Why::Inconsistent { say }])
            }
        }
    }

    fn refusal(
        &self,
        case: &Case,
        (queue, agree): (&Queue, &[&Finding]),
        terms: &Admission,
    ) -> Result<Refusal, Vec<Why>> {
        let code = agree.iter().find_map(|one| one.refuse.clone());
        let reason = code.and_then(|code| terms.reason(&code));
        let people: BTreeSet<&PersonId> = agree.iter().map(|one| &one.by).collect();
        let (Some(reason), true) = (reason, people.len() >= queue.refuse.max(2) as usize) else {
            return Err(vec![Why::OnlyPeople]);
        };
        Ok(Refusal {
            applicant: case.applicant.clone(),
            queue: queue.id.clone(),
            reason: reason.code.clone(),
            version: terms.reasons_version,
            rule: reason.rule.clone(),
            facts: agree.iter().filter_map(|one| one.facts.clone()).collect(),
            evidence: agree.iter().map(|one| one.evidence).collect(),
            automated: case.automated,
            appeal_by: self.appeal_by(terms)?,
        })
    }

    fn role_title(&self, id: &polity_procedure::model::RoleId) -> String {
        let roles = &self.matter.procedure.roles;
        let role = roles.iter().find(|role| role.id == *id);
        role.map_or_else(|| id.to_string(), |role| role.title.clone())
    }

    fn recuse(&self, applicant: &PersonId, hand: &Hand<'_>) -> Effect {
        if self.case(applicant)?.recused.contains(hand.actor) {
            return no(Why::AlreadyDone);
        }
        done(vec![CaseEvent::Recused {
            applicant: applicant.clone(),
        }])
    }
}

/// What follows when nothing stands against an application in a queue any more, of the `open` in which it is.
fn cleared(case: &Case, queue: &Queue, open: usize, terms: &Admission) -> Vec<CaseEvent> {
    let applicant = || case.applicant.clone();
    let mut events = vec![CaseEvent::Cleared {
        applicant: applicant(),
        queue: queue.id.clone(),
    }];
    let identity = queue.kind == QueueKind::Identity;
    let settled = open == 1 && (identity || case.matching == Matching::Settled);
    if settled && case.is_undecided() && case.is_paid(terms) {
        events.push(CaseEvent::Accepted {
            applicant: applicant(),
            by: AcceptedBy::Review,
        });
    }
    events
}
