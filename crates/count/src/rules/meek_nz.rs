//! Meek's method as in New Zealand local elections, with nine decimals.
//!
//! Source: Local Electoral Regulations 2001 (SR 2001/145), schedule 1A, Part 1. An iteration is a
//! stage: keep values (clauses 7 to 9), votes (10), quota (11), election (12), exclusion (13).
//!
//! Two points where the official calculator and the text of the schedule part, and this module
//! follows the calculator, whose published iterations show it:
//! * clause 10 would round every product up, so that a paper could count for more than one vote.
//!   Here the share that a candidate keeps is rounded up and the candidates after get exactly what
//!   is left, so no vote is made or lost;
//! * an exclusion under clause 13 may already end the first iteration.
//!
//! And one of our own: where clause 19 would break a tie by a pseudo-random number that anybody
//! can work out before the poll, a lot decides, as everywhere in this crate.

use crate::board::{Board, Draft, LookBack, Question, Stop};
use crate::fixed::mul_div_up;
use crate::rules::keep::{self, MAX_QUIET_ITERATIONS, ONE, share_out};
use crate::transcript::{Action, Purpose, Status};
use crate::tree::Tree;

/// Clause 13: a total surplus below 0.0001 is taken as none.
const NEGLIGIBLE_SURPLUS: u64 = 100_000;

/// Clauses 19 and 40: who was behind at the earliest difference; then a lot.
const EXCLUSION_TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    look: LookBack::Forwards,
    clause: "NZ schedule 1A clauses 19 and 40",
};

/// Counts; the board then holds the transcript.
pub(crate) fn count(board: &mut Board<'_>, tree: &Tree) -> Result<(), Stop> {
    let mut keep = keep::at_first(board);
    // Clauses 10, 5 and 11.
    share_out(board, tree, &keep, keep::share);
    let quota = keep::quota(board);
    board.set_quota(quota);
    let text = format!(
        "First preferences are counted: {} valid papers for {}, so the quota is {}.",
        tree.valid,
        board.seats_in_words(),
        board.scale.show(quota)
    );
    let draft = Draft::new(
        Action::FirstPreferences,
        "NZ schedule 1A clauses 5 and 6",
        text,
    );
    end_iteration(board, draft, &keep, false)?;
    let mut quiet = 0;
    while board.is_open() {
        let settled = !update_keep_values(board, &mut keep) || quiet >= MAX_QUIET_ITERATIONS;
        let decided = board.continuing().len();
        share_out(board, tree, &keep, keep::share);
        board.set_quota(keep::quota(board));
        let draft = Draft::new(
            Action::Iteration,
            "NZ schedule 1A clauses 7 to 11",
            "Votes are worked out anew with the new keep values.",
        );
        end_iteration(board, draft, &keep, settled)?;
        quiet = if board.continuing().len() == decided {
            quiet + 1
        } else {
            0
        };
    }
    Ok(())
}

/// Clauses 7 to 9: who was excluded keeps nothing; an elected candidate above the quota keeps the
/// old share times quota by votes, rounded up at each step. False if nothing changed.
fn update_keep_values(board: &Board<'_>, keep: &mut [u64]) -> bool {
    let mut changed = false;
    for (c, keep) in keep.iter_mut().enumerate() {
        let new = match board.status[c] {
            Status::Elected if board.votes[c] > board.quota => {
                let held = mul_div_up(*keep, board.quota, ONE);
                // Rounding up twice could raise a tiny share; above the quota it never rises.
                mul_div_up(held, ONE, board.votes[c]).min(*keep)
            }
            Status::Excluded => 0,
            _ => *keep,
        };
        changed |= new != *keep;
        *keep = new;
    }
    changed
}

/// Clauses 6 and 12 (election), 3 (last places) and 13 (exclusion).
fn end_iteration(
    board: &mut Board<'_>,
    mut draft: Draft,
    keep: &[u64],
    settled: bool,
) -> Result<(), Stop> {
    draft.keep_values = keep.iter().map(|&k| board.scale.show(k)).collect();
    let reached = board.reached();
    let clause = if board.stage() == 1 {
        "clause 6"
    } else {
        "clause 12"
    };
    board.elect_all(&mut draft, reached, clause);
    board.fill_last_places(&mut draft, "clause 3");
    if board.is_open() {
        exclude(board, &mut draft, settled)?;
        board.fill_last_places(&mut draft, "clause 3");
    }
    board.close(draft)
}

/// Clause 13: the lowest goes if the total surplus could not lift that candidate to the next one,
/// or is below 0.0001. Where nine decimals can change nothing more (`settled`), what is left of the
/// surplus is taken as none, too.
fn exclude(board: &mut Board<'_>, draft: &mut Draft, settled: bool) -> Result<(), Stop> {
    let surplus = board.surplus();
    let continuing = board.excludable();
    let mut votes: Vec<u64> = continuing.iter().map(|&c| board.votes[c]).collect();
    votes.sort_unstable();
    let beyond_reach = board.has_doomed() || votes.len() > 1 && votes[0] + surplus < votes[1];
    if !beyond_reach && surplus >= NEGLIGIBLE_SURPLUS && !settled {
        return Ok(());
    }
    let lowest = board.choose(&continuing, EXCLUSION_TIE)?;
    draft.cite("clause 13");
    draft.say(format!(
        "{}, who has the fewest votes, is excluded; the total surplus is {}.",
        board.name(lowest),
        board.scale.show(surplus)
    ));
    board.exclude(draft, lowest);
    Ok(())
}
