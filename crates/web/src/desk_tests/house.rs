//! A founded society with sixty members, and hands to try its pages with.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path as FilePath;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest as _, FromRequestParts as _, Multipart, Request};
use axum::response::Response;
use polity_office::desk;
use polity_org::act::{Adoption, Deed, Opening, StandingAct};
use polity_org::founding::{BodySpec, FirstTenure, Founding, Officer, Power, SeatSpec, UnitSpec};
use polity_org::roll::csv::{self, Known};
use polity_org::{Act, Digest};
use polity_procedure::instant::LocalInstant;
use polity_procedure::model::ClauseText;
use polity_store::{Options, Paper, Store, Viewer};
use polity_values::{
    BodyId, Clause, MatterId, PaperId, PersonId, ProcedureName, SeatId, TimeZone, Timestamp, UnitId,
};

use crate::jobs::{Kind, State};
use crate::page::Page;
use crate::visitor::Visitor;
use crate::{Machine, PageFault, Settings, Site};

pub(super) const MATTER: &str = "executive-2026";
const SOCIETY: &str = include_str!("../../../../docs/examples/society.toml");
const PROCEDURE: &str = include_str!("../../../../procedures/executive-section-stv.toml");
const BRANCHES: [&str; 5] = [
    "alderwick",
    "ambleford",
    "barrowmere",
    "birchwood",
    "blackmoor",
];
const DATES: [(&str, &str); 7] = [
    ("notice", "Monday 2026-06-01 12:00"),
    ("joined-by", "Friday 2026-06-12 12:00"),
    ("arrears-paid-by", "Friday 2026-06-26 12:00"),
    ("freeze", "Wednesday 2026-07-01 12:00"),
    ("nominations-close", "Friday 2026-09-11 12:00"),
    ("ballot-opens", "Friday 2026-10-02 12:00"),
    ("ballot-closes", "Friday 2026-10-23 12:00"),
];

/// A machine whose clock is set, and whose randomness is counted.
pub(super) struct Clock {
    now: Mutex<Timestamp>,
    drawn: AtomicU64,
}

impl Machine for Clock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    fn seed(&self) -> [u8; 32] {
        let mut seed = [7; 32];
        let drawn = self.drawn.fetch_add(1, Ordering::Relaxed);
        seed[..8].copy_from_slice(&drawn.to_le_bytes());
        seed
    }
}

/// The society, its site and its clock.
pub(super) struct House {
    folder: tempfile::TempDir,
    pub(super) clock: Arc<Clock>,
    pub(super) site: Site,
    pub(super) persons: Vec<PersonId>,
}

/// An instant in the society's zone.
pub(super) fn at(text: &str) -> Timestamp {
    let zone = TimeZone::get("Europe/London").unwrap();
    text.parse::<LocalInstant>()
        .unwrap()
        .resolve(&zone)
        .unwrap()
}

/// The list of members; every sixth is a supporter without a vote.
pub(super) fn list(email: impl Fn(usize) -> String) -> String {
    let mut text = "member number,given name,family name,email,unit,class,joined\n".to_owned();
    for number in 1..=60 {
        let class = if number % 12 == 0 {
            "supporter"
        } else {
            "full"
        };
        let unit = BRANCHES[(number + 4) % 5];
        // The five secretaries belong to their branches: 5 to 9.
        let email = email(number);
        writeln!(
            text,
            "m{number:07},Given{number},Family{number},{email},{unit},{class},2019-03-01"
        )
        .unwrap();
    }
    text
}

/// What the example of a society says as it stands.
#[derive(serde::Deserialize)]
struct Described {
    name: String,
    zone: String,
    classes: Vec<String>,
    bodies: Vec<BodySpec>,
    seats: Vec<SeatSpec>,
    clauses: BTreeMap<Clause, String>,
}

/// The example's founding: its officers are members 1 and 2, its credential authority is member 3, the
/// secretaries are members 5 to 9, the panel members 10 and 11.
fn founding(persons: &[PersonId]) -> Founding {
    let said: Described = toml::from_str(SOCIETY).unwrap();
    let seat = |name: &str| SeatId::new(name).unwrap();
    let unit = |(place, id): (usize, &str)| UnitSpec {
        id: UnitId::new(id).unwrap(),
        kind: BodyId::new("branch").unwrap(),
        title: id.to_owned(),
        officers: vec![Officer {
            seat: seat("secretary"),
            person: persons[place + 4].clone(),
        }],
    };
    let tenure = |(name, number): (&str, usize)| FirstTenure {
        seat: seat(name),
        person: persons[number - 1].clone(),
        until: None,
    };
    let power = |(act, persons, rule): (StandingAct, u8, &str)| Power {
        act,
        seat: seat("returning-officer"),
        persons,
        rule: Clause::new(rule).unwrap(),
    };
    let tenures = [
        ("returning-officer", 1),
        ("returning-officer", 2),
        ("credential-authority", 3),
        ("appeals-panel", 10),
        ("appeals-panel", 11),
    ];
    let powers = [
        (StandingAct::RecordRollImport, 1, "society.1"),
        (StandingAct::AdoptProcedure, 2, "society.2"),
        (StandingAct::OpenMatter, 1, "society.3"),
    ];
    let clauses = said
        .clauses
        .into_iter()
        .map(|(id, text)| ClauseText { id, text });
    Founding {
        name: said.name,
        zone: said.zone,
        classes: said.classes,
        bodies: said.bodies,
        units: BRANCHES.into_iter().enumerate().map(unit).collect(),
        seats: said.seats,
        tenures: tenures.into_iter().map(tenure).collect(),
        powers: powers.into_iter().map(power).collect(),
        clauses: clauses.collect(),
    }
}

async fn site(folder: &FilePath, clock: &Arc<Clock>) -> Site {
    let store = Store::open(&Options::new(folder)).await.unwrap();
    let settings = Settings {
        dir: folder.to_owned(),
        base_url: "http://127.0.0.1:8080".to_owned(),
        rehearsal: false,
        post: crate::post::Options::folder(folder.join("post")),
    };
    Site::new(
        Arc::new(store),
        Arc::clone(clock) as Arc<dyn Machine>,
        settings,
    )
}

impl House {
    /// Founded, with its list on the record and the election under way up to its notice.
    pub(super) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Clock {
            now: Mutex::new(at("2026-05-18 10:00")),
            drawn: AtomicU64::new(0),
        });
        let site = site(folder.path(), &clock).await;
        let text = list(|number| format!("m{number}@example.org"));
        let rows = csv::read(text.as_bytes(), &Known::first_list(), |_| ())
            .unwrap()
            .rows;
        site.store()
            .member_import(&rows, &mut site.rng(), |_, _| ())
            .await
            .unwrap();
        let viewer = Viewer {
            actor: "operator".to_owned(),
            at: site.now(),
            purpose: "test".to_owned(),
        };
        let mut persons = Vec::new();
        for number in 1..=60 {
            let number = format!("m{number:07}");
            let member = site.store().member_fetch(&number, &viewer).await.unwrap();
            persons.push(member.unwrap().person);
        }
        let found = Deed::FoundOrganisation(Box::new(founding(&persons)));
        let found = Act::standing(persons[0].clone(), found);
        desk::submit(site.store(), &found, &[], site.now())
            .await
            .unwrap();
        let house = Self {
            folder,
            clock,
            site,
            persons,
        };
        house.begin(&text).await;
        house
    }

    async fn begin(&self, list: &str) {
        let world = self.site.store().world().await.unwrap();
        let known = Known::of(world.organisation().unwrap());
        let statement = csv::read(list.as_bytes(), &known, |_| ())
            .unwrap()
            .statement;
        let imported = Act::standing(self.person(1), Deed::RecordRollImport(statement));
        self.submit(&imported, "2026-05-18 11:00").await;
        let source = PROCEDURE
            .replace("supported-by-units = 5", "supported-by-units = 2")
            .replace("\nnumber = 9", "\nnumber = 3")
            .replacen(
                "[roll]\n",
                "[constraints]\nnorth = { title = \"North\", at-most = 1, rule = \"2.1\" }\n\n[roll]\n",
                1,
            );
        let sha256 = Digest::of(source.as_bytes());
        let adopt = Act::standing(
            self.person(1),
            Deed::AdoptProcedure(Adoption { source, sha256 }),
        );
        self.by_two(&adopt, "2026-05-19 10:00").await;
        let dates = DATES
            .into_iter()
            .map(|(name, at)| (name.to_owned(), at.parse::<LocalInstant>().unwrap()));
        let opening = Opening {
            stated: polity_org::act::Stated::default(),
            id: self.matter(),
            procedure: ProcedureName::new("executive-section-stv").unwrap(),
            dates: dates.collect(),
            title: "Members' section 2026".to_owned(),
        };
        let open = Act::standing(self.person(1), Deed::OpenMatter(opening));
        self.submit(&open, "2026-05-25 12:00").await;
        self.act(1, Deed::GiveNotice {}, "2026-06-01 12:00").await;
    }

    /// The member with this number.
    pub(super) fn person(&self, number: usize) -> PersonId {
        self.persons[number - 1].clone()
    }

    #[expect(clippy::unused_self, reason = "a house has one matter")]
    pub(super) fn matter(&self) -> MatterId {
        MatterId::new(MATTER).unwrap()
    }

    /// Sets the clock.
    pub(super) fn set(&self, text: &str) -> Timestamp {
        let now = at(text);
        *self.clock.now.lock().unwrap() = now;
        now
    }

    pub(super) async fn submit(&self, act: &Act, when: &str) {
        let now = self.set(when);
        desk::submit(self.site.store(), act, &[], now)
            .await
            .unwrap();
    }

    pub(super) async fn by_two(&self, act: &Act, when: &str) {
        let now = self.set(when);
        let second = self.person(2);
        desk::submit_by_two(self.site.store(), act, &[], &second, now)
            .await
            .unwrap();
    }

    pub(super) async fn act(&self, number: usize, deed: Deed, when: &str) {
        self.submit(&Act::on(self.matter(), self.person(number), deed), when)
            .await;
    }

    /// Candidates 20 to 23 stand with two supports each, consent, and their statements are published. The first two
    /// of them are of the north, of which at most one is elected to the three seats.
    pub(super) async fn nominate(&self) {
        for number in 20..24 {
            self.act(number, Deed::Nominate {}, "2026-07-06 09:00")
                .await;
        }
        for (candidate, branches) in [(20, [5, 6]), (21, [6, 7]), (22, [7, 8]), (23, [5, 9])] {
            for branch in branches {
                let candidate = self.person(candidate);
                self.act(branch, Deed::Support { candidate }, "2026-08-03 19:30")
                    .await;
            }
        }
        let world = self.site.store().world().await.unwrap();
        let terms = world.matter(&self.matter()).unwrap().terms;
        for number in 20..24 {
            self.act(
                number,
                Deed::Consent {
                    terms,
                    classes: (number < 22)
                        .then(|| "north".parse().unwrap())
                        .into_iter()
                        .collect(),
                },
                "2026-09-12 10:00",
            )
            .await;
            let now = self.set("2026-09-12 12:00");
            let id = PaperId::new(format!("paper-{number}")).unwrap();
            let paper = Paper::new(id, "statement", "Shorter meetings.", &mut self.site.rng());
            let deed = Deed::SubmitStatement(paper.reference());
            let act = Act::on(self.matter(), self.person(number), deed);
            desk::submit(self.site.store(), &act, &[paper], now)
                .await
                .unwrap();
        }
        let seed = "dice-4-2-6".to_owned();
        self.act(1, Deed::PublishStatements { seed }, "2026-09-16 12:30")
            .await;
    }

    /// The server is stopped and started.
    pub(super) async fn restart(self) -> Self {
        let Self {
            folder,
            clock,
            site: old,
            persons,
        } = self;
        drop(old);
        let site = site(folder.path(), &clock).await;
        Self {
            folder,
            clock,
            site,
            persons,
        }
    }

    /// Somebody asks for a path.
    pub(super) async fn visitor(&self, path: &str, number: usize) -> Visitor {
        let request = Request::builder().uri(path).body(()).unwrap();
        let (mut parts, ()) = request.into_parts();
        let mut visitor = Visitor::from_request_parts(&mut parts, &self.site)
            .await
            .unwrap();
        visitor.person = (number > 0).then(|| self.person(number));
        visitor
    }

    /// A form with a file.
    pub(super) async fn upload(&self, bytes: &[u8]) -> Multipart {
        let mut body = b"--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nContent-Type: application/octet-stream\r\n\r\n".to_vec();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--X--\r\n");
        let request = Request::builder()
            .method("POST")
            .header("content-type", "multipart/form-data; boundary=X")
            .body(Body::from(body))
            .unwrap();
        Multipart::from_request(request, &self.site).await.unwrap()
    }

    /// Waits until a job has ended, and gives its end.
    pub(super) async fn ended(&self, owner: &str, kind: Kind) -> Result<(), String> {
        loop {
            let job = self.site.jobs().find(owner, kind).expect("it was begun");
            match job.state() {
                State::Running => tokio::time::sleep(std::time::Duration::from_millis(5)).await,
                State::Done(_) => return Ok(()),
                State::Failed(fault) => return Err(fault.to_string()),
            }
        }
    }
}

/// The text of a page.
pub(super) async fn text(page: Page) -> String {
    let response = page.unwrap();
    read(response).await
}

/// The bytes of a response as text.
pub(super) async fn read(response: Response) -> String {
    let bytes: Bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The refusal of a page.
#[track_caller]
pub(super) fn refused(page: Page) -> PageFault {
    match page {
        Ok(response) => panic!("it was taken: {}", response.status()),
        Err(fault) => fault,
    }
}
