//! Effects of a decision: the only way in which seats change hands. They are worked out when the
//! decision is taken, stand on the record with it, and are applied by the fold alone.

use polity_procedure::model::MatterKind;
use polity_values::{PersonId, SeatId, TenureId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::matter::Matter;
use crate::organisation::{Organisation, Place};

/// One effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "kebab-case")]
pub enum Effect {
    /// A person takes a seat.
    BeginTenure {
        /// The tenure's id.
        tenure: TenureId,
        /// Who.
        person: PersonId,
        /// The seat.
        seat: SeatId,
        /// The body or unit in which it is.
        place: Place,
        /// From when.
        from: Timestamp,
        /// When the term ends.
        until: Timestamp,
    },
    /// A tenure ends.
    EndTenure {
        /// Which.
        tenure: TenureId,
        /// When.
        at: Timestamp,
    },
}

/// The effects of declaring `elected` in a matter at `now`: their tenures begin for the term of the
/// procedure, and the tenures that they replace end.
///
/// In a matter of a casual vacancy the term of the procedure is the most, and what is left of the term that the
/// vacancy interrupted is less. When the election was for every seat of its section, all tenures there end, whether or not every
/// seat was filled again. When it was for some (a casual vacancy), as many end as there is no room for,
/// those first whose term would have ended first.
///
/// # Errors
/// A sentence, when the organisation has no such seats or the term leaves the calendar.
pub fn of_declaration(
    organisation: &Organisation,
    matter: &Matter,
    elected: &[PersonId],
    now: Timestamp,
) -> Result<Vec<Effect>, String> {
    let Some(seats) = &matter.procedure.seats else {
        return Ok(Vec::new());
    };
    let spec = organisation
        .seat_of_section(&seats.body, &seats.section)
        .ok_or_else(|| {
            format!(
                "the organisation has no seats of the section {} in {}",
                seats.section, seats.body
            )
        })?;
    let place = Place::Body(seats.body.clone());
    let months = i64::from(seats.term_months);
    let until = now
        .to_zoned(organisation.zone.clone())
        .checked_add(jiff::Span::new().try_months(months).map_err(|_| late())?)
        .map_err(|_| late())?
        .timestamp();

    let until = rest_of_term(organisation, matter, (&spec.id, &place), now)
        .map_or(until, |rest| rest.min(until));

    let mut held: Vec<_> = organisation.held(&spec.id, &place, now).collect();
    held.sort_by_key(|tenure| (tenure.until.is_none(), tenure.until, tenure.id.clone()));
    let number = organisation.number_of(&spec.id, now);
    let all = seats.number >= number;
    let room = (number as usize).saturating_sub(elected.len());
    let ending = if all {
        held.len()
    } else {
        held.len().saturating_sub(room)
    };
    let mut effects: Vec<_> = held
        .iter()
        .take(ending)
        .map(|tenure| Effect::EndTenure {
            tenure: tenure.id.clone(),
            at: now,
        })
        .collect();
    for (place_in_order, person) in elected.iter().enumerate() {
        let tenure = tenure_id(matter, place_in_order)?;
        effects.push(Effect::BeginTenure {
            tenure,
            person: person.clone(),
            seat: spec.id.clone(),
            place: place.clone(),
            from: now,
            until,
        });
    }
    Ok(effects)
}

/// The end of the term that a casual vacancy interrupted: whoever fills it serves what is left.
fn rest_of_term(
    organisation: &Organisation,
    matter: &Matter,
    (seat, place): (&SeatId, &Place),
    now: Timestamp,
) -> Option<Timestamp> {
    if matter.procedure.kind != MatterKind::Vacancy {
        return None;
    }
    let interrupted = organisation.tenures.iter().filter(|tenure| {
        tenure.seat == *seat
            && tenure.place == *place
            && tenure.ended.is_some_and(|ended| ended <= now)
    });
    let ends = interrupted.filter_map(|tenure| tenure.until);
    ends.filter(|until| *until > now).max()
}

fn late() -> String {
    "the term ends after the end of the calendar".to_owned()
}

/// Tenures of an election are named by the place of its matter on the record and the order of election,
/// so that the id is short whatever the matter's id, and never used twice.
fn tenure_id(matter: &Matter, order: usize) -> Result<TenureId, String> {
    let text = format!("t{}.{}", matter.entry, order + 1);
    TenureId::new(text).map_err(|fault| fault.to_string())
}
