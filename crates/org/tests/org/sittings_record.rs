//! Sittings on the record: the bytes of every kind, and whatever is tried.

use std::collections::BTreeSet;

use polity_org::act::{Act, Deed};
use polity_org::sitting::SittingEvent;
use polity_org::sitting::card::SectionResult;
use polity_org::sitting::deed::{
    ActionSpec, Audience, CardReturn, CardSection, Choice, Choosing, Delegation, Method, Mode,
    PaperSpec, QuestionEffect, SittingAct, SittingDeed, Tally,
};
use polity_org::sitting::event::{
    AddedItem, Attendance, Convened, Decision, OpenedVote, Outcome, TabledPaper,
};
use polity_org::{Entry, Event, Subject};
use polity_values::Fraction;
use proptest::prelude::*;

use crate::bodies::{adoption, instant};
use crate::common::{id, text};
use crate::sittings::{call, does, executive, item, members, motion, of};

fn around() -> Vec<SittingEvent> {
    vec![
        SittingEvent::Convened(Convened {
            call: call("2021-01-19T10:00:00Z", true, vec![item("One")]),
            days: 6,
            needs: 7,
        }),
        SittingEvent::Cancelled { reason: text(3) },
        SittingEvent::ChairTaken { person: id("p-1") },
        SittingEvent::Opened(Attendance {
            present: 21,
            quorum: 20,
        }),
        SittingEvent::Adjourned { until: None },
        SittingEvent::Resumed(Attendance {
            present: 20,
            quorum: 20,
        }),
        SittingEvent::Closed {
            members: [id("p-1"), id("p-2")].into(),
        },
        SittingEvent::ItemRequested(item("Two")),
        SittingEvent::RequestJoined { request: 1 },
        SittingEvent::ItemAdded(AddedItem {
            item: item("Two"),
            request: Some(1),
        }),
        SittingEvent::ItemDeferred {
            item: 2,
            reason: text(4),
        },
        SittingEvent::ItemTaken { item: 1 },
        SittingEvent::ItemFinished { item: 1 },
        SittingEvent::PaperTabled(TabledPaper {
            paper: PaperSpec {
                item: 1,
                title: "A paper".to_owned(),
                audience: Audience::Body,
                text: text(900),
            },
            late: true,
        }),
        SittingEvent::Entered {
            person: id("p-1"),
            mode: Mode::Remote,
        },
        SittingEvent::Left { person: id("p-1") },
        SittingEvent::Apologised { person: id("p-2") },
        SittingEvent::SubstituteNamed {
            person: id("p-2"),
            substitute: id("p-3"),
        },
    ]
}

fn floor() -> Vec<SittingEvent> {
    vec![
        SittingEvent::InterestDeclared {
            person: id("p-1"),
            item: 1,
        },
        SittingEvent::TurnRequested { person: id("p-1") },
        SittingEvent::TurnWithdrawn { person: id("p-1") },
        SittingEvent::TurnBegun {
            person: id("p-1"),
            until: instant("2021-01-19T10:03:00Z"),
        },
        SittingEvent::TurnEnded { person: id("p-1") },
        SittingEvent::PointRaised {
            category: "procedure".to_owned(),
        },
        SittingEvent::PointRuled {
            point: 1,
            upheld: true,
        },
        SittingEvent::ActionAssigned(ActionSpec {
            owner: id("p-1"),
            due: "2021-02-01".parse().expect("a date"),
            text: text(6),
            item: Some(1),
        }),
        SittingEvent::ActionFinished {
            action: 1,
            note: text(2),
        },
        SittingEvent::Asked {
            to: id("p-4"),
            text: text(7),
        },
        SittingEvent::Answered {
            question: 1,
            text: text(8),
        },
        SittingEvent::FollowedUp {
            question: 1,
            settled: false,
            text: Some(text(9)),
        },
        SittingEvent::MinutesSubmitted { text: text(300) },
        SittingEvent::MinutesApproved {
            of: id("s1"),
            by: id("s2"),
            question: 1,
        },
        SittingEvent::Reported { text: text(200) },
    ]
}

fn effects() -> Vec<QuestionEffect> {
    vec![
        QuestionEffect::Resolve {},
        QuestionEffect::WaiveNotice {},
        QuestionEffect::WaivePapers { item: 1 },
        QuestionEffect::Overrule { point: 1 },
        QuestionEffect::ApproveMinutes { sitting: id("s0") },
        QuestionEffect::Ratify { tenure: id("t9") },
        QuestionEffect::AdoptProcedure(adoption("procedure = \"a\"\n")),
        QuestionEffect::AdoptComposition(adoption("body = \"b\"\n")),
        QuestionEffect::Choose(Choosing {
            seat: Some(id("chief")),
            until: None,
            until_ratified_by: Some(id("conference")),
            among: vec![id("p-5"), id("p-6")],
        }),
    ]
}

fn votes() -> Vec<SittingEvent> {
    let sections = vec![CardSection {
        title: "Constituencies".to_owned(),
        share: Fraction::HALF,
        delegations: vec![Delegation {
            id: id("clp"),
            entitled: 900,
        }],
    }];
    let mut events: Vec<_> = effects()
        .into_iter()
        .map(|effect| SittingEvent::QuestionPut(motion(&[1], effect)))
        .collect();
    for method in [
        Method::Hands {},
        Method::RollCall {},
        Method::Secret {},
        Method::Card { sections },
    ] {
        events.push(SittingEvent::VoteOpened(OpenedVote {
            question: 1,
            method,
            voters: [id("p-1")].into(),
            entitled: 38,
            present: 37,
            quorum: 19,
            recused: [id("p-2")].into(),
            missed: [(id("p-3"), vec![1, 2])].into(),
        }));
    }
    events
}

fn counts() -> Vec<SittingEvent> {
    vec![
        SittingEvent::QuestionDivided {
            question: 1,
            item: 2,
        },
        SittingEvent::QuestionWithdrawn { question: 1 },
        SittingEvent::VoteGiven {
            person: id("p-1"),
            choice: Choice::Abstain,
        },
        SittingEvent::VotesCounted(Tally {
            votes_for: 18,
            against: 14,
            abstained: 1,
        }),
        SittingEvent::RoundCounted {
            totals: vec![20, 16],
            spoilt: 1,
        },
        SittingEvent::DrawnOut { person: id("p-6") },
        SittingEvent::CardReturned(CardReturn {
            delegation: id("clp"),
            votes_for: 500,
            against: 300,
            abstained: 40,
            not_received: 60,
        }),
        SittingEvent::Decided(Decision {
            question: 1,
            outcome: Outcome::Carried,
            votes_for: 500,
            against: 300,
            abstained: 40,
            needs: Some(401),
            casting: Some(true),
            chosen: Some(id("p-5")),
            sections: vec![SectionResult {
                title: "Constituencies".to_owned(),
                votes_for: 500,
                against: 300,
                share_for: 3125,
                share_against: 1875,
            }],
            hindered: Some("the seat is held".to_owned()),
        }),
    ]
}

#[test]
fn the_bytes_of_every_kind_of_a_sitting_are_locked() {
    let events = [around(), floor(), votes(), counts()].concat();
    let kinds: BTreeSet<_> = events.iter().map(SittingEvent::kind).collect();
    let known: BTreeSet<_> = SittingEvent::KINDS.iter().copied().collect();
    assert_eq!(kinds, known);
    let mut lines = Vec::new();
    for (seq, event) in (1..).zip(events) {
        let entry = Entry {
            seq,
            at: instant("2021-01-19T10:00:00Z"),
            actor: Some(id("p-9")),
            role: None,
            unit: None,
            rule: id("nec.meetings"),
            subject: Subject::Sitting(id("s1")),
            confirms: None,
            event: Event::Sitting(event),
        };
        let bytes = entry.to_bytes();
        assert_eq!(Entry::from_bytes(&bytes).as_ref(), Ok(&entry));
        lines.push(String::from_utf8(bytes).expect("JSON is UTF-8"));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

const WHO: [&str; 6] = ["gina", "unions-1", "unions-2", "clp-1", "clp-2", "outsider"];

/// Any act at all, by its number.
fn any_act(what: u8, person: &str, n: u32) -> SittingAct {
    let person = id(person);
    match what {
        0 => SittingAct::Open {},
        1 => SittingAct::Close {},
        2 => SittingAct::Adjourn { until: None },
        3 => SittingAct::Resume {},
        4 | 5 => SittingAct::Enter {
            person,
            mode: Mode::Room,
        },
        6 => SittingAct::Leave { person },
        7 => SittingAct::TakeItem { item: n },
        8 => SittingAct::FinishItem {},
        9 => SittingAct::RequestTurn {},
        10 => SittingAct::CallNext {},
        11 => SittingAct::EndTurn {},
        12 => SittingAct::DeclareInterest { item: n },
        13 | 14 => SittingAct::PutQuestion(motion(&[n], QuestionEffect::Resolve {})),
        15 | 16 => SittingAct::OpenVote {
            question: n,
            method: Method::Hands {},
        },
        17 => SittingAct::OpenVote {
            question: n,
            method: Method::RollCall {},
        },
        18 => SittingAct::Vote {
            person,
            choice: Choice::For,
        },
        19 => SittingAct::CountVotes(Tally {
            votes_for: n * 7,
            against: n,
            abstained: 0,
        }),
        20 | 21 => SittingAct::Decide { casting: None },
        22 => SittingAct::WithdrawQuestion { question: n },
        23 => SittingAct::RaisePoint {
            category: "order".to_owned(),
        },
        24 => SittingAct::RulePoint {
            point: n,
            upheld: false,
        },
        25 => SittingAct::TakeChair { person },
        26 => SittingAct::DivideQuestion {
            question: n,
            item: n,
        },
        _ => SittingAct::WithdrawTurn {},
    }
}

proptest::proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is tried: every vote was called with a quorum, nobody votes who was not in or who declared an interest,
    /// a decision follows its figures, one item and one turn run at a time, and the replay equals the live world.
    #[test]
    fn quorum_is_true_at_each_vote(tries in proptest::collection::vec(
        (0..28_u8, 0..WHO.len(), 0..WHO.len(), 1..4_u32, 0..90_i64), 20..120)
    ) {
        let mut run = executive();
        let agenda = vec![item("One"), item("Two"), item("Three")];
        does(&mut run, "s1", "gina", SittingAct::Convene(call("2021-01-19T10:00:00Z", false, agenda)));
        run.at(instant("2021-01-19T10:00:00Z"));
        // One short of the quorum and a few more: it comes and goes.
        for person in members(&run).into_iter().filter(|one| !WHO.contains(&one.as_str())).take(18) {
            does(&mut run, "s1", "gina", SittingAct::Enter { person, mode: Mode::Room });
        }
        for (what, actor, person, n, seconds) in tries {
            run.at(run.now + jiff::SignedDuration::from_secs(seconds));
            let deed = SittingDeed { sitting: id("s1"), what: any_act(what, WHO[person], n) };
            run.act(&Act::standing(id(WHO[actor]), Deed::Sitting(deed)));
        }
        let sitting = of(&run, "s1");
        for question in &sitting.questions {
            let Some(vote) = &question.vote else { continue };
            let opened = &vote.opened;
            prop_assert!(opened.present >= opened.quorum && opened.quorum >= 19);
            for voter in &opened.voters {
                prop_assert!(sitting.door.was_in(voter, vote.at));
                prop_assert!(!opened.recused.contains(voter));
            }
            prop_assert!(vote.given.keys().all(|who| opened.voters.contains(who)));
            if let Some((_, decision)) = &question.decision {
                let carried = decision.votes_for > decision.against;
                prop_assert_eq!(decision.outcome == Outcome::Carried, carried);
                let all = decision.votes_for + decision.against + decision.abstained;
                prop_assert!(all <= opened.voters.len() as u64);
            }
        }
        prop_assert!(sitting.items.iter().filter(|one| one.runs()).count() <= 1);
        prop_assert!(sitting.turns.iter().filter(|one| one.ended.is_none()).count() <= 1);
        run.replay();
    }
}
