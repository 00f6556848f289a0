//! All papers as one prefix tree, laid out in depth-first order.
//!
//! A node stands for every paper whose ranking begins with the path to it. What such a paper is
//! worth when it comes to the node depends on that path alone, so one multiplication by the number
//! of papers gives exactly what a count paper by paper would give. Each node knows where its
//! subtree ends: a walk that need not go deeper jumps there, and the next node in memory is
//! otherwise its first child. A walk is therefore a scan with jumps; no pointers are followed.

use crate::contest::{Contest, MAX_MARKS};

/// Most orders in which the equal preferences of one paper may be put.
const MAX_ORDERS: u32 = 5_040;

/// Papers that share the ranking down to here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// Papers in the whole subtree.
    pub(crate) papers: u32,
    /// Index of the first node after the subtree.
    pub(crate) end: u32,
    /// Index (from 0) of the candidate whom these papers rank at this place.
    pub(crate) candidate: u8,
    /// How many candidates stand before in the ranking.
    pub(crate) depth: u8,
}

/// The papers of a contest, those that are valid, without candidates who withdrew.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    /// Papers with a first preference.
    pub(crate) valid: u64,
    /// Papers without one.
    pub(crate) invalid: u64,
    /// Into how many parts each paper is divided, so that every order of equal preferences gets whole parts: the
    /// nodes count parts. 1 where no paper is divided.
    pub(crate) parts: u32,
}

/// Equal preferences that can be put in too many orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooManyOrders;

/// Rankings made ready: single candidates, most preferred first, as in [`crate::Ballots`].
struct Rankings<'a> {
    entries: Vec<Entry<'a>>,
}

/// A ranking with its first eight marks as one number, which decides most comparisons.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry<'a> {
    head: u64,
    marks: &'a [u8],
    papers: u32,
}

impl<'a> Entry<'a> {
    fn new(papers: u32, marks: &'a [u8]) -> Self {
        let mut head = [0; 8];
        let n = marks.len().min(8);
        head[..n].copy_from_slice(&marks[..n]);
        Self {
            head: u64::from_be_bytes(head),
            marks,
            papers,
        }
    }
}

impl Tree {
    /// Builds the tree of the preferences that a count reads ([`crate::Ballot`] says which those are).
    pub(crate) fn grow(contest: &Contest) -> Self {
        let plain = contest.ballots.is_plain() && contest.standing() == contest.candidates.len();
        if plain {
            return Self::from_rankings(Rankings::of(
                contest.ballots.iter().map(|b| (b.papers, b.marks)),
            ));
        }
        Self::grow_without(contest, |_| false)
    }

    /// Builds the tree as if those of whom `without` says so had never stood, besides those who withdrew.
    pub(crate) fn grow_without(contest: &Contest, without: impl Fn(u8) -> bool) -> Self {
        let mut marks = Vec::new();
        let mut spans = Vec::with_capacity(contest.ballots.len());
        for ballot in contest.ballots.iter() {
            let start = marks.len();
            ballot.append_preferences(&mut marks, |number| {
                contest.candidates[usize::from(number) - 1].withdrawn || without(number)
            });
            spans.push((ballot.papers, start..marks.len()));
        }
        Self::from_rankings(Rankings::of(
            spans.into_iter().map(|(n, span)| (n, &marks[span])),
        ))
    }

    /// Builds the tree where equal preferences are shared: a paper that ranks several candidates equal is divided into
    /// equal parts, one for each order in which they can be put (superposition). Otherwise as [`Tree::grow`].
    pub(crate) fn superpose(contest: &Contest) -> Result<Self, TooManyOrders> {
        if contest.ballots.is_plain() {
            return Ok(Self::grow(contest));
        }
        let withdrawn = |number: &u8| contest.candidates[usize::from(*number) - 1].withdrawn;
        let papers = contest.ballots.iter().map(|ballot| {
            let mut places = ballot.places();
            for place in &mut places {
                place.retain(|number| !withdrawn(number));
            }
            places.retain(|place| !place.is_empty());
            (ballot.papers, places)
        });
        let papers: Vec<(u32, Vec<Vec<u8>>)> = papers.collect();
        let mut parts = 1_u32;
        for (_, places) in &papers {
            let orders = orders(places).ok_or(TooManyOrders)?;
            parts = lcm(parts, orders).ok_or(TooManyOrders)?;
        }
        let all = u128::from(contest.ballots.papers()) * u128::from(parts);
        if all > u128::from(u32::MAX) {
            return Err(TooManyOrders);
        }
        let (mut marks, mut spans) = (Vec::new(), Vec::new());
        for (papers, places) in &papers {
            let each = papers * (parts / orders(places).ok_or(TooManyOrders)?);
            in_every_order(places, &mut Vec::new(), &mut |ranking| {
                spans.push((each, marks.len()..marks.len() + ranking.len()));
                marks.extend_from_slice(ranking);
            });
            if marks.len() > MAX_MARKS {
                return Err(TooManyOrders);
            }
        }
        let rankings = spans.into_iter().map(|(n, span)| (n, &marks[span]));
        let mut tree = Self::from_rankings(Rankings::of(rankings));
        tree.parts = parts;
        tree.valid /= u64::from(parts);
        tree.invalid /= u64::from(parts);
        Ok(tree)
    }

    fn from_rankings(rankings: Rankings<'_>) -> Self {
        let mut tree = Self {
            parts: 1,
            nodes: Vec::new(),
            valid: 0,
            invalid: 0,
        };
        let mut path: Vec<u32> = Vec::new();
        let mut previous: &[u8] = &[];
        for Entry { marks, papers, .. } in rankings.entries {
            if marks.is_empty() {
                tree.invalid += u64::from(papers);
                continue;
            }
            tree.valid += u64::from(papers);
            let shared = previous
                .iter()
                .zip(marks)
                .take_while(|(a, b)| a == b)
                .count();
            tree.close(&mut path, shared);
            for &mark in &marks[shared..] {
                path.push(index(tree.nodes.len()));
                tree.nodes.push(Node {
                    papers: 0,
                    end: 0,
                    candidate: mark - 1,
                    depth: u8::try_from(path.len() - 1).unwrap_or(u8::MAX),
                });
            }
            if let Some(&leaf) = path.last() {
                tree.nodes[leaf as usize].papers += papers;
            }
            previous = marks;
        }
        tree.close(&mut path, 0);
        tree
    }

    /// Ends the subtrees on `path` below depth `keep`.
    fn close(&mut self, path: &mut Vec<u32>, keep: usize) {
        let end = index(self.nodes.len());
        while path.len() > keep {
            let Some(node) = path.pop() else { return };
            self.nodes[node as usize].end = end;
            if let Some(&parent) = path.last() {
                self.nodes[parent as usize].papers += self.nodes[node as usize].papers;
            }
        }
    }
}

impl<'a> Rankings<'a> {
    /// Sorts the rankings, unless they come sorted (as this crate writes them).
    fn of(rankings: impl Iterator<Item = (u32, &'a [u8])>) -> Self {
        let mut entries: Vec<Entry<'a>> = rankings.map(|(n, marks)| Entry::new(n, marks)).collect();
        if !entries.is_sorted() {
            entries.sort_unstable();
        }
        Self { entries }
    }
}

/// In how many orders the equal ones of these places can be put; nothing if they are more than [`MAX_ORDERS`].
fn orders(places: &[Vec<u8>]) -> Option<u32> {
    let factors = places
        .iter()
        .flat_map(|place| 1..=u32::try_from(place.len()).unwrap_or(u32::MAX));
    let mut product = 1_u32;
    for factor in factors {
        product = product.checked_mul(factor)?;
        if product > MAX_ORDERS {
            return None;
        }
    }
    Some(product)
}

/// The least common multiple.
fn lcm(a: u32, b: u32) -> Option<u32> {
    let (mut x, mut y) = (a, b);
    while y > 0 {
        (x, y) = (y, x % y);
    }
    (a / x).checked_mul(b)
}

/// Calls `tell` with each ranking that puts the equal ones of the places into some order; `before` are the preferences so far.
fn in_every_order(places: &[Vec<u8>], before: &mut Vec<u8>, tell: &mut impl FnMut(&[u8])) {
    let Some((place, rest)) = places.split_first() else {
        tell(before);
        return;
    };
    if place.is_empty() {
        in_every_order(rest, before, tell);
        return;
    }
    for (i, &first) in place.iter().enumerate() {
        let mut others = place.clone();
        others.remove(i);
        let places: Vec<Vec<u8>> = std::iter::once(others)
            .chain(rest.iter().cloned())
            .collect();
        before.push(first);
        in_every_order(&places, before, tell);
        before.pop();
    }
}

/// Rankings together fit 32 bits ([`crate::MAX_MARKS`]), and a node takes at least one mark.
fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::Candidate;

    fn contest(n: usize) -> Contest {
        let candidates = (0..n).map(|i| Candidate::new(format!("C{i}"))).collect();
        Contest {
            seats: 1,
            candidates,
            ..Contest::default()
        }
    }

    fn shape(tree: &Tree) -> Vec<(u8, u8, u32, u32)> {
        tree.nodes
            .iter()
            .map(|n| (n.depth, n.candidate, n.papers, n.end))
            .collect()
    }

    #[test]
    fn nodes_stand_depth_first_with_the_papers_of_their_subtree() {
        let mut c = contest(3);
        for (papers, ranking) in [
            (2, vec![2, 1]),
            (5, vec![1]),
            (3, vec![1, 3]),
            (1, vec![]),
            (4, vec![1, 3]),
        ] {
            c.ballots.push(papers, &ranking).unwrap();
        }
        let tree = Tree::grow(&c);
        assert_eq!(
            shape(&tree),
            [(0, 0, 12, 2), (1, 2, 7, 2), (0, 1, 2, 4), (1, 0, 2, 4)]
        );
        assert_eq!((tree.valid, tree.invalid), (14, 1));
    }

    #[test]
    fn equal_preferences_are_divided_among_their_orders() {
        let mut c = contest(4);
        c.candidates[3].withdrawn = true;
        c.ballots
            .push_places(2, &[vec![1, 2, 4], vec![], vec![3]])
            .unwrap();
        c.ballots.push_places(1, &[vec![1], vec![2, 3]]).unwrap();
        c.ballots.push_places(5, &[vec![4]]).unwrap();
        let tree = Tree::superpose(&c).unwrap();
        assert_eq!((tree.parts, tree.valid, tree.invalid), (2, 3, 5));
        // Two papers each once as 1 2 3 and as 2 1 3, in halves; one as 1 2 3 and 1 3 2.
        let expected = [
            (0, 0, 4, 5),
            (1, 1, 3, 3),
            (2, 2, 3, 3),
            (1, 2, 1, 5),
            (2, 1, 1, 5),
            (0, 1, 2, 8),
            (1, 0, 2, 8),
            (2, 2, 2, 8),
        ];
        assert_eq!(shape(&tree), expected);
    }

    #[test]
    fn too_many_orders_are_refused() {
        let mut c = contest(9);
        c.ballots.push_places(1, &[(1..=7).collect()]).unwrap();
        assert_eq!(Tree::superpose(&c).unwrap().parts, 5_040);
        c.ballots.push_places(1, &[(1..=8).collect()]).unwrap();
        assert_eq!(Tree::superpose(&c).unwrap_err(), TooManyOrders);
        let mut c = contest(9);
        c.ballots.push_places(1, &[(1..=7).collect()]).unwrap();
        c.ballots.push(900_000, &[1]).unwrap();
        assert_eq!(Tree::superpose(&c).unwrap_err(), TooManyOrders);
    }

    #[test]
    fn withdrawn_and_empty_places_are_passed_over_and_equal_ones_end_the_ranking() {
        let mut c = contest(4);
        c.candidates[0].withdrawn = true;
        c.ballots
            .push_places(1, &[vec![1], vec![], vec![2], vec![3, 4]])
            .unwrap();
        c.ballots.push_places(1, &[vec![2, 3], vec![4]]).unwrap();
        c.ballots.push_places(1, &[vec![1]]).unwrap();
        let tree = Tree::grow(&c);
        assert_eq!(shape(&tree), [(0, 1, 1, 1)]);
        assert_eq!((tree.valid, tree.invalid), (1, 2));
    }
}
