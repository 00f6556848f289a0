//! The items after the close: ciphertexts to be counted, shuffles, partial decryptions, the decrypted ballots.
//!
//! They hold encodings, 32 bytes an element, so that a list of a million ciphertexts is 64 megabytes; whoever checks
//! them decodes in batches.

use super::scan::{FormFault, Scan, Wire, put_element, put_list, put_proof, put_scalar};
use super::{Digest, Proof};
use crate::group::{Encoded, Scalar};
use std::io::{self, Read, Write};

/// An `ElGamal` ciphertext as it was written: `alpha = g^r`, `beta = y^r * m`. Ordered as the encrypted tally is: by
/// the 32 little-endian bytes of `alpha`, then of `beta`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ciphertext {
    /// `g^r`.
    pub alpha: Encoded,
    /// `y^r * m`.
    pub beta: Encoded,
}

impl Wire for Ciphertext {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"{\"alpha\":")?;
        put_element(out, &self.alpha)?;
        out.write_all(b",\"beta\":")?;
        put_element(out, &self.beta)?;
        out.write_all(b"}")
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        scan.literal("{\"alpha\":")?;
        let alpha = scan.element()?;
        scan.literal(",\"beta\":")?;
        let beta = scan.element()?;
        scan.literal("}")?;
        Ok(Self { alpha, beta })
    }
}

/// For each question, a list of ciphertexts: the encrypted tally, and what a shuffle makes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ciphertexts(pub Vec<Vec<Ciphertext>>);

impl Wire for Ciphertexts {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        put_list(out, &self.0, |out, list| {
            put_list(out, list, |out, item| item.write(out))
        })
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        scan.vector(|scan| scan.vector(Ciphertext::scan)).map(Self)
    }
}

/// The payload of the event `EncryptedTally`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizedTally {
    /// How many ballots are counted: one a credential that voted.
    pub num_tallied: u64,
    /// The sum of their weights; the same number where no credential has a weight.
    pub total_weight: u64,
    /// Digest of the ciphertexts.
    pub encrypted_tally: Digest,
}

/// The largest number of ballots that is written as a plain number (the peer writes larger ones as text).
const MAX_BALLOTS: u64 = (1 << 30) - 1;

impl Wire for SizedTally {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write!(
            out,
            "{{\"num_tallied\":{},\"total_weight\":{},\"encrypted_tally\":\"{}\"}}",
            self.num_tallied, self.total_weight, self.encrypted_tally
        )
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        scan.literal("{\"num_tallied\":")?;
        let num_tallied = scan.integer(MAX_BALLOTS)?;
        scan.literal(",\"total_weight\":")?;
        let total_weight = scan.integer(MAX_BALLOTS)?;
        scan.literal(",\"encrypted_tally\":")?;
        let encrypted_tally = scan.digest()?;
        scan.literal("}")?;
        Ok(Self {
            num_tallied,
            total_weight,
            encrypted_tally,
        })
    }
}

/// The payload of the events `Shuffle` and `PartialDecryption`: whose work it is, and its digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owned {
    /// Number of the trustee, from 1, counted over all items of the trustees in their order.
    pub owner: u32,
    /// Digest of the shuffle or partial decryption.
    pub payload: Digest,
}

impl Wire for Owned {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write!(
            out,
            "{{\"owner\":{},\"payload\":\"{}\"}}",
            self.owner, self.payload
        )
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        scan.literal("{\"owner\":")?;
        let number = scan.integer(u64::from(super::MAX_TRUSTEES))?;
        let owner = u32::try_from(number).unwrap_or(super::MAX_TRUSTEES);
        scan.literal(",\"payload\":")?;
        let payload = scan.digest()?;
        scan.literal("}")?;
        Ok(Self { owner, payload })
    }
}

/// The proof that a list of ciphertexts is a re-encrypted permutation of another (Terelius and Wikström, in the form
/// of `CHVote`): commitments `t`, responses `s`, permutation commitments `c` and chain `c_hat`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShuffleProof {
    /// `t_1`, `t_2`, `t_3`.
    pub t: [Encoded; 3],
    /// The two parts of `t_4`.
    pub t4: [Encoded; 2],
    /// `t_hat_i`, one a ciphertext.
    pub t_hat: Vec<Encoded>,
    /// `s_1` to `s_4`.
    pub s: [Scalar; 4],
    /// `s_hat_i`, one a ciphertext.
    pub s_hat: Vec<Scalar>,
    /// `s'_i`, one a ciphertext.
    pub s_prime: Vec<Scalar>,
    /// Commitments to the permutation, one a ciphertext.
    pub c: Vec<Encoded>,
    /// The chain of commitments, one a ciphertext.
    pub c_hat: Vec<Encoded>,
}

impl Wire for ShuffleProof {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"[[")?;
        for element in &self.t {
            put_element(out, element)?;
            out.write_all(b",")?;
        }
        put_list(out, &self.t4, put_element)?;
        out.write_all(b",")?;
        put_list(out, &self.t_hat, put_element)?;
        out.write_all(b"],[")?;
        for scalar in &self.s {
            put_scalar(out, scalar)?;
            out.write_all(b",")?;
        }
        put_list(out, &self.s_hat, put_scalar)?;
        out.write_all(b",")?;
        put_list(out, &self.s_prime, put_scalar)?;
        out.write_all(b"],")?;
        put_list(out, &self.c, put_element)?;
        out.write_all(b",")?;
        put_list(out, &self.c_hat, put_element)?;
        out.write_all(b"]")
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        scan.literal("[[")?;
        let t = [
            element_and_comma(scan)?,
            element_and_comma(scan)?,
            element_and_comma(scan)?,
        ];
        scan.literal("[")?;
        let t4 = [element_and_comma(scan)?, scan.element()?];
        scan.literal("],")?;
        let t_hat = scan.vector(Scan::element)?;
        scan.literal("],[")?;
        let s = [
            scalar_and_comma(scan)?,
            scalar_and_comma(scan)?,
            scalar_and_comma(scan)?,
            scalar_and_comma(scan)?,
        ];
        let s_hat = scan.vector(Scan::scalar)?;
        scan.literal(",")?;
        let s_prime = scan.vector(Scan::scalar)?;
        scan.literal("],")?;
        let c = scan.vector(Scan::element)?;
        scan.literal(",")?;
        let c_hat = scan.vector(Scan::element)?;
        scan.literal("]")?;
        Ok(Self {
            t,
            t4,
            t_hat,
            s,
            s_hat,
            s_prime,
            c,
            c_hat,
        })
    }
}

fn element_and_comma<R: Read>(scan: &mut Scan<R>) -> Result<Encoded, FormFault> {
    let element = scan.element()?;
    scan.literal(",")?;
    Ok(element)
}

fn scalar_and_comma<R: Read>(scan: &mut Scan<R>) -> Result<Scalar, FormFault> {
    let scalar = scan.scalar()?;
    scan.literal(",")?;
    Ok(scalar)
}

/// One trustee's shuffle: for each question the new ciphertexts and the proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shuffle {
    /// The re-encrypted, permuted ciphertexts of each question.
    pub ciphertexts: Ciphertexts,
    /// One proof a question.
    pub proofs: Vec<ShuffleProof>,
}

impl Wire for Shuffle {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"{\"ciphertexts\":")?;
        self.ciphertexts.write(out)?;
        out.write_all(b",\"proofs\":")?;
        put_list(out, &self.proofs, |out, proof| proof.write(out))?;
        out.write_all(b"}")
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        scan.literal("{\"ciphertexts\":")?;
        let ciphertexts = Ciphertexts::scan(scan)?;
        scan.literal(",\"proofs\":")?;
        let proofs = scan.vector(ShuffleProof::scan)?;
        scan.literal("}")?;
        Ok(Self {
            ciphertexts,
            proofs,
        })
    }
}

/// One trustee's part of the decryption: for each question and ciphertext, `alpha^x` and the proof of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialDecryption {
    /// `alpha^x`.
    pub decryption_factors: Vec<Vec<Encoded>>,
    /// Equality of the logarithms of the trustee's key and of the factor.
    pub decryption_proofs: Vec<Vec<Proof>>,
}

impl Wire for PartialDecryption {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"{\"decryption_factors\":")?;
        put_list(out, &self.decryption_factors, |out, list| {
            put_list(out, list, put_element)
        })?;
        out.write_all(b",\"decryption_proofs\":")?;
        put_list(out, &self.decryption_proofs, |out, list| {
            put_list(out, list, put_proof)
        })?;
        out.write_all(b"}")
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        scan.literal("{\"decryption_factors\":")?;
        let decryption_factors = scan.vector(|scan| scan.vector(Scan::element))?;
        scan.literal(",\"decryption_proofs\":")?;
        let decryption_proofs = scan.vector(|scan| scan.vector(Scan::proof))?;
        scan.literal("}")?;
        Ok(Self {
            decryption_factors,
            decryption_proofs,
        })
    }
}

/// The decrypted ballots of one question, as rows of numbers, one row a ballot. All rows have the same length, so the
/// numbers lie in one piece: a million ballots of 30 candidates are 30 megabytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    width: usize,
    numbers: Vec<u8>,
}

impl Rows {
    /// An empty table for rows of this many numbers.
    pub fn new(width: usize) -> Self {
        Self {
            width,
            numbers: Vec::new(),
        }
    }

    /// Adds a row; `false`, and nothing added, when its length is not the width.
    pub fn push(&mut self, row: &[u8]) -> bool {
        let fits = row.len() == self.width;
        if fits {
            self.numbers.extend_from_slice(row);
        }
        fits
    }

    /// Numbers in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.numbers.len().checked_div(self.width).unwrap_or(0)
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The rows in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.numbers.chunks_exact(self.width.max(1))
    }
}

/// The announced result: for each question, the decrypted ballots in the order of the last shuffle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome(pub Vec<Rows>);

impl Wire for Outcome {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"{\"result\":")?;
        put_list(out, &self.0, |out, rows| {
            put_list(out, rows.iter(), |out, row| {
                put_list(out, row, |out, number| write!(out, "{number}"))
            })
        })?;
        out.write_all(b"}")
    }

    fn scan<R: Read>(scan: &mut Scan<R>) -> Result<Self, FormFault> {
        scan.literal("{\"result\":")?;
        let questions = scan.vector(scan_rows)?;
        scan.literal("}")?;
        Ok(Self(questions))
    }
}

fn scan_rows<R: Read>(scan: &mut Scan<R>) -> Result<Rows, FormFault> {
    let mut rows = Rows::default();
    let mut row = Vec::new();
    let mut first = true;
    scan.list(|scan| {
        row.clear();
        scan.list(|scan| {
            // 8 bits a number: nothing larger can be decrypted
            row.push(u8::try_from(scan.integer(255)?).unwrap_or(u8::MAX));
            Ok(())
        })?;
        if first {
            rows.width = row.len();
            first = false;
        }
        if row.is_empty() || !rows.push(&row) {
            return Err(scan.expected("a row of as many numbers as the others, at least one,"));
        }
        Ok(())
    })?;
    Ok(rows)
}
