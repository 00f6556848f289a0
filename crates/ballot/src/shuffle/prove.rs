//! Making a shuffle and its proof. Arithmetic with secrets takes constant time.
//!
//! Every power but those of the last commitments has one of three bases, g, y and h, which have
//! tables: the chain `c_hat(i)` = g^r(i) `c_hat(i-1)`^u'(i) is g^R(i) h^U(i) with R and U computed
//! as scalars, and so is `t_hat`. What remains are three products of powers with secret exponents.
//!
//! One thing is not hidden from a program that shares the processor's caches: the places of
//! memory that the permutation makes this one read.

use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar as RawScalar;
use curve25519_dalek::traits::MultiscalarMul;
use rand_core::CryptoRng;
use rayon::prelude::*;
use zeroize::Zeroizing;

use super::{Commitments, Mixer, TASK};
use crate::generator::H;
use crate::group::{Encoded, Scalar, Secret, encode_points};
use crate::tally::{Builder, CheckedCiphertexts};
use crate::wire::{Ciphertext, ShuffleProof};

/// Pairs in one product with secret exponents: their tables should stay in the cache.
const PRODUCT: usize = 128;

/// A shuffle's secrets, wiped when dropped.
struct Secrets {
    /// psi: the place in the input of each ciphertext of the output.
    permutation: Zeroizing<Vec<usize>>,
    /// r', by place in the input.
    reencryption: Vec<Secret>,
}

/// The secrets of the commitments to the permutation and of their chain.
struct Opening {
    /// Of c, by place in the input.
    commitment: Vec<Secret>,
    /// Of `c_hat`, by place in the output.
    chain: Vec<Secret>,
    /// u', the challenges in the order of the output.
    challenges: Zeroizing<Vec<RawScalar>>,
    /// R(i), U(i): `c_hat(i)` = g^R(i) h^U(i).
    powers: Zeroizing<Vec<(RawScalar, RawScalar)>>,
}

/// The nonces of the last proof.
struct Nonces {
    w: [Secret; 4],
    w_hat: Vec<Secret>,
    w_prime: Vec<Secret>,
}

impl Mixer<'_> {
    /// Shuffles the ciphertexts of one question, and proves it.
    ///
    /// The mixer must have generators for as many ciphertexts.
    pub fn shuffle(
        &self,
        input: &CheckedCiphertexts,
        rng: &mut impl CryptoRng,
    ) -> (CheckedCiphertexts, ShuffleProof) {
        let n = input.len();
        let secrets = Secrets {
            permutation: random_permutation(n, rng),
            reencryption: random_secrets(n, rng),
        };
        let output = self.reencrypt(input, &secrets);
        let commitment = random_secrets(n, rng);
        let c = self.commit(&secrets.permutation, &commitment);
        let challenges = self
            .challenges(input.as_slice(), output.as_slice(), &c)
            .range(0..n);
        let opening = Opening::new(&secrets, commitment, random_secrets(n, rng), &challenges);
        let nonces = Nonces {
            w: core::array::from_fn(|_| Secret::random(rng)),
            w_hat: random_secrets(n, rng),
            w_prime: random_secrets(n, rng),
        };
        let c_hat = chain(&opening.powers);
        let t_hat = chain_commitments(&opening.powers, &nonces);
        let (t, t4) = self.products(&output, &nonces);
        let parts = Commitments {
            t: &t,
            t4: &t4,
            t_hat: &t_hat,
            c: &c,
            c_hat: &c_hat,
        };
        let challenge = self.challenge(input.as_slice(), output.as_slice(), &parts);
        let (s, s_hat, s_prime) = respond(&secrets, &opening, &nonces, &challenges, challenge);
        (
            output,
            ShuffleProof {
                t,
                t4,
                t_hat,
                s,
                s_hat,
                s_prime,
                c,
                c_hat,
            },
        )
    }

    /// The new list: each ciphertext times an encryption of the neutral element.
    fn reencrypt(&self, input: &CheckedCiphertexts, secrets: &Secrets) -> CheckedCiphertexts {
        let n = input.len();
        let tasks: Vec<(Vec<EdwardsPoint>, Vec<Encoded>)> = secrets
            .permutation
            .par_chunks(TASK)
            .map(|places| {
                let mut points = Vec::with_capacity(2 * places.len());
                for (old, &place) in input.points_at(places).chunks_exact(2).zip(places) {
                    let r = &secrets.reencryption[place].0;
                    points.push(old[0] + EdwardsPoint::mul_base(r));
                    points.push(old[1] + self.key.raw_power(r));
                }
                let texts = encode_points(&points);
                (points, texts)
            })
            .collect();
        let mut builder = Builder::new(n);
        let mut output = Vec::with_capacity(n);
        for (points, texts) in tasks {
            builder.push(&points);
            output.extend(texts.chunks_exact(2).map(|pair| Ciphertext {
                alpha: pair[0],
                beta: pair[1],
            }));
        }
        builder.finish(output)
    }

    /// c(psi(i)) = g^r(psi(i)) h(i).
    fn commit(&self, permutation: &[usize], secrets: &[Secret]) -> Vec<Encoded> {
        let in_order: Vec<Vec<Encoded>> = permutation
            .par_chunks(TASK)
            .enumerate()
            .map(|(task, places)| {
                let generators = self.generators.range(task * TASK, places.len());
                let points: Vec<EdwardsPoint> = places
                    .iter()
                    .zip(generators.iter())
                    .map(|(&place, h)| EdwardsPoint::mul_base(&secrets[place].0) + h)
                    .collect();
                encode_points(&points)
            })
            .collect();
        let mut commitments = vec![Encoded::from_bytes([0; 32]); permutation.len()];
        for (&place, text) in permutation.iter().zip(in_order.iter().flatten()) {
            commitments[place] = *text;
        }
        commitments
    }

    /// t1, t2, t3 and the two parts of t4.
    fn products(
        &self,
        output: &CheckedCiphertexts,
        nonces: &Nonces,
    ) -> ([Encoded; 3], [Encoded; 2]) {
        let sums: Vec<[EdwardsPoint; 3]> = nonces
            .w_prime
            .par_chunks(PRODUCT)
            .enumerate()
            .map(|(task, exponents)| {
                let start = task * PRODUCT;
                let points = output.points(start..start + exponents.len());
                let generators = self.generators.range(start, exponents.len());
                let product = |bases: &mut dyn ExactSizeIterator<Item = &EdwardsPoint>| {
                    let bases: Vec<EdwardsPoint> = bases.copied().collect();
                    EdwardsPoint::multiscalar_mul(exponents.iter().map(|w| &w.0), &bases)
                };
                [
                    product(&mut generators.iter()),
                    product(&mut points.iter().skip(1).step_by(2)),
                    product(&mut points.iter().step_by(2)),
                ]
            })
            .collect();
        let total = |part: usize| sums.iter().map(|sum| sum[part]).sum::<EdwardsPoint>();
        let [w1, w2, w3, w4] = &nonces.w;
        let texts = encode_points(&[
            EdwardsPoint::mul_base(&w1.0),
            EdwardsPoint::mul_base(&w2.0),
            EdwardsPoint::mul_base(&w3.0) + total(0),
            total(1) - self.key.raw_power(&w4.0),
            total(2) - EdwardsPoint::mul_base(&w4.0),
        ]);
        ([texts[0], texts[1], texts[2]], [texts[3], texts[4]])
    }
}

impl Opening {
    fn new(
        secrets: &Secrets,
        commitment: Vec<Secret>,
        chain: Vec<Secret>,
        challenges: &[Scalar],
    ) -> Self {
        let challenges: Zeroizing<Vec<RawScalar>> = Zeroizing::new(
            secrets
                .permutation
                .iter()
                .map(|&place| challenges[place].0)
                .collect(),
        );
        let mut powers = Zeroizing::new(Vec::with_capacity(chain.len()));
        let (mut r, mut u) = (RawScalar::ZERO, RawScalar::ONE);
        for (secret, challenge) in chain.iter().zip(challenges.iter()) {
            r = secret.0 + challenge * r;
            u *= challenge;
            powers.push((r, u));
        }
        Self {
            commitment,
            chain,
            challenges,
            powers,
        }
    }
}

/// `c_hat(i)` = g^R(i) h^U(i).
fn chain(powers: &[(RawScalar, RawScalar)]) -> Vec<Encoded> {
    in_tasks(powers.len(), |i| {
        let (r, u) = &powers[i];
        EdwardsPoint::mul_base(r) + H.raw_power(u)
    })
}

/// `t_hat(i)` = g^`w_hat(i)` `c_hat(i-1)`^w'(i), where `c_hat(-1)` is h.
fn chain_commitments(powers: &[(RawScalar, RawScalar)], nonces: &Nonces) -> Vec<Encoded> {
    in_tasks(powers.len(), |i| {
        let before = if i == 0 {
            (RawScalar::ZERO, RawScalar::ONE)
        } else {
            powers[i - 1]
        };
        let w_prime = &nonces.w_prime[i].0;
        let on_g = Zeroizing::new(nonces.w_hat[i].0 + w_prime * before.0);
        let on_h = Zeroizing::new(w_prime * before.1);
        EdwardsPoint::mul_base(&on_g) + H.raw_power(&on_h)
    })
}

fn in_tasks(n: usize, point: impl Fn(usize) -> EdwardsPoint + Sync) -> Vec<Encoded> {
    let starts: Vec<usize> = (0..n).step_by(TASK).collect();
    let parts: Vec<Vec<Encoded>> = starts
        .into_par_iter()
        .map(|start| {
            let points: Vec<EdwardsPoint> = (start..n.min(start + TASK)).map(&point).collect();
            encode_points(&points)
        })
        .collect();
    parts.concat()
}

type Responses = ([Scalar; 4], Vec<Scalar>, Vec<Scalar>);

/// The responses s, `s_hat`, s' to the challenge c.
fn respond(
    secrets: &Secrets,
    opening: &Opening,
    nonces: &Nonces,
    challenges: &[Scalar],
    challenge: Scalar,
) -> Responses {
    let c = challenge.0;
    let r_bar: RawScalar = opening.commitment.iter().map(|r| r.0).sum();
    // The last power of g in the chain is the sum of its secrets, each times the later u'.
    let r_hat = opening.powers.last().map_or(RawScalar::ZERO, |last| last.0);
    let weighted = |values: &[Secret]| -> RawScalar {
        values
            .iter()
            .zip(challenges)
            .map(|(value, u)| value.0 * u.0)
            .sum()
    };
    let sums = Zeroizing::new([
        r_bar,
        r_hat,
        weighted(&opening.commitment),
        weighted(&secrets.reencryption),
    ]);
    let s = core::array::from_fn(|i| Scalar(nonces.w[i].0 + c * sums[i]));
    let s_hat = nonces
        .w_hat
        .iter()
        .zip(&opening.chain)
        .map(|(w, r)| Scalar(w.0 + c * r.0))
        .collect();
    let s_prime = nonces
        .w_prime
        .iter()
        .zip(opening.challenges.iter())
        .map(|(w, u)| Scalar(w.0 + c * u))
        .collect();
    (s, s_hat, s_prime)
}

fn random_secrets(n: usize, rng: &mut impl CryptoRng) -> Vec<Secret> {
    (0..n).map(|_| Secret::random(rng)).collect()
}

/// A uniform permutation (Fisher and Yates).
fn random_permutation(n: usize, rng: &mut impl CryptoRng) -> Zeroizing<Vec<usize>> {
    let mut permutation: Zeroizing<Vec<usize>> = Zeroizing::new((0..n).collect());
    for i in (1..n).rev() {
        permutation.swap(i, random_below(i + 1, rng));
    }
    permutation
}

/// A uniform number below `bound`: 64 random bits, drawn again in the uneven remainder.
fn random_below(bound: usize, rng: &mut impl CryptoRng) -> usize {
    let bound = u64::try_from(bound).unwrap_or(u64::MAX);
    let limit = u64::MAX - u64::MAX % bound;
    loop {
        let value = rng.next_u64();
        if value < limit {
            return usize::try_from(value % bound).unwrap_or(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    #[test]
    fn permutations_are_permutations_and_all_occur() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..2400 {
            let permutation = random_permutation(4, &mut rng);
            let mut sorted = permutation.to_vec();
            sorted.sort_unstable();
            assert_eq!(sorted, vec![0, 1, 2, 3]);
            *seen.entry(permutation.to_vec()).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), 24);
        assert!(
            seen.values().all(|&count| (50..160).contains(&count)),
            "{seen:?}"
        );
    }

    #[test]
    fn the_empty_and_the_single_list_have_a_permutation() {
        let mut rng = ChaCha20Rng::seed_from_u64(2);
        assert!(random_permutation(0, &mut rng).is_empty());
        assert_eq!(random_permutation(1, &mut rng).to_vec(), vec![0]);
    }
}
