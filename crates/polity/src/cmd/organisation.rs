//! `polity organisation`: found an organisation from a file, and show it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use polity_office::desk;
use polity_org::Act;
use polity_org::act::{Deed, StandingAct};
use polity_org::founding::{BodySpec, FirstTenure, Founding, Officer, Power, SeatSpec, UnitSpec};
use polity_procedure::model::ClauseText;
use polity_values::{BodyId, Clause, PersonId, SeatId, UnitId};
use serde::Deserialize;

use crate::files;
use crate::house::{DataDir, House, block_on};
use crate::when::{At, REHEARSAL};

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

/// The file's form. Persons are member numbers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Description {
    name: String,
    zone: String,
    founder: String,
    classes: Vec<String>,
    bodies: Vec<BodySpec>,
    units: Vec<UnitDescription>,
    seats: Vec<SeatSpec>,
    /// Seat to member numbers.
    holders: BTreeMap<SeatId, Vec<String>>,
    powers: Vec<PowerDescription>,
    clauses: BTreeMap<Clause, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitDescription {
    id: UnitId,
    kind: BodyId,
    title: String,
    /// Seat to member number.
    #[serde(default)]
    officers: BTreeMap<SeatId, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PowerDescription {
    act: StandingAct,
    seat: SeatId,
    persons: u8,
    rule: Clause,
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
        let description: Description =
            toml::from_str(&text).with_context(|| self.file.display().to_string())?;
        let house = self.data.open("polity organisation found").await?;
        let founder = house.person(&description.founder, "found").await?;
        let founding = description.founding(&house).await?;
        if self.rehearsal {
            files::write(&house.dir.join(REHEARSAL), b"Nothing here is real.\n")?;
        }
        let now = self.at.now(&house).await?;
        let deed = Deed::FoundOrganisation(Box::new(founding));
        let done = desk::submit(&house.store, &Act::standing(founder, deed), &[], now).await?;
        println!("Founded: entry {} of the record.", done.head.seq);
        Ok(ExitCode::SUCCESS)
    }
}

impl Description {
    async fn founding(self, house: &House) -> anyhow::Result<Founding> {
        let person =
            async |who: &str| -> anyhow::Result<PersonId> { house.person(who, "found").await };
        let mut units = Vec::with_capacity(self.units.len());
        for unit in self.units {
            let mut officers = Vec::new();
            for (seat, who) in unit.officers {
                officers.push(Officer {
                    seat,
                    person: person(&who).await?,
                });
            }
            units.push(UnitSpec {
                id: unit.id,
                kind: unit.kind,
                title: unit.title,
                officers,
            });
        }
        let mut tenures = Vec::new();
        for (seat, holders) in self.holders {
            for who in holders {
                let person = person(&who).await?;
                tenures.push(FirstTenure {
                    seat: seat.clone(),
                    person,
                    until: None,
                });
            }
        }
        let power = |one: PowerDescription| Power {
            act: one.act,
            seat: one.seat,
            persons: one.persons,
            rule: one.rule,
        };
        Ok(Founding {
            name: self.name,
            zone: self.zone,
            classes: self.classes,
            bodies: self.bodies,
            units,
            seats: self.seats,
            tenures,
            powers: self.powers.into_iter().map(power).collect(),
            clauses: self
                .clauses
                .into_iter()
                .map(|(id, text)| ClauseText { id, text })
                .collect(),
        })
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
