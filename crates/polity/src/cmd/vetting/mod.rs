//! `polity vetting`: applications to join come in, are looked for on a register, paid, and counted. Who decides them does so
//! one by one, as people; no command refuses anybody.

mod review;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use polity_office::admission::{Keyed, bank, intake, matching};
use polity_office::desk::{self, Hand};
use polity_org::vetting::figures::{Counts, SMALLEST, figures, suppressed};
use polity_org::vetting::payment::accounts;
use polity_procedure::model::{Admission, AdmissionClassId};
use polity_values::MatterId;

use self::review::{Decide, Find, Lodge, Refer, Waiting};
use super::roll::match_applications::index;
use crate::house::{DataDir, House, block_on};
use crate::progress::Step;
use crate::when::At;
use crate::{entropy, files};

/// Applications to join a class of voters.
#[derive(Subcommand)]
pub(crate) enum Vetting {
    /// Bring in applications from CSV: all of them, or none and every fault at once.
    Receive(Receive),
    /// Look on a register for everybody who waits for it. A program accepts, asks, or puts before people.
    Match(Match),
    /// Bring in the bank's file: which line pays for which application.
    Bank(Bank),
    /// List the applications that wait for a reviewer in a queue, in an order of the reviewer's own.
    Queue(Waiting),
    /// Put an application into a queue, with the ground.
    Refer(Refer),
    /// Record one's own finding on an application.
    Find(Find),
    /// Appeal against a refusal, for an applicant who does so on paper.
    Appeal(Lodge),
    /// Say, as one of those who decide appeals, whether one is upheld.
    Decide(Decide),
    /// Show how many applied, were accepted, refused and on which ground, and the accounts.
    Figures(Figures),
}

/// Bring in applications from CSV.
#[derive(Args)]
pub(crate) struct Receive {
    /// The table, with the columns that `polity roll match` reads: a number of its own for each application, forenames,
    /// surname, email, lines of the address, town, postcode, date of birth.
    #[arg(value_name = "applications.csv")]
    file: PathBuf,
    #[command(flatten)]
    of: Of,
    /// The class to be joined.
    #[arg(long)]
    class: AdmissionClassId,
    /// Who brings them in (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
}

/// Which matter, where, when.
#[derive(Args)]
pub(crate) struct Of {
    /// The matter.
    #[arg(long)]
    matter: MatterId,
    #[command(flatten)]
    data: DataDir,
    #[command(flatten)]
    at: At,
}

/// Look for applicants on a register.
#[derive(Args)]
pub(crate) struct Match {
    /// The register, as for `polity roll match`.
    #[arg(long, value_name = "register.csv")]
    register: PathBuf,
    #[command(flatten)]
    of: Of,
}

/// Bring in the bank's file.
#[derive(Args)]
pub(crate) struct Bank {
    /// The bank's file.
    #[arg(value_name = "bank.csv")]
    file: PathBuf,
    #[command(flatten)]
    of: Of,
    /// The column with the bank's own reference of a payment.
    #[arg(long, value_name = "COLUMN", default_value = "Transaction ID")]
    payment: String,
    /// The column with what the payer wrote.
    #[arg(long, value_name = "COLUMN", default_value = "Description")]
    note: String,
    /// The column with the amount in pounds.
    #[arg(long, value_name = "COLUMN", default_value = "Amount")]
    amount: String,
    /// Who brings it in (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
    /// Show what it comes to, and change nothing.
    #[arg(long)]
    preview: bool,
}

/// Show the figures.
#[derive(Args)]
pub(crate) struct Figures {
    #[command(flatten)]
    of: Of,
    /// Leave no small figure out: for those who hold the campaign, never to be published.
    #[arg(long)]
    whole: bool,
}

impl Vetting {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        block_on(async {
            match self {
                Self::Receive(receive) => receive.run().await,
                Self::Match(matching) => matching.run().await,
                Self::Bank(bank) => bank.run().await,
                Self::Queue(queue) => queue.run().await,
                Self::Refer(refer) => refer.run().await,
                Self::Find(find) => find.run().await,
                Self::Appeal(lodge) => lodge.run().await,
                Self::Decide(decide) => decide.run().await,
                Self::Figures(figures) => figures.run().await,
            }
        })
    }
}

impl Of {
    async fn hand(&self, house: &House, actor: &str) -> anyhow::Result<Hand> {
        Ok(Hand {
            matter: self.matter.clone(),
            actor: house.person(actor, "vetting").await?,
            now: self.at.now(house).await?,
        })
    }
}

impl Receive {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let forms = intake::read(&files::read(&self.file)?)?;
        let house = self.of.data.open("polity vetting receive").await?;
        let hand = self.of.hand(&house, &self.actor).await?;
        let keyed = Keyed::of(&house.store, &mut entropy::generator()?).await?;
        let step = Step::begin("Bringing in the applications", forms.len() as u64);
        let done = intake::bring_in(&house.store, &hand, (&forms, &self.class), &keyed).await?;
        step.end("done");
        let (new, before) = done;
        println!("{new} applications are on the record; {before} were there before.");
        Ok(ExitCode::SUCCESS)
    }
}

impl Match {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let register = index(&self.register)?;
        let house = self.of.data.open("polity vetting match").await?;
        let now = self.of.at.now(&house).await?;
        let mut rng = entropy::generator()?;
        let keyed = Keyed::of(&house.store, &mut rng).await?;
        let run = matching::look_for_all(
            &house.store,
            (&self.of.matter, now),
            &register,
            (&keyed, &mut rng),
            |done, of| tracing::info!(done, of, "looked for"),
        )
        .await?;
        println!(
            "{} looked for: {} found, {} doubtful, {} not found, {} repeat another application.",
            run.looked_for, run.matched, run.doubtful, run.not_found, run.repeated
        );
        println!("Nobody was refused: only people do that.");
        Ok(ExitCode::SUCCESS)
    }
}

impl Bank {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let columns = bank::Columns {
            payment: self.payment.clone(),
            note: self.note.clone(),
            amount: self.amount.clone(),
        };
        let lines = bank::read(&files::read(&self.file)?, &columns)?;
        let house = self.of.data.open("polity vetting bank").await?;
        let hand = self.of.hand(&house, &self.actor).await?;
        let keyed = Keyed::of(&house.store, &mut entropy::generator()?).await?;
        let found = bank::reconcile(&house.store, &hand, lines, &keyed).await?;
        println!(
            "{} payments for applications, {} on the record before, {} that went out.",
            found.found.len(),
            found.before.len(),
            found.out
        );
        for line in &found.unknown {
            println!(
                "line {}: no application is named; a person looks at it: {}",
                line.line, line.payment
            );
        }
        if self.preview {
            println!("Nothing was changed: this was a preview.");
            return Ok(ExitCode::SUCCESS);
        }
        let done = bank::bring_in(&house.store, &hand, &found, &keyed).await?;
        println!("{done} payments are on the record.");
        Ok(ExitCode::SUCCESS)
    }
}

impl Figures {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.of.data.open("polity vetting figures").await?;
        let now = self.of.at.now(&house).await?;
        let world = house.store.world().await?;
        let matter = desk::matter_of(&world, &self.of.matter)?;
        let terms = matter.procedure.admission.as_ref();
        let terms = terms.context("this matter admits nobody")?;
        let organisation = world
            .organisation()
            .context("no organisation is founded here")?;
        let zone = &organisation.zone;
        let counted = figures(matter.campaign.cases(), terms, (zone, now));
        self.print("All", &counted.all, terms);
        for (class, counts) in &counted.classes {
            let title = terms
                .class(class)
                .map_or(class.as_str(), |class| &class.title);
            self.print(title, counts, terms);
        }
        if let Some(minutes) = counted.median_minutes {
            println!(
                "Half of the decisions of people took less than {} hours.",
                minutes.div_ceil(60)
            );
        }
        let sum = accounts(matter.campaign.cases(), terms, now);
        println!(
            "Accounts: {} payments, {} in, {} given back, {} to be given back; {} have not paid.",
            sum.payments,
            pounds(sum.received),
            pounds(sum.refunded),
            pounds(sum.due),
            sum.unpaid
        );
        if !self.whole {
            println!("Figures under {SMALLEST} are left out, with as many as would tell them.");
        }
        Ok(ExitCode::SUCCESS)
    }

    fn print(&self, title: &str, counts: &Counts, terms: &Admission) {
        println!("{title}: {} applied", counts.received);
        let outcomes = [
            ("accepted", counts.all_accepted()),
            ("refused", counts.all_refused()),
            ("undecided", counts.undecided),
            ("withdrawn", counts.withdrawn),
        ];
        self.cells(
            outcomes
                .map(|(name, count)| (name.to_owned(), count))
                .into(),
        );
        let title = |code: &polity_procedure::model::ReasonCode| {
            let reason = terms.reason(code);
            reason.map_or_else(|| code.to_string(), |reason| reason.title.clone())
        };
        let grounds = counts
            .refused
            .iter()
            .map(|(code, count)| (title(code), *count));
        self.cells(
            grounds
                .map(|(title, count)| (format!("refused: {title}"), count))
                .collect(),
        );
        let appeals = [
            ("appeals upheld", counts.upheld),
            ("appeals dismissed", counts.dismissed),
            (
                "appeals that wait",
                counts.appeals - counts.upheld - counts.dismissed,
            ),
        ];
        self.cells(appeals.map(|(name, count)| (name.to_owned(), count)).into());
    }

    /// Figures that add up to one that is told: those that are too small are left out.
    fn cells(&self, cells: std::collections::BTreeMap<String, u64>) {
        let shown = if self.whole {
            cells
                .into_iter()
                .map(|(name, count)| (name, Some(count)))
                .collect()
        } else {
            suppressed(&cells)
        };
        for (name, count) in shown {
            match count {
                Some(count) => println!("  {name}: {count}"),
                None => println!("  {name}: left out"),
            }
        }
    }
}

fn pounds(pence: u64) -> String {
    format!("£{}.{:02}", pence / 100, pence % 100)
}
