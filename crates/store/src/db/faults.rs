//! What an engine's error means: what stops the store, what may be tried again, what is a bug.

use super::{Db, Engine};
use crate::error::StoreError;

impl Db {
    /// Sorts an error of the engine: what stops the store, what may be tried again, what is a bug.
    pub(super) fn explain(&self, name: &'static str, error: sqlx::Error) -> StoreError {
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
