//! Who belongs to a body at an instant, and the figures that follow: seats, members, votes, quorum, majority, reserved
//! places. Everything is worked out from tenures and limits; nothing is kept.

use std::collections::{BTreeMap, BTreeSet};

use polity_values::{BodyId, Clause, PersonId, SeatId, SectionId, TenureId, Timestamp};

use super::composition::{Base, Composition, Division, Filling, Measure, Reservation};
use crate::act::Limited;
use crate::organisation::{Organisation, Place, Tenure};

/// A person in a seat of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seated {
    /// Who.
    pub person: PersonId,
    /// The seat.
    pub seat: SeatId,
    /// The tenure by which the seat is held; for a seat held by virtue of another, that other's.
    pub tenure: TenureId,
    /// Since when.
    pub from: Timestamp,
    /// Until when, if the term has an end.
    pub until: Option<Timestamp>,
    /// Whether the seat votes.
    pub vote: bool,
    /// Until when the holder is suspended.
    pub suspended: Option<Timestamp>,
    /// The body whose ratification is awaited.
    pub acting: Option<BodyId>,
    /// The groups of reserved places in which the holder counts.
    pub counts: BTreeSet<String>,
}

/// A division at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Its id.
    pub id: SectionId,
    /// Its seats.
    pub seats: u32,
    /// Who holds them.
    pub held: Vec<Seated>,
    /// How many are vacant.
    pub vacant: u32,
}

/// Reserved places at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    /// In which division; none: in the body as a whole.
    pub division: Option<SectionId>,
    /// The group.
    pub group: String,
    /// Places reserved for it.
    pub needs: u32,
    /// Places that it holds.
    pub has: u32,
    /// Vacant places, by which more could be had.
    pub open: u32,
    /// The clause.
    pub rule: Clause,
}

impl Quota {
    /// Whether the places are held.
    pub fn is_met(&self) -> bool {
        self.has >= self.needs
    }

    /// Whether vacant places could still meet it.
    pub fn is_reachable(&self) -> bool {
        self.has.saturating_add(self.open) >= self.needs
    }
}

/// A body at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strength {
    /// Its divisions in the order of the composition.
    pub divisions: Vec<Filled>,
    /// Who holds which office.
    pub offices: Vec<Seated>,
    /// Reserved places.
    pub quotas: Vec<Quota>,
    /// Voting seats.
    pub seats: u32,
    /// Persons in voting seats.
    pub held: BTreeSet<PersonId>,
    /// Of these, who is not suspended.
    pub entitled: BTreeSet<PersonId>,
    /// How many must be present, before anybody recuses.
    pub quorum: u64,
    /// How many votes carry a question when all who are entitled vote for or against.
    pub majority_of_all: u64,
}

/// The whole of which a measure takes its share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    /// Voting seats.
    pub seats: u64,
    /// Those held.
    pub held: u64,
    /// Members who may vote.
    pub entitled: u64,
    /// Those of them present.
    pub present: u64,
    /// Those who voted for or against.
    pub voting: u64,
}

impl Measure {
    /// The smallest number that meets the measure.
    pub fn needs(&self, whole: &Whole) -> u64 {
        self.bar.needs(match self.of {
            Base::Seats => whole.seats,
            Base::Held => whole.held,
            Base::Entitled => whole.entitled,
            Base::Present => whole.present,
            Base::Voting => whole.voting,
        })
    }
}

/// A body at an instant; none when it has no composition then.
pub fn strength(organisation: &Organisation, body: &BodyId, now: Timestamp) -> Option<Strength> {
    let composition = organisation.composition(body, now)?;
    Some(of_composition(organisation, composition, now))
}

/// As [`strength`], of a known composition.
pub fn of_composition(
    organisation: &Organisation,
    composition: &Composition,
    now: Timestamp,
) -> Strength {
    let divisions: Vec<Filled> = composition
        .divisions
        .iter()
        .map(|division| filled(organisation, composition, division, now))
        .collect();
    let members: BTreeSet<&PersonId> = divisions
        .iter()
        .flat_map(|division| division.held.iter().map(|one| &one.person))
        .collect();
    let mut offices = Vec::new();
    for office in &composition.offices {
        let place = Place::Body(composition.body.clone());
        let held = organisation.held(&office.seat, &place, now);
        // Who leaves the body leaves its offices.
        let held = held.filter(|one| !office.of_members || members.contains(&one.person));
        offices.extend(held.map(|one| seated(organisation, one, &office.seat, false, now)));
    }
    let voting = || {
        let held = divisions.iter().flat_map(|division| &division.held);
        held.filter(|one| one.vote)
    };
    let held: BTreeSet<_> = voting().map(|one| one.person.clone()).collect();
    let able = voting().filter(|one| one.suspended.is_none());
    let entitled: BTreeSet<_> = able.map(|one| one.person.clone()).collect();
    let seats = composition.voting_seats();
    let all = entitled.len() as u64;
    let whole = Whole {
        seats: u64::from(seats),
        held: held.len() as u64,
        entitled: all,
        present: all,
        voting: all,
    };
    Strength {
        quotas: quotas(composition, &divisions),
        quorum: composition.quorum.needs(&whole),
        majority_of_all: composition.majority.needs(&whole),
        divisions,
        offices,
        seats,
        held,
        entitled,
    }
}

fn filled(
    organisation: &Organisation,
    composition: &Composition,
    division: &Division,
    now: Timestamp,
) -> Filled {
    let held: Vec<Seated> = if let Filling::ExOfficio { of } = &division.filling {
        // Whoever holds the other seat, wherever it is.
        let source = organisation.tenures.iter();
        let source = source.filter(|one| one.seat == *of && one.runs_at(now));
        let number = division.seats as usize;
        source
            .take(number)
            .map(|one| seated(organisation, one, &division.seat, division.vote, now))
            .collect()
    } else {
        let place = Place::Body(composition.body.clone());
        let held = organisation.held(&division.seat, &place, now);
        held.map(|one| seated(organisation, one, &division.seat, division.vote, now))
            .collect()
    };
    let number = u32::try_from(held.len()).unwrap_or(u32::MAX);
    Filled {
        id: division.id.clone(),
        seats: division.seats,
        held,
        vacant: division.seats.saturating_sub(number),
    }
}

fn seated(
    organisation: &Organisation,
    tenure: &Tenure,
    seat: &SeatId,
    vote: bool,
    now: Timestamp,
) -> Seated {
    let limit = organisation.limit_on(&Limited::Person(tenure.person.clone()), now);
    Seated {
        person: tenure.person.clone(),
        seat: seat.clone(),
        tenure: tenure.id.clone(),
        from: tenure.from,
        until: tenure.until,
        vote,
        suspended: limit.map(|limit| limit.until),
        acting: tenure.acting.clone(),
        counts: tenure.counts.clone(),
    }
}

fn quotas(composition: &Composition, divisions: &[Filled]) -> Vec<Quota> {
    let mut quotas = Vec::new();
    for (division, filled) in composition.divisions.iter().zip(divisions) {
        for reservation in &division.reservations {
            let id = Some(division.id.clone());
            quotas.push(quota(reservation, id, std::slice::from_ref(filled)));
        }
    }
    for reservation in &composition.reservations {
        quotas.push(quota(reservation, None, divisions));
    }
    quotas
}

fn quota(reservation: &Reservation, division: Option<SectionId>, of: &[Filled]) -> Quota {
    let seats = of.iter().map(|one| one.seats).sum();
    // A person counts once, in however many seats.
    let mut persons: BTreeMap<&PersonId, bool> = BTreeMap::new();
    for one in of.iter().flat_map(|one| &one.held) {
        *persons.entry(&one.person).or_default() |= one.counts.contains(&reservation.group);
    }
    let has = persons.values().filter(|counts| **counts).count();
    Quota {
        division,
        group: reservation.group.clone(),
        needs: reservation.least.of(seats),
        has: u32::try_from(has).unwrap_or(u32::MAX),
        open: of.iter().map(|one| one.vacant).sum(),
        rule: reservation.rule.clone(),
    }
}
