//! Small numbers withheld: a table of persons is published so that nobody can be picked out of it.

/// Fewer persons than this are few: their number is not published.
pub const LEAST: u64 = 5;

/// The numbers of one table as they may be published, in its order; `None` stands where one is withheld. Whoever reads
/// the table is taken to know the sum of all.
///
/// A number below `least` is withheld, nought too: "none of them" tells as much of a person as "one of them". Then the
/// smallest of the others are withheld until those that are missing cannot be worked out from the sum: at least two are
/// missing, and together they are at least `least` persons. Where that takes all of them, the table says nothing.
pub fn withheld(numbers: &[u64], least: u64) -> Vec<Option<u64>> {
    let mut shown: Vec<Option<u64>> = numbers
        .iter()
        .map(|number| Some(*number).filter(|number| *number >= least))
        .collect();
    loop {
        let hidden: Vec<u64> = numbers
            .iter()
            .zip(&shown)
            .filter_map(|(number, shown)| shown.is_none().then_some(*number))
            .collect();
        let safe = hidden.len() > 1 && hidden.iter().sum::<u64>() >= least;
        if hidden.is_empty() || safe {
            return shown;
        }
        let next = shown.iter().enumerate();
        let next = next.filter_map(|(place, number)| Some((number.as_ref()?, place)));
        let Some((_, place)) = next.min() else {
            return shown;
        };
        shown[place] = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_small_number_takes_the_next_smallest_with_it() {
        assert_eq!(withheld(&[20, 12, 3], 5), [Some(20), None, None]);
        assert_eq!(
            withheld(&[20, 12, 3, 4], 5),
            [Some(20), Some(12), None, None]
        );
        assert_eq!(withheld(&[20, 12, 1, 0], 5), [Some(20), None, None, None]);
        assert_eq!(withheld(&[8, 7], 5), [Some(8), Some(7)]);
    }

    #[test]
    fn that_all_are_of_one_kind_is_not_told() {
        assert_eq!(withheld(&[30, 0], 5), [None, None]);
        assert_eq!(withheld(&[2, 1], 5), [None, None]);
        assert_eq!(withheld(&[], 5), []);
    }

    proptest! {
        #[test]
        fn what_is_missing_cannot_be_worked_out(numbers in prop::collection::vec(0_u64..40, 0..9), least in 1_u64..12) {
            let shown = withheld(&numbers, least);
            prop_assert_eq!(shown.len(), numbers.len());
            let mut missing = Vec::new();
            for (number, shown) in numbers.iter().zip(&shown) {
                match shown {
                    Some(shown) => {
                        prop_assert_eq!(shown, number);
                        prop_assert!(*number >= least);
                    }
                    None => missing.push(*number),
                }
            }
            let all = missing.len() == numbers.len();
            prop_assert!(all || missing.len() != 1);
            prop_assert!(missing.is_empty() || all || missing.iter().sum::<u64>() >= least);
        }
    }
}
