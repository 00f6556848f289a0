//! Checks a proof of certified Meek (`polity count --rule meek-certified --proof FILE`) against the ballots, in one
//! read of them, without the counting crate: its own reader, its own arithmetic, its own bookkeeping.
//!
//! What a proof says of a stage are shares `k` of the elected. They are checked to be no smaller than those of the exact
//! solution of Meek's equations: each elected candidate with `k < 1` has the quota at least. Then, as the votes move on to the
//! solution, those of a continuing candidate rise and the quota falls by no more, together, than the surpluses at `k` (the
//! head of `polity_count`'s module `meek_certified` derives this). So a candidate who has the quota at `k` has it; one who
//! is below it by more than the surpluses has it not; and one who is below all others by more than the surpluses is the lowest.
//!
//! Arithmetic: values in units of 2^-60, each product rounded down and rounded up apart, so that every figure is an
//! interval that holds the true one. Shares are read from decimals, rounded up to such units; it is for the rounded ones
//! that everything is checked, so nothing is lost by that.
//!
//! A paper with equal preferences is divided into parts, one for every order in which they could stand.
//!
//! Under constraints the checker asks by itself, before each step, whom they bar and whom they guard: who is elected must
//! not be barred, and who is excluded is the lowest of the barred, or else of those who are not guarded.
//!
//! What cannot be checked here is chance: a lot among those who are equal. Each one is named in the answer.

mod ballots;
mod classes;
mod lines;
mod stages;

use std::fmt;
use std::io::BufRead;

use ballots::Ranking;
use lines::Proof;
use stages::Shares;

/// A proof that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Papers that were counted.
    pub valid: u64,
    /// Stages, each proved.
    pub stages: usize,
    /// The elected, by number, in the order of the proof.
    pub elected: Vec<u8>,
    /// The constraints that were applied, in words; that they are those which were adopted is for the reader to see.
    pub constraints: Vec<String>,
    /// The lots: among whom, and who was chosen. They are fair if the draw was.
    pub lots: Vec<(Vec<u8>, u8)>,
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |numbers: &[u8]| {
            let words: Vec<String> = numbers.iter().map(u8::to_string).collect();
            words.join(", ")
        };
        write!(
            f,
            "The proof holds: {} stages, {} valid papers. Elected, in this order: {}.",
            self.stages,
            self.valid,
            list(&self.elected)
        )?;
        for constraint in &self.constraints {
            write!(
                f,
                "\nWithin this constraint: {constraint}. Check that it was adopted."
            )?;
        }
        for (among, chosen) in &self.lots {
            let among = list(among);
            write!(
                f,
                "\nA lot decided among {among}, who are equal: {chosen} was drawn. Check how it was drawn."
            )?;
        }
        Ok(())
    }
}

/// Checks `proof` against `ballots` (BLT), which are read once, a line at a time.
///
/// # Errors
/// What does not hold, or cannot be read, with the line or the stage.
pub fn check(proof: &str, ballots: impl BufRead) -> Result<Checked, String> {
    let proof = Proof::read(proof)?;
    let places = proof.places()?;
    let mut shares: Vec<Shares> = places.iter().map(Shares::of).collect();
    let (mut valid, mut invalid) = (0_u64, 0_u64);
    let full = || "there are more papers than a count takes".to_owned();
    ballots::read(
        ballots,
        |head| proof.fits(head),
        |papers, ranking| {
            let counted = if ranking.numbers.is_empty() {
                &mut invalid
            } else {
                &mut valid
            };
            *counted = counted.checked_add(papers).ok_or_else(full)?;
            if valid.checked_mul(proof.parts).is_none_or(|n| n > MAX_PARTS) {
                return Err(full());
            }
            let mut add = |parts, numbers: &[usize]| {
                for shares in &mut shares {
                    shares.add(parts, numbers);
                }
            };
            share_among_orders(papers, proof.parts, ranking, &mut add)
        },
    )?;
    proof.has_papers(valid, invalid)?;
    for (places, shares) in places.iter().zip(&shares) {
        let held = shares.prove(places, valid * proof.parts, proof.seats);
        held.map_err(|why| format!("stage {}: {why}", places.stage))?;
    }
    let lots = places.iter().flat_map(|p| p.lots.iter().cloned());
    Ok(Checked {
        valid,
        stages: places.len(),
        lots: lots.collect(),
        constraints: proof.constraints(),
        elected: proof.result,
    })
}

/// Most parts of papers for which the arithmetic is made.
const MAX_PARTS: u64 = 1 << 36;

/// Most orders of the equal preferences of one paper.
const MAX_ORDERS: u64 = 5_040;

/// Adds papers in equal parts for every order in which those who are ranked equal could stand.
fn share_among_orders(
    papers: u64,
    parts: u64,
    ranking: &mut Ranking,
    add: &mut impl FnMut(u64, &[usize]),
) -> Result<(), String> {
    let mut orders = 1_u64;
    for &(start, end) in &ranking.equal {
        for factor in 2..=(end - start) as u64 {
            orders = orders.saturating_mul(factor);
        }
    }
    if orders > MAX_ORDERS || !parts.is_multiple_of(orders) {
        return Err(format!(
            "a paper has equal preferences in {orders} orders, which {parts} parts do not share evenly"
        ));
    }
    let Ranking { numbers, equal } = ranking;
    in_every_order(papers * (parts / orders), numbers, equal, add);
    Ok(())
}

/// Swaps each of an equal place to its front in turn, and goes on with the rest of the place.
fn in_every_order(
    parts: u64,
    numbers: &mut [usize],
    equal: &[(usize, usize)],
    add: &mut impl FnMut(u64, &[usize]),
) {
    let Some((&(start, end), rest)) = equal.split_first() else {
        add(parts, numbers);
        return;
    };
    if start + 1 >= end {
        in_every_order(parts, numbers, rest, add);
        return;
    }
    let mut left = vec![(start + 1, end)];
    left.extend_from_slice(rest);
    for i in start..end {
        numbers.swap(start, i);
        in_every_order(parts, numbers, &left, add);
        numbers.swap(start, i);
    }
}
