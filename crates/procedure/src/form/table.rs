//! Reading one table of the file: each key's value with its place, what is missing, what is unknown.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fault::{Fault, Position, did_you_mean, one_of};
use crate::names::Named;

/// Where each item of a procedure stands in its file, by its path (`stage[2].acts[1].by`, counted from 1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spans {
    places: BTreeMap<String, Place>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    at: Position,
    item: String,
}

impl Spans {
    /// Gives a fault, whose item is a path, its place and its item's name for people: those of the path itself or else
    /// of the nearest item around it that stands in the file.
    pub(crate) fn locate(&self, fault: Fault) -> Fault {
        let mut path = fault.item.as_str();
        loop {
            if let Some(place) = self.places.get(path) {
                let item = place.item.clone();
                return Fault { item, ..fault }.located(place.at);
            }
            match path.rfind(['.', '[']) {
                Some(end) => path = &path[..end],
                None => return fault.located(Position { line: 1, column: 1 }),
            }
        }
    }

    fn set(&mut self, path: String, at: Position, item: String) {
        self.places.insert(path, Place { at, item });
    }

    /// Forgets what stands under a path, since the item there was dropped.
    fn forget(&mut self, path: &str) {
        self.places.retain(|known, _| {
            !known
                .strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
    }
}

/// The file as it is being read.
pub(crate) struct Reader<'s> {
    source: &'s str,
    pub(crate) faults: Vec<Fault>,
    pub(crate) spans: Spans,
}

/// A table of the file. The keys are in the file's order.
pub(crate) struct Table<'d> {
    /// By its path in the procedure.
    pub(crate) path: String,
    /// For people.
    pub(crate) item: String,
    at: usize,
    entries: Vec<Entry<'d>>,
}

/// A key and its value.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'d> {
    pub(crate) key: &'d str,
    pub(crate) at: usize,
    pub(crate) value: &'d Spanned<DeValue<'d>>,
}

/// What is wrong with a value, and what to write.
pub(crate) type Wrong = (String, String);

impl<'s> Reader<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        Self {
            source,
            faults: Vec::new(),
            spans: Spans::default(),
        }
    }

    /// Notes where an item stands that is no table.
    pub(crate) fn place(&mut self, (path, item): &(String, String), at: usize) {
        let at = Position::of_byte(self.source, at);
        self.spans.set(path.clone(), at, item.clone());
    }

    pub(crate) fn fault(&mut self, at: usize, code: &'static str, item: &str, wrong: Wrong) {
        let fault = Fault::error(code, item, wrong.0, wrong.1);
        self.faults
            .push(fault.located(Position::of_byte(self.source, at)));
    }

    /// The table of a document or value, whose keys are `keys`; any other key is a fault. Empty `keys` allow all.
    pub(crate) fn table<'d>(
        &mut self,
        table: &'d DeTable<'d>,
        at: usize,
        (path, item): (String, String),
        keys: &[&str],
    ) -> Table<'d> {
        let mut entries: Vec<Entry<'d>> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref(),
                at: key.span().start,
                value,
            })
            .collect();
        entries.sort_by_key(|entry| entry.at);
        for entry in &entries {
            if !keys.is_empty() && !keys.contains(&entry.key) {
                let suggestion = did_you_mean(entry.key, keys.iter().copied());
                let problem = format!("the key {:?} is not known here{suggestion}", entry.key);
                let remedy = format!("use {}, or leave it out", one_of(keys.iter().copied()));
                self.fault(
                    entry.at,
                    "unknown-key",
                    &inner(&item, entry.key),
                    (problem, remedy),
                );
            }
        }
        self.spans.set(
            path.clone(),
            Position::of_byte(self.source, at),
            item.clone(),
        );
        for entry in &entries {
            let at = Position::of_byte(self.source, entry.value.span().start);
            self.spans
                .set(inner(&path, entry.key), at, inner(&item, entry.key));
        }
        Table {
            path,
            item,
            at,
            entries,
        }
    }

    /// A value that must be a table.
    pub(crate) fn table_of<'d>(
        &mut self,
        value: &'d Spanned<DeValue<'d>>,
        place: (String, String),
        keys: &[&str],
    ) -> Option<Table<'d>> {
        let at = value.span().start;
        if let Some(table) = value.get_ref().as_table() {
            return Some(self.table(table, at, place, keys));
        }
        self.wrong_type(value, &place.1, "a table, such as { key = \"value\" }");
        None
    }

    pub(crate) fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, item: &str, needed: &str) {
        let is = value.get_ref().type_str();
        let problem = format!("this is of the type {is}, but {needed} is needed");
        let wrong = (problem, format!("write {needed}"));
        self.fault(value.span().start, "wrong-type", item, wrong);
    }

    /// Drops an item that could not be read, with the places of what stands in it.
    pub(crate) fn drop_item(&mut self, path: &str) {
        self.spans.forget(path);
    }
}

impl<'d> Table<'d> {
    pub(crate) fn entries(&self) -> &[Entry<'d>] {
        &self.entries
    }

    pub(crate) fn item_of(&self, key: &str) -> String {
        inner(&self.item, key)
    }

    pub(crate) fn place_of(&self, key: &str) -> (String, String) {
        (inner(&self.path, key), inner(&self.item, key))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| entry.value)
    }

    /// The value of a key that must be there.
    pub(crate) fn need(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
    ) -> Option<&'d Spanned<DeValue<'d>>> {
        let value = self.get(key);
        if value.is_none() {
            let wrong = (format!("{key:?} is missing"), format!("add {key} = ..."));
            reader.fault(self.at, "missing-key", &self.item_of(key), wrong);
        }
        value
    }

    pub(crate) fn string_at(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        value: &'d Spanned<DeValue<'d>>,
    ) -> Option<&'d str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            reader.wrong_type(value, &self.item_of(key), "a text in quotes");
        }
        text
    }

    /// A text that is not empty.
    pub(crate) fn text(&self, reader: &mut Reader<'_>, key: &str) -> Option<String> {
        let value = self.need(reader, key)?;
        let text = self.string_at(reader, key, value)?.trim();
        if text.is_empty() {
            let wrong = (
                "the text is empty".to_owned(),
                "write at least one sentence".to_owned(),
            );
            reader.fault(value.span().start, "empty-text", &self.item_of(key), wrong);
            return None;
        }
        Some(text.to_owned())
    }

    /// A text read by a function of its own.
    pub(crate) fn read<T>(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        read: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Option<T> {
        let value = self.need(reader, key)?;
        let text = self.string_at(reader, key, value)?;
        match read(text) {
            Ok(value) => Some(value),
            Err(wrong) => {
                reader.fault(value.span().start, "wrong-value", &self.item_of(key), wrong);
                None
            }
        }
    }

    /// An id, or another text with one form.
    pub(crate) fn parsed<T: FromStr>(&self, reader: &mut Reader<'_>, key: &str) -> Option<T>
    where
        T::Err: Display,
    {
        self.read(reader, key, parsed)
    }

    /// One of a closed set of names.
    pub(crate) fn named<T: Named>(&self, reader: &mut Reader<'_>, key: &str) -> Option<T> {
        self.read(reader, key, |name| named(key, name))
    }

    /// A whole number up to a limit.
    pub(crate) fn number(&self, reader: &mut Reader<'_>, key: &str, most: u32) -> Option<u32> {
        let value = self.need(reader, key)?;
        let Some(number) = value.get_ref().as_integer() else {
            reader.wrong_type(value, &self.item_of(key), "a whole number");
            return None;
        };
        let read = u32::from_str_radix(number.as_str(), number.radix());
        let read = read.ok().filter(|&number| number <= most);
        if read.is_none() {
            let wrong = (
                format!("{number} is out of range"),
                format!("write a number from 0 to {most}"),
            );
            reader.fault(value.span().start, "wrong-value", &self.item_of(key), wrong);
        }
        read
    }

    /// `true` or `false`; `false` when the key is absent.
    pub(crate) fn flag(&self, reader: &mut Reader<'_>, key: &str) -> Option<bool> {
        let Some(value) = self.get(key) else {
            return Some(false);
        };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            reader.wrong_type(value, &self.item_of(key), "true or false");
        }
        flag
    }

    /// `true`, for a key that says something by standing there: `false` would be a puzzle.
    pub(crate) fn only_true(&self, reader: &mut Reader<'_>, key: &str) -> Option<bool> {
        let value = self.need(reader, key)?;
        let flag = value.get_ref().as_bool();
        if flag != Some(true) {
            let wrong = (
                format!("{key:?} can only be true"),
                "write true, or leave it out".to_owned(),
            );
            reader.fault(value.span().start, "wrong-value", &self.item_of(key), wrong);
            return None;
        }
        flag
    }

    /// A list, whose places are counted from 1.
    pub(crate) fn list(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
    ) -> Option<Vec<&'d Spanned<DeValue<'d>>>> {
        let value = self.need(reader, key)?;
        let list = value.get_ref().as_array();
        if list.is_none() {
            reader.wrong_type(value, &self.item_of(key), "a list in square brackets");
        }
        Some(list?.iter().collect())
    }

    /// A list of texts with at least one.
    pub(crate) fn texts(&self, reader: &mut Reader<'_>, key: &str) -> Option<Vec<String>> {
        let list = self.list(reader, key)?;
        if list.is_empty() {
            let at = self.get(key).map_or(self.at, |value| value.span().start);
            let wrong = (
                "the list is empty".to_owned(),
                "name at least one".to_owned(),
            );
            reader.fault(at, "empty-list", &self.item_of(key), wrong);
            return None;
        }
        let text = |value| self.string_at(reader, key, value).map(str::to_owned);
        let texts: Vec<Option<String>> = list.into_iter().map(text).collect();
        texts.into_iter().collect()
    }
}

/// Reads an id, or another text with one form.
pub(crate) fn parsed<T: FromStr>(text: &str) -> Result<T, Wrong>
where
    T::Err: Display,
{
    text.parse().map_err(|fault: T::Err| {
        // The errors of ids and fractions say what is wrong, and after the last colon what to do.
        let said = fault.to_string();
        let (problem, remedy) = said.rsplit_once(": ").unwrap_or((&said, "correct it"));
        (problem.to_owned(), remedy.to_owned())
    })
}

/// Reads one of a closed set of names.
pub(crate) fn named<T: Named>(what: &str, name: &str) -> Result<T, Wrong> {
    T::named(name).ok_or_else(|| {
        let suggestion = did_you_mean(name, T::names());
        (
            format!("{name:?} is no {what}{suggestion}"),
            format!("use {}", one_of(T::names())),
        )
    })
}

/// `a.b`, and `a, b` after an item that is named for people.
pub(crate) fn inner(outer: &str, key: &str) -> String {
    match outer {
        "" => key.to_owned(),
        named if named.ends_with('"') => format!("{named}, {key}"),
        plain => format!("{plain}.{key}"),
    }
}
