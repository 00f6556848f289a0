//! How often somebody may try. By what is tried (an address, a person), not by network address alone: a
//! conference sits behind one (RELIABILITY E11). In memory: a restart forgives.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use polity_values::PersonId;
use sha2::{Digest as _, Sha256};

use crate::limits::SiteClock;
use crate::{Machine, PageFault};

type By<K> = RateLimiter<K, HashMapStateStore<K>, SiteClock, NoOpMiddleware<Duration>>;
type OfAll = RateLimiter<NotKeyed, InMemoryState, SiteClock, NoOpMiddleware<Duration>>;

/// Links that one address is sent at once, and after how long there is another.
const LINKS: (u32, Duration) = (3, Duration::from_mins(5));
/// Codes that one person may try at once, and after how long there is another.
const CODES: (u32, Duration) = (5, Duration::from_mins(1));
/// Requests for links, or beginnings with a passkey, from everybody together: at once, and each second.
const TOGETHER: (u32, Duration) = (500, Duration::from_millis(20));

pub(crate) struct Limits {
    links: By<[u8; 32]>,
    codes: By<PersonId>,
    together: OfAll,
    clock: SiteClock,
}

fn by<K: Hash + Eq + Clone>(limit: (u32, Duration), clock: &SiteClock) -> By<K> {
    RateLimiter::new(quota(limit), HashMapStateStore::default(), clock.clone())
}

fn quota((burst, period): (u32, Duration)) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    let one = Quota::with_period(period).unwrap_or(Quota::per_minute(NonZeroU32::MIN));
    one.allow_burst(burst)
}

impl Limits {
    /// By the site's own clock.
    pub(crate) fn new(machine: Arc<dyn Machine>) -> Self {
        let clock = SiteClock(machine);
        let together = quota(TOGETHER);
        Self {
            links: by(LINKS, &clock),
            codes: by(CODES, &clock),
            together: RateLimiter::new(together, InMemoryState::default(), clock.clone()),
            clock,
        }
    }

    /// Whether this address may be sent another link now. Who asks is not told.
    pub(crate) fn link(&self, address: &str) -> bool {
        let key = Sha256::digest(address.trim().to_ascii_lowercase()).into();
        self.links.retain_recent();
        self.links.check_key(&key).is_ok()
    }

    /// Counts a try at a code of this person.
    pub(crate) fn code(&self, person: &PersonId) -> Result<(), PageFault> {
        self.codes.retain_recent();
        self.codes
            .check_key(person)
            .map_err(|until| too_many(self.clock.wait(&until)))
    }

    /// Counts something that anybody can ask for without signing in.
    pub(crate) fn together(&self) -> Result<(), PageFault> {
        self.together
            .check()
            .map_err(|until| too_many(self.clock.wait(&until)))
    }
}

fn too_many(seconds: u64) -> PageFault {
    PageFault::TooMany { seconds }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::Ordering;

    use crate::limits::tests::Hand;

    fn limits() -> (Arc<Hand>, Limits) {
        let hand = Arc::new(Hand::at(1_790_000_000));
        let limits = Limits::new(Arc::clone(&hand) as Arc<dyn Machine>);
        (hand, limits)
    }

    #[test]
    fn e11_an_address_is_limited_whatever_its_case() {
        let (hand, limits) = limits();
        for address in ["ann@example.org", " Ann@example.org", "ANN@EXAMPLE.ORG "] {
            assert!(limits.link(address));
        }
        assert!(!limits.link("ann@example.org"));
        assert!(limits.link("bob@example.org"));
        hand.0.fetch_add(5 * 60, Ordering::Relaxed);
        assert!(limits.link("ann@example.org"), "after a rest");
        assert!(!limits.link("ann@example.org"));
    }

    #[test]
    fn e11_codes_are_limited_by_person() {
        let (_, limits) = limits();
        let ann = PersonId::new("p-ann").expect("an id");
        for _ in 0..5 {
            limits.code(&ann).expect("five at once");
        }
        let fault = limits.code(&ann).expect_err("a sixth");
        assert!(
            matches!(fault, PageFault::TooMany { seconds: 1..=61 }),
            "{fault}"
        );
        limits
            .code(&PersonId::new("p-bob").expect("an id"))
            .expect("another");
    }
}
