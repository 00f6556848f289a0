//! The fields of each act of a sitting, and the act that they make.

mod agenda;
pub(super) mod convene;
mod effect;
mod floor;
mod round;
pub(super) mod vote;

use polity_office::texts;
use polity_org::Text;
use polity_org::sitting::SittingAct;
use polity_store::Paper;
use polity_values::PersonId;

use super::meeting::Meeting;
use crate::PageFault;
use crate::pages::act::draw::Told;
use crate::pages::act::form::{Choice, Reader};
use crate::pages::act::{Sent, Step};

/// An act with its papers.
pub(super) type Filled = (SittingAct, Vec<Paper>);

/// What a form gives: the act once every field is right.
type Form = Result<Option<Filled>, PageFault>;

/// The step at which a form of two pages is: what the first page asks decides what the second asks, so that nothing of
/// the second is told as missing before it was shown.
pub(super) fn step(name: &str, sent: &mut Sent, step: Step) -> Step {
    let first = match name {
        "put" => "effect",
        "open-vote" => "method",
        _ => return step,
    };
    let chosen = sent.get(first).to_owned();
    // Of the ways of voting only the cards ask for more.
    let more = name == "put" || chosen == "card";
    let new = more && !chosen.is_empty() && sent.get("shown") != chosen;
    sent.set("shown", chosen);
    if new && step == Step::Review {
        return Step::Back;
    }
    step
}

/// The fields of an act, and the act when all of them are right; what has to be read with them goes into `beside`.
pub(super) async fn read(
    reader: &mut Reader<'_>,
    meeting: &Meeting<'_>,
    actor: &PersonId,
    name: &str,
    beside: &mut Told,
) -> Form {
    let simple = match name {
        "open" => Some(SittingAct::Open {}),
        "resume" => Some(SittingAct::Resume {}),
        "close" => Some(SittingAct::Close {}),
        "finish-item" => Some(SittingAct::FinishItem {}),
        "speak" => Some(SittingAct::RequestTurn {}),
        "unspeak" => Some(SittingAct::WithdrawTurn {}),
        "call-next" => Some(SittingAct::CallNext {}),
        "end-turn" => Some(SittingAct::EndTurn {}),
        _ => None,
    };
    if let Some(what) = simple {
        return done(what);
    }
    match name {
        "put" => effect::put(reader, meeting, beside).await,
        "open-vote" | "vote" | "count" | "round" | "draw-out" | "card" | "decide" | "divide"
        | "withdraw" => vote::read(reader, meeting, actor, name),
        "enter" | "leave" | "apologise" | "substitute" | "take-chair" | "interest"
        | "raise-point" | "rule-point" | "adjourn" => {
            floor::read(reader, meeting, actor, name).await
        }
        "cancel" | "add-item" | "request-item" | "join-item" | "defer-item" | "take-item"
        | "table-paper" => agenda::read(reader, meeting, name),
        _ => round::read(reader, meeting, actor, name).await,
    }
}

/// An act without papers.
#[expect(
    clippy::unnecessary_wraps,
    reason = "what a form gives, as those with papers give it"
)]
fn done(what: SittingAct) -> Form {
    Ok(Some((what, Vec::new())))
}

/// An act with one text, kept for an audience.
fn with_text(
    reader: &Reader<'_>,
    audience: &str,
    text: String,
    make: impl FnOnce(Text) -> SittingAct,
) -> Form {
    let paper = texts::paper(audience, text, &mut reader.rng())
        .map_err(|fault| PageFault::Defect(fault.to_string()))?;
    Ok(Some((make(paper.reference()), vec![paper])))
}

/// A choice of a stable value with a label.
fn option(value: impl ToString, label: impl ToString) -> Choice {
    Choice {
        value: value.to_string(),
        label: label.to_string(),
        hint: None,
    }
}

/// Persons to choose from.
fn persons(named: Vec<(PersonId, String)>) -> Vec<Choice> {
    let choice = |(person, name): (PersonId, String)| option(person, name);
    named.into_iter().map(choice).collect()
}

/// One of these persons, from a list that opens.
fn person(
    reader: &mut Reader<'_>,
    id: &str,
    label: impl ToString,
    named: Vec<(PersonId, String)>,
    needed: bool,
) -> Option<PersonId> {
    let chosen = reader.select(id, label, None, persons(named), needed);
    chosen.and_then(|id| PersonId::new(id).ok())
}

/// One of several that are numbered.
fn numbered(
    reader: &mut Reader<'_>,
    id: &str,
    label: impl ToString,
    offered: Vec<(u32, String)>,
) -> Option<u32> {
    let choices = offered
        .into_iter()
        .map(|(number, said)| option(number, said));
    let chosen = reader.choice(id, label, None, choices.collect());
    chosen.and_then(|number| number.parse().ok())
}

/// The hint of a date and time.
fn when(reader: &Reader<'_>) -> String {
    let zone = reader.visitor.zone();
    let zone = zone.iana_name().unwrap_or("UTC").to_owned();
    let hint = reader.t().say("act-field-instant-hint");
    hint.str("zone", zone).to_string()
}

/// What was written is no instant; the field says so.
struct Unread;

/// An instant that may be left out.
fn instant_or_none(
    reader: &mut Reader<'_>,
    id: &str,
    label: impl ToString + Clone,
    filled: bool,
) -> Result<Option<polity_values::Timestamp>, Unread> {
    let hint = Some(when(reader));
    if filled {
        return reader.instant(id, label, hint).map(Some).ok_or(Unread);
    }
    let _ = reader.line_or_none(id, label, hint);
    Ok(None)
}
