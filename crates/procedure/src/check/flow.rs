//! Where stages lead: everything can be reached, everything comes to an end, and nothing that protects people can be
//! passed by.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checker, stage_path};
use crate::model::{EndKind, Next, OutcomeKind, Procedure, Stage, StageKind};
use crate::names::Named;

pub(super) fn check(checker: &mut Checker<'_>) {
    let graph = Graph::new(checker.procedure);
    if graph.procedure.stages.is_empty() {
        checker.error(
            "no-stage",
            "stage",
            "the procedure has no stages",
            "add a [[stage]] for each step",
        );
        return;
    }
    reached(checker, &graph);
    ended(checker, &graph);
    circles(checker, &graph);
    outcomes(checker);
    safeguards(checker, &graph);
}

/// The stages by index and what each leads to.
struct Graph<'p> {
    procedure: &'p Procedure,
    next: Vec<Vec<usize>>,
    ends: Vec<BTreeSet<&'static str>>,
}

impl<'p> Graph<'p> {
    fn new(procedure: &'p Procedure) -> Self {
        let mut index = BTreeMap::new();
        for (at, stage) in procedure.stages.iter().enumerate() {
            index.entry(stage.id.as_str()).or_insert(at);
        }
        let leads = |stage: &Stage| {
            stage
                .outcomes
                .iter()
                .map(|outcome| &outcome.then)
                .chain(stage.lapse.iter().map(|lapse| &lapse.then))
                .cloned()
                .collect::<Vec<_>>()
        };
        let leads: Vec<Vec<Next>> = procedure.stages.iter().map(leads).collect();
        let next = leads.iter().map(|leads| {
            let known = leads.iter().filter_map(|next| match next {
                Next::Stage(id) => index.get(id.as_str()).copied(),
                Next::End(_) => None,
            });
            known.collect()
        });
        let ends = leads.iter().map(|leads| {
            let ends = leads.iter().filter_map(|next| match next {
                Next::Stage(_) => None,
                Next::End(end) => Some(end.name()),
            });
            ends.collect()
        });
        Self {
            procedure,
            next: next.collect(),
            ends: ends.collect(),
        }
    }

    /// The stages that can be reached from `from` (with them) without entering a stage that is barred.
    fn reach(
        &self,
        from: impl IntoIterator<Item = usize>,
        barred: impl Fn(&Stage) -> bool,
    ) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<usize> = from.into_iter().collect();
        while let Some(at) = open.pop() {
            let stage = self.procedure.stages.get(at);
            if stage.is_some_and(|stage| !barred(stage)) && reached.insert(at) {
                open.extend(&self.next[at]);
            }
        }
        reached
    }

    /// Whether every stage that leads to this one, and is not reached, can itself be reached only from this one: a circle
    /// apart from everything else.
    fn only_from_itself(&self, index: usize, reached: &BTreeSet<usize>) -> bool {
        let after = self.reach([index], |_| false);
        let leads = |from: &usize| self.next[*from].contains(&index);
        (0..self.next.len())
            .filter(leads)
            .all(|from| after.contains(&from) || reached.contains(&from))
    }

    fn of_kind(&self, kind: StageKind) -> Vec<usize> {
        let stages = self.procedure.stages.iter().enumerate();
        stages
            .filter(|(_, stage)| stage.kind == kind)
            .map(|(index, _)| index)
            .collect()
    }

    /// Whether one of these stages ends the matter as it was meant to.
    fn succeeds(&self, stages: &BTreeSet<usize>) -> bool {
        let good = [EndKind::Declared.name(), EndKind::Agreed.name()];
        stages
            .iter()
            .any(|&at| good.iter().any(|end| self.ends[at].contains(end)))
    }

    fn declares(&self, stages: &BTreeSet<usize>) -> Option<usize> {
        stages
            .iter()
            .copied()
            .find(|&at| self.ends[at].contains(EndKind::Declared.name()))
    }
}

/// Only the first of several stages that hang on one another is named, since the rest would follow it.
fn reached(checker: &mut Checker<'_>, graph: &Graph<'_>) {
    let mut reached = graph.reach([0], |_| false);
    for (index, stage) in graph.procedure.stages.iter().enumerate() {
        let led_to = graph
            .next
            .iter()
            .enumerate()
            .any(|(from, next)| from != index && next.contains(&index));
        if reached.contains(&index) || (led_to && !graph.only_from_itself(index, &reached)) {
            continue;
        }
        let problem = format!("nothing leads to the stage {:?}", stage.id.as_str());
        let remedy = "name it in the outcomes of the stage before it, or leave it out";
        checker.error("unreachable", stage_path(index), problem, remedy);
        reached.extend(graph.reach([index], |_| false));
    }
}

fn ended(checker: &mut Checker<'_>, graph: &Graph<'_>) {
    for (index, stage) in graph.procedure.stages.iter().enumerate() {
        let reached = graph.reach([index], |_| false);
        if !reached.iter().any(|&at| !graph.ends[at].is_empty()) {
            let problem = format!(
                "from the stage {:?} no end can be reached",
                stage.id.as_str()
            );
            let remedy = "let an outcome lead to end:declared, end:void or end:lapsed";
            checker.error("no-end", stage_path(index), problem, remedy);
        }
    }
    // With a stage that nothing leads to, this would most probably be its consequence.
    let all: BTreeSet<usize> = (0..graph.next.len()).collect();
    let reached = graph.reach([0], |_| false);
    if !graph.succeeds(&all) || (reached == all && !graph.succeeds(&reached)) {
        let problem = "no way through the stages ends with end:declared or end:agreed";
        checker.error(
            "never-declared",
            "stage",
            problem,
            "let the stage of the declaration lead to end:declared",
        );
    }
}

/// A stage has one window, so that a matter that came back to it would find it closed.
fn circles(checker: &mut Checker<'_>, graph: &Graph<'_>) {
    for (index, stage) in graph.procedure.stages.iter().enumerate() {
        let after = graph.reach(graph.next[index].iter().copied(), |_| false);
        if after.contains(&index) {
            let problem = format!(
                "the stage {:?} leads back to itself, and its window opens only once",
                stage.id.as_str()
            );
            checker.error(
                "circle",
                stage_path(index),
                problem,
                "lead on to a later stage, or to an end",
            );
        }
    }
}

fn outcomes(checker: &mut Checker<'_>) {
    let procedure = checker.procedure;
    for (index, stage) in procedure.stages.iter().enumerate() {
        let path = stage_path(index);
        if !stage
            .outcomes
            .iter()
            .any(|outcome| outcome.when == OutcomeKind::Done)
        {
            let problem = format!(
                "the stage {:?} does not say what follows when it is done",
                stage.id.as_str()
            );
            checker.error(
                "no-outcome",
                &path,
                problem,
                "add outcomes = { done = \"...\" }",
            );
        }
        if stage.lapse.is_none() {
            let problem = format!(
                "the stage {:?} does not say what happens when its time ends and it is not done",
                stage.id.as_str()
            );
            checker.error(
                "no-lapse",
                &path,
                problem,
                "add lapse = { then = \"...\", rule = \"...\" }",
            );
        }
        let kinds: BTreeSet<&str> = stage
            .outcomes
            .iter()
            .map(|outcome| outcome.when.name())
            .collect();
        if kinds.len() != stage.outcomes.len() {
            let problem = "an outcome stands here twice";
            checker.error(
                "twice",
                format!("{path}.outcomes"),
                problem,
                "keep one of them",
            );
        }
        for outcome in stage
            .outcomes
            .iter()
            .filter(|one| one.when != OutcomeKind::Done && one.rule.is_none())
        {
            let path = format!("{path}.outcomes.{}", outcome.when.name());
            checker.error(
                "no-rule",
                path,
                "the outcome cites no clause",
                "add rule = \"...\" to it",
            );
        }
    }
}

/// Something that protects people, and the stage that cannot be reached without it.
struct Safeguard {
    code: &'static str,
    /// No way leads to a stage of this kind ...
    to: StageKind,
    /// ... but through one of this kind.
    through: &'static [StageKind],
    problem: &'static str,
    remedy: &'static str,
}

const SAFEGUARDS: [Safeguard; 5] = [
    Safeguard {
        code: "no-notice",
        to: StageKind::Nominate,
        through: &[StageKind::Notice],
        problem: "nominations can open before anybody was given notice",
        remedy: "lead to it through a stage of the kind notice",
    },
    Safeguard {
        code: "no-freeze",
        to: StageKind::Ballot,
        through: &[StageKind::Freeze],
        problem: "the ballot can open on a roll that was never frozen",
        remedy: "lead to it through a stage of the kind freeze",
    },
    Safeguard {
        code: "no-keys",
        to: StageKind::Ballot,
        through: &[StageKind::Prepare],
        problem: "the ballot can open without keys and credentials",
        remedy: "lead to it through a stage of the kind prepare",
    },
    Safeguard {
        code: "no-ballot",
        to: StageKind::Count,
        through: &[StageKind::Ballot],
        problem: "the count can begin without a ballot",
        remedy: "lead to it through a stage of the kind ballot",
    },
    Safeguard {
        code: "no-nomination",
        to: StageKind::Ballot,
        through: &[StageKind::Nominate, StageKind::Call],
        problem: "the ballot can open though nobody could be nominated",
        remedy: "lead to it through a stage of the kind nominate",
    },
];

fn safeguards(checker: &mut Checker<'_>, graph: &Graph<'_>) {
    for guard in SAFEGUARDS {
        let around = graph.reach([0], |stage| guard.through.contains(&stage.kind));
        for at in graph
            .of_kind(guard.to)
            .into_iter()
            .filter(|at| around.contains(at))
        {
            checker.error(guard.code, stage_path(at), guard.problem, guard.remedy);
        }
    }
    let after_ballot = graph
        .of_kind(StageKind::Ballot)
        .into_iter()
        .flat_map(|at| graph.next[at].clone());
    if let Some(at) =
        graph.declares(&graph.reach(after_ballot, |stage| stage.kind == StageKind::Count))
    {
        let problem = "after the ballot this end can be reached though the votes were not counted";
        checker.error(
            "no-count",
            stage_path(at),
            problem,
            "lead to it through a stage of the kind count",
        );
    }
    if let Some(at) = graph.declares(&graph.reach([0], |stage| stage.kind == StageKind::Declare)) {
        let problem = "the matter can end as declared though nobody declared the result";
        checker.error(
            "no-declaration",
            stage_path(at),
            problem,
            "lead to end:declared from a stage of the kind declare only",
        );
    }
    challenge(checker, graph);
}

/// F4: no result without the time to challenge it, unless a body recorded why.
fn challenge(checker: &mut Checker<'_>, graph: &Graph<'_>) {
    let around = graph.declares(&graph.reach([0], |stage| stage.kind == StageKind::Challenge));
    match (around, &graph.procedure.without_challenge) {
        (Some(at), None) => {
            let problem = "a result can be declared though nobody had the time to challenge it";
            let remedy = "lead to the declaration through a stage of the kind challenge, or record under [without-challenge] which body resolved to do without and why";
            checker.error("no-challenge", stage_path(at), problem, remedy);
        }
        (None, Some(_)) if !super::admission::needs_waiver(graph.procedure) => {
            let problem =
                "the file says why there is no time to challenge the result, and there is one";
            checker.warning(
                "needless-waiver",
                "without-challenge",
                problem,
                "leave [without-challenge] out",
            );
        }
        _ => {}
    }
}
