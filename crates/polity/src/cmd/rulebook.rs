//! `polity rulebook`: what the rules say, said and how they change.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use polity_office::desk;
use polity_org::act::Deed;
use polity_org::rules::RuleChange;
use polity_org::{Act, World};
use polity_procedure::Fault;
use polity_procedure::rulebook::{self, Change, Piece, Rulebook as Model};
use polity_values::civil::Date;
use polity_values::{ProcedureName, TimeZone, Timestamp};

use crate::cmd::act::tell;
use crate::house::{DataDir, block_on};
use crate::when::At;
use crate::{clock, files};

/// Rulebooks.
#[derive(Subcommand)]
pub(crate) enum Rulebook {
    /// Report every fault of a rulebook's file, with line and column, and which clauses of procedures it lacks.
    Check(Check),
    /// What the rules say on a day: all of them, or some clauses.
    Show(Show),
    /// What changed between two days, clause by clause, with the words that went and came.
    Diff(Diff),
    /// Write what is in force on a day as Akoma Ntoso (XML).
    Export(Export),
    /// Adopt a rulebook, or a later edition of it; it takes the persons who may adopt procedures.
    Adopt(Adopt),
    /// Every edition that was adopted here: when, by which entry, which clauses it changed.
    History(History),
}

/// Check a file.
#[derive(Args)]
pub(crate) struct Check {
    /// The rulebook, as `rules/rulebook/meadowlark.toml` shows.
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,
    /// Procedures whose clauses the rulebook should hold, word for word.
    #[arg(long, value_name = "FILE.toml")]
    procedure: Vec<PathBuf>,
    /// The day on which it should hold them; today if left out.
    #[arg(long, value_name = "DATE", requires = "procedure")]
    at: Option<Date>,
}

/// Where a rulebook comes from.
#[derive(Args)]
pub(crate) struct From {
    /// A file, or with `--data-dir` the name of a rulebook that was adopted.
    #[arg(value_name = "NAME")]
    name: String,
    /// Take the newest edition that was adopted here.
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

/// What it says.
#[derive(Args)]
pub(crate) struct Show {
    #[command(flatten)]
    which: From,
    /// The day; today if left out.
    #[arg(long, value_name = "DATE")]
    at: Option<Date>,
    /// Only these clauses and what stands within them.
    #[arg(long, value_name = "ID")]
    clause: Vec<String>,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// What changed.
#[derive(Args)]
pub(crate) struct Diff {
    #[command(flatten)]
    which: From,
    /// The first day.
    #[arg(long, value_name = "DATE")]
    from: Date,
    /// The second day.
    #[arg(long, value_name = "DATE")]
    to: Date,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// Akoma Ntoso.
#[derive(Args)]
pub(crate) struct Export {
    #[command(flatten)]
    which: From,
    /// The day; today if left out.
    #[arg(long, value_name = "DATE")]
    at: Option<Date>,
    /// Where to; without it, to the terminal.
    #[arg(long, value_name = "FILE.xml")]
    out: Option<PathBuf>,
}

/// Adopt an edition.
#[derive(Args)]
pub(crate) struct Adopt {
    /// The whole rulebook as it will be, with what it said before.
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,
    /// The first day of what it changes; left out, the first day from which a changed clause reads otherwise.
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Who acts (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
    /// A second person, who confirms at once; without one the proposal waits.
    #[arg(long, value_name = "MEMBER")]
    second: Option<String>,
    #[command(flatten)]
    data: DataDir,
    #[command(flatten)]
    at: At,
}

/// The editions.
#[derive(Args)]
pub(crate) struct History {
    #[command(flatten)]
    data: DataDir,
}

impl Rulebook {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Check(check) => check.run(),
            Self::Show(show) => show.run(),
            Self::Diff(diff) => diff.run(),
            Self::Export(export) => export.run(),
            Self::Adopt(adopt) => block_on(adopt.run()),
            Self::History(history) => block_on(history.run()),
        }
    }
}

/// Today, by the clock and in the zone of this command's user: London's, as all procedures shipped.
fn today() -> Date {
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    zone.to_datetime(clock::now()).date()
}

/// A rulebook's file, without fault.
fn read(file: &Path) -> anyhow::Result<Model> {
    match rulebook::parse(&files::read_text(file)?) {
        Ok(read) => Ok(read),
        Err(faults) => bail!("{}", told(file, &faults)),
    }
}

fn told(file: &Path, faults: &[Fault]) -> String {
    let lines: Vec<String> = faults
        .iter()
        .map(|fault| format!("{}:{fault}", file.display()))
        .collect();
    lines.join("\n")
}

impl From {
    fn read(&self) -> anyhow::Result<Model> {
        let Some(data_dir) = &self.data_dir else {
            return read(Path::new(&self.name));
        };
        let data = DataDir {
            data_dir: data_dir.clone(),
        };
        let name: ProcedureName = self.name.parse()?;
        block_on(async {
            let house = data.open("polity rulebook").await?;
            let world = house.store.world().await?;
            let organisation = world
                .organisation()
                .context("no organisation is founded here")?;
            let edition = organisation.rules.newest(&name);
            let edition = edition.with_context(|| {
                let known: Vec<_> = organisation
                    .rules
                    .names()
                    .map(ToString::to_string)
                    .collect();
                format!(
                    "no rulebook {name} was adopted here; there are: {}",
                    known.join(", ")
                )
            })?;
            Ok(Model::clone(&edition.rulebook))
        })
    }
}

impl Check {
    fn run(self) -> anyhow::Result<ExitCode> {
        let (found, faults) = rulebook::check(&files::read_text(&self.file)?);
        if !faults.is_empty() {
            eprintln!("{}", told(&self.file, &faults));
        }
        let errors = faults.iter().filter(|fault| fault.is_error()).count();
        let Some(found) = found.filter(|_| errors == 0) else {
            eprintln!("{} faults.", faults.len());
            return Ok(ExitCode::FAILURE);
        };
        let days: Vec<String> = found.days().iter().map(ToString::to_string).collect();
        let texts = found
            .clauses
            .iter()
            .filter(|clause| !clause.versions.is_empty());
        println!(
            "{}: {} clauses in {} versions; it changes on {}.",
            found.title,
            texts.count(),
            found
                .clauses
                .iter()
                .map(|clause| clause.versions.len())
                .sum::<usize>(),
            days.join(", ")
        );
        let day = self.at.unwrap_or_else(today);
        let mut unlike = 0;
        for file in &self.procedure {
            let source = files::read_text(file)?;
            let procedure = polity_procedure::parse(&source)
                .map_err(|faults| anyhow::anyhow!("{}", told(file, &faults)))?;
            for (clause, says) in found.unlike(&procedure, day) {
                unlike += 1;
                match says {
                    None => println!(
                        "{} cites {clause}, which the rulebook does not hold on {day}.",
                        procedure.name
                    ),
                    Some(says) => println!(
                        "{} reads its clause {clause} otherwise; on {day} the rulebook says: {says}",
                        procedure.name
                    ),
                }
            }
        }
        Ok(if unlike == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

impl Show {
    fn run(self) -> anyhow::Result<ExitCode> {
        let rules = self.which.read()?;
        let day = self.at.unwrap_or_else(today);
        let wanted = |id: &str| {
            let within = |want: &String| id == want || id.starts_with(&format!("{want}."));
            self.clause.is_empty() || self.clause.iter().any(within)
        };
        let shown: Vec<_> = rules
            .at(day)
            .into_iter()
            .filter(|(clause, _)| wanted(clause.id.as_str()))
            .collect();
        if self.json {
            let clauses: Vec<_> = shown
                .iter()
                .map(|(clause, version)| {
                    serde_json::json!({
                        "id": clause.id, "heading": clause.heading,
                        "text": version.and_then(rulebook::Version::words),
                        "from": version.map(|one| one.from), "by": version.map(|one| &one.by),
                        "values": version.map(|one| &one.values),
                    })
                })
                .collect();
            let whole = serde_json::json!({ "rulebook": rules.name, "title": rules.title, "at": day, "clauses": clauses });
            println!("{}", serde_json::to_string_pretty(&whole)?);
            return Ok(ExitCode::SUCCESS);
        }
        println!(
            "{}, as in force on {}",
            rules.title,
            day.strftime("%-d %B %Y")
        );
        for (clause, version) in &shown {
            let heading = clause.heading.as_deref().unwrap_or_default();
            if clause.depth() == 1 {
                println!();
            }
            println!("{:<16} {heading}", clause.id.as_str());
            if let Some(version) = version {
                println!("    {}", version.words().unwrap_or_default());
                println!("    since {}: {}", version.from, version.by);
            }
        }
        if shown.is_empty() {
            println!("Nothing of that is in force on {day}.");
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Diff {
    fn run(self) -> anyhow::Result<ExitCode> {
        let rules = self.which.read()?;
        let changes = rulebook::diff((&rules, self.from), (&rules, self.to));
        if self.json {
            println!("{}", serde_json::to_string_pretty(&changes)?);
            return Ok(ExitCode::SUCCESS);
        }
        println!(
            "{}: {} clauses read otherwise on {} than on {}.",
            rules.title,
            changes.len(),
            self.to,
            self.from
        );
        for change in &changes {
            println!("\n{}", words(change));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// A change for people: what went in [- -], what came in {+ +}.
fn words(change: &Change) -> String {
    let pieces: Vec<String> = change
        .words
        .iter()
        .map(|piece| match piece {
            Piece::Same(words) => words.clone(),
            Piece::Gone(words) => format!("[-{words}-]"),
            Piece::New(words) => format!("{{+{words}+}}"),
        })
        .collect();
    let what = match (&change.before, &change.after) {
        (None, _) => "is new",
        (_, None) => "is repealed",
        _ => "reads otherwise",
    };
    let mut text = format!("{} {what}", change.clause);
    // Writing to a String cannot fail.
    if let (Some(since), Some(by)) = (&change.since, &change.by) {
        let _ = write!(text, " (version of {since}: {by})");
    }
    let _ = write!(text, "\n    {}", pieces.join(" "));
    for value in &change.values {
        let say = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
        let (before, after) = (say(&value.before), say(&value.after));
        let _ = write!(text, "\n    {}: {before} -> {after}", value.name);
    }
    text
}

impl Export {
    fn run(self) -> anyhow::Result<ExitCode> {
        let rules = self.which.read()?;
        let xml = rulebook::akoma_ntoso(&rules, self.at.unwrap_or_else(today));
        match &self.out {
            None => print!("{xml}"),
            Some(out) => files::write(out, xml.as_bytes())?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The change that a file makes against the newest edition on the record.
pub(crate) fn change(world: &World, file: &Path, from: Option<Date>) -> anyhow::Result<RuleChange> {
    let source = files::read_text(file)?;
    let after = read(file)?;
    let organisation = world
        .organisation()
        .context("no organisation is founded here")?;
    let before = organisation.rules.newest(&after.name);
    let before = before.map(|edition| edition.rulebook.as_ref());
    RuleChange::between(before, (source, &after), from)
        .context("it changes no clause of the edition that is adopted")
}

impl Adopt {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity rulebook adopt").await?;
        let now: Timestamp = self.at.now(&house).await?;
        let world = house.store.world().await?;
        let change = change(&world, &self.file, self.from)?;
        let named: Vec<String> = change.clauses.iter().map(ToString::to_string).collect();
        println!(
            "From {} on these clauses change: {}",
            change.from,
            named.join(", ")
        );
        let actor = house.person(&self.actor, "rulebook").await?;
        let act = Act::standing(actor, Deed::ChangeRules(change));
        let done = desk::submit(&house.store, &act, &[], now).await?;
        let waits = done.entries.last();
        let waits = waits.is_some_and(|entry| entry.event.kind().ends_with("_proposed"));
        match &self.second {
            Some(second) if waits => {
                let second = house.person(second, "rulebook").await?;
                tell(&desk::confirm(&house.store, &done, None, &second, now).await?);
            }
            _ => tell(&done),
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl History {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity rulebook history").await?;
        let world = house.store.world().await?;
        let organisation = world
            .organisation()
            .context("no organisation is founded here")?;
        for name in organisation.rules.names() {
            for edition in organisation.rules.editions(name) {
                let clauses: Vec<String> =
                    edition.clauses.iter().map(ToString::to_string).collect();
                println!(
                    "{name}: entry {} of {}, by clause {}; from {}; {} clauses: {}\n    {}",
                    edition.by,
                    edition.at,
                    edition.rule,
                    edition.from,
                    clauses.len(),
                    clauses.join(", "),
                    edition.sha256
                );
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
