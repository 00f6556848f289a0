//! Voting credentials: what a voter types, the secret in it, and its public part.
//!
//! A credential is 22 characters of base58 in four groups, `XXXXX-XXXXXX-XXXXX-XXXXXX`. The
//! secret is derived from it and from the election's identifier, so the same text in another
//! election is another key. The public part, g to the secret, goes on the election's list; who
//! made the credentials knows which voter got which, who runs the election knows public parts
//! only.
//!
//! The last character is a check on the others. The protocol has none; a typing error would
//! there be a credential that is on no list. With 21 free characters 122 bits remain.

use curve25519_dalek::scalar::Scalar as RawScalar;
use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::group::{Element, Encoded, Secret};
use crate::hash::{Domain, Transcript};

/// The characters: no 0, O, I, l.
const BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// Lengths of the groups.
const GROUPS: [usize; 4] = [5, 6, 5, 6];
/// Characters without the hyphens.
const DIGITS: usize = 22;
/// Characters with the hyphens.
const TEXT_LEN: usize = DIGITS + GROUPS.len() - 1;
/// The check is a sum with distinct weights modulo this prime, so that any one wrong character
/// and any two that changed places are noticed.
const CHECK_MODULUS: u32 = 59;

/// Why a text is not a credential, in words for the voter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// A character that no credential has.
    #[error(
        "the {} group (\"{group}\") contains \"{character}\", which no credential contains{}",
        ORDINALS[*number],
        confusion(*character)
    )]
    Character {
        /// Which group, from 0.
        number: usize,
        /// The group as typed.
        group: String,
        /// The first such character.
        character: char,
    },
    /// A group has too many or too few characters.
    #[error(
        "the {} group (\"{group}\") has {} characters, it should have {expected}",
        ORDINALS[*number],
        group.chars().count()
    )]
    GroupLength {
        /// Which group, from 0.
        number: usize,
        /// The group as typed.
        group: String,
        /// How many characters it should have.
        expected: usize,
    },
    /// Not four groups, nor 22 characters without hyphens.
    #[error(
        "a credential has 22 characters in four groups, like XXXXX-XXXXXX-XXXXX-XXXXXX; \
         this text has {0} characters without the hyphens"
    )]
    Form(usize),
    /// Each group has the right form, but the check does not hold.
    #[error(
        "at least one character of the credential is mistyped; capitals and small letters differ"
    )]
    Check,
}

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

fn confusion(character: char) -> &'static str {
    match character {
        '0' | 'O' => "; perhaps it is \"o\" or \"Q\"",
        'I' | 'l' | '|' => "; perhaps it is \"1\", \"i\" or \"L\"",
        _ => "",
    }
}

/// A credential: wiped when dropped, without `Debug`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Credential([u8; TEXT_LEN]);

impl Credential {
    /// Makes a credential.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        loop {
            let mut digits = Zeroizing::new([0u8; DIGITS]);
            for digit in &mut digits[..DIGITS - 1] {
                *digit = random_digit(rng);
            }
            // The one value in 59 that is no digit is drawn again.
            if let Some(check) = check_digit(&digits[..]) {
                digits[DIGITS - 1] = check;
                return Self::from_digits(&digits[..]);
            }
        }
    }

    /// Reads what a voter typed. Spaces around it, and missing hyphens, do no harm.
    ///
    /// # Errors
    /// [`CredentialError`], naming the group at fault where that can be known.
    pub fn parse(text: &str) -> Result<Self, CredentialError> {
        let credential = Self::parse_without_check(text)?;
        let digits = credential.digits();
        if check_digit(&digits) == Some(digits[DIGITS - 1]) {
            Ok(credential)
        } else {
            Err(CredentialError::Check)
        }
    }

    /// Reads a credential that another program made, whose last character is no check.
    ///
    /// # Errors
    /// As [`Credential::parse`], but for [`CredentialError::Check`].
    pub fn parse_without_check(text: &str) -> Result<Self, CredentialError> {
        let text = text.trim();
        let mut digits = Zeroizing::new(Vec::with_capacity(DIGITS));
        for (number, (group, expected)) in groups(text)?.into_iter().zip(GROUPS).enumerate() {
            for character in group.chars() {
                let Some(digit) = digit_of(character) else {
                    let group = group.to_owned();
                    return Err(CredentialError::Character {
                        number,
                        group,
                        character,
                    });
                };
                digits.push(digit);
            }
            if group.len() != expected {
                let group = group.to_owned();
                return Err(CredentialError::GroupLength {
                    number,
                    group,
                    expected,
                });
            }
        }
        Ok(Self::from_digits(&digits))
    }

    /// The text, with hyphens: for the voter's letter or link, and for nobody else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        // Only characters of base58 and hyphens were put there.
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The secret for one election: SHA-256 of `derive_credential|uuid|0|c` and `..|1|c`, as one
    /// integer of 512 bits, modulo l.
    #[must_use]
    pub fn secret(&self, election_uuid: &str) -> Secret {
        let mut wide = Zeroizing::new([0u8; 64]);
        for (half, counter) in wide.chunks_exact_mut(32).zip(["0", "1"]) {
            let digest = Transcript::new(Domain::Credential)
                .field(election_uuid)
                .field(counter)
                .raw(&self.0)
                .digest();
            half.copy_from_slice(&digest);
        }
        wide.reverse();
        Secret(RawScalar::from_bytes_mod_order_wide(&wide))
    }

    /// The public part for one election.
    #[must_use]
    pub fn public(&self, election_uuid: &str) -> Encoded {
        Element::from_secret(&self.secret(election_uuid)).encode()
    }

    fn from_digits(digits: &[u8]) -> Self {
        let mut text = [b'-'; TEXT_LEN];
        let mut digits = digits.iter();
        let mut at = 0;
        for length in GROUPS {
            for (out, &digit) in text[at..at + length].iter_mut().zip(&mut digits) {
                *out = BASE58[usize::from(digit)];
            }
            at += length + 1;
        }
        Self(text)
    }

    fn digits(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(
            self.0
                .iter()
                .filter_map(|&byte| digit_of(char::from(byte)))
                .collect(),
        )
    }
}

/// Sorts public parts by their 32 bytes, as the election's list has them: its order tells nothing
/// of the voters' order.
pub fn sort_public(public: &mut [Encoded]) {
    public.sort_unstable();
}

fn groups(text: &str) -> Result<Vec<&str>, CredentialError> {
    let typed: Vec<&str> = text.split('-').collect();
    if typed.len() == GROUPS.len() {
        return Ok(typed);
    }
    if typed.len() != 1 || text.len() != DIGITS || !text.is_ascii() {
        let count = text.chars().filter(|&character| character != '-').count();
        return Err(CredentialError::Form(count));
    }
    let mut rest = text;
    Ok(GROUPS
        .iter()
        .map(|&length| {
            let (group, after) = rest.split_at(length);
            rest = after;
            group
        })
        .collect())
}

fn digit_of(character: char) -> Option<u8> {
    let byte = u8::try_from(character).ok()?;
    let place = BASE58.iter().position(|&known| known == byte)?;
    u8::try_from(place).ok()
}

/// The last digit that makes the weighted sum of all vanish.
fn check_digit(digits: &[u8]) -> Option<u8> {
    let sum: u32 = digits[..DIGITS - 1]
        .iter()
        .zip(1u32..)
        .map(|(&digit, weight)| u32::from(digit) * weight)
        .sum();
    // The last weight is 22, and 22 * 51 = 1122 = 1 modulo 59.
    let check = (CHECK_MODULUS - sum % CHECK_MODULUS) * 51 % CHECK_MODULUS;
    u8::try_from(check)
        .ok()
        .filter(|&digit| usize::from(digit) < BASE58.len())
}

/// A uniform digit below 58: six random bits, drawn again when they are more.
fn random_digit(rng: &mut impl CryptoRng) -> u8 {
    loop {
        let mut byte = [0u8; 1];
        rng.fill_bytes(&mut byte);
        let digit = byte[0] & 0x3f;
        if usize::from(digit) < BASE58.len() {
            return digit;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    fn sample(seed: u64) -> Credential {
        Credential::generate(&mut ChaCha20Rng::seed_from_u64(seed))
    }

    fn fault(text: &str) -> CredentialError {
        Credential::parse(text).err().unwrap()
    }

    #[test]
    fn the_peer_derives_the_same_public_parts() {
        // belenios-tool 3.0 setup generate-credentials --group Ed25519 --uuid Pw2q4TC7iLKoNC
        let uuid = "Pw2q4TC7iLKoNC";
        let public = |text| {
            Credential::parse_without_check(text)
                .unwrap()
                .public(uuid)
                .to_string()
        };
        let five = "31ebe89deedd31709b5f373b2c33116fe83f49d2517587a13a6b9931bc1e6569";
        assert_eq!(public("74s9R-rmQ8C5-mEAy5-c3XkuE"), five);
        let two = "a1916fe46091d0d57a3b7cb2719c3d371914d543d6eee75c7c21eaab4d2156bd";
        assert_eq!(public("kmU3G-wGRAtC-Uz1JE-A1rzC5"), two);
    }

    #[test]
    fn made_credentials_are_read_with_and_without_hyphens() {
        for seed in 0..200 {
            let credential = sample(seed);
            let text = credential.reveal();
            assert_eq!(Credential::parse(text).unwrap().reveal(), text);
            let bare = text.replace('-', "");
            assert_eq!(
                Credential::parse(&format!(" {bare}\n")).unwrap().reveal(),
                text
            );
        }
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_noticed(seed in any::<u64>(), place in 0..DIGITS, step in 1..58usize) {
            let text = sample(seed).reveal().replace('-', "");
            let mut bytes = text.into_bytes();
            let old = BASE58.iter().position(|&known| known == bytes[place]).unwrap();
            bytes[place] = BASE58[(old + step) % 58];
            let text = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(fault(&text), CredentialError::Check);
        }

        #[test]
        fn two_characters_that_changed_places_are_noticed(
            seed in any::<u64>(), a in 0..DIGITS, b in 0..DIGITS,
        ) {
            let mut bytes = sample(seed).reveal().replace('-', "").into_bytes();
            prop_assume!(bytes[a] != bytes[b]);
            bytes.swap(a, b);
            let text = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(fault(&text), CredentialError::Check);
        }

        #[test]
        fn any_text_is_read_or_refused_without_panic(text in "\\PC{0,40}") {
            let _ = Credential::parse(&text);
        }
    }

    #[test]
    fn errors_name_the_group() {
        let error = fault("74s9R-rmQ8C5-mEA0y-c3XkuE").to_string();
        assert_eq!(
            error,
            "the third group (\"mEA0y\") contains \"0\", which no credential contains; \
             perhaps it is \"o\" or \"Q\""
        );
        let error = fault("74s9R-rmQ8C-mEAy5-c3XkuE").to_string();
        assert_eq!(
            error,
            "the second group (\"rmQ8C\") has 5 characters, it should have 6"
        );
        assert!(matches!(fault("74s9R-rmQ8C5"), CredentialError::Form(11)));
    }

    #[test]
    fn another_election_gives_another_key() {
        let credential = sample(1);
        assert_ne!(
            credential.public("AAAAAAAAAAAAAA"),
            credential.public("AAAAAAAAAAAAAB")
        );
    }
}
