//! `polity demo`: a whole election of an invented organisation with real rankings, from the list of
//! members to the declared result, through the same functions that the server calls; then the
//! verifier, from the files alone. Only the clock is pretended: the months of a real timetable pass in
//! the time that the work takes.

mod ballot;
mod calendar;
pub(crate) mod members;
mod names;
mod nominations;
mod society;
mod stage;
mod tally;
mod told;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use polity_count::{Contest, Lots, Rule, blt};

use crate::cmd::LotArgs;
use crate::house::block_on;
use crate::progress::Took;
use stage::Stage;

/// The ballots that the demo uses when it is given none: a ward of a real election, with its credits in
/// `testdata/demo/README.md`.
const WARD: &[u8] = include_bytes!("../../../../testdata/demo/ward.blt");
/// The most papers that the demo casts: each is encrypted, mixed by three trustees and opened.
const MAX_PAPERS: u64 = 200_000;
/// A folder with this file holds the remains of an earlier demo, and nothing else.
const MARKER: &str = "DEMO";

/// Run a whole election with real rankings, from the list of members to the verified result.
#[derive(Args)]
pub(crate) struct Demo {
    /// The ballots, as BLT, of up to 30 candidates; without it, a ward of several thousand real ballots.
    #[arg(long, value_name = "FILE.blt")]
    ballots: Option<PathBuf>,
    /// The rule by which they are counted.
    #[arg(long, default_value = "scottish-stv")]
    rule: Rule,
    /// The folder for everything that the demo makes.
    #[arg(long, value_name = "DIR", default_value = "demo")]
    data_dir: PathBuf,
    /// Do not serve pages afterwards. (There are no pages yet: the demo ends either way.)
    #[arg(long)]
    no_serve: bool,
    #[command(flatten)]
    lots: LotArgs,
}

impl Demo {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let contest = match &self.ballots {
            Some(path) => crate::cmd::read_contest(path)?,
            None => {
                blt::parse(WARD).map_err(|_| anyhow::anyhow!("the built-in ward is damaged"))?
            }
        };
        check(&contest, self.rule)?;
        begin_folder(&self.data_dir)?;
        let lots = self.lots.lots();
        block_on(play(&self.data_dir, &contest, self.rule, lots))
    }
}

/// Whether an election can be held on these ballots.
fn check(contest: &Contest, rule: Rule) -> anyhow::Result<()> {
    let candidates = contest.candidates.len();
    let papers = contest.ballots.papers();
    if candidates > polity_ballot::wire::MAX_ANSWERS {
        bail!(
            "the file has {candidates} candidates; one ballot paper holds at most {}",
            polity_ballot::wire::MAX_ANSWERS
        );
    }
    if papers > MAX_PAPERS {
        bail!(
            "the file has {papers} papers; the demo casts at most {MAX_PAPERS}. `polity count` counts any number"
        );
    }
    // What cannot be counted is told before anybody votes, not after.
    match polity_count::count(contest, rule, &Lots::Seed("trial".to_owned())) {
        Ok(_) => Ok(()),
        Err(fault) => Err(fault).context("no election can be held on these ballots"),
    }
}

/// Makes the folder, or clears what an earlier demo left in it. A folder with anything else is left alone.
fn begin_folder(dir: &Path) -> anyhow::Result<()> {
    let marker = dir.join(MARKER);
    if dir.exists() && std::fs::read_dir(dir)?.next().is_some() {
        if !marker.exists() {
            bail!(
                "{} is not empty and no demo made it; name a new folder with --data-dir",
                dir.display()
            );
        }
        for entry in std::fs::read_dir(dir)? {
            let path = entry?.path();
            if path == marker {
                continue;
            }
            if path.is_dir() {
                std::fs::remove_dir_all(&path)?;
            } else {
                std::fs::remove_file(&path)?;
            }
        }
    }
    let text = "This folder was made by `polity demo`. The next demo clears it.\n";
    crate::files::write(&marker, text.as_bytes())?;
    let rehearsal = "Nothing here is real: the clock was pretended.\n";
    crate::files::write(&dir.join(crate::when::REHEARSAL), rehearsal.as_bytes())
}

/// The election from the founding to the verified result.
async fn play(dir: &Path, contest: &Contest, rule: Rule, lots: Lots) -> anyhow::Result<ExitCode> {
    let mut stage = Stage::set(dir, contest, rule).await?;
    println!(
        "{}: an election that never was, with real rankings.",
        society::NAME
    );
    stage.found_and_adopt().await?;
    stage.open_matter().await?;
    stage.give_notice_and_freeze().await?;
    stage.nominate().await?;
    stage.consent_and_publish().await?;
    let polling = stage.prepare_and_open().await?;
    stage.vote(&polling).await?;
    stage.try_what_is_refused(&polling).await?;
    stage.close_and_mix(&polling).await?;
    let counted = stage.open_and_count(lots).await?;
    stage.declare().await?;
    let verified = stage.verify(&counted)?;
    told::print(&stage, &counted).await?;
    print_times(&stage.times);
    println!(
        "Files: {} and {}",
        stage.archive_path().display(),
        stage.result_path().display()
    );
    stage.house.store.close().await;
    if verified {
        println!("The verifier found everything in order.");
        Ok(ExitCode::SUCCESS)
    } else {
        eprintln!("error: the verifier refused the election; its report is above");
        Ok(ExitCode::FAILURE)
    }
}

fn print_times(times: &[Took]) {
    println!("\nHow long it took, in seconds:");
    for took in times {
        println!("  {:<44} {:>8.2}", took.name, took.seconds);
    }
    let all: f64 = times.iter().map(|took| took.seconds).sum();
    println!("  {:<44} {all:>8.2}\n", "all steps");
}
