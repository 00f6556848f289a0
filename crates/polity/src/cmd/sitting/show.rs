//! A sitting as it stands, in the terminal.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use polity_org::organisation::Organisation;
use polity_org::sitting::event::Outcome;
use polity_org::sitting::state::{Item, Question, Sitting, State};
use polity_values::{SittingId, Timestamp};

use super::named;
use crate::house::{DataDir, House};
use crate::when::At;

/// Show a sitting.
#[derive(Args)]
pub(crate) struct Show {
    /// The sitting; without it, all of them in a line each.
    sitting: Option<SittingId>,
    #[command(flatten)]
    data: DataDir,
    #[command(flatten)]
    at: At,
}

impl Show {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity sitting show").await?;
        let world = house.store.world().await?;
        let organisation = world.organisation();
        let organisation = organisation.context("no organisation is founded here")?;
        let Some(id) = &self.sitting else {
            for sitting in world.sittings() {
                println!("{}", heading(organisation, sitting));
            }
            return Ok(ExitCode::SUCCESS);
        };
        let sitting = world.sitting(id);
        let sitting = sitting.with_context(|| format!("there is no sitting {id}"))?;
        println!("{}", heading(organisation, sitting));
        notice(sitting);
        for (number, item) in (1..).zip(&sitting.items) {
            println!("{}", line(number, item));
        }
        floor(&house, sitting).await?;
        for (number, question) in (1..).zip(&sitting.questions) {
            println!(
                "Question {number}: {}. {}",
                question.spec.title,
                fell(question)
            );
        }
        let owed = sitting.reports_owed().count();
        if owed > 0 {
            println!("{owed} members owe a report.");
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn floor(house: &House, sitting: &Sitting) -> anyhow::Result<()> {
    let inside = sitting.door.inside().count();
    if sitting.state == State::Open {
        println!("{inside} are in.");
    }
    if let Some(turn) = sitting.turn() {
        println!("{} speaks.", named(house, &turn.person).await?);
    }
    for person in sitting.speakers() {
        println!("  next: {}", named(house, person).await?);
    }
    Ok(())
}

fn heading(organisation: &Organisation, sitting: &Sitting) -> String {
    let state = match sitting.state {
        State::Convened => "notice is given",
        State::Open => "open",
        State::Adjourned(_) => "adjourned",
        State::Closed => "closed",
        State::Cancelled => "cancelled",
    };
    let at = time(organisation, sitting.call.starts);
    format!(
        "{}: {}, {at}, {}, {state}",
        sitting.id, sitting.call.title, sitting.call.place
    )
}

fn notice(sitting: &Sitting) {
    if sitting.notice_stands() {
        return;
    }
    println!(
        "Notice was {} clear days and {} are needed: nothing is decided before the body waives that.",
        sitting.notice_days, sitting.notice_needs
    );
}

fn line(number: u32, item: &Item) -> String {
    let state = if item.runs() {
        " (now)"
    } else if item.deferred.is_some() {
        " (put off)"
    } else if item.taken.is_empty() {
        ""
    } else {
        " (done)"
    };
    let late = if item.late_papers {
        ", its papers came late"
    } else {
        ""
    };
    let minutes = item
        .spec
        .minutes
        .map(|minutes| format!(", {minutes} minutes"));
    format!(
        "{number}. {}{}{late}{state}",
        item.spec.title,
        minutes.unwrap_or_default()
    )
}

/// How a question fell, the answer first.
pub(super) fn fell(question: &Question) -> String {
    if question.withdrawn {
        return "Withdrawn.".to_owned();
    }
    let Some((_, decision)) = &question.decision else {
        return match question.vote {
            Some(_) => "The vote is called.".to_owned(),
            None => "Put, not voted on yet.".to_owned(),
        };
    };
    let how = match decision.outcome {
        Outcome::Carried => "Carried",
        Outcome::Lost => "Lost",
        Outcome::Chosen => "Chosen",
    };
    let mut parts = vec![format!(
        "{how}, {} to {}",
        decision.votes_for, decision.against
    )];
    if decision.abstained > 0 {
        parts.push(format!("{} voted neither way", decision.abstained));
    }
    parts.extend(decision.needs.map(|needs| format!("{needs} were needed")));
    let percent = |hundredths: u32| format!("{}.{:02} %", hundredths / 100, hundredths % 100);
    for section in &decision.sections {
        let (yes, no) = (percent(section.share_for), percent(section.share_against));
        parts.push(format!("{}: {yes} to {no}", section.title));
    }
    let hindered = decision.hindered.as_ref();
    parts.extend(hindered.map(|why| format!("it could not take effect: {why}")));
    format!("{}.", parts.join("; "))
}

pub(super) fn time(organisation: &Organisation, at: Timestamp) -> String {
    let at = at.to_zoned(organisation.zone.clone());
    format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
}
