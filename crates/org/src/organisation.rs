//! The organisation as it stands: bodies, units, seats and who holds them, limits, powers, rulebook.

use std::collections::{BTreeMap, BTreeSet};

use polity_values::{
    BodyId, Clause, PersonId, SeatId, SectionId, TenureId, TimeZone, Timestamp, UnitId,
};
use serde::{Deserialize, Serialize};

use crate::Seq;
use crate::act::{Limit, Limited, StandingAct};
use crate::body::composition::Filling;
use crate::body::fold::Bodies;
use crate::body::{EndCause, Virtue};
use crate::effects::Effect;
use crate::founding::{BodySpec, Founding, Power, SeatSpec, UnitSpec, zone};
use crate::rules::Rules;

/// The organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its time zone.
    pub zone: TimeZone,
    /// Its classes of membership.
    pub classes: Vec<String>,
    /// Its bodies.
    pub bodies: BTreeMap<BodyId, BodySpec>,
    /// Its units, officers left out (see `tenures`).
    pub units: BTreeMap<UnitId, UnitSpec>,
    /// Its seats.
    pub seats: BTreeMap<SeatId, SeatSpec>,
    /// Every tenure that ever was, in order of its beginning on the record.
    pub tenures: Vec<Tenure>,
    /// Every limit that ever was.
    pub limits: Vec<Limit>,
    /// The standing powers.
    pub powers: Vec<Power>,
    /// The rulebook.
    pub clauses: BTreeMap<Clause, String>,
    /// The compositions of its bodies, and the vacancies that arose.
    pub composed: Bodies,
    /// The rulebooks that it adopted, with every change.
    pub rules: Rules,
}

/// Where a seat is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// In a body.
    Body(BodyId),
    /// In a unit.
    Unit(UnitId),
}

/// A person in a seat, from an instant to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenure {
    /// Its id.
    pub id: TenureId,
    /// Who.
    pub person: PersonId,
    /// The seat.
    pub seat: SeatId,
    /// Where the seat is.
    pub place: Place,
    /// Its first instant.
    pub from: Timestamp,
    /// The end of the term, if it has one.
    pub until: Option<Timestamp>,
    /// When it was ended before its term, if it was.
    pub ended: Option<Timestamp>,
    /// The entry by virtue of which it was begun.
    pub by: Seq,
    /// The body whose ratification is awaited: until then the holder is acting.
    pub acting: Option<BodyId>,
    /// The groups of reserved places in which the holder counts.
    pub counts: BTreeSet<String>,
    /// By virtue of what, where no election of ours or founding says it.
    pub virtue: Option<Virtue>,
    /// Why it was ended, where an act says so.
    pub cause: Option<EndCause>,
}

impl Tenure {
    /// Whether it runs at an instant.
    pub fn runs_at(&self, now: Timestamp) -> bool {
        self.from <= now
            && self.until.is_none_or(|until| now < until)
            && self.ended.is_none_or(|ended| now < ended)
    }
}

/// Seats that nobody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vacancy {
    /// The seat.
    pub seat: SeatId,
    /// Where it is.
    pub place: Place,
    /// How many there are.
    pub number: u32,
    /// How many are vacant.
    pub vacant: u32,
}

impl Organisation {
    /// The organisation that a founding makes.
    pub(crate) fn found(spec: &Founding, seq: Seq, at: Timestamp) -> Result<Self, String> {
        if let Some(fault) = spec.faults().into_iter().next() {
            return Err(fault);
        }
        let mut organisation = Self {
            name: spec.name.clone(),
            zone: zone(&spec.zone)?,
            classes: spec.classes.clone(),
            bodies: keyed(&spec.bodies, |body| &body.id),
            units: BTreeMap::new(),
            seats: keyed(&spec.seats, |seat| &seat.id),
            tenures: Vec::new(),
            limits: Vec::new(),
            powers: spec.powers.clone(),
            clauses: spec
                .clauses
                .iter()
                .map(|clause| (clause.id.clone(), clause.text.clone()))
                .collect(),
            composed: Bodies::default(),
            rules: Rules::default(),
        };
        for first in &spec.tenures {
            let place = Place::Body(organisation.seats[&first.seat].body.clone());
            organisation.begin(&first.person, &first.seat, place, at, first.until, seq)?;
        }
        for unit in &spec.units {
            organisation.form(unit, seq, at)?;
        }
        Ok(organisation)
    }

    /// Adds a unit with its officers.
    pub(crate) fn form(&mut self, unit: &UnitSpec, seq: Seq, at: Timestamp) -> Result<(), String> {
        if self.units.contains_key(&unit.id) {
            return Err(format!("the unit {} exists already", unit.id));
        }
        for officer in &unit.officers {
            let place = Place::Unit(unit.id.clone());
            self.begin(&officer.person, &officer.seat, place, at, None, seq)?;
        }
        let officers = Vec::new();
        let unit = UnitSpec {
            officers,
            ..unit.clone()
        };
        self.units.insert(unit.id.clone(), unit);
        Ok(())
    }

    fn begin(
        &mut self,
        person: &PersonId,
        seat: &SeatId,
        place: Place,
        from: Timestamp,
        until: Option<Timestamp>,
        by: Seq,
    ) -> Result<(), String> {
        // The number of the tenure in the whole organisation makes the id its own.
        let id = TenureId::new(format!("t{by}-{}", self.tenures.len() + 1))
            .map_err(|fault| fault.to_string())?;
        self.tenures.push(Tenure {
            id,
            person: person.clone(),
            seat: seat.clone(),
            place,
            from,
            until,
            ended: None,
            by,
            acting: None,
            counts: BTreeSet::new(),
            virtue: None,
            cause: None,
        });
        Ok(())
    }

    /// Applies one effect of a decision.
    pub(crate) fn apply(&mut self, effect: &Effect, by: Seq) -> Result<(), String> {
        match effect {
            Effect::BeginTenure {
                tenure,
                person,
                seat,
                place,
                from,
                until,
            } => {
                if self.tenures.iter().any(|known| known.id == *tenure) {
                    return Err(format!("the tenure {tenure} exists already"));
                }
                let number = self.number_of(seat, *from) as usize;
                if self.held(seat, place, *from).count() >= number {
                    return Err(format!("there is no vacant seat {seat} for {tenure}"));
                }
                self.tenures.push(Tenure {
                    id: tenure.clone(),
                    person: person.clone(),
                    seat: seat.clone(),
                    place: place.clone(),
                    from: *from,
                    until: Some(*until),
                    ended: None,
                    by,
                    acting: None,
                    counts: BTreeSet::new(),
                    virtue: None,
                    cause: None,
                });
                Ok(())
            }
            Effect::EndTenure { tenure, at } => {
                let found = self
                    .tenures
                    .iter_mut()
                    .find(|known| known.id == *tenure && known.ended.is_none());
                let found = found.ok_or_else(|| format!("no tenure {tenure} runs"))?;
                found.ended = Some(*at);
                Ok(())
            }
        }
    }

    /// The tenures of a seat in a place that run at an instant.
    pub fn held<'a>(
        &'a self,
        seat: &'a SeatId,
        place: &'a Place,
        now: Timestamp,
    ) -> impl Iterator<Item = &'a Tenure> {
        self.tenures.iter().filter(move |tenure| {
            tenure.seat == *seat && tenure.place == *place && tenure.runs_at(now)
        })
    }

    /// The tenures of a seat, wherever it is, that run at an instant.
    pub fn running<'a>(
        &'a self,
        seat: &'a SeatId,
        now: Timestamp,
    ) -> impl Iterator<Item = &'a Tenure> {
        let tenures = self.tenures.iter();
        tenures.filter(move |tenure| tenure.seat == *seat && tenure.runs_at(now))
    }

    /// The places in which a person holds a seat at an instant.
    pub fn places_of<'a>(
        &'a self,
        person: &'a PersonId,
        seat: &'a SeatId,
        now: Timestamp,
    ) -> impl Iterator<Item = &'a Place> {
        self.tenures
            .iter()
            .filter(move |t| t.person == *person && t.seat == *seat && t.runs_at(now))
            .map(|tenure| &tenure.place)
    }

    /// The seats that a section fills in a body.
    pub fn seat_of_section(&self, body: &BodyId, section: &SectionId) -> Option<&SeatSpec> {
        self.seats
            .values()
            .find(|seat| seat.body == *body && seat.section.as_ref() == Some(section))
    }

    /// The limit on a person or unit at an instant that ends last, if there is one.
    pub fn limit_on(&self, whom: &Limited, now: Timestamp) -> Option<&Limit> {
        self.limits
            .iter()
            .filter(|limit| limit.on == *whom && limit.from <= now && now < limit.until)
            .max_by_key(|limit| limit.until)
    }

    /// The powers to do a standing act.
    pub fn powers_to(&self, act: StandingAct) -> impl Iterator<Item = &Power> {
        self.powers.iter().filter(move |power| power.act == act)
    }

    /// The places that have a seat: its body, or each unit of its kind.
    fn places(&self, seat: &SeatSpec) -> Vec<Place> {
        if self.bodies.contains_key(&seat.body) {
            return vec![Place::Body(seat.body.clone())];
        }
        self.units
            .values()
            .filter(|unit| unit.kind == seat.body)
            .map(|unit| Place::Unit(unit.id.clone()))
            .collect()
    }

    /// Every seat that nobody holds at an instant. A suspended holder's seat is not vacant.
    pub fn vacancies(&self, now: Timestamp) -> Vec<Vacancy> {
        let mut vacancies = Vec::new();
        for seat in self.seats.values() {
            let number = self.number_of(&seat.id, now);
            // A seat by virtue of another is vacant when that one is.
            let source = self.division(&seat.id, now).map(|one| &one.filling);
            let source = match source {
                Some(Filling::ExOfficio { of }) => Some(of),
                _ => None,
            };
            for place in self.places(seat) {
                let held = match source {
                    Some(of) => self.running(of, now).count(),
                    None => self.held(&seat.id, &place, now).count(),
                };
                let held = u32::try_from(held).unwrap_or(u32::MAX);
                let vacant = number.saturating_sub(held);
                if vacant > 0 {
                    vacancies.push(Vacancy {
                        seat: seat.id.clone(),
                        place,
                        number,
                        vacant,
                    });
                }
            }
        }
        vacancies
    }
}

fn keyed<K: Ord + Clone, T: Clone>(items: &[T], key: impl Fn(&T) -> &K) -> BTreeMap<K, T> {
    items
        .iter()
        .map(|item| (key(item).clone(), item.clone()))
        .collect()
}
