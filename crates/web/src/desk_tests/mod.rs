//! A small election through the pages: from the roll to the count, with restarts and refusals on the way.

#![expect(
    clippy::unwrap_used,
    reason = "a failing step of a test stops it, which is what it should do"
)]

mod election;
mod house;
mod import;
