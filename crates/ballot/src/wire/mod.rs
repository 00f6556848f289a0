//! Every item of an election as the protocol writes it: compact JSON with one canonical form.
//!
//! The bytes are what is hashed, signed and compared, so an item is accepted only when printing it again gives the
//! same bytes; all else is "not canonical", with the place. The large items (ciphertexts, proofs, results) are read
//! from a stream by [`Scan`]; the small ones (election, trustees) by serde, with order of fields and omissions as
//! belenios-tool 3.x has them.
//!
//! [`Election`] and its [`Terms`] say what is voted on; [`Trustees`] who can decrypt; [`Credentials`] who may vote;
//! [`Ballot`] is a vote, [`Ranking`] what it says in plain; [`Ciphertexts`], [`Shuffle`], [`PartialDecryption`] and
//! [`Outcome`] are the tally.

mod ballot;
mod ballot_box;
mod cast;
mod credentials;
mod digest;
mod election;
mod ranking;
mod scan;
mod tally;
mod terms;
mod trustees;

pub use ballot::Ballot;
pub use cast::{BallotRefusal, CheckedBallot, Made, MakeFault, Polls};
pub use credentials::{Credentials, SetupPayload};
pub use digest::Digest;
pub use election::{
    Election, GROUP, MAX_ANSWERS, MAX_QUESTIONS, PROTOCOL_VERSION, Question, RankedQuestion,
};
pub use ranking::{PaperKind, Ranking, RankingFault};
pub use scan::{FormFault, Problem, Scan, Wire};
pub use tally::{
    Ciphertext, Ciphertexts, Outcome, Owned, PartialDecryption, Rows, Shuffle, ShuffleProof,
    SizedTally,
};
pub use terms::{ClassTerms, RollTerms, SetupDigests, Terms};
pub use trustees::{
    CertContext, CertKeys, CoefExps, SignedMessage, Threshold, TrusteeItem, TrusteeKey, Trustees,
};

pub use ballot_box::BallotBox;

use crate::group::Scalar;
use serde::{Deserialize, Serialize};

/// The largest number of trustees, and so of owners' numbers, that is read.
pub const MAX_TRUSTEES: u32 = 1000;

/// A proof of one challenge and one response (Schnorr, Chaum-Pedersen); the commitment is recomputed to check it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The challenge, which the hash must give again.
    pub challenge: Scalar,
    /// The response, `w - x * challenge`.
    pub response: Scalar,
}

impl Proof {
    /// Stands where a proof will be put.
    pub(crate) const EMPTY: Self = Self {
        challenge: Scalar::ZERO,
        response: Scalar::ZERO,
    };
}

#[cfg(test)]
mod tests;
