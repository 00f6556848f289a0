//! The list of public credentials: who may vote, without saying who.

use super::Digest;
use super::scan::{FormFault, Problem, Scan, Wire, put_element, put_list};
use crate::group::{ELEMENT_TEXT_LEN, Encoded};
use std::io::{self, Read, Write};

/// Digests of election, trustees and credentials: the payload of the event `Setup`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetupPayload {
    /// Digest of the election.
    pub election: Digest,
    /// Digest of the trustees.
    pub trustees: Digest,
    /// Digest of the list of credentials.
    pub credentials: Digest,
}

/// Public credentials in ascending order of their bytes, each once.
///
/// The peer can add a weight to an entry (refused here: a ranked ballot has no weight) and the voter's number (read
/// and kept, since it is part of the bytes; our own lists never carry it, for it says whose credential it is).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    list: Vec<Encoded>,
    /// The peer's voters' numbers, one a credential, or none at all.
    numbers: Vec<Option<Box<str>>>,
}

impl Credentials {
    /// Sorts the credentials and drops doubles.
    pub fn new(mut list: Vec<Encoded>) -> Self {
        list.sort_unstable();
        list.dedup();
        Self {
            list,
            numbers: Vec::new(),
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The credentials in order.
    pub fn as_slice(&self) -> &[Encoded] {
        &self.list
    }

    /// Place of a credential in the list.
    pub fn position(&self, credential: &Encoded) -> Option<usize> {
        self.list.binary_search(credential).ok()
    }
}

impl Wire for Credentials {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        if self.numbers.is_empty() {
            return put_list(out, &self.list, put_element);
        }
        put_list(
            out,
            self.list.iter().zip(&self.numbers),
            |out, (credential, number)| match number {
                Some(number) => {
                    out.write_all(b"\"")?;
                    out.write_all(&credential.text())?;
                    write!(out, ",,{number}\"")
                }
                None => put_element(out, credential),
            },
        )
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        let mut list: Vec<Encoded> = Vec::new();
        let mut numbers: Vec<Option<Box<str>>> = Vec::new();
        scan.list(|scan| {
            let (credential, number) = entry(scan)?;
            if list.last().is_some_and(|last| *last >= credential) {
                return Err(
                    scan.expected("a credential after the one before it (ascending, none twice)")
                );
            }
            if number.is_some() && numbers.is_empty() {
                numbers.resize(list.len(), None);
            }
            if number.is_some() || !numbers.is_empty() {
                numbers.push(number);
            }
            list.push(credential);
            Ok(())
        })?;
        Ok(Self { list, numbers })
    }
}

/// The longest entry: an element, two commas, a voter's number.
const MAX_ENTRY_BYTES: usize = ELEMENT_TEXT_LEN + 32;

fn entry<R: Read>(scan: &mut Scan<R>) -> Result<(Encoded, Option<Box<str>>), FormFault> {
    let text = scan.quoted(MAX_ENTRY_BYTES)?;
    let mut parts = text.splitn(3, ',');
    let credential = parts.next().and_then(|part| Encoded::parse(part).ok());
    let (weight, number) = (parts.next(), parts.next());
    let Some(credential) = credential else {
        return Err(scan.expected("a credential of 64 lower-case hex digits"));
    };
    if weight.is_some_and(|weight| !weight.is_empty()) {
        let problem = Problem::Unsupported(
            "weighted credentials are not supported in a ranked election".into(),
        );
        return Err(FormFault { at: 0, problem });
    }
    if weight.is_some() && number.is_none_or(str::is_empty) {
        return Err(scan.expected("a credential without empty fields"));
    }
    Ok((credential, number.map(Into::into)))
}
