//! The election: what is voted on, under which key. Its bytes are hashed into every ballot and proof, so nothing in
//! it can change once a ballot is cast.

use super::scan::{FormFault, Problem, Scan, Wire};
use super::terms::Terms;
use super::{Digest, SetupPayload};
use crate::group::Encoded;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::io::{self, Read, Write};

/// The group that this program knows.
pub const GROUP: &str = "Ed25519";
/// The version of the protocol that this program knows.
pub const PROTOCOL_VERSION: u32 = 1;
/// Numbers of 8 bits that one ciphertext holds, and so the most candidates on a paper.
pub const MAX_ANSWERS: usize = 30;
/// The most questions in one election.
pub const MAX_QUESTIONS: usize = 64;
/// The fewest characters of an election's identifier: at least 82 bits where it is random.
const MIN_UUID_CHARACTERS: usize = 14;
/// The most characters of an election's identifier.
const MAX_UUID_CHARACTERS: usize = 64;
const BASE58: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// The kind of question in which a ballot is one ciphertext that is mixed and then decrypted.
const RANKED: &str = "NonHomomorphic";

/// An election in the fields and order of the protocol.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Election {
    /// Version of the protocol: 1.
    pub version: u32,
    /// Free text.
    pub description: String,
    /// Title.
    pub name: String,
    /// The group: `Ed25519`.
    pub group: String,
    /// The key that ballots are encrypted to, the product of the trustees' keys.
    pub public_key: Encoded,
    /// The questions in order.
    pub questions: Vec<Question>,
    /// Identifier, at least 14 base58 characters.
    pub uuid: String,
    /// Who runs the election, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub administrator: Option<String>,
    /// Who made the credentials, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential_authority: Option<String>,
}

/// A ranked question.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    #[serde(rename = "type")]
    kind: String,
    /// Candidates and wording.
    pub value: RankedQuestion,
    /// The terms of the count, or what another program put there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    extra: Option<Box<RawValue>>,
}

/// Candidates and wording of a ranked question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankedQuestion {
    /// The candidates' names in the order of the paper.
    pub answers: Vec<String>,
    /// The wording.
    pub question: String,
}

impl Question {
    /// A ranked question under terms that the election itself carries.
    pub fn ranked(value: RankedQuestion, terms: Option<&Terms>) -> Self {
        let extra = terms.and_then(|terms| serde_json::value::to_raw_value(terms).ok());
        Self {
            kind: RANKED.to_owned(),
            value,
            extra,
        }
    }

    /// The terms of the count, if the election carries them; `None` also for what another program put in their place.
    ///
    /// # Errors
    /// [`FormFault`] when they are ours (they begin with `polity`) but not in canonical form.
    pub fn terms(&self) -> Result<Option<Terms>, FormFault> {
        match &self.extra {
            Some(extra) if extra.get().starts_with(Terms::OPENING) => {
                Terms::from_json(extra.get().as_bytes()).map(Some)
            }
            _ => Ok(None),
        }
    }
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        let extra = |question: &Self| question.extra.as_ref().map(|raw| raw.get().to_owned());
        self.kind == other.kind && self.value == other.value && extra(self) == extra(other)
    }
}
impl Eq for Question {}

impl PartialEq for Election {
    fn eq(&self, other: &Self) -> bool {
        self.to_json() == other.to_json()
    }
}
impl Eq for Election {}

impl Election {
    /// The digest that every ballot and proof carries, in base64.
    pub fn fingerprint(&self) -> String {
        Digest::of(&self.to_json()).to_base64()
    }

    /// Everything that this program refuses in an election, in words; empty when it can be run and verified.
    pub fn objections(&self) -> Vec<String> {
        let mut out = Vec::new();
        if self.version != PROTOCOL_VERSION {
            out.push(format!(
                "protocol version {} is not supported, only {PROTOCOL_VERSION}",
                self.version
            ));
        }
        if self.group != GROUP {
            out.push(format!(
                "group {} is not supported, only {GROUP}",
                self.group
            ));
        }
        if !is_uuid(&self.uuid) {
            let range = format!("{MIN_UUID_CHARACTERS} to {MAX_UUID_CHARACTERS}");
            out.push(format!(
                "the identifier must be {range} characters of base58, not {:?}",
                self.uuid
            ));
        }
        if self.questions.is_empty() || self.questions.len() > MAX_QUESTIONS {
            out.push(format!(
                "an election has 1 to {MAX_QUESTIONS} questions, not {}",
                self.questions.len()
            ));
        }
        for (index, question) in self.questions.iter().enumerate() {
            let number = index + 1;
            if question.kind != RANKED {
                out.push(format!(
                    "question {number}: the kind {} is not supported, only {RANKED}",
                    question.kind
                ));
            }
            let answers = question.value.answers.len();
            if answers == 0 || answers > MAX_ANSWERS {
                out.push(format!(
                    "question {number}: 1 to {MAX_ANSWERS} candidates are supported, not {answers}"
                ));
            }
            if let Err(fault) = question.terms() {
                out.push(format!("question {number}: its terms are {fault}"));
            }
        }
        out
    }
}

fn is_uuid(text: &str) -> bool {
    (MIN_UUID_CHARACTERS..=MAX_UUID_CHARACTERS).contains(&text.len())
        && text.chars().all(|c| BASE58.contains(c))
}

impl Wire for Election {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        Ok(serde_json::to_writer(out, self)?)
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        let bytes = scan.rest()?;
        let election: Self = strict(&bytes).map_err(|fault| refusal(&bytes).unwrap_or(fault))?;
        let objections = election.objections();
        if objections.is_empty() {
            Ok(election)
        } else {
            Err(FormFault::unsupported(objections.join("; ")))
        }
    }
}

/// Reads with serde, prints again and compares.
pub(super) fn strict<'a, T: Serialize + Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, FormFault> {
    let item: T = serde_json::from_slice(bytes).map_err(|error| FormFault {
        at: error.column().saturating_sub(1) as u64,
        problem: Problem::Expected(format!("another text ({error})")),
    })?;
    let again = serde_json::to_vec(&item).unwrap_or_default();
    if again == bytes {
        return Ok(item);
    }
    let at = again
        .iter()
        .zip(bytes)
        .position(|(a, b)| a != b)
        .unwrap_or(again.len().min(bytes.len()));
    Err(FormFault {
        at: at as u64,
        problem: Problem::Reprint,
    })
}

/// Why a well-formed election of the peer is refused, by name: another group or kind of question has other fields,
/// so that it fails already in reading.
fn refusal(bytes: &[u8]) -> Option<FormFault> {
    #[derive(Deserialize)]
    struct Outline {
        group: String,
        #[serde(default)]
        questions: Vec<OutlineQuestion>,
    }
    #[derive(Deserialize)]
    struct OutlineQuestion {
        #[serde(rename = "type", default)]
        kind: Option<String>,
    }
    let outline: Outline = serde_json::from_slice(bytes).ok()?;
    if outline.group != GROUP {
        return Some(FormFault::unsupported(format!(
            "group {} is not supported, only {GROUP}",
            outline.group
        )));
    }
    let other = outline
        .questions
        .iter()
        .position(|question| question.kind.as_deref() != Some(RANKED))?;
    let kind = outline.questions[other]
        .kind
        .as_deref()
        .unwrap_or("Homomorphic");
    let why = format!(
        "question {}: the kind {kind} is not supported, only {RANKED}",
        other + 1
    );
    Some(FormFault::unsupported(why))
}

impl Wire for SetupPayload {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write!(
            out,
            "{{\"election\":\"{}\",\"trustees\":\"{}\",\"credentials\":\"{}\"}}",
            self.election, self.trustees, self.credentials
        )
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        scan.literal("{\"election\":")?;
        let election = scan.digest()?;
        scan.literal(",\"trustees\":")?;
        let trustees = scan.digest()?;
        scan.literal(",\"credentials\":")?;
        let credentials = scan.digest()?;
        scan.literal("}")?;
        Ok(Self {
            election,
            trustees,
            credentials,
        })
    }
}
