//! The pages, one module each: ask the world and the judge, fill a template.

pub mod act;
pub mod front;
pub mod health;
pub mod help;
pub mod matter;
pub mod matters;
pub mod nominations;
pub mod organisation;
pub mod procedure;
pub(crate) mod todo;
