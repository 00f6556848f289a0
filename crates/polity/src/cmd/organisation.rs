//! `polity organisation`: found an organisation from a file, and show it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use polity_office::founding::Description;

use crate::house::{self, DataDir, block_on};
use crate::when::{At, REHEARSAL};
use crate::{clock, files};

/// Found an organisation, or show it.
#[derive(Subcommand)]
pub(crate) enum Organisation {
    /// Found the organisation that a file describes. The list of members must be in: the file names
    /// persons by their member numbers.
    Found(Found),
    /// Show bodies, seats, who holds them, and which are vacant.
    Show(Show),
}

/// Found an organisation.
#[derive(Args)]
pub(crate) struct Found {
    /// The description, as `docs/examples/society.toml` shows.
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,
    #[command(flatten)]
    data: DataDir,
    /// Mark the folder as a rehearsal: times can be named with --at there, and nothing of it is real.
    #[arg(long)]
    rehearsal: bool,
    #[command(flatten)]
    at: At,
}

/// Show the organisation.
#[derive(Args)]
pub(crate) struct Show {
    #[command(flatten)]
    data: DataDir,
    #[command(flatten)]
    at: At,
}

impl Organisation {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Found(found) => block_on(found.run()),
            Self::Show(show) => block_on(show.run()),
        }
    }
}

impl Found {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let text = files::read_text(&self.file)?;
        let description =
            Description::parse(&text).with_context(|| self.file.display().to_string())?;
        let house = self.data.open("polity organisation found").await?;
        if self.rehearsal {
            files::write(&house.dir.join(REHEARSAL), b"Nothing here is real.\n")?;
        }
        let now = self.at.now(&house).await?;
        let viewer = house::viewer("found", clock::now());
        let founded = description.found(&house.store, &viewer, now).await?;
        println!("Founded: entry {} of the record.", founded.done.head.seq);
        Ok(ExitCode::SUCCESS)
    }
}

impl Show {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity organisation show").await?;
        let now = self.at.now(&house).await?;
        let world = house.store.world().await?;
        let organisation = world
            .organisation()
            .context("no organisation is founded here")?;
        println!("{} ({} units)", organisation.name, organisation.units.len());
        for seat in organisation.seats.values() {
            println!(
                "{} ({}): {} in {}",
                seat.title, seat.id, seat.number, seat.body
            );
            for person in world.holders(&seat.id, now) {
                let member = house.member(person.as_str(), "organisation.show").await?;
                println!("  {} ({})", member.name, member.number);
            }
        }
        for vacancy in world.vacancies(now) {
            println!(
                "vacant: {} of {} of {}",
                vacancy.vacant, vacancy.number, vacancy.seat
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}
