//! The times of interviews for the calendars that people keep: a candidate's own, and every candidate's for those who hear
//! them.

use axum::extract::Path;
use axum::http::HeaderMap;
use polity_org::Matter;
use polity_papers::calendar::{Date, calendar};
use polity_procedure::model::ActKind;
use polity_values::{PersonId, Timestamp};

use crate::PageFault;
use crate::page::Page;
use crate::pages::result::counted::lang;
use crate::pages::result::tagged;
use crate::visitor::Visitor;

/// Whose times the visitor sees: all of them as one of those who hear candidates, else the own one.
fn mine<'m>(visitor: &Visitor, matter: &'m Matter) -> Vec<&'m PersonId> {
    let slots = &matter.progress.slots;
    if super::hears(visitor, matter) {
        return slots.keys().collect();
    }
    let own = |person: &&PersonId| visitor.person.as_ref() == Some(person);
    slots.keys().filter(own).collect()
}

/// Whether there are times for the visitor.
pub(crate) fn are_some(visitor: &Visitor, matter: &Matter) -> bool {
    !mine(visitor, matter).is_empty()
}

/// `GET /matters/{id}/times.ics`
///
/// # Errors
/// [`PageFault::SignIn`]; [`PageFault::NotFound`] where there is no time for the visitor; faults of the store.
pub async fn page(visitor: Visitor, Path(id): Path<String>, headers: HeaderMap) -> Page {
    let matter = visitor.matter(&id)?;
    visitor.signed_in()?;
    let mine = mine(&visitor, matter);
    if mine.is_empty() {
        return Err(PageFault::NotFound);
    }
    let names = visitor.names(mine.iter().copied()).await?;
    let base = &visitor.site.settings().base_url;
    let host = base.rsplit("://").next().unwrap_or(base);
    let t = visitor.t;
    let date = |person: &PersonId| {
        let slot = matter.progress.slots.get(person)?;
        let own = visitor.person.as_ref() == Some(person);
        let summary = if own {
            t.say("times-own").str("title", &matter.title)
        } else {
            let name = names.get(person).cloned().unwrap_or_default();
            let said = t.say("times-of").str("title", &matter.title);
            said.str("name", name)
        };
        Some(Date {
            matter: matter.id.to_string(),
            stage: format!("time.{person}"),
            summary: summary.to_string(),
            description: t.say("times-more").to_string(),
            begins: slot.at,
            ends: slot.ends(),
            changes: slot.changes,
            // Who withdrew or is out before the time needs it no more.
            cancelled: slot.at > visitor.now && matter.candidacy(person).is_none(),
            url: format!("{base}/matters/{}", matter.id),
            busy: true,
        })
    };
    let dates: Vec<Date> = mine.into_iter().filter_map(date).collect();
    let changed = visitor.world.at().unwrap_or(Timestamp::UNIX_EPOCH);
    let text = calendar(
        &matter.title,
        host,
        lang(t.language),
        &visitor.zone(),
        changed,
        &dates,
    );
    Ok(tagged(
        &headers,
        "text/calendar; charset=utf-8",
        text.into_bytes(),
    ))
}

/// The acts by which candidates are met.
pub(super) const MEETING: [ActKind; 2] = [ActKind::Schedule, ActKind::Hear];
