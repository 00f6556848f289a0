//! Reading a box: in the order of its chain, every row checked.

use std::path::Path;

use super::{BoxHash, Boxes, SealedVote, chain};
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

impl Boxes {
    /// The beginning of a box: what [`Boxes::page`] continues.
    pub(crate) fn first_page(ballot: &str) -> BoxPage {
        BoxPage {
            place: 0,
            head: chain::start(ballot),
            votes: Vec::new(),
        }
    }

    /// The votes after `before`. An empty page is the end.
    pub(crate) async fn page(&self, ballot: &str, before: &BoxPage) -> Result<BoxPage> {
        let mut tx = self.db(ballot).await?.read("box_stream").await?;
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
                return Err(StoreError::Damaged {
                    what: format!("box {ballot}"),
                    at: place,
                    why: "the chain does not fit".to_owned(),
                });
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

    /// Reads the whole box and compares it with its head.
    pub(crate) async fn verify(&self, ballot: &str) -> Result<super::BoxHead> {
        let end = self.head(ballot).await?;
        let mut page = Self::first_page(ballot);
        let mut voters = 0;
        while page.place < end.place {
            let next = self.page(ballot, &page).await?;
            if next.votes.is_empty() {
                break;
            }
            // A cast may add to an open box while we read: stop where the head was.
            let left = usize::try_from(end.place - page.place).unwrap_or(usize::MAX);
            voters += next
                .votes
                .iter()
                .take(left)
                .filter(|(_, counts)| *counts)
                .count() as u64;
            page = next;
        }
        let exact = page.place == end.place;
        if page.place < end.place || (exact && (page.head != end.head || voters != end.voters)) {
            return Err(StoreError::Damaged {
                what: format!("box {ballot}"),
                at: page.place,
                why: format!(
                    "it holds {} votes of {voters} voters; its head says {} of {}",
                    page.place, end.place, end.voters
                ),
            });
        }
        Ok(end)
    }
}

/// The boxes of a folder.
pub(super) fn file_names(dir: &Path) -> Result<Vec<String>> {
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
