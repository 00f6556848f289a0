//! The record and the one write path.

use polity_org::{Act, Deed, Event};
use polity_store::record::{Checkpoint, CheckpointKey, StandardSigner, StandardVerifier};
use polity_store::{ActError, Monitored, Options, Paper, Store, StoreError};

use crate::bench::{Bench, at, founding, person, record_of, unit_formed};

fn now() -> polity_values::Timestamp {
    at("2026-03-01T09:00:00Z")
}

pub(crate) async fn an_allowed_act_is_durable_and_seen_at_once(bench: &Bench) {
    let store = bench.open().await;
    let done = store
        .act_submit(&founding(), &[], now())
        .await
        .expect("founded");
    assert_eq!(done.head.seq, 1);
    assert!(matches!(
        done.entries[0].event,
        Event::OrganisationFounded(_)
    ));
    let world = store.world().await.expect("the world");
    assert_eq!(
        world.organisation().expect("founded").name,
        "Union of Makers"
    );
    drop(store);
    let again = bench.open().await;
    assert_eq!(again.record_head().await.expect("a head"), done.head);
    assert_eq!(again.world().await.expect("the world"), world);
    assert_eq!(again.entry_page(0).await.expect("entries"), done.entries);
}

pub(crate) async fn a_refused_act_writes_nothing(bench: &Bench) {
    let store = bench.open().await;
    record_of(&store, 3).await;
    let head = store.record_head().await.expect("a head");
    let before = store.projection_dump().await.expect("tables");
    let Act { deed, .. } = unit_formed(9);
    let stranger = Act::standing(person("p-stranger"), deed);
    let error = store
        .act_submit(&stranger, &[], now())
        .await
        .expect_err("refused");
    let ActError::Refused(refused) = error else {
        panic!("{error}")
    };
    assert_eq!(refused.rule.as_str(), "2.1");
    assert_eq!(store.record_head().await.expect("a head"), head);
    assert_eq!(store.projection_dump().await.expect("tables"), before);
}

pub(crate) async fn acts_that_go_together_are_all_on_the_record_or_none(bench: &Bench) {
    let store = bench.open().await;
    record_of(&store, 3).await;
    let head = store.record_head().await.expect("a head");
    let before = store.projection_dump().await.expect("tables");
    let Act { deed, .. } = unit_formed(9);
    let stranger = Act::standing(person("p-stranger"), deed);
    let acts = [
        (unit_formed(7), Vec::new()),
        (stranger, Vec::new()),
        (unit_formed(8), Vec::new()),
    ];
    let answers = store.acts_submit(&acts, true, now()).await.expect("judged");
    let allowed: Vec<bool> = answers.iter().map(Result::is_ok).collect();
    assert_eq!(allowed, [true, false, true]);
    assert_eq!(store.record_head().await.expect("a head"), head);
    assert_eq!(store.projection_dump().await.expect("tables"), before);
    // Each for itself: those that are allowed are there, and the fold goes on from them.
    let answers = store
        .acts_submit(&acts, false, now())
        .await
        .expect("judged");
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 2);
    let end = store.record_head().await.expect("a head");
    assert_eq!(end.seq, head.seq + 2);
    store
        .act_submit(&unit_formed(10), &[], now())
        .await
        .expect("it goes on");
    let live = store.projection_dump().await.expect("tables");
    store.rebuild(|_, _| ()).await.expect("rebuilt");
    assert_eq!(store.projection_dump().await.expect("tables"), live);
    store.record_verify(|_, _| ()).await.expect("whole");
    drop(store);
    let again = bench.open().await;
    assert_eq!(again.record_head().await.expect("a head").seq, end.seq + 1);
}

pub(crate) async fn f7_a_changed_row_is_named(bench: &Bench) {
    let store = bench.open().await;
    record_of(&store, 6).await;
    store.record_verify(|_, _| ()).await.expect("whole");
    store.close().await;
    bench
        .meddle("", "UPDATE record SET actor = 'p-forged' WHERE seq = 4")
        .await;
    let store = bench.open().await;
    let error = store.record_verify(|_, _| ()).await.expect_err("damaged");
    assert!(
        matches!(&error, StoreError::Damaged { at: 4, .. }),
        "{error}"
    );
    // And no act is judged on a forged past.
    let error = store
        .act_submit(&unit_formed(9), &[], now())
        .await
        .expect_err("damaged");
    assert!(
        matches!(&error, ActError::Store(StoreError::Damaged { at: 4, .. })),
        "{error}"
    );
}

pub(crate) async fn f7_a_missing_row_is_named(bench: &Bench) {
    let store = bench.open().await;
    record_of(&store, 6).await;
    store.close().await;
    bench.meddle("", "DELETE FROM record WHERE seq = 3").await;
    let error = bench
        .open()
        .await
        .record_verify(|_, _| ())
        .await
        .expect_err("damaged");
    assert!(
        matches!(&error, StoreError::Damaged { at: 3, .. }),
        "{error}"
    );
    bench.meddle("", "DELETE FROM record WHERE seq > 2").await;
    let error = bench
        .open()
        .await
        .record_verify(|_, _| ())
        .await
        .expect_err("cut off");
    assert!(
        matches!(&error, StoreError::Damaged { at: 3, .. }),
        "{error}"
    );
}

/// The record is cut back cleanly, as a restored older snapshot is: only the checkpoint shows it.
pub(crate) async fn d9_an_older_record_is_refused(bench: &Bench) {
    let mut rng = polity_testkit::rng(3);
    let key = CheckpointKey::generate("test.example", &mut rng).expect("a key");
    let signer = StandardSigner::new(&key.private).expect("a key");
    let store = bench.open().await;
    record_of(&store, 7).await;
    let checkpoint = store
        .record_checkpoint(&signer)
        .await
        .expect("a checkpoint");
    assert_eq!(
        (checkpoint.size, checkpoint.origin.as_str()),
        (7, "test.example")
    );
    let verifier = StandardVerifier::new(&key.public).expect("a key");
    let read = Checkpoint::parse(&checkpoint.note, Some(&verifier)).expect("signed");
    assert_eq!(read, checkpoint);
    record_later(&store).await;
    store.close().await;
    bench.open().await.close().await; // longer than the checkpoint: fine
    let cut = "DELETE FROM record WHERE seq > 4;
        DELETE FROM record_node WHERE place > 6;
        UPDATE record_head SET seq = 4, hash = (SELECT hash FROM record WHERE seq = 4)";
    bench.meddle("", cut).await;
    let error = Store::open(&bench.options()).await.err().expect("refused");
    assert!(matches!(error, StoreError::Rewound { .. }), "{error}");
    assert!(
        error.to_string().contains("4 rows, the checkpoint 7"),
        "{error}"
    );
    // A checkpoint signed by somebody else is none.
    let other = CheckpointKey::generate("test.example", &mut rng).expect("a key");
    let verifier = StandardVerifier::new(&other.public).expect("a key");
    let options = Options {
        verifier: Some(verifier),
        ..bench.options()
    };
    let error = Store::open(&options).await.err().expect("refused");
    assert!(
        error.to_string().contains("no verifiable signatures"),
        "{error}"
    );
}

async fn record_later(store: &Store) {
    store
        .act_submit(&unit_formed(100), &[], now())
        .await
        .expect("formed");
}

pub(crate) async fn inclusion_proofs_hold_for_every_row(bench: &Bench) {
    let store = bench.open().await;
    record_of(&store, 11).await;
    let rows = store.record_page(0).await.expect("rows");
    for size in [1, 2, 7, 8, 11] {
        for row in rows.iter().filter(|row| row.seq <= size) {
            let proof = store.record_proof(row.seq, size).await.expect("a proof");
            assert!(
                proof.holds(&row.sealed_bytes()),
                "row {} of {size}",
                row.seq
            );
            assert!(!proof.holds(b"another row"));
        }
    }
    store.record_proof(12, 11).await.expect_err("no such row");
    store.record_proof(1, 12).await.expect_err("no such size");
}

pub(crate) async fn rebuilt_tables_equal_the_live_ones(bench: &Bench) {
    let store = bench.open().await;
    record_of(&store, 9).await;
    let live = store.projection_dump().await.expect("tables");
    assert!(
        live.iter().any(|line| line.starts_with("tenure: ")),
        "{live:?}"
    );
    let mut seen = 0;
    let head = store.rebuild(|done, of| {
        assert!(done <= of);
        seen = done;
    });
    assert_eq!(head.await.expect("rebuilt").seq, 9);
    assert_eq!(seen, 9);
    assert_eq!(store.projection_dump().await.expect("tables"), live);
    bench
        .meddle("", "DELETE FROM public_log WHERE seq = 2")
        .await;
    assert_ne!(store.projection_dump().await.expect("tables"), live);
    store.rebuild(|_, _| ()).await.expect("rebuilt");
    assert_eq!(store.projection_dump().await.expect("tables"), live);
}

/// PostgreSQL: two nodes write one record. SQLite: the second is refused by name.
pub(crate) async fn two_stores_see_one_record_or_are_refused(bench: &Bench) {
    let first = bench.open().await;
    if bench.database.is_none() {
        let error = Store::open(&bench.options()).await.err().expect("refused");
        let StoreError::InUse { holder, .. } = &error else {
            panic!("{error}")
        };
        let pid = std::process::id().to_string();
        assert!(
            holder.contains(&pid) && holder.contains("contract test"),
            "{holder}"
        );
        first.close().await;
        bench.open().await; // free again
        return;
    }
    let second = bench.open().await;
    first
        .act_submit(&founding(), &[], now())
        .await
        .expect("founded");
    for number in 0..10 {
        let (one, two) = (unit_formed(number * 2 + 10), unit_formed(number * 2 + 11));
        let (one, two) = tokio::join!(
            first.act_submit(&one, &[], now()),
            second.act_submit(&two, &[], now())
        );
        one.expect("formed");
        two.expect("formed");
    }
    assert_eq!(first.record_verify(|_, _| ()).await.expect("whole").seq, 21);
    assert_eq!(
        first.world().await.expect("world"),
        second.world().await.expect("world")
    );
}

/// A paper that the act does not name is refused, and with it the act.
pub(crate) async fn papers_fit_their_act(bench: &Bench) {
    let store = bench.open().await;
    record_of(&store, 1).await;
    let mut rng = polity_testkit::rng(1);
    let id = "paper-1".parse().expect("an id");
    let paper = Paper::new(id, "public", "A statement.", &mut rng);
    let error = store
        .act_submit(&unit_formed(2), &[paper], now())
        .await
        .expect_err("unfit");
    assert!(
        matches!(error, ActError::Store(StoreError::Invalid(_))),
        "{error}"
    );
    assert_eq!(
        store.record_head().await.expect("a head").seq,
        1,
        "nothing was written"
    );
    let Deed::FormUnit(unit) = unit_formed(2).deed else {
        panic!("a unit")
    };
    let world = store.world().await.expect("world");
    assert!(
        !world
            .organisation()
            .expect("founded")
            .units
            .contains_key(&unit.id)
    );
}

pub(crate) async fn tables_of_a_newer_program_are_refused(bench: &Bench) {
    bench.open().await.close().await;
    let add = "INSERT INTO schema_migration (part, number, name, checksum)
        SELECT 'main', 99, 'main_0099', checksum FROM schema_migration WHERE part = 'main' AND number = 1";
    bench.meddle("", add).await;
    let error = Store::open(&bench.options()).await.err().expect("refused");
    assert!(matches!(error, StoreError::Schema(_)), "{error}");
}

pub(crate) async fn answers_for_monitoring_come_with_an_application_alone(bench: &Bench) {
    let store = bench.open().await;
    let answer = Monitored {
        question: "gender".to_owned(),
        answer: "woman".to_owned(),
        given: true,
    };
    let refused = store
        .application_submit(&founding(), &[], &[answer], now())
        .await
        .expect_err("no application");
    assert!(
        matches!(&refused, ActError::Store(StoreError::Invalid(_))),
        "{refused}"
    );
    assert_eq!(store.record_head().await.expect("a head").seq, 0);
    let none = "executive-2026".parse().expect("an id");
    assert_eq!(store.monitoring_totals(&none).await.expect("asked"), []);
    assert!(!store.monitoring_forget(&none).await.expect("asked"));
}
