//! Bodies and seats: compositions, who holds what, what is vacant, what follows.

use std::collections::{BTreeMap, BTreeSet};

use polity_org::act::{Act, Adoption, Deed, Limit, Limited};
use polity_org::body::{
    self, BodyDeed, Course, EndCause, Ending, Ratification, TenureStart, Virtue,
};
use polity_org::{Digest, Entry};
use polity_values::{PersonId, TenureId, Timestamp};

use crate::common::{Plan, Run, id, text};

const PROCEDURE: &str = include_str!("../../../../procedures/executive-section-stv.toml");
pub(crate) const E2009: &str = include_str!("../../../../testdata/bodies/executive-2009.toml");
pub(crate) const E2018: &str = include_str!("../../../../testdata/bodies/executive-2018.toml");
pub(crate) const E2020: &str = include_str!("../../../../testdata/bodies/executive-2020.toml");

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// An organisation with the seats that the compositions name, and no composition yet.
pub(crate) fn house() -> Run {
    let seat = |seat: &str, person: &str| (id(seat), id("organisation"), id(person));
    let plan = Plan {
        zone: "Europe/London".to_owned(),
        classes: ["full".to_owned()].into(),
        units: [(id("ash"), id("branch"))].into(),
        seats: vec![
            seat("general-secretary", "gina"),
            seat("leader", "lea"),
            seat("deputy-leader", "dan"),
            seat("treasurer", "tess"),
            seat("mep-leader", "mel"),
            seat("scottish-leader", "sco"),
            seat("welsh-leader", "wyn"),
            (id("secretary"), id("ash"), id("sid")),
        ],
    };
    let now = instant("2021-01-04T10:00:00Z");
    Run::found(&plan, PROCEDURE, BTreeMap::new(), now)
}

pub(crate) fn adoption(source: &str) -> Adoption {
    Adoption {
        source: source.to_owned(),
        sha256: Digest::of(source.as_bytes()),
    }
}

fn body(deed: BodyDeed) -> Deed {
    Deed::Body(deed)
}

/// An act that must be allowed; the entry that it made last.
pub(crate) fn must(run: &mut Run, actor: &str, deed: Deed) -> Entry {
    let decided = run.act(&Act::standing(id(actor), deed));
    assert!(decided.verdict.is_allowed(), "{}", decided.verdict);
    decided.entries.last().expect("an entry").clone()
}

/// An act that must be refused: in what words.
fn refused(run: &mut Run, actor: &str, deed: Deed) -> String {
    let decided = run.act(&Act::standing(id(actor), deed));
    assert!(!decided.verdict.is_allowed(), "it was allowed");
    decided.verdict.to_string()
}

pub(crate) fn adopt(run: &mut Run, source: &str) {
    let deed = body(BodyDeed::AdoptComposition(adoption(source)));
    let of = must(run, "founder-1", deed).seq;
    must(run, "founder-2", Deed::Confirm { of });
}

/// With one recorder and without the confirmation, to keep the tests short.
pub(crate) fn alone(source: &str) -> String {
    source.replace("persons = 2", "persons = 1")
}

pub(crate) fn start(seat: &str, person: &str, virtue: Virtue) -> TenureStart {
    TenureStart {
        seat: id(seat),
        person: id(person),
        from: instant("2021-01-01T00:00:00Z"),
        until: None,
        virtue,
        until_ratified_by: None,
        counts: BTreeSet::new(),
    }
}

pub(crate) fn elected() -> Virtue {
    Virtue::Election { paper: text(3) }
}

pub(crate) fn sits(run: &mut Run, start: TenureStart) -> TenureId {
    let entry = must(run, "gina", body(BodyDeed::BeginTenure(start)));
    id(&format!("t{}", entry.seq))
}

fn ends(run: &mut Run, tenure: &TenureId, cause: EndCause) {
    let ending = Ending {
        tenure: tenure.clone(),
        at: run.now,
        cause,
        reason: None,
    };
    must(run, "gina", body(BodyDeed::EndTenure(ending)));
}

pub(crate) fn executive(run: &Run) -> body::Strength {
    let organisation = run.world.organisation().expect("founded");
    body::strength(organisation, &id("executive"), run.now).expect("it has a composition")
}

fn arose(run: &Run) -> Vec<Course> {
    let organisation = run.world.organisation().expect("founded");
    let arose = &organisation.composed.arose;
    arose.iter().map(|one| one.arose.course.clone()).collect()
}

#[test]
fn p3_compositions_sum_to_their_published_sizes() {
    for (source, size) in [(E2009, 33), (E2018, 39), (E2020, 39)] {
        let composition = body::parse(source).expect("no faults");
        assert_eq!(composition.size(), size, "{}", composition.title);
        assert_eq!(composition.voting_seats(), size);
        let mut run = house();
        adopt(&mut run, source);
        let strength = executive(&run);
        let held: usize = strength.divisions.iter().map(|one| one.held.len()).sum();
        let vacant: u32 = strength.divisions.iter().map(|one| one.vacant).sum();
        assert_eq!(
            held + vacant as usize,
            size as usize,
            "every seat is held or vacant"
        );
        let of_body = run.world.vacancies(run.now);
        let of_body = of_body
            .iter()
            .filter(|one| one.seat.as_str() != "executive.chair")
            .filter(|one| one.seat.as_str().starts_with("executive."))
            .filter(|one| one.seat.as_str() != "executive.vice-chair");
        let counted: u32 = of_body.map(|one| one.vacant).sum();
        assert_eq!(
            counted, vacant,
            "the organisation counts the same vacancies"
        );
        run.replay();
    }
}

#[test]
fn every_fault_of_a_file_is_told_at_once_with_its_line() {
    let wrong = E2020
        .replace("seats = 13", "seets = 13")
        .replace(
            "filled = \"elected\"\nby = \"councillors\"",
            "filled = \"chosen\"",
        )
        .replace(
            "more-than = \"1/2\", of = \"voting\"",
            "more-than = \"3/2\", of = \"noses\"",
        )
        .replace("at-least = 4 }", "at-least = 40 }")
        .replace("\"7 days 12:00\"", "\"next week\"")
        .replace(
            "in-force-from = \"2020-11-13\"",
            "in-force-from = \"Friday\"",
        );
    let faults = body::parse(&wrong).expect_err("it is wrong");
    let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(told.join("\n"));
    let meaning = E2020
        .replace("at-least = 4 }", "at-least = 40 }")
        .replace("persons = 2", "persons = 3")
        .replace("quorum = { at-least = \"1/2\"", "quorum = { number = 40")
        .replace("id = \"wales\"", "id = \"scotland\"");
    let faults = body::parse(&meaning).expect_err("it cannot stand");
    let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!("meaning", told.join("\n"));
}

#[test]
fn a_composition_takes_two_persons_and_fits_the_organisation() {
    let mut run = house();
    let deed = |source: &str| body(BodyDeed::AdoptComposition(adoption(source)));
    let why = refused(&mut run, "gina", deed(E2020));
    assert!(why.contains("only The seat founder can do this"), "{why}");
    let elsewhere = E2020.replace("of = \"deputy-leader\"", "of = \"nobody\"");
    let why = refused(&mut run, "founder-1", deed(&elsewhere));
    assert!(why.contains("names the seat nobody"), "{why}");
    let uncited = E2020.replace("id = \"nec.meetings\"", "id = \"nec.other\"");
    let why = refused(&mut run, "founder-1", deed(&uncited));
    assert!(
        why.contains("the quorum cites the clause nec.meetings"),
        "{why}"
    );
    adopt(&mut run, E2009);
    adopt(&mut run, E2018);
    let why = refused(&mut run, "founder-1", deed(E2009));
    assert!(why.contains("in force from a later day"), "{why}");
    adopt(&mut run, E2020);
    // Each is in force in its own time.
    let organisation = run.world.organisation().expect("founded");
    for (day, size) in [("2010-05-01", 33), ("2019-05-01", 39), ("2020-12-01", 39)] {
        let at = instant(&format!("{day}T00:00:00Z"));
        let found = organisation.composition(&id("executive"), at);
        assert_eq!(found.expect("in force").size(), size);
    }
    let before = instant("2008-12-31T23:00:00Z");
    assert!(organisation.composition(&id("executive"), before).is_none());
    assert_eq!(
        organisation.number_of(&id("executive.disabled"), instant("2019-05-01T00:00:00Z")),
        0
    );
    assert_eq!(
        organisation.number_of(&id("executive.disabled"), run.now),
        1
    );
    run.replay();
}

#[test]
fn seats_are_filled_in_their_own_way_and_by_nobody_twice() {
    let mut run = house();
    adopt(&mut run, &alone(E2020));
    let begin = |start| body(BodyDeed::BeginTenure(start));
    let why = refused(
        &mut run,
        "lea",
        begin(start("executive.youth", "yan", elected())),
    );
    assert!(why.contains("general-secretary"), "{why}");
    let why = refused(
        &mut run,
        "gina",
        begin(start("executive.leader", "yan", elected())),
    );
    assert!(why.contains("held by whoever holds leader"), "{why}");
    let why = refused(
        &mut run,
        "gina",
        begin(start("executive.front-bench", "yan", elected())),
    );
    assert!(why.contains("appointed by the shadow cabinet"), "{why}");
    let why = refused(
        &mut run,
        "gina",
        begin(start("executive.clp", "yan", elected())),
    );
    assert!(
        why.contains("not filled in this way"),
        "an election of ours fills it: {why}"
    );
    sits(&mut run, start("executive.youth", "yan", elected()));
    let why = refused(
        &mut run,
        "gina",
        begin(start("executive.youth", "yan", elected())),
    );
    assert!(
        why.contains("holds this seat in that time already"),
        "{why}"
    );
    let why = refused(
        &mut run,
        "gina",
        begin(start("executive.youth", "zoe", elected())),
    );
    assert!(
        why.contains("all 1 seats executive.youth are held then"),
        "{why}"
    );
    let why = refused(
        &mut run,
        "gina",
        begin(start("executive.bame", "yan", elected())),
    );
    assert!(why.contains("votes in this body already"), "{why}");
    run.replay();
}

#[test]
fn offices_belong_to_members_and_some_seats_come_with_others() {
    let mut run = house();
    adopt(&mut run, &alone(E2020));
    let begin = |start| body(BodyDeed::BeginTenure(start));
    sits(&mut run, start("executive.youth", "yan", elected()));
    let chosen = Virtue::Resolution { entry: 1 };
    let chair = |person: &str| TenureStart {
        until: Some(instant("2021-12-31T00:00:00Z")),
        ..start("executive.chair", person, chosen.clone())
    };
    let why = refused(&mut run, "gina", begin(chair("nobody")));
    assert!(why.contains("only a member of the body"), "{why}");
    sits(&mut run, chair("yan"));
    assert_eq!(executive(&run).offices.len(), 1);
    let strength = executive(&run);
    let by_office: Vec<_> = strength.divisions[..3]
        .iter()
        .flat_map(|one| &one.held)
        .map(|one| one.person.as_str())
        .collect();
    assert_eq!(
        by_office,
        ["lea", "dan", "tess"],
        "by virtue of their offices"
    );
    assert_eq!(strength.held.len(), 4);
    assert_eq!(strength.quorum, 2, "half of the four who hold seats");
    run.replay();
}

#[test]
fn a_suspension_is_a_limit_and_vacates_nothing() {
    let mut run = house();
    adopt(&mut run, &alone(E2020));
    sits(&mut run, start("executive.youth", "yan", elected()));
    let before = run.world.vacancies(run.now);
    let limit = Limit {
        on: Limited::Person(id("yan")),
        from: run.now,
        until: instant("2021-03-01T00:00:00Z"),
        reason: text(3),
    };
    let of = must(&mut run, "founder-1", Deed::LimitRight(limit)).seq;
    must(&mut run, "founder-2", Deed::Confirm { of });
    let strength = executive(&run);
    assert!(strength.held.contains(&id::<PersonId>("yan")));
    assert!(!strength.entitled.contains(&id::<PersonId>("yan")));
    assert_eq!(run.world.vacancies(run.now), before);
    assert_eq!(arose(&run), [], "nobody is replaced");
    run.at(instant("2021-03-01T00:00:00Z"));
    assert!(executive(&run).entitled.contains(&id::<PersonId>("yan")));
    run.replay();
}

#[test]
fn reserved_places_are_counted_and_the_last_ones_kept() {
    let mut run = house();
    let source = alone(E2020);
    adopt(&mut run, &source);
    for person in ["mo", "max"] {
        sits(&mut run, start("executive.parliament", person, elected()));
    }
    let quota = |run: &Run| {
        let mut quotas = executive(run).quotas.into_iter();
        let found = quotas.find(|one| one.division == Some(id("parliament")));
        found.expect("reserved")
    };
    assert_eq!(
        (quota(&run).needs, quota(&run).has, quota(&run).open),
        (1, 0, 1)
    );
    assert!(quota(&run).is_reachable() && !quota(&run).is_met());
    let third = start("executive.parliament", "mark", elected());
    let why = refused(&mut run, "gina", body(BodyDeed::BeginTenure(third.clone())));
    assert!(why.contains("1 of these places are for women"), "{why}");
    let woman = TenureStart {
        person: id("mary"),
        counts: ["women".to_owned()].into(),
        ..third
    };
    sits(&mut run, woman);
    assert!(quota(&run).is_met());
    run.replay();
}

#[test]
fn p6_a_vacancy_is_derived_once_and_its_rule_followed() {
    // The rule until 2018: the runner-up takes the seat.
    let mut run = house();
    let source = alone(E2018).replace(
        "by = \"councillors\"",
        "by = \"councillors\"\nterm-months = 24\nvacancy = { course = \"runner-up\", leave-vacant-under-months = 3 }",
    );
    adopt(&mut run, &source);
    let until = Some(instant("2022-09-01T00:00:00Z"));
    let seat = |person: &str| TenureStart {
        until,
        ..start("executive.local-government", person, elected())
    };
    let (one, two) = (sits(&mut run, seat("nick")), sits(&mut run, seat("alice")));
    assert_eq!(
        arose(&run),
        [],
        "seats that were never filled are no casual vacancies"
    );
    ends(&mut run, &one, EndCause::Died);
    run.at(run.now);
    assert_eq!(arose(&run), [Course::RunnerUp {}]);
    run.at(instant("2021-02-01T00:00:00Z"));
    assert_eq!(arose(&run).len(), 1, "it is on the record once");
    let runner_up = TenureStart {
        from: run.now,
        virtue: Virtue::RunnerUp {
            matter: id("councillors-2020"),
        },
        ..seat("susan")
    };
    let three = sits(&mut run, runner_up);
    // With less than three months to go the seat stays empty.
    run.at(instant("2022-06-15T00:00:00Z"));
    ends(&mut run, &three, EndCause::Resigned);
    run.at(run.now);
    assert_eq!(arose(&run)[1..], [Course::LeftVacant { until }]);
    // The end of a term is no casual vacancy.
    run.at(instant("2022-09-01T00:00:00Z"));
    assert_eq!(arose(&run).len(), 2);
    let organisation = run.world.organisation().expect("founded");
    assert!(!organisation.tenure(&two).expect("it was").runs_at(run.now));
    run.replay();
}

#[test]
fn p6_a_by_election_is_opened_by_the_vacancy_itself() {
    let mut run = house();
    let by_election = PROCEDURE
        .replace(
            "procedure = \"executive-section-stv\"",
            "procedure = \"executive-by-election\"",
        )
        .replace("number = 9", "number = 1")
        .replace("section = \"members\"", "section = \"clp\"");
    assert!(
        by_election.contains("section = \"clp\""),
        "the section of the procedure"
    );
    adopt(&mut run, &alone(E2020));
    let was = Virtue::Import {
        source: "the executive of 2020".to_owned(),
    };
    let seat = |person: &str| TenureStart {
        until: Some(instant("2022-11-13T00:00:00Z")),
        ..start("executive.clp", person, was.clone())
    };
    let one = sits(&mut run, seat("laura"));
    let two = sits(&mut run, seat("ann"));
    // Without the procedure the vacancy is recorded, and somebody must open the matter.
    ends(&mut run, &one, EndCause::Resigned);
    run.at(run.now);
    assert_eq!(arose(&run), [Course::ByElection { matter: None }]);
    let of = must(
        &mut run,
        "founder-1",
        Deed::AdoptProcedure(adoption(&by_election)),
    )
    .seq;
    must(&mut run, "founder-2", Deed::Confirm { of });
    ends(&mut run, &two, EndCause::Resigned);
    run.at(run.now);
    let Some(Course::ByElection {
        matter: Some(matter),
    }) = arose(&run).last().cloned()
    else {
        panic!("no by-election was opened: {:?}", arose(&run));
    };
    let opened = run.world.matter(&matter).expect("it is open");
    assert_eq!(opened.procedure.name.as_str(), "executive-by-election");
    let entry = run.entries.last().expect("the opening");
    assert_eq!(
        (entry.event.kind(), entry.actor.as_ref()),
        ("matter.opened", None)
    );
    run.replay();
}

#[test]
fn an_acting_holder_is_ratified_or_leaves() {
    let mut run = house();
    adopt(&mut run, &alone(E2020));
    let acting = |person: &str| TenureStart {
        until_ratified_by: Some(id("organisation")),
        ..start("executive.youth", person, elected())
    };
    let answer = |tenure: &TenureId, ratified| {
        body(BodyDeed::Ratify(Ratification {
            tenure: tenure.clone(),
            ratified,
            decision: Some(text(3)),
        }))
    };
    let first = sits(&mut run, acting("yan"));
    must(&mut run, "gina", answer(&first, false));
    let organisation = run.world.organisation().expect("founded");
    let tenure = organisation.tenure(&first).expect("it was");
    assert_eq!(tenure.cause, Some(EndCause::NotRatified));
    let now = run.now;
    let second = sits(
        &mut run,
        TenureStart {
            from: now,
            ..acting("zoe")
        },
    );
    must(&mut run, "gina", answer(&second, true));
    let why = refused(&mut run, "gina", answer(&second, true));
    assert!(why.contains("awaits no ratification"), "{why}");
    // A holder may leave alone.
    let resigns = body(BodyDeed::EndTenure(Ending {
        tenure: second,
        at: run.now,
        cause: EndCause::Resigned,
        reason: None,
    }));
    refused(&mut run, "lea", resigns.clone());
    must(&mut run, "zoe", resigns);
    run.replay();
}
