//! Instants as people write and read them: a civil date and time of day in the organisation's zone.
//!
//! **Daylight-saving changes.** A time of day that does not exist on its date (01:30 on the night when the
//! clocks go forward) is refused, with the two nearest times that exist. A time of day that exists twice
//! (01:30 on the night when they go back) is refused unless the offset from UTC says which one is meant:
//! `2026-10-25 01:30+01:00`. Nothing is ever moved silently.

use std::fmt;
use std::str::FromStr;

use polity_values::{TimeZone, Timestamp, civil};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use jiff::tz::{AmbiguousOffset, Offset};

/// A date and time of day as a person gave it. Its one text form is
/// `[weekday ]YYYY-MM-DD HH:MM[:SS][+HH:MM]`.
///
/// ```
/// use polity_procedure::instant::LocalInstant;
/// use polity_values::TimeZone;
/// let london = TimeZone::get("Europe/London").unwrap();
/// let noon: LocalInstant = "Friday 2026-06-26 12:00".parse().unwrap();
/// assert_eq!(noon.resolve(&london).unwrap().to_string(), "2026-06-26T11:00:00Z");
/// let wrong: LocalInstant = "Friday 2020-02-15 12:00".parse().unwrap();
/// assert!(wrong.resolve(&london).unwrap_err().to_string().contains("Saturday"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalInstant {
    /// Date and time of day, to the second.
    pub local: civil::DateTime,
    /// The weekday, if it was given: it must agree with the date.
    pub weekday: Option<civil::Weekday>,
    /// The offset from UTC, if it was given: it must be one that the zone has then.
    pub offset: Option<Offset>,
}

/// Why a text is no instant, or why an instant is not in the calendar of the zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InstantError {
    /// The text has another form.
    #[error(
        "{0:?} is no date and time: write YYYY-MM-DD HH:MM, with the weekday before it if you like, as in \"Friday 2026-06-26 12:00\""
    )]
    Form(String),
    /// The date is not on the weekday that stands beside it.
    #[error("{date} is a {is}, not a {said}: correct the weekday or the date")]
    Weekday {
        /// The date.
        date: civil::Date,
        /// Its weekday.
        is: &'static str,
        /// The weekday given.
        said: &'static str,
    },
    /// The clocks go forward over this time of day.
    #[error(
        "{local} does not exist in {zone}, since the clocks go forward then: write {before} or {after}"
    )]
    Skipped {
        /// The time given.
        local: String,
        /// The zone.
        zone: String,
        /// The last whole minute before the change.
        before: String,
        /// The first instant after the change.
        after: String,
    },
    /// The clocks go back over this time of day.
    #[error(
        "{local} happens twice in {zone}, since the clocks go back then: write {local}{first} for the first or {local}{second} for the second"
    )]
    Twice {
        /// The time given.
        local: String,
        /// The zone.
        zone: String,
        /// The earlier one's offset.
        first: String,
        /// The later one's offset.
        second: String,
    },
    /// The zone has another offset then.
    #[error("{local} is not at {said} from UTC in {zone}: leave the offset out, or write {right}")]
    Offset {
        /// The time given.
        local: String,
        /// The zone.
        zone: String,
        /// The offset given.
        said: String,
        /// The offset that holds.
        right: String,
    },
    /// Outside of the years that the calendar covers.
    #[error("{0} is outside of the calendar: use a year between 1 and 9999")]
    Range(String),
}

impl InstantError {
    /// What is wrong, and what to do.
    pub(crate) fn parts(&self) -> (String, String) {
        let text = self.to_string();
        let (problem, remedy) = text
            .split_once(": ")
            .unwrap_or((&text, "name another instant"));
        (problem.to_owned(), remedy.to_owned())
    }
}

impl LocalInstant {
    /// A date and time of day without weekday and offset.
    pub fn new(local: civil::DateTime) -> Self {
        Self {
            local,
            weekday: None,
            offset: None,
        }
    }

    /// The instant in a zone.
    ///
    /// # Errors
    /// [`InstantError`] when the weekday is wrong, or the time does not exist, or exists twice.
    pub fn resolve(&self, zone: &TimeZone) -> Result<Timestamp, InstantError> {
        if let Some(said) = self.weekday
            && said != self.local.weekday()
        {
            return Err(InstantError::Weekday {
                date: self.local.date(),
                is: weekday_name(self.local.weekday()),
                said: weekday_name(said),
            });
        }
        resolve_civil(self.local, self.offset, zone)
    }
}

/// The instant of a date and time of day in a zone. `offset` chooses between two that share their time.
pub(crate) fn resolve_civil(
    local: civil::DateTime,
    offset: Option<Offset>,
    zone: &TimeZone,
) -> Result<Timestamp, InstantError> {
    let text = local_text(local);
    let range = || InstantError::Range(local_text(local));
    let ambiguous = zone.to_ambiguous_timestamp(local);
    let zone_name = || zone.iana_name().unwrap_or("this zone").to_owned();
    let known = match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { offset } => [offset, offset],
        AmbiguousOffset::Fold { before, after } => {
            if offset.is_none() {
                return Err(InstantError::Twice {
                    local: text,
                    zone: zone_name(),
                    first: offset_text(before),
                    second: offset_text(after),
                });
            }
            [before, after]
        }
        AmbiguousOffset::Gap { before, after } => {
            // Read with the offset from before the change, it lies after the change, and vice versa.
            let change = after.to_timestamp(local).map_err(|_| range())?;
            let edge = zone.following(change).next().map(|next| next.timestamp());
            let edge = edge.ok_or_else(range)?;
            let minute_before = before
                .to_datetime(edge)
                .checked_sub(jiff::SignedDuration::from_mins(1));
            return Err(InstantError::Skipped {
                local: text,
                zone: zone_name(),
                before: local_text(minute_before.map_err(|_| range())?),
                after: local_text(after.to_datetime(edge)),
            });
        }
    };
    let chosen = match offset {
        None => known[0],
        Some(said) if known.contains(&said) => said,
        Some(said) => {
            return Err(InstantError::Offset {
                local: text,
                zone: zone_name(),
                said: offset_text(said),
                right: offset_text(known[0]),
            });
        }
    };
    chosen.to_timestamp(local).map_err(|_| range())
}

/// An instant for people: weekday, date, time and zone, such as `Friday 26 June 2026, 12:00 BST`.
/// Seconds are shown only when there are some.
pub fn instant_text(instant: Timestamp, zone: &TimeZone) -> String {
    let zoned = instant.to_zoned(zone.clone());
    let form = if zoned.second() == 0 {
        "%A %-d %B %Y, %H:%M %Z"
    } else {
        "%A %-d %B %Y, %H:%M:%S %Z"
    };
    zoned.strftime(form).to_string()
}

const WEEKDAYS: [(&str, civil::Weekday); 7] = [
    ("Monday", civil::Weekday::Monday),
    ("Tuesday", civil::Weekday::Tuesday),
    ("Wednesday", civil::Weekday::Wednesday),
    ("Thursday", civil::Weekday::Thursday),
    ("Friday", civil::Weekday::Friday),
    ("Saturday", civil::Weekday::Saturday),
    ("Sunday", civil::Weekday::Sunday),
];

fn weekday_name(day: civil::Weekday) -> &'static str {
    WEEKDAYS
        .iter()
        .find(|(_, known)| *known == day)
        .map_or("", |&(name, _)| name)
}

fn local_text(local: civil::DateTime) -> String {
    let form = if local.second() == 0 {
        "%Y-%m-%d %H:%M"
    } else {
        "%Y-%m-%d %H:%M:%S"
    };
    local.strftime(form).to_string()
}

/// `+01:00`.
fn offset_text(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

impl fmt::Display for LocalInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.weekday {
            write!(f, "{} ", weekday_name(day))?;
        }
        f.write_str(&local_text(self.local))?;
        self.offset
            .map_or(Ok(()), |offset| f.write_str(&offset_text(offset)))
    }
}

impl FromStr for LocalInstant {
    type Err = InstantError;

    /// Reads the one text form: what is read, printed again, is the text that was given.
    fn from_str(text: &str) -> Result<Self, InstantError> {
        let form = || InstantError::Form(text.to_owned());
        let mut words: Vec<&str> = text.split(' ').collect();
        let weekday = match words.as_slice() {
            [first, _, _] => {
                let known = WEEKDAYS
                    .iter()
                    .find(|(name, _)| name == first)
                    .ok_or_else(form)?;
                words.remove(0);
                Some(known.1)
            }
            _ => None,
        };
        let &[date, time] = words.as_slice() else {
            return Err(form());
        };
        let (time, offset) = match time.find(['+', '-']) {
            Some(place) => (
                &time[..place],
                Some(read_offset(&time[place..]).ok_or_else(form)?),
            ),
            None => (time, None),
        };
        let date: civil::Date = date.parse().map_err(|_| form())?;
        let time: civil::Time = time.parse().map_err(|_| form())?;
        let read = Self {
            local: date.to_datetime(time),
            weekday,
            offset,
        };
        if read.to_string() == text {
            Ok(read)
        } else {
            Err(form())
        }
    }
}

/// `+01:00` as an offset.
fn read_offset(text: &str) -> Option<Offset> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let hours: i32 = hours.parse().ok()?;
    let minutes: i32 = minutes.parse().ok()?;
    if !(0..=14).contains(&hours) || !(0..60).contains(&minutes) {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

impl Serialize for LocalInstant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LocalInstant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn london() -> TimeZone {
        TimeZone::get("Europe/London").unwrap()
    }

    fn resolve(text: &str) -> Result<String, String> {
        let local: LocalInstant = text
            .parse()
            .map_err(|fault: InstantError| fault.to_string())?;
        match local.resolve(&london()) {
            Ok(instant) => Ok(instant.to_string()),
            Err(fault) => Err(fault.to_string()),
        }
    }

    #[test]
    fn only_the_one_form_is_read() {
        for good in [
            "2026-06-26 12:00",
            "Friday 2026-06-26 12:00",
            "2026-06-26 12:00:01",
            "2026-10-25 01:30+01:00",
            "2026-10-25 01:30-00:30",
        ] {
            assert_eq!(good.parse::<LocalInstant>().unwrap().to_string(), good);
        }
        for bad in [
            "",
            "2026-06-26",
            "12:00",
            "26.6.2026 12:00",
            "2026-6-26 12:00",
            "2026-06-26T12:00",
            "2026-06-26 12",
            "2026-06-26 24:00",
            "2026-06-31 12:00",
            "Fri 2026-06-26 12:00",
            "2026-06-26  12:00",
            "2026-06-26 12:00:00",
            "2026-06-26 12:00+1:00",
            "2026-06-26 12:00Z",
            "2026-06-26 12:00+é",
        ] {
            assert!(bad.parse::<LocalInstant>().is_err(), "{bad:?} was read");
        }
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_refused_with_its_neighbours() {
        assert_eq!(
            resolve("2026-03-29 01:30").unwrap_err(),
            "2026-03-29 01:30 does not exist in Europe/London, since the clocks go forward then: \
             write 2026-03-29 00:59 or 2026-03-29 02:00"
        );
        assert_eq!(resolve("2026-03-29 00:59").unwrap(), "2026-03-29T00:59:00Z");
        assert_eq!(resolve("2026-03-29 02:00").unwrap(), "2026-03-29T01:00:00Z");
    }

    #[test]
    fn a_time_that_happens_twice_needs_its_offset() {
        assert_eq!(
            resolve("2026-10-25 01:30").unwrap_err(),
            "2026-10-25 01:30 happens twice in Europe/London, since the clocks go back then: \
             write 2026-10-25 01:30+01:00 for the first or 2026-10-25 01:30+00:00 for the second"
        );
        assert_eq!(
            resolve("2026-10-25 01:30+01:00").unwrap(),
            "2026-10-25T00:30:00Z"
        );
        assert_eq!(
            resolve("2026-10-25 01:30+00:00").unwrap(),
            "2026-10-25T01:30:00Z"
        );
        assert!(
            resolve("2026-10-25 01:30+02:00")
                .unwrap_err()
                .contains("not at")
        );
    }

    #[test]
    fn f19_a_weekday_that_disagrees_with_its_date_is_refused() {
        assert_eq!(
            resolve("Friday 2020-02-15 12:00").unwrap_err(),
            "2020-02-15 is a Saturday, not a Friday: correct the weekday or the date"
        );
    }

    #[test]
    fn people_read_weekday_date_time_and_zone() {
        let instant = "2026-06-26T11:00:00Z".parse().unwrap();
        assert_eq!(
            instant_text(instant, &london()),
            "Friday 26 June 2026, 12:00 BST"
        );
        let second = "2026-01-01T00:00:01Z".parse().unwrap();
        assert_eq!(
            instant_text(second, &london()),
            "Thursday 1 January 2026, 00:00:01 GMT"
        );
    }
}
