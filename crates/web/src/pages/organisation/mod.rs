//! The organisation as it stands: bodies, branches, seats and who holds them, what is vacant, who may do
//! what, the rulebook, and the adopted procedures.

mod composed;
pub mod representation;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use polity_org::act::{Deed, StandingAct};
use polity_org::organisation::{Organisation, Place};
use polity_values::{BodyId, PersonId, UnitId};

use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::pages::todo::{self, Waiting};
use crate::visitor::Visitor;
use crate::words::{self, Rule, Said, moment::Moment};

#[derive(Template)]
#[template(path = "organisation/organisation.html")]
struct OrganisationPage {
    frame: Frame,
    bodies: Vec<PlaceLine>,
    units: Vec<PlaceLine>,
    powers: Vec<PowerLine>,
    clauses: Vec<Rule>,
    procedures: Vec<ProcedureLine>,
    waiting: Vec<Waiting>,
    /// The acts of the organisation that the visitor may do.
    acts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "organisation/body.html")]
struct BodyPage {
    frame: Frame,
    over: String,
    seats: Vec<SeatLine>,
    limits: Vec<Moment>,
}

struct PlaceLine {
    href: String,
    title: Said,
    /// How many seats there are, and how many of them are vacant.
    seats: usize,
    vacant: usize,
}

struct SeatLine {
    title: Said,
    number: usize,
    holders: Vec<HolderLine>,
    vacant: usize,
}

struct HolderLine {
    name: String,
    from: Moment,
    until: Option<Moment>,
}

struct PowerLine {
    act: String,
    seat: Said,
    by_two: bool,
    rule: Rule,
}

struct ProcedureLine {
    href: String,
    title: Said,
    version: u32,
}

/// The stable name of a standing act, as texts and addresses have it.
pub(crate) fn act_name(act: StandingAct) -> &'static str {
    match act {
        StandingAct::FormUnit => "form-unit",
        StandingAct::AdoptProcedure => "adopt-procedure",
        StandingAct::OpenMatter => "open-matter",
        StandingAct::RecordRollImport => "record-roll-import",
        StandingAct::LimitRight => "limit-right",
    }
}

/// The stable name of a deed of the organisation as a whole.
pub(crate) fn standing_name(deed: &Deed) -> &'static str {
    match deed {
        Deed::ChangeRules(_) => "change-rules",
        Deed::ReportEmergency(_) => "report-emergency",
        deed => deed.standing().map_or("confirm", act_name),
    }
}

/// `GET /organisation`
///
/// # Errors
/// [`PageFault::NotFound`] before the founding, or faults of the store.
pub async fn page(visitor: Visitor) -> Page {
    let organisation = visitor.organisation()?;
    let t = visitor.t;
    let bodies = organisation.bodies.values().map(|body| {
        let place = Place::Body(body.id.clone());
        place_line(&visitor, organisation, &place, &body.title)
    });
    let mut units: Vec<_> = organisation
        .units
        .values()
        .map(|unit| {
            let place = Place::Unit(unit.id.clone());
            place_line(&visitor, organisation, &place, &unit.title)
        })
        .collect();
    units.sort_by(|one, other| one.title.text.cmp(&other.title.text));
    let powers = organisation.powers.iter().map(|power| {
        let seat = organisation.seats.get(&power.seat);
        PowerLine {
            act: words::label(t, act_name(power.act)),
            seat: words::procedure::text(t, seat.map_or(power.seat.as_str(), |seat| &seat.title)),
            by_two: power.persons > 1,
            rule: words::rule(&visitor, None, &power.rule),
        }
    });
    let mut procedures: BTreeMap<_, ProcedureLine> = BTreeMap::new();
    for adopted in visitor.world.procedures() {
        let name = &adopted.procedure.name;
        let line = ProcedureLine {
            href: format!("/procedures/{name}"),
            title: words::procedure::text(t, &adopted.procedure.title),
            version: adopted.procedure.version,
        };
        // Versions come in order: the newest stays.
        procedures.insert(name.clone(), line);
    }
    show(&OrganisationPage {
        frame: Frame::new(&visitor, t.say("frame-organisation")),
        bodies: bodies.collect(),
        units,
        powers: powers.collect(),
        clauses: organisation
            .clauses
            .keys()
            .map(|clause| words::rule(&visitor, None, clause))
            .collect(),
        procedures: procedures.into_values().collect(),
        waiting: todo::waiting(&visitor, None).await?,
        acts: acts(&visitor),
    })
}

/// The acts of the organisation that who is signed in may do, with where.
fn acts(visitor: &Visitor) -> Vec<(String, String)> {
    let Some(person) = &visitor.person else {
        return Vec::new();
    };
    let all = [
        (StandingAct::OpenMatter, "/organisation/act/open-matter"),
        (
            StandingAct::AdoptProcedure,
            "/organisation/act/adopt-procedure",
        ),
        (StandingAct::FormUnit, "/organisation/act/form-unit"),
        (StandingAct::LimitRight, "/organisation/act/limit-right"),
        (StandingAct::RecordRollImport, "/roll/import"),
    ];
    all.into_iter()
        .filter(|(act, _)| {
            polity_org::judge_power(&visitor.world, person, *act, visitor.now).is_allowed()
        })
        .map(|(act, href)| (words::label(visitor.t, act_name(act)), href.to_owned()))
        .collect()
}

fn place_line(
    visitor: &Visitor,
    organisation: &Organisation,
    place: &Place,
    title: &str,
) -> PlaceLine {
    let (id, kind) = place_ids(organisation, place);
    let seats = organisation
        .seats
        .values()
        .filter(|seat| Some(&seat.body) == kind.as_ref());
    let (mut number, mut vacant) = (0, 0);
    for seat in seats {
        let held = organisation.held(&seat.id, place, visitor.now).count();
        number += seat.number as usize;
        vacant += (seat.number as usize).saturating_sub(held);
    }
    PlaceLine {
        href: format!("/organisation/{id}"),
        title: words::procedure::text(visitor.t, title),
        seats: number,
        vacant,
    }
}

/// The id in the address, and the body whose seats it has: itself, or its kind.
fn place_ids(organisation: &Organisation, place: &Place) -> (String, Option<BodyId>) {
    match place {
        Place::Body(body) => (body.to_string(), Some(body.clone())),
        Place::Unit(unit) => (
            unit.to_string(),
            organisation.units.get(unit).map(|unit| unit.kind.clone()),
        ),
    }
}

/// `GET /organisation/{body}`: a body or a branch.
///
/// # Errors
/// [`PageFault::NotFound`], or faults of the store.
pub async fn body(visitor: Visitor, Path(id): Path<String>) -> Page {
    let organisation = visitor.organisation()?;
    let of_body = BodyId::new(&id)
        .ok()
        .and_then(|id| organisation.bodies.get(&id));
    let of_unit = UnitId::new(&id)
        .ok()
        .and_then(|id| organisation.units.get(&id));
    let (place, title) = match (of_body, of_unit) {
        (Some(body), _) => (Place::Body(body.id.clone()), &body.title),
        (None, Some(unit)) => (Place::Unit(unit.id.clone()), &unit.title),
        (None, None) => return Err(PageFault::NotFound),
    };
    if let Place::Body(body) = &place
        && let Some(page) = composed::page(&visitor, body).await?
    {
        return page;
    }
    let (_, kind) = place_ids(organisation, &place);
    let now = visitor.now;
    let seats: Vec<_> = organisation
        .seats
        .values()
        .filter(|seat| Some(&seat.body) == kind.as_ref())
        .collect();
    let tenures: Vec<_> = seats
        .iter()
        .map(|seat| organisation.held(&seat.id, &place, now).collect::<Vec<_>>())
        .collect();
    let persons: Vec<&PersonId> = tenures
        .iter()
        .flatten()
        .map(|tenure| &tenure.person)
        .collect();
    let names = visitor.names(persons).await?;
    let lines = seats.iter().zip(&tenures).map(|(seat, tenures)| SeatLine {
        title: words::procedure::text(visitor.t, &seat.title),
        number: seat.number as usize,
        holders: tenures
            .iter()
            .map(|tenure| HolderLine {
                name: names.get(&tenure.person).cloned().unwrap_or_default(),
                from: Moment::bare(&visitor, tenure.from),
                until: tenure.until.map(|until| Moment::bare(&visitor, until)),
            })
            .collect(),
        vacant: (seat.number as usize).saturating_sub(tenures.len()),
    });
    let limits = match &place {
        Place::Unit(unit) => {
            let on = polity_org::act::Limited::Unit(unit.clone());
            organisation
                .limit_on(&on, now)
                .map(|limit| Moment::new(&visitor, limit.until))
        }
        Place::Body(_) => None,
    };
    let title = words::procedure::text(visitor.t, title);
    show(&BodyPage {
        frame: Frame::new(&visitor, title.text)
            .crumb(visitor.t.say("frame-organisation"), "/organisation"),
        over: visitor.organisation_name(),
        seats: lines.collect(),
        limits: limits.into_iter().collect(),
    })
}
