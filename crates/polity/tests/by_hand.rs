//! An election by hand, as a new user types it from the README: every command of the real binary, from an
//! empty folder to a declared result that the verifier passes, and what is refused on the way.

#![expect(
    clippy::unwrap_used,
    reason = "a failing step of a test stops it, which is what it should do"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The procedure with three seats and two supports, so that a handful of candidates contest it.
fn small_procedure(folder: &Path) -> PathBuf {
    let source =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../procedures/executive-section-stv.toml");
    let text = std::fs::read_to_string(source).unwrap();
    let path = folder.join("executive-section-stv.toml");
    std::fs::write(&path, small(&text)).unwrap();
    path
}

fn small(text: &str) -> String {
    let fewer = text.replace("supported-by-units = 5", "supported-by-units = 2");
    fewer
        .replace("\nnumber = 9", "\nnumber = 3")
        .replace("at least five branches", "at least two branches")
}

struct Hand {
    folder: tempfile::TempDir,
}

impl Hand {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// Runs `polity` with words split at spaces; `DIR/` stands for the folder.
    fn run(&self, words: &str, more: &[&str]) -> Output {
        let dir = format!("{}/", self.folder.path().display());
        let words = words
            .split_whitespace()
            .map(|word| word.replace("DIR/", &dir));
        Command::new(env!("CARGO_BIN_EXE_polity"))
            .args(words)
            .args(more)
            .env_remove("DATABASE_URL")
            .output()
            .unwrap()
    }

    #[track_caller]
    fn ok(&self, words: &str, more: &[&str]) -> String {
        let output = self.run(words, more);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "polity {words} {more:?}\n{errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    fn refused(&self, words: &str, more: &[&str]) -> String {
        let output = self.run(words, more);
        assert!(
            !output.status.success(),
            "polity {words} {more:?} was allowed"
        );
        String::from_utf8(output.stderr).unwrap()
    }

    /// An act on the election by a member at a pretended time.
    #[track_caller]
    fn act(&self, who: u32, at: &str, deed: &str) -> String {
        self.ok(
            &Self::act_words(who),
            &Self::act_rest(at, deed, &self.path("")),
        )
    }

    #[track_caller]
    fn act_refused(&self, who: u32, at: &str, deed: &str) -> String {
        self.refused(
            &Self::act_words(who),
            &Self::act_rest(at, deed, &self.path("")),
        )
    }

    fn act_words(who: u32) -> String {
        format!("act --data-dir DIR/house --matter executive-2026 --as m{who:07}")
    }

    fn act_rest<'a>(at: &'a str, deed: &'a str, dir: &str) -> Vec<&'a str> {
        let mut rest = vec!["--at", at];
        for word in deed.split_whitespace() {
            // Leaked: a handful of words of a test.
            rest.push(Box::leak(word.replace("DIR/", dir).into_boxed_str()));
        }
        rest
    }

    /// Proposed by the returning officer, refused when confirmed alone, confirmed by the deputy.
    #[track_caller]
    fn by_two(&self, at: &str, deed: &str) {
        let told = self.act(1, at, deed);
        let last = told
            .lines()
            .rfind(|line| line.starts_with("Entry "))
            .unwrap();
        let seq: String = last["Entry ".len()..]
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        self.act_refused(1, at, &format!("confirm {seq}"));
        self.act(2, at, &format!("confirm {seq}"));
    }
}

const DATES: [(&str, &str); 7] = [
    ("notice", "Monday 2026-06-01 12:00"),
    ("joined-by", "Friday 2026-06-12 12:00"),
    ("arrears-paid-by", "Friday 2026-06-26 12:00"),
    ("freeze", "Wednesday 2026-07-01 12:00"),
    ("nominations-close", "Friday 2026-09-11 12:00"),
    ("ballot-opens", "Friday 2026-10-02 12:00"),
    ("ballot-closes", "Friday 2026-10-23 12:00"),
];

/// Founding, adoption, opening of the matter, notice, freeze.
fn begin(hand: &Hand) {
    let list = hand.ok("roll sample --rows 60 --seed 1", &[]);
    // Five branches make a quorum of supports; the sample has four and we form the fifth by hand.
    let list = list.replacen(",birchwood,", ",blackmoor,", 1);
    std::fs::write(hand.path("members.csv"), list).unwrap();
    hand.ok("roll import DIR/members.csv --data-dir DIR/house", &[]);
    let society = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples/society.toml");
    let society = society.to_str().unwrap();
    let found = "organisation found --data-dir DIR/house --rehearsal";
    hand.ok(found, &["--at", "2026-05-18 10:00", society]);
    let import = "roll import DIR/members.csv --data-dir DIR/house --as m0000001";
    assert!(
        hand.ok(import, &["--at", "2026-05-18 11:00"])
            .contains("On the record")
    );
    let procedure = small_procedure(hand.folder.path());
    let procedure = procedure.to_str().unwrap();
    hand.ok("procedure check", &[procedure]);
    let adopt = "matter adopt --data-dir DIR/house --as m0000001";
    hand.ok(adopt, &["--at", "2026-05-19 10:00", procedure]);
    let confirm = "act --data-dir DIR/house --as m0000002";
    hand.ok(confirm, &["--at", "2026-05-19 11:00", "confirm", "3"]);
    let dates: Vec<String> = DATES
        .iter()
        .map(|(name, at)| format!("{name}={at}"))
        .collect();
    let mut open = vec![
        "--at",
        "2026-05-25 12:00",
        "--title",
        "Members' section 2026",
    ];
    for date in &dates {
        open.extend(["--date", date]);
    }
    let words = "matter open executive-2026 --procedure executive-section-stv --data-dir DIR/house --as m0000001";
    hand.ok(words, &open);
    let early = hand.act_refused(1, "2026-05-30 12:00", "give-notice");
    assert!(
        early.contains("3.1") && early.contains("2026-06-01T11:00:00Z"),
        "{early}"
    );
    hand.act(1, "2026-06-01 12:00", "give-notice");
    let freeze = "roll freeze --data-dir DIR/house --matter executive-2026 --as m0000001";
    let frozen = hand.ok(freeze, &["--at", "2026-07-01 12:00"]);
    assert!(frozen.contains("54 voters"), "{frozen}");
}

/// Candidates 20 to 24 stand; 20 to 23 have two supports, 24 has one.
fn nominate(hand: &Hand) {
    for who in 20..25 {
        hand.act(who, "2026-07-06 09:00", "nominate");
    }
    for (candidate, branches) in [(20, [5, 6]), (21, [6, 7]), (22, [7, 8]), (23, [5, 9])] {
        for branch in branches {
            hand.act(
                branch,
                "2026-08-03 19:30",
                &format!("support m{candidate:07}"),
            );
        }
    }
    hand.act(5, "2026-08-03 19:30", "support m0000024");
}

#[test]
fn refusals_name_the_rule_and_what_is_unmet() {
    let hand = Hand::new();
    begin(&hand);
    nominate(&hand);
    let many = hand.act_refused(5, "2026-08-04 10:00", "support m0000021");
    assert!(many.contains("4.3") && many.contains("at most 3"), "{many}");
    let few = hand.act_refused(24, "2026-09-12 10:00", "consent");
    assert!(
        few.contains("4.6") && few.contains("2 units; there are 1"),
        "{few}"
    );
    let explain = hand.ok("roll explain m0000060 --data-dir DIR/house", &[]);
    assert!(
        explain.starts_with("No:") && explain.contains("Rule 3."),
        "{explain}"
    );
    let on = hand.ok("roll explain m0000020 --data-dir DIR/house", &[]);
    assert!(on.starts_with("Yes:"), "{on}");
    let options = hand.ok(
        "matter options executive-2026 --data-dir DIR/house --as m0000001",
        &["--at", "2026-09-12 10:00"],
    );
    assert!(options.contains("refused by 5.5"), "{options}");
    let real = hand.refused("act --data-dir DIR/house --as m0000001 confirm 99", &[]);
    assert!(real.contains("REHEARSAL"), "{real}");
}

/// Statements, trustees with keys that are proved, codes, opening.
fn prepare(hand: &Hand) {
    std::fs::write(hand.path("statement.txt"), "I stand for shorter meetings.").unwrap();
    std::fs::write(hand.path("long.txt"), "word ".repeat(251)).unwrap();
    for who in 20..24 {
        hand.act(who, "2026-09-12 10:00", "consent");
        let long = hand.act_refused(who, "2026-09-12 11:00", "submit-statement DIR/long.txt");
        assert!(long.contains("4.8") && long.contains("251"), "{long}");
        hand.act(
            who,
            "2026-09-12 12:00",
            "submit-statement DIR/statement.txt",
        );
    }
    hand.act(1, "2026-09-16 12:30", "publish-statements dice-4-2-6");
    for trustee in 30..33 {
        hand.by_two("2026-09-19 10:00", &format!("name-trustee m{trustee:07}"));
        let stem = hand.path(&format!("trustee-{trustee}"));
        hand.ok("ballot trustee key --name Trustee --out", &[&stem]);
        hand.act(
            trustee,
            "2026-09-20 10:00",
            &format!("record-key DIR/trustee-{trustee}.public.json"),
        );
    }
    for trustee in 30..33 {
        let test = format!("test-key m{trustee:07} DIR/test-{trustee}.json");
        hand.act(1, "2026-09-21 10:00", &test);
        hand.ok(
            &format!(
                "ballot trustee prove --key DIR/trustee-{trustee}.private.json --test DIR/test-{trustee}.json \
                 --out DIR/answer-{trustee}.json"
            ),
            &[],
        );
        let prove = format!("prove-key DIR/answer-{trustee}.json");
        hand.act(trustee, "2026-09-21 12:00", &prove);
    }
    let voters = hand.ok("roll voters --data-dir DIR/house", &[]);
    std::fs::write(hand.path("voters.csv"), voters).unwrap();
    let uuid = hand.act(1, "2026-09-21 12:00", "uuid");
    let make = format!(
        "ballot credentials --uuid {} --voters DIR/voters.csv --out DIR/authority",
        uuid.trim()
    );
    hand.ok(&make, &[]);
    hand.act(
        3,
        "2026-09-22 10:00",
        "record-credentials DIR/authority/credentials.json",
    );
    hand.by_two("2026-10-02 12:00", "open-ballot");
}

/// Seals a ballot with the code on this line of the authority's list.
fn seal(hand: &Hand, line: usize, ranking: &str) -> String {
    let codes = std::fs::read_to_string(hand.path("authority/codes.private.csv")).unwrap();
    let code = codes
        .lines()
        .nth(line)
        .unwrap()
        .split_once(',')
        .unwrap()
        .1
        .to_owned();
    std::fs::write(hand.path("code.txt"), code).unwrap();
    let election = "DIR/house/elections/executive-2026/election.json";
    let words = format!("ballot seal --election {election} --code DIR/code.txt");
    if ranking.is_empty() {
        hand.ok(&words, &[])
    } else {
        hand.ok(&words, &["--ranking", ranking])
    }
}

/// Votes, a second vote, a vote a second late; then the close by two.
fn vote(hand: &Hand) {
    let rankings = ["1,2,3", "2,1", "4", "1,4,3,2", "3,1", "", "2,4", "1"];
    let votes: String = (1..)
        .zip(rankings)
        .map(|(line, ranking)| seal(hand, line, ranking))
        .collect();
    std::fs::write(hand.path("votes.txt"), &votes).unwrap();
    assert_eq!(
        hand.act(1, "2026-10-09 18:00", "cast DIR/votes.txt")
            .lines()
            .count(),
        8
    );
    // The same votes again: the same receipts. Another vote with a code that has voted: refused.
    assert_eq!(
        hand.act(1, "2026-10-09 19:00", "cast DIR/votes.txt")
            .lines()
            .count(),
        8
    );
    std::fs::write(hand.path("second.txt"), seal(hand, 1, "4")).unwrap();
    let second = hand.act_refused(1, "2026-10-09 19:00", "cast DIR/second.txt");
    assert!(second.contains("in the box already"), "{second}");
    std::fs::write(hand.path("late.txt"), seal(hand, 20, "4")).unwrap();
    let late = hand.act_refused(1, "2026-10-23 12:00:01", "cast DIR/late.txt");
    assert!(late.contains("5.4"), "{late}");
    hand.by_two("2026-10-23 13:00", "close-ballot");
}

#[test]
fn an_election_by_hand_from_an_empty_folder_to_the_verifier() {
    let hand = Hand::new();
    begin(&hand);
    nominate(&hand);
    prepare(&hand);
    vote(&hand);
    let archive = hand.path("house/elections/executive-2026/election.bel");
    for (step, act) in [
        ("shuffle", "record-shuffle"),
        ("decrypt", "record-decryption"),
    ] {
        for trustee in 30..33 {
            let out = hand.path(&format!("{step}-{trustee}.json"));
            let key = hand.path(&format!("trustee-{trustee}.private.json"));
            let words = format!("ballot trustee {step} --key");
            hand.ok(&words, &[&key, &archive, "--out", &out]);
            hand.act(
                trustee,
                "2026-10-23 15:00",
                &format!("{act} DIR/{step}-{trustee}.json"),
            );
        }
    }
    let marked = hand.ok(
        "ballot marked --codes DIR/authority/codes.private.csv",
        &[&archive],
    );
    assert_eq!(marked.lines().count(), 9);
    hand.by_two("2026-10-23 18:00", "count");
    hand.by_two("2026-11-02 12:30", "declare");
    let shown = hand.ok("matter show executive-2026 --data-dir DIR/house", &[]);
    assert!(shown.contains("has ended: Declared"), "{shown}");
    let seats = hand.ok(
        "organisation show --data-dir DIR/house",
        &["--at", "2026-11-03 12:00"],
    );
    assert!(
        seats.contains("vacant: 6 of 9 of executive-member"),
        "{seats}"
    );
    hand.ok("rebuild --data-dir DIR/house", &[]);
    hand.ok("backup DIR/copy --data-dir DIR/house", &[]);
    let kept = hand.ok("backup DIR/copy --check", &[]);
    assert!(kept.contains("box executive-2026: 8 ballots"), "{kept}");
    hand.ok("restore DIR/copy --data-dir DIR/again", &[]);
    let again = hand.ok("matter show executive-2026 --data-dir DIR/again", &[]);
    assert_eq!(again, shown);
    hand.ok("check --data-dir DIR/again", &[]);
    let result = std::fs::read(hand.path("house/elections/executive-2026/result.json")).unwrap();
    let published = polity_verify::Published::from_json(&result).unwrap();
    let mut options = polity_verify::Options {
        roll_size: Some(54),
        question: 1,
        ..Default::default()
    };
    options.count.published = Some(published);
    let file = std::fs::File::open(&archive).unwrap();
    let verified = polity_verify::verify(file, &options);
    assert!(verified.report.holds, "{}", verified.report);
    let server = Server::over(&hand);
    d7_figures_are_the_same_on_the_page_and_in_the_files(&server);
    ballots_are_followed_by_place(&server, &hand);
    members_take_away_calendar_news_and_files(&server);
}

/// `polity serve` over the finished election.
struct Server {
    process: std::process::Child,
    address: String,
    /// Kept, so that the server can go on printing.
    _out: BufReader<std::process::ChildStdout>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn over(hand: &Hand) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_polity"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(hand.path("house"))
            .env_remove("DATABASE_URL")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = String::new();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        out.read_line(&mut told).unwrap();
        let address = told.split("listening on ").nth(1).unwrap();
        let address = address.split(')').next().unwrap().to_owned();
        Self {
            process,
            address,
            _out: out,
        }
    }

    /// The whole response to a request with this further header.
    fn ask(&self, path: &str, header: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut response = Vec::new();
        stream.read_to_end(&mut response).unwrap();
        String::from_utf8_lossy(&response).into_owned()
    }

    #[track_caller]
    fn get(&self, path: &str, status: u16) -> String {
        let response = self.ask(path, "");
        let wanted = format!("HTTP/1.1 {status} ");
        assert!(response.starts_with(&wanted), "{path}: {response}");
        response
    }
}

const MATTER: &str = "/matters/executive-2026";

fn d7_figures_are_the_same_on_the_page_and_in_the_files(server: &Server) {
    let page = server.get(&format!("{MATTER}/result"), 200);
    assert!(
        page.contains("are elected to the 3 seats, in this order"),
        "{page}"
    );
    let csv = server.get(&format!("{MATTER}/files/figures.csv"), 200);
    let json = server.get(&format!("{MATTER}/files/figures.json"), 200);
    let body = csv.split("\r\n\r\n").nth(1).unwrap();
    let figures: Vec<_> = body
        .lines()
        .filter(|line| !line.starts_with("candidate-"))
        .collect();
    assert!(figures.len() >= 10, "{body}");
    for line in figures {
        let figure = line.rsplit(',').next().unwrap();
        assert!(
            page.contains(&format!("<dd>{figure}</dd>")),
            "{line}\n{page}"
        );
        assert!(
            json.contains(figure) || line.starts_with("stages"),
            "{line}"
        );
    }
    let welsh = server.get(&format!("{MATTER}/result?lang=cy"), 200);
    assert!(welsh.contains("Etholwyd") && welsh.contains("lang=\"cy\""));
    let stage = server.get(&format!("{MATTER}/result/stages/1"), 200);
    assert!(stage.contains("class=\"p-bar\""), "{stage}");
    server.get(&format!("{MATTER}/result/stages/99"), 404);
}

fn ballots_are_followed_by_place(server: &Server, hand: &Hand) {
    let codes = std::fs::read_to_string(hand.path("authority/codes.private.csv")).unwrap();
    for place in 1..=8 {
        let page = server.get(&format!("{MATTER}/result/votes/{place}"), 200);
        assert!(page.contains(&format!("Place {place} of 8")), "{page}");
        for code in codes
            .lines()
            .flat_map(|line| line.split(','))
            .filter(|cell| cell.len() > 20)
        {
            assert!(
                !page.contains(code),
                "a code stands on the page of a ballot"
            );
        }
    }
    server.get(&format!("{MATTER}/result/votes/9"), 404);
    server.get(&format!("{MATTER}/result/votes/0"), 404);
    let to = server.get(&format!("{MATTER}/result/votes?place=+3+"), 303);
    assert!(to.contains("/result/votes/3\r\n"), "{to}");
    server.get(&format!("{MATTER}/result/votes?place=nine"), 422);
}

fn members_take_away_calendar_news_and_files(server: &Server) {
    let statements = server.get(&format!("{MATTER}/statements"), 200);
    assert!(statements.contains("class=\"p-candidate\""), "{statements}");
    for (path, says) in [
        ("/calendar.ics", "BEGIN:VEVENT"),
        ("/matters/executive-2026/calendar.ics", "SUMMARY:"),
        ("/news.atom", "<feed"),
        ("/matters/executive-2026/files/verification.txt", "pass"),
        ("/matters/executive-2026/files/ballots.blt", "0\n\""),
        (
            "/matters/executive-2026/files/result-sheet.csv",
            "Candidate",
        ),
        ("/matters/executive-2026/files/result.txt", "Stage 1"),
    ] {
        let response = server.get(path, 200);
        assert!(response.contains(says), "{path}: {response}");
        let tag = response
            .lines()
            .find_map(|line| line.strip_prefix("etag: "))
            .unwrap();
        let again = server.ask(path, &format!("If-None-Match: {tag}\r\n"));
        assert!(again.starts_with("HTTP/1.1 304 "), "{path}: {again}");
    }
    documents_are_set_where_the_press_is(server);
    for path in [
        "nothing.json",
        "trustees%2Fx",
        "..%2F..%2Fstore.sqlite",
        "credentials.private.csv",
    ] {
        server.get(&format!("{MATTER}/files/{path}"), 404);
    }
    server.get("/matters/none/result", 404);
}

/// `cargo xtask build` puts the press beside the program; without it nothing is offered.
fn documents_are_set_where_the_press_is(server: &Server) {
    let press = Path::new(env!("CARGO_BIN_EXE_polity")).with_file_name("polity-press");
    let result = server.get(&format!("{MATTER}/result"), 200);
    assert_eq!(result.contains("/declaration.pdf"), press.is_file());
    for document in ["declaration.pdf", "booklet.pdf", "booklet-large.pdf"] {
        for lang in ["en", "cy"] {
            let path = format!("{MATTER}/{document}?lang={lang}");
            if !press.is_file() {
                server.get(&path, 404);
                continue;
            }
            let response = server.get(&path, 200);
            assert!(response.contains("content-type: application/pdf"), "{path}");
            assert!(response.contains("%PDF-1."), "{path}");
            let tag = response
                .lines()
                .find_map(|line| line.strip_prefix("etag: "))
                .unwrap();
            let again = server.ask(&path, &format!("If-None-Match: {tag}\r\n"));
            assert!(again.starts_with("HTTP/1.1 304 "), "{path}: {again}");
        }
    }
}
