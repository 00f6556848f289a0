//! The server's own keys, and the two texts that they vouch for.
//!
//! A *token of beginning* says at which instant a voter began, so that a ballot that was begun before the close
//! may arrive within the grace. It names nobody and is stored nowhere.
//!
//! A *promise of inclusion* is what the server signs when a vote is in the box (RELIABILITY B11): a signed note
//! (C2SP `signed-note`) over the text
//!
//! ```text
//! polity promise 1
//! <the ballot's id>
//! <the tracker, base64>
//! <the vote's place in the box, from 1>
//! <the box's head just after it, hexadecimal>
//! ```
//!
//! Whoever holds one and does not find the vote in the published box can show that the server broke its word. It
//! says nothing of the choice. The public key is in the description of the ballot (`promise_key`).

use hmac::{Hmac, KeyInit as _, Mac as _};
use polity_store::Receipt;
use polity_store::record::{CheckpointKey, StandardSigner};
use polity_values::Timestamp;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use sha2::Sha256;
use signed_note::Note;

use crate::{PageFault, Site};

/// The name of the key that signs promises, and of the server's secret from which it is made.
const NAME: &str = "polity-promise";

/// The server's keys, all made from one secret.
pub(crate) struct ServerKeys {
    begin: [u8; 32],
    signer: StandardSigner,
    public: String,
}

impl ServerKeys {
    /// The keys of this site.
    pub(crate) async fn open(site: &Site) -> Result<Self, PageFault> {
        let store = site.store();
        let secret = store.secret_fetch_or_create(NAME, site.seed()).await?;
        Self::from_secret(&secret).map_err(PageFault::Defect)
    }

    fn from_secret(secret: &[u8; 32]) -> Result<Self, String> {
        let mut rng = ChaCha20Rng::from_seed(tag(secret, &["promise key"]));
        let key = CheckpointKey::generate(NAME, &mut rng).map_err(|fault| fault.to_string())?;
        let signer = StandardSigner::new(&key.private).map_err(|fault| fault.to_string())?;
        Ok(Self {
            begin: tag(secret, &["begin key"]),
            signer,
            public: key.public,
        })
    }

    /// The public key of the promises, in the text form of signed notes.
    pub(crate) fn public(&self) -> &str {
        &self.public
    }

    /// A token that says that somebody began with this ballot at this instant.
    pub(crate) fn begun_token(&self, uuid: &str, at: Timestamp) -> String {
        let micros = at.as_microsecond().to_string();
        let tag = tag(&self.begin, &[uuid, &micros]);
        format!("{micros}.{}", hex(&tag))
    }

    /// The instant that a token of this server says; none if it is no such token.
    pub(crate) fn begun_at(&self, uuid: &str, token: &str) -> Option<Timestamp> {
        let (micros, told) = token.split_once('.')?;
        let at = Timestamp::from_microsecond(micros.parse().ok()?).ok()?;
        let mut mac = keyed(&self.begin);
        feed(&mut mac, &[uuid, micros]);
        // Compared in constant time.
        mac.verify_slice(&unhex(told)?).ok()?;
        Some(at)
    }

    /// The signed promise for a receipt. The same receipt gets the same bytes.
    ///
    /// # Errors
    /// When the text cannot be signed, which is a defect.
    pub(crate) fn promise(&self, uuid: &str, receipt: &Receipt) -> Result<String, PageFault> {
        let text = format!(
            "polity promise 1\n{uuid}\n{}\n{}\n{}\n",
            receipt.tracker,
            receipt.place,
            hex(&receipt.head)
        );
        let defect = |fault: String| PageFault::Defect(fault);
        let mut note = Note::new(text.as_bytes(), &[]).map_err(|f| defect(f.to_string()))?;
        note.add_sigs(&[&self.signer])
            .map_err(|f| defect(f.to_string()))?;
        String::from_utf8(note.to_bytes()).map_err(|f| defect(f.to_string()))
    }
}

fn keyed(secret: &[u8; 32]) -> Hmac<Sha256> {
    // A key shorter than SHA-256's block is filled up with zeros, by HMAC's own rule.
    let mut block = [0_u8; 64];
    block[..32].copy_from_slice(secret);
    Hmac::new(&block.into())
}

/// Each part with its length before it, so that no two lists of parts look alike.
fn feed(mac: &mut Hmac<Sha256>, parts: &[&str]) {
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
}

fn tag(secret: &[u8; 32], parts: &[&str]) -> [u8; 32] {
    let mut mac = keyed(secret);
    feed(&mut mac, parts);
    mac.finalize().into_bytes().into()
}

/// Lower-case hexadecimal text.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| {
            [
                DIGITS[usize::from(byte >> 4)],
                DIGITS[usize::from(byte & 15)],
            ]
        })
        .map(char::from)
        .collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    Some(polity_ballot::wire::Digest::from_hex(text)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e6_only_our_own_tokens_for_this_ballot_say_when_it_was_begun() {
        let keys = ServerKeys::from_secret(&[1; 32]).expect("keys");
        let others = ServerKeys::from_secret(&[2; 32]).expect("keys");
        let at: Timestamp = "2026-10-23T10:59:59.5Z".parse().expect("an instant");
        let token = keys.begun_token("ballot-1", at);
        assert_eq!(keys.begun_at("ballot-1", &token), Some(at));
        assert_eq!(keys.begun_at("ballot-2", &token), None);
        assert_eq!(others.begun_at("ballot-1", &token), None);
        let (micros, tag) = token.split_once('.').expect("two parts");
        let earlier = format!("{}.{tag}", micros.parse::<i64>().expect("a number") - 1);
        for forged in [earlier.as_str(), "", ".", "1.2", micros] {
            assert_eq!(keys.begun_at("ballot-1", forged), None, "{forged}");
        }
    }

    #[test]
    fn b11_a_promise_is_signed_and_says_nothing_of_the_choice() {
        let keys = ServerKeys::from_secret(&[1; 32]).expect("keys");
        let receipt = Receipt {
            ballot: "executive-2026".to_owned(),
            tracker: "tracker".to_owned(),
            place: 3,
            head: [9; 32],
        };
        let promise = keys.promise("ballot-1", &receipt).expect("signed");
        assert_eq!(keys.promise("ballot-1", &receipt).expect("signed"), promise);
        let verifier = signed_note::StandardVerifier::new(keys.public()).expect("a key");
        let known = signed_note::VerifierList::new(vec![Box::new(verifier)]);
        let note = Note::from_bytes(promise.as_bytes()).expect("a note");
        note.verify(&known).expect("the signature holds");
        insta::assert_snapshot!(promise);
    }
}
