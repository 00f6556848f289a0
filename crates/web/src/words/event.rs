//! What happened, as the record and the news tell it: one sentence for each kind of event.

use std::collections::BTreeMap;

use polity_org::body::BodyEvent;
use polity_org::step::{Resolution, Stepped};
use polity_org::{Entry, Event, Subject};
use polity_values::{PersonId, UnitId};

use super::{Said, label, procedure};
use crate::lang::{Phrase, Say};
use crate::visitor::Visitor;

/// The persons whose names an entry's sentence takes: fetch them with [`Visitor::names`].
pub fn persons(entry: &Entry) -> Vec<&PersonId> {
    let mut persons: Vec<_> = entry.actor.iter().collect();
    match &entry.event {
        Event::SupportGiven { candidate, .. } | Event::SupportWithdrawn { candidate, .. } => {
            persons.push(candidate);
        }
        Event::TrusteeNamed { trustee } => persons.push(trustee),
        Event::Body(_) | Event::Sitting(_) => persons.extend(concerned(&entry.event)),
        Event::Step(stepped) => persons.extend(stepped.subject()),
        Event::CountRecorded(count) => persons.extend(&count.elected),
        Event::ResultDeclared { elected, .. } => persons.extend(elected),
        _ => {}
    }
    persons
}

/// Whom an event of a body or a sitting is about.
fn concerned(event: &Event) -> Option<&PersonId> {
    match event {
        Event::Body(BodyEvent::TenureBegun(start)) => Some(&start.person),
        Event::Sitting(event) => event.person(),
        _ => None,
    }
}

/// An entry in a sentence.
pub fn event(visitor: &Visitor, entry: &Entry, names: &BTreeMap<PersonId, String>) -> Said {
    let t = visitor.t;
    let teller = Teller { visitor, names };
    let phrase = match &entry.event {
        Event::Proposed(deed) => {
            let name = deed.kind().map_or_else(
                || crate::pages::organisation::standing_name(deed),
                polity_procedure::Named::name,
            );
            t.say("event-proposed").str("act", label(t, name))
        }
        Event::ChallengeDecided(decision) if decision.upheld => t
            .say("event-challenge-upheld")
            .str("entry", decision.challenge),
        // While applications are sifted, nobody learns from here whose it was that somebody scored just now.
        Event::Step(Stepped::Scored { .. }) if sifted(visitor, entry) => {
            t.say("event-score-recorded-blind")
        }
        event => {
            let Some(phrase) = t.named("event-", &event.kind().replace('.', "-")) else {
                return Said::plain(event.kind());
            };
            teller.filled(phrase, entry)
        }
    };
    Said::plain(phrase.str("who", teller.who(entry.actor.as_ref())))
}

/// Whether the matter that an entry is about is being sifted.
fn sifted(visitor: &Visitor, entry: &Entry) -> bool {
    let Subject::Matter(id) = &entry.subject else {
        return false;
    };
    let stage = visitor
        .world
        .matter(id)
        .and_then(|matter| matter.current_stage());
    stage.is_some_and(|stage| stage.kind == polity_procedure::model::StageKind::Sift)
}

struct Teller<'v> {
    visitor: &'v Visitor,
    names: &'v BTreeMap<PersonId, String>,
}

impl Teller<'_> {
    fn who(&self, person: Option<&PersonId>) -> String {
        let Some(person) = person else {
            return self.visitor.t.say("event-clock").to_string();
        };
        self.names
            .get(person)
            .cloned()
            .unwrap_or_else(|| person.to_string())
    }

    fn unit(&self, unit: &UnitId) -> String {
        let organisation = self.visitor.world.organisation();
        organisation
            .and_then(|one| one.units.get(unit))
            .map_or_else(|| unit.to_string(), |known| known.title.clone())
    }

    fn everyone(&self, persons: &[PersonId]) -> String {
        let names: Vec<_> = persons.iter().map(|one| self.who(Some(one))).collect();
        list(self.visitor.t, &names)
    }

    /// The gaps that the event's own figures fill.
    fn filled(&self, phrase: Phrase, entry: &Entry) -> Phrase {
        let t = self.visitor.t;
        match &entry.event {
            Event::UnitFormed(unit) => phrase.str("unit", &unit.title),
            Event::ProcedureAdopted(adoption) => {
                let adopted = self
                    .visitor
                    .world
                    .procedures()
                    .find(|known| known.sha256 == adoption.sha256);
                let title = adopted.map(|known| procedure::text(t, &known.procedure.title).text);
                phrase.str("what", title.unwrap_or_default())
            }
            Event::RulesChanged(change) => {
                let organisation = self.visitor.world.organisation();
                let from = organisation.and_then(|one| one.day(change.from));
                let from = from.map_or_else(
                    || change.from.to_string(),
                    |day| self.visitor.t.date(day, &self.visitor.zone()),
                );
                let clauses: Vec<_> = change.clauses.iter().map(ToString::to_string).collect();
                phrase.str("from", from).str("clauses", clauses.join(", "))
            }
            Event::MatterOpened(opening) => phrase.str("what", &opening.title),
            Event::RollImported(list) => phrase.str("count", t.count(list.rows)),
            Event::Body(_) | Event::Sitting(_) => match concerned(&entry.event) {
                Some(person) => phrase.str("whom", self.who(Some(person))),
                None => phrase,
            },
            Event::RightLimited(limit) => phrase.str("until", self.visitor.at(limit.until)),
            Event::ProposalDeclined { of } => phrase.str("entry", of),
            Event::RollFrozen(roll) => phrase.str("count", t.count(roll.size)),
            Event::RollCorrected(correction) => phrase.str("count", t.count(correction.after.size)),
            Event::SupportGiven { candidate, unit }
            | Event::SupportWithdrawn { candidate, unit } => phrase
                .str("unit", self.unit(unit))
                .str("whom", self.who(Some(candidate))),
            Event::TrusteeNamed { trustee } => phrase.str("whom", self.who(Some(trustee))),
            Event::CredentialsRecorded { count, .. } => phrase.str("count", t.count(*count)),
            Event::BallotExtended { to, .. } => phrase.str("until", self.visitor.at(*to)),
            Event::BallotClosed(head) => phrase.str("count", t.count(head.cast)),
            Event::CountRecorded(count) => phrase.str("elected", self.everyone(&count.elected)),
            Event::ResultDeclared { elected, .. } => phrase.str("elected", self.everyone(elected)),
            Event::ChallengeDecided(decision) => phrase.str("entry", decision.challenge),
            Event::Step(stepped) => self.step(phrase, stepped),
            Event::StageEnded { stage, outcome, .. } => {
                let outcome = outcome.map_or("lapsed", polity_procedure::Named::name);
                let outcome = t.named("end-outcome-", outcome);
                let of = match &entry.subject {
                    Subject::Matter(id) => self.visitor.world.matter(id),
                    Subject::Organisation | Subject::Sitting(_) => None,
                };
                let stage = of.map_or_else(
                    || stage.to_string(),
                    |matter| procedure::stage(t, &matter.procedure, stage).text,
                );
                let outcome = outcome.map(|one| one.to_string()).unwrap_or_default();
                phrase
                    .str("stage", stage)
                    .str("outcome", outcome.to_lowercase())
            }
            _ => phrase,
        }
    }
}

impl Teller<'_> {
    /// The gaps of a step's sentence.
    fn step(&self, phrase: Phrase, stepped: &Stepped) -> Phrase {
        let t = self.visitor.t;
        let phrase = match stepped.subject() {
            Some(whom) => phrase.str("whom", self.who(Some(whom))),
            None => phrase,
        };
        match stepped {
            Stepped::SizeStated(size) => phrase.str("count", t.count(size.size)),
            Stepped::Selected { selection, .. } => votes(phrase, &selection.vote),
            Stepped::Resolved { vote, .. } => votes(phrase, vote),
            _ => phrase,
        }
    }
}

fn votes(phrase: Phrase, vote: &Resolution) -> Phrase {
    phrase
        .num("for", vote.in_favour)
        .num("against", vote.against)
}

/// Names in a sentence: "Ann, Bob and Carys".
pub fn list(t: Say, names: &[String]) -> String {
    match names {
        [] => t.say("event-nobody").to_string(),
        [one] => one.clone(),
        [most @ .., last] => t
            .say("event-and")
            .str("first", most.join(", "))
            .str("last", last)
            .to_string(),
    }
}
