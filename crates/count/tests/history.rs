//! Published results of real elections, to the last figure, by the rules that need no transfers.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests, outside of test functions"
)]

use polity_count::{Candidate, Contest, Lots, Outcome, Rule, Transcript, count};

/// A contest of votes by X with these totals: papers are filled one after the other, each with at most `seats` votes,
/// as the published totals allow.
fn by_x(seats: u32, papers: usize, totals: &[(&str, u32)]) -> Contest {
    let mut contest = Contest {
        seats,
        candidates: totals
            .iter()
            .map(|(name, _)| Candidate::new(*name))
            .collect(),
        ..Contest::default()
    };
    let mut marked: Vec<Vec<u8>> = vec![Vec::new(); papers];
    let mut at = 0;
    for (number, (_, votes)) in (1_u8..).zip(totals) {
        for _ in 0..*votes {
            marked[at % papers].push(number);
            at += 1;
        }
    }
    for marks in marked {
        contest.ballots.push(1, &marks).unwrap();
    }
    contest
}

fn complete(contest: &Contest, rule: Rule) -> Transcript {
    match count(contest, rule, &Lots::Ask).unwrap() {
        Outcome::Complete(transcript) => *transcript,
        Outcome::LotNeeded(question) => panic!("{}", question.text),
    }
}

#[test]
fn h11_executive_2006_by_x() {
    let totals = [
        ("Black", 19_491),
        ("Shawcroft", 17_974),
        ("Willsman", 15_759),
        ("Wolfgang", 14_129),
        ("Wheeler", 13_961),
        ("Reeves", 13_850),
        ("Azam", 13_435),
        ("Fitzsimons", 13_093),
        ("Thomas", 12_830),
        ("Johnston", 12_498),
        ("Jackson", 11_443),
        ("Baldock", 11_118),
        ("Ali", 10_493),
        ("Muggins", 7_982),
        ("Sarkar", 7_303),
        ("Khan", 5_567),
    ];
    let t = complete(&by_x(6, 35_916, &totals), Rule::PluralityAtLarge);
    assert_eq!(t.elected, [1, 2, 3, 4, 5, 6]);
    assert_eq!((t.valid, t.invalid), (35_916, 0));
    let votes: Vec<u32> = t.stages[0]
        .votes
        .iter()
        .map(|v| v.parse().unwrap())
        .collect();
    assert!(votes.iter().copied().eq(totals.iter().map(|(_, v)| *v)));
    assert_eq!(votes.iter().sum::<u32>(), 200_926);
}

#[test]
fn h12_executive_2012_by_x() {
    let totals = [
        ("Livingstone", 31_682),
        ("Black", 30_240),
        ("Reeves", 23_417),
        ("Shawcroft", 22_236),
        ("Baxter", 20_146),
        ("Wheeler", 17_721),
        ("Osamor", 17_598),
        ("Akehurst", 17_475),
        ("Willsman", 16_786),
        ("Williams", 14_641),
        ("Nosegbe", 12_745),
        ("Smeeth", 10_860),
        ("Milligan", 10_034),
        ("Atkinson", 8_968),
        ("Ali", 6_855),
        ("Goodliffe", 6_147),
        ("Rice", 4_864),
        ("Sidhu", 4_726),
        ("Carr", 4_386),
    ];
    let t = complete(&by_x(6, 50_000, &totals), Rule::PluralityAtLarge);
    assert_eq!(t.elected, [1, 2, 3, 4, 5, 6]);
    assert_eq!(t.stages[0].votes[5], "17721");
}

#[test]
fn a_paper_with_more_marks_than_seats_is_invalid_by_x_but_not_by_approval() {
    let mut contest = by_x(1, 3, &[("A", 3), ("B", 2)]);
    contest.ballots.push(4, &[2]).unwrap();
    let t = complete(&contest, Rule::PluralityAtLarge);
    assert_eq!((t.valid, t.invalid, t.elected.clone()), (5, 2, vec![2]));
    let t = complete(&contest, Rule::Approval);
    assert_eq!(
        (t.valid, t.invalid, t.stages[0].votes.clone()),
        (7, 0, vec!["3".into(), "6".into()])
    );
}

/// First preferences only.
fn first(totals: &[(&str, u32)]) -> Contest {
    let mut contest = Contest {
        seats: 1,
        candidates: totals
            .iter()
            .map(|(name, _)| Candidate::new(*name))
            .collect(),
        ..Contest::default()
    };
    for (number, (_, votes)) in (1_u8..).zip(totals) {
        contest.ballots.push(*votes, &[number]).unwrap();
    }
    contest
}

#[test]
fn h4_h7_h8_leaders_are_elected_in_the_first_round() {
    for (totals, valid) in [
        (
            vec![
                ("Corbyn", 251_417),
                ("Burnham", 80_462),
                ("Cooper", 71_928),
                ("Kendall", 18_857),
            ],
            422_664,
        ),
        (vec![("Corbyn", 313_209), ("Smith", 193_229)], 506_438),
        (
            vec![
                ("Starmer", 275_780),
                ("Long-Bailey", 135_218),
                ("Nandy", 79_597),
            ],
            490_595,
        ),
    ] {
        let t = complete(&first(&totals), Rule::Av);
        assert_eq!(
            (t.valid, t.stages.len(), t.elected.as_slice()),
            (valid, 1, [1].as_slice())
        );
    }
}

#[test]
fn h20_unions_elect_by_plurality() {
    let unite = [("Graham", 46_696), ("Turner", 41_833), ("Coyne", 35_334)];
    let t = complete(&first(&unite), Rule::Plurality);
    assert_eq!((t.valid, t.elected), (123_863, vec![1]));
    let unison = [
        ("McAnea", 63_900),
        ("Holmes", 45_220),
        ("McKenzie", 14_450),
        ("Pierre", 10_382),
    ];
    let t = complete(&first(&unison), Rule::Plurality);
    assert_eq!((t.valid, t.elected), (133_952, vec![1]));
    assert!(t.stages[0].text.contains("133952 valid papers"));
}
