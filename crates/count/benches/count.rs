//! Parsing and counting a million ballots: `cargo bench -p polity-count`.
//!
//! The contest is that of the file in `POLITY_BENCH_BLT`, or else the library's synthetic one.

use std::sync::OnceLock;

use polity_count::{Lots, Rule, blt, count, synthetic};

fn main() {
    divan::main();
}

/// The million ballots as a BLT file.
fn file() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| match std::env::var_os("POLITY_BENCH_BLT") {
        Some(path) => std::fs::read(path).expect("the file that POLITY_BENCH_BLT names"),
        None => synthetic::blt(1_000_000, 2026).into_bytes(),
    })
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn parse() -> usize {
    blt::parse(divan::black_box(file())).map_or(0, |contest| contest.ballots.len())
}

#[divan::bench(args = Rule::ALL.into_iter().filter(|rule| !matches!(rule, Rule::Schulze | Rule::RankedPairs)), sample_count = 10, sample_size = 1)]
fn parse_and_count(rule: Rule) -> bool {
    let mut contest = blt::parse(divan::black_box(file())).expect("no faults");
    if rule.fills_one_seat() {
        contest.seats = 1;
    }
    count(&contest, rule, &Lots::Seed("bench".into())).is_ok()
}
