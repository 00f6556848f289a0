//! What who is signed in may do in a sitting now, as links to forms.

use polity_org::sitting::state::State;

use super::gate::{ACTS, RARE};
use super::meeting::Meeting;
use crate::words::{self, moment::Moment};

/// An act that may be done now.
pub(super) struct Offer {
    pub(super) name: &'static str,
    pub(super) href: String,
    pub(super) label: String,
    /// Whether it is asked of this person.
    pub(super) first: bool,
    /// Until when, where it is asked.
    pub(super) by: Option<Moment>,
}

impl Meeting<'_> {
    /// What who is signed in may do now.
    pub(super) fn offers(&self) -> Vec<Offer> {
        let Some(person) = &self.visitor.person else {
            return Vec::new();
        };
        if !(self.me.member
            || self.me.desk()
            || self.sitting.owing.contains(person)
            || self.asked())
        {
            return Vec::new();
        }
        let all = ACTS.iter().chain(&RARE);
        let may = all.filter(|name| self.gate(person, name).is_ok());
        let zone = self.visitor.zone();
        may.map(|name| {
            let owes = *name == "report" && !self.sitting.reports.contains_key(person);
            Offer {
                name,
                href: format!("/sittings/{}/act/{name}", self.sitting.id),
                label: words::label(self.visitor.t, &format!("sitting-{name}")),
                first: owes || self.expects(name),
                by: owes
                    .then(|| self.sitting.reports_due(&zone))
                    .flatten()
                    .map(|due| Moment::new(self.visitor, due)),
            }
        })
        .collect()
    }

    /// Whether who looks was asked a question here.
    fn asked(&self) -> bool {
        let me = self.visitor.person.as_ref();
        let asked = |one: &polity_org::sitting::state::Scrutiny| Some(&one.to) == me;
        let owns = |one: &polity_org::sitting::state::Action| Some(&one.spec.owner) == me;
        self.sitting.scrutiny.iter().any(asked) || self.sitting.actions.iter().any(owns)
    }

    /// Whether the sitting waits for an act of this person.
    fn expects(&self, name: &str) -> bool {
        let me = self.visitor.person.as_ref();
        match name {
            "open" => true,
            "answer" => self
                .sitting
                .scrutiny
                .iter()
                .any(|one| Some(&one.to) == me && one.answers.is_empty()),
            "submit-minutes" => self.sitting.minutes.is_none(),
            "vote" => self.sitting.voting().is_some_and(|(_, question)| {
                let vote = question.vote.as_ref();
                me.zip(vote).is_some_and(|(me, vote)| {
                    vote.opened.voters.contains(me) && !vote.given.contains_key(me)
                })
            }),
            "enter" => {
                self.sitting.state == State::Open
                    && self.me.member
                    && me.is_some_and(|me| !self.sitting.door.is_in(me))
            }
            _ => false,
        }
    }
}
