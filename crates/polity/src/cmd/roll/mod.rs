//! `polity roll`: the list of members comes in, is frozen, and answers "am I on it, and if not, which
//! rule says so?".

pub(crate) mod match_applications;

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use polity_office::desk::{self, Hand};
use polity_office::register;
use polity_org::act::{Deed, RollStatement};
use polity_org::roll::Entitlement;
use polity_org::roll::csv::{self, CsvFault, Faults, Imported, Known, Rejected};
use polity_org::{Act, Matter};
use polity_values::MatterId;

use crate::demo::members::{self, Recipe};
use crate::house::{DataDir, House, block_on};
use crate::progress::Step;
use crate::when::At;
use crate::{entropy, files};

/// Rows shown in a preview.
const PREVIEW: usize = 5;

/// The list of members and the frozen roll.
#[derive(Subcommand)]
pub(crate) enum Roll {
    /// Bring in a list of members from CSV: all of it, or nothing and every fault at once.
    Import(Import),
    /// Freeze the roll of a matter by its procedure's rule, and put digest and totals on the record.
    Freeze(Freeze),
    /// Show the frozen roll's public digest and its totals by unit.
    Totals(Totals),
    /// Am I on the roll, and if not, which rule says so?
    Explain(Explain),
    /// Print the list of voters' references, for the credential authority.
    Voters(Totals),
    /// Print an invented list of members by a seeded recipe, to try things with.
    Sample(Sample),
    /// Match applications to a register: matched, doubtful, not found, or duplicate.
    Match(match_applications::Match),
    /// Show why an application was decided as it was: the evidence, field by field.
    ExplainMatch(match_applications::ExplainMatch),
    /// Find entries of one list that may be one person.
    Dedupe(match_applications::Dedupe),
    /// Invent a register with applications and the truth about them, to try the matcher on.
    GenerateRegister(match_applications::GenerateRegister),
}

/// Bring in a list of members from CSV.
#[derive(Args)]
pub(crate) struct Import {
    /// The list. Columns are recognised by their names: member number, given name, family name (or name),
    /// email, unit, class, joined, arrears since, suspended from, suspended to.
    #[arg(value_name = "members.csv")]
    file: PathBuf,
    #[command(flatten)]
    data: DataDir,
    /// Show the preview and the faults, and change nothing.
    #[arg(long)]
    preview: bool,
    /// Do not ask before bringing it in.
    #[arg(long)]
    yes: bool,
    /// Who brings it in (a member number), when several persons may. Goes on the record.
    #[arg(long = "as", value_name = "MEMBER")]
    actor: Option<String>,
    #[command(flatten)]
    at: At,
}

/// Freeze the roll of a matter.
#[derive(Args)]
pub(crate) struct Freeze {
    #[command(flatten)]
    data: DataDir,
    /// The matter.
    #[arg(long)]
    matter: MatterId,
    /// Who freezes it (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
    #[command(flatten)]
    at: At,
}

/// Show what is public of a frozen roll.
#[derive(Args)]
pub(crate) struct Totals {
    #[command(flatten)]
    data: DataDir,
    /// The matter, when there are several with a roll.
    #[arg(long)]
    matter: Option<MatterId>,
}

/// Am I on the roll?
#[derive(Args)]
pub(crate) struct Explain {
    /// The member's number.
    #[arg(value_name = "MEMBER")]
    member: String,
    #[command(flatten)]
    data: DataDir,
    /// The matter, when there are several with a roll.
    #[arg(long)]
    matter: Option<MatterId>,
}

/// Print an invented list of members.
#[derive(Args)]
pub(crate) struct Sample {
    /// How many members.
    #[arg(long, default_value_t = 1000)]
    rows: usize,
    /// The seed: the same seed gives the same list.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Roll {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Import(import) => import.run(),
            Self::Freeze(freeze) => block_on(freeze.run()),
            Self::Totals(totals) => block_on(totals.print()),
            Self::Explain(explain) => block_on(explain.run()),
            Self::Voters(totals) => block_on(totals.voters()),
            Self::Sample(sample) => sample.run(),
            Self::Match(matching) => matching.run(),
            Self::ExplainMatch(explain) => explain.run(),
            Self::Dedupe(dedupe) => dedupe.run(),
            Self::GenerateRegister(generate) => generate.run(),
        }
    }
}

impl Import {
    fn run(self) -> anyhow::Result<ExitCode> {
        let bytes = files::read(&self.file)?;
        block_on(async {
            let house = self.data.open("polity roll import").await?;
            let world = house.store.world().await?;
            let known = world
                .organisation()
                .map_or_else(Known::first_list, Known::of);
            let step = Step::begin("Reading the list", bytes.len() as u64);
            let read = csv::read(&bytes, &known, |done| step.reach(done));
            let imported = match read {
                Ok(imported) => imported,
                Err(rejected) => {
                    step.end("has faults");
                    self.print_rejected(&rejected);
                    return Ok(ExitCode::FAILURE);
                }
            };
            step.end(&format!("{} members, no fault", imported.rows.len()));
            self.print_preview(&imported);
            if self.preview {
                println!("Nothing was changed: this was a preview.");
                return Ok(ExitCode::SUCCESS);
            }
            if !self.yes && !confirmed(imported.rows.len())? {
                println!("Nothing was changed.");
                return Ok(ExitCode::SUCCESS);
            }
            self.bring_in(&house, imported).await
        })
    }

    async fn bring_in(&self, house: &House, imported: Imported) -> anyhow::Result<ExitCode> {
        let store = &house.store;
        let step = Step::begin("Bringing in the list", imported.rows.len() as u64);
        let mut rng = entropy::generator()?;
        let done = store
            .member_import(&imported.rows, &mut rng, |done, _| step.reach(done))
            .await?;
        step.end(&format!("{} members", done.members));
        println!(
            "{} members are on the list: {} new, {} no longer on it.",
            done.members, done.new, done.gone
        );
        if store.world().await?.organisation().is_none() {
            println!(
                "No organisation is founded here yet. Found it with `polity organisation found`; then bring \
                 in the list once more, so that it goes on the record."
            );
            return Ok(ExitCode::SUCCESS);
        }
        let now = self.at.now(house).await?;
        let deed = Deed::RecordRollImport(imported.statement);
        let actor = match &self.actor {
            Some(who) => house.person(who, "roll.import").await?,
            None => sole_holder(house, now).await?,
        };
        let recorded = desk::submit(store, &Act::standing(actor, deed), &[], now).await?;
        println!(
            "On the record as entry {} (rule {}).",
            recorded.head.seq, recorded.allowed.rule
        );
        Ok(ExitCode::SUCCESS)
    }

    fn print_rejected(&self, rejected: &Rejected) {
        let file = self.file.display();
        print_faults(&file.to_string(), "error", &rejected.faults);
        print_faults(&file.to_string(), "warning", &rejected.warnings);
        println!(
            "{file}: {} faults in {} rows. Nothing was brought in.",
            rejected.faults.total(),
            rejected.rows
        );
    }

    fn print_preview(&self, imported: &Imported) {
        print_faults(
            &self.file.display().to_string(),
            "warning",
            &imported.warnings,
        );
        println!("The first rows:");
        for row in imported.rows.iter().take(PREVIEW) {
            let member = &row.membership;
            println!(
                "  {}  {}  {}  {}  joined {}",
                row.number, row.name, member.unit, member.class, member.joined
            );
        }
        println!("Members by unit:");
        for (unit, members) in &imported.statement.totals {
            println!("  {unit:<30} {members:>8}");
        }
    }
}

/// The one person who may record an import now.
async fn sole_holder(
    house: &House,
    now: polity_values::Timestamp,
) -> anyhow::Result<polity_values::PersonId> {
    let world = house.store.world().await?;
    let organisation = world
        .organisation()
        .context("no organisation is founded here")?;
    let seats = organisation
        .powers
        .iter()
        .filter(|power| power.act == polity_org::act::StandingAct::RecordRollImport)
        .map(|power| &power.seat);
    let mut holders: Vec<_> = seats.flat_map(|seat| world.holders(seat, now)).collect();
    holders.dedup();
    match holders.as_slice() {
        [one] => Ok((*one).clone()),
        [] => bail!("nobody holds the power to record a list of members"),
        _ => bail!(
            "several persons may record a list of members; say who does it: --as MEMBER. The list itself is in."
        ),
    }
}

/// Prints faults, `FILE:line:column: kind: ...`, a line each.
fn print_faults(file: &str, kind: &str, faults: &Faults) {
    for fault in faults.listed() {
        println!("{}", fault_line(file, kind, fault));
    }
    if faults.more() > 0 {
        println!("{file}: and {} more of kind {kind}", faults.more());
    }
}

fn fault_line(file: &str, kind: &str, fault: &CsvFault) -> String {
    let (column, name) = match &fault.column {
        Some((number, name)) => (format!("{number}:"), format!(" column {name:?}:")),
        None => (String::new(), String::new()),
    };
    let text = if fault.text.is_empty() {
        String::new()
    } else {
        format!(" {:?}:", fault.text)
    };
    format!(
        "{file}:{}:{column} {kind}:{name}{text} {}; {}",
        fault.line, fault.problem, fault.remedy
    )
}

/// Asks on a terminal; a script that gives no terminal has decided already.
fn confirmed(rows: usize) -> anyhow::Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Ok(true);
    }
    print!("Bring in these {rows} members? [y/N] ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

impl Freeze {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity roll freeze").await?;
        let now = self.at.now(&house).await?;
        let actor = house.person(&self.actor, "roll.freeze").await?;
        let hand = Hand {
            matter: self.matter.clone(),
            actor,
            now,
        };
        let step = Step::begin("Freezing the roll", house.store.member_count().await?);
        let mut rng = entropy::generator()?;
        let done =
            desk::freeze_roll(&house.store, &hand, &mut rng, |done, _| step.reach(done)).await?;
        step.end("frozen");
        println!(
            "On the record as entry {} (rule {}).",
            done.head.seq, done.allowed.rule
        );
        let world = house.store.world().await?;
        if let Some(roll) = &desk::matter_of(&world, &self.matter)?.roll {
            print!("{}", totals(&roll.statement));
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Totals {
    async fn print(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity roll totals").await?;
        let world = house.store.world().await?;
        let matter = matter_with_roll(&world, self.matter.as_ref())?;
        let roll = matter.roll.as_ref().context("the roll is not frozen yet")?;
        print!("{}", totals(&roll.statement));
        Ok(ExitCode::SUCCESS)
    }

    async fn voters(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity roll voters").await?;
        let world = house.store.world().await?;
        let matter = matter_with_roll(&world, self.matter.as_ref())?;
        let mut text = format!("{}\n", polity_office::codes::VOTERS_HEADER);
        for voter in desk::voters(&house.store, &matter.id).await? {
            text.push_str(voter.as_str());
            text.push('\n');
        }
        print!("{text}");
        Ok(ExitCode::SUCCESS)
    }
}

/// What is public of a frozen roll, in words.
fn totals(statement: &RollStatement) -> String {
    let mut text = format!(
        "Roll {}: {} voters. Digest {}\n",
        statement.roll, statement.size, statement.digest
    );
    for (unit, voters) in &statement.units {
        let _ = writeln!(text, "  {unit:<30} {voters:>8}");
    }
    for (rule, members) in &statement.excluded {
        let _ = writeln!(text, "  left out by rule {rule}: {members}");
    }
    text
}

/// The matter that was named, or the only one with a rule for a roll.
fn matter_with_roll<'w>(
    world: &'w polity_org::World,
    named: Option<&MatterId>,
) -> anyhow::Result<&'w Matter> {
    if let Some(id) = named {
        return Ok(desk::matter_of(world, id)?);
    }
    let with_roll: Vec<_> = world
        .matters()
        .filter(|matter| matter.procedure.roll.is_some())
        .collect();
    match with_roll.as_slice() {
        [one] => Ok(one),
        [] => bail!("no matter with a roll has been opened yet"),
        several => {
            let ids: Vec<_> = several.iter().map(|matter| matter.id.as_str()).collect();
            bail!(
                "several matters have a roll; name one with --matter: {}",
                ids.join(", ")
            )
        }
    }
}

impl Explain {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity roll explain").await?;
        let world = house.store.world().await?;
        let matter = matter_with_roll(&world, self.matter.as_ref())?;
        let member = house.member(&self.member, "roll.explain").await?;
        let place = register::place(
            &house.store,
            matter,
            &member.person,
            Some(&member.membership),
        )
        .await?
        .context("this matter's procedure has no roll")?;
        match (place.frozen, &place.entry) {
            (Some(frozen), Some(entry)) => {
                println!(
                    "Yes: {} is on the roll of {} (unit {}, weight {}), frozen at {frozen}.",
                    self.member, matter.title, entry.unit, entry.weight
                );
                return Ok(ExitCode::SUCCESS);
            }
            (Some(_), None) => println!(
                "No: {} is not on the roll of {}.",
                self.member, matter.title
            ),
            (None, _) => println!(
                "The roll of {} is not frozen yet. As the list stands now:",
                matter.title
            ),
        }
        match place.by_the_list {
            Some(Entitlement::Entitled { unit, .. }) if place.frozen.is_none() => {
                println!("Yes: {} would be on it, in unit {unit}.", self.member);
            }
            Some(Entitlement::NotEntitled { reasons }) => {
                for reason in reasons {
                    let text = world
                        .clause_text(Some(&matter.id), &reason.rule)
                        .unwrap_or("");
                    println!("Rule {}: {} ({})", reason.rule, reason.why, text);
                }
            }
            _ => println!(
                "By the list as it stands now no rule excludes this member: the entry has changed since the freeze."
            ),
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Sample {
    fn run(self) -> anyhow::Result<ExitCode> {
        let others = self.rows / 10;
        let recipe = Recipe {
            entitled: self.rows - others,
            others,
            units: (self.rows / 800).clamp(4, 640),
            join_by: polity_values::civil::date(2026, 6, 12),
            seed: self.seed,
        };
        std::io::stdout().write_all(members::csv(&recipe).as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
