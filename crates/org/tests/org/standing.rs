//! Standing acts: founding, forming, adopting, opening, importing.

use polity_org::act::{Act, Adoption, Deed, Opening, RollImport};
use polity_org::facts::Facts;
use polity_org::founding::{Officer, UnitSpec};
use polity_org::{Digest, Verdict, World, judge};
use polity_procedure::Dates;

use crate::common::{Run, founding, id};
use crate::judge::{SOURCE, codes, dates, instant, matter, plan, run};

#[test]
fn an_organisation_is_founded_once_and_first() {
    let facts = Facts::default();
    let now = instant("2026-05-25T11:00:00Z");
    let world = World::new();
    let early = Act::standing(id("ann"), Deed::Confirm { of: 1 });
    assert_eq!(
        judge(&world, &facts, &early, now).rule().as_str(),
        "record.founding"
    );

    let procedure = polity_procedure::parse(SOURCE).expect("a procedure");
    let good = founding(&plan(), &procedure);
    let act = |founding| Act::standing(id("ann"), Deed::FoundOrganisation(Box::new(founding)));
    assert!(judge(&world, &facts, &act(good.clone()), now).is_allowed());

    let mut bad = good.clone();
    bad.zone = "Europe/Atlantis".to_owned();
    bad.powers.clear();
    bad.clauses[0].id = id("record.founding");
    bad.seats[0].number = 0;
    bad.name = String::new();
    let Verdict::Refused(refused) = judge(&world, &facts, &act(bad), now) else {
        panic!("it is refused")
    };
    assert!(refused.unmet.len() >= 5, "all at once: {refused:?}");

    let run = run();
    let again = judge(&run.world, &facts, &act(good), now);
    assert_eq!(codes(&again), ["already-done"]);
}

#[test]
fn standing_acts_take_the_power_and_adoption_takes_two() {
    let mut run = run();
    let unit = UnitSpec {
        id: id("cedar"),
        kind: id("branch"),
        title: "Cedar".to_owned(),
        officers: vec![Officer {
            seat: id("secretary"),
            person: id("tom"),
        }],
    };
    let form = Deed::FormUnit(unit);
    let stranger = run.act(&Act::standing(id("tom"), form.clone())).verdict;
    assert_eq!(codes(&stranger), ["not-the-role"]);
    assert_eq!(stranger.rule().as_str(), "0.1");
    let founder = Act::standing(id("founder-1"), form);
    assert!(run.act(&founder).verdict.is_allowed());
    assert_eq!(codes(&run.act(&founder).verdict), ["inconsistent"]);

    let source = SOURCE.replace("version = 1\n", "version = 2\n");
    let adoption = Adoption {
        sha256: Digest::of(source.as_bytes()),
        source,
    };
    let adopt = Deed::AdoptProcedure(adoption);
    assert!(
        run.act(&Act::standing(id("founder-1"), adopt.clone()))
            .verdict
            .is_allowed()
    );
    let of = run.world.seq();
    let version = |run: &Run| {
        let adopted = run.world.procedure(&id("executive-section-stv"));
        adopted.map(|one| one.procedure.version)
    };
    assert_eq!(version(&run), Some(1), "one person changes nothing");
    let again = run.act(&Act::standing(id("founder-2"), adopt)).verdict;
    assert_eq!(codes(&again), ["already-proposed"]);
    let confirm = Deed::Confirm { of };
    let alone = run
        .act(&Act::standing(id("founder-1"), confirm.clone()))
        .verdict;
    assert_eq!(codes(&alone), ["same-person"]);
    let other = run.act(&Act::standing(id("tom"), confirm.clone())).verdict;
    assert_eq!(codes(&other), ["not-the-role"]);
    assert!(
        run.act(&Act::standing(id("founder-2"), confirm.clone()))
            .verdict
            .is_allowed()
    );
    assert_eq!(version(&run), Some(2));
    let twice = run.act(&Act::standing(id("founder-2"), confirm)).verdict;
    assert_eq!(codes(&twice), ["nothing-to-confirm"]);
    // The running matter keeps the version that it began under.
    let pinned = run.world.matter(&matter()).map(|one| one.procedure.version);
    assert_eq!(pinned, Some(1));
    run.replay();
}

#[test]
fn a_procedure_with_faults_is_not_adopted() {
    let mut run = run();
    let mut propose = |source: String| {
        let adoption = Adoption {
            sha256: Digest::of(source.as_bytes()),
            source,
        };
        let act = Act::standing(id("founder-1"), Deed::AdoptProcedure(adoption));
        run.act(&act).verdict
    };
    let newer = SOURCE.replace("version = 1\n", "version = 2\n");
    for (from, to) in [
        ("version = 2\n", "version = 1\n"),
        ("method = \"ers97\"", "method = \"ers98\""),
        ("by = \"secretary\"", "by = \"stranger\""),
        ("number = 9", "number = 900"),
        ("seat = \"appeals-panel\"", "seat = \"nobody\""),
    ] {
        let changed = newer.replace(from, to);
        assert_ne!(changed, newer, "{from}");
        assert!(!propose(changed).is_allowed(), "{to}");
    }
    assert!(propose(newer).is_allowed());
}

#[test]
fn a_matter_is_opened_with_a_whole_timetable_only() {
    let mut run = run();
    let open = |id_: &str, dates| {
        Act::standing(
            id("founder-1"),
            Deed::OpenMatter(Opening {
                stated: polity_org::act::Stated::default(),
                id: id(id_),
                procedure: id("executive-section-stv"),
                dates,
                title: "Again".to_owned(),
            }),
        )
    };
    let none = run.act(&open("second", Dates::default())).verdict;
    let Verdict::Refused(refused) = &none else {
        panic!("it is refused")
    };
    assert!(
        refused.unmet.len() >= 7,
        "each date that is missing: {none}"
    );
    assert_eq!(
        codes(&run.act(&open("executive-2026", dates())).verdict),
        ["inconsistent"]
    );
    run.at(instant("2026-06-03T11:00:00Z"));
    let late = run.act(&open("second", dates())).verdict;
    assert!(late.to_string().contains("closed already"), "{late}");
}

#[test]
fn an_import_adds_up() {
    let mut run = run();
    let import = |rows, unit: &str| {
        let digest = Digest::of(b"another list");
        let totals = [(id(unit), 3)].into();
        let import = RollImport {
            digest,
            rows,
            totals,
        };
        Act::standing(id("founder-1"), Deed::RecordRollImport(import))
    };
    assert!(!run.act(&import(4, "ash")).verdict.is_allowed());
    assert!(!run.act(&import(3, "nowhere")).verdict.is_allowed());
    assert!(run.act(&import(3, "ash")).verdict.is_allowed());
}
