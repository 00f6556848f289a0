//! `polity procedure`: check a procedure's file, read it in words or as a picture, plan its dates.

mod plan;
mod replay;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use polity_procedure::model::Procedure as Model;
use polity_procedure::{KnownRules, check_source, describe, draw, schema};

use crate::files;
use crate::house::{DataDir, block_on};

/// Check a procedure's file, or read it in words.
#[derive(Subcommand)]
pub(crate) enum Procedure {
    /// Report every fault of a procedure's file, with line and column.
    Check(Check),
    /// Tell a procedure in words, stage by stage, or draw it.
    Show(Show),
    /// Plan the dates: the latest start for an end, or the earliest end for a start, with the clause of each.
    Plan(plan::Plan),
    /// Run a matter's record under a draft: which acts would have been refused, what would differ.
    Replay(replay::Replay),
    /// Write the JSON Schema of the file, by which editors complete and check it.
    Schema(Schema),
}

/// Report every fault of a procedure's file, with line and column.
#[derive(Args)]
pub(crate) struct Check {
    /// The files.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Tell a procedure in words, or draw it.
#[derive(Args)]
pub(crate) struct Show {
    #[command(flatten)]
    which: Which,
    /// Draw it into this file: stages, windows, outcomes and lapses, readable on a telephone.
    #[arg(long, value_name = "FILE.svg")]
    svg: Option<PathBuf>,
}

/// Write the JSON Schema.
#[derive(Args)]
pub(crate) struct Schema {
    /// Where to; without it, to the terminal.
    #[arg(long, value_name = "FILE.json")]
    out: Option<PathBuf>,
}

/// Which procedure.
#[derive(Args)]
pub(crate) struct Which {
    /// A file, the name of one in the folder `procedures`, or with `--data-dir` the name of an adopted procedure.
    #[arg(value_name = "NAME")]
    name: String,
    /// Take the procedure that was adopted here.
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

impl Which {
    /// The procedure, without fault of form.
    fn read(&self) -> anyhow::Result<Model> {
        if let Some(data_dir) = &self.data_dir {
            let data = DataDir {
                data_dir: data_dir.clone(),
            };
            return block_on(adopted(&data, &self.name));
        }
        read_file(&file_of(&self.name)?)
    }
}

/// The file of a name.
fn file_of(name: &str) -> anyhow::Result<PathBuf> {
    let shipped = PathBuf::from("procedures").join(format!("{name}.toml"));
    let found = [PathBuf::from(name), shipped];
    let found = found.into_iter().find(|path| path.is_file());
    found.with_context(|| {
        format!("there is no file {name}, and none procedures/{name}.toml; with --data-dir DIR the name of an adopted procedure is enough")
    })
}

/// A procedure's file, which must be without error.
fn read_file(path: &std::path::Path) -> anyhow::Result<Model> {
    let report = check_source(&files::read_text(path)?, &KnownRules::shipped());
    let file = path.display().to_string();
    match &report.procedure {
        Some(procedure) => Ok(procedure.clone()),
        None => bail!("{}", report.render(&file)),
    }
}

async fn adopted(data: &DataDir, name: &str) -> anyhow::Result<Model> {
    let house = data.open("polity procedure").await?;
    let world = house.store.world().await?;
    let found = world.procedure(&name.parse()?);
    let found = found.with_context(|| {
        let known: Vec<_> = world
            .procedures()
            .map(|one| one.procedure.name.to_string())
            .collect();
        format!(
            "no procedure {name} was adopted here; there are: {}",
            known.join(", ")
        )
    })?;
    Ok(Model::clone(&found.procedure))
}

impl Procedure {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Check(check) => check.run(),
            Self::Show(show) => show.run(),
            Self::Plan(plan) => plan.run(),
            Self::Replay(replay) => block_on(replay.run()),
            Self::Schema(schema) => schema.run(),
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
        let procedure = self.which.read()?;
        match &self.svg {
            None => print!("{}", describe(&procedure)),
            Some(out) => {
                files::write(out, draw::draw(&procedure).as_bytes())?;
                println!("{}", out.display());
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Schema {
    fn run(self) -> anyhow::Result<ExitCode> {
        let mut text = serde_json::to_string_pretty(&schema::schema())?;
        text.push('\n');
        match &self.out {
            None => print!("{text}"),
            Some(out) => files::write(out, text.as_bytes())?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
