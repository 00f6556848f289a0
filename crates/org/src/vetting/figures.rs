//! What is published of a campaign: how many applied, were accepted, refused on which ground, appealed, by class and by
//! day. Cells so small that they would tell of persons are left out, and enough others with them that no sum tells them.

use std::collections::BTreeMap;

use polity_procedure::model::{Admission, AdmissionClassId, QueueId, ReasonCode};
use polity_values::{TimeZone, Timestamp, civil::Date};

use super::case::{Case, Fate, Vote};
use super::event::AcceptedBy;

/// Cells under this are not published.
pub const SMALLEST: u64 = 5;

/// The counts of applications in a class, or of all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Applications that came in.
    pub received: u64,
    /// Accepted, by what.
    pub accepted: BTreeMap<Option<AcceptedBy>, u64>,
    /// Refused and not appealed, or refused still after an appeal, by ground.
    pub refused: BTreeMap<ReasonCode, u64>,
    /// Withdrawn.
    pub withdrawn: u64,
    /// Undecided, with those who vote provisionally.
    pub undecided: u64,
    /// Of these, asked and not answered yet.
    pub asked: u64,
    /// Of these, in each queue. One application can be in several.
    pub queued: BTreeMap<QueueId, u64>,
    /// Ballots that are kept apart, as it stands.
    pub provisional: u64,
    /// Appeals lodged.
    pub appeals: u64,
    /// Appeals upheld.
    pub upheld: u64,
    /// Appeals dismissed.
    pub dismissed: u64,
}

/// The figures of a campaign.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Of all classes.
    pub all: Counts,
    /// Of each class.
    pub classes: BTreeMap<AdmissionClassId, Counts>,
    /// Applications and refusals by day.
    pub days: BTreeMap<Date, (u64, u64)>,
    /// Half of the decisions of people took less than this many minutes from the day that the application came in.
    pub median_minutes: Option<u64>,
}

/// Counts applications as they stand at an instant; days are those of the zone.
pub fn figures<'a>(
    cases: impl IntoIterator<Item = &'a Case>,
    terms: &Admission,
    (zone, now): (&TimeZone, Timestamp),
) -> Figures {
    let mut figures = Figures::default();
    let mut minutes = Vec::new();
    let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
    for case in cases {
        figures.all.count(case, terms, now);
        let of_class = figures.classes.entry(case.class.clone()).or_default();
        of_class.count(case, terms, now);
        figures.days.entry(day(case.received)).or_default().0 += 1;
        let decided = match case.fate {
            Fate::Refused { at } => {
                figures.days.entry(day(at)).or_default().1 += 1;
                Some(at)
            }
            Fate::Accepted {
                at,
                by: Some(AcceptedBy::Review),
            } => Some(at),
            _ => None,
        };
        minutes.extend(decided.map(|at| at.duration_since(case.received).as_mins()));
    }
    minutes.sort_unstable();
    let middle = minutes.get(minutes.len() / 2).copied();
    figures.median_minutes = middle.and_then(|minutes| u64::try_from(minutes).ok());
    figures
}

impl Counts {
    fn count(&mut self, case: &Case, terms: &Admission, now: Timestamp) {
        self.received += 1;
        match case.fate {
            Fate::Accepted { by, .. } => *self.accepted.entry(by).or_default() += 1,
            Fate::Refused { .. } => {
                if let Some(refusal) = &case.refusal {
                    *self.refused.entry(refusal.reason.clone()).or_default() += 1;
                }
            }
            Fate::Withdrawn { .. } => self.withdrawn += 1,
            Fate::Undecided | Fate::Provisional { .. } => self.undecided += 1,
        }
        if matches!(case.matching, super::Matching::Asked { until, .. } if now < until && case.is_undecided())
        {
            self.asked += 1;
        }
        for queue in case.queues(terms, now).into_keys() {
            *self.queued.entry(queue).or_default() += 1;
        }
        self.provisional += u64::from(case.vote() == Vote::Provisional);
        if let Some(appeal) = &case.appeal {
            self.appeals += 1;
            match appeal.decided {
                Some((true, _)) => self.upheld += 1,
                Some((false, _)) => self.dismissed += 1,
                None => {}
            }
        }
    }

    /// All accepted.
    pub fn all_accepted(&self) -> u64 {
        self.accepted.values().sum()
    }

    /// All refused.
    pub fn all_refused(&self) -> u64 {
        self.refused.values().sum()
    }
}

/// Leaves out the small cells of figures that stand beside their sum: each is `None`. If but one cell would be left out, or
/// those left out together are fewer than [`SMALLEST`], the next smallest goes with them, since the sum would tell.
pub fn suppressed<K: Ord + Clone>(cells: &BTreeMap<K, u64>) -> BTreeMap<K, Option<u64>> {
    let mut by_size: Vec<(&K, u64)> = cells.iter().map(|(key, count)| (key, *count)).collect();
    by_size.sort_by(|a, b| (a.1, a.0).cmp(&(b.1, b.0)));
    let (mut hidden, mut sum) = (0, 0);
    for (_, count) in by_size.iter().filter(|(_, count)| *count > 0) {
        let small = *count < SMALLEST;
        let tells = hidden > 0 && (hidden == 1 || sum < SMALLEST);
        if !small && !tells {
            break;
        }
        hidden += 1;
        sum += count;
    }
    let shown = by_size.iter().filter(|(_, count)| *count > 0).skip(hidden);
    let shown: std::collections::BTreeSet<&K> = shown.map(|(key, _)| *key).collect();
    cells
        .iter()
        .map(|(key, count)| {
            let tell = *count == 0 || shown.contains(key);
            (key.clone(), tell.then_some(*count))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(counts: &[u64]) -> Vec<Option<u64>> {
        let cells: BTreeMap<usize, u64> = counts.iter().copied().enumerate().collect();
        suppressed(&cells).into_values().collect()
    }

    #[test]
    fn small_cells_are_left_out_and_with_them_what_the_sum_would_tell() {
        assert_eq!(of(&[10, 20]), [Some(10), Some(20)]);
        assert_eq!(of(&[2, 20, 30]), [None, None, Some(30)]);
        assert_eq!(of(&[2, 4, 30]), [None, None, Some(30)]);
        assert_eq!(of(&[1, 1, 30, 40]), [None, None, None, Some(40)]);
        assert_eq!(of(&[0, 0, 9]), [Some(0), Some(0), Some(9)]);
    }

    proptest! {
        #[test]
        fn the_sum_never_tells_a_small_cell(counts in proptest::collection::vec(0_u64..40, 1..8)) {
            let shown = of(&counts);
            let hidden: Vec<u64> = counts.iter().zip(&shown).filter(|(_, one)| one.is_none()).map(|(count, _)| *count).collect();
            for (count, shown) in counts.iter().zip(&shown) {
                prop_assert!(*count == 0 || *count >= SMALLEST || shown.is_none());
            }
            let positive = counts.iter().filter(|count| **count > 0).count();
            if !hidden.is_empty() && positive > 1 {
                prop_assert!(hidden.len() > 1);
                prop_assert!(hidden.iter().sum::<u64>() >= SMALLEST || hidden.len() == positive);
            }
        }
    }
}
