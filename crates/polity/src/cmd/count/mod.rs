//! `polity count`: ballots in a file, a rule by name, every stage in words or as JSON.

mod binding;
mod input;
mod output;
mod privacy;
mod reports;
mod sections;
mod view;

use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use polity_count::{
    Conditions, Contest, Direction, Lots, Outcome, PaperOrder, Rule, Slate, Transcript, count_under,
};

use binding::Binding;
pub(crate) use input::read;

/// Exit code when a tie needs a lot that was not given.
pub(crate) const LOT_NEEDED: u8 = 3;

/// Count a file of ballots by a named rule and print every stage.
///
/// On a terminal the stages are drawn as bars; elsewhere they are told in words (--view chooses). Examples:
///
///   polity count --rule scottish-stv ward.blt
///   polity count --rule ers97 --seats 5 --constraints women.toml ballots.csv --out sheet.xlsx --out count.rctab.json
///   polity count --rule plurality-at-large --seats 3 crosses.csv      # votes by X for 3 of those who stand
///   polity count --rule meek-nz --privacy=5 --out published.blt ballots.blt
#[derive(Args)]
#[command(verbatim_doc_comment)]
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
    /// The ballots: BLT, `PrefLib`, tables (CSV) of rankings, of ranks or of votes by X, Scottish tables, AEC formal
    /// preferences, cast vote records (NIST 1500-103 JSON), JSON with `OpaVote`'s names; recognised by content.
    #[arg(value_name = "FILE", required = true)]
    file: Option<PathBuf>,
    /// Print one JSON object instead of words.
    #[arg(long)]
    json: bool,
    /// Tell every stage in words, on a terminal too.
    #[arg(long, conflicts_with_all = ["json", "view"])]
    explain: bool,
    /// How the stages are shown.
    #[arg(long, value_name = "VIEW", conflicts_with = "json")]
    view: Option<View>,
    /// Fill so many seats, whatever the file says.
    #[arg(long, value_name = "N")]
    seats: Option<u32>,
    /// Count as if these candidates had withdrawn, by number, for example 3,7.
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
    withdraw: Vec<u8>,
    /// Write the proof of a count by meek-certified to this file, for `polity-verify meek-proof`.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["order", "countback"])]
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
    /// Say what the ballots would give away if they were published: rankings and first preferences that fewer than
    /// N papers share.
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "5", require_equals = true, conflicts_with = "json")]
    privacy: Option<u32>,
    #[command(flatten)]
    reading: input::ReadArgs,
    #[command(flatten)]
    out: output::OutArgs,
    #[command(flatten)]
    lots: LotArgs,
}

/// How the stages are shown.
#[derive(Clone, Copy, ValueEnum)]
enum View {
    /// Bars, in colours on a terminal.
    Bars,
    /// A plain table of the votes at each stage.
    Table,
    /// Words.
    Words,
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
    College(sections::CollegeArgs),
    CardVote(sections::CardArgs),
    Rounds(sections::RoundsArgs),
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
        match self.list.take() {
            Some(List::Rules) => {
                print!("{}", rules());
                return Ok(ExitCode::SUCCESS);
            }
            Some(List::College(college)) => return college.run(),
            Some(List::CardVote(card)) => return card.run(),
            Some(List::Rounds(rounds)) => return rounds.run(),
            None => {}
        }
        self.out.check()?;
        let (Some(rule), Some(path)) = (self.rule, self.file.take()) else {
            bail!("give a rule and a file: polity count --rule NAME FILE");
        };
        let contest = self.contest(&path)?;
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
            (None, Some(path)) => reports::proved(&contest, rule, &conditions, path)?,
            (Some(leaving), _) => reports::countback(&contest, rule, &conditions, leaving)?,
        };
        self.print(&outcome)?;
        match &outcome {
            Outcome::Complete(transcript) => self.report(&contest, transcript, &conditions),
            Outcome::LotNeeded(_) => Ok(ExitCode::from(LOT_NEEDED)),
        }
    }

    /// Files, and what is told besides the stages.
    fn report(
        &self,
        contest: &Contest,
        transcript: &Transcript,
        conditions: &Conditions,
    ) -> anyhow::Result<ExitCode> {
        self.out.write(contest, transcript)?;
        if let Some(line) = self.follow {
            reports::follow(contest, transcript, line)?;
        }
        for case in &self.what_if {
            reports::what_if(contest, transcript, conditions, *case);
        }
        if self.margin {
            reports::margin(contest, transcript.rule, conditions)?;
        }
        if let Some(least) = self.privacy {
            privacy::report(contest, least);
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The contest of the file, with the seats and withdrawals that the command line names.
    fn contest(&self, path: &Path) -> anyhow::Result<Contest> {
        let mut contest = input::read_with(path, &self.reading.reading()?)?;
        if contest.weight_decimals > 0 {
            eprintln!(
                "The weights have decimals: every figure is in units of 1/{} of a paper.",
                10_u32.pow(contest.weight_decimals)
            );
        }
        contest.seats = self.places.or(self.seats).unwrap_or(contest.seats);
        for &number in &self.withdraw {
            let at = usize::from(number).wrapping_sub(1);
            match contest.candidates.get_mut(at) {
                Some(candidate) => candidate.withdrawn = true,
                None => bail!("--withdraw {number}: there is no such candidate"),
            }
        }
        Ok(contest)
    }

    fn print(&self, outcome: &Outcome) -> anyhow::Result<()> {
        match outcome {
            _ if self.json => print_json(outcome)?,
            Outcome::Complete(transcript) => print!("{}", self.shown(transcript)),
            Outcome::LotNeeded(question) => println!(
                "{}\nAnswer with --lot ORDER (candidate numbers, the first drawn first) or --lot-seed TEXT.",
                question.text
            ),
        }
        Ok(())
    }

    /// The count as bars on a terminal, in words elsewhere, or as asked.
    fn shown(&self, transcript: &Transcript) -> String {
        let terminal = std::io::stdout().is_terminal();
        let view = match self.view {
            Some(view) => view,
            None if terminal && !self.explain => View::Bars,
            None => View::Words,
        };
        match view {
            View::Words => polity_count::narrative(transcript),
            View::Table => view::table(transcript),
            View::Bars => {
                let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
                view::bars(&output::view(transcript), view::Colour(colour))
            }
        }
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

fn print_json(outcome: &Outcome) -> anyhow::Result<()> {
    let text = match outcome {
        Outcome::Complete(transcript) => serde_json::to_string_pretty(transcript),
        Outcome::LotNeeded(_) => serde_json::to_string_pretty(outcome),
    };
    println!("{}", text.context("cannot write the result as JSON")?);
    Ok(())
}

fn rules() -> String {
    let mut text = String::new();
    for rule in Rule::ALL {
        let info = rule.info();
        let _ = write!(
            text,
            "{} (version {})\n  {}\n  Quota: {}.\n  Ties: {}.\n  Equal preferences: {}.\n  Figures: {} decimals. Source: {}.\n",
            info.name,
            info.version,
            info.meaning,
            info.quota,
            info.ties,
            info.equal,
            info.decimals,
            info.source
        );
        if rule.fills_one_seat() {
            text.push_str("  For one seat.\n");
        }
        if rule == Rule::MeekCertified {
            text.push_str("  Options: --proof FILE.\n");
        }
        if matches!(rule, Rule::Dail | Rule::Cambridge) {
            text.push_str("  Options: --papers-seed TEXT, --papers-as-given.\n");
        }
        text.push('\n');
    }
    text.push_str("Options of every rule: --constraints FILE, --order top-down or bottom-up, --countback NUMBER.\n");
    text
}
