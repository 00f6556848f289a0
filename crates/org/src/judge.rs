//! The judge: one pure function that says of any act, at any instant, whether it may be done, by which
//! clause, and if not, all that is unmet. It guards every write, draws every screen, and is what an
//! outside verifier runs again.

mod application;
mod cast;
mod contest;
mod deed;
mod hearing;
mod rounds;
mod second;
mod standing;
mod stated;
mod step;

use polity_procedure::Fault;
use polity_procedure::model::{ActKind, Procedure};
use polity_values::{MatterId, PersonId, Timestamp};

use crate::act::{Act, Deed, RollImport};
use crate::facts::Facts;
use crate::fixed::{self, FORM, FOUNDING, MATTER};
use crate::organisation::Organisation;
use crate::sitting::SittingEvent;
use crate::tick::{advance, tick};
use crate::verdict::{Verdict, Why};
use crate::{Entry, Event, Matter, Seq, Subject, World};

pub use cast::judge_cast;
pub use standing::judge_power;
pub(crate) use standing::{Grant, adoption_faults, opening_faults, power, with_second};

/// Judges an act at `now`.
///
/// What is due at `now` counts as having happened, whether or not a tick has put it on the record.
pub fn judge(world: &World, facts: &Facts, act: &Act, now: Timestamp) -> Verdict {
    let now = world.at().map_or(now, |last| last.max(now));
    let Some(organisation) = world.organisation() else {
        return match &act.deed {
            Deed::FoundOrganisation(founding) => standing::found(founding, act),
            _ => Verdict::refused(
                &fixed::clause(FOUNDING),
                wrong("the organisation is not founded yet"),
            ),
        };
    };
    let Some(id) = &act.matter else {
        return standing::judge(world, organisation, act, now);
    };
    let Some(matter) = world.matter(id) else {
        return Verdict::refused(&fixed::clause(MATTER), Why::UnknownMatter);
    };
    let (matter, _) = advance(organisation, matter, now, world.seq() + 1);
    let bench = Bench {
        organisation,
        imports: world.imports(),
        matter: &matter,
        facts,
        now,
    };
    match &act.deed {
        Deed::Confirm { of } => bench.confirm(act, *of),
        Deed::Decline { of } => bench.decline(act, *of),
        deed if deed.kind().is_none() => Verdict::refused(
            &fixed::clause(MATTER),
            wrong("this is an act of the organisation as a whole, not on a matter"),
        ),
        _ => bench.act(act),
    }
}

/// What to put on the record for an act: what is due at `now` first, then, if the act is allowed, what it
/// does. The store appends exactly these entries, or none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The judge's answer.
    pub verdict: Verdict,
    /// The entries, numbered to follow on the record.
    pub entries: Vec<Entry>,
}

/// Judges an act and draws up its entries.
pub fn decide(world: &World, facts: &Facts, act: &Act, now: Timestamp) -> Decided {
    let now = world.at().map_or(now, |last| last.max(now));
    let mut entries = tick(world, now);
    let verdict = judge(world, facts, act, now);
    if let Verdict::Allowed(allowed) = &verdict {
        let confirms = match act.deed {
            Deed::Confirm { of } => Some(of),
            _ => None,
        };
        for event in &allowed.events {
            entries.push(Entry {
                seq: world.seq() + 1 + entries.len() as Seq,
                at: now,
                actor: Some(act.actor.clone()),
                role: allowed.role.clone(),
                unit: allowed.unit.clone(),
                rule: allowed.rule.clone(),
                subject: subject(act, event),
                confirms,
                event: event.clone(),
            });
        }
    }
    Decided { verdict, entries }
}

/// What an event of an act is about: what a sitting decides for the organisation is about the organisation.
fn subject(act: &Act, event: &Event) -> Subject {
    match (&act.deed, event) {
        (_, Event::Sitting(SittingEvent::MinutesApproved { of, .. })) => {
            Subject::Sitting(of.clone())
        }
        (Deed::Sitting(deed), Event::Sitting(_)) => Subject::Sitting(deed.sitting.clone()),
        (Deed::Sitting(_), _) => Subject::Organisation,
        _ => act
            .matter
            .clone()
            .map_or(Subject::Organisation, Subject::Matter),
    }
}

/// What a person may do on a matter now, and why not the rest: every act that the procedure knows, in the
/// order of its stages, once. The verdicts are about the act as such, before anything is filled in; an
/// act that takes two persons is allowed when it may be proposed.
pub fn options(
    world: &World,
    facts: &Facts,
    person: &PersonId,
    matter: &MatterId,
    now: Timestamp,
) -> Vec<(ActKind, Verdict)> {
    let now = world.at().map_or(now, |last| last.max(now));
    let (Some(organisation), Some(matter)) = (world.organisation(), world.matter(matter)) else {
        return Vec::new();
    };
    let (matter, _) = advance(organisation, matter, now, world.seq() + 1);
    let bench = Bench {
        organisation,
        imports: world.imports(),
        matter: &matter,
        facts,
        now,
    };
    let mut kinds: Vec<ActKind> = Vec::new();
    for rule in matter.procedure.stages.iter().flat_map(|stage| &stage.acts) {
        if !kinds.contains(&rule.act) {
            kinds.push(rule.act);
        }
    }
    kinds
        .into_iter()
        .map(|kind| {
            let question = contest::Question {
                actor: person,
                role: None,
                unit: None,
                kind,
                deed: None,
                seconding: false,
            };
            (kind, bench.answer(&question))
        })
        .collect()
}

/// Reads the file of a procedure that stands on the record. What is proved of it before its adoption is not
/// asked again, so that a stricter check of tomorrow does not make the record of today unreadable.
///
/// # Errors
/// Every fault, in sentences.
pub(crate) fn read_procedure(source: &str) -> Result<Procedure, Vec<String>> {
    polity_procedure::parse(source).map_err(|faults| texts(&faults))
}

/// What a judgement on a matter looks at.
pub(crate) struct Bench<'a> {
    organisation: &'a Organisation,
    /// The lists of members that were brought in.
    imports: &'a [RollImport],
    /// The matter as it stands at `now`.
    matter: &'a Matter,
    facts: &'a Facts,
    now: Timestamp,
}

fn texts(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(ToString::to_string).collect()
}

fn wrong(say: &'static str) -> Why {
    Why::WrongSubject { say }
}

/// Refusals for the form of what was handed in, one for each fault.
pub(crate) fn malformed(faults: Vec<String>) -> Verdict {
    let rule = fixed::clause(FORM);
    let unmet = faults
        .into_iter()
        .map(|say| crate::Unmet::new(&rule, Why::Inconsistent { say }))
        .collect();
    Verdict::unmet(&rule, unmet)
}

/// The event of a deed that waits for its second person.
fn proposed(deed: &Deed) -> Vec<Event> {
    vec![Event::Proposed(Box::new(deed.clone()))]
}
