//! The stages of the file, with their acts and outcomes.

use toml::Spanned;
use toml::de::DeValue;

use super::guard::{needed, optional_list};
use super::process;
use super::table::{Reader, Table, named};
use super::when::{read_next, read_when};
use crate::model::{ActRule, Lapse, Outcome, OutcomeKind, Stage};

/// The most words that the text of an act may have.
const MAX_WORDS: u32 = 20_000;

/// The most stages of a procedure.
const MAX_STAGES: usize = 100;

/// Reads `[[stage]]`, without those stages that could not be read. `seats` is what `count = "seats"` stands for.
pub(super) fn stages(reader: &mut Reader<'_>, root: &Table<'_>, seats: Option<u32>) -> Vec<Stage> {
    let mut stages = Vec::new();
    let listed = root.list(reader, "stage").unwrap_or_default();
    if let Some(beyond) = listed.get(MAX_STAGES) {
        let problem = format!("a procedure has at most {MAX_STAGES} stages");
        let wrong = (problem, "make two procedures of it".to_owned());
        reader.fault(beyond.span().start, "too-many-stages", "stage", wrong);
    }
    for (index, value) in listed.into_iter().take(MAX_STAGES).enumerate() {
        let id = value
            .get_ref()
            .get("id")
            .and_then(|id| id.get_ref().as_str());
        let item = id.map_or_else(
            || format!("stage {}", index + 1),
            |id| format!("stage \"{id}\""),
        );
        let path = format!("stage[{}]", stages.len() + 1);
        match stage(reader, value, (path.clone(), item), seats) {
            Some(stage) => stages.push(stage),
            None => reader.drop_item(&path),
        }
    }
    stages
}

const STAGE_KEYS: [&str; 13] = [
    "id", "kind", "title", "rule", "opens", "closes", "needs", "acts", "outcomes", "lapse",
    "decision", "rounds", "card",
];

fn stage(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    place: (String, String),
    seats: Option<u32>,
) -> Option<Stage> {
    let table = reader.table_of(value, place, &STAGE_KEYS)?;
    let id = table.parsed(reader, "id");
    let kind = table.named(reader, "kind");
    let title = table.text(reader, "title");
    let rule = table.parsed(reader, "rule");
    let opens = table.read(reader, "opens", read_when);
    let closes = table.read(reader, "closes", read_when);
    let decision = process::decision(reader, &table);
    let rounds = process::rounds(reader, &table);
    let card = process::card(reader, &table);
    let needs = needed(reader, &table, seats);
    let acts = optional_list(reader, &table, "acts", |reader, value, place| {
        act(reader, value, place, seats)
    });
    let outcomes = outcomes(reader, &table);
    let lapse = match table.get("lapse") {
        None => None,
        Some(value) => lapse(reader, &table, value),
    };
    Some(Stage {
        id: id?,
        kind: kind?,
        title: title?,
        rule: rule?,
        opens: opens?,
        closes: closes?,
        decision: decision?,
        rounds: rounds?,
        card: card?,
        needs,
        acts,
        outcomes,
        lapse,
    })
}

fn lapse(
    reader: &mut Reader<'_>,
    stage: &Table<'_>,
    value: &Spanned<DeValue<'_>>,
) -> Option<Lapse> {
    let table = reader.table_of(value, stage.place_of("lapse"), &["then", "rule"])?;
    let then = table.read(reader, "then", read_next);
    let rule = table.parsed(reader, "rule");
    Some(Lapse {
        then: then?,
        rule: rule?,
    })
}

fn outcomes(reader: &mut Reader<'_>, stage: &Table<'_>) -> Vec<Outcome> {
    let Some(table) = stage
        .get("outcomes")
        .and_then(|value| reader.table_of(value, stage.place_of("outcomes"), &[]))
    else {
        return Vec::new();
    };
    let mut outcomes = Vec::new();
    for entry in table.entries() {
        let (path, item) = table.place_of(entry.key);
        let when = match named::<OutcomeKind>("outcome", entry.key) {
            Ok(when) => when,
            Err(wrong) => {
                reader.fault(entry.at, "unknown-key", &item, wrong);
                continue;
            }
        };
        let outcome = if when == OutcomeKind::Done {
            let then = table.read(reader, entry.key, read_next);
            then.map(|then| Outcome {
                when,
                then,
                rule: None,
            })
        } else {
            outcome_with_rule(reader, entry.value, (path, item), when)
        };
        outcomes.extend(outcome);
    }
    outcomes
}

fn outcome_with_rule(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    place: (String, String),
    when: OutcomeKind,
) -> Option<Outcome> {
    let table = reader.table_of(value, place, &["then", "rule"])?;
    let then = table.read(reader, "then", read_next);
    let rule = table.parsed(reader, "rule");
    Some(Outcome {
        when,
        then: then?,
        rule: Some(rule?),
    })
}

const ACT_KEYS: [&str; 7] = ["act", "by", "rule", "needs", "persons", "required", "words"];

fn act(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    place: (String, String),
    seats: Option<u32>,
) -> Option<ActRule> {
    let table = reader.table_of(value, place, &ACT_KEYS)?;
    let act = table.named(reader, "act");
    let by = table.parsed(reader, "by");
    let rule = table.parsed(reader, "rule");
    let needs = needed(reader, &table, seats);
    let persons = match table.get("persons") {
        None => Some(1),
        Some(_) => table.number(reader, "persons", 2),
    };
    let required = table.flag(reader, "required");
    let words = match table.get("words") {
        None => Some(None),
        Some(_) => table.number(reader, "words", MAX_WORDS).map(Some),
    };
    Some(ActRule {
        act: act?,
        by: by?,
        rule: rule?,
        needs,
        persons: u8::try_from(persons?).ok()?,
        required: required?,
        words: words?.and_then(|words| usize::try_from(words).ok()),
    })
}
