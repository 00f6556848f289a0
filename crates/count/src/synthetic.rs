//! Contests made by a fixed recipe, for measuring: any number of papers, the same on every machine.
//!
//! Twenty candidates stand in three slates for nine seats. A voter belongs to a slate; each preference is drawn with
//! weights (Plackett-Luce), the own slate's eight times as heavy, and the ranking stops after each preference with
//! probability 1/7. Equal rankings are gathered into one line; the lines are sorted.

use std::fmt::Write as _;

/// Candidates of a synthetic contest.
pub const CANDIDATES: usize = 20;
/// Seats of a synthetic contest.
pub const SEATS: u32 = 9;
/// Bits in which a ranking's key holds one candidate's number.
const BITS: usize = 5;

/// `papers` papers as a BLT file. `seed` chooses among contests of this kind.
///
/// ```
/// use polity_count::{blt, synthetic};
///
/// let file = synthetic::blt(1_000, 7);
/// let contest = blt::parse(file.as_bytes()).expect("a file without faults");
/// assert_eq!(contest.ballots.papers(), 1_000);
/// assert_eq!(file, synthetic::blt(1_000, 7));
/// ```
pub fn blt(papers: u32, seed: u64) -> String {
    let mut random = SplitMix(seed);
    let mut keys: Vec<u128> = (0..papers).map(|_| ranking(&mut random)).collect();
    keys.sort_unstable();
    let mut out = format!("{CANDIDATES} {SEATS}\n");
    for equal in keys.chunk_by(|a, b| a == b) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{}", equal.len());
        for place in 1..=CANDIDATES {
            match equal[0] >> (128 - place * BITS) & 31 {
                0 => break,
                number => {
                    let _ = write!(out, " {number}");
                }
            }
        }
        out.push_str(" 0\n");
    }
    out.push_str("0\n");
    for number in 1..=CANDIDATES {
        let _ = writeln!(out, "\"Candidate {number}\"");
    }
    let _ = writeln!(out, "\"Synthetic: {papers} papers, seed {seed}\"");
    out
}

/// One ranking, the first preference in the highest bits, so that keys sort as rankings do.
fn ranking(random: &mut SplitMix) -> u128 {
    // Four, three and two voters of nine belong to the slates.
    let slate = [0, 0, 0, 0, 1, 1, 1, 2, 2][random.below(9)];
    let mut weights: [usize; CANDIDATES] = std::array::from_fn(|i| {
        let own = if i % 3 == slate { 8 } else { 1 };
        own * (CANDIDATES + 4 - i)
    });
    let mut all: usize = weights.iter().sum();
    let mut key = 0;
    for place in 1..=CANDIDATES {
        if place > 1 && random.below(7) == 0 {
            break;
        }
        let mut draw = random.below(all);
        let mut number = 0;
        for (weight, candidate) in weights.iter_mut().zip(1_u128..) {
            if draw < *weight {
                all -= *weight;
                *weight = 0;
                number = candidate;
                break;
            }
            draw -= *weight;
        }
        key |= number << (128 - place * BITS);
    }
    key
}

/// A small generator that is fixed for ever (Steele, Lea and Flood 2014).
struct SplitMix(u64);

impl SplitMix {
    /// A number below `bound`; the bias is below 1 in 2^50 for bounds as small as here.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        usize::try_from(z % bound as u64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recipe_is_fixed_and_its_lines_are_sorted() {
        let file = blt(5_000, 1);
        let contest = crate::blt::parse(file.as_bytes()).unwrap();
        assert_eq!((contest.ballots.papers(), contest.seats), (5_000, SEATS));
        let marks: Vec<&[u8]> = contest.ballots.iter().map(|b| b.marks).collect();
        assert!(marks.is_sorted() && marks.len() > 1_000);
        assert_ne!(file, blt(5_000, 2));
        let firsts = |number: u8| -> u32 {
            let first = |b: &crate::Ballot<'_>| b.marks[0] == number;
            contest.ballots.iter().filter(first).map(|b| b.papers).sum()
        };
        // The first slate is the largest, and within it the first candidate leads.
        assert!(firsts(1) > firsts(4) && firsts(1) > firsts(2) && firsts(2) > firsts(3));
    }
}
