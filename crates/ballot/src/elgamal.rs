//! A vote as a ciphertext, with the proofs that stop others from copying or changing it.
//!
//! `ElGamal` on the election's key y: alpha = g^r, beta = y^r m. The voter proves to know r,
//! bound to the election and to the credential, so that nobody can cast a copy of another's
//! ciphertext; and signs the whole ballot with the credential's secret.

use rand_core::CryptoRng;
use rayon::prelude::*;

use crate::batch;
use crate::fixed::{FixedBase, GENERATOR};
use crate::group::{Element, ElementError, Encoded, Scalar, Secret};
use crate::hash::{Domain, Transcript};
use crate::proof::Proof;
use crate::wire::Ciphertext;

/// What the proofs of a ballot are bound to: the election, and its key.
pub struct Booth<'a> {
    /// SHA-256 of the election's bytes in base64 without padding.
    pub fingerprint: &'a str,
    /// The election's public key y.
    pub key: &'a FixedBase,
}

/// A ciphertext that a voter made, with what stays with the voter until the vote is cast.
pub struct Encryption {
    /// The ciphertext.
    pub ciphertext: Ciphertext,
    /// The proof that its maker knows the randomness.
    pub proof: Proof,
    /// The randomness r. Revealing it opens the vote: only for a ballot that will not be cast.
    pub randomness: Secret,
}

/// What a signed ballot claims, for checking.
#[derive(Clone, Copy, Debug)]
pub struct BallotClaim<'a> {
    /// The public part of the credential that signed it.
    pub credential: Encoded,
    /// One ciphertext with its proof for each question.
    pub answers: &'a [(Ciphertext, Proof)],
    /// The ballot's hash: base64 SHA-256 of the ballot without its signature.
    pub hash: &'a str,
    /// The signature on the hash.
    pub signature: Proof,
}

/// Why a ballot's cryptography does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BallotFault {
    /// The credential is no element of the group.
    #[error("the credential: {0}")]
    Credential(ElementError),
    /// A ciphertext has a part that is no element of the group.
    #[error("the ciphertext of question {}: {error}", question + 1)]
    Ciphertext {
        /// Which question, from 0.
        question: usize,
        /// What is wrong with alpha or beta.
        error: ElementError,
    },
    /// The proof was not made for this ciphertext, credential and election.
    #[error(
        "the proof of question {} does not hold for this ciphertext, credential and election",
        question + 1
    )]
    Proof {
        /// Which question, from 0.
        question: usize,
    },
    /// The signature was not made with this credential for this ballot.
    #[error("the signature does not hold for this ballot and credential")]
    Signature,
}

impl Booth<'_> {
    /// Encrypts an encoded answer for the holder of `credential`, in constant time.
    pub fn encrypt(
        &self,
        credential: &Encoded,
        plaintext: &Element,
        rng: &mut impl CryptoRng,
    ) -> Encryption {
        let randomness = Secret::random(rng);
        let alpha = Element::from_secret(&randomness);
        let beta = self.key.power(&randomness) + *plaintext;
        let ciphertext = Ciphertext {
            alpha: alpha.encode(),
            beta: beta.encode(),
        };
        let transcript = self.answer_transcript(credential, &ciphertext);
        let proof = Proof::prove(&randomness, transcript, rng);
        Encryption {
            ciphertext,
            proof,
            randomness,
        }
    }

    /// Opens a ciphertext with the randomness that its maker revealed: the plaintext, or `None`
    /// if this is not the randomness it was made with. For checking a spoiled ballot on a second
    /// device.
    #[must_use]
    pub fn vartime_open(&self, ciphertext: &Ciphertext, randomness: &Scalar) -> Option<Element> {
        let alpha = GENERATOR.vartime_power(randomness).encode();
        let beta = Element::decode(&ciphertext.beta).ok()?;
        (alpha == ciphertext.alpha).then(|| beta - self.key.vartime_power(randomness))
    }

    /// Checks one ballot's elements, proofs and signature.
    ///
    /// # Errors
    /// The first fault, in the order credential, questions, signature.
    pub fn check(&self, claim: &BallotClaim<'_>) -> Result<(), BallotFault> {
        let mut results = self.check_all(core::slice::from_ref(claim));
        results.pop().unwrap_or(Err(BallotFault::Signature))
    }

    /// Checks many ballots, on all cores, decoding their elements together: some thousands at a
    /// time are enough for the full speed, and bound the memory (about 1 KB a ballot).
    #[must_use]
    pub fn check_all(&self, claims: &[BallotClaim<'_>]) -> Vec<Result<(), BallotFault>> {
        let mut encoded = Vec::with_capacity(claims.len() * 3);
        let mut starts = Vec::with_capacity(claims.len());
        for claim in claims {
            starts.push(encoded.len());
            encoded.push(claim.credential);
            for (ciphertext, _) in claim.answers {
                encoded.extend([ciphertext.alpha, ciphertext.beta]);
            }
        }
        let decoded = batch::decode_each(&encoded);
        claims
            .par_iter()
            .zip(starts)
            .with_min_len(16)
            .map(|(claim, start)| {
                self.check_decoded(claim, &decoded[start..=start + 2 * claim.answers.len()])
            })
            .collect()
    }

    /// Whether an answer's proof holds, its alpha being an element.
    pub(crate) fn proof_holds(
        &self,
        credential: &Encoded,
        ciphertext: &Ciphertext,
        proof: &Proof,
    ) -> bool {
        Element::decode(&ciphertext.alpha)
            .is_ok_and(|alpha| proof.verify(&alpha, self.answer_transcript(credential, ciphertext)))
    }

    fn check_decoded(
        &self,
        claim: &BallotClaim<'_>,
        decoded: &[Result<Element, ElementError>],
    ) -> Result<(), BallotFault> {
        let credential = decoded[0].map_err(BallotFault::Credential)?;
        for (question, (ciphertext, proof)) in claim.answers.iter().enumerate() {
            let at_fault = |error| BallotFault::Ciphertext { question, error };
            let alpha = decoded[1 + 2 * question].map_err(at_fault)?;
            decoded[2 + 2 * question].map_err(at_fault)?;
            if !proof.verify(
                &alpha,
                self.answer_transcript(&claim.credential, ciphertext),
            ) {
                return Err(BallotFault::Proof { question });
            }
        }
        if claim
            .signature
            .verify(&credential, signature_transcript(claim.hash))
        {
            Ok(())
        } else {
            Err(BallotFault::Signature)
        }
    }

    fn answer_transcript(&self, credential: &Encoded, ciphertext: &Ciphertext) -> Transcript {
        Transcript::new(Domain::Encryption)
            .field(self.fingerprint)
            .element(credential, "|")
            .element(self.key.encoded(), ",")
            .element(&ciphertext.alpha, ",")
            .element(&ciphertext.beta, "|")
    }
}

/// Signs a ballot's hash with the credential's secret.
pub fn sign_ballot(secret: &Secret, hash: &str, rng: &mut impl CryptoRng) -> Proof {
    Proof::prove(secret, signature_transcript(hash), rng)
}

fn signature_transcript(hash: &str) -> Transcript {
    Transcript::new(Domain::Signature).field(hash)
}
