//! The alternative vote: exclude the lowest until one candidate has more than half.
//!
//! There is no statute to cite; the steps are those that parties and unions publish: (1) count
//! first preferences; (2) elect whoever has more than half of the votes still in use; (3) otherwise
//! exclude the lowest and pass those papers on; (4) ties by the most recent earlier round, then lot.

use crate::board::{Board, Draft, LookBack, Question, Stop, number};
use crate::piles::{Piles, sort};
use crate::transcript::{Action, Purpose};
use crate::tree::Tree;

const TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    look: LookBack::Backwards,
    clause: "AV step 4",
};

/// Counts; the board then holds the transcript.
pub(crate) fn count(board: &mut Board<'_>, tree: &Tree) -> Result<(), Stop> {
    let mut piles = Piles::first_preferences(tree, board.status.len(), board.scale.one);
    for (votes, parcels) in board.votes.iter_mut().zip(&piles.parcels) {
        *votes = parcels.iter().map(|p| p.papers).sum();
    }
    let text = format!(
        "First preferences are counted: {} valid papers.",
        tree.valid
    );
    end_round(
        board,
        Draft::new(Action::FirstPreferences, "AV step 1", text),
    )?;
    while board.is_open() {
        exclude(board, tree, &mut piles)?;
    }
    Ok(())
}

/// Step 2: more than half of the votes still in use.
fn end_round(board: &mut Board<'_>, mut draft: Draft) -> Result<(), Stop> {
    let in_use = board.total - board.non_transferable;
    board.set_quota(in_use / 2 + 1);
    let continuing = board.continuing();
    let over = continuing
        .iter()
        .copied()
        .find(|&c| board.votes[c] >= board.quota && !board.is_doomed(c));
    // With one candidate left there is nobody to compare with, even if no votes are in use.
    let winner = over.or(if let [only] = continuing[..] {
        Some(only)
    } else {
        None
    });
    if let Some(winner) = winner {
        draft.cite("AV step 2");
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

/// Step 3: the lowest is excluded and those papers pass on.
fn exclude(board: &mut Board<'_>, tree: &Tree, piles: &mut Piles) -> Result<(), Stop> {
    let from = board.choose(&board.excludable(), TIE)?;
    let mut draft = Draft::new(
        Action::Exclusion,
        "AV step 3",
        format!(
            "{}, who has the fewest votes, is excluded.",
            board.name(from)
        ),
    );
    board.exclude(&mut draft, from);
    board.votes[from] = 0;
    let parcels = piles.take(from);
    let sorted = sort(tree, parcels.iter().flat_map(|p| &p.nodes), &board.open());
    let one = board.scale.one;
    let mut transfer = board.credit(vec![number(from)], &sorted, one, one);
    transfer.non_transferable = board.scale.show(sorted.non_transferable);
    board.non_transferable += sorted.non_transferable;
    draft.transfers.push(transfer);
    piles.give(sorted, one);
    end_round(board, draft)
}
