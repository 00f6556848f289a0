//! The door and the floor: who comes and goes, apologies, interests, points of order.

use polity_org::sitting::SittingAct;
use polity_org::sitting::deed::Mode;
use polity_values::PersonId;

use super::agenda::items;
use super::{Form, done, instant_or_none, numbered, option, person};
use crate::PageFault;
use crate::pages::act::form::Reader;
use crate::pages::sitting::meeting::Meeting;

pub(super) async fn read(
    reader: &mut Reader<'_>,
    meeting: &Meeting<'_>,
    actor: &PersonId,
    name: &str,
) -> Form {
    let t = reader.t();
    match name {
        "enter" => enter(reader, meeting, actor).await,
        "leave" => {
            let inside = meeting.sitting.door.inside().map(|(person, _)| person);
            let inside = meeting.by_name(inside);
            let who = whom(reader, meeting, actor, inside);
            who.map_or(Ok(None), |person| done(SittingAct::Leave { person }))
        }
        "apologise" => {
            let mut left = meeting.members();
            left.retain(|(one, _)| !meeting.sitting.apologies.contains(one));
            let who = whom(reader, meeting, actor, left);
            who.map_or(Ok(None), |person| done(SittingAct::Apologise { person }))
        }
        "substitute" => {
            let who = whom(reader, meeting, actor, meeting.members());
            let hint = t.say("sitting-field-number-hint").to_string();
            let label = t.say("sitting-field-substitute");
            let substitute = reader.member("substitute", label, Some(hint), true).await?;
            match (who, substitute) {
                (Some(person), Some(substitute)) => {
                    done(SittingAct::NameSubstitute { person, substitute })
                }
                _ => Ok(None),
            }
        }
        "take-chair" => {
            let label = t.say("sitting-field-chair");
            let who = person(reader, "person", label, meeting.members(), true);
            who.map_or(Ok(None), |person| done(SittingAct::TakeChair { person }))
        }
        "interest" => {
            let mine = |number: &u32| {
                let interests = &meeting.sitting.interests;
                interests.contains(&(actor.clone(), *number))
            };
            let mut offered = items(meeting, |_| true);
            offered.retain(|(number, _)| !mine(number));
            let item = numbered(reader, "item", t.say("sitting-item"), offered);
            item.map_or(Ok(None), |item| done(SittingAct::DeclareInterest { item }))
        }
        "raise-point" => {
            let hint = t.say("sitting-field-point-hint").to_string();
            let category = reader.line("category", t.say("sitting-field-point"), Some(hint));
            category.map_or(Ok(None), |category| {
                done(SittingAct::RaisePoint { category })
            })
        }
        "rule-point" => rule(reader, meeting),
        "adjourn" => {
            let filled = !reader.sent("until").is_empty();
            let label = t.say("sitting-field-until").to_string();
            let until = instant_or_none(reader, "until", label, filled);
            until.map_or(Ok(None), |until| done(SittingAct::Adjourn { until }))
        }
        _ => Err(PageFault::NotFound),
    }
}

/// Whoever acts; for the desk, anybody of these.
fn whom(
    reader: &mut Reader<'_>,
    meeting: &Meeting<'_>,
    actor: &PersonId,
    offered: Vec<(PersonId, String)>,
) -> Option<PersonId> {
    if !meeting.me.desk() {
        return Some(actor.clone());
    }
    let label = reader.t().say("sitting-field-person");
    person(reader, "person", label, offered, true)
}

async fn enter(reader: &mut Reader<'_>, meeting: &Meeting<'_>, actor: &PersonId) -> Form {
    let t = reader.t();
    let who = if meeting.me.desk() {
        let mut outside = meeting.members();
        outside.retain(|(one, _)| !meeting.sitting.door.is_in(one));
        let label = t.say("sitting-field-person");
        let member = person(reader, "person", label, outside, false);
        let hint = t.say("sitting-field-guest-hint").to_string();
        let label = t.say("sitting-field-guest");
        let guest = reader.member("guest", label, Some(hint), false).await?;
        if member.is_none() && guest.is_none() && reader.checking() {
            reader.fault(t.say("sitting-fault-nobody"));
        }
        member.or(guest)
    } else {
        Some(actor.clone())
    };
    let mode = if meeting.sitting.call.remote {
        let choices = vec![
            option("room", t.say("sitting-in-the-room")),
            option("remote", t.say("sitting-from-elsewhere")),
        ];
        let mode = reader.choice("mode", t.say("sitting-how"), None, choices);
        mode.map(|mode| match mode.as_str() {
            "remote" => Mode::Remote,
            _ => Mode::Room,
        })
    } else {
        Some(Mode::Room)
    };
    match (who, mode) {
        (Some(person), Some(mode)) => done(SittingAct::Enter { person, mode }),
        _ => Ok(None),
    }
}

fn rule(reader: &mut Reader<'_>, meeting: &Meeting<'_>) -> Form {
    let t = reader.t();
    let open = (1..).zip(&meeting.sitting.points);
    let open = open.filter(|(_, one)| one.upheld.is_none());
    let offered = open.map(|(number, one)| {
        let said = format!("{}: {}", meeting.name(&one.person), one.category);
        (number, said)
    });
    let point = numbered(reader, "point", t.say("sitting-points"), offered.collect());
    let choices = vec![
        option("yes", t.say("sitting-point-upheld")),
        option("no", t.say("sitting-point-not-upheld")),
    ];
    let ruling = reader.choice("upheld", t.say("sitting-field-ruling"), None, choices);
    match (point, ruling) {
        (Some(point), Some(ruling)) => done(SittingAct::RulePoint {
            point,
            upheld: ruling == "yes",
        }),
        _ => Ok(None),
    }
}
