//! `polity procedure`: check a procedure's file, and read it in words.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, Subcommand};
use polity_procedure::{KnownRules, check_source, describe};

use crate::files;

/// Check a procedure's file, or read it in words.
#[derive(Subcommand)]
pub(crate) enum Procedure {
    /// Report every fault of a procedure's file, with line and column.
    Check(Check),
    /// Tell a procedure in words, stage by stage.
    Show(Show),
}

/// Report every fault of a procedure's file, with line and column.
#[derive(Args)]
pub(crate) struct Check {
    /// The files.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Tell a procedure in words.
#[derive(Args)]
pub(crate) struct Show {
    /// The file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Procedure {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Check(check) => check.run(),
            Self::Show(show) => show.run(),
        }
    }
}

impl Check {
    fn run(self) -> anyhow::Result<ExitCode> {
        let known = KnownRules::shipped();
        let mut adoptable = true;
        for path in &self.files {
            let report = check_source(&files::read_text(path)?, &known);
            adoptable &= report.is_adoptable();
            print!("{}", report.render(&path.display().to_string()));
        }
        Ok(if adoptable {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

impl Show {
    fn run(self) -> anyhow::Result<ExitCode> {
        let report = check_source(&files::read_text(&self.file)?, &KnownRules::shipped());
        let Some(procedure) = &report.procedure else {
            bail!("{}", report.render(&self.file.display().to_string()));
        };
        print!("{}", describe(procedure));
        Ok(ExitCode::SUCCESS)
    }
}
