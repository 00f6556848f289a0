//! The statutes of this family, each as the terms in which it differs, with the clauses that each step cites.

use super::terms::{Batch, Clauses, Last, Quota, Share, Steps, Terms};
use crate::board::LookBack;

/// The reference rule of the Proportional Representation Foundation for weighted inclusive Gregory: four decimals,
/// every product and quotient cut (D.4).
pub(crate) const WIGM_PRF: Terms = Terms {
    clauses: Clauses {
        first: "PRF WIGM A.1 to A.5",
        elected: "PRF WIGM B.1",
        surplus: "PRF WIGM B.3",
        surplus_tie: "PRF WIGM D.1",
        exclusion: "PRF WIGM B.4",
        exclusion_tie: "PRF WIGM D.1",
        last: "PRF WIGM D.3",
        outright: "",
    },
    quota: Quota::LastDecimal,
    share: Share::WeightedCutTwice,
    surplus_in_order_of_election: false,
    surplus_may_wait: false,
    batch: Batch::Never,
    steps: Steps::Together,
    first_preferences_apart: false,
    last: Last::BeforeTransfer,
    surplus_tie: LookBack::Nowhere,
    exclusion_tie: LookBack::Nowhere,
    loss_is_non_transferable: false,
};

/// The same with sure losers defeated together (B.2).
pub(crate) const WIGM_PRF_BATCH: Terms = Terms {
    batch: Batch::LosersFirst,
    ..WIGM_PRF
};

/// Minneapolis, Code of Ordinances, title 8.5, chapter 167: the surplus fraction of a vote is cut to four decimals
/// before papers are multiplied by it (167.20), and all who cannot be elected are defeated together before surpluses
/// move (167.70(1)(c)).
pub(crate) const MINNEAPOLIS: Terms = Terms {
    clauses: Clauses {
        first: "Minneapolis 167.20 (threshold) and 167.70(1)(a)",
        elected: "167.70(1)(a)",
        surplus: "Minneapolis 167.70(1)(d)",
        surplus_tie: "Minneapolis 167.70(1)(d)",
        exclusion: "Minneapolis 167.70(1)(c) and (e)",
        exclusion_tie: "Minneapolis 167.70(1)(e)",
        last: "167.70(1)(f)",
        outright: "",
    },
    quota: Quota::Whole,
    share: Share::WeightedShareFirst,
    surplus_in_order_of_election: false,
    surplus_may_wait: false,
    batch: Batch::LosersFirst,
    steps: Steps::Together,
    first_preferences_apart: false,
    last: Last::AfterStep,
    surplus_tie: LookBack::Nowhere,
    exclusion_tie: LookBack::Nowhere,
    loss_is_non_transferable: false,
};

/// Local Elections (Northern Ireland) Order 1985 (SI 1985/454), rules 47 to 52 of its schedule 5, and to the same
/// effect the Northern Ireland Assembly (Elections) Order 2001: the papers that came last, two decimals.
pub(crate) const NORTHERN_IRELAND: Terms = Terms {
    clauses: Clauses {
        first: "SI 1985/454 rules 47 and 48",
        elected: "rule 48(3)",
        surplus: "SI 1985/454 rules 49 and 50",
        surplus_tie: "SI 1985/454 rule 50(1)",
        exclusion: "SI 1985/454 rule 51",
        exclusion_tie: "SI 1985/454 rule 51(13)",
        last: "rule 52(1)",
        outright: "rule 52(2)",
    },
    quota: Quota::Whole,
    share: Share::LastPapersCut,
    surplus_in_order_of_election: false,
    surplus_may_wait: true,
    batch: Batch::Losers,
    steps: Steps::ByValue,
    first_preferences_apart: true,
    last: Last::AfterStep,
    surplus_tie: LookBack::Forwards,
    exclusion_tie: LookBack::Forwards,
    loss_is_non_transferable: true,
};

/// The Australian Senate as the Electoral Commission counted in 2016: Commonwealth Electoral Act 1918, section 273.
/// All papers of the elected candidate go on at surplus by papers; what a candidate receives is cut to whole votes.
/// The bulk exclusion of subsection (13A) was not used.
pub(crate) const SENATE_2016: Terms = Terms {
    clauses: Clauses {
        first: "CEA 1918 s 273(8)",
        elected: "s 273(8) and (14)",
        surplus: "CEA 1918 s 273(9) and (10)",
        surplus_tie: "CEA 1918 s 273(22) and (23)",
        exclusion: "CEA 1918 s 273(13) and (13AA)",
        exclusion_tie: "CEA 1918 s 273(31)(b)",
        last: "s 273(18)",
        outright: "s 273(17)",
    },
    quota: Quota::Whole,
    share: Share::AllPapers,
    surplus_in_order_of_election: true,
    surplus_may_wait: false,
    batch: Batch::Never,
    steps: Steps::Stages,
    first_preferences_apart: false,
    last: Last::AfterStepWithoutSurplus,
    surplus_tie: LookBack::AllDifferent,
    exclusion_tie: LookBack::Backwards,
    loss_is_non_transferable: false,
};

/// The Senate as counted since 2019: when an exclusion leaves as many candidates as seats, they are elected and the
/// papers stay; a tie is broken by the last count at which all of the tied differed.
pub(crate) const SENATE_2019: Terms = Terms {
    last: Last::BeforeTransfer,
    exclusion_tie: LookBack::AllDifferent,
    ..SENATE_2016
};

/// The Senate since the Act was amended in December 2021: of several who are tied, those who differed at the most recent count are
/// told apart by it, and an earlier one is looked at only for those who are still equal. The end of the count is
/// that of 2019, which the Electoral Commission kept in 2022.
pub(crate) const SENATE_2021: Terms = Terms {
    surplus_tie: LookBack::Backwards,
    exclusion_tie: LookBack::Backwards,
    ..SENATE_2019
};

/// Hare-Clark in the Australian Capital Territory, Electoral Act 1992, schedule 4, since 2020: the papers that came
/// last, at an exact value; what a candidate receives is cut to six decimals.
pub(crate) const ACT_2020: Terms = Terms {
    clauses: Clauses {
        first: "Electoral Act 1992 (ACT) schedule 4 clauses 2 and 3",
        elected: "clause 3(3), 6(4) and 9(2)(d)",
        surplus: "Electoral Act 1992 (ACT) schedule 4 clauses 1C, 5 and 6",
        surplus_tie: "Electoral Act 1992 (ACT) schedule 4 clause 7(3)(c)",
        exclusion: "Electoral Act 1992 (ACT) schedule 4 clauses 8 and 9",
        exclusion_tie: "Electoral Act 1992 (ACT) schedule 4 clause 8(2)",
        last: "clause 4(2)",
        outright: "",
    },
    quota: Quota::Whole,
    share: Share::LastPapers,
    surplus_in_order_of_election: true,
    surplus_may_wait: false,
    batch: Batch::Never,
    steps: Steps::Stages,
    first_preferences_apart: false,
    last: Last::AfterStageWithoutSurplus,
    surplus_tie: LookBack::Backwards,
    exclusion_tie: LookBack::Backwards,
    loss_is_non_transferable: false,
};

/// The same before 2020, when what a candidate received was cut to whole votes.
pub(crate) const ACT_2008: Terms = ACT_2020;
