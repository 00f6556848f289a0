//! Texts of procedures in other languages than the one in which they were adopted.
//!
//! The adopted file is the rule, and it is in English. A translation of a procedure of the library stands in
//! `locales/cy/procedures`, part by part beside the part's id in the file. It is shown where the adopted
//! text is exactly the one that was translated; where an organisation has changed a sentence, its own
//! English is shown and marked as English.

use std::collections::HashMap;
use std::sync::LazyLock;

use polity_procedure::model::{Procedure, RoleId};
use polity_values::StageId;
use serde::Deserialize;

use super::Said;
use crate::lang::{Language, Say};

/// A procedure of the library with its Welsh text.
macro_rules! library {
    ($($name:literal),+ $(,)?) => {
        [$((
            include_str!(concat!("../../../../procedures/", $name, ".toml")),
            include_str!(concat!("../../../../locales/cy/procedures/", $name, ".toml")),
        ),)+]
    };
}

/// The library's procedures, each with its Welsh text.
const LIBRARY: &[(&str, &str)] = &library![
    "conservative-leadership-2022",
    "conservative-leadership-emergency",
    "deputy-leadership-2025",
    "executive-section-plurality",
    "executive-section-stv",
    "executive-section-women",
    "general-secretary-2018",
    "general-secretary-2020",
    "general-secretary-elected",
    "general-secretary-one-name",
    "green-list-2015",
    "hustings",
    "leadership-2015",
    "leadership-2016",
    "leadership-2020",
    "leadership-college-2010",
    "liberal-democrat-committee",
    "ratification-card-vote",
    "report-of-representatives",
    "reserved-seat",
    "slate-2020",
    "snp-leadership-2023",
    "supporters-2015",
    "supporters-2016",
    "supporters-model",
    "union-general-secretary",
    "unit-nomination-meeting",
    "vacancy-by-election",
    "vacancy-countback",
    "vacancy-runner-up",
];

/// What the counting rules do, in Welsh, by their names.
const COUNTING: &str = include_str!("../../../../locales/cy/counting.toml");

/// A translation, as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Translation {
    title: String,
    purpose: String,
    source: String,
    clauses: HashMap<String, String>,
    bodies: HashMap<String, String>,
    roles: HashMap<String, String>,
    #[serde(default)]
    groups: HashMap<String, String>,
    /// The titles of the sections of card votes and of electoral colleges.
    #[serde(default)]
    sections: HashMap<String, String>,
    #[serde(default)]
    dates: HashMap<String, String>,
    stages: HashMap<String, String>,
    #[serde(default)]
    constraints: HashMap<String, String>,
    /// The titles of the classes, queues and grounds of an admission.
    #[serde(default)]
    classes: HashMap<String, String>,
    #[serde(default)]
    queues: HashMap<String, String>,
    #[serde(default)]
    reasons: HashMap<String, String>,
}

/// English to Welsh.
static WELSH: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| {
        let mut welsh = HashMap::new();
        for (file, translation) in LIBRARY.iter().copied() {
            // A test asks that both can be read and fit each other.
            let read = (
                polity_procedure::parse(file),
                toml::from_str::<Translation>(translation),
            );
            if let (Ok(procedure), Ok(translation)) = read {
                welsh.extend(pairs(&procedure, &translation).into_iter().filter_map(
                    |(english, _, text)| Some((key(english), text?.trim().to_owned())),
                ));
            }
        }
        let rules: HashMap<String, String> = toml::from_str(COUNTING).unwrap_or_default();
        welsh.extend(polity_count::Rule::ALL.iter().filter_map(|rule| {
            let info = rule.info();
            Some((key(info.meaning), rules.get(info.name)?.trim().to_owned()))
        }));
        welsh
    });

/// A text as it is compared.
fn key(english: &str) -> String {
    english.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text of a procedure, the place where its translation is expected, and the translation.
fn pairs<'a>(
    procedure: &'a Procedure,
    welsh: &'a Translation,
) -> Vec<(&'a str, String, Option<&'a String>)> {
    let mut pairs = vec![
        (
            procedure.title.as_str(),
            "title".to_owned(),
            Some(&welsh.title),
        ),
        (
            procedure.purpose.as_str(),
            "purpose".to_owned(),
            Some(&welsh.purpose),
        ),
        (
            procedure.source.as_str(),
            "source".to_owned(),
            Some(&welsh.source),
        ),
    ];
    let mut add = |english: &'a str, part: &str, id: &str, of: &'a HashMap<String, String>| {
        pairs.push((english, format!("{part}.{id}"), of.get(id)));
    };
    for clause in &procedure.clauses {
        add(&clause.text, "clauses", clause.id.as_str(), &welsh.clauses);
    }
    for body in &procedure.bodies {
        add(&body.title, "bodies", body.id.as_str(), &welsh.bodies);
    }
    for role in &procedure.roles {
        add(&role.title, "roles", role.id.as_str(), &welsh.roles);
    }
    for group in &procedure.groups {
        add(&group.title, "groups", group.id.as_str(), &welsh.groups);
    }
    let cards = procedure.stages.iter().flat_map(|stage| &stage.card);
    let rounds = procedure.stages.iter().flat_map(|stage| &stage.rounds);
    let sections = cards.flat_map(|card| &card.sections);
    for section in sections.chain(rounds.flat_map(|rounds| &rounds.sections)) {
        add(
            &section.title,
            "sections",
            section.id.as_str(),
            &welsh.sections,
        );
    }
    for date in &procedure.dates {
        add(&date.title, "dates", &date.id, &welsh.dates);
    }
    for constraint in &procedure.constraints {
        let id = constraint.id.as_str();
        add(&constraint.title, "constraints", id, &welsh.constraints);
    }
    if let Some(terms) = &procedure.admission {
        for one in &terms.classes {
            add(&one.title, "classes", one.id.as_str(), &welsh.classes);
        }
        for one in &terms.queues {
            add(&one.title, "queues", one.id.as_str(), &welsh.queues);
        }
        for one in &terms.reasons {
            add(&one.title, "reasons", one.code.as_str(), &welsh.reasons);
        }
    }
    for stage in &procedure.stages {
        add(&stage.title, "stages", stage.id.as_str(), &welsh.stages);
    }
    pairs
}

/// A text of a procedure (a clause, a title) in the language of the page, or as it was adopted.
pub fn text(t: Say, english: &str) -> Said {
    match t.language {
        Language::English => Said::plain(english),
        Language::Welsh => match WELSH.get(&key(english)) {
            Some(welsh) => Said::plain(welsh),
            None => Said {
                text: english.to_owned(),
                lang: Some("en"),
            },
        },
    }
}

/// The title of a stage.
pub fn stage(t: Say, procedure: &Procedure, id: &StageId) -> Said {
    let stage = procedure.stages.iter().find(|stage| stage.id == *id);
    text(t, stage.map_or(id.as_str(), |stage| stage.title.as_str()))
}

/// The title of a role.
pub fn role(t: Say, procedure: &Procedure, id: &RoleId) -> Said {
    let role = procedure.roles.iter().find(|role| role.id == *id);
    text(t, role.map_or(id.as_str(), |role| role.title.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_counting_rule_is_told_in_welsh() {
        let rules: HashMap<String, String> = toml::from_str(COUNTING).unwrap();
        for rule in polity_count::Rule::ALL {
            assert!(rules.contains_key(rule.info().name), "{rule}");
        }
        assert_eq!(
            rules.len(),
            polity_count::Rule::ALL.len(),
            "a rule that is none"
        );
    }

    #[test]
    fn g3_every_procedure_of_the_library_is_translated_whole() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../procedures");
        let files = std::fs::read_dir(folder).unwrap();
        let files = files.filter_map(|file| {
            let path = file.unwrap().path();
            path.extension()
                .is_some_and(|kind| kind == "toml")
                .then(|| std::fs::read_to_string(path).unwrap())
        });
        let shipped: BTreeSet<String> = files.collect();
        let known: BTreeSet<String> = LIBRARY.iter().map(|(file, _)| (*file).to_owned()).collect();
        assert_eq!(shipped, known, "a procedure without a translation");
        for (file, translation) in LIBRARY.iter().copied() {
            let procedure = polity_procedure::parse(file).unwrap();
            let welsh: Translation = toml::from_str(translation).unwrap();
            let all = pairs(&procedure, &welsh);
            let missing: Vec<_> = all
                .iter()
                .filter(|(_, _, text)| text.is_none_or(|text| text.trim().is_empty()))
                .map(|(_, place, _)| place)
                .collect();
            assert!(missing.is_empty(), "not translated: {missing:?}");
            let parts = [
                &welsh.clauses,
                &welsh.bodies,
                &welsh.roles,
                &welsh.groups,
                &welsh.sections,
                &welsh.dates,
                &welsh.stages,
                &welsh.constraints,
                &welsh.classes,
                &welsh.queues,
                &welsh.reasons,
            ];
            let number: usize = parts.iter().map(|part| part.len()).sum();
            assert_eq!(number + 3, all.len(), "a translation of nothing");
        }
    }

    #[test]
    fn g3_a_changed_sentence_is_shown_as_it_was_adopted() {
        let welsh = Say::new(Language::Welsh);
        let known = text(welsh, "Every full member is entitled to vote.");
        assert_eq!(known.text, "Mae gan bob aelod llawn hawl i bleidleisio.");
        assert_eq!(known.lang, None);
        let changed = text(welsh, "Every paying member is entitled to vote.");
        assert_eq!(changed.lang, Some("en"));
    }
}
