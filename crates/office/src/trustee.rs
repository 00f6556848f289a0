//! A trustee's own work, done on the trustee's own machine: make a key, prove that it works, mix the
//! votes, open the votes. The secret is in the trustee's file and nowhere else.
//!
//! Files: the secret is the protocol's own form, a JSON string with the secret in decimal, so that
//! the peer's program reads it too; the public key, the shuffle and the decryption are the protocol's
//! items in canonical JSON.

use std::io::Read;

use polity_ballot::archive::{Keeper, make_shuffle};
use polity_ballot::decrypt::Decryption;
use polity_ballot::group::{Element, Scalar, Secret};
use polity_ballot::trustee::{self, KeyQuestion};
use polity_ballot::wire::{Ciphertext, Ciphertexts, PartialDecryption, Proof, Shuffle, TrusteeKey};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::OfficeFault;

/// A new key: the secret file's text, and the public part under the trustee's name.
pub fn make_key(name: &str, rng: &mut impl CryptoRng) -> (Zeroizing<String>, TrusteeKey) {
    let (secret, mut public) = trustee::generate(rng);
    public.name = Some(name.to_owned());
    let text = Zeroizing::new(format!("\"{}\"", secret.reveal()));
    (text, public)
}

/// Reads a secret file.
///
/// # Errors
/// When the text is no secret; it is not repeated in the message.
pub fn read_secret(text: &str) -> Result<Secret, OfficeFault> {
    let digits = text.trim().trim_matches('"');
    let scalar = Scalar::parse(digits).map_err(|_| {
        OfficeFault::wrong("this is no trustee's secret: a quoted number is expected")
    })?;
    Ok(Secret::from_scalar(scalar))
}

/// A test of a key as it travels in a file: a random element encrypted to the key, with the asker's
/// proof of having made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyQuestionFile {
    alpha: polity_ballot::group::Encoded,
    beta: polity_ballot::group::Encoded,
    proof: Proof,
}

impl From<KeyQuestion> for KeyQuestionFile {
    fn from(question: KeyQuestion) -> Self {
        let Ciphertext { alpha, beta } = question.ciphertext;
        Self {
            alpha,
            beta,
            proof: question.proof,
        }
    }
}

impl KeyQuestionFile {
    /// The test itself.
    pub fn question(&self) -> KeyQuestion {
        let ciphertext = Ciphertext {
            alpha: self.alpha,
            beta: self.beta,
        };
        KeyQuestion {
            ciphertext,
            proof: self.proof,
        }
    }
}

/// Answers a test of the key: the proof that it works.
///
/// # Errors
/// When the asker does not prove to have made the test; then nothing must be answered.
pub fn prove_key(
    secret: &Secret,
    question: &KeyQuestionFile,
    rng: &mut impl CryptoRng,
) -> Result<PartialDecryption, OfficeFault> {
    let answer = question.question().answer(secret, rng);
    answer.map_err(|fault| OfficeFault::wrong(fault.to_string()))
}

/// Mixes the votes of an archive as they stand. Mixing takes no key, so that a trustee may have it done
/// elsewhere; who does it learns in which order it mixed.
///
/// # Errors
/// A damaged archive, or one with nothing to mix.
pub fn mix(archive: impl Read, rng: &mut impl CryptoRng) -> Result<Shuffle, OfficeFault> {
    shuffle(&Keeper::read(archive)?, rng)
}

/// The votes of an archive as they stand after the last mixing, in the protocol's own form.
///
/// # Errors
/// A damaged archive, or one whose box is not closed.
pub fn ciphertexts(archive: impl Read) -> Result<Ciphertexts, OfficeFault> {
    let keeper = Keeper::read(archive)?;
    let lists = keeper.ciphertexts();
    if lists.is_empty() {
        return Err(OfficeFault::wrong("the box is not closed yet"));
    }
    let lists = lists.iter().map(|list| list.as_slice().to_vec());
    Ok(Ciphertexts(lists.collect()))
}

fn shuffle(
    keeper: &Keeper<std::io::Sink>,
    rng: &mut impl CryptoRng,
) -> Result<Shuffle, OfficeFault> {
    let lists = keeper.ciphertexts();
    if lists.is_empty() {
        return Err(OfficeFault::wrong(
            "the box is not closed yet: there is nothing to mix",
        ));
    }
    Ok(make_shuffle(
        keeper.polls(),
        keeper.generators(),
        lists,
        rng,
    ))
}

/// What a trustee sees of an election: its archive, read and checked as far as it goes.
pub struct Desk {
    keeper: Keeper<std::io::Sink>,
    owner: u32,
}

impl Desk {
    /// Reads an archive for the trustee who holds `secret`.
    ///
    /// # Errors
    /// A damaged archive, or one that does not name this trustee's key.
    pub fn open(archive: impl Read, secret: &Secret) -> Result<Self, OfficeFault> {
        let keeper = Keeper::read(archive)?;
        let key = Element::from_secret(secret).encode();
        let place = keeper
            .setup()
            .trustees
            .keys()
            .position(|found| found.public_key == key);
        let owner = place
            .and_then(|place| u32::try_from(place + 1).ok())
            .ok_or_else(|| {
                OfficeFault::wrong("the election does not name your key among its trustees")
            })?;
        Ok(Self { keeper, owner })
    }

    /// The trustee's number in the election, from 1.
    pub fn owner(&self) -> u32 {
        self.owner
    }

    /// How many votes there are to mix or open.
    pub fn votes(&self) -> usize {
        self.keeper
            .ciphertexts()
            .iter()
            .map(polity_ballot::tally::CheckedCiphertexts::len)
            .sum()
    }

    /// Mixes the votes as they stand.
    ///
    /// # Errors
    /// When there is nothing to mix yet.
    pub fn shuffle(&self, rng: &mut impl CryptoRng) -> Result<Shuffle, OfficeFault> {
        shuffle(&self.keeper, rng)
    }

    /// This trustee's part in opening the mixed votes.
    ///
    /// # Errors
    /// When mixing has not ended: a vote that was not mixed must never be opened.
    pub fn decrypt(
        &self,
        secret: &Secret,
        rng: &mut impl CryptoRng,
    ) -> Result<PartialDecryption, OfficeFault> {
        let made = self.keeper.shufflers().len();
        let needed = self.keeper.setup().shuffles_needed() as usize;
        if made < needed {
            return Err(OfficeFault::wrong(format!(
                "{made} of {needed} trustees have mixed the votes; they are opened only when all have"
            )));
        }
        let decryption = Decryption {
            fingerprint: self.keeper.polls().fingerprint(),
        };
        Ok(decryption.decrypt(self.keeper.ciphertexts(), secret, rng))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use polity_ballot::trustee::KeyTest;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng as _;

    #[test]
    fn a_key_reads_back_and_proves_that_it_works() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let (kept, public) = make_key("Ann", &mut rng);
        let secret = read_secret(&kept).unwrap();
        let test = KeyTest::new(&public.public_key, &mut rng).unwrap();
        let file = KeyQuestionFile::from(test.question);
        let travelled: KeyQuestionFile =
            serde_json::from_str(&serde_json::to_string(&file).unwrap()).unwrap();
        let answer = prove_key(&secret, &travelled, &mut rng).unwrap();
        assert!(test.check(&answer).is_ok());
    }

    #[test]
    fn a_wrong_secret_is_told_without_repeating_it() {
        let fault = read_secret("\"12ab\"").err().unwrap().to_string();
        assert!(!fault.contains("12ab"));
    }
}
