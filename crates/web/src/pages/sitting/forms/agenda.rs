//! The agenda: items, papers, what is put off.

use polity_office::texts::PUBLIC;
use polity_org::sitting::SittingAct;
use polity_org::sitting::deed::{Audience, ItemSpec, PaperSpec};

use super::{Form, done, numbered, option, with_text};
use crate::PageFault;
use crate::pages::act::form::Reader;
use crate::pages::sitting::meeting::{Meeting, audience_name};
use crate::pages::sitting::page::item_title;

const AUDIENCES: [Audience; 4] = [
    Audience::Public,
    Audience::Members,
    Audience::Body,
    Audience::Desk,
];

pub(super) fn read(reader: &mut Reader<'_>, meeting: &Meeting<'_>, name: &str) -> Form {
    let t = reader.t();
    match name {
        "cancel" => {
            let hint = t.say("act-field-reason-public").to_string();
            match reader.text("reason", t.say("act-field-reason"), Some(hint), None) {
                Some(text) => {
                    with_text(reader, PUBLIC, text, |reason| SittingAct::Cancel { reason })
                }
                None => Ok(None),
            }
        }
        "add-item" => item(reader).map_or(Ok(None), |item| done(SittingAct::AddItem(item))),
        "request-item" => item(reader).map_or(Ok(None), |item| done(SittingAct::RequestItem(item))),
        "join-item" => {
            let me = meeting.visitor.signed_in()?;
            let open = (1..).zip(&meeting.sitting.requests);
            let open = open.filter(|(_, one)| !one.added && !one.members.contains(me));
            let offered = open.map(|(number, one)| (number, one.spec.title.clone()));
            let label = t.say("sitting-field-request");
            let chosen = numbered(reader, "request", label, offered.collect());
            chosen.map_or(Ok(None), |request| {
                done(SittingAct::JoinRequest { request })
            })
        }
        "defer-item" => {
            let left = items(meeting, |one| {
                one.deferred.is_none() && one.taken.is_empty()
            });
            let item = numbered(reader, "item", t.say("sitting-item"), left);
            let hint = t.say("act-field-reason-public").to_string();
            let text = reader.text("reason", t.say("act-field-reason"), Some(hint), None);
            match (item, text) {
                (Some(item), Some(text)) => with_text(reader, PUBLIC, text, |reason| {
                    SittingAct::DeferItem { item, reason }
                }),
                _ => Ok(None),
            }
        }
        "take-item" => {
            let left = items(meeting, |one| one.deferred.is_none() && !one.runs());
            let item = numbered(reader, "item", t.say("sitting-item"), left);
            item.map_or(Ok(None), |item| done(SittingAct::TakeItem { item }))
        }
        "table-paper" => table(reader, meeting),
        _ => Err(PageFault::NotFound),
    }
}

/// The items for which something holds, by their numbers.
pub(super) fn items(
    meeting: &Meeting<'_>,
    is: impl Fn(&polity_org::sitting::state::Item) -> bool,
) -> Vec<(u32, String)> {
    let all = (1..).zip(&meeting.sitting.items);
    all.filter(|(_, one)| is(one))
        .map(|(number, _)| (number, item_title(meeting.sitting, number)))
        .collect()
}

fn item(reader: &mut Reader<'_>) -> Option<ItemSpec> {
    let t = reader.t();
    let title = reader.line("title", t.say("act-field-matter-title"), None);
    let hint = t.say("sitting-field-minutes-hint").to_string();
    let minutes = reader.number_or_none("minutes", t.say("sitting-field-minutes"), Some(hint));
    let closed_doors = reader.tick_if("closed", t.say("sitting-field-closed-doors"));
    Some(ItemSpec {
        title: title?,
        minutes,
        closed_doors,
    })
}

fn table(reader: &mut Reader<'_>, meeting: &Meeting<'_>) -> Form {
    let t = reader.t();
    let offered = items(meeting, |one| one.deferred.is_none());
    let item = numbered(reader, "item", t.say("sitting-item"), offered);
    let title = reader.line("title", t.say("act-field-matter-title"), None);
    let choices = AUDIENCES.map(|one| {
        let name = audience_name(one);
        option(name, meeting.audience(name))
    });
    let audience = reader.choice("audience", t.say("sitting-for"), None, choices.into());
    let audience = AUDIENCES
        .into_iter()
        .find(|one| audience.as_deref() == Some(audience_name(*one)));
    let text = reader.text("text", t.say("act-field-paper"), None, None);
    let (Some(item), Some(title), Some(audience), Some(text)) = (item, title, audience, text)
    else {
        return Ok(None);
    };
    with_text(reader, audience_name(audience), text, |text| {
        SittingAct::TablePaper(PaperSpec {
            item,
            title,
            audience,
            text,
        })
    })
}
