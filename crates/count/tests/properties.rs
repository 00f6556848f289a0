//! Theorems that hold for every contest, tried on random ones, and a count paper by paper that
//! knows nothing of trees and parcels.

#![expect(
    clippy::cast_possible_truncation,
    reason = "the contests here are small"
)]
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests, outside of test functions"
)]

use std::collections::BTreeSet;

use polity_count::{
    Action, Candidate, Class, Conditions, Constraints, Contest, CountError, Lots, Outcome, Rule,
    Status, Transcript, blt, count, count_under, follow, formats,
};
use proptest::prelude::*;
use proptest::sample::subsequence;

const STV: [Rule; 3] = [Rule::ScottishStv, Rule::Ers97, Rule::MeekNz];

/// Rules under which the parts of the papers make up the rows. Northern Ireland credits what fractions lose as
/// non-transferable, and the Australian statutes cut what a candidate receives in all: no single paper shows that.
const FOLLOWED: [Rule; 9] = [
    Rule::ScottishStv,
    Rule::Ers97,
    Rule::MeekNz,
    Rule::Av,
    Rule::MeekPrf,
    Rule::Warren,
    Rule::WigmPrf,
    Rule::WigmPrfBatch,
    Rule::Minneapolis,
];

/// Rules under which the number of a candidate decides nothing, not even which papers are drawn.
fn neutral() -> impl Iterator<Item = Rule> {
    let drawn = |rule: &Rule| matches!(rule, Rule::Dail | Rule::Cambridge);
    Rule::ALL.into_iter().filter(move |rule| !drawn(rule))
}

/// Contests of a few candidates, some withdrawn, rankings of any length.
fn contests() -> impl Strategy<Value = Contest> {
    (2_usize..=7).prop_flat_map(|n| {
        let numbers: Vec<u8> = (1..=n as u8).collect();
        let ranking = subsequence(numbers, 0..=n).prop_shuffle();
        let ballots = proptest::collection::vec((1_u32..40, ranking), 1..30);
        let withdrawn = proptest::collection::vec(proptest::bool::weighted(0.1), n);
        (1_u32..=4, ballots, withdrawn).prop_map(|(seats, ballots, withdrawn)| {
            let candidate = |(i, withdrawn)| Candidate {
                name: format!("C{i}"),
                withdrawn,
            };
            let mut contest = Contest {
                seats,
                ..Contest::default()
            };
            contest.candidates = withdrawn.into_iter().enumerate().map(candidate).collect();
            for (papers, ranking) in ballots {
                contest.ballots.push(papers, &ranking).unwrap();
            }
            contest
        })
    })
}

/// The transcript, or nothing where the contest cannot be counted or a lot is needed.
fn counted(contest: &Contest, rule: Rule, lots: &Lots) -> Option<Transcript> {
    match count(contest, rule, lots) {
        Ok(Outcome::Complete(transcript)) => Some(*transcript),
        _ => None,
    }
}

/// All digits of a figure, as one number.
fn digits(text: &str) -> u128 {
    text.chars()
        .filter(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .unwrap()
}

fn one_seat(contest: &Contest, rule: Rule) -> Contest {
    let mut contest = contest.clone();
    if rule.fills_one_seat() {
        contest.seats = 1;
    }
    contest
}

/// Sums what every paper, followed alone, is credited with, and compares with each row of the table, to the
/// last decimal. Two things the rules credit to no single paper, and they are added by hand: what cutting
/// fractions loses stays with the candidate whose surplus it was; and of an ERS97 surplus that no paper
/// can carry on (5.3.8), what does not divide among the papers without a further preference.
fn followed_rows_agree(contest: &Contest, t: &Transcript) -> Result<(), TestCaseError> {
    let n = t.candidates.len();
    let one = 10_u128.pow(t.rule.info().decimals);
    let followed: Vec<_> = contest
        .ballots
        .iter()
        .map(|ballot| (u128::from(ballot.papers), follow(t, ballot)))
        .collect();
    let (mut slack, mut shared) = (vec![0_u128; n], 0_u128);
    let mut lost = 0;
    for (index, stage) in t.stages.iter().enumerate() {
        let mut row = vec![0_u128; n];
        let mut ended = 0_u128;
        for (papers, standings) in followed.iter().filter(|(_, s)| !s.is_empty()) {
            let standing = &standings[index];
            prop_assert_eq!(standing.stage, stage.stage);
            let mut whole = digits(&standing.ended);
            ended += papers * whole;
            for holding in &standing.holdings {
                whole += digits(&holding.value);
                row[usize::from(holding.candidate) - 1] += papers * digits(&holding.value);
            }
            prop_assert_eq!(whole, one, "a paper is always one whole vote");
        }
        let now_lost = digits(&stage.loss_by_fraction);
        if stage.action == Action::Surplus {
            let transfer = &stage.transfers[0];
            let papers = u128::from(transfer.non_transferable_papers);
            let credited = digits(&transfer.non_transferable);
            let each = credited
                .checked_div(papers)
                .unwrap_or(0)
                .min(digits(&transfer.value));
            let rest = if t.rule == Rule::Ers97 {
                credited - each * papers
            } else {
                0
            };
            slack[usize::from(transfer.from[0]) - 1] += now_lost - lost + rest;
            shared += rest;
        }
        lost = now_lost;
        for c in 0..n {
            let votes = digits(&stage.votes[c]);
            prop_assert_eq!(
                row[c],
                votes + slack[c],
                "{} stage {} candidate {}",
                t.rule,
                stage.stage,
                c + 1
            );
        }
        prop_assert_eq!(ended + shared, digits(&stage.non_transferable));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn votes_are_conserved_and_the_right_number_is_elected(contest in contests()) {
        for rule in Rule::ALL {
            let contest = one_seat(&contest, rule);
            let Some(t) = counted(&contest, rule, &Lots::Seed("p".into())) else { continue };
            let one = 10_u128.pow(rule.info().decimals);
            for stage in t.stages.iter().filter(|_| rule.shares_out_each_paper()) {
                let row: u128 = stage.votes.iter().map(|v| digits(v)).sum();
                let rest = digits(&stage.non_transferable) + digits(&stage.loss_by_fraction);
                prop_assert_eq!(row + rest, u128::from(t.valid) * one, "{} {:?}", rule, stage);
            }
            prop_assert_eq!(t.valid + t.invalid, contest.ballots.papers());
            prop_assert_eq!(t.elected.len(), contest.standing().min(contest.seats as usize));
            let unique: BTreeSet<_> = t.elected.iter().collect();
            prop_assert_eq!(unique.len(), t.elected.len());
            for candidate in &t.candidates {
                let elected = t.elected.contains(&candidate.number);
                prop_assert_eq!(candidate.status == Status::Elected, elected);
            }
        }
    }

    #[test]
    fn papers_followed_one_by_one_make_up_every_row_of_the_table(contest in contests()) {
        for rule in FOLLOWED {
            let contest = one_seat(&contest, rule);
            let Some(t) = counted(&contest, rule, &Lots::Seed("f".into())) else { continue };
            followed_rows_agree(&contest, &t)?;
        }
    }

    #[test]
    fn a_seed_answers_every_lot(contest in contests()) {
        for rule in Rule::ALL {
            let contest = one_seat(&contest, rule);
            let outcome = count(&contest, rule, &Lots::Seed(String::new()));
            prop_assert!(!matches!(outcome, Ok(Outcome::LotNeeded(_))));
        }
    }

    #[test]
    fn the_order_and_grouping_of_papers_do_not_matter(
        contest in contests(),
        seed in any::<prop::sample::Index>(),
    ) {
        let mut other = Contest { ballots: polity_count::Ballots::new(), ..contest.clone() };
        let mut ballots: Vec<_> = contest.ballots.iter().collect();
        let turn = seed.index(ballots.len());
        ballots.rotate_left(turn);
        ballots.reverse();
        for ballot in ballots {
            // One paper apart from the others of its kind.
            other.ballots.push(1, ballot.marks).unwrap();
            if ballot.papers > 1 {
                other.ballots.push(ballot.papers - 1, ballot.marks).unwrap();
            }
        }
        for rule in Rule::ALL {
            let lots = Lots::Seed("x".into());
            let (a, b) = (one_seat(&contest, rule), one_seat(&other, rule));
            prop_assert_eq!(count(&a, rule, &lots), count(&b, rule, &lots));
        }
    }

    #[test]
    fn renumbering_the_candidates_renumbers_the_result(contest in contests()) {
        let n = contest.candidates.len() as u8;
        // Candidate c becomes n + 1 - c.
        let turned = |number: u8| n + 1 - number;
        let mut other = contest.clone();
        other.candidates.reverse();
        other.ballots = polity_count::Ballots::new();
        for ballot in contest.ballots.iter() {
            let marks: Vec<u8> = ballot.marks.iter().map(|&m| turned(m)).collect();
            other.ballots.push(ballot.papers, &marks).unwrap();
        }
        for rule in neutral() {
            let (a, b) = (one_seat(&contest, rule), one_seat(&other, rule));
            let (a, b) = (counted(&a, rule, &Lots::Ask), counted(&b, rule, &Lots::Ask));
            prop_assert_eq!(a.is_some(), b.is_some());
            let (Some(a), Some(b)) = (a, b) else { continue };
            let winners = |t: &Transcript| t.elected.iter().copied().collect::<BTreeSet<u8>>();
            let expected: BTreeSet<u8> = winners(&a).into_iter().map(turned).collect();
            prop_assert_eq!(winners(&b), expected);
            prop_assert_eq!(a.stages.len(), b.stages.len());
            for (x, y) in a.stages.iter().zip(&b.stages) {
                prop_assert_eq!(x.votes.iter().rev().collect::<Vec<_>>(), y.votes.iter().collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn a_majority_of_first_preferences_wins_the_only_seat(contest in contests(), extra in 1_u32..9) {
        let mut contest = contest;
        contest.seats = 1;
        contest.candidates[0].withdrawn = false;
        let papers = u32::try_from(contest.ballots.papers()).unwrap() + extra;
        contest.ballots.push(papers, &[1]).unwrap();
        for rule in Rule::ALL.into_iter().filter(|&rule| rule != Rule::Approval) {
            let t = counted(&contest, rule, &Lots::Ask).expect("nothing to draw lots about");
            prop_assert_eq!(&t.elected[..], &[1][..]);
        }
    }

    #[test]
    fn scottish_and_meek_equal_a_count_paper_by_paper(contest in contests()) {
        for (rule, other) in [
            (Rule::ScottishStv, naive::scottish as fn(&Contest, &[u8]) -> Vec<Vec<u64>>),
            (Rule::MeekNz, naive::meek),
        ] {
            let Some(t) = counted(&contest, rule, &Lots::Ask) else { continue };
            let ours: Vec<Vec<u64>> = t
                .stages
                .iter()
                .map(|s| s.votes.iter().map(|v| u64::try_from(digits(v)).unwrap()).collect())
                .collect();
            // The naive count is told whom ties chose for exclusion, in the order of exclusion.
            let excluded: Vec<u8> =
                t.stages.iter().flat_map(|s| s.excluded.iter().copied()).collect();
            prop_assert_eq!(other(&contest, &excluded), ours, "{}", rule);
        }
    }

    #[test]
    fn the_parser_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = blt::parse(&bytes);
        let _ = formats::read(&bytes);
    }

    #[test]
    fn other_formats_never_panic(
        rows in proptest::collection::vec("[0-9a-z,:{}\"# -]{0,20}", 0..8),
        heading in prop::sample::select(vec![
            "# NUMBER ALTERNATIVES: 3", "3,2", "count,rank1,rank2", "Ann,Ben,Cy", "", "# comment, with commas",
        ]),
    ) {
        let text = format!("{heading}\n{}\n", rows.join("\n"));
        if let Ok(contest) = formats::read(text.as_bytes()) {
            prop_assert_eq!(blt::parse(blt::write(&contest).as_bytes()).map(|c| c.ballots), Ok(contest.ballots));
        }
    }

    #[test]
    fn the_parser_never_panics_near_a_real_file(
        contest in contests(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = blt::write(&contest).into_bytes();
        for (place, byte) in changes {
            let i = place.index(bytes.len());
            bytes[i] = byte;
        }
        if let Ok(read) = blt::parse(&bytes) {
            prop_assert_eq!(blt::parse(blt::write(&read).as_bytes()), Ok(read));
        }
    }

    #[test]
    fn what_is_written_reads_back(
        contest in contests(),
        title in "[^\\n\\r]{0,30}",
        name in "[^\\n\\r]{0,30}",
        places in Just((1_u8..=9).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut contest = contest;
        contest.title = title;
        contest.candidates[0].name = name;
        contest.candidates.resize(9, Candidate::new("more"));
        contest.tie_order = places.clone();
        let groups = [places[..2].to_vec(), vec![], places[2..5].to_vec(), places[5..6].to_vec()];
        contest.ballots.push_places(3, &groups).unwrap();
        prop_assert_eq!(blt::parse(blt::write(&contest).as_bytes()), Ok(contest));
    }

    #[test]
    fn every_stage_of_an_stv_count_moves_on(contest in contests()) {
        for rule in STV {
            let Some(t) = counted(&contest, rule, &Lots::Seed("s".into())) else { continue };
            prop_assert!(rule == Rule::MeekNz || t.stages.len() <= 2 * t.candidates.len() + 1);
            let numbers: Vec<u32> = t.stages.iter().map(|s| s.stage).collect();
            prop_assert!(numbers.iter().copied().eq(1..=t.stages.len() as u32));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn constraints_that_can_be_met_are_met_by_every_rule(
        contest in contests(),
        members in proptest::collection::vec(0_u8..8, 7),
        limits in proptest::collection::vec((0_u32..3, 0_u32..4), 3),
    ) {
        let class = |(bit, &(min, room)): (usize, &(u32, u32))| Class {
            name: format!("class {bit}"),
            min,
            max: (room < 3).then_some(min + room),
            members: (1..=contest.candidates.len() as u8)
                .filter(|&n| members[usize::from(n) - 1] >> bit & 1 == 1)
                .collect(),
        };
        let constraints = Constraints { classes: limits.iter().enumerate().map(class).collect() };
        let conditions = Conditions {
            lots: Lots::Seed("c".into()),
            constraints: constraints.clone(),
            ..Conditions::default()
        };
        for rule in Rule::ALL {
            let contest = one_seat(&contest, rule);
            let fits = constraints.check(&contest).is_ok();
            match count_under(&contest, rule, &conditions) {
                Ok(Outcome::Complete(t)) => {
                    prop_assert!(fits);
                    prop_assert_eq!(t.elected.len(), contest.standing().min(contest.seats as usize), "{}", rule);
                    for class in &constraints.classes {
                        let elected = class.members.iter().filter(|m| t.elected.contains(m)).count() as u32;
                        let most = class.max.unwrap_or(u32::MAX);
                        prop_assert!((class.min..=most).contains(&elected), "{} {:?} {:?}", rule, class, t.elected);
                    }
                }
                Ok(Outcome::LotNeeded(question)) => prop_assert!(false, "{:?}", question),
                Err(CountError::Constraints(_)) => prop_assert!(!fits),
                Err(_) => {}
            }
        }
    }

    #[test]
    fn constraints_that_bind_nobody_change_nothing(contest in contests()) {
        let everybody = Class {
            name: "everybody".into(),
            min: 0,
            max: Some(9),
            members: (1..=contest.candidates.len() as u8).collect(),
        };
        let constraints = Constraints { classes: vec![everybody] };
        let lots = Lots::Seed("n".into());
        let conditions = Conditions { lots: lots.clone(), constraints, ..Conditions::default() };
        for rule in Rule::ALL {
            let contest = one_seat(&contest, rule);
            let Ok(Outcome::Complete(mut bound)) = count_under(&contest, rule, &conditions) else { continue };
            let free = counted(&contest, rule, &lots).unwrap();
            bound.constraints = Constraints::default();
            for stage in &mut bound.stages {
                stage.limits.clear();
            }
            prop_assert_eq!(*bound, free);
        }
    }
}

/// Counts with every paper on its own, as a person would with a pile of paper.
mod naive {
    use polity_count::Contest;

    struct Paper {
        ranking: Vec<usize>,
        holder: Option<usize>,
        value: u64,
    }

    fn papers(contest: &Contest, one: u64) -> Vec<Paper> {
        let mut papers = Vec::new();
        for ballot in contest.ballots.iter() {
            let standing = |c: &usize| !contest.candidates[*c].withdrawn;
            let ranking: Vec<usize> = ballot
                .marks
                .iter()
                .map(|&m| usize::from(m) - 1)
                .filter(standing)
                .collect();
            for _ in 0..ballot.papers {
                papers.push(Paper {
                    holder: ranking.first().copied(),
                    ranking: ranking.clone(),
                    value: one,
                });
            }
        }
        papers.retain(|p| !p.ranking.is_empty());
        papers
    }

    fn tally(papers: &[Paper], n: usize) -> Vec<u64> {
        let mut votes = vec![0; n];
        for paper in papers {
            if let Some(holder) = paper.holder {
                votes[holder] += paper.value;
            }
        }
        votes
    }

    fn pass_on(paper: &mut Paper, open: &[bool]) {
        let at = paper.ranking.iter().position(|c| Some(*c) == paper.holder);
        let after = at.map_or(0, |i| i + 1);
        paper.holder = paper.ranking[after..].iter().copied().find(|&c| open[c]);
    }

    pub(super) fn scottish(contest: &Contest, excluded: &[u8]) -> Vec<Vec<u64>> {
        let n = contest.candidates.len();
        let mut papers = papers(contest, 100_000);
        let quota = (papers.len() as u64 / (u64::from(contest.seats) + 1) + 1) * 100_000;
        let mut open: Vec<bool> = contest.candidates.iter().map(|c| !c.withdrawn).collect();
        let mut settled: Vec<Option<u64>> = vec![None; n];
        let mut elected = 0;
        let mut excluded = excluded.iter();
        let mut stages = Vec::new();
        let seats = contest.seats as usize;
        loop {
            let mut votes = tally(&papers, n);
            for c in 0..n {
                if let Some(kept) = settled[c] {
                    votes[c] = kept;
                }
            }
            stages.push(votes.clone());
            for c in 0..n {
                if open[c] && votes[c] >= quota {
                    open[c] = false;
                    elected += 1;
                }
            }
            let left = open.iter().filter(|&&o| o).count();
            if elected == seats || left <= seats - elected {
                return stages;
            }
            let rich = (0..n)
                .filter(|&c| votes[c] > quota)
                .max_by_key(|&c| (votes[c], n - c));
            let from = if let Some(c) = rich {
                settled[c] = Some(quota);
                for paper in papers.iter_mut().filter(|p| p.holder == Some(c)) {
                    let value = u128::from(votes[c] - quota) * u128::from(paper.value);
                    paper.value = (value / u128::from(votes[c])) as u64;
                }
                c
            } else {
                let c = usize::from(*excluded.next().expect("somebody is excluded")) - 1;
                let low = (0..n).filter(|&c| open[c]).map(|c| votes[c]).min();
                assert_eq!(Some(votes[c]), low, "the lowest is excluded");
                open[c] = false;
                c
            };
            papers
                .iter_mut()
                .filter(|p| p.holder == Some(from))
                .for_each(|p| pass_on(p, &open));
        }
    }

    pub(super) fn meek(contest: &Contest, excluded: &[u8]) -> Vec<Vec<u64>> {
        const ONE: u64 = 1_000_000_000;
        let n = contest.candidates.len();
        let papers = papers(contest, ONE);
        let seats = contest.seats as usize;
        let mut open: Vec<bool> = contest.candidates.iter().map(|c| !c.withdrawn).collect();
        let mut keep: Vec<u64> = open.iter().map(|&o| if o { ONE } else { 0 }).collect();
        let mut elected = vec![false; n];
        let mut excluded = excluded.iter();
        let mut stages = Vec::new();
        let mut settled = false;
        loop {
            let mut votes = vec![0; n];
            for paper in &papers {
                let mut value = ONE;
                for &c in &paper.ranking {
                    let kept = (value * keep[c]).div_ceil(ONE);
                    votes[c] += kept;
                    value -= kept;
                }
            }
            stages.push(votes.clone());
            let quota = votes.iter().sum::<u64>() / (seats as u64 + 1) + 1;
            let mut reached: Vec<usize> =
                (0..n).filter(|&c| open[c] && votes[c] >= quota).collect();
            reached.sort_by_key(|&c| std::cmp::Reverse(votes[c]));
            for c in reached {
                if elected.iter().filter(|&&e| e).count() < seats {
                    (open[c], elected[c]) = (false, true);
                }
            }
            let done = |open: &[bool]| {
                let places = seats - elected.iter().filter(|&&e| e).count();
                places == 0 || open.iter().filter(|&&o| o).count() <= places
            };
            if done(&open) {
                return stages;
            }
            let surplus: u64 = (0..n)
                .filter(|&c| elected[c])
                .map(|c| votes[c].saturating_sub(quota))
                .sum();
            let mut low: Vec<u64> = (0..n).filter(|&c| open[c]).map(|c| votes[c]).collect();
            low.sort_unstable();
            if low[0] + surplus < low[1] || surplus < 100_000 || settled {
                let c = usize::from(*excluded.next().expect("somebody is excluded")) - 1;
                assert_eq!(votes[c], low[0], "the lowest is excluded");
                open[c] = false;
                if done(&open) {
                    return stages;
                }
            }
            let before = keep.clone();
            for c in 0..n {
                if !open[c] && !elected[c] {
                    keep[c] = 0;
                } else if elected[c] && votes[c] > quota {
                    let held = (u128::from(keep[c]) * u128::from(quota)).div_ceil(u128::from(ONE));
                    let new = (held * u128::from(ONE)).div_ceil(u128::from(votes[c]));
                    keep[c] = keep[c].min(new as u64);
                }
            }
            settled = before == keep;
        }
    }
}
