//! The BLT parser: every dialect it takes, and every fault it names with its place.

use polity_count::{Contest, blt};

fn good(file: &str) -> Contest {
    blt::parse(file.as_bytes()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The faults of a file, as a person reads them.
fn faults(file: &[u8]) -> Vec<String> {
    blt::parse(file)
        .expect_err("a faulty file")
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn names(contest: &Contest) -> Vec<&str> {
    contest.candidates.iter().map(|c| c.name.as_str()).collect()
}

#[test]
fn a_plain_file() {
    let contest = good("3 2\n4 1 2 0\n2 3 2 0\n0\n\"Ann\"\n\"Ben\"\n\"Cy\"\n\"Council\"\n");
    assert_eq!((contest.seats, contest.title.as_str()), (2, "Council"));
    assert_eq!(names(&contest), ["Ann", "Ben", "Cy"]);
    let rankings: Vec<_> = contest
        .ballots
        .iter()
        .map(|b| (b.papers, b.marks.to_vec()))
        .collect();
    assert_eq!(rankings, [(4, vec![1, 2]), (2, vec![3, 2])]);
}

#[test]
fn all_dialects_at_once() {
    let file = "\u{feff}# made by hand\r\n\r\n 4\t2 # header\r\n-3\r\n[nick ann ben cy di]\r\n\
        [tie di 2 ann 3]\r\n[withdrawn ben]\r\n(p 17) di=ben - ann 0\r\n2.00 1 0 # two\r\n\
        7 0\r\n 0 \r\n\"Ann \\\"A\\\" Å\" # first\r\n'Ben'\r\n\u{201c}Cy\u{201d}\r\nDi \"D\"\r\n\
        \"T\"\r\n\"source\"\r\n\"comment\"\r\n";
    let contest = good(file);
    assert_eq!(names(&contest), ["Ann \"A\" Å", "Ben", "Cy", "Di \"D\""]);
    let withdrawn: Vec<bool> = contest.candidates.iter().map(|c| c.withdrawn).collect();
    assert_eq!(withdrawn, [false, true, true, false]);
    assert_eq!(
        (contest.title.as_str(), &contest.tie_order[..]),
        ("T", &[4, 2, 1, 3][..])
    );
    let places: Vec<_> = contest
        .ballots
        .iter()
        .map(|b| (b.papers, b.places()))
        .collect();
    let first = vec![vec![4, 2], vec![], vec![1]];
    assert_eq!(places, [(1, first), (2, vec![vec![1]]), (7, vec![])]);
}

#[test]
fn lines_may_end_in_cr_alone_and_texts_may_share_a_line() {
    let contest = good("2 1\r3 2 0\r0\r\"A\" \"B\" \"Title\"\r");
    assert_eq!(
        (names(&contest), contest.title.as_str()),
        (vec!["A", "B"], "Title")
    );
    assert_eq!(contest.ballots.papers(), 3);
}

#[test]
fn quotes_within_names() {
    for (written, meant) in [
        (r#""Jo "Jack" Smith""#, r#"Jo "Jack" Smith"#),
        (r#""Jo ""Jack"" Smith""#, r#"Jo "Jack" Smith"#),
        (r#""Jo ""Jack""""#, r#"Jo "Jack""#),
        (r#""Jo \"Jack\"""#, r#"Jo "Jack""#),
        (r#""back\\slash""#, r"back\slash"),
        (r#""""#, ""),
    ] {
        let contest = good(&format!("1 1\n1 1 0\n0\n{written}\n\"T\"\n"));
        assert_eq!(
            (names(&contest), contest.title.as_str()),
            (vec![meant], "T"),
            "{written}"
        );
    }
}

#[test]
fn weights_with_decimals_are_counted_in_the_smallest_unit() {
    let file = "2 1\n1.25 1 0\n0,5 2 0\n3 2 1 0\n(x) 1 0\n2.000 1 0\n0\n\"A\"\n\"B\"\n\"T\"\n";
    let contest = good(file);
    let papers: Vec<u32> = contest.ballots.iter().map(|b| b.papers).collect();
    assert_eq!(
        (papers, contest.weight_decimals),
        (vec![125, 50, 300, 100, 200], 2)
    );
    assert_eq!(contest.ballots.papers(), 775);
    let written = blt::write(&contest);
    assert!(
        written.starts_with("2 1\n1.25 1 0\n0.5 2 0\n3 2 1 0\n1 1 0\n2 1 0\n0\n"),
        "{written}"
    );
    assert_eq!(good(&written), contest);
    // A faulty ranking takes its weight with it.
    let broken = "2 1\n1.25 9 0\n3 2 0\n0\n\"A\"\n\"B\"\n";
    assert_eq!(faults(broken.as_bytes()).len(), 1);
    for weight in ["0.0", "0.0000001", "4294967296.5", ".", "1.5.2"] {
        let file = format!("1 1\n{weight} 1 0\n0\n\"A\"\n");
        assert_eq!(faults(file.as_bytes()).len(), 1, "{weight}");
    }
    assert_eq!(
        faults(b"1 1\n0.001 1 0\n4294967295 1 0\n0\n\"A\"\n"),
        [
            "line 4, column 2: the weights do not fit: in the smallest unit that any of them needs, none may be above 4294967295"
        ]
    );
}

#[test]
fn every_fault_is_named_with_line_and_column() {
    let file =
        b"3 2\n[colour red]\n-9\n1 1 4 0\n1.2345678 1 0\nx 2 0\n2 1 1 0\n3 2 3\n4 =1 0\n0 1 0\n\
        5 1 0 2\n0\n\"Ann\n\"Ben\"\n\"C\xffy\"\n\"T\"\n\"a\"\n\"b\"\n\"c\"\n";
    let expected = [
        "line 2, column 1: unknown option \"colour\"; the options are nick, tie and withdrawn",
        "line 3, column 1: there is no candidate \"9\"; candidates are numbered 1 to 3",
        "line 4, column 5: there is no candidate \"4\"; candidates are numbered 1 to 3",
        "line 5, column 1: 1.2345678 is no weight; it must be above 0, with at most 6 decimals, and its digits at most 4294967295",
        "line 6, column 1: \"x\" is no number of papers; write a whole number from 1 to 4294967295",
        "line 7, column 5: candidate 1 stands twice in this list",
        "line 8, column 6: the ballot does not end with 0 on its line",
        "line 9, column 3: '=' must stand between two candidates",
        "line 10, column 1: a ballot of 0 papers; leave the line out (a line with 0 alone ends the ballots)",
        "line 11, column 7: \"2\" does not belong here",
        "line 13, column 1: the quoted text does not end on its line; close it with a quote (write \\\" for a quote within)",
        "line 15, column 1: the text is not UTF-8; save the file as UTF-8",
        "line 19, column 1: more texts than the names of 3 candidates, a title and two remarks",
    ];
    assert_eq!(faults(file), expected);
}

#[test]
fn what_is_missing_is_named() {
    assert_eq!(
        faults(b""),
        [
            "line 1, column 1: the file must begin with two numbers: candidates and seats",
            "line 1, column 1: the ballots do not end; write a line with 0 alone after the last",
        ]
    );
    assert_eq!(
        faults(b"2 1\n1 1 0\n\"A\"\n")[0],
        "line 3, column 1: the ballots do not end; write a line with 0 alone after the last"
    );
    assert_eq!(
        faults(b"2 1\n0\n\"A\"\n"),
        ["line 4, column 1: names of 1 of the 2 candidates are missing"]
    );
    assert_eq!(faults(b"256 0\n0\n").len(), 2);
    assert_eq!(
        faults(b"2 1\n[nick a a\n0\n\"A\"\n\"B\"\n"),
        [
            "line 2, column 1: the bracket is not closed on its line; write ']' after the last entry",
            "line 2, column 9: nickname \"a\" stands for two candidates",
        ]
    );
    assert_eq!(
        faults(b"2 1\n(x 1 0\n1 1 = 0\n1 1=- 0\n0\n\"A\"\n\"B\"\n").len(),
        4
    );
    assert_eq!(
        faults(b"\xff\xfe2\0 \0"),
        ["line 1, column 1: the file is UTF-16; save it as UTF-8"]
    );
}

#[test]
fn a_file_of_nothing_but_faults_lists_them_up_to_the_limit() {
    let file = format!(
        "2 1\n{}0\n\"A\"\n\"B\"\n",
        "9 9 0\n".repeat(blt::MAX_FAULTS + 5)
    );
    let faults = faults(file.as_bytes());
    assert_eq!(faults.len(), blt::MAX_FAULTS + 1);
    assert!(
        faults[blt::MAX_FAULTS].ends_with("and 5 more faults"),
        "{}",
        faults[blt::MAX_FAULTS]
    );
}

#[test]
fn columns_count_characters() {
    assert_eq!(
        faults("1 1\n1 ö 0\n0\n\"A\"\n".as_bytes())[0],
        "line 2, column 3: there is no candidate \"ö\"; candidates are numbered 1 to 1"
    );
    assert_eq!(
        faults("1 1\n(ö) 2 0\n0\n\"A\"\n".as_bytes())[0],
        "line 2, column 5: there is no candidate \"2\"; candidates are numbered 1 to 1"
    );
}
