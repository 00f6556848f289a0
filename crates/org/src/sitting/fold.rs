//! A sitting as its events make it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polity_values::{PersonId, SittingId, Timestamp};

use super::deed::{ItemSpec, QuestionEffect};
use super::event::{Convened, Decision, Outcome, SittingEvent};
use super::presence::Door;
use super::rounds::Round;
use super::state::{
    Action, Item, ItemRequest, Point, Question, Scrutiny, Sitting, State, Tabled, Turn, Vote,
};
use crate::body::Composition;
use crate::{Entry, Seq};

fn item(spec: ItemSpec, request: Option<u32>) -> Item {
    Item {
        spec,
        request,
        taken: Vec::new(),
        deferred: None,
        late_papers: false,
    }
}

fn at_number<T>(of: &mut [T], number: u32) -> Result<&mut T, String> {
    let place = (number as usize).checked_sub(1);
    let found = place.and_then(|place| of.get_mut(place));
    found.ok_or_else(|| format!("there is no number {number}"))
}

impl Sitting {
    /// The sitting of which notice was given.
    pub(crate) fn convened(
        id: &SittingId,
        convened: &Convened,
        composition: Arc<Composition>,
        at: Timestamp,
    ) -> Self {
        let call = convened.call.clone();
        Self {
            id: id.clone(),
            items: call
                .agenda
                .iter()
                .map(|one| item(one.clone(), None))
                .collect(),
            call,
            composition,
            convened: at,
            notice_days: convened.days,
            notice_needs: convened.needs,
            notice_waived: false,
            state: State::Convened,
            opened: None,
            closed: None,
            chair: None,
            requests: Vec::new(),
            papers: Vec::new(),
            door: Door::default(),
            apologies: BTreeSet::new(),
            substitutes: BTreeMap::new(),
            interests: BTreeSet::new(),
            queue: Vec::new(),
            turns: Vec::new(),
            points: Vec::new(),
            questions: Vec::new(),
            actions: Vec::new(),
            scrutiny: Vec::new(),
            minutes: None,
            approved: None,
            owing: BTreeSet::new(),
            reports: BTreeMap::new(),
        }
    }

    /// Moves on by an event.
    pub(crate) fn apply(&mut self, event: &SittingEvent, entry: &Entry) -> Result<(), String> {
        let (at, seq) = (entry.at, entry.seq);
        match event {
            SittingEvent::Convened(_) => return Err("it was convened already".to_owned()),
            SittingEvent::Cancelled { .. } => self.state = State::Cancelled,
            SittingEvent::ChairTaken { person } => self.chair = Some(person.clone()),
            SittingEvent::Opened(_) => {
                self.state = State::Open;
                self.opened.get_or_insert(at);
            }
            SittingEvent::Adjourned { until } => {
                self.pause(at);
                self.state = State::Adjourned(*until);
            }
            SittingEvent::Resumed(_) => self.state = State::Open,
            SittingEvent::Closed { members } => {
                self.pause(at);
                self.door.clear(at);
                self.state = State::Closed;
                self.closed = Some(at);
                if self.composition.orders.report_days.is_some() {
                    self.owing.clone_from(members);
                }
            }
            SittingEvent::Entered { person, mode } => self.door.enter(person, *mode, at)?,
            SittingEvent::Left { person } => {
                self.door.leave(person, at)?;
                self.queue.retain(|one| one != person);
                self.end_turn(at, Some(person));
            }
            SittingEvent::Apologised { person } => {
                self.apologies.insert(person.clone());
            }
            SittingEvent::SubstituteNamed { person, substitute } => {
                self.substitutes.insert(person.clone(), substitute.clone());
            }
            SittingEvent::InterestDeclared { person, item } => {
                self.interests.insert((person.clone(), *item));
            }
            SittingEvent::MinutesSubmitted { text } => self.minutes = Some((seq, text.clone())),
            SittingEvent::MinutesApproved { by, .. } => self.approved = Some(by.clone()),
            SittingEvent::Reported { text } => {
                self.reports.insert(actor(entry)?, (at, text.clone()));
            }
            event => self.apply_agenda(event, entry)?,
        }
        Ok(())
    }

    fn apply_agenda(&mut self, event: &SittingEvent, entry: &Entry) -> Result<(), String> {
        let at = entry.at;
        match event {
            SittingEvent::ItemRequested(spec) => self.requests.push(ItemRequest {
                spec: spec.clone(),
                members: vec![actor(entry)?],
                added: false,
            }),
            SittingEvent::RequestJoined { request } => {
                let person = actor(entry)?;
                at_number(&mut self.requests, *request)?
                    .members
                    .push(person);
            }
            SittingEvent::ItemAdded(added) => {
                if let Some(request) = added.request {
                    at_number(&mut self.requests, request)?.added = true;
                }
                self.items.push(item(added.item.clone(), added.request));
            }
            SittingEvent::ItemDeferred { item, reason } => {
                at_number(&mut self.items, *item)?.deferred = Some(reason.clone());
            }
            SittingEvent::ItemTaken { item } => {
                self.end_item(at);
                at_number(&mut self.items, *item)?.taken.push((at, None));
            }
            SittingEvent::ItemFinished { .. } => self.end_item(at),
            SittingEvent::PaperTabled(paper) => {
                at_number(&mut self.items, paper.paper.item)?.late_papers |= paper.late;
                self.papers.push(Tabled {
                    paper: paper.clone(),
                    at,
                });
            }
            event => self.apply_floor(event, entry)?,
        }
        Ok(())
    }

    fn apply_floor(&mut self, event: &SittingEvent, entry: &Entry) -> Result<(), String> {
        let at = entry.at;
        match event {
            SittingEvent::TurnRequested { person } => self.queue.push(person.clone()),
            SittingEvent::TurnWithdrawn { person } => self.queue.retain(|one| one != person),
            SittingEvent::TurnBegun { person, until } => {
                self.end_turn(at, None);
                self.queue.retain(|one| one != person);
                self.turns.push(Turn {
                    person: person.clone(),
                    item: self.item().map(|(number, _)| number),
                    from: at,
                    until: *until,
                    ended: None,
                });
            }
            SittingEvent::TurnEnded { person } => self.end_turn(at, Some(person)),
            SittingEvent::PointRaised { category } => self.points.push(Point {
                person: actor(entry)?,
                category: category.clone(),
                at,
                upheld: None,
                overturned: false,
            }),
            SittingEvent::PointRuled { point, upheld } => {
                at_number(&mut self.points, *point)?.upheld = Some(*upheld);
            }
            SittingEvent::ActionAssigned(spec) => self.actions.push(Action {
                spec: spec.clone(),
                done: None,
            }),
            SittingEvent::ActionFinished { action, note } => {
                at_number(&mut self.actions, *action)?.done = Some((at, note.clone()));
            }
            SittingEvent::Asked { to, text } => self.scrutiny.push(Scrutiny {
                by: actor(entry)?,
                to: to.clone(),
                text: text.clone(),
                at,
                answers: Vec::new(),
                further: Vec::new(),
                settled: false,
            }),
            SittingEvent::Answered { question, text } => {
                let by = actor(entry)?;
                let asked = at_number(&mut self.scrutiny, *question)?;
                asked.answers.push((at, by, text.clone()));
            }
            SittingEvent::FollowedUp {
                question,
                settled,
                text,
            } => {
                let asked = at_number(&mut self.scrutiny, *question)?;
                asked.settled = *settled;
                asked.further.extend(text.clone());
            }
            event => self.apply_vote(event, at, entry.seq)?,
        }
        Ok(())
    }

    fn apply_vote(&mut self, event: &SittingEvent, at: Timestamp, seq: Seq) -> Result<(), String> {
        match event {
            SittingEvent::QuestionPut(spec) => self.questions.push(Question {
                spec: spec.clone(),
                entry: seq,
                at,
                withdrawn: false,
                vote: None,
                decision: None,
            }),
            SittingEvent::QuestionDivided { question, item } => {
                let found = at_number(&mut self.questions, *question)?;
                found.spec.items.retain(|one| one != item);
            }
            SittingEvent::QuestionWithdrawn { question } => {
                at_number(&mut self.questions, *question)?.withdrawn = true;
            }
            SittingEvent::VoteOpened(opened) => {
                at_number(&mut self.questions, opened.question)?.vote = Some(Vote {
                    opened: opened.clone(),
                    at,
                    given: BTreeMap::new(),
                    tally: None,
                    rounds: Vec::new(),
                    cards: BTreeMap::new(),
                });
            }
            SittingEvent::Decided(decision) => self.decide(decision, at)?,
            event => {
                let number = self.voting().map(|(number, _)| number).unwrap_or_default();
                let question = at_number(&mut self.questions, number)?;
                let vote = question.vote.as_mut().ok_or("no vote is called")?;
                match event {
                    SittingEvent::VoteGiven { person, choice } => {
                        vote.given.insert(person.clone(), *choice);
                    }
                    SittingEvent::VotesCounted(tally) => vote.tally = Some(*tally),
                    SittingEvent::RoundCounted { totals, spoilt } => {
                        let QuestionEffect::Choose(choosing) = &question.spec.effect else {
                            return Err("the question is not among persons".to_owned());
                        };
                        let majority = self.composition.majority.bar;
                        let next = super::rounds::next(&choosing.among, &vote.rounds, majority);
                        let super::rounds::Next::Round(among) = next else {
                            return Err("no round is due".to_owned());
                        };
                        if among.len() != totals.len() {
                            return Err("the totals are of another round".to_owned());
                        }
                        vote.rounds.push(Round {
                            totals: among.into_iter().zip(totals.iter().copied()).collect(),
                            spoilt: *spoilt,
                            drawn_out: None,
                        });
                    }
                    SittingEvent::DrawnOut { person } => {
                        let last = vote.rounds.last_mut().ok_or("no round was counted")?;
                        last.drawn_out = Some(person.clone());
                    }
                    SittingEvent::CardReturned(card) => {
                        vote.cards.insert(card.delegation.clone(), card.clone());
                    }
                    other => return Err(format!("{} has no place here", other.kind())),
                }
            }
        }
        Ok(())
    }

    fn decide(&mut self, decision: &Decision, at: Timestamp) -> Result<(), String> {
        let question = at_number(&mut self.questions, decision.question)?;
        question.decision = Some((at, decision.clone()));
        if decision.outcome == Outcome::Lost {
            return Ok(());
        }
        match question.spec.effect {
            QuestionEffect::WaiveNotice {} => self.notice_waived = true,
            QuestionEffect::WaivePapers { item } => {
                at_number(&mut self.items, item)?.late_papers = false;
            }
            QuestionEffect::Overrule { point } => {
                at_number(&mut self.points, point)?.overturned = true;
            }
            _ => {}
        }
        Ok(())
    }

    fn pause(&mut self, at: Timestamp) {
        self.end_item(at);
        self.end_turn(at, None);
        self.queue.clear();
    }

    fn end_item(&mut self, at: Timestamp) {
        for item in &mut self.items {
            if let Some((_, until)) = item.taken.last_mut() {
                until.get_or_insert(at);
            }
        }
    }

    fn end_turn(&mut self, at: Timestamp, whose: Option<&PersonId>) {
        if let Some(turn) = self.turns.last_mut()
            && whose.is_none_or(|person| turn.person == *person)
        {
            turn.ended.get_or_insert(at);
        }
    }
}

fn actor(entry: &Entry) -> Result<PersonId, String> {
    let actor = entry.actor.clone();
    actor.ok_or_else(|| "the entry names no actor".to_owned())
}
