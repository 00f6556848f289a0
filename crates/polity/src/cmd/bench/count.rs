//! `polity bench count`: how long counts take and how much memory, parsing included, and how a peer does.
//!
//! Every run is a process of its own, which reports its own processor time and peak memory, so that no run pays for
//! another. Figures are medians.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};
use clap::Args;
use nix::sys::resource::{Usage, UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use polity_count::{Lots, Outcome, Rule, blt, synthetic};
use serde::{Deserialize, Serialize};

use crate::clock::Stopwatch;
use crate::cmd::count::read;
use crate::files;

/// The seed of the contest that the bench makes.
const SEED: u64 = 2026;
/// Bytes in a megabyte.
const MEGABYTE: u64 = 1_000_000;

/// Processor seconds and peak memory.
///
/// Without --file a contest of --ballots papers is made by a fixed recipe. Examples:
///
///   polity bench count --file million.blt --ballots 10000000
///   polity bench count --file million.blt --rule meek-nz --runs 9 --peer ~/.cargo/bin/stv-rs
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct CountBench {
    /// A file of ballots, in any format that `polity count` reads. May stand several times.
    #[arg(long, value_name = "FILE")]
    file: Vec<PathBuf>,
    /// Papers of the contest that is made by the fixed recipe; 0 for none.
    #[arg(long, default_value_t = 10_000_000, value_name = "N")]
    ballots: u32,
    /// The rules to count by; for the made contest the first of them.
    #[arg(long, value_name = "NAME", value_delimiter = ',', default_values_t = [Rule::MeekNz, Rule::ScottishStv, Rule::Ers97, Rule::MeekCertified])]
    rule: Vec<Rule>,
    /// How often each count is run.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// The program stv-rs (`cargo install stv-rs`), to count the same files by Meek's method; it is looked for on the
    /// PATH otherwise.
    #[arg(long, value_name = "PATH")]
    peer: Option<PathBuf>,
    /// Do without the peer.
    #[arg(long, conflicts_with = "peer")]
    no_peer: bool,
    /// Print the rows as JSON.
    #[arg(long)]
    json: bool,
}

/// One measurement.
#[derive(Args)]
pub(crate) struct Once {
    #[arg(long, conflicts_with = "peer")]
    rule: Option<Rule>,
    #[arg(long)]
    peer: Option<PathBuf>,
    file: PathBuf,
}

/// What one process took.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Took {
    /// Microseconds of the processor in the program itself.
    user: u64,
    /// Microseconds of the processor in the system, reading the file and giving memory.
    system: u64,
    /// Microseconds by the clock on the wall.
    wall: u64,
    /// Most bytes in memory at a time.
    peak: u64,
    papers: u64,
    distinct: u64,
    elected: Vec<u8>,
}

/// A row of the table.
#[derive(Clone, Debug, Serialize)]
struct Row {
    contest: String,
    papers: u64,
    distinct: u64,
    program: String,
    #[serde(flatten)]
    took: Took,
    runs: u32,
    goal: Option<Goal>,
}

/// What is aimed at: seconds of the processor in hundredths, and megabytes.
#[derive(Clone, Copy, Debug, Serialize)]
struct Goal {
    hundredths: u64,
    megabytes: Option<u64>,
}

/// The goals for a million papers and for ten million.
fn goal(papers: u64, rule: Rule) -> Option<Goal> {
    let goal = |hundredths, megabytes| {
        Some(Goal {
            hundredths,
            megabytes,
        })
    };
    match (papers, rule) {
        (1_000_000, Rule::MeekNz) => goal(30, Some(100)),
        (1_000_000, Rule::MeekCertified) => goal(100, None),
        (1_000_000, Rule::ScottishStv) => goal(25, None),
        (1_000_000, Rule::Ers97) => goal(30, None),
        (10_000_000, Rule::MeekNz) => goal(400, Some(700)),
        _ => None,
    }
}

impl CountBench {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let folder = tempfile::tempdir().context("cannot make a folder for the bench")?;
        let given = self.file.iter();
        let mut contests: Vec<_> = given
            .map(|path| (path.clone(), self.rule.clone()))
            .collect();
        if self.ballots > 0 {
            eprintln!("making {} papers (not timed)", self.ballots);
            let path = folder.path().join("made.blt");
            files::write(&path, synthetic::blt(self.ballots, SEED).as_bytes())?;
            contests.push((path, self.rule.first().copied().into_iter().collect()));
        }
        if contests.is_empty() {
            bail!("nothing to count: give --file, or --ballots above 0");
        }
        let peer = if self.no_peer {
            None
        } else {
            self.find_peer()?
        };
        let mut rows = Vec::new();
        for (path, rules) in &contests {
            for rule in rules {
                rows.push(self.row(path, &format!("polity {rule}"), Some(*rule), None)?);
            }
            if let Some(peer) = &peer {
                let dialect = folder.path().join("for-peer.blt");
                let ballots = blt::write_with_nicknames(&read(path)?);
                files::write(&dialect, ballots.as_bytes())?;
                let mut row = self.row(&dialect, "stv-rs meek", None, Some(peer))?;
                row.contest = file_name(path);
                rows.push(row);
            }
        }
        if self.json {
            let text = serde_json::to_string_pretty(&rows);
            println!("{}", text.context("cannot write the figures as JSON")?);
        } else {
            print!("{}", table(&rows));
            if peer.is_none() && !self.no_peer {
                println!("stv-rs was not found: cargo install stv-rs, or give --peer PATH.");
            }
        }
        Ok(())
    }

    /// The peer that was named, or the one on the PATH.
    fn find_peer(&self) -> anyhow::Result<Option<PathBuf>> {
        if let Some(path) = &self.peer {
            if !path.is_file() {
                bail!("--peer {}: there is no such program", path.display());
            }
            return Ok(Some(path.clone()));
        }
        let folders = std::env::var_os("PATH").unwrap_or_default();
        Ok(std::env::split_paths(&folders)
            .map(|folder| folder.join("stv-rs"))
            .find(|path| path.is_file()))
    }

    /// Runs one count several times and takes the medians.
    fn row(
        &self,
        file: &Path,
        program: &str,
        rule: Option<Rule>,
        peer: Option<&Path>,
    ) -> anyhow::Result<Row> {
        let name = file_name(file);
        let mut all = Vec::new();
        for run in 1..=self.runs {
            eprintln!("{program} on {name}, run {run} of {}", self.runs);
            all.push(in_a_process(file, rule, peer)?);
        }
        let middle = |figure: fn(&Took) -> u64| {
            let mut figures: Vec<u64> = all.iter().map(figure).collect();
            figures.sort_unstable();
            figures[figures.len() / 2]
        };
        let first = all.first().context("no run")?;
        let took = Took {
            user: middle(|t| t.user),
            system: middle(|t| t.system),
            wall: middle(|t| t.wall),
            peak: middle(|t| t.peak),
            ..first.clone()
        };
        Ok(Row {
            contest: name,
            papers: took.papers,
            distinct: took.distinct,
            program: program.to_owned(),
            goal: rule.and_then(|rule| goal(took.papers, rule)),
            took,
            runs: self.runs,
        })
    }
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Starts this program again for one measurement.
fn in_a_process(file: &Path, rule: Option<Rule>, peer: Option<&Path>) -> anyhow::Result<Took> {
    let program = std::env::current_exe().context("cannot find this program")?;
    let mut command = Command::new(program);
    command.args(["bench", "count-once"]);
    if let Some(rule) = rule {
        command.args(["--rule", rule.info().name]);
    }
    if let Some(peer) = peer {
        command.arg("--peer").arg(peer);
    }
    let output = command
        .arg(file)
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start the measured process")?;
    if !output.status.success() {
        bail!("the measured process failed");
    }
    serde_json::from_slice(&output.stdout).context("the measured process gave no figures")
}

impl Once {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let took = match (self.rule, &self.peer) {
            (Some(rule), _) => of_us(&self.file, rule)?,
            (None, Some(peer)) => of_peer(&self.file, peer)?,
            (None, None) => bail!("give --rule or --peer"),
        };
        println!("{}", serde_json::to_string(&took)?);
        Ok(())
    }
}

/// Reads and counts here.
fn of_us(file: &Path, rule: Rule) -> anyhow::Result<Took> {
    let watch = Stopwatch::start();
    let contest = read(file)?;
    let outcome = polity_count::count(&contest, rule, &Lots::Seed("bench".to_owned()))?;
    let wall = watch.elapsed();
    let usage = getrusage(UsageWho::RUSAGE_SELF).context("cannot ask for the time taken")?;
    let Outcome::Complete(transcript) = outcome else {
        bail!("a count with a seed asks for no lot");
    };
    let mut elected = transcript.elected.clone();
    elected.sort_unstable();
    let took = took(&usage, wall);
    Ok(Took {
        papers: contest.ballots.papers(),
        distinct: contest.ballots.len() as u64,
        elected,
        peak: peak().unwrap_or(took.peak),
        ..took
    })
}

/// The most memory that this process had, on Linux. What `getrusage` tells there is no less than what the process that
/// started this one had at the time: the figure outlives `exec`.
pub(super) fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Lets the peer read and count, and waits for it: what all of this process's children took is what the peer took.
fn of_peer(file: &Path, peer: &Path) -> anyhow::Result<Took> {
    let watch = Stopwatch::start();
    let status = Command::new(peer)
        .args(["--arithmetic", "fixed9", "--input"])
        .arg(file)
        .args(["meek", "--parallel", "no"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .with_context(|| format!("cannot start {}", peer.display()))?;
    let wall = watch.elapsed();
    if !status.success() {
        bail!("{} failed on {}", peer.display(), file.display());
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).context("cannot ask for the time taken")?;
    // The papers are counted after the measurement, and only for the table.
    let contest = read(file)?;
    Ok(Took {
        papers: contest.ballots.papers(),
        distinct: contest.ballots.len() as u64,
        ..took(&usage, wall)
    })
}

fn took(usage: &Usage, wall: std::time::Duration) -> Took {
    let micros = |n: i64| u64::try_from(n).unwrap_or(0);
    // Linux and the BSDs count kilobytes, macOS bytes.
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    Took {
        user: micros(usage.user_time().num_microseconds()),
        system: micros(usage.system_time().num_microseconds()),
        wall: u64::try_from(wall.as_micros()).unwrap_or(u64::MAX),
        peak: u64::try_from(usage.max_rss()).unwrap_or(0) * unit,
        papers: 0,
        distinct: 0,
        elected: Vec::new(),
    }
}

fn table(rows: &[Row]) -> String {
    let mut text = format!(
        "{:<24} {:>10} {:>10}  {:<20} {:>7} {:>7} {:>7} {:>8}  {}\n",
        "contest", "papers", "distinct", "program", "user s", "sys s", "wall s", "peak MB", "goal"
    );
    for row in rows {
        let took = &row.took;
        let _ = writeln!(
            text,
            "{:<24} {:>10} {:>10}  {:<20} {:>7} {:>7} {:>7} {:>8}  {}",
            short(&row.contest),
            row.papers,
            row.distinct,
            row.program,
            seconds(took.user),
            seconds(took.system),
            seconds(took.wall),
            took.peak / MEGABYTE,
            verdict(row)
        );
    }
    let runs = rows.first().map_or(0, |row| row.runs);
    let _ = writeln!(
        text,
        "Medians of {runs} runs, each in a process of its own; reading the file is included. Load: {}.",
        files::read_text(Path::new("/proc/loadavg"))
            .ok()
            .and_then(|text| text.split(' ').next().map(str::to_owned))
            .unwrap_or_else(|| "not known".to_owned())
    );
    text
}

/// Whether the goal is met.
fn verdict(row: &Row) -> String {
    let Some(goal) = row.goal else {
        return String::new();
    };
    let fast = row.took.user <= goal.hundredths * 10_000;
    let small = goal
        .megabytes
        .is_none_or(|most| row.took.peak <= most * MEGABYTE);
    let mut text = format!("{} s", seconds(goal.hundredths * 10_000));
    if let Some(most) = goal.megabytes {
        let _ = write!(text, ", {most} MB");
    }
    text + if fast && small { ": met" } else { ": missed" }
}

/// Microseconds as seconds with two decimals, rounded half up.
fn seconds(micros: u64) -> String {
    let hundredths = (micros + 5_000) / 10_000;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn short(name: &str) -> &str {
    name.char_indices()
        .nth(24)
        .map_or(name, |(end, _)| &name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_judged_by_processor_time_and_memory() {
        let took = Took {
            user: 299_999,
            system: 0,
            wall: 0,
            peak: 100 * MEGABYTE,
            papers: 1_000_000,
            distinct: 1,
            elected: Vec::new(),
        };
        let mut row = Row {
            contest: "million.blt".to_owned(),
            papers: took.papers,
            distinct: took.distinct,
            program: "polity meek-nz".to_owned(),
            goal: goal(1_000_000, Rule::MeekNz),
            took,
            runs: 1,
        };
        assert_eq!(verdict(&row), "0.30 s, 100 MB: met");
        row.took.peak += 1;
        assert_eq!(verdict(&row), "0.30 s, 100 MB: missed");
        assert!(table(&[row]).contains("million.blt"));
        assert_eq!(
            (seconds(4_994), seconds(1_005_000)),
            ("0.00".into(), "1.01".into())
        );
    }
}
