//! What can be known of the windows for any timetable whatever.
//!
//! An instant is a chain: some time after an edge, which is some time after another edge, down to a date that the
//! timetable names. Two instants whose chains meet are compared by what lies between. A day is 23 to 25 hours
//! long, and a time of day moves an instant by less than a day, so that a length is an interval, and only what holds for
//! all of the interval is a fault here.

use super::{Checker, stage_path};
use crate::form::when_text;
use crate::model::{ActKind, Edge, Next, Offset, Procedure, Stage, StageKind, When};

/// The least and the most hours that can lie between two instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hours {
    least: i64,
    most: i64,
}

/// What an instant hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node<'p> {
    Date(&'p str),
    Edge(&'p str, Edge),
}

/// What an instant hangs on, nearest first, with the time from there.
type Chain<'p> = Vec<(Node<'p>, Hours)>;

pub(super) fn check(checker: &mut Checker<'_>) {
    let procedure = checker.procedure;
    calendar(checker);
    for (index, stage) in procedure.stages.iter().enumerate() {
        window(checker, index, stage);
        for next in next_stages(procedure, stage) {
            order(checker, stage, next);
        }
    }
    gaps(checker);
    roll(checker);
    grace(checker);
}

/// Working days need a calendar, and a calendar working days.
fn calendar(checker: &mut Checker<'_>) {
    let procedure = checker.procedure;
    let worked = |when: &When| {
        matches!(
            when,
            When::From {
                offset: Offset::WorkingDays(_),
                ..
            }
        )
    };
    let mut places: Vec<String> = Vec::new();
    for (index, stage) in procedure.stages.iter().enumerate() {
        for (key, when) in [("opens", &stage.opens), ("closes", &stage.closes)] {
            if worked(when) {
                places.push(format!("{}.{key}", stage_path(index)));
            }
        }
    }
    for (index, gap) in procedure.gaps.iter().enumerate() {
        if gap.working || worked(&gap.from) || worked(&gap.to) {
            places.push(format!("gaps[{}]", index + 1));
        }
    }
    match (procedure.calendar, places.first()) {
        (None, Some(place)) => {
            let problem = "it is reckoned in working days, and the file does not say whose bank holidays count";
            let remedy =
                "add calendar = \"england-and-wales\", \"scotland\" or \"northern-ireland\"";
            checker.error("no-calendar", place.clone(), problem, remedy);
        }
        (Some(_), None) => {
            let problem = "the file names a calendar, and nothing is reckoned in working days";
            checker.warning("unused", "calendar", problem, "leave it out");
        }
        _ => {}
    }
}

fn window(checker: &mut Checker<'_>, index: usize, stage: &Stage) {
    let path = stage_path(index);
    let (opens, closes) = (edge(stage, Edge::Opens), edge(stage, Edge::Closes));
    for (key, when) in [("opens", &opens), ("closes", &closes)] {
        if chain(checker.procedure, when).is_err_and(|turns| turns == node(when)) {
            let problem = "the instant hangs on itself, by way of other stages";
            checker.error(
                "circular-window",
                format!("{path}.{key}"),
                problem,
                "let one of them hang on a date",
            );
        }
    }
    let length = between(checker.procedure, &opens, &closes);
    if length.is_some_and(|length| length.most <= 0) {
        let problem = format!(
            "the window closes ({}) no later than it opens ({}), whatever the timetable",
            when_text(&stage.closes),
            when_text(&stage.opens)
        );
        checker.error(
            "empty-window",
            format!("{path}.closes"),
            problem,
            "name a later close or an earlier opening",
        );
    }
}

fn order(checker: &mut Checker<'_>, stage: &Stage, (next_index, next): (usize, &Stage)) {
    let wait = between(
        checker.procedure,
        &edge(stage, Edge::Closes),
        &edge(next, Edge::Opens),
    );
    if wait.is_some_and(|wait| wait.most < 0) {
        let problem = format!(
            "it opens ({}) before the stage {:?} that leads to it closes, whatever the timetable",
            when_text(&next.opens),
            stage.id.as_str()
        );
        let path = format!("{}.opens", stage_path(next_index));
        checker.error(
            "windows-overlap",
            path,
            problem,
            "let it open at that close or later",
        );
    }
}

fn next_stages<'p>(procedure: &'p Procedure, stage: &'p Stage) -> Vec<(usize, &'p Stage)> {
    let lapse = stage.lapse.iter().map(|lapse| &lapse.then);
    let leads = stage
        .outcomes
        .iter()
        .map(|outcome| &outcome.then)
        .chain(lapse);
    let find = |next: &Next| match next {
        Next::Stage(id) => procedure
            .stages
            .iter()
            .enumerate()
            .find(|(_, stage)| stage.id == *id),
        Next::End(_) => None,
    };
    let mut found: Vec<_> = leads.filter_map(find).collect();
    found.sort_by_key(|(index, _)| *index);
    found.dedup_by_key(|(index, _)| *index);
    found
}

fn gaps(checker: &mut Checker<'_>) {
    for (index, gap) in checker.procedure.gaps.iter().enumerate() {
        let least = if gap.working {
            24 * i64::from(gap.at_least_days) - 25
        } else {
            24 * i64::from(gap.at_least_days) - 1
        };
        let length = between(checker.procedure, &gap.from, &gap.to);
        if length.is_some_and(|length| length.most < least) {
            let problem = format!(
                "{:?} is never {} days after {:?}, whatever the timetable",
                when_text(&gap.to),
                gap.at_least_days,
                when_text(&gap.from)
            );
            let path = format!("gaps[{}].at-least", index + 1);
            checker.error(
                "gap-too-short",
                path,
                problem,
                "change the windows, or the gap and its clause",
            );
        }
    }
}

fn roll(checker: &mut Checker<'_>) {
    let procedure = checker.procedure;
    let Some(roll) = &procedure.roll else {
        return;
    };
    for (path, when) in [
        ("roll.joined-by", &roll.joined_by),
        ("roll.arrears-paid-by", &roll.arrears_paid_by),
    ] {
        if between(procedure, when, &roll.freeze).is_some_and(|time| time.most < 0) {
            let problem = format!(
                "{:?} is after the freeze of the roll, which could not know it",
                when_text(when)
            );
            checker.error(
                "after-freeze",
                path,
                problem,
                "name an earlier instant, or freeze later",
            );
        }
    }
    for stage in &procedure.stages {
        let (opens, closes) = (edge(stage, Edge::Opens), edge(stage, Edge::Closes));
        let before = between(procedure, &opens, &roll.freeze).is_some_and(|time| time.most < 0);
        let after = between(procedure, &closes, &roll.freeze).is_some_and(|time| time.least >= 0);
        if stage.kind == StageKind::Freeze && (before || after) {
            let problem = format!(
                "{:?} lies outside of the stage {:?}",
                when_text(&roll.freeze),
                stage.id.as_str()
            );
            checker.error(
                "freeze-outside",
                "roll.freeze",
                problem,
                "freeze within its stage",
            );
        }
        let early = between(procedure, &roll.joined_by, &opens).is_some_and(|time| time.least > 0);
        if stage.kind == StageKind::Notice && early {
            let problem = format!(
                "{:?} is before the notice: whoever joins in between loses the vote and could not know it",
                when_text(&roll.joined_by)
            );
            let remedy =
                "let the body that adopts it confirm it, knowing how many members it concerns";
            checker.warning("joined-before-notice", "roll.joined-by", problem, remedy);
        }
    }
}

/// A box that still takes ballots cannot be closed.
fn grace(checker: &mut Checker<'_>) {
    let procedure = checker.procedure;
    let Some(ballot) = &procedure.ballot else {
        return;
    };
    let Some(open) = procedure
        .stages
        .iter()
        .find(|stage| stage.kind == StageKind::Ballot)
    else {
        return;
    };
    for (index, stage) in procedure.stages.iter().enumerate() {
        let closes_box = stage
            .acts
            .iter()
            .any(|rule| rule.act == ActKind::CloseBallot);
        let wait = between(
            procedure,
            &edge(open, Edge::Closes),
            &edge(stage, Edge::Opens),
        );
        let too_soon = wait.is_some_and(|wait| wait.most * 3_600 < i64::from(ballot.grace_seconds));
        if closes_box && stage.id != open.id && too_soon {
            let problem = format!(
                "the box can be closed from here on, and takes ballots for {} seconds after the close",
                ballot.grace_seconds
            );
            let path = format!("{}.opens", stage_path(index));
            checker.error(
                "within-grace",
                path,
                problem,
                "let the stage open when the grace is over, such as \"1 hour after ... closes\"",
            );
        }
    }
}

/// An edge of a stage as an instant.
fn edge(stage: &Stage, edge: Edge) -> When {
    When::From {
        stage: stage.id.clone(),
        edge,
        offset: Offset::Hours(0),
        at: None,
    }
}

/// The time from one instant to another, if their chains meet.
fn between(procedure: &Procedure, from: &When, to: &When) -> Option<Hours> {
    let (from, to) = (chain(procedure, from).ok()?, chain(procedure, to).ok()?);
    to.iter().find_map(|(node, to)| {
        let (_, from) = from.iter().find(|(known, _)| known == node)?;
        Some(Hours {
            least: to.least - from.most,
            most: to.most - from.least,
        })
    })
}

/// The edge at which an instant hangs.
fn node(when: &When) -> Option<(String, Edge)> {
    match when {
        When::Date(_) => None,
        When::From { stage, edge, .. } => Some((stage.to_string(), *edge)),
    }
}

/// What an instant hangs on; if that runs in a circle, the edge at which the circle closes.
fn chain<'p>(procedure: &'p Procedure, when: &When) -> Result<Chain<'p>, Option<(String, Edge)>> {
    let mut chain: Chain<'p> = Vec::new();
    let mut when = when.clone();
    let mut total = Hours { least: 0, most: 0 };
    loop {
        let (node, step) = match &when {
            When::Date(name) => {
                let known = procedure.dates.iter().find(|date| date.id == *name);
                if let Some(known) = known {
                    chain.push((Node::Date(&known.id), total));
                }
                return Ok(chain);
            }
            When::From {
                stage,
                edge,
                offset,
                at,
            } => {
                let Some(known) = procedure.stages.iter().find(|known| known.id == *stage) else {
                    return Ok(chain);
                };
                ((known, *edge), hours(*offset, at.is_some()))
            }
        };
        total = Hours {
            least: total.least + step.least,
            most: total.most + step.most,
        };
        let (stage, edge) = node;
        let node = Node::Edge(stage.id.as_str(), edge);
        if chain.iter().any(|(known, _)| *known == node) {
            return Err(Some((stage.id.to_string(), edge)));
        }
        chain.push((node, total));
        when = match edge {
            Edge::Opens => stage.opens.clone(),
            Edge::Closes => stage.closes.clone(),
        };
    }
}

fn hours(offset: Offset, at: bool) -> Hours {
    let (middle, slack) = match offset {
        Offset::Hours(hours) => (i64::from(hours), 0),
        // Five of seven days are worked, less the bank holidays: never more than ten days in a row are not.
        Offset::WorkingDays(days) => {
            let days = i64::from(days);
            let (least, most) = (24 * days.abs() - 25, 24 * (2 * days.abs() + 10) + 25);
            let slack = if at { 24 } else { 0 };
            let (least, most) = (least - slack, most + slack);
            return if days < 0 {
                Hours {
                    least: -most,
                    most: -least,
                }
            } else {
                Hours { least, most }
            };
        }
        Offset::Days(0) => (0, 0),
        Offset::Days(days) => (24 * i64::from(days), 1),
    };
    let slack = slack + if at { 24 } else { 0 };
    Hours {
        least: middle - slack,
        most: middle + slack,
    }
}
