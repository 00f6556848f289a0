//! Random sittings: members come and go, items are taken and left, questions put and voted on, the program dies in
//! between. A second reckoning of who was there, kept from the entries alone, agrees with every vote.

use std::collections::{BTreeMap, BTreeSet};

use polity_org::act::{Act, Deed};
use polity_org::sitting::Sitting;
use polity_org::sitting::deed::{
    Choice, Choosing, Method, Mode, QuestionEffect, QuestionSpec, SittingAct, SittingDeed, Tally,
};
use polity_org::sitting::event::{OpenedVote, Outcome, SittingEvent};
use polity_org::{Entry, Event};
use polity_values::{PersonId, Timestamp};
use proptest::prelude::*;

use crate::common::{Run, id};
use crate::sittings::{executive, members, motion, of, open};

/// Who comes, goes and votes: few enough that the same persons meet again.
const AMONG: usize = 26;
/// Half of the 39 who hold seats must be there.
const QUORUM: usize = 20;
const ITEMS: u32 = 4;

#[derive(Debug, Clone)]
enum Try {
    Minutes(u8),
    Door(usize, bool),
    Item(u32),
    Finish,
    Interest(usize, u32),
    Turn(usize),
    Next,
    End,
    Point(usize),
    Rule(bool),
    /// A motion; or a choice among three members.
    Put {
        item: u32,
        heard: Option<u32>,
        choice: Option<usize>,
    },
    Call(u8),
    Vote(usize, u8),
    Hands(u8, u8, u8),
    Round([u8; 3]),
    Draw(usize),
    Decide,
    Rest(bool),
    Crash,
}

fn tries() -> impl Strategy<Value = Try> {
    let person = 0..AMONG;
    let item = 1..=ITEMS;
    prop_oneof![
        3 => (1..20_u8).prop_map(Try::Minutes),
        8 => (person.clone(), proptest::bool::weighted(0.7)).prop_map(|(who, comes)| Try::Door(who, comes)),
        4 => item.clone().prop_map(Try::Item),
        1 => Just(Try::Finish),
        1 => (person.clone(), item.clone()).prop_map(|(who, item)| Try::Interest(who, item)),
        2 => person.clone().prop_map(Try::Turn),
        2 => Just(Try::Next),
        1 => Just(Try::End),
        1 => person.clone().prop_map(Try::Point),
        1 => any::<bool>().prop_map(Try::Rule),
        5 => (item.clone(), proptest::option::of(item), proptest::option::of(person.clone()))
            .prop_map(|(item, heard, choice)| Try::Put { item, heard, choice }),
        8 => (0..3_u8).prop_map(Try::Call),
        10 => (person.clone(), 0..3_u8).prop_map(|(who, how)| Try::Vote(who, how)),
        6 => (0..20_u8, 0..20_u8, 0..4_u8).prop_map(|(yes, no, none)| Try::Hands(yes, no, none)),
        6 => any::<[u8; 3]>().prop_map(Try::Round),
        2 => person.prop_map(Try::Draw),
        10 => Just(Try::Decide),
        1 => proptest::bool::weighted(0.2).prop_map(Try::Rest),
        1 => Just(Try::Crash),
    ]
}

/// What the entries say, kept apart from the program's own state.
#[derive(Default)]
struct Ledger {
    inside: BTreeSet<PersonId>,
    interests: BTreeSet<(PersonId, u32)>,
    /// Items that were taken: who was there throughout, and whether they ended.
    heard: BTreeMap<u32, (BTreeSet<PersonId>, bool)>,
    running: Option<u32>,
    votes: usize,
    decisions: usize,
}

impl Ledger {
    fn read(&mut self, entry: &Entry, run: &Run) {
        let Event::Sitting(event) = &entry.event else {
            return;
        };
        match event {
            SittingEvent::Entered { person, .. } => {
                assert!(self.inside.insert(person.clone()), "one admission each");
            }
            SittingEvent::Left { person } => {
                assert!(self.inside.remove(person));
                if let Some(item) = self.running {
                    self.missed(item, person);
                }
            }
            SittingEvent::InterestDeclared { person, item } => {
                self.interests.insert((person.clone(), *item));
            }
            SittingEvent::ItemTaken { item } => {
                self.finish();
                let here = self.inside.clone();
                let (throughout, ended) = self
                    .heard
                    .entry(*item)
                    .or_insert_with(|| (here.clone(), false));
                throughout.retain(|person| here.contains(person));
                *ended = false;
                self.running = Some(*item);
            }
            SittingEvent::ItemFinished { .. } | SittingEvent::Adjourned { .. } => self.finish(),
            SittingEvent::Closed { .. } => {
                self.finish();
                self.inside.clear();
            }
            SittingEvent::VoteOpened(opened) => self.vote(opened, run),
            SittingEvent::Decided(decision) => {
                self.decisions += 1;
                let sitting = of(run, "s1");
                let question = &sitting.questions[decision.question as usize - 1];
                let vote = question.vote.as_ref().expect("a vote was called");
                let cast = decision.votes_for + decision.against + decision.abstained;
                assert!(cast <= vote.opened.voters.len() as u64);
                if decision.chosen.is_none() && decision.casting.is_none() {
                    let carried = decision.votes_for > decision.against;
                    if !matches!(question.spec.effect, QuestionEffect::Choose(_)) {
                        assert_eq!(decision.outcome == Outcome::Carried, carried);
                    }
                }
            }
            _ => {}
        }
    }

    fn missed(&mut self, item: u32, person: &PersonId) {
        if let Some((throughout, _)) = self.heard.get_mut(&item) {
            throughout.remove(person);
        }
    }

    fn finish(&mut self) {
        if let Some(item) = self.running.take()
            && let Some((_, ended)) = self.heard.get_mut(&item)
        {
            *ended = true;
        }
    }

    /// Who votes was there, is a member, has no interest, and heard what had to be heard; and they were enough.
    fn vote(&mut self, opened: &OpenedVote, run: &Run) {
        self.votes += 1;
        let sitting = of(run, "s1");
        let spec = &sitting.questions[opened.question as usize - 1].spec;
        let belong: BTreeSet<PersonId> = members(run).into_iter().collect();
        let about: BTreeSet<u32> = spec.items.iter().chain(&spec.heard).copied().collect();
        let free = |person: &PersonId| {
            let stands =
                matches!(&spec.effect, QuestionEffect::Choose(one) if one.among.contains(person));
            !stands
                && !about
                    .iter()
                    .any(|item| self.interests.contains(&(person.clone(), *item)))
        };
        let present: BTreeSet<PersonId> = self.inside.intersection(&belong).cloned().collect();
        let present: BTreeSet<PersonId> = present.into_iter().filter(free).collect();
        let heard = |person: &PersonId| {
            spec.heard.iter().all(|item| {
                let found = self.heard.get(item);
                found.is_some_and(|(throughout, ended)| *ended && throughout.contains(person))
            })
        };
        let voters: BTreeSet<PersonId> = present.iter().filter(|one| heard(one)).cloned().collect();
        assert!(present.len() >= QUORUM, "{} are present", present.len());
        assert_eq!(opened.present as usize, present.len());
        assert_eq!(opened.voters, voters);
    }
}

fn begin() -> (Run, Ledger, Vec<PersonId>) {
    let mut run = executive();
    open(
        &mut run,
        "s1",
        AMONG - 3,
        &["First", "Second", "Third", "Fourth"],
    );
    let mut ledger = Ledger::default();
    let entries = run.entries.clone();
    for entry in &entries {
        ledger.read(entry, &run);
    }
    let mut among = members(&run);
    among.sort_by_key(|person| person.as_str() != "unions-1");
    among.truncate(AMONG);
    (run, ledger, among)
}

/// Does one thing, by whoever would.
fn try_one(run: &mut Run, ledger: &mut Ledger, among: &[PersonId], one: &Try) {
    let person = |which: usize| among[which % among.len()].clone();
    let (chair, desk): (PersonId, PersonId) = (id("unions-1"), id("gina"));
    // No two things happen at one instant: who comes and goes in it is a question of its own.
    let next = jiff::SignedDuration::from_secs(1);
    run.at(run.now.checked_add(next).expect("a day of 2021"));
    let (actor, what) = match one {
        Try::Minutes(minutes) => {
            let on = jiff::SignedDuration::from_mins(i64::from(*minutes));
            run.at(run.now.checked_add(on).expect("a day of 2021"));
            return;
        }
        Try::Crash => return run.crash(),
        Try::Door(who, true) => {
            let (person, mode) = (person(*who), Mode::Remote);
            (person.clone(), SittingAct::Enter { person, mode })
        }
        Try::Door(who, false) => {
            let person = person(*who);
            (desk, SittingAct::Leave { person })
        }
        Try::Item(item) => (chair, SittingAct::TakeItem { item: *item }),
        Try::Finish => (chair, SittingAct::FinishItem {}),
        Try::Interest(who, item) => (person(*who), SittingAct::DeclareInterest { item: *item }),
        Try::Turn(who) => (person(*who), SittingAct::RequestTurn {}),
        Try::Next => (chair, SittingAct::CallNext {}),
        Try::End => (chair, SittingAct::EndTurn {}),
        Try::Point(who) => {
            let category = "order of business".to_owned();
            (person(*who), SittingAct::RaisePoint { category })
        }
        Try::Rule(upheld) => {
            let point = u32::try_from(of(run, "s1").points.len()).expect("few");
            let upheld = *upheld;
            (chair, SittingAct::RulePoint { point, upheld })
        }
        Try::Put { .. } | Try::Call(_) => (chair, question(run, among, one)),
        Try::Rest(true) => (chair, SittingAct::Adjourn { until: None }),
        Try::Rest(false) => (chair, SittingAct::Resume {}),
        Try::Decide => (chair, SittingAct::Decide { casting: None }),
        Try::Vote(..) | Try::Hands(..) | Try::Round(_) | Try::Draw(_) => {
            (desk, ballot(run, among, one))
        }
    };
    let before = run.world.clone();
    let deed = SittingDeed {
        sitting: id("s1"),
        what,
    };
    let decided = run.act(&Act::standing(actor, Deed::Sitting(deed)));
    if !decided.verdict.is_allowed() {
        assert!(run.world == before, "a refused act changes nothing");
    }
    for entry in &decided.entries {
        ledger.read(entry, run);
    }
    holds_together(run, ledger);
}

fn question(run: &Run, among: &[PersonId], one: &Try) -> SittingAct {
    let sitting = of(run, "s1");
    match one {
        Try::Put {
            item,
            heard,
            choice,
        } => {
            let effect = match choice {
                None => QuestionEffect::Resolve {},
                Some(first) => QuestionEffect::Choose(Choosing {
                    seat: None,
                    until: None,
                    until_ratified_by: None,
                    among: (0..3).map(|n| among[(first + n) % AMONG].clone()).collect(),
                }),
            };
            SittingAct::PutQuestion(QuestionSpec {
                heard: heard.iter().copied().collect(),
                ..motion(&[*item], effect)
            })
        }
        Try::Call(how) => {
            let question = u32::try_from(sitting.questions.len()).expect("few");
            let choice = sitting.questions.last().map(|one| &one.spec.effect);
            let method = match (choice, how) {
                (Some(QuestionEffect::Choose(_)), 0 | 1) => Method::Secret {},
                (_, 0) => Method::Hands {},
                (_, 1) => Method::RollCall {},
                _ => Method::Secret {},
            };
            SittingAct::OpenVote { question, method }
        }
        _ => unreachable!("only questions come here"),
    }
}

fn ballot(run: &Run, among: &[PersonId], one: &Try) -> SittingAct {
    let sitting = of(run, "s1");
    match one {
        Try::Vote(who, how) => SittingAct::Vote {
            person: among[*who].clone(),
            choice: [Choice::For, Choice::Against, Choice::Abstain][usize::from(*how)],
        },
        Try::Hands(votes_for, against, abstained) => SittingAct::CountVotes(Tally {
            votes_for: u32::from(*votes_for),
            against: u32::from(*against),
            abstained: u32::from(*abstained),
        }),
        Try::Round(votes) => {
            let stand = standing(sitting);
            let totals = votes.iter().take(stand).map(|one| u32::from(one % 9));
            SittingAct::CountRound {
                totals: totals.collect(),
                spoilt: 0,
            }
        }
        Try::Draw(who) => SittingAct::DrawOut {
            person: among[*who].clone(),
        },
        _ => unreachable!("only ballots come here"),
    }
}

/// How many stand in the round that is due.
fn standing(sitting: &Sitting) -> usize {
    use polity_org::sitting::rounds::Next;
    let question = sitting.voting().map(|(_, question)| question);
    match question.and_then(|one| one.round(sitting.composition.majority.bar)) {
        Some(Next::Round(among)) => among.len(),
        _ => 3,
    }
}

/// What must hold after every step.
fn holds_together(run: &Run, ledger: &Ledger) {
    let sitting = of(run, "s1");
    let inside: BTreeSet<PersonId> = sitting.door.inside().map(|(who, _)| who.clone()).collect();
    assert_eq!(inside, ledger.inside, "the door log");
    for (person, stays) in sitting.door.stays() {
        let mut reached: Option<Timestamp> = None;
        for stay in stays {
            assert!(
                reached.is_none_or(|until| until <= stay.from),
                "{person} is in twice"
            );
            reached = Some(stay.until.unwrap_or(Timestamp::MAX));
        }
    }
    let running = sitting.items.iter().filter(|item| item.runs()).count();
    assert!(running <= 1, "one item at a time");
    assert_eq!(sitting.item().map(|(number, _)| number), ledger.running);
    let turns = sitting.turns.iter().filter(|turn| turn.ended.is_none());
    assert!(turns.count() <= 1, "one speaker at a time");
    let votes = sitting.questions.iter();
    let open = votes.filter(|one| one.vote.is_some() && one.decision.is_none() && !one.withdrawn);
    assert!(open.count() <= 1, "one vote at a time");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn no_course_of_a_sitting_leads_astray(course in proptest::collection::vec(tries(), 1..120)) {
        let (mut run, mut ledger, among) = begin();
        for one in &course {
            try_one(&mut run, &mut ledger, &among, one);
        }
        run.replay();
    }
}

#[test]
fn the_courses_come_to_votes_and_decisions() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[5; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = proptest::collection::vec(tries(), 200);
    let (mut votes, mut decisions) = (0, 0);
    for _ in 0..8 {
        let course = strategy.new_tree(&mut runner).expect("a course").current();
        let (mut run, mut ledger, among) = begin();
        for one in &course {
            try_one(&mut run, &mut ledger, &among, one);
        }
        votes += ledger.votes;
        decisions += ledger.decisions;
    }
    assert!(votes > 20, "{votes} votes");
    assert!(decisions > 10, "{decisions} decisions");
}
