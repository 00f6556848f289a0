//! Certified Meek: the exact real solution of Meek's equations decides, and every decision is proved.
//!
//! **The rule.** The elected `E` keep a share `k` of each paper that reaches them, the continuing keep all and the
//! excluded nothing. With `w(e)` the votes that reach `e`, `x` those that no candidate can use and `q` the votes in use
//! by seats plus one, the shares are the solution of
//!
//! ```text
//! k(e) = min(1, q / w(e))  for every elected e        q = (total - x) / (seats + 1)
//! ```
//!
//! (B. L. Meek, A new approach to the single transferable vote, 1969, reprinted in Voting matters 1, 1994; I. D. Hill,
//! B. A. Wichmann and D. R. Woodall, Algorithm 123, Computer Journal 30, 1987, who prove that there is just one.) A stage
//! is the solution for those who are elected and excluded so far: whoever has the quota or more is elected; if nobody
//! has, the one with the fewest votes is excluded. Nothing is rounded: the quota has no 0.000000001 added, and no
//! surplus is small enough to be forgotten.
//!
//! **The proof.** Write `F(k)` for the right-hand side. It is monotone: when shares fall, more reaches everybody and
//! `q` falls. So if `F(k) <= k`, which means that each elected candidate with `k < 1` has the quota at least, then
//! `k, F(k), F(F(k))...` falls to a solution, which is *the* solution, and `k` is above it. From there on
//! the votes of a continuing candidate and `x` only grow, and together they grow by what the elected
//! have to give, of which a part of the falling quota is their own:
//!
//! ```text
//! growth of the continuing + growth of x * (1 - |E| / (seats + 1)) <= S = sum over E of max(0, votes - q)
//! ```
//!
//! Hence at such a `k` each continuing candidate's votes and the quota are known to within `S`: votes may rise and the quota
//! may fall by no more than `S` together. A decision that `S` cannot alter is proved, by one vector `k` that anybody can check
//! with one look at each paper; that vector goes into the [`proof`]. Otherwise `k` is brought closer.
//!
//! **Equal preferences.** A paper that ranks candidates equal counts in equal parts for every order in which they could
//! stand (superposition). The equations are then those of the parts, and the proof is the same.
//!
//! **Arithmetic.** Values have 62 binary places and are cut as they pass on; at most one unit is lost for
//! each elected candidate that a paper passes, so figures are out by at most (papers * seats) units, and every comparison
//! allows for that. Where the doubt has fallen below [`RESOLUTION`] of the papers and a comparison is still open, the
//! candidates are tied: a lot decides who is excluded, and who is level with the quota counts as having it.

pub(crate) mod proof;

use crate::board::{Board, Draft, LookBack, Question, Stop};
use crate::rules::keep::ONE as SHOWN;
use crate::transcript::{Action, Purpose, Status};
use crate::tree::Tree;
use proof::{Chosen, Decided};

/// Binary places of the value of a paper.
const PLACES: u32 = 62;
/// A whole paper.
const ONE: u64 = 1 << PLACES;
/// Doubt below this part of the valid papers (one in so many) is taken as none: what is open then is a tie.
const RESOLUTION: u128 = 1_000_000_000_000;
/// Evaluations within a stage after which the count gives up. Real contests take about five, exact ties some dozens.
const MAX_EVALUATIONS: u32 = 100_000;

/// Contests of at most so many nodes (a hundred thousand papers or so) have figures that are right to the last decimal
/// shown, not only close enough for the decision, unless that takes more evaluations than the next constant.
const POLISHED_NODES: usize = 200_000;
const MAX_POLISH: u32 = 300;

/// Equal in the exact solution: a lot.
const EXCLUSION_TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    look: LookBack::Nowhere,
    clause: "certified Meek, tie",
};

const ELECTION_TIE: Question<'_> = Question {
    purpose: Purpose::Elect,
    ..EXCLUSION_TIE
};

/// Votes at some keep values, in units of 2^-62, and how far they may be from the exact solution.
struct Figures {
    votes: Vec<u128>,
    unusable: u128,
    /// The quota, rounded up and down over all that rounding can have done.
    quota: (u128, u128),
    /// Whether the keep values are proved to be at or above those of the solution.
    above: bool,
    /// By how much a continuing candidate's votes may rise and the quota may fall, together.
    doubt: u128,
}

/// The count beside the board.
struct Solver<'t> {
    tree: &'t Tree,
    keep: Vec<u64>,
    total: u128,
    parts: u128,
}

/// What the figures say.
enum Finding {
    /// These have the quota; the second list is of those who are level with it as far as can be told.
    Reached(Vec<usize>, Vec<usize>),
    /// This one has the fewest votes, or these have.
    Lowest(Vec<usize>),
}

/// Counts, with a proof of each decision; the board then holds the transcript.
pub(crate) fn count(board: &mut Board<'_>, tree: &Tree) -> Result<Vec<Decided>, Stop> {
    let keep = board.status.iter();
    let keep = keep.map(|&s| if s == Status::Withdrawn { 0 } else { ONE });
    let mut solver = Solver {
        tree,
        keep: keep.collect(),
        total: u128::from(tree.valid * u64::from(tree.parts)) << PLACES,
        parts: board.seats as u128 + 1,
    };
    let mut decisions = Vec::new();
    while board.is_open() {
        let (figures, finding) = solver.solve(board)?;
        show(board, &figures, tree.parts);
        decisions.push(solver.decide(board, &figures, finding)?);
    }
    Ok(decisions)
}

impl Solver<'_> {
    /// Brings keep values closer until the next decision is proved.
    fn solve(&mut self, board: &Board<'_>) -> Result<(Figures, Finding), Stop> {
        // Where the last plain step began, and where a long step began that is not yet known to be good.
        let (mut before, mut safe): (Option<Vec<u64>>, Option<Vec<u64>>) = (None, None);
        for turn in 0..MAX_EVALUATIONS {
            let figures = self.evaluate(board);
            if figures.above
                && (turn >= MAX_POLISH || self.is_close(&figures))
                && let Some(finding) = self.find(board, &figures)
            {
                return Ok((figures, finding));
            }
            if let Some(safe) = safe.take()
                && !figures.above
            {
                self.keep = safe;
                before = None;
                continue;
            }
            let now = self.keep.clone();
            self.step(board, &figures);
            if turn % 3 == 2
                && let Some(before) = &before
            {
                safe = Some(self.keep.clone());
                self.long_step(before, &now);
            }
            before = Some(now);
        }
        Err(Stop::Unsettled(board.stage()))
    }

    /// Shares all papers out at the present keep values.
    fn evaluate(&self, board: &Board<'_>) -> Figures {
        let mut votes = [0_u128; 256];
        let mut passing = [0_u64; 256];
        for (passing, keep) in passing.iter_mut().zip(&self.keep) {
            *passing = ONE - keep;
        }
        let mut arriving = [0_u64; 257];
        arriving[0] = ONE;
        let nodes = &self.tree.nodes;
        let mut i = 0;
        while let Some(node) = nodes.get(i) {
            let (depth, candidate) = (usize::from(node.depth), usize::from(node.candidate));
            let value = arriving[depth];
            let passes = passing[candidate];
            if passes == 0 {
                votes[candidate] += u128::from(value) * u128::from(node.papers);
                i = node.end as usize;
                continue;
            }
            let passed = cut(u128::from(value) * u128::from(passes));
            votes[candidate] += u128::from(value - passed) * u128::from(node.papers);
            arriving[depth + 1] = passed;
            i += 1;
        }
        self.figures(board, votes[..self.keep.len()].to_vec())
    }

    fn figures(&self, board: &Board<'_>, votes: Vec<u128>) -> Figures {
        let unusable = self.total - votes.iter().sum::<u128>();
        let error = self.error(board);
        let in_use = self.total - unusable;
        let quota = (
            in_use.div_ceil(self.parts),
            in_use.saturating_sub(error) / self.parts,
        );
        // Who keeps everything need not have the quota. The margin is for a checker that rounds in its own way.
        let above = board
            .elected
            .iter()
            .all(|&c| self.keep[c] == ONE || votes[c].saturating_sub(7 * error) >= quota.0);
        let surplus = |&c: &usize| (votes[c] + error).saturating_sub(quota.1);
        let surplus: u128 = board.elected.iter().map(surplus).sum();
        let margin = 6 * error * (board.elected.len() as u128 + 2);
        Figures {
            votes,
            unusable,
            quota,
            above,
            doubt: surplus + margin,
        }
    }

    /// What cutting can have changed in any figure: a unit for each paper and each elected candidate. It is taken for
    /// as many as can be elected, so that it does not grow from stage to stage; while nobody is, all figures are exact.
    fn error(&self, board: &Board<'_>) -> u128 {
        if board.elected.is_empty() {
            return 0;
        }
        (self.total >> PLACES) * board.seats as u128
    }

    /// Whether the figures are fit to be printed: where looking at all papers costs little, the last decimal is right.
    fn is_close(&self, figures: &Figures) -> bool {
        self.tree.nodes.len() > POLISHED_NODES || self.shown_doubt(figures) == 0
    }

    /// The doubt in units of the last decimal shown.
    fn shown_doubt(&self, figures: &Figures) -> u64 {
        shown_of(figures.doubt, self.tree.parts)
    }

    /// What is proved, if the doubt is small enough for the next decision.
    fn find(&self, board: &Board<'_>, figures: &Figures) -> Option<Finding> {
        let settled = figures.doubt <= self.total / RESOLUTION / 2;
        let (votes, doubt) = (&figures.votes, figures.doubt);
        let free = board
            .continuing()
            .into_iter()
            .filter(|&c| !board.is_doomed(c));
        let (mut reached, mut level) = (Vec::new(), Vec::new());
        for c in free {
            if votes[c] >= figures.quota.0 {
                reached.push(c);
            } else if votes[c] + doubt >= figures.quota.1 {
                level.push(c);
            }
        }
        if !level.is_empty() && !settled {
            return None;
        }
        reached.extend(&level);
        if !reached.is_empty() || board.only_enough_left() {
            return Some(Finding::Reached(reached, level));
        }
        let excludable = board.excludable();
        let least = excludable.iter().map(|&c| votes[c]).min()?;
        let mut lowest = excludable;
        lowest.retain(|&c| votes[c] <= least + doubt);
        (settled || lowest.len() == 1).then_some(Finding::Lowest(lowest))
    }

    /// `F`, a little above it: old share times quota by votes. It never raises a share.
    fn step(&mut self, board: &Board<'_>, figures: &Figures) {
        let target = figures.quota.0 + 12 * self.error(board);
        for &c in &board.elected {
            let votes = figures.votes[c];
            if votes > target {
                // Both fit 62 bits then; what the shift drops is far below the margin.
                let shift = (u128::BITS - votes.leading_zeros()).saturating_sub(PLACES);
                let product = u128::from(self.keep[c]) * ((target >> shift) + 1);
                let keep = product.div_ceil(votes >> shift);
                self.keep[c] = u64::try_from(keep).unwrap_or(ONE).min(self.keep[c]);
            }
        }
    }

    /// Goes on as the last two steps went (they shrink like a geometric series), nearly to the end of it. If that was
    /// too far, the next evaluation shows it.
    fn long_step(&mut self, before: &[u64], now: &[u64]) {
        for ((keep, &now), &before) in self.keep.iter_mut().zip(now).zip(before) {
            let (first, second) = (before.saturating_sub(now), now - *keep);
            if second == 0 || second >= first {
                continue;
            }
            let rest = u128::from(second) * u128::from(second) / u128::from(first - second);
            let rest = u64::try_from(rest / 16 * 15).unwrap_or(u64::MAX);
            *keep = keep.saturating_sub(rest.min(*keep / 2));
        }
    }

    /// Takes the decision of a stage and writes it down.
    fn decide(
        &mut self,
        board: &mut Board<'_>,
        figures: &Figures,
        finding: Finding,
    ) -> Result<Decided, Stop> {
        let mut draft = self.draft(board, figures);
        let mut decided = Decided::at(board, &self.keep);
        match finding {
            Finding::Reached(reached, level) => {
                decided.level = level;
                elect(board, &mut draft, &mut decided, reached)?;
            }
            Finding::Lowest(lowest) => {
                let chosen = board.choose_among(&lowest, EXCLUSION_TIE)?;
                draft.cite("exclusion");
                draft.say(format!(
                    "{}, who has the fewest votes, is excluded.",
                    board.name(chosen)
                ));
                board.exclude(&mut draft, chosen);
                self.keep[chosen] = 0;
                decided.exclude(chosen, lowest);
            }
        }
        let before = board.elected.len();
        board.fill_last_places(&mut draft, "last places");
        decided.filled = board.elected[before..].to_vec();
        board.close(draft)?;
        Ok(decided)
    }

    fn draft(&self, board: &Board<'_>, figures: &Figures) -> Draft {
        let mut draft = if board.stage() == 1 {
            let text = format!(
                "First preferences are counted: {} valid papers for {}, so the quota is {}.",
                self.tree.valid,
                board.seats_in_words(),
                board.scale.show(board.quota)
            );
            Draft::new(Action::FirstPreferences, "certified Meek, quota", text)
        } else {
            let text = format!(
                "Votes are worked out anew, so closely that what is decided now is certain: no figure is out by more than {}.",
                board.scale.show(self.shown_doubt(figures) + 1)
            );
            Draft::new(Action::Iteration, "certified Meek, solution", text)
        };
        let places = |&keep: &u64| {
            let shown = (u128::from(keep) * u128::from(SHOWN)).div_ceil(u128::from(ONE));
            board.scale.show(u64::try_from(shown).unwrap_or(SHOWN))
        };
        draft.keep_values = self.keep.iter().map(places).collect();
        draft
    }
}

/// Puts the figures on the board, cut to its decimals.
fn show(board: &mut Board<'_>, figures: &Figures, parts: u32) {
    for (shown, &votes) in board.votes.iter_mut().zip(&figures.votes) {
        *shown = shown_of(votes, parts);
    }
    board.non_transferable = shown_of(figures.unusable, parts);
    let shown: u64 = board.votes.iter().sum::<u64>() + board.non_transferable;
    board.loss = board.total - shown;
    board.set_quota(shown_of(figures.quota.1, parts));
}

/// Elects all who have the quota. They can be more than the places only if all of them have exactly the quota and nobody
/// else has any votes; then lots decide.
fn elect(
    board: &mut Board<'_>,
    draft: &mut Draft,
    decided: &mut Decided,
    mut reached: Vec<usize>,
) -> Result<(), Stop> {
    while reached.len() > board.vacancies() && board.vacancies() > 0 {
        let chosen = board.choose_among(&reached, ELECTION_TIE)?;
        decided.tied(&reached, Chosen::Elected(chosen));
        draft.cite("election");
        board.elect(draft, chosen);
        decided.elected.push(chosen);
        reached.retain(|&c| c != chosen && !board.is_doomed(c));
    }
    let before = board.elected.len();
    board.elect_all(draft, reached, "election");
    decided.elected.extend(&board.elected[before..]);
    Ok(())
}

/// Without the 62 places after the point.
fn cut(product: u128) -> u64 {
    u64::try_from(product >> PLACES).unwrap_or(u64::MAX)
}

/// In units of the ninth decimal, anything below dropped.
fn shown_of(votes: u128, parts: u32) -> u64 {
    cut(votes.saturating_mul(u128::from(SHOWN)) / u128::from(parts))
}
