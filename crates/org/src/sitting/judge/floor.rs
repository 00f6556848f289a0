//! The floor: items, turns of speech, points of order, interests.

use polity_values::PersonId;

use super::{Answer, Bench, no, yes};
use crate::sitting::deed::SittingAct;
use crate::sitting::event::SittingEvent;
use crate::sitting::state::Sitting;
use crate::verdict::{Verdict, Why};

/// The longest name of a kind of point, in characters.
const MAX_CATEGORY: usize = 60;

impl Bench<'_> {
    pub(super) fn floor(&self, what: &SittingAct) -> Answer {
        let speaking = &self.composition.orders.speaking_rule;
        if !matches!(what, SittingAct::DeclareInterest { .. }) {
            self.open_now(speaking)?;
        }
        match what {
            SittingAct::TakeItem { item } => self.take_item(*item),
            SittingAct::FinishItem {} => {
                self.chair()?;
                let rule = &self.composition.orders.items_rule;
                let Some((item, _)) = self.sitting.item() else {
                    return Err(no(rule, "inconsistent", "no item runs"));
                };
                Ok(yes(rule, SittingEvent::ItemFinished { item }))
            }
            SittingAct::RequestTurn {} => {
                self.present(self.actor)?;
                let speaks = self
                    .sitting
                    .turn()
                    .is_some_and(|one| one.person == *self.actor);
                if self.sitting.queue.contains(self.actor) || speaks {
                    return Err(Verdict::refused(speaking, Why::AlreadyDone));
                }
                let person = self.actor.clone();
                Ok(yes(speaking, SittingEvent::TurnRequested { person }))
            }
            SittingAct::WithdrawTurn {} => {
                if !self.sitting.queue.contains(self.actor) {
                    return Err(no(speaking, "inconsistent", "you did not ask to speak"));
                }
                let person = self.actor.clone();
                Ok(yes(speaking, SittingEvent::TurnWithdrawn { person }))
            }
            SittingAct::CallNext {} => self.call_next(),
            SittingAct::EndTurn {} => {
                let Some(turn) = self.sitting.turn() else {
                    return Err(no(speaking, "inconsistent", "nobody speaks"));
                };
                if turn.person != *self.actor {
                    self.chair()?;
                }
                let person = turn.person.clone();
                Ok(yes(speaking, SittingEvent::TurnEnded { person }))
            }
            SittingAct::RaisePoint { category } => {
                self.present(self.actor)?;
                let length = category.chars().count();
                if category.trim().is_empty() || length > MAX_CATEGORY {
                    let say =
                        format!("name the kind of the point, in at most {MAX_CATEGORY} characters");
                    return Err(no(speaking, "inconsistent", say));
                }
                let category = category.clone();
                Ok(yes(speaking, SittingEvent::PointRaised { category }))
            }
            SittingAct::RulePoint { point, upheld } => self.rule_point(*point, *upheld),
            SittingAct::DeclareInterest { item } => self.declare(*item),
            _ => Err(Verdict::refused(speaking, Why::UnknownAct)),
        }
    }

    /// The actor is a member and is in.
    pub(super) fn present(&self, person: &PersonId) -> Result<(), Verdict> {
        self.member()?;
        if self.sitting.door.is_in(person) {
            return Ok(());
        }
        let say = "you are not in the sitting: come in first";
        Err(no(self.rule(), "not-in", say))
    }

    fn take_item(&self, item: u32) -> Answer {
        self.chair()?;
        let rule = &self.composition.orders.items_rule;
        let found = self.item(item, rule)?;
        if found.deferred.is_some() || found.runs() {
            return Err(no(rule, "inconsistent", "this item runs, or was deferred"));
        }
        if let Some((number, _)) = self.sitting.voting() {
            let say = format!("the vote on question {number} is not decided yet");
            return Err(no(rule, "vote-open", say));
        }
        Ok(yes(rule, SittingEvent::ItemTaken { item }))
    }

    fn call_next(&self) -> Answer {
        self.chair()?;
        let rule = &self.composition.orders.speaking_rule;
        let Some(person) = self.sitting.next_speaker() else {
            return Err(no(rule, "inconsistent", "nobody asked to speak"));
        };
        let seconds = i64::from(self.composition.orders.speech_seconds);
        let until = self.now + jiff::SignedDuration::from_secs(seconds);
        let person = person.clone();
        Ok(yes(rule, SittingEvent::TurnBegun { person, until }))
    }

    fn rule_point(&self, point: u32, upheld: bool) -> Answer {
        self.chair()?;
        let rule = &self.composition.orders.speaking_rule;
        let found = Sitting::numbered(&self.sitting.points, point);
        let found = found.ok_or_else(|| no(rule, "inconsistent", "there is no such point"))?;
        if found.upheld.is_some() {
            return Err(Verdict::refused(rule, Why::AlreadyDone));
        }
        Ok(yes(rule, SittingEvent::PointRuled { point, upheld }))
    }

    fn declare(&self, item: u32) -> Answer {
        self.member()?;
        let rule = &self.composition.orders.voting_rule;
        self.item(item, rule)?;
        let person = self.actor.clone();
        if self.sitting.interests.contains(&(person.clone(), item)) {
            return Err(Verdict::refused(rule, Why::AlreadyDone));
        }
        if let Some((number, _)) = self.sitting.voting() {
            let say = format!("the vote on question {number} is called: declare interests before");
            return Err(no(rule, "vote-open", say));
        }
        Ok(yes(rule, SittingEvent::InterestDeclared { person, item }))
    }
}
