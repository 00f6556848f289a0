//! The record: append-only rows, each of which seals all before it.
//!
//! A row keeps the exact texts and bytes that were hashed; they are checked whenever the record is
//! read, never made again from a parsed form. Over the rows stands a Merkle tree (RFC 6962), so
//! that a signed checkpoint of a few lines lets anyone prove that an entry is in the record and
//! that the record only grew.

mod chain;
mod checkpoint;
mod tree;

pub use chain::{Row, RowHash, START};
pub use checkpoint::{Checkpoint, CheckpointKey};
pub use signed_note::{StandardSigner, StandardVerifier};
pub use tree::{InclusionProof, TreeHash};

pub(crate) use chain::netstrings;
pub(crate) use checkpoint::{FILE, check_kept, kept_path, make};

use crate::db::{Db, Limit, Tx, Value};
use crate::error::{Result, StoreError};

/// Rows read at a time.
const PAGE: i64 = 2_000;

const COLUMNS: &str = "seq, at, kind, actor, role, rule, subject, body, prev_hash, hash";

/// Where the record ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordHead {
    /// Rows so far; also the last row's number.
    pub seq: u64,
    /// The last row's hash, or [`START`].
    pub hash: RowHash,
}

/// What a caller appends: a row without its number and hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// When, as the text that will stand in the record (RFC 3339).
    pub at: String,
    /// The kind of event, such as `motion.tabled`.
    pub kind: String,
    /// Who; empty for the clock.
    pub actor: String,
    /// In what capacity.
    pub role: String,
    /// The clause that allowed it.
    pub rule: String,
    /// On what.
    pub subject: String,
    /// The event's exact bytes.
    pub body: Vec<u8>,
}

impl Tx {
    /// Reads the head and, where the engine needs it, holds it: only one transaction at a time can
    /// append.
    pub(crate) async fn record_lock(&mut self) -> Result<RecordHead> {
        let select = self
            .engine()
            .lock_row("SELECT seq, hash FROM record_head WHERE one = 1");
        head_of(&self.one(sqlx::AssertSqlSafe(select), &[]).await?)
    }

    pub(crate) async fn record_head(&mut self) -> Result<RecordHead> {
        head_of(
            &self
                .one("SELECT seq, hash FROM record_head WHERE one = 1", &[])
                .await?,
        )
    }

    /// Appends rows after `head`, which [`Tx::record_lock`] gave; returns them as stored.
    pub(crate) async fn record_append(
        &mut self,
        head: RecordHead,
        drafts: Vec<Draft>,
    ) -> Result<Vec<Row>> {
        let mut rows: Vec<Row> = Vec::with_capacity(drafts.len());
        let (mut seq, mut prev) = (head.seq, head.hash);
        for draft in drafts {
            seq += 1;
            let row = Row::seal(seq, prev, draft);
            prev = row.hash;
            self.record_insert(&row).await?;
            rows.push(row);
        }
        self.tree_append(head.seq, &rows).await?;
        let changed = self
            .execute(
                "UPDATE record_head SET seq = $1, hash = $2 WHERE one = 1 AND seq = $3",
                &[
                    Value::Int(to_i64(seq)),
                    Value::Blob(&prev),
                    Value::Int(to_i64(head.seq)),
                ],
            )
            .await?;
        if changed != 1 {
            return Err(damaged(head.seq, "the head moved under a lock"));
        }
        Ok(rows)
    }

    async fn record_insert(&mut self, row: &Row) -> Result<()> {
        let args = [
            Value::Int(to_i64(row.seq)),
            Value::Text(&row.at),
            Value::Text(&row.kind),
            Value::Text(&row.actor),
            Value::Text(&row.role),
            Value::Text(&row.rule),
            Value::Text(&row.subject),
            Value::Blob(&row.body),
            Value::Blob(&row.prev_hash),
            Value::Blob(&row.hash),
        ];
        self.execute(
            "INSERT INTO record (seq, at, kind, actor, role, rule, subject, body, prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            &args,
        )
        .await?;
        Ok(())
    }

    /// The hash that row `seq` claims, or [`START`] for 0.
    pub(crate) async fn record_hash_at(&mut self, seq: u64) -> Result<RowHash> {
        if seq == 0 {
            return Ok(START);
        }
        self.first(
            "SELECT hash FROM record WHERE seq = $1",
            &[Value::Int(to_i64(seq))],
        )
        .await?
        .ok_or_else(|| StoreError::Missing(format!("row {seq} of the record")))?
        .hash(0)
    }

    /// The rows after `head`, each checked against the one before. An empty answer means that the
    /// record ends there.
    pub(crate) async fn record_page(&mut self, head: RecordHead) -> Result<Vec<Row>> {
        let sql = format!("SELECT {COLUMNS} FROM record WHERE seq > $1 ORDER BY seq LIMIT {PAGE}");
        let stored = self
            .all(sqlx::AssertSqlSafe(sql), &[Value::Int(to_i64(head.seq))])
            .await?;
        let (mut seq, mut prev) = (head.seq, head.hash);
        let mut rows = Vec::with_capacity(stored.len());
        for row in &stored {
            let row = row_of(row)?;
            seq += 1;
            row.check(seq, &prev).map_err(|why| damaged(seq, &why))?;
            prev = row.hash;
            rows.push(row);
        }
        Ok(rows)
    }
}

/// Gives a new database its head.
pub(crate) async fn begin(db: &Db) -> Result<()> {
    let mut tx = db.write("record_begin").await?;
    tx.execute(
        "INSERT INTO record_head (one, seq, hash) VALUES (1, 0, $1) ON CONFLICT (one) DO NOTHING",
        &[Value::Blob(&START)],
    )
    .await?;
    tx.commit().await
}

/// Walks the whole record: chain, head and tree. Calls `progress(done, of)` now and then.
pub(crate) async fn verify(db: &Db, mut progress: impl FnMut(u64, u64)) -> Result<RecordHead> {
    let mut tx = db.read_within("record_verify", Limit::Long).await?;
    let end = tx.record_head().await?;
    let mut at = RecordHead {
        seq: 0,
        hash: START,
    };
    let mut tree = tree::Builder::default();
    loop {
        let page = tx.record_page(at).await?;
        let Some(last) = page.last() else { break };
        at = RecordHead {
            seq: last.seq,
            hash: last.hash,
        };
        for row in &page {
            tree.push(row);
        }
        progress(at.seq, end.seq);
    }
    if at != end {
        let why = format!(
            "the record ends at row {}, its head says {}",
            at.seq, end.seq
        );
        return Err(damaged(at.seq.min(end.seq) + 1, &why));
    }
    tx.tree_check(&tree).await?;
    tx.end().await?;
    Ok(end)
}

fn head_of(row: &crate::db::Row) -> Result<RecordHead> {
    Ok(RecordHead {
        seq: row.count(0)?,
        hash: row.hash(1)?,
    })
}

fn row_of(row: &crate::db::Row) -> Result<Row> {
    Ok(Row {
        seq: row.count(0)?,
        at: row.text(1)?,
        kind: row.text(2)?,
        actor: row.text(3)?,
        role: row.text(4)?,
        rule: row.text(5)?,
        subject: row.text(6)?,
        body: row.blob(7)?,
        prev_hash: row.hash(8)?,
        hash: row.hash(9)?,
    })
}

pub(crate) fn damaged(at: u64, why: &str) -> StoreError {
    StoreError::Damaged {
        what: "record".to_owned(),
        at,
        why: why.to_owned(),
    }
}

/// Row numbers and counts as the databases keep them.
pub(crate) fn to_i64(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
