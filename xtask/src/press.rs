//! The press: the program that sets documents for paper, a workspace of its own because its engine is large and
//! would change how every other library is compiled (ADR 0011). `build` and `demo` make it optimised and put it
//! beside the other programs; its tests run without optimisation, which compiles much sooner.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::shell::{cargo, root, run, target_dir};

const PROGRAM: &str = "polity-press";

/// Where the press is built: not among the others' libraries, which it would make cargo compile anew.
fn folder() -> PathBuf {
    target_dir().join("press")
}

/// Builds the press and puts it beside the programs of both profiles.
pub(crate) fn ensure() -> Result<()> {
    run(press("build").arg("--release"))?;
    let built = folder().join("release").join(PROGRAM);
    for profile in ["debug", "release"] {
        let beside = target_dir().join(profile);
        fs::create_dir_all(&beside)?;
        let to = beside.join(PROGRAM);
        // A program that runs cannot be written over, but its name can be given to another.
        let fresh = beside.join(format!(".{PROGRAM}.new"));
        fs::copy(&built, &fresh)
            .and_then(|_| fs::rename(&fresh, &to))
            .with_context(|| format!("cannot write {}", to.display()))?;
    }
    Ok(())
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
