//! What was made of something that never changes, kept by its digest: a kept one is never out of date. A few are
//! kept; when there are too many, all are let go, since making one again costs little beside keeping count.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use polity_org::Digest;

/// Values by the digest of what they were made of.
pub(crate) struct Kept<V> {
    most: usize,
    found: Mutex<BTreeMap<Digest, V>>,
}

impl<V: Clone> Kept<V> {
    /// Nothing yet, and never more than `most`.
    pub(crate) const fn at_most(most: usize) -> Self {
        Self {
            most,
            found: Mutex::new(BTreeMap::new()),
        }
    }

    /// The value, if it is kept.
    pub(crate) fn get(&self, of: &Digest) -> Option<V> {
        self.lock().get(of).cloned()
    }

    /// Keeps a value, and gives it back.
    pub(crate) fn keep(&self, of: Digest, value: V) -> V {
        let mut found = self.lock();
        if found.len() >= self.most {
            found.clear();
        }
        found.insert(of, value.clone());
        value
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Digest, V>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_are_kept_than_was_said() {
        let kept = Kept::at_most(2);
        let of = |text: &str| Digest::of(text.as_bytes());
        kept.keep(of("a"), 1);
        kept.keep(of("b"), 2);
        assert_eq!((kept.get(&of("a")), kept.get(&of("b"))), (Some(1), Some(2)));
        assert_eq!(kept.keep(of("c"), 3), 3);
        assert_eq!((kept.get(&of("a")), kept.get(&of("c"))), (None, Some(3)));
    }
}
