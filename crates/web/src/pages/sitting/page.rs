//! The page of a sitting: notice, agenda with papers, who was there, questions and how they fell, points of order,
//! actions, questions to officers, minutes and reports.

use askama::Template;
use axum::extract::Path;
use polity_org::sitting::Sitting;
use polity_org::sitting::state::{Item, Question, State, Tabled};

use super::attendance::Attendance;
use super::fell::Figures;
use super::meeting::{self, Meeting, Reading};
use super::offers::Offer;
use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::pages::rules::{PieceLine, Proposed};
use crate::visitor::Visitor;
use crate::words::{self, Rule, Said, moment::Moment};

#[derive(Template)]
#[template(path = "sitting/sitting.html")]
struct SittingPage {
    frame: Frame,
    body: Said,
    body_href: String,
    state: String,
    colour: &'static str,
    special: bool,
    facts: Vec<(String, String)>,
    notice: String,
    notice_stands: bool,
    notice_rule: Rule,
    cancelled: bool,
    desk: bool,
    screen: bool,
    figures: Option<FloorLine>,
    offers: Vec<Offer>,
    items: Vec<ItemLine>,
    requests: Vec<RequestLine>,
    attendance: Attendance,
    interests: Vec<String>,
    questions: Vec<QuestionLine>,
    points: Vec<PointLine>,
    actions: Vec<ActionLine>,
    scrutiny: Vec<ScrutinyLine>,
    minutes: String,
    reports: Vec<ReportLine>,
    owed: Vec<String>,
    owed_by: Option<Moment>,
    home: String,
}

/// Quorum and majority of an open sitting.
pub(super) struct FloorLine {
    pub(super) text: String,
    pub(super) quorate: bool,
}

/// An item of the agenda.
pub(super) struct ItemLine {
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) minutes: Option<String>,
    pub(super) state: Option<(String, &'static str)>,
    pub(super) closed_doors: bool,
    late: bool,
    times: Vec<String>,
    deferred: Option<Reading>,
    papers: Vec<PaperLine>,
}

struct PaperLine {
    href: String,
    title: String,
    audience: String,
    late: bool,
    readable: bool,
}

struct RequestLine {
    title: String,
    by: String,
    added: bool,
    join: Option<String>,
    needs: String,
}

/// A question with its vote.
pub(super) struct QuestionLine {
    number: usize,
    title: String,
    moved: String,
    text: Option<Reading>,
    items: String,
    follows: Option<String>,
    proposed: Option<Proposed>,
    state: String,
    colour: &'static str,
    at: Option<Moment>,
    fell: Vec<String>,
    called: Vec<String>,
    by_roll: Vec<(String, String)>,
    rounds: Option<Figures>,
    sections: Option<Figures>,
    record: String,
}

struct PointLine {
    text: String,
    state: String,
}

struct ActionLine {
    owner: String,
    due: String,
    text: Reading,
    done: Option<(Moment, Reading)>,
}

struct ScrutinyLine {
    number: usize,
    asked: String,
    text: Reading,
    answers: Vec<(String, Reading)>,
    further: Vec<Reading>,
    settled: bool,
}

struct ReportLine {
    name: String,
    at: Moment,
    text: Reading,
}

/// `GET /sittings/{id}`
///
/// # Errors
/// [`PageFault::NotFound`], or faults of the store.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let meeting = Meeting::find(&visitor, &id).await?;
    let t = visitor.t;
    let sitting = meeting.sitting;
    let body = words::procedure::text(t, &sitting.composition.title);
    let (state, colour) = meeting.state();
    let mut questions = Vec::new();
    for (number, question) in (1..).zip(&sitting.questions) {
        questions.push(meeting.question(number, question).await?);
    }
    let is_open = matches!(sitting.state, State::Open | State::Adjourned(_));
    show(&SittingPage {
        frame: Frame::new(&visitor, &sitting.call.title).crumb(t.say("sitting-all"), "/sittings"),
        body_href: format!("/organisation/{}", sitting.body()),
        state,
        colour,
        special: sitting.call.special,
        facts: meeting.facts(),
        notice: meeting.notice(),
        notice_stands: sitting.notice_stands(),
        notice_rule: words::rule(&visitor, None, &sitting.composition.orders.notice_rule),
        cancelled: sitting.state == State::Cancelled,
        desk: meeting.me.desk() && !meeting.is_over(),
        screen: !meeting.is_over(),
        figures: is_open.then(|| meeting.floor()),
        offers: meeting.offers(),
        items: meeting.items().await?,
        requests: meeting.requests(),
        attendance: meeting.attendance(),
        interests: meeting.interests(),
        questions,
        points: meeting.points(),
        actions: meeting.actions().await?,
        scrutiny: meeting.scrutiny().await?,
        minutes: meeting.minutes_state(),
        reports: meeting.reports().await?,
        owed: meeting
            .by_name(sitting.reports_owed())
            .into_iter()
            .map(|(_, name)| name)
            .collect(),
        owed_by: sitting
            .reports_due(&visitor.zone())
            .map(|due| Moment::new(&visitor, due)),
        home: format!("/sittings/{id}"),
        body,
    })
}

impl Meeting<'_> {
    /// When, where, who presides.
    fn facts(&self) -> Vec<(String, String)> {
        let t = self.visitor.t;
        let call = &self.sitting.call;
        let mut facts = vec![
            (
                t.say("sitting-when").to_string(),
                self.visitor.at(call.starts),
            ),
            (t.say("sitting-where").to_string(), call.place.clone()),
            (
                t.say("sitting-how").to_string(),
                if call.remote {
                    t.say("sitting-hybrid").to_string()
                } else {
                    t.say("sitting-in-room").to_string()
                },
            ),
        ];
        if let Some(chair) = self.room.chair() {
            facts.push((t.say("sitting-chair").to_string(), self.name(&chair)));
        }
        let secretary = self
            .room
            .holders(&self.sitting.composition.orders.secretary);
        if !secretary.is_empty() {
            facts.push((
                t.say("sitting-secretary").to_string(),
                self.listed(&secretary),
            ));
        }
        let times = [
            ("sitting-opened", self.sitting.opened),
            ("sitting-closed", self.sitting.closed),
        ];
        for (key, at) in times {
            if let Some(at) = at {
                let label = match key {
                    "sitting-opened" => t.say("sitting-opened"),
                    _ => t.say("sitting-closed"),
                };
                facts.push((label.to_string(), self.visitor.at(at)));
            }
        }
        if let State::Adjourned(Some(until)) = self.sitting.state {
            facts.push((t.say("sitting-resumes").to_string(), self.visitor.at(until)));
        }
        facts
    }

    /// How long the notice was, and whether that is enough.
    fn notice(&self) -> String {
        let t = self.visitor.t;
        let sitting = self.sitting;
        let phrase = if sitting.notice_days >= sitting.notice_needs {
            t.say("sitting-notice-good")
        } else if sitting.notice_waived {
            t.say("sitting-notice-waived")
        } else {
            t.say("sitting-notice-short")
        };
        phrase
            .num("days", sitting.notice_days)
            .str("needs", t.count(sitting.notice_needs))
            .str("at", self.visitor.at(sitting.convened))
            .to_string()
    }

    /// Quorum and majority.
    pub(super) fn floor(&self) -> FloorLine {
        let figures = self.room.figures();
        let t = self.visitor.t;
        let text = t
            .say("sitting-figures")
            .num("present", figures.present)
            .str("entitled", t.count(figures.entitled))
            .str("quorum", t.count(figures.quorum))
            .str("majority", t.count(figures.majority));
        FloorLine {
            text: text.to_string(),
            quorate: figures.is_quorate(),
        }
    }

    /// The agenda.
    async fn items(&self) -> Result<Vec<ItemLine>, PageFault> {
        let mut lines = Vec::new();
        for (number, item) in (1..).zip(&self.sitting.items) {
            let mut line = self.item(number, item);
            if let Some(reason) = &item.deferred {
                line.deferred = Some(self.text(reason).await?);
            }
            lines.push(line);
        }
        Ok(lines)
    }

    /// An item, without why it was put off.
    pub(super) fn item(&self, number: usize, item: &Item) -> ItemLine {
        let t = self.visitor.t;
        let state = if item.runs() {
            Some((t.say("sitting-item-now"), "govuk-tag--green"))
        } else if item.deferred.is_some() {
            Some((t.say("sitting-item-deferred"), "govuk-tag--yellow"))
        } else if item.taken.is_empty() {
            None
        } else {
            Some((t.say("sitting-item-done"), "govuk-tag--grey"))
        };
        let times = item.taken.iter().map(|(from, until)| match until {
            Some(until) => t
                .say("sitting-taken")
                .str("from", self.clock(*from))
                .str("until", self.clock(*until))
                .to_string(),
            None => t
                .say("sitting-taken-on")
                .str("from", self.clock(*from))
                .to_string(),
        });
        let papers = (1..).zip(&self.sitting.papers);
        let papers = papers.filter(|(_, one): &(u32, &Tabled)| {
            usize::try_from(one.paper.paper.item).is_ok_and(|of| of == number)
        });
        let papers = papers.map(|(place, tabled)| {
            let spec = &tabled.paper.paper;
            let audience = meeting::audience_name(spec.audience);
            PaperLine {
                href: format!("/sittings/{}/papers/{place}", self.sitting.id),
                title: spec.title.clone(),
                audience: self.audience(audience),
                late: tabled.paper.late,
                readable: self.may_read(audience),
            }
        });
        ItemLine {
            number,
            title: item.spec.title.clone(),
            minutes: item.spec.minutes.map(|minutes| {
                t.say("sitting-minutes-given")
                    .num("minutes", minutes)
                    .to_string()
            }),
            state: state.map(|(said, colour)| (said.to_string(), colour)),
            closed_doors: item.spec.closed_doors,
            late: item.late_papers,
            times: times.collect(),
            deferred: None,
            papers: papers.collect(),
        }
    }

    fn requests(&self) -> Vec<RequestLine> {
        let t = self.visitor.t;
        let needs = self.sitting.composition.orders.item_movers;
        let me = self.visitor.person.as_ref();
        let line = |(number, request): (u32, &polity_org::sitting::state::ItemRequest)| {
            let mine = me.is_some_and(|me| request.members.contains(me));
            let can = self.me.member && !mine && !request.added;
            let can = can && self.sitting.state == State::Convened;
            RequestLine {
                title: request.spec.title.clone(),
                by: self.listed(&request.members),
                added: request.added,
                join: can.then(|| {
                    format!(
                        "/sittings/{}/act/join-item?request={number}",
                        self.sitting.id
                    )
                }),
                needs: t
                    .say("sitting-request-needs")
                    .num("has", request.members.len())
                    .str("needs", t.count(needs))
                    .to_string(),
            }
        };
        (1..).zip(&self.sitting.requests).map(line).collect()
    }

    fn interests(&self) -> Vec<String> {
        let t = self.visitor.t;
        let line = |(person, item): &(polity_values::PersonId, u32)| {
            let phrase = t.say("sitting-interest").str("name", self.name(person));
            phrase.num("item", *item).to_string()
        };
        self.sitting.interests.iter().map(line).collect()
    }

    /// A question with its vote.
    pub(super) async fn question(
        &self,
        number: usize,
        question: &Question,
    ) -> Result<QuestionLine, PageFault> {
        let t = self.visitor.t;
        let spec = &question.spec;
        let (state, colour) = self.question_state(question);
        let moved = match &spec.seconder {
            Some(seconder) => t
                .say("sitting-moved-seconded")
                .str("seconder", self.name(seconder)),
            None => t.say("sitting-moved"),
        };
        let items: Vec<_> = spec.items.iter().map(ToString::to_string).collect();
        let vote = question.vote.as_ref();
        Ok(QuestionLine {
            number,
            title: spec.title.clone(),
            moved: moved.str("mover", self.name(&spec.mover)).to_string(),
            text: match &spec.text {
                Some(text) => Some(self.text(text).await?),
                None => None,
            },
            items: items.join(", "),
            follows: self.follows(question),
            proposed: self.proposed(question),
            state,
            colour,
            at: question
                .decision
                .as_ref()
                .map(|(at, _)| Moment::bare(self.visitor, *at)),
            fell: self.fell(question),
            called: vote.map(|vote| self.called(vote)).unwrap_or_default(),
            by_roll: vote.map(|vote| self.by_roll(vote)).unwrap_or_default(),
            rounds: self.rounds(question),
            sections: self.sections(question),
            record: format!("/record/{}", question.entry),
        })
    }

    fn points(&self) -> Vec<PointLine> {
        let t = self.visitor.t;
        let line = |point: &polity_org::sitting::state::Point| {
            let text = t.say("sitting-point").str("name", self.name(&point.person));
            let state = match (point.upheld, point.overturned) {
                (None, _) => t.say("sitting-point-open"),
                (Some(_), true) => t.say("sitting-point-overturned"),
                (Some(true), false) => t.say("sitting-point-upheld"),
                (Some(false), false) => t.say("sitting-point-not-upheld"),
            };
            PointLine {
                text: text
                    .str("kind", &point.category)
                    .str("at", self.clock(point.at))
                    .to_string(),
                state: state.to_string(),
            }
        };
        self.sitting.points.iter().map(line).collect()
    }

    async fn actions(&self) -> Result<Vec<ActionLine>, PageFault> {
        let mut lines = Vec::new();
        for action in &self.sitting.actions {
            let due = action.spec.due.to_zoned(self.visitor.zone()).ok();
            let due = due.map_or_else(
                || action.spec.due.to_string(),
                |due| self.visitor.t.date(due.timestamp(), &self.visitor.zone()),
            );
            lines.push(ActionLine {
                owner: self.name(&action.spec.owner),
                due,
                text: self.text(&action.spec.text).await?,
                done: match &action.done {
                    Some((at, note)) => {
                        Some((Moment::bare(self.visitor, *at), self.text(note).await?))
                    }
                    None => None,
                },
            });
        }
        Ok(lines)
    }

    async fn scrutiny(&self) -> Result<Vec<ScrutinyLine>, PageFault> {
        let t = self.visitor.t;
        let mut lines = Vec::new();
        for (number, one) in (1..).zip(&self.sitting.scrutiny) {
            let mut answers = Vec::new();
            for (at, by, text) in &one.answers {
                let said = t.say("sitting-answered").str("name", self.name(by));
                let said = said.str("at", self.visitor.at(*at)).to_string();
                answers.push((said, self.text(text).await?));
            }
            let mut further = Vec::new();
            for text in &one.further {
                further.push(self.text(text).await?);
            }
            let asked = t.say("sitting-asked").str("by", self.name(&one.by));
            lines.push(ScrutinyLine {
                number,
                asked: asked
                    .str("to", self.name(&one.to))
                    .str("at", self.visitor.at(one.at))
                    .to_string(),
                text: self.text(&one.text).await?,
                answers,
                further,
                settled: one.settled,
            });
        }
        Ok(lines)
    }

    /// Where the minutes stand.
    pub(super) fn minutes_state(&self) -> String {
        let t = self.visitor.t;
        let sitting = self.sitting;
        match (&sitting.minutes, &sitting.approved) {
            (_, Some(by)) => {
                let other = self.visitor.world.sitting(by);
                let title = other.map_or_else(|| by.to_string(), |one| one.call.title.clone());
                t.say("sitting-minutes-approved").str("meeting", title)
            }
            (Some(_), None) => t.say("sitting-minutes-in"),
            (None, None) if sitting.state == State::Closed => t.say("sitting-minutes-due"),
            (None, None) => t.say("sitting-minutes-record"),
        }
        .to_string()
    }

    async fn reports(&self) -> Result<Vec<ReportLine>, PageFault> {
        let mut lines = Vec::new();
        for (person, (at, text)) in &self.sitting.reports {
            lines.push(ReportLine {
                name: self.name(person),
                at: Moment::bare(self.visitor, *at),
                text: self.text(text).await?,
            });
        }
        lines.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(lines)
    }
}

/// An item by its number, with its title.
pub(super) fn item_title(sitting: &Sitting, number: u32) -> String {
    let item = Sitting::numbered(&sitting.items, number);
    format!(
        "{number}. {}",
        item.map_or("", |item| item.spec.title.as_str())
    )
}
