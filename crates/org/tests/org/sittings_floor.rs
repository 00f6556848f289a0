//! The floor of a sitting: notice, presence, turns, items, what follows a sitting.

use polity_org::Subject;
use polity_org::act::{Deed, Limit, Limited};
use polity_org::sitting::SittingAct;
use polity_org::sitting::deed::{
    ActionSpec, Audience, Choice, ItemSpec, Method, Mode, PaperSpec, QuestionEffect,
};
use polity_org::sitting::event::Outcome;
use polity_org::sitting::minutes::{self, Line};
use polity_values::PersonId;

use crate::bodies::{adoption, instant, must};
use crate::common::{Run, id, text};
use crate::sittings::{
    ask, call, chair, decided, desk, does, enter, executive, fails, hands, item, leave, members,
    motion, of, open, open_vote, put, take, votes,
};

const PROCEDURE: &str = include_str!("../../../../procedures/executive-section-stv.toml");

#[test]
fn a_sitting_opens_in_its_time_and_with_its_quorum() {
    let mut run = executive();
    let (codes, _) = fails(
        &mut run,
        "s1",
        "clp-1",
        SittingAct::Convene(call("2021-01-08T10:00:00Z", false, vec![item("x")])),
    );
    assert_eq!(codes, ["not-the-role"]);
    let two = call("2021-01-08T10:00:00Z", true, vec![item("x"), item("y")]);
    let (_, why) = fails(&mut run, "s1", "gina", SittingAct::Convene(two));
    assert!(why.contains("a special sitting is on one item"), "{why}");
    let convene = call("2021-01-08T10:00:00Z", false, vec![item("Rule changes")]);
    desk(&mut run, SittingAct::Convene(convene));
    assert_eq!(
        (of(&run, "s1").notice_days, of(&run, "s1").notice_needs),
        (3, 7)
    );
    let early = fails(&mut run, "s1", "unions-1", SittingAct::Open {});
    assert_eq!(early.0, ["too-early"]);
    run.at(instant("2021-01-08T10:00:00Z"));
    for person in members(&run).into_iter().take(19) {
        desk(&mut run, enter(person, Mode::Room));
    }
    let (codes, why) = fails(&mut run, "s1", "unions-1", SittingAct::Open {});
    assert_eq!(codes, ["quorum"]);
    assert!(why.contains("19 are present and 20 are needed"), "{why}");
    for person in members(&run).into_iter().skip(19).take(11) {
        desk(&mut run, enter(person, Mode::Room));
    }
    chair(&mut run, SittingAct::Open {});
    run.replay();
}

#[test]
fn f9_short_notice_is_waived_by_a_vote_or_nothing_is_decided() {
    let mut run = executive();
    let convene = call("2021-01-08T10:00:00Z", false, vec![item("Rule changes")]);
    desk(&mut run, SittingAct::Convene(convene));
    run.at(instant("2021-01-08T10:00:00Z"));
    for person in members(&run).into_iter().take(30) {
        desk(&mut run, enter(person, Mode::Room));
    }
    chair(&mut run, SittingAct::Open {});
    // 37 pages at 08:15 for a vote on the same day.
    let paper = PaperSpec {
        item: 1,
        title: "37 pages".to_owned(),
        audience: Audience::Body,
        text: text(9000),
    };
    desk(&mut run, SittingAct::TablePaper(paper));
    let resolve = SittingAct::PutQuestion(motion(&[1], QuestionEffect::Resolve {}));
    let (codes, why) = fails(&mut run, "s1", "unions-1", resolve.clone());
    assert_eq!(codes, ["notice"]);
    assert!(
        why.contains("notice was 3 clear days and 7 are needed"),
        "{why}"
    );
    put(
        &mut run,
        "s1",
        motion(&[], QuestionEffect::WaiveNotice {}),
        Method::Hands {},
    );
    let decision = hands(&mut run, "s1", (19, 11, 0));
    assert_eq!(
        (decision.outcome, decision.needs),
        (Outcome::Lost, Some(20)),
        "two thirds of 30"
    );
    put(
        &mut run,
        "s1",
        motion(&[], QuestionEffect::WaiveNotice {}),
        Method::Hands {},
    );
    assert_eq!(hands(&mut run, "s1", (20, 10, 0)).outcome, Outcome::Carried);
    let (codes, _) = fails(&mut run, "s1", "unions-1", resolve.clone());
    assert_eq!(
        codes,
        ["papers-late"],
        "the papers have a notice of their own"
    );
    put(
        &mut run,
        "s1",
        motion(&[1], QuestionEffect::WaivePapers { item: 1 }),
        Method::Hands {},
    );
    assert_eq!(hands(&mut run, "s1", (30, 0, 0)).outcome, Outcome::Carried);
    chair(&mut run, resolve);
    run.replay();
}

#[test]
fn presence_is_a_fact_and_the_quorum_holds_at_every_vote() {
    let mut run = executive();
    open(&mut run, "s1", 20, &["One", "Two"]);
    let inside: Vec<PersonId> = of(&run, "s1")
        .door
        .inside()
        .map(|(who, _)| who.clone())
        .collect();
    let again = enter(inside[3].clone(), Mode::Room);
    let (codes, _) = fails(&mut run, "s1", "gina", again);
    assert_eq!(
        codes,
        ["already-in"],
        "one admission, in the room or from elsewhere"
    );
    chair(
        &mut run,
        SittingAct::PutQuestion(motion(&[1], QuestionEffect::Resolve {})),
    );
    desk(&mut run, leave(inside[3].clone()));
    let vote = open_vote(1, Method::Hands {});
    let (codes, why) = fails(&mut run, "s1", "unions-1", vote.clone());
    assert_eq!(codes, ["quorum"]);
    assert!(
        why.contains("19 who may vote are present and 20 are needed"),
        "{why}"
    );
    // A suspended member's seat is held all the same: half of those that are held must be there.
    let limit = Limit {
        on: Limited::Person(id("youth-1")),
        from: run.now,
        until: instant("2021-06-01T00:00:00Z"),
        reason: text(3),
    };
    let of_limit = must(&mut run, "founder-1", Deed::LimitRight(limit)).seq;
    must(&mut run, "founder-2", Deed::Confirm { of: of_limit });
    let (codes, _) = fails(&mut run, "s1", "unions-1", vote.clone());
    assert_eq!(codes, ["quorum"]);
    desk(&mut run, enter(inside[3].clone(), Mode::Room));
    chair(&mut run, vote);
    // Doors are closed while an item says so.
    let closed = ItemSpec {
        closed_doors: true,
        ..item("Statements")
    };
    hands(&mut run, "s1", (15, 4, 0));
    desk(&mut run, SittingAct::AddItem(closed));
    chair(&mut run, take(3));
    let late = enter(id("wales-1"), Mode::Room);
    let (codes, _) = fails(&mut run, "s1", "gina", late.clone());
    assert_eq!(codes, ["doors-closed"]);
    chair(&mut run, SittingAct::FinishItem {});
    desk(&mut run, late);
    chair(&mut run, SittingAct::Close {});
    assert_eq!(
        of(&run, "s1").door.inside().count(),
        0,
        "the close sees everybody out"
    );
    run.replay();
}

#[test]
fn turns_are_equal_and_timed_and_rulings_can_be_overturned() {
    let mut run = executive();
    open(&mut run, "s1", 25, &["Debate"]);
    chair(&mut run, take(1));
    let asks = |run: &mut Run, who: &str| {
        does(run, "s1", who, SittingAct::RequestTurn {});
    };
    let next = |run: &mut Run| {
        does(run, "s1", "unions-1", SittingAct::CallNext {});
        let turn = of(run, "s1").turn().expect("somebody speaks").clone();
        assert_eq!(turn.until, turn.from + jiff::SignedDuration::from_secs(180));
        turn.person.to_string()
    };
    for who in ["clp-1", "clp-2"] {
        asks(&mut run, who);
    }
    assert_eq!(next(&mut run), "clp-1");
    let (codes, _) = fails(&mut run, "s1", "clp-1", SittingAct::RequestTurn {});
    assert_eq!(codes, ["already-done"], "who speaks does not queue");
    does(&mut run, "s1", "clp-1", SittingAct::EndTurn {});
    for who in ["clp-1", "clp-3"] {
        asks(&mut run, who);
    }
    assert_eq!(next(&mut run), "clp-2");
    assert_eq!(
        next(&mut run),
        "clp-3",
        "who has not spoken comes before who has"
    );
    assert_eq!(next(&mut run), "clp-1");
    let outside = members(&run)
        .into_iter()
        .find(|one| !of(&run, "s1").door.is_in(one))
        .expect("one");
    let (codes, _) = fails(&mut run, "s1", outside.as_str(), SittingAct::RequestTurn {});
    assert_eq!(codes, ["not-in"]);
    does(
        &mut run,
        "s1",
        "clp-2",
        SittingAct::RaisePoint {
            category: "quorum".to_owned(),
        },
    );
    chair(
        &mut run,
        SittingAct::RulePoint {
            point: 1,
            upheld: false,
        },
    );
    put(
        &mut run,
        "s1",
        motion(&[1], QuestionEffect::Overrule { point: 1 }),
        Method::Hands {},
    );
    hands(&mut run, "s1", (14, 10, 0));
    assert!(of(&run, "s1").points[0].overturned);
    run.replay();
}

#[test]
fn members_put_items_on_the_agenda_in_time() {
    let mut run = executive();
    let convene = call(
        "2021-01-19T10:00:00Z",
        false,
        vec![item("Reports"), item("Finance")],
    );
    desk(&mut run, SittingAct::Convene(convene));
    does(
        &mut run,
        "s1",
        "clp-1",
        SittingAct::RequestItem(item("Antisemitism")),
    );
    for who in ["clp-2", "clp-3"] {
        does(&mut run, "s1", who, SittingAct::JoinRequest { request: 1 });
    }
    let (codes, _) = fails(
        &mut run,
        "s1",
        "clp-2",
        SittingAct::JoinRequest { request: 1 },
    );
    assert_eq!(codes, ["already-done"]);
    assert_eq!(of(&run, "s1").items.len(), 2);
    does(
        &mut run,
        "s1",
        "clp-4",
        SittingAct::JoinRequest { request: 1 },
    );
    assert_eq!(
        of(&run, "s1").items[2].request,
        Some(1),
        "four members are enough"
    );
    run.at(instant("2021-01-14T10:00:00Z"));
    let (codes, why) = fails(
        &mut run,
        "s1",
        "clp-1",
        SittingAct::RequestItem(item("Restructuring")),
    );
    assert_eq!(codes, ["too-late"]);
    assert!(why.contains("5 clear days"), "{why}");
    run.replay();
}

#[test]
fn another_member_presides_and_questions_are_divided() {
    let mut run = executive();
    let agenda = ["Reports", "Finance", "Restructuring"];
    let agenda = agenda.iter().map(|title| item(title)).collect();
    let convene = call("2021-01-19T10:00:00Z", false, agenda);
    desk(&mut run, SittingAct::Convene(convene));
    does(
        &mut run,
        "s1",
        "dan",
        SittingAct::Apologise { person: id("dan") },
    );
    run.at(instant("2021-01-19T10:00:00Z"));
    for person in members(&run)
        .into_iter()
        .filter(|one| one.as_str() != "dan")
        .take(25)
    {
        desk(&mut run, enter(person, Mode::Room));
    }
    // Who holds the chair is away: the secretary lets the body's choice preside.
    desk(
        &mut run,
        SittingAct::TakeChair {
            person: id("clp-9"),
        },
    );
    does(&mut run, "s1", "clp-9", SittingAct::Open {});
    let (codes, _) = fails(&mut run, "s1", "unions-1", SittingAct::Close {});
    assert_eq!(codes, ["not-the-role"]);
    let together = motion(&[1, 2, 3], QuestionEffect::Resolve {});
    does(&mut run, "s1", "clp-9", SittingAct::PutQuestion(together));
    does(
        &mut run,
        "s1",
        "clp-1",
        SittingAct::DivideQuestion {
            question: 1,
            item: 3,
        },
    );
    assert_eq!(
        of(&run, "s1").questions[0].spec.items,
        [1, 2],
        "en bloc without it"
    );
    does(
        &mut run,
        "s1",
        "clp-9",
        SittingAct::DeferItem {
            item: 3,
            reason: text(3),
        },
    );
    run.replay();
}

/// A sitting that was held: an item, an action, a question to an officer, a vote, an adjournment.
fn held() -> Run {
    let mut run = executive();
    open(&mut run, "s1", 25, &["Reports", "Finance"]);
    chair(&mut run, take(1));
    let action = ActionSpec {
        owner: id("clp-1"),
        due: "2021-02-01".parse().expect("a date"),
        text: text(5),
        item: Some(1),
    };
    desk(&mut run, SittingAct::AssignAction(action));
    does(&mut run, "s1", "clp-2", ask(id("gina"), 8));
    let (_, why) = fails(&mut run, "s1", "clp-2", ask(id("nobody"), 8));
    assert!(why.contains("holds no office"), "{why}");
    put(
        &mut run,
        "s1",
        motion(&[1], QuestionEffect::Resolve {}),
        Method::Hands {},
    );
    let (codes, _) = fails(&mut run, "s1", "unions-1", SittingAct::Close {});
    assert_eq!(codes, ["vote-open"]);
    hands(&mut run, "s1", (20, 5, 0));
    chair(&mut run, SittingAct::Adjourn { until: None });
    run.at(run.now + jiff::SignedDuration::from_mins(30));
    chair(&mut run, SittingAct::Resume {});
    chair(&mut run, SittingAct::Close {});
    run
}

#[test]
fn minutes_come_from_the_record() {
    let run = held();
    let lines: Vec<Line> = minutes::lines(of(&run, "s1"))
        .into_iter()
        .map(|(_, line)| line)
        .collect();
    assert_eq!(
        lines,
        [
            Line::Opened,
            Line::Item(1),
            Line::Put(1),
            Line::Decided(1),
            Line::Closed
        ]
    );
    let organisation = run.world.organisation().expect("founded");
    let roll = minutes::roll(organisation, of(&run, "s1"));
    assert_eq!((roll.present.len(), roll.absent.len()), (25, 14));
    assert!(roll.present.values().all(|minutes| *minutes == 30));
    run.replay();
}

#[test]
fn answers_actions_and_reports_follow_a_sitting() {
    let mut run = held();
    // Answers, actions, minutes and reports follow.
    desk(
        &mut run,
        SittingAct::Answer {
            question: 1,
            text: text(20),
        },
    );
    let settled = SittingAct::FollowUp {
        question: 1,
        settled: true,
        text: None,
    };
    let (codes, _) = fails(&mut run, "s1", "clp-1", settled.clone());
    assert_eq!(
        codes,
        ["not-the-role"],
        "who asked says whether it is enough"
    );
    does(&mut run, "s1", "clp-2", settled);
    does(
        &mut run,
        "s1",
        "clp-1",
        SittingAct::FinishAction {
            action: 1,
            note: text(4),
        },
    );
    desk(&mut run, SittingAct::SubmitMinutes { text: text(300) });
    assert_eq!(of(&run, "s1").reports_owed().count(), 39);
    does(
        &mut run,
        "s1",
        "clp-1",
        SittingAct::Report { text: text(200) },
    );
    assert_eq!(of(&run, "s1").reports_owed().count(), 38);
    run.replay();
}

#[test]
fn the_next_sitting_approves_the_minutes() {
    let mut run = held();
    desk(&mut run, SittingAct::SubmitMinutes { text: text(300) });
    let convene = call("2021-02-19T10:00:00Z", false, vec![item("Minutes")]);
    does(&mut run, "s2", "gina", SittingAct::Convene(convene));
    run.at(instant("2021-02-19T10:00:00Z"));
    for person in members(&run).into_iter().take(22) {
        does(&mut run, "s2", "gina", enter(person, Mode::Room));
    }
    does(&mut run, "s2", "unions-1", SittingAct::Open {});
    let approve = QuestionEffect::ApproveMinutes { sitting: id("s1") };
    put(&mut run, "s2", motion(&[1], approve), Method::Hands {});
    hands(&mut run, "s2", (22, 0, 0));
    assert_eq!(of(&run, "s1").approved, Some(id("s2")));
    let last = run.entries.last().expect("an entry");
    assert_eq!(last.subject, Subject::Sitting(id("s1")));
    let (_, why) = fails(
        &mut run,
        "s1",
        "gina",
        SittingAct::SubmitMinutes { text: text(3) },
    );
    assert!(why.contains("approved"), "{why}");
    run.replay();
}

/// The procedure that the tests adopt.
fn by_election() -> String {
    PROCEDURE
        .replace(
            "procedure = \"executive-section-stv\"",
            "procedure = \"executive-by-election\"",
        )
        .replace("number = 9", "number = 1")
}

pub(crate) fn inside(run: &Run) -> Vec<PersonId> {
    let inside = of(run, "s1").door.inside();
    inside.map(|(who, _)| who.clone()).collect()
}

#[test]
fn rules_are_adopted_by_a_recorded_vote_of_a_body_that_may() {
    let mut run = executive();
    open(&mut run, "s1", 25, &["The procedure"]);
    let broken = QuestionEffect::AdoptProcedure(adoption("procedure = \"x\"\n"));
    let put = SittingAct::PutQuestion(motion(&[1], broken));
    let (_, why) = fails(&mut run, "s1", "unions-1", put);
    assert!(
        why.contains("version"),
        "every fault is told before the vote: {why}"
    );
    let effect = QuestionEffect::AdoptProcedure(adoption(&by_election()));
    chair(&mut run, SittingAct::PutQuestion(motion(&[1], effect)));
    for method in [Method::Hands {}, Method::Secret {}] {
        let (codes, _) = fails(&mut run, "s1", "unions-1", open_vote(1, method));
        assert_eq!(codes, ["method"], "who voted how stands on the record");
    }
    run.replay();
}

#[test]
fn a_procedure_is_adopted_by_the_roll_call_of_a_sitting() {
    let mut run = executive();
    open(&mut run, "s1", 25, &["The procedure"]);
    let adopts = adoption(&by_election());
    let effect = QuestionEffect::AdoptProcedure(adopts.clone());
    put(&mut run, "s1", motion(&[1], effect), Method::RollCall {});
    let there = inside(&run);
    for (place, person) in there.iter().enumerate() {
        let choice = if place < 18 {
            Choice::For
        } else {
            Choice::Against
        };
        let vote = votes(person.clone(), choice);
        does(&mut run, "s1", person.as_str(), vote);
    }
    let twice = votes(there[0].clone(), Choice::Against);
    let (codes, _) = fails(&mut run, "s1", "gina", twice);
    assert_eq!(codes, ["already-done"]);
    let mut all = members(&run).into_iter();
    let absent = all.find(|one| !there.contains(one)).expect("some are away");
    let (codes, _) = fails(&mut run, "s1", "gina", votes(absent, Choice::For));
    assert_eq!(codes, ["not-a-voter"]);
    let name = id("executive-by-election");
    assert!(run.world.procedure(&name).is_none());
    let decision = decided(&mut run, "s1");
    assert_eq!((decision.votes_for, decision.against), (18, 7));
    assert_eq!(decision.needs, Some(13));
    let adopted = run.world.procedure(&name).expect("adopted");
    assert_eq!(adopted.sha256, adopts.sha256);
    let [.., fell, last] = &run.entries[..] else {
        panic!("two entries")
    };
    assert_eq!(fell.subject, Subject::Sitting(id("s1")));
    assert_eq!(last.event.kind(), "procedure.adopted");
    assert_eq!(last.subject, Subject::Organisation);
    assert_eq!(adopted.by, last.seq);
    run.replay();
}
