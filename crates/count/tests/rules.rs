//! Small contests whose counts can be followed by hand, and published results from history.

use polity_count::{
    Action, Candidate, Contest, CountError, Lots, Outcome, Purpose, Rule, Status, TieBreak,
    Transcript, count, narrative,
};

fn contest(seats: u32, candidates: usize, ballots: &[(u32, &[u8])]) -> Contest {
    let mut contest = Contest {
        seats,
        ..Contest::default()
    };
    contest.candidates = (1..=candidates)
        .map(|n| Candidate::new(format!("C{n}")))
        .collect();
    for (papers, ranking) in ballots {
        contest
            .ballots
            .push(*papers, ranking)
            .expect("a ranking without doubles");
    }
    contest
}

/// Counts; panics with the question if a lot is needed.
fn complete(contest: &Contest, rule: Rule) -> Transcript {
    match count(contest, rule, &Lots::Ask) {
        Ok(Outcome::Complete(transcript)) => *transcript,
        other => panic!("{rule}: {other:?}"),
    }
}

fn votes(transcript: &Transcript, stage: usize) -> Vec<&str> {
    transcript.stages[stage - 1]
        .votes
        .iter()
        .map(String::as_str)
        .collect()
}

/// Deputy leadership of the Labour Party, 2015: five candidates, three rounds.
#[test]
fn av_labour_deputy_2015() {
    let c = contest(
        1,
        5,
        &[
            (160_852, &[1]),
            (78_100, &[2]),
            (21_869, &[3, 1]),
            (17_191, &[3, 2]),
            (14_957, &[3, 4]),
            (11_996, &[3]),
            (64_425, &[4]),
            (9_737, &[5, 1]),
            (8_455, &[5, 2]),
            (6_504, &[5, 3, 1]),
            (10_156, &[5, 4]),
            (4_228, &[5]),
        ],
    );
    let t = complete(&c, Rule::Av);
    assert_eq!(votes(&t, 1), ["160852", "78100", "66013", "64425", "39080"]);
    assert_eq!(votes(&t, 2), ["170589", "86555", "72517", "74581", "0"]);
    assert_eq!(votes(&t, 3), ["198962", "103746", "0", "89538", "0"]);
    let exhausted: Vec<&str> = t
        .stages
        .iter()
        .map(|s| s.non_transferable.as_str())
        .collect();
    assert_eq!(exhausted, ["0", "4228", "16224"]);
    assert_eq!((t.valid, &t.elected[..]), (408_470, &[1][..]));
    assert_eq!(t.stages[2].quota, "196124");
}

/// Leadership of the SNP, 2023, from the complete ballots: Y is 1, F is 2, R is 3.
#[test]
fn av_snp_2023() {
    let c = contest(
        1,
        3,
        &[
            (9_763, &[1]),
            (3_419, &[2]),
            (572, &[3]),
            (9_585, &[2, 1]),
            (9_178, &[1, 2]),
            (7_555, &[2, 3]),
            (5_395, &[1, 3]),
            (3_331, &[3, 2]),
            (1_696, &[3, 1]),
        ],
    );
    let t = complete(&c, Rule::Av);
    assert_eq!(t.valid, 50_494);
    assert_eq!(votes(&t, 1), ["24336", "20559", "5599"]);
    assert_eq!(votes(&t, 2), ["26032", "23890", "0"]);
    assert_eq!(
        (t.stages[1].non_transferable.as_str(), &t.elected[..]),
        ("572", &[1][..])
    );
}

/// Labour's executive, 2020: the quota for 129,549 valid papers and nine seats.
#[test]
fn ers97_quota_of_labours_executive_2020() {
    let ballots: Vec<(u32, Vec<u8>)> = (1..=42).map(|n| (3_000 + u32::from(n), vec![n])).collect();
    let mut c = contest(9, 42, &[]);
    for (papers, ranking) in &ballots {
        c.ballots.push(*papers, ranking).unwrap();
    }
    let rest = 129_549 - c.ballots.papers();
    c.ballots.push(u32::try_from(rest).unwrap(), &[1]).unwrap();
    let t = complete(&c, Rule::Ers97);
    assert_eq!((t.valid, t.quota.as_str()), (129_549, "12954.90"));
}

#[test]
fn scottish_surplus_keeps_five_decimals_and_loses_the_rest() {
    // Quota 4; surplus 3 of 7: 0.42857 a paper, so 0.00001 is lost in seven.
    let c = contest(2, 3, &[(7, &[1, 2]), (2, &[2]), (2, &[3])]);
    let t = complete(&c, Rule::ScottishStv);
    assert_eq!(t.quota, "4.00000");
    assert_eq!(votes(&t, 2), ["4.00000", "4.99999", "2.00000"]);
    assert_eq!(t.stages[1].loss_by_fraction, "0.00001");
    assert_eq!(t.stages[1].transfers[0].transfer_value, "0.42857");
    assert_eq!(t.stages[1].action, Action::Surplus);
    assert_eq!(t.elected, [1, 2]);
}

/// Rule 52(2)(a): tied now, candidate 3 had fewer at the stage before.
#[test]
fn scottish_tie_looks_back() {
    let c = contest(1, 4, &[(6, &[1]), (4, &[2]), (3, &[3]), (1, &[4, 3])]);
    let t = complete(&c, Rule::ScottishStv);
    let tie = &t.stages[2].ties[0];
    assert_eq!((tie.chosen, &tie.by), (3, &TieBreak::Stage(1)));
    assert_eq!(tie.candidates, [2, 3]);
    assert_eq!(t.elected, [1]);
}

#[test]
fn a_lot_is_asked_for_and_answered() {
    let c = contest(1, 3, &[(5, &[1]), (3, &[2, 3]), (3, &[3, 2])]);
    for rule in [Rule::ScottishStv, Rule::Ers97, Rule::MeekNz, Rule::Av] {
        let Outcome::LotNeeded(question) = count(&c, rule, &Lots::Ask).unwrap() else {
            panic!("{rule} needs a lot");
        };
        assert_eq!(
            (question.purpose, &question.candidates[..]),
            (Purpose::Exclude, &[2, 3][..])
        );
        assert_eq!(
            (question.lot, question.after_stage),
            (1, u32::from(rule != Rule::MeekNz))
        );
        assert!(
            question.text.contains("for example 2,3"),
            "{}",
            question.text
        );
        // A list that does not cover the tie is no answer.
        let short = count(&c, rule, &Lots::Order(vec![3, 1])).unwrap();
        assert_eq!(short, Outcome::LotNeeded(question));
        for first in [2, 3] {
            let order = Lots::Order(vec![first, 5 - first]);
            let Outcome::Complete(t) = count(&c, rule, &order).unwrap() else {
                panic!("{rule}")
            };
            let excluded = t.stages.iter().flat_map(|s| &s.excluded).next();
            assert_eq!(excluded.copied(), Some(first), "{rule}");
            assert!(
                narrative(&t).contains("lot 1 decides, drawn as given in the order"),
                "{rule}"
            );
        }
        let Outcome::Complete(t) = count(&c, rule, &Lots::Seed("2026".into())).unwrap() else {
            panic!("{rule}")
        };
        let lots: Vec<_> = t.stages.iter().flat_map(|s| &s.ties).collect();
        assert!(
            matches!(&lots[0].by, TieBreak::Lot(lot) if lot.digests.len() == 2),
            "{rule}"
        );
    }
}

/// Rule 50(2) and (3): equal surpluses without an earlier difference.
#[test]
fn scottish_equal_surpluses_ask_whose_goes_first() {
    let c = contest(
        3,
        5,
        &[(6, &[1, 3]), (6, &[2, 4]), (2, &[3]), (1, &[4]), (1, &[5])],
    );
    let Outcome::LotNeeded(question) = count(&c, Rule::ScottishStv, &Lots::Ask).unwrap() else {
        panic!("a lot decides");
    };
    assert_eq!(
        (question.purpose, &question.candidates[..]),
        (Purpose::TransferFirst, &[1, 2][..])
    );
    assert!(question.clause.contains("rule 50"));
}

/// 5.4.8: nobody is elected yet and two papers become non-transferable.
#[test]
fn ers97_quota_falls_before_the_first_election() {
    let c = contest(2, 4, &[(4, &[1]), (4, &[2]), (3, &[3]), (2, &[4])]);
    let t = complete(&c, Rule::Ers97);
    assert_eq!(t.quota, "4.34");
    let stage = &t.stages[1];
    assert_eq!(
        (stage.quota.as_str(), &stage.elected[..]),
        ("3.67", &[1, 2][..])
    );
    assert!(
        stage.clause.contains("5.4.8") && stage.clause.contains("5.4.9(a)"),
        "{}",
        stage.clause
    );
}

/// 5.3.2 and 5.3.7: only the papers that came last pass on, at no more than they were worth.
#[test]
fn ers97_only_the_last_batch_passes_on() {
    let c = contest(
        2,
        5,
        &[
            (30, &[1]),
            (25, &[2, 3]),
            (20, &[3]),
            (16, &[4, 2, 5]),
            (9, &[5]),
        ],
    );
    let t = complete(&c, Rule::Ers97);
    assert_eq!(t.quota, "33.34");
    // Candidate 5 goes (9 papers end), then 4: 16 papers reach 2, who has 41 and a surplus.
    // Those papers name nobody who continues; the 25 that would go to 3 stay with 2.
    let surplus = t
        .stages
        .iter()
        .find(|s| s.action == Action::Surplus)
        .unwrap();
    assert_eq!(surplus.transfers[0].to, []);
    assert_eq!(surplus.transfers[0].non_transferable, "10.66");
    assert_eq!(surplus.votes, ["30.00", "30.34", "20.00", "0.00", "0.00"]);
    assert_eq!(t.elected, [2, 1]);
}

/// 5.6.2: two equal at every point for one place: neither is deemed elected, and a lot excludes.
#[test]
fn ers97_equal_candidates_for_one_place() {
    let c = contest(1, 2, &[(5, &[1]), (5, &[2])]);
    let Outcome::LotNeeded(question) = count(&c, Rule::Ers97, &Lots::Ask).unwrap() else {
        panic!("a lot decides");
    };
    assert_eq!(
        (question.clause.as_str(), question.purpose),
        ("ERS97 5.2.5", Purpose::Exclude)
    );
    let Outcome::Complete(t) = count(&c, Rule::Ers97, &Lots::Order(vec![1, 2])).unwrap() else {
        panic!("answered");
    };
    assert_eq!(t.elected, [2]);
    assert_eq!(t.stages[1].action, Action::LastPlaces);
}

/// 5.3.13(b): 42 votes are no quota of 45, but half of the 80 that are active for the one place left.
#[test]
fn ers97_elects_by_a_share_of_the_active_vote() {
    let c = contest(
        2,
        4,
        &[
            (55, &[4]),
            (15, &[2, 1]),
            (13, &[3, 1, 2]),
            (25, &[3]),
            (27, &[1]),
        ],
    );
    let t = complete(&c, Rule::Ers97);
    assert_eq!(votes(&t, 3), ["42.00", "0.00", "38.00", "45.00"]);
    assert!(
        t.stages[2].clause.ends_with("5.3.13(b)"),
        "{}",
        t.stages[2].clause
    );
    assert_eq!(t.elected, [4, 1]);
}

/// 5.2.5: who of two equal goes matters only where one of them stays: here both go, and no lot is asked for.
#[test]
fn ers97_equal_candidates_who_go_together_need_no_lot() {
    let c = contest(1, 4, &[(28, &[1]), (25, &[2]), (2, &[3, 2]), (2, &[4, 1])]);
    let t = complete(&c, Rule::Ers97);
    assert_eq!(votes(&t, 2), ["30.00", "27.00", "0.00", "0.00"]);
    assert_eq!(t.elected, [1]);
}

/// 5.2.5: candidates who together cannot catch up go at once.
#[test]
fn ers97_batch_exclusion() {
    let c = contest(
        1,
        5,
        &[
            (40, &[1]),
            (35, &[2]),
            (10, &[3, 2]),
            (4, &[4, 2]),
            (3, &[5, 2]),
        ],
    );
    let t = complete(&c, Rule::Ers97);
    assert_eq!(t.stages[1].excluded, [5, 4, 3]);
    assert_eq!(votes(&t, 2), ["40.00", "52.00", "0.00", "0.00", "0.00"]);
    assert_eq!(t.elected, [2]);
}

#[test]
fn meek_treats_the_excluded_as_if_they_had_never_stood() {
    let with = contest(2, 4, &[(30, &[1, 2]), (12, &[2]), (15, &[3]), (4, &[4, 3])]);
    let mut without = contest(2, 4, &[(30, &[1, 2]), (12, &[2]), (15, &[3]), (4, &[4, 3])]);
    without.candidates[3].withdrawn = true;
    let (a, b) = (
        complete(&with, Rule::MeekNz),
        complete(&without, Rule::MeekNz),
    );
    assert_eq!((&a.elected, &b.elected), (&vec![1, 2], &vec![1, 2]));
    assert_eq!(b.candidates[3].status, Status::Withdrawn);
    assert!(a.stages.iter().all(|s| s.keep_values.len() == 4));
}

#[test]
fn candidates_no_more_than_seats_are_all_elected() {
    for rule in [Rule::ScottishStv, Rule::Ers97, Rule::MeekNz] {
        let t = complete(&contest(3, 2, &[(5, &[1]), (1, &[2])]), rule);
        assert_eq!((&t.elected[..], t.stages.len()), (&[1, 2][..], 1), "{rule}");
    }
}

#[test]
fn contests_that_cannot_be_counted_say_why() {
    let error = |c: &Contest, rule| count(c, rule, &Lots::Ask).unwrap_err();
    let one = contest(2, 2, &[(1, &[1])]);
    assert_eq!(error(&one, Rule::Av), CountError::OneSeatOnly(2, Rule::Av));
    assert_eq!(
        error(&contest(0, 2, &[(1, &[1])]), Rule::Ers97),
        CountError::Seats(0)
    );
    assert_eq!(
        error(&contest(1, 0, &[]), Rule::Ers97),
        CountError::NobodyStands
    );
    let unknown = CountError::UnknownCandidate {
        number: 3,
        candidates: 2,
    };
    assert_eq!(error(&contest(1, 2, &[(1, &[3])]), Rule::Ers97), unknown);
    assert_eq!(
        error(&contest(1, 2, &[(1, &[])]), Rule::Ers97),
        CountError::NoValidPapers
    );
    let many = contest(1, 2, &[(u32::MAX, &[1])]);
    assert_eq!(
        error(&many, Rule::MeekNz),
        CountError::TooManyPapers(u64::from(u32::MAX))
    );
    assert_eq!(
        error(&contest(1, 256, &[(1, &[1])]), Rule::Av),
        CountError::TooManyCandidates(256)
    );
}

/// The largest contest keeps its figures: a thousand million papers, 255 candidates.
#[test]
fn figures_hold_at_the_limits() {
    let mut c = contest(100, 255, &[]);
    let all: Vec<u8> = (1..=255).collect();
    c.ballots.push(600_000_000, &all).unwrap();
    c.ballots.push(399_999_999, &[255, 1, 2]).unwrap();
    c.ballots.push(1, &[128]).unwrap();
    for rule in [Rule::ScottishStv, Rule::Ers97, Rule::MeekNz] {
        let outcome = count(&c, rule, &Lots::Order(all.clone())).unwrap();
        let Outcome::Complete(t) = outcome else {
            panic!("{rule} needs no answer")
        };
        assert_eq!((t.valid, t.elected.len()), (1_000_000_000, 100), "{rule}");
    }
}
