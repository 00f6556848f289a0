//! Counts beside those of one box of rankings: electoral colleges, card votes in sections, votes in rounds.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use polity_count::{
    CardVote, College, CollegeRound, Contest, Decision, Half, RoundRule, Section, card_vote,
    college, decide,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{LOT_NEEDED, LotArgs, input};
use crate::files;

/// Count an electoral college: weighted sections, their shares added up in every round.
///
/// The file names the sections; ballots lie beside it, in any format, with the same candidates:
///
///   title = "Leader"
///   section = [
///     { name = "Members", weight = 1, ballots = "members.blt" },
///   ]
///
/// Example: polity count college leader.toml
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct CollegeArgs {
    /// The sections (TOML).
    file: PathBuf,
    /// Print one JSON object instead of words.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    lots: LotArgs,
}

/// Work out a card vote: sections, each a part of the whole by its weight.
///
///   title = "Composite 4"
///   section = [
///     { name = "Constituencies", weight = 50, for = 342921, against = 8723 },
///   ]
///
/// Example: polity count card-vote composite-4.toml
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct CardArgs {
    /// The sections and their votes (TOML).
    file: PathBuf,
    /// Print one JSON object instead of words.
    #[arg(long)]
    json: bool,
}

/// Decide votes in rounds: after each the lowest, or all below a bar, are out.
///
///   title = "Leader, rounds of members of parliament"
///   until = 2                  # the rounds end when so many are left
///   round = [                  # bar: fewest votes to go on in this round
///     { bar = 30, votes = { Ann = 88, Ben = 67, Cy = 25 } },
///   ]
///
/// `majority-ends = true` ends the rounds when one has more than half; `lowest-out = false` lets all go on who reach
/// the bar. Example: polity count rounds leader-2022.toml
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct RoundsArgs {
    /// The rounds and their votes (TOML).
    file: PathBuf,
    /// Print one JSON object instead of words.
    #[arg(long)]
    json: bool,
}

fn toml<T: DeserializeOwned>(path: &Path, what: &str) -> anyhow::Result<T> {
    let text = files::read_text(path)?;
    ::toml::from_str(&text).with_context(|| format!("{} is not a file of {what}", path.display()))
}

fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(value);
    println!("{}", text.context("cannot write the result as JSON")?);
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CollegeFile {
    #[serde(default)]
    title: String,
    section: Vec<CollegeSection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CollegeSection {
    name: String,
    weight: u32,
    ballots: PathBuf,
}

#[derive(Serialize)]
struct CollegeResult<'a> {
    title: &'a str,
    sections: Vec<&'a str>,
    candidates: Vec<String>,
    rounds: &'a [CollegeRound],
}

impl CollegeArgs {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let file: CollegeFile = toml(&self.file, "sections")?;
        let beside = self.file.parent().unwrap_or(Path::new("."));
        let mut contests: Vec<Contest> = Vec::new();
        let mut faults = Vec::new();
        for section in &file.section {
            match input::read(&beside.join(&section.ballots)) {
                Ok(contest) => contests.push(contest),
                Err(fault) => faults.push(format!("section {:?}: {fault:#}", section.name)),
            }
        }
        if !faults.is_empty() {
            bail!("{}", faults.join("\n"));
        }
        let sections: Vec<Section<'_>> = file
            .section
            .iter()
            .zip(&contests)
            .map(|(section, contest)| Section {
                name: &section.name,
                weight: section.weight,
                contest,
            })
            .collect();
        let Some(first) = contests.first() else {
            bail!("{}: write a [[section]]", self.file.display());
        };
        match college(&sections, &self.lots.lots())? {
            College::Complete(rounds) if self.json => {
                let numbers = (1..=u8::MAX).take(first.candidates.len());
                print_json(&CollegeResult {
                    title: &file.title,
                    sections: sections.iter().map(|section| section.name).collect(),
                    candidates: numbers.map(|number| first.name_of(number)).collect(),
                    rounds: &rounds,
                })?;
                Ok(ExitCode::SUCCESS)
            }
            College::Complete(rounds) => {
                print!("{}", college_words(&file.title, first, &sections, &rounds));
                Ok(ExitCode::SUCCESS)
            }
            College::LotNeeded(tied) => {
                let names: Vec<String> = tied.iter().map(|&n| first.name_of(n)).collect();
                println!(
                    "A lot must decide who is excluded: {} are equal in shares and in sections.\n\
                     Answer with --lot ORDER (candidate numbers, the first drawn first) or --lot-seed TEXT.",
                    names.join(", ")
                );
                Ok(ExitCode::from(LOT_NEEDED))
            }
        }
    }
}

fn college_words(
    title: &str,
    contest: &Contest,
    sections: &[Section<'_>],
    rounds: &[CollegeRound],
) -> String {
    let mut text = format!("{title}\n");
    for round in rounds {
        let _ = writeln!(text, "\nRound {}", round.round);
        let out = |number: u8| {
            let before = rounds.iter().take_while(|one| one.round < round.round);
            before
                .filter_map(|one| one.excluded)
                .any(|excluded| excluded == number)
        };
        for (index, number) in (1..=u8::MAX).take(contest.candidates.len()).enumerate() {
            if contest.candidates[index].withdrawn || out(number) {
                continue;
            }
            let parts: Vec<String> = sections
                .iter()
                .enumerate()
                .map(|(s, section)| {
                    format!(
                        "{} {} votes, {} %",
                        section.name, round.votes[s][index], round.contributions[s][index]
                    )
                })
                .collect();
            let _ = writeln!(
                text,
                "  {}: {} % of the whole ({})",
                contest.name_of(number),
                round.shares[index],
                parts.join("; ")
            );
        }
        for (section, exhausted) in sections
            .iter()
            .zip(&round.exhausted)
            .filter(|(_, e)| **e > 0)
        {
            let _ = writeln!(
                text,
                "  out of use in section {}: {exhausted}",
                section.name
            );
        }
        if let Some(lot) = &round.lot {
            let names: Vec<String> = lot.order.iter().map(|&n| contest.name_of(n)).collect();
            let _ = writeln!(
                text,
                "  lot {}: drawn in the order {}",
                lot.number,
                names.join(", ")
            );
        }
        if let Some(number) = round.excluded {
            let _ = writeln!(
                text,
                "  Excluded: {}, who has the lowest share.",
                contest.name_of(number)
            );
        }
        if let Some(number) = round.elected {
            let _ = writeln!(text, "  Elected: {}.", contest.name_of(number));
        }
    }
    text
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CardFile {
    #[serde(default)]
    title: String,
    section: Vec<CardSection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CardSection {
    name: String,
    weight: u32,
    #[serde(rename = "for")]
    votes_for: u64,
    against: u64,
}

#[derive(Serialize)]
struct CardResult<'a> {
    title: &'a str,
    sections: Vec<&'a str>,
    #[serde(flatten)]
    result: CardVote,
}

impl CardArgs {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let file: CardFile = toml(&self.file, "sections of a card vote")?;
        let halves: Vec<Half<'_>> = file
            .section
            .iter()
            .map(|section| Half {
                name: &section.name,
                weight: section.weight,
                votes_for: section.votes_for,
                against: section.against,
            })
            .collect();
        let result = card_vote(&halves)?;
        if self.json {
            let sections = halves.iter().map(|half| half.name).collect();
            print_json(&CardResult {
                title: &file.title,
                sections,
                result,
            })?;
        } else {
            print!("{}", card_words(&file.title, &halves, &result));
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn card_words(title: &str, halves: &[Half<'_>], result: &CardVote) -> String {
    let mut text = format!("{title}\n");
    for (half, (yes, no)) in halves.iter().zip(&result.sections) {
        let _ = writeln!(
            text,
            "  {}: {} for ({yes} %), {} against ({no} %)",
            half.name, half.votes_for, half.against
        );
    }
    let carried = if result.carried { "carried" } else { "lost" };
    let _ = writeln!(
        text,
        "  Together: {} % for, {} % against: {carried}.",
        result.total_for, result.total_against
    );
    text
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RoundsFile {
    #[serde(default)]
    title: String,
    #[serde(default)]
    until: usize,
    #[serde(default)]
    majority_ends: bool,
    #[serde(default = "yes")]
    lowest_out: bool,
    round: Vec<Round>,
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Round {
    #[serde(default)]
    bar: u64,
    votes: BTreeMap<String, u64>,
}

/// What a round decided, with names.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Decided {
    round: usize,
    votes: Vec<(String, u64)>,
    out: Vec<String>,
    tied: Vec<String>,
    left: Vec<String>,
    elected: Option<String>,
}

impl RoundsArgs {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let file: RoundsFile = toml(&self.file, "rounds")?;
        let decided = decide_all(&file)?;
        if self.json {
            print_json(&decided)?;
        } else {
            print!("{}", rounds_words(&file.title, &decided));
        }
        let tied = decided.last().is_some_and(|last| !last.tied.is_empty());
        Ok(if tied {
            ExitCode::from(LOT_NEEDED)
        } else {
            ExitCode::SUCCESS
        })
    }
}

/// Decides all rounds; each must have the candidates whom the one before left.
fn decide_all(file: &RoundsFile) -> anyhow::Result<Vec<Decided>> {
    let mut all: Vec<Decided> = Vec::new();
    for (number, round) in (1..).zip(&file.round) {
        let names: Vec<&String> = round.votes.keys().collect();
        if names.is_empty() || names.len() > usize::from(u8::MAX) {
            bail!("round {number}: a round has 1 to 255 candidates");
        }
        if let Some(before) = all.last() {
            expected(before, &names, number)?;
        }
        let votes: Vec<(u8, u64)> = (1..).zip(round.votes.values().copied()).collect();
        let rule = RoundRule {
            bar: round.bar,
            lowest_out: file.lowest_out,
            until: file.until,
            majority_ends: file.majority_ends,
        };
        let named = |numbers: Vec<u8>| -> Vec<String> {
            numbers
                .iter()
                .map(|&n| names[usize::from(n) - 1].clone())
                .collect()
        };
        let mut ranked: Vec<(String, u64)> =
            round.votes.iter().map(|(n, v)| (n.clone(), *v)).collect();
        ranked.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
        let mut decided = Decided {
            round: number,
            votes: ranked,
            out: Vec::new(),
            tied: Vec::new(),
            left: Vec::new(),
            elected: None,
        };
        match decide(&votes, rule) {
            Decision::Elected(winner) => decided.elected = named(vec![winner]).pop(),
            Decision::Out(out) => decided.out = named(out),
            Decision::Left { out, left } => (decided.out, decided.left) = (named(out), named(left)),
            Decision::Tie(tied) => decided.tied = named(tied),
        }
        all.push(decided);
    }
    Ok(all)
}

/// Whether a round has the candidates whom the round before left. Somebody may have withdrawn in between; nobody may
/// have come.
fn expected(before: &Decided, names: &[&String], number: usize) -> anyhow::Result<()> {
    if before.elected.is_some() || !before.left.is_empty() {
        bail!("round {number}: round {} ended the rounds", before.round);
    }
    let strangers: Vec<&str> = names
        .iter()
        .filter(|name| before.out.contains(name) || !before.votes.iter().any(|(n, _)| n == **name))
        .map(|name| name.as_str())
        .collect();
    if !strangers.is_empty() {
        bail!(
            "round {number}: not left by round {}: {}",
            before.round,
            strangers.join(", ")
        );
    }
    Ok(())
}

fn rounds_words(title: &str, decided: &[Decided]) -> String {
    let mut text = format!("{title}\n");
    for round in decided {
        let votes: Vec<String> = round
            .votes
            .iter()
            .map(|(name, votes)| format!("{name} {votes}"))
            .collect();
        let _ = writeln!(text, "\nRound {}: {}", round.round, votes.join(", "));
        for (what, names) in [("Out", &round.out), ("Left", &round.left)] {
            if !names.is_empty() {
                let _ = writeln!(text, "  {what}: {}.", names.join(", "));
            }
        }
        if let Some(winner) = &round.elected {
            let _ = writeln!(text, "  Elected, with more than half: {winner}.");
        }
        if !round.tied.is_empty() {
            let _ = writeln!(
                text,
                "  Equal, and not all of them can go: {}. Vote again among all, or draw lots.",
                round.tied.join(", ")
            );
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rounds of the Conservative Party in 2022 (P21).
    const TORIES: &str = "until = 2\n\
        [[round]]\nbar = 30\nvotes = { Sunak = 88, Mordaunt = 67, Truss = 50, Badenoch = 40, Tugendhat = 37, Braverman = 32, Zahawi = 25, Hunt = 18 }\n\
        [[round]]\nvotes = { Sunak = 101, Mordaunt = 83, Truss = 64, Badenoch = 49, Tugendhat = 32, Braverman = 27 }\n\
        [[round]]\nvotes = { Sunak = 115, Mordaunt = 82, Truss = 71, Badenoch = 58, Tugendhat = 31 }\n\
        [[round]]\nvotes = { Sunak = 118, Mordaunt = 92, Truss = 86, Badenoch = 59 }\n\
        [[round]]\nvotes = { Sunak = 137, Mordaunt = 105, Truss = 113 }\n";

    #[test]
    fn p21_rounds_with_a_bar_end_with_two() {
        let file: RoundsFile = ::toml::from_str(TORIES).unwrap();
        let decided = decide_all(&file).unwrap();
        let out: Vec<&[String]> = decided.iter().map(|round| round.out.as_slice()).collect();
        assert_eq!(out[0], ["Hunt", "Zahawi"]);
        assert_eq!(
            [out[1], out[2], out[3], out[4]].concat(),
            ["Braverman", "Tugendhat", "Badenoch", "Mordaunt"]
        );
        assert_eq!(decided[4].left, ["Sunak", "Truss"]);
        let returned = TORIES.replace("Tugendhat = 31 }", "Tugendhat = 31, Hunt = 3 }");
        let file: RoundsFile = ::toml::from_str(&returned).unwrap();
        let told = decide_all(&file).unwrap_err().to_string();
        assert_eq!(told, "round 3: not left by round 2: Hunt");
    }

    #[test]
    fn p16_card_votes_in_halves() {
        let half = |name, votes_for, against| Half {
            name,
            weight: 50,
            votes_for,
            against,
        };
        let halves = [
            half("CLPs", 342_921, 8_723),
            half("Affiliates", 1_810_113, 4_825),
        ];
        let words = card_words("2021", &halves, &card_vote(&halves).unwrap());
        assert!(
            words.contains("CLPs: 342921 for (48.76 %), 8723 against (1.24 %)"),
            "{words}"
        );
        assert!(
            words.contains("Together: 98.63 % for, 1.37 % against: carried."),
            "{words}"
        );
    }
}
