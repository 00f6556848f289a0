//! A plan told: every instant with its clause, and the whole in words.

use std::fmt::Write as _;

use jiff::SignedDuration;
use polity_values::civil::{Date, Weekday};
use polity_values::{Clause, StageId, Timestamp};

use super::{Ask, Line, Plan, Toward, What};
use crate::calendar::Calendar;
use crate::describe::when_words;
use crate::fault::Fault;
use crate::instant::instant_text;
use crate::model::{Procedure, When};
use crate::timetable::Timetable;

/// Every instant of a timetable with its clause.
pub(super) fn lines(procedure: &Procedure, table: &Timetable, ask: &Ask) -> Vec<Line> {
    let mut lister = Lister {
        procedure,
        table,
        calendar: procedure.calendar.or(ask.working),
        lines: Vec::new(),
    };
    lister.stages();
    lister.roll();
    lister.ballot();
    // Stages at one instant stay in the order of the file: the sort is stable.
    lister.lines.sort_by_key(|line| (line.at, line.what));
    lister.lines
}

struct Lister<'p> {
    procedure: &'p Procedure,
    table: &'p Timetable,
    calendar: Option<Calendar>,
    lines: Vec<Line>,
}

impl Lister<'_> {
    fn line(
        &mut self,
        (at, what): (Timestamp, What),
        (title, stage): (&str, Option<&StageId>),
        (when, rule): (&When, &Clause),
    ) {
        let mut clauses = self.procedure.clauses.iter();
        let text = clauses.find(|clause| clause.id == *rule);
        let day = self.table.zone().to_datetime(at).date();
        self.lines.push(Line {
            at,
            what,
            stage: stage.cloned(),
            title: title.to_owned(),
            from: when_words(self.procedure, when),
            rule: rule.clone(),
            text: text.map_or_else(String::new, |clause| clause.text.clone()),
            rest: rest(day, self.calendar),
        });
    }

    fn stages(&mut self) {
        for stage in &self.procedure.stages {
            let Some(window) = self.table.window(&stage.id) else {
                continue;
            };
            let (opens, closes) = (window.opens, window.closes);
            let named = (stage.title.as_str(), Some(&stage.id));
            self.line((opens, What::Opens), named, (&stage.opens, &stage.rule));
            self.line((closes, What::Closes), named, (&stage.closes, &stage.rule));
        }
    }

    fn roll(&mut self) {
        let (Some(rule), Some(dates)) = (&self.procedure.roll, self.table.roll()) else {
            return;
        };
        let joined = ("Last time of joining to have a vote", None);
        let by = (&rule.joined_by, &rule.joined_rule);
        self.line((dates.joined_by, What::JoinedBy), joined, by);
        let paid = ("Last time of paying arrears to have a vote", None);
        let by = (&rule.arrears_paid_by, &rule.arrears_rule);
        self.line((dates.arrears_paid_by, What::ArrearsPaidBy), paid, by);
        let frozen = ("The roll is frozen", None);
        let at = (&rule.freeze, &rule.freeze_rule);
        self.line((dates.freeze, What::Freeze), frozen, at);
        for own in &rule.class_joined_by {
            let Some(at) = self.table.class_joined_by().get(&own.class) else {
                continue;
            };
            let title = format!(
                "Last time of joining the class {} to have a vote",
                own.class
            );
            let by = (&own.deadline.at, &own.deadline.rule);
            self.line((*at, What::JoinedBy), (&title, None), by);
        }
    }

    fn ballot(&mut self) {
        let Some(ballot) = &self.procedure.ballot else {
            return;
        };
        if let (Some(one), Some(at)) = (&ballot.despatch, self.table.despatch()) {
            let title = "Voters are sent what they need to vote";
            self.line((at, What::Despatch), (title, None), (&one.at, &one.rule));
        }
        if let (Some(one), Some(at)) = (&ballot.last_reissue, self.table.last_reissue()) {
            let title = "It is sent again for the last time";
            self.line((at, What::LastReissue), (title, None), (&one.at, &one.rule));
        }
    }
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
pub(super) fn expiry(procedure: &Procedure, lines: &[Line]) -> Option<Fault> {
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
