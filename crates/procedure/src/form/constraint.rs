//! `[constraints.women]`: how many of a class of candidates are elected at least and at most.

use super::key_id;
use super::table::{Entry, Reader};
use crate::form::MAX_SEATS;
use crate::model::{Constraint, TooFew};

const KEYS: [&str; 5] = ["title", "at-least", "at-most", "if-too-few", "rule"];

pub(super) fn read(
    reader: &mut Reader<'_>,
    entry: Entry<'_>,
    place: (String, String),
) -> Option<Constraint> {
    let id = key_id(reader, entry, &place.1);
    let table = reader.table_of(entry.value, place, &KEYS)?;
    let title = table.text(reader, "title");
    let at_least = match table.get("at-least") {
        None => Some(0),
        Some(_) => table.number(reader, "at-least", MAX_SEATS),
    };
    let at_most = match table.get("at-most") {
        None => Some(None),
        Some(_) => table.number(reader, "at-most", MAX_SEATS).map(Some),
    };
    let too_few = match table.get("if-too-few") {
        None => Some(TooFew::Refuse),
        Some(_) => table.named(reader, "if-too-few"),
    };
    let rule = table.parsed(reader, "rule");
    Some(Constraint {
        id: id?,
        title: title?,
        at_least: at_least?,
        at_most: at_most?,
        too_few: too_few?,
        rule: rule?,
    })
}
