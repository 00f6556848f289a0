//! Connections and transactions, the same for both engines.
//!
//! Everything that the store does happens in a named transaction ([`Tx`]). A connection whose
//! transaction did not end cleanly is closed, never reused. With PostgreSQL every call has a
//! deadline. With SQLite an error of the disk stops the store for good: after a failed flush the
//! state of the disk is unknown, and flushing again may falsely succeed (RELIABILITY E4).

mod dialect;
mod migrate;
mod value;

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions as _, SqlSafeStr};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

pub use dialect::Engine;
pub(crate) use migrate::Part;
pub(crate) use value::{Row, Value};

use crate::error::{Result, StoreError};
use value::{bound_pg, bound_sqlite};

/// No call to a database server takes longer; then it counts as not done.
pub const DEADLINE: Duration = Duration::from_secs(3);

/// The server gives up a statement after this. It must be longer than [`DEADLINE`]: a server that
/// gives up first while it waits for a standby would answer "committed" with a mere warning.
const SERVER_GIVES_UP: &str = "30000";

/// How long SQLite waits for another connection of this process.
const BUSY: Duration = Duration::from_secs(10);

/// Connections at one time; the next caller waits.
const CONNECTIONS: usize = 16;

/// A database that is open, of either engine. Clones share it.
#[derive(Clone)]
pub(crate) struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    connect: Connect,
    idle: Mutex<Vec<Raw>>,
    connections: Arc<Semaphore>,
    /// One writing transaction at a time in this process (SQLite allows no more in any case).
    writing: Arc<Semaphore>,
    failed: OnceLock<String>,
}

enum Connect {
    Sqlite {
        options: Box<SqliteConnectOptions>,
        at_rest: bool,
    },
    Pg(Box<PgConnectOptions>),
}

/// A connection.
enum Raw {
    Sqlite(Box<SqliteConnection>),
    Pg(Box<PgConnection>),
}

/// A transaction with a name for logs and errors. Dropped without [`Tx::commit`] or [`Tx::end`],
/// it never happened, and its connection is closed.
pub(crate) struct Tx {
    db: Db,
    raw: Option<Raw>,
    name: &'static str,
    _permits: [Option<OwnedSemaphorePermit>; 2],
}

impl Db {
    /// A SQLite file. `vfs` names another file system layer (tests of crashes); then the log is
    /// carried over into the file every few commits, so that crashes hit that too.
    pub(crate) fn sqlite(file: &Path, create: bool, vfs: Option<&str>) -> Self {
        let mut options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(create)
            .synchronous(SqliteSynchronous::Extra)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .pragma("mmap_size", "0")
            .pragma("trusted_schema", "OFF")
            .disable_statement_logging();
        if let Some(vfs) = vfs {
            options = options
                .vfs(vfs.to_owned())
                .pragma("wal_autocheckpoint", "24");
        }
        Self::new(Connect::Sqlite {
            options: Box::new(options),
            at_rest: false,
        })
    }

    /// A SQLite file that is only read and that nobody writes: a backup. Not one byte of it changes.
    pub(crate) fn sqlite_at_rest(file: &Path) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .read_only(true)
            .immutable(true)
            .disable_statement_logging();
        Self::new(Connect::Sqlite {
            options: Box::new(options),
            at_rest: true,
        })
    }

    /// A PostgreSQL database by its URL.
    pub(crate) fn postgres(url: &str) -> Result<Self> {
        let options: PgConnectOptions = url.parse().map_err(|error| {
            StoreError::Invalid(format!("DATABASE_URL is no PostgreSQL URL: {error}"))
        })?;
        let options = options.disable_statement_logging().options([
            ("statement_timeout", SERVER_GIVES_UP),
            ("idle_in_transaction_session_timeout", SERVER_GIVES_UP),
            ("tcp_user_timeout", "3000"),
        ]);
        Ok(Self::new(Connect::Pg(Box::new(options))))
    }

    fn new(connect: Connect) -> Self {
        Self {
            inner: Arc::new(Inner {
                connect,
                idle: Mutex::new(Vec::new()),
                connections: Arc::new(Semaphore::new(CONNECTIONS)),
                writing: Arc::new(Semaphore::new(1)),
                failed: OnceLock::new(),
            }),
        }
    }

    pub(crate) fn engine(&self) -> Engine {
        match self.inner.connect {
            Connect::Sqlite { .. } => Engine::Sqlite,
            Connect::Pg(_) => Engine::Postgres,
        }
    }

    /// Begins a transaction that may write. With SQLite it is the only one.
    pub(crate) async fn write(&self, name: &'static str) -> Result<Tx> {
        let writing = match self.engine() {
            Engine::Sqlite => Some(permit(&self.inner.writing, name).await?),
            Engine::Postgres => None,
        };
        self.begin(name, self.engine().begin_write(), writing).await
    }

    /// Begins a transaction that reads one snapshot.
    pub(crate) async fn read(&self, name: &'static str) -> Result<Tx> {
        self.begin(name, self.engine().begin_read(), None).await
    }

    /// A connection without a transaction, for what cannot run inside one.
    pub(crate) async fn bare(&self, name: &'static str) -> Result<Tx> {
        self.check_alive()?;
        let held = Some(permit(&self.inner.connections, name).await?);
        let raw = Some(self.connect(name).await?);
        Ok(Tx {
            db: self.clone(),
            raw,
            name,
            _permits: [held, None],
        })
    }

    async fn begin(
        &self,
        name: &'static str,
        statement: &'static str,
        writing: Option<OwnedSemaphorePermit>,
    ) -> Result<Tx> {
        self.check_alive()?;
        let held = Some(permit(&self.inner.connections, name).await?);
        let permits = [held, writing];
        let idle = self.idle().pop();
        if let Some(raw) = idle {
            let mut tx = Tx {
                db: self.clone(),
                raw: Some(raw),
                name,
                _permits: permits,
            };
            let outcome = tx.raw_sql(statement).await;
            match outcome {
                Ok(()) => return Ok(tx),
                // An idle connection may have been cut off meanwhile: once, with a fresh one.
                Err(StoreError::Unavailable { .. }) if self.engine() == Engine::Postgres => {
                    tx.raw = Some(self.connect(name).await?);
                    tx.raw_sql(statement).await?;
                    return Ok(tx);
                }
                Err(error) => return Err(error),
            }
        }
        let raw = Some(self.connect(name).await?);
        let mut tx = Tx {
            db: self.clone(),
            raw,
            name,
            _permits: permits,
        };
        tx.raw_sql(statement).await?;
        Ok(tx)
    }

    async fn connect(&self, name: &'static str) -> Result<Raw> {
        match &self.inner.connect {
            Connect::Sqlite { options, at_rest } => {
                let connected = async {
                    let mut connection = options.connect().await?;
                    if !at_rest {
                        // After `synchronous`, not with it: the switch of a new file to the log
                        // deletes a journal, and only a deletion that is flushed stays deleted.
                        sqlx::raw_sql("PRAGMA journal_mode = WAL")
                            .execute(&mut connection)
                            .await?;
                    }
                    Ok(connection)
                };
                match connected.await {
                    Ok(connection) => Ok(Raw::Sqlite(Box::new(connection))),
                    Err(error) => Err(self.explain(name, error)),
                }
            }
            Connect::Pg(options) => match timeout(DEADLINE, options.connect()).await {
                Ok(Ok(connection)) => Ok(Raw::Pg(Box::new(connection))),
                Ok(Err(error)) => Err(self.explain(name, error)),
                Err(_) => Err(too_late(name)),
            },
        }
    }

    /// Asserts that what this engine calls committed is on disk.
    pub(crate) async fn check_engine(&self) -> Result<()> {
        let mut tx = self.bare("engine_check").await?;
        match self.engine() {
            Engine::Sqlite => {
                check_sqlite_version(&tx.one("SELECT sqlite_version()", &[]).await?.text(0)?)?;
                let mode = tx.one("PRAGMA journal_mode", &[]).await?.text(0)?;
                let synchronous = tx.one("PRAGMA synchronous", &[]).await?.int(0)?;
                if mode != "wal" || synchronous < dialect::SQLITE_SYNCHRONOUS {
                    return Err(StoreError::Unsafe(format!(
                        "journal_mode is {mode} and synchronous is {synchronous}; they must be wal and 3 (the file system may not support it)"
                    )));
                }
            }
            Engine::Postgres => {
                for (setting, good) in dialect::PG_REQUIRED {
                    let row = tx
                        .one("SELECT current_setting($1)", &[Value::Text(setting)])
                        .await?;
                    let is = row.text(0)?;
                    if !good.contains(&is.as_str()) {
                        return Err(StoreError::Unsafe(format!(
                            "the server's setting {setting} is {is}; it must be {}, or an acknowledged vote could be lost",
                            good.join(" or ")
                        )));
                    }
                }
            }
        }
        tx.end_bare();
        Ok(())
    }

    /// Why the store stopped, if it did.
    pub(crate) fn failure(&self) -> Option<&str> {
        self.inner.failed.get().map(String::as_str)
    }

    /// Closes the idle connections, waiting until their files are closed.
    pub(crate) async fn close(&self) {
        let idle = std::mem::take(&mut *self.idle());
        for raw in idle {
            let closed = match raw {
                Raw::Sqlite(connection) => sqlx::Connection::close(*connection).await,
                Raw::Pg(connection) => sqlx::Connection::close(*connection).await,
            };
            if let Err(error) = closed {
                tracing::warn!(%error, "a connection did not close cleanly");
            }
        }
    }

    fn check_alive(&self) -> Result<()> {
        match self.failure() {
            Some(why) => Err(StoreError::Failed {
                why: why.to_owned(),
            }),
            None => Ok(()),
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Raw>> {
        self.inner
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Sorts an error of the engine: what stops the store, what may be tried again, what is a bug.
    fn explain(&self, name: &'static str, error: sqlx::Error) -> StoreError {
        match self.engine() {
            Engine::Sqlite => match sqlite_code(&error) {
                Some(code) if SQLITE_STOPS.contains(&(code & 0xff)) => {
                    let why = format!("{name}: {error}");
                    tracing::error!(%error, transaction = name, "the store stops accepting writes");
                    let why = self.inner.failed.get_or_init(|| why).clone();
                    StoreError::Failed { why }
                }
                Some(code) if matches!(code & 0xff, SQLITE_BUSY | SQLITE_LOCKED) => {
                    StoreError::Unavailable {
                        what: name,
                        why: error.to_string(),
                    }
                }
                _ => StoreError::Database {
                    what: name,
                    source: error,
                },
            },
            Engine::Postgres if pg_retry(&error) => StoreError::Unavailable {
                what: name,
                why: error.to_string(),
            },
            Engine::Postgres => StoreError::Database {
                what: name,
                source: error,
            },
        }
    }
}

const SQLITE_BUSY: i32 = 5;
const SQLITE_LOCKED: i32 = 6;
/// READONLY, IOERR, CORRUPT, FULL, NOTADB.
const SQLITE_STOPS: [i32; 5] = [8, 10, 11, 13, 26];

fn sqlite_code(error: &sqlx::Error) -> Option<i32> {
    error.as_database_error()?.code()?.parse().ok()
}

/// True if the server, not the statement, is the trouble: connection, resources, operator,
/// system, read-only (a standby), serialisation.
fn pg_retry(error: &sqlx::Error) -> bool {
    let Some(fault) = error.as_database_error() else {
        return true;
    };
    let code = fault.code().unwrap_or_default();
    code == "25006"
        || code == "42P04"
        || ["08", "40", "53", "55", "57", "58"]
            .iter()
            .any(|class| code.starts_with(class))
}

fn too_late(name: &'static str) -> StoreError {
    StoreError::Unavailable {
        what: name,
        why: format!("no answer within {} seconds", DEADLINE.as_secs()),
    }
}

async fn permit(semaphore: &Arc<Semaphore>, name: &'static str) -> Result<OwnedSemaphorePermit> {
    Arc::clone(semaphore)
        .acquire_owned()
        .await
        .map_err(|_| StoreError::Unavailable {
            what: name,
            why: "the store is closing".to_owned(),
        })
}

fn check_sqlite_version(version: &str) -> Result<()> {
    let mut parts = version
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    let has = (next(), next(), next());
    if has < dialect::SQLITE_OLDEST {
        let (a, b, c) = dialect::SQLITE_OLDEST;
        return Err(StoreError::Unsafe(format!(
            "SQLite {version} can corrupt a database when it resets its log; {a}.{b}.{c} or newer is needed"
        )));
    }
    Ok(())
}

impl Tx {
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
            None => return Err(too_late(self.name)),
            Some(Raw::Sqlite(connection)) => {
                let done = bound_sqlite(sql, args).execute(&mut **connection).await;
                Some(done.map(|done| done.rows_affected()))
            }
            Some(Raw::Pg(connection)) => {
                let call = bound_pg(sql, args).execute(&mut **connection);
                let done = timeout(DEADLINE, call).await.ok();
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
            None => return Err(too_late(self.name)),
            Some(Raw::Sqlite(connection)) => {
                let rows = bound_sqlite(sql, args).fetch_all(&mut **connection).await;
                Some(rows.map(|rows| rows.into_iter().map(Row::Sqlite).collect()))
            }
            Some(Raw::Pg(connection)) => {
                let call = bound_pg(sql, args).fetch_all(&mut **connection);
                let rows = timeout(DEADLINE, call).await.ok();
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
            None => return Err(too_late(self.name)),
            Some(Raw::Sqlite(connection)) => {
                Some(query.execute(&mut **connection).await.map(|_| ()))
            }
            Some(Raw::Pg(connection)) => {
                let done = timeout(DEADLINE, query.execute(&mut **connection))
                    .await
                    .ok();
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
    fn settle<T>(&mut self, outcome: Option<sqlx::Result<T>>) -> Result<T> {
        match outcome {
            Some(Ok(value)) => Ok(value),
            Some(Err(error)) => {
                self.raw = None;
                Err(self.db.explain(self.name, error))
            }
            None => {
                self.raw = None;
                Err(too_late(self.name))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e13_an_older_sqlite_is_refused() {
        for old in ["3.51.2", "3.46.1", "3.7.0", ""] {
            let error = check_sqlite_version(old).expect_err(old);
            assert!(error.to_string().contains("3.51.3 or newer"), "{error}");
        }
        for good in ["3.51.3", "3.52.0", "4.0.0"] {
            check_sqlite_version(good).expect(good);
        }
    }
}
