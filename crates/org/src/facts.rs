//! What the judge must know of persons beyond the record: the vault's part of a judgement. The store
//! fetches what [`crate::Act::needs`] names, for this act, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use polity_values::{MatterId, PersonId, UnitId, civil::DateTime};
use serde::{Deserialize, Serialize};

use crate::Digest;
use crate::act::{Act, Deed};
use crate::world::World;

/// What is known of the persons that an act touches. A person without an entry is no member.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The membership of each.
    pub members: BTreeMap<PersonId, Membership>,
    /// Who of them is on the frozen roll of which matter.
    pub on_roll: BTreeSet<(MatterId, PersonId)>,
    /// The keyed hash of the household's address of each, where it is known.
    pub homes: BTreeMap<PersonId, Digest>,
}

/// A person's membership, as the list of members has it. Times are civil times in the organisation's zone; a
/// list that has days only means the first minute of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The class of membership.
    pub class: String,
    /// The unit.
    pub unit: UnitId,
    /// When the present membership began, without a break since.
    pub joined: DateTime,
    /// When payments are or were missing.
    pub arrears: Option<Period>,
    /// When the member is or was suspended.
    pub suspended: Option<Period>,
}

/// A time with a beginning and perhaps an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Its first minute.
    pub from: DateTime,
    /// The first minute after it; none: it lasts.
    pub to: Option<DateTime>,
}

impl Period {
    /// Whether it holds at a time.
    pub fn holds_at(&self, time: DateTime) -> bool {
        self.from <= time && self.to.is_none_or(|to| time < to)
    }
}

impl Membership {
    /// Whether the member is suspended at a time.
    pub fn suspended_at(&self, time: DateTime) -> bool {
        self.suspended.is_some_and(|period| period.holds_at(time))
    }

    /// Whether the member is in arrears at a time.
    pub fn in_arrears_at(&self, time: DateTime) -> bool {
        self.arrears.is_some_and(|period| period.holds_at(time))
    }
}

/// What to fetch for an act.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Whose membership.
    pub members: BTreeSet<PersonId>,
    /// Who may be on which frozen roll.
    pub on_roll: BTreeSet<(MatterId, PersonId)>,
    /// Whose household: nobody decides about the own one.
    pub homes: BTreeSet<PersonId>,
}

impl Act {
    /// Everybody whom the act names or concerns: the actor, its subject, and, for a confirmation, the
    /// person who proposed it with that deed's subject.
    pub fn persons(&self, world: &World) -> BTreeSet<PersonId> {
        let mut persons = BTreeSet::from([self.actor.clone()]);
        persons.extend(self.deed.subject().cloned());
        if let Deed::Confirm { of } | Deed::Decline { of } = self.deed
            && let Some(proposal) = world.proposal(self.matter.as_ref(), of)
        {
            persons.insert(proposal.act.actor.clone());
            persons.extend(proposal.act.deed.subject().cloned());
        }
        persons
    }

    /// What the judge must be told to judge the act in this world.
    pub fn needs(&self, world: &World) -> Needs {
        let members = self.persons(world);
        let on_roll = match &self.matter {
            Some(matter) if world.matter(matter).is_some_and(|m| m.roll.is_some()) => members
                .iter()
                .map(|person| (matter.clone(), person.clone()))
                .collect(),
            _ => BTreeSet::new(),
        };
        let homes = match self.deed {
            Deed::Case(_) => BTreeSet::from([self.actor.clone()]),
            _ => BTreeSet::new(),
        };
        Needs {
            members,
            on_roll,
            homes,
        }
    }
}
