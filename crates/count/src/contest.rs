//! What is counted: a title, a number of seats, candidates and papers.
//!
//! Papers are held aggregated (so many papers with this ranking) in three flat arrays, so that a
//! million of them cost a few bytes each and are read in memory order.

use thiserror::Error;

use crate::transcript::Status;

/// Most candidates that a contest may have; a candidate's number is a byte, from 1.
pub const MAX_CANDIDATES: usize = 255;
/// Most seats that a contest may fill.
pub const MAX_SEATS: u32 = 255;
/// Most papers in a contest: with nine decimals their total still fits 64 bits with room to add.
pub const MAX_PAPERS: u64 = 1_000_000_000;
/// Most bytes that all rankings together may take.
pub const MAX_MARKS: usize = u32::MAX as usize;

/// One contest: what a BLT file says, and nothing about how it is to be counted.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Contest {
    /// What the contest is called; may be empty.
    pub title: String,
    /// Seats to fill.
    pub seats: u32,
    /// The candidates in the order of the paper; the first has number 1.
    pub candidates: Vec<Candidate>,
    /// The papers.
    pub ballots: Ballots,
    /// The order in which lots fall, where the file gives one (`[tie 3 1 2]`). The count does not
    /// read it: who runs the count may pass it on as [`crate::Lots::Order`].
    pub tie_order: Vec<u8>,
    /// Decimals of the unit in which papers are counted: 0 where each is one vote; 2 where weights have two decimals,
    /// so that a paper of weight 1.25 stands as 125 and every figure of the count is in hundredths.
    pub weight_decimals: u32,
}

/// A candidate of a contest.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Candidate {
    /// The name as on the paper.
    pub name: String,
    /// Withdrawn before the count: preferences for this candidate are passed over.
    pub withdrawn: bool,
}

impl Candidate {
    /// A candidate who stands.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            withdrawn: false,
        }
    }
}

impl Contest {
    /// The name of candidate `number` (from 1), or `Candidate N` where the name is empty.
    pub fn name_of(&self, number: u8) -> String {
        match number
            .checked_sub(1)
            .and_then(|i| self.candidates.get(usize::from(i)))
        {
            Some(candidate) if !candidate.name.is_empty() => candidate.name.clone(),
            _ => format!("Candidate {number}"),
        }
    }

    /// How each candidate stands before a count.
    pub(crate) fn statuses(&self) -> Vec<Status> {
        let status = |candidate: &Candidate| {
            if candidate.withdrawn {
                Status::Withdrawn
            } else {
                Status::Continuing
            }
        };
        self.candidates.iter().map(status).collect()
    }

    /// How many candidates have not withdrawn.
    pub fn standing(&self) -> usize {
        self.candidates.iter().filter(|c| !c.withdrawn).count()
    }
}

/// Papers, aggregated: each entry is a number of papers that bear one ranking.
///
/// A ranking is a run of marks, most preferred first. A mark is a candidate's number (1 to 255);
/// the byte 0 before a number ranks that candidate equal with the one before, and two bytes 0
/// are a place left empty. [`Ballot::places`] reads them back as groups.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Ballots {
    papers: Vec<u32>,
    ends: Vec<u32>,
    marks: Vec<u8>,
    total: u64,
}

/// Papers that bear one ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot<'a> {
    /// How many papers.
    pub papers: u32,
    /// The marks as stored; see [`Ballots`].
    pub marks: &'a [u8],
}

/// A ranking that cannot be added to [`Ballots`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BallotError {
    /// A candidate's number is 0.
    #[error("a ranking names candidate 0; candidates are numbered from 1")]
    NumberZero,
    /// A candidate stands twice in one ranking.
    #[error("a ranking names candidate {0} twice")]
    Twice(u8),
    /// The rankings together take more than [`MAX_MARKS`] bytes.
    #[error("the rankings together take more than {MAX_MARKS} bytes")]
    TooMany,
}

impl Ballots {
    /// No papers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `papers` papers that rank single candidates, most preferred first (numbers from 1).
    ///
    /// # Errors
    /// If a number is 0 or stands twice, or the store is full. Numbers above the number of
    /// candidates are refused by [`crate::count()`].
    pub fn push(&mut self, papers: u32, ranking: &[u8]) -> Result<(), BallotError> {
        let mut seen = Seen::default();
        for &number in ranking {
            if number == 0 {
                return Err(BallotError::NumberZero);
            }
            if !seen.insert(number) {
                return Err(BallotError::Twice(number));
            }
        }
        self.marks.extend_from_slice(ranking);
        self.close(papers)
    }

    /// Adds `papers` papers with a ranking in places: one candidate, several equal ones, or none.
    ///
    /// # Errors
    /// As [`Ballots::push`].
    pub fn push_places(&mut self, papers: u32, places: &[Vec<u8>]) -> Result<(), BallotError> {
        let mut seen = Seen::default();
        let mut marks = Vec::new();
        for place in places {
            if place.is_empty() {
                marks.extend([0, 0]);
            }
            for (i, &number) in place.iter().enumerate() {
                if number == 0 {
                    return Err(BallotError::NumberZero);
                }
                if !seen.insert(number) {
                    return Err(BallotError::Twice(number));
                }
                if i > 0 {
                    marks.push(0);
                }
                marks.push(number);
            }
        }
        self.marks.extend_from_slice(&marks);
        self.close(papers)
    }

    /// The marks of the ranking that is being read; [`Ballots::close`] ends it.
    pub(crate) fn open_marks(&mut self) -> &mut Vec<u8> {
        &mut self.marks
    }

    /// Drops the marks of a ranking that turned out to be faulty.
    pub(crate) fn drop_open(&mut self) {
        let end = self.ends.last().map_or(0, |&e| e as usize);
        self.marks.truncate(end);
    }

    /// Ends the ranking whose marks were appended since the last one.
    pub(crate) fn close(&mut self, papers: u32) -> Result<(), BallotError> {
        let Ok(end) = u32::try_from(self.marks.len()) else {
            self.drop_open();
            return Err(BallotError::TooMany);
        };
        self.ends.push(end);
        self.papers.push(papers);
        self.total += u64::from(papers);
        Ok(())
    }

    /// Multiplies the papers of every entry by `unit`, but gives the `exceptions` (entry, papers) theirs. False, and
    /// nothing is to be done with the ballots, if a number does not fit.
    pub(crate) fn scale(&mut self, unit: u32, exceptions: &[(usize, u32)]) -> bool {
        let mut exceptions = exceptions.iter().peekable();
        self.total = 0;
        for (at, papers) in self.papers.iter_mut().enumerate() {
            let scaled = match exceptions.next_if(|(exception, _)| *exception == at) {
                Some(&(_, exact)) => Some(exact),
                None => papers.checked_mul(unit),
            };
            let Some(scaled) = scaled else { return false };
            *papers = scaled;
            self.total += u64::from(scaled);
        }
        true
    }

    /// How many entries (distinct lines, not papers).
    pub fn len(&self) -> usize {
        self.papers.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.papers.is_empty()
    }

    /// How many papers in all.
    pub fn papers(&self) -> u64 {
        self.total
    }

    /// Whether every ranking is of single candidates without gaps.
    pub fn is_plain(&self) -> bool {
        !self.marks.contains(&0)
    }

    /// The highest candidate number that any ranking names; 0 without any.
    pub fn highest_number(&self) -> u8 {
        self.marks.iter().copied().max().unwrap_or(0)
    }

    /// Entry `index`, or nothing past the end.
    pub fn get(&self, index: usize) -> Option<Ballot<'_>> {
        let papers = *self.papers.get(index)?;
        let start = index.checked_sub(1).map_or(0, |i| self.ends[i] as usize);
        Some(Ballot {
            papers,
            marks: &self.marks[start..self.ends[index] as usize],
        })
    }

    /// All entries in the order in which they were added.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Ballot<'_>> {
        let mut start = 0;
        self.papers
            .iter()
            .zip(&self.ends)
            .map(move |(&papers, &end)| {
                let marks = &self.marks[start..end as usize];
                start = end as usize;
                Ballot { papers, marks }
            })
    }
}

impl Ballot<'_> {
    /// The ranking as places, most preferred first: one candidate each, or several that are
    /// ranked equal, or none where the voter left the place empty.
    pub fn places(&self) -> Vec<Vec<u8>> {
        let mut places: Vec<Vec<u8>> = Vec::new();
        let mut marks = self.marks.iter().copied();
        while let Some(mark) = marks.next() {
            if mark != 0 {
                places.push(vec![mark]);
                continue;
            }
            match (marks.next(), places.last_mut()) {
                (Some(number), Some(place)) if number != 0 => place.push(number),
                _ => places.push(Vec::new()),
            }
        }
        places
    }

    /// Appends the preferences that a count reads, most preferred first: a place left empty and a candidate
    /// who is `withdrawn` are passed over, and the ranking ends where candidates are ranked equal, since
    /// the next preference is then uncertain (ERS97 6.10 and 6.12 say so; other rules share such papers, see
    /// [`crate::Rule::shares_equal_preferences`]).
    pub(crate) fn append_preferences(&self, to: &mut Vec<u8>, withdrawn: impl Fn(u8) -> bool) {
        for place in self.places() {
            match place[..] {
                [] => {}
                [number] if withdrawn(number) => {}
                [number] => to.push(number),
                _ => break,
            }
        }
    }
}

/// The candidates that a ranking has named so far.
#[derive(Default)]
pub(crate) struct Seen([u64; 4]);

impl Seen {
    /// Notes `number`; false if it was noted before.
    pub(crate) fn insert(&mut self, number: u8) -> bool {
        let word = &mut self.0[usize::from(number >> 6)];
        let bit = 1 << (number & 63);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_as_they_were_pushed() {
        let places = vec![vec![3, 1], vec![], vec![255], vec![2]];
        let mut ballots = Ballots::new();
        ballots.push(2, &[1, 2]).unwrap();
        ballots.push_places(7, &places).unwrap();
        assert_eq!(ballots.get(1).unwrap().places(), places);
        assert_eq!(ballots.iter().map(|b| b.papers).collect::<Vec<_>>(), [2, 7]);
        assert_eq!(
            (
                ballots.papers(),
                ballots.highest_number(),
                ballots.is_plain()
            ),
            (9, 255, false)
        );
        assert_eq!(ballots.get(2), None);
    }

    #[test]
    fn a_ranking_names_a_candidate_once() {
        let mut ballots = Ballots::new();
        assert_eq!(ballots.push(1, &[4, 4]), Err(BallotError::Twice(4)));
        assert_eq!(ballots.push(1, &[0]), Err(BallotError::NumberZero));
        assert_eq!(
            ballots.push_places(1, &[vec![1], vec![2, 1]]),
            Err(BallotError::Twice(1))
        );
        assert!(ballots.is_empty() && ballots.papers() == 0);
    }
}
