//! A small society, a clock that tests set, and a browser that keeps cookies.
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use polity_office::founding::Description;
use polity_org::roll::csv::{self, Known};
use polity_store::{Options, Store, Viewer};
use polity_testkit::TempDir;
use polity_values::Timestamp;
use polity_web::{Machine, Settings, Site, post};
use tower::ServiceExt as _;

/// Eight members; two of them share an address.
pub(crate) const LIST: &str = "member number,given name,family name,email,unit,class,joined
m0000001,Ruth,Adler,ruth@example.org,alderwick,full,2020-01-01
m0000002,Rob,Barker,rob@example.org,alderwick,full,2020-01-01
m0000003,Cath,Cole,cath@example.org,alderwick,full,2020-01-01
m0000004,Dan,Dale,both@example.org,alderwick,full,2020-01-01
m0000005,Dee,Dale,Both@Example.org,alderwick,full,2020-01-01
m0000006,Ann,Archer,ann@example.org,ambleford,full,2020-01-01
m0000007,Eve,Ellis,,ambleford,full,2020-01-01
m0000008,Flo,Firth,flo@example.org,ambleford,full,2020-01-01
";

pub(crate) const SOCIETY: &str = r#"
name = "The Meadowlark Society"
zone = "Europe/London"
founder = "m0000001"
classes = ["full"]
bodies = [{ id = "organisation", title = "The Meadowlark Society" }]
units = []
seats = [{ id = "returning-officer", title = "Returning officer", body = "organisation", number = 2 }]
powers = [
  { act = "open-matter", seat = "returning-officer", persons = 2, rule = "2.2" },
  { act = "adopt-procedure", seat = "returning-officer", persons = 2, rule = "2.3" },
  { act = "record-roll-import", seat = "returning-officer", persons = 1, rule = "2.1" },
]

[holders]
returning-officer = ["m0000001", "m0000003"]

[clauses]
"2.1" = "The returning officer brings in lists of members."
"2.2" = "Two returning officers open matters."
"2.3" = "Two returning officers adopt procedures."
"#;

/// A clock that stands until a test moves it, and randomness that never repeats.
pub(crate) struct Clock {
    now: AtomicI64,
    seeds: AtomicU64,
}

impl Clock {
    pub(crate) fn forward(&self, micros: i64) {
        self.now.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Machine for Clock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.now.load(Ordering::SeqCst)).expect("in range")
    }

    fn seed(&self) -> [u8; 32] {
        let mut seed = [7; 32];
        let number = self.seeds.fetch_add(1, Ordering::SeqCst);
        seed[..8].copy_from_slice(&number.to_be_bytes());
        seed
    }
}

/// A site over a store of its own.
pub(crate) struct Bench {
    pub site: Site,
    pub clock: Arc<Clock>,
    dir: TempDir,
    store: Arc<Store>,
    app: Router,
}

impl Bench {
    pub(crate) async fn empty() -> Self {
        Self::with(|options| options).await
    }

    /// With other options for its letters.
    pub(crate) async fn with(change: impl FnOnce(post::Options) -> post::Options) -> Self {
        let dir = polity_testkit::temp_dir();
        let store = Store::open(&Options::new(dir.path().join("data")))
            .await
            .expect("a store");
        let start: Timestamp = "2026-03-01T09:00:00Z".parse().expect("an instant");
        let clock = Arc::new(Clock {
            now: AtomicI64::new(start.as_microsecond()),
            seeds: AtomicU64::new(0),
        });
        let mut post = post::Options::folder(dir.path().join("letters"));
        post.per_hour = 1_000_000;
        let settings = Settings {
            dir: dir.path().to_owned(),
            base_url: "http://localhost:8080".to_owned(),
            rehearsal: false,
            post: change(post),
        };
        let machine: Arc<dyn Machine> = Arc::<Clock>::clone(&clock);
        let store = Arc::new(store);
        let site = Site::new(Arc::clone(&store), machine, settings);
        let app = polity_web::server::app(&site);
        Self {
            site,
            clock,
            dir,
            store,
            app,
        }
    }

    /// The same house after a restart, as far as a worker can tell.
    pub(crate) fn another_site(&self) -> Site {
        let machine: Arc<dyn Machine> = Arc::<Clock>::clone(&self.clock);
        Site::new(
            Arc::clone(&self.store),
            machine,
            self.site.settings().clone(),
        )
    }

    pub(crate) async fn founded() -> Self {
        Self::empty().await.found().await
    }

    /// Brings the members in and founds the society.
    pub(crate) async fn found(self) -> Self {
        let list = csv::read(LIST.as_bytes(), &Known::first_list(), |_| ()).expect("a good list");
        let store = self.site.store();
        let mut rng = polity_testkit::rng(1);
        store
            .member_import(&list.rows, &mut rng, |_, _| ())
            .await
            .expect("imported");
        let viewer = Viewer {
            actor: "test".to_owned(),
            at: self.site.now(),
            purpose: "found".to_owned(),
        };
        let society = Description::parse(SOCIETY).expect("a description");
        society
            .found(store, &viewer, self.site.now())
            .await
            .expect("founded");
        self
    }

    /// Sends what waits, and gives the letters in the folder, as text, by subject and then by file.
    pub(crate) async fn letters(&self) -> Vec<String> {
        // The link is queued after the page was answered.
        for _ in 0..200 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            if self
                .site
                .store()
                .letter_due()
                .await
                .expect("asked")
                .is_some()
            {
                break;
            }
        }
        let worker = tokio::spawn(post::run(self.site.clone()));
        for _ in 0..1_000 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            if self
                .site
                .store()
                .letter_due()
                .await
                .expect("asked")
                .is_none()
            {
                break;
            }
        }
        worker.abort();
        let _ = worker.await;
        let folder = self.dir.path().join("letters");
        let mut files: Vec<(std::time::SystemTime, PathBuf)> = std::fs::read_dir(folder)
            .map(|entries| {
                entries
                    .flatten()
                    .map(|entry| entry.path())
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
            .into_iter()
            .map(|path| {
                (
                    path.metadata()
                        .and_then(|one| one.modified())
                        .expect("a time"),
                    path,
                )
            })
            .collect();
        files.sort();
        let read =
            |(_, path): &(_, PathBuf)| unfold(&std::fs::read_to_string(path).expect("a letter"));
        files.iter().map(read).collect()
    }

    /// The path of a fresh link for an address.
    pub(crate) async fn link(&self, email: &str) -> String {
        self.clock.forward(61_000_000);
        let asked = Browser::new(self)
            .post("/sign-in", &[("email", email)])
            .await;
        assert_eq!(asked.status, StatusCode::OK);
        link_of(&self.letters().await.pop().expect("a letter"))
    }

    /// A browser that came in by a link.
    pub(crate) async fn signed_in(&self, email: &str) -> Browser {
        let link = self.link(email).await;
        let mut browser = Browser::new(self);
        let done = browser.post(&link, &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        browser
    }

    /// What an app shows now for a secret in base32.
    pub(crate) fn code(&self, secret: &str) -> String {
        let secret = totp_rs::Secret::try_from_base32(secret).expect("base32");
        let totp = totp_rs::Builder::new()
            .with_secret(secret)
            .with_account_name("x")
            .build();
        let seconds = u64::try_from(self.site.now().as_second()).expect("after 1970");
        totp.expect("an app").generate(seconds).to_string()
    }
}

/// The path of the link in a letter.
pub(crate) fn link_of(letter: &str) -> String {
    let start = letter
        .find("http://localhost:8080/sign-in/")
        .expect("a link");
    let link = letter[start..].split(|c: char| c.is_whitespace() || c == '"' || c == '<');
    path_of(link.into_iter().next().expect("a link"))
}

/// The path of an address of the test's site.
pub(crate) fn path_of(address: &str) -> String {
    let path = address
        .strip_prefix("http://localhost:8080")
        .expect("an address of ours");
    path.to_owned()
}

/// Undoes the soft line breaks of quoted-printable.
fn unfold(text: &str) -> String {
    text.replace("=\r\n", "").replace("=3D", "=")
}

/// What came back.
pub(crate) struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub cookies: Vec<String>,
    pub text: String,
}

impl Answer {
    /// The value of a hidden field.
    pub(crate) fn field(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let rest = self
            .text
            .split(&start)
            .nth(1)
            .unwrap_or_else(|| panic!("{}", self.text));
        rest.split('"').next().expect("a value").to_owned()
    }

    pub(crate) fn recovery_codes(&self) -> Vec<String> {
        let codes = self.text.split("<li><code>").skip(1);
        codes
            .map(|rest| rest.split('<').next().expect("a code").to_owned())
            .collect()
    }
}

/// A browser: it keeps its cookies.
pub(crate) struct Browser {
    app: Router,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) fn new(bench: &Bench) -> Self {
        Self {
            app: bench.app.clone(),
            cookies: BTreeMap::new(),
        }
    }

    pub(crate) fn plant(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub(crate) fn cookie(&self, name: &str) -> String {
        self.cookies[name].clone()
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request"))
            .await
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    /// A post that another site made this browser send.
    pub(crate) async fn post_from(&mut self, origin: &str, path: &str) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site")
            .header(header::ORIGIN, origin)
            .body(Body::empty());
        self.send(request.expect("a request")).await
    }

    /// A list as a file, confirmed or to be looked at.
    pub(crate) async fn upload(&mut self, path: &str, list: &str, confirm: bool) -> Answer {
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n{list}\r\n"
        );
        if confirm {
            body.push_str(
                "--edge\r\nContent-Disposition: form-data; name=\"confirm\"\r\n\r\nyes\r\n",
            );
        }
        body.push_str("--edge--\r\n");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    /// Opens the page that sets up a second factor: the secret, and the page's token.
    pub(crate) async fn second_factor(&mut self) -> (String, String) {
        let page = self.get("/account/second-factor").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let secret = page
            .text
            .split("<code>")
            .nth(1)
            .and_then(|rest| rest.split('<').next());
        (
            secret.expect("a secret").replace(' ', ""),
            page.field("token"),
        )
    }

    async fn send(&mut self, mut request: Request<Body>) -> Answer {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        if !pairs.is_empty() {
            let value = pairs.join("; ").parse().expect("a header");
            request.headers_mut().insert(header::COOKIE, value);
        }
        request
            .headers_mut()
            .insert(header::HOST, "localhost:8080".parse().expect("a header"));
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let text_of = |value: &header::HeaderValue| value.to_str().expect("text").to_owned();
        let cookies: Vec<String> = response
            .headers()
            .get_all(header::SET_COOKIE)
            .iter()
            .map(text_of)
            .collect();
        for cookie in &cookies {
            let (name, rest) = cookie.split_once('=').expect("a cookie");
            let value = rest.split(';').next().expect("a value");
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let location = response.headers().get(header::LOCATION).map(text_of);
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 24)
            .await
            .expect("a body");
        Answer {
            status,
            location: location.unwrap_or_default(),
            cookies,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    text.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
