//! Re-judges a published election from its archive alone: from ballots to seats, with nothing taken on trust.
//!
//! [`verify`] reads the archive once, in a stream, and answers with a [`Report`] of fourteen numbered [`Check`]s:
//!
//! 1. container, 2. chain, 3. order, 4. form: the file is what an honest writer would have written, byte for byte
//!    (`polity_ballot::archive` reads it and stops at the first such fault);
//! 5. trustees: each proved to know its key; together they make the election's key;
//! 6. credentials: as many as the roll has entitlements, each an element of the group;
//! 7. ballots: proofs and signatures of each, no copies;
//! 8. tally: the last ballot of each credential, sorted, and their true number;
//! 9. shuffles: at least one, by as many different trustees as the election asks for, each proved;
//! 10. decryptions: each proved, by enough trustees; 11. result: the announced papers are what they open;
//! 12. papers: each opened paper has the one canonical encoding of its numbers;
//! 13. count: by the rule that the election names; 14. published: the published result is the same.
//!
//! What it cannot see: whether the credentials went to the persons on the roll, whether trustees shared their keys,
//! and which trustee really made a shuffle (version 1 of the protocol does not sign shuffles).
//!
//! [`walk`] follows the archive; [`opening`] decrypts; [`counting`] counts and compares; [`report`] prints.

mod counting;
pub mod meek_proof;
mod opening;
mod report;
mod walk;

pub use counting::{CountOptions, Published};
pub use report::{Check, ElectionName, Line, MAX_NAMED_FAULTS, Report, Status};

use polity_count::Contest;
use std::io::Read;

/// What to hold the archive against, beyond itself.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A published head of the chain, in hex: the digest of an event, which must stand in the archive. It tells when
    /// the whole chain was written anew.
    pub head: Option<String>,
    /// Published size of the roll. The election's own terms are held against it where both are there.
    pub roll_size: Option<u64>,
    /// Trustees that must have shuffled, where the election's terms do not say.
    pub shuffles: Option<u32>,
    /// Which question is counted, from 1.
    pub question: usize,
    /// How to count, and what was published.
    pub count: CountOptions,
}

/// The report, and the papers of the counted question where they were opened.
#[derive(Debug)]
pub struct Verified {
    /// What came of each check.
    pub report: Report,
    /// The papers as a contest, for a BLT file.
    pub contest: Option<Contest>,
}

/// Verifies an archive. Any bytes are allowed; none panic. The input is read in large pieces.
pub fn verify(input: impl Read, options: &Options) -> Verified {
    walk::walk(input, options)
}
