//! Limits on who may be elected together: who declares what, and what a field that cannot meet them stops.

use polity_org::act::{BallotOpening, Deed};
use polity_org::{Digest, Entry, Event, Matter, Subject};
use polity_procedure::model::{Next, OutcomeKind};
use polity_values::PersonId;

use crate::common::{Run, id};
use crate::judge::{SOURCE, codes, does, instant, matter, run_of};

/// Two seats, and a limit on women; one branch's support is enough.
fn source(limit: &str) -> String {
    let constraint = format!(
        "[constraints]\nwomen = {{ title = \"Women\", {limit}, rule = \"2.1\" }}\n\n[roll]\n"
    );
    let source = SOURCE
        .replace("number = 9\n", "number = 2\n")
        .replace("supported-by-units = 5", "supported-by-units = 1")
        .replacen("[roll]\n", &constraint, 1);
    let report = polity_procedure::check_source(&source, &polity_procedure::KnownRules::shipped());
    assert!(report.is_adoptable(), "{}", report.render("source"));
    source
}

fn must(run: &mut Run, person: &str, deed: Deed) {
    let verdict = run.act(&does(person, deed)).verdict;
    assert!(verdict.is_allowed(), "{verdict}");
}

/// These persons are nominated and supported, and the time to consent begins.
fn nominated(limit: &str, field: &[(&str, &[&str])]) -> Run {
    let mut run = run_of(&source(limit));
    run.at(instant("2026-06-01T11:00:00Z"));
    must(&mut run, "ann", Deed::GiveNotice {});
    run.at(instant("2026-07-01T11:00:00Z"));
    let statement = run.roll(&matter());
    must(&mut run, "ann", Deed::FreezeRoll(statement));
    run.at(instant("2026-07-02T11:00:00Z"));
    for (index, (person, _)) in field.iter().enumerate() {
        must(&mut run, person, Deed::Nominate {});
        // A branch supports as many as there are seats.
        let branch = if index < 2 { "ash" } else { "beech" };
        let support = Deed::Support {
            candidate: id(person),
        };
        let verdict = run.act(&does("sam", support).for_unit(id(branch))).verdict;
        assert!(verdict.is_allowed(), "{verdict}");
    }
    run.at(instant("2026-09-11T11:00:00Z"));
    run
}

/// These persons stand, each of the named classes.
fn standing(limit: &str, field: &[(&str, &[&str])]) -> Run {
    let mut run = nominated(limit, field);
    for (person, classes) in field {
        let consent = consent(the(&run), classes);
        must(&mut run, person, consent);
    }
    run
}

fn the(run: &Run) -> &Matter {
    run.world.matter(&matter()).expect("it runs")
}

fn consent(matter: &Matter, classes: &[&str]) -> Deed {
    Deed::Consent {
        terms: matter.terms,
        classes: classes.iter().map(|class| id(class)).collect(),
    }
}

fn persons(names: &[&str]) -> Vec<PersonId> {
    names.iter().map(|name| id(name)).collect()
}

const MEN: &[(&str, &[&str])] = &[("dora", &[]), ("tom", &[])];
const MANY: &[(&str, &[&str])] = &[("dora", &["women"]), ("tom", &[]), ("sam", &[])];
const MIXED: &[(&str, &[&str])] = &[("dora", &["women"]), ("tom", &[])];

#[test]
fn a_candidate_declares_only_classes_that_the_contest_knows() {
    let run = standing("at-least = 1", &[("dora", &["women"])]);
    assert_eq!(the(&run).bounds()[0].standing, persons(&["dora"]));
    run.replay();
    let mut run = nominated("at-least = 1", MEN);
    let wrong = consent(the(&run), &["giants"]);
    let verdict = run.act(&does("tom", wrong)).verdict;
    assert_eq!(codes(&verdict), ["inconsistent"], "{verdict}");
}

#[test]
fn as_many_candidates_as_seats_are_elected_unopposed_only_within_the_limits() {
    let outcome = |field| {
        let mut run = standing("at-least = 1", field);
        run.at(instant("2026-09-16T11:00:00Z"));
        run.replay();
        the(&run).ended.last().and_then(|end| end.outcome)
    };
    assert_eq!(outcome(MIXED), Some(OutcomeKind::Unopposed));
    assert_eq!(outcome(MEN), Some(OutcomeKind::Done));
}

#[test]
fn no_ballot_opens_that_could_not_be_counted_within_the_limits() {
    let opening = |limit: &str, field| {
        let mut run = standing(limit, field);
        run.at(instant("2026-09-16T11:00:00Z"));
        let seed = "6 4 2".to_owned();
        run.act(&does("ann", Deed::PublishStatements { seed }));
        let opening = BallotOpening {
            uuid: "x".to_owned(),
            election: Digest::of(b"x"),
            booth: None,
        };
        // What the stage would need besides is refused as well; here only the limits are looked at.
        run.at(instant("2026-09-18T11:00:00Z"));
        let prepared = Entry {
            seq: run.world.seq() + 1,
            at: run.now,
            actor: None,
            role: None,
            unit: None,
            rule: id("5.2"),
            subject: Subject::Matter(matter()),
            confirms: None,
            event: Event::StageEnded {
                stage: id("prepare"),
                outcome: Some(OutcomeKind::Done),
                effective: run.now,
                then: Next::Stage(id("ballot")),
            },
        };
        run.append(&[prepared]);
        run.now = instant("2026-10-02T11:00:00Z");
        run.act(&does("ann", Deed::OpenBallot(opening))).verdict
    };
    let stopped = opening("at-least = 1", MEN);
    assert!(codes(&stopped).contains(&"constraints"), "{stopped}");
    let free = opening("at-least = 1", MANY);
    assert!(!codes(&free).contains(&"constraints"), "{free}");
    assert!(
        stopped
            .to_string()
            .contains("at least 1 of \"Women\" (0 stand)"),
        "{stopped}"
    );
}

#[test]
fn where_all_who_stand_are_enough_the_limit_follows_the_field() {
    let limit = "at-least = 2, if-too-few = \"all-who-stand\"";
    let run = standing(limit, MIXED);
    let the = the(&run);
    assert_eq!(the.bounds()[0].at_least, 1);
    assert_eq!(the.constraints().classes[0].min, 1);
    assert!(the.can_be_filled().is_ok());
    assert!(the.broken_by(&persons(&["dora", "tom"])).is_empty());
    assert_eq!(the.broken_by(&persons(&["tom"])).len(), 1);
}
