//! The trustees: whose keys make the election's key, and who is needed to decrypt.

use super::election::strict;
use super::scan::{FormFault, Scan, Wire};
use super::{MAX_TRUSTEES, Proof};
use crate::group::Encoded;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::io::{self, Read, Write};

/// The trustees of an election: items that are all needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Trustees(pub Vec<TrusteeItem>);

/// One item of the trustees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrusteeItem {
    /// A trustee who must take part.
    Single(TrusteeKey),
    /// A group of which `threshold` must take part (Pedersen).
    Pedersen(Box<Threshold>),
}

/// A trustee's public key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrusteeKey {
    /// Proof that the trustee knows the secret key.
    pub pok: Proof,
    /// The key, `g^x`.
    pub public_key: Encoded,
    /// In a threshold group: the trustee's signature on the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Proof>,
    /// The trustee's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A group of trustees of which some suffice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// How many must take part.
    pub threshold: u32,
    /// Each member's certificate: [`CertKeys`], signed by the member.
    pub certs: Vec<SignedMessage>,
    /// Each member's committed polynomial: [`CoefExps`], signed by the member.
    pub coefexps: Vec<SignedMessage>,
    /// Each member's signature on all certificates and its own polynomial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatures: Option<Vec<Proof>>,
    /// Each member's public key for decryption.
    pub verification_keys: Vec<TrusteeKey>,
}

/// A text and a signature on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedMessage {
    /// The text, itself JSON.
    pub message: String,
    /// The signature.
    pub signature: Proof,
}

/// The message of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertKeys {
    /// For what the certificate was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<CertContext>,
    /// Key that checks the member's signatures.
    pub verification: Encoded,
    /// Key that messages to the member are encrypted to.
    pub encryption: Encoded,
}

/// For what a certificate was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertContext {
    /// Name of the group of elements.
    pub group: String,
    /// Members.
    pub size: u32,
    /// How many must take part.
    pub threshold: u32,
    /// This member's number, from 1.
    pub index: u32,
}

/// The message that commits to a polynomial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoefExps {
    /// `g` to the power of each coefficient.
    pub coefexps: Vec<Encoded>,
}

impl Trustees {
    /// All trustees one after the other, as shuffles and decryptions number them from 1.
    pub fn keys(&self) -> impl Iterator<Item = &TrusteeKey> {
        self.0.iter().flat_map(|item| match item {
            TrusteeItem::Single(key) => std::slice::from_ref(key),
            TrusteeItem::Pedersen(group) => &group.verification_keys,
        })
    }

    /// How many trustees there are.
    pub fn len(&self) -> usize {
        self.keys().count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What to call trustee `owner` (from 1): number and name.
    pub fn label(&self, owner: u32) -> String {
        let index = usize::try_from(owner)
            .ok()
            .and_then(|owner| owner.checked_sub(1));
        match index
            .and_then(|index| self.keys().nth(index))
            .map(|key| key.name.as_deref())
        {
            Some(Some(name)) => format!("trustee {owner} ({name})"),
            Some(None) => format!("trustee {owner}"),
            None => format!("trustee {owner}, whom the election does not name"),
        }
    }
}

// The peer writes an item as a pair: its kind, then its content.
impl Serialize for TrusteeItem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Single(key) => ("Single", key).serialize(serializer),
            Self::Pedersen(group) => ("Pedersen", group).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for TrusteeItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pair;
        impl<'de> Visitor<'de> for Pair {
            type Value = TrusteeItem;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("[\"Single\", a key] or [\"Pedersen\", a group]")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut pair: A) -> Result<TrusteeItem, A::Error> {
                let missing = || de::Error::invalid_length(1, &Pair);
                let kind: String = pair.next_element()?.ok_or_else(missing)?;
                let item = match kind.as_str() {
                    "Single" => TrusteeItem::Single(pair.next_element()?.ok_or_else(missing)?),
                    "Pedersen" => TrusteeItem::Pedersen(pair.next_element()?.ok_or_else(missing)?),
                    other => {
                        return Err(de::Error::unknown_variant(other, &["Single", "Pedersen"]));
                    }
                };
                Ok(item)
            }
        }
        deserializer.deserialize_seq(Pair)
    }
}

impl Wire for Trustees {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        Ok(serde_json::to_writer(out, self)?)
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        let bytes = scan.rest()?;
        let trustees: Self = strict(&bytes)?;
        if trustees.len() > MAX_TRUSTEES as usize {
            return Err(FormFault::unsupported(format!(
                "more than {MAX_TRUSTEES} trustees are not supported"
            )));
        }
        Ok(trustees)
    }
}
