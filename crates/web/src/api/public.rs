//! What anybody may read as JSON: the organisation, its matters with their timetables, the record, results.
//! Nothing here depends on who asks.

use axum::extract::{Path, RawQuery};
use polity_org::matter::{Position, StripState};
use polity_org::{Matter, World};
use polity_procedure::Named as _;
use polity_values::MatterId;
use serde::Serialize;
use utoipa::ToSchema;

use super::problem::{ApiFault, Problem, Refusal};
use super::{Answer, Caller, json};
use crate::promise::hex;

/// Entries of a page of the record.
const PAGE: usize = 200;

/// Something with an id and a title.
#[derive(Debug, Serialize, ToSchema)]
pub struct Titled {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: String,
}

/// The organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationView {
    /// Its name.
    pub name: String,
    /// Its time zone.
    pub zone: String,
    /// Its bodies.
    pub bodies: Vec<Titled>,
    /// Its units.
    pub units: Vec<Titled>,
}

/// A matter in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatterLine {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The procedure by which it runs.
    pub procedure: String,
    /// The stage at which it stands; none when it has ended.
    pub stage: Option<String>,
    /// How it ended; none while it runs.
    pub ended: Option<String>,
}

/// A stage of a matter.
#[derive(Debug, Serialize, ToSchema)]
pub struct StageView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The clause that orders it.
    pub rule: String,
    /// When its window opens (RFC 3339).
    pub opens: String,
    /// When its window closes (RFC 3339).
    pub closes: String,
    /// `ahead`, `current`, `ended` or `lapsed`.
    pub state: &'static str,
}

/// A matter with its timetable.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatterView {
    /// The matter.
    #[serde(flatten)]
    pub matter: MatterLine,
    /// Its stages in order.
    pub stages: Vec<StageView>,
    /// The ids of those who stand, in the official order once there is one.
    pub standing: Vec<String>,
    /// The id of its ballot, once that was opened.
    pub ballot: Option<String>,
}

/// An entry of the record: the fields that its hash is taken of, and the hash.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryView {
    /// Its number, from 1.
    pub seq: u64,
    /// When (RFC 3339).
    pub at: String,
    /// What happened.
    pub kind: String,
    /// The person's opaque id; empty: nobody's act.
    pub actor: String,
    /// The capacity.
    pub role: String,
    /// The clause.
    pub rule: String,
    /// What it is about.
    pub subject: String,
    /// The event's exact text.
    pub body: String,
    /// The hash of the entry before, hexadecimal.
    pub prev_hash: String,
    /// This entry's hash, hexadecimal.
    pub hash: String,
}

/// A page of the record.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordPage {
    /// The entries in order; none: the end.
    pub entries: Vec<EntryView>,
    /// Ask with `after` set to this for what comes next.
    pub next: u64,
}

/// The result of a matter's count.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultView {
    /// The ids of those elected, in order.
    pub elected: Vec<String>,
    /// Whether it has been declared; before that it is provisional.
    pub declared: bool,
    /// The SHA-256 of the count's transcript, hexadecimal; none when nobody had to be counted.
    pub transcript: Option<String>,
}

/// The organisation.
///
/// # Errors
/// [`Refusal::NotFound`] before the founding.
#[utoipa::path(get, path = "/api/v1/organisation", tag = "public",
    responses((status = 200, body = OrganisationView), (status = 404, body = Problem, content_type = "application/problem+json", description = "Nothing was founded")))]
pub async fn organisation(caller: Caller) -> Answer {
    let world = caller.world().await?;
    let Some(found) = world.organisation() else {
        return Err(caller.refuse(Refusal::NotFound));
    };
    let titled = |id: String, title: &str| Titled {
        id,
        title: title.to_owned(),
    };
    let bodies = found.bodies.values();
    let units = found.units.values();
    Ok(json(&OrganisationView {
        name: found.name.clone(),
        zone: found.zone.iana_name().unwrap_or("UTC").to_owned(),
        bodies: bodies
            .map(|one| titled(one.id.to_string(), &one.title))
            .collect(),
        units: units
            .map(|one| titled(one.id.to_string(), &one.title))
            .collect(),
    }))
}

/// Every matter.
///
/// # Errors
/// Faults of the store.
#[utoipa::path(get, path = "/api/v1/matters", tag = "public",
    responses((status = 200, body = [MatterLine])))]
pub async fn matters(caller: Caller) -> Answer {
    let world = caller.world().await?;
    Ok(json(&world.matters().map(line).collect::<Vec<_>>()))
}

/// One matter with its timetable.
///
/// # Errors
/// [`Refusal::NotFound`].
#[utoipa::path(get, path = "/api/v1/matters/{matter}", tag = "public",
    params(("matter" = String, Path, description = "The matter's id")),
    responses((status = 200, body = MatterView), (status = 404, body = Problem, content_type = "application/problem+json", description = "No such matter")))]
pub async fn matter(caller: Caller, Path(id): Path<String>) -> Answer {
    let world = caller.world().await?;
    let matter = find(&caller, &world, &id)?;
    let stage = |one: polity_org::matter::StripStage<'_>| StageView {
        id: one.stage.id.to_string(),
        title: one.stage.title.clone(),
        rule: one.stage.rule.to_string(),
        opens: one.window.opens.to_string(),
        closes: one.window.closes.to_string(),
        state: match one.state {
            StripState::Ahead => "ahead",
            StripState::Current => "current",
            StripState::Ended(Some(_)) => "ended",
            StripState::Ended(None) => "lapsed",
        },
    };
    let ballot = matter.ballot_box.as_ref();
    Ok(json(&MatterView {
        matter: line(matter),
        stages: matter.strip().into_iter().map(stage).collect(),
        standing: matter.standing().iter().map(ToString::to_string).collect(),
        ballot: ballot.map(|ballot| ballot.opening.uuid.clone()),
    }))
}

/// The record after an entry, at most 200 entries.
///
/// # Errors
/// [`Refusal::BadRequest`] when `after` is no number.
#[utoipa::path(get, path = "/api/v1/record", tag = "public",
    params(("after" = Option<u64>, Query, description = "The number of the last entry that you have; without it, from the start")),
    responses((status = 200, body = RecordPage), (status = 400, body = Problem, content_type = "application/problem+json", description = "`after` is no number")))]
pub async fn record(caller: Caller, RawQuery(query): RawQuery) -> Answer {
    let query = query.unwrap_or_default();
    let after = query
        .split('&')
        .find_map(|part| part.strip_prefix("after="));
    let after = match after.map_or(Ok(0), str::parse::<u64>) {
        Ok(after) => after,
        Err(fault) => return Err(caller.refuse(Refusal::BadRequest(format!("after: {fault}")))),
    };
    let store = caller.site.store();
    let head = store
        .record_head()
        .await
        .map_err(|error| caller.refuse(error))?;
    if after >= head.seq {
        let entries = Vec::new();
        return Ok(json(&RecordPage {
            entries,
            next: head.seq,
        }));
    }
    let rows = store
        .record_page(after)
        .await
        .map_err(|error| caller.refuse(error))?;
    let entry = |row: polity_store::record::Row| EntryView {
        seq: row.seq,
        at: row.at,
        kind: row.kind,
        actor: row.actor,
        role: row.role,
        rule: row.rule,
        subject: row.subject,
        body: String::from_utf8_lossy(&row.body).into_owned(),
        prev_hash: hex(&row.prev_hash),
        hash: hex(&row.hash),
    };
    let entries: Vec<_> = rows.into_iter().take(PAGE).map(entry).collect();
    let next = entries.last().map_or(after, |last| last.seq);
    Ok(json(&RecordPage { entries, next }))
}

/// The result of a matter, once it was counted or nobody had to be counted.
///
/// # Errors
/// [`Refusal::NotFound`] before that.
#[utoipa::path(get, path = "/api/v1/matters/{matter}/result", tag = "public",
    params(("matter" = String, Path, description = "The matter's id")),
    responses((status = 200, body = ResultView), (status = 404, body = Problem, content_type = "application/problem+json", description = "No such matter, or not counted yet")))]
pub async fn result(caller: Caller, Path(id): Path<String>) -> Answer {
    let world = caller.world().await?;
    let matter = find(&caller, &world, &id)?;
    let Some((elected, _)) = matter.winners() else {
        return Err(caller.refuse(Refusal::NotFound));
    };
    let transcript = matter
        .count
        .as_ref()
        .map(|count| count.transcript.to_string());
    Ok(json(&ResultView {
        elected: elected.iter().map(ToString::to_string).collect(),
        declared: matter.declaration.is_some(),
        transcript,
    }))
}

fn find<'w>(caller: &Caller, world: &'w World, id: &str) -> Result<&'w Matter, ApiFault> {
    let id = MatterId::new(id).map_err(|_| caller.refuse(Refusal::NotFound))?;
    let found = world.matter(&id);
    found.ok_or_else(|| caller.refuse(Refusal::NotFound))
}

fn line(matter: &Matter) -> MatterLine {
    MatterLine {
        id: matter.id.to_string(),
        title: matter.title.clone(),
        procedure: matter.procedure.name.to_string(),
        stage: matter.current_stage().map(|stage| stage.id.to_string()),
        ended: match matter.position {
            Position::Ended(end) => Some(end.name().to_owned()),
            Position::At(_) => None,
        },
    }
}
