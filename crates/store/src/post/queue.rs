//! Letters on their way: put in, taken, settled.

use polity_values::{PersonId, Timestamp};
use sqlx::AssertSqlSafe;

use super::{LETTER, Letter, LetterCounts, LetterState, letter_of};
use crate::access::micros;
use crate::db::{Engine, Limit, Row, Tx, Value};
use crate::error::Result;
use crate::record::to_i64;
use crate::store::Store;

/// Rows of one statement.
const ROWS: usize = 500;

/// The longest error text that is kept: a server's answer, not a book.
const ERROR_CHARS: usize = 300;

/// A letter to be queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// What makes it this letter: the same key is never queued again, by anybody.
    pub key: String,
    /// To whom.
    pub recipient: PersonId,
}

impl Store {
    /// Queues letters of a mailing that exists; those whose key is known are left out, so a caller
    /// that was cut off calls again with the same. An urgent letter (somebody waits at the screen)
    /// goes before all that are not. Gives how many are new. All or none are queued.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn letter_enqueue(
        &self,
        mailing: &str,
        letters: &[NewLetter],
        urgent: bool,
        now: Timestamp,
    ) -> Result<u64> {
        let limit = if letters.len() > ROWS {
            Limit::Long
        } else {
            self.db.limit()
        };
        let mut tx = self.db.write_within("letter_enqueue", limit).await?;
        let mut new = 0;
        for part in letters.chunks(ROWS) {
            let sql = format!(
                "INSERT INTO letter (key, mailing, recipient, urgent, state, tries, next, error) VALUES {} ON CONFLICT (key) DO NOTHING",
                tx.engine().mark_rows(part.len(), 8)
            );
            let mut args = Vec::with_capacity(part.len() * 8);
            for letter in part {
                args.extend([
                    Value::Text(&letter.key),
                    Value::Text(mailing),
                    Value::Text(letter.recipient.as_str()),
                    Value::Int(i64::from(urgent)),
                    Value::Text(LetterState::Waiting.name()),
                    Value::Int(0),
                    Value::Int(micros(now)),
                    Value::Text(""),
                ]);
            }
            new += tx.execute(AssertSqlSafe(sql), &args).await?;
        }
        tx.commit().await?;
        Ok(new)
    }

    /// Takes up to `count` letters that are due by `now`, urgent ones first, then in the order of
    /// their due times. They are this caller's until `lease`; what it does not settle by then is
    /// free for anybody.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn letter_take(
        &self,
        count: u32,
        now: Timestamp,
        lease: Timestamp,
    ) -> Result<Vec<Letter>> {
        let mut tx = self.db.write("letter_take").await?;
        let due = tx.engine().skip_locked(&format!(
            "SELECT id FROM letter WHERE state IN ('waiting', 'sending') AND next <= $2 ORDER BY urgent DESC, next, id LIMIT {count}"
        ));
        let sql = format!(
            "UPDATE letter SET state = 'sending', tries = tries + 1, next = $1 WHERE id IN ({due}) RETURNING {LETTER}, urgent"
        );
        let args = [Value::Int(micros(lease)), Value::Int(micros(now))];
        let rows = tx.all(AssertSqlSafe(sql), &args).await?;
        let mut taken = rows
            .iter()
            .map(|row| Ok((-row.int(8)?, letter_of(row)?)))
            .collect::<Result<Vec<_>>>()?;
        tx.commit().await?;
        taken.sort_by_key(|(urgent, letter)| (*urgent, letter.id));
        Ok(taken.into_iter().map(|(_, letter)| letter).collect())
    }

    /// Settles a letter: the other side has accepted it. `letter` is as it was taken; the answer is
    /// `false` if somebody else has taken it since, or settled it.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn letter_done(&self, letter: &Letter, now: Timestamp) -> Result<bool> {
        self.letter_settle(letter, LetterState::Sent, now, "").await
    }

    /// It did not work this time: again at `again`, or given up if that is `None`. The answer is as
    /// for [`Store::letter_done`].
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn letter_failed(
        &self,
        letter: &Letter,
        error: &str,
        again: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<bool> {
        let (state, at) = match again {
            Some(again) => (LetterState::Waiting, again),
            None => (LetterState::Failed, now),
        };
        self.letter_settle(letter, state, at, error).await
    }

    /// Settles a letter: the other side refuses it for good. The answer is as for
    /// [`Store::letter_done`].
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn letter_bounced(
        &self,
        letter: &Letter,
        error: &str,
        now: Timestamp,
    ) -> Result<bool> {
        self.letter_settle(letter, LetterState::Bounced, now, error)
            .await
    }

    /// Gives letters back that were taken and not tried: a worker that stops in good order. It counts
    /// as no try.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn letter_return(&self, letters: &[Letter], now: Timestamp) -> Result<()> {
        let sql = "UPDATE letter SET state = 'waiting', tries = tries - 1, next = $1 WHERE id = $2 AND tries = $3 AND state = 'sending'";
        for letter in letters {
            let args = [
                Value::Int(micros(now)),
                Value::Int(to_i64(letter.id)),
                Value::Int(i64::from(letter.tries)),
            ];
            self.change("letter_return", sql, &args).await?;
        }
        Ok(())
    }

    /// Frees the letters of a worker that died, without waiting for their lease. Only where no other
    /// process can have a worker (SQLite); elsewhere it does nothing. Gives how many are free.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn letter_free_abandoned(&self, now: Timestamp) -> Result<u64> {
        if self.engine() != Engine::Sqlite {
            return Ok(0);
        }
        let sql = "UPDATE letter SET state = 'waiting', next = $1 WHERE state = 'sending'";
        self.change("letter_free_abandoned", sql, &[Value::Int(micros(now))])
            .await
    }

    /// A letter that was accepted came back after all (an officer read the notice), or one that is
    /// given up or refused is to be tried again: sets the state of one that no worker has. Gives
    /// whether it was so.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn letter_correct(
        &self,
        id: u64,
        state: LetterState,
        error: &str,
        now: Timestamp,
    ) -> Result<bool> {
        let args = [
            Value::Text(state.name()),
            Value::Int(micros(now)),
            Value::Text(error),
            Value::Int(to_i64(id)),
        ];
        let sql = "UPDATE letter SET state = $1, next = $2, error = $3 WHERE id = $4 AND state IN ('sent', 'bounced', 'failed')";
        Ok(self.change("letter_correct", sql, &args).await? == 1)
    }

    /// When the next letter is due, if one waits or is with a worker.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn letter_due(&self) -> Result<Option<Timestamp>> {
        let mut tx = self.db.glance("letter_due").await?;
        let sql = "SELECT MIN(next) FROM letter WHERE state IN ('waiting', 'sending')";
        let due = tx.one(sql, &[]).await?.opt_int(0)?;
        tx.end_bare();
        due.map(crate::access::instant).transpose()
    }

    async fn letter_settle(
        &self,
        letter: &Letter,
        state: LetterState,
        at: Timestamp,
        error: &str,
    ) -> Result<bool> {
        // A NUL is a character to one engine and an error to the other.
        let error: String = error
            .chars()
            .filter(|letter| *letter != '\0')
            .take(ERROR_CHARS)
            .collect();
        let args = [
            Value::Text(state.name()),
            Value::Int(micros(at)),
            Value::Text(&error),
            Value::Int(to_i64(letter.id)),
            Value::Int(i64::from(letter.tries)),
        ];
        let sql = "UPDATE letter SET state = $1, next = $2, error = $3 WHERE id = $4 AND tries = $5 AND state = 'sending'";
        Ok(self.change("letter_settle", sql, &args).await? == 1)
    }
}

impl Tx {
    pub(super) async fn letter_counts(&mut self, mailing: &str) -> Result<LetterCounts> {
        let sql = "SELECT state, COUNT(*) FROM letter WHERE mailing = $1 GROUP BY state";
        counted(&self.all(sql, &[Value::Text(mailing)]).await?)
    }

    pub(super) async fn letter_totals(&mut self) -> Result<LetterCounts> {
        let sql = "SELECT state, COUNT(*) FROM letter GROUP BY state";
        counted(&self.all(sql, &[]).await?)
    }
}

/// The numbers of rows of state and count.
fn counted(rows: &[Row]) -> Result<LetterCounts> {
    let mut counts = LetterCounts::default();
    for row in rows {
        *counts.of(LetterState::parse(&row.text(0)?)?) = row.count(1)?;
    }
    Ok(counts)
}
