//! What goes wrong on a page, told to the person it happens to: what it is, by which rule, what to do.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use polity_office::OfficeFault;
use polity_org::Refused;
use polity_store::{ActError, StoreError};

use crate::metrics;

/// Why a page is not shown, or a form not done.
#[derive(Debug, thiserror::Error)]
pub enum PageFault {
    /// There is no such page, or none that this visitor may know of.
    #[error("there is no such page")]
    NotFound,
    /// The visitor must sign in first, and comes back to this path.
    #[error("sign in first")]
    SignIn(String),
    /// The visitor is signed in and must prove more (passkey, second factor), and comes back to this path.
    #[error("prove more first")]
    StepUp(String),
    /// The visitor is signed in and may not do this.
    #[error("this is not for you to do")]
    Forbidden,
    /// The judge refused it, with the rule.
    #[error("{}", .0.unmet.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Refused(Box<Refused>),
    /// What was sent cannot be used: all faults at once, in sentences.
    #[error("{}", .0.join("; "))]
    Invalid(Vec<String>),
    /// Too many tries in a short time.
    #[error("too many tries; wait {seconds} seconds")]
    TooMany {
        /// How long to wait.
        seconds: u64,
    },
    /// Nothing was stored: it is safe to try again.
    #[error("not stored: {0}")]
    NotStored(String),
    /// A defect of the program or of the machine; the operator finds it in the log.
    #[error("{0}")]
    Defect(String),
}

impl PageFault {
    /// One fault of what was sent.
    pub fn invalid(fault: impl Into<String>) -> Self {
        Self::Invalid(vec![fault.into()])
    }

    /// The response of a fault that somebody else keeps too: work that failed.
    pub(crate) fn shared(fault: &std::sync::Arc<Self>) -> Response {
        let mut response = fault.status().into_response();
        let undrawn = Undrawn(std::sync::Arc::clone(fault));
        response.extensions_mut().insert(undrawn);
        response
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn(_) | Self::StepUp(_) => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::Refused(_) => StatusCode::FORBIDDEN,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::NotStored(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Defect(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Its stable name, for the JSON API and for texts (`fault-` and the name).
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::SignIn(_) => "sign-in",
            Self::StepUp(_) => "step-up",
            Self::Forbidden => "forbidden",
            Self::Refused(_) => "refused",
            Self::Invalid(_) => "invalid",
            Self::TooMany { .. } => "too-many",
            Self::NotStored(_) => "not-stored",
            Self::Defect(_) => "defect",
        }
    }
}

impl From<StoreError> for PageFault {
    fn from(error: StoreError) -> Self {
        if let StoreError::Deadline { what, .. } = &error {
            metrics::deadline(what);
        }
        match error {
            StoreError::Invalid(what) => Self::invalid(what),
            StoreError::Unavailable { .. }
            | StoreError::Deadline { .. }
            | StoreError::Failed { .. } => Self::NotStored(error.to_string()),
            other => Self::Defect(other.to_string()),
        }
    }
}

impl From<ActError> for PageFault {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Refused(refused) => Self::Refused(refused),
            ActError::Store(error) => error.into(),
        }
    }
}

impl From<OfficeFault> for PageFault {
    fn from(fault: OfficeFault) -> Self {
        match fault {
            OfficeFault::Refused(refused) => Self::Refused(refused),
            OfficeFault::Wrong(faults) => Self::Invalid(faults),
            OfficeFault::Store(error) => error.into(),
            other => Self::Defect(other.to_string()),
        }
    }
}

/// A fault that waits to be drawn in the visitor's language by the outermost layer.
#[derive(Clone)]
pub(crate) struct Undrawn(pub(crate) std::sync::Arc<PageFault>);

impl IntoResponse for PageFault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response
            .extensions_mut()
            .insert(Undrawn(std::sync::Arc::new(self)));
        response
    }
}
