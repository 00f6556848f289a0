//! Standing acts: those of the organisation as a whole, under its register of powers.

use std::collections::BTreeSet;

use polity_procedure::model::{Holder, Procedure};
use polity_procedure::{KnownRules, check_source, overriding};
use polity_values::{Clause, PersonId, Timestamp};

use super::{malformed, proposed, stated, texts, wrong};
use crate::act::{Act, Adoption, Deed, Limit, Limited, Opening, RollImport, StandingAct};
use crate::body;
use crate::entry::MAX_ENTRY_BYTES;
use crate::fixed::{self, FOUNDING, MATTER, POWERS, SECOND};
use crate::founding::{self, Founding, UnitSpec};
use crate::matter::Proposal;
use crate::organisation::Organisation;
use crate::verdict::{Verdict, Why};
use crate::{Digest, Event, Seq, World, rules, sitting};

pub(super) fn found(founding: &Founding, act: &Act) -> Verdict {
    if act.matter.is_some() {
        return Verdict::refused(
            &fixed::clause(FOUNDING),
            wrong("the founding is not an act on a matter"),
        );
    }
    let faults = [founding.faults(), too_long(&act.deed)].concat();
    if !faults.is_empty() {
        return malformed(faults);
    }
    let event = Event::OrganisationFounded(Box::new(founding.clone()));
    Verdict::allowed(&fixed::clause(FOUNDING), vec![event])
}

pub(super) fn judge(
    world: &World,
    organisation: &Organisation,
    act: &Act,
    now: Timestamp,
) -> Verdict {
    match &act.deed {
        Deed::FoundOrganisation(_) => Verdict::refused(&fixed::clause(FOUNDING), Why::AlreadyDone),
        Deed::Confirm { of } => match find(world, *of) {
            Err(refused) => refused,
            Ok(proposal) => confirm(world, organisation, act, proposal, now),
        },
        Deed::Decline { of } => match find(world, *of) {
            Err(refused) => refused,
            Ok(proposal) => decline(organisation, act, proposal, *of, now),
        },
        Deed::Body(deed) => body::judge(world, organisation, act, deed, now),
        Deed::Sitting(deed) => sitting::judge(world, organisation, &act.actor, deed, now),
        deed if deed.kind().is_some() => Verdict::refused(
            &fixed::clause(MATTER),
            wrong("this is an act on a matter: say on which"),
        ),
        deed => {
            let power = match power_for(organisation, &act.actor, deed, now) {
                Ok(power) => power,
                Err(refused) => return refused,
            };
            with_second(world, deed, &power, || {
                effect(world, organisation, deed, &power, now)
            })
        }
    }
}

/// By which clause a person may do something, and how many distinct persons it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grant {
    /// 1 or 2.
    pub(crate) persons: u8,
    /// The clause.
    pub(crate) rule: Clause,
}

/// What a deed does now, or its proposal where it takes a second person.
pub(crate) fn with_second(
    world: &World,
    deed: &Deed,
    grant: &Grant,
    effect: impl FnOnce() -> Verdict,
) -> Verdict {
    if grant.persons < 2 {
        return effect();
    }
    let same = |waiting: &Proposal| waiting.act.deed == *deed;
    if let Some((entry, _)) = world.proposals().iter().find(|(_, one)| same(one)) {
        return Verdict::refused(&grant.rule, Why::AlreadyProposed { entry: *entry });
    }
    match effect() {
        Verdict::Allowed(_) => Verdict::allowed(&grant.rule, proposed(deed)),
        refused @ Verdict::Refused(_) => refused,
    }
}

/// Whether a person may do a standing act as such, before anything of it is known: by which clause, or
/// why not. One that takes two persons is allowed when it may be proposed.
pub fn judge_power(world: &World, person: &PersonId, act: StandingAct, now: Timestamp) -> Verdict {
    let now = world.at().map_or(now, |last| last.max(now));
    let Some(organisation) = world.organisation() else {
        let why = wrong("the organisation is not founded yet");
        return Verdict::refused(&fixed::clause(FOUNDING), why);
    };
    match power(organisation, person, act, now) {
        Ok(power) => Verdict::allowed(&power.rule, Vec::new()),
        Err(refused) => refused,
    }
}

/// The power by which a person may do a deed.
fn power_for(
    organisation: &Organisation,
    person: &PersonId,
    deed: &Deed,
    now: Timestamp,
) -> Result<Grant, Verdict> {
    if let Deed::Body(deed) = deed {
        return body::grant(organisation, person, deed, now);
    }
    match deed.standing() {
        Some(act) => {
            let mut grant = power(organisation, person, act, now)?;
            if matches!(deed, Deed::OpenMatter(opening) if !opening.stated.is_nothing()) {
                grant.persons = grant.persons.max(2);
            }
            Ok(grant)
        }
        None => Err(Verdict::refused(&fixed::clause(MATTER), Why::UnknownAct)),
    }
}

fn find(world: &World, of: Seq) -> Result<&Proposal, Verdict> {
    world
        .proposal(None, of)
        .ok_or_else(|| Verdict::refused(&fixed::clause(SECOND), Why::NoProposal))
}

/// The power by which a person may do an act. Of several, one that takes two persons is not evaded by one
/// that takes fewer: the register names what each seat may do, and the first match is used.
pub(crate) fn power(
    organisation: &Organisation,
    person: &PersonId,
    act: StandingAct,
    now: Timestamp,
) -> Result<Grant, Verdict> {
    if let Some(limit) = organisation.limit_on(&Limited::Person(person.clone()), now) {
        let until = Some(limit.until);
        return Err(Verdict::refused(
            &fixed::clause(POWERS),
            Why::Suspended { until },
        ));
    }
    let holds = |power: &&founding::Power| {
        organisation
            .places_of(person, &power.seat, now)
            .next()
            .is_some()
    };
    if let Some(power) = organisation.powers_to(act).find(holds) {
        return Ok(Grant {
            persons: power.persons,
            rule: power.rule.clone(),
        });
    }
    let seats: BTreeSet<_> = organisation
        .powers_to(act)
        .filter_map(|power| organisation.seats.get(&power.seat))
        .map(|seat| seat.title.as_str())
        .collect();
    let holders = if seats.is_empty() {
        "nobody".to_owned()
    } else {
        seats.into_iter().collect::<Vec<_>>().join(" or ")
    };
    let rule = organisation
        .powers_to(act)
        .next()
        .map_or_else(|| fixed::clause(POWERS), |power| power.rule.clone());
    Err(Verdict::refused(&rule, Why::NotInRole { role: holders }))
}

fn confirm(
    world: &World,
    organisation: &Organisation,
    act: &Act,
    proposal: &Proposal,
    now: Timestamp,
) -> Verdict {
    if act.actor == proposal.act.actor {
        return Verdict::refused(&fixed::clause(SECOND), Why::SamePerson);
    }
    let deed = &proposal.act.deed;
    // Both must hold the power now: the first may have left office since.
    if let Err(refused) = power_for(organisation, &proposal.act.actor, deed, now) {
        return refused;
    }
    match power_for(organisation, &act.actor, deed, now) {
        Ok(power) => effect(world, organisation, deed, &power, now),
        Err(refused) => refused,
    }
}

fn decline(
    organisation: &Organisation,
    act: &Act,
    proposal: &Proposal,
    of: Seq,
    now: Timestamp,
) -> Verdict {
    let events = vec![Event::ProposalDeclined { of }];
    if act.actor == proposal.act.actor {
        return Verdict::allowed(&proposal.rule, events);
    }
    match power_for(organisation, &act.actor, &proposal.act.deed, now) {
        Ok(power) => Verdict::allowed(&power.rule, events),
        Err(refused) => refused,
    }
}

/// What a deed does, once who does it is settled.
fn effect(
    world: &World,
    organisation: &Organisation,
    deed: &Deed,
    power: &Grant,
    now: Timestamp,
) -> Verdict {
    if let Deed::Body(deed) = deed {
        return body::effect(world, organisation, deed, power, now);
    }
    let (faults, event) = match deed {
        Deed::FormUnit(unit) => (
            unit_faults(organisation, unit),
            Event::UnitFormed(unit.clone()),
        ),
        Deed::AdoptProcedure(adoption) => (
            adoption_faults(world, organisation, adoption),
            Event::ProcedureAdopted(adoption.clone()),
        ),
        Deed::ChangeRules(change) => (
            rules::faults(organisation, change, now),
            Event::RulesChanged(change.clone()),
        ),
        Deed::OpenMatter(opening) => (
            opening_faults(world, organisation, opening, now),
            Event::MatterOpened(opening.clone()),
        ),
        Deed::ReportEmergency(report) => (
            stated::report_faults(world, report, now),
            Event::EmergencyReported(report.clone()),
        ),
        Deed::RecordRollImport(import) => (
            import_faults(organisation, import),
            Event::RollImported(import.clone()),
        ),
        Deed::LimitRight(limit) => (
            limit_faults(organisation, limit),
            Event::RightLimited(limit.clone()),
        ),
        _ => return Verdict::refused(&power.rule, Why::UnknownAct),
    };
    let faults = [faults, too_long(deed)].concat();
    if faults.is_empty() {
        Verdict::allowed(&power.rule, vec![event])
    } else {
        malformed(faults)
    }
}

/// What does not fit into an entry. The acts on a matter have parts of limited length and number only.
fn too_long(deed: &Deed) -> Vec<String> {
    // What an entry has besides its body is much shorter than this.
    let most = MAX_ENTRY_BYTES - 4096;
    match serde_json::to_vec(deed) {
        Ok(bytes) if bytes.len() > most => {
            vec![format!(
                "this is {} bytes long on the record; the most is {most}",
                bytes.len()
            )]
        }
        Ok(_) => Vec::new(),
        Err(fault) => vec![fault.to_string()],
    }
}

fn unit_faults(organisation: &Organisation, unit: &UnitSpec) -> Vec<String> {
    let seats: Vec<_> = organisation.seats.values().cloned().collect();
    let mut faults = unit.faults(&seats);
    if organisation.units.contains_key(&unit.id) {
        faults.push(format!("the unit {} exists already", unit.id));
    }
    faults
}

pub(crate) fn adoption_faults(
    world: &World,
    organisation: &Organisation,
    adoption: &Adoption,
) -> Vec<String> {
    let mut faults = Vec::new();
    if Digest::of(adoption.source.as_bytes()) != adoption.sha256 {
        faults.push("the digest is not that of the file".to_owned());
    }
    let report = check_source(&adoption.source, &KnownRules::shipped());
    let errors = report.faults.iter().filter(|fault| fault.is_error());
    faults.extend(errors.map(ToString::to_string));
    let Some(procedure) = report.procedure else {
        return faults;
    };
    if let Some(terms) = &procedure.ballot
        && let Err(unknown) = terms.method.parse::<polity_count::Rule>()
    {
        faults.push(unknown.to_string());
    }
    let adopted = world.procedure(&procedure.name);
    if let Some(adopted) = adopted
        && procedure.version <= adopted.procedure.version
    {
        faults.push(format!(
            "the version {} of {} is in force: a new one has a higher number than that, not {}",
            adopted.procedure.version, procedure.name, procedure.version
        ));
    }
    for clause in &procedure.clauses {
        let known = organisation.clauses.get(&clause.id);
        if known.is_some_and(|text| *text != clause.text) || fixed::is_fixed(&clause.id) {
            faults.push(format!(
                "the clause {} reads otherwise in the rulebook",
                clause.id
            ));
        }
    }
    faults.extend(foreign(organisation, &procedure));
    faults
}

/// What the procedure speaks of and the organisation does not have.
fn foreign(organisation: &Organisation, procedure: &Procedure) -> Vec<String> {
    let mut faults = Vec::new();
    let kinds: BTreeSet<_> = organisation
        .units
        .values()
        .map(|unit| &unit.kind)
        .chain(organisation.seats.values().map(|seat| &seat.body))
        .collect();
    for body in &procedure.bodies {
        let known = if body.each {
            kinds.contains(&body.id)
        } else {
            organisation.bodies.contains_key(&body.id)
        };
        if !known {
            faults.push(format!("the organisation has no body {}", body.id));
        }
    }
    for role in &procedure.roles {
        let (seat, each) = match &role.holder {
            Holder::Seat(seat) => (seat, None),
            Holder::SeatOfEach { body, seat } => (seat, Some(body)),
            _ => continue,
        };
        let found = organisation.seats.get(seat);
        let fits = found.is_some_and(|found| each.is_none_or(|kind| found.body == *kind));
        if !fits {
            faults.push(format!(
                "the role {} belongs to the seat {seat}, which the organisation does not have",
                role.id
            ));
        }
    }
    if let Some(seats) = &procedure.seats {
        match organisation.seat_of_section(&seats.body, &seats.section) {
            None => faults.push(format!(
                "the organisation has no seats of the section {} in {}",
                seats.section, seats.body
            )),
            Some(spec) if spec.number < seats.number => faults.push(format!(
                "the procedure fills {} seats {}, of which there are {}",
                seats.number, spec.id, spec.number
            )),
            Some(_) => {}
        }
    }
    faults
}

pub(crate) fn opening_faults(
    world: &World,
    organisation: &Organisation,
    opening: &Opening,
    now: Timestamp,
) -> Vec<String> {
    let mut faults = Vec::new();
    founding::title(&mut faults, "the title", &opening.title);
    if world.matter(&opening.id).is_some() {
        faults.push(format!("the matter {} exists already", opening.id));
    }
    let Some(adopted) = world.procedure(&opening.procedure) else {
        faults.push(format!(
            "the procedure {} is not adopted",
            opening.procedure
        ));
        return faults;
    };
    // The organisation may have changed since it adopted the procedure.
    faults.extend(foreign(organisation, &adopted.procedure));
    faults.extend(stated::unreported(world, opening, now));
    let waived = opening.stated.waived();
    match overriding(
        &adopted.procedure,
        &opening.dates,
        &organisation.zone,
        waived,
    ) {
        Err(more) => faults.extend(texts(&more)),
        Ok(timetable) => {
            let plain = (&opening.stated, &opening.dates, &timetable);
            faults.extend(stated::faults(&adopted.procedure, plain));
            let first = timetable.windows().first();
            if let Some(first) = first.filter(|first| first.closes <= now) {
                faults.push(format!(
                    "the first stage, {}, closed already on {}: name later dates",
                    first.stage,
                    timetable.text(first.closes)
                ));
            }
        }
    }
    faults
}

fn import_faults(organisation: &Organisation, import: &RollImport) -> Vec<String> {
    let mut faults = Vec::new();
    let sum = import
        .totals
        .values()
        .try_fold(0_u64, |sum, unit| sum.checked_add(*unit));
    if sum != Some(import.rows) {
        faults.push(format!(
            "the totals of the units do not add up to {} members",
            import.rows
        ));
    }
    for unit in import.totals.keys() {
        if !organisation.units.contains_key(unit) {
            faults.push(format!("the organisation has no unit {unit}"));
        }
    }
    faults
}

fn limit_faults(organisation: &Organisation, limit: &Limit) -> Vec<String> {
    let mut faults = Vec::new();
    if limit.until <= limit.from {
        faults.push("a limit ends after it begins".to_owned());
    }
    if let Limited::Unit(unit) = &limit.on
        && !organisation.units.contains_key(unit)
    {
        faults.push(format!("the organisation has no unit {unit}"));
    }
    faults
}
