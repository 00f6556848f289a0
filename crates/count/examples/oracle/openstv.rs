//! Counts of `OpenSTV` 1.7, stage by stage. It is a reference only: where it departed from the text
//! of a rule, the text would win and the difference would be explained; none is known.

use std::path::Path;

use polity_count::{Contest, Rule, Transcript};

use super::{Data, Failure, Report, counted, read_contest, units};

const TABLES: [(&str, Rule, usize); 7] = [
    ("ScottishSTV.csv", Rule::ScottishStv, 5),
    ("ERS97STV.csv", Rule::Ers97, 2),
    ("MeekNZSTV.csv", Rule::MeekNz, 9),
    ("NIrelandSTV.csv", Rule::NorthernIreland, 2),
    ("MinneapolisSTV.csv", Rule::Minneapolis, 4),
    ("MeekSTV.csv", Rule::MeekOpenStv, 6),
    ("WarrenSTV.csv", Rule::WarrenOpenStv, 6),
];

pub(super) fn compare(data: &Data) -> Result<Report, Failure> {
    let mut report = Report::default();
    let root = data
        .archive("openstv-1.7-reference-counts")?
        .join("openstv-refs");
    let mut contests: Vec<_> = std::fs::read_dir(&root)?.collect::<Result<Vec<_>, _>>()?;
    contests.sort_by_key(std::fs::DirEntry::file_name);
    for entry in contests {
        let name = entry.file_name().to_string_lossy().into_owned();
        let contest = contest(data, &name)?;
        for (file, rule, decimals) in TABLES {
            let table = Table::read(&entry.path().join(file), &contest, decimals)?;
            let transcript = counted(&contest, rule)?;
            report.contests += 1;
            let before = report.unexplained.len();
            one(
                &mut report,
                &format!("{name} {rule}"),
                &transcript,
                &table,
                decimals,
            )?;
            let outright = |s: &polity_count::Stage| s.clause.contains("rule 52(2)");
            if rule == Rule::NorthernIreland && transcript.stages.iter().any(outright) {
                let why = "OpenSTV goes on where rule 52(2) ends the count: one seat, and nobody can overtake";
                report.explain(before, why);
            }
        }
    }
    Ok(report)
}

fn contest(data: &Data, name: &str) -> Result<Contest, Failure> {
    match name {
        "ers97" => data.contest("ers97/ers97.blt"),
        "DublinNorth2002" => data.contest("dail-2002/DublinNorth2002.blt.xz"),
        _ => {
            let year = if name.contains("_2017_") {
                "scottish-2017"
            } else {
                "scottish-2022"
            };
            read_contest(
                &data
                    .scratch
                    .join(year)
                    .join(year)
                    .join(format!("{name}.blt")),
            )
        }
    }
}

/// The program's result sheet: votes after each stage, by candidate, and who was elected.
struct Table {
    votes: Vec<Vec<i64>>,
    non_transferable: Vec<i64>,
    elected: Vec<u8>,
}

impl Table {
    fn read(file: &Path, contest: &Contest, decimals: usize) -> Result<Self, Failure> {
        let text = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
        let mut table = Self {
            votes: Vec::new(),
            non_transferable: Vec::new(),
            elected: Vec::new(),
        };
        let rows: Vec<Vec<String>> = text.lines().map(fields).collect();
        let start = rows
            .iter()
            .position(|row| row[0] == "Candidates")
            .ok_or("no candidates")?
            + 1;
        for (row, number) in rows[start..].iter().zip(1..=contest.candidates.len()) {
            table.votes.push(totals(row, decimals)?);
            if row.last().is_some_and(|cell| cell == "Elected") {
                table.elected.push(u8::try_from(number)?);
            }
        }
        let last = rows
            .iter()
            .find(|row| row[0] == "Non-transferable")
            .ok_or("no last row")?;
        table.non_transferable = totals(last, decimals)?;
        Ok(table)
    }
}

/// First preferences, then the second cell of each pair; a dash or nothing is none.
fn totals(row: &[String], decimals: usize) -> Result<Vec<i64>, Failure> {
    let cell = |text: &String| match text.trim() {
        "" | "-" => Ok(0),
        text => units(text, decimals),
    };
    let mut totals = vec![cell(&row[1])?];
    for pair in row[2..].chunks_exact(2) {
        totals.push(cell(&pair[1])?);
    }
    Ok(totals)
}

/// The cells of a line, without the quotes.
fn fields(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.trim().chars() {
        match (c, cells.last_mut()) {
            ('"', _) => quoted = !quoted,
            (',', _) if !quoted => cells.push(String::new()),
            (c, Some(cell)) => cell.push(c),
            (_, None) => {}
        }
    }
    cells
}

fn one(
    report: &mut Report,
    name: &str,
    transcript: &Transcript,
    table: &Table,
    decimals: usize,
) -> Result<(), Failure> {
    report.winners(name, &transcript.elected, &table.elected);
    let stages = table.votes.first().map_or(0, Vec::len);
    if stages != transcript.stages.len() {
        let ours = transcript.stages.len();
        report
            .unexplained
            .push(format!("{name}: {ours} stages, there {stages}"));
    }
    for (k, stage) in transcript.stages.iter().enumerate().take(stages) {
        for (i, votes) in stage.votes.iter().enumerate() {
            let place = format!("{name} stage {} candidate {}", k + 1, i + 1);
            report.figure(&place, units(votes, decimals)?, table.votes[i][k], 0);
        }
        let ended =
            units(&stage.non_transferable, decimals)? + units(&stage.loss_by_fraction, decimals)?;
        let place = format!("{name} stage {} non-transferable", k + 1);
        report.figure(&place, ended, table.non_transferable[k], 0);
    }
    Ok(())
}
