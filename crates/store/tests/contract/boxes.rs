//! Ballot boxes.

use std::collections::BTreeSet;
use std::sync::Arc;

use polity_store::{
    BoxPage, CastError, Receipt, Revote, SealedVote, SpoilError, Store, StoreError,
};

use crate::bench::Bench;

const BALLOT: &str = "executive-2026";

fn vote(voter: u32, choice: u32) -> SealedVote {
    SealedVote {
        credential: format!("credential-{voter}"),
        tracker: format!("tracker-{voter}-{choice}"),
        bytes: format!("ballot of {voter}, choice {choice}").into_bytes(),
    }
}

async fn open(bench: &Bench, revote: Revote) -> Store {
    let store = bench.open().await;
    store.box_create(BALLOT, revote).await.expect("a box");
    store
}

async fn all(store: &Store) -> Vec<(SealedVote, bool)> {
    let mut votes = Vec::new();
    let mut page: Option<BoxPage> = None;
    loop {
        let next = store
            .box_stream(BALLOT, page.as_ref())
            .await
            .expect("a page");
        if next.votes.is_empty() {
            return votes;
        }
        votes.extend(next.votes.iter().cloned());
        page = Some(next);
    }
}

/// Fifty posts of one vote at the same time, through two nodes where the engine has nodes.
pub(crate) async fn b7_one_vote_per_credential(bench: &Bench) {
    let first = Arc::new(open(bench, Revote::Final).await);
    let second = match &bench.database {
        Some(_) => Arc::new(bench.open().await),
        None => Arc::clone(&first),
    };
    let posts: Vec<_> = (0..50)
        .map(|post| {
            let store = Arc::clone(if post % 2 == 0 { &first } else { &second });
            tokio::spawn(async move { store.box_cast(BALLOT, vote(1, 1)).await })
        })
        .collect();
    let mut receipts: Vec<Receipt> = Vec::new();
    for post in posts {
        receipts.push(post.await.expect("no panic").expect("a receipt"));
    }
    assert_eq!(receipts.len(), 50);
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
    assert_eq!(all(&first).await.len(), 1);
    // A retry long after, by a store that was opened anew.
    drop((first, second));
    let again = bench
        .open()
        .await
        .box_cast(BALLOT, vote(1, 1))
        .await
        .expect("a receipt");
    assert_eq!(again, receipts[0]);
}

/// Different ballots of the same credentials race; each credential has one in the box.
pub(crate) async fn b7_two_votes_race_and_one_wins(bench: &Bench) {
    let store = Arc::new(open(bench, Revote::Final).await);
    let posts: Vec<_> = (0..200)
        .map(|post| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { store.box_cast(BALLOT, vote(post / 2, post % 2)).await })
        })
        .collect();
    let (mut stored, mut refused) = (0, 0);
    for post in posts {
        match post.await.expect("no panic") {
            Ok(_) => stored += 1,
            Err(CastError::AlreadyVoted) => refused += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!((stored, refused), (100, 100));
    let head = store.box_verify(BALLOT).await.expect("a whole box");
    assert_eq!((head.place, head.voters), (100, 100));
}

/// Where the last vote counts, it does; the earlier stays in the chain, and its receipt stays the
/// same, so that nobody who holds one learns of the other.
pub(crate) async fn b8_the_last_vote_counts_where_the_rule_says_so(bench: &Bench) {
    let store = open(bench, Revote::LastCounts).await;
    let first = store.box_cast(BALLOT, vote(1, 1)).await.expect("first");
    store
        .box_cast(BALLOT, vote(2, 1))
        .await
        .expect("another voter");
    store
        .box_cast(BALLOT, vote(1, 2))
        .await
        .expect("voted anew");
    // A late retry of the first does not bring it back.
    assert_eq!(
        store.box_cast(BALLOT, vote(1, 1)).await.expect("retried"),
        first
    );
    let counting: Vec<_> = all(&store)
        .await
        .into_iter()
        .filter(|(_, counts)| *counts)
        .map(|(vote, _)| vote)
        .collect();
    assert_eq!(counting, [vote(2, 1), vote(1, 2)]);
    let head = store.box_verify(BALLOT).await.expect("a whole box");
    assert_eq!((head.place, head.voters), (3, 2));
    // The rule cannot be changed afterwards.
    let error = store
        .box_create(BALLOT, Revote::Final)
        .await
        .expect_err("another rule");
    assert!(matches!(error, StoreError::Invalid(_)), "{error}");
}

pub(crate) async fn b9_a_copy_under_another_credential_is_refused(bench: &Bench) {
    let store = open(bench, Revote::Final).await;
    store.box_cast(BALLOT, vote(1, 1)).await.expect("stored");
    let copy = SealedVote {
        credential: "credential-2".to_owned(),
        ..vote(1, 1)
    };
    let error = store.box_cast(BALLOT, copy).await.expect_err("a copy");
    assert!(matches!(error, CastError::Copy), "{error}");
}

pub(crate) async fn a_sealed_box_takes_nothing_more(bench: &Bench) {
    let store = open(bench, Revote::Final).await;
    let receipt = store.box_cast(BALLOT, vote(1, 1)).await.expect("in time");
    let sealed = store.box_seal(BALLOT).await.expect("sealed");
    assert!(sealed.sealed);
    let error = store
        .box_cast(BALLOT, vote(2, 1))
        .await
        .expect_err("too late");
    assert!(matches!(error, CastError::Sealed), "{error}");
    // What is in stays in, and says so also after the seal.
    assert_eq!(
        store.box_cast(BALLOT, vote(1, 1)).await.expect("retried"),
        receipt
    );
    let head = store.box_head(BALLOT).await.expect("a head");
    assert_eq!(
        (head.place, head.sealed, head.head),
        (1, true, receipt.head)
    );
    assert_eq!(store.box_list().await.expect("a list"), [BALLOT]);
}

pub(crate) async fn a_box_streams_in_the_order_of_its_chain(bench: &Bench) {
    let store = Arc::new(open(bench, Revote::Final).await);
    let posts: Vec<_> = (0..1_500)
        .map(|voter| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { store.box_cast(BALLOT, vote(voter, 1)).await })
        })
        .collect();
    let mut places = BTreeSet::new();
    for post in posts {
        let receipt = post.await.expect("no panic").expect("stored");
        assert!(
            places.insert(receipt.place),
            "place {} was given twice",
            receipt.place
        );
    }
    assert_eq!(places, (1..=1_500).collect());
    let trackers: BTreeSet<_> = all(&store)
        .await
        .into_iter()
        .map(|(vote, _)| vote.tracker)
        .collect();
    assert_eq!(trackers.len(), 1_500);
    let head = store.box_verify(BALLOT).await.expect("a whole box");
    assert_eq!(head.voters, 1_500);
}

pub(crate) async fn a_changed_vote_is_named(bench: &Bench) {
    let store = open(bench, Revote::Final).await;
    for voter in 1..=5 {
        store
            .box_cast(BALLOT, vote(voter, 1))
            .await
            .expect("stored");
    }
    store.close().await;
    bench
        .meddle(
            BALLOT,
            "UPDATE box_vote SET tracker = 'forged' WHERE place = 3",
        )
        .await;
    let error = bench
        .open()
        .await
        .box_verify(BALLOT)
        .await
        .expect_err("damaged");
    assert!(
        matches!(&error, StoreError::Damaged { at: 3, .. }),
        "{error}"
    );
}

/// The whole box as bytes holds no date, no address, and nothing of the vault.
pub(crate) async fn c1_a_box_holds_no_time_and_no_member(bench: &Bench) {
    let store = open(bench, Revote::Final).await;
    store.box_cast(BALLOT, vote(1, 1)).await.expect("stored");
    store.close().await;
    if bench.database.is_none() {
        let path = bench.dir.path().join("boxes").join(format!("{BALLOT}.db"));
        let bytes = std::fs::read(path).expect("the box's file");
        let text = String::from_utf8_lossy(&bytes);
        for word in [
            "person",
            "member",
            "email",
            "created",
            "timestamp",
            "202",
            "127.0",
        ] {
            let clean = text.replace(BALLOT, "");
            assert!(!clean.contains(word), "the box's file has {word:?} in it");
        }
    }
}

/// What a voter checks by: a vote is found by its tracker or the beginning of it, a credential that has
/// voted is known, and a ballot that was opened to check the device can never be cast.
pub(crate) async fn b12_an_opened_ballot_is_never_cast(bench: &Bench) {
    let store = open(bench, Revote::Final).await;
    let cast = store.box_post(BALLOT, vote(1, 1)).await.expect("in");
    assert!(!cast.again);
    let again = store.box_post(BALLOT, vote(1, 1)).await.expect("in");
    assert!(again.again && again.receipt == cast.receipt);
    let spoiled = vote(2, 1);
    for _ in 0..2 {
        store
            .box_spoil(BALLOT, &spoiled.tracker)
            .await
            .expect("noted");
    }
    let refused = store.box_cast(BALLOT, spoiled).await;
    assert!(matches!(refused, Err(CastError::Spoiled)), "{refused:?}");
    let late = store.box_spoil(BALLOT, &vote(1, 1).tracker).await;
    assert!(matches!(late, Err(SpoilError::InBox)), "{late:?}");
    assert!(
        store
            .box_voted(BALLOT, "credential-1")
            .await
            .expect("asked")
    );
    assert!(
        !store
            .box_voted(BALLOT, "credential-2")
            .await
            .expect("asked")
    );
    store.box_cast(BALLOT, vote(2, 2)).await.expect("another");
    let found = store.box_find(BALLOT, "tracker-1-1").await.expect("found");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].tracker.as_str(), found[0].place),
        ("tracker-1-1", 1)
    );
    assert_eq!(
        store
            .box_find(BALLOT, "tracker-")
            .await
            .expect("found")
            .len(),
        2
    );
    assert!(
        store
            .box_find(BALLOT, "tracker-9")
            .await
            .expect("none")
            .is_empty()
    );
}
