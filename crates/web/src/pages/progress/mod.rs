//! How a matter went that is decided by bodies and persons rather than by a ballot box: who stands, what was decided
//! by which votes, the rounds, the cards, the papers and reports. For everybody.
//!
//! What applicants wrote and how they were scored is a page of its own, for those who decide: [`applications`].

pub mod applications;
pub mod questions;
pub mod report;
mod tables;
pub mod times;

use askama::Template;
use axum::extract::Path;
use polity_org::Matter;
use polity_org::organisation::Organisation;
use polity_procedure::model::{Holder, RoleId};
use polity_values::PersonId;

pub(crate) use applications::Sifted;

use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use tables::{CandidateLine, Card, Decision, Paper, RoundTable};

#[derive(Template)]
#[template(path = "progress/progress.html")]
struct ProgressPage {
    frame: Frame,
    candidates: Vec<CandidateLine>,
    /// Whether candidates were given times, so that there is a column of them.
    timed: bool,
    heard: bool,
    supported: bool,
    sizes: Vec<(String, String)>,
    decisions: Vec<Decision>,
    rounds: Vec<RoundTable>,
    cards: Vec<Card>,
    carried: Option<String>,
    papers: Vec<Paper>,
    reports: Vec<Paper>,
    invitations: Vec<String>,
    delegations: Vec<String>,
    applications: Option<String>,
    questions: Option<String>,
    report: String,
    /// The visitor's own times, for a calendar.
    times: Option<String>,
}

/// Whether there is something to tell.
pub(crate) fn has_some(matter: &Matter) -> bool {
    matter.progress != polity_org::matter::Progress::default()
}

/// `GET /matters/{id}/progress`
///
/// # Errors
/// [`crate::PageFault::NotFound`]; faults of the store.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let t = visitor.t;
    let progress = &matter.progress;
    let decider = applications::may_read(&visitor, matter);
    show(&ProgressPage {
        frame: Frame::new(&visitor, t.say("progress-title")).within(matter),
        candidates: tables::candidates(&visitor, matter).await?,
        timed: !progress.slots.is_empty(),
        heard: !progress.heard.is_empty(),
        supported: !progress.endorsed.is_empty(),
        sizes: tables::sizes(&visitor, matter),
        decisions: tables::decisions(&visitor, matter).await?,
        rounds: tables::rounds(&visitor, matter).await?,
        cards: tables::cards(&visitor, matter),
        carried: tables::carried(&visitor, matter),
        papers: tables::papers(&visitor, &tables::papers_in_order(progress)).await?,
        reports: tables::papers(&visitor, &progress.reports).await?,
        invitations: progress
            .invitations
            .iter()
            .map(|at| visitor.at(*at))
            .collect(),
        delegations: tables::delegations(&visitor, matter).await?,
        applications: (decider && applications::are_some(matter))
            .then(|| format!("/matters/{id}/applications")),
        report: format!("/matters/{id}/report"),
        questions: questions::are_some(matter).then(|| format!("/matters/{id}/questions")),
        times: times::are_some(&visitor, matter).then(|| format!("/matters/{id}/times.ics")),
    })
}

/// Who may be in the room when candidates are heard: whoever holds a seat in a body that decides here, or acts in a
/// vote in rounds, and has no interest.
pub(crate) fn audience_of(visitor: &Visitor, matter: &Matter) -> Vec<PersonId> {
    let Some(organisation) = visitor.world.organisation() else {
        return Vec::new();
    };
    let mut persons = Vec::new();
    for stage in &matter.procedure.stages {
        if let Some(rounds) = &stage.rounds {
            persons.extend(holders(visitor, organisation, matter, &rounds.electors));
        }
        if let Some(test) = &stage.decision {
            let members = organisation.holders_in(&test.body, visitor.now);
            persons.extend(members.into_iter().cloned());
        }
    }
    persons.retain(|person| !matter.is_interested(person));
    persons.sort();
    persons.dedup();
    persons
}

/// How many may vote in the rounds of the present stage, as far as seats and hearings say; none where it is no stage of
/// rounds, or those who vote hold no seats.
pub(crate) fn voters(visitor: &Visitor, matter: &Matter) -> Option<usize> {
    let rounds = matter.current_stage()?.rounds.as_ref()?;
    let organisation = visitor.world.organisation()?;
    let all = holders(visitor, organisation, matter, &rounds.electors);
    let votes = |person: &&PersonId| {
        let stands = matter.is_interested(person);
        let limited = polity_org::act::Limited::Person((*person).clone());
        let limited = organisation.limit_on(&limited, visitor.now).is_some();
        !stands && !limited && (!rounds.heard || matter.missed(person) == 0)
    };
    (!all.is_empty()).then(|| all.iter().filter(votes).count())
}

/// Whether the visitor is one of those who meet candidates at the times that they are given, and has no interest.
fn hears(visitor: &Visitor, matter: &Matter) -> bool {
    let (Some(person), Some(organisation)) = (&visitor.person, visitor.world.organisation()) else {
        return false;
    };
    if matter.is_interested(person) {
        return false;
    }
    let timed = |stage: &&polity_procedure::model::Stage| {
        let mut acts = stage.acts.iter();
        acts.any(|rule| rule.act == polity_procedure::model::ActKind::Schedule)
    };
    let stages = matter.procedure.stages.iter().filter(timed);
    stages
        .flat_map(|stage| &stage.acts)
        .filter(|rule| times::MEETING.contains(&rule.act))
        .any(|rule| holders(visitor, organisation, matter, &rule.by).contains(person))
}

/// Who holds a role by a seat.
fn holders(
    visitor: &Visitor,
    organisation: &Organisation,
    matter: &Matter,
    role: &RoleId,
) -> Vec<PersonId> {
    let role = matter.procedure.roles.iter().find(|one| one.id == *role);
    let of = |holder: &Holder| organisation.persons_in(holder, visitor.now);
    role.and_then(|role| of(&role.holder)).unwrap_or_default()
}
