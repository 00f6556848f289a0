//! The ballot box as everybody may see it while it is open and after: how many votes are in it, its head, and
//! the trackers of the votes in the box's order. Never a time, an address or a name, and no result.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::IntoResponse as _;
use polity_ballot::wire::Digest;
use polity_office::tracker;
use polity_org::Matter;
use polity_org::matter::BoxState;
use serde::Deserialize;

use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::pages::record::hex;
use crate::visitor::Visitor;

/// Trackers of a page.
const PAGE: u32 = 100;
/// Trackers read at a time.
const STRETCH: u32 = 10_000;

/// What of the box is asked for.
#[derive(Deserialize)]
pub struct Asked {
    /// A readable tracker that somebody typed.
    #[serde(default)]
    tracker: String,
    /// The page of the list, from 1.
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "box/box.html")]
struct BoxPage {
    frame: Frame,
    open: bool,
    cast: String,
    roll: String,
    turnout: String,
    head: String,
    opened: String,
    closes: String,
    closes_instant: String,
    countdown: String,
    closed: Option<String>,
    typed: String,
    answer: Option<Answer>,
    contact: Vec<String>,
    trackers: Vec<(String, String)>,
    page: u64,
    pages: u64,
    href: String,
}

/// The answer to "is my vote in the box?".
struct Answer {
    found: bool,
    told: String,
}

/// `GET /matters/{id}/box`
///
/// # Errors
/// [`PageFault::NotFound`] where no ballot was opened.
pub async fn page(visitor: Visitor, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    let matter = visitor.matter(&id)?;
    let found = matter.ballot_box.as_ref().ok_or(PageFault::NotFound)?;
    let (closes, _) = matter.ballot_close().ok_or(PageFault::NotFound)?;
    let store = visitor.site.store();
    let t = visitor.t;
    let head = store.box_head(matter.id.as_str()).await?;
    let roll = matter.roll.as_ref().map_or(0, |roll| roll.statement.size);
    let pages = head.place.div_ceil(u64::from(PAGE)).max(1);
    let page = asked.page.unwrap_or(1).clamp(1, pages);
    let listed = store
        .box_trackers(matter.id.as_str(), (page - 1) * u64::from(PAGE), PAGE)
        .await?;
    let readable = |(place, text): (u64, String)| {
        let tracker = Digest::from_base64(&text).map(|digest| tracker::readable(&digest));
        (t.count(place), tracker.unwrap_or(text))
    };
    let answer = match asked.tracker.trim() {
        "" => None,
        typed => Some(look(&visitor, matter, typed, head.place).await?),
    };
    let closed = match &found.state {
        BoxState::Open => None,
        BoxState::Closed { at, .. } => Some(visitor.at(*at)),
    };
    show(&BoxPage {
        open: closed.is_none() && visitor.now < closes,
        cast: t.count(head.voters),
        roll: t.count(roll),
        turnout: percent(head.voters, roll),
        head: hex(&head.head),
        opened: visitor.at(found.opened),
        closes: visitor.at(closes),
        closes_instant: closes.to_string(),
        countdown: t.distance(visitor.now, closes).to_string(),
        closed,
        typed: asked.tracker.chars().take(100).collect(),
        answer,
        contact: contact(&visitor, matter).await?,
        trackers: listed.into_iter().map(readable).collect(),
        page,
        pages,
        href: format!("/matters/{}/box", matter.id),
        frame: Frame::new(&visitor, t.say("box-title")).within(matter),
    })
}

/// Looks for a vote by what somebody typed.
async fn look(
    visitor: &Visitor,
    matter: &Matter,
    typed: &str,
    total: u64,
) -> Result<Answer, PageFault> {
    let t = visitor.t;
    let answer = |found: bool, told: crate::lang::Phrase| Answer {
        found,
        told: told.to_string(),
    };
    let Some(wanted) = tracker::normalise(typed) else {
        return Ok(answer(false, t.say("box-no-tracker")));
    };
    let store = visitor.site.store();
    let start = tracker::base64_start(&wanted).unwrap_or_default();
    for found in store.box_find(matter.id.as_str(), &start).await? {
        let readable = Digest::from_base64(&found.tracker).map(|digest| tracker::readable(&digest));
        if readable.as_deref() == Some(wanted.as_str()) {
            let told = t.say("box-found").str("place", t.count(found.place));
            return Ok(answer(true, told.str("total", t.count(total))));
        }
    }
    Ok(answer(false, t.say("box-not-found")))
}

/// Who is asked when a vote is missing: who conducts the election.
async fn contact(visitor: &Visitor, matter: &Matter) -> Result<Vec<String>, PageFault> {
    let persons = super::ballot_desk::officers_of(visitor, matter);
    let names = visitor.names(persons.iter()).await?;
    Ok(names.into_values().collect())
}

/// A share with one decimal, half up.
pub(crate) fn percent(part: u64, of: u64) -> String {
    if of == 0 {
        return "0 %".to_owned();
    }
    let tenths = (u128::from(part) * 2_000 + u128::from(of)) / (2 * u128::from(of));
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// `GET /matters/{id}/box/head.json`: where the box stands, for who compares later.
///
/// # Errors
/// [`PageFault::NotFound`] where no ballot was opened.
pub async fn head(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    if matter.ballot_box.is_none() {
        return Err(PageFault::NotFound);
    }
    let head = visitor.site.store().box_head(matter.id.as_str()).await?;
    let body = serde_json::json!({
        "matter": matter.id.as_str(),
        "votes": head.place,
        "voters": head.voters,
        "head": hex(&head.head),
    });
    Ok(super::record::file(
        "application/json",
        &format!("box-{}.json", matter.id),
        body.to_string().into_bytes(),
    ))
}

/// `GET /matters/{id}/box/trackers.txt`: all trackers in the box's order, one a line: the receipt number that a voter
/// has, a space, and the whole tracker in base64, as the archive has it.
///
/// # Errors
/// [`PageFault::NotFound`] where no ballot was opened.
pub async fn trackers(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    if matter.ballot_box.is_none() {
        return Err(PageFault::NotFound);
    }
    let mut text = String::new();
    let mut after = 0;
    loop {
        let store = visitor.site.store();
        let listed = store
            .box_trackers(matter.id.as_str(), after, STRETCH)
            .await?;
        let Some((last, _)) = listed.last() else {
            break;
        };
        after = *last;
        for (_, tracker) in &listed {
            if let Some(digest) = Digest::from_base64(tracker) {
                text.push_str(&tracker::readable(&digest));
                text.push(' ');
            }
            text.push_str(tracker);
            text.push('\n');
        }
    }
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_are_rounded_half_up() {
        assert_eq!(percent(0, 0), "0 %");
        assert_eq!(percent(1, 3), "33.3 %");
        assert_eq!(percent(2, 3), "66.7 %");
        assert_eq!(percent(1, 2000), "0.1 %");
        assert_eq!(percent(8, 8), "100.0 %");
    }
}
