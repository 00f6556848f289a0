//! One line of a list: every field checked, all faults told.

use jiff::Span;
use polity_values::{UnitId, civil};

use super::columns::{Columns, Field};
use super::fault::{CsvFault, Faults};
use super::{Known, MAX_FIELD, MemberRow};
use crate::facts::{Membership, Period};

const DAY: &str = "write the day as 2026-01-31, if need be with a time of day, 2026-01-31 17:00";

pub(super) struct RowReader<'a> {
    columns: &'a Columns,
    record: &'a csv::ByteRecord,
    line: u64,
    known: &'a Known,
    faults: &'a mut Faults,
    wrong: bool,
    /// The membership number, once read.
    pub(super) number: Option<&'a str>,
    /// The e-mail address, once read.
    pub(super) email: Option<String>,
}

/// A time, and whether it was given as a day alone.
#[derive(Clone, Copy)]
struct Given {
    time: civil::DateTime,
    day: bool,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(
        columns: &'a Columns,
        record: &'a csv::ByteRecord,
        line: u64,
        known: &'a Known,
        faults: &'a mut Faults,
    ) -> Self {
        Self {
            columns,
            record,
            line,
            known,
            faults,
            wrong: false,
            number: None,
            email: None,
        }
    }

    /// The member; none when something in the line is wrong.
    pub(super) fn read(&mut self) -> Option<MemberRow> {
        let (has, needs) = (self.record.len(), self.columns.len());
        if has != needs {
            let problem =
                format!("the line has {has} fields, and the first line names {needs} columns");
            let remedy = "put a text that holds the separator between quotation marks, and leave no field out";
            self.faults
                .push(CsvFault::of_line(self.line, "fields", problem, remedy));
            return None;
        }
        self.number = self.needed(Field::Number);
        let name = self.name();
        self.email = self.email();
        let unit = self.unit();
        let class = self.class();
        let joined = self.time(Field::Joined);
        if joined.is_none() {
            // A bad day is told already; here it is none at all.
            self.needed(Field::Joined);
        }
        let arrears = self.arrears();
        let suspended = self.suspended();
        if self.wrong {
            return None;
        }
        let (given, family, name) = name?;
        Some(MemberRow {
            line: self.line,
            number: self.number?.to_owned(),
            given,
            family,
            name,
            email: self.email.clone(),
            membership: Membership {
                class: class?,
                unit: unit?,
                joined: joined?.time,
                arrears,
                suspended,
            },
        })
    }

    fn fault(&mut self, field: Field, code: &'static str, text: &str, problem: &str, remedy: &str) {
        self.wrong = true;
        let column = self.columns.column(field);
        self.faults.push(CsvFault::new(
            self.line, column, code, text, problem, remedy,
        ));
    }

    /// The text of a field; none when it is empty, or when it is at fault.
    fn text(&mut self, field: Field) -> Option<&'a str> {
        let bytes = self.record.get(self.columns.place(field)?)?.trim_ascii();
        let Ok(text) = str::from_utf8(bytes) else {
            let shown = String::from_utf8_lossy(bytes);
            let remedy = "save the list as \"CSV UTF-8\"";
            self.fault(field, "not-utf-8", &shown, "is not UTF-8", remedy);
            return None;
        };
        let text = text.trim();
        if text.chars().nth(MAX_FIELD).is_some() {
            let problem = format!("has more than {MAX_FIELD} characters");
            let remedy = "shorten it, or look for a quotation mark that is not closed";
            self.fault(field, "too-long", text, &problem, remedy);
            return None;
        }
        if text.chars().any(char::is_control) {
            let remedy = "write it in one line, without control characters";
            self.fault(
                field,
                "control-character",
                text,
                "holds a control character",
                remedy,
            );
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    /// The text of a field that must not be empty.
    fn needed(&mut self, field: Field) -> Option<&'a str> {
        let before = self.faults.total();
        let text = self.text(field);
        if text.is_none() && self.faults.total() == before && !self.wrong_in(field) {
            let remedy = "every member has one: fill it in";
            self.fault(field, "empty-field", "", "there is nothing here", remedy);
        }
        text
    }

    /// Whether the field holds something, so that what is wrong with it was told.
    fn wrong_in(&self, field: Field) -> bool {
        let bytes = self
            .columns
            .place(field)
            .and_then(|place| self.record.get(place));
        bytes.is_some_and(|bytes| !bytes.trim_ascii().is_empty())
    }

    fn name(&mut self) -> Option<(Option<String>, Option<String>, String)> {
        if self.columns.place(Field::Name).is_some() {
            let whole = self.needed(Field::Name)?.to_owned();
            let given = self.text(Field::Given).map(str::to_owned);
            let family = self.text(Field::Family).map(str::to_owned);
            return Some((given, family, whole));
        }
        // Some people have one name only.
        let given = self.text(Field::Given);
        let family = self.text(Field::Family);
        let whole = match (given, family) {
            (Some(given), Some(family)) => format!("{given} {family}"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => {
                self.needed(Field::Family);
                return None;
            }
        };
        Some((given.map(str::to_owned), family.map(str::to_owned), whole))
    }

    fn email(&mut self) -> Option<String> {
        let text = self.text(Field::Email)?;
        let form = text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && !domain.contains('@')
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
        });
        if !form || text.contains(char::is_whitespace) {
            let remedy = "write name@place.example, or leave it empty";
            self.fault(
                Field::Email,
                "bad-email",
                text,
                "is no e-mail address",
                remedy,
            );
            return None;
        }
        Some(text.to_owned())
    }

    fn unit(&mut self) -> Option<UnitId> {
        let text = self.needed(Field::Unit)?;
        if self.known.open {
            return self.unit_of_first_list(text);
        }
        let found = self.known.units.get(text);
        let found = found.or_else(|| self.known.units.get(&text.to_lowercase()));
        if found.is_none() {
            let problem = "is no unit of the organisation, by id or by title";
            let remedy = "correct it, or form the unit first";
            self.fault(Field::Unit, "unknown-unit", text, problem, remedy);
        }
        found.cloned()
    }

    /// A unit that is not formed yet: its text as an id, with hyphens for spaces.
    fn unit_of_first_list(&mut self, text: &str) -> Option<UnitId> {
        let id: String = text
            .to_lowercase()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join("-");
        match UnitId::new(id) {
            Ok(unit) => Some(unit),
            Err(problem) => {
                let remedy = "write the unit's id, or a name that makes one";
                self.fault(Field::Unit, "bad-unit", text, &problem.to_string(), remedy);
                None
            }
        }
    }

    fn class(&mut self) -> Option<String> {
        let text = self.needed(Field::Class)?;
        if self.known.open {
            return Some(text.to_lowercase());
        }
        if self.known.classes.contains(text) {
            return Some(text.to_owned());
        }
        let lower = text.to_lowercase();
        if self.known.classes.contains(&lower) {
            return Some(lower);
        }
        let classes: Vec<_> = self.known.classes.iter().map(String::as_str).collect();
        let remedy = format!("write one of: {}", classes.join(", "));
        let problem = "is no class of membership";
        self.fault(Field::Class, "unknown-class", text, problem, &remedy);
        None
    }

    fn time(&mut self, field: Field) -> Option<Given> {
        let text = self.text(field)?;
        match parse_time(text) {
            Ok(given) => Some(given),
            Err(problem) => {
                self.fault(field, "bad-date", text, problem, DAY);
                None
            }
        }
    }

    /// Missing payments: since the day named, or since the day after the last that is paid for, whichever is
    /// earlier.
    fn arrears(&mut self) -> Option<Period> {
        let since = self.time(Field::ArrearsSince).map(|given| given.time);
        let paid = self
            .time(Field::PaidTo)
            .and_then(|given| self.after(Field::PaidTo, given));
        let from = match (since, paid) {
            (Some(since), Some(paid)) => since.min(paid),
            (one, other) => one.or(other)?,
        };
        Some(Period { from, to: None })
    }

    fn suspended(&mut self) -> Option<Period> {
        let from = self.time(Field::SuspendedFrom);
        let last = self.time(Field::SuspendedTo);
        let Some(from) = from else {
            if last.is_some() && !self.wrong_in(Field::SuspendedFrom) {
                let remedy = "say since when the member is suspended";
                let problem = "a suspension ends and has no beginning";
                self.fault(Field::SuspendedFrom, "empty-field", "", problem, remedy);
            }
            return None;
        };
        let to = last.and_then(|given| self.after(Field::SuspendedTo, given));
        if let Some(to) = to
            && to <= from.time
        {
            let text = self.text(Field::SuspendedTo).unwrap_or_default();
            let problem = "is before the suspension begins";
            self.fault(
                Field::SuspendedTo,
                "order",
                text,
                problem,
                "correct one of the two days",
            );
            return None;
        }
        Some(Period {
            from: from.time,
            to,
        })
    }

    /// The end of what was given: a day ends when the next begins.
    fn after(&mut self, field: Field, given: Given) -> Option<civil::DateTime> {
        if !given.day {
            return Some(given.time);
        }
        let next = given.time.checked_add(Span::new().days(1));
        if next.is_err() {
            let text = self.text(field).unwrap_or_default();
            self.fault(field, "bad-date", text, "is the end of the calendar", DAY);
        }
        next.ok()
    }
}

fn parse_time(text: &str) -> Result<Given, &'static str> {
    const FORM: &str = "is no date in this form";
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let number = |text: &str, digits: usize| -> Result<i16, &'static str> {
        if text.len() != digits || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(FORM);
        }
        text.parse().map_err(|_| FORM)
    };
    let small = |text: &str| number(text, 2).and_then(|n| i8::try_from(n).map_err(|_| FORM));
    let mut parts = date.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(FORM);
    };
    let date = civil::Date::new(number(year, 4)?, small(month)?, small(day)?)
        .map_err(|_| "is no day of the calendar")?;
    let Some(time) = time else {
        let time = date.to_datetime(civil::Time::midnight());
        return Ok(Given { time, day: true });
    };
    let mut parts = time.split(':');
    let (Some(hour), Some(minute)) = (parts.next(), parts.next()) else {
        return Err(FORM);
    };
    let second = parts.next().map_or(Ok(0), small)?;
    if parts.next().is_some() {
        return Err(FORM);
    }
    let time = civil::Time::new(small(hour)?, small(minute)?, second, 0)
        .map_err(|_| "has no time of the day")?;
    let time = date.to_datetime(time);
    Ok(Given { time, day: false })
}
