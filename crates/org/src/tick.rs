//! What falls due without anybody's act: the end of stages. Deadlines are not a scheduler: whoever asks
//! at `now` gets what is due by then, as entries of the organisation itself that cite the clause of the
//! window or of the lapse. Asked again after they are on the record, nothing is due.

use std::borrow::Cow;

use polity_procedure::model::{ActKind, EndKind, Next, OutcomeKind, Rejection, Stage, StageKind};
use polity_values::{Clause, Timestamp};

use crate::effects;
use crate::fixed::{self, CIRCLE};
use crate::matter::{Matter, Position, Upheld};
use crate::organisation::Organisation;
use crate::{Entry, Event, Seq, Subject, World};

/// The entries that are due in all matters at `now`, numbered to follow on the record.
pub fn tick(world: &World, now: Timestamp) -> Vec<Entry> {
    let now = world.at().map_or(now, |last| last.max(now));
    let mut entries = Vec::new();
    let Some(organisation) = world.organisation() else {
        return entries;
    };
    for matter in world.matters() {
        let first = world.seq() + 1 + entries.len() as Seq;
        let (_, due) = advance(organisation, matter, now, first);
        entries.extend(due);
    }
    let first = world.seq() + 1 + entries.len() as Seq;
    entries.extend(crate::body::due(world, organisation, now, first));
    entries
}

/// The matter as it stands once all that is due at `now` has happened, with the entries that say so.
/// The judge looks at this one, so that its answer never depends on whether a tick came in time.
pub(crate) fn advance<'a>(
    organisation: &Organisation,
    matter: &'a Matter,
    now: Timestamp,
    first: Seq,
) -> (Cow<'a, Matter>, Vec<Entry>) {
    let mut matter = Cow::Borrowed(matter);
    let mut entries: Vec<Entry> = Vec::new();
    while let Some(due) = due(organisation, &matter, now) {
        for (rule, event) in due {
            let entry = Entry {
                seq: first + entries.len() as Seq,
                at: now,
                actor: None,
                role: None,
                unit: None,
                rule,
                subject: Subject::Matter(matter.id.clone()),
                confirms: None,
                event,
            };
            if matter.to_mut().apply(&entry).is_err() {
                debug_assert!(false, "what is due always fits: {entry:?}");
                return (matter, entries);
            }
            entries.push(entry);
        }
    }
    (matter, entries)
}

/// When a stage lapses unless it is done by then: at its close, but for a ballot that is closed by an act.
/// The box can only be closed after the window and its grace, so that act has the time of the stage that
/// follows.
pub(crate) fn lapses_at(matter: &Matter, stage: &Stage) -> Timestamp {
    let closes = matter.window(&stage.id).map(|window| window.closes);
    let closes = closes.unwrap_or(Timestamp::MAX);
    let closing = stage
        .acts
        .iter()
        .any(|rule| rule.act == ActKind::CloseBallot);
    if stage.kind != StageKind::Ballot || !closing {
        return closes;
    }
    let next = stage
        .outcomes
        .iter()
        .find_map(|outcome| match (&outcome.when, &outcome.then) {
            (OutcomeKind::Done, Next::Stage(next)) => matter.window(next),
            _ => None,
        });
    let grace = matter.ballot_close().map_or(closes, |(_, grace)| grace);
    next.map_or(grace, |next| next.closes.max(grace))
}

/// The next end of a stage that is due, with the declaration that it brings where no act declares.
fn due(
    organisation: &Organisation,
    matter: &Matter,
    now: Timestamp,
) -> Option<Vec<(Clause, Event)>> {
    let stage = matter.current_stage()?;
    let end = match (ending(matter, stage, now), expired(matter, now)) {
        (Some(end), Some(expired)) if end.effective <= expired.effective => end,
        (_, Some(expired)) => expired,
        (end, None) => end?,
    };
    let (mut then, mut rule) = (end.then, end.rule);
    // A circle of stages whose windows are all over would turn for ever.
    let again = matter.ended.iter().any(|one| {
        one.stage == stage.id && one.outcome == end.outcome && one.effective == end.effective
    });
    if again {
        then = Next::End(EndKind::Lapsed);
        rule = fixed::clause(CIRCLE);
    }
    let mut events = Vec::new();
    let declares = then == Next::End(EndKind::Declared) && matter.declaration.is_none();
    if declares {
        let unopposed = end.outcome == Some(OutcomeKind::Unopposed);
        let winners = if unopposed {
            Some((matter.standing(), true))
        } else {
            matter.winners()
        };
        if let Some((elected, unopposed)) = winners {
            // Opening the matter proved that the seats exist; only the end of the calendar could fail here.
            let effects = effects::of_declaration(organisation, matter, &elected, now);
            let effects = effects.unwrap_or_default();
            events.push((
                rule.clone(),
                Event::ResultDeclared {
                    elected,
                    unopposed,
                    effects,
                },
            ));
        }
    }
    events.extend(rejected(organisation, matter, stage, &then, now).map(|one| (rule.clone(), one)));
    if let Some(terms) = &matter.procedure.admission {
        let undecided = crate::vetting::due(&matter.campaign, terms, stage, &then);
        events.extend(undecided.map(|event| (terms.undecided_rule.clone(), Event::Case(event))));
    }
    events.push((
        rule,
        Event::StageEnded {
            stage: stage.id.clone(),
            outcome: end.outcome,
            effective: end.effective,
            then,
        },
    ));
    Some(events)
}

/// A rejection that ends the tenure of who was to be confirmed.
fn rejected(
    organisation: &Organisation,
    matter: &Matter,
    stage: &Stage,
    then: &Next,
    now: Timestamp,
) -> Option<Event> {
    let card = stage.card.as_ref()?;
    let ends = card.rejection == Rejection::EndsTenure && *then == Next::End(EndKind::Rejected);
    if !ends || matter.declaration.is_some() {
        return None;
    }
    let effects = effects::of_declaration(organisation, matter, &[], now).ok()?;
    Some(Event::ResultDeclared {
        elected: Vec::new(),
        unopposed: false,
        effects,
    })
}

struct Ending {
    outcome: Option<OutcomeKind>,
    effective: Timestamp,
    then: Next,
    rule: Clause,
}

/// A matter under an emergency variant that is not over when its term is: it lapses then.
fn expired(matter: &Matter, now: Timestamp) -> Option<Ending> {
    let terms = matter.procedure.emergency.as_ref()?;
    let effective = matter.expires().filter(|at| *at <= now)?;
    Some(Ending {
        outcome: None,
        effective,
        then: Next::End(EndKind::Lapsed),
        rule: terms.rule.clone(),
    })
}

/// Whether and how the stage ends at `now`: at once when a challenge is upheld, or when the one thing that
/// the stage is for is done; else when its window is over.
fn ending(matter: &Matter, stage: &Stage, now: Timestamp) -> Option<Ending> {
    let window = matter.window(&stage.id)?;
    let found = |kind: OutcomeKind| stage.outcomes.iter().find(|one| one.when == kind);
    let reached = |kind: OutcomeKind, effective: Timestamp| {
        found(kind).map(|outcome| Ending {
            outcome: Some(kind),
            effective,
            then: outcome.then.clone(),
            rule: outcome.rule.clone().unwrap_or_else(|| stage.rule.clone()),
        })
    };
    let upheld = matter
        .challenges
        .values()
        .any(|one| one.decision == Some(Upheld::Yes { settled: false }));
    if upheld && let Some(end) = reached(OutcomeKind::Upheld, now) {
        return Some(end);
    }
    if let Some(kind) = decided(matter, stage)
        && let Some(end) = reached(kind, now)
    {
        return Some(end);
    }
    let complete = required_done(matter, stage);
    if let Some(at) = finished_early(matter, stage)
        && complete
        && let Some(end) = reached(OutcomeKind::Done, at)
    {
        return Some(end);
    }
    let over = if complete {
        window.closes
    } else {
        lapses_at(matter, stage)
    };
    if now < over {
        return None;
    }
    let standing = matter.standing().len();
    let seats = matter
        .procedure
        .seats
        .as_ref()
        .map_or(0, |seats| seats.number as usize);
    if standing == 0
        && let Some(end) = reached(OutcomeKind::NoCandidate, over)
    {
        return Some(end);
    }
    if (1..=seats).contains(&standing)
        && matter.broken_by(&matter.standing()).is_empty()
        && let Some(end) = reached(OutcomeKind::Unopposed, over)
    {
        return Some(end);
    }
    if complete && let Some(end) = reached(OutcomeKind::Done, over) {
        return Some(end);
    }
    let lapse = stage.lapse.as_ref();
    Some(Ending {
        outcome: None,
        effective: over,
        then: lapse.map_or(Next::End(EndKind::Lapsed), |lapse| lapse.then.clone()),
        rule: lapse.map_or(stage.rule.clone(), |lapse| lapse.rule.clone()),
    })
}

/// How the vote of a stage came out, if there was one.
fn decided(matter: &Matter, stage: &Stage) -> Option<OutcomeKind> {
    let progress = &matter.progress;
    if let Some(agreed) = progress.decisions.get(&stage.id) {
        return Some(if *agreed {
            OutcomeKind::Agreed
        } else {
            OutcomeKind::Rejected
        });
    }
    let terms = stage.rounds.as_ref()?;
    progress.rounds.get(&stage.id)?;
    if progress.elected.is_some() {
        return Some(OutcomeKind::Elected);
    }
    (matter.standing().len() <= terms.leave as usize).then_some(OutcomeKind::Narrowed)
}

/// Whether every act that the stage requires was done, since the matter came to the stage or before.
fn required_done(matter: &Matter, stage: &Stage) -> bool {
    // Rounds without a result, such as a tie that was never voted on again, have done nothing.
    if stage.rounds.is_some() && decided(matter, stage).is_none() {
        return false;
    }
    stage.acts.iter().filter(|rule| rule.required).all(|rule| {
        let done = |one: &crate::matter::Done| {
            one.act == rule.act && (!recurs(rule.act) || one.stage.as_ref() == Some(&stage.id))
        };
        matter.done.iter().any(done)
    })
}

/// Whether an act is done anew in each stage that asks for it: a body that agreed to a longlist has not
/// agreed to the shortlist.
fn recurs(act: ActKind) -> bool {
    matches!(
        act,
        ActKind::Select
            | ActKind::Resolve
            | ActKind::Vet
            | ActKind::Hear
            | ActKind::RecordRound
            | ActKind::RecordCardVote
            | ActKind::PublishReport
            | ActKind::InviteAll
            | ActKind::DrawOrder
            | ActKind::FixQuestions
            | ActKind::ReleaseQuestions
    )
}

/// When a stage of a kind that is for one thing was done with it.
fn finished_early(matter: &Matter, stage: &Stage) -> Option<Timestamp> {
    let last = match stage.kind {
        StageKind::Ballot => ActKind::CloseBallot,
        StageKind::Count => ActKind::RecordCount,
        StageKind::Declare => ActKind::Declare,
        _ => return None,
    };
    if !stage.acts.iter().any(|rule| rule.act == last)
        || matter.position != Position::At(stage.id.clone())
    {
        return None;
    }
    let done = matter.done.iter().rev().find(|one| one.act == last)?;
    Some(done.at)
}
