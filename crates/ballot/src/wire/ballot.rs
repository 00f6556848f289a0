//! A ballot as it travels: election, credential, one ciphertext a question, and a signature over all of it.

use super::scan::{FormFault, Scan, Wire, put_element, put_list, put_proof};
use super::{Ciphertext, Digest, MAX_QUESTIONS, Proof};
use crate::group::Encoded;
use std::io::{self, Read, Write};

/// The longest election identifier and fingerprint in a ballot, in characters.
const MAX_WORD_CHARACTERS: usize = 64;

/// A ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Identifier of the election.
    pub election_uuid: String,
    /// Fingerprint of the election.
    pub election_hash: String,
    /// Public part of the voter's credential.
    pub credential: Encoded,
    /// For each question the ciphertext and the proof that the voter knows what it hides.
    pub answers: Vec<(Ciphertext, Proof)>,
    /// Base64 SHA-256 of the ballot without its signature.
    pub hash: String,
    /// The signature over the hash, made with the credential.
    pub signature: Proof,
}

impl Ballot {
    /// The ballot's bytes without its signature: what the signature's hash is taken of.
    pub fn unsigned(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(1024);
        // a Vec takes every byte
        let _ = self
            .put_unsigned(&mut out)
            .and_then(|()| out.write_all(b"}"));
        out
    }

    fn put_unsigned(&self, out: &mut impl Write) -> io::Result<()> {
        write!(
            out,
            "{{\"election_uuid\":\"{}\",\"election_hash\":\"{}\",\"credential\":",
            self.election_uuid, self.election_hash
        )?;
        put_element(out, &self.credential)?;
        out.write_all(b",\"answers\":")?;
        put_list(out, &self.answers, |out, (ciphertext, proof)| {
            out.write_all(b"{\"choices\":")?;
            ciphertext.write(out)?;
            out.write_all(b",\"proof\":")?;
            put_proof(out, proof)?;
            out.write_all(b"}")
        })
    }

    /// The tracker of a ballot's bytes: what the voter keeps to find it again.
    pub fn tracker(bytes: &[u8]) -> String {
        Digest::of(bytes).to_base64()
    }
}

impl Wire for Ballot {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        self.put_unsigned(out)?;
        write!(
            out,
            ",\"signature\":{{\"hash\":\"{}\",\"proof\":",
            self.hash
        )?;
        put_proof(out, &self.signature)?;
        out.write_all(b"}}")
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        scan.literal("{\"election_uuid\":")?;
        let election_uuid = scan.quoted(MAX_WORD_CHARACTERS)?;
        scan.literal(",\"election_hash\":")?;
        let election_hash = scan.quoted(MAX_WORD_CHARACTERS)?;
        scan.literal(",\"credential\":")?;
        let credential = scan.element()?;
        scan.literal(",\"answers\":")?;
        let answers = scan.vector(answer)?;
        if answers.len() > MAX_QUESTIONS {
            return Err(FormFault::unsupported(format!(
                "more than {MAX_QUESTIONS} answers"
            )));
        }
        scan.literal(",\"signature\":{\"hash\":")?;
        let hash = scan.quoted(MAX_WORD_CHARACTERS)?;
        scan.literal(",\"proof\":")?;
        let signature = scan.proof()?;
        scan.literal("}}")?;
        Ok(Self {
            election_uuid,
            election_hash,
            credential,
            answers,
            hash,
            signature,
        })
    }
}

fn answer<R: Read>(scan: &mut Scan<R>) -> Result<(Ciphertext, Proof), FormFault> {
    scan.literal("{\"choices\":")?;
    let choices = Ciphertext::scan(scan)?;
    scan.literal(",\"proof\":")?;
    let proof = scan.proof()?;
    scan.literal("}")?;
    Ok((choices, proof))
}
