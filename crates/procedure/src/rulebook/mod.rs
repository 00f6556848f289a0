//! The rulebook: clauses with ids that never change, each in dated versions with its text and its typed values.
//!
//! A rulebook is one TOML file ([`parse`]), which keeps what every clause said in former times. What is in force on a day
//! is asked of it ([`Rulebook::at`]); two days are compared clause by clause and word by word ([`diff()`]); what is in
//! force goes out as Akoma Ntoso ([`akoma_ntoso`]).
//!
//! A text states its values in place of names in braces (`at least {notice}`), so that the words and the number that
//! programs use cannot disagree. A chapter may be that of a procedure: its clauses are those that the procedure cites
//! ([`Rulebook::unlike`]).

mod akn;
mod diff;
mod read;

use std::collections::BTreeMap;
use std::fmt;

use polity_values::civil::Date;
use polity_values::{BodyId, Clause, Fraction, ProcedureName};
use serde::{Serialize, Serializer};

use crate::model::Procedure;

pub use akn::akoma_ntoso;
pub use diff::{Change, Piece, ValueChange, diff};
pub use read::{MAX_RULEBOOK_BYTES, check, parse};

/// A rulebook: what every clause says and said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rulebook {
    /// Its name, the file's stem.
    pub name: ProcedureName,
    /// For people.
    pub title: String,
    /// The body whose rules they are.
    pub body: BodyId,
    /// Where it comes from.
    pub source: String,
    /// The clauses, in the file's order.
    pub clauses: Vec<RuleClause>,
}

/// A clause, or the heading of a chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleClause {
    /// Its id. `4.2.b` stands within `4.2`, which stands within `4`.
    pub id: Clause,
    /// Its heading, if it has one.
    pub heading: Option<String>,
    /// The procedure whose clauses stand within this one.
    pub procedure: Option<ProcedureName>,
    /// What it says since when, oldest first; empty for a heading only.
    pub versions: Vec<Version>,
}

/// What a clause says from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The first day.
    pub from: Date,
    /// By what decision.
    pub by: String,
    /// The text, with the names of values in braces; none: the clause was repealed.
    pub text: Option<String>,
    /// The values that the text names.
    pub values: BTreeMap<String, RuleValue>,
}

/// A value that a clause states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleValue {
    /// A whole number.
    Number(u32),
    /// A length of time.
    Duration {
        /// How many.
        count: u32,
        /// Of what.
        unit: Unit,
    },
    /// A share of a whole.
    Share {
        /// The share.
        of: Fraction,
        /// As the file writes it.
        text: String,
    },
    /// A day.
    Date(Date),
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days of the calendar.
    Day,
    /// Working days.
    WorkingDay,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl Unit {
    /// Every unit with its name.
    pub const ALL: [(&'static str, Self); 7] = [
        ("minute", Self::Minute),
        ("hour", Self::Hour),
        ("day", Self::Day),
        ("working day", Self::WorkingDay),
        ("week", Self::Week),
        ("month", Self::Month),
        ("year", Self::Year),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, unit)| *unit == self);
        found.map_or("", |(name, _)| name)
    }
}

impl RuleValue {
    /// What kind of value it is.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::Duration { .. } => "duration",
            Self::Share { .. } => "share",
            Self::Date(_) => "date",
        }
    }

    /// In the form of ISO 8601 where it has one.
    pub fn normal(&self) -> String {
        match self {
            Self::Duration { count, unit } => match unit {
                Unit::Minute => format!("PT{count}M"),
                Unit::Hour => format!("PT{count}H"),
                Unit::Day => format!("P{count}D"),
                Unit::WorkingDay => format!("{count} working days"),
                Unit::Week => format!("P{count}W"),
                Unit::Month => format!("P{count}M"),
                Unit::Year => format!("P{count}Y"),
            },
            Self::Date(date) => date.to_string(),
            Self::Share { of, .. } => of.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

impl fmt::Display for RuleValue {
    /// As it reads in a sentence: `14 days`, `2/3`, `1 January 2027`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Duration { count, unit } => {
                let plural = if *count == 1 { "" } else { "s" };
                write!(f, "{count} {}{plural}", unit.name())
            }
            Self::Share { text, .. } => f.write_str(text),
            Self::Date(date) => write!(f, "{}", date.strftime("%-d %B %Y")),
        }
    }
}

impl Serialize for RuleValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A piece of a text: words, or a value in its place.
pub(crate) enum Part<'t> {
    Words(&'t str),
    Value(&'t str),
}

/// A text's pieces. A brace that has no partner is a word.
pub(crate) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, more)) = after.split_once('}') else {
            break;
        };
        parts.push(Part::Words(before));
        parts.push(Part::Value(name));
        rest = more;
    }
    parts.push(Part::Words(rest));
    parts
}

impl Version {
    /// The text with its values in their places; none when the clause was repealed.
    pub fn words(&self) -> Option<String> {
        let text = self.text.as_ref()?;
        let mut words = String::new();
        for part in parts(text) {
            match part {
                Part::Words(plain) => words.push_str(plain),
                Part::Value(name) => match self.values.get(name) {
                    Some(value) => words.push_str(&value.to_string()),
                    None => words.extend(["{", name, "}"]),
                },
            }
        }
        Some(words)
    }
}

impl RuleClause {
    /// What it says on a day; none: it says nothing yet, or was repealed.
    pub fn at(&self, day: Date) -> Option<&Version> {
        let version = self.versions.iter().rev().find(|one| one.from <= day)?;
        version.text.as_ref().map(|_| version)
    }

    /// How deep it stands: 1 for a chapter.
    pub fn depth(&self) -> usize {
        self.id.as_str().split('.').count()
    }

    /// The id of the clause in which it stands.
    pub fn parent(&self) -> Option<&str> {
        self.id.as_str().rsplit_once('.').map(|(parent, _)| parent)
    }
}

impl Rulebook {
    /// A clause by its id.
    pub fn clause(&self, id: &str) -> Option<&RuleClause> {
        self.clauses.iter().find(|clause| clause.id.as_str() == id)
    }

    /// What is in force on a day: the clauses that say something, and the headings over them, in their order.
    pub fn at(&self, day: Date) -> Vec<(&RuleClause, Option<&Version>)> {
        let stands = |clause: &RuleClause| {
            let within = format!("{}.", clause.id);
            let mut inner = self.clauses.iter();
            clause.at(day).is_some()
                || clause.heading.is_some()
                    && inner
                        .any(|one| one.id.as_str().starts_with(&within) && one.at(day).is_some())
        };
        let clauses = self.clauses.iter().filter(|clause| stands(clause));
        clauses.map(|clause| (clause, clause.at(day))).collect()
    }

    /// Every day on which something changes, in order.
    pub fn days(&self) -> Vec<Date> {
        let versions = self.clauses.iter().flat_map(|clause| &clause.versions);
        let mut days: Vec<Date> = versions.map(|version| version.from).collect();
        days.sort();
        days.dedup();
        days
    }

    /// What a procedure's clause says in the chapter of that procedure on a day.
    pub fn cited(&self, procedure: &ProcedureName, clause: &Clause, day: Date) -> Option<String> {
        let mut chapters = self.clauses.iter();
        let chapter = chapters.find(|one| one.procedure.as_ref() == Some(procedure))?;
        self.clause(&format!("{}.{clause}", chapter.id))?
            .at(day)?
            .words()
    }

    /// The clauses of a procedure that its chapter does not hold, or holds otherwise, on a day: the clause, and what the
    /// rulebook says instead. All of them when no chapter is that of the procedure.
    pub fn unlike<'p>(
        &self,
        procedure: &'p Procedure,
        day: Date,
    ) -> Vec<(&'p Clause, Option<String>)> {
        let clauses = procedure.clauses.iter();
        clauses
            .filter_map(|own| {
                let says = self.cited(&procedure.name, &own.id, day);
                (says.as_ref() != Some(&own.text)).then_some((&own.id, says))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
