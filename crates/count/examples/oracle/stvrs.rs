//! Logs of stv-rs (Meek, nine decimals): the winners. Where it shared equal preferences among their orders (`equalize`),
//! `meek-certified` is held to it, which shares them in the same way; otherwise `meek-nz`.

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
        if !blt.exists() || !text.contains("Action: Count Complete") {
            // A log of a run that the other program itself could not finish.
            continue;
        }
        let contest = read_contest(&blt)?;
        let before = report.unexplained.len();
        let equal = contest.ballots.iter().any(|b| b.marks.contains(&0));
        report.contests += 1;
        let rule = if equalize {
            Rule::MeekCertified
        } else {
            Rule::MeekNz
        };
        let transcript = match counted(&contest, rule) {
            Err(error) if equal && !equalize => {
                report.explained.push(format!("{name}: {error} ({EQUAL})"));
                continue;
            }
            // Refused, not miscounted: papers that rank dozens of candidates equal.
            Err(error) if error.to_string().contains("too many orders") => {
                report.explained.push(format!("{name}: {error}"));
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
        if equalize && transcript.stages.iter().any(|s| !s.ties.is_empty()) {
            report.explain(before, LOT);
        } else if equal && !equalize {
            report.explain(before, EQUAL);
        }
    }
    Ok(report)
}

const EQUAL: &str =
    "ballots with equal preferences: stv-rs shares them, under this rule the ranking ends there";

const LOT: &str = "a lot decided here: the tied are exactly equal, and what nine decimals cut off told them apart there";
