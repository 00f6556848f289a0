//! The documents keep up with the code: each crate has its invariant, each dependency its reason,
//! each decision its number, each procedure its story.

use std::collections::{BTreeMap, BTreeSet};

use super::edges::Crate;
use super::{Fault, File};

const ARCHITECTURE: &str = "ARCHITECTURE.md";

/// All the rules on documents.
pub(crate) fn check(files: &[File], crates: &[Crate]) -> Vec<Fault> {
    let mut faults = decisions(files);
    faults.extend(stories(files));
    faults.extend(module_docs(files, crates));
    match files.iter().find(|file| file.path == ARCHITECTURE) {
        Some(file) => {
            faults.extend(invariants(&file.text, crates));
            faults.extend(reasons(&file.text, crates));
        }
        None => faults.push(Fault::new(ARCHITECTURE, 0, "is missing")),
    }
    faults
}

/// Decision records are numbered from 0001 without a gap, and say so in their title.
fn decisions(files: &[File]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let records = files
        .iter()
        .filter(|file| file.path.starts_with("docs/adr/"));
    for (expected, file) in (1..).zip(records.filter(|file| file.extension() == "md")) {
        let name = file.path.trim_start_matches("docs/adr/");
        let wanted = format!("{expected:04}");
        if !name.starts_with(&format!("{wanted}-")) {
            let what = format!("its name must begin with {wanted}- (numbers have no gap)");
            faults.push(Fault::new(&file.path, 0, what));
        } else if !file.text.starts_with(&format!("# {wanted}. ")) {
            faults.push(Fault::new(
                &file.path,
                1,
                format!("its title must begin `# {wanted}. `"),
            ));
        }
    }
    faults
}

/// A procedure and its story come in pairs.
fn stories(files: &[File]) -> Vec<Fault> {
    let names = |extension: &'static str| {
        let found = files
            .iter()
            .filter(move |file| file.path.starts_with("procedures/"));
        found
            .filter(move |file| file.extension() == extension)
            .map(move |file| file.path.trim_end_matches(extension).to_owned())
            .collect::<BTreeSet<_>>()
    };
    let (procedures, told) = (names("toml"), names("story"));
    let untold = procedures.difference(&told).map(|stem| {
        Fault::new(
            format!("{stem}toml"),
            0,
            format!("has no test: {stem}story is missing"),
        )
    });
    let orphans = told.difference(&procedures).map(|stem| {
        Fault::new(
            format!("{stem}story"),
            0,
            format!("tells of no procedure: {stem}toml is missing"),
        )
    });
    untold.chain(orphans).collect()
}

/// Each crate opens with its main idea.
fn module_docs(files: &[File], crates: &[Crate]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for one in crates {
        let folder = one.manifest.trim_end_matches("Cargo.toml");
        let roots = ["lib.rs", "main.rs"].map(|name| format!("{folder}src/{name}"));
        let found = files.iter().find(|file| roots.contains(&file.path));
        match found {
            Some(file) if file.text.starts_with("//! ") => {}
            Some(file) => faults.push(Fault::new(
                &file.path,
                1,
                "must open with `//!` and its main idea",
            )),
            None => faults.push(Fault::new(
                &one.manifest,
                0,
                "has neither lib.rs nor main.rs",
            )),
        }
    }
    faults
}

/// Each crate below `crates/` has a heading that names it and an invariant under it.
fn invariants(text: &str, crates: &[Crate]) -> Vec<Fault> {
    let mut told: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    let mut current = None;
    for (number, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            current = line
                .split_once("`crates/")
                .and_then(|(_, rest)| rest.split('`').next());
            if let Some(name) = current {
                told.insert(name, (number + 1, false));
            }
        } else if let Some(name) = current
            && line.contains("**Invariant")
            && let Some(entry) = told.get_mut(name)
        {
            entry.1 = true;
        }
    }
    let mut faults = Vec::new();
    for one in crates
        .iter()
        .filter(|one| one.manifest.starts_with("crates/"))
    {
        match told.remove(one.name.as_str()) {
            None => {
                let what = format!("has no heading for `crates/{}`", one.name);
                faults.push(Fault::new(ARCHITECTURE, 0, what));
            }
            Some((line, false)) => {
                let what = format!("`crates/{}` has no **Invariant**", one.name);
                faults.push(Fault::new(ARCHITECTURE, line, what));
            }
            Some((_, true)) => {}
        }
    }
    for (name, (line, _)) in told {
        let what = format!("tells of `crates/{name}`, which does not exist");
        faults.push(Fault::new(ARCHITECTURE, line, what));
    }
    faults
}

/// Each library that a manifest names has a row `| name | reason |` under "Dependencies".
fn reasons(text: &str, crates: &[Crate]) -> Vec<Fault> {
    let mut rows = BTreeMap::new();
    let mut within = false;
    for (number, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            within = line.trim_start_matches('#').trim() == "Dependencies";
        }
        let mut cells = line.trim().trim_matches('|').split('|').map(str::trim);
        if let (true, true, Some(name), Some(reason)) =
            (within, line.starts_with("| `"), cells.next(), cells.next())
        {
            rows.insert(
                name.trim_matches('`').to_owned(),
                (number + 1, reason.len()),
            );
        }
    }
    let used: BTreeSet<_> = crates
        .iter()
        .flat_map(|one| {
            one.dependencies
                .iter()
                .filter(|d| !d.ours)
                .map(|d| d.name.as_str())
        })
        .collect();
    let mut faults = Vec::new();
    for name in &used {
        match rows.get(*name) {
            None => {
                let what = format!("section Dependencies gives no reason for `{name}`");
                faults.push(Fault::new(ARCHITECTURE, 0, what));
            }
            Some((line, 0..=9)) => {
                faults.push(Fault::new(
                    ARCHITECTURE,
                    *line,
                    format!("`{name}` needs a reason"),
                ));
            }
            Some(_) => {}
        }
    }
    for (name, (line, _)) in rows
        .iter()
        .filter(|(name, _)| !used.contains(name.as_str()))
    {
        let what = format!("gives a reason for `{name}`, which no crate uses");
        faults.push(Fault::new(ARCHITECTURE, *line, what));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::edges::Dependency;
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File {
            path: path.into(),
            text: text.into(),
        }
    }

    fn one(name: &str, libraries: &[&str]) -> Crate {
        let library = |name: &&str| Dependency {
            name: (*name).into(),
            ours: false,
            tests_only: false,
        };
        Crate {
            name: name.into(),
            manifest: format!("crates/{name}/Cargo.toml"),
            dependencies: libraries.iter().map(library).collect(),
        }
    }

    fn texts(faults: Vec<Fault>) -> Vec<String> {
        faults.into_iter().map(|fault| fault.what).collect()
    }

    #[test]
    fn decisions_are_numbered_without_a_gap() {
        let good = [
            file("docs/adr/0001-a.md", "# 0001. A"),
            file("docs/adr/0002-b.md", "# 0002. B"),
        ];
        assert!(decisions(&good).is_empty());
        let gap = [
            file("docs/adr/0001-a.md", "# 0001. A"),
            file("docs/adr/0003-b.md", "# 0003. B"),
        ];
        assert_eq!(texts(decisions(&gap)).len(), 1);
        let title = [file("docs/adr/0001-a.md", "# A")];
        assert_eq!(
            texts(decisions(&title)),
            ["its title must begin `# 0001. `"]
        );
    }

    #[test]
    fn a_procedure_has_a_story() {
        let pair = [
            file("procedures/a.toml", ""),
            file("procedures/a.story", ""),
        ];
        assert!(stories(&pair).is_empty());
        assert_eq!(stories(&pair[..1]).len(), 1);
        assert_eq!(stories(&pair[1..]).len(), 1);
    }

    #[test]
    fn a_crate_opens_with_its_idea_and_has_an_invariant() {
        let crates = [one("count", &[])];
        assert!(module_docs(&[file("crates/count/src/lib.rs", "//! Counts.")], &crates).is_empty());
        assert_eq!(
            module_docs(&[file("crates/count/src/lib.rs", "mod a;")], &crates).len(),
            1
        );
        assert!(invariants("### `crates/count`\n\n**Invariant.** No floats.", &crates).is_empty());
        assert_eq!(
            texts(invariants("", &crates)),
            ["has no heading for `crates/count`"]
        );
        let elsewhere = "### `crates/count`\n### Other\n**Invariant.** x";
        assert_eq!(
            texts(invariants(elsewhere, &crates)),
            ["`crates/count` has no **Invariant**"]
        );
        let stale = "### `crates/count`\n**Invariant.** x\n### `crates/gone`\n**Invariant.** y";
        assert_eq!(invariants(stale, &crates).len(), 1);
    }

    #[test]
    fn a_dependency_has_a_reason() {
        let crates = [one("count", &["serde"])];
        let table = |rows: &str| format!("## Dependencies\n\n| Name | Reason |\n|---|---|\n{rows}");
        assert!(reasons(&table("| `serde` | reads and writes our types |"), &crates).is_empty());
        assert_eq!(reasons(&table(""), &crates).len(), 1);
        assert_eq!(
            texts(reasons(&table("| `serde` | |"), &crates)),
            ["`serde` needs a reason"]
        );
        let stale = table("| `serde` | reads and writes our types |\n| `rand` | gone since long |");
        assert_eq!(reasons(&stale, &crates).len(), 1);
    }
}
