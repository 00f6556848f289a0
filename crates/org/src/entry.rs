//! Entries of the record, and their exact bytes.
//!
//! **Form.** One JSON object in one line, fields in the order of [`Entry`], no white space, `"v":1` first.
//! Reading parses, prints again and compares: bytes that are not exactly what this code would write are
//! refused, so each entry has one form and its hash one meaning.
//!
//! **Versions.** Version 1 never gains or loses a field or a kind that its entries already have: the
//! snapshots under `tests/` hold every kind. A new kind is an addition that older programs refuse by
//! name. A changed form takes a new version, and the reader of version 1 stays.

use std::fmt;
use std::str::FromStr;

use polity_procedure::model::RoleId;
use polity_values::{Clause, MatterId, PersonId, SittingId, Timestamp, UnitId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::act::Deed;
use crate::body::BodyEvent;
use crate::event::PROPOSED;
use crate::sitting::SittingEvent;
use crate::vetting::CaseEvent;
use crate::{Event, Seq};

/// The version of the form that this code writes.
pub const ENTRY_VERSION: u32 = 1;
/// No entry is longer, in bytes: an adopted procedure is the longest.
pub const MAX_ENTRY_BYTES: usize = 4 * 1024 * 1024;

/// One entry of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place, counted from 1.
    pub seq: Seq,
    /// When it was put on the record.
    pub at: Timestamp,
    /// Who acted; none: the organisation itself, when something fell due.
    pub actor: Option<PersonId>,
    /// In what capacity, in a matter.
    pub role: Option<RoleId>,
    /// For which unit.
    pub unit: Option<UnitId>,
    /// The clause that allowed it.
    pub rule: Clause,
    /// On what.
    pub subject: Subject,
    /// The proposal that this entry puts into effect, by a second person.
    pub confirms: Option<Seq>,
    /// What happened.
    pub event: Event,
}

/// What an entry is about. Its text is `organisation`, or `matter:` or `sitting:` and the id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The organisation as a whole.
    Organisation,
    /// A matter.
    Matter(MatterId),
    /// A sitting of a body.
    Sitting(SittingId),
}

/// Why bytes are no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Longer than [`MAX_ENTRY_BYTES`].
    #[error("the entry is {0} bytes long; the most is {MAX_ENTRY_BYTES}")]
    TooLong(usize),
    /// Not the JSON of an entry.
    #[error("these bytes are no entry of the record: {0}")]
    Form(String),
    /// A version that this program does not know.
    #[error(
        "the entry has the version {0}; this program knows {ENTRY_VERSION}: use a newer program"
    )]
    Version(u32),
    /// An entry, but not in the one form that it has.
    #[error(
        "the entry is not in its exact form: it differs at byte {0}, counted from 1; it was changed or written by another program"
    )]
    NotExact(usize),
}

/// The JSON object, in the order of its fields.
#[derive(Serialize)]
struct Written<'a, B: Serialize> {
    v: u32,
    seq: Seq,
    at: Timestamp,
    actor: Option<&'a PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a RoleId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a UnitId>,
    rule: &'a Clause,
    subject: &'a Subject,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirms: Option<Seq>,
    #[serde(flatten)]
    happened: B,
}

#[derive(Serialize)]
struct Proposed<'a> {
    kind: &'static str,
    body: &'a Deed,
}

#[derive(Deserialize)]
struct Version {
    v: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "v")]
    _version: u32,
    seq: Seq,
    at: Timestamp,
    kind: String,
    actor: Option<PersonId>,
    role: Option<RoleId>,
    unit: Option<UnitId>,
    rule: Clause,
    subject: Subject,
    confirms: Option<Seq>,
    body: Value,
}

impl Entry {
    /// The exact bytes, without a line feed.
    ///
    /// # Panics
    /// Never: every part of an entry has a form in JSON, as the snapshots of all kinds show.
    pub fn to_bytes(&self) -> Vec<u8> {
        let bytes = match &self.event {
            Event::Proposed(body) => {
                let kind = self.event.kind();
                serde_json::to_vec(&self.written(Proposed { kind, body }))
            }
            Event::Body(event) => serde_json::to_vec(&self.written(event)),
            Event::Sitting(event) => serde_json::to_vec(&self.written(event)),
            Event::Case(event) => serde_json::to_vec(&self.written(event)),
            event => serde_json::to_vec(&self.written(event)),
        };
        bytes.expect("an entry has string keys only and writes to memory")
    }

    fn written<B: Serialize>(&self, happened: B) -> Written<'_, B> {
        Written {
            v: ENTRY_VERSION,
            seq: self.seq,
            at: self.at,
            actor: self.actor.as_ref(),
            role: self.role.as_ref(),
            unit: self.unit.as_ref(),
            rule: &self.rule,
            subject: &self.subject,
            confirms: self.confirms,
            happened,
        }
    }

    /// Reads exact bytes.
    ///
    /// # Errors
    /// [`EntryError`] when the bytes are not exactly those of an entry.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EntryError> {
        if bytes.len() > MAX_ENTRY_BYTES {
            return Err(EntryError::TooLong(bytes.len()));
        }
        let form = |fault: serde_json::Error| EntryError::Form(fault.to_string());
        let Version { v } = serde_json::from_slice(bytes).map_err(form)?;
        if v != ENTRY_VERSION {
            return Err(EntryError::Version(v));
        }
        let read: Read = serde_json::from_slice(bytes).map_err(form)?;
        let event = if read.kind.ends_with(PROPOSED) {
            Event::Proposed(serde_json::from_value(read.body).map_err(form)?)
        } else {
            let tagged = serde_json::json!({ "kind": read.kind, "body": read.body });
            if BodyEvent::KINDS.contains(&read.kind.as_str()) {
                Event::Body(serde_json::from_value(tagged).map_err(form)?)
            } else if CaseEvent::KINDS.contains(&read.kind.as_str()) {
                Event::Case(serde_json::from_value(tagged).map_err(form)?)
            } else if SittingEvent::KINDS.contains(&read.kind.as_str()) {
                Event::Sitting(serde_json::from_value(tagged).map_err(form)?)
            } else {
                serde_json::from_value(tagged).map_err(form)?
            }
        };
        let entry = Self {
            seq: read.seq,
            at: read.at,
            actor: read.actor,
            role: read.role,
            unit: read.unit,
            rule: read.rule,
            subject: read.subject,
            confirms: read.confirms,
            event,
        };
        let exact = entry.to_bytes();
        if exact == bytes {
            return Ok(entry);
        }
        let same = exact.iter().zip(bytes).take_while(|(a, b)| a == b).count();
        Err(EntryError::NotExact(same + 1))
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organisation => f.write_str("organisation"),
            Self::Matter(id) => write!(f, "matter:{id}"),
            Self::Sitting(id) => write!(f, "sitting:{id}"),
        }
    }
}

impl FromStr for Subject {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = |fault: polity_values::IdError| fault.to_string();
        match text.split_once(':') {
            Some(("matter", id)) => Ok(Self::Matter(id.parse().map_err(wrong)?)),
            Some(("sitting", id)) => Ok(Self::Sitting(id.parse().map_err(wrong)?)),
            None if text == "organisation" => Ok(Self::Organisation),
            _ => Err(format!(
                "{text:?} is no subject: organisation, or matter: or sitting: and an id"
            )),
        }
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
