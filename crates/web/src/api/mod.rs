//! The JSON API under `/api/v1`: what the voting booth calls, and what outsiders read.
//!
//! The voters' part ([`voter`]) never asks who somebody is: no cookie is read there, nothing of a request is
//! kept or logged but its kind and its outcome. Errors are problem JSON (RFC 9457) in the language of the
//! caller, each with a stable `code`.

pub mod openapi;
pub mod problem;
pub mod public;
pub mod trusteeship;
pub mod voter;

use std::convert::Infallible;
use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use polity_org::{Matter, World};
use polity_store::Viewer;
use polity_values::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Site;
use crate::lang::Say;
use crate::poll::OpenPoll;
use crate::promise::ServerKeys;
use crate::visitor::language;
use problem::{ApiFault, Refusal};

/// The most bytes of a small request.
const SMALL: usize = 4096;

/// What a handler of the API gives.
pub type Answer = Result<Response, ApiFault>;

/// Who calls, as far as the API knows: in which language, when. Nothing that identifies.
pub struct Caller {
    /// The site.
    pub site: Site,
    /// The language's voice.
    pub t: Say,
    /// The instant of the request.
    pub now: Timestamp,
}

impl FromRequestParts<Site> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self {
            site: site.clone(),
            t: Say::new(language(&parts.headers, query)),
            now: site.now(),
        })
    }
}

impl Caller {
    /// The world as the record stands.
    async fn world(&self) -> Result<Arc<World>, ApiFault> {
        let world = self.site.store().world().await;
        world.map_err(|error| self.refuse(error))
    }

    /// The poll of a ballot, with its matter.
    async fn poll<'w>(
        &self,
        world: &'w World,
        uuid: &str,
    ) -> Result<(Arc<OpenPoll>, &'w Matter), ApiFault> {
        match self.site.poll(world, uuid).await {
            Ok(Some(found)) => Ok(found),
            Ok(None) => Err(self.refuse(Refusal::NotFound)),
            Err(fault) => Err(self.refuse(fault)),
        }
    }

    /// The server's keys.
    async fn keys(&self) -> Result<&ServerKeys, ApiFault> {
        let keys = self.site.keys().await;
        keys.map_err(|fault| self.refuse(fault))
    }

    /// Who looks, for the vault's log: the site itself, for everybody.
    fn viewer(&self, purpose: &str) -> Viewer {
        Viewer {
            actor: "site".to_owned(),
            at: self.now,
            purpose: purpose.to_owned(),
        }
    }

    /// The bytes of a request, at most so many.
    async fn bytes(&self, body: Body, most: usize) -> Result<Bytes, ApiFault> {
        let read = axum::body::to_bytes(body, most).await;
        read.map_err(|_| self.refuse(Refusal::TooLong))
    }

    /// A small request as JSON.
    async fn read<T: DeserializeOwned>(&self, body: Body) -> Result<T, ApiFault> {
        let bytes = self.bytes(body, SMALL).await?;
        serde_json::from_slice(&bytes)
            .map_err(|fault| self.refuse(Refusal::BadRequest(fault.to_string())))
    }
}

/// A value as JSON that nobody keeps.
fn json(value: &impl Serialize) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(value)).into_response()
}
