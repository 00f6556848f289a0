//! How a matter went that is decided by bodies and persons rather than by a ballot box: who stands, what was decided
//! by which votes, the rounds, the cards, the papers and reports. For everybody.
//!
//! What applicants wrote and how they were scored is a page of its own, for those who decide: [`applications`].

pub mod applications;
mod tables;

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
