//! Who is refused is refused by people, on a ground that a rule names, and can appeal to other people: proved of the file
//! before anybody can be refused under it.

use std::collections::BTreeSet;

use super::Checker;
use crate::model::{
    ActKind, Admission, Holder, MatterKind, Procedure, Queue, QueueKind, RoleId, StageKind,
};
use crate::names::Named;

/// What a program may do with an application. Nothing of it refuses.
const MACHINE_ACTS: [ActKind; 4] = [
    ActKind::MatchApplication,
    ActKind::AskApplicant,
    ActKind::ReferApplication,
    ActKind::ReceivePayment,
];

/// The least time to answer a question, in hours: what the practice of 2016 gave, and people complained of.
const LEAST_HOURS: u32 = 72;

pub(super) fn check(checker: &mut Checker<'_>) {
    machines(checker);
    let procedure = checker.procedure;
    let is = procedure.kind == MatterKind::Admission;
    let Some(admission) = &procedure.admission else {
        if is {
            let problem =
                "persons apply, and the file does not say on what terms they are admitted";
            checker.error("no-terms", "kind", problem, "add [admission]");
        }
        return;
    };
    if !is {
        let problem = "the file has terms of admission, and is of another kind";
        let remedy = "write kind = \"admission\", or leave [admission] out";
        checker.error("no-terms", "kind", problem, remedy);
    }
    queues(checker, admission);
    grounds(checker, admission);
    appeal(checker, admission);
    if let Some(ask) = &admission.ask
        && (ask.hours < LEAST_HOURS || ask.times == 0)
    {
        let problem =
            format!("applicants have less than {LEAST_HOURS} hours to answer, or are never asked");
        let remedy = "write at least 72 hours and one time, or leave ask out";
        checker.error("too-short", "admission.ask", problem, remedy);
    }
}

/// Whether the file has to say why nobody can appeal.
pub(super) fn needs_waiver(procedure: &Procedure) -> bool {
    procedure.admission.is_some() && !can_appeal(procedure)
}

fn can_appeal(procedure: &Procedure) -> bool {
    let appeals = |kind: StageKind| kind == StageKind::Appeal;
    let terms = procedure
        .admission
        .as_ref()
        .and_then(|one| one.appeal.as_ref());
    terms.is_some() && procedure.stages.iter().any(|stage| appeals(stage.kind))
}

/// A role that a program holds has only acts that refuse nobody.
fn machines(checker: &mut Checker<'_>) {
    let procedure = checker.procedure;
    let machine = |role: &RoleId| {
        let held = procedure.roles.iter().find(|one| one.id == *role);
        held.is_some_and(|one| one.holder == Holder::Machine)
    };
    for (index, stage) in procedure.stages.iter().enumerate() {
        for (at, rule) in stage.acts.iter().enumerate() {
            if machine(&rule.by) && !MACHINE_ACTS.contains(&rule.act) {
                let path = format!("{}.acts[{}].by", super::stage_path(index), at + 1);
                let problem = format!("a program would do {}", rule.act.name());
                let remedy = "a program may match, ask, put into a queue and record payments; give the act to people";
                checker.error("machine-decides", path, problem, remedy);
            }
        }
    }
}

fn queues(checker: &mut Checker<'_>, admission: &Admission) {
    let procedure = checker.procedure;
    for queue in &admission.queues {
        let path = format!("admission.queues.{}", queue.id);
        numbers(checker, &path, queue);
        let finds = procedure.stages.iter().flat_map(|stage| &stage.acts);
        let mut finds = finds.filter(|rule| rule.act == ActKind::RecordFinding);
        if !finds.any(|rule| rule.by == queue.by) {
            let problem = format!("{} can record no finding in any stage", queue.by);
            let remedy = "add record-finding by this role to the stages of the kinds call and vet";
            checker.error("missing-act", format!("{path}.by"), problem, remedy);
        }
        if !admission.reasons.iter().any(|one| one.queue == queue.id) {
            let problem = "nothing can be found here: no ground of refusal belongs to the queue";
            checker.error(
                "no-ground",
                path,
                problem,
                "add a ground, or leave the queue out",
            );
        }
    }
    let needed = [QueueKind::Identity, QueueKind::Duplicate];
    let looked_for = admission.classes.iter().any(|class| class.register);
    for kind in needed.into_iter().filter(|_| looked_for) {
        if admission.queue_of(kind).is_none() {
            let problem = format!(
                "applicants are looked for on the register, and no queue is of the kind {}",
                kind.name()
            );
            checker.error("no-queue", "admission.queues", problem, "add one");
        }
    }
}

fn numbers(checker: &mut Checker<'_>, path: &str, queue: &Queue) {
    if queue.refuse < 2 {
        let problem = "one person alone could refuse";
        checker.error(
            "one-person",
            format!("{path}.refuse"),
            problem,
            "write at least 2",
        );
    }
    let enough = queue.of >= queue.refuse && queue.refuse * 2 > queue.of;
    if !enough {
        let problem = format!(
            "{} of {} is no majority of those who answer",
            queue.refuse, queue.of
        );
        checker.error(
            "no-majority",
            format!("{path}.of"),
            problem,
            "write 2 of 3, say",
        );
    }
    if queue.kind == QueueKind::Conduct && (!queue.panel || queue.of < 3) {
        let problem = "conduct is judged by fewer than a panel of three";
        checker.error("no-panel", path, problem, "write panel = true, of = 3");
    }
}

fn grounds(checker: &mut Checker<'_>, admission: &Admission) {
    let known: BTreeSet<_> = admission.queues.iter().map(|queue| &queue.id).collect();
    for reason in &admission.reasons {
        if !known.contains(&reason.queue) {
            let problem = format!("there is no queue {:?}", reason.queue.as_str());
            let path = format!("admission.reasons.{}.queue", reason.code);
            checker.error(
                "unknown-queue",
                path,
                problem,
                "name a queue of [admission.queues]",
            );
        }
    }
    if admission.classes.is_empty() {
        let problem = "there is no class to join";
        checker.error("no-class", "admission.classes", problem, "add one");
    }
}

/// F4: who is refused can appeal, to people who did not refuse; or a body recorded why not.
fn appeal(checker: &mut Checker<'_>, admission: &Admission) {
    let procedure = checker.procedure;
    let can = can_appeal(procedure);
    if !can && procedure.without_challenge.is_none() {
        let problem = "who is refused could not appeal";
        let remedy = "add appeal = { days = 5, persons = 3, rule = \"...\" } and a stage of the kind appeal, or record under [without-challenge] which body resolved to do without and why";
        checker.error("no-appeal", "admission", problem, remedy);
    }
    let Some(terms) = &admission.appeal else {
        return;
    };
    if terms.days == 0 || terms.persons.is_multiple_of(2) {
        let problem = "an appeal has time, and an odd number of persons decides it";
        checker.error(
            "never-holds",
            "admission.appeal",
            problem,
            "write days = 5, persons = 3",
        );
    }
    for (index, stage) in procedure.stages.iter().enumerate() {
        for (at, rule) in stage.acts.iter().enumerate() {
            let decides = rule.act == ActKind::DecideAppeal;
            if decides && admission.queues.iter().any(|queue| queue.by == rule.by) {
                let path = format!("{}.acts[{}].by", super::stage_path(index), at + 1);
                let problem = "whoever refused could decide the appeal against it";
                checker.error(
                    "own-judge",
                    path,
                    problem,
                    "give it to a role that has no queue",
                );
            }
        }
    }
}
