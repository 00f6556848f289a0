//! Finding one vote in a box, whether a credential has voted, and ballots that were opened for a check.

use super::BoxHash;
use crate::db::{Db, Value};
use crate::error::{Result, StoreError};

/// A vote in the box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its tracker.
    pub tracker: String,
    /// Its place, from 1.
    pub place: u64,
    /// The box's head just after it.
    pub head: BoxHash,
}

/// Why a ballot is not noted as opened.
#[derive(Debug, thiserror::Error)]
pub enum SpoilError {
    /// It was cast: then it stays cast.
    #[error("this ballot is in the box; it cannot be opened any more")]
    InBox,
    /// It is not stored; trying again is safe.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The most votes that one look-up gives.
const MOST: i64 = 16;

/// Comes after every letter of base64.
const AFTER: char = '~';

pub(crate) async fn find(db: &Db, ballot: &str, start: &str) -> Result<Vec<Found>> {
    let end = format!("{start}{AFTER}");
    let mut tx = db.read("box_find").await?;
    let rows = tx
        .all(
            "SELECT tracker, place, head FROM box_vote WHERE ballot = $1 AND tracker >= $2 AND tracker < $3 ORDER BY tracker LIMIT $4",
            &[
                Value::Text(ballot),
                Value::Text(start),
                Value::Text(&end),
                Value::Int(MOST),
            ],
        )
        .await?;
    tx.end().await?;
    rows.iter()
        .map(|row| {
            Ok(Found {
                tracker: row.text(0)?,
                place: row.count(1)?,
                head: row.hash(2)?,
            })
        })
        .collect()
}

pub(crate) async fn voted(db: &Db, ballot: &str, credential: &str) -> Result<bool> {
    let mut tx = db.read("box_voted").await?;
    let row = tx
        .first(
            "SELECT place FROM box_vote WHERE ballot = $1 AND credential = $2 AND counts = 1",
            &[Value::Text(ballot), Value::Text(credential)],
        )
        .await?;
    tx.end().await?;
    Ok(row.is_some())
}

pub(crate) async fn spoil(db: &Db, ballot: &str, tracker: &str) -> Result<(), SpoilError> {
    let mut tx = db.write("box_spoil").await?;
    // Under the lock of the box's head, a vote is either in the box by now or will find this row.
    tx.box_head(ballot, true).await?;
    let args = [Value::Text(ballot), Value::Text(tracker)];
    let cast = tx
        .first(
            "SELECT place FROM box_vote WHERE ballot = $1 AND tracker = $2",
            &args,
        )
        .await?;
    if cast.is_some() {
        tx.end().await?;
        return Err(SpoilError::InBox);
    }
    tx.execute(
        "INSERT INTO box_spoiled (ballot, tracker) VALUES ($1, $2) ON CONFLICT (ballot, tracker) DO NOTHING",
        &args,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
