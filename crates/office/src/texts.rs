//! What people write in acts, as papers of the vault: for whom each is, and how it gets its id.

use polity_store::Paper;
use polity_values::{IdError, PaperId};
use rand_core::CryptoRng;

/// For everybody.
pub const PUBLIC: &str = "public";
/// Candidates' statements: for everybody from the moment at which all are published.
pub const STATEMENT: &str = "statement";
/// What applicants wrote, scores, and reasons that concern one person: for those who decide on the applications.
pub const DECIDERS: &str = "deciders";
/// For the panel that hears challenges.
pub const APPEALS_PANEL: &str = "appeals-panel";

/// A text as a paper for `audience`, with a fresh id and salt. The same generator's state gives the same
/// paper, so that a form that is sent twice hands in one paper.
///
/// # Errors
/// None in practice: the ids that are made are ids.
pub fn paper(
    audience: &str,
    text: impl Into<String>,
    rng: &mut impl CryptoRng,
) -> Result<Paper, IdError> {
    let id = PaperId::new(format!("paper-{:016x}", rng.next_u64()))?;
    Ok(Paper::new(id, audience, text, rng))
}
