//! Papers lying with candidates, in parcels of one value: what the Gregory rules move about.

use crate::tree::Tree;

/// Papers that reached a candidate together, all of one value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parcel {
    /// What each paper is worth, in units of the rule's last decimal.
    pub(crate) value: u64,
    /// How many papers.
    pub(crate) papers: u64,
    /// The papers: everything below each of these nodes of the tree.
    pub(crate) nodes: Vec<u32>,
}

/// Every candidate's parcels, in the order received.
#[derive(Debug)]
pub(crate) struct Piles {
    pub(crate) parcels: Vec<Vec<Parcel>>,
}

/// Papers sorted by their next available preference.
#[derive(Debug)]
pub(crate) struct Sorted {
    /// For each candidate the nodes, and how many papers they are.
    pub(crate) to: Vec<(Vec<u32>, u64)>,
    /// Papers without such a preference.
    pub(crate) non_transferable: u64,
}

impl Sorted {
    /// Papers that have a next available preference.
    pub(crate) fn transferable(&self) -> u64 {
        self.to.iter().map(|(_, papers)| papers).sum()
    }
}

impl Piles {
    /// Every paper with its first preference, at value `one`.
    pub(crate) fn first_preferences(tree: &Tree, candidates: usize, one: u64) -> Self {
        let mut parcels = vec![
            vec![Parcel {
                value: one,
                ..Parcel::default()
            }];
            candidates
        ];
        let mut i = 0;
        while let Some(node) = tree.nodes.get(i) {
            let parcel = &mut parcels[usize::from(node.candidate)][0];
            parcel.nodes.push(u32::try_from(i).unwrap_or(u32::MAX));
            parcel.papers += u64::from(node.papers);
            i = node.end as usize;
        }
        Self { parcels }
    }

    /// What each rule makes of its candidates' parcels; empty ones are left out.
    pub(crate) fn into_bundles<B>(self, bundle: impl Fn(Parcel) -> B) -> Vec<Vec<B>> {
        let filled = |parcels: Vec<Parcel>| {
            let parcels = parcels.into_iter().filter(|p| p.papers > 0);
            parcels.map(&bundle).collect()
        };
        self.parcels.into_iter().map(filled).collect()
    }

    /// Takes all parcels from a candidate.
    pub(crate) fn take(&mut self, candidate: usize) -> Vec<Parcel> {
        std::mem::take(&mut self.parcels[candidate])
    }

    /// Gives sorted papers to their candidates, each as one parcel of value `value`.
    pub(crate) fn give(&mut self, sorted: Sorted, value: u64) {
        for (pile, (nodes, papers)) in self.parcels.iter_mut().zip(sorted.to) {
            if papers > 0 {
                pile.push(Parcel {
                    value,
                    papers,
                    nodes,
                });
            }
        }
    }
}

/// Sorts the papers of `nodes` by the next preference for a candidate who is `open`.
pub(crate) fn sort<'a>(
    tree: &Tree,
    nodes: impl IntoIterator<Item = &'a u32>,
    open: &[bool],
) -> Sorted {
    let mut to = vec![(Vec::new(), 0_u64); open.len()];
    let mut non_transferable = 0;
    for &start in nodes {
        let top = tree.nodes[start as usize];
        let mut rest = u64::from(top.papers);
        let mut i = start + 1;
        while i < top.end {
            let node = &tree.nodes[i as usize];
            let candidate = usize::from(node.candidate);
            if open[candidate] {
                to[candidate].0.push(i);
                to[candidate].1 += u64::from(node.papers);
                rest -= u64::from(node.papers);
                i = node.end;
            } else {
                // The next node in memory is the first below, or the next beside or above.
                i += 1;
            }
        }
        non_transferable += rest;
    }
    Sorted {
        to,
        non_transferable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::{Candidate, Contest};

    #[test]
    fn papers_pass_over_those_who_are_not_open() {
        let mut contest = Contest {
            seats: 1,
            candidates: (0..4).map(|i| Candidate::new(i.to_string())).collect(),
            ..Contest::default()
        };
        for (papers, ranking) in [
            (3, vec![1, 2, 3]),
            (4, vec![1, 2]),
            (5, vec![1, 3]),
            (6, vec![4, 1]),
        ] {
            contest.ballots.push(papers, &ranking).unwrap();
        }
        let tree = Tree::grow(&contest);
        let mut piles = Piles::first_preferences(&tree, 4, 100);
        let papers: Vec<u64> = piles.parcels.iter().map(|p| p[0].papers).collect();
        assert_eq!(papers, [12, 0, 0, 6]);
        let parcel = piles.take(0).remove(0);
        let sorted = sort(&tree, &parcel.nodes, &[false, false, true, true]);
        assert_eq!(sorted.to[2].1, 8);
        assert_eq!((sorted.transferable(), sorted.non_transferable), (8, 4));
    }
}
