//! Any bytes, and good archives damaged at random, are judged without a panic, and never pass.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use common::election;
use polity_ballot::archive::read_all;
use polity_count::Lots;
use polity_verify::{CountOptions, Options, verify};
use proptest::prelude::*;
use std::sync::LazyLock;

static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let archive = election(4).0;
    assert!(holds(&archive), "what is damaged below is good before");
    archive
});

fn holds(archive: &[u8]) -> bool {
    // so few ballots tie: lots are answered from a seed
    let count = CountOptions {
        lots: Lots::Seed("bytes".to_owned()),
        ..CountOptions::default()
    };
    verify(
        archive,
        &Options {
            count,
            ..Options::default()
        },
    )
    .report
    .holds
}

/// A way to damage an archive.
#[derive(Debug, Clone)]
enum Damage {
    Set(usize, u8),
    Cut(usize),
    Insert(usize, Vec<u8>),
    Remove(usize, usize),
    Repeat(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Damage::Set(at, byte)),
        any::<usize>().prop_map(Damage::Cut),
        (any::<usize>(), prop::collection::vec(any::<u8>(), 1..600))
            .prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (any::<usize>(), 1..1500_usize).prop_map(|(at, length)| Damage::Remove(at, length)),
        (any::<usize>(), 1..1500_usize).prop_map(|(at, length)| Damage::Repeat(at, length)),
    ]
}

fn damaged(good: &[u8], damages: &[Damage]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for damage in damages {
        let place = |at: usize| at % bytes.len().max(1);
        match damage {
            Damage::Set(at, byte) => {
                let at = place(*at);
                if let Some(old) = bytes.get_mut(at) {
                    *old = *byte;
                }
            }
            Damage::Cut(at) => bytes.truncate(place(*at)),
            Damage::Insert(at, new) => {
                let at = place(*at).min(bytes.len());
                bytes.splice(at..at, new.iter().copied());
            }
            Damage::Remove(at, length) => {
                let at = place(*at).min(bytes.len());
                bytes.drain(at..bytes.len().min(at + length));
            }
            Damage::Repeat(at, length) => {
                let at = place(*at).min(bytes.len());
                let part = bytes[at..bytes.len().min(at + length)].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        prop_assert!(read_all(&bytes).is_err());
        prop_assert!(!holds(&bytes));
    }

    #[test]
    fn damage_is_found_without_a_panic(damages in prop::collection::vec(damage(), 1..4)) {
        let bytes = damaged(&GOOD, &damages);
        prop_assert!(!holds(&bytes) || bytes == *GOOD);
    }
}
