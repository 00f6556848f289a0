//! Sittings of bodies: what comes and what was, one sitting with everything that its record says, its minutes, the
//! chair's desk and the hall's screen. The judge decides; a page asks it and says its answer. What is written for some
//! is shown to those only: everybody else is told for whom it is.

pub mod act;
pub(crate) mod adoption;
mod attendance;
pub mod desk;
mod fell;
mod forms;
mod gate;
pub mod live;
mod meeting;
pub mod minutes;
pub(crate) mod news;
mod offers;
mod page;
pub mod screen;
pub(crate) mod waiting;

use askama::Template;
use axum::extract::Path;
use polity_org::sitting::Sitting;
use polity_org::sitting::state::State;
use polity_values::BodyId;

use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::{self, Said, moment::Moment};
use meeting::{Meeting, Reading};

pub use page::page;

#[derive(Template)]
#[template(path = "sitting/list.html")]
struct ListPage {
    frame: Frame,
    /// The bodies for which who looks can call a meeting.
    calls: Vec<(String, Said)>,
    now: Vec<Line>,
    coming: Vec<Line>,
    past: Vec<Line>,
    of: Option<Said>,
}

/// A sitting in a list.
pub(crate) struct Line {
    href: String,
    title: String,
    body: Said,
    starts: Moment,
    place: String,
    state: String,
    colour: &'static str,
    special: bool,
}

/// A sitting as a row of a list.
pub(crate) fn line(visitor: &Visitor, sitting: &Sitting) -> Line {
    let (state, colour) = meeting::state(visitor, sitting);
    Line {
        href: format!("/sittings/{}", sitting.id),
        title: sitting.call.title.clone(),
        body: words::procedure::text(visitor.t, &sitting.composition.title),
        starts: Moment::new(visitor, sitting.call.starts),
        place: sitting.call.place.clone(),
        state,
        colour,
        special: sitting.call.special,
    }
}

/// `GET /sittings`, or those of one body with `?body=`.
///
/// # Errors
/// [`PageFault::NotFound`] before the founding.
pub async fn list(visitor: Visitor) -> Page {
    let t = visitor.t;
    let organisation = visitor.organisation()?;
    let asked = crate::pages::act::Sent::of_query(&visitor.query);
    let of = BodyId::new(asked.get("body")).ok();
    let of = of.filter(|body| organisation.bodies.contains_key(body));
    let mut all: Vec<&Sitting> = visitor
        .world
        .sittings()
        .filter(|one| of.as_ref().is_none_or(|body| one.body() == body))
        .collect();
    all.sort_by_key(|one| one.call.starts);
    let (over, ahead): (Vec<&Sitting>, Vec<&Sitting>) = all
        .into_iter()
        .partition(|one| matches!(one.state, State::Closed | State::Cancelled));
    let (coming, now): (Vec<_>, Vec<_>) = ahead
        .into_iter()
        .partition(|one| one.state == State::Convened);
    let lines = |some: Vec<&Sitting>| some.into_iter().map(|one| line(&visitor, one)).collect();
    let title = of.as_ref().and_then(|body| {
        let composed = organisation.composition(body, visitor.now);
        composed.map(|one| words::procedure::text(t, &one.title))
    });
    show(&ListPage {
        frame: Frame::new(&visitor, t.say("sitting-all")),
        calls: act::callable(&visitor)?
            .into_iter()
            .map(|(body, title)| (format!("/sittings/convene?body={body}"), title))
            .collect(),
        now: lines(now),
        coming: lines(coming),
        past: lines(over.into_iter().rev().collect()),
        of: title,
    })
}

#[derive(Template)]
#[template(path = "sitting/paper.html")]
struct PaperPage {
    frame: Frame,
    over: String,
    item: String,
    audience: String,
    at: Moment,
    late: bool,
    text: Reading,
}

/// `GET /sittings/{id}/papers/{n}`: a paper, for those for whom it is.
///
/// # Errors
/// [`PageFault::NotFound`]; [`PageFault::SignIn`] for a paper that is not for everybody.
pub async fn paper(visitor: Visitor, Path((id, number)): Path<(String, String)>) -> Page {
    let meeting = Meeting::find(&visitor, &id).await?;
    let number: u32 = number.parse().map_err(|_| PageFault::NotFound)?;
    let sitting = meeting.sitting;
    let tabled = Sitting::numbered(&sitting.papers, number).ok_or(PageFault::NotFound)?;
    let spec = &tabled.paper.paper;
    let audience = meeting::audience_name(spec.audience);
    if !meeting.may_read(audience) && visitor.person.is_none() {
        return Err(PageFault::SignIn(visitor.path.clone()));
    }
    let item = Sitting::numbered(&sitting.items, spec.item);
    let home = format!("/sittings/{id}");
    show(&PaperPage {
        frame: Frame::new(&visitor, &spec.title)
            .crumb(visitor.t.say("sitting-all"), "/sittings")
            .crumb(&sitting.call.title, home),
        over: sitting.call.title.clone(),
        item: format!(
            "{}. {}",
            spec.item,
            item.map_or("", |item| item.spec.title.as_str())
        ),
        audience: meeting.audience(audience),
        at: Moment::new(&visitor, tabled.at),
        late: tabled.paper.late,
        text: meeting.text_for(&spec.text, audience).await?,
    })
}
