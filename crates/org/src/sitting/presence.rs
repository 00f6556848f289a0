//! Who was there, and when. One person is admitted once, from wherever; presence is a list of intervals.

use std::collections::{BTreeMap, BTreeSet};

use polity_values::{PersonId, Timestamp};

use super::deed::Mode;

/// One stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// Since when.
    pub from: Timestamp,
    /// Until when; none: still there.
    pub until: Option<Timestamp>,
    /// In the room or elsewhere.
    pub mode: Mode,
}

/// The door log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Door {
    stays: BTreeMap<PersonId, Vec<Stay>>,
}

impl Door {
    pub(super) fn enter(
        &mut self,
        person: &PersonId,
        mode: Mode,
        at: Timestamp,
    ) -> Result<(), String> {
        if self.is_in(person) {
            return Err(format!("{person} is in already"));
        }
        let stay = Stay {
            from: at,
            until: None,
            mode,
        };
        self.stays.entry(person.clone()).or_default().push(stay);
        Ok(())
    }

    pub(super) fn leave(&mut self, person: &PersonId, at: Timestamp) -> Result<(), String> {
        let last = self
            .stays
            .get_mut(person)
            .and_then(|stays| stays.last_mut());
        match last {
            Some(stay) if stay.until.is_none() => {
                stay.until = Some(at);
                Ok(())
            }
            _ => Err(format!("{person} is not in")),
        }
    }

    pub(super) fn clear(&mut self, at: Timestamp) {
        for stay in self.stays.values_mut().flatten() {
            stay.until.get_or_insert(at);
        }
    }

    /// Whether a person is in now, as far as the record goes.
    pub fn is_in(&self, person: &PersonId) -> bool {
        let last = self.stays.get(person).and_then(|stays| stays.last());
        last.is_some_and(|stay| stay.until.is_none())
    }

    /// Who is in now, and how.
    pub fn inside(&self) -> impl Iterator<Item = (&PersonId, Mode)> {
        self.stays.iter().filter_map(|(person, stays)| {
            let last = stays.last().filter(|stay| stay.until.is_none())?;
            Some((person, last.mode))
        })
    }

    /// Everybody who was ever in, with their stays.
    pub fn stays(&self) -> impl Iterator<Item = (&PersonId, &[Stay])> {
        self.stays
            .iter()
            .map(|(person, stays)| (person, stays.as_slice()))
    }

    /// Whether a person was in at an instant.
    pub fn was_in(&self, person: &PersonId, at: Timestamp) -> bool {
        self.stays_of(person)
            .iter()
            .any(|stay| stay.from <= at && stay.until.is_none_or(|until| at < until))
    }

    /// Whether a person was in throughout a time: one stay covers it, or several without a gap.
    pub fn throughout(&self, person: &PersonId, from: Timestamp, until: Timestamp) -> bool {
        let mut reached = from;
        for stay in self.stays_of(person) {
            if stay.from > reached {
                break;
            }
            match stay.until {
                None => return true,
                Some(end) => reached = reached.max(end),
            }
        }
        reached >= until && self.stays_of(person).iter().any(|stay| stay.from <= from)
    }

    /// The instants at which somebody came or went.
    pub fn changes(&self) -> BTreeSet<Timestamp> {
        let stays = self.stays.values().flatten();
        stays
            .flat_map(|stay| [Some(stay.from), stay.until])
            .flatten()
            .collect()
    }

    fn stays_of(&self, person: &PersonId) -> &[Stay] {
        self.stays.get(person).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_600_000_000 + second).expect("an instant")
    }

    #[test]
    fn a_gap_of_a_second_is_a_gap() {
        let ann: PersonId = "ann".parse().expect("an id");
        let mut door = Door::default();
        door.enter(&ann, Mode::Room, at(0)).expect("out");
        assert!(
            door.enter(&ann, Mode::Remote, at(1)).is_err(),
            "one admission"
        );
        door.leave(&ann, at(60)).expect("in");
        assert!(door.leave(&ann, at(61)).is_err());
        // From the room to the screen without a gap.
        door.enter(&ann, Mode::Remote, at(60)).expect("out");
        assert!(door.throughout(&ann, at(10), at(90)));
        door.leave(&ann, at(100)).expect("in");
        door.enter(&ann, Mode::Room, at(101)).expect("out");
        assert!(!door.throughout(&ann, at(10), at(110)));
        assert!(!door.throughout(&ann, at(-1), at(5)), "came late");
        assert!(door.was_in(&ann, at(99)) && !door.was_in(&ann, at(100)));
        assert_eq!(door.changes().len(), 4);
    }
}
