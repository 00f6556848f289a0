//! British postcodes in 32 bits.
//!
//! An outward code is one or two letters, a digit, and perhaps one more sign; the inward code is a digit and two
//! letters. Packed, the inward code is the rest of a division by 6,760, so that the outward code is one division away.

/// A postcode in 32 bits. [`Postcode::NONE`] stands for "not given or not readable".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Postcode(u32);

/// Inward codes there are: a digit and two letters.
const INWARD: u32 = 10 * 26 * 26;

impl Postcode {
    /// No postcode.
    pub const NONE: Self = Self(0);

    /// Reads a postcode in capitals or not, with or without the space, and with the common slips of `O` for `0` and
    /// `I` for `1` put right by their place. Anything else is [`Postcode::NONE`].
    pub fn parse(raw: &[u8]) -> Self {
        let mut signs = [0_u8; 7];
        let mut count = 0;
        for &byte in raw {
            if byte.is_ascii_alphanumeric() {
                let Some(place) = signs.get_mut(count) else {
                    return Self::NONE;
                };
                *place = byte.to_ascii_uppercase();
                count += 1;
            }
        }
        if count < 5 {
            return Self::NONE;
        }
        Self::pack(&signs[..count]).unwrap_or(Self::NONE)
    }

    fn pack(signs: &[u8]) -> Option<Self> {
        let (out, inward) = signs.split_at(signs.len() - 3);
        let inward = digit(inward[0])? * 676 + letter(inward[1])? * 26 + letter(inward[2])?;
        let first = letter(out[0])?;
        let (second, rest) = match letter(out[1]) {
            Some(second) if out.len() > 2 && out[1].is_ascii_alphabetic() => {
                (second + 1, &out[2..])
            }
            _ => (0, &out[1..]),
        };
        let (number, tail) = rest.split_first()?;
        let number = digit(*number)?;
        let tail = match tail {
            [] => 0,
            [one] if one.is_ascii_digit() => 1 + u32::from(one - b'0'),
            [one] => 11 + letter(*one)?,
            _ => return None,
        };
        let out = ((first * 27 + second) * 10 + number) * 37 + tail;
        // One is added so that no postcode is 0.
        Some(Self(out * INWARD + inward + 1))
    }

    /// Whether there is one.
    pub fn is_some(self) -> bool {
        self.0 != 0
    }

    /// The packed number, 0 for none.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The outward code as a number, `None` for no postcode.
    pub fn outward(self) -> Option<u32> {
        self.0.checked_sub(1).map(|bits| bits / INWARD)
    }

    /// The seven places: two letters, digit, sign; digit, two letters.
    fn places(self) -> [u32; 7] {
        let bits = self.0.saturating_sub(1);
        let (out, inward) = (bits / INWARD, bits % INWARD);
        let (head, tail) = (out / 37, out % 37);
        let (head, number) = (head / 10, head % 10);
        [
            head / 27,
            head % 27,
            number,
            tail,
            inward / 676,
            inward / 26 % 26,
            inward % 26,
        ]
    }

    /// Whether two postcodes differ in exactly one place, or have two neighbouring letters or digits swapped.
    pub fn near(self, other: Self) -> bool {
        if !self.is_some() || !other.is_some() || self == other {
            return false;
        }
        let (a, b) = (self.places(), other.places());
        let wrong: Vec<_> = (0..7).filter(|&i| a[i] != b[i]).collect();
        match wrong[..] {
            [_] => true,
            [i, j] => j == i + 1 && a[i] == b[j] && a[j] == b[i],
            _ => false,
        }
    }
}

impl std::fmt::Display for Postcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.is_some() {
            return Ok(());
        }
        let letter = |n: u32| char::from(b'A' + u8::try_from(n).unwrap_or(0));
        let [first, second, number, tail, digit, one, two] = self.places();
        write!(f, "{}", letter(first))?;
        if second > 0 {
            write!(f, "{}", letter(second - 1))?;
        }
        write!(f, "{number}")?;
        match tail {
            0 => {}
            1..=10 => write!(f, "{}", tail - 1)?,
            _ => write!(f, "{}", letter(tail - 11))?,
        }
        write!(f, " {digit}{}{}", letter(one), letter(two))
    }
}

fn digit(sign: u8) -> Option<u32> {
    match sign {
        b'0'..=b'9' => Some(u32::from(sign - b'0')),
        b'O' => Some(0),
        b'I' | b'L' => Some(1),
        _ => None,
    }
}

fn letter(sign: u8) -> Option<u32> {
    match sign {
        b'A'..=b'Z' => Some(u32::from(sign - b'A')),
        b'0' => Some(u32::from(b'O' - b'A')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_shape_comes_back() {
        for text in [
            "M1 1AA", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB", "AB1 0AA",
            "ZZ99 9ZZ",
        ] {
            let packed = Postcode::parse(text.as_bytes());
            assert_eq!(packed.to_string(), text);
            assert_eq!(
                Postcode::parse(text.to_lowercase().replace(' ', "").as_bytes()),
                packed
            );
        }
        assert_eq!(Postcode::parse(b"AB1 OAA").to_string(), "AB1 0AA");
    }

    #[test]
    fn what_is_no_postcode_is_none() {
        for text in ["", "AB1", "NOT KNOWN", "12345", "AB1 0AAA1", "?? ???"] {
            assert_eq!(Postcode::parse(text.as_bytes()), Postcode::NONE, "{text}");
        }
    }

    #[test]
    fn one_slip_is_near() {
        let at = |text: &str| Postcode::parse(text.as_bytes());
        assert!(at("AB1 9DT").near(at("AB1 9DH")));
        assert!(at("AB1 9DT").near(at("AB1 9TD")));
        assert!(at("AB1 9DT").near(at("AB2 9DT")));
        assert!(!at("AB1 9DT").near(at("AB1 9DT")));
        assert!(!at("AB1 9DT").near(at("AB2 8DT")));
        assert!(!at("AB1 9DT").near(Postcode::NONE));
    }

    proptest! {
        #[test]
        fn any_bytes_do_no_harm(raw in proptest::collection::vec(any::<u8>(), 0..12)) {
            let packed = Postcode::parse(&raw);
            if packed.is_some() {
                prop_assert_eq!(Postcode::parse(packed.to_string().as_bytes()), packed);
            }
        }
    }
}
