//! office: to be written.
