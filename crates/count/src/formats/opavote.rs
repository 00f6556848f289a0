//! Ballots in JSON, with the names of fields that `OpaVote`'s JSON reports have (versions 1.0 and 1.1: `title`, `n_seats`,
//! `candidates`, `withdrawn`, candidates numbered from 0) and a list `ballots` beside them:
//!
//! ```json
//! { "title": "Board", "n_seats": 2, "candidates": ["Ann", "Ben", "Cy"], "withdrawn": [],
//!   "ballots": [ { "count": 12, "ranking": [0, 2] }, { "ranking": ["Ben", ["Ann", "Cy"]] }, [2, 1] ] }
//! ```
//!
//! A ballot is a ranking, or an object with it and how many papers bear it. An entry of a ranking is a candidate's
//! number, counted from 0, or name; a list ranks several equal; `null` is a rank left out. `OpaVote`'s own reports hold
//! the rounds of a count but no ballots; such a file is refused with what to do.

use serde::Deserialize;
use serde_json::Value;

use super::Faults;
use super::json::{self, Path};
use super::reading::{Marks, Reading};
use crate::blt::Fault;
use crate::contest::{Candidate, Contest, MAX_CANDIDATES, MAX_SEATS};

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    title: String,
    #[serde(alias = "seats", alias = "num_seats", alias = "n_winners")]
    n_seats: Option<u32>,
    #[serde(default)]
    candidates: Vec<Named>,
    #[serde(default)]
    withdrawn: Vec<Value>,
    ballots: Option<Vec<Value>>,
    rounds: Option<serde::de::IgnoredAny>,
}

/// A candidate: the name alone, or an object with it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    Name(String),
    Object { name: String },
}

pub(super) fn read(text: &str, reading: &Reading) -> Result<Contest, Vec<Fault>> {
    let file: File = json::parse(text)?;
    let mut faults = Faults::default();
    let Some(ballots) = &file.ballots else {
        let what = if file.rounds.is_some() {
            "this is the report of a count, which holds no ballots; export the ballots from OpaVote as BLT"
        } else {
            "there is no list of ballots"
        };
        faults.within(&Path::root("ballots"), what);
        return Err(faults.0);
    };
    let seats = file.n_seats.unwrap_or(1);
    if !(1..=MAX_SEATS).contains(&seats) {
        let what = format!("a contest fills 1 to {MAX_SEATS} seats, not {seats}");
        faults.within(&Path::root("n_seats"), what);
    }
    if file.candidates.len() > MAX_CANDIDATES {
        let what = format!("there are more than {MAX_CANDIDATES} candidates");
        faults.within(&Path::root("candidates"), what);
        return Err(faults.0);
    }
    let candidates = file
        .candidates
        .into_iter()
        .map(|candidate| match candidate {
            Named::Name(name) | Named::Object { name } => Candidate::new(name),
        });
    let mut reader = Reader {
        contest: Contest {
            title: file.title,
            seats,
            candidates: candidates.collect(),
            ..Contest::default()
        },
        faults,
    };
    let root = Path::root("withdrawn");
    for (index, value) in file.withdrawn.iter().enumerate() {
        if let Some(number) = reader.number(value, &root.at(index)) {
            reader.contest.candidates[usize::from(number) - 1].withdrawn = true;
        }
    }
    let root = Path::root("ballots");
    for (index, ballot) in ballots.iter().enumerate() {
        reader.ballot(ballot, &root.at(index), reading);
    }
    reader.faults.finish(reader.contest)
}

struct Reader {
    contest: Contest,
    faults: Faults,
}

impl Reader {
    /// The candidate, by number from 0 or by name.
    fn number(&mut self, value: &Value, path: &Path<'_>) -> Option<u8> {
        let candidates = &self.contest.candidates;
        let at = match value {
            Value::Number(number) => number.as_u64().and_then(|n| usize::try_from(n).ok()),
            Value::String(name) => candidates.iter().position(|c| c.name == *name),
            _ => None,
        };
        let number = at
            .filter(|&at| at < candidates.len())
            .and_then(|at| u8::try_from(at + 1).ok());
        if number.is_none() {
            let what = format!("there is no candidate {value}; write a name, or a number from 0");
            self.faults.within(path, what);
        }
        number
    }

    fn ballot(&mut self, ballot: &Value, path: &Path<'_>, reading: &Reading) {
        let before = self.faults.0.len();
        let mut papers = Some(1);
        let mut inner = path.key("ranking");
        let ranking = match ballot {
            Value::Array(ranking) => {
                inner = *path;
                Some(ranking)
            }
            Value::Object(fields) => {
                let field = |names: &[&'static str]| {
                    names
                        .iter()
                        .find_map(|&name| Some((name, fields.get(name)?)))
                };
                if let Some((key, count)) = field(&["count", "weight", "papers", "n"]) {
                    papers = count
                        .as_u64()
                        .and_then(|n| u32::try_from(n).ok())
                        .filter(|&n| n > 0);
                    if papers.is_none() {
                        let what = format!("{count} is no number of papers");
                        self.faults.within(&path.key(key), what);
                    }
                }
                let found = field(&["ranking", "ranks", "ballot", "preferences"]);
                found.and_then(|(key, ranking)| {
                    inner = path.key(key);
                    ranking.as_array()
                })
            }
            _ => None,
        };
        let Some(ranking) = ranking else {
            return self.faults.within(&inner, "write a list of candidates");
        };
        let mut marks = Marks::default();
        for (index, (rank, entry)) in (1..).zip(ranking).enumerate() {
            let path = inner.at(index);
            match entry {
                Value::Null => {}
                Value::Array(equal) => {
                    for (index, one) in equal.iter().enumerate() {
                        let number = self.number(one, &path.at(index));
                        if let Some(number) = number {
                            marks.mark(rank, number);
                        }
                    }
                }
                one => {
                    let number = self.number(one, &path);
                    if let Some(number) = number {
                        marks.mark(rank, number);
                    }
                }
            }
        }
        let Some(papers) = papers.filter(|_| self.faults.0.len() == before) else {
            return;
        };
        let places = marks.settle(reading, true);
        if let Err(fault) = self.contest.ballots.push_places(papers, &places) {
            self.faults.within(path, fault);
        }
    }
}
