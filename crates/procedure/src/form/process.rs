//! The terms of decisions, rounds, card votes, groups and emergencies, and the guards that speak of them.

use super::guard::{MAX_COUNT, optional_list};
use super::table::{Entry, Reader, Table, parsed};
use super::when::{MAX_DAYS, read_length, read_when};
use crate::model::{
    ActKind, CardSection, CardVote, DecisionTest, Emergency, Gap, Group, GroupOf, Guard, Level,
    Rounds,
};

/// No weight of a section of a card vote is higher.
const MAX_WEIGHT: u32 = 1_000_000;

/// A number that a table may leave out.
#[expect(
    clippy::option_option,
    reason = "none is a fault that was noted, and some of none is left out"
)]
fn number(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> Option<Option<u32>> {
    match table.get(key) {
        None => Some(None),
        Some(_) => table.number(reader, key, MAX_COUNT).map(Some),
    }
}

pub(super) fn done_by(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    one: &Entry<'_>,
) -> Option<Guard> {
    let place = table.place_of(one.key);
    let inner = reader.table_of(one.value, place, &["act", "persons", "units"])?;
    let act = inner.named::<ActKind>(reader, "act");
    let persons = number(reader, &inner, "persons");
    let units = number(reader, &inner, "units");
    if matches!((persons, units), (Some(None), Some(None))) {
        let wrong = (
            "it does not say how many".to_owned(),
            "add persons = ... or units = ...".to_owned(),
        );
        reader.fault(one.value.span().start, "missing-key", &inner.item, wrong);
        return None;
    }
    Some(Guard::DoneBy {
        act: act?,
        persons: persons?,
        units: units?,
    })
}

pub(super) fn elapsed(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    one: &Entry<'_>,
) -> Option<Guard> {
    let inner = reader.table_of(one.value, table.place_of(one.key), &["days", "since"])?;
    let days = inner.number(reader, "days", 3_660);
    let since = inner.named::<ActKind>(reader, "since");
    Some(Guard::Elapsed {
        days: days?,
        since: since?,
    })
}

/// `{ group = "mps", share = "20%", rounding = "ceiling" }`, or with `at-least`, `units` or `weight`.
pub(super) fn supported_by(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    one: &Entry<'_>,
) -> Option<Guard> {
    let keys = ["group", "at-least", "units", "share", "weight", "rounding"];
    let inner = reader.table_of(one.value, table.place_of(one.key), &keys)?;
    let group = inner.parsed(reader, "group");
    let levels: Vec<&str> = ["at-least", "units", "share", "weight"]
        .into_iter()
        .filter(|key| inner.get(key).is_some())
        .collect();
    let level = match levels.as_slice() {
        ["at-least"] => inner
            .number(reader, "at-least", MAX_COUNT)
            .map(Level::AtLeast),
        ["units"] => inner.number(reader, "units", MAX_COUNT).map(Level::Units),
        [key @ ("share" | "weight")] => {
            let of = inner.read(reader, key, parsed);
            let rounding = inner.named(reader, "rounding");
            match (of, rounding) {
                (Some(of), Some(rounding)) if *key == "share" => {
                    Some(Level::Share { of, rounding })
                }
                (Some(of), Some(rounding)) => Some(Level::Weight { of, rounding }),
                _ => None,
            }
        }
        _ => {
            let wrong = (
                format!("a threshold has one measure, and here are {}", levels.len()),
                "keep one of at-least, units, share and weight".to_owned(),
            );
            reader.fault(one.value.span().start, "wrong-value", &inner.item, wrong);
            None
        }
    };
    Some(Guard::SupportedBy {
        group: group?,
        level: level?,
    })
}

pub(super) fn group(
    reader: &mut Reader<'_>,
    entry: Entry<'_>,
    place: (String, String),
) -> Option<Group> {
    let id = super::key_id(reader, entry, &place.1);
    let table = reader.table_of(entry.value, place, &["title", "role", "kinds", "rule"])?;
    let title = table.text(reader, "title");
    let of = if table.get("kinds").is_some() {
        table.texts(reader, "kinds").and_then(|kinds| {
            let ids: Result<Vec<_>, _> = kinds.iter().map(|kind| parsed(kind)).collect();
            match ids {
                Ok(kinds) => Some(GroupOf::Kinds(kinds)),
                Err(wrong) => {
                    reader.fault(entry.at, "wrong-value", &table.item, wrong);
                    None
                }
            }
        })
    } else {
        table.parsed(reader, "role").map(GroupOf::Role)
    };
    let rule = table.parsed(reader, "rule");
    Some(Group {
        id: id?,
        title: title?,
        of: of?,
        rule: rule?,
    })
}

pub(super) const EMERGENCY_KEYS: [&str; 4] = ["of", "trigger", "expires", "rule"];

pub(super) fn emergency(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<Emergency> {
    let of = table.parsed(reader, "of");
    let trigger = table.text(reader, "trigger");
    let expires_days = table.read(reader, "expires", |text| {
        read_length(text, &[("day", 1)], 3_660)
    });
    let rule = table.parsed(reader, "rule");
    Some(Emergency {
        of: of?,
        trigger: trigger?,
        expires_days: expires_days?,
        rule: rule?,
    })
}

/// The value of a key of a stage that may be left out, which is a table.
#[expect(
    clippy::option_option,
    reason = "none is a fault that was noted, and some of none is left out"
)]
fn part<T>(
    reader: &mut Reader<'_>,
    stage: &Table<'_>,
    (key, keys): (&str, &[&str]),
    read: impl Fn(&mut Reader<'_>, &Table<'_>) -> Option<T>,
) -> Option<Option<T>> {
    let Some(value) = stage.get(key) else {
        return Some(None);
    };
    let table = reader.table_of(value, stage.place_of(key), keys)?;
    read(reader, &table).map(Some)
}

#[expect(
    clippy::option_option,
    reason = "none is a fault that was noted, and some of none is left out"
)]
pub(super) fn decision(reader: &mut Reader<'_>, stage: &Table<'_>) -> Option<Option<DecisionTest>> {
    let keys: &[&str] = &[
        "body",
        "majority",
        "rounding",
        "of",
        "quorum",
        "quorum-rule",
        "at-least",
        "at-most",
        "rule",
    ];
    part(reader, stage, ("decision", keys), |reader, table| {
        let body = table.parsed(reader, "body");
        let majority = table.read(reader, "majority", parsed);
        let rounding = table.named(reader, "rounding");
        let of = table.named(reader, "of");
        let quorum = table.read(reader, "quorum", parsed);
        let quorum_rule = table.parsed(reader, "quorum-rule");
        let at_least = number(reader, table, "at-least");
        let at_most = number(reader, table, "at-most");
        let rule = table.parsed(reader, "rule");
        Some(DecisionTest {
            body: body?,
            majority: majority?,
            rounding: rounding?,
            of: of?,
            quorum: quorum?,
            quorum_rule: quorum_rule?,
            at_least: at_least?,
            at_most: at_most?,
            rule: rule?,
        })
    })
}

#[expect(
    clippy::option_option,
    reason = "none is a fault that was noted, and some of none is left out"
)]
pub(super) fn rounds(reader: &mut Reader<'_>, stage: &Table<'_>) -> Option<Option<Rounds>> {
    let keys: &[&str] = &[
        "electors",
        "heard",
        "floor",
        "leave",
        "candidates",
        "plurality",
        "sections",
        "rule",
    ];
    part(reader, stage, ("rounds", keys), |reader, table| {
        let electors = table.parsed(reader, "electors");
        let heard = table.flag(reader, "heard");
        let floor = number(reader, table, "floor");
        let leave = table.number(reader, "leave", MAX_COUNT);
        let candidates = table.flag(reader, "candidates");
        let plurality = table.flag(reader, "plurality");
        let sections = sections(reader, table);
        let rule = table.parsed(reader, "rule");
        Some(Rounds {
            electors: electors?,
            heard: heard?,
            floor: floor?,
            leave: leave?,
            candidates: candidates?,
            plurality: plurality?,
            sections,
            rule: rule?,
        })
    })
}

/// The sections of a card vote or of an electoral college.
fn sections(reader: &mut Reader<'_>, table: &Table<'_>) -> Vec<CardSection> {
    optional_list(reader, table, "sections", |reader, value, place| {
        let section = reader.table_of(value, place, &["id", "title", "weight"])?;
        let id = section.parsed(reader, "id");
        let title = section.text(reader, "title");
        let weight = section.number(reader, "weight", MAX_WEIGHT);
        Some(CardSection {
            id: id?,
            title: title?,
            weight: weight?,
        })
    })
}

#[expect(
    clippy::option_option,
    reason = "none is a fault that was noted, and some of none is left out"
)]
pub(super) fn card(reader: &mut Reader<'_>, stage: &Table<'_>) -> Option<Option<CardVote>> {
    let keys: &[&str] = &["sections", "majority", "rounding", "rejection", "rule"];
    part(reader, stage, ("card", keys), |reader, table| {
        let sections = sections(reader, table);
        let majority = table.read(reader, "majority", parsed);
        let rounding = table.named(reader, "rounding");
        let rejection = table.named(reader, "rejection");
        let rule = table.parsed(reader, "rule");
        Some(CardVote {
            sections,
            majority: majority?,
            rounding: rounding?,
            rejection: rejection?,
            rule: rule?,
        })
    })
}

pub(super) fn gaps(reader: &mut Reader<'_>, root: &Table<'_>) -> Vec<Gap> {
    if root.get("gaps").is_none() {
        return Vec::new();
    }
    let mut gaps = Vec::new();
    for (index, value) in root
        .list(reader, "gaps")
        .unwrap_or_default()
        .into_iter()
        .enumerate()
    {
        let path = format!("gaps[{}]", gaps.len() + 1);
        let place = (path.clone(), format!("gaps[{}]", index + 1));
        match gap(reader, value, place) {
            Some(gap) => gaps.push(gap),
            None => reader.drop_item(&path),
        }
    }
    gaps
}

fn gap(
    reader: &mut Reader<'_>,
    value: &toml::Spanned<toml::de::DeValue<'_>>,
    place: (String, String),
) -> Option<Gap> {
    let table = reader.table_of(value, place, &["from", "to", "at-least", "rule"])?;
    let from = table.read(reader, "from", read_when);
    let to = table.read(reader, "to", read_when);
    let days = table.read(reader, "at-least", |text| {
        let unit = if text.contains("working") {
            "working day"
        } else {
            "day"
        };
        let days = read_length(text, &[(unit, 1)], MAX_DAYS.unsigned_abs())?;
        Ok((days, unit != "day"))
    });
    let rule = table.parsed(reader, "rule");
    Some(Gap {
        from: from?,
        to: to?,
        at_least_days: days?.0,
        working: days?.1,
        rule: rule?,
    })
}
