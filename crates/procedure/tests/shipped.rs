//! The procedures that are shipped: they read, and hold what their sources say.

use std::collections::BTreeSet;

use polity_procedure::model::ActKind;
use polity_procedure::story::{self, Expected, Given, Says, What};
use polity_procedure::{Dates, KnownRules, check_source, describe, parse, timetable};
use polity_values::TimeZone;

const STORY: &str = include_str!("../../../procedures/executive-section-stv.story");
const SOURCE: &str = include_str!("../../../procedures/executive-section-stv.toml");

#[test]
fn the_executive_section_is_read() {
    let procedure = polity_procedure::form::parse(SOURCE).unwrap_or_else(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    });
    assert_eq!(procedure.name.as_str(), "executive-section-stv");
    assert_eq!(procedure.stages.len(), 10);
    assert_eq!(procedure.seats.expect("it fills seats").number, 9);
    assert_eq!(
        procedure.ballot.expect("it holds a ballot").grace_seconds,
        300
    );
}

#[test]
fn the_executive_section_is_adoptable() {
    let report = check_source(SOURCE, &KnownRules::shipped());
    assert_eq!(
        report.render("executive-section-stv.toml"),
        "executive-section-stv.toml: 0 errors, 0 warnings\n"
    );
}

#[test]
fn members_can_read_it() {
    let procedure = parse(SOURCE).expect("it is read");
    insta::assert_snapshot!(describe(&procedure));
}

#[test]
fn each_clause_of_the_story_is_a_clause_of_the_procedure() {
    let procedure = parse(SOURCE).expect("it is read");
    let known: BTreeSet<String> = procedure
        .clauses
        .iter()
        .map(|clause| clause.id.to_string())
        .collect();
    let story = story::parse(STORY).expect("it is read");
    let mut cited = BTreeSet::new();
    for step in story.scenarios.iter().flat_map(|scenario| &scenario.steps) {
        let Says::Then(
            Expected::Allowed(clause)
            | Expected::Awaits(clause)
            | Expected::Refused { by: clause, .. }
            | Expected::OnRoll(_, Some(clause)),
        ) = &step.says
        else {
            continue;
        };
        // The clauses of the record's own mechanism stand in no procedure.
        if clause.as_str().starts_with("record.") {
            continue;
        }
        assert!(
            known.contains(clause.as_str()),
            "line {}: {}",
            step.line,
            step.text
        );
        cited.insert(clause.to_string());
    }
    assert!(
        cited.len() >= 25,
        "the story tries most clauses, not only {}",
        cited.len()
    );
}

#[test]
fn every_act_of_the_procedure_is_in_its_story() {
    let procedure = parse(SOURCE).expect("it is read");
    let story = story::parse(STORY).expect("it is read");
    let steps = story.scenarios.iter().flat_map(|scenario| &scenario.steps);
    let tried: BTreeSet<ActKind> = steps
        .filter_map(|step| match &step.says {
            Says::When(acts) => Some(acts),
            _ => None,
        })
        .flatten()
        .filter_map(|doing| match &doing.what {
            What::Act(act) => Some(act.act),
            What::Cast(_) => None,
        })
        .collect();
    let offered: BTreeSet<ActKind> = procedure
        .stages
        .iter()
        .flat_map(|stage| &stage.acts)
        .map(|rule| rule.act)
        .collect();
    let untried: Vec<_> = offered.difference(&tried).collect();
    assert!(untried.is_empty(), "the story tries none of {untried:?}");
}

#[test]
fn the_story_s_timetable_holds() {
    let procedure = parse(SOURCE).expect("it is read");
    let story = story::parse(STORY).expect("it is read");
    let dates: Dates = story.scenarios[0]
        .steps
        .iter()
        .filter_map(|step| match &step.says {
            Says::Given(Given::Date(name, at)) => Some((name.clone(), *at)),
            _ => None,
        })
        .collect();
    let zone = TimeZone::get("Europe/London").expect("the zone is bundled");
    let table = timetable(&procedure, &dates, &zone).expect("it holds");
    assert_eq!(table.warnings(), []);
    assert_eq!(table.changes().len(), 21);
}
