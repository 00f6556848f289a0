//! What constraints mean for each candidate as things stand on the board.

use super::{Board, number};
use crate::constraints::{Constraints, Places};
use crate::transcript::{Limit, LimitKind, Status};

/// The constraints, and what they mean for each candidate as things stand.
#[derive(Debug)]
pub(super) struct Bounds<'a> {
    constraints: &'a Constraints,
    places: Places,
    guarded: Vec<bool>,
    doomed: Vec<bool>,
}

impl<'a> Bounds<'a> {
    pub(super) fn new(constraints: &'a Constraints, candidates: usize) -> Self {
        Self {
            constraints,
            places: Places::new(constraints, candidates),
            guarded: vec![false; candidates],
            doomed: vec![false; candidates],
        }
    }

    pub(super) fn constraints(&self) -> &'a Constraints {
        self.constraints
    }
}

impl Board<'_> {
    /// Asks anew who is guarded and who is doomed, and notes who has become so.
    pub(super) fn review(&mut self) {
        let Some(bounds) = &mut self.bounds else {
            return;
        };
        for c in 0..self.status.len() {
            if self.status[c] != Status::Continuing {
                bounds.guarded[c] = false;
                bounds.doomed[c] = false;
                continue;
            }
            for (kind, with, without) in [
                (LimitKind::Guarded, None, Some(c)),
                (LimitKind::Doomed, Some(c), None),
            ] {
                let noted = match kind {
                    LimitKind::Guarded => &mut bounds.guarded[c],
                    LimitKind::Doomed => &mut bounds.doomed[c],
                };
                let places = &bounds.places;
                let now = !places.can_fill_with(&self.status, self.seats, with, without);
                if now && !*noted {
                    let blamed = places.to_blame(&self.status, self.seats, with, without);
                    let classes = &bounds.constraints.classes;
                    self.limits.push(Limit {
                        candidate: number(c),
                        kind,
                        because: blamed.iter().map(|&k| classes[k].limits()).collect(),
                    });
                }
                *noted = now;
            }
        }
    }

    /// Whether constraints bar the candidate from being elected.
    pub(crate) fn is_doomed(&self, candidate: usize) -> bool {
        self.bounds.as_ref().is_some_and(|b| b.doomed[candidate])
    }

    /// Whether the candidate would be doomed, or guarded, if `elected` were elected (QPQ elects on trial).
    pub(crate) fn bound_beside(&self, elected: &[usize], candidate: usize) -> (bool, bool) {
        let Some(bounds) = &self.bounds else {
            return (false, false);
        };
        let mut status = self.status.clone();
        for &c in elected {
            status[c] = Status::Elected;
        }
        let can = |with, without| {
            bounds
                .places
                .can_fill_with(&status, self.seats, with, without)
        };
        (!can(Some(candidate), None), !can(None, Some(candidate)))
    }

    /// Whether somebody has to be excluded for the constraints' sake before anything else is done.
    pub(crate) fn has_doomed(&self) -> bool {
        self.bounds
            .as_ref()
            .is_some_and(|b| b.doomed.contains(&true))
    }

    /// Among whom the next to be excluded is found: the doomed; if there are none, those who are not guarded.
    pub(crate) fn excludable(&self) -> Vec<usize> {
        let continuing = self.continuing();
        let Some(bounds) = &self.bounds else {
            return continuing;
        };
        let doomed: Vec<usize> = continuing
            .iter()
            .copied()
            .filter(|&c| bounds.doomed[c])
            .collect();
        if !doomed.is_empty() {
            return doomed;
        }
        continuing
            .into_iter()
            .filter(|&c| !bounds.guarded[c])
            .collect()
    }

    /// The longest part of `order` that may be excluded together, from its start; one at least.
    pub(crate) fn excludable_together(&self, order: &[usize]) -> usize {
        let Some(bounds) = &self.bounds else {
            return order.len();
        };
        let mut status = self.status.clone();
        let fits = |&&c: &&usize| {
            status[c] = Status::Excluded;
            bounds.places.can_fill(&status, self.seats)
        };
        order.iter().take_while(fits).count().max(1)
    }
}
