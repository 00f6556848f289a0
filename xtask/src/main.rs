//! The project's own commands, run as `cargo xtask COMMAND`.
//!
//! On a fresh machine two of them do everything: `cargo xtask demo` builds the project and runs a
//! whole election, `cargo xtask test` passes every test. What they need and do not find they
//! install: cargo's tools beside the build, system packages by apt when run as root.

mod assets;
mod browser;
mod build;
mod fuzz;
mod peer;
mod postgres;
mod press;
mod schemathesis;
mod shell;
mod steps;
mod test;
mod tidy;
mod tools;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The command line.
#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's own commands")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// One command each.
#[derive(Subcommand)]
enum Command {
    /// Build the binaries, optimised.
    Build,
    /// Make what browsers load: `npm ci` by the lock file when needed, then the build into `web/dist`.
    Assets,
    /// The tests in a real browser (Debian's chromium) on the real binary.
    Browser {
        /// Take the pictures of `docs/screens/` instead.
        #[arg(long)]
        screens: bool,
    },
    /// Build everything, then run a whole election on real ballots (`polity demo`).
    Demo {
        /// Passed on to `polity demo`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Format, tidy, clippy, every test on both databases, documentation, licences.
    Test {
        /// Only format, tidy, clippy and the tests that need neither PostgreSQL nor the peer.
        #[arg(long)]
        fast: bool,
    },
    /// Check the house rules: who may import what, purity, sizes, words, documents.
    Tidy,
    /// Count every contest in a folder of official results and compare to the digit.
    Oracle {
        /// The folder with the contests.
        dir: PathBuf,
    },
    /// Unpack belenios-tool of Debian 13, the independent verifier, beside the system.
    Peer,
    /// Run every benchmark.
    Bench,
    /// Fuzz one parser with libFuzzer.
    Fuzz {
        /// The target: a file name in `fuzz/fuzz_targets` without `.rs`.
        target: String,
        /// Stop after so many seconds.
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Browser { screens: true } => browser::command(browser::Work::Screens),
        Command::Browser { screens: false } => browser::command(browser::Work::Everything),
        Command::Build => build::release(),
        Command::Assets => assets::ensure(),
        Command::Demo { args } => build::demo(&args),
        Command::Test { fast } => test::run(fast),
        Command::Tidy => tidy::run(),
        Command::Oracle { dir } => build::oracle(&dir),
        Command::Peer => peer::command(),
        Command::Bench => build::bench(),
        Command::Fuzz { target, seconds } => fuzz::run(&target, seconds),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
