//! Who watches a sitting is told when it changes: chairs' desks and halls' screens, hundreds at a time. The record may
//! grow by an act of this server, by what falls due, or by another program on the same folder; so while somebody
//! watches, its head is asked for a few times a second, once for all who watch.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use polity_org::sitting::Sitting;
use polity_org::{Digest, World};
use polity_values::SittingId;
use tokio::sync::watch;

use crate::Site;

/// How often the record is looked at while somebody watches.
const LOOK: Duration = Duration::from_millis(400);
/// The most connections that watch at once.
pub(crate) const MOST: usize = 4_000;

/// The head of the record, for who watches.
pub(crate) struct Live {
    head: watch::Sender<u64>,
    stopped: watch::Sender<bool>,
    /// Whether somebody looks for all.
    looking: Mutex<bool>,
    /// The marks of sittings, as of a head of the record.
    marks: Mutex<(u64, HashMap<SittingId, String>)>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            head: watch::Sender::new(0),
            stopped: watch::Sender::new(false),
            looking: Mutex::new(false),
            marks: Mutex::default(),
        }
    }
}

impl Live {
    /// The record has grown to this entry.
    pub(crate) fn grown(&self, seq: u64) {
        self.head.send_if_modified(|known| {
            let more = seq > *known;
            *known = seq.max(*known);
            more
        });
    }

    /// The server stops: nobody is kept waiting.
    pub(crate) fn stop(&self) {
        self.stopped.send_replace(true);
    }

    /// How many watch.
    pub(crate) fn watchers(&self) -> usize {
        self.head.receiver_count()
    }

    /// Changes of the record's head, and the end of the server.
    pub(crate) fn watch(&self, site: &Site) -> (watch::Receiver<u64>, watch::Receiver<bool>) {
        let receivers = (self.head.subscribe(), self.stopped.subscribe());
        let mut looking = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        if !*looking {
            *looking = true;
            tokio::spawn(look(site.clone()));
        }
        receivers
    }

    /// Whether anybody watches still; if not, the looking ends.
    fn goes_on(&self) -> bool {
        let mut looking = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        *looking = self.watchers() > 0 && !*self.stopped.borrow();
        *looking
    }

    /// The mark of a sitting: another one after each change of it, the same for everybody.
    pub(crate) fn mark(&self, world: &World, sitting: &Sitting) -> String {
        let mut marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        if marks.0 != world.seq() {
            *marks = (world.seq(), HashMap::new());
        }
        let mark = || {
            let whole = Digest::of(format!("{sitting:?}").as_bytes()).to_string();
            whole.chars().take(16).collect()
        };
        let known = marks.1.entry(sitting.id.clone());
        known.or_insert_with(mark).clone()
    }
}

/// Looks at the record for all who watch, until nobody does.
async fn look(site: Site) {
    while site.live().goes_on() {
        if let Ok(world) = site.store().world().await {
            site.live().grown(world.seq());
        }
        tokio::time::sleep(LOOK).await;
    }
}
