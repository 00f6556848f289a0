//! The chair's desk: one page from which a meeting is led. What runs now with the time that is left, who is there,
//! who speaks and who is next, points of order, the question and its vote, what comes next; each with the button that
//! takes it one step on. It works by reloading; with script it follows the sitting by itself.

use askama::Template;
use axum::extract::Path;
use polity_org::sitting::deed::{Method, QuestionEffect};
use polity_org::sitting::state::{Question, State};

use super::forms::vote as ways;
use super::gate::waits;
use super::meeting::Meeting;
use super::offers::Offer;
use super::page::{FloorLine, ItemLine};
use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::pages::rules::{PieceLine, Proposed};
use crate::visitor::Visitor;
use crate::words;

/// The acts that the desk has elsewhere on the page, as buttons.
const PRESSED: [&str; 13] = [
    "open",
    "resume",
    "take-item",
    "finish-item",
    "call-next",
    "end-turn",
    "rule-point",
    "open-vote",
    "vote",
    "count",
    "round",
    "draw-out",
    "decide",
];

#[derive(Template)]
#[template(path = "sitting/desk.html")]
struct DeskPage {
    frame: Frame,
    home: String,
    mark: String,
    state: String,
    colour: &'static str,
    opened: Option<String>,
    notice: Option<String>,
    floor: FloorLine,
    /// What can be pressed about the sitting as a whole.
    whole: Vec<Button>,
    item: Option<Running>,
    next: Vec<Button>,
    left: Vec<ItemLine>,
    turn: Option<Turning>,
    speakers: Vec<Speaker>,
    call: Option<Button>,
    points: Vec<PointAsked>,
    votes: Vec<VoteDesk>,
    inside: Vec<Inside>,
    outside: Vec<Button>,
    missed: Vec<String>,
    more: Vec<Offer>,
}

/// A button of one press: the act, its label, and the fields that go with it.
pub(super) struct Button {
    pub(super) act: &'static str,
    pub(super) label: String,
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) first: bool,
}

/// The item that runs.
pub(super) struct Running {
    pub(super) title: String,
    /// Since when it is taken.
    pub(super) since: String,
    /// Until when it may run, as an instant for the timer, and what that is now in words.
    pub(super) until: Option<(String, String)>,
    pub(super) finish: bool,
}

/// Who speaks.
pub(super) struct Turning {
    pub(super) name: String,
    pub(super) until: (String, String),
    pub(super) end: Option<Button>,
}

struct Speaker {
    name: String,
    /// Turns that this person had on the item.
    had: usize,
}

struct PointAsked {
    text: String,
    buttons: Vec<Button>,
}

/// A question with the buttons of its vote.
struct VoteDesk {
    title: String,
    state: String,
    colour: &'static str,
    lines: Vec<String>,
    /// The words that go and come, where rules change.
    proposed: Option<Proposed>,
    buttons: Vec<Button>,
    /// Links to forms that ask for figures.
    links: Vec<(String, String)>,
    /// Names still to be called in a roll-call, each with its buttons.
    roll: Vec<(String, Vec<Button>)>,
}

struct Inside {
    name: String,
    leave: Button,
}

/// `GET /sittings/{id}/desk`
///
/// # Errors
/// [`PageFault::NotFound`]; [`PageFault::Forbidden`] for who is not at the desk.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let meeting = Meeting::find(&visitor, &id).await?;
    visitor.signed_in()?;
    if !meeting.me.desk() {
        return Err(PageFault::Forbidden);
    }
    visitor.stepped_up()?;
    let t = visitor.t;
    let sitting = meeting.sitting;
    let (state, colour) = meeting.state();
    let offers = meeting.offers();
    let can = |name: &str| offers.iter().any(|one| one.name == name);
    let home = format!("/sittings/{id}");
    let numbered = (1..).zip(&sitting.items);
    let left =
        numbered.filter(|(_, one)| !one.runs() && one.deferred.is_none() && one.taken.is_empty());
    show(&DeskPage {
        frame: Frame::new(&visitor, t.say("sitting-desk"))
            .crumb(t.say("sitting-all"), "/sittings")
            .crumb(&sitting.call.title, home.clone()),
        mark: visitor.site.live().mark(&visitor.world, sitting),
        state,
        colour,
        opened: sitting.opened.map(|at| {
            let said = t.say("sitting-opened-at");
            said.str("at", meeting.clock(at)).to_string()
        }),
        notice: (!sitting.notice_stands()).then(|| t.say("sitting-desk-notice").to_string()),
        floor: meeting.floor(),
        whole: ["open", "resume"]
            .into_iter()
            .filter(|name| can(name))
            .map(|name| meeting.button(name, Vec::new(), true))
            .collect(),
        item: meeting.running(can("finish-item")),
        next: if can("take-item") {
            meeting.next()
        } else {
            Vec::new()
        },
        left: left
            .map(|(number, one)| meeting.item(number, one))
            .collect(),
        turn: meeting.turning(can("end-turn")),
        speakers: meeting.speakers(),
        call: can("call-next").then(|| meeting.call()),
        points: meeting.points_asked(),
        votes: meeting.votes(),
        inside: meeting.inside(),
        outside: if meeting.is_over() {
            Vec::new()
        } else {
            meeting.outside()
        },
        missed: meeting.missed_now(),
        more: meeting
            .offers()
            .into_iter()
            .filter(|one| {
                !PRESSED.contains(&one.name) && one.name != "enter" && one.name != "leave"
            })
            .collect(),
        home,
    })
}

impl Meeting<'_> {
    /// A button of one press.
    fn button(
        &self,
        act: &'static str,
        fields: Vec<(&'static str, String)>,
        first: bool,
    ) -> Button {
        Button {
            act,
            label: words::label(self.visitor.t, &format!("sitting-{act}")),
            fields,
            first,
        }
    }

    /// An instant for a timer, with how far off it is in words for who has no script.
    fn timer(&self, until: polity_values::Timestamp) -> (String, String) {
        let t = self.visitor.t;
        let said = t.say("sitting-until").str("time", self.clock(until));
        (until.to_string(), said.to_string())
    }

    /// The item that runs.
    pub(super) fn running(&self, finish: bool) -> Option<Running> {
        let (number, item) = self.sitting.item()?;
        let (from, _) = item.taken.last()?;
        let until = item.spec.minutes.and_then(|minutes| {
            let span = jiff::SignedDuration::from_mins(i64::from(minutes));
            from.checked_add(span).ok()
        });
        let since = self.visitor.t.say("sitting-taken-on");
        Some(Running {
            since: since.str("from", self.clock(*from)).to_string(),
            title: super::page::item_title(self.sitting, number),
            until: until.map(|until| self.timer(until)),
            finish,
        })
    }

    /// The items that can be taken, the next of them first.
    fn next(&self) -> Vec<Button> {
        let all = (1_u32..).zip(&self.sitting.items);
        let left = all.filter(|(_, one)| one.deferred.is_none() && one.taken.is_empty());
        let next = left.take(1).map(|(number, _)| {
            let title = super::page::item_title(self.sitting, number);
            let label = self.visitor.t.say("sitting-desk-take").str("item", title);
            Button {
                label: label.to_string(),
                ..self.button("take-item", vec![("item", number.to_string())], true)
            }
        });
        next.collect()
    }

    /// Who speaks.
    pub(super) fn turning(&self, end: bool) -> Option<Turning> {
        let turn = self.sitting.turn()?;
        Some(Turning {
            name: self.name(&turn.person),
            until: self.timer(turn.until),
            end: end.then(|| self.button("end-turn", vec![("of", turn.from.to_string())], true)),
        })
    }

    fn speakers(&self) -> Vec<Speaker> {
        let item = self.sitting.item().map(|(number, _)| number);
        let had = |person: &polity_values::PersonId| {
            let turns = self.sitting.turns.iter();
            turns
                .filter(|turn| turn.person == *person && turn.item == item)
                .count()
        };
        let all = self.sitting.speakers().into_iter();
        all.map(|person| Speaker {
            name: self.name(person),
            had: had(person),
        })
        .collect()
    }

    fn call(&self) -> Button {
        let next = self.sitting.next_speaker();
        let of = next.map(ToString::to_string).unwrap_or_default();
        let name = next.map(|person| self.name(person)).unwrap_or_default();
        let label = self.visitor.t.say("sitting-desk-call").str("name", name);
        Button {
            label: label.to_string(),
            ..self.button("call-next", vec![("of", of)], self.sitting.turn().is_none())
        }
    }

    fn points_asked(&self) -> Vec<PointAsked> {
        let t = self.visitor.t;
        let open = (1_u32..).zip(&self.sitting.points);
        let open = open.filter(|(_, one)| one.upheld.is_none());
        open.map(|(number, one)| {
            let ruling = |upheld: &str, label: String| Button {
                label,
                ..self.button(
                    "rule-point",
                    vec![("point", number.to_string()), ("upheld", upheld.to_owned())],
                    false,
                )
            };
            let text = t.say("sitting-point").str("name", self.name(&one.person));
            PointAsked {
                text: text
                    .str("kind", &one.category)
                    .str("at", self.clock(one.at))
                    .to_string(),
                buttons: vec![
                    ruling("yes", t.say("sitting-point-upheld").to_string()),
                    ruling("no", t.say("sitting-point-not-upheld").to_string()),
                ],
            }
        })
        .collect()
    }

    /// Questions that wait for their vote, and the one that is voted on.
    fn votes(&self) -> Vec<VoteDesk> {
        if self.sitting.state != State::Open {
            return Vec::new();
        }
        let under_way = self.sitting.voting().map(|(number, _)| number);
        let all = (1_u32..).zip(&self.sitting.questions);
        let live = all.filter(|(number, one)| waits(one) || under_way == Some(*number));
        live.map(|(number, question)| {
            let (state, colour) = self.question_state(question);
            let mut desk = VoteDesk {
                title: format!("{number}. {}", question.spec.title),
                state,
                colour,
                lines: self.follows(question).into_iter().collect(),
                proposed: self.proposed(question),
                buttons: Vec::new(),
                links: Vec::new(),
                roll: Vec::new(),
            };
            if waits(question) {
                self.to_open(number, question, under_way.is_some(), &mut desk);
            } else {
                self.to_count(question, &mut desk);
            }
            desk
        })
        .collect()
    }

    /// The ways in which a vote can be called.
    fn to_open(&self, number: u32, question: &Question, busy: bool, desk: &mut VoteDesk) {
        let t = self.visitor.t;
        let home = format!("/sittings/{}", self.sitting.id);
        if busy || !self.me.chair {
            return;
        }
        for name in ways::methods(&question.spec.effect) {
            let said = self.method(&ways::method(name));
            let label = t.say("sitting-desk-open-vote").str("method", said);
            if *name == "card" {
                let href = format!("{home}/act/open-vote?question={number}&method=card&to=desk");
                desk.links.push((href, label.to_string()));
                continue;
            }
            let fields = vec![
                ("question", number.to_string()),
                ("method", (*name).to_owned()),
                ("shown", (*name).to_owned()),
            ];
            desk.buttons.push(Button {
                label: label.to_string(),
                ..self.button("open-vote", fields, false)
            });
        }
    }

    /// What a vote that is called waits for.
    fn to_count(&self, question: &Question, desk: &mut VoteDesk) {
        let Some(vote) = &question.vote else {
            return;
        };
        let home = format!("/sittings/{}/act", self.sitting.id);
        desk.lines.extend(self.called(vote));
        let link = |act: &str| {
            let label = words::label(self.visitor.t, &format!("sitting-{act}"));
            (format!("{home}/{act}?to=desk"), label)
        };
        let persons = matches!(question.spec.effect, QuestionEffect::Choose(_));
        match &vote.opened.method {
            Method::RollCall {} => desk.roll = self.to_call(vote),
            Method::Card { .. } => desk.links.push(link("card")),
            _ if persons => {
                if !self.in_lot().is_empty() {
                    desk.links.push(link("draw-out"));
                } else if !self.in_round().is_empty() {
                    desk.links.push(link("round"));
                }
            }
            _ => {
                if let Some(tally) = vote.tally {
                    let said = self.visitor.t.say("sitting-desk-tally");
                    let said = said
                        .num("for", tally.votes_for)
                        .num("against", tally.against)
                        .num("abstained", tally.abstained);
                    desk.lines.push(said.to_string());
                }
                desk.links.push(link("count"));
            }
        }
        let me = self.visitor.person.as_ref();
        let decidable = me.is_some_and(|me| self.gate(me, "decide").is_ok());
        if decidable {
            desk.buttons.push(self.button("decide", Vec::new(), true));
            if self.sitting.composition.orders.casting_vote {
                desk.links.push(link("decide"));
            }
        }
    }

    /// The names that a roll-call has not come to.
    fn to_call(&self, vote: &polity_org::sitting::state::Vote) -> Vec<(String, Vec<Button>)> {
        use polity_org::sitting::deed::Choice;
        let voters = self.by_name(&vote.opened.voters);
        let left = voters
            .into_iter()
            .filter(|(person, _)| !vote.given.contains_key(person));
        left.map(|(person, name)| {
            let ways = [
                (Choice::For, "for"),
                (Choice::Against, "against"),
                (Choice::Abstain, "abstain"),
            ];
            let buttons = ways.map(|(choice, value)| Button {
                label: self.choice(choice),
                ..self.button(
                    "vote",
                    vec![("person", person.to_string()), ("choice", value.to_owned())],
                    false,
                )
            });
            (name, buttons.into())
        })
        .collect()
    }

    fn inside(&self) -> Vec<Inside> {
        let inside = self.sitting.door.inside().map(|(person, _)| person);
        let named = self.by_name(inside).into_iter();
        named
            .map(|(person, name)| Inside {
                name,
                leave: self.button("leave", vec![("person", person.to_string())], false),
            })
            .collect()
    }

    /// Members who are not in, each with the button that lets them in.
    fn outside(&self) -> Vec<Button> {
        let members = self.members().into_iter();
        let out = members.filter(|(person, _)| {
            let replaced = self.sitting.substitutes.contains_key(person);
            !self.sitting.door.is_in(person) && !replaced
        });
        out.map(|(person, name)| Button {
            label: name,
            ..self.button(
                "enter",
                vec![("person", person.to_string()), ("mode", "room".to_owned())],
                false,
            )
        })
        .collect()
    }

    /// Members who are in and were not there when the item that runs began.
    fn missed_now(&self) -> Vec<String> {
        let Some((_, item)) = self.sitting.item() else {
            return Vec::new();
        };
        let Some((from, _)) = item.taken.last() else {
            return Vec::new();
        };
        let members = self.members().into_iter();
        members
            .filter(|(person, _)| {
                let door = &self.sitting.door;
                !door.throughout(person, *from, self.visitor.now.max(*from))
            })
            .map(|(_, name)| name)
            .collect()
    }
}
