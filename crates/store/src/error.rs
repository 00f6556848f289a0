//! What can go wrong, said so that an operator knows what to do.

use std::path::PathBuf;

/// A failure of the store. None of them means "refused by the rules": that is a verdict of the
/// judge, not an error.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A disk error stopped this store. Nothing is accepted until a person has looked and started
    /// it again: after a failed flush nobody knows what is on the disk, and asking again would lie.
    #[error(
        "the store has stopped accepting writes: {why}. Nothing since has been stored; look at the disk, then start again"
    )]
    Failed {
        /// The first error.
        why: String,
    },
    /// The database did not answer in time, or could not be reached. Whatever was asked is not
    /// acknowledged; the same call may be made again.
    #[error("the database did not do {what:?}: {why}. Not stored; try again")]
    Unavailable {
        /// The transaction's name.
        what: &'static str,
        /// The engine's words.
        why: String,
    },
    /// It took longer than a person may be kept waiting. Nothing is acknowledged, nor is it certain
    /// that nothing happened; the same call may be made again.
    #[error("the database did not do {what:?} within {} seconds. Not confirmed; try again", .time.as_secs_f64())]
    Deadline {
        /// The transaction's name.
        what: &'static str,
        /// The time that it had.
        time: std::time::Duration,
    },
    /// The database refused a statement: a fault of this program or of somebody who changed the
    /// tables by hand.
    #[error("the database refused a statement of {what:?}: {source}")]
    Database {
        /// The transaction's name.
        what: &'static str,
        /// The engine's error.
        source: sqlx::Error,
    },
    /// Another process writes to this folder.
    #[error(
        "{dir} is in use: {holder} writes to it. Only one process may; stop that one first",
        dir = .dir.display()
    )]
    InUse {
        /// The data folder.
        dir: PathBuf,
        /// Process id and name, as it wrote them into the lock file.
        holder: String,
    },
    /// The engine or its settings cannot be trusted with votes.
    #[error("this database cannot be used: {0}")]
    Unsafe(String),
    /// The tables are of another version of this program, or a migration was changed.
    #[error("the tables are not those of this version: {0}")]
    Schema(String),
    /// An entry of the record, or a row of a box, is not what was written.
    #[error("{what} is damaged at row {at}: {why}. Restore a backup; do not repair by hand")]
    Damaged {
        /// "record", or the box's name.
        what: String,
        /// The row's number, from 1.
        at: u64,
        /// Which check failed.
        why: String,
    },
    /// The record is shorter than, or differs from, the last signed checkpoint kept beside it: an
    /// older copy was restored (RELIABILITY D9).
    #[error(
        "the record does not continue its last checkpoint ({why}): an older copy was put in its place. Restore the newest backup, or remove {path} only if you mean to give up what it proves",
        path = .path.display()
    )]
    Rewound {
        /// The checkpoint's file.
        path: PathBuf,
        /// How they differ.
        why: String,
    },
    /// A file could not be read or written.
    #[error("{path}: {source}", path = .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
    /// What was asked for is not there.
    #[error("there is no {0}")]
    Missing(String),
    /// The request itself makes no sense.
    #[error("{0}")]
    Invalid(String),
}

impl StoreError {
    /// An error of the file system, with the file's name.
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}

/// The result of a call of the store.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
