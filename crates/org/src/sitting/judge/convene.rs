//! Notice, opening, closing; who comes and goes.

use polity_values::{PersonId, SittingId, Timestamp};

use super::{Answer, Bench, holds, no, small, yes};
use crate::World;
use crate::act::Text;
use crate::body::composition::Composition;
use crate::fixed::{self, POWERS};
use crate::founding;
use crate::organisation::Organisation;
use crate::sitting::deed::{Call, Mode, SittingAct};
use crate::sitting::event::{Attendance, Convened, SittingEvent};
use crate::sitting::state::State;
use crate::verdict::{Verdict, Why};

/// The most items of an agenda.
pub(super) const MAX_ITEMS: usize = 200;

/// Gives notice of a sitting. A notice that is too short is recorded as such: nothing can then be decided before the
/// body waives it.
pub(super) fn convene(
    world: &World,
    organisation: &Organisation,
    actor: &PersonId,
    id: &SittingId,
    call: &Call,
    now: Timestamp,
) -> Answer {
    let Some(composition) = organisation.composition(&call.body, call.starts) else {
        let say = format!("{} has no composition, by which it could meet", call.body);
        return Err(no(&fixed::clause(POWERS), "inconsistent", say));
    };
    let orders = &composition.orders;
    let rule = &orders.notice_rule;
    let seats = [&orders.chair, &orders.secretary];
    if !seats
        .iter()
        .any(|seat| holds(organisation, actor, seat, now))
    {
        let title = |seat: &&polity_values::SeatId| {
            let found = organisation.seats.get(*seat);
            found.map_or_else(|| seat.to_string(), |seat| seat.title.clone())
        };
        let role = seats.iter().map(title).collect::<Vec<_>>().join(" or ");
        return Err(Verdict::refused(rule, Why::NotInRole { role }));
    }
    if world.sitting(id).is_some() {
        return Err(Verdict::refused(rule, Why::AlreadyDone));
    }
    let faults = call_faults(composition, call, now);
    if !faults.is_empty() {
        return Err(crate::judge::malformed(faults));
    }
    let needs = if call.special {
        orders.special_notice_days
    } else {
        orders.notice_days
    };
    let convened = Convened {
        days: clear_days(organisation, now, call.starts),
        needs,
        call: call.clone(),
    };
    Ok(yes(rule, SittingEvent::Convened(convened)))
}

fn call_faults(composition: &Composition, call: &Call, now: Timestamp) -> Vec<String> {
    let mut faults = Vec::new();
    founding::title(&mut faults, "the title", &call.title);
    founding::title(&mut faults, "the place", &call.place);
    if call.starts < now {
        faults.push("the sitting would begin in the past".to_owned());
    }
    if call.agenda.is_empty() {
        faults.push("the notice has no item".to_owned());
    }
    if call.special && call.agenda.len() != 1 {
        faults.push("a special sitting is on one item: name that one".to_owned());
    }
    if call.agenda.len() > MAX_ITEMS {
        faults.push(format!("an agenda has at most {MAX_ITEMS} items"));
    }
    if call.remote && !composition.orders.remote {
        faults.push("the body's rules know no taking part from elsewhere".to_owned());
    }
    for item in &call.agenda {
        founding::title(&mut faults, "the title of an item", &item.title);
    }
    faults
}

/// Whole days between the day of one instant and the day of another, neither counted.
pub(super) fn clear_days(organisation: &Organisation, from: Timestamp, to: Timestamp) -> u32 {
    let day = |at: Timestamp| at.to_zoned(organisation.zone.clone()).date();
    let span = day(from).until(day(to)).map_or(0, |span| span.get_days());
    u32::try_from(span.saturating_sub(1)).unwrap_or(0)
}

impl Bench<'_> {
    pub(super) fn cancel(&self, reason: &Text) -> Answer {
        self.desk()?;
        let rule = &self.composition.orders.notice_rule;
        if self.sitting.state != State::Convened {
            return Err(no(
                rule,
                "inconsistent",
                "only a sitting that was not opened is cancelled",
            ));
        }
        let reason = reason.clone();
        Ok(yes(rule, SittingEvent::Cancelled { reason }))
    }

    pub(super) fn take_chair(&self, person: &PersonId) -> Answer {
        self.secretary()?;
        if matches!(self.sitting.state, State::Closed | State::Cancelled) {
            self.open_now(self.rule())?;
        }
        if !self.members().contains(person) {
            return Err(no(
                self.rule(),
                "inconsistent",
                "only a member of the body presides",
            ));
        }
        let person = person.clone();
        Ok(yes(self.rule(), SittingEvent::ChairTaken { person }))
    }

    pub(super) fn open(&self, what: &SittingAct) -> Answer {
        self.chair()?;
        let rule = &self.composition.quorum.rule;
        let opening = matches!(what, SittingAct::Open {});
        match self.sitting.state {
            State::Convened if opening => {}
            State::Adjourned(_) if !opening => {}
            State::Open => return Err(Verdict::refused(rule, Why::AlreadyDone)),
            _ => self.open_now(rule)?,
        }
        if opening && self.now < self.sitting.call.starts {
            let opens = self.sitting.call.starts;
            return Err(Verdict::refused(
                &self.composition.orders.notice_rule,
                Why::WindowNotOpen { opens },
            ));
        }
        let (present, needs) = self.quorate()?;
        let attendance = Attendance {
            present: small(present),
            quorum: small(needs),
        };
        let event = if opening {
            SittingEvent::Opened(attendance)
        } else {
            SittingEvent::Resumed(attendance)
        };
        Ok(yes(rule, event))
    }

    pub(super) fn adjourn(&self, until: Option<Timestamp>) -> Answer {
        self.chair()?;
        self.open_now(self.rule())?;
        self.no_vote_open()?;
        if until.is_some_and(|until| until <= self.now) {
            return Err(no(
                self.rule(),
                "inconsistent",
                "it would resume in the past",
            ));
        }
        Ok(yes(self.rule(), SittingEvent::Adjourned { until }))
    }

    pub(super) fn close(&self) -> Answer {
        self.chair()?;
        if !matches!(self.sitting.state, State::Adjourned(_)) {
            self.open_now(self.rule())?;
        }
        self.no_vote_open()?;
        let members = self.strength.held.clone();
        Ok(yes(self.rule(), SittingEvent::Closed { members }))
    }

    fn no_vote_open(&self) -> Result<(), Verdict> {
        match self.sitting.voting() {
            Some((number, _)) => {
                let say = format!("the vote on question {number} is not decided yet");
                Err(no(&self.composition.orders.voting_rule, "vote-open", say))
            }
            None => Ok(()),
        }
    }

    pub(super) fn enter(&self, person: &PersonId, mode: Mode) -> Answer {
        let rule = self.rule();
        // A member comes in alone; guests, and who has no device, are let in by the desk.
        if person == self.actor && self.members().contains(person) {
            self.member()?;
        } else {
            self.desk()?;
        }
        if !matches!(self.sitting.state, State::Convened | State::Open) {
            self.open_now(rule)?;
        }
        if mode == Mode::Remote && !self.sitting.call.remote {
            return Err(no(
                rule,
                "inconsistent",
                "this sitting is held in the room only",
            ));
        }
        if self.sitting.door.is_in(person) {
            return Err(no(
                rule,
                "already-in",
                "this person is in already: one person is admitted once",
            ));
        }
        if let Some((number, item)) = self.sitting.item()
            && item.spec.closed_doors
        {
            let say = format!("nobody is let in while item {number} runs");
            return Err(no(rule, "doors-closed", say));
        }
        let person = person.clone();
        Ok(yes(rule, SittingEvent::Entered { person, mode }))
    }

    pub(super) fn leave(&self, person: &PersonId) -> Answer {
        if person != self.actor {
            self.desk()?;
        }
        if !self.sitting.door.is_in(person) {
            return Err(no(self.rule(), "not-in", "this person is not in"));
        }
        let person = person.clone();
        Ok(yes(self.rule(), SittingEvent::Left { person }))
    }

    pub(super) fn apologise(&self, person: &PersonId) -> Answer {
        if person != self.actor {
            self.desk()?;
        }
        let rule = self.rule();
        if !self.members().contains(person) {
            let role = format!("a member of {}", self.composition.title);
            return Err(Verdict::refused(rule, Why::NotInRole { role }));
        }
        if matches!(self.sitting.state, State::Closed | State::Cancelled) {
            self.open_now(rule)?;
        }
        if self.sitting.apologies.contains(person) {
            return Err(Verdict::refused(rule, Why::AlreadyDone));
        }
        let person = person.clone();
        Ok(yes(rule, SittingEvent::Apologised { person }))
    }

    pub(super) fn substitute(&self, person: &PersonId, substitute: &PersonId) -> Answer {
        if person != self.actor {
            self.secretary()?;
        }
        let rule = &self.composition.orders.voting_rule;
        if !self.composition.orders.substitutes {
            return Err(no(
                rule,
                "inconsistent",
                "the body's rules know no substitutes",
            ));
        }
        let say = if !self.strength.entitled.contains(person) {
            "only for a member who may vote can a substitute come"
        } else if self.strength.held.contains(substitute)
            || self
                .sitting
                .substitutes
                .values()
                .any(|one| one == substitute)
        {
            "the substitute has a vote here already"
        } else if self.sitting.door.is_in(person) || self.sitting.opened.is_some() {
            "a substitute is named before the sitting opens, for a member who is not there"
        } else {
            let (person, substitute) = (person.clone(), substitute.clone());
            return Ok(yes(
                rule,
                SittingEvent::SubstituteNamed { person, substitute },
            ));
        };
        Err(no(rule, "inconsistent", say))
    }
}
