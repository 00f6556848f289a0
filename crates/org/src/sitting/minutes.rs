//! The minutes as the record has them: one line after another of what happened, in its order, ready to be put into
//! words. Nobody retypes a vote.

use std::collections::BTreeMap;

use polity_values::{PersonId, Timestamp};

use super::state::Sitting;
use crate::organisation::Organisation;

/// What a line of the minutes is about; numbers are those of the sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// The sitting opened.
    Opened,
    /// An item was taken.
    Item(u32),
    /// A point of order was raised.
    Point(u32),
    /// A question was put.
    Put(u32),
    /// A question was decided.
    Decided(u32),
    /// The sitting closed.
    Closed,
}

/// Who was there, and who was not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roll {
    /// Members who were in at any time, with the minutes for which they were.
    pub present: BTreeMap<PersonId, i64>,
    /// Members who apologised and were never in.
    pub apologies: Vec<PersonId>,
    /// Members who neither came nor apologised.
    pub absent: Vec<PersonId>,
    /// Others who were let in.
    pub guests: Vec<PersonId>,
}

/// The lines, by time. Deferred items have no line: they stand on the agenda with their reason.
pub fn lines(sitting: &Sitting) -> Vec<(Timestamp, Line)> {
    let mut lines = Vec::new();
    lines.extend(sitting.opened.map(|at| (at, Line::Opened)));
    lines.extend(sitting.closed.map(|at| (at, Line::Closed)));
    for (number, item) in (1..).zip(&sitting.items) {
        lines.extend(item.taken.iter().map(|(at, _)| (*at, Line::Item(number))));
    }
    for (number, point) in (1..).zip(&sitting.points) {
        lines.push((point.at, Line::Point(number)));
    }
    for (number, question) in (1..).zip(&sitting.questions) {
        lines.push((question.at, Line::Put(number)));
        let decided = question.decision.as_ref();
        lines.extend(decided.map(|(at, _)| (*at, Line::Decided(number))));
    }
    // At the same instant: opening, item, point, question, decision, close.
    lines.sort();
    lines
}

/// Who was there.
pub fn roll(organisation: &Organisation, sitting: &Sitting) -> Roll {
    let at = sitting.opened.unwrap_or(sitting.call.starts);
    let strength = crate::body::strength::of_composition(organisation, &sitting.composition, at);
    let members: std::collections::BTreeSet<&PersonId> = strength
        .divisions
        .iter()
        .flat_map(|one| one.held.iter().map(|held| &held.person))
        .chain(sitting.substitutes.values())
        .collect();
    let mut roll = Roll::default();
    for (person, stays) in sitting.door.stays() {
        if !members.contains(person) {
            roll.guests.push(person.clone());
            continue;
        }
        let closed = sitting.closed;
        let minutes = stays.iter().filter_map(|stay| {
            let until = stay.until.or(closed)?;
            Some((until.as_second() - stay.from.as_second()) / 60)
        });
        roll.present.insert(person.clone(), minutes.sum());
    }
    for person in members {
        if roll.present.contains_key(person) || sitting.substitutes.contains_key(person) {
            continue;
        }
        if sitting.apologies.contains(person) {
            roll.apologies.push(person.clone());
        } else {
            roll.absent.push(person.clone());
        }
    }
    roll
}
