//! Integers modulo 2^255 - 19, as far as the test of membership needs them.
//!
//! The curve's library keeps its field to itself. Five limbs of 51 bits, each a little over
//! after additions; products are carried back at once. Not for secrets.

const MASK: u64 = (1 << 51) - 1;

/// An integer modulo 2^255 - 19.
#[derive(Clone, Copy)]
pub(super) struct Fe([u64; 5]);

impl Fe {
    pub(super) const ONE: Self = Self([1, 0, 0, 0, 0]);

    /// A small constant.
    pub(super) const fn small(value: u32) -> Self {
        Self([value as u64, 0, 0, 0, 0])
    }

    /// From 32 little-endian bytes; the top bit is ignored.
    pub(super) fn from_bytes(bytes: &[u8; 32]) -> Self {
        let mut words = [0u64; 4];
        for (word, part) in words.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *word = u64::from_le_bytes(*part);
        }
        let [a, b, c, d] = words;
        Self([
            a & MASK,
            ((a >> 51) | (b << 13)) & MASK,
            ((b >> 38) | (c << 26)) & MASK,
            ((c >> 25) | (d << 39)) & MASK,
            (d >> 12) & MASK,
        ])
    }

    pub(super) fn add(self, other: Self) -> Self {
        Self(core::array::from_fn(|i| self.0[i] + other.0[i])).carried()
    }

    pub(super) fn sub(self, other: Self) -> Self {
        // 16 times the modulus keeps every limb positive.
        const P16: [u64; 5] = [(MASK - 18) << 4, MASK << 4, MASK << 4, MASK << 4, MASK << 4];
        Self(core::array::from_fn(|i| self.0[i] + P16[i] - other.0[i])).carried()
    }

    pub(super) fn mul(self, other: Self) -> Self {
        let [a0, a1, a2, a3, a4] = self.0.map(u128::from);
        let [b0, b1, b2, b3, b4] = other.0.map(u128::from);
        let (c1, c2, c3, c4) = (b1 * 19, b2 * 19, b3 * 19, b4 * 19);
        reduce([
            a0 * b0 + a1 * c4 + a2 * c3 + a3 * c2 + a4 * c1,
            a0 * b1 + a1 * b0 + a2 * c4 + a3 * c3 + a4 * c2,
            a0 * b2 + a1 * b1 + a2 * b0 + a3 * c4 + a4 * c3,
            a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + a4 * c4,
            a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0,
        ])
    }

    pub(super) fn square(self) -> Self {
        let [a0, a1, a2, a3, a4] = self.0.map(u128::from);
        let (d0, d1, d2, d3) = (a0 * 2, a1 * 2, a2 * 2, a3 * 2);
        let (c3, c4) = (a3 * 19, a4 * 19);
        reduce([
            a0 * a0 + d1 * c4 + d2 * c3,
            d0 * a1 + d2 * c4 + a3 * c3,
            d0 * a2 + a1 * a1 + d3 * c4,
            d0 * a3 + d1 * a2 + a4 * c4,
            d0 * a4 + d1 * a3 + a2 * a2,
        ])
    }

    fn squares(self, times: u32) -> Self {
        (0..times).fold(self, |value, _| value.square())
    }

    /// To the power (p-5)/8 = 2^252 - 3.
    pub(super) fn pow_p58(self) -> Self {
        // Exponents of ones: e5 stands for 2^5 - 1, and so on.
        let e1 = self;
        let e2 = e1.square().mul(e1);
        let e4 = e2.squares(2).mul(e2);
        let e5 = e4.square().mul(e1);
        let e10 = e5.squares(5).mul(e5);
        let e20 = e10.squares(10).mul(e10);
        let e40 = e20.squares(20).mul(e20);
        let e50 = e40.squares(10).mul(e10);
        let e100 = e50.squares(50).mul(e50);
        let most = e100.squares(100).mul(e100).squares(50).mul(e50);
        most.squares(2).mul(e1)
    }

    /// Whether two integers are congruent.
    pub(super) fn equals(self, other: Self) -> bool {
        self.sub(other).canonical() == [0; 5]
    }

    pub(super) fn is_zero(self) -> bool {
        self.canonical() == [0; 5]
    }

    pub(super) fn negate(self) -> Self {
        Self([0; 5]).sub(self)
    }

    fn carried(self) -> Self {
        let limbs = self.0;
        Self([
            (limbs[0] & MASK) + 19 * (limbs[4] >> 51),
            (limbs[1] & MASK) + (limbs[0] >> 51),
            (limbs[2] & MASK) + (limbs[1] >> 51),
            (limbs[3] & MASK) + (limbs[2] >> 51),
            (limbs[4] & MASK) + (limbs[3] >> 51),
        ])
    }

    /// The limbs of the least non-negative representative.
    fn canonical(self) -> [u64; 5] {
        let mut limbs = self.carried().carried().0;
        // Carried limbs are below 2^51 + 2^13; one more pass in sequence, then at most one
        // subtraction of the modulus, found by adding 19 and looking at the overflow.
        let quotient = limbs.iter().enumerate().fold(0u64, |carry, (i, limb)| {
            (limb + if i == 0 { 19 } else { carry }) >> 51
        });
        limbs[0] += 19 * quotient;
        let mut carry = 0;
        for limb in &mut limbs {
            *limb += carry;
            carry = *limb >> 51;
            *limb &= MASK;
        }
        limbs
    }
}

/// Carries five sums of products back to limbs of 51 bits and a little.
#[expect(
    clippy::cast_possible_truncation,
    reason = "masked to 51 bits, or carries below 2^64"
)]
fn reduce(sums: [u128; 5]) -> Fe {
    let [r0, mut r1, mut r2, mut r3, mut r4] = sums;
    r1 += r0 >> 51;
    r2 += r1 >> 51;
    r3 += r2 >> 51;
    r4 += r3 >> 51;
    let low = |value: u128| (value as u64) & MASK;
    let first = low(r0) + 19 * ((r4 >> 51) as u64);
    Fe([
        first & MASK,
        low(r1) + (first >> 51),
        low(r2),
        low(r3),
        low(r4),
    ])
}
