//! `polity count` as a person types it: every form of input and output, colleges, card votes and rounds.

#![expect(
    clippy::unwrap_used,
    reason = "a failing step of a test stops it, which is what it should do"
)]

use std::path::Path;
use std::process::{Command, Output};

const WARD: &str =
    "4 2\n7 1 2 0\n4 2 0\n3 3 2 0\n2 4 3 0\n0\n\"Ann\"\n\"Ben\"\n\"Cy\"\n\"Di\"\n\"Board\"\n";

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self(folder)
    }

    /// Runs `polity count` in the folder with words split at spaces.
    fn run(&self, words: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_polity"))
            .arg("count")
            .args(words.split_whitespace())
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }

    #[track_caller]
    fn says(&self, words: &str) -> String {
        let output = self.run(words);
        let fault = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words}: {fault}");
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    fn refuses(&self, words: &str) -> String {
        let output = self.run(words);
        assert_eq!(output.status.code(), Some(1), "{words}");
        String::from_utf8(output.stderr).unwrap()
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.0.path().join(name)).unwrap()
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).unwrap()
    }
}

#[test]
fn a_count_goes_into_files_of_every_form() {
    let folder = Folder::with(&[("ward.blt", WARD)]);
    let words = folder.says(
        "--rule scottish-stv ward.blt --out a.txt --out a.json --out a.csv --out a.xlsx --out a.html --out a.rctab.json \
         --out a.blt --out a.toi --svg a.svg",
    );
    assert_eq!(folder.text("a.txt"), words);
    let transcript: serde_json::Value = serde_json::from_slice(&folder.read("a.json")).unwrap();
    // Figures are strings, so that no reader makes floats of them.
    assert_eq!(transcript["stages"][1]["votes"][1], "4.99995");
    assert!(folder.text("a.csv").starts_with("Result sheet,Board\n"));
    assert!(folder.read("a.xlsx").starts_with(b"PK"));
    let page = folder.text("a.html");
    assert!(
        page.contains("size:A4") && page.contains("<svg") && page.contains("Returning officer")
    );
    assert!(folder.text("a.svg").starts_with("<svg"));
    let summary: serde_json::Value = serde_json::from_slice(&folder.read("a.rctab.json")).unwrap();
    assert_eq!(summary["results"][0]["tally"]["Ann"], "7.00000");
    // The ballots that were written are counted alike.
    for ballots in ["a.blt", "a.toi"] {
        assert_eq!(
            folder.says(&format!("--rule scottish-stv {ballots}")),
            words,
            "{ballots}"
        );
    }
    let told = folder.refuses("--rule scottish-stv ward.blt --out a.odt");
    assert!(told.contains("the ending says no form"), "{told}");
    let press = Path::new(env!("CARGO_BIN_EXE_polity")).with_file_name("polity-press");
    if press.is_file() {
        folder.says("--rule scottish-stv ward.blt --out a.pdf");
        assert!(folder.read("a.pdf").starts_with(b"%PDF-"));
    } else {
        let told = folder.refuses("--rule scottish-stv ward.blt --out a.pdf");
        assert!(told.contains("polity-press"), "{told}");
    }
    folder.says("--rule scottish-stv ward.blt --out odd.name --format csv");
    assert_eq!(folder.text("odd.name"), folder.text("a.csv"));
}

#[test]
fn the_stages_are_shown_as_asked() {
    let folder = Folder::with(&[("ward.blt", WARD)]);
    let bars = folder.says("--rule scottish-stv --view bars ward.blt");
    assert!(bars.contains('█') && !bars.contains('\u{1b}'), "{bars}");
    assert!(
        bars.lines().all(|line| line.chars().count() <= 80),
        "{bars}"
    );
    let table = folder.says("--rule scottish-stv --view table ward.blt");
    assert!(
        table.contains("4.99995") && table.contains("Elected: Ann, Cy"),
        "{table}"
    );
    assert_eq!(
        folder.says("--rule scottish-stv --explain ward.blt"),
        folder.says("--rule scottish-stv ward.blt")
    );
}

#[test]
fn before_ballots_are_published_rare_rankings_are_named() {
    let folder = Folder::with(&[("ward.blt", WARD)]);
    let told = folder.says("--rule scottish-stv --privacy ward.blt");
    assert!(
        told.contains("Small cell: 2 paper(s) rank Di first"),
        "{told}"
    );
    assert!(
        told.contains("3 x Cy, Ben") && told.contains("2 x Di, Cy"),
        "{told}"
    );
    let output = folder.run("--rule scottish-stv ward.blt --out out.blt");
    let warned = String::from_utf8(output.stderr).unwrap();
    assert!(
        warned.contains("before you publish these ballots: 9 of 16 papers"),
        "{warned}"
    );
}

#[test]
fn tables_and_what_is_wrong_with_them() {
    let crosses = "Ann,Ben,Cy,Di\nx,x,,\nx,,x,\n,x,,x\nx,x,x,\n";
    let folder = Folder::with(&[
        ("crosses.csv", crosses),
        ("faulty.csv", "Ann,Ben\n1,second\n3,\"2\n"),
        (
            "weights.blt",
            "2 1\n1.25 1 0\n0.5 2 0\n0\n\"Ann\"\n\"Ben\"\n\"Chair\"\n",
        ),
    ]);
    // P5: votes by X for two of four; the paper with three is not counted.
    let told = folder.says("--rule plurality-at-large --seats 2 crosses.csv --json");
    let transcript: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        transcript["stages"][0]["votes"],
        serde_json::json!(["2", "2", "1", "1"])
    );
    assert_eq!(
        (transcript["elected"].clone(), transcript["invalid"].clone()),
        (serde_json::json!([1, 2]), 1.into())
    );
    let faults = folder.refuses("--rule av faulty.csv");
    for place in [
        "line 2, column 3: \"second\" is no rank",
        "line 3, column 3: the quote is not closed",
    ] {
        assert!(faults.contains(place), "{faults}");
    }
    let output = folder.run("--rule plurality weights.blt --json");
    assert!(String::from_utf8_lossy(&output.stderr).contains("units of 1/100 of a paper"));
    let transcript: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        transcript["stages"][0]["votes"],
        serde_json::json!(["125", "50"])
    );
}

fn section(papers: &str) -> String {
    format!("2 1\n{papers}0\n\"Harris\"\n\"Rathbone\"\n\"Deputy leader\"\n")
}

/// Wales 2018 by its shares: affiliates 60.4 to 39.6, members 34.8 to 65.2, elected 59.3 to 40.7, a third each.
#[test]
fn p8_a_college_of_three_sections() {
    let toml = "title = \"Deputy leader\"\n\
        [[section]]\nname = \"Affiliates\"\nweight = 1\nballots = \"affiliates.blt\"\n\
        [[section]]\nname = \"Members\"\nweight = 1\nballots = \"members.blt\"\n\
        [[section]]\nname = \"Elected\"\nweight = 1\nballots = \"elected.blt\"\n";
    let folder = Folder::with(&[
        ("college.toml", toml),
        ("affiliates.blt", &section("604 1 0\n396 2 0\n")),
        ("members.blt", &section("3480 1 0\n6520 2 0\n")),
        ("elected.blt", &section("593 1 0\n407 2 0\n")),
    ]);
    let told = folder.says("college college.toml");
    assert!(
        told.contains("Harris: 51.50000 % of the whole (Affiliates 604 votes, 20.13333 %;"),
        "{told}"
    );
    assert!(
        told.contains("Rathbone: 48.50000 %") && told.contains("Elected: Harris."),
        "{told}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&folder.says("college college.toml --json")).unwrap();
    assert_eq!(json["rounds"][0]["shares"][0], "51.50000");
    std::fs::remove_file(folder.0.path().join("members.blt")).unwrap();
    assert!(
        folder
            .refuses("college college.toml")
            .contains("section \"Members\"")
    );
}

#[test]
fn p16_a_card_vote_and_p21_rounds() {
    let card = "title = \"Rule change\"\n\
        [[section]]\nname = \"CLPs\"\nweight = 50\nfor = 343012\nagainst = 6588\n\
        [[section]]\nname = \"Affiliates\"\nweight = 50\nfor = 1815455\nagainst = 3825\n";
    let rounds = "title = \"Leader\"\nmajority-ends = true\n\
        [[round]]\nbar = 20\nvotes = { Ann = 45, Ben = 40, Cy = 15 }\n[[round]]\nvotes = { Ann = 48, Ben = 52 }\n";
    let tie = "[[round]]\nvotes = { Ann = 40, Ben = 30, Cy = 30 }\n";
    let folder = Folder::with(&[
        ("card.toml", card),
        ("rounds.toml", rounds),
        ("tie.toml", tie),
    ]);
    let told = folder.says("card-vote card.toml");
    assert!(told.contains("Together: 98.95 % for"), "{told}");
    let told = folder.says("rounds rounds.toml");
    assert!(
        told.contains("Out: Cy.") && told.contains("Elected, with more than half: Ben."),
        "{told}"
    );
    let output = folder.run("rounds tie.toml");
    assert_eq!(output.status.code(), Some(3));
    assert!(
        String::from_utf8_lossy(&output.stdout)
            .contains("Equal, and not all of them can go: Ben, Cy.")
    );
}

#[test]
fn rctabs_edge_cases_are_counted_as_asked() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/stv/rctab");
    let folder = Folder::with(&[]);
    let words = format!(
        "--rule av --repeats end --skipped-ranks 1 --json {}",
        data.join("duplicate.csv").display()
    );
    let transcript: serde_json::Value = serde_json::from_str(&folder.says(&words)).unwrap();
    let winner = transcript["elected"][0].as_u64().unwrap();
    let name = &transcript["candidates"][usize::try_from(winner).unwrap() - 1]["name"];
    assert_eq!(name, "Kumquat");
}

#[test]
fn who_reads_may_stop_reading() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_polity"))
        .args(["count", "rules"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // Nobody reads, from before the first line on.
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(141), "{told}");
    assert_eq!(told, "");
}
