//! The press: the program that sets documents for paper, a workspace of its own because its engine is large and
//! would change how every other library is compiled (ADR 0011). `build` makes it optimised; the tests and the demo
//! run it without optimisation, which compiles much sooner and sets a declaration in a second. It is put beside
//! the other programs.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::shell::{cargo, root, run, target_dir};

const PROGRAM: &str = "polity-press";

/// Where the press is built: not among the others' libraries, which it would make cargo compile anew.
fn folder() -> PathBuf {
    target_dir().join("press")
}

/// How the press is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Compiled soon.
    Plain,
    /// Runs fast, for those who install it.
    Optimised,
}

/// Builds the press and puts it beside the programs of a profile, `debug` or `release`.
pub(crate) fn ensure(kind: Kind, profile: &str) -> Result<()> {
    let mut build = press("build");
    let made = match kind {
        Kind::Plain => "debug",
        Kind::Optimised => {
            build.arg("--release");
            "release"
        }
    };
    run(&mut build)?;
    let built = folder().join(made).join(PROGRAM);
    let beside = target_dir().join(profile);
    fs::create_dir_all(&beside)?;
    let to = beside.join(PROGRAM);
    // A program that runs cannot be written over, but its name can be given to another.
    let fresh = beside.join(format!(".{PROGRAM}.new"));
    fs::copy(&built, &fresh)
        .and_then(|_| fs::rename(&fresh, &to))
        .with_context(|| format!("cannot write {}", to.display()))
}

/// Tests the press.
pub(crate) fn test() -> Result<()> {
    run(press("test").arg("--quiet"))
}

/// A command of cargo on the press.
fn press(command: &str) -> std::process::Command {
    let mut cargo = cargo();
    cargo
        .args([command, "--locked", "--manifest-path"])
        .arg(root().join("press/Cargo.toml"))
        .arg("--target-dir")
        .arg(folder());
    cargo
}
