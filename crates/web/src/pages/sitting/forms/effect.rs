//! A question with what follows when it is carried: first what should follow, then what that needs to be known.

use polity_office::texts::PUBLIC;
use polity_org::Digest;
use polity_org::act::Adoption;
use polity_org::body::composition::BodyPower;
use polity_org::sitting::SittingAct;
use polity_org::sitting::deed::{Choosing, QuestionEffect, QuestionSpec};
use polity_org::sitting::state::State;
use polity_procedure::{KnownRules, check_source};
use polity_values::{BodyId, PersonId, SeatId, SittingId, TenureId};

use super::{Form, agenda, done, instant_or_none, numbered, option, person, with_text};
use crate::PageFault;
use crate::pages::act::draw::Told;
use crate::pages::act::form::Reader;
use crate::pages::act::standing;
use crate::pages::sitting::meeting::{BODY, Meeting};
use crate::words::{self, Said};

/// The effects of which a form is offered, by their stable names.
const EFFECTS: [&str; 10] = [
    "resolve",
    "waive-notice",
    "waive-papers",
    "approve-minutes",
    "choose",
    "ratify",
    "adopt-procedure",
    "adopt-composition",
    "change-rules",
    "overrule",
];

/// Whether an effect has anything to bring about here.
fn possible(meeting: &Meeting<'_>, effect: &str) -> bool {
    let sitting = meeting.sitting;
    let may = |power| sitting.composition.powers.contains(&power);
    match effect {
        "waive-notice" => !sitting.notice_stands(),
        "waive-papers" => sitting.items.iter().any(|one| one.late_papers),
        "approve-minutes" => !to_approve(meeting).is_empty(),
        "ratify" => !acting(meeting).is_empty(),
        "adopt-procedure" => may(BodyPower::AdoptProcedures),
        "adopt-composition" => may(BodyPower::AdoptCompositions),
        "change-rules" => may(BodyPower::ChangeRules),
        "overrule" => !ruled(meeting).is_empty(),
        _ => true,
    }
}

/// What follows, in words.
fn label(reader: &Reader<'_>, effect: &str) -> String {
    let t = reader.t();
    match effect {
        "waive-notice" => t.say("sitting-effect-waive-notice"),
        "waive-papers" => t.say("sitting-put-waive-papers"),
        "approve-minutes" => t.say("sitting-put-approve"),
        "choose" => t.say("sitting-put-choose"),
        "ratify" => t.say("sitting-put-ratify"),
        "adopt-procedure" => t.say("sitting-put-procedure"),
        "adopt-composition" => t.say("sitting-effect-composition"),
        "change-rules" => t.say("sitting-effect-rules"),
        "overrule" => t.say("sitting-put-overrule"),
        _ => t.say("sitting-put-resolve"),
    }
    .to_string()
}

/// A question.
pub(super) async fn put(reader: &mut Reader<'_>, meeting: &Meeting<'_>, beside: &mut Told) -> Form {
    let t = reader.t();
    let may: Vec<_> = EFFECTS
        .into_iter()
        .filter(|effect| possible(meeting, effect))
        .collect();
    let chosen = may.iter().find(|one| **one == reader.sent("effect"));
    let Some(effect) = chosen else {
        let choices = may.iter().map(|one| option(one, label(reader, one)));
        let choices = choices.collect();
        let asked = t.say("sitting-field-effect");
        reader.choice("effect", asked, None, choices);
        return Ok(None);
    };
    let said = Said::plain(label(reader, effect));
    reader.note("follows", t.say("sitting-field-effect"), said, None);
    let _ = reader.hidden("effect");
    let _ = reader.hidden("shown");
    let title = reader.line("title", t.say("sitting-field-title"), None);
    let items = items(reader, meeting, effect);
    let follows = follows(reader, meeting, effect, beside).await?;
    let heard = if *effect == "choose" {
        let hint = t.say("sitting-field-heard-hint").to_string();
        let asked = Said::plain(t.say("sitting-field-heard-note"));
        reader.note("heard", t.say("sitting-field-heard"), asked, Some(hint));
        ticked(reader, meeting, "heard")
    } else {
        Vec::new()
    };
    let members = meeting.members();
    let asked = t.say("sitting-field-mover");
    let mover = person(reader, "mover", asked, members.clone(), true);
    let asked = t.say("sitting-field-seconder");
    let seconder = person(reader, "seconder", asked, members, false);
    let private = items.iter().any(|number| {
        let found = polity_org::sitting::Sitting::numbered(&meeting.sitting.items, *number);
        found.is_some_and(|item| item.spec.closed_doors)
    });
    let hint = if private {
        t.say("sitting-field-motion-body")
    } else {
        t.say("act-field-reason-public")
    };
    let text = reader.text_or_none(
        "text",
        t.say("sitting-field-motion"),
        Some(hint.to_string()),
    );
    let (Some(title), Some(follows), Some(mover)) = (title, follows, mover) else {
        return Ok(None);
    };
    let make = |text| {
        SittingAct::PutQuestion(QuestionSpec {
            items,
            title,
            text,
            mover,
            seconder,
            heard,
            effect: follows,
        })
    };
    match text {
        Some(text) => {
            let audience = if private { BODY } else { PUBLIC };
            with_text(reader, audience, text, |text| make(Some(text)))
        }
        None => done(make(None)),
    }
}

/// The items that a question decides.
fn items(reader: &mut Reader<'_>, meeting: &Meeting<'_>, effect: &str) -> Vec<u32> {
    if effect == "waive-notice" {
        return Vec::new();
    }
    let t = reader.t();
    let hint = t.say("sitting-field-items-hint").to_string();
    let asked = Said::plain(t.say("sitting-field-items-note"));
    reader.note("items", t.say("sitting-field-items"), asked, Some(hint));
    ticked(reader, meeting, "item")
}

fn ticked(reader: &mut Reader<'_>, meeting: &Meeting<'_>, start: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    for (number, title) in agenda::items(meeting, |one| one.deferred.is_none()) {
        if reader.tick_if(&format!("{start}-{number}"), title) {
            numbers.push(number);
        }
    }
    numbers
}

/// Late papers, rulings, minutes, acting holders: what an effect can be about.
fn ruled(meeting: &Meeting<'_>) -> Vec<(u32, String)> {
    let all = (1..).zip(&meeting.sitting.points);
    all.filter(|(_, one)| one.upheld.is_some() && !one.overturned)
        .map(|(number, one)| {
            let said = format!("{number}. {}: {}", meeting.name(&one.person), one.category);
            (number, said)
        })
        .collect()
}

fn to_approve(meeting: &Meeting<'_>) -> Vec<(SittingId, String)> {
    let all = meeting.visitor.world.sittings();
    all.filter(|one| {
        one.body() == meeting.sitting.body()
            && one.state == State::Closed
            && one.minutes.is_some()
            && one.approved.is_none()
    })
    .map(|one| {
        let at = meeting
            .visitor
            .t
            .date(one.call.starts, &meeting.visitor.zone());
        (one.id.clone(), format!("{}, {at}", one.call.title))
    })
    .collect()
}

fn acting(meeting: &Meeting<'_>) -> Vec<(TenureId, PersonId)> {
    let tenures = meeting.organisation.tenures.iter();
    tenures
        .filter(|one| {
            one.acting.as_ref() == Some(meeting.sitting.body()) && one.runs_at(meeting.visitor.now)
        })
        .map(|one| (one.id.clone(), one.person.clone()))
        .collect()
}

/// What follows, once everything that it needs is filled in.
async fn follows(
    reader: &mut Reader<'_>,
    meeting: &Meeting<'_>,
    effect: &str,
    beside: &mut Told,
) -> Result<Option<QuestionEffect>, PageFault> {
    let t = reader.t();
    Ok(match effect {
        "waive-notice" => Some(QuestionEffect::WaiveNotice {}),
        "waive-papers" => {
            let late = agenda::items(meeting, |one| one.late_papers);
            let item = numbered(reader, "late", t.say("sitting-field-late"), late);
            item.map(|item| QuestionEffect::WaivePapers { item })
        }
        "overrule" => {
            let point = numbered(reader, "point", t.say("sitting-points"), ruled(meeting));
            point.map(|point| QuestionEffect::Overrule { point })
        }
        "approve-minutes" => {
            let offered = to_approve(meeting).into_iter();
            let choices = offered.map(|(id, said)| option(id, said)).collect();
            let chosen = reader.choice("of", t.say("sitting-field-of"), None, choices);
            let sitting = chosen.and_then(|id| SittingId::new(id).ok());
            sitting.map(|sitting| QuestionEffect::ApproveMinutes { sitting })
        }
        "ratify" => {
            let offered = acting(meeting);
            let names = meeting
                .visitor
                .names(offered.iter().map(|(_, who)| who))
                .await?;
            let choices = offered.iter().map(|(id, who)| option(id, &names[who]));
            let choices = choices.collect();
            let chosen = reader.choice("tenure", t.say("sitting-field-acting"), None, choices);
            let tenure = chosen.and_then(|id| TenureId::new(id).ok());
            tenure.map(|tenure| QuestionEffect::Ratify { tenure })
        }
        "adopt-procedure" => adoption(reader, true).map(QuestionEffect::AdoptProcedure),
        "adopt-composition" => adoption(reader, false).map(QuestionEffect::AdoptComposition),
        "change-rules" => standing::change_rules(reader, beside)?.map(QuestionEffect::ChangeRules),
        "choose" => choosing(reader, meeting).await?.map(QuestionEffect::Choose),
        _ => Some(QuestionEffect::Resolve {}),
    })
}

/// A file that is adopted: handed in, or pasted. The judge checks what it says.
fn adoption(reader: &mut Reader<'_>, procedure: bool) -> Option<Adoption> {
    let t = reader.t();
    let hint = t.say("act-field-source-hint").to_string();
    let label = if procedure {
        t.say("act-field-source")
    } else {
        t.say("sitting-field-composition")
    };
    let source = standing::source(reader, label.to_string(), hint)?;
    if procedure {
        let report = check_source(&source, &KnownRules::shipped());
        if !report.is_adoptable() {
            let faults = report.faults.iter().filter(|fault| fault.is_error());
            let faults: Vec<_> = faults.map(ToString::to_string).collect();
            let fault = t.say("sitting-fault-file");
            reader.fault(fault.str("faults", faults.join("; ")));
            return None;
        }
        reader.shown(report.procedure.map_or_else(String::new, |one| {
            format!("{} ({}, {})", one.title, one.name, one.version)
        }));
    }
    let sha256 = Digest::of(source.as_bytes());
    Some(Adoption { source, sha256 })
}

async fn choosing(
    reader: &mut Reader<'_>,
    meeting: &Meeting<'_>,
) -> Result<Option<Choosing>, PageFault> {
    let t = reader.t();
    let hint = t.say("sitting-field-among-hint").to_string();
    let label = t.say("sitting-field-among");
    let among = reader.members_or_none("among", label, Some(hint)).await?;
    if among.is_empty() {
        reader.fault(t.say("sitting-fault-among"));
    }
    let seats = meeting.organisation.seats.values();
    let of_bodies = seats.filter(|seat| meeting.organisation.bodies.contains_key(&seat.body));
    let choices = of_bodies.map(|seat| {
        let title = words::procedure::text(t, &seat.title).text;
        option(&seat.id, title)
    });
    let choices = choices.collect();
    let hint = t.say("sitting-field-seat-hint").to_string();
    let seat = reader.select(
        "seat",
        t.say("sitting-field-seat"),
        Some(hint),
        choices,
        false,
    );
    let seat = seat.and_then(|id| SeatId::new(id).ok());
    let filled = !reader.sent("until").is_empty();
    let label = t.say("sitting-field-term").to_string();
    let until = instant_or_none(reader, "until", label, filled);
    let bodies = meeting.organisation.bodies.values();
    let choices = bodies.map(|body| {
        let title = words::procedure::text(t, &body.title).text;
        option(&body.id, title)
    });
    let choices = choices.collect();
    let label = t.say("sitting-field-ratified-by");
    let body = reader.select("ratified-by", label, None, choices, false);
    let until_ratified_by = body.and_then(|id| BodyId::new(id).ok());
    let Ok(until) = until else {
        return Ok(None);
    };
    Ok((!among.is_empty()).then_some(Choosing {
        seat,
        until,
        until_ratified_by,
        among,
    }))
}
