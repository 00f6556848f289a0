//! `polity demo`: a rehearsal that plays itself. A whole election of an invented organisation with real
//! rankings, from the list of members to the declared result, then the verifier, from the files alone; and a
//! second election that is open, in which the visitor votes and sees the officers' side. Only the clock is
//! pretended: it begins months ago and ends at the real time.

mod appointment;
pub(crate) mod browser;
mod calendar;
mod election;
mod founding;
mod meeting;
pub(crate) mod members;
mod names;
mod result;
pub(crate) mod society;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use clap::Args;
use polity_count::{Contest, Lots, Rule, blt};
use tokio::sync::oneshot;

use crate::clock;
use crate::cmd::{LotArgs, stopped};
use crate::house::{self, block_on};
use crate::progress::Took;
use crate::rehearsal::clock::RehearsalMachine;
use crate::rehearsal::houses;
use calendar::Calendar;
use election::Run;

/// The ballots that the demo uses when it is given none: a ward of a real election, with its credits in
/// `testdata/demo/README.md`.
const WARD: &[u8] = include_bytes!("../../../../testdata/demo/ward.blt");
/// The most papers that the demo casts: each is encrypted, mixed by three trustees and opened.
const MAX_PAPERS: u64 = 200_000;
/// Trustees of each election's key.
const TRUSTEES: usize = 3;
/// The port on which the pages are served, or the next free one.
const PORT: u16 = 8080;
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
    /// Hold the first election only, and end after the verifier instead of serving pages.
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
        let serve = !self.no_serve;
        block_on(play(&self.data_dir, &contest, (self.rule, lots), serve))
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

/// The elections from the founding to now; then the verifier, and the pages where `serve`.
async fn play(
    dir: &Path,
    contest: &Contest,
    (rule, lots): (Rule, Lots),
    serve: bool,
) -> anyhow::Result<ExitCode> {
    let now = clock::now();
    let calendar = Calendar::until(now)?;
    let first = calendar
        .steps(1, now)?
        .first()
        .map_or(now, |(at, _, _)| *at);
    let machine = Arc::new(RehearsalMachine::begin(dir, first)?);
    let house = house::open(dir, std::env::var("DATABASE_URL").ok(), "polity demo").await?;
    let store = Arc::new(house.store);
    let port = if serve { PORT } else { 0 };
    let listener = houses::next_free(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
    let address = listener.local_addr()?;
    let base = format!("http://{address}");
    let site = houses::site_with(Arc::clone(&store), dir, base.clone(), Arc::clone(&machine));
    // What `polity serve` prints once: whoever starts the server hands it to the first officer.
    let first = polity_web::identity::first::offer(&site).await?;
    let first = first.and_then(|link| link.strip_prefix(&base).map(str::to_owned));
    let (stop, stopping) = oneshot::channel::<()>();
    let serving = tokio::spawn(polity_web::serve(site, listener, async {
        let _ = stopping.await;
    }));
    println!(
        "{}: an election that never was, with real rankings. Its pages are at {base}",
        society::NAME
    );
    let place = (Arc::clone(&store), dir.to_owned());
    let edge = (machine, address, first);
    let mut run = Run::new(place, edge, calendar, (contest, rule, lots), serve)?;
    let verified = run.through().await?;
    if serve && verified {
        run.print_invitation(&base).await?;
        stopped().await;
    }
    drop(run);
    // Whoever holds the other end is gone only after a fault of the server, which comes out below.
    let _ = stop.send(());
    serving.await??;
    if let Some(store) = Arc::into_inner(store) {
        store.close().await;
    }
    if verified {
        Ok(ExitCode::SUCCESS)
    } else {
        eprintln!("error: the verifier refused the election; its report is above");
        Ok(ExitCode::FAILURE)
    }
}

impl Run<'_> {
    /// Every step until now, then the verifier and the result in words. Gives whether everything holds.
    async fn through(&mut self) -> anyhow::Result<bool> {
        self.play().await?;
        let verified = self.publish_and_verify().await?;
        self.machine.move_to(clock::now())?;
        self.store.tick(clock::now()).await?;
        self.take_documents().await?;
        self.print_result().await?;
        print_times(&self.times);
        if verified {
            println!("The verifier found everything in order.");
        }
        Ok(verified)
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
