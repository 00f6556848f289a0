//! How often one credential may knock at the box. Never by address alone: a whole hall may vote from behind
//! one (RELIABILITY E11).

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{NotUntil, Quota, RateLimiter};
use polity_ballot::group::Encoded;
use sha2::{Digest as _, Sha256};

use crate::Machine;

/// Knocks of one credential in one go: a device that tries again and again, or a few devices at once; after
/// that one a second.
const BURST: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
/// Ballots that may be told as opened for a check, in one go, for the whole site; after that as many a second.
const OPENED: NonZeroU32 = NonZeroU32::new(100).expect("not zero");
/// Receipts of one vote that may be sent by mail in one go; after that one in ten minutes.
const RECEIPTS: NonZeroU32 = NonZeroU32::new(3).expect("not zero");
const RECEIPT_EVERY: Duration = Duration::from_mins(10);
/// Receipts of all votes together, in one go; after that as many a second.
const LETTERS: NonZeroU32 = NonZeroU32::new(50).expect("not zero");
/// From this many remembered credentials on, those that have rested are forgotten.
const REMEMBERED: usize = 50_000;

type By<K> = RateLimiter<K, HashMapStateStore<K>, SiteClock, NoOpMiddleware<Duration>>;
type OfAll = RateLimiter<NotKeyed, InMemoryState, SiteClock, NoOpMiddleware<Duration>>;

/// The limits of the voters' API.
pub(crate) struct Limits {
    knocks: By<Encoded>,
    opened: OfAll,
    /// By the tracker's hash: the tracker itself is kept nowhere.
    receipts: By<[u8; 32]>,
    letters: OfAll,
    clock: SiteClock,
}

/// The site's own clock: tests and rehearsals set it.
#[derive(Clone)]
pub(crate) struct SiteClock(pub(crate) Arc<dyn Machine>);

impl Clock for SiteClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        let since = self.0.now().as_microsecond();
        Duration::from_micros(u64::try_from(since).unwrap_or(0))
    }
}

impl SiteClock {
    /// Whole seconds until what was refused may be tried again.
    pub(crate) fn wait(&self, not: &NotUntil<Duration>) -> u64 {
        let until = not.earliest_possible();
        let wait = until.saturating_sub(self.now());
        wait.as_secs() + 1
    }
}

impl Limits {
    pub(crate) fn new(machine: Arc<dyn Machine>) -> Self {
        let clock = SiteClock(machine);
        let knocks = Quota::per_second(NonZeroU32::MIN).allow_burst(BURST);
        let opened = Quota::per_second(OPENED);
        let receipts = Quota::with_period(RECEIPT_EVERY).unwrap_or(Quota::per_hour(RECEIPTS));
        let receipts = receipts.allow_burst(RECEIPTS);
        let letters = Quota::per_second(LETTERS);
        Self {
            knocks: RateLimiter::new(knocks, HashMapStateStore::default(), clock.clone()),
            opened: RateLimiter::new(opened, InMemoryState::default(), clock.clone()),
            receipts: RateLimiter::new(receipts, HashMapStateStore::default(), clock.clone()),
            letters: RateLimiter::new(letters, InMemoryState::default(), clock.clone()),
            clock,
        }
    }

    /// One more knock of a credential; or the seconds to wait.
    pub(crate) fn knock(&self, credential: &Encoded) -> Result<(), u64> {
        if self.knocks.len() > REMEMBERED {
            self.knocks.retain_recent();
        }
        self.knocks
            .check_key(credential)
            .map_err(|not| self.clock.wait(&not))
    }

    /// One more letter with the receipt of a vote; or the seconds to wait. Trackers are public: without a limit
    /// anybody could have strangers flooded with them.
    pub(crate) fn receipt(&self, tracker: &str) -> Result<(), u64> {
        if self.receipts.len() > REMEMBERED {
            self.receipts.retain_recent();
        }
        let key = Sha256::digest(tracker).into();
        self.receipts
            .check_key(&key)
            .map_err(|not| self.clock.wait(&not))?;
        self.letters.check().map_err(|not| self.clock.wait(&not))
    }

    /// One more ballot opened for a check; or the seconds to wait.
    pub(crate) fn opened(&self) -> Result<(), u64> {
        self.opened.check().map_err(|not| self.clock.wait(&not))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::sync::atomic::{AtomicI64, Ordering};

    /// A clock that stands until the test moves it.
    pub(crate) struct Hand(pub(crate) AtomicI64);

    impl Hand {
        pub(crate) fn at(second: i64) -> Self {
            Self(AtomicI64::new(second))
        }
    }

    impl Machine for Hand {
        fn now(&self) -> polity_values::Timestamp {
            let second = self.0.load(Ordering::Relaxed);
            polity_values::Timestamp::from_second(second).expect("in range")
        }

        fn seed(&self) -> [u8; 32] {
            [7; 32]
        }
    }

    #[test]
    fn e11_one_credential_is_slowed_and_no_other() {
        let hand = Arc::new(Hand::at(1_790_000_000));
        let limits = Limits::new(Arc::clone(&hand) as Arc<dyn Machine>);
        let [one, other] = [1, 2].map(|byte| Encoded::from_bytes([byte; 32]));
        for _ in 0..BURST.get() {
            limits.knock(&one).expect("within the burst");
        }
        let wait = limits.knock(&one).expect_err("too many");
        assert!((1..=2).contains(&wait), "{wait}");
        limits.knock(&other).expect("another credential");
        hand.0.fetch_add(2, Ordering::Relaxed);
        limits.knock(&one).expect("after a rest");
    }

    #[test]
    fn e11_a_stranger_is_not_flooded_with_receipts() {
        let hand = Arc::new(Hand::at(1_790_000_000));
        let limits = Limits::new(Arc::clone(&hand) as Arc<dyn Machine>);
        for _ in 0..RECEIPTS.get() {
            limits.receipt("one").expect("within the burst");
        }
        assert_eq!(limits.receipt("one"), Err(601));
        limits.receipt("other").expect("another vote");
        hand.0.fetch_add(601, Ordering::Relaxed);
        limits.receipt("one").expect("after a rest");
    }
}
