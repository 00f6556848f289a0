//! Rehearsals: an election practised with invented members before it is held. A rehearsal is a house of its
//! own with its own server, so that nothing of it can be confused with anything real (RELIABILITY B1).
//!
//! In a rehearsal, [`stage`] has the pages on which a visitor becomes anybody, moves the clock, and has
//! the others play their parts. In a real house, [`begin`] starts, lists and throws away rehearsals.
//! The binary does the work behind [`Rehearsing`] and [`Rehearsals`]: it holds clock and secrets.

pub mod begin;
pub mod stage;

use std::future::Future;
use std::pin::Pin;

use polity_org::RoleId;
use polity_values::{MatterId, PersonId, Timestamp};

use crate::PageFault;

/// Work that goes on while others are served.
pub type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T, PageFault>> + Send + 'a>>;

/// What a rehearsal can do beyond a real house.
pub trait Rehearsing: Send + Sync + 'static {
    /// Who has a part in a matter, by role; the voters without one under no role.
    fn parts(&self, matter: MatterId) -> Work<'_, Vec<Part>>;
    /// Moves the clock forward to an instant.
    ///
    /// # Errors
    /// When the instant is out of reach.
    fn move_clock(&self, to: Timestamp) -> Result<(), PageFault>;
    /// Plays what the present stage of a matter still needs; tells what was done.
    fn play(&self, matter: MatterId) -> Work<'_, Vec<Played>>;
    /// The paths of a few voting links of throw-away voters, with their codes: `/booth/{uuid}#CODE`.
    fn links(&self, matter: MatterId) -> Work<'_, Vec<String>>;
}

/// Who plays a part in a rehearsal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The role in the procedure; none for an ordinary member.
    pub role: Option<RoleId>,
    /// Its title, as the procedure has it.
    pub title: String,
    /// Who holds it, or will.
    pub person: PersonId,
}

/// Something that the players did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Played {
    /// They confirmed this many acts that waited for a second person.
    Confirmed(usize),
    /// They did this many acts of bodies and persons.
    Acts(usize),
    /// The timetable was announced.
    Notice,
    /// The roll was frozen, with this many voters.
    Voters(u64),
    /// This many stood.
    Nominations(usize),
    /// This many supports were given.
    Supports(usize),
    /// This many candidates consented and handed in statements.
    Consents(usize),
    /// The statements were published.
    Statements,
    /// Keys and codes were made and tested.
    Keys,
    /// The ballot was opened.
    Opened,
    /// This many voted.
    Votes(usize),
    /// The ballot was closed.
    Closed,
    /// The votes were mixed.
    Mixed,
    /// This many trustees' keys are in the visitor's hands, and their work is left.
    TrusteesLeft(usize),
    /// The votes were opened and counted.
    Counted,
    /// The result was declared.
    Declared,
}

/// The rehearsals of a real house.
pub trait Rehearsals: Send + Sync + 'static {
    /// Makes a rehearsal of a matter and serves it at once; gives its address.
    fn begin(&self, matter: MatterId) -> Work<'_, String>;
    /// Those of a matter, oldest first.
    fn list(&self, matter: &MatterId) -> Vec<Running>;
    /// Stops a rehearsal and removes everything of it.
    fn throw_away(&self, name: String) -> Work<'_, ()>;
}

/// A rehearsal that is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// Its name: the matter's id and a number.
    pub name: String,
    /// The address of its pages.
    pub address: String,
}
