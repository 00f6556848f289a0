//! Invented people and households.

use super::random::Random;
use super::words::{BEGINNINGS, ENDINGS, JOKES, PETS, USAGES, Usage};

/// An invented person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) forenames: Vec<String>,
    pub(super) surname: String,
    pub(super) woman: bool,
    /// Year, month, day.
    pub(super) born: [u32; 3],
    /// Surname first is this person's order of names.
    pub(super) surname_first: bool,
    usage: usize,
}

fn usage_at(at: usize) -> &'static Usage {
    &USAGES[at]
}

fn any_usage(random: &mut Random) -> usize {
    let all: u32 = USAGES.iter().map(|usage| usage.share).sum();
    let mut at = u32::try_from(random.below(all as usize)).unwrap_or(0);
    USAGES
        .iter()
        .position(|usage| {
            let here = at < usage.share;
            at = at.saturating_sub(usage.share);
            here
        })
        .unwrap_or(0)
}

fn surname(usage: usize, random: &mut Random) -> String {
    let usage = usage_at(usage);
    let one = |random: &mut Random| {
        if usage.made && random.chance(0.5) {
            let words = |list: &'static str| list.split_whitespace().collect::<Vec<_>>();
            format!(
                "{}{}",
                random.any(&words(BEGINNINGS)),
                random.any(&words(ENDINGS))
            )
        } else {
            random
                .name(&usage.surnames.split_whitespace().collect::<Vec<_>>())
                .to_owned()
        }
    };
    if random.chance(0.012) {
        format!("{}-{}", one(random), one(random))
    } else {
        one(random)
    }
}

fn forenames(usage: usize, woman: bool, random: &mut Random) -> Vec<String> {
    let usage = usage_at(usage);
    let list: Vec<_> = if woman { usage.women } else { usage.men }
        .split_whitespace()
        .collect();
    let count = [1, 2, 2, 2, 1, 3][random.below(6)];
    (0..count).map(|_| random.name(&list).to_owned()).collect()
}

fn born(random: &mut Random, from: u32, years: usize) -> [u32; 3] {
    let n = |random: &mut Random, bound: usize| u32::try_from(random.below(bound)).unwrap_or(0);
    [
        from + n(random, years),
        1 + n(random, 12),
        1 + n(random, 28),
    ]
}

/// Somebody of no household that is registered.
pub(super) fn stranger(random: &mut Random) -> Person {
    let usage = any_usage(random);
    let woman = random.chance(0.5);
    Person {
        forenames: forenames(usage, woman, random),
        surname: surname(usage, random),
        woman,
        born: born(random, 1935, 70),
        surname_first: usage_at(usage).share <= 2 && random.chance(0.2),
        usage,
    }
}

/// A household: one to six people, mostly a family.
pub(super) fn family(random: &mut Random) -> Vec<Person> {
    let first = stranger(random);
    let mut members = vec![first.clone()];
    let kind = random.below(100);
    if kind < 32 {
        return members;
    }
    if kind >= 92 {
        // Lodgers, or people who share a flat: nobody is kin.
        let more = 1 + random.below(4);
        members.extend((0..more).map(|_| stranger(random)));
        return members;
    }
    let mut partner = stranger(random);
    partner.woman = !first.woman;
    partner.usage = first.usage;
    partner.forenames = forenames(first.usage, partner.woman, random);
    if random.chance(0.82) {
        partner.surname.clone_from(&first.surname);
    }
    members.push(partner);
    if kind >= 62 {
        for _ in 0..=random.below(3) {
            let mut child = told_apart(&members, random);
            child.born = born(random, 1980, 28);
            // A son or daughter named after a parent: in full, or by the first name, or as a middle name.
            if random.chance(0.012) {
                let parent = &members[usize::from(members[1].woman == child.woman)];
                if parent.woman == child.woman {
                    child.forenames[0].clone_from(&parent.forenames[0]);
                }
            } else if random.chance(0.05) {
                child.forenames.truncate(1);
                child.forenames.push(members[0].forenames[0].clone());
            }
            members.push(child);
        }
        if random.chance(0.02) {
            // Twins: one day of birth, one initial.
            let mut twin = told_apart(&members, random);
            twin.born = members[members.len() - 1].born;
            members.push(twin);
        }
    }
    members
}

/// Another member of a household, called otherwise than all others of it, as parents see to.
pub(super) fn told_apart(members: &[Person], random: &mut Random) -> Person {
    let mut next = members[0].sibling(random);
    for _ in 0..8 {
        if members
            .iter()
            .all(|one| one.forenames[0] != next.forenames[0])
        {
            break;
        }
        next = members[0].sibling(random);
    }
    next
}

impl Person {
    /// Another person of the same surname and usage of names.
    pub(super) fn sibling(&self, random: &mut Random) -> Self {
        let woman = random.chance(0.5);
        let mut sibling = Self {
            forenames: forenames(self.usage, woman, random),
            woman,
            born: born(random, 1940, 66),
            ..self.clone()
        };
        if sibling.forenames[0] == self.forenames[0] && !random.chance(0.01) {
            sibling.forenames = forenames(self.usage, !woman, random);
            sibling.woman = !woman;
        }
        sibling
    }

    /// This person's cat or dog.
    pub(super) fn pet(&self, random: &mut Random) -> Self {
        Self {
            forenames: vec![
                random
                    .any(&PETS.split_whitespace().collect::<Vec<_>>())
                    .to_owned(),
            ],
            surname_first: false,
            ..self.clone()
        }
    }

    /// Nobody.
    pub(super) fn joke(random: &mut Random) -> Self {
        let (forename, surname) = JOKES[random.below(JOKES.len())];
        Self {
            forenames: vec![forename.to_owned()],
            surname: surname.to_owned(),
            woman: false,
            born: born(random, 1986, 1),
            surname_first: false,
            usage: 0,
        }
    }

    /// A new surname, of the same usage.
    pub(super) fn other_surname(&self, random: &mut Random) -> String {
        surname(self.usage, random)
    }
}
