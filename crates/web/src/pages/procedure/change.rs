//! A procedure's counting rule, seats and limits chosen in a form: what comes of it is the next version of its file,
//! shown with every sentence that changes, and handed to the form by which procedures are adopted. Nothing is written
//! here.

use askama::Template;
use axum::extract::Path;
use polity_count::Rule;
use polity_procedure::model::{BallotTerms, Procedure, TieRule, TooFew};
use polity_procedure::{Changes, KnownRules, Limit, Named as _, amend, check_source};
use polity_values::Clause;

use super::{adopted, source_of};
use crate::page::{Frame, Page, show};
use crate::pages::act::Sent;
use crate::pages::act::form::{Choice, Control, Field, Reader};
use crate::visitor::Visitor;
use crate::words::procedure::text;
use crate::{PageFault, lang::Say};

/// Rows for limits in the form beyond those that the procedure has.
const SPARE: usize = 2;
/// The most limits that the form takes.
const MOST: usize = 8;

#[derive(Template)]
#[template(path = "procedure/change.html")]
struct ChangePage {
    frame: Frame,
    over: String,
    home: String,
    fields: Vec<Field>,
    limits: Vec<Vec<Field>>,
    problems: Vec<(String, String)>,
    proposed: Option<Proposed>,
}

/// What the form makes.
struct Proposed {
    version: u32,
    /// What changes: before, and after; in English, as it is adopted.
    changes: Vec<(String, String)>,
    /// What must be true of the candidates who stand, in words.
    asks: Vec<String>,
    source: String,
}

/// `GET /procedures/{name}/change`
///
/// # Errors
/// [`PageFault::NotFound`] where nothing of the kind can be changed, or faults of the store.
pub async fn page(visitor: Visitor, Path(name): Path<String>) -> Page {
    let adopted = adopted(&visitor, &name)?;
    let procedure = adopted.procedure.clone();
    let source = source_of(&visitor, adopted).await?;
    let (Some(seats), Some(ballot)) = (&procedure.seats, &procedure.ballot) else {
        return Err(PageFault::NotFound);
    };
    let mut sent = Sent::of_query(&visitor.query);
    let checking = sent.get("step") == "look";
    if !checking {
        fill(&mut sent, &procedure, seats.number, ballot);
    }
    let t = visitor.t;
    let mut reader = Reader::new(&visitor, &sent, checking);
    let changes = read(&mut reader, &procedure, ballot);
    let rows = split(&mut reader.fields);
    let mut problems: Vec<(String, String)> = reader
        .fields
        .iter()
        .chain(rows.iter().flatten())
        .filter_map(|field| Some((field.id.clone(), field.fault.clone()?)))
        .collect();
    let mut proposed = None;
    if let Some(changes) = changes.filter(|_| checking && problems.is_empty()) {
        match propose(t, &source, &procedure, &changes) {
            Ok(found) => proposed = Some(found),
            Err(faults) => problems = faults,
        }
    }
    show(&ChangePage {
        frame: Frame::new(&visitor, t.say("change-title"))
            .crumb(t.say("frame-organisation"), "/organisation")
            .crumb(
                text(t, &procedure.title).text,
                format!("/procedures/{name}"),
            ),
        over: text(t, &procedure.title).text,
        home: format!("/procedures/{name}"),
        fields: reader.fields,
        limits: rows,
        problems,
        proposed,
    })
}

/// The sentence of a clause.
fn sentence<'p>(procedure: &'p Procedure, clause: &Clause) -> &'p str {
    let found = procedure.clauses.iter().find(|one| one.id == *clause);
    found.map_or("", |found| found.text.as_str())
}

/// The form as the procedure stands.
fn fill(sent: &mut Sent, procedure: &Procedure, seats: u32, ballot: &BallotTerms) {
    sent.set("seats", seats.to_string());
    let rule = procedure.seats.as_ref().map(|seats| &seats.rule);
    let words = rule.map_or("", |rule| sentence(procedure, rule));
    sent.set("seats-words", words);
    sent.set("method", ballot.method.as_str());
    sent.set("ties", ballot.ties.name());
    for (row, constraint) in (1..).zip(&procedure.constraints) {
        sent.set(&format!("class-{row}"), constraint.title.as_str());
        sent.set(&format!("least-{row}"), constraint.at_least.to_string());
        let most = constraint.at_most.map(|most| most.to_string());
        sent.set(&format!("most-{row}"), most.unwrap_or_default());
        if constraint.too_few == TooFew::AllWhoStand {
            sent.set(&format!("all-{row}"), "yes");
        }
    }
}

/// The fields, and what they ask for when all of them are right.
fn read(reader: &mut Reader<'_>, procedure: &Procedure, ballot: &BallotTerms) -> Option<Changes> {
    let t = reader.t();
    let seats = number(reader, "seats", t.say("change-seats").to_string(), true)
        .ok()
        .flatten();
    let hint = t.say("change-seats-words-hint").to_string();
    let words = reader.text("seats-words", t.say("change-seats-words"), Some(hint), None);
    let before = procedure.seats.as_ref();
    let number_changed = before.map(|seats| seats.number) != seats;
    let same = before.is_some_and(|one| words.as_deref() == Some(sentence(procedure, &one.rule)));
    if number_changed && same {
        reader.fault(t.say("change-seats-words-same"));
    }
    let hint = t.say("change-method-hint").to_string();
    let method = reader.choice("method", t.say("change-method"), Some(hint), rules(t));
    let rule = method.as_deref().and_then(|name| name.parse::<Rule>().ok());
    if rule.is_some_and(Rule::fills_one_seat) && seats.is_some_and(|seats| seats > 1) {
        reader.fault(t.say("change-method-one"));
    }
    let choice = |value: TieRule, label: String| Choice {
        value: value.name().to_owned(),
        label,
        hint: None,
    };
    let ways = vec![
        choice(
            TieRule::LotFromPublishedSeed,
            t.say("procedure-ties-seed").to_string(),
        ),
        choice(
            TieRule::LotDrawnByReturningOfficer,
            t.say("procedure-ties-officer").to_string(),
        ),
    ];
    let ties = reader.choice("ties", t.say("change-ties"), None, ways);
    let limits = limits(reader, procedure, seats.unwrap_or(u32::MAX));
    let (method, ties) = (method?, TieRule::named(&ties?)?);
    let quota = KnownRules::shipped()
        .0
        .into_iter()
        .find(|one| one.name == method)?
        .quota;
    let count_sentence = if method == ballot.method && ties == ballot.ties {
        sentence(procedure, &ballot.rule).to_owned()
    } else {
        count_sentence(rule?, &quota, ties)
    };
    Some(Changes {
        seats: seats?,
        seats_sentence: words?,
        method,
        quota,
        ties,
        count_sentence,
        limits: limits?,
    })
}

/// The rules that are shown at once; the others are a press away.
const USUAL: [&str; 6] = [
    "scottish-stv",
    "ers97",
    "meek-nz",
    "meek-certified",
    "av",
    "plurality-at-large",
];

/// The rules to choose from, each with what it does: the usual ones, then the others, those for several seats first.
fn rules(t: Say) -> Vec<Choice> {
    let known = KnownRules::shipped();
    let mut rules: Vec<Rule> = Rule::ALL.to_vec();
    rules.retain(|rule| known.0.iter().any(|one| one.name == rule.info().name));
    let usual = |rule: &Rule| USUAL.iter().position(|name| *name == rule.info().name);
    rules.sort_by_key(|rule| {
        let place = usual(rule).unwrap_or(USUAL.len());
        (place, rule.fills_one_seat(), !rule.shares_out_each_paper())
    });
    let choice = |rule: Rule| {
        let info = rule.info();
        Choice {
            value: info.name.to_owned(),
            label: info.name.to_owned(),
            hint: Some(text(t, info.meaning).text),
        }
    };
    rules.into_iter().map(choice).collect()
}

/// The limits; nothing when one of them is wrong.
fn limits(reader: &mut Reader<'_>, procedure: &Procedure, seats: u32) -> Option<Vec<Limit>> {
    let t = reader.t();
    let rows = (procedure.constraints.len() + SPARE).min(MOST);
    let mut found = Some(Vec::new());
    for row in 1..=rows {
        let class = reader.line_or_none(&format!("class-{row}"), t.say("change-class"), None);
        let least = number(
            reader,
            &format!("least-{row}"),
            t.say("change-least").to_string(),
            false,
        );
        let most = number(
            reader,
            &format!("most-{row}"),
            t.say("change-most").to_string(),
            false,
        );
        let both = least.and_then(|least| most.map(|most| (least.unwrap_or(0), most)));
        if let Ok((at_least, at_most)) = &both {
            if let Some(most) = at_most.filter(|most| most < at_least) {
                let fault = t.say("change-crossed").num("least", *at_least);
                reader.fault(fault.num("most", most));
            } else if *at_least > seats {
                reader.fault(t.say("change-above").num("seats", seats));
            } else if class.is_some() && *at_least == 0 && at_most.is_none() {
                reader.fault(t.say("change-no-limit"));
            }
        }
        let all = reader.tick_if(&format!("all-{row}"), t.say("change-all"));
        let Some(title) = class else { continue };
        let Ok((at_least, at_most)) = both else {
            found = None;
            continue;
        };
        let too_few = if all {
            TooFew::AllWhoStand
        } else {
            TooFew::Refuse
        };
        let mut limit = Limit {
            sentence: String::new(),
            title,
            at_least,
            at_most,
            too_few,
        };
        limit.sentence = limit_sentence(&limit, procedure);
        if let Some(found) = &mut found {
            found.push(limit);
        }
    }
    found
}

/// That a number cannot be read; the field says so.
struct NoNumber;

/// A whole number; nothing when the line is empty and may be.
fn number(
    reader: &mut Reader<'_>,
    id: &str,
    label: String,
    needed: bool,
) -> Result<Option<u32>, NoNumber> {
    let text = if needed {
        Some(reader.line(id, label, None).ok_or(NoNumber)?)
    } else {
        reader.line_or_none(id, label, None)
    };
    let Some(text) = text else {
        return Ok(None);
    };
    match text.parse::<u32>() {
        Ok(number) if number <= polity_procedure::form::MAX_SEATS && (number > 0 || !needed) => {
            Ok(Some(number))
        }
        _ => {
            let fault = reader.t().say("change-number");
            reader.fault(fault);
            Err(NoNumber)
        }
    }
}

/// The clause of the count, in the language of the adopted file.
fn count_sentence(rule: Rule, quota: &str, ties: TieRule) -> String {
    let info = rule.info();
    let ties = match ties {
        TieRule::LotFromPublishedSeed => "a lot from a seed published before the count",
        TieRule::LotDrawnByReturningOfficer => {
            "a lot that the returning officer draws before witnesses"
        }
    };
    format!(
        "Votes are counted by the rule {} ({}). {} The quota: {quota}. A tie that the rule itself leaves is broken by {ties}.",
        info.name, info.source, info.meaning
    )
}

/// The clause of a limit, in the language of the adopted file. A limit that stays keeps the sentence that it has.
fn limit_sentence(limit: &Limit, procedure: &Procedure) -> String {
    let same = procedure.constraints.iter().find(|one| {
        one.title == limit.title
            && one.at_least == limit.at_least
            && one.at_most == limit.at_most
            && one.too_few == limit.too_few
    });
    if let Some(same) = same {
        return sentence(procedure, &same.rule).to_owned();
    }
    let number = match (limit.at_least, limit.at_most) {
        (least, None) => format!("at least {least}"),
        (0, Some(most)) => format!("at most {most}"),
        (least, Some(most)) => format!("between {least} and {most}"),
    };
    let few = match limit.too_few {
        _ if limit.at_least == 0 => "",
        TooFew::AllWhoStand => {
            " If fewer stand, all of them are elected, and the other seats are open to everybody."
        }
        TooFew::Refuse => " If fewer stand, the ballot cannot open.",
    };
    format!(
        "Of those elected, {number} belong to the class \"{}\".{few}",
        limit.title
    )
}

/// Takes the fields of the limits out, a row each.
fn split(fields: &mut Vec<Field>) -> Vec<Vec<Field>> {
    let first = fields.iter().position(|field| field.id == "class-1");
    let rest = fields.split_off(first.unwrap_or(fields.len()));
    rest.chunks(4).map(<[Field]>::to_vec).collect()
}

/// The next version, with what changes in it; or what its check finds.
fn propose(
    t: Say,
    source: &str,
    procedure: &Procedure,
    changes: &Changes,
) -> Result<Proposed, Vec<(String, String)>> {
    let form = |text: String| ("form".to_owned(), text);
    let source = amend(source, changes).map_err(|fault| vec![form(fault)])?;
    let report = check_source(&source, &KnownRules::shipped());
    let Some(next) = report.procedure.as_ref().filter(|_| report.is_adoptable()) else {
        let said = report.faults.iter().map(|one| form(format!("{one}")));
        return Err(said.collect());
    };
    let asks = next.constraints.iter().filter(|one| one.at_least > 0);
    Ok(Proposed {
        version: next.version,
        changes: differences(procedure, next),
        asks: asks
            .map(|one| {
                t.say("change-asks")
                    .num("least", one.at_least)
                    .str("class", &one.title)
                    .to_string()
            })
            .collect(),
        source,
    })
}

/// The clauses that differ: before, and after.
fn differences(before: &Procedure, after: &Procedure) -> Vec<(String, String)> {
    let line = |procedure: &Procedure, clause: &Clause| {
        let found = procedure.clauses.iter().find(|one| one.id == *clause);
        found.map_or_else(String::new, |one| format!("{}: {}", one.id, one.text))
    };
    let mut ids: Vec<&Clause> = before.clauses.iter().map(|one| &one.id).collect();
    let new = after.clauses.iter().map(|one| &one.id);
    ids.extend(new.filter(|id| before.clauses.iter().all(|one| one.id != **id)));
    let pairs = ids
        .into_iter()
        .map(|id| (line(before, id), line(after, id)));
    pairs.filter(|(old, new)| old != new).collect()
}
