//! `cargo xtask browser`: the tests in a real browser, on the real binary. The browser is Debian's chromium;
//! none is ever downloaded from elsewhere.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::assets;
use crate::shell::{cargo, on_path, run, target_dir};
use crate::tools::apt_install;

/// Where Debian puts it.
const CHROMIUM: &str = "/usr/bin/chromium";

/// Builds the binary for development and runs every browser test; with `screens`, takes the pictures of
/// `docs/screens/` instead.
pub(crate) fn command(screens: bool) -> Result<()> {
    let chromium = chromium()?;
    assets::ensure()?;
    assets::packages()?;
    run(cargo().args(["build", "--locked", "--workspace", "--bins"]))?;
    let script = if screens { "screens" } else { "e2e" };
    run(assets::npm(&["run", script])
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
