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
//! What cannot be checked here is chance: a lot among those who are equal. Each one is named in the answer.

mod ballots;
mod lines;
mod stages;

use std::fmt;
use std::io::BufRead;

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
            let counted = if ranking.is_empty() {
                &mut invalid
            } else {
                &mut valid
            };
            *counted = counted.checked_add(papers).ok_or_else(full)?;
            if valid > MAX_PAPERS {
                return Err(full());
            }
            shares.iter_mut().for_each(|s| s.add(papers, ranking));
            Ok(())
        },
    )?;
    proof.has_papers(valid, invalid)?;
    for (places, shares) in places.iter().zip(&shares) {
        let held = shares.prove(places, valid, proof.seats);
        held.map_err(|why| format!("stage {}: {why}", places.stage))?;
    }
    let lots = places.iter().flat_map(|p| p.lots.iter().cloned());
    Ok(Checked {
        valid,
        stages: places.len(),
        lots: lots.collect(),
        elected: proof.result,
    })
}

/// Most papers for which the arithmetic is made.
const MAX_PAPERS: u64 = 1_000_000_000;
