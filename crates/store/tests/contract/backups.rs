//! Copies of everything, and the way back.

use polity_store::{Options, Revote, SealedVote, Store, StoreError, backup_verify};

use crate::bench::{Bench, at, record_of, unit_formed};

const BALLOT: &str = "executive-2026";

fn vote(voter: u32) -> SealedVote {
    SealedVote {
        credential: format!("credential-{voter}"),
        tracker: format!("tracker-{voter}"),
        bytes: vec![7; 100],
    }
}

async fn filled(bench: &Bench) -> Store {
    let store = bench.open().await;
    record_of(&store, 5).await;
    crate::members::import(&store, 700).await;
    store
        .box_create(BALLOT, Revote::LastCounts)
        .await
        .expect("a box");
    store
        .box_create("empty-2026", Revote::Final)
        .await
        .expect("a box");
    for voter in 1..=30 {
        store.box_cast(BALLOT, vote(voter)).await.expect("stored");
    }
    crate::access::fill(&store).await;
    crate::letters::fill(&store).await;
    store
}

pub(crate) async fn e5_a_restored_copy_has_the_same_head(bench: &Bench) {
    let store = filled(bench).await;
    let folder = polity_testkit::temp_dir();
    let copy = folder.path().join("copy");
    let now = at("2026-03-02T03:00:00Z");
    let made = store.backup(&copy, now, |_| ()).await.expect("a copy");
    assert_eq!(
        (made.record_seq, made.boxes.len(), made.boxes[1].place),
        (5, 2, 30)
    );
    // What happens afterwards is not in it.
    store
        .act_submit(&unit_formed(50), &[], at("2026-03-02T04:00:00Z"))
        .await
        .expect("formed");
    assert_eq!(backup_verify(&copy).await.expect("whole"), made);
    let error = store
        .backup(&copy, now, |_| ())
        .await
        .expect_err("not empty");
    assert!(matches!(error, StoreError::Invalid(_)), "{error}");
    // Restored into a folder, and into the same engine as it came from.
    let mut elsewhere = vec![Options::new(folder.path().join("restored"))];
    if bench.database.is_some() {
        let other = Bench::postgres().await.expect("there is a server");
        let url = other.database.as_ref().map(|database| database.url.clone());
        elsewhere.push(Options::new(folder.path().join("server")).database_url(url));
    }
    for options in elsewhere {
        let restored = Store::restore(&copy, &options).await.expect("restored");
        let head = restored.record_verify(|_, _| ()).await.expect("whole");
        assert_eq!(head.seq, 5);
        assert_eq!(restored.member_count().await.expect("counted"), 700);
        let before = store.box_head(BALLOT).await.expect("a head");
        assert_eq!(restored.box_verify(BALLOT).await.expect("whole"), before);
        let live = restored.projection_dump().await.expect("tables");
        restored.rebuild(|_, _| ()).await.expect("rebuilt");
        assert_eq!(restored.projection_dump().await.expect("tables"), live);
        crate::access::only_what_lasts(&restored).await;
        crate::letters::goes_on(&restored).await;
        // And it works on.
        restored.box_cast(BALLOT, vote(99)).await.expect("stored");
        let now = at("2026-03-03T04:00:00Z");
        restored
            .act_submit(&unit_formed(60), &[], now)
            .await
            .expect("formed");
        crate::members::look(&restored).await;
        let error = Store::restore(&copy, &options)
            .await
            .err()
            .expect("not empty");
        assert!(
            matches!(error, StoreError::Invalid(_) | StoreError::InUse { .. }),
            "{error}"
        );
    }
}

pub(crate) async fn a_damaged_copy_is_named(bench: &Bench) {
    let store = filled(bench).await;
    let folder = polity_testkit::temp_dir();
    let copy = folder.path().join("copy");
    store
        .backup(&copy, at("2026-03-02T03:00:00Z"), |_| ())
        .await
        .expect("a copy");
    let file = copy.join("boxes").join(format!("{BALLOT}.db"));
    let mut bytes = std::fs::read(&file).expect("the box");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).expect("written");
    let error = backup_verify(&copy).await.expect_err("damaged");
    assert!(error.to_string().contains(BALLOT), "{error}");
    std::fs::remove_file(copy.join("manifest.json")).expect("removed");
    let error = backup_verify(&copy).await.expect_err("no manifest");
    assert!(error.to_string().contains("manifest.json"), "{error}");
}
