//! Hashes and challenges, and every word that separates one kind from another.
//!
//! This is the seam of the protocol's version: what version 1 hashes, in which order and with
//! which separators, is said here and nowhere else. All hashes are SHA-256. A challenge is the
//! digest read as a big-endian integer modulo l.

use base64ct::{Base64Unpadded, Encoding};
use sha2::{Digest, Sha256};

use crate::group::{Encoded, Scalar};

/// SHA-256 of the bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 of the bytes in base64 without padding, 43 characters: the form of fingerprints,
/// ballot hashes and trackers.
#[must_use]
pub fn sha256_base64(bytes: &[u8]) -> String {
    Base64Unpadded::encode_string(&sha256(bytes))
}

/// SHA-256 of the bytes in 64 lower-case hexadecimal digits: the names of an archive's members.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    let text = hex(&sha256(bytes));
    String::from_utf8_lossy(&text).into_owned()
}

/// A digest in lower-case hexadecimal digits, as bytes of ASCII.
#[must_use]
pub fn hex(digest: &[u8; 32]) -> [u8; 64] {
    // The text of an element is its bytes reversed, in hexadecimal.
    let mut reversed = *digest;
    reversed.reverse();
    Encoded::from_bytes(reversed).text()
}

/// What is being proved or derived: the first word of everything that is hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Domain {
    /// Independent generators, `ggen|i`.
    Generator,
    /// A voter's secret from the credential, `derive_credential|uuid|i|c`.
    Credential,
    /// Knowledge of the randomness of a ciphertext, `raweg|...`.
    Encryption,
    /// The signature of a ballot, `sig|hash|`.
    Signature,
    /// Knowledge of a trustee's secret, `pok|group|key|`.
    TrusteeKey,
    /// A message that a threshold trustee signed, `sigmsg|message|`.
    Message,
    /// The certificates and coefficients that a threshold trustee saw, `certs_sig|...`.
    Certificates,
    /// The challenges of a shuffle, one a ciphertext, `shuffle-challenges|fp|...`.
    ShuffleChallenges,
    /// The last challenge of a shuffle, `shuffle-challenge|fp|...`.
    ShuffleChallenge,
    /// Correct partial decryption, `decrypt|fp|key|`.
    Decryption,
    /// Not of the protocol: coefficients of our own batched checks. They never leave the machine.
    Batch,
}

impl Domain {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Generator => "ggen",
            Self::Credential => "derive_credential",
            Self::Encryption => "raweg",
            Self::Signature => "sig",
            Self::TrusteeKey => "pok",
            Self::Message => "sigmsg",
            Self::Certificates => "certs_sig",
            Self::ShuffleChallenges => "shuffle-challenges",
            Self::ShuffleChallenge => "shuffle-challenge",
            Self::Decryption => "decrypt",
            Self::Batch => "polity-batch",
        }
    }
}

/// A text being hashed: the domain's word, `|`, then fields in the order of the protocol.
#[derive(Clone)]
pub(crate) struct Transcript(Sha256);

impl Transcript {
    pub(crate) fn new(domain: Domain) -> Self {
        Self(Sha256::new().chain_update(domain.word()).chain_update(b"|"))
    }

    /// A field of text, followed by `|`.
    pub(crate) fn field(self, text: &str) -> Self {
        Self(self.0.chain_update(text).chain_update(b"|"))
    }

    /// Bytes as they are, with nothing after them.
    pub(crate) fn raw(self, bytes: &[u8]) -> Self {
        Self(self.0.chain_update(bytes))
    }

    /// An element's text, followed by `separator`.
    pub(crate) fn element(mut self, element: &Encoded, separator: &str) -> Self {
        self.push(element, separator);
        self
    }

    /// As [`Transcript::element`], in place: for loops over many.
    pub(crate) fn push(&mut self, element: &Encoded, separator: &str) {
        self.0.update(element.text());
        self.0.update(separator);
    }

    pub(crate) fn digest(self) -> [u8; 32] {
        self.0.finalize().into()
    }

    /// The challenge over one commitment.
    pub(crate) fn challenge(self, commitment: &Encoded) -> Scalar {
        Scalar::from_hash(self.element(commitment, "").digest())
    }
}
