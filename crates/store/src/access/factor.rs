//! The second factor: codes of an app that change every 30 seconds (RFC 6238), and recovery codes
//! for the day when the telephone is lost. Each code works once.

use polity_values::{PersonId, Timestamp};

use super::{TokenHash, micros};
use crate::db::Value;
use crate::error::Result;
use crate::store::Store;

/// A person's second factor.
#[derive(Clone, PartialEq, Eq)]
pub struct Totp {
    /// What app and server share.
    pub secret: Vec<u8>,
    /// The last time step whose code was used; only later ones count.
    pub step: u64,
}

impl std::fmt::Debug for Totp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Totp")
            .field("step", &self.step)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Gives a person a second factor, in place of any before. `totp.step` is the step of the code
    /// by which the person showed that the app has the secret.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn totp_set(&self, person: &PersonId, totp: &Totp, now: Timestamp) -> Result<()> {
        let args = [
            Value::Text(person.as_str()),
            Value::Blob(&totp.secret),
            Value::Int(micros(now)),
            Value::Int(crate::record::to_i64(totp.step)),
        ];
        let sql = "INSERT INTO totp (person, secret, created, step) VALUES ($1, $2, $3, $4) ON CONFLICT (person) DO UPDATE SET secret = excluded.secret, created = excluded.created, step = excluded.step";
        self.change("totp_set", sql, &args).await?;
        Ok(())
    }

    /// A person's second factor, if there is one.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn totp_fetch(&self, person: &PersonId) -> Result<Option<Totp>> {
        let mut tx = self.db.glance("totp_fetch").await?;
        let sql = "SELECT secret, step FROM totp WHERE person = $1";
        let row = tx.first(sql, &[Value::Text(person.as_str())]).await?;
        tx.end_bare();
        row.map(|row| {
            Ok(Totp {
                secret: row.blob(0)?,
                step: row.count(1)?,
            })
        })
        .transpose()
    }

    /// Uses a time step up: its code, and every earlier one, never works again. Gives `false` if it
    /// is used already. Of callers that race, one gets `true`.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn totp_step_use(&self, person: &PersonId, step: u64) -> Result<bool> {
        let step = Value::Int(crate::record::to_i64(step));
        let args = [step, Value::Text(person.as_str()), step];
        let sql = "UPDATE totp SET step = $1 WHERE person = $2 AND step < $3";
        Ok(self.change("totp_step_use", sql, &args).await? == 1)
    }

    /// Removes a person's second factor with its recovery codes. Gives whether there was one.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn totp_remove(&self, person: &PersonId) -> Result<bool> {
        let mut tx = self.db.write("totp_remove").await?;
        let args = [Value::Text(person.as_str())];
        let removed = tx
            .execute("DELETE FROM totp WHERE person = $1", &args)
            .await?;
        tx.execute("DELETE FROM recovery_code WHERE person = $1", &args)
            .await?;
        tx.commit().await?;
        Ok(removed == 1)
    }

    /// Gives a person recovery codes in place of all before; only their hashes are kept.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn recovery_set(&self, person: &PersonId, codes: &[TokenHash]) -> Result<()> {
        let mut tx = self.db.write("recovery_set").await?;
        let args = [Value::Text(person.as_str())];
        tx.execute("DELETE FROM recovery_code WHERE person = $1", &args)
            .await?;
        for code in codes {
            let args = [args[0], Value::Blob(&code.0)];
            let sql = "INSERT INTO recovery_code (person, code) VALUES ($1, $2)";
            tx.execute(sql, &args).await?;
        }
        tx.commit().await
    }

    /// Uses a recovery code up. Gives whether it was one, and unused.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn recovery_use(
        &self,
        person: &PersonId,
        code: TokenHash,
        now: Timestamp,
    ) -> Result<bool> {
        let args = [
            Value::Int(micros(now)),
            Value::Text(person.as_str()),
            Value::Blob(&code.0),
        ];
        let sql =
            "UPDATE recovery_code SET used = $1 WHERE person = $2 AND code = $3 AND used IS NULL";
        Ok(self.change("recovery_use", sql, &args).await? == 1)
    }

    /// How many recovery codes a person has left.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn recovery_left(&self, person: &PersonId) -> Result<u64> {
        let mut tx = self.db.glance("recovery_left").await?;
        let sql = "SELECT COUNT(*) FROM recovery_code WHERE person = $1 AND used IS NULL";
        let left = tx
            .one(sql, &[Value::Text(person.as_str())])
            .await?
            .count(0)?;
        tx.end_bare();
        Ok(left)
    }
}
