//! What members take away: calendars and the news.

use axum::extract::Path;
use axum::http::HeaderMap;
use polity_org::{Entry, Matter};
use polity_papers::calendar::{Date, calendar};
use polity_papers::feed::{News, feed};
use polity_procedure::model::ActKind;
use polity_values::Timestamp;

use crate::PageFault;
use crate::page::Page;
use crate::pages::result::counted::lang;
use crate::pages::result::tagged;
use crate::pages::sitting;
use crate::visitor::Visitor;
use crate::words;

/// Entries of the news at most.
const NEWS: usize = 60;
/// Entries of the record that are looked through for them.
const READ: u64 = 600;

/// `GET /calendar.ics`: the dates of every matter.
///
/// # Errors
/// None but faults of the store.
pub async fn all_dates(visitor: Visitor, headers: HeaderMap) -> Page {
    let matters: Vec<&Matter> = visitor.world.matters().collect();
    Ok(dates(
        &visitor,
        &headers,
        &visitor.organisation_name(),
        &matters,
    ))
}

/// `GET /matters/{id}/calendar.ics`: the dates of one matter.
///
/// # Errors
/// No such matter.
pub async fn matter_dates(visitor: Visitor, Path(id): Path<String>, headers: HeaderMap) -> Page {
    let matter = visitor.matter(&id)?;
    Ok(dates(&visitor, &headers, &matter.title, &[matter]))
}

fn dates(
    visitor: &Visitor,
    headers: &HeaderMap,
    name: &str,
    matters: &[&Matter],
) -> axum::response::Response {
    let base = &visitor.site.settings().base_url;
    let host = base.rsplit("://").next().unwrap_or(base);
    let dates: Vec<Date> = matters
        .iter()
        .flat_map(|matter| matter_windows(visitor, matter, base))
        .collect();
    // What is told changes with the record only; so do the bytes.
    let changed = visitor.world.at().unwrap_or(Timestamp::UNIX_EPOCH);
    let language = lang(visitor.t.language);
    let text = calendar(name, host, language, &visitor.zone(), changed, &dates);
    tagged(headers, "text/calendar; charset=utf-8", text.into_bytes())
}

fn matter_windows(visitor: &Visitor, matter: &Matter, base: &str) -> Vec<Date> {
    let extended = matter
        .done
        .iter()
        .filter(|done| done.act == ActKind::ExtendBallot)
        .count();
    let over = matches!(matter.position, polity_org::matter::Position::Ended(_));
    let ended = |stage| matter.ended.iter().any(|end| end.stage == stage);
    let strip = matter.strip().into_iter();
    strip
        .map(|one| {
            let stage = words::procedure::text(visitor.t, &one.stage.title).text;
            Date {
                matter: matter.id.to_string(),
                stage: one.stage.id.to_string(),
                summary: format!("{stage}: {}", matter.title),
                description: visitor.t.say("calendar-more").to_string(),
                begins: one.window.opens,
                ends: one.window.closes,
                changes: u32::try_from(extended).unwrap_or(u32::MAX),
                cancelled: over && !ended(one.stage.id.clone()),
                url: format!("{base}/matters/{}", matter.id),
                busy: false,
            }
        })
        .collect()
}

/// `GET /news.atom`: the public acts, newest first.
///
/// # Errors
/// Faults of the store.
pub async fn news(visitor: Visitor, headers: HeaderMap) -> Page {
    let base = visitor.site.settings().base_url.clone();
    let entries = latest(&visitor).await?;
    let names = visitor
        .names(entries.iter().flat_map(words::persons))
        .await?;
    let news: Vec<News> = entries
        .iter()
        .map(|entry| News {
            seq: entry.seq,
            at: entry.at,
            title: words::event(&visitor, entry, &names).text,
            text: visitor.at(entry.at),
            kind: entry.event.kind().to_owned(),
            url: match sitting::news::href(entry) {
                Some(path) => format!("{base}{path}"),
                None => format!("{base}/record/{}", entry.seq),
            },
        })
        .collect();
    let text = feed(
        &visitor.organisation_name(),
        &base,
        lang(visitor.t.language),
        &news,
    );
    let kind = "application/atom+xml; charset=utf-8";
    Ok(tagged(&headers, kind, text.into_bytes()))
}

/// The last entries of the record that are news: those of a meeting that goes on would push all others out.
async fn latest(visitor: &Visitor) -> Result<Vec<Entry>, PageFault> {
    let seq = visitor.world.seq();
    let mut entries = Vec::new();
    let mut after = seq.saturating_sub(READ);
    while after < seq {
        let page = visitor.site.store().entry_page(after).await?;
        let Some(last) = page.last() else {
            break;
        };
        after = last.seq;
        entries.extend(page.into_iter().filter(sitting::news::is_news));
    }
    let more = entries.len().saturating_sub(NEWS);
    Ok(entries.split_off(more))
}
