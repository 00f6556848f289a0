//! Generators whose logarithms to one another nobody knows: h, and one for each ciphertext of a
//! shuffle.
//!
//! `get_generator(i)`: SHA-256 of `ggen|i` as a big-endian integer, shifted right by 2, is a
//! first y; the least y from there on that is on the curve, with the even x, times 8.

use std::borrow::Cow;
use std::sync::LazyLock;

use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use rayon::prelude::*;

use crate::fixed::FixedBase;
use crate::group::Element;
use crate::hash::{Domain, Transcript};

/// Generators are kept up to this many (20 MB); beyond, each use computes them anew.
const KEPT: usize = 1 << 17;

/// The generator of a number. The shuffle uses -1 and the numbers from 0 on.
#[must_use]
pub fn get_generator(number: i64) -> Element {
    Element::from_point(generator(number))
}

/// The generators `h_0`, `h_1`, .. of a shuffle, made once and used by every prover and verifier.
pub struct Generators {
    len: usize,
    kept: Vec<EdwardsPoint>,
}

impl Generators {
    /// Makes the generators for shuffles of `len` ciphertexts, on all cores.
    #[must_use]
    pub fn new(len: usize) -> Self {
        Self {
            len,
            kept: if len <= KEPT {
                compute(0, len)
            } else {
                Vec::new()
            },
        }
    }

    /// How many ciphertexts they are for.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether they are for no ciphertext at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// `count` of them from `start` on.
    pub(crate) fn range(&self, start: usize, count: usize) -> Cow<'_, [EdwardsPoint]> {
        match self.kept.get(start..start + count) {
            Some(kept) => Cow::Borrowed(kept),
            None => Cow::Owned(compute(start, count)),
        }
    }
}

/// h, the generator number -1, with tables for the commitment chain.
pub(crate) static H: LazyLock<FixedBase> = LazyLock::new(|| FixedBase::of(get_generator(-1)));

fn compute(start: usize, count: usize) -> Vec<EdwardsPoint> {
    (start..start + count)
        .into_par_iter()
        .with_min_len(128)
        .map(|i| generator(i64::try_from(i).unwrap_or(i64::MAX)))
        .collect()
}

fn generator(number: i64) -> EdwardsPoint {
    let mut y = Transcript::new(Domain::Generator)
        .raw(number.to_string().as_bytes())
        .digest();
    y.reverse();
    shift_right_by_two(&mut y);
    loop {
        if let Some(point) = CompressedEdwardsY(y).decompress() {
            return point.mul_by_cofactor();
        }
        increment(&mut y);
    }
}

fn shift_right_by_two(bytes: &mut [u8; 32]) {
    for i in 0..32 {
        let above = bytes.get(i + 1).copied().unwrap_or(0);
        bytes[i] = (bytes[i] >> 2) | (above << 6);
    }
}

/// Adds one. Starting below 2^254 it never gets near the field's modulus.
pub(crate) fn increment(bytes: &mut [u8; 32]) {
    for byte in bytes {
        let (sum, carry) = byte.overflowing_add(1);
        *byte = sum;
        if !carry {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generators_are_the_same_whether_kept_or_not() {
        let kept = Generators::new(40);
        let bare = Generators {
            len: 40,
            kept: Vec::new(),
        };
        assert_eq!(kept.range(7, 20), bare.range(7, 20));
        assert_eq!(Element::from_point(kept.range(39, 1)[0]), get_generator(39));
    }
}
