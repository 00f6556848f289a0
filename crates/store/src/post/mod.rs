//! The queue of letters (RELIABILITY E9).
//!
//! A letter says to whom and what for, never what: its text and the address are looked up when it
//! is sent. It waits, is taken by a worker under a lease, and is settled: sent, refused for good by
//! the other side (bounced), or given up. What was settled is never taken again; what a worker took
//! and did not settle is free again when the lease ends, so nothing is lost with a process.
//!
//! One gap no queue can close: a process that dies after the other side's "250 accepted" and before
//! [`Store::letter_done`] leaves a letter that is sent again. Such a copy has the same key, from
//! which its `Message-ID` is made, so that mail programs show it once.

mod queue;

use polity_values::{MatterId, PersonId, Timestamp};

use crate::access::{instant, micros, person_of};
use crate::db::{Row, Value};
use crate::error::{Result, StoreError};
use crate::store::Store;

pub use queue::NewLetter;

/// Rows of a page.
const PAGE: u32 = 200;

/// Letters that belong together: one purpose, many recipients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailing {
    /// Its id: a name that the caller makes, so that making it again changes nothing.
    pub id: String,
    /// The matter that it is about, if it is about one.
    pub matter: Option<MatterId>,
    /// What the letters are for: the name by which their text is found.
    pub purpose: String,
    /// When it was made.
    pub created: Timestamp,
    /// The person who had it sent; none: the server by itself.
    pub author: Option<PersonId>,
}

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterState {
    /// It waits for its turn, or for the next try.
    Waiting,
    /// A worker has it.
    Sending,
    /// The other side has accepted it.
    Sent,
    /// The other side refused it for good, or there is no address: another channel is needed.
    Bounced,
    /// It was given up after many tries.
    Failed,
}

impl LetterState {
    /// Every state, in the order in which pages list them.
    pub const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Sending,
        Self::Sent,
        Self::Bounced,
        Self::Failed,
    ];

    /// As the table keeps it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Bounced => "bounced",
            Self::Failed => "failed",
        }
    }

    fn parse(name: &str) -> Result<Self> {
        let known = Self::ALL.into_iter().find(|state| state.name() == name);
        known.ok_or_else(|| StoreError::Schema(format!("a letter has the unknown state {name:?}")))
    }
}

/// A letter to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its number; later letters have higher ones.
    pub id: u64,
    /// What makes it this letter and no other.
    pub key: String,
    /// The mailing that it belongs to.
    pub mailing: String,
    /// To whom.
    pub recipient: PersonId,
    /// Where it stands.
    pub state: LetterState,
    /// How often a worker took it. With the id it names one attempt.
    pub tries: u32,
    /// Waiting: not before. Sending: when the lease ends. Else: when it was settled.
    pub at: Timestamp,
    /// What the other side said last; empty if nothing.
    pub error: String,
}

/// How many letters of a mailing are where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LetterCounts {
    /// Waiting for their turn or the next try.
    pub waiting: u64,
    /// With a worker.
    pub sending: u64,
    /// Accepted by the other side.
    pub sent: u64,
    /// Refused for good.
    pub bounced: u64,
    /// Given up.
    pub failed: u64,
}

impl LetterCounts {
    /// All letters.
    pub fn total(&self) -> u64 {
        self.waiting + self.sending + self.sent + self.bounced + self.failed
    }

    /// The place of a state's number.
    fn of(&mut self, state: LetterState) -> &mut u64 {
        match state {
            LetterState::Waiting => &mut self.waiting,
            LetterState::Sending => &mut self.sending,
            LetterState::Sent => &mut self.sent,
            LetterState::Bounced => &mut self.bounced,
            LetterState::Failed => &mut self.failed,
        }
    }
}

const MAILING: &str = "id, matter, purpose, created, author";

impl Store {
    /// Makes a mailing without letters. Making it again changes nothing.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn mailing_create(&self, mailing: &Mailing) -> Result<()> {
        let args = [
            Value::Text(&mailing.id),
            Value::Text(mailing.matter.as_ref().map_or("", MatterId::as_str)),
            Value::Text(&mailing.purpose),
            Value::Int(micros(mailing.created)),
            Value::Text(mailing.author.as_ref().map_or("", PersonId::as_str)),
        ];
        let sql = "INSERT INTO mailing (id, matter, purpose, created, author) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING";
        self.change("mailing_create", sql, &args).await?;
        Ok(())
    }

    /// A mailing by its id.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn mailing_fetch(&self, id: &str) -> Result<Option<Mailing>> {
        let mut tx = self.db.glance("mailing_fetch").await?;
        let sql = format!("SELECT {MAILING} FROM mailing WHERE id = $1");
        let row = tx
            .first(sqlx::AssertSqlSafe(sql), &[Value::Text(id)])
            .await?;
        tx.end_bare();
        row.as_ref().map(mailing_of).transpose()
    }

    /// The newest mailings with the numbers of their letters, at most 200.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn mailing_list(&self) -> Result<Vec<(Mailing, LetterCounts)>> {
        let mut tx = self.db.read("mailing_list").await?;
        let sql = format!("SELECT {MAILING} FROM mailing ORDER BY created DESC, id LIMIT {PAGE}");
        let mut list = Vec::new();
        for row in tx.all(sqlx::AssertSqlSafe(sql), &[]).await? {
            let mailing = mailing_of(&row)?;
            let counts = tx.letter_counts(&mailing.id).await?;
            list.push((mailing, counts));
        }
        tx.end().await?;
        Ok(list)
    }

    /// How many letters of a mailing are where.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn letter_counts(&self, mailing: &str) -> Result<LetterCounts> {
        let mut tx = self.db.glance("letter_counts").await?;
        let counts = tx.letter_counts(mailing).await?;
        tx.end_bare();
        Ok(counts)
    }

    /// How many letters of all mailings are where.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn letter_totals(&self) -> Result<LetterCounts> {
        let mut tx = self.db.glance("letter_totals").await?;
        let counts = tx.letter_totals().await?;
        tx.end_bare();
        Ok(counts)
    }

    /// The letters of a mailing in one state or any, after one of them (0: from the start), at most
    /// 200. An empty answer is the end.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn letter_list(
        &self,
        mailing: &str,
        state: Option<LetterState>,
        after: u64,
    ) -> Result<Vec<Letter>> {
        let mut tx = self.db.glance("letter_list").await?;
        let sql = format!(
            "SELECT {LETTER} FROM letter WHERE mailing = $1 AND id > $2 AND ($3 = '' OR state = $4) ORDER BY id LIMIT {PAGE}"
        );
        let state = Value::Text(state.map_or("", LetterState::name));
        let args = [
            Value::Text(mailing),
            Value::Int(crate::record::to_i64(after)),
            state,
            state,
        ];
        let rows = tx.all(sqlx::AssertSqlSafe(sql), &args).await?;
        tx.end_bare();
        rows.iter().map(letter_of).collect()
    }

    /// The letters that the other side refused for good, of every mailing, after one of them, at
    /// most 200: these members need another channel.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn letter_bounces(&self, after: u64) -> Result<Vec<Letter>> {
        let mut tx = self.db.glance("letter_bounces").await?;
        let sql = format!(
            "SELECT {LETTER} FROM letter WHERE state = 'bounced' AND id > $1 ORDER BY id LIMIT {PAGE}"
        );
        let args = [Value::Int(crate::record::to_i64(after))];
        let rows = tx.all(sqlx::AssertSqlSafe(sql), &args).await?;
        tx.end_bare();
        rows.iter().map(letter_of).collect()
    }

    /// Every letter to a person, the newest first, at most 200: what a member may see of the
    /// invitations that were sent to them (RELIABILITY A6).
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn letter_list_of(&self, person: &PersonId) -> Result<Vec<(Letter, Mailing)>> {
        let mut tx = self.db.glance("letter_list_of").await?;
        let sql = format!(
            "SELECT l.id, l.key, l.mailing, l.recipient, l.state, l.tries, l.next, l.error, m.id, m.matter, m.purpose, m.created, m.author FROM letter l JOIN mailing m ON m.id = l.mailing WHERE l.recipient = $1 ORDER BY l.id DESC LIMIT {PAGE}"
        );
        let rows = tx
            .all(sqlx::AssertSqlSafe(sql), &[Value::Text(person.as_str())])
            .await?;
        tx.end_bare();
        let both = |row: &Row| Ok((letter_of(row)?, mailing_from(row, 8)?));
        rows.iter().map(both).collect()
    }
}

const LETTER: &str = "id, key, mailing, recipient, state, tries, next, error";

fn letter_of(row: &Row) -> Result<Letter> {
    Ok(Letter {
        id: row.count(0)?,
        key: row.text(1)?,
        mailing: row.text(2)?,
        recipient: person_of(&row.text(3)?)?,
        state: LetterState::parse(&row.text(4)?)?,
        tries: u32::try_from(row.int(5)?).unwrap_or(u32::MAX),
        at: instant(row.int(6)?)?,
        error: row.text(7)?,
    })
}

fn mailing_of(row: &Row) -> Result<Mailing> {
    mailing_from(row, 0)
}

/// The mailing in five columns from `first` on.
fn mailing_from(row: &Row, first: usize) -> Result<Mailing> {
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let matter = some(row.text(first + 1)?).map(|text| {
        let unreadable = |_| StoreError::Schema(format!("{text:?} is no matter's id"));
        text.parse().map_err(unreadable)
    });
    Ok(Mailing {
        id: row.text(first)?,
        matter: matter.transpose()?,
        purpose: row.text(first + 2)?,
        created: instant(row.int(first + 3)?)?,
        author: some(row.text(first + 4)?)
            .as_deref()
            .map(person_of)
            .transpose()?,
    })
}
