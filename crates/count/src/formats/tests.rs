//! Every format, and what is wrong with files of it.

use super::*;

fn ballots(text: &str) -> Vec<(u32, Vec<Vec<u8>>)> {
    let contest = read(text.as_bytes()).unwrap_or_else(|faults| panic!("{faults:?}"));
    contest
        .ballots
        .iter()
        .map(|b| (b.papers, b.places()))
        .collect()
}

#[test]
fn preflib_orders_with_ties() {
    let text = "# FILE NAME: 00001.toc\n# TITLE: Board\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Ann\n\
                # ALTERNATIVE NAME 2: Ben\n# ALTERNATIVE NAME 3: Cy\n12: 1,{2,3}\n3: 3\n";
    assert_eq!(recognise(text.as_bytes()), Format::PrefLib);
    assert_eq!(
        ballots(text),
        [(12, vec![vec![1], vec![2, 3]]), (3, vec![vec![3]])]
    );
    assert_eq!(read(text.as_bytes()).unwrap().candidates[1].name, "Ben");
    let faults = read(b"# NUMBER ALTERNATIVES: 2\n1: 1,1\nx: 2\n1: 5\n").unwrap_err();
    assert_eq!(faults.len(), 3, "{faults:?}");
}

#[test]
fn scottish_tables() {
    let text = "3,2\n10,1,2,\n5,3,,\n\"Candidate 1\",\"Ann\",\"Green (G)\",\n\"Candidate 2\",\"Ben\",\n\
                \"Candidate 3\",\"Cy\",\nWard 1,\n";
    assert_eq!(recognise(text.as_bytes()), Format::Scottish);
    assert_eq!(
        ballots(text),
        [(10, vec![vec![1], vec![2]]), (5, vec![vec![3]])]
    );
    let contest = read(text.as_bytes()).unwrap();
    assert_eq!((contest.seats, contest.title.as_str()), (2, "Ward 1"));
}

#[test]
fn tables_of_names() {
    let text =
        "count,choice1,choice2,choice3\n7,\"Ann, A.\",undervote,Ben\n2,Ben,Ben,overvote\n1,,,\n";
    assert_eq!(recognise(text.as_bytes()), Format::Rankings);
    let expected = [
        (7, vec![vec![1], vec![], vec![2]]),
        (2, vec![vec![2]]),
        (1, vec![]),
    ];
    assert_eq!(ballots(text), expected);
    let faults = read(b"count,rank1\nx,Ann\n").unwrap_err();
    assert_eq!(
        faults[0].to_string(),
        "line 2, column 1: \"x\" is no number of papers"
    );
}

#[test]
fn tables_of_ranks() {
    let text = "Ann,Ben,Cy\n1,2,2\n,1,-\n";
    assert_eq!(recognise(text.as_bytes()), Format::Ranks);
    assert_eq!(
        ballots(text),
        [(1, vec![vec![1], vec![2, 3]]), (1, vec![vec![2]])]
    );
    assert!(read(b"Ann,Ben\n1,first\n").is_err());
}

#[test]
fn blt_is_what_is_nothing_else() {
    for text in [
        "2 1\n1 1 0\n0\n\"A, B\"\n\"C\"\n\"T\"\n",
        "# a comment\n2 1\n",
        "",
    ] {
        assert_eq!(recognise(text.as_bytes()), Format::Blt);
    }
}

fn told(text: &str) -> Vec<String> {
    let faults = read(text.as_bytes()).expect_err("a faulty file");
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn preflib_of_version_1_and_what_is_wrong_with_it() {
    let text = "3\n1,Ann\n2,Ben\n3,Cy\n15,15,2\n12,1,{2,3}\n3,3\n";
    assert_eq!(recognise(text.as_bytes()), Format::PrefLib);
    assert_eq!(
        ballots(text),
        [(12, vec![vec![1], vec![2, 3]]), (3, vec![vec![3]])]
    );
    let text =
        "# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 3: Cy\n2: {1,2\n1: {1,{2}}\n4: 1, 7,9}\n";
    assert_eq!(
        told(text),
        [
            "line 2, column 20: the name of a candidate who does not exist",
            "line 3, column 1: the brace is not closed",
            "line 4, column 7: a brace within braces",
            "line 5, column 7: there is no candidate \"7\"",
            "line 5, column 9: there is no candidate \"9\"",
            "line 5, column 9: the brace was not opened",
        ]
    );
}

#[test]
fn preflib_is_read_as_it_is_written() {
    let text = "4 3\n-2\n5 1=3 4 0\n2 4 0\n0\n\"Ann\"\n\"Ben\"\n\"Cy\"\n\"Di\"\n\"Board\"\n";
    let contest = blt::parse(text.as_bytes()).unwrap();
    let written = write_preflib(&contest);
    assert!(written.contains("# DATA TYPE: toi\n") && written.contains("\n5: {1,3},4\n2: 4\n"));
    assert_eq!(read(written.as_bytes()).unwrap(), contest);
}

#[test]
fn faults_of_tables_have_lines_and_columns_of_characters() {
    assert_eq!(
        told("3,2\n10,1,4\nx1,2\n0,1\n3,1,1\n\"Candidate 9\",\"Ann\"\n"),
        [
            "line 2, column 6: there is no candidate \"4\"",
            "line 4, column 1: \"0\" is no number of papers",
            "line 5, column 1: a ranking names candidate 1 twice",
            "line 6, column 1: there is no candidate \"9\"",
        ]
    );
    assert_eq!(
        told("Änn,Ben\n\"1\",x2,3\n1,2,3\n"),
        [
            "line 2, column 5: \"x2\" is no rank",
            "line 2, column 8: more cells than candidates",
            "line 3, column 5: more cells than candidates",
        ]
    );
    assert_eq!(
        told("Ann,Ben\n1,\"2\n"),
        ["line 2, column 3: the quote is not closed"]
    );
}

#[test]
fn tables_of_ranks_pass_over_what_is_no_candidate() {
    let text = "Ballot ID;Precinct;count;Ann;Ben;Cy\n7;North;3;2;1;\n8;South;1;x;;x\n";
    assert_eq!(recognise(text.as_bytes()), Format::Ranks);
    assert_eq!(
        ballots(text),
        [(3, vec![vec![2], vec![1]]), (1, vec![vec![1, 3]])]
    );
    assert_eq!(recognise(b"\"Ann A.\",\"Ben B.\"\n1,2\n"), Format::Ranks);
    assert_eq!(recognise(b"Ann Smith,Ben\n1,2\n"), Format::Ranks);
    assert_eq!(recognise(b"3\t2\n"), Format::Blt);
}

/// Three voters of four rank two or three at the top and leave the others at the bottom, with the highest number best.
#[test]
fn a_table_whose_highest_numbers_are_best_is_not_guessed() {
    let text = "A,B,C,D\n4,1,3,1\n1,1,4,1\n1,4,1,3\n4,3,2,1\n";
    let faults = read(text.as_bytes()).expect_err("it may be the other way round");
    assert!(faults[0].to_string().contains("--best"), "{}", faults[0]);
    let with = |best| -> Vec<Vec<Vec<u8>>> {
        let reading = Reading {
            best: Some(best),
            ..Reading::default()
        };
        let contest = read_with(text.as_bytes(), &reading).unwrap();
        contest.ballots.iter().map(|b| b.places()).collect()
    };
    let highest = with(Best::Highest);
    assert_eq!(highest[0], [vec![1], vec![3], vec![2, 4]]);
    assert_eq!(highest[1], [vec![3], vec![1, 2, 4]]);
    assert_eq!(highest[3], [vec![1], vec![2], vec![3], vec![4]]);
    assert_eq!(with(Best::Lowest)[0], [vec![2, 4], vec![3], vec![1]]);
    // Crosses, and ranks as most tables have them, raise no doubt.
    assert!(read(b"A,B,C\nx,x,\nx,,x\n,x,x\n").is_ok());
    assert!(read(b"A,B,C\n1,2,\n2,1,3\n1,,\n").is_ok());
}

#[test]
fn overvotes_gaps_and_repeats_are_read_as_asked() {
    let text = "rank1,rank2,rank3,rank4\nA,B|C,D,\nA,overvote,B,\n,,A,B\nA,A,B,\n";
    let with = |overvotes, repeats, skipped_ranks| -> Vec<Vec<Vec<u8>>> {
        let reading = Reading {
            overvotes,
            repeats,
            skipped_ranks,
            ..Reading::default()
        };
        let contest = read_with(text.as_bytes(), &reading).unwrap();
        contest.ballots.iter().map(|b| b.places()).collect()
    };
    let marked = with(OnMark::AsMarked, OnMark::AsMarked, None);
    assert_eq!(marked[0], [vec![1], vec![2, 3], vec![4]]);
    assert_eq!(marked[1], [vec![1], vec![], vec![2]]);
    assert_eq!(marked[2], [vec![], vec![], vec![1], vec![2]]);
    assert_eq!(marked[3], [vec![1], vec![], vec![2]]);
    let strict = with(OnMark::End, OnMark::End, Some(1));
    assert_eq!(
        strict,
        [vec![vec![1]], vec![vec![1]], vec![], vec![vec![1]]]
    );
    let skip = with(OnMark::Skip, OnMark::Skip, Some(2));
    assert_eq!(skip[0], [vec![1], vec![], vec![4]]);
}

/// A Senate paper of two groups, with two candidates each, and one candidate who has no group.
const SENATE: &str = "State,Division,Vote Collection Point Name,Vote Collection Point ID,Batch No,Paper No,\
    A:Reds,B:Blues,A:ANN A,A:ANT A,B:BEN B,B:BEA B,UG:CY C\n";

#[test]
fn senate_papers_above_and_below_the_line() {
    let rows = "ACT,Bean,Hall,1,1,1,2,1,,,,,\nACT,Bean,Hall,1,1,2,*,,,,,,\nACT,Bean,Hall,1,1,3,1,,5,4,3,2,1\n\
                ACT,Bean,Hall,1,1,4,1,,1,2,3,4,4\nACT,Bean,Hall,1,1,5,,1,,1,,,\nACT,Bean,Hall,1,1,6,2,1\n";
    let text = format!("{SENATE}{rows}");
    assert_eq!(recognise(text.as_bytes()), Format::Aec);
    let single = |numbers: &[u8]| numbers.iter().map(|&n| vec![n]).collect::<Vec<_>>();
    assert_eq!(
        ballots(&text),
        [
            (2, single(&[3, 4, 1, 2])),
            (2, single(&[1, 2])),
            (1, single(&[5, 4, 3, 2, 1])),
            (1, single(&[3, 4])),
        ]
    );
    let contest = read(text.as_bytes()).unwrap();
    assert_eq!(contest.candidates[4].name, "CY C");
    assert_eq!(
        told(&format!("{SENATE}ACT,Bean,Hall,1,1,1,2,one,,,,,,,1\n")),
        [
            "line 2, column 23: \"one\" is no preference",
            "line 2, column 33: a mark beyond the paper, which has 7 squares",
        ]
    );
}

#[test]
fn senate_papers_of_2016_need_the_ballot_paper() {
    let text = "ElectorateNm,VoteCollectionPointNm,VoteCollectionPointId,BatchNo,PaperNo,Preferences\n\
                ------------,---------------------,---------------------,-------,-------,-----------\n\
                Canberra,Barton,1,1,1,\"2,1,,,,,,,\"\n";
    assert!(told(text)[0].contains("does not name the ballot paper"));
    let column = |group: &str, name: &str| PaperColumn {
        group: group.into(),
        name: name.into(),
    };
    let paper = ["A", "A", "B", "UG"]
        .map(|group| column(group, group))
        .into();
    let reading = Reading {
        paper,
        ..Reading::default()
    };
    let contest = read_with(text.as_bytes(), &reading).unwrap();
    assert_eq!(contest.ballots.get(0).unwrap().marks, [3, 1, 2]);
}

const RECORDS: &str = r#"{ "@type": "CVR.CastVoteRecordReport", "Version": "1.0.0",
  "Election": [ { "@id": "e", "Candidate": [ {"@id": "a", "Name": "Ann"}, {"@id": "b", "Name": "Ben"} ],
    "Contest": [ { "@id": "c1", "Name": "Mayor", "ContestSelection": [
        {"@id": "s1", "CandidateIds": ["a"]}, {"@id": "s2", "CandidateIds": ["b"]}, {"@id": "s3"} ] } ] } ],
  "CVR": [
    { "CurrentSnapshotId": "two", "CVRSnapshot": [
        { "@id": "one", "CVRContest": [] },
        { "@id": "two", "CVRContest": [ { "ContestId": "other" }, { "ContestId": "c1", "CVRContestSelection": [
            { "ContestSelectionId": "s2", "SelectionPosition": [ { "HasIndication": "yes", "Rank": 1 } ] },
            { "ContestSelectionId": "s3", "Rank": 3, "SelectionPosition": [ { "HasIndication": "yes" } ] },
            { "ContestSelectionId": "s1", "SelectionPosition": [
                { "HasIndication": "no", "Rank": 1 }, { "HasIndication": "yes", "Rank": 2 } ] } ] } ] } ] } ] }"#;

#[test]
fn cast_vote_records_of_nist() {
    assert_eq!(recognise(RECORDS.as_bytes()), Format::CastVoteRecords);
    assert_eq!(ballots(RECORDS), [(1, vec![vec![2], vec![1], vec![3]])]);
    let contest = read(RECORDS.as_bytes()).unwrap();
    let names: Vec<&str> = contest.candidates.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(
        (names, contest.title.as_str()),
        (vec!["Ann", "Ben", "s3"], "Mayor")
    );
    let broken = RECORDS
        .replace("\"Rank\": 3", "\"Rank\": \"third\"")
        .replace(
            "\"ContestSelectionId\": \"s2\"",
            "\"ContestSelectionId\": \"s9\"",
        );
    assert_eq!(
        told(&broken),
        [
            "CVR[0].CVRSnapshot[1].CVRContest[1].CVRContestSelection[0].ContestSelectionId: the contest has no selection \"s9\"",
            "CVR[0].CVRSnapshot[1].CVRContest[1].CVRContestSelection[1].Rank: a rank is a whole number from 1",
        ]
    );
    assert!(told(&RECORDS.replace("\"Rank\": 3", "\"Rank\" 3"))[0].starts_with("line 10, column"));
    let other = Reading {
        contest: Some("Governor".into()),
        ..Reading::default()
    };
    let faults = read_with(RECORDS.as_bytes(), &other).unwrap_err();
    assert_eq!(
        faults[0].to_string(),
        "Election: say which contest to read; the file has: c1 (Mayor)"
    );
}

#[test]
fn ballots_in_json() {
    let text = r#"{ "title": "Board", "n_seats": 2, "candidates": ["Ann", {"name": "Ben"}, "Cy"], "withdrawn": [2],
        "ballots": [ {"count": 12, "ranking": [0, null, 2]}, {"ranks": ["Ben", ["Ann", 2]]}, [2, 1] ] }"#;
    assert_eq!(recognise(text.as_bytes()), Format::OpaVote);
    assert_eq!(
        ballots(text),
        [
            (12, vec![vec![1], vec![], vec![3]]),
            (1, vec![vec![2], vec![1, 3]]),
            (1, vec![vec![3], vec![2]])
        ]
    );
    let contest = read(text.as_bytes()).unwrap();
    assert_eq!((contest.seats, contest.candidates[2].withdrawn), (2, true));
    let faulty = r#"{ "candidates": ["Ann"], "n_seats": 0, "ballots": [ {"count": 0, "ranking": [0, 1]}, 7, ["Zed"] ] }"#;
    assert_eq!(
        told(faulty),
        [
            "n_seats: a contest fills 1 to 255 seats, not 0",
            "ballots[0].count: 0 is no number of papers",
            "ballots[0].ranking[1]: there is no candidate 1; write a name, or a number from 0",
            "ballots[1].ranking: write a list of candidates",
            "ballots[2][0]: there is no candidate \"Zed\"; write a name, or a number from 0",
        ]
    );
    let report = r#"{ "title": "x", "version": "1.0", "candidates": ["Ann"], "rounds": [] }"#;
    assert!(told(report)[0].contains("holds no ballots"));
}

#[test]
fn a_summary_as_rctab_writes_it() {
    let file =
        b"4 2\n7 1 2 0\n4 2 0\n3 3 2 0\n2 4 3 0\n0\n\"Ann\"\n\"Ben\"\n\"Cy\"\n\"Cy\"\n\"Board\"\n";
    let contest = blt::parse(file).unwrap();
    let outcome = crate::count(&contest, crate::Rule::ScottishStv, &crate::Lots::Ask).unwrap();
    let crate::Outcome::Complete(transcript) = outcome else {
        panic!("no lot is needed")
    };
    let summary = write_rctab(&transcript);
    insta::assert_snapshot!("rctab", summary);
    let read: serde_json::Value = serde_json::from_str(&summary).unwrap();
    let rounds = read["results"].as_array().unwrap();
    let elected: Vec<&str> = rounds
        .iter()
        .flat_map(|round| round["tallyResults"].as_array().unwrap())
        .filter_map(|result| result["elected"].as_str())
        .collect();
    assert_eq!(elected, ["Ann", "Cy (3)"]);
}
