//! A transaction: statements by name, within its time, ended once.

use sqlx::{AssertSqlSafe, SqlSafeStr};
use tokio::sync::OwnedSemaphorePermit;

use super::limit::{LONG_SERVER_GIVES_UP, Limit};
use super::value::{Row, Value, bound_pg, bound_sqlite};
use super::{Db, Engine, Raw};
use crate::error::{Result, StoreError};

/// A transaction with a name for logs and errors. Dropped without [`Tx::commit`] or [`Tx::end`],
/// it never happened, and its connection is closed.
pub(crate) struct Tx {
    db: Db,
    raw: Option<Raw>,
    name: &'static str,
    limit: Limit,
    _permits: [Option<OwnedSemaphorePermit>; 2],
}

impl Tx {
    /// Over a connection that is as the engine made it: no transaction has begun.
    pub(super) fn over(
        db: Db,
        raw: Raw,
        name: &'static str,
        limit: Limit,
        permits: [Option<OwnedSemaphorePermit>; 2],
    ) -> Self {
        Self {
            db,
            raw: Some(raw),
            name,
            limit,
            _permits: permits,
        }
    }

    /// Another connection in place of one that failed.
    pub(super) fn renew(&mut self, raw: Raw) {
        self.raw = Some(raw);
    }

    /// Begins, if there is anything to begin with.
    pub(super) async fn begin(&mut self, statement: Option<&'static str>) -> Result<()> {
        let Some(statement) = statement else {
            return Ok(());
        };
        self.raw_sql(statement).await?;
        if self.limit.is_long() && self.engine() == Engine::Postgres {
            self.raw_sql(LONG_SERVER_GIVES_UP).await?;
        }
        Ok(())
    }

    pub(crate) fn engine(&self) -> Engine {
        self.db.engine()
    }

    /// Runs a statement; gives the number of rows it changed.
    pub(crate) async fn execute(
        &mut self,
        sql: impl SqlSafeStr,
        args: &[Value<'_>],
    ) -> Result<u64> {
        let sql = sql.into_sql_str();
        let outcome = match self.raw.as_mut() {
            None => return Err(self.limit.passed(self.name)),
            Some(Raw::Sqlite(connection)) => {
                let call = bound_sqlite(sql, args).execute(&mut **connection);
                let done = self.limit.hold(self.name, call).await;
                done.map(|done| done.map(|done| done.rows_affected()))
            }
            Some(Raw::Pg(connection)) => {
                let call = bound_pg(sql, args).execute(&mut **connection);
                let done = self.limit.hold(self.name, call).await;
                done.map(|done| done.map(|done| done.rows_affected()))
            }
        };
        self.settle(outcome)
    }

    /// All rows of a query. Callers bound the number with `LIMIT`.
    pub(crate) async fn all(
        &mut self,
        sql: impl SqlSafeStr,
        args: &[Value<'_>],
    ) -> Result<Vec<Row>> {
        let sql = sql.into_sql_str();
        let outcome = match self.raw.as_mut() {
            None => return Err(self.limit.passed(self.name)),
            Some(Raw::Sqlite(connection)) => {
                let call = bound_sqlite(sql, args).fetch_all(&mut **connection);
                let rows = self.limit.hold(self.name, call).await;
                rows.map(|rows| rows.map(|rows| rows.into_iter().map(Row::Sqlite).collect()))
            }
            Some(Raw::Pg(connection)) => {
                let call = bound_pg(sql, args).fetch_all(&mut **connection);
                let rows = self.limit.hold(self.name, call).await;
                rows.map(|rows| rows.map(|rows| rows.into_iter().map(Row::Pg).collect()))
            }
        };
        self.settle(outcome)
    }

    /// The first row, if there is one.
    pub(crate) async fn first(
        &mut self,
        sql: impl SqlSafeStr,
        args: &[Value<'_>],
    ) -> Result<Option<Row>> {
        Ok(self.all(sql, args).await?.into_iter().next())
    }

    /// The row of a query that always has one.
    pub(crate) async fn one(&mut self, sql: impl SqlSafeStr, args: &[Value<'_>]) -> Result<Row> {
        let what = self.name;
        self.first(sql, args).await?.ok_or(StoreError::Database {
            what,
            source: sqlx::Error::RowNotFound,
        })
    }

    /// Statements without parameters, one or several.
    pub(crate) async fn raw_sql(&mut self, sql: &str) -> Result<()> {
        let query = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        let outcome = match self.raw.as_mut() {
            None => return Err(self.limit.passed(self.name)),
            Some(Raw::Sqlite(connection)) => {
                let call = query.execute(&mut **connection);
                let done = self.limit.hold(self.name, call).await;
                done.map(|done| done.map(|_| ()))
            }
            Some(Raw::Pg(connection)) => {
                let call = query.execute(&mut **connection);
                let done = self.limit.hold(self.name, call).await;
                done.map(|done| done.map(|_| ()))
            }
        };
        self.settle(outcome)
    }

    /// Makes everything durable. Only after this may anybody be told that it is stored.
    pub(crate) async fn commit(mut self) -> Result<()> {
        self.raw_sql("COMMIT").await?;
        tracing::debug!(transaction = self.name, "committed");
        self.give_back();
        Ok(())
    }

    /// As [`Tx::commit`], for a connection that was set up for this one work: it is closed.
    pub(crate) async fn commit_and_close(mut self) -> Result<()> {
        self.raw_sql("COMMIT").await?;
        tracing::debug!(transaction = self.name, "committed");
        Ok(())
    }

    /// Ends a transaction that only read.
    pub(crate) async fn end(mut self) -> Result<()> {
        self.raw_sql("ROLLBACK").await?;
        self.give_back();
        Ok(())
    }

    /// Gives back a connection of [`Db::bare`].
    pub(crate) fn end_bare(mut self) {
        self.give_back();
    }

    fn give_back(&mut self) {
        if let Some(raw) = self.raw.take() {
            self.db.idle().push(raw);
        }
    }

    /// After an error the connection is gone: its transaction must never be continued.
    fn settle<T>(&mut self, outcome: Result<sqlx::Result<T>>) -> Result<T> {
        let outcome =
            outcome.and_then(|done| done.map_err(|error| self.db.explain(self.name, error)));
        if outcome.is_err() {
            self.raw = None;
        }
        outcome
    }
}
