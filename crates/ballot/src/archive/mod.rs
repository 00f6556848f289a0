//! The archive `NAME.bel`: the whole election in one file that grows at its end and is read in one pass.
//!
//! It is a tar in the oldest form, without end blocks. Each member's name is the SHA-256 of its content; `.data.json`
//! holds an item, `.event.json` links it into a hash chain: `Setup`, `Ballot` .., `EndBallots`,
//! `EncryptedTally`, `Shuffle` .., `EndShuffles`, `PartialDecryption` .., `Result`. Every byte is determined by the items and one timestamp, so an archive
//! that reads without a [`Fault`] would be written again byte for byte the same.
//!
//! [`Keeper`] holds an election from setup to result and checks each step; [`Writer`] appends, [`Reader`] streams, [`read_all`] takes bytes at once (tests, fuzzing).

mod event;
mod fault;
mod keeper;
mod limits;
mod members;
mod mixing;
mod reader;
mod setup;
mod tar;
mod writer;

pub use event::{Event, EventKind, Stage};
pub use fault::{Aspect, Fault, FaultKind};
pub use keeper::{Keeper, KeeperFault, OpenedPapers};
pub use limits::{MAX_BALLOT_BYTES, MAX_LARGE_BYTES, MAX_POINTER_BYTES, MAX_SETUP_BYTES};
pub use mixing::{MixingFault, check_shuffle, generators_needed, make_shuffle};
pub use reader::{Content, Reader, Step};
pub use setup::{ElectionParts, Setup};
pub use writer::Writer;

/// Reads all steps of an archive held in memory, with every structural check. Any bytes are allowed; none panic.
///
/// # Errors
/// The first structural [`Fault`].
pub fn read_all(bytes: &[u8]) -> Result<Vec<Step>, Fault> {
    let mut reader = Reader::open(bytes)?;
    let mut steps = Vec::new();
    while let Some(step) = reader.next_step()? {
        steps.push(step);
    }
    Ok(steps)
}

#[cfg(test)]
mod tests;
