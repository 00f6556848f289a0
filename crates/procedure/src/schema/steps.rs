//! The stages, their acts and guards, and the terms of their votes.

use polity_values::Rounding;
use serde_json::{Map, Value, json};

use super::{Key, RULE, list, number, only_true, refer, rule, table, texts, title, words};
use crate::describe::act_words;
use crate::model::{ActKind, OutcomeKind, Rejection, StageKind, VoteBase};
use crate::names::Named;

pub(super) fn stage() -> Value {
    table(vec![
        ("id", true, refer("id"), "Its name within the procedure."),
        (
            "kind",
            true,
            words::<StageKind>(),
            "Its kind: which acts can stand in it.",
        ),
        title(),
        ("rule", true, refer("id"), "The clause of the window."),
        (
            "opens",
            true,
            refer("when"),
            "The first instant at which its acts are allowed.",
        ),
        (
            "closes",
            true,
            refer("when"),
            "The last instant, exclusive: an act at this very instant is late.",
        ),
        (
            "decision",
            false,
            refer("decision"),
            "By what vote its body decides.",
        ),
        (
            "rounds",
            false,
            refer("rounds"),
            "The terms of its vote in rounds.",
        ),
        ("card", false, refer("card"), "The terms of its card vote."),
        (
            "needs",
            false,
            list(&refer("needed")),
            "What must hold before it can begin.",
        ),
        (
            "acts",
            false,
            list(&refer("act")),
            "The acts that may be done while it is open.",
        ),
        (
            "outcomes",
            false,
            refer("outcomes"),
            "What each outcome leads to.",
        ),
        (
            "lapse",
            false,
            refer("leads"),
            "What happens when the window ends with none of the outcomes reached.",
        ),
    ])
}

pub(super) fn outcomes() -> Value {
    let mut properties = Map::new();
    for &(name, outcome) in OutcomeKind::ALL {
        let value = if outcome == OutcomeKind::Done {
            refer("next")
        } else {
            refer("leads")
        };
        properties.insert(name.to_owned(), value);
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

pub(super) fn act() -> Value {
    let kinds: Vec<Value> = ActKind::ALL
        .iter()
        .map(|&(name, kind)| json!({ "const": name, "description": act_words(kind) }))
        .collect();
    table(vec![
        ("act", true, json!({ "oneOf": kinds }), "Which act."),
        ("by", true, refer("id"), "In which role."),
        rule(),
        (
            "needs",
            false,
            list(&refer("needed")),
            "What must hold, each with its own clause.",
        ),
        (
            "persons",
            false,
            number(2),
            "How many distinct persons must agree: 1, or 2 (one proposes, another confirms).",
        ),
        (
            "required",
            false,
            json!({ "type": "boolean" }),
            "True: the stage is not done before it.",
        ),
        (
            "words",
            false,
            number(20_000),
            "The most words of the text that the act carries.",
        ),
    ])
}

/// One guard, with its rule or (inside of another) without.
pub(super) fn guard(with_rule: bool) -> Value {
    let mut keys = of_actors();
    keys.extend(of_deeds());
    keys.extend(of_votes());
    keys.extend(of_candidates());
    keys.extend([
        ("all-of", false, list(&refer("guard")), "All of these."),
        (
            "any-of",
            false,
            list(&refer("guard")),
            "At least one of these.",
        ),
    ]);
    if with_rule {
        keys.push(("rule", true, refer("id"), "The clause that asks for it."));
    }
    let mut whole = table(keys);
    if let Value::Object(whole) = &mut whole {
        let properties = if with_rule { 2 } else { 1 };
        whole.insert("minProperties".to_owned(), json!(properties));
        whole.insert("maxProperties".to_owned(), json!(properties));
    }
    whole
}

fn act_kind() -> Value {
    words::<ActKind>()
}

fn count() -> Value {
    number(100_000)
}

/// Guards about whoever acts.
fn of_actors() -> Vec<Key> {
    vec![
        (
            "holds-class",
            false,
            texts(),
            "The actor is a member in one of these classes.",
        ),
        (
            "member-for-months",
            false,
            number(1_200),
            "The actor has been a member without a break for at least this many months.",
        ),
        (
            "not-suspended",
            false,
            only_true(),
            "The actor is not under a suspension.",
        ),
        (
            "on-roll",
            false,
            only_true(),
            "The actor is on the frozen roll.",
        ),
        (
            "no-interest",
            false,
            only_true(),
            "The actor is no candidate in this matter and declared no interest.",
        ),
        (
            "did-not",
            false,
            act_kind(),
            "The actor did not do this act (who decided does not hear the appeal).",
        ),
        (
            "holds-seat",
            false,
            refer("id"),
            "The actor holds this seat.",
        ),
        (
            "heard-all",
            false,
            only_true(),
            "The actor was present throughout when each candidate was heard.",
        ),
    ]
}

/// Guards about what was done before.
fn of_deeds() -> Vec<Key> {
    vec![
        (
            "done",
            false,
            act_kind(),
            "This act was done in this matter.",
        ),
        (
            "at-most",
            false,
            at_most(),
            "The actor's body did this act for no more than so many candidates.",
        ),
        (
            "each-trustee",
            false,
            act_kind(),
            "Each named trustee has done this act.",
        ),
        (
            "trustees-at-least",
            false,
            count(),
            "At least this many trustees are named.",
        ),
        (
            "done-by",
            false,
            done_by(),
            "At least so many distinct persons, and units, did this act.",
        ),
        (
            "elapsed",
            false,
            elapsed(),
            "At least so many days passed since this act was first done.",
        ),
    ]
}

/// Guards about votes, challenges and windows.
fn of_votes() -> Vec<Key> {
    vec![
        ("share", false, share(), "This share of a body agrees."),
        (
            "within",
            false,
            refer("id"),
            "The window of this stage is open.",
        ),
        (
            "decided",
            false,
            refer("id"),
            "The body of this stage agreed in it.",
        ),
        (
            "no-open-challenge",
            false,
            only_true(),
            "No challenge is undecided.",
        ),
        (
            "credentials-match-roll",
            false,
            only_true(),
            "As many public credentials as the roll has entries.",
        ),
    ]
}

/// Guards about the candidates.
fn of_candidates() -> Vec<Key> {
    vec![
        (
            "supported-by-units",
            false,
            count(),
            "The candidate has the support of at least this many units.",
        ),
        (
            "supported-by",
            false,
            supported_by(),
            "The candidate has this support in this group.",
        ),
        (
            "scored-by-each",
            false,
            refer("id"),
            "Everybody in this role has scored each candidate.",
        ),
        (
            "each-candidate",
            false,
            act_kind(),
            "This act was done about each candidate who stands.",
        ),
        (
            "standing-at-least",
            false,
            count(),
            "At least so many candidates stand.",
        ),
        (
            "standing-at-most",
            false,
            count(),
            "At most so many candidates stand.",
        ),
    ]
}

fn at_most() -> Value {
    table(vec![
        ("act", true, act_kind(), "The act counted."),
        (
            "count",
            true,
            json!({ "anyOf": [count(), { "const": "seats" }] }),
            "The most; \"seats\" is the number of seats.",
        ),
    ])
}

fn share() -> Value {
    table(vec![
        ("of", true, refer("share"), "The share."),
        (
            "rounding",
            true,
            words::<Rounding>(),
            "How it becomes a number.",
        ),
    ])
}

fn elapsed() -> Value {
    table(vec![
        ("days", true, number(3_660), "Days of 24 hours."),
        ("since", true, act_kind(), "The act."),
    ])
}

fn done_by() -> Value {
    let mut done_by = table(vec![
        ("act", true, act_kind(), "The act."),
        ("persons", false, count(), "How many distinct persons."),
        ("units", false, count(), "How many distinct units."),
    ]);
    if let Value::Object(done_by) = &mut done_by {
        let either = json!([{ "required": ["persons"] }, { "required": ["units"] }]);
        done_by.insert("anyOf".to_owned(), either);
    }
    done_by
}

pub(super) fn supported_by() -> Value {
    let mut whole = table(vec![
        ("group", true, refer("id"), "One of [groups]."),
        (
            "at-least",
            false,
            number(100_000),
            "A number of persons or units.",
        ),
        ("units", false, number(100_000), "Persons of so many units."),
        (
            "share",
            false,
            refer("share"),
            "A share of the group's stated size.",
        ),
        (
            "weight",
            false,
            refer("share"),
            "A share of the members whom its units represent.",
        ),
        (
            "rounding",
            false,
            words::<Rounding>(),
            "How the share becomes a number.",
        ),
    ]);
    if let Value::Object(whole) = &mut whole {
        let one = json!([
            { "required": ["at-least"], "properties": { "units": false, "share": false, "weight": false } },
            { "required": ["units"], "properties": { "at-least": false, "share": false, "weight": false } },
            { "required": ["share", "rounding"], "properties": { "at-least": false, "units": false, "weight": false } },
            { "required": ["weight", "rounding"], "properties": { "at-least": false, "units": false, "share": false } },
        ]);
        whole.insert("oneOf".to_owned(), one);
    }
    whole
}

pub(super) fn decision() -> Value {
    table(vec![
        ("body", true, refer("id"), "The body whose members vote."),
        (
            "majority",
            true,
            refer("share"),
            "The share that must be in favour.",
        ),
        (
            "rounding",
            true,
            words::<Rounding>(),
            "How it becomes a number of votes.",
        ),
        ("of", true, words::<VoteBase>(), "The share of what."),
        (
            "quorum",
            true,
            refer("share"),
            "The share of those who may vote that must be present.",
        ),
        ("quorum-rule", true, refer("id"), RULE),
        (
            "at-least",
            false,
            number(100_000),
            "The fewest candidates whom a selection keeps.",
        ),
        ("at-most", false, number(100_000), "The most."),
        rule(),
    ])
}

pub(super) fn rounds() -> Value {
    table(vec![
        ("electors", true, refer("id"), "Who votes: a role."),
        (
            "heard",
            false,
            json!({ "type": "boolean" }),
            "True: only those vote who were present when each candidate was heard.",
        ),
        (
            "floor",
            false,
            number(100_000),
            "Who has fewer votes than this in the first round is out.",
        ),
        (
            "leave",
            true,
            number(100_000),
            "How many candidates the rounds leave.",
        ),
        (
            "candidates",
            false,
            json!({ "type": "boolean" }),
            "True: those who stand vote too, where they are electors.",
        ),
        (
            "plurality",
            false,
            json!({ "type": "boolean" }),
            "True: whoever has the most votes is elected in one round, however small the share.",
        ),
        (
            "sections",
            false,
            sections(),
            "The sections of an electoral college, each with its part of the whole.",
        ),
        rule(),
    ])
}

/// The sections of a card vote or of an electoral college.
fn sections() -> Value {
    let section = table(vec![
        ("id", true, refer("id"), "Its name within the procedure."),
        title(),
        (
            "weight",
            true,
            number(1_000_000),
            "Its part of the whole: 50 and 50 are halves.",
        ),
    ]);
    list(&section)
}

pub(super) fn card() -> Value {
    table(vec![
        ("sections", false, sections(), "The sections."),
        (
            "majority",
            true,
            refer("share"),
            "The share of the whole that must be in favour.",
        ),
        (
            "rounding",
            true,
            words::<Rounding>(),
            "Whether that share is enough or more than it is asked for.",
        ),
        (
            "rejection",
            true,
            words::<Rejection>(),
            "What follows from a rejection.",
        ),
        rule(),
    ])
}
