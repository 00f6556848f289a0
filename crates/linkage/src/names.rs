//! Names of persons: words, parts, sounds, initials.
//!
//! A surname is one word for comparison (`DE LA CRUZ` is `DELACRUZ`, `O CONNOR` is `OCONNOR`); a double one also has its
//! two halves, because people drop one. Forenames are words in order, of which the first may be an initial, a short form,
//! or not the one that a person goes by.

use crate::nicknames::{Canon, canon_of_hash, is_head, kin};
use crate::text::{hash, mix};

/// Words that belong to the word after them.
const PARTICLES: &[&str] = &[
    "O", "MC", "MAC", "DE", "DA", "DI", "DU", "DOS", "DAS", "DEL", "DELLA", "LA", "LE", "VAN",
    "VON", "DER", "DEN", "TER", "TEN", "BIN", "BINT", "IBN", "AL", "EL", "UL", "UR", "AP", "AB",
    "ST", "SAN", "FITZ", "ABU", "BEN", "TE",
];

/// Words that are no part of a name.
const TITLES: &[&str] = &[
    "MR", "MRS", "MS", "MISS", "DR", "REV", "SIR", "PROF", "JR", "JNR", "SR", "SNR", "MX",
];

/// Forenames that are kept.
pub(crate) const FORENAMES: usize = 4;

/// A surname, ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Surname {
    /// All letters without spaces.
    pub(crate) text: Box<[u8]>,
    pub(crate) full: u64,
    /// Hashes of the first and the last part of a double name; 0 for a simple one.
    pub(crate) parts: [u64; 2],
    pub(crate) sound: u32,
    pub(crate) letters: Letters,
}

/// A forename, ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: Box<[u8]>,
    pub(crate) full: u64,
    pub(crate) canon: Canon,
    /// A bit for each canonical name, of which 64 share one: words without a common bit share no name.
    names: u64,
    pub(crate) letters: Letters,
}

/// What can be said of a word's likeness to another without reading either: length, first letter, and which letters it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Letters {
    set: u32,
    pub(crate) length: u8,
    pub(crate) first: u8,
}

impl Letters {
    fn of(text: &[u8]) -> Self {
        Self {
            set: text.iter().fold(0, |set, &letter| set | 1 << (letter & 31)),
            length: u8::try_from(text.len()).unwrap_or(u8::MAX),
            first: text.first().copied().unwrap_or(0),
        }
    }

    /// Whether both have the same letters, however often.
    pub(crate) fn same_set(self, other: Self) -> bool {
        self.set == other.set
    }

    /// Whether there may be at most `most` typing errors: each changes the length by one at most, and the letters by two.
    pub(crate) fn allow(self, other: Self, most: u32) -> bool {
        u32::from(self.length.abs_diff(other.length)) <= most
            && (self.set ^ other.set).count_ones() <= 2 * most
    }
}

impl Letters {
    /// Whether the two may be [`crate::compare`]'s "typing error", one the other's beginning, or one the beginning of the other's words
    /// joined: never denied where that is so.
    fn may_be_close(self, other: Self) -> bool {
        let short = self.length.min(other.length);
        let same_first = self.first == other.first;
        let slip = short >= 3
            && (self.allow(other, 1) || short >= 6 && same_first && self.allow(other, 2));
        let both = self.set & other.set;
        slip || same_first && (both == self.set || both == other.set)
    }
}

impl Surname {
    pub(crate) fn of_folded(folded: &[u8]) -> Self {
        let mut text: Vec<u8> = Vec::with_capacity(folded.len());
        let mut starts: Vec<usize> = Vec::new();
        let mut joined = false;
        for word in words(folded) {
            if !joined {
                starts.push(text.len());
            }
            text.extend_from_slice(word);
            joined =
                word.len() <= 5 && PARTICLES.iter().any(|particle| particle.as_bytes() == word);
        }
        let mut parts = [0; 2];
        if let ([first, second, ..], Some(&last)) = (&starts[..], starts.last()) {
            parts = [hash(&text[*first..*second]), hash(&text[last..])];
        }
        Self {
            full: hash(&text),
            parts,
            sound: sound(&text),
            letters: Letters::of(&text),
            text: text.into(),
        }
    }

    /// Whether a half of a double name stands for the whole of the other, or both share a half.
    pub(crate) fn shares_part(&self, other: &Self) -> bool {
        let double = |name: &Self| name.parts[0] != 0;
        let has = |name: &Self, hash: u64| {
            name.full == hash || double(name) && name.parts.contains(&hash)
        };
        (double(self) || double(other))
            && (has(other, self.full)
                || has(self, other.full)
                || double(self) && double(other) && self.parts.iter().any(|&part| has(other, part)))
    }

    /// Its hash; equal for equal folded names.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl Word {
    pub(crate) fn of_folded(text: &[u8]) -> Self {
        let full = hash(text);
        let canon = canon_of_hash(full);
        Self {
            full,
            canon,
            names: canon
                .iter()
                .filter(|&&id| id != 0)
                .fold(0, |names, id| names | 1 << (id % 64)),
            letters: Letters::of(text),
            text: text.into(),
        }
    }

    /// A single letter.
    pub(crate) fn is_initial(&self) -> bool {
        self.letters.length == 1
    }

    pub(crate) fn initial(&self) -> u8 {
        self.letters.first
    }

    /// Equal, or short forms of one name.
    pub(crate) fn same_name(&self, other: &Self) -> bool {
        self.full == other.full || kin(self.canon, other.canon)
    }

    /// Of those who give another form of their name than the registered one, the share who would give this: most names have a few forms
    /// in use, and a name in its own right is seldom one of them.
    pub(crate) fn share_as_form(&self) -> f32 {
        if is_head(self.full) { 0.1 } else { 0.3 }
    }

    /// The share of households' "members" who bear this form as cats and dogs do: BELLA is short for Isabella, and no less often a cat.
    pub(crate) fn share_of_pets(&self) -> f32 {
        if matches!(&*self.text, b"BELLA" | b"GINGER") {
            0.005
        } else {
            0.0
        }
    }

    /// Whether the two may agree as forenames at any level; what this denies need not be compared.
    pub(crate) fn may_agree(&self, other: &Self, initials: bool) -> bool {
        self.full == other.full
            || self.names & other.names != 0
            || initials
                && (self.is_initial() || other.is_initial())
                && self.letters.first == other.letters.first
            || self.letters.may_be_close(other.letters)
    }

    /// The hash of its canonical name number `which`, for keys; its own where it has none.
    pub(crate) fn key(&self, which: usize) -> Option<u64> {
        match self.canon[which] {
            0 if which == 0 => Some(self.full),
            0 => None,
            id => Some(mix(u64::from(id), 0x00C0_FFEE)),
        }
    }
}

/// The words of a folded text that belong to names.
pub(crate) fn words(folded: &[u8]) -> impl Iterator<Item = &[u8]> {
    folded.split(|&byte| byte == b' ').filter(|word| {
        !word.is_empty()
            && (word.len() > 4 || !TITLES.iter().any(|title| title.as_bytes() == *word))
    })
}

/// A word's sound as British ears take it: consonants in groups, vowels after the first letter left out, at most seven
/// places of four bits. Words without a consonant after the first letter still differ by their first letter.
pub(crate) fn sound(word: &[u8]) -> u32 {
    let mut code = 0_u32;
    let mut last = 0_u32;
    let word = match word {
        [b'K', rest @ ..] if rest.first() == Some(&b'N') => rest,
        [b'W', rest @ ..] if rest.first() == Some(&b'R') => rest,
        [b'P', rest @ ..] if matches!(rest.first(), Some(b'S' | b'N')) => rest,
        [b'M', b'A', b'C', rest @ ..] if rest.len() > 3 => return sound_from(rest, 5, 7),
        [b'M', b'C', rest @ ..] if rest.len() > 2 => return sound_from(rest, 5, 7),
        other => other,
    };
    for (i, &letter) in word.iter().enumerate() {
        let next = word.get(i + 1).copied().unwrap_or(0);
        let group = group(letter, next);
        if group != 0 && group != last || i == 0 {
            code = code << 4 | if group == 0 { 14 } else { group };
            if code >= 1 << 24 {
                break;
            }
        }
        if !matches!(letter, b'H' | b'W') {
            last = group;
        }
    }
    code
}

fn sound_from(rest: &[u8], first: u32, second: u32) -> u32 {
    (first << 8 | second << 4) | sound(rest) << 12 & 0x0FFF_F000
}

fn group(letter: u8, next: u8) -> u32 {
    match (letter, next) {
        (b'P', b'H') | (b'F' | b'V', _) => 2,
        (b'B' | b'P', _) => 1,
        (b'C', b'E' | b'I' | b'Y') | (b'X' | b'S' | b'Z', _) => 4,
        (b'C' | b'K' | b'Q' | b'J', _) => 3,
        (b'G', after) if after != b'H' => 3,
        (b'D' | b'T', _) => 6,
        (b'L', _) => 7,
        (b'M' | b'N', _) => 8,
        (b'R', _) => 9,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::folded;

    fn surname(raw: &str) -> Surname {
        Surname::of_folded(folded(raw).as_bytes())
    }

    #[test]
    fn particles_join_and_halves_part() {
        assert_eq!(surname("O Connor"), surname("O'CONNOR"));
        assert_eq!(surname("de la Cruz"), surname("DeLaCruz"));
        assert_eq!(surname("Van der Berg").parts, [0, 0]);
        let double = surname("Gill-Taylor");
        assert!(double.shares_part(&surname("GILL")));
        assert!(double.shares_part(&surname("Taylor Gill")));
        assert!(!double.shares_part(&surname("TAYLORSON")));
        assert!(!surname("GILL").shares_part(&surname("GILL")));
    }

    #[test]
    fn sounds_group_spellings() {
        for (a, b) in [
            ("SMITH", "SMYTH"),
            ("PHILIPS", "FILLIPS"),
            ("KNIGHT", "NIGHT"),
            ("REID", "READE"),
            ("CLARK", "CLARKE"),
        ] {
            assert_eq!(sound(a.as_bytes()), sound(b.as_bytes()), "{a} {b}");
        }
        for (a, b) in [
            ("SMITH", "JONES"),
            ("PATEL", "KHAN"),
            ("SIAN", "OWEN"),
            ("BELL", "DELL"),
        ] {
            assert_ne!(sound(a.as_bytes()), sound(b.as_bytes()), "{a} {b}");
        }
        assert_eq!(sound(b""), 0);
    }

    #[test]
    fn titles_are_no_names() {
        let text = folded("Dr. Ann MR");
        assert_eq!(words(text.as_bytes()).collect::<Vec<_>>(), [b"ANN"]);
    }
}
