//! The world that readers are shown: the one of the last commit that this process knows of.
//!
//! Every page asks for the world, and a writer holds the fold while it works, for as long as the
//! disk needs. So readers have a copy of their own, behind a lock that is held for the copying of
//! two words. Whether it is the newest is asked of the database with one query; with SQLite, where
//! nobody else can have written, only when a commit's outcome is unknown.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::act::Fold;

#[derive(Default)]
pub(crate) struct Shown(RwLock<State>);

#[derive(Default)]
struct State {
    fold: Option<Fold>,
    /// A commit was begun whose end nobody saw; it may still come. Holds until a later writer has
    /// had the write lock, because then the earlier one has ended.
    doubt: bool,
}

/// Holds while a commit is under way. Dropped without [`Doubt::settle`], the outcome is unknown.
pub(crate) struct Doubt<'a>(Option<&'a Shown>);

impl Shown {
    /// What readers see, and whether the database need not be asked if nobody else writes.
    pub(crate) fn get(&self) -> (Option<Fold>, bool) {
        let state = self.read();
        (state.fold.clone(), !state.doubt)
    }

    /// What a reader who asked the database found.
    pub(crate) fn show(&self, fold: &Fold) {
        self.write().fold = Some(fold.clone());
    }

    /// A commit begins.
    pub(crate) fn doubt(&self) -> Doubt<'_> {
        Doubt(Some(self))
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Doubt<'_> {
    /// The commit is done: from now on this is shown.
    pub(crate) fn settle(mut self, fold: &Fold) {
        if let Some(shown) = self.0.take() {
            let mut state = shown.write();
            state.fold = Some(fold.clone());
            state.doubt = false;
        }
    }
}

impl Drop for Doubt<'_> {
    fn drop(&mut self) {
        if let Some(shown) = self.0 {
            let mut state = shown.write();
            state.fold = None;
            state.doubt = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unseen_commit_makes_readers_ask() {
        let shown = Shown::default();
        shown.show(&Fold::default());
        assert!(matches!(shown.get(), (Some(_), true)));
        drop(shown.doubt());
        assert!(matches!(shown.get(), (None, false)));
        shown.show(&Fold::default());
        assert!(matches!(shown.get(), (Some(_), false)), "still in doubt");
        shown.doubt().settle(&Fold::default());
        assert!(matches!(shown.get(), (Some(_), true)));
    }
}
