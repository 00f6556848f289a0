//! Certified Meek against counts that work in another way: Meek's equations solved paper by paper with sixty decimals, and
//! the New Zealand rule.

#![expect(clippy::cast_possible_truncation, reason = "the contests are small")]
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests, outside of test functions"
)]

use num_bigint::BigInt;
use polity_count::{
    Candidate, Conditions, Contest, CountError, Lots, Outcome, Rule, Transcript, blt,
    certified_meek, count,
};
use proptest::prelude::*;
use proptest::sample::subsequence;

fn contests() -> impl Strategy<Value = Contest> {
    (2_usize..=8).prop_flat_map(|n| {
        let numbers: Vec<u8> = (1..=n as u8).collect();
        let ranking = subsequence(numbers, 0..=n).prop_shuffle();
        let ballots = proptest::collection::vec((1_u32..60, ranking), 1..40);
        (1_u32..=5, ballots).prop_map(move |(seats, ballots)| {
            let mut contest = Contest {
                seats,
                candidates: (0..n).map(|i| Candidate::new(format!("C{i}"))).collect(),
                ..Contest::default()
            };
            for (papers, ranking) in ballots {
                contest.ballots.push(papers, &ranking).unwrap();
            }
            contest
        })
    })
}

fn by(lots: Lots) -> Conditions {
    Conditions {
        lots,
        ..Conditions::default()
    }
}

fn complete(contest: &Contest, rule: Rule) -> Option<Transcript> {
    match count(contest, rule, &Lots::Ask) {
        Ok(Outcome::Complete(t)) => Some(*t),
        _ => None,
    }
}

/// Meek's equations with sixty decimals, every paper on its own. What it knows of the rule under test is nothing but its
/// definition.
mod slow {
    use super::*;

    const DECIMALS: u32 = 60;

    pub(crate) struct Stage {
        pub(crate) votes: Vec<BigInt>,
        pub(crate) elected: Vec<u8>,
        pub(crate) excluded: Option<u8>,
    }

    fn one() -> BigInt {
        BigInt::from(10).pow(DECIMALS)
    }

    fn share_out(contest: &Contest, keep: &[BigInt]) -> (Vec<BigInt>, BigInt) {
        let mut votes = vec![BigInt::from(0); keep.len()];
        let mut unusable = BigInt::from(0);
        for ballot in contest.ballots.iter().filter(|b| !b.marks.is_empty()) {
            let mut rest = one();
            for &mark in ballot.marks {
                let c = usize::from(mark) - 1;
                let kept = &rest * &keep[c] / one();
                votes[c] += &kept * ballot.papers;
                rest -= kept;
            }
            unusable += rest * ballot.papers;
        }
        (votes, unusable)
    }

    /// The stages, or nothing where candidates come closer than forty decimals tell apart, or the solution comes slowly.
    pub(crate) fn meek(contest: &Contest) -> Option<Vec<Stage>> {
        let n = contest.candidates.len();
        let seats = contest.seats as usize;
        let mut keep = vec![one(); n];
        let (mut elected, mut excluded) = (vec![false; n], vec![false; n]);
        let mut stages = Vec::new();
        let near = |a: &BigInt, b: &BigInt| {
            let apart = if a > b { a - b } else { b - a };
            apart < BigInt::from(10).pow(DECIMALS - 40)
        };
        loop {
            let places = seats - elected.iter().filter(|e| **e).count();
            let left: Vec<usize> = (0..n).filter(|&c| !elected[c] && !excluded[c]).collect();
            if places == 0 || left.is_empty() {
                return Some(stages);
            }
            let (votes, quota) = solve(contest, &mut keep, &elected, seats)?;
            let mut stage = Stage {
                votes: votes.clone(),
                elected: Vec::new(),
                excluded: None,
            };
            if left.iter().any(|&c| near(&votes[c], &quota)) {
                return None;
            }
            let reached: Vec<usize> = left.iter().copied().filter(|&c| votes[c] > quota).collect();
            if reached.is_empty() && left.len() > places {
                let lowest = *left.iter().min_by_key(|&&c| &votes[c])?;
                if left
                    .iter()
                    .any(|&c| c != lowest && near(&votes[c], &votes[lowest]))
                {
                    return None;
                }
                excluded[lowest] = true;
                keep[lowest] = BigInt::from(0);
                stage.excluded = Some(lowest as u8 + 1);
            }
            for c in reached {
                elected[c] = true;
                stage.elected.push(c as u8 + 1);
            }
            let places = seats - elected.iter().filter(|e| **e).count();
            let left: Vec<usize> = (0..n).filter(|&c| !elected[c] && !excluded[c]).collect();
            if left.len() <= places {
                for c in left {
                    elected[c] = true;
                    stage.elected.push(c as u8 + 1);
                }
            }
            stage.elected.sort_unstable();
            stages.push(stage);
        }
    }

    /// The solution by plain iteration.
    fn solve(
        contest: &Contest,
        keep: &mut [BigInt],
        elected: &[bool],
        seats: usize,
    ) -> Option<(Vec<BigInt>, BigInt)> {
        for _ in 0..3_000 {
            let (votes, unusable) = share_out(contest, keep);
            let total: BigInt = votes.iter().sum::<BigInt>() + &unusable;
            let quota = (total - unusable) / (seats as u64 + 1);
            let mut moved = false;
            for c in (0..keep.len()).filter(|&c| elected[c]) {
                let new = (&keep[c] * &quota / &votes[c]).min(one());
                let change = if new > keep[c] {
                    &new - &keep[c]
                } else {
                    &keep[c] - &new
                };
                moved |= change > BigInt::from(1_000_000);
                keep[c] = new;
            }
            if !moved {
                return Some((votes, quota));
            }
        }
        None
    }
}

/// `12.345678901` against sixty decimals: within one unit of the last.
fn is_close(shown: &str, exact: &BigInt) -> bool {
    let digits: BigInt = shown.replace('.', "").parse().unwrap();
    let apart: BigInt = digits * BigInt::from(10).pow(51) - exact;
    let unit = BigInt::from(2) * BigInt::from(10).pow(51);
    -&unit <= apart && apart <= unit
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn every_stage_is_that_of_meeks_equations_solved_with_sixty_decimals(contest in contests()) {
        let Some(slow) = slow::meek(&contest) else { return Ok(()) };
        prop_assume!(!slow.is_empty());
        let t = complete(&contest, Rule::MeekCertified).expect("nothing is tied");
        prop_assert_eq!(t.stages.len(), slow.len());
        for (ours, exact) in t.stages.iter().zip(slow) {
            let mut elected = ours.elected.clone();
            elected.sort_unstable();
            prop_assert_eq!(elected, exact.elected, "stage {}", ours.stage);
            prop_assert_eq!(ours.excluded.first().copied(), exact.excluded);
            for (shown, votes) in ours.votes.iter().zip(&exact.votes) {
                prop_assert!(is_close(shown, votes), "stage {}: {shown}, exactly {votes}", ours.stage);
            }
        }
    }

    #[test]
    fn winners_are_those_of_new_zealand_where_no_lot_is_drawn(contest in contests()) {
        // The quota of New Zealand is larger by 0.000000001, and surpluses below 0.0001 are forgotten; so a candidate
        // within that of another or of the quota may fare otherwise. Such contests are left out by the sixty decimals
        // only if they are tied exactly; margins of whole papers by thousandths are what remains.
        let (Some(ours), Some(other)) = (complete(&contest, Rule::MeekCertified), complete(&contest, Rule::MeekNz)) else {
            return Ok(());
        };
        prop_assume!(other.stages.iter().all(|s| s.ties.is_empty()) && !close_calls(&other));
        let set = |t: &Transcript| t.elected.iter().copied().collect::<std::collections::BTreeSet<_>>();
        prop_assert_eq!(set(&ours), set(&other));
    }
}

/// Whether at some exclusion the lowest two are within a hundredth of a vote, or somebody is as near to the quota.
fn close_calls(t: &Transcript) -> bool {
    let value = |text: &str| text.replace('.', "").parse::<i128>().unwrap();
    t.stages.iter().any(|stage| {
        let quota = value(&stage.quota);
        let mut votes: Vec<i128> = stage.votes.iter().map(|v| value(v)).collect();
        votes.sort_unstable();
        let near_quota = stage
            .votes
            .iter()
            .zip(&stage.keep_values)
            .any(|(votes, keep)| {
                keep == "1.000000000" && (value(votes) - quota).abs() < 10_000_000
            });
        near_quota
            || votes
                .windows(2)
                .any(|w| w[0] > 0 && w[1] - w[0] < 10_000_000)
    })
}

#[test]
fn a_tie_in_the_exact_solution_is_a_question_and_the_lot_answers_it() {
    // Two seats of four; 1 has a surplus that 2 and 3 share alike, thirds of a vote and all.
    let text = "4 2\n7 1 2 0\n7 1 3 0\n3 2 0\n3 3 0\n7 4 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"D\"\n\"T\"\n";
    let contest = blt::parse(text.as_bytes()).unwrap();
    let Ok((Outcome::LotNeeded(question), None)) = certified_meek(&contest, &by(Lots::Ask)) else {
        panic!("B and C are equal whatever A keeps")
    };
    assert_eq!(question.candidates, [2, 3]);
    let Ok((Outcome::Complete(t), Some(proof))) =
        certified_meek(&contest, &by(Lots::Order(vec![3, 2, 1, 4])))
    else {
        panic!("the order answers")
    };
    assert_eq!(t.elected, [1, 4]);
    assert!(
        proof.contains("\"ties\":[{\"among\":[2, 3],\"excluded\":3}]"),
        "{proof}"
    );
}

#[test]
fn more_candidates_with_exactly_the_quota_than_places_draw_lots() {
    let text = "3 2\n4 1 0\n4 2 0\n4 3 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"T\"\n";
    let contest = blt::parse(text.as_bytes()).unwrap();
    let Ok((Outcome::Complete(t), Some(proof))) =
        certified_meek(&contest, &by(Lots::Order(vec![2, 3, 1])))
    else {
        panic!("the order answers")
    };
    assert_eq!(t.elected, [2, 3]);
    assert_eq!(t.stages[0].ties.len(), 2);
    assert!(proof.ends_with("{\"result\":[2, 3]}\n"), "{proof}");
}

/// What equal preferences mean: the paper in equal parts for every order.
#[test]
fn equal_preferences_count_as_every_order_in_equal_parts() {
    let names = "0\n\"A\"\n\"B\"\n\"C\"\n\"D\"\n\"E\"\n\"T\"\n";
    let equal = format!("5 3\n6 1=2 4 0\n12 1=3=5 0\n8 4 5=2 0\n5 3 0\n2 5 4 0\n{names}");
    // The same with every paper six times.
    let apart = format!(
        "5 3\n18 1 2 4 0\n18 2 1 4 0\n12 1 3 5 0\n12 1 5 3 0\n12 3 1 5 0\n12 3 5 1 0\n12 5 1 3 0\n12 5 3 1 0\n\
         24 4 5 2 0\n24 4 2 5 0\n30 3 0\n12 5 4 0\n{names}"
    );
    let count = |text: &str, rule| {
        let contest = blt::parse(text.as_bytes()).unwrap();
        complete(&contest, rule).expect("no tie")
    };
    let value = |text: &str| text.replace('.', "").parse::<u128>().unwrap();
    for rule in [Rule::MeekCertified, Rule::WigmExact] {
        let (shared, six) = (count(&equal, rule), count(&apart, rule));
        assert_eq!((shared.valid, six.valid), (33, 198));
        assert_eq!(shared.elected, six.elected);
        assert_eq!(shared.stages.len(), six.stages.len());
        for (a, b) in shared.stages.iter().zip(&six.stages) {
            for (a, b) in a.votes.iter().zip(&b.votes) {
                let apart = (6 * value(a)).abs_diff(value(b));
                assert!(apart <= 12, "{rule}: {a} and {b}");
            }
        }
    }
    // Under the other rules a ranking ends there; a paper that begins so is not valid.
    assert_eq!(count(&equal, Rule::MeekNz).valid, 15);
}

#[test]
fn more_orders_than_can_be_shared_are_refused() {
    let text = "8 1\n1 1=2=3=4=5=6=7=8 0\n0\n\"1\"\n\"2\"\n\"3\"\n\"4\"\n\"5\"\n\"6\"\n\"7\"\n\"8\"\n\"T\"\n";
    let contest = blt::parse(text.as_bytes()).unwrap();
    let refused = count(&contest, Rule::MeekCertified, &Lots::Ask).unwrap_err();
    assert_eq!(refused, CountError::TooManyOrders);
    assert!(refused.to_string().contains("5040 orders"));
}

#[test]
fn a_contest_that_cannot_be_counted_has_no_proof() {
    let contest = blt::parse(b"2 1\n0\n\"A\"\n\"B\"\n\"T\"\n").unwrap();
    assert_eq!(
        certified_meek(&contest, &by(Lots::Ask)),
        Err(CountError::NoValidPapers)
    );
}
