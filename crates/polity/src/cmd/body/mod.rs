//! `polity body`: what bodies are made of and who sits in them.

mod report;
mod seats;
mod show;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use polity_office::desk;
use polity_org::act::{Adoption, Deed};
use polity_org::body::popolo::{Person, Popolo};
use polity_org::body::{self, BodyDeed};
use polity_org::{Act, Digest};
use polity_values::{BodyId, PersonId};
use std::collections::BTreeMap;

use crate::cmd::act::tell;
use crate::files;
use crate::house::{DataDir, House, block_on};
use crate::when::At;

/// Bodies and seats.
#[derive(Subcommand)]
pub(crate) enum Body {
    /// Check the file of a composition: every fault with its line, or what it amounts to.
    Check(Check),
    /// Adopt a composition; it takes the persons who may adopt procedures.
    Adopt(Adopt),
    /// Show a body: divisions, holders, vacancies, reserved places, quorum and majority.
    Show(show::Show),
    /// Tell in totals how seats are held, who stood, who came to meetings, what was reported.
    Report(report::Report),
    /// Record that a member takes a seat.
    Fill(seats::Fill),
    /// Record that a member leaves a seat.
    End(seats::End),
    /// Record that an acting holder was ratified, or was not.
    Ratify(seats::Ratify),
    /// Bring in who sits in a body, from a Popolo JSON file.
    Import(Import),
    /// Write the bodies, seats and tenures as Popolo JSON.
    Export(Export),
}

/// Check a file.
#[derive(Args)]
pub(crate) struct Check {
    /// The composition, as `testdata/bodies/executive-2020.toml` shows.
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,
}

/// Adopt a composition.
#[derive(Args)]
pub(crate) struct Adopt {
    /// The composition.
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,
    #[command(flatten)]
    by: By,
}

/// Bring a Popolo file in.
#[derive(Args)]
pub(crate) struct Import {
    /// The file.
    #[arg(value_name = "FILE.json")]
    file: PathBuf,
    /// The body: the id of an organization in the file.
    #[arg(long)]
    body: BodyId,
    /// What the file is, for the record.
    #[arg(long)]
    source: String,
    /// Only say what would be recorded.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    by: By,
}

/// Write a Popolo file.
#[derive(Args)]
pub(crate) struct Export {
    /// Where to; without it, to the terminal.
    #[arg(long, value_name = "FILE.json")]
    out: Option<PathBuf>,
    /// With the names of the holders, from the list of members. Each look is logged.
    #[arg(long)]
    names: bool,
    #[command(flatten)]
    data: DataDir,
    #[command(flatten)]
    at: At,
}

/// Who puts something on the record.
#[derive(Args)]
pub(crate) struct By {
    /// Who acts (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
    /// A second person, who confirms at once; without one the proposal waits.
    #[arg(long, value_name = "MEMBER")]
    second: Option<String>,
    #[command(flatten)]
    pub(super) data: DataDir,
    #[command(flatten)]
    pub(super) at: At,
}

impl Body {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Check(check) => check.run(),
            Self::Adopt(adopt) => block_on(adopt.run()),
            Self::Show(show) => block_on(show.run()),
            Self::Report(report) => block_on(report.run()),
            Self::Fill(fill) => block_on(fill.run()),
            Self::End(end) => block_on(end.run()),
            Self::Ratify(ratify) => block_on(ratify.run()),
            Self::Import(import) => block_on(import.run()),
            Self::Export(export) => block_on(export.run()),
        }
    }
}

impl By {
    /// Puts a deed on the record, with the second person's confirmation where one is named and needed.
    pub(super) async fn submit(
        &self,
        house: &House,
        deed: BodyDeed,
        papers: &[polity_store::Paper],
    ) -> anyhow::Result<()> {
        let now = self.at.now(house).await?;
        let actor = house.person(&self.actor, "body").await?;
        let act = Act::standing(actor, Deed::Body(deed));
        let done = desk::submit(&house.store, &act, papers, now).await?;
        let waits = done.entries.last();
        let waits = waits.is_some_and(|entry| entry.event.kind().ends_with("_proposed"));
        match &self.second {
            Some(second) if waits => {
                let second = house.person(second, "body").await?;
                tell(&desk::confirm(&house.store, &done, None, &second, now).await?);
            }
            _ => tell(&done),
        }
        Ok(())
    }
}

impl Check {
    fn run(self) -> anyhow::Result<ExitCode> {
        let source = files::read_text(&self.file)?;
        match body::parse(&source) {
            Ok(composition) => {
                println!(
                    "{}: {} seats in {} divisions, {} of them voting; in force from {}.",
                    composition.title,
                    composition.size(),
                    composition.divisions.len(),
                    composition.voting_seats(),
                    composition.from,
                );
                for division in &composition.divisions {
                    println!("  {:>3}  {}", division.seats, division.title);
                }
                Ok(ExitCode::SUCCESS)
            }
            Err(faults) => {
                for fault in &faults {
                    eprintln!("{}: {fault}", self.file.display());
                }
                eprintln!("{} faults.", faults.len());
                Ok(ExitCode::FAILURE)
            }
        }
    }
}

impl Adopt {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let source = files::read_text(&self.file)?;
        let house = self.by.data.open("polity body adopt").await?;
        let sha256 = Digest::of(source.as_bytes());
        let deed = BodyDeed::AdoptComposition(Adoption { source, sha256 });
        self.by.submit(&house, deed, &[]).await?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Import {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let bytes = files::read(&self.file)?;
        let house = self.by.data.open("polity body import").await?;
        let now = self.by.at.now(&house).await?;
        let popolo = match Popolo::read(&bytes) {
            Ok(popolo) => popolo,
            Err(faults) => return Ok(refuse(&self.file, &faults)),
        };
        let known = members(&house, &popolo).await?;
        let world = house.store.world().await?;
        let organisation = world
            .organisation()
            .context("no organisation is founded here")?;
        let person = |one: &Person| known.get(&one.id).cloned();
        let found = popolo.tenures(organisation, &self.body, &self.source, now, person);
        let tenures = match found {
            Ok(tenures) => tenures,
            Err(faults) => return Ok(refuse(&self.file, &faults)),
        };
        println!("{} tenures are not on the record yet.", tenures.len());
        if self.dry_run {
            return Ok(ExitCode::SUCCESS);
        }
        for tenure in tenures {
            let deed = BodyDeed::BeginTenure(tenure);
            self.by.submit(&house, deed, &[]).await?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Who the persons of a file are on the list of members: by id or by any of their numbers.
async fn members(house: &House, popolo: &Popolo) -> anyhow::Result<BTreeMap<String, PersonId>> {
    let mut known = BTreeMap::new();
    for person in &popolo.persons {
        let numbers = person.identifiers.iter().map(|one| &one.identifier);
        for number in numbers.chain([&person.id]) {
            let viewer = crate::house::viewer("body.import", crate::clock::now());
            if let Some(member) = house.store.member_fetch(number, &viewer).await? {
                known.insert(person.id.clone(), member.person);
                break;
            }
        }
    }
    Ok(known)
}

fn refuse(file: &std::path::Path, faults: &[String]) -> ExitCode {
    for fault in faults {
        eprintln!("{}: {fault}", file.display());
    }
    eprintln!("{} faults; nothing was recorded.", faults.len());
    ExitCode::FAILURE
}

impl Export {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity body export").await?;
        let now = self.at.now(&house).await?;
        let world = house.store.world().await?;
        let organisation = world
            .organisation()
            .context("no organisation is founded here")?;
        let mut names = BTreeMap::new();
        if self.names {
            for tenure in &organisation.tenures {
                let member = house.member(tenure.person.as_str(), "body.export").await?;
                names.insert(tenure.person.clone(), member.name);
            }
        }
        let popolo = Popolo::of(organisation, now, |person| names.get(person).cloned());
        let text = serde_json::to_string_pretty(&popolo)?;
        match &self.out {
            Some(out) => files::write(out, text.as_bytes())?,
            None => println!("{text}"),
        }
        Ok(ExitCode::SUCCESS)
    }
}
