//! What tests of several rooms need: seeded randomness, a clock that stands still, invented
//! members in any number, a folder that goes away, and a private PostgreSQL server. Nothing but
//! tests imports this crate.

mod clock;
mod people;
mod postgres;

pub use clock::FakeClock;
pub use people::{Invented, Recipe, csv};
pub use postgres::{Postgres, PostgresDatabase};
pub use rand_chacha::ChaCha20Rng;
pub use tempfile::TempDir;

use rand_chacha::rand_core::SeedableRng as _;

/// A generator that gives the same values for the same seed, on every machine.
pub fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// A new folder, removed when the value is dropped.
///
/// # Panics
/// If the system gives no folder for temporary files.
pub fn temp_dir() -> TempDir {
    tempfile::Builder::new()
        .prefix("polity-test-")
        .tempdir()
        .expect("a temporary folder")
}
