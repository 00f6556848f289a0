//! What has to be known before a matter is opened: who would lose the vote by its dates.

use std::collections::BTreeSet;

use polity_org::{World, roll};
use polity_procedure::model::StageKind;
use polity_procedure::{Dates, overriding};
use polity_store::{Store, StoreError};
use polity_values::ProcedureName;

/// How many members of today's list joined after the last time of joining that `dates` give and before the matter is
/// announced, and so lose a vote by a date that they could not know (failure F5). `None`: the date lies after the notice, or
/// the dates are wrong in another way, which the judge tells. `waived` are the shortest times that the timetable does not
/// keep, by their places counted from 1.
///
/// # Errors
/// Faults of the store.
pub async fn lost_votes(
    store: &Store,
    world: &World,
    procedure: &ProcedureName,
    dates: &Dates,
    waived: BTreeSet<u32>,
) -> Result<Option<u64>, StoreError> {
    let (Some(organisation), Some(adopted)) = (world.organisation(), world.procedure(procedure))
    else {
        return Ok(None);
    };
    let procedure = &adopted.procedure;
    let Ok(table) = overriding(procedure, dates, &organisation.zone, waived) else {
        return Ok(None);
    };
    let mut warnings = table.warnings().iter();
    let early = warnings.any(|one| one.code == "joined-before-notice");
    let mut stages = procedure.stages.iter();
    let notice = stages.find(|stage| stage.kind == StageKind::Notice);
    let notice = notice.and_then(|stage| table.window(&stage.id));
    let (true, Some(notice), Some(rule)) = (early, notice, roll::resolved(procedure, &table))
    else {
        return Ok(None);
    };
    let mut fair = rule.clone();
    fair.joined_by = notice.opens.to_zoned(organisation.zone.clone()).datetime();
    Ok(Some(store.roll_compare(&rule, &fair).await?.only_other))
}
