//! The demo's appointments: one that was declared some weeks ago, with its published record, and one under way, whose
//! applications are being scored today.

use anyhow::Context as _;
use polity_org::act::StandingAct;
use polity_procedure::instant::LocalInstant;
use polity_values::civil::{Time, time};
use polity_values::{MatterId, Timestamp};

use super::browser::Browser;
use super::calendar::Calendar;
use super::election::Run;
use crate::rehearsal::found::Founder;

/// The library's procedure for the first appointment.
const SECRETARY: &str = include_str!("../../../../procedures/general-secretary-2020.toml");
/// Who applies for each post.
const APPLICANTS: usize = 6;

/// The posts: their name in addresses, their title, and the day on which the process is agreed, from today.
const POSTS: [(&str, &str, i64); 2] = [
    ("general-secretary", "General secretary", -60),
    ("head-of-campaigns", "Head of campaigns", -10),
];

/// The dates of the procedure: days from the one on which the process is agreed.
const DATES: [(&str, i64, Time); 5] = [
    ("agreed", 0, time(9, 0, 0, 0)),
    ("advert", 0, time(12, 0, 0, 0)),
    ("applications-close", 10, time(0, 0, 0, 0)),
    ("interviews", 14, time(9, 0, 0, 0)),
    ("meeting", 22, time(10, 0, 0, 0)),
];

/// When the players do what the present stage asks: days from the agreement. The first is the opening.
const TURNS: [(i64, Time); 9] = [
    (-1, time(10, 0, 0, 0)),
    (0, time(10, 30, 0, 0)),
    (5, time(9, 0, 0, 0)),
    (10, time(9, 0, 0, 0)),
    (11, time(11, 0, 0, 0)),
    (14, time(10, 0, 0, 0)),
    (18, time(10, 0, 0, 0)),
    (22, time(10, 30, 0, 0)),
    (22, time(15, 0, 0, 0)),
];
/// The declaration: days from the agreement.
const DECLARED: (i64, Time) = (25, time(10, 0, 0, 0));

/// The name of the post under way.
pub(super) const UNDER_WAY: &str = POSTS[1].0;

/// A turn of an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    /// Which of the posts.
    post: usize,
    /// Whether it is opened; otherwise the players do what the stage asks.
    opens: bool,
}

/// The procedures of the posts, the second fitted to its own.
pub(super) fn procedures() -> [String; 2] {
    let [_, (name, title, _)] = POSTS;
    let second = SECRETARY
        .replace("general-secretary-2020", name)
        .replace("\"general-secretary\"", &format!("{name:?}"))
        .replace("general secretary", &title.to_lowercase());
    [SECRETARY.to_owned(), second]
}

/// Every turn until now, with its time. Of the post under way only what was before today: its applications wait for
/// whoever tries the demo.
pub(super) fn turns(calendar: &Calendar, now: Timestamp) -> anyhow::Result<Vec<(Timestamp, Turn)>> {
    let mut turns = Vec::new();
    for (post, (_, _, agreed)) in POSTS.iter().enumerate() {
        let times = TURNS.iter().chain([&DECLARED]).enumerate();
        for (index, (day, at)) in times {
            let instant = calendar.instant(agreed + day, *at)?;
            if agreed + day < 0 && instant <= now {
                let opens = index == 0;
                turns.push((instant, Turn { post, opens }));
            }
        }
    }
    Ok(turns)
}

impl Run<'_> {
    /// Takes a turn.
    pub(super) async fn appoint(
        &self,
        browser: &mut Browser,
        founder: &mut Founder<'_>,
        turn: Turn,
    ) -> anyhow::Result<()> {
        let (name, title, agreed) = POSTS[turn.post];
        let matter = MatterId::new(name)?;
        if !turn.opens {
            let fields = [("matter", matter.as_str())];
            let played = browser.form("/rehearsal/play", &fields).await?;
            played.shown()?;
            return Ok(());
        }
        let dates = DATES.map(|(date, day, at)| {
            let local = self.calendar.local(agreed + day, at);
            let text = local.local.strftime("%Y-%m-%d %H:%M").to_string();
            (format!("date-{date}"), text)
        });
        let procedure = if turn.post == 0 {
            "general-secretary-2020"
        } else {
            name
        };
        let mut fields = vec![("procedure", procedure), ("title", title), ("id", name)];
        fields.extend(dates.iter().map(|(date, at)| (date.as_str(), at.as_str())));
        let holders = founder.powerful(StandingAct::OpenMatter).await?;
        let officer = holders.first().context("nobody opens matters")?;
        let mut crowd = self.crowd.lock().await;
        crowd
            .act("/organisation", officer, "open-matter", &fields)
            .await?;
        drop(crowd);
        founder.cast(&matter, APPLICANTS, 0).await
    }
}

impl Calendar {
    /// A local time, days from today.
    fn local(&self, days: i64, at: Time) -> LocalInstant {
        LocalInstant::new(self.in_days(days).to_datetime(at))
    }

    /// The same as an instant.
    pub(super) fn instant(&self, days: i64, at: Time) -> anyhow::Result<Timestamp> {
        Ok(self.local(days, at).resolve(self.zone())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use polity_procedure::{KnownRules, check_source};

    #[test]
    fn both_procedures_can_be_adopted() {
        for source in procedures() {
            let report = check_source(&source, &KnownRules::shipped());
            assert!(report.is_adoptable(), "{}", report.render("fitted"));
        }
    }

    #[test]
    fn one_is_declared_and_the_other_waits_for_its_scores_whatever_the_day() {
        for now in [
            "2026-03-29T00:30:00Z",
            "2026-10-25T00:30:00Z",
            "2028-02-29T12:00:00Z",
        ] {
            let now: Timestamp = now.parse().unwrap();
            let calendar = Calendar::until(now).unwrap();
            let turns = turns(&calendar, now).unwrap();
            let of = |post| turns.iter().filter(|(_, turn)| turn.post == post).count();
            assert_eq!([of(0), of(1)], [TURNS.len() + 1, 3], "{now}");
        }
    }
}
