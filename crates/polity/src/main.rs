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

/// What a shell tells of a program whose reader went away.
const READER_GONE: i32 = 141;

/// Who reads what a command prints may stop reading (`polity rulebook show … | head`): then there is nothing more to say,
/// and no fault to tell. Not for what serves: that goes on without its terminal.
fn end_with_the_reader() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let told = panic.payload().downcast_ref::<String>();
        let gone = |told: &String| {
            told.starts_with("failed printing to stdout") && told.contains("Broken pipe")
        };
        if told.is_some_and(gone) {
            std::process::exit(READER_GONE);
        }
        usual(panic);
    }));
}

fn main() -> ExitCode {
    let command = Cli::parse().command;
    if !matches!(command, cmd::Command::Serve(_) | cmd::Command::Demo(_)) {
        end_with_the_reader();
    }
    match command.run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
