//! QPQ, the quota-preferential rule by quotients, with a fresh start after each exclusion.
//!
//! Source: D. R. Woodall, QPQ, a quota-preferential STV-like election rule, Voting matters 17 (2003), section 2. The
//! rule names no decimals, so quotients and quota are exact fractions; the transcript shows them cut to nine decimals.
//! A stage's figures are quotients, not votes.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One as _, ToPrimitive as _, Zero as _};

use crate::board::{Board, Draft, LookBack, Question, Stop};
use crate::piles::{Piles, sort};
use crate::transcript::{Action, Purpose, Status};
use crate::tree::Tree;

const HIGHEST_TIE: Question<'_> = Question {
    purpose: Purpose::Elect,
    look: LookBack::Nowhere,
    clause: "QPQ 2.5a",
};

const LOWEST_TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    look: LookBack::Nowhere,
    clause: "QPQ 2.5b",
};

/// Papers that lie with a candidate and have elected so much so far.
#[derive(Clone, Debug)]
struct Heap {
    elected: BigRational,
    papers: u64,
    nodes: Vec<u32>,
}

/// A run from a fresh start: who is elected in it, and where the papers lie.
struct Run {
    heaps: Vec<Vec<Heap>>,
    elected: Vec<usize>,
    quotients: Vec<BigRational>,
    /// What papers without a hopeful candidate have elected (tx), and how many they are.
    spent: BigRational,
    inactive: u64,
}

/// Counts; the board then holds the transcript.
pub(crate) fn count(board: &mut Board<'_>, tree: &Tree) -> Result<(), Stop> {
    let mut run = Run::start(board, tree);
    let mut action = Action::FirstPreferences;
    loop {
        let mut hopeful = board.continuing();
        hopeful.retain(|c| !run.elected.contains(c));
        let left = board.seats - run.elected.len();
        // Whoever is doomed beside those elected so far must go, even if that leaves no more hopefuls than seats.
        let barred = hopeful
            .iter()
            .any(|&c| board.bound_beside(&run.elected, c).0);
        if left == 0 || hopeful.len() <= left && !barred {
            return finish(board, &run, hopeful, left);
        }
        action = stage(board, tree, &mut run, hopeful, action)?;
    }
}

/// 2.3 to 2.5: the quotients and the quota, and who is elected or excluded by them; what was done.
fn stage(
    board: &mut Board<'_>,
    tree: &Tree,
    run: &mut Run,
    hopeful: Vec<usize>,
    action: Action,
) -> Result<Action, Stop> {
    let quota = run.quota(board, tree);
    for &c in &hopeful {
        run.quotients[c] = run.quotient(c);
    }
    let text = format!("The quotients are found; the quota is {}.", shown(&quota));
    let mut draft = Draft::new(action, "QPQ 2.3 and 2.4", text);
    board.set_quota(units(&quota));
    show(board, run);
    let mut free = hopeful.clone();
    free.retain(|&c| !board.bound_beside(&run.elected, c).0);
    let highest = free.iter().map(|&c| &run.quotients[c]).max().cloned();
    if let Some(highest) = highest.filter(|highest| *highest > quota && !board.has_doomed()) {
        free.retain(|&c| run.quotients[c] == highest);
        let chosen = board.choose_among(&free, HIGHEST_TIE)?;
        draft.cite("2.5a");
        draft.say(format!(
            "{} has the highest quotient, above the quota.",
            board.name(chosen)
        ));
        draft.action = Action::Surplus;
        board.close(draft)?;
        run.elect(board, tree, chosen);
        return Ok(Action::Surplus);
    }
    let mut eligible = hopeful;
    eligible.retain(|&c| !board.bound_beside(&run.elected, c).1);
    if board.has_doomed() {
        let doomed = board.excludable();
        eligible.retain(|c| doomed.contains(c));
    }
    let lowest = eligible.iter().map(|&c| &run.quotients[c]).min().cloned();
    eligible.retain(|&c| Some(&run.quotients[c]) == lowest.as_ref());
    let chosen = board.choose_among(&eligible, LOWEST_TIE)?;
    draft.cite("2.5b");
    draft.action = Action::Exclusion;
    draft.say(format!(
        "{} has the lowest quotient and is excluded; the count starts afresh.",
        board.name(chosen)
    ));
    board.exclude(&mut draft, chosen);
    board.close(draft)?;
    *run = Run::start(board, tree);
    Ok(Action::Exclusion)
}

/// 2.5 and 2.6: the seats are filled, or no more candidates are left than seats.
fn finish(board: &mut Board<'_>, run: &Run, hopeful: Vec<usize>, left: usize) -> Result<(), Stop> {
    let mut draft = Draft::new(Action::LastPlaces, "QPQ 2.5 and 2.6", "The count ends.");
    show(board, run);
    for &candidate in &run.elected {
        board.elect(&mut draft, candidate);
    }
    if left > 0 {
        for candidate in board.ranked(hopeful) {
            board.elect(&mut draft, candidate);
        }
    }
    board.close(draft)
}

impl Run {
    fn start(board: &Board<'_>, tree: &Tree) -> Self {
        let n = board.status.len();
        let mut run = Self {
            heaps: vec![Vec::new(); n],
            elected: Vec::new(),
            quotients: vec![BigRational::zero(); n],
            spent: BigRational::zero(),
            inactive: 0,
        };
        let piles = Piles::first_preferences(tree, n, 1);
        for (candidate, parcels) in piles.parcels.into_iter().enumerate() {
            for parcel in parcels.into_iter().filter(|p| p.papers > 0) {
                let heap = Heap {
                    elected: BigRational::zero(),
                    papers: parcel.papers,
                    nodes: parcel.nodes,
                };
                if board.status[candidate] == Status::Excluded {
                    run.pass_on(board, tree, vec![heap]);
                } else {
                    run.heaps[candidate].push(heap);
                }
            }
        }
        run
    }

    /// 2.4: active papers by one more than the seats, less what the inactive ones have elected.
    fn quota(&self, board: &Board<'_>, tree: &Tree) -> BigRational {
        let active = whole(tree.valid - self.inactive);
        active / (whole(board.seats as u64 + 1) - &self.spent)
    }

    /// 2.3: papers by one more than what they have elected so far.
    fn quotient(&self, candidate: usize) -> BigRational {
        let heaps = &self.heaps[candidate];
        let papers = heaps.iter().map(|h| h.papers).sum();
        let elected: BigRational = heaps.iter().map(|h| &h.elected * whole(h.papers)).sum();
        whole(papers) / (BigRational::one() + elected)
    }

    /// 2.5a: each paper of the candidate has now elected one by the quotient.
    fn elect(&mut self, board: &Board<'_>, tree: &Tree, candidate: usize) {
        self.elected.push(candidate);
        let elected = self.quotients[candidate].recip();
        let mut heaps = std::mem::take(&mut self.heaps[candidate]);
        for heap in &mut heaps {
            heap.elected = elected.clone();
        }
        self.pass_on(board, tree, heaps);
    }

    fn pass_on(&mut self, board: &Board<'_>, tree: &Tree, heaps: Vec<Heap>) {
        let mut open = board.open();
        for &candidate in &self.elected {
            open[candidate] = false;
        }
        for heap in heaps {
            let sorted = sort(tree, &heap.nodes, &open);
            self.spent += &heap.elected * whole(sorted.non_transferable);
            self.inactive += sorted.non_transferable;
            for (to, (nodes, papers)) in sorted.to.into_iter().enumerate() {
                if papers > 0 {
                    self.heaps[to].push(Heap {
                        elected: heap.elected.clone(),
                        papers,
                        nodes,
                    });
                }
            }
        }
    }
}

/// Puts the quotients on the board, where they stand in the place of votes.
fn show(board: &mut Board<'_>, run: &Run) {
    for (votes, quotient) in board.votes.iter_mut().zip(&run.quotients) {
        *votes = units(quotient);
    }
    board.total = board.votes.iter().sum();
}

fn whole(n: u64) -> BigRational {
    BigRational::from_integer(BigInt::from(n))
}

/// In units of the ninth decimal, anything below cut.
fn units(value: &BigRational) -> u64 {
    (value * whole(10_u64.pow(9)))
        .floor()
        .to_integer()
        .to_u64()
        .unwrap_or(u64::MAX)
}

fn shown(value: &BigRational) -> String {
    crate::fixed::Scale::new(9).show(units(value))
}
