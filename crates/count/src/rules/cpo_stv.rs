//! CPO-STV: every two possible outcomes are compared, each comparison a small count of its own.
//!
//! Source: T. N. Tideman, The single transferable vote, Journal of Economic Perspectives 9 (1995), and T. N. Tideman and D.
//! Richardson, Better voting methods through technology: the refinement-manageability trade-off in the single
//! transferable vote, Public Choice 103 (2000). The comparison leaves choices open, which are made here as follows:
//!
//! 1. An outcome is a set of as many candidates as there are seats (under constraints: one that meets them). The quota
//!    is the valid papers by seats plus one, cut to nine decimals.
//! 2. To compare two outcomes, all candidates who are in neither are passed over. Of the candidates who are in both,
//!    whoever has more than the quota keeps just the quota: the surplus goes on by Meek's keep values, until less than
//!    0.000001 of it is left. Those who are in one outcome only keep what they have.
//! 3. The outcome whose candidates have more votes wins the comparison; a difference of no more than 0.00001 is none.
//! 4. The outcome that wins every comparison is elected. If none does, the strongest chains of wins decide
//!    among those that win against all others (Schulze's method, by the votes of the winner); then a lot.
//!
//! With one seat this is Condorcet's method. The work grows with the square of the outcomes, so their number is
//! bounded ([`MOST_OUTCOMES`], [`MOST_WORK`]).

use crate::CountError;
use crate::board::{Board, Draft, LookBack, Question, Stop};
use crate::constraints::Constraints;
use crate::fixed::mul_div_up;
use crate::rules::keep::{ONE, share, share_out};
use crate::rules::pairs::chains;
use crate::transcript::{Action, Purpose};
use crate::tree::Tree;

/// Most outcomes that are compared.
pub(crate) const MOST_OUTCOMES: usize = 1_000;
/// Most comparisons times different beginnings of rankings.
pub(crate) const MOST_WORK: u64 = 200_000_000;

/// What may be left of the surpluses within a comparison, in units of the ninth decimal.
const NEGLIGIBLE: u64 = 1_000;
/// A smaller difference of votes decides no comparison.
const RESOLUTION: u64 = 10_000;
/// Evaluations of one comparison, after which it is taken as settled.
const MAX_ITERATIONS: u32 = 2_000;

const TIE: Question<'_> = Question {
    purpose: Purpose::Elect,
    look: LookBack::Nowhere,
    clause: "CPO-STV, step 4",
};

/// Candidates in ascending order.
type Set = Vec<usize>;

/// Counts; the board then holds the transcript.
pub(crate) fn count(
    board: &mut Board<'_>,
    tree: &Tree,
    constraints: &Constraints,
) -> Result<Result<(), Stop>, CountError> {
    let outcomes = outcomes(board, constraints)?;
    let comparisons = (outcomes.len() * (outcomes.len().saturating_sub(1)) / 2) as u64;
    if comparisons.saturating_mul(tree.nodes.len() as u64) > MOST_WORK {
        return Err(CountError::TooManyOutcomes);
    }
    board.set_quota(board.total / (board.seats as u64 + 1));
    Ok(decide(board, tree, &outcomes))
}

fn decide(board: &mut Board<'_>, tree: &Tree, outcomes: &[Set]) -> Result<(), Stop> {
    let all = board.continuing();
    let keep = count_among(board, tree, &all, &[]);
    let text = format!(
        "First preferences are counted: {} valid papers for {}, so the quota is {}. There are {} possible outcomes.",
        tree.valid,
        board.seats_in_words(),
        board.scale.show(board.quota),
        outcomes.len()
    );
    let mut draft = Draft::new(Action::FirstPreferences, "CPO-STV, step 1", text);
    draft.keep_values = shown(board, &keep);
    board.close(draft)?;
    let table = compare_all(board, tree, outcomes);
    let (best, how) = best(&table);
    let chosen = draw(board, outcomes, &best)?;
    let lead = |o: usize| i128::from(table[chosen][o]) - i128::from(table[o][chosen]);
    let others = || (0..outcomes.len()).filter(|&o| o != chosen);
    let least = others().map(lead).min();
    let nearest: Vec<usize> = others().filter(|&o| Some(lead(o)) == least).collect();
    let winners = &outcomes[chosen];
    let draft = match nearest[..] {
        [] => Draft::new(
            Action::LastPlaces,
            "CPO-STV, step 4",
            "Only one outcome is possible.",
        ),
        [other] => told(board, tree, (winners, &outcomes[other]), &how),
        _ => beside_all(board, tree, winners, &how),
    };
    finish(board, draft, winners)
}

/// Where several rivals are equally near: the votes beside all candidates, the winners' surpluses passed on.
fn beside_all(board: &mut Board<'_>, tree: &Tree, winners: &Set, how: &str) -> Draft {
    let keep = count_among(board, tree, &board.continuing(), winners);
    let text = format!(
        "{how} {} win. These are the votes beside all other candidates, when surpluses have gone on.",
        board.names(winners)
    );
    let mut draft = Draft::new(Action::Iteration, "CPO-STV, steps 2 to 4", text);
    draft.keep_values = shown(board, &keep);
    draft
}

/// The comparison that was nearest to being lost, whose figures the last stage shows.
fn told(board: &mut Board<'_>, tree: &Tree, (chosen, other): (&Set, &Set), how: &str) -> Draft {
    let (union, common) = beside(chosen, other);
    let keep = count_among(board, tree, &union, &common);
    let text = format!(
        "{how} {} win. Their nearest rival is the outcome {}: these are the votes when the two are compared, {} to {}.",
        board.names(chosen),
        board.names(other),
        board.scale.show(votes_of(board, chosen)),
        board.scale.show(votes_of(board, other)),
    );
    let mut draft = Draft::new(Action::Iteration, "CPO-STV, steps 2 to 4", text);
    draft.keep_values = shown(board, &keep);
    draft
}

fn finish(board: &mut Board<'_>, mut draft: Draft, chosen: &[usize]) -> Result<(), Stop> {
    for candidate in board.ranked(chosen.to_vec()) {
        board.elect(&mut draft, candidate);
    }
    board.close(draft)
}

fn shown(board: &Board<'_>, keep: &[u64]) -> Vec<String> {
    keep.iter().map(|&k| board.scale.show(k)).collect()
}

/// Step 1: the outcomes that meet the constraints. Where fewer stand than there are seats, or may be elected together,
/// as many as possible are elected.
fn outcomes(board: &Board<'_>, constraints: &Constraints) -> Result<Vec<Set>, CountError> {
    let standing = board.continuing();
    for size in (1..=board.seats.min(standing.len())).rev() {
        let mut found = Vec::new();
        let mut chosen = Vec::new();
        let mut tried = 0;
        choose(&standing, size, &mut chosen, &mut |set| {
            tried += 1;
            let meets = constraints.classes.iter().all(|class| {
                let of = |&&c: &&usize| class.members.iter().any(|&m| usize::from(m) == c + 1);
                let members = u32::try_from(set.iter().filter(of).count()).unwrap_or(u32::MAX);
                members >= class.min && class.max.is_none_or(|max| members <= max)
            });
            if meets {
                found.push(set.to_vec());
            }
            found.len() <= MOST_OUTCOMES && tried <= 100 * MOST_OUTCOMES
        });
        if found.len() > MOST_OUTCOMES || tried > 100 * MOST_OUTCOMES {
            return Err(CountError::TooManyOutcomes);
        }
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(vec![Vec::new()])
}

/// Calls `tell` with every choice of `size` more of `from`, until it says no.
fn choose(
    from: &[usize],
    size: usize,
    chosen: &mut Set,
    tell: &mut impl FnMut(&[usize]) -> bool,
) -> bool {
    if size == 0 {
        return tell(chosen);
    }
    for (i, &c) in from.iter().enumerate() {
        if from.len() - i < size {
            break;
        }
        chosen.push(c);
        let go_on = choose(&from[i + 1..], size - 1, chosen, tell);
        chosen.pop();
        if !go_on {
            return false;
        }
    }
    true
}

/// Who is in one of two outcomes at least, and who is in both.
fn beside(a: &[usize], b: &[usize]) -> (Set, Set) {
    let mut union = a.to_vec();
    union.extend(b.iter().filter(|c| !a.contains(c)));
    let common = a.iter().copied().filter(|c| b.contains(c)).collect();
    (union, common)
}

/// Step 2: the votes on the board are those of `among`; `common` keep no more than the quota. Returns the keep values.
fn count_among(board: &mut Board<'_>, tree: &Tree, among: &[usize], common: &[usize]) -> Vec<u64> {
    let mut keep = vec![0; board.status.len()];
    for &c in among {
        keep[c] = ONE;
    }
    for _ in 0..MAX_ITERATIONS {
        share_out(board, tree, &keep, share);
        let above = |&c: &usize| board.votes[c].saturating_sub(board.quota);
        if common.iter().map(above).sum::<u64>() < NEGLIGIBLE {
            break;
        }
        let before = keep.clone();
        for &c in common {
            if board.votes[c] > board.quota {
                let held = mul_div_up(keep[c], board.quota, ONE);
                keep[c] = mul_div_up(held, ONE, board.votes[c]).min(keep[c]);
            }
        }
        if keep == before {
            break;
        }
    }
    keep
}

fn votes_of(board: &Board<'_>, set: &[usize]) -> u64 {
    set.iter().map(|&c| board.votes[c]).sum()
}

/// Steps 2 and 3 for every two outcomes: the votes of the first against the second.
fn compare_all(board: &mut Board<'_>, tree: &Tree, outcomes: &[Set]) -> Vec<Vec<u64>> {
    let n = outcomes.len();
    let mut table = vec![vec![0; n]; n];
    for a in 0..n {
        for b in a + 1..n {
            let (union, common) = beside(&outcomes[a], &outcomes[b]);
            count_among(board, tree, &union, &common);
            let (for_a, for_b) = (votes_of(board, &outcomes[a]), votes_of(board, &outcomes[b]));
            let level = for_a.abs_diff(for_b) <= RESOLUTION;
            (table[a][b], table[b][a]) = if level {
                (for_a, for_a)
            } else {
                (for_a, for_b)
            };
        }
    }
    table
}

/// Step 4: the outcomes that nothing stands above, and how that was found.
fn best(table: &[Vec<u64>]) -> (Vec<usize>, String) {
    let n = table.len();
    let beats = |a: usize, b: usize| table[a][b] > table[b][a];
    if let Some(winner) = (0..n).find(|&a| (0..n).all(|b| a == b || beats(a, b))) {
        let how = "This outcome wins every comparison:";
        return (vec![winner], how.to_owned());
    }
    // The smallest set of outcomes that each beat all outside: from the one that is beaten least often.
    let defeats = |a: usize| (0..n).filter(|&b| beats(b, a)).count();
    let mut set: Vec<usize> = (0..n).min_by_key(|&a| defeats(a)).into_iter().collect();
    while let Some(next) =
        (0..n).find(|x| !set.contains(x) && set.iter().any(|&inside| !beats(inside, *x)))
    {
        set.push(next);
    }
    let part: Vec<Vec<u64>> = set
        .iter()
        .map(|&a| set.iter().map(|&b| table[a][b]).collect())
        .collect();
    let above = chains(&part);
    let top = (0..set.len()).filter(|&b| above.iter().all(|row| !row[b]));
    let how = format!(
        "No outcome wins every comparison; among the {} that win against all others the strongest chains of wins decide:",
        set.len()
    );
    (top.map(|i| set[i]).collect(), how)
}

/// Narrows outcomes of which none stands above another, one lot for each candidate on whom they differ.
fn draw(board: &mut Board<'_>, outcomes: &[Set], best: &[usize]) -> Result<usize, Stop> {
    let mut left = best.to_vec();
    while left.len() > 1 {
        let all = board.continuing();
        let holds = |c: usize, o: &usize| outcomes[*o].contains(&c);
        let open: Vec<usize> = all
            .into_iter()
            .filter(|&c| left.iter().any(|o| holds(c, o)) && !left.iter().all(|o| holds(c, o)))
            .collect();
        let chosen = board.choose_among(&open, TIE)?;
        left.retain(|o| holds(chosen, o));
    }
    Ok(left.first().copied().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use crate::{Lots, Outcome, Rule, Transcript, blt, count};

    fn counted(text: &str) -> Transcript {
        let contest = blt::parse(text.as_bytes()).unwrap();
        match count(&contest, Rule::CpoStv, &Lots::Ask).unwrap() {
            Outcome::Complete(transcript) => *transcript,
            Outcome::LotNeeded(question) => panic!("{}", question.text),
        }
    }

    /// The example by which J. Green-Armytage explained the rule (election-methods list, July 2003), with three seats: he
    /// takes the Hare quota of 100, here the quota is 75; the same three are elected.
    #[test]
    fn green_armytages_example() {
        let t = counted(
            "5 3\n100 1 0\n110 2 5 4 0\n18 5 4 0\n21 4 5 0\n6 4 3 0\n45 3 4 0\n0\n\
             \"Escher\"\n\"Andre\"\n\"Bush\"\n\"Gore\"\n\"Nader\"\n\"Three seats\"\n",
        );
        assert_eq!(t.quota, "75.000000000");
        let mut elected = t.elected.clone();
        elected.sort_unstable();
        assert_eq!(elected, [1, 2, 4]);
        assert!(t.stages[1].text.contains("wins every comparison"));
    }

    #[test]
    fn with_one_seat_it_is_condorcets_method() {
        // Ben has the fewest first preferences and beats each of the others.
        let t = counted("3 1\n4 1 2 0\n3 2 0\n5 3 2 0\n0\n\"A\"\n\"Ben\"\n\"C\"\n\"One\"\n");
        assert_eq!(t.elected, [2]);
        assert!(
            t.stages[1].text.contains("8.000000000 to 4.000000000")
                || t.stages[1].text.contains("7.000000000 to 5.000000000"),
            "{}",
            t.stages[1].text
        );
    }

    #[test]
    fn a_circle_is_broken_at_its_weakest_win() {
        // A beats B 6:3, B beats C 7:2, C beats A 5:4 (the weakest).
        let t =
            counted("3 1\n4 1 2 3 0\n3 2 3 1 0\n2 3 1 2 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"Circle\"\n");
        assert_eq!(t.elected, [1]);
        assert!(t.stages[1].text.contains("strongest chains"));
    }
}
