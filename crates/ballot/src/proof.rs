//! Proofs that somebody knows a logarithm: the form that the whole protocol shares.
//!
//! A proof is written as challenge and response (response = w - x * challenge, with the nonce w
//! and the secret x), so the verifier computes the commitment anew and hashes it.

use rand_core::CryptoRng;

use crate::group::{Element, Scalar, Secret};
use crate::hash::{Domain, Transcript};

pub use crate::wire::Proof;

impl Proof {
    /// Signs a message with `sigmsg`, as threshold trustees sign what they publish.
    pub fn sign(secret: &Secret, message: &str, rng: &mut impl CryptoRng) -> Self {
        Self::prove(secret, message_transcript(message), rng)
    }

    /// Whether this is a signature of `message` by the holder of `key`.
    #[must_use]
    pub fn verify_message(&self, key: &Element, message: &str) -> bool {
        self.verify(key, message_transcript(message))
    }

    /// Proves knowledge of `secret`, the logarithm of a key that `transcript` names.
    pub(crate) fn prove(secret: &Secret, transcript: Transcript, rng: &mut impl CryptoRng) -> Self {
        let nonce = Secret::random(rng);
        let challenge = transcript.challenge(&Element::from_secret(&nonce).encode());
        Self::respond(secret, &nonce, challenge)
    }

    /// The response to a challenge, which nobody but the prover can compute.
    pub(crate) fn respond(secret: &Secret, nonce: &Secret, challenge: Scalar) -> Self {
        Self {
            challenge,
            response: Scalar(nonce.0 - secret.0 * challenge.0),
        }
    }

    /// Whether the proof holds for `key`.
    pub(crate) fn verify(&self, key: &Element, transcript: Transcript) -> bool {
        let commitment = key.vartime_commitment(&self.challenge, &self.response);
        transcript.challenge(&commitment.encode()) == self.challenge
    }
}

fn message_transcript(message: &str) -> Transcript {
    Transcript::new(Domain::Message).field(message)
}
