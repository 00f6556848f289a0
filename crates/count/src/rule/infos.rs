//! What each rule is, in the words that `polity count rules` prints.

use super::{Rule, RuleInfo};

impl Rule {
    /// Every rule, in the order in which they are offered.
    pub const ALL: [Self; 34] = [
        Self::ScottishStv,
        Self::Ers97,
        Self::MeekNz,
        Self::Av,
        Self::SanFrancisco,
        Self::Maine,
        Self::Alaska,
        Self::MeekPrf,
        Self::MeekCertified,
        Self::Warren,
        Self::MeekOpenStv,
        Self::WarrenOpenStv,
        Self::WigmPrf,
        Self::WigmPrfBatch,
        Self::WigmExact,
        Self::Wright,
        Self::CpoStv,
        Self::Minneapolis,
        Self::NorthernIreland,
        Self::Senate2016,
        Self::Senate2019,
        Self::Senate2021,
        Self::NswLocal2021,
        Self::Act2008,
        Self::Act2020,
        Self::Dail,
        Self::Cambridge,
        Self::Qpq,
        Self::Plurality,
        Self::PluralityAtLarge,
        Self::Approval,
        Self::SupplementaryVote,
        Self::Schulze,
        Self::RankedPairs,
    ];

    /// What the rule is.
    pub const fn info(self) -> &'static RuleInfo {
        match self {
            Self::ScottishStv => &SCOTTISH_STV,
            Self::Ers97 => &ERS97,
            Self::MeekNz => &MEEK_NZ,
            Self::Av => &AV,
            Self::SanFrancisco => &SAN_FRANCISCO,
            Self::Maine => &MAINE,
            Self::Alaska => &ALASKA,
            Self::MeekPrf => &MEEK_PRF,
            Self::MeekCertified => &MEEK_CERTIFIED,
            Self::Warren => &WARREN,
            Self::MeekOpenStv => &MEEK_OPENSTV,
            Self::WarrenOpenStv => &WARREN_OPENSTV,
            Self::WigmPrf => &WIGM_PRF,
            Self::WigmPrfBatch => &WIGM_PRF_BATCH,
            Self::WigmExact => &WIGM_EXACT,
            Self::Wright => &WRIGHT,
            Self::CpoStv => &CPO_STV,
            Self::Minneapolis => &MINNEAPOLIS,
            Self::NorthernIreland => &NORTHERN_IRELAND,
            Self::Senate2016 => &SENATE_2016,
            Self::Senate2019 => &SENATE_2019,
            Self::Senate2021 => &SENATE_2021,
            Self::NswLocal2021 => &NSW_LOCAL_2021,
            Self::Act2008 => &ACT_2008,
            Self::Act2020 => &ACT_2020,
            Self::Dail => &DAIL,
            Self::Cambridge => &CAMBRIDGE,
            Self::Qpq => &QPQ,
            Self::Plurality => &PLURALITY,
            Self::PluralityAtLarge => &PLURALITY_AT_LARGE,
            Self::Approval => &APPROVAL,
            Self::SupplementaryVote => &SUPPLEMENTARY_VOTE,
            Self::Schulze => &SCHULZE,
            Self::RankedPairs => &RANKED_PAIRS,
        }
    }
}

/// What becomes of equal preferences.
const ENDS: &str = "the ranking ends there";
const SHARED: &str = "the paper counts in equal parts for every order in which they could stand";
const MARKS: &str = "a mark is a mark, whatever its rank";
const NOT_COMPARED: &str = "the paper says nothing of those it ranks equal, and goes on";

const SCOTTISH_STV: RuleInfo = RuleInfo {
    name: "scottish-stv",
    version: "1",
    source: "Scottish Local Government Elections Order 2011 (SSI 2011/399), schedule 1, rules 46 to 54",
    quota: "valid papers divided by seats plus one, decimals ignored, plus one",
    ties: "the most recent earlier stage at which the tied differed, then a lot",
    meaning: "Every paper of an elected candidate passes on at the same share of its value, and the lowest are excluded one at a time.",
    equal: ENDS,
    decimals: 5,
};

const ERS97: RuleInfo = RuleInfo {
    name: "ers97",
    version: "1",
    source: "Newland and Britton, How to conduct an election by the Single Transferable Vote, 3rd edition, Electoral Reform Society 1997, section 5",
    quota: "valid papers divided by seats plus one, rounded up to 0.01, lowered while nobody is elected as papers become non-transferable",
    ties: "the earliest point of the count at which the tied differed, then a lot",
    meaning: "A surplus passes on with the papers that last reached the candidate, small surpluses wait, and candidates who cannot catch up are excluded together.",
    equal: ENDS,
    decimals: 2,
};

const MEEK_NZ: RuleInfo = RuleInfo {
    name: "meek-nz",
    version: "1",
    source: "Local Electoral Regulations 2001 (New Zealand, SR 2001/145), schedule 1A, Part 1",
    quota: "votes still in use divided by seats plus one, to nine decimals, plus 0.000000001, found anew at every iteration",
    ties: "the earliest iteration at which the tied differed, then a lot",
    meaning: "Each elected candidate keeps just the share of every paper that makes up the quota, worked out again after every change as if the excluded had never stood.",
    equal: ENDS,
    decimals: 9,
};

const AV: RuleInfo = RuleInfo {
    name: "av",
    version: "1",
    source: "The alternative vote as commonly used by parties and unions for one post",
    quota: "more than half of the votes still in use",
    ties: "the most recent earlier round at which the tied differed, then a lot",
    meaning: "The lowest candidate is excluded and those papers pass on until one candidate has more than half of the votes still in use.",
    equal: ENDS,
    decimals: 0,
};

const SAN_FRANCISCO: RuleInfo = RuleInfo {
    name: "san-francisco",
    source: "San Francisco Charter, section 13.102",
    ties: "a lot (as State law has it)",
    meaning: "As av, but all who together have fewer votes than the next are excluded at once.",
    ..AV
};

const MAINE: RuleInfo = RuleInfo {
    name: "maine",
    version: "2",
    source: "Maine Revised Statutes, title 21-A, section 723-A, and Code of Maine Rules 29-250, chapter 535, section 4",
    quota: "more than half of the first preferences; after that none: of the last two, the one with more votes is elected",
    ties: "a lot",
    meaning: "More than half of the first preferences elects at once; otherwise the lowest candidate is excluded and those papers pass on until two are left, of whom the one with more votes is elected.",
    ..AV
};

const ALASKA: RuleInfo = RuleInfo {
    name: "alaska",
    version: "1",
    source: "Alaska Statutes, sections 15.15.350(d) and 15.20.530",
    meaning: "As maine.",
    ..MAINE
};

const MEEK_PRF: RuleInfo = RuleInfo {
    name: "meek-prf",
    version: "1",
    source: "Proportional Representation Foundation, reference Meek rule (after Hill, Wichmann and Woodall, algorithm 123, 1987)",
    quota: "votes still in use divided by seats plus one, cut to nine decimals, plus 0.000000001, found anew at every iteration",
    ties: "a lot, among all who are within the remaining surplus of the lowest",
    meaning: "Keep values are worked out until the surplus is below 0.000001, and only then is the lowest candidate excluded.",
    equal: ENDS,
    decimals: 9,
};

const MEEK_CERTIFIED: RuleInfo = RuleInfo {
    name: "meek-certified",
    version: "1",
    source: "The exact solution of the equations of B. L. Meek (1969) and of I. D. Hill, B. A. Wichmann and D. R. Woodall, algorithm 123, Computer Journal 30 (1987)",
    quota: "votes still in use divided by seats plus one, exactly, found anew at every stage",
    ties: "a lot, among those who are equal in the exact solution (as far as a millionth of a millionth of the papers shows)",
    meaning: "Meek's method without any rounding: every election and exclusion is proved for the exact solution, and the proof can be checked without this program.",
    equal: SHARED,
    decimals: 9,
};

const WARREN: RuleInfo = RuleInfo {
    name: "warren",
    version: "1",
    source: "C. H. E. Warren, Counting in STV elections, Voting matters 1 (1994); arithmetic and stopping as in meek-prf",
    quota: MEEK_PRF.quota,
    ties: MEEK_PRF.ties,
    meaning: "Every supporter of an elected candidate pays the same price, or all that the paper has left; otherwise as Meek.",
    equal: SHARED,
    decimals: 9,
};

const MEEK_OPENSTV: RuleInfo = RuleInfo {
    name: "meek-openstv",
    version: "1",
    source: "OpenSTV 1.7, Meek STV with its own settings (six decimals, dynamic fractional Droop quota), after algorithm 123, Computer Journal 30 (1987)",
    quota: "votes still in use divided by seats plus one, cut to six decimals, plus 0.000001, found anew at every round",
    ties: "the most recent earlier round at which the tied differed, then a lot",
    meaning: "Meek's method with six decimals; candidates who together cannot catch up are excluded at once, while surpluses wait.",
    equal: ENDS,
    decimals: 6,
};

const WARREN_OPENSTV: RuleInfo = RuleInfo {
    name: "warren-openstv",
    source: "OpenSTV 1.7, Warren STV with its own settings (six decimals, dynamic fractional Droop quota)",
    meaning: "Warren's method with six decimals; candidates who together cannot catch up are excluded at once, while surpluses wait.",
    ..MEEK_OPENSTV
};

const WIGM_PRF: RuleInfo = RuleInfo {
    name: "wigm-prf",
    version: "1",
    source: "Proportional Representation Foundation, reference WIGM rule, without the optional defeat of sure losers",
    quota: "valid papers divided by seats plus one, cut to four decimals, plus 0.0001",
    ties: "a lot",
    meaning: "Every paper of an elected candidate passes on at the same share of its value, with four decimals, and the lowest are excluded one at a time.",
    equal: ENDS,
    decimals: 4,
};

const WIGM_PRF_BATCH: RuleInfo = RuleInfo {
    name: "wigm-prf-batch",
    source: "Proportional Representation Foundation, reference WIGM rule, with the optional defeat of sure losers (B.2)",
    meaning: "As wigm-prf, but all who can no longer catch up are excluded together before surpluses move.",
    ..WIGM_PRF
};

const WIGM_EXACT: RuleInfo = RuleInfo {
    name: "wigm-exact",
    version: "1",
    source: "Weighted inclusive Gregory without rounding; steps as in the reference WIGM rule of the Proportional Representation Foundation",
    quota: "valid papers divided by seats plus one, exactly; more than that is needed",
    ties: "a lot, among those who are exactly equal",
    meaning: "Every paper of an elected candidate passes on at the same share of its value, in exact fractions, and the lowest are excluded one at a time.",
    equal: SHARED,
    decimals: 9,
};

const WRIGHT: RuleInfo = RuleInfo {
    name: "wright",
    version: "1",
    source: "A. van der Craats, the Wright system, submission to the Joint Standing Committee on Electoral Matters (Australia) on the election of 2007",
    quota: "papers still in use divided by seats plus one, fraction dropped, plus one, found anew when the count begins anew",
    ties: "a lot, among those who are exactly equal",
    meaning: "Weighted inclusive Gregory in exact fractions; after each exclusion the count begins anew as if the excluded had never stood.",
    equal: SHARED,
    decimals: 9,
};

const CPO_STV: RuleInfo = RuleInfo {
    name: "cpo-stv",
    version: "1",
    source: "T. N. Tideman, The single transferable vote, Journal of Economic Perspectives 9 (1995), with Meek's transfers and Schulze's way out of circles",
    quota: "valid papers divided by seats plus one, cut to nine decimals",
    ties: "a lot, among outcomes that nothing stands above",
    meaning: "Every two possible outcomes are compared by a small count of their own, and the outcome that wins every comparison is elected; for small fields.",
    equal: SHARED,
    decimals: 9,
};

const MINNEAPOLIS: RuleInfo = RuleInfo {
    name: "minneapolis",
    version: "1",
    source: "Minneapolis Code of Ordinances, title 8.5, chapter 167 (as of 2009)",
    quota: "valid papers divided by seats plus one, fraction dropped, plus one",
    ties: "a lot",
    meaning: "All who cannot be elected are excluded together, then the largest surplus passes on at a share cut to four decimals.",
    equal: ENDS,
    decimals: 4,
};

const NORTHERN_IRELAND: RuleInfo = RuleInfo {
    name: "northern-ireland",
    version: "1",
    source: "Local Elections (Northern Ireland) Order 1985 (SI 1985/454), schedule 5, rules 47 to 52",
    quota: "valid papers divided by seats plus one, fraction dropped, plus one",
    ties: "the earliest stage at which the tied differed, then a lot",
    meaning: "A surplus passes on with the papers that came last, to two decimals; small surpluses wait, and candidates who cannot catch up are excluded together.",
    equal: ENDS,
    decimals: 2,
};

const SENATE_2016: RuleInfo = RuleInfo {
    name: "senate-2016",
    version: "1",
    source: "Commonwealth Electoral Act 1918 (Australia), section 273, as the Electoral Commission counted in 2016",
    quota: "formal papers divided by seats plus one, fraction dropped, plus one",
    ties: "the most recent count at which the tied differed, then a lot",
    meaning: "All papers of an elected candidate pass on alike, at surplus by papers; fractions of a candidate's gain are dropped, and the excluded's papers go on value by value, each a count of its own.",
    equal: ENDS,
    decimals: 0,
};

const SENATE_2019: RuleInfo = RuleInfo {
    name: "senate-2019",
    source: "Commonwealth Electoral Act 1918 (Australia), section 273, as the Electoral Commission has counted since 2019",
    ties: "the most recent count at which all of the tied differed, then a lot",
    meaning: "As senate-2016, but when an exclusion leaves as many candidates as seats, they are elected at once.",
    ..SENATE_2016
};

const SENATE_2021: RuleInfo = RuleInfo {
    name: "senate-2021",
    source: "Commonwealth Electoral Act 1918 (Australia), section 273, as amended with effect from December 2021, finished as the Electoral Commission does",
    ties: "the most recent count at which the tied differed, then a lot among those who were equal throughout",
    meaning: "As senate-2019, but a tie of three or more is looked back for as far as any of them differed.",
    ..SENATE_2016
};

const NSW_LOCAL_2021: RuleInfo = RuleInfo {
    name: "nsw-local-2021",
    version: "1",
    source: "Local Government (General) Regulation (New South Wales), schedule 5, as the Electoral Commission counted in 2021",
    quota: "formal papers divided by seats plus one, fraction dropped, plus one",
    ties: "the most recent surplus or exclusion at which the tied differed, then a lot",
    meaning: "All papers of an elected candidate that can go on share the surplus, each in proportion to its exact value; of what each bundle brings to a candidate the fraction is dropped.",
    equal: ENDS,
    decimals: 0,
};

const ACT_2020: RuleInfo = RuleInfo {
    name: "act-2020",
    version: "1",
    source: "Electoral Act 1992 (Australian Capital Territory), schedule 4 (Hare-Clark), as amended in 2020",
    quota: "formal papers divided by seats plus one, fraction dropped, plus one",
    ties: "the most recent count at which the tied differed, then a lot",
    meaning: "A surplus passes on with the papers that came last; a candidate's gain is cut to six decimals, and the excluded's papers go on value by value.",
    equal: ENDS,
    decimals: 6,
};

const ACT_2008: RuleInfo = RuleInfo {
    name: "act-2008",
    source: "Electoral Act 1992 (Australian Capital Territory), schedule 4 (Hare-Clark), before 2020",
    meaning: "A surplus passes on with the papers that came last; a candidate's gain is cut to whole votes, and the excluded's papers go on value by value.",
    decimals: 0,
    ..ACT_2020
};

const DAIL: RuleInfo = RuleInfo {
    name: "dail",
    version: "1",
    source: "Electoral Act 1992 (Ireland), sections 118 to 126; the papers lie in an order drawn from a published seed",
    quota: "valid papers divided by seats plus one, fraction dropped, plus one",
    ties: "the earliest count at which the tied differed, then a lot",
    meaning: "Papers keep their whole value; of a surplus each next preference gets its share in whole papers, those that came last.",
    equal: ENDS,
    decimals: 0,
};

const CAMBRIDGE: RuleInfo = RuleInfo {
    name: "cambridge",
    version: "1",
    source: "Massachusetts General Laws, chapter 54A, section 9, with the Cincinnati method; the papers lie in an order drawn from a published seed",
    quota: "valid ballots divided by seats plus one, fraction dropped, plus one",
    ties: "the most recent transfer before which the tied differed, then a lot",
    meaning: "Papers keep their whole value; of a surplus every nth paper goes on, nobody ever receives more than the quota, and candidates with fewer than 50 first choices are defeated together.",
    equal: ENDS,
    decimals: 0,
};

const QPQ: RuleInfo = RuleInfo {
    name: "qpq",
    version: "1",
    source: "D. R. Woodall, QPQ, a quota-preferential STV-like election rule, Voting matters 17 (2003), starting afresh after each exclusion",
    quota: "active papers divided by seats plus one less what inactive papers have elected, exactly",
    ties: "a lot",
    meaning: "Whoever has the highest quotient of papers to what they have elected already is elected if it is above the quota; otherwise the lowest is excluded and the count starts afresh.",
    equal: ENDS,
    decimals: 9,
};

const PLURALITY: RuleInfo = RuleInfo {
    name: "plurality",
    version: "1",
    source: "Representation of the People Act 1983, schedule 1, rules 45 to 49 (one vote each, the most votes)",
    quota: "none",
    ties: "a lot (rule 49)",
    meaning: "Each paper is one vote for its first preference, and those with the most votes are elected.",
    equal: ENDS,
    decimals: 0,
};

const PLURALITY_AT_LARGE: RuleInfo = RuleInfo {
    name: "plurality-at-large",
    source: "Local Elections (Principal Areas) (England and Wales) Rules 2006, schedule 2 (as many votes as seats)",
    meaning: "Each paper gives one vote to each candidate it marks, at most as many as there are seats, and those with the most votes are elected.",
    equal: MARKS,
    ..PLURALITY
};

const APPROVAL: RuleInfo = RuleInfo {
    name: "approval",
    source: "S. J. Brams and P. C. Fishburn, Approval voting, American Political Science Review 72 (1978)",
    ties: "a lot",
    meaning: "Each paper gives one vote to each candidate it marks, however many, and those with the most votes are elected.",
    equal: MARKS,
    ..PLURALITY
};

const SUPPLEMENTARY_VOTE: RuleInfo = RuleInfo {
    name: "supplementary-vote",
    source: "Greater London Authority Act 1999, schedule 2, part I, as it stood until 2022",
    quota: "more than half of the first preferences, at the first stage only",
    ties: "a lot",
    meaning: "If nobody has more than half of the first preferences, second preferences for the leading two are added, and whoever then has more is elected.",
    ..PLURALITY
};

const SCHULZE: RuleInfo = RuleInfo {
    name: "schulze",
    source: "M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method, Social Choice and Welfare 36 (2011), by winning votes",
    ties: "a lot",
    meaning: "Candidates are compared two by two; one stands above another if the strongest chain of wins is stronger that way than back.",
    equal: NOT_COMPARED,
    ..PLURALITY
};

const RANKED_PAIRS: RuleInfo = RuleInfo {
    name: "ranked-pairs",
    source: "T. N. Tideman, Independence of clones as a criterion for voting rules, Social Choice and Welfare 4 (1987), by winning votes",
    meaning: "Candidates are compared two by two; wins count in the order of their strength, unless a stronger one contradicts them.",
    ..SCHULZE
};
