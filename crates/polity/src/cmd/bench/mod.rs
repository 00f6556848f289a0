//! `polity bench`: the figures that the project promises of whole paths, measured where they run. Benchmarks of
//! single steps are in the crates (`cargo xtask bench`).

mod count;
mod vetting;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use polity_ballot::archive::{ElectionParts, Setup};
use polity_ballot::wire::{TrusteeItem, Trustees};
use polity_office::codes::Codes;
use polity_office::opening::new_uuid;
use polity_office::polling::Poll;
use polity_office::trustee::make_key;
use polity_org::roll::csv::{self, Known};
use polity_store::Revote;
use polity_values::MatterId;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use rayon::prelude::*;

use crate::clock::Stopwatch;
use crate::demo::members::{self, Recipe};
use crate::house::{self, DataDir, block_on};

/// Ballots that arrive together.
const TOGETHER: usize = 1024;
/// Candidates on the bench's paper.
const CANDIDATES: usize = 10;

/// Measure whole paths on this machine.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// Checked, unique, durable ballots a second into the box of the store.
    Box(BoxBench),
    /// Seconds to read and bring in a list of members.
    Roll(RollBench),
    /// Processor seconds and peak memory of counts, parsing included.
    Count(count::CountBench),
    /// One measurement, in a process of its own; `bench count` starts it.
    #[command(hide = true)]
    CountOnce(count::Once),
    /// Precision, recall, fairness, seconds and memory of matching applications to a register.
    Vetting(vetting::VettingBench),
    /// One measurement, in a process of its own; `bench vetting` starts it.
    #[command(hide = true)]
    VettingOnce(vetting::Once),
}

/// Ballots a second.
#[derive(Args)]
pub(crate) struct BoxBench {
    /// How many ballots.
    #[arg(long, default_value_t = 20_480)]
    ballots: usize,
    /// A new folder for the bench's own data.
    #[command(flatten)]
    data: DataDir,
}

/// Seconds for a list.
#[derive(Args)]
pub(crate) struct RollBench {
    /// How many members.
    #[arg(long, default_value_t = 500_000)]
    rows: usize,
    /// A new folder for the bench's own data.
    #[command(flatten)]
    data: DataDir,
}

impl Bench {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Box(bench) => block_on(bench.run())?,
            Self::Roll(bench) => block_on(bench.run())?,
            Self::Count(bench) => bench.run()?,
            Self::CountOnce(once) => once.run()?,
            Self::Vetting(bench) => bench.run()?,
            Self::VettingOnce(once) => once.run()?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl BoxBench {
    async fn run(self) -> anyhow::Result<()> {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let (setup, codes) = election(self.ballots, &mut rng)?;
        let poll = Poll::new(MatterId::new("bench")?, &setup)?;
        eprintln!("sealing {} ballots (not timed)", self.ballots);
        let codes: Vec<_> = codes.iter().collect();
        let sealed: anyhow::Result<Vec<Vec<u8>>> = codes
            .par_iter()
            .enumerate()
            .map(|(index, (_, code))| {
                let mut rng = ChaCha20Rng::seed_from_u64(index as u64);
                let first = u8::try_from(index % CANDIDATES)?;
                let paper: Vec<u8> = (0_u8..)
                    .take(CANDIDATES)
                    .map(|place| (place + first) % 10 + 1)
                    .collect();
                Ok(poll.polls().make(code, &[paper], &mut rng)?.bytes)
            })
            .collect();
        let sealed = sealed?;
        let dir = &self.data.data_dir;
        let house = house::open(dir, std::env::var("DATABASE_URL").ok(), "polity bench").await?;
        house.store.box_create("bench", Revote::Final).await?;
        let watch = Stopwatch::start();
        for together in sealed.chunks(TOGETHER) {
            for outcome in poll.store_all(&house.store, together).await {
                outcome?;
            }
        }
        let seconds = watch.elapsed().as_secs_f64();
        let head = house.store.box_head("bench").await?;
        let count = u32::try_from(head.place)?;
        println!(
            "{count} ballots in {seconds:.2} s: {:.0} a second",
            f64::from(count) / seconds
        );
        Ok(())
    }
}

/// An election of one trustee with as many codes as ballots.
fn election(ballots: usize, rng: &mut ChaCha20Rng) -> anyhow::Result<(Setup, Codes)> {
    let uuid = new_uuid(rng);
    let (_, key) = make_key("Bench", rng);
    let codes = Codes::make(&uuid, (0..ballots).map(|voter| format!("v{voter}")), rng);
    let parts = ElectionParts {
        uuid,
        name: "Bench".to_owned(),
        description: String::new(),
        question: "Rank".to_owned(),
        candidates: (1..=CANDIDATES)
            .map(|number| format!("Candidate {number}"))
            .collect(),
        terms: None,
        administrator: None,
        credential_authority: None,
    };
    let trustees = Trustees(vec![TrusteeItem::Single(key)]);
    let setup = Setup::make(parts, trustees, codes.public());
    Ok((
        setup.map_err(|faults| anyhow::anyhow!(faults.join("; ")))?,
        codes,
    ))
}

impl RollBench {
    async fn run(self) -> anyhow::Result<()> {
        let others = self.rows / 10;
        let list = members::csv(&Recipe {
            entitled: self.rows - others,
            others,
            units: 640,
            join_by: polity_values::civil::date(2026, 6, 12),
            seed: 1,
        });
        let dir = &self.data.data_dir;
        let house = house::open(dir, std::env::var("DATABASE_URL").ok(), "polity bench").await?;
        let watch = Stopwatch::start();
        let rows = csv::read(list.as_bytes(), &Known::first_list(), |_| ())?.rows;
        let read = watch.elapsed().as_secs_f64();
        let mut rng = ChaCha20Rng::seed_from_u64(2);
        house
            .store
            .member_import(&rows, &mut rng, |_, _| ())
            .await?;
        let all = watch.elapsed().as_secs_f64();
        println!(
            "{} members: read in {read:.2} s, all in {all:.2} s",
            rows.len()
        );
        Ok(())
    }
}
