//! Decryption by several trustees: each gives alpha to its secret with a proof; together they
//! give the plaintexts.
//!
//! The proof (Chaum and Pedersen) is that one secret links the trustee's key to g and the factor
//! to alpha. Factors of single trustees multiply; those of a threshold group are first raised to
//! Lagrange's coefficients.

use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar as RawScalar;
use curve25519_dalek::traits::{Identity, VartimeMultiscalarMul};
use rand_core::CryptoRng;
use rayon::prelude::*;

use crate::batch;
use crate::fixed::{FixedBase, GENERATOR};
use crate::group::{Element, ElementError, Encoded, Scalar, Secret, encode_points};
use crate::hash::{Domain, Transcript};
use crate::proof::Proof;
use crate::tally::CheckedCiphertexts;
use crate::wire::{PartialDecryption, TrusteeItem, Trustees};

/// Ciphertexts handled by one task.
const TASK: usize = 256;
/// Ciphertexts whose factors are checked together for small-order components.
const CHUNK: usize = 1 << 13;

/// What decryption proofs are bound to.
#[derive(Clone, Copy)]
pub struct Decryption<'a> {
    /// SHA-256 of the election's bytes in base64 without padding.
    pub fingerprint: &'a str,
}

/// Why a partial decryption is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecryptionFault {
    /// Another number of factors or proofs than the tally has ciphertexts.
    #[error(
        "question {}: the tally has {expected} ciphertexts, the decryption has {factors} factors \
         and {proofs} proofs",
        question + 1
    )]
    Length {
        /// Which question, from 0.
        question: usize,
        /// Ciphertexts in the tally.
        expected: usize,
        /// Factors given.
        factors: usize,
        /// Proofs given.
        proofs: usize,
    },
    /// A factor is no element of the group.
    #[error("question {}, factor {}: {error}", question + 1, ciphertext + 1)]
    Factor {
        /// Which question, from 0.
        question: usize,
        /// Which ciphertext, from 0.
        ciphertext: usize,
        /// What is wrong.
        error: ElementError,
    },
    /// A factor was not made with the trustee's secret from this ciphertext.
    #[error(
        "question {}, ciphertext {}: the proof of correct decryption does not hold",
        question + 1,
        ciphertext + 1
    )]
    Proof {
        /// Which question, from 0.
        question: usize,
        /// Which ciphertext, from 0.
        ciphertext: usize,
    },
}

impl Decryption<'_> {
    /// One trustee's part: a factor and a proof for each ciphertext of each question. Constant
    /// time in the secret.
    pub fn decrypt(
        &self,
        tally: &[CheckedCiphertexts],
        secret: &Secret,
        rng: &mut impl CryptoRng,
    ) -> PartialDecryption {
        let key = Element::from_secret(secret).encode();
        let (decryption_factors, decryption_proofs) = tally
            .iter()
            .map(|question| {
                let nonces: Vec<Secret> =
                    (0..question.len()).map(|_| Secret::random(rng)).collect();
                self.decrypt_question(question, secret, &nonces, &key)
            })
            .unzip();
        PartialDecryption {
            decryption_factors,
            decryption_proofs,
        }
    }

    fn decrypt_question(
        &self,
        question: &CheckedCiphertexts,
        secret: &Secret,
        nonces: &[Secret],
        key: &Encoded,
    ) -> (Vec<Encoded>, Vec<Proof>) {
        let prefix = self.transcript(key);
        let parts: Vec<(Vec<Encoded>, Vec<Proof>)> = nonces
            .par_chunks(TASK)
            .enumerate()
            .map(|(task, nonces)| {
                let start = task * TASK;
                let points = question.points(start..start + nonces.len());
                let mut made = Vec::with_capacity(3 * nonces.len());
                for (pair, nonce) in points.chunks_exact(2).zip(nonces) {
                    made.push(pair[0] * secret.0);
                    made.push(EdwardsPoint::mul_base(&nonce.0));
                    made.push(pair[0] * nonce.0);
                }
                let texts = encode_points(&made);
                let proofs = texts.chunks_exact(3).zip(nonces).map(|(texts, nonce)| {
                    let challenge = challenge(&prefix, &texts[1], &texts[2]);
                    Proof::respond(secret, nonce, challenge)
                });
                let proofs = proofs.collect();
                (
                    texts.chunks_exact(3).map(|texts| texts[0]).collect(),
                    proofs,
                )
            })
            .collect();
        let (factors, proofs): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        (factors.concat(), proofs.concat())
    }

    /// Checks one trustee's part of the decryption, on all cores; the factors come back as
    /// elements, by question and ciphertext.
    ///
    /// # Errors
    /// The first fault of the first question with one.
    pub fn verify(
        &self,
        tally: &[CheckedCiphertexts],
        key: &FixedBase,
        part: &PartialDecryption,
    ) -> Result<Vec<Vec<Element>>, DecryptionFault> {
        let (factors, proofs) = (&part.decryption_factors, &part.decryption_proofs);
        let most = tally.len().max(factors.len()).max(proofs.len());
        let mut decoded = Vec::with_capacity(most);
        for question in 0..most {
            let length = |rows: Option<usize>| rows.unwrap_or(0);
            let expected = length(tally.get(question).map(CheckedCiphertexts::len));
            let given = (
                length(factors.get(question).map(Vec::len)),
                length(proofs.get(question).map(Vec::len)),
            );
            let (Some(list), Some(factors), Some(proofs), true) = (
                tally.get(question),
                factors.get(question),
                proofs.get(question),
                given == (expected, expected),
            ) else {
                let (factors, proofs) = given;
                return Err(DecryptionFault::Length {
                    question,
                    expected,
                    factors,
                    proofs,
                });
            };
            decoded.push(self.verify_question(question, list, key, factors, proofs)?);
        }
        Ok(decoded)
    }

    fn verify_question(
        &self,
        question: usize,
        list: &CheckedCiphertexts,
        key: &FixedBase,
        factors: &[Encoded],
        proofs: &[Proof],
    ) -> Result<Vec<Element>, DecryptionFault> {
        let prefix = self.transcript(key.encoded());
        let mut decoded = Vec::with_capacity(factors.len());
        for (number, chunk) in factors.chunks(CHUNK).enumerate() {
            let start = number * CHUNK;
            let points = batch::decode(chunk).map_err(|faults| {
                let (index, error) = faults
                    .first()
                    .map_or((0, ElementError::Text), |fault| (fault.index, fault.error));
                DecryptionFault::Factor {
                    question,
                    ciphertext: start + index,
                    error,
                }
            })?;
            let wrong = points
                .par_chunks(TASK)
                .zip(proofs[start..].par_chunks(TASK))
                .enumerate()
                .find_map_first(|(task, (factors, proofs))| {
                    let first = start + task * TASK;
                    let alphas = list.points(first..first + factors.len());
                    let index = first_wrong(&prefix, key, &alphas, factors, proofs)?;
                    Some(first + index)
                });
            if let Some(ciphertext) = wrong {
                return Err(DecryptionFault::Proof {
                    question,
                    ciphertext,
                });
            }
            decoded.extend(points);
        }
        Ok(decoded)
    }

    fn transcript(&self, key: &Encoded) -> Transcript {
        Transcript::new(Domain::Decryption)
            .field(self.fingerprint)
            .element(key, "|")
    }
}

fn challenge(prefix: &Transcript, a: &Encoded, b: &Encoded) -> Scalar {
    prefix.clone().element(a, ",").challenge(b)
}

/// The first of some proofs that does not hold; `alphas` has the betas between.
fn first_wrong(
    prefix: &Transcript,
    key: &FixedBase,
    alphas: &[EdwardsPoint],
    factors: &[Element],
    proofs: &[Proof],
) -> Option<usize> {
    let mut commitments = Vec::with_capacity(2 * proofs.len());
    for ((pair, factor), proof) in alphas.chunks_exact(2).zip(factors).zip(proofs) {
        let (response, challenge) = (proof.response.0, proof.challenge.0);
        commitments
            .push(GENERATOR.vartime_raw_power(&response) + key.vartime_raw_power(&challenge));
        commitments.push(EdwardsPoint::vartime_multiscalar_mul(
            [response, challenge],
            [pair[0], *factor.point()],
        ));
    }
    let texts = encode_points(&commitments);
    texts
        .chunks_exact(2)
        .zip(proofs)
        .position(|(texts, proof)| challenge(prefix, &texts[0], &texts[1]) != proof.challenge)
}

/// Why the parts that were given cannot be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CombineFault {
    /// A trustee who is needed gave no part.
    #[error("trustee {owner} has not decrypted, and is needed")]
    Missing {
        /// The trustee's number, from 1.
        owner: usize,
    },
    /// Too few of a threshold group gave theirs.
    #[error("trustee item {}: {given} of its members have decrypted, {needed} are needed", item + 1)]
    TooFew {
        /// Which item, from 0.
        item: usize,
        /// Members who gave their part.
        given: usize,
        /// Members needed.
        needed: usize,
    },
    /// A part by somebody whom the election does not name.
    #[error("a partial decryption is by trustee {owner}, whom the election does not name")]
    Unknown {
        /// The number that it claims.
        owner: usize,
    },
    /// A trustee gave two parts.
    #[error("trustee {owner} has decrypted twice")]
    Twice {
        /// The trustee's number, from 1.
        owner: usize,
    },
}

/// The weight of each trustee's factors in the product, by the trustees' numbers: 1 for a single
/// trustee, Lagrange's coefficient for the members of a group that are used, 0 for the rest.
///
/// # Errors
/// Every [`CombineFault`]. `owners` are the numbers, from 1, of those whose parts were checked.
pub fn weights(trustees: &Trustees, owners: &[usize]) -> Result<Vec<Scalar>, Vec<CombineFault>> {
    let mut faults = Vec::new();
    let mut weights = Vec::with_capacity(trustees.len());
    for (item, trustee) in trustees.0.iter().enumerate() {
        let first = weights.len() + 1;
        match trustee {
            TrusteeItem::Single(_) => {
                if !owners.contains(&first) {
                    faults.push(CombineFault::Missing { owner: first });
                }
                weights.push(Scalar::ONE);
            }
            TrusteeItem::Pedersen(group) => {
                let size = group.verification_keys.len();
                let needed = usize::try_from(group.threshold).unwrap_or(usize::MAX);
                let mut present: Vec<usize> = (1..=size)
                    .filter(|index| owners.contains(&(first + index - 1)))
                    .collect();
                if present.len() < needed {
                    faults.push(CombineFault::TooFew {
                        item,
                        given: present.len(),
                        needed,
                    });
                }
                present.truncate(needed);
                weights.extend((1..=size).map(|index| lagrange(&present, index)));
            }
        }
    }
    for (place, &owner) in owners.iter().enumerate() {
        if owner == 0 || owner > weights.len() {
            faults.push(CombineFault::Unknown { owner });
        } else if owners[..place].contains(&owner) {
            faults.push(CombineFault::Twice { owner });
        }
    }
    if faults.is_empty() {
        Ok(weights)
    } else {
        Err(faults)
    }
}

/// Lagrange's coefficient at 0 of `index` among `present`; 0 for who is not among them.
fn lagrange(present: &[usize], index: usize) -> Scalar {
    if !present.contains(&index) {
        return Scalar::ZERO;
    }
    let scalar = |number: usize| RawScalar::from(u64::try_from(number).unwrap_or(u64::MAX));
    let (above, below) = present.iter().filter(|&&other| other != index).fold(
        (RawScalar::ONE, RawScalar::ONE),
        |(above, below), &other| {
            (
                above * scalar(other),
                below * (scalar(other) - scalar(index)),
            )
        },
    );
    Scalar(above * below.invert())
}

/// The plaintexts of one question: beta over the product of the weighted factors.
///
/// `parts` has, for each trustee that takes part, the weight and the factors of this question,
/// as many as there are ciphertexts.
#[must_use]
pub fn plaintexts(list: &CheckedCiphertexts, parts: &[(Scalar, &[Element])]) -> Vec<Element> {
    let starts: Vec<usize> = (0..list.len()).step_by(TASK).collect();
    let tasks: Vec<Vec<Element>> = starts
        .into_par_iter()
        .map(|start| {
            let end = list.len().min(start + TASK);
            let points = list.points(start..end);
            (start..end)
                .zip(points.chunks_exact(2))
                .map(|(i, pair)| Element::from_point(pair[1] - vartime_product(parts, i)))
                .collect()
        })
        .collect();
    tasks.concat()
}

/// The product of the weighted factors of ciphertext `i`.
fn vartime_product(parts: &[(Scalar, &[Element])], i: usize) -> EdwardsPoint {
    parts
        .iter()
        .filter_map(|(weight, factors)| Some((weight, factors.get(i)?.point())))
        .map(|(weight, factor)| {
            if *weight == Scalar::ONE {
                *factor
            } else if *weight == Scalar::ZERO {
                EdwardsPoint::identity()
            } else {
                EdwardsPoint::vartime_multiscalar_mul([weight.0], [*factor])
            }
        })
        .sum()
}
