//! A clock that moves only when a test says so.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// A clock; clones show the same time.
#[derive(Debug, Clone)]
pub struct FakeClock {
    now: Arc<Mutex<Timestamp>>,
}

impl FakeClock {
    /// A clock that stands at an instant, given as text such as `2026-03-01T09:00:00Z`.
    ///
    /// # Panics
    /// If the text is no instant.
    pub fn at(text: &str) -> Self {
        let now = text
            .parse()
            .expect("an instant such as 2026-03-01T09:00:00Z");
        Self {
            now: Arc::new(Mutex::new(now)),
        }
    }

    /// The time that it shows.
    pub fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves it, forwards or backwards.
    ///
    /// # Panics
    /// If the result is no instant any more (years beyond 9999).
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now
            .checked_add(by)
            .expect("an instant before the year 10000");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_move_together() {
        let clock = FakeClock::at("2026-03-29T00:59:59Z");
        let other = clock.clone();
        clock.advance(SignedDuration::from_secs(1));
        assert_eq!(other.now().to_string(), "2026-03-29T01:00:00Z");
    }
}
