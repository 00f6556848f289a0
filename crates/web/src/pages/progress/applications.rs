//! What applicants wrote, for those who decide on them: without names while they are sifted, in an order of its own
//! for each reader, and each other's scores only when everybody's are in.

use askama::Template;
use axum::extract::Path;
use polity_org::matter::lot_order;
use polity_org::step::Stepped;
use polity_org::{Entry, Event, Matter, Text};
use polity_procedure::model::{ActKind, StageKind};
use polity_values::PersonId;

use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;

/// The acts whose doers read the applications.
const DECIDING: [ActKind; 3] = [ActKind::Score, ActKind::Select, ActKind::Vet];

#[derive(Template)]
#[template(path = "progress/applications.html")]
struct ApplicationsPage {
    frame: Frame,
    blind: bool,
    /// Whether the scores of the others are told.
    unsealed: bool,
    applications: Vec<Application>,
    /// Where one scores, when one may.
    score: Option<String>,
}

struct Application {
    anchor: String,
    label: String,
    over: bool,
    text: Option<String>,
    /// Whose score, and its sheet.
    sheets: Vec<(String, String)>,
    scored: bool,
}

/// How applicants are told apart: by name, or while they are sifted by the number of the application alone.
pub(crate) struct Sifted<'v> {
    visitor: &'v Visitor,
    matter: &'v Matter,
    pub(crate) blind: bool,
}

impl<'v> Sifted<'v> {
    pub(crate) fn of(visitor: &'v Visitor, matter: &'v Matter) -> Self {
        let kind = matter.current_stage().map(|stage| stage.kind);
        let blind = kind == Some(StageKind::Sift);
        Self {
            visitor,
            matter,
            blind,
        }
    }

    /// The persons with what they are called. Numbers follow a lot that the matter's name decides, so that they say
    /// nothing of who applied first; the order of a blind list is another for each reader, so that nobody is always
    /// read last.
    pub(crate) async fn labels(
        &self,
        persons: &[PersonId],
    ) -> Result<Vec<(PersonId, String)>, PageFault> {
        if !self.blind {
            let names = self.visitor.names(persons).await?;
            return Ok(persons
                .iter()
                .map(|person| {
                    (
                        person.clone(),
                        names.get(person).cloned().unwrap_or_default(),
                    )
                })
                .collect());
        }
        let all = self.matter.candidacies.keys().cloned();
        let numbered = lot_order(self.matter.id.as_str(), all);
        let reader = self.visitor.person.as_ref().map_or("", PersonId::as_str);
        let seed = format!("{} {reader}", self.matter.id);
        let label = |person: PersonId| {
            let place = numbered.iter().position(|one| *one == person);
            let label = self.visitor.t.say("applications-number");
            let label = label.num("number", place.unwrap_or_default() + 1);
            (person, label.to_string())
        };
        let order = lot_order(&seed, persons.iter().cloned());
        Ok(order.into_iter().map(label).collect())
    }
}

/// Whether anybody applied.
pub(crate) fn are_some(matter: &Matter) -> bool {
    matter.was_done(ActKind::Apply)
}

/// Whether the visitor decides on the applications: holds a role that scores, selects or says who is fit, has no
/// interest, and the time to apply is over.
pub(crate) fn may_read(visitor: &Visitor, matter: &Matter) -> bool {
    let (Some(person), Some(organisation)) = (&visitor.person, visitor.world.organisation()) else {
        return false;
    };
    let applying = matter.current_stage().is_some_and(|stage| {
        let mut acts = stage.acts.iter();
        acts.any(|rule| rule.act == ActKind::Apply)
    });
    if applying || matter.is_interested(person) {
        return false;
    }
    let rules = matter.procedure.stages.iter().flat_map(|stage| &stage.acts);
    let mut roles: Vec<_> = rules
        .filter(|rule| DECIDING.contains(&rule.act))
        .map(|rule| &rule.by)
        .collect();
    roles.sort();
    roles.dedup();
    roles
        .into_iter()
        .any(|role| super::holders(visitor, organisation, matter, role).contains(person))
}

/// `GET /matters/{id}/applications`
///
/// # Errors
/// [`PageFault::SignIn`]; [`PageFault::Forbidden`] to who does not decide on them; faults of the store.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let person = visitor.signed_in()?.clone();
    if !may_read(&visitor, matter) {
        return Err(PageFault::Forbidden);
    }
    let sifted = Sifted::of(&visitor, matter);
    let entries = entries(&visitor, matter).await?;
    let all: Vec<PersonId> = matter.candidacies.keys().cloned().collect();
    let unsealed = all_scored(&visitor, matter);
    let mut applications = Vec::new();
    for (applicant, label) in sifted.labels(&all).await? {
        let wrote = entries.iter().find_map(|(actor, stepped)| match stepped {
            Stepped::Applied { application } if *actor == applicant => Some(application),
            _ => None,
        });
        let scored = matter.progress.scored.get(&person);
        applications.push(Application {
            anchor: format!("a-{applicant}"),
            label,
            over: matter.candidacy(&applicant).is_none(),
            text: match wrote {
                Some(text) => fetch(&visitor, text).await?,
                None => None,
            },
            sheets: sheets(&visitor, &entries, &applicant, unsealed).await?,
            scored: scored.is_some_and(|scored| scored.contains(&applicant)),
        });
    }
    let asked = crate::asked::Asked::of(&visitor, matter).await?;
    let left = applications.iter().any(|one| !one.over && !one.scored);
    let score = left && asked.allowed(ActKind::Score);
    show(&ApplicationsPage {
        frame: Frame::new(&visitor, visitor.t.say("applications-title")).within(matter),
        blind: sifted.blind,
        unsealed,
        applications,
        score: score.then(|| format!("/matters/{id}/act/score")),
    })
}

/// What was applied and scored, by whom, in order.
async fn entries(
    visitor: &Visitor,
    matter: &Matter,
) -> Result<Vec<(PersonId, Stepped)>, PageFault> {
    let mut found = Vec::new();
    for done in &matter.done {
        if !matches!(done.act, ActKind::Apply | ActKind::Score) {
            continue;
        }
        let entry = entry_at(visitor, done.seq).await?;
        if let (Some(actor), Event::Step(stepped)) = (entry.actor, entry.event) {
            found.push((actor, stepped));
        }
    }
    Ok(found)
}

/// An entry of the record.
pub(super) async fn entry_at(visitor: &Visitor, seq: u64) -> Result<Entry, PageFault> {
    let after = seq.checked_sub(1).ok_or(PageFault::NotFound)?;
    let rows = visitor.site.store().record_page(after).await?;
    let row = rows.first().ok_or(PageFault::NotFound)?;
    Entry::from_bytes(&row.body).map_err(|fault| PageFault::Defect(fault.to_string()))
}

/// A text of the vault; the view is kept where it is not for everybody.
pub(super) async fn fetch(visitor: &Visitor, text: &Text) -> Result<Option<String>, PageFault> {
    let viewer = visitor.viewer("applications");
    let paper = visitor
        .site
        .store()
        .paper_fetch(&text.paper, &viewer)
        .await?;
    Ok(paper.map(|paper| paper.text))
}

/// The scores of an applicant that the reader may see: one's own, and all when everybody's are in.
async fn sheets(
    visitor: &Visitor,
    entries: &[(PersonId, Stepped)],
    applicant: &PersonId,
    unsealed: bool,
) -> Result<Vec<(String, String)>, PageFault> {
    let mut shown = Vec::new();
    let scorers: Vec<_> = entries.iter().map(|(actor, _)| actor).collect();
    let names = visitor.names(scorers).await?;
    for (scorer, stepped) in entries {
        let Stepped::Scored { candidate, sheet } = stepped else {
            continue;
        };
        let own = visitor.person.as_ref() == Some(scorer);
        if candidate != applicant || !(own || unsealed) {
            continue;
        }
        if let Some(text) = fetch(visitor, sheet).await? {
            let name = names.get(scorer).cloned().unwrap_or_default();
            shown.push((name, text));
        }
    }
    Ok(shown)
}

/// Whether everybody who scores here has scored everybody who stands.
fn all_scored(visitor: &Visitor, matter: &Matter) -> bool {
    let Some(organisation) = visitor.world.organisation() else {
        return false;
    };
    let standing = matter.standing();
    let rules = matter.procedure.stages.iter().flat_map(|stage| &stage.acts);
    let mut scorers: Vec<PersonId> = rules
        .filter(|rule| rule.act == ActKind::Score)
        .flat_map(|rule| super::holders(visitor, organisation, matter, &rule.by))
        .filter(|person| !matter.is_interested(person))
        .collect();
    scorers.dedup();
    !scorers.is_empty()
        && scorers.iter().all(|scorer| {
            let scored = matter.progress.scored.get(scorer);
            let by = |one: &PersonId| scored.is_some_and(|scored| scored.contains(one));
            standing.iter().all(by)
        })
}
