//! `polity ballot letters`: every voter gets their code once, whoever has no address is told of.

#![expect(
    clippy::unwrap_used,
    reason = "a failing step of a test stops it, which is what it should do"
)]

use std::path::Path;
use std::process::{Command, Output};

const UUID: &str = "Ba11otForTests";

fn polity(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polity"));
    command.current_dir(folder).args(args).output().unwrap()
}

/// Codes of three voters and addresses of these.
fn prepared(voters: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::write(path.join("voters.csv"), "voter\np-1\np-2\np-3\n").unwrap();
    let made = polity(
        path,
        &[
            "ballot",
            "credentials",
            "--uuid",
            UUID,
            "--voters",
            "voters.csv",
            "--out",
            ".",
        ],
    );
    assert!(made.status.success(), "{made:?}");
    let voters: Vec<String> = voters
        .iter()
        .map(|voter| {
            let email = match *voter {
                "p-3" => "null".to_owned(),
                _ => format!("\"{voter}@example.org\""),
            };
            format!("{{\"voter\": \"{voter}\", \"name\": \"Voter {voter}\", \"email\": {email}, \"language\": null}}")
        })
        .collect();
    let addresses = format!(
        "{{\"organisation\": \"The Society\", \"election\": \"Members' section\", \"uuid\": \"{UUID}\", \"site\": \"https://vote.example.org\", \
         \"zone\": \"Europe/London\", \"opens\": \"2026-10-02T11:00:00Z\", \"closes\": \"2026-10-23T11:00:00Z\", \"voters\": [{}]}}",
        voters.join(", ")
    );
    std::fs::write(path.join("addresses.json"), addresses).unwrap();
    folder
}

fn send(folder: &Path) -> Output {
    polity(
        folder,
        &[
            "ballot",
            "letters",
            "--codes",
            "codes.private.csv",
            "--addresses",
            "addresses.json",
            "--folder",
            "letters",
        ],
    )
}

#[test]
fn e9_every_voter_gets_the_code_once_and_who_has_no_address_is_told() {
    let folder = prepared(&["p-1", "p-2", "p-3"]);
    let path = folder.path();
    let sent = send(path);
    assert!(sent.status.success(), "{sent:?}");
    let told = String::from_utf8_lossy(&sent.stdout).into_owned();
    assert!(
        told.contains("Voter p-3 (p-3): no e-mail address"),
        "{told}"
    );
    let letters = || -> Vec<String> {
        let files = std::fs::read_dir(path.join("letters")).unwrap();
        let read = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        read.collect()
    };
    assert_eq!(letters().len(), 2);
    let codes = std::fs::read_to_string(path.join("codes.private.csv")).unwrap();
    let code = codes.lines().nth(1).unwrap().strip_prefix("p-1,").unwrap();
    let own = letters()
        .into_iter()
        .find(|one| one.contains("<p-1@example.org>"));
    let own = own.unwrap().replace("=\r\n", "");
    assert!(own.contains(code), "{own}");
    let paper = std::fs::read_to_string(path.join("codes.private.on-paper.csv")).unwrap();
    assert_eq!(paper.lines().count(), 2, "one voter gets paper");
    let journal = std::fs::read_to_string(path.join("codes.private.sent.csv")).unwrap();
    assert_eq!(journal, "voter,outcome,words\np-1,sent,\np-2,sent,\n");
    // Again: nobody who has a letter gets another.
    std::fs::remove_dir_all(path.join("letters")).unwrap();
    assert!(send(path).status.success());
    assert!(!path.join("letters").exists());
}

#[test]
fn codes_of_another_roll_are_refused_before_anything_is_sent() {
    let folder = prepared(&["p-1", "p-2", "p-9"]);
    let sent = send(folder.path());
    assert!(!sent.status.success());
    let told = String::from_utf8_lossy(&sent.stderr).into_owned();
    assert!(
        told.contains("p-9 is on the roll and has no code"),
        "{told}"
    );
    assert!(
        told.contains("p-3 has a code and is not on the roll"),
        "{told}"
    );
    assert!(!folder.path().join("letters").exists());
}
