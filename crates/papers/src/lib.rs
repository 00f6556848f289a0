//! Views of the organisation as documents: what is read, handed out, signed and filed. A document says what
//! the record and the transcript say, in another form and in the reader's language.
//!
//! [`result::ResultView`] is the one view of a counted election; page, PDF, CSV and JSON print the figures that
//! stand in it. [`svg`] draws it, [`mod@print`] puts the booklet and the declaration together for the press, [`lang`] has the words; [`calendar`] and
//! [`feed`] are the dates and the news for other programs. [`few`] withholds small numbers of persons, for
//! [`monitoring`] and [`representation`].

pub mod calendar;
pub mod feed;
pub mod few;
pub mod lang;
pub mod monitoring;
mod plain;
pub mod print;
pub mod representation;
pub mod result;
pub mod svg;

pub use lang::Lang;
pub use plain::{Declaration, declaration};
pub use result::result_sheet;
