//! A small election through the pages: from the roll to the count, with restarts and refusals on the way.

mod body;
mod change;
mod election;
mod house;
mod import;
