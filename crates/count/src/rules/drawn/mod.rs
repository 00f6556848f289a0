//! Rules that move whole papers at their whole value, so that it matters which of a candidate's papers move: the Dáil
//! and Cambridge, Massachusetts.
//!
//! The papers lie in one order from the start, as they were mixed: drawn here from a published seed, so that anybody
//! can lie them out again, or taken as the file has them ([`crate::PaperOrder`]).

mod cambridge;
mod dail;

pub(crate) use cambridge::count as cambridge;
pub(crate) use dail::count as dail;

use sha2::{Digest, Sha256};

use crate::PaperOrder;
use crate::board::{Board, number};
use crate::contest::Contest;
use crate::transcript::{Receipt, Transfer};

/// One paper: where its ranking ends, and the place in it of the candidate with whom it lies.
#[derive(Clone, Copy, Debug)]
struct Paper {
    end: u32,
    at: u32,
}

/// All papers, and with whom they lie.
#[derive(Debug)]
struct Papers {
    marks: Vec<u8>,
    all: Vec<Paper>,
    /// For each candidate the packets in the order received, each with its papers in the order in which they were put.
    packets: Vec<Vec<Vec<u32>>>,
}

impl Papers {
    /// Lays the papers out with their first preferences and sets the quota: valid papers by seats plus one, plus one.
    fn first_preferences(board: &mut Board<'_>, contest: &Contest, order: &PaperOrder) -> Self {
        let papers = Self::lay_out(contest, order);
        for c in 0..board.votes.len() {
            board.votes[c] = papers.held(c) as u64;
        }
        board.set_quota(board.total / (board.seats as u64 + 1) + 1);
        papers
    }

    /// The valid papers in their order, each with its first preference.
    fn lay_out(contest: &Contest, order: &PaperOrder) -> Self {
        let mut marks = Vec::new();
        let mut papers = Vec::new();
        let mut ballots: Vec<_> = contest.ballots.iter().collect();
        if let PaperOrder::Seed(_) = order {
            ballots.sort_unstable_by_key(|b| b.marks);
        }
        for ballot in ballots {
            let start = marks.len();
            ballot.append_preferences(&mut marks, |c| {
                contest.candidates[usize::from(c) - 1].withdrawn
            });
            if marks.len() > start {
                let paper = Paper {
                    end: index(marks.len()),
                    at: index(start),
                };
                papers.extend(std::iter::repeat_n(paper, ballot.papers as usize));
            }
        }
        if let PaperOrder::Seed(seed) = order {
            shuffle(&mut papers, seed);
        }
        let mut packets = vec![vec![Vec::new()]; contest.candidates.len()];
        for (paper, number) in papers.iter().zip(0..) {
            packets[usize::from(marks[paper.at as usize]) - 1][0].push(number);
        }
        Self {
            marks,
            all: papers,
            packets,
        }
    }

    /// How many papers lie with a candidate.
    fn held(&self, candidate: usize) -> usize {
        self.packets[candidate].iter().map(Vec::len).sum()
    }

    /// The place of the paper's next preference for a candidate who is open.
    fn next(&self, paper: u32, open: &[bool]) -> Option<u32> {
        let Paper { end, at, .. } = self.all[paper as usize];
        (at + 1..end).find(|&i| open[usize::from(self.marks[i as usize]) - 1])
    }

    /// The candidate at a place.
    fn candidate(&self, place: u32) -> usize {
        usize::from(self.marks[place as usize]) - 1
    }

    /// Puts papers to candidates as one new packet each, and describes the transfer.
    fn hand_over(
        &mut self,
        board: &mut Board<'_>,
        from: usize,
        moves: Vec<(u32, u32)>,
        ended: usize,
    ) -> Transfer {
        let mut packets = vec![Vec::new(); self.packets.len()];
        for (paper, place) in moves {
            self.all[paper as usize].at = place;
            packets[self.candidate(place)].push(paper);
        }
        let mut to = Vec::new();
        for (candidate, packet) in packets.into_iter().enumerate() {
            if packet.is_empty() {
                continue;
            }
            let papers = packet.len() as u64;
            board.votes[candidate] += papers;
            to.push(Receipt {
                candidate: number(candidate),
                papers,
                votes: board.scale.show(papers),
            });
            self.packets[candidate].push(packet);
        }
        board.non_transferable += ended as u64;
        Transfer {
            from: vec![number(from)],
            value: board.scale.show(1),
            transfer_value: board.scale.show(1),
            to,
            non_transferable_papers: ended as u64,
            non_transferable: board.scale.show(ended as u64),
        }
    }
}

/// Rankings together fit 32 bits ([`crate::MAX_MARKS`]).
fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Mixes papers by a seed: from the last place to the second, each changes with the place `r mod (i + 1)`, where the
/// `r` are the 64-bit numbers (first byte highest) in the SHA-256 digests of `polity-papers-v1|0|SEED`,
/// `polity-papers-v1|1|SEED` and so on.
fn shuffle(papers: &mut [Paper], seed: &str) {
    let mut numbers = (0_u64..).flat_map(|block| {
        let digest = Sha256::digest(format!("polity-papers-v1|{block}|{seed}").as_bytes());
        let (words, _) = digest.as_chunks::<8>();
        let words: Vec<u64> = words.iter().map(|w| u64::from_be_bytes(*w)).collect();
        words
    });
    for i in (1..papers.len()).rev() {
        let drawn = numbers.next().unwrap_or(0) % (i as u64 + 1);
        papers.swap(i, usize::try_from(drawn).unwrap_or(i));
    }
}
