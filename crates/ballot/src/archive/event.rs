//! The chain: each event names the digest of the one before it, its height, its kind and the digest of its data, and
//! [`Stage`] says which kind may follow which.

use crate::wire::Digest;
use std::fmt;

/// The longest event that the form allows: parent and payload of 64 digits, a height of 20, the longest kind.
pub(super) const MAX_EVENT_BYTES: u64 = 256;

/// What happened, in the order in which it may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// Election, trustees and list of credentials are fixed.
    Setup,
    /// A ballot was accepted.
    Ballot,
    /// No ballot may follow.
    EndBallots,
    /// The last ballot of each credential, sorted.
    EncryptedTally,
    /// A trustee mixed the ciphertexts.
    Shuffle,
    /// No shuffle may follow.
    EndShuffles,
    /// A trustee's part of the decryption.
    PartialDecryption,
    /// The decrypted ballots.
    Result,
}

impl EventKind {
    const ALL: [Self; 8] = [
        Self::Setup,
        Self::Ballot,
        Self::EndBallots,
        Self::EncryptedTally,
        Self::Shuffle,
        Self::EndShuffles,
        Self::PartialDecryption,
        Self::Result,
    ];

    /// The word in the event's field `type`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Setup => "Setup",
            Self::Ballot => "Ballot",
            Self::EndBallots => "EndBallots",
            Self::EncryptedTally => "EncryptedTally",
            Self::Shuffle => "Shuffle",
            Self::EndShuffles => "EndShuffles",
            Self::PartialDecryption => "PartialDecryption",
            Self::Result => "Result",
        }
    }

    /// Whether such an event points at data. The two ends do not.
    pub fn has_payload(self) -> bool {
        !matches!(self, Self::EndBallots | Self::EndShuffles)
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One link of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Digest of the event before; none in the first.
    pub parent: Option<Digest>,
    /// 0 in the first event, one more in each that follows.
    pub height: u64,
    /// What happened.
    pub kind: EventKind,
    /// Digest of the data of this event; none in the two ends.
    pub payload: Option<Digest>,
}

impl Event {
    /// The event's bytes, which are hashed and stored.
    pub fn to_json(&self) -> String {
        let parent = self
            .parent
            .map(|parent| format!("\"parent\":\"{parent}\","));
        let payload = self
            .payload
            .map(|payload| format!(",\"payload\":\"{payload}\""));
        let (height, kind) = (self.height, self.kind);
        let (parent, payload) = (parent.unwrap_or_default(), payload.unwrap_or_default());
        format!("{{{parent}\"height\":{height},\"type\":\"{kind}\"{payload}}}")
    }

    /// Reads an event; `None` unless the bytes are exactly what [`Event::to_json`] would write.
    pub fn from_json(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut rest = text.strip_prefix('{')?;
        let mut parent = None;
        if let Some(after) = rest.strip_prefix("\"parent\":\"") {
            parent = Some(Digest::from_hex(after.get(..64)?)?);
            rest = after[64..].strip_prefix("\",")?;
        }
        let (height, rest) = rest
            .strip_prefix("\"height\":")?
            .split_once(",\"type\":\"")?;
        let (kind, rest) = rest.split_once('"')?;
        let payload = match rest.strip_prefix(",\"payload\":\"") {
            Some(after) => Some(Digest::from_hex(after.get(..64)?)?),
            None => None,
        };
        let event = Self {
            parent,
            height: height.parse().ok()?,
            kind: *EventKind::ALL.iter().find(|known| known.name() == kind)?,
            payload,
        };
        (event.to_json() == text).then_some(event)
    }
}

/// How far the election has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Nothing is written yet.
    Start,
    /// Ballots are accepted.
    Voting,
    /// Voting has ended.
    Closed,
    /// The ballots to be counted are fixed; they are being shuffled.
    Mixing,
    /// The shuffles are over; the trustees decrypt.
    Decrypting,
    /// The result is written; nothing may follow.
    Done,
}

impl Stage {
    /// The stage after an event of this kind; `None` where such an event may not stand.
    pub fn after(self, kind: EventKind) -> Option<Self> {
        match (self, kind) {
            (Self::Start, EventKind::Setup) | (Self::Voting, EventKind::Ballot) => {
                Some(Self::Voting)
            }
            (Self::Voting, EventKind::EndBallots) => Some(Self::Closed),
            (Self::Closed, EventKind::EncryptedTally) | (Self::Mixing, EventKind::Shuffle) => {
                Some(Self::Mixing)
            }
            (Self::Mixing, EventKind::EndShuffles)
            | (Self::Decrypting, EventKind::PartialDecryption) => Some(Self::Decrypting),
            (Self::Decrypting, EventKind::Result) => Some(Self::Done),
            _ => None,
        }
    }

    /// What may come next, in words.
    pub fn expects(self) -> &'static str {
        match self {
            Self::Start => "Setup",
            Self::Voting => "Ballot or EndBallots",
            Self::Closed => "EncryptedTally",
            Self::Mixing => "Shuffle or EndShuffles",
            Self::Decrypting => "PartialDecryption or Result",
            Self::Done => "nothing",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_has_one_form() {
        let digest = Digest::of(b"x");
        let forms = [
            Event {
                parent: None,
                height: 0,
                kind: EventKind::Setup,
                payload: Some(digest),
            },
            Event {
                parent: Some(digest),
                height: 7,
                kind: EventKind::EndBallots,
                payload: None,
            },
            Event {
                parent: Some(digest),
                height: u64::MAX,
                kind: EventKind::PartialDecryption,
                payload: Some(digest),
            },
        ];
        for event in forms {
            let text = event.to_json();
            assert!(text.len() as u64 <= MAX_EVENT_BYTES, "{text}");
            assert_eq!(Event::from_json(text.as_bytes()), Some(event));
            for other in [
                text.replace("height\":", "height\": "),
                text.replace("height\":", "height\":0"),
                text + " ",
            ] {
                assert_eq!(Event::from_json(other.as_bytes()), None, "{other}");
            }
        }
    }

    #[test]
    fn only_the_order_of_an_election_is_allowed() {
        let order = EventKind::ALL;
        let mut stage = Stage::Start;
        for kind in order {
            stage = stage.after(kind).unwrap();
        }
        assert_eq!(stage, Stage::Done);
        // after the shuffles nothing goes back to voting, and decryption never comes before their end
        assert_eq!(Stage::Mixing.after(EventKind::PartialDecryption), None);
        assert_eq!(Stage::Decrypting.after(EventKind::Ballot), None);
        assert!(order.iter().all(|kind| Stage::Done.after(*kind).is_none()));
    }
}
