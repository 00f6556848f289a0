//! Lots: how a tie is decided when the rule's own look-back cannot.
//!
//! A lot answers one question: *which of these candidates is chosen for the step that the rule
//! asks about?* For an exclusion the candidate drawn is excluded; for surpluses of equal size the
//! candidate drawn is the one whose surplus is transferred first. Preferences further down the
//! papers never decide.
//!
//! There are three ways to answer:
//!
//! * [`Lots::Ask`]: the count stops and returns the question ([`crate::Outcome::LotNeeded`]).
//! * [`Lots::Seed`]: a text that was published before the count, for example the digits of a
//!   public lottery. Lots are numbered from 1 in the order in which the count comes to them. For
//!   lot `n` each tied candidate `c` gets the SHA-256 digest of the bytes
//!   `polity-lot-v1|n|c|SEED` (`n` and `c` in decimal without leading zeros, the seed as given, in
//!   UTF-8, no line end), and the candidate with the smallest digest is drawn. Anybody can repeat
//!   that with `printf 'polity-lot-v1|1|3|SEED' | sha256sum`.
//! * [`Lots::Order`]: the candidates in the order in which a physical lot drew them. Of the tied
//!   candidates the one that stands earliest in the list is drawn. If any tied candidate is not
//!   in the list, the list does not answer the question and the count asks.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Where lots come from.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lots {
    /// Nowhere: stop and ask.
    #[default]
    Ask,
    /// A text published before the count.
    Seed(String),
    /// Candidates' numbers in the order drawn.
    Order(Vec<u8>),
}

/// A lot that was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// The how-manieth lot of this count, from 1.
    pub number: u32,
    /// The tied candidates in the order drawn; the first is the one chosen.
    pub order: Vec<u8>,
    /// With a seed: the digest of each candidate of `order`, in hexadecimal, ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub digests: Vec<String>,
}

impl Lots {
    /// Draws lot `number` among `tied`, or nothing if these lots do not answer it.
    pub(crate) fn draw(&self, number: u32, tied: &[u8]) -> Option<Lot> {
        match self {
            Self::Ask => None,
            Self::Seed(seed) => {
                let mut drawn: Vec<(String, u8)> =
                    tied.iter().map(|&c| (digest(seed, number, c), c)).collect();
                drawn.sort_unstable();
                let (digests, order) = drawn.into_iter().unzip();
                Some(Lot {
                    number,
                    order,
                    digests,
                })
            }
            Self::Order(list) => {
                let place = |c: &u8| list.iter().position(|l| l == c);
                let mut drawn: Vec<(usize, u8)> = tied
                    .iter()
                    .map(|c| Some((place(c)?, *c)))
                    .collect::<Option<_>>()?;
                drawn.sort_unstable();
                let order = drawn.into_iter().map(|(_, c)| c).collect();
                Some(Lot {
                    number,
                    order,
                    digests: Vec::new(),
                })
            }
        }
    }
}

/// The digest that candidate `candidate` draws in lot `number` under `seed`, in hexadecimal.
fn digest(seed: &str, number: u32, candidate: u8) -> String {
    let text = format!("polity-lot-v1|{number}|{candidate}|{seed}");
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_what_sha256sum_says() {
        // printf 'polity-lot-v1|1|3|tombola' | sha256sum, and the same for candidate 5.
        let lot = Lots::Seed("tombola".into()).draw(1, &[3, 5]).unwrap();
        let expected = [(3, "83d695270b0fd9db"), (5, "463efe8948e09aac")];
        for (candidate, prefix) in expected {
            let at = lot.order.iter().position(|&c| c == candidate).unwrap();
            assert!(lot.digests[at].starts_with(prefix), "{lot:?}");
        }
        assert!(lot.digests[0] < lot.digests[1]);
    }

    #[test]
    fn an_order_answers_only_ties_that_it_covers() {
        let lots = Lots::Order(vec![3, 1, 2]);
        assert_eq!(lots.draw(1, &[1, 2]).unwrap().order, [1, 2]);
        assert_eq!(lots.draw(1, &[1, 2, 3]).unwrap().order[0], 3);
        assert_eq!(lots.draw(1, &[1, 4]), None);
        assert_eq!(Lots::Ask.draw(1, &[1, 2]), None);
    }
}
