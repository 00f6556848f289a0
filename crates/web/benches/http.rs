//! Ballots a second over HTTP, and pages a second, with the generator of the load beside the server: each
//! connection is kept, sends a request, reads the answer, sends the next. `cargo bench -p polity-web --bench
//! http -- [BALLOTS] [CONNECTIONS]`.
//!
//! A ballot counts when its answer is 201: checked, unique, on disk.

#[path = "../tests/voting/line.rs"]
mod line;
#[path = "../tests/voting/poll.rs"]
mod poll;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use line::Line;
use poll::OpenBallot;
use tokio::net::TcpListener;

/// Seconds of a run of pages.
const PAGES_FOR: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() {
    let numbers: Vec<usize> = std::env::args()
        .filter_map(|word| word.parse().ok())
        .collect();
    let ballots = numbers.first().copied().unwrap_or(5_000);
    let connections = numbers.get(1).copied().unwrap_or(64);
    let ballot = OpenBallot::open_for("2026-10-23 12:00", ballots + ballots / 5 + 100).await;
    ballot.clock.set("2026-10-09T17:00:00Z");
    eprintln!("sealing {ballots} ballots (not timed)");
    let sealed: Vec<Vec<u8>> = ballot.seal_all(ballots);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let site = ballot.site();
    let server = tokio::spawn(polity_web::serve(site, listener, async move {
        let _ = stopped.await;
    }));
    let path = format!("{}/votes", poll::path());
    cast(address, &path, sealed, connections).await;
    assert_eq!(ballot.votes().await, ballots as u64);
    for page in ["/", "/help", &poll::path()] {
        pages(address, page, connections).await;
    }
    let _ = stop.send(());
    server.await.expect("no panic").expect("served");
}

/// Posts every ballot once, over so many connections.
async fn cast(address: SocketAddr, path: &str, sealed: Vec<Vec<u8>>, connections: usize) {
    let count = u32::try_from(sealed.len()).expect("fits");
    let sealed = Arc::new(sealed);
    let begun = begin();
    let workers = (0..connections).map(|worker| {
        let (sealed, path) = (Arc::clone(&sealed), path.to_owned());
        tokio::spawn(async move {
            let mut line = Line::open(address).await.expect("a connection");
            let mut times = Vec::new();
            for vote in sealed.iter().skip(worker).step_by(connections) {
                let sent = begin();
                let status = line.ask("POST", &path, vote).await;
                assert_eq!(status.ok(), Some(201));
                times.push(sent.elapsed());
            }
            times
        })
    });
    let times = gather(workers).await;
    tell("ballots", count, begun.elapsed(), &times);
}

/// Asks for a page again and again, over so many connections.
async fn pages(address: SocketAddr, path: &str, connections: usize) {
    let begun = begin();
    let workers = (0..connections).map(|_| {
        let path = path.to_owned();
        tokio::spawn(async move {
            let mut line = Line::open(address).await.expect("a connection");
            let mut times = Vec::new();
            while begun.elapsed() < PAGES_FOR {
                let sent = begin();
                let status = line.ask("GET", &path, b"").await;
                assert_eq!(status.ok(), Some(200));
                times.push(sent.elapsed());
            }
            times
        })
    });
    let times = gather(workers).await;
    let count = u32::try_from(times.len()).expect("fits");
    tell(path, count, begun.elapsed(), &times);
}

async fn gather(
    workers: impl Iterator<Item = tokio::task::JoinHandle<Vec<Duration>>>,
) -> Vec<Duration> {
    let mut times = Vec::new();
    for worker in workers.collect::<Vec<_>>() {
        times.extend(worker.await.expect("no panic"));
    }
    times.sort_unstable();
    times
}

fn tell(what: &str, count: u32, took: Duration, times: &[Duration]) {
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!(
        "{what}: {count} in {:.2} s: {:.0} a second; p50 {:.1} ms, p99 {:.1} ms",
        took.as_secs_f64(),
        f64::from(count) / took.as_secs_f64(),
        at(50),
        at(99)
    );
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn begin() -> Instant {
    Instant::now()
}
