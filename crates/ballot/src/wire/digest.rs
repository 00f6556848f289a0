//! SHA-256 digests and the two texts in which the protocol writes them: 64 lower-case hex digits in the archive,
//! base64 without padding in ballots.

use crate::group::Encoded;
use crate::hash::{hex, sha256};
use base64ct::{Base64Unpadded, Encoding as _};
use std::fmt;

/// A SHA-256 digest, 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha256(bytes))
    }

    /// Reads 64 lower-case hex digits; anything else, upper case too, is `None`.
    pub fn from_hex(text: &str) -> Option<Self> {
        // an element's text is its bytes reversed, in the same digits
        let mut bytes = *Encoded::parse(text).ok()?.as_bytes();
        bytes.reverse();
        Some(Self(bytes))
    }

    /// 64 lower-case hex digits: the form of member names, of `parent` and of `payload`.
    pub fn to_hex(self) -> String {
        String::from_utf8_lossy(&hex(&self.0)).into_owned()
    }

    /// Base64 without padding, 43 characters: the form of a fingerprint and of a tracker.
    pub fn to_base64(self) -> String {
        Base64Unpadded::encode_string(&self.0)
    }

    /// Reads base64 without padding; a text that would not be printed back the same is `None`.
    pub fn from_base64(text: &str) -> Option<Self> {
        let mut out = [0_u8; 32];
        let read = Base64Unpadded::decode(text, &mut out).ok()?;
        (read.len() == 32 && Self(out).to_base64() == text).then_some(Self(out))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_texts_come_back_and_no_other_form_is_read() {
        let digest = Digest::of(b"");
        assert_eq!(
            digest.to_hex(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(
            digest.to_base64(),
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"
        );
        assert_eq!(Digest::from_hex(&digest.to_hex()), Some(digest));
        assert_eq!(Digest::from_base64(&digest.to_base64()), Some(digest));
        assert_eq!(Digest::from_hex(&digest.to_hex().to_uppercase()), None);
        // the last of 43 characters carries two unused bits: they must be zero
        assert_eq!(
            Digest::from_base64("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV"),
            None
        );
        assert_eq!(Digest::from_base64(""), None);
    }
}
