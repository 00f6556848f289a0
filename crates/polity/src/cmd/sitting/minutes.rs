//! The minutes, written from the record.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use polity_org::organisation::Organisation;
use polity_org::sitting::minutes::{self, Line};
use polity_org::sitting::state::Sitting;
use polity_values::{PersonId, SittingId};

use super::named;
use super::show::{fell, time};
use crate::files;
use crate::house::{DataDir, House};
use crate::when::At;

/// Write the minutes.
#[derive(Args)]
pub(crate) struct Minutes {
    /// The sitting.
    sitting: SittingId,
    /// Where to; without it, to the terminal.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    data: DataDir,
    #[command(flatten)]
    at: At,
}

impl Minutes {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity sitting minutes").await?;
        let world = house.store.world().await?;
        let organisation = world.organisation();
        let organisation = organisation.context("no organisation is founded here")?;
        let sitting = world.sitting(&self.sitting);
        let sitting = sitting.with_context(|| format!("there is no sitting {}", self.sitting))?;
        let text = written(&house, organisation, sitting).await?;
        match &self.out {
            Some(out) => files::write(out, text.as_bytes())?,
            None => print!("{text}"),
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn written(
    house: &House,
    organisation: &Organisation,
    sitting: &Sitting,
) -> anyhow::Result<String> {
    let mut lines = vec![
        format!("Minutes: {}", sitting.call.title),
        format!(
            "{}, {}",
            time(organisation, sitting.call.starts),
            sitting.call.place
        ),
        String::new(),
    ];
    let roll = minutes::roll(organisation, sitting);
    let present: Vec<_> = roll.present.keys().cloned().collect();
    for (what, persons) in [
        ("Present", &present),
        ("Apologies", &roll.apologies),
        ("Absent", &roll.absent),
        ("In attendance", &roll.guests),
    ] {
        if !persons.is_empty() {
            lines.push(format!(
                "{what} ({}): {}",
                persons.len(),
                names(house, persons).await?
            ));
        }
    }
    lines.push(String::new());
    for (at, line) in minutes::lines(sitting) {
        let at = at.to_zoned(organisation.zone.clone());
        let said = told(house, sitting, line).await?;
        lines.push(format!("{:02}:{:02}  {said}", at.hour(), at.minute()));
    }
    lines.push(String::new());
    for (number, action) in (1..).zip(&sitting.actions) {
        let owner = named(house, &action.spec.owner).await?;
        lines.push(format!("Action {number}: {owner}, by {}.", action.spec.due));
    }
    lines.push(String::new());
    Ok(lines.join("\n"))
}

async fn names(house: &House, persons: &[PersonId]) -> anyhow::Result<String> {
    let mut names = Vec::new();
    for person in persons {
        names.push(house.member(person.as_str(), "sitting.minutes").await?.name);
    }
    names.sort();
    Ok(names.join(", "))
}

async fn told(house: &House, sitting: &Sitting, line: Line) -> anyhow::Result<String> {
    let question = |number| Sitting::numbered(&sitting.questions, number);
    Ok(match line {
        Line::Opened => "The sitting opened.".to_owned(),
        Line::Closed => "The sitting closed.".to_owned(),
        Line::Item(number) => {
            let item = Sitting::numbered(&sitting.items, number);
            format!(
                "{number}. {}",
                item.map_or("", |item| item.spec.title.as_str())
            )
        }
        Line::Point(number) => match Sitting::numbered(&sitting.points, number) {
            Some(point) => {
                let ruling = match (point.upheld, point.overturned) {
                    (None, _) => "no ruling",
                    (Some(true), false) => "upheld",
                    (Some(false), false) => "not upheld",
                    (Some(_), true) => "the chair’s ruling was overturned",
                };
                let who = named(house, &point.person).await?;
                format!("Point of order by {who} ({}): {ruling}.", point.category)
            }
            None => String::new(),
        },
        Line::Put(number) => match question(number) {
            Some(found) => {
                let mover = named(house, &found.spec.mover).await?;
                format!("Question {number}, moved by {mover}: {}", found.spec.title)
            }
            None => String::new(),
        },
        Line::Decided(number) => {
            let fell = question(number).map(fell).unwrap_or_default();
            format!("Question {number}: {fell}")
        }
    })
}
