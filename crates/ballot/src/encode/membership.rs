//! Whether a y-coordinate belongs to a point of order dividing l, without a scalar
//! multiplication.
//!
//! The curve's group is cyclic of order 8 l, so the points sought are the multiples of 8. On the
//! Montgomery form v^2 = u^3 + A u^2 + u the reduced Tate pairing with a point of order 4,
//! T = (1, sqrt(A+2)), tells the multiples of 4: P is one exactly if
//! f(P) = (v - sqrt(A+2) u)^2 / u is a fourth power. A multiple of 4 is a multiple of 8 exactly if
//! one of its halves is a multiple of 4, which is asked in the same way of a half. (Koshelev,
//! "Subgroup membership testing on elliptic curves via the Tate pairing", 2022, has the idea; as
//! 8 does not divide p - 1 the pairing reaches only to 4 here.)
//!
//! Each question costs one exponentiation and most candidates fall at the first: about a third
//! of the cost of multiplying every point by l. Factors that are fourth powers are dropped
//! throughout, which spares every division. For public values, or the voter's own on the voter's
//! own machine: the time shows how far a candidate came.

#![expect(clippy::many_single_char_names, reason = "the names of the formulas")]

use std::sync::LazyLock;

use super::field::Fe;

/// A = 486662 of Curve25519.
const A: Fe = Fe::small(486_662);
/// A + 2.
const A_PLUS_2: Fe = Fe::small(486_664);

struct Constants {
    /// -121665/121666, of the Edwards form.
    d: Fe,
    /// A root of -1.
    i: Fe,
    /// A root of A + 2.
    root: Fe,
    /// A root of -(A + 2): x = c u / v between the two forms.
    c: Fe,
}

static CONSTANTS: LazyLock<Constants> = LazyLock::new(|| {
    // 2 is no square modulo p, so 2^((p-1)/4) is a root of -1.
    let two = Fe::small(2);
    let i = two.pow_p58().square().mul(two);
    let root = root_with(A_PLUS_2, Fe::ONE, i).unwrap_or(Fe::ONE);
    // The inverse is the power p - 2 = 8 (p-5)/8 + 3.
    let inverse = |x: Fe| {
        x.pow_p58()
            .square()
            .square()
            .square()
            .mul(x.square().mul(x))
    };
    let d = Fe::small(121_665).mul(inverse(Fe::small(121_666))).negate();
    Constants {
        d,
        i,
        root,
        c: root.mul(i),
    }
});

/// Whether the points with this y (below the modulus) exist and have an order dividing l.
pub(super) fn is_y_of_order_l(bytes: &[u8; 32]) -> bool {
    let k = &*CONSTANTS;
    let y = Fe::from_bytes(bytes);
    let square = y.square();
    let (above, below) = (square.sub(Fe::ONE), k.d.mul(square).add(Fe::ONE));
    let Some(x) = root_with(above, below, k.i) else {
        return false;
    };
    // u = n / m
    let (n, m) = (y.add(Fe::ONE), Fe::ONE.sub(y));
    if m.is_zero() {
        return true; // the neutral point
    }
    if n.is_zero() || x.is_zero() {
        return false; // the point of order 2
    }
    is_multiple_of_4(x, n, m, k) && half_is_multiple_of_4(x, n, m, k)
}

/// f(P) = u (A+2) ((i - x) / x)^2, times the fourth powers x^4 and m^4.
fn is_multiple_of_4(x: Fe, n: Fe, m: Fe, k: &Constants) -> bool {
    let u = n.mul(m.square().mul(m));
    let inner = k.i.sub(x).mul(x);
    let f = u.mul(A_PLUS_2).mul(inner.square());
    // Zero only at the point of order 4 that the pairing is taken with.
    !f.is_zero() && is_fourth_power(f)
}

/// Halves a multiple of 2 and asks of the half Q whether it is a multiple of 4.
///
/// With t^2 = n m, so that sqrt(u) = t / m: v / sqrt(u) = c t / (m x), and the half has
/// u(Q) = u + v / sqrt(u) + sqrt(u) z with z^2 = 2 (u + v / sqrt(u)) + A, where the root's sign
/// must be the one that makes the last a square.
fn half_is_multiple_of_4(x: Fe, n: Fe, m: Fe, k: &Constants) -> bool {
    let Some(t) = root_with(n.mul(m), Fe::ONE, k.i) else {
        return false;
    };
    let den = m.mul(x);
    for t in [t, t.negate()] {
        let num = n.mul(x).add(k.c.mul(t));
        let Some(z) = root_with(num.add(num).add(A.mul(den)), den, k.i) else {
            continue;
        };
        // u(Q) = q / den; v(Q) = (u(Q)^2 - 1) / (2 sqrt(u)), of either sign.
        let tx = t.mul(x);
        let q = num.add(tx.mul(z));
        let twice = k.root.mul(tx).mul(q);
        let inner = q.square().sub(den.square()).sub(twice.add(twice));
        // f(Q) = (inner / den^2)^2 * m / (4 n) * den / q, made free of divisions.
        let n3 = n.square().mul(n);
        let q3 = q.square().mul(q);
        let f = inner
            .square()
            .mul(m)
            .mul(n3)
            .mul(den)
            .mul(q3)
            .mul(Fe::small(64));
        return !f.is_zero() && is_fourth_power(f);
    }
    false
}

/// Whether a non-zero integer is a fourth power: its power (p-1)/4 is one.
fn is_fourth_power(value: Fe) -> bool {
    value.pow_p58().square().mul(value).equals(Fe::ONE)
}

/// A root of above / below, if it is a square.
fn root_with(above: Fe, below: Fe, i: Fe) -> Option<Fe> {
    let below3 = below.square().mul(below);
    let below7 = below3.square().mul(below);
    let root = above.mul(below3).mul(above.mul(below7).pow_p58());
    let check = below.mul(root.square());
    if check.equals(above) {
        Some(root)
    } else if check.equals(above.negate()) {
        Some(root.mul(i))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::vartime_is_torsion_free;
    use curve25519_dalek::constants::EIGHT_TORSION;
    use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
    use curve25519_dalek::scalar::Scalar;

    fn y_of(point: &EdwardsPoint) -> [u8; 32] {
        let mut y = point.compress().to_bytes();
        y[31] &= 0x7f;
        y
    }

    #[test]
    fn it_agrees_with_multiplication_by_l() {
        let mut found = 0;
        for i in 0..2000u32 {
            let mut y = crate::hash::sha256(&i.to_le_bytes());
            y[31] &= 0x3f;
            let expected = CompressedEdwardsY(y)
                .decompress()
                .is_some_and(|point| vartime_is_torsion_free(&point));
            assert_eq!(is_y_of_order_l(&y), expected, "candidate {i}");
            found += u32::from(expected);
        }
        assert!(
            (80..180).contains(&found),
            "one candidate in 16 is expected, {found} were found"
        );
    }

    #[test]
    fn it_tells_the_points_of_small_order_and_their_translates() {
        for (i, torsion) in EIGHT_TORSION.iter().enumerate() {
            assert_eq!(is_y_of_order_l(&y_of(torsion)), i == 0, "torsion point {i}");
            for scalar in 1..20u8 {
                let point = EdwardsPoint::mul_base(&Scalar::from(scalar)) + torsion;
                assert_eq!(
                    is_y_of_order_l(&y_of(&point)),
                    i == 0,
                    "{scalar} times g plus {i}"
                );
            }
        }
    }
}
