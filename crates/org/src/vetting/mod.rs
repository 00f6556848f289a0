//! The admission of persons to a class of voters: applications, what they are found to be, and appeals.
//!
//! A campaign of admission is one matter; each application is a case in it, known by the opaque id of the applicant, so
//! that a hundred thousand of them cost no more than what they say. Programs may accept, ask, and put into a queue; only
//! people refuse, each without knowing what another found, on a ground that is bound to a rule ([`ruling`]). Nobody is
//! refused because time ran out.
//!
//! [`deed`] and [`event`] are what goes on the record, [`case`] and [`campaign`] its fold, [`ruling`] what findings come
//! to, [`sheet`] what a reviewer may see, [`payment`] what is owed to whom, [`figures`] what is published. What may be
//! done is said by the judge (`judge/application.rs`).

pub mod campaign;
pub mod case;
pub mod deed;
pub mod event;
pub mod figures;
mod fold;
pub mod payment;
mod rows;
pub mod ruling;
pub mod sheet;

pub use campaign::Campaign;
pub use case::{Appeal, Case, Fate, Finding, Matching, Vote};
pub use deed::{Application, CaseDeed, Found, Paid, View};
pub use event::{AcceptedBy, CaseEvent, Refusal};
pub use fold::due;
pub(crate) use fold::is_live;
pub use sheet::Sheet;

use polity_values::PersonId;

/// The id under which programs of the organisation act. No person can have it.
pub const MACHINE: &str = "machine";

/// Whether it is a program that acts, not a person.
pub fn is_machine(actor: &PersonId) -> bool {
    actor.as_str() == MACHINE
}
