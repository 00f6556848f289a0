//! A body meets by the site's own forms, from the notice to the approved minutes: who may do what, who reads what, how
//! votes fall and what they bring about, and that whoever watches is told.

use std::fmt::Write as _;
use std::time::Duration;

use polity_office::desk;
use polity_org::act::{Adoption, Deed};
use polity_org::body::BodyDeed;
use polity_org::{Act, Digest};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::house::{As, House, Sent};

#[path = "sitting/rules.rs"]
mod rules;

const PROCEDURE: &str = include_str!("../../../../procedures/general-secretary-2020.toml");

/// Places in the list of members.
const CHAIR: usize = 0;
const SECRETARY: usize = 1;
const ANN: usize = 2;
const BOB: usize = 3;
const CERI: usize = 4;
/// Two who adopt what a body is made of.
const PANEL: [usize; 2] = [7, 9];
/// A member of the organisation, of no body.
const OUTSIDER: usize = 8;
const MEMBERS: usize = 10;
/// Who watches the meeting from elsewhere.
const WATCHERS: usize = 200;

const HOME: &str = "/sittings/executive-2026-06-10";

const SOCIETY: &str = r#"name = "The Society for Long Walks"
zone = "Europe/London"
founder = "m0"
classes = ["full"]
bodies = [
  { id = "organisation", title = "The Society for Long Walks" },
  { id = "executive", title = "Executive" },
  { id = "appointment-panel", title = "Appointment panel" },
  { id = "staff", title = "Staff" },
]
units = [{ id = "branch-1", kind = "branch", title = "Branch" }]
seats = [
  { id = "executive-officer", title = "Chair", body = "executive", number = 1 },
  { id = "record-keeper", title = "Secretary", body = "organisation", number = 1 },
  { id = "member", title = "Member", body = "executive", number = 5 },
  { id = "panellist", title = "Panellist", body = "appointment-panel", number = 3 },
  { id = "teller", title = "Teller", body = "organisation", number = 2 },
  { id = "appeals-panel", title = "Appeals panel", body = "organisation", number = 2 },
  { id = "general-secretary", title = "General secretary", body = "staff", section = "general-secretary", number = 1 },
]
powers = [
  { act = "record-roll-import", seat = "executive-officer", persons = 1, rule = "society.1" },
  { act = "adopt-procedure", seat = "appeals-panel", persons = 2, rule = "society.1" },
  { act = "open-matter", seat = "executive-officer", persons = 1, rule = "society.1" },
]

[holders]
executive-officer = ["m0"]
record-keeper = ["m1"]
member = ["m2", "m3", "m4", "m5", "m6"]
appeals-panel = ["m7", "m9"]

[clauses]
"society.1" = "The chair keeps the society's procedures."
"#;

const COMPOSITION: &str = r#"
body = "executive"
title = "The executive"
within = "organisation"
in-force-from = "2026-05-01"
rule = "exec.seats"
recorded-by = "executive-officer"
persons = 1
may = ["adopt-procedures", "change-rules"]

quorum = { at-least = "1/2", of = "held", rule = "exec.meets" }
majority = { more-than = "1/2", of = "voting", rule = "exec.meets" }

[sittings]
chair = "executive-officer"
secretary = "record-keeper"
notice-days = 7
special-notice-days = 3
papers-days = 3
waiver = { at-least = "2/3", of = "present", rule = "exec.meets" }
speech-seconds = 180
item-movers = 2
item-days = 5
remote = true
report-days = 14
notice-rule = "exec.meets"
voting-rule = "exec.meets"

[[division]]
id = "officers"
title = "Officers"
seat = "executive-officer"
seats = 1
filled = "elected"
by = "the members"

[[division]]
id = "members"
title = "Members"
seat = "member"
seats = 5
filled = "elected"
by = "the members"
reservation = [{ group = "women", at-least = 2 }]

[[clause]]
id = "exec.seats"
text = "The executive has a chair and five members."

[[clause]]
id = "exec.meets"
text = "The executive meets on seven clear days' notice and decides by a majority, with half of its members present."
"#;

fn name(place: usize) -> String {
    format!("Walker {place}")
}

/// The society, whose executive can meet.
async fn composed() -> House {
    let mut list = "member number,name,email,unit,class,joined\n".to_owned();
    for place in 0..MEMBERS {
        let name = name(place);
        writeln!(
            list,
            "m{place},{name},m{place}@example.org,branch-1,full,2019-03-01"
        )
        .expect("there");
    }
    let house = House::begun(&list, SOCIETY, MEMBERS).await;
    let adoption = Adoption {
        source: COMPOSITION.to_owned(),
        sha256: Digest::of(COMPOSITION.as_bytes()),
    };
    let adopt = Deed::Body(BodyDeed::AdoptComposition(adoption));
    let [first, second] = PANEL.map(|place| house.members[place].clone());
    let adopt = Act::standing(first, adopt);
    let now = house.site.now();
    let store = house.site.store();
    let done = desk::submit(store, &adopt, &[], now).await;
    let done = done.expect("proposed");
    desk::confirm(store, &done, None, &second, now)
        .await
        .expect("adopted");
    house
}

impl House {
    /// Gives notice of a meeting; gives its path.
    async fn convene(&self, starts: &str, agenda: &str) -> String {
        let mut fields = vec![
            ("body", "executive"),
            ("title", "June meeting"),
            ("starts", starts),
            ("place", "The old mill"),
            ("remote", "yes"),
            ("agenda", agenda),
            ("nonce", starts),
            ("step", "review"),
        ];
        let who = As::Strong(SECRETARY);
        let path = "/sittings/convene";
        let review = self.post(who, path, Sent::Form(&fields)).await;
        assert_eq!(review.status.as_u16(), 200, "{}", review.text);
        fields.pop();
        fields.push(("step", "do"));
        let done = self.post(who, path, Sent::Form(&fields)).await.done();
        // Sent twice, it is one notice.
        let again = self.post(who, path, Sent::Form(&fields)).await.done();
        assert_eq!(done.location(), again.location());
        done.location().to_owned()
    }

    async fn meets(&self, act: &str, member: usize, fields: &[(&str, &str)]) {
        self.tick();
        self.does_at(HOME, act, member, fields).await;
    }

    /// One press on the desk.
    async fn presses(&self, act: &str, fields: &[(&str, &str)]) {
        self.tick();
        let mut fields = fields.to_vec();
        fields.extend([("to", "desk"), ("step", "do")]);
        let path = format!("{HOME}/act/{act}");
        let got = self
            .post(As::Strong(CHAIR), &path, Sent::Form(&fields))
            .await
            .done();
        assert_eq!(got.location(), format!("{HOME}/desk"));
    }

    async fn looks(&self, who: As, below: &str) -> (u16, String) {
        let got = self.get(who, &format!("{HOME}{below}")).await;
        (got.status.as_u16(), got.text)
    }

    fn who(&self, place: usize) -> String {
        self.members[place].to_string()
    }

    /// Notice, papers, and who comes.
    async fn called(&self) {
        let agenda = "Apologies; 5\nThe post of general secretary; 30\nPremises; 10 *\n";
        let path = self.convene("2026-06-10 18:00", agenda).await;
        assert_eq!(path, HOME);
        let list = self.get(As::Visitor, "/sittings").await.text;
        assert!(
            list.contains("June meeting") && list.contains("The old mill"),
            "{list}"
        );
        let paper = [
            ("item", "3"),
            ("title", "Offers for the mill"),
            ("audience", "body"),
            ("text", "Two offers, both too high."),
        ];
        self.meets("table-paper", SECRETARY, &paper).await;
        let asked = [("title", "Boots for all"), ("minutes", "10")];
        self.meets("request-item", ANN, &asked).await;
        self.meets("join-item", BOB, &[("request", "1")]).await;
        self.meets("apologise", CERI, &[]).await;
    }

    /// Open, with four of six.
    async fn opened_meeting(&self) {
        self.clock("2026-06-10T17:00:00Z").await;
        for member in [CHAIR, ANN, BOB] {
            let id = self.who(member);
            self.presses("enter", &[("person", &id), ("mode", "room")])
                .await;
        }
        let id = self.who(5);
        self.presses("enter", &[("person", &id), ("mode", "remote")])
            .await;
        self.presses("open", &[]).await;
    }

    /// A question that is put, with its number.
    async fn puts(&self, fields: &[(&str, &str)]) {
        let ann = self.who(ANN);
        let mut all = vec![("mover", ann.as_str())];
        all.extend(fields);
        let effect = fields.iter().find(|(name, _)| *name == "effect");
        all.push(("shown", effect.expect("an effect").1));
        self.meets("put", CHAIR, &all).await;
    }
}

#[tokio::test]
async fn a_meeting_from_notice_to_approved_minutes_by_forms() {
    let house = composed().await;
    house.called().await;
    let (_, page) = house.looks(As::Visitor, "").await;
    assert!(
        page.contains("Boots for all") && page.contains("Offers for the mill"),
        "{page}"
    );
    assert!(page.contains("clear days before the meeting"), "{page}");
    for (who, reads) in [
        (As::Link(OUTSIDER), false),
        (As::Link(ANN), true),
        (As::Strong(SECRETARY), true),
    ] {
        let (status, text) = house.looks(who, "/papers/1").await;
        assert_eq!(status, 200);
        assert_eq!(text.contains("both too high"), reads, "{who:?}: {text}");
    }
    assert_eq!(house.looks(As::Visitor, "/papers/1").await.0, 303);
    // Only the desk is at the desk; a member is told who may open.
    assert_eq!(house.looks(As::Link(OUTSIDER), "/desk").await.0, 403);
    let (status, told) = house.looks(As::Strong(ANN), "/act/open?lang=cy").await;
    assert_eq!(status, 403);
    assert!(
        told.contains("Dim ond y person hwn all wneud hyn"),
        "{told}"
    );
    house.opened_meeting().await;
    floor(&house).await;
    decisions(&house).await;
    adoption(&house).await;
    in_private(&house).await;
    afterwards(&house).await;
}

/// Items, turns, points of order.
async fn floor(house: &House) {
    house.presses("take-item", &[("item", "2")]).await;
    for member in [ANN, BOB] {
        house.meets("speak", member, &[]).await;
    }
    let (_, desk) = house.looks(As::Strong(CHAIR), "/desk").await;
    assert!(desk.contains(&format!("Call {}", name(ANN))), "{desk}");
    let ann = house.who(ANN);
    house.presses("call-next", &[("of", &ann)]).await;
    // The same press once more calls nobody else.
    house.presses("call-next", &[("of", &ann)]).await;
    let world = house.site.store().world().await.expect("there");
    let sitting = world.sittings().next().expect("one");
    assert_eq!(sitting.turns.len(), 1);
    let (_, screen) = house.looks(As::Visitor, "/screen").await;
    assert!(
        screen.contains(&name(ANN)) && screen.contains("general secretary"),
        "{screen}"
    );
    house.presses("end-turn", &[]).await;
    house
        .meets("raise-point", BOB, &[("category", "time")])
        .await;
    house
        .presses("rule-point", &[("point", "1"), ("upheld", "no")])
        .await;
}

/// By show of hands.
async fn decisions(house: &House) {
    let fields = [
        ("effect", "resolve"),
        ("title", "That we meet outdoors"),
        ("item-1", "yes"),
        ("text", "We meet outdoors in summer."),
    ];
    house.puts(&fields).await;
    let open = [("question", "1"), ("method", "hands"), ("shown", "hands")];
    house.presses("open-vote", &open).await;
    let too_many = [
        ("for", "9"),
        ("against", "0"),
        ("abstained", "0"),
        ("step", "review"),
    ];
    let path = format!("{HOME}/act/count");
    let got = house
        .post(As::Strong(SECRETARY), &path, Sent::Form(&too_many))
        .await;
    assert_eq!(got.status.as_u16(), 422);
    assert!(
        got.text.contains("There are more votes than voters"),
        "{}",
        got.text
    );
    let count = [("for", "3"), ("against", "1"), ("abstained", "0")];
    house.meets("count", SECRETARY, &count).await;
    house.presses("decide", &[]).await;
    let (_, page) = house.looks(As::Visitor, "").await;
    assert!(page.contains("Carried by 3 to 1."), "{page}");
    assert!(page.contains("We meet outdoors in summer."), "{page}");
}

/// By roll-call, with what it brings about.
async fn adoption(house: &House) {
    let fields = [
        ("effect", "adopt-procedure"),
        ("title", "The process for the general secretary"),
        ("item-2", "yes"),
        ("source", PROCEDURE),
    ];
    house.puts(&fields).await;
    let open = [
        ("question", "2"),
        ("method", "roll-call"),
        ("shown", "roll-call"),
    ];
    house.presses("open-vote", &open).await;
    house.meets("vote", ANN, &[("choice", "for")]).await;
    for (member, choice) in [(CHAIR, "for"), (BOB, "against"), (5, "for")] {
        let id = house.who(member);
        house
            .presses("vote", &[("person", &id), ("choice", choice)])
            .await;
    }
    house.presses("decide", &[]).await;
    let told = house
        .get(As::Visitor, "/procedures/general-secretary-2020")
        .await
        .text;
    for part in ["The executive", "Carried by 3 to 1.", HOME, &name(BOB)] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

/// An item in private: the screen names nothing of it, and nobody is let in.
async fn in_private(house: &House) {
    house.presses("take-item", &[("item", "3")]).await;
    let (_, screen) = house.looks(As::Visitor, "/screen").await;
    assert!(
        screen.contains("taken in private") && !screen.contains("Premises"),
        "{screen}"
    );
    let id = house.who(6);
    let fields = [("person", id.as_str()), ("mode", "room"), ("step", "do")];
    let path = format!("{HOME}/act/enter");
    let got = house
        .post(As::Strong(CHAIR), &path, Sent::Form(&fields))
        .await;
    assert_eq!(got.status.as_u16(), 403);
    assert!(
        got.text.contains("Nobody is let in during item 3"),
        "{}",
        got.text
    );
    house.presses("finish-item", &[]).await;
}

/// Work given out, questions, the close, minutes, reports.
async fn afterwards(house: &House) {
    let bob = house.who(BOB);
    let action = [
        ("owner", bob.as_str()),
        ("due", "2026-07-01"),
        ("text", "Ask the miller."),
    ];
    house.meets("assign", SECRETARY, &action).await;
    let chair = house.who(CHAIR);
    let asked = [("to", chair.as_str()), ("text", "Where are the accounts?")];
    house.meets("ask", ANN, &asked).await;
    let front = house.get(As::Strong(CHAIR), "/").await.text;
    assert!(front.contains("Answer a question put to you"), "{front}");
    let answer = [("question", "1"), ("text", "With the auditor.")];
    house.meets("answer", CHAIR, &answer).await;
    let follow = [("question", "1"), ("settled", "yes")];
    house.meets("follow-up", ANN, &follow).await;
    let note = [("action", "1"), ("note", "He will think about it.")];
    house.meets("finish-action", BOB, &note).await;
    house.meets("close", CHAIR, &[]).await;
    let text = [("text", "A calm meeting.")];
    house.meets("submit-minutes", SECRETARY, &text).await;
    house
        .meets("report", ANN, &[("text", "I moved two questions.")])
        .await;
    for (who, reads) in [(As::Visitor, false), (As::Link(ANN), true)] {
        let (_, minutes) = house.looks(who, "/minutes").await;
        assert_eq!(minutes.contains("A calm meeting."), reads, "{who:?}");
        assert!(
            minutes.contains(&format!("{}: Against", name(BOB))),
            "{minutes}"
        );
    }
    let path = house
        .convene("2026-06-24 18:00", "Minutes of the last meeting; 5")
        .await;
    approve(house, &path).await;
    let (_, minutes) = house.looks(As::Visitor, "/minutes").await;
    assert!(
        minutes.contains("A calm meeting.") && minutes.contains("Approved"),
        "{minutes}"
    );
    let (_, page) = house.looks(As::Visitor, "").await;
    for part in [
        "I moved two questions.",
        "With the auditor.",
        "He will think about it.",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

async fn approve(house: &House, path: &str) {
    house.clock("2026-06-24T17:00:00Z").await;
    for member in [CHAIR, ANN, BOB] {
        house.tick();
        let mode = [("mode", "room")];
        let id = house.who(member);
        let desk = [("person", id.as_str()), ("mode", "room")];
        let fields = if member == CHAIR {
            &desk[..]
        } else {
            &mode[..]
        };
        house.does_at(path, "enter", member, fields).await;
    }
    house.does_at(path, "open", CHAIR, &[]).await;
    let ann = house.who(ANN);
    let fields = [
        ("effect", "approve-minutes"),
        ("shown", "approve-minutes"),
        ("title", "The minutes are right"),
        ("item-1", "yes"),
        ("of", "executive-2026-06-10"),
        ("mover", &ann),
    ];
    house.does_at(path, "put", CHAIR, &fields).await;
    let open = [("question", "1"), ("method", "hands"), ("shown", "hands")];
    house.does_at(path, "open-vote", CHAIR, &open).await;
    let count = [("for", "3"), ("against", "0"), ("abstained", "0")];
    house.does_at(path, "count", SECRETARY, &count).await;
    house.does_at(path, "decide", CHAIR, &[]).await;
}

/// Reads from a line until the words came so many times.
async fn reads_until(line: &mut TcpStream, words: &str, times: usize, seen: &mut String) {
    let mut part = [0_u8; 4096];
    while seen.matches(words).count() < times {
        let read = tokio::time::timeout(Duration::from_mins(2), line.read(&mut part)).await;
        let read = read.expect("in time").expect("a line");
        assert!(read > 0, "the line ended: {seen}");
        seen.push_str(&String::from_utf8_lossy(&part[..read]));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_who_watch_see_one_act_and_do_not_hold_the_end_up() {
    let house = composed().await;
    house.called().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("bound");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let site = house.site.clone();
    let served = tokio::spawn(polity_web::server::serve(site, listener, async {
        let _ = stopped.await;
    }));
    let mut lines = Vec::new();
    for _ in 0..WATCHERS {
        let mut line = TcpStream::connect(address).await.expect("a line");
        let ask = format!("GET {HOME}/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        line.write_all(ask.as_bytes()).await.expect("asked");
        let mut seen = String::new();
        reads_until(&mut line, "event: changed", 1, &mut seen).await;
        assert!(seen.contains("text/event-stream"), "{seen}");
        lines.push((line, seen));
    }
    house.meets("apologise", 6, &[]).await;
    for (line, seen) in &mut lines {
        reads_until(line, "event: changed", 2, seen).await;
        let marks: Vec<_> = seen
            .lines()
            .filter(|one| one.starts_with("data:"))
            .collect();
        assert!(marks.len() >= 2 && marks[0] != marks[1], "{marks:?}");
    }
    stop.send(()).expect("it runs");
    let ended = tokio::time::timeout(Duration::from_secs(20), served).await;
    ended
        .expect("at once")
        .expect("no panic")
        .expect("in order");
}
