//! procedure: to be written.
