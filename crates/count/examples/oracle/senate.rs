//! The Australian Senate against the Electoral Commission's distribution of preferences, every column.

use polity_count::{Rule, Transcript};

use super::{Data, Failure, Report, counted};

pub(super) fn compare(data: &Data) -> Result<Report, Failure> {
    let mut report = Report::default();
    for name in ["2016-act", "2016-nt"] {
        let contest = data.contest(&format!("aus-senate/{name}/expanded.blt.xz"))?;
        let csv =
            std::fs::read_to_string(data.dir.join(format!("aus-senate/{name}/official_dop.csv")))?;
        for rule in [Rule::Senate2016, Rule::Senate2019] {
            report.contests += 1;
            columns(
                &mut report,
                &format!("{name} {rule}"),
                &counted(&contest, rule)?,
                &csv,
            )?;
        }
    }
    Ok(report)
}

/// A column tells how things stand after the count that ends its heading: `after count 23 - 24`.
fn columns(
    report: &mut Report,
    name: &str,
    transcript: &Transcript,
    csv: &str,
) -> Result<(), Failure> {
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    let n = transcript.candidates.len();
    for (column, heading) in rows[0].iter().enumerate().skip(1) {
        let count: usize = heading.rsplit(' ').next().unwrap_or_default().parse()?;
        let stage = transcript
            .stages
            .get(count - 1)
            .ok_or_else(|| format!("{name}: no count {count}"))?;
        for (candidate, row) in rows[1..].iter().take(n).enumerate() {
            let place = format!("{name} count {count} candidate {}", candidate + 1);
            report.figure(
                &place,
                stage.votes[candidate].parse()?,
                row[column].parse()?,
                0,
            );
        }
        let ended: i64 = rows[n + 1][column].parse()?;
        report.figure(
            &format!("{name} count {count} exhausted"),
            stage.non_transferable.parse()?,
            ended,
            0,
        );
    }
    Ok(())
}
