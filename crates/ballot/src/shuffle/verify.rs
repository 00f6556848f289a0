//! Checking a shuffle: all equations at once, as one product of powers.
//!
//! The proof consists of N + 5 equations between elements. Each is multiplied by a random weight
//! of 128 bits and their sum is one product of about 8 N powers, which Pippenger's method makes
//! cheap. If any equation fails the sum vanishes with probability 2^-128 only. The weights are a
//! hash of everything that the prover sent, so all verifiers use the same ones and a prover
//! learns them too late. When the sum does not vanish, the equations are asked one kind at a
//! time, to say which fails.

use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar as RawScalar;
use curve25519_dalek::traits::{Identity, IsIdentity, VartimeMultiscalarMul};
use rayon::prelude::*;

use super::{Commitments, Mixer};
use crate::batch;
use crate::generator::H;
use crate::group::{ElementError, Encoded, Scalar};
use crate::hash::{Domain, Transcript};
use crate::tally::{Builder, CheckedCiphertexts, Part};
use crate::wire::{Ciphertext, ShuffleProof};

/// Ciphertexts whose points are decoded and multiplied together.
const CHUNK: usize = 1 << 11;
/// Points of the output and the proof for each ciphertext: alpha, beta, c, `c_hat`, `t_hat`.
const PER_ITEM: usize = 5;

/// A list of a shuffle's proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofPart {
    /// t1, t2, t3.
    T,
    /// The two parts of t4.
    T4,
    /// `t_hat`.
    THat,
    /// c, the commitments to the permutation.
    C,
    /// `c_hat`, the chain of commitments.
    CHat,
    /// `s_hat`.
    SHat,
    /// s'.
    SPrime,
}

impl core::fmt::Display for ProofPart {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::T => "t",
            Self::T4 => "t4",
            Self::THat => "t_hat",
            Self::C => "c",
            Self::CHat => "c_hat",
            Self::SHat => "s_hat",
            Self::SPrime => "s'",
        })
    }
}

/// An equation of a shuffle's proof, by the commitment that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Equation {
    /// t1: the commitments contain each generator once.
    T1,
    /// t2: the product of the challenges is kept.
    T2,
    /// t3: the commitments open to the challenges.
    T3,
    /// The first part of t4: the betas.
    T41,
    /// The second part of t4: the alphas.
    T42,
    /// `t_hat`: a link of the chain.
    Chain,
}

const EQUATIONS: [Equation; 6] = [
    Equation::T1,
    Equation::T2,
    Equation::T3,
    Equation::T41,
    Equation::T42,
    Equation::Chain,
];

impl core::fmt::Display for Equation {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::T1 => "t1 (the commitments are not to a permutation)",
            Self::T2 => "t2 (the challenges' product is not kept)",
            Self::T3 => "t3 (the commitments do not open to the challenges)",
            Self::T41 => "t4, first part (the betas are not a shuffle of the earlier ones)",
            Self::T42 => "t4, second part (the alphas are not a shuffle of the earlier ones)",
            Self::Chain => "t_hat (a link of the chain of commitments)",
        })
    }
}

/// Why a shuffle is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShuffleFault {
    /// More or fewer ciphertexts came out than went in.
    #[error("{before} ciphertexts were shuffled into {after}")]
    Count {
        /// Ciphertexts before.
        before: usize,
        /// Ciphertexts after.
        after: usize,
    },
    /// A list of the proof has another length.
    #[error("the list {part} of the proof has {found} entries, not {expected}")]
    Length {
        /// Which list.
        part: ProofPart,
        /// Entries found.
        found: usize,
        /// Entries expected.
        expected: usize,
    },
    /// A part of a new ciphertext is no element.
    #[error("{part} of the shuffled ciphertext {}: {error}", index + 1)]
    Ciphertext {
        /// Which ciphertext of the output, from 0.
        index: usize,
        /// Which part.
        part: Part,
        /// What is wrong.
        error: ElementError,
    },
    /// A value of the proof is no element.
    #[error("entry {} of {part} of the proof: {error}", index + 1)]
    Element {
        /// Which list.
        part: ProofPart,
        /// Which entry, from 0.
        index: usize,
        /// What is wrong.
        error: ElementError,
    },
    /// The generators were made for fewer ciphertexts.
    #[error("the generators suffice for {0} ciphertexts only")]
    Generators(usize),
    /// The proof does not hold.
    #[error("the proof does not hold: equation {}", list(.0))]
    Proof(Vec<Equation>),
}

fn list(equations: &[Equation]) -> String {
    equations
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}

/// The weights of the equations.
struct Weights {
    t1: RawScalar,
    t2: RawScalar,
    t3: RawScalar,
    t41: RawScalar,
    t42: RawScalar,
    /// Of the chain: a seed, or `None` where the chain is left out.
    chain: Option<[u8; 32]>,
}

/// What one chunk gives: the points of its new ciphertexts, its part of the sum of all equations,
/// and its part of the exponent of g.
struct ChunkSum {
    points: Vec<EdwardsPoint>,
    sum: EdwardsPoint,
    on_g: RawScalar,
}

/// One run over the proof's equations.
struct Check<'a> {
    mixer: &'a Mixer<'a>,
    input: &'a CheckedCiphertexts,
    output: &'a [Ciphertext],
    proof: &'a ShuffleProof,
    /// u
    challenges: &'a [Scalar],
    /// c
    challenge: RawScalar,
}

impl Mixer<'_> {
    /// Checks a shuffle of one question's ciphertexts, on all cores; the new list comes back as
    /// checked.
    ///
    /// # Errors
    /// [`ShuffleFault`]: of several faults those of lengths before those of elements before
    /// those of equations.
    pub fn verify(
        &self,
        input: &CheckedCiphertexts,
        output: Vec<Ciphertext>,
        proof: &ShuffleProof,
    ) -> Result<CheckedCiphertexts, ShuffleFault> {
        self.check_lengths(input.len(), output.len(), proof)?;
        let challenges = self
            .challenges(input.as_slice(), &output, &proof.c)
            .range(0..input.len());
        let challenge = self.challenge(input.as_slice(), &output, &Commitments::of(proof));
        let check = Check {
            mixer: self,
            input,
            output: &output,
            proof,
            challenges: &challenges,
            challenge: challenge.0,
        };
        let mut builder = Builder::new(output.len());
        if !check
            .sum(&Weights::of(proof, challenge), Some(&mut builder))?
            .is_identity()
        {
            return Err(check.diagnose(proof, challenge));
        }
        Ok(builder.finish(output))
    }

    fn check_lengths(
        &self,
        before: usize,
        after: usize,
        proof: &ShuffleProof,
    ) -> Result<(), ShuffleFault> {
        if before != after {
            return Err(ShuffleFault::Count { before, after });
        }
        let lengths = [
            (ProofPart::THat, proof.t_hat.len()),
            (ProofPart::SHat, proof.s_hat.len()),
            (ProofPart::SPrime, proof.s_prime.len()),
            (ProofPart::C, proof.c.len()),
            (ProofPart::CHat, proof.c_hat.len()),
        ];
        for (part, found) in lengths {
            if found != before {
                return Err(ShuffleFault::Length {
                    part,
                    found,
                    expected: before,
                });
            }
        }
        if self.generators.len() < before {
            return Err(ShuffleFault::Generators(self.generators.len()));
        }
        Ok(())
    }
}

impl Weights {
    fn of(proof: &ShuffleProof, challenge: Scalar) -> Self {
        // The challenge is a hash of all but the responses.
        let mut transcript = Transcript::new(Domain::Batch)
            .field("shuffle")
            .raw(challenge.0.as_bytes());
        for scalar in proof.s.iter().chain(&proof.s_hat).chain(&proof.s_prime) {
            transcript = transcript.raw(scalar.0.as_bytes());
        }
        let seed = transcript.digest();
        let last = u64::MAX;
        Self {
            t1: weight(&seed, last),
            t2: weight(&seed, last - 1),
            t3: weight(&seed, last - 2),
            t41: weight(&seed, last - 3),
            t42: weight(&seed, last - 4),
            chain: Some(seed),
        }
    }

    /// Only one kind of equation; the links of the chain still have their own weights.
    fn only(self, equation: Equation) -> Self {
        let pick = |kind, weight| {
            if kind == equation {
                weight
            } else {
                RawScalar::ZERO
            }
        };
        Self {
            t1: pick(Equation::T1, self.t1),
            t2: pick(Equation::T2, self.t2),
            t3: pick(Equation::T3, self.t3),
            t41: pick(Equation::T41, self.t41),
            t42: pick(Equation::T42, self.t42),
            chain: self.chain.filter(|_| equation == Equation::Chain),
        }
    }

    fn link(&self, index: usize) -> RawScalar {
        let index = u64::try_from(index).unwrap_or(u64::MAX);
        self.chain
            .as_ref()
            .map_or(RawScalar::ZERO, |seed| weight(seed, index))
    }
}

/// A weight of 128 bits.
fn weight(seed: &[u8; 32], index: u64) -> RawScalar {
    let digest = Transcript::new(Domain::Batch)
        .raw(seed)
        .raw(&index.to_le_bytes())
        .digest();
    let mut low = [0u8; 16];
    low.copy_from_slice(&digest[..16]);
    RawScalar::from(u128::from_le_bytes(low))
}

impl Check<'_> {
    /// The weighted sum of all equations; elements are decoded on the way and given to `keep`.
    fn sum(
        &self,
        weights: &Weights,
        mut keep: Option<&mut Builder>,
    ) -> Result<EdwardsPoint, ShuffleFault> {
        let n = self.output.len();
        let starts: Vec<usize> = (0..n).step_by(CHUNK).collect();
        let (mut total, mut on_g) = (EdwardsPoint::identity(), RawScalar::ZERO);
        // As many chunks at a time as there are cores: memory does not grow with the election.
        for group in starts.chunks(rayon::current_num_threads().max(1)) {
            let results: Vec<Result<ChunkSum, ShuffleFault>> = group
                .par_iter()
                .map(|&start| self.chunk(weights, start, n.min(start + CHUNK)))
                .collect();
            for result in results {
                let part = result?;
                total += part.sum;
                on_g += part.on_g;
                if let Some(builder) = keep.as_deref_mut() {
                    builder.push(&part.points);
                }
            }
        }
        Ok(total + self.fixed_part(weights, on_g)?)
    }

    /// The powers of g, y, h, and the single commitments.
    fn fixed_part(
        &self,
        weights: &Weights,
        chain: RawScalar,
    ) -> Result<EdwardsPoint, ShuffleFault> {
        let proof = self.proof;
        let mut texts = proof.t.to_vec();
        texts.extend(proof.t4);
        let singles = batch::decode_points(&texts).map_err(|faults| {
            let (index, error) = faults
                .first()
                .map_or((0, ElementError::Text), |fault| (fault.index, fault.error));
            let (part, index) = if index < 3 {
                (ProofPart::T, index)
            } else {
                (ProofPart::T4, index - 3)
            };
            ShuffleFault::Element { part, index, error }
        })?;
        let c = self.challenge;
        let [s1, s2, s3, s4] = proof.s.map(|s| s.0);
        let on_g = weights.t42 * s4 - weights.t1 * s1 - weights.t2 * s2 - weights.t3 * s3 + chain;
        let on_y = weights.t41 * s4;
        let product: RawScalar = self.challenges.iter().map(|u| u.0).product();
        let first = proof
            .s_prime
            .first()
            .map_or(RawScalar::ZERO, |s| weights.link(0) * s.0);
        // Without ciphertexts the chain ends where it begins, at h.
        let end = if proof.c_hat.is_empty() {
            RawScalar::ONE
        } else {
            RawScalar::ZERO
        };
        let on_h = weights.t2 * c * (end - product) - first;
        let scalars = [
            weights.t1,
            weights.t2,
            weights.t3,
            weights.t41,
            weights.t42,
            on_g,
            on_y,
            on_h,
        ];
        let bases = [
            EdwardsPoint::mul_base(&RawScalar::ONE),
            *self.mixer.key.element().point(),
            *H.element().point(),
        ];
        Ok(EdwardsPoint::vartime_multiscalar_mul(
            scalars,
            singles.iter().chain(&bases),
        ))
    }

    /// The equations' parts that belong to the ciphertexts `start..end`.
    fn chunk(&self, weights: &Weights, start: usize, end: usize) -> Result<ChunkSum, ShuffleFault> {
        let n = self.output.len();
        let points = self.decode(start, end)?;
        let old = self.input.points(start..end);
        let generators = self.mixer.generators.range(start, end - start);
        let c = self.challenge;
        let mut scalars = Vec::with_capacity(8 * (end - start));
        let mut link = weights.link(start);
        let mut on_g = RawScalar::ZERO;
        for i in start..end {
            let u = self.challenges[i].0;
            let s = self.proof.s_prime[i].0;
            let next = if i + 1 < n {
                weights.link(i + 1)
            } else {
                RawScalar::ZERO
            };
            let next_s = self
                .proof
                .s_prime
                .get(i + 1)
                .map_or(RawScalar::ZERO, |s| s.0);
            let last = if i + 1 == n {
                weights.t2 * c
            } else {
                RawScalar::ZERO
            };
            let cu = c * u;
            scalars.extend([
                -(weights.t42 * s),                 // alpha'
                -(weights.t41 * s),                 // beta'
                weights.t1 * c + weights.t3 * cu,   // c
                link * c - next * next_s + last,    // c_hat
                link,                               // t_hat
                weights.t42 * cu,                   // alpha
                weights.t41 * cu,                   // beta
                -(weights.t1 * c + weights.t3 * s), // h
            ]);
            on_g -= link * self.proof.s_hat[i].0;
            link = next;
        }
        let bases = points
            .chunks_exact(PER_ITEM)
            .zip(old.chunks_exact(2))
            .zip(generators.iter())
            .flat_map(|((new, old), h)| new.iter().chain(old).chain(core::iter::once(h)));
        let bases: Vec<EdwardsPoint> = bases.copied().collect();
        let sum = EdwardsPoint::vartime_multiscalar_mul(&scalars, &bases);
        let kept = points
            .chunks_exact(PER_ITEM)
            .flat_map(|new| [new[0], new[1]])
            .collect();
        Ok(ChunkSum {
            points: kept,
            sum,
            on_g,
        })
    }

    /// The points of the output and of the proof, item by item.
    fn decode(&self, start: usize, end: usize) -> Result<Vec<EdwardsPoint>, ShuffleFault> {
        let proof = self.proof;
        let texts: Vec<Encoded> = (start..end)
            .flat_map(|i| {
                let new = &self.output[i];
                [
                    new.alpha,
                    new.beta,
                    proof.c[i],
                    proof.c_hat[i],
                    proof.t_hat[i],
                ]
            })
            .collect();
        batch::decode_points(&texts).map_err(|faults| {
            let Some(fault) = faults.first() else {
                return ShuffleFault::Proof(Vec::new());
            };
            let (index, error) = (start + fault.index / PER_ITEM, fault.error);
            match fault.index % PER_ITEM {
                0 => ShuffleFault::Ciphertext {
                    index,
                    part: Part::Alpha,
                    error,
                },
                1 => ShuffleFault::Ciphertext {
                    index,
                    part: Part::Beta,
                    error,
                },
                2 => ShuffleFault::Element {
                    part: ProofPart::C,
                    index,
                    error,
                },
                3 => ShuffleFault::Element {
                    part: ProofPart::CHat,
                    index,
                    error,
                },
                _ => ShuffleFault::Element {
                    part: ProofPart::THat,
                    index,
                    error,
                },
            }
        })
    }

    /// Which kinds of equation fail.
    fn diagnose(&self, proof: &ShuffleProof, challenge: Scalar) -> ShuffleFault {
        let mut failing = Vec::new();
        for equation in EQUATIONS {
            let weights = Weights::of(proof, challenge).only(equation);
            let sum = self
                .sum(&weights, None)
                .unwrap_or_else(|_| EdwardsPoint::identity());
            if !sum.is_identity() {
                failing.push(equation);
            }
        }
        ShuffleFault::Proof(failing)
    }
}
