//! How fast the store is, on SQLite files in a temporary folder: durable casts, a large import with
//! its parsing, a freeze.

use std::hint::black_box;
use std::sync::Arc;

use divan::counter::ItemsCount;
use polity_org::Digest;
use polity_org::roll::ResolvedRollRule;
use polity_org::roll::csv::{Imported, Known};
use polity_store::{Options, Revote, SealedVote, Store};
use polity_testkit::{Recipe, TempDir};
use tokio::runtime::Runtime;

const BALLOT: &str = "executive-2026";

/// Members of a large organisation.
const MEMBERS: usize = 500_000;

/// Votes of one measured run.
const VOTES: usize = 50_000;

/// Requests that wait for a receipt at one time.
const WAITING: usize = 2_000;

/// A ballot of one ranked question is about this long.
const BALLOT_BYTES: usize = 900;

fn main() {
    divan::main();
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .expect("a runtime")
}

fn open(runtime: &Runtime) -> (TempDir, Arc<Store>) {
    let dir = polity_testkit::temp_dir();
    let store = runtime
        .block_on(Store::open(&Options::new(dir.path())))
        .expect("a store");
    (dir, Arc::new(store))
}

fn vote(voter: usize) -> SealedVote {
    // As long and as evenly spread as in earnest: a public key in hexadecimal, a hash in base64.
    let spread = Digest::of(&voter.to_be_bytes()).to_string();
    let tracker = spread.chars().rev().take(43).collect();
    SealedVote {
        credential: spread,
        tracker,
        bytes: vec![b'x'; BALLOT_BYTES],
    }
}

async fn cast(store: Arc<Store>, votes: Vec<SealedVote>) {
    let queue = Arc::new(std::sync::Mutex::new(votes));
    let tasks: Vec<_> = (0..WAITING)
        .map(|_| {
            let (store, queue) = (Arc::clone(&store), Arc::clone(&queue));
            tokio::spawn(async move {
                loop {
                    let next = queue.lock().expect("no panic").pop();
                    let Some(vote) = next else { return };
                    store.box_cast(BALLOT, vote).await.expect("stored");
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("no panic");
    }
}

/// Unique votes, each answered when it is on disk.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn cast_votes(bencher: divan::Bencher<'_, '_>) {
    let runtime = runtime();
    bencher
        .counter(ItemsCount::new(VOTES))
        .with_inputs(|| {
            let (dir, store) = open(&runtime);
            runtime
                .block_on(store.box_create(BALLOT, Revote::Final))
                .expect("a box");
            (dir, store, (0..VOTES).map(vote).collect())
        })
        .bench_local_values(|(dir, store, votes)| {
            runtime.block_on(cast(store, votes));
            dir
        });
}

fn parsed(bytes: &[u8]) -> Imported {
    polity_org::roll::csv::read(bytes, &Known::first_list(), |_| ()).expect("a list without faults")
}

/// From the bytes of the file to members in the vault.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn import_members(bencher: divan::Bencher<'_, '_>) {
    let runtime = runtime();
    let bytes = polity_testkit::csv(Recipe::of(MEMBERS).invent()).into_bytes();
    bencher
        .counter(ItemsCount::new(MEMBERS))
        .with_inputs(|| open(&runtime))
        .bench_local_values(|(dir, store)| {
            let list = parsed(&bytes);
            let mut rng = polity_testkit::rng(1);
            let import = store.member_import(&list.rows, &mut rng, |_, _| ());
            black_box(runtime.block_on(import).expect("imported"));
            (dir, store)
        });
}

/// Entitlement of every member, the roll's digest, the frozen entries.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn freeze_roll(bencher: divan::Bencher<'_, '_>) {
    let runtime = runtime();
    let (dir, store) = open(&runtime);
    let bytes = polity_testkit::csv(Recipe::of(MEMBERS).invent()).into_bytes();
    let list = parsed(&bytes);
    let mut rng = polity_testkit::rng(1);
    runtime
        .block_on(store.member_import(&list.rows, &mut rng, |_, _| ()))
        .expect("imported");
    let rule = rule();
    let mut number = 0;
    bencher.counter(ItemsCount::new(MEMBERS)).bench_local(|| {
        number += 1;
        let roll = format!("roll-{number}").parse().expect("an id");
        let import = Digest::of(&bytes);
        let freeze = store.roll_freeze(&roll, &rule, import, &mut rng, |_, _| ());
        black_box(runtime.block_on(freeze).expect("frozen"));
    });
    drop(dir);
}

fn rule() -> ResolvedRollRule {
    let day = polity_values::civil::date(2026, 1, 1).at(0, 0, 0, 0);
    let rule = serde_json::json!({
        "classes": ["member"], "classes_rule": "3.1",
        "joined_by": { "date": "join" }, "joined_rule": "3.2",
        "arrears_paid_by": { "date": "pay" }, "arrears_rule": "3.3",
        "suspension_rule": "3.4",
        "freeze": { "date": "freeze" }, "freeze_rule": "3.5"
    });
    let rule = serde_json::from_value(rule).expect("a rule");
    ResolvedRollRule {
        rule,
        class_joined_by: std::collections::BTreeMap::new(),
        joined_by: day,
        arrears_paid_by: day,
        freeze: day,
    }
}
