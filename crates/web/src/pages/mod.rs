//! The pages, one module each: ask the world and the judge, fill a template.

pub mod front;
pub mod health;
pub mod help;
