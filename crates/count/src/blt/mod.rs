//! The BLT file format for ballots, in all its dialects.
//!
//! ```text
//! # a comment, to the end of the line
//! 4 2                  four candidates, two seats
//! -3                   candidate 3 has withdrawn; also [withdrawn 3]
//! [nick ann ben cy di] names that ballots may use instead of numbers
//! [tie 2 4 1 3]        the order in which lots fell
//! 12 1 2 0             twelve papers: first 1, then 2
//! (p17) 4=2 - 1 0      one paper with an identifier: 4 and 2 equal, a place left empty, then 1
//! 1.25 2 0             a weight with decimals: all figures are then in hundredths
//! 0                    end of the ballots
//! "Ann"                the names, quoted: \" or "" stands for a quote within
//! "Ben"
//! "Cy"
//! "Di"
//! "Committee"          the title
//! ```
//!
//! A ballot takes one line. Bytes are read as UTF-8 with or without a byte order mark; lines end
//! in LF, CR LF or CR. [`parse`] never panics, whatever the bytes; a file with any fault gives no
//! contest but the list of all its faults.

mod decimals;
mod fast;
mod names;
mod read;
mod write;

use thiserror::Error;

pub use read::parse;
pub use write::{write, write_with_nicknames};

/// Longest file that is read.
pub const MAX_INPUT_BYTES: usize = 1 << 30;
/// Longest name or title, in bytes.
pub const MAX_NAME_BYTES: usize = 1_000;
/// Most faults that are listed one by one; the last entry then says how many more there are.
pub const MAX_FAULTS: usize = 10_000;

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}{kind}", place(*line, *column))]
pub struct Fault {
    /// Line, from 1; 0 where the message itself tells the place by its path within JSON.
    pub line: u32,
    /// Character within the line, from 1.
    pub column: u32,
    /// What is wrong and what to do.
    pub kind: FaultKind,
}

fn place(line: u32, column: u32) -> String {
    if line == 0 {
        String::new()
    } else {
        format!("line {line}, column {column}: ")
    }
}

/// The faults that a file of ballots can have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(
    missing_docs,
    reason = "each variant is its message, and its fields stand in it"
)]
pub enum FaultKind {
    #[error("the file is {0} bytes long; at most {MAX_INPUT_BYTES} are read")]
    TooLong(usize),
    #[error("the file is UTF-16; save it as UTF-8")]
    Utf16,
    #[error("the file must begin with two numbers: candidates and seats")]
    Header,
    #[error("a contest has 1 to {max} candidates, not {0}", max = crate::MAX_CANDIDATES)]
    CandidateCount(u64),
    #[error("a contest fills 1 to {max} seats, not {0}", max = crate::MAX_SEATS)]
    SeatCount(u64),
    #[error("{0:?} does not belong here")]
    Unexpected(String),
    #[error("the bracket is not closed on its line; write ']' after the last entry")]
    OpenBracket,
    #[error("unknown option {0:?}; the options are nick, tie and withdrawn")]
    UnknownOption(String),
    #[error("{given} nicknames for {candidates} candidates; give each candidate one")]
    NickCount { given: usize, candidates: usize },
    #[error("nickname {0:?} stands for two candidates")]
    NickTwice(String),
    #[error("there is no candidate {0:?}; candidates are numbered 1 to {1}")]
    NoCandidate(String, usize),
    #[error("candidate {0} stands twice in this list")]
    Twice(u8),
    #[error("{0:?} is no number of papers; write a whole number from 1 to 4294967295")]
    Weight(String),
    #[error(
        "{0} is no weight; it must be above 0, with at most {most} decimals, and its digits at most 4294967295", most = decimals::MOST
    )]
    DecimalWeight(String),
    #[error(
        "the weights do not fit: in the smallest unit that any of them needs, none may be above 4294967295"
    )]
    Weights,
    #[error("a ballot of 0 papers; leave the line out (a line with 0 alone ends the ballots)")]
    ZeroPapers,
    #[error("the ballot does not end with 0 on its line")]
    OpenBallot,
    #[error("'=' must stand between two candidates")]
    StrayEqual,
    #[error("the ballot's identifier is not closed on its line; write ')' after it")]
    OpenIdentifier,
    #[error("all rankings together take more than {max} bytes", max = crate::MAX_MARKS)]
    TooManyMarks,
    #[error("the ballots do not end; write a line with 0 alone after the last")]
    NoEndOfBallots,
    #[error(
        "the quoted text does not end on its line; close it with a quote (write \\\" for a quote within)"
    )]
    OpenQuote,
    #[error("the text is not UTF-8; save the file as UTF-8")]
    NotUtf8,
    #[error("the text is {0} bytes long; at most {MAX_NAME_BYTES} are taken")]
    LongName(usize),
    #[error("names of {missing} of the {candidates} candidates are missing")]
    MissingNames { missing: usize, candidates: usize },
    #[error("more texts than the names of {0} candidates, a title and two remarks")]
    TooManyTexts(usize),
    #[error("{0}")]
    Table(String),
    #[error("and {0} more faults")]
    More(usize),
}

/// The faults found so far.
#[derive(Debug, Default)]
struct Faults {
    list: Vec<Fault>,
    more: usize,
}

impl Faults {
    fn push(&mut self, line: u32, column: u32, kind: FaultKind) {
        if self.list.len() < MAX_FAULTS {
            self.list.push(Fault { line, column, kind });
        } else {
            self.more += 1;
        }
    }

    fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    fn finish(mut self) -> Vec<Fault> {
        if let (Some(last), more @ 1..) = (self.list.last(), self.more) {
            let (line, column) = (last.line, last.column);
            self.list.push(Fault {
                line,
                column,
                kind: FaultKind::More(more),
            });
        }
        self.list
    }
}
