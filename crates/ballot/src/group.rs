//! The group: points of prime order l on the Edwards curve of Ed25519, and scalars modulo l.
//!
//! An element travels as 64 lower-case hexadecimal digits: the 32-byte encoding of RFC 8032 read
//! as a little-endian integer and written big-endian. A scalar travels as a decimal string. Each
//! value has exactly one text, and only that text is accepted.
//!
//! Three types keep apart what is known of a value. [`Encoded`] is 32 bytes that somebody wrote:
//! cheap to parse, to hold by the million and to hash, and not yet known to be a point.
//! [`Element`] is a point that was checked. [`Secret`] is a scalar that must not leak.

use core::fmt;
use core::ops::{Add, Mul, Neg, Sub};
use core::str::FromStr;

use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar as RawScalar;
use curve25519_dalek::traits::{Identity, IsIdentity};
use rand_core::CryptoRng;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

mod decimal;

/// Characters in the text of an element.
pub const ELEMENT_TEXT_LEN: usize = 64;

/// Why a text or an encoding is not an element of the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ElementError {
    /// The text is not 64 lower-case hexadecimal digits.
    #[error("an element is 64 lower-case hexadecimal digits")]
    Text,
    /// The integer is not the least one that names its point.
    #[error("the element is written in a form that is not the canonical one")]
    NotCanonical,
    /// No point of the curve has this encoding.
    #[error("the element is not a point of the curve")]
    NotOnCurve,
    /// The point has a component of small order, which would survive re-encryption as a mark.
    #[error("the element is outside the group of prime order (it has a small-order component)")]
    SmallOrder,
    /// The neutral element, which no honest step of the protocol sends.
    #[error("the element is the neutral one")]
    Identity,
}

/// Why a text is not a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScalarError {
    /// Something else than decimal digits, a leading zero, or nothing.
    #[error("a scalar is a decimal number without sign or leading zeros")]
    Text,
    /// The number is not below the order l of the group.
    #[error("the scalar is not reduced: it must be below the order of the group")]
    NotReduced,
}

/// An element as it was written: 32 bytes, not yet known to be a point of the group.
///
/// [`Element::decode`] or [`crate::batch`] turns it into an [`Element`]. Ordered by its bytes as
/// a little-endian byte string, which is the order of the encrypted tally (Belenios sorts by
/// libsodium's bytes; only its code says so).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Encoded([u8; 32]);

impl Encoded {
    /// Wraps the 32 bytes of RFC 8032, section 5.1.2.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes of RFC 8032, section 5.1.2.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads 64 lower-case hexadecimal digits.
    ///
    /// # Errors
    /// [`ElementError::Text`] for anything else. Whether it is a point shows in decoding.
    pub fn parse(text: &str) -> Result<Self, ElementError> {
        let digits: &[u8; ELEMENT_TEXT_LEN] =
            text.as_bytes().try_into().map_err(|_| ElementError::Text)?;
        let mut bytes = [0u8; 32];
        let mut bad = 0u8;
        for (byte, pair) in bytes.iter_mut().rev().zip(digits.chunks_exact(2)) {
            let (high, low) = (NIBBLE[usize::from(pair[0])], NIBBLE[usize::from(pair[1])]);
            bad |= high | low;
            *byte = (high << 4) | (low & 0x0f);
        }
        if bad & 0xf0 == 0 {
            Ok(Self(bytes))
        } else {
            Err(ElementError::Text)
        }
    }

    /// The 64 hexadecimal digits, as bytes of ASCII.
    #[must_use]
    pub fn text(&self) -> [u8; ELEMENT_TEXT_LEN] {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut out = [0u8; ELEMENT_TEXT_LEN];
        for (pair, byte) in out.chunks_exact_mut(2).zip(self.0.iter().rev()) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 0x0f)];
        }
        out
    }

    /// The point, if the bytes are canonical and on the curve; its order is not checked.
    pub(crate) fn decompress(&self) -> Result<EdwardsPoint, ElementError> {
        let point = CompressedEdwardsY(self.0)
            .decompress()
            .ok_or(ElementError::NotOnCurve)?;
        // Two ways to be non-canonical: y not below the field's modulus, and the sign bit set on
        // x = 0. The second can only be met at y = 1 and y = -1.
        if self.is_canonical() {
            Ok(point)
        } else {
            Err(ElementError::NotCanonical)
        }
    }

    fn is_canonical(&self) -> bool {
        let high = self.0[31] & 0x7f;
        let rest_full = high == 0x7f && self.0[1..31].iter().all(|&byte| byte == 0xff);
        if rest_full && self.0[0] >= 0xed {
            return false;
        }
        let sign = self.0[31] & 0x80 != 0;
        let is_one = high == 0 && self.0[0] == 1 && self.0[1..31].iter().all(|&byte| byte == 0);
        let is_minus_one = rest_full && self.0[0] == 0xec;
        !(sign && (is_one || is_minus_one))
    }
}

/// The value of a hexadecimal digit; 0xf0 for what is none.
static NIBBLE: [u8; 256] = {
    let mut table = [0xf0u8; 256];
    let mut i = 0u8;
    while i < 10 {
        table[(b'0' + i) as usize] = i;
        i += 1;
    }
    let mut i = 0u8;
    while i < 6 {
        table[(b'a' + i) as usize] = 10 + i;
        i += 1;
    }
    table
};

impl fmt::Display for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text();
        f.write_str(core::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Encoded({self})")
    }
}

impl FromStr for Encoded {
    type Err = ElementError;
    fn from_str(text: &str) -> Result<Self, ElementError> {
        Self::parse(text)
    }
}

impl Serialize for Encoded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.text();
        serializer.serialize_str(core::str::from_utf8(&text).map_err(serde::ser::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for Encoded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor(
            "an element of 64 hexadecimal digits",
            Self::parse,
        ))
    }
}

/// A point of prime order l, or the neutral element where a computation gives it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Element(EdwardsPoint);

impl Element {
    /// The base point g of Ed25519.
    pub const GENERATOR: Self = Self(curve25519_dalek::constants::ED25519_BASEPOINT_POINT);

    /// Decodes one element with every check: canonical, on the curve, of order l exactly.
    ///
    /// For many elements [`crate::batch::decode`] is far cheaper.
    ///
    /// # Errors
    /// The check that failed, as [`ElementError`].
    pub fn decode(encoded: &Encoded) -> Result<Self, ElementError> {
        let point = encoded.decompress()?;
        if point.is_identity() {
            return Err(ElementError::Identity);
        }
        if vartime_is_torsion_free(&point) {
            Ok(Self(point))
        } else {
            Err(ElementError::SmallOrder)
        }
    }

    /// Reads and decodes the text of one element.
    ///
    /// # Errors
    /// As [`Encoded::parse`] and [`Element::decode`].
    pub fn parse(text: &str) -> Result<Self, ElementError> {
        Self::decode(&Encoded::parse(text)?)
    }

    /// The canonical encoding. For many elements [`Element::encode_all`] is cheaper.
    #[must_use]
    pub fn encode(&self) -> Encoded {
        Encoded(self.0.compress().to_bytes())
    }

    /// Encodes many elements with one field inversion in all.
    #[must_use]
    pub fn encode_all(elements: &[Self]) -> Vec<Encoded> {
        let points: Vec<EdwardsPoint> = elements.iter().map(|element| element.0).collect();
        encode_points(&points)
    }

    /// The neutral element.
    #[must_use]
    pub fn identity() -> Self {
        Self(EdwardsPoint::identity())
    }

    /// Whether this is the neutral element.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.0.is_identity()
    }

    /// g to the power of a secret, in constant time.
    #[must_use]
    pub fn from_secret(secret: &Secret) -> Self {
        Self(EdwardsPoint::mul_base(&secret.0))
    }

    /// This element to the power of a secret, in constant time.
    #[must_use]
    pub fn power(&self, secret: &Secret) -> Self {
        Self(self.0 * secret.0)
    }

    /// `g^response * self^challenge`: the commitment that a proof with this element as its key
    /// claims. Variable time: for public values.
    #[must_use]
    pub fn vartime_commitment(&self, challenge: &Scalar, response: &Scalar) -> Self {
        Self(EdwardsPoint::vartime_double_scalar_mul_basepoint(
            &challenge.0,
            &self.0,
            &response.0,
        ))
    }

    pub(crate) const fn from_point(point: EdwardsPoint) -> Self {
        Self(point)
    }

    pub(crate) const fn point(&self) -> &EdwardsPoint {
        &self.0
    }
}

pub(crate) fn encode_points(points: &[EdwardsPoint]) -> Vec<Encoded> {
    EdwardsPoint::compress_batch_alloc(points)
        .into_iter()
        .map(|compressed| Encoded(compressed.to_bytes()))
        .collect()
}

/// Whether l times the point is neutral.
pub(crate) fn vartime_is_torsion_free(point: &EdwardsPoint) -> bool {
    // (l-1)P = -P says the same, and l-1 is a scalar like any other.
    let minus_one = -RawScalar::ONE;
    let product =
        EdwardsPoint::vartime_double_scalar_mul_basepoint(&minus_one, point, &RawScalar::ZERO);
    product == -point
}

impl Add for Element {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Element {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl core::iter::Sum for Element {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self(iter.map(|element| element.0).sum())
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.encode().fmt(f)
    }
}

impl fmt::Debug for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Element({self})")
    }
}

/// A public integer modulo l: a challenge, a response, a revealed exponent.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Scalar(pub(crate) RawScalar);

impl Scalar {
    /// Zero.
    pub const ZERO: Self = Self(RawScalar::ZERO);
    /// One.
    pub const ONE: Self = Self(RawScalar::ONE);

    /// Reads a decimal number below l.
    ///
    /// # Errors
    /// [`ScalarError`]: signs, spaces, leading zeros and numbers of l or more are refused.
    pub fn parse(text: &str) -> Result<Self, ScalarError> {
        let bytes = decimal::parse(text).ok_or_else(|| decimal::fault(text))?;
        Option::<RawScalar>::from(RawScalar::from_canonical_bytes(bytes))
            .map(Self)
            .ok_or(ScalarError::NotReduced)
    }

    /// A 256-bit big-endian integer modulo l: how a hash becomes a challenge.
    #[must_use]
    pub fn from_hash(digest: [u8; 32]) -> Self {
        let mut bytes = digest;
        bytes.reverse();
        Self(RawScalar::from_bytes_mod_order(bytes))
    }

    /// A number that a text, or the protocol, fixes.
    #[must_use]
    pub fn from_u64(value: u64) -> Self {
        Self(RawScalar::from(value))
    }
}

impl Add for Scalar {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Scalar {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul for Scalar {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl Neg for Scalar {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::with_text(self.0.as_bytes(), |text| f.write_str(text))
    }
}

impl fmt::Debug for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scalar({self})")
    }
}

impl FromStr for Scalar {
    type Err = ScalarError;
    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::parse(text)
    }
}

impl Serialize for Scalar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        decimal::with_text(self.0.as_bytes(), |text| serializer.serialize_str(text))
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor(
            "a decimal number below the group's order",
            Self::parse,
        ))
    }
}

/// A secret scalar: wiped when dropped, without `Debug`, compared in constant time.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret(pub(crate) RawScalar);

impl Secret {
    /// A uniformly random secret.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut wide = [0u8; 64];
        rng.fill_bytes(&mut wide);
        let secret = Self(RawScalar::from_bytes_mod_order_wide(&wide));
        wide.zeroize();
        secret
    }

    /// Takes a scalar, such as one read from a trustee's key file, as secret from here on.
    #[must_use]
    pub fn from_scalar(scalar: Scalar) -> Self {
        Self(scalar.0)
    }

    /// Reveals the secret: for a key file, or to audit a spoiled ballot.
    #[must_use]
    pub fn reveal(&self) -> Scalar {
        Scalar(self.0)
    }
}

impl ConstantTimeEq for Secret {
    fn ct_eq(&self, other: &Self) -> subtle::Choice {
        self.0.ct_eq(&other.0)
    }
}

/// Reads a value that JSON holds as a string.
struct TextVisitor<F>(&'static str, F);

impl<T, E: fmt::Display, F: Fn(&str) -> Result<T, E>> de::Visitor<'_> for TextVisitor<F> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
    fn visit_str<Error: de::Error>(self, text: &str) -> Result<T, Error> {
        (self.1)(text).map_err(de::Error::custom)
    }
}
