//! The texts at the end of a file: candidates' names, the title, and up to two remarks.

use super::read::{Reader, text};
use super::{FaultKind, MAX_NAME_BYTES};

/// Reads the texts and puts names and title into the contest.
pub(super) fn read(reader: &mut Reader<'_>) {
    let mut texts: Vec<String> = Vec::new();
    let most = reader.candidates.map(|n| n + 3);
    loop {
        reader.cursor.skip_blank();
        if reader.cursor.peek().is_none() {
            break;
        }
        let start = reader.cursor.pos;
        if most == Some(texts.len()) {
            reader.fault(start, FaultKind::TooManyTexts(texts.len() - 3));
            break;
        }
        let raw = if reader.cursor.peek() == Some(b'"') {
            quoted(reader)
        } else {
            bare(reader)
        };
        let entry = raw.and_then(|raw| checked(reader, start, raw));
        texts.push(entry.unwrap_or_default());
    }
    let Some(candidates) = reader.candidates else {
        return;
    };
    if texts.len() < candidates {
        let missing = candidates - texts.len();
        reader.fault(
            reader.cursor.pos,
            FaultKind::MissingNames {
                missing,
                candidates,
            },
        );
    }
    let mut texts = texts.into_iter();
    for (candidate, name) in reader.contest.candidates.iter_mut().zip(&mut texts) {
        candidate.name = name;
    }
    reader.contest.title = texts.next().unwrap_or_default();
}

/// `"text"`: a quote ends it if only space, a comment or another quoted text follows on the line;
/// other quotes belong to the text, as do `\"` and `""`.
fn quoted(reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    let start = reader.cursor.pos;
    let bytes = reader.cursor.bytes;
    let mut raw = Vec::new();
    let mut pos = start + 1;
    loop {
        match (bytes.get(pos), bytes.get(pos + 1)) {
            (Some(b'\\'), Some(&escaped @ (b'"' | b'\\'))) => {
                raw.push(escaped);
                pos += 2;
            }
            (Some(b'"'), _) if closes(bytes, pos) => {
                reader.cursor.pos = pos + 1;
                return Some(raw);
            }
            (Some(b'"'), Some(b'"')) => {
                raw.push(b'"');
                pos += 2;
            }
            (None | Some(b'\n' | b'\r'), _) => {
                reader.fault(start, FaultKind::OpenQuote);
                reader.cursor.next_line();
                return None;
            }
            (Some(&byte), _) => {
                raw.push(byte);
                pos += 1;
            }
        }
    }
}

/// Whether the quote at `pos` ends its text.
fn closes(bytes: &[u8], pos: usize) -> bool {
    let after = &bytes[pos + 1..];
    let spaces = after
        .iter()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count();
    match after.get(spaces) {
        None | Some(b'\n' | b'\r' | b'#') => true,
        Some(b'"') => spaces > 0,
        Some(_) => false,
    }
}

/// A line without quotes, or in single or typographic ones.
fn bare(reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    let start = reader.cursor.pos;
    let bytes = reader.cursor.bytes;
    let length = bytes[start..]
        .iter()
        .take_while(|b| !matches!(b, b'\n' | b'\r'))
        .count();
    let line = bytes[start..start + length].trim_ascii();
    reader.cursor.pos = start + length;
    let pairs: [(&[u8], &[u8]); 4] = [
        (b"'", b"'"),
        ("\u{201c}".as_bytes(), "\u{201d}".as_bytes()),
        ("\u{201e}".as_bytes(), "\u{201c}".as_bytes()),
        ("\u{2018}".as_bytes(), "\u{2019}".as_bytes()),
    ];
    for (open, close) in pairs {
        if let Some(inner) = line
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
        {
            return Some(inner.to_vec());
        }
    }
    if line
        .iter()
        .all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'\t'))
    {
        // A ballot after the end of the ballots, not a name.
        reader.fault(start, FaultKind::Unexpected(text(line)));
        return None;
    }
    Some(line.to_vec())
}

fn checked(reader: &mut Reader<'_>, start: usize, raw: Vec<u8>) -> Option<String> {
    if raw.len() > MAX_NAME_BYTES {
        reader.fault(start, FaultKind::LongName(raw.len()));
        return None;
    }
    let name = String::from_utf8(raw).ok();
    if name.is_none() {
        reader.fault(start, FaultKind::NotUtf8);
    }
    name
}
