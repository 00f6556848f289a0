//! A body that has a composition: its divisions with who sits in them and by what way, what is vacant and what follows
//! from that, reserved places, quorum and majority, and who held its seats before. Every figure is worked out from the
//! tenures on the record at the instant of the request.

use std::collections::BTreeMap;

use askama::Template;
use polity_org::body::composition::{CourseRule, Division, Filling, Office};
use polity_org::body::strength::{Filled, Quota};
use polity_org::body::{Composition, Course, Seated, strength};
use polity_org::organisation::{Organisation, Place, Tenure};
use polity_values::{BodyId, PersonId, SeatId};

use crate::PageFault;
use crate::lang::Say;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::{self, Rule, Said, moment::Moment};

/// The most past holders that the page lists, newest first; the record has all.
const PAST: usize = 60;

#[derive(Template)]
#[template(path = "organisation/composed.html")]
struct ComposedPage {
    frame: Frame,
    over: String,
    title: Said,
    since: String,
    rule: Rule,
    within: Option<(String, Said)>,
    parts: Vec<(String, Said)>,
    sittings: String,
    report: String,
    figures: Vec<(String, String)>,
    quotas: Vec<QuotaLine>,
    divisions: Vec<DivisionLine>,
    offices: Vec<OfficeLine>,
    vacancies: Vec<VacancyLine>,
    past: Vec<PastLine>,
}

struct QuotaLine {
    text: String,
    state: String,
    colour: &'static str,
    clause: String,
}

struct DivisionLine {
    title: Said,
    filled: String,
    seats: usize,
    vacant: usize,
    /// What the rule says of a vacancy before the end of a term.
    course: Option<String>,
    clause: String,
    holders: Vec<HolderLine>,
}

struct HolderLine {
    name: String,
    from: Moment,
    until: Option<Moment>,
    /// What limits the holder: acting until ratified, suspended, without a vote.
    notes: Vec<String>,
}

struct OfficeLine {
    title: Said,
    holders: Vec<HolderLine>,
    vacant: usize,
}

struct VacancyLine {
    text: String,
    since: Moment,
    record: String,
    matter: Option<String>,
}

struct PastLine {
    name: String,
    seat: Said,
    from: Moment,
    until: Moment,
    why: String,
}

/// The page of a body with a composition in force; nothing where there is none.
pub(super) async fn page(visitor: &Visitor, body: &BodyId) -> Result<Option<Page>, PageFault> {
    let organisation = visitor.organisation()?;
    let now = visitor.now;
    let (Some(composition), Some(strength)) = (
        organisation.composition(body, now),
        strength(organisation, body, now),
    ) else {
        return Ok(None);
    };
    let past = past(organisation, composition, visitor);
    let held = strength.divisions.iter().flat_map(|one| &one.held);
    let seated = held.chain(&strength.offices).map(|one| &one.person);
    let persons: Vec<&PersonId> = seated.chain(past.iter().map(|one| &one.person)).collect();
    let names = visitor.names(persons).await?;
    let t = visitor.t;
    let divisions = composition.divisions.iter().zip(&strength.divisions);
    let quotas = strength.quotas.iter();
    let page = ComposedPage {
        frame: Frame::new(visitor, words::procedure::text(t, &composition.title).text)
            .crumb(t.say("frame-organisation"), "/organisation"),
        over: visitor.organisation_name(),
        title: words::procedure::text(t, &composition.title),
        since: composition.from.to_string(),
        rule: words::rule(visitor, None, &composition.rule),
        within: composition
            .within
            .as_ref()
            .map(|id| link(visitor, organisation, id)),
        parts: parts(visitor, organisation, body),
        sittings: format!("/sittings?body={body}"),
        report: format!("/organisation/{body}/report"),
        figures: figures(t, &strength),
        quotas: quotas.map(|one| quota(t, composition, one)).collect(),
        divisions: divisions
            .map(|(division, filled)| line(visitor, organisation, division, filled, &names))
            .collect(),
        offices: offices(
            visitor,
            organisation,
            composition,
            &strength.offices,
            &names,
        ),
        vacancies: vacancies(visitor, organisation, composition),
        past: past
            .into_iter()
            .map(|one| former(visitor, composition, one, &names))
            .collect(),
    };
    Ok(Some(show(&page)))
}

fn link(visitor: &Visitor, organisation: &Organisation, body: &BodyId) -> (String, Said) {
    let title = organisation
        .bodies
        .get(body)
        .map_or(body.as_str(), |one| &one.title);
    let title = words::procedure::text(visitor.t, title);
    (format!("/organisation/{body}"), title)
}

/// The bodies that are parts of this one.
fn parts(visitor: &Visitor, organisation: &Organisation, body: &BodyId) -> Vec<(String, Said)> {
    let all = organisation.compositions(visitor.now);
    all.filter(|one| one.within.as_ref() == Some(body))
        .map(|one| link(visitor, organisation, &one.body))
        .collect()
}

fn figures(t: Say, strength: &polity_org::body::Strength) -> Vec<(String, String)> {
    let whole = |number: u64| t.count(usize::try_from(number).unwrap_or(usize::MAX));
    vec![
        (
            t.say("body-voting-seats").to_string(),
            whole(u64::from(strength.seats)),
        ),
        (
            t.say("body-held").to_string(),
            whole(strength.held.len() as u64),
        ),
        (
            t.say("body-entitled").to_string(),
            whole(strength.entitled.len() as u64),
        ),
        (t.say("body-quorum").to_string(), whole(strength.quorum)),
        (
            t.say("body-majority").to_string(),
            whole(strength.majority_of_all),
        ),
    ]
}

fn quota(t: Say, composition: &Composition, quota: &Quota) -> QuotaLine {
    let division = quota.division.as_ref().and_then(|id| {
        let found = composition.divisions.iter().find(|one| one.id == *id);
        found.map(|one| words::procedure::text(t, &one.title).text)
    });
    let phrase = match division {
        Some(division) => t.say("body-quota-in").str("division", division),
        None => t.say("body-quota"),
    };
    let (state, colour) = match (quota.is_met(), quota.is_reachable()) {
        (true, _) => (t.say("body-quota-met"), "govuk-tag--green"),
        (false, true) => (t.say("body-quota-open"), "govuk-tag--yellow"),
        (false, false) => (t.say("body-quota-unmet"), "govuk-tag--red"),
    };
    QuotaLine {
        text: phrase
            .str("group", words::procedure::text(t, &quota.group).text)
            .num("needs", quota.needs)
            .num("has", quota.has)
            .to_string(),
        state: state.to_string(),
        colour,
        clause: quota.rule.to_string(),
    }
}

fn seat_title(t: Say, organisation: &Organisation, seat: &SeatId) -> String {
    let title = organisation
        .seats
        .get(seat)
        .map_or(seat.as_str(), |one| &one.title);
    words::procedure::text(t, title).text
}

/// How seats are filled, in words.
fn filled(t: Say, organisation: &Organisation, filling: &Filling) -> String {
    let by = |text: &str| words::procedure::text(t, text).text;
    match filling {
        Filling::Elected { by: who, .. } => t.say("body-elected").str("by", by(who)),
        Filling::Appointed { by: who } => t.say("body-appointed").str("by", by(who)),
        Filling::ExOfficio { of } => t
            .say("body-ex-officio")
            .str("seat", seat_title(t, organisation, of)),
        Filling::CoOpted => t.say("body-co-opted"),
        Filling::Nominee { of } => t
            .say("body-nominee")
            .str("seat", seat_title(t, organisation, of)),
    }
    .to_string()
}

fn line(
    visitor: &Visitor,
    organisation: &Organisation,
    division: &Division,
    found: &Filled,
    names: &BTreeMap<PersonId, String>,
) -> DivisionLine {
    let t = visitor.t;
    let course = division.vacancy.as_ref().map(|rule| {
        let what = match rule.course {
            CourseRule::LeaveVacant => t.say("body-course-vacant"),
            CourseRule::RunnerUp => t.say("body-course-runner-up"),
            CourseRule::Countback => t.say("body-course-countback"),
            CourseRule::Refill => t.say("body-course-refill"),
            CourseRule::ByElection { .. } => t.say("body-course-by-election"),
        };
        let under = rule.under_months.map_or_else(String::new, |months| {
            format!(" {}", t.say("body-course-under").num("months", months))
        });
        format!("{what}{under}")
    });
    DivisionLine {
        title: words::procedure::text(t, &division.title),
        filled: filled(t, organisation, &division.filling),
        seats: division.seats as usize,
        vacant: found.vacant as usize,
        course,
        clause: division.rule.to_string(),
        holders: found
            .held
            .iter()
            .map(|one| holder(visitor, organisation, one, division.vote, names))
            .collect(),
    }
}

fn holder(
    visitor: &Visitor,
    organisation: &Organisation,
    seated: &Seated,
    vote: bool,
    names: &BTreeMap<PersonId, String>,
) -> HolderLine {
    let t = visitor.t;
    let mut notes = Vec::new();
    if let Some(body) = &seated.acting {
        let (_, title) = link(visitor, organisation, body);
        notes.push(t.say("body-acting").str("body", title.text).to_string());
    }
    if let Some(until) = seated.suspended {
        let phrase = t.say("body-suspended").str("until", visitor.at(until));
        notes.push(phrase.to_string());
    }
    if !vote {
        notes.push(t.say("body-no-vote").to_string());
    }
    HolderLine {
        name: names.get(&seated.person).cloned().unwrap_or_default(),
        from: Moment::bare(visitor, seated.from),
        until: seated.until.map(|until| Moment::bare(visitor, until)),
        notes,
    }
}

fn offices(
    visitor: &Visitor,
    organisation: &Organisation,
    composition: &Composition,
    seated: &[Seated],
    names: &BTreeMap<PersonId, String>,
) -> Vec<OfficeLine> {
    let line = |office: &Office| {
        let holders: Vec<_> = seated
            .iter()
            .filter(|one| one.seat == office.seat)
            .map(|one| holder(visitor, organisation, one, true, names))
            .collect();
        OfficeLine {
            title: words::procedure::text(visitor.t, &office.title),
            vacant: (office.number as usize).saturating_sub(holders.len()),
            holders,
        }
    };
    composition.offices.iter().map(line).collect()
}

/// The vacancies that arose in the body, newest first.
fn vacancies(
    visitor: &Visitor,
    organisation: &Organisation,
    composition: &Composition,
) -> Vec<VacancyLine> {
    let t = visitor.t;
    let arose = organisation.composed.arose.iter().rev();
    let here = arose.filter_map(|noted| Some((noted, composition.division(&noted.arose.seat)?)));
    here.map(|(noted, division)| {
        let course = match &noted.arose.course {
            Course::LeftVacant { .. } => t.say("body-vacancy-left"),
            Course::RunnerUp {} => t.say("body-vacancy-runner-up"),
            Course::Countback {} => t.say("body-vacancy-countback"),
            Course::Refill {} => t.say("body-vacancy-refill"),
            Course::ByElection { matter: Some(_) } => t.say("body-vacancy-by-election"),
            Course::ByElection { matter: None } => t.say("body-vacancy-by-hand"),
        };
        let matter = match &noted.arose.course {
            Course::ByElection { matter } => matter.as_ref(),
            _ => None,
        };
        let title = words::procedure::text(t, &division.title).text;
        VacancyLine {
            text: format!("{title}: {course}"),
            since: Moment::bare(visitor, noted.arose.since),
            record: format!("/record/{}", noted.entry),
            matter: matter.map(|id| format!("/matters/{id}")),
        }
    })
    .collect()
}

/// The tenures of the body's seats that are over, newest first.
fn past<'o>(
    organisation: &'o Organisation,
    composition: &Composition,
    visitor: &Visitor,
) -> Vec<&'o Tenure> {
    let place = Place::Body(composition.body.clone());
    let mut past: Vec<&Tenure> = organisation
        .tenures
        .iter()
        .filter(|one| one.place == place && !one.runs_at(visitor.now) && one.from <= visitor.now)
        .collect();
    past.sort_by_key(|one| std::cmp::Reverse((one.ended.or(one.until), one.by)));
    past.truncate(PAST);
    past
}

fn former(
    visitor: &Visitor,
    composition: &Composition,
    tenure: &Tenure,
    names: &BTreeMap<PersonId, String>,
) -> PastLine {
    use polity_org::body::EndCause;
    let t = visitor.t;
    let division = composition.division(&tenure.seat).map(|one| &one.title);
    let office = composition.office(&tenure.seat).map(|one| &one.title);
    let title = division
        .or(office)
        .map_or(tenure.seat.as_str(), String::as_str);
    let why = match tenure.cause {
        None => t.say("body-end-term"),
        Some(EndCause::Resigned) => t.say("body-end-resigned"),
        Some(EndCause::Died) => t.say("body-end-died"),
        Some(EndCause::LeftMembership) => t.say("body-end-left"),
        Some(EndCause::Recalled) => t.say("body-end-recalled"),
        Some(EndCause::Removed) => t.say("body-end-removed"),
        Some(EndCause::NotRatified) => t.say("body-end-not-ratified"),
    };
    let until = tenure.ended.or(tenure.until).unwrap_or(visitor.now);
    PastLine {
        name: names.get(&tenure.person).cloned().unwrap_or_default(),
        seat: words::procedure::text(t, title),
        from: Moment::bare(visitor, tenure.from),
        until: Moment::bare(visitor, until),
        why: why.to_string(),
    }
}
