//! Who belongs in a sitting, and the figures of who is there: worked out once, for the judge and for every page.

use std::collections::BTreeSet;

use polity_values::{PersonId, SeatId, Timestamp};

use super::state::Sitting;
use crate::act::Limited;
use crate::body::strength::{Strength, Whole, of_composition};
use crate::organisation::Organisation;

/// A sitting with the body that meets, at an instant.
pub struct Room<'a> {
    organisation: &'a Organisation,
    sitting: &'a Sitting,
    strength: Strength,
    now: Timestamp,
}

/// Members who may vote, in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Who may vote in this body, present or not.
    pub entitled: u64,
    /// Of these, who is present.
    pub present: u64,
    /// How many must be present.
    pub quorum: u64,
    /// How many votes carry a question when all who are present vote for or against.
    pub majority: u64,
}

impl Figures {
    /// Whether enough are there.
    pub fn is_quorate(&self) -> bool {
        self.present >= self.quorum
    }
}

impl<'a> Room<'a> {
    /// The room of a sitting at an instant.
    pub fn new(organisation: &'a Organisation, sitting: &'a Sitting, now: Timestamp) -> Self {
        Self {
            organisation,
            sitting,
            strength: of_composition(organisation, &sitting.composition, now),
            now,
        }
    }

    /// Every member of the body, voting or not, and every substitute for one.
    pub fn members(&self) -> BTreeSet<&PersonId> {
        members(&self.strength, self.sitting)
    }

    /// Who may vote, present or not: members who are not suspended, each replaced by a substitute who was named.
    pub fn electorate(&self) -> BTreeSet<PersonId> {
        electorate(&self.strength, self.sitting)
    }

    /// Whether a person presides: who took the chair here, or who holds the office.
    pub fn presides(&self, person: &PersonId) -> bool {
        presides(self.organisation, self.sitting, person, self.now)
    }

    /// Whether a person keeps the record of the sitting.
    pub fn keeps_record(&self, person: &PersonId) -> bool {
        let seat = &self.sitting.composition.orders.secretary;
        holds(self.organisation, person, seat, self.now)
    }

    /// Who presides, where the chair was taken or one person alone holds the office.
    pub fn chair(&self) -> Option<PersonId> {
        let seat = &self.sitting.composition.orders.chair;
        self.sitting
            .chair
            .clone()
            .or_else(|| self.holders(seat).into_iter().next())
    }

    /// Who holds a seat now and is not suspended, in the order of the record.
    pub fn holders(&self, seat: &SeatId) -> Vec<PersonId> {
        let tenures = self.organisation.tenures.iter();
        tenures
            .filter(|one| one.seat == *seat && one.runs_at(self.now))
            .map(|one| one.person.clone())
            .filter(|person| holds(self.organisation, person, seat, self.now))
            .collect()
    }

    /// The figures of who is there.
    pub fn figures(&self) -> Figures {
        let electorate = self.electorate();
        let inside = electorate.iter().filter(|one| self.sitting.door.is_in(one));
        let present = inside.count() as u64;
        let mut whole = whole(&self.strength, electorate.len() as u64, present);
        let quorum = self.sitting.composition.quorum.needs(&whole);
        whole.voting = present;
        Figures {
            entitled: whole.entitled,
            present,
            quorum,
            majority: self.sitting.composition.majority.needs(&whole),
        }
    }
}

/// Whether a person holds a seat now and is not suspended.
pub(super) fn holds(
    organisation: &Organisation,
    person: &PersonId,
    seat: &SeatId,
    now: Timestamp,
) -> bool {
    let limited = Limited::Person(person.clone());
    organisation.limit_on(&limited, now).is_none()
        && organisation.places_of(person, seat, now).next().is_some()
}

pub(super) fn presides(
    organisation: &Organisation,
    sitting: &Sitting,
    person: &PersonId,
    now: Timestamp,
) -> bool {
    match &sitting.chair {
        Some(chair) => chair == person,
        None => holds(organisation, person, &sitting.composition.orders.chair, now),
    }
}

pub(super) fn members<'s>(strength: &'s Strength, sitting: &'s Sitting) -> BTreeSet<&'s PersonId> {
    let held = strength.divisions.iter().flat_map(|one| &one.held);
    held.map(|one| &one.person)
        .chain(sitting.substitutes.values())
        .collect()
}

pub(super) fn electorate(strength: &Strength, sitting: &Sitting) -> BTreeSet<PersonId> {
    let substitutes = &sitting.substitutes;
    let entitled = strength.entitled.iter();
    entitled
        .map(|person| substitutes.get(person).unwrap_or(person).clone())
        .collect()
}

pub(super) fn whole(strength: &Strength, entitled: u64, present: u64) -> Whole {
    Whole {
        seats: u64::from(strength.seats),
        held: strength.held.len() as u64,
        entitled,
        present,
        voting: 0,
    }
}
