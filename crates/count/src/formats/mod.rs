//! Ballots in other formats than BLT, recognised by what the file says.
//!
//! * BLT, in all dialects: [`crate::blt`].
//! * `PrefLib` orders (`soc`, `soi`, `toc`, `toi`), versions 1 and 2 (`# NUMBER ALTERNATIVES: 4`).
//! * Scottish tables: a line `candidates,seats`, then lines `papers,first,second`, then the candidates.
//! * Tables of rankings (CSV): a heading with columns such as `rank1`, `Choice 2` or `3rd Choice`, whose cells are
//!   names; a column `count`, `papers` or `weight` says how many papers; other columns are passed over. This is also how
//!   cast vote records are commonly exported. A cell that is empty, or says `skipped` or `undervote`, is a rank left
//!   out; `overvote`, or names with `|` between them, is an overvote.
//! * Tables of ranks (CSV): a heading with the candidates' names, whose cells are ranks, 1 the most preferred; equal
//!   ranks are equal preferences, an empty cell or `-` is no rank, `x` a vote by X. So are CIVS ballots and `RCTab`'s
//!   generic CSV; columns such as `ballot id` and `precinct` are passed over.
//! * Formal preferences of the Australian Electoral Commission (CSV): [`Reading::paper`] gives the ballot paper for
//!   files of 2016, those since 2019 name it in their heading.
//! * Cast vote records in JSON, NIST SP 1500-103 version 1.0 (the common data format).
//! * Ballots in JSON with `OpaVote`'s names of fields.
//!
//! Out go BLT ([`crate::blt::write`]), `PrefLib` ([`write_preflib`]) and, of a count, `RCTab`'s summary ([`write_rctab`]);
//! [`privacy`] says what ballots give away before they are published.
//!
//! [`Reading`] says what becomes of overvotes, gaps and repetitions. Formats that do not say how many seats there are
//! give a contest of one seat; whoever counts sets the number. [`recognise`] tells the format, [`read()`] reads any.

mod aec;
mod csv;
mod cvr;
mod json;
mod opavote;
mod preflib;
pub mod privacy;
mod rctab;
mod reading;
mod table;

use crate::blt::{self, Fault, FaultKind};
use crate::contest::Contest;

pub use preflib::write as write_preflib;
pub use rctab::write as write_rctab;
pub use reading::{Best, OnMark, PaperColumn, Reading};

/// Which format a file is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// BLT.
    Blt,
    /// `PrefLib` orders.
    PrefLib,
    /// A Scottish table.
    Scottish,
    /// A table whose cells are names.
    Rankings,
    /// A table whose cells are ranks.
    Ranks,
    /// Formal preferences of the Australian Electoral Commission.
    Aec,
    /// Cast vote records, NIST SP 1500-103.
    CastVoteRecords,
    /// Ballots in JSON with `OpaVote`'s names.
    OpaVote,
}

/// Recognises the format by the first line that says anything; what is nothing else is taken for BLT.
pub fn recognise(bytes: &[u8]) -> Format {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(65_536)]);
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        return json::recognise(text);
    }
    if preflib::is_heading(text) {
        return Format::PrefLib;
    }
    let mut lines = text.lines().map(str::trim);
    // A comment says nothing of the format, whatever stands in it.
    let says = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let first = lines.find(says).unwrap_or_default();
    let row = csv::Rows::of(first).next().unwrap_or_default();
    let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
    if cells.len() < 2 {
        return Format::Blt;
    }
    let numbers = cells.iter().filter(|c| c.parse::<u32>().is_ok()).count();
    if numbers == cells.len() && csv::separator(first) == ',' {
        return Format::Scottish;
    }
    if aec::is_heading(&cells) {
        return Format::Aec;
    }
    if cells.iter().any(|c| table::is_rank_column(c)) {
        return Format::Rankings;
    }
    let beginning_of_blt = numbers > 0 || first.starts_with('"') && !first.contains("\",");
    if beginning_of_blt {
        Format::Blt
    } else {
        Format::Ranks
    }
}

/// Reads a file in any of the formats, papers as they are marked.
///
/// ```
/// use polity_count::formats;
///
/// let contest = formats::read(b"Ann,Ben,Cy\n1,2,3\n,1,2\n").expect("no faults");
/// assert_eq!(contest.candidates[1].name, "Ben");
/// assert_eq!(contest.ballots.papers(), 2);
///
/// let faults = formats::read(b"Ann,Ben,Cy\n1,second,3\n").expect_err("a fault");
/// assert_eq!(faults[0].to_string(), "line 2, column 3: \"second\" is no rank");
/// ```
///
/// # Errors
/// Every fault, with line and column, or with the path within JSON.
pub fn read(bytes: &[u8]) -> Result<Contest, Vec<Fault>> {
    read_with(bytes, &Reading::default())
}

/// Reads a file in any of the formats, papers as `reading` says. BLT, `PrefLib` and Scottish tables say themselves what
/// a paper ranks; to them `reading` does not matter.
///
/// # Errors
/// As [`read()`].
pub fn read_with(bytes: &[u8], reading: &Reading) -> Result<Contest, Vec<Fault>> {
    let format = recognise(bytes);
    if format == Format::Blt {
        return blt::parse(bytes);
    }
    let fault = |kind| {
        vec![Fault {
            line: 1,
            column: 1,
            kind,
        }]
    };
    if bytes.len() > blt::MAX_INPUT_BYTES {
        return Err(fault(FaultKind::TooLong(bytes.len())));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(fault(FaultKind::NotUtf8));
    };
    match format {
        Format::PrefLib => preflib::read(text),
        Format::Scottish => table::scottish(text),
        Format::Rankings => table::rankings(text, reading),
        Format::Aec => aec::read(text, reading),
        Format::CastVoteRecords => cvr::read(text, reading),
        Format::OpaVote => opavote::read(text, reading),
        Format::Ranks | Format::Blt => table::ranks(text, reading),
    }
}

/// Faults of a file in one of these formats.
#[derive(Debug, Default)]
struct Faults(Vec<Fault>);

impl Faults {
    /// Notes what is wrong at a line and column, from 1; line 0 where only a path tells the place.
    fn note(&mut self, line: usize, column: usize, what: impl Into<String>) {
        if self.0.len() < blt::MAX_FAULTS {
            self.0.push(Fault {
                line: u32::try_from(line).unwrap_or(u32::MAX),
                column: u32::try_from(column).unwrap_or(u32::MAX),
                kind: FaultKind::Table(what.into()),
            });
        }
    }

    /// Notes what is wrong with a cell.
    fn at(&mut self, cell: &csv::Cell, what: impl Into<String>) {
        self.note(cell.line, cell.column, what);
    }

    /// Notes what is wrong at a path within JSON.
    fn within(&mut self, path: &json::Path<'_>, what: impl std::fmt::Display) {
        self.note(0, 0, format!("{path}: {what}"));
    }

    fn finish(mut self, contest: Contest) -> Result<Contest, Vec<Fault>> {
        if self.0.is_empty() && contest.candidates.is_empty() {
            self.note(1, 1, "the file names no candidate");
        }
        if self.0.is_empty() {
            Ok(contest)
        } else {
            self.0.sort_by_key(|fault| (fault.line, fault.column));
            Err(self.0)
        }
    }
}

#[cfg(test)]
mod tests;
