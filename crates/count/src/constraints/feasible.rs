//! The exact question behind every guard and doom: can the seats that are left be filled within every class?
//!
//! Candidates who belong to the same classes are alike here, so the question is about kinds: how many of each kind
//! are taken. Kinds are gone through one after the other, and only the distinct ways in which the classes stand are
//! carried on; a class whose last kind is done is judged and forgotten, and a class without a maximum is counted no
//! further than its minimum. That keeps the exact answer small for the classes that organisations have.

use std::collections::HashSet;

use super::Constraints;
use crate::transcript::Status;

/// The classes of each candidate, ready to be asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// For each candidate, one bit for each class.
    kind: Vec<u128>,
    /// For each class, the fewest and the most to be elected.
    limits: Vec<(usize, usize)>,
}

/// How many of a kind are free to be elected.
#[derive(Clone, Copy, Debug)]
struct Supply {
    kind: u128,
    free: usize,
}

impl Places {
    pub(crate) fn new(constraints: &Constraints, candidates: usize) -> Self {
        let mut kind = vec![0_u128; candidates];
        let mut limits = Vec::new();
        for (bit, class) in constraints.classes.iter().enumerate() {
            for &member in &class.members {
                if let Some(kind) = kind.get_mut(usize::from(member).wrapping_sub(1)) {
                    *kind |= 1 << bit;
                }
            }
            let most = class.max.map_or(usize::MAX, |max| max as usize);
            limits.push((class.min as usize, most));
        }
        Self { kind, limits }
    }

    /// Whether the seats can be filled by those elected and some of those continuing.
    pub(crate) fn can_fill(&self, status: &[Status], seats: usize) -> bool {
        self.can_fill_with(status, seats, None, None)
    }

    /// The same, if candidate `with` is elected, or candidate `without` is out.
    pub(crate) fn can_fill_with(
        &self,
        status: &[Status],
        seats: usize,
        with: Option<usize>,
        without: Option<usize>,
    ) -> bool {
        let mut taken = vec![0_usize; self.limits.len()];
        let mut supplies: Vec<Supply> = Vec::new();
        let (mut elected, mut free) = (0, 0);
        for (candidate, &status) in status.iter().enumerate() {
            let kind = self.kind[candidate];
            let is_elected = status == Status::Elected || with == Some(candidate);
            if is_elected {
                elected += 1;
                for (bit, taken) in taken.iter_mut().enumerate() {
                    *taken += usize::from(kind >> bit & 1 == 1);
                }
            } else if status == Status::Continuing && without != Some(candidate) {
                free += 1;
                match supplies.iter_mut().find(|s| s.kind == kind) {
                    Some(supply) => supply.free += 1,
                    None => supplies.push(Supply { kind, free: 1 }),
                }
            }
        }
        if elected > seats {
            return false;
        }
        // Where fewer stand than there are seats, all of them are elected.
        let open = (seats - elected).min(free);
        self.search(supplies, &taken, open)
    }

    /// The fewest classes that alone already give "no" to the question of [`Places::can_fill_with`].
    pub(crate) fn to_blame(
        &self,
        status: &[Status],
        seats: usize,
        with: Option<usize>,
        without: Option<usize>,
    ) -> Vec<usize> {
        let mut asked = self.clone();
        let mut kept: Vec<usize> = (0..self.limits.len()).collect();
        for bit in 0..self.limits.len() {
            let limit = std::mem::replace(&mut asked.limits[bit], (0, usize::MAX));
            if asked.can_fill_with(status, seats, with, without) {
                asked.limits[bit] = limit;
            } else {
                kept.retain(|&k| k != bit);
            }
        }
        kept
    }

    /// Goes through the kinds; a state is how many places are taken and how each class stands.
    fn search(&self, mut supplies: Vec<Supply>, taken: &[usize], open: usize) -> bool {
        supplies.sort_unstable_by_key(|s| s.kind);
        let last: Vec<Option<usize>> = (0..self.limits.len())
            .map(|bit| supplies.iter().rposition(|s| s.kind >> bit & 1 == 1))
            .collect();
        let settled = |bit: usize, count: usize| {
            let (least, most) = self.limits[bit];
            (least..=most).contains(&count)
        };
        // A class that no free candidate belongs to stands as it will end.
        if (0..taken.len()).any(|bit| last[bit].is_none() && !settled(bit, taken[bit])) {
            return false;
        }
        let capped = |bit: usize, count: usize| match self.limits[bit] {
            (least, usize::MAX) => count.min(least),
            _ => count,
        };
        let start: Vec<usize> = (0..taken.len())
            .map(|bit| {
                if last[bit].is_some() {
                    capped(bit, taken[bit])
                } else {
                    0
                }
            })
            .collect();
        let mut left: usize = supplies.iter().map(|s| s.free).sum();
        let mut states = HashSet::from([(0_usize, start)]);
        for (i, supply) in supplies.iter().enumerate() {
            left -= supply.free;
            let mut next = HashSet::new();
            for (used, counts) in states {
                for take in 0..=supply.free.min(open - used) {
                    if used + take + left < open {
                        continue;
                    }
                    let mut counts = counts.clone();
                    let mut fits = true;
                    for bit in 0..counts.len() {
                        if supply.kind >> bit & 1 == 1 {
                            counts[bit] = capped(bit, counts[bit] + take);
                            fits &= counts[bit] <= self.limits[bit].1;
                        }
                        if last[bit] == Some(i) {
                            fits &= settled(bit, counts[bit]);
                            counts[bit] = 0;
                        }
                    }
                    if fits {
                        next.insert((used + take, counts));
                    }
                }
            }
            states = next;
        }
        states.iter().any(|(used, _)| *used == open)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Class;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn otten_needs_the_candidate_whom_each_rule_alone_would_exclude() {
        // Three seats, at least two women and two black members; 1 and 2 black men, 3 and 4 white women, 5 a black woman.
        let constraints = Constraints {
            classes: vec![
                Class {
                    name: "women".into(),
                    min: 2,
                    max: None,
                    members: vec![3, 4, 5],
                },
                Class {
                    name: "black".into(),
                    min: 2,
                    max: None,
                    members: vec![1, 2, 5],
                },
            ],
        };
        let places = Places::new(&constraints, 5);
        let status = [Status::Continuing; 5];
        assert!(places.can_fill(&status, 3));
        assert!(!places.can_fill_with(&status, 3, None, Some(4)));
        assert!(places.can_fill_with(&status, 3, None, Some(0)));
    }

    proptest! {
        #[test]
        fn the_answer_is_that_of_trying_everything(
            kinds in proptest::collection::vec(0_u8..8, 1..8),
            limits in proptest::collection::vec((0_u32..4, 0_u32..4), 3),
            statuses in proptest::collection::vec(0_u8..3, 8),
            seats in 1_usize..6,
        ) {
            let n = kinds.len();
            let classes: Vec<Class> = limits.iter().enumerate().map(|(bit, &(a, b))| Class {
                name: bit.to_string(),
                min: a.min(b),
                max: (b < 3).then_some(a.max(b)),
                members: (1..=8_u8).zip(&kinds).filter(|(_, k)| **k >> bit & 1 == 1).map(|(i, _)| i).collect(),
            }).collect();
            let status: Vec<Status> = statuses[..n].iter().map(|s| match s {
                0 => Status::Continuing,
                1 => Status::Elected,
                _ => Status::Excluded,
            }).collect();
            let constraints = Constraints { classes };
            let elected = status.iter().filter(|&&s| s == Status::Elected).count();
            let free = status.iter().filter(|&&s| s == Status::Continuing).count();
            let mut expected = false;
            for choice in 0_u32..1 << n {
                let taken = |c: usize| choice >> c & 1 == 1;
                let fits = (0..n).all(|c| !taken(c) || status[c] == Status::Continuing);
                if !fits || elected > seats || choice.count_ones() as usize != (seats - elected).min(free) {
                    continue;
                }
                expected |= constraints.classes.iter().all(|class| {
                    let of_class = |&&m: &&u8| {
                        let c = usize::from(m) - 1;
                        status[c] == Status::Elected || taken(c)
                    };
                    let count = class.members.iter().filter(of_class).count();
                    count >= class.min as usize && count <= class.max.map_or(usize::MAX, |m| m as usize)
                });
            }
            prop_assert_eq!(Places::new(&constraints, n).can_fill(&status, seats), expected);
        }
    }
}
