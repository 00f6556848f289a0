//! The result of an election: the answer, the figures, the count told stage by stage, any ballot followed by its
//! place in the shuffled list, and the files.

pub(crate) mod counted;
mod files;
mod otherwise;
mod vote;

use askama::Template;
use axum::extract::Path;
use polity_count::{Stage, Status};
use polity_papers::Lang;
use polity_papers::lang::grouped;
use polity_papers::result::{ResultView, StageStory, Standing, limit_words};
use polity_papers::svg::{Bars, bars, flow};

use crate::PageFault;
use crate::lang::{Phrase, Say};
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;

pub use files::file;
pub(crate) use files::{not_modified, tagged, unchanged, with_headers};
pub use otherwise::page as otherwise;
pub use vote::{choose, vote};

use files::FileLine;

/// The result of an election.
#[derive(Template)]
#[template(path = "result/result.html")]
struct ResultPage {
    frame: Frame,
    base: String,
    answer: String,
    provisional: bool,
    until: String,
    figures: Vec<(String, String)>,
    why: Option<String>,
    rule: String,
    candidates: Vec<CandidateRow>,
    /// The limits on who could be elected together, each with how many of the class were elected.
    limits: Vec<String>,
    /// What the limits did, with the stage.
    bound: Vec<(u32, String)>,
    bars: Option<Bars>,
    story: Vec<StageStory>,
    last: usize,
    shown: Vec<u32>,
    rows: Vec<TableRow>,
    papers: usize,
    files: Vec<FileLine>,
}

/// A candidate in the table of candidates.
struct CandidateRow {
    name: String,
    first: String,
    share: String,
    last: String,
    outcome: String,
}

/// A row of the table of all stages.
struct TableRow {
    name: String,
    figures: Vec<String>,
}

/// Before there is a result.
#[derive(Template)]
#[template(path = "result/none.html")]
struct NonePage {
    frame: Frame,
    base: String,
    counted_from: Option<String>,
    unopposed: String,
}

/// One stage of the count.
#[derive(Template)]
#[template(path = "result/stage.html")]
struct StagePage {
    frame: Frame,
    base: String,
    number: u32,
    last: u32,
    story: StageStory,
    bars: Bars,
    flow: Option<String>,
    transfers: Vec<TransferRow>,
}

/// A row of the table of what moved.
struct TransferRow {
    from: String,
    value: String,
    to: String,
    papers: String,
    votes: String,
}

/// The frame of a page of a result.
fn frame(visitor: &Visitor, matter: &polity_org::Matter, title: impl ToString) -> Frame {
    Frame::new(visitor, title).within(matter)
}

/// `GET /matters/{id}/result`
///
/// # Errors
/// No such matter; faults of the store or of the published files.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?.clone();
    let base = format!("/matters/{}", matter.id);
    let t = visitor.t;
    let frame = frame(&visitor, &matter, t.say("result-title"));
    let lang = counted::lang(t.language);
    let Some(counted) = counted::counted(&visitor, &matter).await? else {
        let unopposed = match matter.winners() {
            Some((winners, true)) => winners,
            _ => Vec::new(),
        };
        let names = visitor.names(&unopposed).await?;
        let names: Vec<&String> = unopposed.iter().filter_map(|one| names.get(one)).collect();
        return show(&NonePage {
            frame,
            base,
            counted_from: counted::count_due(&visitor, &matter),
            unopposed: lang.list(&names),
        });
    };
    let view = counted::view(&visitor, &matter, &counted).await?;
    let last = u32::try_from(view.transcript.stages.len()).unwrap_or(0);
    let (provisional, until) = match &view.standing {
        Standing::Provisional { challenge_until } => (true, challenge_until.clone()),
        _ => (false, String::new()),
    };
    show(&ResultPage {
        frame,
        answer: view.answer(lang),
        provisional,
        until,
        figures: figures(&view, lang),
        why: view.why_less_than_half(lang),
        rule: view.rule_line(lang),
        candidates: candidates(&view, lang),
        limits: limits(&view, t, lang),
        bound: view.limits(lang),
        bars: bars(&view, lang, last),
        story: view.story(lang),
        last: view.transcript.stages.len(),
        shown: view
            .shown_stages()
            .iter()
            .map(|stage| stage.stage)
            .collect(),
        rows: table(&view, t),
        papers: counted.contest.ballots.len(),
        files: files::list(&visitor, &matter).await?,
        base,
    })
}

fn figures(view: &ResultView, lang: Lang) -> Vec<(String, String)> {
    let rows = view.figure_rows(lang).into_iter();
    rows.map(|row| (row.label, grouped(&row.figure))).collect()
}

fn candidates(view: &ResultView, lang: Lang) -> Vec<CandidateRow> {
    let rows = view.candidates.iter().map(|one| CandidateRow {
        name: one.name.clone(),
        first: grouped(&one.first),
        share: one.first_share.clone(),
        last: grouped(&one.last),
        outcome: ResultView::status_words(lang, one),
    });
    rows.collect()
}

/// The limits on who could be elected together, and how each was met.
fn limits(view: &ResultView, t: Say, lang: Lang) -> Vec<String> {
    let classes = view.transcript.constraints.classes.iter();
    let said = classes.map(|class| {
        let mut elected = view.transcript.elected.clone();
        elected.retain(|number| class.members.contains(number));
        t.say("result-limit")
            .str("limit", limit_words(lang, class))
            .num("elected", elected.len())
            .to_string()
    });
    said.collect()
}

/// The table of the stages: a row a candidate, then what no candidate can use, what was lost, and the quota.
fn table(view: &ResultView, t: Say) -> Vec<TableRow> {
    let stages = view.shown_stages();
    let row = |name: String, figure: &dyn Fn(&Stage) -> String| TableRow {
        name,
        figures: stages.iter().map(|stage| grouped(&figure(stage))).collect(),
    };
    let mut rows: Vec<TableRow> = view
        .candidates
        .iter()
        .enumerate()
        .map(|(index, one)| {
            row(one.name.clone(), &|stage| {
                stage.votes.get(index).cloned().unwrap_or_default()
            })
        })
        .collect();
    let name = |phrase: Phrase| phrase.to_string();
    rows.push(row(name(t.say("result-not-transferable")), &|stage| {
        stage.non_transferable.clone()
    }));
    rows.push(row(name(t.say("result-lost")), &|stage| {
        stage.loss_by_fraction.clone()
    }));
    rows.push(row(name(t.say("result-quota")), &|stage| {
        stage.quota.clone()
    }));
    rows
}

/// `GET /matters/{id}/result/stages/{n}`
///
/// # Errors
/// No such matter or stage; faults of the store or of the published files.
pub async fn stage(visitor: Visitor, Path((id, number)): Path<(String, u32)>) -> Page {
    let matter = visitor.matter(&id)?.clone();
    let counted = counted::counted(&visitor, &matter)
        .await?
        .ok_or(PageFault::NotFound)?;
    let view = counted::view(&visitor, &matter, &counted).await?;
    let lang = counted::lang(visitor.t.language);
    let story = view.stage_story(lang, number).ok_or(PageFault::NotFound)?;
    let base = format!("/matters/{}", matter.id);
    let title = format!("{}: {}", story.heading, story.summary);
    let t = visitor.t;
    show(&StagePage {
        frame: frame(&visitor, &matter, title)
            .crumb(t.say("result-title"), format!("{base}/result")),
        bars: bars(&view, lang, number).ok_or(PageFault::NotFound)?,
        flow: flow(&view, lang, number, "flow"),
        transfers: transfers(&visitor, &view, number),
        last: u32::try_from(view.transcript.stages.len()).unwrap_or(0),
        number,
        story,
        base,
    })
}

fn transfers(visitor: &Visitor, view: &ResultView, number: u32) -> Vec<TransferRow> {
    let lang = counted::lang(visitor.t.language);
    let stages = view.transcript.stages.iter();
    let moved = stages
        .filter(|stage| stage.stage == number)
        .flat_map(|stage| &stage.transfers);
    let mut rows = Vec::new();
    for transfer in moved {
        let from = view.names(lang, &transfer.from);
        let row = |to: String, papers: u64, votes: &str| TransferRow {
            from: from.clone(),
            value: grouped(&transfer.transfer_value),
            to,
            papers: visitor.t.count(papers),
            votes: grouped(votes),
        };
        for to in &transfer.to {
            rows.push(row(
                view.name(to.candidate).to_owned(),
                to.papers,
                &to.votes,
            ));
        }
        if transfer.non_transferable_papers > 0 {
            rows.push(row(
                visitor.t.say("result-nobody").to_string(),
                transfer.non_transferable_papers,
                &transfer.non_transferable,
            ));
        }
    }
    rows
}
