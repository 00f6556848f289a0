//! The organisation from outside: stories, the judge's answers, the record's bytes, random sequences.

mod applications;
mod applications_random;
mod applications_record;
mod bodies;
mod bodies_record;
mod common;
mod constraints;
mod courses;
mod entries;
mod judge;
mod replay;
mod rules;
mod seen;
mod sequences;
mod sittings;
mod sittings_courses;
mod sittings_floor;
mod sittings_record;
mod standing;
mod stated;
mod step_entries;
mod steps;
mod stories;
mod teller;
mod vacancies;
