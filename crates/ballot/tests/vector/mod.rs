//! What the files of known answers contain.

pub(crate) mod setup;
pub(crate) mod tally;
pub(crate) mod vote;

use std::collections::VecDeque;
use std::convert::Infallible;

use polity_ballot::fixed::FixedBase;
use polity_ballot::group::{Scalar, Secret};
use polity_ballot::hash::{sha256, sha256_base64};
use polity_ballot::wire::{Election, Wire};
use rand_core::{TryCryptoRng, TryRng};
use serde_json::Value;

/// A source of "randomness" that hands out given secrets, in order: a secret is drawn as 64
/// bytes and reduced, so its 32 bytes and 32 zeros give itself.
pub(crate) struct Script(VecDeque<u8>);

impl Script {
    pub(crate) fn of(secrets: &[Scalar]) -> Self {
        let mut bytes = VecDeque::new();
        for secret in secrets {
            bytes.extend(little_endian(secret));
            bytes.extend([0; 32]);
        }
        Self(bytes)
    }

    pub(crate) fn is_used_up(&self) -> bool {
        self.0.is_empty()
    }
}

impl TryRng for Script {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for byte in bytes {
            *byte = self.0.pop_front().expect("the script has enough secrets");
        }
        Ok(())
    }
}

impl TryCryptoRng for Script {}

/// A secret that a label fixes.
pub(crate) fn fixed(label: &str) -> Scalar {
    Scalar::from_hash(sha256(label.as_bytes()))
}

pub(crate) fn secret(label: &str) -> Secret {
    Secret::from_scalar(fixed(label))
}

/// The decimal text turned into 32 little-endian bytes, by long division.
fn little_endian(scalar: &Scalar) -> [u8; 32] {
    let mut digits: Vec<u32> = scalar
        .to_string()
        .bytes()
        .map(|digit| u32::from(digit - b'0'))
        .collect();
    std::array::from_fn(|_| {
        let mut rest = 0;
        for digit in &mut digits {
            let value = rest * 10 + *digit;
            *digit = value / 256;
            rest = value % 256;
        }
        u8::try_from(rest).unwrap()
    })
}

/// The election of `peer-election.json`.
pub(crate) struct Peer {
    pub(crate) file: Value,
    pub(crate) election: Election,
    pub(crate) fingerprint: String,
    pub(crate) key: FixedBase,
}

pub(crate) fn peer() -> Peer {
    let file: Value =
        serde_json::from_str(include_str!("../../../../vectors/peer-election.json")).unwrap();
    let bytes = file["election"].as_str().unwrap().as_bytes();
    let election = Election::from_json(bytes).unwrap();
    let key = FixedBase::decode(&election.public_key).unwrap();
    Peer {
        fingerprint: sha256_base64(bytes),
        election,
        key,
        file,
    }
}
