//! Which acts about bodies are allowed, by which clause, and what they do.

use std::collections::BTreeSet;

use polity_values::{BodyId, Clause, PersonId, SeatId, Timestamp};

use super::composition::{Composition, CourseRule, Division, Filling};
use super::deed::{BodyDeed, BodyEvent, EndCause, Ending, Ratification, TenureStart, Virtue};
use super::strength::of_composition;
use super::{deed, read};
use crate::act::{Act, Adoption, Limited, StandingAct};
use crate::fixed::{self, POWERS};
use crate::judge::{Grant, malformed, power};
use crate::organisation::{Organisation, Place};
use crate::verdict::{Unmet, Verdict, Why};
use crate::{Digest, Event, World};

/// The longest line that says what a list was.
const MAX_SOURCE: usize = 200;

/// Judges an act about a body.
pub(crate) fn judge(
    world: &World,
    organisation: &Organisation,
    act: &Act,
    deed: &BodyDeed,
    now: Timestamp,
) -> Verdict {
    if let BodyDeed::EndTenure(ending) = deed
        && let Some(rule) = own_seat(organisation, &act.actor, ending)
    {
        let grant = Grant { persons: 1, rule };
        return effect(world, organisation, deed, &grant, now);
    }
    let grant = match grant(organisation, &act.actor, deed, now) {
        Ok(grant) => grant,
        Err(refused) => return refused,
    };
    crate::judge::with_second(world, &act.deed, &grant, || {
        effect(world, organisation, deed, &grant, now)
    })
}

/// The clause by which a holder may leave: a member resigns alone.
fn own_seat(organisation: &Organisation, actor: &PersonId, ending: &Ending) -> Option<Clause> {
    let tenure = organisation.tenure(&ending.tenure)?;
    let own = tenure.person == *actor && ending.cause == EndCause::Resigned;
    let composition = organisation.composition_of(&tenure.seat, ending.at)?;
    own.then(|| composition.rule.clone())
}

/// By which clause a person may do it, and how many it takes.
pub(crate) fn grant(
    organisation: &Organisation,
    person: &PersonId,
    deed: &BodyDeed,
    now: Timestamp,
) -> Result<Grant, Verdict> {
    let seat = match deed {
        BodyDeed::AdoptComposition(_) => {
            return power(organisation, person, StandingAct::AdoptProcedure, now);
        }
        BodyDeed::BeginTenure(start) => Some(&start.seat),
        BodyDeed::EndTenure(Ending { tenure, .. })
        | BodyDeed::Ratify(Ratification { tenure, .. }) => {
            organisation.tenure(tenure).map(|one| &one.seat)
        }
    };
    let composition = seat.and_then(|seat| organisation.composition_of(seat, now));
    let Some(composition) = composition else {
        let why = Why::Inconsistent {
            say: "no body of this organisation has such a seat by a composition".to_owned(),
        };
        return Err(Verdict::refused(&fixed::clause(POWERS), why));
    };
    if let Some(limit) = organisation.limit_on(&Limited::Person(person.clone()), now) {
        let until = Some(limit.until);
        return Err(Verdict::refused(
            &composition.rule,
            Why::Suspended { until },
        ));
    }
    let recorder = &composition.recorder;
    if organisation
        .places_of(person, recorder, now)
        .next()
        .is_none()
    {
        let seat = organisation.seats.get(recorder);
        let role = seat.map_or_else(|| recorder.to_string(), |one| one.title.clone());
        return Err(Verdict::refused(&composition.rule, Why::NotInRole { role }));
    }
    Ok(Grant {
        persons: composition.persons,
        rule: composition.rule.clone(),
    })
}

/// What it does, once who does it is settled.
pub(crate) fn effect(
    _world: &World,
    organisation: &Organisation,
    deed: &BodyDeed,
    grant: &Grant,
    now: Timestamp,
) -> Verdict {
    let (event, faults) = match deed {
        BodyDeed::AdoptComposition(adoption) => (
            BodyEvent::CompositionAdopted(adoption.clone()),
            adoption_faults(organisation, adoption),
        ),
        BodyDeed::BeginTenure(start) => {
            if let Some(refused) = reserved(organisation, start) {
                return refused;
            }
            (
                BodyEvent::TenureBegun(start.clone()),
                start_faults(organisation, start, now),
            )
        }
        BodyDeed::EndTenure(ending) => (
            BodyEvent::TenureEnded(ending.clone()),
            ending_faults(organisation, ending),
        ),
        BodyDeed::Ratify(answer) => ratify(organisation, answer, now),
    };
    if faults.is_empty() {
        Verdict::allowed(&grant.rule, vec![Event::Body(event)])
    } else {
        malformed(faults)
    }
}

/// Everything that keeps a composition from being adopted.
pub(crate) fn adoption_faults(organisation: &Organisation, adoption: &Adoption) -> Vec<String> {
    let mut faults = Vec::new();
    if Digest::of(adoption.source.as_bytes()) != adoption.sha256 {
        faults.push("the digest is not that of the file".to_owned());
    }
    let composition = match read::parse(&adoption.source) {
        Ok(composition) => composition,
        Err(more) => {
            faults.extend(more.iter().map(ToString::to_string));
            return faults;
        }
    };
    fits(organisation, &composition, &mut faults);
    faults
}

/// What of a composition does not fit the organisation.
fn fits(organisation: &Organisation, composition: &Composition, faults: &mut Vec<String>) {
    let body = &composition.body;
    let kinds: BTreeSet<_> = organisation.units.values().map(|unit| &unit.kind).collect();
    if kinds.contains(body) {
        faults.push(format!(
            "{body} is a kind of unit: a composition is of one body"
        ));
    }
    if let Some(within) = &composition.within
        && (!organisation.bodies.contains_key(within) || circular(organisation, body, within))
    {
        faults.push(format!(
            "{body} is within {within}, which is no body of the organisation or lies within {body} itself"
        ));
    }
    let own: BTreeSet<&SeatId> = composition
        .divisions
        .iter()
        .map(|one| &one.seat)
        .chain(composition.offices.iter().map(|one| &one.seat))
        .collect();
    for seat in &own {
        if let Some(known) = organisation.seats.get(*seat)
            && known.body != *body
        {
            faults.push(format!("the seat {seat} is one of {} already", known.body));
        }
    }
    let knows = |seat: &SeatId| own.contains(seat) || organisation.seats.contains_key(seat);
    let orders = &composition.orders;
    let mut named = vec![
        ("recorded-by", &composition.recorder),
        ("chair", &orders.chair),
        ("secretary", &orders.secretary),
    ];
    for division in &composition.divisions {
        if let Filling::ExOfficio { of } | Filling::Nominee { of } = &division.filling {
            named.push(("of", of));
        }
    }
    for (key, seat) in named {
        if !knows(seat) {
            faults.push(format!("{key} names the seat {seat}, which there is not"));
        }
    }
    clauses_fit(organisation, composition, faults);
    time_fits(organisation, composition, faults);
}

fn clauses_fit(organisation: &Organisation, composition: &Composition, faults: &mut Vec<String>) {
    for (clause, what) in composition.cited() {
        let stated = composition.clause(clause).is_some();
        let known = organisation.clauses.contains_key(clause)
            || organisation.composed_clause(clause).is_some();
        if !stated && !known {
            faults.push(format!(
                "{what} cites the clause {clause}, which stands nowhere"
            ));
        }
    }
    for clause in &composition.clauses {
        let known = organisation.clauses.get(&clause.id);
        if known.is_some_and(|text| *text != clause.text) {
            faults.push(format!(
                "the clause {} reads otherwise in the rulebook",
                clause.id
            ));
        }
    }
}

/// Whether the composition follows the last one, and has room for who sits then.
fn time_fits(organisation: &Organisation, composition: &Composition, faults: &mut Vec<String>) {
    let body = &composition.body;
    let Some(from) = organisation.day(composition.from) else {
        faults.push(format!("{} is not in the calendar", composition.from));
        return;
    };
    let versions = organisation.composed.compositions.get(body);
    if let Some((last, _)) = versions.and_then(|versions| versions.last_key_value())
        && from <= *last
    {
        faults.push(format!(
            "a composition is in force from {last} already: a new one is in force from a later day"
        ));
    }
    for division in &composition.divisions {
        let place = Place::Body(body.clone());
        let held = organisation.held(&division.seat, &place, from).count();
        if held > division.seats as usize {
            faults.push(format!(
                "on {} {held} persons hold the seat {}, of which there would be {}: end their tenures first",
                composition.from, division.seat, division.seats
            ));
        }
    }
}

/// Whether a body lies within another.
fn circular(organisation: &Organisation, body: &BodyId, within: &BodyId) -> bool {
    let mut at = Some(within.clone());
    let mut steps = 0;
    while let Some(here) = at {
        if here == *body || steps > organisation.bodies.len() {
            return true;
        }
        steps += 1;
        let versions = organisation.composed.compositions.get(&here);
        let last = versions.and_then(|versions| versions.last_key_value());
        at = last.and_then(|(_, one)| one.composition.within.clone());
    }
    false
}

/// What keeps a person whom a body chooses from taking a seat. The seat may be one without a composition, as a chief
/// officer's is.
pub(crate) fn choice_faults(
    organisation: &Organisation,
    start: &TenureStart,
    now: Timestamp,
) -> Vec<String> {
    let seat = &start.seat;
    if organisation.composition_of(seat, start.from).is_some() {
        return start_faults(organisation, start, now);
    }
    let Some(spec) = organisation.seats.get(seat) else {
        return vec![format!("there is no seat {seat}")];
    };
    if !organisation.bodies.contains_key(&spec.body) {
        return vec![format!(
            "{seat} is a seat of units: a body does not fill it"
        )];
    }
    let place = Place::Body(spec.body.clone());
    let held = organisation.held(seat, &place, start.from);
    if held.into_iter().any(|one| one.person == start.person) {
        return vec![format!("{} holds this seat already", start.person)];
    }
    if organisation.room(seat, &place, start.from, start.until) == 0 {
        return vec![format!("every seat {seat} is held")];
    }
    Vec::new()
}

pub(super) fn start_faults(
    organisation: &Organisation,
    start: &TenureStart,
    now: Timestamp,
) -> Vec<String> {
    let mut faults = Vec::new();
    let seat = &start.seat;
    let Some(composition) = organisation.composition_of(seat, start.from) else {
        return vec![format!("no composition has the seat {seat}")];
    };
    if start.from > now {
        faults.push("a seat is taken on the record when it is taken: not before".to_owned());
    }
    if start.until.is_some_and(|until| until <= start.from) {
        faults.push("the term ends before it begins".to_owned());
    }
    let (number, term) = match (composition.division(seat), composition.office(seat)) {
        (Some(division), _) => {
            faults.extend(virtue_fault(organisation, division, start));
            (division.seats, division.term_months)
        }
        (None, Some(office)) => (office.number, office.term_months),
        (None, None) => return vec![format!("the composition then has no seat {seat}")],
    };
    if let Some(months) = term {
        let zoned = start.from.to_zoned(organisation.zone.clone());
        let span = jiff::Span::new().try_months(i64::from(months)).ok();
        let most = span.and_then(|span| zoned.checked_add(span).ok());
        let too_long =
            most.is_some_and(|most| start.until.is_none_or(|until| until > most.timestamp()));
        if too_long {
            faults.push(format!(
                "the term is {months} months at most: say until when"
            ));
        }
    }
    let place = Place::Body(composition.body.clone());
    let again = organisation.tenures.iter().any(|one| {
        let stops = [one.until, one.ended].into_iter().flatten().min();
        let begins_in = start.until.is_none_or(|until| one.from < until);
        one.person == start.person
            && one.seat == *seat
            && begins_in
            && stops.is_none_or(|stops| stops > start.from)
    });
    if again {
        faults.push(format!(
            "{} holds this seat in that time already",
            start.person
        ));
    } else if organisation.room(seat, &place, start.from, start.until) == 0 {
        faults.push(format!("all {number} seats {seat} are held then"));
    }
    faults.extend(twice_voting(organisation, composition, start));
    holder_faults(organisation, composition, start, &mut faults);
    faults
}

/// What of the holder does not fit: an office without membership, a group for which nothing is reserved.
fn holder_faults(
    organisation: &Organisation,
    composition: &Composition,
    start: &TenureStart,
    faults: &mut Vec<String>,
) {
    let strength = of_composition(organisation, composition, start.from);
    let office = composition.office(&start.seat);
    let member = strength
        .divisions
        .iter()
        .any(|one| one.held.iter().any(|held| held.person == start.person));
    if office.is_some_and(|office| office.of_members) && !member {
        faults.push("only a member of the body can hold this office".to_owned());
    }
    for group in &start.counts {
        let named = composition
            .reservations
            .iter()
            .chain(
                composition
                    .divisions
                    .iter()
                    .flat_map(|one| &one.reservations),
            )
            .any(|one| one.group == *group);
        if !named {
            faults.push(format!(
                "no place is reserved for {group}: do not record it"
            ));
        }
    }
}

/// One person has one vote in a body.
fn twice_voting(
    organisation: &Organisation,
    composition: &Composition,
    start: &TenureStart,
) -> Option<String> {
    let division = composition.division(&start.seat).filter(|one| one.vote)?;
    let strength = of_composition(organisation, composition, start.from);
    let mut others = strength
        .divisions
        .iter()
        .filter(|one| one.id != division.id);
    let other = others.find(|one| {
        let mut held = one.held.iter();
        held.any(|held| held.vote && held.person == start.person)
    })?;
    Some(format!(
        "{} votes in this body already, by a seat of the division {}",
        start.person, other.id
    ))
}

/// Whether the seat can be filled in this way.
fn virtue_fault(
    organisation: &Organisation,
    division: &Division,
    start: &TenureStart,
) -> Option<String> {
    let course = division.vacancy.as_ref().map(|one| &one.course);
    let seat = &division.seat;
    let fits = match (&start.virtue, &division.filling) {
        (Virtue::Import { source }, filling) => {
            if source.trim().is_empty() || source.chars().count() > MAX_SOURCE {
                return Some(format!(
                    "say what the list was, in at most {MAX_SOURCE} characters"
                ));
            }
            !matches!(filling, Filling::ExOfficio { .. })
        }
        (Virtue::Election { .. }, Filling::Elected { procedure, .. }) => procedure.is_none(),
        (Virtue::Appointment { .. }, Filling::Appointed { .. })
        | (Virtue::Nomination { .. }, Filling::Nominee { .. })
        | (Virtue::Resolution { .. }, Filling::CoOpted) => true,
        (Virtue::RunnerUp { matter }, Filling::Elected { .. }) => {
            return (course != Some(&CourseRule::RunnerUp))
                .then(|| format!("the rule of {seat} does not give it to the runner-up"))
                .or_else(|| waiting(organisation, division, matter.as_str()));
        }
        (Virtue::Countback { matter, .. }, Filling::Elected { .. }) => {
            return (course != Some(&CourseRule::Countback))
                .then(|| format!("the rule of {seat} knows no countback"))
                .or_else(|| waiting(organisation, division, matter.as_str()));
        }
        _ => false,
    };
    let how = match &division.filling {
        Filling::Elected { by, .. } => format!("elected by {by}"),
        Filling::Appointed { by } => format!("appointed by {by}"),
        Filling::ExOfficio { of } => format!("held by whoever holds {of}"),
        Filling::CoOpted => "co-opted by a resolution of the body".to_owned(),
        Filling::Nominee { of } => format!("filled by the word of {of}"),
    };
    (!fits).then(|| format!("the seat {seat} is {how}, and not filled in this way"))
}

/// A runner-up or countback fills a vacancy that is on the record.
fn waiting(organisation: &Organisation, division: &Division, _matter: &str) -> Option<String> {
    let mut arose = organisation.composed.arose.iter();
    let found = arose.any(|one| {
        one.arose.seat == division.seat
            && matches!(
                one.arose.course,
                deed::Course::RunnerUp {} | deed::Course::Countback {}
            )
    });
    (!found).then(|| format!("no casual vacancy of {} is on the record", division.seat))
}

/// A refusal when the last places for a reserved group would go to others.
fn reserved(organisation: &Organisation, start: &TenureStart) -> Option<Verdict> {
    // What was before the organisation kept its record is taken as it was.
    if matches!(start.virtue, Virtue::Import { .. }) {
        return None;
    }
    let composition = organisation.composition_of(&start.seat, start.from)?;
    let division = composition.division(&start.seat)?;
    let strength = of_composition(organisation, composition, start.from);
    for quota in strength.quotas {
        let of_it = quota.division.as_ref().is_none_or(|id| *id == division.id);
        let counts = start.counts.contains(&quota.group);
        let left = quota.open.saturating_sub(1);
        if of_it && !counts && !quota.is_met() && quota.has.saturating_add(left) < quota.needs {
            let say = format!(
                "{} of these places are for {}: {} are held, and {} are vacant",
                quota.needs, quota.group, quota.has, quota.open
            );
            let unmet = Unmet::new(&quota.rule, Why::Inconsistent { say }).named("reserved");
            return Some(Verdict::unmet(&quota.rule, vec![unmet]));
        }
    }
    None
}

fn ending_faults(organisation: &Organisation, ending: &Ending) -> Vec<String> {
    let Some(tenure) = organisation.tenure(&ending.tenure) else {
        return vec![format!("there is no tenure {}", ending.tenure)];
    };
    let mut faults = Vec::new();
    if tenure.ended.is_some() {
        faults.push("this tenure was ended already".to_owned());
    }
    if !tenure.runs_at(ending.at) {
        faults.push("the tenure does not run then".to_owned());
    }
    if ending.cause == EndCause::NotRatified {
        faults.push("what is not ratified is recorded as such, with the decision".to_owned());
    }
    faults
}

fn ratify(
    organisation: &Organisation,
    answer: &Ratification,
    now: Timestamp,
) -> (BodyEvent, Vec<String>) {
    let tenure = organisation.tenure(&answer.tenure);
    let acting = tenure.is_some_and(|one| one.acting.is_some() && one.runs_at(now));
    let faults = if acting {
        Vec::new()
    } else {
        vec![format!("{} awaits no ratification", answer.tenure)]
    };
    let event = if answer.ratified {
        BodyEvent::TenureRatified(answer.clone())
    } else {
        BodyEvent::TenureEnded(Ending {
            tenure: answer.tenure.clone(),
            at: now,
            cause: EndCause::NotRatified,
            reason: answer.decision.clone(),
        })
    };
    (event, faults)
}
