//! Everything that a browser meets: pages that work without script, forms, sign-in, the JSON API, the
//! voting booth's files.
//!
//! A page is drawn from the world and the judge: what may be done now, by which rule, and why not the
//! rest. A form becomes an act that the judge decides; this crate decides nothing, builds no event and
//! writes no SQL. Time and randomness come in with the [`Site`], from the edge.
//!
//! How a page is made: a row in [`routes`] says path, method and who may see it; a handler in [`pages`]
//! takes a [`Visitor`], asks the store, and fills a template of the folder `templates`; every sentence
//! comes from `locales` through [`lang::Say`].

#![expect(
    clippy::needless_pass_by_value,
    reason = "a phrase is said where it is handed over; a borrow at each call would tell nobody anything"
)]
#![expect(
    clippy::struct_excessive_bools,
    reason = "a template asks its page many yes-or-no questions, and they are not states"
)]

pub mod api;
pub mod asked;
pub mod assets;
#[cfg(test)]
mod desk_tests;
pub mod fault;
mod guard;
mod headers;
pub mod identity;
pub mod jobs;
mod kept;
pub mod lang;
mod latest;
mod limits;
mod live;
pub mod metrics;
pub mod page;
pub mod pages;
mod photo;
pub mod poll;
pub mod post;
pub mod press;
mod promise;
pub mod rehearsal;
pub mod routes;
pub mod server;
pub mod site;
pub mod trusteeship;
pub mod visitor;
pub mod when;
pub mod words;

pub use fault::PageFault;
pub use server::serve;
pub use site::{Checked, Contact, Machine, Settings, Site};
pub use visitor::Visitor;
