//! An election by the site's own forms, from the founding to the count, with texts that the test chooses.

use std::fmt::Write as _;

use polity_ballot::wire::{Ranking, Wire as _};
use polity_office::codes::{Codes, read_voters};
use polity_office::polling::Poll;
use polity_office::trustee::{Desk, KeyQuestionFile, make_key, prove_key, read_secret};
use polity_store::Store;
use polity_values::MatterId;
use serde_json::Value;

use crate::house::{As, House, Sent};

/// The election that is held.
pub(crate) const MATTER: &str = "executive-2026";
/// Another one, a year later, with which nobody here has to do yet.
pub(crate) const OTHER: &str = "executive-2027";

pub(crate) const PROCEDURE: &str =
    include_str!("../../../../procedures/executive-section-stv.toml");

/// Places in the list of members.
pub(crate) const OFFICER: usize = 0;
pub(crate) const DEPUTY: usize = 1;
pub(crate) const AUTHORITY: usize = 2;
pub(crate) const PANEL: [usize; 2] = [3, 4];
/// The secretaries of the branches 1 to 6 follow each other.
pub(crate) const SECRETARY: usize = 5;
pub(crate) const CANDIDATES: [usize; 2] = [11, 12];
pub(crate) const TRUSTEES: [usize; 2] = [13, 14];
pub(crate) const MEMBER: usize = 15;
/// A supporter, who has no vote.
pub(crate) const OUTSIDER: usize = 16;
const MEMBERS: usize = 20;

/// Makes a text of a name: every place that takes free text asks here once.
pub(crate) type Text = dyn Fn(&str) -> String + Send + Sync;

/// A held election, with what only its own persons know.
pub(crate) struct Election {
    pub(crate) house: House,
    pub(crate) uuid: String,
    pub(crate) codes: Codes,
    /// A tracker that is in the box.
    pub(crate) tracker: String,
    secrets: Vec<String>,
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The list of members; the text's name of each is `member` and the place.
pub(crate) fn list(text: &Text) -> String {
    let mut list = "member number,name,email,unit,class,joined\n".to_owned();
    for place in 0..MEMBERS {
        let name = text(&format!("member {place}")).replace('"', "\"\"");
        let class = if place == OUTSIDER {
            "supporter"
        } else {
            "full"
        };
        let unit = if (SECRETARY..SECRETARY + 6).contains(&place) {
            place - SECRETARY + 1
        } else {
            place % 6 + 1
        };
        writeln!(
            list,
            "m{place},\"{name}\",m{place}@example.org,branch-{unit},{class},2019-03-01"
        )
        .expect("a string");
    }
    list
}

fn society(text: &Text) -> String {
    let mut units = String::new();
    for branch in 1..=6 {
        let title = quoted(&text(&format!("branch {branch}")));
        let secretary = SECRETARY + branch - 1;
        writeln!(units, "{{ id = \"branch-{branch}\", kind = \"branch\", title = {title}, officers = {{ secretary = \"m{secretary}\" }} }},").expect("a string");
    }
    let title = |name: &str| quoted(&text(name));
    format!(
        r#"name = {name}
zone = "Europe/London"
founder = "m0"
classes = ["full", "supporter"]
bodies = [{{ id = "organisation", title = {name} }}, {{ id = "executive", title = {executive} }}]
units = [
{units}]
seats = [
  {{ id = "returning-officer", title = {officer}, body = "organisation", number = 2 }},
  {{ id = "credential-authority", title = "Credential authority", body = "organisation", number = 1 }},
  {{ id = "appeals-panel", title = "Panel", body = "organisation", number = 2 }},
  {{ id = "secretary", title = {secretary}, body = "branch", number = 1 }},
  {{ id = "executive-member", title = "Member", body = "executive", section = "members", number = 9 }},
]
powers = [
  {{ act = "record-roll-import", seat = "returning-officer", persons = 1, rule = "society.1" }},
  {{ act = "adopt-procedure", seat = "returning-officer", persons = 2, rule = "society.1" }},
  {{ act = "open-matter", seat = "returning-officer", persons = 1, rule = "society.1" }},
  {{ act = "limit-right", seat = "returning-officer", persons = 2, rule = "society.1" }},
  {{ act = "form-unit", seat = "returning-officer", persons = 1, rule = "society.1" }},
]

[holders]
returning-officer = ["m0", "m1"]
credential-authority = ["m2"]
appeals-panel = ["m3", "m4"]

[clauses]
"society.1" = {clause}
"#,
        name = title("organisation"),
        executive = title("executive"),
        officer = title("seat officer"),
        secretary = title("seat secretary"),
        clause = title("clause"),
    )
}

impl House {
    /// Founded by the first officer's pages: the members, the organisation, its procedure and two elections.
    pub(crate) async fn founded(text: &Text) -> Self {
        let house = Self::begun(&list(text), &society(text), MEMBERS).await;
        let source = PROCEDURE
            .replace("supported-by-units = 5", "supported-by-units = 1")
            .replace("trustees-at-least = 3", "trustees-at-least = 2")
            .replace("\nnumber = 9", "\nnumber = 1");
        house.adopt(&source).await;
        house.clock("2026-05-25T11:00:00Z").await;
        for (id, year) in [(MATTER, "2026"), (OTHER, "2027")] {
            house
                .open_matter(id, year, &text(&format!("matter {year}")))
                .await;
        }
        house
    }

    /// A procedure is adopted by two officers.
    pub(crate) async fn adopt(&self, source: &str) {
        let fields = [("source", source)];
        let of = self
            .does_at("/organisation", "adopt-procedure", OFFICER, &fields)
            .await;
        self.does_at("/organisation", "confirm", DEPUTY, &[("of", &of)])
            .await;
    }

    /// Founded with so many members, `m0` and on, whose list is on the record too.
    pub(crate) async fn begun(list: &str, description: &str, members: usize) -> Self {
        let mut house = Self::new().await;
        let link = polity_web::identity::first::offer(&house.site).await;
        let link = link.expect("made").expect("nobody is here");
        let link = link.strip_prefix("http://localhost").expect("ours");
        let page = format!("{link}/members");
        let file = || list.as_bytes();
        let seen = house
            .post(As::Visitor, &page, Sent::File(file(), &[]))
            .await;
        assert_eq!(seen.status.as_u16(), 200, "{}", seen.text);
        let confirmed = Sent::File(file(), &[("confirm", "yes")]);
        house.post(As::Visitor, &page, confirmed).await.done();
        let form = [("text", description)];
        let path = format!("{link}/organisation");
        house
            .post(As::Visitor, &path, Sent::Form(&form))
            .await
            .done();
        for place in 0..members {
            let number = format!("m{place}");
            let store = house.site.store();
            let member = store.member_fetch(&number, &house.viewer()).await;
            house
                .members
                .push(member.expect("read").expect("a member").person);
        }
        house.import(list).await;
        house
    }

    async fn import(&self, list: &str) {
        let officer = As::Strong(OFFICER);
        let got = self
            .post(officer, "/roll/import", Sent::File(list.as_bytes(), &[]))
            .await
            .done();
        let upload = got.location().to_owned();
        let seen = self.worked(officer, &upload).await;
        assert_eq!(seen.status.as_u16(), 200, "{}", seen.text);
        let path = format!("{upload}/confirm");
        self.post(officer, &path, Sent::Form(&[])).await.done();
        let told = self.worked(officer, &upload).await;
        assert_eq!(told.status.as_u16(), 200, "{}", told.text);
    }

    async fn open_matter(&self, id: &str, year: &str, title: &str) {
        let dates = [
            ("notice", "06-01"),
            ("joined-by", "06-12"),
            ("arrears-paid-by", "06-26"),
            ("freeze", "07-01"),
            ("nominations-close", "09-11"),
            ("ballot-opens", "10-02"),
            ("ballot-closes", "10-23"),
        ];
        let dates =
            dates.map(|(name, day)| (format!("date-{name}"), format!("{year}-{day} 12:00")));
        let mut fields = vec![
            ("procedure", "executive-section-stv"),
            ("title", title),
            ("id", id),
        ];
        fields.extend(dates.iter().map(|(name, at)| (name.as_str(), at.as_str())));
        self.does_at("/organisation", "open-matter", OFFICER, &fields)
            .await;
    }

    /// Does an act by its form, checked first; gives the entry's number.
    pub(crate) async fn does_at(
        &self,
        home: &str,
        act: &str,
        member: usize,
        fields: &[(&str, &str)],
    ) -> String {
        let path = format!("{home}/act/{act}");
        let who = As::Strong(member);
        let nonce = format!("{act}-{member}-{}", self.site.now());
        let mut fields = fields.to_vec();
        fields.extend([("nonce", nonce.as_str()), ("step", "review")]);
        let review = self.post(who, &path, Sent::Form(&fields)).await;
        assert_eq!(review.status.as_u16(), 200, "{path}: {}", review.text);
        fields.retain(|(name, _)| *name != "step");
        fields.push(("step", "do"));
        let done = self.post(who, &path, Sent::Form(&fields)).await.done();
        let to = done.location();
        let told = self.get(who, to).await;
        assert_eq!(told.status.as_u16(), 200, "{to}: {}", told.text);
        to.split("done=").nth(1).expect("an entry").to_owned()
    }

    /// The same on the election.
    pub(crate) async fn does(&self, act: &str, member: usize, fields: &[(&str, &str)]) -> String {
        self.does_at(&format!("/matters/{MATTER}"), act, member, fields)
            .await
    }

    /// Up to statements that are handed in.
    pub(crate) async fn standing(&self, text: &Text) {
        self.clock("2026-06-01T11:00:00Z").await;
        self.does("give-notice", OFFICER, &[]).await;
        self.clock("2026-07-01T11:00:00Z").await;
        let officer = As::Strong(OFFICER);
        let freeze = format!("/matters/{MATTER}/roll/freeze");
        let to = self.post(officer, &freeze, Sent::Form(&[])).await.done();
        let told = self.worked(officer, to.location()).await;
        assert_eq!(told.status.as_u16(), 200, "{}", told.text);
        self.clock("2026-08-03T18:30:00Z").await;
        for (place, candidate) in CANDIDATES.into_iter().enumerate() {
            self.does("nominate", candidate, &[]).await;
            let person = self.members[candidate].to_string();
            self.does("support", SECRETARY + place, &[("candidate", &person)])
                .await;
        }
        self.clock("2026-09-12T09:00:00Z").await;
        for candidate in CANDIDATES {
            self.does("consent", candidate, &[("agree", "yes")]).await;
            let statement = text(&format!("statement {candidate}"));
            self.does("submit-statement", candidate, &[("statement", &statement)])
                .await;
        }
    }

    /// The same, and the statements are published.
    pub(crate) async fn nominated(&self, text: &Text) {
        self.standing(text).await;
        self.clock("2026-09-16T11:30:00Z").await;
        let seed = text("seed");
        self.does("publish-statements", OFFICER, &[("seed", &seed)])
            .await;
    }

    /// The trustees' keys, made and shown to work; gives the secrets.
    async fn keys(&self, text: &Text) -> Vec<String> {
        self.clock("2026-09-20T10:00:00Z").await;
        let mut secrets = Vec::new();
        let api = format!("/api/v1/matters/{MATTER}/trusteeship");
        for trustee in TRUSTEES {
            let number = format!("m{trustee}");
            let of = self
                .does("name-trustee", OFFICER, &[("trustee", &number)])
                .await;
            self.does("confirm", DEPUTY, &[("of", &of)]).await;
        }
        for trustee in TRUSTEES {
            let name = text(&format!("trustee {trustee}"));
            let (secret, public) = make_key(&name, &mut self.site.rng());
            secrets.push(secret.to_string());
            let bytes = serde_json::to_vec(&public).expect("JSON");
            let path = format!("{api}/key");
            let got = self
                .post(As::Link(trustee), &path, Sent::Json(&bytes))
                .await;
            assert_eq!(got.status.as_u16(), 200, "{}", got.text);
        }
        for (trustee, secret) in TRUSTEES.into_iter().zip(&secrets) {
            let got = self.get(As::Link(trustee), &api).await;
            let standing: Value = serde_json::from_str(&got.text).expect("JSON");
            let question: KeyQuestionFile =
                serde_json::from_value(standing["question"].clone()).expect("a question");
            let secret = read_secret(secret).expect("a secret");
            let answer = prove_key(&secret, &question, &mut self.site.rng()).expect("an answer");
            let path = format!("{api}/proof");
            let sent = answer.to_json();
            let got = self.post(As::Link(trustee), &path, Sent::Json(&sent)).await;
            assert_eq!(got.status.as_u16(), 200, "{}", got.text);
        }
        secrets
    }

    /// The codes of the voters, handed in.
    async fn credentials(&self) -> (String, Codes) {
        self.clock("2026-09-22T10:00:00Z").await;
        let authority = As::Strong(AUTHORITY);
        let voters = self
            .get(authority, &format!("/matters/{MATTER}/voters.csv"))
            .await;
        let voters = read_voters(&voters.text).expect("voters");
        let desk = format!("/matters/{MATTER}/ballot");
        let page = self.get(authority, &desk).await.text;
        let uuid = page
            .split("--uuid ")
            .nth(1)
            .unwrap_or_else(|| panic!("{page}"));
        let uuid = uuid.split(' ').next().expect("an id").to_owned();
        let codes = Codes::make(&uuid, voters, &mut self.site.rng());
        let public = codes.public().to_json();
        let path = format!("{desk}/credentials");
        self.post(authority, &path, Sent::File(&public, &[]))
            .await
            .done();
        (uuid, codes)
    }

    /// What waits for a second person is confirmed.
    pub(crate) async fn second(&self) {
        let world = self.site.store().world().await.expect("read");
        let matter = world
            .matter(&MatterId::new(MATTER).expect("an id"))
            .expect("it");
        let of = matter
            .proposals
            .keys()
            .last()
            .expect("something waits")
            .to_string();
        let path = format!("/matters/{MATTER}/ballot/confirm");
        self.post(As::Strong(DEPUTY), &path, Sent::Form(&[("of", &of)]))
            .await
            .done();
    }

    /// Starts an officer's long work and sees it end well.
    async fn works(&self, part: &str) {
        let officer = As::Strong(OFFICER);
        let path = format!("/matters/{MATTER}/{part}");
        let to = self.post(officer, &path, Sent::Form(&[])).await.done();
        let told = self.worked(officer, to.location()).await;
        assert_eq!(told.status.as_u16(), 200, "{}", told.text);
    }
}

impl Election {
    /// An open ballot with two votes in its box.
    pub(crate) async fn open(text: &Text) -> Self {
        let house = House::founded(text).await;
        house.nominated(text).await;
        let secrets = house.keys(text).await;
        let (uuid, codes) = house.credentials().await;
        house.clock("2026-10-02T11:00:00Z").await;
        let open = format!("/matters/{MATTER}/ballot/open");
        house
            .post(As::Strong(OFFICER), &open, Sent::Form(&[]))
            .await
            .done();
        house.second().await;
        house.clock("2026-10-09T17:00:00Z").await;
        let mut election = Self {
            house,
            uuid,
            codes,
            tracker: String::new(),
            secrets,
        };
        election.vote().await;
        election
    }

    async fn vote(&mut self) {
        let matter = MatterId::new(MATTER).expect("an id");
        let store: &Store = self.house.site.store();
        let world = store.world().await.expect("read");
        let opening = world
            .matter(&matter)
            .and_then(|one| one.ballot_box.as_ref());
        let election = opening.expect("open").opening.election;
        let folder = self.house.site.election(&matter).expect("a folder");
        let poll = Poll::new(matter, &folder.setup(election).expect("read")).expect("a poll");
        for (ranking, (_, code)) in [[1, 2], [2, 1]].iter().zip(self.codes.iter()) {
            let numbers = Ranking::numbers_of(ranking, 2).expect("a ranking");
            let mut rng = self.house.site.rng();
            let made = poll.polls().make(code, &[numbers], &mut rng).expect("made");
            let path = format!("/api/v1/ballots/{}/votes", self.uuid);
            let got = self
                .house
                .post(As::Visitor, &path, Sent::Json(&made.bytes))
                .await;
            assert_eq!(got.status.as_u16(), 201, "{}", got.text);
            let saved: Value = serde_json::from_str(&got.text).expect("JSON");
            let tracker = saved["tracker"].as_str().expect("a tracker");
            tracker.clone_into(&mut self.tracker);
        }
    }

    /// On to a count that is on the record.
    pub(crate) async fn counted(&self) {
        let house = &self.house;
        house.clock("2026-10-23T12:00:00Z").await;
        house.works("ballot/close").await;
        house.second().await;
        house.clock("2026-10-23T14:00:00Z").await;
        for trustee in TRUSTEES {
            let who = As::Link(trustee);
            let path = format!("/matters/{MATTER}/trustees/mix");
            let to = house.post(who, &path, Sent::File(b"mix", &[])).await.done();
            let told = house.worked(who, to.location()).await;
            assert_eq!(told.status.as_u16(), 200, "{}", told.text);
        }
        let matter = MatterId::new(MATTER).expect("an id");
        let archive = house.site.election(&matter).expect("a folder").archive();
        for (trustee, secret) in TRUSTEES.into_iter().zip(&self.secrets) {
            let secret = read_secret(secret).expect("a secret");
            let file = std::fs::File::open(archive.path()).expect("an archive");
            let desk = Desk::open(std::io::BufReader::new(file), &secret).expect("a desk");
            let part = desk
                .decrypt(&secret, &mut house.site.rng())
                .expect("a part");
            let path = format!("/api/v1/matters/{MATTER}/trusteeship/decryption");
            let sent = part.to_json();
            let got = house
                .post(As::Link(trustee), &path, Sent::Json(&sent))
                .await;
            assert_eq!(got.status.as_u16(), 200, "{}", got.text);
        }
        house.clock("2026-10-23T17:00:00Z").await;
        house.works("ballot/count").await;
        house.second().await;
    }
}
