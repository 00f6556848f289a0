//! `polity procedure plan`: the latest start, or the earliest end.

use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use polity_procedure::calendar::Calendar;
use polity_procedure::instant::{LocalInstant, instant_text};
use polity_procedure::model::Procedure as Model;
use polity_procedure::timetable::plan::{self, Ask, Toward, What};
use polity_procedure::{Dates, Fault, Named as _};
use polity_values::{StageId, TimeZone, civil};
use serde_json::{Value, json};

use super::Which;

/// Plan the dates of a procedure.
#[derive(Args)]
pub(crate) struct Plan {
    #[command(flatten)]
    which: Which,
    /// Everything is over by then: plan the latest start. A day (until its end), or "2026-09-26 12:00".
    #[arg(
        long,
        value_name = "DATE",
        conflicts_with = "from",
        required_unless_present = "from"
    )]
    backwards_from: Option<String>,
    /// Nothing begins before then: plan the earliest end.
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Backwards: only this stage and what leads to it has to be over.
    #[arg(long, value_name = "STAGE", requires = "backwards_from")]
    until: Option<StageId>,
    /// The time of day of each date that is chosen, or of one: "17:00", "ballot-opens=09:00".
    #[arg(long, value_name = "[NAME=]HH:MM")]
    time: Vec<String>,
    /// A date that is settled already: "notice=2026-03-02 12:00".
    #[arg(long, value_name = "NAME=DATE")]
    fix: Vec<String>,
    /// A window that you want longer than the procedure asks: "advert=21" days.
    #[arg(long, value_name = "STAGE=DAYS")]
    least: Vec<String>,
    /// Choose only days on which people work in england-and-wales, scotland or northern-ireland.
    #[arg(long, value_name = "CALENDAR", value_parser = calendar)]
    working_days: Option<Calendar>,
    /// The organisation's time zone.
    #[arg(long, default_value = "Europe/London")]
    zone: String,
    /// Print the plan as JSON.
    #[arg(long)]
    json: bool,
}

fn calendar(name: &str) -> Result<Calendar, String> {
    let known: Vec<&str> = Calendar::names().collect();
    Calendar::named(name).ok_or_else(|| format!("write {}", known.join(", ")))
}

impl Plan {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let procedure = self.which.read()?;
        let ask = self.ask()?;
        match plan::plan(&procedure, &ask) {
            Ok(found) if self.json => {
                println!(
                    "{}",
                    serde_json::to_string_pretty(&as_json(&found, &procedure, &ask))?
                );
                Ok(ExitCode::SUCCESS)
            }
            Ok(found) => {
                print!("{}", plan::words(&found, &procedure, &ask));
                Ok(ExitCode::SUCCESS)
            }
            Err(faults) => {
                if self.json {
                    let faults: Vec<Value> = faults.iter().map(fault).collect();
                    println!(
                        "{}",
                        serde_json::to_string_pretty(&json!({ "faults": faults }))?
                    );
                }
                for fault in &faults {
                    eprintln!("{fault}");
                }
                Ok(ExitCode::FAILURE)
            }
        }
    }

    fn ask(&self) -> anyhow::Result<Ask> {
        let zone = TimeZone::get(&self.zone).context("--zone")?;
        let toward = match (&self.backwards_from, &self.from) {
            (Some(end), _) => {
                let end = bound(end, civil::time(23, 59, 0, 0)).context("--backwards-from")?;
                Toward::EndBy(end.resolve(&zone)?)
            }
            (None, Some(start)) => {
                let start = bound(start, civil::time(0, 0, 0, 0)).context("--from")?;
                Toward::StartFrom(start.resolve(&zone)?)
            }
            (None, None) => bail!("say --backwards-from DATE or --from DATE"),
        };
        let mut ask = Ask::new(toward, zone);
        for text in &self.time {
            let read = |time: &str| {
                time.parse()
                    .with_context(|| format!("--time {text}: write it as 17:00"))
            };
            match text.split_once('=') {
                Some((name, time)) => {
                    ask.times.insert(name.to_owned(), read(time)?);
                }
                None => ask.time = read(text)?,
            }
        }
        let mut fixed = Dates::default();
        for text in &self.fix {
            let (name, date) = text.split_once('=').with_context(|| {
                format!("--fix {text}: write it as notice=\"2026-03-02 12:00\"")
            })?;
            fixed.set(name, date.parse().with_context(|| format!("--fix {text}"))?);
        }
        ask.fixed = fixed;
        for text in &self.least {
            let parts = text.split_once('=');
            let parts =
                parts.and_then(|(stage, days)| Some((stage.parse().ok()?, days.parse().ok()?)));
            let (stage, days) =
                parts.with_context(|| format!("--least {text}: write it as advert=21"))?;
            ask.least.insert(stage, days);
        }
        ask.working = self.working_days;
        ask.until.clone_from(&self.until);
        Ok(ask)
    }
}

/// A day, or a day and time.
fn bound(text: &str, time: civil::Time) -> anyhow::Result<LocalInstant> {
    let day = text.rsplit(' ').next().unwrap_or(text);
    match day.parse::<civil::Date>() {
        Ok(date) if day.len() == 10 => {
            // The weekday before it, if there is one, is held to the date.
            let noon: LocalInstant = format!("{text} 12:00").parse()?;
            noon.resolve(&TimeZone::UTC)?;
            Ok(LocalInstant::new(date.to_datetime(time)))
        }
        _ => Ok(text.parse()?),
    }
}

fn fault(fault: &Fault) -> Value {
    json!({
        "severity": fault.severity.to_string(), "code": fault.code, "item": fault.item,
        "problem": fault.problem, "remedy": fault.remedy,
    })
}

fn as_json(found: &plan::Plan, procedure: &Model, ask: &Ask) -> Value {
    let dates: Vec<Value> = found
        .dates
        .iter()
        .map(|date| {
            json!({
                "id": date.id, "title": date.title, "at": date.at.to_string(),
                "local": ask.zone.to_datetime(date.at).strftime("%A %Y-%m-%d %H:%M").to_string(),
                "because": date.because, "clause": date.rule,
            })
        })
        .collect();
    let lines: Vec<Value> = found
        .lines
        .iter()
        .map(|line| {
            let what = match line.what {
                What::Opens => "opens",
                What::Closes => "closes",
                What::JoinedBy => "joined-by",
                What::ArrearsPaidBy => "arrears-paid-by",
                What::Freeze => "freeze",
                What::Despatch => "despatch",
                What::LastReissue => "last-reissue",
            };
            json!({
                "at": line.at.to_string(), "local": instant_text(line.at, &ask.zone), "what": what,
                "stage": line.stage, "title": line.title, "hangs-on": line.from,
                "clause": line.rule, "text": line.text, "day-of-rest": line.rest,
            })
        })
        .collect();
    json!({
        "procedure": procedure.name, "version": procedure.version, "zone": ask.zone.iana_name(),
        "starts": found.span().map(|(first, _)| first.to_string()),
        "ends": found.span().map(|(_, last)| last.to_string()),
        "dates": dates, "timetable": lines,
        "warnings": found.warnings.iter().map(fault).collect::<Vec<_>>(),
    })
}
