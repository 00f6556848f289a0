//! Scottish STV: weighted inclusive Gregory with five decimals.
//!
//! Source: Scottish Local Government Elections Order 2011 (SSI 2011/399), schedule 1, rules 46
//! (first stage), 47 (quota), 48 (return), 49 and 50 (transfer of surpluses), 51 and 52 (exclusion)
//! and 53 (last vacancies), as amended by SSI 2021/437.

use crate::board::{Board, Draft, LookBack, Question, Stop, number};
use crate::fixed::mul_div_down;
use crate::piles::{Parcel, Piles, sort};
use crate::transcript::{Action, Purpose};
use crate::tree::Tree;

/// Rule 50(2) and (3): of equal surpluses, whose was larger at the most recent stage; then a lot.
const SURPLUS_TIE: Question<'_> = Question {
    purpose: Purpose::TransferFirst,
    look: LookBack::Backwards,
    clause: "SSI 2011/399 rule 50(2) and (3)",
};

/// Rule 52(2): of the lowest, who was lowest at the most recent stage; then a lot.
const EXCLUSION_TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    look: LookBack::Backwards,
    clause: "SSI 2011/399 rule 52(2)",
};

/// Counts; the board then holds the transcript.
pub(crate) fn count(board: &mut Board<'_>, tree: &Tree) -> Result<(), Stop> {
    let mut piles = first_stage(board, tree)?;
    while board.is_open() {
        let pending = board.with_surplus();
        if pending.is_empty() || board.has_doomed() {
            exclude(board, tree, &mut piles)?;
        } else {
            transfer_surplus(board, tree, &mut piles, &pending)?;
        }
    }
    Ok(())
}

/// Rules 46 and 47: first preferences and the quota.
fn first_stage(board: &mut Board<'_>, tree: &Tree) -> Result<Piles, Stop> {
    let piles = Piles::first_preferences(tree, board.status.len(), board.scale.one);
    for (votes, parcels) in board.votes.iter_mut().zip(&piles.parcels) {
        *votes = parcels.iter().map(|p| p.papers * p.value).sum();
    }
    // Rule 47(2): valid papers by seats plus one, decimals ignored, plus one.
    let quota = tree.valid / (u64::from(u32::try_from(board.seats).unwrap_or(u32::MAX)) + 1) + 1;
    board.set_quota(quota * board.scale.one);
    let text = format!(
        "First preferences are counted: {} valid papers for {}, so the quota is {quota}.",
        tree.valid,
        board.seats_in_words()
    );
    end_stage(
        board,
        Draft::new(
            Action::FirstPreferences,
            "SSI 2011/399 rules 46 and 47",
            text,
        ),
    )?;
    Ok(piles)
}

/// Rules 48(1) and 53: whoever has the quota is elected; those left fill the places left.
fn end_stage(board: &mut Board<'_>, mut draft: Draft) -> Result<(), Stop> {
    let reached = board.reached();
    board.elect_all(&mut draft, reached, "rule 48(1)");
    board.fill_last_places(&mut draft, "rule 53(1)");
    board.close(draft)?;
    Ok(())
}

/// Rules 49 and 50: the largest surplus passes on with all papers of the candidate.
fn transfer_surplus(
    board: &mut Board<'_>,
    tree: &Tree,
    piles: &mut Piles,
    pending: &[usize],
) -> Result<(), Stop> {
    let from = board.choose(pending, SURPLUS_TIE)?;
    let (votes, surplus) = (board.votes[from], board.votes[from] - board.quota);
    let mut draft = Draft::new(
        Action::Surplus,
        "SSI 2011/399 rules 49 and 50",
        format!(
            "The surplus of {}, {}, is transferred.",
            board.name(from),
            board.scale.show(surplus)
        ),
    );
    board.votes[from] = board.quota;
    let open = board.open();
    let mut left = surplus;
    for (value, parcels) in by_value(piles.take(from)) {
        // Rule 49(3): surplus times value by votes, to five decimals, any remainder ignored.
        let transfer_value = mul_div_down(surplus, value, votes);
        let sorted = sort(tree, parcels.iter().flat_map(|p| &p.nodes), &open);
        let mut transfer = board.credit(vec![number(from)], &sorted, value, transfer_value);
        let ended = sorted.non_transferable * transfer_value;
        transfer.non_transferable = board.scale.show(ended);
        draft.transfers.push(transfer);
        board.non_transferable += ended;
        left -= ended + sorted.transferable() * transfer_value;
        piles.give(sorted, transfer_value);
    }
    board.loss += left;
    end_stage(board, draft)
}

/// Rules 51 and 52: the lowest candidate's papers pass on at the value they came with.
fn exclude(board: &mut Board<'_>, tree: &Tree, piles: &mut Piles) -> Result<(), Stop> {
    let from = board.choose(&board.excludable(), EXCLUSION_TIE)?;
    let mut draft = Draft::new(
        Action::Exclusion,
        "SSI 2011/399 rules 51 and 52",
        format!(
            "{}, who has the fewest votes, is excluded.",
            board.name(from)
        ),
    );
    board.exclude(&mut draft, from);
    board.votes[from] = 0;
    let open = board.open();
    for (value, parcels) in by_value(piles.take(from)) {
        let sorted = sort(tree, parcels.iter().flat_map(|p| &p.nodes), &open);
        let mut transfer = board.credit(vec![number(from)], &sorted, value, value);
        let ended = sorted.non_transferable * value;
        transfer.non_transferable = board.scale.show(ended);
        draft.transfers.push(transfer);
        board.non_transferable += ended;
        piles.give(sorted, value);
    }
    end_stage(board, draft)
}

/// Parcels grouped by value, highest first. Papers of one value are alike to this rule.
fn by_value(mut parcels: Vec<Parcel>) -> Vec<(u64, Vec<Parcel>)> {
    parcels.sort_by_key(|p| std::cmp::Reverse(p.value));
    let mut groups: Vec<(u64, Vec<Parcel>)> = Vec::new();
    for parcel in parcels.into_iter().filter(|p| p.papers > 0) {
        match groups.last_mut() {
            Some((value, group)) if *value == parcel.value => group.push(parcel),
            _ => groups.push((parcel.value, vec![parcel])),
        }
    }
    groups
}
