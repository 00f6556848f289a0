//! Sessions, one-use links, passkeys, second factors: what is used once is used once.

use std::sync::Arc;

use polity_store::{
    Challenge, LinkPurpose, LoginLink, MAX_TRIES, Passkey, SEEN_EVERY, Session, Store, StoreError,
    Strength, TokenHash, Totp, Viewer,
};
use polity_values::{PersonId, Timestamp};

use crate::bench::{Bench, at, person};
use crate::members;

fn later(start: &str, seconds: i64) -> Timestamp {
    Timestamp::from_microsecond(at(start).as_microsecond() + seconds * 1_000_000).expect("in range")
}

const NOW: &str = "2026-03-01T09:00:00Z";

fn session(token: &str, who: &str, seconds: i64) -> Session {
    Session {
        token: TokenHash::of(token),
        person: person(who),
        created: at(NOW),
        seen: at(NOW),
        expires: later(NOW, seconds),
        strength: Strength::Link,
        language: None,
    }
}

pub(crate) async fn a_session_lasts_to_its_instant(bench: &Bench) {
    let store = bench.open().await;
    let made = session("one", "p-1", 3_600);
    store.session_create(&made, None).await.expect("made");
    let token = made.token;
    let found = store.session_fetch(token, at(NOW)).await.expect("read");
    assert_eq!(found.as_ref(), Some(&made));
    let other = TokenHash::of("another");
    assert!(
        store
            .session_fetch(other, at(NOW))
            .await
            .expect("read")
            .is_none()
    );
    let end = made.expires;
    let before = Timestamp::from_microsecond(end.as_microsecond() - 1).expect("in range");
    assert!(
        store
            .session_fetch(token, before)
            .await
            .expect("read")
            .is_some()
    );
    assert!(
        store
            .session_fetch(token, end)
            .await
            .expect("read")
            .is_none()
    );
    // Seen is coarse: nothing is written before five minutes have passed.
    let soon = later(NOW, 299);
    assert!(!made.is_stale(soon));
    assert!(!store.session_touch(token, soon, end).await.expect("asked"));
    let then = later(NOW, i64::try_from(SEEN_EVERY.as_secs()).expect("small"));
    assert!(made.is_stale(then));
    let longer = later(NOW, 7_200);
    assert!(
        store
            .session_touch(token, then, longer)
            .await
            .expect("asked")
    );
    let found = store
        .session_fetch(token, end)
        .await
        .expect("read")
        .expect("longer");
    assert_eq!((found.seen, found.expires), (then, longer));
    // What is over cannot be brought back.
    assert!(
        !store
            .session_touch(token, longer, later(NOW, 9_000))
            .await
            .expect("asked")
    );
    assert_eq!(store.access_sweep(longer).await.expect("swept"), 1);
}

pub(crate) async fn proving_more_makes_a_new_session(bench: &Bench) {
    let store = bench.open().await;
    let weak = session("weak", "p-1", 3_600);
    store.session_create(&weak, None).await.expect("made");
    let strong = Session {
        strength: Strength::Passkey,
        language: Some("cy".to_owned()),
        ..session("strong", "p-1", 3_600)
    };
    let replaced = store.session_create(&strong, Some(weak.token)).await;
    replaced.expect("made");
    assert!(
        store
            .session_fetch(weak.token, at(NOW))
            .await
            .expect("read")
            .is_none()
    );
    let found = store
        .session_fetch(strong.token, at(NOW))
        .await
        .expect("read");
    assert_eq!(found, Some(strong.clone()));
    for number in 0..3 {
        let one = session(&format!("t{number}"), "p-1", 3_600);
        store.session_create(&one, None).await.expect("made");
    }
    let other = session("other", "p-2", 3_600);
    store.session_create(&other, None).await.expect("made");
    let list = store.session_list_of(&person("p-1"), at(NOW)).await;
    assert_eq!(list.expect("a list").len(), 4);
    // Nobody ends another's session.
    assert!(
        !store
            .session_end(&person("p-2"), strong.token)
            .await
            .expect("asked")
    );
    assert!(
        store
            .session_end(&person("p-1"), strong.token)
            .await
            .expect("asked")
    );
    let ended = store.session_end_all_of(&person("p-1")).await;
    assert_eq!(ended.expect("ended"), 3);
    assert!(
        store
            .session_fetch(other.token, at(NOW))
            .await
            .expect("read")
            .is_some()
    );
}

fn link(token: &str, persons: &[&str]) -> LoginLink {
    LoginLink {
        token: TokenHash::of(token),
        purpose: LinkPurpose::SignIn,
        persons: persons.iter().map(|who| person(who)).collect(),
        created: at(NOW),
        expires: later(NOW, 1_200),
    }
}

/// Fifty at one time, on two nodes where the engine allows two: one gets in.
pub(crate) async fn b7_a_link_works_once_among_fifty(bench: &Bench) {
    let first = Arc::new(bench.open().await);
    let second = if bench.database.is_some() {
        Arc::new(bench.open().await)
    } else {
        Arc::clone(&first)
    };
    let made = link("raced", &["p-1"]);
    first.login_link_create(&made).await.expect("made");
    let racing: Vec<_> = (0..50)
        .map(|number| {
            let store = Arc::clone(if number % 2 == 0 { &first } else { &second });
            let token = made.token;
            tokio::spawn(async move { store.login_link_use(token, at(NOW)).await })
        })
        .collect();
    let mut won = Vec::new();
    for one in racing {
        won.extend(one.await.expect("ran").expect("answered"));
    }
    assert_eq!(won, std::slice::from_ref(&made));
    assert!(
        first
            .login_link_fetch(made.token, at(NOW))
            .await
            .expect("read")
            .is_none()
    );
}

pub(crate) async fn a_link_dies_by_time_misses_and_signing_out(bench: &Bench) {
    let store = bench.open().await;
    let shared = link("shared", &["p-1", "p-2"]);
    store.login_link_create(&shared).await.expect("made");
    let found = store.login_link_fetch(shared.token, at(NOW)).await;
    assert_eq!(
        found.expect("read"),
        Some(shared.clone()),
        "looking uses nothing up"
    );
    for miss in 1..=MAX_TRIES {
        let lives = store.login_link_miss(shared.token, at(NOW)).await;
        assert_eq!(lives.expect("counted"), miss < MAX_TRIES);
    }
    assert!(
        store
            .login_link_use(shared.token, at(NOW))
            .await
            .expect("asked")
            .is_none()
    );
    let late = link("late", &["p-1"]);
    store.login_link_create(&late).await.expect("made");
    assert!(
        store
            .login_link_use(late.token, late.expires)
            .await
            .expect("asked")
            .is_none()
    );
    // To sign out everywhere kills what lies in the letter box too.
    store
        .session_end_all_of(&person("p-1"))
        .await
        .expect("ended");
    assert!(
        store
            .login_link_use(late.token, at(NOW))
            .await
            .expect("asked")
            .is_none()
    );
    let founder = LoginLink {
        purpose: LinkPurpose::FirstOfficer,
        ..link("founder", &[])
    };
    store.login_link_create(&founder).await.expect("made");
    let used = store.login_link_use(founder.token, at(NOW)).await;
    assert_eq!(used.expect("asked"), Some(founder));
}

pub(crate) async fn passkeys_belong_to_one_person(bench: &Bench) {
    let store = bench.open().await;
    let key = Passkey {
        id: "AAEC".to_owned(),
        person: person("p-1"),
        name: "Telephone".to_owned(),
        credential: "{\"counter\":1}".to_owned(),
        created: at(NOW),
        used: None,
    };
    store.passkey_add(&key).await.expect("added");
    let theirs = Passkey {
        person: person("p-2"),
        ..key.clone()
    };
    let error = store.passkey_add(&theirs).await.expect_err("known already");
    assert!(matches!(error, StoreError::Invalid(_)), "{error}");
    let now = later(NOW, 60);
    store
        .passkey_update("AAEC", "{\"counter\":2}", now)
        .await
        .expect("updated");
    let kept = store
        .passkey_fetch("AAEC")
        .await
        .expect("read")
        .expect("kept");
    assert_eq!(kept.credential, "{\"counter\":2}");
    assert_eq!(kept.used, Some(now));
    assert_eq!(
        store.passkey_list(&person("p-1")).await.expect("a list"),
        [kept]
    );
    assert!(
        store
            .passkey_list(&person("p-2"))
            .await
            .expect("a list")
            .is_empty()
    );
    assert!(
        !store
            .passkey_remove(&person("p-2"), "AAEC")
            .await
            .expect("asked")
    );
    assert!(
        store
            .passkey_remove(&person("p-1"), "AAEC")
            .await
            .expect("asked")
    );
    let error = store
        .passkey_update("AAEC", "{}", now)
        .await
        .expect_err("gone");
    assert!(matches!(error, StoreError::Missing(_)), "{error}");
}

pub(crate) async fn a_challenge_is_answered_once(bench: &Bench) {
    let store = bench.open().await;
    let challenge = Challenge {
        kind: "passkey-add".to_owned(),
        person: Some(person("p-1")),
        state: "{}".to_owned(),
        expires: later(NOW, 300),
    };
    let token = TokenHash::of("challenge");
    store.challenge_put(token, &challenge).await.expect("kept");
    let take = |kind: &'static str, now| store.challenge_take(token, kind, now);
    assert!(
        take("passkey-use", at(NOW)).await.expect("asked").is_none(),
        "another kind"
    );
    assert!(
        take("passkey-add", challenge.expires)
            .await
            .expect("asked")
            .is_none(),
        "late"
    );
    let (one, two) = tokio::join!(take("passkey-add", at(NOW)), take("passkey-add", at(NOW)));
    let answers: Vec<_> = [one, two]
        .into_iter()
        .filter_map(|one| one.expect("asked"))
        .collect();
    assert_eq!(answers, [challenge]);
}

pub(crate) async fn a_code_of_the_second_factor_works_once(bench: &Bench) {
    let store = Arc::new(bench.open().await);
    let who = person("p-1");
    assert!(
        !store.totp_step_use(&who, 5).await.expect("asked"),
        "there is none"
    );
    let totp = Totp {
        secret: vec![7; 20],
        step: 100,
    };
    store.totp_set(&who, &totp, at(NOW)).await.expect("set");
    assert_eq!(store.totp_fetch(&who).await.expect("read"), Some(totp));
    assert!(
        !store.totp_step_use(&who, 100).await.expect("asked"),
        "used to set it up"
    );
    let racing: Vec<_> = (0..20)
        .map(|_| {
            let (store, who) = (Arc::clone(&store), who.clone());
            tokio::spawn(async move { store.totp_step_use(&who, 101).await })
        })
        .collect();
    let mut won = 0;
    for one in racing {
        won += u32::from(one.await.expect("ran").expect("answered"));
    }
    assert_eq!(won, 1);
    assert!(
        !store.totp_step_use(&who, 99).await.expect("asked"),
        "an older one"
    );
    let codes: Vec<TokenHash> = (0..10)
        .map(|n| TokenHash::of(format!("code {n}")))
        .collect();
    store.recovery_set(&who, &codes).await.expect("set");
    assert_eq!(store.recovery_left(&who).await.expect("counted"), 10);
    assert!(
        store
            .recovery_use(&who, codes[3], at(NOW))
            .await
            .expect("asked")
    );
    assert!(
        !store
            .recovery_use(&who, codes[3], at(NOW))
            .await
            .expect("asked"),
        "used"
    );
    assert!(
        !store
            .recovery_use(&person("p-2"), codes[4], at(NOW))
            .await
            .expect("asked")
    );
    assert_eq!(store.recovery_left(&who).await.expect("counted"), 9);
    assert!(store.totp_remove(&who).await.expect("removed"));
    assert_eq!(store.recovery_left(&who).await.expect("counted"), 0);
}

pub(crate) async fn secrets_and_languages_stay(bench: &Bench) {
    let store = bench.open().await;
    let first = store.secret_fetch_or_create("begun", [1; 32]).await;
    assert_eq!(first.expect("made"), [1; 32]);
    let again = store.secret_fetch_or_create("begun", [2; 32]).await;
    assert_eq!(again.expect("kept"), [1; 32]);
    let other = store.secret_fetch_or_create("forms", [2; 32]).await;
    assert_eq!(other.expect("made"), [2; 32]);
    let who = person("p-1");
    assert_eq!(store.language_fetch(&who).await.expect("read"), None);
    for language in ["en", "cy"] {
        store.language_set(&who, language).await.expect("set");
    }
    assert_eq!(
        store.language_fetch(&who).await.expect("read").as_deref(),
        Some("cy")
    );
}

fn viewer(purpose: &str) -> Viewer {
    Viewer {
        actor: "web".to_owned(),
        at: at(NOW),
        purpose: purpose.to_owned(),
    }
}

async fn log(store: &Store) -> Vec<String> {
    let lines = store.access_page(0).await.expect("a log");
    lines
        .into_iter()
        .map(|line| format!("{} {}", line.action, line.subject))
        .collect()
}

/// Two members with one address are both found, and the caller sees that there are two.
pub(crate) async fn a4_an_address_names_all_who_share_it(bench: &Bench) {
    let store = bench.open().await;
    members::import(&store, 60).await;
    let one = store
        .member_fetch("M0000001", &viewer("case"))
        .await
        .expect("read")
        .expect("one");
    let two = store
        .member_fetch("M0000002", &viewer("case"))
        .await
        .expect("read")
        .expect("two");
    let share = format!(
        "UPDATE person SET email = 'Both@Example.org' WHERE id IN ('{}', '{}')",
        one.person, two.person
    );
    bench.meddle("", &share).await;
    let found = store
        .member_by_email("  both@example.ORG ", &viewer("sign-in"))
        .await;
    let numbers: Vec<String> = found
        .expect("found")
        .into_iter()
        .map(|one| one.number)
        .collect();
    assert_eq!(numbers, ["M0000001", "M0000002"]);
    for nobody in ["nobody@example.org", "", "  "] {
        let found = store.member_by_email(nobody, &viewer("sign-in")).await;
        assert!(found.expect("asked").is_empty());
    }
    let expected = format!("member.by-email (sign-in) {} {}", one.person, two.person);
    assert_eq!(log(&store).await.split_off(2), [expected]);
}

pub(crate) async fn a5_names_of_public_roles_are_not_logged(bench: &Bench) {
    let store = bench.open().await;
    members::import(&store, 30).await;
    let mut persons: Vec<PersonId> = Vec::new();
    for number in 1..=5 {
        let number = format!("M{number:07}");
        let member = store
            .member_fetch(&number, &viewer("case"))
            .await
            .expect("read");
        persons.push(member.expect("a member").person);
    }
    persons.push(person("p-nobody"));
    let names = store
        .names_fetch(&persons, &Viewer::public_page(at(NOW)))
        .await;
    let names = names.expect("names");
    assert_eq!(names.keys().count(), 5);
    assert!(names.values().all(|name| name.contains(' ')));
    assert_eq!(log(&store).await.len(), 5, "only the five looks before");
    let again = store
        .names_fetch(&persons, &viewer("mail"))
        .await
        .expect("names");
    assert_eq!(again, names);
    store
        .names_fetch(&persons[..1], &viewer("case"))
        .await
        .expect("names");
    let lines = log(&store).await.split_off(5);
    let one = format!("names.fetch (case) {}", persons[0]);
    assert_eq!(lines, ["names.fetch (mail) 5 persons".to_owned(), one]);
    assert!(
        store
            .names_fetch(&[], &viewer("mail"))
            .await
            .expect("none")
            .is_empty()
    );
}

pub(crate) async fn a5_addresses_come_in_order_and_that_they_were_taken_is_logged(bench: &Bench) {
    let store = bench.open().await;
    members::import(&store, 30).await;
    let mut persons: Vec<PersonId> = Vec::new();
    for number in ["M0000007", "M0000003"] {
        let member = store.member_fetch(number, &viewer("case")).await;
        persons.push(member.expect("read").expect("a member").person);
    }
    persons.insert(1, person("p-nobody"));
    store
        .language_set(&persons[0], "cy")
        .await
        .expect("remembered");
    let contacts = store
        .contacts_fetch(&persons, &viewer("voting-codes"))
        .await
        .expect("read");
    let found: Vec<_> = contacts.iter().map(|one| &one.person).collect();
    assert_eq!(found, [&persons[0], &persons[2]]);
    assert_eq!(contacts[0].language.as_deref(), Some("cy"));
    assert_eq!(contacts[1].language, None);
    assert!(contacts.iter().all(|one| one.name.contains(' ')));
    let lines = log(&store).await.split_off(2);
    assert_eq!(lines, ["contacts.fetch (voting-codes) 2 persons"]);
}

/// Something of each kind, for other tests.
pub(crate) async fn fill(store: &Store) {
    store
        .session_create(&session("kept", "p-1", 3_600), None)
        .await
        .expect("made");
    store
        .login_link_create(&link("kept", &["p-1"]))
        .await
        .expect("made");
    let totp = Totp {
        secret: vec![9; 20],
        step: 4,
    };
    store
        .totp_set(&person("p-1"), &totp, at(NOW))
        .await
        .expect("set");
    let codes = [TokenHash::of("a"), TokenHash::of("b")];
    store
        .recovery_set(&person("p-1"), &codes)
        .await
        .expect("set");
    assert!(
        store
            .recovery_use(&person("p-1"), codes[0], at(NOW))
            .await
            .expect("asked")
    );
    store
        .secret_fetch_or_create("forms", [3; 32])
        .await
        .expect("made");
}

/// What [`fill`] made, after a copy was put back: nobody is signed in, no link works, the rest is
/// there.
pub(crate) async fn only_what_lasts(store: &Store) {
    let token = TokenHash::of("kept");
    assert!(
        store
            .session_fetch(token, at(NOW))
            .await
            .expect("read")
            .is_none()
    );
    assert!(
        store
            .login_link_fetch(token, at(NOW))
            .await
            .expect("read")
            .is_none()
    );
    let totp = store
        .totp_fetch(&person("p-1"))
        .await
        .expect("read")
        .expect("kept");
    assert_eq!((totp.secret, totp.step), (vec![9; 20], 4));
    assert_eq!(
        store.recovery_left(&person("p-1")).await.expect("counted"),
        1
    );
    let secret = store.secret_fetch_or_create("forms", [8; 32]).await;
    assert_eq!(secret.expect("kept"), [3; 32]);
}
