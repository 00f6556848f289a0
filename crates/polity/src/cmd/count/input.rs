//! What is read for a count: ballots in any format, and how papers are read that say too much or too little.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};
use polity_count::Contest;
use polity_count::formats::{self, Best, OnMark, PaperColumn, Reading};

use crate::files;

/// How papers are read from tables and cast vote records.
#[derive(Args)]
#[command(next_help_heading = "Reading tables and cast vote records")]
pub(super) struct ReadArgs {
    /// The contest to read, by id or name, where a file of cast vote records holds several.
    #[arg(long, value_name = "CONTEST")]
    contest: Option<String>,
    /// Which number of a table of ranks is the first preference; some exports of CIVS give the highest to the best.
    #[arg(long, value_name = "NUMBER")]
    best: Option<BestRank>,
    /// Several candidates marked with one rank.
    #[arg(long, value_name = "HOW", default_value = "as-marked")]
    overvotes: Mark,
    /// A candidate marked a second time.
    #[arg(long, value_name = "HOW", default_value = "as-marked")]
    repeats: Mark,
    /// More ranks than this left out one after the other end the ranking; without it gaps are passed over.
    #[arg(long, value_name = "N")]
    skipped_ranks: Option<u32>,
    /// The ballot paper of an Australian Senate file of 2016: a CSV of lines GROUP,NAME in the order of the paper, UG
    /// for candidates without a group.
    #[arg(long, value_name = "FILE.csv")]
    paper: Option<PathBuf>,
}

/// Which number of a table of ranks is the best.
#[derive(Clone, Copy, ValueEnum)]
enum BestRank {
    /// 1 is the first preference.
    Lowest,
    /// The highest number is the first preference.
    Highest,
}

/// What becomes of a mark that cannot be read as one preference.
#[derive(Clone, Copy, ValueEnum)]
enum Mark {
    /// Equal preferences, and of a candidate who stands twice the first place counts.
    AsMarked,
    /// The place is passed over.
    Skip,
    /// The ranking ends there.
    End,
}

impl From<Mark> for OnMark {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::AsMarked => Self::AsMarked,
            Mark::Skip => Self::Skip,
            Mark::End => Self::End,
        }
    }
}

impl ReadArgs {
    pub(super) fn reading(&self) -> anyhow::Result<Reading> {
        let paper = match &self.paper {
            Some(path) => paper(path)?,
            None => Vec::new(),
        };
        Ok(Reading {
            best: self.best.map(|best| match best {
                BestRank::Lowest => Best::Lowest,
                BestRank::Highest => Best::Highest,
            }),
            contest: self.contest.clone(),
            overvotes: self.overvotes.into(),
            repeats: self.repeats.into(),
            skipped_ranks: self.skipped_ranks,
            paper,
        })
    }
}

/// The columns of a ballot paper.
fn paper(path: &Path) -> anyhow::Result<Vec<PaperColumn>> {
    let text = files::read_text(path)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut columns = Vec::new();
    for row in reader.records() {
        let row = row?;
        let (Some(group), Some(name)) = (row.get(0), row.get(1)) else {
            let line = row.position().map_or(0, csv::Position::line);
            bail!("{}: line {line}: write GROUP,NAME", path.display());
        };
        columns.push(PaperColumn {
            group: group.to_owned(),
            name: name.to_owned(),
        });
    }
    Ok(columns)
}

/// Reads a contest; a malformed file lists every fault and nothing is counted.
///
/// # Errors
/// When the file cannot be read or has faults.
pub(crate) fn read(path: &Path) -> anyhow::Result<Contest> {
    read_with(path, &Reading::default())
}

/// The same, papers as `reading` says.
pub(super) fn read_with(path: &Path, reading: &Reading) -> anyhow::Result<Contest> {
    let bytes = files::read(path)?;
    formats::read_with(&bytes, reading).map_err(|faults| {
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
