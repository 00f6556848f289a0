//! Matters that are opened out of the ordinary: under an emergency variant, with a date of joining before the notice, or
//! with a timetable that does not keep a shortest time. Each is refused unless what it takes is stated on the record.

use polity_procedure::model::Procedure;
use polity_procedure::{Dates, Timetable, timetable};

use polity_values::Timestamp;

use crate::World;
use crate::act::{EmergencyReport, Opening, Stated};
use crate::matter::Matter;
use crate::tick::advance;

/// What is missing of what has to be stated, and what is stated for nothing.
pub(super) fn faults(
    procedure: &Procedure,
    (stated, dates, table): (&Stated, &Dates, &Timetable),
) -> Vec<String> {
    let mut faults = Vec::new();
    emergency(procedure, stated, &mut faults);
    joined(procedure, stated, table, &mut faults);
    overrides(procedure, (stated, dates, table), &mut faults);
    faults
}

/// Whether a matter owes the report on its emergency, once all that is due has happened.
fn owes(world: &World, matter: &Matter, now: Timestamp) -> bool {
    let Some(organisation) = world.organisation() else {
        return false;
    };
    let (matter, _) = advance(organisation, matter, now, world.seq() + 1);
    matter.owes_report()
}

/// Matters under the same emergency variant that are over and on which nobody has reported.
pub(super) fn unreported(world: &World, opening: &Opening, now: Timestamp) -> Vec<String> {
    let same = |matter: &&Matter| matter.procedure.name == opening.procedure;
    let owing = world.matters().filter(same);
    owing
        .filter(|matter| matter.procedure.emergency.is_some() && owes(world, matter, now))
        .map(|matter| {
            format!(
                "nobody has reported on the emergency {} yet: publish its report first",
                matter.id
            )
        })
        .collect()
}

/// What keeps a report on an emergency from the record.
pub(super) fn report_faults(
    world: &World,
    report: &EmergencyReport,
    now: Timestamp,
) -> Vec<String> {
    let mut faults = Vec::new();
    match world.matter(&report.of) {
        None => faults.push(format!("there is no matter {}", report.of)),
        Some(matter) if matter.procedure.emergency.is_none() => faults.push(format!(
            "the matter {} was opened under no emergency variant",
            report.of
        )),
        Some(matter) if matter.reported.is_some() => {
            faults.push(format!("the report on {} is published already", report.of));
        }
        Some(matter) if !owes(world, matter, now) => {
            faults.push(format!("the matter {} is not over yet", report.of));
        }
        Some(_) => {}
    }
    if report.report.words == 0 {
        faults.push("the report is empty".to_owned());
    }
    faults
}

fn emergency(procedure: &Procedure, stated: &Stated, faults: &mut Vec<String>) {
    match (&procedure.emergency, &stated.emergency) {
        (Some(terms), None) => faults.push(format!(
            "this is an emergency variant of {}: state what happened (clause {}: {})",
            terms.of, terms.rule, terms.trigger
        )),
        (Some(terms), Some(text)) if text.words == 0 => faults.push(format!(
            "the statement of what happened is empty (clause {}: {})",
            terms.rule, terms.trigger
        )),
        (None, Some(_)) => {
            faults
                .push("this procedure is no emergency variant: no emergency is stated".to_owned());
        }
        _ => {}
    }
}

/// Failure F5: a date of joining before the announcement is confirmed, with the number of those who lose the vote.
fn joined(procedure: &Procedure, stated: &Stated, table: &Timetable, faults: &mut Vec<String>) {
    let mut warnings = table.warnings().iter();
    let warning = warnings.find(|one| one.code == "joined-before-notice");
    let rule = procedure.roll.as_ref().map_or_else(String::new, |roll| {
        format!(" (clause {})", roll.joined_rule)
    });
    match (warning, &stated.joined_before_notice) {
        (Some(warning), None) => faults.push(format!(
            "{}{rule}: confirm it with the number of members whom it concerns and the reason, or name a later date",
            warning.problem
        )),
        (Some(_), Some(lost)) if lost.reason.words == 0 => {
            faults.push(format!("the reason for a date of joining before the notice is empty{rule}"));
        }
        (None, Some(_)) => faults.push(
            "nobody loses the vote by a date of joining before the notice: nothing is to be confirmed"
                .to_owned(),
        ),
        _ => {}
    }
}

/// Failure F18: a timetable that breaks a rule needs an override with its ground, and an override a rule that is broken.
fn overrides(
    procedure: &Procedure,
    (stated, dates, table): (&Stated, &Dates, &Timetable),
    faults: &mut Vec<String>,
) {
    if stated.overrides.is_empty() {
        return;
    }
    let broken = timetable(procedure, dates, table.zone())
        .err()
        .unwrap_or_default();
    for (at, one) in stated.overrides.iter().enumerate() {
        let place = usize::try_from(one.gap).unwrap_or(usize::MAX);
        let Some(gap) = place.checked_sub(1).and_then(|at| procedure.gaps.get(at)) else {
            faults.push(format!(
                "there is no shortest time {}: the procedure has {}",
                one.gap,
                procedure.gaps.len()
            ));
            continue;
        };
        let item = format!("gaps[{place}]");
        if !broken
            .iter()
            .any(|fault| fault.code == "gap-too-short" && fault.item == item)
        {
            faults.push(format!(
                "the timetable keeps the shortest time {place} (clause {}): it needs no override",
                gap.rule
            ));
        }
        if one.ground.words == 0 {
            faults.push(format!(
                "the ground for not keeping clause {} is empty",
                gap.rule
            ));
        }
        if stated.overrides[..at]
            .iter()
            .any(|other| other.gap == one.gap)
        {
            faults.push(format!("the shortest time {place} is overridden twice"));
        }
    }
}
