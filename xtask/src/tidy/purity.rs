//! A pure crate touches no file, network, environment, clock or randomness of the machine.

use super::edges::PURE;
use super::source::{self, Source};
use super::{Fault, File};

/// Modules of the standard library that reach out of the program.
const MODULES: &[&str] = &["env", "fs", "net", "os", "process", "thread"];

/// Words that stand for the clock, the machine's randomness or a runtime, wherever they appear.
const WORDS: &[&str] = &[
    "Instant",
    "OsRng",
    "SysRng",
    "SystemTime",
    "ThreadRng",
    "getrandom",
    "thread_rng",
    "tokio",
];

/// Macros that print.
const PRINTS: &[&str] = &["dbg", "eprint", "eprintln", "print", "println"];

/// Types of jiff whose `now` reads the clock.
const CLOCKS: &[&str] = &["Timestamp", "Zoned"];

/// Every Rust file of a pure crate, its tests left out.
pub(crate) fn check(files: &[File]) -> Vec<Fault> {
    let pure: Vec<&File> = files.iter().filter(|file| is_pure(file)).collect();
    let tests = source::test_files(&pure);
    pure.iter()
        .filter(|file| !tests.contains(&file.path))
        .flat_map(|file| check_file(file))
        .collect()
}

fn is_pure(file: &File) -> bool {
    file.extension() == "rs"
        && PURE
            .iter()
            .any(|name| file.path.starts_with(&format!("crates/{name}/src/")))
}

fn check_file(file: &File) -> Vec<Fault> {
    // A file that does not parse is told of by the check of sizes.
    let Ok(source) = Source::parse(&file.text) else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    for (index, word) in source.words.iter().enumerate() {
        let text = word.text.as_str();
        let mut fault = |what: &str| {
            let what = format!("a pure crate may not use `{what}`: take it as an argument");
            faults.push(Fault::new(&file.path, word.line, what));
        };
        if WORDS.contains(&text) {
            fault(text);
        } else if PRINTS.contains(&text) && source.at(index + 1, &["!"]) {
            fault(&format!("{text}!"));
        } else if CLOCKS.contains(&text) && source.at(index + 1, &[":", ":", "now"]) {
            fault(&format!("{text}::now"));
        } else if text == "std" && source.at(index + 1, &[":", ":"]) {
            for module in modules_named(&source, index + 3) {
                fault(&format!("std::{module}"));
            }
        }
    }
    faults
}

/// The banned modules that `std::` reaches here: one by name, or several in braces.
fn modules_named(source: &Source, index: usize) -> Vec<&str> {
    let banned = |text: &str| MODULES.contains(&text);
    let Some(first) = source.words.get(index) else {
        return Vec::new();
    };
    if first.text != "{" {
        return if banned(&first.text) {
            vec![&first.text]
        } else {
            Vec::new()
        };
    }
    let mut found = Vec::new();
    let mut depth = 0;
    let mut before = "";
    for word in &source.words[index..] {
        match word.text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            text if depth == 1 && matches!(before, "{" | ",") && banned(text) => found.push(text),
            _ => {}
        }
        before = &word.text;
        if depth == 0 {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let file = File {
            path: "crates/org/src/lib.rs".into(),
            text: text.into(),
        };
        check(&[file])
            .into_iter()
            .map(|fault| fault.to_string())
            .collect()
    }

    fn is_caught(text: &str, what: &str) {
        let found = faults(text);
        let wanted = format!(
            "crates/org/src/lib.rs:1: a pure crate may not use `{what}`: take it as an argument"
        );
        assert!(found.contains(&wanted), "{text}: {found:?}");
    }

    #[test]
    fn what_reaches_out_is_caught() {
        is_caught("use std::fs;", "std::fs");
        is_caught("use std::{fmt, env, io::{self, Read}};", "std::env");
        is_caught("fn a() { std::process::exit(1) }", "std::process");
        is_caught(
            "fn a() { let _ = std::time::SystemTime::now(); }",
            "SystemTime",
        );
        is_caught(
            "fn a() { let _ = jiff::Timestamp::now(); }",
            "Timestamp::now",
        );
        is_caught("fn a(mut r: OsRng) {}", "OsRng");
        is_caught("fn a() { println!(\"x\") }", "println!");
        is_caught(
            "macro_rules! m { () => { std::net::lookup() } }",
            "std::net",
        );
    }

    #[test]
    fn what_computes_is_left_alone() {
        let text = "use std::{fmt, collections::BTreeMap, io::{Read, fs}};\n\
                    use jiff::Timestamp;\nfn a(now: Timestamp) { write!(f, \"{now}\") }\n\
                    /// std::fs and println!\nfn b() {}";
        assert_eq!(faults(text), Vec::<String>::new());
    }

    #[test]
    fn tests_and_other_crates_may() {
        assert!(faults("#[cfg(test)] mod tests { use std::fs; }").is_empty());
        let file = File {
            path: "crates/store/src/lib.rs".into(),
            text: "use std::fs;".into(),
        };
        assert!(check(&[file]).is_empty());
    }
}
