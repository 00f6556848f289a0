//! The instant at which a command acts: the clock's, or, in a rehearsal only, one that is named.

use anyhow::{Context as _, bail};
use clap::Args;
use polity_procedure::instant::LocalInstant;
use polity_values::{TimeZone, Timestamp};

use crate::clock;
use crate::house::House;

pub(crate) use polity_office::folder::REHEARSAL;

/// The instant of an act.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct At {
    /// In a rehearsal: act as if it were this time, for example "2026-06-01 12:00".
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
}

impl At {
    /// The instant, in the organisation's zone where it is named.
    pub(crate) async fn now(&self, house: &House) -> anyhow::Result<Timestamp> {
        let rehearsal = house.dir.join(REHEARSAL).exists();
        if rehearsal {
            eprintln!("REHEARSAL: nothing here is real.");
        }
        let Some(text) = &self.at else {
            return Ok(clock::now());
        };
        if !rehearsal {
            bail!(
                "--at works in a rehearsal only; this organisation is real, and acts take place now"
            );
        }
        let world = house.store.world().await?;
        let zone = world
            .organisation()
            .map_or(TimeZone::UTC, |one| one.zone.clone());
        let instant: LocalInstant = text.parse().context("--at")?;
        instant.resolve(&zone).context("--at")
    }
}
