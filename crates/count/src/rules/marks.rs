//! Rules without transfers: each paper gives its votes at once, and those with the most are elected.
//!
//! *Plurality*: one vote, for the first preference. *Plurality at large* (votes by X, block vote): one vote for each
//! candidate marked, and a paper that marks more candidates than there are seats is invalid. *Approval*: the same
//! without that limit. The order of the marks on the paper is not read by the last two. *Supplementary vote*: if nobody
//! has more than half of the first preferences, all but two candidates are out, and second preferences for those two
//! are added (Greater London Authority Act 1999, schedule 2, part I, as it stood until 2022).
//!
//! A tie for the last seat is decided by lot, as at elections in the United Kingdom (Representation of the People Act
//! 1983, schedule 1, rule 49).

use crate::board::{Board, Draft, LookBack, Question, Stop, number};
use crate::contest::Contest;
use crate::transcript::{Action, Purpose, Receipt, Transfer};
use crate::tree::Tree;

/// Which marks of a paper are votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// All, at most as many as there are seats.
    UpToSeats,
    /// All.
    All,
}

const ELECTION_TIE: Question<'_> = Question {
    purpose: Purpose::Elect,
    look: LookBack::Nowhere,
    clause: "lot",
};

const SECOND_PLACE_TIE: Question<'_> = Question {
    purpose: Purpose::Elect,
    look: LookBack::Nowhere,
    clause: "supplementary vote, step 2",
};

/// The votes of a contest by marks.
#[derive(Debug)]
pub(crate) struct Marked {
    votes: Vec<u64>,
    /// Papers that were counted, and papers that were not.
    pub(crate) papers: (u64, u64),
}

impl Marked {
    pub(crate) fn of(contest: &Contest, marks: Marks) -> Self {
        let mut votes = vec![0; contest.candidates.len()];
        let (mut valid, mut invalid) = (0, 0);
        for ballot in contest.ballots.iter() {
            let papers = u64::from(ballot.papers);
            let named = || {
                ballot
                    .marks
                    .iter()
                    .filter(|&&m| m != 0)
                    .map(|&m| usize::from(m) - 1)
            };
            let standing = || named().filter(|&c| !contest.candidates[c].withdrawn);
            // Marks for those who withdrew are still marks: the paper said too much or it did not.
            let too_many = marks == Marks::UpToSeats && named().count() > contest.seats as usize;
            if too_many || standing().next().is_none() {
                invalid += papers;
                continue;
            }
            valid += papers;
            standing().for_each(|c| votes[c] += papers);
        }
        Self {
            votes,
            papers: (valid, invalid),
        }
    }

    /// Counts; the board then holds the transcript.
    pub(crate) fn count(self, board: &mut Board<'_>) -> Result<(), Stop> {
        board.total = self.votes.iter().sum();
        let text = format!(
            "{} valid papers give {} votes for {}.",
            self.papers.0,
            board.total,
            board.seats_in_words()
        );
        board.votes = self.votes;
        elect_most(
            board,
            Draft::new(Action::FirstPreferences, "most votes", text),
        )
    }
}

/// Plurality by first preferences.
pub(crate) fn plurality(board: &mut Board<'_>, tree: &Tree) -> Result<(), Stop> {
    board.votes = first_preferences(tree, board.votes.len());
    let text = format!(
        "{} valid papers give one vote each for {}.",
        tree.valid,
        board.seats_in_words()
    );
    elect_most(
        board,
        Draft::new(Action::FirstPreferences, "most votes", text),
    )
}

fn first_preferences(tree: &Tree, candidates: usize) -> Vec<u64> {
    let mut votes = vec![0; candidates];
    let mut i = 0;
    while let Some(node) = tree.nodes.get(i) {
        votes[usize::from(node.candidate)] += u64::from(node.papers);
        i = node.end as usize;
    }
    votes
}

/// Those with the most votes are elected; a tie for the last seat is a lot.
fn elect_most(board: &mut Board<'_>, mut draft: Draft) -> Result<(), Stop> {
    while board.is_open() {
        let free: Vec<usize> = board
            .continuing()
            .into_iter()
            .filter(|&c| !board.is_doomed(c))
            .collect();
        let top = board.extreme(&free, true);
        let chosen = if top.len() <= board.vacancies() {
            top.first().copied()
        } else {
            Some(board.choose_among(&top, ELECTION_TIE)?)
        };
        let Some(chosen) = chosen else { break };
        board.elect(&mut draft, chosen);
    }
    board.close(draft)
}

/// The supplementary vote.
pub(crate) fn supplementary(board: &mut Board<'_>, tree: &Tree) -> Result<(), Stop> {
    board.votes = first_preferences(tree, board.votes.len());
    board.set_quota(tree.valid / 2 + 1);
    let text = format!(
        "First preferences are counted: {} valid papers; more than half are {}.",
        tree.valid,
        board.scale.show(board.quota)
    );
    let mut draft = Draft::new(Action::FirstPreferences, "supplementary vote, step 1", text);
    let free: Vec<usize> = board
        .continuing()
        .into_iter()
        .filter(|&c| !board.is_doomed(c))
        .collect();
    let majority = free
        .iter()
        .copied()
        .find(|&c| board.votes[c] >= board.quota);
    let only = if let [only] = free[..] {
        Some(only)
    } else {
        None
    };
    if let Some(winner) = majority.or(only) {
        board.elect(&mut draft, winner);
        return board.close(draft);
    }
    let two = leading_two(board, free)?;
    board.close(draft)?;
    second_preferences(board, tree, two)
}

fn leading_two(board: &mut Board<'_>, mut free: Vec<usize>) -> Result<[usize; 2], Stop> {
    let mut two = [0; 2];
    for (place, chosen) in two.iter_mut().enumerate() {
        let top = board.extreme(&free, true);
        *chosen = if top.len() <= 2 - place {
            top.first().copied().unwrap_or_default()
        } else {
            board.choose_among(&top, SECOND_PLACE_TIE)?
        };
        free.retain(|c| c != chosen);
    }
    Ok(two)
}

/// Step 2: second preferences for the two who are left are added; step 3: who has more is elected.
fn second_preferences(board: &mut Board<'_>, tree: &Tree, two: [usize; 2]) -> Result<(), Stop> {
    let text = format!(
        "{} are left; second preferences for them are added.",
        board.names(&two)
    );
    let mut draft = Draft::new(Action::Exclusion, "supplementary vote, step 2", text);
    for candidate in board.continuing() {
        if two.contains(&candidate) {
            continue;
        }
        board.exclude(&mut draft, candidate);
        let held = std::mem::take(&mut board.votes[candidate]);
        let mut gained = [0_u64; 2];
        for (node, under) in tree.nodes.iter().zip(1..) {
            if node.depth != 1 || parent(tree, under - 1) != Some(candidate) {
                continue;
            }
            if let Some(k) = two.iter().position(|&c| c == usize::from(node.candidate)) {
                gained[k] += u64::from(node.papers);
            }
        }
        let ended = held - gained.iter().sum::<u64>();
        board.non_transferable += ended;
        let mut to = Vec::new();
        for (&candidate, &papers) in two.iter().zip(&gained) {
            board.votes[candidate] += papers;
            if papers > 0 {
                to.push(Receipt {
                    candidate: number(candidate),
                    papers,
                    votes: board.scale.show(papers),
                });
            }
        }
        to.sort_by_key(|r| r.candidate);
        draft.transfers.push(Transfer {
            from: vec![number(candidate)],
            value: board.scale.show(1),
            transfer_value: board.scale.show(1),
            to,
            non_transferable_papers: ended,
            non_transferable: board.scale.show(ended),
        });
    }
    let top = board.extreme(&two, true);
    let question = Question {
        look: LookBack::Nowhere,
        clause: "supplementary vote, step 3",
        ..ELECTION_TIE
    };
    let winner = board.choose_among(&top, question)?;
    board.elect(&mut draft, winner);
    board.close(draft)
}

/// The first preference of the papers at a node of depth 1.
fn parent(tree: &Tree, node: usize) -> Option<usize> {
    let above = tree.nodes[..node].iter().rev();
    above
        .into_iter()
        .find(|n| n.depth == 0)
        .map(|n| usize::from(n.candidate))
}
