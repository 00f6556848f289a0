//! Keep values: how papers are shared out in Meek's and Warren's methods, with nine decimals.

use crate::board::Board;
use crate::transcript::Status;
use crate::tree::Tree;

/// One vote, in units of the ninth decimal; a constant, so that dividing by it is cheap.
pub(crate) const ONE: u64 = 10_u64.pow(9);

/// Most iterations without an election or an exclusion; then keep values are taken as settled.
/// Counts of real contests settle in some dozens.
pub(crate) const MAX_QUIET_ITERATIONS: u32 = 5_000;

/// The keep values before the first election: everything, but nothing for who has withdrawn.
pub(crate) fn at_first(board: &Board<'_>) -> Vec<u64> {
    let keep = |&status: &Status| {
        if status == Status::Withdrawn { 0 } else { ONE }
    };
    board.status.iter().map(keep).collect()
}

/// A share of what arrives, rounded up: what a candidate keeps in Meek's method.
pub(crate) fn share(arriving: u64, keep: u64) -> u64 {
    (arriving * keep).div_ceil(ONE)
}

/// A price, or the rest of a paper that has less: what a candidate keeps in Warren's method.
pub(crate) fn price(arriving: u64, keep: u64) -> u64 {
    arriving.min(keep)
}

/// Votes in use by seats plus one, cut to nine decimals, plus 0.000000001.
pub(crate) fn quota(board: &Board<'_>) -> u64 {
    (board.total - board.non_transferable) / (board.seats as u64 + 1) + 1
}

/// Each paper passes down its ranking; of what arrives, a candidate holds `held(arriving, keep)`, which is all of
/// it where the keep value is [`ONE`].
///
/// A node's arriving value depends on the path to it only, so one multiplication serves all papers
/// below, and where a candidate keeps everything the subtree is skipped.
pub(crate) fn share_out(
    board: &mut Board<'_>,
    tree: &Tree,
    keep: &[u64],
    held: impl Fn(u64, u64) -> u64,
) {
    let mut votes = [0_u64; 256];
    let mut shares = [0_u64; 256];
    shares[..keep.len()].copy_from_slice(keep);
    // What arrives at each depth on the path of the scan.
    let mut arriving = [0_u64; 257];
    arriving[0] = ONE;
    let nodes = &tree.nodes;
    let mut i = 0;
    while let Some(node) = nodes.get(i) {
        let depth = usize::from(node.depth);
        let candidate = usize::from(node.candidate);
        let value = arriving[depth];
        let share = shares[candidate];
        if share == ONE {
            votes[candidate] += value * u64::from(node.papers);
            i = node.end as usize;
            continue;
        }
        let kept = held(value, share);
        votes[candidate] += kept * u64::from(node.papers);
        arriving[depth + 1] = value - kept;
        i = if kept == value {
            node.end as usize
        } else {
            i + 1
        };
    }
    let n = board.votes.len();
    // Where papers are divided into parts, the nodes count parts; what dividing cuts is non-transferable.
    let parts = u64::from(tree.parts);
    for (shown, votes) in board.votes.iter_mut().zip(&votes[..n]) {
        *shown = votes / parts;
    }
    // What arrives at the end of a ranking is non-transferable: all that no candidate keeps.
    let kept: u64 = board.votes.iter().sum();
    board.non_transferable = board.total.saturating_sub(kept);
}
