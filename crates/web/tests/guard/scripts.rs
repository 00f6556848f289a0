//! RELIABILITY F4: hostile text in every field that takes text, by the real forms and imports, and then every
//! page, feed, list, calendar and letter that shows it.

use std::collections::BTreeSet;
use std::time::Duration;

use polity_web::post;

use crate::corpus::{alive, hostile, marker, visible};
use crate::election::{
    CANDIDATES, DEPUTY, Election, MATTER, MEMBER, OFFICER, OTHER, PANEL, TRUSTEES,
};
use crate::house::{As, Got, House, Sent};
use crate::matrix::routes;

const READERS: [As; 5] = [
    As::Visitor,
    As::Link(MEMBER),
    As::Link(CANDIDATES[0]),
    As::Strong(PANEL[0]),
    As::Strong(OFFICER),
];

/// The addresses of every page that shows something: each route with what there is.
async fn addresses(election: &Election) -> BTreeSet<String> {
    let last = election
        .house
        .site
        .store()
        .record_head()
        .await
        .expect("read")
        .seq;
    let mut all = BTreeSet::new();
    for (method, pattern) in routes() {
        if method != "GET" {
            continue;
        }
        let values = |part: &str| -> Vec<String> {
            let own = |values: &[&str]| values.iter().map(|one| (*one).to_owned()).collect();
            match part {
                "{id}" | "{matter}" => own(&[MATTER, OTHER]),
                "{uuid}" => own(&[&election.uuid]),
                "{seq}" => (1..=last).map(|seq| seq.to_string()).collect(),
                "{n}" => own(&["1", "2"]),
                "{body}" => own(&["executive", "organisation", "branch-1", "branch-2"]),
                "{kind}" => own(&["freeze", "close", "count"]),
                "{mailing}" => own(&[&format!("{MATTER}-ballot-open-2026-10-09")]),
                "{act}" => own(&[
                    "nominate",
                    "support",
                    "consent",
                    "submit-statement",
                    "withdraw",
                    "challenge",
                    "decide-challenge",
                    "extend-ballot",
                    "declare",
                    "name-trustee",
                    "confirm",
                    "open-matter",
                    "adopt-procedure",
                    "form-unit",
                    "limit-right",
                    "declare-void",
                ]),
                "{name}" if pattern.starts_with("/procedures") => own(&["executive-section-stv"]),
                "{name}" => own(&[
                    "result.json",
                    "result-sheet.csv",
                    "ballots.blt",
                    "result.txt",
                ]),
                _ => own(&["x"]),
            }
        };
        let mut paths = vec![pattern.clone()];
        for part in pattern.split('/').filter(|part| part.starts_with('{')) {
            let part = part.split_inclusive('}').next().expect("a part");
            let fill = |path: String| -> Vec<String> {
                let fill = |value: String| path.replacen(part, &value, 1);
                values(part).into_iter().map(fill).collect()
            };
            paths = paths.into_iter().flat_map(fill).collect();
        }
        all.extend(paths);
    }
    all
}

fn kind(got: &Got) -> &str {
    let kind = got.headers.get("content-type");
    kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default()
}

/// What a page is, checked by what reads it: a browser, a spreadsheet, a calendar, a reader of feeds.
fn harmless(path: &str, got: &Got) {
    let kind = kind(got);
    if kind.starts_with("text/html") {
        let found = alive(&got.text);
        assert!(found.is_empty(), "{path}: {found:?}");
        let policy = got
            .headers
            .get("content-security-policy")
            .expect("a policy");
        let policy = policy.to_str().expect("text");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{path}"
        );
    } else if kind.starts_with("text/csv") {
        cells(path, &got.text);
    } else if kind.starts_with("text/calendar") {
        calendar(path, &got.text);
    } else if kind.starts_with("application/atom+xml") {
        feed(path, &got.text);
    } else if kind.starts_with("image/svg") {
        let found = alive(&got.text);
        assert!(found.is_empty(), "{path}: {found:?}");
    } else if !kind.is_empty() {
        // No browser reads anything else as a page: it is told not to guess.
        let guess = got.headers.get("x-content-type-options");
        assert_eq!(
            guess.map(axum::http::HeaderValue::as_bytes),
            Some(&b"nosniff"[..]),
            "{path}"
        );
        assert!(!kind.contains("xml"), "{path}: {kind}");
    }
}

/// No cell is a formula to a spreadsheet.
fn cells(path: &str, text: &str) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    for row in reader.records() {
        for cell in &row.expect("a table") {
            let number = cell.parse::<f64>().is_ok();
            let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(number || !formula, "{path}: {cell:?}");
        }
    }
}

/// Every line is one of ours.
fn calendar(path: &str, text: &str) {
    let unfolded = text.replace("\r\n ", "").replace("\r\n\t", "");
    for line in unfolded.lines() {
        let name = line.split([':', ';']).next().unwrap_or_default();
        let plain = !name.is_empty()
            && name
                .bytes()
                .all(|one| one.is_ascii_uppercase() || one == b'-');
        assert!(
            plain && name != "ATTENDEE" && name != "ATTACH",
            "{path}: {line:?}"
        );
    }
    assert!(text.contains("BEGIN:VEVENT"), "{path} has dates");
}

/// A reader of feeds finds entries and texts, and nothing in them that is markup of ours.
fn feed(path: &str, text: &str) {
    let feed = text.parse::<atom_syndication::Feed>();
    let feed = feed.unwrap_or_else(|fault| panic!("{path}: {fault}: {text}"));
    assert!(!feed.entries.is_empty(), "{path}");
    assert!(!text.contains("<script"), "{path}");
    for link in feed.entries.iter().flat_map(|entry| &entry.links) {
        assert!(
            link.href.starts_with("http://localhost/"),
            "{path}: {}",
            link.href
        );
    }
}

/// Reads every page as everybody; gives all that was read.
async fn read_all(election: &Election) -> String {
    let mut read = String::new();
    for path in addresses(election).await {
        for who in READERS {
            let got = election.house.get(who, &path).await;
            assert!(!got.status.is_server_error(), "{path}: {}", got.text);
            harmless(&path, &got);
            read.push_str(&visible(&got.text));
        }
        let welsh = election
            .house
            .get(As::Visitor, &format!("{path}?lang=cy"))
            .await;
        harmless(&path, &welsh);
    }
    read
}

/// Texts that are refused come back into the form, and are no less hostile there.
async fn refused_forms(house: &House) {
    let text = hostile("refused");
    let long = "word ".repeat(300) + &text;
    let officer = As::Strong(OFFICER);
    let forms: [(&str, As, &[&str]); 5] = [
        (
            "/organisation/act/open-matter",
            officer,
            &["title", "id", "date-notice", "procedure"],
        ),
        (
            "/organisation/act/form-unit",
            officer,
            &["title", "id", "officer-secretary", "kind"],
        ),
        (
            "/organisation/act/limit-right",
            officer,
            &["person", "unit", "from", "until", "reason"],
        ),
        (
            "/organisation/act/adopt-procedure",
            officer,
            &["source", "file"],
        ),
        ("/sign-in", As::Visitor, &["email", "to"]),
    ];
    for (path, who, fields) in forms {
        for text in [&text, &long] {
            let fields: Vec<_> = fields.iter().map(|field| (*field, text.as_str())).collect();
            let got = house.post(who, path, Sent::Form(&fields)).await;
            assert!(got.status.is_client_error(), "{path}: {}", got.text);
            harmless(path, &got);
        }
    }
    let list = format!(
        "member number,name,email,unit,class,joined\n{text},{text},{text},{text},{text},{text}\n"
    );
    let got = house
        .post(officer, "/roll/import", Sent::File(list.as_bytes(), &[]))
        .await
        .done();
    let told = house.worked(officer, got.location()).await;
    assert!(
        told.status.is_client_error() || told.status.is_success(),
        "{}",
        told.text
    );
    harmless("/roll/import", &told);
    let encoded = polity_web::words::encode(&text);
    for path in [
        format!("/matters/{encoded}"),
        format!("/sign-in?to={encoded}"),
        format!("/matters/{MATTER}/box?tracker={encoded}"),
        format!("/record?matter={encoded}&before={encoded}"),
        format!("/sign-in/{encoded}"),
        format!("/organisation/{encoded}?lang={encoded}"),
        format!("/matters/{MATTER}/act/{encoded}"),
    ] {
        let got = house.get(officer, &path).await;
        assert!(!got.status.is_server_error(), "{path}: {}", got.text);
        harmless(&path, &got);
    }
}

/// Letters to all voters, and every one of them read: their heads have our fields only, their HTML is dead.
async fn letters(house: &House) {
    let fields = [
        ("matter", MATTER),
        ("purpose", "ballot-open"),
        ("confirm", "yes"),
    ];
    house
        .post(As::Strong(DEPUTY), "/post", Sent::Form(&fields))
        .await
        .done();
    let worker = tokio::spawn(post::run(house.site.clone()));
    for _ in 0..2_000 {
        tokio::time::sleep(Duration::from_millis(5)).await;
        if house
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
    house.site.post().stop();
    worker.await.expect("ended in good order");
    let folder = house.dir.path().join("letters");
    let mut read = 0;
    for file in std::fs::read_dir(folder).expect("letters") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a letter");
        letter(&text);
        read += 1;
    }
    assert!(read >= 15, "{read} letters");
}

fn letter(text: &str) {
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    for line in head.lines() {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{line:?}"));
        let known = [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
        ];
        assert!(known.contains(&name), "{line:?}");
        if name == "To" {
            assert_eq!(
                value.matches("@example.org").count(),
                1,
                "one recipient: {value}"
            );
        }
    }
    let html = body.split("text/html").nth(1).expect("HTML");
    let html = html
        .replace("=\r\n", "")
        .replace("=3D", "=")
        .replace("=22", "\"");
    let html = &html[html.find('<').expect("a tag")..html.rfind("--").unwrap_or(html.len())];
    let found = alive(html);
    assert!(found.is_empty(), "{found:?}\n{html}");
}

/// What waits for a second person, as that person reads it.
async fn second_person(house: &House, home: &str, of: &str) -> String {
    let mut read = String::new();
    for path in ["/".to_owned(), format!("{home}/act/confirm?of={of}")] {
        let got = house.get(As::Strong(DEPUTY), &path).await;
        assert_eq!(got.status.as_u16(), 200, "{path}: {}", got.text);
        harmless(&path, &got);
        read.push_str(&visible(&got.text));
    }
    read
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f4_hostile_text_in_every_field_comes_alive_nowhere() {
    let election = Election::open(&hostile).await;
    let house = &election.house;
    letters(house).await;
    refused_forms(house).await;
    let reason = hostile("reason");
    let fields = [("to", "2026-10-24 12:00"), ("reason", reason.as_str())];
    let of = house.does("extend-ballot", OFFICER, &fields).await;
    let mut read = second_person(house, &format!("/matters/{MATTER}"), &of).await;
    let limit = hostile("limit");
    let fields = [
        ("person", "m18"),
        ("unit", "none"),
        ("from", "2026-10-10 12:00"),
        ("until", "2026-12-01 12:00"),
        ("reason", limit.as_str()),
    ];
    let of = house
        .does_at("/organisation", "limit-right", OFFICER, &fields)
        .await;
    read.push_str(&second_person(house, "/organisation", &of).await);
    let unit = hostile("unit");
    let fields = [
        ("title", unit.as_str()),
        ("id", "branch-7"),
        ("kind", "branch"),
    ];
    house
        .does_at("/organisation", "form-unit", OFFICER, &fields)
        .await;
    read.push_str(&read_all(&election).await);
    election.counted().await;
    read.push_str(&read_all(&election).await);
    let mut names: Vec<String> = [
        "organisation",
        "executive",
        "clause",
        "matter 2026",
        "matter 2027",
        "seed",
        "reason",
        "limit",
        "unit",
        "seat officer",
        "branch 1",
        "branch 2",
        "member 0",
        "member 1",
    ]
    .map(str::to_owned)
    .into();
    names.extend(
        CANDIDATES
            .iter()
            .flat_map(|one| [format!("member {one}"), format!("statement {one}")]),
    );
    names.extend(TRUSTEES.map(|one| format!("member {one}")));
    let unread: Vec<_> = names
        .iter()
        .filter(|name| !read.contains(&marker(name)))
        .collect();
    assert!(unread.is_empty(), "nothing is shown anywhere of {unread:?}");
}
