//! An adopted procedure in words: stage by stage, who does what and when, each with its clause; its digest
//! and its file.

pub mod change;

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse as _;
use polity_org::world::Adopted;
use polity_org::{Entry, Event, Matter};
use polity_procedure::Named as _;
use polity_procedure::model::{
    ActRule, BallotTerms, Constraint, Edge, Holder, Next, Offset, Procedure, Revote, Stage,
    TieRule, TooFew, When,
};
use polity_values::{Clause, PersonId, ProcedureName};

use crate::PageFault;
use crate::lang::Say;
use crate::page::{Frame, Page, show};
use crate::pages::result::counted;
use crate::pages::sitting::adoption;
use crate::visitor::Visitor;
use crate::words::procedure::text;
use crate::words::{self, Said, moment::Moment};

#[derive(Template)]
#[template(path = "procedure/procedure.html")]
struct ProcedurePage {
    frame: Frame,
    title: Said,
    purpose: Said,
    source: Said,
    version: u32,
    adopted: String,
    adopted_at: Option<Moment>,
    /// The vote by which a body adopted it.
    vote: Option<adoption::Vote>,
    record: String,
    digest: String,
    file: String,
    roles: Vec<Line>,
    terms: Vec<Line>,
    stages: Vec<StageLine>,
    clauses: Vec<ClauseLine>,
    older: Vec<u32>,
    matters: Vec<(String, String)>,
    /// Where the counting rule, the seats and the limits are changed, for who may propose that.
    change: Option<String>,
}

impl ProcedurePage {
    fn older_versions(&self) -> String {
        let older: Vec<_> = self.older.iter().map(u32::to_string).collect();
        older.join(", ")
    }
}

/// A sentence with its clause.
struct Line {
    text: Said,
    clause: Option<String>,
}

struct StageLine {
    id: String,
    title: Said,
    window: String,
    clause: String,
    acts: Vec<ActLine>,
    leads: Vec<Line>,
}

struct ActLine {
    who: Said,
    act: String,
    notes: Vec<String>,
    clauses: Vec<ClauseLine>,
}

#[derive(Clone)]
struct ClauseLine {
    id: String,
    text: Said,
}

/// `GET /procedures/{name}`
///
/// # Errors
/// [`PageFault::NotFound`], or faults of the store.
pub async fn page(visitor: Visitor, Path(name): Path<String>) -> Page {
    let adopted = adopted(&visitor, &name)?;
    let t = visitor.t;
    let procedure = &adopted.procedure;
    let seq = adopted.by;
    let entries = visitor
        .site
        .store()
        .entry_page(seq.saturating_sub(1))
        .await?;
    let entry = entries.first();
    let by = adopters(&visitor, entry).await?;
    let older = visitor
        .world
        .procedures()
        .filter(|one| one.procedure.name == procedure.name && one.sha256 != adopted.sha256)
        .map(|one| one.procedure.version);
    let may = visitor.person.as_ref().is_some_and(|person| {
        let act = polity_org::act::StandingAct::AdoptProcedure;
        polity_org::judge_power(&visitor.world, person, act, visitor.now).is_allowed()
    });
    let changeable = procedure.seats.is_some() && procedure.ballot.is_some();
    let under = |matter: &&Matter| matter.terms == adopted.sha256;
    let matters = visitor.world.matters().filter(under);
    show(&ProcedurePage {
        frame: Frame::new(&visitor, text(t, &procedure.title).text)
            .crumb(t.say("frame-organisation"), "/organisation"),
        title: text(t, &procedure.title),
        purpose: text(t, &procedure.purpose),
        source: text(t, &procedure.source),
        version: procedure.version,
        adopted: words::list(t, &by),
        vote: adoption::vote(&visitor, &adopted.sha256).await?,
        adopted_at: entry.map(|entry| Moment::bare(&visitor, entry.at)),
        record: format!("/record/{seq}"),
        digest: adopted.sha256.to_string(),
        file: format!("/procedures/{name}/file.toml"),
        roles: roles(t, procedure),
        terms: terms(t, procedure),
        stages: procedure
            .stages
            .iter()
            .map(|one| stage(t, procedure, one))
            .collect(),
        clauses: procedure
            .clauses
            .iter()
            .map(|one| ClauseLine {
                id: one.id.to_string(),
                text: text(t, &one.text),
            })
            .collect(),
        older: older.collect(),
        change: (may && changeable).then(|| format!("/procedures/{name}/change")),
        matters: matters
            .map(|matter| (format!("/matters/{}", matter.id), matter.title.clone()))
            .collect(),
    })
}

/// Who adopted a procedure, by the entry that did: who confirmed it, and who proposed it.
async fn adopters(visitor: &Visitor, entry: Option<&Entry>) -> Result<Vec<String>, PageFault> {
    let mut persons: Vec<PersonId> = entry
        .and_then(|entry| entry.actor.clone())
        .into_iter()
        .collect();
    if let Some(of) = entry.and_then(|entry| entry.confirms) {
        let before = visitor
            .site
            .store()
            .entry_page(of.saturating_sub(1))
            .await?;
        persons.extend(before.first().and_then(|entry| entry.actor.clone()));
    }
    let names = visitor.names(&persons).await?;
    Ok(persons
        .iter()
        .filter_map(|one| names.get(one).cloned())
        .collect())
}

/// `GET /procedures/{name}/file.toml`: the adopted file, byte for byte.
///
/// # Errors
/// [`PageFault::NotFound`], or faults of the store.
pub async fn file(visitor: Visitor, Path(name): Path<String>) -> Page {
    let adopted = adopted(&visitor, &name)?;
    let source = source_of(&visitor, adopted).await?;
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/toml; charset=utf-8".to_owned(),
        ),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.toml\""),
        ),
    ];
    Ok((headers, source).into_response())
}

/// The adopted file, from the entry that adopted it.
async fn source_of(visitor: &Visitor, adopted: &Adopted) -> Result<String, PageFault> {
    let after = adopted.by.saturating_sub(1);
    let entries = visitor.site.store().entry_page(after).await?;
    match entries.into_iter().next().map(|entry| entry.event) {
        Some(Event::ProcedureAdopted(adoption)) => Ok(adoption.source),
        _ => Err(PageFault::NotFound),
    }
}

fn adopted<'v>(visitor: &'v Visitor, name: &str) -> Result<&'v Adopted, PageFault> {
    let name = ProcedureName::new(name).map_err(|_| PageFault::NotFound)?;
    visitor.world.procedure(&name).ok_or(PageFault::NotFound)
}

fn line(text: impl ToString, clause: &Clause) -> Line {
    Line {
        text: Said::plain(text.to_string()),
        clause: Some(clause.to_string()),
    }
}

fn roles(t: Say, procedure: &Procedure) -> Vec<Line> {
    let one = |role: &polity_procedure::model::Role| {
        let title = text(t, &role.title).text;
        let holder = match &role.holder {
            Holder::Seat(_) => t.say("procedure-holder-seat"),
            Holder::SeatOfEach { .. } => t.say("procedure-holder-each"),
            Holder::Class(class) => t.say("procedure-holder-class").str("class", class),
            Holder::Body(_) => t.say("procedure-holder-body"),
            Holder::Anyone => t.say("procedure-holder-anyone"),
            Holder::Applicant => t.say("procedure-holder-applicant"),
            Holder::Machine => t.say("procedure-holder-machine"),
            Holder::Candidate => t.say("procedure-holder-candidate"),
            Holder::Trustee => t.say("procedure-holder-trustee"),
        };
        line(format!("{title}: {holder}"), &role.rule)
    };
    procedure.roles.iter().map(one).collect()
}

fn terms(t: Say, procedure: &Procedure) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(seats) = &procedure.seats {
        let body = procedure.bodies.iter().find(|body| body.id == seats.body);
        let body = body.map_or_else(String::new, |body| text(t, &body.title).text);
        let phrase = t
            .say("procedure-seats")
            .num("number", seats.number)
            .num("months", seats.term_months);
        lines.push(line(phrase.str("body", body), &seats.rule));
    }
    if let Some(roll) = &procedure.roll {
        let classes = t
            .say("procedure-roll")
            .str("classes", roll.classes.join(", "));
        lines.push(line(classes, &roll.classes_rule));
        let joined = when(t, procedure, &roll.joined_by);
        lines.push(line(
            t.say("procedure-roll-joined").str("when", joined),
            &roll.joined_rule,
        ));
        let paid = when(t, procedure, &roll.arrears_paid_by);
        lines.push(line(
            t.say("procedure-roll-paid").str("when", paid),
            &roll.arrears_rule,
        ));
        if let Some(rule) = &roll.suspension_rule {
            lines.push(line(t.say("procedure-roll-suspended"), rule));
        }
        let freeze = when(t, procedure, &roll.freeze);
        lines.push(line(
            t.say("procedure-roll-frozen").str("when", freeze),
            &roll.freeze_rule,
        ));
    }
    if let Some(ballot) = &procedure.ballot {
        lines.extend(ballot_terms(t, ballot));
    }
    for constraint in &procedure.constraints {
        lines.push(line(limit(t, constraint), &constraint.rule));
    }
    lines.extend(procedure.gaps.iter().map(|one| gap(t, procedure, one)));
    lines
}

/// How votes are cast and counted.
fn ballot_terms(t: Say, ballot: &BallotTerms) -> Vec<Line> {
    let mut lines = Vec::new();
    let ties = match ballot.ties {
        TieRule::LotFromPublishedSeed => t.say("procedure-ties-seed"),
        TieRule::LotDrawnByReturningOfficer => t.say("procedure-ties-officer"),
    };
    let revote = match ballot.revote {
        Revote::Final => t.say("procedure-revote-final"),
        Revote::LastCounts => t.say("procedure-revote-last"),
    };
    lines.push(line(
        t.say("procedure-method").str("method", &ballot.method),
        &ballot.rule,
    ));
    if let Ok(rule) = ballot.method.parse::<polity_count::Rule>() {
        lines.push(Line {
            text: text(t, rule.info().meaning),
            clause: Some(ballot.rule.to_string()),
        });
    }
    lines.push(line(ties, &ballot.rule));
    lines.push(line(revote, &ballot.revote_rule));
    let grace = t
        .say("procedure-grace")
        .num("minutes", ballot.grace_seconds / 60);
    lines.push(line(grace, &ballot.grace_rule));
    let trustees = t
        .say("procedure-trustees")
        .num("number", ballot.trustees_at_least);
    lines.push(line(trustees, &ballot.trustees_rule));
    lines
}

/// A limit on who is elected together, in words.
pub(crate) fn limit_of(t: Say, constraint: &Constraint) -> String {
    let class = polity_count::Class {
        name: text(t, &constraint.title).text,
        min: constraint.at_least,
        max: constraint.at_most,
        members: Vec::new(),
    };
    polity_papers::result::limit_words(counted::lang(t.language), &class)
}

/// A limit on who is elected together as a sentence, with what holds when too few stand.
fn limit(t: Say, constraint: &Constraint) -> String {
    let phrase = match constraint.too_few {
        TooFew::Refuse if constraint.at_least > 0 => t.say("procedure-limit-refuse"),
        TooFew::AllWhoStand if constraint.at_least > 0 => t.say("procedure-limit-all"),
        _ => t.say("procedure-limit"),
    };
    phrase.str("limit", limit_of(t, constraint)).to_string()
}

fn gap(t: Say, procedure: &Procedure, gap: &polity_procedure::model::Gap) -> Line {
    let phrase = if gap.working {
        t.say("procedure-gap-working")
    } else {
        t.say("procedure-gap")
    };
    let phrase = phrase
        .num("days", gap.at_least_days)
        .str("from", when(t, procedure, &gap.from))
        .str("to", when(t, procedure, &gap.to));
    line(phrase, &gap.rule)
}

fn stage(t: Say, procedure: &Procedure, stage: &Stage) -> StageLine {
    let mut leads = Vec::new();
    for outcome in &stage.outcomes {
        let phrase = t.named("act-outcome-", outcome.when.name());
        if let Some(phrase) = phrase {
            let rule = outcome.rule.as_ref().unwrap_or(&stage.rule);
            leads.push(line(
                phrase.str("then", next(t, procedure, &outcome.then)),
                rule,
            ));
        }
    }
    if let Some(lapse) = &stage.lapse {
        let phrase = t
            .say("procedure-lapse")
            .str("then", next(t, procedure, &lapse.then));
        leads.push(line(phrase, &lapse.rule));
    }
    StageLine {
        id: stage.id.to_string(),
        title: text(t, &stage.title),
        window: t
            .say("procedure-window")
            .str("from", when(t, procedure, &stage.opens))
            .str("to", when(t, procedure, &stage.closes))
            .to_string(),
        clause: stage.rule.to_string(),
        acts: stage
            .acts
            .iter()
            .map(|rule| act(t, procedure, rule))
            .collect(),
        leads,
    }
}

fn act(t: Say, procedure: &Procedure, rule: &ActRule) -> ActLine {
    let mut notes = Vec::new();
    if rule.persons > 1 {
        notes.push(t.say("procedure-by-two").to_string());
    }
    if rule.required {
        notes.push(t.say("procedure-required").to_string());
    }
    if let Some(most) = rule.words {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        notes.push(t.say("act-words-most").num("most", most).to_string());
    }
    let mut cited: Vec<&Clause> = vec![&rule.rule];
    cited.extend(rule.needs.iter().map(|needed| &needed.rule));
    let mut seen = std::collections::BTreeSet::new();
    cited.retain(|clause| seen.insert(*clause));
    let clauses = cited.into_iter().map(|clause| ClauseLine {
        id: clause.to_string(),
        text: procedure
            .clauses
            .iter()
            .find(|known| known.id == *clause)
            .map_or_else(|| Said::plain(""), |known| text(t, &known.text)),
    });
    ActLine {
        who: words::procedure::role(t, procedure, &rule.by),
        act: words::act(t, rule.act),
        notes,
        clauses: clauses.collect(),
    }
}

fn next(t: Say, procedure: &Procedure, next: &Next) -> String {
    match next {
        Next::Stage(id) => {
            let title = words::procedure::stage(t, procedure, id).text;
            t.say("procedure-then-stage")
                .str("stage", title)
                .to_string()
        }
        Next::End(end) => {
            let phrase = t.named("end-", end.name());
            phrase.map(|one| one.to_string()).unwrap_or_default()
        }
    }
}

/// An instant of a timetable in words.
fn when(t: Say, procedure: &Procedure, when: &When) -> String {
    let (stage, edge, offset, at) = match when {
        When::Date(name) => {
            let date = procedure.dates.iter().find(|date| date.id == *name);
            let title = date.map_or(name.as_str(), |date| date.title.as_str());
            return t
                .say("procedure-date")
                .str("title", text(t, title).text)
                .to_string();
        }
        When::From {
            stage,
            edge,
            offset,
            at,
        } => (stage, edge, offset, at),
    };
    let title = words::procedure::stage(t, procedure, stage).text;
    let edge = match edge {
        Edge::Opens => t.say("procedure-edge-opens"),
        Edge::Closes => t.say("procedure-edge-closes"),
    };
    let edge = edge.str("stage", title).to_string();
    let (number, days) = match offset {
        Offset::Days(days) => (*days, true),
        Offset::WorkingDays(days) => {
            let text = if *days < 0 {
                t.say("procedure-working-days-before")
            } else {
                t.say("procedure-working-days-after")
            };
            let text = text.num("number", days.abs()).str("edge", edge);
            return at_time(t, text.to_string(), at.as_ref());
        }
        Offset::Hours(hours) => (*hours, false),
    };
    let text = match (number, days) {
        (0, _) => edge,
        (after, true) if after > 0 => t
            .say("procedure-days-after")
            .num("number", after)
            .str("edge", edge)
            .to_string(),
        (before, true) => t
            .say("procedure-days-before")
            .num("number", before.abs())
            .str("edge", edge)
            .to_string(),
        (after, false) if after > 0 => t
            .say("procedure-hours-after")
            .num("number", after)
            .str("edge", edge)
            .to_string(),
        (before, false) => t
            .say("procedure-hours-before")
            .num("number", before.abs())
            .str("edge", edge)
            .to_string(),
    };
    at_time(t, text, at.as_ref())
}

/// An instant in words with the time of day that its day has, if it has one of its own.
fn at_time(t: Say, text: String, at: Option<&polity_values::civil::Time>) -> String {
    let Some(time) = at else {
        return text;
    };
    let time = format!("{:02}:{:02}", time.hour(), time.minute());
    t.say("procedure-at-time")
        .str("when", text)
        .str("time", time)
        .to_string()
}
