//! Cargo's own tools and system programs: found, or installed once.
//!
//! Cargo tools go into `target/tools`, compiled without optimisation: they run for seconds, and
//! optimising them would cost minutes.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use crate::shell::{self, cargo, is_root, on_path, program, run, target_dir};

/// A subcommand of cargo that comes as a package.
pub(crate) struct CargoTool {
    /// Both the package and the program.
    package: &'static str,
    version: &'static str,
    args: &'static [&'static str],
}

/// Runs tests in parallel, each in its own process.
pub(crate) const NEXTEST: CargoTool = CargoTool {
    package: "cargo-nextest",
    version: "0.9.151",
    args: &["--no-default-features"],
};

/// Checks licences, duplicates and sources of every dependency.
pub(crate) const DENY: CargoTool = CargoTool {
    package: "cargo-deny",
    version: "0.20.2",
    args: &["--no-default-features"],
};

/// Builds and runs libFuzzer targets.
pub(crate) const FUZZ: CargoTool = CargoTool {
    package: "cargo-fuzz",
    version: "0.13.2",
    args: &[],
};

/// Makes a cargo tool available and gives the search path with which cargo finds it.
pub(crate) fn ensure(tool: &CargoTool) -> Result<OsString> {
    let own = tools_dir().join("bin");
    let mut dirs = vec![own.clone()];
    dirs.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    let path = env::join_paths(dirs)?;
    if on_path(tool.package).is_none() && !own.join(tool.package).is_file() {
        install(tool).with_context(|| format!("{} is missing", tool.package))?;
    }
    Ok(path)
}

/// Where tools are kept beside the build.
pub(crate) fn tools_dir() -> PathBuf {
    target_dir().join("tools")
}

fn install(tool: &CargoTool) -> Result<()> {
    eprintln!(
        "installing {} {} into {} (once)",
        tool.package,
        tool.version,
        tools_dir().display()
    );
    run(cargo()
        .args([
            "install",
            "--quiet",
            "--locked",
            tool.package,
            "--version",
            tool.version,
        ])
        .args(tool.args)
        .arg("--root")
        .arg(tools_dir())
        // One folder for all, so that the tools share what they have in common.
        .env("CARGO_TARGET_DIR", tools_dir().join("build"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
        .env("CARGO_PROFILE_RELEASE_STRIP", "true"))
}

/// Makes the components of the toolchain available that not every installation brings.
pub(crate) fn ensure_components() -> Result<()> {
    for (subcommand, component, package) in [
        ("fmt", "rustfmt", "rustfmt"),
        ("clippy", "clippy", "rust-clippy"),
    ] {
        if shell::succeeds(cargo().args([subcommand, "--version"])) {
            continue;
        }
        if on_path("rustup").is_some() {
            run(program("rustup").args(["component", "add", component]))?;
        } else {
            apt_install(package)?;
        }
    }
    Ok(())
}

/// Installs a Debian package, or says what a person has to install.
pub(crate) fn apt_install(package: &str) -> Result<()> {
    if on_path("apt-get").is_none() {
        bail!("{package} is missing and this machine has no apt: install it, then run this again");
    }
    if !is_root() {
        bail!(
            "{package} is missing: install it (`sudo apt-get install {package}`), then run this again"
        );
    }
    let install = || {
        run(program("apt-get")
            .args([
                "install",
                "--yes",
                "--quiet",
                "--no-install-recommends",
                package,
            ])
            .env("DEBIAN_FRONTEND", "noninteractive"))
    };
    // A new machine has no package lists until it updates once.
    install().or_else(|_| {
        run(program("apt-get").args(["update", "--quiet"]))?;
        install()
    })
}
