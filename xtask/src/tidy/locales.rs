//! Every language says everything: the same files with the same messages below `locales/LANG/`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fault, File};

/// Compares each language's messages (Fluent files) with those of all the others together.
pub(crate) fn check(files: &[File]) -> Vec<Fault> {
    // Language -> (file below the language's folder, message).
    let mut said: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.extension() == "ftl") {
        let Some((language, name)) = file
            .path
            .strip_prefix("locales/")
            .and_then(|path| path.split_once('/'))
        else {
            continue;
        };
        let keys = messages(&file.text).map(|key| (name, key));
        said.entry(language).or_default().extend(keys);
    }
    let all: BTreeSet<_> = said.values().flatten().copied().collect();
    let mut faults = Vec::new();
    for (language, keys) in &said {
        for (name, key) in all.difference(keys) {
            let path = format!("locales/{language}/{name}");
            faults.push(Fault::new(
                path,
                0,
                format!("does not say `{key}`, another language does"),
            ));
        }
    }
    faults
}

/// The ids of a Fluent file's messages and terms.
fn messages(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        // Attributes and continued lines are indented, comments begin with #.
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        let (key, _) = line.split_once('=').filter(|_| begins)?;
        Some(key.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File {
            path: path.into(),
            text: text.into(),
        }
    }

    #[test]
    fn a_message_that_one_language_lacks_is_named() {
        let files = [
            file(
                "locales/en/vote.ftl",
                "# cast = no\ncast = Cast my vote\n    .title = x\nback = Back",
            ),
            file("locales/cy/vote.ftl", "cast = Bwrw fy mhleidlais"),
        ];
        let faults = check(&files);
        assert_eq!(
            faults,
            [Fault::new(
                "locales/cy/vote.ftl",
                0,
                "does not say `back`, another language does"
            )]
        );
    }

    #[test]
    fn one_language_alone_is_complete() {
        assert!(check(&[file("locales/en/vote.ftl", "cast = Cast")]).is_empty());
    }
}
