//! Bringing in a list of members: all of it or nothing, in one transaction.
//!
//! The list is the whole membership: who is on it by number keeps the opaque id, who is new gets
//! one, who is missing is no member any more (the person stays in the vault until erased).

use std::collections::{HashMap, HashSet};

use polity_org::facts::Period;
use polity_org::roll::csv::MemberRow;
use rand_core::CryptoRng;
use sha2::{Digest as _, Sha256};
use sqlx::AssertSqlSafe;

use crate::db::{Engine, Limit, Tx, Value};
use crate::error::{Result, StoreError};
use crate::store::Store;

/// Rows of one statement.
const ROWS: usize = 500;

/// The indexes of these tables that are no keys, as the migrations make them.
const INDEXES: [(&str, &str); 2] = [
    ("member_unit", "member (unit)"),
    ("person_email", "person (lower(email))"),
];

/// 256 MB: the pages of half a million members.
const CACHE: &str = "PRAGMA cache_size = -262144";

/// Numbers read at a time.
const PAGE: usize = 10_000;

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportDone {
    /// Members on the list.
    pub members: u64,
    /// Of these, new.
    pub new: u64,
    /// Members before, who are not on the list.
    pub gone: u64,
}

impl Store {
    /// Makes the membership what the list says. `progress(done, of)` is called every few hundred
    /// rows. Nothing is changed unless all of it is stored.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] if a number comes twice; [`StoreError`] of the database.
    pub async fn member_import(
        &self,
        rows: &[MemberRow],
        rng: &mut (impl CryptoRng + Send + ?Sized),
        mut progress: impl FnMut(u64, u64) + Send,
    ) -> Result<ImportDone> {
        check_numbers(rows)?;
        let mut seed = [0; 32];
        rng.fill_bytes(&mut seed);
        let mut tx = self.db.write_within("member_import", Limit::Long).await?;
        tx.record_lock().await?;
        let known = tx.member_numbers().await?;
        let import = tx
            .one("SELECT COALESCE(MAX(import), 0) + 1 FROM member", &[])
            .await?
            .int(0)?;
        let of = rows.len() as u64;
        let mut done = ImportDone {
            members: of,
            new: 0,
            gone: 0,
        };
        let mut list: Vec<(String, &MemberRow)> = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let id = known.get(&row.number).cloned().unwrap_or_else(|| {
                done.new += 1;
                opaque_id(&seed, index as u64)
            });
            list.push((id, row));
        }
        // In the order of the key the tables and their indexes grow at the end, where a page is in
        // memory; in the order of the list every row would go to another page.
        list.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        tx.import_begin().await?;
        let first = tx
            .first("SELECT id FROM person LIMIT 1", &[])
            .await?
            .is_none();
        if first {
            tx.indexes_drop().await?;
        }
        let mut reached = 0;
        for part in list.chunks(ROWS) {
            tx.person_upsert(part).await?;
            tx.member_upsert(part, import).await?;
            reached += part.len() as u64;
            progress(reached, of);
        }
        if first {
            tx.indexes_make().await?;
        }
        let args = [Value::Int(import)];
        done.gone = tx
            .execute("DELETE FROM member WHERE import <> $1", &args)
            .await?;
        tx.commit_and_close().await?;
        tracing::info!(
            members = done.members,
            new = done.new,
            gone = done.gone,
            "members imported"
        );
        Ok(done)
    }
}

/// An id that says nothing of the person, nor of the place on the list: `p` and 26 characters.
fn opaque_id(seed: &[u8; 32], index: u64) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let hash = Sha256::new()
        .chain_update(seed)
        .chain_update(index.to_be_bytes())
        .finalize();
    let mut bits = hash
        .iter()
        .take(16)
        .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let mut id = String::with_capacity(27);
    id.push('p');
    for _ in 0..26 {
        id.push(char::from(LETTERS[(bits & 31) as usize]));
        bits >>= 5;
    }
    id
}

fn check_numbers(rows: &[MemberRow]) -> Result<()> {
    let mut seen = HashSet::with_capacity(rows.len());
    let twice: Vec<&str> = rows
        .iter()
        .filter(|row| !seen.insert(row.number.as_str()))
        .map(|row| row.number.as_str())
        .take(20)
        .collect();
    if twice.is_empty() {
        return Ok(());
    }
    Err(StoreError::Invalid(format!(
        "these membership numbers come twice: {}",
        twice.join(", ")
    )))
}

impl Tx {
    /// The person's id of every member, by number.
    async fn member_numbers(&mut self) -> Result<HashMap<String, String>> {
        let mut known = HashMap::new();
        let mut after = String::new();
        loop {
            let sql = format!(
                "SELECT number, person FROM member WHERE number > $1 ORDER BY number LIMIT {PAGE}"
            );
            let rows = self.all(AssertSqlSafe(sql), &[Value::Text(&after)]).await?;
            for row in &rows {
                after = row.text(0)?;
                known.insert(after.clone(), row.text(1)?);
            }
            if rows.len() < PAGE {
                return Ok(known);
            }
        }
    }

    /// Gives this connection room for the pages of a long list; see [`Tx::commit_and_close`].
    async fn import_begin(&mut self) -> Result<()> {
        if self.engine() == Engine::Sqlite {
            self.raw_sql(CACHE).await?;
        }
        Ok(())
    }

    /// The indexes that are no keys: made once over the whole list, they cost a sort instead of a
    /// search for every row. Only for a first list: nobody reads the tables meanwhile.
    async fn indexes_drop(&mut self) -> Result<()> {
        for (name, _) in INDEXES {
            self.raw_sql(&format!("DROP INDEX IF EXISTS {name}"))
                .await?;
        }
        Ok(())
    }

    async fn indexes_make(&mut self) -> Result<()> {
        for (name, on) in INDEXES {
            self.raw_sql(&format!("CREATE INDEX {name} ON {on}"))
                .await?;
        }
        Ok(())
    }

    async fn person_upsert(&mut self, rows: &[(String, &MemberRow)]) -> Result<()> {
        let sql = format!(
            "INSERT INTO person (id, name, given, family, email) VALUES {} ON CONFLICT (id) DO UPDATE SET name = excluded.name, given = excluded.given, family = excluded.family, email = excluded.email",
            self.engine().mark_rows(rows.len(), 5)
        );
        let mut args = Vec::with_capacity(rows.len() * 5);
        for (id, row) in rows {
            args.extend([
                Value::Text(id),
                Value::Text(&row.name),
                Value::OptText(row.given.as_deref()),
                Value::OptText(row.family.as_deref()),
                Value::OptText(row.email.as_deref()),
            ]);
        }
        self.execute(AssertSqlSafe(sql), &args).await?;
        Ok(())
    }

    async fn member_upsert(&mut self, rows: &[(String, &MemberRow)], import: i64) -> Result<()> {
        let sql = format!(
            "INSERT INTO member (person, number, class, unit, joined, arrears_from, arrears_to, suspended_from, suspended_to, import) VALUES {} ON CONFLICT (person) DO UPDATE SET number = excluded.number, class = excluded.class, unit = excluded.unit, joined = excluded.joined, arrears_from = excluded.arrears_from, arrears_to = excluded.arrears_to, suspended_from = excluded.suspended_from, suspended_to = excluded.suspended_to, import = excluded.import",
            self.engine().mark_rows(rows.len(), 10)
        );
        let times: Vec<Times> = rows.iter().map(|(_, row)| Times::of(row)).collect();
        let mut args = Vec::with_capacity(rows.len() * 10);
        for ((id, row), times) in rows.iter().zip(&times) {
            args.extend([
                Value::Text(id),
                Value::Text(&row.number),
                Value::Text(&row.membership.class),
                Value::Text(row.membership.unit.as_str()),
                Value::Text(&times.joined),
                Value::OptText(times.arrears.0.as_deref()),
                Value::OptText(times.arrears.1.as_deref()),
                Value::OptText(times.suspended.0.as_deref()),
                Value::OptText(times.suspended.1.as_deref()),
                Value::Int(import),
            ]);
        }
        self.execute(AssertSqlSafe(sql), &args).await?;
        Ok(())
    }
}

/// The times of a membership as text.
struct Times {
    joined: String,
    arrears: (Option<String>, Option<String>),
    suspended: (Option<String>, Option<String>),
}

impl Times {
    fn of(row: &MemberRow) -> Self {
        let both = |period: Option<Period>| {
            let from = period.map(|period| period.from.to_string());
            (
                from,
                period.and_then(|period| period.to).map(|to| to.to_string()),
            )
        };
        Self {
            joined: row.membership.joined.to_string(),
            arrears: both(row.membership.arrears),
            suspended: both(row.membership.suspended),
        }
    }
}

#[cfg(test)]
mod tests {
    use polity_values::PersonId;

    use super::*;

    #[test]
    fn c1_ids_say_nothing_of_the_order() {
        let ids: Vec<String> = (0..1_000).map(|index| opaque_id(&[7; 32], index)).collect();
        let distinct: HashSet<&String> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len());
        assert!(!ids.is_sorted());
        for id in &ids {
            PersonId::new(id.as_str()).expect("an id");
            assert_eq!(id.len(), 27);
        }
        let rising = ids.windows(2).filter(|pair| pair[0] < pair[1]).count();
        assert!(
            (400..600).contains(&rising),
            "{rising} of 999 neighbours rise; chance is 500"
        );
    }
}
