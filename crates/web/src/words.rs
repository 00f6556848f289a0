//! The judge's answers, acts and stages in the visitor's language. The record and the judge speak in
//! stable names; here they become sentences, each from its text of the same name.

use polity_org::{Unmet, Why};
use polity_procedure::Named as _;
use polity_procedure::model::ActKind;
use polity_values::{Clause, MatterId};

use crate::PageFault;
use crate::lang::Say;
use crate::visitor::Visitor;

/// One thing that stands in the way, with its rule.
#[derive(Debug, Clone)]
pub struct Reason {
    /// The sentence.
    pub text: String,
    /// The clause, and its own sentence.
    pub rule: Option<Rule>,
}

/// A clause beside a control.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its number.
    pub clause: String,
    /// Its sentence.
    pub text: String,
}

/// A fault's title and what to do about it.
pub fn fault(t: Say, fault: &PageFault) -> (String, String) {
    let phrases = match fault {
        PageFault::NotFound => (t.say("fault-not-found"), t.say("fault-not-found-advice")),
        PageFault::SignIn(_) => (t.say("fault-sign-in"), t.say("fault-sign-in-advice")),
        PageFault::Forbidden => (t.say("fault-forbidden"), t.say("fault-forbidden-advice")),
        PageFault::Refused(_) => (t.say("fault-refused"), t.say("fault-refused-advice")),
        PageFault::Invalid(_) => (t.say("fault-invalid"), t.say("fault-invalid-advice")),
        PageFault::TooMany { seconds } => (
            t.say("fault-too-many"),
            t.say("fault-too-many-advice").num("seconds", *seconds),
        ),
        PageFault::NotStored(_) => (t.say("fault-not-stored"), t.say("fault-not-stored-advice")),
        PageFault::Defect(_) => (t.say("fault-defect"), t.say("fault-defect-advice")),
    };
    (phrases.0.to_string(), phrases.1.to_string())
}

/// What a fault says in detail, one sentence each.
pub fn reasons(visitor: &Visitor, fault: &PageFault) -> Vec<Reason> {
    match fault {
        PageFault::Refused(refused) => refused
            .unmet
            .iter()
            .map(|unmet| reason(visitor, None, unmet))
            .collect(),
        PageFault::Invalid(faults) => faults
            .iter()
            .map(|text| Reason {
                text: text.clone(),
                rule: None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// One unmet thing in words, with its clause.
pub fn reason(visitor: &Visitor, matter: Option<&MatterId>, unmet: &Unmet) -> Reason {
    Reason {
        text: why(visitor, &unmet.why),
        rule: Some(rule(visitor, matter, &unmet.rule)),
    }
}

/// A clause with its sentence.
pub fn rule(visitor: &Visitor, matter: Option<&MatterId>, clause: &Clause) -> Rule {
    let text = visitor.world.clause_text(matter, clause);
    Rule {
        clause: clause.to_string(),
        text: text.unwrap_or_default().to_owned(),
    }
}

/// The name of an act as a button or a link says it.
pub fn act(t: Say, kind: ActKind) -> String {
    t.named("act-", kind.name()).map_or_else(
        || kind.name().replace('-', " "),
        |phrase| phrase.to_string(),
    )
}

/// What is unmet, in the visitor's language.
pub fn why(visitor: &Visitor, why: &Why) -> String {
    let t = visitor.t;
    let phrase = match why {
        Why::WindowNotOpen { opens } => t.say("why-too-early").str("opens", visitor.at(*opens)),
        Why::WindowClosed { closed } => t.say("why-too-late").str("closed", visitor.at(*closed)),
        Why::NotInRole { role } => t.say("why-not-the-role").str("role", role),
        // The rest keeps the judge's own sentence where no text of ours has the figures.
        other => return other.to_string(),
    };
    phrase.to_string()
}

/// A text for the query of an address.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => {
                use std::fmt::Write as _;
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}
