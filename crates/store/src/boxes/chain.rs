//! The chain of a box: each vote's head seals all before it.
//!
//! `head_0 = SHA256(netstrings("polity box 1", ballot))`, `head_n = SHA256(head_(n-1) || tracker)`.
//! The tracker is itself a hash of the vote's bytes, so the head fixes every vote and their order,
//! and says nothing else.

use sha2::{Digest as _, Sha256};

use crate::record::netstrings;

/// The head of a box.
pub type BoxHash = [u8; 32];

const DOMAIN: &str = "polity box 1";

/// The head of an empty box.
pub(crate) fn start(ballot: &str) -> BoxHash {
    Sha256::digest(netstrings(&[DOMAIN.as_bytes(), ballot.as_bytes()])).into()
}

/// The head after a vote with this tracker.
pub(crate) fn next(prev: &BoxHash, tracker: &str) -> BoxHash {
    Sha256::new()
        .chain_update(prev)
        .chain_update(tracker.as_bytes())
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_is_locked() {
        let one = next(&start("executive-2026"), "tracker-1");
        let two = next(&one, "tracker-2");
        let hex = [start("executive-2026"), one, two].map(|hash| crate::files::hex(&hash));
        insta::assert_snapshot!(hex.join("\n"));
    }
}
