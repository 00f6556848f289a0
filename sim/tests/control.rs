//! The control of the crash tests: on the same disk, SQLite itself loses committed rows when it is
//! told not to flush, and none when it is told to.

use std::sync::Arc;
use std::time::Duration;

use polity_sim::{Disk, Image};
use sqlx::sqlite::{SqliteConnectOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};

const ROWS: i64 = 20;

async fn connect(
    root: &str,
    synchronous: SqliteSynchronous,
) -> sqlx::Result<sqlx::SqliteConnection> {
    let mut connection = SqliteConnectOptions::new()
        .filename(format!("{root}control.db"))
        .vfs(polity_sim::NAME)
        .create_if_missing(true)
        .synchronous(synchronous)
        .connect()
        .await?;
    sqlx::query("PRAGMA journal_mode = WAL")
        .execute(&mut connection)
        .await?;
    Ok(connection)
}

/// Commits rows until the power fails; gives how many were committed and how many are there then.
async fn committed_and_found(
    synchronous: SqliteSynchronous,
    seed: u64,
) -> sqlx::Result<(i64, i64)> {
    let root = format!("/control-{synchronous:?}-{seed}/");
    let disk: Arc<Disk> = Disk::insert(&root, &Image::default());
    let mut connection = connect(&root, synchronous).await?;
    sqlx::query("CREATE TABLE t (n INTEGER PRIMARY KEY)")
        .execute(&mut connection)
        .await?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(&mut connection)
        .await?;
    disk.fail_at(disk.operations() + 10 + seed);
    let mut committed = 0;
    for n in 1..=ROWS {
        let insert = sqlx::query("INSERT INTO t VALUES ($1)").bind(n);
        if insert.execute(&mut connection).await.is_err() {
            break;
        }
        committed = n;
    }
    let _ = connection.close().await;
    while disk.open_files() > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    disk.power_cycle(seed);
    let found = async {
        let mut connection = connect(&root, synchronous).await?;
        let found: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM t")
            .fetch_one(&mut connection)
            .await?;
        connection.close().await?;
        Ok::<_, sqlx::Error>(found)
    };
    // A database that cannot be read any more has lost everything.
    let found = found.await.unwrap_or(0);
    disk.remove();
    Ok((committed, found))
}

#[tokio::test]
async fn e1_the_disk_catches_who_does_not_flush() {
    let (mut careless, mut careful) = (0, 0);
    for seed in 0..40 {
        let (committed, found) = committed_and_found(SqliteSynchronous::Off, seed)
            .await
            .expect("runs");
        careless += i32::from(found < committed);
        let (committed, found) = committed_and_found(SqliteSynchronous::Extra, seed)
            .await
            .expect("runs");
        careful += i32::from(found < committed);
    }
    assert!(
        careless > 5,
        "lost something in {careless} of 40 failures without flushing"
    );
    assert_eq!(careful, 0, "lost something although it was flushed");
}
