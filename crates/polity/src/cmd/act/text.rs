//! What people wrote, and the times that they name.

use std::path::Path;

use anyhow::Context as _;
use polity_office::texts;
use polity_org::Text;
use polity_procedure::instant::LocalInstant;
use polity_store::Paper;
use polity_values::{TimeZone, Timestamp};

use crate::house::House;
use crate::{entropy, files};

/// A text file as a paper for `audience`, with what the act says of it.
pub(crate) fn paper(papers: &mut Vec<Paper>, file: &Path, audience: &str) -> anyhow::Result<Text> {
    let paper = texts::paper(
        audience,
        files::read_text(file)?,
        &mut entropy::generator()?,
    )?;
    let reference = paper.reference();
    papers.push(paper);
    Ok(reference)
}

/// An instant in the organisation's zone.
pub(crate) async fn instant(house: &House, text: &str) -> anyhow::Result<Timestamp> {
    let world = house.store.world().await?;
    let zone = world
        .organisation()
        .map_or(TimeZone::UTC, |one| one.zone.clone());
    let local: LocalInstant = text.parse()?;
    local.resolve(&zone).with_context(|| text.to_owned())
}
