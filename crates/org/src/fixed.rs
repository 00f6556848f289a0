//! The few clauses that the mechanism itself rests on. They are in force on every record, no decision
//! can change them, and the judge cites them where no clause of the rulebook can be cited yet.

use polity_values::Clause;

/// The fixed clauses, each with its sentence.
const FIXED: [(&str, &str); 6] = [
    (
        FOUNDING,
        "An organisation is founded once, by the first entry of its record.",
    ),
    (
        POWERS,
        "Only who holds a standing power of the organisation may use it.",
    ),
    (
        MATTER,
        "An act is done on a matter that is open, and is one that the matter's procedure knows.",
    ),
    (
        SECOND,
        "What takes two persons takes effect when a second person in the same capacity confirms it.",
    ),
    (
        FORM,
        "What is put on the record is complete, consistent and within its limits.",
    ),
    (
        CIRCLE,
        "A stage that would end a second time in the same way at the same instant ends the matter.",
    ),
];

pub(crate) const FOUNDING: &str = "record.founding";
pub(crate) const POWERS: &str = "record.powers";
pub(crate) const MATTER: &str = "record.matter";
pub(crate) const SECOND: &str = "record.second-person";
pub(crate) const FORM: &str = "record.form";
pub(crate) const CIRCLE: &str = "record.circle";

/// The sentence of a fixed clause.
pub fn text(clause: &Clause) -> Option<&'static str> {
    FIXED
        .iter()
        .find(|(id, _)| *id == clause.as_str())
        .map(|(_, text)| *text)
}

/// Whether the clause is one of the mechanism's own.
pub fn is_fixed(clause: &Clause) -> bool {
    text(clause).is_some()
}

/// The clause of a fixed id.
pub(crate) fn clause(id: &'static str) -> Clause {
    Clause::new(id).expect("the fixed ids are ids: tested")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fixed_id_is_a_clause_with_a_sentence() {
        for (id, sentence) in FIXED {
            assert_eq!(text(&clause(id)), Some(sentence));
        }
    }
}
