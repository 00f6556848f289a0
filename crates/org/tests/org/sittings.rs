//! Sittings: notice, presence, turns, questions, votes, what they bring about.

use std::collections::BTreeSet;

use polity_org::act::{Act, Deed};
use polity_org::body::Virtue;
use polity_org::sitting::Sitting;
use polity_org::sitting::deed::{
    Call, CardReturn, CardSection, Choice, Choosing, Delegation, ItemSpec, Method, Mode,
    QuestionEffect, QuestionSpec, SittingAct, SittingDeed, Tally,
};
use polity_org::sitting::event::{Decision, Outcome};
use polity_org::{Entry, Subject};
use polity_values::{Fraction, PersonId};

use crate::bodies::{E2020, adopt, alone, house, instant, must, sits, start};
use crate::common::{Run, id, text};

/// The executive of 2020 with all of its 39 members; `unions-1` is in the chair and `gina` keeps the record.
pub(crate) fn executive() -> Run {
    executive_that_may("\"adopt-procedures\", \"adopt-compositions\", \"change-rules\"")
}

/// The same with these powers.
pub(crate) fn executive_that_may(powers: &str) -> Run {
    let mut run = house();
    let may = format!("persons = 1\nmay = [{powers}]");
    let source = alone(E2020).replace("persons = 1", &may);
    adopt(&mut run, &source);
    let was = Virtue::Import {
        source: "the executive of 2020".to_owned(),
    };
    for (division, seats) in [
        ("front-bench", 3),
        ("parliament", 3),
        ("clp", 9),
        ("unions", 13),
        ("scotland", 1),
        ("wales", 1),
        ("socialist-societies", 1),
        ("bame", 1),
        ("disabled", 1),
        ("local-government", 2),
        ("youth", 1),
    ] {
        for number in 1..=seats {
            let mut tenure = start(
                &format!("executive.{division}"),
                &format!("{division}-{number}"),
                was.clone(),
            );
            tenure.until = Some(instant("2022-11-13T00:00:00Z"));
            sits(&mut run, tenure);
        }
    }
    let mut chair = start("executive.chair", "unions-1", was);
    chair.until = Some(instant("2021-12-01T00:00:00Z"));
    sits(&mut run, chair);
    run
}

pub(crate) fn members(run: &Run) -> Vec<PersonId> {
    let organisation = run.world.organisation().expect("founded");
    let strength = polity_org::body::strength(organisation, &id("executive"), run.now);
    strength.expect("composed").held.into_iter().collect()
}

fn deed(sitting: &str, what: SittingAct) -> Deed {
    Deed::Sitting(SittingDeed {
        sitting: id(sitting),
        what,
    })
}

pub(crate) fn does(run: &mut Run, sitting: &str, actor: &str, what: SittingAct) -> Entry {
    must(run, actor, deed(sitting, what))
}

/// A refusal: its codes and its words.
pub(crate) fn fails(
    run: &mut Run,
    sitting: &str,
    actor: &str,
    what: SittingAct,
) -> (Vec<&'static str>, String) {
    let decided = run.act(&Act::standing(id(actor), deed(sitting, what)));
    assert!(!decided.verdict.is_allowed(), "it was allowed");
    (decided.verdict.codes(), decided.verdict.to_string())
}

pub(crate) fn item(title: &str) -> ItemSpec {
    ItemSpec {
        title: title.to_owned(),
        minutes: Some(20),
        closed_doors: false,
    }
}

pub(crate) fn call(starts: &str, special: bool, agenda: Vec<ItemSpec>) -> Call {
    Call {
        body: id("executive"),
        title: "Sitting of the executive".to_owned(),
        special,
        starts: instant(starts),
        place: "Southside".to_owned(),
        remote: true,
        agenda,
    }
}

/// A sitting on due notice that is open with so many members, the chair and the secretary among those present.
pub(crate) fn open(run: &mut Run, sitting: &str, present: usize, items: &[&str]) {
    let agenda = items.iter().map(|title| item(title)).collect();
    let convene = SittingAct::Convene(call("2021-01-19T10:00:00Z", false, agenda));
    does(run, sitting, "gina", convene);
    run.at(instant("2021-01-19T10:00:00Z"));
    let mut all = members(run);
    all.sort_by_key(|person| person.as_str() != "unions-1");
    for person in all.into_iter().take(present) {
        let actor = person.to_string();
        does(run, sitting, &actor, enter(person, Mode::Remote));
    }
    does(run, sitting, "unions-1", SittingAct::Open {});
}

pub(crate) fn motion(items: &[u32], effect: QuestionEffect) -> QuestionSpec {
    QuestionSpec {
        items: items.to_vec(),
        title: "That this be done".to_owned(),
        text: Some(text(12)),
        mover: id("unions-2"),
        seconder: Some(id("clp-1")),
        heard: Vec::new(),
        effect,
    }
}

pub(crate) fn put(run: &mut Run, sitting: &str, question: QuestionSpec, method: Method) -> u32 {
    does(run, sitting, "unions-1", SittingAct::PutQuestion(question));
    let question = u32::try_from(of(run, sitting).questions.len()).expect("few");
    does(
        run,
        sitting,
        "unions-1",
        SittingAct::OpenVote { question, method },
    );
    question
}

pub(crate) fn of<'a>(run: &'a Run, sitting: &str) -> &'a Sitting {
    run.world.sitting(&id(sitting)).expect("it was convened")
}

pub(crate) fn hands(run: &mut Run, sitting: &str, votes: (u32, u32, u32)) -> Decision {
    let tally = Tally {
        votes_for: votes.0,
        against: votes.1,
        abstained: votes.2,
    };
    does(run, sitting, "gina", SittingAct::CountVotes(tally));
    decided(run, sitting)
}

pub(crate) fn decided(run: &mut Run, sitting: &str) -> Decision {
    does(
        run,
        sitting,
        "unions-1",
        SittingAct::Decide { casting: None },
    );
    let mut questions = of(run, sitting).questions.iter().rev();
    let found = questions.find_map(|one| one.decision.as_ref());
    found.expect("it is decided").1.clone()
}

pub(crate) fn chair(run: &mut Run, what: SittingAct) -> Entry {
    does(run, "s1", "unions-1", what)
}

pub(crate) fn desk(run: &mut Run, what: SittingAct) -> Entry {
    does(run, "s1", "gina", what)
}

pub(crate) fn enter(person: PersonId, mode: Mode) -> SittingAct {
    SittingAct::Enter { person, mode }
}

pub(crate) fn leave(person: PersonId) -> SittingAct {
    SittingAct::Leave { person }
}

pub(crate) fn take(item: u32) -> SittingAct {
    SittingAct::TakeItem { item }
}

pub(crate) fn open_vote(question: u32, method: Method) -> SittingAct {
    SittingAct::OpenVote { question, method }
}

pub(crate) fn votes(person: PersonId, choice: Choice) -> SittingAct {
    SittingAct::Vote { person, choice }
}

pub(crate) fn ask(to: PersonId, words: usize) -> SittingAct {
    let text = text(words);
    SittingAct::Ask { to, text }
}

pub(crate) fn count_round(totals: &[u32], spoilt: u32) -> SittingAct {
    let totals = totals.to_vec();
    SittingAct::CountRound { totals, spoilt }
}

#[test]
fn h21_votes_of_the_executive() {
    let mut run = executive();
    assert_eq!(members(&run).len(), 39);
    open(&mut run, "s1", 38, &["The agenda"]);
    for (votes_for, against) in [(18, 14), (22, 12), (22, 7), (16, 11), (18, 11), (20, 16)] {
        put(
            &mut run,
            "s1",
            motion(&[1], QuestionEffect::Resolve {}),
            Method::Hands {},
        );
        let decision = hands(&mut run, "s1", (votes_for, against, 0));
        assert_eq!(decision.outcome, Outcome::Carried);
        let needs = u64::from(votes_for + against) / 2 + 1;
        assert_eq!(
            decision.needs,
            Some(needs),
            "more than half of those for and against"
        );
    }
    put(
        &mut run,
        "s1",
        motion(&[1], QuestionEffect::Resolve {}),
        Method::Hands {},
    );
    assert_eq!(
        hands(&mut run, "s1", (16, 16, 6)).outcome,
        Outcome::Lost,
        "a tie is lost"
    );
    put(
        &mut run,
        "s1",
        motion(&[1], QuestionEffect::Resolve {}),
        Method::Hands {},
    );
    let too_many = SittingAct::CountVotes(Tally {
        votes_for: 30,
        against: 9,
        abstained: 0,
    });
    let (_, why) = fails(&mut run, "s1", "gina", too_many);
    assert!(
        why.contains("39 votes are counted, and 38 persons may vote"),
        "{why}"
    );
    run.replay();
}

#[test]
fn p1_a_candidate_leaves_the_electorate_38_of_39() {
    let mut run = executive();
    open(
        &mut run,
        "s1",
        39,
        &["First presentation", "Second presentation", "Appointment"],
    );
    for number in [1, 2] {
        chair(&mut run, SittingAct::TakeItem { item: number });
        run.at(run.now + jiff::SignedDuration::from_mins(35));
        if number == 1 {
            // One member goes out for a minute during the second presentation, one from elsewhere drops out for good.
            chair(&mut run, take(2));
            does(&mut run, "s1", "clp-2", leave(id("clp-2")));
            run.at(run.now + jiff::SignedDuration::from_mins(1));
            does(&mut run, "s1", "clp-2", enter(id("clp-2"), Mode::Room));
            break;
        }
    }
    run.at(run.now + jiff::SignedDuration::from_mins(35));
    chair(&mut run, take(3));
    let choice = Choosing {
        seat: None,
        until: None,
        until_ratified_by: None,
        among: vec![id("unions-5"), id("outsider")],
    };
    let question = QuestionSpec {
        heard: vec![1, 2],
        ..motion(&[3], QuestionEffect::Choose(choice))
    };
    chair(&mut run, SittingAct::PutQuestion(question));
    let by_hand = open_vote(1, Method::Hands {});
    let (codes, _) = fails(&mut run, "s1", "unions-1", by_hand);
    assert_eq!(codes, ["method"], "persons are chosen in secret");
    chair(&mut run, open_vote(1, Method::Secret {}));
    let (_, question) = of(&run, "s1").voting().expect("a vote");
    let opened = &question.vote.as_ref().expect("it").opened;
    assert_eq!(opened.entitled, 38, "38 of 39");
    assert_eq!(opened.recused, BTreeSet::from([id("unions-5")]));
    assert_eq!(
        opened.missed,
        [(id("clp-2"), vec![2])].into(),
        "who missed one is told which"
    );
    assert_eq!(opened.voters.len(), 37);
    let round = |totals: &[u32], spoilt| count_round(totals, spoilt);
    let (_, why) = fails(&mut run, "s1", "gina", round(&[35, 3], 0));
    assert!(
        why.contains("38 papers are counted, and 37 persons may vote"),
        "{why}"
    );
    let (codes, _) = fails(
        &mut run,
        "s1",
        "unions-1",
        SittingAct::Decide { casting: None },
    );
    assert_eq!(codes, ["no-count"]);
    desk(&mut run, round(&[35, 2], 0));
    let decision = decided(&mut run, "s1");
    assert_eq!(
        (decision.outcome, decision.chosen),
        (Outcome::Chosen, Some(id("unions-5")))
    );
    assert_eq!((decision.votes_for, decision.against), (35, 2));
    run.replay();
}

#[test]
fn an_office_is_filled_in_rounds_to_a_majority() {
    let mut run = executive();
    open(&mut run, "s1", 39, &["Vice-chair"]);
    let choice = Choosing {
        seat: Some(id("executive.vice-chair")),
        until: Some(instant("2021-12-01T00:00:00Z")),
        until_ratified_by: None,
        among: vec![id("clp-1"), id("clp-2"), id("clp-3"), id("clp-4")],
    };
    put(
        &mut run,
        "s1",
        motion(&[1], QuestionEffect::Choose(choice)),
        Method::Secret {},
    );
    let round = |totals: &[u32]| count_round(totals, 1);
    desk(&mut run, round(&[12, 10, 6, 6]));
    // 6 and 6 are not fewer than 10 together: a lot among the lowest.
    let (_, why) = fails(&mut run, "s1", "gina", round(&[12, 10, 12]));
    assert!(why.contains("a lot must be drawn first"), "{why}");
    desk(
        &mut run,
        SittingAct::DrawOut {
            person: id("clp-4"),
        },
    );
    desk(&mut run, round(&[14, 12, 8]));
    desk(&mut run, round(&[18, 16]));
    let decision = decided(&mut run, "s1");
    assert_eq!(decision.chosen, Some(id("clp-1")));
    let last = run.entries.last().expect("an entry");
    assert_eq!(
        (last.event.kind(), &last.subject),
        ("tenure.begun", &Subject::Organisation)
    );
    let organisation = run.world.organisation().expect("founded");
    let strength = polity_org::body::strength(organisation, &id("executive"), run.now).expect("it");
    assert!(strength.offices.iter().any(|one| one.person == id("clp-1")));
    run.replay();
}

fn cards(run: &mut Run, returns: &[(&str, u64, u64, u64)]) {
    for (delegation, votes_for, against, not_received) in returns {
        let card = CardReturn {
            delegation: id(delegation),
            votes_for: *votes_for,
            against: *against,
            abstained: 0,
            not_received: *not_received,
        };
        does(run, "s1", "gina", SittingAct::ReturnCard(card));
    }
}

#[test]
fn f1_a_card_vote_is_declared_when_every_vote_is_accounted_for() {
    let mut run = executive();
    open(&mut run, "s1", 30, &["Ratification"]);
    let section = |title: &str, delegations: &[(&str, u64)]| CardSection {
        title: title.to_owned(),
        share: Fraction::HALF,
        delegations: delegations
            .iter()
            .map(|(name, entitled)| Delegation {
                id: id(name),
                entitled: *entitled,
            })
            .collect(),
    };
    let sections = vec![
        section(
            "Constituencies",
            &[("clp-north", 200_000), ("clp-south", 151_644)],
        ),
        section("Affiliates", &[("unions", 1_814_938)]),
    ];
    put(
        &mut run,
        "s1",
        motion(&[1], QuestionEffect::Resolve {}),
        Method::Card { sections },
    );
    cards(
        &mut run,
        &[
            ("clp-north", 194_921, 5_079, 0),
            ("unions", 1_810_113, 4_825, 0),
        ],
    );
    let (codes, why) = fails(
        &mut run,
        "s1",
        "unions-1",
        SittingAct::Decide { casting: None },
    );
    assert_eq!(codes, ["cards-missing"]);
    assert!(why.contains("clp-south: 151644"), "{why}");
    cards(&mut run, &[("clp-south", 148_000, 3_000, 0)]);
    let (codes, _) = fails(
        &mut run,
        "s1",
        "unions-1",
        SittingAct::Decide { casting: None },
    );
    assert_eq!(
        codes,
        ["cards-missing"],
        "644 are neither received nor known to be missing"
    );
    cards(&mut run, &[("clp-south", 148_000, 3_644, 0)]);
    let decision = decided(&mut run, "s1");
    assert_eq!(
        (decision.votes_for, decision.against),
        (342_921 + 1_810_113, 8_723 + 4_825)
    );
    let shares: Vec<_> = decision
        .sections
        .iter()
        .map(|one| (one.share_for, one.share_against))
        .collect();
    assert_eq!(shares, [(4876, 124), (4987, 13)], "as published in 2021");
    assert_eq!(decision.outcome, Outcome::Carried);
    run.replay();
}

#[test]
fn p2_an_acting_officer_is_ratified_by_a_sitting_or_leaves() {
    let mut run = executive();
    open(&mut run, "s1", 30, &["Appointment", "Ratification"]);
    let choose = |person: &str| {
        QuestionEffect::Choose(Choosing {
            seat: Some(id("executive.vice-chair")),
            until: Some(instant("2021-12-01T00:00:00Z")),
            until_ratified_by: Some(id("executive")),
            among: vec![id(person)],
        })
    };
    for (person, votes, ends) in [("clp-1", (10, 20, 0), true), ("clp-2", (20, 10, 0), false)] {
        put(
            &mut run,
            "s1",
            motion(&[1], choose(person)),
            Method::Secret {},
        );
        let totals = vec![29];
        desk(&mut run, SittingAct::CountRound { totals, spoilt: 0 });
        assert_eq!(decided(&mut run, "s1").chosen, Some(id(person)));
        let entry = run.entries.last().expect("the tenure").seq;
        let tenure: polity_values::TenureId = id(&format!("t{entry}"));
        let ratify = QuestionEffect::Ratify {
            tenure: tenure.clone(),
        };
        put(&mut run, "s1", motion(&[2], ratify), Method::Hands {});
        hands(&mut run, "s1", votes);
        let organisation = run.world.organisation().expect("founded");
        let tenure = organisation.tenure(&tenure).expect("it began");
        assert_eq!(
            tenure.ended.is_some(),
            ends,
            "rejection has its consequence"
        );
        assert!(ends || tenure.acting.is_none());
    }
    run.replay();
}
