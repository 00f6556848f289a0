//! One-use links: whoever holds one may sign in once, as one of the persons whom it names.

use polity_values::{PersonId, Timestamp};

use super::{TokenHash, instant, micros, person_of};
use crate::db::{Row, Tx, Value};
use crate::error::{Result, StoreError};
use crate::store::Store;

/// Wrong answers after which a link is dead: an address that several members share asks for the
/// membership number, which must not be guessed.
pub const MAX_TRIES: u32 = 5;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// To sign in.
    SignIn,
    /// To found the organisation: the first officer, before there is anybody.
    FirstOfficer,
}

impl LinkPurpose {
    /// As the table keeps it.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::FirstOfficer => "first-officer",
        }
    }

    fn parse(name: &str) -> Result<Self> {
        match name {
            "sign-in" => Ok(Self::SignIn),
            "first-officer" => Ok(Self::FirstOfficer),
            _ => Err(StoreError::Schema(format!(
                "a link has the unknown purpose {name:?}"
            ))),
        }
    }
}

/// A link that was sent or shown to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginLink {
    /// By which it is found: the hash of the token within it.
    pub token: TokenHash,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whom it may sign in: the members who have the address that it was sent to. More than one:
    /// the person must say which, by the membership number (RELIABILITY A4). None for the first
    /// officer.
    pub persons: Vec<PersonId>,
    /// When it was made.
    pub created: Timestamp,
    /// At this instant it is dead.
    pub expires: Timestamp,
}

const COLUMNS: &str = "token, purpose, persons, created, expires";

/// What makes a link usable at an instant.
const ALIVE: &str = "token = $1 AND used IS NULL AND expires > $2 AND tries < $3";

impl Store {
    /// Keeps a link.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn login_link_create(&self, link: &LoginLink) -> Result<()> {
        let persons: Vec<&str> = link.persons.iter().map(PersonId::as_str).collect();
        let args = [
            Value::Blob(&link.token.0),
            Value::Text(link.purpose.name()),
            Value::Text(&persons.join(" ")),
            Value::Int(micros(link.created)),
            Value::Int(micros(link.expires)),
        ];
        let sql = "INSERT INTO login_link (token, purpose, persons, created, expires, tries) VALUES ($1, $2, $3, $4, $5, 0)";
        self.change("login_link_create", sql, &args).await?;
        Ok(())
    }

    /// A link that could be used at `now`. Looking does not use it up.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn login_link_fetch(
        &self,
        token: TokenHash,
        now: Timestamp,
    ) -> Result<Option<LoginLink>> {
        let mut tx = self.db.glance("login_link_fetch").await?;
        let link = tx.login_link_alive(token, now).await?;
        tx.end_bare();
        Ok(link)
    }

    /// Uses a link up. Of any number of callers at one time, on any number of nodes, one gets it.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn login_link_use(
        &self,
        token: TokenHash,
        now: Timestamp,
    ) -> Result<Option<LoginLink>> {
        let mut tx = self.db.write("login_link_use").await?;
        let sql = format!("UPDATE login_link SET used = $2 WHERE {ALIVE} RETURNING {COLUMNS}");
        let row = tx
            .first(sqlx::AssertSqlSafe(sql), &alive(&token, now))
            .await?;
        let link = row.as_ref().map(link_of).transpose()?;
        tx.commit().await?;
        Ok(link)
    }

    /// Counts a wrong answer; after [`MAX_TRIES`] the link is dead. Gives whether it still lives.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn login_link_miss(&self, token: TokenHash, now: Timestamp) -> Result<bool> {
        let mut tx = self.db.write("login_link_miss").await?;
        let sql = format!("UPDATE login_link SET tries = tries + 1 WHERE {ALIVE}");
        tx.execute(sqlx::AssertSqlSafe(sql), &alive(&token, now))
            .await?;
        let lives = tx.login_link_alive(token, now).await?.is_some();
        tx.commit().await?;
        Ok(lives)
    }
}

impl Tx {
    async fn login_link_alive(
        &mut self,
        token: TokenHash,
        now: Timestamp,
    ) -> Result<Option<LoginLink>> {
        let sql = format!("SELECT {COLUMNS} FROM login_link WHERE {ALIVE}");
        let row = self
            .first(sqlx::AssertSqlSafe(sql), &alive(&token, now))
            .await?;
        row.as_ref().map(link_of).transpose()
    }
}

fn alive(token: &TokenHash, now: Timestamp) -> [Value<'_>; 3] {
    [
        Value::Blob(&token.0),
        Value::Int(micros(now)),
        Value::Int(i64::from(MAX_TRIES)),
    ]
}

fn link_of(row: &Row) -> Result<LoginLink> {
    let persons = row.text(2)?;
    Ok(LoginLink {
        token: TokenHash(row.hash(0)?),
        purpose: LinkPurpose::parse(&row.text(1)?)?,
        persons: persons
            .split_whitespace()
            .map(person_of)
            .collect::<Result<_>>()?,
        created: instant(row.int(3)?)?,
        expires: instant(row.int(4)?)?,
    })
}
