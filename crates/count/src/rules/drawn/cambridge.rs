//! Cambridge, Massachusetts: Massachusetts General Laws, chapter 54A, section 9, with the Cincinnati method for the
//! surpluses of first choices (section 16(b)).
//!
//! Papers keep their whole value. Of a surplus every nth paper goes on, n being the candidate's papers by the surplus,
//! to the nearest whole number; papers without a further choice are passed over and stay. Nobody ever receives more
//! than the quota: who reaches it while papers move is elected and receives no more.

use super::Papers;
use crate::PaperOrder;
use crate::board::{Board, Draft, LookBack, Question, Stop};
use crate::contest::Contest;
use crate::transcript::{Action, Purpose};

/// Section 9(g): who has fewer first choices than the signatures that a nomination takes is defeated at once.
const SIGNATURES: u64 = 50;

const SURPLUS_TIE: Question<'_> = Question {
    purpose: Purpose::TransferFirst,
    look: LookBack::Nowhere,
    clause: "MGL 54A s 9(k)",
};

const DEFEAT_TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    look: LookBack::Backwards,
    clause: "MGL 54A s 9(k)",
};

/// Counts; the board then holds the transcript.
pub(crate) fn count(
    board: &mut Board<'_>,
    contest: &Contest,
    order: &PaperOrder,
) -> Result<(), Stop> {
    let mut papers = Papers::first_preferences(board, contest, order);
    let text = format!(
        "First choices are counted: {} valid ballots for {}, so the quota is {}.",
        board.total,
        board.seats_in_words(),
        board.quota,
    );
    end_transfer(
        board,
        Draft::new(Action::FirstPreferences, "MGL 54A s 9(c) and (d)", text),
    )?;
    let mut few_defeated = false;
    while board.is_open() {
        let pending = board.with_surplus();
        if !pending.is_empty() && !board.has_doomed() {
            let from = board.choose(&pending, SURPLUS_TIE)?;
            transfer_surplus(board, &mut papers, from)?;
        } else if few_defeated || board.has_doomed() {
            let lowest = board.choose(&board.excludable(), DEFEAT_TIE)?;
            defeat(board, &mut papers, &[lowest], "MGL 54A s 9(i) and (j)")?;
        } else {
            few_defeated = true;
            let few = few(board);
            if !few.is_empty() {
                defeat(board, &mut papers, &few, "MGL 54A s 9(g) and (h)")?;
            }
        }
    }
    Ok(())
}

/// Who is defeated at once for too few first choices, the lowest first; nobody if that would leave too few candidates.
fn few(board: &Board<'_>) -> Vec<usize> {
    let mut few: Vec<usize> = board
        .excludable()
        .into_iter()
        .filter(|&c| board.votes[c] < SIGNATURES)
        .collect();
    few.sort_by_key(|&c| (board.votes[c], c));
    let together = board.excludable_together(&few);
    if few.is_empty()
        || together < few.len()
        || board.continuing().len() - few.len() < board.vacancies()
    {
        return Vec::new();
    }
    few
}

/// The Cincinnati method: ballots n, 2n, 3n and so on of the pile, then n + 1, 2n + 1 and so on, and what lies before
/// the nth last.
fn transfer_surplus(board: &mut Board<'_>, papers: &mut Papers, from: usize) -> Result<(), Stop> {
    let pile = std::mem::take(&mut papers.packets[from]).concat();
    let surplus = usize::try_from(board.votes[from] - board.quota).unwrap_or(usize::MAX);
    // The nearest whole number; a half goes up.
    let skip = ((2 * pile.len() + surplus) / (2 * surplus)).max(1);
    let sequence = (skip - 1..2 * skip - 1)
        .flat_map(|start| (start..pile.len()).step_by(skip))
        .chain(0..skip - 1);
    let text = format!(
        "The surplus of {}, {surplus}, is transferred: every ballot in {skip} that has a further choice.",
        board.name(from)
    );
    let mut draft = Draft::new(Action::Surplus, "MGL 54A s 16(b), Cincinnati method", text);
    let mut open = board.open();
    let mut gained = vec![0_u64; open.len()];
    let mut moves = Vec::new();
    let mut moved = vec![false; pile.len()];
    for i in sequence {
        if moves.len() == surplus {
            break;
        }
        if moved[i] {
            continue;
        }
        if let Some(place) = papers.next(pile[i], &open) {
            let to = papers.candidate(place);
            gained[to] += 1;
            open[to] = board.votes[to] + gained[to] < board.quota;
            moves.push((pile[i], place));
            moved[i] = true;
        }
    }
    let stay = pile
        .iter()
        .zip(&moved)
        .filter(|(_, moved)| !**moved)
        .map(|(paper, _)| *paper);
    papers.packets[from] = vec![stay.collect()];
    // Ballots beyond the quota that nobody else can use stay with the candidate and count for the quota only.
    let ended = surplus - moves.len();
    board.votes[from] = board.quota;
    let transfer = papers.hand_over(board, from, moves, ended);
    draft.transfers.push(transfer);
    end_transfer(board, draft)
}

/// Section 9(h): the ballots of the defeated go on, those of the lowest first.
fn defeat(
    board: &mut Board<'_>,
    papers: &mut Papers,
    lowest: &[usize],
    clause: &str,
) -> Result<(), Stop> {
    let verb = if lowest.len() == 1 {
        "is defeated"
    } else {
        "are defeated together"
    };
    let text = format!("{}, with the fewest ballots, {verb}.", board.names(lowest));
    let mut draft = Draft::new(Action::Exclusion, clause, text);
    for &candidate in lowest {
        board.exclude(&mut draft, candidate);
    }
    let mut open = board.open();
    for &from in lowest {
        let mut gained = vec![0_u64; open.len()];
        let mut moves = Vec::new();
        let mut ended = 0;
        for paper in std::mem::take(&mut papers.packets[from]).concat() {
            let Some(place) = papers.next(paper, &open) else {
                ended += 1;
                continue;
            };
            let to = papers.candidate(place);
            gained[to] += 1;
            open[to] = board.votes[to] + gained[to] < board.quota;
            moves.push((paper, place));
        }
        board.votes[from] = 0;
        let transfer = papers.hand_over(board, from, moves, ended);
        draft.transfers.push(transfer);
    }
    end_transfer(board, draft)
}

/// Sections 9(c) and (l): who has the quota is elected; those who are left fill the seats that are left.
fn end_transfer(board: &mut Board<'_>, mut draft: Draft) -> Result<(), Stop> {
    let reached = board.reached();
    board.elect_all(&mut draft, reached, "s 9(c)");
    if board.surplus() == 0 {
        board.fill_last_places(&mut draft, "s 9(l)");
    }
    board.close(draft)
}
