//! What can be wrong with an archive: always with the byte and the member where it was seen.

use super::event::{EventKind, Stage};
use crate::wire::FormFault;
use std::io;
use thiserror::Error;

/// A structural fault. Nothing after it is read.
#[derive(Debug, Error)]
#[error("at byte {offset}{}: {kind}", self.member.as_ref().map(|name| format!(", in {name}")).unwrap_or_default())]
pub struct Fault {
    /// Offset in the archive, in bytes, of the member at fault.
    pub offset: u64,
    /// Name of the member at fault, once it is known.
    pub member: Option<String>,
    /// What is wrong.
    #[source]
    pub kind: FaultKind,
}

/// What is wrong with an archive.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FaultKind {
    /// The source could not be read or the target not be written.
    #[error("the archive cannot be read or written: {0}")]
    Io(#[from] io::Error),
    /// The bytes end inside a header, a body or its padding.
    #[error("the archive is cut off: it ends inside a member")]
    CutOff,
    /// Fewer bytes than a header follow the last member.
    #[error("{0} bytes follow the last member")]
    TrailingBytes(usize),
    /// A header is not in the one form that the archive knows.
    #[error("this is no header of an archive member (old tar form, mode 0000644, owner 0)")]
    Header,
    /// The archive does not begin with its member BELENIOS, version 1.
    #[error(
        "the archive must begin with the member BELENIOS holding {{\"version\":1,\"timestamp\":\"...\"}}"
    )]
    Opening,
    /// A member's time differs from the first member's.
    #[error("the member's time is {found}, the archive's is {expected}")]
    Timestamp {
        /// Unix seconds in the first member.
        expected: u64,
        /// Unix seconds found.
        found: u64,
    },
    /// A name that is neither `<64 hex>.data.json` nor `<64 hex>.event.json`.
    #[error("the member's name is not a digest followed by .data.json or .event.json")]
    Name,
    /// The SHA-256 of the body is not the name.
    #[error("the member's content has the digest {0}, which is not its name")]
    Digest(crate::wire::Digest),
    /// Something other than zeros follows a body.
    #[error("bytes are hidden in the padding after the member")]
    Padding,
    /// A member is longer than its limit.
    #[error("the member has {size} bytes; at most {limit} are allowed here")]
    TooLong {
        /// Size in its header.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// Data follow data where an event must stand, or the reverse.
    #[error("{found} stands where {expected} must stand")]
    Misplaced {
        /// What was found.
        found: &'static str,
        /// What must stand there.
        expected: &'static str,
    },
    /// An event that is not in the one form.
    #[error("this is no event in canonical form")]
    EventForm,
    /// An event's parent is not the event before it.
    #[error("the chain is broken: the event does not name the one before it as its parent")]
    Parent,
    /// An event's height is not one more than the one before it.
    #[error("the chain is broken: the event has height {found}, {expected} was expected")]
    Height {
        /// One more than the event before.
        expected: u64,
        /// The height found.
        found: u64,
    },
    /// An event stands out of order.
    #[error("{found} cannot stand here: {} may come next", expected.expects())]
    Order {
        /// The stage before it.
        expected: Stage,
        /// The kind found.
        found: EventKind,
    },
    /// An event or an item points at data other than those that precede it.
    #[error("{0} does not point at the data before it")]
    Reference(&'static str),
    /// Data that are not in canonical form.
    #[error("{what}: {fault}")]
    Form {
        /// Which kind of data.
        what: &'static str,
        /// The fault and its place in the member.
        fault: FormFault,
    },
    /// A step that the stage of the archive does not allow.
    #[error("{0}")]
    Step(String),
    /// The archive ends before its setup.
    #[error("the archive holds no complete setup")]
    NoSetup,
}

/// Which of the reader's four promises a fault breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// Container: headers, names, digests, padding, nothing before, between or after.
    Container,
    /// The chain: parents, heights, payloads.
    Chain,
    /// The order of events.
    Order,
    /// The form of the data.
    Form,
}

impl FaultKind {
    /// Which promise this fault breaks.
    pub fn aspect(&self) -> Aspect {
        match self {
            Self::Parent | Self::Height { .. } | Self::Reference(_) | Self::EventForm => {
                Aspect::Chain
            }
            Self::Order { .. } | Self::Misplaced { .. } | Self::Step(_) | Self::NoSetup => {
                Aspect::Order
            }
            Self::Form { .. } => Aspect::Form,
            _ => Aspect::Container,
        }
    }
}
