//! What can go wrong in the office, in words for the person at the desk.

use std::fmt::Write as _;
use std::path::PathBuf;

use polity_ballot::archive::{Fault, KeeperFault};
use polity_org::Refused;
use polity_store::{ActError, StoreError};

/// Why a step was not taken. Nothing of it was done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OfficeFault {
    /// The judge refused.
    #[error("refused by {}: {}", .0.rule, reasons(.0))]
    Refused(Box<Refused>),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The archive or a step of the protocol.
    #[error(transparent)]
    Keeper(#[from] KeeperFault),
    /// The archive's form.
    #[error(transparent)]
    Archive(#[from] Fault),
    /// A file.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Something that was handed in is wrong; every fault in words.
    #[error("{}", .0.join("; "))]
    Wrong(Vec<String>),
}

impl OfficeFault {
    /// One fault in words.
    pub fn wrong(what: impl Into<String>) -> Self {
        Self::Wrong(vec![what.into()])
    }

    /// A fault of a file.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}

impl From<ActError> for OfficeFault {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Refused(refused) => Self::Refused(refused),
            ActError::Store(error) => Self::Store(error),
        }
    }
}

/// Everything that is unmet, each with its clause.
fn reasons(refused: &Refused) -> String {
    let each = |unmet: &polity_org::Unmet| format!("{} ({})", unmet.why, unmet.rule);
    let mut text = refused
        .unmet
        .iter()
        .map(each)
        .collect::<Vec<_>>()
        .join("; ");
    if let Some(opens) = refused.opens {
        // Writing to a String cannot fail.
        let _ = write!(text, "; time allows it from {opens} on");
    }
    text
}
