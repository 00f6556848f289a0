//! Formal preferences of the Australian Electoral Commission: Senate papers, groups above the line, candidates below.
//!
//! Files of 2016 have one column `Preferences`, whose cells lie in the order of the ballot paper; which paper that is
//! [`Reading::paper`] says. Files since 2019 have a column a group (`A:Party`), then one a candidate
//! (`A:SURNAME Given`). A tick or a cross (`*`, `/`) is a 1.
//!
//! How a paper is read (Commonwealth Electoral Act 1918, sections 239, 268A, 269 and 272, as since 2016): below the line
//! it needs the numbers 1 to 6 (or all, if the paper has fewer candidates), each once; above the line the number 1 once.
//! Numbers go on as long as each stands once; a number that is missing, or stands twice, ends the ranking. A paper that
//! is formal below the line is read there, otherwise above it; a group stands for its candidates in their order.

use std::collections::BTreeMap;

use super::Faults;
use super::csv::{Cell, Row, Rows};
use super::reading::{PaperColumn, Reading};
use crate::blt::Fault;
use crate::contest::{Candidate, Contest, MAX_CANDIDATES};

/// Fewest consecutive numbers of a formal paper below the line.
const BELOW: usize = 6;
/// What stands before the columns of preferences since 2019.
const LAST_BESIDE: &str = "paperno";

/// Whether a heading is that of formal preferences.
pub(super) fn is_heading(cells: &[&str]) -> bool {
    let is = |wanted: &str| cells.iter().any(|cell| plain(cell) == wanted);
    is("votecollectionpointnm") && is("preferences")
        || is("votecollectionpointname") && is(LAST_BESIDE)
}

fn plain(heading: &str) -> String {
    let letters = heading.chars().filter(|c| c.is_alphanumeric());
    letters.collect::<String>().to_lowercase()
}

/// The ballot paper.
#[derive(Default)]
struct Paper {
    /// Candidates' numbers of each group that has a box above the line.
    groups: Vec<Vec<u8>>,
    candidates: Vec<Candidate>,
}

pub(super) fn read(text: &str, reading: &Reading) -> Result<Contest, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut rows = Rows::of(text);
    let head = rows.next().unwrap_or_default();
    let preferences = head
        .iter()
        .position(|cell| plain(&cell.text) == "preferences");
    let first = match preferences {
        Some(at) => at,
        None => head
            .iter()
            .position(|cell| plain(&cell.text) == LAST_BESIDE)
            .map_or(0, |at| at + 1),
    };
    let paper = if preferences.is_some() || !reading.paper.is_empty() {
        Paper::told(&reading.paper)
    } else {
        Paper::of_heading(&head[first.min(head.len())..])
    };
    let Some(paper) = paper else {
        faults.at(
            &head[first.min(head.len() - 1)],
            "the file does not name the ballot paper's groups and candidates (at most 255); give them in their order",
        );
        return Err(faults.0);
    };
    let mut contest = Contest {
        seats: 1,
        ..Contest::default()
    };
    let width = paper.groups.len() + paper.candidates.len();
    // A paper's ranking and how many bear it, in the order in which rankings first come.
    let mut at: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let mut found: Vec<(Vec<u8>, u32)> = Vec::new();
    for row in rows.by_ref() {
        if row[0].text.starts_with("---") {
            continue;
        }
        let Some(marks) = marks(&row, first, preferences.is_some(), width, &mut faults) else {
            continue;
        };
        let ranking = paper.ranking(&marks);
        if let Some(&index) = at.get(&ranking) {
            found[index].1 += 1;
        } else {
            at.insert(ranking.clone(), found.len());
            found.push((ranking, 1));
        }
    }
    if let Some((line, column)) = rows.open {
        faults.note(line, column, "the quote is not closed");
    }
    contest.candidates = paper.candidates;
    for (ranking, papers) in found {
        if let Err(fault) = contest.ballots.push(papers, &ranking) {
            faults.note(1, 1, fault.to_string());
        }
    }
    faults.finish(contest)
}

/// The numbers on a paper, 0 where there is none; nothing if the row is faulty.
fn marks(
    row: &Row,
    first: usize,
    together: bool,
    width: usize,
    faults: &mut Faults,
) -> Option<Vec<u32>> {
    let before = faults.0.len();
    let one = row.get(first).map_or("", |cell| cell.text.as_str());
    let texts: Vec<&str> = if together {
        one.split(',').collect()
    } else {
        row.iter()
            .skip(first)
            .map(|cell| cell.text.as_str())
            .collect()
    };
    let cell = |index: usize| -> &Cell {
        let index = if together { first } else { first + index };
        row.get(index).unwrap_or(&row[0])
    };
    // Rows may be cut after the last mark, but no mark stands beyond the paper.
    if let Some(beyond) = texts
        .iter()
        .skip(width)
        .position(|text| !text.trim().is_empty())
    {
        let what = format!("a mark beyond the paper, which has {width} squares");
        faults.at(cell(width + beyond), what);
    }
    let marks = texts
        .iter()
        .take(width)
        .enumerate()
        .map(|(index, text)| match text.trim() {
            "" => 0,
            "*" | "/" => 1,
            text => text.parse().unwrap_or_else(|_| {
                faults.at(cell(index), format!("{text:?} is no preference"));
                0
            }),
        });
    let marks: Vec<u32> = marks.collect();
    (faults.0.len() == before).then_some(marks)
}

impl Paper {
    /// The paper that the caller gives; nothing without it.
    fn told(columns: &[PaperColumn]) -> Option<Self> {
        let mut paper = Self::default();
        let mut letters: Vec<&str> = Vec::new();
        for column in columns {
            paper.add(&column.group, &column.name, &mut letters)?;
        }
        (!columns.is_empty()).then_some(paper)
    }

    /// The paper that the heading names: groups first, and when the first group's letter comes again, candidates.
    fn of_heading(head: &[Cell]) -> Option<Self> {
        let mut columns = Vec::new();
        for cell in head.iter().filter(|cell| !cell.text.is_empty()) {
            columns.push(cell.text.split_once(':')?);
        }
        let (letter, _) = columns.first()?;
        let again = columns
            .iter()
            .skip(1)
            .position(|(group, _)| group == letter || *group == "UG");
        let groups = if *letter == "UG" { 0 } else { again? + 1 };
        let mut letters: Vec<&str> = columns[..groups].iter().map(|(group, _)| *group).collect();
        let mut paper = Self {
            groups: vec![Vec::new(); groups],
            ..Self::default()
        };
        for (group, name) in &columns[groups..] {
            paper.add(group, name, &mut letters)?;
        }
        Some(paper)
    }

    fn add<'a>(&mut self, group: &'a str, name: &str, letters: &mut Vec<&'a str>) -> Option<()> {
        if self.candidates.len() == MAX_CANDIDATES {
            return None;
        }
        self.candidates.push(Candidate::new(name.trim()));
        let number = u8::try_from(self.candidates.len()).ok()?;
        if group != "UG" {
            let at = letters
                .iter()
                .position(|letter| *letter == group)
                .unwrap_or_else(|| {
                    letters.push(group);
                    self.groups.push(Vec::new());
                    letters.len() - 1
                });
            self.groups[at].push(number);
        }
        Some(())
    }

    /// The ranking of candidates that the marks make.
    fn ranking(&self, marks: &[u32]) -> Vec<u8> {
        let (above, below) = marks.split_at(self.groups.len().min(marks.len()));
        let order = in_order(below);
        if order.len() >= BELOW.min(self.candidates.len()) && !order.is_empty() {
            let number = |at: usize| u8::try_from(at + 1).unwrap_or(u8::MAX);
            return order.into_iter().map(number).collect();
        }
        in_order(above)
            .into_iter()
            .flat_map(|group| self.groups[group].clone())
            .collect()
    }
}

/// The squares numbered 1, 2, 3 and so on, as long as each number stands once.
fn in_order(marks: &[u32]) -> Vec<usize> {
    let mut squares: Vec<Option<usize>> = vec![None; marks.len()];
    let mut twice = vec![false; marks.len()];
    for (square, &mark) in marks.iter().enumerate() {
        let Some(place) = (mark as usize)
            .checked_sub(1)
            .filter(|&place| place < marks.len())
        else {
            continue;
        };
        if squares[place].replace(square).is_some() {
            twice[place] = true;
        }
    }
    let once = squares
        .iter()
        .zip(twice)
        .map_while(|(square, twice)| square.filter(|_| !twice));
    once.collect()
}
