//! The queue of letters (RELIABILITY E9): none twice, none lost, bounces named.

use std::collections::BTreeSet;
use std::sync::Arc;

use polity_store::{Letter, LetterCounts, LetterState, Mailing, NewLetter, Store};
use polity_values::Timestamp;

use crate::bench::{Bench, at, person};

const NOW: &str = "2026-03-01T09:00:00Z";

fn later(seconds: i64) -> Timestamp {
    Timestamp::from_microsecond(at(NOW).as_microsecond() + seconds * 1_000_000).expect("in range")
}

async fn mailing(store: &Store, id: &str) {
    let mailing = Mailing {
        id: id.to_owned(),
        matter: Some("election-1".parse().expect("an id")),
        purpose: "invitation".to_owned(),
        created: at(NOW),
        author: Some(person("p-secretary")),
    };
    store.mailing_create(&mailing).await.expect("made");
    store.mailing_create(&mailing).await.expect("made again");
    assert_eq!(store.mailing_fetch(id).await.expect("read"), Some(mailing));
}

fn letters(mailing: &str, count: usize) -> Vec<NewLetter> {
    (0..count)
        .map(|number| NewLetter {
            key: format!("{mailing}:p-{number:04}"),
            recipient: person(&format!("p-{number:04}")),
        })
        .collect()
}

async fn take(store: &Store, count: u32, now: i64) -> Vec<Letter> {
    store
        .letter_take(count, later(now), later(now + 60))
        .await
        .expect("taken")
}

pub(crate) async fn e9_the_same_letter_is_never_queued_twice(bench: &Bench) {
    let store = bench.open().await;
    mailing(&store, "first").await;
    let all = letters("first", 1_200);
    let part = store
        .letter_enqueue("first", &all[..700], false, at(NOW))
        .await;
    assert_eq!(part.expect("queued"), 700);
    let rest = store.letter_enqueue("first", &all, false, at(NOW)).await;
    assert_eq!(rest.expect("queued"), 500);
    let counts = store.letter_counts("first").await.expect("counted");
    assert_eq!((counts.waiting, counts.total()), (1_200, 1_200));
    let mut after = 0;
    let mut seen = BTreeSet::new();
    loop {
        let page = store
            .letter_list("first", None, after)
            .await
            .expect("a page");
        let Some(last) = page.last() else { break };
        after = last.id;
        seen.extend(page.into_iter().map(|letter| letter.key));
    }
    assert_eq!(seen.len(), 1_200);
    let unknown = store
        .letter_enqueue("no-such", &letters("x", 1), false, at(NOW))
        .await;
    unknown.expect_err("there is no such mailing");
}

pub(crate) async fn e9_every_letter_ends_in_one_state(bench: &Bench) {
    let store = bench.open().await;
    mailing(&store, "m").await;
    store
        .letter_enqueue("m", &letters("m", 5), false, at(NOW))
        .await
        .expect("queued");
    assert!(take(&store, 10, -1).await.is_empty(), "not due yet");
    let taken = take(&store, 4, 0).await;
    assert_eq!(taken.len(), 4);
    assert!(
        taken
            .iter()
            .all(|one| one.state == LetterState::Sending && one.tries == 1)
    );
    assert!(
        store
            .letter_done(&taken[0], later(1))
            .await
            .expect("settled")
    );
    assert!(
        store
            .letter_bounced(&taken[1], "550 no such user", later(1))
            .await
            .expect("settled")
    );
    let again = Some(later(100));
    let failed = store
        .letter_failed(&taken[2], "451 later", again, later(1))
        .await;
    assert!(failed.expect("settled"));
    let given_up = store
        .letter_failed(&taken[3], "451 later\0", None, later(1))
        .await;
    assert!(given_up.expect("settled"));
    // What is settled stays so.
    assert!(!store.letter_done(&taken[1], later(2)).await.expect("asked"));
    assert!(
        !store
            .letter_bounced(&taken[0], "550", later(2))
            .await
            .expect("asked")
    );
    let counts = store.letter_counts("m").await.expect("counted");
    let expected = LetterCounts {
        waiting: 2,
        sending: 0,
        sent: 1,
        bounced: 1,
        failed: 1,
    };
    assert_eq!(counts, expected);
    assert_eq!(take(&store, 10, 99).await.len(), 1, "the fifth");
    let retried = take(&store, 10, 100).await;
    assert_eq!((retried[0].id, retried[0].tries), (taken[2].id, 2));
    assert_eq!(retried[0].error, "451 later");
    assert_eq!(store.letter_due().await.expect("asked"), Some(later(159)));
}

pub(crate) async fn e9_an_officer_corrects_a_letter(bench: &Bench) {
    let store = bench.open().await;
    mailing(&store, "m").await;
    let queued = store
        .letter_enqueue("m", &letters("m", 2), false, at(NOW))
        .await;
    assert_eq!(queued.expect("queued"), 2);
    let taken = take(&store, 2, 0).await;
    assert!(
        store
            .letter_done(&taken[0], later(1))
            .await
            .expect("settled")
    );
    let busy = store
        .letter_correct(taken[1].id, LetterState::Sent, "", later(2))
        .await;
    assert!(!busy.expect("asked"), "a worker has it");
    assert!(
        store
            .letter_failed(&taken[1], "451", None, later(1))
            .await
            .expect("settled")
    );
    // One came back after all; another is to be tried again.
    let back = store
        .letter_correct(taken[0].id, LetterState::Bounced, "returned", later(9))
        .await;
    assert!(back.expect("asked"));
    let again = store
        .letter_correct(taken[1].id, LetterState::Waiting, "", later(9))
        .await;
    assert!(again.expect("asked"));
    let again = take(&store, 5, 9).await;
    assert_eq!((again.len(), again[0].id), (1, taken[1].id));
    let of = store
        .letter_list_of(&taken[0].recipient)
        .await
        .expect("a list");
    assert_eq!(of.len(), 1);
    assert_eq!(
        (of[0].0.error.as_str(), of[0].1.purpose.as_str()),
        ("returned", "invitation")
    );
    assert_eq!(store.mailing_list().await.expect("a list").len(), 1);
}

pub(crate) async fn e9_bounces_are_listed_for_another_channel(bench: &Bench) {
    let store = bench.open().await;
    mailing(&store, "m").await;
    let queued = store
        .letter_enqueue("m", &letters("m", 3), false, at(NOW))
        .await;
    assert_eq!(queued.expect("queued"), 3);
    for letter in take(&store, 2, 0).await {
        let bounced = store
            .letter_bounced(&letter, "550 no such user", later(1))
            .await;
        assert!(bounced.expect("settled"));
    }
    let bounces = store.letter_bounces(0).await.expect("a list");
    assert_eq!(bounces.len(), 2);
    assert_eq!(bounces[0].error, "550 no such user");
    let rest = store.letter_bounces(bounces[0].id).await.expect("a list");
    assert_eq!(rest, bounces[1..]);
}

/// A worker that died: its letters are free when the lease ends, and what it says later is void.
pub(crate) async fn e9_a_dead_workers_letters_are_not_lost(bench: &Bench) {
    let store = bench.open().await;
    mailing(&store, "m").await;
    store
        .letter_enqueue("m", &letters("m", 3), false, at(NOW))
        .await
        .expect("queued");
    let dead = take(&store, 3, 0).await;
    assert!(
        store
            .letter_done(&dead[0], later(1))
            .await
            .expect("settled")
    );
    store.close().await;
    let store = bench.open().await;
    assert!(take(&store, 3, 59).await.is_empty(), "the lease holds");
    let again = take(&store, 3, 60).await;
    let ids: Vec<u64> = again.iter().map(|letter| letter.id).collect();
    assert_eq!(
        ids,
        [dead[1].id, dead[2].id],
        "the acknowledged one stays sent"
    );
    assert!(
        !store.letter_done(&dead[1], later(61)).await.expect("asked"),
        "another's now"
    );
    assert!(
        store
            .letter_done(&again[0], later(61))
            .await
            .expect("settled")
    );
    store
        .letter_return(&again[1..], later(61))
        .await
        .expect("given back");
    let last = take(&store, 3, 61).await;
    assert_eq!((last.len(), last[0].tries), (1, 2), "given back is no try");
}

pub(crate) async fn e9_who_waits_at_the_screen_goes_first(bench: &Bench) {
    let store = bench.open().await;
    mailing(&store, "mass").await;
    mailing(&store, "sign-in").await;
    store
        .letter_enqueue("mass", &letters("mass", 50), false, at(NOW))
        .await
        .expect("queued");
    store
        .letter_enqueue("sign-in", &letters("now", 1), true, later(5))
        .await
        .expect("queued");
    let first = take(&store, 1, 5).await;
    assert_eq!(first[0].mailing, "sign-in");
}

/// Four workers, on two nodes where the engine allows two: each letter is taken once.
pub(crate) async fn e9_workers_do_not_share_a_letter(bench: &Bench) {
    let first = Arc::new(bench.open().await);
    let second = if bench.database.is_some() {
        Arc::new(bench.open().await)
    } else {
        Arc::clone(&first)
    };
    mailing(&first, "m").await;
    first
        .letter_enqueue("m", &letters("m", 300), false, at(NOW))
        .await
        .expect("queued");
    let workers: Vec<_> = (0..4)
        .map(|number| {
            let store = Arc::clone(if number % 2 == 0 { &first } else { &second });
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let taken = take(&store, 7, 0).await;
                    if taken.is_empty() {
                        return mine;
                    }
                    for letter in taken {
                        assert!(store.letter_done(&letter, later(1)).await.expect("settled"));
                        mine.push(letter.id);
                    }
                }
            })
        })
        .collect();
    let mut ids = Vec::new();
    for worker in workers {
        ids.extend(worker.await.expect("ran"));
    }
    // One worker may see nothing while the last letters are locked by another; all are done.
    let distinct: BTreeSet<u64> = ids.iter().copied().collect();
    assert_eq!((ids.len(), distinct.len()), (300, 300));
    assert_eq!(first.letter_counts("m").await.expect("counted").sent, 300);
}

/// A letter of each kind, for other tests.
pub(crate) async fn fill(store: &Store) {
    mailing(store, "kept").await;
    store
        .letter_enqueue("kept", &letters("kept", 2), false, at(NOW))
        .await
        .expect("queued");
    let taken = take(store, 1, 0).await;
    assert!(
        store
            .letter_done(&taken[0], later(1))
            .await
            .expect("settled")
    );
}

/// What [`fill`] made is there, and more can be queued.
pub(crate) async fn goes_on(store: &Store) {
    let new = store
        .letter_enqueue("kept", &letters("kept", 5), false, at(NOW))
        .await;
    assert_eq!(new.expect("queued"), 3);
    let counts = store.letter_counts("kept").await.expect("counted");
    assert_eq!((counts.waiting, counts.sent), (4, 1));
}
