//! Ballot boxes: sealed votes, one box a ballot.
//!
//! A box takes a vote that others have checked, makes sure that the credential has not voted, and
//! stores it; the receipt leaves only after the disk has it (RELIABILITY B6, B7). It holds no time,
//! no address and no member (C1). With SQLite each box is a file of its own, so that it can be
//! sealed, copied and handed to the scrutineer.

mod chain;
mod find;
mod read;
mod writer;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use tokio::sync::{Mutex, mpsc, oneshot};

pub use chain::BoxHash;
pub use find::{Found, SpoilError};
pub(crate) use find::{find, spoil, voted};
pub use read::BoxPage;
pub(crate) use read::{file_names, page, start, trackers, verify};

use crate::db::{Db, Part, Tx, Value};
use crate::error::{Result, StoreError};
use crate::files;

/// A vote that has been checked, ready for the box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedVote {
    /// The public part of the credential.
    pub credential: String,
    /// The hash of `bytes`, as the voter knows it.
    pub tracker: String,
    /// The ballot.
    pub bytes: Vec<u8>,
}

/// What the box answers when a vote is stored. The same vote always gets the same receipt, also
/// when it is posted again, also when the credential has voted anew since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The ballot's name.
    pub ballot: String,
    /// The vote's tracker.
    pub tracker: String,
    /// The vote's place in the box, from 1.
    pub place: u64,
    /// The box's head just after it.
    pub head: BoxHash,
}

/// A vote that is in the box, and whether it was there before it was posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The receipt.
    pub receipt: Receipt,
    /// Whether the very same vote had been posted before.
    pub again: bool,
}

/// Whether a voter may vote again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revote {
    /// The first vote is final.
    Final,
    /// The last vote counts; earlier ones stay in the chain.
    LastCounts,
}

/// Where a box stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoxHead {
    /// Votes in the chain, those that were replaced included.
    pub place: u64,
    /// Votes that count.
    pub voters: u64,
    /// The chain's head.
    pub head: BoxHash,
    /// True once nothing more goes in.
    pub sealed: bool,
    /// Whether a voter may vote again.
    pub revote: Revote,
}

/// Why a vote is not in the box.
#[derive(Debug, thiserror::Error)]
pub enum CastError {
    /// The credential has voted, and the first vote is final.
    #[error("a vote with this credential is in the box already, and it is final")]
    AlreadyVoted,
    /// The same ballot is in the box under another credential.
    #[error("this ballot is in the box already under another credential: copies are refused")]
    Copy,
    /// The ballot was opened for a check of the voter's device.
    #[error("this ballot was opened to check it, so it cannot be cast")]
    Spoiled,
    /// The box is sealed.
    #[error("the box is sealed: no vote goes in any more")]
    Sealed,
    /// The vote was not stored, or nobody knows whether it was; posting it again is safe.
    #[error("not in the box: {0}")]
    NotStored(String),
}

/// One vote on its way into the box.
struct Job {
    vote: SealedVote,
    answer: oneshot::Sender<Result<Posted, CastError>>,
}

/// All boxes of a store.
pub(crate) struct Boxes {
    place: Place,
    open: Mutex<HashMap<String, OpenBox>>,
}

/// Where boxes are.
enum Place {
    Files { dir: PathBuf, vfs: Option<String> },
    Tables(Db),
}

#[derive(Clone)]
struct OpenBox {
    db: Db,
    jobs: mpsc::Sender<Job>,
}

impl Boxes {
    pub(crate) fn files(dir: PathBuf, vfs: Option<String>) -> Self {
        Self {
            place: Place::Files { dir, vfs },
            open: Mutex::default(),
        }
    }

    pub(crate) fn tables(db: Db) -> Self {
        Self {
            place: Place::Tables(db),
            open: Mutex::default(),
        }
    }

    /// Makes a box; making it again with the same policy is fine.
    pub(crate) async fn create(&self, ballot: &str, revote: Revote) -> Result<BoxHead> {
        check_name(ballot)?;
        let db = match &self.place {
            Place::Files { .. } => self.open_file(ballot, true).await?,
            Place::Tables(db) => db.clone(),
        };
        let mut tx = db.write("box_create").await?;
        tx.execute(
            "INSERT INTO box (ballot, policy, place, voters, head, sealed) VALUES ($1, $2, 0, 0, $3, 0) ON CONFLICT (ballot) DO NOTHING",
            &[Value::Text(ballot), Value::Text(revote.name()), Value::Blob(&chain::start(ballot))],
        )
        .await?;
        let head = tx.box_head(ballot, false).await?;
        tx.commit().await?;
        if head.revote != revote {
            return Err(StoreError::Invalid(format!(
                "the box {ballot} exists with another rule on voting again"
            )));
        }
        if let Place::Files { dir, vfs: None } = &self.place {
            files::sync_dir(dir)?;
        }
        self.keep(ballot, db).await;
        Ok(head)
    }

    pub(crate) async fn cast(&self, ballot: &str, vote: SealedVote) -> Result<Posted, CastError> {
        let not_stored = |why: String| CastError::NotStored(why);
        let open = self
            .get(ballot)
            .await
            .map_err(|error| not_stored(error.to_string()))?;
        let (answer, done) = oneshot::channel();
        let lost = || not_stored("the writer of this box has ended; try again".to_owned());
        open.jobs
            .send(Job { vote, answer })
            .await
            .map_err(|_| lost())?;
        done.await.map_err(|_| lost())?
    }

    pub(crate) async fn head(&self, ballot: &str) -> Result<BoxHead> {
        let open = self.get(ballot).await?;
        let mut tx = open.db.read("box_head").await?;
        let head = tx.box_head(ballot, false).await?;
        tx.end().await?;
        Ok(head)
    }

    /// Closes a box for ever. Casts that were acknowledged are in; those that wait are refused.
    pub(crate) async fn seal(&self, ballot: &str) -> Result<BoxHead> {
        let open = self.get(ballot).await?;
        let mut tx = open.db.write("box_seal").await?;
        let before = tx.box_head(ballot, true).await?;
        let args = [Value::Text(ballot)];
        tx.execute("UPDATE box SET sealed = 1 WHERE ballot = $1", &args)
            .await?;
        tx.commit().await?;
        Ok(BoxHead {
            sealed: true,
            ..before
        })
    }

    /// The names of all boxes, sorted.
    pub(crate) async fn names(&self) -> Result<Vec<String>> {
        let mut names = match &self.place {
            Place::Files { dir, .. } => file_names(dir)?,
            Place::Tables(db) => read::table_names(db).await?,
        };
        names.sort();
        Ok(names)
    }

    /// The database that holds a box.
    pub(crate) async fn db(&self, ballot: &str) -> Result<Db> {
        Ok(self.get(ballot).await?.db)
    }

    /// Ends the writers and closes the files.
    pub(crate) async fn close(&self) {
        let open = std::mem::take(&mut *self.open.lock().await);
        for (_, entry) in open {
            drop(entry.jobs);
            if matches!(self.place, Place::Files { .. }) {
                entry.db.close().await;
            }
        }
    }

    async fn get(&self, ballot: &str) -> Result<OpenBox> {
        if let Some(open) = self.open.lock().await.get(ballot) {
            return Ok(open.clone());
        }
        check_name(ballot)?;
        let db = match &self.place {
            Place::Files { .. } => self.open_file(ballot, false).await?,
            Place::Tables(db) => db.clone(),
        };
        let mut tx = db.read("box_open").await?;
        tx.box_head(ballot, false).await?;
        tx.end().await?;
        Ok(self.keep(ballot, db).await)
    }

    async fn keep(&self, ballot: &str, db: Db) -> OpenBox {
        let mut open = self.open.lock().await;
        let entry = open.entry(ballot.to_owned()).or_insert_with(|| {
            let jobs = writer::start(db.clone(), ballot.to_owned());
            OpenBox { db, jobs }
        });
        entry.clone()
    }

    async fn open_file(&self, ballot: &str, create: bool) -> Result<Db> {
        let Place::Files { dir, vfs } = &self.place else {
            return Err(StoreError::Missing(format!("box {ballot}")));
        };
        let file = file(dir, ballot);
        if !create && vfs.is_none() && !file.is_file() {
            return Err(StoreError::Missing(format!("box {ballot}")));
        }
        let db = Db::sqlite(&file, create, vfs.as_deref());
        db.migrate(Part::Boxes).await?;
        Ok(db)
    }
}

impl Revote {
    fn name(self) -> &'static str {
        match self {
            Self::Final => "final",
            Self::LastCounts => "last",
        }
    }

    fn parse(name: &str) -> Result<Self> {
        match name {
            "final" => Ok(Self::Final),
            "last" => Ok(Self::LastCounts),
            _ => Err(StoreError::Schema(format!(
                "a box has the unknown rule {name:?}"
            ))),
        }
    }
}

impl Tx {
    /// Where a box stands; with `lock`, nobody else can move it before this transaction ends.
    pub(crate) async fn box_head(&mut self, ballot: &str, lock: bool) -> Result<BoxHead> {
        const SELECT: &str =
            "SELECT place, voters, head, sealed, policy FROM box WHERE ballot = $1";
        let sql = if lock {
            self.engine().lock_row(SELECT)
        } else {
            SELECT.to_owned()
        };
        let row = self
            .first(sqlx::AssertSqlSafe(sql), &[Value::Text(ballot)])
            .await?
            .ok_or_else(|| StoreError::Missing(format!("box {ballot}")))?;
        Ok(BoxHead {
            place: row.count(0)?,
            voters: row.count(1)?,
            head: row.hash(2)?,
            sealed: row.int(3)? != 0,
            revote: Revote::parse(&row.text(4)?)?,
        })
    }
}

/// The file of a box.
pub(crate) fn file(dir: &Path, ballot: &str) -> PathBuf {
    dir.join(format!("{ballot}.db"))
}

/// A box's name is an id: it becomes a file's name.
fn check_name(ballot: &str) -> Result<()> {
    match polity_values::MatterId::new(ballot) {
        Ok(_) => Ok(()),
        Err(error) => Err(StoreError::Invalid(format!(
            "a box's name is an id: {error}"
        ))),
    }
}
