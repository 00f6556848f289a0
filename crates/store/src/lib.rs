//! What the organisation remembers, on disk: the record, the vault, the ballot boxes, and tables
//! that pages read. The only SQL of the project; SQLite or PostgreSQL, one text for both.
//!
//! The store decides nothing: every write to the record passes the organisation's judge in the same
//! transaction that stores it. Nothing is acknowledged before it is durable. Who voted and what was
//! voted are never in one table, file or transaction.

mod access;
mod act;
mod backup;
mod boxes;
mod db;
mod error;
mod files;
mod post;
mod projection;
pub mod record;
mod shown;
mod store;
mod vault;

pub use access::{
    Challenge, Contact, LinkPurpose, LoginLink, MAX_TRIES, Passkey, SEEN_EVERY, Session, Strength,
    TokenHash, Totp,
};
pub use act::{ActError, Done};
pub use backup::{CopiedBox, CopiedFile, MANIFEST, Manifest, backup_verify};
pub use boxes::{
    BoxHash, BoxHead, BoxPage, CastError, Found, Posted, Receipt, Revote, SealedVote, SpoilError,
};
pub use db::{DEADLINE, Engine};
pub use error::{Result, StoreError};
pub use post::{Letter, LetterCounts, LetterState, Mailing, NewLetter};
pub use store::{Options, Store};
pub use vault::{
    Access, Compared, ImportDone, Member, Monitored, MonitoringTotal, Paper, Photo, RollDifference,
    RollEntry, Viewer,
};
