//! The words of documents, in the languages of the organisation: Fluent messages in
//! `words/LANG.ftl` of this crate, built into the program. Dates and figures are written here once, so that
//! a page, a PDF and a calendar say the same thing in the same words.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use polity_values::{TimeZone, Timestamp};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

/// A language in which documents are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Welsh.
    Cy,
}

/// A value that a message names: a text, or a whole number that also chooses the plural form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text, put in as it is.
    Text(Cow<'a, str>),
    /// A number; within sentences its thousands are set apart by commas.
    Count(u64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Value<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<u32> for Value<'_> {
    fn from(count: u32) -> Self {
        Self::Count(u64::from(count))
    }
}

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> =
    LazyLock::new(|| bundle("en-GB", include_str!("../words/en.ftl")));
static WELSH: LazyLock<Bundle> = LazyLock::new(|| bundle("cy", include_str!("../words/cy.ftl")));

fn bundle(lang: &str, text: &str) -> Bundle {
    let lang: LanguageIdentifier = lang.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![lang]);
    // Names come from anywhere, and a PDF's fonts have no picture of the marks that isolate them.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => Some(grouped(&number.as_string())),
        _ => None,
    }));
    // A faulty message is left out; the tests of this module find it.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, _)| rest);
    bundle.add_resource_overriding(resource);
    bundle
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Cy];

    /// The language's code (ISO 639-1).
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Cy => "cy",
        }
    }

    /// The language of this code; English where it is none of ours.
    pub fn of_code(code: &str) -> Self {
        if code.starts_with("cy") {
            Self::Cy
        } else {
            Self::En
        }
    }

    fn bundle(self) -> &'static Bundle {
        match self {
            Self::En => &ENGLISH,
            Self::Cy => &WELSH,
        }
    }

    /// The message `key` with its values.
    pub fn say(self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("[{key}]");
        };
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            let value: FluentValue<'_> = match value {
                Value::Text(text) => FluentValue::from(text.as_ref()),
                Value::Count(count) => FluentValue::from(*count),
            };
            args.set(*name, value);
        }
        let mut faults = Vec::new();
        bundle
            .format_pattern(pattern, Some(&args), &mut faults)
            .into_owned()
    }

    /// The message `key`, which names no value.
    pub fn text(self, key: &str) -> String {
        self.say(key, &[])
    }

    /// Several names as a person lists them: `Ann, Ben and Cy`.
    pub fn list(self, names: &[impl AsRef<str>]) -> String {
        match names {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                // Welsh says "ac" before a vowel.
                let vowel = last.as_ref().trim_start().chars().next();
                let key = match vowel.map(|c| c.to_lowercase().next().unwrap_or(c)) {
                    Some(c) if "aâàáäeêèéëiîìíïoôòóöuûùúüwŵyŷ".contains(c) => {
                        "list-and-vowel"
                    }
                    _ => "list-and",
                };
                self.say(
                    key,
                    &[
                        ("first", first.join(", ").into()),
                        ("last", last.as_ref().into()),
                    ],
                )
            }
        }
    }

    /// An instant as the clock on the wall shows it: `Thursday 3 December 2026 at 12:00`.
    pub fn instant(self, at: Timestamp, zone: &TimeZone) -> String {
        let local = at.to_zoned(zone.clone());
        let weekday = i64::from(local.weekday().to_monday_one_offset());
        let weekday = self.say("weekday", &[("day", count(weekday))]);
        self.say(
            "instant",
            &[
                ("weekday", weekday.into()),
                ("date", self.date(at, zone).into()),
                ("time", local.strftime("%H:%M").to_string().into()),
            ],
        )
    }

    /// The day of an instant: `3 December 2026`.
    pub fn date(self, at: Timestamp, zone: &TimeZone) -> String {
        let local = at.to_zoned(zone.clone());
        let month = self.say("month", &[("month", count(i64::from(local.month())))]);
        format!("{} {month} {}", local.day(), local.year())
    }
}

fn count(number: i64) -> Value<'static> {
    Value::Count(u64::try_from(number).unwrap_or(0))
}

/// A name cut to at most `most` characters, with an ellipsis where something was cut.
pub fn short(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let cut: String = name.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// A text in lines of at most `most` characters, broken at spaces.
pub fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= most {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// A figure with its thousands set apart: `12,345.00`. The digits stay as they are.
pub fn grouped(figure: &str) -> String {
    let (whole, rest) = match figure.find('.') {
        Some(at) => figure.split_at(at),
        None => (figure, ""),
    };
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return figure.to_owned();
    }
    let mut out = String::with_capacity(figure.len() + figure.len() / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(rest);
    out
}

/// A figure within a sentence: grouped, without zeros at the end of its decimals. Its value is the same.
pub fn spoken(figure: &str) -> String {
    let trimmed = if figure.contains('.') {
        figure.trim_end_matches('0').trim_end_matches('.')
    } else {
        figure
    };
    grouped(trimmed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    const FILES: [&str; 2] = [
        include_str!("../words/en.ftl"),
        include_str!("../words/cy.ftl"),
    ];

    /// Each message and the values that it names.
    fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once('=')
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                name.trim().clone_into(&mut key);
                messages.insert(key.clone(), BTreeSet::new());
            }
            for part in line.split('$').skip(1) {
                let end = part
                    .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
                    .unwrap_or(part.len());
                if let Some(values) = messages.get_mut(&key) {
                    values.insert(part[..end].to_owned());
                }
            }
        }
        messages
    }

    #[test]
    fn both_languages_parse_and_say_everything_with_the_same_values() {
        for text in FILES {
            if let Err((_, faults)) = FluentResource::try_new(text.to_owned()) {
                panic!("{faults:?}");
            }
        }
        let [english, welsh] = FILES.map(messages);
        for (key, values) in &english {
            let theirs = welsh.get(key).unwrap_or_else(|| panic!("no Welsh {key}"));
            assert_eq!(values, theirs, "{key}");
        }
        assert_eq!(english.len(), welsh.len());
    }

    #[test]
    fn figures_keep_their_digits() {
        assert_eq!(grouped("12345.67"), "12,345.67");
        assert_eq!(grouped("999"), "999");
        assert_eq!(grouped("1000000"), "1,000,000");
        assert_eq!(grouped("66.6 %"), "66.6 %");
        assert_eq!(grouped("-"), "-");
        assert_eq!(
            ["1234.50000", "6.00000", "100", "0.00"].map(spoken),
            ["1,234.5", "6", "100", "0"]
        );
    }

    #[test]
    fn instants_are_told_on_the_wall_clock_of_the_zone() {
        let zone = TimeZone::get("Europe/London").unwrap();
        let at: Timestamp = "2026-07-02T11:00:00Z".parse().unwrap();
        assert_eq!(Lang::En.instant(at, &zone), "Thursday 2 July 2026 at 12:00");
        assert_eq!(
            Lang::Cy.instant(at, &zone),
            "dydd Iau 2 Gorffennaf 2026 am 12:00"
        );
    }

    #[test]
    fn names_are_listed_as_people_list_them() {
        assert_eq!(Lang::En.list(&["Ann", "Ben", "Cy"]), "Ann, Ben and Cy");
        assert_eq!(Lang::Cy.list(&["Ann", "Ben"]), "Ann a Ben");
        assert_eq!(Lang::Cy.list(&["Ben", "Ann"]), "Ben ac Ann");
        assert_eq!(Lang::Cy.list(&["Ann"]), "Ann");
    }
}
