//! The terms on which persons are admitted: `[admission]`.

use super::table::{Entry, Reader, Table, parsed};
use crate::model::{Admission, AdmissionClass, AppealTerms, AskTerms, Queue, Reason};

pub(super) const KEYS: [&str; 11] = [
    "rule",
    "exclusive-rule",
    "classes",
    "queues",
    "reasons",
    "reasons-version",
    "ask",
    "undecided",
    "undecided-rule",
    "refund-rule",
    "appeal",
];

/// No fee is higher, in pence.
const MAX_PENCE: u32 = 1_000_000;
/// No panel has more members, and no applicant is asked more often.
const MAX_PERSONS: u32 = 9;
/// No time to answer is longer, in hours.
const MAX_HOURS: u32 = 24 * 90;
/// No time to appeal is longer, in days.
const MAX_DAYS: u32 = 366;

pub(super) fn read(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<Admission> {
    let rule = table.parsed(reader, "rule");
    let exclusive_rule = table.parsed(reader, "exclusive-rule");
    let classes = each(reader, table, "classes", class);
    let queues = each(reader, table, "queues", queue);
    let reasons = each(reader, table, "reasons", reason);
    let reasons_version = table.number(reader, "reasons-version", u32::MAX);
    let ask = part(reader, table, ("ask", &["hours", "times", "rule"]), ask);
    let undecided = table.named(reader, "undecided");
    let undecided_rule = table.parsed(reader, "undecided-rule");
    let refund_rule = match table.get("refund-rule") {
        None => Some(None),
        Some(_) => table.parsed(reader, "refund-rule").map(Some),
    };
    let appeal = part(
        reader,
        table,
        ("appeal", &["days", "persons", "rule"]),
        appeal,
    );
    Some(Admission {
        rule: rule?,
        classes,
        exclusive_rule: exclusive_rule?,
        queues,
        reasons,
        reasons_version: reasons_version?,
        ask: ask?,
        undecided: undecided?,
        undecided_rule: undecided_rule?,
        refund_rule: refund_rule?,
        appeal: appeal?,
    })
}

/// The entries of a table of tables within the section, such as `[admission.queues.identity]`.
fn each<T>(
    reader: &mut Reader<'_>,
    owner: &Table<'_>,
    key: &str,
    read: impl Fn(&mut Reader<'_>, Entry<'_>, (String, String)) -> Option<T>,
) -> Vec<T> {
    let Some(value) = owner.need(reader, key) else {
        return Vec::new();
    };
    let Some(table) = reader.table_of(value, owner.place_of(key), &[]) else {
        return Vec::new();
    };
    let entries = table.entries().to_vec();
    let read = |entry: Entry<'_>| {
        let place = table.place_of(entry.key);
        read(reader, entry, place)
    };
    entries.into_iter().filter_map(read).collect()
}

/// A table within the section that a file may leave out.
#[expect(
    clippy::option_option,
    reason = "none is a fault that was noted, and some of none is left out"
)]
fn part<T>(
    reader: &mut Reader<'_>,
    owner: &Table<'_>,
    (key, keys): (&str, &[&str]),
    read: impl Fn(&mut Reader<'_>, &Table<'_>) -> Option<T>,
) -> Option<Option<T>> {
    let Some(value) = owner.get(key) else {
        return Some(None);
    };
    let table = reader.table_of(value, owner.place_of(key), keys)?;
    read(reader, &table).map(Some)
}

fn class(
    reader: &mut Reader<'_>,
    entry: Entry<'_>,
    place: (String, String),
) -> Option<AdmissionClass> {
    let id = super::key_id(reader, entry, &place.1);
    let keys = ["title", "fee-pence", "concession-pence", "register", "rule"];
    let table = reader.table_of(entry.value, place, &keys)?;
    let title = table.text(reader, "title");
    let fee_pence = table.number(reader, "fee-pence", MAX_PENCE);
    let concession_pence = match table.get("concession-pence") {
        None => Some(None),
        Some(_) => table
            .number(reader, "concession-pence", MAX_PENCE)
            .map(Some),
    };
    let register = table.flag(reader, "register");
    let rule = table.parsed(reader, "rule");
    Some(AdmissionClass {
        id: id?,
        title: title?,
        fee_pence: fee_pence?,
        concession_pence: concession_pence?,
        register: register?,
        rule: rule?,
    })
}

fn queue(reader: &mut Reader<'_>, entry: Entry<'_>, place: (String, String)) -> Option<Queue> {
    let id = super::key_id(reader, entry, &place.1);
    let keys = ["title", "kind", "by", "refuse", "of", "panel", "rule"];
    let table = reader.table_of(entry.value, place, &keys)?;
    let title = table.text(reader, "title");
    let kind = table.named(reader, "kind");
    let by = table.parsed(reader, "by");
    let refuse = table.number(reader, "refuse", MAX_PERSONS);
    let of = table.number(reader, "of", MAX_PERSONS);
    let panel = table.flag(reader, "panel");
    let rule = table.parsed(reader, "rule");
    Some(Queue {
        id: id?,
        title: title?,
        kind: kind?,
        by: by?,
        refuse: refuse?,
        of: of?,
        panel: panel?,
        rule: rule?,
    })
}

fn reason(reader: &mut Reader<'_>, entry: Entry<'_>, place: (String, String)) -> Option<Reason> {
    let code = super::key_id(reader, entry, &place.1);
    let table = reader.table_of(entry.value, place, &["title", "queue", "rule"])?;
    let title = table.text(reader, "title");
    let queue = table.read(reader, "queue", parsed);
    let rule = table.parsed(reader, "rule");
    Some(Reason {
        code: code?,
        title: title?,
        queue: queue?,
        rule: rule?,
    })
}

fn ask(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<AskTerms> {
    let hours = table.number(reader, "hours", MAX_HOURS);
    let times = table.number(reader, "times", MAX_PERSONS);
    let rule = table.parsed(reader, "rule");
    Some(AskTerms {
        hours: hours?,
        times: times?,
        rule: rule?,
    })
}

fn appeal(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<AppealTerms> {
    let days = table.number(reader, "days", MAX_DAYS);
    let persons = table.number(reader, "persons", MAX_PERSONS);
    let rule = table.parsed(reader, "rule");
    Some(AppealTerms {
        days: days?,
        persons: persons?,
        rule: rule?,
    })
}
