//! Decimal text of 256-bit integers: the only form in which a scalar is written.

use super::ScalarError;

/// 10^19, the greatest power of ten in 64 bits.
const CHUNK: u64 = 10_000_000_000_000_000_000;
/// Digits of [`CHUNK`].
const CHUNK_DIGITS: usize = 19;
/// 2^256 has 78 digits.
const MAX_DIGITS: usize = 78;

/// The number as 32 little-endian bytes; `None` if it is not strictly decimal or needs more than
/// 256 bits.
pub(super) fn parse(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if !is_decimal(digits) || digits.len() > MAX_DIGITS {
        return None;
    }
    let mut limbs = [0u64; 4];
    let (head, tail) = digits.split_at(digits.len() % CHUNK_DIGITS);
    let mut append = |part: &[u8], scale: u64| {
        let value = part
            .iter()
            .fold(0u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        let mut carry = u128::from(value);
        for limb in &mut limbs {
            carry += u128::from(*limb) * u128::from(scale);
            *limb = low(carry);
            carry >>= 64;
        }
        carry == 0
    };
    let mut fits = append(head, 1);
    for part in tail.chunks_exact(CHUNK_DIGITS) {
        fits &= append(part, CHUNK);
    }
    let mut bytes = [0u8; 32];
    for (out, limb) in bytes.chunks_exact_mut(8).zip(limbs) {
        out.copy_from_slice(&limb.to_le_bytes());
    }
    fits.then_some(bytes)
}

/// Why [`parse`] refused the text.
pub(super) fn fault(text: &str) -> ScalarError {
    if is_decimal(text.as_bytes()) {
        ScalarError::NotReduced
    } else {
        ScalarError::Text
    }
}

/// Writes the number without allocation.
pub(super) fn with_text<T>(bytes: &[u8; 32], write: impl FnOnce(&str) -> T) -> T {
    let mut limbs = [0u64; 4];
    for (limb, part) in limbs.iter_mut().zip(bytes.as_chunks::<8>().0) {
        *limb = u64::from_le_bytes(*part);
    }
    let mut buffer = [b'0'; MAX_DIGITS + CHUNK_DIGITS];
    let mut start = buffer.len();
    while start > CHUNK_DIGITS && (limbs != [0; 4] || start == buffer.len()) {
        let mut rest = divide(&mut limbs);
        for digit in buffer[start - CHUNK_DIGITS..start].iter_mut().rev() {
            *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
        start -= CHUNK_DIGITS;
    }
    let zeros = buffer[start..buffer.len() - 1]
        .iter()
        .take_while(|&&digit| digit == b'0')
        .count();
    // Only ASCII digits were written.
    write(core::str::from_utf8(&buffer[start + zeros..]).unwrap_or_default())
}

/// Divides by [`CHUNK`] in place; the remainder comes back.
fn divide(limbs: &mut [u64; 4]) -> u64 {
    let mut rest = 0u64;
    for limb in limbs.iter_mut().rev() {
        let value = (u128::from(rest) << 64) | u128::from(*limb);
        *limb = low(value / u128::from(CHUNK));
        rest = low(value % u128::from(CHUNK));
    }
    rest
}

fn is_decimal(digits: &[u8]) -> bool {
    match digits {
        [] | [b'0', _, ..] => false,
        _ => digits.iter().all(u8::is_ascii_digit),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the low 64 bits are what is wanted"
)]
const fn low(value: u128) -> u64 {
    value as u64
}
