//! A ballot that is open, made through the same functions as a real one: a small society, two candidates,
//! one trustee, a code for each voter. Its clock is set by the tests.

#![expect(dead_code, reason = "tests and the benchmark each use a part of this")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use polity_ballot::wire::{Digest as WireDigest, Wire as _};
use polity_office::codes::Codes;
use polity_office::desk::{self, Hand};
use polity_office::folder::ElectionFolder;
use polity_office::opening::{Plan, assemble};
use polity_office::polling::Poll;
use polity_office::trustee;
use polity_org::act::{Adoption, Opening};
use polity_org::roll::csv::{self, Known};
use polity_org::{Act, Deed, Digest};
use polity_store::{Options, Paper, Store, Viewer};
use polity_testkit::{Recipe, TempDir};
use polity_values::{MatterId, PersonId, Timestamp};
use polity_web::{Machine, Settings, Site};
use serde_json::{Value, json};
use tower::ServiceExt as _;

const PROCEDURE: &str = include_str!("../../../../procedures/executive-section-stv.toml");
const MATTER: &str = "executive-2026";
const UUID: &str = "Ba11otForTests";

/// A clock that stands until it is set, and seeds that are never the same.
pub(crate) struct SetClock {
    micros: AtomicI64,
    seeds: AtomicU64,
}

impl SetClock {
    /// Sets it to an instant.
    pub(crate) fn set(&self, at: &str) {
        self.micros
            .store(instant(at).as_microsecond(), Ordering::SeqCst);
    }

    /// Moves it by seconds.
    pub(crate) fn advance(&self, seconds: i64) {
        self.micros.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Machine for SetClock {
    fn now(&self) -> Timestamp {
        let micros = self.micros.load(Ordering::SeqCst);
        Timestamp::from_microsecond(micros).expect("in range")
    }

    fn seed(&self) -> [u8; 32] {
        let number = self.seeds.fetch_add(1, Ordering::SeqCst);
        let mut seed = [5; 32];
        seed[..8].copy_from_slice(&number.to_be_bytes());
        seed
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Asked {
    /// Its status.
    pub(crate) status: StatusCode,
    /// Its JSON; null where it is none.
    pub(crate) body: Value,
    /// Its text.
    pub(crate) text: String,
}

/// The open ballot.
pub(crate) struct OpenBallot {
    /// The clock.
    pub(crate) clock: Arc<SetClock>,
    /// The election's text.
    pub(crate) election: String,
    site: Site,
    app: axum::Router,
    papers: Papers,
    dir: TempDir,
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn person(id: &str) -> PersonId {
    PersonId::new(id).expect("an id")
}

fn matter() -> MatterId {
    MatterId::new(MATTER).expect("an id")
}

/// The tracker of a ballot.
pub(crate) fn tracker(bytes: &[u8]) -> String {
    WireDigest::of(bytes).to_base64()
}

/// The readable form of a tracker.
pub(crate) fn readable(tracker: &str) -> String {
    polity_office::tracker::readable(&WireDigest::from_base64(tracker).expect("a tracker"))
}

impl OpenBallot {
    /// A ballot that opens on 2 October 2026 at noon and closes at this local time.
    pub(crate) async fn open(closes: &str) -> Self {
        Self::open_for(closes, 60).await
    }

    /// The same for so many members, of whom most may vote.
    pub(crate) async fn open_for(closes: &str, members: usize) -> Self {
        let dir = polity_testkit::temp_dir();
        let papers = prepare(dir.path(), closes, members).await;
        let (site, clock) = site_and_clock(dir.path(), "2026-10-02T11:00:00Z").await;
        let app = polity_web::server::app(&site);
        Self {
            clock,
            election: papers.election.clone(),
            site,
            app,
            papers,
            dir,
        }
    }

    /// A voter's ballot, the same for the same seed.
    pub(crate) fn seal(&self, voter: usize, ranking: &[u8], seed: u64) -> Vec<u8> {
        self.papers.seal(voter, ranking, seed)
    }

    /// A ballot of each of the first voters.
    pub(crate) fn seal_all(&self, voters: usize) -> Vec<Vec<u8>> {
        self.papers.seal_all(voters)
    }

    /// The public part of a voter's credential.
    pub(crate) fn public(&self, voter: usize) -> String {
        let (_, code) = self.papers.codes.iter().nth(voter).expect("a voter");
        code.public(UUID).to_string()
    }

    /// The site, to be served.
    pub(crate) fn site(&self) -> Site {
        self.site.clone()
    }

    /// The folder of its data; letters are in the folder `post` of it.
    pub(crate) fn folder(&self) -> &Path {
        self.dir.path()
    }

    /// Votes in the box.
    pub(crate) async fn votes(&self) -> u64 {
        self.site
            .store()
            .box_head(MATTER)
            .await
            .expect("a box")
            .place
    }

    /// What the booth is told.
    pub(crate) async fn info(&self) -> Value {
        self.get("").await.body
    }

    /// A look below the ballot's address.
    pub(crate) async fn get(&self, path: &str) -> Asked {
        self.ask("GET", &format!("/api/v1/ballots/{UUID}{path}"), b"", None)
            .await
    }

    /// A post below the ballot's address.
    pub(crate) async fn post(&self, path: &str, body: &[u8], begun: Option<&str>) -> Asked {
        self.ask(
            "POST",
            &format!("/api/v1/ballots/{UUID}{path}"),
            body,
            begun,
        )
        .await
    }

    /// Asks the site as a whole, without a socket.
    pub(crate) async fn ask(
        &self,
        method: &str,
        path: &str,
        body: &[u8],
        begun: Option<&str>,
    ) -> Asked {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = begun {
            request = request.header("Polity-Begun", token);
        }
        let request = request.body(Body::from(body.to_vec())).expect("a request");
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 24)
            .await
            .expect("a body");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Asked { status, body, text }
    }

    /// Every page of the table that needs no id of its own but the matter's and the ballot's, with its
    /// address, and without what differs between two ballots whatever was voted.
    pub(crate) async fn every_page(&self) -> Vec<(String, u16, String)> {
        let table: Value = serde_json::from_str(&polity_web::routes::as_json()).expect("JSON");
        let mut pages = Vec::new();
        for route in table.as_array().expect("a list") {
            let path = route["path"].as_str().expect("a path");
            if route["method"] != "GET" || path == "/metrics" {
                continue;
            }
            let path = path
                .replace("{uuid}", UUID)
                .replace("{id}", MATTER)
                .replace("{matter}", MATTER);
            let asked = self.ask("GET", &path, b"", None).await;
            let text = without_digests(&asked.text);
            pages.push((path, asked.status.as_u16(), text));
        }
        pages
    }
}

/// A page without trackers, heads and other digests, which differ with every ballot.
fn without_digests(text: &str) -> String {
    let digest = |letter: char| letter.is_ascii_alphanumeric() || "+/=-_".contains(letter);
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|letter| !digest(letter)).unwrap_or(rest.len());
        plain.push_str(if end < 20 { &rest[..end] } else { "…" });
        let after = rest[end..].chars().next().map_or(0, char::len_utf8);
        plain.push_str(&rest[end..end + after]);
        rest = &rest[end + after..];
    }
    plain
}

/// The ballot's address in the API.
pub(crate) fn path() -> String {
    format!("/api/v1/ballots/{UUID}")
}

/// What voters' devices make ballots with.
pub(crate) struct Papers {
    codes: Codes,
    poll: Poll,
    election: String,
}

impl Papers {
    /// A voter's ballot, the same for the same seed.
    pub(crate) fn seal(&self, voter: usize, ranking: &[u8], seed: u64) -> Vec<u8> {
        let (_, code) = self.codes.iter().nth(voter).expect("a voter");
        let mut rng = polity_testkit::rng(seed);
        let made = self.poll.polls().make(code, &[ranking], &mut rng);
        made.unwrap_or_else(|fault| panic!("{fault}")).bytes
    }

    /// A ballot of each of the first voters.
    pub(crate) fn seal_all(&self, voters: usize) -> Vec<Vec<u8>> {
        let seal = |voter| self.seal(voter, &[1, 2], voter as u64);
        (0..voters).map(seal).collect()
    }
}

/// Holds the election in a folder up to the open ballot.
pub(crate) async fn prepare(dir: &Path, closes: &str, members: usize) -> Papers {
    let store = Store::open(&Options::new(dir)).await.expect("a store");
    let office = Office { store: &store, dir };
    let (codes, poll, election) = office.open_ballot(closes, members).await;
    store.close().await;
    Papers {
        codes,
        poll,
        election,
    }
}

/// A site over the data of a folder, at an instant.
pub(crate) async fn site(dir: &Path, at: &str) -> Site {
    site_and_clock(dir, at).await.0
}

async fn site_and_clock(dir: &Path, at: &str) -> (Site, Arc<SetClock>) {
    let store = Store::open(&Options::new(dir)).await.expect("a store");
    let clock = Arc::new(SetClock {
        micros: AtomicI64::new(0),
        seeds: AtomicU64::new(0),
    });
    clock.set(at);
    let settings = Settings {
        dir: dir.to_owned(),
        base_url: "http://localhost".to_owned(),
        rehearsal: false,
        post: polity_web::post::Options::folder(dir.join("post")),
    };
    let machine = Arc::clone(&clock) as Arc<dyn Machine>;
    (Site::new(Arc::new(store), machine, settings), clock)
}

/// The trackers of the votes in the box of a folder that nobody serves, the whole chain checked.
pub(crate) async fn stored(dir: &Path) -> BTreeSet<String> {
    let store = Store::open(&Options::new(dir)).await.expect("a store");
    store.box_verify(MATTER).await.expect("a whole box");
    let mut trackers = BTreeSet::new();
    let mut page = None;
    loop {
        let next = store.box_stream(MATTER, page.as_ref()).await.expect("read");
        if next.votes.is_empty() {
            store.close().await;
            return trackers;
        }
        trackers.extend(next.votes.iter().map(|(vote, _)| vote.tracker.clone()));
        page = Some(next);
    }
}

/// Who holds the election.
struct Office<'a> {
    store: &'a Store,
    dir: &'a Path,
}

impl Office<'_> {
    fn hand(actor: &PersonId, at: &str) -> Hand {
        Hand {
            matter: matter(),
            actor: actor.clone(),
            now: instant(at),
        }
    }

    async fn must(&self, act: Act, at: &str) -> u64 {
        let done = desk::submit(self.store, &act, &[], instant(at)).await;
        let done = done.unwrap_or_else(|fault| panic!("{:?} at {at}: {fault}", act.deed));
        done.entries.last().expect("an entry").seq
    }

    async fn on(&self, actor: &PersonId, deed: Deed, at: &str) -> u64 {
        self.must(Act::on(matter(), actor.clone(), deed), at).await
    }

    async fn by_two(&self, act: Act, second: &str, at: &str) {
        let done = desk::submit_by_two(self.store, &act, &[], &person(second), instant(at)).await;
        done.unwrap_or_else(|fault| panic!("{:?} at {at}: {fault}", act.deed));
    }

    async fn open_ballot(&self, closes: &str, size: usize) -> (Codes, Poll, String) {
        let members = self.begin(closes, size).await;
        self.freeze().await;
        let candidates = members[..2].to_vec();
        self.nominate(&candidates).await;
        self.consent(&candidates).await;
        let keepers = [members[2].clone(), person("p-founder-2")];
        self.prepare_and_open(&keepers).await
    }

    /// Founding, members, procedure, matter; gives members in good standing.
    async fn begin(&self, closes: &str, size: usize) -> Vec<PersonId> {
        let recipe = Recipe {
            units: 2,
            new_percent: 0,
            ..Recipe::of(size)
        };
        let people = recipe.invent().map(|mut one| {
            "full".clone_into(&mut one.class);
            one
        });
        let list = polity_testkit::csv(people).into_bytes();
        let list = csv::read(&list, &Known::first_list(), |_| ()).expect("no faults");
        let mut rng = polity_testkit::rng(8);
        let import = self.store.member_import(&list.rows, &mut rng, |_, _| ());
        import.await.expect("imported");
        let at = "2026-05-25T11:00:00Z";
        let founder = person("p-founder-1");
        let founding = Deed::FoundOrganisation(serde_json::from_value(founding()).expect("JSON"));
        self.must(Act::standing(founder.clone(), founding), at)
            .await;
        let source = PROCEDURE
            .replace("supported-by-units = 5", "supported-by-units = 1")
            .replace("trustees-at-least = 3", "trustees-at-least = 2")
            .replace("\nnumber = 9", "\nnumber = 1");
        let sha256 = Digest::of(source.as_bytes());
        let adopt = Deed::AdoptProcedure(Adoption { source, sha256 });
        self.by_two(Act::standing(founder.clone(), adopt), "p-founder-2", at)
            .await;
        let recorded = Deed::RecordRollImport(list.statement.clone());
        self.must(Act::standing(founder.clone(), recorded), at)
            .await;
        let dates = json!({
            "notice": "2026-06-01 12:00", "joined-by": "2026-06-12 12:00",
            "arrears-paid-by": "2026-06-26 12:00", "freeze": "2026-07-01 12:00",
            "nominations-close": "2026-09-11 12:00", "ballot-opens": "2026-10-02 12:00",
            "ballot-closes": closes
        });
        let opening = Opening {
            stated: polity_org::act::Stated::default(),
            id: matter(),
            procedure: "executive-section-stv".parse().expect("an id"),
            dates: serde_json::from_value(dates).expect("dates"),
            title: "Executive 2026".to_owned(),
        };
        self.must(Act::standing(founder, Deed::OpenMatter(opening)), at)
            .await;
        let good = list
            .rows
            .iter()
            .filter(|row| row.membership.arrears.is_none() && row.membership.suspended.is_none());
        let mut found = Vec::new();
        for row in good.take(3) {
            let member = self
                .store
                .member_fetch(&row.number, &viewer())
                .await
                .expect("read");
            found.push(member.expect("a member").person);
        }
        found
    }

    async fn freeze(&self) {
        let officer = person("p-officer-1");
        self.on(&officer, Deed::GiveNotice {}, "2026-06-01T11:00:00Z")
            .await;
        let hand = Self::hand(&officer, "2026-07-01T11:00:00Z");
        let mut rng = polity_testkit::rng(9);
        let done = desk::freeze_roll(self.store, &hand, &mut rng, |_, _| ()).await;
        done.unwrap_or_else(|fault| panic!("{fault}"));
    }

    async fn nominate(&self, candidates: &[PersonId]) {
        let at = "2026-08-03T18:30:00Z";
        for (number, candidate) in (1..).zip(candidates) {
            self.on(candidate, Deed::Nominate {}, at).await;
            let secretary = person(&format!("p-secretary-{number}"));
            let candidate = candidate.clone();
            self.on(&secretary, Deed::Support { candidate }, at).await;
        }
    }

    async fn consent(&self, candidates: &[PersonId]) {
        let at = "2026-09-12T09:00:00Z";
        let mut rng = polity_testkit::rng(10);
        let world = self.store.world().await.expect("the world");
        let terms = world.matter(&matter()).expect("the matter").terms;
        for (number, one) in candidates.iter().enumerate() {
            self.on(
                one,
                Deed::Consent {
                    terms,
                    classes: BTreeSet::new(),
                },
                at,
            )
            .await;
            let id = format!("statement-{number}").parse().expect("an id");
            let paper = Paper::new(id, "public", "I stand for shorter meetings.", &mut rng);
            let act = Act::on(
                matter(),
                one.clone(),
                Deed::SubmitStatement(paper.reference()),
            );
            let done = desk::submit(self.store, &act, &[paper], instant(at)).await;
            done.unwrap_or_else(|fault| panic!("{fault}"));
        }
        let publish = Deed::PublishStatements {
            seed: "dice-4-2-6".to_owned(),
        };
        self.on(&person("p-officer-1"), publish, "2026-09-16T11:30:00Z")
            .await;
    }

    async fn prepare_and_open(&self, keepers: &[PersonId]) -> (Codes, Poll, String) {
        let officer = person("p-officer-1");
        let at = "2026-09-20T10:00:00Z";
        let folder = ElectionFolder::of_house(self.dir, MATTER).expect("a folder");
        let mut rng = polity_testkit::rng(11);
        for keeper in keepers {
            let name = Deed::NameTrustee {
                trustee: keeper.clone(),
            };
            self.by_two(Act::on(matter(), officer.clone(), name), "p-officer-2", at)
                .await;
        }
        let mut keys = Vec::new();
        let mut secrets = Vec::new();
        for keeper in keepers {
            let (secret, key) = trustee::make_key("Trustee", &mut rng);
            let hand = Self::hand(keeper, at);
            let done = desk::record_key(self.store, &folder, &hand, &key).await;
            done.unwrap_or_else(|fault| panic!("{fault}"));
            keys.push(key);
            secrets.push(trustee::read_secret(&secret).expect("a secret"));
        }
        for (keeper, secret) in keepers.iter().zip(&secrets) {
            let question = desk::key_question(&folder, keeper, &mut rng).expect("a test");
            let answer = trustee::prove_key(secret, &question, &mut rng).expect("an answer");
            let hand = Self::hand(keeper, at);
            let done = desk::record_proof(self.store, &folder, &hand, &answer).await;
            done.unwrap_or_else(|fault| panic!("{fault}"));
        }
        let voters = desk::voters(self.store, &matter()).await.expect("voters");
        let codes = Codes::make(UUID, voters.iter().map(ToString::to_string), &mut rng);
        let hand = Self::hand(&person("p-authority"), at);
        let done = desk::record_credentials(self.store, &folder, &hand, &codes.public()).await;
        done.unwrap_or_else(|fault| panic!("{fault}"));
        let plan = Plan {
            uuid: UUID,
            organisation: "Union of Makers",
            rehearsal: folder.is_rehearsal(),
            candidates: vec!["Ann Jones".to_owned(), "Siôn ap Rhys".to_owned()],
            trustees: keys,
            credentials: codes.public(),
            credential_authority: None,
        };
        let world = self.store.world().await.expect("the world");
        let setup = assemble(desk::matter_of(&world, &matter()).expect("it"), plan);
        let setup = setup.unwrap_or_else(|fault| panic!("{fault}"));
        let hand = Self::hand(&officer, "2026-10-02T11:00:00Z");
        let proposed = desk::open_ballot(self.store, &folder, &hand, &setup, None).await;
        let proposed = proposed.unwrap_or_else(|fault| panic!("{fault}"));
        let second = person("p-officer-2");
        let done = desk::confirm(self.store, &proposed, Some(&matter()), &second, hand.now).await;
        done.unwrap_or_else(|fault| panic!("{fault}"));
        let election = String::from_utf8(setup.election.to_json()).expect("JSON");
        let poll = Poll::new(matter(), &setup).expect("a poll");
        (codes, poll, election)
    }
}

fn viewer() -> Viewer {
    Viewer {
        actor: "test".to_owned(),
        at: instant("2026-07-01T11:00:00Z"),
        purpose: "test".to_owned(),
    }
}

fn founding() -> Value {
    let seat = |id: &str, body: &str, number: u32| json!({ "id": id, "title": id, "body": body, "section": null, "number": number });
    let unit = |number: u32| {
        json!({
            "id": format!("unit-{number:03}"), "kind": "branch", "title": format!("Branch {number}"),
            "officers": [{ "seat": "secretary", "person": format!("p-secretary-{number}") }]
        })
    };
    let mut elected = seat("elected", "executive", 1);
    elected["section"] = "members".into();
    let holder =
        |seat: &str, person: &str| json!({ "seat": seat, "person": person, "until": null });
    let power = |act: &str, persons: u8| json!({ "act": act, "seat": "founder", "persons": persons, "rule": "0.1" });
    json!({
        "name": "Union of Makers", "zone": "Europe/London", "classes": ["full", "youth"],
        "bodies": [{ "id": "organisation", "title": "Organisation" },
                   { "id": "executive", "title": "Executive" }],
        "units": [unit(1), unit(2)],
        "seats": [seat("founder", "organisation", 2), seat("returning-officer", "organisation", 2),
                  seat("credential-authority", "organisation", 1),
                  seat("appeals-panel", "organisation", 3), seat("secretary", "branch", 1), elected],
        "tenures": [holder("founder", "p-founder-1"), holder("founder", "p-founder-2"),
                    holder("credential-authority", "p-authority"),
                    holder("returning-officer", "p-officer-1"),
                    holder("returning-officer", "p-officer-2")],
        "powers": [power("adopt-procedure", 2), power("open-matter", 1),
                   power("record-roll-import", 1), power("form-unit", 1)],
        "clauses": [{ "id": "0.1", "text": "The founders begin." }]
    })
}
