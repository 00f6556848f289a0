//! The form of a procedure's file as a JSON Schema (draft 2020-12), for editors that complete keys and underline slips
//! while somebody writes (Taplo, and every editor with its server).
//!
//! The schema says the form only, as [`crate::parse`] reads it: which keys stand where, and what a value looks like. That
//! the whole makes sense is proved by [`crate::check()`]. The words come from the lists by which the reader reads
//! ([`crate::Named`]), and tests hold the two together key by key.

mod admission;
mod steps;
mod terms;

use serde_json::{Map, Value, json};

use crate::calendar::Calendar;
use crate::form::{MAX_DAYS, MAX_HOURS};
use crate::model::{EndKind, MatterKind};
use crate::names::Named;

/// Where the schema says that it lives; nothing is fetched from there.
pub const SCHEMA_ID: &str = "urn:polity:procedure:1";

const ID: &str = "[a-z0-9][a-z0-9._-]{0,63}";
const TIME: &str = "([01][0-9]|2[0-3]):[0-5][0-9]";

/// A key of a table: its name, whether it must be there, its value, and what it means.
type Key = (&'static str, bool, Value, &'static str);

/// The schema.
pub fn schema() -> Value {
    let Value::Object(mut root) = table(root_keys()) else {
        return Value::Null;
    };
    root.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    root.insert("$id".to_owned(), json!(SCHEMA_ID));
    root.insert("title".to_owned(), json!("A procedure"));
    root.insert(
        "description".to_owned(),
        json!("Who may do what, and when, in one kind of matter; each item names the clause by which it goes. Check it with: polity procedure check FILE"),
    );
    root.insert("$defs".to_owned(), definitions());
    Value::Object(root)
}

fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// A table with these keys and no others.
fn table(keys: Vec<Key>) -> Value {
    let required: Vec<&str> = keys
        .iter()
        .filter(|(_, required, ..)| *required)
        .map(|(name, ..)| *name)
        .collect();
    let mut properties = Map::new();
    for (name, _, mut value, description) in keys {
        if let Value::Object(value) = &mut value {
            value.insert("description".to_owned(), json!(description));
        }
        properties.insert(name.to_owned(), value);
    }
    let mut whole = json!({
        "type": "object", "properties": properties, "additionalProperties": false
    });
    if let (Value::Object(whole), false) = (&mut whole, required.is_empty()) {
        whole.insert("required".to_owned(), json!(required));
    }
    whole
}

/// A table whose keys are ids.
fn by_id(value: &Value) -> Value {
    json!({ "type": "object", "propertyNames": refer("id"), "additionalProperties": value })
}

fn words<T: Named>() -> Value {
    json!({ "enum": T::names().collect::<Vec<_>>() })
}

fn number(most: u32) -> Value {
    json!({ "type": "integer", "minimum": 0, "maximum": most })
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn texts() -> Value {
    json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 })
}

/// A length of time: one, or several, of one of the units.
fn length(units: &[&str]) -> Value {
    let forms: Vec<String> = units
        .iter()
        .map(|unit| format!("1 {unit}|(0|[2-9]|[1-9][0-9]+) {unit}s"))
        .collect();
    json!({ "type": "string", "pattern": format!("^({})$", forms.join("|")) })
}

const RULE: &str = "The clause by which it goes: one of [clauses].";
const TITLE: &str = "For people.";

fn rule() -> Key {
    ("rule", true, refer("id"), RULE)
}

fn title() -> Key {
    ("title", true, refer("text"), TITLE)
}

fn root_keys() -> Vec<Key> {
    let mut keys = vec![
        ("procedure", true, refer("id"), "The name: the file's stem."),
        (
            "version",
            true,
            number(u32::MAX),
            "Counts up with every adopted change.",
        ),
        (
            "kind",
            true,
            words::<MatterKind>(),
            "What kind of matter it runs as.",
        ),
        title(),
        (
            "purpose",
            true,
            refer("text"),
            "What it is for, and when to use it.",
        ),
        (
            "source",
            true,
            refer("text"),
            "Where it comes from: a rule book, a guidance, a practice.",
        ),
        (
            "clauses",
            true,
            by_id(&refer("text")),
            "The clauses that it cites, each a sentence that people read beside every control that it governs.",
        ),
        (
            "bodies",
            false,
            by_id(&refer("body")),
            "The bodies that it speaks of.",
        ),
        (
            "roles",
            false,
            by_id(&refer("role")),
            "Capacities in which persons act.",
        ),
    ];
    keys.extend(process_keys());
    keys
}

/// Groups, dates, roll, ballot and stages.
fn process_keys() -> Vec<Key> {
    [before_the_vote(), vote_keys()].concat()
}

fn before_the_vote() -> Vec<Key> {
    vec![
        (
            "groups",
            false,
            by_id(&refer("group")),
            "Those whose support is counted against a threshold.",
        ),
        (
            "emergency",
            false,
            refer("emergency"),
            "What makes it an emergency variant of another procedure.",
        ),
        (
            "calendar",
            false,
            words::<Calendar>(),
            "Whose bank holidays its working days leave out.",
        ),
        (
            "dates",
            false,
            by_id(&refer("text")),
            "The instants that each timetable names for itself: what \"date:NAME\" refers to.",
        ),
        (
            "gaps",
            false,
            list(&refer("gap")),
            "Shortest times that any timetable must keep.",
        ),
    ]
}

fn vote_keys() -> Vec<Key> {
    vec![
        ("seats", false, refer("seats"), "The seats that it fills."),
        (
            "roll",
            false,
            refer("roll"),
            "Who may vote, if it holds a ballot.",
        ),
        (
            "ballot",
            false,
            refer("ballot"),
            "The terms of the ballot, all fixed before nominations open.",
        ),
        (
            "admission",
            false,
            refer("admission"),
            "The terms on which persons are admitted, if they apply to join a class of voters.",
        ),
        (
            "constraints",
            false,
            by_id(&refer("constraint")),
            "Who may be elected together: limits that bind the count.",
        ),
        (
            "without-challenge",
            false,
            refer("waiver"),
            "Why there is no challenge or appeal, and who resolved so.",
        ),
        (
            "stage",
            true,
            list(&refer("stage")),
            "The stages in order; the matter begins in the first.",
        ),
    ]
}

fn definitions() -> Value {
    json!({
        "id": { "type": "string", "pattern": format!("^{ID}$") },
        "text": { "type": "string", "pattern": "\\S" },
        "when": when(),
        "share": { "type": "string", "pattern": "^\\s*\\+?[0-9]+\\s*(%|/\\s*\\+?[0-9]+\\s*)$" },
        "next": next(),
        "body": table(vec![
            title(),
            ("each", false, json!({ "type": "boolean" }), "True: each body of this kind (each branch)."),
        ]),
        "role": table(vec![
            title(),
            ("holder", true, refer("holder"), "What makes a person hold it: one of these."),
            rule(),
        ]),
        "holder": terms::holder(),
        "group": terms::group(),
        "emergency": terms::emergency(),
        "admission": admission::admission(),
        "admission-class": admission::class(),
        "admission-queue": admission::queue(),
        "admission-reason": admission::reason(),
        "gap": terms::gap(),
        "seats": terms::seats(),
        "roll": terms::roll(),
        "ballot": terms::ballot(),
        "constraint": terms::constraint(),
        "waiver": table(vec![
            ("resolved-by", true, refer("id"), "The body that resolved to do without."),
            ("reason", true, refer("text"), "Its reason, shown to everybody whom it touches."),
            rule(),
        ]),
        "stage": steps::stage(),
        "outcomes": steps::outcomes(),
        "leads": table(vec![("then", true, refer("next"), "What follows."), rule()]),
        "act": steps::act(),
        "needed": steps::guard(true),
        "guard": steps::guard(false),
        "decision": steps::decision(),
        "rounds": steps::rounds(),
        "card": steps::card(),
    })
}

fn when() -> Value {
    let unit = "(1 (day|working day|hour)|(0|[2-9]|[1-9][0-9]+) (days|working days|hours))";
    let pattern = format!(
        "^(date:{ID}|at (open|close) of {ID}|{unit} (after|before) {ID} (opens|closes)( at {TIME})?)$"
    );
    let description = format!(
        "An instant: \"date:NAME\", \"at open of STAGE\", \"at close of STAGE\", \"2 days after STAGE opens\", \"5 working days before STAGE closes\", \"14 days after STAGE closes at 12:00\" (at most {MAX_DAYS} days or {MAX_HOURS} hours)."
    );
    json!({ "type": "string", "pattern": pattern, "description": description })
}

fn next() -> Value {
    let ends: Vec<String> = EndKind::names().map(|end| format!("end:{end}")).collect();
    let description = format!(
        "The stage that follows, or an end of the matter: {}.",
        ends.join(", ")
    );
    let pattern = format!("^({ID}|{})$", ends.join("|"));
    json!({ "type": "string", "pattern": pattern, "description": description })
}

/// A table that holds one of these keys.
fn one_of(keys: Vec<Key>) -> Value {
    let mut whole = table(keys);
    if let Value::Object(whole) = &mut whole {
        whole.insert("minProperties".to_owned(), json!(1));
        whole.insert("maxProperties".to_owned(), json!(1));
    }
    whole
}

fn only_true() -> Value {
    json!({ "const": true })
}
