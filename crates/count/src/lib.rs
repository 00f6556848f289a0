//! Preferential counting: ballots in, transcript out.
//!
//! [`count()`] counts a [`Contest`] by a [`Rule`] and returns either the whole [`Transcript`]
//! (each stage with the clause applied, every candidate's votes to the rule's last digit, what was
//! not transferable and what was lost by fraction) or, where only a lot can decide a tie, the
//! [`LotQuestion`]. The same contest, rule and lots give the same transcript, byte for byte, in
//! whatever order the papers come.
//!
//! ```
//! use polity_count::{Lots, Outcome, Rule, blt, count, narrative};
//!
//! let file = b"3 2\n5 1 2 0\n3 2 0\n2 3 2 0\n0\n\"Ada\"\n\"Ben\"\n\"Cleo\"\n\"Committee\"\n";
//! let contest = blt::parse(file).expect("no faults");
//! let outcome = count(&contest, Rule::ScottishStv, &Lots::Ask).expect("countable");
//! let Outcome::Complete(transcript) = outcome else { panic!("no lot is needed here") };
//! assert_eq!(transcript.elected, [1, 2]);
//! assert_eq!(transcript.quota, "4.00000");
//! println!("{}", narrative(&transcript));
//! ```
//!
//! The crate is pure: no files, clock, network or chance. Arithmetic is on integers, in units of
//! the rule's last decimal; there are no floats. Each rule is one module that reads like its
//! source; [`blt`] reads and writes the common file format.

mod board;
mod contest;
mod fixed;
mod follow;
mod lots;
mod narrative;
mod piles;
mod rule;
mod rules;
mod transcript;
mod tree;

pub mod blt;

use thiserror::Error;

pub use contest::{
    Ballot, BallotError, Ballots, Candidate, Contest, MAX_CANDIDATES, MAX_MARKS, MAX_PAPERS,
    MAX_SEATS,
};
pub use follow::{Holding, Standing, follow};
pub use lots::{Lot, Lots};
pub use narrative::narrative;
pub use rule::{Rule, RuleInfo, UnknownRule};
pub use transcript::{
    Action, CandidateResult, LotQuestion, Outcome, Purpose, Receipt, Stage, Status, Tie, TieBreak,
    Transcript, Transfer,
};

use board::{Board, Stop};
use tree::Tree;

/// Why a contest cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CountError {
    /// No seat to fill, or more than the limit.
    #[error("a contest fills 1 to {MAX_SEATS} seats; this one says {0}")]
    Seats(u32),
    /// More candidates than a number byte can name.
    #[error("a contest has at most {MAX_CANDIDATES} candidates; this one has {0}")]
    TooManyCandidates(usize),
    /// Nobody stands.
    #[error("no candidate stands: there are none, or all have withdrawn")]
    NobodyStands,
    /// A ranking names a candidate who does not exist.
    #[error("a paper ranks candidate {number}, but there are only {candidates} candidates")]
    UnknownCandidate {
        /// The number on the paper.
        number: u8,
        /// How many candidates there are.
        candidates: usize,
    },
    /// More papers than the arithmetic is made for.
    #[error("{0} papers are more than the {MAX_PAPERS} that one count takes")]
    TooManyPapers(u64),
    /// No paper has a first preference.
    #[error(
        "no paper has a first preference for a candidate who stands, so there is nothing to count"
    )]
    NoValidPapers,
    /// The alternative vote fills one seat only.
    #[error(
        "rule av elects one candidate, but the contest fills {0} seats; choose an STV rule, or set the seats to 1"
    )]
    OneSeatOnly(u32),
    /// A row of the count did not add up to the valid votes.
    #[error(
        "stage {0} does not add up to the valid votes; this is a defect of the program, and no result is given: please report it with the file"
    )]
    Unbalanced(u32),
}

/// Counts `contest` by `rule`.
///
/// Ties that the rule's look-back leaves are decided by `lots`; if those do not answer, the
/// outcome is [`Outcome::LotNeeded`] with the question, and the answer is an input of the next run.
///
/// # Errors
/// If the contest is not one that this rule can count; see [`CountError`].
pub fn count(contest: &Contest, rule: Rule, lots: &Lots) -> Result<Outcome, CountError> {
    check(contest, rule)?;
    let tree = Tree::grow(contest);
    if tree.valid == 0 {
        return Err(CountError::NoValidPapers);
    }
    let mut board = Board::new(contest, &tree, rule, lots);
    let counted = match rule {
        Rule::ScottishStv => rules::scottish_stv::count(&mut board, &tree),
        Rule::Ers97 => rules::ers97::count(&mut board, &tree),
        Rule::MeekNz => rules::meek_nz::count(&mut board, &tree),
        Rule::Av => rules::av::count(&mut board, &tree),
    };
    match counted {
        Ok(()) => Ok(Outcome::Complete(Box::new(board.finish()))),
        Err(Stop::Lot(question)) => Ok(Outcome::LotNeeded(*question)),
        Err(Stop::Unbalanced(stage)) => Err(CountError::Unbalanced(stage)),
    }
}

fn check(contest: &Contest, rule: Rule) -> Result<(), CountError> {
    let candidates = contest.candidates.len();
    if !(1..=MAX_SEATS).contains(&contest.seats) {
        return Err(CountError::Seats(contest.seats));
    }
    if rule == Rule::Av && contest.seats != 1 {
        return Err(CountError::OneSeatOnly(contest.seats));
    }
    if candidates > MAX_CANDIDATES {
        return Err(CountError::TooManyCandidates(candidates));
    }
    if contest.standing() == 0 {
        return Err(CountError::NobodyStands);
    }
    let number = contest.ballots.highest_number();
    if usize::from(number) > candidates {
        return Err(CountError::UnknownCandidate { number, candidates });
    }
    if contest.ballots.papers() > MAX_PAPERS {
        return Err(CountError::TooManyPapers(contest.ballots.papers()));
    }
    Ok(())
}
