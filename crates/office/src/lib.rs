//! The returning officer's office: what the server and the command line both call to hold an election.
//!
//! Holding an election takes the record (who may do what, by which rule) and the ballot protocol (keys,
//! mixing, opening) together, and neither room may know the other: `store` never sees a ballot's
//! inside, `ballot` never sees a member. The office joins them and decides nothing: the judge allows,
//! the protocol checks.
//!
//! The parts: [`desk`] (the officer's acts, from the freeze to the last decryption), [`admission`] (applications to join: taken, looked for, paid), [`founding`] (an organisation from its
//! description), [`calling`] (what opening a matter does to who may vote), [`folder`] (the public files of an election), [`codes`] (the credential authority's own work, done elsewhere),
//! [`trustee`] (a trustee's own work, done elsewhere), [`opening`] (the election is put together),
//! [`polling`] (votes come in), [`register`] (the roll for people), [`tracker`] (how receipts
//! name a ballot), [`tally`] (the archive: closed, mixed, opened), [`result`] (counted).

pub mod admission;
pub mod calling;
pub mod codes;
pub mod desk;
mod fault;
pub mod folder;
pub mod founding;
pub mod opening;
pub mod polling;
pub mod register;
pub mod result;
pub mod tally;
pub mod texts;
pub mod tracker;
pub mod trustee;

pub use fault::OfficeFault;

use polity_ballot::wire;
use polity_org::Digest;

/// The record's form of a digest of the ballot protocol.
pub fn digest(of: wire::Digest) -> Digest {
    Digest(of.0)
}
