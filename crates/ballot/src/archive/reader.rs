//! Reading an archive step by step: each event with the data that belong to it, in one pass, with bounded memory.
//!
//! What a step holds has passed every structural check: the container's form, digests, the chain, the order of
//! events, references, canonical form. Whether the proofs inside are right is not asked here.

use super::Setup;
use super::event::{Event, EventKind, MAX_EVENT_BYTES, Stage};
use super::fault::{Fault, FaultKind};
use super::limits::{MAX_BALLOT_BYTES, MAX_LARGE_BYTES, MAX_POINTER_BYTES, MAX_SETUP_BYTES};
use super::members::{Member, MemberKind, Members};
use crate::wire::{
    Ciphertexts, Credentials, Digest, Election, FormFault, Outcome, Owned, PartialDecryption, Scan,
    SetupPayload, Shuffle, SizedTally, Trustees, Wire,
};
use std::io::Read;

/// One event with its data.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The event's height, from 0.
    pub height: u64,
    /// The event's own digest: the head of the chain after it.
    pub head: Digest,
    /// What happened.
    pub content: Content,
}

/// The data of an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// The beginning.
    Setup(Box<Setup>),
    /// The bytes of a ballot and their digest. Not yet parsed: ballots are checked many at a time.
    Ballot {
        /// The ballot as it was received.
        bytes: Vec<u8>,
        /// SHA-256 of the bytes; its base64 form is the tracker.
        tracker: Digest,
    },
    /// The end of voting.
    EndBallots,
    /// The ballots to be counted.
    EncryptedTally {
        /// The announced numbers.
        size: SizedTally,
        /// The ciphertexts.
        tally: Ciphertexts,
    },
    /// One trustee's shuffle.
    Shuffle {
        /// Number of the trustee, from 1.
        owner: u32,
        /// The shuffle.
        shuffle: Box<Shuffle>,
    },
    /// The end of the shuffles.
    EndShuffles,
    /// One trustee's partial decryption.
    PartialDecryption {
        /// Number of the trustee, from 1.
        owner: u32,
        /// The factors and their proofs.
        decryption: Box<PartialDecryption>,
    },
    /// The decrypted ballots.
    Result(Outcome),
}

impl Content {
    /// The kind of event that carries such data.
    pub fn kind(&self) -> EventKind {
        match self {
            Self::Setup(_) => EventKind::Setup,
            Self::Ballot { .. } => EventKind::Ballot,
            Self::EndBallots => EventKind::EndBallots,
            Self::EncryptedTally { .. } => EventKind::EncryptedTally,
            Self::Shuffle { .. } => EventKind::Shuffle,
            Self::EndShuffles => EventKind::EndShuffles,
            Self::PartialDecryption { .. } => EventKind::PartialDecryption,
            Self::Result(_) => EventKind::Result,
        }
    }
}

/// Reads an archive from front to back.
#[derive(Debug)]
pub struct Reader<R> {
    members: Members<R>,
    stage: Stage,
    parent: Option<Digest>,
    height: u64,
    sound_until: u64,
    broken: bool,
}

impl<R: Read> Reader<R> {
    /// Opens an archive: reads its first member. The input is read in small pieces; give it a buffer.
    ///
    /// # Errors
    /// [`Fault`] when the first member is not the archive's opening.
    pub fn open(input: R) -> Result<Self, Fault> {
        let members = Members::open(input)?;
        let sound_until = members.offset;
        Ok(Self {
            members,
            stage: Stage::Start,
            parent: None,
            height: 0,
            sound_until,
            broken: false,
        })
    }

    /// Unix seconds that every member carries: when the archive was begun.
    pub fn timestamp(&self) -> u64 {
        self.members.timestamp
    }

    /// How far the election has come in the steps read.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Digest of the last event read, which the next one names as its parent.
    pub fn head(&self) -> Option<Digest> {
        self.parent
    }

    /// Height that the next event must have: the number of events read.
    pub fn height(&self) -> u64 {
        self.height
    }

    /// Bytes up to the end of the last whole step. After a crash while writing, cutting the archive here makes it
    /// sound again.
    pub fn sound_until(&self) -> u64 {
        self.sound_until
    }

    /// The next event with its data; `None` at the end.
    ///
    /// # Errors
    /// [`Fault`] at the first structural fault; afterwards only `None` comes.
    pub fn next_step(&mut self) -> Result<Option<Step>, Fault> {
        if self.broken {
            return Ok(None);
        }
        let step = self.read_step();
        match &step {
            Ok(Some(_)) => self.sound_until = self.members.offset,
            Ok(None) => {}
            Err(_) => self.broken = true,
        }
        step
    }

    fn read_step(&mut self) -> Result<Option<Step>, Fault> {
        let Some(first) = self.members.next()? else {
            return Ok(None);
        };
        if first.kind == MemberKind::Event {
            let (kind, head) = self.event(&first, None)?;
            let content = if kind == EventKind::EndBallots {
                Content::EndBallots
            } else {
                Content::EndShuffles
            };
            return Ok(Some(self.advance(kind, head, content)));
        }
        let (content, payload) = match self.stage {
            Stage::Start => self.setup(&first)?,
            Stage::Voting => self.ballot(&first)?,
            _ => self.large(&first)?,
        };
        let member = self.following(&first, MemberKind::Event)?;
        let (kind, head) = self.event(&member, Some(payload))?;
        if kind != content.kind() {
            return Err(member.fault(FaultKind::Reference("the event")));
        }
        Ok(Some(self.advance(kind, head, content)))
    }

    /// Election, trustees, credentials, and the payload that names the three.
    fn setup(&mut self, first: &Member) -> Result<(Content, Digest), Fault> {
        let election: Election = self.members.item(first, MAX_SETUP_BYTES, "the election")?;
        let second = self.following(first, MemberKind::Data)?;
        let trustees: Trustees = self
            .members
            .item(&second, MAX_SETUP_BYTES, "the trustees")?;
        let third = self.following(&second, MemberKind::Data)?;
        let credentials: Credentials =
            self.members
                .item(&third, MAX_LARGE_BYTES, "the list of credentials")?;
        let fourth = self.following(&third, MemberKind::Data)?;
        let payload: SetupPayload = self.members.item(&fourth, MAX_POINTER_BYTES, "the setup")?;
        let named = SetupPayload {
            election: first.digest,
            trustees: second.digest,
            credentials: third.digest,
        };
        if payload != named {
            return Err(fourth.fault(FaultKind::Reference("the setup")));
        }
        let setup = Setup {
            election,
            trustees,
            credentials,
        };
        Ok((Content::Setup(Box::new(setup)), fourth.digest))
    }

    fn ballot(&mut self, first: &Member) -> Result<(Content, Digest), Fault> {
        let bytes = self.members.bytes(first, MAX_BALLOT_BYTES)?;
        Ok((
            Content::Ballot {
                bytes,
                tracker: first.digest,
            },
            first.digest,
        ))
    }

    /// An item after the close, and the pointer to it where its kind has one.
    fn large(&mut self, first: &Member) -> Result<(Content, Digest), Fault> {
        let item =
            self.members
                .scanned(first, MAX_LARGE_BYTES, "the data after the close", |scan| {
                    Large::scan(scan)
                })?;
        if self.stage.after(item.kind()).is_none() {
            return Err(first.fault(FaultKind::Order {
                expected: self.stage,
                found: item.kind(),
            }));
        }
        if let Large::Result(outcome) = item {
            return Ok((Content::Result(outcome), first.digest));
        }
        let second = self.following(first, MemberKind::Data)?;
        let (content, named) = match item {
            Large::Tally(tally) => {
                let size: SizedTally =
                    self.members
                        .item(&second, MAX_POINTER_BYTES, "the size of the tally")?;
                (
                    Content::EncryptedTally { size, tally },
                    size.encrypted_tally,
                )
            }
            Large::Shuffle(shuffle) => {
                let owned: Owned =
                    self.members
                        .item(&second, MAX_POINTER_BYTES, "the owner of the shuffle")?;
                (
                    Content::Shuffle {
                        owner: owned.owner,
                        shuffle,
                    },
                    owned.payload,
                )
            }
            Large::Decryption(decryption) => {
                let owned: Owned =
                    self.members
                        .item(&second, MAX_POINTER_BYTES, "the owner of the decryption")?;
                (
                    Content::PartialDecryption {
                        owner: owned.owner,
                        decryption,
                    },
                    owned.payload,
                )
            }
            Large::Result(outcome) => (Content::Result(outcome), first.digest),
        };
        if named != first.digest {
            return Err(second.fault(FaultKind::Reference("the item")));
        }
        Ok((content, second.digest))
    }

    fn following(&mut self, before: &Member, expected: MemberKind) -> Result<Member, Fault> {
        let Some(member) = self.members.next()? else {
            return Err(before.fault(FaultKind::CutOff));
        };
        if member.kind == expected {
            return Ok(member);
        }
        let found = member.kind.words();
        Err(member.fault(FaultKind::Misplaced {
            found,
            expected: expected.words(),
        }))
    }

    /// Reads an event and holds it against the chain so far.
    fn event(
        &mut self,
        member: &Member,
        payload: Option<Digest>,
    ) -> Result<(EventKind, Digest), Fault> {
        let bytes = self.members.bytes(member, MAX_EVENT_BYTES)?;
        let event = Event::from_json(&bytes).ok_or_else(|| member.fault(FaultKind::EventForm))?;
        if event.parent != self.parent {
            return Err(member.fault(FaultKind::Parent));
        }
        if event.height != self.height {
            return Err(member.fault(FaultKind::Height {
                expected: self.height,
                found: event.height,
            }));
        }
        if self.stage.after(event.kind).is_none() {
            return Err(member.fault(FaultKind::Order {
                expected: self.stage,
                found: event.kind,
            }));
        }
        if event.payload != payload || event.payload.is_some() != event.kind.has_payload() {
            return Err(member.fault(FaultKind::Reference("the event")));
        }
        Ok((event.kind, member.digest))
    }

    fn advance(&mut self, kind: EventKind, head: Digest, content: Content) -> Step {
        let step = Step {
            height: self.height,
            head,
            content,
        };
        self.stage = self.stage.after(kind).unwrap_or(self.stage);
        self.parent = Some(head);
        self.height += 1;
        step
    }
}

/// An item after the close; its first bytes say which.
#[derive(Debug)]
enum Large {
    Tally(Ciphertexts),
    Shuffle(Box<Shuffle>),
    Decryption(Box<PartialDecryption>),
    Result(Outcome),
}

impl Large {
    fn kind(&self) -> EventKind {
        match self {
            Self::Tally(_) => EventKind::EncryptedTally,
            Self::Shuffle(_) => EventKind::Shuffle,
            Self::Decryption(_) => EventKind::PartialDecryption,
            Self::Result(_) => EventKind::Result,
        }
    }

    fn scan<S: Read>(scan: &mut Scan<S>) -> Result<Self, FormFault> {
        if scan.looking_at("[")? {
            Ciphertexts::scan(scan).map(Self::Tally)
        } else if scan.looking_at("{\"ciphertexts\":")? {
            Shuffle::scan(scan).map(|item| Self::Shuffle(Box::new(item)))
        } else if scan.looking_at("{\"decryption_factors\":")? {
            PartialDecryption::scan(scan).map(|item| Self::Decryption(Box::new(item)))
        } else if scan.looking_at("{\"result\":")? {
            Outcome::scan(scan).map(Self::Result)
        } else {
            Err(scan.expected("an encrypted tally, a shuffle, a partial decryption or a result"))
        }
    }
}
