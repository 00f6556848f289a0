//! The procedure language.

pub mod model;
