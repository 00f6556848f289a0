//! `polity sitting`: a body meets.

mod acts;
mod minutes;
mod question;
mod show;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use polity_office::desk;
use polity_org::Act;
use polity_org::act::Deed;
use polity_org::sitting::deed::{Call, ItemSpec};
use polity_org::sitting::{SittingAct, SittingDeed};
use polity_store::Paper;
use polity_values::{BodyId, PersonId, SittingId};
use serde::Deserialize;

use crate::cmd::act::tell;
use crate::cmd::act::text::{instant, paper};
use crate::files;
use crate::house::{DataDir, House, block_on};
use crate::when::At;

/// Sittings of bodies.
#[derive(Subcommand)]
pub(crate) enum Sitting {
    /// Give notice of a sitting that a file describes.
    Convene(Convene),
    /// Put an act of a sitting on the record.
    Act(Box<ActOf>),
    /// Show a sitting: agenda, who is in, quorum, who speaks next, questions and how they fell.
    Show(show::Show),
    /// Write the minutes from the record.
    Minutes(minutes::Minutes),
}

/// Give notice.
#[derive(Args)]
pub(crate) struct Convene {
    /// The id of the sitting.
    sitting: SittingId,
    /// The notice: body, title, starts, place, remote, special, and `[[item]]` with title, minutes, closed-doors.
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,
    #[command(flatten)]
    by: By,
}

/// An act.
#[derive(Args)]
pub(crate) struct ActOf {
    /// The sitting.
    sitting: SittingId,
    #[command(flatten)]
    by: By,
    #[command(subcommand)]
    what: acts::What,
}

/// Who acts.
#[derive(Args)]
pub(crate) struct By {
    /// Who acts (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
    #[command(flatten)]
    data: DataDir,
    #[command(flatten)]
    at: At,
}

/// The file of a notice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Notice {
    body: BodyId,
    title: String,
    starts: String,
    place: String,
    #[serde(default)]
    remote: bool,
    #[serde(default)]
    special: bool,
    item: Vec<NoticeItem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct NoticeItem {
    title: String,
    minutes: Option<u32>,
    #[serde(default)]
    closed_doors: bool,
}

impl Sitting {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Convene(convene) => block_on(convene.run()),
            Self::Act(act) => block_on(act.run()),
            Self::Show(show) => block_on(show.run()),
            Self::Minutes(minutes) => block_on(minutes.run()),
        }
    }
}

impl By {
    async fn submit(
        &self,
        house: &House,
        sitting: &SittingId,
        what: SittingAct,
        papers: &[Paper],
    ) -> anyhow::Result<()> {
        let now = self.at.now(house).await?;
        let actor = house.person(&self.actor, "sitting").await?;
        let sitting = sitting.clone();
        let deed = Deed::Sitting(SittingDeed { sitting, what });
        let act = Act::standing(actor, deed);
        tell(&desk::submit(&house.store, &act, papers, now).await?);
        Ok(())
    }
}

impl Convene {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let text = files::read_text(&self.file)?;
        let notice: Notice =
            toml::from_str(&text).with_context(|| self.file.display().to_string())?;
        let house = self.by.data.open("polity sitting convene").await?;
        let item = |one: NoticeItem| ItemSpec {
            title: one.title,
            minutes: one.minutes,
            closed_doors: one.closed_doors,
        };
        let call = Call {
            body: notice.body,
            title: notice.title,
            special: notice.special,
            starts: instant(&house, &notice.starts).await?,
            place: notice.place,
            remote: notice.remote,
            agenda: notice.item.into_iter().map(item).collect(),
        };
        let what = SittingAct::Convene(call);
        self.by.submit(&house, &self.sitting, what, &[]).await?;
        Ok(ExitCode::SUCCESS)
    }
}

impl ActOf {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.by.data.open("polity sitting act").await?;
        let mut hand = acts::Hand {
            house: &house,
            papers: Vec::new(),
        };
        let what = hand.act(self.what).await?;
        let papers = hand.papers;
        self.by.submit(&house, &self.sitting, what, &papers).await?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A member by name and number.
async fn named(house: &House, person: &PersonId) -> anyhow::Result<String> {
    let member = house.member(person.as_str(), "sitting").await?;
    Ok(format!("{} ({})", member.name, member.number))
}
