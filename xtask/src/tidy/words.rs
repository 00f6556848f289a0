//! Words that may not stand where they stand: a machine's paths, SQL outside the store, a member's
//! id near a vote.

use super::source::Source;
use super::{Fault, File};

/// Folders of one machine. A path below them works nowhere else. (Joined, so that this file does
/// not fall under its own rule.)
const PATHS: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/tm", "p/"),
];

/// Where lock files may point: a private mirror's address breaks everybody else's build.
const REGISTRIES: &[&str] = &[
    "registry+https://github.com/rust-lang/crates.io-index",
    "https://registry.npmjs.org/",
];

/// A word, the folders whose Rust code may not hold it, the exceptions below them, and why.
const WORDS: &[(&str, &[&str], &[&str], &str)] = &[
    (
        "PersonId",
        &["crates/ballot/", "crates/verify/"],
        &[],
        "who voted and what was voted never meet in one type",
    ),
    (
        "MemberId",
        &["crates/ballot/", "crates/verify/"],
        &[],
        "the ballot knows no member",
    ),
    (
        "sqlx",
        &["crates/"],
        &["crates/store/", "crates/testkit/"],
        "only the store writes SQL",
    ),
];

/// Every file.
pub(crate) fn check(files: &[File]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in files {
        faults.extend(paths(file));
        if file.path.ends_with("Cargo.lock") || file.path.ends_with("package-lock.json") {
            faults.extend(registries(file));
        }
        if file.extension() == "rs" {
            faults.extend(words(file));
        }
    }
    faults
}

/// A machine's folders, at the beginning of a path.
fn paths(file: &File) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        for path in PATHS {
            let begins = line.match_indices(path).any(|(at, _)| {
                !line[..at].ends_with(|c: char| c.is_alphanumeric() || "/._-~}".contains(c))
            });
            if begins {
                let what = format!("names a folder of one machine ({path})");
                faults.push(Fault::new(&file.path, number + 1, what));
            }
        }
    }
    faults
}

fn registries(file: &File) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let line = line.trim();
        let Some(value) = line
            .strip_prefix("source = \"")
            .or_else(|| line.strip_prefix("\"resolved\": \""))
        else {
            continue;
        };
        if !REGISTRIES
            .iter()
            .any(|registry| value.starts_with(registry))
        {
            let what = "a package that comes neither from crates.io nor from npm's registry";
            faults.push(Fault::new(&file.path, number + 1, what));
        }
    }
    faults
}

fn words(file: &File) -> Vec<Fault> {
    let below = |folders: &[&str]| folders.iter().any(|folder| file.path.starts_with(folder));
    let banned: Vec<_> = WORDS
        .iter()
        .filter(|(_, folders, exceptions, _)| below(folders) && !below(exceptions))
        .collect();
    if banned.is_empty() {
        return Vec::new();
    }
    let Ok(source) = Source::parse(&file.text) else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    for word in &source.words {
        for (text, _, _, why) in &banned {
            if word.text == *text {
                faults.push(Fault::new(
                    &file.path,
                    word.line,
                    format!("names `{text}`: {why}"),
                ));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(path: &str, text: &str) -> Vec<(usize, String)> {
        let file = File {
            path: path.into(),
            text: text.into(),
        };
        check(&[file])
            .into_iter()
            .map(|fault| (fault.line, fault.what))
            .collect()
    }

    #[test]
    fn a_path_of_one_machine_is_caught() {
        for text in ["cd X", "a = \"X\"", "see (X)", "X"] {
            let text = text.replace('X', &format!("{}main", PATHS[0]));
            assert_eq!(faults("a.md", &text).len(), 1, "{text}");
        }
        let inner = format!("target{}x and $DIR{}y", PATHS[0], PATHS[1].replace('$', ""));
        assert!(
            faults("a.md", &inner.replace("$DIR", "dir")).is_empty(),
            "{inner}"
        );
    }

    #[test]
    fn a_lock_file_points_to_public_registries() {
        let good = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";
        assert!(faults("Cargo.lock", good).is_empty());
        let bad = format!("{good}source = \"registry+https://mirror.example/index\"\n");
        assert_eq!(faults("Cargo.lock", &bad)[0].0, 2);
        let bad = "  \"resolved\": \"https://mirror.example/a.tgz\",\n";
        assert_eq!(faults("web/package-lock.json", bad)[0].0, 1);
    }

    #[test]
    fn sql_stays_in_the_store() {
        assert!(faults("crates/store/src/lib.rs", "use sqlx::Row;").is_empty());
        assert_eq!(
            faults("crates/office/src/lib.rs", "use sqlx::Row;").len(),
            1
        );
        assert!(faults("crates/office/src/lib.rs", "// not sqlx\n").is_empty());
    }

    #[test]
    fn the_ballot_knows_no_member() {
        assert_eq!(
            faults("crates/ballot/src/lib.rs", "struct A(PersonId);").len(),
            1
        );
        assert!(faults("crates/org/src/lib.rs", "struct A(PersonId);").is_empty());
    }
}
