//! 160,000 applications in one matter: each judged, folded, and every state shared with a reader.
//! `cargo bench -p polity-org --bench applications`

use std::sync::Arc;

use divan::Bencher;
use divan::counter::ItemsCount;
use polity_org::act::{Act, Adoption, Deed, Opening, Stated};
use polity_org::vetting::{Application, CaseDeed, Found, MACHINE};
use polity_org::{Digest, Facts, Text, World, decide};
use polity_procedure::Dates;
use polity_values::Timestamp;

fn main() {
    divan::main();
}

const SOURCE: &str = include_str!("../../../procedures/supporters-model.toml");
/// As many as came in the last day of 2015.
const APPLICATIONS: usize = 160_000;

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().expect("an id")
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Puts an act on the record while somebody else still reads the world as it was before.
fn put(world: &mut Arc<World>, act: &Act, now: Timestamp) {
    let reader = Arc::clone(world);
    let decided = decide(world, &Facts::default(), act, now);
    assert!(decided.verdict.is_allowed(), "{}", decided.verdict);
    for entry in &decided.entries {
        Arc::make_mut(world).apply(entry).expect("it follows");
    }
    assert!(reader.seq() < world.seq());
}

/// A house that takes applications.
fn house() -> Arc<World> {
    let seat = |seat: &str, body: &str| serde_json::json!({ "id": seat, "title": seat, "body": body, "section": null, "number": 2 });
    let founding = serde_json::json!({
        "name": "Birchwood", "zone": "Europe/London", "classes": ["full"], "units": [],
        "bodies": [
            { "id": "organisation", "title": "Organisation" },
            { "id": "vetting-panel", "title": "Vetting panel" }
        ],
        "seats": [
            seat("founder", "organisation"), seat("checker", "organisation"),
            seat("treasurer", "organisation"), seat("roll-clerk", "organisation"),
            seat("returning-officer", "organisation"), seat("appeals-panel", "organisation")
        ],
        "tenures": [
            { "seat": "founder", "person": "f-1", "until": null },
            { "seat": "founder", "person": "f-2", "until": null }
        ],
        "powers": [
            { "act": "adopt-procedure", "seat": "founder", "persons": 1, "rule": "0.1" },
            { "act": "open-matter", "seat": "founder", "persons": 1, "rule": "0.1" }
        ],
        "clauses": [{ "id": "0.1", "text": "Founders run it." }]
    });
    let founding = serde_json::from_value(founding).expect("a founding");
    let mut world = Arc::new(World::new());
    let now = instant("2026-06-01T08:00:00Z");
    let founder = || id("f-1");
    let deed = Deed::FoundOrganisation(Box::new(founding));
    put(&mut world, &Act::standing(founder(), deed), now);
    let adoption = Adoption {
        source: SOURCE.to_owned(),
        sha256: Digest::of(SOURCE.as_bytes()),
    };
    put(
        &mut world,
        &Act::standing(founder(), Deed::AdoptProcedure(adoption)),
        now,
    );
    let mut dates = Dates::default();
    dates.set("opens", "2026-06-01 12:00".parse().expect("an instant"));
    dates.set("closes", "2026-06-12 12:00".parse().expect("an instant"));
    let opening = Opening {
        id: id("join"),
        procedure: id("supporters-model"),
        dates,
        title: "Supporters".to_owned(),
        stated: Stated::default(),
    };
    put(
        &mut world,
        &Act::standing(founder(), Deed::OpenMatter(opening)),
        now,
    );
    world
}

fn apply(number: usize) -> Act {
    let applicant = format!("j-{number:012}");
    let digest = Digest::of(applicant.as_bytes());
    let deed = CaseDeed::Receive(Application {
        applicant: id(&applicant),
        class: id("registered"),
        form: Text {
            paper: id(&format!("paper-{number}")),
            hash: digest,
            words: 20,
        },
        key: digest,
        unit: None,
        home: None,
        concession: false,
    });
    Act::on(id("join"), id(&applicant), Deed::Case(deed))
}

fn matched(number: usize) -> Act {
    let applicant = format!("j-{number:012}");
    let deed = CaseDeed::Match {
        found: Found::Entry(Digest::of(&number.to_le_bytes())),
        applicant: id(&applicant),
        model: "0123abcd".to_owned(),
    };
    Act::on(id("join"), id(MACHINE), Deed::Case(deed))
}

/// Every application comes in and is looked for.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn all_come_in_and_are_looked_for(bencher: Bencher<'_, '_>) {
    let now = instant("2026-06-02T10:00:00Z");
    bencher
        .counter(ItemsCount::new(APPLICATIONS))
        .with_inputs(house)
        .bench_local_values(|mut world| {
            for number in 0..APPLICATIONS {
                put(&mut world, &apply(number), now);
                put(&mut world, &matched(number), now);
            }
            world
        });
}
