//! Formats: what is written is read back as the same contest, one contest in all formats is one contest, and
//! `RCTab`'s edge cases are read as `RCTab` reads them.

#![expect(
    clippy::unwrap_used,
    reason = "a failing step of a test stops it, which is what it should do"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use polity_count::formats::{self, Format, OnMark, Reading};
use polity_count::{Candidate, Contest, Lots, Outcome, Rule, Transcript, blt, count};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Contests of single preferences: up to six candidates with plain names, each ranking of some of them.
fn plain_contests() -> impl Strategy<Value = Contest> {
    (2_usize..=6).prop_flat_map(|n| {
        let all: Vec<u8> = (1..).take(n).collect();
        let ranking = (Just(all).prop_shuffle(), 1..=n, 1_u32..50);
        let ballots = proptest::collection::vec(ranking, 1..12);
        (ballots, 1_u32..4).prop_map(move |(ballots, seats)| {
            let mut contest = Contest {
                title: "Board".into(),
                seats,
                candidates: (0..n)
                    .map(|i| Candidate::new(format!("Name {}", ['A', 'B', 'C', 'D', 'E', 'F'][i])))
                    .collect(),
                ..Contest::default()
            };
            // Every candidate is on some paper, the first papers in the order of the ballot paper, so that formats
            // that know candidates from the papers alone number them alike.
            let order: Vec<u8> = (1..).take(n).collect();
            contest.ballots.push(1, &order).unwrap();
            for (ranking, length, papers) in ballots {
                contest.ballots.push(papers, &ranking[..length]).unwrap();
            }
            contest
        })
    })
}

fn names(contest: &Contest, marks: &[u8]) -> Vec<String> {
    marks.iter().map(|&n| contest.name_of(n)).collect()
}

fn scottish(contest: &Contest) -> String {
    let mut out = format!("{},{}\n", contest.candidates.len(), contest.seats);
    for ballot in contest.ballots.iter() {
        let marks: Vec<String> = ballot.marks.iter().map(u8::to_string).collect();
        let _ = writeln!(out, "{},{},", ballot.papers, marks.join(","));
    }
    for (number, candidate) in (1..).zip(&contest.candidates) {
        let _: usize = number;
        let _ = writeln!(
            out,
            "\"Candidate {number}\",\"{}\",\"Party (P)\",",
            candidate.name
        );
    }
    out + &contest.title + ",\n"
}

fn rankings(contest: &Contest) -> String {
    let heads: Vec<String> = (1..=contest.candidates.len())
        .map(|n| format!("rank{n}"))
        .collect();
    let mut out = format!("count,{}\n", heads.join(","));
    for ballot in contest.ballots.iter() {
        let _ = writeln!(
            out,
            "{},{}",
            ballot.papers,
            names(contest, ballot.marks).join(",")
        );
    }
    out
}

fn ranks(contest: &Contest) -> String {
    let all = names(
        contest,
        &(1..).take(contest.candidates.len()).collect::<Vec<u8>>(),
    );
    let mut out = format!("papers;{}\n", all.join(";"));
    for ballot in contest.ballots.iter() {
        let rank = |n: u8| {
            ballot
                .marks
                .iter()
                .position(|&m| m == n)
                .map_or(String::new(), |at| (at + 1).to_string())
        };
        let cells: Vec<String> = (1..).take(contest.candidates.len()).map(rank).collect();
        let _ = writeln!(out, "{};{}", ballot.papers, cells.join(";"));
    }
    out
}

fn opavote(contest: &Contest) -> String {
    let ballots = contest.ballots.iter().map(|ballot| {
        let ranking: Vec<u8> = ballot.marks.iter().map(|n| n - 1).collect();
        json!({ "count": ballot.papers, "ranking": ranking })
    });
    let candidates: Vec<&String> = contest.candidates.iter().map(|c| &c.name).collect();
    json!({
        "title": contest.title, "n_seats": contest.seats, "candidates": candidates,
        "ballots": ballots.collect::<Vec<_>>(),
    })
    .to_string()
}

fn records(contest: &Contest) -> String {
    let mut records = Vec::new();
    for ballot in contest.ballots.iter() {
        let selections = ballot.marks.iter().enumerate().map(|(at, n)| {
            json!({ "ContestSelectionId": format!("s{n}"),
                    "SelectionPosition": [ { "HasIndication": "yes", "NumberVotes": 1, "Rank": at + 1 } ] })
        });
        let selections: Vec<Value> = selections.collect();
        for _ in 0..ballot.papers {
            records.push(json!({ "CVRSnapshot": [ { "@id": "x", "CVRContest": [
                { "ContestId": "c", "CVRContestSelection": selections } ] } ] }));
        }
    }
    let numbers = || (1..).take(contest.candidates.len());
    let selections: Vec<Value> = numbers()
        .map(|n: usize| json!({ "@id": format!("s{n}"), "CandidateIds": [format!("k{n}")] }))
        .collect();
    let candidates: Vec<Value> = numbers()
        .zip(&contest.candidates)
        .map(|(n, c)| json!({ "@id": format!("k{n}"), "Name": c.name }))
        .collect();
    json!({
        "@type": "CVR.CastVoteRecordReport", "CVR": records,
        "Election": [ { "@id": "e", "Candidate": candidates, "Contest": [
            { "@id": "c", "Name": contest.title, "NumberElected": contest.seats, "ContestSelection": selections } ] } ],
    })
    .to_string()
}

fn read(text: &str, format: Format) -> Contest {
    assert_eq!(formats::recognise(text.as_bytes()), format, "{text}");
    formats::read(text.as_bytes()).unwrap_or_else(|faults| panic!("{faults:?}\n{text}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn one_contest_in_all_formats_is_one_contest(contest in plain_contests()) {
        prop_assert_eq!(&read(&scottish(&contest), Format::Scottish), &contest);
        prop_assert_eq!(&read(&opavote(&contest), Format::OpaVote), &contest);
        prop_assert_eq!(&read(&formats::write_preflib(&contest), Format::PrefLib), &contest);
        prop_assert_eq!(&read(&blt::write(&contest), Format::Blt), &contest);
        for (text, format) in [(rankings(&contest), Format::Rankings), (ranks(&contest), Format::Ranks)] {
            // These formats know neither title nor seats.
            let mut bare = read(&text, format);
            (bare.title, bare.seats) = (contest.title.clone(), contest.seats);
            prop_assert_eq!(&bare, &contest, "{}", text);
        }
        // Cast vote records are one paper each.
        let single = read(&records(&contest), Format::CastVoteRecords);
        prop_assert_eq!(single.ballots.papers(), contest.ballots.papers());
        let by_records = counted(&single, Rule::Ers97);
        prop_assert_eq!(by_records, counted(&contest, Rule::Ers97));
    }

    #[test]
    fn weights_with_decimals_read_back(weights in proptest::collection::vec((1_u32..5_000, 0_u32..4), 1..8)) {
        let mut file = "2 1\n".to_owned();
        for (digits, places) in &weights {
            let unit = 10_u32.pow(*places);
            let width = *places as usize;
            let part = if *places == 0 { String::new() } else { format!(".{:0width$}", digits % unit) };
            let _ = writeln!(file, "{}{part} 1 2 0", digits / unit);
        }
        file += "0\n\"A\"\n\"B\"\n\"T\"\n";
        let contest = blt::parse(file.as_bytes()).unwrap();
        let scale = 10_u64.pow(contest.weight_decimals);
        let all: u64 = weights.iter().map(|(digits, places)| u64::from(*digits) * scale / 10_u64.pow(*places)).sum();
        prop_assert_eq!(contest.ballots.papers(), all);
        prop_assert_eq!(blt::parse(blt::write(&contest).as_bytes()), Ok(contest));
    }
}

fn counted(contest: &Contest, rule: Rule) -> Transcript {
    match count(contest, rule, &Lots::Seed("formats".into())).unwrap() {
        Outcome::Complete(transcript) => *transcript,
        Outcome::LotNeeded(question) => panic!("{}", question.text),
    }
}

fn file(name: &str) -> Vec<u8> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../testdata/stv/rctab")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

/// First tallies by name, as `RCTab`'s reports have them.
fn firsts(contest: &Contest, rule: Rule) -> Vec<(String, String)> {
    let t = counted(contest, rule);
    let mut all: Vec<(String, String)> = t
        .candidates
        .iter()
        .zip(&t.stages[0].votes)
        .map(|(c, votes)| (c.name.clone(), votes.split('.').next().unwrap().to_owned()))
        .collect();
    all.sort();
    all
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

#[test]
fn rctab_repetitions_end_a_ranking() {
    let reading = Reading {
        repeats: OnMark::End,
        skipped_ranks: Some(1),
        ..Reading::default()
    };
    let contest = formats::read_with(&file("duplicate.csv"), &reading).unwrap();
    assert_eq!(
        firsts(&contest, Rule::Av),
        pairs(&[("Banana", "4"), ("Durian", "3"), ("Kumquat", "4")])
    );
    let winner = counted(&contest, Rule::Av).elected[0];
    assert_eq!(contest.name_of(winner), "Kumquat");
    // Without that rule two papers go on to Banana.
    let contest = formats::read(&file("duplicate.csv")).unwrap();
    let winner = counted(&contest, Rule::Av).elected[0];
    assert_eq!(contest.name_of(winner), "Banana");
}

#[test]
fn rctab_overvotes_are_passed_over_and_gaps_limited() {
    let reading = Reading {
        overvotes: OnMark::Skip,
        skipped_ranks: Some(1),
        ..Reading::default()
    };
    let contest = formats::read_with(&file("skip_to_next.csv"), &reading).unwrap();
    assert_eq!(
        firsts(&contest, Rule::Av),
        pairs(&[("A", "5"), ("B", "6"), ("C", "3"), ("D", "1")])
    );
    let t = counted(&contest, Rule::Av);
    let named =
        |numbers: &[u8]| -> Vec<String> { numbers.iter().map(|&n| contest.name_of(n)).collect() };
    let excluded: Vec<u8> = t.stages.iter().flat_map(|s| s.excluded.clone()).collect();
    assert_eq!(
        (named(&excluded), named(&t.elected)),
        (vec!["D".into(), "C".into()], vec!["B".into()])
    );
}

#[test]
fn rctab_exclusions_write_ins_and_bars_between_names() {
    let mut contest = formats::read(&file("excluded.csv")).unwrap();
    for candidate in contest
        .candidates
        .iter_mut()
        .filter(|c| c.name != "George Gervin")
    {
        candidate.withdrawn = true;
    }
    let t = counted(&contest, Rule::Av);
    assert_eq!((t.valid, t.invalid), (3, 7));
    let contest = formats::read(&file("write_ins.csv")).unwrap();
    assert_eq!(
        firsts(&contest, Rule::ScottishStv),
        pairs(&[("A", "6"), ("B", "3"), ("C", "2"), ("UWI", "4")])
    );
    let contest = formats::read(&file("overvotes.csv")).unwrap();
    let ranking: Vec<Vec<String>> = contest
        .ballots
        .get(0)
        .unwrap()
        .places()
        .iter()
        .map(|place| names(&contest, place))
        .collect();
    assert_eq!(ranking, [vec!["A", "D"], vec!["B"], vec!["C"]]);
    let ended = Reading {
        overvotes: OnMark::End,
        ..Reading::default()
    };
    let contest = formats::read_with(&file("overvotes.csv"), &ended).unwrap();
    assert_eq!(counted(&contest, Rule::Av).invalid, 3);
    assert_eq!(
        firsts(&contest, Rule::Av),
        pairs(&[("A", "0"), ("B", "3"), ("C", "2"), ("D", "1")])
    );
    let contest = formats::read(&file("one_winner_per_round.csv")).unwrap();
    assert_eq!(contest.ballots.papers(), 9);
}

/// Cast vote records counted with a fractional threshold: the PRF's reference rule, whose rounds are `RCTab`'s to the
/// last digit, until the rule elects the two who are left for the last two places and `RCTab` goes on to exclude.
#[test]
fn rctab_cast_vote_records_give_its_rounds() {
    let reading = Reading {
        overvotes: OnMark::Skip,
        skipped_ranks: Some(1),
        ..Reading::default()
    };
    let mut contest = formats::read_with(&file("fractional_threshold.cvr.json"), &reading).unwrap();
    contest.seats = 3;
    let t = counted(&contest, Rule::WigmPrf);
    let report: Value =
        serde_json::from_slice(&file("fractional_threshold.expected.json")).unwrap();
    let rounds = report["results"].as_array().unwrap();
    assert_eq!(rounds[0]["threshold"], json!(t.quota));
    let digits = |text: &str| text.parse::<f64>().unwrap();
    for (round, stage) in rounds.iter().zip(&t.stages).take(4) {
        for (candidate, votes) in t.candidates.iter().zip(&stage.votes) {
            let theirs = round["tally"][&candidate.name].as_str().unwrap_or("0");
            assert!(
                (digits(theirs) - digits(votes)).abs() < 1e-9,
                "stage {}: {}: {votes} {theirs}",
                stage.stage,
                candidate.name
            );
        }
    }
    let mut elected: Vec<String> = t.elected.iter().map(|&n| contest.name_of(n)).collect();
    elected.sort();
    assert_eq!(
        elected,
        ["Candidate A Name", "Candidate B Name", "Candidate C Name"]
    );
}
