//! The minutes of a sitting, written from the record: nobody retypes a vote. What the secretary handed in stands above,
//! for the body alone until it is approved.

use askama::Template;
use axum::extract::Path;
use polity_office::texts::PUBLIC;
use polity_org::sitting::Sitting;
use polity_org::sitting::minutes::{self, Line};

use super::attendance::Attendance;
use super::meeting::{BODY, Meeting, Reading};
use super::page::item_title;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::{self, Said};

#[derive(Template)]
#[template(path = "sitting/minutes.html")]
struct MinutesPage {
    frame: Frame,
    title: String,
    body: Said,
    when: String,
    place: String,
    state: String,
    approved: bool,
    text: Option<Reading>,
    attendance: Attendance,
    lines: Vec<Told>,
    actions: Vec<String>,
}

/// A line of the minutes.
struct Told {
    at: String,
    text: String,
    /// Whether an item begins here.
    heads: bool,
    more: Vec<String>,
}

/// `GET /sittings/{id}/minutes`
///
/// # Errors
/// [`crate::PageFault::NotFound`], or faults of the store.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let meeting = Meeting::find(&visitor, &id).await?;
    let t = visitor.t;
    let sitting = meeting.sitting;
    let approved = sitting.approved.is_some();
    let text = match &sitting.minutes {
        Some((_, text)) => {
            let audience = if approved { PUBLIC } else { BODY };
            Some(meeting.text_for(text, audience).await?)
        }
        None => None,
    };
    let lines = minutes::lines(sitting);
    let lines = lines
        .into_iter()
        .map(|(at, line)| meeting.told(meeting.clock(at), line));
    show(&MinutesPage {
        frame: Frame::new(&visitor, t.say("sitting-minutes"))
            .crumb(t.say("sitting-all"), "/sittings")
            .crumb(&sitting.call.title, format!("/sittings/{id}")),
        title: sitting.call.title.clone(),
        body: words::procedure::text(t, &sitting.composition.title),
        when: visitor.at(sitting.call.starts),
        place: sitting.call.place.clone(),
        state: meeting.minutes_state(),
        approved,
        text,
        attendance: meeting.attendance(),
        lines: lines.collect(),
        actions: meeting.promised(),
    })
}

impl Meeting<'_> {
    fn told(&self, at: String, line: Line) -> Told {
        let t = self.visitor.t;
        let question = |number| Sitting::numbered(&self.sitting.questions, number);
        let mut told = Told {
            at,
            text: String::new(),
            heads: false,
            more: Vec::new(),
        };
        match line {
            Line::Opened => told.text = t.say("sitting-line-opened").to_string(),
            Line::Closed => told.text = t.say("sitting-line-closed").to_string(),
            Line::Item(number) => {
                told.text = item_title(self.sitting, number);
                told.heads = true;
            }
            Line::Point(number) => {
                if let Some(point) = Sitting::numbered(&self.sitting.points, number) {
                    let ruling = match (point.upheld, point.overturned) {
                        (None, _) => t.say("sitting-point-open"),
                        (Some(_), true) => t.say("sitting-point-overturned"),
                        (Some(true), false) => t.say("sitting-point-upheld"),
                        (Some(false), false) => t.say("sitting-point-not-upheld"),
                    };
                    let phrase = t.say("sitting-line-point").str("kind", &point.category);
                    told.text = phrase
                        .str("name", self.name(&point.person))
                        .str("ruling", ruling)
                        .to_string();
                }
            }
            Line::Put(number) => {
                if let Some(found) = question(number) {
                    let phrase = t.say("sitting-line-put").num("n", number);
                    told.text = phrase
                        .str("title", &found.spec.title)
                        .str("mover", self.name(&found.spec.mover))
                        .to_string();
                    told.more.extend(self.follows(found));
                }
            }
            Line::Decided(number) => {
                if let Some(found) = question(number) {
                    let phrase = t.say("sitting-line-decided").num("n", number);
                    let (state, _) = self.question_state(found);
                    told.text = phrase.str("state", state).to_string();
                    told.more = self.fell(found);
                    if let Some(vote) = &found.vote {
                        told.more.push(self.method(&vote.opened.method));
                        let votes = self.by_roll(vote);
                        told.more.extend(
                            votes
                                .into_iter()
                                .map(|(name, way)| format!("{name}: {way}")),
                        );
                    }
                }
            }
        }
        told
    }

    /// Who does what by when, without the words of it.
    fn promised(&self) -> Vec<String> {
        let t = self.visitor.t;
        let line = |(number, action): (u32, &polity_org::sitting::state::Action)| {
            let phrase = t.say("sitting-line-action").num("n", number);
            let due = action.spec.due.to_zoned(self.visitor.zone()).ok();
            let due = due.map(|due| t.date(due.timestamp(), &self.visitor.zone()));
            phrase
                .str("name", self.name(&action.spec.owner))
                .str("due", due.unwrap_or_default())
                .to_string()
        };
        (1..).zip(&self.sitting.actions).map(line).collect()
    }
}
