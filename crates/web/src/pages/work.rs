//! The page of long work: how far it is, and what came of it. It loads itself again while work goes on,
//! without script, and can be left and come back to.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::jobs::{Job, Kind, Outcome, State};
use crate::page::{Frame, Page, show, show_with};
use crate::visitor::Visitor;
use crate::words::{self, Reason};
use crate::{PageFault, asked};

/// Seconds until a page of work loads itself again.
const AGAIN: &str = "2";

#[derive(Template)]
#[template(path = "ballot/work.html")]
struct Work {
    frame: Frame,
    doing: String,
    /// Of a known number: done, of, and the sentence.
    progress: Option<(u64, u64)>,
    told: String,
    gone: bool,
    runs: bool,
    failed: bool,
    reasons: Vec<Reason>,
    entries: Vec<u64>,
    second_person: bool,
    back: String,
}

/// `GET /matters/{id}/work/{kind}`
///
/// # Errors
/// [`PageFault::NotFound`] where there is no such work.
pub async fn page(visitor: Visitor, Path((id, kind)): Path<(String, String)>) -> Page {
    let matter = visitor.matter(&id)?;
    let kind = Kind::of_name(&kind).ok_or(PageFault::NotFound)?;
    // What stands in the way of an officer's work may name members.
    if !matter.trustees.contains_key(visitor.signed_in()?) {
        asked::officer(&visitor)?;
    }
    let part = match kind {
        Kind::Shuffle | Kind::Decryption => "trustees",
        Kind::Freeze => "roll",
        _ => "ballot",
    };
    let back = format!("/matters/{}/{part}", matter.id);
    let Some(job) = visitor.site.jobs().find(matter.id.as_str(), kind) else {
        return gone(&visitor, matter, kind, back);
    };
    let frame = Frame::new(&visitor, title(&visitor, kind)).within(matter);
    draw(&visitor, &job, frame, back)
}

/// Says that nothing is known of the work: jobs live in memory, and a restart has ended this one, or it was
/// never begun. The page it began from says where things stand.
fn gone(visitor: &Visitor, matter: &polity_org::Matter, kind: Kind, back: String) -> Page {
    let work = Work {
        frame: Frame::new(visitor, title(visitor, kind))
            .crumb(&matter.title, format!("/matters/{}", matter.id)),
        told: visitor.t.say("work-gone").to_string(),
        gone: true,
        doing: title(visitor, kind),
        progress: None,
        runs: false,
        failed: false,
        reasons: Vec::new(),
        entries: Vec::new(),
        second_person: false,
        back,
    };
    show_with(StatusCode::NOT_FOUND, &work)
}

/// The page of a job within a frame; `back` is where one goes on.
///
/// # Errors
/// When the template cannot be drawn.
pub(crate) fn draw(visitor: &Visitor, job: &Job, frame: Frame, back: String) -> Page {
    let t = visitor.t;
    let (done, of) = job.progress();
    let state = job.state();
    let mut work = Work {
        frame,
        doing: title(visitor, job.kind),
        progress: (of > 0).then_some((done.min(of), of)),
        told: t
            .say("work-progress")
            .str("done", t.count(done.min(of)))
            .str("of", t.count(of))
            .to_string(),
        gone: false,
        runs: false,
        failed: false,
        reasons: Vec::new(),
        entries: Vec::new(),
        second_person: false,
        back,
    };
    match state {
        State::Running => {
            work.runs = true;
            let mut response = show(&work)?;
            let again = HeaderValue::from_static(AGAIN);
            response
                .headers_mut()
                .insert(HeaderName::from_static("refresh"), again);
            Ok(response)
        }
        State::Done(outcome) => {
            work.tell(&outcome);
            show(&work)
        }
        State::Failed(fault) => {
            work.failed = true;
            let (title, advice) = words::fault(t, &fault);
            work.told = format!("{title}. {advice}");
            work.reasons = words::reasons(visitor, &fault);
            show_with(fault.status(), &work)
        }
    }
}

impl Work {
    fn tell(&mut self, outcome: &Outcome) {
        let Some(done) = &outcome.done else { return };
        self.entries = done.entries.iter().map(|entry| entry.seq).collect();
        self.second_person = done
            .entries
            .last()
            .is_some_and(|entry| entry.event.kind().ends_with("_proposed"));
    }
}

fn title(visitor: &Visitor, kind: Kind) -> String {
    let t = visitor.t;
    let phrase = match kind {
        Kind::Check => t.say("work-check"),
        Kind::Import => t.say("work-import"),
        Kind::Freeze => t.say("work-freeze"),
        Kind::Close => t.say("work-close"),
        Kind::Shuffle => t.say("work-shuffle"),
        Kind::Decryption => t.say("work-decryption"),
        Kind::Count => t.say("work-count"),
    };
    phrase.to_string()
}

/// Where to look at a job.
pub(crate) fn to(matter: &polity_values::MatterId, kind: Kind) -> Response {
    Redirect::to(&format!("/matters/{matter}/work/{}", kind.name())).into_response()
}

/// Starts work on a matter and goes to its page.
///
/// # Errors
/// When other work is in the way.
pub(crate) fn begin<W, F>(
    visitor: &Visitor,
    matter: &polity_values::MatterId,
    kind: Kind,
    of: u64,
    work: W,
) -> Page
where
    W: FnOnce(std::sync::Arc<Job>) -> F + Send + 'static,
    F: Future<Output = Result<Outcome, PageFault>>,
{
    let busy = visitor.t.say("work-busy");
    visitor
        .site
        .jobs()
        .start(matter.as_str(), kind, of, busy, work)?;
    Ok(to(matter, kind))
}

/// `GET /matters/{id}/act/{…}`: acts that need more than a form of their own stand on a page of work.
///
/// # Errors
/// None.
pub async fn to_ballot(Path(id): Path<String>) -> Page {
    Ok(Redirect::to(&format!("/matters/{}/ballot", words::encode(&id))).into_response())
}

/// The same for the trustees' acts.
///
/// # Errors
/// None.
pub async fn to_trustees(Path(id): Path<String>) -> Page {
    Ok(Redirect::to(&format!("/matters/{}/trustees", words::encode(&id))).into_response())
}

/// The same for the roll's.
///
/// # Errors
/// None.
pub async fn to_roll(Path(id): Path<String>) -> Page {
    Ok(Redirect::to(&format!("/matters/{}/roll", words::encode(&id))).into_response())
}

/// Only an officer goes on.
pub(crate) fn hand(
    visitor: &Visitor,
    matter: &polity_org::Matter,
) -> Result<polity_office::desk::Hand, PageFault> {
    Ok(polity_office::desk::Hand {
        matter: matter.id.clone(),
        actor: asked::officer(visitor)?.clone(),
        now: visitor.now,
    })
}
