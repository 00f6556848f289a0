//! The questions of a matter's hearings: the bank by theme, the set that was fixed, and what each candidate was asked.
//!
//! Who hears candidates reads all of it. A candidate reads the set from the instant of its release, the same for all. For
//! everybody else there is the number of questions, and when the hearings are over the set with the log.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use polity_org::matter::{BankQuestion, QuestionSet};
use polity_org::step::Question;
use polity_org::{Matter, Text};
use polity_procedure::model::{ActKind, Stage};
use polity_values::{PaperId, PersonId};

use super::applications::fetch;
use super::audience_of;
use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::{self, Said, moment::Moment};

/// The acts whose doers read the bank.
const OF_HEARERS: [ActKind; 4] = [
    ActKind::ProposeQuestion,
    ActKind::FixQuestions,
    ActKind::ReleaseQuestions,
    ActKind::Hear,
];

#[derive(Template)]
#[template(path = "progress/questions.html")]
struct QuestionsPage {
    frame: Frame,
    parts: Vec<Part>,
}

/// The questions of a stage.
struct Part {
    id: String,
    title: Said,
    /// How many are in the set, once it is fixed, and when that was.
    fixed: Option<(usize, Moment)>,
    released: Option<Moment>,
    /// The set, for who may read it: theme and text.
    set: Option<Vec<(String, String)>>,
    /// The bank, for those who hear: theme; text, by whom, whether it is in the set.
    bank: Vec<(String, Vec<Banked>)>,
    log: Vec<Asked>,
}

struct Banked {
    text: String,
    by: String,
    in_set: bool,
}

/// What a candidate was asked.
struct Asked {
    name: String,
    number: usize,
    /// The numbers of the questions that were left out.
    left_out: String,
    /// Who of those who may decide was not there throughout.
    missed: String,
}

/// The bank of the present stage by theme, themes and questions in the order in which they came in.
pub(crate) fn bank_of(matter: &Matter) -> Vec<(&str, Vec<&Question>)> {
    let here = matter.current_stage().map(|stage| &stage.id);
    by_theme(
        matter
            .progress
            .bank
            .iter()
            .filter(|one| Some(&one.stage) == here),
    )
    .into_iter()
    .map(|(theme, of_theme)| (theme, of_theme.iter().map(|one| &one.question).collect()))
    .collect()
}

fn by_theme<'b>(
    bank: impl Iterator<Item = &'b BankQuestion>,
) -> Vec<(&'b str, Vec<&'b BankQuestion>)> {
    let mut themes: Vec<(&str, Vec<&BankQuestion>)> = Vec::new();
    for one in bank {
        let theme = one.question.theme.as_str();
        let same = |known: &&mut (&str, Vec<_>)| known.0.to_lowercase() == theme.to_lowercase();
        match themes.iter_mut().find(same) {
            Some((_, of_theme)) => of_theme.push(one),
            None => themes.push((theme, vec![one])),
        }
    }
    themes
}

/// A question's text; empty where the vault has forgotten it.
pub(crate) async fn text_of(visitor: &Visitor, text: &Text) -> Result<String, PageFault> {
    Ok(fetch(visitor, text).await?.unwrap_or_default())
}

/// Whether the page has something to say.
pub(crate) fn are_some(matter: &Matter) -> bool {
    !matter.progress.bank.is_empty()
}

/// Whether the visitor is one of those who hear candidates in a stage, and has no interest.
fn hears(visitor: &Visitor, matter: &Matter, stage: &Stage) -> bool {
    let (Some(person), Some(organisation)) = (&visitor.person, visitor.world.organisation()) else {
        return false;
    };
    if matter.is_interested(person) {
        return false;
    }
    let mut rules = stage.acts.iter();
    rules.any(|rule| {
        OF_HEARERS.contains(&rule.act)
            && super::holders(visitor, organisation, matter, &rule.by).contains(person)
    })
}

/// Whether the visitor is a candidate for whom the set is released by now.
fn released(visitor: &Visitor, matter: &Matter, set: &QuestionSet) -> bool {
    let stands = |person| matter.candidacy(person).is_some();
    visitor.person.as_ref().is_some_and(stands) && set.released.is_some_and(|at| at <= visitor.now)
}

/// `GET /matters/{id}/questions`
///
/// # Errors
/// [`PageFault::NotFound`]; faults of the store.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let mut parts = Vec::new();
    for stage in &matter.procedure.stages {
        let of_stage = |one: &BankQuestion| one.stage == stage.id;
        if matter.progress.bank.iter().any(of_stage) {
            parts.push(part(&visitor, matter, stage).await?);
        }
    }
    show(&QuestionsPage {
        frame: Frame::new(&visitor, visitor.t.say("questions-title")).within(matter),
        parts,
    })
}

async fn part(visitor: &Visitor, matter: &Matter, stage: &Stage) -> Result<Part, PageFault> {
    let hears = hears(visitor, matter, stage);
    let over = matter.ended.iter().any(|end| end.stage == stage.id);
    let set = matter.progress.questions.get(&stage.id);
    let reads = hears || over;
    let mut part = Part {
        id: stage.id.to_string(),
        title: words::procedure::text(visitor.t, &stage.title),
        fixed: set.map(|set| (set.questions.len(), Moment::brief(visitor, set.fixed))),
        released: set
            .and_then(|set| set.released)
            .map(|at| Moment::brief(visitor, at)),
        set: None,
        bank: Vec::new(),
        log: Vec::new(),
    };
    let bank = || {
        matter
            .progress
            .bank
            .iter()
            .filter(|one| one.stage == stage.id)
    };
    if let Some(set) = set.filter(|set| reads || released(visitor, matter, set)) {
        let mut lines = Vec::new();
        for paper in &set.questions {
            if let Some(one) = bank().find(|one| one.question.text.paper == *paper) {
                let text = text_of(visitor, &one.question.text).await?;
                lines.push((one.question.theme.clone(), text));
            }
        }
        part.set = Some(lines);
        if reads {
            part.log = log(visitor, matter, stage, set).await?;
        }
    }
    if hears && !over {
        let names = visitor.names(bank().map(|one| &one.by)).await?;
        for (theme, of_theme) in by_theme(bank()) {
            let mut lines = Vec::new();
            for one in of_theme {
                let paper = &one.question.text.paper;
                lines.push(Banked {
                    text: text_of(visitor, &one.question.text).await?,
                    by: names.get(&one.by).cloned().unwrap_or_default(),
                    in_set: set.is_some_and(|set| set.questions.contains(paper)),
                });
            }
            part.bank.push((theme.to_owned(), lines));
        }
    }
    Ok(part)
}

/// What each candidate was asked, and who missed it.
async fn log(
    visitor: &Visitor,
    matter: &Matter,
    stage: &Stage,
    set: &QuestionSet,
) -> Result<Vec<Asked>, PageFault> {
    let t = visitor.t;
    let (Some(asked), Some(heard)) = (
        matter.progress.asked.get(&stage.id),
        matter.progress.heard.get(&stage.id),
    ) else {
        return Ok(Vec::new());
    };
    let expected = expected(visitor, matter, stage);
    let names = visitor.names(asked.keys().chain(&expected)).await?;
    let name = |person: &PersonId| names.get(person).cloned().unwrap_or_default();
    let nothing = BTreeSet::new();
    let line = |(candidate, asked): (&PersonId, &BTreeSet<PaperId>)| {
        let left_out = (1..).zip(&set.questions);
        let left_out: Vec<String> = left_out
            .filter(|(_, paper)| !asked.contains(*paper))
            .map(|(number, _): (usize, _)| number.to_string())
            .collect();
        let present = heard.get(candidate).unwrap_or(&nothing);
        let missed = expected.iter().filter(|one| !present.contains(*one));
        let missed: Vec<_> = missed.map(name).collect();
        Asked {
            name: name(candidate),
            number: asked.len(),
            left_out: left_out.join(", "),
            missed: words::list(t, &missed),
        }
    };
    Ok(asked.iter().map(line).collect())
}

/// Whose presence is looked for: of a stage before rounds its electors, else those who hear.
fn expected(visitor: &Visitor, matter: &Matter, stage: &Stage) -> Vec<PersonId> {
    let Some(organisation) = visitor.world.organisation() else {
        return Vec::new();
    };
    let drawn = stage.acts.iter().any(|rule| rule.act == ActKind::DrawOrder);
    if drawn {
        let rounds = matter
            .procedure
            .stages
            .iter()
            .find_map(|one| one.rounds.as_ref());
        let electors = rounds.map(|rounds| &rounds.electors);
        let mut all = electors.map_or_else(
            || audience_of(visitor, matter),
            |role| super::holders(visitor, organisation, matter, role),
        );
        all.retain(|person| !matter.is_interested(person));
        return all;
    }
    let rules = stage.acts.iter().filter(|rule| rule.act == ActKind::Hear);
    let mut all: Vec<PersonId> = rules
        .flat_map(|rule| super::holders(visitor, organisation, matter, &rule.by))
        .filter(|person| !matter.is_interested(person))
        .collect();
    all.sort();
    all.dedup();
    all
}
