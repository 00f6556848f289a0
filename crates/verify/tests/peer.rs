//! The peer both ways: its program checks our archives, ours checks its archives, and each takes part in the other's
//! elections. The program is found through `POLITY_BELENIOS_TOOL`, which `cargo xtask test` sets; without it these
//! tests say loudly that they were skipped.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use common::*;
use polity_ballot::archive::Keeper;
use polity_ballot::wire::{PartialDecryption, Shuffle, Wire as _};
use polity_count::Lots;
use polity_verify::{CountOptions, Options, verify};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The peer's program, or nothing after a loud line.
fn peer() -> Option<PathBuf> {
    let path = std::env::var_os("POLITY_BELENIOS_TOOL").map(PathBuf::from);
    if path.is_none() {
        eprintln!(
            "SKIPPED: POLITY_BELENIOS_TOOL is not set, so nothing was compared with belenios-tool"
        );
    }
    path
}

struct Tool<'a> {
    program: &'a Path,
    folder: &'a Path,
}

impl Tool<'_> {
    /// Runs one command in the folder, with a file as its input, and gives back what it prints.
    fn run(&self, arguments: &[&str], input: Option<&str>) -> String {
        let stdin = input.map_or_else(Stdio::null, |name| {
            File::open(self.folder.join(name)).unwrap().into()
        });
        let mut command = Command::new(self.program);
        command
            .args(arguments)
            .current_dir(self.folder)
            .stdin(stdin);
        let output = command.output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// As [`Tool::run`], with the words of one line.
    fn line(&self, arguments: &str, input: Option<&str>) -> String {
        self.run(&arguments.split(' ').collect::<Vec<_>>(), input)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.folder.join(name), content).unwrap();
    }

    fn event(&self, kind: &str, content: &str) {
        self.write("event", content);
        self.line(&format!("archive add-event --type {kind}"), Some("event"));
    }

    fn files(&self, extension: &str) -> Vec<String> {
        let entries = fs::read_dir(self.folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = entries.filter(|name| name.ends_with(extension)).collect();
        names.sort();
        names
    }
}

/// The item; the peer prints its owner on a second line.
fn first_line(printed: &str) -> &[u8] {
    printed.lines().next().unwrap_or_default().as_bytes()
}

fn folder() -> TempDir {
    TempDir::new().unwrap()
}

#[test]
fn the_peer_verifies_our_archive_at_every_stage_it_knows() {
    let Some(program) = peer() else { return };
    let folder = folder();
    let tool = Tool {
        program: &program,
        folder: folder.path(),
    };
    let (archive, _, officers) = election(40);
    let name = format!("{}.bel", officers.setup.election.uuid);
    tool.write(&name, &archive);
    tool.line("election verify", None);
    // and when voting is still open
    let mut open = common::officers(12, Some(terms(12)));
    let mut keeper = Keeper::begin(Vec::new(), TIMESTAMP, open.setup.clone()).unwrap();
    vote(&mut open, &mut keeper);
    tool.write(&name, keeper.finish().unwrap());
    tool.line("election verify", None);
}

#[test]
fn the_peer_votes_shuffles_and_decrypts_in_our_election() {
    let Some(program) = peer() else { return };
    let folder = folder();
    let tool = Tool {
        program: &program,
        folder: folder.path(),
    };
    let mut officers = officers(10, Some(terms(10)));
    let name = format!("{}.bel", officers.setup.election.uuid);
    let mut keeper = Keeper::begin(Vec::new(), TIMESTAMP, officers.setup.clone()).unwrap();
    vote(&mut officers, &mut keeper);
    let before = keeper.finish().unwrap();
    tool.write(&name, &before);

    let mut keeper = Keeper::resume(&before[..], before.clone()).unwrap();
    tool.write("credential", officers.credentials[9].reveal());
    tool.write("choice", "[[0,3,0,1,2]]");
    let ballot = tool.line(
        "election generate-ballot --privcred credential --choice choice",
        None,
    );
    let checked = keeper
        .polls()
        .check(&officers.setup.credentials, ballot.trim_end().as_bytes())
        .unwrap();
    assert!(
        !keeper.append(&checked).unwrap(),
        "the tenth voter had not voted"
    );
    keeper.end_ballots().unwrap();
    keeper.encrypted_tally().unwrap();
    shuffle(&mut officers, &mut keeper, 1);
    let before = keeper.finish().unwrap();
    tool.write(&name, &before);

    let mut keeper = Keeper::resume(&before[..], before.clone()).unwrap();
    let made = tool.line("election shuffle --trustee-id 2", None);
    keeper
        .shuffle(2, Shuffle::from_json(first_line(&made)).unwrap())
        .unwrap();
    shuffle(&mut officers, &mut keeper, 3);
    keeper.end_shuffles().unwrap();
    decrypt(&mut officers, &mut keeper, 1);
    decrypt(&mut officers, &mut keeper, 2);
    let before = keeper.finish().unwrap();
    tool.write(&name, &before);

    let mut keeper = Keeper::resume(&before[..], before.clone()).unwrap();
    tool.write("secret", format!("\"{}\"", officers.secrets[2].reveal()));
    let part = tool.line("election decrypt --privkey secret --trustee-id 3", None);
    let part = PartialDecryption::from_json(first_line(&part)).unwrap();
    keeper.partial_decryption(3, &part).unwrap();
    let papers = keeper.result().unwrap().remove(0);
    assert!(papers.rows.iter().any(|row| row == [0, 3, 0, 1, 2]));
    let archive = keeper.finish().unwrap();
    tool.write(&name, &archive);
    tool.line("election verify", None);
    // so few ballots may tie: lots are answered from a seed
    let count = CountOptions {
        lots: Lots::Seed("peer".to_owned()),
        ..CountOptions::default()
    };
    let options = Options {
        count,
        ..Options::default()
    };
    let report = verify(&archive[..], &options).report;
    assert!(report.holds, "{report}");
}

/// An election that only the peer holds; its archive.
fn peers_election(tool: &Tool<'_>, threshold: bool) -> Vec<u8> {
    let uuid = tool.line("setup generate-token", None).trim().to_owned();
    tool.line(
        &format!("setup generate-credentials --uuid {uuid} --group Ed25519 --count 6"),
        None,
    );
    for (extension, name) in [
        (".pubcreds", "public_creds.json"),
        (".privcreds", "private_creds.json"),
    ] {
        fs::rename(
            tool.folder.join(&tool.files(extension)[0]),
            tool.folder.join(name),
        )
        .unwrap();
    }
    let members = if threshold {
        threshold_group(tool)
    } else {
        Vec::new()
    };
    let mut keys = String::new();
    for _ in 0..2 {
        tool.line("setup generate-trustee-key --group Ed25519", None);
    }
    for name in tool.files(".pubkey") {
        keys += &fs::read_to_string(tool.folder.join(name)).unwrap();
    }
    tool.write("public_keys.jsons", keys);
    tool.line("setup make-trustees", None);
    let question =
        r#"{"type":"NonHomomorphic","value":{"answers":["Ann","Bob","Cy"],"question":"Rank"}}"#;
    tool.write(
        "template",
        format!(r#"{{"description":"d","name":"n","questions":[{question}]}}"#),
    );
    tool.line(
        &format!("setup make-election --uuid {uuid} --group Ed25519 --template template"),
        None,
    );
    tool.line("archive init", None);
    peers_vote(tool);
    peers_tally(tool, &members);
    fs::read(tool.folder.join(format!("{uuid}.bel"))).unwrap()
}

/// Five of six vote, one of them with a blank paper.
fn peers_vote(tool: &Tool<'_>) {
    let credentials = fs::read_to_string(tool.folder.join("private_creds.json")).unwrap();
    let credentials: std::collections::BTreeMap<String, String> =
        serde_json::from_str(&credentials).unwrap();
    for (credential, choice) in credentials.values().zip([
        "[[1,2,3]]",
        "[[0,0,0]]",
        "[[2,1,0]]",
        "[[0,0,1]]",
        "[[3,2,1]]",
    ]) {
        tool.write("credential", credential);
        tool.write("choice", choice);
        let ballot = tool.line(
            "election generate-ballot --privcred credential --choice choice",
            None,
        );
        tool.event("Ballot", &ballot);
    }
}

/// From the close to the result; the first of a threshold group's members stays away.
fn peers_tally(tool: &Tool<'_>, members: &[String]) {
    tool.event("EndBallots", "");
    tool.event(
        "EncryptedTally",
        &tool.line("election compute-encrypted-tally", None),
    );
    for trustee in 1..=2 {
        tool.event(
            "Shuffle",
            &tool.line(&format!("election shuffle --trustee-id {trustee}"), None),
        );
    }
    tool.event("EndShuffles", "");
    for (index, key) in tool.files(".privkey").iter().enumerate() {
        let part = tool.line(
            &format!(
                "election decrypt --privkey {key} --trustee-id {}",
                index + 1
            ),
            None,
        );
        tool.event("PartialDecryption", &part);
    }
    for (index, name) in members.iter().enumerate().skip(1) {
        let keys = format!(
            "--key {name}.key --decryption-key {name}.dkey --trustee-id {}",
            index + 3
        );
        tool.event(
            "PartialDecryption",
            &tool.line(&format!("election decrypt-threshold {keys}"), None),
        );
    }
    tool.event("Result", &tool.line("election compute-result", None));
}

/// The key generation of a 2-of-3 group; the members' names in order.
fn threshold_group(tool: &Tool<'_>) -> Vec<String> {
    let group = "setup generate-trustee-key-threshold --group Ed25519";
    let mut members: Vec<String> = Vec::new();
    let mut certificates = String::new();
    for index in 1..=3 {
        tool.line(
            &format!("{group} --step 1 --threshold-context {index}/2/3"),
            None,
        );
        let made = tool
            .files(".cert")
            .into_iter()
            .map(|name| name.replace(".cert", ""));
        let member = made
            .into_iter()
            .find(|name| !members.contains(name))
            .unwrap();
        certificates += &fs::read_to_string(tool.folder.join(format!("{member}.cert"))).unwrap();
        members.push(member);
    }
    tool.write("certs", certificates);
    let group = format!("{group} --certs certs");
    tool.line(&format!("{group} --step 2"), None);
    let step = |step: u8, member: &str, input: Option<&str>| {
        tool.line(&format!("{group} --key {member}.key --step {step}"), input)
    };
    let polynomials: String = members.iter().map(|member| step(3, member, None)).collect();
    tool.write("polynomials", polynomials);
    tool.line(&format!("{group} --step 4 --polynomials polynomials"), None);
    let outputs: String = members
        .iter()
        .map(|member| step(5, member, Some(&format!("{member}.vinput"))))
        .collect();
    tool.write("outputs", outputs);
    let parameters = tool.line(
        &format!("{group} --step 6 --polynomials polynomials"),
        Some("outputs"),
    );
    tool.write("threshold.json", parameters);
    members
}

#[test]
fn elections_that_the_peer_holds_pass_our_verifier() {
    let Some(program) = peer() else { return };
    for threshold in [false, true] {
        let folder = folder();
        let tool = Tool {
            program: &program,
            folder: folder.path(),
        };
        let archive = peers_election(&tool, threshold);
        let options = Options {
            roll_size: Some(6),
            shuffles: Some(2),
            ..Options::default()
        };
        let report = verify(&archive[..], &options).report;
        assert!(report.holds, "{report}");
    }
}
