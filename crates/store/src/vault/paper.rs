//! Papers: what people wrote. The record holds a salted hash, so that it proves the text while the
//! vault has it and says nothing when the vault has forgotten it.

use std::collections::BTreeSet;

use polity_org::{Digest, Entry, Text};
use polity_values::{MAX_TEXT_BYTES, PaperId, count_words};
use rand_core::CryptoRng;

use super::{Viewer, parsed};
use crate::act::papers_named;
use crate::db::{Tx, Value};
use crate::error::{Result, StoreError};
use crate::record::netstrings;
use crate::store::Store;

/// Names what is hashed and in which version of this form.
const DOMAIN: &str = "polity paper 1";

/// An immutable text with its salt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its id.
    pub id: PaperId,
    /// For whom it is: `public`, or the name of a body or role.
    pub audience: String,
    /// Random bytes that keep the hash from being guessed.
    pub salt: [u8; 32],
    /// What was written.
    pub text: String,
}

impl Paper {
    /// A new paper with a fresh salt.
    pub fn new(
        id: PaperId,
        audience: impl Into<String>,
        text: impl Into<String>,
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Self {
        let mut salt = [0; 32];
        rng.fill_bytes(&mut salt);
        Self {
            id,
            audience: audience.into(),
            salt,
            text: text.into(),
        }
    }

    /// `SHA256(netstrings("polity paper 1", salt, text))`.
    pub fn hash(&self) -> Digest {
        Digest::of(&netstrings(&[
            DOMAIN.as_bytes(),
            &self.salt,
            self.text.as_bytes(),
        ]))
    }

    /// What an act says of the paper.
    pub fn reference(&self) -> Text {
        Text {
            paper: self.id.clone(),
            hash: self.hash(),
            words: u32::try_from(count_words(&self.text)).unwrap_or(u32::MAX),
        }
    }
}

impl Store {
    /// A paper. Unless it is public, the look is logged.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if the text does not fit its hash any more.
    pub async fn paper_fetch(&self, id: &PaperId, viewer: &Viewer) -> Result<Option<Paper>> {
        let mut tx = self.db.glance("paper_fetch").await?;
        let found = tx.paper(id.as_str()).await?;
        tx.end_bare();
        let Some((paper, hash)) = found else {
            return Ok(None);
        };
        if paper.hash() != hash {
            return Err(StoreError::Damaged {
                what: format!("paper {id}"),
                at: 1,
                why: "the text does not fit its hash".to_owned(),
            });
        }
        if paper.audience != "public" {
            let mut tx = self.db.write("paper_fetch").await?;
            tx.access_note(viewer, "paper.fetch", id.as_str()).await?;
            tx.commit().await?;
        }
        Ok(Some(paper))
    }
}

impl Tx {
    async fn paper(&mut self, id: &str) -> Result<Option<(Paper, Digest)>> {
        let sql = "SELECT audience, salt, text, hash FROM paper WHERE id = $1";
        let Some(row) = self.first(sql, &[Value::Text(id)]).await? else {
            return Ok(None);
        };
        let paper = Paper {
            id: parsed("paper's id", id)?,
            audience: row.text(0)?,
            salt: row.hash(1)?,
            text: row.text(2)?,
        };
        Ok(Some((paper, Digest(row.hash(3)?))))
    }

    /// Stores the papers of an act. Each must be named by the entries with its hash, and each that
    /// the entries name must be given, or be here already.
    pub(crate) async fn papers_insert(
        &mut self,
        entries: &[Entry],
        papers: &[Paper],
    ) -> Result<()> {
        let named = papers_named(entries);
        let given: BTreeSet<_> = papers
            .iter()
            .map(|paper| (paper.id.to_string(), paper.hash().to_string()))
            .collect();
        if let Some((id, _)) = given.difference(&named).next() {
            let why = format!("the paper {id} is not the one that the act names: its hash differs");
            return Err(StoreError::Invalid(why));
        }
        for (id, hash) in named.difference(&given) {
            let held = self.paper(id).await?.map(|(_, hash)| hash.to_string());
            if held.as_ref() != Some(hash) {
                return Err(StoreError::Invalid(format!(
                    "the act names the paper {id}: hand it in too"
                )));
            }
        }
        for paper in papers {
            self.paper_insert(paper).await?;
        }
        Ok(())
    }

    async fn paper_insert(&mut self, paper: &Paper) -> Result<()> {
        if paper.text.len() > MAX_TEXT_BYTES {
            let has = paper.text.len();
            let why = format!("the text is {has} bytes long; the most is {MAX_TEXT_BYTES}");
            return Err(StoreError::Invalid(why));
        }
        // A NUL is a character to one engine and an error to the other.
        if paper.text.contains('\0') {
            return Err(StoreError::Invalid(
                "the text has a NUL character: remove it".to_owned(),
            ));
        }
        let hash = paper.hash();
        if let Some((_, held)) = self.paper(paper.id.as_str()).await? {
            if held == hash {
                return Ok(());
            }
            let why = format!(
                "there is another paper with the id {}: papers never change",
                paper.id
            );
            return Err(StoreError::Invalid(why));
        }
        let args = [
            Value::Text(paper.id.as_str()),
            Value::Text(&paper.audience),
            Value::Blob(&paper.salt),
            Value::Text(&paper.text),
            Value::Blob(&hash.0),
        ];
        let sql = "INSERT INTO paper (id, audience, salt, text, hash) VALUES ($1, $2, $3, $4, $5)";
        self.execute(sql, &args).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_papers_hash_is_locked() {
        let paper = Paper {
            id: PaperId::new("statement-1").unwrap(),
            audience: "public".to_owned(),
            salt: [1; 32],
            text: "I stand for shorter meetings.".to_owned(),
        };
        assert_eq!(paper.reference().words, 5);
        insta::assert_snapshot!(paper.hash());
        let other = Paper {
            salt: [2; 32],
            ..paper.clone()
        };
        assert_ne!(paper.hash(), other.hash(), "the salt counts");
    }
}
