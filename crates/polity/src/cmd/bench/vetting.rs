//! `polity bench vetting`: how fast and how rightly applications are matched to a register, and how Splink does on the same files.
//!
//! Every run is a process of its own, which reports its own processor time and peak memory, as in `polity bench count`. Reading both
//! files from CSV is included; writing the decisions is not.

use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};
use clap::Args;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use polity_linkage::measure::{GOAL_RATIO, Score, Truth};
use polity_linkage::synthetic::Recipe;
use polity_linkage::{
    Application, Desk, GROUPS, Index, Model, Register, decide_all, decide_one, dedupe,
};
use serde::{Deserialize, Serialize};

use super::count::peak;
use crate::clock::Stopwatch;
use crate::cmd::roll::match_applications::generate;
use crate::files;

/// What is run in Splink's Python.
const WITH_SPLINK: &str = include_str!("with_splink.py");
/// Applications that are looked for one at a time, as while a form is filled.
const LIVE: usize = 20_000;
/// Members that a group of names needs to be judged: a few do not tell a ratio.
const LEAST_GROUP: u64 = 800;

/// Precision, recall, fairness, seconds and memory of matching applications to a register.
///
/// Without files, a register, applications and the truth are invented by --seed. Examples:
///
///   polity bench vetting
///   polity bench vetting --electors 200000 --applications 24000 --seed 7 --splink ~/venv/bin/python
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct VettingBench {
    /// Entries of the invented register.
    #[arg(long, default_value_t = 2_000_000)]
    electors: u64,
    /// Invented applications, about.
    #[arg(long, default_value_t = 103_000)]
    applications: u64,
    /// How carelessly the invented applicants type: 1 as in life, 2 twice as many slips.
    #[arg(long, default_value_t = 1.0)]
    noise: f64,
    /// The seed of the invention.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// A folder with register.csv, applications.csv and truth.csv, in the place of invented ones.
    #[arg(long, value_name = "DIR")]
    files: Option<PathBuf>,
    /// How often the matcher is run.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// A Python that has Splink (`pip install splink`), to link the same files.
    #[arg(long, value_name = "PYTHON")]
    splink: Option<PathBuf>,
    /// Look in the register for persons who stand there twice as well, and say how long it takes.
    #[arg(long)]
    dedupe: bool,
    /// Print the figures as JSON.
    #[arg(long)]
    json: bool,
}

/// One measurement.
#[derive(Args)]
pub(crate) struct Once {
    folder: PathBuf,
    #[arg(long)]
    dedupe: bool,
}

/// What one process took and decided. Times are microseconds, the peak is bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Took {
    program: String,
    user: u64,
    system: u64,
    wall: u64,
    peak: u64,
    precision: f64,
    recall: f64,
    found: Option<f64>,
    doubtful: Option<f64>,
    /// Accepted, of all.
    pets: [u64; 2],
    jokes: [u64; 2],
    impostors: [u64; 2],
    /// The group of names that is missed or asked most, over all others.
    worst: Option<(String, f64)>,
    /// The 99th percentile of one application's matching, in nanoseconds.
    live_p99: Option<u64>,
    /// Pairs of entries that may be one person, and microseconds to find them.
    #[serde(default)]
    twice: Option<(usize, u64)>,
}

impl VettingBench {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let folder = tempfile::tempdir().context("cannot make a folder for the bench")?;
        let lists = if let Some(path) = &self.files {
            path.clone()
        } else {
            let recipe = Recipe {
                seed: self.seed,
                electors: self.electors,
                applications: self.applications,
                noise: self.noise,
            };
            generate(&recipe, folder.path())?;
            folder.path().to_owned()
        };
        let mut rows = vec![self.ours(&lists)?];
        if let Some(python) = &self.splink {
            let script = folder.path().join("with_splink.py");
            files::write(&script, WITH_SPLINK.as_bytes())?;
            eprintln!("Splink");
            let mut command = Command::new(python);
            command.arg(script);
            for name in ["register.csv", "applications.csv", "truth.csv"] {
                command.arg(lists.join(name));
            }
            rows.push(in_a_process(command)?);
        }
        if self.json {
            let text = serde_json::to_string_pretty(&rows);
            println!("{}", text.context("cannot write the figures as JSON")?);
        } else {
            print!("{}", table(&rows, self.runs));
        }
        Ok(())
    }

    /// Runs the matcher several times and takes the medians.
    fn ours(&self, lists: &Path) -> anyhow::Result<Took> {
        let program = std::env::current_exe().context("cannot find this program")?;
        let mut all = Vec::new();
        for run in 1..=self.runs {
            eprintln!("polity, run {run} of {}", self.runs);
            let mut command = Command::new(&program);
            command.args(["bench", "vetting-once"]).arg(lists);
            if self.dedupe && run == 1 {
                command.arg("--dedupe");
            }
            all.push(in_a_process(command)?);
        }
        let middle = |figure: fn(&Took) -> u64| {
            let mut figures: Vec<u64> = all.iter().map(figure).collect();
            figures.sort_unstable();
            figures[figures.len() / 2]
        };
        let first = all.first().context("no run")?;
        Ok(Took {
            user: middle(|took| took.user),
            system: middle(|took| took.system),
            wall: middle(|took| took.wall),
            peak: middle(|took| took.peak),
            live_p99: Some(middle(|took| took.live_p99.unwrap_or(0))),
            ..first.clone()
        })
    }
}

fn in_a_process(mut command: Command) -> anyhow::Result<Took> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {program}"))?;
    if !output.status.success() {
        bail!("{program} failed; what it said stands above");
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let last = text.lines().last().unwrap_or_default();
    serde_json::from_str(last).with_context(|| format!("{program} gave no figures"))
}

impl Once {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let open = |name: &str| {
            let path = self.folder.join(name);
            File::open(&path).with_context(|| format!("cannot open {}", path.display()))
        };
        let truths = Truth::read_all(open("truth.csv")?)?;
        let before = getrusage(UsageWho::RUSAGE_SELF).context("cannot ask for the time taken")?;
        let watch = Stopwatch::start();
        let applications = Application::read_all(open("applications.csv")?)?;
        let index = Index::new(Register::read(open("register.csv")?, &|_| {})?);
        let model = Model::estimate(&index, &applications);
        let decisions = decide_all(&index, &model, &applications, &|_| {});
        let wall = watch.elapsed();
        let usage = getrusage(UsageWho::RUSAGE_SELF).context("cannot ask for the time taken")?;
        let peak = peak().unwrap_or(0);
        let micros = |after: i64, before: i64| u64::try_from(after - before).unwrap_or(0);
        let score = Score::of(&index, &applications, &decisions, &truths);
        let of = |class: &str| [score.accepted(class), score.count(|one, _, _| one == class)];
        let twice = self.dedupe.then(|| {
            let watch = Stopwatch::start();
            let pairs = dedupe(&index, 0.2, &|_| {});
            (
                pairs.len(),
                u64::try_from(watch.elapsed().as_micros()).unwrap_or(u64::MAX),
            )
        });
        let took = Took {
            program: "polity".to_owned(),
            user: micros(
                usage.user_time().num_microseconds(),
                before.user_time().num_microseconds(),
            ),
            system: micros(
                usage.system_time().num_microseconds(),
                before.system_time().num_microseconds(),
            ),
            wall: u64::try_from(wall.as_micros()).unwrap_or(u64::MAX),
            peak,
            precision: score.precision(),
            recall: score.recall(),
            found: Some(score.found()),
            doubtful: Some(score.doubtful()),
            pets: of("fake_pet"),
            jokes: of("fake_name"),
            impostors: of("fake_impostor"),
            worst: score
                .disparity(LEAST_GROUP)
                .map(|(at, ratio)| (GROUPS[at].to_owned(), ratio)),
            live_p99: Some(live(&index, &model, &applications)),
            twice,
        };
        println!("{}", serde_json::to_string(&took)?);
        Ok(())
    }
}

/// Matches applications one at a time, and gives the 99th percentile in nanoseconds.
fn live(index: &Index, model: &Model, applications: &[Application]) -> u64 {
    let mut desk = Desk::default();
    let mut times: Vec<u64> = applications
        .iter()
        .take(LIVE)
        .map(|application| {
            let watch = Stopwatch::start();
            std::hint::black_box(decide_one(index, model, application, &mut desk));
            u64::try_from(watch.elapsed().as_nanos()).unwrap_or(u64::MAX)
        })
        .collect();
    times.sort_unstable();
    times.get(times.len() * 99 / 100).copied().unwrap_or(0)
}

fn table(rows: &[Took], runs: u32) -> String {
    let mut text = String::new();
    let mut line = |name: &str, goal: &str, figure: &dyn Fn(&Took) -> String| {
        let _ = write!(text, "{name:<46}");
        for took in rows {
            let _ = write!(text, "{:>34}", figure(took));
        }
        let _ = writeln!(text, "  {goal}");
    };
    let share = |share: Option<f64>| share.map_or("-".to_owned(), |share| format!("{share:.5}"));
    let of = |[accepted, all]: [u64; 2]| format!("{accepted} of {all}");
    line("", "goal", &|took| took.program.clone());
    line(
        "accepted for the right entry (precision)",
        ">= 0.9995",
        &|took| share(Some(took.precision)),
    );
    line("registered, and accepted (recall)", ">= 0.96", &|took| {
        share(Some(took.recall))
    });
    line("registered, and found in the end", ">= 0.98", &|took| {
        share(took.found)
    });
    line("doubtful, of all", "<= 0.02", &|took| share(took.doubtful));
    line("pets accepted", "0", &|took| of(took.pets));
    line("joke names accepted", "0", &|took| of(took.jokes));
    line("impostors accepted", "0", &|took| of(took.impostors));
    let goal = format!("<= {GOAL_RATIO}");
    line("worst group of names, over the others", &goal, &|took| {
        took.worst
            .as_ref()
            .map_or("-".to_owned(), |(group, ratio)| {
                format!("{ratio:.2} {}", group.split(',').next().unwrap_or_default())
            })
    });
    line("seconds by the clock", "1.5 at 2 million", &|took| {
        seconds(took.wall)
    });
    line("seconds of the processor", "", &|took| {
        seconds(took.user + took.system)
    });
    line("peak memory in megabytes", "", &|took| {
        (took.peak / 1_000_000).to_string()
    });
    line("one application, 99th percentile", "< 1000 µs", &|took| {
        took.live_p99
            .map_or("-".to_owned(), |nanos| format!("{} µs", nanos / 1000))
    });
    if let Some((pairs, micros)) = rows.first().and_then(|took| took.twice) {
        let _ = writeln!(
            text,
            "the register against itself: {pairs} pairs in {} s",
            seconds(micros)
        );
    }
    let load = files::read_text(Path::new("/proc/loadavg"))
        .ok()
        .and_then(|text| text.split(' ').next().map(str::to_owned));
    let _ = writeln!(
        text,
        "Medians of {runs} runs (Splink once), each in a process of its own; reading the files is included. Load: {}.",
        load.unwrap_or_else(|| "not known".to_owned())
    );
    text
}

/// Microseconds as seconds with two decimals, rounded half up.
fn seconds(micros: u64) -> String {
    let hundredths = (micros + 5_000) / 10_000;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_bench_measures_and_tells_all_figures() {
        let folder = tempfile::tempdir().expect("a folder");
        let recipe = Recipe {
            electors: 4_000,
            applications: 900,
            ..Recipe::default()
        };
        generate(&recipe, folder.path()).expect("written");
        let open = |name: &str| File::open(folder.path().join(name)).expect("there");
        let applications = Application::read_all(open("applications.csv")).expect("read");
        let index = Index::new(Register::read(open("register.csv"), &|_| {}).expect("read"));
        let model = Model::estimate(&index, &applications);
        assert!(live(&index, &model, &applications) > 0);
        let took = Took {
            program: "polity".to_owned(),
            user: 1_230_000,
            system: 10_000,
            wall: 990_000,
            peak: 12_000_000,
            precision: 0.9996,
            recall: 0.97,
            found: Some(0.99),
            doubtful: None,
            pets: [0, 9],
            jokes: [0, 8],
            impostors: [1, 7],
            worst: Some(("double surname or particle".to_owned(), 1.2)),
            live_p99: Some(87_000),
            twice: Some((3, 40_000)),
        };
        let told = table(&[took], 3);
        for figure in [
            "0.99960",
            "0 of 9",
            "1 of 7",
            "1.24",
            "0.99",
            "87 µs",
            "3 pairs in 0.04 s",
        ] {
            assert!(told.contains(figure), "{figure}\n{told}");
        }
    }
}
