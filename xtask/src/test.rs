//! `cargo xtask test`: every check that the project has, in the order of their cost.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::browser::{self, Work};
use crate::peer::{self, Peer};
use crate::postgres::Server;
use crate::press::{self, Kind};
use crate::schemathesis::{self, Found};
use crate::shell::{self, cargo};
use crate::steps::{Step, Steps};
use crate::{assets, tidy, tools};

/// Runs every step, tells each one's time, and fails if any failed.
pub(crate) fn run(fast: bool) -> Result<()> {
    tools::ensure_components()?;
    let mut steps = Steps::default();
    let mut summary = Vec::new();
    steps.run("format", || done(cargo().args(["fmt", "--all", "--check"])));
    // The server embeds them, so clippy and the tests cannot be without.
    steps.run("assets", || assets::ensure().map(|()| Step::Done));
    steps.run("tidy", || tidy::run().map(|()| Step::Done));
    steps.run("clippy", || {
        let scope = [
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--quiet",
        ];
        done(cargo().args(scope).args(["--", "-D", "warnings"]))
    });
    if fast {
        steps.run("tests", || tests(&[], &mut summary));
    } else {
        full(&mut steps, &mut summary);
    }
    eprintln!("\n=== times\n{}\n\n=== tests", steps.table());
    for line in &summary {
        eprintln!("{line}");
    }
    steps.verdict()
}

/// The steps that need more than the compiler.
fn full(steps: &mut Steps, summary: &mut Vec<String>) {
    let mut env = Vec::new();
    steps.run("peer", || {
        Ok(match peer::ensure()? {
            Peer::Ready(path) => {
                env.push(("POLITY_BELENIOS_TOOL", path.display().to_string()));
                Step::Done
            }
            Peer::Unavailable(why) => Step::Skipped(why),
        })
    });
    steps.run("schemathesis", || {
        Ok(match schemathesis::ensure() {
            Found::Ready(path) => {
                env.push(("POLITY_SCHEMATHESIS", path.display().to_string()));
                Step::Done
            }
            Found::Unavailable(why) => Step::Skipped(why),
        })
    });
    steps.run("web", || {
        assets::packages()?;
        done(&mut assets::npm(&["test"]))
    });
    // The tests of the command line and of the browser print with it.
    steps.run("press", || {
        press::test()?;
        press::ensure(Kind::Plain, "debug").map(|()| Step::Done)
    });
    let mut server = None;
    steps.run("postgres", || {
        let started = Server::start()?;
        env.push(("POLITY_TEST_PG", started.url()));
        server = Some(started);
        Ok(Step::Done)
    });
    steps.run("tests", || tests(&env, summary));
    drop(server);
    steps.run("browser", || {
        browser::command(Work::Fewer).map(|()| Step::Done)
    });
    steps.run("doctests", || {
        done(cargo().args(["test", "--workspace", "--doc", "--locked", "--quiet"]))
    });
    steps.run("rustdoc", || {
        let scope = [
            "doc",
            "--workspace",
            "--no-deps",
            "--document-private-items",
            "--locked",
        ];
        done(
            cargo()
                .args(scope)
                .arg("--quiet")
                .env("RUSTDOCFLAGS", "-D warnings"),
        )
    });
    steps.run("licences", licences);
}

fn done(command: &mut Command) -> Result<Step> {
    shell::run(command)?;
    Ok(Step::Done)
}

/// Every test of the workspace, by nextest, or by cargo where nextest cannot be installed.
fn tests(env: &[(&str, String)], summary: &mut Vec<String>) -> Result<Step> {
    let mut command = cargo();
    match tools::ensure(&tools::NEXTEST) {
        Ok(path) => command
            .args([
                "nextest",
                "run",
                "--workspace",
                "--locked",
                "--profile",
                "ci",
            ])
            .env("PATH", path),
        Err(error) => {
            eprintln!("SKIPPED: nextest: {error:#}; the tests run by `cargo test` instead");
            let args = [
                "test",
                "--workspace",
                "--lib",
                "--bins",
                "--tests",
                "--locked",
            ];
            command.args(args).arg("--no-fail-fast")
        }
    };
    let status = tee(command.envs(env.iter().cloned()), summary)?;
    if !status {
        bail!("some tests failed");
    }
    Ok(Step::Done)
}

/// Runs a command, shows what it says, and keeps the lines that sum its tests up.
fn tee(command: &mut Command, summary: &mut Vec<String>) -> Result<bool> {
    // Nextest reports on standard error, `cargo test` on standard output: one stream takes both.
    let (reader, writer) = std::io::pipe()?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .spawn()
        .context("cannot start cargo")?;
    // Our own copies of the pipe's end must go, or it never ends.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut closing = false;
    for line in BufReader::new(reader).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        eprintln!("{line}");
        closing |= line.trim_start().starts_with("Summary [");
        if closing || line.starts_with("test result:") {
            summary.push(line);
        }
    }
    Ok(child.wait()?.success())
}

/// Licences, duplicates and sources of every dependency.
fn licences() -> Result<Step> {
    let path = tools::ensure(&tools::DENY)?;
    eprintln!("SKIPPED: advisories: they need the network; run `cargo deny check advisories`");
    for manifest in ["Cargo.toml", "press/Cargo.toml"] {
        let scope = ["--locked", "check", "bans", "licenses", "sources"];
        let mut deny = cargo();
        deny.args(["deny", "--manifest-path", manifest]).args(scope);
        shell::run(deny.env("PATH", &path))?;
    }
    Ok(Step::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_what_closes() {
        let script = "echo 'PASS one'; echo '     Summary [ 1s] 2 tests run' >&2; \
                      echo '     FAIL two' >&2; exit 1";
        let mut kept = Vec::new();
        let ok = tee(Command::new("sh").args(["-c", script]), &mut kept).expect("it runs");
        assert!(!ok);
        assert_eq!(kept, ["     Summary [ 1s] 2 tests run", "     FAIL two"]);
    }
}
