//! The main binary.
fn main() {}
