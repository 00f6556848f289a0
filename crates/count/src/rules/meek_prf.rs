//! The reference Meek rule of the Proportional Representation Foundation, and Warren's method in the same arithmetic.
//!
//! Nine decimals. A stage is an iteration (B.2): votes are shared out anew, the quota and the winners are found, and
//! keep values are brought closer. Only when the total surplus is below omega, or shrinks no more, is the lowest
//! candidate defeated (B.3).
//!
//! In Meek's method a candidate keeps a share of what reaches it; in Warren's (C. H. E. Warren, Counting in STV
//! elections, Voting matters 1, 1994) a price, the same for each paper that can pay it.

use crate::board::{Board, Draft, LookBack, Question, Stop};
use crate::fixed::mul_div_up;
use crate::rules::keep::{self, MAX_QUIET_ITERATIONS, ONE, share_out};
use crate::transcript::{Action, Purpose};
use crate::tree::Tree;

/// Step A: omega, 0.000001.
const OMEGA: u64 = 1_000;

/// Procedure T: a lot.
const DEFEAT_TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    look: LookBack::Nowhere,
    clause: "PRF Meek T",
};

/// Counts, where a candidate holds `held(arriving, keep)` of a paper ([`keep::share`] or [`keep::price`]); the board
/// then holds the transcript.
pub(crate) fn count(
    board: &mut Board<'_>,
    tree: &Tree,
    held: impl Fn(u64, u64) -> u64,
) -> Result<(), Stop> {
    let mut keep = keep::at_first(board);
    // B.2.e compares with the iteration before; the first of a round has none to compare with.
    let mut before = None;
    let mut quiet = 0;
    while board.is_open() {
        // B.2.a: what candidates keep is rounded up.
        share_out(board, tree, &keep, &held);
        board.set_quota(keep::quota(board));
        let mut draft = draft(board, tree);
        draft.keep_values = keep.iter().map(|&k| board.scale.show(k)).collect();
        let reached = board.reached();
        board.elect_all(&mut draft, reached, "B.2.c");
        let surplus = surplus(board);
        let settled = surplus < OMEGA || before.is_some_and(|before| surplus >= before);
        let settled = settled || quiet >= MAX_QUIET_ITERATIONS || board.has_doomed();
        board.fill_last_places(&mut draft, "C.1");
        if !draft.elected.is_empty() {
            (before, quiet) = (Some(surplus), 0);
            board.close(draft)?;
            // B.2.e: the round ends with the election. The next one begins with the same keep values and so with the
            // same votes: if its surplus is below omega it ends at once, otherwise the keep values are updated.
            if surplus >= OMEGA {
                update(board, &mut keep);
            }
        } else if settled {
            defeat(board, &mut draft, surplus, &mut keep)?;
            (before, quiet) = (None, 0);
            board.fill_last_places(&mut draft, "C.1");
            board.close(draft)?;
        } else {
            (before, quiet) = (Some(surplus), quiet + 1);
            board.close(draft)?;
            update(board, &mut keep);
        }
    }
    Ok(())
}

fn draft(board: &Board<'_>, tree: &Tree) -> Draft {
    if board.stage() > 1 {
        let text = "Votes are worked out anew with the new keep values.";
        return Draft::new(Action::Iteration, "PRF Meek B.2.a to B.2.f", text);
    }
    let text = format!(
        "First preferences are counted: {} valid papers for {}, so the quota is {}.",
        tree.valid,
        board.seats_in_words(),
        board.scale.show(board.quota)
    );
    Draft::new(Action::FirstPreferences, "PRF Meek A and B.2", text)
}

/// B.2.d: the sum of what the elected have above the quota, those below it counted against, but not below 0.
fn surplus(board: &Board<'_>) -> u64 {
    let votes: u64 = board.elected.iter().map(|&c| board.votes[c]).sum();
    votes.saturating_sub(board.quota * board.elected.len() as u64)
}

/// B.2.f: keep value times quota, rounded up, by votes, rounded up.
fn update(board: &Board<'_>, keep: &mut [u64]) {
    for &c in &board.elected {
        if board.votes[c] > 0 {
            keep[c] =
                mul_div_up(mul_div_up(keep[c], board.quota, ONE), ONE, board.votes[c]).min(ONE);
        }
    }
}

/// B.3: the lowest is defeated; all who are within the surplus of it are tied with it.
fn defeat(
    board: &mut Board<'_>,
    draft: &mut Draft,
    surplus: u64,
    keep: &mut [u64],
) -> Result<(), Stop> {
    let eligible = board.excludable();
    let least = eligible.iter().map(|&c| board.votes[c]).min().unwrap_or(0);
    let tied: Vec<usize> = eligible
        .into_iter()
        .filter(|&c| board.votes[c] <= least + surplus)
        .collect();
    let lowest = board.choose_among(&tied, DEFEAT_TIE)?;
    draft.cite("B.3");
    draft.say(format!(
        "{}, who has the fewest votes, is excluded; the total surplus is {}.",
        board.name(lowest),
        board.scale.show(surplus)
    ));
    board.exclude(draft, lowest);
    keep[lowest] = 0;
    Ok(())
}
