//! The ballot protocol: groups and proofs, credentials, encryption, trustees, shuffle, decryption.
//!
//! It speaks the Belenios protocol, version 1, on the Ed25519 group, byte for byte as
//! belenios-tool 3.x writes it, so that a verifier that others wrote and maintain can check
//! every election that is held here, and this crate can check theirs.
//!
//! The crate is pure: no files, no network, no clock, no randomness of its own. Randomness is an
//! argument (`&mut impl CryptoRng`). Secrets are wiped when dropped, have no `Debug`, and their
//! arithmetic takes constant time, except where a name says `vartime`.
//!
//! Read in this order: [`group`] (elements and scalars and their texts), [`hash`] (every
//! challenge and the words that separate them), then the steps of an election.

pub mod archive;
pub mod batch;
pub mod credential;
pub mod decrypt;
pub mod elgamal;
pub mod encode;
pub mod fixed;
pub mod generator;
pub mod group;
pub mod hash;
pub mod proof;
pub mod shuffle;
pub mod tally;
pub mod threshold;
pub mod trustee;
pub mod wire;
