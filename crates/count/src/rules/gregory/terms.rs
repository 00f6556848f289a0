//! The terms in which the statutes of this family differ.

use crate::board::LookBack;

/// In what a statute of this family differs from the others.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether the statute has one thing; they do not exclude each other"
)]
pub(crate) struct Terms {
    pub(super) clauses: Clauses,
    pub(super) quota: Quota,
    pub(super) share: Share,
    /// Surpluses in the order in which their holders were elected; otherwise the largest first.
    pub(super) surplus_in_order_of_election: bool,
    /// Surpluses wait while they could not change who is lowest.
    pub(super) surplus_may_wait: bool,
    pub(super) batch: Batch,
    pub(super) steps: Steps,
    /// Papers that came as first preferences go on before others of the same value.
    pub(super) first_preferences_apart: bool,
    pub(super) last: Last,
    pub(super) surplus_tie: LookBack,
    pub(super) exclusion_tie: LookBack,
    /// What fractions lose is credited as non-transferable, not apart.
    pub(super) loss_is_non_transferable: bool,
}

/// The clauses that each step cites.
#[derive(Debug)]
pub(super) struct Clauses {
    pub(super) first: &'static str,
    pub(super) elected: &'static str,
    pub(super) surplus: &'static str,
    pub(super) surplus_tie: &'static str,
    pub(super) exclusion: &'static str,
    pub(super) exclusion_tie: &'static str,
    pub(super) last: &'static str,
    /// Where the statute has one: how the last seat is filled before its quota is reached.
    pub(super) outright: &'static str,
}

/// How the quota is found from the valid votes and the seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quota {
    /// Votes by seats plus one, fraction dropped, plus one.
    Whole,
    /// Votes by seats plus one, cut to the last decimal, plus one unit of it.
    LastDecimal,
}

/// Which papers of a surplus move, and what each is worth then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// All papers, each at its value times surplus by votes; each product and quotient is cut.
    WeightedCutTwice,
    /// All papers, each at its value times the share that the surplus has in the votes; the share is cut first.
    WeightedShareFirst,
    /// All papers alike, at surplus by papers, exactly; what a candidate receives in all is cut.
    AllPapers,
    /// The papers that came last, at surplus by those of them that can go on, at most at what they came with;
    /// each paper's value is cut.
    LastPapersCut,
    /// The same, but the value is exact and what a candidate receives in all is cut.
    LastPapers,
}

/// Who may be excluded together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Batch {
    /// One candidate at a time.
    Never,
    /// All who together, with the surpluses, have fewer votes than the next; only when no surplus is to be moved,
    /// or to let it wait.
    Losers,
    /// The same, before any surplus moves.
    LosersFirst,
}

/// In what steps the papers of the excluded go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Steps {
    /// All at once: who reaches the quota is seen when all have moved.
    Together,
    /// By value, highest first; who reaches the quota on the way receives no more.
    ByValue,
    /// By value, and each value is a stage of its own.
    Stages,
}

/// When the candidates who are left fill the seats that are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last {
    /// As soon as an exclusion leaves no more of them; the papers of the excluded do not move.
    BeforeTransfer,
    /// At the end of each step.
    AfterStep,
    /// At the end of each step, if every surplus has been moved.
    AfterStepWithoutSurplus,
    /// At the end of each stage that is complete, if every surplus has been moved.
    AfterStageWithoutSurplus,
}
