//! Planning a timetable: the latest start at which the whole procedure still ends by a day, or the earliest end
//! when it starts from a day.
//!
//! Each instant of a procedure hangs, by days, working days or hours, on one of the dates that the timetable names, and
//! comes later when that date does. What must hold between two instants (a window opens before it closes, a stage closes
//! before the next opens, a shortest time lies between) is a [`Bond`]. Planned backwards, all dates begin at the last day
//! and are moved earlier, a day at a time, only while a bond needs it: since instants rise with their dates, this ends at
//! the one latest plan. Planned forwards, the same with the sides exchanged. What is planned is proved again by
//! [`super::timetable()`].

use std::collections::BTreeMap;

use jiff::{SignedDuration, ToSpan as _};
use polity_values::civil::{Date, Time, Weekday};
use polity_values::{Clause, StageId, TimeZone, Timestamp};

use super::resolve::Resolver;
use super::{Dates, Timetable, next_stages, timetable};
use crate::calendar::Calendar;
use crate::describe::when_words;
use crate::fault::{Fault, did_you_mean};
use crate::instant::{LocalInstant, instant_text};
use crate::model::{ClassDeadline, Deadline, Edge, Offset, Procedure, StageKind, When};

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

/// How far apart two instants are at least.
#[derive(Debug, Clone, Copy)]
enum Apart {
    /// Not the wrong way round.
    Order,
    /// The second is later.
    Later,
    /// So many days of the calendar.
    Days(u32),
    /// So many working days.
    Working(u32),
}

/// Something that must hold between two instants.
struct Bond {
    earlier: When,
    later: When,
    apart: Apart,
    says: String,
    rule: Option<Clause>,
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

fn edge(stage: &StageId, edge: Edge) -> When {
    When::From {
        stage: stage.clone(),
        edge,
        offset: Offset::Hours(0),
        at: None,
    }
}

/// Everything that must hold between instants, as [`super::timetable()`] proves it.
fn bonds(procedure: &Procedure, ask: &Ask) -> Vec<Bond> {
    let mut bonds = Vec::new();
    let mut bond = |earlier: When, later: When, apart, says: String, rule: Option<&Clause>| {
        let rule = rule.cloned();
        bonds.push(Bond {
            earlier,
            later,
            apart,
            says,
            rule,
        });
    };
    // The shortest times first: of two reasons for a date they are the one that a person can act upon.
    for gap in &procedure.gaps {
        let (unit, apart) = if gap.working {
            ("working days", Apart::Working(gap.at_least_days))
        } else {
            ("days", Apart::Days(gap.at_least_days))
        };
        let (from, to) = (
            when_words(procedure, &gap.from),
            when_words(procedure, &gap.to),
        );
        let says = format!(
            "at least {} {unit} lie between {from} and {to}",
            gap.at_least_days
        );
        bond(
            gap.from.clone(),
            gap.to.clone(),
            apart,
            says,
            Some(&gap.rule),
        );
    }
    for stage in &procedure.stages {
        let (opens, closes) = (edge(&stage.id, Edge::Opens), edge(&stage.id, Edge::Closes));
        let says = format!("{:?} opens before it closes", stage.title);
        bond(
            opens.clone(),
            closes.clone(),
            Apart::Later,
            says,
            Some(&stage.rule),
        );
        if let Some(days) = ask.least.get(&stage.id) {
            let says = format!("{:?} is wanted for {days} days or more", stage.title);
            bond(opens, closes.clone(), Apart::Days(*days), says, None);
        }
        for next in next_stages(stage) {
            let title = procedure.stages.iter().find(|one| one.id == *next);
            let title = title.map_or(next.as_str(), |one| one.title.as_str());
            let says = format!("{:?} closes before {title:?} opens", stage.title);
            bond(
                closes.clone(),
                edge(next, Edge::Opens),
                Apart::Order,
                says,
                Some(&stage.rule),
            );
        }
    }
    roll_bonds(procedure, &mut bond);
    bonds
}

fn roll_bonds(
    procedure: &Procedure,
    bond: &mut impl FnMut(When, When, Apart, String, Option<&Clause>),
) {
    if let Some(roll) = &procedure.roll {
        let of_class = |own: &ClassDeadline| (own.deadline.at.clone(), own.deadline.rule.clone());
        let joined = (roll.joined_by.clone(), roll.joined_rule.clone());
        let paid = (roll.arrears_paid_by.clone(), roll.arrears_rule.clone());
        let own = roll.class_joined_by.iter().map(of_class);
        for (at, rule) in [joined.clone(), paid].into_iter().chain(own) {
            let says = "who joined and paid in time is known when the roll is frozen".to_owned();
            bond(at, roll.freeze.clone(), Apart::Order, says, Some(&rule));
        }
        for stage in &procedure.stages {
            let (opens, closes) = (edge(&stage.id, Edge::Opens), edge(&stage.id, Edge::Closes));
            if stage.kind == StageKind::Freeze {
                let says = format!("the roll is frozen within {:?}", stage.title);
                let rule = Some(&roll.freeze_rule);
                bond(opens, roll.freeze.clone(), Apart::Order, says.clone(), rule);
                bond(roll.freeze.clone(), closes, Apart::Later, says, rule);
            } else if stage.kind == StageKind::Notice
                && root(procedure, &opens) != root(procedure, &joined.0)
            {
                let says = "nobody loses the vote by a date before the notice".to_owned();
                let rule = Some(&roll.joined_rule);
                bond(opens, joined.0.clone(), Apart::Order, says, rule);
            }
        }
    }
    let Some(ballot) = &procedure.ballot else {
        return;
    };
    let of_kind = |stage: &&crate::model::Stage| stage.kind == StageKind::Ballot;
    let close = procedure.stages.iter().find(of_kind);
    let close = close.map(|stage| edge(&stage.id, Edge::Closes));
    let freeze = procedure.roll.as_ref().map(|roll| roll.freeze.clone());
    let at = |deadline: &Option<Deadline>| deadline.as_ref().map(|one| one.at.clone());
    let (sent, again) = (at(&ballot.despatch), at(&ballot.last_reissue));
    let rule_of = |deadline: &Option<Deadline>| deadline.as_ref().map(|one| one.rule.clone());
    let (sent_rule, again_rule) = (rule_of(&ballot.despatch), rule_of(&ballot.last_reissue));
    let says = "voters are sent what they need after the freeze and before the close".to_owned();
    for (earlier, later, apart, rule) in [
        (&freeze, &sent, Apart::Order, &sent_rule),
        (&sent, &again, Apart::Later, &again_rule),
        (&sent, &close, Apart::Later, &sent_rule),
        (&again, &close, Apart::Later, &again_rule),
    ] {
        if let (Some(earlier), Some(later)) = (earlier, later) {
            let (earlier, later) = (earlier.clone(), later.clone());
            bond(earlier, later, apart, says.clone(), rule.as_ref());
        }
    }
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

/// The date on which an instant hangs in the end.
fn root<'p>(procedure: &'p Procedure, when: &'p When) -> Option<&'p str> {
    let mut when = when;
    // No chain is longer than this; one that is goes round in a circle.
    for _ in 0..=2 * procedure.stages.len() {
        match when {
            When::Date(name) => return Some(name),
            When::From { stage, edge, .. } => {
                let stage = procedure.stages.iter().find(|one| one.id == *stage)?;
                when = match edge {
                    Edge::Opens => &stage.opens,
                    Edge::Closes => &stage.closes,
                };
            }
        }
    }
    None
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

/// Every instant of a timetable with its clause.
fn lines(procedure: &Procedure, table: &Timetable, ask: &Ask) -> Vec<Line> {
    let calendar = procedure.calendar.or(ask.working);
    let mut lines = Vec::new();
    let mut line =
        |at: Timestamp, what, stage: Option<&StageId>, title: &str, when: &When, rule: &Clause| {
            let text = procedure.clauses.iter().find(|clause| clause.id == *rule);
            lines.push(Line {
                at,
                what,
                stage: stage.cloned(),
                title: title.to_owned(),
                from: when_words(procedure, when),
                rule: rule.clone(),
                text: text.map_or_else(String::new, |clause| clause.text.clone()),
                rest: rest(table.zone().to_datetime(at).date(), calendar),
            });
        };
    for stage in &procedure.stages {
        let Some(window) = table.window(&stage.id) else {
            continue;
        };
        let own = Some(&stage.id);
        line(
            window.opens,
            What::Opens,
            own,
            &stage.title,
            &stage.opens,
            &stage.rule,
        );
        line(
            window.closes,
            What::Closes,
            own,
            &stage.title,
            &stage.closes,
            &stage.rule,
        );
    }
    if let (Some(rule), Some(dates)) = (&procedure.roll, table.roll()) {
        line(
            dates.joined_by,
            What::JoinedBy,
            None,
            "Last time of joining to have a vote",
            &rule.joined_by,
            &rule.joined_rule,
        );
        line(
            dates.arrears_paid_by,
            What::ArrearsPaidBy,
            None,
            "Last time of paying arrears to have a vote",
            &rule.arrears_paid_by,
            &rule.arrears_rule,
        );
        line(
            dates.freeze,
            What::Freeze,
            None,
            "The roll is frozen",
            &rule.freeze,
            &rule.freeze_rule,
        );
        for own in &rule.class_joined_by {
            if let Some(at) = table.class_joined_by().get(&own.class) {
                let title = format!(
                    "Last time of joining the class {} to have a vote",
                    own.class
                );
                line(
                    *at,
                    What::JoinedBy,
                    None,
                    &title,
                    &own.deadline.at,
                    &own.deadline.rule,
                );
            }
        }
    }
    if let Some(ballot) = &procedure.ballot {
        if let (Some(one), Some(at)) = (&ballot.despatch, table.despatch()) {
            line(
                at,
                What::Despatch,
                None,
                "Voters are sent what they need to vote",
                &one.at,
                &one.rule,
            );
        }
        if let (Some(one), Some(at)) = (&ballot.last_reissue, table.last_reissue()) {
            line(
                at,
                What::LastReissue,
                None,
                "It is sent again for the last time",
                &one.at,
                &one.rule,
            );
        }
    }
    // Stages at one instant stay in the order of the file: the sort is stable.
    lines.sort_by_key(|line| (line.at, line.what));
    lines
}

/// The weekend day or bank holiday that a day is.
fn rest(day: Date, calendar: Option<Calendar>) -> Option<String> {
    let calendar = calendar.unwrap_or(Calendar::EnglandAndWales);
    if let Some(holiday) = calendar.holidays(day.year()).remove(&day) {
        return Some(holiday);
    }
    match day.weekday() {
        Weekday::Saturday => Some("Saturday".to_owned()),
        Weekday::Sunday => Some("Sunday".to_owned()),
        _ => None,
    }
}

/// An emergency variant that would outlive its own term.
fn expiry(procedure: &Procedure, lines: &[Line]) -> Option<Fault> {
    let emergency = procedure.emergency.as_ref()?;
    let (first, last) = (lines.first()?.at, lines.last()?.at);
    let most = SignedDuration::from_hours(24 * i64::from(emergency.expires_days));
    if last.duration_since(first) <= most {
        return None;
    }
    let problem = format!(
        "from the first opening to the last close it is longer than the {} days after which an emergency matter is over ({})",
        emergency.expires_days, emergency.rule
    );
    let remedy = "shorten a window, or use the ordinary procedure";
    Some(Fault::warning("expires", "emergency", problem, remedy))
}

/// The plan for people: each date with its weekday, what happens, why then, and the clause.
pub fn words(plan: &Plan, procedure: &Procedure, ask: &Ask) -> String {
    use std::fmt::Write as _;
    let zone = &ask.zone;
    let mut text = format!("{}\n\n", procedure.title);
    if let Some((first, last)) = plan.span() {
        let (first_text, last_text) = (instant_text(first, zone), instant_text(last, zone));
        let days = (last.duration_since(first).as_hours() + 23) / 24;
        // Writing to a String cannot fail.
        let _ = match ask.toward {
            Toward::EndBy(bound) => writeln!(
                text,
                "To be over by {}, it starts at the latest on {first_text} ({days} days, the last close on {last_text}).",
                instant_text(bound, zone)
            ),
            Toward::StartFrom(bound) => writeln!(
                text,
                "Started on {} at the earliest, it is over at the earliest on {last_text} ({days} days from {first_text}).",
                instant_text(bound, zone)
            ),
        };
    }
    text.push_str("\nThe dates to name:\n");
    for date in &plan.dates {
        let rule = date
            .rule
            .as_ref()
            .map_or_else(String::new, |rule| format!(" ({rule})"));
        let _ = writeln!(
            text,
            "- {}: {}\n    {} = \"{}\"\n    {}{rule}.",
            date.title,
            instant_text(date.at, zone),
            date.id,
            zone.to_datetime(date.at).strftime("%A %Y-%m-%d %H:%M"),
            date.because,
        );
    }
    text.push_str("\nDay by day:\n");
    for line in &plan.lines {
        let what = match line.what {
            What::Opens => " opens",
            What::Closes => " closes",
            _ => "",
        };
        let rest = line.rest.as_ref().map_or_else(String::new, |rest| {
            if ["Saturday", "Sunday"].contains(&rest.as_str()) {
                String::new()
            } else {
                format!(" [{rest}]")
            }
        });
        let title = match line.stage {
            Some(_) => format!("{:?}", line.title),
            None => line.title.clone(),
        };
        let _ = writeln!(
            text,
            "{}{rest}\n    {title}{what}: {}.\n    {}: {}",
            instant_text(line.at, zone),
            line.from,
            line.rule,
            line.text
        );
    }
    for warning in &plan.warnings {
        let _ = writeln!(text, "\n{warning}");
    }
    text
}

#[cfg(test)]
mod tests;
