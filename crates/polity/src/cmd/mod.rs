//! The commands, a module each: they read arguments and files, call the rooms, and print.

mod act;
mod ballot;
mod bench;
mod body;
mod count;
mod keep;
mod matter;
mod organisation;
mod procedure;
mod roll;
mod rulebook;
mod serve;
mod sitting;
mod vetting;

pub(crate) use count::{LotArgs, read as read_contest};
pub(crate) use serve::{check_election, stopped};

use std::process::ExitCode;

use clap::Subcommand;

use crate::demo;

/// What a person can ask for.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Run a whole election with real rankings, from the list of members to the verified result.
    Demo(demo::Demo),
    /// Count a BLT file by a named rule and print every stage.
    Count(count::Count),
    /// Check a procedure's file, or read it in words.
    #[command(subcommand)]
    Procedure(procedure::Procedure),
    /// Rulebooks: check one, see what it said on a day and what changed, export it, adopt it and its changes.
    #[command(subcommand)]
    Rulebook(rulebook::Rulebook),
    /// Found an organisation, or show it.
    #[command(subcommand)]
    Organisation(organisation::Organisation),
    /// Compositions of bodies: check one, adopt it, see who holds which seat and what is vacant; Popolo in and out.
    #[command(subcommand)]
    Body(body::Body),
    /// Sittings of bodies: notice, presence, questions, votes, minutes.
    #[command(subcommand)]
    Sitting(sitting::Sitting),
    /// Adopt a procedure, open a matter under it, see where it stands and what may be done.
    #[command(subcommand)]
    Matter(matter::Matter),
    /// Put an act on the record: each is judged, and a refusal names the rule.
    Act(act::ActCommand),
    /// The list of members and the frozen roll.
    #[command(subcommand)]
    Roll(roll::Roll),
    /// Applications to join a class of voters: they come in, are looked for, paid, decided by people, and counted.
    #[command(subcommand)]
    Vetting(vetting::Vetting),
    /// The work of the credential authority and of the trustees, with files alone.
    #[command(subcommand)]
    Ballot(ballot::Ballot),
    /// Measure whole paths on this machine.
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Serve the pages: members, officers and the public take part in their browsers.
    Serve(serve::Serve),
    /// Drop every table that is made from the record and make it again.
    Rebuild(keep::Rebuild),
    /// Copy everything into a new folder, or check such a copy.
    Backup(keep::Backup),
    /// Put a copy back, into a new data folder or an empty database.
    Restore(keep::Restore),
    /// Check the whole record and every ballot box against their chains.
    Check(keep::Check),
}

impl Command {
    /// Does it; the exit code tells a script how it went.
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Demo(demo) => demo.run(),
            Self::Count(count) => count.run(),
            Self::Procedure(procedure) => procedure.run(),
            Self::Rulebook(rulebook) => rulebook.run(),
            Self::Organisation(organisation) => organisation.run(),
            Self::Body(body) => body.run(),
            Self::Sitting(sitting) => sitting.run(),
            Self::Matter(matter) => matter.run(),
            Self::Act(act) => act.run(),
            Self::Roll(roll) => roll.run(),
            Self::Vetting(vetting) => vetting.run(),
            Self::Ballot(ballot) => ballot.run(),
            Self::Bench(bench) => bench.run(),
            Self::Serve(serve) => serve.run(),
            Self::Rebuild(rebuild) => rebuild.run(),
            Self::Backup(backup) => backup.run(),
            Self::Restore(restore) => restore.run(),
            Self::Check(check) => check.run(),
        }
    }
}
