//! Lists of members as CSV: every fault at once with line and column, nothing brought in unless all is
//! right.
//!
//! The first line names the columns; their names are recognised in the usual spellings, in any order and
//! case ([`Field::names`]). Fields are separated by commas, semicolons or tabs, whichever the first line uses. The text is
//! UTF-8. Days are written `2026-01-31`; a time of day may follow, `2026-01-31 17:00`, and without one the
//! day's first minute is meant, but for the end of a suspension, whose last day counts whole.

mod columns;
mod fault;
mod row;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use polity_values::UnitId;

use crate::Digest;
use crate::act::RollImport;
use crate::facts::Membership;
use crate::organisation::Organisation;
use columns::Columns;
pub use columns::Field;
pub use fault::{CsvFault, Faults, MAX_LISTED};
use row::RowReader;

/// The most members of one list.
pub const MAX_ROWS: usize = 20_000_000;
/// The longest field, in characters.
pub const MAX_FIELD: usize = 200;

/// A member as the list has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow {
    /// The line of the list, counted from 1.
    pub line: u64,
    /// The membership number, without repetition in the list.
    pub number: String,
    /// The given name, where the list has names in two columns.
    pub given: Option<String>,
    /// The family name, where the list has names in two columns.
    pub family: Option<String>,
    /// The whole name.
    pub name: String,
    /// The e-mail address, if the list has one.
    pub email: Option<String>,
    /// The membership.
    pub membership: Membership,
}

/// What a list may speak of: the organisation's classes and units.
#[derive(Debug, Clone, Default)]
pub struct Known {
    classes: BTreeSet<String>,
    /// By id and by title, in lower case.
    units: HashMap<String, UnitId>,
    /// Whether any class and unit is taken as the list has it.
    open: bool,
}

/// A list in which all is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The members, in the list's order.
    pub rows: Vec<MemberRow>,
    /// What somebody should look at, although it stops nothing.
    pub warnings: Faults,
    /// What goes on the record.
    pub statement: RollImport,
}

/// A list in which something is wrong: nothing of it is brought in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the list has {} faults and is not brought in", faults.total())]
pub struct Rejected {
    /// What is wrong.
    pub faults: Faults,
    /// What somebody should look at besides.
    pub warnings: Faults,
    /// Rows read.
    pub rows: u64,
}

impl Known {
    /// What an organisation knows.
    pub fn of(organisation: &Organisation) -> Self {
        let mut units = HashMap::new();
        for unit in organisation.units.values() {
            units.insert(unit.title.to_lowercase(), unit.id.clone());
        }
        // An id goes before a title of the same text.
        for unit in organisation.units.keys() {
            units.insert(unit.as_str().to_owned(), unit.clone());
        }
        let classes = organisation.classes.iter().cloned().collect();
        Self {
            classes,
            units,
            open: false,
        }
    }

    /// For the first list of an organisation that is not founded yet: classes and units are what the list
    /// says. The founding then names them, and the list is brought in again under it.
    pub fn first_list() -> Self {
        Self {
            open: true,
            ..Self::default()
        }
    }
}

/// Reads a list. `progress` is told the bytes read so far, every few thousand rows.
///
/// # Errors
/// [`Rejected`] with every fault, the first [`MAX_LISTED`] of them in full.
pub fn read(
    bytes: &[u8],
    known: &Known,
    mut progress: impl FnMut(u64),
) -> Result<Imported, Rejected> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text);
    let mut record = csv::ByteRecord::new();
    let mut reading = Reading::new(known);
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(fault) => {
                let line = fault.position().map_or(0, csv::Position::line);
                let problem = fault.to_string();
                reading.stop(CsvFault::of_line(
                    line,
                    "unreadable",
                    problem,
                    "mend the file",
                ));
            }
        }
        if reading.stopped {
            break;
        }
        reading.record(&record, line_of(text, &record));
        if reading.count.is_multiple_of(4096) {
            progress(reader.position().byte());
        }
    }
    progress(text.len() as u64);
    reading.finish(bytes)
}

/// A list as far as it is read.
struct Reading<'a> {
    known: &'a Known,
    columns: Option<Columns>,
    seen: Seen,
    rows: Vec<MemberRow>,
    /// Lines with something in them, below the first.
    count: u64,
    faults: Faults,
    warnings: Faults,
    /// Nothing that follows can be read.
    stopped: bool,
}

impl<'a> Reading<'a> {
    fn new(known: &'a Known) -> Self {
        Self {
            known,
            columns: None,
            seen: Seen::default(),
            rows: Vec::new(),
            count: 0,
            faults: Faults::default(),
            warnings: Faults::default(),
            stopped: false,
        }
    }

    fn stop(&mut self, fault: CsvFault) {
        self.faults.push(fault);
        self.stopped = true;
    }

    fn record(&mut self, record: &csv::ByteRecord, line: u64) {
        if blank(record) {
            return;
        }
        let Some(columns) = &self.columns else {
            let (faults, warnings) = (&mut self.faults, &mut self.warnings);
            self.columns = Some(Columns::read(record, line, faults, warnings));
            // Without its columns nothing in the list has a meaning.
            self.stopped = self.faults.total() > 0;
            return;
        };
        self.count += 1;
        if self.rows.len() >= MAX_ROWS {
            let problem = format!("the list has more than {MAX_ROWS} members");
            let remedy = "bring it in as several lists";
            self.stop(CsvFault::of_line(line, "too-many", problem, remedy));
            return;
        }
        let mut row = RowReader::new(columns, record, line, self.known, &mut self.faults);
        let member = row.read();
        let number = row.number.map(str::to_owned);
        let email = row.email.take();
        if let Some(fault) = number.and_then(|number| self.seen.number(line, &number, columns)) {
            self.faults.push(fault);
        }
        if let Some(fault) = email.and_then(|email| self.seen.email(line, &email, columns)) {
            self.warnings.push(fault);
        }
        self.rows.extend(member);
    }

    fn finish(mut self, bytes: &[u8]) -> Result<Imported, Rejected> {
        if self.count == 0 && self.faults.total() == 0 {
            let (problem, remedy) = match self.columns {
                None => (
                    "the list is empty",
                    "begin it with a line that names the columns",
                ),
                Some(_) => (
                    "the list has no members below its first line",
                    "add a line for each member",
                ),
            };
            self.stop(CsvFault::of_line(1, "empty", problem, remedy));
        }
        if self.faults.total() > 0 {
            return Err(Rejected {
                faults: self.faults,
                warnings: self.warnings,
                rows: self.count,
            });
        }
        let mut totals = BTreeMap::new();
        for row in &self.rows {
            *totals.entry(row.membership.unit.clone()).or_default() += 1;
        }
        let statement = RollImport {
            digest: Digest::of(bytes),
            rows: self.count,
            totals,
        };
        Ok(Imported {
            rows: self.rows,
            warnings: self.warnings,
            statement,
        })
    }
}

/// The separator of the first line: whichever of the three it has most of.
fn delimiter(text: &[u8]) -> u8 {
    let first = text.split(|byte| matches!(byte, b'\n' | b'\r')).next();
    let first = first.unwrap_or_default();
    let count = |separator: u8| first.split(|byte| *byte == separator).count();
    // Of equals the last is taken: a comma.
    b"\t;,"
        .iter()
        .copied()
        .max_by_key(|one| count(*one))
        .unwrap_or(b',')
}

/// The line on which a record begins. The reader's own place is that of the end of the record before it,
/// with the line end and the empty lines between still to come.
fn line_of(text: &[u8], record: &csv::ByteRecord) -> u64 {
    let Some(place) = record.position() else {
        return 0;
    };
    let from = usize::try_from(place.byte()).unwrap_or(text.len());
    let ahead = text.get(from..).unwrap_or_default();
    let ends = ahead
        .iter()
        .take_while(|byte| matches!(byte, b'\n' | b'\r'));
    place.line() + ends.filter(|byte| **byte == b'\n').count() as u64
}

fn blank(record: &csv::ByteRecord) -> bool {
    record.iter().all(|field| field.trim_ascii().is_empty())
}

/// What may not come twice.
#[derive(Default)]
struct Seen {
    numbers: HashMap<String, u64>,
    emails: HashMap<String, u64>,
}

impl Seen {
    fn number(&mut self, line: u64, number: &str, columns: &Columns) -> Option<CsvFault> {
        let first = first_line(&mut self.numbers, number, line)?;
        let problem = format!("is the number of the member in line {first} too");
        let remedy = "keep one line for each member, or correct the number";
        let column = columns.column(Field::Number);
        let code = "duplicate-number";
        Some(CsvFault::new(line, column, code, number, problem, remedy))
    }

    fn email(&mut self, line: u64, email: &str, columns: &Columns) -> Option<CsvFault> {
        let first = first_line(&mut self.emails, &email.to_lowercase(), line)?;
        let problem = format!("is the address of the member in line {first} too");
        let remedy = "credentials do not go to a shared address: find another way to both members";
        let column = columns.column(Field::Email);
        Some(CsvFault::new(
            line,
            column,
            "shared-email",
            email,
            problem,
            remedy,
        ))
    }
}

/// The line on which a text came first, if it came before; else remembers this one.
fn first_line(seen: &mut HashMap<String, u64>, text: &str, line: u64) -> Option<u64> {
    let found = seen.get(text).copied();
    if found.is_none() {
        seen.insert(text.to_owned(), line);
    }
    found
}

#[cfg(test)]
mod tests;
