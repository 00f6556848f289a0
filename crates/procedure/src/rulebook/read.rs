//! The form of a rulebook's file, read with every fault and its place.
//!
//! ```toml
//! rulebook = "name-of-the-file"        # and: title, body, source
//!
//! [[clause]]
//! id = "4"
//! heading = "Notice"                   # and, for the chapter of a procedure: procedure = "NAME"
//!
//! [[clause]]
//! id = "4.1"
//!
//! [[clause.version]]
//! from = "2018-09-26"
//! by = "Conference 2018"
//! text = "Notice is given {notice} before."
//! values = { notice = "7 days" }       # also: a number, a share such as "2/3", a day such as "2027-01-01"
//!
//! [[clause.version]]
//! from = "2027-01-01"
//! by = "Conference 2026"
//! repealed = true
//! ```

use std::collections::{BTreeMap, BTreeSet};

use polity_values::civil::Date;
use polity_values::{Clause, count_words};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Part, RuleClause, RuleValue, Rulebook, Unit, Version, parts};
use crate::fault::Fault;
use crate::form::table::{Reader, Table, Wrong};
use crate::form::when::read_length;

/// The longest file, in bytes.
pub const MAX_RULEBOOK_BYTES: usize = 1024 * 1024;

/// The most clauses.
const MAX_CLAUSES: usize = 5_000;

/// The most words of a clause.
const MAX_WORDS: usize = 2_000;

/// The deepest clause: `4.2.b.ii.x` and no deeper.
const MAX_DEPTH: usize = 5;

/// Reads a rulebook.
///
/// # Errors
/// Every fault, in the order of the file.
pub fn parse(source: &str) -> Result<Rulebook, Vec<Fault>> {
    match check(source) {
        (Some(rulebook), faults) if !faults.iter().any(Fault::is_error) => Ok(rulebook),
        (_, faults) => Err(faults),
    }
}

/// Reads a rulebook and gives every fault, warnings too.
pub fn check(source: &str) -> (Option<Rulebook>, Vec<Fault>) {
    let mut reader = Reader::new(source);
    if source.len() > MAX_RULEBOOK_BYTES {
        let wrong = (
            format!("the file is {} bytes long", source.len()),
            format!("keep it under {MAX_RULEBOOK_BYTES} bytes"),
        );
        reader.fault(0, "too-long", "file", wrong);
        return (None, reader.faults);
    }
    let (document, errors) = DeTable::parse_recoverable(source);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        let remedy = "correct the line: texts stand in quotes, every key has a value, every bracket its partner";
        let wrong = (error.message().to_owned(), remedy.to_owned());
        reader.fault(at, "toml", "file", wrong);
    }
    if !errors.is_empty() {
        return (None, reader.faults);
    }
    let keys = ["rulebook", "title", "body", "source", "clause"];
    let root = reader.table(document.get_ref(), 0, (String::new(), String::new()), &keys);
    let found = rulebook(&mut reader, &root);
    reader.faults.sort_by_key(|fault| fault.at);
    (found, reader.faults)
}

fn rulebook(reader: &mut Reader<'_>, root: &Table<'_>) -> Option<Rulebook> {
    let name = root.parsed(reader, "rulebook");
    let title = root.text(reader, "title");
    let body = root.parsed(reader, "body");
    let source = root.text(reader, "source");
    let listed = root.list(reader, "clause").unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut clauses = Vec::new();
    if let Some(beyond) = listed.get(MAX_CLAUSES) {
        let wrong = (
            format!("a rulebook has at most {MAX_CLAUSES} clauses"),
            "make two rulebooks of it".to_owned(),
        );
        reader.fault(beyond.span().start, "too-many", "clause", wrong);
    }
    for (index, value) in listed.into_iter().take(MAX_CLAUSES).enumerate() {
        clauses.extend(clause(reader, value, index, &mut seen));
    }
    Some(Rulebook {
        name: name?,
        title: title?,
        body: body?,
        source: source?,
        clauses,
    })
}

fn clause(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    index: usize,
    seen: &mut BTreeSet<String>,
) -> Option<RuleClause> {
    let id = value
        .get_ref()
        .get("id")
        .and_then(|id| id.get_ref().as_str());
    let item = id.map_or_else(
        || format!("clause {}", index + 1),
        |id| format!("clause \"{id}\""),
    );
    let place = (format!("clause[{}]", index + 1), item);
    let table = reader.table_of(value, place, &["id", "heading", "procedure", "version"])?;
    let id = table.parsed::<Clause>(reader, "id");
    if let Some(id) = &id {
        stands(reader, &table, value.span().start, id, seen);
    }
    let heading = match table.get("heading") {
        None => Some(None),
        Some(_) => table.text(reader, "heading").map(Some),
    };
    let procedure = match table.get("procedure") {
        None => Some(None),
        Some(_) => table.parsed(reader, "procedure").map(Some),
    };
    let versions = versions(reader, &table);
    if versions.is_empty() && table.get("version").is_none() && table.get("heading").is_none() {
        let wrong = (
            "the clause says nothing".to_owned(),
            "add [[clause.version]] with from, by and text, or a heading".to_owned(),
        );
        reader.fault(value.span().start, "missing-key", &table.item, wrong);
    }
    Some(RuleClause {
        id: id?,
        heading: heading?,
        procedure: procedure?,
        versions,
    })
}

/// An id stands once, and after the clause within which it stands.
fn stands(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    at: usize,
    id: &Clause,
    seen: &mut BTreeSet<String>,
) {
    let text = id.as_str();
    if !seen.insert(text.to_owned()) {
        let wrong = (
            "the id stands twice: ids are never used again".to_owned(),
            "give one of the two another id".to_owned(),
        );
        reader.fault(at, "double-id", &table.item, wrong);
    }
    if text.split('.').any(str::is_empty) || text.split('.').count() > MAX_DEPTH {
        let wrong = (
            format!("the id has an empty part, or more than {MAX_DEPTH} parts"),
            "write it as 4, 4.2 or 4.2.b".to_owned(),
        );
        reader.fault(at, "wrong-value", &table.item, wrong);
    }
    if let Some((parent, _)) = text.rsplit_once('.')
        && !seen.contains(parent)
    {
        let wrong = (
            format!("it stands within the clause {parent:?}, which does not stand before it"),
            format!("add the clause {parent:?} above it, with a heading"),
        );
        reader.fault(at, "no-parent", &table.item, wrong);
    }
}

fn versions(reader: &mut Reader<'_>, clause: &Table<'_>) -> Vec<Version> {
    if clause.get("version").is_none() {
        return Vec::new();
    }
    let mut versions: Vec<Version> = Vec::new();
    let listed = clause.list(reader, "version").unwrap_or_default();
    for (index, value) in listed.into_iter().enumerate() {
        let (path, item) = clause.place_of("version");
        let place = (
            format!("{path}[{}]", index + 1),
            format!("{item}[{}]", index + 1),
        );
        let Some(version) = version(reader, value, place) else {
            continue;
        };
        let at = value.span().start;
        let item = format!("{item}[{}]", index + 1);
        let mut fault = |code, problem: String, remedy: &str| {
            reader.fault(at, code, &item, (problem, remedy.to_owned()));
        };
        match versions.last() {
            Some(last) if last.from >= version.from => fault(
                "wrong-order",
                format!(
                    "it is in force from {}, not after {}",
                    version.from, last.from
                ),
                "put the versions in order of time, each from a later day",
            ),
            Some(last) if last.text == version.text && last.values == version.values => fault(
                "no-change",
                "it says what the version before it says".to_owned(),
                "leave it out, or change its text",
            ),
            None if version.text.is_none() => fault(
                "wrong-order",
                "a clause cannot begin repealed".to_owned(),
                "add the version that is repealed before it",
            ),
            _ => {}
        }
        versions.push(version);
    }
    versions
}

fn version(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    place: (String, String),
) -> Option<Version> {
    let keys = ["from", "by", "text", "values", "repealed"];
    let table = reader.table_of(value, place, &keys)?;
    let from = table.read(reader, "from", read_day);
    let by = table.text(reader, "by");
    let repealed = match table.get("repealed") {
        None => Some(false),
        Some(_) => table.only_true(reader, "repealed"),
    };
    let text = match (repealed, table.get("text")) {
        (Some(true), Some(value)) => {
            let wrong = (
                "a clause that is repealed says nothing".to_owned(),
                "keep one of repealed and text".to_owned(),
            );
            reader.fault(value.span().start, "wrong-value", &table.item, wrong);
            None
        }
        (Some(true), None) => Some(None),
        _ => table.text(reader, "text").map(Some),
    };
    let values = values(reader, &table);
    if let (Some(Some(text)), Some(values)) = (&text, &values) {
        agree(reader, &table, text, values);
    }
    Some(Version {
        from: from?,
        by: by?,
        text: text?,
        values: values?,
    })
}

/// Each value that the text names is there, and each that is there is named.
fn agree(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    text: &str,
    values: &BTreeMap<String, RuleValue>,
) {
    let at = table.get("text").map_or(0, |value| value.span().start);
    let item = table.item_of("text");
    let named: BTreeSet<&str> = parts(text)
        .into_iter()
        .filter_map(|part| match part {
            Part::Value(name) => Some(name),
            Part::Words(_) => None,
        })
        .collect();
    for name in named.iter().filter(|name| !values.contains_key(**name)) {
        let wrong = (
            format!("the text names {{{name}}}, and no value has that name"),
            format!("add {name} to values, or write the words"),
        );
        reader.fault(at, "no-value", &item, wrong);
    }
    for name in values.keys().filter(|name| !named.contains(name.as_str())) {
        let wrong = (
            format!("the text does not name the value {name:?}, so that the two could disagree"),
            format!("write {{{name}}} where the text states it"),
        );
        reader.fault(at, "unused", &item, wrong);
    }
    let plain: String = parts(text)
        .into_iter()
        .filter_map(|part| match part {
            Part::Words(words) => Some(words),
            Part::Value(_) => None,
        })
        .collect();
    if plain.contains(['{', '}']) {
        let wrong = (
            "a brace has no partner".to_owned(),
            "write the name of a value between two braces".to_owned(),
        );
        reader.fault(at, "wrong-value", &item, wrong);
    }
    if count_words(text) > MAX_WORDS {
        let wrong = (
            format!("the text has more than {MAX_WORDS} words"),
            "make several clauses of it".to_owned(),
        );
        reader.fault(at, "too-long", &item, wrong);
    }
}

fn values(reader: &mut Reader<'_>, version: &Table<'_>) -> Option<BTreeMap<String, RuleValue>> {
    let Some(value) = version.get("values") else {
        return Some(BTreeMap::new());
    };
    let table = reader.table_of(value, version.place_of("values"), &[])?;
    let mut values = BTreeMap::new();
    for entry in table.entries() {
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if entry.key.is_empty() || !entry.key.chars().all(good) {
            let wrong = (
                format!("{:?} is no name of a value", entry.key),
                "use a-z, 0-9 and '-'".to_owned(),
            );
            reader.fault(entry.at, "wrong-value", &table.item, wrong);
            continue;
        }
        let read = match entry.value.get_ref() {
            DeValue::Integer(_) => table
                .number(reader, entry.key, u32::MAX)
                .map(RuleValue::Number),
            DeValue::String(_) => table.read(reader, entry.key, read_value),
            _ => {
                reader.wrong_type(entry.value, &table.item_of(entry.key), VALUES);
                None
            }
        };
        if let Some(read) = read {
            values.insert(entry.key.to_owned(), read);
        }
    }
    (values.len() == table.entries().len()).then_some(values)
}

const VALUES: &str = "a number such as 9, a length of time such as \"14 days\", a share such as \"2/3\" or \"10%\", or a day such as \"2027-01-01\"";

fn read_value(text: &str) -> Result<RuleValue, Wrong> {
    if let Ok(date) = read_day(text) {
        return Ok(RuleValue::Date(date));
    }
    if let Ok(of) = text.parse() {
        let text = text.to_owned();
        return Ok(RuleValue::Share { of, text });
    }
    for (name, unit) in Unit::ALL {
        if let Ok(count) = read_length(text, &[(name, 1)], 100_000) {
            return Ok(RuleValue::Duration { count, unit });
        }
    }
    Err((format!("{text:?} is no value"), format!("write {VALUES}")))
}

fn read_day(text: &str) -> Result<Date, Wrong> {
    let day = text
        .parse::<Date>()
        .ok()
        .filter(|day| day.to_string() == text);
    day.ok_or_else(|| {
        (
            format!("{text:?} is no day"),
            "write it as 2027-01-01".to_owned(),
        )
    })
}
