//! Each distinct text once, under a small number.

use crate::text::hash;

/// A set of texts, numbered in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interner {
    /// The high half of the hash beside the number plus one, by hash; 0 is free. Its length is a power of two.
    table: Vec<u64>,
    hashes: Vec<u64>,
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Interner {
    /// The number of a text, and whether it is new.
    pub(crate) fn put(&mut self, text: &[u8]) -> (u32, bool) {
        if (self.hashes.len() + 1) * 2 > self.table.len() {
            self.grow();
        }
        let key = hash(text);
        let mask = self.table.len() - 1;
        let mut at = slot(key, mask);
        loop {
            match self.table[at] {
                0 => break,
                entry => {
                    if (entry ^ key) >> 32 == 0 {
                        let id = number(entry) - 1;
                        if self.get(id) == text {
                            return (id, false);
                        }
                    }
                }
            }
            at = (at + 1) & mask;
        }
        let id = u32::try_from(self.hashes.len()).unwrap_or(u32::MAX);
        self.table[at] = entry(key, id + 1);
        self.hashes.push(key);
        self.bytes.extend_from_slice(text);
        self.ends
            .push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        (id, true)
    }

    pub(crate) fn get(&self, id: u32) -> &[u8] {
        let id = id as usize;
        let start = if id == 0 {
            0
        } else {
            self.ends[id - 1] as usize
        };
        &self.bytes[start..self.ends[id] as usize]
    }

    /// The hash of a text in the set.
    pub(crate) fn hash_of(&self, id: u32) -> u64 {
        self.hashes[id as usize]
    }

    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.hashes.len()).unwrap_or(u32::MAX)
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(64);
        let mask = size - 1;
        self.table.clear();
        self.table.resize(size, 0);
        for (id, &key) in (1_u32..).zip(&self.hashes) {
            let mut at = slot(key, mask);
            while self.table[at] != 0 {
                at = (at + 1) & mask;
            }
            self.table[at] = entry(key, id);
        }
    }
}

fn entry(key: u64, number: u32) -> u64 {
    key >> 32 << 32 | u64::from(number)
}

#[expect(clippy::cast_possible_truncation, reason = "the low half is meant")]
fn number(entry: u64) -> u32 {
    entry as u32
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the low bits of a hash, masked"
)]
fn slot(key: u64, mask: usize) -> usize {
    (key ^ key >> 32) as usize & mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_numbers_while_it_grows() {
        let mut set = Interner::default();
        for n in 0_u32..5000 {
            assert_eq!(set.put(n.to_string().as_bytes()), (n, true));
        }
        for n in 0_u32..5000 {
            assert_eq!(set.put(n.to_string().as_bytes()), (n, false));
            assert_eq!(set.get(n), n.to_string().as_bytes());
        }
        assert_eq!(set.len(), 5000);
    }
}
