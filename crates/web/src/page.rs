//! The frame of every page, and how a template becomes a response.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use polity_values::Timestamp;

use crate::PageFault;
use crate::lang::{Language, Say};
use crate::visitor::Visitor;

/// What a handler gives.
pub type Page = Result<Response, PageFault>;

/// What the frame around every page shows. A page's template struct has it as its field `frame`.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The language's voice.
    pub t: Say,
    /// The title of the page: the heading, and the first part of the window's title.
    pub title: String,
    /// The organisation's name; before the founding, the program's.
    pub organisation: String,
    /// Whether everything here is a rehearsal.
    pub rehearsal: bool,
    /// The instant of the page by the server's clock: a device's own may be wrong, or a rehearsal's be ahead.
    pub now: Timestamp,
    /// The path of the page.
    pub path: String,
    /// Who is signed in, by name.
    pub person: Option<String>,
    /// The way here, from the first page on.
    pub crumbs: Vec<Crumb>,
    /// The same page in each language.
    pub languages: Vec<LanguageLink>,
}

/// A link of the way here.
#[derive(Debug, Clone)]
pub struct Crumb {
    /// Its text.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

/// The same page in a language.
#[derive(Debug, Clone)]
pub struct LanguageLink {
    /// The language.
    pub language: Language,
    /// Where it leads.
    pub href: String,
    /// Whether this is the language shown.
    pub current: bool,
}

impl Frame {
    /// The frame of a page with this title for this visitor.
    pub fn new(visitor: &Visitor, title: impl ToString) -> Self {
        Self {
            t: visitor.t,
            title: title.to_string(),
            organisation: visitor.organisation_name(),
            rehearsal: visitor.site.settings().rehearsal,
            now: visitor.now,
            path: visitor.path.clone(),
            person: visitor.name.clone(),
            crumbs: Vec::new(),
            languages: language_links(visitor),
        }
    }

    /// The title of the window: what the page is, then whose it is.
    pub fn window_title(&self) -> String {
        if self.title == self.organisation {
            return self.title.clone();
        }
        format!("{} \u{2013} {}", self.title, self.organisation)
    }

    /// The `aria-current` of a link of the menu: whether this page is that section's first, within it, or
    /// elsewhere.
    pub fn here(&self, section: &str) -> &'static str {
        match self.path.strip_prefix(section) {
            Some("") => "page",
            Some(rest) if rest.starts_with('/') => "true",
            _ => "false",
        }
    }

    /// With the way to a matter: the list of elections, and the matter's own page.
    #[must_use]
    pub fn within(self, matter: &polity_org::Matter) -> Self {
        let matters = self.t.say("frame-matters");
        self.crumb(matters, "/matters")
            .crumb(&matter.title, format!("/matters/{}", matter.id))
    }

    /// With one more step of the way here.
    #[must_use]
    pub fn crumb(mut self, text: impl ToString, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb {
            text: text.to_string(),
            href: href.into(),
        });
        self
    }
}

fn language_links(visitor: &Visitor) -> Vec<LanguageLink> {
    let sign = if visitor.query.is_empty() { "" } else { "&" };
    let link = |language: Language| LanguageLink {
        language,
        href: format!(
            "{}?{}{sign}lang={}",
            visitor.path,
            visitor.query,
            language.code()
        ),
        current: language == visitor.t.language,
    };
    Language::ALL.into_iter().map(link).collect()
}

/// A page from its template.
///
/// # Errors
/// When the template cannot be drawn, which is a defect.
pub fn show(template: &impl Template) -> Page {
    show_with(StatusCode::OK, template)
}

/// A page from its template with a status of its own, such as 422 for a form with faults.
///
/// # Errors
/// As [`show`].
pub fn show_with(status: StatusCode, template: &impl Template) -> Page {
    let html = template
        .render()
        .map_err(|fault| PageFault::Defect(fault.to_string()))?;
    Ok((
        status,
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        html,
    )
        .into_response())
}
