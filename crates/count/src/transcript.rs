//! What a count returns: the transcript that anybody can repeat, or the question of a lot.
//!
//! The JSON form of [`Transcript`] is a public format and stays for ever: fields may be added,
//! none is renamed, removed or given another meaning. Votes are decimal strings with the rule's
//! number of decimals; candidates are numbered from 1 in the order of the paper.

use serde::{Deserialize, Serialize};

use crate::constraints::Constraints;
use crate::lots::{Lot, Lots};
use crate::rule::Rule;

/// What came of a count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The count is complete.
    Complete(Box<Transcript>),
    /// A tie needs a lot: answer it and count again. This is a result, not an error.
    LotNeeded(LotQuestion),
}

/// The question that a count puts when only a lot can decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotQuestion {
    /// The rule that counts.
    pub rule: Rule,
    /// The last stage that was completed.
    pub after_stage: u32,
    /// The how-manieth lot of this count, from 1.
    pub lot: u32,
    /// What the candidate drawn is chosen for.
    pub purpose: Purpose,
    /// The tied candidates.
    pub candidates: Vec<u8>,
    /// Their names, in the same order.
    pub names: Vec<String>,
    /// The votes that each of them has.
    pub votes: String,
    /// The clause that orders the lot.
    pub clause: String,
    /// The question in plain words, with how to answer it.
    pub text: String,
}

/// What a tied candidate is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To be excluded.
    Exclude,
    /// To have the surplus transferred before that of the others.
    TransferFirst,
    /// To be deemed elected where there is no place for all of the tied.
    Elect,
}

/// The whole count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// The rule's name.
    pub rule: Rule,
    /// The rule's version in this program; see [`crate::RuleInfo::version`].
    pub rule_version: String,
    /// What the contest is called.
    pub title: String,
    /// Seats to fill.
    pub seats: u32,
    /// Papers that were counted.
    pub valid: u64,
    /// Papers without a first preference for one candidate who stands; not counted.
    pub invalid: u64,
    /// The quota at the first stage.
    pub quota: String,
    /// Candidates' numbers in the order of election.
    pub elected: Vec<u8>,
    /// The candidates, by number.
    pub candidates: Vec<CandidateResult>,
    /// The stages.
    pub stages: Vec<Stage>,
    /// Where lots came from, whether or not any was drawn.
    pub lots: Lots,
    /// Who could be elected together.
    #[serde(default, skip_serializing_if = "Constraints::is_empty")]
    pub constraints: Constraints,
    /// Where candidates are compared two by two: how many papers prefer the first to the second.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairwise: Vec<Vec<u64>>,
}

/// What became of one candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateResult {
    /// The candidate's number, from 1.
    pub number: u8,
    /// The name as on the paper.
    pub name: String,
    /// How the candidate ended.
    pub status: Status,
    /// The stage at which that was decided; none for those who withdrew or were still in the
    /// count when the last seat was filled.
    pub stage: Option<u32>,
}

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Withdrew before the count.
    Withdrawn,
    /// Neither elected nor excluded; at the end of a count: not elected.
    Continuing,
    /// Deemed elected.
    Elected,
    /// Excluded.
    Excluded,
}

/// One stage (in Meek's method: one iteration) and how things stood at its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// The stage's number, from 1.
    pub stage: u32,
    /// What was done.
    pub action: Action,
    /// The clauses of the rule that were applied.
    pub clause: String,
    /// The stage in plain words.
    pub text: String,
    /// Votes of each candidate at the end of the stage, by number.
    pub votes: Vec<String>,
    /// Votes that no candidate can use any more.
    pub non_transferable: String,
    /// Votes lost because a value was cut to the rule's decimals.
    pub loss_by_fraction: String,
    /// The quota in force.
    pub quota: String,
    /// Candidates deemed elected at the end of this stage, in that order.
    pub elected: Vec<u8>,
    /// Candidates excluded at this stage (in Meek's method: at its end).
    pub excluded: Vec<u8>,
    /// Papers that moved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transfers: Vec<Transfer>,
    /// Ties that were broken at this stage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<Tie>,
    /// Who became guarded or doomed under the constraints, and because of what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Limit>,
    /// In Meek's method: the share that each candidate kept of every paper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keep_values: Vec<String>,
}

impl Stage {
    /// Whether the candidates who are left filled the places that are left at this stage, whatever their
    /// votes: the clause for that (Scottish rule 53(1), ERS97 5.5.1, New Zealand clause 3 and the like) is cited.
    pub fn fills_last_places(&self) -> bool {
        const CLAUSES: [&str; 5] = [
            "rule 53(1)",
            "5.5.1",
            "clause 3",
            "last places",
            "clause 11(1)",
        ];
        let mut cited = self.clause.split("; ");
        self.action == Action::LastPlaces || cited.any(|clause| CLAUSES.contains(&clause))
    }
}

/// What a stage does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// First preferences are counted.
    FirstPreferences,
    /// A surplus is transferred.
    Surplus,
    /// The papers of excluded candidates are transferred.
    Exclusion,
    /// Votes are worked out anew with new keep values.
    Iteration,
    /// The candidates who are left fill the places that are left.
    LastPlaces,
}

/// Papers of one value that moved together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// From whom.
    pub from: Vec<u8>,
    /// What each paper was worth before.
    pub value: String,
    /// What each paper is worth now.
    pub transfer_value: String,
    /// To whom, in the order of the paper.
    pub to: Vec<Receipt>,
    /// Papers without a further preference for a continuing candidate.
    pub non_transferable_papers: u64,
    /// What was credited as non-transferable.
    pub non_transferable: String,
}

/// What one candidate received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Who.
    pub candidate: u8,
    /// How many papers.
    pub papers: u64,
    /// How many votes they are worth.
    pub votes: String,
}

/// A candidate whose fate the constraints bind from here on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Who.
    pub candidate: u8,
    /// In what way.
    pub kind: LimitKind,
    /// The fewest constraints that cannot be met otherwise, in words.
    pub because: Vec<String>,
}

/// How constraints bind a candidate; see [`crate::Constraints`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitKind {
    /// Must be elected: the seats could not be filled within the constraints without this candidate.
    Guarded,
    /// Cannot be elected: the seats could not be filled within the constraints with this candidate.
    Doomed,
}

/// A tie and how it was broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// What the chosen candidate was chosen for.
    pub purpose: Purpose,
    /// The tied candidates.
    pub candidates: Vec<u8>,
    /// The one chosen.
    pub chosen: u8,
    /// The clause that breaks the tie.
    pub clause: String,
    /// What decided.
    pub by: TieBreak,
}

/// What decided a tie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieBreak {
    /// The votes at an earlier stage.
    Stage(u32),
    /// A lot, among those whom the earlier stages left tied.
    Lot(Lot),
}
