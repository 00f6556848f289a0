//! Sittings: a body meets.
//!
//! A sitting is convened by notice with an agenda, opened when a quorum is there, and lives by the acts of its chair,
//! its secretary and its members: who enters and leaves, who speaks and for how long, which questions are put and how
//! the votes fell. Presence is a set of intervals, so that the quorum is known for every instant, and that "was there
//! for every presentation" is a fact and no memory. What a question that is carried brings about (a procedure is
//! adopted, a seat is filled, minutes are approved) happens with the entry that records the decision. The minutes are
//! written from the record ([`minutes`]).

pub mod card;
pub mod deed;
pub mod event;
mod fold;
mod judge;
pub mod minutes;
pub mod presence;
pub mod room;
pub mod rounds;
pub mod state;

pub use deed::{SittingAct, SittingDeed};
pub use event::SittingEvent;
pub(crate) use judge::judge;
pub use state::Sitting;
