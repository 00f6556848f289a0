//! The organisation: who may do what, when, under which rule, and what follows.
//!
//! Persons put [`Act`]s on one append-only record. [`judge()`] alone says whether an act is allowed; an
//! allowed act becomes [`Event`]s in [`Entry`]s whose bytes are the record, and [`World`] is the fold
//! of these entries. Nothing else changes the world, and nobody stands above the judge. The clock is an
//! argument: what falls due without anybody's act (the end of a window, say) is found by [`tick()`] and
//! put on the record as an entry of the organisation itself.
//!
//! This crate opens no file and no connection, asks no clock, and knows no vote: a ballot is never an
//! act, and the record holds the box's head only.

pub mod act;
pub mod body;
pub mod digest;
pub mod effects;
pub mod entry;
pub mod event;
pub mod facts;
pub mod fixed;
pub mod founding;
mod guard;
pub mod judge;
pub mod matter;
pub mod organisation;
pub mod replay;
pub mod roll;
pub mod rules;
pub mod sitting;
pub mod step;
pub mod tick;
pub mod verdict;
pub mod vetting;
pub mod world;

pub use act::{Act, Deed, Text};
pub use digest::{Digest, DigestError};
pub use entry::{Entry, EntryError, Subject};
pub use event::Event;
pub use facts::{Facts, Membership, Needs};
pub use guard::words as act_words;
pub use judge::{Decided, decide, judge, judge_cast, judge_power, options};
pub use matter::Matter;
pub use polity_procedure::model::{ActKind, RoleId};
pub use tick::tick;
pub use verdict::{Allowed, Refused, Unmet, Verdict, Why};
pub use world::{FoldError, World};

/// The place of an entry on the record, counted from 1.
pub type Seq = u64;
