//! The power fails at every step of a script of acts and casts; nothing that was acknowledged is
//! lost, and what is left is whole (RELIABILITY E1, E4).

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use polity_org::founding::UnitSpec;
use polity_org::{Act, Deed};
use polity_sim::{Disk, Fault, Image};
use polity_store::record::RowHash;
use polity_store::{ActError, CastError, Options, Receipt, Revote, SealedVote, Store, StoreError};
use polity_testkit::TempDir;
use polity_values::Timestamp;
use tokio::runtime::Runtime;

/// Power failures of the big test.
const CRASHES: u64 = 1_200;

/// Failures are spread over this many threads.
const THREADS: u64 = 2;

const BALLOT: &str = "executive-2026";

fn now() -> Timestamp {
    "2026-03-01T09:00:00Z".parse().expect("an instant")
}

fn secretary() -> polity_values::PersonId {
    "p-secretary".parse().expect("an id")
}

fn founding() -> Act {
    let founding = serde_json::json!({
        "name": "Union of Makers", "zone": "Europe/London", "classes": ["member"],
        "bodies": [{ "id": "executive", "title": "Executive" }], "units": [],
        "seats": [{ "id": "secretary", "title": "Secretary", "body": "executive",
                    "section": null, "number": 2 }],
        "tenures": [{ "seat": "secretary", "person": "p-secretary", "until": null },
                    { "seat": "secretary", "person": "p-deputy", "until": null }],
        "powers": [{ "act": "form-unit", "seat": "secretary", "persons": 1, "rule": "2.1" },
                   { "act": "adopt-procedure", "seat": "secretary", "persons": 2, "rule": "2.1" },
                   { "act": "open-matter", "seat": "secretary", "persons": 2, "rule": "2.1" }],
        "clauses": [{ "id": "2.1", "text": "The secretaries see to it." }]
    });
    let founding = serde_json::from_value(founding).expect("a founding");
    Act::standing(secretary(), Deed::FoundOrganisation(founding))
}

fn unit(number: u64) -> Act {
    let unit = UnitSpec {
        id: format!("unit-{number:03}").parse().expect("an id"),
        kind: "unit".parse().expect("an id"),
        title: format!("Unit {number}"),
        officers: Vec::new(),
    };
    Act::standing(secretary(), Deed::FormUnit(unit))
}

fn vote(voter: u64, choice: u64) -> SealedVote {
    let tracker = format!("tracker-{voter}-{choice}");
    let bytes = tracker.as_bytes().repeat(40);
    SealedVote {
        credential: format!("credential-{voter}"),
        tracker,
        bytes,
    }
}

/// What the store said is stored.
#[derive(Default)]
struct Acknowledged {
    rows: Vec<(u64, RowHash)>,
    votes: Vec<(SealedVote, Receipt)>,
    ended: bool,
}

/// A store on a disk of its own, and the folder with its lock.
struct Place {
    dir: TempDir,
    disk: Arc<Disk>,
}

impl Place {
    fn new(image: &Image) -> Self {
        let dir = polity_testkit::temp_dir();
        let root = dir.path().to_str().expect("a name in UTF-8").to_owned();
        Self {
            dir,
            disk: Disk::insert(&root, image),
        }
    }

    fn options(&self) -> Options {
        let path: &Path = self.dir.path();
        Options {
            vfs: Some(polity_sim::NAME.to_owned()),
            ..Options::new(path)
        }
    }

    async fn open(&self) -> Result<Store, StoreError> {
        Store::open(&self.options()).await
    }

    /// Waits until every connection of a store that is gone has closed its files.
    async fn settle(&self) {
        for _ in 0..10_000 {
            if self.disk.open_files() == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        panic!("{} files stay open", self.disk.open_files());
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.disk.remove();
    }
}

/// Where every script begins: an organisation, an empty box.
async fn beginning() -> Image {
    let place = Place::new(&Image::default());
    let store = place.open().await.expect("a store");
    store
        .act_submit(&founding(), &[], now())
        .await
        .expect("founded");
    store
        .box_create(BALLOT, Revote::LastCounts)
        .await
        .expect("a box");
    store.close().await;
    place.settle().await;
    place.disk.image()
}

/// Acts and bursts of casts, until done or until the store refuses.
async fn script(store: &Store, acknowledged: &mut Acknowledged) {
    for round in 0..8 {
        match store.act_submit(&unit(round), &[], now()).await {
            Ok(done) => acknowledged.rows.push((done.head.seq, done.head.hash)),
            Err(_) => return,
        }
        let casts = (0..5).map(|voter| {
            // Every second round the same voters vote anew.
            let vote = vote(round / 2 * 5 + voter, round % 2);
            async { (vote.clone(), store.box_cast(BALLOT, vote).await) }
        });
        let casts: Vec<_> = casts.collect();
        let mut refused = false;
        for (vote, outcome) in join(casts).await {
            match outcome {
                Ok(receipt) => acknowledged.votes.push((vote, receipt)),
                Err(CastError::NotStored(_)) => refused = true,
                Err(error) => panic!("{error}"),
            }
        }
        if refused {
            return;
        }
    }
    acknowledged.ended = true;
}

/// Runs all at the same time.
async fn join<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures
        .into_iter()
        .map(|one| (Box::pin(one), None))
        .collect();
    std::future::poll_fn(|context| {
        let mut waiting = false;
        for (future, output) in &mut futures {
            if output.is_none() {
                match future.as_mut().poll(context) {
                    std::task::Poll::Ready(value) => *output = Some(value),
                    std::task::Poll::Pending => waiting = true,
                }
            }
        }
        if waiting {
            std::task::Poll::Pending
        } else {
            std::task::Poll::Ready(())
        }
    })
    .await;
    futures
        .into_iter()
        .filter_map(|(_, output)| output)
        .collect()
}

/// The very first steps: tables, founding, a box, a vote.
async fn first_steps(store: &Store, acknowledged: &mut Acknowledged) {
    match store.act_submit(&founding(), &[], now()).await {
        Ok(done) => acknowledged.rows.push((done.head.seq, done.head.hash)),
        Err(_) => return,
    }
    if store.box_create(BALLOT, Revote::LastCounts).await.is_err() {
        return;
    }
    if let Ok(receipt) = store.box_cast(BALLOT, vote(1, 0)).await {
        acknowledged.votes.push((vote(1, 0), receipt));
        acknowledged.ended = true;
    }
}

/// A power failure while a store is made: what was acknowledged is there, and what was not can be
/// done again.
async fn crash_at_the_beginning(operation: u64, seed: u64) -> bool {
    let place = Place::new(&Image::default());
    place.disk.fail_at(operation);
    let mut acknowledged = Acknowledged::default();
    if let Ok(store) = place.open().await {
        first_steps(&store, &mut acknowledged).await;
        store.close().await;
    }
    place.settle().await;
    place.disk.power_cycle(seed);
    let case = format!("operation {operation}, seed {seed}");
    let store = place
        .open()
        .await
        .unwrap_or_else(|e| panic!("{case}: does not open: {e}"));
    if acknowledged.rows.is_empty() && store.record_head().await.expect("a head").seq == 0 {
        store
            .act_submit(&founding(), &[], now())
            .await
            .unwrap_or_else(|e| panic!("{case}: {e}"));
    }
    store
        .box_create(BALLOT, Revote::LastCounts)
        .await
        .unwrap_or_else(|e| panic!("{case}: the box cannot be made: {e}"));
    check(&store, &acknowledged, &case).await;
    store.close().await;
    place.settle().await;
    acknowledged.ended
}

#[test]
fn e1_a_store_that_is_being_made_survives() {
    let runtime = runtime();
    let mut ended = false;
    let mut operation = 0;
    // Until the power fails too late to matter: then every step before has failed.
    while !ended {
        operation += 1;
        for seed in 0..3 {
            ended = runtime.block_on(crash_at_the_beginning(operation, operation * 3 + seed));
        }
    }
    assert!(
        operation > 20,
        "only {operation} operations to make a store?"
    );
}

/// One power failure before an operation: run, fail, come back, look.
async fn crash(image: &Image, operation: u64, seed: u64) -> Acknowledged {
    let place = Place::new(image);
    place.disk.fail_at(operation);
    let mut acknowledged = Acknowledged::default();
    if let Ok(store) = place.open().await {
        script(&store, &mut acknowledged).await;
        store.close().await;
    }
    place.settle().await;
    place.disk.power_cycle(seed);
    let store = place.open().await.unwrap_or_else(|error| {
        panic!("operation {operation}, seed {seed}: does not open: {error}")
    });
    check(
        &store,
        &acknowledged,
        &format!("operation {operation}, seed {seed}"),
    )
    .await;
    store.close().await;
    place.settle().await;
    acknowledged
}

/// All that was acknowledged is there, and all that is there is whole.
async fn check(store: &Store, acknowledged: &Acknowledged, case: &str) {
    let head = store
        .record_verify(|_, _| ())
        .await
        .unwrap_or_else(|e| panic!("{case}: {e}"));
    let rows = store
        .record_page(0)
        .await
        .unwrap_or_else(|e| panic!("{case}: {e}"));
    for (seq, hash) in &acknowledged.rows {
        assert!(
            *seq <= head.seq,
            "{case}: row {seq} was acknowledged and is lost"
        );
        let row = rows
            .iter()
            .find(|row| row.seq == *seq)
            .expect("a row below the head");
        assert_eq!(row.hash, *hash, "{case}: row {seq} is another");
    }
    store
        .box_verify(BALLOT)
        .await
        .unwrap_or_else(|e| panic!("{case}: {e}"));
    for (vote, receipt) in &acknowledged.votes {
        let before = store.box_head(BALLOT).await.expect("a head");
        let again = store.box_cast(BALLOT, vote.clone()).await;
        let again = again.unwrap_or_else(|e| panic!("{case}: {e}"));
        assert_eq!(again, *receipt, "{case}: the receipt has changed");
        let after = store.box_head(BALLOT).await.expect("a head");
        assert_eq!(after, before, "{case}: an acknowledged vote was lost");
    }
    // The tables for pages were made in the same transactions.
    let live = store.projection_dump().await.expect("tables");
    store
        .rebuild(|_, _| ())
        .await
        .unwrap_or_else(|e| panic!("{case}: {e}"));
    assert_eq!(
        store.projection_dump().await.expect("tables"),
        live,
        "{case}"
    );
    // And it works on.
    store
        .act_submit(&unit(999), &[], now())
        .await
        .unwrap_or_else(|e| panic!("{case}: {e}"));
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

#[test]
fn e1_a_thousand_crashes_lose_nothing_acknowledged() {
    let image = runtime().block_on(beginning());
    let operations = runtime().block_on(async {
        let place = Place::new(&image);
        let store = place.open().await.expect("a store");
        let mut acknowledged = Acknowledged::default();
        script(&store, &mut acknowledged).await;
        assert!(
            acknowledged.ended && acknowledged.votes.len() == 40,
            "the script runs whole"
        );
        let operations = place.disk.operations();
        store.close().await;
        place.settle().await;
        operations
    });
    let (rows, votes, whole) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (image, rows, votes, whole) = (&image, &rows, &votes, &whole);
            scope.spawn(move || {
                let runtime = runtime();
                for seed in (thread..CRASHES).step_by(usize::try_from(THREADS).expect("few")) {
                    // Every operation in turn, each with other luck when its turn comes again.
                    let operation = 1 + seed % operations;
                    let acknowledged = runtime.block_on(crash(image, operation, seed));
                    rows.fetch_add(acknowledged.rows.len() as u64, Ordering::Relaxed);
                    votes.fetch_add(acknowledged.votes.len() as u64, Ordering::Relaxed);
                    whole.fetch_add(u64::from(acknowledged.ended), Ordering::Relaxed);
                }
            });
        }
    });
    let (rows, votes, whole) = (rows.into_inner(), votes.into_inner(), whole.into_inner());
    eprintln!(
        "{CRASHES} power failures over {operations} operations: {rows} acknowledged rows and {votes} votes, none lost; {whole} runs ended first"
    );
    assert!(
        rows > CRASHES && votes > CRASHES,
        "the failures came too early to mean anything"
    );
    assert!(
        whole < CRASHES / 4,
        "the failures came too late to mean anything"
    );
}

/// A store on a disk that then misbehaves; the misbehaviour ends before anybody looks again.
async fn misbehaves(fault: Fault) {
    let image = beginning().await;
    let place = Place::new(&image);
    let store = place.open().await.expect("a store");
    let first = store.box_cast(BALLOT, vote(1, 0)).await.expect("stored");
    store
        .act_submit(&unit(1), &[], now())
        .await
        .expect("formed");
    place.disk.set_fault(Some(fault));
    let error = store
        .box_cast(BALLOT, vote(2, 0))
        .await
        .expect_err("a bad disk");
    assert!(
        matches!(error, CastError::NotStored(_)),
        "{fault:?}: {error}"
    );
    let error = store
        .act_submit(&unit(2), &[], now())
        .await
        .expect_err("a bad disk");
    assert!(
        matches!(error, ActError::Store(StoreError::Failed { .. })),
        "{fault:?}: {error}"
    );
    // The disk claims to be well again. The store does not believe it.
    place.disk.set_fault(None);
    let error = store
        .box_cast(BALLOT, vote(3, 0))
        .await
        .expect_err("the store has stopped");
    assert!(
        error.to_string().contains("stopped accepting"),
        "{fault:?}: {error}"
    );
    let error = store
        .act_submit(&unit(3), &[], now())
        .await
        .expect_err("the store has stopped");
    assert!(
        matches!(error, ActError::Store(StoreError::Failed { .. })),
        "{fault:?}: {error}"
    );
    assert!(store.failure().is_some());
    store.close().await;
    place.settle().await;
    place.disk.power_cycle(7);
    let store = place.open().await.expect("opens again");
    let acknowledged = Acknowledged {
        votes: vec![(vote(1, 0), first)],
        ..Acknowledged::default()
    };
    check(&store, &acknowledged, &format!("{fault:?}")).await;
    store.close().await;
    place.settle().await;
}

#[test]
fn e4_a_full_disk_stops_the_store() {
    runtime().block_on(misbehaves(Fault::Full));
}

#[test]
fn e4_a_failed_flush_is_never_tried_again() {
    runtime().block_on(misbehaves(Fault::FlushFailsOnce));
}

#[test]
fn e4_a_read_only_disk_stops_the_store() {
    runtime().block_on(misbehaves(Fault::ReadOnly));
}
