//! The record: what was done, by whom, by which rule, newest first; each entry with the exact bytes that
//! count and the proof that it stands there; and all of it for programs that keep a copy.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::IntoResponse as _;
use polity_org::{Entry, Subject};
use polity_store::record::Row;
use polity_values::MatterId;
use serde::Deserialize;

use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::{self, Said};

/// Entries of a page.
const PAGE: usize = 50;
/// Entries that the store gives at a time.
const STRETCH: u64 = 2_000;

/// What of the record is asked for.
#[derive(Deserialize)]
pub struct Asked {
    /// A matter's id: only its entries.
    #[serde(default)]
    matter: String,
    /// Only entries before this one.
    before: Option<u64>,
}

#[derive(Template)]
#[template(path = "record/list.html")]
struct List {
    frame: Frame,
    lines: Vec<Line>,
    matters: Vec<(String, String, bool)>,
    newest: Option<String>,
    older: Option<String>,
}

/// An entry of the list.
struct Line {
    seq: u64,
    what: Said,
    at: String,
    instant: String,
    who: String,
    role: String,
    clause: String,
}

/// `GET /record`
///
/// # Errors
/// Faults of the store.
pub async fn list(visitor: Visitor, Query(asked): Query<Asked>) -> Page {
    let matter = match asked.matter.as_str() {
        "" => None,
        id => Some(visitor.matter(id)?.id.clone()),
    };
    let before = asked.before.unwrap_or(u64::MAX);
    let (entries, older) = newest(&visitor, matter.as_ref(), before).await?;
    let mut lines = Vec::with_capacity(entries.len());
    for entry in &entries {
        lines.push(line(&visitor, entry).await?);
    }
    let address = |before: Option<u64>| {
        let mut address = "/record?".to_owned();
        if let Some(matter) = &matter {
            // Writing to a string cannot fail.
            let _ = write!(address, "matter={matter}&");
        }
        if let Some(before) = before {
            let _ = write!(address, "before={before}");
        }
        address
    };
    let matters = visitor.world.matters().map(|one| {
        let chosen = matter.as_ref() == Some(&one.id);
        (one.id.to_string(), one.title.clone(), chosen)
    });
    show(&List {
        matters: matters.collect(),
        newest: asked.before.map(|_| address(None)),
        older: older.then(|| address(entries.last().map(|entry| entry.seq))),
        lines,
        frame: Frame::new(&visitor, visitor.t.say("record-title")),
    })
}

/// The newest entries before one, and whether there are older ones.
async fn newest(
    visitor: &Visitor,
    matter: Option<&MatterId>,
    before: u64,
) -> Result<(Vec<Entry>, bool), PageFault> {
    let store = visitor.site.store();
    let mut end = before.min(visitor.world.seq() + 1);
    let mut found: Vec<Entry> = Vec::new();
    while end > 1 && found.len() <= PAGE {
        let after = (end - 1).saturating_sub(STRETCH);
        let mut page = store.entry_page(after).await?;
        page.retain(|entry| entry.seq < end && is_of(entry, matter));
        found.extend(page.into_iter().rev());
        end = after + 1;
    }
    let older = found.len() > PAGE;
    found.truncate(PAGE);
    Ok((found, older))
}

fn is_of(entry: &Entry, matter: Option<&MatterId>) -> bool {
    match (matter, &entry.subject) {
        (None, _) => true,
        (Some(id), Subject::Matter(found)) => found == id,
        (Some(_), Subject::Organisation | Subject::Sitting(_)) => false,
    }
}

async fn line(visitor: &Visitor, entry: &Entry) -> Result<Line, PageFault> {
    let names = visitor.names(words::persons(entry)).await?;
    let who = entry.actor.as_ref().and_then(|person| names.get(person));
    let role = matter_of(visitor, entry).and_then(|matter| {
        let role = entry.role.as_ref()?;
        Some(words::procedure::role(visitor.t, &matter.procedure, role).text)
    });
    Ok(Line {
        seq: entry.seq,
        what: words::event(visitor, entry, &names),
        at: visitor.at(entry.at),
        instant: entry.at.to_string(),
        who: who.cloned().unwrap_or_default(),
        role: role.unwrap_or_default(),
        clause: entry.rule.to_string(),
    })
}

fn matter_of<'v>(visitor: &'v Visitor, entry: &Entry) -> Option<&'v polity_org::Matter> {
    match &entry.subject {
        Subject::Matter(id) => visitor.world.matter(id),
        Subject::Organisation | Subject::Sitting(_) => None,
    }
}

#[derive(Template)]
#[template(path = "record/entry.html")]
struct One {
    frame: Frame,
    line: Line,
    rule: words::Rule,
    matter: Option<(String, String)>,
    unit: Option<String>,
    confirms: Option<u64>,
    bytes: String,
    hash: String,
    previous: String,
    newer: Option<u64>,
    older: Option<u64>,
}

/// `GET /record/{seq}`
///
/// # Errors
/// [`PageFault::NotFound`] where there is no such entry.
pub async fn entry(visitor: Visitor, Path(seq): Path<String>) -> Page {
    let row = row(&visitor, &seq).await?;
    let entry =
        Entry::from_bytes(&row.body).map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let matter = matter_of(&visitor, &entry);
    let t = visitor.t;
    let title = t.say("record-entry-title").str("entry", row.seq);
    let one = One {
        line: line(&visitor, &entry).await?,
        rule: words::rule(&visitor, matter.map(|matter| &matter.id), &entry.rule),
        matter: matter.map(|one| (one.title.clone(), format!("/matters/{}", one.id))),
        unit: entry
            .unit
            .as_ref()
            .map(|unit| super::roll::unit_title(&visitor, unit)),
        confirms: entry.confirms,
        bytes: String::from_utf8_lossy(&row.body).into_owned(),
        hash: hex(&row.hash),
        previous: hex(&row.prev_hash),
        newer: (row.seq < visitor.world.seq()).then_some(row.seq + 1),
        older: (row.seq > 1).then_some(row.seq - 1),
        frame: Frame::new(&visitor, title).crumb(t.say("record-title"), "/record"),
    };
    show(&one)
}

async fn row(visitor: &Visitor, seq: &str) -> Result<Row, PageFault> {
    let seq: u64 = seq.parse().map_err(|_| PageFault::NotFound)?;
    if seq == 0 || seq > visitor.world.seq() {
        return Err(PageFault::NotFound);
    }
    let rows = visitor.site.store().record_page(seq - 1).await?;
    rows.into_iter().next().ok_or(PageFault::NotFound)
}

/// `GET /record/{seq}/entry.json`: the exact bytes.
///
/// # Errors
/// [`PageFault::NotFound`] where there is no such entry.
pub async fn bytes(visitor: Visitor, Path(seq): Path<String>) -> Page {
    let row = row(&visitor, &seq).await?;
    Ok(file(
        "application/json",
        &format!("entry-{}.json", row.seq),
        row.body,
    ))
}

/// `GET /record/{seq}/proof.json`: that the entry stands in the record as it is now, as RFC 6962 proves it,
/// with the bytes that the tree's leaf is made of.
///
/// # Errors
/// [`PageFault::NotFound`] where there is no such entry.
pub async fn proof(visitor: Visitor, Path(seq): Path<String>) -> Page {
    let row = row(&visitor, &seq).await?;
    let store = visitor.site.store();
    let size = store.record_head().await?.seq;
    let proof = store.record_proof(row.seq, size).await?;
    let body = serde_json::json!({
        "seq": proof.seq,
        "size": proof.size,
        "root": hex(&proof.root),
        "path": proof.path.iter().map(|hash| hex(hash)).collect::<Vec<_>>(),
        "leaf": hex(&row.sealed_bytes()),
    });
    let name = format!("proof-{}.json", row.seq);
    Ok(file(
        "application/json",
        &name,
        body.to_string().into_bytes(),
    ))
}

/// `GET /record/checkpoint`: where the record stands: its size, the hash of its last row, the root of its
/// tree; and the last signed note, where an operator signs.
///
/// # Errors
/// Faults of the store.
pub async fn checkpoint(visitor: Visitor) -> Page {
    let store = visitor.site.store();
    let head = store.record_head().await?;
    let root = match head.seq {
        0 => None,
        size => Some(hex(&store.record_proof(size, size).await?.root)),
    };
    let note = tokio::fs::read_to_string(store.dir().join("checkpoint"))
        .await
        .ok();
    let body = serde_json::json!({
        "size": head.seq,
        "head": hex(&head.hash),
        "root": root,
        "signed": note,
    });
    Ok((
        [(header::CONTENT_TYPE, "application/json")],
        body.to_string(),
    )
        .into_response())
}

/// Where a copy goes on.
#[derive(Deserialize)]
pub struct After {
    /// The last entry that the copy has.
    #[serde(default)]
    after: u64,
}

/// `GET /record/entries?after=N`: the entries after one, a JSON object a line, at most 2,000: the exact bytes
/// with the row's hash and the hash before it. An empty answer is the end.
///
/// # Errors
/// Faults of the store.
pub async fn entries(visitor: Visitor, Query(asked): Query<After>) -> Page {
    let rows = if asked.after < visitor.world.seq() {
        visitor.site.store().record_page(asked.after).await?
    } else {
        Vec::new()
    };
    let mut text = String::new();
    for row in &rows {
        let line = serde_json::json!({
            "seq": row.seq,
            "prev": hex(&row.prev_hash),
            "hash": hex(&row.hash),
            "entry": String::from_utf8_lossy(&row.body),
        });
        text.push_str(&line.to_string());
        text.push('\n');
    }
    Ok(([(header::CONTENT_TYPE, "application/jsonl")], text).into_response())
}

/// A file to be kept.
pub(crate) fn file(kind: &'static str, name: &str, body: Vec<u8>) -> axum::response::Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, body).into_response()
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
