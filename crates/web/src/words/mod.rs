//! The judge's answers, acts and stages in the visitor's language. The record and the judge speak in
//! stable names; here they become sentences, each from its text of the same name.

mod event;
pub mod moment;
pub mod procedure;
mod refusals;
pub mod said;
mod why;

use polity_org::Unmet;
use polity_procedure::Named as _;
use polity_procedure::model::ActKind;
use polity_values::{Clause, MatterId};

use crate::PageFault;
use crate::lang::Say;
use crate::visitor::Visitor;

pub use event::{event, list, persons};
pub use said::Said;
pub use why::{judges_sentence, why};

/// One thing that stands in the way, with its rule.
#[derive(Debug, Clone)]
pub struct Reason {
    /// The sentence.
    pub text: Said,
    /// The clause, and its own sentence.
    pub rule: Option<Rule>,
}

/// A clause beside a control.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its number.
    pub clause: String,
    /// Its sentence.
    pub text: Said,
    /// Where all clauses of its procedure stand, if it is one of a procedure.
    pub href: Option<String>,
}

/// A fault's title and what to do about it.
pub fn fault(t: Say, fault: &PageFault) -> (String, String) {
    let phrases = match fault {
        PageFault::NotFound => (t.say("fault-not-found"), t.say("fault-not-found-advice")),
        PageFault::SignIn(_) => (t.say("fault-sign-in"), t.say("fault-sign-in-advice")),
        PageFault::StepUp(_) => (t.say("fault-step-up"), t.say("fault-step-up-advice")),
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

/// What a fault says in detail, one sentence each. The clauses are those of the matter whose page was asked for.
pub fn reasons(visitor: &Visitor, fault: &PageFault) -> Vec<Reason> {
    match fault {
        PageFault::Refused(refused) => {
            let matter = matter_of_path(&visitor.path);
            refused
                .unmet
                .iter()
                .map(|unmet| reason(visitor, matter.as_ref(), unmet))
                .collect()
        }
        PageFault::Invalid(faults) => faults
            .iter()
            .map(|text| Reason {
                text: Said::plain(text),
                rule: None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The matter that a path of a page or of the API names.
fn matter_of_path(path: &str) -> Option<MatterId> {
    let (_, rest) = path.split_once("/matters/")?;
    MatterId::new(rest.split('/').next()?).ok()
}

/// One unmet thing in words, with its clause.
pub fn reason(visitor: &Visitor, matter: Option<&MatterId>, unmet: &Unmet) -> Reason {
    Reason {
        text: why(visitor, &unmet.why),
        rule: Some(rule(visitor, matter, &unmet.rule)),
    }
}

/// A clause with its sentence: of the mechanism in our words, of a procedure in its own or its translator's.
pub fn rule(visitor: &Visitor, matter: Option<&MatterId>, clause: &Clause) -> Rule {
    let of_ours = visitor
        .t
        .named("why-rule-", &clause.as_str().replace('.', "-"));
    let text = if let Some(phrase) = of_ours {
        Said::plain(phrase)
    } else {
        let english = visitor.world.clause_text(matter, clause);
        procedure::text(visitor.t, english.unwrap_or_default())
    };
    let of_procedure = matter
        .and_then(|id| visitor.world.matter(id))
        .filter(|matter| {
            matter
                .procedure
                .clauses
                .iter()
                .any(|known| known.id == *clause)
        });
    Rule {
        clause: clause.to_string(),
        text,
        href: of_procedure.map(|matter| format!("/procedures/{}#{clause}", matter.procedure.name)),
    }
}

/// The name of an act as a button or a link says it.
pub fn act(t: Say, kind: ActKind) -> String {
    label(t, kind.name())
}

/// The name of an act of a procedure or of the organisation, by its stable name.
pub fn label(t: Say, name: &str) -> String {
    t.named("act-", name)
        .map_or_else(|| name.replace('-', " "), |phrase| phrase.to_string())
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

#[cfg(test)]
mod tests {
    use polity_procedure::model::{EndKind, OutcomeKind, StageKind};

    use super::*;
    use crate::lang::Language;

    #[test]
    fn g3_every_named_thing_has_its_text_in_every_language() {
        let mut keys: Vec<(&str, &str)> = Vec::new();
        keys.extend(ActKind::names().map(|name| ("act-", name)));
        keys.extend(StageKind::names().map(|name| ("stage-", name)));
        keys.extend(StageKind::names().map(|name| ("stage-state-", name)));
        keys.extend(EndKind::names().map(|name| ("end-", name)));
        keys.extend(OutcomeKind::names().map(|name| ("end-outcome-", name)));
        for language in Language::ALL {
            let t = Say::new(language);
            for (start, name) in &keys {
                assert!(
                    t.named(start, name).is_some(),
                    "{start}{name} in {language:?}"
                );
            }
        }
    }

    #[test]
    fn a_path_names_its_matter() {
        let matter = |path| matter_of_path(path).map(|id| id.to_string());
        assert_eq!(matter("/matters/m-1/act/declare"), Some("m-1".to_owned()));
        assert_eq!(matter("/api/v1/matters/m-1"), Some("m-1".to_owned()));
        assert_eq!(matter("/matters"), None);
        assert_eq!(matter("/matters/%20"), None);
    }
}
