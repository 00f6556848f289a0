//! `polity roll match`, `explain-match`, `dedupe` and `generate-register`: who on this list is who on that one.
//!
//! A machine accepts or asks; it refuses nobody. Files are written beside their place and renamed, so that an interrupted run
//! leaves the last whole ones.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context as _, bail};
use clap::Args;
use polity_linkage::measure::{self, Score, Truth};
use polity_linkage::synthetic::{self, Recipe};
use polity_linkage::{
    Application, Decision, Index, Model, Outcome, ReadError, Register, decide_all, dedupe, explain,
    hits,
};

use crate::files;
use crate::progress::Step;

/// Candidates that an explanation shows.
const SHOWN: usize = 4;

/// Match applications to a register: matched, doubtful, not found, or duplicate.
///
/// A person decides on all that is not matched; nobody is refused by this. DIR gets decisions.csv, with one row for each
/// application in the input's order, and model.txt, the parameters of which the model's number is the digest. Example:
///
///   polity roll match --register register.csv --applications applications.csv --out vetting
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Match {
    #[command(flatten)]
    lists: Lists,
    /// The folder for decisions.csv and model.txt.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// A list of persons who were excluded, as a register; may stand several times. DIR/hits.csv says who may be on it, for a person to look at.
    #[arg(long, value_name = "CSV")]
    exclude: Vec<PathBuf>,
    /// A list of other parties' candidates, likewise.
    #[arg(long, value_name = "CSV")]
    candidates: Vec<PathBuf>,
    /// What is true of each application (`app_id,class,true_eid,dup_of`), to print precision and recall; for tests.
    #[arg(long, value_name = "CSV")]
    truth: Option<PathBuf>,
}

/// The two lists.
#[derive(Args)]
struct Lists {
    /// The register: CSV with the statutory columns, or any with surname, forename, postcode and address lines.
    #[arg(long, value_name = "CSV")]
    register: PathBuf,
    /// The applications: CSV with `app_id`, forenames, surname, line1, line2, town, postcode; and dob, email, phone if known.
    #[arg(long, value_name = "CSV")]
    applications: PathBuf,
}

/// Show why an application was decided as it was: the evidence for each candidate, field by field.
#[derive(Args)]
pub(crate) struct ExplainMatch {
    /// The application's `app_id`.
    #[arg(value_name = "APP")]
    application: String,
    #[command(flatten)]
    lists: Lists,
}

/// Find entries of one list that may be one person. Nothing is changed: people look at pairs.csv.
#[derive(Args)]
pub(crate) struct Dedupe {
    /// The list, as for `polity roll match --register`.
    #[arg(value_name = "ROLL.csv")]
    roll: PathBuf,
    /// The folder for pairs.csv.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// From which probability on a pair is listed.
    #[arg(long, default_value_t = 0.2)]
    from: f64,
}

/// Invent a register with applications and the truth about them, by a seed, to try the matcher on.
#[derive(Args)]
pub(crate) struct GenerateRegister {
    /// The folder for register.csv, applications.csv and truth.csv.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Entries of the register.
    #[arg(long, default_value_t = 200_000)]
    electors: u64,
    /// Applications, about.
    #[arg(long, default_value_t = 12_000)]
    applications: u64,
    /// How carelessly people type: 1 as in life, 2 twice as many slips.
    #[arg(long, default_value_t = 1.0)]
    noise: f64,
    /// The same seed gives the same files.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// A file that was opened, and its size in bytes.
fn open(path: &Path) -> anyhow::Result<(File, u64)> {
    let fault = || format!("cannot open {}", path.display());
    let file = File::open(path).with_context(fault)?;
    let size = file.metadata().with_context(fault)?.len();
    Ok((file, size))
}

/// A table's faults with the file's name before them.
fn in_file<T>(path: &Path, result: Result<T, ReadError>) -> anyhow::Result<T> {
    result.map_err(|error| anyhow::anyhow!("{}:\n{error}", path.display()))
}

/// Reads a register and puts it in order.
pub(crate) fn index(path: &Path) -> anyhow::Result<Index> {
    let (file, size) = open(path)?;
    let step = Step::begin("Reading the register", size);
    let register = in_file(path, Register::read(file, &|done| step.reach(done)))?;
    if register.is_empty() {
        bail!("{} has no entry: is it the right file?", path.display());
    }
    step.end(&format!("{} entries", register.len()));
    let step = Step::begin("Putting it in order", 0);
    let index = Index::new(register);
    step.end("done");
    Ok(index)
}

impl Lists {
    fn read(&self) -> anyhow::Result<(Index, Vec<Application>, Model)> {
        let (file, size) = open(&self.applications)?;
        let step = Step::begin("Reading the applications", size);
        let applications = in_file(&self.applications, Application::read_all(file))?;
        step.end(&format!("{} applications", applications.len()));
        let index = index(&self.register)?;
        let step = Step::begin("Estimating the model", 0);
        let model = Model::estimate(&index, &applications);
        step.end(&format!("model {}", model.id()));
        Ok((index, applications, model))
    }
}

/// Decides all, with a bar.
pub(crate) fn decide(index: &Index, model: &Model, applications: &[Application]) -> Vec<Decision> {
    let step = Step::begin("Deciding", applications.len() as u64);
    let done = AtomicU64::new(0);
    let decisions = decide_all(index, model, applications, &|count| {
        let count = count as u64;
        step.reach(done.fetch_add(count, Ordering::Relaxed) + count);
    });
    step.end("done");
    decisions
}

impl Match {
    pub(crate) fn run(&self) -> anyhow::Result<ExitCode> {
        // A truth that cannot be read is told before the work, not after it.
        let truths = match &self.truth {
            Some(path) => Some(in_file(path, Truth::read_all(open(path)?.0))?),
            None => None,
        };
        let (index, applications, model) = self.lists.read()?;
        let hits = self.hits_csv(&applications)?;
        let decisions = decide(&index, &model, &applications);
        let table = decisions_csv(&index, &applications, &decisions)?;
        files::write(&self.out.join("model.txt"), model.told().as_bytes())?;
        files::write(&self.out.join("decisions.csv"), &table)?;
        if let Some((hits, count)) = hits {
            let path = self.out.join("hits.csv");
            files::write(&path, &hits)?;
            println!(
                "{count} hits against the lists, each with a name and something beside it: {}. A hit decides nothing; a person looks at it.",
                path.display()
            );
        }
        print!("{}", measure::told(&applications, &decisions));
        println!(
            "model {}; {}",
            model.id(),
            self.out.join("decisions.csv").display()
        );
        if let Some(truths) = truths {
            print!(
                "\n{}",
                Score::of(&index, &applications, &decisions, &truths).told()
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Match {
    /// Hits against the lists that were named, and how many; none if no list was.
    fn hits_csv(&self, applications: &[Application]) -> anyhow::Result<Option<(Vec<u8>, usize)>> {
        if self.exclude.is_empty() && self.candidates.is_empty() {
            return Ok(None);
        }
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(["app_id", "list", "source", "entry", "name", "because"])?;
        let mut count = 0;
        let excluded = self.exclude.iter().map(|path| ("excluded", path));
        let candidates = self.candidates.iter().map(|path| ("candidates", path));
        for (kind, path) in excluded.chain(candidates) {
            let list = index(path)?;
            let source = path.file_name().unwrap_or_default().to_string_lossy();
            for hit in hits(&list, applications) {
                count += 1;
                let names = format!(
                    "surname {}, forename {}",
                    hit.levels.surname.words(),
                    hit.levels.forename.words()
                );
                table.write_record([
                    applications[hit.application].id.as_str(),
                    kind,
                    &source,
                    &list.register().label(hit.entry),
                    &names,
                    &hit.because().join("; "),
                ])?;
            }
        }
        let table = table
            .into_inner()
            .map_err(|error| anyhow::anyhow!("cannot write the hits: {error}"))?;
        Ok(Some((table, count)))
    }
}

/// One row for each application, in the input's order.
pub(crate) fn decisions_csv(
    index: &Index,
    applications: &[Application],
    decisions: &[Decision],
) -> anyhow::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::with_capacity(decisions.len() * 32));
    table.write_record([
        "app_id",
        "outcome",
        "elector",
        "probability",
        "duplicate_of",
    ])?;
    for (application, decision) in applications.iter().zip(decisions) {
        let shown = decision.person.filter(|_| decision.names_entry());
        let elector = shown
            .map(|person| index.register().label(person))
            .unwrap_or_default();
        let first = decision
            .duplicate_of
            .and_then(|at| applications.get(at))
            .map_or("", |first| first.id.as_str());
        table.write_record([
            application.id.as_str(),
            decision.outcome.word(),
            &elector,
            &format!("{:.6}", decision.probability),
            first,
        ])?;
    }
    table
        .into_inner()
        .map_err(|error| anyhow::anyhow!("cannot write the decisions: {error}"))
}

impl ExplainMatch {
    pub(crate) fn run(&self) -> anyhow::Result<ExitCode> {
        let (index, applications, model) = self.lists.read()?;
        let Some(at) = applications
            .iter()
            .position(|one| one.id == self.application)
        else {
            bail!(
                "no application {} in {}: give the number in its column app_id",
                self.application,
                self.lists.applications.display()
            );
        };
        let decisions = decide(&index, &model, &applications);
        let (application, decision) = (&applications[at], &decisions[at]);
        println!("{}", application.told);
        print!("{}", decision.outcome.word());
        if let Some(first) = decision.duplicate_of {
            print!(" of {}", applications[first].id);
        }
        println!(
            ": probability {:.5}, the next {:.5}; model {}",
            decision.probability,
            decision.runner_up,
            model.id()
        );
        println!("{}", meaning(decision.outcome));
        let candidates = explain(&index, &model, application, SHOWN);
        if candidates.is_empty() {
            println!(
                "\nNobody of the register has a like name at this address, or this name elsewhere."
            );
        }
        for candidate in candidates {
            let person = candidate.person;
            println!(
                "\n{:.5}  {}  {}",
                candidate.probability,
                index.register().label(person),
                index.register().told(person)
            );
            let mut sum = 0.0;
            for term in &candidate.terms {
                sum += term.bits;
                println!(
                    "   {:>+8.2} {:>+8.2}  {:<24} {}  {}",
                    term.bits,
                    sum,
                    term.field,
                    bar(term.bits),
                    term.level
                );
            }
            let [household, neighbour, namesake] = candidate.others;
            println!(
                "   otherwise: another of the household {household:.5}, a neighbour {neighbour:.5}, a namesake {namesake:.5}"
            );
        }
        println!(
            "\nFirst column: powers of two by which the field changes the odds; second: their sum."
        );
        Ok(ExitCode::SUCCESS)
    }
}

/// What an outcome means for the applicant.
fn meaning(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Matched => "The entry is the applicant's; nothing is to be done.",
        Outcome::Doubtful => {
            "An entry may be the applicant's: ask the applicant; a person decides."
        }
        Outcome::NotFound => {
            "No entry is likely: ask the applicant; a missing entry proves nothing, and only a person may refuse."
        }
        Outcome::Duplicate => {
            "The entry or the application was there before: a person looks at both."
        }
    }
}

/// A bar of up to twelve signs for a weight, to the left for one against.
fn bar(bits: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to twelve"
    )]
    let length = bits.abs().clamp(0.0, 12.0).round() as usize;
    let signs = if bits < 0.0 { "-" } else { "+" }.repeat(length);
    if bits < 0.0 {
        format!("{signs:>12}|{:12}", "")
    } else {
        format!("{:12}|{signs:<12}", "")
    }
}

impl Dedupe {
    pub(crate) fn run(&self) -> anyhow::Result<ExitCode> {
        let index = index(&self.roll)?;
        let step = Step::begin(
            "Comparing the list with itself",
            index.register().len() as u64,
        );
        let done = AtomicU64::new(0);
        let pairs = dedupe(&index, self.from, &|count| {
            let count = count as u64;
            step.reach(done.fetch_add(count, Ordering::Relaxed) + count);
        });
        step.end(&format!("{} pairs", pairs.len()));
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record([
            "first",
            "second",
            "probability",
            "first_entry",
            "second_entry",
        ])?;
        let register = index.register();
        for pair in &pairs {
            table.write_record([
                register.label(pair.first),
                register.label(pair.second),
                format!("{:.6}", pair.probability),
                register.told(pair.first),
                register.told(pair.second),
            ])?;
        }
        let table = table
            .into_inner()
            .map_err(|error| anyhow::anyhow!("cannot write the pairs: {error}"))?;
        files::write(&self.out.join("pairs.csv"), &table)?;
        println!(
            "{} pairs that may be one person are in {}. Nothing was changed: people look at them.",
            pairs.len(),
            self.out.join("pairs.csv").display()
        );
        Ok(ExitCode::SUCCESS)
    }
}

impl GenerateRegister {
    pub(crate) fn run(&self) -> anyhow::Result<ExitCode> {
        if !(0.0..=20.0).contains(&self.noise) {
            bail!("--noise {}: give a number from 0 to 20", self.noise);
        }
        let recipe = Recipe {
            seed: self.seed,
            electors: self.electors,
            applications: self.applications,
            noise: self.noise,
        };
        generate(&recipe, &self.out)?;
        println!(
            "register.csv, applications.csv and truth.csv are in {}. All people are invented.",
            self.out.display()
        );
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes the three files of a recipe.
pub(crate) fn generate(recipe: &Recipe, folder: &Path) -> anyhow::Result<()> {
    const NAMES: [&str; 3] = ["register.csv", "applications.csv", "truth.csv"];
    let fault = || format!("cannot write to {}", folder.display());
    std::fs::create_dir_all(folder).with_context(fault)?;
    let part = |name: &str| folder.join(format!("{name}.part"));
    let file = |name: &str| {
        File::create(part(name))
            .map(BufWriter::new)
            .with_context(fault)
    };
    let step = Step::begin("Inventing people", 0);
    let [mut register, mut applications, mut truth] =
        [file(NAMES[0])?, file(NAMES[1])?, file(NAMES[2])?];
    synthetic::write(recipe, &mut register, &mut applications, &mut truth).with_context(fault)?;
    for (mut writer, name) in [register, applications, truth].into_iter().zip(NAMES) {
        writer.flush().with_context(fault)?;
        std::fs::rename(part(name), folder.join(name)).with_context(fault)?;
    }
    step.end("done");
    Ok(())
}
