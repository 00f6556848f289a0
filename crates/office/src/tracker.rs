//! The readable form of a ballot's tracker: what a voter's receipt shows, and what people type to find
//! their vote in the box.
//!
//! A tracker is the SHA-256 of a ballot. Its first 100 bits, most significant first, are written as 20
//! letters of 5 bits each in four groups: `7K2QM-XB4DA-9TRFW-H3CPE`. The 32 letters leave out 0, 1, I
//! and O, which people mistake for one another. A hundred bits are enough that nobody can make two
//! ballots with the same readable form.

use polity_ballot::wire::Digest;

/// The letters, by their five bits.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Letters of a readable tracker.
const LENGTH: usize = 20;
/// Letters of a group.
const GROUP: usize = 5;

/// The readable form: four groups of five letters with hyphens between them.
pub fn readable(tracker: &Digest) -> String {
    let mut text = String::with_capacity(LENGTH + LENGTH / GROUP - 1);
    for place in 0..LENGTH {
        if place > 0 && place % GROUP == 0 {
            text.push('-');
        }
        let mut index = 0;
        for bit in place * 5..place * 5 + 5 {
            let set = tracker.0[bit / 8] >> (7 - bit % 8) & 1;
            index = index << 1 | usize::from(set);
        }
        text.push(char::from(LETTERS[index]));
    }
    text
}

/// What a person typed, in the readable form; none when it is none. Small letters, spaces and missing
/// hyphens are forgiven.
pub fn normalise(typed: &str) -> Option<String> {
    let letters: Vec<u8> = typed
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace() && *byte != b'-')
        .map(|byte| byte.to_ascii_uppercase())
        .collect();
    if letters.len() != LENGTH || letters.iter().any(|letter| !LETTERS.contains(letter)) {
        return None;
    }
    let groups: Vec<_> = letters
        .chunks(GROUP)
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    Some(groups.join("-"))
}

/// The beginning that the full trackers of a readable one have in base64: 16 letters, 96 bits.
/// None when the text is no readable tracker.
pub fn base64_start(readable: &str) -> Option<String> {
    let readable = normalise(readable)?;
    let mut bytes = [0_u8; 32];
    let letters = readable.bytes().filter(|byte| *byte != b'-');
    for (place, letter) in letters.enumerate() {
        let value = LETTERS.iter().position(|known| *known == letter)?;
        for bit in (0..5).filter(|bit| value >> (4 - bit) & 1 == 1) {
            let at = place * 5 + bit;
            bytes[at / 8] |= 1 << (7 - at % 8);
        }
    }
    Some(Digest(bytes).to_base64()[..16].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const VECTORS: &str = include_str!("../../../vectors/tracker.json");

    #[test]
    fn b11_readable_trackers_are_those_of_the_vectors() {
        let vectors: Value = serde_json::from_str(VECTORS).expect("JSON");
        let cases = vectors["cases"].as_array().expect("a list");
        assert!(cases.len() >= 4);
        for case in cases {
            let text = case["base64"].as_str().expect("a text");
            let tracker = Digest::from_base64(text).expect("a digest");
            let expected = case["readable"].as_str().expect("a text");
            assert_eq!(readable(&tracker), expected);
            assert_eq!(normalise(expected).as_deref(), Some(expected));
            let typed = expected.replace('-', " ").to_lowercase();
            assert_eq!(normalise(&typed).as_deref(), Some(expected));
            assert_eq!(base64_start(&typed).as_deref(), Some(&text[..16]));
        }
    }

    #[test]
    fn what_is_no_tracker_is_told() {
        for typed in [
            "",
            "7K2QM",
            "0K2QM-XB4DA-9TRFW-H3CPE",
            "7K2QM-XB4DA-9TRFW-H3CPÉ",
        ] {
            assert_eq!(normalise(typed), None, "{typed}");
        }
    }
}
