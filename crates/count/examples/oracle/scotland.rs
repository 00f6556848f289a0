//! Scottish wards against the tables of the returning officers.

use std::path::Path;

use polity_count::{Rule, Status, Transcript};
use serde_json::Value;

use super::{Data, Failure, Report, counted, files, read_contest, units};

pub(super) fn wards_2017(data: &Data) -> Result<Report, Failure> {
    wards(data, "scottish-2017")
}

pub(super) fn wards_2022(data: &Data) -> Result<Report, Failure> {
    wards(data, "scottish-2022")
}

fn wards(data: &Data, archive: &str) -> Result<Report, Failure> {
    let mut report = Report::default();
    for file in files(&data.archive(archive)?, ".official.json")? {
        ward(&mut report, &file)?;
    }
    Ok(report)
}

fn ward(report: &mut Report, file: &Path) -> Result<(), Failure> {
    let official: Value = serde_json::from_slice(&std::fs::read(file)?)?;
    let name = official["contest"].as_str().ok_or("no contest name")?;
    let contest = read_contest(&file.with_file_name(format!("{name}.blt")))?;
    let transcript = counted(&contest, Rule::ScottishStv)?;
    report.contests += 1;
    let published = official["candidates"].as_array().ok_or("no candidates")?;
    let winners: Vec<u8> = (1..)
        .zip(published)
        .filter(|(_, c)| c["status"] == "Elected")
        .map(|(n, _)| n)
        .collect();
    report.winners(name, &transcript.elected, &winners);
    report.figure(
        &format!("{name} quota"),
        units(&transcript.quota, 5)?,
        figure(&official["quota"])?,
        0,
    );
    let before = report.unexplained.len();
    // Where the authority printed some figures with two decimals: half of the second.
    let tolerance = if official["agreement"] == "rounded" {
        501
    } else {
        0
    };
    stages(report, name, &transcript, &official["stages"], tolerance)?;
    if official["agreement"] == "slip" {
        report.explain(
            before,
            "a typing error in the published table; quota and winners agree",
        );
    }
    Ok(())
}

fn stages(
    report: &mut Report,
    name: &str,
    transcript: &Transcript,
    published: &Value,
    tolerance: i64,
) -> Result<(), Failure> {
    let rows = published.as_array().ok_or("no stages")?;
    if rows.len() != transcript.stages.len() {
        let ours = transcript.stages.len();
        report
            .unexplained
            .push(format!("{name}: {ours} stages, published {}", rows.len()));
    }
    for (stage, row) in transcript.stages.iter().zip(rows) {
        for (i, cell) in row.as_array().ok_or("no row")?.iter().enumerate() {
            let place = format!("{name} stage {} candidate {}", stage.stage, i + 1);
            report.figure(&place, units(&stage.votes[i], 5)?, figure(cell)?, tolerance);
        }
    }
    Ok(())
}

fn figure(value: &Value) -> Result<i64, Failure> {
    match value {
        Value::String(text) => units(text, 5),
        Value::Null => Ok(0),
        other => units(&other.to_string(), 5),
    }
}

pub(super) fn linn_2007(data: &Data) -> Result<Report, Failure> {
    let mut report = Report {
        contests: 1,
        ..Report::default()
    };
    let contest = data.contest("scottish-2007/Linn-2007.blt")?;
    let official = std::fs::read(data.dir.join("scottish-2007/Linn-2007.official.json"))?;
    let official: Value = serde_json::from_slice(&official)?;
    let transcript = counted(&contest, Rule::ScottishStv)?;
    stages(
        &mut report,
        "Linn 2007",
        &transcript,
        &official["stages"],
        0,
    )?;
    let row = official["non_transferable"].as_array().ok_or("no row")?;
    for (stage, cell) in transcript.stages.iter().zip(row) {
        let ours = units(&stage.non_transferable, 5)? + units(&stage.loss_by_fraction, 5)?;
        report.figure(
            &format!("stage {} non-transferable", stage.stage),
            ours,
            figure(cell)?,
            0,
        );
    }
    let elected: Vec<&str> = transcript
        .candidates
        .iter()
        .filter(|c| c.status == Status::Elected)
        .map(|c| c.name.as_str())
        .collect();
    let published = official["elected_at"].as_object().ok_or("no winners")?;
    if !elected.iter().all(|name| published.contains_key(*name)) {
        report.unexplained.push(format!("elected {elected:?}"));
    }
    Ok(report)
}

/// Winners that two other programs found by Meek's method.
pub(super) fn meek_winners(data: &Data) -> Result<Report, Failure> {
    let mut report = Report::default();
    let csv = std::fs::read_to_string(data.dir.join("scottish-meek-winners.csv"))?;
    for line in csv.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [name, _, winners, ..] = fields[..] else {
            return Err("a short line".into());
        };
        let year = if name.contains("_2017_") {
            "scottish-2017"
        } else {
            "scottish-2022"
        };
        let file = data
            .scratch
            .join(year)
            .join(year)
            .join(format!("{name}.blt"));
        let winners: Vec<u8> = winners
            .split(' ')
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        let transcript = counted(&read_contest(&file)?, Rule::MeekNz)?;
        report.winners(name, &transcript.elected, &winners);
        report.contests += 1;
    }
    Ok(report)
}
