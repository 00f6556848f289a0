//! The pretended clock of the demo: the instants of its one timetable, in the society's zone.

use anyhow::Context as _;
use polity_procedure::Dates;
use polity_procedure::instant::LocalInstant;
use polity_values::{TimeZone, Timestamp};

/// The dates that the procedure asks for, with their weekdays.
const DATES: [(&str, &str); 7] = [
    ("notice", "Monday 2026-06-01 12:00"),
    ("joined-by", "Friday 2026-06-12 12:00"),
    ("arrears-paid-by", "Friday 2026-06-26 12:00"),
    ("freeze", "Wednesday 2026-07-01 12:00"),
    ("nominations-close", "Friday 2026-09-11 12:00"),
    ("ballot-opens", "Friday 2026-10-02 12:00"),
    ("ballot-closes", "Friday 2026-10-23 12:00"),
];

pub(super) const FOUNDED: &str = "2026-05-18 10:00";
pub(super) const IMPORTED: &str = "2026-05-19 10:00";
pub(super) const ADOPTED: &str = "2026-05-20 19:30";
pub(super) const OPENED: &str = "2026-05-25 12:00";
pub(super) const NOTICE: &str = "2026-06-01 12:00";
pub(super) const FREEZE: &str = "2026-07-01 12:00";
pub(super) const NOMINATED: &str = "2026-07-06 09:00";
pub(super) const SUPPORTED: &str = "2026-08-03 19:30";
pub(super) const CONSENTED: &str = "2026-09-12 10:00";
pub(super) const PUBLISHED: &str = "2026-09-16 12:30";
pub(super) const TRUSTEES_NAMED: &str = "2026-09-19 10:00";
pub(super) const KEYS_MADE: &str = "2026-09-20 10:00";
pub(super) const KEYS_PROVED: &str = "2026-09-21 10:00";
pub(super) const CREDENTIALS_MADE: &str = "2026-09-22 10:00";
pub(super) const BALLOT_OPENED: &str = "2026-10-02 12:00";
pub(super) const VOTED: &str = "2026-10-09 18:00";
pub(super) const A_SECOND_LATE: &str = "2026-10-23 12:00:01";
pub(super) const CLOSED: &str = "2026-10-23 13:00";
pub(super) const MIXED: &str = "2026-10-23 15:00";
pub(super) const COUNTED: &str = "2026-10-23 18:00";
pub(super) const DECLARED: &str = "2026-11-02 12:30";

/// The dates of the timetable.
pub(super) fn dates() -> anyhow::Result<Dates> {
    let date = |(name, at): (&str, &str)| Ok((name.to_owned(), at.parse::<LocalInstant>()?));
    DATES.into_iter().map(date).collect()
}

/// An instant of the pretended clock.
pub(super) fn at(text: &str) -> anyhow::Result<Timestamp> {
    let zone = TimeZone::get(super::society::ZONE).context("the society's time zone")?;
    Ok(text.parse::<LocalInstant>()?.resolve(&zone)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pretended_clock_only_goes_forward() {
        let all = [
            FOUNDED,
            IMPORTED,
            ADOPTED,
            OPENED,
            NOTICE,
            FREEZE,
            NOMINATED,
            SUPPORTED,
            CONSENTED,
            PUBLISHED,
            TRUSTEES_NAMED,
            KEYS_MADE,
            KEYS_PROVED,
            CREDENTIALS_MADE,
            BALLOT_OPENED,
            VOTED,
            A_SECOND_LATE,
            CLOSED,
            MIXED,
            COUNTED,
            DECLARED,
        ];
        let instants: Vec<Timestamp> = all.iter().map(|text| at(text).unwrap()).collect();
        assert!(instants.is_sorted());
        assert_eq!(dates().unwrap().iter().count(), DATES.len());
    }
}
