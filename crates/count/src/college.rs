//! Votes by sections: an electoral college, and a card vote in halves.
//!
//! In a college each section has a weight, and in every round a candidate's share is the sum over the sections of
//! weight times votes by the section's votes still in use. More than half of the weights elects; otherwise the lowest
//! is excluded and those papers go on within their section (the rules by which the Labour Party elected its leader
//! until 2010). Shares are exact; they are shown with five decimals of a per cent, rounded half up.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive as _, Zero as _};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::contest::Contest;
use crate::lots::{Lot, Lots};
use crate::piles::{Piles, sort};
use crate::tree::Tree;

/// A section: its name, its weight, and its papers.
#[derive(Clone, Copy, Debug)]
pub struct Section<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its part of the whole, beside the weights of the other sections.
    pub weight: u32,
    /// Its papers; the candidates are the same in all sections.
    pub contest: &'a Contest,
}

/// One round of a college.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollegeRound {
    /// The round, from 1.
    pub round: u32,
    /// For each section, each candidate's votes.
    pub votes: Vec<Vec<u64>>,
    /// For each section, papers that are out of use.
    pub exhausted: Vec<u64>,
    /// For each section, each candidate's contribution in per cent of the whole.
    pub contributions: Vec<Vec<String>>,
    /// Each candidate's share in per cent.
    pub shares: Vec<String>,
    /// Who is elected.
    pub elected: Option<u8>,
    /// Who is excluded.
    pub excluded: Option<u8>,
    /// The lot that decided an exclusion, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<Lot>,
}

/// What came of a college.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum College {
    /// All rounds; the last one elects.
    Complete(Vec<CollegeRound>),
    /// A lot among these is needed.
    LotNeeded(Vec<u8>),
}

/// Why sections cannot be counted together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CollegeError {
    /// No section, or only weights of 0.
    #[error("no section has a weight")]
    NoWeight,
    /// The candidates are not the same everywhere.
    #[error("section {0:?} has other candidates than the first section")]
    OtherCandidates(String),
    /// A section has no vote to share.
    #[error("section {0:?} has no valid paper in use at round {1}, so its weight goes to nobody")]
    Empty(String, u32),
    /// Nobody stands.
    #[error("no candidate stands")]
    NobodyStands,
}

struct State {
    tree: Tree,
    piles: Piles,
    votes: Vec<u64>,
    exhausted: u64,
}

/// Counts a college.
///
/// # Errors
/// If the sections do not fit together, or one has no votes in use.
pub fn college(sections: &[Section<'_>], lots: &Lots) -> Result<College, CollegeError> {
    let mut open = fitting(sections)?;
    let mut states: Vec<State> = sections.iter().map(|s| State::new(s.contest)).collect();
    let mut rounds = Vec::new();
    let mut lots_drawn = 0;
    loop {
        let round = u32::try_from(rounds.len() + 1).unwrap_or(u32::MAX);
        let parts = contributions(sections, &states, round)?;
        let shares: Vec<BigRational> = (0..open.len())
            .map(|c| parts.iter().map(|section| &section[c]).sum())
            .collect();
        let standing: Vec<usize> = (0..open.len()).filter(|&c| open[c]).collect();
        let half = BigRational::new(BigInt::from(1), BigInt::from(2));
        let winner = standing
            .iter()
            .copied()
            .find(|&c| shares[c] > half || standing.len() == 1);
        let mut this = CollegeRound {
            round,
            votes: states.iter().map(|s| s.votes.clone()).collect(),
            exhausted: states.iter().map(|s| s.exhausted).collect(),
            contributions: parts
                .iter()
                .map(|p| p.iter().map(|v| per_cent(v, 5)).collect())
                .collect(),
            shares: shares.iter().map(|v| per_cent(v, 5)).collect(),
            elected: winner.map(crate::board::number),
            excluded: None,
            lot: None,
        };
        if winner.is_some() {
            rounds.push(this);
            return Ok(College::Complete(rounds));
        }
        let tied = lowest(&standing, &shares, &parts);
        let out = if let [only] = tied[..] {
            only
        } else {
            let Some(lot) = lots.draw(lots_drawn + 1, &crate::board::numbers(&tied)) else {
                return Ok(College::LotNeeded(crate::board::numbers(&tied)));
            };
            lots_drawn += 1;
            let chosen = usize::from(lot.order.first().copied().unwrap_or(1)) - 1;
            this.lot = Some(lot);
            chosen
        };
        this.excluded = Some(crate::board::number(out));
        open[out] = false;
        for state in &mut states {
            state.pass_on(out, &open);
        }
        rounds.push(this);
    }
}

/// Whether the sections fit together; who stands in them.
fn fitting(sections: &[Section<'_>]) -> Result<Vec<bool>, CollegeError> {
    let Some(first) = sections
        .first()
        .filter(|_| sections.iter().any(|s| s.weight > 0))
    else {
        return Err(CollegeError::NoWeight);
    };
    let other = |s: &&Section<'_>| s.contest.candidates != first.contest.candidates;
    if let Some(other) = sections.iter().find(other) {
        return Err(CollegeError::OtherCandidates(other.name.to_owned()));
    }
    let open: Vec<bool> = first
        .contest
        .candidates
        .iter()
        .map(|c| !c.withdrawn)
        .collect();
    if !open.contains(&true) {
        return Err(CollegeError::NobodyStands);
    }
    Ok(open)
}

impl State {
    fn new(contest: &Contest) -> Self {
        let tree = Tree::grow(contest);
        let piles = Piles::first_preferences(&tree, contest.candidates.len(), 1);
        let votes = piles
            .parcels
            .iter()
            .map(|p| p.iter().map(|p| p.papers).sum())
            .collect();
        Self {
            tree,
            piles,
            votes,
            exhausted: 0,
        }
    }

    fn pass_on(&mut self, out: usize, open: &[bool]) {
        let parcels = self.piles.take(out);
        let sorted = sort(&self.tree, parcels.iter().flat_map(|p| &p.nodes), open);
        self.votes[out] = 0;
        for (votes, (_, papers)) in self.votes.iter_mut().zip(&sorted.to) {
            *votes += papers;
        }
        self.exhausted += sorted.non_transferable;
        self.piles.give(sorted, 1);
    }
}

/// For each section, what each candidate has of the whole.
fn contributions(
    sections: &[Section<'_>],
    states: &[State],
    round: u32,
) -> Result<Vec<Vec<BigRational>>, CollegeError> {
    let all: u64 = sections.iter().map(|s| u64::from(s.weight)).sum();
    let mut parts = Vec::new();
    for (section, state) in sections.iter().zip(states) {
        let in_use: u64 = state.votes.iter().sum();
        if in_use == 0 {
            return Err(CollegeError::Empty(section.name.to_owned(), round));
        }
        let part = |votes: &u64| {
            let above = BigInt::from(*votes) * BigInt::from(section.weight);
            BigRational::new(above, BigInt::from(in_use) * BigInt::from(all))
        };
        parts.push(state.votes.iter().map(part).collect());
    }
    Ok(parts)
}

/// Those with the lowest share; of equals, those who are lower than the others in more sections.
fn lowest(standing: &[usize], shares: &[BigRational], parts: &[Vec<BigRational>]) -> Vec<usize> {
    let least = standing.iter().map(|&c| &shares[c]).min();
    let tied: Vec<usize> = standing
        .iter()
        .copied()
        .filter(|&c| Some(&shares[c]) == least)
        .collect();
    let behind = |c: usize| {
        let least_in = |part: &&Vec<BigRational>| tied.iter().all(|&d| part[c] <= part[d]);
        parts.iter().filter(least_in).count()
    };
    let most = tied.iter().map(|&c| behind(c)).max();
    tied.iter()
        .copied()
        .filter(|&c| Some(behind(c)) == most)
        .collect()
}

/// A share of 1 in per cent, rounded half up.
fn per_cent(value: &BigRational, decimals: u32) -> String {
    let units =
        value * BigRational::from_integer(BigInt::from(100) * BigInt::from(10).pow(decimals));
    let half = BigRational::new(BigInt::from(1), BigInt::from(2));
    let units = (units + half)
        .floor()
        .to_integer()
        .to_u64()
        .unwrap_or(u64::MAX);
    crate::fixed::Scale::new(decimals).show(units)
}

/// One side of a card vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Half<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its part of the whole, beside the weights of the others.
    pub weight: u32,
    /// Card votes for.
    pub votes_for: u64,
    /// Card votes against.
    pub against: u64,
}

/// The result of a card vote in per cent of the whole, with two decimals, rounded half up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardVote {
    /// For each section, for and against.
    pub sections: Vec<(String, String)>,
    /// All for, from exact figures.
    pub total_for: String,
    /// All against.
    pub total_against: String,
    /// Whether more than half is for; a tie falls.
    pub carried: bool,
}

/// A card vote in weighted sections.
///
/// # Errors
/// If no section has a weight, or one cast no vote.
pub fn card_vote(halves: &[Half<'_>]) -> Result<CardVote, CollegeError> {
    let all: u64 = halves.iter().map(|h| u64::from(h.weight)).sum();
    if all == 0 {
        return Err(CollegeError::NoWeight);
    }
    let mut total = BigRational::zero();
    let mut total_against = BigRational::zero();
    let mut sections = Vec::new();
    for half in halves {
        let cast = BigInt::from(half.votes_for) + BigInt::from(half.against);
        if cast.is_zero() {
            return Err(CollegeError::Empty(half.name.to_owned(), 1));
        }
        let part = |votes: u64| {
            BigRational::new(
                BigInt::from(votes) * BigInt::from(half.weight),
                &cast * BigInt::from(all),
            )
        };
        let (yes, no) = (part(half.votes_for), part(half.against));
        sections.push((per_cent(&yes, 2), per_cent(&no, 2)));
        total += yes;
        total_against += no;
    }
    Ok(CardVote {
        sections,
        carried: total > total_against,
        total_for: per_cent(&total, 2),
        total_against: per_cent(&total_against, 2),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::Candidate;

    fn half(name: &str, votes_for: u64, against: u64) -> Half<'_> {
        Half {
            name,
            weight: 50,
            votes_for,
            against,
        }
    }

    #[test]
    fn h18_card_votes_of_2021() {
        let first = card_vote(&[
            half("CLPs", 342_921, 8_723),
            half("affiliates", 1_810_113, 4_825),
        ])
        .unwrap();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            first.sections,
            [pair("48.76", "1.24"), pair("49.87", "0.13")]
        );
        assert_eq!(
            (first.total_for.as_str(), first.total_against.as_str()),
            ("98.63", "1.37")
        );
        assert!(first.carried);
        let second = card_vote(&[
            half("CLPs", 343_012, 6_588),
            half("affiliates", 1_815_455, 3_825),
        ])
        .unwrap();
        assert_eq!(second.sections[0].0, "49.06");
        assert_eq!(second.sections[1].0, "49.89");
        assert_eq!(second.total_for, "98.95");
        assert!(card_vote(&[half("CLPs", 0, 0)]).is_err());
    }

    fn section(papers: &[(u32, &[u8])]) -> Contest {
        let mut contest = Contest {
            seats: 1,
            candidates: ["A", "B", "C"].map(Candidate::new).into(),
            ..Contest::default()
        };
        for (papers, ranking) in papers {
            contest.ballots.push(*papers, ranking).unwrap();
        }
        contest
    }

    #[test]
    fn p8_the_loser_by_heads_may_win_by_sections() {
        // Wales 2018 by its shares: affiliates 60.4 to 39.6, members 34.8 to 65.2, elected 59.3 to 40.7, a third each.
        let affiliates = section(&[(604, &[1]), (396, &[2])]);
        let members = section(&[(3_480, &[1]), (6_520, &[2])]);
        let elected = section(&[(593, &[1]), (407, &[2])]);
        let sections = [
            ("affiliates", &affiliates),
            ("members", &members),
            ("elected", &elected),
        ]
        .map(|(name, contest)| Section {
            name,
            weight: 1,
            contest,
        });
        let Ok(College::Complete(rounds)) = college(&sections, &Lots::Ask) else {
            panic!("complete")
        };
        assert_eq!(rounds.len(), 1);
        assert_eq!(rounds[0].elected, Some(1));
        assert_eq!(rounds[0].shares[..2], ["51.50000", "48.50000"]);
    }

    #[test]
    fn the_lowest_of_all_sections_goes_and_papers_stay_in_theirs() {
        let one = section(&[(40, &[1]), (35, &[2]), (25, &[3, 2])]);
        let two = section(&[(4, &[1]), (4, &[2]), (2, &[3])]);
        let sections = [("one", &one), ("two", &two)].map(|(name, contest)| Section {
            name,
            weight: 2,
            contest,
        });
        let Ok(College::Complete(rounds)) = college(&sections, &Lots::Ask) else {
            panic!("complete")
        };
        assert_eq!(rounds[0].excluded, Some(3));
        assert_eq!(rounds[1].votes, [vec![40, 60, 0], vec![4, 4, 0]]);
        assert_eq!(rounds[1].exhausted, [0, 2]);
        assert_eq!(
            (rounds[1].elected, rounds[1].shares[1].as_str()),
            (Some(2), "55.00000")
        );
    }
}
