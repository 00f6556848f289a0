//! The stories of the library, told wrongly. Sentences are left out, said twice, said of somebody else or in another
//! capacity, the clock runs on by itself, the program dies and comes back from its record. Whatever comes of it, no course
//! leads to a state that must not be.

use std::collections::BTreeSet;
use std::path::Path;

use polity_org::act::Limited;
use polity_org::matter::{Matter, Position};
use polity_org::organisation::{Place, Tenure};
use polity_org::step::{Resolution, Stepped};
use polity_org::{Entry, Event, World, tick};
use polity_procedure::model::{DecisionTest, RoleId, VoteBase};
use polity_procedure::story::{self, Doing, Given, Says, Scenario, What};
use polity_values::{PersonId, Rounding};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::common::Run;
use crate::teller::Teller;

/// Courses of each scenario.
const COURSES: u32 = 2;

/// What goes wrong with a sentence.
#[derive(Debug, Clone)]
enum Slip {
    /// Nothing.
    None,
    /// It is left out.
    Omit,
    /// It is said twice.
    Repeat,
    /// Somebody else does it.
    Another(usize),
    /// It is done in another capacity.
    Capacity(usize),
    /// The clock first moves to the next instant at which something falls due.
    Wait,
    /// The program dies and reads its record.
    Crash,
}

fn slips() -> impl Strategy<Value = Slip> {
    prop_oneof![
        30 => Just(Slip::None),
        2 => Just(Slip::Omit),
        2 => Just(Slip::Repeat),
        2 => any::<usize>().prop_map(Slip::Another),
        2 => any::<usize>().prop_map(Slip::Capacity),
        1 => Just(Slip::Wait),
        1 => Just(Slip::Crash),
    ]
}

#[test]
fn no_story_told_wrongly_leads_astray() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../procedures");
    let mut ends = BTreeSet::new();
    let mut refused = 0;
    for file in std::fs::read_dir(&folder).expect("the folder procedures") {
        let path = file.expect("a file").path();
        if path.extension().is_none_or(|one| one != "story") {
            continue;
        }
        let told = std::fs::read_to_string(&path).expect("a story");
        let told = story::parse(&told).expect("a story without faults");
        let source = std::fs::read_to_string(path.with_extension("toml")).expect("its procedure");
        for scenario in &told.scenarios {
            let course = proptest::collection::vec(slips(), scenario.steps.len());
            let config = Config {
                cases: COURSES,
                failure_persistence: None,
                ..Config::default()
            };
            // A fixed seed: what fails once fails again, and is made as short as it goes.
            let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[11; 32]);
            let outcome = TestRunner::new_with_rng(config, rng).run(&course, |course| {
                tell(&source, scenario, &course);
                Ok(())
            });
            let name = path.display();
            assert!(outcome.is_ok(), "{name}, {}: {outcome:?}", scenario.title);
            let (end, again) = tell(&source, scenario, &[]);
            ends.insert(end);
            refused += again;
        }
    }
    // The property looks at more than beginnings.
    for end in ["Declared", "Void", "Lapsed"] {
        let end = format!("Ended({end})");
        assert!(ends.contains(&end), "{end} was never come to: {ends:?}");
    }
    assert!(refused > 100, "{refused} refusals");
}

/// Tells a scenario with these slips; where its matter stands then, and how many acts were refused.
fn tell(source: &str, scenario: &Scenario, slips: &[Slip]) -> (String, usize) {
    let mut teller = Teller::new(source);
    let mut refused = 0;
    let everybody = everybody(scenario);
    for (place, step) in scenario.steps.iter().enumerate() {
        let slip = slips.get(place).unwrap_or(&Slip::None);
        match &step.says {
            Says::Given(given) => {
                teller.given(given).expect("what is given can be");
                if matches!(given, Given::Matter(..)) {
                    holds_together(None, teller.run());
                }
            }
            Says::At(_) if matches!(slip, Slip::Omit) && teller.run.is_some() => {}
            Says::At(instant) => {
                let zone = polity_values::TimeZone::get(&teller.plan.zone).expect("a zone");
                let at = instant.resolve(&zone).expect("an instant");
                if teller.run.as_ref().is_none_or(|run| run.now <= at) {
                    teller.at(*instant).expect("an instant");
                }
            }
            Says::When(tried) => {
                for doing in tried {
                    refused += try_one(&mut teller, doing, slip, &everybody);
                }
            }
            Says::Then(_) => {}
        }
    }
    teller.run().replay();
    (format!("{:?}", teller.matter().position), refused)
}

/// Everybody of whom a scenario speaks.
fn everybody(scenario: &Scenario) -> Vec<PersonId> {
    let mut found = BTreeSet::new();
    for step in &scenario.steps {
        match &step.says {
            Says::When(tried) => found.extend(tried.iter().map(|doing| doing.person.clone())),
            Says::Given(Given::Seat { persons, .. } | Given::Members { persons, .. }) => {
                found.extend(persons.iter().cloned());
            }
            _ => {}
        }
    }
    found.into_iter().collect()
}

/// Does one thing, as it slips; how many acts were refused.
fn try_one(teller: &mut Teller<'_>, doing: &Doing, slip: &Slip, everybody: &[PersonId]) -> usize {
    let mut doing = doing.clone();
    let mut times = 1;
    match slip {
        Slip::None => {}
        Slip::Omit => times = 0,
        Slip::Repeat => times = 2,
        Slip::Another(pick) => doing.person = everybody[pick % everybody.len()].clone(),
        Slip::Capacity(pick) => {
            let roles = &teller.matter().procedure.roles;
            let role: RoleId = roles[pick % roles.len()].id.clone();
            if let What::Act(act) = &mut doing.what {
                act.role = role;
            }
        }
        Slip::Wait => {
            let run = teller.run.as_mut().expect("a matter runs");
            if let Some(next) = run.world.due_at(run.now).into_iter().next() {
                run.at(next);
            }
        }
        Slip::Crash => teller.run.as_mut().expect("a matter runs").crash(),
    }
    let mut refused = 0;
    for _ in 0..times {
        let before = teller.run().world.clone();
        let entries = teller.run().entries.len();
        teller.when(std::slice::from_ref(&doing)).expect("a try");
        let run = teller.run();
        if teller.verdicts.iter().all(|verdict| !verdict.is_allowed()) {
            assert!(
                run.world == before,
                "a refused act changes nothing: {doing:?}"
            );
            refused += 1;
        }
        holds_together(Some((&before, &run.entries[entries..])), run);
    }
    refused
}

/// What must hold after every step, whatever was tried.
fn holds_together(since: Option<(&World, &[Entry])>, run: &Run) {
    let is = run.world.matters().next().expect("it was opened");
    if let Some((before, entries)) = since {
        let was = before.matter(&is.id).expect("it was opened");
        if matches!(was.position, Position::Ended(_)) {
            assert_eq!(was.done, is.done, "an end is an end");
            assert_eq!(was.position, is.position, "an end is an end");
        }
        assert!(is.done.starts_with(&was.done), "nothing done is undone");
        for entry in entries {
            let rule = run.world.clause_text(Some(&is.id), &entry.rule);
            assert!(rule.is_some(), "an entry without a rule: {entry:?}");
            votes_hold(before, was, entry);
        }
    }
    two_persons(is);
    ways_hold(is, run);
    seats_hold(run);
    assert_eq!(tick(&run.world, run.now), []);
}

/// A vote of a body was taken by a quorum of those who may vote, and fell as the majority has it: reckoned here anew.
fn votes_hold(before: &World, was: &Matter, entry: &Entry) {
    let (vote, agreed): (&Resolution, bool) = match &entry.event {
        Event::Step(Stepped::Resolved { vote, agreed, .. }) => (vote, *agreed),
        Event::Step(Stepped::Selected {
            selection, agreed, ..
        }) => (&selection.vote, *agreed),
        _ => return,
    };
    let stage = was.current_stage().expect("a vote falls in a stage");
    let test: &DecisionTest = stage.decision.as_ref().expect("with a test");
    let organisation = before.organisation().expect("founded");
    let holders: BTreeSet<&PersonId> = organisation
        .tenures
        .iter()
        .filter(|one| one.runs_at(entry.at) && one.place == Place::Body(test.body.clone()))
        .map(|one| &one.person)
        .collect();
    let may = |person: &&&PersonId| {
        let whom = Limited::Person((**person).clone());
        !was.is_interested(person) && organisation.limit_on(&whom, entry.at).is_none()
    };
    let entitled = holders.iter().filter(may).count() as u64;
    let present = u64::from(vote.present);
    let (quorum, majority) = (test.quorum, test.majority);
    assert!(present <= entitled, "{present} of {entitled} are present");
    assert!(
        present >= quorum.of(entitled, Rounding::Ceiling),
        "no quorum: {present} of {entitled}"
    );
    let (in_favour, against) = (u64::from(vote.in_favour), u64::from(vote.against));
    assert!(in_favour + against + u64::from(vote.abstained) <= present);
    let base = match test.of {
        VoteBase::Cast => in_favour + against,
        VoteBase::Present => present,
        VoteBase::Entitled => entitled,
    };
    let needed = majority.of(base, test.rounding).max(1);
    assert_eq!(agreed, in_favour >= needed, "{entry:?}");
}

/// What takes two persons was done by two different ones.
fn two_persons(is: &Matter) {
    for done in &is.done {
        let stages = is.procedure.stages.iter();
        let stages = stages.filter(|stage| done.stage.as_ref().is_none_or(|one| *one == stage.id));
        let mut rules = stages
            .flat_map(|stage| &stage.acts)
            .filter(|rule| rule.act == done.act)
            .peekable();
        if rules.peek().is_some() && rules.all(|rule| rule.persons == 2) {
            assert_eq!(done.by.len(), 2, "{done:?}");
            assert_ne!(done.by[0], done.by[1], "{done:?}");
        }
    }
}

/// Stages are walked along the procedure's own ways.
fn ways_hold(is: &Matter, run: &Run) {
    for end in &is.ended {
        let stage = is.stage(&end.stage).expect("a stage of the procedure");
        let lapse = stage.lapse.as_ref().map(|lapse| &lapse.then);
        let outcomes = stage.outcomes.iter().map(|outcome| &outcome.then);
        assert!(outcomes.chain(lapse).any(|then| *then == end.then));
        assert!(end.effective <= run.now);
    }
}

/// Never more holders than seats, and nobody holds one seat twice at a time.
fn seats_hold(run: &Run) {
    let organisation = run.world.organisation().expect("it is founded");
    let tenures = &organisation.tenures;
    for (place, one) in tenures.iter().enumerate() {
        let seat = &organisation.seats[&one.seat];
        let held = organisation.held(&one.seat, &one.place, run.now).count();
        assert!(held <= seat.number as usize, "{held} hold {}", one.seat);
        let same = |other: &&Tenure| {
            (&other.person, &other.seat, &other.place) == (&one.person, &one.seat, &one.place)
        };
        for other in tenures[place + 1..].iter().filter(same) {
            let ends = |one: &Tenure| {
                let ends = [one.until, one.ended];
                ends.into_iter().flatten().min()
            };
            let apart = ends(one).is_some_and(|end| end <= other.from)
                || ends(other).is_some_and(|end| end <= one.from);
            assert!(apart, "{} holds {} twice at a time", one.person, one.seat);
        }
    }
}
