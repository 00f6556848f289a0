//! Two entries side by side: how far each field agrees.

use crate::address::Address;
use crate::applications::Application;
use crate::distance::{jaro_winkler, typing_errors};
use crate::homes::{LastStreet, address_level};
use crate::index::{Index, Span, holds};
use crate::levels::{AddressLevel, FactLevel, ForenameLevel, Levels, MiddleLevel, SurnameLevel};
use crate::names::{Letters, Surname, Word};
use crate::postcode::Postcode;
use crate::register::{Born, Register};

/// One who is looked for: an application, or an entry of the register itself.
#[derive(Clone, Debug)]
pub(crate) struct Query<'a> {
    pub(crate) surname: &'a Surname,
    pub(crate) forenames: &'a [Word],
    pub(crate) swapped: Option<(&'a Surname, &'a [Word])>,
    pub(crate) postcode: Postcode,
    pub(crate) number: u32,
    pub(crate) flat: u32,
    pub(crate) street: u64,
    pub(crate) street_text: &'a [u8],
    pub(crate) building_text: &'a [u8],
    pub(crate) born: Born,
    pub(crate) email: u64,
}

impl<'a> Query<'a> {
    pub(crate) fn of(application: &'a Application) -> Self {
        let Address {
            postcode,
            number,
            flat,
            street,
            building,
        } = &application.address;
        Self {
            surname: &application.surname,
            forenames: &application.forenames,
            swapped: application
                .swapped
                .as_ref()
                .map(|(surname, forenames)| (surname, forenames.as_slice())),
            postcode: *postcode,
            number: *number,
            flat: *flat,
            street: application.street,
            street_text: street,
            building_text: building,
            born: application.born,
            email: application.email,
        }
    }

    /// A person of the register as if applying; `forenames` holds the person's own.
    pub(crate) fn of_person(register: &'a Register, person: u32, forenames: &'a [Word]) -> Self {
        let place = register.place(person);
        Self {
            surname: register.surname(person),
            forenames,
            swapped: None,
            postcode: place.postcode,
            number: place.number,
            flat: place.flat,
            street: register.streets.hash_of(place.street),
            street_text: register.streets.get(place.street),
            building_text: register.buildings.get(place.building),
            born: register.born(person),
            email: register.email(person),
        }
    }

    pub(crate) fn has_street(&self) -> bool {
        !self.street_text.is_empty()
    }

    /// The hash of the building's name; 0 for none.
    pub(crate) fn building_hash(&self) -> u64 {
        if self.building_text.is_empty() {
            0
        } else {
            crate::text::hash(self.building_text)
        }
    }

    /// Whether the forename is an initial only.
    pub(crate) fn is_initial(&self) -> bool {
        self.forenames.first().is_some_and(Word::is_initial)
    }
}

/// Whether many in the register bear a forename.
fn common(register: &Register, forename: Option<&Word>) -> bool {
    forename
        .and_then(|word| word.key(0))
        .is_some_and(|key| register.is_common(key))
}

/// A person of the register beside a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pair {
    pub(crate) person: u32,
    pub(crate) levels: Levels,
    /// How many others are expected to bear the person's name, were names drawn at random.
    pub(crate) namesakes: f32,
    /// The share of persons whose forename it is.
    pub(crate) forename_share: f32,
    /// Where the query gives another form of a resident's name: the share of persons of that surname who are registered under the very
    /// form, over the share of the name's bearers who would give it. PAULINE is hardly what Paul is called; it may be his
    /// sister's name. Otherwise 0.
    pub(crate) form_share: f32,
}

/// All whom a query may mean, and how many persons and places were looked at by level of address.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pairs {
    pub(crate) list: Vec<Pair>,
    pub(crate) persons: [u16; 11],
    pub(crate) places: [u16; 11],
    /// Whether the query's forename is an initial only.
    pub(crate) initial: bool,
    /// Whether somebody at the query's address bears the surname.
    pub(crate) kin: bool,
    /// Whether the query has no postcode.
    pub(crate) no_postcode: bool,
    /// The query's house number, and the highest that was met in its street and postcode.
    pub(crate) number: u32,
    pub(crate) highest: u32,
}

impl Pairs {
    /// Whether the register knows somebody at the query's address, flat and postcode or nearly so; without a postcode, at
    /// that number of such a street.
    pub(crate) fn address_known(&self) -> bool {
        self.no_postcode && self.persons[AddressLevel::NoPostcode as usize] > 0
            || [
                AddressLevel::Same,
                AddressLevel::NearPostcode,
                AddressLevel::NoFlat,
                AddressLevel::OtherStreet,
            ]
            .iter()
            .any(|&level| self.persons[level as usize] > 0)
    }
}

impl Index {
    /// Compares a query with all whom it may mean, but `without`. `found` is working space.
    ///
    /// Namesakes elsewhere are looked for only if nobody of the very name lives at the address: beside one who does they have no chance.
    pub(crate) fn compare(
        &self,
        query: &Query<'_>,
        without: Option<u32>,
        found: &mut Vec<Span>,
        into: &mut Pairs,
    ) {
        into.list.clear();
        into.persons = [0; 11];
        into.places = [0; 11];
        into.initial = query.is_initial();
        into.kin = false;
        into.no_postcode = !query.postcode.is_some();
        (into.number, into.highest) = (query.number, 0);
        self.candidates_by_place(query, found);
        self.compare_found(query, without, found, into);
        let at_home = |pair: &Pair| {
            let levels = pair.levels;
            levels.address.is_home()
                && levels.address != AddressLevel::NoPostcode
                && levels.surname == SurnameLevel::Same
                && levels.forename <= ForenameLevel::Short
        };
        if into.list.iter().any(at_home) {
            return;
        }
        let near = std::mem::take(found);
        self.candidates_by_name(query, found);
        found.retain(|span| !holds(&near, span.start));
        self.compare_found(query, without, found, into);
    }

    fn compare_found(
        &self,
        query: &Query<'_>,
        without: Option<u32>,
        found: &[Span],
        into: &mut Pairs,
    ) {
        let register = self.register();
        let mut last = (u32::MAX, AddressLevel::Elsewhere);
        let mut streets = LastStreet::default();
        let mut surnames = (u32::MAX, SurnameLevel::Other);
        for person in found.iter().cloned().flatten() {
            if Some(person) == without {
                continue;
            }
            let place = register.place_id(person);
            if place != last.0 {
                last = (
                    place,
                    address_level(query, register, register.place(person), &mut streets),
                );
                let count = &mut into.places[last.1 as usize];
                *count = count.saturating_add(1);
                if last.1 <= AddressLevel::Street {
                    into.highest = into.highest.max(register.place(person).number);
                }
            }
            let address = last.1;
            let count = &mut into.persons[address as usize];
            *count = count.saturating_add(1);
            // Most neighbours have nothing of the name, which a glance at its letters shows.
            if !address.is_home() && !register.may_agree(query, person) {
                continue;
            }
            let id = register.surname_id(person);
            if id != surnames.0 {
                surnames = (id, surname_level(query.surname, register.surname_by_id(id)));
            }
            let (surname, forename, middle, swapped) =
                name_levels(query, surnames.1, register, person);
            into.kin |= address.is_home() && surname <= SurnameLevel::Close;
            let far = !address.is_home() && !address.is_near();
            let unlike = (surname == SurnameLevel::Other || !address.is_home())
                && forename >= ForenameLevel::MiddleInitial
                || surname == SurnameLevel::Other && far;
            if unlike {
                continue;
            }
            let mut pair = register.pair(
                query,
                person,
                Levels {
                    address,
                    surname,
                    forename,
                    middle,
                    born: FactLevel::Unknown,
                    email: FactLevel::Unknown,
                    swapped,
                },
            );
            if forename == ForenameLevel::Short && address.is_home() {
                pair.form_share = self.form_share(query, person, swapped);
            }
            into.list.push(pair);
        }
    }

    /// The share of those of a person's surname who are registered under the very form of forename that the query gives, over that of
    /// those who would give it for another name. Few of a rare surname tell little: they are joined by fifty such as the
    /// whole register has.
    #[expect(clippy::cast_precision_loss, reason = "shares need no more digits")]
    fn form_share(&self, query: &Query<'_>, person: u32, swapped: bool) -> f32 {
        const JOINED: f32 = 50.0;
        let register = self.register();
        let given = match query.swapped {
            Some((_, given)) if swapped => given,
            _ => query.forenames,
        };
        let Some(form) = given.first() else {
            return 0.0;
        };
        let everywhere = register.called_just(form.full) as f32 / register.len().max(1) as f32;
        let (of_form, of_surname) = self.bearers(person, form);
        let share = (of_form as f32 + JOINED * everywhere) / (of_surname as f32 + JOINED);
        (share + form.share_of_pets()) / form.share_as_form()
    }
}

impl Register {
    /// Whether a person's forenames may agree with the query's, in its order or crosswise, so far that somebody who lives elsewhere is
    /// kept: never denied where they do.
    fn may_agree(&self, query: &Query<'_>, person: u32) -> bool {
        let mut words = self.forenames_of(person);
        let Some(first) = words.next() else {
            return false;
        };
        if let Some((own, further)) = query.forenames.split_first()
            && (own.may_agree(first, true)
                || further.iter().any(|word| word.may_agree(first, false))
                || words.any(|word| own.may_agree(word, false)))
        {
            return true;
        }
        let crosswise = query.swapped.and_then(|(_, given)| given.first());
        crosswise.is_some_and(|given| given.may_agree(first, true))
    }
}

impl Register {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "shares need no more digits"
    )]
    fn pair(&self, query: &Query<'_>, person: u32, mut levels: Levels) -> Pair {
        levels.born = born_level(query.born, self.born(person));
        levels.email = match (query.email, self.email(person)) {
            (0, _) | (_, 0) => FactLevel::Unknown,
            (a, b) if a == b => FactLevel::Same,
            _ => FactLevel::Other,
        };
        let all = self.len().max(1) as f64;
        let bearers = f64::from(self.bearers_of(person).max(1));
        let share = f64::from(self.called_like(person).max(1)) / all;
        Pair {
            person,
            levels,
            namesakes: (bearers * share) as f32,
            forename_share: share as f32,
            form_share: 0.0,
        }
    }
}

/// Levels of surname, first forename and middle names, and whether they were compared crosswise.
fn name_levels(
    query: &Query<'_>,
    direct: SurnameLevel,
    register: &Register,
    person: u32,
) -> (SurnameLevel, ForenameLevel, MiddleLevel, bool) {
    let forenames = || register.forenames_of(person);
    let (mut forename, middle) = forename_levels(query.forenames, forenames());
    // CHRISTIAN is no slip for CHRISTINE: two names that many bear are two names.
    let two_names =
        |given: &[Word]| common(register, given.first()) && common(register, forenames().next());
    if forename == ForenameLevel::Close && two_names(query.forenames) {
        forename = ForenameLevel::Other;
    }
    if forename == ForenameLevel::Other
        && direct == SurnameLevel::Same
        && let (Some(written), Some(name)) = (query.forenames.first(), forenames().next())
        && slip_of_short(register, written, name)
    {
        forename = ForenameLevel::Close;
    }
    if direct == SurnameLevel::Other
        && forename >= ForenameLevel::Initial
        && let Some((other, given)) = query.swapped
    {
        let crosswise = surname_level(other, register.surname(person));
        let (cross_forename, cross_middle) = forename_levels(given, forenames());
        let slip = cross_forename == ForenameLevel::Close && two_names(given);
        if crosswise <= SurnameLevel::Close && cross_forename <= ForenameLevel::Initial && !slip {
            return (crosswise, cross_forename, cross_middle, true);
        }
    }
    (direct, forename, middle, false)
}

/// Whether a word that nobody is called is a slip of a name of three letters: two of them swapped, or one left out. Letters hit beside
/// count only in longer names: REX is no slip of REG.
fn slip_of_short(register: &Register, written: &Word, name: &Word) -> bool {
    let (a, b) = (&written.text, &name.text);
    b.len() == 3
        && (a.len() == 2 || a.len() == 3 && written.letters.same_set(name.letters))
        && typing_errors(a, b, 1) == 1
        && written.canon[0] == 0
        && register.called_just(written.full) == 0
}

fn surname_level(a: &Surname, b: &Surname) -> SurnameLevel {
    if a.full == b.full {
        return if a.is_empty() {
            SurnameLevel::Other
        } else {
            SurnameLevel::Same
        };
    }
    if a.shares_part(b) {
        return SurnameLevel::Part;
    }
    if close((&a.text, a.letters), (&b.text, b.letters)) {
        SurnameLevel::Close
    } else if a.sound == b.sound && a.sound > 15 {
        SurnameLevel::Sound
    } else {
        SurnameLevel::Other
    }
}

/// Few typing errors for the length: one from four letters on, two from six on if the words begin alike.
fn close(a: (&[u8], Letters), b: (&[u8], Letters)) -> bool {
    let ((a, of_a), (b, of_b)) = (a, b);
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short < 3 || long < 4 || !of_a.allow(of_b, 2) {
        return false;
    }
    if of_a.allow(of_b, 1) && typing_errors(a, b, 1) <= 1 {
        return true;
    }
    short >= 6
        && of_a.first == of_b.first
        && typing_errors(a, b, 2) <= 2
        && jaro_winkler(a, b) >= 0.91
}

fn forename_levels<'a>(
    a: &[Word],
    mut b: impl Iterator<Item = &'a Word> + Clone,
) -> (ForenameLevel, MiddleLevel) {
    let all_b = b.clone();
    let (Some(first_a), Some(first_b)) = (a.first(), b.next()) else {
        return (ForenameLevel::Other, MiddleLevel::Unknown);
    };
    let level = first_level(first_a, first_b);
    if level <= ForenameLevel::Initial {
        return (level, middle_level(a.get(1..).unwrap_or(&[]), &b));
    }
    // The name that a person goes by may be another than the first.
    let mut best = ForenameLevel::Other;
    let pairs = b
        .clone()
        .map(|word| (first_a, word))
        .chain(a.iter().skip(1).map(|word| (word, first_b)));
    for (one, other) in pairs {
        best = best.min(match first_level(one, other) {
            ForenameLevel::Same | ForenameLevel::Short => ForenameLevel::Middle,
            ForenameLevel::Close if one.text.len() > 5 => ForenameLevel::Middle,
            ForenameLevel::Initial => ForenameLevel::MiddleInitial,
            _ => ForenameLevel::Other,
        });
    }
    // "JOAN ENID" written "JOANENID", or a forename in two words joined.
    if best == ForenameLevel::Other
        && a.len() == 1
        && first_a.letters.first == first_b.letters.first
        && all_b.clone().map(|word| word.text.len()).sum::<usize>() == first_a.text.len()
        && all_b
            .flat_map(|word| word.text.iter())
            .eq(first_a.text.iter())
    {
        best = ForenameLevel::Close;
    }
    (best, MiddleLevel::Unknown)
}

fn first_level(a: &Word, b: &Word) -> ForenameLevel {
    if a.full == b.full {
        return if a.is_initial() {
            ForenameLevel::Initial
        } else {
            ForenameLevel::Same
        };
    }
    if a.is_initial() || b.is_initial() {
        return if a.initial() == b.initial() {
            ForenameLevel::Initial
        } else {
            ForenameLevel::Other
        };
    }
    if a.same_name(b) {
        ForenameLevel::Short
    } else if close((&a.text, a.letters), (&b.text, b.letters)) || beginning(a, b) {
        ForenameLevel::Close
    } else {
        ForenameLevel::Other
    }
}

/// Whether one is the other's first three letters or more: short forms that no table has.
fn beginning(a: &Word, b: &Word) -> bool {
    let (short, long) = if a.letters.length < b.letters.length {
        (a, b)
    } else {
        (b, a)
    };
    short.letters.length >= 3
        && short.letters.first == long.letters.first
        && long.text.starts_with(&short.text)
}

fn middle_level<'a>(a: &[Word], b: &(impl Iterator<Item = &'a Word> + Clone)) -> MiddleLevel {
    if a.is_empty() || b.clone().next().is_none() {
        return MiddleLevel::Unknown;
    }
    let mut best = MiddleLevel::Other;
    for one in a {
        for other in b.clone() {
            best = best.min(match first_level(one, other) {
                ForenameLevel::Same | ForenameLevel::Short | ForenameLevel::Close => {
                    MiddleLevel::Same
                }
                ForenameLevel::Initial => MiddleLevel::Initial,
                _ => MiddleLevel::Other,
            });
        }
    }
    best
}

fn born_level(a: Born, b: Born) -> FactLevel {
    if a == 0 || b == 0 {
        return FactLevel::Unknown;
    }
    let parts = |born: Born| [born >> 9, born >> 5 & 15, born & 31];
    let (a, b) = (parts(a), parts(b));
    let same = a.iter().zip(&b).filter(|(x, y)| x == y).count();
    let crossed = a[0] == b[0] && a[1] == b[2] && a[2] == b[1];
    match same {
        3 => FactLevel::Same,
        2 => FactLevel::Part,
        _ if crossed || a[0] == b[0] => FactLevel::Part,
        _ => FactLevel::Other,
    }
}
