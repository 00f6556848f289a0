//! The main binary: every command that a person types is read here, and does its work through the
//! rooms below. This is the edge: clock, randomness, files and terminal are touched in the modules
//! [`clock`], [`entropy`], [`files`] and [`progress`], and nowhere else in the project's libraries.

mod clock;
mod cmd;
mod demo;
mod entropy;
mod files;
mod house;
mod progress;
mod rehearsal;
mod when;

use std::process::ExitCode;

use clap::Parser;

/// The democratic life of a mass-membership organisation: its roll, its elections, its record.
#[derive(Parser)]
#[command(name = "polity", version, about, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: cmd::Command,
}

fn main() -> ExitCode {
    match Cli::parse().command.run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
