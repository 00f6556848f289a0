//! `cargo xtask browser`: the tests in a real browser, on the real binary. The browser is Debian's chromium;
//! none is ever downloaded from elsewhere.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::assets;
use crate::shell::{cargo, on_path, run, target_dir};
use crate::tools::apt_install;

/// Where Debian puts it.
const CHROMIUM: &str = "/usr/bin/chromium";

/// The role whose pages the whole test crawls: the one that sees the most. `cargo xtask browser` takes all seven,
/// which is a quarter of an hour more.
const FEW_ROLES: &str = "officer";

/// What the browser is to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// Every test, and every role's pages.
    Everything,
    /// Every test, and the pages of few roles.
    Fewer,
    /// The pictures of `docs/screens/`.
    Screens,
}

/// Builds the binary for development and does the work with it.
pub(crate) fn command(work: Work) -> Result<()> {
    let chromium = chromium()?;
    assets::ensure()?;
    assets::packages()?;
    run(cargo().args(["build", "--locked", "--workspace", "--bins"]))?;
    let script = match work {
        Work::Screens => "screens",
        Work::Everything | Work::Fewer => "e2e",
    };
    let mut npm = assets::npm(&["run", script]);
    if work == Work::Fewer {
        npm.env("POLITY_ROLES", FEW_ROLES);
    }
    run(npm
        .env("POLITY_CHROMIUM", chromium)
        .env("POLITY_BIN", target_dir().join("debug/polity")))
}

/// The browser, installed if we may.
fn chromium() -> Result<PathBuf> {
    let find = || {
        on_path("chromium").or_else(|| {
            let path = Path::new(CHROMIUM);
            path.is_file().then(|| path.to_owned())
        })
    };
    if let Some(path) = find() {
        return Ok(path);
    }
    apt_install("chromium")?;
    // The package only recommends fonts; without one, words have no width and the tests see nothing.
    apt_install("fonts-liberation")?;
    Ok(find().unwrap_or_else(|| CHROMIUM.into()))
}
