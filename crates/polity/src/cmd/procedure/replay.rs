//! `polity procedure replay`: last time's record under a draft.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use polity_org::facts::Facts;
use polity_org::replay::{self, Differs};
use polity_org::roll::ResolvedRollRule;
use polity_org::{Entry, World};
use polity_procedure::instant::{LocalInstant, instant_text};
use polity_procedure::{Dates, KnownRules, check_source};
use polity_store::RollDifference;
use polity_values::{MatterId, TimeZone};
use serde_json::{Value, json};

use crate::files;
use crate::house::{DataDir, House};

/// Run a matter's record under a draft.
#[derive(Args)]
pub(crate) struct Replay {
    /// The matter, or a procedure: then its matter that was opened last.
    #[arg(value_name = "NAME")]
    name: String,
    /// The draft.
    #[arg(long, value_name = "FILE.toml")]
    draft: PathBuf,
    /// A date that the draft names and the matter's opening did not, as name=time. Once for each.
    #[arg(long = "date", value_name = "NAME=TIME")]
    dates: Vec<String>,
    /// As JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data: DataDir,
}

impl Replay {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let source = files::read_text(&self.draft)?;
        let report = check_source(&source, &KnownRules::shipped());
        if !report.is_adoptable() {
            bail!("{}", report.render(&self.draft.display().to_string()));
        }
        let mut dates = Dates::default();
        for date in &self.dates {
            let (name, time) = date.split_once('=').context("--date NAME=TIME")?;
            let time: LocalInstant = time.trim().parse().with_context(|| name.to_owned())?;
            dates.set(name.trim(), time);
        }
        let house = self.data.open("polity procedure replay").await?;
        let world = house.store.world().await?;
        let matter = self.matter(&world)?;
        let entries = entries(&house).await?;
        let facts = facts(&house, &world, &entries, &matter).await?;
        let replayed = match replay::replay(&entries, &matter, (&source, &dates), &facts) {
            Ok(replayed) => replayed,
            Err(faults) => bail!(
                "the draft cannot be tried on {matter}:\n{}",
                faults.join("\n")
            ),
        };
        let roll = match &replayed.rolls {
            Some((was, would)) => Some(house.store.roll_compare(was, would).await?),
            None => None,
        };
        let zone = world
            .organisation()
            .map_or(TimeZone::UTC, |one| one.zone.clone());
        if self.json {
            let whole = as_json(&matter, &replayed, roll.as_ref());
            println!("{}", serde_json::to_string_pretty(&whole)?);
        } else {
            tell(&matter, &replayed, roll.as_ref(), &zone);
        }
        Ok(ExitCode::SUCCESS)
    }

    fn matter(&self, world: &World) -> anyhow::Result<MatterId> {
        if let Ok(id) = self.name.parse::<MatterId>()
            && world.matter(&id).is_some()
        {
            return Ok(id);
        }
        let of = world
            .matters()
            .filter(|one| one.procedure.name.as_str() == self.name);
        let last = of.max_by_key(|one| one.entry);
        last.map(|one| one.id.clone()).with_context(|| {
            format!(
                "no matter {0} and no matter of a procedure {0} is on the record",
                self.name
            )
        })
    }
}

/// The whole record.
async fn entries(house: &House) -> anyhow::Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    loop {
        let after = entries.last().map_or(0, |entry| entry.seq);
        let page = house.store.entry_page(after).await?;
        if page.is_empty() {
            return Ok(entries);
        }
        entries.extend(page);
    }
}

/// What the vault knows today of everybody who acted or was spoken of.
async fn facts(
    house: &House,
    world: &World,
    entries: &[Entry],
    matter: &MatterId,
) -> anyhow::Result<Facts> {
    let mut needs = replay::needs(entries, matter);
    if world.matter(matter).is_none_or(|one| one.roll.is_none()) {
        needs.on_roll.clear();
    }
    Ok(house.store.facts_fetch(world, &needs).await?)
}

fn end(end: Option<polity_procedure::model::EndKind>) -> &'static str {
    end.map_or("still running", polity_procedure::Named::name)
}

fn tell(
    matter: &MatterId,
    replayed: &replay::Replay,
    roll: Option<&RollDifference>,
    zone: &TimeZone,
) {
    println!(
        "{matter} under the draft: {} acts as they were, {} otherwise.",
        replayed.alike,
        replayed.differences.len()
    );
    for one in &replayed.differences {
        println!(
            "\nEntry {}, {}: {} by {} (then by clause {})",
            one.entry,
            instant_text(one.at, zone),
            one.kind,
            one.actor,
            one.rule
        );
        match &one.draft {
            Differs::Refused { rule, unmet } => {
                println!("    would have been refused under clause {rule}:");
                for unmet in unmet {
                    println!("    - {unmet}");
                }
            }
            Differs::Waits { rule } => {
                println!("    would have needed a second person under clause {rule}");
            }
            Differs::OneIsEnough { rule } => {
                println!(
                    "    would have taken effect at once: one person is enough under clause {rule}"
                );
            }
            Differs::CannotFollow(problem) => println!("    could not have happened: {problem}"),
        }
    }
    tell_windows(replayed, zone);
    if let (Some((was, would)), Some(roll)) = (&replayed.rolls, roll) {
        tell_roll(was, would, roll);
    }
    println!(
        "\nThe matter: {}; under the draft: {}.",
        end(replayed.ends.0),
        end(replayed.ends.1)
    );
    println!(
        "Acts that were refused in their time are on no record; memberships are as the list of members has them today."
    );
}

fn tell_windows(replayed: &replay::Replay, zone: &TimeZone) {
    if !replayed.windows.is_empty() {
        println!("\nWindows that would differ:");
    }
    for (stage, was, would) in &replayed.windows {
        let text = |window: &Option<polity_procedure::timetable::Window>| {
            window.as_ref().map_or_else(
                || "not there".to_owned(),
                |one| {
                    format!(
                        "{} to {}",
                        instant_text(one.opens, zone),
                        instant_text(one.closes, zone)
                    )
                },
            )
        };
        println!(
            "- {stage}\n    was:   {}\n    draft: {}",
            text(was),
            text(would)
        );
    }
}

fn tell_roll(was: &ResolvedRollRule, would: &ResolvedRollRule, roll: &RollDifference) {
    println!(
        "\nThe roll, by the list of members as it is: {} entitled under both, {} only as it was, {} only under the draft.",
        roll.both, roll.only_one, roll.only_other
    );
    for (what, was, would) in [
        ("last time of joining", was.joined_by, would.joined_by),
        (
            "last time of paying",
            was.arrears_paid_by,
            would.arrears_paid_by,
        ),
        ("freeze", was.freeze, would.freeze),
    ] {
        if was != would {
            println!("    {what}: {was}; draft: {would}");
        }
    }
}

fn as_json(matter: &MatterId, replayed: &replay::Replay, roll: Option<&RollDifference>) -> Value {
    let differences: Vec<Value> = replayed
        .differences
        .iter()
        .map(|one| {
            let (what, rule, unmet) = match &one.draft {
                Differs::Refused { rule, unmet } => ("refused", Some(rule), unmet.as_slice()),
                Differs::Waits { rule } => ("needs-second-person", Some(rule), &[][..]),
                Differs::OneIsEnough { rule } => ("one-person-enough", Some(rule), &[][..]),
                Differs::CannotFollow(_) => ("cannot-follow", None, &[][..]),
            };
            let unmet: Vec<Value> = unmet
                .iter()
                .map(|one| json!({ "code": one.code, "clause": one.rule, "why": one.why.to_string() }))
                .collect();
            json!({
                "entry": one.entry, "at": one.at.to_string(), "actor": one.actor, "kind": one.kind,
                "clause": one.rule, "draft": what, "draft-clause": rule, "unmet": unmet,
            })
        })
        .collect();
    let windows: Vec<Value> = replayed
        .windows
        .iter()
        .map(|(stage, was, would)| {
            let pair = |window: &Option<polity_procedure::timetable::Window>| {
                window
                    .as_ref()
                    .map(|one| [one.opens.to_string(), one.closes.to_string()])
            };
            json!({ "stage": stage, "was": pair(was), "draft": pair(would) })
        })
        .collect();
    let roll = roll.map(|roll| {
        json!({ "both": roll.both, "only-as-it-was": roll.only_one, "only-under-the-draft": roll.only_other, "neither": roll.neither })
    });
    json!({
        "matter": matter, "alike": replayed.alike, "differences": differences, "windows": windows,
        "roll": roll, "ends": { "was": end(replayed.ends.0), "draft": end(replayed.ends.1) },
    })
}
