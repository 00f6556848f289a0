//! The limits on who may be elected together: each can be met by some field of candidates, and candidates are asked to
//! which classes they belong. Whether a given field meets them together is asked of the counting rule when it is known.

use super::Checker;
use crate::model::{ActKind, Constraint};

pub(super) fn check(checker: &mut Checker<'_>) {
    let procedure = checker.procedure;
    if procedure.constraints.is_empty() {
        return;
    }
    if procedure.ballot.is_none() {
        checker.error(
            "constraint-without-ballot",
            "constraints",
            "limits on who is elected bind a count, and the procedure holds no ballot",
            "leave [constraints] out, or add [ballot]",
        );
    }
    let asks = |act| {
        let mut acts = procedure.stages.iter().flat_map(|stage| &stage.acts);
        acts.any(|rule| rule.act == act)
    };
    if !asks(ActKind::Consent) {
        checker.error(
            "constraint-without-consent",
            "constraints",
            "candidates say with their consent to which classes they belong, and no stage asks for consent",
            "add the act consent to a stage, or leave [constraints] out",
        );
    }
    let seats = procedure
        .seats
        .as_ref()
        .map_or(u32::MAX, |seats| seats.number);
    for (index, constraint) in procedure.constraints.iter().enumerate() {
        one(
            checker,
            &format!("constraints[{}]", index + 1),
            constraint,
            seats,
        );
    }
}

fn one(checker: &mut Checker<'_>, path: &str, constraint: &Constraint, seats: u32) {
    let Constraint {
        at_least, at_most, ..
    } = *constraint;
    if at_least > seats {
        let problem = format!("at least {at_least} are asked for, and {seats} seats are filled");
        checker.error(
            "constraint-above-seats",
            format!("{path}.at-least"),
            problem,
            "ask for no more than there are seats",
        );
    }
    if let Some(most) = at_most.filter(|most| *most < at_least) {
        let problem = format!("at least {at_least} and at most {most} cannot both hold");
        checker.error(
            "constraint-crossed",
            format!("{path}.at-most"),
            problem,
            "let the least be no more than the most",
        );
    }
    if at_least == 0 && at_most.is_none_or(|most| most >= seats) {
        checker.warning(
            "constraint-without-limit",
            path,
            "neither a least nor a most binds here",
            "write at-least or at-most, or leave the constraint out",
        );
    }
}
