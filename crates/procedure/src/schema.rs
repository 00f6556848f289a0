//! The form of a procedure's file as a JSON Schema (draft 2020-12), for editors that complete keys and underline slips
//! while somebody writes (Taplo, and every editor with its server).
//!
//! The schema says the form only, as [`crate::parse`] reads it: which keys stand where, and what a value looks like. That
//! the whole makes sense is proved by [`crate::check()`]. The words come from the lists by which the reader reads
//! ([`crate::Named`]), and tests hold the two together key by key.

use serde_json::{Map, Value, json};

use crate::calendar::Calendar;
use crate::describe::act_words;
use crate::form::{MAX_DAYS, MAX_HOURS, MAX_SEATS};
use crate::model::{
    ActKind, EndKind, MatterKind, OutcomeKind, Rejection, Revote, StageKind, TieRule, TooFew,
    VoteBase,
};
use crate::names::Named;
use polity_values::Rounding;

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
    vec![
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
        "holder": holder(),
        "group": group(),
        "emergency": emergency(),
        "gap": gap(),
        "seats": seats(),
        "roll": roll(),
        "ballot": ballot(),
        "constraint": constraint(),
        "waiver": table(vec![
            ("resolved-by", true, refer("id"), "The body that resolved to do without."),
            ("reason", true, refer("text"), "Its reason, shown to everybody whom it touches."),
            rule(),
        ]),
        "stage": stage(),
        "outcomes": outcomes(),
        "leads": table(vec![("then", true, refer("next"), "What follows."), rule()]),
        "act": act(),
        "needed": guard(true),
        "guard": guard(false),
        "decision": decision(),
        "rounds": rounds(),
        "card": card(),
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

fn holder() -> Value {
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
    ])
}

fn group() -> Value {
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

fn emergency() -> Value {
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

fn gap() -> Value {
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

fn seats() -> Value {
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

fn roll() -> Value {
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

fn ballot() -> Value {
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

fn constraint() -> Value {
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

fn stage() -> Value {
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

fn outcomes() -> Value {
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

fn act() -> Value {
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
fn guard(with_rule: bool) -> Value {
    let act = words::<ActKind>;
    let count = || number(100_000);
    let at_most = table(vec![
        ("act", true, act(), "The act counted."),
        (
            "count",
            true,
            json!({ "anyOf": [count(), { "const": "seats" }] }),
            "The most; \"seats\" is the number of seats.",
        ),
    ]);
    let share = table(vec![
        ("of", true, refer("share"), "The share."),
        (
            "rounding",
            true,
            words::<Rounding>(),
            "How it becomes a number.",
        ),
    ]);
    let mut done_by = table(vec![
        ("act", true, act(), "The act."),
        ("persons", false, count(), "How many distinct persons."),
        ("units", false, count(), "How many distinct units."),
    ]);
    if let Value::Object(done_by) = &mut done_by {
        let either = json!([{ "required": ["persons"] }, { "required": ["units"] }]);
        done_by.insert("anyOf".to_owned(), either);
    }
    let elapsed = table(vec![
        ("days", true, number(3_660), "Days of 24 hours."),
        ("since", true, act(), "The act."),
    ]);
    let inner = || list(&refer("guard"));
    let mut keys: Vec<Key> = vec![
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
        ("done", false, act(), "This act was done in this matter."),
        (
            "at-most",
            false,
            at_most,
            "The actor's body did this act for no more than so many candidates.",
        ),
        (
            "supported-by-units",
            false,
            count(),
            "The candidate has the support of at least this many units.",
        ),
        (
            "each-trustee",
            false,
            act(),
            "Each named trustee has done this act.",
        ),
        (
            "trustees-at-least",
            false,
            count(),
            "At least this many trustees are named.",
        ),
        (
            "no-interest",
            false,
            only_true(),
            "The actor is no candidate in this matter and declared no interest.",
        ),
        (
            "no-open-challenge",
            false,
            only_true(),
            "No challenge is undecided.",
        ),
        (
            "did-not",
            false,
            act(),
            "The actor did not do this act (who decided does not hear the appeal).",
        ),
        (
            "credentials-match-roll",
            false,
            only_true(),
            "As many public credentials as the roll has entries.",
        ),
        ("share", false, share, "This share of a body agrees."),
        (
            "holds-seat",
            false,
            refer("id"),
            "The actor holds this seat.",
        ),
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
            "done-by",
            false,
            done_by,
            "At least so many distinct persons, and units, did this act.",
        ),
        (
            "elapsed",
            false,
            elapsed,
            "At least so many days passed since this act was first done.",
        ),
        (
            "supported-by",
            false,
            supported_by(),
            "The candidate has this support in this group.",
        ),
        (
            "heard-all",
            false,
            only_true(),
            "The actor was present throughout when each candidate was heard.",
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
            act(),
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
        ("all-of", false, inner(), "All of these."),
        ("any-of", false, inner(), "At least one of these."),
    ];
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

fn supported_by() -> Value {
    let mut whole = table(vec![
        ("group", true, refer("id"), "One of [groups]."),
        (
            "at-least",
            false,
            number(100_000),
            "A number of persons or units.",
        ),
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
            { "required": ["at-least"], "properties": { "share": false, "weight": false } },
            { "required": ["share", "rounding"], "properties": { "at-least": false, "weight": false } },
            { "required": ["weight", "rounding"], "properties": { "at-least": false, "share": false } },
        ]);
        whole.insert("oneOf".to_owned(), one);
    }
    whole
}

fn decision() -> Value {
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

fn rounds() -> Value {
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
        rule(),
    ])
}

fn card() -> Value {
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
    table(vec![
        ("sections", false, list(&section), "The sections."),
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
