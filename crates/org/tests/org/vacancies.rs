//! Casual vacancies: whoever fills one serves what is left of the term.

use std::collections::BTreeMap;

use polity_org::act::{Act, Deed};
use polity_org::body::{BodyEvent, EndCause, Ending, TenureStart, Virtue};
use polity_org::facts::Membership;
use polity_org::step::Step;
use polity_org::{Entry, Event, Subject};
use polity_procedure::Dates;
use polity_values::{MatterId, TenureId, Timestamp, civil};

use crate::common::{Plan, Run, id, text};
use crate::judge::instant;

const SOURCE: &str = include_str!("../../../../procedures/vacancy-runner-up.toml");

fn matter() -> MatterId {
    id("vacancy")
}

fn run() -> Run {
    let seat = |person: &str| (id("returning-officer"), id("organisation"), id(person));
    let plan = Plan {
        zone: "Europe/London".to_owned(),
        classes: ["full".to_owned()].into(),
        units: [(id("ash"), id("branch"))].into(),
        seats: vec![seat("ann"), seat("bob")],
    };
    let member = Membership {
        class: "full".to_owned(),
        unit: id("ash"),
        joined: civil::date(2015, 1, 1).at(0, 0, 0, 0),
        arrears: None,
        suspended: None,
    };
    let members = BTreeMap::from([(id("eddie"), member)]);
    Run::found(&plan, SOURCE, members, instant("2018-01-02T12:00:00Z"))
}

/// What a body decided elsewhere, as it stands on the record.
fn body(run: &mut Run, event: BodyEvent) -> u64 {
    let seq = run.world.seq() + 1;
    let entry = Entry {
        seq,
        at: run.now,
        actor: Some(id("founder-1")),
        role: None,
        unit: None,
        rule: id("0.1"),
        subject: Subject::Organisation,
        confirms: None,
        event: Event::Body(event),
    };
    run.append(&[entry]);
    seq
}

fn sat(run: &mut Run, until: &str) -> TenureId {
    let start = TenureStart {
        seat: id("elected"),
        person: id("christine"),
        from: run.now,
        until: Some(instant(until)),
        virtue: Virtue::Election { paper: text(3) },
        until_ratified_by: None,
        counts: std::collections::BTreeSet::new(),
    };
    let seq = body(run, BodyEvent::TenureBegun(start));
    id(&format!("t{seq}"))
}

fn resigns(run: &mut Run, tenure: TenureId) {
    let ending = Ending {
        tenure,
        at: run.now,
        cause: EndCause::Resigned,
        reason: None,
    };
    body(run, BodyEvent::TenureEnded(ending));
}

fn must(run: &mut Run, person: &str, deed: Deed) {
    let verdict = run.act(&Act::on(matter(), id(person), deed)).verdict;
    assert!(verdict.is_allowed(), "{verdict}");
}

fn by_two(run: &mut Run, deed: Deed) {
    must(run, "ann", deed);
    let of = run.world.seq();
    must(run, "bob", Deed::Confirm { of });
}

/// The runner-up follows; until when.
fn followed(run: &mut Run) -> Option<Timestamp> {
    run.at(instant("2018-04-20T12:00:00Z"));
    let mut dates = Dates::default();
    dates.set("notice", "2018-04-23 12:00".parse().expect("an instant"));
    run.open(&matter(), "vacancy-runner-up", dates);
    run.at(instant("2018-04-23T12:00:00Z"));
    must(run, "ann", Deed::GiveNotice {});
    run.at(instant("2018-04-25T12:00:00Z"));
    let next = Step::NameNext {
        person: id("eddie"),
        basis: text(20),
    };
    by_two(run, Deed::Step(next));
    run.at(instant("2018-05-02T12:00:00Z"));
    let terms = run.world.matter(&matter()).expect("it runs").terms;
    let classes = std::collections::BTreeSet::new();
    must(run, "eddie", Deed::Consent { terms, classes });
    run.at(instant("2018-05-16T12:00:00Z"));
    by_two(run, Deed::Declare {});
    run.replay();
    let organisation = run.world.organisation().expect("founded");
    let holds = |tenure: &&polity_org::organisation::Tenure| tenure.person == id("eddie");
    let tenure = organisation.tenures.iter().find(holds);
    tenure.expect("eddie holds the seat").until
}

#[test]
fn p6_whoever_fills_a_casual_vacancy_serves_the_rest_of_the_term() {
    let mut run = run();
    let tenure = sat(&mut run, "2018-10-01T00:00:00Z");
    resigns(&mut run, tenure);
    assert_eq!(followed(&mut run), Some(instant("2018-10-01T00:00:00Z")));
}

#[test]
fn p6_where_no_term_was_interrupted_the_term_of_the_procedure_holds() {
    let of_procedure = Some(instant("2020-05-16T12:00:00Z"));
    let mut never = run();
    assert_eq!(followed(&mut never), of_procedure);
    // A term that had no more than the procedure's left is no longer for having been interrupted.
    let mut long = run();
    let tenure = sat(&mut long, "2023-01-01T00:00:00Z");
    resigns(&mut long, tenure);
    assert_eq!(followed(&mut long), of_procedure);
}
