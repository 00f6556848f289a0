//! Invented towns, streets and homes, and how registration officers write them.

use super::people::Person;
use super::random::Random;
use super::words::{BUILDINGS, COTTAGE_KINDS, COTTAGES, KINDS, SAINTS, STREETS, TOWNS};

/// A home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home {
    pub(super) flat: Option<u32>,
    pub(super) building: Option<String>,
    /// `None` for a home with a name only.
    pub(super) number: Option<String>,
    /// Without its kind.
    pub(super) street: String,
    pub(super) kind: usize,
    pub(super) locality: Option<String>,
    pub(super) town: String,
    pub(super) postcode: String,
    /// Which way of writing addresses the officer of the district has.
    layout: usize,
    district: usize,
}

/// Where the next home stands.
pub(super) struct Towns {
    home: Home,
    left: usize,
    next_number: u32,
    step: u32,
    flats_left: u32,
    streets: usize,
}

fn words(list: &'static str) -> Vec<&'static str> {
    list.split_whitespace().collect()
}

impl Towns {
    pub(super) fn new(random: &mut Random) -> Self {
        let home = Home {
            flat: None,
            building: None,
            number: None,
            street: String::new(),
            kind: 0,
            locality: None,
            town: String::new(),
            postcode: String::new(),
            layout: 0,
            district: 0,
        };
        let mut towns = Self {
            home,
            left: 0,
            next_number: 1,
            step: 1,
            flats_left: 0,
            streets: 0,
        };
        towns.street(random);
        towns
    }

    /// Another street, with its own postcode; every 400th begins another district.
    fn street(&mut self, random: &mut Random) {
        self.home.district = self.streets / 400;
        let district = self.home.district;
        let town = words(TOWNS)[district % 10].replace('-', " ");
        self.home.layout = district % 4;
        self.home.street = if random.chance(0.06) {
            format!("St {}", random.any(&words(SAINTS)))
        } else {
            random.any(&words(STREETS)).to_owned()
        };
        self.home.kind = random.below(KINDS.len());
        self.home.locality = random
            .chance(0.35)
            .then(|| format!("{} End", random.any(&words(STREETS))));
        self.home.town = town;
        let letters = b"ABDEFGHJLNPQRSTUWXYZ";
        let letter = |at: usize| char::from(letters[at % letters.len()]);
        // Two letters and a number are the district's, the rest counts the street within it.
        let within = self.streets % 400 * 7 % 4000;
        self.home.postcode = format!(
            "{}{}{} {}{}{}",
            letter(district / 360),
            letter(district / 18),
            1 + district % 18,
            within % 10,
            letter(within / 10),
            letter(within / 200)
        );
        self.left = 8 + random.below(30);
        self.next_number = 1 + u32::try_from(random.below(40)).unwrap_or(0);
        self.step = 1 + u32::try_from(random.below(2)).unwrap_or(0);
        self.streets += 1;
    }

    pub(super) fn home(&mut self, random: &mut Random) -> Home {
        if self.flats_left > 0 {
            self.flats_left -= 1;
            self.home.flat = self.home.flat.map(|flat| flat + 1);
            return self.home.clone();
        }
        if self.left == 0 {
            self.street(random);
        }
        self.left -= 1;
        self.next_number += self.step;
        self.home.flat = None;
        self.home.building = None;
        let letter = if random.chance(0.03) { "A" } else { "" };
        self.home.number = Some(format!("{}{letter}", self.next_number));
        match random.below(100) {
            0..3 => {
                self.home.number = None;
                self.home.building = Some(format!(
                    "{} {}",
                    random.any(&words(COTTAGES)),
                    random.any(&words(COTTAGE_KINDS))
                ));
            }
            3..6 => {
                self.home.flat = Some(1);
                self.flats_left = 3 + u32::try_from(random.below(20)).unwrap_or(0);
                if random.chance(0.6) {
                    self.home.building = Some(format!(
                        "{} {}",
                        random.any(&words(STREETS)),
                        random.any(&words(BUILDINGS))
                    ));
                    if random.chance(0.4) {
                        self.home.number = None;
                    }
                }
            }
            _ => {}
        }
        self.home.clone()
    }
}

impl Home {
    /// A number of the same street that no house has.
    pub(super) fn invented(&self, random: &mut Random) -> Self {
        Self {
            flat: None,
            building: None,
            number: Some((200 + random.below(300)).to_string()),
            ..self.clone()
        }
    }

    pub(super) fn full_street(&self) -> String {
        format!("{} {}", self.street, KINDS[self.kind].0)
    }

    /// The lines of the address as the district's officer writes them.
    fn lines(&self) -> Vec<String> {
        let street = self.full_street();
        let mut lines = Vec::new();
        match (self.flat, &self.building) {
            (Some(flat), Some(building)) if self.layout == 1 => {
                lines.extend([format!("Flat {flat}"), building.clone()]);
            }
            (Some(flat), Some(building)) => lines.push(format!("Flat {flat} {building}")),
            (Some(flat), None) => lines.push(format!("Flat {flat}")),
            (None, Some(building)) => lines.push(building.clone()),
            (None, None) => {}
        }
        match (&self.number, self.layout) {
            (Some(number), 0 | 3) => lines.extend([number.clone(), street]),
            (Some(number), _) => lines.push(format!("{number} {street}")),
            (None, _) => lines.push(street),
        }
        lines.extend(self.locality.clone());
        lines.push(self.town.clone());
        lines
    }
}

/// An entry of the register without its id: `entry` is surname and forenames as they were registered.
pub(super) fn entry(home: &Home, entry: &(String, String), person: &Person, number: u64) -> String {
    let capitals = home.layout < 2;
    let put = |text: &str| {
        if capitals {
            text.to_uppercase()
        } else {
            text.to_owned()
        }
    };
    let mut lines = home.lines();
    lines.resize(6, String::new());
    let [year, month, day] = person.born;
    let attainer = if year >= 2007 {
        format!("{day:02}/{month:02}/{year}")
    } else {
        String::new()
    };
    let district = char::from(b'A' + u8::try_from(home.district % 26).unwrap_or(0));
    let lines: Vec<_> = lines.iter().map(|line| put(line)).collect();
    format!(
        "{district}{district},{},0,,{attainer},{},{},{},{}",
        number % 1000,
        put(&entry.0),
        put(&entry.1),
        home.postcode,
        lines.join(",")
    )
}
