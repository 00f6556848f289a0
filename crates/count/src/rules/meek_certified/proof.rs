//! The proof of a certified count, as lines of JSON; [`crate::certified_meek`] says what stands in them.

use std::fmt::Write as _;

use super::ONE;
use crate::board::{Board, number, numbers};
use crate::constraints::Constraints;
use crate::contest::Contest;
use crate::transcript::Status;

/// Decimals of the keep values in the proof.
const DECIMALS: u64 = 10_u64.pow(18);

/// Who of the tied was chosen, and for what.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Chosen {
    Elected(usize),
    Excluded(usize),
}

/// A decision, with the keep values that prove it.
#[derive(Debug)]
pub(crate) struct Decided {
    stage: u32,
    keep: Vec<(usize, u64)>,
    pub(super) elected: Vec<usize>,
    excluded: Option<usize>,
    /// Who counts as having the quota, being level with it as far as can be told.
    pub(super) level: Vec<usize>,
    ties: Vec<(Vec<usize>, Chosen)>,
    pub(super) filled: Vec<usize>,
}

impl Decided {
    /// The keep values of those who are elected so far; nothing decided yet.
    pub(super) fn at(board: &Board<'_>, keep: &[u64]) -> Self {
        let mut elected = board.elected.clone();
        elected.sort_unstable();
        Self {
            stage: board.stage(),
            keep: elected.into_iter().map(|c| (c, keep[c])).collect(),
            elected: Vec::new(),
            excluded: None,
            level: Vec::new(),
            ties: Vec::new(),
            filled: Vec::new(),
        }
    }

    pub(super) fn exclude(&mut self, chosen: usize, lowest: Vec<usize>) {
        self.excluded = Some(chosen);
        if lowest.len() > 1 {
            self.ties.push((lowest, Chosen::Excluded(chosen)));
        }
    }

    pub(super) fn tied(&mut self, among: &[usize], chosen: Chosen) {
        self.ties.push((among.to_vec(), chosen));
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        let keep: Vec<String> = self
            .keep
            .iter()
            .map(|&(c, keep)| format!("\"{}\":\"{}\"", number(c), decimals(keep)))
            .collect();
        write!(
            out,
            "{{\"stage\":{},\"keep\":{{{}}}",
            self.stage,
            keep.join(",")
        )?;
        let excluded: Vec<usize> = self.excluded.into_iter().collect();
        for (what, whom) in [
            ("elected", &self.elected),
            ("level", &self.level),
            ("excluded", &excluded),
            ("filled", &self.filled),
        ] {
            if !whom.is_empty() {
                write!(out, ",\"{what}\":{:?}", numbers(whom))?;
            }
        }
        if !self.ties.is_empty() {
            let ties: Vec<String> = self.ties.iter().map(tie).collect();
            write!(out, ",\"ties\":[{}]", ties.join(","))?;
        }
        out.push_str("}\n");
        Ok(())
    }
}

fn tie((among, chosen): &(Vec<usize>, Chosen)) -> String {
    let (what, whom) = match *chosen {
        Chosen::Elected(c) => ("elected", c),
        Chosen::Excluded(c) => ("excluded", c),
    };
    format!(
        "{{\"among\":{:?},\"{what}\":{}}}",
        numbers(among),
        number(whom)
    )
}

/// A share with 18 decimals, rounded up.
fn decimals(keep: u64) -> String {
    let units = (u128::from(keep) * u128::from(DECIMALS)).div_ceil(u128::from(ONE));
    let one = u128::from(DECIMALS);
    format!("{}.{:018}", units / one, units % one)
}

/// The whole proof: the contest, each stage, and the result.
pub(crate) fn write(
    contest: &Contest,
    constraints: &Constraints,
    (valid, invalid): (u64, u64),
    parts: u32,
    decisions: &[Decided],
    elected: &[u8],
) -> String {
    let withdrawn: Vec<usize> = contest
        .statuses()
        .iter()
        .enumerate()
        .filter(|(_, status)| **status == Status::Withdrawn)
        .map(|(c, _)| c)
        .collect();
    let mut out = format!(
        "{{\"format\":\"polity-meek-proof-1\",\"candidates\":{},\"seats\":{},\"withdrawn\":{:?},\"valid\":{valid},\"invalid\":{invalid},\"parts\":{parts}",
        contest.candidates.len(),
        contest.seats,
        numbers(&withdrawn),
    );
    if !constraints.is_empty()
        && let Ok(classes) = serde_json::to_string(&constraints.classes)
    {
        let _ = write!(out, ",\"constraints\":{classes}");
    }
    out.push_str("}\n");
    for decided in decisions {
        // Writing to a String cannot fail.
        let _ = decided.write(&mut out);
    }
    let _ = writeln!(out, "{{\"result\":{elected:?}}}");
    out
}
