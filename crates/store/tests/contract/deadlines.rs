//! Deadlines, and readers who wait for no writer.

use std::sync::Arc;
use std::time::Duration;

use polity_store::{ActError, Options, Store, StoreError};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::bench::{Bench, at, founding, unit_formed};

/// Somebody else's transaction that holds what every writer needs.
enum Held {
    Sqlite(sqlx::SqliteConnection),
    Pg(sqlx::PgConnection),
}

impl Held {
    async fn take(bench: &Bench) -> Self {
        if let Some(database) = &bench.database {
            let options: sqlx::postgres::PgConnectOptions = database.url.parse().expect("a URL");
            let mut connection = options.connect().await.expect("a connection");
            let sql = "BEGIN; SELECT seq FROM record_head FOR UPDATE; LOCK TABLE session";
            let done = sqlx::raw_sql(AssertSqlSafe(sql))
                .execute(&mut connection)
                .await;
            done.expect("locked");
            return Self::Pg(connection);
        }
        let file = bench.dir.path().join("polity.db");
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
        let mut connection = options.connect().await.expect("a connection");
        let done = sqlx::raw_sql("BEGIN IMMEDIATE")
            .execute(&mut connection)
            .await;
        done.expect("locked");
        Self::Sqlite(connection)
    }

    async fn release(self) {
        match self {
            Self::Sqlite(connection) => connection.close().await.expect("closed"),
            Self::Pg(connection) => connection.close().await.expect("closed"),
        }
    }
}

async fn hasty(bench: &Bench) -> Store {
    let options = Options {
        deadline: Duration::from_millis(300),
        ..bench.options()
    };
    Store::open(&options).await.expect("the store opens")
}

fn too_late(error: &StoreError, name: &str) {
    let StoreError::Deadline { what, time } = error else {
        panic!("{error}")
    };
    assert_eq!((*what, *time), (name, Duration::from_millis(300)));
    assert!(error.to_string().contains("within 0.3 seconds"), "{error}");
}

/// A held lock costs each caller the deadline and no more; afterwards all goes on.
pub(crate) async fn a_held_lock_costs_no_more_than_the_deadline(bench: &Bench) {
    let store = Arc::new(hasty(bench).await);
    let now = at("2026-03-01T09:00:00Z");
    store
        .act_submit(&founding(), &[], now)
        .await
        .expect("founded");
    let held = Held::take(bench).await;
    let all = async {
        let submitted = store.act_submit(&unit_formed(2), &[], now).await;
        let Err(ActError::Store(error)) = submitted else {
            panic!("stored beside a held lock")
        };
        too_late(&error, "act_submit");
        let who = crate::bench::person("p-secretary");
        let error = store.session_end_all_of(&who).await.expect_err("held");
        too_late(&error, "session_end_all_of");
        // Readers are not held up.
        let world = store.world().await.expect("a world");
        assert!(world.organisation().is_some());
        store.record_head().await.expect("a head");
    };
    tokio::time::timeout(Duration::from_secs(3), all)
        .await
        .expect("in time");
    held.release().await;
    // Whatever was cut off did not half happen.
    let mut tries = 0;
    while store.act_submit(&unit_formed(2), &[], now).await.is_err() {
        tries += 1;
        assert!(tries < 20, "the lock is gone");
    }
    assert_eq!(store.record_verify(|_, _| ()).await.expect("whole").seq, 2);
    assert_eq!(
        store.world().await.expect("a world"),
        refolded(&store).await
    );
}

/// The world folded anew from what is stored.
async fn refolded(store: &Store) -> Arc<polity_org::World> {
    store.rebuild(|_, _| ()).await.expect("rebuilt");
    store.world().await.expect("a world")
}

/// Readers see what was committed, at once, while others write.
pub(crate) async fn a_reader_sees_every_commit_at_once(bench: &Bench) {
    let store = Arc::new(bench.open().await);
    let other = match &bench.database {
        Some(_) => Arc::new(bench.open().await),
        None => Arc::clone(&store),
    };
    let now = at("2026-03-01T09:00:00Z");
    store
        .act_submit(&founding(), &[], now)
        .await
        .expect("founded");
    for number in 2..30_u32 {
        store
            .act_submit(&unit_formed(number), &[], now)
            .await
            .expect("formed");
        let reads = (0..8).map(|_| {
            let other = Arc::clone(&other);
            tokio::spawn(async move { other.world().await })
        });
        for read in reads.collect::<Vec<_>>() {
            let world = read.await.expect("ran").expect("a world");
            let units = world.organisation().expect("founded").units.len();
            assert_eq!(units, number as usize - 1);
        }
    }
}
