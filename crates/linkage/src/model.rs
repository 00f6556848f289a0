//! What agreement is worth: four classes of pairs, and the odds that a pair is one person.
//!
//! A person of the register whom an application may mean is the applicant, or one of three kinds of others: of the
//! *household*, a *neighbour*, a *namesake* elsewhere. Fields agree for different reasons in each: a household shares its
//! surname, a street does sometimes, namesakes share a name by chance. One weight for "surname agrees" must therefore go wrong; here
//! each class has its own chances, and those of the three kinds of others are counted in the register itself, whose entries are
//! all different people ([`crate::estimate`]).
//!
//! For one application, the hypotheses are "is person *i*" for each candidate, and "is none of them". With `share[l]` the
//! share of applicants whose own entry stands at address level *l*, `none` the share of those who have no entry, `m` the
//! chances of levels for one person, and `u` the number of others that are expected with such levels,
//!
//! ```text
//! odds_i = share[l] * m(levels_i) / (none * u(levels_i))        p_i = odds_i / (1 + sum of odds)
//! ```
//!
//! so that father and son of one name become a half each, and nobody's chance is inflated by a long list of candidates.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::compare::{Pair, Pairs};
use crate::levels::{AddressLevel, FactLevel, ForenameLevel, Levels, MiddleLevel, SurnameLevel};

/// Chances of surname and forename levels together.
pub(crate) type Table = [[f64; 7]; 5];

/// The parameters: all that a decision rests on beside the two lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Chances of levels for one person: surname; forename if given in full, and if given as an initial; middle; date; e-mail.
    pub(crate) surname: [f64; 5],
    pub(crate) forename: [[f64; 7]; 2],
    pub(crate) middle: [f64; 4],
    pub(crate) born: [f64; 4],
    pub(crate) email: [f64; 4],
    /// Chances for two persons of one household, of one building, of one postcode, by forename given in full or as an initial.
    pub(crate) household: [Table; 2],
    pub(crate) building: [Table; 2],
    pub(crate) neighbour: [Table; 2],
    /// Namesakes met for each that chance lets expect, by how many are expected.
    pub(crate) namesake: [[f64; NAMESAKE_BINS]; 2],
    /// Others elsewhere with other levels of names, for each of the very name.
    pub(crate) elsewhere: [Table; 2],
    /// Chances of middle levels for two persons whose first forenames agree: of one household, and others.
    pub(crate) other_middle: [[f64; 4]; 2],
    /// The mean share of a forename, by which a neighbour's is judged more or less telling.
    pub(crate) mean_share: f64,
    /// Shares of applicants by the level of their own entry, and last of those without: address known to the register or not.
    pub(crate) shares: [[f64; 12]; 2],
    /// Of applicants at a known address who have no entry, the share who are kin of a resident.
    pub(crate) kin: f64,
    /// Bands.
    pub bands: Bands,
}

/// Bins of expected namesakes: below 0.01, 0.1, 1, and above.
pub(crate) const NAMESAKE_BINS: usize = 4;
/// The place of "no entry" in a row of shares.
pub(crate) const NONE: usize = 11;

/// Where the bands of decisions begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bands {
    /// From this probability on an application is matched.
    pub accept: f64,
    /// The same for an entry at the same address whose surname differs: a marriage, or a coincidence of forenames.
    pub accept_renamed: f64,
    /// The same for an entry at the same address under another form of the forename: which forms there are is known from life and not from
    /// these lists, and how often two of one family bear forms of one name is known least of all.
    pub accept_form: f64,
    /// The same for an entry at another address, where nobody has vouched that applicant and entry belong together.
    pub accept_moved: f64,
    /// From this probability on it is doubtful.
    pub doubt: f64,
    /// The share of applications that the queue of doubtful ones should hold at most: the least likely leave it first.
    pub queue: f64,
}

impl Default for Bands {
    fn default() -> Self {
        Self {
            accept: 0.93,
            accept_renamed: 0.97,
            accept_form: 0.98,
            accept_moved: 0.97,
            doubt: 0.5,
            queue: 0.02,
        }
    }
}

/// A term of the odds, for the waterfall: what it is, and its weight in powers of two.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The field.
    pub field: &'static str,
    /// How it agrees.
    pub level: &'static str,
    /// Binary logarithm of the factor on the odds.
    pub bits: f64,
}

pub(crate) fn bin(namesakes: f64) -> usize {
    match namesakes {
        n if n < 0.01 => 0,
        n if n < 0.1 => 1,
        n if n < 1.0 => 2,
        _ => 3,
    }
}

/// The chances of a pair under "one person" and under the kinds of others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chances {
    /// Share of the level, over the share without an entry.
    pub(crate) prior: f64,
    pub(crate) surname: f64,
    pub(crate) forename: f64,
    pub(crate) middle: f64,
    pub(crate) born: f64,
    pub(crate) email: f64,
    /// Expected others of household, neighbourhood, and elsewhere with such names.
    pub(crate) others: [f64; 3],
    pub(crate) other_middle: f64,
    pub(crate) other_born: f64,
    pub(crate) other_email: f64,
}

impl Chances {
    pub(crate) fn odds(&self) -> f64 {
        let same = self.prior * self.surname * self.forename * self.middle * self.born * self.email;
        let others = self.others.iter().sum::<f64>()
            * self.other_middle
            * self.other_born
            * self.other_email;
        same / others.max(1e-300)
    }
}

/// Chances of a date of birth and of an e-mail address agreeing for two persons.
const OTHER_BORN: [f64; 4] = [1.0, 0.0003, 0.06, 0.9397];
const OTHER_EMAIL: [f64; 4] = [1.0, 0.002, 0.0, 0.998];

/// How often somebody of the newcomer's surname, or nearly so, already lives at the address by chance.
const STRANGER_OF_ONE_NAME: f64 = 0.03;

impl Model {
    pub(crate) fn chances(&self, pairs: &Pairs, pair: &Pair) -> Chances {
        let levels = pair.levels;
        let form = usize::from(pairs.initial);
        let known = usize::from(!pairs.address_known());
        let shares = &self.shares[known];
        let (s, f) = (levels.surname as usize, levels.forename as usize);
        let home = usize::from(!levels.address.is_home());
        let has_first = levels.forename <= ForenameLevel::Initial;
        let middle = levels.middle as usize;
        Chances {
            prior: shares[levels.address as usize] / shares[NONE],
            surname: self.surname[s],
            forename: self.forename[form][f],
            middle: if has_first { self.middle[middle] } else { 1.0 },
            born: fact(&self.born, levels.born),
            email: fact(&self.email, levels.email),
            others: self.others(pairs, pair, form),
            other_middle: if has_first {
                self.other_middle[home][middle]
            } else {
                1.0
            },
            other_born: fact(&OTHER_BORN, levels.born),
            other_email: fact(&OTHER_EMAIL, levels.email),
        }
    }

    /// How many others with such names are expected at this level: of the household, neighbours, namesakes.
    fn others(&self, pairs: &Pairs, pair: &Pair, form: usize) -> [f64; 3] {
        let levels = pair.levels;
        let (s, f) = (levels.surname as usize, levels.forename as usize);
        let at = levels.address as usize;
        let (persons, places) = (
            f64::from(pairs.persons[at].max(1)),
            f64::from(pairs.places[at].max(1)),
        );
        let share = (f64::from(pair.forename_share) / self.mean_share).clamp(0.1, 5.0);
        // How telling a forename is among neighbours depends on how many bear it; within a family it is chosen to be told apart.
        let scale = if levels.forename <= ForenameLevel::Close {
            share
        } else {
            1.0
        };
        // Residents of an applicant's address are kin, or strangers who live where the applicant now does.
        let mut of_kin = self.household[form][s][f];
        if levels.forename == ForenameLevel::Short {
            of_kin = f64::from(pair.form_share).clamp(0.2 * of_kin, 20.0 * of_kin);
        }
        let kin = persons * of_kin;
        let stranger = persons * self.neighbour[form][s][f] * scale;
        // A slip in the address befalls both those who have an entry and those who have none.
        let shares = &self.shares[usize::from(!pairs.address_known())];
        let slip = shares[at]
            / shares[..=AddressLevel::OtherStreet as usize]
                .iter()
                .sum::<f64>();
        let household = slip * (self.kin * kin + (1.0 - self.kin) * stranger);
        let building = persons * self.building[form][s][f] * scale;
        let neighbour = persons * self.neighbour[form][s][f] * scale;
        match levels.address {
            AddressLevel::Same | AddressLevel::NearPostcode | AddressLevel::OtherStreet => {
                [household, 0.0, 0.0]
            }
            AddressLevel::NoFlat => [household / places, building * (1.0 - 1.0 / places), 0.0],
            // The same house and street of another postcode: the same house mistyped, or a street of the same name.
            AddressLevel::NoPostcode => [household / places, neighbour, 0.0],
            AddressLevel::OtherFlat => [0.0, building, 0.0],
            AddressLevel::NearNumber | AddressLevel::Street | AddressLevel::Postcode => {
                [0.0, neighbour, 0.0]
            }
            AddressLevel::Outward | AddressLevel::Elsewhere => {
                let level = usize::from(levels.address == AddressLevel::Elsewhere);
                let expected = f64::from(pair.namesakes);
                // Who lives at a known address among strangers has moved there rather than grown up there; who
                // bears a resident's name is kin of the resident rather than a namesake from elsewhere.
                let stranger = match (pairs.address_known(), pairs.kin) {
                    (true, true) => self.kin / STRANGER_OF_ONE_NAME,
                    (true, false) => (1.0 - self.kin) / (1.0 - STRANGER_OF_ONE_NAME),
                    (false, _) => 1.0,
                };
                [
                    0.0,
                    0.0,
                    stranger
                        * expected
                        * self.namesake[level][bin(expected)]
                        * self.elsewhere[form][s][f],
                ]
            }
        }
    }

    /// The probability of each pair, in their order.
    pub(crate) fn probabilities(&self, pairs: &Pairs, into: &mut Vec<f64>) {
        into.clear();
        into.extend(
            pairs
                .list
                .iter()
                .map(|pair| self.chances(pairs, pair).odds()),
        );
        let sum: f64 = 1.0 + into.iter().sum::<f64>();
        for odds in into {
            *odds /= sum;
        }
    }

    /// The terms of a pair's odds, of which the product is the odds.
    pub(crate) fn terms(&self, pairs: &Pairs, pair: &Pair) -> Vec<Term> {
        let chances = self.chances(pairs, pair);
        let levels = pair.levels;
        // Surname and forename of others are counted together: the surname's part is that of all with this surname.
        let others: f64 = chances.others.iter().sum();
        let crosswise = if levels.swapped {
            "surname and forename crosswise"
        } else {
            ""
        };
        let mut terms = vec![
            Term {
                field: "address",
                level: levels.address.words(),
                bits: chances.prior.log2(),
            },
            Term {
                field: "surname",
                level: levels.surname.words(),
                bits: chances.surname.log2(),
            },
            Term {
                field: "forename",
                level: levels.forename.words(),
                bits: chances.forename.log2(),
            },
            Term {
                field: "others of such a name",
                level: crosswise,
                bits: -others.max(1e-300).log2(),
            },
            Term {
                field: "middle names",
                level: levels.middle.words(),
                bits: (chances.middle / chances.other_middle).log2(),
            },
        ];
        if levels.born != FactLevel::Unknown {
            terms.push(Term {
                field: "date of birth",
                level: levels.born.words(),
                bits: (chances.born / chances.other_born).log2(),
            });
        }
        if levels.email != FactLevel::Unknown {
            terms.push(Term {
                field: "e-mail",
                level: levels.email.words(),
                bits: (chances.email / chances.other_email).log2(),
            });
        }
        terms
    }

    /// The number that names these parameters: the beginning of their digest. A decision says by which it was made.
    pub fn id(&self) -> String {
        let digest = Sha256::digest(self.told().as_bytes());
        digest.iter().take(8).fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// All parameters as text, one line for each group, with nine digits.
    pub fn told(&self) -> String {
        let mut text = String::from("polity-linkage model 1\n");
        let mut line = |name: &str, values: &mut dyn Iterator<Item = f64>| {
            let _ = write!(text, "{name}");
            for value in values {
                let _ = write!(text, " {value:.9e}");
            }
            text.push('\n');
        };
        line("surname", &mut self.surname.into_iter());
        line("forename", &mut self.forename.into_iter().flatten());
        line("middle", &mut self.middle.into_iter());
        line("born", &mut self.born.into_iter());
        line("email", &mut self.email.into_iter());
        for (name, tables) in [
            ("household", &self.household),
            ("building", &self.building),
            ("neighbour", &self.neighbour),
            ("elsewhere", &self.elsewhere),
        ] {
            line(name, &mut tables.iter().flatten().flatten().copied());
        }
        line("namesake", &mut self.namesake.into_iter().flatten());
        line("other_middle", &mut self.other_middle.into_iter().flatten());
        line("mean_share", &mut [self.mean_share].into_iter());
        line("kin", &mut [self.kin].into_iter());
        line("shares", &mut self.shares.into_iter().flatten());
        line(
            "bands",
            &mut [
                self.bands.accept,
                self.bands.accept_renamed,
                self.bands.accept_form,
                self.bands.accept_moved,
                self.bands.doubt,
                self.bands.queue,
            ]
            .into_iter(),
        );
        text
    }
}

fn fact(table: &[f64; 4], level: FactLevel) -> f64 {
    if level == FactLevel::Unknown {
        1.0
    } else {
        table[level as usize]
    }
}

impl Bands {
    /// From which probability on a pair of such levels is accepted.
    pub(crate) fn accept_at(&self, levels: Levels) -> f64 {
        let form = if levels.forename == ForenameLevel::Short {
            self.accept_form
        } else {
            0.0
        };
        if !levels.address.is_home() && !levels.address.is_near() {
            self.accept_moved
        } else if levels.surname == SurnameLevel::Other {
            self.accept_renamed.max(form)
        } else {
            self.accept.max(form)
        }
    }
}

/// Whether a machine may accept on such levels at all, whatever the probability.
///
/// A pet bears the family's name at the family's address: without any agreement of forenames nothing is accepted. A name alone, with an
/// address that the register does not know, is what an impostor can offer as well as somebody who has moved: a person asks.
pub(crate) fn may_accept(pairs: &Pairs, pair: &Pair) -> bool {
    let levels = pair.levels;
    let named = levels.forename <= ForenameLevel::Middle
        && (levels.surname < SurnameLevel::Other || levels.forename <= ForenameLevel::Close);
    let placed = match levels.address {
        AddressLevel::Same | AddressLevel::OtherStreet => true,
        level if level.is_home() => levels.surname < SurnameLevel::Other,
        AddressLevel::OtherFlat | AddressLevel::NearNumber => levels.surname <= SurnameLevel::Close,
        // A wrong number in one's own street, under a name that agrees in full; but none that the street has not.
        AddressLevel::Street => {
            levels.surname == SurnameLevel::Same && moved(pair) && pairs.number <= pairs.highest
        }
        _ => pairs.address_known() && moved(pair),
    };
    named && placed
}

/// Whether there is anything to ask about an entry: a name without a place, for an address that nobody knows, is not.
pub(crate) fn may_ask(pairs: &Pairs, pair: &Pair) -> bool {
    pairs.address_known() || pair.levels.address.is_home() || pair.levels.address.is_near()
}

/// Names that agree well enough to be believed at another address.
fn moved(pair: &Pair) -> bool {
    let levels = pair.levels;
    levels.surname <= SurnameLevel::Part
        && levels.forename <= ForenameLevel::Short
        && levels.middle != MiddleLevel::Other
}
