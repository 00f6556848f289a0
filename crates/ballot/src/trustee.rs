//! Trustees that are all needed: their keys, the proof that each knows its secret, and the test
//! that each can decrypt before a ballot opens.

use rand_core::CryptoRng;

use crate::decrypt::{Decryption, DecryptionFault};
use crate::elgamal::{Booth, Encryption};
use crate::fixed::FixedBase;
use crate::group::{Element, ElementError, Encoded, Secret};
use crate::hash::{Domain, Transcript};
use crate::proof::Proof;
use crate::tally::{CheckedCiphertexts, CiphertextFault};
use crate::wire::{Ciphertext, GROUP, PartialDecryption, TrusteeItem, TrusteeKey, Trustees};

/// Why a trustee's public key is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// The key is no element of the group.
    #[error("the public key: {0}")]
    Element(ElementError),
    /// The proof of knowledge fails: nobody has shown to know the secret.
    #[error("the proof that the trustee knows the secret key does not hold")]
    Proof,
}

/// Makes a trustee's secret, and the public key with its proof of knowledge. The secret never
/// leaves the trustee.
pub fn generate(rng: &mut impl CryptoRng) -> (Secret, TrusteeKey) {
    let secret = Secret::random(rng);
    let key = public_key(&secret, rng);
    (secret, key)
}

/// The public key of a secret, with a new proof of knowledge.
pub fn public_key(secret: &Secret, rng: &mut impl CryptoRng) -> TrusteeKey {
    let public_key = Element::from_secret(secret).encode();
    let pok = Proof::prove(secret, key_transcript(&public_key), rng);
    TrusteeKey {
        pok,
        public_key,
        signature: None,
        name: None,
    }
}

/// Checks a trustee's key and its proof of knowledge; the key comes back as an element.
///
/// # Errors
/// [`KeyFault`].
pub fn check_key(key: &TrusteeKey) -> Result<Element, KeyFault> {
    let element = Element::decode(&key.public_key).map_err(KeyFault::Element)?;
    if key.pok.verify(&element, key_transcript(&key.public_key)) {
        Ok(element)
    } else {
        Err(KeyFault::Proof)
    }
}

/// A fault of one item of the trustees.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrusteesFault {
    /// There is no trustee at all.
    #[error("the election has no trustee")]
    None,
    /// A single trustee's key.
    #[error("trustee item {}: {fault}", item + 1)]
    Single {
        /// Which item, from 0.
        item: usize,
        /// What is wrong.
        fault: KeyFault,
    },
    /// A threshold group.
    #[error("trustee item {} (a threshold group): {fault}", item + 1)]
    Threshold {
        /// Which item, from 0.
        item: usize,
        /// What is wrong.
        fault: crate::threshold::ThresholdFault,
    },
    /// The keys cancel out.
    #[error(
        "the trustees' keys multiply to the neutral element: one of them was made to cancel the others"
    )]
    Cancelled,
}

/// Checks all trustees; the election's public key comes back, the product of their keys.
///
/// # Errors
/// Every fault of every item.
pub fn check_trustees(trustees: &Trustees) -> Result<Element, Vec<TrusteesFault>> {
    let mut faults = Vec::new();
    let mut product = Element::identity();
    for (item, trustee) in trustees.0.iter().enumerate() {
        match trustee {
            TrusteeItem::Single(key) => match check_key(key) {
                Ok(key) => product = product + key,
                Err(fault) => faults.push(TrusteesFault::Single { item, fault }),
            },
            TrusteeItem::Pedersen(group) => match crate::threshold::check(group) {
                Ok(key) => product = product + key,
                Err(fault) => faults.push(TrusteesFault::Threshold { item, fault }),
            },
        }
    }
    if trustees.0.is_empty() {
        faults.push(TrusteesFault::None);
    } else if faults.is_empty() && product.is_identity() {
        faults.push(TrusteesFault::Cancelled);
    }
    if faults.is_empty() {
        Ok(product)
    } else {
        Err(faults)
    }
}

/// A test that a trustee's secret works: a ciphertext of a random element that only the asker
/// knows.
pub struct KeyTest {
    /// What to send to the trustee.
    pub question: KeyQuestion,
    plaintext: Element,
    key: FixedBase,
}

/// What a trustee is asked to decrypt. The proof shows that the asker made the ciphertext, so
/// that no voter's ciphertext can be slipped in as a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyQuestion {
    /// A random element, encrypted to the trustee's key.
    pub ciphertext: Ciphertext,
    /// The asker's proof of knowledge of the randomness.
    pub proof: Proof,
}

/// Bound into all proofs of key tests in place of an election's fingerprint, so that no answer
/// to a test can pass for a part of a tally. No fingerprint has this form.
const TEST_FINGERPRINT: &str = "polity key test";
const TEST: Decryption<'_> = Decryption {
    fingerprint: TEST_FINGERPRINT,
};

impl KeyTest {
    /// Asks the holder of a public key to decrypt a random element.
    ///
    /// # Errors
    /// As [`Element::decode`], of the key.
    pub fn new(key: &Encoded, rng: &mut impl CryptoRng) -> Result<Self, ElementError> {
        let key = FixedBase::decode(key)?;
        let plaintext = Element::from_secret(&Secret::random(rng));
        let booth = Booth {
            fingerprint: TEST_FINGERPRINT,
            key: &key,
        };
        let Encryption {
            ciphertext, proof, ..
        } = booth.encrypt(key.encoded(), &plaintext, rng);
        Ok(Self {
            question: KeyQuestion { ciphertext, proof },
            plaintext,
            key,
        })
    }

    /// Whether the answer decrypts the test.
    ///
    /// # Errors
    /// What is wrong with the answer, in words for the trustee.
    pub fn check(&self, answer: &PartialDecryption) -> Result<(), KeyTestFault> {
        let question = core::slice::from_ref(&self.question.ciphertext);
        let tally = CheckedCiphertexts::check(question.to_vec()).map_err(KeyTestFault::Question)?;
        let factors = TEST.verify(&[tally], &self.key, answer)?;
        let beta = Element::decode(&self.question.ciphertext.beta);
        match (beta, factors.first().and_then(|row| row.first())) {
            (Ok(beta), Some(factor)) if beta - *factor == self.plaintext => Ok(()),
            _ => Err(KeyTestFault::Plaintext),
        }
    }
}

impl KeyQuestion {
    /// The trustee's answer: its part of the decryption, with proof.
    ///
    /// # Errors
    /// If the asker does not prove to have made the ciphertext.
    pub fn answer(
        &self,
        secret: &Secret,
        rng: &mut impl CryptoRng,
    ) -> Result<PartialDecryption, KeyTestFault> {
        let key = FixedBase::of(Element::from_secret(secret));
        let booth = Booth {
            fingerprint: TEST_FINGERPRINT,
            key: &key,
        };
        if !booth.proof_holds(key.encoded(), &self.ciphertext, &self.proof) {
            return Err(KeyTestFault::Asker);
        }
        let tally =
            CheckedCiphertexts::check(vec![self.ciphertext]).map_err(KeyTestFault::Question)?;
        Ok(TEST.decrypt(&[tally], secret, rng))
    }
}

/// Why a key test fails.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyTestFault {
    /// The question is no ciphertext.
    #[error("the test is damaged: {}", .0.first().map_or_else(String::new, ToString::to_string))]
    Question(Vec<CiphertextFault>),
    /// Whoever asks has not made the ciphertext, or made it for another key.
    #[error(
        "the test was not made for this key, or whoever asks does not prove to have made it; \
         do not answer"
    )]
    Asker,
    /// The answer's factor or proof is wrong.
    #[error(transparent)]
    Answer(#[from] DecryptionFault),
    /// The answer decrypts to something else.
    #[error("the answer does not decrypt the test: the secret is not the one of the public key")]
    Plaintext,
}

pub(crate) fn key_transcript(key: &Encoded) -> Transcript {
    Transcript::new(Domain::TrusteeKey)
        .field(GROUP)
        .element(key, "|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::Scalar;
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    fn rng(seed: u64) -> ChaCha20Rng {
        ChaCha20Rng::seed_from_u64(seed)
    }

    #[test]
    fn a_made_key_holds_and_no_altered_one() {
        let (secret, key) = generate(&mut rng(1));
        assert_eq!(check_key(&key).unwrap(), Element::from_secret(&secret));
        let (_, other) = generate(&mut rng(2));
        let swapped = TrusteeKey {
            pok: other.pok,
            ..key.clone()
        };
        assert_eq!(check_key(&swapped), Err(KeyFault::Proof));
        let mut altered = key;
        altered.pok.response = altered.pok.response + Scalar::ONE;
        assert_eq!(check_key(&altered), Err(KeyFault::Proof));
    }

    #[test]
    fn a_key_test_tells_whether_the_secret_works() {
        let mut rng = rng(3);
        let (secret, key) = generate(&mut rng);
        let (wrong, _) = generate(&mut rng);
        let test = KeyTest::new(&key.public_key, &mut rng).unwrap();
        let answer = test.question.answer(&secret, &mut rng).unwrap();
        assert_eq!(test.check(&answer), Ok(()));
        assert_eq!(
            test.question.answer(&wrong, &mut rng),
            Err(KeyTestFault::Asker)
        );
        let other = KeyTest::new(&key.public_key, &mut rng).unwrap();
        assert!(matches!(other.check(&answer), Err(KeyTestFault::Answer(_))));
    }

    #[test]
    fn a_voters_ciphertext_is_not_decrypted_as_a_test() {
        let mut rng = rng(4);
        let (secret, key) = generate(&mut rng);
        let base = FixedBase::decode(&key.public_key).unwrap();
        let booth = Booth {
            fingerprint: "an election",
            key: &base,
        };
        let credential = Element::from_secret(&Secret::random(&mut rng)).encode();
        let vote = booth.encrypt(&credential, &Element::GENERATOR, &mut rng);
        let question = KeyQuestion {
            ciphertext: vote.ciphertext,
            proof: vote.proof,
        };
        assert_eq!(question.answer(&secret, &mut rng), Err(KeyTestFault::Asker));
    }

    #[test]
    fn keys_that_cancel_are_refused() {
        let mut rng = rng(5);
        let (secret, key) = generate(&mut rng);
        let negated = public_key(&Secret::from_scalar(-secret.reveal()), &mut rng);
        let both = Trustees(vec![TrusteeItem::Single(key), TrusteeItem::Single(negated)]);
        assert_eq!(check_trustees(&both), Err(vec![TrusteesFault::Cancelled]));
        assert_eq!(
            check_trustees(&Trustees(vec![])),
            Err(vec![TrusteesFault::None])
        );
    }
}
