//! Connections and transactions, the same for both engines.
//!
//! Everything that the store does happens in a named transaction ([`Tx`]). A connection whose
//! transaction did not end cleanly is closed, never reused. Every transaction has a deadline
//! ([`Limit`]), also while it waits for its turn. With SQLite an error of the disk stops the store
//! for good: after a failed flush the state of the disk is unknown, and flushing again may falsely
//! succeed (RELIABILITY E4).

mod dialect;
mod faults;
mod limit;
mod migrate;
mod tx;
mod value;

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use sqlx::ConnectOptions as _;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteSynchronous};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub use dialect::Engine;
pub use limit::DEADLINE;
pub(crate) use limit::Limit;
pub(crate) use migrate::Part;
pub(crate) use tx::Tx;
pub(crate) use value::{Row, Value};

use crate::error::{Result, StoreError};

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
    deadline: Duration,
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
            deadline: DEADLINE,
        }
    }

    /// With another deadline than [`DEADLINE`].
    pub(crate) fn deadline(mut self, time: Duration) -> Self {
        self.deadline = time;
        self
    }

    /// The limit of something that begins now and that somebody waits for.
    pub(crate) fn limit(&self) -> Limit {
        Limit::within(self.deadline)
    }

    pub(crate) fn engine(&self) -> Engine {
        match self.inner.connect {
            Connect::Sqlite { .. } => Engine::Sqlite,
            Connect::Pg(_) => Engine::Postgres,
        }
    }

    /// Begins a transaction that may write. With SQLite it is the only one.
    pub(crate) async fn write(&self, name: &'static str) -> Result<Tx> {
        self.write_within(name, self.limit()).await
    }

    /// Begins a transaction that may write, within a limit that runs already.
    pub(crate) async fn write_within(&self, name: &'static str, limit: Limit) -> Result<Tx> {
        let writing = match self.engine() {
            Engine::Sqlite => Some(limit.permit(&self.inner.writing, name).await?),
            Engine::Postgres => None,
        };
        let held = Some(limit.permit(&self.inner.connections, name).await?);
        let begin = self.engine().begin_write();
        self.begin(name, Some(begin), limit, [held, writing]).await
    }

    /// Begins a transaction that reads one snapshot.
    pub(crate) async fn read(&self, name: &'static str) -> Result<Tx> {
        self.read_within(name, self.limit()).await
    }

    /// Begins a transaction that reads one snapshot, within a limit that runs already.
    pub(crate) async fn read_within(&self, name: &'static str, limit: Limit) -> Result<Tx> {
        let held = Some(limit.permit(&self.inner.connections, name).await?);
        let begin = self.engine().begin_read();
        self.begin(name, Some(begin), limit, [held, None]).await
    }

    /// For exactly one `SELECT`, which is a snapshot of itself: one message to the engine instead
    /// of three. Ended with [`Tx::end_bare`].
    pub(crate) async fn glance(&self, name: &'static str) -> Result<Tx> {
        let limit = self.limit();
        let held = Some(limit.permit(&self.inner.connections, name).await?);
        self.begin(name, None, limit, [held, None]).await
    }

    /// A connection without a transaction, for what cannot run inside one: long work.
    pub(crate) async fn bare(&self, name: &'static str) -> Result<Tx> {
        self.check_alive()?;
        let limit = Limit::Long;
        let held = Some(limit.permit(&self.inner.connections, name).await?);
        let raw = self.connect(name, limit).await?;
        Ok(Tx::over(self.clone(), raw, name, limit, [held, None]))
    }

    async fn begin(
        &self,
        name: &'static str,
        statement: Option<&'static str>,
        limit: Limit,
        permits: [Option<OwnedSemaphorePermit>; 2],
    ) -> Result<Tx> {
        self.check_alive()?;
        let idle = self.idle().pop();
        let reused = idle.is_some();
        let raw = match idle {
            Some(raw) => raw,
            None => self.connect(name, limit).await?,
        };
        let mut tx = Tx::over(self.clone(), raw, name, limit, permits);
        match tx.begin(statement).await {
            Ok(()) => Ok(tx),
            // An idle connection may have been cut off meanwhile, and then its fellows too: once,
            // with a fresh one.
            Err(StoreError::Unavailable { .. }) if reused && self.engine() == Engine::Postgres => {
                self.idle().clear();
                tx.renew(self.connect(name, limit).await?);
                tx.begin(statement).await?;
                Ok(tx)
            }
            Err(error) => {
                if self.engine() == Engine::Postgres {
                    self.idle().clear();
                }
                Err(error)
            }
        }
    }

    async fn connect(&self, name: &'static str, limit: Limit) -> Result<Raw> {
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
                match limit.hold(name, connected).await? {
                    Ok(connection) => Ok(Raw::Sqlite(Box::new(connection))),
                    Err(error) => Err(self.explain(name, error)),
                }
            }
            Connect::Pg(options) => match limit.hold(name, options.connect()).await? {
                Ok(connection) => Ok(Raw::Pg(Box::new(connection))),
                Err(error) => Err(self.explain(name, error)),
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
