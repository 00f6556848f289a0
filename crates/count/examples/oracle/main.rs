//! Compares the counts of this crate with every result in a directory of published and reference
//! data: `cargo run -p polity-count --release --example oracle -- DIR`.
//!
//! One line is printed for each data set. A difference is either explained (the other program or
//! table departs from the rule; the reason is printed) or makes the exit status 1. Data sets for
//! which no rule exists yet are named, so that nothing is passed over in silence. Archives are
//! unpacked with the system's `tar` and `xz` into a directory that is removed at the end.

mod drawn;
mod droop;
mod openstv;
mod scotland;
mod senate;
mod stvrs;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use polity_count::{Contest, Lots, Outcome, Rule, Transcript, blt, count};

/// Anything that keeps a data set from being read.
type Failure = Box<dyn std::error::Error>;

/// What the comparison of one data set found.
#[derive(Default)]
struct Report {
    contests: usize,
    figures: usize,
    /// Differences for which a reason is known.
    explained: Vec<String>,
    /// The others.
    unexplained: Vec<String>,
}

impl Report {
    /// Compares winners as sets.
    fn winners(&mut self, name: &str, ours: &[u8], theirs: &[u8]) {
        let (a, b): (BTreeSet<_>, BTreeSet<_>) = (ours.iter().collect(), theirs.iter().collect());
        if a != b {
            self.unexplained
                .push(format!("{name}: elected {ours:?}, there {theirs:?}"));
        }
    }

    /// Compares one figure, in units of the last decimal.
    fn figure(&mut self, place: &str, ours: i64, theirs: i64, tolerance: i64) {
        self.figures += 1;
        if (ours - theirs).abs() > tolerance {
            self.unexplained
                .push(format!("{place}: {ours}, there {theirs}"));
        }
    }

    /// Moves the differences found since `from` to the explained ones.
    fn explain(&mut self, from: usize, why: &str) {
        let found = self.unexplained.split_off(from);
        self.explained
            .extend(found.into_iter().map(|d| format!("{d} ({why})")));
    }
}

/// The data, and where its archives are unpacked.
struct Data {
    dir: PathBuf,
    scratch: PathBuf,
}

impl Data {
    /// Unpacks `name.tar.xz` and returns the directory it is in.
    fn archive(&self, name: &str) -> Result<PathBuf, Failure> {
        let to = self.scratch.join(name);
        std::fs::create_dir_all(&to)?;
        let file = self.dir.join(format!("{name}.tar.xz"));
        let done = Command::new("tar")
            .arg("-xJf")
            .arg(&file)
            .arg("-C")
            .arg(&to)
            .status()?;
        if !done.success() {
            return Err(format!("tar cannot unpack {}", file.display()).into());
        }
        Ok(to)
    }

    /// The text of `path`, a file packed with xz.
    fn text(&self, path: &str) -> Result<String, Failure> {
        let output = Command::new("xz")
            .arg("-dc")
            .arg(self.dir.join(path))
            .output()?;
        Ok(String::from_utf8(output.stdout)?)
    }

    /// The contest in `path`, a BLT file, packed where it ends in `.xz`.
    fn contest(&self, path: &str) -> Result<Contest, Failure> {
        let file = self.dir.join(path);
        if file.extension().is_some_and(|e| e == "xz") {
            let output = Command::new("xz").arg("-dc").arg(&file).output()?;
            return parse(&output.stdout, path);
        }
        read_contest(&file)
    }
}

fn read_contest(file: &Path) -> Result<Contest, Failure> {
    parse(&std::fs::read(file)?, &file.display().to_string())
}

fn parse(bytes: &[u8], name: &str) -> Result<Contest, Failure> {
    blt::parse(bytes).map_err(|faults| {
        let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
        format!("{name}: {}", list.join("; ")).into()
    })
}

/// Counts with the file's tie order, or else the order of the paper: both other programs choose
/// the candidate who stands first there.
fn counted(contest: &Contest, rule: Rule) -> Result<Transcript, Failure> {
    let paper = (1..=u8::MAX).take(contest.candidates.len()).collect();
    let order = if contest.tie_order.is_empty() {
        paper
    } else {
        contest.tie_order.clone()
    };
    match count(contest, rule, &Lots::Order(order))? {
        Outcome::Complete(transcript) => Ok(*transcript),
        Outcome::LotNeeded(question) => Err(question.text.into()),
    }
}

/// A decimal string in units of decimal `places`, truncated.
fn units(text: &str, places: usize) -> Result<i64, Failure> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits: String = decimals
        .chars()
        .chain(std::iter::repeat('0'))
        .take(places)
        .collect();
    Ok(format!("{whole}{digits}").parse()?)
}

/// The files below `dir` whose name ends in `end`, sorted.
fn files(dir: &Path, end: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            found.append(&mut files(&path, end)?);
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The model election of the ERS97 booklet: its figures as the booklet's readers quote them.
fn ers97_model(data: &Data) -> Result<Report, Failure> {
    let mut report = Report {
        contests: 1,
        ..Report::default()
    };
    let contest = data.contest("ers97/ers97.blt")?;
    let transcript = counted(&contest, Rule::Ers97)?;
    let names = |numbers: &[u8]| {
        numbers
            .iter()
            .map(|&n| contest.name_of(n))
            .collect::<BTreeSet<_>>()
    };
    let winners = ["Smith", "Carpenter", "Duke", "Prince", "Vicar", "Freeman"];
    if names(&transcript.elected) != winners.map(String::from).into() {
        report
            .unexplained
            .push(format!("elected {:?}", names(&transcript.elected)));
    }
    let meek = counted(&contest, Rule::MeekNz)?;
    if names(&meek.elected) != meek_reference(data)? {
        report
            .unexplained
            .push(format!("by Meek elected {:?}", names(&meek.elected)));
    }
    report.figure("quota", units(&transcript.quota, 2)?, 10_758, 0);
    for (candidate, figure) in [("Carpenter", 8_835), ("Freeman", 9_378)] {
        let at = contest.candidates.iter().position(|c| c.name == candidate);
        let at = at.ok_or("the model election lacks a candidate")?;
        report.figure(
            candidate,
            units(&transcript.stages[1].votes[at], 2)?,
            figure,
            0,
        );
    }
    Ok(report)
}

/// Who is elected at the last stage of the reference count by Meek's method (another variant of
/// it, so only the winners are compared).
fn meek_reference(data: &Data) -> Result<BTreeSet<String>, Failure> {
    let csv = std::fs::read_to_string(data.dir.join("ers97/meek_reference.csv"))?;
    let elected = csv.lines().filter(|line| line.ends_with(",EL"));
    Ok(elected
        .filter_map(|line| line.split(',').next())
        .map(String::from)
        .collect())
}

/// The synthetic million: winners on which four programs agree.
fn bench(data: &Data) -> Result<Report, Failure> {
    let mut report = Report {
        contests: 1,
        ..Report::default()
    };
    let contest = data.contest("bench/synthetic-1m-20c-9s.blt.xz")?;
    let json = std::fs::read(data.dir.join("bench/synthetic-1m-20c-9s.json"))?;
    let json: serde_json::Value = serde_json::from_slice(&json)?;
    for (rule, key) in [
        (Rule::MeekNz, "meek_winners"),
        (Rule::ScottishStv, "wigm_winners"),
    ] {
        let theirs: Vec<u8> = serde_json::from_value(json[key].clone())?;
        report.winners(key, &counted(&contest, rule)?.elected, &theirs);
    }
    Ok(report)
}

/// Data sets that wait for a rule or a format.
const NOT_YET: [(&str, &str); 1] = [(
    "rctab-edge-cases",
    "most are spreadsheets, which are not read; those in text are tests of the crate (tests/formats.rs)",
)];

fn run(data: &Data) -> bool {
    type Check = fn(&Data) -> Result<Report, Failure>;
    let checks: [(&str, Check); 13] = [
        ("Dublin North 2002, winners", drawn::dublin),
        ("Cambridge 2021, winners", drawn::cambridge),
        ("Senate 2016, official columns", senate::compare),
        ("Scottish wards 2017, official stages", scotland::wards_2017),
        ("Scottish wards 2022, official stages", scotland::wards_2022),
        ("Glasgow Linn 2007, official stages", scotland::linn_2007),
        ("Scottish wards, Meek winners", scotland::meek_winners),
        ("ERS97 model election, by ers97 and meek-nz", ers97_model),
        ("OpenSTV 1.7, seven rules", openstv::compare),
        ("droop 0.14, seven rules", droop::compare),
        ("stv-rs, Meek winners", stvrs::compare),
        ("NixOS 2024 (CIVS), winners by schulze", drawn::nixos),
        ("million-ballot contest, winners", bench),
    ];
    let mut good = true;
    for (name, check) in checks {
        match check(data) {
            Ok(report) => {
                let verdict = if report.unexplained.is_empty() {
                    "agrees"
                } else {
                    "DIFFERS"
                };
                good &= report.unexplained.is_empty();
                println!(
                    "{verdict}  {name}: {} contests, {} figures, {} differences explained",
                    report.contests,
                    report.figures,
                    report.explained.len()
                );
                report
                    .explained
                    .iter()
                    .for_each(|line| println!("         explained: {line}"));
                report
                    .unexplained
                    .iter()
                    .for_each(|line| println!("         DIFFERS: {line}"));
            }
            Err(error) => {
                good = false;
                println!("FAILS   {name}: {error}");
            }
        }
    }
    for (name, why) in NOT_YET {
        println!("skipped {name}: {why}");
    }
    good
}

fn main() -> ExitCode {
    let Some(dir) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!(
            "usage: oracle DIR, the directory that holds scottish-2017.tar.xz and the others"
        );
        return ExitCode::from(2);
    };
    let scratch = std::env::temp_dir().join(format!("polity-oracle-{}", std::process::id()));
    let data = Data { dir, scratch };
    let good = run(&data);
    if let Err(error) = std::fs::remove_dir_all(&data.scratch) {
        eprintln!("cannot remove {}: {error}", data.scratch.display());
    }
    if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
