//! Published contests with their results, from `testdata/stv`.

use std::io::Read as _;
use std::path::PathBuf;

use flate2::read::GzDecoder;
use polity_count::{Contest, Lots, Outcome, Rule, Transcript, blt, count};
use serde_json::Value;

/// A contest and what the authority published about it.
pub struct Published {
    pub name: String,
    pub contest: Contest,
    pub official: Value,
}

pub fn testdata(name: &str) -> Vec<u8> {
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
pub fn scottish_wards() -> Vec<Published> {
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
pub fn complete(contest: &Contest, rule: Rule) -> Transcript {
    match count(contest, rule, &Lots::Ask) {
        Ok(Outcome::Complete(transcript)) => *transcript,
        other => panic!("{rule}: {other:?}"),
    }
}

/// A decimal string in units of the fifth decimal.
#[allow(dead_code, reason = "not every test binary compares figures")]
pub fn fifth_decimals(text: &str) -> i64 {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let decimals = format!("{decimals:0<5}");
    whole.parse::<i64>().expect("digits") * 100_000 + decimals[..5].parse::<i64>().expect("digits")
}
