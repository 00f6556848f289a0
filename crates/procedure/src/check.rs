//! What is proved of a procedure before anybody may adopt it.
//!
//! - **References** ([`references`]): every clause, role, body, stage and date that is cited is declared, and what is
//!   declared is used.
//! - **Flow** ([`flow`]): every stage can be reached, has an outcome and a lapse, and leads to an end; no stage leads back
//!   to itself; no ballot without a frozen roll and tested keys, no result without a count, and none without the time to
//!   challenge it, unless a body recorded why.
//! - **Acts** ([`acts`]): each act stands in a stage of its kind; what a stage is for can be done in it; opening, extending,
//!   closing, counting and declaring take two persons; nobody judges a challenge to his or her own decision.
//! - **Terms** ([`terms`]): the ballot's method, quota and rule for ties agree with a counting rule.
//! - **Constraints** ([`constraints`]): the limits on who may be elected together can be met by some field of candidates.
//! - **Timing** ([`timing`]): what can be known of the windows for any timetable whatever. The rest is proved of each
//!   timetable by [`crate::timetable()`].

mod acts;
mod admission;
mod constraints;
mod flow;
mod places;
mod process;
mod references;
mod terms;
mod timing;

use std::fmt::Write as _;

use crate::fault::Fault;
use crate::form;
use crate::model::Procedure;

pub use terms::{KnownRule, KnownRules};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The procedure, if its form is without fault.
    pub procedure: Option<Procedure>,
    /// Every fault, in the order of the file.
    pub faults: Vec<Fault>,
}

impl Report {
    /// Whether the procedure can be adopted: there is no error, though there may be warnings.
    pub fn is_adoptable(&self) -> bool {
        self.procedure.is_some() && !self.faults.iter().any(Fault::is_error)
    }

    /// One line for each fault, `FILE:line:column: error: ...`, and a line with their number.
    pub fn render(&self, file: &str) -> String {
        let mut text = String::new();
        for fault in &self.faults {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{file}:{fault}");
        }
        let errors = self.faults.iter().filter(|fault| fault.is_error()).count();
        let warnings = self.faults.len() - errors;
        let plural = |count| if count == 1 { "" } else { "s" };
        let _ = writeln!(
            text,
            "{file}: {errors} error{}, {warnings} warning{}",
            plural(errors),
            plural(warnings)
        );
        text
    }
}

/// Reads a file and checks it. When its form has faults, only the references of what could be read are checked
/// besides, since everything else would be guesses.
pub fn check_source(source: &str, known: &KnownRules) -> Report {
    let read = form::read(source);
    let mut faults = read.faults;
    let complete = faults.is_empty();
    let mut found = Vec::new();
    if let Some(procedure) = &read.procedure {
        let mut checker = Checker::new(procedure);
        if complete {
            checker.all(known);
        } else {
            references::check(&mut checker, &read.declared);
        }
        found = checker.faults;
    }
    faults.extend(found.into_iter().map(|fault| read.spans.locate(fault)));
    faults.sort_by_key(|fault| fault.at);
    Report {
        procedure: read.procedure.filter(|_| complete),
        faults,
    }
}

/// Checks a procedure that was not read from a file just now: its faults have no place in a text.
pub fn check(procedure: &Procedure, known: &KnownRules) -> Vec<Fault> {
    let mut checker = Checker::new(procedure);
    checker.all(known);
    let named = |fault: Fault| Fault {
        item: item_name(procedure, &fault.item),
        ..fault
    };
    checker.faults.into_iter().map(named).collect()
}

/// A check under way. The items of its faults are paths (`stage[2].acts[1].by`, counted from 1).
struct Checker<'p> {
    procedure: &'p Procedure,
    faults: Vec<Fault>,
}

impl<'p> Checker<'p> {
    fn new(procedure: &'p Procedure) -> Self {
        Self {
            procedure,
            faults: Vec::new(),
        }
    }

    fn all(&mut self, known: &KnownRules) {
        references::check(self, &references::declared(self.procedure));
        references::check_use(self);
        flow::check(self);
        acts::check(self);
        terms::check(self, known);
        constraints::check(self);
        admission::check(self);
        timing::check(self);
    }

    fn error(
        &mut self,
        code: &'static str,
        path: impl Into<String>,
        problem: impl Into<String>,
        remedy: &str,
    ) {
        self.faults.push(Fault::error(code, path, problem, remedy));
    }

    fn warning(
        &mut self,
        code: &'static str,
        path: impl Into<String>,
        problem: impl Into<String>,
        remedy: &str,
    ) {
        self.faults
            .push(Fault::warning(code, path, problem, remedy));
    }
}

/// The path of the stage at an index.
fn stage_path(index: usize) -> String {
    format!("stage[{}]", index + 1)
}

/// A path as people name the item: `stage "ballot", acts[1].by`.
fn item_name(procedure: &Procedure, path: &str) -> String {
    let Some((list, rest)) = path.split_once('[') else {
        return path.to_owned();
    };
    let Some((number, rest)) = rest.split_once(']') else {
        return path.to_owned();
    };
    let index = number.parse::<usize>().unwrap_or(0).wrapping_sub(1);
    let (kind, id) = match list {
        "stage" => (
            "stage",
            procedure.stages.get(index).map(|stage| stage.id.as_str()),
        ),
        "roles" => (
            "role",
            procedure.roles.get(index).map(|role| role.id.as_str()),
        ),
        "bodies" => (
            "body",
            procedure.bodies.get(index).map(|body| body.id.as_str()),
        ),
        "clauses" => (
            "clause",
            procedure
                .clauses
                .get(index)
                .map(|clause| clause.id.as_str()),
        ),
        "constraints" => (
            "constraint",
            procedure.constraints.get(index).map(|one| one.id.as_str()),
        ),
        "dates" => (
            "date",
            procedure.dates.get(index).map(|date| date.id.as_str()),
        ),
        _ => ("", None),
    };
    match (id, rest.strip_prefix('.')) {
        (Some(id), Some(rest)) => format!("{kind} \"{id}\", {rest}"),
        (Some(id), None) => format!("{kind} \"{id}\""),
        (None, _) => path.to_owned(),
    }
}
