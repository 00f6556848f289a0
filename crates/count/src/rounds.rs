//! Votes in rounds: after each the lowest are out, until one has more than half, or as many are left as are wanted.
//!
//! Each round is a vote of its own, so what comes in is its totals. A round may set a bar that candidates have to
//! reach (the parliamentary rounds of the Conservative Party in 2022 did: 30 in the first).

use serde::{Deserialize, Serialize};

/// How a round decides who goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundRule {
    /// Fewest votes that a candidate must have to go on; 0 for none.
    pub bar: u64,
    /// Whether the lowest is out even if all reach the bar.
    pub lowest_out: bool,
    /// The rounds end when so many are left; 0 if only more than half ends them.
    pub until: usize,
    /// Whether more than half of the votes ends the rounds.
    pub majority_ends: bool,
}

/// What a round decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// More than half is for this candidate.
    Elected(u8),
    /// These are out; the others go on.
    Out(Vec<u8>),
    /// These are out, and the others are as many as were wanted.
    Left {
        /// Out in this round.
        out: Vec<u8>,
        /// The last ones.
        left: Vec<u8>,
    },
    /// These are equal and lowest, and not all of them can go: vote again, or draw lots.
    Tie(Vec<u8>),
}

/// Decides a round from the votes of those who stand in it, by number.
pub fn decide(votes: &[(u8, u64)], rule: RoundRule) -> Decision {
    let all: u64 = votes.iter().map(|(_, v)| v).sum();
    if let Some((winner, _)) = votes
        .iter()
        .find(|(_, v)| rule.majority_ends && 2 * v > all)
    {
        return Decision::Elected(*winner);
    }
    let mut out: Vec<u8> = votes
        .iter()
        .filter(|(_, v)| *v < rule.bar)
        .map(|(c, _)| *c)
        .collect();
    // Where nobody is below the bar the lowest is out; and where the rule always puts the lowest out, one at least is.
    if out.is_empty() && rule.lowest_out {
        let least = votes.iter().map(|(_, v)| *v).min();
        out = votes
            .iter()
            .filter(|(_, v)| Some(*v) == least)
            .map(|(c, _)| *c)
            .collect();
        if out.len() > 1 {
            return Decision::Tie(out);
        }
    }
    let left: Vec<u8> = votes
        .iter()
        .map(|(c, _)| *c)
        .filter(|c| !out.contains(c))
        .collect();
    if left.len() < rule.until.max(1) {
        return Decision::Tie(out);
    }
    if left.len() == rule.until {
        return Decision::Left { out, left };
    }
    Decision::Out(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Conservative Party 2022: Sunak, Mordaunt, Truss, Badenoch, Tugendhat, Braverman, Zahawi, Hunt.
    #[test]
    fn h17_conservative_rounds_of_2022() {
        let rounds: [&[u64]; 5] = [
            &[88, 67, 50, 40, 37, 32, 25, 18],
            &[101, 83, 64, 49, 32, 27],
            &[115, 82, 71, 58, 31],
            &[118, 92, 86, 59],
            &[137, 105, 113],
        ];
        let mut standing: Vec<u8> = (1..=8).collect();
        let expected: [&[u8]; 5] = [&[7, 8], &[6], &[5], &[4], &[2]];
        for (n, votes) in rounds.iter().enumerate() {
            let rule = RoundRule {
                bar: if n == 0 { 30 } else { 0 },
                lowest_out: true,
                until: 2,
                majority_ends: false,
            };
            let votes: Vec<(u8, u64)> = standing
                .iter()
                .copied()
                .zip(votes.iter().copied())
                .collect();
            let gone = match decide(&votes, rule) {
                Decision::Out(out) => out,
                Decision::Left { out, left } => {
                    assert_eq!((n, left.as_slice()), (4, [1, 3].as_slice()));
                    out
                }
                other => panic!("{other:?}"),
            };
            assert_eq!(gone, expected[n]);
            standing.retain(|c| !gone.contains(c));
        }
    }

    #[test]
    fn ties_for_the_lowest_are_asked_about() {
        let rule = RoundRule {
            bar: 0,
            lowest_out: true,
            until: 0,
            majority_ends: true,
        };
        assert_eq!(
            decide(&[(1, 4), (2, 3), (3, 3)], rule),
            Decision::Tie(vec![2, 3])
        );
        assert_eq!(
            decide(&[(1, 5), (2, 3), (3, 1)], rule),
            Decision::Elected(1)
        );
    }
}
