//! Finding the few persons of a register whom an application may mean.
//!
//! Each key joins several facts exactly (a surname, a canonical forename and an outward code, say) into one hash; the persons or
//! places that bear it stand together in one array, found through a directory of its beginnings (compressed sparse rows). The
//! outward code or the house number inside of a key is what keeps the lists short. Six bits of the hash beside each entry
//! turn away nearly all others that share a directory slot; what still comes by accident is compared and found unlike.

use rayon::prelude::*;

use crate::compare::Query;
use crate::names::Surname;
use crate::postcode::Postcode;
use crate::register::{Place, Register};
use crate::text::mix;

/// A name that more persons bear is not looked for without a place: nothing could be proved by it.
const MOST_NAMESAKES: usize = 24;
/// Places looked at for one street and number without its outward code.
const MOST_HOUSES: usize = 48;
/// Persons looked at for one postcode; a postcode has up to a hundred addresses.
const MOST_NEIGHBOURS: usize = 600;

/// Bits of an entry that number the person or place.
const NUMBER_BITS: u32 = 26;

/// Entries by hashed key.
#[derive(Debug, Default)]
struct Postings {
    shift: u32,
    starts: Vec<u32>,
    entries: Vec<u32>,
}

impl Postings {
    fn build(count: usize, key: impl Fn(u32) -> Option<u64>) -> Self {
        let slots = (count / 2).next_power_of_two().max(2);
        let shift = 64 - slots.trailing_zeros();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let mut starts = vec![0_u32; slots + 1];
        for entry in 0..count {
            if let Some(key) = key(entry) {
                starts[at(key, shift) + 1] += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut entries = vec![0_u32; sum as usize];
        for entry in (0..count).rev() {
            if let Some(key) = key(entry) {
                // Filled from the last: each slot's beginning moves down to where it belongs.
                let end = &mut starts[at(key, shift) + 1];
                *end -= 1;
                entries[*end as usize] = entry | tag(key);
            }
        }
        // Every end has become its slot's beginning: put the directory one place down.
        starts.remove(0);
        starts.push(sum);
        Self {
            shift,
            starts,
            entries,
        }
    }

    /// The entries of a key, in rising order.
    fn get(&self, key: u64) -> impl Iterator<Item = u32> {
        let range = match self.starts.get(at(key, self.shift)..) {
            Some([start, end, ..]) => *start as usize..*end as usize,
            _ => 0..0,
        };
        let tag = tag(key);
        self.entries[range]
            .iter()
            .filter(move |&&entry| entry >> NUMBER_BITS == tag >> NUMBER_BITS)
            .map(|&entry| entry & ((1 << NUMBER_BITS) - 1))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the top bits of a hash")]
fn at(key: u64, shift: u32) -> usize {
    (spread(key) >> shift) as usize
}

#[expect(clippy::cast_possible_truncation, reason = "the low bits of a hash")]
fn tag(key: u64) -> u32 {
    (spread(key) as u32) << NUMBER_BITS
}

fn spread(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// What a list of persons is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    NameOutward,
    NameHouse,
    SurnameHouse,
    SoundHouse,
    Name,
}

const KINDS: [Kind; 5] = [
    Kind::NameOutward,
    Kind::NameHouse,
    Kind::SurnameHouse,
    Kind::SoundHouse,
    Kind::Name,
];

/// What a list of places is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PlaceKind {
    Postcode,
    HouseOutward,
    House,
}

const PLACE_KINDS: [PlaceKind; 3] = [
    PlaceKind::Postcode,
    PlaceKind::HouseOutward,
    PlaceKind::House,
];

/// A register with its lists.
#[derive(Debug)]
pub struct Index {
    pub(crate) register: Register,
    persons: Vec<Postings>,
    places: Vec<Postings>,
    first_of: Vec<u32>,
}

fn name_key(surname: &Surname, forename: u64) -> u64 {
    mix(surname.full, forename)
}

/// House number, or the name where there is none.
fn house(number: u32, building: u64) -> Option<u64> {
    match (number, building) {
        (0, 0) => None,
        (0, building) => Some(building),
        (number, _) => Some(u64::from(number)),
    }
}

/// The surname by a hash of its sound; none for a name without letters.
fn sound_key(surname: &Surname) -> Option<u64> {
    (surname.sound != 0).then_some(u64::from(surname.sound) << 32)
}

impl Index {
    /// Puts a register in order, on all cores.
    pub fn new(register: Register) -> Self {
        let names: Vec<u64> = (0..u32::try_from(register.len()).unwrap_or(u32::MAX))
            .into_par_iter()
            .map(|person| person_name(&register, person))
            .collect();
        let persons = KINDS.par_iter().map(|&kind| {
            Postings::build(register.len(), |person| {
                person_key(&register, &names, kind, person)
            })
        });
        let places = PLACE_KINDS.par_iter().map(|&kind| {
            Postings::build(register.places().len(), |place| {
                place_key(&register, kind, place)
            })
        });
        let (persons, places) = rayon::join(|| persons.collect(), || places.collect());
        let mut first_of = vec![u32::MAX; register.places().len()];
        for person in (0..u32::try_from(register.len()).unwrap_or(u32::MAX)).rev() {
            first_of[register.place_id(person) as usize] = person;
        }
        Self {
            register,
            persons,
            places,
            first_of,
        }
    }

    /// The register.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// Puts into `found` the persons whom a query may mean by its address, each once, in the register's order.
    pub(crate) fn candidates_by_place(&self, query: &Query<'_>, found: &mut Vec<u32>) {
        found.clear();
        let outward = query.postcode.outward().map(u64::from);
        let house = house(query.number, query.building_hash());
        if query.postcode.is_some() {
            let key = postcode_key(query.postcode);
            self.people_at(PlaceKind::Postcode, key, usize::MAX, found, |place| {
                place.postcode == query.postcode
            });
            found.truncate(MOST_NEIGHBOURS);
        }
        if let Some(house) = house
            && query.has_street()
        {
            let wide = mix(query.street, house);
            if let Some(outward) = outward {
                self.people_at(
                    PlaceKind::HouseOutward,
                    mix(wide, outward),
                    usize::MAX,
                    found,
                    |_| true,
                );
            }
            self.people_at(PlaceKind::House, wide, MOST_HOUSES, found, |_| true);
        }
        let swapped = query.swapped.iter().map(|(surname, _)| *surname);
        for surname in std::iter::once(query.surname).chain(swapped) {
            let (Some(outward), Some(house)) = (outward, house) else {
                break;
            };
            found.extend(
                self.list(Kind::SurnameHouse)
                    .get(mix(mix(surname.full, house), outward)),
            );
            if let Some(sound) = sound_key(surname) {
                found.extend(
                    self.list(Kind::SoundHouse)
                        .get(mix(mix(sound, house), outward)),
                );
            }
        }
        found.sort_unstable();
        found.dedup();
    }

    /// Puts into `found` the persons whom a query may mean by its name, wherever they live, each once.
    pub(crate) fn candidates_by_name(&self, query: &Query<'_>, found: &mut Vec<u32>) {
        found.clear();
        let outward = query.postcode.outward().map(u64::from);
        let house = house(query.number, query.building_hash());
        let swapped = query.swapped.iter().copied();
        for (surname, forenames) in std::iter::once((query.surname, query.forenames)).chain(swapped)
        {
            let Some(first) = forenames.first().filter(|first| !first.is_initial()) else {
                continue;
            };
            for key in (0..3).filter_map(|which| first.key(which)) {
                let name = name_key(surname, key);
                if let Some(outward) = outward {
                    self.few(Kind::NameOutward, mix(name, outward), found);
                }
                if let Some(house) = house {
                    self.few(Kind::NameHouse, mix(name, house), found);
                }
                self.few(Kind::Name, name, found);
            }
        }
        found.sort_unstable();
        found.dedup();
    }

    fn list(&self, kind: Kind) -> &Postings {
        &self.persons[kind as usize]
    }

    /// The persons under a key of names, unless they are too many for any of them to be the one.
    fn few(&self, kind: Kind, key: u64, found: &mut Vec<u32>) {
        let before = found.len();
        found.extend(self.list(kind).get(key).take(MOST_NAMESAKES + 1));
        if found.len() - before > MOST_NAMESAKES {
            found.truncate(before);
        }
    }

    fn people_at(
        &self,
        kind: PlaceKind,
        key: u64,
        most: usize,
        found: &mut Vec<u32>,
        wanted: impl Fn(Place) -> bool,
    ) {
        let list = &self.places[kind as usize];
        if most < usize::MAX && list.get(key).take(most + 1).count() > most {
            return;
        }
        for place in list.get(key) {
            if wanted(self.register.places()[place as usize]) {
                found.extend(self.residents(place));
            }
        }
    }

    /// The persons of one place: they stand together.
    fn residents(&self, place: u32) -> impl Iterator<Item = u32> {
        let first = self.first_of[place as usize];
        let end = u32::try_from(self.register.len()).unwrap_or(u32::MAX);
        (first..end).take_while(move |&person| self.register.place_id(person) == place)
    }
}

fn postcode_key(postcode: Postcode) -> u64 {
    u64::from(postcode.bits()) << 20
}

/// The key of a person's name; 0 for no forename.
fn person_name(register: &Register, person: u32) -> u64 {
    let first = register
        .forenames_by_id(register.forename_id(person))
        .next();
    let key = first.and_then(|first| first.key(0));
    key.map_or(0, |key| name_key(register.surname(person), key))
}

fn person_key(register: &Register, names: &[u64], kind: Kind, person: u32) -> Option<u64> {
    let name = || Some(names[person as usize]).filter(|&name| name != 0);
    if kind == Kind::Name {
        return name();
    }
    let place = register.place(person);
    let outward = || place.postcode.outward().map(u64::from);
    if kind == Kind::NameOutward {
        return Some(mix(name()?, outward()?));
    }
    let building = || {
        if register.buildings.get(place.building).is_empty() {
            0
        } else {
            register.buildings.hash_of(place.building)
        }
    };
    let house = if place.number == 0 {
        house(0, building())
    } else {
        house(place.number, 0)
    };
    match kind {
        Kind::NameHouse => Some(mix(name()?, house?)),
        Kind::SurnameHouse => Some(mix(mix(register.surname(person).full, house?), outward()?)),
        _ => Some(mix(
            mix(sound_key(register.surname(person))?, house?),
            outward()?,
        )),
    }
}

fn place_key(register: &Register, kind: PlaceKind, place: u32) -> Option<u64> {
    let place = register.places()[place as usize];
    if kind == PlaceKind::Postcode {
        return place
            .postcode
            .is_some()
            .then(|| postcode_key(place.postcode));
    }
    if register.streets.get(place.street).is_empty() {
        return None;
    }
    let building = if register.buildings.get(place.building).is_empty() {
        0
    } else {
        register.buildings.hash_of(place.building)
    };
    let wide = mix(
        register.streets.hash_of(place.street),
        house(place.number, building)?,
    );
    if kind == PlaceKind::House {
        return Some(wide);
    }
    Some(mix(wide, u64::from(place.postcode.outward()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_give_back_what_was_put_in() {
        let keys: Vec<Option<u64>> = (0..5000_u64)
            .map(|n| (n % 7 != 0).then_some(n % 900))
            .collect();
        let postings = Postings::build(keys.len(), |n| keys[n as usize]);
        for key in 0..900 {
            let got: Vec<_> = postings.get(key).collect();
            assert!(got.is_sorted());
            for (n, wanted) in (0..).zip(&keys) {
                if *wanted == Some(key) {
                    assert!(got.contains(&n), "{n} of {key}");
                }
            }
            // Others come by accident only.
            assert!(got.len() <= 12, "{key}: {}", got.len());
        }
        assert_eq!(Postings::build(0, |_| None).get(3).count(), 0);
    }
}
