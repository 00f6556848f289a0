//! The booklet and the declaration as PDF. Setting a document takes longer than sending it: a program of its own
//! does it, one document at a time, and what it made is kept for the next who asks. A document is found again by
//! the digest of everything that it prints, so a kept one can never be out of date.

use std::io::Read as _;

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::HeaderMap;
use polity_org::{Digest, Matter};
use polity_papers::print::{self, Booklet, BookletCandidate, DeclarationPaper, Photograph, Sheet};
use polity_papers::result::DigestLine;
use polity_procedure::model::{Revote, StageKind};
use sha2::{Digest as _, Sha256};

use crate::PageFault;
use crate::kept::Kept;
use crate::lang::Phrase;
use crate::page::Page;
use crate::pages::matter::officers;
use crate::pages::result::{counted, not_modified, unchanged, with_headers};
use crate::pages::statements::{published, statements};
use crate::visitor::Visitor;
use crate::{press, words};

/// Documents kept at most: a few languages and forms of a few elections.
const KEPT: usize = 24;

/// Documents that were set, by the digest of what they print.
static SET: Kept<Bytes> = Kept::at_most(KEPT);

/// Held by whoever sets a document: many askers at once cost one setting, and one core.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Digests of archives by the digest of the count that was made from them.
static ARCHIVES: Kept<String> = Kept::at_most(KEPT);

/// `GET /matters/{id}/booklet.pdf`
///
/// # Errors
/// No such matter, or its statements are not published yet; faults of the store.
pub async fn booklet(visitor: Visitor, Path(id): Path<String>, headers: HeaderMap) -> Page {
    booklet_in(&visitor, &id, false, &headers).await
}

/// `GET /matters/{id}/booklet-large.pdf`: the same in large print.
///
/// # Errors
/// As [`booklet`].
pub async fn booklet_large(visitor: Visitor, Path(id): Path<String>, headers: HeaderMap) -> Page {
    booklet_in(&visitor, &id, true, &headers).await
}

async fn booklet_in(visitor: &Visitor, id: &str, large: bool, headers: &HeaderMap) -> Page {
    let matter = visitor.matter(id)?.clone();
    let published = published(visitor, &matter)
        .await?
        .ok_or(PageFault::NotFound)?;
    let procedure = &matter.procedure;
    let revote = procedure.ballot.as_ref().map(|terms| terms.revote);
    let rules = procedure.clauses.iter().map(|clause| {
        let text = words::procedure::text(visitor.t, &clause.text).text;
        (clause.id.to_string(), text)
    });
    let paper = Booklet {
        lang: counted::lang(visitor.t.language),
        large,
        organisation: visitor.organisation_name(),
        title: matter.title.clone(),
        seats: procedure.seats.as_ref().map_or(1, |seats| seats.number),
        revote: matches!(revote, Some(Revote::LastCounts)),
        dates: dates(visitor, &matter),
        lot_seed: published.seed,
        contact: contact(visitor, &matter).await?,
        candidates: candidates_of(visitor, &matter).await?,
        rules: rules.collect(),
        version: published.hash,
    };
    send(visitor, headers, &print::booklet(&paper)).await
}

async fn candidates_of(
    visitor: &Visitor,
    matter: &Matter,
) -> Result<Vec<BookletCandidate>, PageFault> {
    let mut candidates = Vec::new();
    for one in statements(visitor, matter).await? {
        let mut photo = None;
        if let Some((digest, alt)) = one.portrait {
            let store = visitor.site.store();
            let found = store.photo_fetch(&matter.id, &digest).await?;
            photo = found.map(|(_, file)| Photograph { file, alt });
        }
        candidates.push(BookletCandidate {
            number: u8::try_from(one.number).unwrap_or(u8::MAX),
            name: one.name,
            photo,
            supporters: one.units,
            statement: one.text,
        });
    }
    Ok(candidates)
}

/// `GET /matters/{id}/declaration.pdf`
///
/// # Errors
/// No such matter, or it is not counted yet; faults of the store or of the published files.
pub async fn declaration(visitor: Visitor, Path(id): Path<String>, headers: HeaderMap) -> Page {
    let matter = visitor.matter(&id)?.clone();
    let counted = counted::counted(&visitor, &matter)
        .await?
        .ok_or(PageFault::NotFound)?;
    let mut view = counted::view(&visitor, &matter, &counted).await?;
    if let Some(digest) = archive(&visitor, &matter).await? {
        let of = visitor.t.say("declaration-digest-archive").to_string();
        view.digests.push(DigestLine { of, digest });
    }
    let signers = vec![
        visitor.t.say("declaration-signer-first").to_string(),
        visitor.t.say("declaration-signer-second").to_string(),
    ];
    let lang = counted::lang(visitor.t.language);
    let version = Digest::of(format!("{view:?}").as_bytes()).to_string();
    let sheet = print::declaration(&DeclarationPaper {
        lang,
        result: &view,
        signers,
        version,
    });
    send(&visitor, &headers, &sheet).await
}

/// The digest of the archive's file, in hexadecimal; nothing where the file is not there.
async fn archive(visitor: &Visitor, matter: &Matter) -> Result<Option<String>, PageFault> {
    let Some(count) = matter.count.as_ref().map(|count| count.transcript) else {
        return Ok(None);
    };
    if let Some(digest) = ARCHIVES.get(&count) {
        return Ok(Some(digest));
    }
    let path = visitor
        .site
        .election(&matter.id)?
        .archive()
        .path()
        .to_owned();
    let read = tokio::task::spawn_blocking(move || digest_of(&path)).await;
    let Ok(digest) = read.map_err(|fault| PageFault::Defect(fault.to_string()))? else {
        return Ok(None);
    };
    Ok(Some(ARCHIVES.keep(count, digest)))
}

/// The SHA-256 of a file in hexadecimal.
fn digest_of(path: &std::path::Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; 1 << 16];
    loop {
        match file.read(&mut chunk)? {
            0 => break,
            read => hash.update(chunk.get(..read).unwrap_or_default()),
        }
    }
    Ok(Digest(hash.finalize().into()).to_string())
}

/// The dates that a voter needs: the ballot, and the declaration.
fn dates(visitor: &Visitor, matter: &Matter) -> Vec<(String, String)> {
    let t = visitor.t;
    let window = |kind| {
        let stage = matter.stage_of_kind(kind)?;
        matter.window(&stage.id)
    };
    let mut dates = Vec::new();
    let mut date = |what: Phrase, at| dates.push((what.to_string(), visitor.at(at)));
    if let Some(window) = window(StageKind::Ballot) {
        date(t.say("booklet-opens"), window.opens);
        date(t.say("booklet-closes"), window.closes);
    }
    if let Some(window) = window(StageKind::Declare) {
        date(t.say("booklet-declared"), window.closes);
    }
    dates
}

/// Whom to ask: those who conduct the election. Empty where nobody holds that seat.
async fn contact(visitor: &Visitor, matter: &Matter) -> Result<String, PageFault> {
    let (title, names) = officers(visitor, matter).await?;
    if names.is_empty() {
        return Ok(String::new());
    }
    let names = counted::lang(visitor.t.language).list(&names);
    let phrase = visitor.t.say("booklet-contact").str("names", names);
    Ok(phrase.str("title", title.text).to_string())
}

/// Sends a document, set now or before.
async fn send(visitor: &Visitor, headers: &HeaderMap, sheet: &Sheet) -> Page {
    let program = visitor.site.press().ok_or(PageFault::NotFound)?;
    let told = serde_json::to_vec(sheet).map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let digest = Digest::of(&told);
    let name = digest.to_string();
    let tag = format!("\"{}\"", name.get(..32).unwrap_or(&name));
    if unchanged(headers, &tag) {
        return Ok(not_modified(tag));
    }
    let bytes = match SET.get(&digest) {
        Some(bytes) => bytes,
        None => set_once(program, digest, sheet).await?,
    };
    Ok(with_headers("application/pdf", &tag, Body::from(bytes)))
}

/// Sets a document unless another asker has set it in the meantime, and keeps it.
async fn set_once(
    program: &std::path::Path,
    digest: Digest,
    sheet: &Sheet,
) -> Result<Bytes, PageFault> {
    let _turn = TURN.lock().await;
    if let Some(bytes) = SET.get(&digest) {
        return Ok(bytes);
    }
    let pdf = press::set(program, sheet)
        .await
        .map_err(|fault| PageFault::Defect(fault.to_string()))?;
    Ok(SET.keep(digest, Bytes::from(pdf)))
}
