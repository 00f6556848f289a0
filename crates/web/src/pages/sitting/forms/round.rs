//! What follows from a sitting: things to do, questions to officers, minutes, reports.

use polity_office::texts::PUBLIC;
use polity_org::sitting::SittingAct;
use polity_org::sitting::deed::ActionSpec;
use polity_values::PersonId;
use polity_values::civil::Date;

use super::agenda::items;
use super::{Form, numbered, option, person, with_text};
use crate::PageFault;
use crate::pages::act::form::Reader;
use crate::pages::sitting::meeting::{BODY, Meeting};

pub(super) async fn read(
    reader: &mut Reader<'_>,
    meeting: &Meeting<'_>,
    actor: &PersonId,
    name: &str,
) -> Form {
    let t = reader.t();
    let public = t.say("act-field-reason-public").to_string();
    match name {
        "assign" => assign(reader, meeting),
        "finish-action" => {
            let open = (1..).zip(&meeting.sitting.actions);
            let open = open.filter(|(_, one)| {
                one.done.is_none() && (meeting.me.desk() || one.spec.owner == *actor)
            });
            let offered = open.map(|(number, one)| {
                let who = meeting.name(&one.spec.owner);
                (number, format!("{number}. {who}, {}", one.spec.due))
            });
            let offered = offered.collect();
            let action = numbered(reader, "action", t.say("sitting-actions"), offered);
            let text = reader.text("note", t.say("sitting-field-note"), Some(public), None);
            match (action, text) {
                (Some(action), Some(text)) => with_text(reader, PUBLIC, text, |note| {
                    SittingAct::FinishAction { action, note }
                }),
                _ => Ok(None),
            }
        }
        "ask" => ask(reader, meeting).await,
        "answer" => {
            let mine = (1..).zip(&meeting.sitting.scrutiny);
            let mine = mine.filter(|(_, one)| one.to == *actor && !one.settled);
            let offered = mine.map(|(number, one)| {
                let said = t.say("sitting-question-of").num("n", number);
                (number, said.str("name", meeting.name(&one.by)).to_string())
            });
            let offered = offered.collect();
            let question = numbered(reader, "question", t.say("sitting-scrutiny"), offered);
            let text = reader.text("text", t.say("sitting-field-answer"), Some(public), None);
            match (question, text) {
                (Some(question), Some(text)) => with_text(reader, PUBLIC, text, |text| {
                    SittingAct::Answer { question, text }
                }),
                _ => Ok(None),
            }
        }
        "follow-up" => follow_up(reader, meeting, actor),
        "submit-minutes" => {
            let hint = t.say("sitting-field-minutes-text-hint").to_string();
            let label = t.say("sitting-minutes-text");
            match reader.text("text", label, Some(hint), None) {
                Some(text) => with_text(reader, BODY, text, |text| SittingAct::SubmitMinutes {
                    text,
                }),
                None => Ok(None),
            }
        }
        "report" => {
            let label = t.say("sitting-field-report");
            match reader.text("text", label, Some(public), None) {
                Some(text) => with_text(reader, PUBLIC, text, |text| SittingAct::Report { text }),
                None => Ok(None),
            }
        }
        _ => Err(PageFault::NotFound),
    }
}

fn assign(reader: &mut Reader<'_>, meeting: &Meeting<'_>) -> Form {
    let t = reader.t();
    let mut offered = meeting.members();
    let secretary = meeting
        .room
        .holders(&meeting.sitting.composition.orders.secretary);
    offered.extend(meeting.by_name(&secretary));
    offered.sort_by(|one, other| one.1.cmp(&other.1));
    offered.dedup();
    let owner = person(reader, "owner", t.say("sitting-field-owner"), offered, true);
    let hint = t.say("sitting-field-due-hint").to_string();
    let due = reader.line("due", t.say("sitting-field-due"), Some(hint));
    let due = due.and_then(|text| {
        let day = text.parse::<Date>().ok();
        if day.is_none() {
            let fault = t.say("sitting-fault-date").str("text", text);
            reader.fault(fault);
        }
        day
    });
    let choices = items(meeting, |_| true);
    let choices = choices
        .into_iter()
        .map(|(number, said)| option(number, said));
    let item = reader.select(
        "item",
        t.say("sitting-item"),
        None,
        choices.collect(),
        false,
    );
    let item = item.and_then(|item| item.parse().ok());
    let hint = t.say("act-field-reason-public").to_string();
    let text = reader.text("text", t.say("sitting-field-task"), Some(hint), None);
    let (Some(owner), Some(due), Some(text)) = (owner, due, text) else {
        return Ok(None);
    };
    with_text(reader, PUBLIC, text, |text| {
        SittingAct::AssignAction(ActionSpec {
            owner,
            due,
            text,
            item,
        })
    })
}

/// A question to whoever holds an office or a seat.
async fn ask(reader: &mut Reader<'_>, meeting: &Meeting<'_>) -> Form {
    let t = reader.t();
    let now = meeting.visitor.now;
    let tenures = meeting.organisation.tenures.iter();
    let in_a_body = |one: &&polity_org::organisation::Tenure| {
        one.runs_at(now) && matches!(one.place, polity_org::organisation::Place::Body(_))
    };
    let persons: std::collections::BTreeSet<&PersonId> =
        tenures.filter(in_a_body).map(|one| &one.person).collect();
    let names = meeting.visitor.names(persons).await?;
    let mut offered: Vec<_> = names.into_iter().collect();
    offered.sort_by(|one, other| one.1.cmp(&other.1));
    let to = person(reader, "to", t.say("sitting-field-to"), offered, true);
    let hint = t.say("act-field-reason-public").to_string();
    let text = reader.text("text", t.say("sitting-field-question"), Some(hint), None);
    match (to, text) {
        (Some(to), Some(text)) => {
            with_text(reader, PUBLIC, text, |text| SittingAct::Ask { to, text })
        }
        _ => Ok(None),
    }
}

fn follow_up(reader: &mut Reader<'_>, meeting: &Meeting<'_>, actor: &PersonId) -> Form {
    let t = reader.t();
    let mine = (1..).zip(&meeting.sitting.scrutiny);
    let mine = mine.filter(|(_, one)| one.by == *actor && !one.settled && !one.answers.is_empty());
    let offered = mine.map(|(number, one)| {
        let said = t.say("sitting-question-to").num("n", number);
        (number, said.str("name", meeting.name(&one.to)).to_string())
    });
    let offered = offered.collect();
    let question = numbered(reader, "question", t.say("sitting-scrutiny"), offered);
    let choices = vec![
        option("yes", t.say("sitting-settled-yes")),
        option("no", t.say("sitting-settled-no")),
    ];
    let settled = reader.choice("settled", t.say("sitting-field-settled"), None, choices);
    let hint = t.say("sitting-field-further-hint").to_string();
    let text = reader.text_or_none("text", t.say("sitting-further"), Some(hint));
    let (Some(question), Some(settled)) = (question, settled) else {
        return Ok(None);
    };
    let settled = settled == "yes";
    match text {
        Some(text) => with_text(reader, PUBLIC, text, |text| SittingAct::FollowUp {
            question,
            settled,
            text: Some(text),
        }),
        None => super::done(SittingAct::FollowUp {
            question,
            settled,
            text: None,
        }),
    }
}
