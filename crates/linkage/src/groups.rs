//! Groups of names, by how they are written, to see whether the matcher serves one worse than another.
//!
//! No origin, religion or nation is inferred of anybody. The marks are what is known to make matching fail: short names, several
//! words, signs that a form may have lost, a surname that few or many bear.

use crate::text::shown;

/// The groups, in the order of the report. A name may be in several.
pub const GROUPS: [&str; 7] = [
    "surname of 2-4 letters",
    "surname of 9 letters or more",
    "apostrophe, Mc or Mac",
    "double surname or particle",
    "letters with marks",
    "forename in no table of short forms",
    "forename with short forms",
];

/// Which groups a name is in: a bit for each of [`GROUPS`].
pub type Marks = u16;

/// The marks of a name as it was written.
pub(crate) fn marks(forenames: &[u8], surname: &[u8]) -> Marks {
    let surname_text = shown(surname);
    let surname_text = surname_text.trim();
    let mut folded = Vec::new();
    crate::text::fold(surname, &mut folded);
    let letters = folded
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic())
        .count();
    let apostrophe = surname_text.contains(['\'', '\u{2019}'])
        || folded.starts_with(b"MC")
        || folded.starts_with(b"MAC")
        || folded.starts_with(b"O ");
    let several = folded.contains(&b' ') && !folded.starts_with(b"O ");
    let marked = !surname.is_ascii() || !forenames.is_ascii();
    crate::text::fold(forenames, &mut folded);
    let first = crate::names::words(&folded).next();
    let known = first.is_some_and(|word| crate::nicknames::canon(word)[0] != 0);
    // An initial says nothing of the name.
    let initial = first.is_some_and(|word| word.len() == 1);
    let bits = [
        (2..=4).contains(&letters),
        letters >= 9,
        apostrophe,
        several,
        marked,
        !known && !initial,
        known,
    ];
    bits.iter()
        .zip(0..)
        .fold(0, |marks, (&bit, at)| marks | Marks::from(bit) << at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fall_into_groups_by_their_writing() {
        let told = |forenames: &str, surname: &str| -> Vec<&str> {
            let marks = marks(forenames.as_bytes(), surname.as_bytes());
            (0..)
                .zip(GROUPS)
                .filter(|(at, _)| marks >> at & 1 == 1)
                .map(|(_, name)| name)
                .collect()
        };
        assert_eq!(told("Bo", "Li"), [GROUPS[0], GROUPS[5]]);
        assert_eq!(
            told("Siân Mair", "O'Connor-Llŷr"),
            [GROUPS[1], GROUPS[2], GROUPS[3], GROUPS[4], GROUPS[6]]
        );
    }
}
