//! The demo's calendar: the months of a real timetable, laid so that they end now. One election closed two weeks
//! ago and is declared; a second one opened three days ago and is open.

use anyhow::Context as _;
use polity_procedure::Dates;
use polity_procedure::instant::LocalInstant;
use polity_values::civil::{Date, Time, time};
use polity_values::{TimeZone, Timestamp};

/// Days from now to the close of the first election and of the second.
const CLOSES: [i64; 2] = [-14, 18];

/// The dates that the procedure asks for: days from the close, at noon.
const DATES: [(&str, i64); 7] = [
    ("notice", -144),
    ("joined-by", -133),
    ("arrears-paid-by", -119),
    ("freeze", -114),
    ("nominations-close", -42),
    ("ballot-opens", -21),
    ("ballot-closes", 0),
];

/// What the players do, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The organisation is founded.
    Found,
    /// Its list of members goes on the record.
    List,
    /// Its procedures are adopted.
    Adopt,
    /// The election is opened.
    Open,
    Notice,
    Freeze,
    Nominate,
    Support,
    Consent,
    Publish,
    Trustees,
    Keys,
    Proofs,
    Codes,
    OpenBallot,
    /// Some vote early: all that do in the second election.
    VoteEarly,
    Vote,
    /// A second after the close.
    Late,
    Close,
    Mix,
    Count,
    Declare,
}

/// Each step: days from the close, at a local time. Those up to the adoption are taken once, for the
/// first election.
const STEPS: [(Step, i64, Time); 22] = [
    (Step::Found, -158, time(10, 0, 0, 0)),
    (Step::List, -157, time(10, 0, 0, 0)),
    (Step::Adopt, -156, time(19, 30, 0, 0)),
    (Step::Open, -151, time(12, 0, 0, 0)),
    (Step::Notice, -144, time(12, 0, 0, 0)),
    (Step::Freeze, -114, time(12, 0, 0, 0)),
    (Step::Nominate, -109, time(9, 0, 0, 0)),
    (Step::Support, -81, time(19, 30, 0, 0)),
    (Step::Consent, -41, time(10, 0, 0, 0)),
    (Step::Publish, -37, time(12, 30, 0, 0)),
    (Step::Trustees, -34, time(10, 0, 0, 0)),
    (Step::Keys, -33, time(10, 0, 0, 0)),
    (Step::Proofs, -32, time(10, 0, 0, 0)),
    (Step::Codes, -31, time(10, 0, 0, 0)),
    (Step::OpenBallot, -21, time(12, 0, 0, 0)),
    (Step::VoteEarly, -19, time(18, 0, 0, 0)),
    (Step::Vote, -14, time(18, 0, 0, 0)),
    (Step::Late, 0, time(12, 0, 1, 0)),
    (Step::Close, 0, time(13, 0, 0, 0)),
    (Step::Mix, 0, time(15, 0, 0, 0)),
    (Step::Count, 0, time(18, 0, 0, 0)),
    (Step::Declare, 10, time(12, 30, 0, 0)),
];

/// The calendar of a run.
pub(super) struct Calendar {
    zone: TimeZone,
    today: Date,
}

impl Calendar {
    /// The calendar that ends at `now`.
    pub(super) fn until(now: Timestamp) -> anyhow::Result<Self> {
        let zone = TimeZone::get(super::society::ZONE).context("the society's time zone")?;
        let today = now.to_zoned(zone.clone()).date();
        Ok(Self { zone, today })
    }

    fn day(&self, election: usize, days: i64) -> Date {
        self.in_days(CLOSES.get(election).copied().unwrap_or(0) + days)
    }

    /// A day, so many days from today.
    pub(super) fn in_days(&self, days: i64) -> Date {
        self.today.saturating_add(jiff::Span::new().days(days))
    }

    /// The society's time zone.
    pub(super) fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The dates of an election's timetable.
    pub(super) fn dates(&self, election: usize) -> Dates {
        let noon = time(12, 0, 0, 0);
        let date = |(name, days): (&str, i64)| {
            let local = self.day(election, days).to_datetime(noon);
            (name.to_owned(), LocalInstant::new(local))
        };
        DATES.into_iter().map(date).collect()
    }

    /// The last day of joining for a vote in the first election.
    pub(super) fn join_by(&self) -> Date {
        self.day(0, -133)
    }

    /// The year of the first election's close.
    pub(super) fn year(&self) -> i16 {
        self.day(0, 0).year()
    }

    /// Every step of `elections` elections until now, in the order of time.
    pub(super) fn steps(
        &self,
        elections: usize,
        now: Timestamp,
    ) -> anyhow::Result<Vec<(Timestamp, usize, Step)>> {
        let mut steps = Vec::new();
        for election in 0..elections {
            for (step, days, at) in STEPS {
                if election > 0 && matches!(step, Step::Found | Step::List | Step::Adopt) {
                    continue;
                }
                let local = self.day(election, days).to_datetime(at);
                let instant = LocalInstant::new(local).resolve(&self.zone)?;
                if instant <= now {
                    steps.push((instant, election, step));
                }
            }
        }
        steps.sort_by_key(|(at, _, _)| *at);
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_election_is_over_and_the_second_is_open_whatever_the_day() {
        // Both nights on which clocks change, a leap day, a turn of the year.
        for now in [
            "2026-03-29T00:30:00Z",
            "2026-10-25T00:30:00Z",
            "2028-02-29T12:00:00Z",
            "2027-01-01T00:00:00Z",
        ] {
            let now: Timestamp = now.parse().unwrap();
            let calendar = Calendar::until(now).unwrap();
            let steps = calendar.steps(2, now).unwrap();
            let last = |election| {
                let of = steps.iter().filter(|(_, one, _)| *one == election);
                of.map(|(_, _, step)| *step).next_back()
            };
            assert_eq!(last(0), Some(Step::Declare));
            assert_eq!(last(1), Some(Step::VoteEarly), "{now}");
            assert_eq!(steps[0].2, Step::Found);
            assert_eq!(calendar.dates(1).iter().count(), DATES.len());
        }
    }
}
