//! The container read as a stream of members: header, body, padding, with the digest of each body against its name.

use super::fault::{Fault, FaultKind};
use super::tar::{BLOCK_BYTES, Header, padding};
use crate::wire::{Digest, FormFault, Problem, Scan, Wire};
use sha2::{Digest as _, Sha256};
use std::io::{self, Read};

/// The longest opening member: two numbers in fixed words.
const MAX_OPENING_BYTES: u64 = 64;
/// The first member's name.
pub(super) const OPENING_NAME: &str = "BELENIOS";

/// The body of the opening member.
pub(super) fn opening(timestamp: u64) -> String {
    format!("{{\"version\":1,\"timestamp\":\"{timestamp}\"}}")
}

/// Whether a member holds data or an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MemberKind {
    Data,
    Event,
}

impl MemberKind {
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Data => ".data.json",
            Self::Event => ".event.json",
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Event => "an event",
        }
    }
}

/// A member whose header was read and whose body comes next.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) kind: MemberKind,
    pub(super) digest: Digest,
    pub(super) size: u64,
    name: String,
    offset: u64,
}

impl Member {
    pub(super) fn fault(&self, kind: FaultKind) -> Fault {
        Fault {
            offset: self.offset,
            member: Some(self.name.clone()),
            kind,
        }
    }
}

/// The members of an archive, read once from front to back.
#[derive(Debug)]
pub(super) struct Members<R> {
    input: R,
    /// Bytes consumed.
    pub(super) offset: u64,
    pub(super) timestamp: u64,
}

impl<R: Read> Members<R> {
    /// Reads the opening member.
    pub(super) fn open(input: R) -> Result<Self, Fault> {
        let mut members = Self {
            input,
            offset: 0,
            timestamp: 0,
        };
        let fault = |kind| Fault {
            offset: 0,
            member: None,
            kind,
        };
        let header = members.header()?.ok_or_else(|| fault(FaultKind::Opening))?;
        if header.name != OPENING_NAME || header.size > MAX_OPENING_BYTES {
            return Err(fault(FaultKind::Opening));
        }
        members.timestamp = header.timestamp;
        let expected = opening(header.timestamp);
        let member = Member {
            kind: MemberKind::Data,
            digest: Digest::of(expected.as_bytes()),
            size: header.size,
            name: OPENING_NAME.to_owned(),
            offset: 0,
        };
        let body = members
            .bytes(&member, MAX_OPENING_BYTES)
            .map_err(|found| match found.kind {
                FaultKind::Digest(_) => fault(FaultKind::Opening),
                _ => found,
            })?;
        if body == expected.as_bytes() {
            Ok(members)
        } else {
            Err(fault(FaultKind::Opening))
        }
    }

    /// The next member; its body must be read before the next one.
    pub(super) fn next(&mut self) -> Result<Option<Member>, Fault> {
        let offset = self.offset;
        let Some(header) = self.header()? else {
            return Ok(None);
        };
        let fault = |kind| Fault {
            offset,
            member: Some(header.name.clone()),
            kind,
        };
        if header.timestamp != self.timestamp {
            return Err(fault(FaultKind::Timestamp {
                expected: self.timestamp,
                found: header.timestamp,
            }));
        }
        let parts = [MemberKind::Data, MemberKind::Event]
            .into_iter()
            .find_map(|kind| {
                let digest = header.name.strip_suffix(kind.suffix())?;
                Some((kind, Digest::from_hex(digest)?))
            });
        let (kind, digest) = parts.ok_or_else(|| fault(FaultKind::Name))?;
        Ok(Some(Member {
            kind,
            digest,
            size: header.size,
            name: header.name,
            offset,
        }))
    }

    fn header(&mut self) -> Result<Option<Header>, Fault> {
        let offset = self.offset;
        let fault = |kind| Fault {
            offset,
            member: None,
            kind,
        };
        let mut block = [0_u8; BLOCK_BYTES];
        let read = read_up_to(&mut self.input, &mut block).map_err(|error| fault(error.into()))?;
        self.offset += read as u64;
        match read {
            0 => Ok(None),
            BLOCK_BYTES => Header::decode(&block)
                .map(Some)
                .ok_or_else(|| fault(FaultKind::Header)),
            _ => Err(fault(FaultKind::TrailingBytes(read))),
        }
    }

    /// The whole body, which may be at most `limit` bytes long.
    pub(super) fn bytes(&mut self, member: &Member, limit: u64) -> Result<Vec<u8>, Fault> {
        self.body(member, limit, |body| {
            let mut bytes = Vec::new();
            body.read_to_end(&mut bytes).map_err(|error| FormFault {
                at: 0,
                problem: Problem::Io(error),
            })?;
            Ok(bytes)
        })
    }

    /// An item read from the body as it streams by.
    pub(super) fn item<T: Wire>(
        &mut self,
        member: &Member,
        limit: u64,
        what: &'static str,
    ) -> Result<T, Fault> {
        self.scanned(member, limit, what, |scan| T::scan(scan))
    }

    /// As [`Members::item`], where the caller reads.
    pub(super) fn scanned<T>(
        &mut self,
        member: &Member,
        limit: u64,
        what: &'static str,
        read: impl FnOnce(&mut Scan<&mut Body<'_, R>>) -> Result<T, FormFault>,
    ) -> Result<T, Fault> {
        let read = self.body(member, limit, |body| {
            let mut scan = Scan::new(body);
            let item = read(&mut scan)?;
            scan.end()?;
            Ok(item)
        });
        read.map_err(|fault| match fault.kind {
            FaultKind::Form { fault: form, .. } => {
                member.fault(FaultKind::Form { what, fault: form })
            }
            _ => fault,
        })
    }

    fn body<T>(
        &mut self,
        member: &Member,
        limit: u64,
        read: impl FnOnce(&mut Body<'_, R>) -> Result<T, FormFault>,
    ) -> Result<T, Fault> {
        if member.size > limit {
            return Err(member.fault(FaultKind::TooLong {
                size: member.size,
                limit,
            }));
        }
        let mut body = Body {
            input: &mut self.input,
            left: member.size,
            hash: Sha256::new(),
        };
        let value = read(&mut body);
        // the digest comes first: damage is named as damage, not as what the damaged bytes happen to say
        let drained = io::copy(&mut body, &mut io::sink());
        let digest = Digest(body.hash.finalize().into());
        drained.map_err(|error| member.fault(cut_off(error)))?;
        self.offset += member.size;
        self.padding(member)?;
        if digest != member.digest {
            return Err(member.fault(FaultKind::Digest(digest)));
        }
        value.map_err(|fault| {
            member.fault(match fault.problem {
                Problem::Io(error) => cut_off(error),
                _ => FaultKind::Form {
                    what: "the item",
                    fault,
                },
            })
        })
    }

    fn padding(&mut self, member: &Member) -> Result<(), Fault> {
        let mut block = [0_u8; BLOCK_BYTES];
        let zeros = &mut block[..padding(member.size)];
        let read =
            read_up_to(&mut self.input, zeros).map_err(|error| member.fault(error.into()))?;
        if read != zeros.len() {
            return Err(member.fault(FaultKind::CutOff));
        }
        self.offset += read as u64;
        if zeros.iter().all(|byte| *byte == 0) {
            Ok(())
        } else {
            Err(member.fault(FaultKind::Padding))
        }
    }
}

fn cut_off(error: io::Error) -> FaultKind {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        FaultKind::CutOff
    } else {
        FaultKind::Io(error)
    }
}

/// Fills the buffer; fewer bytes only at the end of the input.
fn read_up_to(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// A body: as many bytes as its header says, hashed as they pass.
pub(super) struct Body<'a, R> {
    input: &'a mut R,
    left: u64,
    hash: Sha256,
}

impl<R: Read> Read for Body<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let want = usize::try_from(self.left)
            .unwrap_or(usize::MAX)
            .min(buffer.len());
        if want == 0 {
            return Ok(0);
        }
        let read = self.input.read(&mut buffer[..want])?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.hash.update(&buffer[..read]);
        self.left -= read as u64;
        Ok(read)
    }
}
