//! The register: persons with names and addresses, in columns of small numbers.
//!
//! A number stands for a text that was met (a surname, the forenames of a person, a street), so that each is taken apart
//! once and not once for each person. Persons stand in the file's order; those of one address stand together.

use crate::intern::Interner;
use crate::names::{FORENAMES, Surname, Word};
use crate::postcode::Postcode;
use crate::text::{ByNumber, shown};

/// Most persons of a register: their numbers have 26 bits in the index.
pub const MOST: usize = 1 << 26;
/// No forename at this place.
pub(crate) const NOBODY: u32 = u32::MAX;

/// A day of birth as `year << 9 | month << 5 | day`; 0 for none.
pub(crate) type Born = u32;

/// Where a person lives, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) postcode: Postcode,
    pub(crate) number: u32,
    pub(crate) flat: u32,
    pub(crate) street: u32,
    pub(crate) building: u32,
}

/// A person in numbers, side by side: they are read together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) surname: u32,
    pub(crate) place: u32,
    /// Words, in order, filled up with [`NOBODY`].
    pub(crate) forenames: [u32; FORENAMES],
}

/// A register of persons, ready to be searched.
#[derive(Debug, Default)]
pub struct Register {
    pub(crate) surnames: Vec<Surname>,
    pub(crate) surname_counts: Vec<u32>,
    pub(crate) words: Vec<Word>,
    /// Persons by canonical first forename.
    pub(crate) forename_counts: ByNumber<u64, u32>,
    pub(crate) streets: Interner,
    pub(crate) buildings: Interner,
    /// Places in the file's order.
    pub(crate) places: Vec<Place>,
    /// The first person of each place, and last the number of persons: those of one place stand together.
    pub(crate) firsts: Vec<u32>,
    pub(crate) people: Vec<Person>,
    /// Persons by the canonical forename to which each word belongs, if it stands first.
    pub(crate) called_of: Vec<u32>,
    /// Persons whose first forename is just this word, by its hash.
    pub(crate) called_just: ByNumber<u64, u32>,
    pub(crate) births: Vec<(u32, Born)>,
    pub(crate) emails: Vec<(u32, u64)>,
    pub(crate) labels: Vec<Labels>,
}

/// The persons' own numbers in the file of one block.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    pub(crate) first: u32,
    pub(crate) ends: Vec<u32>,
    pub(crate) bytes: Vec<u8>,
}

impl Register {
    /// Counts bearers of surnames and forenames.
    pub(crate) fn count(&mut self) {
        self.surname_counts = vec![0; self.surnames.len()];
        let mut counts = vec![0_u32; self.words.len()];
        for person in &self.people {
            self.surname_counts[person.surname as usize] += 1;
            if let Some(count) = counts.get_mut(person.forenames[0] as usize) {
                *count += 1;
            }
        }
        for (word, count) in self.words.iter().zip(counts) {
            self.called_just.insert(word.full, count);
            if let Some(key) = word.key(0) {
                *self.forename_counts.entry(key).or_default() += count;
            }
        }
        let called = |word: &Word| word.key(0).map_or(0, |key| self.called(key));
        self.called_of = self.words.iter().map(called).collect();
    }

    /// How many persons there are.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// The person's own number in the file.
    pub fn label(&self, person: u32) -> String {
        let block = self.labels.partition_point(|labels| labels.first <= person);
        let Some(labels) = block.checked_sub(1).and_then(|at| self.labels.get(at)) else {
            return String::new();
        };
        let at = (person - labels.first) as usize;
        let start = at
            .checked_sub(1)
            .map_or(0, |before| labels.ends[before] as usize);
        shown(&labels.bytes[start..labels.ends[at] as usize]).into_owned()
    }

    pub(crate) fn surname_id(&self, person: u32) -> u32 {
        self.people[person as usize].surname
    }

    pub(crate) fn surname_by_id(&self, id: u32) -> &Surname {
        &self.surnames[id as usize]
    }

    pub(crate) fn surname(&self, person: u32) -> &Surname {
        self.surname_by_id(self.people[person as usize].surname)
    }

    /// The forenames of a person, in order.
    pub(crate) fn forenames_of(&self, person: u32) -> impl Iterator<Item = &Word> + Clone {
        let row = self.people[person as usize].forenames;
        row.into_iter()
            .map_while(|word| self.words.get(word as usize))
    }

    pub(crate) fn place(&self, person: u32) -> Place {
        self.places[self.people[person as usize].place as usize]
    }

    pub(crate) fn places(&self) -> &[Place] {
        &self.places
    }

    /// The persons of one place.
    pub(crate) fn residents(&self, place: u32) -> std::ops::Range<u32> {
        let at = place as usize;
        self.firsts[at]..self.firsts[at + 1]
    }

    pub(crate) fn place_id(&self, person: u32) -> u32 {
        self.people[person as usize].place
    }

    pub(crate) fn born(&self, person: u32) -> Born {
        known(&self.births, person).unwrap_or(0)
    }

    pub(crate) fn email(&self, person: u32) -> u64 {
        known(&self.emails, person).unwrap_or(0)
    }

    pub(crate) fn has_births(&self) -> bool {
        !self.births.is_empty()
    }

    /// Persons who bear this person's surname.
    pub(crate) fn bearers_of(&self, person: u32) -> u32 {
        self.surname_counts[self.people[person as usize].surname as usize]
    }

    /// Persons who have this person's first forename, in any of its forms.
    pub(crate) fn called_like(&self, person: u32) -> u32 {
        let first = self.people[person as usize].forenames[0];
        self.called_of.get(first as usize).copied().unwrap_or(0)
    }

    /// Persons whose first forename has this canonical key.
    pub(crate) fn called(&self, key: u64) -> u32 {
        self.forename_counts.get(&key).copied().unwrap_or(0)
    }

    /// Persons whose first forename is written just so, by its hash.
    pub(crate) fn called_just(&self, word: u64) -> u32 {
        self.called_just.get(&word).copied().unwrap_or(0)
    }

    /// Whether so many bear this forename that it is a name and no slip of another: one in 20,000, and at least four.
    pub(crate) fn is_common(&self, key: u64) -> bool {
        let called = self.called(key) as usize;
        called >= 4 && called * 20_000 >= self.len()
    }

    /// Name and address of a person, for people to read.
    pub fn told(&self, person: u32) -> String {
        let place = self.place(person);
        let forenames: Vec<_> = self
            .forenames_of(person)
            .map(|word| shown(&word.text).into_owned())
            .collect();
        let mut told = format!(
            "{} {}, ",
            forenames.join(" "),
            shown(&self.surname(person).text)
        );
        told.push_str(&place_told(
            place,
            &shown(self.buildings.get(place.building)),
            &shown(self.streets.get(place.street)),
        ));
        told
    }
}

fn place_told(place: Place, building: &str, street: &str) -> String {
    let letter = |packed: u32| {
        let letter = char::from(u8::try_from(packed & 255).unwrap_or(0));
        let number = packed >> 8;
        if letter == '\0' {
            number.to_string()
        } else {
            format!("{number}{letter}")
        }
    };
    let mut pieces = Vec::new();
    if place.flat >> 31 == 1 {
        pieces.push("FLAT".to_owned());
    } else if place.flat != 0 {
        pieces.push(format!("FLAT {}", letter(place.flat)));
    }
    if !building.is_empty() {
        pieces.push(building.to_owned());
    }
    if place.number != 0 {
        pieces.push(letter(place.number));
    }
    pieces.push(street.to_owned());
    pieces.push(place.postcode.to_string());
    pieces.retain(|piece| !piece.is_empty());
    pieces.join(" ")
}

/// What is known of a person, in a list in their order.
fn known<T: Copy>(list: &[(u32, T)], person: u32) -> Option<T> {
    list.binary_search_by_key(&person, |(one, _)| *one)
        .ok()
        .map(|at| list[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::born;
    use crate::table::ReadError;

    const HEAD: &str = "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,\
        Elector Surname,Elector Forename,PostCode,Address1,Address2,Address3,Address4,Address5,Address6";

    fn read(rows: &str) -> Result<Register, ReadError> {
        Register::read(format!("{HEAD}\n{rows}").as_bytes(), &|_| {})
    }

    #[test]
    fn persons_come_in_order_with_their_numbers() {
        let register = read(
            "GU,1,0,,,DAY,PERCY FRANCIS,AB1 0AA,60,MILL WAY,LITBRIDGE,,,\n\
            GU,2,0,,24/12/1998,\"O'NEILL\",J,AB1 0AA,60,MILL WAY,LITBRIDGE,,,\n",
        )
        .expect("read");
        assert_eq!(register.len(), 2);
        assert_eq!(register.label(1), "GU/2/0");
        assert_eq!(register.told(0), "PERCY FRANCIS DAY, 60 MILL WAY AB1 0AA");
        assert_eq!(register.born(1), born(b"1998-12-24").expect("a date"));
        assert_eq!(register.places.len(), 1);
    }

    #[test]
    fn all_faults_come_at_once_with_their_places() {
        let error = read(
            "GU,1,0,,,DAY,PERCY,AB1 0AA,60,MILL WAY\n\
            GU,2,0,,32/12/1998,DAY,PERCY,AB1 0AA,60,MILL WAY,LITBRIDGE,,,\n\
            GU,3,0,,,,,AB1 0AA,60,MILL WAY,LITBRIDGE,,,\n",
        )
        .expect_err("refused");
        let told = error.to_string();
        for place in ["line 2, column 11: ", "line 4, column 6: "] {
            assert!(told.contains(place), "{told}");
        }
        let error = Register::read(&b"a,b\n1,2\n"[..], &|_| {}).expect_err("refused");
        assert_eq!(error.to_string().lines().count(), 2, "{error}");
    }
}
