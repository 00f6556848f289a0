//! A procedure with another counting rule, another number of seats, other limits on who may be elected together: what
//! an officer chooses in a form becomes the next version of the file. Everything else in it, comments included, stays
//! as its authors wrote it.
//!
//! A sentence that members read beside a rule changes with the rule, since both are given here together.

use std::collections::BTreeSet;

use toml_edit::{DocumentMut, InlineTable, Item, Table, Value, value};

use crate::model::{Constraint, Procedure, TieRule, TooFew};
use crate::names::Named;

/// What is to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// How many seats are filled.
    pub seats: u32,
    /// The sentence of the clause of the seats, where their number changes.
    pub seats_sentence: String,
    /// The counting rule's name.
    pub method: String,
    /// Its quota, in the words of [`crate::KnownRules`].
    pub quota: String,
    /// How ties are broken.
    pub ties: TieRule,
    /// The sentence of the clause of the count.
    pub count_sentence: String,
    /// The limits on who may be elected together: these and no others.
    pub limits: Vec<Limit>,
}

/// A limit on how many of a class of candidates are elected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// What the class is called.
    pub title: String,
    /// At least so many.
    pub at_least: u32,
    /// At most so many.
    pub at_most: Option<u32>,
    /// What holds when fewer stand.
    pub too_few: TooFew,
    /// The sentence of its clause.
    pub sentence: String,
}

/// The next version of a procedure, with the changes. It is checked like any other file before it is adopted.
///
/// # Errors
/// A text that is no procedure, or one that fills no seats or holds no ballot: there is nothing to change then.
pub fn amend(source: &str, changes: &Changes) -> Result<String, String> {
    let procedure = crate::parse(source).map_err(|faults| {
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        said.join("; ")
    })?;
    let seats = procedure
        .seats
        .as_ref()
        .ok_or("this procedure fills no seats")?;
    let ballot = procedure
        .ballot
        .as_ref()
        .ok_or("this procedure holds no ballot")?;
    let mut document: DocumentMut = source.parse().map_err(|fault| format!("{fault}"))?;
    set(
        &mut document,
        "",
        "version",
        i64::from(procedure.version) + 1,
    );
    if seats.number != changes.seats {
        set(&mut document, "seats", "number", i64::from(changes.seats));
        let clause = seats.rule.as_str();
        set(
            &mut document,
            "clauses",
            clause,
            changes.seats_sentence.trim(),
        );
    }
    set(&mut document, "ballot", "method", changes.method.as_str());
    set(&mut document, "ballot", "quota", changes.quota.as_str());
    set(&mut document, "ballot", "ties", changes.ties.name());
    let clause = ballot.rule.as_str();
    set(
        &mut document,
        "clauses",
        clause,
        changes.count_sentence.trim(),
    );
    limits(&mut document, &procedure, &changes.limits);
    Ok(document.to_string())
}

/// Sets a value and keeps what stands around the old one; an equal value stays as it is written.
fn set(document: &mut DocumentMut, table: &str, key: &str, new: impl Into<Value>) {
    let new = new.into();
    let place = if table.is_empty() {
        &mut document[key]
    } else {
        &mut document[table][key]
    };
    let Some(old) = place.as_value_mut() else {
        *place = value(new);
        return;
    };
    let same = match (&*old, &new) {
        (Value::String(old), Value::String(new)) => old.value() == new.value(),
        (Value::Integer(old), Value::Integer(new)) => old.value() == new.value(),
        _ => false,
    };
    if !same {
        let decor = old.decor().clone();
        *old = new;
        *old.decor_mut() = decor;
    }
}

fn limits(document: &mut DocumentMut, procedure: &Procedure, limits: &[Limit]) {
    let kept =
        |constraint: &Constraint| limits.iter().any(|limit| is(constraint, limit, procedure));
    if procedure.constraints.len() == limits.len() && procedure.constraints.iter().all(kept) {
        return;
    }
    let count = procedure.ballot.as_ref().map(|ballot| ballot.rule.as_str());
    for old in &procedure.constraints {
        // A clause of its own goes with its limit.
        let clause = old.rule.as_str();
        let own = document
            .to_string()
            .matches(&format!("\"{clause}\""))
            .count()
            <= 2;
        if own && let Some(clauses) = document["clauses"].as_table_mut() {
            clauses.remove(clause);
        }
    }
    document.remove("constraints");
    if limits.is_empty() {
        return;
    }
    let mut table = Table::new();
    let mut ids = BTreeSet::new();
    for limit in limits {
        let id = id_of(&limit.title, &mut ids);
        let clause = free_clause(document, count.unwrap_or("1.1"));
        document["clauses"][&clause] = value(limit.sentence.trim());
        let mut row = InlineTable::new();
        row.insert("title", limit.title.trim().into());
        if limit.at_least > 0 {
            row.insert("at-least", i64::from(limit.at_least).into());
        }
        if let Some(most) = limit.at_most {
            row.insert("at-most", i64::from(most).into());
        }
        if limit.too_few != TooFew::Refuse {
            row.insert("if-too-few", limit.too_few.name().into());
        }
        row.insert("rule", clause.into());
        table.insert(&id, value(row));
    }
    table.decor_mut().set_prefix("\n");
    // Beside the terms of the ballot, before the stages.
    let after = document["ballot"].as_table().and_then(Table::position);
    table.set_position(after);
    document.insert("constraints", Item::Table(table));
}

/// Whether a limit of the file is the one that is asked for.
fn is(constraint: &Constraint, limit: &Limit, procedure: &Procedure) -> bool {
    let clause = procedure
        .clauses
        .iter()
        .find(|one| one.id == constraint.rule);
    constraint.title == limit.title.trim()
        && constraint.at_least == limit.at_least
        && constraint.at_most == limit.at_most
        && constraint.too_few == limit.too_few
        && clause.is_some_and(|clause| clause.text == limit.sentence.trim())
}

/// A short name of a class, of letters and digits.
fn id_of(title: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = title.to_lowercase();
    let words = plain.split(|one: char| !one.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let short: String = words.join("-").chars().take(40).collect();
    let named = short.starts_with(|one: char| one.is_ascii_lowercase());
    let id = if named {
        short
    } else {
        format!("class-{short}")
    };
    let id = id.trim_end_matches('-');
    let mut free = id.to_owned();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{id}-{number}");
        number += 1;
    }
    free
}

/// The next free number in the chapter of a clause: after 6.1 to 6.5 comes 6.6.
fn free_clause(document: &DocumentMut, beside: &str) -> String {
    let chapter = beside
        .rsplit_once('.')
        .map_or(beside, |(chapter, _)| chapter);
    let taken = |clause: &str| {
        let clauses = document["clauses"].as_table_like();
        clauses.is_some_and(|clauses| clauses.contains_key(clause))
    };
    let mut number = 1_u32;
    loop {
        let clause = format!("{chapter}.{number}");
        if !taken(&clause) {
            return clause;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{KnownRules, check_source, parse};

    const SOURCE: &str = include_str!("../../../procedures/executive-section-stv.toml");

    fn as_it_is() -> Changes {
        let procedure = parse(SOURCE).unwrap();
        let sentence = |id: &str| {
            let clause = procedure.clauses.iter().find(|one| one.id.as_str() == id);
            clause.unwrap().text.clone()
        };
        let ballot = procedure.ballot.as_ref().unwrap();
        Changes {
            seats: procedure.seats.as_ref().unwrap().number,
            seats_sentence: sentence("2.1"),
            method: ballot.method.clone(),
            quota: ballot.quota.clone(),
            ties: ballot.ties,
            count_sentence: sentence("6.1"),
            limits: Vec::new(),
        }
    }

    fn women() -> Limit {
        Limit {
            title: "Women".to_owned(),
            at_least: 4,
            at_most: None,
            too_few: TooFew::AllWhoStand,
            sentence: "At least four of the nine are women.".to_owned(),
        }
    }

    #[test]
    fn without_a_change_only_the_version_is_new() {
        let amended = amend(SOURCE, &as_it_is()).unwrap();
        assert_eq!(amended, SOURCE.replacen("version = 1", "version = 2", 1));
    }

    #[test]
    fn a_changed_rule_changes_its_sentence_and_nothing_else() {
        let changes = Changes {
            seats: 7,
            seats_sentence: "The section has seven seats, each for two years.".to_owned(),
            method: "scottish-stv".to_owned(),
            quota: "votes divided by one more than the seats, plus one, fractions dropped"
                .to_owned(),
            ties: TieRule::LotDrawnByReturningOfficer,
            count_sentence: "Votes are counted as in Scottish local elections.".to_owned(),
            limits: vec![women()],
        };
        let amended = amend(SOURCE, &changes).unwrap();
        let report = check_source(&amended, &KnownRules::shipped());
        assert_eq!(report.faults, [], "{}", report.render("amended"));
        let changed: Vec<&str> = amended
            .lines()
            .filter(|line| !SOURCE.lines().any(|old| old == *line))
            .collect();
        insta::assert_snapshot!(changed.join("\n"));
        let procedure = report.procedure.unwrap();
        assert_eq!(procedure.constraints.len(), 1);
        // And taken back again, the file is the first one, but for its version.
        let back = amend(&amended, &as_it_is()).unwrap();
        assert_eq!(back, SOURCE.replacen("version = 1", "version = 3", 1));
    }

    #[test]
    fn a_limit_that_stays_keeps_its_name_and_clause() {
        let changes = Changes {
            limits: vec![women()],
            ..as_it_is()
        };
        let once = amend(SOURCE, &changes).unwrap();
        let twice = amend(&once, &changes).unwrap();
        assert_eq!(twice, once.replacen("version = 2", "version = 3", 1));
    }

    #[test]
    fn classes_of_one_name_and_of_none_that_can_be_written_have_ids() {
        let mut taken = BTreeSet::new();
        assert_eq!(id_of("Women", &mut taken), "women");
        assert_eq!(id_of(" women! ", &mut taken), "women-2");
        assert_eq!(id_of("50+ years", &mut taken), "class-50-years");
        assert_eq!(id_of("ŵŷ", &mut taken), "class");
    }
}
