//! The procedure language: how a procedure is written, what is proved of it before anybody may adopt it,
//! when its windows open and close, and the stories that test it.
//!
//! A procedure is a TOML file that people who do not program can read ([`form`]). It becomes a [`model::Procedure`].
//!
//! This crate knows nothing about persons, records or votes, and touches no files, clock or network; what
//! stages, acts and guards *mean* is `polity-org`.

pub mod amend;
pub mod calendar;
pub mod check;
pub mod consistency;
pub mod describe;
pub mod draw;
pub mod fault;
pub mod form;
pub mod instant;
pub mod model;
pub mod names;
pub mod rulebook;
pub mod schema;
pub mod story;
pub mod timetable;

pub use amend::{Changes, Limit, amend};
pub use check::{KnownRules, Report, check, check_source};
pub use describe::describe;
pub use fault::{Fault, Position, Severity};
pub use form::parse;
pub use timetable::{Dates, Timetable, overriding, timetable};

pub use names::Named;
