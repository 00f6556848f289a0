//! Tables (CSV): Scottish ones, tables of names, tables of ranks.

use std::collections::BTreeMap;

use super::Faults;
use crate::blt::Fault;
use crate::contest::{Candidate, Contest, MAX_CANDIDATES, MAX_SEATS};

/// The cells of a line; quoted cells may hold commas, and two quotes for one.
pub(super) fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut signs = line.trim_end_matches(['\r', '\n']).chars().peekable();
    while let Some(sign) = signs.next() {
        let Some(cell) = cells.last_mut() else { break };
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            sign => cell.push(sign),
        }
    }
    cells.iter().map(|c| c.trim().to_owned()).collect()
}

/// Whether a heading names a rank: `rank1`, `Choice 2`, `3rd choice`, `Rank 4`.
pub(super) fn is_rank_column(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let word = ["rank", "choice", "preference", "pref"]
        .iter()
        .any(|w| heading.contains(w));
    word && heading.chars().any(|c| c.is_ascii_digit())
}

/// Rows of a table that are not blank, with their lines.
fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<String>)> {
    (1..)
        .zip(text.lines())
        .filter(|(_, row)| !row.trim().is_empty())
        .map(|(line, row)| (line, cells(row)))
}

/// `candidates,seats`, lines of ballots, then the candidates and the title.
pub(super) fn scottish(text: &str) -> Result<Contest, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut contest = Contest::default();
    let mut rows = rows(text);
    let Some((line, head)) = rows.next() else {
        return Ok(contest);
    };
    let number = |i: usize| head.get(i).and_then(|c| c.parse::<u32>().ok()).unwrap_or(0);
    match (usize::try_from(number(0)), number(1)) {
        (Ok(n @ 1..=MAX_CANDIDATES), seats @ 1..=MAX_SEATS) => {
            contest.candidates = vec![Candidate::default(); n];
            contest.seats = seats;
        }
        _ => faults.note(
            line,
            1,
            "the file must begin with the numbers of candidates and seats",
        ),
    }
    for (line, row) in rows {
        let first = row[0].clone();
        if let Some(number) = first.strip_prefix("Candidate ") {
            let at = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            match at.and_then(|at| contest.candidates.get_mut(at)) {
                Some(candidate) => candidate.name = row.get(1).cloned().unwrap_or_default(),
                None => faults.note(line, 1, format!("there is no candidate {number:?}")),
            }
        } else if first.parse::<f64>().is_ok() {
            ballot(&mut contest, &mut faults, line, &row);
        } else {
            contest.title = first;
        }
    }
    faults.finish(contest)
}

fn ballot(contest: &mut Contest, faults: &mut Faults, line: usize, row: &[String]) {
    let papers = row[0].strip_suffix(".0").unwrap_or(&row[0]).parse::<u32>();
    let Some(papers) = papers.ok().filter(|&n| n > 0) else {
        return faults.note(line, 1, format!("{:?} is no number of papers", row[0]));
    };
    let mut ranking = Vec::new();
    for (column, cell) in (2..).zip(&row[1..]).filter(|(_, cell)| !cell.is_empty()) {
        let known = |n: &u8| usize::from(*n) <= contest.candidates.len();
        match cell.parse::<u8>().ok().filter(known) {
            Some(number) => ranking.push(number),
            None => return faults.note(line, column, format!("there is no candidate {cell:?}")),
        }
    }
    if let Err(fault) = contest.ballots.push(papers, &ranking) {
        faults.note(line, 2, fault.to_string());
    }
}

/// A heading with columns of ranks; cells are names.
pub(super) fn rankings(text: &str) -> Result<Contest, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut contest = Contest {
        seats: 1,
        ..Contest::default()
    };
    let mut rows = rows(text);
    let (_, head) = rows.next().unwrap_or_default();
    let ranks: Vec<usize> = (0..head.len())
        .filter(|&i| is_rank_column(&head[i]))
        .collect();
    let weights = ["count", "papers", "weight", "ballots", "number"];
    let weight = head
        .iter()
        .position(|h| weights.contains(&h.to_lowercase().as_str()));
    let mut numbers: BTreeMap<String, u8> = BTreeMap::new();
    for (line, row) in rows {
        let papers = match weight.and_then(|i| row.get(i)) {
            None => Some(1),
            Some(cell) => cell.parse::<u32>().ok().filter(|&n| n > 0),
        };
        let Some(papers) = papers else {
            let column = weight.unwrap_or(0);
            faults.note(
                line,
                column + 1,
                format!("{:?} is no number of papers", row[column]),
            );
            continue;
        };
        let mut places: Vec<Vec<u8>> = Vec::new();
        for &column in &ranks {
            let name = row.get(column).map_or("", String::as_str);
            let skipped = matches!(
                name.to_lowercase().as_str(),
                "" | "skipped" | "undervote" | "overvote" | "blank"
            );
            if skipped {
                places.push(Vec::new());
                continue;
            }
            let number = match numbers.get(name) {
                Some(&number) => number,
                None if numbers.len() == MAX_CANDIDATES => {
                    faults.note(
                        line,
                        column + 1,
                        format!("there are more than {MAX_CANDIDATES} candidates"),
                    );
                    return faults.finish(contest);
                }
                None => {
                    contest.candidates.push(Candidate::new(name));
                    let number = u8::try_from(contest.candidates.len()).unwrap_or(u8::MAX);
                    numbers.insert(name.to_owned(), number);
                    number
                }
            };
            // Of a candidate who stands twice the first place counts.
            let twice = places.iter().any(|place| place.contains(&number));
            places.push(if twice { Vec::new() } else { vec![number] });
        }
        while places.last().is_some_and(Vec::is_empty) {
            places.pop();
        }
        if let Err(fault) = contest.ballots.push_places(papers, &places) {
            faults.note(line, 1, fault.to_string());
        }
    }
    faults.finish(contest)
}

/// A heading with the candidates; cells are ranks.
pub(super) fn ranks(text: &str) -> Result<Contest, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut contest = Contest {
        seats: 1,
        ..Contest::default()
    };
    let mut rows = rows(text);
    let (_, head) = rows.next().unwrap_or_default();
    if head.len() > MAX_CANDIDATES {
        faults.note(
            1,
            1,
            format!("there are more than {MAX_CANDIDATES} candidates"),
        );
        return faults.finish(contest);
    }
    contest.candidates = head.iter().map(Candidate::new).collect();
    for (line, row) in rows {
        let mut by_rank: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
        let mut faulty = row.len() > head.len();
        if faulty {
            faults.note(line, head.len() + 1, "more cells than candidates");
        }
        for (number, cell) in (1_u8..).zip(row.iter().take(head.len())) {
            match cell.as_str() {
                "" | "-" => {}
                cell => {
                    if let Some(rank) = cell.parse::<u32>().ok().filter(|&r| r > 0) {
                        by_rank.entry(rank).or_default().push(number);
                    } else {
                        faults.note(line, usize::from(number), format!("{cell:?} is no rank"));
                        faulty = true;
                    }
                }
            }
        }
        let places: Vec<Vec<u8>> = by_rank.into_values().collect();
        if !faulty && let Err(fault) = contest.ballots.push_places(1, &places) {
            faults.note(line, 1, fault.to_string());
        }
    }
    faults.finish(contest)
}
