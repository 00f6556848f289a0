//! The API against its own description, by a program of other hands: schemathesis makes requests from
//! `/api/v1/openapi.json`, good ones and bad ones, and looks for answers that break the server or that the
//! description does not have. `cargo xtask test` fetches it and says in the environment where it is.

#[path = "voting/poll.rs"]
mod poll;

use std::path::Path;
use std::process::Stdio;

use poll::OpenBallot;
use tokio::net::TcpListener;
use tokio::process::Command;

/// Where the program is. Without it the test has nothing to run.
const PROGRAM: &str = "POLITY_SCHEMATHESIS";
/// Seconds for each of the two runs.
const SECONDS: &str = "40";
/// What is looked for. A refusal of what the description allows is fine (a code that is not on the list), and
/// so is an answer to what it does not: both are told by the status.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,unsupported_method";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_api_keeps_to_its_description() {
    let Ok(program) = std::env::var(PROGRAM) else {
        eprintln!(
            "SKIPPED: {PROGRAM} is not set: `cargo xtask test` fetches schemathesis and sets it"
        );
        return;
    };
    let ballot = OpenBallot::open("2026-10-23 12:00").await;
    ballot.clock.set("2026-10-09T17:00:00Z");
    let vote = ballot.seal(0, &[1, 2], 1);
    let cast = ballot.post("/votes", &vote, None).await;
    assert_eq!(cast.status.as_u16(), 201, "{cast:?}");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let stopped = async move {
        let _ = stopped.await;
    };
    let serving = tokio::spawn(polity_web::serve(ballot.site(), listener, stopped));
    let folder = polity_testkit::temp_dir();
    // Once with what there is, so that requests come further than "no such ballot"; once with anything.
    let uuid = poll::path().rsplit('/').next().expect("an id").to_owned();
    let known =
        format!("[parameters]\n\"path.uuid\" = \"{uuid}\"\n\"path.matter\" = \"executive-2026\"\n");
    for config in [known.as_str(), ""] {
        let file = folder.path().join("schemathesis.toml");
        std::fs::write(&file, config).expect("written");
        let url = format!("http://{address}/api/v1/openapi.json");
        run(&program, &file, &url).await;
    }
    let _ = stop.send(());
    serving.await.expect("no panic").expect("served");
    // Whatever was sent, the box holds the one vote that was cast.
    assert_eq!(ballot.votes().await, 1);
}

async fn run(program: &str, config: &Path, url: &str) {
    let output = Command::new(program)
        .args(["--config-file".as_ref(), config.as_os_str()])
        .args(["run", url, "--checks", CHECKS])
        .args([
            "--phases",
            "examples,coverage,fuzzing",
            "--max-time",
            SECONDS,
        ])
        .args([
            "--workers",
            "2",
            "--seed",
            "1",
            "--continue-on-failure",
            "--no-color",
        ])
        .args(["--suppress-health-check", "all"])
        .current_dir(config.parent().expect("a folder"))
        .stdin(Stdio::null())
        .output()
        .await
        .expect("schemathesis starts");
    let told = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}\n{errors}");
}
