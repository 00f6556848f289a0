//! The languages: every sentence of every page, by key, in Fluent.
//!
//! `say` with a key gives a [`Phrase`]; `.num("count", 3)` and `.str("name", name)` fill it in. The build
//! fails when a key is missing in a language, said nowhere, or said but unknown.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The files of texts, a list for each language.
static TEXTS: &[(&str, &[&str])] = include!(concat!(env!("OUT_DIR"), "/texts.rs"));

static BUNDLES: LazyLock<HashMap<&str, FluentBundle<FluentResource>>> = LazyLock::new(|| {
    TEXTS
        .iter()
        .map(|(language, files)| (*language, bundle(language, files)))
        .collect()
});

fn bundle(language: &str, files: &[&str]) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Marks of direction around names would end up in copied text; neither language needs them.
    bundle.set_use_isolating(false);
    for text in files {
        // The build has parsed every file; what it accepted is kept whole.
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*text).to_owned());
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A language of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// Welsh.
    Welsh,
}

impl Language {
    /// All of them, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::English, Self::Welsh];

    /// Its code, as `lang` attributes have it.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }

    /// Its own name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Welsh => "Cymraeg",
        }
    }

    /// The language of a code, regions aside.
    pub fn of_code(code: &str) -> Option<Self> {
        let base = code.split(['-', '_']).next()?.trim();
        Self::ALL
            .into_iter()
            .find(|one| one.code().eq_ignore_ascii_case(base))
    }

    /// The first language of an `Accept-Language` header that the site has; by its own order, as
    /// browsers list the best first.
    pub fn accepted(header: &str) -> Option<Self> {
        header
            .split(',')
            .find_map(|part| Self::of_code(part.split(';').next()?))
    }
}

/// Says things in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Say {
    /// The language.
    pub language: Language,
}

impl Say {
    /// In this language.
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    /// The sentence of a key, to be filled in and printed.
    pub fn say(self, key: &str) -> Phrase {
        Phrase {
            language: self.language,
            key: key.to_owned(),
            args: FluentArgs::new(),
        }
    }

    /// The sentence of a key that is put together in code, or none if there is no such text.
    pub fn named(self, start: &str, name: &str) -> Option<Phrase> {
        let key = format!("{start}{name}");
        let known = BUNDLES
            .get(self.language.code())
            .is_some_and(|bundle| bundle.has_message(&key));
        known.then(|| self.say(&key))
    }

    /// A number with the separators of the language, which both of ours share: 12,345.
    pub fn count(self, number: impl Figure) -> String {
        let digits = number.figure().to_string();
        let mut text = String::with_capacity(digits.len() * 4 / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }
}

/// A whole number for a text, or a reference to one, as templates pass their fields.
pub trait Figure {
    /// The number; what is larger counts as the largest.
    fn figure(self) -> i64;
}

macro_rules! figures {
    ($($kind:ty),+) => {$(
        impl Figure for $kind {
            fn figure(self) -> i64 {
                i64::try_from(self).unwrap_or(i64::MAX)
            }
        }

        impl Figure for &$kind {
            fn figure(self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )+};
}

figures!(u8, u16, u32, u64, usize, i32, i64, isize);

/// A sentence with its gaps filled; printing it gives the text.
#[derive(Debug)]
pub struct Phrase {
    language: Language,
    key: String,
    args: FluentArgs<'static>,
}

impl Phrase {
    /// Fills a gap with a number, by which the language also chooses its plural.
    #[must_use]
    pub fn num(mut self, name: &'static str, number: impl Figure) -> Self {
        // 2^53 bounds what a plural rule sees; no count of ours comes near.
        let number = i32::try_from(number.figure()).unwrap_or(i32::MAX);
        let options = FluentNumberOptions {
            use_grouping: true,
            ..FluentNumberOptions::default()
        };
        let value = FluentNumber::new(f64::from(number), options);
        self.args.set(name, FluentValue::Number(value));
        self
    }

    /// Fills a gap with a text.
    #[must_use]
    pub fn str(mut self, name: &'static str, text: impl fmt::Display) -> Self {
        self.args.set(name, FluentValue::from(text.to_string()));
        self
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pattern = BUNDLES
            .get(self.language.code())
            .and_then(|bundle| Some((bundle, bundle.get_message(&self.key)?.value()?)));
        let Some((bundle, pattern)) = pattern else {
            tracing::error!(key = self.key, "a text is missing");
            return f.write_str(&self.key);
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&self.args), &mut errors);
        for error in errors {
            tracing::error!(key = self.key, %error, "a text is not filled in");
        }
        f.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn g3_plurals_follow_each_language() {
        let in_days = |language, days: i64| {
            Say::new(language)
                .say("when-in-days")
                .num("days", days)
                .to_string()
        };
        assert_eq!(in_days(Language::English, 1), "in 1 day");
        assert_eq!(in_days(Language::English, 2), "in 2 days");
        // Welsh counts days with a singular noun, mutated after some numbers.
        assert_eq!(in_days(Language::Welsh, 1), "ymhen 1 diwrnod");
        assert_eq!(in_days(Language::Welsh, 2), "ymhen 2 ddiwrnod");
        assert_eq!(in_days(Language::Welsh, 21), "ymhen 21 diwrnod");
    }

    #[test]
    fn the_best_accepted_language_is_taken() {
        let accepted = Language::accepted;
        assert_eq!(accepted("cy-GB,cy;q=0.9,en;q=0.5"), Some(Language::Welsh));
        assert_eq!(accepted("fr, en-GB;q=0.4"), Some(Language::English));
        assert_eq!(accepted("fr"), None);
    }

    #[test]
    fn numbers_have_separators() {
        let say = Say::new(Language::English);
        assert_eq!(say.count(183_402), "183,402");
        assert_eq!(say.count(999), "999");
        assert_eq!(say.count(1_000), "1,000");
    }
}
