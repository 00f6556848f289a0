//! `polity matter`: adopt a procedure, open a matter under it, see where it stands and what may be done.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use polity_office::texts::PUBLIC;
use polity_office::{calling, desk};
use polity_org::act::{Adoption, Deed, EmergencyReport, LostVotes, Opening, Override, Stated};
use polity_org::matter::{Position, StripState};
use polity_org::{Act, Digest, Verdict, World, options};
use polity_procedure::instant::{LocalInstant, instant_text};
use polity_procedure::{Dates, KnownRules, check_source};
use polity_store::Paper;
use polity_values::{MatterId, ProcedureName};

use crate::cmd::act::tell;
use crate::cmd::act::text::paper;
use crate::files;
use crate::house::{DataDir, House, block_on};
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
    /// Publish the report on a matter that was opened under an emergency variant and is over.
    ReportEmergency(ReportEmergency),
    /// What a person may do now, and why not the rest.
    Options(Options),
    /// Delete the totals of what applicants answered to the questions for monitoring.
    ForgetAnswers(ForgetAnswers),
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
    /// For an emergency variant: what happened, as a text that everybody can read.
    #[arg(long, value_name = "FILE.txt")]
    emergency: Option<PathBuf>,
    /// Where members lose the vote by a date of joining before the notice: why that is meant. Their number is counted
    /// from the list of members and put on the record.
    #[arg(long, value_name = "FILE.txt")]
    confirm_lost_votes: Option<PathBuf>,
    /// A shortest time of the procedure that is not kept, by its place among the gaps, and the ground as minuted:
    /// "3=ground.txt".
    #[arg(long = "override", value_name = "GAP=FILE.txt")]
    overrides: Vec<String>,
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

/// Publish the report on an emergency.
#[derive(Args)]
pub(crate) struct ReportEmergency {
    /// The matter.
    #[arg(value_name = "MATTER")]
    matter: MatterId,
    /// The report, for everybody to read.
    #[arg(long, value_name = "FILE.txt")]
    report: PathBuf,
    #[command(flatten)]
    data: DataDir,
    /// Who publishes it (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
    #[command(flatten)]
    at: At,
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

/// Delete the totals of monitoring.
#[derive(Args)]
pub(crate) struct ForgetAnswers {
    /// The matter.
    #[arg(value_name = "MATTER")]
    matter: MatterId,
    #[command(flatten)]
    data: DataDir,
}

impl ForgetAnswers {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity matter forget-answers").await?;
        if house.store.monitoring_forget(&self.matter).await? {
            println!("The totals of {} are deleted.", self.matter);
            return Ok(ExitCode::SUCCESS);
        }
        eprintln!("{} has no totals.", self.matter);
        Ok(ExitCode::FAILURE)
    }
}

impl Matter {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Adopt(adopt) => block_on(adopt.run()),
            Self::Open(open) => block_on(open.run()),
            Self::Show(show) => block_on(show.run()),
            Self::ReportEmergency(report) => block_on(report.run()),
            Self::Options(options) => block_on(options.run()),
            Self::ForgetAnswers(forget) => block_on(forget.run()),
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
        let world = house.store.world().await?;
        let mut papers = Vec::new();
        let stated = self.stated(&house, &world, &dates, &mut papers).await?;
        let opening = Opening {
            stated,
            id: self.matter,
            procedure: self.procedure,
            dates,
            title: self.title,
        };
        let act = Act::standing(actor, Deed::OpenMatter(opening));
        tell(&desk::submit(&house.store, &act, &papers, now).await?);
        Ok(ExitCode::SUCCESS)
    }

    /// What is stated where the matter is opened out of the ordinary; warns of what has to be.
    async fn stated(
        &self,
        house: &House,
        world: &World,
        dates: &Dates,
        papers: &mut Vec<Paper>,
    ) -> anyhow::Result<Stated> {
        let mut stated = Stated::default();
        if let Some(file) = &self.emergency {
            stated.emergency = Some(paper(papers, file, PUBLIC)?);
        }
        for text in &self.overrides {
            let parts = text.split_once('=');
            let parts = parts.and_then(|(gap, file)| Some((gap.parse().ok()?, file)));
            let (gap, file) = parts.context("--override GAP=FILE.txt")?;
            let ground = paper(papers, file.as_ref(), PUBLIC)?;
            stated.overrides.push(Override { gap, ground });
        }
        let lost =
            calling::lost_votes(&house.store, world, &self.procedure, dates, stated.waived())
                .await?;
        match (&self.confirm_lost_votes, lost) {
            (Some(file), lost) => {
                let reason = paper(papers, file, PUBLIC)?;
                let members = lost.unwrap_or_default();
                stated.joined_before_notice = Some(LostVotes { members, reason });
            }
            (None, Some(lost)) => bail!(
                "{lost} members joined after the last time of joining and before the notice, and would lose the vote: \
                 name a later date, or confirm it with --confirm-lost-votes REASON.txt"
            ),
            (None, None) => {}
        }
        Ok(stated)
    }
}

impl ReportEmergency {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity matter report-emergency").await?;
        let now = self.at.now(&house).await?;
        let actor = house.person(&self.actor, "report").await?;
        let mut papers = Vec::new();
        let report = paper(&mut papers, &self.report, PUBLIC)?;
        let of = self.matter;
        let act = Act::standing(actor, Deed::ReportEmergency(EmergencyReport { of, report }));
        tell(&desk::submit(&house.store, &act, &papers, now).await?);
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
