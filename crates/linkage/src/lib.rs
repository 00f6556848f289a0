//! Who on this list is who on that one: an application on a register, a member on a roll, a roll on itself.
//!
//! ```text
//! register -> Index -> candidates -> levels -> odds -> decision, with its evidence
//! ```
//!
//! Both lists are read in blocks on all cores ([`Register::read`], [`Application::read_all`]); names, addresses and postcodes are
//! brought into one form ([`text`], [`address`], [`postcode`]); an [`Index`] finds the few entries that an application may
//! mean; fields are compared by levels ([`Levels`]); a [`Model`] of four classes (same person, household, neighbour, namesake),
//! estimated from the two lists themselves, turns levels into probabilities that compete with each other; and bands turn these
//! into *matched*, *doubtful*, *not found* or *duplicate*. A machine may accept or ask; nothing here refuses anybody.
//!
//! The crate is pure: it reads from readers that it is given, knows no file, no clock and no randomness, and decides the same in any
//! number of threads.

pub mod address;
mod applications;
mod compare;
mod decide;
mod dedupe;
pub mod distance;
mod estimate;
mod groups;
mod hits;
mod homes;
mod index;
mod intake;
mod intern;
mod levels;
pub mod measure;
mod model;
mod names;
mod nicknames;
pub mod postcode;
mod register;
pub mod synthetic;
mod table;
pub mod text;

pub use applications::{Application, Written};
pub use decide::{Candidate, Decision, Desk, Outcome, decide_all, decide_one, explain};
pub use dedupe::{Twice, dedupe};
pub use groups::{GROUPS, Marks};
pub use hits::{Hit, hits};
pub use index::Index;
pub use levels::{AddressLevel, FactLevel, ForenameLevel, Levels, MiddleLevel, SurnameLevel};
pub use model::{Bands, Model, Term};
pub use register::{MOST, Register};
pub use table::{Fault, Faults, ReadError};
