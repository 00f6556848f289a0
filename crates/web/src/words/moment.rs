//! An instant on a page: weekday, date, time, zone, and how far off it is.

use std::fmt;

use askama::filters::{Escaper as _, Html, HtmlSafe};
use polity_values::Timestamp;

use crate::visitor::Visitor;

/// An instant as HTML.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    text: String,
    distance: Option<String>,
}

impl Moment {
    /// An instant with how far off it is.
    pub fn new(visitor: &Visitor, at: Timestamp) -> Self {
        Self {
            at,
            text: visitor.at(at),
            distance: Some(visitor.t.distance(visitor.now, at).to_string()),
        }
    }

    /// A day alone, without weekday and time, for a row of dates.
    pub fn day(visitor: &Visitor, at: Timestamp) -> Self {
        Self {
            at,
            text: visitor.t.day(visitor.now, at, &visitor.zone()),
            distance: None,
        }
    }

    /// Weekday, day and time, and how far off that is, for a row of dates.
    pub fn brief(visitor: &Visitor, at: Timestamp) -> Self {
        Self {
            text: visitor.t.brief(visitor.now, at, &visitor.zone()),
            ..Self::new(visitor, at)
        }
    }

    /// An instant alone.
    pub fn bare(visitor: &Visitor, at: Timestamp) -> Self {
        Self {
            distance: None,
            ..Self::new(visitor, at)
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at;
        write!(f, "<time datetime=\"{at}\">")?;
        Html.write_escaped_str(&mut *f, &self.text)?;
        f.write_str("</time>")?;
        if let Some(distance) = &self.distance {
            write!(f, " <span class=\"p-countdown\" data-countdown=\"{at}\">")?;
            Html.write_escaped_str(&mut *f, distance)?;
            f.write_str("</span>")?;
        }
        Ok(())
    }
}

/// It escapes its texts itself.
impl HtmlSafe for Moment {}
