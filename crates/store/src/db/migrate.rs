//! The tables, made by numbered migrations that never change once released.
//!
//! Each database remembers which migrations it has and their SHA-256. A database with a migration
//! that this program does not know, or knows differently, is refused: better no service than one
//! that writes to tables that it misunderstands.

use sha2::{Digest as _, Sha256};

use super::{Db, Limit, Tx, Value};
use crate::error::{Result, StoreError};

/// One migration: its number is its place in the list, from 1.
struct Migration {
    name: &'static str,
    sql: &'static str,
}

/// The two sets of tables. In PostgreSQL both live in one database; with SQLite each box is a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Record, vault, projections.
    Main,
    /// One ballot box (SQLite) or all of them (PostgreSQL).
    Boxes,
}

const MAIN: &[Migration] = &[
    Migration {
        name: "main_0001",
        sql: include_str!("../../migrations/main_0001.sql"),
    },
    Migration {
        name: "main_0002",
        sql: include_str!("../../migrations/main_0002.sql"),
    },
    Migration {
        name: "main_0003",
        sql: include_str!("../../migrations/main_0003.sql"),
    },
    Migration {
        name: "main_0004",
        sql: include_str!("../../migrations/main_0004.sql"),
    },
    Migration {
        name: "main_0005",
        sql: include_str!("../../migrations/main_0005.sql"),
    },
    Migration {
        name: "main_0006",
        sql: include_str!("../../migrations/main_0006.sql"),
    },
    Migration {
        name: "main_0007",
        sql: include_str!("../../migrations/main_0007.sql"),
    },
];

const BOXES: &[Migration] = &[
    Migration {
        name: "boxes_0001",
        sql: include_str!("../../migrations/boxes_0001.sql"),
    },
    Migration {
        name: "boxes_0002",
        sql: include_str!("../../migrations/boxes_0002.sql"),
    },
];

impl Part {
    fn migrations(self) -> &'static [Migration] {
        match self {
            Self::Main => MAIN,
            Self::Boxes => BOXES,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Boxes => "boxes",
        }
    }
}

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    part TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, checksum BLOB NOT NULL,
    PRIMARY KEY (part, number))";

/// The key of PostgreSQL's advisory lock that lets one node migrate at a time.
const PG_MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(7239845561)";

impl Db {
    /// Brings the tables of `part` to this program's version, in one transaction.
    pub(crate) async fn migrate(&self, part: Part) -> Result<()> {
        let mut tx = self.write_within("migrate", Limit::Long).await?;
        if tx.engine() == super::Engine::Postgres {
            tx.raw_sql(PG_MIGRATION_LOCK).await?;
        }
        tx.raw_sql(&self.engine().schema(LEDGER)).await?;
        let has = tx.applied(part).await?;
        check(part, &has)?;
        for (index, migration) in part.migrations().iter().enumerate().skip(has.len()) {
            tx.raw_sql(&self.engine().schema(migration.sql)).await?;
            let number = i64::try_from(index + 1).unwrap_or(i64::MAX);
            tx.execute(
                "INSERT INTO schema_migration (part, number, name, checksum) VALUES ($1, $2, $3, $4)",
                &[
                    Value::Text(part.name()),
                    Value::Int(number),
                    Value::Text(migration.name),
                    Value::Blob(&checksum(migration.sql)),
                ],
            )
            .await?;
        }
        tx.commit().await
    }
}

impl Tx {
    async fn applied(&mut self, part: Part) -> Result<Vec<(String, Vec<u8>)>> {
        let rows = self
            .all(
                "SELECT name, checksum FROM schema_migration WHERE part = $1 ORDER BY number",
                &[Value::Text(part.name())],
            )
            .await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.blob(1)?)))
            .collect()
    }
}

fn check(part: Part, has: &[(String, Vec<u8>)]) -> Result<()> {
    let known = part.migrations();
    for (index, (name, sum)) in has.iter().enumerate() {
        let Some(migration) = known.get(index) else {
            return Err(StoreError::Schema(format!(
                "they have migration {} ({name}) of {:?}; this program knows {}. Use a newer program",
                index + 1,
                part.name(),
                known.len()
            )));
        };
        if *name != migration.name || *sum != checksum(migration.sql) {
            return Err(StoreError::Schema(format!(
                "migration {} was {name} when these tables were made, and is not what this program has under that number",
                index + 1
            )));
        }
    }
    Ok(())
}

fn checksum(sql: &str) -> Vec<u8> {
    Sha256::digest(sql.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_a_newer_program_are_refused() {
        let first = (MAIN[0].name.to_owned(), checksum(MAIN[0].sql));
        let next = ("main_0099".to_owned(), vec![0; 32]);
        check(Part::Main, std::slice::from_ref(&first)).expect("our own");
        let mut has: Vec<_> = MAIN
            .iter()
            .map(|m| (m.name.to_owned(), checksum(m.sql)))
            .collect();
        has.push(next);
        let error = check(Part::Main, &has).expect_err("unknown migration");
        assert!(error.to_string().contains("Use a newer program"), "{error}");
    }

    #[test]
    fn a_changed_migration_is_refused() {
        let has = [(MAIN[0].name.to_owned(), vec![1; 32])];
        let error = check(Part::Main, &has).expect_err("changed");
        assert!(error.to_string().contains("migration 1"), "{error}");
    }

    /// Released migrations never change: a new one is added. The snapshot is the lock.
    #[test]
    fn migrations_are_locked() {
        let lines: Vec<String> = MAIN
            .iter()
            .chain(BOXES)
            .map(|m| {
                let hex = crate::files::hex(&checksum(m.sql));
                format!("{} {hex}", m.name)
            })
            .collect();
        insta::assert_snapshot!(lines.join("\n"));
    }
}
