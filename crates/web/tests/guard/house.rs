//! A site with a clock that the test sets, and browsers that are signed in as its members.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use polity_store::{Options, Session, Store, Strength, TokenHash, Viewer};
use polity_testkit::TempDir;
use polity_values::{PersonId, Timestamp};
use polity_web::{Machine, Settings, Site, post, words};
use tower::ServiceExt as _;

/// A clock that stands where it was put, and seeds that never repeat.
pub(crate) struct Hand {
    micros: AtomicI64,
    seeds: AtomicU64,
}

impl Machine for Hand {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.micros.load(Ordering::SeqCst)).expect("in range")
    }

    fn seed(&self) -> [u8; 32] {
        let mut seed = [3; 32];
        let number = self.seeds.fetch_add(1, Ordering::SeqCst);
        seed[..8].copy_from_slice(&number.to_be_bytes());
        seed
    }
}

/// A site, without an organisation at first.
pub(crate) struct House {
    pub(crate) site: Site,
    pub(crate) dir: TempDir,
    /// The members by place in the list, from 0.
    pub(crate) members: Vec<PersonId>,
    clock: Arc<Hand>,
    app: Router,
    sessions: AtomicU64,
    cookies: Mutex<HashMap<(As, Timestamp), String>>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Got {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Got {
    /// Where it sends the browser; empty if nowhere.
    pub(crate) fn location(&self) -> &str {
        let to = self.headers.get(header::LOCATION);
        to.and_then(|to| to.to_str().ok()).unwrap_or_default()
    }

    /// The same, which must be a redirect.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        self
    }
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum As {
    /// Nobody who is signed in.
    Visitor,
    /// The member of this place, by a link.
    Link(usize),
    /// The same with a second factor.
    Strong(usize),
}

/// The body of a post.
pub(crate) enum Sent<'a> {
    Form(&'a [(&'a str, &'a str)]),
    /// A file, with fields after it.
    File(&'a [u8], &'a [(&'a str, &'a str)]),
    Json(&'a [u8]),
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

impl House {
    pub(crate) async fn new() -> Self {
        let dir = polity_testkit::temp_dir();
        let store = Store::open(&Options::new(dir.path()))
            .await
            .expect("a store");
        let clock = Arc::new(Hand {
            micros: AtomicI64::new(instant("2026-05-18T09:00:00Z").as_microsecond()),
            seeds: AtomicU64::new(0),
        });
        let mut post = post::Options::folder(dir.path().join("letters"));
        post.per_hour = 1_000_000;
        let settings = Settings {
            dir: dir.path().to_owned(),
            base_url: "http://localhost".to_owned(),
            rehearsal: false,
            post,
        };
        let machine = Arc::clone(&clock) as Arc<dyn Machine>;
        // What the press is told comes back as the document: these tests read what it would say.
        let press = Some("/bin/cat".into());
        let site = Site::new(Arc::new(store), machine, settings).printed_by(press);
        let app = polity_web::server::app(&site);
        Self {
            site,
            dir,
            members: Vec::new(),
            clock,
            app,
            sessions: AtomicU64::new(0),
            cookies: Mutex::default(),
        }
    }

    /// Puts the clock to an instant, and on the record what has fallen due.
    pub(crate) async fn clock(&self, at: &str) {
        let at = instant(at);
        self.clock
            .micros
            .store(at.as_microsecond(), Ordering::SeqCst);
        if self
            .site
            .store()
            .world()
            .await
            .expect("read")
            .organisation()
            .is_some()
        {
            self.site.store().tick(at).await.expect("ticked");
        }
    }

    /// A second passes.
    pub(crate) fn tick(&self) {
        self.clock.micros.fetch_add(1_000_000, Ordering::SeqCst);
    }

    pub(crate) fn viewer(&self) -> Viewer {
        Viewer {
            actor: "test".to_owned(),
            at: self.site.now(),
            purpose: "test".to_owned(),
        }
    }

    /// The next requests come in fresh sessions.
    pub(crate) fn forget_sessions(&self) {
        self.cookies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// The cookie of a session that was begun at this instant.
    async fn cookie(&self, who: As) -> Option<String> {
        let known = (who, self.site.now());
        let cookies = || self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cookie) = cookies().get(&known) {
            return Some(cookie.clone());
        }
        let (member, strength) = match who {
            As::Visitor => return None,
            As::Link(member) => (member, Strength::Link),
            As::Strong(member) => (member, Strength::Totp),
        };
        let token = format!("session-{}", self.sessions.fetch_add(1, Ordering::SeqCst));
        let now = self.site.now();
        let session = Session {
            token: TokenHash::of(&token),
            person: self.members[member].clone(),
            created: now,
            seen: now,
            expires: now
                .saturating_add(Duration::from_hours(1))
                .expect("in range"),
            strength,
            language: None,
        };
        let store = self.site.store();
        store.session_create(&session, None).await.expect("made");
        let cookie = format!("polity-session={token}");
        cookies().insert(known, cookie.clone());
        Some(cookie)
    }

    pub(crate) async fn ask(&self, who: As, mut request: Request<Body>) -> Got {
        if let Some(cookie) = self.cookie(who).await {
            let value = cookie.parse().expect("a header");
            request.headers_mut().insert(header::COOKIE, value);
        }
        let host = "localhost".parse().expect("a header");
        request.headers_mut().insert(header::HOST, host);
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 1 << 26).await.expect("a body");
        Got {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    pub(crate) async fn get(&self, who: As, path: &str) -> Got {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        self.ask(who, request).await
    }

    pub(crate) async fn post(&self, who: As, path: &str, sent: Sent<'_>) -> Got {
        let (kind, body) = match sent {
            Sent::Form(fields) => ("application/x-www-form-urlencoded", form(fields)),
            Sent::File(file, fields) => ("multipart/form-data; boundary=edge", parts(file, fields)),
            Sent::Json(bytes) => ("application/json", bytes.to_vec()),
        };
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, kind)
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .expect("a request");
        self.ask(who, request).await
    }

    /// Waits until the long work to which a form led has ended; gives its last page.
    pub(crate) async fn worked(&self, who: As, path: &str) -> Got {
        for _ in 0..2_000 {
            let got = self.get(who, path).await;
            if !got.headers.contains_key("refresh") {
                return got;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{path} does not end");
    }
}

fn form(fields: &[(&str, &str)]) -> Vec<u8> {
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", words::encode(value)));
    pairs.collect::<Vec<_>>().join("&").into_bytes()
}

fn parts(file: &[u8], fields: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    if !file.is_empty() {
        body.extend_from_slice(b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n");
    }
    let mut rest = String::new();
    for (name, value) in fields {
        write!(
            rest,
            "--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
        .expect("a string");
    }
    rest.push_str("--edge--\r\n");
    body.extend_from_slice(rest.as_bytes());
    body
}
