//! The roll: one's own entry and the answer to "do I have a vote, and if not, by which rule?"; of each
//! election what everybody may see of its roll; and the freeze.

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse as _;
use polity_office::register::{self, SMALLEST_CELL};
use polity_office::{codes, desk};
use polity_org::roll::{Entitlement, Excluded, Exclusion};
use polity_org::{ActKind, Event, Matter};
use polity_store::Member;
use polity_values::{MatterId, UnitId, civil::DateTime};

use crate::PageFault;
use crate::asked::{self, Asked};
use crate::jobs::{Kind, Outcome};
use crate::page::{Frame, Page, show};
use crate::pages::work;
use crate::visitor::Visitor;
use crate::words::{self, Reason, Said};

#[derive(Template)]
#[template(path = "roll/own.html")]
struct Own {
    frame: Frame,
    signed_in: bool,
    entry: Option<Entry>,
    answers: Vec<Answer>,
    may_import: bool,
}

/// A member's own entry.
struct Entry {
    number: String,
    name: String,
    email: String,
    unit: String,
    class: String,
    joined: String,
    arrears: Option<String>,
    suspended: Option<String>,
}

/// Whether the visitor has a vote in a matter.
struct Answer {
    title: String,
    href: String,
    has_vote: bool,
    told: String,
    reasons: Vec<Reason>,
}

/// `GET /roll`
///
/// # Errors
/// Faults of the store.
pub async fn own(visitor: Visitor) -> Page {
    let member = match &visitor.person {
        Some(person) => {
            let viewer = visitor.viewer("own-entry");
            visitor
                .site
                .store()
                .member_fetch(person.as_str(), &viewer)
                .await?
        }
        None => None,
    };
    let mut answers = Vec::new();
    for matter in visitor.world.matters() {
        if let Some(answer) = answer(&visitor, matter, member.as_ref()).await? {
            answers.push(answer);
        }
    }
    show(&Own {
        signed_in: visitor.person.is_some(),
        entry: member.as_ref().map(|member| entry(&visitor, member)),
        answers,
        may_import: asked::has_power(&visitor, polity_org::act::StandingAct::RecordRollImport),
        frame: Frame::new(&visitor, visitor.t.say("roll-title")),
    })
}

fn entry(visitor: &Visitor, member: &Member) -> Entry {
    let membership = &member.membership;
    let since = |period: &polity_org::facts::Period| day(visitor, period.from);
    Entry {
        number: member.number.clone(),
        name: member.name.clone(),
        email: member.email.clone().unwrap_or_default(),
        unit: unit_title(visitor, &membership.unit),
        class: membership.class.clone(),
        joined: day(visitor, membership.joined),
        arrears: membership.arrears.as_ref().map(since),
        suspended: membership.suspended.as_ref().map(since),
    }
}

/// A unit's title; its id where it is none of ours any more.
pub(crate) fn unit_title(visitor: &Visitor, unit: &UnitId) -> String {
    let known = visitor
        .world
        .organisation()
        .and_then(|one| one.units.get(unit));
    known.map_or_else(|| unit.to_string(), |unit| unit.title.clone())
}

/// A civil time in words; the time of day only where it is not the day's first minute.
fn day(visitor: &Visitor, at: DateTime) -> String {
    let zone = visitor.zone();
    let Ok(zoned) = at.to_zoned(zone.clone()) else {
        return at.to_string();
    };
    if (at.hour(), at.minute()) == (0, 0) {
        visitor.t.date(zoned.timestamp(), &zone)
    } else {
        visitor.at(zoned.timestamp())
    }
}

async fn answer(
    visitor: &Visitor,
    matter: &Matter,
    member: Option<&Member>,
) -> Result<Option<Answer>, PageFault> {
    let Some(person) = &visitor.person else {
        return Ok(None);
    };
    // What has ended needs no answer.
    if matter.current_stage().is_none() {
        return Ok(None);
    }
    let membership = member.map(|member| &member.membership);
    let store = visitor.site.store();
    let Some(place) = register::place(store, matter, person, membership).await? else {
        return Ok(None);
    };
    let t = visitor.t;
    let has_vote = place.has_vote();
    let told = match (place.frozen, has_vote) {
        (Some(at), true) => t.say("roll-yes-frozen").str("at", visitor.at(at)),
        (Some(at), false) => t.say("roll-no-frozen").str("at", visitor.at(at)),
        (None, true) => t.say("roll-yes-now"),
        (None, false) => t.say("roll-no-now"),
    };
    let mut reasons = Vec::new();
    if !has_vote {
        match &place.by_the_list {
            Some(Entitlement::NotEntitled { reasons: found }) => {
                reasons.extend(found.iter().map(|one| exclusion(visitor, matter, one)));
            }
            Some(Entitlement::Entitled { .. }) => reasons.push(Reason {
                text: Said::plain(t.say("roll-changed-since")),
                rule: None,
            }),
            None => reasons.push(Reason {
                text: Said::plain(t.say("roll-no-member")),
                rule: None,
            }),
        }
    }
    Ok(Some(Answer {
        title: matter.title.clone(),
        href: format!("/matters/{}/roll", matter.id),
        has_vote,
        told: told.to_string(),
        reasons,
    }))
}

fn exclusion(visitor: &Visitor, matter: &Matter, exclusion: &Exclusion) -> Reason {
    let t = visitor.t;
    let phrase = match &exclusion.why {
        Excluded::Class { class, with_vote } => t
            .say("roll-not-class")
            .str("class", class)
            .str("with", with_vote),
        Excluded::JoinedLate { joined, by } => t
            .say("roll-not-joined")
            .str("joined", day(visitor, *joined))
            .str("by", day(visitor, *by)),
        Excluded::Arrears { since, by } => t
            .say("roll-not-paid")
            .str("since", day(visitor, *since))
            .str("by", day(visitor, *by)),
        Excluded::Suspended { from, freeze } => t
            .say("roll-not-suspended")
            .str("from", day(visitor, *from))
            .str("freeze", day(visitor, *freeze)),
    };
    Reason {
        text: Said::plain(phrase),
        rule: Some(words::rule(visitor, Some(&matter.id), &exclusion.rule)),
    }
}

#[derive(Template)]
#[template(path = "roll/matter.html")]
struct OfMatter {
    frame: Frame,
    frozen: Option<Frozen>,
    answer: Option<Answer>,
    signed_in: bool,
    freezes: String,
    may_freeze: bool,
    freeze: String,
    voters: Option<String>,
}

/// What everybody sees of a frozen roll.
struct Frozen {
    at: String,
    size: String,
    digest: String,
    units: Vec<(String, String)>,
    excluded: Vec<(words::Rule, String)>,
    corrections: Vec<Correction>,
}

struct Correction {
    seq: u64,
    at: String,
    before: String,
    reason: String,
}

/// `GET /matters/{id}/roll`
///
/// # Errors
/// [`PageFault::NotFound`] where the matter has no roll; faults of the store.
pub async fn of_matter(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let rule = matter.timetable.roll().ok_or(PageFault::NotFound)?;
    let member = match &visitor.person {
        Some(person) => {
            let viewer = visitor.viewer("own-entry");
            visitor
                .site
                .store()
                .member_fetch(person.as_str(), &viewer)
                .await?
        }
        None => None,
    };
    let asked = Asked::of(&visitor, matter).await?;
    let authority = visitor
        .person
        .as_ref()
        .is_some_and(|person| asked::plays(&visitor, matter, ActKind::RecordCredentials, person));
    let frozen = match &matter.roll {
        Some(roll) => Some(frozen(&visitor, matter, roll).await?),
        None => None,
    };
    show(&OfMatter {
        voters: (authority && frozen.is_some())
            .then(|| format!("/matters/{}/voters.csv", matter.id)),
        frozen,
        answer: answer(&visitor, matter, member.as_ref()).await?,
        signed_in: visitor.person.is_some(),
        freezes: visitor.at(rule.freeze),
        may_freeze: asked.allowed(ActKind::FreezeRoll) && matter.roll.is_none(),
        freeze: format!("/matters/{}/roll/freeze", matter.id),
        frame: Frame::new(&visitor, visitor.t.say("roll-of-title")).within(matter),
    })
}

async fn frozen(
    visitor: &Visitor,
    matter: &Matter,
    roll: &polity_org::matter::FrozenRoll,
) -> Result<Frozen, PageFault> {
    let t = visitor.t;
    let statement = &roll.statement;
    let shown = register::totals(&statement.units);
    let mut units: Vec<_> = shown
        .units
        .iter()
        .map(|(unit, voters)| (unit_title(visitor, unit), t.count(*voters)))
        .collect();
    units.sort();
    if let Some((merged, voters)) = shown.together {
        let name = t.say("roll-units-together").num("units", merged);
        units.push((name.to_string(), t.count(voters)));
    }
    let excluded = statement
        .excluded
        .iter()
        .filter(|(_, members)| **members > 0)
        .map(|(clause, members)| {
            let told = if *members < SMALLEST_CELL {
                t.say("roll-few").num("cell", SMALLEST_CELL).to_string()
            } else {
                t.count(*members)
            };
            (words::rule(visitor, Some(&matter.id), clause), told)
        });
    Ok(Frozen {
        at: visitor.at(roll.frozen),
        size: t.count(statement.size),
        digest: statement.digest.to_string(),
        units,
        excluded: excluded.collect(),
        corrections: corrections(visitor, matter).await?,
    })
}

async fn corrections(visitor: &Visitor, matter: &Matter) -> Result<Vec<Correction>, PageFault> {
    let store = visitor.site.store();
    let mut corrections = Vec::new();
    let done = matter
        .done
        .iter()
        .filter(|done| done.act == ActKind::CorrectRoll);
    for done in done {
        let page = store.entry_page(done.seq.saturating_sub(1)).await?;
        let Some(Event::RollCorrected(correction)) = page.first().map(|entry| &entry.event) else {
            continue;
        };
        let viewer = visitor.viewer("public-page");
        let paper = store.paper_fetch(&correction.reason.paper, &viewer).await?;
        corrections.push(Correction {
            seq: done.seq,
            at: visitor.at(done.at),
            before: correction.before.to_string(),
            reason: paper.map(|paper| paper.text).unwrap_or_default(),
        });
    }
    Ok(corrections)
}

/// `GET /matters/{id}/voters.csv`: the references for which the credential authority makes codes, and no
/// name. That it was taken is logged.
///
/// # Errors
/// [`PageFault::Forbidden`] for everybody else.
pub async fn voters(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let person = visitor.signed_in()?;
    if !asked::plays(&visitor, matter, ActKind::RecordCredentials, person) {
        return Err(PageFault::Forbidden);
    }
    let store = visitor.site.store();
    let voters = desk::voters(store, &matter.id).await?;
    let viewer = visitor.viewer("credentials");
    store
        .access_log(&viewer, "roll.export", matter.id.as_str())
        .await?;
    let mut text = format!("{}\n", codes::VOTERS_HEADER);
    for voter in &voters {
        text.push_str(voter.as_str());
        text.push('\n');
    }
    let name = format!("attachment; filename=\"voters-{}.csv\"", matter.id);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}

/// `POST /matters/{id}/roll/freeze`: starts the work and goes to its page.
///
/// # Errors
/// The judge's refusal; other work that is in the way.
pub async fn freeze(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    visitor.signed_in()?;
    let asked = Asked::of(&visitor, matter).await?;
    if let Some(polity_org::Verdict::Refused(refused)) = asked.verdict(ActKind::FreezeRoll) {
        return Err(PageFault::Refused(Box::new(refused.clone())));
    }
    let hand = work::hand(&visitor, matter)?;
    let site = visitor.site.clone();
    let of = site.store().member_count().await?;
    work::begin(
        &visitor,
        &matter_id(matter),
        Kind::Freeze,
        of,
        move |job| async move {
            let mut rng = site.rng();
            let progress = |done, of| job.reach(done, of);
            let done = desk::freeze_roll(site.store(), &hand, &mut rng, progress).await?;
            Ok(Outcome {
                done: Some(done),
                ..Outcome::default()
            })
        },
    )
}

fn matter_id(matter: &Matter) -> MatterId {
    matter.id.clone()
}
