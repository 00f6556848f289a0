//! Words in a picture: escaped, and broken into lines by an estimate of their width.

/// A text with the characters that mean something in XML written otherwise, and without those that XML cannot hold.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The width of a character in hundredths of the size of its font, as in common sans-serif fonts, rather too wide than
/// too narrow.
fn width(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 30,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | '/' | '\u{201c}' | '\u{201d}' => 40,
        'm' | 'w' | 'M' | 'W' => 92,
        'A'..='Z' => 70,
        c if c.is_ascii() => 58,
        _ => 64,
    }
}

/// How wide a text is, or a little less.
fn width_of(text: &str, size: u32) -> u32 {
    // Headings, which are larger, are bold too: wider by a sixth.
    let bold = if size > 15 { 118 } else { 100 };
    text.chars().map(width).sum::<u32>() * size / 100 * bold / 100
}

/// The lines of a text that are at most so wide; a word that is wider is broken.
pub(super) fn wrapped(text: &str, wide: u32, size: u32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let mut word = word;
        loop {
            let last = lines.last_mut().map_or_else(String::new, std::mem::take);
            let joined = if last.is_empty() {
                word.to_owned()
            } else {
                format!("{last} {word}")
            };
            let fits = width_of(&joined, size) <= wide;
            if fits {
                put(&mut lines, joined);
                break;
            }
            if !last.is_empty() {
                put(&mut lines, last);
                lines.push(String::new());
                continue;
            }
            let (head, tail) = split(word, wide, size);
            put(&mut lines, head.to_owned());
            if tail.is_empty() {
                break;
            }
            lines.push(String::new());
            word = tail;
        }
    }
    lines
}

fn put(lines: &mut [String], line: String) {
    if let Some(last) = lines.last_mut() {
        *last = line;
    }
}

/// As much of a word as fits, at least a character, and the rest.
fn split(word: &str, wide: u32, size: u32) -> (&str, &str) {
    let mut end = 0;
    for (at, c) in word.char_indices() {
        let next = at + c.len_utf8();
        if end > 0 && width_of(&word[..next], size) > wide {
            break;
        }
        end = next;
    }
    word.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hold_their_width_and_lose_no_word() {
        let text = "The executive hears the candidates in an order drawn by lot, pneumonoultramicroscopicsilicovolcanoconiosis";
        let lines = wrapped(text, 120, 14);
        assert!(lines.len() > 4);
        assert!(
            lines.iter().all(|line| width_of(line, 14) <= 120),
            "{lines:?}"
        );
        let together = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(together(&lines.concat()), together(text));
    }

    #[test]
    fn markup_is_no_markup() {
        assert_eq!(
            escaped("<a b=\"c\">&\u{1}"),
            "&lt;a b=&quot;c&quot;&gt;&amp; "
        );
    }
}
