//! Who stands, who supports whom, and how far each candidate is from the support that the rules ask for.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use polity_org::Matter;
use polity_org::matter::{Candidacy, CandidacyState};
use polity_procedure::model::{ActKind, Guard};
use polity_values::{PersonId, UnitId};

use super::todo::{self, Can};
use crate::lang::Say;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::{self, Rule, moment::Moment};

#[derive(Template)]
#[template(path = "nominations/nominations.html")]
struct Nominations {
    frame: Frame,
    over: String,
    /// How many units must support a candidate, with the clause.
    threshold: Option<(usize, Rule)>,
    until: Option<Moment>,
    standing: Vec<CandidateLine>,
    others: Vec<CandidateLine>,
    units: Vec<UnitLine>,
    /// Where the limits on who may be elected together are told, if there are any.
    limits: Option<String>,
    /// What who is signed in may do here.
    can: Vec<Can>,
}

struct CandidateLine {
    name: String,
    anchor: String,
    since: Moment,
    state: String,
    colour: &'static str,
    supporters: Vec<String>,
    /// The groups to which the candidate says to belong, as far as limits speak of them.
    classes: Vec<String>,
    has: usize,
    more: usize,
    /// How far the bar is filled, of 1,000.
    bar: usize,
    enough: bool,
    /// Nominated, and no more than that.
    nominated: bool,
    /// No longer standing.
    over: bool,
    own: bool,
    /// Where a secretary supports this candidate.
    support: Option<String>,
}

struct UnitLine {
    title: String,
    supports: Vec<String>,
    left: Option<usize>,
}

/// `GET /matters/{id}/nominations`
///
/// # Errors
/// [`crate::PageFault::NotFound`], or faults of the store.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let t = visitor.t;
    let names = visitor.names(matter.candidacies.keys()).await?;
    let threshold = threshold(matter);
    let mut can = Vec::new();
    if let Some(person) = &visitor.person {
        let (all, _) = todo::options(&visitor, matter, person).await?;
        let here = [
            ActKind::Nominate,
            ActKind::Withdraw,
            ActKind::Support,
            ActKind::Unsupport,
            ActKind::Consent,
            ActKind::SubmitStatement,
        ];
        can = all
            .into_iter()
            .filter(|one| here.contains(&one.kind))
            .collect();
    }
    let supports = can.iter().any(|one| one.kind == ActKind::Support);
    let needs = threshold.as_ref().map_or(0, |(units, _)| *units);
    let line = |person: &PersonId| {
        let candidacy = &matter.candidacies[person];
        let mut line = candidate(&visitor, person, candidacy, &names, needs);
        line.classes = classes(t, matter, candidacy);
        line.support = supports.then(|| format!("/matters/{id}/act/support?candidate={person}"));
        line
    };
    let standing = matter.standing();
    let mut others: Vec<_> = matter
        .candidacies
        .keys()
        .filter(|one| !standing.contains(one))
        .collect();
    others.sort_by_key(|person| names.get(*person));
    let mut standing = standing;
    // Until the lot gives an order, by name.
    if matter.order.is_none() {
        standing.sort_by_key(|person| names.get(person).cloned());
    }
    let stage = matter.current_stage();
    let nominating =
        stage.filter(|stage| stage.acts.iter().any(|rule| rule.act == ActKind::Support));
    let window = nominating.and_then(|stage| matter.window(&stage.id));
    show(&Nominations {
        frame: Frame::new(&visitor, t.say("nominations-title")).within(matter),
        over: matter.title.clone(),
        threshold: threshold
            .map(|(units, clause)| (units, words::rule(&visitor, Some(&matter.id), &clause))),
        until: window.map(|window| Moment::new(&visitor, window.closes)),
        standing: standing.iter().map(line).collect(),
        others: others
            .into_iter()
            .map(|person| fallen(&visitor, line(person)))
            .collect(),
        units: units(&visitor, matter, &names),
        limits: (!matter.procedure.constraints.is_empty())
            .then(|| format!("/matters/{}/limits", matter.id)),
        can,
    })
}

/// A candidate who no longer stands: what was missing is past.
fn fallen(visitor: &Visitor, mut line: CandidateLine) -> CandidateLine {
    line.support = None;
    line.over = true;
    if line.nominated {
        line.state = visitor.t.say("nominations-fell").to_string();
        line.colour = "govuk-tag--grey";
    }
    line
}

/// The groups of the procedure's limits to which a candidate says to belong.
fn classes(t: Say, matter: &Matter, candidacy: &Candidacy) -> Vec<String> {
    let all = matter.procedure.constraints.iter();
    all.filter(|one| candidacy.classes.contains(&one.id))
        .map(|one| words::procedure::text(t, &one.title).text)
        .collect()
}

/// How many units must support a candidate who consents, and by which clause.
fn threshold(matter: &Matter) -> Option<(usize, polity_values::Clause)> {
    let acts = matter.procedure.stages.iter().flat_map(|stage| &stage.acts);
    acts.filter(|rule| rule.act == ActKind::Consent)
        .flat_map(|rule| &rule.needs)
        .find_map(|needed| match needed.guard {
            Guard::SupportedByUnits(units) => Some((units as usize, needed.rule.clone())),
            _ => None,
        })
}

/// How many candidates a unit may support.
fn most(matter: &Matter) -> Option<usize> {
    let acts = matter.procedure.stages.iter().flat_map(|stage| &stage.acts);
    acts.filter(|rule| rule.act == ActKind::Support)
        .flat_map(|rule| &rule.needs)
        .find_map(|needed| match needed.guard {
            Guard::AtMost {
                act: ActKind::Support,
                count,
            } => Some(count as usize),
            _ => None,
        })
}

fn unit_title(visitor: &Visitor, unit: &UnitId) -> String {
    let organisation = visitor.world.organisation();
    let known = organisation.and_then(|one| one.units.get(unit));
    known.map_or_else(|| unit.to_string(), |known| known.title.clone())
}

fn candidate(
    visitor: &Visitor,
    person: &PersonId,
    candidacy: &Candidacy,
    names: &BTreeMap<PersonId, String>,
    needs: usize,
) -> CandidateLine {
    let t = visitor.t;
    let has = candidacy.supports.len();
    let (state, colour) = match candidacy.state {
        CandidacyState::Nominated => (t.say("nominations-nominated"), "govuk-tag--blue"),
        CandidacyState::Consented { .. } => (t.say("nominations-consented"), "govuk-tag--green"),
        CandidacyState::Withdrawn { .. } => (t.say("nominations-withdrawn"), "govuk-tag--grey"),
    };
    CandidateLine {
        name: names
            .get(person)
            .cloned()
            .unwrap_or_else(|| person.to_string()),
        anchor: person.to_string(),
        since: Moment::bare(visitor, candidacy.nominated),
        state: state.to_string(),
        colour,
        supporters: candidacy
            .supports
            .keys()
            .map(|unit| unit_title(visitor, unit))
            .collect(),
        classes: Vec::new(),
        has,
        more: needs.saturating_sub(has),
        bar: (has * 1_000)
            .checked_div(needs)
            .map_or(1_000, |bar| bar.min(1_000)),
        enough: has >= needs,
        nominated: matches!(candidacy.state, CandidacyState::Nominated),
        over: false,
        own: visitor.person.as_ref() == Some(person),
        support: None,
    }
}

/// Each unit that supports somebody, and whom.
fn units(visitor: &Visitor, matter: &Matter, names: &BTreeMap<PersonId, String>) -> Vec<UnitLine> {
    let mut supports: BTreeMap<&UnitId, Vec<String>> = BTreeMap::new();
    for person in matter.standing() {
        let candidacy = &matter.candidacies[&person];
        for unit in candidacy.supports.keys() {
            let name = names
                .get(&person)
                .cloned()
                .unwrap_or_else(|| person.to_string());
            supports.entry(unit).or_default().push(name);
        }
    }
    let most = most(matter);
    let mut lines: Vec<_> = supports
        .into_iter()
        .map(|(unit, supports)| UnitLine {
            title: unit_title(visitor, unit),
            left: most.map(|most| most.saturating_sub(supports.len())),
            supports,
        })
        .collect();
    lines.sort_by(|one, other| one.title.cmp(&other.title));
    lines
}
