//! The count on a terminal: bars for each stage, at most 80 columns wide, in colours unless `NO_COLOR` is set.

use std::fmt::Write as _;

use polity_count::{Status, Transcript};
use polity_papers::Lang;
use polity_papers::lang::{grouped, short, wrapped};
use polity_papers::result::{ResultView, Sheet};

/// Columns of names, of bars, and of figures.
const NAME: usize = 22;
const BAR: usize = 34;
const VOTES: usize = 13;

/// Whether the view may use colours.
#[derive(Clone, Copy)]
pub(super) struct Colour(pub(super) bool);

impl Colour {
    fn paint(self, code: &str, text: &str) -> String {
        if self.0 {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// The stages as bars.
pub(super) fn bars(view: &ResultView, colour: Colour) -> String {
    let t = &view.transcript;
    let mut out = format!("{}\n", colour.paint("1", &short(&t.title, 80)));
    for line in wrapped(&view.rule_line(Lang::En), 80) {
        let _ = writeln!(out, "{line}");
    }
    let _ = writeln!(
        out,
        "{} seats, {} valid papers, quota {}",
        t.seats,
        grouped(&t.valid.to_string()),
        grouped(&t.quota)
    );
    let sheet = Sheet::of(t);
    // One scale for all stages, so that bars compare.
    let all = t
        .stages
        .iter()
        .flat_map(|stage| stage.votes.iter().chain([&stage.quota]));
    let whole = all.map(|votes| units(votes)).max().unwrap_or(0).max(1);
    for stage in view.shown_stages() {
        let at = t
            .stages
            .iter()
            .position(|one| one.stage == stage.stage)
            .unwrap_or(0);
        let what = sheet
            .stages
            .get(at)
            .map_or("", |column| column.what.as_str());
        let _ = writeln!(
            out,
            "\n{}",
            colour.paint("1", &short(&format!("Stage {}  {what}", stage.stage), 80))
        );
        let quota = length(units(&stage.quota), whole) / 8;
        for line in &sheet.candidates {
            let Some(cell) = line.cells.get(at).filter(|cell| !cell.votes.is_empty()) else {
                continue;
            };
            let eighths = length(units(&cell.votes), whole);
            let row = Row {
                name: &line.name,
                eighths,
                quota,
                votes: grouped(&cell.votes),
                status: status(t, line.number, stage.stage),
            };
            out.push_str(&row.show(colour));
        }
        if units(&stage.non_transferable) > 0 {
            let votes = grouped(&stage.non_transferable);
            let _ = writeln!(
                out,
                "{:<NAME$} {:BAR$} {votes:>VOTES$}",
                "non-transferable", ""
            );
        }
    }
    let elected = format!("Elected: {}", sheet.elected.join(", "));
    out.push('\n');
    for line in wrapped(&elected, 80) {
        let _ = writeln!(out, "{}", colour.paint("1;32", &line));
    }
    out
}

/// The votes at each stage as a plain table: a row a candidate, as many stages side by side as fit 80 columns.
pub(super) fn table(t: &Transcript) -> String {
    let sheet = Sheet::of(t);
    let widest =
        |cells: &[polity_papers::result::Figure]| cells.iter().map(|c| c.votes.len()).max();
    let lines = || sheet.candidates.iter().chain(&sheet.below);
    let wide = lines()
        .filter_map(|line| widest(&line.cells))
        .max()
        .unwrap_or(0)
        .max(8);
    let across = ((80 - NAME) / (wide + 2)).max(1);
    let mut out = format!("{}\n", t.title);
    for from in (0..sheet.stages.len()).step_by(across) {
        let to = (from + across).min(sheet.stages.len());
        let _ = write!(out, "\n{:<NAME$}", "");
        for column in &sheet.stages[from..to] {
            let _ = write!(out, "  {:>wide$}", format!("Stage {}", column.stage));
        }
        out.push('\n');
        for line in lines() {
            let _ = write!(out, "{:<NAME$}", short(&line.name, NAME));
            for cell in &line.cells[from..to] {
                let _ = write!(out, "  {:>wide$}", cell.votes);
            }
            out.push('\n');
        }
    }
    let _ = writeln!(out, "\nElected: {}", sheet.elected.join(", "));
    out
}

struct Row<'a> {
    name: &'a str,
    eighths: usize,
    /// The column of the quota.
    quota: usize,
    votes: String,
    status: Status,
}

impl Row<'_> {
    fn show(&self, colour: Colour) -> String {
        let (code, sign) = match self.status {
            Status::Elected => ("32", "elected"),
            Status::Excluded => ("2", "out"),
            _ => ("34", ""),
        };
        let mut bar = String::new();
        for column in 0..BAR {
            let filled = self.eighths.saturating_sub(column * 8).min(8);
            bar.push(match filled {
                0 if column == self.quota => '│',
                filled => [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'][filled],
            });
        }
        let name = format!("{:<NAME$}", short(self.name, NAME));
        let votes = format!("{:>VOTES$}", self.votes);
        let painted = colour.paint(code, &bar);
        format!("{name} {painted} {votes} {sign}")
            .trim_end()
            .to_owned()
            + "\n"
    }
}

/// How a candidate stands at the end of a stage.
fn status(t: &Transcript, number: Option<u8>, stage: u32) -> Status {
    let of = t.candidates.iter().find(|c| Some(c.number) == number);
    match of {
        Some(c) if c.stage.is_some_and(|at| at <= stage) => c.status,
        Some(c) if c.status == Status::Withdrawn => Status::Withdrawn,
        _ => Status::Continuing,
    }
}

/// The digits of a figure as a number.
fn units(figure: &str) -> u64 {
    let digits = figure.bytes().filter(u8::is_ascii_digit);
    digits.fold(0_u64, |sum, b| {
        sum.saturating_mul(10).saturating_add(u64::from(b - b'0'))
    })
}

/// Eighths of a column; the longest bar ends a column before the figures.
fn length(votes: u64, whole: u64) -> usize {
    let room = (BAR as u128 - 1) * 8;
    let eighths = u128::from(votes) * room / u128::from(whole);
    usize::try_from(eighths.min(room)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use polity_count::{Lots, Outcome, Rule, blt, count};

    const FILE: &str = "4 2\n7 1 2 0\n4 2 0\n3 3 2 0\n2 4 3 0\n0\n\"Ann\"\n\"Ben Brown of the Northern Region\"\n\"Cy\"\n\"Di\"\n\"Board\"\n";

    fn transcript(rule: Rule) -> Transcript {
        let contest = blt::parse(FILE.as_bytes()).unwrap();
        match count(&contest, rule, &Lots::Seed("view".into())).unwrap() {
            Outcome::Complete(transcript) => *transcript,
            Outcome::LotNeeded(question) => panic!("{}", question.text),
        }
    }

    #[test]
    fn bars_fit_eighty_columns_and_colours_only_paint() {
        for rule in [Rule::ScottishStv, Rule::MeekNz, Rule::Ers97] {
            let view = super::super::output::view(&transcript(rule));
            let plain = bars(&view, Colour(false));
            assert!(
                plain.lines().all(|line| line.chars().count() <= 80),
                "{plain}"
            );
            assert!(
                !plain.contains('\u{1b}') && plain.contains("elected"),
                "{plain}"
            );
            let mut painted = bars(&view, Colour(true));
            for code in ["[1m", "[2m", "[32m", "[34m", "[1;32m", "[0m"] {
                painted = painted.replace(&format!("\u{1b}{code}"), "");
            }
            assert_eq!(painted, plain);
        }
    }

    #[test]
    fn the_table_has_every_stage_and_fits() {
        let t = transcript(Rule::Ers97);
        let table = table(&t);
        assert!(
            table.lines().all(|line| line.chars().count() <= 80),
            "{table}"
        );
        for stage in &t.stages {
            assert_eq!(table.matches(&format!("Stage {}", stage.stage)).count(), 1);
            assert!(
                stage
                    .votes
                    .iter()
                    .all(|votes| table.contains(votes.as_str()))
            );
        }
    }
}
