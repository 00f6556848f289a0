//! Tables (CSV): Scottish ones, tables of names, tables of ranks.

use std::collections::BTreeMap;

use super::Faults;
use super::csv::{Cell, Row, Rows};
use super::reading::{Best, Marks, Reading};
use crate::blt::Fault;
use crate::contest::{Candidate, Contest, MAX_CANDIDATES, MAX_SEATS};

/// Headings of columns that say how many papers a row stands for.
const WEIGHTS: [&str; 5] = ["count", "papers", "weight", "ballots", "number"];
/// Headings, without space and signs, of columns beside the votes in tables of ranks.
const BESIDE: [&str; 15] = [
    "id",
    "ballotid",
    "ballot",
    "voter",
    "voterid",
    "paper",
    "papernumber",
    "paperno",
    "precinct",
    "batch",
    "batchno",
    "castvoterecord",
    "cvrnumber",
    "cvrid",
    "timestamp",
];

/// Whether a heading names a rank: `rank1`, `Choice 2`, `3rd choice`, `Rank 4`, `1st`.
pub(super) fn is_rank_column(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let ordinal = heading.trim_start_matches(|c: char| c.is_ascii_digit());
    if ordinal.len() < heading.len() && ["st", "nd", "rd", "th"].contains(&ordinal) {
        return true;
    }
    let word = ["rank", "choice", "preference", "pref"]
        .iter()
        .any(|w| heading.contains(w));
    word && heading.chars().any(|c| c.is_ascii_digit())
}

/// All rows but comments.
fn rows(text: &str, faults: &mut Faults) -> std::vec::IntoIter<Row> {
    let mut rows = Rows::all(text, faults);
    rows.retain(|row| !row[0].text.starts_with('#'));
    rows.into_iter()
}

fn is_weight(heading: &Cell) -> bool {
    WEIGHTS.contains(&heading.text.to_lowercase().as_str())
}

/// The papers that a cell says; a cell that is not there is a fault of the row.
fn papers(cell: Option<&Cell>, row: &Row, faults: &mut Faults) -> Option<u32> {
    let said = cell.unwrap_or(&row[0]);
    let text = cell.map_or("", |cell| cell.text.as_str());
    let papers = text.strip_suffix(".0").unwrap_or(text).parse::<u32>();
    let papers = papers.ok().filter(|&n| n > 0);
    if papers.is_none() {
        faults.at(said, format!("{text:?} is no number of papers"));
    }
    papers
}

/// `candidates,seats`, lines of ballots, then the candidates and the title.
pub(super) fn scottish(text: &str) -> Result<Contest, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut contest = Contest::default();
    let mut rows = rows(text, &mut faults);
    let Some(head) = rows.next() else {
        return faults.finish(contest);
    };
    let number = |i: usize| head.get(i).and_then(|c| c.text.parse::<u32>().ok());
    match (number(0).and_then(|n| usize::try_from(n).ok()), number(1)) {
        (Some(n @ 1..=MAX_CANDIDATES), Some(seats @ 1..=MAX_SEATS)) => {
            contest.candidates = vec![Candidate::default(); n];
            contest.seats = seats;
        }
        _ => faults.at(
            &head[0],
            "the file must begin with the numbers of candidates and seats",
        ),
    }
    for row in rows {
        let first = &row[0];
        if let Some(number) = first.text.strip_prefix("Candidate ") {
            let at = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            match at.and_then(|at| contest.candidates.get_mut(at)) {
                Some(candidate) => {
                    candidate.name = row.get(1).map(|c| c.text.clone()).unwrap_or_default();
                }
                None => faults.at(first, format!("there is no candidate {number:?}")),
            }
        } else if first.text.parse::<f64>().is_ok() {
            ballot(&mut contest, &mut faults, &row);
        } else {
            contest.title.clone_from(&first.text);
        }
    }
    faults.finish(contest)
}

fn ballot(contest: &mut Contest, faults: &mut Faults, row: &Row) {
    let Some(papers) = papers(row.first(), row, faults) else {
        return;
    };
    let mut ranking = Vec::new();
    for cell in row[1..].iter().filter(|cell| !cell.text.is_empty()) {
        let known = |n: &u8| *n > 0 && usize::from(*n) <= contest.candidates.len();
        match cell.text.parse::<u8>().ok().filter(known) {
            Some(number) => ranking.push(number),
            None => return faults.at(cell, format!("there is no candidate {:?}", cell.text)),
        }
    }
    if let Err(fault) = contest.ballots.push(papers, &ranking) {
        faults.at(&row[0], fault.to_string());
    }
}

/// Candidates who become known by their names in the cells.
#[derive(Default)]
struct Names {
    numbers: BTreeMap<String, u8>,
    candidates: Vec<Candidate>,
}

impl Names {
    /// The number of a name; nothing when there are too many.
    fn number(&mut self, name: &str) -> Option<u8> {
        if let Some(&number) = self.numbers.get(name) {
            return Some(number);
        }
        let number = u8::try_from(self.candidates.len() + 1).ok()?;
        self.candidates.push(Candidate::new(name));
        self.numbers.insert(name.to_owned(), number);
        Some(number)
    }
}

/// A heading with columns of ranks; cells are names.
pub(super) fn rankings(text: &str, reading: &Reading) -> Result<Contest, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut contest = Contest {
        seats: 1,
        ..Contest::default()
    };
    let mut rows = rows(text, &mut faults);
    let head = rows.next().unwrap_or_default();
    let ranks: Vec<usize> = (0..head.len())
        .filter(|&i| is_rank_column(&head[i].text))
        .collect();
    let weight = head.iter().position(is_weight);
    let mut names = Names::default();
    for row in rows {
        let papers = match weight {
            None => Some(1),
            Some(i) => papers(row.get(i), &row, &mut faults),
        };
        let Some(papers) = papers else { continue };
        let mut marks = Marks::default();
        for (rank, &column) in (1..).zip(&ranks) {
            let Some(cell) = row.get(column) else {
                continue;
            };
            if !mark(cell, rank, &mut names, &mut marks) {
                faults.at(
                    cell,
                    format!("there are more than {MAX_CANDIDATES} candidates"),
                );
                return faults.finish(contest);
            }
        }
        let places = marks.settle(reading, true);
        if let Err(fault) = contest.ballots.push_places(papers, &places) {
            faults.at(&row[0], fault.to_string());
        }
    }
    contest.candidates = names.candidates;
    faults.finish(contest)
}

/// Marks the candidates whom a cell names, several if there are bars between them; false if there are too many.
fn mark(cell: &Cell, rank: u32, names: &mut Names, marks: &mut Marks) -> bool {
    match cell.text.to_lowercase().as_str() {
        "" | "skipped" | "undervote" | "blank" => return true,
        "overvote" => {
            marks.overvote(rank);
            return true;
        }
        _ => {}
    }
    cell.text
        .split('|')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .all(|name| {
            let number = names.number(name);
            if let Some(number) = number {
                marks.mark(rank, number);
            }
            number.is_some()
        })
}

/// What a column of a table of ranks holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Candidate(u8),
    Weight,
    Beside,
}

/// A heading with the candidates; cells are ranks.
pub(super) fn ranks(text: &str, reading: &Reading) -> Result<Contest, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut contest = Contest {
        seats: 1,
        ..Contest::default()
    };
    let mut rows = rows(text, &mut faults);
    let head = rows.next().unwrap_or_default();
    let mut columns = Vec::new();
    for heading in &head {
        let plain: String = heading
            .text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        columns.push(if is_weight(heading) {
            Column::Weight
        } else if heading.text.is_empty() || BESIDE.contains(&plain.to_lowercase().as_str()) {
            Column::Beside
        } else {
            contest.candidates.push(Candidate::new(&heading.text));
            let number = u8::try_from(contest.candidates.len());
            number.map_or(Column::Beside, Column::Candidate)
        });
    }
    if contest.candidates.len() > MAX_CANDIDATES {
        faults.at(
            &head[0],
            format!("there are more than {MAX_CANDIDATES} candidates"),
        );
        return faults.finish(contest);
    }
    let mut lines: Vec<Line> = Vec::new();
    for row in rows {
        if let Some(line) = Line::read(row, head.len(), &columns, &mut faults) {
            lines.push(line);
        }
    }
    let best = reading.best.unwrap_or(Best::Lowest);
    if reading.best.is_none() && look_reversed(&lines) {
        faults.at(&head[0], REVERSED);
    }
    let highest = lines.iter().flat_map(|l| &l.ranks).map(|r| r.0).max();
    for line in lines {
        let mut marks = Marks::default();
        for (rank, number) in line.ranks {
            let rank = match best {
                Best::Lowest => rank,
                Best::Highest => highest.unwrap_or(rank) - rank + 1,
            };
            marks.mark(rank, number);
        }
        let places = marks.settle(reading, false);
        if let Err(fault) = contest.ballots.push_places(line.papers, &places) {
            faults.at(&line.cell, fault.to_string());
        }
    }
    faults.finish(contest)
}

/// What to say of a table whose best numbers seem to be its highest.
const REVERSED: &str = "on most lines several candidates have the lowest number and one the highest, as if the highest were the best; \
    say which it is (--best highest or --best lowest)";

/// A line of a table of ranks.
struct Line {
    papers: u32,
    /// Ranks, each with a candidate's number.
    ranks: Vec<(u32, u8)>,
    /// Where the line begins.
    cell: Cell,
}

impl Line {
    /// Nothing if it has faults, which are noted.
    fn read(row: Vec<Cell>, width: usize, columns: &[Column], faults: &mut Faults) -> Option<Self> {
        let before = faults.0.len();
        let beyond = &row[width.min(row.len())..];
        if let Some(cell) = beyond.iter().find(|c| !c.text.is_empty()) {
            faults.at(cell, "more cells than candidates");
        }
        let weight = columns.iter().position(|&column| column == Column::Weight);
        let papers = weight.map_or(Some(1), |i| papers(row.get(i), &row, faults));
        let mut ranks = Vec::new();
        for (cell, column) in row.iter().zip(columns) {
            let Column::Candidate(number) = *column else {
                continue;
            };
            match rank(&cell.text) {
                Ok(Some(rank)) => ranks.push((rank, number)),
                Ok(None) => {}
                Err(()) => faults.at(cell, format!("{:?} is no rank", cell.text)),
            }
        }
        let papers = papers.filter(|_| faults.0.len() == before)?;
        let cell = row.into_iter().next()?;
        Some(Self {
            papers,
            ranks,
            cell,
        })
    }
}

/// Whether on most lines several candidates share the lowest number and one alone has the highest: voters who rank a few
/// leave the others together at the bottom.
fn look_reversed(lines: &[Line]) -> bool {
    let reversed = |line: &&Line| {
        let numbers = || line.ranks.iter().map(|r| r.0);
        let (lowest, highest) = (numbers().min(), numbers().max());
        let of = |bound: Option<u32>| numbers().filter(|&n| Some(n) == bound).count();
        lowest < highest && of(lowest) > 1 && of(highest) == 1
    };
    lines.len() > 2 && lines.iter().filter(reversed).count() * 2 > lines.len()
}

/// A rank as a cell says it; a cross or a tick is a first rank, as in votes by X.
fn rank(text: &str) -> Result<Option<u32>, ()> {
    match text {
        "" | "-" => Ok(None),
        "x" | "X" | "✓" | "✔" | "✗" => Ok(Some(1)),
        text => match text.parse() {
            Ok(rank @ 1..) => Ok(Some(rank)),
            _ => Err(()),
        },
    }
}
