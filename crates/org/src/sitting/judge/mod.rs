//! Which acts of a sitting are allowed, by which clause.

mod agenda;
mod convene;
mod floor;
mod outcome;
mod vote;

use std::collections::BTreeSet;

use polity_values::{Clause, PersonId, SeatId, Timestamp};

use super::deed::{SittingAct, SittingDeed};
use super::event::SittingEvent;
use super::room::{self, holds};
use super::state::{Sitting, State};
use crate::act::Limited;
use crate::body::Composition;
use crate::body::strength::{Strength, Whole, of_composition};
use crate::fixed::{self, MATTER};
use crate::organisation::Organisation;
use crate::verdict::{Unmet, Verdict, Why};
use crate::{Event, World};

/// What a judgement looks at.
struct Bench<'a> {
    world: &'a World,
    organisation: &'a Organisation,
    sitting: &'a Sitting,
    composition: &'a Composition,
    strength: Strength,
    actor: &'a PersonId,
    now: Timestamp,
}

/// The events of an act under a clause, or the refusal.
type Answer = Result<(Clause, Vec<Event>), Verdict>;

/// Judges an act of a sitting.
pub(crate) fn judge(
    world: &World,
    organisation: &Organisation,
    actor: &PersonId,
    deed: &SittingDeed,
    now: Timestamp,
) -> Verdict {
    let answer = if let SittingAct::Convene(call) = &deed.what {
        convene::convene(world, organisation, actor, &deed.sitting, call, now)
    } else {
        let Some(sitting) = world.sitting(&deed.sitting) else {
            let why = Why::WrongSubject {
                say: "there is no sitting of this id",
            };
            return Verdict::refused(&fixed::clause(MATTER), why);
        };
        let bench = Bench {
            world,
            organisation,
            sitting,
            composition: &sitting.composition,
            strength: of_composition(organisation, &sitting.composition, now),
            actor,
            now,
        };
        bench.answer(&deed.what)
    };
    match answer {
        Ok((rule, events)) => Verdict::allowed(&rule, events),
        Err(refused) => refused,
    }
}

/// A refusal with its name.
fn no(rule: &Clause, code: &'static str, say: impl Into<String>) -> Verdict {
    let why = Why::Inconsistent { say: say.into() };
    Verdict::unmet(rule, vec![Unmet::new(rule, why).named(code)])
}

/// One event under a clause.
fn yes(rule: &Clause, event: SittingEvent) -> (Clause, Vec<Event>) {
    (rule.clone(), vec![Event::Sitting(event)])
}

impl Bench<'_> {
    fn answer(&self, what: &SittingAct) -> Answer {
        if let Some(answer) = self.around(what) {
            return answer;
        }
        match what {
            SittingAct::RequestTurn {}
            | SittingAct::WithdrawTurn {}
            | SittingAct::CallNext {}
            | SittingAct::EndTurn {}
            | SittingAct::RaisePoint { .. }
            | SittingAct::RulePoint { .. }
            | SittingAct::TakeItem { .. }
            | SittingAct::FinishItem {}
            | SittingAct::DeclareInterest { .. } => self.floor(what),
            _ => self.question(what),
        }
    }

    /// The acts that do not need an open sitting.
    fn around(&self, what: &SittingAct) -> Option<Answer> {
        Some(match what {
            SittingAct::Cancel { reason } => self.cancel(reason),
            SittingAct::TakeChair { person } => self.take_chair(person),
            SittingAct::Open {} | SittingAct::Resume {} => self.open(what),
            SittingAct::Adjourn { until } => self.adjourn(*until),
            SittingAct::Close {} => self.close(),
            SittingAct::AddItem(item) => self.add_item(item),
            SittingAct::RequestItem(item) => self.request_item(item),
            SittingAct::JoinRequest { request } => self.join(*request),
            SittingAct::DeferItem { item, reason } => self.defer(*item, reason),
            SittingAct::TablePaper(paper) => self.table(paper),
            SittingAct::Enter { person, mode } => self.enter(person, *mode),
            SittingAct::Leave { person } => self.leave(person),
            SittingAct::Apologise { person } => self.apologise(person),
            SittingAct::NameSubstitute { person, substitute } => {
                self.substitute(person, substitute)
            }
            SittingAct::AssignAction(spec) => self.assign(spec),
            SittingAct::FinishAction { action, note } => self.finish_action(*action, note),
            SittingAct::Ask { to, text } => self.ask(to, text),
            SittingAct::Answer { question, text } => self.reply(*question, text),
            SittingAct::FollowUp {
                question,
                settled,
                text,
            } => self.follow_up(*question, *settled, text.as_ref()),
            SittingAct::SubmitMinutes { text } => self.submit_minutes(text),
            SittingAct::Report { text } => self.report(text),
            _ => return None,
        })
    }

    fn rule(&self) -> &Clause {
        &self.composition.rule
    }

    fn title(&self, seat: &SeatId) -> String {
        let found = self.organisation.seats.get(seat);
        found.map_or_else(|| seat.to_string(), |seat| seat.title.clone())
    }

    fn suspended(&self) -> Option<Verdict> {
        let limited = Limited::Person(self.actor.clone());
        let limit = self.organisation.limit_on(&limited, self.now)?;
        let until = Some(limit.until);
        Some(Verdict::refused(self.rule(), Why::Suspended { until }))
    }

    fn is_chair(&self) -> bool {
        room::presides(self.organisation, self.sitting, self.actor, self.now)
    }

    fn is_secretary(&self) -> bool {
        let secretary = &self.composition.orders.secretary;
        holds(self.organisation, self.actor, secretary, self.now)
    }

    fn chair(&self) -> Result<(), Verdict> {
        self.office(self.is_chair(), &[&self.composition.orders.chair])
    }

    fn secretary(&self) -> Result<(), Verdict> {
        self.office(self.is_secretary(), &[&self.composition.orders.secretary])
    }

    /// Chair or secretary.
    fn desk(&self) -> Result<(), Verdict> {
        let orders = &self.composition.orders;
        self.office(
            self.is_chair() || self.is_secretary(),
            &[&orders.chair, &orders.secretary],
        )
    }

    fn office(&self, holds: bool, seats: &[&SeatId]) -> Result<(), Verdict> {
        if let Some(refused) = self.suspended() {
            return Err(refused);
        }
        if holds {
            return Ok(());
        }
        let titles: Vec<_> = seats.iter().map(|seat| self.title(seat)).collect();
        let role = titles.join(" or ");
        Err(Verdict::refused(self.rule(), Why::NotInRole { role }))
    }

    /// Every member of the body, voting or not, and every substitute for one.
    fn members(&self) -> BTreeSet<&PersonId> {
        room::members(&self.strength, self.sitting)
    }

    fn member(&self) -> Result<(), Verdict> {
        if let Some(refused) = self.suspended() {
            return Err(refused);
        }
        if self.members().contains(self.actor) {
            return Ok(());
        }
        let role = format!("a member of {}", self.composition.title);
        Err(Verdict::refused(self.rule(), Why::NotInRole { role }))
    }

    fn open_now(&self, rule: &Clause) -> Result<(), Verdict> {
        match self.sitting.state {
            State::Open => Ok(()),
            State::Convened => Err(no(rule, "not-open", "the sitting is not open yet")),
            State::Adjourned(_) => Err(no(rule, "not-open", "the sitting is adjourned")),
            State::Closed => Err(no(rule, "not-open", "the sitting is closed")),
            State::Cancelled => Err(no(rule, "not-open", "the sitting was cancelled")),
        }
    }

    /// Who may vote, present or not: members who are not suspended, each replaced by a substitute who was named.
    fn electorate(&self) -> BTreeSet<PersonId> {
        room::electorate(&self.strength, self.sitting)
    }

    fn whole(&self, entitled: usize, present: usize) -> Whole {
        room::whole(&self.strength, entitled as u64, present as u64)
    }

    /// Members present who may vote, and how many must be.
    fn quorum(&self) -> (u64, u64) {
        let electorate = self.electorate();
        let inside = electorate.iter().filter(|one| self.sitting.door.is_in(one));
        let present = inside.count();
        let needs = self
            .composition
            .quorum
            .needs(&self.whole(electorate.len(), present));
        (present as u64, needs)
    }

    fn quorate(&self) -> Result<(u64, u64), Verdict> {
        let (present, needs) = self.quorum();
        if present >= needs {
            return Ok((present, needs));
        }
        let say = format!("there is no quorum: {present} are present and {needs} are needed");
        Err(no(&self.composition.quorum.rule, "quorum", say))
    }
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
