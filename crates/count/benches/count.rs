//! Parsing and counting a million ballots: `cargo bench -p polity-count`.
//!
//! The contest is that of the file in `POLITY_BENCH_BLT`, or else made here by a fixed recipe:
//! 20 candidates in three slates, 9 seats, rankings drawn one preference after the other with
//! weights (Plackett-Luce), stopping at random; equal rankings are gathered into one line.

#![expect(clippy::cast_possible_truncation, reason = "candidates are few")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use polity_count::{Lots, Rule, blt, count};

const BALLOTS: u32 = 1_000_000;
const CANDIDATES: usize = 20;

fn main() {
    divan::main();
}

/// The million ballots as a BLT file.
fn file() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| match std::env::var_os("POLITY_BENCH_BLT") {
        Some(path) => std::fs::read(path).expect("the file that POLITY_BENCH_BLT names"),
        None => made(),
    })
}

fn made() -> Vec<u8> {
    let mut random = SplitMix(0x706f_6c69_7479);
    let mut lines: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
    for _ in 0..BALLOTS {
        *lines.entry(ranking(&mut random)).or_default() += 1;
    }
    let mut out = format!("{CANDIDATES} 9\n");
    for (ranking, papers) in lines {
        let _ = write!(out, "{papers}");
        for number in ranking {
            let _ = write!(out, " {number}");
        }
        out.push_str(" 0\n");
    }
    out.push_str("0\n");
    for n in 1..=CANDIDATES {
        let _ = writeln!(out, "\"Candidate {n}\"");
    }
    out.push_str("\"Made\"\n");
    out.into_bytes()
}

/// One ranking: the voter's slate weighs eight times as much as the others.
fn ranking(random: &mut SplitMix) -> Vec<u8> {
    let slate = [0, 0, 0, 0, 1, 1, 1, 2, 2][random.below(9)];
    let mut weights: [usize; CANDIDATES] = std::array::from_fn(|i| {
        let own = if i % 3 == slate { 8 } else { 1 };
        own * (CANDIDATES + 4 - i)
    });
    let mut ranking = Vec::new();
    while ranking.len() < CANDIDATES && (ranking.is_empty() || random.below(7) > 0) {
        let mut draw = random.below(weights.iter().sum());
        let chosen = weights.iter().position(|&w| {
            let here = draw < w;
            draw = draw.wrapping_sub(w);
            here
        });
        let chosen = chosen.expect("a draw below the sum of the weights");
        weights[chosen] = 0;
        ranking.push(chosen as u8 + 1);
    }
    ranking
}

/// A small fixed generator, so that the contest is the same everywhere.
struct SplitMix(u64);

impl SplitMix {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
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
