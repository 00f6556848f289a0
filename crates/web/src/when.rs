//! Instants as people read them: weekday, date, time, zone, and how far off that is (interface rule 22).

use polity_values::{TimeZone, Timestamp};

use crate::lang::{Phrase, Say};

/// Minutes of an hour, of a day, and from when on hours are told instead of minutes.
const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

impl Say {
    /// "Friday 2 October 2026, 12:00 BST".
    pub fn date_time(self, at: Timestamp, zone: &TimeZone) -> String {
        let local = at.to_zoned(zone.clone());
        format!(
            "{}, {:02}:{:02} {}",
            self.date(at, zone),
            local.hour(),
            local.minute(),
            local.strftime("%Z")
        )
    }

    /// "Friday 2 October 2026".
    pub fn date(self, at: Timestamp, zone: &TimeZone) -> String {
        let local = at.to_zoned(zone.clone());
        let weekday = local.weekday().to_monday_one_offset().to_string();
        let weekday = self.named("weekday-", &weekday).map(|one| one.to_string());
        let month = self.named("month-", &local.month().to_string());
        format!(
            "{} {} {} {}",
            weekday.unwrap_or_default(),
            local.day(),
            month.map(|one| one.to_string()).unwrap_or_default(),
            local.year()
        )
    }

    /// "2 October", with the year where it is not this year's: for a row of dates, beside which the whole
    /// ones stand elsewhere on the page.
    pub fn day(self, now: Timestamp, at: Timestamp, zone: &TimeZone) -> String {
        let (local, today) = (at.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
        let month = self.named("month-", &local.month().to_string());
        let month = month.map(|one| one.to_string()).unwrap_or_default();
        if local.year() == today.year() {
            format!("{} {month}", local.day())
        } else {
            format!("{} {month} {}", local.day(), local.year())
        }
    }

    /// "Friday 2 October, 12:00": as [`day`](Self::day), with weekday and time.
    pub fn brief(self, now: Timestamp, at: Timestamp, zone: &TimeZone) -> String {
        let local = at.to_zoned(zone.clone());
        let weekday = local.weekday().to_monday_one_offset().to_string();
        let weekday = self.named("weekday-", &weekday).map(|one| one.to_string());
        format!(
            "{} {}, {:02}:{:02}",
            weekday.unwrap_or_default(),
            self.day(now, at, zone),
            local.hour(),
            local.minute()
        )
    }

    /// How far an instant is from now: "in 2 days", "3 hours ago".
    pub fn distance(self, now: Timestamp, at: Timestamp) -> Phrase {
        let seconds = at.as_second() - now.as_second();
        let minutes = (seconds.abs() + 30) / 60;
        let ahead = seconds >= 0;
        match minutes {
            0 => self.say("when-now"),
            _ if minutes < 2 * HOUR && ahead => self.say("when-in-minutes").num("minutes", minutes),
            _ if minutes < 2 * HOUR => self.say("when-minutes-ago").num("minutes", minutes),
            _ if minutes < 2 * DAY && ahead => {
                self.say("when-in-hours").num("hours", minutes / HOUR)
            }
            _ if minutes < 2 * DAY => self.say("when-hours-ago").num("hours", minutes / HOUR),
            _ if ahead => self.say("when-in-days").num("days", minutes / DAY),
            _ => self.say("when-days-ago").num("days", minutes / DAY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Language;

    #[test]
    fn an_instant_is_told_with_weekday_and_zone() {
        let london = TimeZone::get("Europe/London").expect("a zone");
        let at: Timestamp = "2026-10-02T11:00:00Z".parse().expect("an instant");
        let english = Say::new(Language::English);
        let welsh = Say::new(Language::Welsh);
        assert_eq!(
            english.date_time(at, &london),
            "Friday 2 October 2026, 12:00 BST"
        );
        assert_eq!(
            welsh.date_time(at, &london),
            "Dydd Gwener 2 Hydref 2026, 12:00 BST"
        );
    }

    #[test]
    fn a_row_of_dates_leaves_out_the_year_that_it_is() {
        let london = TimeZone::get("Europe/London").expect("a zone");
        let now: Timestamp = "2026-10-02T11:00:00Z".parse().expect("an instant");
        let next: Timestamp = "2027-01-04T09:30:00Z".parse().expect("an instant");
        let english = Say::new(Language::English);
        assert_eq!(english.day(now, now, &london), "2 October");
        assert_eq!(english.brief(now, now, &london), "Friday 2 October, 12:00");
        assert_eq!(english.day(now, next, &london), "4 January 2027");
        let welsh = Say::new(Language::Welsh);
        assert_eq!(
            welsh.brief(now, next, &london),
            "Dydd Llun 4 Ionawr 2027, 09:30"
        );
    }

    #[test]
    fn distances_round_to_what_people_say() {
        let now: Timestamp = "2026-10-02T11:00:00Z".parse().expect("an instant");
        let english = Say::new(Language::English);
        let told = |seconds: i64| {
            let at = Timestamp::from_second(now.as_second() + seconds).expect("in range");
            english.distance(now, at).to_string()
        };
        assert_eq!(told(10), "now");
        assert_eq!(told(60), "in 1 minute");
        assert_eq!(told(3 * 3600), "in 3 hours");
        assert_eq!(told(-3 * 86_400), "3 days ago");
    }
}
