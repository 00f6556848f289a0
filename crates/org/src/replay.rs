//! Last time's record under a draft: which acts of a matter would have been refused, by which clause, and what else would
//! have been otherwise.
//!
//! The whole record is folded again into a second world, in which the matter runs under the draft. Each act on the matter
//! is put to the same judge there, at its instant; what it refuses does not happen in that world, so that what hung on
//! it is refused too. Entries keep their numbers, since others refer to them. Acts that were refused in their time stand on
//! no record, so that whom the draft would have admitted is told by what differs: windows, deadlines, and who would have
//! been on the roll (compare [`Replay::rolls`] over a list of members).

mod deed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polity_procedure::model::{EndKind, Procedure};
use polity_procedure::timetable::{Timetable, Window};
use polity_procedure::{Dates, overriding};
use polity_values::{Clause, MatterId, PersonId, StageId, Timestamp};

use crate::act::{Act, Deed, Opening};
use crate::facts::{Facts, Needs};
use crate::matter::Position;
use crate::roll::{ResolvedRollRule, resolved};
use crate::tick::advance;
use crate::verdict::{Unmet, Verdict};
use crate::world::Adopted;
use crate::{Digest, Entry, Event, Seq, Subject, World};

/// What a draft would have made of a matter.
#[derive(Debug, Clone)]
pub struct Replay {
    /// Acts that the draft allows as they were allowed.
    pub alike: u64,
    /// Acts with which it does otherwise, in the order of the record.
    pub differences: Vec<Difference>,
    /// Windows that differ, by stage: as they were, as they would have been.
    pub windows: Vec<(StageId, Option<Window>, Option<Window>)>,
    /// How the matter stands at the end of the record: as it is, as it would be. None: it runs.
    pub ends: (Option<EndKind>, Option<EndKind>),
    /// The rules of the roll, if both have one: as it was, as it would have been.
    pub rolls: Option<(ResolvedRollRule, ResolvedRollRule)>,
}

/// An act with which the draft does otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its entry on the record.
    pub entry: Seq,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: PersonId,
    /// The kind of the entry.
    pub kind: &'static str,
    /// The clause by which it was allowed.
    pub rule: Clause,
    /// What the draft does.
    pub draft: Differs,
}

/// What a draft does otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Differs {
    /// It refuses the act.
    Refused {
        /// The clause of the draft that weighs first.
        rule: Clause,
        /// All that is unmet.
        unmet: Vec<Unmet>,
    },
    /// It asks for a second person; the replay goes on as if there had been one.
    Waits {
        /// By which clause.
        rule: Clause,
    },
    /// One person is enough for it.
    OneIsEnough {
        /// By which clause.
        rule: Clause,
    },
    /// What happened cannot follow in the draft's world.
    CannotFollow(String),
}

/// Whose facts a replay needs.
pub fn needs(entries: &[Entry], matter: &MatterId) -> Needs {
    let mut members = BTreeSet::new();
    let of = Subject::Matter(matter.clone());
    for entry in entries.iter().filter(|entry| entry.subject == of) {
        members.extend(entry.actor.clone());
        if let Some(deed) = deed::of(&entry.event, Digest::of(b"")) {
            members.extend(deed.subject().cloned());
        }
    }
    let on_roll = members
        .iter()
        .map(|person| (matter.clone(), person.clone()))
        .collect();
    let homes = members.clone();
    Needs {
        members,
        on_roll,
        homes,
    }
}

/// Replays a matter under a draft. `dates` are those that the draft names and the matter's opening did not.
///
/// # Errors
/// Every fault, in sentences: no such matter, a draft with faults of form, dates that are missing or do not fit together.
pub fn replay(
    entries: &[Entry],
    matter: &MatterId,
    (source, dates): (&str, &Dates),
    facts: &Facts,
) -> Result<Replay, Vec<String>> {
    let draft = crate::judge::read_procedure(source)?;
    let mut real = World::new();
    for entry in entries {
        real.apply(entry).map_err(|fault| vec![fault.to_string()])?;
    }
    let was = real
        .matter(matter)
        .ok_or_else(|| vec![format!("there is no matter {matter} on the record")])?;
    let mut player = Player {
        matter: matter.clone(),
        draft: Adopted {
            procedure: Arc::new(draft),
            sha256: Digest::of(source.as_bytes()),
            by: was.entry,
        },
        dates,
        facts,
        world: World::new(),
        at_once: BTreeSet::new(),
        alike: 0,
        differences: Vec::new(),
    };
    for entry in entries {
        player.play(entry)?;
    }
    if let Some(last) = entries.last() {
        player.fall_due(last.at, last.seq);
    }
    let would = player.world.matter(matter);
    let would = would.ok_or_else(|| vec!["the draft's matter was never opened".to_owned()])?;
    let end = |position: &Position| match position {
        Position::Ended(end) => Some(*end),
        Position::At(_) => None,
    };
    let rolls =
        resolved(&was.procedure, &was.timetable).zip(resolved(&would.procedure, &would.timetable));
    Ok(Replay {
        alike: player.alike,
        differences: player.differences,
        windows: windows(&was.timetable, &would.timetable),
        ends: (end(&was.position), end(&would.position)),
        rolls,
    })
}

/// The windows that differ.
fn windows(was: &Timetable, would: &Timetable) -> Vec<(StageId, Option<Window>, Option<Window>)> {
    let by_stage = |table: &Timetable| -> BTreeMap<StageId, Window> {
        let windows = table.windows().iter();
        windows
            .map(|window| (window.stage.clone(), window.clone()))
            .collect()
    };
    let (was, would) = (by_stage(was), by_stage(would));
    let mut stages: Vec<&StageId> = was.keys().chain(would.keys()).collect();
    stages.sort();
    stages.dedup();
    let mut differ: Vec<_> = stages
        .into_iter()
        .map(|stage| {
            (
                stage.clone(),
                was.get(stage).cloned(),
                would.get(stage).cloned(),
            )
        })
        .filter(|(_, was, would)| was != would)
        .collect();
    differ.sort_by_key(|(_, was, would)| was.as_ref().or(would.as_ref()).map(|one| one.opens));
    differ
}

struct Player<'a> {
    matter: MatterId,
    draft: Adopted,
    dates: &'a Dates,
    facts: &'a Facts,
    /// The world in which the matter runs under the draft.
    world: World,
    /// Proposals that took effect at once, since the draft asks for one person.
    at_once: BTreeSet<Seq>,
    alike: u64,
    differences: Vec<Difference>,
}

impl Player<'_> {
    fn play(&mut self, entry: &Entry) -> Result<(), Vec<String>> {
        self.fall_due(entry.at, entry.seq);
        if let Event::MatterOpened(opening) = &entry.event
            && opening.id == self.matter
        {
            return self.open(entry, opening);
        }
        if entry.subject != Subject::Matter(self.matter.clone()) {
            // What others did stays as it was; what can no longer follow, such as the end of a term that did not begin,
            // is left out.
            let _ = self.world.follow(entry);
            return Ok(());
        }
        // What fell due then is worked out anew.
        if let Some(actor) = &entry.actor {
            self.act(entry, actor);
        }
        Ok(())
    }

    /// Opens the matter under the draft.
    fn open(&mut self, entry: &Entry, opening: &Opening) -> Result<(), Vec<String>> {
        let mut opening = opening.clone();
        opening.dates = self.named(&self.draft.procedure, &opening.dates);
        let zone = self.world.organisation().map(|one| one.zone.clone());
        if let Some(zone) = zone {
            let waived = opening.stated.waived();
            overriding(&self.draft.procedure, &opening.dates, &zone, waived)
                .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        }
        self.world.try_draft(&opening.procedure, self.draft.clone());
        let opened = Entry {
            event: Event::MatterOpened(opening),
            ..entry.clone()
        };
        self.world
            .follow(&opened)
            .map_err(|fault| vec![fault.to_string()])
    }

    /// The dates of the draft: as given, or as the matter's opening named them.
    fn named(&self, draft: &Procedure, opened: &Dates) -> Dates {
        let date = |id: &str| self.dates.get(id).or_else(|| opened.get(id)).copied();
        draft
            .dates
            .iter()
            .filter_map(|one| Some((one.id.clone(), date(&one.id)?)))
            .collect()
    }

    /// Lets happen in the draft's world what is due there.
    fn fall_due(&mut self, now: Timestamp, seq: Seq) {
        let due = match (self.world.organisation(), self.world.matter(&self.matter)) {
            (Some(organisation), Some(matter)) => advance(organisation, matter, now, seq).1,
            _ => return,
        };
        for mut entry in due {
            entry.seq = seq;
            let _ = self.world.follow(&entry);
        }
    }

    fn act(&mut self, entry: &Entry, actor: &PersonId) {
        let deed = match entry.confirms {
            Some(of) if self.at_once.contains(&of) => return,
            Some(of) => Deed::Confirm { of },
            None => match deed::of(&entry.event, self.draft.sha256) {
                Some(deed) => deed,
                None => return,
            },
        };
        let act = Act {
            actor: actor.clone(),
            role: None,
            for_unit: entry.unit.clone(),
            matter: Some(self.matter.clone()),
            deed,
        };
        let allowed = match crate::judge(&self.world, self.facts, &act, entry.at) {
            Verdict::Refused(refused) => {
                let (rule, unmet) = (refused.rule, refused.unmet);
                self.differs(entry, actor, Differs::Refused { rule, unmet });
                return;
            }
            Verdict::Allowed(allowed) => allowed,
        };
        let proposes = |event: &Event| matches!(event, Event::Proposed(_));
        let now_proposed = allowed.events.iter().any(proposes);
        let rule = allowed.rule.clone();
        let events = match (proposes(&entry.event), now_proposed) {
            (true, false) => {
                self.at_once.insert(entry.seq);
                self.differs(entry, actor, Differs::OneIsEnough { rule });
                allowed.events
            }
            (false, true) => {
                self.differs(entry, actor, Differs::Waits { rule });
                vec![entry.event.clone()]
            }
            _ => {
                self.alike += 1;
                allowed.events
            }
        };
        for event in events {
            let followed = self.world.follow(&Entry {
                rule: allowed.rule.clone(),
                event,
                ..entry.clone()
            });
            if let Err(fault) = followed {
                self.differs(entry, actor, Differs::CannotFollow(fault.problem));
            }
        }
    }

    fn differs(&mut self, entry: &Entry, actor: &PersonId, draft: Differs) {
        self.differences.push(Difference {
            entry: entry.seq,
            at: entry.at,
            actor: actor.clone(),
            kind: entry.event.kind(),
            rule: entry.rule.clone(),
            draft,
        });
    }
}
