//! The encrypted tally: one ciphertext a voter, in an order that tells nothing, checked once.

use std::borrow::Cow;
use std::ops::Range;

use curve25519_dalek::edwards::EdwardsPoint;

use crate::batch::{self, BatchFault};
use crate::group::{ElementError, Encoded};
use crate::wire::Ciphertext;

/// Points are kept beside the encodings up to this many ciphertexts (40 MB); beyond, each use
/// decompresses them anew, which bounds the memory of an election of any size.
const KEPT: usize = 1 << 17;

/// Puts the ciphertexts of one question in the order of the encrypted tally: by the 32 bytes of
/// alpha, then of beta (only the peer's code says so).
pub fn sort_tally(ciphertexts: &mut [Ciphertext]) {
    ciphertexts.sort_unstable();
}

/// A part of a ciphertext.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `g^r`.
    Alpha,
    /// `y^r * m`.
    Beta,
}

impl core::fmt::Display for Part {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Alpha => "alpha",
            Self::Beta => "beta",
        })
    }
}

/// A ciphertext with a part that is no element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{part} of ciphertext {}: {error}", index + 1)]
pub struct CiphertextFault {
    /// Which ciphertext, from 0.
    pub index: usize,
    /// Which part.
    pub part: Part,
    /// What is wrong.
    pub error: ElementError,
}

/// The ciphertexts of one question, every part of which is known to be an element of the group.
#[derive(Clone)]
pub struct CheckedCiphertexts {
    ciphertexts: Vec<Ciphertext>,
    /// alpha, beta, alpha, beta ..; or nothing when there are too many to keep.
    points: Vec<EdwardsPoint>,
}

impl CheckedCiphertexts {
    /// Checks every part, on all cores.
    ///
    /// # Errors
    /// Every part at fault.
    pub fn check(ciphertexts: Vec<Ciphertext>) -> Result<Self, Vec<CiphertextFault>> {
        let mut checked = Builder::new(ciphertexts.len());
        let mut faults = Vec::new();
        for (number, chunk) in ciphertexts.chunks(CHUNK).enumerate() {
            match batch::decode_points(&flatten(chunk)) {
                Ok(points) => checked.push(&points),
                Err(found) => {
                    faults.extend(found.iter().map(|fault| locate(fault, number * CHUNK)));
                }
            }
        }
        if faults.is_empty() {
            Ok(checked.finish(ciphertexts))
        } else {
            Err(faults)
        }
    }

    /// The ciphertexts.
    #[must_use]
    pub fn as_slice(&self) -> &[Ciphertext] {
        &self.ciphertexts
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ciphertexts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ciphertexts.is_empty()
    }

    /// The points of a range: alpha, beta, alpha, beta ..
    pub(crate) fn points(&self, range: Range<usize>) -> Cow<'_, [EdwardsPoint]> {
        match self.points.get(2 * range.start..2 * range.end) {
            Some(kept) => Cow::Borrowed(kept),
            // They decompressed when they were checked.
            None => Cow::Owned(
                batch::decompress(&flatten(&self.ciphertexts[range])).unwrap_or_default(),
            ),
        }
    }
}

impl CheckedCiphertexts {
    /// The points of the ciphertexts at some places, in their order: alpha, beta, alpha, beta ..
    pub(crate) fn points_at(&self, places: &[usize]) -> Vec<EdwardsPoint> {
        if self.points.is_empty() {
            let chosen: Vec<Ciphertext> = places
                .iter()
                .map(|&place| self.ciphertexts[place])
                .collect();
            return batch::decompress(&flatten(&chosen)).unwrap_or_default();
        }
        places
            .iter()
            .flat_map(|&place| [self.points[2 * place], self.points[2 * place + 1]])
            .collect()
    }
}

/// Ciphertexts checked at a time: their points are what is held at once.
const CHUNK: usize = 1 << 14;

/// Collects points of ciphertexts that a caller checked, as long as they are to be kept.
pub(crate) struct Builder {
    keep: bool,
    points: Vec<EdwardsPoint>,
}

impl Builder {
    pub(crate) fn new(len: usize) -> Self {
        let keep = len <= KEPT;
        Self {
            keep,
            points: Vec::with_capacity(if keep { 2 * len } else { 0 }),
        }
    }

    pub(crate) fn push(&mut self, points: &[EdwardsPoint]) {
        if self.keep {
            self.points.extend_from_slice(points);
        }
    }

    pub(crate) fn finish(self, ciphertexts: Vec<Ciphertext>) -> CheckedCiphertexts {
        CheckedCiphertexts {
            ciphertexts,
            points: self.points,
        }
    }
}

pub(crate) fn flatten(ciphertexts: &[Ciphertext]) -> Vec<Encoded> {
    ciphertexts
        .iter()
        .flat_map(|ciphertext| [ciphertext.alpha, ciphertext.beta])
        .collect()
}

/// The ciphertext that a fault in flattened ciphertexts is about.
pub(crate) fn locate(fault: &BatchFault, start: usize) -> CiphertextFault {
    let part = if fault.index.is_multiple_of(2) {
        Part::Alpha
    } else {
        Part::Beta
    };
    CiphertextFault {
        index: start + fault.index / 2,
        part,
        error: fault.error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::{Element, Scalar, Secret};

    #[test]
    fn points_are_the_same_whether_kept_or_not() {
        let element = |i| Element::from_secret(&Secret::from_scalar(Scalar::from_u64(i))).encode();
        let list: Vec<Ciphertext> = (1..9)
            .map(|i| Ciphertext {
                alpha: element(i),
                beta: element(100 + i),
            })
            .collect();
        let kept = CheckedCiphertexts::check(list.clone()).unwrap();
        assert_eq!(kept.points.len(), 16);
        let bare = CheckedCiphertexts {
            ciphertexts: list,
            points: Vec::new(),
        };
        assert_eq!(kept.points(2..5), bare.points(2..5));
        assert_eq!(kept.points_at(&[7, 0, 3]), bare.points_at(&[7, 0, 3]));
        assert_eq!(kept.points(3..4).to_vec(), kept.points_at(&[3]));
    }

    #[test]
    fn every_bad_part_is_named() {
        let good = Element::GENERATOR.encode();
        let bad = Encoded::from_bytes([2; 32]);
        let mut list = vec![
            Ciphertext {
                alpha: good,
                beta: good
            };
            4
        ];
        list[1].beta = bad;
        list[3].alpha = Element::identity().encode();
        let faults = CheckedCiphertexts::check(list).err().unwrap();
        let found: Vec<_> = faults
            .iter()
            .map(|fault| (fault.index, fault.part))
            .collect();
        assert_eq!(found, vec![(1, Part::Beta), (3, Part::Alpha)]);
    }
}
