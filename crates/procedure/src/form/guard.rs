//! The guards of the file: tables of one guard and its rule.

use toml::Spanned;
use toml::de::DeValue;

use super::process;
use super::table::{Entry, Reader, Table, parsed};
use crate::model::{ActKind, Guard, Needed};

/// The names of the guards in the file, as refusals and stories name them too.
pub const GUARD_NAMES: [&str; 27] = [
    "holds-class",
    "member-for-months",
    "not-suspended",
    "on-roll",
    "done",
    "at-most",
    "supported-by-units",
    "each-trustee",
    "trustees-at-least",
    "no-interest",
    "no-open-challenge",
    "did-not",
    "credentials-match-roll",
    "share",
    "holds-seat",
    "within",
    "decided",
    "done-by",
    "elapsed",
    "supported-by",
    "heard-all",
    "scored-by-each",
    "each-candidate",
    "standing-at-least",
    "standing-at-most",
    "all-of",
    "any-of",
];

/// How deep guards may stand inside of one another.
const MAX_DEPTH: usize = 8;

/// No count of a guard is higher.
pub(super) const MAX_COUNT: u32 = 100_000;

impl Guard {
    /// Its name in the file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::HoldsClass(_) => "holds-class",
            Self::MemberForMonths(_) => "member-for-months",
            Self::NotSuspended => "not-suspended",
            Self::OnRoll => "on-roll",
            Self::Done(_) => "done",
            Self::AtMost { .. } => "at-most",
            Self::SupportedByUnits(_) => "supported-by-units",
            Self::EachTrustee(_) => "each-trustee",
            Self::TrusteesAtLeast(_) => "trustees-at-least",
            Self::NoInterest => "no-interest",
            Self::NoOpenChallenge => "no-open-challenge",
            Self::DidNot(_) => "did-not",
            Self::CredentialsMatchRoll => "credentials-match-roll",
            Self::Share { .. } => "share",
            Self::HoldsSeat(_) => "holds-seat",
            Self::Within(_) => "within",
            Self::Decided(_) => "decided",
            Self::DoneBy { .. } => "done-by",
            Self::Elapsed { .. } => "elapsed",
            Self::SupportedBy { .. } => "supported-by",
            Self::HeardAll => "heard-all",
            Self::ScoredByEach(_) => "scored-by-each",
            Self::EachCandidate(_) => "each-candidate",
            Self::StandingAtLeast(_) => "standing-at-least",
            Self::StandingAtMost(_) => "standing-at-most",
            Self::AllOf(_) => "all-of",
            Self::AnyOf(_) => "any-of",
        }
    }
}

/// Reads `needs` of a stage or act.
pub(super) fn needed(
    reader: &mut Reader<'_>,
    owner: &Table<'_>,
    seats: Option<u32>,
) -> Vec<Needed> {
    optional_list(reader, owner, "needs", |reader, value, place| {
        let mut keys = GUARD_NAMES.to_vec();
        keys.push("rule");
        let table = reader.table_of(value, place, &keys)?;
        let guard = guard(reader, &table, value, (seats, 0));
        let rule = table.parsed(reader, "rule");
        Some(Needed {
            guard: guard?,
            rule: rule?,
        })
    })
}

/// The items of a list that may be absent, without those that could not be read.
pub(super) fn optional_list<T>(
    reader: &mut Reader<'_>,
    owner: &Table<'_>,
    key: &str,
    read: impl Fn(&mut Reader<'_>, &Spanned<DeValue<'_>>, (String, String)) -> Option<T>,
) -> Vec<T> {
    let mut items = Vec::new();
    if owner.get(key).is_none() {
        return items;
    }
    for (index, value) in owner
        .list(reader, key)
        .unwrap_or_default()
        .into_iter()
        .enumerate()
    {
        let (path, item) = owner.place_of(key);
        let path = format!("{path}[{}]", items.len() + 1);
        match read(
            reader,
            value,
            (path.clone(), format!("{item}[{}]", index + 1)),
        ) {
            Some(item) => items.push(item),
            None => reader.drop_item(&path),
        }
    }
    items
}

/// The one guard of a table.
fn guard(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    value: &Spanned<DeValue<'_>>,
    (seats, depth): (Option<u32>, usize),
) -> Option<Guard> {
    let guards: Vec<&Entry<'_>> = table
        .entries()
        .iter()
        .filter(|entry| GUARD_NAMES.contains(&entry.key))
        .collect();
    let [one] = guards.as_slice() else {
        // An unknown key was reported, and is most probably the guard.
        let strange = table
            .entries()
            .iter()
            .any(|entry| entry.key != "rule" && !GUARD_NAMES.contains(&entry.key));
        if !guards.is_empty() || !strange {
            let problem = format!(
                "a table of needs holds one guard, and here are {}",
                guards.len()
            );
            let remedy = "keep one guard and its rule, and give every other guard its own table";
            reader.fault(
                value.span().start,
                "wrong-value",
                &table.item,
                (problem, remedy.to_owned()),
            );
        }
        return None;
    };
    read_guard(reader, table, one, (seats, depth))
}

fn read_guard(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    one: &Entry<'_>,
    (seats, depth): (Option<u32>, usize),
) -> Option<Guard> {
    let name = one.key;
    match name {
        "holds-class" => table.texts(reader, name).map(Guard::HoldsClass),
        "member-for-months" => table
            .number(reader, name, 1_200)
            .map(Guard::MemberForMonths),
        "supported-by-units" => table
            .number(reader, name, MAX_COUNT)
            .map(Guard::SupportedByUnits),
        "trustees-at-least" => table
            .number(reader, name, MAX_COUNT)
            .map(Guard::TrusteesAtLeast),
        "done" => table.named::<ActKind>(reader, name).map(Guard::Done),
        "each-trustee" => table.named::<ActKind>(reader, name).map(Guard::EachTrustee),
        "did-not" => table.named::<ActKind>(reader, name).map(Guard::DidNot),
        "at-most" => at_most(reader, table, one, seats),
        "share" => share(reader, table, one),
        "holds-seat" => table.parsed(reader, name).map(Guard::HoldsSeat),
        "within" => table.parsed(reader, name).map(Guard::Within),
        "decided" => table.parsed(reader, name).map(Guard::Decided),
        "done-by" => process::done_by(reader, table, one),
        "elapsed" => process::elapsed(reader, table, one),
        "supported-by" => process::supported_by(reader, table, one),
        "scored-by-each" => table.parsed(reader, name).map(Guard::ScoredByEach),
        "each-candidate" => table
            .named::<ActKind>(reader, name)
            .map(Guard::EachCandidate),
        "standing-at-least" => table
            .number(reader, name, MAX_COUNT)
            .map(Guard::StandingAtLeast),
        "standing-at-most" => table
            .number(reader, name, MAX_COUNT)
            .map(Guard::StandingAtMost),
        "all-of" | "any-of" => {
            let inner = guards_within(reader, table, one, (seats, depth))?;
            Some(if name == "all-of" {
                Guard::AllOf(inner)
            } else {
                Guard::AnyOf(inner)
            })
        }
        flag => table.only_true(reader, flag)?.then_some(match flag {
            "not-suspended" => Guard::NotSuspended,
            "on-roll" => Guard::OnRoll,
            "no-interest" => Guard::NoInterest,
            "no-open-challenge" => Guard::NoOpenChallenge,
            "heard-all" => Guard::HeardAll,
            _ => Guard::CredentialsMatchRoll,
        }),
    }
}

fn at_most(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    one: &Entry<'_>,
    seats: Option<u32>,
) -> Option<Guard> {
    let inner = reader.table_of(one.value, table.place_of(one.key), &["act", "count"])?;
    let act = inner.named(reader, "act");
    let count = inner.need(reader, "count")?;
    let count = if count.get_ref().as_str() == Some("seats") {
        if seats.is_none() {
            let problem =
                "\"seats\" stands for the number of seats, and the file names none".to_owned();
            let wrong = (
                problem,
                "add [seats] with its number, or write a number here".to_owned(),
            );
            reader.fault(
                count.span().start,
                "wrong-value",
                &inner.item_of("count"),
                wrong,
            );
        }
        seats
    } else {
        inner.number(reader, "count", MAX_COUNT)
    };
    Some(Guard::AtMost {
        act: act?,
        count: count?,
    })
}

fn share(reader: &mut Reader<'_>, table: &Table<'_>, one: &Entry<'_>) -> Option<Guard> {
    let inner = reader.table_of(one.value, table.place_of(one.key), &["of", "rounding"])?;
    let of = inner.read(reader, "of", parsed);
    let rounding = inner.named(reader, "rounding");
    Some(Guard::Share {
        of: of?,
        rounding: rounding?,
    })
}

/// The guards inside of `all-of` or `any-of`. If one of them cannot be read, none of the whole can.
fn guards_within(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    one: &Entry<'_>,
    (seats, depth): (Option<u32>, usize),
) -> Option<Vec<Guard>> {
    let (path, item) = table.place_of(one.key);
    if depth >= MAX_DEPTH {
        let problem = format!("guards stand more than {MAX_DEPTH} deep inside of one another");
        let wrong = (problem, "say it with fewer".to_owned());
        reader.fault(one.value.span().start, "too-deep", &item, wrong);
        return None;
    }
    let mut guards = Vec::new();
    for (index, value) in table.list(reader, one.key)?.into_iter().enumerate() {
        let place = (
            format!("{path}[{}]", index + 1),
            format!("{item}[{}]", index + 1),
        );
        let inner = reader.table_of(value, place, &GUARD_NAMES);
        guards.push(inner.and_then(|inner| guard(reader, &inner, value, (seats, depth + 1))));
    }
    guards.into_iter().collect()
}
