//! Dumps of droop 0.14: Scottish STV stage by stage, and the winners of its Meek counts.

use std::path::Path;

use polity_count::{Action, Contest, Rule, Stage, Transcript};

use super::{Data, Failure, Report, counted, files, read_contest, units};

pub(super) fn compare(data: &Data) -> Result<Report, Failure> {
    let mut report = Report::default();
    let root = data.archive("droop-reference-counts")?.join("droop-refs");
    for dump in files(&root.join("dump"), ".txt")? {
        let name = dump
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let (rule, kind) = match name.as_str() {
            n if n.contains("-scotland-") => (Rule::ScottishStv, "-scotland-"),
            n if n.contains("-wigm-prf-batch-") => (Rule::WigmPrfBatch, "-wigm-prf-batch-"),
            n if n.contains("-wigm-prf-") => (Rule::WigmPrf, "-wigm-prf-"),
            n if n.contains("-wigm-rational-") => (Rule::WigmExact, "-wigm-rational-"),
            n if n.contains("-mpls-") => (Rule::Minneapolis, "-mpls-"),
            n if n.contains("-meek-prf-") => (Rule::MeekPrf, "-meek-prf-"),
            n if n.contains("-warren-") => (Rule::Warren, "-warren-"),
            n if n.contains("-meek-") => (Rule::MeekNz, "-meek-"),
            _ => continue,
        };
        let file = name.split(kind).next().unwrap_or_default();
        let blt = files(&root.join("blt"), &format!("/{file}.blt"))?;
        let contest = read_contest(blt.first().ok_or("no ballots for a dump")?)?;
        report.contests += 1;
        one(&mut report, &name, &contest, rule, &dump)?;
    }
    Ok(report)
}

fn one(
    report: &mut Report,
    name: &str,
    contest: &Contest,
    rule: Rule,
    dump: &Path,
) -> Result<(), Failure> {
    let before = report.unexplained.len();
    let transcript = counted(contest, rule)?;
    let text = std::fs::read_to_string(dump)?;
    let rows: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    let head = rows.first().ok_or("an empty dump")?;
    let (names, states, votes) = (
        columns(head, ".name"),
        columns(head, ".state"),
        columns(head, ".vote"),
    );
    let last = rows
        .iter()
        .rfind(|row| row.get(1) == Some(&"end"))
        .ok_or("no end")?;
    // A candidate's columns stand in the order of the dump; the name says who it is.
    let number = |i: usize, row: &[&str]| {
        contest
            .candidates
            .iter()
            .position(|c| c.name == row[names[i]])
            .ok_or("unknown name")
    };
    let mut winners = Vec::new();
    for i in 0..names.len() {
        if last[states[i]] == "E" {
            winners.push(u8::try_from(number(i, last)? + 1)?);
        }
    }
    report.winners(name, &transcript.elected, &winners);
    let places = rule.info().decimals as usize;
    if !rule.is_iterative() {
        let tallies = tallies(&rows, &votes, rule);
        for (stage, row) in stages(&transcript, rule).into_iter().zip(tallies) {
            for i in 0..names.len() {
                let candidate = number(i, row)?;
                if stage.action == Action::LastPlaces {
                    // PRF WIGM B.4 tests for the end of the count before papers move; droop moves them first.
                    continue;
                }
                let place = format!("{name} stage {} candidate {}", stage.stage, candidate + 1);
                let theirs = units(row[votes[i]], places)?;
                // Exact fractions are cut here and rounded there.
                let tolerance = i64::from(rule == Rule::WigmExact);
                report.figure(
                    &place,
                    units(&stage.votes[candidate], places)?,
                    theirs,
                    tolerance,
                );
            }
        }
    }
    if let Some((_, why)) = EXPLAINED.iter().find(|(start, _)| name.starts_with(start)) {
        report.explain(before, why);
    }
    if contest.ballots.iter().any(|b| b.marks.contains(&0)) {
        report.explain(
            before,
            "ballots with equal preferences: droop shares them, these rules do not",
        );
    }
    Ok(())
}

/// The columns whose heading ends so.
fn columns(head: &[&str], end: &str) -> Vec<usize> {
    (0..head.len())
        .filter(|&i| head[i].ends_with(end))
        .collect()
}

/// The stages that a dump has too: those of weighted inclusive Gregory in which nothing changes are none there.
fn stages(transcript: &Transcript, rule: Rule) -> Vec<&Stage> {
    let mut stages: Vec<_> = transcript.stages.iter().collect();
    if matches!(rule, Rule::WigmPrf | Rule::WigmPrfBatch | Rule::WigmExact) {
        stages.dedup_by(|a, b| a.votes == b.votes);
    }
    stages
}

/// The rows of a dump that are the end of a stage here.
fn tallies<'a>(rows: &'a [Vec<&'a str>], votes: &[usize], rule: Rule) -> Vec<&'a Vec<&'a str>> {
    // Where surpluses of 0 are transferred there (PRF WIGM B.3), nothing changes; here that is no stage.
    let mut tallies: Vec<&Vec<&str>> = rows
        .iter()
        .filter(|r| match r.get(1) {
            Some(&"count") => true,
            Some(&("begin" | "transfer")) => rule != Rule::Minneapolis,
            _ => false,
        })
        .collect();
    if matches!(rule, Rule::WigmPrf | Rule::WigmPrfBatch | Rule::WigmExact) {
        tallies.dedup_by(|a, b| votes.iter().all(|&i| a[i] == b[i]));
    }
    tallies
}

/// Where droop does something else than the rule here, by the start of the dump's name.
const EXPLAINED: [(&str, &str); 6] = [
    (
        "42t-warren-",
        "a tie in droop's 18 and more decimals; in nine decimals rounded up the price makes a difference",
    ),
    (
        "SC-Vm-12-mpls-",
        "droop ends the count before the last excluded candidates' papers move; 167.70(1)(e) moves them first",
    ),
    (
        "SC-mpls-",
        "droop elects only the candidate with the largest surplus in a round, and the others with the threshold still \
         receive papers; here, as in OpenSTV, whoever has the threshold is elected and receives no more",
    ),
    (
        "42t-meek-",
        "droop goes by the file's tie order at once; clause 40 first looks back, and candidate 2 was behind at the start",
    ),
    (
        "SC-Vm-12-meek-prf-",
        "the PRF rule takes candidates within the surplus of each other as tied; clause 13 compares them exactly",
    ),
    (
        "SC-Vm-12-scotland-",
        "droop transfers surpluses of 0 as stages of their own; rule 49(1) wants votes above the quota",
    ),
];
