//! The demo's meeting: the executive was called together ten days ago and sits now. One question is decided by name, a
//! change of rules is put and waits for its vote, two members have asked to speak.

use anyhow::Context as _;
use jiff::SignedDuration;
use polity_office::desk;
use polity_org::act::{Adoption, Deed, StandingAct};
use polity_org::body::BodyDeed;
use polity_org::sitting::Sitting;
use polity_org::sitting::room::Room;
use polity_org::{Act, Digest};
use polity_values::civil::{Date, Time, time};
use polity_values::{PersonId, Timestamp};
use polity_web::Machine as _;

use super::calendar::Calendar;
use super::election::Run;
use super::society;
use crate::rehearsal::found::Founder;

/// What the executive is made of, with places for its first day and its seats.
const EXECUTIVE: &str = include_str!("executive.toml");
/// The society's rulebook, which the meeting is to change.
const RULEBOOK: &str = include_str!("../../../../rules/rulebook/meadowlark.toml");
/// The clause that is to read otherwise, as the rulebook's file begins the one after it.
const NEXT_CLAUSE: &str = "\n[[clause]]\nid = \"society.2\"";

/// When the executive adopts what it is made of, and when notice is given: days from today, after the election.
const COMPOSED: (i64, Time) = (-12, time(19, 0, 0, 0));
/// See [`COMPOSED`].
const CONVENED: (i64, Time) = (-10, time(10, 0, 0, 0));
/// Minutes from now: the meeting opens, votes, and hears what is put next.
const OPENS: i64 = -25;
/// See [`OPENS`].
const VOTES: i64 = -14;
/// See [`OPENS`].
const PUTS: i64 = -5;
/// Members who stay away.
const AWAY: usize = 2;
/// One of so many takes part from elsewhere.
const REMOTE: usize = 4;

const AGENDA: &str =
    "Apologies; 5\nPapers of the executive; 45\nRules; 20\nThe head of campaigns; 30\n";
const MOTION: &str =
    "Every paper of the executive is put before members a week before the meeting that takes it.";

/// A turn of the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// What the executive is made of is adopted.
    Compose,
    /// Notice is given.
    Convene,
    /// Members come in, and the chair opens.
    Open,
    /// A question is decided by name.
    Vote,
    /// A change of rules is put, and members ask to speak.
    Put,
}

/// Every turn, with its time.
pub(super) fn turns(calendar: &Calendar, now: Timestamp) -> anyhow::Result<Vec<(Timestamp, Turn)>> {
    let minutes = |minutes| now.checked_add(SignedDuration::from_mins(minutes));
    Ok(vec![
        (calendar.instant(COMPOSED.0, COMPOSED.1)?, Turn::Compose),
        (calendar.instant(CONVENED.0, CONVENED.1)?, Turn::Convene),
        (minutes(OPENS)?, Turn::Open),
        (minutes(VOTES)?, Turn::Vote),
        (minutes(PUTS)?, Turn::Put),
    ])
}

/// What the executive is made of, from a day on.
fn composition(first: Date, members: u32) -> String {
    EXECUTIVE
        .replace("FIRST-DAY", &first.to_string())
        .replace("REPRESENTATIVES", &society::REPRESENTATIVES.to_string())
        .replace("MEMBERS", &members.to_string())
}

/// The rulebook's next edition: one clause reads otherwise from a day on.
fn edition(from: Date) -> String {
    let version = format!(
        "\n[[clause.version]]\nfrom = \"{from}\"\nby = \"The executive\"\n\
         text = \"The returning officer keeps the list of members, and reports on it to each meeting of the executive.\"\n"
    );
    RULEBOOK.replacen(NEXT_CLAUSE, &format!("{version}{NEXT_CLAUSE}"), 1)
}

/// The meeting as the record has it, with who does what in it.
struct Floor {
    home: String,
    chair: PersonId,
    /// Everybody else of the body.
    members: Vec<PersonId>,
}

impl Floor {
    /// The members who come: all but the last few.
    fn coming(&self) -> &[PersonId] {
        &self.members[..self.members.len().saturating_sub(AWAY)]
    }
}

impl Run<'_> {
    /// Takes a turn.
    pub(super) async fn meet(&self, founder: &Founder<'_>, turn: Turn) -> anyhow::Result<()> {
        match turn {
            Turn::Compose => self.compose(founder).await,
            Turn::Convene => self.convene(founder).await,
            Turn::Open => self.open_meeting().await,
            Turn::Vote => self.vote_by_name().await,
            Turn::Put => self.put_rules().await,
        }
    }

    /// Two officers adopt what the executive is made of.
    async fn compose(&self, founder: &Founder<'_>) -> anyhow::Result<()> {
        let now = self.machine.now();
        let first = now.to_zoned(self.calendar.zone().clone()).date();
        let source = composition(first, self.contest.seats);
        let sha256 = Digest::of(source.as_bytes());
        let adopt = BodyDeed::AdoptComposition(Adoption { source, sha256 });
        let holders = founder.powerful(StandingAct::AdoptProcedure).await?;
        let [first, second, ..] = holders.as_slice() else {
            anyhow::bail!("what a body is made of is adopted by two officers");
        };
        let act = Act::standing(first.clone(), Deed::Body(adopt));
        desk::submit_by_two(&self.store, &act, &[], second, now).await?;
        Ok(())
    }

    /// Whoever keeps the record gives notice of a meeting that begins a little before the demo ends.
    async fn convene(&self, founder: &Founder<'_>) -> anyhow::Result<()> {
        let now = crate::clock::now();
        let starts = now.checked_add(SignedDuration::from_mins(OPENS))?;
        let starts = starts.to_zoned(self.calendar.zone().clone());
        let starts = starts.strftime("%Y-%m-%d %H:%M").to_string();
        let holders = founder.powerful(StandingAct::OpenMatter).await?;
        let secretary = holders.first().context("nobody keeps the record")?;
        let fields = [
            ("body", "executive"),
            ("title", "Meeting of the executive"),
            ("starts", starts.as_str()),
            ("place", "The old mill, Alderwick"),
            ("remote", "yes"),
            ("agenda", AGENDA),
            ("nonce", "the demo's meeting"),
            ("step", "do"),
        ];
        let mut crowd = self.crowd.lock().await;
        let browser = crowd.of(secretary).await?;
        let given = browser.form("/sittings/convene", &fields).await?;
        given.shown().map(|_| ())
    }

    async fn floor(&self) -> anyhow::Result<Floor> {
        let world = self.store.world().await?;
        let sitting: &Sitting = world.sittings().next().context("no meeting is called")?;
        let organisation = world.organisation().context("nothing is founded")?;
        let room = Room::new(organisation, sitting, self.machine.now());
        let chair = room.chair().context("nobody presides")?;
        let members = room.members().into_iter().filter(|one| **one != chair);
        Ok(Floor {
            home: format!("/sittings/{}", sitting.id),
            members: members.cloned().collect(),
            chair,
        })
    }

    /// All but a few come in, some of them from elsewhere; the first item is taken and done, the second is taken.
    async fn open_meeting(&self) -> anyhow::Result<()> {
        let floor = self.floor().await?;
        let home = &floor.home;
        let mut crowd = self.crowd.lock().await;
        for (place, person) in floor.coming().iter().enumerate() {
            let mode = if place % REMOTE == 2 {
                "remote"
            } else {
                "room"
            };
            let fields = [("person", person.as_str()), ("mode", mode)];
            crowd.act(home, &floor.chair, "enter", &fields).await?;
        }
        if let Some(person) = floor.members.last() {
            crowd.act(home, person, "apologise", &[]).await?;
        }
        let own = [("person", floor.chair.as_str()), ("mode", "room")];
        crowd.act(home, &floor.chair, "enter", &own).await?;
        for (act, item) in [
            ("open", ""),
            ("take-item", "1"),
            ("finish-item", ""),
            ("take-item", "2"),
        ] {
            crowd
                .act(home, &floor.chair, act, &[("item", item)])
                .await?;
        }
        Ok(())
    }

    /// A motion is put and voted on by calling the names: two are against, one abstains.
    async fn vote_by_name(&self) -> anyhow::Result<()> {
        let floor = self.floor().await?;
        let home = &floor.home;
        let [mover, seconder, ..] = floor.coming() else {
            anyhow::bail!("too few came to the meeting");
        };
        let mut crowd = self.crowd.lock().await;
        let put = [
            ("effect", "resolve"),
            ("shown", "resolve"),
            ("title", "Papers a week before each meeting"),
            ("item-2", "yes"),
            ("mover", mover.as_str()),
            ("seconder", seconder.as_str()),
            ("text", MOTION),
        ];
        crowd.act(home, &floor.chair, "put", &put).await?;
        let open = [
            ("question", "1"),
            ("method", "roll-call"),
            ("shown", "roll-call"),
        ];
        crowd.act(home, &floor.chair, "open-vote", &open).await?;
        for (place, person) in floor.coming().iter().chain([&floor.chair]).enumerate() {
            let choice = match place {
                2 | 5 => "against",
                7 => "abstain",
                _ => "for",
            };
            let vote = [("person", person.as_str()), ("choice", choice)];
            crowd.act(home, &floor.chair, "vote", &vote).await?;
        }
        crowd.act(home, &floor.chair, "decide", &[]).await?;
        Ok(())
    }

    /// A change of rules waits for its vote; two ask to speak.
    async fn put_rules(&self) -> anyhow::Result<()> {
        let floor = self.floor().await?;
        let home = &floor.home;
        let [.., mover, other] = floor.coming() else {
            anyhow::bail!("too few came to the meeting");
        };
        let source = edition(self.calendar.in_days(30));
        let put = [
            ("effect", "change-rules"),
            ("shown", "change-rules"),
            ("title", "A report on the list of members"),
            ("item-3", "yes"),
            ("mover", mover.as_str()),
            ("source", source.as_str()),
        ];
        let mut crowd = self.crowd.lock().await;
        crowd.act(home, &floor.chair, "put", &put).await?;
        for person in [other, mover] {
            crowd.act(home, person, "speak", &[]).await?;
        }
        Ok(())
    }

    /// The meeting that runs, by its path and by its name in the rehearsal's list.
    pub(super) async fn meeting_under_way(&self) -> anyhow::Result<(String, String)> {
        let world = self.store.world().await?;
        let sitting = world.sittings().next().context("no meeting is called")?;
        Ok((format!("/sittings/{}", sitting.id), sitting.id.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use polity_procedure::rulebook;

    #[test]
    fn the_executive_can_be_adopted_with_any_number_of_seats() {
        for members in [1, 4, 15] {
            let source = composition(Date::constant(2026, 5, 1), members);
            let read = polity_org::body::parse(&source).unwrap();
            assert_eq!(read.size(), 2 + society::REPRESENTATIVES + members);
        }
    }

    #[test]
    fn the_change_of_rules_changes_one_clause() {
        let before = rulebook::parse(RULEBOOK).unwrap();
        let after = rulebook::parse(&edition(Date::constant(2029, 1, 1))).unwrap();
        let changed = polity_org::rules::changed(Some(&before), &after);
        let names: Vec<_> = changed.iter().map(polity_values::Clause::as_str).collect();
        assert_eq!(names, ["society.1"]);
    }
}
