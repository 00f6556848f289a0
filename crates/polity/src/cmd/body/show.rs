//! A body as it stands, in the terminal.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use polity_org::body::{Composition, Course, Seated, Strength, strength};
use polity_org::organisation::Organisation;
use polity_values::{BodyId, Timestamp};

use crate::house::{DataDir, House};
use crate::when::At;

/// Show a body.
#[derive(Args)]
pub(crate) struct Show {
    /// The body; without it, the tree of all bodies.
    body: Option<BodyId>,
    /// Without names: only the opaque ids that the record holds.
    #[arg(long)]
    no_names: bool,
    #[command(flatten)]
    data: DataDir,
    #[command(flatten)]
    at: At,
}

impl Show {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity body show").await?;
        let now = self.at.now(&house).await?;
        let world = house.store.world().await?;
        let organisation = world
            .organisation()
            .context("no organisation is founded here")?;
        let Some(body) = &self.body else {
            tree(organisation, None, 0, now);
            return Ok(ExitCode::SUCCESS);
        };
        let spec = organisation.bodies.get(body);
        let spec = spec.with_context(|| format!("there is no body {body}"))?;
        let composition = organisation.composition(body, now);
        let (Some(composition), Some(strength)) = (composition, strength(organisation, body, now))
        else {
            println!("{} has no composition in force.", spec.title);
            return Ok(ExitCode::SUCCESS);
        };
        println!("{}, in force from {}", composition.title, composition.from);
        self.divisions(&house, organisation, composition, &strength)
            .await?;
        figures(&strength);
        for noted in &organisation.composed.arose {
            if composition.division(&noted.arose.seat).is_some() {
                println!(
                    "entry {}: {} fell vacant on {}: {} (rule {})",
                    noted.entry,
                    noted.arose.seat,
                    date(organisation, noted.arose.since),
                    course(&noted.arose.course),
                    noted.rule
                );
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    async fn divisions(
        &self,
        house: &House,
        organisation: &Organisation,
        composition: &Composition,
        strength: &Strength,
    ) -> anyhow::Result<()> {
        for (division, filled) in composition.divisions.iter().zip(&strength.divisions) {
            let vacant = match filled.vacant {
                0 => String::new(),
                vacant => format!(", {vacant} vacant"),
            };
            println!(
                "{} ({}): {} seats{vacant}",
                division.title, division.seat, filled.seats
            );
            for seated in &filled.held {
                println!("  {}", self.holder(house, organisation, seated).await?);
            }
        }
        for seated in &strength.offices {
            let office = composition.office(&seated.seat);
            let title = office.map_or("", |one| one.title.as_str());
            println!(
                "{title}: {}",
                self.holder(house, organisation, seated).await?
            );
        }
        Ok(())
    }

    async fn holder(
        &self,
        house: &House,
        organisation: &Organisation,
        seated: &Seated,
    ) -> anyhow::Result<String> {
        let who = if self.no_names {
            seated.person.to_string()
        } else {
            let member = house.member(seated.person.as_str(), "body.show").await?;
            format!("{} ({})", member.name, member.number)
        };
        let day = |at| date(organisation, at);
        let mut parts = vec![format!(
            "{who}, {} since {}",
            seated.tenure,
            day(seated.from)
        )];
        parts.extend(seated.until.map(|until| format!("until {}", day(until))));
        let acting = seated.acting.as_ref();
        parts.extend(acting.map(|body| format!("acting until ratified by {body}")));
        let suspended = seated.suspended;
        parts.extend(suspended.map(|until| format!("suspended until {}", day(until))));
        Ok(parts.join(", "))
    }
}

fn figures(strength: &Strength) {
    println!(
        "{} voting seats, {} held, {} may vote now; quorum {}; majority of all {}",
        strength.seats,
        strength.held.len(),
        strength.entitled.len(),
        strength.quorum,
        strength.majority_of_all
    );
    for quota in &strength.quotas {
        let place = quota.division.as_ref().map(ToString::to_string);
        let state = match (quota.is_met(), quota.is_reachable()) {
            (true, _) => "met",
            (false, true) => "open",
            (false, false) => "NOT MET, and the vacant seats cannot meet it",
        };
        println!(
            "reserved for {} in {}: {} of {} held, {state} (rule {})",
            quota.group,
            place.as_deref().unwrap_or("the whole body"),
            quota.has,
            quota.needs,
            quota.rule
        );
    }
}

fn tree(organisation: &Organisation, within: Option<&BodyId>, depth: usize, now: Timestamp) {
    // The judge lets no circle of bodies be; the depth is bounded all the same.
    if depth > organisation.bodies.len() {
        return;
    }
    for body in organisation.bodies.values() {
        let composition = organisation.composition(&body.id, now);
        let parent = composition.and_then(|one| one.within.as_ref());
        if parent == within {
            let gap = "  ".repeat(depth);
            match strength(organisation, &body.id, now) {
                Some(found) => println!(
                    "{gap}{} ({}): {} of {} voting seats held",
                    body.title,
                    body.id,
                    found.held.len(),
                    found.seats
                ),
                None => println!("{gap}{} ({})", body.title, body.id),
            }
            tree(organisation, Some(&body.id), depth + 1, now);
        }
    }
}

fn course(course: &Course) -> String {
    match course {
        Course::LeftVacant { .. } => "it stays vacant".to_owned(),
        Course::RunnerUp {} => "the runner-up takes it".to_owned(),
        Course::Countback {} => "the ballots are counted back".to_owned(),
        Course::Refill {} => "who fills the seat fills it again".to_owned(),
        Course::ByElection {
            matter: Some(matter),
        } => format!("by-election {matter}"),
        Course::ByElection { matter: None } => "a by-election is to be opened by hand".to_owned(),
    }
}

fn date(organisation: &Organisation, at: Timestamp) -> String {
    at.to_zoned(organisation.zone.clone()).date().to_string()
}
