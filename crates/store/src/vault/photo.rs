//! Photographs of candidates. The record does not name them: a photograph can be taken away again, as the vault
//! forgets names, and nothing is decided by one.

use polity_org::Digest;
use polity_values::{MatterId, PersonId, Timestamp};

use crate::access::{micros, person_of};
use crate::db::Value;
use crate::error::Result;
use crate::store::Store;

/// A photograph without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Of whom.
    pub person: PersonId,
    /// The SHA-256 of its bytes, by which it is asked for.
    pub digest: Digest,
    /// What is to be seen, for who cannot see it.
    pub alt: String,
}

impl Store {
    /// Puts a person's photograph in a matter in the place of an older one.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn photo_put(
        &self,
        matter: &MatterId,
        photo: &Photo,
        jpeg: &[u8],
        now: Timestamp,
    ) -> Result<()> {
        let args = [
            Value::Text(matter.as_str()),
            Value::Text(photo.person.as_str()),
            Value::Blob(&photo.digest.0),
            Value::Text(&photo.alt),
            Value::Blob(jpeg),
            Value::Int(micros(now)),
        ];
        let sql = "INSERT INTO photo (matter, person, sha256, alt, jpeg, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (matter, person) DO UPDATE SET sha256 = excluded.sha256, alt = excluded.alt, jpeg = excluded.jpeg, at = excluded.at";
        self.change("photo_put", sql, &args).await?;
        Ok(())
    }

    /// Takes a person's photograph out of a matter; whether there was one.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn photo_remove(&self, matter: &MatterId, person: &PersonId) -> Result<bool> {
        let args = [Value::Text(matter.as_str()), Value::Text(person.as_str())];
        let sql = "DELETE FROM photo WHERE matter = $1 AND person = $2";
        Ok(self.change("photo_remove", sql, &args).await? > 0)
    }

    /// The photographs of a matter's candidates.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn photo_list(&self, matter: &MatterId) -> Result<Vec<Photo>> {
        let mut tx = self.db.glance("photo_list").await?;
        let sql = "SELECT person, sha256, alt FROM photo WHERE matter = $1 ORDER BY person";
        let rows = tx.all(sql, &[Value::Text(matter.as_str())]).await?;
        tx.end_bare();
        rows.iter()
            .map(|row| {
                Ok(Photo {
                    person: person_of(&row.text(0)?)?,
                    digest: Digest(row.hash(1)?),
                    alt: row.text(2)?,
                })
            })
            .collect()
    }

    /// The bytes of a matter's photograph, with whose it is.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn photo_fetch(
        &self,
        matter: &MatterId,
        digest: &Digest,
    ) -> Result<Option<(PersonId, Vec<u8>)>> {
        let mut tx = self.db.glance("photo_fetch").await?;
        let sql = "SELECT person, jpeg FROM photo WHERE matter = $1 AND sha256 = $2";
        let args = [Value::Text(matter.as_str()), Value::Blob(&digest.0)];
        let row = tx.first(sql, &args).await?;
        tx.end_bare();
        row.map(|row| Ok((person_of(&row.text(0)?)?, row.blob(1)?)))
            .transpose()
    }
}
