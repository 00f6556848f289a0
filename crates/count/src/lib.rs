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

/// The examples of the readme, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod board;
mod college;
mod constraints;
mod contest;
mod fixed;
mod follow;
mod lots;
mod margin;
mod narrative;
mod otherwise;
mod piles;
mod rounds;
mod rule;
mod rules;
mod slates;
mod transcript;
mod tree;

pub mod blt;
pub mod formats;
pub mod synthetic;

use thiserror::Error;

pub use college::{
    CardVote, College, CollegeError, CollegeRound, Half, Section, card_vote, college,
};
pub use constraints::{Class, ConstraintError, Constraints, MAX_CLASSES};
pub use contest::{
    Ballot, BallotError, Ballots, Candidate, Contest, MAX_CANDIDATES, MAX_MARKS, MAX_PAPERS,
    MAX_SEATS,
};
pub use follow::{Holding, Standing, follow};
pub use lots::{Lot, Lots};
pub use margin::{Margin, margin};
pub use narrative::narrative;
pub use otherwise::{Case, Otherwise, other_rules, otherwise};
pub use rounds::{Decision, RoundRule, decide};
pub use rule::{Rule, RuleInfo, UnknownRule};
pub use slates::{Direction, Place, Prefix, Slate, countback, slate};
pub use transcript::{
    Action, CandidateResult, Limit, LimitKind, LotQuestion, Outcome, Purpose, Receipt, Stage,
    Status, Tie, TieBreak, Transcript, Transfer,
};

use board::{Board, Stop};
use rules::marks::{Marked, Marks};
use rules::meek_openstv::Takes;
use rules::pairs::{Order, Pairs};
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
    /// The rule fills one seat only.
    #[error(
        "rule {1} elects one candidate, but the contest fills {0} seats; choose an STV rule, or set the seats to 1"
    )]
    OneSeatOnly(u32, Rule),
    /// The constraints are faulty, or nobody could meet them.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Constraints(Vec<ConstraintError>),
    /// A row of the count did not add up to the valid votes.
    #[error(
        "stage {0} does not add up to the valid votes; this is a defect of the program, and no result is given: please report it with the file"
    )]
    Unbalanced(u32),
    /// The equal preferences of the papers have too many orders.
    #[error(
        "equal preferences can be put in too many orders: this rule counts a paper in parts, one for each order, and takes \
         at most 5040 orders of one paper and 4294967295 parts in all; choose a rule under which a ranking ends at equal preferences"
    )]
    TooManyOrders,
    /// A rule that compares all outcomes would have too many of them to compare.
    #[error(
        "cpo-stv compares every two possible outcomes, and takes at most {} outcomes and {} comparisons times different beginnings of rankings; \
         this contest has more, so choose another rule, or withdraw candidates who cannot be elected",
        rules::cpo_stv::MOST_OUTCOMES,
        rules::cpo_stv::MOST_WORK
    )]
    TooManyOutcomes,
    /// Certified Meek could not bring the votes close enough to the exact solution.
    #[error(
        "stage {0} could not be settled: the votes come too slowly to the exact solution of Meek's equations; count by meek-prf"
    )]
    Unsettled(u32),
}

/// What a count is held to besides the contest and the rule.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Conditions {
    /// Where lots come from.
    pub lots: Lots,
    /// Who may be elected together.
    pub constraints: Constraints,
    /// For rules that move whole papers: how the papers lie.
    pub paper_order: PaperOrder,
}

/// The order in which papers lie, for the rules to which it matters (`dail`, `cambridge`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperOrder {
    /// Mixed by a published seed: the papers are put in the order of their rankings and then shuffled by the digits of
    /// SHA-256, so that the order of the file does not matter.
    Seed(String),
    /// As the ballots were given.
    AsGiven,
}

impl Default for PaperOrder {
    fn default() -> Self {
        Self::Seed(String::new())
    }
}

/// Counts `contest` by `rule`.
///
/// Ties that the rule's look-back leaves are decided by `lots`; if those do not answer, the
/// outcome is [`Outcome::LotNeeded`] with the question, and the answer is an input of the next run.
///
/// # Errors
/// If the contest is not one that this rule can count; see [`CountError`].
pub fn count(contest: &Contest, rule: Rule, lots: &Lots) -> Result<Outcome, CountError> {
    let conditions = Conditions {
        lots: lots.clone(),
        ..Conditions::default()
    };
    count_under(contest, rule, &conditions)
}

/// Counts as [`count()`] does, under constraints.
///
/// ```
/// use polity_count::{Class, Conditions, Constraints, Outcome, Rule, blt, count_under};
///
/// let file = b"4 2\n6 1 2 0\n5 2 1 0\n2 3 0\n1 4 3 0\n0\n\"Al\"\n\"Bo\"\n\"Cy\"\n\"Di\"\n\"Two\"\n";
/// let contest = blt::parse(file).expect("no faults");
/// let women = Class { name: "women".into(), min: 1, max: None, members: vec![3, 4] };
/// let conditions = Conditions { constraints: Constraints { classes: vec![women] }, ..Conditions::default() };
/// let Ok(Outcome::Complete(t)) = count_under(&contest, Rule::Ers97, &conditions) else { panic!("no lot") };
/// assert_eq!(t.elected, [1, 3]);
/// ```
///
/// # Errors
/// As [`count()`]; and before anything is counted, if the constraints are faulty or cannot be met.
pub fn count_under(
    contest: &Contest,
    rule: Rule,
    conditions: &Conditions,
) -> Result<Outcome, CountError> {
    check(contest, rule)?;
    conditions
        .constraints
        .check(contest)
        .map_err(CountError::Constraints)?;
    let counted = match rule {
        Rule::PluralityAtLarge => by_marks(contest, rule, conditions, Marks::UpToSeats)?,
        Rule::Approval => by_marks(contest, rule, conditions, Marks::All)?,
        Rule::Schulze | Rule::RankedPairs => by_pairs(contest, rule, conditions)?,
        _ => by_preferences(contest, rule, conditions)?,
    };
    outcome(counted)
}

fn outcome(counted: Counted) -> Result<Outcome, CountError> {
    match counted {
        Ok(transcript) => Ok(Outcome::Complete(Box::new(transcript))),
        Err(Stop::Lot(question)) => Ok(Outcome::LotNeeded(*question)),
        Err(Stop::Unbalanced(stage)) => Err(CountError::Unbalanced(stage)),
        Err(Stop::Unsettled(stage)) => Err(CountError::Unsettled(stage)),
    }
}

/// Counts by [`Rule::MeekCertified`] and gives the proof beside the transcript.
///
/// The proof is text: one JSON object a line, numbers of candidates from 1, shares as decimal strings.
///
/// * The first line says what was counted: `format` (`polity-meek-proof-1`), `candidates` (how many), `seats`, `withdrawn`
///   (numbers), `valid` and `invalid` (papers), and `parts`, into how many equal parts each paper was divided so that every
///   order of equal preferences has whole ones (1 without any). Under constraints it has `constraints`: for each class its
///   `name`, `min`, `max` where there is one, and `members`.
/// * Then a line for each stage: `stage`, `keep` (for each candidate who was elected before, the share that proves the
///   decision), and what was decided: `elected`, or `excluded` (one candidate), and `filled` (who were left for the last places).
///   `level` names those among the elected whose votes equal the quota as far as can be told. `ties` has an object for
///   each lot: `among`, and who was chosen, `elected` or `excluded`.
/// * The last line is `result`: the elected in their order.
///
/// The head of the rule's module says why this proves the count; `polity-verify meek-proof` checks it by reading the
/// ballots once, with other code. There is no proof if a lot is needed that `lots` does not give.
///
/// # Errors
/// As [`count()`].
pub fn certified_meek(
    contest: &Contest,
    conditions: &Conditions,
) -> Result<(Outcome, Option<String>), CountError> {
    let rule = Rule::MeekCertified;
    check(contest, rule)?;
    let constraints = &conditions.constraints;
    constraints
        .check(contest)
        .map_err(CountError::Constraints)?;
    let tree = tree_for(contest, rule)?;
    let papers = (tree.valid, tree.invalid);
    let mut board = board(contest, rule, conditions, papers)?;
    match rules::meek_certified::count(&mut board, &tree) {
        Ok(decisions) => {
            let transcript = board.finish();
            let proof = rules::meek_certified::proof::write(
                contest,
                constraints,
                papers,
                tree.parts,
                &decisions,
                &transcript.elected,
            );
            Ok((Outcome::Complete(Box::new(transcript)), Some(proof)))
        }
        Err(stop) => outcome(Err(stop)).map(|outcome| (outcome, None)),
    }
}

/// A count that ran, or stopped.
type Counted = Result<Transcript, Stop>;

fn board<'a>(
    contest: &'a Contest,
    rule: Rule,
    conditions: &'a Conditions,
    papers: (u64, u64),
) -> Result<Board<'a>, CountError> {
    if papers.0 == 0 {
        return Err(CountError::NoValidPapers);
    }
    Ok(Board::new(contest, papers, rule, conditions))
}

fn by_marks(
    contest: &Contest,
    rule: Rule,
    conditions: &Conditions,
    marks: Marks,
) -> Result<Counted, CountError> {
    let marked = Marked::of(contest, marks);
    let mut board = board(contest, rule, conditions, marked.papers)?;
    Ok(marked.count(&mut board).map(|()| board.finish()))
}

fn by_pairs(contest: &Contest, rule: Rule, conditions: &Conditions) -> Result<Counted, CountError> {
    let pairs = Pairs::of(contest);
    let mut board = board(contest, rule, conditions, pairs.papers)?;
    let order = if rule == Rule::Schulze {
        Order::Chains
    } else {
        Order::RankedPairs
    };
    Ok(pairs.count(&mut board, order).map(|()| board.finish()))
}

fn by_preferences(
    contest: &Contest,
    rule: Rule,
    conditions: &Conditions,
) -> Result<Counted, CountError> {
    let tree = tree_for(contest, rule)?;
    let mut board = board(contest, rule, conditions, (tree.valid, tree.invalid))?;
    let counted = match rule {
        Rule::Dail => rules::drawn::dail(&mut board, contest, &conditions.paper_order),
        Rule::Cambridge => rules::drawn::cambridge(&mut board, contest, &conditions.paper_order),
        Rule::MeekOpenStv => rules::meek_openstv::count(&mut board, contest, tree, Takes::Share),
        Rule::WarrenOpenStv => rules::meek_openstv::count(&mut board, contest, tree, Takes::Price),
        Rule::CpoStv => rules::cpo_stv::count(&mut board, &tree, &conditions.constraints)?,
        _ => by_tree(&mut board, &tree, rule),
    };
    Ok(counted.map(|()| board.finish()))
}

fn tree_for(contest: &Contest, rule: Rule) -> Result<Tree, CountError> {
    if rule.shares_equal_preferences() {
        Tree::superpose(contest).map_err(|tree::TooManyOrders| CountError::TooManyOrders)
    } else {
        Ok(Tree::grow(contest))
    }
}

fn by_tree(board: &mut Board<'_>, tree: &Tree, rule: Rule) -> Result<(), Stop> {
    use rules::gregory;
    let terms = match rule {
        Rule::ScottishStv => return rules::scottish_stv::count(board, tree),
        Rule::Ers97 => return rules::ers97::count(board, tree),
        Rule::MeekNz => return rules::meek_nz::count(board, tree),
        Rule::MeekPrf => return rules::meek_prf::count(board, tree, rules::keep::share),
        Rule::MeekCertified => return rules::meek_certified::count(board, tree).map(drop),
        Rule::Warren => return rules::meek_prf::count(board, tree, rules::keep::price),
        Rule::Av => return rules::av::count(board, tree, &rules::av::PARTIES),
        Rule::SanFrancisco => return rules::av::count(board, tree, &rules::av::SAN_FRANCISCO),
        Rule::Maine => return rules::av::count(board, tree, &rules::av::MAINE),
        Rule::Alaska => return rules::av::count(board, tree, &rules::av::ALASKA),
        Rule::Wright => return rules::wright::count(board, tree),
        Rule::Qpq => return rules::qpq::count(board, tree),
        Rule::NswLocal2021 => return rules::nsw_local::count(board, tree),
        Rule::WigmExact => return rules::wigm_exact::count(board, tree),
        Rule::SupplementaryVote => return rules::marks::supplementary(board, tree),
        Rule::WigmPrf => &gregory::WIGM_PRF,
        Rule::WigmPrfBatch => &gregory::WIGM_PRF_BATCH,
        Rule::Minneapolis => &gregory::MINNEAPOLIS,
        Rule::NorthernIreland => &gregory::NORTHERN_IRELAND,
        Rule::Senate2016 => &gregory::SENATE_2016,
        Rule::Senate2019 => &gregory::SENATE_2019,
        Rule::Senate2021 => &gregory::SENATE_2021,
        Rule::Act2008 => &gregory::ACT_2008,
        Rule::Act2020 => &gregory::ACT_2020,
        _ => return rules::marks::plurality(board, tree),
    };
    gregory::count(board, tree, terms)
}

fn check(contest: &Contest, rule: Rule) -> Result<(), CountError> {
    let candidates = contest.candidates.len();
    if !(1..=MAX_SEATS).contains(&contest.seats) {
        return Err(CountError::Seats(contest.seats));
    }
    if rule.fills_one_seat() && contest.seats != 1 {
        return Err(CountError::OneSeatOnly(contest.seats, rule));
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
