//! The server is killed while votes come in: what it acknowledged is in the box (RELIABILITY E1). Asked to stop, it
//! answers what it has taken, and ends well. The server is a process of its own: this test program, started again.

#[path = "voting/line.rs"]
mod line;
#[path = "voting/poll.rs"]
mod poll;

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use line::Line;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// The folder that the server's process is told.
const FOLDER: &str = "POLITY_CRASH_TEST_FOLDER";
/// Voters, and how many acknowledged votes the server lives.
const VOTERS: usize = 160;
const LIVES: usize = 40;

/// Not a test by itself: the server of the test below.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the test of the crash, as its server"]
async fn the_server() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let site = poll::site(Path::new(&folder), "2026-10-09T17:00:00Z").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    println!(
        "\nlistening on {}",
        listener.local_addr().expect("an address")
    );
    let mut terminate = signal(SignalKind::terminate()).expect("a signal");
    let stop = async move {
        terminate.recv().await;
    };
    polity_web::serve(site, listener, stop)
        .await
        .expect("served");
    // It ended well. The harness would go on to print where nobody reads any more.
    std::process::exit(0);
}

fn start(folder: &Path) -> (Child, SocketAddr) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "the_server", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let told = BufReader::new(child.stdout.take().expect("its output"));
    let address = told
        .lines()
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix("listening on ")?.parse().ok());
    (child, address.expect("where it listens"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e1_kill_nine_loses_no_acknowledged_vote() {
    let dir = polity_testkit::temp_dir();
    let papers = poll::prepare(dir.path(), "2026-10-23 12:00", VOTERS + 60).await;
    let sealed = Arc::new(papers.seal_all(VOTERS));
    for round in 0..2 {
        let (child, address) = start(dir.path());
        let child = Arc::new(std::sync::Mutex::new(child));
        let acknowledged = Arc::new(AtomicUsize::new(0));
        let workers: Vec<_> = (0..8)
            .map(|worker| {
                let (sealed, child) = (Arc::clone(&sealed), Arc::clone(&child));
                let acknowledged = Arc::clone(&acknowledged);
                tokio::spawn(async move {
                    let mut done = Vec::new();
                    let Ok(mut line) = Line::open(address).await else {
                        return done;
                    };
                    let path = format!("{}/votes", poll::path());
                    // The second round sends everything again: an acknowledged vote keeps its place.
                    for vote in sealed.iter().skip(worker).step_by(8) {
                        let Ok(status) = line.ask("POST", &path, vote).await else {
                            return done;
                        };
                        assert!(matches!(status, 200 | 201), "{status}");
                        done.push(poll::tracker(vote));
                        let count = acknowledged.fetch_add(1, Ordering::SeqCst) + 1;
                        if count == LIVES * (round + 1) {
                            child.lock().expect("held").kill().expect("killed");
                        }
                    }
                    done
                })
            })
            .collect();
        let mut trackers = Vec::new();
        for worker in workers {
            trackers.extend(worker.await.expect("no panic"));
        }
        child.lock().expect("held").wait().expect("ended");
        assert!(
            trackers.len() >= LIVES && trackers.len() < VOTERS,
            "{}",
            trackers.len()
        );
        let stored = poll::stored(dir.path()).await;
        for tracker in &trackers {
            assert!(stored.contains(tracker), "an acknowledged vote is lost");
        }
        assert!(stored.len() <= VOTERS);
    }
}

/// Whether the server did all of a vote's way: its status, or that the line was closed before an answer.
async fn send_all(address: SocketAddr, votes: Vec<Vec<u8>>) -> Vec<(Vec<u8>, Option<u16>)> {
    let path = format!("{}/votes", poll::path());
    let mut told = Vec::new();
    let Ok(mut line) = Line::open(address).await else {
        return told;
    };
    for vote in votes {
        let status = line.ask("POST", &path, &vote).await.ok();
        told.push((vote, status));
        if status.is_none() {
            break;
        }
    }
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e2_asked_to_stop_under_load_it_answers_what_it_has_taken_and_ends_well() {
    let dir = polity_testkit::temp_dir();
    let papers = poll::prepare(dir.path(), "2026-10-23 12:00", VOTERS + 60).await;
    let sealed = papers.seal_all(VOTERS);
    let (mut child, address) = start(dir.path());
    let workers: Vec<_> = (0..8)
        .map(|worker| {
            let votes = sealed.iter().skip(worker).step_by(8).cloned().collect();
            tokio::spawn(send_all(address, votes))
        })
        .collect();
    // Some are answered, more are on their way.
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    let asked = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status();
    assert!(asked.expect("asked").success());
    let mut acknowledged = Vec::new();
    let mut statuses = Vec::new();
    for worker in workers {
        for (vote, status) in worker.await.expect("no panic") {
            statuses.extend(status);
            if matches!(status, Some(200 | 201)) {
                acknowledged.push(poll::tracker(&vote));
            }
        }
    }
    let ended = child.wait().expect("ended");
    assert!(ended.success(), "{ended}");
    // Nothing that was answered was anything but stored, and what was stored is there.
    assert!(
        statuses.iter().all(|status| matches!(status, 200 | 201)),
        "{statuses:?}"
    );
    assert!(!acknowledged.is_empty());
    let stored = poll::stored(dir.path()).await;
    for tracker in &acknowledged {
        assert!(stored.contains(tracker), "an acknowledged vote is lost");
    }
    // A request that was taken was answered: at most the one on each line was cut off before it was read.
    assert!(
        stored.len() <= acknowledged.len(),
        "{} stored, {} told",
        stored.len(),
        acknowledged.len()
    );
    // No new line is taken.
    assert!(Line::open(address).await.is_err());
}
