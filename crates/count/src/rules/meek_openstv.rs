//! Meek's and Warren's methods with six decimals, as the program `OpenSTV` 1.7 counts them.
//!
//! Algorithm 123 (I. D. Hill, B. A. Wichmann and D. R. Woodall, Computer Journal 30, 1987) is stated in real numbers,
//! so its figures have no last decimal that could be agreed on; `meek-certified` gives its exact solution. `OpenSTV`, by
//! which many organisations counted, fixed one arithmetic for it, and this module follows that program's observed
//! behaviour in the following points:
//!
//! 1. A round is first preferences, an update of keep values, or an exclusion; then papers are shared out, the quota
//!    is found from the votes in use, and whoever has it is elected.
//! 2. While candidates can be excluded whose votes, with all surpluses, are fewer than those of the next, they are
//!    excluded together, and surpluses wait.
//! 3. Otherwise keep values are updated until no surplus is left in six decimals, or nothing changes any more; then
//!    the lowest is excluded.
//! 4. At the first exclusion, if no surplus is left and all sure losers have no votes, the next lowest goes with them.
//! 5. What all papers of one path bring to a candidate is cut to six decimals, and so is what passes on; what is cut is
//!    non-transferable. Paths are those through the elected: the excluded are as if they had never stood.
//!
//! Unlike the program, this module fills every seat, also where the last candidates have no votes.

use crate::board::{Board, Draft, LookBack, Question, Stop};
use crate::contest::Contest;
use crate::fixed::mul_div_up;
use crate::rules::keep::MAX_QUIET_ITERATIONS;
use crate::transcript::{Action, Purpose, Status};
use crate::tree::Tree;

/// One vote, in units of the sixth decimal.
const ONE: u64 = 1_000_000;

/// Ties: the latest earlier round at which the tied differed, then a lot.
const TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    look: LookBack::Backwards,
    clause: "OpenSTV, tie",
};

/// What an elected candidate takes of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// A share of what arrives (Meek).
    Share,
    /// The same price of each paper, or all that is left of it (Warren).
    Price,
}

/// A count in the making.
struct Count<'b, 'a> {
    board: &'b mut Board<'a>,
    contest: &'b Contest,
    /// The papers without the excluded.
    tree: Tree,
    keep: Vec<u64>,
    takes: Takes,
    excluded_before: bool,
    /// Whether the last update of keep values changed none, and how many went by without a decision.
    stuck: bool,
    quiet: u32,
}

/// Counts; the board then holds the transcript.
pub(crate) fn count(
    board: &mut Board<'_>,
    contest: &Contest,
    tree: Tree,
    takes: Takes,
) -> Result<(), Stop> {
    let keep = board.status.iter();
    let keep = keep.map(|&s| if s == Status::Withdrawn { 0 } else { ONE });
    let valid = tree.valid;
    let mut count = Count {
        keep: keep.collect(),
        board,
        contest,
        tree,
        takes,
        excluded_before: false,
        stuck: false,
        quiet: 0,
    };
    count.share_out();
    let text = format!(
        "First preferences are counted: {valid} valid papers for {}, so the quota is {}.",
        count.board.seats_in_words(),
        count.board.scale.show(count.board.quota)
    );
    count.end_round(Draft::new(
        Action::FirstPreferences,
        "OpenSTV, first preferences",
        text,
    ))?;
    while count.board.is_open() {
        let surplus = count.board.surplus();
        let losers = count.sure_losers(surplus);
        let settled = surplus == 0 || count.stuck || count.quiet >= MAX_QUIET_ITERATIONS;
        if settled || losers > 0 || count.board.has_doomed() {
            count.exclude(losers, surplus)?;
        } else {
            count.update()?;
        }
    }
    Ok(())
}

impl Count<'_, '_> {
    /// Point 2: how many of the lowest have together, with the surpluses, fewer votes than the next, and leave
    /// enough candidates for the seats.
    fn sure_losers(&self, surplus: u64) -> usize {
        let board = &self.board;
        let mut votes: Vec<u64> = board.excludable().iter().map(|&c| board.votes[c]).collect();
        votes.sort_unstable();
        let most = board.continuing().len().saturating_sub(board.vacancies());
        let mut together = surplus;
        let mut best = 0;
        for (i, pair) in votes.windows(2).enumerate().take(most) {
            together += pair[0];
            if together < pair[1] {
                best = i + 1;
            }
        }
        best
    }

    /// Points 2 to 4: who goes, and the papers as if they had never stood.
    fn exclude(&mut self, losers: usize, surplus: u64) -> Result<(), Stop> {
        let board = &mut *self.board;
        let mut eligible = board.excludable();
        let mut lowest = board.ranked(eligible.clone());
        lowest.reverse();
        lowest.truncate(if self.stuck { 0 } else { losers });
        eligible.retain(|c| !lowest.contains(c));
        let without_votes = lowest.iter().all(|&c| board.votes[c] == 0);
        let spare = board.continuing().len() - lowest.len() > board.vacancies();
        let one_more = !self.excluded_before && surplus == 0 && without_votes && spare;
        if (lowest.is_empty() || one_more) && !eligible.is_empty() {
            lowest.push(board.choose(&eligible, TIE)?);
        }
        lowest.truncate(board.excludable_together(&lowest));
        let mut draft = Draft::new(
            Action::Exclusion,
            "OpenSTV, exclusion",
            if lowest.len() == 1 {
                format!(
                    "{}, who has the fewest votes, is excluded.",
                    board.name(lowest[0])
                )
            } else {
                format!(
                    "{}, who together cannot catch up, are excluded.",
                    board.names(&lowest)
                )
            },
        );
        if surplus > 0 {
            draft.say(format!("Surpluses of {} wait.", board.scale.show(surplus)));
        }
        for &candidate in &lowest {
            board.exclude(&mut draft, candidate);
            self.keep[candidate] = 0;
        }
        let status = &self.board.status;
        self.tree = Tree::grow_without(self.contest, |number| {
            status[usize::from(number) - 1] == Status::Excluded
        });
        self.excluded_before = true;
        (self.stuck, self.quiet) = (false, 0);
        self.share_out();
        self.end_round(draft)
    }

    /// Point 3: keep value times quota by votes, rounded up, for whoever has more than the quota.
    fn update(&mut self) -> Result<(), Stop> {
        let mut changed = false;
        for &c in &self.board.elected {
            let votes = self.board.votes[c];
            if votes > self.board.quota {
                let keep = mul_div_up(self.keep[c], self.board.quota, votes);
                changed |= keep != self.keep[c];
                self.keep[c] = keep;
            }
        }
        self.stuck = !changed;
        self.quiet += 1;
        self.share_out();
        let text = "Votes are worked out anew with the new keep values.";
        self.end_round(Draft::new(Action::Iteration, "OpenSTV, keep values", text))
    }

    /// Point 1: who has the quota is elected; those who are left fill the seats that are left.
    fn end_round(&mut self, mut draft: Draft) -> Result<(), Stop> {
        let board = &mut *self.board;
        draft.keep_values = self.keep.iter().map(|&k| board.scale.show(k)).collect();
        let reached = board.reached();
        board.elect_all(&mut draft, reached, "quota");
        board.fill_last_places(&mut draft, "last places");
        if !draft.elected.is_empty() {
            (self.stuck, self.quiet) = (false, 0);
        }
        board.close(draft)
    }

    /// Point 5, and the quota: votes in use by seats plus one, cut, plus 0.000001.
    fn share_out(&mut self) {
        let board = &mut *self.board;
        let mut votes = vec![0_u64; self.keep.len()];
        let mut arriving = [0_u64; 257];
        arriving[0] = ONE;
        let nodes = &self.tree.nodes;
        let mut i = 0;
        while let Some(node) = nodes.get(i) {
            let (depth, candidate) = (usize::from(node.depth), usize::from(node.candidate));
            let (value, keep) = (arriving[depth], self.keep[candidate]);
            let papers = u128::from(node.papers);
            let (brings, passes) = match self.takes {
                Takes::Share => {
                    let brings = u128::from(value) * u128::from(keep) * papers;
                    (brings / u128::from(ONE), value * (ONE - keep) / ONE)
                }
                Takes::Price => {
                    let taken = value.min(keep);
                    (u128::from(taken) * papers, value - taken)
                }
            };
            votes[candidate] += u64::try_from(brings).unwrap_or(u64::MAX);
            arriving[depth + 1] = passes;
            // Who is not elected yet takes everything.
            let ends = passes == 0 || board.status[candidate] == Status::Continuing;
            i = if ends { node.end as usize } else { i + 1 };
        }
        let in_use: u64 = votes.iter().sum();
        board.votes = votes;
        board.non_transferable = board.total.saturating_sub(in_use);
        let quota = in_use / (board.seats as u64 + 1) + 1;
        board.set_quota(quota);
    }
}
