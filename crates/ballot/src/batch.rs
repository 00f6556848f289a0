//! Decoding many elements at once, with every check, for a fraction of the cost of each alone.
//!
//! That a point has order l costs a scalar multiplication when asked of one point. Asked of many
//! it costs eight additions a point: take 64 random subsets of the points and check only that
//! each subset's sum has order l. (Which of 8 subsets have a point is a byte; points with the same
//! byte are added up first, and the 8 sums are made from those 256 partial sums.) A component of small order anywhere survives into a random
//! subset's sum with probability at least 1/2, since adding or leaving out that one point changes
//! the sum's component; 64 independent subsets miss it with probability at most 2^-64.
//!
//! A verification must give the same answer to everybody, so the subsets are not drawn from a
//! random source but from a hash of all the points. Whoever writes the points could try others
//! until the hash suits, but one try succeeds with probability 2^-64 and costs a hash over the
//! points, and a ballot is also checked alone when it is cast.

use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::traits::{Identity, IsIdentity};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::group::{Element, ElementError, Encoded, vartime_is_torsion_free};
use crate::hash::{Domain, Transcript};

/// Bytes that say of a point which of the 64 subsets have it. The chance to miss a bad point is two
/// to the minus 64.
const GROUPS: usize = 8;
/// Points to a subgroup check: many, so that 64 scalar multiplications weigh little, yet small
/// enough to stay in the cache.
const CHUNK: usize = 10_240;
/// Below this many points one check a point is cheaper.
const FEW: usize = 160;
/// Points decompressed by one task.
const TASK: usize = 256;

/// An element of a batch that is not one, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("element number {} of the batch: {error}", index + 1)]
pub struct BatchFault {
    /// Its place in the batch, from 0.
    pub index: usize,
    /// What is wrong with it.
    pub error: ElementError,
}

/// Decodes many elements with all the checks of [`Element::decode`], on all cores.
///
/// # Errors
/// Every element at fault, in the order of the batch.
pub fn decode(encoded: &[Encoded]) -> Result<Vec<Element>, Vec<BatchFault>> {
    Ok(decode_points(encoded)?
        .into_iter()
        .map(Element::from_point)
        .collect())
}

/// As [`decode`], as points.
pub(crate) fn decode_points(encoded: &[Encoded]) -> Result<Vec<EdwardsPoint>, Vec<BatchFault>> {
    let points = decompress(encoded)?;
    check_subgroup(encoded, &points)?;
    Ok(points)
}

/// As [`decode`], with an answer for each element.
#[must_use]
pub fn decode_each(encoded: &[Encoded]) -> Vec<Result<Element, ElementError>> {
    match decode(encoded) {
        Ok(elements) => elements.into_iter().map(Ok).collect(),
        // Something is wrong: rare, and then each is asked alone.
        Err(_) => encoded.par_iter().map(Element::decode).collect(),
    }
}

/// Decodes elements whose order was checked before; canonical form and curve are checked again.
pub(crate) fn decompress(encoded: &[Encoded]) -> Result<Vec<EdwardsPoint>, Vec<BatchFault>> {
    let one = |item: &Encoded| {
        let point = item.decompress()?;
        if point.is_identity() {
            Err(ElementError::Identity)
        } else {
            Ok(point)
        }
    };
    let results: Vec<Result<EdwardsPoint, ElementError>> =
        encoded.par_iter().with_min_len(TASK).map(one).collect();
    let faults: Vec<BatchFault> = results
        .iter()
        .enumerate()
        .filter_map(|(index, result)| result.err().map(|error| BatchFault { index, error }))
        .collect();
    if faults.is_empty() {
        Ok(results.into_iter().flatten().collect())
    } else {
        Err(faults)
    }
}

fn check_subgroup(encoded: &[Encoded], points: &[EdwardsPoint]) -> Result<(), Vec<BatchFault>> {
    let faults: Vec<BatchFault> = encoded
        .par_chunks(CHUNK)
        .zip(points.par_chunks(CHUNK))
        .enumerate()
        .flat_map_iter(|(chunk, (texts, points))| {
            let all_good = points.len() >= FEW && sums_are_torsion_free(texts, points);
            let suspects = if all_good { &[] } else { points };
            suspects.iter().enumerate().filter_map(move |(i, point)| {
                (!vartime_is_torsion_free(point)).then_some(BatchFault {
                    index: chunk * CHUNK + i,
                    error: ElementError::SmallOrder,
                })
            })
        })
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

/// Whether 64 subset sums, drawn by a hash of the points, all lie in the group of order l.
fn sums_are_torsion_free(texts: &[Encoded], points: &[EdwardsPoint]) -> bool {
    let mut seed = Transcript::new(Domain::Batch).field("subgroup");
    for text in texts {
        seed = seed.raw(text.as_bytes());
    }
    let seed = seed.digest();
    let mut partial = vec![EdwardsPoint::identity(); GROUPS * 256];
    for (number, four) in points.chunks(32 / GROUPS).enumerate() {
        // One digest serves four points.
        let choices = choices(&seed, number);
        for (point, choices) in four.iter().zip(choices.chunks_exact(GROUPS)) {
            for (sums, &choice) in partial.chunks_exact_mut(256).zip(choices) {
                if choice != 0 {
                    sums[usize::from(choice)] += point;
                }
            }
        }
    }
    partial
        .chunks_exact_mut(256)
        .all(|sums| subset_sums(sums).iter().all(vartime_is_torsion_free))
}

/// The 8 sums of those of 256 partial sums whose number has a given bit, highest bit first.
fn subset_sums(partial: &mut [EdwardsPoint]) -> [EdwardsPoint; 8] {
    let mut rest = partial;
    core::array::from_fn(|_| {
        let half = rest.len() / 2;
        let (without, with) = core::mem::take(&mut rest).split_at_mut(half);
        let sum = with.iter().sum();
        // The lower bits of what has this bit count as well.
        for (low, high) in without.iter_mut().zip(with.iter()) {
            *low += high;
        }
        rest = without;
        sum
    })
}

fn choices(seed: &[u8; 32], number: usize) -> [u8; 32] {
    let number = u64::try_from(number).unwrap_or(u64::MAX).to_le_bytes();
    Sha256::new()
        .chain_update(seed)
        .chain_update(number)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::Scalar;
    use curve25519_dalek::constants::EIGHT_TORSION;

    fn elements(count: u64) -> Vec<EdwardsPoint> {
        (1..=count)
            .map(|i| EdwardsPoint::mul_base(&Scalar::from_u64(i).0))
            .collect()
    }

    fn encode(points: &[EdwardsPoint]) -> Vec<Encoded> {
        crate::group::encode_points(points)
    }

    #[test]
    fn good_points_pass_in_any_number() {
        for count in [0, 1, 4, 159, 160, 161, 500] {
            let points = elements(count);
            let decoded = decode(&encode(&points)).unwrap();
            assert!(decoded.iter().zip(&points).all(|(a, b)| a.point() == b));
        }
    }

    #[test]
    fn each_small_order_component_is_found_and_named() {
        for count in [10u64, 300] {
            for torsion in &EIGHT_TORSION[1..] {
                let mut points = elements(count);
                points[7] += torsion;
                let faults = decode(&encode(&points)).unwrap_err();
                let expected = BatchFault {
                    index: 7,
                    error: ElementError::SmallOrder,
                };
                assert_eq!(faults, vec![expected]);
            }
        }
    }

    #[test]
    fn subset_sums_are_those_of_the_bits() {
        let mut partial: [EdwardsPoint; 256] = core::array::from_fn(|i| {
            EdwardsPoint::mul_base(&Scalar::from_u64(u64::try_from(i * i + 3).unwrap()).0)
        });
        let copy = partial;
        let sums = subset_sums(&mut partial);
        for (place, sum) in sums.iter().enumerate() {
            let members = copy
                .iter()
                .enumerate()
                .filter(|(i, _)| i & (0x80 >> place) != 0);
            assert_eq!(*sum, members.map(|(_, point)| point).sum());
        }
    }

    #[test]
    fn torsion_that_cancels_in_the_whole_sum_is_found() {
        let mut points = elements(400);
        points[0] += EIGHT_TORSION[4];
        points[399] += EIGHT_TORSION[4];
        let faults = decode(&encode(&points)).unwrap_err();
        assert_eq!(
            faults.iter().map(|fault| fault.index).collect::<Vec<_>>(),
            vec![0, 399]
        );
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let mut encoded = encode(&elements(100));
        encoded[3] = Encoded::from_bytes([0xff; 32]);
        encoded[5] = Element::identity().encode();
        encoded[90] = Encoded::from_bytes({
            let mut bytes = [0u8; 32];
            bytes[0] = 2;
            bytes
        });
        let faults = decode(&encoded).unwrap_err();
        let found: Vec<_> = faults
            .iter()
            .map(|fault| (fault.index, fault.error))
            .collect();
        assert_eq!(
            found,
            vec![
                (3, ElementError::NotCanonical),
                (5, ElementError::Identity),
                (90, ElementError::NotOnCurve)
            ]
        );
    }
}
