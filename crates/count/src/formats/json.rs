//! What the JSON formats share: recognising them, paths for faults, and the fault of text that is no JSON.

use std::fmt;

use serde::de::DeserializeOwned;

use super::{Faults, Format};
use crate::blt::Fault;

/// The format of a text that begins with a brace: cast vote records if they say so.
pub(super) fn recognise(text: &str) -> Format {
    let marks = ["CastVoteRecordReport", "\"CVR\"", "\"CVRSnapshot\""];
    if marks.iter().any(|mark| text.contains(mark)) {
        Format::CastVoteRecords
    } else {
        Format::OpaVote
    }
}

/// Reads the text as `T`. Text that is no JSON, or where something of another kind stands, is one fault with line
/// and column.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Fault>> {
    serde_json::from_str(text).map_err(|error| {
        let mut faults = Faults::default();
        let said = error.to_string();
        let what = said.split(" at line ").next().unwrap_or_default();
        faults.note(error.line().max(1), error.column().max(1), what);
        faults.0
    })
}

/// A place within JSON, shown as `CVR[3].Rank`.
#[derive(Clone, Copy)]
pub(super) struct Path<'a> {
    above: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    /// A key of the outermost object.
    pub(super) const fn root(key: &'a str) -> Self {
        Self {
            above: None,
            step: Step::Key(key),
        }
    }

    pub(super) const fn key(&'a self, key: &'a str) -> Self {
        Self {
            above: Some(self),
            step: Step::Key(key),
        }
    }

    /// An entry of a list, from 0.
    pub(super) const fn at(&'a self, index: usize) -> Self {
        Self {
            above: Some(self),
            step: Step::Index(index),
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            write!(f, "{above}")?;
        }
        match self.step {
            Step::Key(key) if self.above.is_some() => write!(f, ".{key}"),
            Step::Key(key) => f.write_str(key),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}
