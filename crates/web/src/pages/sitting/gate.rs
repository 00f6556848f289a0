//! Which acts of a sitting somebody may do now: the judge is asked about the act with something filled in for what the
//! form would ask. What only the fields can put right does not stand in the way of the form.

use polity_org::act::Deed;
use polity_org::sitting::deed::{
    ActionSpec, Audience, CardReturn, Choice, ItemSpec, Method, Mode, PaperSpec, QuestionEffect,
    QuestionSpec, Tally,
};
use polity_org::sitting::state::{Question, Sitting};
use polity_org::sitting::{SittingAct, SittingDeed};
use polity_org::{Act, Digest, Facts, Refused, Text, Verdict, Why};
use polity_values::{Clause, PaperId, PersonId, UnitId};

use super::meeting::Meeting;
use crate::PageFault;

/// Every act that has a form, in the order in which they are offered: first what a member does, then the desk's.
pub(super) const ACTS: [&str; 39] = [
    "apologise",
    "enter",
    "leave",
    "substitute",
    "interest",
    "speak",
    "unspeak",
    "raise-point",
    "vote",
    "request-item",
    "join-item",
    "ask",
    "answer",
    "follow-up",
    "finish-action",
    "report",
    "divide",
    "open",
    "resume",
    "take-item",
    "finish-item",
    "call-next",
    "end-turn",
    "rule-point",
    "put",
    "open-vote",
    "count",
    "round",
    "draw-out",
    "card",
    "decide",
    "withdraw",
    "assign",
    "add-item",
    "table-paper",
    "defer-item",
    "adjourn",
    "close",
    "submit-minutes",
];

/// The acts of the desk that end something or are rare: offered last.
pub(super) const RARE: [&str; 2] = ["take-chair", "cancel"];

/// The clause that an act goes by.
pub(super) fn clause(sitting: &Sitting, name: &str) -> Clause {
    let composition = &sitting.composition;
    let orders = &composition.orders;
    match name {
        "convene" | "cancel" | "table-paper" => &orders.notice_rule,
        "add-item" | "request-item" | "join-item" | "defer-item" | "take-item" | "finish-item" => {
            &orders.items_rule
        }
        "speak" | "unspeak" | "call-next" | "end-turn" | "raise-point" | "rule-point" => {
            &orders.speaking_rule
        }
        "put" | "divide" | "withdraw" | "open-vote" | "vote" | "count" | "round" | "draw-out"
        | "card" | "decide" | "interest" | "substitute" => &orders.voting_rule,
        "open" | "resume" => &composition.quorum.rule,
        "report" => &orders.reports_rule,
        _ => &composition.rule,
    }
    .clone()
}

/// What is asked of the judge: the act, and whether the fields could not change the answer.
struct Probe {
    what: SittingAct,
    exact: bool,
}

fn exact(what: SittingAct) -> Probe {
    Probe { what, exact: true }
}

/// About something that is chosen from what there is: without any of it, the judge's refusal stands.
fn chosen(number: Option<u32>, what: impl FnOnce(u32) -> SittingAct) -> Probe {
    Probe {
        exact: number.is_none(),
        what: what(number.unwrap_or(0)),
    }
}

fn loose(what: SittingAct) -> Probe {
    Probe { what, exact: false }
}

/// A text that stands for one that is not written yet.
fn blank() -> Option<Text> {
    Some(Text {
        paper: PaperId::new("paper-0").ok()?,
        hash: Digest::of(b""),
        words: 0,
    })
}

fn item() -> ItemSpec {
    ItemSpec {
        title: "x".to_owned(),
        minutes: None,
        closed_doors: false,
    }
}

/// The number of the first that is so.
pub(super) fn first<T>(of: &[T], is: impl Fn(&T) -> bool) -> Option<u32> {
    let mut found = (1..).zip(of);
    found.find(|(_, one)| is(one)).map(|(number, _)| number)
}

/// Whether a question waits for its vote.
pub(super) fn waits(question: &Question) -> bool {
    !question.withdrawn && question.vote.is_none()
}

impl Meeting<'_> {
    /// The judge's refusal of an act for who is signed in, before anything is filled in; none where the form is open.
    ///
    /// # Errors
    /// [`PageFault::NotFound`] for an act that there is not; the refusal.
    pub(super) fn gate(&self, actor: &PersonId, name: &str) -> Result<(), PageFault> {
        let probe = self.probe(actor, name).ok_or(PageFault::NotFound)?;
        match self.ask(actor, probe.what) {
            Verdict::Refused(refused) if probe.exact || stands(&refused) => {
                Err(PageFault::Refused(Box::new(refused)))
            }
            _ => Ok(()),
        }
    }

    /// The judge's answer to an act.
    pub(super) fn ask(&self, actor: &PersonId, what: SittingAct) -> Verdict {
        let sitting = self.sitting.id.clone();
        let deed = Deed::Sitting(SittingDeed { sitting, what });
        let act = Act::standing(actor.clone(), deed);
        polity_org::judge(
            &self.visitor.world,
            &Facts::default(),
            &act,
            self.visitor.now,
        )
    }

    fn probe(&self, actor: &PersonId, name: &str) -> Option<Probe> {
        self.probe_round(actor, name)
            .or_else(|| self.probe_floor(actor, name))
            .or_else(|| self.probe_vote(actor, name))
    }

    /// Around the sitting: agenda, papers, door, what follows.
    fn probe_round(&self, actor: &PersonId, name: &str) -> Option<Probe> {
        let sitting = self.sitting;
        let person = actor.clone();
        Some(match name {
            "cancel" => exact(SittingAct::Cancel { reason: blank()? }),
            "take-chair" => loose(SittingAct::TakeChair { person }),
            "open" => exact(SittingAct::Open {}),
            "adjourn" => exact(SittingAct::Adjourn { until: None }),
            "resume" => exact(SittingAct::Resume {}),
            "close" => exact(SittingAct::Close {}),
            "add-item" => exact(SittingAct::AddItem(item())),
            "request-item" => exact(SittingAct::RequestItem(item())),
            "join-item" => {
                let open = first(&sitting.requests, |one| {
                    !one.added && !one.members.contains(actor)
                });
                chosen(open, |request| SittingAct::JoinRequest { request })
            }
            "defer-item" => {
                let reason = blank()?;
                let left = first(&sitting.items, |one| {
                    one.deferred.is_none() && one.taken.is_empty()
                });
                chosen(left, |item| SittingAct::DeferItem { item, reason })
            }
            "table-paper" => exact(SittingAct::TablePaper(PaperSpec {
                item: 1,
                title: "x".to_owned(),
                audience: Audience::Body,
                text: blank()?,
            })),
            "enter" => Probe {
                exact: !self.me.desk(),
                what: SittingAct::Enter {
                    person,
                    mode: Mode::Room,
                },
            },
            "leave" => Probe {
                exact: !self.me.desk() || sitting.door.inside().next().is_none(),
                what: SittingAct::Leave { person },
            },
            "apologise" => {
                // The desk does it for others.
                let members = self.room.members().into_iter();
                let mut left = members.filter(|one| !sitting.apologies.contains(*one));
                let other = left.next().filter(|_| self.me.desk());
                exact(SittingAct::Apologise {
                    person: other.cloned().unwrap_or(person),
                })
            }
            "substitute" => Probe {
                exact: !sitting.composition.orders.substitutes || sitting.opened.is_some(),
                what: SittingAct::NameSubstitute {
                    substitute: person.clone(),
                    person,
                },
            },
            _ => return self.probe_after(actor, name),
        })
    }

    fn probe_after(&self, actor: &PersonId, name: &str) -> Option<Probe> {
        let sitting = self.sitting;
        let text = blank()?;
        Some(match name {
            "assign" => {
                let today = self.visitor.now.to_zoned(self.visitor.zone()).date();
                exact(SittingAct::AssignAction(ActionSpec {
                    owner: actor.clone(),
                    due: today,
                    text,
                    item: None,
                }))
            }
            "finish-action" => {
                let desk = self.me.desk();
                let open = first(&sitting.actions, |one| {
                    one.done.is_none() && (desk || one.spec.owner == *actor)
                });
                chosen(open, |action| SittingAct::FinishAction {
                    action,
                    note: text,
                })
            }
            "ask" => loose(SittingAct::Ask {
                to: actor.clone(),
                text,
            }),
            "answer" => {
                let mine = first(&sitting.scrutiny, |one| one.to == *actor && !one.settled);
                chosen(mine, |question| SittingAct::Answer { question, text })
            }
            "follow-up" => {
                let mine = first(&sitting.scrutiny, |one| {
                    one.by == *actor && !one.settled && !one.answers.is_empty()
                });
                chosen(mine, |question| SittingAct::FollowUp {
                    question,
                    settled: true,
                    text: None,
                })
            }
            "submit-minutes" => exact(SittingAct::SubmitMinutes { text }),
            "report" => exact(SittingAct::Report { text }),
            _ => return None,
        })
    }

    /// The floor: items, turns, points, interests.
    fn probe_floor(&self, actor: &PersonId, name: &str) -> Option<Probe> {
        let sitting = self.sitting;
        Some(match name {
            "take-item" => {
                let next = first(&sitting.items, |one| one.deferred.is_none() && !one.runs());
                chosen(next, |item| SittingAct::TakeItem { item })
            }
            "finish-item" => exact(SittingAct::FinishItem {}),
            "speak" => exact(SittingAct::RequestTurn {}),
            "unspeak" => exact(SittingAct::WithdrawTurn {}),
            "call-next" => exact(SittingAct::CallNext {}),
            "end-turn" => exact(SittingAct::EndTurn {}),
            "raise-point" => exact(SittingAct::RaisePoint {
                category: "x".to_owned(),
            }),
            "rule-point" => {
                let open = first(&sitting.points, |one| one.upheld.is_none());
                chosen(open, |point| SittingAct::RulePoint {
                    point,
                    upheld: true,
                })
            }
            "interest" => {
                let numbers = (1..).zip(&sitting.items).map(|(number, _)| number);
                let mut left =
                    numbers.filter(|number| !sitting.interests.contains(&(actor.clone(), *number)));
                chosen(left.next().or(Some(1)), |item| {
                    SittingAct::DeclareInterest { item }
                })
            }
            _ => return None,
        })
    }

    /// Questions and votes.
    fn probe_vote(&self, actor: &PersonId, name: &str) -> Option<Probe> {
        let sitting = self.sitting;
        let waiting = first(&sitting.questions, waits);
        let person = actor.clone();
        Some(match name {
            "put" => loose(SittingAct::PutQuestion(QuestionSpec {
                items: vec![1],
                title: "x".to_owned(),
                text: None,
                mover: person,
                seconder: None,
                heard: Vec::new(),
                effect: QuestionEffect::Resolve {},
            })),
            "divide" => {
                let several = first(&sitting.questions, |one| {
                    waits(one) && one.spec.items.len() > 1
                });
                let question = several.and_then(|one| Sitting::numbered(&sitting.questions, one));
                let item = question.and_then(|one| one.spec.items.first().copied());
                chosen(several, |question| SittingAct::DivideQuestion {
                    question,
                    item: item.unwrap_or(0),
                })
            }
            "withdraw" => chosen(waiting, |question| SittingAct::WithdrawQuestion {
                question,
            }),
            "open-vote" => chosen(waiting, |question| SittingAct::OpenVote {
                question,
                method: Method::Hands {},
            }),
            "vote" => Probe {
                exact: !self.me.desk() || !self.is_called(|one| *one == Method::RollCall {}),
                what: SittingAct::Vote {
                    person,
                    choice: Choice::For,
                },
            },
            "count" => exact(SittingAct::CountVotes(Tally {
                votes_for: 0,
                against: 0,
                abstained: 0,
            })),
            "round" => exact(SittingAct::CountRound {
                totals: vec![0; self.in_round().len()],
                spoilt: 0,
            }),
            "draw-out" => exact(SittingAct::DrawOut {
                person: self.in_lot().into_iter().next().unwrap_or(person),
            }),
            "card" => Probe {
                exact: !self.is_called(|one| matches!(one, Method::Card { .. })),
                what: SittingAct::ReturnCard(CardReturn {
                    delegation: UnitId::new("x").ok()?,
                    votes_for: 0,
                    against: 0,
                    abstained: 0,
                    not_received: 0,
                }),
            },
            "decide" => exact(SittingAct::Decide { casting: None }),
            _ => return None,
        })
    }

    /// Whether a vote is called in such a way.
    fn is_called(&self, is: impl Fn(&Method) -> bool) -> bool {
        let voting = self.sitting.voting();
        let vote = voting.and_then(|(_, question)| question.vote.as_ref());
        vote.is_some_and(|vote| is(&vote.opened.method))
    }

    /// Who stands in the round that is due.
    pub(super) fn in_round(&self) -> Vec<PersonId> {
        match self.next_of_ballot() {
            Some(polity_org::sitting::rounds::Next::Round(among)) => among,
            _ => Vec::new(),
        }
    }

    /// Among whom a lot is due.
    pub(super) fn in_lot(&self) -> Vec<PersonId> {
        match self.next_of_ballot() {
            Some(polity_org::sitting::rounds::Next::Lot(among)) => among,
            _ => Vec::new(),
        }
    }

    fn next_of_ballot(&self) -> Option<polity_org::sitting::rounds::Next> {
        let (_, question) = self.sitting.voting()?;
        question.round(self.sitting.composition.majority.bar)
    }
}

/// Whether nothing that is filled in could change a refusal.
fn stands(refused: &Refused) -> bool {
    let of_form = [
        "inconsistent",
        "notice",
        "papers-late",
        "quorum",
        "already-in",
        "method",
        "not-a-voter",
        "present-throughout",
        "no-interest",
    ];
    refused.unmet.iter().any(|one| match one.why {
        Why::AlreadyDone => false,
        Why::Inconsistent { .. } => !of_form.contains(&one.code) && one.code != "not-in",
        _ => true,
    })
}
