//! Passkeys, and the exchanges with authenticators that are under way.

use polity_values::{PersonId, Timestamp};

use super::{TokenHash, instant, micros, person_of};
use crate::db::{Row, Value};
use crate::error::{Result, StoreError};
use crate::store::Store;

/// A passkey of a person: the public part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// The authenticator's own id of it, in base64url.
    pub id: String,
    /// Whose it is.
    pub person: PersonId,
    /// What the person calls it.
    pub name: String,
    /// Public key and counter, as the library writes them (JSON). The store does not look inside.
    pub credential: String,
    /// When it was added.
    pub created: Timestamp,
    /// When it was last used.
    pub used: Option<Timestamp>,
}

/// Half of an exchange: what must be remembered until the authenticator's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Of which exchange, such as `passkey-add`.
    pub kind: String,
    /// With whom, if that is known.
    pub person: Option<PersonId>,
    /// The library's own words (JSON).
    pub state: String,
    /// At this instant the answer is too late.
    pub expires: Timestamp,
}

const COLUMNS: &str = "id, person, name, credential, created, used";

impl Store {
    /// Adds a passkey.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] if a passkey of this id is kept already, whoever's it is.
    pub async fn passkey_add(&self, passkey: &Passkey) -> Result<()> {
        let args = [
            Value::Text(&passkey.id),
            Value::Text(passkey.person.as_str()),
            Value::Text(&passkey.name),
            Value::Text(&passkey.credential),
            Value::Int(micros(passkey.created)),
        ];
        let sql = "INSERT INTO passkey (id, person, name, credential, created) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING";
        if self.change("passkey_add", sql, &args).await? == 1 {
            return Ok(());
        }
        let why = "this passkey is kept already: sign in with it";
        Err(StoreError::Invalid(why.to_owned()))
    }

    /// The passkeys of a person, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn passkey_list(&self, person: &PersonId) -> Result<Vec<Passkey>> {
        let mut tx = self.db.glance("passkey_list").await?;
        let sql = format!(
            "SELECT {COLUMNS} FROM passkey WHERE person = $1 ORDER BY created, id LIMIT 100"
        );
        let args = [Value::Text(person.as_str())];
        let rows = tx.all(sqlx::AssertSqlSafe(sql), &args).await?;
        tx.end_bare();
        rows.iter().map(passkey_of).collect()
    }

    /// The passkey of an authenticator's id.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn passkey_fetch(&self, id: &str) -> Result<Option<Passkey>> {
        let mut tx = self.db.glance("passkey_fetch").await?;
        let sql = format!("SELECT {COLUMNS} FROM passkey WHERE id = $1");
        let row = tx
            .first(sqlx::AssertSqlSafe(sql), &[Value::Text(id)])
            .await?;
        tx.end_bare();
        row.as_ref().map(passkey_of).transpose()
    }

    /// Notes that a passkey was used, with what the library now knows of it.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if it was removed meanwhile.
    pub async fn passkey_update(&self, id: &str, credential: &str, now: Timestamp) -> Result<()> {
        let args = [
            Value::Text(credential),
            Value::Int(micros(now)),
            Value::Text(id),
        ];
        let sql = "UPDATE passkey SET credential = $1, used = $2 WHERE id = $3";
        if self.change("passkey_update", sql, &args).await? == 1 {
            return Ok(());
        }
        Err(StoreError::Missing("such passkey".to_owned()))
    }

    /// Removes a passkey of a person. Gives whether there was one.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn passkey_remove(&self, person: &PersonId, id: &str) -> Result<bool> {
        let args = [Value::Text(id), Value::Text(person.as_str())];
        let sql = "DELETE FROM passkey WHERE id = $1 AND person = $2";
        Ok(self.change("passkey_remove", sql, &args).await? == 1)
    }

    /// Remembers an exchange until its answer comes.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn challenge_put(&self, token: TokenHash, challenge: &Challenge) -> Result<()> {
        let args = [
            Value::Blob(&token.0),
            Value::Text(&challenge.kind),
            Value::Text(challenge.person.as_ref().map_or("", PersonId::as_str)),
            Value::Text(&challenge.state),
            Value::Int(micros(challenge.expires)),
        ];
        let sql = "INSERT INTO challenge (token, kind, person, state, expires) VALUES ($1, $2, $3, $4, $5)";
        self.change("challenge_put", sql, &args).await?;
        Ok(())
    }

    /// Takes an exchange out: it can be answered once, by `now`, and as the kind that it is.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn challenge_take(
        &self,
        token: TokenHash,
        kind: &str,
        now: Timestamp,
    ) -> Result<Option<Challenge>> {
        let mut tx = self.db.write("challenge_take").await?;
        let args = [
            Value::Blob(&token.0),
            Value::Text(kind),
            Value::Int(micros(now)),
        ];
        let sql = "DELETE FROM challenge WHERE token = $1 AND kind = $2 AND expires > $3 RETURNING kind, person, state, expires";
        let row = tx.first(sql, &args).await?;
        tx.commit().await?;
        row.as_ref().map(challenge_of).transpose()
    }
}

fn passkey_of(row: &Row) -> Result<Passkey> {
    Ok(Passkey {
        id: row.text(0)?,
        person: person_of(&row.text(1)?)?,
        name: row.text(2)?,
        credential: row.text(3)?,
        created: instant(row.int(4)?)?,
        used: row.opt_int(5)?.map(instant).transpose()?,
    })
}

fn challenge_of(row: &Row) -> Result<Challenge> {
    let person = Some(row.text(1)?).filter(|person| !person.is_empty());
    Ok(Challenge {
        kind: row.text(0)?,
        person: person.as_deref().map(person_of).transpose()?,
        state: row.text(2)?,
        expires: instant(row.int(3)?)?,
    })
}
