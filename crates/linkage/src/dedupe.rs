//! A list against itself: entries that may be one person.
//!
//! Each entry is looked for among the others. What agreement is worth is counted in the list itself as for applications, with one
//! difference: an entry is expected to stand once, so the share of those with a second entry is small and known only
//! roughly; and two entries of one name at one address are as often father and son, unless more agrees.

use rayon::prelude::*;

use crate::compare::{Pairs, Query};
use crate::index::Index;
use crate::model::Model;
use crate::names::Word;

/// Two entries that may be one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Twice {
    /// The one that stands first.
    pub first: u32,
    /// The other.
    pub second: u32,
    /// The probability that they are one person.
    pub probability: f64,
}

/// All pairs of entries with at least this probability, in the list's order. `progress` is told how many are done.
pub fn dedupe(index: &Index, from: f64, progress: &(dyn Fn(usize) + Sync)) -> Vec<Twice> {
    const TOGETHER: u32 = 4096;
    let register = index.register();
    let model = Model::of_one_list(index);
    let people = u32::try_from(register.len()).unwrap_or(u32::MAX);
    let mut pairs: Vec<Twice> = (0..people.div_ceil(TOGETHER))
        .into_par_iter()
        .flat_map_iter(|block| {
            let (mut found, mut pairs, mut chances) = (Vec::new(), Pairs::default(), Vec::new());
            let mut twice = Vec::new();
            let range = block * TOGETHER..people.min((block + 1).saturating_mul(TOGETHER));
            let count = range.len();
            for person in range {
                let forenames: Vec<Word> = register.forenames_of(person).cloned().collect();
                let query = Query::of_person(register, person, &forenames);
                index.compare(&query, Some(person), &mut found, &mut pairs);
                model.probabilities(&pairs, &mut chances);
                let later = pairs
                    .list
                    .iter()
                    .zip(&chances)
                    .filter(|(pair, chance)| pair.person > person && **chance >= from);
                twice.extend(later.map(|(pair, &probability)| Twice {
                    first: person,
                    second: pair.person,
                    probability,
                }));
            }
            progress(count);
            twice
        })
        .collect();
    pairs.sort_by_key(|pair| (pair.first, pair.second));
    pairs
}
