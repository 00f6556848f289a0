//! The one place where the operating system is asked for randomness.

use anyhow::Context as _;
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;

/// A generator fit for keys, seeded by the operating system.
///
/// # Errors
/// When the operating system gives no randomness.
pub(crate) fn generator() -> anyhow::Result<ChaCha20Rng> {
    ChaCha20Rng::try_from_rng(&mut rand::rngs::SysRng)
        .context("the operating system gave no randomness; no key can be made without it")
}

/// Thirty-two bytes of the operating system's randomness.
///
/// # Panics
/// When the operating system gives none: no key, no token and no sign-in could be trusted then.
pub(crate) fn seed() -> [u8; 32] {
    use rand_core::TryRng as _;
    let mut seed = [0; 32];
    rand::rngs::SysRng
        .try_fill_bytes(&mut seed)
        .expect("the operating system gives randomness");
    seed
}
