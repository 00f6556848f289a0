//! Every Scottish ward with published stages, counted anew: quota, winners, number of stages and
//! each candidate's votes at each stage, to the fifth decimal.

use std::io::Read as _;
use std::path::PathBuf;

use flate2::read::GzDecoder;
use polity_count::{Contest, Lots, Outcome, Rule, Status, Transcript, blt, count};
use serde_json::Value;

/// What a published figure may differ by, in units of the fifth decimal: nothing, or half of the
/// second decimal where the authority rounded some figures to two.
fn tolerance(agreement: &str) -> i64 {
    if agreement == "rounded" { 501 } else { 0 }
}

fn figure(value: &Value) -> i64 {
    match value {
        Value::String(text) => fifth_decimals(text),
        Value::Number(n) => n.as_i64().expect("whole") * 100_000,
        Value::Null => 0,
        other => panic!("not a figure: {other}"),
    }
}

fn differences(transcript: &Transcript, stages: &Value, tolerance: i64) -> Vec<String> {
    let stages = stages.as_array().expect("stages");
    let mut found = Vec::new();
    if stages.len() != transcript.stages.len() {
        found.push(format!(
            "{} stages, published {}",
            transcript.stages.len(),
            stages.len()
        ));
    }
    for (stage, published) in transcript.stages.iter().zip(stages) {
        for (i, cell) in published.as_array().expect("a row").iter().enumerate() {
            let ours = fifth_decimals(&stage.votes[i]);
            if (ours - figure(cell)).abs() > tolerance {
                let place = format!("stage {}, candidate {}", stage.stage, i + 1);
                found.push(format!("{place}: {} published {cell}", stage.votes[i]));
            }
        }
    }
    found
}

#[test]
fn every_ward_of_2017_and_2022_to_the_fifth_decimal() {
    let mut found = Vec::new();
    let mut cells = 0;
    for ward in scottish_wards() {
        let transcript = complete(&ward.contest, Rule::ScottishStv);
        let official = &ward.official;
        assert_eq!(
            fifth_decimals(&transcript.quota),
            figure(&official["quota"]),
            "{}",
            ward.name
        );
        assert_eq!(
            Some(transcript.valid),
            official["valid_votes"].as_u64(),
            "{}",
            ward.name
        );
        let published = official["candidates"].as_array().expect("candidates");
        for (candidate, published) in transcript.candidates.iter().zip(published) {
            let elected = published["status"] == "Elected";
            assert_eq!(
                candidate.status == Status::Elected,
                elected,
                "{}",
                ward.name
            );
            if elected {
                let stage = published["decided_at_stage"].as_u64();
                assert_eq!(
                    candidate.stage.map(u64::from),
                    stage,
                    "{} {}",
                    ward.name,
                    candidate.name
                );
            }
        }
        let agreement = official["agreement"].as_str().expect("agreement");
        // One published table has a typing error; its winners and quota are compared above.
        if agreement != "slip" {
            let stages = &official["stages"];
            cells += transcript.stages.len() * transcript.candidates.len();
            let list = differences(&transcript, stages, tolerance(agreement));
            found.extend(list.into_iter().map(|d| format!("{}: {d}", ward.name)));
        }
    }
    assert!(
        found.is_empty(),
        "{} differences:\n{}",
        found.len(),
        found.join("\n")
    );
    assert!(cells > 11_000, "only {cells} figures were compared");
}

#[test]
fn glasgow_linn_2007_with_what_was_not_transferable() {
    let contest = blt::parse(&testdata("Linn-2007.blt")).expect("no faults");
    let official: Value =
        serde_json::from_slice(&testdata("Linn-2007.official.json")).expect("JSON");
    let transcript = complete(&contest, Rule::ScottishStv);
    assert_eq!(Value::from(transcript.quota.as_str()), official["quota"]);
    assert_eq!(
        differences(&transcript, &official["stages"], 0),
        Vec::<String>::new()
    );
    for (stage, published) in transcript
        .stages
        .iter()
        .zip(official["non_transferable"].as_array().expect("row"))
    {
        let ours =
            fifth_decimals(&stage.non_transferable) + fifth_decimals(&stage.loss_by_fraction);
        assert_eq!(ours, figure(published), "stage {}", stage.stage);
    }
    assert_eq!(transcript.elected, [7, 3, 6, 2]);
}

#[test]
fn meek_elects_the_reference_winners_of_every_ward() {
    let csv = String::from_utf8(testdata("scottish-meek-winners.csv")).expect("UTF-8");
    let reference: std::collections::HashMap<&str, Vec<u8>> = csv
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            (
                fields[0],
                fields[2]
                    .split(' ')
                    .map(|n| n.parse().expect("number"))
                    .collect(),
            )
        })
        .collect();
    for ward in scottish_wards() {
        let mut elected = complete(&ward.contest, Rule::MeekNz).elected;
        elected.sort_unstable();
        assert_eq!(elected, reference[ward.name.as_str()], "{}", ward.name);
    }
}

/// A contest and what the authority published about it.
struct Published {
    name: String,
    contest: Contest,
    official: Value,
}

fn testdata(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../testdata/stv")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn unpacked(name: &str) -> String {
    let mut text = String::new();
    GzDecoder::new(&testdata(name)[..])
        .read_to_string(&mut text)
        .expect("valid gzip of UTF-8");
    text
}

/// All Scottish wards of 2017 and 2022 with official stages.
fn scottish_wards() -> Vec<Published> {
    let mut wards = Vec::new();
    for year in [2017, 2022] {
        let ballots = unpacked(&format!("scottish-{year}.blt.gz"));
        let official = unpacked(&format!("scottish-{year}.official.jsonl.gz"));
        let contests = ballots.split("# contest ").skip(1);
        for (part, line) in contests.zip(official.lines()) {
            let (name, file) = part.split_once('\n').expect("a name, then the ballots");
            let official: Value = serde_json::from_str(line).expect("JSON");
            assert_eq!(
                official["contest"], name,
                "ballots and results stand in the same order"
            );
            let contest = blt::parse(file.as_bytes()).unwrap_or_else(|f| panic!("{name}: {f:?}"));
            wards.push(Published {
                name: name.to_owned(),
                contest,
                official,
            });
        }
    }
    assert_eq!(wards.len(), 225);
    wards
}

/// Counts; panics with the question if a lot is needed.
fn complete(contest: &Contest, rule: Rule) -> Transcript {
    match count(contest, rule, &Lots::Ask) {
        Ok(Outcome::Complete(transcript)) => *transcript,
        other => panic!("{rule}: {other:?}"),
    }
}

/// A decimal string in units of the fifth decimal.
fn fifth_decimals(text: &str) -> i64 {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let decimals = format!("{decimals:0<5}");
    whole.parse::<i64>().expect("digits") * 100_000 + decimals[..5].parse::<i64>().expect("digits")
}
