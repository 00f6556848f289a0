//! Limits on who may be elected together: who of each group stands, whether those who stand can fill the seats within
//! all limits at once, and whether they could within others.

use askama::Template;
use axum::extract::Path;
use polity_count::Constraints;
use polity_org::Matter;
use polity_papers::Lang;
use polity_papers::result::limit_words;
use polity_procedure::model::ActKind;

use super::act::Sent;
use super::procedure::limit_of;
use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::procedure::text;

#[derive(Template)]
#[template(path = "nominations/limits.html")]
struct LimitsPage {
    frame: Frame,
    over: String,
    procedure: String,
    verdict: String,
    /// Whether the time to consent is over, so that who stands is settled.
    settled: bool,
    rows: Vec<Row>,
    standing: usize,
    seats: u32,
    tried: Option<String>,
}

struct Row {
    id: String,
    title: String,
    limit: String,
    clause: String,
    names: String,
    stand: String,
    least: String,
    most: String,
}

/// `GET /matters/{id}/limits`
///
/// # Errors
/// [`PageFault::NotFound`] where the procedure has no limits; faults of the store.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    if matter.procedure.constraints.is_empty() {
        return Err(PageFault::NotFound);
    }
    let t = visitor.t;
    let names = visitor.names(matter.candidacies.keys()).await?;
    let sent = Sent::of_query(&visitor.query);
    let lang = super::result::counted::lang(t.language);
    let row = |bound: polity_org::matter::Bound<'_>| {
        let constraint = bound.constraint;
        let mut who: Vec<&str> = bound
            .standing
            .iter()
            .filter_map(|person| names.get(person).map(String::as_str))
            .collect();
        who.sort_unstable();
        let typed = |field: &str, present: String| {
            let name = format!("{field}-{}", constraint.id);
            if visitor.query.is_empty() {
                present
            } else {
                sent.get(&name).to_owned()
            }
        };
        let most = constraint.at_most.map(|most| most.to_string());
        Row {
            id: constraint.id.to_string(),
            title: text(t, &constraint.title).text,
            limit: limit_of(t, constraint),
            clause: constraint.rule.to_string(),
            names: lang.list(&who),
            stand: t.count(bound.standing.len()),
            least: typed("least", constraint.at_least.to_string()),
            most: typed("most", most.unwrap_or_default()),
        }
    };
    let rows: Vec<Row> = matter.bounds().into_iter().map(row).collect();
    let verdict = match matter.can_be_filled() {
        Ok(()) if matter.standing().is_empty() => t.say("nominations-none"),
        Ok(()) => t.say("limits-met"),
        Err(_) => t.say("limits-unmet"),
    };
    show(&LimitsPage {
        frame: Frame::new(&visitor, t.say("limits-title")).within(matter),
        over: matter.title.clone(),
        procedure: format!("/procedures/{}", matter.procedure.name),
        verdict: verdict.to_string(),
        settled: settled(matter),
        standing: matter.standing().len(),
        seats: matter
            .procedure
            .seats
            .as_ref()
            .map_or(0, |seats| seats.number),
        tried: (!visitor.query.is_empty()).then(|| tried(&visitor, lang, matter, &rows)),
        rows,
    })
}

/// Whether nobody can join those who stand any more.
fn settled(matter: &Matter) -> bool {
    let mut consent = matter.procedure.stages.iter();
    let consent = consent.find(|stage| stage.acts.iter().any(|rule| rule.act == ActKind::Consent));
    consent.is_some_and(|stage| matter.ended.iter().any(|end| end.stage == stage.id))
}

/// What the limits that were typed would mean for those who stand.
fn tried(visitor: &Visitor, lang: Lang, matter: &Matter, rows: &[Row]) -> String {
    let t = visitor.t;
    let mut constraints: Constraints = matter.constraints();
    for (class, row) in constraints.classes.iter_mut().zip(rows) {
        let read = |text: &str| match text.trim() {
            "" => Ok(None),
            text => text.parse::<u32>().map(Some),
        };
        let (Ok(least), Ok(most)) = (read(&row.least), read(&row.most)) else {
            return t.say("change-number").to_string();
        };
        class.min = least.unwrap_or(0);
        class.max = most;
    }
    let classes = constraints.classes.iter();
    let said: Vec<String> = classes.map(|class| limit_words(lang, class)).collect();
    let phrase = match matter.could_be_filled(&constraints) {
        Ok(()) => t.say("limits-tried-met"),
        Err(_) => t.say("limits-tried-unmet"),
    };
    phrase.str("limits", lang.list(&said)).to_string()
}
