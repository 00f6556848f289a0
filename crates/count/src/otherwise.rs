//! Who would be elected otherwise: by another rule, without constraints, or had one candidate not stood.
//!
//! Such a count changes nothing: the rule was fixed before the nominations, and people ranked with it in mind. It
//! tells those who lost, and those who choose the rule of the next election, what hung on what.

use crate::{
    Conditions, Constraints, Contest, CountError, LotQuestion, Outcome, Rule, Transcript,
    count_under,
};

/// What is counted differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// The same ballots by another rule.
    Rule(Rule),
    /// By the same rule, with nobody guarded or doomed.
    Unconstrained,
    /// By the same rule, as if the candidate of this number, from 1, had not stood.
    Without(u8),
}

/// Who would be elected then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// What was counted differently.
    pub case: Case,
    /// Candidate numbers, in the order of election.
    pub elected: Vec<u8>,
    /// Of those, who was not elected in truth.
    pub gained: Vec<u8>,
    /// Who was elected in truth and is not among them.
    pub lost: Vec<u8>,
    /// Whether a lot decided something in that count.
    pub by_lot: bool,
}

impl Otherwise {
    /// Whether the same persons are elected.
    pub fn is_same(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty()
    }
}

/// The rules that count these ballots too: rules for rankings that can fill as many seats, but for the one that
/// counted.
pub fn other_rules(contest: &Contest, of: &Transcript) -> Vec<Rule> {
    let fits = |rule: &Rule| {
        *rule != of.rule
            && !matches!(rule, Rule::PluralityAtLarge | Rule::Approval)
            && (!rule.fills_one_seat() || contest.seats == 1)
    };
    Rule::ALL.into_iter().filter(fits).collect()
}

/// Counts `contest`, whose true count is `of` under `conditions`, in another way. Where only a lot can decide, and
/// `conditions` hold none, the question is given back.
///
/// # Errors
/// As [`count_under`]: a case that cannot be counted, for instance with too few candidates for a constraint.
pub fn otherwise(
    contest: &Contest,
    of: &Transcript,
    conditions: &Conditions,
    case: Case,
) -> Result<Result<Otherwise, LotQuestion>, CountError> {
    let counted = match case {
        Case::Rule(rule) => count_under(contest, rule, conditions),
        Case::Unconstrained => {
            let free = Conditions {
                constraints: Constraints::default(),
                ..conditions.clone()
            };
            count_under(contest, of.rule, &free)
        }
        Case::Without(number) => {
            let mut contest = contest.clone();
            let at = usize::from(number).wrapping_sub(1);
            if let Some(candidate) = contest.candidates.get_mut(at) {
                candidate.withdrawn = true;
            }
            count_under(&contest, of.rule, conditions)
        }
    };
    let other = match counted? {
        Outcome::Complete(other) => other,
        Outcome::LotNeeded(question) => return Ok(Err(question)),
    };
    let not_in = |these: &[u8], those: &[u8]| -> Vec<u8> {
        let missing = these.iter().filter(|one| !those.contains(one));
        missing.copied().collect()
    };
    Ok(Ok(Otherwise {
        case,
        gained: not_in(&other.elected, &of.elected),
        lost: not_in(&of.elected, &other.elected),
        by_lot: other.stages.iter().any(drew),
        elected: other.elected,
    }))
}

/// Whether a lot was drawn at a stage.
fn drew(stage: &crate::Stage) -> bool {
    let mut ties = stage.ties.iter();
    ties.any(|tie| matches!(tie.by, crate::TieBreak::Lot(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Class, Lots, blt, count};

    /// The middle candidate is everybody's second choice.
    const FILE: &[u8] = b"3 1\n5 1 2 0\n4 3 2 0\n2 2 1 0\n0\n\"Ann\"\n\"Ben\"\n\"Cy\"\n\"Chair\"\n";

    fn counted(contest: &Contest, rule: Rule) -> Transcript {
        let Ok(Outcome::Complete(t)) = count(contest, rule, &Lots::Ask) else {
            panic!("no lot is needed")
        };
        *t
    }

    #[test]
    fn another_rule_and_a_candidate_less_are_counted_and_compared() {
        let contest = blt::parse(FILE).unwrap();
        let truth = counted(&contest, Rule::Av);
        assert_eq!(truth.elected, [1]);
        let conditions = Conditions::default();
        let ask = |case| {
            otherwise(&contest, &truth, &conditions, case)
                .unwrap()
                .unwrap()
        };
        let pairs = ask(Case::Rule(Rule::Schulze));
        assert_eq!((pairs.gained, pairs.lost), (vec![2], vec![1]));
        assert!(ask(Case::Unconstrained).is_same());
        let without = ask(Case::Without(1));
        assert_eq!((without.gained, without.lost), (vec![2], vec![1]));
        assert!(!other_rules(&contest, &truth).contains(&Rule::Av));
        for rule in other_rules(&contest, &truth) {
            otherwise(&contest, &truth, &conditions, Case::Rule(rule))
                .unwrap()
                .unwrap();
        }
    }

    #[test]
    fn what_a_constraint_decided_is_told() {
        let file =
            b"4 2\n6 1 2 0\n5 2 1 0\n2 3 0\n1 4 3 0\n0\n\"Al\"\n\"Bo\"\n\"Cy\"\n\"Di\"\n\"Two\"\n";
        let contest = blt::parse(file).unwrap();
        let women = Class {
            name: "women".into(),
            min: 1,
            max: None,
            members: vec![3, 4],
        };
        let conditions = Conditions {
            constraints: Constraints {
                classes: vec![women],
            },
            ..Conditions::default()
        };
        let Ok(Outcome::Complete(truth)) = count_under(&contest, Rule::Ers97, &conditions) else {
            panic!("no lot is needed")
        };
        let free = otherwise(&contest, &truth, &conditions, Case::Unconstrained);
        let free = free.unwrap().unwrap();
        assert_eq!((free.gained, free.lost), (vec![2], vec![3]));
    }
}
