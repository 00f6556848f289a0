//! A round of a vote as a form: the votes of each candidate, together or in the sections of a college.

use std::collections::{BTreeMap, BTreeSet};

use polity_org::Matter;
use polity_org::act::Deed;
use polity_org::step::{Round, Step};
use polity_procedure::model::CardSection;
use polity_values::PersonId;

use super::form::Reader;
use super::step::Form;
use crate::pages::progress::voters;
use crate::words::{self, Said};

/// With fewer voters than this, who knows how some voted can reckon how others did.
const FEW: usize = 100;

/// The fields of a round, and the deed when all of them are right.
pub(super) async fn form(reader: &mut Reader<'_>, matter: &Matter) -> Form {
    let t = reader.t();
    let standing = matter.standing();
    let names = reader.visitor.names(&standing).await?;
    few(reader, matter);
    let terms = matter.current_stage().and_then(|one| one.rounds.as_ref());
    let sections: &[CardSection] = terms.map_or(&[], |terms| &terms.sections);
    let mut round = Round {
        votes: BTreeMap::new(),
        sections: BTreeMap::new(),
        invalid: 0,
        lot: Vec::new(),
    };
    let mut complete = true;
    if sections.is_empty() {
        round.votes = votes(reader, &standing, &names, None);
        complete = round.votes.len() == standing.len();
    }
    for section in sections {
        let votes = votes(reader, &standing, &names, Some(section));
        complete &= votes.len() == standing.len();
        round.sections.insert(section.id.clone(), votes);
    }
    let invalid = reader.number("invalid", t.say("act-field-invalid"), None);
    let hint = t.say("act-field-lot-hint").to_string();
    let lot = reader.line_or_none("lot", t.say("act-field-lot"), Some(hint));
    let lot = lot.map_or(Some(Vec::new()), |text| {
        let drawn = drawn(&text, &standing);
        if drawn.is_none() {
            reader.fault(t.say("act-fault-lot"));
        }
        drawn
    });
    match (invalid, lot) {
        (Some(invalid), Some(lot)) if complete => {
            (round.invalid, round.lot) = (invalid, lot);
            Ok(Some(Deed::Step(Step::RecordRound(round)).into()))
        }
        _ => Ok(None),
    }
}

/// So few may vote that secrecy is thin: the tellers are told what keeps it.
fn few(reader: &mut Reader<'_>, matter: &Matter) {
    let t = reader.t();
    let Some(voters) = voters(reader.visitor, matter).filter(|voters| *voters < FEW) else {
        return;
    };
    let text = t.say("act-field-few-text").num("voters", voters);
    reader.note("few", t.say("act-field-few"), Said::plain(text), None);
}

/// The votes of those who stand, of everybody together or of one section.
fn votes(
    reader: &mut Reader<'_>,
    standing: &[PersonId],
    names: &BTreeMap<PersonId, String>,
    section: Option<&CardSection>,
) -> BTreeMap<PersonId, u32> {
    let t = reader.t();
    let mut votes = BTreeMap::new();
    for (place, person) in (1_i64..).zip(standing) {
        let name = names.get(person).cloned().unwrap_or_default();
        let (field, name) = match section {
            None => (format!("votes-{person}"), name),
            Some(section) => {
                let title = words::procedure::text(t, &section.title).text;
                let field = format!("votes-{}-{person}", section.id);
                (field, format!("{title}: {name}"))
            }
        };
        let label = t.say("act-field-votes").num("number", place);
        if let Some(figure) = reader.number(&field, label.str("name", name), None) {
            votes.insert(person.clone(), figure);
        }
    }
    votes
}

/// A round that was proposed, for who is asked to confirm it.
pub(super) fn notes(reader: &mut Reader<'_>, round: &Round, names: &BTreeMap<PersonId, String>) {
    let t = reader.t();
    for (section, votes) in round.parts() {
        for (person, votes) in votes {
            let name = names.get(person).cloned().unwrap_or_default();
            let (field, label) = match section {
                None => (format!("votes-{person}"), name),
                Some(id) => (format!("votes-{id}-{person}"), format!("{id}: {name}")),
            };
            reader.note(&field, label, Said::plain(votes), None);
        }
    }
    let invalid = Said::plain(round.invalid);
    reader.note("invalid", t.say("act-field-invalid"), invalid, None);
}

/// The persons of a lot, which names them by their places in the list; each at most once.
fn drawn(text: &str, standing: &[PersonId]) -> Option<Vec<PersonId>> {
    let mut seen = BTreeSet::new();
    let places = text.split([',', ' ', ';']).filter(|one| !one.is_empty());
    places
        .map(|place| {
            let place: usize = place.parse().ok()?;
            let person = standing.get(place.checked_sub(1)?)?;
            seen.insert(place).then(|| person.clone())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> PersonId {
        PersonId::new(text).unwrap()
    }

    #[test]
    fn a_lot_names_each_at_most_once_and_nobody_else() {
        let standing = [id("p-1"), id("p-2"), id("p-3")];
        let drawn = |text| drawn(text, &standing);
        assert_eq!(drawn("3, 1"), Some(vec![id("p-3"), id("p-1")]));
        assert_eq!(drawn(""), Some(Vec::new()));
        for wrong in ["0", "4", "1 1", "one", "-1"] {
            assert_eq!(drawn(wrong), None, "{wrong}");
        }
    }
}
