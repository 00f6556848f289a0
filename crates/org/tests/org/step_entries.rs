//! The bytes of the steps on the record: one entry of every kind, locked.

use std::collections::BTreeSet;

use crate::common::{id, text};
use polity_org::act::Deed;
use polity_org::step::{
    CardCount, DelegationVote, GroupSize, Question, Resolution, Round, Selection, Step, Stepped,
};
use polity_org::{Entry, Event, Subject};
use polity_values::{PersonId, Timestamp};

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn vote() -> Resolution {
    Resolution {
        in_favour: 18,
        against: 14,
        abstained: 1,
        present: 35,
        reasons: text(12),
    }
}

fn selection() -> Selection {
    Selection {
        keeps: vec![id("p-1"), id("p-2")],
        vote: vote(),
    }
}

fn size() -> GroupSize {
    GroupSize {
        group: id("affiliates"),
        size: 12,
        weights: [(id("unite"), 1_000)].into(),
        basis: text(4),
    }
}

fn round() -> Round {
    Round {
        votes: [(id("p-1"), 35), (id("p-2"), 2)].into(),
        sections: std::collections::BTreeMap::new(),
        invalid: 1,
        lot: Vec::new(),
    }
}

fn card() -> CardCount {
    CardCount {
        delegations: vec![DelegationVote {
            delegation: id("ash"),
            section: id("units"),
            entitled: 100,
            in_favour: 60,
            against: 30,
            abstained: 0,
            not_received: 10,
        }],
    }
}

fn steps() -> Vec<Step> {
    let mut steps = of_candidates();
    steps.extend([
        Step::ProposeQuestion(Question {
            theme: "Money".to_owned(),
            text: text(12),
        }),
        Step::FixQuestions {
            questions: vec![id("paper")],
        },
        Step::ReleaseQuestions {
            at: at("2026-06-02T08:00:00Z"),
        },
    ]);
    steps
}

fn of_candidates() -> Vec<Step> {
    let candidate: PersonId = id("p-1");
    let seed = "6 2".to_owned();
    vec![
        Step::Apply {
            application: text(90),
        },
        Step::Endorse {
            candidate: candidate.clone(),
        },
        Step::Unendorse {
            candidate: candidate.clone(),
        },
        Step::StateSize(size()),
        Step::Score {
            candidate: candidate.clone(),
            sheet: text(40),
        },
        Step::DeclareInterest { reason: text(6) },
        Step::Select(selection()),
        Step::Resolve(vote()),
        Step::Vet {
            candidate: candidate.clone(),
            fit: false,
            reasons: text(9),
        },
        Step::Schedule {
            candidate: candidate.clone(),
            at: at("2026-06-02T09:00:00Z"),
            minutes: None,
        },
        Step::Schedule {
            candidate: candidate.clone(),
            at: at("2026-06-02T09:00:00Z"),
            minutes: Some(25),
        },
        Step::DrawOrder { seed: seed.clone() },
        Step::Hear {
            candidate: candidate.clone(),
            present: vec![id("p-3"), id("p-4")],
            asked: Vec::new(),
        },
        Step::Hear {
            candidate: candidate.clone(),
            present: vec![id("p-3")],
            asked: vec![id("paper")],
        },
        Step::RecordRound(round()),
        Step::RecordCardVote(card()),
        Step::SubmitPaper { paper: text(7) },
        Step::DrawPapers { seed },
        Step::PublishReport { report: text(300) },
        Step::InviteAll {
            at: at("2026-06-02T09:00:00Z"),
        },
        Step::NameNext {
            person: candidate.clone(),
            basis: text(8),
        },
        Step::Delegate {
            to: candidate,
            role: id("chair"),
            until: at("2026-06-09T09:00:00Z"),
        },
    ]
}

/// The same of times and questions.
fn asked(step: Step) -> Stepped {
    match step {
        Step::Schedule {
            candidate,
            at,
            minutes,
        } => Stepped::Scheduled {
            candidate,
            at,
            minutes,
        },
        Step::ProposeQuestion(question) => Stepped::QuestionProposed(question),
        Step::FixQuestions { questions } => Stepped::QuestionsFixed { questions },
        Step::ReleaseQuestions { at } => Stepped::QuestionsReleased { at },
        other => panic!("{other:?} is no step of times and questions"),
    }
}

/// What a step puts on the record, with the figures that the judge adds.
fn stepped(step: Step) -> Stepped {
    let (needed, agreed) = (17, true);
    match step {
        Step::Apply { application } => Stepped::Applied { application },
        Step::Endorse { candidate } => Stepped::Endorsed { candidate },
        Step::Unendorse { candidate } => Stepped::Unendorsed { candidate },
        Step::StateSize(size) => Stepped::SizeStated(size),
        Step::Score { candidate, sheet } => Stepped::Scored { candidate, sheet },
        Step::DeclareInterest { reason } => Stepped::InterestDeclared { reason },
        Step::Select(selection) => Stepped::Selected {
            selection,
            needed,
            agreed,
        },
        Step::Resolve(vote) => Stepped::Resolved {
            vote,
            needed,
            agreed,
        },
        Step::Vet {
            candidate,
            fit,
            reasons,
        } => Stepped::Vetted {
            candidate,
            fit,
            reasons,
        },
        Step::DrawOrder { seed } => Stepped::OrderDrawn {
            seed,
            order: vec![id("p-1")],
        },
        Step::Hear {
            candidate,
            present,
            asked,
        } => Stepped::Heard {
            candidate,
            present,
            asked,
        },
        Step::RecordRound(round) => Stepped::RoundCounted {
            round,
            out: Vec::new(),
            elected: Some(id("p-1")),
        },
        Step::RecordCardVote(count) => Stepped::CardVoteCounted {
            count,
            carried: true,
        },
        Step::SubmitPaper { paper } => Stepped::PaperSubmitted { paper },
        Step::DrawPapers { seed } => Stepped::PapersDrawn {
            seed,
            order: vec![id("paper")],
        },
        Step::PublishReport { report } => Stepped::ReportPublished { report },
        Step::InviteAll { at } => Stepped::AllInvited {
            at,
            invited: vec![id("p-1")],
        },
        Step::NameNext { person, basis } => Stepped::NextNamed { person, basis },
        Step::Delegate { to, role, until } => Stepped::Delegated { to, role, until },
        other => asked(other),
    }
}

fn entries() -> Vec<Entry> {
    let done = steps().into_iter().map(|step| Event::Step(stepped(step)));
    let proposed = steps()
        .into_iter()
        .map(|step| Event::Proposed(Box::new(Deed::Step(step))));
    (1..)
        .zip(done.chain(proposed))
        .map(|(seq, event)| Entry {
            seq,
            at: at("2026-06-01T11:00:00Z"),
            actor: Some(id("p-9")),
            role: Some(id("chair")),
            unit: None,
            rule: id("3.1"),
            subject: Subject::Matter(id("general-secretary-2026")),
            confirms: None,
            event,
        })
        .collect()
}

#[test]
fn the_bytes_of_every_step_are_locked() {
    let lines: Vec<String> = entries()
        .iter()
        .map(|entry| String::from_utf8(entry.to_bytes()).expect("JSON is UTF-8"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn every_kind_of_step_is_among_them() {
    let source = include_str!("../../src/step.rs");
    let quoted = source.split('"').skip(1).step_by(2);
    let known: BTreeSet<&str> = quoted.filter(|text| text.contains('.')).collect();
    let tested: BTreeSet<&str> = entries().iter().map(|entry| entry.event.kind()).collect();
    assert_eq!(known, tested);
}

#[test]
fn the_bytes_of_steps_read_back_and_other_forms_are_refused() {
    for entry in entries() {
        let bytes = entry.to_bytes();
        assert_eq!(Entry::from_bytes(&bytes), Ok(entry));
        let text = String::from_utf8(bytes).expect("JSON is UTF-8");
        for other in [
            text.replacen("\"body\":{", "\"body\":{\"colour\":1,", 1),
            text.replacen("\"kind\":\"", "\"kind\":\"x.", 1),
        ] {
            assert!(Entry::from_bytes(other.as_bytes()).is_err(), "{other}");
        }
    }
}
