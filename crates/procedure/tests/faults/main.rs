//! One fault at a time: the sound file with one change, and every line that the check then prints, with its exact line
//! and column. A change that is not found in the file fails the test.

mod form;
mod meaning;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use polity_procedure::{KnownRules, check_source};

const SOUND: &str = include_str!("../data/sound.toml");

/// What is replaced by what, in turn, each the first time that it stands in the file.
type Change = &'static [(&'static str, &'static str)];

/// What it shows, and how the file is changed.
type Case = (&'static str, Change);

fn printed(cases: &[Case]) -> String {
    let mut text = String::new();
    for (title, changes) in cases {
        let mut source = SOUND.to_owned();
        for (from, to) in *changes {
            assert!(
                source.contains(from),
                "{title}: {from:?} is not in the file"
            );
            source = source.replacen(from, to, 1);
        }
        let report = check_source(&source, &KnownRules::shipped());
        assert!(!report.faults.is_empty(), "{title}: nothing was found");
        writeln!(text, "# {title}").expect("a String takes it");
        for fault in &report.faults {
            writeln!(text, "{fault}").expect("a String takes it");
        }
        text.push('\n');
    }
    text
}

#[test]
fn the_sound_file_is_without_fault() {
    let report = check_source(SOUND, &KnownRules::shipped());
    assert_eq!(
        report.render("sound.toml"),
        "sound.toml: 0 errors, 0 warnings\n"
    );
    assert!(report.is_adoptable());
}

#[test]
fn faults_of_form() {
    insta::assert_snapshot!(printed(form::FORM));
}

#[test]
fn faults_of_reference() {
    insta::assert_snapshot!(printed(form::REFERENCE));
}

#[test]
fn faults_of_flow() {
    insta::assert_snapshot!(printed(meaning::FLOW));
}

#[test]
fn faults_of_acts_and_terms() {
    insta::assert_snapshot!(printed(meaning::ACTS_AND_TERMS));
}

#[test]
fn faults_of_timing() {
    insta::assert_snapshot!(printed(meaning::TIMING));
}

#[test]
fn every_fault_has_a_case_here() {
    // The codes in the sources of the check and of the form, against the codes that the cases above bring about.
    let sources = [
        include_str!("../../src/check/acts.rs"),
        include_str!("../../src/check/constraints.rs"),
        include_str!("../../src/check/flow.rs"),
        include_str!("../../src/check/process.rs"),
        include_str!("../../src/check/references.rs"),
        include_str!("../../src/check/terms.rs"),
        include_str!("../../src/check/timing.rs"),
    ];
    let snapshots = [
        include_str!("snapshots/faults__faults_of_form.snap"),
        include_str!("snapshots/faults__faults_of_reference.snap"),
        include_str!("snapshots/faults__faults_of_flow.snap"),
        include_str!("snapshots/faults__faults_of_acts_and_terms.snap"),
        include_str!("snapshots/faults__faults_of_timing.snap"),
    ]
    .concat();
    let mut missing = BTreeSet::new();
    for source in sources {
        let calls = source
            .split("checker.error(")
            .skip(1)
            .chain(source.split("checker.warning(").skip(1));
        let safeguards = source.split("code: ").skip(1);
        for after in calls.chain(safeguards) {
            let Some(code) = after
                .trim_start()
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next())
            else {
                continue;
            };
            if !snapshots.contains(&format!("[{code}]")) {
                missing.insert(code);
            }
        }
    }
    // No file can have these two; see `a_procedure_that_no_file_made_is_checked_too`.
    missing.remove("no-rule");
    missing.remove("no-stage");
    // A wrong rule for ties cannot come up with the shipped rules, which allow both; see `terms_of_other_rules`.
    missing.remove("wrong-ties");
    assert!(missing.is_empty(), "no case brings about {missing:?}");
}

#[test]
fn a_procedure_that_no_file_made_is_checked_too() {
    let known = KnownRules::shipped();
    let mut procedure = polity_procedure::parse(SOUND).unwrap();
    assert_eq!(polity_procedure::check(&procedure, &known), []);
    procedure.stages[2].outcomes[1].rule = None;
    procedure.stages[7].acts[1].by = "jury".parse().unwrap();
    let lines: Vec<String> = polity_procedure::check(&procedure, &known)
        .iter()
        .map(ToString::to_string)
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
    procedure.stages.clear();
    let faults = polity_procedure::check(&procedure, &known);
    assert!(faults.iter().any(|fault| fault.code == "no-stage"));
}

#[test]
fn terms_of_other_rules() {
    let mut known = KnownRules::shipped();
    for rule in &mut known.0 {
        rule.ties
            .retain(|tie| *tie == polity_procedure::model::TieRule::LotFromPublishedSeed);
    }
    let report = check_source(SOUND, &known);
    assert_eq!(
        report.render("sound.toml"),
        "sound.toml:58:8: error: ballot.ties: the rule scottish-stv does not break ties by lot-drawn-by-returning-officer; \
         use lot-from-published-seed, or choose another method [wrong-ties]\nsound.toml: 1 error, 0 warnings\n"
    );
}

#[test]
fn every_fault_is_found_at_once() {
    let mut source = SOUND.to_owned();
    for (from, to) in [
        ("\"6\" = ", "\"5.1\" = \"Nobody cites this.\"\n\"6\" = "),
        ("by = \"secretary\"", "by = \"secretery\""),
        ("done = \"freeze\"", "done = \"nominate\""),
        ("lapse = { then = \"end:void\", rule = \"4\" }\n", ""),
        (
            "{ on-roll = true, rule = \"2\" }",
            "{ on-roll = true, rule = \"22\" }",
        ),
        ("method = \"scottish-stv\"", "method = \"ers97\""),
        (
            "act = \"open-ballot\", by = \"officer\", rule = \"5\", persons = 2",
            "act = \"open-ballot\", by = \"officer\", rule = \"5\"",
        ),
        ("words = 100\n", ""),
        (
            "\"1 day after notice opens\"\njoined",
            "\"30 days before notice opens\"\njoined",
        ),
        (
            "opens = \"at close of challenge\"",
            "opens = \"at open of challenge\"",
        ),
        (
            "outcomes = { done = \"challenge\" }",
            "outcomes = { done = \"declare\" }",
        ),
    ] {
        assert!(source.contains(from), "{from:?}");
        source = source.replacen(from, to, 1);
    }
    let report = check_source(&source, &KnownRules::shipped());
    assert!(!report.is_adoptable());
    insta::assert_snapshot!(report.render("many.toml"));
}
