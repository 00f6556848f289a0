//! Proofs of certified Meek: those that the counting crate writes hold, and whatever is altered in them, or in the
//! ballots, is noticed.

use polity_count::{
    Candidate, Class, Conditions, Constraints, Contest, Lots, Outcome, blt, certified_meek,
};
use polity_verify::meek_proof::{Checked, check};
use proptest::prelude::*;
use proptest::sample::subsequence;

const BALLOTS: &str = "# a comment\n6 2\n-6\n20 1 2 3 0\n14 1 3 0\n9 2 - 3 0 # here too\n8 3 4 0\n7 4 5 0\n6 5 6 4 0\n3 4=5 1 0\n\
                       2 6 0\n1 2 4=5 1 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"D\"\n\"E\"\n\"F\"\n\"Six\"\n";

/// Two seats; 2 and 3 are equal whatever 1 keeps.
const TIED: &str =
    "4 2\n7 1 2 0\n7 1 3 0\n3 2 0\n3 3 0\n7 4 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"D\"\n\"Tied\"\n";

fn proved(ballots: &str, lots: &Lots) -> String {
    proved_within(ballots, lots, Vec::new())
}

fn proved_within(ballots: &str, lots: &Lots, classes: Vec<Class>) -> String {
    let contest = blt::parse(ballots.as_bytes()).expect("no faults");
    match certified_meek(&contest, &conditions(lots, classes)) {
        Ok((Outcome::Complete(_), Some(proof))) => proof,
        other => panic!("{other:?}"),
    }
}

fn conditions(lots: &Lots, classes: Vec<Class>) -> Conditions {
    Conditions {
        lots: lots.clone(),
        constraints: Constraints { classes },
        ..Conditions::default()
    }
}

fn class(name: &str, min: u32, max: Option<u32>, members: &[u8]) -> Class {
    Class {
        name: name.into(),
        min,
        max,
        members: members.to_vec(),
    }
}

fn checked(proof: &str, ballots: &str) -> Result<Checked, String> {
    check(proof, ballots.as_bytes())
}

#[test]
fn a_proof_of_the_counting_crate_holds() {
    let proof = proved(BALLOTS, &Lots::Ask);
    let checked = checked(&proof, BALLOTS).expect("it holds");
    assert_eq!((checked.valid, checked.lots.len()), (68, 0));
    assert_eq!(checked.elected, [1, 4]);
    assert_eq!(checked.stages, 4);
}

#[test]
fn a_lot_is_named() {
    let proof = proved(TIED, &Lots::Order(vec![3, 2, 1, 4]));
    let checked = checked(&proof, TIED).expect("it holds");
    assert_eq!(checked.lots, [(vec![2, 3], 3)]);
    assert!(checked.to_string().contains("A lot decided among 2, 3"));
}

#[test]
fn a_lot_for_the_last_seats_is_named() {
    let ballots = "3 2\n4 1 0\n4 2 0\n4 3 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"T\"\n";
    let proof = proved(ballots, &Lots::Order(vec![2, 3, 1]));
    let checked = checked(&proof, ballots).expect("it holds");
    assert_eq!(checked.lots, [(vec![1, 2, 3], 2), (vec![1, 3], 3)]);
}

/// Without constraints 1 and 4 are elected.
#[test]
fn a_proof_under_constraints_holds_and_cannot_be_bent() {
    let women = || class("women", 1, None, &[2, 5]);
    let proof = proved_within(BALLOTS, &Lots::Ask, vec![women()]);
    let told = checked(&proof, BALLOTS).expect("it holds");
    assert!(told.elected.contains(&2) || told.elected.contains(&5));
    assert_eq!(told.constraints, ["at least 1 of women (2, 5)"]);
    assert!(told.to_string().contains("Check that it was adopted"));
    // The same decisions are no proof without the constraint, and those without it are none with it.
    let line = ",\"constraints\":[{\"name\":\"women\",\"min\":1,\"members\":[2,5]}]";
    assert!(proof.contains(line), "{proof}");
    assert!(checked(&proof.replace(line, ""), BALLOTS).is_err());
    let free = proved(BALLOTS, &Lots::Ask);
    let bent = free.replacen("\"parts\":2", &format!("\"parts\":2{line}"), 1);
    assert!(checked(&bent, BALLOTS).is_err());
    // At most one of the two who would be elected: whoever is barred goes, and keeps no seat by any alteration.
    let one_of = class("North", 0, Some(1), &[1, 4]);
    let proof = proved_within(BALLOTS, &Lots::Ask, vec![one_of]);
    let told = checked(&proof, BALLOTS).expect("it holds");
    assert!(told.elected.contains(&1) && !told.elected.contains(&4));
    let impossible = proof.replacen("\"max\":1", "\"max\":0", 1);
    assert!(checked(&impossible, BALLOTS).is_err());
    let faulty = proof.replacen("\"min\":0", "\"min\":3", 1);
    let refused = checked(&faulty, BALLOTS).expect_err("two members, three wanted");
    assert!(refused.contains("nobody could fill"), "{refused}");
}

/// Every change of a proof that makes it say something else, with a word of the refusal.
#[test]
fn altered_proofs_are_refused() {
    let proof = proved(BALLOTS, &Lots::Ask);
    let changes = [
        ("proof-1", "proof-2", "format"),
        ("\"candidates\":6", "\"candidates\":7", "another contest"),
        ("\"seats\":2", "\"seats\":3", ""),
        ("\"withdrawn\":[6]", "\"withdrawn\":[]", ""),
        ("\"valid\":68", "\"valid\":69", "69"),
        ("\"invalid\":2", "\"invalid\":3", "invalid papers"),
        ("\"parts\":2", "\"parts\":1", "evenly"),
        ("\"parts\":2", "\"parts\":0", "one part"),
        (
            "\"parts\":2",
            "\"parts\":18446744073709551615",
            "more papers",
        ),
        ("\"stage\":2,", "\"stage\":3,", "calls it stage 3"),
        (
            "\"keep\":{\"1\":\"0.6",
            "\"keep\":{\"1\":\"0.1",
            "prove nothing",
        ),
        (
            "\"keep\":{\"1\":\"0.",
            "\"keep\":{\"2\":\"0.",
            "not elected before",
        ),
        ("\"keep\":{\"1\":\"0.", "\"keep\":{\"1\":\"1.", "no share"),
        (
            "\"keep\":{}",
            "\"keep\":{\"1\":\"1.0\"}",
            "not elected before",
        ),
        ("\"elected\":[1]", "\"elected\":[2]", ""),
        ("\"elected\":[1]", "\"elected\":[1, 2]", ""),
        ("\"elected\":[1]", "\"excluded\":[1]", ""),
        (
            "\"elected\":[1]",
            "\"elected\":[1],\"excluded\":[5]",
            "not both",
        ),
        (
            "\"elected\":[1]",
            "\"elected\":[1],\"level\":[1]",
            "not level",
        ),
        (
            "\"elected\":[1]",
            "\"elected\":[1],\"level\":[4]",
            "nothing follows",
        ),
        (
            "\"elected\":[1]",
            "\"elected\":[1],\"more\":1",
            "unknown field",
        ),
        ("\"elected\":[1]", "\"elected\":[7]", "not continuing"),
        ("\"result\":[1, 4]", "\"result\":[1, 3]", "the result is"),
        ("\"result\":[1, 4]", "\"result\":[4, 1]", "the result is"),
    ];
    for (from, to, why) in changes {
        assert!(proof.contains(from), "{from} in\n{proof}");
        let altered = proof.replacen(from, to, 1);
        let refused = checked(&altered, BALLOTS).expect_err(to);
        assert!(refused.contains(why), "{to}: {refused}");
    }
}

#[test]
fn exclusions_that_are_not_proved_are_refused() {
    let proof = proved(BALLOTS, &Lots::Ask);
    let excluded: Vec<&str> = proof.lines().filter(|l| l.contains("excluded")).collect();
    assert!(excluded.len() >= 2, "{proof}");
    for line in excluded {
        let number = line.split("\"excluded\":[").nth(1).expect("one")[..1].to_owned();
        for other in ["2", "3", "4", "5"] {
            if other == number {
                continue;
            }
            let swapped = line.replace(
                &format!("\"excluded\":[{number}]"),
                &format!("\"excluded\":[{other}]"),
            );
            checked(&proof.replace(line, &swapped), BALLOTS).expect_err(&swapped);
            // Nor does it help to call them equal.
            let tie =
                format!("\"ties\":[{{\"among\":[{number}, {other}],\"excluded\":{other}}}]}}");
            let tied = format!("{},{tie}", &swapped[..swapped.len() - 1]);
            checked(&proof.replace(line, &tied), BALLOTS).expect_err(&tied);
        }
        checked(&proof.replace(&format!("{line}\n"), ""), BALLOTS).expect_err("a stage is missing");
        checked(&proof.replace(line, &format!("{line}\n{line}")), BALLOTS).expect_err("twice");
    }
}

#[test]
fn shares_too_far_from_the_solution_leave_the_decision_open() {
    let proof = proved(BALLOTS, &Lots::Ask);
    let far: Vec<String> = proof
        .lines()
        .map(|line| match line.split_once("\"1\":\"0.") {
            Some((head, tail)) => format!("{head}\"1\":\"1.{}{}", "0".repeat(18), &tail[18..]),
            None => line.to_owned(),
        })
        .collect();
    let refused = checked(&far.join("\n"), BALLOTS).expect_err("everything is open");
    assert!(refused.contains("not proved"), "{refused}");
}

#[test]
fn altered_lots_are_refused() {
    let proof = proved(TIED, &Lots::Order(vec![3, 2, 1, 4]));
    for (from, to) in [
        (",\"ties\":[{\"among\":[2, 3],\"excluded\":3}]", ""),
        ("\"among\":[2, 3]", "\"among\":[2, 4]"),
        ("\"among\":[2, 3]", "\"among\":[3]"),
        ("\"among\":[2, 3]", "\"among\":[2, 3, 4]"),
        ("\"among\":[2, 3]", "\"among\":[3, 3]"),
        ("\"excluded\":3}", "\"excluded\":2}"),
        ("\"excluded\":3}", "\"elected\":3}"),
    ] {
        assert!(proof.contains(from), "{from} in\n{proof}");
        checked(&proof.replacen(from, to, 1), TIED).expect_err(to);
    }
}

#[test]
fn altered_ballots_are_refused() {
    let proof = proved(BALLOTS, &Lots::Ask);
    for (from, to) in [
        ("6 2\n", "6 3\n"),
        ("-6\n", "-5\n"),
        ("-6\n", ""),
        ("20 1 2 3", "21 1 2 3"),
        ("20 1 2 3", "19 1 2 3"),
        ("20 1 2 3", "20 1 1 3"),
        ("20 1 2 3", "20 1 9 3"),
        ("20 1 2 3", "x 1 2 3"),
        ("20 1 2 3 0", "20 1 2 3"),
        ("2 6 0", "2 5 0"),
        ("\n0\n", "\n"),
        ("14 1 3 0", "14 5 3 0"),
    ] {
        assert!(BALLOTS.contains(from));
        checked(&proof, &BALLOTS.replacen(from, to, 1)).expect_err(to);
    }
}

#[test]
fn no_bytes_are_a_proof() {
    for text in ["", "\n", "{}", "{}\n{}", "{\"result\":[]}", "[1]\n[2]\n[3]"] {
        checked(text, BALLOTS).expect_err(text);
    }
}

fn contests() -> impl Strategy<Value = Contest> {
    (2_u8..=8).prop_flat_map(|n| {
        let ranking = subsequence((1..=n).collect::<Vec<u8>>(), 0..=usize::from(n)).prop_shuffle();
        let ballots = proptest::collection::vec((1_u32..60, ranking), 1..40);
        (1_u32..=5, ballots, 0_u8..=n).prop_map(move |(seats, ballots, withdrawn)| {
            let mut contest = Contest {
                seats,
                candidates: (1..=n).map(|i| Candidate::new(format!("C{i}"))).collect(),
                ..Contest::default()
            };
            if let Some(at) = withdrawn.checked_sub(1) {
                contest.candidates[usize::from(at)].withdrawn = true;
            }
            for (papers, ranking) in ballots {
                // Every third line ranks its second and third equal.
                let mut places: Vec<Vec<u8>> = ranking.iter().map(|&n| vec![n]).collect();
                if papers % 3 == 0 && places.len() > 2 {
                    let third = places.remove(2);
                    places[1].extend(third);
                }
                contest
                    .ballots
                    .push_places(papers, &places)
                    .expect("a ranking");
            }
            contest
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_proof_holds_and_no_other_winner_is_proved(contest in contests(), turn in 0_usize..50) {
        let lots = Lots::Seed("proof".into());
        let Ok((Outcome::Complete(t), Some(proof))) = certified_meek(&contest, &conditions(&lots, Vec::new())) else {
            return Ok(());
        };
        let ballots = blt::write(&contest);
        let held = checked(&proof, &ballots);
        prop_assert_eq!(held.map(|c| c.elected), Ok(t.elected.clone()), "{}", proof);
        // A winner and a loser change places in the whole proof.
        let losers: Vec<u8> = t.candidates.iter().map(|c| c.number).filter(|n| !t.elected.contains(n)).collect();
        prop_assume!(!losers.is_empty() && t.stages.iter().all(|s| s.ties.is_empty()));
        let (winner, loser) = (t.elected[turn % t.elected.len()], losers[turn % losers.len()]);
        let swap = |c: char| match c.to_digit(10) {
            Some(d) if d == u32::from(winner) => char::from(b'0' + loser),
            Some(d) if d == u32::from(loser) => char::from(b'0' + winner),
            _ => c,
        };
        let mut altered = String::new();
        for line in proof.lines() {
            // Only the lists of numbers; shares stay with their words.
            let mut within = false;
            altered.extend(line.chars().map(|c| {
                within = (within || c == '[') && c != ']';
                if within { swap(c) } else { c }
            }));
            altered.push('\n');
        }
        prop_assert!(checked(&altered, &ballots).is_err(), "{}", altered);
    }

    #[test]
    fn every_proof_under_constraints_holds(
        contest in contests(),
        members in subsequence((1_u8..=6).collect::<Vec<_>>(), 1..5),
        others in subsequence((1_u8..=6).collect::<Vec<_>>(), 1..5),
        min in 0_u32..3,
        max in 1_u32..3,
    ) {
        let last = u8::try_from(contest.candidates.len()).unwrap();
        let within = |members: Vec<u8>| members.into_iter().filter(|&m| m <= last).collect::<Vec<u8>>();
        let classes = vec![class("a", min, None, &within(members)), class("b", 0, Some(max), &within(others))];
        let lots = Lots::Seed("spring".into());
        let Ok((Outcome::Complete(t), Some(proof))) = certified_meek(&contest, &conditions(&lots, classes)) else {
            return Ok(());
        };
        let ballots = blt::write(&contest);
        let told = check(&proof, ballots.as_bytes());
        prop_assert!(told.is_ok(), "{:?}\n{}\n{}", told, proof, ballots);
        prop_assert_eq!(told.unwrap().elected, t.elected);
    }

    #[test]
    fn no_bytes_make_the_checker_panic(
        place in any::<prop::sample::Index>(),
        byte in any::<char>(),
        which in any::<bool>(),
    ) {
        let proof = proved(BALLOTS, &Lots::Ask);
        let (mut a, mut b) = (proof, BALLOTS.to_owned());
        let text = if which { &mut a } else { &mut b };
        let mut at = place.index(text.len());
        while !text.is_char_boundary(at) { at -= 1; }
        text.insert(at, byte);
        let _ = checked(&a, &b);
    }
}
