//! What of sittings waits for who is signed in: for the first page.

use polity_org::sitting::Sitting;
use polity_org::sitting::room::Room;
use polity_org::sitting::state::State;
use polity_values::{PersonId, Timestamp};

use crate::visitor::Visitor;

/// From when on before its beginning a meeting is announced on the first page, in seconds.
const AHEAD: i64 = 21 * 86_400;

/// Something that waits.
pub(crate) struct Waits {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) by: Option<Timestamp>,
    pub(crate) minutes: u32,
}

/// Everything of sittings that waits for a person.
pub(crate) fn for_person(visitor: &Visitor, person: &PersonId) -> Vec<Waits> {
    let Some(organisation) = visitor.world.organisation() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for sitting in visitor.world.sittings() {
        let room = Room::new(organisation, sitting, visitor.now);
        let member = room.members().contains(person);
        all.extend(meets(visitor, sitting, member, room.presides(person)));
        all.extend(owes(visitor, sitting, person, room.keeps_record(person)));
    }
    all
}

fn waits(sitting: &Sitting, below: &str, title: String, minutes: u32) -> Waits {
    Waits {
        href: format!("/sittings/{}{below}", sitting.id),
        title,
        text: sitting.call.title.clone(),
        by: None,
        minutes,
    }
}

/// A meeting that comes or runs.
fn meets(visitor: &Visitor, sitting: &Sitting, member: bool, presides: bool) -> Option<Waits> {
    let t = visitor.t;
    if !member && !presides {
        return None;
    }
    let desk = if presides { "/desk" } else { "" };
    match sitting.state {
        State::Open | State::Adjourned(_) => {
            let title = t.say("sitting-waits-runs").to_string();
            Some(waits(sitting, desk, title, 2))
        }
        State::Convened => {
            let ahead = sitting.call.starts.as_second() - visitor.now.as_second();
            let title = t.say("sitting-waits-comes").to_string();
            (ahead < AHEAD).then(|| Waits {
                by: Some(sitting.call.starts),
                ..waits(sitting, "", title, 5)
            })
        }
        State::Closed | State::Cancelled => None,
    }
}

/// A report, an answer, minutes, something to do.
fn owes(visitor: &Visitor, sitting: &Sitting, person: &PersonId, keeps: bool) -> Vec<Waits> {
    let t = visitor.t;
    let mut all = Vec::new();
    if sitting.reports_owed().any(|one| one == person) {
        let title = t.say("sitting-waits-report").to_string();
        all.push(Waits {
            by: sitting.reports_due(&visitor.zone()),
            ..waits(sitting, "/act/report", title, 20)
        });
    }
    let unanswered = |one: &&polity_org::sitting::state::Scrutiny| {
        one.to == *person && one.answers.is_empty() && !one.settled
    };
    if sitting.scrutiny.iter().any(|one| unanswered(&one)) {
        let title = t.say("sitting-waits-answer").to_string();
        all.push(waits(sitting, "/act/answer", title, 15));
    }
    if keeps && sitting.state == State::Closed && sitting.minutes.is_none() {
        let title = t.say("sitting-waits-minutes").to_string();
        all.push(waits(sitting, "/act/submit-minutes", title, 30));
    }
    for action in &sitting.actions {
        if action.spec.owner == *person && action.done.is_none() {
            let due = action.spec.due.to_zoned(visitor.zone()).ok();
            let title = t.say("sitting-waits-action").to_string();
            all.push(Waits {
                by: due.map(|due| due.timestamp()),
                ..waits(sitting, "/act/finish-action", title, 5)
            });
        }
    }
    all
}
