//! Votes over the API, as booths and attackers send them: one vote a credential, receipts that stay, ballots
//! that were tampered with, the close, the grace, and the nights on which clocks change.

#[path = "voting/poll.rs"]
mod poll;

use axum::http::StatusCode;
use futures_util::future::join_all;
use poll::{Asked, OpenBallot};
use serde_json::json;

const CLOSES: &str = "2026-10-23 12:00";
const OPEN: &str = "2026-10-09T17:00:00Z";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b7_fifty_parallel_posts_of_one_ballot_give_one_vote_and_one_receipt() {
    let ballot = OpenBallot::open(CLOSES).await;
    ballot.clock.set(OPEN);
    let vote = ballot.seal(0, &[1, 2], 1);
    let answers = join_all((0..50).map(|_| ballot.post("/votes", &vote, None))).await;
    let created = |one: &&Asked| one.status == StatusCode::CREATED;
    assert_eq!(answers.iter().filter(created).count(), 1);
    for answer in &answers {
        assert!(answer.status.is_success(), "{answer:?}");
        for name in ["tracker", "place", "head", "promise"] {
            assert_eq!(answer.body[name], answers[0].body[name], "{name}");
        }
    }
    assert_eq!(ballot.votes().await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b7_fifty_ballots_of_one_credential_give_one_vote_and_refusals() {
    let ballot = OpenBallot::open(CLOSES).await;
    ballot.clock.set(OPEN);
    let votes: Vec<_> = (0..50).map(|seed| ballot.seal(0, &[2, 1], seed)).collect();
    let answers = join_all(votes.iter().map(|vote| ballot.post("/votes", vote, None))).await;
    let created = answers
        .iter()
        .filter(|one| one.status == StatusCode::CREATED);
    assert_eq!(created.count(), 1);
    for answer in answers
        .iter()
        .filter(|one| one.status != StatusCode::CREATED)
    {
        assert_eq!(answer.status, StatusCode::CONFLICT, "{answer:?}");
        assert_eq!(answer.body["code"], "already-voted");
    }
    assert_eq!(ballot.votes().await, 1);
    // What the code's owner is told before ranking.
    let known = ballot
        .get(&format!("/credentials/{}", ballot.public(0)))
        .await;
    assert_eq!(known.body, json!({ "known": true, "voted": true }));
    let fresh = ballot
        .get(&format!("/credentials/{}", ballot.public(1)))
        .await;
    assert_eq!(fresh.body, json!({ "known": true, "voted": false }));
    let other = ballot
        .get(&format!("/credentials/{}", "0".repeat(64)))
        .await;
    assert_eq!(other.body, json!({ "known": false, "voted": false }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b7_a_retry_after_the_close_still_gets_its_receipt() {
    let ballot = OpenBallot::open(CLOSES).await;
    ballot.clock.set("2026-10-23T10:59:59Z");
    let vote = ballot.seal(0, &[1, 2], 1);
    let first = ballot.post("/votes", &vote, None).await;
    assert_eq!(first.status, StatusCode::CREATED, "{first:?}");
    ballot.clock.set("2026-10-23T11:30:00Z");
    let again = ballot.post("/votes", &vote, None).await;
    assert_eq!((again.status, &again.body), (StatusCode::OK, &first.body));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b9_b10_ballots_that_were_tampered_with_are_refused() {
    let ballot = OpenBallot::open(CLOSES).await;
    ballot.clock.set(OPEN);
    let vote = ballot.seal(0, &[1, 2], 1);
    for place in (1..vote.len()).step_by(11) {
        let mut other = vote.clone();
        other[place] = match other[place] {
            b'0' => b'1',
            byte if byte.is_ascii_digit() => b'0',
            b'a' => b'b',
            _ => b'a',
        };
        ballot.clock.advance(2);
        let answer = ballot.post("/votes", &other, None).await;
        assert!(answer.status.is_client_error(), "byte {place}: {answer:?}");
        assert_ne!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    }
    let small_order = String::from_utf8(vote.clone()).expect("JSON").replacen(
        &ballot.public(0),
        &format!("{}1", "0".repeat(63)),
        1,
    );
    for odd in [
        b"".as_slice(),
        b"{}",
        small_order.as_bytes(),
        &vec![b' '; 70_000],
    ] {
        let answer = ballot.post("/votes", odd, None).await;
        assert!(answer.status.is_client_error(), "{answer:?}");
    }
    let mut spaced = vote.clone();
    spaced.push(b'\n');
    assert_eq!(
        ballot.post("/votes", &spaced, None).await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(ballot.votes().await, 0);
    // The voter whose ballot was tampered with still votes.
    assert_eq!(
        ballot.post("/votes", &vote, None).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b12_an_opened_paper_is_never_cast_and_a_vote_is_found_by_its_tracker() {
    let ballot = OpenBallot::open(CLOSES).await;
    ballot.clock.set(OPEN);
    let opened = ballot.seal(0, &[1, 2], 1);
    let tracker = poll::tracker(&opened);
    let told = json!({ "tracker": tracker }).to_string();
    let answer = ballot.post("/spoiled", told.as_bytes(), None).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
    let refused = ballot.post("/votes", &opened, None).await;
    assert_eq!(refused.body["code"], "spoiled");
    let vote = ballot.seal(0, &[1, 2], 2);
    let saved = ballot.post("/votes", &vote, None).await;
    assert_eq!(saved.status, StatusCode::CREATED, "{saved:?}");
    let tracker = saved.body["tracker"]
        .as_str()
        .expect("a tracker")
        .to_owned();
    let url = tracker.replace('+', "-").replace('/', "_");
    for form in [
        url,
        poll::readable(&tracker),
        poll::readable(&tracker).to_lowercase(),
    ] {
        let found = ballot.get(&format!("/votes/{form}")).await;
        assert_eq!(
            found.body,
            json!({ "in_box": true, "place": 1, "total": 1 }),
            "{form}"
        );
    }
    let missing = ballot.get("/votes/22222-22222-22222-22222?lang=cy").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert_eq!(missing.body["code"], "not-in-box");
    assert!(
        missing.body["title"]
            .as_str()
            .expect("words")
            .contains("olrheinydd")
    );
    let told = json!({ "tracker": tracker }).to_string();
    let late = ballot.post("/spoiled", told.as_bytes(), None).await;
    assert_eq!(
        (late.status, &late.body["code"]),
        (StatusCode::CONFLICT, &json!("already-cast"))
    );
}

/// The close to the second, the grace with a token, a forged one; on an ordinary day and on both nights on
/// which clocks change.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e6_the_close_and_the_grace_hold_on_every_night() {
    for (closes, instant) in [
        (CLOSES, "2026-10-23T11:00:00Z"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00Z"),
        ("2027-03-28 02:30", "2027-03-28T01:30:00Z"),
    ] {
        let ballot = OpenBallot::open(closes).await;
        ballot.clock.set(instant);
        ballot.clock.advance(-1);
        let begun = ballot.post("/begin", b"", None).await;
        let token = begun.body["begun"].as_str().expect("a token").to_owned();
        let votes: Vec<_> = (0..4).map(|voter| ballot.seal(voter, &[1, 2], 9)).collect();
        let in_time = ballot.post("/votes", &votes[0], None).await;
        assert_eq!(in_time.status, StatusCode::CREATED, "{closes}: {in_time:?}");
        ballot.clock.advance(1);
        assert_eq!(ballot.info().await["state"], "closed", "{closes}");
        let late = ballot.post("/votes", &votes[1], None).await;
        assert_eq!(late.status, StatusCode::FORBIDDEN, "{closes}: {late:?}");
        assert_eq!(
            (&late.body["code"], &late.body["rule"]),
            (&json!("too-late"), &json!("5.9"))
        );
        let begin = ballot.post("/begin", b"", None).await;
        assert_eq!(begin.body["code"], "too-late");
        let (start, end) = token.split_at(token.len() - 1);
        let forged = format!("{start}{}", if end == "0" { "1" } else { "0" });
        let forged = ballot.post("/votes", &votes[1], Some(&forged)).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN, "{closes}: {forged:?}");
        ballot.clock.advance(299);
        let graced = ballot.post("/votes", &votes[2], Some(&token)).await;
        assert_eq!(graced.status, StatusCode::CREATED, "{closes}: {graced:?}");
        ballot.clock.advance(1);
        let after = ballot.post("/votes", &votes[3], Some(&token)).await;
        assert_eq!(
            (after.status, &after.body["rule"]),
            (StatusCode::FORBIDDEN, &json!("5.9"))
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_booth_is_told_what_it_shows() {
    let ballot = OpenBallot::open(CLOSES).await;
    ballot.clock.set(OPEN);
    let mut info = ballot.info().await;
    assert_eq!(info["state"], "open");
    assert_eq!(info["election"], ballot.election);
    let names = info["candidates"].as_array().expect("a list").clone();
    assert_eq!(names.len(), 2);
    assert!(
        names
            .iter()
            .all(|one| one["statement"].is_string() && one["supporters"][0].is_string())
    );
    for varies in ["uuid", "election", "candidates", "promise_key"] {
        info[varies] = json!("…");
    }
    insta::assert_json_snapshot!(info);
    let unknown = ballot
        .ask("GET", "/api/v1/ballots/nothing", b"", None)
        .await;
    assert_eq!(
        (unknown.status, &unknown.body["code"]),
        (StatusCode::NOT_FOUND, &json!("not-found"))
    );
}

/// While votes come in, nothing that is served depends on how they were cast (C3): two ballots that differ in
/// every vote's content show the same pages.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c3_while_open_no_route_tells_how_votes_were_cast() {
    let mut pages = Vec::new();
    for ranking in [[1_u8, 2], [2, 1]] {
        let ballot = OpenBallot::open(CLOSES).await;
        ballot.clock.set(OPEN);
        for voter in 0..5 {
            let vote = ballot.seal(voter, &ranking, 7);
            let saved = ballot.post("/votes", &vote, None).await;
            assert_eq!(saved.status, StatusCode::CREATED);
        }
        pages.push(ballot.every_page().await);
    }
    assert!(pages[0].len() >= 5, "{}", pages[0].len());
    for (one, other) in pages[0].iter().zip(&pages[1]) {
        assert_eq!(one, other);
    }
}
