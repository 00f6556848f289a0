//! The report of an appointment, or of any matter that bodies and persons decide: made from the record alone, for
//! everybody, and fit to be printed. What it says is counted from the entries; nobody writes it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use polity_org::Matter;
use polity_org::matter::{CandidacyState, Position, Upheld};
use polity_org::step::Stepped;
use polity_org::{Entry, Event};
use polity_papers::few::LEAST;
use polity_papers::monitoring::answered;
use polity_procedure::Named as _;
use polity_procedure::model::ActKind;
use polity_values::PersonId;

use super::applications::entry_at;
use super::tables::{self, Decision, RoundTable};
use crate::PageFault;
use crate::lang::Phrase;
use crate::page::{Frame, Page, show};
use crate::pages::act::monitoring::said;
use crate::visitor::Visitor;
use crate::words::{self, Said, moment::Moment};

#[derive(Template)]
#[template(path = "progress/report.html")]
struct ReportPage {
    frame: Frame,
    /// The procedure that it ran under, and where that stands.
    procedure: Said,
    href: String,
    digest: String,
    opened: Moment,
    /// The entry that opened it, and the last one that it rests on.
    entries: (u64, u64),
    state: String,
    /// What is counted, and the number.
    figures: Vec<(String, usize)>,
    stages: Vec<StageLine>,
    decisions: Vec<Decision>,
    rounds: Vec<RoundTable>,
    /// Who took no part for an interest, since when.
    recused: Vec<(String, Moment)>,
    /// Who was heard by how many, in each stage with hearings.
    heard: Vec<(Said, Vec<(String, usize)>)>,
    /// What applicants told of themselves; none before the declaration, or where nobody was asked.
    monitoring: Option<Monitoring>,
    acts: Vec<ActLine>,
}

/// What is published of the answers to monitoring questions.
struct Monitoring {
    told: String,
    tables: Vec<AnswerTable>,
}

/// The answers to a question, each with how many gave it; none where the number is withheld.
struct AnswerTable {
    question: String,
    rows: Vec<(String, Option<u64>)>,
}

/// A stage that ended.
struct StageLine {
    title: Said,
    at: Moment,
    outcome: String,
}

/// Something that was done.
struct ActLine {
    at: Moment,
    entry: u64,
    said: Said,
}

/// `GET /matters/{id}/report`
///
/// # Errors
/// [`PageFault::NotFound`]; faults of the store.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    if !super::has_some(matter) {
        return Err(PageFault::NotFound);
    }
    let t = visitor.t;
    let done = entries(&visitor, matter).await?;
    let last = done.last().map_or(matter.entry, |entry| entry.seq);
    show(&ReportPage {
        frame: Frame::new(&visitor, t.say("report-title").str("title", &matter.title))
            .within(matter),
        procedure: words::procedure::text(t, &matter.procedure.title),
        href: format!("/procedures/{}", matter.procedure.name),
        digest: matter.terms.to_string(),
        opened: Moment::brief(&visitor, matter.opened),
        entries: (matter.entry, last),
        state: match matter.position {
            Position::Ended(end) => ended(&visitor, end.name()),
            Position::At(_) => t.say("report-running").to_string(),
        },
        figures: figures(&visitor, matter, &done),
        stages: stages(&visitor, matter),
        decisions: tables::decisions(&visitor, matter).await?,
        rounds: tables::rounds(&visitor, matter).await?,
        recused: recused(&visitor, matter).await?,
        heard: heard(&visitor, matter).await?,
        monitoring: monitoring(&visitor, matter).await?,
        acts: acts(&visitor, &done).await?,
    })
}

/// Not before the declaration: a total that grows while people apply would tell of the one who applied last.
async fn monitoring(visitor: &Visitor, matter: &Matter) -> Result<Option<Monitoring>, PageFault> {
    if matter.declaration.is_none() {
        return Ok(None);
    }
    let totals = visitor.site.store().monitoring_totals(&matter.id).await?;
    if totals.is_empty() {
        return Ok(None);
    }
    let t = visitor.t;
    let applied = matter.done.iter().filter(|one| one.act == ActKind::Apply);
    let persons = |question: &str, answer: &str| {
        let mut own = totals.iter();
        let own = own.find(|one| one.question == question && one.answer == answer);
        own.map_or(0, |one| one.persons)
    };
    let tables = answered(applied.count() as u64, persons);
    let shown = tables.iter().filter(|one| one.says_anything());
    let shown = shown.map(|one| {
        let rows = one.rows.iter();
        let rows = rows.map(|(answer, number)| (said(t, answer), *number));
        AnswerTable {
            question: said(t, one.question),
            rows: rows.collect(),
        }
    });
    Ok(Some(Monitoring {
        told: t
            .say("monitoring-report-told")
            .num("least", LEAST)
            .to_string(),
        tables: shown.collect(),
    }))
}

fn ended(visitor: &Visitor, name: &str) -> String {
    let phrase = visitor.t.named("end-", name);
    phrase.map_or_else(|| name.to_owned(), |phrase: Phrase| phrase.to_string())
}

/// The entries by which something was done, in order.
async fn entries(visitor: &Visitor, matter: &Matter) -> Result<Vec<Entry>, PageFault> {
    let mut entries = Vec::new();
    for done in &matter.done {
        entries.push(entry_at(visitor, done.seq).await?);
    }
    Ok(entries)
}

/// What can be counted without naming anybody.
fn figures(visitor: &Visitor, matter: &Matter, done: &[Entry]) -> Vec<(String, usize)> {
    let t = visitor.t;
    let steps = || {
        done.iter().filter_map(|entry| match &entry.event {
            Event::Step(stepped) => Some(stepped),
            _ => None,
        })
    };
    let of = |kind: ActKind| matter.done.iter().filter(|one| one.act == kind).count();
    let withdrawn = matter
        .candidacies
        .values()
        .filter(|one| matches!(one.state, CandidacyState::Withdrawn { .. }));
    let unfit = steps().filter(|step| matches!(step, Stepped::Vetted { fit: false, .. }));
    let upheld = matter
        .challenges
        .values()
        .filter(|one| matches!(one.decision, Some(Upheld::Yes { .. })));
    let lines = [
        (t.say("report-applied"), of(ActKind::Apply)),
        (t.say("report-withdrew"), withdrawn.count()),
        (t.say("report-scored"), of(ActKind::Score)),
        (t.say("report-heard"), of(ActKind::Hear)),
        (t.say("report-unfit"), unfit.count()),
        (t.say("report-rounds"), of(ActKind::RecordRound)),
        (t.say("report-challenges"), matter.challenges.len()),
        (t.say("report-upheld"), upheld.count()),
    ];
    lines
        .into_iter()
        .map(|(label, number)| (label.to_string(), number))
        .collect()
}

fn stages(visitor: &Visitor, matter: &Matter) -> Vec<StageLine> {
    let t = visitor.t;
    let line = |end: &polity_org::matter::StageEnd| {
        let title = matter.stage(&end.stage).map(|stage| &stage.title);
        let outcome = end.outcome.map_or("lapsed", polity_procedure::Named::name);
        let outcome = t.named("end-outcome-", outcome);
        StageLine {
            title: title.map_or_else(|| Said::plain(""), |title| words::procedure::text(t, title)),
            at: Moment::brief(visitor, end.effective),
            outcome: outcome.map(|one| one.to_string()).unwrap_or_default(),
        }
    };
    matter.ended.iter().map(line).collect()
}

/// Who declared an interest, and who decides in this matter's bodies and stood in it.
async fn recused(visitor: &Visitor, matter: &Matter) -> Result<Vec<(String, Moment)>, PageFault> {
    let mut all: BTreeMap<PersonId, polity_values::Timestamp> = matter.progress.interests.clone();
    if let Some(organisation) = visitor.world.organisation() {
        for stage in &matter.procedure.stages {
            if let Some(rounds) = &stage.rounds {
                for person in super::holders(visitor, organisation, matter, &rounds.electors) {
                    if let Some(candidacy) = matter.candidacies.get(&person) {
                        all.entry(person).or_insert(candidacy.nominated);
                    }
                }
            }
        }
    }
    let names = visitor.names(all.keys()).await?;
    let line = |(person, at): (&PersonId, &polity_values::Timestamp)| {
        let name = names.get(person).cloned().unwrap_or_default();
        (name, Moment::brief(visitor, *at))
    };
    Ok(all.iter().map(line).collect())
}

async fn heard(
    visitor: &Visitor,
    matter: &Matter,
) -> Result<Vec<(Said, Vec<(String, usize)>)>, PageFault> {
    let mut parts = Vec::new();
    for stage in &matter.procedure.stages {
        let Some(heard) = matter.progress.heard.get(&stage.id) else {
            continue;
        };
        let names = visitor.names(heard.keys()).await?;
        let lines = heard.iter().map(|(person, present)| {
            let name = names.get(person).cloned().unwrap_or_default();
            (name, present.len())
        });
        let title = words::procedure::text(visitor.t, &stage.title);
        parts.push((title, lines.collect()));
    }
    Ok(parts)
}

/// Every act with its instant and its entry.
async fn acts(visitor: &Visitor, done: &[Entry]) -> Result<Vec<ActLine>, PageFault> {
    let names = visitor.names(done.iter().flat_map(words::persons)).await?;
    let line = |entry: &Entry| ActLine {
        at: Moment::brief(visitor, entry.at),
        entry: entry.seq,
        said: words::event(visitor, entry, &names),
    };
    Ok(done.iter().map(line).collect())
}
