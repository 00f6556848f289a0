//! One ballot through the count, by its place in the shuffled list. That list was mixed by every trustee before
//! anything was opened: a place in it says nothing of a receipt, and no page leads from one to the other.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect};
use polity_count::follow;
use polity_papers::lang::spoken;
use serde::Deserialize;

use super::{counted, frame};
use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "result/vote.html")]
struct VotePage {
    frame: Frame,
    base: String,
    place: usize,
    total: usize,
    ranking: Vec<String>,
    steps: Vec<Step>,
}

/// What the ballot did at one stage.
struct Step {
    number: u32,
    holdings: Vec<(String, String)>,
    ended: Option<String>,
    moved: bool,
}

/// A place that was typed.
#[derive(Deserialize)]
pub struct Choice {
    place: Option<String>,
}

/// `GET /matters/{id}/result/votes`: from the form to the ballot.
///
/// # Errors
/// No such matter; a place that is not a number of the list.
pub async fn choose(
    visitor: Visitor,
    Path(id): Path<String>,
    Query(choice): Query<Choice>,
) -> Page {
    let matter = visitor.matter(&id)?.clone();
    let counted = counted::counted(&visitor, &matter)
        .await?
        .ok_or(PageFault::NotFound)?;
    let total = counted.contest.ballots.len();
    let typed = choice.place.unwrap_or_else(|| "1".to_owned());
    let typed = typed.trim().replace([',', ' '], "");
    let place = typed
        .parse::<usize>()
        .ok()
        .filter(|place| (1..=total).contains(place));
    let Some(place) = place else {
        let fault = visitor.t.say("vote-no-such-place").num("total", total);
        return Err(PageFault::invalid(fault.to_string()));
    };
    let to = format!("/matters/{}/result/votes/{place}", matter.id);
    Ok(Redirect::to(&to).into_response())
}

/// `GET /matters/{id}/result/votes/{n}`
///
/// # Errors
/// No such matter or place; faults of the store or of the published files.
pub async fn vote(visitor: Visitor, Path((id, place)): Path<(String, usize)>) -> Page {
    let matter = visitor.matter(&id)?.clone();
    let counted = counted::counted(&visitor, &matter)
        .await?
        .ok_or(PageFault::NotFound)?;
    let ballot = place
        .checked_sub(1)
        .and_then(|index| counted.contest.ballots.get(index))
        .ok_or(PageFault::NotFound)?;
    let name = |number: u8| counted.contest.name_of(number);
    let lang = counted::lang(visitor.t.language);
    let ranking = ballot
        .places()
        .iter()
        .filter(|group| !group.is_empty())
        .map(|group| {
            let names: Vec<String> = group.iter().map(|&number| name(number)).collect();
            lang.list(&names)
        })
        .collect();
    let nothing = |figure: &str| figure.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let steps = follow(&counted.transcript, ballot)
        .into_iter()
        .map(|standing| Step {
            number: standing.stage,
            holdings: standing
                .holdings
                .iter()
                .filter(|holding| !nothing(&holding.value))
                .map(|holding| (name(holding.candidate), spoken(&holding.value)))
                .collect(),
            ended: (!nothing(&standing.ended)).then(|| spoken(&standing.ended)),
            moved: standing.moved,
        })
        .collect();
    let base = format!("/matters/{}", matter.id);
    let t = visitor.t;
    let title = t.say("vote-title").num("place", place);
    show(&VotePage {
        frame: frame(&visitor, &matter, title)
            .crumb(t.say("result-title"), format!("{base}/result")),
        place,
        total: counted.contest.ballots.len(),
        ranking,
        steps,
        base,
    })
}
