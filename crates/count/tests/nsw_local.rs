//! Councils in New South Wales, by hand: every figure below was worked out on paper from schedule 5.

use polity_count::{Lots, Outcome, Rule, Transcript, blt, count};

fn counted(text: &str) -> Transcript {
    let contest = blt::parse(text.as_bytes()).expect("no faults");
    match count(&contest, Rule::NswLocal2021, &Lots::Ask) {
        Ok(Outcome::Complete(t)) => *t,
        other => panic!("{other:?}"),
    }
}

fn rows(t: &Transcript) -> Vec<String> {
    let row = |s: &polity_count::Stage| {
        format!(
            "{} | {} | {}",
            s.votes.join(" "),
            s.non_transferable,
            s.loss_by_fraction
        )
    };
    t.stages.iter().map(row).collect()
}

#[test]
fn exhausted_papers_are_left_out_of_the_surplus_fraction_and_fractions_are_dropped_bundle_by_bundle()
 {
    // 100 papers, 3 seats, quota 26. A has 40, of which 10 are exhausted: surplus 14, fraction 14/30.
    // To B 20 * 14/30 = 9.33 -> 9, to C 10 * 14/30 = 4.67 -> 4; one vote is lost. B has 25 + 9 = 34, surplus 8.
    // B's papers: 25 first (15 to C, 10 to D), 20 at 14/30 (all to D). Votes received 34, none exhausted:
    // fraction 8/34. First bundle at 8/34: C 15 * 8/34 = 3.53 -> 3, D 10 * 8/34 = 2.35 -> 2.
    // Second at 14/30 * 8/34 = 0.1098: D 20 * 0.1098 = 2.196 -> 2. Lost: 8 - 7 = 1.
    let t = counted(
        "5 3\n20 1 2 4 0\n10 1 3 0\n10 1 0\n15 2 3 0\n10 2 4 0\n17 3 0\n14 4 5 0\n4 5 0\n0\n\
         \"A\"\n\"B\"\n\"C\"\n\"D\"\n\"E\"\n\"T\"\n",
    );
    assert_eq!(t.quota, "26");
    let rows = rows(&t);
    assert_eq!(rows[0], "40 25 17 14 4 | 0 | 0");
    assert_eq!(rows[1], "26 34 21 14 4 | 0 | 1");
    // C 21 + 3 = 24, D 14 + 2 + 2 = 18, E 4: clause 11(2): 24 > 18 + 4.
    assert_eq!(rows[2], "26 26 24 18 4 | 0 | 2");
    assert_eq!(t.elected, [1, 2, 3]);
    assert!(
        t.stages[2].clause.contains("clause 11(2)"),
        "{}",
        t.stages[2].clause
    );
    let values: Vec<&str> = t.stages[2]
        .transfers
        .iter()
        .map(|t| t.transfer_value.as_str())
        .collect();
    assert_eq!(values, ["0.235294117", "0.109803921"]);
}

#[test]
fn a_surplus_that_the_papers_cannot_carry_keeps_their_value() {
    // Quota 11 of 31 papers for 2 seats. A has 20, of which 16 are exhausted: 4 papers carry at most 4 of the surplus 9.
    let t = counted("3 2\n16 1 0\n4 1 2 0\n5 2 0\n6 3 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"T\"\n");
    let rows = rows(&t);
    assert_eq!(t.quota, "11");
    assert_eq!(rows[1], "11 9 6 | 5 | 0");
    assert_eq!(t.elected, [1, 2]);
}

#[test]
fn who_has_the_quota_is_asked_when_an_exclusion_is_complete() {
    // 24 papers, 2 seats, quota 9. D goes out first (2), then C (3 + 1): its first preferences give B the quota, and B still
    // receives the paper that came from D.
    let t = counted(
        "5 2\n7 1 0\n6 2 0\n3 3 2 0\n1 4 3 2 0\n1 4 0\n6 5 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"D\"\n\"E\"\n\"T\"\n",
    );
    let rows = rows(&t);
    assert_eq!(rows[1], "7 6 4 0 6 | 1 | 0");
    assert_eq!(rows[2], "7 10 0 0 6 | 1 | 0");
    assert_eq!(t.stages[2].elected[0], 2);
}
