//! Dáil Éireann: Electoral Act 1992 (Ireland), sections 118 to 126.
//!
//! Papers keep their whole value. Of a surplus, each next preference gets its share in whole papers, the largest
//! fractions rounded up, and the papers last put into the sub-parcel are the ones that move (section 121).

use super::Papers;
use crate::PaperOrder;
use crate::board::{Board, Draft, LookBack, Question, Stop};
use crate::contest::Contest;
use crate::transcript::{Action, Purpose};

const SURPLUS_TIE: Question<'_> = Question {
    purpose: Purpose::TransferFirst,
    look: LookBack::Forwards,
    clause: "Electoral Act 1992 s 121(8)",
};

const EXCLUSION_TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    look: LookBack::Forwards,
    clause: "Electoral Act 1992 s 122",
};

/// Counts; the board then holds the transcript.
pub(crate) fn count(
    board: &mut Board<'_>,
    contest: &Contest,
    order: &PaperOrder,
) -> Result<(), Stop> {
    let mut papers = Papers::first_preferences(board, contest, order);
    let text = format!(
        "First preferences are counted: {} valid papers for {}, so the quota is {}.",
        board.total,
        board.seats_in_words(),
        board.quota,
    );
    end_count(
        board,
        Draft::new(
            Action::FirstPreferences,
            "Electoral Act 1992 ss 118 and 119",
            text,
        ),
    )?;
    while board.is_open() {
        let pending = board.with_surplus();
        let surplus = board.surplus();
        if !board.has_doomed() && surplus > 0 && matters(board, surplus) {
            let from = board.choose(&pending, SURPLUS_TIE)?;
            transfer_surplus(board, &mut papers, from)?;
        } else {
            exclude(board, &mut papers, surplus)?;
        }
    }
    Ok(())
}

/// Section 121: a surplus is transferred if it could elect the highest continuing candidate, bring the lowest level
/// with the next, or to a quarter of the quota (which decides on expenses).
fn matters(board: &Board<'_>, surplus: u64) -> bool {
    let mut votes: Vec<u64> = board.continuing().iter().map(|&c| board.votes[c]).collect();
    votes.sort_unstable();
    let (Some(&lowest), Some(&highest)) = (votes.first(), votes.last()) else {
        return false;
    };
    let next = votes.get(1).copied().unwrap_or(lowest);
    let quarter = |votes: u64| 4 * votes > board.quota;
    highest + surplus >= board.quota
        || lowest + surplus >= next
        || (!quarter(lowest) && quarter(lowest + surplus))
}

/// Sections 121(2) to (7): all papers, or where the surplus came with a transfer the packet that came last.
fn transfer_surplus(board: &mut Board<'_>, papers: &mut Papers, from: usize) -> Result<(), Stop> {
    let surplus = board.votes[from] - board.quota;
    let text = format!(
        "The surplus of {}, {surplus}, is transferred.",
        board.name(from)
    );
    let mut draft = Draft::new(Action::Surplus, "Electoral Act 1992 s 121", text);
    let open = board.open();
    let packet = papers.packets[from].pop().unwrap_or_default();
    let mut parcels: Vec<Vec<(u32, u32)>> = vec![Vec::new(); open.len()];
    let mut stay = Vec::new();
    for paper in packet {
        match papers.next(paper, &open) {
            Some(place) => parcels[papers.candidate(place)].push((paper, place)),
            None => stay.push(paper),
        }
    }
    let total: u64 = parcels.iter().map(|p| p.len() as u64).sum();
    let (moves, ended) = if total <= surplus {
        // s 121(3): all go; what the surplus has beyond them is not effective.
        (parcels.concat(), surplus - total)
    } else {
        let shares = shares(&parcels, surplus, total);
        let mut moves = Vec::new();
        for (mut parcel, share) in parcels.into_iter().zip(shares) {
            let last = parcel.split_off(parcel.len() - share);
            moves.extend(last);
            stay.extend(parcel.into_iter().map(|(paper, _)| paper));
        }
        (moves, 0)
    };
    papers.packets[from].push(stay);
    board.votes[from] = board.quota;
    let ended = usize::try_from(ended).unwrap_or(usize::MAX);
    let transfer = papers.hand_over(board, from, moves, ended);
    draft.transfers.push(transfer);
    end_count(board, draft)
}

/// How many papers of each parcel go: surplus times parcel by all, the largest fractions rounded up, of equal
/// fractions those of the larger parcel first, then in the order of the paper.
fn shares(parcels: &[Vec<(u32, u32)>], surplus: u64, total: u64) -> Vec<usize> {
    let whole = |p: &Vec<(u32, u32)>| surplus * p.len() as u64 / total;
    let mut shares: Vec<u64> = parcels.iter().map(whole).collect();
    let mut order: Vec<usize> = (0..parcels.len()).collect();
    let fraction = |c: usize| surplus * parcels[c].len() as u64 % total;
    order.sort_by_key(|&c| (std::cmp::Reverse((fraction(c), parcels[c].len())), c));
    let short = surplus - shares.iter().sum::<u64>();
    for &c in order.iter().take(usize::try_from(short).unwrap_or(0)) {
        shares[c] += 1;
    }
    shares
        .into_iter()
        .map(|s| usize::try_from(s).unwrap_or(usize::MAX))
        .collect()
}

/// Section 122: the lowest, or together all who have with the surpluses fewer votes than the next.
fn exclude(board: &mut Board<'_>, papers: &mut Papers, surplus: u64) -> Result<(), Stop> {
    let how_many = if board.has_doomed() {
        1
    } else {
        losers(board, surplus)
    };
    let mut eligible = board.excludable();
    let mut lowest = Vec::new();
    while lowest.len() < how_many {
        let chosen = board.choose(&eligible, EXCLUSION_TIE)?;
        eligible.retain(|&c| c != chosen);
        lowest.push(chosen);
    }
    lowest.truncate(board.excludable_together(&lowest));
    let verb = if lowest.len() == 1 {
        "is excluded"
    } else {
        "are excluded together"
    };
    let text = format!("{}, with the fewest votes, {verb}.", board.names(&lowest));
    let mut draft = Draft::new(Action::Exclusion, "Electoral Act 1992 s 122", text);
    for &candidate in &lowest {
        board.exclude(&mut draft, candidate);
    }
    let open = board.open();
    for from in lowest {
        let mut moves = Vec::new();
        let mut ended = 0;
        for paper in std::mem::take(&mut papers.packets[from]).concat() {
            match papers.next(paper, &open) {
                Some(place) => moves.push((paper, place)),
                None => ended += 1,
            }
        }
        board.votes[from] = 0;
        let transfer = papers.hand_over(board, from, moves, ended);
        draft.transfers.push(transfer);
    }
    end_count(board, draft)
}

/// How many are excluded together: as many as cannot catch up, and cannot reach a quarter of the quota either.
fn losers(board: &Board<'_>, surplus: u64) -> usize {
    let mut votes: Vec<u64> = board.excludable().iter().map(|&c| board.votes[c]).collect();
    votes.sort_unstable();
    let most = board.continuing().len().saturating_sub(board.vacancies());
    let mut together = surplus;
    let mut best = 1;
    for (i, pair) in votes.windows(2).enumerate().take(most) {
        together += pair[0];
        let expenses = (0..=i).any(|k| 4 * votes[k] <= board.quota) && 4 * together > board.quota;
        if together < pair[1] && (i == 0 || !expenses) {
            best = i + 1;
        }
    }
    best
}

/// Sections 120 and 124: who has the quota; the last vacancies.
fn end_count(board: &mut Board<'_>, mut draft: Draft) -> Result<(), Stop> {
    let reached = board.reached();
    board.elect_all(&mut draft, reached, "s 120");
    board.fill_last_places(&mut draft, "s 124(1)");
    if board.vacancies() == 1 {
        let continuing = board.continuing();
        let surplus = board.surplus();
        if let [winner] = board.extreme(&continuing, true)[..] {
            let others: u64 =
                continuing.iter().map(|&c| board.votes[c]).sum::<u64>() - board.votes[winner];
            if board.votes[winner] >= others + surplus && !board.is_doomed(winner) {
                draft.cite("s 124(2)");
                board.elect(&mut draft, winner);
            }
        }
    }
    board.close(draft)
}
