//! What the voting booth calls. Nobody is asked who they are, and no answer says how somebody voted.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;
use polity_ballot::archive::MAX_BALLOT_BYTES;
use polity_ballot::group::Encoded;
use polity_ballot::wire::{Ballot, Digest, Wire as _};
use polity_office::polling::CastRefusal;
use polity_office::tracker;
use polity_store::{Found, Receipt};
use polity_values::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::problem::{ApiFault, Problem, Refusal};
use super::{Answer, Caller, json};
use crate::metrics;
use crate::poll::OpenPoll;

pub(crate) mod about;
pub(crate) mod receipts;

pub use about::{BallotInfo, Both, Listed, ShortRankings, State};
pub use receipts::Wanted;

/// The header with the token of beginning.
const BEGUN: &str = "polity-begun";

/// When a voter began.
#[derive(Debug, Serialize, ToSchema)]
pub struct Begun {
    /// Send it back with the vote, in the header `Polity-Begun`: then a vote begun before the close is
    /// accepted within the grace.
    pub begun: String,
    /// The instant (RFC 3339).
    pub at: String,
}

/// A vote is in the box: checked, unique, on disk.
#[derive(Debug, Serialize, ToSchema)]
pub struct Saved {
    /// The ballot's tracker, base64.
    pub tracker: String,
    /// Its place in the box, from 1.
    pub place: u64,
    /// Votes in the box by now.
    pub total: u64,
    /// The box's head just after this vote, hexadecimal.
    pub head: String,
    /// The server's signed promise that the vote is at this place.
    pub promise: String,
}

/// A vote was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct InBox {
    /// Always true; a vote that is not there is a 404.
    pub in_box: bool,
    /// Its place, from 1.
    pub place: u64,
    /// Votes in the box by now.
    pub total: u64,
}

/// A paper that was opened to check it.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Opened {
    /// Its tracker, in either form.
    pub tracker: String,
}

/// What is known of a credential.
#[derive(Debug, Serialize, ToSchema)]
pub struct CredentialState {
    /// Whether it is on the election's list.
    pub known: bool,
    /// Whether a vote of it is in the box.
    pub voted: bool,
}

/// `GET /api/v1/ballots/{uuid}`: everything that the booth shows.
///
/// # Errors
/// [`Refusal::NotFound`]; faults of the store.
#[utoipa::path(get, path = "/api/v1/ballots/{uuid}", tag = "voter", params(("uuid" = String, Path, description = "The ballot's id")), responses((status = 200, body = BallotInfo), (status = 404, body = Problem, content_type = "application/problem+json", description = "No such ballot"), (status = 503, body = Problem, content_type = "application/problem+json", description = "Nothing was stored; safe to send again")))]
pub async fn ballot(caller: Caller, Path(uuid): Path<String>) -> Answer {
    let world = caller.world().await?;
    let (poll, matter) = caller.poll(&world, &uuid).await?;
    let info = about::describe(&caller, &world, &poll, matter).await;
    Ok(json(&info.map_err(|fault| caller.refuse(fault))?))
}

/// `POST /api/v1/ballots/{uuid}/begin`: a token of the instant at which a voter began.
///
/// # Errors
/// [`Refusal::Time`] when the ballot is not open.
#[utoipa::path(post, path = "/api/v1/ballots/{uuid}/begin", tag = "voter", params(("uuid" = String, Path, description = "The ballot's id")), responses((status = 200, body = Begun), (status = 403, body = Problem, content_type = "application/problem+json", description = "`too-early` or `too-late`"), (status = 404, body = Problem, content_type = "application/problem+json", description = "No such ballot"), (status = 503, body = Problem, content_type = "application/problem+json", description = "Nothing was stored; safe to send again")))]
pub async fn begin(caller: Caller, Path(uuid): Path<String>) -> Answer {
    let world = caller.world().await?;
    let (poll, _) = caller.poll(&world, &uuid).await?;
    let at = caller.now;
    poll.in_time(&world, at, at)
        .map_err(|refusal| caller.refuse(refusal))?;
    let keys = caller.keys().await?;
    let begun = keys.begun_token(&uuid, at);
    let at = at.to_string();
    Ok(json(&Begun { begun, at }))
}

/// `POST /api/v1/ballots/{uuid}/votes`: casts a vote; the body is the ballot's exact bytes.
///
/// # Errors
/// Every [`Refusal`] of the contract; after [`Refusal::NotStored`] the same vote may be sent again.
#[utoipa::path(post, path = "/api/v1/ballots/{uuid}/votes", tag = "voter", params(("uuid" = String, Path, description = "The ballot's id"), ("Polity-Begun" = Option<String>, Header, description = "The token of beginning")), request_body(content = String, content_type = "application/json", description = "The ballot's exact canonical bytes"), responses((status = 201, body = Saved, description = "In the box: checked, unique, on disk"), (status = 200, body = Saved, description = "The very same ballot was in the box"), (status = 400, body = Problem, content_type = "application/problem+json", description = "`bad-ballot`"), (status = 403, body = Problem, content_type = "application/problem+json", description = "`unknown-code`, `too-early` or `too-late`"), (status = 404, body = Problem, content_type = "application/problem+json", description = "No such ballot"), (status = 409, body = Problem, content_type = "application/problem+json", description = "`already-voted`, `copy` or `spoiled`"), (status = 413, body = Problem, content_type = "application/problem+json", description = "`too-long`"), (status = 429, body = Problem, content_type = "application/problem+json", description = "`too-many`"), (status = 503, body = Problem, content_type = "application/problem+json", description = "Nothing was stored; safe to send again")))]
pub async fn cast(
    caller: Caller,
    Path(uuid): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let world = caller.world().await?;
    let (poll, _) = caller.poll(&world, &uuid).await?;
    let most = usize::try_from(MAX_BALLOT_BYTES).unwrap_or(usize::MAX);
    let bytes = caller.bytes(body, most).await?;
    let credential = match Ballot::from_json(&bytes) {
        Ok(ballot) => ballot.credential,
        Err(fault) => return Err(caller.refuse(Refusal::BadBallot(fault.to_string()))),
    };
    if !poll.poll.knows(&credential) {
        return Err(caller.refuse(Refusal::UnknownCode));
    }
    let limits = &caller.site.voting().limits;
    limits
        .knock(&credential)
        .map_err(|seconds| caller.refuse(Refusal::TooMany(seconds)))?;
    let begun = caller.begun(&uuid, &headers).await?;
    if let Err(refusal) = poll.in_time(&world, caller.now, begun) {
        return caller.late(&poll, &uuid, &bytes, refusal).await;
    }
    match poll.cast(&caller.site, bytes.into()).await {
        Ok(posted) => {
            metrics::cast(posted.again);
            let status = if posted.again {
                StatusCode::OK
            } else {
                StatusCode::CREATED
            };
            caller.saved(&poll, &uuid, status, posted.receipt).await
        }
        Err(refusal) => Err(caller.refuse(refusal)),
    }
}

/// `GET /api/v1/ballots/{uuid}/votes/{tracker}`: whether a vote is in the box. The tracker is the whole hash
/// in base64 (its url form too) or the readable form of a receipt.
///
/// # Errors
/// [`Refusal::NotInBox`].
#[utoipa::path(get, path = "/api/v1/ballots/{uuid}/votes/{tracker}", tag = "voter", params(("uuid" = String, Path, description = "The ballot's id"), ("tracker" = String, Path, description = "The hash in base64 or its url form, or the readable form of a receipt")), responses((status = 200, body = InBox), (status = 404, body = Problem, content_type = "application/problem+json", description = "`not-in-box`, or no such ballot"), (status = 503, body = Problem, content_type = "application/problem+json", description = "Nothing was stored; safe to send again")))]
pub async fn find(caller: Caller, Path((uuid, typed)): Path<(String, String)>) -> Answer {
    let world = caller.world().await?;
    let (poll, _) = caller.poll(&world, &uuid).await?;
    let Some(found) = caller.look_up(&poll, &typed).await? else {
        return Err(caller.refuse(Refusal::NotInBox));
    };
    poll.saw(found.place);
    Ok(json(&InBox {
        in_box: true,
        place: found.place,
        total: caller.total(&poll).await?,
    }))
}

/// `POST /api/v1/ballots/{uuid}/spoiled`: a paper that the voter opened to check it can never be cast.
///
/// # Errors
/// [`Refusal::Cast`] when it is in the box.
#[utoipa::path(post, path = "/api/v1/ballots/{uuid}/spoiled", tag = "voter", params(("uuid" = String, Path, description = "The ballot's id")), request_body = Opened, responses((status = 204, description = "It can never be cast"), (status = 400, body = Problem, content_type = "application/problem+json", description = "`bad-request`"), (status = 403, body = Problem, content_type = "application/problem+json", description = "`too-early` or `too-late`"), (status = 404, body = Problem, content_type = "application/problem+json", description = "No such ballot"), (status = 409, body = Problem, content_type = "application/problem+json", description = "`already-cast`"), (status = 413, body = Problem, content_type = "application/problem+json", description = "`too-long`"), (status = 429, body = Problem, content_type = "application/problem+json", description = "`too-many`"), (status = 503, body = Problem, content_type = "application/problem+json", description = "Nothing was stored; safe to send again")))]
pub async fn spoil(caller: Caller, Path(uuid): Path<String>, body: Body) -> Answer {
    let world = caller.world().await?;
    let (poll, _) = caller.poll(&world, &uuid).await?;
    let opened: Opened = caller.read(body).await?;
    let Some(tracker) = full_tracker(&opened.tracker) else {
        let why = "tracker: the whole hash in base64 is needed".to_owned();
        return Err(caller.refuse(Refusal::BadRequest(why)));
    };
    poll.in_time(&world, caller.now, caller.now)
        .map_err(|refusal| caller.refuse(refusal))?;
    caller
        .site
        .voting()
        .limits
        .opened()
        .map_err(|seconds| caller.refuse(Refusal::TooMany(seconds)))?;
    let spoiled = caller
        .site
        .store()
        .box_spoil(poll.poll.box_name(), &tracker)
        .await;
    spoiled.map_err(|error| caller.refuse(error))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /api/v1/ballots/{uuid}/credentials/{public}`: whether a code is right and unused, before anybody
/// takes the trouble to rank.
///
/// # Errors
/// [`Refusal::BadRequest`] when the public part is none.
#[utoipa::path(get, path = "/api/v1/ballots/{uuid}/credentials/{public}", tag = "voter", params(("uuid" = String, Path, description = "The ballot's id"), ("public" = String, Path, description = "The public part of a credential: 64 lower-case hexadecimal digits")), responses((status = 200, body = CredentialState), (status = 400, body = Problem, content_type = "application/problem+json", description = "`bad-request`"), (status = 404, body = Problem, content_type = "application/problem+json", description = "No such ballot"), (status = 503, body = Problem, content_type = "application/problem+json", description = "Nothing was stored; safe to send again")))]
pub async fn credential(caller: Caller, Path((uuid, public)): Path<(String, String)>) -> Answer {
    let world = caller.world().await?;
    let (poll, _) = caller.poll(&world, &uuid).await?;
    let Ok(credential) = Encoded::parse(&public) else {
        let why = "the public part of a credential is 64 lower-case hexadecimal digits".to_owned();
        return Err(caller.refuse(Refusal::BadRequest(why)));
    };
    let known = poll.poll.knows(&credential);
    let store = caller.site.store();
    let voted = known
        && store
            .box_voted(poll.poll.box_name(), &public)
            .await
            .map_err(|error| caller.refuse(error))?;
    Ok(json(&CredentialState { known, voted }))
}

/// The whole tracker that somebody gave, in the form of the box.
fn full_tracker(typed: &str) -> Option<String> {
    let plain = typed.trim().trim_end_matches('=');
    let plain = plain.replace('-', "+").replace('_', "/");
    Digest::from_base64(&plain).map(Digest::to_base64)
}

impl Caller {
    /// The beginning that the voter's token says; without a token of ours, now.
    async fn begun(&self, uuid: &str, headers: &HeaderMap) -> Result<Timestamp, ApiFault> {
        let token = headers.get(BEGUN).and_then(|value| value.to_str().ok());
        let Some(token) = token else {
            return Ok(self.now);
        };
        let begun = self.keys().await?.begun_at(uuid, token);
        Ok(begun.unwrap_or(self.now))
    }

    /// A vote that comes too early or too late. If it is in the box already, the voter missed the answer
    /// only, and gets the receipt again.
    async fn late(
        &self,
        poll: &OpenPoll,
        uuid: &str,
        bytes: &[u8],
        refusal: CastRefusal,
    ) -> Answer {
        let tracker = Digest::of(bytes).to_base64();
        let Some(found) = self.look_up(poll, &tracker).await? else {
            return Err(self.refuse(refusal));
        };
        let receipt = Receipt {
            ballot: poll.poll.box_name().to_owned(),
            tracker: found.tracker,
            place: found.place,
            head: found.head,
        };
        self.saved(poll, uuid, StatusCode::OK, receipt).await
    }

    async fn saved(
        &self,
        poll: &OpenPoll,
        uuid: &str,
        status: StatusCode,
        receipt: Receipt,
    ) -> Answer {
        let promise = self.keys().await?.promise(uuid, &receipt);
        let saved = Saved {
            promise: promise.map_err(|fault| self.refuse(fault))?,
            head: crate::promise::hex(&receipt.head),
            place: receipt.place,
            total: poll.total().max(receipt.place),
            tracker: receipt.tracker,
        };
        Ok((status, json(&saved)).into_response())
    }

    /// A vote by its tracker in either form.
    async fn look_up(&self, poll: &OpenPoll, typed: &str) -> Result<Option<Found>, ApiFault> {
        let readable = tracker::normalise(typed);
        let start = match &readable {
            Some(readable) => tracker::base64_start(readable),
            None => full_tracker(typed),
        };
        let Some(start) = start else {
            return Ok(None);
        };
        let found = self.site.store().box_find(poll.poll.box_name(), &start);
        let found = found.await.map_err(|error| self.refuse(error))?;
        Ok(found.into_iter().find(|one| match &readable {
            None => one.tracker == start,
            Some(readable) => Digest::from_base64(&one.tracker)
                .is_some_and(|digest| tracker::readable(&digest) == *readable),
        }))
    }

    /// Votes in the box now.
    async fn total(&self, poll: &OpenPoll) -> Result<u64, ApiFault> {
        let head = self.site.store().box_head(poll.poll.box_name()).await;
        let head = head.map_err(|error| self.refuse(error))?;
        poll.saw(head.place);
        Ok(head.place)
    }
}
