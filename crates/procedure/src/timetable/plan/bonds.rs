//! What must hold between the instants of a timetable.

use polity_values::{Clause, StageId};

use super::Ask;
use crate::describe::when_words;
use crate::model::{ClassDeadline, Deadline, Edge, Offset, Procedure, StageKind, When};
use crate::timetable::next_stages;

/// How far apart two instants are at least.
#[derive(Debug, Clone, Copy)]
pub(super) enum Apart {
    /// Not the wrong way round.
    Order,
    /// The second is later.
    Later,
    /// So many days of the calendar.
    Days(u32),
    /// So many working days.
    Working(u32),
}

/// Something that must hold between two instants.
pub(super) struct Bond {
    pub(super) earlier: When,
    pub(super) later: When,
    pub(super) apart: Apart,
    pub(super) says: String,
    pub(super) rule: Option<Clause>,
}

pub(super) fn edge(stage: &StageId, edge: Edge) -> When {
    When::From {
        stage: stage.clone(),
        edge,
        offset: Offset::Hours(0),
        at: None,
    }
}

/// Everything that must hold between instants, as [`crate::timetable()`] proves it.
pub(super) fn bonds(procedure: &Procedure, ask: &Ask) -> Vec<Bond> {
    let mut bonds = Vec::new();
    let mut bond = |earlier: When, later: When, apart, says: String, rule: Option<&Clause>| {
        let rule = rule.cloned();
        bonds.push(Bond {
            earlier,
            later,
            apart,
            says,
            rule,
        });
    };
    // The shortest times first: of two reasons for a date they are the one that a person can act upon.
    for gap in &procedure.gaps {
        let (unit, apart) = if gap.working {
            ("working days", Apart::Working(gap.at_least_days))
        } else {
            ("days", Apart::Days(gap.at_least_days))
        };
        let (from, to) = (
            when_words(procedure, &gap.from),
            when_words(procedure, &gap.to),
        );
        let says = format!(
            "at least {} {unit} lie between {from} and {to}",
            gap.at_least_days
        );
        bond(
            gap.from.clone(),
            gap.to.clone(),
            apart,
            says,
            Some(&gap.rule),
        );
    }
    for stage in &procedure.stages {
        let (opens, closes) = (edge(&stage.id, Edge::Opens), edge(&stage.id, Edge::Closes));
        let says = format!("{:?} opens before it closes", stage.title);
        bond(
            opens.clone(),
            closes.clone(),
            Apart::Later,
            says,
            Some(&stage.rule),
        );
        if let Some(days) = ask.least.get(&stage.id) {
            let says = format!("{:?} is wanted for {days} days or more", stage.title);
            bond(opens, closes.clone(), Apart::Days(*days), says, None);
        }
        for next in next_stages(stage) {
            let title = procedure.stages.iter().find(|one| one.id == *next);
            let title = title.map_or(next.as_str(), |one| one.title.as_str());
            let says = format!("{:?} closes before {title:?} opens", stage.title);
            bond(
                closes.clone(),
                edge(next, Edge::Opens),
                Apart::Order,
                says,
                Some(&stage.rule),
            );
        }
    }
    roll_bonds(procedure, &mut bond);
    bonds
}

fn roll_bonds(
    procedure: &Procedure,
    bond: &mut impl FnMut(When, When, Apart, String, Option<&Clause>),
) {
    if let Some(roll) = &procedure.roll {
        let of_class = |own: &ClassDeadline| (own.deadline.at.clone(), own.deadline.rule.clone());
        let joined = (roll.joined_by.clone(), roll.joined_rule.clone());
        let paid = (roll.arrears_paid_by.clone(), roll.arrears_rule.clone());
        let own = roll.class_joined_by.iter().map(of_class);
        for (at, rule) in [joined.clone(), paid].into_iter().chain(own) {
            let says = "who joined and paid in time is known when the roll is frozen".to_owned();
            bond(at, roll.freeze.clone(), Apart::Order, says, Some(&rule));
        }
        for stage in &procedure.stages {
            let (opens, closes) = (edge(&stage.id, Edge::Opens), edge(&stage.id, Edge::Closes));
            if stage.kind == StageKind::Freeze {
                let says = format!("the roll is frozen within {:?}", stage.title);
                let rule = Some(&roll.freeze_rule);
                bond(opens, roll.freeze.clone(), Apart::Order, says.clone(), rule);
                bond(roll.freeze.clone(), closes, Apart::Later, says, rule);
            } else if stage.kind == StageKind::Notice
                && root(procedure, &opens) != root(procedure, &joined.0)
            {
                let says = "nobody loses the vote by a date before the notice".to_owned();
                let rule = Some(&roll.joined_rule);
                bond(opens, joined.0.clone(), Apart::Order, says, rule);
            }
        }
    }
    let Some(ballot) = &procedure.ballot else {
        return;
    };
    let of_kind = |stage: &&crate::model::Stage| stage.kind == StageKind::Ballot;
    let close = procedure.stages.iter().find(of_kind);
    let close = close.map(|stage| edge(&stage.id, Edge::Closes));
    let freeze = procedure.roll.as_ref().map(|roll| roll.freeze.clone());
    let at = |deadline: &Option<Deadline>| deadline.as_ref().map(|one| one.at.clone());
    let (sent, again) = (at(&ballot.despatch), at(&ballot.last_reissue));
    let rule_of = |deadline: &Option<Deadline>| deadline.as_ref().map(|one| one.rule.clone());
    let (sent_rule, again_rule) = (rule_of(&ballot.despatch), rule_of(&ballot.last_reissue));
    let says = "voters are sent what they need after the freeze and before the close".to_owned();
    for (earlier, later, apart, rule) in [
        (&freeze, &sent, Apart::Order, &sent_rule),
        (&sent, &again, Apart::Later, &again_rule),
        (&sent, &close, Apart::Later, &sent_rule),
        (&again, &close, Apart::Later, &again_rule),
    ] {
        if let (Some(earlier), Some(later)) = (earlier, later) {
            let (earlier, later) = (earlier.clone(), later.clone());
            bond(earlier, later, apart, says.clone(), rule.as_ref());
        }
    }
}

/// The date on which an instant hangs in the end.
pub(super) fn root<'p>(procedure: &'p Procedure, when: &'p When) -> Option<&'p str> {
    let mut when = when;
    // No chain is longer than this; one that is goes round in a circle.
    for _ in 0..=2 * procedure.stages.len() {
        match when {
            When::Date(name) => return Some(name),
            When::From { stage, edge, .. } => {
                let stage = procedure.stages.iter().find(|one| one.id == *stage)?;
                when = match edge {
                    Edge::Opens => &stage.opens,
                    Edge::Closes => &stage.closes,
                };
            }
        }
    }
    None
}
