//! Signing in, as browsers do it: every test goes through the whole server but the socket.

use crate::common::{self, Bench, Browser, link_of};
use axum::http::StatusCode;

const ANN: &str = "ann@example.org";

#[tokio::test]
async fn known_and_unknown_addresses_are_told_the_same() {
    let bench = Bench::founded().await;
    let mut browser = Browser::new(&bench);
    let known = browser.post("/sign-in", &[("email", ANN)]).await;
    let unknown = browser
        .post("/sign-in", &[("email", "nobody@example.org")])
        .await;
    assert_eq!(known.status, StatusCode::OK);
    assert_eq!(
        known.text.replace(ANN, "X"),
        unknown.text.replace("nobody@example.org", "X")
    );
    assert_eq!(bench.letters().await.len(), 1, "one letter, to the member");
    let slip = browser.post("/sign-in", &[("email", "ann@example")]).await;
    assert_eq!(slip.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn b7_a_link_signs_in_once_and_only_by_the_button() {
    let bench = Bench::founded().await;
    let link = bench.link(ANN).await;
    // A program that scans mail looks at the link, any number of times.
    for _ in 0..3 {
        let seen = Browser::new(&bench).get(&link).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(seen.cookies.is_empty());
    }
    let mut browsers: Vec<Browser> = (0..20).map(|_| Browser::new(&bench)).collect();
    let posts = browsers.iter_mut().map(|browser| browser.post(&link, &[]));
    let answers = futures_util::future::join_all(posts).await;
    let won: Vec<_> = answers
        .iter()
        .filter(|one| one.status == StatusCode::SEE_OTHER)
        .collect();
    assert_eq!(won.len(), 1);
    let cookie = won[0].cookies.join("\n");
    assert!(cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
    assert!(
        !cookie.contains("Secure"),
        "the test's address has no TLS: {cookie}"
    );
    assert!(
        answers
            .iter()
            .filter(|one| one.status == StatusCode::GONE)
            .count()
            == 19
    );
    let mut signed_in = 0;
    for browser in &mut browsers {
        signed_in += u32::from(browser.get("/account").await.status == StatusCode::OK);
    }
    assert_eq!(signed_in, 1);
}

#[tokio::test]
async fn a_link_is_dead_at_its_instant() {
    let bench = Bench::founded().await;
    let link = bench.link(ANN).await;
    bench.clock.forward(20 * 60 * 1_000_000 - 1);
    assert_eq!(Browser::new(&bench).get(&link).await.status, StatusCode::OK);
    bench.clock.forward(1);
    let late = Browser::new(&bench).get(&link).await;
    assert_eq!(late.status, StatusCode::GONE);
    let late = Browser::new(&bench).post(&link, &[]).await;
    assert_eq!(late.status, StatusCode::GONE);
}

#[tokio::test]
async fn a4_a_shared_address_signs_nobody_in_silently() {
    let bench = Bench::founded().await;
    let link = bench.link("both@example.org").await;
    let mut browser = Browser::new(&bench);
    let asked = browser.get(&link).await;
    assert!(asked.text.contains("name=\"number\""), "{}", asked.text);
    for wrong in ["", "m0000001", "no such"] {
        let refused = browser.post(&link, &[("number", wrong)]).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{wrong:?}"
        );
    }
    let done = browser.post(&link, &[("number", " M0000004 ")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let account = browser.get("/account").await;
    assert!(account.text.contains("Dan Dale"), "{}", account.text);
    // Five wrong answers kill a link.
    let link = bench.link("both@example.org").await;
    let mut last = StatusCode::OK;
    for _ in 0..5 {
        last = browser.post(&link, &[("number", "m9")]).await.status;
    }
    assert_eq!(last, StatusCode::GONE);
}

#[tokio::test]
async fn a_planted_cookie_gains_nothing() {
    let bench = Bench::founded().await;
    let link = bench.link(ANN).await;
    let mut victim = Browser::new(&bench);
    victim.plant("polity-session", "known-to-the-attacker");
    victim.post(&link, &[]).await;
    assert_eq!(victim.get("/account").await.status, StatusCode::OK);
    let mut attacker = Browser::new(&bench);
    attacker.plant("polity-session", "known-to-the-attacker");
    let account = attacker.get("/account").await;
    assert_eq!(account.status, StatusCode::SEE_OTHER);
    assert!(
        account.location.starts_with("/sign-in?to="),
        "{}",
        account.location
    );
}

#[tokio::test]
async fn f6_an_officer_must_prove_more_than_a_link() {
    let bench = Bench::founded().await;
    // A member without office is not let in at all, however well proved.
    let mut member = bench.signed_in(ANN).await;
    assert_eq!(member.get("/post").await.status, StatusCode::FORBIDDEN);
    let mut officer = bench.signed_in("ruth@example.org").await;
    let sent_on = officer.get("/post").await;
    assert_eq!(sent_on.location, "/sign-in/more?to=/post");
    let (secret, setup) = officer.second_factor().await;
    let wrong = officer
        .post(
            "/account/second-factor",
            &[("token", &setup), ("code", "000000")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let setup = wrong.field("token");
    let before = officer.cookie("polity-session");
    let code = bench.code(&secret);
    let done = officer
        .post(
            "/account/second-factor",
            &[("token", &setup), ("code", &code)],
        )
        .await;
    assert_eq!(done.status, StatusCode::OK);
    let codes = done.recovery_codes();
    assert_eq!(codes.len(), 10);
    assert_eq!(officer.get("/post").await.status, StatusCode::OK);
    let mut old = Browser::new(&bench);
    old.plant("polity-session", &before);
    assert_eq!(
        old.get("/account").await.status,
        StatusCode::SEE_OTHER,
        "the weak session ended"
    );
    // After twelve hours the proof is stale; the code that set it up does not work again.
    bench.clock.forward(12 * 3_600 * 1_000_000);
    assert_eq!(
        officer.get("/post").await.location,
        "/sign-in/more?to=/post"
    );
    let replay = officer
        .post("/sign-in/more", &[("code", &code), ("to", "/post")])
        .await;
    assert_eq!(replay.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fresh = bench.code(&secret);
    let shown = officer
        .post("/sign-in/more", &[("code", &fresh), ("to", "/post")])
        .await;
    assert_eq!(
        (shown.status, shown.location.as_str()),
        (StatusCode::SEE_OTHER, "/post")
    );
    assert_eq!(officer.get("/post").await.status, StatusCode::OK);
    // A stolen mailbox alone cannot remove the factor; a recovery code works once.
    let mut thief = bench.signed_in("ruth@example.org").await;
    let refused = thief.post("/account/second-factor/remove", &[]).await;
    assert_eq!(refused.location, "/sign-in/more?to=/account");
    let lost = thief
        .post("/sign-in/more", &[("code", &codes[2].to_lowercase())])
        .await;
    assert_eq!(lost.status, StatusCode::SEE_OTHER);
    let mut other = bench.signed_in("ruth@example.org").await;
    let again = other.post("/sign-in/more", &[("code", &codes[2])]).await;
    // Refused as used, or as one try too many in a short time.
    let refused = [
        StatusCode::UNPROCESSABLE_ENTITY,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    assert!(refused.contains(&again.status), "{}", again.status);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session() {
    let bench = Bench::founded().await;
    let mut phone = bench.signed_in(ANN).await;
    bench.clock.forward(61_000_000);
    let mut desk = bench.signed_in(ANN).await;
    assert_eq!(
        desk.post("/account/sessions", &[]).await.status,
        StatusCode::SEE_OTHER
    );
    for browser in [&mut phone, &mut desk] {
        assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
    }
    bench.clock.forward(61_000_000);
    let mut one = bench.signed_in(ANN).await;
    one.post("/sign-out", &[]).await;
    assert_eq!(one.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_language_is_remembered_for_pages_and_letters() {
    let bench = Bench::founded().await;
    let mut browser = bench.signed_in(ANN).await;
    browser
        .post("/account/language", &[("language", "cy")])
        .await;
    assert!(browser.get("/account").await.text.contains("lang=\"cy\""));
    bench.clock.forward(61_000_000);
    Browser::new(&bench)
        .post("/sign-in", &[("email", ANN)])
        .await;
    let letter = bench.letters().await.pop().expect("a letter");
    assert!(letter.contains("Annwyl Ann Archer"), "{letter}");
}

#[tokio::test]
async fn the_first_officer_goes_from_nothing_to_a_founded_organisation() {
    let bench = Bench::empty().await;
    let offered = polity_web::identity::first::offer(&bench.site)
        .await
        .expect("offered");
    let link = common::path_of(&offered.expect("there is nobody yet"));
    let mut browser = Browser::new(&bench);
    let page = browser.get(&link).await;
    assert!(page.text.contains("Step 1 of 3"), "{}", page.text);
    assert_eq!(
        browser.get("/first-officer/guessed").await.status,
        StatusCode::NOT_FOUND
    );
    // All faults of a bad list at once; nothing is brought in.
    let bad = common::LIST.replace("2020-01-01", "yesterday");
    let refused = browser.upload(&format!("{link}/members"), &bad, true).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.matches("yesterday").count() >= 8,
        "{}",
        refused.text
    );
    let shown = browser
        .upload(&format!("{link}/members"), common::LIST, false)
        .await;
    assert!(shown.text.contains("8 members"), "{}", shown.text);
    assert_eq!(bench.site.store().member_count().await.expect("counted"), 0);
    let done = browser
        .upload(&format!("{link}/members"), common::LIST, true)
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = browser.get(&link).await;
    assert!(page.text.contains("Step 2 of 3"), "{}", page.text);
    let unknown = common::SOCIETY.replace("m0000003", "m0000099");
    let found = format!("{link}/organisation");
    let refused = browser.post(&found, &[("text", &unknown)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("m0000099"), "{}", refused.text);
    let done = browser.post(&found, &[("text", common::SOCIETY)]).await;
    assert_eq!(
        (done.status, done.location.as_str()),
        (StatusCode::SEE_OTHER, "/account")
    );
    let account = browser.get("/account").await;
    assert!(
        account.text.contains("You hold an office"),
        "{}",
        account.text
    );
    // Nobody comes in this way again.
    assert_eq!(
        Browser::new(&bench).get(&link).await.status,
        StatusCode::NOT_FOUND
    );
    let offered = polity_web::identity::first::offer(&bench.site)
        .await
        .expect("asked");
    assert_eq!(offered, None);
}

#[tokio::test]
async fn a_forged_sign_out_is_refused() {
    let bench = Bench::founded().await;
    let mut browser = bench.signed_in(ANN).await;
    let forged = browser
        .post_from("https://evil.example", "/account/sessions")
        .await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
}

/// Who asked for a page and had to sign in first comes back to it, in the same browser only, and never to another
/// site.
#[tokio::test]
async fn f5_after_signing_in_one_comes_back_to_the_page_asked_for() {
    let bench = Bench::founded().await;
    let mut browser = Browser::new(&bench);
    let asked = browser.get("/account?x=1").await;
    assert_eq!(asked.location, "/sign-in?to=/account%3Fx%3D1");
    for (to, comes_to) in [
        ("/account?x=1", "/account?x=1"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
    ] {
        bench.clock.forward(600_000_000);
        let mut browser = Browser::new(&bench);
        browser
            .post("/sign-in", &[("email", "rob@example.org"), ("to", to)])
            .await;
        let letter = bench.letters().await.pop().expect("a letter");
        let link = link_of(&letter);
        let done = browser.post(&link, &[]).await;
        assert_eq!(done.location, comes_to, "{to}");
    }
    // A cookie that somebody planted leads nowhere else either.
    let mut browser = Browser::new(&bench);
    browser.plant("polity-going", "Ly9ldmlsLmV4YW1wbGU");
    let link = bench.link("rob@example.org").await;
    let done = browser.post(&link, &[]).await;
    assert_eq!(done.location, "/");
}

/// A form cannot be sent again by a link: one comes back to the page on which it stood.
#[tokio::test]
async fn f5_after_a_form_one_comes_back_to_its_page() {
    let bench = Bench::founded().await;
    let mut browser = Browser::new(&bench);
    let asked = browser
        .post("/account/language", &[("language", "cy")])
        .await;
    assert_eq!(asked.location, "/sign-in?to=/");
}
