//! The vault: names, addresses and texts, apart from the record, so that a person can be forgotten
//! and the record stays whole. Who looks at somebody's entry is written down in the same
//! transaction (RELIABILITY A5).

mod compare;
mod import;
mod member;
mod monitoring;
mod paper;
mod photo;
mod roll;

pub use compare::Compared;
pub use import::ImportDone;
pub use member::Member;
pub(crate) use monitoring::Monitoring;
pub use monitoring::{Monitored, MonitoringTotal};
pub use paper::Paper;
pub use photo::Photo;
pub use roll::{RollDifference, RollEntry};

use polity_values::Timestamp;

use crate::db::{Tx, Value};
use crate::error::{Result, StoreError};
use crate::store::Store;

/// Who looks, when, and for what: what the access log says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The person's id, or the name of a program that an operator runs.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// Why, in a word: `roll.explain`, `mail`, `case`.
    pub purpose: String,
}

impl Viewer {
    /// The purpose of a page that shows public roles: candidates by name, officers by seat. Such
    /// looks are not logged.
    pub const PUBLIC_PAGE: &str = "public-page";

    /// Who renders a page that anybody may see.
    pub fn public_page(at: Timestamp) -> Self {
        Self {
            actor: "public".to_owned(),
            at,
            purpose: Self::PUBLIC_PAGE.to_owned(),
        }
    }
}

/// A line of the access log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Its number; they only go up.
    pub seq: u64,
    /// When, as text.
    pub at: String,
    /// Who looked.
    pub actor: String,
    /// What was done, with the purpose: `member.fetch (case)`.
    pub action: String,
    /// At whom or what.
    pub subject: String,
}

impl Store {
    /// The access log after line `after`, oldest first, at most 1,000 lines.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn access_page(&self, after: u64) -> Result<Vec<Access>> {
        let mut tx = self.db.read("access_page").await?;
        let sql = "SELECT seq, at, actor, action, subject FROM access WHERE seq > $1 ORDER BY seq LIMIT 1000";
        let rows = tx
            .all(sql, &[Value::Int(crate::record::to_i64(after))])
            .await?;
        tx.end().await?;
        rows.iter()
            .map(|row| {
                Ok(Access {
                    seq: row.count(0)?,
                    at: row.text(1)?,
                    actor: row.text(2)?,
                    action: row.text(3)?,
                    subject: row.text(4)?,
                })
            })
            .collect()
    }
}

impl Store {
    /// Writes down that somebody took a copy of something: a list of voters, say.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn access_log(&self, viewer: &Viewer, action: &str, subject: &str) -> Result<()> {
        let mut tx = self.db.write("access_log").await?;
        tx.access_note(viewer, action, subject).await?;
        tx.commit().await
    }
}

impl Tx {
    /// Writes down who looks at what.
    pub(crate) async fn access_note(
        &mut self,
        viewer: &Viewer,
        action: &str,
        subject: &str,
    ) -> Result<()> {
        let args = [
            Value::Text(&viewer.at.to_string()),
            Value::Text(&viewer.actor),
            Value::Text(&format!("{action} ({})", viewer.purpose)),
            Value::Text(subject),
        ];
        let sql = "INSERT INTO access (at, actor, action, subject) VALUES ($1, $2, $3, $4)";
        self.execute(sql, &args).await?;
        Ok(())
    }
}

/// A text that our own tables hold and that cannot be read: somebody changed them by hand.
fn unreadable(what: &str, text: &str) -> StoreError {
    StoreError::Schema(format!(
        "the vault has a {what} that cannot be read: {text:?}"
    ))
}

fn parsed<T: std::str::FromStr>(what: &str, text: &str) -> Result<T> {
    text.parse().map_err(|_| unreadable(what, text))
}
