//! Rehearsals: a house of its own with invented members, a clock that can be moved, and players who act for
//! everybody whom the visitor is not. `polity demo` is a rehearsal that plays itself.
//!
//! [`clock`] is the clock; [`found`] an organisation with invented members, [`copy`] one after a real pattern;
//! [`play`] the players, whose work is in [`contest`], [`keys`], [`polling`] and [`tally`], and by stages in
//! [`stage`]; [`door`] is the way by which they act; [`live`] and [`houses`] stand behind the pages.

mod bodies;
pub(crate) mod clock;
mod contest;
mod copy;
pub(crate) mod door;
pub(crate) mod found;
pub(crate) mod houses;
mod keys;
mod live;
pub(crate) mod play;
pub(crate) mod polling;
mod stage;
pub(crate) mod tally;
#[cfg(test)]
mod tests;
