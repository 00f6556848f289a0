//! The public digest of a roll: the root of a Merkle tree (RFC 6962, section 2.1, SHA-256) over one line
//! for each entry.
//!
//! **Bytes.** The entry at place i, in ascending order of the persons' ids as bytes, is the line
//!
//! ```text
//! SALT PERSON UNIT WEIGHT\n
//! ```
//!
//! with single spaces, the salt as 64 hexadecimal digits and the weight in decimal. The salt is
//! SHA-256 of `polity roll salt 1\n`, the roll's 32 secret bytes, and the person's id. So the digest tells
//! nobody who is on the roll, and a member who is given line and path ([`InclusionProof`]) can prove to be on it, or see
//! that somebody else's line cannot be made up.
//!
//! A leaf is SHA-256(0x00, line), a node SHA-256(0x01, left, right); the tree of none is SHA-256 of nothing.

use std::collections::BTreeMap;

use polity_values::{Clause, PersonId, RollId, UnitId};
use serde::{Deserialize, Serialize};

use super::Exclusion;
use crate::Digest;
use crate::act::RollStatement;

/// The secret from which the salts of a roll are made: 32 random bytes, kept with the roll in the vault.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RollSecret(pub [u8; 32]);

impl std::fmt::Debug for RollSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RollSecret(not shown)")
    }
}

/// Why an entry cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RollError {
    /// A person comes twice.
    #[error("{0} is on the roll twice: one person has one entry")]
    Twice(PersonId),
    /// A person comes too late in the order.
    #[error("{after} came before {person}: entries come in ascending order of the persons' ids")]
    Order {
        /// The entry that was added.
        person: PersonId,
        /// The entry before it.
        after: PersonId,
    },
}

/// Makes the digest and totals of a roll, entry by entry.
#[derive(Debug, Clone)]
pub struct RollBuilder {
    secret: RollSecret,
    last: Option<PersonId>,
    size: u64,
    /// The roots of the full subtrees on the left, the largest first: one for each set bit of `size`.
    roots: Vec<Digest>,
    units: BTreeMap<UnitId, u64>,
    excluded: BTreeMap<Clause, u64>,
}

impl RollBuilder {
    /// An empty roll.
    pub fn new(secret: RollSecret) -> Self {
        Self {
            secret,
            last: None,
            size: 0,
            roots: Vec::new(),
            units: BTreeMap::new(),
            excluded: BTreeMap::new(),
        }
    }

    /// Adds an entitled person; gives back the hash of the leaf.
    ///
    /// # Errors
    /// [`RollError`] unless the person's id is greater than the one before.
    pub fn push(
        &mut self,
        person: &PersonId,
        unit: &UnitId,
        weight: u32,
    ) -> Result<Digest, RollError> {
        match &self.last {
            Some(last) if last == person => return Err(RollError::Twice(person.clone())),
            Some(last) if last > person => {
                let (person, after) = (person.clone(), last.clone());
                return Err(RollError::Order { person, after });
            }
            _ => self.last = Some(person.clone()),
        }
        let hash = leaf(line(self.secret, person, unit, weight).as_bytes());
        let mut root = hash;
        // Each trailing one of the size so far is a full subtree that the new leaf completes.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.roots.pop() {
                root = node(left, root);
            }
        }
        self.roots.push(root);
        self.size += 1;
        *self.units.entry(unit.clone()).or_default() += 1;
        Ok(hash)
    }

    /// Counts a member who is left out, once under each clause that excludes.
    pub fn exclude(&mut self, reasons: &[Exclusion]) {
        for reason in reasons {
            *self.excluded.entry(reason.rule.clone()).or_default() += 1;
        }
    }

    /// Entries so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over the entries so far.
    pub fn root(&self) -> Digest {
        let mut roots = self.roots.iter().rev().copied();
        let last = roots.next().unwrap_or_else(|| Digest::of(b""));
        roots.fold(last, |right, left| node(left, right))
    }

    /// The statement that goes on the record.
    pub fn finish(self, roll: RollId, import: Digest) -> RollStatement {
        RollStatement {
            roll,
            digest: self.root(),
            size: self.size,
            units: self.units,
            excluded: self.excluded,
            import,
        }
    }
}

/// The line of an entry.
pub fn line(secret: RollSecret, person: &PersonId, unit: &UnitId, weight: u32) -> String {
    let pieces: [&[u8]; 3] = [
        b"polity roll salt 1\n",
        &secret.0,
        person.as_str().as_bytes(),
    ];
    let salt = Digest::of_pieces(&pieces);
    format!("{salt} {person} {unit} {weight}\n")
}

/// The hash of a line.
pub fn leaf(line: &[u8]) -> Digest {
    Digest::of_pieces(&[&[0], line])
}

fn node(left: Digest, right: Digest) -> Digest {
    Digest::of_pieces(&[&[1], &left.0, &right.0])
}

/// What shows one member that the own entry is under the published digest, and nothing of anybody else's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InclusionProof {
    /// The entry's line.
    pub line: String,
    /// Its place, counted from 0.
    pub index: u64,
    /// Entries of the roll.
    pub size: u64,
    /// The hashes beside the way from the leaf to the root (RFC 6962, section 2.1.1), nearest first.
    pub path: Vec<Digest>,
}

/// The path of the leaf at `index`; none when there is no such leaf.
pub fn prove(leaves: &[Digest], index: usize) -> Option<Vec<Digest>> {
    if index >= leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    let (mut part, mut place) = (leaves, index);
    while part.len() > 1 {
        let (left, right) = part.split_at(split(part.len()));
        if place < left.len() {
            path.push(root(right));
            part = left;
        } else {
            path.push(root(left));
            place -= left.len();
            part = right;
        }
    }
    path.reverse();
    Some(path)
}

impl InclusionProof {
    /// Whether the line stands at its place under `root`.
    pub fn holds(&self, root: Digest) -> bool {
        if self.index >= self.size {
            return false;
        }
        // RFC 9162, section 2.1.3.2: walk up, with the places of the leaf and of the last leaf.
        let (mut place, mut last) = (self.index, self.size - 1);
        let mut hash = leaf(self.line.as_bytes());
        for beside in &self.path {
            if last == 0 {
                return false;
            }
            if place & 1 == 1 || place == last {
                hash = node(*beside, hash);
                while place & 1 == 0 && place != 0 {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, *beside);
            }
            place >>= 1;
            last >>= 1;
        }
        last == 0 && hash == root
    }
}

/// The largest power of two below `size`, which is at least 2.
fn split(size: usize) -> usize {
    size.next_power_of_two() / 2
}

fn root(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => Digest::of(b""),
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node(root(left), root(right))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: RollSecret = RollSecret([7; 32]);

    fn person(number: usize) -> PersonId {
        PersonId::new(format!("p{number:05}")).unwrap()
    }

    fn unit(number: usize) -> UnitId {
        UnitId::new(format!("u{}", number % 3)).unwrap()
    }

    fn built(size: usize) -> (RollBuilder, Vec<Digest>) {
        let mut builder = RollBuilder::new(SECRET);
        let leaves = (0..size)
            .map(|n| builder.push(&person(n), &unit(n), 1).unwrap())
            .collect();
        (builder, leaves)
    }

    #[test]
    fn the_empty_tree_is_the_hash_of_nothing() {
        assert_eq!(RollBuilder::new(SECRET).root(), Digest::of(b""));
    }

    #[test]
    fn hashes_are_those_of_rfc_6962() {
        // The published test vectors of certificate transparency: leaves "", 00, 10, 2021.
        let leaves = [leaf(b""), leaf(&[0]), leaf(&[0x10]), leaf(&[0x20, 0x21])];
        let known = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ];
        for (size, root_of) in (1..).zip(known) {
            assert_eq!(root(&leaves[..size]).to_string(), root_of, "{size} leaves");
        }
    }

    #[test]
    fn streaming_gives_the_root_of_the_whole_and_every_proof_holds() {
        for size in 1..40 {
            let (builder, leaves) = built(size);
            let top = builder.root();
            assert_eq!(top, root(&leaves), "{size} entries");
            for index in 0..size {
                let proof = InclusionProof {
                    line: line(SECRET, &person(index), &unit(index), 1),
                    index: index as u64,
                    size: size as u64,
                    path: prove(&leaves, index).unwrap(),
                };
                assert!(proof.holds(top), "{index} of {size}");
                let line = proof.line.replace(" 1\n", " 2\n");
                assert!(
                    !InclusionProof {
                        line,
                        ..proof.clone()
                    }
                    .holds(top)
                );
                let index = proof.index + 1;
                assert!(
                    !InclusionProof {
                        index,
                        ..proof.clone()
                    }
                    .holds(top)
                );
                let mut path = proof.path.clone();
                path.push(top);
                assert!(!InclusionProof { path, ..proof }.holds(top));
            }
        }
        assert_eq!(prove(&built(3).1, 3), None);
    }

    #[test]
    fn nobody_is_on_the_roll_twice_and_order_is_kept() {
        let (mut builder, _) = built(2);
        let again = builder.push(&person(1), &unit(0), 1);
        assert_eq!(again, Err(RollError::Twice(person(1))));
        let before = builder.push(&person(0), &unit(0), 1);
        assert!(matches!(before, Err(RollError::Order { .. })));
        assert_eq!(builder.size(), 2);
    }

    #[test]
    fn totals_add_up_to_the_size() {
        let (builder, _) = built(10);
        let statement = builder.finish(RollId::new("r").unwrap(), Digest::of(b"list"));
        assert_eq!(statement.size, 10);
        assert_eq!(
            statement.units.values().copied().collect::<Vec<_>>(),
            [4, 3, 3]
        );
    }
}
