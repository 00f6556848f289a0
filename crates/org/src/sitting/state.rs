//! A sitting as the record has it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polity_values::{BodyId, PersonId, SittingId, Timestamp, UnitId};

use super::deed::{
    ActionSpec, Call, CardReturn, Choice, ItemSpec, QuestionEffect, QuestionSpec, Tally,
};
use super::event::{Decision, OpenedVote, Outcome, TabledPaper};
use super::presence::Door;
use super::rounds::{self, Round};
use crate::Seq;
use crate::act::Text;
use crate::body::Composition;
use crate::body::composition::Bar;

/// A sitting.
#[derive(Debug, Clone, PartialEq)]
pub struct Sitting {
    /// Its id.
    pub id: SittingId,
    /// Its notice.
    pub call: Call,
    /// The composition under which it meets: the one in force when notice was given.
    pub composition: Arc<Composition>,
    /// When notice was given.
    pub convened: Timestamp,
    /// Clear days of notice.
    pub notice_days: u32,
    /// Clear days that the rule asks for.
    pub notice_needs: u32,
    /// Whether the body waived the notice.
    pub notice_waived: bool,
    /// Where it stands.
    pub state: State,
    /// When it was first opened.
    pub opened: Option<Timestamp>,
    /// When it was closed.
    pub closed: Option<Timestamp>,
    /// Who presides, where it is not who holds the office.
    pub chair: Option<PersonId>,
    /// The agenda.
    pub items: Vec<Item>,
    /// Items that members asked for.
    pub requests: Vec<ItemRequest>,
    /// The papers.
    pub papers: Vec<Tabled>,
    /// Who came and went.
    pub door: Door,
    /// Who apologised.
    pub apologies: BTreeSet<PersonId>,
    /// Substitutes by whom they stand in for.
    pub substitutes: BTreeMap<PersonId, PersonId>,
    /// Who declared an interest in which item.
    pub interests: BTreeSet<(PersonId, u32)>,
    /// Who asked to speak, in the order of asking.
    pub queue: Vec<PersonId>,
    /// Who spoke.
    pub turns: Vec<Turn>,
    /// Points of order.
    pub points: Vec<Point>,
    /// Questions.
    pub questions: Vec<Question>,
    /// Things to do.
    pub actions: Vec<Action>,
    /// Questions to officers.
    pub scrutiny: Vec<Scrutiny>,
    /// The minutes that were handed in last, with the entry.
    pub minutes: Option<(Seq, Text)>,
    /// The sitting that approved them.
    pub approved: Option<SittingId>,
    /// Who owes a report, once it is closed.
    pub owing: BTreeSet<PersonId>,
    /// The reports that came in.
    pub reports: BTreeMap<PersonId, (Timestamp, Text)>,
}

/// Where a sitting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Notice is given.
    Convened,
    /// It is open.
    Open,
    /// It is adjourned, perhaps until a known instant.
    Adjourned(Option<Timestamp>),
    /// It is closed.
    Closed,
    /// It was cancelled.
    Cancelled,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What.
    pub spec: ItemSpec,
    /// The members' request that put it there.
    pub request: Option<u32>,
    /// When it was taken, each time, and until when.
    pub taken: Vec<(Timestamp, Option<Timestamp>)>,
    /// Why it was deferred.
    pub deferred: Option<Text>,
    /// Whether its papers came late and nobody waived that.
    pub late_papers: bool,
}

impl Item {
    /// Whether it runs.
    pub fn runs(&self) -> bool {
        self.taken.last().is_some_and(|(_, until)| until.is_none())
    }
}

/// An item that a member asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRequest {
    /// What.
    pub spec: ItemSpec,
    /// Who asked, the mover first.
    pub members: Vec<PersonId>,
    /// Whether it is on the agenda.
    pub added: bool,
}

/// A paper that was tabled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabled {
    /// The paper.
    pub paper: TabledPaper,
    /// When.
    pub at: Timestamp,
}

/// A turn of speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Whose.
    pub person: PersonId,
    /// On which item.
    pub item: Option<u32>,
    /// From when.
    pub from: Timestamp,
    /// Until when it may last.
    pub until: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
}

/// A point of order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Who raised it.
    pub person: PersonId,
    /// Of which kind.
    pub category: String,
    /// When.
    pub at: Timestamp,
    /// The ruling.
    pub upheld: Option<bool>,
    /// Whether the body overturned it.
    pub overturned: bool,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What.
    pub spec: QuestionSpec,
    /// The entry that put it.
    pub entry: Seq,
    /// When.
    pub at: Timestamp,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// The vote.
    pub vote: Option<Vote>,
    /// How it fell, and when.
    pub decision: Option<(Timestamp, Decision)>,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// How it was called.
    pub opened: OpenedVote,
    /// When.
    pub at: Timestamp,
    /// A roll-call's votes.
    pub given: BTreeMap<PersonId, Choice>,
    /// A count for and against.
    pub tally: Option<Tally>,
    /// The rounds of a ballot among persons.
    pub rounds: Vec<Round>,
    /// Card votes.
    pub cards: BTreeMap<UnitId, CardReturn>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What.
    pub spec: ActionSpec,
    /// When it was done, and what came of it.
    pub done: Option<(Timestamp, Text)>,
}

/// A question to an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scrutiny {
    /// Who asks.
    pub by: PersonId,
    /// Whom.
    pub to: PersonId,
    /// What.
    pub text: Text,
    /// When.
    pub at: Timestamp,
    /// Answers.
    pub answers: Vec<(Timestamp, PersonId, Text)>,
    /// What was still asked.
    pub further: Vec<Text>,
    /// Whether it is settled.
    pub settled: bool,
}

impl Sitting {
    /// The body.
    pub fn body(&self) -> &BodyId {
        &self.call.body
    }

    /// The item that runs, with its number.
    pub fn item(&self) -> Option<(u32, &Item)> {
        let mut items = (1..).zip(&self.items);
        items.find(|(_, item)| item.runs())
    }

    /// The turn that runs.
    pub fn turn(&self) -> Option<&Turn> {
        self.turns.last().filter(|turn| turn.ended.is_none())
    }

    /// The question on which a vote is called and not decided, with its number.
    pub fn voting(&self) -> Option<(u32, &Question)> {
        let mut questions = (1..).zip(&self.questions);
        questions.find(|(_, one)| one.vote.is_some() && one.decision.is_none() && !one.withdrawn)
    }

    /// An item, question and so on by its number.
    pub fn numbered<T>(of: &[T], number: u32) -> Option<&T> {
        of.get((number as usize).checked_sub(1)?)
    }

    /// Whether the notice was long enough, or was waived.
    pub fn notice_stands(&self) -> bool {
        self.notice_days >= self.notice_needs || self.notice_waived
    }

    /// Who is next to speak: first who had the fewest turns on the present item, then who asked first.
    pub fn next_speaker(&self) -> Option<&PersonId> {
        self.speakers().first().copied()
    }

    /// Who asked to speak, in the order in which they will be called.
    pub fn speakers(&self) -> Vec<&PersonId> {
        let item = self.item().map(|(number, _)| number);
        let had = |person: &PersonId| {
            let turns = self.turns.iter();
            turns
                .filter(|turn| turn.person == *person && turn.item == item)
                .count()
        };
        let mut queue: Vec<_> = self.queue.iter().collect();
        // The sort is stable: who asked first stays first.
        queue.sort_by_key(|person| had(person));
        queue
    }

    /// The items among `heard` throughout which a person was not there, or that were not finished.
    pub fn missed(&self, person: &PersonId, heard: &[u32]) -> Vec<u32> {
        let was_there = |number: &u32| {
            let Some(item) = Self::numbered(&self.items, *number) else {
                return false;
            };
            let stretches = item.taken.iter();
            !item.taken.is_empty()
                && stretches.into_iter().all(|(from, until)| {
                    until.is_some_and(|until| self.door.throughout(person, *from, until))
                })
        };
        heard
            .iter()
            .copied()
            .filter(|number| !was_there(number))
            .collect()
    }

    /// The papers of an item.
    pub fn papers_of(&self, item: u32) -> impl Iterator<Item = &Tabled> {
        self.papers
            .iter()
            .filter(move |one| one.paper.paper.item == item)
    }

    /// Who owes a report and has not given it.
    pub fn reports_owed(&self) -> impl Iterator<Item = &PersonId> {
        self.owing
            .iter()
            .filter(|person| !self.reports.contains_key(person))
    }

    /// When reports are due, once the sitting is closed and its body asks for them.
    pub fn reports_due(&self, zone: &polity_values::TimeZone) -> Option<Timestamp> {
        let days = self.composition.orders.report_days?;
        let span = jiff::Span::new().try_days(i64::from(days)).ok()?;
        let closed = self.closed?.to_zoned(zone.clone());
        Some(closed.checked_add(span).ok()?.timestamp())
    }
}

impl Question {
    /// What follows in a ballot among persons; none where the question is not one, or no vote is called.
    pub fn round(&self, majority: Bar) -> Option<rounds::Next> {
        let QuestionEffect::Choose(choosing) = &self.spec.effect else {
            return None;
        };
        let vote = self.vote.as_ref()?;
        Some(rounds::next(&choosing.among, &vote.rounds, majority))
    }

    /// Whether it was carried, or chose somebody.
    pub fn carried(&self) -> bool {
        let decision = self.decision.as_ref();
        decision.is_some_and(|(_, one)| one.outcome != Outcome::Lost)
    }
}
