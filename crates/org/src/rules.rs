//! The rulebooks of the organisation on the record: which edition was adopted when, and so what was in force at any
//! instant.
//!
//! A change of rules names the whole edition by its digest, the clauses that read otherwise in it, and the first day of
//! that. What a clause said before that day stays as it was: history is not written anew. The judge holds the named
//! clauses to those that differ, so that nothing is changed that the body did not vote on by name. It is adopted as
//! procedures are: by the two persons who have that power, or by a body whose composition gives it the power, in a
//! recorded vote of a sitting.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polity_procedure::rulebook::{self, RuleClause, Rulebook, Version};
use polity_values::civil::Date;
use polity_values::{Clause, ProcedureName, Timestamp};
use serde::{Deserialize, Serialize};

use crate::organisation::Organisation;
use crate::{Digest, Entry, Seq};

/// A change of rules: an edition of a rulebook, or its first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleChange {
    /// The whole file.
    pub source: String,
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
    /// The first day on which the named clauses read as the file says; for a first edition, its first day.
    pub from: Date,
    /// The clauses that read otherwise than in the edition before; for a first edition, all.
    pub clauses: BTreeSet<Clause>,
}

impl RuleChange {
    /// The change that a file, read as `after`, makes against the edition before: every clause that differs, from the first
    /// day on which one of them reads otherwise, or from `from`. `None`: it changes nothing.
    pub fn between(
        before: Option<&Rulebook>,
        (source, after): (String, &Rulebook),
        from: Option<Date>,
    ) -> Option<Self> {
        let clauses = changed(before, after);
        let from = from.or_else(|| first_day(before, after, &clauses))?;
        let sha256 = Digest::of(source.as_bytes());
        Some(Self {
            source,
            sha256,
            from,
            clauses,
        })
    }
}

/// The first day on which a changed clause reads otherwise than in the edition before.
fn first_day(
    before: Option<&Rulebook>,
    after: &Rulebook,
    clauses: &BTreeSet<Clause>,
) -> Option<Date> {
    let Some(before) = before else {
        return after.days().first().copied();
    };
    let days: BTreeSet<Date> = before.days().into_iter().chain(after.days()).collect();
    let at = |book: &Rulebook, id: &Clause, day| {
        let clause = book.clause(id.as_str());
        clause.and_then(|one| one.at(day).cloned())
    };
    let differs = |day: &Date| {
        let mut clauses = clauses.iter();
        clauses.any(|id| at(before, id, *day) != at(after, id, *day))
    };
    days.into_iter().find(differs)
}

/// An edition that was adopted.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// What it says, with all that was in force in former times.
    pub rulebook: Arc<Rulebook>,
    /// The digest of its file.
    pub sha256: Digest,
    /// The first day of what it changed.
    pub from: Date,
    /// The clauses that it changed.
    pub clauses: BTreeSet<Clause>,
    /// The entry that adopted it.
    pub by: Seq,
    /// When that was.
    pub at: Timestamp,
    /// The clause by which it was adopted.
    pub rule: Clause,
}

/// Every edition of every rulebook, each in the order of the record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rules {
    editions: BTreeMap<ProcedureName, Vec<Edition>>,
}

impl Rules {
    /// The names of the rulebooks.
    pub fn names(&self) -> impl Iterator<Item = &ProcedureName> {
        self.editions.keys()
    }

    /// The editions of a rulebook, oldest first.
    pub fn editions(&self, name: &ProcedureName) -> &[Edition] {
        self.editions.get(name).map_or(&[], Vec::as_slice)
    }

    /// The newest edition of a rulebook.
    pub fn newest(&self, name: &ProcedureName) -> Option<&Edition> {
        self.editions(name).last()
    }

    /// The edition that was the newest on the record at an instant.
    pub fn adopted_by(&self, name: &ProcedureName, at: Timestamp) -> Option<&Edition> {
        let mut editions = self.editions(name).iter();
        editions.rfind(|edition| edition.at <= at)
    }

    /// Takes an edition on.
    pub(crate) fn apply(&mut self, change: &RuleChange, entry: &Entry) -> Result<(), String> {
        if Digest::of(change.source.as_bytes()) != change.sha256 {
            return Err("the digest is not that of the text".to_owned());
        }
        // What is proved of a file before its adoption is not asked again: a stricter reader of tomorrow reads on.
        let (read, faults) = rulebook::check(&change.source);
        let read = read.ok_or_else(|| texts(&faults).join("; "))?;
        self.editions
            .entry(read.name.clone())
            .or_default()
            .push(Edition {
                rulebook: Arc::new(read),
                sha256: change.sha256,
                from: change.from,
                clauses: change.clauses.clone(),
                by: entry.seq,
                at: entry.at,
                rule: entry.rule.clone(),
            });
        Ok(())
    }
}

impl Organisation {
    /// What a clause of an adopted rulebook says at an instant, as it was known then.
    pub fn rule_at(
        &self,
        name: &ProcedureName,
        clause: &Clause,
        at: Timestamp,
    ) -> Option<&Version> {
        let edition = self.rules.adopted_by(name, at)?;
        let day = self.zone.to_datetime(at).date();
        edition.rulebook.clause(clause.as_str())?.at(day)
    }

    /// The sentence of a clause in any rulebook in force, where its text names no values.
    pub fn ruled_clause(&self, clause: &Clause, at: Timestamp) -> Option<&str> {
        let mut names = self.rules.names();
        let version = names.find_map(|name| self.rule_at(name, clause, at))?;
        version
            .text
            .as_deref()
            .filter(|_| version.values.is_empty())
    }
}

/// What an edition changes against the one before: the clauses whose versions differ.
pub fn changed(before: Option<&Rulebook>, after: &Rulebook) -> BTreeSet<Clause> {
    let versions = |book: Option<&Rulebook>, id: &Clause| -> Option<RuleClause> {
        book.and_then(|book| book.clause(id.as_str())).cloned()
    };
    let of = |book: &Rulebook| -> Vec<Clause> {
        book.clauses
            .iter()
            .map(|clause| clause.id.clone())
            .collect()
    };
    let ids = before
        .map(of)
        .unwrap_or_default()
        .into_iter()
        .chain(of(after));
    let differ = |id: &Clause| versions(before, id) != versions(Some(after), id);
    ids.filter(differ).collect()
}

/// Everything that keeps a change of rules from being adopted.
pub(crate) fn faults(
    organisation: &Organisation,
    change: &RuleChange,
    now: Timestamp,
) -> Vec<String> {
    let mut faults = Vec::new();
    if Digest::of(change.source.as_bytes()) != change.sha256 {
        faults.push("the digest is not that of the file".to_owned());
    }
    let read = match rulebook::parse(&change.source) {
        Ok(read) => read,
        Err(more) => {
            faults.extend(texts(&more));
            return faults;
        }
    };
    if !organisation.bodies.contains_key(&read.body) {
        faults.push(format!("the organisation has no body {}", read.body));
    }
    let before = organisation.rules.newest(&read.name);
    named(before, &read, change, &mut faults);
    match before {
        Some(before) => in_time(organisation, before, &read, change, now, &mut faults),
        None if read.days().first() != Some(&change.from) => faults.push(format!(
            "a first edition is adopted from its first day, not from {}",
            change.from
        )),
        None => {}
    }
    faults
}

/// The named clauses are those that differ.
fn named(before: Option<&Edition>, read: &Rulebook, change: &RuleChange, faults: &mut Vec<String>) {
    let differ = changed(before.map(|one| one.rulebook.as_ref()), read);
    if differ.is_empty() {
        faults.push("it changes no clause".to_owned());
    }
    let list = |clauses: Vec<&Clause>| {
        let texts: Vec<String> = clauses.iter().map(ToString::to_string).collect();
        texts.join(", ")
    };
    let unnamed: Vec<&Clause> = differ.difference(&change.clauses).collect();
    if !unnamed.is_empty() {
        faults.push(format!(
            "these clauses read otherwise and are not named: {}",
            list(unnamed)
        ));
    }
    let same: Vec<&Clause> = change.clauses.difference(&differ).collect();
    if !same.is_empty() {
        faults.push(format!(
            "these clauses are named and do not change: {}",
            list(same)
        ));
    }
}

/// What was in force before the first day of a change stays, and that day has not passed.
fn in_time(
    organisation: &Organisation,
    before: &Edition,
    read: &Rulebook,
    change: &RuleChange,
    now: Timestamp,
    faults: &mut Vec<String>,
) {
    let today = organisation.zone.to_datetime(now).date();
    if change.from < today {
        faults.push(format!(
            "{} has passed: a rule is not changed for days that are over; name {today} or a later day",
            change.from
        ));
    }
    for clause in &change.clauses {
        let history = |book: &Rulebook| -> Vec<Version> {
            let versions = book.clause(clause.as_str()).map(|one| one.versions.clone());
            let versions = versions.unwrap_or_default().into_iter();
            versions.filter(|one| one.from < change.from).collect()
        };
        if history(&before.rulebook) != history(read) {
            faults.push(format!(
                "what the clause {clause} said before {} stays as it was: add a version from that day",
                change.from
            ));
        }
    }
}

fn texts(faults: &[polity_procedure::Fault]) -> Vec<String> {
    faults.iter().map(ToString::to_string).collect()
}
