//! Values that go into statements and come out of rows, the same for both engines.

use sqlx::postgres::{PgArguments, PgRow, Postgres};
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteRow};
use sqlx::{Row as _, SqlStr};

use crate::error::{Result, StoreError};

/// A value of a placeholder.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    Int(i64),
    OptInt(Option<i64>),
    Text(&'a str),
    OptText(Option<&'a str>),
    Blob(&'a [u8]),
}

/// A row of a result. Columns are numbered from 0.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Pg(PgRow),
}

macro_rules! bind_all {
    ($query:expr, $args:expr) => {{
        let mut query = $query;
        for arg in $args {
            query = match *arg {
                Value::Int(value) => query.bind(value),
                Value::OptInt(value) => query.bind(value),
                Value::Text(value) => query.bind(value),
                Value::OptText(value) => query.bind(value),
                Value::Blob(value) => query.bind(value),
            };
        }
        query
    }};
}

pub(super) fn bound_sqlite<'q>(
    sql: SqlStr,
    args: &[Value<'_>],
) -> Query<'q, Sqlite, SqliteArguments> {
    bind_all!(sqlx::query::<Sqlite>(sql), args)
}

pub(super) fn bound_pg<'q>(sql: SqlStr, args: &[Value<'_>]) -> Query<'q, Postgres, PgArguments> {
    bind_all!(sqlx::query::<Postgres>(sql), args)
}

macro_rules! get {
    ($self:expr, $column:expr, $kind:ty) => {
        match $self {
            Row::Sqlite(row) => row.try_get::<$kind, _>($column),
            Row::Pg(row) => row.try_get::<$kind, _>($column),
        }
        .map_err(|source| StoreError::Database {
            what: "row",
            source,
        })
    };
}

impl Row {
    pub(crate) fn int(&self, column: usize) -> Result<i64> {
        get!(self, column, i64)
    }

    pub(crate) fn opt_int(&self, column: usize) -> Result<Option<i64>> {
        get!(self, column, Option<i64>)
    }

    /// A number that is never negative.
    pub(crate) fn count(&self, column: usize) -> Result<u64> {
        Ok(u64::try_from(self.int(column)?).unwrap_or(0))
    }

    pub(crate) fn text(&self, column: usize) -> Result<String> {
        get!(self, column, String)
    }

    pub(crate) fn opt_text(&self, column: usize) -> Result<Option<String>> {
        get!(self, column, Option<String>)
    }

    pub(crate) fn blob(&self, column: usize) -> Result<Vec<u8>> {
        get!(self, column, Vec<u8>)
    }

    /// A SHA-256 value; anything else in its place counts as all zeros, which no hash equals.
    pub(crate) fn hash(&self, column: usize) -> Result<[u8; 32]> {
        Ok(self.blob(column)?.try_into().unwrap_or([0; 32]))
    }
}
