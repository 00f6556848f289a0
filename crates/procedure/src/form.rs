//! The form of a procedure's file: TOML with plain words, read with every fault and its place.
//!
//! ```toml
//! procedure = "name-of-the-file"       # and: version, kind, title, purpose, source
//! clauses."4.1" = "A sentence that members read beside every control that it governs."
//! bodies.branch = { title = "Branch", each = true }
//! roles.member = { title = "Member", holder = { class = "full" }, rule = "4.1" }
//! dates.notice = "Notice is given"     # the dates that each timetable names
//! gaps = [{ from = "date:notice", to = "at open of ballot", at-least = "7 days", rule = "4.1" }]
//!
//! [[stage]]                            # the stages in order; the matter begins in the first
//! id = "notice"
//! kind = "notice"
//! title = "Notice"
//! rule = "4.1"
//! opens = "date:notice"
//! closes = "2 days after notice opens"
//! outcomes = { done = "ballot", upheld = { then = "end:void", rule = "4.1" } }
//! lapse = { then = "end:lapsed", rule = "4.1" }
//!
//! [[stage.acts]]
//! act = "give-notice"
//! by = "member"
//! rule = "4.1"
//! needs = [{ member-for-months = 12, rule = "4.1" }]
//! ```
//!
//! - A **holder** is one of `{ seat = "ID" }`, `{ seat-of-each = { body = "ID", seat = "ID" } }`, `{ class = "NAME" }`,
//!   `{ candidate = true }`, `{ trustee = true }`, `{ machine = true }`.
//! - An **instant** is one of the texts of [`when_text`].
//! - A **guard** is a table of one guard and its `rule`: [`GUARD_NAMES`]; the guards inside of `all-of` and `any-of` go
//!   by the rule of the whole. `at-most = { act = "support", count = "seats" }` takes the number of seats.
//! - `constraints.women = { title = "Women", at-least = 4, rule = "2.2" }` binds who is elected together; `at-most` and
//!   `if-too-few = "all-who-stand"` may stand beside it.
//! - `outcomes.done` goes by the stage's own rule; every other outcome names its rule.

mod admission;
mod constraint;
mod guard;
mod process;
mod stage;
pub(crate) mod table;
pub(crate) mod when;

use std::collections::BTreeSet;

use polity_values::{BodyId, Clause};
use toml::de::DeTable;

use crate::fault::Fault;
use crate::model::{
    BallotTerms, Body, ClassDeadline, ClauseText, DateParameter, Deadline, Holder, Procedure, Role,
    RollRule, Seats, Waiver,
};

pub use guard::GUARD_NAMES;
pub use table::Spans;
pub use when::{MAX_DAYS, MAX_HOURS, next_text, when_text};

use table::{Entry, Reader, Table};
use when::{read_length, read_when};

/// The longest file, in bytes.
pub const MAX_PROCEDURE_BYTES: usize = 256 * 1024;

/// The most seats that an election fills.
pub const MAX_SEATS: u32 = 1_000;

/// Reads a procedure.
///
/// This proves its form only: that every item is there, of its type and in its form. That the whole makes
/// sense is proved by [`crate::check()`].
///
/// # Errors
/// Every fault of form, in the order of the file.
pub fn parse(source: &str) -> Result<Procedure, Vec<Fault>> {
    let read = read(source);
    match read.procedure {
        Some(procedure) if read.faults.is_empty() => Ok(procedure),
        _ => Err(read.faults),
    }
}

/// What could be read of a file.
pub(crate) struct Read {
    /// The procedure without those items that could not be read; none when hardly anything could.
    pub(crate) procedure: Option<Procedure>,
    /// Where its items stand.
    pub(crate) spans: Spans,
    /// The faults of form, in the order of the file.
    pub(crate) faults: Vec<Fault>,
    /// The ids that the file declares, also those of items that could not be read.
    pub(crate) declared: Declared,
}

/// The ids that a file declares.
#[derive(Debug, Clone, Default)]
pub(crate) struct Declared {
    pub(crate) clauses: BTreeSet<String>,
    pub(crate) bodies: BTreeSet<String>,
    pub(crate) roles: BTreeSet<String>,
    pub(crate) dates: BTreeSet<String>,
    pub(crate) stages: BTreeSet<String>,
    pub(crate) groups: BTreeSet<String>,
}

const KEYS: [&str; 21] = [
    "procedure",
    "version",
    "kind",
    "title",
    "purpose",
    "source",
    "clauses",
    "bodies",
    "roles",
    "groups",
    "emergency",
    "calendar",
    "dates",
    "gaps",
    "seats",
    "roll",
    "ballot",
    "admission",
    "constraints",
    "without-challenge",
    "stage",
];

pub(crate) fn read(source: &str) -> Read {
    let mut reader = Reader::new(source);
    if source.len() > MAX_PROCEDURE_BYTES {
        let problem = format!("the file is {} bytes long", source.len());
        let wrong = (
            problem,
            format!("keep it under {MAX_PROCEDURE_BYTES} bytes"),
        );
        reader.fault(0, "too-long", "file", wrong);
        return finish(reader, None, Declared::default());
    }
    let (document, errors) = DeTable::parse_recoverable(source);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        let remedy = "correct the line: texts stand in quotes, every key has a value, every bracket its partner";
        reader.fault(
            at,
            "toml",
            "file",
            (error.message().to_owned(), remedy.to_owned()),
        );
    }
    if !errors.is_empty() {
        // What a broken line meant is unknown, so faults of the rest would be guesses.
        return finish(reader, None, Declared::default());
    }
    let root = reader.table(document.get_ref(), 0, (String::new(), String::new()), &KEYS);
    let declared = declared(&root);
    let procedure = procedure(&mut reader, &root);
    finish(reader, procedure, declared)
}

fn finish(mut reader: Reader<'_>, procedure: Option<Procedure>, declared: Declared) -> Read {
    reader.faults.sort_by_key(|fault| fault.at);
    Read {
        procedure,
        spans: reader.spans,
        faults: reader.faults,
        declared,
    }
}

fn declared(root: &Table<'_>) -> Declared {
    let keys = |key: &str| {
        let table = root.get(key).and_then(|value| value.get_ref().as_table());
        table
            .into_iter()
            .flat_map(DeTable::keys)
            .map(|key| key.get_ref().to_string())
            .collect()
    };
    let stages = root
        .get("stage")
        .and_then(|value| value.get_ref().as_array());
    let id = |stage: &toml::Spanned<toml::de::DeValue<'_>>| {
        stage
            .get_ref()
            .get("id")
            .and_then(|id| id.get_ref().as_str())
            .map(str::to_owned)
    };
    Declared {
        clauses: keys("clauses"),
        bodies: keys("bodies"),
        roles: keys("roles"),
        dates: keys("dates"),
        groups: keys("groups"),
        stages: stages
            .into_iter()
            .flat_map(|stages| stages.iter())
            .filter_map(id)
            .collect(),
    }
}

/// Reads all of it, so that all faults are found, before anything missing ends it.
fn procedure(reader: &mut Reader<'_>, root: &Table<'_>) -> Option<Procedure> {
    let name = root.parsed(reader, "procedure");
    let version = root.number(reader, "version", u32::MAX);
    let kind = root.named(reader, "kind");
    let title = root.text(reader, "title");
    let purpose = root.text(reader, "purpose");
    let source = root.text(reader, "source");
    let clauses = clauses(reader, root);
    let bodies = each(reader, root, "bodies", "body", body);
    let roles = each(reader, root, "roles", "role", role);
    let groups = each(reader, root, "groups", "group", process::group);
    let emergency = section(reader, root, "emergency", process::emergency);
    let calendar = match root.get("calendar") {
        None => Some(None),
        Some(_) => root.named(reader, "calendar").map(Some),
    };
    let dates = dates(reader, root);
    let gaps = process::gaps(reader, root);
    let seats = section(reader, root, "seats", seats);
    let roll = section(reader, root, "roll", roll);
    let ballot = section(reader, root, "ballot", ballot);
    let admission = section(reader, root, "admission", admission::read);
    let constraints = each(reader, root, "constraints", "constraint", constraint::read);
    let without_challenge = section(reader, root, "without-challenge", waiver);
    // Seats that could not be read were reported: what speaks of their number is then no fault of its own.
    let unread = root.get("seats").map(|_| 1);
    let number = seats.as_ref().map(|seats| seats.number).or(unread);
    let stages = stage::stages(reader, root, number);
    Some(Procedure {
        name: name?,
        version: version?,
        kind: kind?,
        title: title?,
        purpose: purpose?,
        source: source?,
        bodies,
        clauses,
        roles,
        seats,
        roll,
        ballot,
        admission,
        constraints,
        groups,
        emergency,
        calendar: calendar?,
        dates,
        gaps,
        without_challenge,
        stages,
    })
}

/// The entries of a table of tables, such as `[roles.member]`, without those that could not be read.
fn each<T>(
    reader: &mut Reader<'_>,
    root: &Table<'_>,
    key: &str,
    one: &str,
    read: impl Fn(&mut Reader<'_>, Entry<'_>, (String, String)) -> Option<T>,
) -> Vec<T> {
    let Some(table) = root
        .get(key)
        .and_then(|value| reader.table_of(value, root.place_of(key), &[]))
    else {
        return Vec::new();
    };
    let mut items = Vec::new();
    for entry in table.entries() {
        let path = format!("{key}[{}]", items.len() + 1);
        let place = (path.clone(), format!("{one} \"{}\"", entry.key));
        match read(reader, *entry, place) {
            Some(item) => items.push(item),
            None => reader.drop_item(&path),
        }
    }
    items
}

/// A table that a file may leave out, such as `[ballot]`.
fn section<T>(
    reader: &mut Reader<'_>,
    root: &Table<'_>,
    key: &str,
    read: impl Fn(&mut Reader<'_>, &Table<'_>) -> Option<T>,
) -> Option<T> {
    let keys: &[&str] = match key {
        "seats" => &["body", "section", "number", "term", "rule"],
        "roll" => &[
            "classes",
            "classes-rule",
            "joined-by",
            "joined-rule",
            "class-joined-by",
            "arrears-paid-by",
            "arrears-rule",
            "suspension-rule",
            "freeze",
            "freeze-rule",
        ],
        "ballot" => &[
            "method",
            "quota",
            "ties",
            "rule",
            "revote",
            "revote-rule",
            "grace",
            "grace-rule",
            "trustees-at-least",
            "trustees-rule",
            "despatch",
            "despatch-rule",
            "last-reissue",
            "last-reissue-rule",
        ],
        "emergency" => &process::EMERGENCY_KEYS,
        "admission" => &admission::KEYS,
        _ => &["resolved-by", "reason", "rule"],
    };
    let table = reader.table_of(root.get(key)?, root.place_of(key), keys)?;
    read(reader, &table)
}

/// The id that stands as a key.
fn key_id<T: std::str::FromStr>(reader: &mut Reader<'_>, entry: Entry<'_>, item: &str) -> Option<T>
where
    T::Err: std::fmt::Display,
{
    match table::parsed(entry.key) {
        Ok(id) => Some(id),
        Err(wrong) => {
            reader.fault(entry.at, "wrong-value", item, wrong);
            None
        }
    }
}

/// The entries of a table of texts, such as `[clauses]`.
fn texts(reader: &mut Reader<'_>, root: &Table<'_>, key: &str, one: &str) -> Vec<(Clause, String)> {
    each(reader, root, key, one, |reader, entry, place| {
        let id = key_id(reader, entry, &place.1);
        let text = entry.value.get_ref().as_str().map(str::trim);
        match text {
            None => reader.wrong_type(entry.value, &place.1, "a sentence in quotes"),
            Some("") => {
                let wrong = (
                    "the text is empty".to_owned(),
                    "write one sentence".to_owned(),
                );
                reader.fault(entry.value.span().start, "empty-text", &place.1, wrong);
            }
            Some(_) => reader.place(&place, entry.at),
        }
        Some((id?, text.filter(|text| !text.is_empty())?.to_owned()))
    })
}

fn clauses(reader: &mut Reader<'_>, root: &Table<'_>) -> Vec<ClauseText> {
    root.need(reader, "clauses");
    let texts = texts(reader, root, "clauses", "clause");
    texts
        .into_iter()
        .map(|(id, text)| ClauseText { id, text })
        .collect()
}

fn dates(reader: &mut Reader<'_>, root: &Table<'_>) -> Vec<DateParameter> {
    let texts = texts(reader, root, "dates", "date");
    texts
        .into_iter()
        .map(|(id, title)| DateParameter {
            id: id.to_string(),
            title,
        })
        .collect()
}

fn body(reader: &mut Reader<'_>, entry: Entry<'_>, place: (String, String)) -> Option<Body> {
    let id = key_id(reader, entry, &place.1);
    let table = reader.table_of(entry.value, place, &["title", "each"])?;
    let title = table.text(reader, "title");
    let each = table.flag(reader, "each");
    Some(Body {
        id: id?,
        title: title?,
        each: each?,
    })
}

fn role(reader: &mut Reader<'_>, entry: Entry<'_>, place: (String, String)) -> Option<Role> {
    let id = key_id(reader, entry, &place.1);
    let table = reader.table_of(entry.value, place, &["title", "holder", "rule"])?;
    let title = table.text(reader, "title");
    let holder = holder(reader, &table);
    let rule = table.parsed(reader, "rule");
    Some(Role {
        id: id?,
        title: title?,
        holder: holder?,
        rule: rule?,
    })
}

const HOLDERS: [&str; 9] = [
    "seat",
    "seat-of-each",
    "body",
    "anyone",
    "applicant",
    "class",
    "candidate",
    "trustee",
    "machine",
];

fn holder(reader: &mut Reader<'_>, role: &Table<'_>) -> Option<Holder> {
    let value = role.need(reader, "holder")?;
    let table = reader.table_of(value, role.place_of("holder"), &HOLDERS)?;
    let known: Vec<&Entry<'_>> = table
        .entries()
        .iter()
        .filter(|entry| HOLDERS.contains(&entry.key))
        .collect();
    let [one] = known.as_slice() else {
        if table.entries().len() == known.len() {
            let problem = format!("a holder is one thing, and here are {}", known.len());
            let wrong = (problem, format!("keep one of {}", HOLDERS.join(", ")));
            reader.fault(value.span().start, "wrong-value", &table.item, wrong);
        }
        return None;
    };
    match one.key {
        "seat" => table.parsed(reader, "seat").map(Holder::Seat),
        "class" => table.text(reader, "class").map(Holder::Class),
        "body" => table.parsed(reader, "body").map(Holder::Body),
        "seat-of-each" => {
            let place = table.place_of("seat-of-each");
            let inner = reader.table_of(one.value, place, &["body", "seat"])?;
            let body = inner.parsed(reader, "body");
            let seat = inner.parsed(reader, "seat");
            Some(Holder::SeatOfEach {
                body: body?,
                seat: seat?,
            })
        }
        other => {
            let held = table.only_true(reader, other)?;
            held.then_some(match other {
                "candidate" => Holder::Candidate,
                "applicant" => Holder::Applicant,
                "anyone" => Holder::Anyone,
                "machine" => Holder::Machine,
                _ => Holder::Trustee,
            })
        }
    }
}

fn seats(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<Seats> {
    let body = table.parsed::<BodyId>(reader, "body");
    let section = table.parsed(reader, "section");
    let number = table.number(reader, "number", MAX_SEATS);
    let units = [("month", 1), ("year", 12)];
    let term = table.read(reader, "term", |text| read_length(text, &units, 1_200));
    let rule = table.parsed(reader, "rule");
    Some(Seats {
        body: body?,
        section: section?,
        number: number?,
        term_months: term?,
        rule: rule?,
    })
}

fn roll(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<RollRule> {
    let classes = table.texts(reader, "classes");
    let classes_rule = table.parsed(reader, "classes-rule");
    let joined_by = table.read(reader, "joined-by", read_when);
    let joined_rule = table.parsed(reader, "joined-rule");
    let class_joined_by =
        guard::optional_list(reader, table, "class-joined-by", |reader, value, place| {
            let own = reader.table_of(value, place, &["class", "at", "rule"])?;
            let class = own.text(reader, "class");
            let at = own.read(reader, "at", read_when);
            let rule = own.parsed(reader, "rule");
            Some(ClassDeadline {
                class: class?,
                deadline: Deadline {
                    at: at?,
                    rule: rule?,
                },
            })
        });
    let arrears_paid_by = table.read(reader, "arrears-paid-by", read_when);
    let arrears_rule = table.parsed(reader, "arrears-rule");
    let suspension_rule = match table.get("suspension-rule") {
        None => Some(None),
        Some(_) => table.parsed(reader, "suspension-rule").map(Some),
    };
    let freeze = table.read(reader, "freeze", read_when);
    let freeze_rule = table.parsed(reader, "freeze-rule");
    Some(RollRule {
        classes: classes?,
        classes_rule: classes_rule?,
        joined_by: joined_by?,
        joined_rule: joined_rule?,
        class_joined_by,
        arrears_paid_by: arrears_paid_by?,
        arrears_rule: arrears_rule?,
        suspension_rule: suspension_rule?,
        freeze: freeze?,
        freeze_rule: freeze_rule?,
    })
}

fn ballot(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<BallotTerms> {
    let method = table.text(reader, "method");
    let quota = table.text(reader, "quota");
    let ties = table.named(reader, "ties");
    let rule = table.parsed(reader, "rule");
    let revote = table.named(reader, "revote");
    let revote_rule = table.parsed(reader, "revote-rule");
    let units = [("minute", 60), ("second", 1)];
    let grace_seconds = table.read(reader, "grace", |text| read_length(text, &units, 3_600));
    let grace_rule = table.parsed(reader, "grace-rule");
    let trustees_at_least = table.number(reader, "trustees-at-least", 100);
    let trustees_rule = table.parsed(reader, "trustees-rule");
    let despatch = deadline(reader, table, "despatch");
    let last_reissue = deadline(reader, table, "last-reissue");
    Some(BallotTerms {
        method: method?,
        quota: quota?,
        ties: ties?,
        rule: rule?,
        revote: revote?,
        revote_rule: revote_rule?,
        grace_seconds: grace_seconds?,
        grace_rule: grace_rule?,
        trustees_at_least: trustees_at_least?,
        trustees_rule: trustees_rule?,
        despatch: despatch?,
        last_reissue: last_reissue?,
    })
}

/// An instant that a table may leave out, with the clause that stands beside it under `KEY-rule`.
#[expect(
    clippy::option_option,
    reason = "none is a fault that was noted, and some of none is left out"
)]
fn deadline(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> Option<Option<Deadline>> {
    if table.get(key).is_none() {
        return Some(None);
    }
    let at = table.read(reader, key, read_when);
    let rule = table.parsed(reader, &format!("{key}-rule"));
    Some(Some(Deadline {
        at: at?,
        rule: rule?,
    }))
}

fn waiver(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<Waiver> {
    let resolved_by = table.parsed(reader, "resolved-by");
    let reason = table.text(reader, "reason");
    let rule = table.parsed(reader, "rule");
    Some(Waiver {
        resolved_by: resolved_by?,
        reason: reason?,
        rule: rule?,
    })
}
