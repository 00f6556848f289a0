//! `/api/v1/matters/{matter}/trusteeship…`: what the trustee's page sees and hands in.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse as _;
use serde_json::{Value, json};

use crate::PageFault;
use crate::jobs::{Kind, State};
use crate::page::Page;
use crate::trusteeship::{self, Long, Step};
use crate::visitor::Visitor;

/// How often a job is looked at, in milliseconds.
const LOOK: u64 = 50;

/// `GET …/trusteeship`
///
/// # Errors
/// [`PageFault::SignIn`], [`PageFault::Forbidden`], [`PageFault::NotFound`].
pub async fn look(visitor: Visitor, Path(id): Path<String>) -> Page {
    Ok(Json(body(&visitor, &id).await?).into_response())
}

async fn body(visitor: &Visitor, id: &str) -> Result<Value, PageFault> {
    let matter = visitor.matter(id)?;
    let hand = trusteeship::hand(visitor, matter)?;
    let standing = trusteeship::standing(visitor, matter, &hand.actor).await?;
    let question = match standing.step {
        Step::ProveKey => Some(trusteeship::question(visitor, matter)?),
        _ => None,
    };
    let working = matches!(standing.step, Step::Shuffle | Step::Decrypt);
    let opening = standing.step == Step::Decrypt;
    Ok(json!({
        "matter": matter.id.as_str(),
        "title": matter.title,
        "state": standing.step.name(),
        "question": question,
        "archive": working.then(|| format!("/matters/{}/files/election.bel", matter.id)),
        "ciphertexts": opening
            .then(|| format!("/api/v1/matters/{}/trusteeship/ciphertexts", matter.id)),
        "needed_next": standing.next,
        "when": standing.when.map(|at| visitor.at(at)),
    }))
}

/// `GET …/trusteeship/ciphertexts`
///
/// # Errors
/// As [`look`]; when the box is not closed.
pub async fn ciphertexts(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    trusteeship::hand(&visitor, matter)?;
    let lists = trusteeship::ciphertexts(&visitor, matter).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], lists).into_response())
}

/// `POST …/trusteeship/{part}`: `key`, `proof`, `shuffle` or `decryption`. It answers when what was handed in
/// is checked and on the record, with where the trustee then stands.
///
/// # Errors
/// What is wrong with it, or the judge's refusal.
pub async fn hand_in(
    visitor: Visitor,
    Path((id, part)): Path<(String, String)>,
    bytes: Bytes,
) -> Page {
    let matter = visitor.matter(&id)?;
    match part.as_str() {
        "key" => {
            trusteeship::key(&visitor, matter, &bytes).await?;
        }
        "proof" => {
            trusteeship::proof(&visitor, matter, &bytes).await?;
        }
        "shuffle" => {
            let kind = trusteeship::begin(&visitor, matter, Long::Shuffle(bytes.to_vec())).await?;
            if let Some(refused) = ended(&visitor, matter, kind).await? {
                return Ok(refused);
            }
        }
        "decryption" => {
            let long = Long::Decryption(bytes.to_vec());
            let kind = trusteeship::begin(&visitor, matter, long).await?;
            if let Some(refused) = ended(&visitor, matter, kind).await? {
                return Ok(refused);
            }
        }
        _ => return Err(PageFault::NotFound),
    }
    let world = visitor.site.store().world().await?;
    let visitor = Visitor { world, ..visitor };
    Ok(Json(body(&visitor, &id).await?).into_response())
}

/// Waits until the work has ended; what it refused, if it did.
async fn ended(
    visitor: &Visitor,
    matter: &polity_org::Matter,
    kind: Kind,
) -> Result<Option<axum::response::Response>, PageFault> {
    let job = visitor.site.jobs().find(matter.id.as_str(), kind);
    let job = job.ok_or_else(|| PageFault::Defect("a job is gone".to_owned()))?;
    loop {
        match job.state() {
            State::Running => tokio::time::sleep(std::time::Duration::from_millis(LOOK)).await,
            State::Done(_) => return Ok(None),
            State::Failed(fault) => return Ok(Some(PageFault::shared(&fault))),
        }
    }
}
