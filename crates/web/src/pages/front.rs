//! The first page: what needs you, what is new, what runs.

use askama::Template;

use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "front.html")]
struct Front {
    frame: Frame,
    matters: Vec<Line>,
}

/// A matter of the list.
struct Line {
    href: String,
    title: String,
    stage: String,
}

/// `GET /`
///
/// # Errors
/// Faults of the store.
pub async fn page(visitor: Visitor) -> Page {
    let matters = visitor
        .world
        .matters()
        .map(|matter| Line {
            href: format!("/matters/{}", matter.id),
            title: matter.title.clone(),
            stage: matter
                .current_stage()
                .map_or_else(String::new, |stage| stage.title.clone()),
        })
        .collect();
    show(&Front {
        frame: Frame::new(&visitor, visitor.organisation_name()),
        matters,
    })
}
