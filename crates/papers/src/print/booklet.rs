//! The booklet of the candidates' statements, for every voter: who stands, in the order of the lot, what they
//! say, when and how to vote, and the rules. In large print too.

use serde_json::{Value, json};

use super::Sheet;
use crate::Lang;

/// What a booklet says. All texts are in the booklet's language, but for what the candidates wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booklet {
    /// The language.
    pub lang: Lang,
    /// Large print: 18 points and more room.
    pub large: bool,
    /// The organisation's name.
    pub organisation: String,
    /// What is elected.
    pub title: String,
    /// Seats to fill.
    pub seats: u32,
    /// Whether a vote may be changed until the close.
    pub revote: bool,
    /// Dates in order: what, and when in words.
    pub dates: Vec<(String, String)>,
    /// How the order of the candidates was drawn: the public seed of the lot, or empty where there was none.
    pub lot_seed: String,
    /// Whom to ask: name, telephone and address in one line, or empty.
    pub contact: String,
    /// The candidates, in the order of the lot.
    pub candidates: Vec<BookletCandidate>,
    /// The rules: the clause's number and its sentence.
    pub rules: Vec<(String, String)>,
    /// What identifies this version: the digest of the record's entry that published the statements.
    pub version: String,
}

/// A candidate in a booklet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookletCandidate {
    /// The number on the paper.
    pub number: u8,
    /// The name.
    pub name: String,
    /// The photograph.
    pub photo: Option<Photograph>,
    /// The units that support the candidate, by name.
    pub supporters: Vec<String>,
    /// The statement as handed in: plain text, paragraphs parted by empty lines.
    pub statement: Option<String>,
}

/// A candidate's photograph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photograph {
    /// A PNG or JPEG; the press leaves out anything else.
    pub file: Vec<u8>,
    /// What is to be seen, in the candidate's own words, for who cannot see it.
    pub alt: String,
}

/// The booklet's sheet for the press.
pub fn booklet(of: &Booklet) -> Sheet {
    let mut pictures = Vec::new();
    let candidates: Vec<Value> = of
        .candidates
        .iter()
        .map(|one| {
            let picture = one.photo.as_ref().map(|photo| {
                pictures.push(photo.file.clone());
                pictures.len() - 1
            });
            candidate(of.lang, one, picture)
        })
        .collect();
    Sheet {
        document: "booklet",
        values: values(of, &candidates),
        pictures,
        version: format!("booklet {} {}", of.version, of.lang.code()),
    }
}

fn values(of: &Booklet, candidates: &[Value]) -> Value {
    let lang = of.lang;
    let text = |key: &str| lang.text(key);
    let last = if of.revote {
        "booklet-how-again"
    } else {
        "booklet-how-final"
    };
    let how = [
        "booklet-how-code",
        "booklet-how-rank",
        "booklet-how-check",
        last,
    ];
    let order = if of.lot_seed.is_empty() {
        text("booklet-order")
    } else {
        lang.say("booklet-order-lot", &[("seed", (&of.lot_seed).into())])
    };
    let title = lang.say("booklet-title", &[("title", (&of.title).into())]);
    json!({
        "lang": lang.code(),
        "size": if of.large { 18 } else { 11 },
        "photo": if of.large { 42 } else { 30 },
        "breakable": of.large,
        "organisation": of.organisation,
        "title": title,
        "question": lang.say("booklet-question", &[("seats", of.seats.into()), ("candidates", of.candidates.len().into())]),
        "dates": of.dates,
        "how": how.map(text),
        "contact": of.contact,
        "order": order,
        "candidates": candidates,
        "rules": of.rules,
        "rules-note": text("booklet-rules-note"),
        "footer": lang.say("paper-footer", &[("title", (&of.title).into()), ("version", short_digest(&of.version).into())]),
        "words": {
            "page": text("paper-page"),
            "of": text("paper-of"),
            "kicker": text("booklet-kicker"),
            "dates": text("booklet-dates"),
            "how": text("booklet-how"),
            "candidates": text("booklet-candidates"),
            "rules": text("booklet-rules"),
        },
    })
}

fn candidate(lang: Lang, of: &BookletCandidate, picture: Option<usize>) -> Value {
    let statement = of.statement.as_deref().unwrap_or_default();
    let paragraphs: Vec<&str> = statement
        .split('\n')
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    let supporters = if of.supporters.is_empty() {
        String::new()
    } else {
        lang.say(
            "booklet-supporters",
            &[("names", lang.list(&of.supporters).into())],
        )
    };
    let note = if paragraphs.is_empty() {
        lang.text("booklet-no-statement")
    } else {
        String::new()
    };
    let mut alt = lang.say("booklet-photo-alt", &[("name", (&of.name).into())]);
    if let Some(photo) = &of.photo {
        alt = format!("{alt}: {}", photo.alt);
    }
    json!({
        "number": of.number.to_string(),
        "name": of.name,
        "supporters": supporters,
        "statement": paragraphs,
        // What does not fit on a page of its own must be allowed to break.
        "long": statement.len() > 2400 || of.supporters.len() > 60,
        "picture": picture,
        "alt": alt,
        "note": note,
    })
}

/// The first characters of a digest, which is enough to tell versions apart by eye.
pub(super) fn short_digest(digest: &str) -> String {
    digest.chars().take(16).collect()
}
