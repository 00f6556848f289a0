//! One form for every text before it is compared: capital ASCII letters, digits and single spaces.
//!
//! Unicode's compatibility decomposition takes accents off (`é` becomes `E`); what it leaves whole (`ł`, `ø`, `ß`, and
//! other scripts) goes through the transliteration table of `deunicode`. Apostrophes vanish, because registers and
//! people disagree about them (`O'BRIEN`, `OBRIEN`); all other signs part words.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Writes the folded form of `raw` over what `out` holds. Bytes that are no UTF-8 part words.
pub fn fold(raw: &[u8], out: &mut Vec<u8>) {
    out.clear();
    if raw.is_ascii() {
        for &byte in raw {
            push(byte, out);
        }
    } else {
        let text = String::from_utf8_lossy(raw);
        for sign in text.nfkd().filter(|&sign| !is_combining_mark(sign)) {
            if sign.is_ascii() {
                push(sign as u8, out);
            } else if matches!(sign, '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{00B4}') {
                // Apostrophes as word processors write them.
            } else {
                let plain = deunicode::deunicode_char(sign).unwrap_or(" ");
                plain.bytes().for_each(|byte| push(byte, out));
            }
        }
    }
    if out.last() == Some(&b' ') {
        out.pop();
    }
}

fn push(byte: u8, out: &mut Vec<u8>) {
    match byte {
        b'A'..=b'Z' | b'0'..=b'9' => out.push(byte),
        b'a'..=b'z' => out.push(byte - 32),
        b'\'' | b'`' => {}
        _ => {
            if out.last().is_some_and(|&last| last != b' ') {
                out.push(b' ');
            }
        }
    }
}

/// The folded form of `raw`, for messages and tests.
pub fn folded(raw: &str) -> String {
    let mut out = Vec::new();
    fold(raw.as_bytes(), &mut out);
    shown(&out).into_owned()
}

/// Bytes as text to be shown.
pub(crate) fn shown(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// A hash of bytes that is the same on every machine and in every run: keys and ids of the index rest on it.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64 ^ (bytes.len() as u64);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().unwrap_or([0; 8]));
        state = mix(state, word);
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        let mut word = [0_u8; 8];
        word[..rest.len()].copy_from_slice(rest);
        state = mix(state, u64::from_le_bytes(word));
    }
    state
}

/// Two words in one.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0xA076_1D64_78BD_642F) * u128::from(b ^ 0xE703_7ED1_A0B4_28DB);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the two halves are folded on purpose"
    )]
    {
        (product as u64) ^ ((product >> 64) as u64)
    }
}

/// For tables whose keys are numbers, most of them hashes already: one multiplication. Nobody can choose keys that collide here to any harm
/// but to their own run's time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Numbers(u64);

impl std::hash::Hasher for Numbers {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0, hash(bytes));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = mix(self.0, number);
    }
}

/// A table by numbers.
pub(crate) type ByNumber<K, V> =
    std::collections::HashMap<K, V, std::hash::BuildHasherDefault<Numbers>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_ligatures_and_apostrophes_fold() {
        for (raw, want) in [
            ("O\u{2019}Brien", "OBRIEN"),
            ("o'brien", "OBRIEN"),
            ("Łukasz Żółć", "LUKASZ ZOLC"),
            ("Søren Großmann", "SOREN GROSSMANN"),
            ("Siân  Llŷr-ap", "SIAN LLYR AP"),
            ("Şükrü Yılmaz", "SUKRU YILMAZ"),
            ("  12, High\tSt.  ", "12 HIGH ST"),
            ("", ""),
        ] {
            assert_eq!(folded(raw), want, "{raw}");
        }
    }

    #[test]
    fn other_scripts_become_letters() {
        assert_eq!(folded("Иванов"), "IVANOV");
        assert!(!folded("王小明").is_empty());
    }

    #[test]
    fn hashes_differ_by_order_and_length() {
        assert_ne!(hash(b"AB"), hash(b"BA"));
        assert_ne!(hash(b"A"), hash(b"A\0"));
        assert_ne!(mix(1, 2), mix(2, 1));
    }
}
