//! The result sheet in the form of the Electoral Reform Society's: for each stage what it moved and what everybody
//! then had, down to the checks, the order of election and the place for signatures. CSV, XLSX and HTML print the one
//! [`Sheet`], so that they cannot differ.

use std::fmt::Write as _;

use polity_count::{Action, Purpose, Stage, Status, TieBreak, Transcript};

use super::decimal;
use crate::svg::units;

/// A result sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What was elected.
    pub title: String,
    /// The figures above the table: a label and a figure or text.
    pub head: Vec<(String, String)>,
    /// The columns of the table, a stage each.
    pub stages: Vec<Column>,
    /// A row for everybody on the paper.
    pub candidates: Vec<Line>,
    /// Rows below: votes that nobody can use, lost by fractions, the total and the quota.
    pub below: Vec<Line>,
    /// Who is elected, in order.
    pub elected: Vec<String>,
    /// Ties and how they were broken.
    pub ties: Vec<String>,
}

/// A stage of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its number.
    pub stage: u32,
    /// What was done, in a few words.
    pub what: String,
    /// The clauses applied.
    pub clause: String,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The candidate's number; nothing for rows below.
    pub number: Option<u8>,
    /// The name, or what the row holds.
    pub name: String,
    /// A cell a stage.
    pub cells: Vec<Figure>,
    /// How the candidate ended, in words.
    pub result: String,
}

/// What stands in a row at a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What the stage brought or took, with its sign; empty at the first stage and where nothing changed.
    pub change: String,
    /// Votes at the end of the stage; empty for those who are out of the count with nothing.
    pub votes: String,
    /// Elected or excluded at this stage.
    pub decided: Option<Status>,
}

impl Sheet {
    /// The sheet of a count.
    pub fn of(t: &Transcript) -> Self {
        let stages = t.stages.iter().map(|stage| Column {
            stage: stage.stage,
            what: what(t, stage),
            clause: stage.clause.clone(),
        });
        let candidates = t.candidates.iter().enumerate().map(|(index, candidate)| {
            let votes: Vec<&str> = t
                .stages
                .iter()
                .map(|stage| stage.votes.get(index).map_or("", String::as_str))
                .collect();
            let mut cells = figures(&votes);
            for (cell, stage) in cells.iter_mut().zip(&t.stages) {
                if candidate.stage == Some(stage.stage) {
                    cell.decided = Some(candidate.status);
                }
                let gone = candidate.status == Status::Withdrawn
                    || candidate.status == Status::Excluded
                        && candidate.stage.is_some_and(|at| at < stage.stage);
                if gone && units(&cell.votes) == 0 {
                    cell.votes.clear();
                }
            }
            Line {
                number: Some(candidate.number),
                name: name(t, candidate.number),
                cells,
                result: ended(candidate.status, candidate.stage),
            }
        });
        Self {
            title: t.title.clone(),
            head: head(t),
            stages: stages.collect(),
            candidates: candidates.collect(),
            below: below(t),
            elected: t.elected.iter().map(|&number| name(t, number)).collect(),
            ties: ties(t),
        }
    }

    /// The sheet in CSV: the figures above, the table with two columns a stage, then the order of election, ties and
    /// the place for signatures. Figures are the transcript's own texts.
    ///
    /// # Errors
    /// [`csv::Error`] never comes from memory; it is passed on rather than hidden.
    pub fn csv(&self) -> Result<String, csv::Error> {
        let mut out = csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(Vec::new());
        out.write_record(["Result sheet", &super::tables::cell(&self.title)])?;
        for (label, figure) in &self.head {
            out.write_record([label, figure])?;
        }
        out.write_record([""])?;
        let mut rows = [
            vec![String::new(); 2],
            vec!["Number".into(), "Candidate".into()],
        ];
        for (index, column) in self.stages.iter().enumerate() {
            if index > 0 {
                rows[0].push(format!("Stage {}", column.stage));
                rows[1].push(column.what.clone());
                rows[0].push(String::new());
                rows[1].push("Votes".into());
            } else {
                rows[0].push(format!("Stage {}", column.stage));
                rows[1].push(column.what.clone());
            }
        }
        rows[1].push("Result".into());
        for row in rows {
            out.write_record(row)?;
        }
        for line in self.candidates.iter().chain(&self.below) {
            let number = line.number.map_or_else(String::new, |n| n.to_string());
            let mut row = vec![number, super::tables::cell(&line.name)];
            for (index, figure) in line.cells.iter().enumerate() {
                if index > 0 {
                    row.push(figure.change.clone());
                }
                row.push(figure.votes.clone());
            }
            row.push(line.result.clone());
            out.write_record(row)?;
        }
        out.write_record([""])?;
        for (place, name) in self.elected.iter().enumerate() {
            let label = if place == 0 {
                "Elected, in this order"
            } else {
                ""
            };
            out.write_record([label, &super::tables::cell(name)])?;
        }
        for tie in &self.ties {
            out.write_record(["Tie", tie])?;
        }
        for label in SIGNATURES {
            out.write_record([label, ""])?;
        }
        super::tables::text(out)
    }
}

/// The lines that are signed by hand.
pub(crate) const SIGNATURES: [&str; 3] = ["Returning officer", "Scrutineer", "Place and date"];

fn name(t: &Transcript, number: u8) -> String {
    let named = t.candidates.iter().find(|c| c.number == number);
    match named.map(|c| c.name.as_str()) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => format!("Candidate {number}"),
    }
}

fn head(t: &Transcript) -> Vec<(String, String)> {
    let info = t.rule.info();
    let rows = [
        ("Rule", format!("{}, version {}", t.rule, t.rule_version)),
        ("Laid down in", info.source.to_owned()),
        ("Seats", t.seats.to_string()),
        ("Valid papers", t.valid.to_string()),
        ("Papers that are not counted", t.invalid.to_string()),
        ("Quota at the first stage", t.quota.clone()),
    ];
    rows.into_iter()
        .map(|(label, figure)| (label.to_owned(), figure))
        .collect()
}

/// What a stage did, in a few words.
fn what(t: &Transcript, stage: &Stage) -> String {
    let of = |numbers: &[u8]| {
        let names: Vec<String> = numbers.iter().map(|&n| name(t, n)).collect();
        names.join(", ")
    };
    let mut from: Vec<u8> = stage
        .transfers
        .iter()
        .flat_map(|t| t.from.iter().copied())
        .collect();
    from.sort_unstable();
    from.dedup();
    match stage.action {
        Action::FirstPreferences => "First preferences".to_owned(),
        Action::Surplus => format!("Surplus of {}", of(&from)),
        Action::Exclusion => {
            let out = if from.is_empty() {
                &stage.excluded
            } else {
                &from
            };
            format!("Exclusion of {}", of(out))
        }
        Action::Iteration => "Iteration".to_owned(),
        Action::LastPlaces => "Last places".to_owned(),
    }
}

/// Votes at each stage with what changed.
fn figures(votes: &[&str]) -> Vec<Figure> {
    let before = std::iter::once(None).chain(votes.iter().copied().map(Some));
    let figure = |(votes, before): (&&str, Option<&str>)| Figure {
        change: before.map_or_else(String::new, |before| change(before, votes)),
        votes: (*votes).to_owned(),
        decided: None,
    };
    votes.iter().zip(before).map(figure).collect()
}

/// The difference with its sign; nothing where there is none.
fn change(before: &str, now: &str) -> String {
    let (had, has) = (units(before), units(now));
    let like = if now.is_empty() { before } else { now };
    match has.cmp(&had) {
        std::cmp::Ordering::Equal => String::new(),
        std::cmp::Ordering::Greater => format!("+{}", decimal(has - had, like)),
        std::cmp::Ordering::Less => format!("-{}", decimal(had - has, like)),
    }
}

/// The rows below the candidates.
fn below(t: &Transcript) -> Vec<Line> {
    let line = |name: &str, votes: Vec<String>, changes: bool| {
        let texts: Vec<&str> = votes.iter().map(String::as_str).collect();
        let mut cells = figures(&texts);
        if !changes {
            for cell in &mut cells {
                cell.change.clear();
            }
        }
        Line {
            number: None,
            name: name.to_owned(),
            cells,
            result: String::new(),
        }
    };
    let of = |figure: fn(&Stage) -> &String| t.stages.iter().map(|s| figure(s).clone()).collect();
    let total = |stage: &Stage| {
        let all = stage.votes.iter().map(|votes| units(votes));
        let rest = units(&stage.non_transferable) + units(&stage.loss_by_fraction);
        decimal(all.sum::<u64>() + rest, &stage.non_transferable)
    };
    vec![
        line(
            "Non-transferable",
            of(|stage| &stage.non_transferable),
            true,
        ),
        line(
            "Lost by fractions",
            of(|stage| &stage.loss_by_fraction),
            true,
        ),
        line("Total", t.stages.iter().map(total).collect(), false),
        line("Quota", of(|stage| &stage.quota), false),
    ]
}

fn ended(status: Status, stage: Option<u32>) -> String {
    let at = stage
        .map(|stage| format!(" at stage {stage}"))
        .unwrap_or_default();
    match status {
        Status::Elected => format!("Elected{at}"),
        Status::Excluded => format!("Excluded{at}"),
        Status::Withdrawn => "Withdrawn".to_owned(),
        Status::Continuing => "Not elected".to_owned(),
    }
}

fn ties(t: &Transcript) -> Vec<String> {
    let mut all = Vec::new();
    for stage in &t.stages {
        for tie in &stage.ties {
            let names: Vec<String> = tie.candidates.iter().map(|&n| name(t, n)).collect();
            let mut text = format!("Stage {}: {} were equal; ", stage.stage, names.join(", "));
            let chosen = name(t, tie.chosen);
            let what = match tie.purpose {
                Purpose::Exclude => format!("{chosen} was excluded"),
                Purpose::TransferFirst => format!("the surplus of {chosen} went first"),
                Purpose::Elect => format!("{chosen} was elected"),
            };
            // Writing to a String cannot fail.
            let _ = match &tie.by {
                TieBreak::Stage(at) => write!(text, "by stage {at} {what}"),
                TieBreak::Lot(lot) => write!(text, "by lot {} {what}", lot.number),
            };
            let _ = write!(text, " ({})", tie.clause);
            all.push(text);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;
    use polity_count::Rule;

    #[test]
    fn the_sheet_shows_what_each_stage_moved() {
        let sheet = Sheet::of(&sample(Rule::Ers97).transcript);
        insta::assert_snapshot!("count_sheet", sheet.csv().unwrap());
    }

    #[test]
    fn the_total_is_the_same_at_every_stage_where_papers_are_shared_out() {
        for rule in Rule::ALL
            .into_iter()
            .filter(|rule| rule.shares_out_each_paper() && !rule.fills_one_seat())
        {
            let sheet = Sheet::of(&sample(rule).transcript);
            let total = &sheet.below[2].cells;
            assert!(
                total.iter().all(|cell| cell.votes == total[0].votes),
                "{rule}: {total:?}"
            );
        }
    }

    #[test]
    fn changes_have_signs_and_the_decimals_of_the_rule() {
        assert_eq!(change("1.50", "0.75"), "-0.75");
        assert_eq!(
            (change("9", "12"), change("3.0", "3.0")),
            ("+3".into(), String::new())
        );
    }
}
