//! Sessions: a browser that has shown whose it is.

use std::time::Duration;

use polity_values::{PersonId, Timestamp};

use super::{TokenHash, instant, micros, person_of};
use crate::db::{Row, Value};
use crate::error::{Result, StoreError};
use crate::store::Store;

/// How long "last seen" may lag behind: a page does not write to the disk.
pub const SEEN_EVERY: Duration = Duration::from_mins(5);

/// How a person has proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// By a link to their e-mail address.
    Link,
    /// By that, and a code of the second factor (or a recovery code).
    Totp,
    /// By a passkey.
    Passkey,
}

impl Strength {
    /// As the table keeps it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Totp => "totp",
            Self::Passkey => "passkey",
        }
    }

    fn parse(name: &str) -> Result<Self> {
        match name {
            "link" => Ok(Self::Link),
            "totp" => Ok(Self::Totp),
            "passkey" => Ok(Self::Passkey),
            _ => Err(StoreError::Schema(format!(
                "a session has the unknown strength {name:?}"
            ))),
        }
    }
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// By which it is found: the hash of what the browser holds.
    pub token: TokenHash,
    /// Whose it is.
    pub person: PersonId,
    /// Since when.
    pub created: Timestamp,
    /// When it was last used, to [`SEEN_EVERY`].
    pub seen: Timestamp,
    /// At this instant it is over.
    pub expires: Timestamp,
    /// How the person proved who they are.
    pub strength: Strength,
    /// The language of its pages; none: as the browser asks.
    pub language: Option<String>,
}

impl Session {
    /// True if [`Store::session_touch`] would write.
    pub fn is_stale(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen).unsigned_abs() >= SEEN_EVERY
    }
}

const COLUMNS: &str = "token, person, created, seen, expires, strength, language";

impl Store {
    /// Signs a browser in. With `replaces`, that session ends in the same instant: proving more (a
    /// passkey after a link) makes a new session, so that nobody who held the old token gains by it.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn session_create(
        &self,
        session: &Session,
        replaces: Option<TokenHash>,
    ) -> Result<()> {
        let mut tx = self.db.write("session_create").await?;
        if let Some(old) = replaces {
            let sql = "DELETE FROM session WHERE token = $1";
            tx.execute(sql, &[Value::Blob(&old.0)]).await?;
        }
        let args = [
            Value::Blob(&session.token.0),
            Value::Text(session.person.as_str()),
            Value::Int(micros(session.created)),
            Value::Int(micros(session.seen)),
            Value::Int(micros(session.expires)),
            Value::Text(session.strength.name()),
            Value::Text(session.language.as_deref().unwrap_or_default()),
        ];
        let sql = "INSERT INTO session (token, person, created, seen, expires, strength, language) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        tx.execute(sql, &args).await?;
        tx.commit().await
    }

    /// The session of a token, unless it is over by `now`.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn session_fetch(&self, token: TokenHash, now: Timestamp) -> Result<Option<Session>> {
        let mut tx = self.db.glance("session_fetch").await?;
        let sql = format!("SELECT {COLUMNS} FROM session WHERE token = $1 AND expires > $2");
        let args = [Value::Blob(&token.0), Value::Int(micros(now))];
        let row = tx.first(sqlx::AssertSqlSafe(sql), &args).await?;
        tx.end_bare();
        row.as_ref().map(session_of).transpose()
    }

    /// Notes that a session is in use, if the last note is [`SEEN_EVERY`] old, and moves its end to
    /// `expires` then. Gives whether it wrote.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn session_touch(
        &self,
        token: TokenHash,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<bool> {
        let coarse = i64::try_from(SEEN_EVERY.as_micros()).unwrap_or(i64::MAX);
        let args = [
            Value::Int(micros(now)),
            Value::Int(micros(expires)),
            Value::Blob(&token.0),
            Value::Int(micros(now).saturating_sub(coarse)),
            Value::Int(micros(now)),
        ];
        let sql = "UPDATE session SET seen = $1, expires = $2 WHERE token = $3 AND seen <= $4 AND expires > $5";
        Ok(self.change("session_touch", sql, &args).await? == 1)
    }

    /// Changes the language of a session's pages.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn session_language_set(&self, token: TokenHash, language: &str) -> Result<()> {
        let args = [Value::Text(language), Value::Blob(&token.0)];
        let sql = "UPDATE session SET language = $1 WHERE token = $2";
        self.change("session_language_set", sql, &args).await?;
        Ok(())
    }

    /// Signs one browser of a person out. Gives whether there was such a session of that person.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn session_end(&self, person: &PersonId, token: TokenHash) -> Result<bool> {
        let args = [Value::Blob(&token.0), Value::Text(person.as_str())];
        let sql = "DELETE FROM session WHERE token = $1 AND person = $2";
        Ok(self.change("session_end", sql, &args).await? == 1)
    }

    /// Signs every browser of a person out, and kills the links that could sign one in again. Gives
    /// how many sessions ended.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn session_end_all_of(&self, person: &PersonId) -> Result<u64> {
        let mut tx = self.db.write("session_end_all_of").await?;
        let args = [Value::Text(person.as_str())];
        let sql = "DELETE FROM session WHERE person = $1";
        let ended = tx.execute(sql, &args).await?;
        let sql = "DELETE FROM login_link WHERE persons = $1";
        tx.execute(sql, &args).await?;
        tx.commit().await?;
        Ok(ended)
    }

    /// The sessions of a person that are not over by `now`, at most 100, the last used first.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn session_list_of(&self, person: &PersonId, now: Timestamp) -> Result<Vec<Session>> {
        let mut tx = self.db.glance("session_list_of").await?;
        let sql = format!(
            "SELECT {COLUMNS} FROM session WHERE person = $1 AND expires > $2 ORDER BY seen DESC, created DESC LIMIT 100"
        );
        let args = [Value::Text(person.as_str()), Value::Int(micros(now))];
        let rows = tx.all(sqlx::AssertSqlSafe(sql), &args).await?;
        tx.end_bare();
        rows.iter().map(session_of).collect()
    }
}

fn session_of(row: &Row) -> Result<Session> {
    Ok(Session {
        token: TokenHash(row.hash(0)?),
        person: person_of(&row.text(1)?)?,
        created: instant(row.int(2)?)?,
        seen: instant(row.int(3)?)?,
        expires: instant(row.int(4)?)?,
        strength: Strength::parse(&row.text(5)?)?,
        language: Some(row.text(6)?).filter(|language| !language.is_empty()),
    })
}
