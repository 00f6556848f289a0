//! Every clause, role, body, stage and date that is cited is declared, once, and used.

use std::collections::{BTreeMap, BTreeSet};

use polity_values::{Clause, StageId};

use super::{Checker, stage_path};
use crate::fault::{did_you_mean, one_of};
use crate::form::Declared;
use crate::model::{GroupOf, Guard, Holder, Needed, Next, Procedure, Stage, When};
use crate::names::Named;

/// What a procedure cites, by path.
#[derive(Default)]
struct Cited<'p> {
    clauses: Vec<(String, &'p str)>,
    roles: Vec<(String, &'p str)>,
    bodies: Vec<(String, &'p str)>,
    stages: Vec<(String, &'p str)>,
    dates: Vec<(String, &'p str)>,
    groups: Vec<(String, &'p str)>,
}

/// What a procedure declares.
pub(super) fn declared(procedure: &Procedure) -> Declared {
    let clauses = procedure.clauses.iter().map(|clause| clause.id.to_string());
    let bodies = procedure.bodies.iter().map(|body| body.id.to_string());
    let roles = procedure.roles.iter().map(|role| role.id.to_string());
    let stages = procedure.stages.iter().map(|stage| stage.id.to_string());
    Declared {
        clauses: clauses.collect(),
        bodies: bodies.collect(),
        roles: roles.collect(),
        dates: procedure.dates.iter().map(|date| date.id.clone()).collect(),
        groups: procedure
            .groups
            .iter()
            .map(|group| group.id.to_string())
            .collect(),
        stages: stages.collect(),
    }
}

/// What is cited is declared, and ids are declared once.
pub(super) fn check(checker: &mut Checker<'_>, declared: &Declared) {
    let cited = cited(checker.procedure);
    let lists = [
        (
            "unknown-clause",
            "clause",
            &cited.clauses,
            &declared.clauses,
            "add it to [clauses], or cite another",
        ),
        (
            "unknown-role",
            "role",
            &cited.roles,
            &declared.roles,
            "add it to [roles], or name another",
        ),
        (
            "unknown-body",
            "body",
            &cited.bodies,
            &declared.bodies,
            "add it to [bodies], or name another",
        ),
        (
            "unknown-stage",
            "stage",
            &cited.stages,
            &declared.stages,
            "add the stage, or name another",
        ),
        (
            "unknown-date",
            "date",
            &cited.dates,
            &declared.dates,
            "add it to [dates], or name another",
        ),
        (
            "unknown-group",
            "group",
            &cited.groups,
            &declared.groups,
            "add it to [groups], or name another",
        ),
    ];
    for (code, kind, cited, known, remedy) in lists {
        for (path, id) in cited.iter().filter(|(_, id)| !known.contains(*id)) {
            let readable = |known: &&String| StageId::new(known.as_str()).is_ok();
            let near = did_you_mean(id, known.iter().filter(readable).map(String::as_str));
            let problem = if near.is_empty() && known.len() <= 12 {
                let known = one_of(known.iter().map(String::as_str));
                format!("no {kind} {id:?} is declared, only {known}")
            } else {
                format!("no {kind} {id:?} is declared{near}")
            };
            checker.error(code, path, problem, remedy);
        }
    }
    each_body_is_of_its_kind(checker);
    declared_once(checker);
}

/// What is declared is used.
pub(super) fn check_use(checker: &mut Checker<'_>) {
    let cited = cited(checker.procedure);
    let used = |list: &[(String, &str)]| -> BTreeSet<String> {
        list.iter().map(|(_, id)| (*id).to_owned()).collect()
    };
    let (clauses, roles, bodies, dates, groups) = (
        used(&cited.clauses),
        used(&cited.roles),
        used(&cited.bodies),
        used(&cited.dates),
        used(&cited.groups),
    );
    let procedure = checker.procedure;
    let all = [
        (
            "clauses",
            "clause",
            list(&procedure.clauses, |one| one.id.as_str()),
            clauses,
        ),
        (
            "roles",
            "role",
            list(&procedure.roles, |one| one.id.as_str()),
            roles,
        ),
        (
            "bodies",
            "body",
            list(&procedure.bodies, |one| one.id.as_str()),
            bodies,
        ),
        (
            "dates",
            "date",
            list(&procedure.dates, |one| one.id.as_str()),
            dates,
        ),
        (
            "groups",
            "group",
            list(&procedure.groups, |one| one.id.as_str()),
            groups,
        ),
    ];
    for (key, kind, declared, used) in all {
        for (index, id) in declared
            .iter()
            .enumerate()
            .filter(|(_, id)| !used.contains(**id))
        {
            // The organisation itself is there whether a procedure speaks of it or not.
            if kind == "body" && *id == "organisation" {
                continue;
            }
            let path = format!("{key}[{}]", index + 1);
            let problem = format!("nothing in the file uses the {kind} {id:?}");
            checker.warning(
                "unused",
                path,
                problem,
                "leave it out, or cite it where it belongs",
            );
        }
    }
}

fn list<T>(items: &[T], id: impl Fn(&T) -> &str) -> Vec<&str> {
    items.iter().map(id).collect()
}

/// A seat of each body is in a kind of body, and an election's seats are in one body.
fn each_body_is_of_its_kind(checker: &mut Checker<'_>) {
    let procedure = checker.procedure;
    let each = |id: &str| {
        procedure
            .bodies
            .iter()
            .find(|body| body.id.as_str() == id)
            .map(|body| body.each)
    };
    for (index, role) in procedure.roles.iter().enumerate() {
        if let Holder::SeatOfEach { body, .. } = &role.holder
            && each(body.as_str()) == Some(false)
        {
            let problem = format!(
                "{:?} is one body, and seat-of-each speaks of each body of a kind",
                body.as_str()
            );
            let path = format!("roles[{}].holder", index + 1);
            checker.error(
                "not-each",
                path,
                problem,
                "give the body each = true, or write seat = ... for the role",
            );
        }
    }
    if let Some(seats) = &procedure.seats
        && each(seats.body.as_str()) == Some(true)
    {
        let problem = format!(
            "{:?} is a kind of body, and seats are filled in one",
            seats.body.as_str()
        );
        checker.error("is-each", "seats.body", problem, "name one body");
    }
}

fn declared_once(checker: &mut Checker<'_>) {
    let procedure = checker.procedure;
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, stage) in procedure.stages.iter().enumerate() {
        let earlier = *first.entry(stage.id.as_str()).or_insert(index);
        if earlier != index {
            let problem = format!(
                "stage {} has the id {:?} already",
                earlier + 1,
                stage.id.as_str()
            );
            checker.error(
                "twice",
                format!("{}.id", stage_path(index)),
                problem,
                "give each stage an id of its own",
            );
        }
    }
}

fn cited(procedure: &Procedure) -> Cited<'_> {
    let mut cited = Cited::default();
    for (index, role) in procedure.roles.iter().enumerate() {
        let path = format!("roles[{}]", index + 1);
        cited.clause(format!("{path}.rule"), &role.rule);
        if let Holder::SeatOfEach { body, .. } = &role.holder {
            cited
                .bodies
                .push((format!("{path}.holder.seat-of-each.body"), body.as_str()));
        }
        if let Holder::Body(body) = &role.holder {
            cited
                .bodies
                .push((format!("{path}.holder.body"), body.as_str()));
        }
    }
    cited.of_groups(procedure);
    if let Some(emergency) = &procedure.emergency {
        cited.clause("emergency.rule".to_owned(), &emergency.rule);
    }
    for (index, gap) in procedure.gaps.iter().enumerate() {
        let path = format!("gaps[{}]", index + 1);
        cited.clause(format!("{path}.rule"), &gap.rule);
        cited.when(format!("{path}.from"), &gap.from);
        cited.when(format!("{path}.to"), &gap.to);
    }
    if let Some(waiver) = &procedure.without_challenge {
        cited.clause("without-challenge.rule".to_owned(), &waiver.rule);
        cited.bodies.push((
            "without-challenge.resolved-by".to_owned(),
            waiver.resolved_by.as_str(),
        ));
    }
    if let Some(seats) = &procedure.seats {
        cited.clause("seats.rule".to_owned(), &seats.rule);
        cited
            .bodies
            .push(("seats.body".to_owned(), seats.body.as_str()));
    }
    cited.roll(procedure);
    cited.admission(procedure);
    if let Some(ballot) = &procedure.ballot {
        cited.clause("ballot.rule".to_owned(), &ballot.rule);
        cited.clause("ballot.revote-rule".to_owned(), &ballot.revote_rule);
        cited.clause("ballot.grace-rule".to_owned(), &ballot.grace_rule);
        cited.clause("ballot.trustees-rule".to_owned(), &ballot.trustees_rule);
        for (key, deadline) in [
            ("despatch", &ballot.despatch),
            ("last-reissue", &ballot.last_reissue),
        ] {
            if let Some(deadline) = deadline {
                cited.clause(format!("ballot.{key}-rule"), &deadline.rule);
                cited.when(format!("ballot.{key}"), &deadline.at);
            }
        }
    }
    for (index, constraint) in procedure.constraints.iter().enumerate() {
        cited.clause(format!("constraints[{}].rule", index + 1), &constraint.rule);
    }
    for (index, stage) in procedure.stages.iter().enumerate() {
        cited.stage(&stage_path(index), stage);
    }
    cited
}

impl<'p> Cited<'p> {
    fn clause(&mut self, path: String, clause: &'p Clause) {
        self.clauses.push((path, clause.as_str()));
    }

    fn when(&mut self, path: String, when: &'p When) {
        match when {
            When::Date(name) => self.dates.push((path, name)),
            When::From { stage, .. } => self.stages.push((path, stage.as_str())),
        }
    }

    fn of_groups(&mut self, procedure: &'p Procedure) {
        for (index, group) in procedure.groups.iter().enumerate() {
            let path = format!("groups[{}]", index + 1);
            self.clause(format!("{path}.rule"), &group.rule);
            match &group.of {
                GroupOf::Role(role) => self.roles.push((format!("{path}.role"), role.as_str())),
                GroupOf::Kinds(kinds) => {
                    let kinds = kinds
                        .iter()
                        .map(|kind| (format!("{path}.kinds"), kind.as_str()));
                    self.bodies.extend(kinds);
                }
            }
        }
    }

    fn roll(&mut self, procedure: &'p Procedure) {
        let Some(roll) = &procedure.roll else {
            return;
        };
        self.clause("roll.classes-rule".to_owned(), &roll.classes_rule);
        self.clause("roll.joined-rule".to_owned(), &roll.joined_rule);
        self.clause("roll.arrears-rule".to_owned(), &roll.arrears_rule);
        self.clause("roll.freeze-rule".to_owned(), &roll.freeze_rule);
        for (index, own) in roll.class_joined_by.iter().enumerate() {
            let path = format!("roll.class-joined-by[{}]", index + 1);
            self.clause(format!("{path}.rule"), &own.deadline.rule);
            self.when(format!("{path}.at"), &own.deadline.at);
        }
        if let Some(rule) = &roll.suspension_rule {
            self.clause("roll.suspension-rule".to_owned(), rule);
        }
        self.when("roll.joined-by".to_owned(), &roll.joined_by);
        self.when("roll.arrears-paid-by".to_owned(), &roll.arrears_paid_by);
        self.when("roll.freeze".to_owned(), &roll.freeze);
    }

    fn admission(&mut self, procedure: &'p Procedure) {
        let Some(admission) = &procedure.admission else {
            return;
        };
        self.clause("admission.rule".to_owned(), &admission.rule);
        self.clause(
            "admission.exclusive-rule".to_owned(),
            &admission.exclusive_rule,
        );
        self.clause(
            "admission.undecided-rule".to_owned(),
            &admission.undecided_rule,
        );
        if let Some(rule) = &admission.refund_rule {
            self.clause("admission.refund-rule".to_owned(), rule);
        }
        if let Some(ask) = &admission.ask {
            self.clause("admission.ask.rule".to_owned(), &ask.rule);
        }
        if let Some(appeal) = &admission.appeal {
            self.clause("admission.appeal.rule".to_owned(), &appeal.rule);
        }
        for class in &admission.classes {
            self.clause(format!("admission.classes.{}.rule", class.id), &class.rule);
        }
        for queue in &admission.queues {
            let path = format!("admission.queues.{}", queue.id);
            self.clause(format!("{path}.rule"), &queue.rule);
            self.roles.push((format!("{path}.by"), queue.by.as_str()));
        }
        for reason in &admission.reasons {
            self.clause(
                format!("admission.reasons.{}.rule", reason.code),
                &reason.rule,
            );
        }
    }

    fn stage(&mut self, path: &str, stage: &'p Stage) {
        self.clause(format!("{path}.rule"), &stage.rule);
        self.when(format!("{path}.opens"), &stage.opens);
        self.when(format!("{path}.closes"), &stage.closes);
        self.needs(path, &stage.needs);
        if let Some(decision) = &stage.decision {
            self.clause(format!("{path}.decision.rule"), &decision.rule);
            self.clause(
                format!("{path}.decision.quorum-rule"),
                &decision.quorum_rule,
            );
            self.bodies
                .push((format!("{path}.decision.body"), decision.body.as_str()));
        }
        if let Some(rounds) = &stage.rounds {
            self.clause(format!("{path}.rounds.rule"), &rounds.rule);
            self.roles
                .push((format!("{path}.rounds.electors"), rounds.electors.as_str()));
        }
        if let Some(card) = &stage.card {
            self.clause(format!("{path}.card.rule"), &card.rule);
        }
        for (index, act) in stage.acts.iter().enumerate() {
            let path = format!("{path}.acts[{}]", index + 1);
            self.clause(format!("{path}.rule"), &act.rule);
            self.roles.push((format!("{path}.by"), act.by.as_str()));
            self.needs(&path, &act.needs);
        }
        for outcome in &stage.outcomes {
            let path = format!("{path}.outcomes.{}", outcome.when.name());
            self.next(format!("{path}.then"), &outcome.then);
            if let Some(rule) = &outcome.rule {
                self.clause(format!("{path}.rule"), rule);
            }
        }
        if let Some(lapse) = &stage.lapse {
            self.next(format!("{path}.lapse.then"), &lapse.then);
            self.clause(format!("{path}.lapse.rule"), &lapse.rule);
        }
    }

    fn needs(&mut self, path: &str, needs: &'p [Needed]) {
        for (index, needed) in needs.iter().enumerate() {
            let path = format!("{path}.needs[{}]", index + 1);
            self.clause(format!("{path}.rule"), &needed.rule);
            for guard in with_inner(&needed.guard) {
                match guard {
                    Guard::Within(stage) | Guard::Decided(stage) => {
                        self.stages.push((path.clone(), stage.as_str()));
                    }
                    Guard::SupportedBy { group, .. } => {
                        self.groups.push((path.clone(), group.as_str()));
                    }
                    Guard::ScoredByEach(role) => self.roles.push((path.clone(), role.as_str())),
                    _ => {}
                }
            }
        }
    }

    fn next(&mut self, path: String, next: &'p Next) {
        if let Next::Stage(stage) = next {
            self.stages.push((path, stage.as_str()));
        }
    }
}

/// A guard and all guards inside of it.
pub(super) fn with_inner(guard: &Guard) -> Vec<&Guard> {
    let mut all = vec![guard];
    let mut next = 0;
    while let Some(guard) = all.get(next).copied() {
        if let Guard::AllOf(inner) | Guard::AnyOf(inner) = guard {
            all.extend(inner);
        }
        next += 1;
    }
    all
}
