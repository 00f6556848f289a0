//! `polity count`: ballots in a file, a rule by name, every stage in words or as JSON.

mod binding;
mod reports;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use polity_count::{
    Conditions, Contest, Direction, Lots, Outcome, PaperOrder, Rule, Slate, count_under, formats,
};

use crate::files;
use binding::Binding;

/// Exit code when a tie needs a lot that was not given.
pub(crate) const LOT_NEEDED: u8 = 3;

/// Count a file of ballots by a named rule and print every stage.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub(crate) struct Count {
    #[command(subcommand)]
    list: Option<List>,
    /// The rule, as `polity count rules` lists it.
    #[arg(long, required = true)]
    rule: Option<Rule>,
    /// The ballots: BLT, `PrefLib`, or a table of rankings (CSV); recognised by content.
    #[arg(value_name = "FILE", required = true)]
    file: Option<PathBuf>,
    /// Print one JSON object instead of words.
    #[arg(long)]
    json: bool,
    /// Tell every stage in words; this is what is printed anyway without --json.
    #[arg(long, conflicts_with = "json")]
    explain: bool,
    /// Fill so many seats, whatever the file says.
    #[arg(long, value_name = "N")]
    seats: Option<u32>,
    /// Count as if these candidates had withdrawn, by number, for example 3,7.
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
    withdraw: Vec<u8>,
    /// Write the proof of a count by meek-certified to this file, for `polity-verify meek-proof`.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["constraints", "order", "countback"])]
    proof: Option<PathBuf>,
    /// Who may be elected together: a TOML file of classes with min, max and members.
    #[arg(long, value_name = "FILE.toml")]
    constraints: Option<PathBuf>,
    /// Make an ordered list instead of filling seats.
    #[arg(long, value_name = "DIRECTION")]
    order: Option<Order>,
    /// Places on the ordered list; without it, the seats.
    #[arg(long, value_name = "N", requires = "order")]
    places: Option<u32>,
    /// Fill a casual vacancy: the number of the member who leaves. The papers are counted again; the others who were
    /// elected keep their seats.
    #[arg(long, value_name = "NUMBER", conflicts_with = "order")]
    countback: Option<u8>,
    /// Say what becomes of the papers of this line of ballots, from 1.
    #[arg(long, value_name = "N", conflicts_with = "json")]
    follow: Option<usize>,
    /// Say who would be elected otherwise: `rules`, `no-constraints` or `withdraw=NUMBER`. May stand several times.
    #[arg(long, value_name = "CASE", conflicts_with = "json")]
    what_if: Vec<reports::Case>,
    /// Search for the smallest change of papers that alters the result.
    #[arg(long, conflicts_with = "json")]
    margin: bool,
    /// For rules that draw papers: mix the papers by this text, published before the count.
    #[arg(long, value_name = "TEXT", conflicts_with = "papers_as_given")]
    papers_seed: Option<String>,
    /// For rules that draw papers: the papers lie as the file has them.
    #[arg(long)]
    papers_as_given: bool,
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

/// From which end an ordered list is made.
#[derive(Clone, Copy, ValueEnum)]
enum Order {
    /// Place 1 first: counts for 1, 2, 3 and so on; those placed keep their places.
    TopDown,
    /// The last place first: who fails when one seat fewer is filled.
    BottomUp,
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
    pub(crate) fn run(mut self) -> anyhow::Result<ExitCode> {
        if let Some(List::Rules) = self.list {
            print!("{}", rules());
            return Ok(ExitCode::SUCCESS);
        }
        let (Some(rule), Some(path)) = (self.rule, self.file.take()) else {
            bail!("give a rule and a file: polity count --rule NAME FILE");
        };
        let mut contest = read(&path)?;
        contest.seats = self.places.or(self.seats).unwrap_or(contest.seats);
        for &number in &self.withdraw {
            let at = usize::from(number).wrapping_sub(1);
            match contest.candidates.get_mut(at) {
                Some(candidate) => candidate.withdrawn = true,
                None => bail!("--withdraw {number}: there is no such candidate"),
            }
        }
        let binding = match &self.constraints {
            Some(path) => Binding::read(path, &contest)?,
            None => Binding::default(),
        };
        let conditions = Conditions {
            lots: std::mem::take(&mut self.lots).lots(),
            constraints: binding.constraints.clone(),
            paper_order: match self.papers_seed.take() {
                Some(seed) => PaperOrder::Seed(seed),
                None if self.papers_as_given => PaperOrder::AsGiven,
                None => PaperOrder::default(),
            },
        };
        if let Some(order) = self.order {
            return self.list_in_order(&contest, rule, order, &binding, &conditions);
        }
        let outcome = match (self.countback, &self.proof) {
            (None, None) => count_under(&contest, rule, &conditions)?,
            (None, Some(path)) => reports::proved(&contest, rule, &conditions.lots, path)?,
            (Some(leaving), _) => reports::countback(&contest, rule, &conditions, leaving)?,
        };
        self.print(&outcome)?;
        let Outcome::Complete(transcript) = &outcome else {
            return Ok(ExitCode::from(LOT_NEEDED));
        };
        if let Some(line) = self.follow {
            reports::follow(&contest, transcript, line)?;
        }
        for case in &self.what_if {
            reports::what_if(&contest, transcript, &conditions, *case);
        }
        if self.margin {
            reports::margin(&contest, rule, &conditions)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn print(&self, outcome: &Outcome) -> anyhow::Result<()> {
        if self.json {
            print_json(outcome)?;
        } else {
            print_words(outcome);
        }
        Ok(())
    }

    fn list_in_order(
        &self,
        contest: &Contest,
        rule: Rule,
        order: Order,
        binding: &Binding,
        conditions: &Conditions,
    ) -> anyhow::Result<ExitCode> {
        let direction = match order {
            Order::TopDown => Direction::TopDown,
            Order::BottomUp => Direction::BottomUp,
        };
        match polity_count::slate(contest, rule, direction, &binding.prefixes, conditions)? {
            Slate::Complete(places) => {
                if self.json {
                    let text = serde_json::to_string_pretty(&places);
                    println!("{}", text.context("cannot write the list as JSON")?);
                } else {
                    reports::print_list(contest, rule, &places);
                }
                Ok(ExitCode::SUCCESS)
            }
            Slate::LotNeeded { place, question } => {
                println!("Place {place} is not decided.");
                self.print(&Outcome::LotNeeded(*question))?;
                Ok(ExitCode::from(LOT_NEEDED))
            }
        }
    }
}

/// Reads a contest; a malformed file lists every fault and nothing is counted.
///
/// # Errors
/// When the file cannot be read or has faults.
pub(crate) fn read(path: &std::path::Path) -> anyhow::Result<Contest> {
    formats::read(&files::read(path)?).map_err(|faults| {
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
            "{} (version {})\n  {}\n  Quota: {}.\n  Ties: {}.\n  Figures: {} decimals. Source: {}.\n",
            info.name,
            info.version,
            info.meaning,
            info.quota,
            info.ties,
            info.decimals,
            info.source
        );
        if rule.fills_one_seat() {
            text.push_str("  For one seat.\n");
        }
        if rule == Rule::MeekCertified {
            text.push_str("  Options: --proof FILE (not under constraints).\n");
        }
        if matches!(rule, Rule::Dail | Rule::Cambridge) {
            text.push_str("  Options: --papers-seed TEXT, --papers-as-given.\n");
        }
        text.push('\n');
    }
    text.push_str("Options of every rule: --constraints FILE, --order top-down or bottom-up, --countback NUMBER.\n");
    text
}
