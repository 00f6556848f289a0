//! The pages, one module each: ask the world and the judge, fill a template.

pub mod act;
pub mod ballot_acts;
pub mod ballot_desk;
pub mod box_page;
pub mod documents;
pub mod front;
pub mod health;
pub mod help;
pub mod limits;
pub mod matter;
pub mod matters;
pub mod nominations;
pub mod organisation;
pub mod photo;
pub mod printed;
pub mod procedure;
pub mod progress;
pub mod record;
pub mod result;
pub mod roll;
pub mod roll_import;
pub mod rules;
pub mod statements;
pub(crate) mod todo;
pub mod trustees;
pub mod work;
