//! How alike two words are: the Jaro-Winkler similarity and the count of typing errors.
//!
//! Libraries disagree about details of Jaro-Winkler (where the window ends, whether the prefix counts below a
//! threshold), and a weight estimated with one definition is wrong under another. This one is pinned by a table of
//! known values: Winkler's own, with prefix weight 0.1 over at most four letters, applied always.

/// Letters beyond this are not looked at: longer words are compared by their beginning.
const LONGEST: usize = 64;

fn cut(word: &[u8]) -> &[u8] {
    &word[..word.len().min(LONGEST)]
}

/// Jaro-Winkler similarity of two folded words, from 0 (nothing in common) to 1 (equal).
pub fn jaro_winkler(a: &[u8], b: &[u8]) -> f64 {
    let (a, b) = (cut(a), cut(b));
    let base = jaro(a, b);
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count();
    #[expect(clippy::cast_precision_loss, reason = "at most four")]
    let prefix = prefix as f64;
    base + 0.1 * prefix * (1.0 - base)
}

#[expect(clippy::cast_precision_loss, reason = "at most 64 letters")]
fn jaro(a: &[u8], b: &[u8]) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let window = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut taken_a, mut taken_b) = (0_u64, 0_u64);
    let mut matches = 0_usize;
    for (i, letter) in a.iter().enumerate() {
        let end = (i + window + 1).min(b.len());
        for (j, other) in b
            .iter()
            .enumerate()
            .take(end)
            .skip(i.saturating_sub(window))
        {
            if taken_b & (1 << j) == 0 && letter == other {
                taken_a |= 1 << i;
                taken_b |= 1 << j;
                matches += 1;
                break;
            }
        }
    }
    if matches == 0 {
        return 0.0;
    }
    let mut moved = 0_usize;
    let (mut left, mut right) = (taken_a, taken_b);
    while left != 0 {
        moved +=
            usize::from(a[left.trailing_zeros() as usize] != b[right.trailing_zeros() as usize]);
        left &= left - 1;
        right &= right - 1;
    }
    let matches = matches as f64;
    let half = (moved / 2) as f64;
    (matches / a.len() as f64 + matches / b.len() as f64 + (matches - half) / matches) / 3.0
}

/// Typing errors between two words (a letter more, less, or other, two neighbours swapped: Damerau's four, each place
/// edited once), or `most + 1` if there are more than `most`. Meant for `most` of 1 or 2.
pub fn typing_errors(a: &[u8], b: &[u8], most: usize) -> usize {
    let (mut a, mut b) = (cut(a), cut(b));
    while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_first(), b.split_first()) {
        if x != y {
            break;
        }
        (a, b) = (rest_a, rest_b);
    }
    while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_last(), b.split_last()) {
        if x != y {
            break;
        }
        (a, b) = (rest_a, rest_b);
    }
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    if a.is_empty() || b.is_empty() {
        return a.len().max(b.len());
    }
    if most <= 1 {
        // With equal ends taken off, one error is one letter, or two that changed places.
        let one = a.len() == 1 && b.len() == 1
            || a.len() == 2 && b.len() == 2 && a[0] == b[1] && a[1] == b[0];
        return if one { 1 } else { 2 };
    }
    table(a, b).min(most + 1)
}

fn table(a: &[u8], b: &[u8]) -> usize {
    let mut before = [0_usize; LONGEST + 1];
    let mut last = [0_usize; LONGEST + 1];
    let mut row = [0_usize; LONGEST + 1];
    for (j, cell) in last.iter_mut().enumerate().take(b.len() + 1) {
        *cell = j;
    }
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let other = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + other);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row[j] = least;
        }
        before = last;
        last = row;
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Values published by Winkler (1990, 1994) and by the Census Bureau's `strcmp95` without its adjustments.
    #[test]
    fn jaro_winkler_is_pinned() {
        for (a, b, want) in [
            ("MARTHA", "MARHTA", 0.9611),
            ("DWAYNE", "DUANE", 0.84),
            ("DIXON", "DICKSONX", 0.8133),
            ("JONES", "JOHNSON", 0.8324),
            ("ABROMS", "ABRAMS", 0.9222),
            ("HARDIN", "MARTINEZ", 0.7222),
            ("ITMAN", "SMITH", 0.4667),
            ("SHACKLEFORD", "SHACKELFORD", 0.9818),
            ("MASSEY", "MASSIE", 0.9333),
            ("", "", 1.0),
            ("A", "", 0.0),
            ("SAME", "SAME", 1.0),
        ] {
            let got = jaro_winkler(a.as_bytes(), b.as_bytes());
            assert!((got - want).abs() < 0.0001, "{a} {b}: {got}");
        }
    }

    #[test]
    fn typing_errors_are_counted() {
        for (a, b, want) in [
            ("SMITH", "SMITH", 0),
            ("SMITH", "SMIHT", 1),
            ("SMITH", "SMTH", 1),
            ("SMITH", "SMYTHE", 2),
            ("AB", "BA", 1),
            ("CATHERINE", "KATHARINE", 2),
            ("JOHN", "PETER", 3),
            ("", "AB", 2),
        ] {
            assert_eq!(
                typing_errors(a.as_bytes(), b.as_bytes(), 2),
                want,
                "{a} {b}"
            );
        }
    }

    proptest! {
        #[test]
        fn as_the_library_counts(a in "[A-D]{0,12}", b in "[A-D]{0,12}") {
            let want = strsim::osa_distance(&a, &b);
            prop_assert_eq!(typing_errors(a.as_bytes(), b.as_bytes(), 2), want.min(3));
            prop_assert_eq!(typing_errors(a.as_bytes(), b.as_bytes(), 1), want.min(2));
            let got = jaro_winkler(a.as_bytes(), b.as_bytes());
            prop_assert!((0.0..=1.0).contains(&got));
            prop_assert!((got - jaro_winkler(b.as_bytes(), a.as_bytes())).abs() < 0.08);
        }
    }
}
