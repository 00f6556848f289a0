//! Comma-separated values in blocks of whole records, so that several cores can read one file, in bounded memory.
//!
//! A block without quotation marks is cut at commas directly; one with them goes through the `csv` library. Both give the
//! same fields. Faults bear the line and the column (the field's number); they are collected, not thrown.

use std::fmt;
use std::io::Read;

/// Bytes in a block.
const BLOCK: usize = 1 << 20;
/// A record longer than this is a fault: a quotation mark that was never closed.
const LONGEST_RECORD: usize = 1 << 26;
/// Faults that are kept to be shown.
pub(crate) const SHOWN: usize = 100;

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: u64,
    /// The field's number in its record, counted from 1.
    pub column: usize,
    /// What is wrong, and what to do.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}, column {}: {}",
            self.line, self.column, self.what
        )
    }
}

/// All faults of a file: the first hundred by place, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// The first ones, in the order of the file.
    pub listed: Vec<Fault>,
    /// All, with those that are not listed.
    pub total: u64,
}

impl Faults {
    pub(crate) fn add(&mut self, line: u64, column: usize, what: impl Into<String>) {
        self.total += 1;
        // Twice the number is kept until the blocks are put in order.
        if self.listed.len() < SHOWN {
            self.listed.push(Fault {
                line,
                column,
                what: what.into(),
            });
        }
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.total += other.total;
        self.listed.extend(other.listed);
        self.listed.sort();
        self.listed.truncate(SHOWN);
    }

    /// The faults as an error, if there are any.
    ///
    /// # Errors
    /// If there is a fault.
    pub fn none(self) -> Result<(), ReadError> {
        if self.total == 0 {
            Ok(())
        } else {
            Err(ReadError::Faults(self))
        }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.listed {
            writeln!(f, "{fault}")?;
        }
        let rest = self.total - self.listed.len() as u64;
        if rest > 0 {
            writeln!(f, "and {rest} more")?;
        }
        Ok(())
    }
}

/// Why a table could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The bytes did not come.
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// The table is wrong; everything that is wrong with it.
    #[error("{0}")]
    Faults(Faults),
}

/// Names of the columns, as the first record gives them, folded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header(Vec<String>);

impl Header {
    /// Where one of these names stands; the first name that is there counts.
    pub(crate) fn find(&self, names: &[&str]) -> Option<usize> {
        names
            .iter()
            .find_map(|name| self.0.iter().position(|column| column == name))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// A file in blocks.
pub(crate) struct Source<R> {
    reader: R,
    carry: Vec<u8>,
    line: u64,
    sequence: usize,
    done: bool,
    /// Bytes given out so far.
    pub(crate) bytes: u64,
}

/// A block of whole records.
#[derive(Default)]
pub(crate) struct Block {
    pub(crate) bytes: Vec<u8>,
    pub(crate) first_line: u64,
    pub(crate) sequence: usize,
}

impl<R: Read> Source<R> {
    /// Reads the first record as the names of the columns.
    pub(crate) fn open(reader: R) -> Result<(Self, Header), ReadError> {
        let mut source = Self {
            reader,
            carry: Vec::new(),
            line: 1,
            sequence: 0,
            done: false,
            bytes: 0,
        };
        let mut block = Block::default();
        if !source.next(&mut block)? {
            return Err(fault(
                1,
                1,
                "the file is empty: its first line must name the columns",
            ));
        }
        let mut rest = std::mem::take(&mut block.bytes);
        if rest.starts_with(b"\xEF\xBB\xBF") {
            rest.drain(..3);
        }
        let mut header = None;
        let end = first_record(&rest);
        let head = rest[..end].to_vec();
        let mut faults = Faults::default();
        records(&head, 1, &mut faults, |_, fields| {
            header.get_or_insert_with(|| {
                fields
                    .iter()
                    .map(|field| crate::text::folded(&String::from_utf8_lossy(field)))
                    .collect::<Vec<_>>()
            });
        });
        let lines = memchr::memchr_iter(b'\n', &head).count() as u64;
        rest.drain(..end);
        rest.append(&mut source.carry);
        source.carry = rest;
        source.line = 1 + lines;
        source.sequence = 0;
        source.bytes = end as u64;
        Ok((source, Header(header.unwrap_or_default())))
    }

    /// Puts the next whole records into `block`; false at the end.
    pub(crate) fn next(&mut self, block: &mut Block) -> Result<bool, ReadError> {
        block.bytes.clear();
        block.bytes.append(&mut self.carry);
        loop {
            if !self.done {
                let from = block.bytes.len();
                block.bytes.resize(from + BLOCK, 0);
                let mut filled = from;
                while filled < block.bytes.len() {
                    match self.reader.read(&mut block.bytes[filled..]) {
                        Ok(0) => {
                            self.done = true;
                            break;
                        }
                        Ok(count) => filled += count,
                        Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                        Err(error) => return Err(error.into()),
                    }
                }
                block.bytes.truncate(filled);
            }
            if block.bytes.is_empty() {
                return Ok(false);
            }
            let end = if self.done {
                block.bytes.len()
            } else {
                last_end(&block.bytes)
            };
            if end > 0 {
                self.carry.extend_from_slice(&block.bytes[end..]);
                block.bytes.truncate(end);
                break;
            }
            if block.bytes.len() > LONGEST_RECORD {
                return Err(fault(
                    self.line,
                    1,
                    "a record that does not end: is a quotation mark not closed?",
                ));
            }
        }
        block.first_line = self.line;
        block.sequence = self.sequence;
        self.sequence += 1;
        self.line += memchr::memchr_iter(b'\n', &block.bytes).count() as u64;
        self.bytes += block.bytes.len() as u64;
        Ok(true)
    }
}

fn fault(line: u64, column: usize, what: &str) -> ReadError {
    let mut faults = Faults::default();
    faults.add(line, column, what);
    ReadError::Faults(faults)
}

/// Where the last record that is whole ends: after a line's end outside of quotation marks. Blocks begin at a record's
/// beginning, so quotation marks are paired from there.
fn last_end(bytes: &[u8]) -> usize {
    if memchr::memchr(b'"', bytes).is_none() {
        return memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
    }
    ends(bytes).last().unwrap_or(0)
}

fn first_record(bytes: &[u8]) -> usize {
    ends(bytes).next().unwrap_or(bytes.len())
}

/// The ends of records, by pairs of quotation marks.
fn ends(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut quoted = false;
    memchr::memchr2_iter(b'"', b'\n', bytes).filter_map(move |at| {
        if bytes[at] == b'"' {
            quoted = !quoted;
            None
        } else {
            (!quoted).then_some(at + 1)
        }
    })
}

/// Calls `each` with the line and the fields of each record in a block of whole records. Empty lines are passed over.
pub(crate) fn records(
    block: &[u8],
    first_line: u64,
    faults: &mut Faults,
    mut each: impl FnMut(u64, &[&[u8]]),
) {
    if memchr::memchr(b'"', block).is_some() {
        return quoted_records(block, first_line, faults, each);
    }
    let mut fields: Vec<&[u8]> = Vec::with_capacity(32);
    let mut line = first_line;
    let mut start = 0;
    fields.clear();
    for at in memchr::memchr2_iter(b',', b'\n', block).chain([block.len()]) {
        let end_of_line = block.get(at) != Some(&b',');
        let mut field = &block[start.min(at)..at];
        if end_of_line && field.last() == Some(&b'\r') {
            field = &field[..field.len() - 1];
        }
        fields.push(field);
        start = at + 1;
        if end_of_line {
            if fields.len() > 1 || !fields[0].is_empty() {
                each(line, &fields);
            }
            fields.clear();
            line += 1;
        }
    }
}

fn quoted_records(
    block: &[u8],
    first_line: u64,
    faults: &mut Faults,
    mut each: impl FnMut(u64, &[&[u8]]),
) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(block);
    let mut record = csv::ByteRecord::new();
    loop {
        let line = first_line + reader.position().line() - 1;
        match reader.read_byte_record(&mut record) {
            Ok(true) => {
                // The library's position stands before blank lines that it passes over.
                let line = record.position().map_or(line, |from| {
                    let from_byte = usize::try_from(from.byte()).unwrap_or(usize::MAX);
                    let blank = block.get(from_byte..).unwrap_or(&[]).iter();
                    let blank = blank.take_while(|byte| matches!(byte, b'\r' | b'\n'));
                    first_line + from.line() - 1
                        + blank
                            .filter(|&&byte| byte == b'\n')
                            .fold(0, |sum, _| sum + 1)
                });
                let fields: Vec<&[u8]> = record.iter().collect();
                each(line, &fields);
            }
            Ok(false) => return,
            Err(error) => {
                faults.add(line, 1, format!("not readable as CSV: {error}"));
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u64, Vec<Vec<u8>>)> {
        let (mut source, _) = Source::open(bytes).expect("has a header");
        let mut block = Block::default();
        let mut rows = Vec::new();
        while source.next(&mut block).expect("readable") {
            records(
                &block.bytes,
                block.first_line,
                &mut Faults::default(),
                |line, fields| {
                    rows.push((line, fields.iter().map(|field| field.to_vec()).collect()));
                },
            );
        }
        rows
    }

    #[test]
    fn quotes_blank_lines_and_carriage_returns() {
        let got = rows(b"\xEF\xBB\xBFa,b\r\n1,2\r\n\r\n\"x, \"\"y\"\"\nz\",3\n4,5");
        let want: Vec<(u64, Vec<Vec<u8>>)> = vec![
            (2, vec![b"1".into(), b"2".into()]),
            (4, vec![b"x, \"y\"\nz".into(), b"3".into()]),
            (6, vec![b"4".into(), b"5".into()]),
        ];
        assert_eq!(got, want);
    }

    #[test]
    fn an_empty_file_is_a_fault_with_a_place() {
        let error = Source::open(&b""[..]).err().expect("refused");
        assert!(
            error.to_string().starts_with("line 1, column 1: "),
            "{error}"
        );
    }

    proptest! {
        #[test]
        fn fast_and_careful_reading_agree(text in "([a-c]{0,3},?){0,6}(\n([a-c]{1,3},?){1,6}){0,6}") {
            let mut fast = Vec::new();
            records(text.as_bytes(), 1, &mut Faults::default(), |line, fields| {
                fast.push((line, fields.iter().map(|field| field.to_vec()).collect::<Vec<_>>()));
            });
            let mut careful = Vec::new();
            quoted_records(text.as_bytes(), 1, &mut Faults::default(), |line, fields| {
                careful.push((line, fields.iter().map(|field| field.to_vec()).collect::<Vec<_>>()));
            });
            prop_assert_eq!(fast, careful);
        }
    }
}
