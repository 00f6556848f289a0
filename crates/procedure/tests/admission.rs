//! What is proved of an admission before anybody can be refused under it: each safeguard taken out is a fault of its own.

use polity_procedure::{KnownRules, check_source};

const MODEL: &str = include_str!("../../../procedures/supporters-model.toml");

/// The codes of the errors that a change of the file brings.
fn codes(changes: &[(&str, &str)]) -> Vec<&'static str> {
    let mut source = MODEL.to_owned();
    for (old, new) in changes {
        assert!(source.contains(old), "the file has no {old:?}");
        source = source.replace(old, new);
    }
    let report = check_source(&source, &KnownRules::shipped());
    let mut codes: Vec<_> = report.faults.iter().map(|fault| fault.code).collect();
    codes.dedup();
    codes
}

#[test]
fn the_file_itself_has_no_fault() {
    assert_eq!(codes(&[]), Vec::<&str>::new());
}

#[test]
fn a_program_decides_nothing() {
    let by_program = (
        "act = \"record-finding\"\nby = \"checker\"",
        "act = \"record-finding\"\nby = \"matcher\"",
    );
    assert!(codes(&[by_program]).contains(&"machine-decides"));
    let judges = (
        "act = \"decide-appeal\"\nby = \"appeals-panel\"",
        "act = \"decide-appeal\"\nby = \"matcher\"",
    );
    assert!(codes(&[judges]).contains(&"machine-decides"));
}

#[test]
fn one_person_alone_does_not_refuse_and_conduct_takes_a_panel() {
    assert!(codes(&[("refuse = 2", "refuse = 1")]).contains(&"one-person"));
    assert!(codes(&[("of = 3", "of = 4")]).contains(&"no-majority"));
    assert!(codes(&[("panel = true\n", "")]).contains(&"no-panel"));
}

#[test]
fn f4_a_procedure_without_an_appeal_is_refused_unless_a_body_recorded_why() {
    let appeal = "appeal = { days = 5, persons = 3, rule = \"5.1\" }\n";
    assert!(codes(&[(appeal, "")]).contains(&"no-appeal"));
    let why = "[admission]\n";
    let waived = "[without-challenge]\nresolved-by = \"vetting-panel\"\nreason = \"No time.\"\nrule = \"5.1\"\n\n[admission]\n";
    assert!(!codes(&[(appeal, ""), (why, waived)]).contains(&"no-appeal"));
    // With an appeal, the reason why there is none is no reason.
    assert!(codes(&[(why, waived)]).contains(&"needless-waiver"));
}

#[test]
fn whoever_refused_does_not_decide_the_appeal() {
    let judges = (
        "act = \"decide-appeal\"\nby = \"appeals-panel\"",
        "act = \"decide-appeal\"\nby = \"checker\"",
    );
    assert!(codes(&[judges]).contains(&"own-judge"));
    assert!(codes(&[("persons = 3", "persons = 2")]).contains(&"never-holds"));
}

#[test]
fn every_ground_belongs_to_a_queue_and_every_queue_has_a_ground() {
    assert!(codes(&[("queue = \"lists\"", "queue = \"list\"")]).contains(&"unknown-queue"));
    assert!(codes(&[("queue = \"lists\"", "queue = \"conduct\"")]).contains(&"no-ground"));
    assert!(codes(&[("kind = \"duplicate\"", "kind = \"eligibility\"")]).contains(&"no-queue"));
}

#[test]
fn nobody_has_less_than_three_days_to_answer() {
    assert!(codes(&[("hours = 168", "hours = 71")]).contains(&"too-short"));
}

#[test]
fn terms_belong_to_an_admission_and_an_admission_has_terms() {
    assert!(codes(&[("kind = \"admission\"", "kind = \"report\"")]).contains(&"no-terms"));
    assert!(
        codes(&[("by = \"checker\"\nrefuse", "by = \"treasurer\"\nrefuse")])
            .contains(&"missing-act")
    );
}
