//! A ranked paper as one element of the group, and back.
//!
//! Up to 30 numbers of 8 bits stand as a big integer in the upper bits of y; 14 bits below are
//! free, and the least value of them that makes y the coordinate of a point of order l is taken
//! (Koblitz's method). So each paper has exactly one element, and an element that is not the one
//! of its numbers carries a mark: [`Decoded::canonical`] says so, and such a ballot is invalid.

use curve25519_dalek::edwards::CompressedEdwardsY;
use rayon::prelude::*;

use crate::generator::increment;
use crate::group::{Element, Encoded};

mod field;
mod membership;

/// The most numbers that one element holds.
pub const MAX_INTS: usize = 30;
/// Free bits below the numbers.
const PADDING: usize = 14;

/// Why numbers have no element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// More numbers than fit.
    #[error("a paper holds at most {MAX_INTS} numbers, this one has {0}")]
    TooMany(usize),
    /// None of the 2^14 candidates is in the group: about one paper in 2^3000.
    #[error("this paper has no encoding")]
    NoElement,
}

/// The numbers in a decrypted element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The numbers, as many as the question has answers.
    pub ints: Vec<u8>,
    /// Whether the element is the one that [`encode_vartime`] gives for these numbers.
    pub canonical: bool,
}

/// The element of up to 30 numbers (`of_ints` of the protocol).
///
/// The time that it takes depends on the numbers, through how many candidates are tried: about
/// 16, each in about the same time. It handles the voter's own vote on the voter's own machine.
///
/// # Errors
/// [`EncodeError::TooMany`] for more than 30 numbers.
pub fn encode_vartime(ints: &[u8]) -> Result<Element, EncodeError> {
    if ints.len() > MAX_INTS {
        return Err(EncodeError::TooMany(ints.len()));
    }
    let mut y = numbers_to_bytes(ints);
    for _ in 0..1 << PADDING {
        if membership::is_y_of_order_l(&y)
            && let Some(point) = CompressedEdwardsY(y).decompress()
        {
            return Ok(Element::from_point(point));
        }
        increment(&mut y);
    }
    Err(EncodeError::NoElement)
}

/// The numbers in an element (`to_ints` of the protocol), `count` of them, and whether the
/// element is their canonical encoding. `count` above 30 is never canonical.
#[must_use]
pub fn decode_vartime(element: &Element, count: usize) -> Decoded {
    decode_bytes(element.encode().as_bytes(), count)
}

/// Decodes many elements, on all cores.
#[must_use]
pub fn decode_all_vartime(elements: &[Element], count: usize) -> Vec<Decoded> {
    decode_encoded(&Element::encode_all(elements), count)
}

fn decode_encoded(encoded: &[Encoded], count: usize) -> Vec<Decoded> {
    encoded
        .par_iter()
        .with_min_len(32)
        .map(|item| decode_bytes(item.as_bytes(), count))
        .collect()
}

fn decode_bytes(bytes: &[u8; 32], count: usize) -> Decoded {
    let ints = bytes_to_numbers(bytes, count);
    Decoded {
        canonical: is_canonical(bytes, &ints),
        ints,
    }
}

/// Whether the element is the first candidate of its numbers that lies in the group. That the
/// element itself does is known.
fn is_canonical(bytes: &[u8; 32], ints: &[u8]) -> bool {
    if ints.len() > MAX_INTS {
        return false;
    }
    let mut candidate = numbers_to_bytes(ints);
    let same_numbers = candidate[2..] == bytes[2..] && candidate[1] & 0xc0 == bytes[1] & 0xc0;
    if !same_numbers {
        return false;
    }
    while candidate != *bytes {
        if membership::is_y_of_order_l(&candidate) {
            return false;
        }
        increment(&mut candidate);
    }
    true
}

/// The big-endian number of the ints, shifted left by the padding, as little-endian bytes.
fn numbers_to_bytes(ints: &[u8]) -> [u8; 32] {
    let mut bytes = [0u8; 32];
    for (i, &value) in ints.iter().rev().enumerate() {
        bytes[i + 1] |= value << 6;
        bytes[i + 2] |= value >> 2;
    }
    bytes
}

fn bytes_to_numbers(bytes: &[u8; 32], count: usize) -> Vec<u8> {
    let byte = |i: usize| bytes.get(i).copied().unwrap_or(0);
    (0..count)
        .rev()
        .map(|i| (byte(i + 1) >> 6) | (byte(i + 2) << 2))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::vartime_is_torsion_free;
    use curve25519_dalek::edwards::EdwardsPoint;
    use proptest::prelude::*;

    fn lift(y: &[u8; 32]) -> Option<EdwardsPoint> {
        CompressedEdwardsY(*y).decompress()
    }

    /// The definition, step by step, without the quick test of membership.
    fn encode_by_definition(ints: &[u8]) -> EdwardsPoint {
        let mut y = numbers_to_bytes(ints);
        loop {
            if let Some(point) = lift(&y)
                && vartime_is_torsion_free(&point)
            {
                return point;
            }
            increment(&mut y);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn encoding_is_the_definition_and_decodes(ints in prop::collection::vec(any::<u8>(), 0..=30)) {
            let element = encode_vartime(&ints).unwrap();
            prop_assert_eq!(element.point(), &encode_by_definition(&ints));
            let decoded = decode_vartime(&element, ints.len());
            prop_assert_eq!(decoded, Decoded { ints, canonical: true });
        }

        #[test]
        fn a_second_encoding_of_the_same_numbers_is_not_canonical(
            ints in prop::collection::vec(any::<u8>(), 1..=30),
        ) {
            let mut y = *encode_vartime(&ints).unwrap().encode().as_bytes();
            loop {
                increment(&mut y);
                if lift(&y).is_some_and(|point| vartime_is_torsion_free(&point)) {
                    break;
                }
            }
            let element = Element::from_point(lift(&y).unwrap());
            prop_assert_eq!(decode_vartime(&element, ints.len()), Decoded { ints, canonical: false });
        }
    }

    #[test]
    fn the_empty_paper_is_the_neutral_element() {
        // As in the peer: y = 0 has order 4, so y = 1 is taken.
        let element = encode_vartime(&[0; 30]).unwrap();
        assert!(element.is_identity());
        assert_eq!(
            decode_vartime(&element, 30),
            Decoded {
                ints: vec![0; 30],
                canonical: true
            }
        );
    }

    #[test]
    fn the_other_sign_of_x_is_not_canonical() {
        let element = encode_vartime(&[3, 1, 2]).unwrap();
        let negated = Element::identity() - element;
        let decoded = decode_vartime(&negated, 3);
        assert_eq!(
            decoded,
            Decoded {
                ints: vec![3, 1, 2],
                canonical: false
            }
        );
    }

    #[test]
    fn numbers_beyond_the_question_are_not_canonical() {
        let element = encode_vartime(&[9, 3, 1, 2]).unwrap();
        assert!(!decode_vartime(&element, 3).canonical);
        assert!(!decode_vartime(&element, 31).canonical);
    }

    #[test]
    fn too_many_numbers_are_refused() {
        assert_eq!(encode_vartime(&[1; 31]), Err(EncodeError::TooMany(31)));
    }
}
