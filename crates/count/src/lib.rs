//! count: to be written.
