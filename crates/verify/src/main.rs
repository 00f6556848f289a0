//! The command line of the verifier: reads files, prints the report, and says by its exit whether everything holds.
//! `polity-verify booth` compares a server's booth with the record; `polity-verify meek-proof` checks a proof of
//! certified Meek.

mod booth;
mod booth_fetch;

use anyhow::{Context as _, Result, bail};
use booth_fetch::BoothArguments;
use clap::{Parser, Subcommand};
use polity_count::{Lots, Rule, blt};
use polity_verify::{CountOptions, Options, Published, verify};
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Checks a published election from its archive alone, from ballots to seats.
///
/// Exit status: 0 when every check that was asked for holds, 1 when one does not, 2 when a file could not be read.
#[derive(Parser)]
#[command(
    name = "polity-verify",
    version,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
struct Arguments {
    #[command(subcommand)]
    other: Option<Other>,
    /// The archive, NAME.bel.
    #[arg(required = true)]
    archive: Option<PathBuf>,
    /// Counts by this rule: scottish-stv, ers97, meek-nz or av. Needed only where the election does not name one.
    #[arg(long)]
    rule: Option<Rule>,
    /// Seats to fill. Needed only where the election does not say.
    #[arg(long)]
    seats: Option<u32>,
    /// The published result (result.json, as `polity count --json` prints it), to be compared with the count.
    #[arg(long, value_name = "FILE")]
    result: Option<PathBuf>,
    /// A published head of the chain (64 hex digits), which must stand in the archive.
    #[arg(long, value_name = "DIGEST")]
    head: Option<String>,
    /// The published number of entitlements on the roll, to be compared with the list of credentials.
    #[arg(long, value_name = "N")]
    roll_size: Option<u64>,
    /// How many different trustees must have shuffled. Needed only where the election does not say.
    #[arg(long, value_name = "N")]
    shuffles: Option<u32>,
    /// Which question to count.
    #[arg(long, value_name = "N", default_value_t = 1)]
    question: usize,
    /// The text, published before the count, from which lots are drawn.
    #[arg(long, value_name = "TEXT", conflicts_with = "lot")]
    lot_seed: Option<String>,
    /// The candidates' numbers in the order in which a lot drew them.
    #[arg(long, value_name = "3,1,2", value_delimiter = ',')]
    lot: Option<Vec<u8>>,
    /// Writes the opened papers of the counted question to this file (BLT), for other counting programs.
    #[arg(long, value_name = "FILE")]
    blt: Option<PathBuf>,
    /// Prints the report as one JSON object.
    #[arg(long)]
    json: bool,
}

/// What else this program compares.
#[derive(Subcommand)]
enum Other {
    Booth(BoothArguments),
    /// Checks a proof of certified Meek against the ballots, without the program that counted.
    MeekProof {
        /// The proof, as `polity count --rule meek-certified --proof FILE` writes it.
        proof: PathBuf,
        /// The ballots (BLT).
        ballots: PathBuf,
    },
}

fn meek_proof(proof: &Path, ballots: &Path) -> Result<bool> {
    let text =
        fs::read_to_string(proof).with_context(|| format!("cannot read {}", proof.display()))?;
    let file = File::open(ballots).with_context(|| format!("cannot open {}", ballots.display()))?;
    match polity_verify::meek_proof::check(&text, BufReader::with_capacity(1 << 20, file)) {
        Ok(checked) => println!("{checked}"),
        Err(why) => {
            println!("The proof does not hold: {why}.");
            return Ok(false);
        }
    }
    Ok(true)
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match (&arguments.other, &arguments.archive) {
        (Some(Other::Booth(booth)), _) => booth.run(),
        (Some(Other::MeekProof { proof, ballots }), _) => meek_proof(proof, ballots),
        (None, Some(archive)) => run(&arguments, archive),
        (None, None) => Err(anyhow::Error::msg("name an archive, NAME.bel")),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("polity-verify: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments, path: &Path) -> Result<bool> {
    let lots = match (&arguments.lot_seed, &arguments.lot) {
        (Some(seed), _) => Lots::Seed(seed.clone()),
        (None, Some(order)) => Lots::Order(order.clone()),
        (None, None) => Lots::Ask,
    };
    let published = match &arguments.result {
        Some(path) => {
            let bytes =
                fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            let read = Published::from_json(&bytes);
            Some(read.with_context(|| {
                format!(
                    "{} is not a result as `polity count --json` prints it",
                    path.display()
                )
            })?)
        }
        None => None,
    };
    let options = Options {
        head: arguments
            .head
            .as_ref()
            .map(|head| head.trim().to_lowercase()),
        roll_size: arguments.roll_size,
        shuffles: arguments.shuffles,
        question: arguments.question,
        count: CountOptions {
            rule: arguments.rule,
            seats: arguments.seats,
            lots,
            published,
        },
    };
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let verified = verify(file, &options);
    if let Some(path) = &arguments.blt {
        let Some(contest) = &verified.contest else {
            bail!("the papers could not be opened, so no BLT file is written")
        };
        fs::write(path, blt::write(contest))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&verified.report)?);
    } else {
        print!("{}", verified.report);
    }
    Ok(verified.report.holds)
}
