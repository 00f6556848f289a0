//! What changed between two states of the rules: clause by clause, with the words that went and came.

use std::collections::BTreeMap;

use polity_values::Clause;
use polity_values::civil::Date;
use serde::Serialize;

use super::{RuleClause, Rulebook, Version};

/// A clause that reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The clause.
    pub clause: Clause,
    /// Its heading, if it has one.
    pub heading: Option<String>,
    /// What it said; none: it is new.
    pub before: Option<String>,
    /// What it says; none: it was repealed.
    pub after: Option<String>,
    /// The text in pieces that stayed, went and came.
    pub words: Vec<Piece>,
    /// The values that differ.
    pub values: Vec<ValueChange>,
    /// By what decision, and since when, it says this.
    pub by: Option<String>,
    /// The first day of what it says now.
    pub since: Option<Date>,
}

/// Some words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// They stayed.
    Same(String),
    /// They went.
    Gone(String),
    /// They came.
    New(String),
}

/// A value that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueChange {
    /// Its name.
    pub name: String,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// What differs between the rules of one book on one day and those of another, or of the same, on another day; in the order
/// of the second book, and after it what stands only in the first.
pub fn diff((old, old_day): (&Rulebook, Date), (new, new_day): (&Rulebook, Date)) -> Vec<Change> {
    let gone = old
        .clauses
        .iter()
        .filter(|clause| new.clause(clause.id.as_str()).is_none());
    let mut changes = Vec::new();
    for clause in new.clauses.iter().chain(gone) {
        let id = clause.id.as_str();
        let of = |book: &'_ Rulebook| book.clause(id).cloned();
        let (before, after) = (of(old), of(new));
        let version = |clause: &Option<RuleClause>, day| {
            clause.as_ref().and_then(|clause| clause.at(day).cloned())
        };
        let (before, after) = (version(&before, old_day), version(&after, new_day));
        let new_clause = new.clause(id);
        changes.extend(change(
            clause,
            before.as_ref(),
            after.as_ref(),
            (new_clause, new_day),
        ));
    }
    changes
}

fn change(
    clause: &RuleClause,
    before: Option<&Version>,
    after: Option<&Version>,
    (new, day): (Option<&RuleClause>, Date),
) -> Option<Change> {
    let words = |version: Option<&Version>| version.and_then(Version::words);
    let (old, now) = (words(before), words(after));
    if old == now && before.map(|one| &one.values) == after.map(|one| &one.values) {
        return None;
    }
    // Of a repeal, the version that says nothing tells by whom.
    let source = new.and_then(|new| new.versions.iter().rev().find(|one| one.from <= day));
    Some(Change {
        clause: clause.id.clone(),
        heading: clause.heading.clone(),
        words: pieces(old.as_deref().unwrap_or(""), now.as_deref().unwrap_or("")),
        values: values(before, after),
        before: old,
        after: now,
        by: source.map(|one| one.by.clone()),
        since: source.map(|one| one.from),
    })
}

fn values(before: Option<&Version>, after: Option<&Version>) -> Vec<ValueChange> {
    let texts = |version: Option<&Version>| -> BTreeMap<String, String> {
        let values = version.into_iter().flat_map(|one| &one.values);
        values
            .map(|(name, value)| (name.clone(), value.to_string()))
            .collect()
    };
    let (old, now) = (texts(before), texts(after));
    let mut names: Vec<&String> = old.keys().chain(now.keys()).collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .filter(|name| old.get(*name) != now.get(*name))
        .map(|name| ValueChange {
            name: name.clone(),
            before: old.get(name).cloned(),
            after: now.get(name).cloned(),
        })
        .collect()
}

/// The words of two texts by their longest common run of words (Wagner and Fischer's table).
fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (old, new): (Vec<&str>, Vec<&str>) = (
        before.split_whitespace().collect(),
        after.split_whitespace().collect(),
    );
    let wide = new.len() + 1;
    // The length of what is common to the rest of both, from each place on.
    let mut common = vec![0_u16; (old.len() + 1) * wide];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * wide + j] = if old[i] == new[j] {
                common[(i + 1) * wide + j + 1] + 1
            } else {
                common[(i + 1) * wide + j].max(common[i * wide + j + 1])
            };
        }
    }
    let mut pieces = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            push(&mut pieces, Piece::Same(old[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || i < old.len() && common[(i + 1) * wide + j] >= common[i * wide + j + 1]
        {
            push(&mut pieces, Piece::Gone(old[i].to_owned()));
            i += 1;
        } else {
            push(&mut pieces, Piece::New(new[j].to_owned()));
            j += 1;
        }
    }
    pieces
}

/// Adds a word to the last piece if that is of its kind.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), &piece) {
        (Some(Piece::Same(text)), Piece::Same(word))
        | (Some(Piece::Gone(text)), Piece::Gone(word))
        | (Some(Piece::New(text)), Piece::New(word)) => {
            text.push(' ');
            text.push_str(word);
        }
        _ => pieces.push(piece),
    }
}
