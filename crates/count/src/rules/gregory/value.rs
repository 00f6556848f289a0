//! What a paper is worth: an exact fraction of a vote.

use std::cmp::Ordering;

use crate::fixed::Scale;

/// A fraction of a vote; the denominator is not 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    numerator: u64,
    denominator: u64,
}

/// Decimals with which a fraction is shown that has no end of its own.
const SHOWN: usize = 12;

impl Value {
    pub(super) const ONE: Self = Self {
        numerator: 1,
        denominator: 1,
    };

    /// `numerator / denominator`; nothing if there is nothing to divide by.
    pub(super) fn ratio(numerator: u64, denominator: u64) -> Self {
        Self {
            numerator,
            denominator: denominator.max(1),
        }
    }

    /// The value in units of the last decimal, anything below dropped.
    pub(super) fn units(self, one: u64) -> u64 {
        self.of(1, one)
    }

    /// What `papers` papers of this value are worth together, in units of the last decimal, anything below dropped.
    pub(super) fn of(self, papers: u64, one: u64) -> u64 {
        let product = u128::from(papers) * u128::from(self.numerator) * u128::from(one);
        u64::try_from(product / u128::from(self.denominator)).unwrap_or(u64::MAX)
    }

    /// With the scale's decimals where they are enough, else with twelve.
    pub(super) fn show(self, scale: Scale) -> String {
        let one = u128::from(scale.one);
        if (u128::from(self.numerator) * one).is_multiple_of(u128::from(self.denominator)) {
            return scale.show(self.units(scale.one));
        }
        let mut text = format!("{}.", self.numerator / self.denominator);
        let mut rest = u128::from(self.numerator % self.denominator);
        for _ in 0..SHOWN {
            rest *= 10;
            text.push_str(&(rest / u128::from(self.denominator)).to_string());
            rest %= u128::from(self.denominator);
        }
        text
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Value {}

impl Ord for Value {
    fn cmp(&self, other: &Self) -> Ordering {
        let a = u128::from(self.numerator) * u128::from(other.denominator);
        let b = u128::from(other.numerator) * u128::from(self.denominator);
        a.cmp(&b)
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_compare_and_multiply_exactly() {
        let third = Value::ratio(1, 3);
        assert_eq!(third, Value::ratio(5, 15));
        assert!(third < Value::ratio(34, 100) && third > Value::ratio(33, 100));
        assert_eq!((third.of(8, 1), third.of(9, 1)), (2, 3));
        assert_eq!(third.show(Scale::new(0)), "0.333333333333");
        assert_eq!(Value::ratio(21, 100).show(Scale::new(2)), "0.21");
        assert_eq!(Value::ONE.show(Scale::new(0)), "1");
    }
}
