//! Letters to those who applied: how far each application came, on what ground, and what comes next. The words are made
//! when a letter is sent, from the record as it then stands; the same news is told to nobody twice.

use polity_org::matter::{CandidacyState, Out};
use polity_org::step::Stepped;
use polity_org::{Entry, Event, Matter, World};
use polity_procedure::model::{ActKind, StageKind};
use polity_store::{Mailing, Member, Viewer};
use polity_values::{PersonId, StageId, Timestamp};

use super::letter::{NoLetter, Words, foot, organisation};
use crate::lang::Say;
use crate::words::{list as names_in_a_row, procedure};
use crate::{PageFault, Site};

/// So many of those who can be asked are named.
const NAMED: usize = 3;

/// How far an application came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum News {
    /// Appointed.
    Appointed,
    /// Somebody else was appointed.
    NotAppointed,
    /// Found unable to hold the post.
    Unfit,
    /// Not among those whom a body kept.
    Out(StageId),
    /// Given a time.
    Interview(Timestamp),
    /// Under way.
    Stands(StageId),
}

impl News {
    /// What there is to tell; nothing to who withdrew.
    pub(super) fn of(matter: &Matter, person: &PersonId) -> Option<Self> {
        let candidacy = matter.candidacies.get(person)?;
        if matches!(candidacy.state, CandidacyState::Withdrawn { .. }) {
            return None;
        }
        let by_vote = |out: &&Out| {
            let stage = matter.stage(&out.stage);
            stage.is_none_or(|stage| stage.kind != StageKind::Rounds)
        };
        if let Some(out) = matter.progress.out.get(person).filter(by_vote) {
            return Some(if out.unfit {
                Self::Unfit
            } else {
                Self::Out(out.stage.clone())
            });
        }
        if let Some(declared) = &matter.declaration {
            return Some(if declared.elected.contains(person) {
                Self::Appointed
            } else {
                Self::NotAppointed
            });
        }
        let stage = matter.current_stage()?;
        let slot = matter.progress.slots.get(person);
        let heard = matter.progress.heard.values();
        let met = heard.into_iter().any(|heard| heard.contains_key(person));
        Some(match slot.filter(|_| !met) {
            Some(slot) => Self::Interview(slot.at),
            None => Self::Stands(stage.id.clone()),
        })
    }

    /// What makes it this piece of news.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Appointed => "appointed".to_owned(),
            Self::NotAppointed => "not-appointed".to_owned(),
            Self::Unfit => "unfit".to_owned(),
            Self::Out(stage) => format!("out-{stage}"),
            Self::Interview(at) => format!("interview-{}", at.as_second()),
            Self::Stands(stage) => format!("stands-{stage}"),
        }
    }
}

/// The letter to somebody who applied.
pub(super) async fn words(
    site: &Site,
    t: Say,
    world: &World,
    mailing: &Mailing,
    member: &Member,
) -> Result<(String, Words), NoLetter> {
    let matter = mailing.matter.as_ref().and_then(|id| world.matter(id));
    let matter = matter.ok_or(NoLetter::Pointless)?;
    let news = News::of(matter, &member.person).ok_or(NoLetter::Pointless)?;
    let (organisation, zone) = organisation(world);
    let mut paragraphs = match &news {
        News::Appointed => appointed(world, matter, t, &member.person),
        News::NotAppointed => vec![t.say("letter-applicant-not-appointed")],
        News::Unfit => unfit(matter, t, site.now(), &zone),
        News::Out(stage) => {
            let title = matter.stage(stage).map(|stage| stage.title.as_str());
            let title = procedure::text(t, title.unwrap_or_default()).text;
            vec![t.say("letter-applicant-out").str("stage", title)]
        }
        News::Interview(at) => {
            let slot = matter.progress.slots.get(&member.person);
            let minutes = slot.and_then(|slot| slot.minutes).unwrap_or(0);
            let at = t.date_time(*at, &zone);
            let said = t.say("letter-applicant-interview").str("at", at);
            let mut said = vec![
                said.num("minutes", minutes),
                t.say("letter-applicant-calendar"),
            ];
            let set = matter.questions_here();
            if let Some(from) = set.and_then(|set| set.released) {
                let from = t.date_time(from, &zone);
                said.push(t.say("letter-applicant-questions").str("from", from));
            }
            said
        }
        News::Stands(stage) => stands(matter, t, stage, &zone),
    }
    .into_iter()
    .map(|phrase| phrase.str("matter", &matter.title).to_string())
    .collect::<Vec<_>>();
    if let News::Out(stage) = &news
        && let Some(reasons) = reasons(site, matter, stage).await?
    {
        let said = t.say("letter-applicant-reasons").str("reasons", reasons);
        paragraphs.push(said.to_string());
    }
    paragraphs.push(help(site, t, world, (matter, &news)).await?);
    let greeting = t.say("letter-greeting").str("name", &member.name);
    let words = Words {
        greeting: greeting.to_string(),
        paragraphs,
        label: t.say("letter-applicant-label").to_string(),
        href: format!("{}/matters/{}", site.settings().base_url, matter.id),
        foot: foot(site, t, &organisation),
    };
    let subject = t
        .say("letter-applicant-subject")
        .str("matter", &matter.title);
    Ok((subject.to_string(), words))
}

/// From when the post is held, and whether as acting.
fn appointed(
    world: &World,
    matter: &Matter,
    t: Say,
    person: &PersonId,
) -> Vec<crate::lang::Phrase> {
    let mut said = vec![t.say("letter-applicant-appointed")];
    let organisation = world.organisation();
    let seats = matter.procedure.seats.as_ref();
    let found = organisation.zip(seats).and_then(|(organisation, seats)| {
        let seat = organisation.seat_of_section(&seats.body, &seats.section)?;
        let mut own = organisation.tenures.iter().rev();
        let tenure = own.find(|one| one.person == *person && one.seat == seat.id)?;
        Some((organisation, tenure))
    });
    if let Some((organisation, tenure)) = found {
        let from = t.date_time(tenure.from, &organisation.zone);
        said.push(t.say("letter-applicant-from").str("from", from));
        if let Some(body) = &tenure.acting {
            let title = organisation
                .bodies
                .get(body)
                .map(|body| body.title.as_str());
            let title = procedure::text(t, title.unwrap_or_default()).text;
            said.push(t.say("letter-applicant-acting").str("body", title));
        }
    }
    said
}

/// The step at which an application is, and until when.
fn stands(
    matter: &Matter,
    t: Say,
    stage: &StageId,
    zone: &polity_values::TimeZone,
) -> Vec<crate::lang::Phrase> {
    let known = matter.stage(stage).map(|stage| stage.title.as_str());
    let title = procedure::text(t, known.unwrap_or_default()).text;
    let mut said = vec![t.say("letter-applicant-stands").str("stage", title)];
    if let Some(window) = matter.window(stage) {
        let until = t.date_time(window.closes, zone);
        said.push(t.say("letter-applicant-until").str("until", until));
    }
    said
}

/// Whom an applicant can ask: whoever will declare the result, by name.
async fn help(
    site: &Site,
    t: Say,
    world: &World,
    (matter, news): (&Matter, &News),
) -> Result<String, PageFault> {
    let stages = matter.procedure.stages.iter();
    let declare = stages
        .flat_map(|stage| &stage.acts)
        .find(|rule| rule.act == ActKind::Declare);
    let roles = matter.procedure.roles.iter();
    let role = declare.and_then(|rule| roles.clone().find(|role| role.id == rule.by));
    let holders = role.zip(world.organisation());
    let holders = holders.and_then(|(role, one)| one.persons_in(&role.holder, site.now()));
    let holders = holders.unwrap_or_default();
    let viewer = Viewer::public_page(site.now());
    let names = site.store().names_fetch(&holders, &viewer).await?;
    let names: Vec<String> = holders
        .iter()
        .filter_map(|person| names.get(person).cloned())
        .take(NAMED)
        .collect();
    if names.is_empty() {
        return Ok(t.say("letter-applicant-help").to_string());
    }
    // Whoever is still to take part may need more than an answer.
    let asked = match news {
        News::Interview(_) | News::Stands(_) => t.say("letter-applicant-help-from"),
        _ => t.say("letter-applicant-ask"),
    };
    let named = names_in_a_row(t, &names);
    let title = role.map(|role| procedure::text(t, &role.title).text);
    let asked = asked.str("names", named);
    Ok(asked.str("role", title.unwrap_or_default()).to_string())
}

/// Whoever was found unable to hold the post is told until when there is an appeal.
fn unfit(
    matter: &Matter,
    t: Say,
    now: Timestamp,
    zone: &polity_values::TimeZone,
) -> Vec<crate::lang::Phrase> {
    let mut said = vec![t.say("letter-applicant-unfit")];
    let appeal = matter.stage_of_kind(StageKind::Appeal);
    let window = appeal.and_then(|stage| matter.window(&stage.id));
    if let Some(window) = window.filter(|window| window.closes > now) {
        let until = t.date_time(window.closes, zone);
        said.push(t.say("letter-applicant-appeal").str("until", until));
    }
    said
}

/// The reasons that the body put on the record when it decided who goes on.
async fn reasons(
    site: &Site,
    matter: &Matter,
    stage: &StageId,
) -> Result<Option<String>, PageFault> {
    let decided = matter
        .done
        .iter()
        .rev()
        .find(|done| done.act == ActKind::Select && done.stage.as_ref() == Some(stage));
    let Some(decided) = decided else {
        return Ok(None);
    };
    let rows = site
        .store()
        .record_page(decided.seq.saturating_sub(1))
        .await?;
    let entry = rows.first().map(|row| Entry::from_bytes(&row.body));
    let Some(Ok(Entry {
        event: Event::Step(Stepped::Selected { selection, .. }),
        ..
    })) = entry
    else {
        return Ok(None);
    };
    let viewer = Viewer::public_page(site.now());
    let paper = site
        .store()
        .paper_fetch(&selection.vote.reasons.paper, &viewer)
        .await?;
    Ok(paper.map(|paper| paper.text))
}
