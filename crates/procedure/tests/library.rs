//! The whole library under `procedures/`: nothing is found in any file, each says what members can read, and each story
//! cites clauses that its procedure has.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use polity_procedure::story::{self, Expected, Says};
use polity_procedure::{KnownRules, check_source, describe};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../procedures");
    let files = std::fs::read_dir(folder).expect("the folder procedures");
    let mut files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind == "toml"));
    files.sort();
    files
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn stem(path: &Path) -> &str {
    path.file_stem()
        .and_then(|stem| stem.to_str())
        .expect("a name")
}

#[test]
fn nothing_is_found_in_any_procedure_of_the_library() {
    let mut found = String::new();
    for path in files() {
        let report = check_source(&read(&path), &KnownRules::shipped());
        if !report.faults.is_empty() || report.procedure.is_none() {
            found += &report.render(stem(&path));
            continue;
        }
        let procedure = report.procedure.expect("it is read");
        assert_eq!(procedure.name.as_str(), stem(&path));
        let words = describe(&procedure);
        assert!(words.contains(&procedure.title), "{words}");
    }
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn each_story_cites_clauses_of_its_procedure_and_refuses_by_several() {
    for path in files() {
        let source = read(&path);
        let procedure = polity_procedure::parse(&source).expect("it is read");
        let known: BTreeSet<&str> = procedure
            .clauses
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        let told = story::parse(&read(&path.with_extension("story")));
        let told = told.unwrap_or_else(|faults| panic!("{}: {faults:#?}", stem(&path)));
        let mut refused = BTreeSet::new();
        for step in told.scenarios.iter().flat_map(|one| &one.steps) {
            let (clause, because) = match &step.says {
                Says::Then(Expected::Refused { by, because, .. }) => (by, Some(because)),
                Says::Then(
                    Expected::Allowed(by) | Expected::Awaits(by) | Expected::OnRoll(_, Some(by)),
                ) => (by, None),
                _ => continue,
            };
            // The clauses of the record's own mechanism stand in no procedure.
            let known = known.contains(clause.as_str()) || clause.as_str().starts_with("record.");
            let name = stem(&path);
            assert!(known, "{name}, line {}: {}", step.line, step.text);
            refused.extend(because.map(|because| (clause.to_string(), because.clone())));
        }
        assert!(refused.len() >= 5, "{}: {refused:?}", stem(&path));
    }
}

/// The codes of what is found in a shipped file after a change.
fn codes_after(name: &str, old: &str, new: &str) -> Vec<&'static str> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../procedures");
    let source = read(&folder.join(name).with_extension("toml"));
    assert!(source.contains(old), "{name}: {old}");
    let report = check_source(&source.replacen(old, new, 1), &KnownRules::shipped());
    report.faults.iter().map(|fault| fault.code).collect()
}

#[test]
fn ways_of_a_vote_in_rounds_that_do_not_fit_each_other_are_found() {
    let college = "leadership-college-2010";
    assert_eq!(
        codes_after(college, "weight = 1 }", "weight = 2 }"),
        [""; 0]
    );
    assert_eq!(
        codes_after(college, "weight = 1 }", "weight = 0 }"),
        ["no-test"]
    );
    assert_eq!(
        codes_after(college, "leave = 1,", "leave = 1, floor = 30,"),
        ["never-holds"]
    );
    assert_eq!(
        codes_after(college, "leave = 1,", "leave = 1, plurality = true,"),
        ["never-holds"]
    );
    let union = "union-general-secretary";
    assert_eq!(
        codes_after(union, "leave = 1,", "leave = 2,"),
        ["never-holds"]
    );
    assert_eq!(
        codes_after(
            "conservative-leadership-2022",
            "candidates = true",
            "candidates = 1"
        ),
        ["wrong-type"]
    );
}

#[test]
fn units_of_supporters_are_counted_in_groups_of_persons_only() {
    let units = "group = \"members\", units = 20";
    let name = "snp-leadership-2023";
    assert_eq!(
        codes_after(name, units, "group = \"members\", units = 30"),
        [""; 0]
    );
    let both = "group = \"members\", units = 20, at-least = 3";
    assert_eq!(codes_after(name, units, both), ["wrong-value"]);
    let kinds = (
        "supported-by = { group = \"branches\", share = \"5%\", rounding = \"ceiling\" }",
        "supported-by = { group = \"branches\", units = 5 }",
    );
    assert_eq!(
        codes_after("leadership-2020", kinds.0, kinds.1),
        ["never-holds"]
    );
}

#[test]
fn members_read_by_what_votes_and_support_it_goes() {
    let told = |name: &str, says: &[&str]| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../procedures");
        let source = read(&folder.join(name).with_extension("toml"));
        let words = describe(&polity_procedure::parse(&source).expect("it is read"));
        for one in says {
            assert!(words.contains(one), "{name}: {one}\n{words}");
        }
    };
    told(
        "leadership-college-2010",
        &[
            "until one has more than half of the whole: after each the lowest is out (6.1).",
            "Votes are in sections that weigh: Members of parliament 1, Members 1, Affiliates 1 (6.1).",
        ],
    );
    told(
        "union-general-secretary",
        &["There is one vote: whoever has the most votes is elected (6.1)."],
    );
    told(
        "conservative-leadership-2022",
        &["Those who stand vote too (4.12)."],
    );
    told(
        "snp-leadership-2023",
        &["the support of \"Members\" in at least 20 units"],
    );
}
