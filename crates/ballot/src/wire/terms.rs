//! The terms of a count, carried inside the election: what will be done with the ballots and what must be true of
//! the roll, fixed and hashed before the first ballot.
//!
//! The protocol gives each question a field `extra` for the counting method; belenios-tool 3.x passes over what it
//! does not know there, so an election with our terms still passes its verifier.

use super::Digest;
use super::election::strict;
use super::scan::{FormFault, Scan, Wire};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::io::{self, Read, Write};

/// The version of the form below.
const TERMS_VERSION: u32 = 1;

/// How the ballots of one question will be counted, and what binds the election to its roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Version of this form: 1.
    pub polity: u32,
    /// Whether the election is a rehearsal. It stands in the text that every ballot is bound to, so that neither its
    /// ballots nor its archive can pass for those of a real election.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rehearsal: bool,
    /// Name of the counting rule, for example `scottish-stv`.
    pub rule: String,
    /// Version of the rule's text.
    pub rule_version: String,
    /// Seats to be filled.
    pub seats: u32,
    /// How ties are broken, in the words of the rule, for example `lot`.
    pub ties: String,
    /// The roll that the credentials were made for.
    pub roll: RollTerms,
    /// How many different trustees must shuffle.
    pub shuffles: u32,
    /// Limits on who may be elected together, where the election has any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<ClassTerms>,
    /// Digests of the two other items of the setup, so that they too are fixed by what every ballot is bound to.
    /// [`Setup::make`](crate::archive::Setup::make) puts them in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setup: Option<SetupDigests>,
}

/// Digests of the trustees and of the list of credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetupDigests {
    /// Digest of the trustees.
    pub trustees: Digest,
    /// Digest of the list of credentials.
    pub credentials: Digest,
}

/// A class of candidates, and how many of it are to be elected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassTerms {
    /// What the class is called, for example `women`.
    pub name: String,
    /// At least so many are elected.
    pub min: u32,
    /// At most so many are elected; no limit if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// The candidates of the class: their numbers on the paper, from 1.
    pub members: Vec<u8>,
}

/// Size and digest of the frozen roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollTerms {
    /// Entitlements on the roll; the list of credentials has as many entries.
    pub size: u64,
    /// Public digest of the frozen roll.
    pub digest: Digest,
}

impl Terms {
    /// How the terms begin in JSON; what begins otherwise is another program's.
    pub(super) const OPENING: &'static str = "{\"polity\":";

    /// Terms in the present version.
    pub fn new(
        rule: &str,
        rule_version: &str,
        seats: u32,
        ties: &str,
        roll: RollTerms,
        shuffles: u32,
    ) -> Self {
        Self {
            polity: TERMS_VERSION,
            rehearsal: false,
            rule: rule.to_owned(),
            rule_version: rule_version.to_owned(),
            seats,
            ties: ties.to_owned(),
            roll,
            shuffles,
            classes: Vec::new(),
            setup: None,
        }
    }

    /// The same terms, with limits on who may be elected together.
    #[must_use]
    pub fn within(self, classes: Vec<ClassTerms>) -> Self {
        Self { classes, ..self }
    }

    /// The same terms, of a rehearsal where `rehearsal` is true.
    #[must_use]
    pub fn of_rehearsal(self, rehearsal: bool) -> Self {
        Self { rehearsal, ..self }
    }
}

impl Wire for Terms {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        Ok(serde_json::to_writer(out, self)?)
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        let terms: Self = strict(&scan.rest()?)?;
        if terms.polity == TERMS_VERSION {
            return Ok(terms);
        }
        let why = format!(
            "terms of version {} are not supported, only {TERMS_VERSION}",
            terms.polity
        );
        Err(FormFault::unsupported(why))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_hex())
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_hex(&text).ok_or_else(|| {
            de::Error::custom("a SHA-256 digest of 64 lower-case hex digits expected")
        })
    }
}
