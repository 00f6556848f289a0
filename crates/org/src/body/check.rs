//! What must hold of a composition by itself, before an organisation adopts it.

use std::collections::BTreeSet;

use super::composition::{Bar, Base, Composition, CourseRule, Division, Filling, Measure};
use crate::founding::MAX_TITLE;

/// The most seats that a division or an office has.
pub(super) const MAX_SEATS: u32 = 10_000;

/// Where a fault stands: the heading of the list and the place in it.
pub(super) type At = (&'static str, usize);

/// Every fault, with the item of a list in which it stands.
pub(super) fn check(composition: &Composition) -> Vec<(Option<At>, String)> {
    let mut found = Vec::new();
    let mut faults = Vec::new();
    title(&mut faults, "the body", &composition.title);
    if composition.divisions.is_empty() {
        faults.push("the body has no division: write [[division]]".to_owned());
    }
    if !(1..=2).contains(&composition.persons) {
        faults.push(format!(
            "persons is {}: it takes 1 or 2 to record who takes a seat",
            composition.persons
        ));
    }
    found.extend(faults.drain(..).map(|say| (None, say)));
    let mut seats = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for (place, division) in composition.divisions.iter().enumerate() {
        if !ids.insert(&division.id) {
            faults.push(format!("the division {} stands twice", division.id));
        }
        if !seats.insert(&division.seat) {
            faults.push(format!("the seat {} stands twice", division.seat));
        }
        of_division(division, &mut faults);
        let at = Some(("division", place));
        found.extend(faults.drain(..).map(|say| (at, say)));
    }
    for (place, office) in composition.offices.iter().enumerate() {
        title(
            &mut faults,
            &format!("the office {}", office.seat),
            &office.title,
        );
        if !seats.insert(&office.seat) {
            faults.push(format!("the seat {} stands twice", office.seat));
        }
        number(
            &mut faults,
            &format!("the office {}", office.seat),
            office.number,
        );
        let at = Some(("office", place));
        found.extend(faults.drain(..).map(|say| (at, say)));
    }
    as_a_whole(composition, &mut faults);
    found.extend(faults.into_iter().map(|say| (None, say)));
    found
}

/// Reserved places of the whole body, quorum, majority, clauses.
fn as_a_whole(composition: &Composition, faults: &mut Vec<String>) {
    for reservation in &composition.reservations {
        let size = composition.size();
        let places = reservation.least.of(size);
        if places > size {
            faults.push(format!(
                "{places} places are reserved for {} of {size} seats",
                reservation.group
            ));
        }
    }
    measure(faults, "quorum", &composition.quorum);
    if matches!(composition.quorum.of, Base::Present | Base::Voting) {
        faults.push(
            "the quorum is a share of those present: take it of seats, held or entitled".to_owned(),
        );
    }
    let voting = composition.voting_seats();
    if let Bar::Number(needs) = composition.quorum.bar
        && needs > voting
    {
        faults.push(format!(
            "the quorum is {needs} and the body has {voting} voting seats: it could never meet"
        ));
    }
    measure(faults, "majority", &composition.majority);
    measure(faults, "waiver", &composition.orders.waiver);
    if composition.orders.speech_seconds == 0 {
        faults.push("speech-seconds is 0: nobody could speak".to_owned());
    }
    clauses(composition, faults);
}

fn of_division(division: &Division, faults: &mut Vec<String>) {
    let what = format!("the division {}", division.id);
    title(faults, &what, &division.title);
    number(faults, &what, division.seats);
    for reservation in &division.reservations {
        let places = reservation.least.of(division.seats);
        if places > division.seats {
            faults.push(format!(
                "{what} reserves {places} places for {} of {} seats",
                reservation.group, division.seats
            ));
        }
    }
    if let Filling::ExOfficio { of } = &division.filling {
        if *of == division.seat {
            faults.push(format!("{what} is held by virtue of itself"));
        }
        if division.vacancy.is_some() {
            faults.push(format!(
                "{what} is held by whoever holds {of}: a vacancy there has no course here"
            ));
        }
        if division.term_months.is_some() {
            faults.push(format!("{what} lasts as long as {of}: it has no term"));
        }
    }
    let Some(vacancy) = &division.vacancy else {
        return;
    };
    let elected = matches!(division.filling, Filling::Elected { .. });
    match &vacancy.course {
        CourseRule::RunnerUp | CourseRule::Countback | CourseRule::ByElection { .. }
            if !elected =>
        {
            faults.push(format!(
                "{what} is not elected: a vacancy is filled by refill or left"
            ));
        }
        CourseRule::ByElection { dates, .. } if dates.is_empty() => {
            faults.push(format!(
                "{what}, vacancy: a by-election needs dates such as notice = \"7 days 12:00\""
            ));
        }
        _ => {}
    }
    if vacancy.under_months.is_some() && division.term_months.is_none() {
        faults.push(format!(
            "{what} has no term-months, of which months could remain"
        ));
    }
}

fn clauses(composition: &Composition, faults: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for clause in &composition.clauses {
        if !ids.insert(&clause.id) {
            faults.push(format!("the clause {} stands twice", clause.id));
        }
        if crate::fixed::is_fixed(&clause.id) {
            faults.push(format!(
                "the clause id {} belongs to the mechanism of the record: choose another",
                clause.id
            ));
        }
        if clause.text.trim().is_empty() {
            faults.push(format!("the clause {} is empty", clause.id));
        }
    }
}

fn title(faults: &mut Vec<String>, what: &str, text: &str) {
    if text.trim().is_empty() {
        faults.push(format!("{what} has an empty title"));
    }
    if text.chars().count() > MAX_TITLE {
        faults.push(format!(
            "{what} has a title of more than {MAX_TITLE} characters"
        ));
    }
}

fn number(faults: &mut Vec<String>, what: &str, number: u32) {
    if number == 0 || number > MAX_SEATS {
        faults.push(format!("{what} has {number} seats: from 1 to {MAX_SEATS}"));
    }
}

fn measure(faults: &mut Vec<String>, what: &str, measure: &Measure) {
    if measure.bar == Bar::Number(0) {
        faults.push(format!("the {what} is 0: nobody would be needed"));
    }
}
