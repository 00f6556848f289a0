//! British addresses, taken apart: flat, building, number, street, postcode.
//!
//! Registration officers lay addresses out in different ways (`83 | MILL WAY`, `FLAT 9 LONDON HOUSE | 20 | HIGH ST`,
//! `FLAT 8 | 71 | ALBERT ST`, `12 HIGH STREET`, `THE OLD BARN | SPRINGFIELD ROAD`), and people write them as they please (`4/90 high av`,
//! `Apt 10 Devonshire Court, 26 High Mews`). All of them are read by one rule: lines are cut into segments at commas; a
//! flat is taken off; a number leads to the street after it; without a number, the last segment that ends like a street is the
//! street, and what stands before it is the building.

use std::sync::LazyLock;

use crate::postcode::Postcode;
use crate::text::{ByNumber, fold, hash};

/// An address taken apart. Zero and empty stand for "not given".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The postcode.
    pub postcode: Postcode,
    /// House number and its letter: `72A` is `72 << 8 | 'A'`.
    pub(crate) number: u32,
    /// The flat's number or name, packed.
    pub(crate) flat: u32,
    /// The street, folded, with its kind spelt out.
    pub(crate) street: Vec<u8>,
    /// The building's or house's name, folded.
    pub(crate) building: Vec<u8>,
}

/// Working space for [`Address::parse`].
#[derive(Debug, Default)]
pub struct Scratch {
    folded: Vec<u8>,
    line: Vec<u8>,
    ends: Vec<usize>,
}

/// Segments read of one address; more than any address has.
const SEGMENTS: usize = 12;

/// Kinds of street, as they are spelt out and as people cut them short.
const KINDS: &[(&str, &[&str])] = &[
    ("ROAD", &["RD"]),
    ("STREET", &["STR"]),
    ("AVENUE", &["AV", "AVE", "AVN", "AVEN"]),
    ("LANE", &["LA", "LN"]),
    ("CLOSE", &["CL", "CLO"]),
    ("DRIVE", &["DR", "DRV"]),
    ("CRESCENT", &["CR", "CRES", "CRESC"]),
    ("GARDENS", &["GDNS", "GDN", "GARDEN", "GDS"]),
    ("GROVE", &["GR", "GVE", "GRV"]),
    ("PLACE", &["PL", "PLC"]),
    ("TERRACE", &["TER", "TERR", "TCE"]),
    ("SQUARE", &["SQ"]),
    ("COURT", &["CT", "CRT"]),
    ("HILL", &["HL"]),
    ("MEWS", &["MWS"]),
    ("PARK", &["PK"]),
    ("PARADE", &["PDE"]),
    ("WALK", &["WLK", "WK"]),
    ("WAY", &["WY"]),
    ("ROW", &[]),
    ("RISE", &[]),
    ("VIEW", &["VW"]),
    ("GREEN", &["GRN"]),
    ("BROADWAY", &[]),
    ("EMBANKMENT", &["EMB"]),
    ("YARD", &["YD"]),
    ("WHARF", &[]),
    ("QUAY", &[]),
    ("CIRCUS", &[]),
    ("CRAFT", &[]),
    ("CROFT", &[]),
    ("END", &[]),
    ("GATE", &[]),
    ("FIELDS", &[]),
    ("HEIGHTS", &["HTS"]),
    ("CHASE", &[]),
    ("LOAN", &[]),
    ("BRAE", &[]),
    ("WYND", &[]),
    ("HEOL", &[]),
    ("FFORDD", &["FFORD"]),
    ("STRYD", &[]),
];

const FLAT_WORDS: &[&str] = &[
    "FLAT",
    "APT",
    "APARTMENT",
    "FLT",
    "UNIT",
    "ROOM",
    "STUDIO",
    "MAISONETTE",
    "FLATT",
    "APPARTMENT",
    "FL",
    "RM",
];

static KIND_OF: LazyLock<ByNumber<u64, &'static str>> = LazyLock::new(|| {
    let of_kind = |&(kind, short): &(&'static str, &'static [&'static str])| {
        let words = short.iter().copied().chain([kind]);
        words.map(move |word| (hash(word.as_bytes()), kind))
    };
    KINDS.iter().flat_map(of_kind).collect()
});

fn kind(word: &[u8]) -> Option<&'static str> {
    KIND_OF.get(&hash(word)).copied()
}

/// Kinds that end a street's name and hardly ever a house's or a place's.
const STRONG: &[&str] = &[
    "ROAD", "STREET", "AVENUE", "LANE", "CLOSE", "DRIVE", "CRESCENT", "GARDENS", "GROVE",
    "TERRACE", "SQUARE", "MEWS", "PARADE", "WALK", "WAY", "ROW", "RISE", "BROADWAY", "HEOL",
    "FFORDD", "STRYD",
];

/// Whether a word ends a street's name, for certain or perhaps.
fn ends_street(word: &[u8], strong: bool) -> bool {
    word == b"ST" || kind(word).is_some_and(|kind| !strong || STRONG.contains(&kind))
}

fn is_flat_word(word: &[u8]) -> bool {
    matches!(word.first(), Some(b'F' | b'A' | b'U' | b'R' | b'S' | b'M'))
        && FLAT_WORDS.iter().any(|flat| flat.as_bytes() == word)
}

/// `72`, `72A`, `14` packed; `None` for what is no number.
fn number(word: &[u8]) -> Option<u32> {
    let digits = word.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || digits > 5 || word.len() > digits + 1 {
        return None;
    }
    let value = word[..digits]
        .iter()
        .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let letter = word.get(digits).map_or(0, |&letter| u32::from(letter));
    Some(value << 8 | letter)
}

/// What follows the word "flat": a number, a letter, or a name such as `BASEMENT`.
fn flat(word: &[u8]) -> u32 {
    number(word).unwrap_or_else(|| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a name of a flat is only compared"
        )]
        let short = hash(word) as u32;
        short | 1 << 31
    })
}

impl Address {
    /// Reads an address from its lines, the most precise first; the town may be among them. `scratch` is working space.
    pub fn parse<'a>(
        lines: impl IntoIterator<Item = &'a [u8]>,
        postcode: &[u8],
        scratch: &mut Scratch,
    ) -> Self {
        let mut address = Self::default();
        address.parse_over(lines, postcode, scratch);
        address
    }

    /// The same, in the place of an address that is no longer wanted.
    pub(crate) fn parse_over<'a>(
        &mut self,
        lines: impl IntoIterator<Item = &'a [u8]>,
        postcode: &[u8],
        scratch: &mut Scratch,
    ) {
        scratch.folded.clear();
        scratch.ends.clear();
        let mut slashed = false;
        for line in lines {
            for piece in line.split(|&byte| matches!(byte, b',' | b';' | b'\n')) {
                slashed |= piece.contains(&b'/');
                fold(piece, &mut scratch.line);
                if !scratch.line.is_empty() && scratch.ends.len() < SEGMENTS {
                    scratch.folded.extend_from_slice(&scratch.line);
                    scratch.ends.push(scratch.folded.len());
                }
            }
        }
        self.postcode = Postcode::parse(postcode);
        (self.number, self.flat) = (0, 0);
        self.street.clear();
        self.building.clear();
        let mut segments: [&[u8]; SEGMENTS] = [&[]; SEGMENTS];
        let mut start = 0;
        for (segment, &end) in segments.iter_mut().zip(&scratch.ends) {
            *segment = &scratch.folded[start..end];
            start = end;
        }
        self.read(&mut segments[..scratch.ends.len()], slashed);
    }

    fn read(&mut self, segments: &mut [&[u8]], slashed: bool) {
        self.take_flat(segments, slashed);
        let numbered = segments
            .iter()
            .position(|segment| inner_number(segment).is_some());
        if let Some(at) = numbered {
            let segment = segments[at];
            let (before, number_at, after) = inner_number(segment).unwrap_or((&[], segment, &[]));
            self.number = number(number_at).unwrap_or(0);
            let building = if before.is_empty() && at > 0 {
                segments[at - 1]
            } else {
                before
            };
            self.building.extend_from_slice(building);
            let street = if after.is_empty() {
                segments.get(at + 1).copied().unwrap_or(&[])
            } else {
                after
            };
            self.set_street(street);
        } else {
            self.read_unnumbered(segments);
        }
    }

    fn read_unnumbered(&mut self, segments: &[&[u8]]) {
        let mut kept: [&[u8]; SEGMENTS] = [&[]; SEGMENTS];
        let mut count = 0;
        for segment in segments.iter().filter(|one| !one.is_empty()) {
            kept[count] = segment;
            count += 1;
        }
        let given = &kept[..count];
        let ends = |one: &&[u8], strong: bool| {
            last_word(one).is_some_and(|word| ends_street(word, strong))
        };
        // A road is a road; "VIEW", "COURT" and "GREEN" end names of houses and of places as well. What stands second is
        // then rather the street, and a lone "ROSE COTTAGE" has none.
        let street = given
            .iter()
            .position(|one| ends(one, true))
            .or_else(|| given.iter().take(2).rposition(|one| ends(one, false)))
            .or((given.len() > 1).then_some(1));
        if let Some(at) = street {
            self.set_street(given[at]);
        }
        let building = street.map_or(0, |at| at.saturating_sub(1));
        if street != Some(building) {
            self.building
                .extend_from_slice(given.get(building).copied().unwrap_or(&[]));
        }
    }

    /// Takes `FLAT 9`, `APT 2B`, or the `4` of `4/90 HIGH AVENUE` off the segment in which it stands.
    fn take_flat(&mut self, segments: &mut [&[u8]], slashed: bool) {
        for segment in segments.iter_mut() {
            let mut words = segment.splitn(3, |&byte| byte == b' ');
            let (Some(first), second) = (words.next(), words.next()) else {
                continue;
            };
            let rest = words.next().unwrap_or(&[]);
            if is_flat_word(first) {
                self.flat = second.map_or(0, flat);
                *segment = rest;
                return;
            }
            // FLAT9 in one word.
            if let Some(glued) = first
                .strip_prefix(b"FLAT")
                .or_else(|| first.strip_prefix(b"APT"))
                && number(glued).is_some()
            {
                self.flat = flat(glued);
                *segment = segment[first.len()..].trim_ascii_start();
                return;
            }
            if slashed
                && let (Some(flat_at), Some(house)) = (number(first), second)
                && number(house).is_some()
            {
                self.flat = flat_at;
                *segment = segment[first.len()..].trim_ascii_start();
                return;
            }
        }
    }

    fn set_street(&mut self, words: &[u8]) {
        let (head, last) = match words.iter().rposition(|&byte| byte == b' ') {
            Some(at) => (&words[..=at], &words[at + 1..]),
            None => (&words[..0], words),
        };
        self.street.extend_from_slice(head);
        match last {
            // "ST" ends a street as STREET, and stands before a name as SAINT, which people write as ST.
            b"ST" if !head.is_empty() => self.street.extend_from_slice(b"STREET"),
            last if !head.is_empty() => {
                self.street
                    .extend_from_slice(kind(last).map_or(last, str::as_bytes));
            }
            last => self.street.extend_from_slice(last),
        }
    }

    /// Whether the house is known: a number or a name.
    pub(crate) fn has_house(&self) -> bool {
        self.number != 0 || !self.building.is_empty()
    }
}

fn last_word(segment: &[u8]) -> Option<&[u8]> {
    segment.rsplit(|&byte| byte == b' ').next()
}

/// What stands before the segment's first number; the number; and the rest.
fn inner_number(segment: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let mut at = 0;
    for word in segment.split(|&byte| byte == b' ') {
        let end = at + word.len();
        if number(word).is_some() {
            return Some((
                segment[..at].trim_ascii_end(),
                word,
                segment[end..].trim_ascii_start(),
            ));
        }
        at = end + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(lines: &[&str]) -> Address {
        Address::parse(
            lines.iter().map(|line| line.as_bytes()),
            b"AB1 0AA",
            &mut Scratch::default(),
        )
    }

    fn told(lines: &[&str]) -> String {
        let address = parse(lines);
        let letter = char::from(u8::try_from(address.number & 255).unwrap_or(0));
        format!(
            "{}|{}|{}{}|{}",
            if address.flat >> 31 == 1 {
                0
            } else {
                address.flat >> 8
            },
            String::from_utf8_lossy(&address.building),
            address.number >> 8,
            if letter == '\0' {
                String::new()
            } else {
                letter.to_string()
            },
            String::from_utf8_lossy(&address.street)
        )
    }

    #[test]
    fn layouts_of_registers_and_of_people_agree() {
        for (lines, want) in [
            (&["83", "MILL WAY", "LITBRIDGE"][..], "0||83|MILL WAY"),
            (&["83 Mill Wy.", "", "Litbridge"], "0||83|MILL WAY"),
            (
                &["72A", "Yarshaw Gardens", "Broughster"],
                "0||72A|YARSHAW GARDENS",
            ),
            (&["72a yarshaw gdns."], "0||72A|YARSHAW GARDENS"),
            (
                &["FLAT 9 LONDON HOUSE", "20", "CRAWWELL CRESCENT", "X"],
                "9|LONDON HOUSE|20|CRAWWELL CRESCENT",
            ),
            (
                &["Flat 9, London House, 20 Crawwell Cres"],
                "9|LONDON HOUSE|20|CRAWWELL CRESCENT",
            ),
            (
                &["Apt 10 Devonshire Court, 26 High Mews"],
                "10|DEVONSHIRE COURT|26|HIGH MEWS",
            ),
            (
                &["FLAT 4", "90", "HIGH AVENUE", "LITBRIDGE"],
                "4||90|HIGH AVENUE",
            ),
            (&["4/90 high av"], "4||90|HIGH AVENUE"),
            (&["Apt 1 101 cornwall grove"], "1||101|CORNWALL GROVE"),
            (
                &["FLAT 10 MAIN HOUSE", "COLWORTH ROAD", "DOWMAN", "LITBRIDGE"],
                "10|MAIN HOUSE|0|COLWORTH ROAD",
            ),
            (
                &["Flat 10, Main House, Colworth Rd.", "Dowman", "Litbridge"],
                "10|MAIN HOUSE|0|COLWORTH ROAD",
            ),
            (
                &["BROOK VIEW", "HIGHFIELD STREET", "LITBRIDGE"],
                "0|BROOK VIEW|0|HIGHFIELD STREET",
            ),
            (
                &["Brook View, Highfield St"],
                "0|BROOK VIEW|0|HIGHFIELD STREET",
            ),
            (&["48 st peters rd"], "0||48|ST PETERS ROAD"),
            (
                &["Flat 18", "West Point", "Willow Crescent", "West End"],
                "18|WEST POINT|0|WILLOW CRESCENT",
            ),
            (
                &["Milton Court, St Marys Place", "Marbury"],
                "0|MILTON COURT|0|ST MARYS PLACE",
            ),
            (&["12 HIGH STREET", "LITBRIDGE"], "0||12|HIGH STREET"),
            (
                &["Birch Point, 66 Hazelover Gve"],
                "0|BIRCH POINT|66|HAZELOVER GROVE",
            ),
            (&["Y Bwthyn", "Llanfair"], "0|Y BWTHYN|0|LLANFAIR"),
            (&[], "0||0|"),
        ] {
            assert_eq!(told(lines), want, "{lines:?}");
        }
    }

    proptest! {
        #[test]
        fn any_lines_do_no_harm(lines in proptest::collection::vec("\\PC{0,20}", 0..20)) {
            let lines: Vec<_> = lines.iter().map(String::as_str).collect();
            let _ = parse(&lines);
        }
    }
}
