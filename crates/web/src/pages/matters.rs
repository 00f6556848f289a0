//! All matters: those that run by the date at which each goes on, then those that have ended.

use askama::Template;
use polity_org::Matter;
use polity_org::act::StandingAct;
use polity_org::matter::Position;

use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::{self, Said, moment::Moment};

#[derive(Template)]
#[template(path = "matter/matters.html")]
struct Matters {
    frame: Frame,
    running: Vec<Line>,
    ended: Vec<Line>,
    /// Whether the visitor may open one.
    may_open: bool,
}

/// A matter in a list.
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) kind: Said,
    pub(crate) state: String,
    pub(crate) next: Option<Moment>,
    pub(crate) tag: String,
    pub(crate) colour: &'static str,
}

/// A matter as a line of a list.
pub(crate) fn line(visitor: &Visitor, matter: &Matter) -> Line {
    let (tag, colour) = super::matter::tag(visitor, matter);
    let next = matter.due_at(visitor.now).into_iter().next();
    Line {
        href: format!("/matters/{}", matter.id),
        title: matter.title.clone(),
        kind: words::procedure::text(visitor.t, &matter.procedure.title),
        state: super::matter::state(visitor, matter),
        next: next.map(|at| Moment::new(visitor, at)),
        tag,
        colour,
    }
}

/// `GET /matters`
///
/// # Errors
/// Faults of the store.
pub async fn page(visitor: Visitor) -> Page {
    let (mut ended, mut running): (Vec<_>, Vec<_>) = visitor
        .world
        .matters()
        .partition(|matter| matches!(matter.position, Position::Ended(_)));
    running.sort_by_key(|matter| matter.due_at(visitor.now).into_iter().next());
    ended.sort_by_key(|matter| std::cmp::Reverse(matter.entry));
    let may_open = visitor.person.as_ref().is_some_and(|person| {
        let answer =
            polity_org::judge_power(&visitor.world, person, StandingAct::OpenMatter, visitor.now);
        answer.is_allowed()
    });
    let lines = |matters: Vec<&Matter>| {
        matters
            .into_iter()
            .map(|matter| line(&visitor, matter))
            .collect()
    };
    show(&Matters {
        frame: Frame::new(&visitor, visitor.t.say("frame-matters")),
        running: lines(running),
        ended: lines(ended),
        may_open,
    })
}
