//! Who may import whom: the table of rooms, checked against the manifests.

use cargo_metadata::{DependencyKind, Metadata};

use super::Fault;
use crate::shell::root;

/// A crate (a folder below `crates/`), those of ours that it may import, and why these.
type Row = (&'static str, &'static str, &'static str);

/// Who may import whom. This table is the only place that says so.
#[rustfmt::skip]
const MAY_IMPORT: &[Row] = &[
    ("values", "",
        "words that all others share"),
    ("count", "values",
        "a count knows numbers and names, nothing of an organisation"),
    ("ballot", "",
        "the protocol knows no member: vote and voter never meet in one type"),
    ("linkage", "values",
        "compares lists; whose lists they are is not its business"),
    ("procedure", "values",
        "the language of procedures stands alone, to be checked alone"),
    ("org", "values count procedure",
        "judges acts by procedures that name rules of counting"),
    ("papers", "values count org",
        "draws what was decided and counted"),
    ("store", "values org procedure",
        "keeps acts and projections; org's types hold procedures"),
    ("office", "values count procedure org papers store ballot linkage",
        "the services that server and command line share; here store meets ballot, and applications the matcher"),
    ("web", "values count procedure org papers store ballot linkage office",
        "pages over the office's services"),
    ("verify", "values count ballot",
        "an outsider's program: files in, judgement out"),
    ("polity", "values count procedure org papers store ballot linkage office web verify",
        "the binary puts everything together"),
    ("testkit", "values count procedure org store ballot",
        "builds worlds for tests"),
    ("sim", "",
        "crash tests: a disk that forgets what was not flushed; imports the store in its tests only"),
    ("fuzz-entries", "values count linkage procedure org ballot verify",
        "feeds bytes to every parser, for tests and fuzzing"),
];

/// Crates that only tests may import.
const TESTS_ONLY: &[&str] = &["testkit", "sim", "fuzz-entries"];

/// Crates without files, network, environment, clock or randomness of their own.
pub(crate) const PURE: &[&str] = &[
    "values",
    "count",
    "ballot",
    "linkage",
    "procedure",
    "org",
    "papers",
];

/// Libraries that a pure crate may use: they compute, and touch the machine only if asked to,
/// which the purity check and clippy's banned methods see to.
const PURE_LIBRARIES: &[&str] = &[
    "atom_syndication",
    "base64ct",
    "csv",
    "curve25519-dalek",
    "deunicode",
    "fluent-bundle",
    "icalendar",
    "jiff",
    "memchr",
    "num-bigint",
    "num-rational",
    "num-traits",
    "qrcode",
    "quick-xml",
    "rand_core",
    "rayon",
    "rust_xlsxwriter",
    "serde",
    "serde_json",
    "sha2",
    "strsim",
    "subtle",
    "thiserror",
    "toml",
    "toml_edit",
    "unic-langid",
    "unicode-normalization",
    "unicode-segmentation",
    "zeroize",
];

/// One of our crates, as its manifest tells it.
#[derive(Debug, Clone)]
pub(crate) struct Crate {
    /// The package's name without `polity-`; its folder below `crates/`.
    pub(crate) name: String,
    /// The manifest, relative to the project's root.
    pub(crate) manifest: String,
    pub(crate) dependencies: Vec<Dependency>,
}

/// What a crate imports.
#[derive(Debug, Clone)]
pub(crate) struct Dependency {
    /// The package's name, for ours without `polity-`.
    pub(crate) name: String,
    pub(crate) ours: bool,
    pub(crate) tests_only: bool,
}

/// The packages of the workspace below `crates/` and `fuzz/`, and `xtask`.
pub(crate) fn crates(metadata: &Metadata) -> Vec<Crate> {
    let short = |name: &str| name.strip_prefix("polity-").unwrap_or(name).to_owned();
    let packages = metadata.workspace_packages();
    let mut crates: Vec<_> = packages
        .iter()
        .map(|package| Crate {
            name: short(&package.name),
            manifest: package
                .manifest_path
                .strip_prefix(root())
                .unwrap_or(&package.manifest_path)
                .to_string(),
            dependencies: package
                .dependencies
                .iter()
                .map(|dependency| Dependency {
                    name: short(&dependency.name),
                    ours: dependency.path.is_some(),
                    tests_only: dependency.kind == DependencyKind::Development,
                })
                .collect(),
        })
        .collect();
    crates.sort_by(|a, b| a.name.cmp(&b.name));
    crates
}

/// Every edge and every library against the tables.
pub(crate) fn check(crates: &[Crate]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for one in crates.iter().filter(|one| one.name != "xtask") {
        let mut fault = |what: String| faults.push(Fault::new(&one.manifest, 0, what));
        let Some((_, allowed, reason)) = MAY_IMPORT.iter().find(|(name, ..)| *name == one.name)
        else {
            fault(format!(
                "crate {} has no row in xtask/src/tidy/edges.rs",
                one.name
            ));
            continue;
        };
        for dependency in &one.dependencies {
            let name = dependency.name.as_str();
            if dependency.ours {
                let tests_only = TESTS_ONLY.contains(&name);
                if dependency.tests_only {
                    // A test of the count must not need the ballot either, nor the reverse.
                    if one.name == "ballot" && !tests_only
                        || one.name == "count" && name == "ballot"
                    {
                        fault(format!(
                            "{} may not import {name}, not even in tests",
                            one.name
                        ));
                    }
                } else if tests_only && !TESTS_ONLY.contains(&one.name.as_str()) {
                    fault(format!(
                        "{name} is for tests: move it to [dev-dependencies]"
                    ));
                } else if !allowed.split(' ').any(|allowed| allowed == name) && !tests_only {
                    fault(format!("{} may not import {name}: {reason}", one.name));
                }
            } else if !dependency.tests_only
                && PURE.contains(&one.name.as_str())
                && !PURE_LIBRARIES.contains(&name)
            {
                fault(format!(
                    "{} is pure and {name} is not among the libraries of pure crates \
                     (xtask/src/tidy/edges.rs)",
                    one.name
                ));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, dependencies: &[(&str, bool, bool)]) -> Crate {
        Crate {
            name: name.into(),
            manifest: format!("crates/{name}/Cargo.toml"),
            dependencies: dependencies
                .iter()
                .map(|&(name, ours, tests_only)| Dependency {
                    name: name.into(),
                    ours,
                    tests_only,
                })
                .collect(),
        }
    }

    fn texts(crates: &[Crate]) -> Vec<String> {
        check(crates).into_iter().map(|fault| fault.what).collect()
    }

    #[test]
    fn the_table_has_no_cycle() {
        // Each row imports only rows before it, `fuzz-entries` and `testkit` coming last.
        for (at, (name, allowed, _)) in MAY_IMPORT.iter().enumerate() {
            for import in allowed.split_whitespace() {
                let found = MAY_IMPORT.iter().position(|(other, ..)| *other == import);
                assert!(
                    found.is_some_and(|found| found < at),
                    "{name} imports {import}"
                );
            }
        }
    }

    #[test]
    fn an_allowed_edge_is_silent() {
        let crates = [one(
            "count",
            &[("values", true, false), ("serde", false, false)],
        )];
        assert_eq!(texts(&crates), Vec::<String>::new());
    }

    #[test]
    fn the_count_never_sees_the_ballot() {
        let normal = [one("count", &[("ballot", true, false)])];
        assert!(texts(&normal)[0].starts_with("count may not import ballot"));
        let in_tests = [one("count", &[("ballot", true, true)])];
        assert!(texts(&in_tests)[0].contains("not even in tests"));
    }

    #[test]
    fn the_ballot_imports_nothing_of_ours() {
        let crates = [one(
            "ballot",
            &[("values", true, false), ("testkit", true, true)],
        )];
        assert_eq!(texts(&crates).len(), 1);
    }

    #[test]
    fn the_testkit_is_for_tests() {
        let crates = [
            one("store", &[("testkit", true, false)]),
            one("org", &[("testkit", true, true)]),
        ];
        assert_eq!(
            texts(&crates),
            ["testkit is for tests: move it to [dev-dependencies]"]
        );
    }

    #[test]
    fn a_pure_crate_takes_no_runtime() {
        let crates = [one(
            "org",
            &[("tokio", false, false), ("tokio", false, true)],
        )];
        assert!(texts(&crates)[0].starts_with("org is pure and tokio"));
        assert_eq!(texts(&crates).len(), 1);
    }

    #[test]
    fn an_unknown_crate_needs_a_row() {
        assert!(texts(&[one("gossip", &[])])[0].contains("has no row"));
    }
}
