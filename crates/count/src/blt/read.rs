//! Reading: one pass over the bytes, line by line.

use std::collections::BTreeMap;

use super::decimals::{Decimals, Read};
use super::fast::Plain;
use super::names;
use super::{Fault, FaultKind, Faults, MAX_INPUT_BYTES};
use crate::contest::{Candidate, Contest, MAX_CANDIDATES, MAX_SEATS, Seen};

/// Reads a BLT file.
///
/// # Errors
/// Every fault of the file, in the order in which they stand there.
pub fn parse(bytes: &[u8]) -> Result<Contest, Vec<Fault>> {
    let mut faults = Faults::default();
    if bytes.len() > MAX_INPUT_BYTES {
        faults.push(1, 1, FaultKind::TooLong(bytes.len()));
        return Err(faults.finish());
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        faults.push(1, 1, FaultKind::Utf16);
        return Err(faults.finish());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = Reader {
        cursor: Cursor {
            bytes,
            pos: 0,
            line: 1,
            line_start: 0,
        },
        contest: Contest::default(),
        candidates: None,
        nicks: BTreeMap::new(),
        decimals: Decimals::default(),
        faults,
    };
    reader.header();
    reader.options();
    reader.ballots();
    let decimals = reader.decimals.settle(&mut reader.contest.ballots);
    match decimals {
        Some(decimals) => reader.contest.weight_decimals = decimals,
        None => reader.fault(reader.cursor.pos, FaultKind::Weights),
    }
    names::read(&mut reader);
    if reader.faults.is_empty() {
        Ok(reader.contest)
    } else {
        Err(reader.faults.finish())
    }
}

/// A place in the bytes that knows its line.
#[derive(Debug)]
pub(super) struct Cursor<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) pos: usize,
    pub(super) line: u32,
    line_start: usize,
}

/// The state of reading a file.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) contest: Contest,
    /// How many candidates, once the header has told it.
    pub(super) candidates: Option<usize>,
    nicks: BTreeMap<&'a [u8], u8>,
    decimals: Decimals,
    pub(super) faults: Faults,
}

impl<'a> Cursor<'a> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.pos).copied()
    }

    /// Skips spaces and tabs.
    #[inline]
    pub(super) fn skip_spaces(&mut self) {
        while let Some(b' ' | b'\t') = self.peek() {
            self.pos += 1;
        }
    }

    /// Whether the line ends here, or only a comment follows.
    pub(super) fn at_line_end(&self) -> bool {
        matches!(self.peek(), None | Some(b'\n' | b'\r' | b'#'))
    }

    /// Skips to the start of the next line.
    pub(super) fn next_line(&mut self) {
        while !matches!(self.peek(), None | Some(b'\n' | b'\r')) {
            self.pos += 1;
        }
        if self.peek() == Some(b'\r') && self.bytes.get(self.pos + 1) == Some(&b'\n') {
            self.pos += 1;
        }
        if self.peek().is_some() {
            self.pos += 1;
            self.line = self.line.saturating_add(1);
            self.line_start = self.pos;
        }
    }

    /// Goes to `pos`, the start of a line, `lines` lines further down.
    pub(super) fn skip_lines(&mut self, pos: usize, lines: u32) {
        if lines > 0 {
            self.pos = pos;
            self.line = self.line.saturating_add(lines);
            self.line_start = pos;
        }
    }

    /// Skips blank lines and comments; stands then on text, or at the end of the file.
    pub(super) fn skip_blank(&mut self) {
        loop {
            self.skip_spaces();
            if self.peek().is_none() || !self.at_line_end() {
                return;
            }
            self.next_line();
        }
    }

    /// The bytes up to a space, the end of the line, or a byte of `stops`; at least one byte.
    pub(super) fn word(&mut self, stops: &[u8]) -> &'a [u8] {
        let start = self.pos;
        while let Some(byte) = self.peek() {
            let ends = matches!(byte, b' ' | b'\t' | b'\n' | b'\r') || stops.contains(&byte);
            if ends && self.pos > start {
                break;
            }
            self.pos += 1;
            if ends {
                break;
            }
        }
        &self.bytes[start..self.pos]
    }

    /// The column of byte `pos` of this line, in characters from 1; far into a long line, bytes
    /// are counted for characters, so that a hostile file cannot make this slow.
    fn column(&self, pos: usize) -> u32 {
        let before = self.bytes.get(self.line_start..pos).unwrap_or_default();
        let (near, far) = before.split_at(before.len().min(LONG_LINE));
        let characters = near.iter().filter(|&&b| b & 0xc0 != 0x80).count() + far.len();
        u32::try_from(characters + 1).unwrap_or(u32::MAX)
    }
}

/// Where a line is long, in bytes.
const LONG_LINE: usize = 4_096;

impl<'a> Reader<'a> {
    /// Notes a fault at byte `pos` of the current line.
    pub(super) fn fault(&mut self, pos: usize, kind: FaultKind) {
        self.faults
            .push(self.cursor.line, self.cursor.column(pos), kind);
    }

    /// `candidates seats`.
    fn header(&mut self) {
        self.cursor.skip_blank();
        let start = self.cursor.pos;
        let mut numbers = [None; 2];
        for number in &mut numbers {
            self.cursor.skip_spaces();
            if !self.cursor.at_line_end() {
                *number = whole(self.cursor.word(b"#"));
            }
        }
        let [Some(candidates), Some(seats)] = numbers else {
            self.fault(start, FaultKind::Header);
            self.cursor.next_line();
            return;
        };
        match usize::try_from(candidates) {
            Ok(n @ 1..=MAX_CANDIDATES) => self.candidates = Some(n),
            _ => self.fault(start, FaultKind::CandidateCount(candidates)),
        }
        match u32::try_from(seats) {
            Ok(n @ 1..=MAX_SEATS) => self.contest.seats = n,
            _ => self.fault(start, FaultKind::SeatCount(seats)),
        }
        let names = self.candidates.unwrap_or(0);
        self.contest.candidates = vec![Candidate::default(); names];
        self.line_must_end();
    }

    /// Faults whatever still stands on the line, then goes to the next.
    pub(super) fn line_must_end(&mut self) {
        self.cursor.skip_spaces();
        if !self.cursor.at_line_end() {
            let start = self.cursor.pos;
            let word = text(self.cursor.word(b""));
            self.fault(start, FaultKind::Unexpected(word));
        }
        self.cursor.next_line();
    }

    /// Withdrawals and bracketed options.
    fn options(&mut self) {
        loop {
            self.cursor.skip_blank();
            match self.cursor.peek() {
                Some(b'-') => self.withdrawals(),
                Some(b'[') => self.option(),
                _ => return,
            }
        }
    }

    /// `-2 -5`.
    fn withdrawals(&mut self) {
        loop {
            self.cursor.skip_spaces();
            if self.cursor.at_line_end() {
                return self.cursor.next_line();
            }
            let start = self.cursor.pos;
            let word = self.cursor.word(b"#");
            match word.strip_prefix(b"-") {
                Some(number) => self.withdraw(start, number),
                None => self.fault(start, FaultKind::Unexpected(text(word))),
            }
        }
    }

    fn withdraw(&mut self, start: usize, word: &[u8]) {
        match self.candidate(word) {
            Some(number) => {
                if let Some(c) = self.contest.candidates.get_mut(usize::from(number) - 1) {
                    c.withdrawn = true;
                }
            }
            None => self.no_candidate(start, word),
        }
    }

    /// `[nick a b c]`, `[tie 2 1 3]`, `[withdrawn 2]`; droop's own options are passed over.
    fn option(&mut self) {
        let start = self.cursor.pos;
        self.cursor.pos += 1;
        let mut words = Vec::new();
        loop {
            self.cursor.skip_spaces();
            match self.cursor.peek() {
                Some(b']') => {
                    self.cursor.pos += 1;
                    break;
                }
                None | Some(b'\n' | b'\r') => {
                    self.fault(start, FaultKind::OpenBracket);
                    break;
                }
                Some(_) => words.push((self.cursor.pos, self.cursor.word(b"]"))),
            }
        }
        let entries = words.get(1..).unwrap_or_default();
        match words.first().map_or(&b""[..], |w| w.1) {
            b"nick" | b"nicknames" => self.nicknames(start, entries),
            b"tie" => self.tie_order(entries),
            b"withdrawn" => entries
                .iter()
                .for_each(|&(at, word)| self.withdraw(at, word)),
            b"droop" => {}
            other => self.fault(start, FaultKind::UnknownOption(text(other))),
        }
        self.line_must_end();
    }

    fn nicknames(&mut self, start: usize, entries: &[(usize, &'a [u8])]) {
        if let Some(candidates) = self.candidates
            && entries.len() != candidates
        {
            self.fault(
                start,
                FaultKind::NickCount {
                    given: entries.len(),
                    candidates,
                },
            );
        }
        for (&(at, word), number) in entries.iter().zip(1..=u8::MAX) {
            if self.nicks.insert(word, number).is_some() {
                self.fault(at, FaultKind::NickTwice(text(word)));
            }
        }
    }

    fn tie_order(&mut self, entries: &[(usize, &'a [u8])]) {
        let mut seen = Seen::default();
        for &(at, word) in entries {
            match self.candidate(word) {
                None => self.no_candidate(at, word),
                Some(number) if !seen.insert(number) => self.fault(at, FaultKind::Twice(number)),
                Some(number) => self.contest.tie_order.push(number),
            }
        }
    }

    /// The candidate whom a word means, by nickname or number.
    fn candidate(&self, word: &[u8]) -> Option<u8> {
        if let Some(&number) = self.nicks.get(word) {
            return Some(number);
        }
        let number = u8::try_from(whole(word)?).ok()?;
        let known = self.candidates.unwrap_or(MAX_CANDIDATES);
        (1..=known).contains(&usize::from(number)).then_some(number)
    }

    fn no_candidate(&mut self, start: usize, word: &[u8]) {
        let known = self.candidates.unwrap_or(MAX_CANDIDATES);
        self.fault(start, FaultKind::NoCandidate(text(word), known));
    }

    /// Ballots, one a line, up to the line with 0 alone.
    fn ballots(&mut self) {
        loop {
            self.plain_ballots();
            self.cursor.skip_blank();
            let start = self.cursor.pos;
            let papers = match self.cursor.peek() {
                None => return self.fault(start, FaultKind::NoEndOfBallots),
                Some(b'"') => {
                    // Names begin although no 0 ended the ballots.
                    return self.fault(start, FaultKind::NoEndOfBallots);
                }
                Some(b'(') => self.identifier(),
                Some(_) => match self.weight() {
                    Weight::End => return,
                    Weight::Papers(papers) => Some(papers),
                    Weight::Faulty => None,
                },
            };
            self.ranking(papers);
        }
    }

    /// Lines without anything unusual.
    fn plain_ballots(&mut self) {
        let Some(candidates) = self.candidates.and_then(|n| u32::try_from(n).ok()) else {
            return;
        };
        let (bytes, pos) = (self.cursor.bytes, self.cursor.pos);
        let (pos, lines) = Plain { candidates }.read(bytes, pos, &mut self.contest.ballots);
        self.cursor.skip_lines(pos, lines);
    }

    /// `(identifier)`: one paper.
    fn identifier(&mut self) -> Option<u32> {
        let start = self.cursor.pos;
        loop {
            match self.cursor.peek() {
                None | Some(b'\n' | b'\r') => {
                    self.fault(start, FaultKind::OpenIdentifier);
                    return None;
                }
                Some(b')') => {
                    self.cursor.pos += 1;
                    return Some(1);
                }
                Some(_) => self.cursor.pos += 1,
            }
        }
    }

    /// The number of papers at the start of a ballot.
    fn weight(&mut self) -> Weight {
        let start = self.cursor.pos;
        let word = self.cursor.word(b"#");
        if let Some(papers) = whole(word).and_then(|n| u32::try_from(n).ok()) {
            if papers > 0 {
                return Weight::Papers(papers);
            }
            self.cursor.skip_spaces();
            if self.cursor.peek().is_some_and(|b| b.is_ascii_digit()) {
                self.fault(start, FaultKind::ZeroPapers);
                return Weight::Faulty;
            }
            return Weight::End;
        }
        let decimal = decimal(word);
        match decimal.map(|(front, back)| self.decimals.read(front, back)) {
            Some(Read::Whole(papers)) => return Weight::Papers(papers),
            Some(Read::Fraction) => return Weight::Papers(1),
            Some(Read::Faulty) => self.fault(start, FaultKind::DecimalWeight(text(word))),
            None => self.fault(start, FaultKind::Weight(text(word))),
        }
        Weight::Faulty
    }

    /// A ranking up to its 0. Without `papers` the ballot is faulty already and is only checked.
    fn ranking(&mut self, papers: Option<u32>) {
        let mut state = Place {
            seen: Seen::default(),
            join: false,
            ranked: false,
            faulty: false,
        };
        loop {
            self.cursor.skip_spaces();
            let start = self.cursor.pos;
            match self.cursor.peek() {
                Some(b'1'..=b'9' | b'0') => {
                    if self.number(&mut state) {
                        break;
                    }
                }
                None | Some(b'\n' | b'\r' | b'#') => {
                    self.fault(start, FaultKind::OpenBallot);
                    self.contest.ballots.drop_open();
                    self.decimals.close(&self.contest.ballots, false);
                    return self.cursor.next_line();
                }
                Some(b'=') => {
                    if !state.ranked || state.join {
                        self.fault(start, FaultKind::StrayEqual);
                        state.faulty = true;
                    }
                    state.join = true;
                    self.cursor.pos += 1;
                }
                Some(_) => self.word_in_ranking(&mut state),
            }
        }
        if state.join {
            self.fault(self.cursor.pos, FaultKind::StrayEqual);
            state.faulty = true;
        }
        let stored = match papers {
            Some(papers) if !state.faulty => {
                let stored = self.contest.ballots.close(papers).is_ok();
                if !stored {
                    self.fault(self.cursor.pos, FaultKind::TooManyMarks);
                }
                stored
            }
            _ => {
                self.contest.ballots.drop_open();
                false
            }
        };
        self.decimals.close(&self.contest.ballots, stored);
        self.line_must_end();
    }

    /// A number in a ranking; true if it is the 0 that ends it.
    #[inline]
    fn number(&mut self, state: &mut Place) -> bool {
        let bytes = self.cursor.bytes;
        let start = self.cursor.pos;
        let mut pos = start;
        let mut value = 0_usize;
        while let Some(digit) = bytes
            .get(pos)
            .map(|b| b.wrapping_sub(b'0'))
            .filter(|&d| d < 10)
        {
            value = value.saturating_mul(10).saturating_add(usize::from(digit));
            pos += 1;
        }
        if !matches!(
            bytes.get(pos),
            None | Some(b' ' | b'\n' | b'\r' | b'\t' | b'=' | b'#')
        ) {
            self.word_in_ranking(state);
            return false;
        }
        self.cursor.pos = pos;
        if value == 0 {
            return true;
        }
        match u8::try_from(value) {
            Ok(number) if value <= self.candidates.unwrap_or(MAX_CANDIDATES) => {
                self.mark(state, start, number);
            }
            _ => {
                self.no_candidate(start, &bytes[start..pos]);
                *state = Place {
                    ranked: true,
                    join: false,
                    faulty: true,
                    ..std::mem::take(state)
                };
            }
        }
        false
    }

    /// A nickname, or `-` for a place left empty.
    fn word_in_ranking(&mut self, state: &mut Place) {
        let start = self.cursor.pos;
        let word = self.cursor.word(b"=#");
        if word == b"-" {
            if state.join {
                self.fault(start, FaultKind::StrayEqual);
                state.faulty = true;
            }
            self.contest.ballots.open_marks().extend([0, 0]);
            state.join = false;
            state.ranked = false;
            return;
        }
        if let Some(number) = self.candidate(word) {
            self.mark(state, start, number);
        } else {
            self.no_candidate(start, word);
            state.faulty = true;
            state.join = false;
            state.ranked = true;
        }
    }

    /// Ranks candidate `number` next, or equal with the one before after `=`.
    #[inline]
    fn mark(&mut self, state: &mut Place, start: usize, number: u8) {
        if !state.seen.insert(number) {
            self.fault(start, FaultKind::Twice(number));
            state.faulty = true;
        }
        let marks = self.contest.ballots.open_marks();
        if state.join {
            marks.push(0);
        }
        marks.push(number);
        state.join = false;
        state.ranked = true;
    }
}

/// What the first word of a ballot line says.
enum Weight {
    End,
    Papers(u32),
    Faulty,
}

/// Where the reading of a ranking stands.
#[derive(Default)]
struct Place {
    seen: Seen,
    /// After `=`.
    join: bool,
    /// A candidate stands before, to whom `=` can refer.
    ranked: bool,
    faulty: bool,
}

/// A whole number in digits.
fn whole(word: &[u8]) -> Option<u64> {
    if word.is_empty() || !word.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(word).ok()?.parse().ok()
}

/// The digits before and after the point (or comma) of a number with decimals.
fn decimal(word: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = word.iter().position(|&b| b == b'.' || b == b',')?;
    let (front, back) = (&word[..at], &word[at + 1..]);
    let digits = front.iter().chain(back).all(u8::is_ascii_digit);
    (digits && front.len() + back.len() > 0).then_some((front, back))
}

/// A word of the file as it can be shown: at most 40 characters.
pub(super) fn text(word: &[u8]) -> String {
    let start = &word[..word.len().min(200)];
    let shown: String = String::from_utf8_lossy(start).chars().take(41).collect();
    match shown.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown,
    }
}
