//! Building, and running what was built.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::assets;
use crate::press::{self, Kind};
use crate::shell::{cargo, program, root, run, target_dir};

/// Builds the three programs, optimised.
pub(crate) fn release() -> Result<()> {
    press::ensure(Kind::Optimised, "release")?;
    programs()
}

/// The programs of the workspace, compiled as its tests and benchmarks compile their libraries: those are used again.
fn programs() -> Result<()> {
    assets::ensure()?;
    run(cargo().args(["build", "--release", "--locked", "--workspace", "--bins"]))
}

/// Builds everything, then runs a whole election.
pub(crate) fn demo(args: &[String]) -> Result<()> {
    press::ensure(Kind::Plain, "release")?;
    programs()?;
    run(program(target_dir().join("release/polity"))
        .arg("demo")
        .args(args))
}

/// Counts every contest of a folder of official results and compares.
pub(crate) fn oracle(dir: &Path) -> Result<()> {
    let dir = dir
        .canonicalize()
        .with_context(|| format!("no folder {}", dir.display()))?;
    let cargo_args = [
        "run",
        "--release",
        "-p",
        "polity-count",
        "--example",
        "oracle",
        "--",
    ];
    run(cargo().args(cargo_args).arg(dir))
}

/// Runs every benchmark of the workspace.
pub(crate) fn bench() -> Result<()> {
    assets::ensure()?;
    eprintln!("machine: {}", machine());
    run(cargo().args(["bench", "--workspace", "--bench", "*"]))
}

/// Processor, cores and load, so that a figure can be judged.
fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(root().join(path)).unwrap_or_default();
    let cpuinfo = read("/proc/cpuinfo");
    let model = cpuinfo
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown processor", |(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "{model}, {cores} cores, load {}",
        read("/proc/loadavg").trim()
    )
}
