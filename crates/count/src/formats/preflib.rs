//! `PrefLib` orders: a heading of comments, then `papers: first,second,{equal,equal}`.

use super::Faults;
use crate::blt::Fault;
use crate::contest::{Candidate, Contest, MAX_CANDIDATES};

const NUMBER: &str = "# NUMBER ALTERNATIVES:";
const NAME: &str = "# ALTERNATIVE NAME ";
const TITLE: &str = "# TITLE:";

/// Whether the text has the heading that says how many alternatives there are.
pub(super) fn is_heading(text: &str) -> bool {
    text.lines()
        .any(|line| line.trim_start_matches('\u{feff}').starts_with(NUMBER))
}

pub(super) fn read(text: &str) -> Result<Contest, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut contest = Contest {
        seats: 1,
        ..Contest::default()
    };
    for (line, row) in (1..).zip(text.lines()) {
        let row = row.trim();
        if let Some(number) = row.strip_prefix(NUMBER) {
            match number.trim().parse() {
                Ok(n @ 1..=MAX_CANDIDATES) => contest.candidates = vec![Candidate::default(); n],
                _ => faults.note(
                    line,
                    NUMBER.len() + 1,
                    format!("{:?} is no number of candidates", number.trim()),
                ),
            }
        } else if let Some(rest) = row.strip_prefix(NAME) {
            let named = rest.split_once(':').and_then(|(number, name)| {
                let at = number.trim().parse::<usize>().ok()?.checked_sub(1)?;
                name.trim()
                    .clone_into(&mut contest.candidates.get_mut(at)?.name);
                Some(())
            });
            if named.is_none() {
                faults.note(
                    line,
                    NAME.len() + 1,
                    "the name of a candidate who does not exist",
                );
            }
        } else if let Some(title) = row.strip_prefix(TITLE) {
            title.trim().clone_into(&mut contest.title);
        } else if !row.is_empty() && !row.starts_with('#') {
            order(&mut contest, &mut faults, line, row);
        }
    }
    faults.finish(contest)
}

fn order(contest: &mut Contest, faults: &mut Faults, line: usize, row: &str) {
    let Some((papers, ranking)) = row.split_once(':') else {
        return faults.note(line, 1, "write papers: ranking");
    };
    let papers = papers.trim().parse::<u32>().ok().filter(|&n| n > 0);
    let Some(papers) = papers else {
        return faults.note(line, 1, "the line does not begin with a number of papers");
    };
    let mut places: Vec<Vec<u8>> = Vec::new();
    let mut group: Option<Vec<u8>> = None;
    for word in ranking.split(',') {
        let word = word.trim();
        let opened = word.strip_prefix('{');
        let closes = word.ends_with('}');
        let number = opened.unwrap_or(word).trim_end_matches('}').trim();
        if opened.is_some() {
            group = Some(Vec::new());
        }
        let known = number
            .parse::<u8>()
            .ok()
            .filter(|&n| n > 0 && usize::from(n) <= contest.candidates.len());
        match known {
            Some(number) => match &mut group {
                Some(group) => group.push(number),
                None => places.push(vec![number]),
            },
            None if number.is_empty() => {}
            None => return faults.note(line, 1, format!("there is no candidate {number:?}")),
        }
        if closes {
            places.extend(group.take());
        }
    }
    if group.is_some() {
        return faults.note(line, 1, "the brace is not closed");
    }
    if let Err(fault) = contest.ballots.push_places(papers, &places) {
        faults.note(line, 1, fault.to_string());
    }
}
