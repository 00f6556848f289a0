//! Writing an archive: members are appended, never changed, each step allowed only where the chain permits it.

use super::Setup;
use super::event::{Event, EventKind, Stage};
use super::fault::{Fault, FaultKind};
use super::limits::{MAX_BALLOT_BYTES, MAX_LARGE_BYTES, MAX_SETUP_BYTES};
use super::members::{MemberKind, OPENING_NAME, opening};
use super::reader::{Content, Reader};
use super::tar::{Header, padding};
use crate::wire::{
    Ciphertexts, Digest, Outcome, Owned, PartialDecryption, SetupPayload, Shuffle, SizedTally, Wire,
};
use sha2::{Digest as _, Sha256};
use std::io::{self, Read, Write};

/// Appends to an archive. It knows the chain, not the election: that the items are right is for the caller, or for
/// [`Keeper`](super::Keeper), which checks them first.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    timestamp: u64,
    offset: u64,
    stage: Stage,
    parent: Option<Digest>,
    height: u64,
}

impl<W: Write> Writer<W> {
    /// Begins an archive with its opening member. `timestamp`: Unix seconds, carried by every member.
    ///
    /// # Errors
    /// [`FaultKind::Io`], or [`FaultKind::Step`] for a time after the year 2242, which the form cannot hold.
    pub fn begin(out: W, timestamp: u64) -> Result<Self, Fault> {
        let mut writer = Self {
            out,
            timestamp,
            offset: 0,
            stage: Stage::Start,
            parent: None,
            height: 0,
        };
        let body = opening(timestamp);
        writer.member(OPENING_NAME, body.len() as u64, |out| {
            out.write_all(body.as_bytes())
        })?;
        Ok(writer)
    }

    /// Goes on with an archive: reads what is there with every structural check, hands each step to `seen`, then
    /// appends to `out`, which must stand at its end.
    ///
    /// # Errors
    /// The first [`Fault`] of what is there. An archive that a crash cut off is made sound by cutting it at
    /// [`Reader::sound_until`].
    pub fn resume(
        existing: impl Read,
        out: W,
        mut seen: impl FnMut(&Content),
    ) -> Result<Self, Fault> {
        let mut reader = Reader::open(existing)?;
        while let Some(step) = reader.next_step()? {
            seen(&step.content);
        }
        Ok(Self {
            out,
            timestamp: reader.timestamp(),
            offset: reader.sound_until(),
            stage: reader.stage(),
            parent: reader.head(),
            height: reader.height(),
        })
    }

    /// How far the election has come.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Digest of the last event: the head that may be published.
    pub fn head(&self) -> Option<Digest> {
        self.parent
    }

    /// Number of events written, which is the height of the next one.
    pub fn height(&self) -> u64 {
        self.height
    }

    /// Length of the archive in bytes.
    pub fn len(&self) -> u64 {
        self.offset
    }

    /// Never true: an archive has at least its opening member.
    pub fn is_empty(&self) -> bool {
        self.offset == 0
    }

    /// Ends the work and gives the target back, flushed.
    ///
    /// # Errors
    /// [`FaultKind::Io`].
    pub fn finish(mut self) -> Result<W, Fault> {
        self.out.flush().map_err(|error| self.fault(error.into()))?;
        Ok(self.out)
    }

    /// Hands all bytes to the target's own target.
    ///
    /// # Errors
    /// [`FaultKind::Io`].
    pub fn flush(&mut self) -> Result<(), Fault> {
        self.out.flush().map_err(|error| self.fault(error.into()))
    }

    /// Election, trustees and credentials.
    ///
    /// # Errors
    /// [`Fault`] when the chain does not permit it or the target fails; so for all steps below.
    pub fn setup(&mut self, setup: &Setup) -> Result<(), Fault> {
        self.allow(EventKind::Setup)?;
        let payload = SetupPayload {
            election: self.item(&setup.election, MAX_SETUP_BYTES)?,
            trustees: self.item(&setup.trustees, MAX_SETUP_BYTES)?,
            credentials: self.item(&setup.credentials, MAX_LARGE_BYTES)?,
        };
        let digest = self.item(&payload, MAX_SETUP_BYTES)?;
        self.event(EventKind::Setup, Some(digest))
    }

    /// A ballot's bytes as they were received; returns the tracker.
    ///
    /// # Errors
    /// As [`Writer::setup`]; a ballot of more than [`MAX_BALLOT_BYTES`].
    pub fn ballot(&mut self, bytes: &[u8]) -> Result<Digest, Fault> {
        self.allow(EventKind::Ballot)?;
        let digest = self.data(MAX_BALLOT_BYTES, |out| out.write_all(bytes))?;
        self.event(EventKind::Ballot, Some(digest))?;
        Ok(digest)
    }

    /// The end of voting.
    ///
    /// # Errors
    /// As [`Writer::setup`].
    pub fn end_ballots(&mut self) -> Result<(), Fault> {
        self.allow(EventKind::EndBallots)?;
        self.event(EventKind::EndBallots, None)
    }

    /// The ciphertexts of the ballots that count, and how many ballots they are.
    ///
    /// # Errors
    /// As [`Writer::setup`].
    pub fn encrypted_tally(&mut self, tally: &Ciphertexts, num_tallied: u64) -> Result<(), Fault> {
        self.allow(EventKind::EncryptedTally)?;
        let encrypted_tally = self.item(tally, MAX_LARGE_BYTES)?;
        let size = SizedTally {
            num_tallied,
            total_weight: num_tallied,
            encrypted_tally,
        };
        let digest = self.item(&size, MAX_SETUP_BYTES)?;
        self.event(EventKind::EncryptedTally, Some(digest))
    }

    /// A shuffle by trustee `owner`, from 1.
    ///
    /// # Errors
    /// As [`Writer::setup`].
    pub fn shuffle(&mut self, owner: u32, shuffle: &Shuffle) -> Result<(), Fault> {
        self.owned(EventKind::Shuffle, owner, shuffle)
    }

    /// The end of the shuffles.
    ///
    /// # Errors
    /// As [`Writer::setup`].
    pub fn end_shuffles(&mut self) -> Result<(), Fault> {
        self.allow(EventKind::EndShuffles)?;
        self.event(EventKind::EndShuffles, None)
    }

    /// A partial decryption by trustee `owner`, from 1.
    ///
    /// # Errors
    /// As [`Writer::setup`].
    pub fn partial_decryption(
        &mut self,
        owner: u32,
        decryption: &PartialDecryption,
    ) -> Result<(), Fault> {
        self.owned(EventKind::PartialDecryption, owner, decryption)
    }

    /// The decrypted ballots. Nothing may follow.
    ///
    /// # Errors
    /// As [`Writer::setup`].
    pub fn result(&mut self, outcome: &Outcome) -> Result<(), Fault> {
        self.allow(EventKind::Result)?;
        let digest = self.item(outcome, MAX_LARGE_BYTES)?;
        self.event(EventKind::Result, Some(digest))
    }

    fn owned(&mut self, kind: EventKind, owner: u32, item: &impl Wire) -> Result<(), Fault> {
        self.allow(kind)?;
        let payload = self.item(item, MAX_LARGE_BYTES)?;
        let digest = self.item(&Owned { owner, payload }, MAX_SETUP_BYTES)?;
        self.event(kind, Some(digest))
    }

    fn fault(&self, kind: FaultKind) -> Fault {
        Fault {
            offset: self.offset,
            member: None,
            kind,
        }
    }

    /// The fault of a step that may not be taken now.
    pub(super) fn out_of_order(&self, found: EventKind) -> Fault {
        self.fault(FaultKind::Order {
            expected: self.stage,
            found,
        })
    }

    fn allow(&self, kind: EventKind) -> Result<(), Fault> {
        match self.stage.after(kind) {
            Some(_) => Ok(()),
            None => Err(self.out_of_order(kind)),
        }
    }

    fn item(&mut self, item: &impl Wire, limit: u64) -> Result<Digest, Fault> {
        self.data(limit, |mut out| item.write(&mut out))
    }

    /// Writes data, which are printed twice: once for the length and the digest that stand before them, once for
    /// good. So an item of any size takes no memory of its own.
    fn data(
        &mut self,
        limit: u64,
        print: impl Fn(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Digest, Fault> {
        let mut measure = Measure {
            size: 0,
            hash: Sha256::new(),
        };
        print(&mut measure).map_err(|error| self.fault(error.into()))?;
        let digest = Digest(measure.hash.finalize().into());
        if measure.size > limit {
            return Err(self.fault(FaultKind::TooLong {
                size: measure.size,
                limit,
            }));
        }
        let name = format!("{digest}{}", MemberKind::Data.suffix());
        self.member(&name, measure.size, |out| print(out))?;
        Ok(digest)
    }

    fn event(&mut self, kind: EventKind, payload: Option<Digest>) -> Result<(), Fault> {
        let Some(stage) = self.stage.after(kind) else {
            return Err(self.fault(FaultKind::Order {
                expected: self.stage,
                found: kind,
            }));
        };
        let text = Event {
            parent: self.parent,
            height: self.height,
            kind,
            payload,
        }
        .to_json();
        let digest = Digest::of(text.as_bytes());
        let name = format!("{digest}{}", MemberKind::Event.suffix());
        self.member(&name, text.len() as u64, |out| {
            out.write_all(text.as_bytes())
        })?;
        (self.stage, self.parent, self.height) = (stage, Some(digest), self.height + 1);
        Ok(())
    }

    fn member(
        &mut self,
        name: &str,
        size: u64,
        body: impl FnOnce(&mut W) -> io::Result<()>,
    ) -> Result<(), Fault> {
        let header = Header {
            name: name.to_owned(),
            size,
            timestamp: self.timestamp,
        };
        let block = header.encode().ok_or_else(|| {
            self.fault(FaultKind::Step(format!(
                "a member of {size} bytes with time {} has no header",
                self.timestamp
            )))
        })?;
        let zeros = [0_u8; super::tar::BLOCK_BYTES];
        let padding = padding(size);
        let written = self
            .out
            .write_all(&block)
            .and_then(|()| body(&mut self.out))
            .and_then(|()| self.out.write_all(&zeros[..padding]));
        written.map_err(|error| self.fault(error.into()))?;
        self.offset += block.len() as u64 + size + padding as u64;
        Ok(())
    }
}

/// Takes the length and the digest of what is written.
struct Measure {
    size: u64,
    hash: Sha256,
}

impl Write for Measure {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.size += bytes.len() as u64;
        self.hash.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
