//! What the booth shows of a ballot, from the record and the published papers.

use std::sync::Arc;

use polity_org::{Matter, World};
use polity_procedure::Named as _;
use polity_procedure::model::{ActKind, Holder, Revote, StageKind};
use polity_values::{PersonId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::problem::Refusal;
use super::Caller;
use crate::PageFault;
use crate::lang::{Language, Say};
use crate::pages::photo;
use crate::poll::OpenPoll;
use crate::site::Contact;

/// A sentence in each language.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Both {
    /// English.
    pub en: String,
    /// Welsh.
    pub cy: String,
}

/// Where a ballot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It opens later.
    NotOpen,
    /// Votes are taken.
    Open,
    /// No vote is taken any more, but those begun before the close within the grace.
    Closed,
}

/// What a ballot paper says of short rankings.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ShortRankings {
    /// One sentence.
    pub short_rankings: Both,
}

/// A candidate on the paper.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Listed {
    /// The number on the paper, from 1, in the official order.
    pub number: usize,
    /// The name, as the election has it.
    pub name: String,
    /// The statement, if one was handed in.
    pub statement: Option<String>,
    /// Where the photo is, if there is one.
    pub photo: Option<String>,
    /// What is to be seen on it, for who cannot see it.
    pub photo_alt: Option<String>,
    /// The units that support the candidate.
    pub supporters: Vec<String>,
}

/// Everything that the booth shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct BallotInfo {
    /// The ballot's id.
    pub uuid: String,
    /// The election's exact text: ballots are bound to its SHA-256.
    pub election: String,
    /// The matter's id.
    pub matter: String,
    /// The matter's title.
    pub title: String,
    /// The organisation's name.
    pub organisation: String,
    /// Whether this is a rehearsal: nothing counts.
    pub rehearsal: bool,
    /// The question.
    pub question: String,
    /// How many are elected.
    pub seats: u32,
    /// The candidates in the official order.
    pub candidates: Vec<Listed>,
    /// Whether a paper without any mark may be cast.
    pub blank_allowed: bool,
    /// Whether a voter may vote again: `final` or `last-counts`.
    pub revote: &'static str,
    /// When it opens (RFC 3339).
    pub opens: String,
    /// When it closes (RFC 3339): a vote that is begun at this very instant is late.
    pub closes: String,
    /// Until when a vote that was begun before the close may arrive (RFC 3339).
    pub grace_ends: String,
    /// The organisation's time zone.
    pub zone: String,
    /// The close in a sentence.
    pub closes_local: Both,
    /// Where the ballot stands.
    pub state: State,
    /// Rules that the paper states.
    pub rule: ShortRankings,
    /// Whom to ask.
    pub contact: Contact,
    /// The languages in which the ballot is offered.
    pub languages: Vec<&'static str>,
    /// The digest of the booth's files as on the record, hexadecimal; empty if no booth was recorded.
    pub booth: String,
    /// The public key of the promises that receipts carry.
    pub promise_key: String,
    /// The server's clock (RFC 3339).
    pub server_time: String,
}

/// What of it is read from the vault: kept until the record grows.
#[derive(Debug)]
pub(crate) struct People {
    seq: u64,
    candidates: Vec<Listed>,
    contact: Contact,
}

/// Everything that the booth shows, now.
pub(super) async fn describe(
    caller: &Caller,
    world: &World,
    poll: &OpenPoll,
    matter: &Matter,
) -> Result<BallotInfo, Refusal> {
    let organisation = world.organisation().ok_or(Refusal::NotFound)?;
    let (closes, grace_ends) = matter.ballot_close().ok_or(Refusal::NotFound)?;
    let window = matter
        .stage_of_kind(StageKind::Ballot)
        .and_then(|stage| matter.window(&stage.id));
    let opening = &matter.ballot_box.as_ref().ok_or(Refusal::NotFound)?.opening;
    let terms = matter.procedure.ballot.as_ref();
    let people = people(caller, world, poll, matter).await?;
    let zone = &organisation.zone;
    Ok(BallotInfo {
        uuid: opening.uuid.clone(),
        election: poll.election.clone(),
        matter: matter.id.to_string(),
        title: matter.title.clone(),
        organisation: organisation.name.clone(),
        rehearsal: caller.site.settings().rehearsal,
        question: poll.question.clone(),
        seats: matter
            .procedure
            .seats
            .as_ref()
            .map_or(1, |seats| seats.number),
        candidates: people.candidates.clone(),
        // No counting rule of ours refuses a paper without a mark: it is a vote for nobody.
        blank_allowed: true,
        revote: match terms.map(|terms| terms.revote) {
            Some(Revote::LastCounts) => "last-counts",
            _ => "final",
        },
        opens: window.map_or(closes, |window| window.opens).to_string(),
        closes: closes.to_string(),
        grace_ends: grace_ends.to_string(),
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        closes_local: both(|t| {
            t.say("api-closes")
                .str("at", t.date_time(closes, zone))
                .to_string()
        }),
        state: state(world, poll, caller.now),
        rule: ShortRankings {
            short_rankings: both(|t| t.say("api-short-rankings").to_string()),
        },
        contact: people.contact.clone(),
        languages: Language::ALL.map(Language::code).to_vec(),
        booth: opening
            .booth
            .map_or_else(String::new, |digest| digest.to_string()),
        promise_key: caller.site.keys().await?.public().to_owned(),
        server_time: caller.now.to_string(),
    })
}

fn both(say: impl Fn(Say) -> String) -> Both {
    Both {
        en: say(Say::new(Language::English)),
        cy: say(Say::new(Language::Welsh)),
    }
}

fn state(world: &World, poll: &OpenPoll, now: Timestamp) -> State {
    match poll.in_time(world, now, now).map_err(Refusal::from) {
        Ok(()) => State::Open,
        Err(refusal) if refusal.code() == "too-early" => State::NotOpen,
        Err(_) => State::Closed,
    }
}

async fn people(
    caller: &Caller,
    world: &World,
    poll: &OpenPoll,
    matter: &Matter,
) -> Result<Arc<People>, Refusal> {
    if let Some(people) = poll.people().filter(|people| people.seq == world.seq()) {
        return Ok(people);
    }
    let standing = matter.standing();
    let photos = if photo::published(matter) {
        let photos = caller.site.store().photo_list(&matter.id).await;
        photos.map_err(PageFault::from)?
    } else {
        Vec::new()
    };
    let mut candidates = Vec::with_capacity(poll.candidates.len());
    for (index, name) in poll.candidates.iter().enumerate() {
        // The election was put together from the same list; nobody withdraws after that.
        let person = standing
            .get(index)
            .filter(|_| standing.len() == poll.candidates.len());
        let photo = photos
            .iter()
            .find(|photo| person.is_some_and(|person| photo.person == *person));
        candidates.push(Listed {
            number: index + 1,
            name: name.clone(),
            statement: statement(caller, matter, person).await?,
            photo: photo.map(|one| photo::address(matter, &one.digest)),
            photo_alt: photo.map(|one| one.alt.clone()),
            supporters: supporters(world, matter, person),
        });
    }
    let people = Arc::new(People {
        seq: world.seq(),
        candidates,
        contact: contact(caller, world, matter).await?,
    });
    poll.set_people(Arc::clone(&people));
    Ok(people)
}

async fn statement(
    caller: &Caller,
    matter: &Matter,
    person: Option<&PersonId>,
) -> Result<Option<String>, PageFault> {
    let text = person
        .and_then(|person| matter.candidacies.get(person))
        .and_then(|candidacy| candidacy.statement.as_ref());
    let Some(text) = text else {
        return Ok(None);
    };
    let viewer = caller.viewer("ballot paper");
    let paper = caller
        .site
        .store()
        .paper_fetch(&text.paper, &viewer)
        .await?;
    Ok(paper.map(|paper| paper.text))
}

fn supporters(world: &World, matter: &Matter, person: Option<&PersonId>) -> Vec<String> {
    let candidacy = person.and_then(|person| matter.candidacies.get(person));
    let units = candidacy.into_iter().flat_map(|one| one.supports.keys());
    let title = |id| {
        let unit = world.organisation().and_then(|one| one.units.get(id));
        unit.map_or_else(|| id.to_string(), |unit| unit.title.clone())
    };
    units.map(title).collect()
}

/// Whom the operator has published; without a name there, whoever opens the ballot of this matter: the first
/// holder of that seat.
async fn contact(caller: &Caller, world: &World, matter: &Matter) -> Result<Contact, PageFault> {
    let published = caller.site.contact().clone();
    if !published.name.is_empty() {
        return Ok(published);
    }
    let stages = matter.procedure.stages.iter();
    let opens = stages
        .flat_map(|stage| &stage.acts)
        .find(|act| act.act.name() == ActKind::OpenBallot.name());
    let role = opens.and_then(|act| {
        let mut roles = matter.procedure.roles.iter();
        roles.find(|role| role.id == act.by)
    });
    let Some(Holder::Seat(seat)) = role.map(|role| &role.holder) else {
        return Ok(published);
    };
    let Some(person) = world.holders(seat, caller.now).first().copied() else {
        return Ok(published);
    };
    let viewer = caller.viewer("ballot paper");
    let member = caller
        .site
        .store()
        .member_fetch(person.as_str(), &viewer)
        .await?;
    Ok(Contact {
        name: member.map_or_else(|| person.to_string(), |member| member.name),
        ..published
    })
}
