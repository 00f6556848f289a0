//! Makes two things part of the binary: the texts of every language, after a check that none is missing,
//! unknown or unused, and the files that browsers load (styles, scripts, the booth, the trustee's page).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

/// The languages; each says everything that the others say.
const LANGUAGES: [&str; 2] = ["en", "cy"];

/// Texts whose keys are put together in code begin with one of these: the rest of the key is the stable
/// name of an act, a stage, a reason and so on. Tests ask that each such name has its text.
const NAMED_IN_CODE: [&str; 10] = [
    "act-",
    "why-",
    "stage-",
    "end-",
    "event-",
    "role-",
    "seat-",
    "month-",
    "weekday-",
    "monitored-",
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    texts(&root, &out);
    files(&root, &out);
}

/// The files for browsers. `cargo xtask assets` makes them.
fn files(root: &Path, out: &Path) {
    let dist = root.join("web/dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    let parts = ["static", "booth", "trustee"];
    // A folder without a file is what a broken or half-done run of the assets leaves behind.
    let has_a_file = |part: &&str| {
        let entries = fs::read_dir(dist.join(part)).into_iter().flatten();
        entries.flatten().any(|entry| entry.path().is_file())
    };
    let missing: Vec<_> = parts.into_iter().filter(|part| !has_a_file(part)).collect();
    let there = if missing.is_empty() {
        dist
    } else {
        let say = format!(
            "web/dist is not made (nothing in: {}): run `cargo xtask assets` first",
            missing.join(", ")
        );
        assert!(
            env::var("PROFILE").is_ok_and(|profile| profile == "debug"),
            "{say}"
        );
        println!("cargo::warning={say}; pages will have no styles");
        let empty = out.join("no-dist");
        for part in parts {
            let folder = empty.join(part);
            fs::create_dir_all(&folder).expect("the build folder can be written");
            fs::write(folder.join("missing.txt"), &say).expect("the build folder can be written");
        }
        empty
    };
    let manifest = fs::read(there.join("booth/manifest.txt")).unwrap_or_default();
    fs::write(out.join("booth-manifest.txt"), manifest).expect("the build folder can be written");
    let folder = |part: &str| there.join(part).to_string_lossy().into_owned();
    let folders = parts.map(|part| (part, folder(part)));
    let embed = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    memory_serve::load_names_directories(folders, embed);
}

/// The texts: checked, and listed for the binary.
fn texts(root: &Path, out: &Path) {
    let mut faults = Vec::new();
    let mut said: BTreeMap<&str, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    let mut list = String::from("&[\n");
    for language in LANGUAGES {
        let folder = root.join("locales").join(language);
        println!("cargo::rerun-if-changed={}", folder.display());
        writeln!(list, "    ({language:?}, &[").expect("a string");
        for path in below(&folder, "ftl") {
            let text = fs::read_to_string(&path).expect("a text file that can be read");
            writeln!(
                list,
                "        include_str!({:?}),",
                path.display().to_string()
            )
            .expect("a string");
            let messages = said.entry(language).or_default();
            read(&path, &text, messages, &mut faults);
        }
        list.push_str("    ]),\n");
    }
    list.push_str("]\n");
    compare(&said, &mut faults);
    let used = used(root);
    let known: BTreeSet<_> = said.values().flat_map(BTreeMap::keys).collect();
    for (key, place) in &used {
        if !known.contains(key) {
            faults.push(format!("{place} says `{key}`, which no file of texts has"));
        }
    }
    for key in known {
        let named = NAMED_IN_CODE.iter().any(|start| key.starts_with(start));
        if !named && !used.contains_key(key) {
            faults.push(format!("the text `{key}` is said nowhere"));
        }
    }
    assert!(
        faults.is_empty(),
        "the texts are not complete:\n  {}",
        faults.join("\n  ")
    );
    fs::write(out.join("texts.rs"), list).expect("the build folder can be written");
}

/// The messages of a file with the variables that each uses.
fn read(
    path: &Path,
    text: &str,
    messages: &mut BTreeMap<String, BTreeSet<String>>,
    faults: &mut Vec<String>,
) {
    let parsed = match parser::parse(text) {
        Ok(parsed) => parsed,
        Err((parsed, errors)) => {
            for error in errors {
                let line = text[..error.pos.start.min(text.len())]
                    .matches('\n')
                    .count()
                    + 1;
                faults.push(format!("{}:{line}: {error}", path.display()));
            }
            parsed
        }
    };
    for entry in parsed.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let mut variables = BTreeSet::new();
        if let Some(value) = &message.value {
            variables_of(value, &mut variables);
        }
        if messages
            .insert(message.id.name.to_owned(), variables)
            .is_some()
        {
            faults.push(format!(
                "{} says `{}` twice",
                path.display(),
                message.id.name
            ));
        }
    }
}

fn variables_of(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => variable(inline, found),
                Expression::Select { selector, variants } => {
                    variable(selector, found);
                    for variant in variants {
                        variables_of(&variant.value, found);
                    }
                }
            }
        }
    }
}

fn variable(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                variable(argument, found);
            }
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inline) = expression.as_ref() {
                variable(inline, found);
            }
        }
        _ => {}
    }
}

/// Every language says the same, about the same things.
fn compare(said: &BTreeMap<&str, BTreeMap<String, BTreeSet<String>>>, faults: &mut Vec<String>) {
    let [first, rest @ ..] = LANGUAGES;
    let empty = BTreeMap::new();
    let first_texts = said.get(first).unwrap_or(&empty);
    for language in rest {
        let texts = said.get(language).unwrap_or(&empty);
        for (key, variables) in first_texts {
            match texts.get(key) {
                None => faults.push(format!("`{key}` is missing in {language}")),
                Some(others) if others != variables => faults.push(format!(
                    "`{key}` has the variables {variables:?} in {first} and {others:?} in {language}"
                )),
                Some(_) => {}
            }
        }
        for key in texts.keys().filter(|key| !first_texts.contains_key(*key)) {
            faults.push(format!("`{key}` is missing in {first}"));
        }
    }
}

/// Every key that a template or the code says, with the file that does.
fn used(root: &Path) -> BTreeMap<String, String> {
    let mut used = BTreeMap::new();
    let folders = [("templates", "html"), ("crates/web/src", "rs")];
    for (folder, kind) in folders {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
        for path in below(&root.join(folder), kind) {
            let text = fs::read_to_string(&path).expect("a text file that can be read");
            for piece in text.split("say(\"").skip(1) {
                if let Some((key, _)) = piece.split_once('"') {
                    used.insert(key.to_owned(), path.display().to_string());
                }
            }
        }
    }
    used
}

/// The files of a kind below a folder, in order of their names.
fn below(folder: &Path, kind: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == kind) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
