//! Stages in which a body decides have the terms of its vote; who is kept out has an appeal.

use super::Checker;
use super::acts::offers;
use crate::model::{ActKind, ActRule, OutcomeKind, Rejection, Rounds, Stage, StageKind};
use crate::names::Named;

/// The most sections of an electoral college.
const MAX_SECTIONS: usize = 4;

/// The terms that a kind of stage, or an act in it, needs.
pub(super) fn stage(checker: &mut Checker<'_>, path: &str, stage: &Stage) {
    if stage.kind == StageKind::Rounds && stage.rounds.is_none() {
        let problem = "a vote in rounds has no terms: who votes, and how many the rounds leave";
        let remedy = "add rounds = { electors = \"...\", leave = 1, rule = \"...\" }";
        checker.error("no-test", path, problem, remedy);
    }
    if stage.kind == StageKind::Ratify && stage.card.is_none() {
        let problem = "a card vote has no sections and no majority";
        let remedy = "add card = { sections = [...], majority = \"1/2\", rounding = \"more-than\", rule = \"...\" }";
        checker.error("no-test", path, problem, remedy);
    }
    if let Some(rounds) = &stage.rounds
        && rounds.leave == 0
    {
        let problem = "rounds that leave nobody elect nobody";
        checker.error(
            "never-holds",
            format!("{path}.rounds.leave"),
            problem,
            "write a number from 1 on",
        );
    }
    if let Some(rounds) = &stage.rounds {
        ways(checker, path, rounds);
    }
    if let Some(card) = &stage.card
        && card.sections.iter().all(|section| section.weight == 0)
    {
        let problem = "no section of the card vote has a weight";
        let remedy = "give at least one section a weight above 0";
        checker.error("no-test", format!("{path}.card.sections"), problem, remedy);
    }
    if let Some(card) = &stage.card
        && (card.rejection == Rejection::NoSeat) == checker.procedure.seats.is_some()
    {
        let problem = "what follows from a rejection does not fit: it is about seats if the file names seats, and only then";
        let remedy = "write rejection = \"ends-tenure\" or \"keeps-tenure\" with [seats], and \"no-seat\" without";
        checker.error("no-test", format!("{path}.card.rejection"), problem, remedy);
    }
    for outcome in &stage.outcomes {
        let decides = stage.decision.is_some() || stage.card.is_some();
        let fits = match outcome.when {
            OutcomeKind::Agreed | OutcomeKind::Rejected => decides,
            OutcomeKind::Elected | OutcomeKind::Narrowed => stage.rounds.is_some(),
            _ => true,
        };
        if !fits {
            let problem = format!(
                "nothing in this stage can end it as {}",
                outcome.when.name()
            );
            let remedy = "add the terms of the vote that decides it, or leave the outcome out";
            let path = format!("{path}.outcomes.{}", outcome.when.name());
            checker.error("never-reached", path, problem, remedy);
        }
    }
}

/// The ways of a vote in rounds fit each other.
fn ways(checker: &mut Checker<'_>, path: &str, rounds: &Rounds) {
    let path = format!("{path}.rounds");
    let in_sections = !rounds.sections.is_empty();
    if rounds.plurality && (rounds.leave != 1 || rounds.floor.is_some() || in_sections) {
        let problem =
            "one round that the most votes win leaves one, and knows no floor and no sections";
        let remedy = "write leave = 1 without floor and sections, or leave plurality out";
        checker.error("never-holds", format!("{path}.plurality"), problem, remedy);
    }
    if in_sections && (rounds.floor.is_some() || rounds.sections.len() > MAX_SECTIONS) {
        let problem = format!(
            "a college has at most {MAX_SECTIONS} sections, and a floor is a number of votes that weigh the same"
        );
        let remedy = "leave floor out, or join sections";
        checker.error("never-holds", format!("{path}.sections"), problem, remedy);
    }
    if in_sections && rounds.sections.iter().any(|section| section.weight == 0) {
        let problem = "the votes of a section would weigh nothing";
        let remedy = "give each section a weight above 0";
        checker.error("no-test", format!("{path}.sections"), problem, remedy);
    }
}

/// An act that records a vote stands beside the terms of the vote; who can be kept out can appeal (failure F4).
pub(super) fn act(checker: &mut Checker<'_>, path: &str, stage: &Stage, rule: &ActRule) {
    let votes = matches!(rule.act, ActKind::Select | ActKind::Resolve);
    if votes && stage.decision.is_none() {
        let problem = format!(
            "{} records a vote, and the stage does not say by what majority",
            rule.act.name()
        );
        let remedy = "add decision = { body = \"...\", majority = \"1/2\", rounding = \"more-than\", of = \"cast\", quorum = \"1/2\", ... } to the stage";
        checker.error("no-test", path, problem, remedy);
    }
    let procedure = checker.procedure;
    let appeals = procedure
        .stages
        .iter()
        .any(|stage| stage.kind == StageKind::Appeal);
    if rule.act == ActKind::Vet && !appeals && procedure.without_challenge.is_none() {
        let problem = "who is found unfit to stand could not appeal";
        let remedy = "add a stage of the kind appeal after this one, or record under [without-challenge] which body resolved to do without and why";
        checker.error("no-appeal", path, problem, remedy);
    }
    let seated = procedure.seats.is_some();
    if rule.act == ActKind::NameNext && seated && !offers(procedure, ActKind::Consent) {
        let problem = "whoever is named would take the seat without being asked";
        checker.error(
            "no-consent",
            path,
            problem,
            "add a stage of the kind consent after this one",
        );
    }
}
