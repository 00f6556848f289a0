//! The pages of a rehearsal: be somebody, move the clock, have the others play their parts.

use askama::Template;
use axum::extract::Form;
use polity_org::Matter;
use polity_org::sitting::Sitting;
use polity_org::sitting::room::Room;
use polity_org::sitting::state::State;
use polity_procedure::instant::LocalInstant;
use polity_store::Strength;
use polity_values::{PersonId, TimeZone, Timestamp};
use serde::Deserialize;

use super::{Part, Played, Rehearsing};
use crate::identity::session;
use crate::lang::Say;
use crate::page::{Frame, Page, show};
use crate::words::{self, Said};
use crate::{PageFault, Visitor};

#[derive(Template)]
#[template(path = "rehearsal/stage.html")]
struct StagePage {
    frame: Frame,
    /// What was just done, in sentences.
    told: Vec<String>,
    /// The rehearsal's time, in words.
    now: String,
    /// The same for a field that is filled in.
    now_field: String,
    /// The next instant at which something falls due, in words and for the form.
    next: Option<(String, String)>,
    matters: Vec<MatterView>,
    meetings: Vec<MeetingView>,
}

/// A meeting that comes or runs, with who can be there.
struct MeetingView {
    title: String,
    href: String,
    parts: Vec<PartView>,
}

/// A matter of the page.
struct MatterView {
    id: String,
    title: String,
    /// The present step's name in the procedure and its title, in the page's language where it is known; none
    /// when the election has ended.
    step: Option<(String, String)>,
    /// Whether its window has opened.
    opened: bool,
    parts: Vec<PartView>,
    links: Vec<String>,
}

/// A button of "be somebody".
struct PartView {
    /// Where a link finds it: the matter or meeting, the role, and a number from the second of a role on.
    id: String,
    /// The role's name in the procedure; `member` for somebody without one.
    role: String,
    title: Said,
    name: String,
    person: String,
}

/// `GET /rehearsal`
///
/// # Errors
/// [`PageFault::NotFound`] outside a rehearsal; faults of the store.
pub async fn page(visitor: Visitor) -> Page {
    draw(&visitor, Vec::new()).await
}

/// The person to be.
#[derive(Deserialize)]
pub struct Be {
    person: String,
    /// Where to go then.
    #[serde(default)]
    to: String,
}

/// `POST /rehearsal/be`: signs the visitor in as any of the invented members, with a second factor as officers have
/// it; whoever has a part in an election comes to its page.
///
/// # Errors
/// [`PageFault::NotFound`] outside a rehearsal, and for nobody's name.
pub async fn be(visitor: Visitor, Form(form): Form<Be>) -> Page {
    let hand = visitor.site.rehearsing()?;
    let person = PersonId::new(form.person).map_err(|_| PageFault::NotFound)?;
    let viewer = visitor.viewer("rehearsal");
    let store = visitor.site.store();
    let member = store.member_fetch(person.as_str(), &viewer).await?;
    if member.is_none_or(|member| member.person != person) {
        return Err(PageFault::NotFound);
    }
    let matters: Vec<_> = visitor
        .world
        .matters()
        .map(|matter| matter.id.clone())
        .collect();
    let mut to = "/".to_owned();
    for matter in matters {
        let parts = hand.parts(matter.clone()).await?;
        if parts.iter().any(|part| part.person == person) {
            to = format!("/matters/{matter}");
            break;
        }
    }
    if !form.to.is_empty() {
        to = crate::identity::onward(Some(&form.to)).to_owned();
    }
    session::begin(&visitor, &person, Strength::Passkey, &to).await
}

/// Where to move the clock.
#[derive(Deserialize)]
pub struct Clock {
    /// An exact instant: the next thing due.
    #[serde(default)]
    next: String,
    /// Or a local time that somebody typed.
    #[serde(default)]
    to: String,
}

/// `POST /rehearsal/clock`
///
/// # Errors
/// [`PageFault::NotFound`] outside a rehearsal; [`PageFault::Invalid`] for a time that cannot be.
pub async fn clock(visitor: Visitor, Form(form): Form<Clock>) -> Page {
    let hand = visitor.site.rehearsing()?;
    let t = visitor.t;
    let to = wanted(&form, &visitor.zone())
        .ok_or_else(|| PageFault::invalid(t.say("rehearsal-clock-wrong").to_string()))?;
    if to <= visitor.now {
        return Err(PageFault::invalid(
            t.say("rehearsal-clock-back").to_string(),
        ));
    }
    hand.move_clock(to)?;
    visitor.site.store().tick(visitor.site.now()).await?;
    let visitor = again(visitor).await?;
    let told = t
        .say("rehearsal-clock-moved")
        .str("now", visitor.at(visitor.now));
    draw(&visitor, vec![told.to_string()]).await
}

/// Which election to play.
#[derive(Deserialize)]
pub struct Play {
    matter: String,
}

/// `POST /rehearsal/play`
///
/// # Errors
/// [`PageFault::NotFound`] outside a rehearsal; what the judge or the players say.
pub async fn play(visitor: Visitor, Form(form): Form<Play>) -> Page {
    let matter = visitor.matter(&form.matter)?.id.clone();
    let played = visitor.site.rehearsing()?.play(matter).await?;
    let mut told: Vec<String> = played.iter().map(|one| tell(visitor.t, *one)).collect();
    if told.is_empty() {
        told.push(visitor.t.say("rehearsal-played-nothing").to_string());
    }
    let visitor = again(visitor).await?;
    draw(&visitor, told).await
}

/// The visitor after something was done: world and clock as they are now.
async fn again(visitor: Visitor) -> Result<Visitor, PageFault> {
    let world = visitor.site.store().world().await?;
    let now = visitor.site.now();
    Ok(Visitor {
        world,
        now,
        path: "/rehearsal".to_owned(),
        ..visitor
    })
}

/// The instant that a form asks for.
fn wanted(form: &Clock, zone: &TimeZone) -> Option<Timestamp> {
    if !form.next.is_empty() {
        return form.next.parse().ok();
    }
    // A browser's own field writes a T between date and time.
    let text = form.to.trim().replacen('T', " ", 1);
    text.parse::<LocalInstant>().ok()?.resolve(zone).ok()
}

async fn draw(visitor: &Visitor, told: Vec<String>) -> Page {
    let hand = visitor.site.rehearsing()?;
    let zone = visitor.zone();
    let next = visitor.world.due_at(visitor.now).into_iter().next();
    let mut matters = Vec::new();
    for matter in visitor.world.matters() {
        matters.push(view(visitor, hand, matter).await?);
    }
    let mut meetings = Vec::new();
    for sitting in visitor.world.sittings() {
        meetings.extend(meeting(visitor, sitting).await?);
    }
    show(&StagePage {
        frame: Frame::new(visitor, visitor.t.say("rehearsal-title")),
        told,
        now: visitor.at(visitor.now),
        now_field: field(visitor.now, &zone),
        next: next.map(|next| (visitor.at(next), next.to_string())),
        matters,
        meetings,
    })
}

/// An instant as the browser's own field for local times takes it.
fn field(at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned(zone.clone());
    local.strftime("%Y-%m-%dT%H:%M").to_string()
}

async fn view(
    visitor: &Visitor,
    hand: &dyn Rehearsing,
    matter: &Matter,
) -> Result<MatterView, PageFault> {
    let stage = matter.current_stage();
    let opened = stage
        .and_then(|stage| matter.window(&stage.id))
        .is_some_and(|window| window.opens <= visitor.now);
    let parts = hand.parts(matter.id.clone()).await?;
    Ok(MatterView {
        id: matter.id.to_string(),
        title: matter.title.clone(),
        step: stage.map(|stage| {
            let title = words::procedure::text(visitor.t, &stage.title);
            (stage.id.to_string(), title.text)
        }),
        opened,
        parts: parts_view(visitor, matter.id.as_str(), parts).await?,
        links: hand.links(matter.id.clone()).await?,
    })
}

/// Gives each its id, in order.
fn with_ids(of: &str, mut parts: Vec<PartView>) -> Vec<PartView> {
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    for part in &mut parts {
        let number = seen.entry(part.role.clone()).or_default();
        *number += 1;
        part.id = match number {
            1 => format!("{of}-{}", part.role),
            number => format!("{of}-{}-{number}", part.role),
        };
    }
    parts
}

async fn parts_view(
    visitor: &Visitor,
    of: &str,
    parts: Vec<Part>,
) -> Result<Vec<PartView>, PageFault> {
    let persons: Vec<PersonId> = parts.iter().map(|part| part.person.clone()).collect();
    let names = visitor.names(&persons).await?;
    let view = |part: Part| PartView {
        id: String::new(),
        role: (part.role.as_ref()).map_or_else(|| "member".to_owned(), ToString::to_string),
        title: match part.role {
            Some(_) => words::procedure::text(visitor.t, &part.title),
            None => Said::plain(visitor.t.say("rehearsal-part-member")),
        },
        name: names.get(&part.person).cloned().unwrap_or_default(),
        person: part.person.to_string(),
    };
    Ok(with_ids(of, parts.into_iter().map(view).collect()))
}

/// A meeting that is not over: its chair, who keeps its record, two members.
async fn meeting(visitor: &Visitor, sitting: &Sitting) -> Result<Option<MeetingView>, PageFault> {
    let t = visitor.t;
    if matches!(sitting.state, State::Closed | State::Cancelled) {
        return Ok(None);
    }
    let room = Room::new(visitor.organisation()?, sitting, visitor.now);
    let chair = room.chair();
    let secretary = room.holders(&sitting.composition.orders.secretary);
    let members = room.members().into_iter().cloned();
    let members: Vec<_> = members.filter(|one| Some(one) != chair.as_ref()).collect();
    let all = chair.iter().chain(&secretary).chain(&members);
    let names = visitor.names(all).await?;
    let part = |role: &str, title: String, person: &PersonId| PartView {
        id: String::new(),
        role: role.to_owned(),
        title: Said::plain(title),
        name: names.get(person).cloned().unwrap_or_default(),
        person: person.to_string(),
    };
    let chair = chair
        .iter()
        .map(|one| part("chair", t.say("sitting-chair").to_string(), one));
    let secretary = secretary.iter().take(1);
    let secretary =
        secretary.map(|one| part("secretary", t.say("sitting-secretary").to_string(), one));
    let members = members.iter().take(2);
    let members = members.map(|one| part("member", t.say("sitting-member").to_string(), one));
    Ok(Some(MeetingView {
        title: sitting.call.title.clone(),
        href: format!("/sittings/{}", sitting.id),
        parts: with_ids(
            sitting.id.as_str(),
            chair.chain(secretary).chain(members).collect(),
        ),
    }))
}

/// What the players did, in a sentence.
fn tell(t: Say, played: Played) -> String {
    let phrase = match played {
        Played::Confirmed(count) => t.say("rehearsal-played-confirmed").num("count", count),
        Played::Acts(count) => t.say("rehearsal-played-acts").num("count", count),
        Played::Notice => t.say("rehearsal-played-notice"),
        Played::Voters(count) => t.say("rehearsal-played-voters").num("count", count),
        Played::Nominations(count) => t.say("rehearsal-played-nominations").num("count", count),
        Played::Supports(count) => t.say("rehearsal-played-supports").num("count", count),
        Played::Consents(count) => t.say("rehearsal-played-consents").num("count", count),
        Played::Statements => t.say("rehearsal-played-statements"),
        Played::Keys => t.say("rehearsal-played-keys"),
        Played::Opened => t.say("rehearsal-played-opened"),
        Played::Votes(count) => t.say("rehearsal-played-votes").num("count", count),
        Played::Closed => t.say("rehearsal-played-closed"),
        Played::Mixed => t.say("rehearsal-played-mixed"),
        Played::TrusteesLeft(count) => t.say("rehearsal-played-left").num("count", count),
        Played::Counted => t.say("rehearsal-played-counted"),
        Played::Declared => t.say("rehearsal-played-declared"),
    };
    phrase.to_string()
}
