//! The newest entries of the record, kept as they were read. An entry never changes once it is written, so
//! they are read again only when the record has grown; the first page, which everybody asks for on the
//! evening of a close, would else check and read two dozen entries for each of them.

use std::sync::{Arc, PoisonError, RwLock};

use polity_org::Entry;
use polity_store::Store;

/// The newest entries up to one end of the record.
#[derive(Default)]
pub(crate) struct Latest(RwLock<Option<Kept>>);

#[derive(Clone)]
struct Kept {
    /// The number of the last of them, and how many were asked for.
    of: (u64, u64),
    entries: Arc<[Entry]>,
}

impl Latest {
    /// The last `count` entries up to entry `seq`, oldest first.
    ///
    /// # Errors
    /// Faults of the store.
    pub(crate) async fn entries(
        &self,
        store: &Store,
        seq: u64,
        count: u64,
    ) -> Result<Arc<[Entry]>, polity_store::StoreError> {
        let of = (seq, count);
        let kept = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(kept) = kept.filter(|kept| kept.of == of) {
            return Ok(kept.entries);
        }
        let mut page = store.entry_page(seq.saturating_sub(count)).await?;
        // The record may have grown since the caller looked; what it does not know yet is not told.
        page.retain(|entry| entry.seq <= seq);
        let entries: Arc<[Entry]> = page.into();
        let kept = Kept {
            of,
            entries: Arc::clone(&entries),
        };
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        Ok(entries)
    }
}
