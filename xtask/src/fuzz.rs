//! Fuzzing with cargo-fuzz. The same entry functions run on the seed corpus in every test run.

use anyhow::{Result, bail};

use crate::shell::{self, cargo, root};
use crate::tools;

/// Runs one target for so many seconds.
pub(crate) fn run(target: &str, seconds: u32) -> Result<()> {
    let known = targets()?;
    if !known.iter().any(|name| name == target) {
        bail!("no fuzz target {target:?}; there are: {}", known.join(", "));
    }
    let path = tools::ensure(&tools::FUZZ)?;
    // libFuzzer's sanitizer flags are not stable; this lets the stable compiler take them.
    shell::run(
        cargo()
            .args([
                "fuzz",
                "run",
                target,
                "--",
                &format!("-max_total_time={seconds}"),
            ])
            .env("RUSTC_BOOTSTRAP", "1")
            .env("PATH", path),
    )
}

/// The targets that exist, by file name.
fn targets() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root().join("fuzz/fuzz_targets"))? {
        let path = entry?.path();
        if let Some(stem) = path.file_stem() {
            names.push(stem.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}
