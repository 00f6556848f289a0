//! Bodies: who sits in them, by what right, and how many they must be.
//!
//! A body adopts its [`Composition`]: divisions of seats, each with its way of filling, its reserved places, its term
//! and its rule for casual vacancies; its offices; its quorum and majority; its rules of meeting. The composition is
//! a file ([`parse`]) that stands on the record as adopted and is in force from a date. Persons hold seats by tenures,
//! each by virtue of something ([`Virtue`]); nothing else makes a member. What is vacant is never written down by
//! anybody: it is derived, and what the seat's rule prescribes then follows as an event ([`due`]). A suspension is a
//! limit with an end and vacates nothing. [`strength()`] works out members, quorum, majority and reserved places.

mod check;
pub mod composition;
pub mod deed;
pub mod fold;
mod judge;
pub mod popolo;
pub mod read;
pub mod strength;
mod vacancy;

pub use composition::Composition;
pub use deed::{BodyDeed, BodyEvent, Course, EndCause, Ending, Ratification, TenureStart, Virtue};
pub(crate) use judge::{adoption_faults, choice_faults, effect, grant, judge};
pub use read::{BodyFault, parse};
pub use strength::{Seated, Strength, strength};
pub(crate) use vacancy::due;
