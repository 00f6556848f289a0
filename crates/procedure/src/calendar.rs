//! Working days: Monday to Friday without the bank holidays of a nation of the United Kingdom.
//!
//! Most bank holidays follow from rules (a date, a Monday of a month, so many days from Easter Sunday; a date
//! on a weekend has a substitute day). Those that a proclamation added or moved stand in
//! `holidays/one-off.csv`. The lists from 2010 to 2030 that the two give stand beside it, one file for each
//! nation, for people to compare with the lists that the governments publish; a test keeps them equal.
//!
//! Sources: Banking and Financial Dealings Act 1971, schedule 1, and the proclamations under its section 1;
//! St Andrew's Day Bank Holiday (Scotland) Act 2007; Easter by the Gregorian rule of 1582 in the form of Meeus,
//! *Astronomical Algorithms*, chapter 8.

use std::collections::BTreeMap;

use polity_values::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// Whose bank holidays are no working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// England and Wales.
    EnglandAndWales,
    /// Scotland: the statutory days, not those that towns keep besides.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

const ONE_OFF: &str = include_str!("../holidays/one-off.csv");

/// A rule of one bank holiday: the date of the year, before a substitute is looked for.
enum Rule {
    /// A day of a month. On a weekend, the next working day that no holiday has taken is its substitute.
    On(i8, i8),
    /// The first Monday of a month.
    FirstMonday(i8),
    /// The last Monday of a month.
    LastMonday(i8),
    /// So many days after Easter Sunday.
    Easter(i64),
}

/// In the order in which they choose substitute days.
const ENGLAND_AND_WALES: [(&str, Rule); 8] = [
    ("New Year's Day", Rule::On(1, 1)),
    ("Good Friday", Rule::Easter(-2)),
    ("Easter Monday", Rule::Easter(1)),
    ("Early May bank holiday", Rule::FirstMonday(5)),
    ("Spring bank holiday", Rule::LastMonday(5)),
    ("Summer bank holiday", Rule::LastMonday(8)),
    ("Christmas Day", Rule::On(12, 25)),
    ("Boxing Day", Rule::On(12, 26)),
];

const SCOTLAND: [(&str, Rule); 9] = [
    ("New Year's Day", Rule::On(1, 1)),
    ("2nd January", Rule::On(1, 2)),
    ("Good Friday", Rule::Easter(-2)),
    ("Early May bank holiday", Rule::FirstMonday(5)),
    ("Spring bank holiday", Rule::LastMonday(5)),
    ("Summer bank holiday", Rule::FirstMonday(8)),
    ("St Andrew's Day", Rule::On(11, 30)),
    ("Christmas Day", Rule::On(12, 25)),
    ("Boxing Day", Rule::On(12, 26)),
];

const NORTHERN_IRELAND: [(&str, Rule); 10] = [
    ("New Year's Day", Rule::On(1, 1)),
    ("St Patrick's Day", Rule::On(3, 17)),
    ("Good Friday", Rule::Easter(-2)),
    ("Easter Monday", Rule::Easter(1)),
    ("Early May bank holiday", Rule::FirstMonday(5)),
    ("Spring bank holiday", Rule::LastMonday(5)),
    ("Battle of the Boyne", Rule::On(7, 12)),
    ("Summer bank holiday", Rule::LastMonday(8)),
    ("Christmas Day", Rule::On(12, 25)),
    ("Boxing Day", Rule::On(12, 26)),
];

impl Calendar {
    /// Whether people work on this day: Monday to Friday, and no bank holiday.
    pub fn is_working_day(self, date: Date) -> bool {
        !is_weekend(date) && !self.holidays(date.year()).contains_key(&date)
    }

    /// The bank holidays of a year by date, each with its name.
    pub fn holidays(self, year: i16) -> BTreeMap<Date, String> {
        let rules: &[(&str, Rule)] = match self {
            Self::EnglandAndWales => &ENGLAND_AND_WALES,
            Self::Scotland => &SCOTLAND,
            Self::NorthernIreland => &NORTHERN_IRELAND,
        };
        let dated: Vec<_> = rules
            .iter()
            .filter_map(|(name, rule)| {
                Some((*name, rule.date(year)?, matches!(rule, Rule::On(..))))
            })
            .collect();
        let mut found = BTreeMap::new();
        for (name, date, _) in dated.iter().filter(|(_, date, _)| !is_weekend(*date)) {
            found.insert(*date, (*name).to_owned());
        }
        // Substitutes come after, so that none takes the day of another holiday.
        for (name, date, movable) in dated.iter().filter(|(_, date, _)| is_weekend(*date)) {
            let mut day = *date;
            while *movable && (is_weekend(day) || found.contains_key(&day)) {
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
            found.insert(day, format!("{name} (substitute day)"));
        }
        self.proclaimed(year, &mut found);
        found
    }

    /// The working day that lies `days` working days after a date (before it, when negative); the date itself
    /// does not count. None: outside of the calendar.
    pub fn working_days_from(self, date: Date, days: i32) -> Option<Date> {
        let mut day = date;
        let mut left = days.unsigned_abs();
        let (mut year, mut holidays) = (day.year(), self.holidays(day.year()));
        while left > 0 {
            day = if days < 0 {
                day.yesterday().ok()?
            } else {
                day.tomorrow().ok()?
            };
            if day.year() != year {
                year = day.year();
                holidays = self.holidays(year);
            }
            if !is_weekend(day) && !holidays.contains_key(&day) {
                left -= 1;
            }
        }
        Some(day)
    }

    /// What proclamations added and moved.
    fn proclaimed(self, year: i16, found: &mut BTreeMap<Date, String>) {
        let nation = crate::names::Named::name(self);
        for line in ONE_OFF.lines() {
            let mut cells = line.splitn(4, ',');
            let (Some(whose), Some(change), Some(date), Some(name)) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let Ok(date) = date.parse::<Date>() else {
                continue;
            };
            if date.year() != year || (whose != "all" && whose != nation) {
                continue;
            }
            if change == "removed" {
                found.remove(&date);
            } else {
                found.insert(date, name.to_owned());
            }
        }
    }
}

impl Rule {
    fn date(&self, year: i16) -> Option<Date> {
        match *self {
            Self::On(month, day) => Date::new(year, month, day).ok(),
            Self::FirstMonday(month) => Date::new(year, month, 1)
                .and_then(|first| first.nth_weekday_of_month(1, Weekday::Monday))
                .ok(),
            Self::LastMonday(month) => Date::new(year, month, 1)
                .and_then(|first| first.nth_weekday_of_month(-1, Weekday::Monday))
                .ok(),
            Self::Easter(days) => {
                let easter = easter(year)?;
                easter.checked_add(jiff::Span::new().days(days)).ok()
            }
        }
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Easter Sunday of the Gregorian calendar.
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (century, in_century) = (year_number / 100, year_number % 100);
    let golden = year_number % 19;
    let lunar = (8 * century + 13) / 25;
    // The age of the moon, and the days to the Sunday after it is full.
    let epact = (19 * golden + century - century / 4 - lunar + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let exception = (golden + 11 * epact + 19 * sunday) / 433;
    let month = (epact + sunday - 7 * exception + 90) / 25;
    let day = (epact + sunday - 7 * exception + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::Calendar::{EnglandAndWales, NorthernIreland, Scotland};
    use super::*;
    use crate::names::Named as _;
    use std::fmt::Write as _;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_where_it_fell() {
        for known in [
            "2010-04-04",
            "2011-04-24",
            "2012-04-08",
            "2016-03-27",
            "2019-04-21",
            "2020-04-12",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2030-04-21",
            "2038-04-25",
        ] {
            let known = date(known);
            assert_eq!(easter(known.year()), Some(known));
        }
    }

    #[test]
    fn substitute_days_are_those_that_were_kept() {
        let days = |calendar: Calendar, year: i16, month: i8| -> Vec<i8> {
            let all = calendar.holidays(year);
            let of_month = all.keys().filter(|day| day.month() == month);
            of_month.map(|day| day.day()).collect()
        };
        // Christmas on a Saturday, on a Sunday, on a Friday.
        assert_eq!(days(EnglandAndWales, 2021, 12), [27, 28]);
        assert_eq!(days(EnglandAndWales, 2022, 12), [26, 27]);
        assert_eq!(days(EnglandAndWales, 2020, 12), [25, 28]);
        assert_eq!(days(EnglandAndWales, 2011, 1), [3]);
        assert_eq!(days(Scotland, 2011, 1), [3, 4]);
        assert_eq!(days(Scotland, 2021, 1), [1, 4]);
        assert_eq!(days(Scotland, 2022, 1), [3, 4]);
        assert_eq!(days(Scotland, 2023, 1), [2, 3]);
        assert_eq!(days(Scotland, 2019, 11), Vec::<i8>::new());
        assert_eq!(days(Scotland, 2019, 12), [2, 25, 26]);
        assert_eq!(days(NorthernIreland, 2019, 3), [18]);
        assert_eq!(days(NorthernIreland, 2020, 7), [13]);
    }

    #[test]
    fn proclaimed_days_are_kept_and_moved_days_are_worked() {
        let works = |text: &str| Calendar::EnglandAndWales.is_working_day(date(text));
        for holiday in [
            "2011-04-29",
            "2012-06-04",
            "2012-06-05",
            "2020-05-08",
            "2022-06-02",
            "2022-06-03",
            "2022-09-19",
            "2023-05-08",
        ] {
            assert!(!works(holiday), "{holiday}");
        }
        for worked in ["2012-05-28", "2020-05-04", "2022-05-30", "2026-06-15"] {
            assert!(works(worked), "{worked}");
        }
        assert!(!Calendar::Scotland.is_working_day(date("2026-06-15")));
        // Scotland works on Easter Monday and on the last Monday of August.
        assert!(Calendar::Scotland.is_working_day(date("2026-04-06")));
        assert!(Calendar::Scotland.is_working_day(date("2026-08-31")));
    }

    #[test]
    fn working_days_skip_weekends_and_holidays_in_both_directions() {
        let calendar = Calendar::EnglandAndWales;
        let from = |start: &str, days| calendar.working_days_from(date(start), days).unwrap();
        assert_eq!(from("2026-04-02", 1), date("2026-04-07"));
        assert_eq!(from("2026-04-07", -1), date("2026-04-02"));
        assert_eq!(from("2026-12-24", 3), date("2026-12-31"));
        assert_eq!(from("2026-12-31", 1), date("2027-01-04"));
        assert_eq!(from("2027-01-04", -1), date("2026-12-31"));
        assert_eq!(from("2026-11-21", 0), date("2026-11-21"));
    }

    #[test]
    fn the_lists_beside_the_rules_say_what_the_rules_give() {
        for (calendar, listed) in [
            (
                Calendar::EnglandAndWales,
                include_str!("../holidays/england-and-wales.csv"),
            ),
            (Calendar::Scotland, include_str!("../holidays/scotland.csv")),
            (
                Calendar::NorthernIreland,
                include_str!("../holidays/northern-ireland.csv"),
            ),
        ] {
            let mut given = "date,weekday,name\n".to_owned();
            for (date, name) in (2010..=2030).flat_map(|year| calendar.holidays(year)) {
                let weekday = date.strftime("%A");
                let _ = writeln!(given, "{date},{weekday},{name}");
            }
            assert!(
                given == listed,
                "the list of {} reads:\n{given}",
                calendar.name()
            );
        }
    }
}
