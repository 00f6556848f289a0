//! The form of a procedure's file.

/// The names of the guards in the file.
pub const GUARD_NAMES: [&str; 16] = [
    "holds-class",
    "member-for-months",
    "not-suspended",
    "on-roll",
    "done",
    "at-most",
    "supported-by-units",
    "each-trustee",
    "trustees-at-least",
    "no-interest",
    "no-open-challenge",
    "did-not",
    "credentials-match-roll",
    "share",
    "all-of",
    "any-of",
];
