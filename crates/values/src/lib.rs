//! The small values that every other room speaks in: typed ids, clause references, fractions and
//! majorities, and text limits. No behaviour of the organisation lives here, and nothing here
//! touches files, clock or network.

mod fraction;
mod id;
mod text;

pub use fraction::{Fraction, FractionError, Rounding};
pub use id::{
    BodyId, Clause, DecisionId, IdError, MAX_ID_LENGTH, MatterId, PaperId, PersonId, ProcedureName,
    RollId, SeatId, SectionId, SittingId, StageId, TenureId, UnitId,
};
pub use jiff::{Timestamp, civil, tz::TimeZone};
pub use text::{MAX_TEXT_BYTES, TextError, count_words, within_words};
