//! The guards that look at decisions, thresholds and hearings.

use polity_procedure::model::{ActKind, GroupId, GroupOf, Guard, Holder, Level};
use polity_values::{PersonId, Timestamp};

use super::{Asked, words};
use crate::organisation::{Organisation, Place};
use crate::verdict::Why;

impl Asked<'_> {
    /// What is unmet of a guard of this family; none also for one of another.
    pub(super) fn of_steps(&self, guard: &Guard) -> Option<Why> {
        let matter = self.matter;
        let standing = || u64::try_from(matter.standing().len()).unwrap_or(u64::MAX);
        match guard {
            Guard::HoldsSeat(seat) => {
                let mut places = self.organisation.places_of(self.actor, seat, self.now);
                let title = self.organisation.seats.get(seat);
                let role = title.map_or_else(|| seat.to_string(), |seat| seat.title.clone());
                places.next().is_none().then_some(Why::NotInRole { role })
            }
            Guard::Within(stage) => {
                let open = matter.window(stage).is_some_and(|one| one.holds(self.now));
                let title = matter.stage(stage).map(|one| one.title.clone());
                let stage = title.unwrap_or_else(|| stage.to_string());
                (!open).then_some(Why::OutsideWindow { stage })
            }
            Guard::Decided(stage) => {
                let agreed = matter.progress.decisions.get(stage) == Some(&true);
                let title = matter.stage(stage).map(|one| one.title.clone());
                let stage = title.unwrap_or_else(|| stage.to_string());
                (!agreed).then_some(Why::NotAgreed { stage })
            }
            Guard::DoneBy {
                act,
                persons,
                units,
            } => self.done_by(*act, *persons, *units),
            Guard::Elapsed { days, since } => self.elapsed(*days, *since),
            Guard::SupportedBy { group, level } => self.supported_by(group, *level),
            Guard::HeardAll => {
                let missed = matter.missed(self.actor);
                (missed > 0).then_some(Why::NotHeard {
                    missed: missed as u64,
                })
            }
            Guard::ScoredByEach(role) => {
                let holder = matter.procedure.roles.iter().find(|one| one.id == *role);
                let scorers =
                    holder.and_then(|one| self.organisation.persons_in(&one.holder, self.now));
                let missing = self.unscored(&scorers.unwrap_or_default());
                (missing > 0).then_some(Why::NotScored { missing })
            }
            Guard::EachCandidate(act) => {
                let stage = matter.last_stage_of(*act);
                let done = |one: &PersonId| {
                    matter.done.iter().any(|done| {
                        let about = done.subject.as_ref().or_else(|| done.by.first());
                        done.act == *act && about == Some(one) && done.stage.as_ref() == stage
                    })
                };
                let missing = matter.standing().iter().filter(|one| !done(one)).count() as u64;
                let act = words(*act);
                (missing > 0).then_some(Why::NotEachCandidate { act, missing })
            }
            Guard::StandingAtLeast(needs) => {
                let (has, needs) = (standing(), u64::from(*needs));
                (has < needs).then_some(Why::TooFewStand { has, needs })
            }
            Guard::StandingAtMost(most) => {
                let (has, most) = (standing(), u64::from(*most));
                (has > most).then_some(Why::TooManyStand { has, most })
            }
            _ => None,
        }
    }

    /// The sheets that are missing: of each scorer without an interest, for each candidate who stands.
    fn unscored(&self, scorers: &[PersonId]) -> u64 {
        let matter = self.matter;
        let standing = matter.standing();
        let missing = |scorer: &PersonId| {
            let scored = matter.progress.scored.get(scorer);
            let of = |one: &&PersonId| !scored.is_some_and(|scored| scored.contains(*one));
            standing.iter().filter(of).count() as u64
        };
        let may = |scorer: &&PersonId| !matter.is_interested(scorer);
        scorers.iter().filter(may).map(missing).sum()
    }

    fn done_by(&self, act: ActKind, persons: Option<u32>, units: Option<u32>) -> Option<Why> {
        let done = || self.matter.done.iter().filter(move |one| one.act == act);
        let mut by: Vec<_> = done().flat_map(|one| &one.by).collect();
        by.sort();
        by.dedup();
        let mut of: Vec<_> = done().filter_map(|one| one.unit.as_ref()).collect();
        of.sort();
        of.dedup();
        let unmet = |has: usize, needs: Option<u32>| {
            let (has, needs) = (has as u64, u64::from(needs.unwrap_or(0)));
            let act = words(act);
            (has < needs).then_some(Why::DoneByTooFew { act, has, needs })
        };
        unmet(by.len(), persons).or_else(|| unmet(of.len(), units))
    }

    fn elapsed(&self, days: u32, since: ActKind) -> Option<Why> {
        let first = self.matter.done.iter().find(|one| one.act == since);
        let Some(first) = first else {
            let act = words(since);
            return Some(Why::NotDone { act });
        };
        let hours = jiff::SignedDuration::from_hours(24 * i64::from(days));
        let opens = first.at.checked_add(hours).unwrap_or(Timestamp::MAX);
        (self.now < opens).then_some(Why::WindowNotOpen { opens })
    }

    fn supported_by(&self, group: &GroupId, level: Level) -> Option<Why> {
        let matter = self.matter;
        let known = matter
            .procedure
            .groups
            .iter()
            .find(|one| one.id == *group)?;
        let title = known.title.clone();
        let unknown = || {
            Some(Why::SizeUnknown {
                group: title.clone(),
            })
        };
        let candidate = self.subject.and_then(|person| matter.candidacy(person));
        let units: Vec<_> = match &known.of {
            GroupOf::Role(_) => Vec::new(),
            GroupOf::Kinds(kinds) => {
                let units = candidate.into_iter().flat_map(|one| one.supports.keys());
                let in_group = |unit: &&polity_values::UnitId| {
                    let unit = self.organisation.units.get(*unit);
                    unit.is_some_and(|unit| kinds.contains(&unit.kind))
                };
                units.filter(in_group).collect()
            }
        };
        let number = match &known.of {
            GroupOf::Kinds(_) => units.len(),
            GroupOf::Role(role) => {
                let of = self
                    .subject
                    .and_then(|one| matter.progress.endorsed.get(one));
                let by = of.into_iter().flat_map(|of| of.values());
                by.filter(|(in_role, _)| in_role == role).count()
            }
        } as u64;
        let size = matter.progress.sizes.get(group);
        let (has, needs) = match level {
            Level::AtLeast(needs) => (number, u64::from(needs)),
            Level::Units(needs) => {
                let units = |one| matter.units_of_supporters(one, &known.of);
                let has = self.subject.map_or(0, units);
                return (has < needs).then_some(Why::TooFewUnits { has, needs });
            }
            Level::Share { of, rounding } => match size {
                Some(size) => (number, of.of(size.size, rounding)),
                None => return unknown(),
            },
            Level::Weight { of, rounding } => match size {
                Some(size) if !size.weights.is_empty() => {
                    let weight = |unit: &&polity_values::UnitId| size.weights.get(*unit).copied();
                    let has = units.iter().filter_map(weight).sum();
                    (has, of.of(size.weights.values().sum(), rounding))
                }
                _ => return unknown(),
            },
        };
        let group = title.clone();
        (has < needs).then_some(Why::TooLittleSupport { group, has, needs })
    }
}

impl Organisation {
    /// Everybody who holds a seat in a body at an instant, once each.
    pub fn holders_in(&self, body: &polity_values::BodyId, now: Timestamp) -> Vec<&PersonId> {
        let mut holders: Vec<_> = self
            .tenures
            .iter()
            .filter(|tenure| tenure.runs_at(now))
            .filter(|tenure| matches!(&tenure.place, Place::Body(place) if place == body))
            .map(|tenure| &tenure.person)
            .collect();
        holders.sort();
        holders.dedup();
        holders
    }

    /// Everybody who holds a role by a seat at an instant; none for a role that is no matter of seats.
    pub fn persons_in(&self, holder: &Holder, now: Timestamp) -> Option<Vec<PersonId>> {
        let of_seat = |wanted: &polity_values::SeatId| {
            let mut holders: Vec<_> = self
                .tenures
                .iter()
                .filter(|tenure| tenure.runs_at(now) && tenure.seat == *wanted)
                .map(|tenure| tenure.person.clone())
                .collect();
            holders.sort();
            holders.dedup();
            holders
        };
        match holder {
            Holder::Body(body) => Some(self.holders_in(body, now).into_iter().cloned().collect()),
            Holder::Seat(seat) | Holder::SeatOfEach { seat, .. } => Some(of_seat(seat)),
            _ => None,
        }
    }
}
