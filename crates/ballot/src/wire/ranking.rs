//! What a ranked paper says: a number for each candidate, and back to places in order of preference.
//!
//! On the paper each candidate, in the order of the election, has a number: 1 for the first preference, 2 for the
//! second, and so on; 0 for none. That is what is encrypted. The reading turns the numbers into places, most
//! preferred first, and says what is unusual: nothing ranked, a number left out, a number given twice, a number that
//! is no rank. The booth follows the same reading, so that it can warn the voter of what the count will see.

use super::election::MAX_ANSWERS;
use thiserror::Error;

/// A paper as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// Places, most preferred first; each holds candidates' numbers (from 1): one as a rule, several where the voter
    /// gave the same rank, none where a rank was left out. Empty when the paper is blank or invalid.
    pub places: Vec<Vec<u8>>,
    /// What kind of paper it is.
    pub kind: PaperKind,
}

/// What kind of paper it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaperKind {
    /// Ranks 1, 2, 3 .. each given once.
    Plain,
    /// Nothing is ranked.
    Blank,
    /// A rank is given twice or left out; how far such a paper counts is for the counting rule.
    Irregular {
        /// Some rank is given to several candidates.
        equal: bool,
        /// Some rank is left out.
        skipped: bool,
    },
    /// A number is above the number of candidates and so no rank, or the plaintext is not the one encoding that the
    /// protocol has for it: the paper counts for nobody.
    Invalid,
}

/// Why preferences cannot be put on a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RankingFault {
    /// More candidates than one ciphertext holds.
    #[error("a ranked paper holds at most {MAX_ANSWERS} candidates; this question has {0}")]
    TooManyCandidates(usize),
    /// A number that names no candidate.
    #[error("the ranking names candidate {number}; the candidates are numbered 1 to {candidates}")]
    UnknownCandidate {
        /// The number.
        number: u8,
        /// How many candidates there are.
        candidates: usize,
    },
    /// A candidate stands twice.
    #[error("the ranking names candidate {0} twice")]
    Twice(u8),
    /// More places than candidates.
    #[error(
        "the ranking has {places} places for {candidates} candidates; a rank above {candidates} cannot be given"
    )]
    TooManyPlaces {
        /// Places in the ranking, empty ones too.
        places: usize,
        /// How many candidates there are.
        candidates: usize,
    },
}

impl Ranking {
    /// Reads the numbers of a paper. `canonical` says whether the plaintext was the one encoding of these numbers.
    pub fn read(numbers: &[u8], canonical: bool) -> Self {
        let highest = numbers.iter().copied().max().unwrap_or(0);
        if !canonical || usize::from(highest) > numbers.len() || numbers.len() > MAX_ANSWERS {
            return Self {
                places: Vec::new(),
                kind: PaperKind::Invalid,
            };
        }
        if highest == 0 {
            return Self {
                places: Vec::new(),
                kind: PaperKind::Blank,
            };
        }
        let mut places = vec![Vec::new(); usize::from(highest)];
        for (candidate, rank) in (1_u8..).zip(numbers) {
            if let Some(place) = rank.checked_sub(1) {
                places[usize::from(place)].push(candidate);
            }
        }
        let equal = places.iter().any(|place| place.len() > 1);
        let skipped = places.iter().any(Vec::is_empty);
        let kind = if equal || skipped {
            PaperKind::Irregular { equal, skipped }
        } else {
            PaperKind::Plain
        };
        Self { places, kind }
    }

    /// The paper's numbers for an order of preference: candidates' numbers (from 1), the most preferred first. An
    /// empty order is a blank paper.
    ///
    /// # Errors
    /// [`RankingFault`].
    pub fn numbers_of(preferences: &[u8], candidates: usize) -> Result<Vec<u8>, RankingFault> {
        let places: Vec<[u8; 1]> = preferences.iter().map(|candidate| [*candidate]).collect();
        Self::numbers_of_places(&places, candidates)
    }

    /// The paper's numbers for places, which may be shared or empty: for ballots that exist on paper and are what
    /// they are. A booth lets a voter make only what [`Ranking::numbers_of`] takes.
    ///
    /// # Errors
    /// [`RankingFault`].
    pub fn numbers_of_places(
        places: &[impl AsRef<[u8]>],
        candidates: usize,
    ) -> Result<Vec<u8>, RankingFault> {
        if candidates > MAX_ANSWERS {
            return Err(RankingFault::TooManyCandidates(candidates));
        }
        if places.len() > candidates {
            return Err(RankingFault::TooManyPlaces {
                places: places.len(),
                candidates,
            });
        }
        let mut numbers = vec![0; candidates];
        for (rank, place) in (1_u8..).zip(places) {
            for &number in place.as_ref() {
                let slot = usize::from(number)
                    .checked_sub(1)
                    .and_then(|index| numbers.get_mut(index));
                match slot {
                    None => return Err(RankingFault::UnknownCandidate { number, candidates }),
                    Some(slot) if *slot != 0 => return Err(RankingFault::Twice(number)),
                    Some(slot) => *slot = rank,
                }
            }
        }
        Ok(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_kind_of_paper_is_told_apart() {
        let read = |numbers: &[u8]| Ranking::read(numbers, true);
        assert_eq!(
            read(&[2, 0, 1]),
            Ranking {
                places: vec![vec![3], vec![1]],
                kind: PaperKind::Plain
            }
        );
        assert_eq!(
            read(&[0, 0, 0]),
            Ranking {
                places: vec![],
                kind: PaperKind::Blank
            }
        );
        assert_eq!(
            read(&[1, 1, 3]).kind,
            PaperKind::Irregular {
                equal: true,
                skipped: true
            }
        );
        assert_eq!(read(&[1, 1, 3]).places, [vec![1, 2], vec![], vec![3]]);
        assert_eq!(
            read(&[2, 3, 0]).kind,
            PaperKind::Irregular {
                equal: false,
                skipped: true
            }
        );
        assert_eq!(
            read(&[4, 0, 0]).kind,
            PaperKind::Invalid,
            "there is no fourth rank among three"
        );
        assert_eq!(
            Ranking::read(&[1, 2, 3], false).kind,
            PaperKind::Invalid,
            "a mark is hidden in it"
        );
        assert_eq!(read(&[1; 31]).kind, PaperKind::Invalid);
    }

    #[test]
    fn preferences_that_are_none_are_refused() {
        let numbers = |preferences: &[u8]| Ranking::numbers_of(preferences, 3);
        assert_eq!(numbers(&[3, 1]).unwrap(), [2, 0, 1]);
        assert_eq!(numbers(&[]).unwrap(), [0, 0, 0]);
        assert_eq!(numbers(&[1, 1]), Err(RankingFault::Twice(1)));
        assert_eq!(
            numbers(&[0]),
            Err(RankingFault::UnknownCandidate {
                number: 0,
                candidates: 3
            })
        );
        assert_eq!(
            numbers(&[4]),
            Err(RankingFault::UnknownCandidate {
                number: 4,
                candidates: 3
            })
        );
        assert_eq!(
            numbers(&[1, 2, 3, 1]),
            Err(RankingFault::TooManyPlaces {
                places: 4,
                candidates: 3
            })
        );
        assert_eq!(
            Ranking::numbers_of(&[], 31),
            Err(RankingFault::TooManyCandidates(31))
        );
    }

    proptest! {
        #[test]
        fn a_paper_with_ranks_that_exist_comes_back(numbers in prop::collection::vec(0_u8..=9, 9)) {
            let ranking = Ranking::read(&numbers, true);
            prop_assert_eq!(Ranking::numbers_of_places(&ranking.places, 9).unwrap(), numbers);
        }

        #[test]
        fn any_numbers_can_be_read(numbers: Vec<u8>, canonical: bool) {
            let ranking = Ranking::read(&numbers, canonical);
            prop_assert!(ranking.places.len() <= numbers.len());
        }
    }
}
