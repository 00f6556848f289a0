//! How a paper is read that says too much or too little: overvotes, gaps, repetitions.
//!
//! Authorities differ in this, so it is an argument ([`Reading`]). The same choices are called overvote, skipped-rank
//! and duplicate rules by `RCTab`.

use std::collections::BTreeMap;

use crate::contest::Seen;

/// What becomes of a place that cannot be read as one preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum OnMark {
    /// The candidates at that place are equal preferences; a candidate who stands twice counts at the first place.
    #[default]
    AsMarked,
    /// The place is passed over.
    Skip,
    /// The ranking ends before it.
    End,
}

/// Which number of a table of ranks is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Best {
    /// 1 is the first preference.
    Lowest,
    /// The highest number is the first preference, as in some exports of CIVS.
    Highest,
}

/// How papers are read from tables and cast vote records.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Reading {
    /// Which number of a table of ranks is the best. Without it the lowest is, unless the table looks as if it were the
    /// other way round, which is a fault then.
    pub best: Option<Best>,
    /// The contest to read, by id or name, where a file holds several.
    pub contest: Option<String>,
    /// Several candidates marked with one rank. A cell that says `overvote` without naming them is passed over,
    /// unless the ranking is to end there.
    pub overvotes: OnMark,
    /// A candidate marked a second time.
    pub repeats: OnMark,
    /// Ranks left out one after the other before the ranking ends; without it they are passed over, however many.
    pub skipped_ranks: Option<u32>,
    /// The columns of the ballot paper as groups and candidates, for Australian Senate files that do not name them.
    pub paper: Vec<PaperColumn>,
}

/// A candidate on a Senate ballot paper, in the order of the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperColumn {
    /// The group's letter or letters; `UG` for candidates who have no group.
    pub group: String,
    /// The name.
    pub name: String,
}

/// The marks of one paper, by rank.
#[derive(Debug, Default)]
pub(super) struct Marks(BTreeMap<u32, Place>);

#[derive(Debug, Default)]
struct Place {
    numbers: Vec<u8>,
    /// Somebody said that this is an overvote.
    over: bool,
}

impl Marks {
    /// Candidate `number` is marked with `rank` (from 1).
    pub(super) fn mark(&mut self, rank: u32, number: u8) {
        self.0.entry(rank).or_default().numbers.push(number);
    }

    /// There are several marks of `rank`, and nobody says for whom.
    pub(super) fn overvote(&mut self, rank: u32) {
        self.0.entry(rank).or_default().over = true;
    }

    /// The ranking as places. With `gaps` a rank left out is a place left empty, otherwise it leaves no trace.
    pub(super) fn settle(self, reading: &Reading, gaps: bool) -> Vec<Vec<u8>> {
        let mut places: Vec<Vec<u8>> = Vec::new();
        let mut seen = Seen::default();
        let mut last = 0;
        for (rank, place) in self.0 {
            let skipped = rank.saturating_sub(last + 1);
            last = rank;
            if reading.skipped_ranks.is_some_and(|most| skipped > most) {
                break;
            }
            if gaps {
                // No paper has more places than candidates, and a wild rank shall not fill the memory.
                places.extend((0..skipped.min(255)).map(|_| Vec::new()));
            }
            let mut numbers = place.numbers;
            numbers.sort_unstable();
            numbers.dedup();
            let over = place.over || numbers.len() > 1;
            match reading.overvotes {
                OnMark::End if over => break,
                OnMark::Skip if over => numbers.clear(),
                _ if place.over => numbers.clear(),
                _ => {}
            }
            let before = numbers.len();
            numbers.retain(|&number| seen.insert(number));
            if numbers.len() < before {
                match reading.repeats {
                    OnMark::End => break,
                    OnMark::Skip => numbers.clear(),
                    OnMark::AsMarked => {}
                }
            }
            if gaps || !numbers.is_empty() {
                places.push(numbers);
            }
        }
        while places.last().is_some_and(Vec::is_empty) {
            places.pop();
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settle(marks: &[(u32, u8)], over: Option<u32>, reading: &Reading) -> Vec<Vec<u8>> {
        let mut all = Marks::default();
        for &(rank, number) in marks {
            all.mark(rank, number);
        }
        if let Some(rank) = over {
            all.overvote(rank);
        }
        all.settle(reading, true)
    }

    #[test]
    fn gaps_overvotes_and_repeats_as_told() {
        let plain = Reading::default();
        let marks = [(1, 1), (3, 2), (3, 3), (4, 1), (5, 4)];
        assert_eq!(
            settle(&marks, None, &plain),
            [vec![1], vec![], vec![2, 3], vec![], vec![4]]
        );
        let with = |overvotes, repeats, skipped_ranks| Reading {
            overvotes,
            repeats,
            skipped_ranks,
            ..Reading::default()
        };
        let skip = with(OnMark::Skip, OnMark::Skip, Some(1));
        assert_eq!(
            settle(&marks, None, &skip),
            [vec![1], vec![], vec![], vec![], vec![4]]
        );
        assert_eq!(
            settle(&marks, None, &with(OnMark::End, OnMark::Skip, None)),
            [[1]]
        );
        assert_eq!(
            settle(
                &marks,
                None,
                &with(OnMark::AsMarked, OnMark::AsMarked, Some(0))
            ),
            [[1]]
        );
        let end = with(OnMark::AsMarked, OnMark::End, None);
        assert_eq!(settle(&marks, None, &end), [vec![1], vec![], vec![2, 3]]);
        let said = settle(&[(1, 1), (3, 2)], Some(2), &plain);
        assert_eq!(said, [vec![1], vec![], vec![2]]);
        assert_eq!(
            settle(
                &[(1, 1), (3, 2)],
                Some(2),
                &with(OnMark::End, OnMark::Skip, None)
            ),
            [[1]]
        );
    }
}
