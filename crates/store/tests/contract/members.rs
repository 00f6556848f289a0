//! The vault: members, the access log, frozen rolls.

use std::collections::BTreeMap;

use polity_org::Digest;
use polity_org::facts::{Membership, Period};
use polity_org::roll::csv::MemberRow;
use polity_store::{Store, StoreError, Viewer};
use polity_testkit::{Invented, Recipe};
use polity_values::PersonId;

use crate::bench::{Bench, at};

fn row((line, member): (usize, Invented)) -> MemberRow {
    let start = |day: polity_values::civil::Date| day.at(0, 0, 0, 0);
    let period = |day: Option<_>| {
        day.map(|day| Period {
            from: start(day),
            to: None,
        })
    };
    MemberRow {
        line: line as u64 + 2,
        number: member.number,
        name: format!("{} {}", member.given, member.family),
        given: Some(member.given),
        family: Some(member.family),
        email: Some(member.email).filter(|email| !email.is_empty()),
        membership: Membership {
            class: member.class,
            unit: member.unit.parse().expect("a unit"),
            joined: start(member.joined),
            arrears: period(member.arrears_since),
            suspended: period(member.suspended_from),
        },
    }
}

fn rows(members: usize) -> Vec<MemberRow> {
    Recipe::of(members).invent().enumerate().map(row).collect()
}

fn viewer() -> Viewer {
    Viewer {
        actor: "p-officer".to_owned(),
        at: at("2026-03-01T09:00:00Z"),
        purpose: "case".to_owned(),
    }
}

async fn ids(store: &Store, rows: &[MemberRow]) -> BTreeMap<String, PersonId> {
    let mut ids = BTreeMap::new();
    for row in rows {
        if let Some(member) = store
            .member_fetch(&row.number, &viewer())
            .await
            .expect("read")
        {
            assert_eq!(member.membership, row.membership);
            assert_eq!((&member.name, &member.email), (&row.name, &row.email));
            ids.insert(row.number.clone(), member.person);
        }
    }
    ids
}

pub(crate) async fn an_import_is_all_or_nothing_and_keeps_ids(bench: &Bench) {
    let store = bench.open().await;
    let mut rng = polity_testkit::rng(5);
    let list = rows(450);
    let mut told = (0, 0);
    let done = store
        .member_import(&list, &mut rng, |done, of| told = (done, of))
        .await;
    let done = done.expect("imported");
    assert_eq!((done.members, done.new, done.gone), (450, 450, 0));
    assert_eq!(told, (450, 450));
    let before = ids(&store, &list[..20]).await;
    // A list with a number twice changes nothing.
    let mut bad = list.clone();
    bad[7].number.clone_from(&list[8].number);
    "Somebody Else".clone_into(&mut bad[9].name);
    let error = store
        .member_import(&bad, &mut rng, |_, _| ())
        .await
        .expect_err("refused");
    assert!(error.to_string().contains(&bad[8].number), "{error}");
    assert_eq!(ids(&store, &list[..20]).await, before);
    // The next list: one left, one joined, one moved. Ids stay.
    let mut next = rows(451);
    next.remove(0);
    next[3].membership.unit = "unit-moved".parse().expect("a unit");
    let done = store
        .member_import(&next, &mut rng, |_, _| ())
        .await
        .expect("imported");
    assert_eq!((done.members, done.new, done.gone), (450, 1, 1));
    let after = ids(&store, &next[..19]).await;
    for (number, person) in &after {
        assert_eq!(before.get(number), Some(person), "{number} has another id");
    }
    assert_eq!(store.member_count().await.expect("counted"), 450);
}

pub(crate) async fn a5_every_look_is_logged(bench: &Bench) {
    let store = bench.open().await;
    let list = rows(60);
    store
        .member_import(&list, &mut polity_testkit::rng(5), |_, _| ())
        .await
        .expect("imported");
    let member = store
        .member_fetch(&list[0].number, &viewer())
        .await
        .expect("read");
    let person = member.expect("a member").person;
    let found = store
        .member_search(&list[5].name.to_uppercase(), &viewer())
        .await
        .expect("found");
    assert!(found.iter().any(|member| member.number == list[5].number));
    assert!(
        store
            .member_fetch("nobody", &viewer())
            .await
            .expect("read")
            .is_none()
    );
    store
        .member_search(" x ", &viewer())
        .await
        .expect_err("too short");
    let log = store.access_page(0).await.expect("a log");
    let lines: Vec<String> = log
        .iter()
        .map(|line| format!("{} {} {}", line.actor, line.action, line.subject))
        .collect();
    let expected = [
        format!("p-officer member.fetch (case) {person}"),
        format!("p-officer member.search (case) {} found", found.len()),
        "p-officer member.fetch (case) nobody".to_owned(),
    ];
    assert_eq!(lines, expected);
}

pub(crate) async fn a2_a_frozen_roll_stays(bench: &Bench) {
    let store = bench.open().await;
    let mut rng = polity_testkit::rng(5);
    let list = rows(2_500);
    store
        .member_import(&list, &mut rng, |_, _| ())
        .await
        .expect("imported");
    let rule = crate::bench::roll_rule();
    let roll = "roll-2026".parse().expect("an id");
    let import = Digest::of(b"the list");
    let mut told = (0, 0);
    let progress = |done, of| told = (done, of);
    let statement = store
        .roll_freeze(&roll, &rule, import, &mut rng, progress)
        .await;
    let statement = statement.expect("frozen");
    assert_eq!(told, (2_500, 2_500));
    assert!(
        statement.size > 1_500 && statement.size < 2_500,
        "{}",
        statement.size
    );
    assert_eq!(statement.units.values().sum::<u64>(), statement.size);
    // The members change; the roll does not.
    store
        .member_import(&rows(3), &mut rng, |_, _| ())
        .await
        .expect("imported");
    let (kept, secret) = store.roll_fetch(&roll).await.expect("kept");
    assert_eq!(kept, statement);
    let mut builder = polity_org::roll::RollBuilder::new(secret);
    let mut after = None;
    loop {
        let page = store
            .roll_page(&roll, after.as_ref())
            .await
            .expect("a page");
        let Some(end) = page.last() else { break };
        after = Some(end.person.clone());
        for entry in &page {
            builder
                .push(&entry.person, &entry.unit, entry.weight)
                .expect("in order");
        }
    }
    assert_eq!(builder.root(), statement.digest);
    let error = store
        .roll_freeze(&roll, &rule, import, &mut rng, |_, _| ())
        .await;
    assert!(
        matches!(error, Err(StoreError::Invalid(_))),
        "a frozen roll never changes"
    );
    let person = after.expect("somebody is on the roll");
    assert!(
        store
            .roll_entry_fetch(&roll, &person)
            .await
            .expect("read")
            .is_some()
    );
    store.roll_discard(&roll).await.expect("no act names it");
    assert!(
        store
            .roll_entry_fetch(&roll, &person)
            .await
            .expect("read")
            .is_none()
    );
}

/// Invented members, for other tests.
pub(crate) async fn import(store: &Store, members: usize) {
    let mut rng = polity_testkit::rng(5);
    store
        .member_import(&rows(members), &mut rng, |_, _| ())
        .await
        .expect("imported");
}

/// Looks at somebody, which writes a line of the access log.
pub(crate) async fn look(store: &Store) {
    store
        .member_fetch("M0000001", &viewer())
        .await
        .expect("read")
        .expect("a member");
    store
        .access_page(0)
        .await
        .expect("a log")
        .last()
        .expect("a line");
}
