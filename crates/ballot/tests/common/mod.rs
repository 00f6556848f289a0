//! A small election from seeds, for the tests of the steps.
#![expect(dead_code, reason = "each test file uses its part")]

use polity_ballot::elgamal::{Booth, Encryption, sign_ballot};
use polity_ballot::encode::encode_vartime;
use polity_ballot::fixed::FixedBase;
use polity_ballot::generator::Generators;
use polity_ballot::group::{Element, Encoded, Secret};
use polity_ballot::proof::Proof;
use polity_ballot::shuffle::Mixer;
use polity_ballot::tally::{CheckedCiphertexts, sort_tally};
use polity_ballot::wire::Ciphertext;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

pub(crate) const FINGERPRINT: &str = "kXmJhJrZbUuN2Z4s6vXv0d4V3o1xwqGm1s0uA0b9xZk";

pub(crate) fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// An election with one trustee whose secret the test knows.
pub(crate) struct World {
    pub(crate) secret: Secret,
    pub(crate) key: FixedBase,
    pub(crate) generators: Generators,
}

/// A signed ballot, its hash standing for its bytes.
pub(crate) struct Vote {
    pub(crate) credential: Encoded,
    pub(crate) answers: Vec<(Ciphertext, Proof)>,
    pub(crate) hash: String,
    pub(crate) signature: Proof,
    pub(crate) randomness: Secret,
}

impl World {
    pub(crate) fn new(size: usize) -> Self {
        let secret = Secret::random(&mut rng(1));
        let key = FixedBase::of(Element::from_secret(&secret));
        Self {
            secret,
            key,
            generators: Generators::new(size),
        }
    }

    pub(crate) fn booth(&self) -> Booth<'_> {
        Booth {
            fingerprint: FINGERPRINT,
            key: &self.key,
        }
    }

    pub(crate) fn mixer(&self) -> Mixer<'_> {
        Mixer {
            fingerprint: FINGERPRINT,
            key: &self.key,
            generators: &self.generators,
        }
    }

    /// The vote of voter `number`, whose paper holds the numbers given.
    pub(crate) fn vote(&self, number: u64, paper: &[u8]) -> Vote {
        let mut rng = rng(1000 + number);
        let secret = Secret::random(&mut rng);
        let credential = Element::from_secret(&secret).encode();
        let plaintext = encode_vartime(paper).unwrap();
        let Encryption {
            ciphertext,
            proof,
            randomness,
        } = self.booth().encrypt(&credential, &plaintext, &mut rng);
        let hash = polity_ballot::hash::sha256_base64(ciphertext.alpha.as_bytes());
        let signature = sign_ballot(&secret, &hash, &mut rng);
        Vote {
            credential,
            answers: vec![(ciphertext, proof)],
            hash,
            signature,
            randomness,
        }
    }

    /// A sorted tally of `size` votes; voter i ranks candidate i mod 5 first.
    pub(crate) fn tally(&self, size: u64) -> CheckedCiphertexts {
        let mut list: Vec<Ciphertext> = (0..size)
            .map(|i| self.vote(i, &paper(i)).answers[0].0)
            .collect();
        sort_tally(&mut list);
        CheckedCiphertexts::check(list).unwrap()
    }
}

/// The paper of voter i: a rotation of 1..5.
pub(crate) fn paper(i: u64) -> Vec<u8> {
    (0..5)
        .map(|k| u8::try_from((k + i) % 5 + 1).unwrap())
        .collect()
}
