//! What the organisation remembers, on disk: the record, the vault, the ballot boxes, and tables
//! that pages read. The only SQL of the project; SQLite or PostgreSQL, one text for both.
//!
//! The store decides nothing: every write to the record passes the organisation's judge in the same
//! transaction that stores it. Nothing is acknowledged before it is durable. Who voted and what was
//! voted are never in one table, file or transaction.

mod boxes;
mod db;
mod error;
mod files;
pub mod record;
mod store;

pub use boxes::{BoxHash, BoxHead, BoxPage, CastError, Receipt, Revote, SealedVote};
pub use db::{DEADLINE, Engine};
pub use error::{Result, StoreError};
pub use store::{Options, Store};
