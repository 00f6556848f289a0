//! A body's report in totals, in the terminal.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use jiff::SignedDuration;
use polity_papers::few::LEAST;
use polity_papers::representation::{Meeting, Representation, Share};
use polity_values::{BodyId, TimeZone, Timestamp};

use crate::house::DataDir;
use crate::when::At;

/// Tell in totals how a body's seats are held, who stood for them, who came to its meetings and what was reported.
#[derive(Args)]
pub(crate) struct Report {
    /// The body.
    body: BodyId,
    /// Meetings of so many days are told.
    #[arg(long, default_value_t = 365)]
    days: u32,
    #[command(flatten)]
    data: DataDir,
    #[command(flatten)]
    at: At,
}

impl Report {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity body report").await?;
        let now = self.at.now(&house).await?;
        let since = SignedDuration::from_hours(24 * i64::from(self.days));
        let since = now.checked_sub(since).unwrap_or(Timestamp::MIN);
        let world = house.store.world().await?;
        let organisation = world.organisation();
        let organisation = organisation.context("no organisation is founded here")?;
        let report = Representation::of(&world, &self.body, (since, now));
        let report =
            report.with_context(|| format!("{} has no composition in force", self.body))?;
        print!("{}", words(&report, &organisation.zone));
        Ok(ExitCode::SUCCESS)
    }
}

fn words(report: &Representation, zone: &TimeZone) -> String {
    let mut lines = vec![format!(
        "{} voting seats, held by {} persons.",
        report.seats, report.held
    )];
    lines.extend(report.groups.iter().map(share));
    for contest in &report.contests {
        lines.push(format!(
            "{} ({}): {} stood, {} declared.",
            contest.title, contest.matter, contest.stood, contest.elected
        ));
        lines.extend(contest.groups.iter().map(share));
    }
    let (chances, taken) = report.attendance();
    lines.push(format!(
        "{} meetings; members took {taken} of {chances} chances to be there.",
        report.meetings.len()
    ));
    lines.extend(report.meetings.iter().map(|one| meeting(one, zone)));
    lines.push(format!(
        "A number of persons below {LEAST} is withheld, with another from which it could be worked out."
    ));
    lines.join("\n") + "\n"
}

fn share(share: &Share) -> String {
    let number = |of: Option<u64>| of.map_or_else(|| "withheld".to_owned(), |of| of.to_string());
    format!(
        "  {}: {}; others: {}",
        share.group,
        number(share.within),
        number(share.others)
    )
}

fn meeting(one: &Meeting, zone: &TimeZone) -> String {
    format!(
        "  {} {} ({}): {} of {} present, {} apologies; {} of {} questions carried; {} of {} votes by name; \
         {} of {} reports, {} overdue",
        one.opened.to_zoned(zone.clone()).date(),
        one.title,
        one.sitting,
        one.present,
        one.members,
        one.apologies,
        one.carried,
        one.decided,
        one.called,
        one.callable,
        one.given,
        one.owed,
        one.overdue
    )
}
