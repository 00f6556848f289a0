//! What is wrong in a list: where, the text at fault, what, and what to do.

use std::fmt;

/// Faults listed in full; the rest are counted.
pub const MAX_LISTED: usize = 200;
/// Characters shown of a text at fault.
const SHOWN: usize = 60;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvFault {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The column's number, counted from 1, and its name in the first line.
    pub column: Option<(usize, String)>,
    /// A stable short name.
    pub code: &'static str,
    /// The text at fault, shortened.
    pub text: String,
    /// What is wrong with it.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}

/// Faults, of which the first are listed and all are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    listed: Vec<CsvFault>,
    more: u64,
}

impl Faults {
    pub(super) fn push(&mut self, fault: CsvFault) {
        if self.listed.len() < MAX_LISTED {
            self.listed.push(fault);
        } else {
            self.more += 1;
        }
    }

    /// The first [`MAX_LISTED`], in the order of the file.
    pub fn listed(&self) -> &[CsvFault] {
        &self.listed
    }

    /// How many more there are.
    pub fn more(&self) -> u64 {
        self.more
    }

    /// How many there are in all.
    pub fn total(&self) -> u64 {
        self.listed.len() as u64 + self.more
    }
}

impl CsvFault {
    pub(super) fn new(
        line: u64,
        column: Option<(usize, String)>,
        code: &'static str,
        text: &str,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let mut shown: String = text.chars().take(SHOWN).collect();
        if text.chars().nth(SHOWN).is_some() {
            shown.push('…');
        }
        Self {
            line,
            column,
            code,
            text: shown,
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }

    pub(super) fn of_line(
        line: u64,
        code: &'static str,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self::new(line, None, code, "", problem, remedy)
    }
}

impl fmt::Display for CsvFault {
    /// `line 12, column 4 (joined): "31/02/2020" is no date; write ... [bad-date]`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some((number, name)) = &self.column {
            write!(f, ", column {number} ({name})")?;
        }
        f.write_str(": ")?;
        if !self.text.is_empty() {
            write!(f, "{:?} ", self.text)?;
        }
        write!(f, "{}; {} [{}]", self.problem, self.remedy, self.code)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.listed {
            writeln!(f, "{fault}")?;
        }
        match self.more {
            0 => Ok(()),
            more => writeln!(f, "and {more} more"),
        }
    }
}
