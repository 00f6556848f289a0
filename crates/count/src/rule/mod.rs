//! The rules by name, and what each of them is.

mod infos;

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A counting rule. Its name is fixed for ever: organisations write it into their procedures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// Weighted inclusive Gregory, as in Scottish local elections.
    ScottishStv,
    /// The Electoral Reform Society's rules of 1997.
    Ers97,
    /// Meek's method, as in New Zealand local elections.
    MeekNz,
    /// The alternative vote (instant runoff), for one seat.
    Av,
    /// The alternative vote as in San Francisco: those who cannot catch up go together.
    SanFrancisco,
    /// The alternative vote as in Maine: until two are left, unless the first round has a majority.
    Maine,
    /// The alternative vote as in Alaska: the same by another statute.
    Alaska,
    /// Meek's method, the reference rule of the Proportional Representation Foundation.
    MeekPrf,
    /// Meek's method, decided by the exact solution of its equations, with a proof.
    MeekCertified,
    /// Warren's method: Meek's, but an elected candidate asks every paper for the same price.
    Warren,
    /// Meek's method with six decimals, as the program `OpenSTV` counted.
    MeekOpenStv,
    /// Warren's method with six decimals, as the program `OpenSTV` counted.
    WarrenOpenStv,
    /// Weighted inclusive Gregory, the reference rule of the Proportional Representation Foundation.
    WigmPrf,
    /// The same, and sure losers are defeated together.
    WigmPrfBatch,
    /// Weighted inclusive Gregory in exact fractions.
    WigmExact,
    /// Weighted inclusive Gregory, begun anew after each exclusion.
    Wright,
    /// Every two possible outcomes are compared, each comparison a small count.
    CpoStv,
    /// Minneapolis, Minnesota.
    Minneapolis,
    /// Local and Assembly elections in Northern Ireland.
    NorthernIreland,
    /// The Australian Senate as counted in 2016.
    Senate2016,
    /// The Australian Senate as counted since 2019.
    Senate2019,
    /// The Australian Senate under the Act as amended in 2021.
    Senate2021,
    /// Councils in New South Wales since 2021.
    NswLocal2021,
    /// Hare-Clark in the Australian Capital Territory before 2020.
    Act2008,
    /// Hare-Clark in the Australian Capital Territory since 2020.
    Act2020,
    /// Dáil Éireann: whole papers, drawn in a published order.
    Dail,
    /// Cambridge, Massachusetts: whole papers, every nth of a surplus.
    Cambridge,
    /// Quotients instead of surpluses.
    Qpq,
    /// The most first preferences.
    Plurality,
    /// Votes by X for as many candidates as there are seats.
    PluralityAtLarge,
    /// Votes by X for any number of candidates.
    Approval,
    /// First preferences, then second ones for the leading two.
    SupplementaryVote,
    /// Two by two, by the strongest chains.
    Schulze,
    /// Two by two, strongest wins first.
    RankedPairs,
}

/// What a person needs to know of a rule before choosing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RuleInfo {
    /// The rule's name, as on the command line.
    pub name: &'static str,
    /// Raised whenever the same ballots could give other figures than before.
    pub version: &'static str,
    /// Where the rule is laid down.
    pub source: &'static str,
    /// How the quota is found.
    pub quota: &'static str,
    /// How ties are broken.
    pub ties: &'static str,
    /// What the rule does, in one sentence.
    pub meaning: &'static str,
    /// What becomes of a paper that ranks candidates equal.
    pub equal: &'static str,
    /// How many decimals its figures have.
    pub decimals: u32,
}

/// A name that is no rule.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no counting rule {0:?}; the rules are {names}", names = names())]
pub struct UnknownRule(pub String);

fn names() -> String {
    Rule::ALL.map(|rule| rule.info().name).join(", ")
}

impl Rule {
    /// Whether the rule works by keep values: each stage is an iteration, and no paper is moved.
    pub const fn is_iterative(self) -> bool {
        matches!(
            self,
            Self::MeekNz
                | Self::MeekPrf
                | Self::MeekCertified
                | Self::Warren
                | Self::MeekOpenStv
                | Self::WarrenOpenStv
        )
    }

    /// Whether the rule elects one candidate only.
    pub const fn fills_one_seat(self) -> bool {
        matches!(
            self,
            Self::Av | Self::SanFrancisco | Self::Maine | Self::Alaska | Self::SupplementaryVote
        )
    }

    /// Whether each stage's figures add up to the valid papers: every paper is one vote, wherever its parts lie. It is
    /// not so where a paper has several votes, and where the figures are quotients or comparisons won.
    pub const fn shares_out_each_paper(self) -> bool {
        !matches!(
            self,
            Self::Qpq | Self::PluralityAtLarge | Self::Approval | Self::Schulze | Self::RankedPairs
        )
    }

    /// Whether what becomes of a paper can be told from its ranking alone: it cannot where some papers of a pile are
    /// drawn, and there is nothing to tell where papers are not passed on.
    pub const fn can_be_followed(self) -> bool {
        self.shares_out_each_paper()
            && !matches!(
                self,
                Self::Dail
                    | Self::Cambridge
                    | Self::Plurality
                    | Self::SupplementaryVote
                    | Self::WigmExact
                    | Self::Wright
                    | Self::CpoStv
            )
    }

    /// Whether a paper that ranks candidates equal is shared among them: it counts in equal parts for every order in which
    /// they could stand (superposition). Under the other rules a ranking ends there.
    pub const fn shares_equal_preferences(self) -> bool {
        matches!(
            self,
            Self::MeekCertified | Self::WigmExact | Self::Warren | Self::Wright | Self::CpoStv
        )
    }

    /// Whether only the papers that came last go on with a surplus.
    pub(crate) const fn moves_last_papers(self) -> bool {
        matches!(
            self,
            Self::Ers97 | Self::NorthernIreland | Self::Act2008 | Self::Act2020
        )
    }

    /// Whether what a candidate receives is cut, not (or not in the same way) what each paper is worth: then the papers one by one do not
    /// add up to the candidate's row.
    pub const fn cuts_what_is_received(self) -> bool {
        matches!(
            self,
            Self::Senate2016
                | Self::Senate2019
                | Self::Senate2021
                | Self::NswLocal2021
                | Self::Act2008
                | Self::Act2020
                | Self::MeekCertified
                | Self::MeekOpenStv
        )
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.info().name)
    }
}

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(name: &str) -> Result<Self, UnknownRule> {
        Self::ALL
            .into_iter()
            .find(|rule| rule.info().name == name)
            .ok_or_else(|| UnknownRule(name.to_owned()))
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.info().name)
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_strangers_are_told_the_list() {
        for rule in Rule::ALL {
            assert_eq!(rule.to_string().parse(), Ok(rule));
            assert_eq!(serde_json::to_string(&rule).unwrap(), format!("\"{rule}\""));
        }
        let error = "ers98".parse::<Rule>().unwrap_err().to_string();
        assert!(
            error.contains("scottish-stv, ers97, meek-nz, av"),
            "{error}"
        );
    }
}
