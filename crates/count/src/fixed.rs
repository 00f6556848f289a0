//! Numbers with a fixed count of decimals, held as whole multiples of the last decimal.

/// How many decimals a rule keeps, and how its numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    decimals: usize,
    /// One whole vote, in units of the last decimal.
    pub(crate) one: u64,
}

impl Scale {
    /// A scale of `decimals` decimals (at most nine, which the crate's limits are made for).
    pub(crate) const fn new(decimals: u32) -> Self {
        assert!(
            decimals <= 9,
            "more decimals than MAX_PAPERS leaves room for"
        );
        Self {
            decimals: decimals as usize,
            one: 10_u64.pow(decimals),
        }
    }

    /// `value` as a decimal string with all its decimals: `107.58`.
    pub(crate) fn show(self, value: u64) -> String {
        if self.decimals == 0 {
            return value.to_string();
        }
        format!(
            "{}.{:0width$}",
            value / self.one,
            value % self.one,
            width = self.decimals
        )
    }
}

impl Scale {
    /// A decimal text in units of the last decimal: decimals beyond it are dropped, missing ones are zeros; 0 for
    /// what is no number.
    pub(crate) fn read(self, text: &str) -> u64 {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let part: String = part
            .chars()
            .chain(std::iter::repeat('0'))
            .take(self.decimals)
            .collect();
        let whole: u64 = whole.parse().unwrap_or(0);
        let part: u64 = part.parse().unwrap_or(0);
        whole.saturating_mul(self.one).saturating_add(part)
    }
}

/// `a * b / c`, remainder ignored. `c` is not 0 and the result fits (it does where `a <= c`).
pub(crate) fn mul_div_down(a: u64, b: u64, c: u64) -> u64 {
    narrow(u128::from(a) * u128::from(b) / u128::from(c))
}

/// `a * b / c`, any remainder rounded up.
pub(crate) fn mul_div_up(a: u64, b: u64, c: u64) -> u64 {
    narrow((u128::from(a) * u128::from(b)).div_ceil(u128::from(c)))
}

/// Values above 64 bits cannot arise within the crate's limits; they would be caught by the
/// conservation check.
fn narrow(value: u128) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_all_decimals() {
        assert_eq!(Scale::new(2).show(10_758), "107.58");
        assert_eq!(Scale::new(5).show(3), "0.00003");
        assert_eq!(Scale::new(0).show(42), "42");
        for (decimals, value) in [(2, 10_758), (5, 3), (0, 42), (9, u64::MAX)] {
            let scale = Scale::new(decimals);
            assert_eq!(scale.read(&scale.show(value)), value);
        }
        assert_eq!(Scale::new(2).read("1.239"), 123);
        assert_eq!(Scale::new(2).read("none"), 0);
    }

    #[test]
    fn division_drops_or_raises_the_remainder() {
        assert_eq!((mul_div_down(7, 3, 2), mul_div_up(7, 3, 2)), (10, 11));
        assert_eq!(mul_div_up(u64::MAX, 5, 5), u64::MAX);
    }
}
