//! The rulebooks: what each says on any day, clause by clause, what every clause said before, what changed between two
//! days, and every edition with the entry that adopted it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::IntoResponse as _;
use polity_org::Event;
use polity_org::rules::Edition;
use polity_procedure::rulebook::{self, Change, Piece, RuleClause, Rulebook, Version};
use polity_values::ProcedureName;
use polity_values::civil::Date;
use serde::Deserialize;

use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::procedure::text;
use crate::words::{self, Said, moment::Moment};

/// The days that are asked for, as `2026-10-02`; what is no day is as good as none.
#[derive(Deserialize)]
pub struct Asked {
    /// The day on which the rules are shown.
    #[serde(default)]
    on: String,
    /// The day since when changes are shown.
    #[serde(default)]
    since: String,
}

#[derive(Template)]
#[template(path = "rules/list.html")]
struct List {
    frame: Frame,
    books: Vec<Book>,
    adopt: bool,
}

struct Book {
    href: String,
    title: Said,
    editions: usize,
    newest: Moment,
}

#[derive(Template)]
#[template(path = "rules/rulebook.html")]
struct RulebookPage {
    frame: Frame,
    title: Said,
    /// "As in force on Friday 2 October 2026".
    told: String,
    on: Vec<Day>,
    since: Vec<Day>,
    clauses: Vec<ClauseLine>,
    /// What changed, where that is asked for.
    changes: Option<(String, Vec<ChangeLine>)>,
    editions: Vec<EditionLine>,
    file: String,
    akoma_ntoso: String,
    source: Said,
}

/// A day that can be chosen.
struct Day {
    value: String,
    text: String,
    chosen: bool,
}

struct ClauseLine {
    id: String,
    /// 2 for a chapter, and so on: the level of its heading.
    level: usize,
    heading: Option<Said>,
    now: Option<VersionLine>,
    before: Vec<VersionLine>,
}

struct VersionLine {
    text: Said,
    from: String,
    by: Said,
}

/// A clause that reads otherwise, with its words.
pub(crate) struct ChangeLine {
    pub(crate) id: String,
    pub(crate) heading: Option<Said>,
    /// Whether it is new, repealed or reads otherwise, in a word.
    pub(crate) what: String,
    pub(crate) pieces: Vec<PieceLine>,
}

/// What a change of rules that is put to a vote does to the words.
pub(crate) struct Proposed {
    /// From when which clauses read otherwise.
    pub(crate) headline: String,
    pub(crate) lines: Vec<ChangeLine>,
}

/// Words that stayed, went or came.
pub(crate) enum PieceLine {
    Same(String),
    Gone(String),
    New(String),
}

struct EditionLine {
    entry: u64,
    at: Moment,
    from: String,
    rule: words::Rule,
    clauses: usize,
    newest: bool,
}

/// `GET /rules`
///
/// # Errors
/// [`PageFault::NotFound`] before the founding.
pub async fn list(visitor: Visitor) -> Page {
    let organisation = visitor.organisation()?;
    let t = visitor.t;
    let mut books = Vec::new();
    for name in organisation.rules.names() {
        let Some(newest) = organisation.rules.newest(name) else {
            continue;
        };
        books.push(Book {
            href: format!("/rules/{name}"),
            title: text(t, &newest.rulebook.title),
            editions: organisation.rules.editions(name).len(),
            newest: Moment::bare(&visitor, newest.at),
        });
    }
    let act = polity_org::act::StandingAct::AdoptProcedure;
    let adopt = visitor.person.as_ref().is_some_and(|person| {
        polity_org::judge_power(&visitor.world, person, act, visitor.now).is_allowed()
    });
    show(&List {
        frame: Frame::new(&visitor, t.say("rules-title"))
            .crumb(t.say("frame-organisation"), "/organisation"),
        books,
        adopt,
    })
}

/// `GET /rules/{name}`
///
/// # Errors
/// [`PageFault::NotFound`] for a rulebook that was never adopted.
pub async fn page(visitor: Visitor, Path(name): Path<String>, Query(asked): Query<Asked>) -> Page {
    let editions = editions(&visitor, &name)?;
    let newest = editions.last().ok_or(PageFault::NotFound)?;
    let book = &newest.rulebook;
    let t = visitor.t;
    let today = visitor.zone().to_datetime(visitor.now).date();
    let on = asked.on.parse().unwrap_or(today);
    let since: Option<Date> = asked.since.parse().ok();
    let days = book.days();
    let changes = since.map(|since| {
        let changes = rulebook::diff((book, since), (book, on));
        let told = t
            .say("rules-changes")
            .str("since", day(&visitor, since))
            .str("on", day(&visitor, on))
            .num("number", changes.len());
        let lines = changes.iter().map(|one| change(&visitor, one));
        (told.to_string(), lines.collect())
    });
    show(&RulebookPage {
        frame: Frame::new(&visitor, text(t, &book.title).text)
            .crumb(t.say("frame-organisation"), "/organisation")
            .crumb(t.say("rules-title"), "/rules"),
        title: text(t, &book.title),
        told: t.say("rules-on").str("day", day(&visitor, on)).to_string(),
        on: choices(&visitor, &days, on, Some(today)),
        since: since_choices(&visitor, &days, since),
        clauses: book
            .at(on)
            .into_iter()
            .map(|(clause, version)| line(&visitor, clause, version, on))
            .collect(),
        changes,
        editions: editions
            .iter()
            .rev()
            .map(|one| EditionLine {
                entry: one.by,
                at: Moment::bare(&visitor, one.at),
                from: day(&visitor, one.from),
                rule: words::rule(&visitor, None, &one.rule),
                clauses: one.clauses.len(),
                newest: one.by == newest.by,
            })
            .collect(),
        file: format!("/rules/{name}/file.toml"),
        akoma_ntoso: format!("/rules/{name}/akoma-ntoso.xml?on={on}"),
        source: text(t, &book.source),
    })
}

/// `GET /rules/{name}/file.toml`: the newest edition's file, byte for byte.
///
/// # Errors
/// [`PageFault::NotFound`], or faults of the store.
pub async fn file(visitor: Visitor, Path(name): Path<String>) -> Page {
    let editions = editions(&visitor, &name)?;
    let by = editions.last().ok_or(PageFault::NotFound)?.by;
    let entries = visitor
        .site
        .store()
        .entry_page(by.saturating_sub(1))
        .await?;
    let Some(Event::RulesChanged(change)) = entries.into_iter().next().map(|entry| entry.event)
    else {
        return Err(PageFault::NotFound);
    };
    let kind = "application/toml; charset=utf-8".to_owned();
    Ok((named(kind, &format!("{name}.toml")), change.source).into_response())
}

/// `GET /rules/{name}/akoma-ntoso.xml`: what is in force on a day, for programs that read laws.
///
/// # Errors
/// [`PageFault::NotFound`] for a rulebook that was never adopted.
pub async fn akoma_ntoso(
    visitor: Visitor,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Page {
    let editions = editions(&visitor, &name)?;
    let newest = editions.last().ok_or(PageFault::NotFound)?;
    let today = visitor.zone().to_datetime(visitor.now).date();
    let on = asked.on.parse().unwrap_or(today);
    let xml = rulebook::akoma_ntoso(&newest.rulebook, on);
    let kind = "application/akn+xml; charset=utf-8".to_owned();
    Ok((named(kind, &format!("{name}-{on}.xml")), xml).into_response())
}

fn named(kind: String, file: &str) -> [(header::HeaderName, String); 2] {
    let disposition = format!("attachment; filename=\"{file}\"");
    [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, disposition),
    ]
}

fn editions<'v>(visitor: &'v Visitor, name: &str) -> Result<&'v [Edition], PageFault> {
    let name = ProcedureName::new(name).map_err(|_| PageFault::NotFound)?;
    Ok(visitor.organisation()?.rules.editions(&name))
}

/// A day in words, with its weekday.
pub(crate) fn day(visitor: &Visitor, date: Date) -> String {
    let zone = visitor.zone();
    let noon = date.at(12, 0, 0, 0).to_zoned(zone.clone());
    noon.map_or_else(
        |_| date.to_string(),
        |at| visitor.t.date(at.timestamp(), &zone),
    )
}

/// The days on which something changed, with today and the one that is chosen.
fn choices(visitor: &Visitor, days: &[Date], chosen: Date, today: Option<Date>) -> Vec<Day> {
    let mut all: Vec<Date> = days.iter().copied().chain([chosen]).chain(today).collect();
    all.sort();
    all.dedup();
    let shown = all.into_iter().rev().map(|date| {
        let text = day(visitor, date);
        let text = match today {
            Some(today) if today == date => {
                visitor.t.say("rules-today").str("day", text).to_string()
            }
            _ => text,
        };
        Day {
            value: date.to_string(),
            text,
            chosen: date == chosen,
        }
    });
    shown.collect()
}

fn since_choices(visitor: &Visitor, days: &[Date], since: Option<Date>) -> Vec<Day> {
    let mut all = vec![Day {
        value: String::new(),
        text: visitor.t.say("rules-since-never").to_string(),
        chosen: since.is_none(),
    }];
    let found = match since {
        Some(since) => choices(visitor, days, since, None),
        None => days.last().map_or_else(Vec::new, |last| {
            let mut all = choices(visitor, days, *last, None);
            for one in &mut all {
                one.chosen = false;
            }
            all
        }),
    };
    all.extend(found);
    all
}

fn version(visitor: &Visitor, version: &Version) -> VersionLine {
    let t = visitor.t;
    let text = match version.words() {
        Some(words) => text(t, &words),
        None => Said::plain(t.say("rules-repealed")),
    };
    VersionLine {
        text,
        from: day(visitor, version.from),
        by: english(visitor, &version.by),
    }
}

/// What the organisation wrote in English.
fn english(visitor: &Visitor, words: &str) -> Said {
    text(visitor.t, words)
}

fn line(visitor: &Visitor, clause: &RuleClause, now: Option<&Version>, on: Date) -> ClauseLine {
    let older = clause.versions.iter().rev();
    let older = older.filter(|one| one.from <= on && Some(one.from) != now.map(|one| one.from));
    ClauseLine {
        id: clause.id.to_string(),
        level: (clause.depth() + 1).clamp(2, 4),
        heading: clause.heading.as_deref().map(|one| english(visitor, one)),
        now: now.map(|one| version(visitor, one)),
        before: older.map(|one| version(visitor, one)).collect(),
    }
}

fn change(visitor: &Visitor, change: &Change) -> ChangeLine {
    let t = visitor.t;
    let what = match (&change.before, &change.after) {
        (None, _) => t.say("rules-new"),
        (_, None) => t.say("rules-repealed"),
        _ => t.say("rules-otherwise"),
    };
    let pieces = change.words.iter().map(|piece| match piece {
        Piece::Same(words) => PieceLine::Same(words.clone()),
        Piece::Gone(words) => PieceLine::Gone(words.clone()),
        Piece::New(words) => PieceLine::New(words.clone()),
    });
    ChangeLine {
        id: change.clause.to_string(),
        heading: change.heading.as_deref().map(|one| english(visitor, one)),
        what: what.to_string(),
        pieces: pieces.collect(),
    }
}

/// From when an edition changes which clauses, in a sentence.
pub(crate) fn headline(visitor: &Visitor, change: &polity_org::rules::RuleChange) -> String {
    let clauses: Vec<_> = change.clauses.iter().map(ToString::to_string).collect();
    let phrase = visitor.t.say("rules-adopt-from");
    let phrase = phrase.str("day", day(visitor, change.from));
    let phrase = phrase.num("number", clauses.len());
    phrase.str("clauses", clauses.join(", ")).to_string()
}

/// What a change of rules does to the words of the edition that was the newest when an entry put it; nothing where its
/// file cannot be read any more.
pub(crate) fn proposed(
    visitor: &Visitor,
    change: &polity_org::rules::RuleChange,
    put: polity_org::Seq,
) -> Option<Proposed> {
    let after = rulebook::parse(&change.source).ok()?;
    let organisation = visitor.world.organisation()?;
    let editions = organisation.rules.editions(&after.name).iter();
    let before = editions.rev().find(|edition| edition.by < put);
    let none = Rulebook {
        clauses: Vec::new(),
        ..after.clone()
    };
    let before = before.map_or(&none, |edition| edition.rulebook.as_ref());
    let changes = rulebook::diff((before, change.from), (&after, change.from));
    Some(Proposed {
        headline: headline(visitor, change),
        lines: changes
            .iter()
            .map(|one| self::change(visitor, one))
            .collect(),
    })
}

/// What an edition would change, one sentence a clause: what whoever adopts it must have read.
pub(crate) fn told(
    visitor: &Visitor,
    before: Option<&Rulebook>,
    after: &Rulebook,
    from: Date,
) -> Vec<String> {
    let none = Rulebook {
        clauses: Vec::new(),
        ..after.clone()
    };
    let before = before.unwrap_or(&none);
    let changes = rulebook::diff((before, from), (after, from));
    changes
        .iter()
        .map(|one| change(visitor, one).in_a_line())
        .collect()
}

impl ChangeLine {
    /// The clause in one sentence, with what goes and comes in brackets.
    pub(crate) fn in_a_line(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            PieceLine::Same(words) => words.clone(),
            PieceLine::Gone(words) => format!("[\u{2212} {words}]"),
            PieceLine::New(words) => format!("[+ {words}]"),
        });
        let words: Vec<String> = pieces.collect();
        format!("{} ({}): {}", self.id, self.what, words.join(" "))
    }
}
