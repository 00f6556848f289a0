//! Resolving instants that hang on one another.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Span};
use polity_values::{StageId, TimeZone, Timestamp, civil};

use super::{Dates, Window};
use crate::fault::{Fault, did_you_mean};
use crate::form::when_text;
use crate::instant::{instant_text, resolve_civil};
use crate::model::{Edge, Offset, Procedure, Stage, When};

/// One edge of one stage.
type EdgeOf<'p> = (&'p StageId, Edge);

pub(super) struct Resolver<'p> {
    procedure: &'p Procedure,
    dates: &'p Dates,
    zone: &'p TimeZone,
    extensions: &'p BTreeMap<StageId, Timestamp>,
    /// Resolved edges; `None` for one that cannot be, whose fault is noted.
    edges: BTreeMap<(&'p str, bool), Option<Timestamp>>,
    /// Named dates, likewise.
    named: BTreeMap<String, Option<Timestamp>>,
    /// Edges that are being resolved, to find circles.
    under_way: BTreeSet<(&'p str, bool)>,
    faults: Vec<Fault>,
}

impl<'p> Resolver<'p> {
    pub(super) fn new(
        procedure: &'p Procedure,
        dates: &'p Dates,
        zone: &'p TimeZone,
        extensions: &'p BTreeMap<StageId, Timestamp>,
    ) -> Self {
        Self {
            procedure,
            dates,
            zone,
            extensions,
            edges: BTreeMap::new(),
            named: BTreeMap::new(),
            under_way: BTreeSet::new(),
            faults: Vec::new(),
        }
    }

    pub(super) fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    pub(super) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    pub(super) fn text(&self, instant: Timestamp) -> String {
        instant_text(instant, self.zone)
    }

    /// Every declared date is named, and no other.
    pub(super) fn check_dates(&mut self) {
        for date in &self.procedure.dates {
            self.date(&date.id);
        }
        let declared = || self.procedure.dates.iter().map(|date| date.id.as_str());
        let strange = self
            .dates
            .iter()
            .filter(|(name, _)| !declared().any(|known| known == *name));
        let faults: Vec<Fault> = strange
            .map(|(name, _)| {
                let problem = format!(
                    "the procedure knows no date {name:?}{}",
                    did_you_mean(name, declared())
                );
                Fault::error(
                    "unknown-date",
                    format!("date \"{name}\""),
                    problem,
                    "leave it out, or correct its name",
                )
            })
            .collect();
        self.faults.extend(faults);
    }

    pub(super) fn window(&mut self, stage: &'p Stage) -> Option<Window> {
        let opens = self.edge((&stage.id, Edge::Opens));
        let closes = self.edge((&stage.id, Edge::Closes));
        Some(Window {
            stage: stage.id.clone(),
            opens: opens?,
            closes: closes?,
        })
    }

    /// Resolves an instant, on behalf of an item.
    pub(super) fn instant(&mut self, when: &'p When, item: &str) -> Option<Timestamp> {
        match when {
            When::Date(name) => self.date(name),
            When::From {
                stage,
                edge,
                offset,
                at,
            } => {
                let from = self.edge((stage, *edge))?;
                self.offset(from, *offset, *at, (when, item))
            }
        }
    }

    fn date(&mut self, name: &str) -> Option<Timestamp> {
        if let Some(known) = self.named.get(name) {
            return *known;
        }
        let item = format!("date \"{name}\"");
        let resolved = match self.dates.get(name) {
            None => {
                let title = self.procedure.dates.iter().find(|date| date.id == name);
                let title = title.map_or_else(String::new, |date| format!(" ({})", date.title));
                let problem = format!("the timetable does not name it{title}");
                let remedy = format!("name it, as in {name} = \"Friday 2026-06-26 12:00\"");
                self.fault(Fault::error("missing-date", item, problem, remedy));
                None
            }
            Some(local) => match local.resolve(self.zone) {
                Ok(instant) => Some(instant),
                Err(wrong) => {
                    let (problem, remedy) = wrong.parts();
                    self.fault(Fault::error("wrong-date", item, problem, remedy));
                    None
                }
            },
        };
        self.named.insert(name.to_owned(), resolved);
        resolved
    }

    fn edge(&mut self, (id, edge): EdgeOf<'p>) -> Option<Timestamp> {
        let key = (id.as_str(), edge == Edge::Closes);
        if let Some(known) = self.edges.get(&key) {
            return *known;
        }
        let item = format!("stage \"{id}\", {}", if key.1 { "closes" } else { "opens" });
        let stage = self.procedure.stages.iter().find(|stage| stage.id == *id);
        if !self.under_way.insert(key) {
            let problem = "the instant hangs on itself, by way of other stages";
            self.fault(Fault::error(
                "circular-window",
                item,
                problem,
                "let one of them hang on a date",
            ));
            return None;
        }
        let resolved = match (stage, self.extensions.get(id).filter(|_| key.1)) {
            (Some(_), Some(extended)) => Some(*extended),
            (Some(stage), None) => {
                let when = if key.1 { &stage.closes } else { &stage.opens };
                self.instant(when, &item)
            }
            (None, _) => {
                let known = self.procedure.stages.iter().map(|stage| stage.id.as_str());
                let problem = format!(
                    "there is no stage {:?}{}",
                    id.as_str(),
                    did_you_mean(id.as_str(), known)
                );
                self.fault(Fault::error(
                    "unknown-stage",
                    item,
                    problem,
                    "name a stage of the procedure",
                ));
                None
            }
        };
        self.under_way.remove(&key);
        self.edges.insert(key, resolved);
        resolved
    }

    fn offset(
        &mut self,
        from: Timestamp,
        offset: Offset,
        at: Option<civil::Time>,
        (when, item): (&When, &str),
    ) -> Option<Timestamp> {
        match (offset, at) {
            (Offset::Hours(hours), _) => {
                let reached = from.checked_add(SignedDuration::from_hours(i64::from(hours)));
                reached.ok().or_else(|| self.out_of_range(item))
            }
            (Offset::WorkingDays(days), at) => {
                let start = self.zone.to_datetime(from);
                let Some(calendar) = self.procedure.calendar else {
                    let problem =
                        "it is reckoned in working days, and the procedure names no calendar";
                    let remedy = "add calendar = \"england-and-wales\" to the file";
                    self.fault(Fault::error("no-calendar", item, problem, remedy));
                    return None;
                };
                let Some(day) = calendar.working_days_from(start.date(), days) else {
                    return self.out_of_range(item);
                };
                self.civil(
                    day.to_datetime(at.unwrap_or(start.time())),
                    &when_text(when),
                    item,
                )
            }
            (Offset::Days(0), None) => Some(from),
            (Offset::Days(days), at) => {
                let start = self.zone.to_datetime(from);
                let days = Span::new().try_days(days);
                let Ok(day) = days.and_then(|days| start.date().checked_add(days)) else {
                    return self.out_of_range(item);
                };
                self.civil(
                    day.to_datetime(at.unwrap_or(start.time())),
                    &when_text(when),
                    item,
                )
            }
        }
    }

    /// The same time of day, a number of days of the calendar later.
    pub(super) fn days_after(
        &mut self,
        from: Timestamp,
        days: u32,
        item: &str,
    ) -> Option<Timestamp> {
        let start = self.zone.to_datetime(from);
        match start.checked_add(Span::new().try_days(days).ok()?) {
            // A time of day that is skipped or doubled on that date ends no earlier than its later reading.
            Ok(local) => self.zone.to_ambiguous_timestamp(local).later().ok(),
            Err(_) => self.out_of_range(item),
        }
    }

    /// The same time of day, a number of working days later.
    pub(super) fn working_days_after(
        &mut self,
        from: Timestamp,
        days: u32,
        item: &str,
    ) -> Option<Timestamp> {
        let Some(calendar) = self.procedure.calendar else {
            let problem = "it is reckoned in working days, and the procedure names no calendar";
            let remedy = "add calendar = \"england-and-wales\" to the file";
            self.fault(Fault::error("no-calendar", item, problem, remedy));
            return None;
        };
        let start = self.zone.to_datetime(from);
        let days = i32::try_from(days).ok()?;
        let Some(day) = calendar.working_days_from(start.date(), days) else {
            return self.out_of_range(item);
        };
        let local = day.to_datetime(start.time());
        self.zone.to_ambiguous_timestamp(local).later().ok()
    }

    fn civil(&mut self, local: civil::DateTime, what: &str, item: &str) -> Option<Timestamp> {
        match resolve_civil(local, None, self.zone) {
            Ok(instant) => Some(instant),
            Err(wrong) => {
                let problem = format!(
                    "{what:?} falls on a time that cannot stand: {}",
                    wrong.parts().0
                );
                let remedy = "choose another date or time of day for what it hangs on";
                self.fault(Fault::error("wrong-date", item, problem, remedy));
                None
            }
        }
    }

    fn out_of_range(&mut self, item: &str) -> Option<Timestamp> {
        let problem = "the instant lies outside of the calendar";
        self.fault(Fault::error(
            "wrong-date",
            item,
            problem,
            "name a year between 1 and 9998",
        ));
        None
    }
}
