//! The one place where the clock is read. Everything else takes `now` as an argument.

use std::time::{Duration, Instant};

use polity_values::Timestamp;

/// The instant now, by this machine's clock.
#[expect(
    clippy::disallowed_methods,
    reason = "the edge: the clock is read here and passed on"
)]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// Measures how long a step took, to tell the person who waited.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts.
    #[expect(
        clippy::disallowed_methods,
        reason = "the edge: a step's duration is shown, never judged"
    )]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// Time since the start.
    pub(crate) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
