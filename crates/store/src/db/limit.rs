//! By when a transaction must have ended (RELIABILITY, "Facts to build on": every database call has a
//! deadline). Waiting for a connection or for a lock counts; so nobody waits behind a stuck one for
//! ever. What is cut off is not acknowledged: it may have happened, and the same call may be made
//! again.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, MutexGuard, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

use crate::error::{Result, StoreError};

/// No call that somebody waits for takes longer; then it counts as not done.
pub const DEADLINE: Duration = Duration::from_secs(3);

/// No single statement of long work (an import, a copy) takes longer. The work as a whole may.
const LONG_STATEMENT: Duration = Duration::from_mins(10);

/// What PostgreSQL is told for long work, in milliseconds: longer than [`LONG_STATEMENT`].
pub(super) const LONG_SERVER_GIVES_UP: &str = "SET LOCAL statement_timeout = 900000";

/// The time that a transaction has.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Limit {
    /// All of it until this instant.
    Until(Instant, Duration),
    /// Each statement on its own.
    Long,
}

impl Limit {
    /// From now on, so long.
    pub(super) fn within(time: Duration) -> Self {
        Self::Until(Instant::now() + time, time)
    }

    pub(super) fn is_long(self) -> bool {
        matches!(self, Self::Long)
    }

    /// Waits for `work`, but not beyond the limit.
    pub(crate) async fn hold<T>(
        self,
        name: &'static str,
        work: impl Future<Output = T>,
    ) -> Result<T> {
        let until = match self {
            Self::Until(until, _) => until,
            Self::Long => Instant::now() + LONG_STATEMENT,
        };
        let done = timeout_at(until, work).await;
        done.map_err(|_| self.passed(name))
    }

    /// Waits for the turn at something of this process.
    pub(crate) async fn lock<'a, T>(
        self,
        name: &'static str,
        mutex: &'a Mutex<T>,
    ) -> Result<MutexGuard<'a, T>> {
        self.hold(name, mutex.lock()).await
    }

    pub(super) async fn permit(
        self,
        semaphore: &Arc<Semaphore>,
        name: &'static str,
    ) -> Result<OwnedSemaphorePermit> {
        let permit = self
            .hold(name, Arc::clone(semaphore).acquire_owned())
            .await?;
        permit.map_err(|_| StoreError::Unavailable {
            what: name,
            why: "the store is closing".to_owned(),
        })
    }

    /// The error of what took too long.
    pub(super) fn passed(self, name: &'static str) -> StoreError {
        let time = match self {
            Self::Until(_, time) => time,
            Self::Long => LONG_STATEMENT,
        };
        StoreError::Deadline { what: name, time }
    }
}
