//! RELIABILITY F3: every route, for every role, on what is theirs, somebody else's and nobody's. What comes
//! back is a golden file that people review; that no request breaks the server, that looking changes nothing,
//! and that nobody's address is shown to others hold whatever stands in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use axum::http::StatusCode;
use polity_ballot::group::Encoded;
use serde_json::Value;

use crate::election::{
    AUTHORITY, CANDIDATES, DEPUTY, Election, MATTER, MEMBER, OFFICER, OTHER, OUTSIDER, PANEL,
    SECRETARY, TRUSTEES, list,
};
use crate::house::{As, Got, House, Sent};

/// Who asks, the least powerful first. Nobody of the shipped procedure is called a scrutineer: what
/// scrutineers see is public.
const ROLES: [(&str, As); 10] = [
    ("visitor", As::Visitor),
    ("outsider", As::Link(OUTSIDER)),
    ("member", As::Link(MEMBER)),
    ("candidate", As::Link(CANDIDATES[0])),
    ("secretary", As::Link(SECRETARY)),
    ("trustee", As::Link(TRUSTEES[0])),
    ("panel", As::Strong(PANEL[0])),
    ("authority", As::Strong(AUTHORITY)),
    ("officer-by-link", As::Link(OFFICER)),
    ("officer", As::Strong(OFFICER)),
];

/// A value that a part of a path takes, and what it is called in the golden file.
type Choice = (&'static str, String);

/// What stands for the parts of paths.
struct Objects<'a> {
    election: &'a Election,
    upload: String,
}

impl Objects<'_> {
    fn choices(&self, path: &str, part: &str) -> Vec<Choice> {
        let fixed = |values: &[&'static str]| -> Vec<Choice> {
            values.iter().map(|one| (*one, (*one).to_owned())).collect()
        };
        let pair = |own: &str, none: &str| vec![("own", own.to_owned()), ("none", none.to_owned())];
        match part {
            // Meetings are looked at, act by act, in a house that holds some.
            "id" if path.starts_with("/sittings") => fixed(&["nothing-2026"]),
            "act" if path.starts_with("/sittings") => fixed(&["open", "no-act"]),
            "id" | "matter" => vec![
                ("own", MATTER.to_owned()),
                ("other", OTHER.to_owned()),
                ("none", "nothing-2026".to_owned()),
            ],
            "uuid" => pair(&self.election.uuid, "NoSuchBallot11"),
            "tracker" => pair(&url_safe(&self.election.tracker), &"A".repeat(43)),
            "public" => {
                let (_, code) = self.election.codes.iter().next().expect("a code");
                let known = code.public(&self.election.uuid).to_string();
                let stranger = Encoded::from_bytes([9; 32]).to_string();
                let mut both = pair(&known, &stranger);
                both.push(("no-code", "zz".to_owned()));
                both
            }
            "upload" => pair(&self.upload, &"0".repeat(32)),
            "mailing" => pair(&format!("{MATTER}-ballot-open-2026-10-09"), "no-mailing"),
            "token" => fixed(&["no-token"]),
            "seq" => fixed(&["1", "999999", "x"]),
            "n" => fixed(&["1", "999"]),
            "body" => fixed(&["executive", "branch-1", "no-body"]),
            "kind" => fixed(&["freeze", "close", "no-kind"]),
            "part" => fixed(&["key", "mix", "no-part"]),
            "name" if path.starts_with("/procedures") => {
                fixed(&["executive-section-stv", "no-procedure"])
            }
            "name" => fixed(&["election.bel", "result.json", "..%2f..%2fpolity.sqlite"]),
            "act" if path.starts_with("/organisation") => {
                fixed(&["open-matter", "limit-right", "confirm", "no-act"])
            }
            "act" => fixed(&[
                "nominate",
                "extend-ballot",
                "challenge",
                "declare",
                "confirm",
                "no-act",
            ]),
            other => panic!("{path}: what stands for {{{other}}}?"),
        }
    }

    /// Every path that a pattern stands for, each with the names of what was put in.
    fn paths(&self, pattern: &str) -> Vec<(String, String)> {
        let mut paths = vec![(String::new(), pattern.to_owned())];
        while let Some(part) = next_part(&paths[0].1) {
            let choices = self.choices(pattern, &part);
            let fill = |(names, path): &(String, String)| -> Vec<(String, String)> {
                let fill = |(name, value): &Choice| {
                    let names = format!("{names} {part}={name}");
                    (names, path.replacen(&format!("{{{part}}}"), value, 1))
                };
                choices.iter().map(fill).collect()
            };
            paths = paths.iter().flat_map(fill).collect();
        }
        paths
    }
}

fn next_part(path: &str) -> Option<String> {
    let (_, rest) = path.split_once('{')?;
    let (part, _) = rest.split_once('}')?;
    Some(part.to_owned())
}

fn url_safe(base64: &str) -> String {
    base64.replace('+', "-").replace('/', "_")
}

/// The routes of the table, looks before deeds: method and pattern.
pub(crate) fn routes() -> Vec<(String, String)> {
    let table: Value = serde_json::from_str(&polity_web::routes::as_json()).expect("JSON");
    let text = |route: &Value, name: &str| route[name].as_str().expect("text").to_owned();
    let mut routes: Vec<_> = table
        .as_array()
        .expect("a list")
        .iter()
        .map(|route| (text(route, "method"), text(route, "path")))
        .collect();
    routes.sort();
    routes
}

/// A post with nothing in it, in the form that the route reads.
async fn send_nothing(house: &House, who: As, pattern: &str, path: &str) -> Got {
    let with_file = [
        "/roll/import",
        "/first-officer/{token}/members",
        "/matters/{id}/trustees/{part}",
        "/matters/{id}/ballot/credentials",
        "/matters/{id}/photo",
    ];
    let sent = if pattern.starts_with("/api/") {
        Sent::Json(b"")
    } else if with_file.contains(&pattern) {
        Sent::File(b"", &[])
    } else {
        Sent::Form(&[])
    };
    house.post(who, path, sent).await
}

/// A list that another officer has handed in and not decided on.
async fn upload(house: &House) -> String {
    // The very list that is in force: brought in again, it changes nobody.
    let list = list(&plain);
    let sent = Sent::File(list.as_bytes(), &[]);
    let got = house.post(As::Strong(DEPUTY), "/roll/import", sent).await;
    let path = got.done().location().to_owned();
    house.worked(As::Strong(DEPUTY), &path).await;
    path.trim_start_matches("/roll/import/").to_owned()
}

/// The outcome in the golden file.
fn outcome(got: &Got, upload: &str) -> String {
    let to = got.location().replace(upload, "(upload)");
    format!("{} {to}", got.status.as_u16()).trim().to_owned()
}

/// One row of the matrix: who gets what.
fn row(heading: &str, outcomes: &[(String, &str)]) -> String {
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (outcome, role) in outcomes {
        groups.entry(outcome).or_default().push(role);
    }
    let mut text = format!("{heading}\n");
    for (outcome, roles) in groups {
        let roles = if roles.len() == ROLES.len() {
            "everybody".to_owned()
        } else {
            roles.join(" ")
        };
        writeln!(text, "    {outcome}  <- {roles}").expect("a string");
    }
    text
}

/// No page shows a member's address to anybody but that member and the officers.
fn shows_no_address(role: &str, who: As, got: &Got, path: &str) {
    // Who makes the voting codes sends them, and gets the addresses for it, there alone.
    if role == "officer" || (role == "authority" && path.contains("/addresses.json")) {
        return;
    }
    for place in 0..20 {
        if who == As::Link(place) || who == As::Strong(place) {
            continue;
        }
        let address = format!("m{place}@example.org");
        let shown = got.text.match_indices(&address);
        let whole =
            shown.filter(|(at, _)| !got.text[..*at].ends_with(|one: char| one.is_alphanumeric()));
        assert_eq!(whole.count(), 0, "{role} reads {address} at {path}");
    }
}

fn plain(name: &str) -> String {
    format!("The {name}")
}

async fn head(house: &House) -> u64 {
    house.site.store().record_head().await.expect("read").seq
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f3_every_route_for_every_role_on_every_object() {
    let election = Election::open(&plain).await;
    let house = &election.house;
    let fields = [
        ("matter", MATTER),
        ("purpose", "ballot-open"),
        ("confirm", "yes"),
    ];
    house
        .post(As::Strong(DEPUTY), "/post", Sent::Form(&fields))
        .await
        .done();
    // Nobody applied for anything here: whoever writes to voters writes to no applicants.
    let applicants = [("matter", MATTER), ("purpose", "applicants")];
    let refused = house
        .post(As::Strong(DEPUTY), "/post", Sent::Form(&applicants))
        .await;
    assert_eq!(refused.status.as_u16(), 403, "{}", refused.text);
    let mut objects = Objects {
        election: &election,
        upload: upload(house).await,
    };
    let mut begun = head(house).await;
    let mut golden = String::new();
    for (method, pattern) in routes() {
        // Files, the same for everybody; and whether there are any depends on the build.
        if pattern.starts_with("/booth/") {
            continue;
        }
        if method == "POST" && pattern.contains("{upload}") {
            objects.upload = upload(house).await;
        }
        for (names, path) in objects.paths(&pattern) {
            let mut outcomes = Vec::new();
            for (role, who) in ROLES {
                let got = if method == "GET" {
                    house.get(who, &path).await
                } else {
                    send_nothing(house, who, &pattern, &path).await
                };
                let place = format!("{method} {path} by {role}");
                assert!(
                    got.status < StatusCode::INTERNAL_SERVER_ERROR,
                    "{place}: {}",
                    got.text
                );
                shows_no_address(role, who, &got, &place);
                if got.status.is_success() && pattern.starts_with("/sign-out")
                    || pattern.starts_with("/account/sessions")
                    || got.status.is_redirection() && pattern == "/sign-out"
                {
                    house.forget_sessions();
                }
                // An officer's own deeds are the last of a row, and only they may write.
                if method == "GET" || role != "officer" {
                    assert_eq!(head(house).await, begun, "{place} wrote");
                }
                outcomes.push((outcome(&got, &objects.upload), role));
            }
            if method == "POST" {
                let work = format!("/roll/import/{}", objects.upload);
                house.worked(As::Strong(DEPUTY), &work).await;
                begun = head(house).await;
            }
            golden.push_str(&row(&format!("{method} {pattern}{names}"), &outcomes));
        }
    }
    insta::assert_snapshot!(golden);
}
