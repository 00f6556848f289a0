//! The file of constraints: classes of candidates with limits, and shares of an ordered list.
//!
//! ```toml
//! [[class]]
//! name = "women"
//! min = 4
//! members = [1, 3, "Ada Lovelace"]      # numbers or names as on the paper
//!
//! [[prefix]]                            # for --order: of the first n places at least n * of / out-of, rounded down
//! name = "women"
//! of = 1
//! out-of = 2
//! members = [1, 3, "Ada Lovelace"]
//! ```

use std::path::Path;

use anyhow::{Context as _, bail};
use polity_count::{Class, Constraints, Contest, Prefix};
use serde::Deserialize;

use crate::files;

/// What a file binds a count to.
#[derive(Clone, Debug, Default)]
pub(super) struct Binding {
    pub(super) constraints: Constraints,
    pub(super) prefixes: Vec<Prefix>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    class: Vec<FileClass>,
    #[serde(default)]
    prefix: Vec<FilePrefix>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileClass {
    name: String,
    #[serde(default)]
    min: u32,
    max: Option<u32>,
    members: Vec<Member>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FilePrefix {
    name: String,
    of: u32,
    out_of: u32,
    members: Vec<Member>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Member {
    Number(u8),
    Name(String),
}

impl Binding {
    /// Reads the file, and says every member of it who is not on the paper.
    pub(super) fn read(path: &Path, contest: &Contest) -> anyhow::Result<Self> {
        let text = files::read_text(path)?;
        let file: File = toml::from_str(&text)
            .with_context(|| format!("{} is not a file of constraints", path.display()))?;
        let mut faults = Vec::new();
        let mut numbers = |class: &str, members: Vec<Member>| -> Vec<u8> {
            let number = |member| match member {
                Member::Number(number) => Some(number),
                Member::Name(name) => {
                    let mut named = (1_u8..)
                        .zip(&contest.candidates)
                        .filter(|(_, c)| c.name == name);
                    match (named.next(), named.next()) {
                        (Some((number, _)), None) => Some(number),
                        (None, _) => {
                            faults
                                .push(format!("{class:?} names {name:?}, who is not on the paper"));
                            None
                        }
                        _ => {
                            faults.push(format!("{class:?} names {name:?}, whom the paper has twice: give the number"));
                            None
                        }
                    }
                }
            };
            members.into_iter().filter_map(number).collect()
        };
        let classes = file.class.into_iter().map(|class| Class {
            members: numbers(&class.name, class.members),
            name: class.name,
            min: class.min,
            max: class.max,
        });
        let classes = classes.collect();
        let prefixes: Vec<Prefix> = file
            .prefix
            .into_iter()
            .map(|prefix| Prefix {
                members: numbers(&prefix.name, prefix.members),
                name: prefix.name,
                of: prefix.of,
                out_of: prefix.out_of,
            })
            .collect();
        for prefix in prefixes.iter().filter(|p| p.out_of == 0 || p.of > p.out_of) {
            faults.push(format!(
                "{:?} asks for {} of {}",
                prefix.name, prefix.of, prefix.out_of
            ));
        }
        if !faults.is_empty() {
            bail!("{}: {}", path.display(), faults.join("; "));
        }
        Ok(Self {
            constraints: Constraints { classes },
            prefixes,
        })
    }
}
