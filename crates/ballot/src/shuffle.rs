//! The shuffle: re-encrypt the ciphertexts in a new order, and prove that nothing else was done.
//!
//! Each trustee shuffles in turn; one honest one is enough to part voters from votes. The proof
//! is Terelius and Wikström's, in the form of `CHVote`: commit to the permutation, get one
//! challenge a ciphertext, show that the committed matrix is a permutation (its columns' challenges
//! have the same sum and product) and that it links the two lists.
//!
//! Notation follows the protocol: psi the permutation, r' the re-encryption randomness, c the
//! commitments to the permutation, u the challenges, `c_hat` the chain of commitments, t and s the
//! commitments and responses of the last proof. `prove` makes it, `verify` checks it.

use std::ops::Range;

use rayon::prelude::*;

use crate::fixed::FixedBase;
use crate::generator::Generators;
use crate::group::{Encoded, Scalar};
use crate::hash::{Domain, Transcript, hex, sha256};
use crate::wire::{Ciphertext, ShuffleProof};

mod prove;
mod verify;

pub use verify::{Equation, ProofPart, ShuffleFault};

/// What a shuffle is bound to, and the generators that its proof needs.
#[derive(Clone, Copy)]
pub struct Mixer<'a> {
    /// SHA-256 of the election's bytes in base64 without padding.
    pub fingerprint: &'a str,
    /// The election's public key y.
    pub key: &'a FixedBase,
    /// At least as many generators as there are ciphertexts.
    pub generators: &'a Generators,
}

/// Ciphertexts handled by one task.
const TASK: usize = 256;

impl Mixer<'_> {
    /// Hashes both lists and the commitments to the permutation, which both kinds of challenge
    /// contain (str1 of the protocol).
    fn absorb_lists(
        transcript: &mut Transcript,
        input: &[Ciphertext],
        output: &[Ciphertext],
        commitments: &[Encoded],
    ) {
        for ciphertext in input.iter().chain(output) {
            transcript.push(&ciphertext.alpha, ",");
            transcript.push(&ciphertext.beta, ",");
        }
        for commitment in commitments {
            transcript.push(commitment, ",");
        }
    }

    /// The source of the challenges u, one a ciphertext.
    fn challenges(
        &self,
        input: &[Ciphertext],
        output: &[Ciphertext],
        commitments: &[Encoded],
    ) -> Challenges {
        let mut transcript = Transcript::new(Domain::ShuffleChallenges).field(self.fingerprint);
        Self::absorb_lists(&mut transcript, input, output, commitments);
        Challenges(hex(&transcript.digest()))
    }

    /// The challenge c of the last proof.
    fn challenge(
        &self,
        input: &[Ciphertext],
        output: &[Ciphertext],
        parts: &Commitments<'_>,
    ) -> Scalar {
        let mut transcript = Transcript::new(Domain::ShuffleChallenge).field(self.fingerprint);
        for element in parts.t.iter().chain(parts.t4).chain(parts.t_hat) {
            transcript.push(element, ",");
        }
        Self::absorb_lists(&mut transcript, input, output, parts.c);
        for element in parts.c_hat {
            transcript.push(element, ",");
        }
        Scalar::from_hash(transcript.element(self.key.encoded(), "").digest())
    }
}

/// All that is committed to before the challenge c.
struct Commitments<'a> {
    t: &'a [Encoded; 3],
    t4: &'a [Encoded; 2],
    t_hat: &'a [Encoded],
    c: &'a [Encoded],
    c_hat: &'a [Encoded],
}

impl<'a> Commitments<'a> {
    fn of(proof: &'a ShuffleProof) -> Self {
        Self {
            t: &proof.t,
            t4: &proof.t4,
            t_hat: &proof.t_hat,
            c: &proof.c,
            c_hat: &proof.c_hat,
        }
    }
}

/// The challenges u: each is a hash of the lists' hash and of its number.
struct Challenges([u8; 64]);

impl Challenges {
    fn at(&self, index: usize) -> Scalar {
        let number = hex(&sha256(index.to_string().as_bytes()));
        let mut text = [0u8; 128];
        text[..64].copy_from_slice(&self.0);
        text[64..].copy_from_slice(&number);
        Scalar::from_hash(sha256(&text))
    }

    fn range(&self, range: Range<usize>) -> Vec<Scalar> {
        range
            .into_par_iter()
            .with_min_len(TASK)
            .map(|index| self.at(index))
            .collect()
    }
}
