//! What people do with applications, at a terminal: see which wait, find, appeal, decide an appeal. What others found is not
//! shown before the own finding is given.

use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use polity_office::admission::form_of;
use polity_office::{desk, texts};
use polity_org::act::Deed;
use polity_org::vetting::sheet::{place, sheet};
use polity_org::vetting::{Case, CaseDeed, View};
use polity_org::{Act, Digest};
use polity_procedure::model::{QueueId, ReasonCode};
use polity_store::{Paper, Viewer};
use polity_values::PersonId;

use super::Of;
use crate::entropy;
use crate::house::House;

/// List the applications that wait.
#[derive(Args)]
pub(crate) struct Waiting {
    #[command(flatten)]
    of: Of,
    /// The queue.
    #[arg(long)]
    queue: QueueId,
    /// The reviewer (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
    /// How many.
    #[arg(long, default_value_t = 20)]
    most: usize,
}

/// Put an application into a queue.
#[derive(Args)]
pub(crate) struct Refer {
    #[command(flatten)]
    of: Of,
    /// The application.
    applicant: PersonId,
    /// The queue.
    #[arg(long)]
    queue: QueueId,
    /// Why.
    #[arg(long)]
    ground: String,
    /// Who does (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
}

/// Record one's own finding.
#[derive(Args)]
pub(crate) struct Find {
    #[command(flatten)]
    of: Of,
    /// The application.
    applicant: PersonId,
    /// The queue.
    #[arg(long)]
    queue: QueueId,
    /// Nothing stands against it here.
    #[arg(long, conflicts_with = "refuse")]
    accept: bool,
    /// The ground on which it is refused.
    #[arg(long, value_name = "CODE", requires = "facts")]
    refuse: Option<ReasonCode>,
    /// The facts, in words that the applicant will read.
    #[arg(long)]
    facts: Option<String>,
    /// Who finds so (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
}

/// Appeal against a refusal.
#[derive(Args)]
pub(crate) struct Lodge {
    #[command(flatten)]
    of: Of,
    /// The application.
    applicant: PersonId,
    /// Why, with what is new.
    #[arg(long)]
    grounds: String,
}

/// Say whether an appeal is upheld.
#[derive(Args)]
pub(crate) struct Decide {
    #[command(flatten)]
    of: Of,
    /// The application.
    applicant: PersonId,
    /// It is upheld.
    #[arg(long, conflicts_with = "dismiss")]
    uphold: bool,
    /// It is dismissed.
    #[arg(long)]
    dismiss: bool,
    /// Why, in words that the applicant will read.
    #[arg(long)]
    reasons: String,
    /// Who says so (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
}

impl Waiting {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.of.data.open("polity vetting queue").await?;
        let hand = self.of.hand(&house, &self.actor).await?;
        let world = house.store.world().await?;
        let matter = desk::matter_of(&world, &self.of.matter)?;
        let terms = matter.procedure.admission.as_ref();
        let terms = terms.context("this matter admits nobody")?;
        let waits = |case: &&Case| {
            let open = case.queues(terms, hand.now).contains_key(&self.queue);
            let seen = sheet(case, terms, &self.queue, &hand.actor, hand.now);
            open && seen.is_some_and(|sheet| sheet.own.is_none())
        };
        let mut waiting: Vec<&Case> = matter.campaign.cases().filter(waits).collect();
        waiting.sort_by_key(|case| place(&hand.actor, &case.applicant));
        println!("{} wait for you in {}.", waiting.len(), self.queue);
        let viewer = Viewer {
            actor: hand.actor.to_string(),
            at: hand.now,
            purpose: "vetting.queue".to_owned(),
        };
        for case in waiting.into_iter().take(self.most) {
            let form = form_of(&house.store, case, &viewer).await?;
            println!(
                "  {}  {} {}, {}, {}",
                case.applicant,
                form.forenames,
                form.surname,
                form.address.join(", "),
                form.postcode
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// A paper for those who decide, and its deed put on the record.
async fn record(
    house: &House,
    of: &Of,
    actor: PersonId,
    (deed, papers): (CaseDeed, Vec<Paper>),
) -> anyhow::Result<ExitCode> {
    let now = of.at.now(house).await?;
    let act = Act::on(of.matter.clone(), actor, Deed::Case(deed));
    let done = desk::submit(&house.store, &act, &papers, now).await?;
    println!(
        "On the record as entry {} (rule {}).",
        done.head.seq, done.allowed.rule
    );
    Ok(ExitCode::SUCCESS)
}

fn paper(text: &str) -> anyhow::Result<Paper> {
    Ok(texts::paper(
        texts::DECIDERS,
        text,
        &mut entropy::generator()?,
    )?)
}

impl Refer {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.of.data.open("polity vetting refer").await?;
        let actor = house.person(&self.actor, "vetting").await?;
        let paper = paper(&self.ground)?;
        let deed = CaseDeed::Refer {
            applicant: self.applicant.clone(),
            queue: self.queue.clone(),
            ground: paper.reference(),
        };
        record(&house, &self.of, actor, (deed, vec![paper])).await
    }
}

impl Find {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        if self.accept == self.refuse.is_some() {
            bail!("say --accept, or --refuse CODE with --facts");
        }
        let house = self.of.data.open("polity vetting find").await?;
        let actor = house.person(&self.actor, "vetting").await?;
        let papers = self.facts.as_deref().map(paper).transpose()?;
        let world = house.store.world().await?;
        let campaign = &desk::matter_of(&world, &self.of.matter)?.campaign;
        let case = campaign.case(&self.applicant);
        let case = case.context("there is no such application")?;
        let deed = CaseDeed::Find {
            applicant: self.applicant.clone(),
            queue: self.queue.clone(),
            view: View {
                refuse: self.refuse.clone(),
                facts: papers.as_ref().map(Paper::reference),
                evidence: shown(case),
            },
        };
        record(
            &house,
            &self.of,
            actor,
            (deed, papers.into_iter().collect()),
        )
        .await
    }
}

/// The digest of what a reviewer is shown: the forms as they stand, the entry, and the application that came before.
fn shown(case: &Case) -> Digest {
    let mut pieces: Vec<&[u8]> = case
        .forms
        .iter()
        .map(|form| form.hash.0.as_slice())
        .collect();
    pieces.extend(case.entry.as_ref().map(|entry| entry.0.as_slice()));
    pieces.extend(case.repeats.as_ref().map(|of| of.as_str().as_bytes()));
    Digest::of_pieces(&pieces)
}

impl Lodge {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.of.data.open("polity vetting appeal").await?;
        let paper = paper(&self.grounds)?;
        let deed = CaseDeed::LodgeAppeal {
            applicant: self.applicant.clone(),
            grounds: paper.reference(),
        };
        record(
            &house,
            &self.of,
            self.applicant.clone(),
            (deed, vec![paper]),
        )
        .await
    }
}

impl Decide {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        if self.uphold == self.dismiss {
            bail!("say --uphold or --dismiss");
        }
        let house = self.of.data.open("polity vetting decide").await?;
        let actor = house.person(&self.actor, "vetting").await?;
        let paper = paper(&self.reasons)?;
        let deed = CaseDeed::DecideAppeal {
            applicant: self.applicant.clone(),
            upheld: self.uphold,
            reasons: paper.reference(),
        };
        record(&house, &self.of, actor, (deed, vec![paper])).await
    }
}
