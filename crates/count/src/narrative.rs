//! A transcript in plain words, for a terminal or a notice board.

use std::fmt::Write as _;

use crate::lots::Lots;
use crate::transcript::{Limit, LimitKind, Purpose, Stage, Status, Tie, TieBreak, Transcript};

/// The count told stage by stage: what was done, by which clause, and each candidate's votes.
/// Iterations of Meek's method in which nobody is elected or excluded are told in one line.
pub fn narrative(transcript: &Transcript) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write(&mut out, transcript);
    out
}

fn write(out: &mut String, t: &Transcript) -> std::fmt::Result {
    if !t.title.is_empty() {
        writeln!(out, "{}", t.title)?;
    }
    let info = t.rule.info();
    writeln!(
        out,
        "Rule {} (version {}): {}",
        t.rule, t.rule_version, info.source
    )?;
    writeln!(out, "{}", info.meaning)?;
    writeln!(
        out,
        "{} {}, {} candidates, {} valid papers{}; quota {}.",
        t.seats,
        if t.seats == 1 { "seat" } else { "seats" },
        t.candidates
            .iter()
            .filter(|c| c.status != Status::Withdrawn)
            .count(),
        t.valid,
        if t.invalid > 0 {
            format!(" and {} invalid", t.invalid)
        } else {
            String::new()
        },
        t.quota
    )?;
    writeln!(out, "Elected, in this order: {}.", names(t, &t.elected))?;
    let mut quiet = 0;
    for (i, stage) in t.stages.iter().enumerate() {
        let eventful = i == 0
            || i + 1 == t.stages.len()
            || !(stage.elected.is_empty() && stage.excluded.is_empty() && stage.ties.is_empty())
            || !(stage.transfers.is_empty() && stage.limits.is_empty());
        if !eventful {
            quiet += 1;
            continue;
        }
        quiet_stages(out, stage.stage, quiet)?;
        quiet = 0;
        write_stage(out, t, stage)?;
    }
    Ok(())
}

fn quiet_stages(out: &mut String, next: u32, quiet: u32) -> std::fmt::Result {
    match quiet {
        0 => Ok(()),
        1 => writeln!(
            out,
            "\nStage {}: keep values come closer to the quota.",
            next - 1
        ),
        _ => writeln!(
            out,
            "\nStages {} to {}: keep values come closer to the quota.",
            next - quiet,
            next - 1
        ),
    }
}

fn write_stage(out: &mut String, t: &Transcript, stage: &Stage) -> std::fmt::Result {
    writeln!(out, "\nStage {} ({})", stage.stage, stage.clause)?;
    writeln!(out, "{}", stage.text)?;
    for transfer in &stage.transfers {
        let papers: u64 = transfer.to.iter().map(|r| r.papers).sum();
        write!(
            out,
            "  {papers} papers pass on at {}",
            transfer.transfer_value
        )?;
        if transfer.transfer_value == transfer.value {
            write!(out, " each")?;
        } else {
            write!(out, " each instead of {}", transfer.value)?;
        }
        match transfer.non_transferable_papers {
            0 => writeln!(out, ".")?,
            n => writeln!(out, "; {n} have no further preference.")?,
        }
    }
    for tie in &stage.ties {
        writeln!(out, "  {}", tie_text(t, tie))?;
    }
    for limit in &stage.limits {
        writeln!(out, "  {}", limit_text(t, limit))?;
    }
    let width = t
        .candidates
        .iter()
        .map(|c| label(t, c.number).chars().count())
        .max()
        .unwrap_or(0);
    let width = width.max("Non-transferable".len());
    let figures = stage.votes.iter().map(String::len).max().unwrap_or(0);
    let figures = figures.max(stage.non_transferable.len());
    for (candidate, votes) in t.candidates.iter().zip(&stage.votes) {
        if candidate.status == Status::Withdrawn {
            continue;
        }
        let mark = standing(candidate.status, candidate.stage, stage);
        let line = format!(
            "  {:<width$}  {votes:>figures$}  {mark}",
            label(t, candidate.number)
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(
        out,
        "  {:<width$}  {:>figures$}",
        "Non-transferable", stage.non_transferable
    )?;
    writeln!(
        out,
        "  {:<width$}  {:>figures$}",
        "Lost by fraction", stage.loss_by_fraction
    )
}

/// How a candidate stands at the end of `stage`.
fn standing(status: Status, decided: Option<u32>, stage: &Stage) -> &'static str {
    match (status, decided) {
        (Status::Elected, Some(at)) if at == stage.stage => "elected now",
        (Status::Elected, Some(at)) if at < stage.stage => "elected",
        (Status::Excluded, Some(at)) if at == stage.stage => "excluded now",
        (Status::Excluded, Some(at)) if at < stage.stage => "excluded",
        _ => "",
    }
}

fn tie_text(t: &Transcript, tie: &Tie) -> String {
    let what = match tie.purpose {
        Purpose::Exclude => "to be excluded",
        Purpose::TransferFirst => "to have the surplus transferred first",
        Purpose::Elect => "to be elected",
    };
    let how = match &tie.by {
        TieBreak::Stage(stage) => format!("votes at stage {stage} decide"),
        TieBreak::Lot(lot) => {
            let order: Vec<String> = lot.order.iter().map(u8::to_string).collect();
            let source = match &t.lots {
                Lots::Seed(seed) => format!("with the seed {seed:?}"),
                _ => "as given".to_owned(),
            };
            format!(
                "lot {} decides, drawn {source} in the order {}",
                lot.number,
                order.join(", ")
            )
        }
    };
    format!(
        "Tie of {} ({}): {how}; {} is chosen {what}.",
        names(t, &tie.candidates),
        tie.clause,
        label(t, tie.chosen)
    )
}

/// What the constraints do to a candidate, and why.
fn limit_text(t: &Transcript, limit: &Limit) -> String {
    let why = limit.because.join("; ");
    let name = label(t, limit.candidate);
    match limit.kind {
        LimitKind::Guarded => format!(
            "{name} is guarded and will not be excluded: the places could not be filled otherwise ({why})."
        ),
        LimitKind::Doomed => {
            format!(
                "{name} is doomed and can no longer be elected: there is no place left within the constraints ({why})."
            )
        }
    }
}

fn names(t: &Transcript, numbers: &[u8]) -> String {
    if numbers.is_empty() {
        return "nobody".to_owned();
    }
    numbers
        .iter()
        .map(|&n| label(t, n))
        .collect::<Vec<_>>()
        .join(", ")
}

fn label(t: &Transcript, number: u8) -> String {
    match t.candidates.iter().find(|c| c.number == number) {
        Some(candidate) if !candidate.name.is_empty() => candidate.name.clone(),
        _ => format!("Candidate {number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Class, Conditions, Constraints, Outcome, Rule, blt, count_under};

    #[test]
    fn guards_and_dooms_are_told_with_their_reasons() {
        let file =
            b"4 2\n6 1 2 0\n5 2 1 0\n2 3 0\n1 4 3 0\n0\n\"Al\"\n\"Bo\"\n\"Cy\"\n\"Di\"\n\"Two\"\n";
        let contest = blt::parse(file).unwrap();
        let women = Class {
            name: "women".into(),
            min: 1,
            max: None,
            members: vec![3, 4],
        };
        let conditions = Conditions {
            constraints: Constraints {
                classes: vec![women],
            },
            ..Conditions::default()
        };
        for rule in [Rule::Ers97, Rule::ScottishStv, Rule::MeekCertified] {
            let Ok(Outcome::Complete(t)) = count_under(&contest, rule, &conditions) else {
                panic!("no lot")
            };
            let told = narrative(&t);
            let doom = "Bo is doomed and can no longer be elected: there is no place left within the constraints (at least 1 of \"women\").";
            assert!(told.contains(doom), "{told}");
        }
    }
}
