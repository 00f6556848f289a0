//! The world that a template sees: itself, its values, its pictures, the built-in fonts. Nothing else exists.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::visualize::{ExchangeFormat, RasterImage};
use typst::{Library, LibraryExt as _};

/// The families that are used, of those that come with typst: the rest stays unparsed.
const FAMILIES: [&str; 2] = ["Libertinus Serif", "DejaVu Sans Mono"];

/// Characters after which a word without spaces may break.
const LONGEST_RUN: usize = 24;

/// The sign for a character that cannot be printed.
const UNKNOWN: char = '\u{fffd}';

/// How careful to be with what members wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    /// A character is printed if any font draws it.
    Each,
    /// A character is printed only if every face of the text's own font draws it. Signs that are set together, such
    /// as a letter with its accents, need one font for all of them; where that fails, this does not.
    Together,
}

struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let all = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data)));
    let fonts: Vec<Font> = all
        .filter(|font| FAMILIES.contains(&font.info().family.as_str()))
        .collect();
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The world of one document.
pub(crate) struct World {
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

/// What every template begins with.
const HOUSE: &str = include_str!("../templates/house.typ");

impl World {
    /// A world with a template, `/data.json` and `/picture-N`, N from 0. A picture that cannot be shown must not
    /// be given: ask [`is_picture`].
    pub(crate) fn new(
        template: &str,
        mut values: Value,
        pictures: &[Vec<u8>],
        care: Care,
    ) -> Result<Self, String> {
        make_legible(&mut values, care);
        let main = file("/main.typ")?;
        let house = file("/house.typ")?;
        let sources = [
            (main, Source::new(main, template.to_owned())),
            (house, Source::new(house, HOUSE.to_owned())),
        ];
        let mut files = HashMap::new();
        files.insert(file("/data.json")?, Bytes::from_string(values.to_string()));
        for (number, picture) in pictures.iter().enumerate() {
            let picture = Bytes::new(picture.clone());
            files.insert(file(&format!("/picture-{number}"))?, picture);
        }
        Ok(Self {
            main,
            sources: sources.into(),
            files,
        })
    }
}

fn file(path: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(path).map_err(|fault| format!("{path}: {fault:?}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.get().vpath().get_with_slash()))
}

/// What typst found wrong, in one line.
pub(crate) fn tell(faults: &[SourceDiagnostic]) -> String {
    let lines: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    lines.join("; ")
}

/// Whether the bytes are a picture in PNG or JPEG that can be shown. Other kinds are not taken: an SVG or a
/// PDF is a program of its own.
pub(crate) fn is_picture(bytes: &[u8]) -> bool {
    let format = match bytes {
        [0x89, b'P', b'N', b'G', ..] => ExchangeFormat::Png,
        [0xff, 0xd8, 0xff, ..] => ExchangeFormat::Jpg,
        _ => return false,
    };
    RasterImage::plain(Bytes::new(bytes.to_vec()), format).is_ok()
}

/// Replaces in every text what cannot be printed: characters that no built-in font draws become the sign for
/// an unknown character, one for a run of them; invisible marks that change the direction or join signs
/// are left out. A tagged PDF with a character that has no picture would be refused.
fn make_legible(values: &mut Value, care: Care) {
    match values {
        Value::String(text) => *text = with_breaks(&legible(text, care)),
        Value::Array(items) => items.iter_mut().for_each(|item| make_legible(item, care)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|field| make_legible(field, care)),
        _ => {}
    }
}

fn legible(text: &str, care: Care) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push('\n'),
            '\t' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            // Invisible: direction, joining, variation, byte order, tags.
            '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}' => {}
            c if is_drawn(c, care) => out.push(c),
            _ if out.ends_with(UNKNOWN) => {}
            _ => out.push(UNKNOWN),
        }
    }
    out
}

/// Lets a word that is longer than a narrow column break, so that none runs off the page. A digest of 64 digits stays whole:
/// it fits, and is copied.
fn with_breaks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let digest = bare.len() == 64 && bare.bytes().all(|byte| byte.is_ascii_hexdigit());
        for (place, c) in word.chars().enumerate() {
            // Never between a letter and its accent.
            let starts = c.is_alphanumeric() || c.is_ascii();
            if !digest && place > 0 && place % LONGEST_RUN == 0 && starts {
                out.push('\u{200b}');
            }
            out.push(c);
        }
    }
    out
}

fn is_drawn(c: char, care: Care) -> bool {
    let private = matches!(c, '\u{e000}'..='\u{f8ff}');
    let covers = |font: &Font| font.info().coverage.contains(u32::from(c));
    let mut fonts = FONTS.fonts.iter();
    let drawn = match care {
        Care::Each => fonts.any(covers),
        Care::Together => {
            let mut faces = fonts.filter(|font| font.info().family == FAMILIES[0]);
            c == UNKNOWN || faces.all(covers)
        }
    };
    drawn && !private && !c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_font_draws_is_shown_as_unknown() {
        assert_eq!(
            legible("Ŵyr, Müller, Ćosić", Care::Together),
            "Ŵyr, Müller, Ćosić"
        );
        assert_eq!(legible("a🙂👩‍👧b", Care::Each), "a\u{fffd}b");
        assert_eq!(legible("\u{202e}abc\u{1}", Care::Each), "abc\u{fffd}");
        assert!(is_drawn(UNKNOWN, Care::Each) && !is_drawn('\u{e000}', Care::Each));
    }

    #[test]
    fn a_long_word_may_break_and_a_digest_may_not() {
        let long = with_breaks(&format!("short {}", "A".repeat(60)));
        assert_eq!(long.matches('\u{200b}').count(), 2);
        assert_eq!(with_breaks(&"5ab0".repeat(16)), "5ab0".repeat(16));
        assert_eq!(with_breaks("Ann, of Ash"), "Ann, of Ash");
        let accented = format!("{}\u{301}b", "a".repeat(24));
        assert_eq!(with_breaks(&accented), accented);
    }

    #[test]
    fn only_whole_pictures_of_two_kinds_are_taken() {
        assert!(!is_picture(b""));
        assert!(!is_picture(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
        assert!(!is_picture(b"\x89PNG\r\n\x1a\nbroken"));
        assert!(is_picture(include_bytes!("../testdata/portrait.png")));
    }
}
