//! What can be done in each stage, by how many, and under which guards.

use super::places::{BY_TWO, places, purposes};
use super::process;
use super::references::with_inner;
use super::{Checker, stage_path};
use crate::fault::one_of;
use crate::model::{
    ActKind, ActRule, Group, GroupId, GroupOf, Guard, Level, Needed, Procedure, Stage, StageKind,
};
use crate::names::Named;

pub(super) fn check(checker: &mut Checker<'_>) {
    let procedure = checker.procedure;
    for (index, stage) in procedure.stages.iter().enumerate() {
        let path = stage_path(index);
        purpose(checker, &path, stage);
        process::stage(checker, &path, stage);
        guards(checker, &path, &stage.needs);
        if stage.kind == StageKind::Ballot {
            opening(checker, &path, stage);
        }
        for (index, rule) in stage.acts.iter().enumerate() {
            let path = format!("{path}.acts[{}]", index + 1);
            if stage.acts[..index]
                .iter()
                .any(|earlier| earlier.act == rule.act && earlier.by == rule.by)
            {
                let problem = format!(
                    "{} by {} stands in this stage twice",
                    rule.act.name(),
                    rule.by
                );
                checker.error("twice", &path, problem, "keep one of them");
            }
            act(checker, &path, stage, rule);
            guards(checker, &path, &rule.needs);
        }
    }
    sections(checker);
}

fn purpose(checker: &mut Checker<'_>, path: &str, stage: &Stage) {
    for (act, required) in purposes(stage.kind, checker.procedure.admission.is_some()) {
        let rules: Vec<(usize, &ActRule)> = stage
            .acts
            .iter()
            .enumerate()
            .filter(|(_, rule)| rule.act == *act)
            .collect();
        let Some((index, _)) = rules.first() else {
            let problem = format!(
                "a stage of the kind {} is for the act {}, which nobody may do in it",
                stage.kind.name(),
                act.name()
            );
            checker.error(
                "missing-act",
                path,
                problem,
                "add the act to its [[stage.acts]]",
            );
            continue;
        };
        if *required && !rules.iter().any(|(_, rule)| rule.required) {
            let problem = format!("the stage would be done without {}", act.name());
            checker.error(
                "not-required",
                format!("{path}.acts[{}]", index + 1),
                problem,
                "add required = true",
            );
        }
    }
}

fn act(checker: &mut Checker<'_>, path: &str, stage: &Stage, rule: &ActRule) {
    let places = places(rule.act);
    if !places.is_empty() && !places.contains(&stage.kind) {
        let problem = format!(
            "{} does not belong in a stage of the kind {}",
            rule.act.name(),
            stage.kind.name()
        );
        let remedy = format!(
            "move it to a stage of the kind {}",
            one_of(places.iter().map(|kind| kind.name()))
        );
        checker.error("misplaced-act", format!("{path}.act"), problem, &remedy);
    }
    let by_two = BY_TWO.contains(&rule.act);
    if by_two && rule.persons < 2 {
        let problem = format!("one person alone could do {}", rule.act.name());
        checker.error(
            "one-person",
            path,
            problem,
            "add persons = 2: one proposes, another confirms",
        );
    } else if !(1..=2).contains(&rule.persons) {
        let problem = format!("an act takes 1 or 2 persons, not {}", rule.persons);
        checker.error(
            "persons",
            format!("{path}.persons"),
            problem,
            "write 1 or 2",
        );
    }
    process::act(checker, path, stage, rule);
    if rule.act == ActKind::SubmitStatement && rule.words.is_none() {
        let problem = "a statement has no limit, and statements should be equal";
        checker.error(
            "no-word-limit",
            path,
            problem,
            "add words = ..., such as 250",
        );
    }
    needed_guards(checker, path, stage, rule);
}

/// The guards without which an act would be dangerous.
fn needed_guards(checker: &mut Checker<'_>, path: &str, stage: &Stage, rule: &ActRule) {
    let asks = |wanted: fn(&Guard) -> bool| {
        rule.needs
            .iter()
            .chain(&stage.needs)
            .any(|needed| with_inner(&needed.guard).into_iter().any(wanted))
    };
    if rule.act == ActKind::DecideChallenge && !asks(|guard| matches!(guard, Guard::DidNot(_))) {
        let problem = "whoever took the decision could decide the challenge to it";
        checker.error(
            "own-judge",
            path,
            problem,
            "add needs = [{ did-not = \"record-count\", rule = \"...\" }]",
        );
    }
    if rule.act == ActKind::Declare && !asks(|guard| matches!(guard, Guard::NoOpenChallenge)) {
        let problem = "the result could be declared while a challenge is undecided";
        checker.error(
            "open-challenge",
            path,
            problem,
            "add needs = [{ no-open-challenge = true, rule = \"...\" }]",
        );
    }
    if rule.act == ActKind::RecordCredentials
        && !asks(|guard| matches!(guard, Guard::CredentialsMatchRoll))
    {
        let problem = "there could be more or fewer credentials than voters on the roll";
        checker.error(
            "credentials",
            path,
            problem,
            "add needs = [{ credentials-match-roll = true, rule = \"...\" }]",
        );
    }
}

/// A ballot opens only when every trustee has shown that the key works, and enough of them are named.
fn opening(checker: &mut Checker<'_>, path: &str, stage: &Stage) {
    let opening = stage
        .acts
        .iter()
        .filter(|rule| rule.act == ActKind::OpenBallot)
        .flat_map(|rule| &rule.needs);
    let guards: Vec<&Guard> = stage
        .needs
        .iter()
        .chain(opening)
        .map(|needed| &needed.guard)
        .collect();
    if !guards.contains(&&Guard::EachTrustee(ActKind::ProveKey)) {
        let problem = "the ballot could open with a key that does not work";
        checker.error(
            "untested-keys",
            path,
            problem,
            "add needs = [{ each-trustee = \"prove-key\", rule = \"...\" }]",
        );
    }
    let asked = checker
        .procedure
        .ballot
        .as_ref()
        .map_or(0, |ballot| ballot.trustees_at_least);
    let enough =
        |guard: &&Guard| matches!(guard, Guard::TrusteesAtLeast(number) if *number >= asked);
    if !guards.iter().any(enough) {
        let problem =
            format!("the ballot could open with fewer trustees than the {asked} of [ballot]");
        let remedy = format!("add needs = [{{ trustees-at-least = {asked}, rule = \"...\" }}]");
        checker.error("few-trustees", path, problem, &remedy);
    }
}

fn guards(checker: &mut Checker<'_>, path: &str, needs: &[Needed]) {
    for (index, needed) in needs.iter().enumerate() {
        let path = format!("{path}.needs[{}]", index + 1);
        for guard in with_inner(&needed.guard) {
            one_guard(checker, &path, guard);
        }
    }
}

/// A guard that speaks of an act speaks of one that can be done.
fn never_offered(checker: &mut Checker<'_>, path: &str, guard: &Guard) {
    let (Guard::Done(act)
    | Guard::EachTrustee(act)
    | Guard::DidNot(act)
    | Guard::AtMost { act, .. }
    | Guard::EachCandidate(act)
    | Guard::Elapsed { since: act, .. }
    | Guard::DoneBy { act, .. }) = guard
    else {
        return;
    };
    if !offers(checker.procedure, *act) {
        let (guard, act) = (guard.name(), act.name());
        let problem = format!("{guard} speaks of {act}, which no stage offers");
        let remedy = "name an act of the procedure, or add it to a stage";
        checker.error("never-offered", path, problem, remedy);
    }
}

/// Units are counted of persons, who are members of them.
fn units_of_persons(checker: &mut Checker<'_>, path: &str, group: &GroupId) {
    let groups = &checker.procedure.groups;
    let of_persons = |one: &Group| one.id == *group && matches!(one.of, GroupOf::Role(_));
    if !groups.iter().any(of_persons) {
        let problem =
            "units are counted of those who support as persons, and this group is one of units";
        let remedy = "write at-least = ... for a group of units, or name a group of a role";
        checker.error("never-holds", path, problem, remedy);
    }
}

fn one_guard(checker: &mut Checker<'_>, path: &str, guard: &Guard) {
    let procedure = checker.procedure;
    never_offered(checker, path, guard);
    match guard {
        Guard::EachTrustee(act) if !by_trustees(*act) => {
            let problem = format!("{} is not done by trustees", act.name());
            let remedy = "use record-key, prove-key, record-shuffle or record-decryption";
            checker.error("not-of-trustees", path, problem, remedy);
        }
        Guard::SupportedByUnits(_) if !offers(procedure, ActKind::Support) => {
            let problem = "units cannot support anybody: no stage offers support";
            checker.error(
                "never-offered",
                path,
                problem,
                "add the act support to a stage of the kind nominate",
            );
        }
        Guard::SupportedBy {
            group,
            level: Level::Units(_),
        } => units_of_persons(checker, path, group),
        Guard::MemberForMonths(0)
        | Guard::SupportedByUnits(0)
        | Guard::StandingAtLeast(0)
        | Guard::TrusteesAtLeast(0) => {
            let problem = format!("{} of 0 holds for everybody", guard.name());
            checker.error(
                "always-holds",
                path,
                problem,
                "write a number from 1 on, or leave it out",
            );
        }
        Guard::AtMost { count: 0, .. } => {
            let problem = "at most 0 holds for nobody";
            checker.error(
                "never-holds",
                path,
                problem,
                "write a number from 1 on, or leave the act out",
            );
        }
        Guard::AllOf(inner) | Guard::AnyOf(inner) if inner.len() < 2 => {
            let problem = format!("{} of {} guards is not a choice", guard.name(), inner.len());
            checker.error(
                "too-few-guards",
                path,
                problem,
                "write at least two, or the one guard by itself",
            );
        }
        Guard::OnRoll | Guard::CredentialsMatchRoll if procedure.roll.is_none() => {
            let problem = format!(
                "{} needs a roll, and the file has no rule for one",
                guard.name()
            );
            checker.error("no-roll", path, problem, "add [roll]");
        }
        _ => {}
    }
}

pub(super) fn offers(procedure: &Procedure, act: ActKind) -> bool {
    procedure
        .stages
        .iter()
        .flat_map(|stage| &stage.acts)
        .any(|rule| rule.act == act)
}

fn by_trustees(act: ActKind) -> bool {
    matches!(
        act,
        ActKind::RecordKey | ActKind::ProveKey | ActKind::RecordShuffle | ActKind::RecordDecryption
    )
}

/// The sections that acts and stages need.
fn sections(checker: &mut Checker<'_>) {
    let procedure = checker.procedure;
    let at = |act: ActKind| {
        procedure
            .stages
            .iter()
            .position(|stage| stage.acts.iter().any(|rule| rule.act == act))
            .map(stage_path)
    };
    if procedure.seats.is_none()
        && let Some(path) = at(ActKind::Declare)
    {
        let problem = "a result is declared, and the file does not say which seats it fills";
        checker.error("no-seats", path, problem, "add [seats]");
    }
    if procedure
        .seats
        .as_ref()
        .is_some_and(|seats| seats.number == 0)
    {
        checker.error(
            "no-seats",
            "seats.number",
            "an election fills at least one seat",
            "write a number from 1 on",
        );
    }
    if procedure
        .seats
        .as_ref()
        .is_some_and(|seats| seats.term_months == 0)
    {
        checker.error(
            "no-term",
            "seats.term",
            "the winners would hold their seats for no time",
            "write a length such as 24 months",
        );
    }
    if procedure.roll.is_none()
        && let Some(path) = at(ActKind::FreezeRoll)
    {
        let problem = "a roll is frozen, and the file does not say who is on it";
        checker.error("no-roll", path, problem, "add [roll]");
    }
}
