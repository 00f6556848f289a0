//! Logs of stv-rs (Meek, nine decimals): the winners.

use super::{Data, Failure, Report, counted, files, read_contest};
use polity_count::Rule;

pub(super) fn compare(data: &Data) -> Result<Report, Failure> {
    let mut report = Report::default();
    let root = data
        .archive("stv-rs-meek-reference-counts")?
        .join("stvrs-refs");
    for log in files(&root.join("meek"), ".fixed9.log")? {
        let below = log
            .strip_prefix(root.join("meek"))?
            .to_string_lossy()
            .into_owned();
        let equalize = below.contains(".equalize.");
        let name = below.replace(".equalize", "").replace(".fixed9.log", "");
        let blt = root.join("ballots").join(format!("{name}.blt"));
        let text = std::fs::read_to_string(&log)?;
        if equalize || !blt.exists() || !text.contains("Action: Count Complete") {
            // The same ballots again with another treatment of equal preferences; or a log of a
            // run that the other program itself could not finish.
            continue;
        }
        let contest = read_contest(&blt)?;
        let before = report.unexplained.len();
        let equal = contest.ballots.iter().any(|b| b.marks.contains(&0));
        report.contests += 1;
        let transcript = match counted(&contest, Rule::MeekNz) {
            Err(error) if equal => {
                report.explained.push(format!("{name}: {error} ({EQUAL})"));
                continue;
            }
            other => other?,
        };
        let mut elected: Vec<&str> = transcript
            .candidates
            .iter()
            .filter(|c| transcript.elected.contains(&c.number))
            .map(|c| c.name.as_str())
            .collect();
        let end = text
            .split("Action: Count Complete")
            .nth(1)
            .unwrap_or_default();
        let mut theirs: Vec<&str> = end
            .lines()
            .filter_map(|line| line.trim().strip_prefix("Elected:")?.rsplit_once('('))
            .flat_map(|(names, _)| names.trim().split(", "))
            .collect();
        elected.sort_unstable();
        theirs.sort_unstable();
        if elected != theirs {
            report
                .unexplained
                .push(format!("{name}: elected {elected:?}, there {theirs:?}"));
        }
        if equal {
            report.explain(before, EQUAL);
        }
    }
    Ok(report)
}

const EQUAL: &str =
    "ballots with equal preferences: stv-rs shares them, under this rule the ranking ends there";
