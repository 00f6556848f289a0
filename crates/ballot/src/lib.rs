//! ballot: to be written.
