//! Planning a timetable: the latest start at which the whole procedure still ends by a day, or the earliest end
//! when it starts from a day.
//!
//! Each instant of a procedure hangs, by days, working days or hours, on one of the dates that the timetable names, and
//! comes later when that date does. What must hold between two instants (a window opens before it closes, a stage closes
//! before the next opens, a shortest time lies between) is a bond. Planned backwards, all dates begin at the last day
//! and are moved earlier, a day at a time, only while a bond needs it: since instants rise with their dates, this ends at
//! the one latest plan. Planned forwards, the same with the sides exchanged. What is planned is proved again by
//! [`super::timetable()`].

mod bonds;
mod tell;

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use polity_values::civil::Time;
use polity_values::{Clause, StageId, TimeZone, Timestamp};

use super::resolve::Resolver;
use super::{Dates, Timetable, timetable};
use crate::calendar::Calendar;
use crate::fault::{Fault, did_you_mean};
use crate::instant::LocalInstant;
use crate::model::{Edge, Procedure, When};

use bonds::{Apart, Bond, bonds, edge, root};
pub use tell::words;
use tell::{expiry, lines};

/// No plan moves its dates more often than this: some twenty years.
const MAX_MOVES: u32 = 8_000;

/// Which end of the plan is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// Everything is over at this instant: find the latest start.
    EndBy(Timestamp),
    /// Nothing begins before this instant: find the earliest end.
    StartFrom(Timestamp),
}

/// What is asked of a plan.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The given end.
    pub toward: Toward,
    /// The zone of the organisation.
    pub zone: TimeZone,
    /// The time of day of each date that the plan chooses.
    pub time: Time,
    /// Dates with a time of day of their own.
    pub times: BTreeMap<String, Time>,
    /// Dates that are settled already.
    pub fixed: Dates,
    /// Windows that somebody wants at least so many days long, beyond what the procedure asks.
    pub least: BTreeMap<StageId, u32>,
    /// Whether each chosen date is a working day of this calendar.
    pub working: Option<Calendar>,
    /// Only this stage, and what comes before it, has to be over (backwards).
    pub until: Option<StageId>,
}

impl Ask {
    /// A plan with every date at noon.
    pub fn new(toward: Toward, zone: TimeZone) -> Self {
        Self {
            toward,
            zone,
            time: Time::constant(12, 0, 0, 0),
            times: BTreeMap::new(),
            fixed: Dates::default(),
            least: BTreeMap::new(),
            working: None,
            until: None,
        }
    }
}

/// A timetable that holds, and why each of its dates is where it is.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The dates that the timetable names.
    pub dates: Vec<PlannedDate>,
    /// Every instant, in order of time.
    pub lines: Vec<Line>,
    /// The timetable made from the dates.
    pub table: Timetable,
    /// What somebody should look at.
    pub warnings: Vec<Fault>,
}

impl Plan {
    /// The dates as a matter's opening names them.
    pub fn named(&self) -> &Dates {
        self.table.dates()
    }

    /// The first and the last instant.
    pub fn span(&self) -> Option<(Timestamp, Timestamp)> {
        Some((self.lines.first()?.at, self.lines.last()?.at))
    }
}

/// A date of the timetable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedDate {
    /// What `date:NAME` calls it.
    pub id: String,
    /// For people.
    pub title: String,
    /// When.
    pub at: Timestamp,
    /// What keeps it from being later (earlier, when planned forwards), with the clause if there is one.
    pub because: String,
    /// The clause.
    pub rule: Option<Clause>,
}

/// What happens at an instant of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A window closes. Stands first, so that at one instant one stage closes before the next opens.
    Closes,
    /// The last time of joining.
    JoinedBy,
    /// The last time of paying arrears.
    ArrearsPaidBy,
    /// The roll is frozen.
    Freeze,
    /// A window opens.
    Opens,
    /// What is needed to vote is sent.
    Despatch,
    /// It is sent again for the last time.
    LastReissue,
}

/// One instant of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
    /// The stage, for an edge of a window.
    pub stage: Option<StageId>,
    /// For people.
    pub title: String,
    /// What it hangs on, in words.
    pub from: String,
    /// The clause.
    pub rule: Clause,
    /// What the clause says.
    pub text: String,
    /// The weekend day or bank holiday on which it falls.
    pub rest: Option<String>,
}

/// Plans.
///
/// # Errors
/// Every fault: a date or stage that the procedure does not know, dates that are settled and cannot stand together, and what
/// [`super::timetable()`] finds.
pub fn plan(procedure: &Procedure, ask: &Ask) -> Result<Plan, Vec<Fault>> {
    let strangers = strangers(procedure, ask);
    if !strangers.is_empty() {
        return Err(strangers);
    }
    let bonds = bonds(procedure, ask);
    let ends = ends(procedure, ask);
    let mut planner = Planner {
        procedure,
        ask,
        dates: Dates::default(),
        because: BTreeMap::new(),
        moves: 0,
    };
    planner.start()?;
    planner.settle(&bonds, &ends)?;
    let table = timetable(procedure, &planner.dates, &ask.zone)?;
    let mut warnings = table.warnings().to_vec();
    let lines = lines(procedure, &table, ask);
    warnings.extend(expiry(procedure, &lines));
    let dates = procedure
        .dates
        .iter()
        .filter_map(|date| planner.planned(date, &table))
        .collect();
    Ok(Plan {
        dates,
        lines,
        table,
        warnings,
    })
}

/// The names that the procedure does not know.
fn strangers(procedure: &Procedure, ask: &Ask) -> Vec<Fault> {
    let dates: Vec<&str> = procedure
        .dates
        .iter()
        .map(|date| date.id.as_str())
        .collect();
    let stages: Vec<&str> = procedure
        .stages
        .iter()
        .map(|stage| stage.id.as_str())
        .collect();
    let unknown = |kind: &str, code: &'static str, name: &str, known: &[&str]| {
        let near = did_you_mean(name, known.iter().copied());
        let problem = format!("the procedure knows no {kind} {name:?}{near}");
        let remedy = format!("name one of {}", known.join(", "));
        Fault::error(code, format!("{kind} \"{name}\""), problem, remedy)
    };
    let named = ask.fixed.iter().map(|(name, _)| name);
    let mut faults: Vec<Fault> = named
        .chain(ask.times.keys().map(String::as_str))
        .filter(|name| !dates.contains(name))
        .map(|name| unknown("date", "unknown-date", name, &dates))
        .collect();
    let wanted = ask.least.keys().chain(&ask.until);
    faults.extend(
        wanted
            .filter(|stage| !stages.contains(&stage.as_str()))
            .map(|stage| unknown("stage", "unknown-stage", stage.as_str(), &stages)),
    );
    faults
}

/// The instants that the given end binds.
fn ends(procedure: &Procedure, ask: &Ask) -> Vec<When> {
    let last = |stage: &&crate::model::Stage| match &ask.until {
        Some(until) => stage.id == *until,
        None => true,
    };
    let stages = procedure.stages.iter();
    match ask.toward {
        Toward::EndBy(_) => stages
            .filter(last)
            .map(|stage| edge(&stage.id, Edge::Closes))
            .collect(),
        Toward::StartFrom(_) => stages
            .map(|stage| edge(&stage.id, Edge::Opens))
            .chain(
                procedure
                    .dates
                    .iter()
                    .map(|date| When::Date(date.id.clone())),
            )
            .collect(),
    }
}

struct Planner<'p> {
    procedure: &'p Procedure,
    ask: &'p Ask,
    dates: Dates,
    because: BTreeMap<String, (String, Option<Clause>)>,
    moves: u32,
}

impl Planner<'_> {
    /// Every date at the given end.
    fn start(&mut self) -> Result<(), Vec<Fault>> {
        let zone = &self.ask.zone;
        let (Toward::EndBy(bound) | Toward::StartFrom(bound)) = self.ask.toward;
        let day = zone.to_datetime(bound).date();
        for date in &self.procedure.dates {
            if let Some(fixed) = self.ask.fixed.get(&date.id) {
                self.dates.set(&date.id, *fixed);
                continue;
            }
            let time = self.ask.times.get(&date.id).unwrap_or(&self.ask.time);
            self.dates
                .set(&date.id, LocalInstant::new(day.to_datetime(*time)));
            if !self.works(&date.id) {
                self.step(&date.id)?;
            }
        }
        Ok(())
    }

    /// Moves dates until every bond holds and the given end is kept.
    fn settle(&mut self, bonds: &[Bond], ends: &[When]) -> Result<(), Vec<Fault>> {
        loop {
            let before = self.moves;
            for end in ends {
                self.keep_end(end)?;
            }
            for bond in bonds {
                self.keep(bond)?;
            }
            if self.moves == before {
                return Ok(());
            }
        }
    }

    fn keep_end(&mut self, end: &When) -> Result<(), Vec<Fault>> {
        let (says, bound) = match self.ask.toward {
            Toward::EndBy(bound) => ("everything is over by the day that was given", bound),
            Toward::StartFrom(bound) => ("nothing begins before the day that was given", bound),
        };
        let kept = |at: Timestamp| match self.ask.toward {
            Toward::EndBy(_) => at <= bound,
            Toward::StartFrom(_) => at >= bound,
        };
        while !self.instant(end).is_some_and(kept) {
            self.shift(end, says, None)?;
        }
        Ok(())
    }

    fn keep(&mut self, bond: &Bond) -> Result<(), Vec<Fault>> {
        let moved = match self.ask.toward {
            Toward::EndBy(_) => &bond.earlier,
            Toward::StartFrom(_) => &bond.later,
        };
        while !self.holds(bond) {
            self.shift(moved, &bond.says, bond.rule.as_ref())?;
        }
        Ok(())
    }

    fn holds(&self, bond: &Bond) -> bool {
        let none = BTreeMap::new();
        let mut resolver = Resolver::new(self.procedure, &self.dates, &self.ask.zone, &none);
        let earlier = resolver.instant(&bond.earlier, "");
        let later = resolver.instant(&bond.later, "");
        let (Some(earlier), Some(later)) = (earlier, later) else {
            return false;
        };
        let least = match bond.apart {
            Apart::Order => Some(earlier),
            Apart::Later => return later > earlier,
            Apart::Days(days) => resolver.days_after(earlier, days, ""),
            Apart::Working(days) => resolver.working_days_after(earlier, days, ""),
        };
        least.is_some_and(|least| later >= least)
    }

    fn instant(&self, when: &When) -> Option<Timestamp> {
        let none = BTreeMap::new();
        Resolver::new(self.procedure, &self.dates, &self.ask.zone, &none).instant(when, "")
    }

    /// Moves the date on which an instant hangs.
    fn shift(&mut self, when: &When, says: &str, rule: Option<&Clause>) -> Result<(), Vec<Fault>> {
        let Some(name) = root(self.procedure, when).map(str::to_owned) else {
            let item = crate::form::when_text(when);
            let problem = "the instant hangs on no date";
            return Err(vec![Fault::error(
                "circular-window",
                item,
                problem,
                "check the procedure",
            )]);
        };
        let cited = rule.map_or_else(String::new, |rule| format!(" ({rule})"));
        if let Some(fixed) = self.ask.fixed.get(&name) {
            let at = fixed.to_string();
            let (way, side) = match self.ask.toward {
                Toward::EndBy(_) => ("earlier", "later"),
                Toward::StartFrom(_) => ("later", "earlier"),
            };
            let problem =
                format!("it is settled at {at} and would have to be {way}: {says}{cited}");
            let remedy = format!("settle it {way}, or let the other end be {side}");
            let item = format!("date \"{name}\"");
            return Err(vec![Fault::error("no-room", item, problem, remedy)]);
        }
        if self.moves > MAX_MOVES {
            let problem = format!("no plan was found: it fails at this: {says}{cited}");
            let remedy =
                "look at the clause: some instants that hang on one date cannot keep it on any day";
            return Err(vec![Fault::error(
                "no-plan",
                format!("date \"{name}\""),
                problem,
                remedy,
            )]);
        }
        self.because
            .insert(name.clone(), (says.to_owned(), rule.cloned()));
        self.step(&name)
    }

    /// Moves a date by a day, or to the next day that people work.
    fn step(&mut self, name: &str) -> Result<(), Vec<Fault>> {
        loop {
            let Some(at) = self.dates.get(name) else {
                return Ok(());
            };
            let day = match self.ask.toward {
                Toward::EndBy(_) => at.local.checked_sub(1.day()),
                Toward::StartFrom(_) => at.local.checked_add(1.day()),
            };
            let Ok(day) = day else {
                let problem = "the plan leaves the calendar";
                let item = format!("date \"{name}\"");
                return Err(vec![Fault::error(
                    "wrong-date",
                    item,
                    problem,
                    "name a year between 1 and 9998",
                )]);
            };
            self.dates.set(name, LocalInstant::new(day));
            self.moves += 1;
            if self.works(name) {
                return Ok(());
            }
        }
    }

    fn works(&self, name: &str) -> bool {
        let day = self.dates.get(name).map(|at| at.local.date());
        match (self.ask.working, day) {
            (Some(calendar), Some(day)) => calendar.is_working_day(day),
            _ => true,
        }
    }

    fn planned(
        &self,
        date: &crate::model::DateParameter,
        table: &Timetable,
    ) -> Option<PlannedDate> {
        let at = table.dates().get(&date.id)?.resolve(table.zone()).ok()?;
        let (because, rule) = if self.ask.fixed.get(&date.id).is_some() {
            ("it is settled".to_owned(), None)
        } else {
            let own = self.because.get(&date.id).cloned();
            own.unwrap_or_else(|| ("nothing asks for another day".to_owned(), None))
        };
        Some(PlannedDate {
            id: date.id.clone(),
            title: date.title.clone(),
            at,
            because,
            rule,
        })
    }
}

#[cfg(test)]
mod tests;
