//! The tables that stand once in a file: who holds a role, the roll, the ballot, the seats.

use serde_json::{Value, json};

use super::{
    RULE, length, list, number, one_of, only_true, refer, rule, table, texts, title, words,
};
use crate::form::MAX_SEATS;
use crate::model::{Revote, TieRule, TooFew};

pub(super) fn holder() -> Value {
    let each = table(vec![
        (
            "body",
            true,
            refer("id"),
            "The kind of body, declared with each = true.",
        ),
        (
            "seat",
            true,
            refer("id"),
            "The seat's name in each of them.",
        ),
    ]);
    one_of(vec![
        ("seat", false, refer("id"), "Whoever holds this seat now."),
        (
            "seat-of-each",
            false,
            each,
            "Whoever holds a seat of this name in any body of the kind, acting for that body.",
        ),
        (
            "body",
            false,
            refer("id"),
            "Whoever holds any seat in this body.",
        ),
        (
            "anyone",
            false,
            only_true(),
            "Anybody at all, member or not.",
        ),
        (
            "applicant",
            false,
            only_true(),
            "Whoever put himself or herself forward, still standing or not.",
        ),
        (
            "class",
            false,
            refer("text"),
            "Whoever is a member in this class and is not suspended.",
        ),
        (
            "candidate",
            false,
            only_true(),
            "Whoever stands as a candidate in this matter.",
        ),
        (
            "trustee",
            false,
            only_true(),
            "Whoever this matter has named a trustee of the ballot's key.",
        ),
        (
            "machine",
            false,
            only_true(),
            "No person but a program, which refuses nobody.",
        ),
    ])
}

pub(super) fn group() -> Value {
    let mut whole = table(vec![
        title(),
        (
            "role",
            false,
            refer("id"),
            "Persons who support in this role.",
        ),
        ("kinds", false, texts(), "Units of these kinds."),
        rule(),
    ]);
    if let Value::Object(whole) = &mut whole {
        let either = json!([{ "required": ["role"] }, { "required": ["kinds"] }]);
        whole.insert("anyOf".to_owned(), either);
    }
    whole
}

pub(super) fn emergency() -> Value {
    table(vec![
        (
            "of",
            true,
            refer("id"),
            "The procedure that it stands in for.",
        ),
        (
            "trigger",
            true,
            refer("text"),
            "What must have happened, in a sentence.",
        ),
        (
            "expires",
            true,
            length(&["day"]),
            "After how many days a matter under it is over.",
        ),
        rule(),
    ])
}

pub(super) fn gap() -> Value {
    table(vec![
        ("from", true, refer("when"), "The earlier instant."),
        ("to", true, refer("when"), "The later instant."),
        (
            "at-least",
            true,
            length(&["day", "working day"]),
            "How long at least: \"7 days\", \"5 working days\".",
        ),
        rule(),
    ])
}

pub(super) fn seats() -> Value {
    table(vec![
        ("body", true, refer("id"), "The body in which they are."),
        ("section", true, refer("id"), "The section that fills them."),
        ("number", true, number(MAX_SEATS), "How many."),
        (
            "term",
            true,
            length(&["month", "year"]),
            "How long a winner holds the seat.",
        ),
        rule(),
    ])
}

pub(super) fn roll() -> Value {
    let own = table(vec![
        ("class", true, refer("text"), "The class."),
        ("at", true, refer("when"), "Its last instant of joining."),
        rule(),
    ]);
    table(vec![
        (
            "classes",
            true,
            texts(),
            "Classes of membership with a vote.",
        ),
        ("classes-rule", true, refer("id"), RULE),
        (
            "joined-by",
            true,
            refer("when"),
            "The last instant of joining.",
        ),
        ("joined-rule", true, refer("id"), RULE),
        (
            "class-joined-by",
            false,
            list(&own),
            "Classes with a last instant of joining of their own.",
        ),
        (
            "arrears-paid-by",
            true,
            refer("when"),
            "The last instant at which arrears can be paid.",
        ),
        ("arrears-rule", true, refer("id"), RULE),
        (
            "suspension-rule",
            false,
            refer("id"),
            "The clause under which a suspended member has no vote.",
        ),
        (
            "freeze",
            true,
            refer("when"),
            "The instant at which the roll is frozen.",
        ),
        ("freeze-rule", true, refer("id"), RULE),
    ])
}

pub(super) fn ballot() -> Value {
    let mut whole = table(vec![
        (
            "method",
            true,
            refer("text"),
            "The counting rule: one of those that `polity count rules` lists.",
        ),
        (
            "quota",
            true,
            refer("text"),
            "The quota in words, as the counting rule defines it.",
        ),
        ("ties", true, words::<TieRule>(), "How ties are broken."),
        rule(),
        (
            "revote",
            true,
            words::<Revote>(),
            "Whether a voter may vote again.",
        ),
        ("revote-rule", true, refer("id"), RULE),
        (
            "grace",
            true,
            length(&["minute", "second"]),
            "How long after the close a ballot begun before it is accepted.",
        ),
        ("grace-rule", true, refer("id"), RULE),
        (
            "trustees-at-least",
            true,
            number(100),
            "Fewest trustees of the key.",
        ),
        ("trustees-rule", true, refer("id"), RULE),
        (
            "despatch",
            false,
            refer("when"),
            "When voters are sent what they need to vote.",
        ),
        ("despatch-rule", false, refer("id"), RULE),
        (
            "last-reissue",
            false,
            refer("when"),
            "The last instant at which it is sent again.",
        ),
        ("last-reissue-rule", false, refer("id"), RULE),
    ]);
    if let Value::Object(whole) = &mut whole {
        let beside =
            json!({ "despatch": ["despatch-rule"], "last-reissue": ["last-reissue-rule"] });
        whole.insert("dependentRequired".to_owned(), beside);
    }
    whole
}

pub(super) fn constraint() -> Value {
    table(vec![
        (
            "title",
            true,
            refer("text"),
            "What a candidate says of himself or herself.",
        ),
        (
            "at-least",
            false,
            number(MAX_SEATS),
            "At least so many are elected.",
        ),
        (
            "at-most",
            false,
            number(MAX_SEATS),
            "At most so many are elected.",
        ),
        (
            "if-too-few",
            false,
            words::<TooFew>(),
            "What holds when fewer of the class stand.",
        ),
        rule(),
    ])
}
