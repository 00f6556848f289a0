//! Limits on what is read from an archive. A body is read as it arrives, so a size that a header merely claims costs
//! no memory.

/// The longest ballot, in bytes: about 800 a question.
pub const MAX_BALLOT_BYTES: u64 = 1 << 16;
/// The longest election and the longest list of trustees, in bytes.
pub const MAX_SETUP_BYTES: u64 = 1 << 22;
/// The longest list of credentials, encrypted tally, shuffle, partial decryption or result, in bytes: a shuffle of
/// eight million ballots.
pub const MAX_LARGE_BYTES: u64 = 1 << 32;
/// The longest payload that only points at other data, in bytes.
pub const MAX_POINTER_BYTES: u64 = 512;
