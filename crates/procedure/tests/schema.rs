//! The JSON Schema says the form of the file as the reader reads it: held together by trying both on every shipped
//! procedure and on changes of them, key by key. The few keywords of JSON Schema that ours uses are read here; while it
//! was written, the schema was also held to its meta-schema and to the shipped files by another program's validator.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: a panic is a failed test"
)]

use std::collections::{BTreeMap, BTreeSet};

use polity_procedure::parse;
use polity_procedure::schema::schema;
use regex_lite::Regex;
use serde_json::{Map, Value, json};

/// The shipped procedures and one that uses what they do not, by name.
fn files() -> BTreeMap<String, String> {
    let root = env!("CARGO_MANIFEST_DIR");
    let shipped = std::fs::read_dir(format!("{root}/../../procedures")).unwrap();
    let paths = shipped.map(|entry| entry.unwrap().path());
    let own = std::path::PathBuf::from(format!("{root}/tests/data/sound.toml"));
    paths
        .chain([own])
        .filter(|path| path.extension().is_some_and(|kind| kind == "toml"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            (path.display().to_string(), text)
        })
        .collect()
}

fn value(source: &str) -> Value {
    toml::from_str(source).unwrap()
}

/// A validator of the keywords that our schema uses; any other keyword is a fault of the test.
struct Validator {
    root: Value,
    patterns: std::cell::RefCell<BTreeMap<String, Regex>>,
}

impl Validator {
    fn new() -> Self {
        Self {
            root: schema(),
            patterns: std::cell::RefCell::default(),
        }
    }

    fn holds(&self, whole: &Value) -> bool {
        self.valid(&self.root, whole)
    }

    fn valid(&self, schema: &Value, value: &Value) -> bool {
        match schema {
            Value::Bool(always) => *always,
            Value::Object(keywords) => keywords
                .iter()
                .all(|(keyword, operand)| self.keyword(keywords, (keyword, operand), value)),
            _ => panic!("no schema: {schema}"),
        }
    }

    fn keyword(
        &self,
        all: &Map<String, Value>,
        (word, operand): (&str, &Value),
        value: &Value,
    ) -> bool {
        let length = |limit: &Value, test: fn(u64, u64) -> bool, of: Option<usize>| {
            of.is_none_or(|of| test(of as u64, limit.as_u64().unwrap()))
        };
        let members = value.as_object();
        let items = value.as_array();
        match word {
            "$schema" | "$id" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let name = operand.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                self.valid(&self.root["$defs"][name], value)
            }
            "type" => is_a(operand, value),
            "const" => operand == value,
            "enum" => operand.as_array().unwrap().contains(value),
            "pattern" => value
                .as_str()
                .is_none_or(|text| self.matches(operand, text)),
            "minimum" => value.as_i64() >= operand.as_i64() || !value.is_number(),
            "maximum" => value.as_i64() <= operand.as_i64() || !value.is_number(),
            "minItems" => length(operand, |is, least| is >= least, items.map(Vec::len)),
            "minProperties" => length(operand, |is, least| is >= least, members.map(Map::len)),
            "maxProperties" => length(operand, |is, most| is <= most, members.map(Map::len)),
            "items" => items.is_none_or(|items| items.iter().all(|item| self.valid(operand, item))),
            "required" => members.is_none_or(|members| {
                let needed = operand.as_array().unwrap();
                needed
                    .iter()
                    .all(|key| members.contains_key(key.as_str().unwrap()))
            }),
            "dependentRequired" => members.is_none_or(|members| {
                operand.as_object().unwrap().iter().all(|(key, others)| {
                    let beside = |other: &Value| members.contains_key(other.as_str().unwrap());
                    !members.contains_key(key) || others.as_array().unwrap().iter().all(beside)
                })
            }),
            "properties" => members.is_none_or(|members| {
                let known = operand.as_object().unwrap();
                members
                    .iter()
                    .all(|(key, value)| known.get(key).is_none_or(|own| self.valid(own, value)))
            }),
            "propertyNames" => members
                .is_none_or(|members| members.keys().all(|key| self.valid(operand, &json!(key)))),
            "additionalProperties" => members.is_none_or(|members| {
                let known = all.get("properties").and_then(Value::as_object);
                members
                    .iter()
                    .filter(|(key, _)| known.is_none_or(|known| !known.contains_key(*key)))
                    .all(|(_, value)| self.valid(operand, value))
            }),
            "anyOf" => operand
                .as_array()
                .unwrap()
                .iter()
                .any(|one| self.valid(one, value)),
            "oneOf" => {
                let which = operand.as_array().unwrap().iter();
                which.filter(|one| self.valid(one, value)).count() == 1
            }
            other => panic!("the schema uses the keyword {other}, which this test does not read"),
        }
    }

    fn matches(&self, pattern: &Value, text: &str) -> bool {
        let pattern = pattern.as_str().unwrap();
        let mut known = self.patterns.borrow_mut();
        let regex = known
            .entry(pattern.to_owned())
            .or_insert_with(|| Regex::new(pattern).unwrap());
        regex.is_match(text)
    }
}

fn is_a(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        other => panic!("unknown type {other}"),
    }
}

#[test]
fn the_schema_is_locked() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&schema()).unwrap());
}

#[test]
fn every_shipped_procedure_holds_to_the_schema() {
    let validator = Validator::new();
    let files = files();
    assert!(files.len() >= 9);
    for (name, source) in &files {
        parse(source).unwrap();
        assert!(validator.holds(&value(source)), "{name}");
    }
}

#[test]
fn a_wrong_key_a_wrong_kind_and_a_wrong_instant_are_refused() {
    let validator = Validator::new();
    let (_, source) = files().into_iter().next().unwrap();
    for (right, wrong) in [
        ("\ncloses = ", "\nclsoes = "),
        ("kind = \"decide\"", "kind = \"decision\""),
        ("kind = \"election\"", "kind = \"elections\""),
        ("\"at close of ", "\"at the close of "),
        ("version = 1", "version = \"1\""),
    ] {
        let changed = source.replacen(right, wrong, 1);
        if changed != source {
            assert!(!validator.holds(&value(&changed)), "{wrong}");
        }
    }
}

/// Every table of a file by its shape: the path with ids and places of lists left out. A shape stands for all its tables.
fn tables(whole: &Value, path: &str, pointer: &str, found: &mut BTreeMap<String, String>) {
    match whole {
        Value::Object(members) => {
            found
                .entry(path.to_owned())
                .or_insert_with(|| pointer.to_owned());
            let by_id = [
                "/bodies",
                "/roles",
                "/groups",
                "/constraints",
                "/clauses",
                "/dates",
            ];
            for (key, value) in members {
                let name = if by_id.contains(&path) { "*" } else { key };
                let escaped = key.replace('~', "~0").replace('/', "~1");
                tables(
                    value,
                    &format!("{path}/{name}"),
                    &format!("{pointer}/{escaped}"),
                    found,
                );
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                tables(item, path, &format!("{pointer}/{place}"), found);
            }
        }
        _ => {}
    }
}

/// Each key of all files with some values that it has.
fn samples(whole: &Value, found: &mut BTreeMap<String, Vec<Value>>) {
    match whole {
        Value::Object(members) => {
            for (key, value) in members {
                let known = found.entry(key.clone()).or_default();
                if known.len() < 3 && !known.contains(value) {
                    known.push(value.clone());
                }
                samples(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| samples(item, found)),
        _ => {}
    }
}

/// Asks reader and schema about a changed file; gives whether it was refused.
fn agree(validator: &Validator, changed: &Value, what: &str) -> bool {
    let source = toml::to_string(changed).unwrap();
    let read = parse(&source);
    let held = validator.holds(changed);
    match &read {
        Ok(_) => assert!(held, "the reader takes {what} and the schema does not"),
        Err(faults) => {
            // What hangs on another part of the file is beyond a schema.
            let elsewhere = faults
                .iter()
                .all(|fault| fault.problem.contains("stands for the number of seats"));
            let texts: Vec<String> = faults.iter().map(ToString::to_string).collect();
            assert!(
                !held || elsewhere,
                "the schema takes {what} and the reader does not: {texts:?}"
            );
        }
    }
    read.is_err()
}

#[test]
fn reader_and_schema_agree_on_every_key_of_every_table() {
    let validator = Validator::new();
    let mut keys = BTreeMap::new();
    let files: Vec<Value> = files().values().map(|source| value(source)).collect();
    for file in &files {
        samples(file, &mut keys);
    }
    let mut seen = BTreeSet::new();
    let (mut tried, mut refused) = (0, 0);
    for file in &files {
        let mut shapes = BTreeMap::new();
        tables(file, "", "", &mut shapes);
        for (shape, pointer) in shapes {
            if !seen.insert(shape.clone()) {
                continue;
            }
            let table = file.pointer(&pointer).unwrap().as_object().unwrap().clone();
            let turn = seen.len();
            let mut change = |what: &str, edit: &dyn Fn(&mut Map<String, Value>)| {
                let mut changed = file.clone();
                edit(
                    changed
                        .pointer_mut(&pointer)
                        .unwrap()
                        .as_object_mut()
                        .unwrap(),
                );
                tried += 1;
                refused += usize::from(agree(&validator, &changed, what));
            };
            for key in table.keys() {
                change(&format!("{shape} without {key}"), &|table| {
                    table.remove(key);
                });
                for wrong in [
                    json!(true),
                    json!(7),
                    json!("?!"),
                    json!("zz"),
                    json!([]),
                    json!({}),
                    json!(""),
                ] {
                    change(&format!("{shape} with {key} = {wrong}"), &|table| {
                        table.insert(key.clone(), wrong.clone());
                    });
                }
            }
            // Strange keys by turns, so that each is tried in many tables and each table with many.
            for (place, (key, values)) in keys.iter().enumerate() {
                let Some(value) = values.first().filter(|_| place % 6 == turn % 6) else {
                    continue;
                };
                change(&format!("{shape} with {key} = {value}"), &|table| {
                    table.insert(key.clone(), value.clone());
                });
            }
        }
    }
    assert!(
        tried > 1_500 && refused > 1_000,
        "{tried} tried, {refused} refused"
    );
}
