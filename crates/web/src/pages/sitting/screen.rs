//! The screen of the hall: in big letters what runs, who speaks and who is next, the vote that is called, how the last
//! one fell, how many are there. It asks nothing of who looks; while an item is taken in private it says that alone.

use askama::Template;
use axum::extract::Path;

use super::desk::{Running, Turning};
use super::meeting::Meeting;
use super::page::FloorLine;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;

/// Names of who speaks next at most.
const NEXT: usize = 3;

#[derive(Template)]
#[template(path = "sitting/screen.html")]
struct ScreenPage {
    frame: Frame,
    home: String,
    mark: String,
    title: String,
    state: String,
    floor: FloorLine,
    private: bool,
    over: bool,
    item: Option<Running>,
    turn: Option<Turning>,
    next: Vec<String>,
    vote: Option<Called>,
    last: Option<Fallen>,
}

/// The vote that is called.
struct Called {
    title: String,
    how: String,
}

/// How the last question fell.
struct Fallen {
    title: String,
    state: String,
    said: Vec<String>,
}

/// `GET /sittings/{id}/screen`
///
/// # Errors
/// [`crate::PageFault::NotFound`].
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let meeting = Meeting::find(&visitor, &id).await?;
    let sitting = meeting.sitting;
    let (state, _) = meeting.state();
    let private = sitting
        .item()
        .is_some_and(|(_, item)| item.spec.closed_doors);
    let next = sitting.speakers().into_iter().take(NEXT);
    let vote = sitting.voting().and_then(|(_, question)| {
        let vote = question.vote.as_ref()?;
        Some(Called {
            title: question.spec.title.clone(),
            how: meeting.method(&vote.opened.method),
        })
    });
    let closed = |number: &u32| {
        let item = polity_org::sitting::Sitting::numbered(&sitting.items, *number);
        item.is_some_and(|item| item.spec.closed_doors)
    };
    let public = sitting
        .questions
        .iter()
        .filter(|one| !one.spec.items.iter().any(closed));
    let decided = public.filter_map(|one| Some((one.decision.as_ref()?.0, one)));
    let last = decided.max_by_key(|(at, _)| *at).map(|(_, one)| Fallen {
        title: one.spec.title.clone(),
        state: meeting.question_state(one).0,
        said: meeting.fell(one).into_iter().take(1).collect(),
    });
    show(&ScreenPage {
        frame: Frame::new(&visitor, &sitting.call.title),
        home: format!("/sittings/{id}"),
        mark: visitor.site.live().mark(&visitor.world, sitting),
        title: sitting.call.title.clone(),
        state,
        floor: meeting.floor(),
        private,
        over: meeting.is_over(),
        item: meeting.running(false).filter(|_| !private),
        turn: meeting.turning(false).filter(|_| !private),
        next: if private {
            Vec::new()
        } else {
            next.map(|person| meeting.name(person)).collect()
        },
        vote: vote.filter(|_| !private),
        last: last.filter(|_| !private),
    })
}
