//! The timetable of one matter: every instant of its procedure in the organisation's zone, resolved before the
//! matter opens and again when a stage is extended.
//!
//! A stage's window is `[opens, closes)`: an act at the very instant of the close is late. Days are days of the
//! calendar, so that "7 days after" keeps the time of day when the clocks change; hours are elapsed time.
//! A time of day that does not exist, or exists twice, is refused ([`crate::instant`]).
//!
//! There is one closing instant for each stage, since a stage has one `closes` and each date one value: two papers
//! that give different closing dates are impossible as long as both are made from the timetable (failure F19).

pub mod plan;
mod resolve;

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use polity_values::{StageId, TimeZone, Timestamp};
use serde::{Deserialize, Serialize};

use crate::fault::{Fault, did_you_mean};
use crate::instant::{LocalInstant, instant_text};
use crate::model::{Deadline, Next, Procedure, Stage, StageKind};
use resolve::Resolver;

/// The instants that a matter names for its procedure's dates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dates(BTreeMap<String, LocalInstant>);

impl Dates {
    /// Names an instant; gives back what it replaces.
    pub fn set(&mut self, name: impl Into<String>, at: LocalInstant) -> Option<LocalInstant> {
        self.0.insert(name.into(), at)
    }

    /// The instant of this name.
    pub fn get(&self, name: &str) -> Option<&LocalInstant> {
        self.0.get(name)
    }

    /// All, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &LocalInstant)> {
        self.0.iter().map(|(name, at)| (name.as_str(), at))
    }
}

impl FromIterator<(String, LocalInstant)> for Dates {
    fn from_iter<I: IntoIterator<Item = (String, LocalInstant)>>(dates: I) -> Self {
        Self(dates.into_iter().collect())
    }
}

/// A stage's window: its acts are allowed from `opens` on and before `closes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The stage.
    pub stage: StageId,
    /// The first instant.
    pub opens: Timestamp,
    /// The first instant that is too late.
    pub closes: Timestamp,
}

impl Window {
    /// Whether an instant lies in the window.
    pub fn holds(&self, instant: Timestamp) -> bool {
        self.opens <= instant && instant < self.closes
    }
}

/// The dates of the roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RollDates {
    /// The last instant of joining.
    pub joined_by: Timestamp,
    /// The last instant of paying arrears.
    pub arrears_paid_by: Timestamp,
    /// The instant of the freeze.
    pub freeze: Timestamp,
}

/// Something that happens by the clock alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A window opens.
    Opens(StageId),
    /// A window closes.
    Closes(StageId),
    /// A ballot that was begun before the close is accepted no longer.
    GraceEnds(StageId),
}

/// The resolved instants of one matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable {
    zone: TimeZone,
    dates: Dates,
    extensions: BTreeMap<StageId, Timestamp>,
    waived: BTreeSet<u32>,
    windows: Vec<Window>,
    roll: Option<RollDates>,
    class_joined_by: BTreeMap<String, Timestamp>,
    despatch: Option<Timestamp>,
    last_reissue: Option<Timestamp>,
    grace: SignedDuration,
    ballots: Vec<StageId>,
    warnings: Vec<Fault>,
}

/// Resolves every instant of a procedure and proves the whole: every date is named and lies in the calendar, every window
/// opens before it closes and closes before the next one opens, every shortest gap is kept, nobody joins or pays after the
/// freeze.
///
/// # Errors
/// Every fault, with the stage or date that it belongs to.
pub fn timetable(
    procedure: &Procedure,
    dates: &Dates,
    zone: &TimeZone,
) -> Result<Timetable, Vec<Fault>> {
    build(procedure, dates, zone, (BTreeMap::new(), BTreeSet::new()))
}

/// The same, but for shortest times that are overridden, by their places among the procedure's gaps, counted from 1. Who may
/// override and what must be minuted is judged elsewhere.
///
/// # Errors
/// As [`timetable()`].
pub fn overriding(
    procedure: &Procedure,
    dates: &Dates,
    zone: &TimeZone,
    gaps: BTreeSet<u32>,
) -> Result<Timetable, Vec<Fault>> {
    build(procedure, dates, zone, (BTreeMap::new(), gaps))
}

impl Timetable {
    /// The windows, in the file's order of the stages.
    pub fn windows(&self) -> &[Window] {
        &self.windows
    }

    /// The window of a stage.
    pub fn window(&self, stage: &StageId) -> Option<&Window> {
        self.windows.iter().find(|window| window.stage == *stage)
    }

    /// The dates of the roll, if the procedure freezes one.
    pub fn roll(&self) -> Option<RollDates> {
        self.roll
    }

    /// The last instant of joining of each class that has one of its own.
    pub fn class_joined_by(&self) -> &BTreeMap<String, Timestamp> {
        &self.class_joined_by
    }

    /// When voters are sent what they need to vote, where the procedure says when.
    pub fn despatch(&self) -> Option<Timestamp> {
        self.despatch
    }

    /// The last instant at which it is sent again, where the procedure names one.
    pub fn last_reissue(&self) -> Option<Timestamp> {
        self.last_reissue
    }

    /// The organisation's zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The dates that it was made from.
    pub fn dates(&self) -> &Dates {
        &self.dates
    }

    /// The closes that were moved, with the instants that they were moved to.
    pub fn extensions(&self) -> &BTreeMap<StageId, Timestamp> {
        &self.extensions
    }

    /// What somebody should confirm, such as a date of joining before the notice.
    pub fn warnings(&self) -> &[Fault] {
        &self.warnings
    }

    /// An instant for people, such as `Friday 26 June 2026, 12:00 BST`.
    pub fn text(&self, instant: Timestamp) -> String {
        instant_text(instant, &self.zone)
    }

    /// The last instant, exclusive, at which a ballot begun before the close is accepted.
    pub fn grace_ends(&self, stage: &StageId) -> Option<Timestamp> {
        let window = self
            .window(stage)
            .filter(|_| self.ballots.contains(stage))?;
        window.closes.checked_add(self.grace).ok()
    }

    /// Everything that happens by the clock alone, in order of time.
    pub fn changes(&self) -> Vec<(Timestamp, Change)> {
        let of_window = |window: &Window| {
            let stage = window.stage.clone();
            let grace = self
                .grace_ends(&stage)
                .map(|at| (at, Change::GraceEnds(stage.clone())));
            let edges = [
                (window.opens, Change::Opens(stage.clone())),
                (window.closes, Change::Closes(stage)),
            ];
            edges.into_iter().chain(grace)
        };
        let mut changes: Vec<_> = self.windows.iter().flat_map(of_window).collect();
        changes.sort();
        changes
    }

    /// When the matter is due to be looked at next: the first change after an instant.
    pub fn due_at(&self, after: Timestamp) -> Option<Timestamp> {
        self.changes()
            .into_iter()
            .map(|(at, _)| at)
            .find(|&at| at > after)
    }

    /// The timetable with the close of a stage moved to a later instant. What hangs on that close moves with it.
    ///
    /// # Errors
    /// When `to` is not later than the present close, or the whole no longer fits.
    pub fn extended(
        &self,
        procedure: &Procedure,
        stage: &StageId,
        to: Timestamp,
    ) -> Result<Self, Vec<Fault>> {
        let item = format!("stage \"{stage}\", closes");
        let Some(window) = self.window(stage) else {
            let known = self.windows.iter().map(|window| window.stage.as_str());
            let problem = format!(
                "there is no stage {:?}{}",
                stage.as_str(),
                did_you_mean(stage.as_str(), known)
            );
            return Err(vec![Fault::error(
                "unknown-stage",
                item,
                problem,
                "name a stage of the procedure",
            )]);
        };
        if to <= window.closes {
            let (close, asked) = (self.text(window.closes), self.text(to));
            let problem = format!("an extension to {asked} is not later than the close at {close}");
            return Err(vec![Fault::error(
                "not-later",
                item,
                problem,
                "name a later instant: a close is never brought forward",
            )]);
        }
        let mut extensions = self.extensions.clone();
        extensions.insert(stage.clone(), to);
        let moved = (extensions, self.waived.clone());
        build(procedure, &self.dates, &self.zone, moved)
    }
}

fn build(
    procedure: &Procedure,
    dates: &Dates,
    zone: &TimeZone,
    (extensions, waived): (BTreeMap<StageId, Timestamp>, BTreeSet<u32>),
) -> Result<Timetable, Vec<Fault>> {
    let mut resolver = Resolver::new(procedure, dates, zone, &extensions);
    resolver.check_dates();
    let windows: Vec<Option<Window>> = procedure
        .stages
        .iter()
        .map(|stage| resolver.window(stage))
        .collect();
    let roll = procedure.roll.as_ref().map(|rule| {
        let joined_by = resolver.instant(&rule.joined_by, "roll.joined-by");
        let arrears_paid_by = resolver.instant(&rule.arrears_paid_by, "roll.arrears-paid-by");
        let freeze = resolver.instant(&rule.freeze, "roll.freeze");
        Some(RollDates {
            joined_by: joined_by?,
            arrears_paid_by: arrears_paid_by?,
            freeze: freeze?,
        })
    });
    let class_joined_by = of_classes(procedure, &mut resolver);
    let (despatch, last_reissue) = sent(procedure, &mut resolver);
    check_gaps(procedure, &mut resolver, &waived);
    let mut faults = resolver.into_faults();
    let windows: Vec<Window> = windows.into_iter().flatten().collect();
    let grace = procedure
        .ballot
        .as_ref()
        .map_or(0, |ballot| i64::from(ballot.grace_seconds));
    let of_kind = |kind| {
        procedure
            .stages
            .iter()
            .filter(move |stage: &&Stage| stage.kind == kind)
    };
    let mut table = Timetable {
        zone: zone.clone(),
        dates: dates.clone(),
        extensions,
        waived,
        windows,
        roll: roll.flatten(),
        class_joined_by,
        despatch,
        last_reissue,
        grace: SignedDuration::from_secs(grace),
        ballots: of_kind(StageKind::Ballot)
            .map(|stage| stage.id.clone())
            .collect(),
        warnings: Vec::new(),
    };
    check_order(procedure, &table, &mut faults);
    check_roll(procedure, &table, &mut faults);
    check_despatch(&table, &mut faults);
    let (errors, warnings): (Vec<_>, Vec<_>) = faults.into_iter().partition(Fault::is_error);
    if !errors.is_empty() {
        return Err(errors);
    }
    table.warnings = warnings;
    Ok(table)
}

/// The last instant of joining of each class that has one of its own.
fn of_classes<'p>(
    procedure: &'p Procedure,
    resolver: &mut Resolver<'p>,
) -> BTreeMap<String, Timestamp> {
    let own = procedure.roll.iter().flat_map(|roll| &roll.class_joined_by);
    own.filter_map(|own| {
        let at = resolver.instant(&own.deadline.at, "roll.class-joined-by")?;
        Some((own.class.clone(), at))
    })
    .collect()
}

/// When voters are sent what they need to vote, and until when again.
fn sent<'p>(
    procedure: &'p Procedure,
    resolver: &mut Resolver<'p>,
) -> (Option<Timestamp>, Option<Timestamp>) {
    let mut instant = |terms: &'p Option<Deadline>, item| {
        let terms = terms.as_ref()?;
        resolver.instant(&terms.at, item)
    };
    procedure.ballot.as_ref().map_or((None, None), |ballot| {
        (
            instant(&ballot.despatch, "ballot.despatch"),
            instant(&ballot.last_reissue, "ballot.last-reissue"),
        )
    })
}

/// Windows open before they close, and close before the stages that they lead to open.
fn check_order(procedure: &Procedure, table: &Timetable, faults: &mut Vec<Fault>) {
    for stage in &procedure.stages {
        let Some(window) = table.window(&stage.id) else {
            continue;
        };
        if window.closes <= window.opens {
            let (opens, closes) = (table.text(window.opens), table.text(window.closes));
            let problem =
                format!("the window would open on {opens} and close on {closes}, not later");
            let item = format!("stage \"{}\", closes", stage.id);
            faults.push(Fault::error(
                "empty-window",
                item,
                problem,
                "name a later close or an earlier opening",
            ));
        }
        for next in next_stages(stage) {
            let Some(after) = table
                .window(next)
                .filter(|after| after.opens < window.closes)
            else {
                continue;
            };
            let problem = format!(
                "it would open on {}, before the stage {:?} that leads to it closes on {}",
                table.text(after.opens),
                stage.id.as_str(),
                table.text(window.closes)
            );
            let item = format!("stage \"{next}\", opens");
            faults.push(Fault::error(
                "windows-overlap",
                item,
                problem,
                "move one of the two dates",
            ));
        }
    }
}

/// The stages that a stage can lead to, each once.
fn next_stages(stage: &Stage) -> Vec<&StageId> {
    let outcomes = stage.outcomes.iter().map(|outcome| &outcome.then);
    let mut next: Vec<&StageId> = outcomes
        .chain(stage.lapse.iter().map(|lapse| &lapse.then))
        .filter_map(|next| match next {
            Next::Stage(stage) => Some(stage),
            Next::End(_) => None,
        })
        .collect();
    next.sort_by_key(|stage| stage.as_str());
    next.dedup();
    next
}

fn check_gaps<'p>(procedure: &'p Procedure, resolver: &mut Resolver<'p>, waived: &BTreeSet<u32>) {
    for (index, gap) in procedure.gaps.iter().enumerate() {
        if waived.iter().any(|place| *place as usize == index + 1) {
            continue;
        }
        let item = format!("gaps[{}]", index + 1);
        let from = resolver.instant(&gap.from, &item);
        let to = resolver.instant(&gap.to, &item);
        let (Some(from), Some(to)) = (from, to) else {
            continue;
        };
        let earliest = if gap.working {
            resolver.working_days_after(from, gap.at_least_days, &item)
        } else {
            resolver.days_after(from, gap.at_least_days, &item)
        };
        let Some(earliest) = earliest else {
            continue;
        };
        if to < earliest {
            let problem = format!(
                "clause {} asks for at least {} {}days between {:?} and {:?}, but {} is not that long after {}",
                gap.rule,
                gap.at_least_days,
                if gap.working { "working " } else { "" },
                crate::form::when_text(&gap.from),
                crate::form::when_text(&gap.to),
                resolver.text(to),
                resolver.text(from)
            );
            let remedy = format!("make it {} or later", resolver.text(earliest));
            resolver.fault(Fault::error("gap-too-short", item, problem, remedy));
        }
    }
}

/// Nothing is sent before the roll says to whom, and nothing again when nobody could use it any more.
fn check_despatch(table: &Timetable, faults: &mut Vec<Fault>) {
    let mut order =
        |earlier: (&str, Option<Timestamp>), later: (&str, Option<Timestamp>), strictly: bool| {
            let (Some(first), Some(second)) = (earlier.1, later.1) else {
                return;
            };
            if first < second || (first == second && !strictly) {
                return;
            }
            let problem = format!(
                "{} on {} is not before {} on {}",
                earlier.0,
                table.text(first),
                later.0,
                table.text(second)
            );
            let remedy = "move one of the two dates";
            faults.push(Fault::error("wrong-order", "ballot", problem, remedy));
        };
    let freeze = table.roll.map(|roll| roll.freeze);
    let window = table.ballots.first().and_then(|stage| table.window(stage));
    let close = window.map(|window| window.closes);
    order(
        ("the freeze", freeze),
        ("the despatch", table.despatch),
        false,
    );
    order(
        ("the despatch", table.despatch),
        ("the last reissue", table.last_reissue),
        true,
    );
    order(("the despatch", table.despatch), ("the close", close), true);
    order(
        ("the last reissue", table.last_reissue),
        ("the close", close),
        true,
    );
}

fn check_roll(procedure: &Procedure, table: &Timetable, faults: &mut Vec<Fault>) {
    let Some(roll) = table.roll else {
        return;
    };
    let of_classes = table.class_joined_by.values();
    for (item, at) in [
        ("roll.joined-by", roll.joined_by),
        ("roll.arrears-paid-by", roll.arrears_paid_by),
    ]
    .into_iter()
    .chain(of_classes.map(|at| ("roll.class-joined-by", *at)))
    {
        if at > roll.freeze {
            let (at, freeze) = (table.text(at), table.text(roll.freeze));
            let problem = format!(
                "{at} is after the freeze of the roll on {freeze}, which could not know it"
            );
            faults.push(Fault::error(
                "after-freeze",
                item,
                problem,
                "name an earlier instant, or freeze later",
            ));
        }
    }
    for stage in &procedure.stages {
        let Some(window) = table.window(&stage.id) else {
            continue;
        };
        if stage.kind == StageKind::Freeze && !window.holds(roll.freeze) {
            let freeze = table.text(roll.freeze);
            let problem = format!(
                "the freeze on {freeze} lies outside of the stage {:?}",
                stage.id.as_str()
            );
            faults.push(Fault::error(
                "freeze-outside",
                "roll.freeze",
                problem,
                "freeze within its stage",
            ));
        }
        if stage.kind == StageKind::Notice && roll.joined_by < window.opens {
            let (joined, notice) = (table.text(roll.joined_by), table.text(window.opens));
            let problem = format!(
                "whoever joined after {joined} has no vote, and learns it only from the notice on {notice}"
            );
            let remedy = "let the body that adopts the timetable confirm it, knowing how many members it concerns";
            faults.push(Fault::warning(
                "joined-before-notice",
                "roll.joined-by",
                problem,
                remedy,
            ));
        }
    }
}

#[cfg(test)]
mod tests;
