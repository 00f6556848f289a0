//! The details of acts on applications to join, and how far an application came.

use super::words::Words;
use super::{Details, Wrong};
use crate::instant::LocalInstant;
use crate::model::{QueueId, ReasonCode};

/// What an act on an application carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApplicationDetails {
    /// What looking for the applicant came to.
    pub found: Option<Found>,
    /// A finding: accepted, or refused on a ground.
    pub finding: Option<Option<ReasonCode>>,
    /// The queue.
    pub queue: Option<QueueId>,
    /// A payment in pence, with its reference.
    pub paying: Option<(u32, String)>,
    /// The key by which a form that is sent twice counts once.
    pub key: Option<String>,
}

/// What looking for an applicant on the register came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// This entry.
    Entry(String),
    /// Perhaps this entry.
    Doubtful(String),
    /// None.
    Nobody,
}

/// How far an application came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApplicationIs {
    /// Nobody has decided.
    Undecided,
    /// The applicant is asked, until then.
    Asked(LocalInstant),
    /// It waits in a queue.
    InQueue(QueueId),
    /// Accepted.
    Accepted,
    /// The applicant votes provisionally.
    Provisional,
    /// Refused on a ground.
    Refused(ReasonCode),
    /// Withdrawn.
    Withdrawn,
}

/// Reads one detail of an act on an application. False: here stands none.
pub(super) fn detail(words: &mut Words<'_>, details: &mut Details) -> Result<bool, Wrong> {
    let of = &mut details.application;
    if words.take_all("matching nobody") {
        of.found = Some(Found::Nobody);
    } else if words.take_all("matching in doubt") {
        of.found = Some(Found::Doubtful(words.word("an entry")?.to_owned()));
    } else if words.take("matching") {
        of.found = Some(Found::Entry(words.word("an entry")?.to_owned()));
    } else if words.take_all("accepting it") {
        of.finding = Some(None);
    } else if words.take_all("refusing it on") {
        of.finding = Some(Some(words.value("a ground")?));
    } else if words.take("into") {
        of.queue = Some(words.value("a queue")?);
    } else if words.take("paying") {
        let pence = words.value("a number of pence")?;
        words.expect("reference")?;
        of.paying = Some((pence, words.word("a reference")?.to_owned()));
    } else if words.take("keyed") {
        of.key = Some(words.word("a key")?.to_owned());
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// What follows `the application of LIST is`.
pub(super) fn is(words: &mut Words<'_>) -> Result<ApplicationIs, Wrong> {
    if words.take("accepted") {
        return Ok(ApplicationIs::Accepted);
    }
    if words.take("provisional") {
        return Ok(ApplicationIs::Provisional);
    }
    if words.take("withdrawn") {
        return Ok(ApplicationIs::Withdrawn);
    }
    if words.take("undecided") {
        return Ok(ApplicationIs::Undecided);
    }
    if words.take_all("asked until") {
        return Ok(ApplicationIs::Asked(words.instant()?));
    }
    if words.take_all("refused on") {
        return Ok(ApplicationIs::Refused(words.value("a ground")?));
    }
    words.expect("in the queue").map_err(|_| {
        words.wrong("\"accepted\", \"undecided\", \"provisional\", \"withdrawn\", \"asked until\", \"refused on\" or \"in the queue\"")
    })?;
    Ok(ApplicationIs::InQueue(words.value("a queue")?))
}
