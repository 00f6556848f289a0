//! Powers of a base that is used often: the generator, the election's key, a trustee's key.
//!
//! Two tables for two needs. Secret exponents go through a table that is read in full at each
//! step, so that time and memory tell nothing of them. Public exponents go through a larger
//! table that is read where the digits say.

use std::sync::{LazyLock, OnceLock};

use curve25519_dalek::edwards::{EdwardsBasepointTable, EdwardsPoint};
use curve25519_dalek::scalar::Scalar as RawScalar;
use curve25519_dalek::traits::{BasepointTable, Identity};

use crate::group::{Element, ElementError, Encoded, Scalar, Secret};

/// A checked element with tables of its powers.
pub struct FixedBase {
    element: Element,
    encoded: Encoded,
    secret: Box<EdwardsBasepointTable>,
    public: OnceLock<PublicTable>,
}

impl FixedBase {
    /// Decodes and checks an element and tabulates its powers (30 KB; 380 KB more once
    /// [`FixedBase::vartime_power`] is used).
    ///
    /// # Errors
    /// As [`Element::decode`].
    pub fn decode(encoded: &Encoded) -> Result<Self, ElementError> {
        Ok(Self::of(Element::decode(encoded)?))
    }

    /// Tabulates the powers of an element.
    #[must_use]
    pub fn of(element: Element) -> Self {
        Self {
            element,
            encoded: element.encode(),
            secret: Box::new(EdwardsBasepointTable::create(element.point())),
            public: OnceLock::new(),
        }
    }

    /// The element.
    #[must_use]
    pub const fn element(&self) -> Element {
        self.element
    }

    /// The element as it is written.
    #[must_use]
    pub const fn encoded(&self) -> &Encoded {
        &self.encoded
    }

    /// The element to the power of a secret, in constant time.
    #[must_use]
    pub fn power(&self, secret: &Secret) -> Element {
        Element::from_point(self.raw_power(&secret.0))
    }

    /// The element to a public power.
    #[must_use]
    pub fn vartime_power(&self, exponent: &Scalar) -> Element {
        Element::from_point(self.vartime_raw_power(&exponent.0))
    }

    pub(crate) fn raw_power(&self, secret: &RawScalar) -> EdwardsPoint {
        self.secret.mul_base(secret)
    }

    pub(crate) fn vartime_raw_power(&self, exponent: &RawScalar) -> EdwardsPoint {
        self.public
            .get_or_init(|| PublicTable::new(self.element.point()))
            .power(exponent)
    }
}

/// g, the base point.
pub(crate) static GENERATOR: LazyLock<FixedBase> =
    LazyLock::new(|| FixedBase::of(Element::GENERATOR));

/// Bits of a digit.
const WIDTH: usize = 7;
/// Digits of a scalar below 2^253, one more for the carry of signed digits.
const DIGITS: usize = 37;
/// Multiples kept of each digit's base: 1 to 64; a digit's sign is applied after.
const MULTIPLES: usize = 1 << (WIDTH - 1);

/// For each place p, the multiples 1..64 of 2^(7p) times the base.
struct PublicTable(Vec<EdwardsPoint>);

impl PublicTable {
    fn new(base: &EdwardsPoint) -> Self {
        let mut table = Vec::with_capacity(DIGITS * MULTIPLES);
        let mut place = *base;
        for _ in 0..DIGITS {
            let mut multiple = place;
            for _ in 0..MULTIPLES {
                table.push(multiple);
                multiple += place;
            }
            // 64 times the place is the last one kept.
            place = table.last().map_or(place, |half| half + half);
        }
        Self(table)
    }

    fn power(&self, exponent: &RawScalar) -> EdwardsPoint {
        let mut sum = EdwardsPoint::identity();
        for (multiples, digit) in self.0.chunks_exact(MULTIPLES).zip(signed_digits(exponent)) {
            if digit > 0 {
                sum += multiples[usize::from(digit.unsigned_abs()) - 1];
            } else if digit < 0 {
                sum -= multiples[usize::from(digit.unsigned_abs()) - 1];
            }
        }
        sum
    }
}

/// Digits between -63 and 64, least first.
fn signed_digits(scalar: &RawScalar) -> [i16; DIGITS] {
    const RADIX: i16 = 1 << WIDTH;
    let bytes = scalar.as_bytes();
    let mut digits = [0i16; DIGITS];
    let mut carry = 0i16;
    for (place, digit) in digits.iter_mut().enumerate() {
        let bit = place * WIDTH;
        let byte = |i: usize| bytes.get(i).map_or(0u16, |&value| u16::from(value));
        let window = (byte(bit / 8) | (byte(bit / 8 + 1) << 8)) >> (bit % 8);
        let value = i16::try_from(window & 0x7f).unwrap_or(0) + carry;
        carry = i16::from(value > RADIX / 2);
        *digit = value - carry * RADIX;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tables_agree_with_plain_multiplication() {
        let base = FixedBase::of(Element::from_point(EdwardsPoint::mul_base(
            &RawScalar::from(77u8),
        )));
        let mut scalar = RawScalar::from(3u8);
        let ends = [
            RawScalar::ZERO,
            RawScalar::ONE,
            -RawScalar::ONE,
            RawScalar::from(64u8),
            RawScalar::from(8256u16),
        ];
        for i in 0..100 {
            let value = ends.get(i).copied().unwrap_or(scalar);
            let plain = base.element().point() * value;
            assert_eq!(base.raw_power(&value), plain);
            assert_eq!(base.vartime_raw_power(&value), plain);
            scalar = scalar * scalar + RawScalar::from(11u8);
        }
    }
}
