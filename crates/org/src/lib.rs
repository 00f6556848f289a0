//! org: to be written.
