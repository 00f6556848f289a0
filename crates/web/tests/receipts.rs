//! The receipt of a vote by mail: in the same words as on the screen, at once, and kept nowhere.

#[path = "voting/poll.rs"]
mod poll;

use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use poll::{Asked, OpenBallot};
use serde_json::json;

const CLOSES: &str = "2026-10-23 12:00";
const OPEN: &str = "2026-10-09T17:00:00Z";

/// The letters in the folder, soft line ends undone.
fn letters(ballot: &OpenBallot) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(ballot.folder().join("post")) else {
        return Vec::new();
    };
    let read = |path: PathBuf| std::fs::read_to_string(path).expect("a letter");
    let files = folder.map(|file| read(file.expect("a file").path()));
    files.map(|text| text.replace("=\r\n", "")).collect()
}

/// Every file below a folder but the letters themselves.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("post") {
            found.extend(files(&path));
        } else if path.is_file() {
            found.push(path);
        }
    }
    found
}

async fn ask(ballot: &OpenBallot, tracker: &str, email: &str, lang: &str) -> Asked {
    let body = json!({ "tracker": tracker, "email": email, "lang": lang }).to_string();
    ballot.post("/receipts", body.as_bytes(), None).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c1_a_receipt_goes_out_at_once_and_is_kept_nowhere() {
    let ballot = OpenBallot::open(CLOSES).await;
    ballot.clock.set(OPEN);
    let vote = ballot.seal(0, &[1, 2], 1);
    assert_eq!(
        ballot.post("/votes", &vote, None).await.status,
        StatusCode::CREATED
    );
    let readable = poll::readable(&poll::tracker(&vote));
    let sent = ask(&ballot, &readable, "canary@example.org", "cy").await;
    assert_eq!(sent.status, StatusCode::ACCEPTED, "{sent:?}");
    let letters = letters(&ballot);
    let [letter] = letters.as_slice() else {
        panic!("{} letters", letters.len());
    };
    assert!(letter.contains("To: canary@example.org"), "{letter}");
    assert!(letter.contains(&readable), "{letter}");
    assert!(letter.contains("Eich derbynneb yw"), "{letter}");
    for file in files(ballot.folder()) {
        let bytes = std::fs::read(&file).expect("read");
        let has = bytes.windows(6).any(|six| six == b"canary");
        assert!(!has, "{} keeps the address", file.display());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e11_no_receipt_without_a_vote_an_address_or_an_end() {
    let ballot = OpenBallot::open(CLOSES).await;
    ballot.clock.set(OPEN);
    let vote = ballot.seal(0, &[2, 1], 1);
    assert_eq!(
        ballot.post("/votes", &vote, None).await.status,
        StatusCode::CREATED
    );
    let tracker = poll::tracker(&vote);
    let strange = ask(&ballot, "22222-22222-22222-22222", "a@example.org", "en").await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
    assert_eq!(strange.body["code"], "not-in-box");
    for email in [
        "",
        "nobody",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org, b@example.org",
        "Ann <a@example.org>",
    ] {
        let refused = ask(&ballot, &tracker, email, "en").await;
        assert_eq!(
            refused.status,
            StatusCode::BAD_REQUEST,
            "{email:?}: {refused:?}"
        );
    }
    assert!(letters(&ballot).is_empty());
    for _ in 0..3 {
        let sent = ask(&ballot, &tracker, "a@example.org", "en").await;
        assert_eq!(sent.status, StatusCode::ACCEPTED, "{sent:?}");
    }
    let flood = ask(&ballot, &tracker, "stranger@example.org", "en").await;
    assert_eq!(flood.status, StatusCode::TOO_MANY_REQUESTS);
    ballot.clock.advance(601);
    let later = ask(&ballot, &tracker, "a@example.org", "en").await;
    assert_eq!(later.status, StatusCode::ACCEPTED, "{later:?}");
}
