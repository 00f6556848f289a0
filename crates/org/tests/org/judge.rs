//! What the judge answers: two persons, options, interests, limits.

use std::collections::BTreeMap;

use crate::common::{Plan, Run, id, text};
use polity_org::act::{Act, Deed, Limit, Limited, RollCorrection};
use polity_org::facts::{Facts, Membership};
use polity_org::matter::{StripState, lot_order};
use polity_org::{
    ActKind, Digest, Entry, Event, Subject, Verdict, decide, judge, judge_cast, options,
};
use polity_procedure::Dates;
use polity_values::{MatterId, PersonId, Timestamp, civil};

pub(crate) const SOURCE: &str = include_str!("../../../../procedures/executive-section-stv.toml");

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

pub(crate) fn dates() -> Dates {
    let mut dates = Dates::default();
    for (name, at) in [
        ("notice", "2026-06-01 12:00"),
        ("joined-by", "2026-06-12 12:00"),
        ("arrears-paid-by", "2026-06-26 12:00"),
        ("freeze", "2026-07-01 12:00"),
        ("nominations-close", "2026-09-11 12:00"),
        ("ballot-opens", "2026-10-02 12:00"),
        ("ballot-closes", "2026-10-23 12:00"),
    ] {
        dates.set(name, at.parse().expect("an instant"));
    }
    dates
}

pub(crate) fn plan() -> Plan {
    let seat = |seat: &str, body: &str, person: &str| (id(seat), id(body), id(person));
    Plan {
        zone: "Europe/London".to_owned(),
        classes: ["full".to_owned()].into(),
        units: [(id("ash"), id("branch")), (id("beech"), id("branch"))].into(),
        seats: vec![
            seat("returning-officer", "organisation", "ann"),
            seat("returning-officer", "organisation", "bob"),
            seat("secretary", "ash", "sam"),
            seat("secretary", "beech", "sam"),
        ],
    }
}

pub(crate) fn run() -> Run {
    run_of(SOURCE)
}

/// The same under a procedure of another text.
pub(crate) fn run_of(source: &str) -> Run {
    let member = Membership {
        class: "full".to_owned(),
        unit: id("ash"),
        joined: civil::date(2015, 1, 1).at(0, 0, 0, 0),
        arrears: None,
        suspended: None,
    };
    let members: BTreeMap<PersonId, Membership> = ["ann", "bob", "dora", "sam", "tom"]
        .into_iter()
        .map(|name| (id(name), member.clone()))
        .collect();
    let mut run = Run::found(&plan(), source, members, instant("2026-05-25T11:00:00Z"));
    run.open(&matter(), "executive-section-stv", dates());
    run
}

pub(crate) fn matter() -> MatterId {
    id("executive-2026")
}

pub(crate) fn does(person: &str, deed: Deed) -> Act {
    Act::on(matter(), id(person), deed)
}

pub(crate) fn codes(verdict: &Verdict) -> Vec<&'static str> {
    verdict.codes()
}

#[test]
fn options_say_what_may_be_done_and_why_not_the_rest() {
    let mut run = run();
    run.at(instant("2026-06-01T11:00:00Z"));
    let facts = |run: &Run, person: &str| run.facts(&does(person, Deed::Nominate {}));
    let ask = |run: &Run, person: &str| {
        options(
            &run.world,
            &facts(run, person),
            &id(person),
            &matter(),
            run.now,
        )
    };
    let ann = ask(&run, "ann");
    let may: Vec<_> = ann
        .iter()
        .filter(|(_, verdict)| verdict.is_allowed())
        .collect();
    assert_eq!(may.len(), 1);
    assert_eq!(may[0].0, ActKind::GiveNotice);
    let all: std::collections::BTreeSet<_> = ann.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(all.len(), ann.len(), "each act once");
    for (kind, verdict) in &ann {
        run.cites(Some(&matter()), verdict);
        if *kind == ActKind::Nominate {
            let Verdict::Refused(refused) = verdict else {
                panic!("nominations are not open")
            };
            assert_eq!(refused.opens, Some(instant("2026-07-02T11:00:00Z")));
        }
    }
    let dora = ask(&run, "dora");
    let notice = dora.iter().find(|(kind, _)| *kind == ActKind::GiveNotice);
    assert_eq!(
        notice.map(|(_, verdict)| codes(verdict)),
        Some(vec!["not-the-role"])
    );
    let strip = run.world.matter(&matter()).expect("it runs").strip().len();
    assert_eq!(strip, 10);
}

/// Nominations are open, and everybody here is on the roll.
pub(crate) fn nominating() -> Run {
    let mut run = run();
    run.at(instant("2026-06-01T11:00:00Z"));
    assert!(
        run.act(&does("ann", Deed::GiveNotice {}))
            .verdict
            .is_allowed()
    );
    run.at(instant("2026-07-01T11:00:00Z"));
    let statement = run.roll(&matter());
    let freeze = run.act(&does("ann", Deed::FreezeRoll(statement))).verdict;
    assert!(freeze.is_allowed(), "{freeze}");
    run.at(instant("2026-07-02T11:00:00Z"));
    run
}

#[test]
fn a2_the_frozen_roll_is_corrected_by_two_persons_only() {
    let mut run = nominating();
    let mut after = run.roll(&matter());
    let before = after.digest;
    after.digest = Digest::of(b"without dora");
    after.size -= 1;
    after.units.insert(id("ash"), after.size);
    let reason = text(6);
    let correction = RollCorrection {
        before,
        after,
        reason,
    };
    let deed = Deed::CorrectRoll(correction.clone());
    assert!(run.act(&does("ann", deed.clone())).verdict.is_allowed());
    let of = run.world.seq();
    let digest = |run: &Run| {
        let roll = run
            .world
            .matter(&matter())
            .and_then(|one| one.roll.as_ref());
        roll.map(|roll| roll.statement.digest)
    };
    assert_eq!(
        digest(&run),
        Some(before),
        "one officer alone changes nothing"
    );
    assert_eq!(
        codes(&run.act(&does("ann", Deed::Confirm { of })).verdict),
        ["same-person"]
    );
    assert!(
        run.act(&does("bob", Deed::Confirm { of }))
            .verdict
            .is_allowed()
    );
    assert_eq!(digest(&run), Some(correction.after.digest));
    // The same correction fits no longer: it is of a state that is past.
    assert_eq!(
        codes(&run.act(&does("ann", deed)).verdict),
        ["inconsistent"]
    );
    let matter = run.world.matter(&matter()).expect("it runs");
    let roll = matter.roll.as_ref().expect("it is frozen");
    assert_eq!(roll.corrected_from, [before]);
    run.replay();
}

#[test]
fn a_roll_from_an_unknown_list_or_larger_than_its_list_is_refused() {
    let mut run = run();
    run.at(instant("2026-06-01T11:00:00Z"));
    run.act(&does("ann", Deed::GiveNotice {}));
    run.at(instant("2026-07-01T11:00:00Z"));
    let good = run.roll(&matter());
    let mut strange = good.clone();
    strange.import = Digest::of(b"never seen");
    let mut large = good.clone();
    large.size = 6;
    large.units.insert(id("ash"), 6);
    let mut uneven = good.clone();
    uneven.size += 1;
    let mut foreign = good.clone();
    foreign.excluded.insert(id("99.9"), 1);
    for bad in [strange, large, uneven, foreign] {
        let verdict = run.act(&does("ann", Deed::FreezeRoll(bad))).verdict;
        assert!(codes(&verdict).contains(&"inconsistent"), "{verdict}");
    }
    assert!(
        run.act(&does("ann", Deed::FreezeRoll(good)))
            .verdict
            .is_allowed()
    );
}

#[test]
fn who_acts_for_two_units_says_for_which() {
    let mut run = nominating();
    run.act(&does("dora", Deed::Nominate {}));
    let support = does(
        "sam",
        Deed::Support {
            candidate: id("dora"),
        },
    );
    assert_eq!(codes(&run.act(&support).verdict), ["not-the-role"]);
    let decided = run.act(&support.clone().for_unit(id("beech")));
    assert!(decided.verdict.is_allowed());
    assert_eq!(decided.entries[0].unit, Some(id("beech")));
    assert!(
        run.act(&support.clone().for_unit(id("ash")))
            .verdict
            .is_allowed()
    );
    assert_eq!(
        codes(&run.act(&support.for_unit(id("oak"))).verdict),
        ["not-the-role"]
    );
    let matter = run.world.matter(&matter()).expect("it runs");
    assert_eq!(
        matter.candidacies[&id::<PersonId>("dora")].supports.len(),
        2
    );
}

#[test]
fn f2_a_candidate_or_trustee_holds_no_office_in_the_contest() {
    let mut run = nominating();
    // The returning officer stands: from then on the office is closed to her in this matter.
    assert!(
        run.act(&does("ann", Deed::Nominate {}))
            .verdict
            .is_allowed()
    );
    let statement = run.roll(&matter());
    let correction = RollCorrection {
        before: statement.digest,
        after: statement,
        reason: text(3),
    };
    let verdict = run.act(&does("ann", Deed::CorrectRoll(correction))).verdict;
    let Verdict::Refused(refused) = &verdict else {
        panic!("a candidate conducts the election")
    };
    let interest = refused.unmet.iter().find(|one| one.code == "no-interest");
    assert_eq!(
        interest.map(|one| one.rule.as_str()),
        Some("1.1"),
        "{verdict}"
    );
    // Withdrawing does not undo the interest.
    assert!(
        run.act(&does("ann", Deed::Withdraw {}))
            .verdict
            .is_allowed()
    );
    let again = options(
        &run.world,
        &Facts::default(),
        &id("ann"),
        &matter(),
        run.now,
    );
    let correct = again.iter().find(|(kind, _)| *kind == ActKind::CorrectRoll);
    assert!(correct.is_some_and(|(_, verdict)| codes(verdict).contains(&"no-interest")));
}

#[test]
fn f15_a_suspended_unit_learns_until_when() {
    let mut run = nominating();
    run.act(&does("dora", Deed::Nominate {}));
    let until = instant("2026-08-01T11:00:00Z");
    let limit = Limit {
        on: Limited::Unit(id("ash")),
        from: run.now,
        until,
        reason: text(20),
    };
    run.act(&Act::standing(id("founder-1"), Deed::LimitRight(limit)));
    let of = run.world.seq();
    run.act(&Act::standing(id("founder-2"), Deed::Confirm { of }));
    let support = does(
        "sam",
        Deed::Support {
            candidate: id("dora"),
        },
    )
    .for_unit(id("ash"));
    let verdict = run.act(&support).verdict;
    assert!(codes(&verdict).contains(&"unit-suspended"), "{verdict}");
    assert!(verdict.to_string().contains("2026-08-01"), "{verdict}");
    run.at(until);
    assert!(run.act(&support).verdict.is_allowed());
}

#[test]
fn a_suspended_officer_keeps_the_seat_and_cannot_act() {
    let mut run = run();
    let limit = Limit {
        on: Limited::Person(id("ann")),
        from: run.now,
        until: instant("2026-06-02T11:00:00Z"),
        reason: text(20),
    };
    run.act(&Act::standing(id("founder-1"), Deed::LimitRight(limit)));
    let of = run.world.seq();
    run.act(&Act::standing(id("founder-2"), Deed::Confirm { of }));
    run.at(instant("2026-06-01T11:00:00Z"));
    let vacant = run.world.vacancies(run.now);
    assert!(vacant.iter().all(|one| one.seat != id("returning-officer")));
    let verdict = run.act(&does("ann", Deed::GiveNotice {})).verdict;
    assert_eq!(codes(&verdict), ["not-suspended"]);
    assert!(
        run.act(&does("bob", Deed::GiveNotice {}))
            .verdict
            .is_allowed()
    );
}

#[test]
fn what_waits_is_declined_or_taken_back() {
    let mut run = nominating();
    let statement = run.roll(&matter());
    let mut after = statement.clone();
    after.digest = Digest::of(b"another");
    let deed = Deed::CorrectRoll(RollCorrection {
        before: statement.digest,
        after,
        reason: text(3),
    });
    for (who, may) in [("dora", false), ("bob", true), ("ann", true)] {
        assert!(run.act(&does("ann", deed.clone())).verdict.is_allowed());
        let of = run.world.seq();
        let declined = run.act(&does(who, Deed::Decline { of })).verdict;
        assert_eq!(declined.is_allowed(), may, "{who}: {declined}");
        if !may {
            assert!(
                run.act(&does("ann", Deed::Decline { of }))
                    .verdict
                    .is_allowed()
            );
        }
        let gone = run.act(&does("bob", Deed::Confirm { of })).verdict;
        assert_eq!(codes(&gone), ["nothing-to-confirm"]);
    }
    run.replay();
}

#[test]
fn a_proposal_falls_when_its_stage_ends() {
    let mut run = nominating();
    let statement = run.roll(&matter());
    let mut after = statement.clone();
    after.digest = Digest::of(b"another");
    let before = statement.digest;
    let reason = text(3);
    let deed = Deed::CorrectRoll(RollCorrection {
        before,
        after,
        reason,
    });
    assert!(run.act(&does("ann", deed)).verdict.is_allowed());
    let of = run.world.seq();
    let act = does("bob", Deed::Confirm { of });
    // The judge knows it without a tick.
    let late = instant("2026-09-11T11:00:00Z");
    let verdict = judge(&run.world, &run.facts(&act), &act, late);
    assert_eq!(codes(&verdict), ["nothing-to-confirm"]);
}

#[test]
fn consent_is_to_the_terms_of_the_contest() {
    let mut run = nominating();
    run.act(&does("dora", Deed::Nominate {}));
    run.at(instant("2026-09-11T11:00:00Z"));
    let other = Deed::Consent {
        terms: Digest::of(b"another procedure"),
        classes: std::collections::BTreeSet::new(),
    };
    let verdict = run.act(&does("dora", other)).verdict;
    assert!(codes(&verdict).contains(&"inconsistent"), "{verdict}");
    assert!(
        codes(&verdict).contains(&"supported-by-units"),
        "all at once: {verdict}"
    );
}

#[test]
fn acts_go_where_they_belong() {
    let mut run = run();
    let on_matter = Act::standing(id("ann"), Deed::GiveNotice {});
    assert_eq!(codes(&run.act(&on_matter).verdict), ["wrong-subject"]);
    let limit = Limit {
        on: Limited::Person(id("ann")),
        from: run.now,
        until: instant("2027-01-01T00:00:00Z"),
        reason: text(1),
    };
    let standing = does("founder-1", Deed::LimitRight(limit));
    assert_eq!(codes(&run.act(&standing).verdict), ["wrong-subject"]);
    let nowhere = Act::on(id("no-such"), id("ann"), Deed::GiveNotice {});
    assert_eq!(codes(&run.act(&nowhere).verdict), ["unknown-matter"]);
    let cast = judge_cast(&run.world, &id("no-such"), run.now, run.now);
    assert_eq!(codes(&cast), ["unknown-matter"]);
    let unopened = judge_cast(&run.world, &matter(), run.now, run.now);
    assert_eq!(codes(&unopened), ["done", "too-early"]);
}

#[test]
fn the_clock_never_runs_backwards_on_the_record() {
    let mut run = run();
    run.at(instant("2026-06-01T11:00:00Z"));
    let facts = Facts::default();
    let act = does("ann", Deed::GiveNotice {});
    let before = decide(&run.world, &facts, &act, instant("2020-01-01T00:00:00Z"));
    assert!(
        !before.verdict.is_allowed(),
        "the last entry is the earliest now"
    );
    run.act(&act);
    let skewed = instant("2026-06-01T10:00:00Z");
    let next = decide(
        &run.world,
        &facts,
        &does("bob", Deed::GiveNotice {}),
        skewed,
    );
    assert_eq!(codes(&next.verdict), ["already-done"]);
    // An entry from such a clock does not follow.
    let entry = Entry {
        seq: run.world.seq() + 1,
        at: skewed,
        actor: Some(id("bob")),
        role: None,
        unit: None,
        rule: id("3.1"),
        subject: Subject::Matter(matter()),
        confirms: None,
        event: Event::NoticeGiven {},
    };
    let mut world = run.world.clone();
    assert!(world.apply(&entry).is_err());
    assert!(world == run.world, "what cannot follow changes nothing");
}

#[test]
fn the_strip_tells_where_the_matter_stands() {
    let run = nominating();
    let matter = run.world.matter(&matter()).expect("it runs");
    let states: Vec<_> = matter.strip().iter().map(|one| one.state).take(4).collect();
    let done = StripState::Ended(Some(polity_procedure::model::OutcomeKind::Done));
    assert_eq!(states, [done, done, StripState::Current, StripState::Ahead]);
}

#[test]
fn a_lot_is_the_same_for_everybody() {
    let people: Vec<PersonId> = ["ann", "bob", "cat"].into_iter().map(id).collect();
    let mut turned = people.clone();
    turned.reverse();
    let drawn = lot_order("3 1 4", people.clone());
    assert_eq!(drawn, lot_order("3 1 4", turned));
    let seeds = (0..50).map(|seed| lot_order(&seed.to_string(), people.clone()));
    let first: std::collections::BTreeSet<_> = seeds.map(|order| order[0].clone()).collect();
    assert_eq!(first.len(), 3, "every one of them can come first");
}
