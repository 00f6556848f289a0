//! The house rules that no compiler checks. Every fault is told at once, with file and line.
//!
//! Each module is one rule; ARCHITECTURE.md tells what the rules are for.

mod documents;
mod edges;
mod locales;
mod purity;
mod sizes;
mod source;
mod words;

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::shell::{output, program, root};

/// Something that breaks a rule, and where.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    /// Relative to the project's root.
    file: String,
    /// From 1; 0 where the file as a whole is at fault.
    line: usize,
    what: String,
}

impl Fault {
    pub(crate) fn new(file: impl Into<String>, line: usize, what: impl Into<String>) -> Fault {
        Fault {
            file: file.into(),
            line,
            what: what.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.what),
            line => write!(f, "{}:{line}: {}", self.file, self.what),
        }
    }
}

/// A text file of the project.
pub(crate) struct File {
    /// Relative to the project's root, with forward slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// What stands after the last dot of its name.
    pub(crate) fn extension(&self) -> &str {
        Path::new(&self.path)
            .extension()
            .and_then(|e| e.to_str())
            .unwrap_or_default()
    }
}

/// Checks every rule and fails with the list of all faults.
pub(crate) fn run() -> Result<()> {
    let files = files(root())?;
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .context("cannot read the workspace with `cargo metadata`")?;
    let crates = edges::crates(&metadata);
    let mut faults = BTreeSet::new();
    faults.extend(edges::check(&crates));
    faults.extend(purity::check(&files));
    faults.extend(sizes::check(&files));
    faults.extend(words::check(&files));
    faults.extend(documents::check(&files, &crates));
    faults.extend(locales::check(&files));
    for fault in &faults {
        eprintln!("{fault}");
    }
    if !faults.is_empty() {
        bail!("tidy: {} fault(s), listed above", faults.len());
    }
    eprintln!(
        "tidy: {} files and {} crates keep the house rules",
        files.len(),
        crates.len()
    );
    Ok(())
}

/// Every text file that git tracks or would track; files that are not text are left out.
fn files(root: &Path) -> Result<Vec<File>> {
    let list = [
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ];
    let names = match output(program("git").args(list)) {
        Ok(names) => names.split_terminator('\0').map(str::to_owned).collect(),
        // A source archive has no history; its files are what there is.
        Err(_) => walk(root)?,
    };
    let mut files = Vec::new();
    for path in names {
        // A deleted file stays on git's list until the next commit.
        let Ok(bytes) = fs::read(root.join(&path)) else {
            continue;
        };
        if let Ok(text) = String::from_utf8(bytes) {
            files.push(File { path, text });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|a, b| a.path == b.path);
    Ok(files)
}

/// Every file below a folder but for what is built.
fn walk(root: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut open: Vec<PathBuf> = vec![root.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir)? {
            let entry = entry?;
            let name = entry.file_name();
            let kind = entry.file_type()?;
            if kind.is_dir() {
                if !matches!(
                    name.to_str(),
                    Some("target" | ".git" | "node_modules" | "demo")
                ) {
                    open.push(entry.path());
                }
            } else if kind.is_file()
                && let Some(path) = entry.path().strip_prefix(root)?.to_str()
            {
                names.push(path.replace('\\', "/"));
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_tells_its_place() {
        assert_eq!(
            Fault::new("a.rs", 3, "too long").to_string(),
            "a.rs:3: too long"
        );
        assert_eq!(
            Fault::new("a.rs", 0, "is missing").to_string(),
            "a.rs: is missing"
        );
    }

    #[test]
    fn a_source_archive_is_walked() {
        let dir = tempfile::tempdir().expect("a folder");
        for made in ["target/debug", "crates/x"] {
            fs::create_dir_all(dir.path().join(made)).expect("made");
            fs::write(dir.path().join(made).join("a.rs"), "").expect("written");
        }
        assert_eq!(walk(dir.path()).expect("walked"), ["crates/x/a.rs"]);
    }
}
