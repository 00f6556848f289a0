//! What `polity count` tells besides the stages: one ballot's way, other cases, margins, ordered lists, vacancies.

use std::str::FromStr;

use anyhow::{Context as _, bail};
use polity_count::{
    Conditions, Contest, Outcome, Place, Rule, Transcript, certified_meek, count_under,
    other_rules, otherwise,
};

use crate::progress::Step;

/// A case for `--what-if`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Case {
    /// Every other rule.
    Rules,
    /// Without constraints.
    NoConstraints,
    /// With one candidate withdrawn.
    Withdraw(u8),
}

impl FromStr for Case {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |n: &str| {
            n.parse()
                .map_err(|_| format!("{n:?} is no candidate's number"))
        };
        match text.split_once('=') {
            None if text == "rules" => Ok(Self::Rules),
            None if text == "no-constraints" => Ok(Self::NoConstraints),
            Some(("withdraw", n)) => Ok(Self::Withdraw(number(n)?)),
            _ => Err("write rules, no-constraints or withdraw=NUMBER".to_owned()),
        }
    }
}

fn names(contest: &Contest, numbers: &[u8]) -> String {
    let names: Vec<String> = numbers.iter().map(|&n| contest.name_of(n)).collect();
    names.join(", ")
}

/// The way of one line of ballots through the stages.
pub(super) fn follow(contest: &Contest, t: &Transcript, line: usize) -> anyhow::Result<()> {
    let ballot = line.checked_sub(1).and_then(|i| contest.ballots.get(i));
    let ballot = ballot.with_context(|| {
        format!(
            "--follow {line}: the file has {} lines of ballots",
            contest.ballots.len()
        )
    })?;
    let standings = polity_count::follow(t, ballot);
    if standings.is_empty() {
        println!(
            "\nLine {line} of the ballots: rule {} says nothing of single papers, or the paper is not counted.",
            t.rule
        );
        return Ok(());
    }
    println!(
        "\nLine {line} of the ballots ({} papers), each paper:",
        ballot.papers
    );
    for standing in standings {
        let parts: Vec<String> = standing
            .holdings
            .iter()
            .map(|h| format!("{} for {}", h.value, contest.name_of(h.candidate)))
            .collect();
        let moved = if standing.moved { "  (moved)" } else { "" };
        println!(
            "  stage {}: {}; ended {}{moved}",
            standing.stage,
            parts.join(", "),
            standing.ended
        );
    }
    Ok(())
}

/// Who would be elected otherwise.
pub(super) fn what_if(contest: &Contest, t: &Transcript, conditions: &Conditions, case: Case) {
    use polity_count::Case as Counted;
    let other = |name: &str, case| other(contest, t, name, conditions, case);
    match case {
        Case::Rules => {
            println!("\nBy other rules:");
            for rule in other_rules(contest, t) {
                other(&rule.to_string(), Counted::Rule(rule));
            }
        }
        Case::NoConstraints => {
            println!();
            other("without constraints", Counted::Unconstrained);
        }
        Case::Withdraw(number) => {
            println!();
            let name = format!("without {}", contest.name_of(number));
            other(&name, Counted::Without(number));
        }
    }
}

fn other(
    contest: &Contest,
    t: &Transcript,
    name: &str,
    conditions: &Conditions,
    case: polity_count::Case,
) {
    let text = match otherwise(contest, t, conditions, case) {
        Ok(Ok(other)) if other.is_same() => "the same are elected".to_owned(),
        Ok(Ok(other)) => format!(
            "{} instead of {}",
            names(contest, &other.gained),
            names(contest, &other.lost)
        ),
        Ok(Err(question)) => format!("a lot is needed among {}", question.names.join(", ")),
        Err(fault) => format!("cannot be counted: {fault}"),
    };
    println!("  {name}: {text}");
}

/// The smallest change found that alters the result.
pub(super) fn margin(contest: &Contest, rule: Rule, conditions: &Conditions) -> anyhow::Result<()> {
    let step = Step::begin("searching for a change that alters the result", 100);
    let found = polity_count::margin(contest, rule, conditions, |done, of| {
        step.reach((done * 100 / of.max(1)) as u64);
    })?;
    step.end("done");
    match found {
        None => println!("\nMargin: no change was found that alters the result."),
        Some(margin) => println!(
            "\nMargin: at most {} papers. If so many papers that rank {} first ranked {} first instead, these would be \
             elected: {}.",
            margin.papers,
            contest.name_of(margin.from),
            contest.name_of(margin.to),
            names(contest, &margin.elected)
        ),
    }
    Ok(())
}

/// Counts again for a casual vacancy.
pub(super) fn countback(
    contest: &Contest,
    rule: Rule,
    conditions: &Conditions,
    leaving: u8,
) -> anyhow::Result<Outcome> {
    let Outcome::Complete(first) = count_under(contest, rule, conditions)? else {
        bail!("the count of the election itself needs a lot: give the lots that were drawn then");
    };
    if !first.elected.contains(&leaving) {
        bail!(
            "--countback {leaving}: {} was not elected",
            contest.name_of(leaving)
        );
    }
    let standing: Vec<u8> = first
        .candidates
        .iter()
        .map(|c| c.number)
        .filter(|n| !first.elected.contains(n))
        .filter(|&n| !contest.candidates[usize::from(n) - 1].withdrawn)
        .collect();
    Ok(polity_count::countback(
        contest,
        rule,
        conditions,
        &first.elected,
        leaving,
        &standing,
    )?)
}

/// An ordered list, and what decided each place.
pub(super) fn print_list(contest: &Contest, rule: Rule, places: &[Place]) {
    println!(
        "{}\nOrdered list by repeated counts under rule {rule}:",
        contest.title
    );
    for place in places {
        println!(
            "  {}. {} (count for {} of {} stages; elected in it: {})",
            place.place,
            contest.name_of(place.candidate),
            if place.transcript.seats == 1 {
                "1 seat".to_owned()
            } else {
                format!("{} seats", place.transcript.seats)
            },
            place.transcript.stages.len(),
            names(contest, &place.transcript.elected)
        );
    }
}

/// Counts by certified Meek and writes the proof to a file.
pub(super) fn proved(
    contest: &Contest,
    rule: Rule,
    conditions: &Conditions,
    path: &std::path::Path,
) -> anyhow::Result<Outcome> {
    if rule != Rule::MeekCertified {
        bail!("--proof: only meek-certified proves its counts, {rule} does not");
    }
    let (outcome, proof) = certified_meek(contest, conditions)?;
    if let Some(proof) = proof {
        crate::files::write(path, proof.as_bytes())?;
    }
    Ok(outcome)
}
