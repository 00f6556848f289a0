//! Estimating the model: others from the register, persons from the applications.
//!
//! The register is a free source of labelled pairs: two of its entries are two people. Some thousands of entries, evenly spread, are
//! looked for as if they had applied, themselves left out, and all whom the search returns are counted by class and level. What one
//! person's own entry looks like cannot be counted so; it is found by expectation and maximisation over a sample of the
//! applications, held by a Dirichlet prior worth some hundred applicants, and within bounds, so that a few odd
//! hundreds of applications cannot teach it that different forenames are usual.

use rayon::prelude::*;

use crate::applications::Application;
use crate::compare::{Pairs, Query};
use crate::index::Index;
use crate::levels::{ForenameLevel, Levels, SurnameLevel};
use crate::model::{Bands, Model, NAMESAKE_BINS, NONE, Table, bin};
use crate::names::Word;

/// Entries of the register that are looked for.
const ENTRIES: u32 = 20_000;
/// Applications from which the rest is estimated.
const APPLICATIONS: usize = 8_000;
/// Rounds of estimation; changes are below a thousandth after them.
const ROUNDS: usize = 12;
/// What the prior is worth, in applicants.
const PRIOR: f64 = 200.0;

/// Where one person's levels are believed to lie before any application was seen.
const SURNAME: [f64; 5] = [0.93, 0.012, 0.035, 0.008, 0.015];
const FORENAME: [[f64; 7]; 2] = [
    [0.82, 0.055, 0.055, 0.03, 0.015, 0.007, 0.018],
    [0.0, 0.0, 0.0, 0.95, 0.0, 0.03, 0.02],
];
const MIDDLE: [f64; 4] = [0.66, 0.14, 0.185, 0.015];
const BORN: [f64; 4] = [1.0, 0.9, 0.07, 0.03];
const EMAIL: [f64; 4] = [1.0, 0.7, 0.0, 0.3];
const SHARES: [[f64; 12]; 2] = [
    [
        0.80, 0.02, 0.01, 0.02, 0.01, 0.004, 0.004, 0.004, 0.003, 0.01, 0.025, 0.09,
    ],
    [
        0.0, 0.0, 0.25, 0.0, 0.0, 0.03, 0.10, 0.04, 0.04, 0.02, 0.05, 0.47,
    ],
];
/// Chances of middle levels for two persons whose first forenames agree, before any were counted.
const OTHER_MIDDLE: [f64; 4] = [0.6, 0.01, 0.08, 0.31];
/// How often two of one household bear the very same surname and first forename.
const KIN_OF_ONE_NAME: f64 = 0.002;
/// Where a second entry of one person stands, by the level of its address, and last that there is none.
const TWICE: [f64; 12] = [
    0.003, 0.0001, 0.0001, 0.0001, 0.0001, 0.0001, 0.0001, 0.0002, 0.0001, 0.0002, 0.0005, 0.9955,
];
/// No share of one person's levels rises above these: see the module.
const MOST_OTHER_SURNAME: f64 = 0.03;
const MOST_OTHER_FORENAME: f64 = 0.02;

/// Counts of pairs of different persons.
#[derive(Clone, Debug, Default)]
struct Counts {
    household: [Table; 2],
    building: [Table; 2],
    neighbour: [Table; 2],
    elsewhere: [Table; 2],
    /// Pairs of the very name met elsewhere, and expected by chance, by level and bin.
    met: [[f64; NAMESAKE_BINS]; 2],
    expected: [f64; NAMESAKE_BINS],
    middle: [[f64; 4]; 2],
    shares: f64,
    entries: f64,
    /// Persons at home, in the building, near: those not kept as pairs are unlike in name.
    persons: [[f64; 3]; 2],
}

impl Counts {
    fn add(&mut self, pairs: &Pairs, form: usize) {
        let count = |range: std::ops::Range<usize>| {
            pairs.persons[range]
                .iter()
                .map(|&n| f64::from(n))
                .sum::<f64>()
        };
        let weigh = [count(0..2) + count(3..5), count(5..6), count(6..9)];
        for (sum, more) in self.persons[form].iter_mut().zip(weigh) {
            *sum += more;
        }
        for pair in &pairs.list {
            let Levels {
                address,
                surname,
                forename,
                middle,
                ..
            } = pair.levels;
            let (s, f) = (surname as usize, forename as usize);
            let table = if address.is_home() {
                &mut self.household
            } else if address as usize == 5 {
                &mut self.building
            } else if address.is_near() {
                &mut self.neighbour
            } else {
                &mut self.elsewhere
            };
            table[form][s][f] += 1.0;
            if form == 0 && forename <= ForenameLevel::Initial {
                self.middle[usize::from(!address.is_home())][middle as usize] += 1.0;
            }
            let very_name = surname == SurnameLevel::Same && forename <= ForenameLevel::Short;
            if form == 0 && !address.is_home() && !address.is_near() && very_name {
                self.met[usize::from(address as usize == 10)][bin(f64::from(pair.namesakes))] +=
                    1.0;
            }
        }
    }

    fn join(mut self, other: &Self) -> Self {
        let add = |a: &mut [Table; 2], b: &[Table; 2]| {
            for (a, b) in a
                .iter_mut()
                .flatten()
                .flatten()
                .zip(b.iter().flatten().flatten())
            {
                *a += b;
            }
        };
        add(&mut self.household, &other.household);
        add(&mut self.building, &other.building);
        add(&mut self.neighbour, &other.neighbour);
        add(&mut self.elsewhere, &other.elsewhere);
        let add = |a: &mut f64, b: &f64| *a += b;
        self.met
            .iter_mut()
            .flatten()
            .zip(other.met.iter().flatten())
            .for_each(|(a, b)| add(a, b));
        self.expected
            .iter_mut()
            .zip(&other.expected)
            .for_each(|(a, b)| add(a, b));
        self.middle
            .iter_mut()
            .flatten()
            .zip(other.middle.iter().flatten())
            .for_each(|(a, b)| add(a, b));
        self.persons
            .iter_mut()
            .flatten()
            .zip(other.persons.iter().flatten())
            .for_each(|(a, b)| add(a, b));
        self.shares += other.shares;
        self.entries += other.entries;
        self
    }
}

/// Looks for every so-many-th entry as if it applied, in full and with an initial only.
fn count(index: &Index) -> Counts {
    let register = index.register();
    let people = u32::try_from(register.len()).unwrap_or(u32::MAX);
    let entries = people.min(ENTRIES);
    let step = people.checked_div(entries).unwrap_or(1);
    // Blocks of a fixed size are summed in order: whole numbers and the same sums in any number of threads.
    let blocks: Vec<Counts> = (0..entries.div_ceil(500))
        .into_par_iter()
        .map(|block| {
            let mut counts = Counts::default();
            let (mut found, mut pairs) = (Vec::new(), Pairs::default());
            for entry in block * 500..entries.min(block * 500 + 500) {
                let person = entry * step;
                let mut forenames: Vec<Word> = register.forenames_of(person).cloned().collect();
                let Some(first) = forenames.first().cloned() else {
                    continue;
                };
                index.compare(
                    &Query::of_person(register, person, &forenames),
                    Some(person),
                    &mut found,
                    &mut pairs,
                );
                if !first.is_initial() {
                    counts.add(&pairs, 0);
                    let all = f64::from(people.max(1));
                    let share = f64::from(register.called_like(person).max(1)) / all;
                    let expected = f64::from(register.bearers_of(person).max(1)) * share;
                    counts.expected[bin(expected)] += expected;
                    counts.shares += share;
                    counts.entries += 1.0;
                }
                if entry % 4 > 0 {
                    continue;
                }
                forenames[0] = Word::of_folded(&first.text[..1]);
                index.compare(
                    &Query::of_person(register, person, &forenames),
                    Some(person),
                    &mut found,
                    &mut pairs,
                );
                counts.add(&pairs, 1);
            }
            counts
        })
        .collect();
    blocks.iter().fold(Counts::default(), Counts::join)
}

/// Shares from counts: cells that were never met get what independence of surname and forename lets expect.
fn table(counts: &Table, persons: f64, strength: f64) -> Table {
    let met: f64 = counts.iter().flatten().sum();
    let total = persons.max(met).max(1.0);
    let rows: Vec<f64> = counts
        .iter()
        .map(|row| row.iter().sum::<f64>() + 0.5)
        .collect();
    let columns: Vec<f64> = (0..7)
        .map(|f| counts.iter().map(|row| row[f]).sum::<f64>() + 0.5)
        .collect();
    let sum: f64 = rows.iter().sum();
    let mut shares = *counts;
    for (s, row) in shares.iter_mut().enumerate() {
        for (f, cell) in row.iter_mut().enumerate() {
            let expected = rows[s] * columns[f] / (sum * sum) * (met.max(1.0) / total);
            // Never below what chance alone lets expect: that nobody was met yet proves little.
            *cell = ((*cell + strength * expected) / (total + strength))
                .max(expected)
                .max(0.2 / total);
        }
    }
    shares
}

impl Model {
    /// A model for these applications to this register. The same lists give the same model, in any number of threads.
    pub fn estimate(index: &Index, applications: &[Application]) -> Self {
        let counts = count(index);
        let mut model = Self::others_of(&counts);
        let step = applications.len().div_ceil(APPLICATIONS).max(1);
        let sample: Vec<Pairs> = applications
            .par_iter()
            .step_by(step)
            .map_init(Vec::new, |found, application| {
                let mut pairs = Pairs::default();
                index.compare(&Query::of(application), None, found, &mut pairs);
                pairs
            })
            .collect();
        for _ in 0..ROUNDS {
            model.improve(&sample);
        }
        if !index.register().has_births() {
            model.born = BORN;
        }
        model
    }

    /// A model for a list against itself. One entry in three hundred is taken to stand twice, of which most at one address.
    ///
    /// Two entries of the very same name in one household would be counted among the others as well as looked for: the list cannot
    /// say which of them are one person. How often kin of one household bear one name is therefore taken from life.
    pub(crate) fn of_one_list(index: &Index) -> Self {
        let counts = count(index);
        let mut model = Self::others_of(&counts);
        model.shares = [TWICE, TWICE];
        model.kin = 1.0;
        for table in &mut model.household {
            let same = &mut table[SurnameLevel::Same as usize][ForenameLevel::Same as usize];
            *same = same.min(KIN_OF_ONE_NAME);
        }
        model.other_middle[0] = OTHER_MIDDLE;
        model
    }

    fn others_of(counts: &Counts) -> Self {
        let by_form = |tables: &[Table; 2], kind: usize| {
            [0, 1].map(|form| table(&tables[form], counts.persons[form][kind], 20.0))
        };
        let mut namesake = [[1.0; NAMESAKE_BINS]; 2];
        let all_expected: f64 = counts.expected.iter().sum();
        for (level, row) in namesake.iter_mut().enumerate() {
            let overall = (counts.met[level].iter().sum::<f64>() + 1.0) / (all_expected + 1.0);
            for (bin, cell) in row.iter_mut().enumerate() {
                *cell = (counts.met[level][bin] + 2.0 * overall) / (counts.expected[bin] + 2.0);
            }
        }
        let mut elsewhere = [Table::default(); 2];
        for (form, table) in elsewhere.iter_mut().enumerate() {
            // With an initial, a quarter of the entries was looked for.
            let looked_for = if form == 0 { 1.0 } else { 0.25 };
            let very =
                (counts.elsewhere[0][0][0] + counts.elsewhere[0][0][1]).max(1.0) * looked_for;
            for (s, row) in table.iter_mut().enumerate() {
                for (f, cell) in row.iter_mut().enumerate() {
                    *cell = ((counts.elsewhere[form][s][f] + 1.0) / very).max(0.02);
                }
            }
            table[0][0] = 1.0;
        }
        let middle = |counts: &[f64; 4]| {
            let prior = OTHER_MIDDLE;
            let sum: f64 = counts.iter().sum::<f64>() + 50.0;
            std::array::from_fn(|at| (counts[at] + 50.0 * prior[at]) / sum)
        };
        Self {
            surname: SURNAME,
            forename: FORENAME,
            middle: MIDDLE,
            born: BORN,
            email: EMAIL,
            household: by_form(&counts.household, 0),
            building: by_form(&counts.building, 1),
            neighbour: by_form(&counts.neighbour, 2),
            namesake,
            elsewhere,
            other_middle: [middle(&counts.middle[0]), middle(&counts.middle[1])],
            mean_share: (counts.shares / counts.entries.max(1.0)).max(1e-9),
            shares: SHARES,
            kin: 0.5,
            bands: Bands::default(),
        }
    }

    /// One round: expected levels of the persons under the present model, then the shares that fit them.
    fn improve(&mut self, sample: &[Pairs]) {
        let mut sums = Sums::default();
        let mut chances = Vec::new();
        for pairs in sample {
            self.probabilities(pairs, &mut chances);
            sums.add(pairs, &chances);
        }
        self.surname = fit(&sums.surname, &SURNAME);
        cap(
            &mut self.surname,
            SurnameLevel::Other as usize,
            MOST_OTHER_SURNAME,
        );
        for (form, prior) in FORENAME.iter().enumerate() {
            self.forename[form] = fit(&sums.forename[form], prior);
            cap(
                &mut self.forename[form],
                ForenameLevel::Other as usize,
                MOST_OTHER_FORENAME,
            );
            cap(
                &mut self.forename[form],
                ForenameLevel::MiddleInitial as usize,
                MOST_OTHER_FORENAME,
            );
        }
        self.middle = fit(&sums.middle, &MIDDLE);
        for (facts, counts, prior) in [
            (&mut self.born, &sums.born, &BORN),
            (&mut self.email, &sums.email, &EMAIL),
        ] {
            let fitted = fit_weighted::<3>(
                &[counts[1], counts[2], counts[3]],
                &[prior[1], prior[2], prior[3]],
                10.0,
            );
            facts[1..].copy_from_slice(&fitted);
        }
        self.kin = (sums.kin[0] + 50.0) / (sums.kin.iter().sum::<f64>() + 100.0);
        for (known, prior) in SHARES.iter().enumerate() {
            self.shares[known] = fit(&sums.shares[known], prior);
        }
    }
}

/// Expected counts of one person's levels.
#[derive(Default)]
struct Sums {
    surname: [f64; 5],
    forename: [[f64; 7]; 2],
    middle: [f64; 4],
    born: [f64; 4],
    email: [f64; 4],
    shares: [[f64; 12]; 2],
    /// Applicants without an entry at a known address: of a resident's surname, and not.
    kin: [f64; 2],
}

impl Sums {
    fn add(&mut self, pairs: &Pairs, chances: &[f64]) {
        let known = usize::from(!pairs.address_known());
        let mut left = 1.0;
        for (pair, &chance) in pairs.list.iter().zip(chances) {
            let levels = pair.levels;
            self.shares[known][levels.address as usize] += chance;
            left -= chance;
            // Names are learnt where the address vouches for the person.
            if levels.address.is_home() {
                self.surname[levels.surname as usize] += chance;
                self.forename[usize::from(pairs.initial)][levels.forename as usize] += chance;
                if levels.forename <= ForenameLevel::Initial {
                    self.middle[levels.middle as usize] += chance;
                }
                self.born[levels.born as usize] += chance;
                self.email[levels.email as usize] += chance;
            }
        }
        let left = f64::max(left, 0.0);
        self.shares[known][NONE] += left;
        if known == 0 {
            self.kin[usize::from(!pairs.kin)] += left;
        }
    }
}

fn fit<const N: usize>(counts: &[f64; N], prior: &[f64; N]) -> [f64; N] {
    fit_weighted(counts, prior, PRIOR)
}

fn fit_weighted<const N: usize>(counts: &[f64; N], prior: &[f64; N], strength: f64) -> [f64; N] {
    let sum: f64 = counts.iter().sum::<f64>() + strength;
    std::array::from_fn(|at| ((counts[at] + strength * prior[at]) / sum).max(1e-6))
}

/// Takes what is above `most` at one place off, and gives it to the others in proportion.
fn cap(shares: &mut [f64], at: usize, most: f64) {
    let over = shares[at] - most;
    if over > 0.0 {
        let rest = 1.0 - shares[at];
        for (other, share) in shares.iter_mut().enumerate() {
            *share *= if other == at {
                most / (most + over)
            } else {
                1.0 + over / rest
            };
        }
    }
}
