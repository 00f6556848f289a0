//! Bodies on the record and in Popolo: the bytes of every kind, and whatever is tried.

use std::collections::BTreeSet;

use polity_org::act::{Act, Deed};
use polity_org::body::popolo::Popolo;
use polity_org::body::{
    self, BodyDeed, BodyEvent, Course, EndCause, Ending, Ratification, TenureStart, Virtue,
};
use polity_org::{Entry, Event, Subject};
use polity_values::{BodyId, TenureId, Timestamp};
use proptest::prelude::*;

use crate::bodies::{
    E2018, E2020, adopt, adoption, alone, elected, executive, house, instant, sits, start,
};
use crate::common::{id, text};

#[test]
fn popolo_goes_out_and_comes_in_again() {
    let mut run = house();
    adopt(&mut run, &alone(E2020));
    let term = Some(instant("2022-01-01T00:00:00Z"));
    for (seat, person) in [
        ("executive.youth", "yan"),
        ("executive.unions", "uma"),
        ("executive.unions", "una"),
        ("executive.chair", "uma"),
    ] {
        let virtue = match seat {
            "executive.chair" => Virtue::Resolution { entry: 1 },
            _ => elected(),
        };
        let until = term.filter(|_| seat == "executive.chair");
        sits(
            &mut run,
            TenureStart {
                until,
                ..start(seat, person, virtue)
            },
        );
    }
    let organisation = run.world.organisation().expect("founded");
    let popolo = Popolo::of(organisation, run.now, |person| Some(format!("Ms {person}")));
    let text = serde_json::to_string_pretty(&popolo).expect("JSON");
    insta::assert_snapshot!(text);
    let read = Popolo::read(text.as_bytes()).expect("our own form");
    assert_eq!(read, popolo);

    let mut other = house();
    adopt(&mut other, &alone(E2020));
    let organisation = other.world.organisation().expect("founded").clone();
    let person = |one: &polity_org::body::popolo::Person| one.id.parse().ok();
    let tenures = read
        .tenures(&organisation, &id("executive"), "a list", other.now, person)
        .expect("all fit");
    assert_eq!(
        tenures.len(),
        4,
        "seats by virtue of others come by themselves"
    );
    for tenure in tenures {
        sits(&mut other, tenure);
    }
    assert_eq!(executive(&other).held, executive(&run).held);
    assert_eq!(executive(&other).offices.len(), 1);

    // Every fault at once, and nothing twice.
    let mut wrong = read.clone();
    wrong.memberships[9].post_id = None;
    for (at, membership) in wrong.memberships.iter_mut().enumerate() {
        if membership.organization_id == "executive" && at % 2 == 0 {
            membership.person_id = "una".to_owned();
        }
    }
    let faults = wrong
        .tenures(&organisation, &id("executive"), "a list", other.now, |_| {
            None
        })
        .expect_err("nobody is known");
    assert!(faults.len() > 3, "{faults:?}");
    wrong.memberships[0].person_id = "who".to_owned();
    wrong.memberships[1].start_date = Some("soon".to_owned());
    let text = serde_json::to_vec(&wrong).expect("JSON");
    assert_eq!(Popolo::read(&text).expect_err("two faults").len(), 2);
}

fn deeds() -> Vec<BodyDeed> {
    let tenure: TenureId = id("t7");
    vec![
        BodyDeed::AdoptComposition(adoption("body = \"executive\"\n")),
        BodyDeed::BeginTenure(TenureStart {
            until: Some(instant("2023-01-01T00:00:00Z")),
            until_ratified_by: Some(id("conference")),
            counts: ["women".to_owned()].into(),
            ..start("executive.clp", "p-1", elected())
        }),
        BodyDeed::EndTenure(Ending {
            tenure: tenure.clone(),
            at: instant("2022-01-01T00:00:00Z"),
            cause: EndCause::Removed,
            reason: Some(text(4)),
        }),
        BodyDeed::Ratify(Ratification {
            tenure: tenure.clone(),
            ratified: true,
            decision: Some(text(5)),
        }),
    ]
}

fn events() -> Vec<Event> {
    let tenure: TenureId = id("t7");
    let mut events: Vec<Event> = deeds()
        .into_iter()
        .map(|deed| {
            Event::Body(match deed {
                BodyDeed::AdoptComposition(one) => BodyEvent::CompositionAdopted(one),
                BodyDeed::BeginTenure(one) => BodyEvent::TenureBegun(one),
                BodyDeed::EndTenure(one) => BodyEvent::TenureEnded(one),
                BodyDeed::Ratify(one) => BodyEvent::TenureRatified(one),
            })
        })
        .collect();
    for course in [
        Course::LeftVacant { until: None },
        Course::RunnerUp {},
        Course::Countback {},
        Course::Refill {},
        Course::ByElection {
            matter: Some(id("by-election-9")),
        },
    ] {
        events.push(Event::Body(BodyEvent::VacancyArose(body::deed::Arose {
            seat: id("executive.clp"),
            after: tenure.clone(),
            since: instant("2022-01-01T00:00:00Z"),
            course,
        })));
    }
    for virtue in [
        Virtue::Appointment { paper: text(1) },
        Virtue::Nomination { paper: text(1) },
        Virtue::Resolution { entry: 12 },
        Virtue::RunnerUp { matter: id("m") },
        Virtue::Countback {
            matter: id("m"),
            paper: text(1),
        },
        Virtue::Import {
            source: "a list".to_owned(),
        },
    ] {
        let begun = start("executive.clp", "p-1", virtue);
        events.push(Event::Body(BodyEvent::TenureBegun(begun)));
    }
    events
}

#[test]
fn the_bytes_of_every_kind_of_a_body_are_locked() {
    let mut events = events();
    let kinds: BTreeSet<_> = events.iter().map(Event::kind).collect();
    assert_eq!(kinds, BTreeSet::from(BodyEvent::KINDS));
    events.extend(
        deeds()
            .into_iter()
            .map(|deed| Event::Proposed(Box::new(Deed::Body(deed)))),
    );
    let mut lines = Vec::new();
    for (seq, event) in (1..).zip(events) {
        let entry = Entry {
            seq,
            at: instant("2022-01-01T00:00:00Z"),
            actor: Some(id("p-9")),
            role: None,
            unit: None,
            rule: id("nec.composition"),
            subject: Subject::Organisation,
            confirms: None,
            event,
        };
        let bytes = entry.to_bytes();
        assert_eq!(Entry::from_bytes(&bytes).as_ref(), Ok(&entry));
        lines.push(String::from_utf8(bytes).expect("JSON is UTF-8"));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

const PEOPLE: [&str; 7] = ["gina", "lea", "a", "b", "c", "d", "e"];
const SEATS: [&str; 6] = [
    "executive.youth",
    "executive.parliament",
    "executive.front-bench",
    "executive.local-government",
    "executive.clp",
    "executive.chair",
];

proptest::proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is tried, no seat has more holders than there are of it, nobody holds one twice, tenures of a person in
    /// a seat never overlap, each casual vacancy is recorded once, and the replay equals the live world.
    #[test]
    fn no_two_hold_one_seat(tries in proptest::collection::vec(
        (0..9_u8, 0..PEOPLE.len(), 0..SEATS.len(), 0..800_i64, 0..400_i64, any::<usize>()), 1..60)
    ) {
        let mut run = house();
        let source = alone(E2018).replace("by = \"councillors\"", "by = \"councillors\"\nvacancy = { course = \"refill\" }");
        adopt(&mut run, &source);
        for (what, person, seat, from, length, pick) in tries {
            let from = run.now - jiff::SignedDuration::from_hours(from * 24);
            let until = (length > 0).then(|| from + jiff::SignedDuration::from_hours(length * 24));
            let organisation = run.world.organisation().expect("founded");
            let tenures = &organisation.tenures;
            let tenure = tenures[pick % tenures.len()].id.clone();
            let virtue = match what {
                0 | 1 => elected(),
                2 => Virtue::Appointment { paper: text(1) },
                _ => Virtue::Import { source: "a list".to_owned() },
            };
            let deed = match what {
                0..=5 => BodyDeed::BeginTenure(TenureStart {
                    from, until, ..start(SEATS[seat], PEOPLE[person], virtue)
                }),
                6 | 7 => BodyDeed::EndTenure(Ending { tenure, at: run.now, cause: EndCause::Resigned, reason: None }),
                _ => {
                    let now = run.now + jiff::SignedDuration::from_hours(from.as_second() % 50);
                    run.at(now.max(run.now));
                    continue;
                }
            };
            run.act(&Act::standing(id("gina"), Deed::Body(deed)));
        }
        run.at(run.now);
        let organisation = run.world.organisation().expect("founded");
        let instants: BTreeSet<Timestamp> = organisation.tenures.iter().map(|one| one.from).collect();
        let executive: BodyId = id("executive");
        for at in instants {
            for seat in organisation.seats.values().filter(|one| one.body == executive) {
                let running: Vec<_> = organisation.running(&seat.id, at).collect();
                let number = organisation.number_of(&seat.id, at) as usize;
                prop_assert!(running.len() <= number, "{} hold {} at {at}", running.len(), seat.id);
                let persons: BTreeSet<_> = running.iter().map(|one| &one.person).collect();
                prop_assert_eq!(persons.len(), running.len());
            }
        }
        let noted: Vec<_> = organisation.composed.arose.iter().map(|one| &one.arose.after).collect();
        let once: BTreeSet<_> = noted.iter().collect();
        prop_assert_eq!(once.len(), noted.len());
        run.replay();
    }
}
