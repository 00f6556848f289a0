//! The rules by name, and what each of them is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A counting rule. Its name is fixed for ever: organisations write it into their procedures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rule {
    /// Weighted inclusive Gregory, as in Scottish local elections.
    #[serde(rename = "scottish-stv")]
    ScottishStv,
    /// The Electoral Reform Society's rules of 1997.
    #[serde(rename = "ers97")]
    Ers97,
    /// Meek's method, as in New Zealand local elections.
    #[serde(rename = "meek-nz")]
    MeekNz,
    /// The alternative vote (instant runoff), for one seat.
    #[serde(rename = "av")]
    Av,
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
    /// Every rule, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::ScottishStv, Self::Ers97, Self::MeekNz, Self::Av];

    /// What the rule is.
    pub const fn info(self) -> &'static RuleInfo {
        match self {
            Self::ScottishStv => &SCOTTISH_STV,
            Self::Ers97 => &ERS97,
            Self::MeekNz => &MEEK_NZ,
            Self::Av => &AV,
        }
    }
}

const SCOTTISH_STV: RuleInfo = RuleInfo {
    name: "scottish-stv",
    version: "1",
    source: "Scottish Local Government Elections Order 2011 (SSI 2011/399), schedule 1, rules 46 to 54",
    quota: "valid papers divided by seats plus one, decimals ignored, plus one",
    ties: "the most recent earlier stage at which the tied differed, then a lot",
    meaning: "Every paper of an elected candidate passes on at the same share of its value, and the lowest are excluded one at a time.",
    decimals: 5,
};

const ERS97: RuleInfo = RuleInfo {
    name: "ers97",
    version: "1",
    source: "Newland and Britton, How to conduct an election by the Single Transferable Vote, 3rd edition, Electoral Reform Society 1997, section 5",
    quota: "valid papers divided by seats plus one, rounded up to 0.01, lowered while nobody is elected as papers become non-transferable",
    ties: "the earliest point of the count at which the tied differed, then a lot",
    meaning: "A surplus passes on with the papers that last reached the candidate, small surpluses wait, and candidates who cannot catch up are excluded together.",
    decimals: 2,
};

const MEEK_NZ: RuleInfo = RuleInfo {
    name: "meek-nz",
    version: "1",
    source: "Local Electoral Regulations 2001 (New Zealand, SR 2001/145), schedule 1A, Part 1",
    quota: "votes still in use divided by seats plus one, to nine decimals, plus 0.000000001, found anew at every iteration",
    ties: "the earliest iteration at which the tied differed, then a lot",
    meaning: "Each elected candidate keeps just the share of every paper that makes up the quota, worked out again after every change as if the excluded had never stood.",
    decimals: 9,
};

const AV: RuleInfo = RuleInfo {
    name: "av",
    version: "1",
    source: "The alternative vote as commonly used by parties and unions for one post",
    quota: "more than half of the votes still in use",
    ties: "the most recent earlier round at which the tied differed, then a lot",
    meaning: "The lowest candidate is excluded and those papers pass on until one candidate has more than half of the votes still in use.",
    decimals: 0,
};

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
