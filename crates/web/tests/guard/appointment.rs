//! A chief officer is appointed by the site's own forms, from the executive's first vote to the declaration: what each
//! person sees on the way, and what nobody sees too early.

use std::fmt::Write as _;

use crate::house::{As, House, Sent};

#[path = "appointment/monitoring.rs"]
mod monitoring;

const PROCEDURE: &str = include_str!("../../../../procedures/general-secretary-2020.toml");
const POST: &str = "/matters/general-secretary";

/// Places in the list of members.
const CHAIR: usize = 0;
const VICE: usize = 1;
/// On the executive, beside the chair and the vice-chair.
const EXECUTIVE: [usize; 5] = [2, 3, 4, 5, 6];
const PANEL: [usize; 3] = [7, 8, 9];
const TELLERS: [usize; 2] = [10, 11];
const APPLICANTS: [usize; 3] = [14, 15, 16];
/// Who applies too, and withdraws: most of them answer the questions for monitoring.
const WITHDRAWN: std::ops::Range<usize> = 18..30;
const MEMBERS: usize = 30;

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
  { id = "executive-officer", title = "Chair or vice-chair", body = "executive", number = 2 },
  { id = "member", title = "Member", body = "executive", number = 5 },
  { id = "panellist", title = "Panellist", body = "appointment-panel", number = 3 },
  { id = "teller", title = "Teller", body = "organisation", number = 2 },
  { id = "appeals-panel", title = "Appeals panel", body = "organisation", number = 2 },
  { id = "general-secretary", title = "General secretary", body = "staff", section = "general-secretary", number = 1 },
]
powers = [
  { act = "record-roll-import", seat = "executive-officer", persons = 1, rule = "society.1" },
  { act = "adopt-procedure", seat = "executive-officer", persons = 2, rule = "society.1" },
  { act = "open-matter", seat = "executive-officer", persons = 1, rule = "society.1" },
]

[holders]
executive-officer = ["m0", "m1"]
member = ["m2", "m3", "m4", "m5", "m6"]
panellist = ["m7", "m8", "m9"]
teller = ["m10", "m11"]
appeals-panel = ["m12", "m13"]

[clauses]
"society.1" = "The chair and the vice-chair keep the society's procedures."
"#;

fn name(place: usize) -> String {
    format!("Walker {place}")
}

/// The society, with the matter opened.
async fn opened() -> House {
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
    house.adopt(PROCEDURE).await;
    let fields = [
        ("procedure", "general-secretary-2020"),
        ("title", "General secretary"),
        ("id", "general-secretary"),
        ("date-agreed", "2026-06-01 09:00"),
        ("date-advert", "2026-06-01 12:00"),
        ("date-applications-close", "2026-06-11 00:00"),
        ("date-interviews", "2026-06-15 09:00"),
        ("date-meeting", "2026-06-23 10:00"),
    ];
    house
        .does_at("/organisation", "open-matter", CHAIR, &fields)
        .await;
    house
}

impl House {
    async fn acts(&self, act: &str, member: usize, fields: &[(&str, &str)]) -> String {
        self.tick();
        self.does_at(POST, act, member, fields).await
    }

    /// An act of two persons.
    async fn both(&self, act: &str, members: [usize; 2], fields: &[(&str, &str)]) {
        let of = self.acts(act, members[0], fields).await;
        self.acts("confirm", members[1], &[("of", &of)]).await;
    }

    fn id(&self, place: usize) -> String {
        self.members[place].to_string()
    }

    async fn reads(&self, member: usize, below: &str) -> (u16, String) {
        let got = self
            .get(As::Strong(member), &format!("{POST}{below}"))
            .await;
        (got.status.as_u16(), got.text)
    }

    /// The panel keeps these applicants.
    async fn keeps(&self, kept: &[usize]) {
        let ticks: Vec<_> = kept
            .iter()
            .map(|one| format!("keep-{}", self.id(*one)))
            .collect();
        let mut fields = vec![
            ("present", "3"),
            ("for", "2"),
            ("against", "1"),
            ("abstained", "0"),
            ("reason", "They meet the criteria."),
        ];
        fields.extend(ticks.iter().map(|tick| (tick.as_str(), "yes")));
        self.both("select", [PANEL[0], PANEL[1]], &fields).await;
    }

    async fn heard(&self, by: usize, candidate: usize, present: &[usize]) {
        let ticks: Vec<_> = present
            .iter()
            .map(|one| format!("present-{}", self.id(*one)))
            .collect();
        // The second is not asked the last question.
        let mut asked = self.papers(true).await;
        if candidate == APPLICANTS[1] {
            asked.pop();
        }
        let asked: Vec<_> = asked.iter().map(|one| format!("asked-{one}")).collect();
        let candidate = self.id(candidate);
        let mut fields = vec![("candidate", candidate.as_str())];
        let ticks = ticks.iter().chain(&asked);
        fields.extend(ticks.map(|tick| (tick.as_str(), "yes")));
        self.acts("hear", by, &fields).await;
    }

    /// The questions of the present stage: of the set, or of its bank.
    async fn papers(&self, fixed: bool) -> Vec<String> {
        let world = self.site.store().world().await.expect("there");
        let id = "general-secretary".parse().expect("an id");
        let matter = world.matter(&id).expect("there");
        let here = matter.current_stage().expect("a stage");
        let set = matter.questions_here().map(|set| &set.questions);
        let bank = matter.progress.bank.iter();
        let bank = bank.filter(|one| one.stage == here.id);
        let bank = bank.map(|one| one.question.text.paper.clone());
        let found: Vec<_> = match set.filter(|_| fixed) {
            Some(set) => set.clone(),
            None => bank.collect(),
        };
        found.iter().map(ToString::to_string).collect()
    }

    /// Each puts a question forward; two fix them all.
    async fn put_forward(&self, by: &[usize], two: [usize; 2]) {
        for (place, member) in by.iter().enumerate() {
            let theme = if place == 0 {
                "Money"
            } else {
                "Leading people"
            };
            let question = format!("What would you do first, by question {place} of {member}?");
            let fields = [("theme", theme), ("question", question.as_str())];
            self.acts("propose-question", *member, &fields).await;
        }
        let ticks = self.papers(false).await;
        let ticks: Vec<_> = ticks.iter().map(|one| format!("fix-{one}")).collect();
        let fields: Vec<_> = ticks.iter().map(|tick| (tick.as_str(), "yes")).collect();
        self.both("fix-questions", two, &fields).await;
    }

    /// The questions of the interviews: the same for all, and nobody reads them before the others.
    async fn questions(&self) {
        let hear = format!("{POST}/act/hear");
        let early = self.get(As::Strong(PANEL[0]), &hear).await;
        assert!(
            !early.status.is_success(),
            "nobody is heard before the questions are fixed"
        );
        self.put_forward(&PANEL, [PANEL[0], PANEL[1]]).await;
        let release = [("at", "2026-06-15 09:45")];
        self.acts("release-questions", PANEL[0], &release).await;
        let (_, bank) = self.reads(PANEL[2], "/questions").await;
        assert!(
            bank.contains("Leading people") && bank.contains("by question 2 of 9"),
            "{bank}"
        );
        for reader in [APPLICANTS[0], EXECUTIVE[0]] {
            let (_, text) = self.reads(reader, "/questions").await;
            assert!(
                !text.contains("by question"),
                "{reader} reads it too early: {text}"
            );
            assert!(text.contains("3 questions"), "{text}");
        }
        self.clock("2026-06-15T08:45:00Z").await;
        for reader in [APPLICANTS[0], APPLICANTS[1]] {
            let (_, text) = self.reads(reader, "/questions").await;
            assert!(text.contains("by question 2 of 9"), "{reader}: {text}");
        }
        let (_, text) = self.reads(EXECUTIVE[0], "/questions").await;
        assert!(
            !text.contains("by question"),
            "they are for candidates first: {text}"
        );
    }

    /// The times as calendars: one's own, and all for the panel.
    async fn calendars(&self) {
        let (_, own) = self.reads(APPLICANTS[1], "/times.ics").await;
        assert_eq!(own.matches("BEGIN:VEVENT").count(), 1, "{own}");
        for line in [
            "DTSTART:20260615T100000Z",
            "DTEND:20260615T102500Z",
            "TRANSP:OPAQUE",
        ] {
            assert!(own.contains(line), "{line}: {own}");
        }
        assert!(
            own.replace("\r\n ", "").contains("11:00"),
            "the zone's own time: {own}"
        );
        let (_, all) = self.reads(PANEL[1], "/times.ics").await;
        assert_eq!(all.matches("BEGIN:VEVENT").count(), 3, "{all}");
        assert!(all.contains(&name(APPLICANTS[2])));
        assert_eq!(self.reads(EXECUTIVE[0], "/times.ics").await.0, 404);
    }

    /// Letters to those who applied: queued once for each piece of news.
    async fn letters(&self, new: u64) {
        let fields = [
            ("matter", "general-secretary"),
            ("purpose", "applicants"),
            ("confirm", "yes"),
        ];
        // Who decides on the applications does not write to those who applied: whoever declares the result does.
        let panel = As::Strong(PANEL[0]);
        let refused = self.post(panel, "/post", Sent::Form(&fields)).await;
        assert_eq!(refused.status.as_u16(), 403, "{}", refused.text);
        let before = self.queued().await;
        for _ in 0..2 {
            let got = self
                .post(As::Strong(CHAIR), "/post", Sent::Form(&fields))
                .await;
            assert_eq!(got.status.as_u16(), 303, "{}", got.text);
        }
        assert_eq!(self.queued().await - before, new);
    }

    /// Letters to applicants so far.
    async fn queued(&self) -> u64 {
        let all = self.site.store().mailing_list().await.expect("there");
        let of = all
            .iter()
            .filter(|(mailing, _)| mailing.purpose == "applicants");
        of.map(|(_, counts)| counts.waiting + counts.sending + counts.sent)
            .sum()
    }

    /// Up to the applications that are in.
    async fn applied(&self) {
        self.clock("2026-06-01T09:00:00Z").await;
        let vote = [
            ("present", "7"),
            ("for", "5"),
            ("against", "1"),
            ("abstained", "1"),
            ("reason", "The post is empty since May."),
        ];
        self.both("resolve", [CHAIR, VICE], &vote).await;
        self.clock("2026-06-05T09:00:00Z").await;
        for place in APPLICANTS {
            let text =
                format!("I have led walks for {place} years.\nI would like to lead the society.");
            self.acts("apply", place, &[("application", &text)]).await;
        }
        self.monitored().await;
        let reason = [("reason", "One of those who apply is my sister.")];
        self.acts("declare-interest", EXECUTIVE[4], &reason).await;
    }

    /// The panel scores everybody; what each sees on the way.
    async fn scored(&self) {
        self.clock("2026-06-11T09:00:00Z").await;
        let (status, text) = self.reads(PANEL[0], "/applications").await;
        assert_eq!(status, 200, "{text}");
        assert!(text.contains("Application 1") && text.contains("I have led walks for 14 years."));
        for place in APPLICANTS {
            assert!(!text.contains(&name(place)), "a name is shown in the sift");
        }
        let (_, form) = self.reads(PANEL[0], "/act/score").await;
        assert!(form.contains("Application 3") && !form.contains(&name(14)));
        for panellist in PANEL {
            for applicant in APPLICANTS {
                let sheet = format!("{panellist} gives {applicant} seven of ten.");
                let candidate = self.id(applicant);
                let fields = [("candidate", candidate.as_str()), ("sheet", &sheet)];
                self.acts("score", panellist, &fields).await;
            }
            let (_, text) = self.reads(PANEL[0], "/applications").await;
            assert!(text.contains("7 gives 14 seven"), "one's own are shown");
            let all = panellist == PANEL[2];
            assert_eq!(
                text.contains("8 gives 14 seven"),
                all,
                "{panellist}: sealed until all are in"
            );
        }
    }

    /// Interviews: two are fit, the third is not.
    async fn interviewed(&self) {
        self.clock("2026-06-15T08:30:00Z").await;
        for (place, candidate) in APPLICANTS.into_iter().enumerate() {
            let id = self.id(candidate);
            let at = format!("2026-06-15 1{place}:00");
            let fields = [("candidate", id.as_str()), ("at", &at), ("minutes", "25")];
            self.acts("schedule", PANEL[0], &fields).await;
        }
        self.calendars().await;
        self.letters(3).await;
        self.questions().await;
        for candidate in APPLICANTS {
            self.heard(PANEL[0], candidate, &PANEL).await;
            let id = self.id(candidate);
            let fit = if candidate == APPLICANTS[2] {
                "no"
            } else {
                "yes"
            };
            let fields = [
                ("candidate", id.as_str()),
                ("fit", fit),
                ("reason", "By the criteria."),
            ];
            self.both("vet", [PANEL[0], PANEL[1]], &fields).await;
        }
    }

    /// The meeting: who missed a candidate has no vote, nor has who declared an interest.
    async fn met(&self) {
        self.clock("2026-06-23T09:30:00Z").await;
        let seed = [("seed", "5 2 6 1, thrown before the meeting")];
        self.acts("draw-order", CHAIR, &seed).await;
        self.put_forward(&EXECUTIVE[..2], [CHAIR, VICE]).await;
        let (_, form) = self.reads(CHAIR, "/act/hear").await;
        assert!(form.contains(&name(EXECUTIVE[0])) && !form.contains(&name(EXECUTIVE[4])));
        let present = [CHAIR, VICE, EXECUTIVE[0], EXECUTIVE[1], EXECUTIVE[2]];
        self.heard(CHAIR, APPLICANTS[0], &present).await;
        let more = [present.as_slice(), &[EXECUTIVE[3]]].concat();
        self.heard(CHAIR, APPLICANTS[1], &more).await;
    }

    /// The figures of a round, as the form names them.
    fn figures(
        &self,
        votes: [&'static str; 2],
        invalid: &'static str,
    ) -> Vec<(String, &'static str)> {
        let named = APPLICANTS.into_iter().zip(votes);
        let mut fields: Vec<_> = named
            .map(|(place, votes)| (format!("votes-{}", self.id(place)), votes))
            .collect();
        fields.push(("invalid".to_owned(), invalid));
        fields
    }
}

/// One round decides; more papers than there are voters are refused.
async fn voted(house: &House) {
    house.clock("2026-06-23T13:30:00Z").await;
    let rounds = format!("{POST}/act/record-round");
    let too_many = house.figures(["4", "2"], "0");
    let mut fields: Vec<_> = too_many
        .iter()
        .map(|(id, votes)| (id.as_str(), *votes))
        .collect();
    fields.push(("step", "review"));
    let refused = house
        .post(As::Strong(TELLERS[0]), &rounds, Sent::Form(&fields))
        .await;
    assert_eq!(refused.status.as_u16(), 422);
    assert!(refused.text.contains("5 may vote"), "{}", refused.text);
    let round = house.figures(["3", "1"], "1");
    let fields: Vec<_> = round
        .iter()
        .map(|(id, votes)| (id.as_str(), *votes))
        .collect();
    house.both("record-round", TELLERS, &fields).await;
}

#[tokio::test]
async fn a_chief_officer_is_appointed_by_forms_from_the_first_vote_to_the_declaration() {
    let house = opened().await;
    house.applied().await;
    // Nobody reads the applications before the time to apply is over.
    assert_eq!(house.reads(PANEL[0], "/applications").await.0, 403);
    house.scored().await;
    assert_eq!(house.reads(EXECUTIVE[0], "/applications").await.0, 403);
    let visitor = house
        .get(As::Visitor, &format!("{POST}/applications"))
        .await;
    assert_eq!(visitor.status.as_u16(), 303);
    house.clock("2026-06-12T00:00:00Z").await;
    house.keeps(&APPLICANTS).await;
    house.interviewed().await;
    house.clock("2026-06-18T12:00:00Z").await;
    let log = house
        .get(As::Visitor, &format!("{POST}/questions"))
        .await
        .text;
    for part in ["by question 2 of 9", "What each candidate was asked"] {
        assert!(
            log.contains(part),
            "when all were heard everybody reads it: {log}"
        );
    }
    house.keeps(&APPLICANTS[..2]).await;
    house.met().await;
    house.no_monitoring_yet().await;
    voted(&house).await;
    house.clock("2026-06-26T09:00:00Z").await;
    house.both("declare", [CHAIR, VICE], &[]).await;
    let told = house
        .get(As::Visitor, &format!("{POST}/progress"))
        .await
        .text;
    for part in [
        "Appointed",
        "Cannot stand",
        "Round 1",
        "5 for, 1 against, 1 abstained; 7 present.",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(
        !told.contains("I have led walks"),
        "applications are not for everybody"
    );
    let report = house.get(As::Visitor, &format!("{POST}/report")).await.text;
    for part in [
        "Walker 6",
        "Found unable to hold the post",
        "5 for, 1 against",
        "Round 1",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert!(
        !report.contains("I have led walks"),
        "the report holds no application"
    );
    house.monitoring_told(&report).await;
    house.letters(3).await;
    let matter = house.get(As::Visitor, POST).await.text;
    assert!(matter.contains("/progress") && matter.contains(&name(APPLICANTS[0])));
    let world = house.site.store().world().await.expect("there");
    let held = world.holders(
        &"general-secretary".parse().expect("there"),
        house.site.now(),
    );
    assert_eq!(held, [&house.members[APPLICANTS[0]]]);
}

#[tokio::test]
async fn every_fault_of_a_form_is_told_at_once_and_nothing_is_written() {
    let house = opened().await;
    house.clock("2026-06-01T09:00:00Z").await;
    let before = house.site.store().world().await.expect("there").seq();
    let fields = [
        ("present", "seven"),
        ("for", "-1"),
        ("against", ""),
        ("abstained", "0"),
        ("step", "do"),
    ];
    let path = format!("{POST}/act/resolve");
    let got = house
        .post(As::Strong(CHAIR), &path, Sent::Form(&fields))
        .await;
    assert_eq!(got.status.as_u16(), 422);
    for id in ["present", "for", "against", "reason"] {
        assert!(
            got.text.contains(&format!("id=\"{id}-error\"")),
            "{id}: {}",
            got.text
        );
    }
    assert!(!got.text.contains("id=\"abstained-error\""));
    assert_eq!(
        house.site.store().world().await.expect("there").seq(),
        before
    );
}
