//! The pages of a form: to fill in, to check, and what was done.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use polity_office::{OfficeFault, desk};
use polity_org::sitting::Sitting;
use polity_org::{Act, Event, Matter};
use polity_store::{Monitored, Paper};
use polity_values::{Clause, PersonId};

use super::form::{Control, Field, Reader};
use super::standing::Planned;
use super::{Step, submit_with};
use crate::PageFault;
use crate::page::{Frame, Page, show, show_with};
use crate::pages::rules::{PieceLine, Proposed};
use crate::visitor::Visitor;
use crate::words::{self, Rule, Said};

/// The act whose form is drawn.
pub(crate) struct Sheet<'v> {
    pub(crate) visitor: &'v Visitor,
    pub(crate) matter: Option<&'v Matter>,
    /// The sitting, where it is an act of one.
    pub(crate) sitting: Option<&'v Sitting>,
    /// The clause that an act of a sitting goes by.
    pub(crate) clause: Option<Clause>,
    pub(crate) name: &'v str,
    /// Where the form is sent.
    pub(crate) action: String,
    /// Where one comes from.
    pub(crate) home: String,
    /// How many persons it takes.
    pub(crate) persons: u8,
    /// What an applicant answers for monitoring: added to totals when the act is done.
    pub(crate) monitored: Vec<Monitored>,
}

/// What is told beside the fields.
#[derive(Default)]
pub(crate) struct Told {
    /// Everything that is wrong with a procedure's file or a timetable.
    pub(crate) faults: Vec<String>,
    /// The timetable, worked out.
    pub(crate) planned: Vec<Planned>,
    /// The words that go and come, where rules change.
    pub(crate) proposed: Option<Proposed>,
}

#[derive(Template)]
#[template(path = "act/form.html")]
struct FormPage {
    frame: Frame,
    over: Said,
    rules: Vec<Rule>,
    does: Option<String>,
    action: String,
    home: String,
    fields: Vec<Field>,
    /// What is wrong: the field's id, and what.
    problems: Vec<(String, Said)>,
    told: Told,
    with_file: bool,
}

#[derive(Template)]
#[template(path = "act/review.html")]
pub(crate) struct ReviewPage {
    pub(crate) frame: Frame,
    pub(crate) over: Said,
    pub(crate) label: String,
    pub(crate) rules: Vec<Rule>,
    pub(crate) does: Option<String>,
    pub(crate) action: String,
    pub(crate) home: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) told: Told,
    pub(crate) by_two: bool,
    pub(crate) button: String,
    pub(crate) may_go_back: bool,
}

#[derive(Template)]
#[template(path = "act/done.html")]
struct DonePage {
    frame: Frame,
    entry: String,
    sentence: Said,
    next: String,
    record: String,
    home: String,
    back: String,
}

impl Sheet<'_> {
    fn label(&self) -> String {
        words::label(self.visitor.t, self.name)
    }

    pub(crate) fn over(&self) -> Said {
        let title = match (self.matter, self.sitting) {
            (Some(matter), _) => matter.title.clone(),
            (None, Some(sitting)) => sitting.call.title.clone(),
            (None, None) => self.visitor.organisation_name(),
        };
        Said::plain(title)
    }

    pub(crate) fn frame(&self, title: impl ToString) -> Frame {
        let frame = Frame::new(self.visitor, title);
        let t = self.visitor.t;
        match (self.matter, self.sitting) {
            (Some(matter), _) => frame
                .crumb(t.say("frame-matters"), "/matters")
                .crumb(&matter.title, self.home.clone()),
            (None, Some(sitting)) => frame
                .crumb(t.say("sitting-all"), "/sittings")
                .crumb(&sitting.call.title, format!("/sittings/{}", sitting.id)),
            (None, None) => frame.crumb(t.say("frame-organisation"), "/organisation"),
        }
    }

    pub(crate) fn does(&self) -> Option<String> {
        let phrase = self.visitor.t.named("act-does-", self.name);
        phrase.map(|phrase| phrase.to_string())
    }

    /// The clauses that the act goes by: its own, and those of what it needs.
    fn rules(&self) -> Vec<Rule> {
        use polity_procedure::Named as _;
        let id = self.matter.map(|matter| &matter.id);
        let rule = |clause| words::rule(self.visitor, id, clause);
        if let Some(matter) = self.matter {
            let kind = polity_procedure::model::ActKind::named(self.name);
            let found = kind.and_then(|kind| super::rule_of(matter, kind));
            let mut clauses: Vec<_> = found
                .into_iter()
                .flat_map(|one| {
                    std::iter::once(&one.rule).chain(one.needs.iter().map(|needed| &needed.rule))
                })
                .collect();
            let mut seen = std::collections::BTreeSet::new();
            clauses.retain(|clause| seen.insert((*clause).clone()));
            return clauses.into_iter().map(rule).collect();
        }
        if let Some(clause) = &self.clause {
            return vec![rule(clause)];
        }
        let act = super::standing::named(self.name);
        let organisation = self.visitor.world.organisation();
        let power = act.and_then(|act| organisation?.powers_to(act).next());
        power.map(|power| rule(&power.rule)).into_iter().collect()
    }

    /// Takes the form one step on.
    pub(crate) async fn go_on(
        &self,
        reader: Reader<'_>,
        ready: Option<(Act, Vec<Paper>)>,
        step: Step,
        told: Told,
    ) -> Page {
        let right = reader.is_right();
        let fields = reader.fields;
        let Some((act, papers)) = ready.filter(|_| right) else {
            return self.form(fields, Vec::new(), told);
        };
        if step == Step::Do {
            let seq = submit_with(self.visitor, &act, &papers, &self.monitored).await?;
            let done = format!("{}?done={seq}", self.action);
            return Ok(Redirect::to(&done).into_response());
        }
        let store = self.visitor.site.store();
        match desk::ask(store, &act, self.visitor.now).await {
            Ok(()) => show(&self.review(fields, told)),
            Err(OfficeFault::Refused(refused)) => {
                let id = self.matter.map(|matter| &matter.id);
                let reasons = refused.unmet.iter().map(|unmet| {
                    let reason = words::reason(self.visitor, id, unmet);
                    ("form".to_owned(), reason.text)
                });
                let reasons = reasons.collect();
                self.form(fields, reasons, told)
            }
            Err(fault) => Err(fault.into()),
        }
    }

    fn form(&self, fields: Vec<Field>, mut problems: Vec<(String, Said)>, told: Told) -> Page {
        let of_fields = fields
            .iter()
            .filter_map(|field| Some((field.id.clone(), Said::plain(field.fault.as_ref()?))));
        problems.extend(of_fields);
        let wrong = !problems.is_empty();
        let with_file = fields
            .iter()
            .any(|field| matches!(field.control, Control::File));
        let page = FormPage {
            frame: self.frame(self.label()),
            over: self.over(),
            rules: self.rules(),
            does: self.does(),
            action: self.action.clone(),
            home: self.home.clone(),
            fields,
            problems,
            told,
            with_file,
        };
        if wrong {
            return show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
        show(&page)
    }

    fn review(&self, fields: Vec<Field>, told: Told) -> ReviewPage {
        let t = self.visitor.t;
        let label = self.label();
        let by_two = self.persons > 1;
        let button = if by_two {
            t.say("act-propose-it").str("act", &label)
        } else {
            t.say("act-do-it").str("act", &label)
        };
        ReviewPage {
            frame: self.frame(t.say("act-review-title")),
            over: self.over(),
            label,
            rules: self.rules(),
            does: self.does(),
            action: self.action.clone(),
            home: self.home.clone(),
            // A form of nothing but a button has nothing to go back to.
            may_go_back: fields
                .iter()
                .any(|field| !matches!(field.control, Control::Hidden)),
            fields,
            told,
            by_two,
            button: button.to_string(),
        }
    }

    /// What was done, by the entry that tells it.
    pub(crate) async fn done(&self, seq: &str, actor: &PersonId) -> Page {
        let t = self.visitor.t;
        let seq: u64 = seq.parse().map_err(|_| PageFault::NotFound)?;
        let after = seq.checked_sub(1).ok_or(PageFault::NotFound)?;
        let entries = self.visitor.site.store().entry_page(after).await?;
        let entry = entries
            .first()
            .filter(|entry| entry.actor.as_ref() == Some(actor));
        let entry = entry.ok_or(PageFault::NotFound)?;
        let names = self.visitor.names(words::persons(entry)).await?;
        let proposed = matches!(entry.event, Event::Proposed(_));
        let label = self.label();
        let (title, next) = if proposed {
            let title = t.say("act-done-proposed-title").str("act", label);
            (title, t.say("act-done-proposed"))
        } else {
            let title = t.say("act-done-title").str("act", label);
            (title, t.say("act-done-effective"))
        };
        show(&DonePage {
            frame: self.frame(title),
            entry: t
                .say("act-done-entry")
                .str("seq", seq)
                .str("at", self.visitor.at(entry.at))
                .to_string(),
            sentence: words::event(self.visitor, entry, &names),
            next: next.to_string(),
            record: format!("/record/{seq}"),
            home: self.home.clone(),
            back: match (self.matter, self.sitting) {
                (Some(_), _) => t.say("act-done-back"),
                (None, Some(_)) => t.say("sitting-done-back"),
                (None, None) => t.say("act-done-organisation"),
            }
            .to_string(),
        })
    }
}
