//! A whole election without a contest, through the store alone: the shipped procedure, a list of
//! members, a frozen roll, nominations, supports, statements, the clock, the declaration.

use polity_org::act::{Adoption, Opening};
use polity_org::roll::csv::{Imported, Known};
use polity_org::{Act, Deed, Digest};
use polity_store::{ActError, Done, Paper, Store, Viewer};
use polity_testkit::Recipe;
use polity_values::{MatterId, PersonId};

use crate::bench::{Bench, at, person};

const PROCEDURE: &str = include_str!("../../../../procedures/executive-section-stv.toml");

const BRANCHES: [&str; 5] = ["unit-001", "unit-002", "unit-003", "unit-004", "unit-005"];

fn matter() -> MatterId {
    "executive-2026".parse().expect("an id")
}

fn founding() -> Act {
    let seat = |id: &str, body: &str, number: u32| serde_json::json!({ "id": id, "title": id, "body": body, "section": null, "number": number });
    let units: Vec<_> = BRANCHES
        .iter()
        .map(|unit| {
            let officer = format!("p-secretary-{unit}");
            serde_json::json!({ "id": unit, "kind": "branch", "title": format!("Branch {unit}"),
                "officers": [{ "seat": "secretary", "person": officer }] })
        })
        .collect();
    let mut elected = seat("elected", "executive", 9);
    elected["section"] = "members".into();
    let holder = |seat: &str, person: &str| serde_json::json!({ "seat": seat, "person": person, "until": null });
    let power = |act: &str, persons: u8| serde_json::json!({ "act": act, "seat": "founder", "persons": persons, "rule": "0.1" });
    let founding = serde_json::json!({
        "name": "Union of Makers", "zone": "Europe/London", "classes": ["full", "youth"],
        "bodies": [{ "id": "organisation", "title": "Organisation" },
                   { "id": "executive", "title": "Executive" }],
        "units": units,
        "seats": [seat("founder", "organisation", 2), seat("returning-officer", "organisation", 2),
                  seat("credential-authority", "organisation", 1),
                  seat("appeals-panel", "organisation", 3), seat("secretary", "branch", 1), elected],
        "tenures": [holder("founder", "p-founder-1"), holder("founder", "p-founder-2"),
                    holder("returning-officer", "p-officer-1"),
                    holder("returning-officer", "p-officer-2")],
        "powers": [power("adopt-procedure", 2), power("open-matter", 1),
                   power("record-roll-import", 1), power("form-unit", 1)],
        "clauses": [{ "id": "0.1", "text": "The founders begin." }]
    });
    let founding = serde_json::from_value(founding).expect("a founding");
    Act::standing(person("p-founder-1"), Deed::FoundOrganisation(founding))
}

fn members() -> Imported {
    let recipe = Recipe {
        units: 5,
        new_percent: 0,
        ..Recipe::of(300)
    };
    let people = recipe.invent().map(|mut one| {
        "full".clone_into(&mut one.class);
        one
    });
    let bytes = polity_testkit::csv(people).into_bytes();
    polity_org::roll::csv::read(&bytes, &Known::first_list(), |_| ()).expect("no faults")
}

/// A store, and what time it is.
struct Course<'a> {
    store: &'a Store,
    now: &'a str,
}

impl Course<'_> {
    async fn must(&self, act: &Act, papers: &[Paper]) -> Done {
        let done = self.store.act_submit(act, papers, at(self.now)).await;
        done.unwrap_or_else(|error| panic!("{} at {}: {error}", act.actor, self.now))
    }

    async fn on(&self, actor: &PersonId, deed: Deed) -> Done {
        self.must(&Act::on(matter(), actor.clone(), deed), &[])
            .await
    }
}

async fn begun(store: &Store, list: &Imported) {
    let course = Course {
        store,
        now: "2026-05-25T11:00:00Z",
    };
    let (one, two) = (person("p-founder-1"), person("p-founder-2"));
    course.must(&founding(), &[]).await;
    let adoption = Adoption {
        source: PROCEDURE.to_owned(),
        sha256: Digest::of(PROCEDURE.as_bytes()),
    };
    let proposed = course
        .must(
            &Act::standing(one.clone(), Deed::AdoptProcedure(adoption)),
            &[],
        )
        .await;
    let of = proposed.head.seq;
    course
        .must(&Act::standing(two, Deed::Confirm { of }), &[])
        .await;
    store
        .member_import(&list.rows, &mut polity_testkit::rng(8), |_, _| ())
        .await
        .expect("imported");
    let recorded = Deed::RecordRollImport(list.statement.clone());
    course
        .must(&Act::standing(one.clone(), recorded), &[])
        .await;
    let dates = serde_json::json!({
        "notice": "2026-06-01 12:00", "joined-by": "2026-06-12 12:00",
        "arrears-paid-by": "2026-06-26 12:00", "freeze": "2026-07-01 12:00",
        "nominations-close": "2026-09-11 12:00", "ballot-opens": "2026-10-02 12:00",
        "ballot-closes": "2026-10-23 12:00"
    });
    let opening = Opening {
        stated: polity_org::act::Stated::default(),
        id: matter(),
        procedure: "executive-section-stv".parse().expect("an id"),
        dates: serde_json::from_value(dates).expect("dates"),
        title: "Election of the executive 2026".to_owned(),
    };
    course
        .must(&Act::standing(one, Deed::OpenMatter(opening)), &[])
        .await;
}

async fn frozen(store: &Store, list: &Imported) {
    let officer = person("p-officer-1");
    Course {
        store,
        now: "2026-06-01T11:00:00Z",
    }
    .on(&officer, Deed::GiveNotice {})
    .await;
    let world = store.world().await.expect("the world");
    let rule = world
        .matter(&matter())
        .and_then(polity_org::Matter::roll_rule)
        .expect("a rule");
    let roll = "executive-2026-roll".parse().expect("an id");
    let mut rng = polity_testkit::rng(9);
    let statement = store.roll_freeze(&roll, &rule, list.statement.digest, &mut rng, |_, _| ());
    let statement = statement.await.expect("frozen");
    assert!(
        statement.size < list.statement.rows,
        "some are in arrears or suspended"
    );
    let now = "2026-07-01T11:00:00Z";
    Course { store, now }
        .on(&officer, Deed::FreezeRoll(statement))
        .await;
}

/// Three members in good standing.
async fn candidates(store: &Store, list: &Imported) -> Vec<PersonId> {
    let viewer = Viewer {
        actor: "test".to_owned(),
        at: at("2026-07-01T11:00:00Z"),
        purpose: "test".to_owned(),
    };
    let mut found = Vec::new();
    let good = list
        .rows
        .iter()
        .filter(|row| row.membership.arrears.is_none() && row.membership.suspended.is_none());
    for row in good.take(3) {
        let member = store
            .member_fetch(&row.number, &viewer)
            .await
            .expect("read");
        found.push(member.expect("a member").person);
    }
    found
}

async fn nominated(store: &Store, people: &[PersonId]) {
    let course = Course {
        store,
        now: "2026-08-03T18:30:00Z",
    };
    for one in people {
        course.on(one, Deed::Nominate {}).await;
    }
    for unit in BRANCHES {
        let secretary = person(&format!("p-secretary-{unit}"));
        for candidate in people.iter().cloned() {
            course.on(&secretary, Deed::Support { candidate }).await;
        }
    }
}

async fn consented(store: &Store, people: &[PersonId]) {
    let course = Course {
        store,
        now: "2026-09-12T09:00:00Z",
    };
    let mut rng = polity_testkit::rng(10);
    for (number, one) in people.iter().enumerate() {
        let id = format!("statement-{number}").parse().expect("an id");
        let paper = Paper::new(id, "public", "I stand for shorter meetings.", &mut rng);
        let terms = Digest::of(PROCEDURE.as_bytes());
        course
            .on(
                one,
                Deed::Consent {
                    terms,
                    classes: std::collections::BTreeSet::new(),
                },
            )
            .await;
        let act = Act::on(
            matter(),
            one.clone(),
            Deed::SubmitStatement(paper.reference()),
        );
        // The act without its paper is refused, and leaves nothing behind.
        let error = store
            .act_submit(&act, &[], at(course.now))
            .await
            .expect_err("no paper");
        assert!(matches!(error, ActError::Store(_)), "{error}");
        course.must(&act, std::slice::from_ref(&paper)).await;
        let viewer = Viewer {
            actor: "test".to_owned(),
            at: at(course.now),
            purpose: "read".to_owned(),
        };
        let kept = store.paper_fetch(&paper.id, &viewer).await.expect("read");
        assert_eq!(kept.as_ref(), Some(&paper));
    }
}

async fn lines(store: &Store, table: &str) -> Vec<String> {
    let mut lines = store.projection_dump().await.expect("tables");
    lines.retain(|line| line.starts_with(&format!("{table}: ")));
    lines
}

pub(crate) async fn an_election_runs_to_its_declaration_and_is_rebuilt(bench: &Bench) {
    let list = members();
    let store = bench.open().await;
    begun(&store, &list).await;
    frozen(&store, &list).await;
    let people = candidates(&store, &list).await;
    nominated(&store, &people).await;
    assert_eq!(lines(&store, "support").await.len(), 15);
    consented(&store, &people).await;
    // The service is stopped over the end of a window; whoever opens it again finds what is due.
    store.close().await;
    let store = bench.open().await;
    let due = at("2026-09-17T00:00:00Z");
    let ended = store.tick(due).await.expect("a tick");
    assert!(!ended.is_empty(), "consent is over");
    assert!(
        store.tick(due).await.expect("a tick").is_empty(),
        "and is over once"
    );
    store
        .tick(at("2026-11-02T13:00:00Z"))
        .await
        .expect("a tick");
    let course = Course {
        store: &store,
        now: "2026-11-03T10:00:00Z",
    };
    let proposed = course.on(&person("p-officer-1"), Deed::Declare {}).await;
    let of = proposed.head.seq;
    course
        .on(&person("p-officer-2"), Deed::Confirm { of })
        .await;
    store
        .tick(at("2026-11-17T13:00:00Z"))
        .await
        .expect("a tick");
    let begun = lines(&store, "tenure").await;
    for one in &people {
        assert!(
            begun.iter().any(|line| line.contains(one.as_str())),
            "{one} holds no seat"
        );
    }
    let matters = lines(&store, "matter").await;
    assert!(matters[0].contains("|declared|"), "{matters:?}");
    let live = store.projection_dump().await.expect("tables");
    store.rebuild(|_, _| ()).await.expect("rebuilt");
    assert_eq!(store.projection_dump().await.expect("tables"), live);
    store.record_verify(|_, _| ()).await.expect("whole");
}
