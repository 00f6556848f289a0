//! The alternative vote: exclude the lowest until one candidate has more than half, and three American statutes of it.
//!
//! [`PARTIES`] has no statute to cite; the steps are those that parties and unions publish: (1) count
//! first preferences; (2) elect whoever has more than half of the votes still in use; (3) otherwise
//! exclude the lowest and pass those papers on; (4) ties by the most recent earlier round, then lot.
//!
//! The statutes differ in when the count ends and in who goes together:
//!
//! * San Francisco, Charter section 13.102: a majority of the continuing ballots ends the count (c, d), and those
//!   who together have fewer votes than the next are eliminated simultaneously (e).
//! * Maine, Revised Statutes title 21-A section 723-A, and the rules made under it, 29-250 CMR chapter 535 section 4: without a
//!   majority of the first choices, rounds go on while more than two candidates continue, and of the last two
//!   the one with more votes is elected, with whatever part of the ballots (4(2)(A)). Ties by lot. That all who
//!   cannot be elected may go together (until 2024) is not applied: it alters no result.
//! * Alaska, Statutes 15.15.350(d): the same. Ties at the end by lot, 15.20.530.

use crate::board::{Board, Draft, LookBack, Question, Stop, number};
use crate::piles::{Parcel, Piles, sort};
use crate::transcript::{Action, Purpose};
use crate::tree::Tree;

/// In what the rules of this family differ, and the clauses they cite.
#[derive(Debug)]
pub(crate) struct Terms {
    /// More than half ends the count in the first round; in later rounds.
    majority: (bool, bool),
    /// All who together have fewer votes than the next go at once.
    batch: bool,
    look: LookBack,
    first: &'static str,
    elected: &'static str,
    exclusion: &'static str,
    tie: &'static str,
}

pub(crate) const PARTIES: Terms = Terms {
    majority: (true, true),
    batch: false,
    look: LookBack::Backwards,
    first: "AV step 1",
    elected: "AV step 2",
    exclusion: "AV step 3",
    tie: "AV step 4",
};

pub(crate) const SAN_FRANCISCO: Terms = Terms {
    majority: (true, true),
    batch: true,
    look: LookBack::Nowhere,
    first: "San Francisco Charter 13.102(c)",
    elected: "13.102(c) and (d)",
    exclusion: "San Francisco Charter 13.102(d) and (e)",
    tie: "San Francisco Charter 13.102(f)",
};

pub(crate) const MAINE: Terms = Terms {
    majority: (true, false),
    batch: false,
    look: LookBack::Nowhere,
    first: "21-A MRSA 723-A(1) and (2)",
    elected: "29-250 CMR 535, 4(2)(A)",
    exclusion: "29-250 CMR 535, 4(2)(A)",
    tie: "21-A MRSA 723-A(3)",
};

pub(crate) const ALASKA: Terms = Terms {
    majority: (true, false),
    batch: false,
    look: LookBack::Nowhere,
    first: "AS 15.15.350(d)",
    elected: "AS 15.15.350(d)",
    exclusion: "AS 15.15.350(d)(2)",
    tie: "AS 15.20.530",
};

/// Counts; the board then holds the transcript.
pub(crate) fn count(board: &mut Board<'_>, tree: &Tree, terms: &Terms) -> Result<(), Stop> {
    let mut piles = Piles::first_preferences(tree, board.status.len(), board.scale.one);
    for (votes, parcels) in board.votes.iter_mut().zip(&piles.parcels) {
        *votes = parcels.iter().map(|p| p.papers).sum();
    }
    let text = format!(
        "First preferences are counted: {} valid papers.",
        tree.valid
    );
    let draft = Draft::new(Action::FirstPreferences, terms.first, text);
    end_round(board, draft, terms)?;
    while board.is_open() {
        exclude(board, tree, &mut piles, terms)?;
    }
    Ok(())
}

/// Step 2: more than half of the votes still in use, where that ends the count; otherwise more than the only other.
fn end_round(board: &mut Board<'_>, mut draft: Draft, terms: &Terms) -> Result<(), Stop> {
    let in_use = board.total - board.non_transferable;
    board.set_quota(in_use / 2 + 1);
    let continuing = board.continuing();
    let ends = if board.stage() == 1 {
        terms.majority.0
    } else {
        terms.majority.1
    };
    // Half of the votes is no majority, but of the last two the one who is ahead has more than half.
    let over = continuing
        .iter()
        .copied()
        .find(|&c| board.votes[c] >= board.quota && !board.is_doomed(c))
        .filter(|_| ends || continuing.len() <= 2);
    // With one candidate left there is nobody to compare with, even if no votes are in use.
    let winner = over.or(if let [only] = continuing[..] {
        Some(only)
    } else {
        None
    });
    if let Some(winner) = winner {
        draft.cite(terms.elected);
        draft.say(format!(
            "{} has {} of the {} votes still in use; {} are needed.",
            board.name(winner),
            board.scale.show(board.votes[winner]),
            board.scale.show(in_use),
            board.scale.show(board.quota)
        ));
        board.elect(&mut draft, winner);
    }
    board.close(draft)
}

/// Who goes: the lowest, or all who together have fewer votes than the next, one being left at least.
fn lowest(board: &mut Board<'_>, terms: &Terms) -> Result<Vec<usize>, Stop> {
    let eligible = board.excludable();
    if terms.batch {
        let mut order = board.ranked(eligible.clone());
        order.reverse();
        let most = board.continuing().len() - 1;
        let (mut together, mut best) = (0, 0);
        for (i, pair) in order.windows(2).enumerate().take(most) {
            together += board.votes[pair[0]];
            if together < board.votes[pair[1]] {
                best = i + 1;
            }
        }
        if best > 1 {
            order.truncate(best);
            order.truncate(board.excludable_together(&order));
            return Ok(order);
        }
    }
    let question = Question {
        purpose: Purpose::Exclude,
        look: terms.look,
        clause: terms.tie,
    };
    Ok(vec![board.choose(&eligible, question)?])
}

/// Step 3: the lowest goes, and those papers pass on.
fn exclude(
    board: &mut Board<'_>,
    tree: &Tree,
    piles: &mut Piles,
    terms: &Terms,
) -> Result<(), Stop> {
    let lowest = lowest(board, terms)?;
    let verb = if lowest.len() == 1 {
        "who has the fewest votes, is excluded"
    } else {
        "who together cannot catch up, are excluded"
    };
    let text = format!("{}, {verb}.", board.names(&lowest));
    let mut draft = Draft::new(Action::Exclusion, terms.exclusion, text);
    let mut parcels: Vec<Parcel> = Vec::new();
    for &from in &lowest {
        board.exclude(&mut draft, from);
        board.votes[from] = 0;
        parcels.extend(piles.take(from));
    }
    let sorted = sort(tree, parcels.iter().flat_map(|p| &p.nodes), &board.open());
    let one = board.scale.one;
    let from = lowest.iter().map(|&c| number(c)).collect();
    let mut transfer = board.credit(from, &sorted, one, one);
    transfer.non_transferable = board.scale.show(sorted.non_transferable);
    board.non_transferable += sorted.non_transferable;
    draft.transfers.push(transfer);
    piles.give(sorted, one);
    end_round(board, draft, terms)
}
