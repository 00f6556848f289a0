//! `polity matter`: adopt a procedure, open a matter under it, see where it stands and what may be done.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use polity_office::desk;
use polity_org::act::{Adoption, Deed, Opening};
use polity_org::matter::{Position, StripState};
use polity_org::{Act, Digest, Verdict, options};
use polity_procedure::instant::{LocalInstant, instant_text};
use polity_procedure::{Dates, KnownRules, check_source};
use polity_values::{MatterId, ProcedureName};

use crate::cmd::act::tell;
use crate::files;
use crate::house::{DataDir, block_on};
use crate::when::At;

/// Adopt a procedure, open a matter under it, see where it stands.
#[derive(Subcommand)]
pub(crate) enum Matter {
    /// Propose a procedure's file for adoption; another officer confirms.
    Adopt(Adopt),
    /// Open a matter under an adopted procedure.
    Open(Open),
    /// Show the timetable, where the matter stands, and what waits for a second person.
    Show(Show),
    /// What a person may do now, and why not the rest.
    Options(Options),
}

/// Propose a procedure for adoption.
#[derive(Args)]
pub(crate) struct Adopt {
    /// The procedure's file.
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,
    #[command(flatten)]
    data: DataDir,
    /// Who proposes it (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
    #[command(flatten)]
    at: At,
}

/// Open a matter.
#[derive(Args)]
pub(crate) struct Open {
    /// The matter's id.
    #[arg(value_name = "MATTER")]
    matter: MatterId,
    /// The adopted procedure.
    #[arg(long)]
    procedure: ProcedureName,
    /// One line for people.
    #[arg(long)]
    title: String,
    /// A date of the procedure, as name=time, for example "notice=Monday 2026-06-01 12:00". Once for each.
    #[arg(long = "date", value_name = "NAME=TIME")]
    dates: Vec<String>,
    #[command(flatten)]
    data: DataDir,
    /// Who opens it (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
    #[command(flatten)]
    at: At,
}

/// Show a matter.
#[derive(Args)]
pub(crate) struct Show {
    /// The matter.
    #[arg(value_name = "MATTER")]
    matter: MatterId,
    #[command(flatten)]
    data: DataDir,
}

/// What a person may do.
#[derive(Args)]
pub(crate) struct Options {
    /// The matter.
    #[arg(value_name = "MATTER")]
    matter: MatterId,
    #[command(flatten)]
    data: DataDir,
    /// Who asks (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
    #[command(flatten)]
    at: At,
}

impl Matter {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Adopt(adopt) => block_on(adopt.run()),
            Self::Open(open) => block_on(open.run()),
            Self::Show(show) => block_on(show.run()),
            Self::Options(options) => block_on(options.run()),
        }
    }
}

impl Adopt {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let source = files::read_text(&self.file)?;
        let report = check_source(&source, &KnownRules::shipped());
        if !report.is_adoptable() {
            bail!(
                "it cannot be adopted:\n{}",
                report.render(&self.file.display().to_string())
            );
        }
        let house = self.data.open("polity matter adopt").await?;
        let now = self.at.now(&house).await?;
        let actor = house.person(&self.actor, "adopt").await?;
        let sha256 = Digest::of(source.as_bytes());
        let act = Act::standing(actor, Deed::AdoptProcedure(Adoption { source, sha256 }));
        tell(&desk::submit(&house.store, &act, &[], now).await?);
        Ok(ExitCode::SUCCESS)
    }
}

impl Open {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let mut dates = Dates::default();
        for date in &self.dates {
            let (name, time) = date.split_once('=').context("--date NAME=TIME")?;
            let time: LocalInstant = time.trim().parse().with_context(|| name.to_owned())?;
            dates.set(name.trim(), time);
        }
        let house = self.data.open("polity matter open").await?;
        let now = self.at.now(&house).await?;
        let actor = house.person(&self.actor, "open").await?;
        let opening = Opening {
            id: self.matter,
            procedure: self.procedure,
            dates,
            title: self.title,
        };
        let act = Act::standing(actor, Deed::OpenMatter(opening));
        tell(&desk::submit(&house.store, &act, &[], now).await?);
        Ok(ExitCode::SUCCESS)
    }
}

impl Show {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity matter show").await?;
        let world = house.store.world().await?;
        let matter = desk::matter_of(&world, &self.matter)?;
        let zone = matter.timetable.zone();
        println!(
            "{} ({}, version {})",
            matter.title, matter.procedure.name, matter.procedure.version
        );
        for strip in matter.strip() {
            let mark = match strip.state {
                StripState::Current => "now  ",
                StripState::Ended(Some(_)) => "done ",
                StripState::Ended(None) => "lapsed",
                StripState::Ahead => "     ",
            };
            let opens = instant_text(strip.window.opens, zone);
            let closes = instant_text(strip.window.closes, zone);
            println!("{mark} {:<48} {opens} to {closes}", strip.stage.title);
        }
        if let Position::Ended(end) = &matter.position {
            println!("The matter has ended: {end:?}.");
        }
        for (seq, proposal) in &matter.proposals {
            let what = proposal
                .act
                .deed
                .kind()
                .map(polity_procedure::describe::act_words);
            println!(
                "waits for a second person: {} (entry {seq})",
                what.unwrap_or_default()
            );
        }
        for person in matter.standing() {
            let member = house.member(person.as_str(), "matter.show").await?;
            let supports = matter
                .candidacy(&person)
                .map_or(0, |one| one.supports.len());
            println!(
                "candidate: {} ({}), {supports} supports",
                member.name, member.number
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Options {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity matter options").await?;
        let now = self.at.now(&house).await?;
        let person = house.person(&self.actor, "options").await?;
        let world = house.store.world().await?;
        let question = Act::on(self.matter.clone(), person.clone(), Deed::GiveNotice {});
        let facts = house
            .store
            .facts_fetch(&world, &question.needs(&world))
            .await?;
        for (kind, verdict) in options(&world, &facts, &person, &self.matter, now) {
            let what = polity_procedure::describe::act_words(kind);
            match verdict {
                Verdict::Allowed(allowed) => println!("yes  {what} (rule {})", allowed.rule),
                Verdict::Refused(refused) => {
                    println!(
                        "no   {what}: {}",
                        polity_office::OfficeFault::Refused(Box::new(refused))
                    );
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
