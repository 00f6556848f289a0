//! Help, the statement on accessibility, and the page for addresses that do not exist.

use askama::Template;

use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "help.html")]
struct Help {
    frame: Frame,
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct Accessibility {
    frame: Frame,
}

/// `GET /help`
///
/// # Errors
/// None of its own.
pub async fn page(visitor: Visitor) -> Page {
    let frame = Frame::new(&visitor, visitor.t.say("help-title"));
    show(&Help { frame })
}

/// `GET /accessibility`
///
/// # Errors
/// None of its own.
pub async fn accessibility(visitor: Visitor) -> Page {
    let frame = Frame::new(&visitor, visitor.t.say("accessibility-title"));
    show(&Accessibility { frame })
}

/// Any address that is not ours.
///
/// # Errors
/// Always [`PageFault::NotFound`].
pub async fn not_found() -> Page {
    Err(PageFault::NotFound)
}
