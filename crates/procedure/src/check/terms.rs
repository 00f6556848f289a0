//! The terms of the ballot agree with a counting rule (failure F13: a ballot whose method, quota or rule for ties is open
//! when people nominate).

use super::Checker;
use crate::fault::{did_you_mean, one_of};
use crate::model::{BallotTerms, StageKind, TieRule};
use crate::names::Named;

/// A counting rule as procedures know it. The rules themselves are in `polity-count`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRule {
    /// Its name, such as `ers97`.
    pub name: String,
    /// Its quota in words.
    pub quota: String,
    /// The ways to break ties that it can be used with.
    pub ties: Vec<TieRule>,
}

/// The counting rules that a procedure may name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownRules(pub Vec<KnownRule>);

/// Quotas that several rules share.
const DROOP: &str = "votes divided by one more than the seats, plus one, fractions dropped";
const NONE: &str = "none: those with the most votes are elected";

/// The further rules of `polity-count`, each with its quota.
const MORE: [(&str, &str); 30] = [
    (
        "meek-prf",
        "votes in play divided by one more than the seats, to nine decimals, plus 0.000000001",
    ),
    (
        "meek-certified",
        "votes in play divided by one more than the seats, exactly",
    ),
    (
        "warren",
        "votes in play divided by one more than the seats, to nine decimals, plus 0.000000001",
    ),
    (
        "wigm-prf",
        "votes divided by one more than the seats, to four decimals, plus 0.0001",
    ),
    (
        "wigm-prf-batch",
        "votes divided by one more than the seats, to four decimals, plus 0.0001",
    ),
    (
        "wigm-exact",
        "votes divided by one more than the seats, exactly; more than that elects",
    ),
    (
        "meek-openstv",
        "votes in play divided by one more than the seats, to six decimals, plus 0.000001",
    ),
    (
        "warren-openstv",
        "votes in play divided by one more than the seats, to six decimals, plus 0.000001",
    ),
    (
        "wright",
        "votes in play divided by one more than the seats, plus one, fractions dropped",
    ),
    (
        "cpo-stv",
        "votes divided by one more than the seats, to nine decimals",
    ),
    ("minneapolis", DROOP),
    ("northern-ireland", DROOP),
    ("senate-2016", DROOP),
    ("senate-2019", DROOP),
    ("senate-2021", DROOP),
    ("nsw-local-2021", DROOP),
    ("act-2008", DROOP),
    ("act-2020", DROOP),
    ("dail", DROOP),
    ("cambridge", DROOP),
    (
        "qpq",
        "papers in play divided by one more than the seats, less what papers out of play have elected",
    ),
    ("plurality", NONE),
    ("plurality-at-large", NONE),
    ("approval", NONE),
    (
        "supplementary-vote",
        "more than half of the first preferences, in the first round only",
    ),
    ("san-francisco", "more than half of the votes in play"),
    (
        "maine",
        "none: of the last two the one with more votes is elected",
    ),
    (
        "alaska",
        "more than half of the first preferences, in the first round only",
    ),
    ("schulze", "none: candidates are compared two by two"),
    ("ranked-pairs", "none: candidates are compared two by two"),
];

impl KnownRules {
    /// The rules that are shipped: `scottish-stv`, `ers97`, `meek-nz`, `av`, and all others of `polity-count`.
    ///
    /// Quotas: Scottish Local Government Elections Order 2007, rule 46; Newland and Britton, *How to conduct an election by
    /// the single transferable vote*, 3rd edition 1997, 5.1.3 to 5.1.4; Local Electoral Regulations 2001 (New Zealand), schedule
    /// 1A; an absolute majority of the votes in play.
    pub fn shipped() -> Self {
        let both = || {
            vec![
                TieRule::LotFromPublishedSeed,
                TieRule::LotDrawnByReturningOfficer,
            ]
        };
        let rule = |name: &str, quota: &str| KnownRule {
            name: name.to_owned(),
            quota: quota.to_owned(),
            ties: both(),
        };
        Self([
            rule(
                "scottish-stv",
                "votes divided by one more than the seats, plus one, fractions dropped",
            ),
            rule(
                "ers97",
                "votes divided by one more than the seats, to two decimals, rounded up",
            ),
            rule(
                "meek-nz",
                "votes in play divided by one more than the seats, to nine decimals, plus 0.000000001",
            ),
            rule("av", "more than half of the votes in play"),
        ]
        .into_iter()
        .chain(MORE.iter().map(|(name, quota)| rule(name, quota)))
        .collect())
    }

    fn named(&self, name: &str) -> Option<&KnownRule> {
        self.0.iter().find(|rule| rule.name == name)
    }
}

pub(super) fn check(checker: &mut Checker<'_>, known: &KnownRules) {
    let procedure = checker.procedure;
    let stage = procedure
        .stages
        .iter()
        .position(|stage| stage.kind == StageKind::Ballot);
    let Some(ballot) = &procedure.ballot else {
        if let Some(at) = stage {
            let problem = "the procedure holds a ballot, and names neither method nor quota nor how ties are broken";
            checker.error(
                "no-terms",
                super::stage_path(at),
                problem,
                "add [ballot] with all of them",
            );
        }
        return;
    };
    if stage.is_none() {
        let problem = "the terms of a ballot are named, and no stage holds one";
        checker.error(
            "terms-without-ballot",
            "ballot",
            problem,
            "leave [ballot] out, or add a stage of the kind ballot",
        );
    }
    if ballot.trustees_at_least < 2 {
        let problem = "one person could open the ballot box alone";
        checker.error(
            "one-trustee",
            "ballot.trustees-at-least",
            problem,
            "ask for at least two trustees",
        );
    }
    agree(checker, ballot, known);
}

/// Method, quota and rule for ties are those of one counting rule.
fn agree(checker: &mut Checker<'_>, ballot: &BallotTerms, known: &KnownRules) {
    let Some(rule) = known.named(&ballot.method) else {
        let names = || known.0.iter().map(|rule| rule.name.as_str());
        let near = did_you_mean(&ballot.method, names());
        let problem = format!("no counting rule is called {:?}{near}", ballot.method);
        checker.error(
            "unknown-method",
            "ballot.method",
            problem,
            &format!("use {}", one_of(names())),
        );
        return;
    };
    if !same_words(&ballot.quota, &rule.quota) {
        let problem = format!(
            "the rule {} has another quota than {:?}",
            rule.name, ballot.quota
        );
        checker.error(
            "wrong-quota",
            "ballot.quota",
            problem,
            &format!("write {:?}, or choose another method", rule.quota),
        );
    }
    if !rule.ties.contains(&ballot.ties) {
        let problem = format!(
            "the rule {} does not break ties by {}",
            rule.name,
            ballot.ties.name()
        );
        let ways = one_of(rule.ties.iter().map(|tie| tie.name()));
        checker.error(
            "wrong-ties",
            "ballot.ties",
            problem,
            &format!("use {ways}, or choose another method"),
        );
    }
}

/// The same words, whatever stands between them and however they are capitalised.
fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    words(one) == words(other)
}
