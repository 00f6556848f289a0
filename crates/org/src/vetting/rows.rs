//! Rows and indexes that are cheap to copy: a world is copied whenever somebody reads it while another writes, and a
//! campaign has a hundred thousand rows. A copy shares them; a change copies the few that stand beside it.

use std::collections::BTreeMap;
use std::sync::Arc;

use polity_values::PersonId;

use crate::Digest;

/// Rows that are copied together when one of them changes.
const CHUNK: usize = 64;
/// Parts of an index.
const SHARDS: usize = 1024;

/// Rows in the order in which they came.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rows<T> {
    chunks: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self {
            chunks: Vec::new(),
            len: 0,
        }
    }
}

impl<T: Clone> Rows<T> {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn get(&self, row: usize) -> Option<&T> {
        self.chunks.get(row / CHUNK)?.get(row % CHUNK)
    }

    pub(super) fn get_mut(&mut self, row: usize) -> Option<&mut T> {
        Arc::make_mut(self.chunks.get_mut(row / CHUNK)?).get_mut(row % CHUNK)
    }

    pub(super) fn push(&mut self, row: T) -> usize {
        if self.len.is_multiple_of(CHUNK) {
            self.chunks.push(Arc::new(Vec::with_capacity(CHUNK)));
        }
        if let Some(last) = self.chunks.last_mut() {
            Arc::make_mut(last).push(row);
        }
        self.len += 1;
        self.len - 1
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }
}

/// A key of an index, and the part of it in which it stands.
pub(super) trait Key: Ord + Clone {
    fn shard(&self) -> usize;
}

impl Key for Digest {
    fn shard(&self) -> usize {
        usize::from(u16::from_le_bytes([self.0[0], self.0[1]])) % SHARDS
    }
}

impl Key for PersonId {
    /// By FNV-1a: ids differ mostly in their last letters.
    fn shard(&self) -> usize {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in self.as_str().bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        usize::try_from(hash % SHARDS as u64).unwrap_or_default()
    }
}

/// Where the row of a key stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Index<K>(Vec<Arc<BTreeMap<K, usize>>>);

impl<K> Default for Index<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Key> Index<K> {
    pub(super) fn get(&self, key: &K) -> Option<usize> {
        self.0.get(key.shard())?.get(key).copied()
    }

    pub(super) fn set(&mut self, key: K, row: usize) {
        if self.0.is_empty() {
            self.0 = vec![Arc::default(); SHARDS];
        }
        if let Some(shard) = self.0.get_mut(key.shard()) {
            Arc::make_mut(shard).insert(key, row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_what_it_was_when_the_other_changes() {
        let mut rows = Rows::default();
        for number in 0..1000_usize {
            assert_eq!(rows.push(number), number);
        }
        let before = rows.clone();
        *rows.get_mut(777).expect("it was pushed") = 0;
        rows.push(1000);
        assert_eq!(before.get(777), Some(&777));
        assert_eq!(rows.get(777), Some(&0));
        assert_eq!((before.len(), rows.len()), (1000, 1001));
        assert_eq!(rows.iter().count(), 1001);
        assert_eq!(before.get(1000), None);
    }

    #[test]
    fn an_index_finds_what_was_set() {
        let mut index = Index::default();
        let person = |number: usize| -> PersonId { format!("p-{number}").parse().expect("an id") };
        (0..5000).for_each(|number| index.set(person(number), number));
        assert!((0..5000).all(|number| index.get(&person(number)) == Some(number)));
        assert_eq!(index.get(&person(5000)), None);
        let spread = index.0.iter().filter(|shard| !shard.is_empty()).count();
        assert!(spread > 900, "ids are spread over the parts: {spread}");
    }
}
