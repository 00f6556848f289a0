//! ERS97: the Electoral Reform Society's rules, third edition, 1997.
//!
//! Source: R. A. Newland and F. S. Britton, How to conduct an election by the Single Transferable
//! Vote, section 5 (detailed instructions) and 6 (glossary). Figures have two decimals. A stage is
//! a surplus or an exclusion; an exclusion moves its papers in batches of one value, highest first,
//! and after each batch candidates may be elected (5.4).

use crate::board::{Board, Draft, LookBack, Question, Stop, number, numbers};
use crate::piles::{Parcel, Piles, sort};
use crate::transcript::{Action, Purpose, Status, Tie, TieBreak};
use crate::tree::Tree;

const SURPLUS_TIE: Question<'_> = Question {
    purpose: Purpose::TransferFirst,
    look: LookBack::Forwards,
    clause: "ERS97 5.2.3",
};

const EXCLUSION_TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    look: LookBack::Forwards,
    clause: "ERS97 5.2.5",
};

/// Counts; the board then holds the transcript.
pub(crate) fn count(board: &mut Board<'_>, tree: &Tree) -> Result<(), Stop> {
    let mut piles = first_stage(board, tree)?;
    while board.is_open() {
        let surplus = board.surplus();
        let batch = excludable(board, surplus);
        if surplus > 0 && batch.is_none() && !board.has_doomed() {
            transfer_surplus(board, tree, &mut piles)?;
        } else {
            exclude(board, tree, &mut piles, batch.unwrap_or(1), surplus)?;
        }
    }
    Ok(())
}

/// 5.1: first preferences, the quota, and who has it.
fn first_stage(board: &mut Board<'_>, tree: &Tree) -> Result<Piles, Stop> {
    let piles = Piles::first_preferences(tree, board.status.len(), board.scale.one);
    for (votes, parcels) in board.votes.iter_mut().zip(&piles.parcels) {
        *votes = parcels.iter().map(|p| p.papers * p.value).sum();
    }
    let quota = quota(board);
    board.set_quota(quota);
    let text = format!(
        "First preferences are counted: {} valid papers for {}, so the quota is {}.",
        tree.valid,
        board.seats_in_words(),
        board.scale.show(quota)
    );
    let mut draft = Draft::new(Action::FirstPreferences, "ERS97 5.1.6", text);
    deem_elected(board, &mut draft, "5.1.7", 0);
    board.fill_last_places(&mut draft, "5.5.1");
    board.close(draft)?;
    Ok(piles)
}

/// 5.1.6: the votes still in use by seats plus one, to two decimals; a remainder adds 0.01.
fn quota(board: &Board<'_>) -> u64 {
    let in_use = board.total - board.non_transferable - board.loss;
    in_use.div_ceil(board.seats as u64 + 1)
}

/// 5.1.7, 5.3.13, 5.4.9: in descending order of votes, whoever has (a) the quota or (b) the total
/// active vote divided by one more than the places left. `in_transit` are votes of papers that
/// still lie with candidates who are being excluded: they await transfer, so they are active (6.20).
fn deem_elected(board: &mut Board<'_>, draft: &mut Draft, clause: &str, in_transit: u64) {
    while board.is_open() {
        let continuing = board.continuing();
        let free: Vec<usize> = continuing
            .iter()
            .copied()
            .filter(|&c| !board.is_doomed(c))
            .collect();
        let top = board.extreme(&free, true);
        if top.is_empty() {
            return;
        }
        let votes = board.votes[top[0]];
        let active: u64 =
            continuing.iter().map(|&c| board.votes[c]).sum::<u64>() + board.surplus() + in_transit;
        let places = board.vacancies() as u64;
        let by_share = votes * (places + 1) >= active;
        if votes == 0 || (votes < board.quota && !by_share) {
            return;
        }
        let part = if votes >= board.quota { "(a)" } else { "(b)" };
        let Some(chosen) = first_of_equals(board, &top, draft) else {
            return;
        };
        draft.cite(&format!("{clause}{part}"));
        board.elect(draft, chosen);
    }
}

/// 5.6.2: where not all of the equal can be elected, those ahead at the earliest difference are;
/// if they were equal at every point, none is elected now.
fn first_of_equals(board: &mut Board<'_>, top: &[usize], draft: &mut Draft) -> Option<usize> {
    if let [only] = *top {
        return Some(only);
    }
    if top.len() <= board.vacancies() {
        return board.ranked(top.to_vec()).first().copied();
    }
    match board.look_back(top, LookBack::Forwards, true) {
        (left, Some(stage)) if left.len() <= board.vacancies() => {
            let chosen = *left.first()?;
            draft.cite("5.6.2");
            board.note_tie(Tie {
                purpose: Purpose::Elect,
                candidates: numbers(top),
                chosen: number(chosen),
                clause: "ERS97 5.6.2".to_owned(),
                by: TieBreak::Stage(stage),
            });
            Some(chosen)
        }
        _ => None,
    }
}

/// 5.2.5: how many of the lowest can be excluded together while the surpluses wait: enough must
/// remain for the places, and their votes with all surpluses must not exceed the next above.
/// None if that holds for no number (then a surplus is transferred, 5.2.2).
fn excludable(board: &Board<'_>, surplus: u64) -> Option<usize> {
    let mut votes: Vec<u64> = board.excludable().iter().map(|&c| board.votes[c]).collect();
    votes.sort_unstable();
    let most = board.continuing().len().saturating_sub(board.vacancies());
    let mut together = surplus;
    let mut best = None;
    for (i, pair) in votes.windows(2).enumerate().take(most) {
        together += pair[0];
        if together <= pair[1] {
            best = Some(i + 1);
        }
    }
    best
}

/// 5.2.3 and 5.3: the largest surplus passes on with the batch that gave rise to it.
fn transfer_surplus(board: &mut Board<'_>, tree: &Tree, piles: &mut Piles) -> Result<(), Stop> {
    let pending = board.with_surplus();
    let from = board.choose(&pending, SURPLUS_TIE)?;
    let surplus = board.votes[from] - board.quota;
    let text = format!(
        "The surplus of {}, {}, is transferred.",
        board.name(from),
        board.scale.show(surplus)
    );
    let mut draft = Draft::new(Action::Surplus, "ERS97 5.2.3", text);
    // 5.3.1 and 5.3.2: the last batch received; at the first stage that is every paper.
    let mut pile = piles.take(from);
    draft.cite(if pile.len() == 1 { "5.3.1" } else { "5.3.2" });
    let Parcel { value, nodes, .. } = pile.pop().unwrap_or_default();
    let sorted = sort(tree, &nodes, &board.open());
    let papers = sorted.transferable();
    // 5.3.7: the papers keep their value unless together they exceed the surplus.
    let transfer_value = if papers * value > surplus {
        surplus / papers
    } else {
        value
    };
    draft.cite("5.3.7");
    board.votes[from] = board.quota;
    let mut transfer = board.credit(vec![number(from)], &sorted, value, transfer_value);
    let rest = surplus - papers * transfer_value;
    if transfer_value < value {
        // 5.3.9: the non-transferable difference from the neglected remainder.
        draft.cite("5.3.9");
        board.loss += rest;
    } else {
        transfer.non_transferable = board.scale.show(rest);
        board.non_transferable += rest;
    }
    draft.transfers.push(transfer);
    piles.give(sorted, transfer_value);
    deem_elected(board, &mut draft, "5.3.13", 0);
    board.fill_last_places(&mut draft, "5.5.1");
    board.close(draft)
}

/// 5.2.5 and 5.4: the lowest are excluded together and their papers pass on batch by batch.
fn exclude(
    board: &mut Board<'_>,
    tree: &Tree,
    piles: &mut Piles,
    how_many: usize,
    surplus: u64,
) -> Result<(), Stop> {
    let (lowest, remaining) = choose_lowest(board, how_many)?;
    let (verb, whose) = if lowest.len() == 1 {
        ("is", "has")
    } else {
        ("are", "together cannot catch up and have")
    };
    let mut draft = Draft::new(
        Action::Exclusion,
        "ERS97 5.2.5",
        format!(
            "{}, who {whose} the fewest votes, {verb} excluded.",
            board.names(&lowest)
        ),
    );
    if surplus > 0 {
        draft.cite("5.2.2");
        draft.say(format!("Surpluses of {} wait.", board.scale.show(surplus)));
    }
    for &candidate in &lowest {
        board.exclude(&mut draft, candidate);
    }
    if remaining == board.vacancies() {
        // 5.5.1: the exclusion would leave just enough; nothing more is transferred.
        draft.action = Action::LastPlaces;
        board.fill_last_places(&mut draft, "5.5.1");
        return board.close(draft);
    }
    transfer_batches(board, tree, piles, &lowest, &mut draft);
    board.fill_last_places(&mut draft, "5.5.1");
    board.close(draft)
}

/// The `how_many` candidates with the fewest votes, and how many continuing ones remain. Who is
/// equal matters only where not all of the equal go (5.2.5, last paragraph).
fn choose_lowest(board: &mut Board<'_>, how_many: usize) -> Result<(Vec<usize>, usize), Stop> {
    let mut eligible = board.excludable();
    let mut lowest = Vec::new();
    while lowest.len() < how_many {
        let mut next = board.extreme(&eligible, false);
        if lowest.len() + next.len() > how_many {
            next = vec![board.choose(&eligible, EXCLUSION_TIE)?];
        }
        eligible.retain(|c| !next.contains(c));
        lowest.append(&mut next);
    }
    lowest.truncate(board.excludable_together(&lowest));
    let remaining = board.continuing().len() - lowest.len();
    Ok((lowest, remaining))
}

/// 5.4: the papers of the excluded in batches of one value, highest first.
fn transfer_batches(
    board: &mut Board<'_>,
    tree: &Tree,
    piles: &mut Piles,
    excluded: &[usize],
    draft: &mut Draft,
) {
    // 5.4.1: all bundles of the excluded, each with the candidate it lies with.
    let mut bundles: Vec<(usize, Parcel)> = excluded
        .iter()
        .flat_map(|&c| piles.take(c).into_iter().map(move |p| (c, p)))
        .collect();
    bundles.retain(|(_, parcel)| parcel.papers > 0);
    bundles.sort_by_key(|(_, parcel)| std::cmp::Reverse(parcel.value));
    draft.cite("5.4");
    for batch in bundles.chunk_by(|a, b| a.1.value == b.1.value) {
        if !board.is_open() {
            // 5.5.2: all places are filled; no further papers are transferred.
            draft.cite("5.5.2");
            return;
        }
        let value = batch[0].1.value;
        let mut from = Vec::new();
        for (candidate, parcel) in batch {
            board.votes[*candidate] -= parcel.papers * value;
            if !from.contains(&number(*candidate)) {
                from.push(number(*candidate));
            }
        }
        // 5.4.10: candidates elected by an earlier batch receive nothing more.
        let sorted = sort(
            tree,
            batch.iter().flat_map(|(_, p)| &p.nodes),
            &board.open(),
        );
        let mut transfer = board.credit(from, &sorted, value, value);
        let ended = sorted.non_transferable * value;
        transfer.non_transferable = board.scale.show(ended);
        draft.transfers.push(transfer);
        board.non_transferable += ended;
        piles.give(sorted, value);
        lower_quota(board, draft, ended);
        let in_transit = excluded.iter().map(|&c| board.votes[c]).sum();
        deem_elected(board, draft, "5.4.9", in_transit);
        board.mark_point();
    }
}

/// 5.4.8: while nobody is elected, papers that become non-transferable lower the quota.
fn lower_quota(board: &mut Board<'_>, draft: &mut Draft, ended: u64) {
    if ended > 0 && !board.status.contains(&Status::Elected) {
        let quota = quota(board);
        board.set_quota(quota);
        draft.cite("5.4.8");
        draft.say(format!("The quota falls to {}.", board.scale.show(quota)));
    }
}
