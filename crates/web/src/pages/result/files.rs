//! The public files of an election. Which may be had, and from when, is one table.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use polity_office::result;
use polity_org::Matter;
use polity_org::matter::BoxState;
use polity_papers::result::{declaration_sheet, stage_sheet};
use tokio::io::AsyncReadExt as _;

use super::counted;
use crate::PageFault;
use crate::lang::{Phrase, Say};
use crate::page::Page;
use crate::visitor::Visitor;

/// A file in the list of a page.
pub(super) struct FileLine {
    pub(super) href: String,
    pub(super) text: String,
    pub(super) meta: String,
}

/// From when a file is public.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    /// The ballot was opened: what was put together cannot change any more.
    Opened,
    /// The box is closed.
    Closed,
    /// The count is on the record.
    Counted,
}

/// Every public file: its name, from when, its media type.
const FILES: [(&str, From, &str); 13] = [
    ("election.json", From::Opened, "application/json"),
    ("trustees.json", From::Opened, "application/json"),
    ("credentials.json", From::Opened, "application/json"),
    ("election.bel", From::Closed, "application/x-tar"),
    (result::RESULT, From::Counted, "application/json"),
    (result::PAPERS, From::Counted, "text/plain; charset=utf-8"),
    (result::SHEET, From::Counted, "text/csv; charset=utf-8"),
    (
        result::NARRATIVE,
        From::Counted,
        "text/plain; charset=utf-8",
    ),
    (
        result::VERIFICATION,
        From::Counted,
        "text/plain; charset=utf-8",
    ),
    (result::DIVISION, From::Counted, "application/json"),
    (TRANSFERS, From::Counted, "text/csv; charset=utf-8"),
    (FIGURES_CSV, From::Counted, "text/csv; charset=utf-8"),
    (FIGURES_JSON, From::Counted, "application/json"),
];

/// Made from the view when asked for, not kept as files.
const TRANSFERS: &str = "transfers.csv";
const FIGURES_CSV: &str = "figures.csv";
const FIGURES_JSON: &str = "figures.json";

/// Bytes read from a file at a time.
const CHUNK: usize = 64 * 1024;

fn is_public(from: From, matter: &Matter) -> bool {
    let found = matter.ballot_box.as_ref().map(|found| &found.state);
    match from {
        From::Opened => found.is_some(),
        From::Closed => matches!(found, Some(BoxState::Closed { .. })),
        From::Counted => matter.count.is_some(),
    }
}

/// The files that are listed, in the order of the list.
pub(super) async fn list(visitor: &Visitor, matter: &Matter) -> Result<Vec<FileLine>, PageFault> {
    let t = visitor.t;
    let folder = visitor.site.election(&matter.id)?;
    let mut lines = Vec::new();
    if is_public(From::Counted, matter) && visitor.site.press().is_some() {
        lines.push(FileLine {
            href: format!("/matters/{}/declaration.pdf", matter.id),
            text: t.say("file-declaration").to_string(),
            meta: "PDF".to_owned(),
        });
    }
    for (name, from, _) in FILES {
        let Some(text) = told(t, name).filter(|_| is_public(from, matter)) else {
            continue;
        };
        let kind = name.rsplit('.').next().unwrap_or_default().to_uppercase();
        let meta = if is_made(name) {
            kind
        } else {
            let Ok(found) = tokio::fs::metadata(folder.path().join(name)).await else {
                continue;
            };
            format!("{kind}, {}", size(found.len()))
        };
        lines.push(FileLine {
            href: format!("/matters/{}/files/{name}", matter.id),
            text: text.to_string(),
            meta,
        });
    }
    Ok(lines)
}

/// What a file is, for the list; nothing for those that only programs ask for.
fn told(t: Say, name: &str) -> Option<Phrase> {
    Some(match name {
        "election.bel" => t.say("file-archive"),
        result::VERIFICATION => t.say("file-report"),
        result::NARRATIVE => t.say("file-words"),
        result::SHEET => t.say("file-sheet"),
        TRANSFERS => t.say("file-transfers"),
        FIGURES_CSV => t.say("file-figures"),
        result::PAPERS => t.say("file-ballots"),
        result::RESULT => t.say("file-json"),
        FIGURES_JSON => t.say("file-figures-json"),
        _ => return None,
    })
}

fn is_made(name: &str) -> bool {
    matches!(name, TRANSFERS | FIGURES_CSV | FIGURES_JSON)
}

/// A size as people read it: `84 kB`, `1.2 MB`.
fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// `GET /matters/{id}/files/{name}`
///
/// # Errors
/// No such matter or file, or one that is not public yet; faults of the disk.
pub async fn file(
    visitor: Visitor,
    Path((id, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Page {
    let matter = visitor.matter(&id)?.clone();
    let (name, _, kind) = FILES
        .into_iter()
        .find(|(known, from, _)| *known == name && is_public(*from, &matter))
        .ok_or(PageFault::NotFound)?;
    if is_made(name) {
        return made(&visitor, &matter, name, kind, &headers).await;
    }
    let path = visitor.site.election(&matter.id)?.path().join(name);
    let file = tokio::fs::File::open(&path)
        .await
        .map_err(|_| PageFault::NotFound)?;
    let found = file
        .metadata()
        .await
        .map_err(|fault| PageFault::Defect(format!("{}: {fault}", path.display())))?;
    let (length, changed) = (found.len(), found.modified().ok());
    let changed = changed.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    let tag = format!(
        "\"{}-{length}-{}\"",
        matter.id,
        changed.map_or(0, |at| at.as_millis())
    );
    if unchanged(&headers, &tag) {
        return Ok(not_modified(tag));
    }
    let chunks = futures_util::stream::try_unfold(file, |mut file| async move {
        let mut chunk = vec![0; CHUNK];
        let read = file.read(&mut chunk).await?;
        chunk.truncate(read);
        Ok::<_, std::io::Error>((read > 0).then_some((chunk, file)))
    });
    Ok(with_headers(kind, &tag, Body::from_stream(chunks)))
}

/// A file that is made from the view.
async fn made(
    visitor: &Visitor,
    matter: &Matter,
    name: &str,
    kind: &'static str,
    headers: &HeaderMap,
) -> Page {
    let counted = counted::counted(visitor, matter)
        .await?
        .ok_or(PageFault::NotFound)?;
    let view = counted::view(visitor, matter, &counted).await?;
    let lang = counted::lang(visitor.t.language);
    let defect = |fault: &dyn std::fmt::Display| PageFault::Defect(fault.to_string());
    let text = match name {
        TRANSFERS => stage_sheet(&view).map_err(|fault| defect(&fault))?,
        FIGURES_CSV => declaration_sheet(&view, lang).map_err(|fault| defect(&fault))?,
        _ => serde_json::to_string_pretty(&view).map_err(|fault| defect(&fault))?,
    };
    Ok(tagged(headers, kind, text.into_bytes()))
}

/// A response that is sent only if the asker has not the same bytes already.
pub(crate) fn tagged(headers: &HeaderMap, kind: &'static str, bytes: Vec<u8>) -> Response {
    let digest = polity_org::Digest::of(&bytes).to_string();
    let tag = format!("\"{}\"", digest.get(..32).unwrap_or(&digest));
    if unchanged(headers, &tag) {
        return not_modified(tag);
    }
    with_headers(kind, &tag, Body::from(bytes))
}

/// The answer to an asker who has the bytes of this tag.
pub(crate) fn not_modified(tag: String) -> Response {
    (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response()
}

/// Whether the asker has the bytes of this tag.
pub(crate) fn unchanged(headers: &HeaderMap, tag: &str) -> bool {
    let asked = headers.get(header::IF_NONE_MATCH);
    let asked = asked.and_then(|value| value.to_str().ok());
    asked.is_some_and(|asked| {
        let mut tags = asked.split(',').map(str::trim);
        tags.any(|one| one == "*" || one.trim_start_matches("W/") == tag)
    })
}

/// A file's response. It may be kept, but must be asked about again each time: a result can be counted anew.
pub(crate) fn with_headers(kind: &'static str, tag: &str, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::ETAG, tag.to_owned()),
        (header::CACHE_CONTROL, "public, no-cache".to_owned()),
    ];
    (headers, body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asker_who_has_the_file_is_not_sent_it() {
        let first = tagged(&HeaderMap::new(), "text/plain", b"votes".to_vec());
        assert_eq!(first.status(), StatusCode::OK);
        let tag = first.headers()[header::ETAG].clone();
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, tag);
        let again = tagged(&headers, "text/plain", b"votes".to_vec());
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let other = tagged(&headers, "text/plain", b"other votes".to_vec());
        assert_eq!(other.status(), StatusCode::OK);
    }

    #[test]
    fn sizes_are_told_as_people_read_them() {
        assert_eq!(size(84_512), "84 kB");
        assert_eq!(size(1_250_000), "1.2 MB");
        assert_eq!(size(12), "12 B");
    }

    #[test]
    fn no_file_name_leads_out_of_the_folder() {
        for (name, ..) in FILES {
            assert!(
                !name.contains(['/', '\\']) && !name.contains(".."),
                "{name}"
            );
        }
    }
}
