//! The judge on a matter with 10,000 acts, a record of a million entries folded again, and the check of the whole library.
//! `cargo bench -p polity-org --bench judge`

use std::collections::{BTreeMap, BTreeSet};

use divan::Bencher;
use divan::counter::ItemsCount;
use polity_org::act::{Act, Adoption, Deed, Opening, RollImport, StandingAct, Stated};
use polity_org::facts::{Facts, Membership};
use polity_org::founding::{BodySpec, FirstTenure, Founding, Power, SeatSpec, UnitSpec};
use polity_org::roll::{RollBuilder, RollSecret};
use polity_org::{Digest, Entry, Event, World, decide, judge};
use polity_procedure::model::ClauseText;
use polity_procedure::{Dates, KnownRules, check_source};
use polity_values::{MatterId, PersonId, Timestamp, civil};

fn main() {
    divan::main();
}

const SOURCE: &str = include_str!("../../../procedures/executive-section-stv.toml");
/// Acts on the matter before the judge is asked.
const ACTS: usize = 10_000;
/// Acts judged in a round.
const JUDGED: usize = 10_000;

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().expect("an id")
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn founding() -> Founding {
    let body = |body: &str| BodySpec {
        id: id(body),
        title: body.to_owned(),
    };
    let seat = |seat: &str, body: &str, number, section: Option<&str>| SeatSpec {
        id: id(seat),
        title: seat.to_owned(),
        body: id(body),
        section: section.map(id),
        number,
    };
    let officer = |seat: &str, person: &str| FirstTenure {
        seat: id(seat),
        person: id(person),
        until: None,
    };
    let power = |act, persons| Power {
        act,
        seat: id("returning-officer"),
        persons,
        rule: id("0.1"),
    };
    Founding {
        name: "Birchwood".to_owned(),
        zone: "Europe/London".to_owned(),
        classes: vec!["full".to_owned()],
        bodies: vec![body("organisation"), body("executive")],
        units: (0..600)
            .map(|unit| UnitSpec {
                id: id(&format!("u{unit}")),
                kind: id("branch"),
                title: format!("Branch {unit}"),
                officers: Vec::new(),
            })
            .collect(),
        seats: vec![
            seat("returning-officer", "organisation", 2, None),
            seat("credential-authority", "organisation", 1, None),
            seat("appeals-panel", "organisation", 3, None),
            seat("secretary", "branch", 1, None),
            seat("executive-member", "executive", 9, Some("members")),
        ],
        tenures: vec![
            officer("returning-officer", "ann"),
            officer("returning-officer", "bob"),
        ],
        powers: vec![
            power(StandingAct::AdoptProcedure, 2),
            power(StandingAct::OpenMatter, 1),
            power(StandingAct::RecordRollImport, 1),
        ],
        clauses: vec![ClauseText {
            id: id("0.1"),
            text: "The returning officers run the organisation.".to_owned(),
        }],
    }
}

struct House {
    world: World,
    matter: MatterId,
    member: Membership,
    now: Timestamp,
}

impl House {
    fn facts(&self, person: &PersonId) -> Facts {
        Facts {
            members: BTreeMap::from([(person.clone(), self.member.clone())]),
            on_roll: BTreeSet::from([(self.matter.clone(), person.clone())]),
            homes: BTreeMap::new(),
        }
    }

    fn act(&mut self, act: &Act) -> u64 {
        let decided = decide(&self.world, &self.facts(&act.actor), act, self.now);
        assert!(decided.verdict.is_allowed(), "{}", decided.verdict);
        for entry in &decided.entries {
            self.world.apply(entry).expect("it follows");
        }
        self.world.seq()
    }

    fn on(&mut self, person: &str, deed: Deed) -> u64 {
        self.act(&Act::on(self.matter.clone(), id(person), deed))
    }
}

/// An organisation with the election opened.
fn opened() -> House {
    let member = Membership {
        class: "full".to_owned(),
        unit: id("u1"),
        joined: civil::date(2015, 1, 1).at(0, 0, 0, 0),
        arrears: None,
        suspended: None,
    };
    let mut house = House {
        world: World::new(),
        matter: id("executive-2026"),
        member,
        now: instant("2026-05-25T11:00:00Z"),
    };
    let standing = |person: &str, deed| Act::standing(id(person), deed);
    house.act(&standing(
        "ann",
        Deed::FoundOrganisation(Box::new(founding())),
    ));
    let source = SOURCE.to_owned();
    let sha256 = Digest::of(source.as_bytes());
    let adoption = Adoption { source, sha256 };
    let of = house.act(&standing("ann", Deed::AdoptProcedure(adoption)));
    house.act(&standing("bob", Deed::Confirm { of }));
    let import = RollImport {
        digest: Digest::of(b"the list"),
        rows: 1,
        totals: BTreeMap::from([(id("u1"), 1)]),
    };
    house.act(&standing("ann", Deed::RecordRollImport(import)));
    let opening = Opening {
        id: house.matter.clone(),
        procedure: id("executive-section-stv"),
        dates: dates(),
        title: "An election".to_owned(),
        stated: Stated::default(),
    };
    house.act(&standing("ann", Deed::OpenMatter(opening)));
    house
}

fn dates() -> Dates {
    [
        ("notice", "2026-06-01 12:00"),
        ("joined-by", "2026-06-12 12:00"),
        ("arrears-paid-by", "2026-06-26 12:00"),
        ("freeze", "2026-07-01 12:00"),
        ("nominations-close", "2026-09-11 12:00"),
        ("ballot-opens", "2026-10-02 12:00"),
        ("ballot-closes", "2026-10-23 12:00"),
    ]
    .into_iter()
    .map(|(name, at)| (name.to_owned(), at.parse().expect("an instant")))
    .collect()
}

/// An election whose nominations are open, with 10,000 acts done on it.
fn house() -> House {
    let mut house = opened();
    house.now = instant("2026-06-01T11:00:00Z");
    house.on("ann", Deed::GiveNotice {});
    house.now = instant("2026-07-01T11:00:00Z");
    let mut builder = RollBuilder::new(RollSecret([1; 32]));
    builder.push(&id("p0"), &id("u1"), 1).expect("in order");
    let statement = builder.finish(id("roll"), Digest::of(b"the list"));
    let of = house.on("ann", Deed::FreezeRoll(statement));
    if house.world.proposal(Some(&house.matter), of).is_some() {
        house.on("bob", Deed::Confirm { of });
    }
    house.now = instant("2026-07-10T11:00:00Z");
    // Members stand and withdraw: two acts each.
    for number in 0..ACTS / 2 {
        let person = format!("p{number}");
        house.on(&person, Deed::Nominate {});
        house.on(&person, Deed::Withdraw {});
    }
    let matter = house.world.matter(&house.matter);
    let done = matter.map_or(0, |one| one.done.len());
    assert!(done >= ACTS, "{done} acts");
    house
}

/// 10,000 acts by as many persons, half of them allowed and half refused.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn judge_10_000_acts_on_a_matter_with_10_000(bencher: Bencher<'_, '_>) {
    let house = house();
    let asked: Vec<(Act, Facts)> = (0..JUDGED)
        .map(|number| {
            let person: PersonId = id(&format!("q{number}"));
            let deed = if number % 2 == 0 {
                Deed::Nominate {}
            } else {
                Deed::GiveNotice {}
            };
            let facts = house.facts(&person);
            (Act::on(house.matter.clone(), person, deed), facts)
        })
        .collect();
    bencher.counter(ItemsCount::new(JUDGED)).bench_local(|| {
        let verdicts = asked
            .iter()
            .map(|(act, facts)| judge(&house.world, facts, act, house.now));
        let allowed = verdicts.filter(polity_org::Verdict::is_allowed).count();
        assert_eq!(allowed, JUDGED / 2);
    });
}

/// An act judged and folded into the world, as the store does it.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn decide_and_fold_1_000_acts(bencher: Bencher<'_, '_>) {
    let house = house();
    bencher
        .counter(ItemsCount::new(1_000_usize))
        .bench_local(|| {
            let mut world = house.world.clone();
            for number in 0..1_000 {
                let person: PersonId = id(&format!("r{number}"));
                let facts = house.facts(&person);
                let act = Act::on(house.matter.clone(), person, Deed::Nominate {});
                for entry in decide(&world, &facts, &act, house.now).entries {
                    assert!(matches!(entry.event, Event::NominationMade {}));
                    world.apply(&entry).expect("it follows");
                }
            }
            world.seq()
        });
}

/// Entries that are read and folded again.
const ENTRIES: usize = 1_000_000;

/// What a rebuild does beside the database: each entry read from its bytes and folded into the world.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn rebuild_1_000_000_entries(bencher: Bencher<'_, '_>) {
    let house = house();
    let mut world = house.world.clone();
    let mut record: Vec<Vec<u8>> = Vec::with_capacity(ENTRIES);
    let mut number = 0;
    while record.len() < ENTRIES {
        let person: PersonId = id(&format!("m{number}"));
        number += 1;
        let facts = house.facts(&person);
        for deed in [Deed::Nominate {}, Deed::Withdraw {}] {
            let act = Act::on(house.matter.clone(), person.clone(), deed);
            for entry in decide(&world, &facts, &act, house.now).entries {
                world.apply(&entry).expect("it follows");
                record.push(entry.to_bytes());
            }
        }
    }
    bencher
        .counter(ItemsCount::new(record.len()))
        .bench_local(|| {
            let mut again = house.world.clone();
            for bytes in &record {
                let entry = Entry::from_bytes(bytes).expect("an entry");
                again.apply(&entry).expect("it follows");
            }
            assert_eq!(again.seq(), world.seq());
        });
}

/// Every procedure that is shipped, read and checked.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn check_the_whole_library(bencher: Bencher<'_, '_>) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../procedures");
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the library") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|kind| kind == "toml") {
            sources.push(std::fs::read_to_string(path).expect("a procedure"));
        }
    }
    let known = KnownRules::shipped();
    bencher
        .counter(ItemsCount::new(sources.len()))
        .bench_local(|| {
            let adoptable = sources
                .iter()
                .filter(|source| check_source(source, &known).is_adoptable());
            assert_eq!(adoptable.count(), sources.len());
        });
}
