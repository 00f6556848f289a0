//! Reading and writing JSON that has only one form.
//!
//! The large items of an archive are arrays of ciphertexts and proofs, up to hundreds of megabytes. They are read from
//! a stream by a scanner that knows what must come next and accepts nothing else: no spaces, no other order of
//! fields, no other spelling of a number. What it accepts is therefore canonical, and printing it again gives the
//! same bytes; nothing has to be kept to compare.

use super::{Digest, Proof};
use crate::group::{Encoded, Scalar};
use std::error::Error;
use std::fmt;
use std::io::{self, Read, Write};

/// The longest decimal text of a scalar: the order of the group has 76 digits.
const MAX_SCALAR_DIGITS: usize = 76;
/// Bytes held at a time.
const BUFFER_BYTES: usize = 1 << 16;

/// Data that are not in the one form that the protocol has for them.
#[derive(Debug)]
pub struct FormFault {
    /// Offset inside the item, in bytes.
    pub at: u64,
    /// What was expected, or why it is refused.
    pub problem: Problem,
}

impl fmt::Display for FormFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::Unsupported(why) => write!(f, "refused: {why}"),
            Problem::Io(_) => write!(f, "not read beyond its byte {}: {}", self.at, self.problem),
            _ => write!(f, "not canonical at its byte {}: {}", self.at, self.problem),
        }
    }
}

impl Error for FormFault {}

/// What is wrong with the form.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// Another text was expected.
    #[error("{0} expected")]
    Expected(String),
    /// More bytes follow.
    #[error("bytes follow the end")]
    Trailing,
    /// The JSON is well formed, but would be printed otherwise (order of fields, spaces, escapes, numbers).
    #[error("the item is not written in its canonical form")]
    Reprint,
    /// A well-formed item that this program refuses, with the reason.
    #[error("{0}")]
    Unsupported(String),
    /// The source failed.
    #[error("the source cannot be read: {0}")]
    Io(io::Error),
}

impl FormFault {
    pub(crate) fn unsupported(why: impl Into<String>) -> Self {
        Self {
            at: 0,
            problem: Problem::Unsupported(why.into()),
        }
    }
}

/// An item with one canonical JSON form.
pub trait Wire: Sized {
    /// Writes the canonical form.
    ///
    /// # Errors
    /// Only those of `out`.
    fn write(&self, out: &mut impl Write) -> io::Result<()>;

    /// Reads the canonical form from the scanner, up to its end.
    ///
    /// # Errors
    /// [`FormFault`] with the place of the first byte that cannot stand there.
    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault>;

    /// The canonical bytes.
    fn to_json(&self) -> Vec<u8> {
        let mut out = Vec::new();
        // a Vec takes every byte
        let _ = self.write(&mut out);
        out
    }

    /// Reads one whole item.
    ///
    /// # Errors
    /// [`FormFault`] when the bytes are not the canonical form of an item, or more bytes follow.
    fn from_json(bytes: &[u8]) -> Result<Self, FormFault> {
        let mut scan = Scan::new(bytes);
        let item = Self::scan(&mut scan)?;
        scan.end()?;
        Ok(item)
    }
}

/// A scanner over a stream.
#[derive(Debug)]
pub struct Scan<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Offset of `start` in the stream.
    at: u64,
}

impl<R: Read> Scan<R> {
    /// Scans this stream from its present place.
    pub fn new(input: R) -> Self {
        Self {
            input,
            buffer: vec![0; BUFFER_BYTES],
            start: 0,
            end: 0,
            at: 0,
        }
    }

    /// Up to `want` of the next bytes, fewer only at the end of the stream; `want` is at most a few hundred.
    fn peek(&mut self, want: usize) -> Result<&[u8], FormFault> {
        if self.end - self.start < want {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
            while self.end < want {
                match self.input.read(&mut self.buffer[self.end..]) {
                    Ok(0) => break,
                    Ok(read) => self.end += read,
                    Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
                    Err(fault) => {
                        return Err(FormFault {
                            at: self.at,
                            problem: Problem::Io(fault),
                        });
                    }
                }
            }
        }
        Ok(&self.buffer[self.start..self.end.min(self.start + want)])
    }

    fn skip(&mut self, bytes: usize) {
        self.start += bytes;
        self.at += bytes as u64;
    }

    /// A fault at the present place.
    pub fn expected(&self, what: impl Into<String>) -> FormFault {
        FormFault {
            at: self.at,
            problem: Problem::Expected(what.into()),
        }
    }

    /// Whether the next bytes are these; nothing is consumed.
    ///
    /// # Errors
    /// Those of the source.
    pub fn looking_at(&mut self, text: &str) -> Result<bool, FormFault> {
        Ok(self.peek(text.len())? == text.as_bytes())
    }

    /// Consumes these bytes if they come next.
    ///
    /// # Errors
    /// Those of the source.
    pub fn accept(&mut self, text: &str) -> Result<bool, FormFault> {
        let found = self.looking_at(text)?;
        if found {
            self.skip(text.len());
        }
        Ok(found)
    }

    /// Consumes these bytes, which must come next.
    ///
    /// # Errors
    /// [`Problem::Expected`] when others come.
    pub fn literal(&mut self, text: &str) -> Result<(), FormFault> {
        if self.accept(text)? {
            Ok(())
        } else {
            Err(self.expected(format!("`{text}`")))
        }
    }

    /// Nothing may follow.
    ///
    /// # Errors
    /// [`Problem::Trailing`] when bytes follow.
    pub fn end(&mut self) -> Result<(), FormFault> {
        if self.peek(1)?.is_empty() {
            Ok(())
        } else {
            Err(FormFault {
                at: self.at,
                problem: Problem::Trailing,
            })
        }
    }

    /// Everything up to the end of the stream, for the small items that serde reads.
    ///
    /// # Errors
    /// Those of the source.
    pub fn rest(&mut self) -> Result<Vec<u8>, FormFault> {
        let mut bytes = self.buffer[self.start..self.end].to_vec();
        let read = self.input.read_to_end(&mut bytes);
        self.at += bytes.len() as u64;
        self.start = self.end;
        read.map_err(|fault| FormFault {
            at: self.at,
            problem: Problem::Io(fault),
        })?;
        Ok(bytes)
    }

    /// A quoted text of at most `limit` bytes of printable ASCII, without escapes.
    ///
    /// # Errors
    /// [`Problem::Expected`].
    pub fn quoted(&mut self, limit: usize) -> Result<String, FormFault> {
        let text = self.peek(limit + 2)?;
        let read = text.strip_prefix(b"\"").and_then(|rest| {
            let length = rest.iter().position(|c| *c == b'"')?;
            let plain = rest[..length]
                .iter()
                .all(|c| (b' '..=b'~').contains(c) && *c != b'\\');
            plain.then(|| String::from_utf8_lossy(&rest[..length]).into_owned())
        });
        let Some(text) = read else {
            return Err(self.expected(format!("a plain text of at most {limit} characters")));
        };
        self.skip(text.len() + 2);
        Ok(text)
    }

    /// A quoted element: 64 hex digits. Not yet known to be a point of the group.
    ///
    /// # Errors
    /// [`Problem::Expected`].
    pub fn element(&mut self) -> Result<Encoded, FormFault> {
        let read = match self.peek(66)? {
            [b'"', digits @ .., b'"'] => std::str::from_utf8(digits)
                .ok()
                .and_then(|text| Encoded::parse(text).ok()),
            _ => None,
        };
        let Some(element) = read else {
            return Err(self.expected("a group element of 64 lower-case hex digits"));
        };
        self.skip(66);
        Ok(element)
    }

    /// A quoted digest: 64 hex digits.
    ///
    /// # Errors
    /// [`Problem::Expected`].
    pub fn digest(&mut self) -> Result<Digest, FormFault> {
        let read = match self.peek(66)? {
            [b'"', digits @ .., b'"'] => {
                std::str::from_utf8(digits).ok().and_then(Digest::from_hex)
            }
            _ => None,
        };
        let Some(digest) = read else {
            return Err(self.expected("a SHA-256 digest of 64 lower-case hex digits"));
        };
        self.skip(66);
        Ok(digest)
    }

    /// A quoted decimal number below the order of the group.
    ///
    /// # Errors
    /// [`Problem::Expected`].
    pub fn scalar(&mut self) -> Result<Scalar, FormFault> {
        let text = self.peek(MAX_SCALAR_DIGITS + 3)?;
        let read = text.strip_prefix(b"\"").and_then(|rest| {
            let length = rest.iter().position(|c| *c == b'"')?;
            let digits = std::str::from_utf8(&rest[..length]).ok()?;
            Some((Scalar::parse(digits).ok()?, length + 2))
        });
        let Some((scalar, length)) = read else {
            return Err(self.expected("a decimal number below the order of the group"));
        };
        self.skip(length);
        Ok(scalar)
    }

    /// A bare number without sign or leading zeros, at most `limit`.
    ///
    /// # Errors
    /// [`Problem::Expected`].
    pub fn integer(&mut self, limit: u64) -> Result<u64, FormFault> {
        let text = self.peek(20)?;
        let length = text.iter().take_while(|c| c.is_ascii_digit()).count();
        let number = std::str::from_utf8(&text[..length])
            .ok()
            .and_then(|digits| digits.parse::<u64>().ok());
        match number {
            Some(number) if number <= limit && (length == 1 || text[0] != b'0') => {
                self.skip(length);
                Ok(number)
            }
            _ => Err(self.expected(format!("a whole number of at most {limit}"))),
        }
    }

    /// A list: `[`, items with commas between, `]`.
    ///
    /// # Errors
    /// Those of the items, and [`Problem::Expected`].
    pub fn list(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<(), FormFault>,
    ) -> Result<(), FormFault> {
        self.literal("[")?;
        if self.accept("]")? {
            return Ok(());
        }
        loop {
            item(self)?;
            if !self.accept(",")? {
                return self.literal("]");
            }
        }
    }

    /// A list gathered into a vector.
    ///
    /// # Errors
    /// As [`Scan::list`].
    pub fn vector<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<T, FormFault>,
    ) -> Result<Vec<T>, FormFault> {
        let mut out = Vec::new();
        self.list(|scan| {
            out.push(item(scan)?);
            Ok(())
        })?;
        Ok(out)
    }

    /// `{"challenge":"...","response":"..."}`.
    ///
    /// # Errors
    /// [`Problem::Expected`].
    pub fn proof(&mut self) -> Result<Proof, FormFault> {
        self.literal("{\"challenge\":")?;
        let challenge = self.scalar()?;
        self.literal(",\"response\":")?;
        let response = self.scalar()?;
        self.literal("}")?;
        Ok(Proof {
            challenge,
            response,
        })
    }
}

/// Writes a quoted element.
pub(crate) fn put_element(out: &mut impl Write, element: &Encoded) -> io::Result<()> {
    out.write_all(b"\"")?;
    out.write_all(&element.text())?;
    out.write_all(b"\"")
}

/// Writes a quoted scalar.
pub(crate) fn put_scalar(out: &mut impl Write, scalar: &Scalar) -> io::Result<()> {
    write!(out, "\"{scalar}\"")
}

/// Writes a proof of two scalars.
pub(crate) fn put_proof(out: &mut impl Write, proof: &Proof) -> io::Result<()> {
    out.write_all(b"{\"challenge\":")?;
    put_scalar(out, &proof.challenge)?;
    out.write_all(b",\"response\":")?;
    put_scalar(out, &proof.response)?;
    out.write_all(b"}")
}

/// Writes a list.
pub(crate) fn put_list<W: Write, T>(
    out: &mut W,
    items: impl IntoIterator<Item = T>,
    mut item: impl FnMut(&mut W, T) -> io::Result<()>,
) -> io::Result<()> {
    out.write_all(b"[")?;
    for (index, value) in items.into_iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        item(out, value)?;
    }
    out.write_all(b"]")
}
