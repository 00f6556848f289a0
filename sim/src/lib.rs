//! A disk for tests of crashes: it keeps what was flushed and may lose or tear everything else.
//!
//! Killing a process does not test durability, because the system's cache survives it. Here SQLite
//! runs on files in memory ([`Disk`]) through its own interface for file systems (`vfs`). At a
//! chosen operation the power fails: every later call gives an error, and when the power is back,
//! the disk holds what was flushed, and of the rest nothing, all, or some of it in pieces of a
//! sector, as the seed says. Tests only.

mod disk;
mod vfs;

pub use disk::{Disk, Fault, Image};
pub use vfs::NAME;
