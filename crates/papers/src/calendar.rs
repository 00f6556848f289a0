//! The dates of matters as iCalendar (RFC 5545), for the calendars that people keep on their telephones.
//!
//! An event is known by matter and stage for ever, so a subscribed calendar moves it when a stage is extended
//! instead of showing it twice; the sequence number, which only rises, says that it changed. Instants are
//! given in UTC: the calendar shows them on the reader's own clock, whatever the change of the clocks.

use icalendar::{Calendar, Component as _, Event};
use polity_values::{TimeZone, Timestamp};

use crate::lang::Lang;

/// One date: a stage's window, or an instant of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The matter's id.
    pub matter: String,
    /// The stage's id.
    pub stage: String,
    /// The line that a calendar shows.
    pub summary: String,
    /// What may be done, in plain words.
    pub description: String,
    /// The first instant.
    pub begins: Timestamp,
    /// The first instant that is too late; for a single instant, the same.
    pub ends: Timestamp,
    /// How often the date was changed: extensions recorded so far.
    pub changes: u32,
    /// Whether it does not take place any more.
    pub cancelled: bool,
    /// The page of the matter.
    pub url: String,
    /// Whether people are taken up by it: an appointment, where a deadline leaves them free.
    pub busy: bool,
}

/// A calendar of dates.
///
/// `host` is the site's name, which makes ids unique in the world; `stamp` is the instant of the last change of
/// what is told, not of asking, so that an unchanged calendar has unchanged bytes.
pub fn calendar(
    name: &str,
    host: &str,
    lang: Lang,
    zone: &TimeZone,
    stamp: Timestamp,
    dates: &[Date],
) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Polity//Polity//EN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .append_property(("REFRESH-INTERVAL;VALUE=DURATION", "PT6H"))
        .name(name);
    if let Some(zone) = zone.iana_name() {
        calendar.append_property(("X-WR-TIMEZONE", zone));
    }
    for date in dates {
        calendar.push(event(date, host, lang, zone, stamp));
    }
    calendar.to_string()
}

fn event(date: &Date, host: &str, lang: Lang, zone: &TimeZone, stamp: Timestamp) -> Event {
    let mut event = Event::with_uid(&format!("{}.{}@{host}", date.matter, date.stage));
    let when = lang.say(
        "calendar-window",
        &[
            ("begins", lang.instant(date.begins, zone).into()),
            ("ends", lang.instant(date.ends, zone).into()),
        ],
    );
    event
        .add_property("DTSTAMP", utc(stamp))
        .add_property("DTSTART", utc(date.begins))
        .add_property("SEQUENCE", date.changes.to_string())
        .summary(&date.summary)
        .description(&format!("{}\n{when}", date.description))
        .url(&date.url)
        .add_property(
            "STATUS",
            if date.cancelled {
                "CANCELLED"
            } else {
                "CONFIRMED"
            },
        )
        // A deadline does not make anybody busy for three weeks.
        .add_property("TRANSP", if date.busy { "OPAQUE" } else { "TRANSPARENT" });
    if date.ends > date.begins {
        event.add_property("DTEND", utc(date.ends));
    }
    event.done()
}

/// An instant as RFC 5545 writes it in UTC.
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(changes: u32, ends: &str) -> Date {
        Date {
            matter: "committee-2026".into(),
            stage: "ballot".into(),
            summary: "Ballot; open, for all\nBEGIN:VEVENT".into(),
            description: "Vote by ranking the candidates, as many or as few as you like. It takes about five minutes.".into(),
            begins: "2026-03-28T12:00:00Z".parse().unwrap(),
            ends: ends.parse().unwrap(),
            changes,
            cancelled: false,
            url: "https://vote.example.org/matters/committee-2026".into(),
            busy: false,
        }
    }

    fn written(lang: Lang, dates: &[Date]) -> String {
        let zone = TimeZone::get("Europe/London").unwrap();
        let stamp = "2026-03-01T09:00:00Z".parse().unwrap();
        calendar("The Society", "vote.example.org", lang, &zone, stamp, dates)
    }

    #[test]
    fn a_calendar_is_locked_and_its_lines_end_as_the_standard_asks() {
        let text = written(Lang::En, &[date(0, "2026-03-29T11:00:00Z")]);
        assert!(
            text.lines().all(|line| line.len() <= 75),
            "lines are folded"
        );
        assert!(!text.replace("\r\n", "").contains('\n'));
        assert_eq!(
            text.matches("BEGIN:VEVENT").count() - 1,
            1,
            "a title is no event"
        );
        insta::assert_snapshot!(text.replace('\r', ""));
    }

    #[test]
    fn e7_an_extension_moves_the_same_event_and_raises_its_sequence() {
        let before = written(Lang::En, &[date(0, "2026-03-29T11:00:00Z")]);
        let after = written(Lang::En, &[date(1, "2026-04-02T11:00:00Z")]);
        let line = |text: &str, name: &str| {
            let mut lines = text.lines();
            lines
                .find(|line| line.starts_with(name))
                .unwrap()
                .to_owned()
        };
        assert_eq!(line(&before, "UID"), line(&after, "UID"));
        assert_eq!(line(&before, "SEQUENCE"), "SEQUENCE:0");
        assert_eq!(line(&after, "SEQUENCE"), "SEQUENCE:1");
        assert_eq!(line(&after, "DTEND"), "DTEND:20260402T110000Z");
    }

    #[test]
    fn e6_the_words_follow_the_clocks_of_the_zone() {
        // The clocks go forward on 29 March: 11:00 UTC is noon.
        let text = written(Lang::Cy, &[date(0, "2026-03-29T11:00:00Z")]).replace("\r\n ", "");
        assert!(text.contains("dydd Sul 29 Mawrth 2026 am 12:00"), "{text}");
    }
}
