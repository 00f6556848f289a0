//! Weighted inclusive Gregory in exact fractions: what every rule of that family would give without rounding.
//!
//! The quota is the votes by seats plus one, and a candidate is elected with more than that. The largest surplus goes
//! on first, each paper at its value times surplus by votes; otherwise the lowest is excluded. Votes are shown cut to
//! nine decimals, and what is cut from them stands as lost by fraction; decisions and ties go by the exact votes.
//!
//! A paper that ranks candidates equal counts in equal parts for every order in which they could stand (superposition). Every paper
//! is then divided into so many parts, and the papers that transfers tell of are parts.
//!
//! Source: I. D. Hill, B. A. Wichmann and D. R. Woodall describe the family in Algorithm 123, Computer Journal 30
//! (1987); arithmetic and order of steps as in the reference rule of the PR Foundation, without its rounding (D.4).

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One as _, ToPrimitive as _, Zero as _};

use crate::board::{Board, Draft, LookBack, Question, Stop, number};
use crate::piles::{Piles, sort};
use crate::transcript::{Action, Purpose, Receipt, Transfer};
use crate::tree::Tree;

const SURPLUS_TIE: Question<'_> = Question {
    purpose: Purpose::TransferFirst,
    look: LookBack::Nowhere,
    clause: "PRF WIGM D.1",
};

const EXCLUSION_TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    ..SURPLUS_TIE
};

/// Papers of one value.
#[derive(Clone, Debug)]
struct Bundle {
    value: BigRational,
    papers: u64,
    nodes: Vec<u32>,
}

/// The exact state beside the board, which shows it cut.
struct Exact<'t> {
    tree: &'t Tree,
    quota: BigRational,
    votes: Vec<BigRational>,
    ended: BigRational,
    bundles: Vec<Vec<Bundle>>,
}

/// Counts; the board then holds the transcript.
pub(crate) fn count(board: &mut Board<'_>, tree: &Tree) -> Result<(), Stop> {
    let piles = Piles::first_preferences(tree, board.status.len(), 1);
    let bundle = |parcel: crate::piles::Parcel| Bundle {
        value: whole(1) / whole(u64::from(tree.parts)),
        papers: parcel.papers,
        nodes: parcel.nodes,
    };
    let bundles = piles.into_bundles(bundle);
    let mut exact = Exact {
        tree,
        quota: whole(tree.valid) / whole(board.seats as u64 + 1),
        votes: bundles
            .iter()
            .map(|b| whole(b.iter().map(|b| b.papers).sum()) / whole(u64::from(tree.parts)))
            .collect(),
        ended: BigRational::zero(),
        bundles,
    };
    board.set_quota(units(&exact.quota));
    let text = format!(
        "First preferences are counted: {} valid papers for {}; more than {} elect.",
        tree.valid,
        board.seats_in_words(),
        board.scale.show(board.quota)
    );
    let mut draft = Draft::new(Action::FirstPreferences, "exact WIGM, quota", text);
    if tree.parts > 1 {
        draft.say(format!(
            "Some papers rank candidates equal; so each paper is counted as {} parts, shared among the orders in which they could stand.",
            tree.parts
        ));
    }
    exact.end_stage(board, draft)?;
    while board.is_open() {
        let mut pending = board.elected.clone();
        pending.retain(|&c| exact.votes[c] > exact.quota);
        if pending.is_empty() || board.has_doomed() {
            exact.exclude(board)?;
        } else {
            exact.transfer_surplus(board, pending)?;
        }
    }
    Ok(())
}

impl Exact<'_> {
    fn transfer_surplus(
        &mut self,
        board: &mut Board<'_>,
        mut pending: Vec<usize>,
    ) -> Result<(), Stop> {
        let most = pending.iter().map(|&c| &self.votes[c]).max().cloned();
        pending.retain(|&c| Some(&self.votes[c]) == most.as_ref());
        let from = board.choose_among(&pending, SURPLUS_TIE)?;
        let share = (&self.votes[from] - &self.quota) / &self.votes[from];
        let text = format!("The surplus of {} is transferred.", board.name(from));
        let mut draft = Draft::new(Action::Surplus, "exact WIGM, surplus", text);
        self.votes[from] = self.quota.clone();
        self.pass_on(board, &mut draft, from, &share);
        self.end_stage(board, draft)
    }

    fn exclude(&mut self, board: &mut Board<'_>) -> Result<(), Stop> {
        let mut eligible = board.excludable();
        let least = eligible.iter().map(|&c| &self.votes[c]).min().cloned();
        eligible.retain(|&c| Some(&self.votes[c]) == least.as_ref());
        let from = board.choose_among(&eligible, EXCLUSION_TIE)?;
        let text = format!(
            "{}, who has the fewest votes, is excluded.",
            board.name(from)
        );
        let mut draft = Draft::new(Action::Exclusion, "exact WIGM, exclusion", text);
        board.exclude(&mut draft, from);
        self.votes[from] = BigRational::zero();
        self.pass_on(board, &mut draft, from, &BigRational::one());
        self.end_stage(board, draft)
    }

    /// Passes a candidate's papers on at a share of their values.
    fn pass_on(&mut self, board: &Board<'_>, draft: &mut Draft, from: usize, share: &BigRational) {
        let open = board.open();
        let show = |value: &BigRational| board.scale.show(units(value));
        for bundle in std::mem::take(&mut self.bundles[from]) {
            let value = &bundle.value * share;
            let sorted = sort(self.tree, &bundle.nodes, &open);
            let ended = &value * whole(sorted.non_transferable);
            let mut to = Vec::new();
            for (candidate, (nodes, papers)) in sorted.to.into_iter().enumerate() {
                if papers == 0 {
                    continue;
                }
                let votes = &value * whole(papers);
                to.push(Receipt {
                    candidate: number(candidate),
                    papers,
                    votes: show(&votes),
                });
                self.votes[candidate] += votes;
                self.bundles[candidate].push(Bundle {
                    value: value.clone(),
                    papers,
                    nodes,
                });
            }
            draft.transfers.push(Transfer {
                from: vec![number(from)],
                value: show(&bundle.value),
                transfer_value: show(&value),
                to,
                non_transferable_papers: sorted.non_transferable,
                non_transferable: show(&ended),
            });
            self.ended += ended;
        }
    }

    /// Puts the votes on the board, elects who has more than the quota, and fills the last seats.
    fn end_stage(&self, board: &mut Board<'_>, mut draft: Draft) -> Result<(), Stop> {
        for (shown, votes) in board.votes.iter_mut().zip(&self.votes) {
            *shown = units(votes);
        }
        board.non_transferable = units(&self.ended);
        let shown: u64 = board.votes.iter().sum::<u64>() + board.non_transferable;
        board.loss = board.total.saturating_sub(shown);
        let mut reached = board.continuing();
        reached.retain(|&c| self.votes[c] > self.quota);
        board.elect_all(&mut draft, reached, "more than the quota");
        board.fill_last_places(&mut draft, "last seats");
        board.close(draft)
    }
}

fn whole(n: u64) -> BigRational {
    BigRational::from_integer(BigInt::from(n))
}

/// In units of the ninth decimal, anything below cut.
fn units(value: &BigRational) -> u64 {
    let units = (value * whole(10_u64.pow(9))).floor().to_integer();
    units.to_u64().unwrap_or(u64::MAX)
}
