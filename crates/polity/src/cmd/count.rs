//! `polity count`: ballots in a BLT file, a rule by name, every stage in words or as JSON.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use polity_count::{Contest, Lots, Outcome, Rule, blt};

use crate::files;

/// Exit code when a tie needs a lot that was not given.
pub(crate) const LOT_NEEDED: u8 = 3;

/// Count a BLT file by a named rule and print every stage.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Count {
    #[command(subcommand)]
    list: Option<List>,
    /// The rule, as `polity count rules` lists it.
    #[arg(long, required = true)]
    rule: Option<Rule>,
    /// The ballots, as BLT.
    #[arg(value_name = "FILE.blt", required = true)]
    file: Option<PathBuf>,
    /// Print one JSON object instead of words.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    lots: LotArgs,
}

/// How ties that need a lot are answered.
#[derive(Args, Default)]
pub(crate) struct LotArgs {
    /// Draw lots from this text, published before the count.
    #[arg(long, value_name = "TEXT", conflicts_with = "lot")]
    lot_seed: Option<String>,
    /// Answer lots by this order of candidates, the first drawn first, for example 3,1,2.
    #[arg(long, value_name = "ORDER", value_delimiter = ',')]
    lot: Option<Vec<u8>>,
}

#[derive(Subcommand)]
enum List {
    /// List the rules, with what each means, its source, quota and ties.
    Rules,
}

impl LotArgs {
    /// The lots as the count takes them.
    pub(crate) fn lots(self) -> Lots {
        match (self.lot_seed, self.lot) {
            (Some(seed), _) => Lots::Seed(seed),
            (None, Some(order)) => Lots::Order(order),
            (None, None) => Lots::Ask,
        }
    }
}

impl Count {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        if let Some(List::Rules) = self.list {
            print!("{}", rules());
            return Ok(ExitCode::SUCCESS);
        }
        let (Some(rule), Some(path)) = (self.rule, self.file) else {
            bail!("give a rule and a file: polity count --rule NAME FILE.blt");
        };
        let contest = read(&path)?;
        let outcome = polity_count::count(&contest, rule, &self.lots.lots())?;
        if self.json {
            print_json(&outcome)?;
        } else {
            print_words(&outcome);
        }
        Ok(match outcome {
            Outcome::Complete(_) => ExitCode::SUCCESS,
            Outcome::LotNeeded(_) => ExitCode::from(LOT_NEEDED),
        })
    }
}

/// Reads a contest; a malformed file lists every fault and nothing is counted.
///
/// # Errors
/// When the file cannot be read or has faults.
pub(crate) fn read(path: &std::path::Path) -> anyhow::Result<Contest> {
    blt::parse(&files::read(path)?).map_err(|faults| {
        let mut text = format!(
            "{} has {} fault(s); nothing was counted",
            path.display(),
            faults.len()
        );
        for fault in &faults {
            // Writing to a String cannot fail.
            let _ = write!(text, "\n  {}:{fault}", path.display());
        }
        anyhow::anyhow!(text)
    })
}

fn print_json(outcome: &Outcome) -> anyhow::Result<()> {
    let text = match outcome {
        Outcome::Complete(transcript) => serde_json::to_string_pretty(transcript),
        Outcome::LotNeeded(_) => serde_json::to_string_pretty(outcome),
    };
    println!("{}", text.context("cannot write the result as JSON")?);
    Ok(())
}

fn print_words(outcome: &Outcome) {
    match outcome {
        Outcome::Complete(transcript) => print!("{}", polity_count::narrative(transcript)),
        Outcome::LotNeeded(question) => println!(
            "{}\nAnswer with --lot ORDER (candidate numbers, the first drawn first) or --lot-seed TEXT.",
            question.text
        ),
    }
}

fn rules() -> String {
    let mut text = String::new();
    for rule in Rule::ALL {
        let info = rule.info();
        let _ = write!(
            text,
            "{} (version {})\n  {}\n  Quota: {}.\n  Ties: {}.\n  Figures: {} decimals. Source: {}.\n\n",
            info.name,
            info.version,
            info.meaning,
            info.quota,
            info.ties,
            info.decimals,
            info.source
        );
    }
    text
}
