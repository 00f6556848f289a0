//! The organisation as the events of bodies change it, and what of it is read by date.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polity_values::{BodyId, Clause, SeatId, TenureId, Timestamp, civil};

use super::composition::{Composition, Division, Filling};
use super::deed::{Arose, BodyEvent, TenureStart};
use super::read;
use crate::founding::{BodySpec, SeatSpec};
use crate::organisation::{Organisation, Place, Tenure};
use crate::{Digest, Entry, Seq};

/// What the record says of bodies beyond the founding.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bodies {
    /// The compositions of each body by the instant from which each is in force.
    pub compositions: BTreeMap<BodyId, BTreeMap<Timestamp, Adopted>>,
    /// The seats that compositions brought.
    pub composed: BTreeSet<SeatId>,
    /// The vacancies that arose, in the order of the record.
    pub arose: Vec<Noted>,
}

/// A composition that was adopted.
#[derive(Debug, Clone, PartialEq)]
pub struct Adopted {
    /// What it says.
    pub composition: Arc<Composition>,
    /// The digest of its file.
    pub sha256: Digest,
    /// The entry that adopted it.
    pub by: Seq,
}

/// A vacancy that arose.
#[derive(Debug, Clone, PartialEq)]
pub struct Noted {
    /// The entry.
    pub entry: Seq,
    /// The clause of the seat's rule.
    pub rule: Clause,
    /// What.
    pub arose: Arose,
}

impl Organisation {
    /// The first instant of a day in the organisation's zone.
    pub fn day(&self, date: civil::Date) -> Option<Timestamp> {
        Some(date.to_zoned(self.zone.clone()).ok()?.timestamp())
    }

    /// The composition of a body in force at an instant.
    pub fn composition(&self, body: &BodyId, now: Timestamp) -> Option<&Arc<Composition>> {
        let versions = self.composed.compositions.get(body)?;
        let (_, adopted) = versions.range(..=now).next_back()?;
        Some(&adopted.composition)
    }

    /// The compositions in force at an instant.
    pub fn compositions(&self, now: Timestamp) -> impl Iterator<Item = &Arc<Composition>> {
        let bodies = self.composed.compositions.keys();
        bodies.filter_map(move |body| self.composition(body, now))
    }

    /// The composition of the body in which a seat is, at an instant or else the first to come.
    pub fn composition_of(&self, seat: &SeatId, now: Timestamp) -> Option<&Arc<Composition>> {
        let body = &self.seats.get(seat)?.body;
        self.composition(body, now).or_else(|| {
            let (_, first) = self.composed.compositions.get(body)?.first_key_value()?;
            Some(&first.composition)
        })
    }

    /// How many of a seat there are at an instant, in its body or in each unit of its kind.
    pub fn number_of(&self, seat: &SeatId, now: Timestamp) -> u32 {
        let Some(spec) = self.seats.get(seat) else {
            return 0;
        };
        let Some(versions) = self.composed.compositions.get(&spec.body) else {
            return spec.number;
        };
        let number = |composition: &Composition| {
            let division = composition.division(seat).map(|one| one.seats);
            division.or_else(|| composition.office(seat).map(|one| one.number))
        };
        match versions.range(..=now).next_back() {
            Some((_, now)) => number(&now.composition).unwrap_or_else(|| {
                let known = |one: &Adopted| number(&one.composition).is_some();
                if versions.values().any(known) {
                    0
                } else {
                    spec.number
                }
            }),
            None if self.composed.composed.contains(seat) => 0,
            None => spec.number,
        }
    }

    /// The division of a composed body in which a seat is.
    pub fn division(&self, seat: &SeatId, now: Timestamp) -> Option<&Division> {
        self.composition_of(seat, now)?.division(seat)
    }

    /// The sentence of a clause that a composition states: the newest.
    pub fn composed_clause(&self, clause: &Clause) -> Option<&str> {
        let versions = self.composed.compositions.values();
        versions
            .flat_map(|versions| versions.values().rev())
            .find_map(|adopted| adopted.composition.clause(clause))
    }

    /// A tenure by its id.
    pub fn tenure(&self, id: &TenureId) -> Option<&Tenure> {
        self.tenures.iter().find(|one| one.id == *id)
    }

    /// Changes what an event of bodies says. Nothing is changed when it cannot follow.
    pub(crate) fn apply_body(&mut self, event: &BodyEvent, entry: &Entry) -> Result<(), String> {
        match event {
            BodyEvent::CompositionAdopted(adoption) => {
                if Digest::of(adoption.source.as_bytes()) != adoption.sha256 {
                    return Err("the digest is not that of the text".to_owned());
                }
                let composition = read::adopted(&adoption.source)?;
                self.compose(composition, adoption.sha256, entry.seq)
            }
            BodyEvent::TenureBegun(start) => self.take_seat(start, entry.seq),
            BodyEvent::TenureEnded(ending) => {
                let found = self.ending(&ending.tenure, ending.at)?;
                found.ended = Some(ending.at);
                found.cause = Some(ending.cause);
                Ok(())
            }
            BodyEvent::TenureRatified(answer) => {
                let mut tenures = self.tenures.iter_mut();
                let found = tenures.find(|one| one.id == answer.tenure && one.acting.is_some());
                let found = found.ok_or_else(|| format!("{} is not acting", answer.tenure))?;
                found.acting = None;
                Ok(())
            }
            BodyEvent::VacancyArose(arose) => {
                self.composed.arose.push(Noted {
                    entry: entry.seq,
                    rule: entry.rule.clone(),
                    arose: arose.clone(),
                });
                Ok(())
            }
        }
    }

    fn ending(&mut self, id: &TenureId, at: Timestamp) -> Result<&mut Tenure, String> {
        let mut tenures = self.tenures.iter_mut();
        let found = tenures.find(|one| one.id == *id && one.ended.is_none() && one.from <= at);
        found.ok_or_else(|| format!("no tenure {id} runs then"))
    }

    fn compose(&mut self, composition: Composition, sha256: Digest, by: Seq) -> Result<(), String> {
        let from = self.day(composition.from).ok_or("no such day")?;
        let body = composition.body.clone();
        let spec = BodySpec {
            id: body.clone(),
            title: composition.title.clone(),
        };
        self.bodies.insert(body.clone(), spec);
        let divisions = composition.divisions.iter().map(|one| {
            let elected = matches!(one.filling, Filling::Elected { .. });
            let section = elected.then(|| one.id.clone());
            (&one.seat, &one.title, section, one.seats)
        });
        let offices = composition.offices.iter();
        let offices = offices.map(|one| (&one.seat, &one.title, None, one.number));
        for (seat, title, section, number) in divisions.chain(offices) {
            let known = self.seats.get_mut(seat);
            if let Some(known) = known {
                title.clone_into(&mut known.title);
                known.section = section;
                continue;
            }
            self.composed.composed.insert(seat.clone());
            let spec = SeatSpec {
                id: seat.clone(),
                title: title.clone(),
                body: body.clone(),
                section,
                number,
            };
            self.seats.insert(seat.clone(), spec);
        }
        let adopted = Adopted {
            composition: Arc::new(composition),
            sha256,
            by,
        };
        let versions = self.composed.compositions.entry(body).or_default();
        versions.insert(from, adopted);
        Ok(())
    }

    pub(super) fn take_seat(&mut self, start: &TenureStart, by: Seq) -> Result<(), String> {
        let body = match self.seats.get(&start.seat) {
            Some(seat) => seat.body.clone(),
            None => return Err(format!("there is no seat {}", start.seat)),
        };
        let place = Place::Body(body);
        if self.room(&start.seat, &place, start.from, start.until) == 0 {
            return Err(format!("every seat {} is held then", start.seat));
        }
        let id = TenureId::new(format!("t{by}")).map_err(|fault| fault.to_string())?;
        self.tenures.push(Tenure {
            id,
            person: start.person.clone(),
            seat: start.seat.clone(),
            place,
            from: start.from,
            until: start.until,
            ended: None,
            by,
            acting: start.until_ratified_by.clone(),
            counts: start.counts.clone(),
            virtue: Some(start.virtue.clone()),
            cause: None,
        });
        Ok(())
    }

    /// How many of a seat are free throughout a time: the least at any instant of it.
    pub fn room(
        &self,
        seat: &SeatId,
        place: &Place,
        from: Timestamp,
        until: Option<Timestamp>,
    ) -> u32 {
        let of_seat = |one: &&Tenure| one.seat == *seat && one.place == *place;
        let tenures: Vec<_> = self.tenures.iter().filter(of_seat).collect();
        // The number held can only rise where a tenure begins.
        let begins = tenures.iter().map(|one| one.from);
        let within = begins.filter(|at| *at > from && until.is_none_or(|until| *at < until));
        let instants = std::iter::once(from).chain(within);
        let free = instants.map(|at| {
            let held = tenures.iter().filter(|one| one.runs_at(at)).count();
            let held = u32::try_from(held).unwrap_or(u32::MAX);
            self.number_of(seat, at).saturating_sub(held)
        });
        free.min().unwrap_or(0)
    }
}
