//! Rules that compare candidates two by two: Schulze's and Tideman's ranked pairs.
//!
//! Every paper says of every two candidates whom it prefers: one who is ranked is preferred to one who is not, and
//! candidates ranked equal, or both not ranked, are not compared. The table of these comparisons is part of the
//! transcript. Where the seats are several, the best by the rule's order take them; neither rule is proportional.
//!
//! Sources: M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
//! election method, Social Choice and Welfare 36 (2011), with winning votes as strength; T. N. Tideman, Independence of
//! clones as a criterion for voting rules, Social Choice and Welfare 4 (1987).

use crate::board::{Board, Draft, LookBack, Question, Stop};
use crate::contest::Contest;
use crate::transcript::{Action, Purpose};

/// For each two candidates, how many papers prefer the first to the second.
type Table = Vec<Vec<u64>>;

/// Which of the two rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// By the strongest chain of wins (Schulze).
    Chains,
    /// By the wins, strongest first, that contradict no stronger one (Tideman).
    RankedPairs,
}

/// The comparisons of a contest.
#[derive(Debug)]
pub(crate) struct Pairs {
    prefer: Table,
    /// Papers that compare anybody, and papers that do not.
    pub(crate) papers: (u64, u64),
}

impl Pairs {
    pub(crate) fn of(contest: &Contest) -> Self {
        let n = contest.candidates.len();
        let mut prefer = vec![vec![0; n]; n];
        let (mut valid, mut invalid) = (0, 0);
        for ballot in contest.ballots.iter() {
            let papers = u64::from(ballot.papers);
            let mut rank = vec![usize::MAX; n];
            for (place, group) in ballot.places().iter().enumerate() {
                for &c in group {
                    rank[usize::from(c) - 1] = place;
                }
            }
            let standing = |c: &usize| !contest.candidates[*c].withdrawn;
            if !(0..n).filter(standing).any(|c| rank[c] != usize::MAX) {
                invalid += papers;
                continue;
            }
            valid += papers;
            for a in (0..n).filter(standing) {
                for b in (0..n).filter(standing) {
                    if rank[a] < rank[b] {
                        prefer[a][b] += papers;
                    }
                }
            }
        }
        Self {
            prefer,
            papers: (valid, invalid),
        }
    }

    /// Counts; the board then holds the transcript. The votes of a candidate are the comparisons won.
    pub(crate) fn count(self, board: &mut Board<'_>, order: Order) -> Result<(), Stop> {
        let n = self.prefer.len();
        let standing = board.continuing();
        let beats = |a: usize, b: usize| self.prefer[a][b] > self.prefer[b][a];
        for &c in &standing {
            board.votes[c] = standing.iter().filter(|&&d| beats(c, d)).count() as u64;
        }
        board.total = board.votes.iter().sum();
        let above = match order {
            Order::Chains => chains(&self.prefer),
            Order::RankedPairs => ranked_pairs(&self.prefer),
        };
        let text = format!(
            "{} papers compare {} candidates two by two; the figure of each is how many others it beats.",
            self.papers.0,
            standing.len()
        );
        let clause = match order {
            Order::Chains => "Schulze",
            Order::RankedPairs => "Tideman",
        };
        let mut draft = Draft::new(Action::FirstPreferences, clause, text);
        let winner = standing
            .iter()
            .find(|&&c| standing.iter().all(|&d| c == d || beats(c, d)));
        draft.say(match winner {
            Some(&c) => format!("{} beats every other candidate.", board.name(c)),
            None => "Nobody beats every other candidate.".to_owned(),
        });
        let question = Question {
            purpose: Purpose::Elect,
            look: LookBack::Nowhere,
            clause,
        };
        while board.is_open() {
            let free: Vec<usize> = (0..n)
                .filter(|c| board.continuing().contains(c) && !board.is_doomed(*c))
                .collect();
            let top: Vec<usize> = free
                .iter()
                .copied()
                .filter(|&c| free.iter().all(|&d| !above[d][c]))
                .collect();
            // Those whom nobody stands above go together, so that it does not matter in which order they are named.
            let chosen = if top.len() <= board.vacancies() {
                top
            } else {
                vec![board.choose_among(&top, question)?]
            };
            for candidate in chosen {
                if !board.is_doomed(candidate) {
                    board.elect(&mut draft, candidate);
                }
            }
        }
        board.pairwise = self.prefer;
        board.close(draft)
    }
}

/// Who stands above whom: whose strongest chain of wins to the other is stronger than the one back.
pub(crate) fn chains(prefer: &[Vec<u64>]) -> Vec<Vec<bool>> {
    let n = prefer.len();
    let mut strength = vec![vec![0; n]; n];
    for a in 0..n {
        for b in 0..n {
            if prefer[a][b] > prefer[b][a] {
                strength[a][b] = prefer[a][b];
            }
        }
    }
    for via in 0..n {
        for a in 0..n {
            for b in 0..n {
                let through = strength[a][via].min(strength[via][b]);
                strength[a][b] = strength[a][b].max(through);
            }
        }
    }
    let above = |a: usize, b: usize| a != b && strength[a][b] > strength[b][a];
    (0..n)
        .map(|a| (0..n).map(|b| above(a, b)).collect())
        .collect()
}

/// Who stands above whom: wins are taken strongest first (more votes for, then fewer against); of wins that are
/// equally strong those that contradict what stands already are left out, and the others are taken together unless
/// they contradict each other.
fn ranked_pairs(prefer: &Table) -> Vec<Vec<bool>> {
    let n = prefer.len();
    let mut wins: Vec<(u64, u64, usize, usize)> = Vec::new();
    for (a, row) in prefer.iter().enumerate() {
        for (b, &votes) in row.iter().enumerate() {
            let against = prefer[b][a];
            if votes > against {
                wins.push((votes, u64::MAX - against, a, b));
            }
        }
    }
    wins.sort_unstable_by(|x, y| y.cmp(x));
    let mut above = vec![vec![false; n]; n];
    for group in wins.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)) {
        let mut together = above.clone();
        for &(.., a, b) in group {
            if !above[b][a] {
                lock(&mut together, a, b);
            }
        }
        let contradicts = |t: &[Vec<bool>]| (0..n).any(|c| t[c][c]);
        if !contradicts(&together) {
            above = together;
            continue;
        }
        // Only those that are in no circle of this group are certain; the others are undecided between equals.
        for &(.., a, b) in group {
            if !above[b][a] && !together[b][a] {
                lock(&mut above, a, b);
            }
        }
    }
    above
}

/// Puts `a` above `b`, and so all above `a` above all below `b`.
fn lock(above: &mut [Vec<bool>], a: usize, b: usize) {
    let n = above.len();
    for c in 0..n {
        for d in 0..n {
            if (c == a || above[c][a]) && (d == b || above[b][d]) {
                above[c][d] = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Schulze's first example of 2011 (45 papers), by the letters of the paper.
    fn example() -> Contest {
        let mut contest = Contest {
            seats: 1,
            candidates: ["A", "B", "C", "D", "E"].map(crate::Candidate::new).into(),
            ..Contest::default()
        };
        for (papers, ranking) in [
            (5, "ACBED"),
            (5, "ADECB"),
            (8, "BEDAC"),
            (3, "CABED"),
            (7, "CAEBD"),
            (2, "CBADE"),
            (7, "DCEBA"),
            (8, "EBADC"),
        ] {
            let ranking: Vec<u8> = ranking.bytes().map(|b| b - b'A' + 1).collect();
            contest.ballots.push(papers, &ranking).unwrap();
        }
        contest
    }

    #[test]
    fn chains_order_schulzes_example_as_he_does() {
        let pairs = Pairs::of(&example());
        assert_eq!(pairs.prefer[0], [0, 20, 26, 30, 22]);
        let above = chains(&pairs.prefer);
        let rank = |c: usize| above.iter().filter(|row| row[c]).count();
        // E > A > C > B > D.
        assert_eq!([4, 0, 2, 1, 3].map(rank), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn ranked_pairs_leave_out_the_weakest_win_of_a_circle() {
        // A beats B 7:2, B beats C 6:3, C beats A 5:4.
        let prefer = vec![vec![0, 7, 4], vec![2, 0, 6], vec![5, 3, 0]];
        let above = ranked_pairs(&prefer);
        assert!(above[0][1] && above[1][2] && above[0][2] && !above[2][0]);
        // Three wins of one strength decide nothing.
        let circle = vec![vec![0, 5, 4], vec![4, 0, 5], vec![5, 4, 0]];
        assert!(ranked_pairs(&circle).iter().flatten().all(|&a| !a));
    }
}
