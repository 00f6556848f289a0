//! Applications from the form to the decision, on a store: forms that come twice, a register, the bank's file, and that none
//! of it refuses anybody.

#![expect(
    clippy::unwrap_used,
    reason = "a failing step of a test stops it, which is what it should do"
)]

use std::sync::Arc;

use polity_linkage::{Index, Register};
use polity_office::OfficeFault;
use polity_office::admission::bank::{self, Columns};
use polity_office::admission::{Asked, Form, Keyed, apply, matching};
use polity_office::desk::{self, Hand};
use polity_org::act::{Adoption, Deed, Opening, Stated};
use polity_org::vetting::{Case, CaseDeed, Fate, Matching, View};
use polity_org::{Act, Digest};
use polity_procedure::Dates;
use polity_store::{Options, Store};
use polity_testkit::{TempDir, rng};
use polity_values::{MatterId, PersonId, Timestamp};

const MODEL: &str = include_str!("../../../procedures/supporters-model.toml");

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn join() -> MatterId {
    id("join")
}

/// The house in which supporters can apply since 1 June at noon.
async fn house() -> (TempDir, Arc<Store>) {
    let dir = polity_testkit::temp_dir();
    let store = Store::open(&Options::new(dir.path()).holder("a test"))
        .await
        .unwrap();
    let seat = |seat: &str, body: &str, number: u32| serde_json::json!({ "id": seat, "title": seat, "body": body, "section": null, "number": number });
    let held = |seat: &str, person: &str| serde_json::json!({ "seat": seat, "person": person, "until": null });
    let founding = serde_json::json!({
        "name": "Birchwood", "zone": "Europe/London", "classes": ["full"],
        "bodies": [
            { "id": "organisation", "title": "Organisation" },
            { "id": "vetting-panel", "title": "Vetting panel" }
        ],
        "units": [],
        "seats": [
            seat("founder", "organisation", 2), seat("checker", "organisation", 3),
            seat("treasurer", "organisation", 1), seat("roll-clerk", "organisation", 1),
            seat("returning-officer", "organisation", 2), seat("appeals-panel", "organisation", 3),
            seat("panellist", "vetting-panel", 3)
        ],
        "tenures": [
            held("founder", "f-1"), held("founder", "f-2"), held("checker", "carol"),
            held("checker", "dev"), held("checker", "erin"), held("treasurer", "tess")
        ],
        "powers": [
            { "act": "adopt-procedure", "seat": "founder", "persons": 2, "rule": "0.1" },
            { "act": "open-matter", "seat": "founder", "persons": 1, "rule": "0.1" }
        ],
        "clauses": [{ "id": "0.1", "text": "Founders run it." }]
    });
    let founding = Box::new(serde_json::from_value(founding).unwrap());
    let now = at("2026-06-01T08:00:00Z");
    let act = Act::standing(id("f-1"), Deed::FoundOrganisation(founding));
    desk::submit(&store, &act, &[], now).await.unwrap();
    let adoption = Adoption {
        source: MODEL.to_owned(),
        sha256: Digest::of(MODEL.as_bytes()),
    };
    let act = Act::standing(id("f-1"), Deed::AdoptProcedure(adoption));
    desk::submit_by_two(&store, &act, &[], &id("f-2"), now)
        .await
        .unwrap();
    let mut dates = Dates::default();
    dates.set("opens", "2026-06-01 12:00".parse().unwrap());
    dates.set("closes", "2026-06-12 12:00".parse().unwrap());
    let opening = Opening {
        id: join(),
        procedure: id("supporters-model"),
        dates,
        title: "Supporters".to_owned(),
        stated: Stated::default(),
    };
    let act = Act::standing(id("f-1"), Deed::OpenMatter(opening));
    desk::submit(&store, &act, &[], now).await.unwrap();
    (dir, Arc::new(store))
}

fn form(forenames: &str, surname: &str, line: &str) -> Form {
    Form {
        forenames: forenames.to_owned(),
        surname: surname.to_owned(),
        address: vec![line.to_owned(), "Birchwood".to_owned()],
        postcode: "BW1 1AA".to_owned(),
        email: format!("{}@example.org", forenames.to_lowercase()),
        ..Form::default()
    }
}

fn asked(key: &str) -> Asked {
    Asked {
        class: id("registered"),
        unit: None,
        concession: false,
        key: key.to_owned(),
    }
}

fn register() -> Index {
    let csv = "Elector Number Prefix,Elector Number,Elector Surname,Elector Forename,Address1,Address2,PostCode\n\
        AB,1,Smith,Ann,1 Elm Road,Birchwood,BW1 1AA\n\
        AB,2,Jones,Robert,2 Elm Road,Birchwood,BW1 1AA\n\
        AB,3,Taylor,Maria,3 Elm Road,Birchwood,BW1 1AA\n";
    Index::new(Register::read(csv.as_bytes(), &|_| {}).unwrap())
}

fn hand(actor: &str, now: Timestamp) -> Hand {
    Hand {
        matter: join(),
        actor: id(actor),
        now,
    }
}

fn columns() -> Columns {
    Columns {
        payment: "Id".to_owned(),
        note: "Note".to_owned(),
        amount: "Amount".to_owned(),
    }
}

/// The applications as they stand.
async fn cases_of(store: &Store, applicants: &[PersonId]) -> Vec<Case> {
    let world = store.world().await.unwrap();
    let campaign = &world.matter(&join()).unwrap().campaign;
    let case = |who: &PersonId| campaign.case(who).unwrap().clone();
    applicants.iter().map(case).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f2_a_form_that_comes_fifty_times_at_once_is_one_application() {
    let (_dir, store) = house().await;
    let now = at("2026-06-02T10:00:00Z");
    let keyed = Keyed::of(&store, &mut rng(1)).await.unwrap();
    let mut tries = Vec::new();
    for _ in 0..50 {
        let (store, keyed) = (Arc::clone(&store), keyed.clone());
        tries.push(tokio::spawn(async move {
            let filled = form("Ann", "Smith", "1 Elm Road");
            apply(&store, (&join(), now), (&filled, &asked("one")), &keyed).await
        }));
    }
    let mut applicants = std::collections::BTreeSet::new();
    let mut first = 0;
    for one in tries {
        let received = one.await.unwrap().unwrap();
        first += usize::from(!received.before);
        applicants.insert(received.applicant);
    }
    assert_eq!((applicants.len(), first), (1, 1));
    assert_eq!(
        store
            .world()
            .await
            .unwrap()
            .matter(&join())
            .unwrap()
            .campaign
            .len(),
        1
    );
    let empty = Form::default();
    let fault = apply(&store, (&join(), now), (&empty, &asked("two")), &keyed).await;
    let Err(OfficeFault::Wrong(faults)) = fault else {
        panic!("an empty form is taken");
    };
    assert!(faults.len() >= 5, "every fault at once: {faults:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn applicants_are_looked_for_pay_and_are_decided_by_people() {
    let (_dir, store) = house().await;
    let now = at("2026-06-02T10:00:00Z");
    let keyed = Keyed::of(&store, &mut rng(2)).await.unwrap();
    let mut applicants = Vec::new();
    for (key, form) in [
        ("a", form("Ann", "Smith", "1 Elm Road")),
        ("b", form("Tiddles", "Smith", "1 Elm Road")),
        ("c", form("Maria", "Taylor", "3 Elm Road")),
    ] {
        let received = apply(&store, (&join(), now), (&form, &asked(key)), &keyed)
            .await
            .unwrap();
        applicants.push(received.applicant);
    }
    // The register accepts nobody who has not paid.
    let index = register();
    let run = matching::look_for_all(
        &store,
        (&join(), now),
        &index,
        (&keyed, &mut rng(3)),
        |_, _| {},
    )
    .await
    .unwrap();
    assert_eq!(
        (run.looked_for, run.matched, run.refused),
        (3, 2, 0),
        "{run:?}"
    );
    let cases = cases_of(&store, &applicants).await;
    assert!(cases.iter().all(|case| case.fate == Fate::Undecided));
    assert_eq!(cases[0].matching, Matching::Settled);
    // A cat of the household is asked about, and refused by nobody.
    assert!(
        matches!(cases[1].matching, Matching::Asked { .. }),
        "{:?}",
        cases[1].matching
    );

    pay(&store, &applicants, &keyed, now).await;
    refuse_the_cat(&store, &applicants[1]).await;
    assert!(matches!(
        cases_of(&store, &applicants).await[1].fate,
        Fate::Refused { .. }
    ));
    // The record says the same after it is read again, and holds no name.
    store.rebuild(|_, _| {}).await.unwrap();
    assert!(matches!(
        cases_of(&store, &applicants).await[1].fate,
        Fate::Refused { .. }
    ));
    for entry in store.entry_page(0).await.unwrap() {
        let text = String::from_utf8(entry.to_bytes()).unwrap();
        assert!(
            !text.contains("Tiddles") && !text.contains("Elm Road"),
            "{text}"
        );
    }
}

/// Two pay by the bank's file, one of them twice; a wrong amount keeps a whole file off the record.
async fn pay(store: &Store, applicants: &[PersonId], keyed: &Keyed, now: Timestamp) {
    // The bank's file: two pay, one twice; a line that nobody knows is for people to look at.
    let file = format!(
        "Id,Note,Amount\nT1,{} thank you,5.00\nT2,{},5.00\nT3,{},5.00\nT4,rent,5.00\n",
        applicants[0].as_str().to_uppercase(),
        applicants[1],
        applicants[0],
    );
    let lines = bank::read(file.as_bytes(), &columns()).unwrap();
    let tess = hand("tess", now);
    let found = bank::reconcile(store, &tess, lines.clone(), keyed)
        .await
        .unwrap();
    assert_eq!((found.found.len(), found.unknown.len()), (3, 1));
    assert_eq!(
        bank::bring_in(store, &tess, &found, keyed).await.unwrap(),
        3
    );
    let again = bank::reconcile(store, &tess, lines, keyed).await.unwrap();
    assert_eq!(
        (again.found.len(), again.before.len()),
        (0, 3),
        "a file counts once"
    );
    let cases = cases_of(store, applicants).await;
    assert!(matches!(cases[0].fate, Fate::Accepted { .. }));
    assert_eq!(cases[0].payments.len(), 2);
    assert!(cases[0].payments[1].surplus, "the second payment goes back");

    // A wrong amount keeps the whole file off the record.
    let file = format!("Id,Note,Amount\nT5,{},4.00\n", applicants[2]);
    let lines = bank::read(file.as_bytes(), &columns()).unwrap();
    let found = bank::reconcile(store, &tess, lines, keyed).await.unwrap();
    let fault = bank::bring_in(store, &tess, &found, keyed).await;
    assert!(matches!(fault, Err(OfficeFault::Wrong(_))));
    assert_eq!(cases_of(store, applicants).await[2].payments.len(), 0);
}

/// Two checkers refuse the cat when it does not answer.
async fn refuse_the_cat(store: &Store, cat: &PersonId) {
    let later = at("2026-06-10T10:00:00Z");
    for checker in ["carol", "dev"] {
        let paper = polity_office::texts::paper("deciders", "The person is a cat.", &mut rng(9));
        let paper = paper.unwrap();
        let view = View {
            refuse: Some(id("not-on-register")),
            facts: Some(paper.reference()),
            evidence: Digest::of(b"shown"),
        };
        let deed = CaseDeed::Find {
            applicant: cat.clone(),
            queue: id("identity"),
            view,
        };
        let act = Act::on(join(), id(checker), Deed::Case(deed));
        desk::submit(store, &act, &[paper], later).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_decides_about_the_own_household() {
    let (_dir, store) = house().await;
    let now = at("2026-06-02T10:00:00Z");
    let keyed = Keyed::of(&store, &mut rng(4)).await.unwrap();
    let filled = form("Zoe", "Nobody", "7, Elm Road");
    let received = apply(&store, (&join(), now), (&filled, &asked("z")), &keyed)
        .await
        .unwrap();
    // Carol lives there, and writes her address another way.
    let own = Form {
        postcode: "bw11aa".to_owned(),
        ..form("Carol", "Else", "7 Elm Road")
    };
    store
        .home_set(&id("carol"), keyed.hash("home", &own.home().unwrap()))
        .await
        .unwrap();
    let index = register();
    matching::look_for_all(
        &store,
        (&join(), now),
        &index,
        (&keyed, &mut rng(5)),
        |_, _| {},
    )
    .await
    .unwrap();
    let later = at("2026-06-10T10:00:00Z");
    let find = |who: &str| {
        let deed = CaseDeed::Find {
            applicant: received.applicant.clone(),
            queue: id("identity"),
            view: View {
                refuse: None,
                facts: None,
                evidence: Digest::of(b"shown"),
            },
        };
        Act::on(join(), id(who), Deed::Case(deed))
    };
    let refused = desk::submit(&store, &find("carol"), &[], later)
        .await
        .unwrap_err();
    assert!(refused.to_string().contains("own household"), "{refused}");
    desk::submit(&store, &find("dev"), &[], later)
        .await
        .unwrap();
}
