//! Fractions of a whole, as rulebooks write them: "one third or more", "at least 10 %", "more than
//! half". A threshold's rounding is itself a rule, so it is named and never implied.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A fraction between 0 and 1, such as `1/3`, in its text form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: u32,
    denominator: u32,
}

/// How a share of a whole becomes a whole number of votes or units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// "At least": the smallest whole number that is not less than the share.
    Ceiling,
    /// "More than": the smallest whole number that is greater than the share.
    MoreThan,
    /// The largest whole number that is not greater than the share.
    Floor,
}

/// Why a text is no fraction.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no fraction: write it as 1/3 or 10%, between 0 and 1")]
pub struct FractionError(String);

impl Fraction {
    /// One half.
    pub const HALF: Self = Self {
        numerator: 1,
        denominator: 2,
    };

    /// The number above the line.
    pub fn numerator(self) -> u32 {
        self.numerator
    }

    /// The number below the line.
    pub fn denominator(self) -> u32 {
        self.denominator
    }

    /// `numerator / denominator`, or `None` when the denominator is zero or the value exceeds one.
    pub fn new(numerator: u32, denominator: u32) -> Option<Self> {
        (denominator > 0 && numerator <= denominator).then_some(Self {
            numerator,
            denominator,
        })
    }

    /// The threshold that this fraction of `whole` makes under a rounding rule.
    ///
    /// ```
    /// use polity_values::{Fraction, Rounding};
    /// let tenth: Fraction = "10%".parse().unwrap();
    /// assert_eq!(tenth.of(212, Rounding::Ceiling), 22); // "at least 10% of 212"
    /// let half: Fraction = "1/2".parse().unwrap();
    /// assert_eq!(half.of(38, Rounding::MoreThan), 20); // "more than half of 38"
    /// ```
    pub fn of(self, whole: u64, rounding: Rounding) -> u64 {
        let product = u128::from(whole) * u128::from(self.numerator);
        let denominator = u128::from(self.denominator);
        let floor = product / denominator;
        let exact = product % denominator == 0;
        let result = match rounding {
            Rounding::Floor => floor,
            Rounding::Ceiling => floor + u128::from(!exact),
            Rounding::MoreThan => floor + 1,
        };
        // Not above whole + 1, since the fraction is not above one.
        u64::try_from(result).unwrap_or(u64::MAX)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl FromStr for Fraction {
    type Err = FractionError;

    fn from_str(text: &str) -> Result<Self, FractionError> {
        let fault = || FractionError(text.to_owned());
        let (numerator, denominator) = match text.strip_suffix('%') {
            Some(percent) => (percent.trim(), "100"),
            None => text.split_once('/').ok_or_else(fault)?,
        };
        let numerator = numerator.trim().parse().map_err(|_| fault())?;
        let denominator = denominator.trim().parse().map_err(|_| fault())?;
        Self::new(numerator, denominator).ok_or_else(fault)
    }
}

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_thresholds_come_out() {
        let tenth: Fraction = "10%".parse().unwrap();
        assert_eq!(tenth.of(212, Rounding::Ceiling), 22);
        let third: Fraction = "1/3".parse().unwrap();
        assert_eq!(third.of(10, Rounding::Ceiling), 4);
        let half: Fraction = "1/2".parse().unwrap();
        assert_eq!(half.of(10, Rounding::MoreThan), 6);
        assert_eq!(half.of(11, Rounding::Floor), 5);
    }

    #[test]
    fn text_that_is_no_fraction_is_refused() {
        for bad in ["", "1", "3/2", "1/0", "110%", "-1/2", "a/b"] {
            assert!(bad.parse::<Fraction>().is_err(), "{bad}");
        }
    }
}
