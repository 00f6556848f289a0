//! The receipt of a vote by mail, for who asks for it at the end of voting.

use axum::body::Body;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use polity_ballot::wire::Digest;
use polity_office::tracker;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Answer, Caller, Problem, Refusal};
use crate::lang::{Language, Say};
use crate::post::receipt::{self, Asked, Sent};

/// Where a receipt goes.
#[derive(Deserialize, ToSchema)]
pub struct Wanted {
    /// The tracker of a vote that is in the box, in either form.
    tracker: String,
    /// The address to which the receipt goes.
    email: String,
    /// The language of the letter: `en` or `cy`; without it, that of the request.
    lang: Option<String>,
}

/// `POST /api/v1/ballots/{uuid}/receipts`: sends the receipt of a vote by mail, at once. Address and tracker are
/// kept nowhere and logged nowhere.
///
/// # Errors
/// [`Refusal::NotInBox`]; [`Refusal::BadRequest`] for what is no address; [`Refusal::NotSent`].
#[utoipa::path(post, path = "/api/v1/ballots/{uuid}/receipts", tag = "voter", params(("uuid" = String, Path, description = "The ballot's id")), request_body = Wanted, responses((status = 202, description = "The mail server has taken the letter"), (status = 400, body = Problem, content_type = "application/problem+json", description = "`bad-request`: no address"), (status = 404, body = Problem, content_type = "application/problem+json", description = "`not-in-box`, or no such ballot"), (status = 413, body = Problem, content_type = "application/problem+json", description = "`too-long`"), (status = 429, body = Problem, content_type = "application/problem+json", description = "`too-many`"), (status = 503, body = Problem, content_type = "application/problem+json", description = "`not-sent`: the letter did not go out; safe to ask again")))]
pub(crate) async fn receipt(caller: Caller, Path(uuid): Path<String>, body: Body) -> Answer {
    let world = caller.world().await?;
    let (poll, matter) = caller.poll(&world, &uuid).await?;
    let wanted: Wanted = caller.read(body).await?;
    let email = wanted.email.trim();
    if email.len() > 254 || email.parse::<lettre::Address>().is_err() {
        let why = "email: an address such as name@example.org is needed".to_owned();
        return Err(caller.refuse(Refusal::BadRequest(why)));
    }
    let Some(found) = caller.look_up(&poll, &wanted.tracker).await? else {
        return Err(caller.refuse(Refusal::NotInBox));
    };
    let limits = &caller.site.voting().limits;
    limits
        .receipt(&found.tracker)
        .map_err(|seconds| caller.refuse(Refusal::TooMany(seconds)))?;
    let language = wanted.lang.as_deref().and_then(Language::of_code);
    let digest = Digest::from_base64(&found.tracker);
    let readable = digest.as_ref().map(tracker::readable).unwrap_or_default();
    let asked = Asked {
        uuid: &uuid,
        title: &matter.title,
        tracker: &readable,
        email,
    };
    let t = language.map_or(caller.t, Say::new);
    match receipt::send(&caller.site, t, &world, &asked).await {
        Ok(Sent::Accepted) => Ok(StatusCode::ACCEPTED.into_response()),
        Ok(Sent::NoSuchAddress) => {
            let why = "email: no mail can be sent to this address".to_owned();
            Err(caller.refuse(Refusal::BadRequest(why)))
        }
        Ok(Sent::Later) => Err(caller.refuse(Refusal::NotSent)),
        Err(fault) => Err(caller.refuse(fault)),
    }
}
