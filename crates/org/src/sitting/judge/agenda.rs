//! The agenda, papers, actions, questions to officers, minutes and reports.

use polity_values::{Clause, PersonId};

use super::convene::{MAX_ITEMS, clear_days};
use super::{Answer, Bench, no, yes};
use crate::Event;
use crate::act::Text;
use crate::founding;
use crate::sitting::deed::{ActionSpec, ItemSpec, PaperSpec};
use crate::sitting::event::{AddedItem, SittingEvent, TabledPaper};
use crate::sitting::state::{Item, Sitting, State};
use crate::verdict::{Verdict, Why};

impl Bench<'_> {
    fn before_the_end(&self, rule: &Clause) -> Result<(), Verdict> {
        match self.sitting.state {
            State::Closed | State::Cancelled => self.open_now(rule),
            _ => Ok(()),
        }
    }

    pub(super) fn item(&self, number: u32, rule: &Clause) -> Result<&Item, Verdict> {
        Sitting::numbered(&self.sitting.items, number)
            .ok_or_else(|| no(rule, "no-such-item", format!("there is no item {number}")))
    }

    fn item_fits(&self, item: &ItemSpec) -> Result<(), Verdict> {
        let rule = &self.composition.orders.items_rule;
        let mut faults = Vec::new();
        founding::title(&mut faults, "the title of an item", &item.title);
        if !faults.is_empty() {
            return Err(crate::judge::malformed(faults));
        }
        self.before_the_end(rule)?;
        if self.sitting.call.special {
            let say = "a special sitting is on the item of its notice and on no other";
            return Err(no(rule, "special", say));
        }
        if self.sitting.items.len() + self.sitting.requests.len() >= MAX_ITEMS {
            return Err(no(
                rule,
                "at-most",
                format!("an agenda has at most {MAX_ITEMS} items"),
            ));
        }
        Ok(())
    }

    pub(super) fn add_item(&self, item: &ItemSpec) -> Answer {
        self.desk()?;
        self.item_fits(item)?;
        let rule = &self.composition.orders.items_rule;
        let added = AddedItem {
            item: item.clone(),
            request: None,
        };
        Ok(yes(rule, SittingEvent::ItemAdded(added)))
    }

    /// Whether members can still put items on the agenda.
    fn in_time(&self) -> Result<(), Verdict> {
        let orders = &self.composition.orders;
        let days = clear_days(self.organisation, self.now, self.sitting.call.starts);
        if self.sitting.state == State::Convened && days >= orders.item_days {
            return Ok(());
        }
        let say = format!(
            "members put items on the agenda up to {} clear days before the sitting",
            orders.item_days
        );
        Err(no(&orders.items_rule, "too-late", say))
    }

    pub(super) fn request_item(&self, item: &ItemSpec) -> Answer {
        self.member()?;
        self.in_time()?;
        self.item_fits(item)?;
        let orders = &self.composition.orders;
        let mut events = vec![Event::Sitting(SittingEvent::ItemRequested(item.clone()))];
        if orders.item_movers <= 1 {
            let number = u32::try_from(self.sitting.requests.len() + 1).unwrap_or(u32::MAX);
            let added = AddedItem {
                item: item.clone(),
                request: Some(number),
            };
            events.push(Event::Sitting(SittingEvent::ItemAdded(added)));
        }
        Ok((orders.items_rule.clone(), events))
    }

    pub(super) fn join(&self, request: u32) -> Answer {
        self.member()?;
        self.in_time()?;
        let orders = &self.composition.orders;
        let rule = &orders.items_rule;
        let found = Sitting::numbered(&self.sitting.requests, request);
        let found = found.ok_or_else(|| no(rule, "inconsistent", "there is no such request"))?;
        if found.added || found.members.contains(self.actor) {
            return Err(Verdict::refused(rule, Why::AlreadyDone));
        }
        let mut events = vec![Event::Sitting(SittingEvent::RequestJoined { request })];
        if found.members.len() + 1 >= orders.item_movers as usize {
            let added = AddedItem {
                item: found.spec.clone(),
                request: Some(request),
            };
            events.push(Event::Sitting(SittingEvent::ItemAdded(added)));
        }
        Ok((rule.clone(), events))
    }

    pub(super) fn defer(&self, item: u32, reason: &Text) -> Answer {
        self.chair()?;
        let rule = &self.composition.orders.items_rule;
        self.before_the_end(rule)?;
        let found = self.item(item, rule)?;
        if found.deferred.is_some() || !found.taken.is_empty() {
            return Err(no(
                rule,
                "inconsistent",
                "this item was taken or deferred already",
            ));
        }
        let reason = reason.clone();
        Ok(yes(rule, SittingEvent::ItemDeferred { item, reason }))
    }

    pub(super) fn table(&self, paper: &PaperSpec) -> Answer {
        self.desk()?;
        let orders = &self.composition.orders;
        let rule = &orders.notice_rule;
        self.before_the_end(rule)?;
        self.item(paper.item, rule)?;
        let mut faults = Vec::new();
        founding::title(&mut faults, "the title of a paper", &paper.title);
        if !faults.is_empty() {
            return Err(crate::judge::malformed(faults));
        }
        let days = clear_days(self.organisation, self.now, self.sitting.call.starts);
        let tabled = TabledPaper {
            paper: paper.clone(),
            late: days < orders.papers_days,
        };
        Ok(yes(rule, SittingEvent::PaperTabled(tabled)))
    }

    pub(super) fn assign(&self, spec: &ActionSpec) -> Answer {
        self.desk()?;
        let rule = self.rule();
        if self.sitting.opened.is_none() {
            self.open_now(rule)?;
        }
        if let Some(item) = spec.item {
            self.item(item, rule)?;
        }
        let today = self.now.to_zoned(self.organisation.zone.clone()).date();
        if spec.due < today {
            return Err(no(rule, "inconsistent", "it would be due in the past"));
        }
        Ok(yes(rule, SittingEvent::ActionAssigned(spec.clone())))
    }

    pub(super) fn finish_action(&self, action: u32, note: &Text) -> Answer {
        let rule = self.rule();
        let found = Sitting::numbered(&self.sitting.actions, action);
        let found = found.ok_or_else(|| no(rule, "inconsistent", "there is no such action"))?;
        if found.spec.owner != *self.actor {
            self.desk()?;
        }
        if found.done.is_some() {
            return Err(Verdict::refused(rule, Why::AlreadyDone));
        }
        let note = note.clone();
        Ok(yes(rule, SittingEvent::ActionFinished { action, note }))
    }

    pub(super) fn ask(&self, to: &PersonId, text: &Text) -> Answer {
        self.member()?;
        let rule = self.rule();
        if self.sitting.state == State::Cancelled {
            self.open_now(rule)?;
        }
        // Whoever holds an office or a seat of the organisation is answerable.
        let tenures = &self.organisation.tenures;
        if !tenures
            .iter()
            .any(|one| one.person == *to && one.runs_at(self.now))
        {
            return Err(no(
                rule,
                "inconsistent",
                "this person holds no office or seat now",
            ));
        }
        let (to, text) = (to.clone(), text.clone());
        Ok(yes(rule, SittingEvent::Asked { to, text }))
    }

    pub(super) fn reply(&self, question: u32, text: &Text) -> Answer {
        let rule = self.rule();
        let found = Sitting::numbered(&self.sitting.scrutiny, question);
        let found = found.ok_or_else(|| no(rule, "inconsistent", "there is no such question"))?;
        if found.to != *self.actor {
            let role = "the person who was asked".to_owned();
            return Err(Verdict::refused(rule, Why::NotInRole { role }));
        }
        let text = text.clone();
        Ok(yes(rule, SittingEvent::Answered { question, text }))
    }

    pub(super) fn follow_up(&self, question: u32, settled: bool, text: Option<&Text>) -> Answer {
        let rule = self.rule();
        let found = Sitting::numbered(&self.sitting.scrutiny, question);
        let found = found.ok_or_else(|| no(rule, "inconsistent", "there is no such question"))?;
        if found.by != *self.actor {
            let role = "the person who asked".to_owned();
            return Err(Verdict::refused(rule, Why::NotInRole { role }));
        }
        if found.answers.is_empty() || found.settled {
            return Err(no(
                rule,
                "inconsistent",
                "there is no answer to follow up, or it is settled",
            ));
        }
        let text = text.cloned();
        Ok(yes(
            rule,
            SittingEvent::FollowedUp {
                question,
                settled,
                text,
            },
        ))
    }

    pub(super) fn submit_minutes(&self, text: &Text) -> Answer {
        self.secretary()?;
        let rule = self.rule();
        if self.sitting.state != State::Closed {
            return Err(no(
                rule,
                "inconsistent",
                "minutes are handed in once the sitting is closed",
            ));
        }
        if self.sitting.approved.is_some() {
            return Err(no(
                rule,
                "inconsistent",
                "the minutes were approved: they cannot change",
            ));
        }
        let text = text.clone();
        Ok(yes(rule, SittingEvent::MinutesSubmitted { text }))
    }

    pub(super) fn report(&self, text: &Text) -> Answer {
        let rule = &self.composition.orders.reports_rule;
        if !self.sitting.owing.contains(self.actor) {
            let role = "a member who owes a report on this sitting".to_owned();
            return Err(Verdict::refused(rule, Why::NotInRole { role }));
        }
        let text = text.clone();
        Ok(yes(rule, SittingEvent::Reported { text }))
    }
}
