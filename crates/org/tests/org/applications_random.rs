//! Random courses of an admission: whoever, program or person, tries whatever at any time. No course leads to a refusal but
//! by two people who agreed on a ground of the rules without knowing of each other, nobody is refused because time ran out,
//! nobody decides about the own, and no payment or entry of the register counts twice.

use std::collections::{BTreeMap, BTreeSet};

use polity_org::act::{Act, Deed};
use polity_org::facts::Membership;
use polity_org::vetting::sheet::{appeal_said, sheet};
use polity_org::vetting::{
    Application, Case, CaseDeed, CaseEvent, Fate, Found, MACHINE, Paid, View, is_machine, payment,
};
use polity_org::{Digest, Entry, Event, Matter};
use polity_procedure::Dates;
use polity_procedure::model::Admission;
use polity_values::{MatterId, PersonId, Timestamp, civil};
use proptest::prelude::*;

use crate::common::{Plan, Run, id};
use crate::steps::own_text;

const MODEL: &str = include_str!("../../../../procedures/supporters-model.toml");
const WITHOUT: &str = include_str!("../../../../procedures/supporters-2015.toml");

/// Applicants first; carol and dev apply too.
const PEOPLE: [&str; 20] = [
    "ann", "bea", "cat", "dan", "carol", "dev", "erin", "clerk", "tess", "ro", "rob", "p1", "p2",
    "p3", "p4", "a1", "a2", "a3", "a4", MACHINE,
];
const APPLICANTS: usize = 6;
const QUEUES: [&str; 5] = ["identity", "duplicates", "lists", "eligibility", "conduct"];
const GROUNDS: [&str; 8] = [
    "not-on-register",
    "applied-before",
    "has-a-vote",
    "not-paid",
    "not-eligible",
    "stands-for-another-party",
    "supports-another-party",
    "abuse",
];

/// One thing that is tried.
#[derive(Debug, Clone)]
struct Try {
    /// Hours that pass before.
    wait: u16,
    person: usize,
    applicant: usize,
    what: u8,
    queue: usize,
    ground: Option<usize>,
    salt: u8,
}

fn tries() -> impl Strategy<Value = Try> {
    let wait = prop_oneof![12 => Just(0_u16), 1 => 1..200_u16];
    (
        wait,
        0..PEOPLE.len(),
        0..APPLICANTS,
        0..26_u8,
        0..QUEUES.len(),
        proptest::option::weighted(0.8, 0..GROUNDS.len()),
        0..4_u8,
    )
        .prop_map(|(wait, person, applicant, what, queue, ground, salt)| Try {
            wait,
            person,
            applicant,
            what,
            queue,
            ground,
            salt,
        })
}

fn matter_id() -> MatterId {
    id("join")
}

fn begin(source: &str, name: &str, dates: &[(&str, &str)]) -> Run {
    let seat = |seat: &str, body: &str, person: &str| (id(seat), id(body), id(person));
    let mut seats = vec![
        seat("roll-clerk", "organisation", "clerk"),
        seat("treasurer", "organisation", "tess"),
        seat("returning-officer", "organisation", "ro"),
        seat("returning-officer", "organisation", "rob"),
    ];
    for person in ["carol", "dev", "erin"] {
        seats.push(seat("checker", "organisation", person));
    }
    for person in ["p1", "p2", "p3", "p4"] {
        seats.push(seat("panellist", "vetting-panel", person));
    }
    for person in ["a1", "a2", "a3", "a4"] {
        seats.push(seat("appeals-panel", "organisation", person));
    }
    let plan = Plan {
        zone: "Europe/London".to_owned(),
        classes: ["full".to_owned()].into(),
        units: [(id("ash"), id("branch")), (id("beech"), id("branch"))].into(),
        seats,
    };
    let member = |unit: &str| Membership {
        class: "full".to_owned(),
        unit: id(unit),
        joined: civil::date(2015, 1, 1).at(0, 0, 0, 0),
        arrears: None,
        suspended: None,
    };
    let members: BTreeMap<PersonId, Membership> =
        [(id("erin"), member("ash")), (id("p1"), member("beech"))].into();
    let mut run = Run::found(&plan, source, members, instant("2026-06-01T07:00:00Z"));
    run.homes = [
        (id("dan"), Digest::of(b"home")),
        (id("p2"), Digest::of(b"home")),
    ]
    .into();
    let mut named = Dates::default();
    for (name, at) in dates {
        named.set(*name, at.parse().expect("an instant"));
    }
    run.open(&matter_id(), name, named);
    run.at(instant("2026-06-01T12:00:00Z"));
    run
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn matter(run: &Run) -> &Matter {
    run.world.matter(&matter_id()).expect("it was opened")
}

fn terms(run: &Run) -> Admission {
    matter(run).procedure.admission.clone().expect("it admits")
}

fn deed(run: &Run, one: &Try) -> CaseDeed {
    let name = PEOPLE[one.applicant];
    let applicant: PersonId = id(name);
    let words = || own_text(run, 5);
    let entry = Digest::of(&[one.salt]);
    match one.what {
        0..=3 => CaseDeed::Receive(Application {
            class: id(if one.salt == 0 {
                "affiliated"
            } else {
                "registered"
            }),
            form: words(),
            key: Digest::of(&[
                b'k',
                u8::try_from(one.applicant).expect("few") / 2,
                one.salt,
            ]),
            unit: (name == "ann").then(|| id("ash")),
            home: run.homes.get(&applicant).copied(),
            concession: false,
            applicant,
        }),
        4 => CaseDeed::Withdraw { applicant },
        5..=7 => CaseDeed::Match {
            applicant,
            found: match one.salt {
                0 => Found::Nobody,
                1 => Found::Doubtful(entry),
                _ => Found::Entry(entry),
            },
            model: "0123abcd".to_owned(),
        },
        8 => CaseDeed::Ask {
            applicant,
            question: words(),
        },
        9 => CaseDeed::Answer {
            applicant,
            form: words(),
        },
        10..=11 => CaseDeed::Refer {
            applicant,
            queue: id(QUEUES[one.queue]),
            ground: words(),
        },
        12..=18 => CaseDeed::Find {
            applicant,
            queue: id(QUEUES[one.queue]),
            view: View {
                refuse: one.ground.map(|ground| id(GROUNDS[ground])),
                facts: (one.salt != 3).then(words),
                evidence: Digest::of(b"shown"),
            },
        },
        _ => later(run, one, applicant),
    }
}

/// The same of what comes after a decision.
fn later(run: &Run, one: &Try, applicant: PersonId) -> CaseDeed {
    let words = || own_text(run, 5);
    // A refund is tried with what is owed.
    let owed = matter(run).campaign.case(&applicant);
    let owed = owed.map_or(0, |case| payment::refund_due(case, &terms(run), run.now));
    let pence = if one.salt == 3 { 77 } else { 500 };
    let applicant_number = u8::try_from(one.applicant).expect("few");
    let paid = |pence| Paid {
        reference: Digest::of(&[one.salt, applicant_number, one.what / 2]),
        pence,
    };
    match one.what {
        19 => CaseDeed::Recuse { applicant },
        20 => CaseDeed::LodgeAppeal {
            applicant,
            grounds: words(),
        },
        21..=22 => CaseDeed::DecideAppeal {
            applicant,
            upheld: one.salt < 2,
            reasons: words(),
        },
        23..=24 => CaseDeed::ReceivePayment {
            applicant,
            paid: paid(pence),
        },
        _ => CaseDeed::RefundPayment {
            applicant,
            paid: paid(owed),
        },
    }
}

/// Whoever may do it by office does it, so that courses come further than by chance alone; some tries stay with whoever
/// was drawn.
fn actor(one: &Try, deed: &CaseDeed) -> PersonId {
    let pick = |from: &[&str]| id(from[one.person % from.len()]);
    match deed {
        _ if one.person.is_multiple_of(5) => id(PEOPLE[one.person]),
        CaseDeed::Match { .. } => pick(&[MACHINE, "clerk"]),
        CaseDeed::Find { queue, .. }
            if queue.as_str() == "conduct" || queue.as_str() == "lists" =>
        {
            pick(&["p1", "p2", "p3", "p4", MACHINE])
        }
        CaseDeed::Find { .. } => pick(&["carol", "dev", "erin", MACHINE]),
        CaseDeed::Refer { .. } => pick(&["clerk", MACHINE]),
        CaseDeed::Ask { .. } => id("clerk"),
        CaseDeed::DecideAppeal { .. } => pick(&["a1", "a2", "a3", "a4"]),
        CaseDeed::ReceivePayment { .. } | CaseDeed::RefundPayment { .. } => id("tess"),
        CaseDeed::Recuse { .. } => id(PEOPLE[one.person]),
        _ => id(PEOPLE[one.applicant]),
    }
}

fn try_one(run: &mut Run, one: &Try) {
    if one.wait > 0 {
        let hours = jiff::SignedDuration::from_hours(i64::from(one.wait));
        let now = run.now.checked_add(hours).expect("not so late");
        run.at(now);
    }
    let deed = deed(run, one);
    let actor = actor(one, &deed);
    blind(run, &actor);
    let act = Act::on(matter_id(), actor, Deed::Case(deed));
    run.act(&act);
    run.at(run.now);
}

/// Nobody sees what others found before the own finding is given.
fn blind(run: &Run, person: &PersonId) {
    let terms = terms(run);
    for case in matter(run).campaign.cases() {
        for queue in QUEUES {
            let sheet = sheet(case, &terms, &id(queue), person, run.now);
            if let Some(sheet) = sheet.filter(|sheet| sheet.own.is_none()) {
                assert!(sheet.others.is_empty());
            }
        }
        let own = |said: &&(PersonId, bool, polity_org::Text)| said.0 == *person;
        let seen = appeal_said(case, person);
        assert!(seen.is_empty() || seen.iter().any(own));
    }
}

/// The record as a whole: who is refused was refused by people who agreed, and nobody by time.
fn refusals_are_of_people(run: &Run) {
    let terms = terms(run);
    let mut found: BTreeMap<(&PersonId, &str), BTreeSet<&PersonId>> = BTreeMap::new();
    let mut refused: BTreeSet<&PersonId> = BTreeSet::new();
    for entry in &run.entries {
        let Event::Case(event) = &entry.event else {
            continue;
        };
        match event {
            CaseEvent::FindingRecorded {
                applicant, view, ..
            } => {
                let by = entry.actor.as_ref().expect("somebody found it");
                assert!(!is_machine(by), "a program found something");
                assert_ne!(by, applicant, "somebody decided about himself or herself");
                if let Some(code) = &view.refuse {
                    found
                        .entry((applicant, code.as_str()))
                        .or_default()
                        .insert(by);
                }
            }
            CaseEvent::Refused(refusal) => {
                let by = entry.actor.as_ref().expect("time refuses nobody");
                assert!(!is_machine(by), "a program refused");
                let reason = terms
                    .reason(&refusal.reason)
                    .expect("a ground of the rules");
                assert_eq!(
                    (&reason.rule, &reason.queue),
                    (&refusal.rule, &refusal.queue)
                );
                let agreed = &found[&(&refusal.applicant, refusal.reason.as_str())];
                assert!(agreed.len() >= 2, "one person refused");
                assert!(refusal.facts.len() >= 2 && refusal.evidence.len() >= 2);
                assert_eq!(refusal.appeal_by.is_some(), terms.appeal.is_some());
                refused.insert(&refusal.applicant);
            }
            CaseEvent::AppealFinding { applicant, .. } => {
                let by = entry.actor.as_ref().expect("somebody said it");
                let had_part = found
                    .iter()
                    .any(|((of, _), who)| *of == applicant && who.contains(by));
                assert!(!had_part && !is_machine(by), "{by} judged the own decision");
            }
            _ => {}
        }
    }
    for case in matter(run).campaign.cases() {
        if matches!(case.fate, Fate::Refused { .. }) {
            assert!(refused.contains(&case.applicant), "refused by nobody");
        }
    }
}

/// No form, payment or entry of the register counts twice.
fn nothing_counts_twice(run: &Run) {
    let terms = terms(run);
    let cases: Vec<&Case> = matter(run).campaign.cases().collect();
    let applicants: BTreeSet<&PersonId> = cases.iter().map(|case| &case.applicant).collect();
    assert_eq!(applicants.len(), cases.len(), "somebody applied twice");
    let mut references = BTreeSet::new();
    for case in &cases {
        let owed = case
            .payments
            .iter()
            .filter(|payment| !payment.surplus)
            .count();
        assert!(owed <= 1, "the fee was taken twice");
        let paid: u32 = case.payments.iter().map(|payment| payment.pence).sum();
        assert!(case.refunded <= paid, "more went back than came in");
        for payment in &case.payments {
            assert!(
                references.insert(payment.reference),
                "a payment counts twice"
            );
        }
        // Nobody is accepted without the fee.
        if matches!(case.fate, Fate::Accepted { .. } | Fate::Provisional { .. }) {
            assert!(case.is_paid(&terms));
        }
    }
    // By the register alone, without people, one entry gives one vote.
    let mut entries = BTreeSet::new();
    for case in &cases {
        let by_program = case.findings.is_empty() && case.appeal.is_none();
        let accepted = matches!(case.fate, Fate::Accepted { by: Some(_), .. });
        if accepted && by_program {
            let entry = case.entry.expect("found on the register");
            assert!(entries.insert(entry), "one entry, two votes");
        }
    }
}

fn play(mut run: Run, tries: &[Try]) {
    for one in tries {
        try_one(&mut run, one);
    }
    refusals_are_of_people(&run);
    nothing_counts_twice(&run);
    // To the end: nobody stays undecided who has paid, and no appeal unanswered.
    run.at(instant("2026-12-01T12:00:00Z"));
    let terms = terms(&run);
    for case in matter(&run).campaign.cases() {
        assert!(!case.is_undecided() || !case.is_paid(&terms));
        assert!(!case.appeal_waits());
    }
    refusals_are_of_people(&run);
    run.replay();
}

/// Tries that lead an application through refusal and appeal, so that random courses begin from there, too.
fn refused() -> Vec<Try> {
    let step = |wait, person, what, queue, ground, salt| Try {
        wait,
        person,
        applicant: 2,
        what,
        queue,
        ground,
        salt,
    };
    vec![
        step(0, 1, 0, 0, None, 1),
        step(0, 1, 23, 0, None, 1),
        step(0, 1, 10, 3, None, 1),
        step(0, 1, 12, 3, Some(4), 1),
        step(0, 4, 12, 3, Some(4), 1),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_but_people_refuses(refuse_first: bool, tries in proptest::collection::vec(tries(), 1..220)) {
        let run = begin(MODEL, "supporters-model", &[
            ("opens", "2026-06-01 12:00"),
            ("closes", "2026-06-12 12:00"),
        ]);
        let first = if refuse_first { refused() } else { Vec::new() };
        play(run, &[first, tries].concat());
    }

    #[test]
    fn nor_where_nobody_can_appeal(tries in proptest::collection::vec(tries(), 1..160)) {
        let run = begin(WITHOUT, "supporters-2015", &[
            ("opens", "2026-06-01 12:00"),
            ("closes", "2026-06-12 12:00"),
            ("despatch", "2026-06-20 12:00"),
        ]);
        play(run, &tries);
    }
}

/// The random courses come as far as they should: refusals, appeals and defaults happen in them.
#[test]
fn the_courses_reach_refusals_and_appeals() {
    let mut run = begin(
        MODEL,
        "supporters-model",
        &[
            ("opens", "2026-06-01 12:00"),
            ("closes", "2026-06-12 12:00"),
        ],
    );
    for one in refused() {
        try_one(&mut run, &one);
    }
    let refused = |entry: &Entry| matches!(entry.event, Event::Case(CaseEvent::Refused(_)));
    assert!(
        run.entries.iter().any(refused),
        "the first tries refuse cat"
    );
}
