//! The acts of the organisation as a whole that are forms: adopt a procedure, open a matter, report on an emergency, form a
//! unit, suspend somebody.

use polity_office::texts::PUBLIC;
use polity_org::Digest;
use polity_org::act::{Adoption, Deed, Limit, Limited, StandingAct};
use polity_org::founding::{Officer, UnitSpec};
use polity_org::rules::RuleChange;
use polity_procedure::{KnownRules, check_source, rulebook};
use polity_values::{BodyId, UnitId};

use super::deed::{Ready, reason, written, zone_name};
use super::draw::Told;
use super::form::{Choice, Reader};
use super::open;
use crate::PageFault;
use crate::lang::Say;
use crate::pages::rules;
use crate::words::{self, moment::Moment};

/// A stage of a timetable that was worked out.
pub(crate) struct Planned {
    pub(crate) title: words::Said,
    pub(crate) opens: Moment,
    pub(crate) closes: Moment,
}

/// The name of a change of rules, as in addresses.
const CHANGE_RULES: &str = "change-rules";

/// The names of standing acts that are forms, as in addresses.
pub(crate) fn named(name: &str) -> Option<StandingAct> {
    Some(match name {
        "form-unit" => StandingAct::FormUnit,
        "adopt-procedure" | CHANGE_RULES => StandingAct::AdoptProcedure,
        "open-matter" | open::REPORT => StandingAct::OpenMatter,
        "limit-right" => StandingAct::LimitRight,
        _ => return None,
    })
}

/// The fields of an act, and the deed when all of them are right.
pub(crate) async fn read(
    reader: &mut Reader<'_>,
    (name, act): (&str, StandingAct),
    beside: &mut Told,
) -> Result<Option<Ready>, PageFault> {
    match act {
        StandingAct::AdoptProcedure if name == CHANGE_RULES => {
            let change = change_rules(reader, beside)?;
            Ok(change.map(|change| Deed::ChangeRules(change).into()))
        }
        StandingAct::AdoptProcedure => Ok(adopt(reader, beside)),
        StandingAct::OpenMatter if name == open::REPORT => open::report(reader),
        StandingAct::OpenMatter => open::read(reader, beside).await,
        StandingAct::FormUnit => form_unit(reader).await,
        StandingAct::LimitRight => limit(reader).await,
        StandingAct::RecordRollImport => Err(PageFault::NotFound),
    }
}

fn adopt(reader: &mut Reader<'_>, beside: &mut Told) -> Option<Ready> {
    let t = reader.t();
    let (label, hint) = (t.say("act-field-source"), t.say("act-field-source-hint"));
    let source = source(reader, label.to_string(), hint.to_string())?;
    let report = check_source(&source, &KnownRules::shipped());
    beside.faults = report.faults.iter().map(|fault| told(t, fault)).collect();
    if !report.is_adoptable() {
        reader.fault(t.say("act-problem"));
        return None;
    }
    let sha256 = Digest::of(source.as_bytes());
    reader.shown(report.procedure.map_or_else(String::new, |one| {
        format!("{} ({}, {})", one.title, one.name, one.version)
    }));
    Some(Deed::AdoptProcedure(Adoption { source, sha256 }).into())
}

/// The text of a file that is handed in or pasted, as its bytes will be adopted; none while nothing is to be checked.
pub(crate) fn source(reader: &mut Reader<'_>, label: String, hint: String) -> Option<String> {
    let file = reader.file("file", label, Some(hint));
    let source = if file.is_empty() {
        let label = reader.t().say("act-field-source-text");
        reader.text("source", label, None, None)?
    } else {
        file
    };
    // The line ends and the last one are part of the adopted bytes, as are none that a browser adds.
    let source = format!("{}\n", source.replace("\r\n", "\n").trim_end());
    if !reader.checking() {
        return None;
    }
    if let Some(field) = reader.fields.iter_mut().find(|field| field.id == "source") {
        field.value.clone_from(&source);
    } else {
        let _ = reader.hidden("source");
        if let Some(field) = reader.fields.last_mut() {
            field.value.clone_from(&source);
        }
    }
    Some(source)
}

/// A rulebook's next edition, or its first; the words that go and come stand beside the fields.
pub(crate) fn change_rules(
    reader: &mut Reader<'_>,
    beside: &mut Told,
) -> Result<Option<RuleChange>, PageFault> {
    let t = reader.t();
    let label = t.say("rules-adopt-file");
    let hint = t.say("rules-adopt-hint");
    let Some(source) = source(reader, label.to_string(), hint.to_string()) else {
        return Ok(None);
    };
    let (read, faults) = rulebook::check(&source);
    beside.faults = faults.iter().map(|fault| told(t, fault)).collect();
    let wrong = faults.iter().any(polity_procedure::Fault::is_error);
    let Some(after) = read.filter(|_| !wrong) else {
        reader.fault(t.say("act-problem"));
        return Ok(None);
    };
    let organisation = reader.visitor.organisation()?.clone();
    let before = organisation.rules.newest(&after.name);
    let before = before.map(|edition| edition.rulebook.as_ref());
    let Some(change) = RuleChange::between(before, (source, &after), None) else {
        reader.fault(t.say("rules-adopt-nothing"));
        return Ok(None);
    };
    reader.shown(rules::headline(reader.visitor, &change));
    // It is put now: whatever was adopted so far stands before it.
    let put = reader.visitor.world.seq() + 1;
    beside.proposed = rules::proposed(reader.visitor, &change, put);
    Ok(Some(change))
}

/// A fault of a procedure's file, with its place.
pub(super) fn told(t: Say, fault: &polity_procedure::Fault) -> String {
    let problem = format!("{}: {}; {}", fault.item, fault.problem, fault.remedy);
    match fault.at {
        Some(at) => t
            .say("act-fault-line")
            .str("line", format!("{}:{}", at.line, at.column))
            .str("problem", problem)
            .to_string(),
        None => problem,
    }
}

async fn form_unit(reader: &mut Reader<'_>) -> Result<Option<Ready>, PageFault> {
    let t = reader.t();
    let title = reader.line("title", t.say("act-field-unit-title"), None);
    let hint = t.say("act-field-matter-id-hint").to_string();
    let id = reader.id::<UnitId>("id", t.say("act-field-unit-id"), Some(hint));
    let organisation = reader.visitor.organisation()?.clone();
    let mut kinds: Vec<&BodyId> = organisation.units.values().map(|unit| &unit.kind).collect();
    let of_seats = organisation.seats.values().map(|seat| &seat.body);
    kinds.extend(of_seats.filter(|body| !organisation.bodies.contains_key(*body)));
    kinds.sort();
    kinds.dedup();
    let choices = kinds.iter().map(|kind| Choice {
        value: kind.to_string(),
        label: kind.to_string(),
        hint: None,
    });
    let kind = if let [one] = kinds.as_slice() {
        Some((*one).clone())
    } else {
        let chosen = reader.choice(
            "kind",
            t.say("act-field-unit-kind"),
            None,
            choices.collect(),
        );
        chosen.and_then(|kind| BodyId::new(kind).ok())
    };
    let mut officers = Vec::new();
    for seat in organisation
        .seats
        .values()
        .filter(|seat| kinds.contains(&&seat.body))
    {
        let label = t
            .say("act-field-officer")
            .str("seat", words::procedure::text(t, &seat.title).text);
        let hint = t.say("act-field-officer-hint").to_string();
        let field = format!("officer-{}", seat.id);
        if let Some(person) = reader.member(&field, label, Some(hint), false).await? {
            let seat = seat.id.clone();
            officers.push(Officer { seat, person });
        }
    }
    let (Some(title), Some(id), Some(kind)) = (title, id, kind) else {
        return Ok(None);
    };
    let unit = UnitSpec {
        id,
        kind,
        title,
        officers,
    };
    Ok(Some(Deed::FormUnit(unit).into()))
}

async fn limit(reader: &mut Reader<'_>) -> Result<Option<Ready>, PageFault> {
    let t = reader.t();
    let label = t.say("act-field-limited-person");
    let person = reader.member("person", label, None, false).await?;
    let organisation = reader.visitor.organisation()?.clone();
    let mut units = vec![Choice {
        value: "none".to_owned(),
        label: "\u{2013}".to_owned(),
        hint: None,
    }];
    units.extend(organisation.units.values().map(|unit| Choice {
        value: unit.id.to_string(),
        label: unit.title.clone(),
        hint: None,
    }));
    let unit = reader.choice("unit", t.say("act-field-limited-unit"), None, units);
    let unit = unit
        .filter(|unit| unit != "none")
        .and_then(|unit| UnitId::new(unit).ok());
    let on = match (person, unit) {
        (Some(person), None) => Some(Limited::Person(person)),
        (None, Some(unit)) => Some(Limited::Unit(unit)),
        _ => {
            let fault = t
                .say("act-fault-choose")
                .str("field", t.say("act-field-limited"));
            reader.fault(fault);
            None
        }
    };
    let hint = t
        .say("act-field-instant-hint")
        .str("zone", zone_name(reader))
        .to_string();
    let from = reader.instant("from", t.say("act-field-from"), Some(hint.clone()));
    let until = reader.instant("until", t.say("act-field-until"), Some(hint));
    let text = reason(reader, false, None);
    let (Some(on), Some(from), Some(until)) = (on, from, until) else {
        return Ok(None);
    };
    written(reader, PUBLIC, text, |reason| {
        Deed::LimitRight(Limit {
            on,
            from,
            until,
            reason,
        })
    })
}
