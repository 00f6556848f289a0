//! Seats taken and left.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use polity_office::texts;
use polity_org::body::{BodyDeed, EndCause, Ending, Ratification, TenureStart, Virtue};
use polity_store::Paper;
use polity_values::{BodyId, MatterId, SeatId, TenureId};

use super::By;
use crate::cmd::act::text::{instant, paper};

/// Record that a member takes a seat.
#[derive(Args)]
pub(crate) struct Fill {
    /// The seat.
    seat: SeatId,
    /// The member (a member number).
    member: String,
    /// By virtue of what.
    #[arg(long, value_enum)]
    virtue: How,
    /// The return, letter, nomination or sheet of the countback: a text file.
    #[arg(long, value_name = "FILE")]
    paper: Option<PathBuf>,
    /// The election of which this is the runner-up or the countback.
    #[arg(long)]
    matter: Option<MatterId>,
    /// The entry that carried the resolution.
    #[arg(long)]
    entry: Option<u64>,
    /// What the list was from which this is taken.
    #[arg(long)]
    source: Option<String>,
    /// From when, such as "2026-11-13 12:00"; without it, from now.
    #[arg(long)]
    from: Option<String>,
    /// When the term ends.
    #[arg(long)]
    until: Option<String>,
    /// The body whose ratification is awaited.
    #[arg(long, value_name = "BODY")]
    until_ratified_by: Option<BodyId>,
    /// A group of reserved places in which the member declares to count; may be repeated.
    #[arg(long)]
    counts: Vec<String>,
    #[command(flatten)]
    by: By,
}

/// By virtue of what.
#[derive(Clone, Copy, ValueEnum)]
enum How {
    /// An election elsewhere.
    Election,
    /// The letter of who appoints.
    Appointment,
    /// The word of who nominates.
    Nomination,
    /// A resolution of the body.
    Resolution,
    /// As runner-up of an election here.
    RunnerUp,
    /// By a countback of an election here.
    Countback,
    /// As it was before this record was kept.
    Import,
}

/// Record that a member leaves a seat.
#[derive(Args)]
pub(crate) struct End {
    /// The tenure, as `polity body show` names it.
    tenure: TenureId,
    /// Why, in a word.
    #[arg(long, value_parser = cause)]
    cause: EndCause,
    /// Why, in a text file.
    #[arg(long, value_name = "FILE")]
    reason: Option<PathBuf>,
    #[command(flatten)]
    by: By,
}

/// Record a ratification.
#[derive(Args)]
pub(crate) struct Ratify {
    /// The acting tenure.
    tenure: TenureId,
    /// The decision, a text file.
    decision: PathBuf,
    /// It was not ratified: the tenure ends.
    #[arg(long)]
    rejected: bool,
    #[command(flatten)]
    by: By,
}

fn cause(text: &str) -> Result<EndCause, String> {
    let known = EndCause::NAMES.iter().find(|(name, _)| *name == text);
    known.map(|(_, cause)| *cause).ok_or_else(|| {
        let names: Vec<_> = EndCause::NAMES.iter().map(|(name, _)| *name).collect();
        format!("write one of {}", names.join(", "))
    })
}

impl Fill {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.by.data.open("polity body fill").await?;
        let now = self.by.at.now(&house).await?;
        let mut papers = Vec::new();
        let virtue = self.virtue(&mut papers)?;
        let from = match &self.from {
            Some(text) => instant(&house, text).await?,
            None => now,
        };
        let until = match &self.until {
            Some(text) => Some(instant(&house, text).await?),
            None => None,
        };
        let start = TenureStart {
            seat: self.seat.clone(),
            person: house.person(&self.member, "body.fill").await?,
            from,
            until,
            virtue,
            until_ratified_by: self.until_ratified_by.clone(),
            counts: self.counts.iter().cloned().collect::<BTreeSet<_>>(),
        };
        let deed = BodyDeed::BeginTenure(start);
        self.by.submit(&house, deed, &papers).await?;
        Ok(ExitCode::SUCCESS)
    }

    fn virtue(&self, papers: &mut Vec<Paper>) -> anyhow::Result<Virtue> {
        let mut paper = || match &self.paper {
            Some(file) => paper(papers, file, texts::PUBLIC),
            None => anyhow::bail!("name the paper that shows it with --paper FILE"),
        };
        let matter = || match &self.matter {
            Some(matter) => Ok(matter.clone()),
            None => Err(anyhow::anyhow!("name the election with --matter")),
        };
        Ok(match self.virtue {
            How::Election => Virtue::Election { paper: paper()? },
            How::Appointment => Virtue::Appointment { paper: paper()? },
            How::Nomination => Virtue::Nomination { paper: paper()? },
            How::Resolution => Virtue::Resolution {
                entry: self.entry.ok_or_else(|| {
                    anyhow::anyhow!("name the entry of the resolution with --entry")
                })?,
            },
            How::RunnerUp => Virtue::RunnerUp { matter: matter()? },
            How::Countback => Virtue::Countback {
                matter: matter()?,
                paper: paper()?,
            },
            How::Import => Virtue::Import {
                source: self
                    .source
                    .clone()
                    .ok_or_else(|| anyhow::anyhow!("say what the list was with --source"))?,
            },
        })
    }
}

impl End {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.by.data.open("polity body end").await?;
        let mut papers = Vec::new();
        let reason = match &self.reason {
            Some(file) => Some(paper(&mut papers, file, texts::PUBLIC)?),
            None => None,
        };
        let ending = Ending {
            tenure: self.tenure.clone(),
            at: self.by.at.now(&house).await?,
            cause: self.cause,
            reason,
        };
        let deed = BodyDeed::EndTenure(ending);
        self.by.submit(&house, deed, &papers).await?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Ratify {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.by.data.open("polity body ratify").await?;
        let mut papers = Vec::new();
        let answer = Ratification {
            tenure: self.tenure.clone(),
            ratified: !self.rejected,
            decision: Some(paper(&mut papers, &self.decision, texts::PUBLIC)?),
        };
        let deed = BodyDeed::Ratify(answer);
        self.by.submit(&house, deed, &papers).await?;
        Ok(ExitCode::SUCCESS)
    }
}
