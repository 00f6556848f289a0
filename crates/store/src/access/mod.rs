//! Who is signed in, and how persons prove who they are: sessions, one-use links, passkeys, second
//! factors, and what stands half-way between question and answer. Plain tables, not the record:
//! whoever may do something is still decided by the judge alone.
//!
//! The store decides only what must be decided within one transaction: that a link, a code or a
//! challenge is used once. Times and random bytes are arguments. What a browser or a letter holds is
//! kept as a SHA-256 only ([`TokenHash`]).

mod factor;
mod link;
mod member;
mod passkey;
mod session;

pub use factor::Totp;
pub use link::{LinkPurpose, LoginLink, MAX_TRIES};
pub use member::Contact;
pub use passkey::{Challenge, Passkey};
pub use session::{SEEN_EVERY, Session, Strength};

use polity_values::{PersonId, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::db::Value;
use crate::error::{Result, StoreError};
use crate::store::Store;

/// The SHA-256 of a token: what the store keeps in its place. A token has 256 random bits, so that
/// nobody finds it from this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl TokenHash {
    /// Of a token as its holder has it.
    pub fn of(token: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(token.as_ref()).into())
    }
}

impl Store {
    /// A secret of the server itself, by name. The first caller's `fresh` random bytes become the
    /// secret; everybody after gets the same, on every node.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn secret_fetch_or_create(&self, name: &str, fresh: [u8; 32]) -> Result<[u8; 32]> {
        let mut tx = self.db.write("secret_fetch_or_create").await?;
        let args = [Value::Text(name), Value::Blob(&fresh)];
        let sql =
            "INSERT INTO server_secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
        tx.execute(sql, &args).await?;
        let sql = "SELECT value FROM server_secret WHERE name = $1";
        let value = tx.one(sql, &args[..1]).await?.blob(0)?;
        tx.commit().await?;
        value
            .try_into()
            .map_err(|_| StoreError::Schema(format!("the secret {name} has not 32 bytes")))
    }

    /// Removes what has expired by `now`: sessions, links, challenges. Gives how many rows went.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn access_sweep(&self, now: Timestamp) -> Result<u64> {
        let mut tx = self.db.write("access_sweep").await?;
        let mut gone = 0;
        for sql in [
            "DELETE FROM session WHERE expires <= $1",
            "DELETE FROM login_link WHERE expires <= $1",
            "DELETE FROM challenge WHERE expires <= $1",
        ] {
            gone += tx.execute(sql, &[Value::Int(micros(now))]).await?;
        }
        tx.commit().await?;
        Ok(gone)
    }

    /// In which language a person wants to be spoken to, if they said.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn language_fetch(&self, person: &PersonId) -> Result<Option<String>> {
        let mut tx = self.db.glance("language_fetch").await?;
        let sql = "SELECT language FROM preference WHERE person = $1";
        let row = tx.first(sql, &[Value::Text(person.as_str())]).await?;
        tx.end_bare();
        row.map(|row| row.text(0)).transpose()
    }

    /// Remembers in which language a person wants to be spoken to.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn language_set(&self, person: &PersonId, language: &str) -> Result<()> {
        let args = [Value::Text(person.as_str()), Value::Text(language)];
        let sql = "INSERT INTO preference (person, language) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET language = excluded.language";
        self.change("language_set", sql, &args).await?;
        Ok(())
    }

    /// One statement that changes rows, durable when this returns. Gives how many it changed.
    pub(crate) async fn change(
        &self,
        name: &'static str,
        sql: &'static str,
        args: &[Value<'_>],
    ) -> Result<u64> {
        let mut tx = self.db.write(name).await?;
        let changed = tx.execute(sql, args).await?;
        tx.commit().await?;
        Ok(changed)
    }
}

/// An instant as these tables keep it: microseconds.
pub(crate) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// The instant of a column.
pub(crate) fn instant(micros: i64) -> Result<Timestamp> {
    Timestamp::from_microsecond(micros)
        .map_err(|_| StoreError::Schema(format!("{micros} is no instant")))
}

/// A person's id of a column.
pub(crate) fn person_of(text: &str) -> Result<PersonId> {
    text.parse()
        .map_err(|_| StoreError::Schema(format!("{text:?} is no person's id")))
}
