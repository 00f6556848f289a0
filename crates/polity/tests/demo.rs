//! The contract of `polity demo` for scripts: any BLT of up to 30 candidates, any rule; it leaves the archive and
//! the result, and ends well only if the verifier passed.

#![expect(
    clippy::unwrap_used,
    reason = "a failing step of a test stops it, which is what it should do"
)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// Six candidates, one of them withdrawn; blank papers, short ones and long ones.
const BLT: &str = "6 2\n-5\n9 1 2 3 0\n7 2 1 0\n6 3 4 0\n4 4 3 2 1 0\n2 5 6 0\n3 6 0\n2 0\n0\n\
    \"A\"\n\"B\"\n\"C\"\n\"D\"\n\"E\"\n\"F\"\n\"Committee\"\n";

fn polity(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polity"));
    command
        .args(args)
        .env_remove("DATABASE_URL")
        .output()
        .unwrap()
}

/// Runs the demo on a file of ballots; the folder with what it left.
fn demo(blt: &str, rule: &str) -> (tempfile::TempDir, Output) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ballots.blt");
    std::fs::write(&file, blt).unwrap();
    let data = folder.path().join("data");
    let output = polity(&[
        "demo",
        "--ballots",
        file.to_str().unwrap(),
        "--rule",
        rule,
        "--data-dir",
        data.to_str().unwrap(),
        "--no-serve",
    ]);
    (folder, output)
}

fn result(folder: &Path) -> Value {
    let text = std::fs::read(folder.join("data/result.json")).unwrap();
    serde_json::from_slice(&text).unwrap()
}

#[test]
fn every_stv_rule_runs_from_the_roll_to_the_verifier() {
    for rule in ["scottish-stv", "ers97", "meek-nz"] {
        let (folder, output) = demo(BLT, rule);
        let told = String::from_utf8_lossy(&output.stdout);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{rule}\n{told}\n{errors}");
        assert!(told.contains("Verified"), "{told}");
        assert!(folder.path().join("data/election.bel").is_file());
        let result = result(folder.path());
        assert_eq!(result["rule"], rule);
        assert_eq!(result["elected"].as_array().unwrap().len(), 2);
        assert_eq!(result["valid"], 31);
    }
}

#[test]
fn the_alternative_vote_fills_one_seat_and_refuses_two_before_anybody_votes() {
    let (folder, output) = demo(&BLT.replacen("6 2", "6 1", 1), "av");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(
        result(folder.path())["elected"].as_array().unwrap().len(),
        1
    );
    let (_folder, output) = demo(BLT, "av");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("fills 2 seats"));
}

#[test]
fn the_demos_result_is_the_count_of_its_ballots() {
    let plain = BLT.replacen("-5\n", "", 1);
    let (folder, output) = demo(&plain, "scottish-stv");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let file = folder.path().join("ballots.blt");
    let counted = polity(&[
        "count",
        "--rule",
        "scottish-stv",
        "--json",
        file.to_str().unwrap(),
    ]);
    let counted: Value = serde_json::from_slice(&counted.stdout).unwrap();
    let declared = result(folder.path());
    assert_eq!(declared["elected"], counted["elected"]);
    assert_eq!(declared["quota"], counted["quota"]);
    let votes = |result: &Value| -> Vec<Value> {
        let stages = result["stages"].as_array().unwrap();
        stages.iter().map(|stage| stage["votes"].clone()).collect()
    };
    assert_eq!(votes(&declared), votes(&counted));
}

#[test]
fn a_folder_that_no_demo_made_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "mine").unwrap();
    let output = polity(&["demo", "--data-dir", folder.path().to_str().unwrap()]);
    assert!(!output.status.success());
    assert_eq!(std::fs::read_to_string(letter).unwrap(), "mine");
}

#[test]
fn a_malformed_file_lists_every_fault_and_nobody_votes() {
    let (folder, output) = demo(
        "3 1\n2 1 9 0\n1 x 0\n0\n\"A\"\n\"B\"\n\"C\"\n",
        "scottish-stv",
    );
    assert!(!output.status.success());
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        errors.contains("line 2") && errors.contains("line 3"),
        "{errors}"
    );
    assert!(!folder.path().join("data").exists());
}

#[test]
fn a_list_with_faults_changes_nothing_and_tells_all_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("members.csv");
    let text = "member number,name,unit,class,joined\n1,Ann,ash,full,2020-01-01\n1,Ben,ash,full,2020-13-01\n,Cy,,full,2020-01-01\n";
    std::fs::write(&list, text).unwrap();
    let data = folder.path().join("house");
    let (list, data) = (list.to_str().unwrap(), data.to_str().unwrap());
    let output = polity(&["roll", "import", list, "--data-dir", data]);
    assert!(!output.status.success());
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    for place in [":3:1:", ":3:5:", ":4:1:", ":4:3:"] {
        assert!(told.contains(place), "{place} is not in\n{told}");
    }
    assert!(told.contains("Nothing was brought in"), "{told}");
}
