//! What comes after a decision: an appeal to people who took no part in it, the fee, and more time for everybody.

use polity_values::{PersonId, Timestamp};

use super::super::Bench;
use super::super::deed::{inconsistent, no, within};
use super::{Effect, Hand, done, interest};
use crate::act::Text;
use crate::verdict::Why;
use crate::vetting::ruling::appeal_ruling;
use crate::vetting::{AcceptedBy, CaseEvent, Fate, Paid, payment};

impl Bench<'_> {
    pub(super) fn lodge(&self, applicant: &PersonId, grounds: &Text, hand: &Hand<'_>) -> Effect {
        within(grounds, hand.rule)?;
        self.own(applicant, hand)?;
        let case = self.case(applicant)?;
        if case.appeal.is_some() {
            return no(Why::AlreadyDone);
        }
        if !matches!(case.fate, Fate::Refused { .. }) {
            return inconsistent("the application was not refused");
        }
        let by = case.refusal.as_ref().and_then(|refusal| refusal.appeal_by);
        match by {
            None => no(Why::UnknownAct),
            Some(closed) if closed <= self.now => no(Why::WindowClosed { closed }),
            Some(_) => done(vec![CaseEvent::AppealLodged {
                applicant: applicant.clone(),
                grounds: grounds.clone(),
            }]),
        }
    }

    pub(super) fn decide_appeal(
        &self,
        applicant: &PersonId,
        (upheld, reasons): (bool, &Text),
        hand: &Hand<'_>,
    ) -> Effect {
        within(reasons, hand.rule)?;
        let case = self.case(applicant)?;
        let Some(terms) = &hand.terms.appeal else {
            return no(Why::UnknownAct);
        };
        let waits = case.appeal.as_ref().filter(|one| one.decided.is_none());
        let Some(appeal) = waits else {
            return inconsistent("no appeal waits here");
        };
        self.kept_out(case, hand.actor)?;
        if case.had_part(hand.actor) {
            return Err(interest("you took part in refusing it"));
        }
        if appeal.said.iter().any(|(by, ..)| by == hand.actor) {
            return no(Why::AlreadyDone);
        }
        if reasons.words == 0 {
            return inconsistent("an appeal is answered with reasons");
        }
        let mut events = vec![CaseEvent::AppealFinding {
            applicant: applicant.clone(),
            upheld,
            reasons: reasons.clone(),
        }];
        let said = appeal.said.iter().map(|(_, upheld, _)| *upheld);
        if let Some(ruled) = appeal_ruling(terms.persons, said.chain([upheld])) {
            let before = appeal.said.iter().map(|(_, upheld, text)| (*upheld, text));
            let all = before.chain([(upheld, reasons)]);
            let agree = all.filter(|(upheld, _)| *upheld == ruled);
            events.push(CaseEvent::AppealDecided {
                applicant: applicant.clone(),
                upheld: ruled,
                reasons: agree.map(|(_, text)| text.clone()).collect(),
            });
            if ruled && case.is_paid(hand.terms) {
                events.push(CaseEvent::Accepted {
                    applicant: applicant.clone(),
                    by: AcceptedBy::Appeal,
                });
            }
        }
        done(events)
    }

    /// The same payment told of twice counts once; of two payments the second is given back.
    pub(super) fn pay(&self, applicant: &PersonId, paid: &Paid, hand: &Hand<'_>) -> Effect {
        let case = self.case(applicant)?;
        if let Some(other) = self.matter.campaign.by_payment(&paid.reference) {
            if other.applicant == *applicant {
                return no(Why::AlreadyDone);
            }
            return inconsistent("this payment was recorded for another application");
        }
        let class = hand.terms.class(&case.class);
        let fee = class.map_or(0, |class| case.fee(class));
        let surplus = !case.is_undecided() || case.is_paid(hand.terms);
        if !surplus && paid.pence != fee {
            let (has, fee) = (paid.pence, fee);
            return inconsistent(&format!("the fee is {fee} pence, and {has} came in"));
        }
        let mut events = vec![CaseEvent::PaymentReceived {
            applicant: applicant.clone(),
            reference: paid.reference,
            pence: paid.pence,
            surplus,
        }];
        if !surplus && case.is_settled() {
            events.push(CaseEvent::Accepted {
                applicant: applicant.clone(),
                by: AcceptedBy::Payment,
            });
        }
        done(events)
    }

    pub(super) fn refund(&self, applicant: &PersonId, paid: &Paid, hand: &Hand<'_>) -> Effect {
        let case = self.case(applicant)?;
        if self.matter.campaign.by_payment(&paid.reference).is_some() {
            return no(Why::AlreadyDone);
        }
        let due = payment::refund_due(case, hand.terms, self.now);
        if paid.pence == 0 || paid.pence != due {
            return inconsistent(&format!("{due} pence are to be given back"));
        }
        done(vec![CaseEvent::PaymentRefunded {
            applicant: applicant.clone(),
            reference: paid.reference,
            pence: paid.pence,
        }])
    }

    pub(super) fn extend_call(&self, to: Timestamp, reason: &Text, hand: &Hand<'_>) -> Effect {
        within(reason, hand.rule)?;
        let stage = &hand.stage.id;
        let from = self.matter.window(stage).map(|window| window.closes);
        let from = from.unwrap_or(self.now);
        let extended = self
            .matter
            .timetable
            .extended(&self.matter.procedure, stage, to);
        match extended {
            Err(faults) => Err(super::super::texts(&faults)
                .into_iter()
                .map(|say| Why::Inconsistent { say })
                .collect()),
            Ok(_) => done(vec![CaseEvent::CallExtended {
                stage: stage.clone(),
                from,
                to,
                reason: reason.clone(),
            }]),
        }
    }
}
