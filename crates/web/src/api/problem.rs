//! Refusals of the API in both languages, as problem JSON.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use polity_ballot::wire::BallotRefusal;
use polity_office::polling::CastRefusal;
use polity_org::{Refused, Why};
use polity_store::{CastError, SpoilError, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

use super::Caller;
use crate::PageFault;
use crate::lang::Say;
use crate::metrics;

/// What is wrong, for programs; [`Refusal::words`] is for people.
#[derive(Debug)]
pub enum Refusal {
    /// There is nothing of this name.
    NotFound,
    /// The credential has voted, and the first vote is final.
    AlreadyVoted,
    /// The same ballot is in the box under another credential.
    Copy,
    /// The ballot was opened to check it.
    Spoiled,
    /// The ballot was cast and can no longer be opened.
    Cast,
    /// The ballot is not sound; in the protocol's words.
    BadBallot(String),
    /// What was sent is not what this address takes.
    BadRequest(String),
    /// More bytes than any ballot has.
    TooLong,
    /// The credential is not on the list.
    UnknownCode,
    /// Not yet, or no longer.
    Time(Box<Refused>),
    /// The box was sealed while the vote was on its way.
    Sealed,
    /// Nothing with this tracker is in the box.
    NotInBox,
    /// Too often.
    TooMany(u64),
    /// Nothing was stored; it is safe to try again.
    NotStored(String),
    /// A letter did not go out; it is safe to ask again.
    NotSent,
    /// A defect of the program or of the machine.
    Defect(String),
}

/// A refusal with the language in which it is told.
#[derive(Debug)]
pub struct ApiFault {
    t: Say,
    refusal: Refusal,
}

/// Problem JSON (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the code says which problem.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What is wrong, in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What that means and what to do.
    pub detail: String,
    /// Its stable name.
    pub code: &'static str,
    /// The clause by which it is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// From when on time no longer stands in the way (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    /// What exactly is wrong, for whoever writes a client.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<String>,
}

impl Caller {
    /// A refusal in the caller's language.
    pub fn refuse(&self, refusal: impl Into<Refusal>) -> ApiFault {
        ApiFault {
            t: self.t,
            refusal: refusal.into(),
        }
    }
}

impl Refusal {
    /// Its stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::AlreadyVoted => "already-voted",
            Self::Copy => "copy",
            Self::Spoiled => "spoiled",
            Self::Cast => "already-cast",
            Self::BadBallot(_) => "bad-ballot",
            Self::BadRequest(_) => "bad-request",
            Self::TooLong => "too-long",
            Self::UnknownCode => "unknown-code",
            Self::Time(refused) if too_early(refused) => "too-early",
            Self::Time(_) | Self::Sealed => "too-late",
            Self::NotInBox => "not-in-box",
            Self::TooMany(_) => "too-many",
            Self::NotStored(_) => "not-stored",
            Self::NotSent => "not-sent",
            Self::Defect(_) => "defect",
        }
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::NotInBox => StatusCode::NOT_FOUND,
            Self::AlreadyVoted | Self::Copy | Self::Spoiled | Self::Cast => StatusCode::CONFLICT,
            Self::BadBallot(_) | Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnknownCode | Self::Time(_) | Self::Sealed => StatusCode::FORBIDDEN,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::NotStored(_) | Self::NotSent => StatusCode::SERVICE_UNAVAILABLE,
            Self::Defect(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Title and detail in a language.
    fn words(&self, t: Say) -> (String, String) {
        let (title, detail) = match self {
            Self::NotFound => (t.say("api-not-found"), t.say("api-not-found-detail")),
            Self::AlreadyVoted => (
                t.say("api-already-voted"),
                t.say("api-already-voted-detail"),
            ),
            Self::Copy => (t.say("api-copy"), t.say("api-copy-detail")),
            Self::Spoiled => (t.say("api-spoiled"), t.say("api-spoiled-detail")),
            Self::Cast => (t.say("api-already-cast"), t.say("api-already-cast-detail")),
            Self::BadBallot(_) => (t.say("api-bad-ballot"), t.say("api-bad-ballot-detail")),
            Self::BadRequest(_) => (t.say("api-bad-request"), t.say("api-bad-request-detail")),
            Self::TooLong => (t.say("api-too-long"), t.say("api-too-long-detail")),
            Self::UnknownCode => (t.say("api-unknown-code"), t.say("api-unknown-code-detail")),
            Self::Time(refused) if too_early(refused) => {
                (t.say("api-too-early"), t.say("api-too-early-detail"))
            }
            Self::Time(_) | Self::Sealed => (t.say("api-too-late"), t.say("api-too-late-detail")),
            Self::NotInBox => (t.say("api-not-in-box"), t.say("api-not-in-box-detail")),
            Self::TooMany(seconds) => (
                t.say("fault-too-many"),
                t.say("fault-too-many-advice").num("seconds", *seconds),
            ),
            Self::NotStored(_) => (t.say("api-not-stored"), t.say("api-not-stored-detail")),
            Self::NotSent => (t.say("api-not-sent"), t.say("api-not-sent-detail")),
            Self::Defect(_) => (t.say("fault-defect"), t.say("fault-defect-advice")),
        };
        (title.to_string(), detail.to_string())
    }

    fn faults(&self) -> Vec<String> {
        match self {
            Self::BadBallot(why) | Self::BadRequest(why) => vec![why.clone()],
            _ => Vec::new(),
        }
    }
}

/// Whether the box is not open yet, rather than no longer.
fn too_early(refused: &Refused) -> bool {
    let closed = |why: &Why| {
        matches!(
            why,
            Why::WindowClosed { .. } | Why::MatterEnded { .. } | Why::Inconsistent { .. }
        )
    };
    !refused.unmet.iter().any(|unmet| closed(&unmet.why))
}

impl IntoResponse for ApiFault {
    fn into_response(self) -> Response {
        let Self { t, refusal } = self;
        metrics::refused(refusal.code());
        match &refusal {
            Refusal::Defect(why) => tracing::error!(why, "a request of the API failed"),
            Refusal::NotStored(why) => tracing::warn!(why, "a request of the API was not stored"),
            _ => {}
        }
        let (title, detail) = refusal.words(t);
        let (rule, opens) = match &refusal {
            Refusal::Time(refused) => (
                Some(refused.rule.to_string()),
                refused.opens.map(|opens| opens.to_string()),
            ),
            _ => (None, None),
        };
        let problem = Problem {
            kind: "about:blank",
            title,
            status: refusal.status().as_u16(),
            detail,
            code: refusal.code(),
            rule,
            opens,
            faults: refusal.faults(),
        };
        // A struct of texts always has a JSON form.
        let body = serde_json::to_string(&problem).unwrap_or_default();
        let mut response = (refusal.status(), body).into_response();
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, kind);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let code = HeaderValue::from_static(t.language.code());
        headers.insert(header::CONTENT_LANGUAGE, code);
        if let Refusal::TooMany(seconds) = refusal {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        PageFault::from(error).into()
    }
}

impl From<PageFault> for Refusal {
    fn from(fault: PageFault) -> Self {
        match fault {
            PageFault::NotFound => Self::NotFound,
            PageFault::NotStored(why) => Self::NotStored(why),
            other => Self::Defect(other.to_string()),
        }
    }
}

impl From<SpoilError> for Refusal {
    fn from(error: SpoilError) -> Self {
        match error {
            SpoilError::InBox => Self::Cast,
            SpoilError::Store(error) => error.into(),
        }
    }
}

impl From<CastRefusal> for Refusal {
    fn from(refusal: CastRefusal) -> Self {
        match refusal {
            CastRefusal::Time(refused) => Self::Time(refused),
            CastRefusal::Ballot(BallotRefusal::UnknownCredential(_)) => Self::UnknownCode,
            CastRefusal::Ballot(BallotRefusal::Copy) | CastRefusal::Box(CastError::Copy) => {
                Self::Copy
            }
            CastRefusal::Ballot(refusal) => Self::BadBallot(refusal.to_string()),
            CastRefusal::Box(CastError::AlreadyVoted) => Self::AlreadyVoted,
            CastRefusal::Box(CastError::Spoiled) => Self::Spoiled,
            CastRefusal::Box(CastError::Sealed) => Self::Sealed,
            CastRefusal::Box(CastError::NotStored(why)) => Self::NotStored(why),
        }
    }
}
