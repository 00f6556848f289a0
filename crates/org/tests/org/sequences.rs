//! Random courses of an election: whoever tries whatever at any time, the judge answers, what it allows
//! follows on the record, and no course leads to a state that must not be.

use std::collections::{BTreeMap, BTreeSet};

use polity_org::act::{
    Act, BallotOpening, BoxHead, ChallengeDecision, CountResult, Deed, Key, Limit, Limited, Lot,
    RollCorrection,
};
use polity_org::facts::Membership;
use polity_org::matter::{BoxState, Position};
use polity_org::{ActKind, Digest, Matter, World, judge_cast, options, tick};
use polity_procedure::Dates;
use polity_procedure::model::EndKind;
use polity_values::{MatterId, PersonId, SeatId, Timestamp, civil};
use proptest::prelude::*;

use crate::common::{Plan, Run, id, text};

const SOURCE: &str = include_str!("../../../../procedures/executive-section-stv.toml");
const PEOPLE: [&str; 16] = [
    "ann", "bob", "cora", "pat", "pia", "tom", "una", "vic", "sam", "sue", "sid", "sal", "seth",
    "dora", "eve", "finn",
];
const UNITS: [&str; 5] = ["ash", "beech", "cedar", "elm", "fir"];
const SECRETARIES: [&str; 5] = ["sam", "sue", "sid", "sal", "seth"];

/// One thing that is tried.
#[derive(Debug, Clone)]
enum Try {
    /// The clock moves to the next instant at which something changes, or some minutes on.
    Wait { minutes: Option<u16> },
    /// A person does an act that the judge offers, if it offers one: the more of these, the further an
    /// election comes.
    Offered {
        person: usize,
        pick: usize,
        salt: u8,
    },
    /// A person does any act at all.
    Any {
        person: usize,
        kind: usize,
        salt: u8,
    },
    /// A person answers the proposal that waits longest.
    Answer {
        person: usize,
        confirm: bool,
        salt: u8,
    },
    /// A ballot comes.
    Cast { begun_before: u16 },
    /// The founders suspend somebody for some days.
    Suspend { person: usize, days: u8 },
}

fn tries() -> impl Strategy<Value = Try> {
    let person = 0..PEOPLE.len();
    prop_oneof![
        1 => proptest::option::weighted(0.9, 1..5000_u16).prop_map(|minutes| Try::Wait { minutes }),
        16 => (person.clone(), any::<usize>(), any::<u8>())
            .prop_map(|(person, pick, salt)| Try::Offered { person, pick, salt }),
        3 => (person.clone(), any::<usize>(), any::<u8>())
            .prop_map(|(person, kind, salt)| Try::Any { person, kind, salt }),
        6 => (person.clone(), proptest::bool::weighted(0.9), any::<u8>())
            .prop_map(|(person, confirm, salt)| Try::Answer { person, confirm, salt }),
        1 => (0..600_u16).prop_map(|begun_before| Try::Cast { begun_before }),
        1 => (person, 1..4_u8).prop_map(|(person, days)| Try::Suspend { person, days }),
    ]
}

fn matter_id() -> MatterId {
    id("executive-2026")
}

fn begin() -> Run {
    let seat = |seat: &str, body: &str, person: &str| (id(seat), id(body), id(person));
    let mut seats = vec![
        seat("returning-officer", "organisation", "ann"),
        seat("returning-officer", "organisation", "bob"),
        seat("credential-authority", "organisation", "cora"),
        seat("appeals-panel", "organisation", "pat"),
        seat("appeals-panel", "organisation", "pia"),
    ];
    let secretaries = UNITS.iter().zip(SECRETARIES);
    seats.extend(secretaries.map(|(unit, person)| seat("secretary", unit, person)));
    let plan = Plan {
        zone: "Europe/London".to_owned(),
        classes: ["full".to_owned()].into(),
        units: UNITS.iter().map(|unit| (id(unit), id("branch"))).collect(),
        seats,
    };
    let member = |unit: usize| Membership {
        class: "full".to_owned(),
        unit: id(UNITS[unit % UNITS.len()]),
        joined: civil::date(2015, 1, 1).at(0, 0, 0, 0),
        arrears: None,
        suspended: None,
    };
    let members: BTreeMap<PersonId, Membership> = PEOPLE
        .iter()
        .enumerate()
        .map(|(place, name)| (id(name), member(place)))
        .collect();
    // One seat, so that two candidates make a ballot; one unit is enough to stand.
    let source = SOURCE
        .replace("number = 9", "number = 1")
        .replace("supported-by-units = 5", "supported-by-units = 1");
    let now = "2026-05-25T11:00:00Z".parse().expect("an instant");
    let mut run = Run::found(&plan, &source, members, now);
    let mut dates = Dates::default();
    for (name, at) in [
        ("notice", "2026-06-01 12:00"),
        ("joined-by", "2026-06-12 12:00"),
        ("arrears-paid-by", "2026-06-26 12:00"),
        ("freeze", "2026-07-01 12:00"),
        ("nominations-close", "2026-09-11 12:00"),
        ("ballot-opens", "2026-10-02 12:00"),
        // The clocks change while the ballot is open.
        ("ballot-closes", "2026-10-26 12:00"),
    ] {
        dates.set(name, at.parse().expect("an instant"));
    }
    run.open(&matter_id(), "executive-section-stv", dates);
    run
}

fn matter(world: &World) -> &Matter {
    world.matter(&matter_id()).expect("it was opened")
}

/// Does one try; what comes of it must hold together.
fn try_one(run: &mut Run, one: &Try) {
    let before = run.world.clone();
    match one {
        Try::Wait { minutes } => {
            let next = match minutes {
                Some(minutes) => run
                    .now
                    .checked_add(jiff::SignedDuration::from_mins(i64::from(*minutes)))
                    .expect("it is 2026"),
                None => run
                    .world
                    .due_at(run.now)
                    .into_iter()
                    .next()
                    .unwrap_or(run.now),
            };
            run.at(next);
        }
        Try::Offered { person, pick, salt } => offered(run, *person, *pick, *salt),
        Try::Any { person, kind, salt } => {
            let kinds = all_kinds(matter(&run.world));
            let deed = deed(run, kinds[kind % kinds.len()], *salt);
            let act = Act::on(matter_id(), id(PEOPLE[*person]), deed);
            run.act(&act);
        }
        Try::Answer {
            person,
            confirm,
            salt,
        } => {
            let waiting = matter(&run.world).proposals.keys().next().copied();
            let of = waiting.unwrap_or(3);
            let deed = if *confirm {
                Deed::Confirm { of }
            } else {
                Deed::Decline { of }
            };
            // Mostly it is somebody who may; at times anybody.
            let turns = if salt % 4 > 0 { PEOPLE.len() } else { 1 };
            for turn in 0..turns {
                let person = id(PEOPLE[(person + turn) % PEOPLE.len()]);
                let act = Act::on(matter_id(), person, deed.clone());
                if run.act(&act).verdict.is_allowed() {
                    break;
                }
            }
        }
        Try::Cast { begun_before } => cast(run, *begun_before),
        Try::Suspend { person, days } => suspend(run, *person, *days),
    }
    run.at(run.now);
    holds_together(&before, run);
}

fn all_kinds(matter: &Matter) -> Vec<ActKind> {
    let acts = matter.procedure.stages.iter().flat_map(|stage| &stage.acts);
    let kinds: BTreeSet<ActKind> = acts.map(|rule| rule.act).collect();
    kinds.into_iter().collect()
}

fn offered(run: &mut Run, person: usize, pick: usize, salt: u8) {
    // Whoever is asked first and has something to do does it.
    for turn in 0..PEOPLE.len() {
        let person: PersonId = id(PEOPLE[(person + turn) % PEOPLE.len()]);
        let question = Act::on(matter_id(), person.clone(), Deed::GiveNotice {});
        let facts = run.facts(&question);
        let offers = options(&run.world, &facts, &person, &matter_id(), run.now);
        // What ends things, and what was done already, is left to chance.
        let again = [ActKind::Support, ActKind::NameTrustee];
        let stands = ["dora", "eve", "finn"].contains(&person.as_str());
        let useful = |kind: &ActKind| match kind {
            ActKind::Withdraw
            | ActKind::DeclareVoid
            | ActKind::Unsupport
            | ActKind::Challenge
            | ActKind::ExtendBallot
            | ActKind::CorrectRoll
            | ActKind::DrawLot => false,
            ActKind::Nominate => stands,
            ActKind::NameTrustee if matter(&run.world).trustees.len() >= 3 => false,
            kind => again.contains(kind) || !matter(&run.world).was_done_by(*kind, &person),
        };
        let may: Vec<_> = offers
            .iter()
            .filter(|(kind, verdict)| verdict.is_allowed() && useful(kind))
            .collect();
        if may.is_empty() {
            continue;
        }
        let (kind, _) = may[pick % may.len()];
        let deed = deed(run, *kind, salt);
        run.act(&Act::on(matter_id(), person, deed));
        return;
    }
    run.at(run
        .world
        .due_at(run.now)
        .into_iter()
        .next()
        .unwrap_or(run.now));
}

fn cast(run: &Run, begun_before: u16) {
    let begun = run
        .now
        .checked_sub(jiff::SignedDuration::from_secs(i64::from(begun_before)))
        .expect("it is 2026");
    let verdict = judge_cast(&run.world, &matter_id(), run.now, begun);
    run.cites(Some(&matter_id()), &verdict);
    if verdict.is_allowed() {
        let matter = matter(&run.world);
        let (closes, grace) = matter.ballot_close().expect("there is a ballot");
        assert!(matter.ballot_box.is_some(), "no vote without an open box");
        assert!(run.now < closes || (begun < closes && run.now < grace));
    }
}

fn suspend(run: &mut Run, person: usize, days: u8) {
    let until = run
        .now
        .checked_add(jiff::SignedDuration::from_hours(24 * i64::from(days)))
        .expect("it is 2026");
    let limit = Limit {
        on: Limited::Person(id(PEOPLE[person])),
        from: run.now,
        until,
        reason: text(1),
    };
    let deed = Deed::LimitRight(limit);
    if run
        .act(&Act::standing(id("founder-1"), deed))
        .verdict
        .is_allowed()
    {
        let of = run.world.seq();
        run.act(&Act::standing(id("founder-2"), Deed::Confirm { of }));
    }
}

/// A deed of a kind with a payload that often fits.
fn deed(run: &mut Run, kind: ActKind, salt: u8) -> Deed {
    let standing = matter(&run.world).standing();
    let candidates: Vec<PersonId> = matter(&run.world).candidacies.keys().cloned().collect();
    let some = |list: &[PersonId]| match list.len() {
        0 => id("nobody"),
        length => list[usize::from(salt) % length].clone(),
    };
    let digest = Digest::of(&[salt, run.world.seq().to_le_bytes()[0]]);
    match kind {
        ActKind::FreezeRoll => Deed::FreezeRoll(run.roll(&matter_id())),
        ActKind::CorrectRoll => {
            let mut after = run.roll(&matter_id());
            let roll = matter(&run.world).roll.as_ref();
            let before = roll.map_or(digest, |roll| roll.statement.digest);
            after.digest = digest;
            let reason = text(2);
            Deed::CorrectRoll(RollCorrection {
                before,
                after,
                reason,
            })
        }
        ActKind::Nominate => Deed::Nominate {},
        ActKind::Withdraw => Deed::Withdraw {},
        ActKind::Support => Deed::Support {
            candidate: some(&candidates),
        },
        ActKind::Unsupport => Deed::Unsupport {
            candidate: some(&candidates),
        },
        ActKind::Consent => Deed::Consent {
            terms: matter(&run.world).terms,
            classes: BTreeSet::new(),
        },
        ActKind::SubmitStatement => Deed::SubmitStatement(text(usize::from(salt) + 10)),
        ActKind::PublishStatements => Deed::PublishStatements {
            seed: format!("seed {salt}"),
        },
        ActKind::NameTrustee => Deed::NameTrustee {
            trustee: id(PEOPLE[5 + usize::from(salt) % 4]),
        },
        ActKind::RecordCredentials => {
            let roll = matter(&run.world).roll.as_ref();
            let size = roll.map_or(0, |roll| roll.statement.size);
            let count = if salt.is_multiple_of(8) {
                size + 1
            } else {
                size
            };
            Deed::RecordCredentials { count, digest }
        }
        ActKind::DrawLot => Deed::DrawLot(Lot {
            order: standing,
            question: "who is excluded".to_owned(),
        }),
        ActKind::RecordCount => Deed::RecordCount(CountResult {
            transcript: digest,
            elected: vec![some(&standing)],
        }),
        _ => other_deed(run, kind, salt, digest),
    }
}

fn other_deed(run: &Run, kind: ActKind, salt: u8, digest: Digest) -> Deed {
    match kind {
        ActKind::GiveNotice => Deed::GiveNotice {},
        ActKind::RecordKey => Deed::RecordKey(Key {
            public_key: digest,
            item: digest,
        }),
        ActKind::ProveKey => Deed::ProveKey { proof: digest },
        ActKind::OpenBallot => Deed::OpenBallot(BallotOpening {
            uuid: "ballot".to_owned(),
            election: digest,
            booth: None,
        }),
        ActKind::ExtendBallot => {
            let hours = jiff::SignedDuration::from_hours(i64::from(salt));
            let to = run.now.checked_add(hours).expect("it is 2026");
            let reason = text(2);
            Deed::ExtendBallot { to, reason }
        }
        ActKind::CloseBallot => Deed::CloseBallot(BoxHead {
            head: digest,
            cast: 9,
            voters: u64::from(salt % 12),
        }),
        ActKind::RecordShuffle => Deed::RecordShuffle { digest },
        ActKind::RecordDecryption => Deed::RecordDecryption { digest },
        ActKind::Challenge => Deed::Challenge { reason: text(2) },
        ActKind::DecideChallenge => {
            let challenge = matter(&run.world).challenges.keys().next().copied();
            Deed::DecideChallenge(ChallengeDecision {
                challenge: challenge.unwrap_or(1),
                upheld: salt.is_multiple_of(4),
                reasons: text(2),
            })
        }
        ActKind::Declare => Deed::Declare {},
        _ => Deed::DeclareVoid { reasons: text(2) },
    }
}

/// What must hold after every step, whatever was tried.
fn holds_together(before: &World, run: &Run) {
    let (was, is) = (matter(before), matter(&run.world));
    let procedure = &is.procedure;

    // An end is an end, and what was closed stays closed.
    if matches!(was.position, Position::Ended(_)) {
        assert_eq!(was, is, "a matter that ended changes no more");
    }
    if let Some(found) = &was.ballot_box
        && found.state != BoxState::Open
    {
        assert_eq!(was.ballot_box, is.ballot_box);
    }
    assert!(
        is.done.starts_with(&was.done),
        "what was done is never undone"
    );

    // What takes two persons was done by two different ones.
    for done in &is.done {
        let rules = procedure.stages.iter().flat_map(|stage| &stage.acts);
        let mut rules = rules.filter(|rule| rule.act == done.act);
        if rules.all(|rule| rule.persons == 2) {
            assert_eq!(done.by.len(), 2, "{done:?}");
            assert_ne!(done.by[0], done.by[1], "{done:?}");
        }
        // No office of the contest for who had stood before.
        let nominated = |person: &PersonId| {
            let mut all = is.done.iter();
            all.any(|one| {
                one.act == ActKind::Nominate && one.by[0] == *person && one.seq < done.seq
            })
        };
        let offices = [
            ActKind::OpenBallot,
            ActKind::CloseBallot,
            ActKind::RecordCount,
        ];
        if offices.contains(&done.act) {
            assert!(!done.by.iter().any(nominated), "{done:?}");
        }
    }

    ways_hold(is, run.now);
    opening_holds(was, is);
    seats_hold(run);
    assert_eq!(tick(&run.world, run.now), []);
}

/// Stages are walked along the procedure's own ways.
fn ways_hold(is: &Matter, now: Timestamp) {
    for end in &is.ended {
        let stage = is.stage(&end.stage).expect("a stage of the procedure");
        let lapse = stage.lapse.as_ref().map(|lapse| &lapse.then);
        let outcomes = stage.outcomes.iter().map(|outcome| &outcome.then);
        assert!(outcomes.chain(lapse).any(|then| *then == end.then));
        assert!(end.effective <= now);
    }
}

/// A box opens with keys, credentials and roll complete.
fn opening_holds(was: &Matter, is: &Matter) {
    if is.ballot_box.is_some() && was.ballot_box.is_none() {
        let credentials = is.credentials.expect("credentials are handed in");
        let roll = is.roll.as_ref().expect("the roll is frozen");
        assert_eq!(credentials.count, roll.statement.size);
        assert!(is.trustees.len() >= 3);
        assert!(is.trustees.values().all(|one| one.proof.is_some()));
    }
}

/// Never more holders than seats, and winners only by a declaration.
fn seats_hold(run: &Run) {
    let is = matter(&run.world);
    let organisation = run.world.organisation().expect("it is founded");
    for seat in organisation.seats.values() {
        for tenure in organisation
            .tenures
            .iter()
            .filter(|one| one.seat == seat.id)
        {
            let held = organisation.held(&seat.id, &tenure.place, run.now).count();
            assert!(held <= seat.number as usize);
        }
    }
    let elected: SeatId = id("elected");
    let holders = run.world.holders(&elected, run.now);
    match &is.declaration {
        None => assert!(holders.is_empty()),
        Some(declaration) => {
            assert!(declaration.elected.len() <= 1);
            assert_eq!(holders, declaration.elected.iter().collect::<Vec<_>>());
            assert_eq!(is.position, Position::Ended(EndKind::Declared));
            assert_eq!(is.open_challenges(), 0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_course_of_acts_leads_astray(course in proptest::collection::vec(tries(), 1..160)) {
        let mut run = begin();
        for one in &course {
            try_one(&mut run, one);
        }
        run.replay();
    }
}

#[test]
fn the_courses_come_to_every_end_and_stage() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    // A fixed seed: the test says that the property above looks at more than beginnings.
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut seen = BTreeSet::new();
    let strategy = proptest::collection::vec(tries(), 320);
    for _ in 0..40 {
        let course = strategy.new_tree(&mut runner).expect("a course").current();
        let mut run = begin();
        for one in &course {
            try_one(&mut run, one);
        }
        let matter = matter(&run.world);
        seen.extend(matter.ended.iter().map(|end| end.stage.to_string()));
        seen.insert(format!("{:?}", matter.position));
    }
    for stage in [
        "notice", "freeze", "nominate", "consent", "publish", "prepare", "ballot", "count",
        "declare",
    ] {
        assert!(seen.contains(stage), "{stage} was never passed: {seen:?}");
    }
}

/// An instant of the test's year, for the one below.
fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

proptest! {
    #[test]
    fn e6_windows_keep_the_time_of_day_over_changes_of_the_clocks(days in 0..400_i64) {
        // A ballot of three weeks, whose close is reckoned in days of the calendar from its opening.
        let procedure = polity_procedure::parse(&SOURCE.replace(
            "closes = \"date:ballot-closes\"",
            "closes = \"21 days after ballot opens\"",
        ).replace("ballot-closes = \"The ballot closes\"\n", "")).expect("a procedure");
        let zone = polity_values::TimeZone::get("Europe/London").expect("a zone");
        let shift = |text: &str| {
            let day = at(text).to_zoned(zone.clone());
            let moved = day.checked_add(jiff::Span::new().days(days)).expect("a day");
            polity_procedure::instant::LocalInstant::new(moved.datetime())
        };
        let mut dates = Dates::default();
        for (name, text) in [
            ("notice", "2026-06-01T11:00:00Z"),
            ("joined-by", "2026-06-12T11:00:00Z"),
            ("arrears-paid-by", "2026-06-26T11:00:00Z"),
            ("freeze", "2026-07-01T11:00:00Z"),
            ("nominations-close", "2026-09-11T11:00:00Z"),
            ("ballot-opens", "2026-10-02T11:00:00Z"),
        ] {
            dates.set(name, shift(text));
        }
        let table = polity_procedure::timetable(&procedure, &dates, &zone).expect("a timetable");
        let ballot = table.window(&id("ballot")).expect("a ballot");
        let opens = ballot.opens.to_zoned(zone.clone());
        let closes = ballot.closes.to_zoned(zone);
        prop_assert_eq!(opens.time(), closes.time());
        prop_assert_eq!(opens.date().until(closes.date()).expect("days").get_days(), 21);
        let elapsed = ballot.closes.duration_since(ballot.opens).as_hours();
        let turned = i64::from(opens.offset().seconds() - closes.offset().seconds()) / 3600;
        prop_assert_eq!(elapsed, 21 * 24 + turned, "an hour more or less where the clocks change");
    }
}
