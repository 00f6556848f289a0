//! Server-sent events of a sitting: its mark, at once and after each change. Nothing of the sitting is in them; a page
//! that shows it asks for itself again, by its own address and rights.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse as _;
use axum::response::sse::{Event, KeepAlive, Sse};
use polity_values::SittingId;
use tokio::sync::watch;

use crate::live::MOST;
use crate::page::Page;
use crate::visitor::Visitor;
use crate::{PageFault, Site};

/// How often a line that is quiet is kept open.
const ALIVE: Duration = Duration::from_secs(20);

/// One who watches.
struct Watcher {
    site: Site,
    sitting: SittingId,
    head: watch::Receiver<u64>,
    stopped: watch::Receiver<bool>,
    told: Option<String>,
}

/// `GET /sittings/{id}/events`
///
/// # Errors
/// [`PageFault::NotFound`]; [`PageFault::TooMany`] when more watch than the server can serve.
pub async fn events(visitor: Visitor, Path(id): Path<String>) -> Page {
    let sitting = SittingId::new(id).map_err(|_| PageFault::NotFound)?;
    visitor.world.sitting(&sitting).ok_or(PageFault::NotFound)?;
    let site = visitor.site.clone();
    if site.live().watchers() >= MOST {
        return Err(PageFault::TooMany { seconds: 60 });
    }
    let (head, stopped) = site.live().watch(&site);
    let watcher = Watcher {
        site,
        sitting,
        head,
        stopped,
        told: None,
    };
    let stream = futures_util::stream::unfold(watcher, |mut watcher| async move {
        let mark = watcher.next().await?;
        watcher.told = Some(mark.clone());
        let event = Event::default().event("changed").data(mark);
        Some((Ok::<_, Infallible>(event), watcher))
    });
    let alive = KeepAlive::new().interval(ALIVE);
    let mut response = Sse::new(stream).keep_alive(alive).into_response();
    // A proxy that gathers a page before it hands it on would hand on nothing.
    let name = header::HeaderName::from_static("x-accel-buffering");
    response
        .headers_mut()
        .insert(name, HeaderValue::from_static("no"));
    Ok(response)
}

impl Watcher {
    /// The sitting's mark, once it is another one than was told; none when the server stops.
    async fn next(&mut self) -> Option<String> {
        loop {
            if *self.stopped.borrow_and_update() {
                return None;
            }
            self.head.mark_unchanged();
            if let Ok(world) = self.site.store().world().await {
                let sitting = world.sitting(&self.sitting)?;
                let mark = self.site.live().mark(&world, sitting);
                if self.told.as_ref() != Some(&mark) {
                    return Some(mark);
                }
            }
            tokio::select! {
                changed = self.head.changed() => changed.ok()?,
                stopped = self.stopped.changed() => stopped.ok()?,
            }
        }
    }
}
