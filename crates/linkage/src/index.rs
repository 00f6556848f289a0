//! Finding the few persons of a register whom an application may mean.
//!
//! Each key joins several facts exactly (a surname, a canonical forename and an outward code, say) into one hash; the persons or
//! places that bear it stand together in one array, found through a directory of its beginnings (compressed sparse rows). The
//! outward code or the house number inside of a key is what keeps the lists short. Six bits of the hash beside each entry
//! turn away nearly all others that share a directory slot; what still comes by accident is compared and found unlike.

use rayon::prelude::*;

use crate::compare::Query;
use crate::names::{Surname, Word};
use crate::nicknames::CANONS;
use crate::postcode::Postcode;
use crate::register::{Person, Register};
use crate::text::mix;

/// A name that more persons bear is not looked for without a place: nothing could be proved by it.
const MOST_NAMESAKES: usize = 24;
/// Places looked at for one street and number without its outward code.
const MOST_HOUSES: usize = 48;
/// Persons looked at for one postcode; a postcode has up to a hundred addresses.
const MOST_NEIGHBOURS: u32 = 600;

/// Bits of an entry that number the person or place.
const NUMBER_BITS: u32 = 26;

/// Bits of a slot by which entries are put into pages while lists are made.
const PAGE_BITS: u32 = 9;

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
        // First into pages by the slot's upper bits, then each page by itself: both in memory that is near.
        let page_shift = (64 - PAGE_BITS).max(shift);
        let page_of = |key: u64| self::at(key, page_shift);
        let mut ends = vec![0_usize; 1 << (64 - page_shift)];
        for key in (0..count).filter_map(&key) {
            ends[page_of(key)] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum - *end;
        }
        let mut sorted = vec![0_u64; sum];
        for entry in 0..count {
            if let Some(key) = key(entry) {
                let end = &mut ends[page_of(key)];
                sorted[*end] = (at(key, shift) as u64) << 32 | u64::from(entry | tag(key));
                *end += 1;
            }
        }
        let mut starts = vec![0_u32; slots + 1];
        let mut entries = vec![0_u32; sum];
        let (mut first, mut slot) = (0, 0);
        for end in ends {
            let page = &sorted[first..end];
            let last_slot = slot + (1 << (page_shift - shift));
            for &entry in page {
                starts[(entry >> 32) as usize + 1] += 1;
            }
            let mut sum = u32::try_from(first).unwrap_or(u32::MAX);
            for start in &mut starts[slot + 1..=last_slot] {
                let count = *start;
                *start = sum;
                sum += count;
            }
            #[expect(
                clippy::cast_possible_truncation,
                reason = "the lower half is the entry"
            )]
            for &entry in page {
                let start = &mut starts[(entry >> 32) as usize + 1];
                entries[*start as usize] = entry as u32;
                *start += 1;
            }
            (first, slot) = (end, last_slot);
        }
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

/// Persons who stand together: the residents of a place, or one of them.
pub(crate) type Span = std::ops::Range<u32>;

/// A register with its lists.
#[derive(Debug)]
pub struct Index {
    pub(crate) register: Register,
    persons: Vec<Postings>,
    places: Vec<Postings>,
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
        let keys = Keys::of(&register);
        let persons = KINDS
            .par_iter()
            .map(|&kind| Postings::build(register.len(), |person| keys.person(kind, person)));
        let places = PLACE_KINDS
            .par_iter()
            .map(|&kind| Postings::build(register.places().len(), |place| keys.place(kind, place)));
        let (persons, places) = rayon::join(|| persons.collect(), || places.collect());
        Self {
            register,
            persons,
            places,
        }
    }

    /// The register.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// Puts into `found` the persons whom a query may mean by its address, each once, in the register's order.
    pub(crate) fn candidates_by_place(&self, query: &Query<'_>, found: &mut Vec<Span>) {
        found.clear();
        let outward = query.postcode.outward().map(u64::from);
        let house = house(query.number, query.building_hash());
        if query.postcode.is_some() {
            let mut room = MOST_NEIGHBOURS;
            let list = &self.places[PlaceKind::Postcode as usize];
            for place in list.get(postcode_key(query.postcode)) {
                if room > 0 && self.register.places()[place as usize].postcode == query.postcode {
                    let Span { start, end } = self.register.residents(place);
                    let end = end.min(start + room);
                    room -= end - start;
                    found.push(start..end);
                }
            }
        }
        if let Some(house) = house
            && query.has_street()
        {
            let wide = mix(query.street, house);
            let before = found.len();
            if let Some(outward) = outward {
                let list = &self.places[PlaceKind::HouseOutward as usize];
                let places = list.get(mix(wide, outward));
                found.extend(places.map(|place| self.register.residents(place)));
            }
            // Every town has a High Street: houses of one number in others are looked at if this one is not known.
            let list = &self.places[PlaceKind::House as usize];
            if found.len() == before && list.get(wide).take(MOST_HOUSES + 1).count() <= MOST_HOUSES
            {
                let places = list.get(wide);
                found.extend(places.map(|place| self.register.residents(place)));
            }
        }
        let swapped = query.swapped.iter().map(|(surname, _)| *surname);
        for surname in std::iter::once(query.surname).chain(swapped) {
            let (Some(outward), Some(house)) = (outward, house) else {
                break;
            };
            let list = self.list(Kind::SurnameHouse);
            found.extend(list.get(mix(mix(surname.full, house), outward)).map(one));
            if let Some(sound) = sound_key(surname) {
                let list = self.list(Kind::SoundHouse);
                found.extend(list.get(mix(mix(sound, house), outward)).map(one));
            }
        }
        in_order(found);
    }

    /// Puts into `found` the persons whom a query may mean by its name, wherever they live, each once.
    pub(crate) fn candidates_by_name(&self, query: &Query<'_>, found: &mut Vec<Span>) {
        found.clear();
        let outward = query.postcode.outward().map(u64::from);
        let house = house(query.number, query.building_hash());
        let swapped = query.swapped.iter().copied();
        for (surname, forenames) in std::iter::once((query.surname, query.forenames)).chain(swapped)
        {
            let Some(first) = forenames.first().filter(|first| !first.is_initial()) else {
                continue;
            };
            for key in (0..CANONS).filter_map(|which| first.key(which)) {
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
        in_order(found);
    }

    /// How many have a person's surname and are registered under just this forename, and how many have the surname.
    pub(crate) fn bearers(&self, person: u32, forename: &Word) -> (u32, u32) {
        let all = self.register.bearers_of(person);
        let Some(key) = forename.key(0) else {
            return (0, all);
        };
        let surname = self.register.surname_id(person);
        let named = self
            .list(Kind::Name)
            .get(name_key(self.register.surname(person), key))
            .filter(|&one| {
                self.register.surname_id(one) == surname
                    && self
                        .register
                        .forenames_of(one)
                        .next()
                        .is_some_and(|word| word.full == forename.full)
            });
        (u32::try_from(named.count()).unwrap_or(u32::MAX), all)
    }

    fn list(&self, kind: Kind) -> &Postings {
        &self.persons[kind as usize]
    }

    /// The persons under a key of names, unless they are too many for any of them to be the one.
    fn few(&self, kind: Kind, key: u64, found: &mut Vec<Span>) {
        let before = found.len();
        found.extend(self.list(kind).get(key).take(MOST_NAMESAKES + 1).map(one));
        if found.len() - before > MOST_NAMESAKES {
            found.truncate(before);
        }
    }
}

fn one(person: u32) -> Span {
    person..person + 1
}

/// Puts spans in the register's order, and takes away those that lie within another.
fn in_order(spans: &mut Vec<Span>) {
    spans.sort_unstable_by_key(|span| u64::from(span.start) << 32 | u64::from(!span.end));
    let mut end = 0;
    spans.retain(|span| {
        let new = span.end > end;
        end = end.max(span.end);
        new
    });
}

/// Whether a person stands in one of some spans that are in order.
pub(crate) fn holds(spans: &[Span], person: u32) -> bool {
    let at = spans.partition_point(|span| span.end <= person);
    spans.get(at).is_some_and(|span| span.start <= person)
}

fn postcode_key(postcode: Postcode) -> u64 {
    u64::from(postcode.bits()) << 20
}

/// What the keys of a register's lists are put together from, worked out once.
struct Keys<'a> {
    register: &'a Register,
    /// The key of each person's name; 0 for no forename.
    names: Vec<u64>,
    /// The key of each place's number or name; 0 for neither.
    houses: Vec<u64>,
    /// Of each surname the hash of its letters and that of its sound, 0 for none.
    surnames: Vec<[u64; 2]>,
}

impl<'a> Keys<'a> {
    fn of(register: &'a Register) -> Self {
        let surnames: Vec<[u64; 2]> = register
            .surnames
            .iter()
            .map(|surname| [surname.full, sound_key(surname).unwrap_or(0)])
            .collect();
        let first_names: Vec<u64> = register
            .words
            .iter()
            .map(|word| word.key(0).unwrap_or(0))
            .collect();
        let names = register.people.par_iter().map(|person| {
            match first_names.get(person.forenames[0] as usize) {
                None | Some(0) => 0,
                Some(&first) => mix(surnames[person.surname as usize][0], first),
            }
        });
        let houses = register.places().par_iter().map(|place| {
            let building = || {
                if register.buildings.get(place.building).is_empty() {
                    0
                } else {
                    register.buildings.hash_of(place.building)
                }
            };
            match place.number {
                0 => building(),
                number => u64::from(number),
            }
        });
        let (names, houses) = rayon::join(|| names.collect(), || houses.collect());
        Self {
            register,
            names,
            houses,
            surnames,
        }
    }

    fn person(&self, kind: Kind, person: u32) -> Option<u64> {
        let given = |key: u64| (key != 0).then_some(key);
        let name = || given(self.names[person as usize]);
        if kind == Kind::Name {
            return name();
        }
        let Person { surname, place, .. } = self.register.people[person as usize];
        let outward = || {
            let postcode = self.register.places()[place as usize].postcode;
            postcode.outward().map(u64::from)
        };
        if kind == Kind::NameOutward {
            return Some(mix(name()?, outward()?));
        }
        let house = given(self.houses[place as usize])?;
        let [letters, sound] = self.surnames[surname as usize];
        match kind {
            Kind::NameHouse => Some(mix(name()?, house)),
            Kind::SurnameHouse => Some(mix(mix(letters, house), outward()?)),
            _ => Some(mix(mix(given(sound)?, house), outward()?)),
        }
    }

    fn place(&self, kind: PlaceKind, at: u32) -> Option<u64> {
        let place = self.register.places()[at as usize];
        if kind == PlaceKind::Postcode {
            return place
                .postcode
                .is_some()
                .then(|| postcode_key(place.postcode));
        }
        let house = self.houses[at as usize];
        if house == 0 || self.register.streets.get(place.street).is_empty() {
            return None;
        }
        let wide = mix(self.register.streets.hash_of(place.street), house);
        if kind == PlaceKind::House {
            return Some(wide);
        }
        Some(mix(wide, u64::from(place.postcode.outward()?)))
    }
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
