//! `PrefLib` orders (`soc`, `soi`, `toc`, `toi`): a heading, then `papers: first,second,{equal,equal}`.
//!
//! Read in the form of version 2 (2022), whose heading is of comments (`# NUMBER ALTERNATIVES: 4`), and in that of
//! version 1: the number of candidates, a line `number,name` each, a line of totals, then `papers,first,second`.
//! Written in version 2. The format knows no seats and no withdrawals; two comments of our own carry them, which other
//! readers pass over.

use std::fmt::Write as _;

use super::Faults;
use crate::blt::Fault;
use crate::contest::{Candidate, Contest, MAX_CANDIDATES, MAX_SEATS};

const NUMBER: &str = "# NUMBER ALTERNATIVES:";
const NAME: &str = "# ALTERNATIVE NAME ";
const TITLE: &str = "# TITLE:";
const SEATS: &str = "# NUMBER SEATS:";
const WITHDRAWN: &str = "# WITHDRAWN:";

/// Whether the text has the heading that says how many alternatives there are, in either version.
pub(super) fn is_heading(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    if text.lines().any(|line| line.starts_with(NUMBER)) {
        return true;
    }
    let mut lines = text.lines().map(str::trim);
    let alone = |line: &str| line.parse::<u32>().is_ok();
    lines.next().is_some_and(alone) && lines.next().is_some_and(|line| line.starts_with("1,"))
}

pub(super) fn read(text: &str) -> Result<Contest, Vec<Fault>> {
    let mut reader = Reader {
        contest: Contest {
            seats: 1,
            ..Contest::default()
        },
        ..Reader::default()
    };
    if text.lines().any(|line| line.starts_with(NUMBER)) {
        for (line, row) in (1..).zip(text.lines()) {
            reader.line = line;
            if row.trim_start().starts_with('#') {
                reader.heading(row);
            } else if !row.trim().is_empty() {
                reader.order(row, ':');
            }
        }
    } else {
        reader.version_1(text);
    }
    reader.faults.finish(reader.contest)
}

#[derive(Default)]
struct Reader {
    contest: Contest,
    faults: Faults,
    line: usize,
}

impl Reader {
    /// Notes a fault at `part`, which lies within `row`.
    fn fault(&mut self, row: &str, part: &str, what: impl Into<String>) {
        let at = (part.as_ptr() as usize).saturating_sub(row.as_ptr() as usize);
        let column = row.get(..at).map_or(1, |before| before.chars().count() + 1);
        self.faults.note(self.line, column, what);
    }

    fn candidates(&mut self, row: &str, number: &str) {
        if let Ok(n @ 1..=MAX_CANDIDATES) = number.trim().parse() {
            self.contest.candidates = vec![Candidate::default(); n];
        } else {
            let what = format!("{:?} is no number of candidates", number.trim());
            self.fault(row, number, what);
        }
    }

    fn name(&mut self, row: &str, number: &str, name: &str) {
        let at = number
            .trim()
            .parse::<usize>()
            .ok()
            .and_then(|n| n.checked_sub(1));
        match at.and_then(|at| self.contest.candidates.get_mut(at)) {
            Some(candidate) => name.trim().clone_into(&mut candidate.name),
            None => self.fault(row, number, "the name of a candidate who does not exist"),
        }
    }

    /// A comment of version 2; those that say nothing to a count are passed over.
    fn heading(&mut self, row: &str) {
        if let Some(number) = row.strip_prefix(NUMBER) {
            self.candidates(row, number);
        } else if let Some(rest) = row.strip_prefix(NAME) {
            match rest.split_once(':') {
                Some((number, name)) => self.name(row, number, name),
                None => self.fault(row, rest, "write NUMBER: NAME"),
            }
        } else if let Some(title) = row.strip_prefix(TITLE) {
            title.trim().clone_into(&mut self.contest.title);
        } else if let Some(seats) = row.strip_prefix(SEATS) {
            match seats.trim().parse() {
                Ok(n @ 1..=MAX_SEATS) => self.contest.seats = n,
                _ => self.fault(row, seats, "no number of seats"),
            }
        } else if let Some(list) = row.strip_prefix(WITHDRAWN) {
            for word in list.split(',') {
                match self.number(word) {
                    Some(n) => self.contest.candidates[usize::from(n) - 1].withdrawn = true,
                    None => self.no_candidate(row, word),
                }
            }
        }
    }

    /// Version 1: names and orders are told apart by their place.
    fn version_1(&mut self, text: &str) {
        let mut rows = (1..)
            .zip(text.lines())
            .filter(|(_, row)| !row.trim().is_empty());
        let Some((line, row)) = rows.next() else {
            return;
        };
        self.line = line;
        self.candidates(row, row);
        for (line, row) in rows.by_ref().take(self.contest.candidates.len()) {
            self.line = line;
            match row.split_once(',') {
                Some((number, name)) => self.name(row, number, name),
                None => self.fault(row, row, "write NUMBER,NAME"),
            }
        }
        // Voters, the sum of their votes, different orders: what follows says it again.
        rows.next();
        for (line, row) in rows {
            self.line = line;
            self.order(row, ',');
        }
    }

    /// The candidate whom a word means.
    fn number(&self, word: &str) -> Option<u8> {
        let number = word.trim().parse::<u8>().ok()?;
        (1..=self.contest.candidates.len())
            .contains(&usize::from(number))
            .then_some(number)
    }

    fn no_candidate(&mut self, row: &str, word: &str) {
        let part = word.trim_start_matches([' ', '{']);
        let shown = part.trim_end_matches([' ', '}']);
        self.fault(row, part, format!("there is no candidate {shown:?}"));
    }

    /// `papers: ranking`, with the separator of the version.
    fn order(&mut self, row: &str, separator: char) {
        let Some((papers, ranking)) = row.split_once(separator) else {
            return self.fault(row, row, format!("write papers{separator} ranking"));
        };
        let papers = papers.trim().parse::<u32>().ok().filter(|&n| n > 0);
        let Some(papers) = papers else {
            return self.fault(row, row, "the line does not begin with a number of papers");
        };
        let mut places: Vec<Vec<u8>> = Vec::new();
        let mut group: Option<Vec<u8>> = None;
        let before = self.faults.0.len();
        for word in ranking.split(',') {
            let plain = word.trim();
            if plain.starts_with('{') && group.replace(Vec::new()).is_some() {
                self.fault(row, word, "a brace within braces");
            }
            let inner = plain.trim_start_matches('{').trim_end_matches('}').trim();
            match (self.number(inner), &mut group) {
                (Some(number), Some(group)) => group.push(number),
                (Some(number), None) => places.push(vec![number]),
                (None, _) if inner.is_empty() => {}
                (None, _) => self.no_candidate(row, word),
            }
            if plain.ends_with('}') {
                match group.take() {
                    Some(group) => places.push(group),
                    None => self.fault(row, word, "the brace was not opened"),
                }
            }
        }
        if group.is_some() {
            self.fault(row, row, "the brace is not closed");
        }
        places.retain(|place| !place.is_empty());
        if self.faults.0.len() == before
            && let Err(fault) = self.contest.ballots.push_places(papers, &places)
        {
            self.fault(row, ranking, fault.to_string());
        }
    }
}

/// The contest as a `PrefLib` file of version 2. Places left empty leave no trace; weights with decimals stand in their
/// smallest unit.
pub fn write(contest: &Contest) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_to(&mut out, contest);
    out
}

fn write_to(out: &mut String, contest: &Contest) -> std::fmt::Result {
    let plain = |text: &str| text.replace(['\n', '\r'], " ");
    let all = contest.candidates.len();
    let orders = || contest.ballots.iter().filter(|ballot| ballot.papers > 0);
    let ties = orders().any(|b| b.places().iter().any(|place| place.len() > 1));
    let complete = orders().all(|b| b.marks.iter().filter(|&&m| m != 0).count() == all);
    let kind = match (ties, complete) {
        (false, true) => "soc",
        (false, false) => "soi",
        (true, true) => "toc",
        (true, false) => "toi",
    };
    writeln!(
        out,
        "# FILE NAME: contest.{kind}\n{TITLE} {}",
        plain(&contest.title)
    )?;
    writeln!(
        out,
        "# DESCRIPTION: \n# DATA TYPE: {kind}\n# MODIFICATION TYPE: original"
    )?;
    writeln!(
        out,
        "# RELATES TO: \n# RELATED FILES: \n# PUBLICATION DATE: \n# MODIFICATION DATE: "
    )?;
    writeln!(
        out,
        "{NUMBER} {all}\n# NUMBER VOTERS: {}",
        contest.ballots.papers()
    )?;
    writeln!(
        out,
        "# NUMBER UNIQUE ORDERS: {}\n{SEATS} {}",
        orders().count(),
        contest.seats
    )?;
    let gone = (1..).zip(&contest.candidates).filter(|(_, c)| c.withdrawn);
    let gone: Vec<String> = gone.map(|(n, _): (usize, _)| n.to_string()).collect();
    if !gone.is_empty() {
        writeln!(out, "{WITHDRAWN} {}", gone.join(","))?;
    }
    for (number, candidate) in (1..).zip(&contest.candidates) {
        let _: usize = number;
        writeln!(out, "{NAME}{number}: {}", plain(&candidate.name))?;
    }
    for ballot in orders() {
        let places = ballot
            .places()
            .into_iter()
            .filter(|place| !place.is_empty());
        let places: Vec<String> = places
            .map(|place| {
                let numbers: Vec<String> = place.iter().map(u8::to_string).collect();
                match numbers.len() {
                    1 => numbers.concat(),
                    _ => format!("{{{}}}", numbers.join(",")),
                }
            })
            .collect();
        writeln!(out, "{}: {}", ballot.papers, places.join(","))?;
    }
    Ok(())
}
