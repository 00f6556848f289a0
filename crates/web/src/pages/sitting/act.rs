//! Acts of a sitting as forms: fill in, check, done; and in one press from the chair's desk. An act that is pressed
//! twice is done once.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use polity_org::act::Deed;
use polity_org::sitting::{Sitting, SittingAct, SittingDeed};
use polity_org::{Act, Why};
use polity_values::{BodyId, PersonId, SittingId, Timestamp};

use super::forms::{self, Filled};
use super::gate;
use super::meeting::Meeting;
use crate::PageFault;
use crate::page::Page;
use crate::pages::act::draw::{Sheet, Told};
use crate::pages::act::form::{NONCE, Reader};
use crate::pages::act::{Sent, Step, submit, with_nonce};
use crate::visitor::Visitor;
use crate::words::{self, Said};

/// The characters of a body's id in that of its sitting, which leave room for a date and a number.
const NAME: usize = 40;
/// More sittings than a body holds in a day.
const MANY: u32 = 1_000;

/// `GET /sittings/{id}/act/{act}`
///
/// # Errors
/// [`PageFault::SignIn`], [`PageFault::NotFound`], or the judge's refusal.
pub async fn page(visitor: Visitor, Path((id, name)): Path<(String, String)>) -> Page {
    let sent = Sent::of_query(&visitor.query);
    act(&visitor, &id, &name, sent, Step::Form).await
}

/// `POST /sittings/{id}/act/{act}`
///
/// # Errors
/// As [`page`].
pub async fn post(visitor: Visitor, Path((id, name)): Path<(String, String)>, sent: Sent) -> Page {
    let step = Step::of(&sent);
    act(&visitor, &id, &name, sent, step).await
}

async fn act(visitor: &Visitor, id: &str, name: &str, mut sent: Sent, step: Step) -> Page {
    let meeting = Meeting::find(visitor, id).await?;
    let actor = visitor.signed_in()?.clone();
    // Before the form is filled in, not after it.
    visitor.stepped_up()?;
    let home = format!("/sittings/{id}");
    let label = format!("sitting-{name}");
    let sheet = Sheet {
        visitor,
        matter: None,
        sitting: Some(meeting.sitting),
        clause: Some(gate::clause(meeting.sitting, name)),
        name: &label,
        action: format!("{home}/act/{name}"),
        home: home.clone(),
        persons: 1,
        monitored: Vec::new(),
    };
    if step == Step::Form && !sent.get("done").is_empty() {
        return sheet.done(sent.get("done"), &actor).await;
    }
    let to = match sent.get("to") {
        "desk" => Some(format!("{home}/desk")),
        "page" => Some(home.clone()),
        _ => None,
    };
    if step == Step::Do
        && let Some(to) = &to
        && pressed_before(&meeting, &sent, name)
    {
        return Ok(Redirect::to(to).into_response());
    }
    if step != Step::Do {
        meeting.gate(&actor, name)?;
    }
    with_nonce(visitor, &mut sent);
    let step = forms::step(name, &mut sent, step);
    let mut reader = Reader::new(visitor, &sent, step.checks());
    let mut told = Told::default();
    let filled = forms::read(&mut reader, &meeting, &actor, name, &mut told).await?;
    let _ = reader.hidden(NONCE);
    let _ = reader.hidden("to");
    let ready = filled.map(|filled| of_sitting(&actor, meeting.sitting.id.clone(), filled));
    if step == Step::Do
        && let Some((act, papers)) = ready.as_ref().filter(|_| reader.is_right())
    {
        return match submit(visitor, act, papers).await {
            Ok(seq) => {
                let done = format!("{home}/act/{name}?done={seq}");
                Ok(Redirect::to(to.as_deref().unwrap_or(&done)).into_response())
            }
            Err(PageFault::Refused(refused))
                if refused.unmet.iter().all(|one| one.why == Why::AlreadyDone) =>
            {
                Ok(Redirect::to(to.as_deref().unwrap_or(&home)).into_response())
            }
            Err(fault) => Err(fault),
        };
    }
    sheet.go_on(reader, ready, step, told).await
}

fn of_sitting(
    actor: &PersonId,
    sitting: SittingId,
    (what, papers): Filled,
) -> (Act, Vec<polity_store::Paper>) {
    let deed = Deed::Sitting(SittingDeed { sitting, what });
    (Act::standing(actor.clone(), deed), papers)
}

/// Whether a button of the desk stood for a state that is over: somebody pressed it before.
fn pressed_before(meeting: &Meeting<'_>, sent: &Sent, name: &str) -> bool {
    let seen = sent.get("of");
    let now = match name {
        "call-next" => meeting.sitting.next_speaker().map(ToString::to_string),
        "end-turn" => meeting.sitting.turn().map(|turn| turn.from.to_string()),
        _ => return false,
    };
    !seen.is_empty() && now.as_deref() != Some(seen)
}

/// The bodies for which who is signed in gives notice of sittings: by their id, with the title.
pub(super) fn callable(visitor: &Visitor) -> Result<Vec<(BodyId, Said)>, PageFault> {
    let Some(person) = &visitor.person else {
        return Ok(Vec::new());
    };
    let organisation = visitor.organisation()?;
    let now = visitor.now;
    let mut bodies = Vec::new();
    for body in organisation.bodies.keys() {
        let Some(composition) = organisation.composition(body, now) else {
            continue;
        };
        let orders = &composition.orders;
        let holds = |seat| organisation.places_of(person, seat, now).next().is_some();
        if holds(&orders.chair) || holds(&orders.secretary) {
            let title = words::procedure::text(visitor.t, &composition.title);
            bodies.push((body.clone(), title));
        }
    }
    Ok(bodies)
}

/// `GET /sittings/convene`
///
/// # Errors
/// [`PageFault::Forbidden`] for who calls no meetings.
pub async fn convene_page(visitor: Visitor) -> Page {
    let sent = Sent::of_query(&visitor.query);
    convene(&visitor, sent, Step::Form).await
}

/// `POST /sittings/convene`
///
/// # Errors
/// As [`convene_page`].
pub async fn convene_post(visitor: Visitor, sent: Sent) -> Page {
    let step = Step::of(&sent);
    convene(&visitor, sent, step).await
}

async fn convene(visitor: &Visitor, mut sent: Sent, step: Step) -> Page {
    let actor = visitor.signed_in()?.clone();
    visitor.stepped_up()?;
    let organisation = visitor.organisation()?;
    let bodies = callable(visitor)?;
    let (first, _) = bodies.first().ok_or(PageFault::Forbidden)?;
    let body = BodyId::new(sent.get("body")).ok();
    let known = body.filter(|body| bodies.iter().any(|(one, _)| one == body));
    let body = known.unwrap_or_else(|| first.clone());
    let composition = organisation.composition(&body, visitor.now);
    let sheet = Sheet {
        visitor,
        matter: None,
        sitting: None,
        clause: composition.map(|one| one.orders.notice_rule.clone()),
        name: "sitting-convene",
        action: "/sittings/convene".to_owned(),
        home: "/sittings".to_owned(),
        persons: 1,
        monitored: Vec::new(),
    };
    with_nonce(visitor, &mut sent);
    let mut reader = Reader::new(visitor, &sent, step.checks());
    let call = forms::convene::read(&mut reader, &bodies);
    let _ = reader.hidden(NONCE);
    let ready = call.and_then(|call| {
        let id = fresh(visitor, &call.body, call.starts)?;
        let filled = (SittingAct::Convene(call), Vec::new());
        Some(of_sitting(&actor, id, filled))
    });
    if step == Step::Do
        && let Some((act, papers)) = ready.as_ref().filter(|_| reader.is_right())
    {
        // The same notice sent again is the same sitting.
        if let Some(same) = given(visitor, act) {
            return Ok(Redirect::to(&format!("/sittings/{}", same.id)).into_response());
        }
        submit(visitor, act, papers).await?;
        let Deed::Sitting(deed) = &act.deed else {
            return Err(PageFault::NotFound);
        };
        return Ok(Redirect::to(&format!("/sittings/{}", deed.sitting)).into_response());
    }
    sheet.go_on(reader, ready, step, Told::default()).await
}

/// The sitting of which the very same notice stands on the record.
fn given<'v>(visitor: &'v Visitor, act: &Act) -> Option<&'v Sitting> {
    let Deed::Sitting(deed) = &act.deed else {
        return None;
    };
    let SittingAct::Convene(call) = &deed.what else {
        return None;
    };
    let mut all = visitor.world.sittings();
    all.find(|one| one.call == *call && visitor.now.as_second() - one.convened.as_second() < 600)
}

/// An id that no sitting has: the body and the day, and a number where there are several.
fn fresh(visitor: &Visitor, body: &BodyId, starts: Timestamp) -> Option<SittingId> {
    let day = starts.to_zoned(visitor.zone()).date();
    let short: String = body.as_str().chars().take(NAME).collect();
    let base = format!("{}-{day}", short.trim_end_matches('-'));
    (1..MANY).find_map(|number| {
        let name = match number {
            1 => base.clone(),
            number => format!("{base}-{number}"),
        };
        let id = SittingId::new(name).ok()?;
        visitor.world.sitting(&id).is_none().then_some(id)
    })
}
