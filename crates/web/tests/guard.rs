//! Who may do what, and what becomes of hostile text: a whole election through the real router and store, by
//! the forms and uploads that people use.

#[path = "guard/appointment.rs"]
mod appointment;
#[path = "guard/corpus.rs"]
mod corpus;
#[path = "guard/election.rs"]
mod election;
#[path = "guard/house.rs"]
mod house;
#[path = "guard/matrix.rs"]
mod matrix;
#[path = "guard/opening.rs"]
mod opening;
#[path = "guard/photos.rs"]
mod photos;
#[path = "guard/scripts.rs"]
mod scripts;
#[path = "guard/sitting.rs"]
mod sitting;
