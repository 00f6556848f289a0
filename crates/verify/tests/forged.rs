//! Forged archives: every field of every item altered, items dropped, doubled and moved, by a careless forger and by
//! one who makes all digests fit. Each is refused, and the check that refuses it is named.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use common::forge::{Member, altered, careful, careless, members, relink, scalars};
use common::{election, terms};
use polity_count::Lots;
use polity_verify::{Check, CountOptions, Options, Report, Status, verify};
use rayon::prelude::*;

const VOTERS: usize = 5;

fn report(archive: &[u8]) -> Report {
    verify(archive, &options()).report
}

/// So few ballots tie: lots are answered from a seed.
fn options() -> Options {
    let count = CountOptions {
        lots: Lots::Seed("forged".to_owned()),
        ..CountOptions::default()
    };
    Options {
        count,
        ..Options::default()
    }
}

/// The first check that fails.
fn failing(report: &Report) -> Option<Check> {
    report
        .checks
        .iter()
        .find(|line| line.status == Status::Fail)
        .map(|line| line.check)
}

#[test]
fn the_archive_that_is_forged_below_is_itself_good() {
    let (archive, _, _) = election(VOTERS);
    let good = report(&archive);
    assert!(good.holds, "{good}");
    let parts = members(&archive);
    assert!(
        careless(&parts) == archive,
        "taken apart and put together unchanged"
    );
    assert!(careful(&parts) == archive, "digests fit as they are");
    assert!(relink(&parts) == archive, "links fit as they are");
}

#[test]
fn a_change_of_any_scalar_in_any_item_is_refused_by_careless_and_careful_forgers_alike() {
    let (archive, _, _) = election(VOTERS);
    let parts = members(&archive);
    let forgeries: Vec<(usize, std::ops::Range<usize>)> = parts
        .iter()
        .enumerate()
        .flat_map(|(number, member)| {
            scalars(&member.body)
                .into_iter()
                .map(move |scalar| (number, scalar))
        })
        .collect();
    assert!(forgeries.len() > 500, "{}", forgeries.len());
    let passed: Vec<String> = forgeries
        .par_iter()
        .filter_map(|(number, scalar)| {
            let mut parts = parts.clone();
            let text = String::from_utf8_lossy(&parts[*number].body[scalar.clone()]).into_owned();
            parts[*number].body = altered(&parts[*number].body, scalar);
            let verdicts = [careless(&parts), careful(&parts)].map(|forged| {
                assert!(forged != archive);
                let report = report(&forged);
                report.holds || failing(&report).is_none()
            });
            verdicts
                .contains(&true)
                .then(|| format!("member {number}, {text:?}"))
        })
        .collect();
    assert!(passed.is_empty(), "not refused: {passed:#?}");
}

#[test]
fn a_member_dropped_doubled_or_moved_is_refused_with_and_without_new_links() {
    let (archive, _, _) = election(VOTERS);
    let parts = members(&archive);
    let mut forgeries: Vec<(String, Vec<Member>)> = Vec::new();
    for number in 0..parts.len() {
        let mut dropped = parts.clone();
        dropped.remove(number);
        forgeries.push((format!("member {number} dropped"), dropped));
        let mut doubled = parts.clone();
        doubled.insert(number, parts[number].clone());
        forgeries.push((format!("member {number} doubled"), doubled));
        if number > 0 {
            let mut moved = parts.clone();
            moved.swap(number - 1, number);
            forgeries.push((
                format!("members {} and {number} exchanged", number - 1),
                moved,
            ));
        }
    }
    for (what, forged) in events(&parts) {
        forgeries.push((what, forged));
    }
    let head = report(&archive).head;
    let passed: Vec<&String> = forgeries
        .par_iter()
        .filter(|(_, parts)| {
            let forged = [careless(parts), relink(parts)];
            let passes = forged.iter().any(|forged| report(forged).holds);
            let published = Options {
                head: head.clone(),
                ..options()
            };
            let caught = forged
                .iter()
                .all(|forged| !verify(&forged[..], &published).report.holds);
            assert!(caught, "the published head tells every one of them");
            passes
        })
        .map(|(what, _)| what)
        .collect();
    // Only the published head tells when somebody links the whole chain anew after ballots exchanged their places, a
    // ballot that its voter replaced was left out, or trustees' decryptions exchanged theirs.
    let expected = |what: &String| {
        let left_out = ["event 1 dropped"].contains(&what.as_str());
        left_out || what.starts_with("ballots at ") || what.starts_with("decryptions at ")
    };
    let passed: Vec<_> = passed.into_iter().filter(|what| !expected(what)).collect();
    assert!(passed.is_empty(), "not refused: {passed:#?}");
}

/// Whole events, with their data, dropped, doubled and exchanged with the next.
fn events(parts: &[Member]) -> Vec<(String, Vec<Member>)> {
    let mut steps: Vec<Vec<Member>> = vec![Vec::new()];
    for member in &parts[1..] {
        steps.last_mut().unwrap().push(member.clone());
        if member.suffix == ".event.json" {
            steps.push(Vec::new());
        }
    }
    steps.pop();
    let whole = |steps: &[Vec<Member>]| [&parts[..1], &steps.concat()].concat();
    let kind = |step: &[Member]| {
        let event: serde_json::Value = serde_json::from_slice(&step.last().unwrap().body).unwrap();
        event["type"].as_str().unwrap().to_owned()
    };
    let mut out = Vec::new();
    for number in 0..steps.len() {
        let mut dropped = steps.clone();
        dropped.remove(number);
        out.push((format!("event {number} dropped"), whole(&dropped)));
        let mut doubled = steps.clone();
        doubled.insert(number, steps[number].clone());
        out.push((format!("event {number} doubled"), whole(&doubled)));
        if number > 0 {
            let mut moved = steps.clone();
            let kinds = [kind(&moved[number - 1]), kind(&moved[number])];
            moved.swap(number - 1, number);
            let what = match kinds.each_ref().map(String::as_str) {
                ["Ballot", "Ballot"] => "ballots",
                ["PartialDecryption", "PartialDecryption"] => "decryptions",
                _ => "events",
            };
            out.push((
                format!("{what} at {} and {number} exchanged", number - 1),
                whole(&moved),
            ));
        }
    }
    out
}

#[test]
fn bytes_before_between_and_after_the_members_are_refused_by_name() {
    let (archive, _, _) = election(VOTERS);
    let cases: [(&str, Vec<u8>, &str); 5] = [
        (
            "one byte after",
            [&archive[..], b"\0"].concat(),
            "1 bytes follow the last member",
        ),
        (
            "end blocks of a tar",
            [&archive[..], &[0; 1024]].concat(),
            "no header of an archive member",
        ),
        (
            "a block before",
            [&[0; 512][..], &archive].concat(),
            "no header of an archive member",
        ),
        ("cut", archive[..archive.len() - 512].to_vec(), "cut off"),
        ("nothing", Vec::new(), "must begin with the member BELENIOS"),
    ];
    for (what, forged, words) in cases {
        let report = report(&forged);
        assert_eq!(failing(&report), Some(Check::Container), "{what}: {report}");
        assert!(report.to_string().contains(words), "{what}: {report}");
    }
    let mut padded = archive.clone();
    padded[512 + 100] = 1;
    assert!(
        report(&padded)
            .to_string()
            .contains("hidden in the padding")
    );
}

#[test]
fn the_roll_the_shuffles_and_the_question_that_were_asked_for_are_compared() {
    let (archive, _, _) = election(VOTERS);
    let roll = Options {
        roll_size: Some(9),
        ..options()
    };
    let found = verify(&archive[..], &roll).report;
    assert!(!found.holds);
    assert_eq!(
        found.line(Check::Credentials).faults,
        ["the list has 5 credentials, the roll has 9 entitlements"]
    );
    let shuffles = Options {
        shuffles: Some(4),
        ..options()
    };
    let found = verify(&archive[..], &shuffles).report;
    assert_eq!(
        found.line(Check::Shuffles).faults,
        ["3 trustees shuffled, the election asks for 4"]
    );
    let question = Options {
        question: 2,
        ..options()
    };
    let found = verify(&archive[..], &question).report;
    assert_eq!(
        found.line(Check::Count).faults,
        ["the election has no question 2"]
    );
    assert_eq!(terms(5).roll.size, 5);
}
