//! The store as the rest of the house sees it: opened on a folder, or on a folder and a server.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::act::Fold;
use crate::boxes::{
    self, BoxHead, BoxPage, Boxes, CastError, Found, Posted, Receipt, Revote, SealedVote,
    SpoilError,
};
use crate::db::{DEADLINE, Db, Engine, Part};
use crate::error::{Result, StoreError};
use crate::files::WriterLock;
use crate::record::{
    self, Checkpoint, InclusionProof, RecordHead, StandardSigner, StandardVerifier,
};
use crate::shown::Shown;

/// Where a store is, and who opens it.
#[derive(Clone)]
pub struct Options {
    /// The data folder. With SQLite it holds everything; with PostgreSQL the last checkpoint.
    pub dir: PathBuf,
    /// A PostgreSQL URL; none means SQLite in the folder.
    pub database_url: Option<String>,
    /// What to tell another process that finds the folder in use, such as `polity serve`.
    pub holder: String,
    /// The public key that signed the checkpoints; with it their signature is checked too.
    pub verifier: Option<StandardVerifier>,
    /// Another file system layer for SQLite, by its registered name. For tests of crashes.
    pub vfs: Option<String>,
    /// How long a call may take that somebody waits for; then it fails with
    /// [`StoreError::Deadline`]. Long work (an import, a copy, a rebuild) is not bound by it.
    pub deadline: Duration,
}

impl Options {
    /// SQLite in a folder.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self {
            dir: dir.into(),
            database_url: None,
            holder: "polity".to_owned(),
            verifier: None,
            vfs: None,
            deadline: DEADLINE,
        }
    }

    /// PostgreSQL when a URL is given; `None` leaves SQLite.
    #[must_use]
    pub fn database_url(mut self, url: Option<String>) -> Self {
        self.database_url = url;
        self
    }

    /// Names this process for others.
    #[must_use]
    pub fn holder(mut self, name: impl Into<String>) -> Self {
        self.holder = name.into();
        self
    }
}

/// An open store. One process at a time may hold a SQLite folder; any number share a PostgreSQL
/// database. Its functions take `&self` and may be called from many tasks.
pub struct Store {
    pub(crate) dir: PathBuf,
    pub(crate) db: Db,
    pub(crate) boxes: Boxes,
    pub(crate) fold: tokio::sync::Mutex<Fold>,
    /// What readers are shown without waiting for the writer.
    pub(crate) shown: Shown,
    _lock: Option<WriterLock>,
}

impl Store {
    /// Opens or makes a store, brings its tables up to date, and checks that the engine can be
    /// trusted, that the record is whole, and that it continues its last checkpoint.
    ///
    /// # Errors
    /// [`StoreError`] says which of these does not hold, or who uses the folder.
    pub async fn open(options: &Options) -> Result<Self> {
        let dir = options.dir.clone();
        std::fs::create_dir_all(&dir).map_err(StoreError::io(&dir))?;
        let (db, boxes, lock) = match &options.database_url {
            None => {
                let lock = WriterLock::take(&dir, &options.holder)?;
                let box_dir = dir.join("boxes");
                std::fs::create_dir_all(&box_dir).map_err(StoreError::io(&box_dir))?;
                let db = Db::sqlite(&dir.join(MAIN_FILE), true, options.vfs.as_deref())
                    .deadline(options.deadline);
                (db, Boxes::files(box_dir, options.vfs.clone()), Some(lock))
            }
            Some(url) => {
                let db = Db::postgres(url)?.deadline(options.deadline);
                (db.clone(), Boxes::tables(db), None)
            }
        };
        db.check_engine().await?;
        db.migrate(Part::Main).await?;
        if db.engine() == Engine::Postgres {
            db.migrate(Part::Boxes).await?;
        }
        record::begin(&db).await?;
        record::check_kept(&db, &dir, options.verifier.as_ref()).await?;
        Ok(Self {
            dir,
            db,
            boxes,
            fold: tokio::sync::Mutex::default(),
            shown: Shown::default(),
            _lock: lock,
        })
    }

    /// Which engine holds the data.
    pub fn engine(&self) -> Engine {
        self.db.engine()
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Why the store stopped accepting writes, if a disk error stopped it (RELIABILITY E4).
    pub fn failure(&self) -> Option<&str> {
        self.db.failure()
    }

    /// Ends the writers and closes every file, waiting until that is done.
    pub async fn close(self) {
        self.boxes.close().await;
        self.db.close().await;
    }

    /// Where the record ends.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn record_head(&self) -> Result<RecordHead> {
        let mut tx = self.db.read("record_head").await?;
        let head = tx.record_head().await?;
        tx.end().await?;
        Ok(head)
    }

    /// The rows after row `after` (0: from the start), at most 2,000, each checked against its
    /// seal and the row before. An empty answer is the end.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the first bad row.
    pub async fn record_page(&self, after: u64) -> Result<Vec<record::Row>> {
        let mut tx = self.db.read("record_page").await?;
        let hash = tx.record_hash_at(after).await?;
        let rows = tx.record_page(RecordHead { seq: after, hash }).await?;
        tx.end().await?;
        Ok(rows)
    }

    /// Checks the whole record: every row's seal, the chain, the head, the Merkle tree.
    /// `progress(done, of)` is called now and then.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the first bad row.
    pub async fn record_verify(&self, progress: impl FnMut(u64, u64)) -> Result<RecordHead> {
        record::verify(&self.db, progress).await
    }

    /// Signs where the record stands (C2SP `tlog-checkpoint`), and keeps the note beside the data.
    ///
    /// # Errors
    /// [`StoreError`] of the database or of the file.
    pub async fn record_checkpoint(&self, signer: &StandardSigner) -> Result<Checkpoint> {
        record::make(&self.db, &self.dir, signer).await
    }

    /// What shows to anybody that row `seq` is in the record of `size` rows.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if there is no such row.
    pub async fn record_proof(&self, seq: u64, size: u64) -> Result<InclusionProof> {
        let mut tx = self.db.read("record_proof").await?;
        let head = tx.record_head().await?;
        if size > head.seq {
            return Err(StoreError::Missing(format!(
                "record of {size} rows; it has {}",
                head.seq
            )));
        }
        let proof = tx.tree_proof(seq, size).await?;
        tx.end().await?;
        Ok(proof)
    }

    /// Makes a ballot box, empty and open. Making it again changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] if it exists with another rule on voting again.
    pub async fn box_create(&self, ballot: &str, revote: Revote) -> Result<BoxHead> {
        self.boxes.create(ballot, revote).await
    }

    /// Puts a checked vote into its box and answers when it is on disk. Posting the same vote again
    /// gives the same receipt.
    ///
    /// # Errors
    /// [`CastError`]; after [`CastError::NotStored`] the same vote may be posted again.
    pub async fn box_cast(&self, ballot: &str, vote: SealedVote) -> Result<Receipt, CastError> {
        Ok(self.boxes.cast(ballot, vote).await?.receipt)
    }

    /// As [`Self::box_cast`], and tells whether the same vote was there before.
    ///
    /// # Errors
    /// As [`Self::box_cast`].
    pub async fn box_post(&self, ballot: &str, vote: SealedVote) -> Result<Posted, CastError> {
        self.boxes.cast(ballot, vote).await
    }

    /// Notes that a voter opened a ballot to check the device: it can never be cast. Durable when this
    /// returns; saying it again is fine.
    ///
    /// # Errors
    /// [`SpoilError::InBox`] when it has been cast.
    pub async fn box_spoil(&self, ballot: &str, tracker: &str) -> Result<(), SpoilError> {
        boxes::spoil(&self.boxes.db(ballot).await?, ballot, tracker).await
    }

    /// The votes whose trackers begin with `start`, at most 16. Give enough of it that it fits one.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if there is no such box.
    pub async fn box_find(&self, ballot: &str, start: &str) -> Result<Vec<Found>> {
        boxes::find(&self.boxes.db(ballot).await?, ballot, start).await
    }

    /// Whether a vote of this credential counts in the box.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if there is no such box.
    pub async fn box_voted(&self, ballot: &str, credential: &str) -> Result<bool> {
        boxes::voted(&self.boxes.db(ballot).await?, ballot, credential).await
    }

    /// Where a box stands.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if there is no such box.
    pub async fn box_head(&self, ballot: &str) -> Result<BoxHead> {
        self.boxes.head(ballot).await
    }

    /// The votes of a box in the order of its chain, a page at a time: pass `None`, then each page
    /// until one is empty. Every row is checked against the chain.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the first bad row.
    pub async fn box_stream(&self, ballot: &str, after: Option<&BoxPage>) -> Result<BoxPage> {
        let db = self.boxes.db(ballot).await?;
        match after {
            Some(page) => boxes::page(&db, ballot, page).await,
            None => boxes::page(&db, ballot, &boxes::start(ballot)).await,
        }
    }

    /// The trackers of a box's votes after a place, at most so many, each with its place, in the order of the
    /// chain: what anybody may see while the ballot runs.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if there is no such box.
    pub async fn box_trackers(
        &self,
        ballot: &str,
        after: u64,
        most: u32,
    ) -> Result<Vec<(u64, String)>> {
        boxes::trackers(&self.boxes.db(ballot).await?, ballot, after, most).await
    }

    /// Closes a box for ever. What was acknowledged is in; what comes later is refused.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if there is no such box.
    pub async fn box_seal(&self, ballot: &str) -> Result<BoxHead> {
        self.boxes.seal(ballot).await
    }

    /// Checks every row of a box against its chain and head.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the first bad row.
    pub async fn box_verify(&self, ballot: &str) -> Result<BoxHead> {
        boxes::verify(&self.boxes.db(ballot).await?, ballot).await
    }

    /// The names of all boxes, sorted.
    ///
    /// # Errors
    /// [`StoreError`] of the database or the folder.
    pub async fn box_list(&self) -> Result<Vec<String>> {
        self.boxes.names().await
    }
}

/// The file of record, vault and projections.
pub(crate) const MAIN_FILE: &str = "polity.db";
