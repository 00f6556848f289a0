//! Casual vacancies: derived from the tenures, and followed by what the seat's rule prescribes.

use polity_procedure::Dates;
use polity_values::{Clause, MatterId, TenureId, Timestamp};

use super::composition::{Composition, CourseRule, DayTime, Division, VacancyRule};
use super::deed::{Arose, BodyEvent, Course};
use crate::act::Opening;
use crate::organisation::{Organisation, Place, Tenure};
use crate::{Entry, Event, Seq, Subject, World};

/// The vacancies that fell due by `now`, with the matters that they open, numbered from `first` on.
pub(crate) fn due(
    world: &World,
    organisation: &Organisation,
    now: Timestamp,
    first: Seq,
) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for composition in organisation.compositions(now) {
        for division in &composition.divisions {
            let Some(rule) = &division.vacancy else {
                continue;
            };
            for tenure in fallen(organisation, composition, division, now) {
                let seq = first + entries.len() as Seq;
                let (course, opening) = course(world, organisation, rule, tenure, now, seq);
                let arose = Arose {
                    seat: division.seat.clone(),
                    after: tenure.id.clone(),
                    since: tenure.ended.unwrap_or(now),
                    course,
                };
                let event = Event::Body(BodyEvent::VacancyArose(arose));
                entries.push(entry(seq, now, &rule.rule, event));
                if let Some(opening) = opening {
                    let event = Event::MatterOpened(opening);
                    entries.push(entry(seq + 1, now, &rule.rule, event));
                }
            }
        }
    }
    entries
}

fn entry(seq: Seq, at: Timestamp, rule: &Clause, event: Event) -> Entry {
    Entry {
        seq,
        at,
        actor: None,
        role: None,
        unit: None,
        rule: rule.clone(),
        subject: Subject::Organisation,
        confirms: None,
        event,
    }
}

/// The tenures that ended before their term, are not filled again, and whose vacancy is not on the record. Of as many
/// as were ended, the last are those whose seats are empty.
fn fallen<'a>(
    organisation: &'a Organisation,
    composition: &Composition,
    division: &Division,
    now: Timestamp,
) -> Vec<&'a Tenure> {
    let place = Place::Body(composition.body.clone());
    let of_seat = |one: &&Tenure| one.seat == division.seat && one.place == place;
    let ended = |one: &&Tenure| {
        let before_term = one
            .ended
            .is_some_and(|at| at <= now && one.until.is_none_or(|until| at < until));
        before_term && one.cause.is_some()
    };
    let mut left: Vec<&Tenure> = organisation
        .tenures
        .iter()
        .filter(of_seat)
        .filter(ended)
        .collect();
    if left.is_empty() {
        return left;
    }
    let held = organisation.held(&division.seat, &place, now).count();
    let vacant = (division.seats as usize).saturating_sub(held);
    left.sort_by_key(|one| (one.ended, one.by));
    let first = left.len().saturating_sub(vacant);
    let mut left = left.split_off(first);
    let noted = |id: &TenureId| {
        organisation
            .composed
            .arose
            .iter()
            .any(|one| one.arose.after == *id)
    };
    left.retain(|one| !noted(&one.id));
    left
}

fn course(
    world: &World,
    organisation: &Organisation,
    rule: &VacancyRule,
    tenure: &Tenure,
    now: Timestamp,
    seq: Seq,
) -> (Course, Option<Opening>) {
    let until = tenure.until;
    if let (Some(months), Some(until)) = (rule.under_months, until) {
        let span = jiff::Span::new().try_months(i64::from(months)).ok();
        let since = tenure
            .ended
            .unwrap_or(now)
            .to_zoned(organisation.zone.clone());
        let bar = span.and_then(|span| since.checked_add(span).ok());
        if bar.is_some_and(|bar| until < bar.timestamp()) {
            return (Course::LeftVacant { until: Some(until) }, None);
        }
    }
    match &rule.course {
        CourseRule::LeaveVacant => (Course::LeftVacant { until }, None),
        CourseRule::RunnerUp => (Course::RunnerUp {}, None),
        CourseRule::Countback => (Course::Countback {}, None),
        CourseRule::Refill => (Course::Refill {}, None),
        CourseRule::ByElection {
            procedure,
            title,
            dates,
        } => {
            let opening = dated(organisation, dates, now).and_then(|dates| {
                Some(Opening {
                    stated: crate::act::Stated::default(),
                    id: MatterId::new(format!("by-election-{seq}")).ok()?,
                    procedure: procedure.clone(),
                    dates,
                    title: title.clone(),
                })
            });
            let opening = opening.filter(|one| {
                crate::judge::opening_faults(world, organisation, one, now).is_empty()
            });
            let matter = opening.as_ref().map(|one| one.id.clone());
            (Course::ByElection { matter }, opening)
        }
    }
}

/// The dates of a by-election, reckoned from the day on which the vacancy is put on the record.
fn dated(
    organisation: &Organisation,
    dates: &std::collections::BTreeMap<String, DayTime>,
    now: Timestamp,
) -> Option<Dates> {
    let today = now.to_zoned(organisation.zone.clone()).date();
    let mut found = Dates::default();
    for (name, day) in dates {
        let span = jiff::Span::new().try_days(i64::from(day.days)).ok()?;
        let date = today.checked_add(span).ok()?;
        let text = format!("{date} {:02}:{:02}", day.at.hour(), day.at.minute());
        found.set(name, text.parse().ok()?);
    }
    Some(found)
}
