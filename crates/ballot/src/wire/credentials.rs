//! The list of public credentials: who may vote, without saying who.

use super::Digest;
use super::scan::{FormFault, Scan, Wire, put_element, put_list};
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials(Vec<Encoded>);

impl Credentials {
    /// Sorts the credentials and drops doubles.
    pub fn new(mut list: Vec<Encoded>) -> Self {
        list.sort_unstable();
        list.dedup();
        Self(list)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The credentials in order.
    pub fn as_slice(&self) -> &[Encoded] {
        &self.0
    }

    /// Place of a credential in the list, from 0.
    pub fn position(&self, credential: &Encoded) -> Option<usize> {
        self.0.binary_search(credential).ok()
    }
}

impl Wire for Credentials {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        put_list(out, &self.0, put_element)
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        let mut list: Vec<Encoded> = Vec::new();
        scan.list(|scan| {
            let credential = entry(scan)?;
            if list.last().is_some_and(|last| *last >= credential) {
                return Err(
                    scan.expected("a credential after the one before it (ascending, none twice)")
                );
            }
            list.push(credential);
            Ok(())
        })?;
        Ok(Self(list))
    }
}

/// The longest entry that is read to say what it is: an element, a comma, a weight.
const MAX_ENTRY_BYTES: usize = ELEMENT_TEXT_LEN + 32;

/// The peer can give an entry a weight, which a ranked ballot cannot have.
fn entry<R: Read>(scan: &mut Scan<R>) -> Result<Encoded, FormFault> {
    if let Ok(credential) = scan.element() {
        return Ok(credential);
    }
    let text = scan.quoted(MAX_ENTRY_BYTES)?;
    match text.split_once(',') {
        Some((credential, _)) if Encoded::parse(credential).is_ok() => Err(FormFault::unsupported(
            "weighted credentials are not supported in a ranked election",
        )),
        _ => Err(scan.expected("a credential of 64 lower-case hex digits")),
    }
}
