//! Every difference between the two engines, and nowhere else.
//!
//! The statements of this crate are written once, with `$1`-style placeholders and `ON CONFLICT`
//! upserts, which SQLite and PostgreSQL both read. What differs is here: names of column types,
//! placeholders of long lists, row locks, and what must hold of a connection before we trust it.

use std::fmt::Write as _;

/// The two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded: one file, one writer process.
    Sqlite,
    /// A server; also any distributed engine that speaks its protocol.
    Postgres,
}

/// The oldest SQLite that is safe: 3.7.0 to 3.51.2 can corrupt a database when the write-ahead log
/// is reset (RELIABILITY E13).
pub(super) const SQLITE_OLDEST: (u32, u32, u32) = (3, 51, 3);

/// Settings of the server without which "committed" does not mean "on disk", and the values that
/// are good enough.
pub(super) const PG_REQUIRED: [(&str, &[&str]); 3] = [
    ("synchronous_commit", &["on", "remote_apply"]),
    ("fsync", &["on"]),
    ("full_page_writes", &["on"]),
];

/// What a person calls each value of `pragma synchronous`; 2 and above flush at every commit.
pub(super) const SQLITE_SYNCHRONOUS_FULL: i64 = 2;

impl Engine {
    /// A migration's text in the engine's own words. Migrations are written with SQLite's types,
    /// `INTEGER` (64 bits there) and `BLOB`; `AUTO` marks a key that the engine counts up. Text is
    /// compared byte by byte in both, so that lists have one order on every machine.
    pub(super) fn schema(self, sql: &str) -> String {
        match self {
            Self::Sqlite => sql.replace("PRIMARY KEY AUTO", "PRIMARY KEY"),
            Self::Postgres => sql
                .replace("INTEGER", "BIGINT")
                .replace("BLOB", "BYTEA")
                .replace(" TEXT", " TEXT COLLATE \"C\"")
                .replace(
                    "PRIMARY KEY AUTO",
                    "GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                ),
        }
    }

    /// How a transaction that will write begins. SQLite takes its write lock at once, so that what
    /// is read inside cannot be out of date; PostgreSQL locks rows with [`Self::lock_row`].
    pub(super) fn begin_write(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// How a transaction that only reads begins: one snapshot for all its statements.
    pub(super) fn begin_read(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    /// A `SELECT` of one row that holds the row until the end of the transaction.
    pub(crate) fn lock_row(self, select: &str) -> String {
        match self {
            Self::Sqlite => select.to_owned(),
            Self::Postgres => format!("{select} FOR UPDATE"),
        }
    }

    /// `count` placeholders, separated by commas, after `before` others. SQLite finds a numbered
    /// placeholder by walking a list, which makes long lists quadratic; bare marks are found at
    /// once. A statement that uses this must take *all* its placeholders from it, in order.
    pub(crate) fn marks(self, before: usize, count: usize) -> String {
        let mut text = String::with_capacity(count * 4);
        for place in 0..count {
            if place > 0 {
                text.push(',');
            }
            match self {
                Self::Sqlite => text.push('?'),
                Self::Postgres => {
                    let _ = write!(text, "${}", before + place + 1);
                }
            }
        }
        text
    }

    /// `(?,?),(?,?)` for that many rows of that many columns.
    pub(crate) fn mark_rows(self, rows: usize, columns: usize) -> String {
        let mut text = String::with_capacity(rows * columns * 4);
        for row in 0..rows {
            if row > 0 {
                text.push(',');
            }
            text.push('(');
            text.push_str(&self.marks(row * columns, columns));
            text.push(')');
        }
        text
    }

    /// A condition that holds when the column contains the text of one placeholder, whatever the
    /// case of its letters.
    pub(crate) fn contains(self, column: &str, place: usize) -> String {
        match self {
            Self::Sqlite => format!("instr(lower({column}), lower(${place})) > 0"),
            Self::Postgres => format!("strpos(lower({column}), lower(${place})) > 0"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_through_all_rows() {
        assert_eq!(Engine::Postgres.mark_rows(2, 2), "($1,$2),($3,$4)");
        assert_eq!(Engine::Sqlite.mark_rows(2, 2), "(?,?),(?,?)");
        assert_eq!(Engine::Postgres.marks(1, 3), "$2,$3,$4");
    }

    #[test]
    fn types_are_the_servers_own() {
        let sql = "CREATE TABLE t (seq INTEGER PRIMARY KEY, body BLOB)";
        assert_eq!(
            Engine::Postgres.schema(sql),
            "CREATE TABLE t (seq BIGINT PRIMARY KEY, body BYTEA)"
        );
        assert_eq!(Engine::Sqlite.schema(sql), sql);
    }
}
