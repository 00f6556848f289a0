//! Reading a box: in the order of its chain, every row checked.

use std::path::Path;

use super::{BoxHash, BoxHead, SealedVote, chain};
use crate::db::{Db, Value};
use crate::error::{Result, StoreError};
use crate::record::to_i64;

/// Votes read at a time.
const PAGE: i64 = 1_000;

/// A stretch of a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxPage {
    /// The place of the last vote of this stretch: ask for what is after it.
    pub place: u64,
    /// The chain's head there.
    pub head: BoxHash,
    /// The votes in order; `false` beside those that the same credential replaced later.
    pub votes: Vec<(SealedVote, bool)>,
}

/// The beginning of a box: what [`page`] continues.
pub(crate) fn start(ballot: &str) -> BoxPage {
    BoxPage {
        place: 0,
        head: chain::start(ballot),
        votes: Vec::new(),
    }
}

/// The votes after `before`. An empty page is the end.
pub(crate) async fn page(db: &Db, ballot: &str, before: &BoxPage) -> Result<BoxPage> {
    let mut tx = db.read("box_stream").await?;
    let sql = format!(
        "SELECT place, credential, tracker, bytes, head, counts FROM box_vote WHERE ballot = $1 AND place > $2 ORDER BY place LIMIT {PAGE}"
    );
    let args = [Value::Text(ballot), Value::Int(to_i64(before.place))];
    let rows = tx.all(sqlx::AssertSqlSafe(sql), &args).await?;
    tx.end().await?;
    let (mut place, mut head) = (before.place, before.head);
    let mut votes = Vec::with_capacity(rows.len());
    for row in &rows {
        place += 1;
        let tracker = row.text(2)?;
        head = chain::next(&head, &tracker);
        if row.count(0)? != place || row.hash(4)? != head {
            return Err(damaged(ballot, place, "the chain does not fit".to_owned()));
        }
        let vote = SealedVote {
            credential: row.text(1)?,
            tracker,
            bytes: row.blob(3)?,
        };
        votes.push((vote, row.int(5)? != 0));
    }
    Ok(BoxPage { place, head, votes })
}

/// The trackers of the votes after a place, at most so many, in the order of the chain.
pub(crate) async fn trackers(
    db: &Db,
    ballot: &str,
    after: u64,
    most: u32,
) -> Result<Vec<(u64, String)>> {
    let mut tx = db.read("box_trackers").await?;
    let sql = format!(
        "SELECT place, tracker FROM box_vote WHERE ballot = $1 AND place > $2 ORDER BY place LIMIT {most}"
    );
    let args = [Value::Text(ballot), Value::Int(to_i64(after))];
    let rows = tx.all(sqlx::AssertSqlSafe(sql), &args).await?;
    tx.end().await?;
    rows.iter()
        .map(|row| Ok((row.count(0)?, row.text(1)?)))
        .collect()
}

/// Reads the whole box and compares it with its head.
pub(crate) async fn verify(db: &Db, ballot: &str) -> Result<BoxHead> {
    let mut tx = db.read("box_verify").await?;
    let end = tx.box_head(ballot, false).await?;
    tx.end().await?;
    let mut at = start(ballot);
    let mut voters = 0;
    while at.place < end.place {
        let next = page(db, ballot, &at).await?;
        if next.votes.is_empty() {
            break;
        }
        voters += next.votes.iter().filter(|(_, counts)| *counts).count() as u64;
        at = next;
    }
    // Casts may add to an open box while we read; then only the chain up to here is compared.
    let beyond = at.place > end.place;
    if !beyond && (at.place, at.head, voters) != (end.place, end.head, end.voters) {
        let (place, of) = (end.place, end.voters);
        let why = format!(
            "it holds {} votes of {voters} voters; its head says {place} of {of}",
            at.place
        );
        return Err(damaged(ballot, at.place, why));
    }
    Ok(end)
}

fn damaged(ballot: &str, at: u64, why: String) -> StoreError {
    StoreError::Damaged {
        what: format!("box {ballot}"),
        at,
        why,
    }
}

/// The boxes of a folder.
pub(crate) fn file_names(dir: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(names),
        Err(error) => return Err(StoreError::io(dir)(error)),
    };
    for entry in entries {
        let path = entry.map_err(StoreError::io(dir))?.path();
        if path.extension().is_some_and(|extension| extension == "db")
            && let Some(stem) = path.file_stem()
        {
            names.push(stem.to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

pub(super) async fn table_names(db: &Db) -> Result<Vec<String>> {
    let mut tx = db.read("box_list").await?;
    let rows = tx.all("SELECT ballot FROM box", &[]).await?;
    tx.end().await?;
    rows.iter().map(|row| row.text(0)).collect()
}
