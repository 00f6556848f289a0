//! How far a result is from another one: the smallest change of papers found that alters who is elected.
//!
//! A true minimum is hard to find (M. Blom and others, Towards computing the margin of victory in STV elections, INFORMS
//! Journal on Computing 31, 2019). What is found here is an upper bound, and every bound is counted out: so many papers
//! that rank a winner first are changed to rank a loser first instead, and the changed contest is counted in full.

use serde::{Deserialize, Serialize};

use crate::contest::{Ballots, Contest};
use crate::rule::Rule;
use crate::transcript::{Outcome, Transcript};
use crate::{Conditions, CountError, count_under};

/// A change that alters the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Margin {
    /// How many papers are changed.
    pub papers: u64,
    /// The candidate whom they ranked first.
    pub from: u8,
    /// The candidate whom they rank first instead; the rest of the ranking stays.
    pub to: u8,
    /// Who is elected then.
    pub elected: Vec<u8>,
}

/// Most losers that are tried: those who were in the count longest.
const LOSERS: usize = 4;

/// The smallest change found, if any; `progress` is told how many pairs of candidates are done, of how many.
///
/// # Errors
/// As [`count_under`], for the contest as it is.
pub fn margin(
    contest: &Contest,
    rule: Rule,
    conditions: &Conditions,
    mut progress: impl FnMut(usize, usize),
) -> Result<Option<Margin>, CountError> {
    let Outcome::Complete(transcript) = count_under(contest, rule, conditions)? else {
        return Ok(None);
    };
    let losers = losers(&transcript);
    let pairs = transcript.elected.len() * losers.len();
    let mut best: Option<Margin> = None;
    let mut done = 0;
    for &to in &losers {
        for &from in &transcript.elected {
            let limit = best.as_ref().map_or(u64::MAX, |m| m.papers - 1);
            let search = Search {
                contest,
                rule,
                conditions,
                elected: &transcript.elected,
                from,
                to,
            };
            if let Some(found) = search.smallest(limit) {
                best = Some(found);
            }
            done += 1;
            progress(done, pairs);
        }
    }
    Ok(best)
}

/// Losers, those first who were in the count longest.
fn losers(transcript: &Transcript) -> Vec<u8> {
    let standing = |c: &&crate::CandidateResult| c.status != crate::Status::Withdrawn;
    let lost = transcript.candidates.iter().filter(standing);
    let mut losers: Vec<(u32, u8)> = lost
        .filter(|c| !transcript.elected.contains(&c.number))
        .map(|c| (c.stage.unwrap_or(u32::MAX), c.number))
        .collect();
    losers.sort_unstable_by(|a, b| b.cmp(a));
    losers.into_iter().map(|(_, c)| c).take(LOSERS).collect()
}

struct Search<'a> {
    contest: &'a Contest,
    rule: Rule,
    conditions: &'a Conditions,
    elected: &'a [u8],
    from: u8,
    to: u8,
}

impl Search<'_> {
    /// Doubles the number of papers until the result alters, then halves the step back.
    fn smallest(&self, limit: u64) -> Option<Margin> {
        let first = self
            .contest
            .ballots
            .iter()
            .filter(|b| b.marks.first() == Some(&self.from));
        let available: u64 = first.map(|b| u64::from(b.papers)).sum();
        let most = available.min(limit);
        let (mut low, mut high) = (0, 1_u64);
        let mut found = loop {
            if high >= most {
                high = most;
                break self.altered(high)?;
            }
            if let Some(elected) = self.altered(high) {
                break elected;
            }
            low = high;
            high *= 2;
        };
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            match self.altered(middle) {
                Some(elected) => (high, found) = (middle, elected),
                None => low = middle,
            }
        }
        Some(Margin {
            papers: high,
            from: self.from,
            to: self.to,
            elected: found,
        })
    }

    /// Who is elected if so many papers are changed, if that is somebody else.
    fn altered(&self, papers: u64) -> Option<Vec<u8>> {
        if papers == 0 {
            return None;
        }
        let mut contest = self.contest.clone();
        contest.ballots = self.changed(papers);
        let outcome = count_under(&contest, self.rule, self.conditions).ok()?;
        let Outcome::Complete(transcript) = outcome else {
            return None;
        };
        let same = transcript.elected.len() == self.elected.len()
            && transcript.elected.iter().all(|c| self.elected.contains(c));
        (!same).then_some(transcript.elected)
    }

    fn changed(&self, mut papers: u64) -> Ballots {
        let mut changed = Ballots::new();
        for ballot in self.contest.ballots.iter() {
            let mut keep = ballot.papers;
            if papers > 0
                && ballot.marks.first() == Some(&self.from)
                && ballot.marks.get(1) != Some(&0)
            {
                let taken = u32::try_from(papers).unwrap_or(u32::MAX).min(keep);
                let mut places: Vec<Vec<u8>> = ballot.places();
                for place in &mut places {
                    place.retain(|&c| c != self.to);
                }
                places.insert(0, vec![self.to]);
                // A ranking of the same candidates, so it can always be pushed.
                if changed.push_places(taken, &places).is_ok() {
                    keep -= taken;
                    papers -= u64::from(taken);
                }
            }
            if keep > 0 {
                let _ = changed.push_places(keep, &ballot.places());
            }
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::Candidate;
    use crate::lots::Lots;

    #[test]
    fn half_the_lead_and_one_more_turns_a_contest_of_two() {
        let mut contest = Contest {
            seats: 1,
            candidates: ["A", "B"].map(Candidate::new).into(),
            ..Contest::default()
        };
        contest.ballots.push(61, &[1]).unwrap();
        contest.ballots.push(39, &[2]).unwrap();
        let conditions = Conditions {
            lots: Lots::Ask,
            ..Conditions::default()
        };
        let mut seen = 0;
        let found = margin(&contest, Rule::Av, &conditions, |done, of| {
            seen = done * 10 + of;
        })
        .unwrap();
        let expected = Margin {
            papers: 12,
            from: 1,
            to: 2,
            elected: vec![2],
        };
        assert_eq!(found, Some(expected));
        assert_eq!(seen, 11);
    }
}
