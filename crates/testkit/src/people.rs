//! Invented members, in any number, the same for the same seed.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::Date;
use rand::RngExt as _;
use rand::seq::IndexedRandom as _;

/// Syllables of invented family names: no list of real people can come out.
const BEGIN: [&str; 16] = [
    "Bran", "Cor", "Del", "Fen", "Gar", "Hol", "Kes", "Lor", "Mar", "Nor", "Pel", "Quil", "Ros",
    "Tar", "Vel", "Wyn",
];
const END: [&str; 12] = [
    "beck", "dale", "ford", "gate", "ham", "ley", "mere", "stead", "thorpe", "ton", "wick", "worth",
];
const GIVEN: [&str; 20] = [
    "Ada", "Ben", "Cara", "Dev", "Elin", "Finn", "Gwen", "Hana", "Idris", "Jo", "Kai", "Lena",
    "Mo", "Nia", "Omar", "Priya", "Rhys", "Sana", "Tom", "Zoe",
];

/// What the invented members are like. Shares are in percent.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// How many.
    pub members: usize,
    /// Units, `unit-001` and on; sizes differ.
    pub units: usize,
    /// The day on which all this is so; nobody joined later.
    pub today: Date,
    /// Share that joined within the last 180 days.
    pub new_percent: u32,
    /// Share that owes money.
    pub arrears_percent: u32,
    /// Share that is suspended.
    pub suspended_percent: u32,
    /// Share without an address for mail.
    pub no_email_percent: u32,
    /// Same seed, same members.
    pub seed: u64,
}

impl Recipe {
    /// So many members with shares as they are in a large organisation.
    pub fn of(members: usize) -> Self {
        Self {
            members,
            units: (members / 700).clamp(1, 650),
            today: jiff::civil::date(2026, 3, 1),
            new_percent: 10,
            arrears_percent: 6,
            suspended_percent: 1,
            no_email_percent: 8,
            seed: 1,
        }
    }

    /// The members, one after the other.
    pub fn invent(&self) -> impl Iterator<Item = Invented> + use<> {
        let mut rng = crate::rng(self.seed);
        let recipe = self.clone();
        (1..=recipe.members).map(move |index| recipe.one(index, &mut rng))
    }

    fn one(&self, index: usize, rng: &mut crate::ChaCha20Rng) -> Invented {
        let mut pick = |from: &[&'static str]| (*from.choose(rng).unwrap_or(&"A")).to_owned();
        let given = pick(&GIVEN);
        let family = pick(&BEGIN) + &pick(&END);
        let mut chance = |percent: u32| rng.random_range(0..100) < percent;
        let (new, owes) = (chance(self.new_percent), chance(self.arrears_percent));
        let (suspended, no_email) = (
            chance(self.suspended_percent),
            chance(self.no_email_percent),
        );
        let ago = if new {
            rng.random_range(1..180)
        } else {
            rng.random_range(180..12_000)
        };
        // The smaller of two throws: units of very different sizes, as in life.
        let unit = rng
            .random_range(0..self.units)
            .min(rng.random_range(0..self.units))
            + 1;
        let email = format!("{}.{index}@example.org", family.to_lowercase());
        let back = |days: i64| self.today.saturating_sub(days.days());
        Invented {
            number: format!("M{index:07}"),
            given,
            family,
            email: if no_email { String::new() } else { email },
            unit: format!("unit-{unit:03}"),
            class: "member".to_owned(),
            joined: back(ago),
            arrears_since: owes.then(|| back(rng.random_range(1..400))),
            suspended_from: suspended.then(|| back(rng.random_range(1..90))),
        }
    }
}

/// An invented member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invented {
    /// Membership number.
    pub number: String,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Address for mail; empty if there is none.
    pub email: String,
    /// Unit id.
    pub unit: String,
    /// Class of membership.
    pub class: String,
    /// Joined on.
    pub joined: Date,
    /// Owes since.
    pub arrears_since: Option<Date>,
    /// Suspended since.
    pub suspended_from: Option<Date>,
}

/// The members as a CSV file, as a membership office would send it.
pub fn csv(members: impl Iterator<Item = Invented>) -> String {
    let mut text = String::from(
        "member number,given name,family name,email,unit,class,joined,arrears since,suspended from\n",
    );
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    for m in members {
        let _ = writeln!(
            text,
            "{},{},{},{},{},{},{},{},{}",
            m.number,
            m.given,
            m.family,
            m.email,
            m.unit,
            m.class,
            m.joined,
            day(m.arrears_since),
            day(m.suspended_from)
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_people() {
        let one: Vec<_> = Recipe::of(50).invent().collect();
        let two: Vec<_> = Recipe::of(50).invent().collect();
        assert_eq!(one, two);
        let other: Vec<_> = Recipe {
            seed: 2,
            ..Recipe::of(50)
        }
        .invent()
        .collect();
        assert_ne!(one, other);
    }

    #[test]
    fn the_shares_are_about_right() {
        let all: Vec<_> = Recipe::of(5_000).invent().collect();
        let owing = all.iter().filter(|m| m.arrears_since.is_some()).count();
        assert!(
            (200..400).contains(&owing),
            "{owing} of 5,000 owe; 6 % is 300"
        );
        assert!(all.iter().all(|m| m.joined <= Recipe::of(1).today));
    }
}
