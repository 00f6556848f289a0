//! The terms of an admission.

use serde_json::{Value, json};

use super::{Key, RULE, by_id, number, refer, rule, table, title, words};
use crate::model::{QueueKind, Undecided};

pub(super) fn admission() -> Value {
    let mut keys = people();
    keys.extend(times());
    table(keys)
}

/// Who may join, who looks, on which grounds.
fn people() -> Vec<Key> {
    vec![
        (
            "rule",
            true,
            refer("id"),
            "The clause by which only people refuse.",
        ),
        (
            "exclusive-rule",
            true,
            refer("id"),
            "The clause by which one person has one vote.",
        ),
        (
            "classes",
            true,
            by_id(&refer("admission-class")),
            "The classes, the highest first.",
        ),
        (
            "queues",
            true,
            by_id(&refer("admission-queue")),
            "Who looks at which question.",
        ),
        (
            "reasons",
            true,
            by_id(&refer("admission-reason")),
            "The grounds of refusal, by code.",
        ),
        (
            "reasons-version",
            true,
            number(u32::MAX),
            "Counts up with every change of the grounds.",
        ),
    ]
}

/// What is asked, what becomes of the undecided and of the fee, how a refusal is appealed.
fn times() -> Vec<Key> {
    let hours = (
        "hours",
        true,
        number(24 * 90),
        "Elapsed hours in which to answer.",
    );
    let times = ("times", true, number(9), "How often at most.");
    let days = (
        "days",
        true,
        number(366),
        "Days from the notice in which to appeal.",
    );
    let persons = (
        "persons",
        true,
        number(9),
        "How many persons decide, by a majority.",
    );
    vec![
        (
            "ask",
            false,
            table(vec![hours, times, rule()]),
            "How applicants are asked before a person decides.",
        ),
        (
            "undecided",
            true,
            words::<Undecided>(),
            "What becomes of an application that is undecided when the time ends.",
        ),
        ("undecided-rule", true, refer("id"), RULE),
        (
            "refund-rule",
            false,
            refer("id"),
            "The clause by which the fees of the refused are given back; without it they are kept.",
        ),
        (
            "appeal",
            false,
            table(vec![days, persons, rule()]),
            "How a refusal is appealed.",
        ),
    ]
}

pub(super) fn class() -> Value {
    table(vec![
        title(),
        (
            "fee-pence",
            true,
            number(1_000_000),
            "The fee in pence; 0: none.",
        ),
        (
            "concession-pence",
            false,
            number(1_000_000),
            "The fee of who has a concession.",
        ),
        (
            "register",
            false,
            json!({ "type": "boolean" }),
            "True: the applicant is looked for on the register.",
        ),
        rule(),
    ])
}

pub(super) fn queue() -> Value {
    table(vec![
        title(),
        ("kind", true, words::<QueueKind>(), "What it asks."),
        ("by", true, refer("id"), "The role that answers."),
        (
            "refuse",
            true,
            number(9),
            "How many must find independently, on one ground, that the application is refused.",
        ),
        ("of", true, number(9), "How many answer at most."),
        (
            "panel",
            false,
            json!({ "type": "boolean" }),
            "True: nothing is decided before all of them have answered.",
        ),
        rule(),
    ])
}

pub(super) fn reason() -> Value {
    table(vec![
        title(),
        (
            "queue",
            true,
            refer("id"),
            "The queue in which it can be found.",
        ),
        rule(),
    ])
}
