//! The Wright system: weighted inclusive Gregory, and the count begins anew after each exclusion.
//!
//! Source: A. van der Craats, the Wright system, in a submission to the Joint Standing Committee on Electoral Matters on the
//! Australian federal election of 2007; the steps as commonly published with it. It names no decimals, so values are
//! exact fractions here; figures are shown cut to nine decimals, and what is cut stands as lost by fraction.
//!
//! A paper that ranks candidates equal counts in equal parts for every order in which they could stand (superposition).
//!
//! 1. Papers go at full value to their first candidate who is not excluded. The quota is Droop's: the papers that went
//!    to somebody, by seats plus one, fraction dropped, plus one.
//! 2. Whoever has the quota is elected provisionally.
//! 3. The largest surplus goes on, each paper at its value times surplus by votes, to candidates who are neither
//!    excluded nor elected provisionally; then step 2 again.
//! 4. When all seats are taken, those who took them are elected. When no surplus is left, the lowest of the others is
//!    excluded, and the count begins anew at step 1.
//!
//! An election is therefore final only at the end.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One as _, ToPrimitive as _, Zero as _};

use crate::board::{Board, Draft, LookBack, Question, Stop, number};
use crate::piles::sort;
use crate::transcript::{Action, Purpose, Receipt, Transfer};
use crate::tree::Tree;

const SURPLUS_TIE: Question<'_> = Question {
    purpose: Purpose::TransferFirst,
    look: LookBack::Nowhere,
    clause: "Wright, step 3",
};

const EXCLUSION_TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    look: LookBack::Nowhere,
    clause: "Wright, step 4",
};

/// Papers of one value.
struct Bundle {
    value: BigRational,
    nodes: Vec<u32>,
}

/// The count since it last began anew.
struct Run {
    bundles: Vec<Vec<Bundle>>,
    votes: Vec<BigRational>,
    quota: BigRational,
    ended: BigRational,
    /// Elected provisionally, in that order, and whose surplus has not gone on yet.
    elected: Vec<usize>,
    pending: Vec<usize>,
}

/// Counts; the board then holds the transcript.
pub(crate) fn count(board: &mut Board<'_>, tree: &Tree) -> Result<(), Stop> {
    let mut excluded: Option<usize> = None;
    loop {
        let (mut run, mut draft) = Run::begin(board, tree, excluded);
        loop {
            run.elect(board, &mut draft);
            if run.is_over(board) {
                return run.finish(board, draft);
            }
            run.pending.retain(|&c| run.votes[c] > run.quota);
            if run.pending.is_empty() || board.has_doomed() {
                break;
            }
            run.show(board, draft)?;
            draft = run.transfer(board, tree)?;
        }
        excluded = Some(run.exclude(board, draft)?);
    }
}

impl Run {
    /// Step 1. The excluded, if any, is the one for whose sake the count begins anew.
    fn begin(board: &mut Board<'_>, tree: &Tree, excluded: Option<usize>) -> (Self, Draft) {
        let n = board.status.len();
        let open = board.open();
        let mut run = Self {
            bundles: (0..n).map(|_| Vec::new()).collect(),
            votes: vec![BigRational::zero(); n],
            quota: BigRational::zero(),
            ended: BigRational::zero(),
            elected: Vec::new(),
            pending: Vec::new(),
        };
        let papers = first_open(tree, &open);
        // Where papers are divided into parts, the nodes count parts.
        let part = BigRational::one() / whole(u64::from(tree.parts));
        for (c, (nodes, papers)) in papers.into_iter().enumerate() {
            run.votes[c] = whole(papers) * &part;
            if papers > 0 {
                let value = part.clone();
                run.bundles[c].push(Bundle { value, nodes });
            }
        }
        let in_use: BigRational = run.votes.iter().sum();
        run.ended = whole(tree.valid) - &in_use;
        run.quota = (&in_use / whole(board.seats as u64 + 1)).floor() + BigRational::one();
        let quota = run.quota.to_integer();
        board.set_quota(units(&run.quota));
        let draft = match excluded {
            None => Draft::new(
                Action::FirstPreferences,
                "Wright, step 1",
                format!(
                    "First preferences are counted: {} valid papers for {}, so the quota is {quota}.",
                    tree.valid,
                    board.seats_in_words()
                ),
            ),
            Some(candidate) => Draft::new(
                Action::Exclusion,
                "Wright, step 1",
                format!(
                    "The count begins anew without {}: {} votes are in use, so the quota is {quota}.",
                    board.name(candidate),
                    board.scale.show(units(&in_use))
                ),
            ),
        };
        (run, draft)
    }

    /// Step 2.
    fn elect(&mut self, board: &Board<'_>, draft: &mut Draft) {
        let mut reached: Vec<usize> = board.continuing();
        reached.retain(|&c| !self.elected.contains(&c) && self.votes[c] >= self.quota);
        reached.sort_by(|&a, &b| self.votes[b].cmp(&self.votes[a]).then(a.cmp(&b)));
        let mut new = Vec::new();
        for candidate in reached {
            let barred = board.bound_beside(&self.elected, candidate).0;
            if self.elected.len() < board.seats && !barred {
                self.elected.push(candidate);
                self.pending.push(candidate);
                new.push(candidate);
            }
        }
        if !new.is_empty() {
            draft.cite("step 2");
            let has = if new.len() == 1 { "has" } else { "have" };
            draft.say(format!(
                "{} {has} the quota and {} elected provisionally.",
                board.names(&new),
                if new.len() == 1 { "is" } else { "are" }
            ));
        }
    }

    /// Whether all seats are taken, or no more candidates are left than seats.
    fn is_over(&self, board: &Board<'_>) -> bool {
        let mut others = board.continuing();
        others.retain(|c| !self.elected.contains(c));
        let left = board.seats - self.elected.len();
        let barred = others
            .iter()
            .any(|&c| board.bound_beside(&self.elected, c).0);
        left == 0 || others.len() <= left && !barred
    }

    /// Step 3.
    fn transfer(&mut self, board: &mut Board<'_>, tree: &Tree) -> Result<Draft, Stop> {
        let most = self.pending.iter().map(|&c| &self.votes[c]).max().cloned();
        let mut largest = self.pending.clone();
        largest.retain(|&c| Some(&self.votes[c]) == most.as_ref());
        let from = board.choose_among(&largest, SURPLUS_TIE)?;
        self.pending.retain(|&c| c != from);
        let share = (&self.votes[from] - &self.quota) / &self.votes[from];
        self.votes[from] = self.quota.clone();
        let text = format!("The surplus of {} is transferred.", board.name(from));
        let mut draft = Draft::new(Action::Surplus, "Wright, step 3", text);
        let mut open = board.open();
        for &c in &self.elected {
            open[c] = false;
        }
        let show = |value: &BigRational| board.scale.show(units(value));
        for bundle in std::mem::take(&mut self.bundles[from]) {
            let value = &bundle.value * &share;
            let sorted = sort(tree, &bundle.nodes, &open);
            let ended = &value * whole(sorted.non_transferable);
            let mut to = Vec::new();
            for (candidate, (nodes, papers)) in sorted.to.into_iter().enumerate() {
                if papers == 0 {
                    continue;
                }
                let votes = &value * whole(papers);
                to.push(Receipt {
                    candidate: number(candidate),
                    papers,
                    votes: show(&votes),
                });
                self.votes[candidate] += votes;
                let value = value.clone();
                self.bundles[candidate].push(Bundle { value, nodes });
            }
            draft.transfers.push(Transfer {
                from: vec![number(from)],
                value: show(&bundle.value),
                transfer_value: show(&value),
                to,
                non_transferable_papers: sorted.non_transferable,
                non_transferable: show(&ended),
            });
            self.ended += ended;
        }
        Ok(draft)
    }

    /// Step 4: the lowest goes; who it was.
    fn exclude(&self, board: &mut Board<'_>, mut draft: Draft) -> Result<usize, Stop> {
        self.put_on(board);
        let mut eligible = board.excludable();
        if !board.has_doomed() {
            eligible
                .retain(|&c| !self.elected.contains(&c) && !board.bound_beside(&self.elected, c).1);
        }
        let least = eligible.iter().map(|&c| &self.votes[c]).min().cloned();
        eligible.retain(|&c| Some(&self.votes[c]) == least.as_ref());
        let chosen = board.choose_among(&eligible, EXCLUSION_TIE)?;
        draft.cite("step 4");
        draft.say(format!(
            "{}, who has the fewest votes, is excluded.",
            board.name(chosen)
        ));
        board.exclude(&mut draft, chosen);
        board.close(draft)?;
        Ok(chosen)
    }

    /// Step 4: the seats are taken.
    fn finish(&self, board: &mut Board<'_>, mut draft: Draft) -> Result<(), Stop> {
        self.put_on(board);
        draft.cite("step 4");
        for &candidate in &self.elected {
            board.elect(&mut draft, candidate);
        }
        board.fill_last_places(&mut draft, "last places");
        board.close(draft)
    }

    fn show(&self, board: &mut Board<'_>, draft: Draft) -> Result<(), Stop> {
        self.put_on(board);
        board.close(draft)
    }

    /// The votes, cut to the decimals that are shown.
    fn put_on(&self, board: &mut Board<'_>) {
        for (shown, votes) in board.votes.iter_mut().zip(&self.votes) {
            *shown = units(votes);
        }
        board.non_transferable = units(&self.ended);
        let shown: u64 = board.votes.iter().sum::<u64>() + board.non_transferable;
        board.loss = board.total.saturating_sub(shown);
    }
}

/// All papers by their first candidate who is open.
fn first_open(tree: &Tree, open: &[bool]) -> Vec<(Vec<u32>, u64)> {
    let mut to = vec![(Vec::new(), 0_u64); open.len()];
    let mut i = 0;
    while let Some(node) = tree.nodes.get(i) {
        let candidate = usize::from(node.candidate);
        if open[candidate] {
            to[candidate].0.push(u32::try_from(i).unwrap_or(u32::MAX));
            to[candidate].1 += u64::from(node.papers);
            i = node.end as usize;
        } else {
            i += 1;
        }
    }
    to
}

fn whole(n: u64) -> BigRational {
    BigRational::from_integer(BigInt::from(n))
}

/// In units of the ninth decimal, anything below cut.
fn units(value: &BigRational) -> u64 {
    let units = (value * whole(10_u64.pow(9))).floor().to_integer();
    units.to_u64().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use crate::{Lots, Outcome, Rule, Transcript, blt, count};

    fn counted(text: &str) -> Transcript {
        let contest = blt::parse(text.as_bytes()).unwrap();
        match count(&contest, Rule::Wright, &Lots::Ask).unwrap() {
            Outcome::Complete(transcript) => *transcript,
            Outcome::LotNeeded(question) => panic!("{}", question.text),
        }
    }

    /// By hand. 100 papers, 2 seats, quota 34: Ada has 40, the surplus of 6 is 6/40 of each paper, and Ben is level
    /// with nobody: Ben 26, Cy 16 + 6, Di 18; Di goes. Anew without Di: 88 papers are in use (12 of Di's name nobody
    /// else), so the quota is 30; Ada 40, Ben 32, both have it.
    #[test]
    fn the_count_begins_anew_and_the_quota_falls() {
        let t = counted(
            "4 2\n40 1 3 0\n26 2 0\n16 3 0\n6 4 2 0\n12 4 0\n0\n\"Ada\"\n\"Ben\"\n\"Cy\"\n\"Di\"\n\"Two\"\n",
        );
        assert_eq!(t.quota, "34.000000000");
        assert_eq!(
            t.stages[1].votes,
            [
                "34.000000000",
                "26.000000000",
                "22.000000000",
                "18.000000000"
            ]
        );
        assert_eq!(t.stages[1].transfers[0].transfer_value, "0.150000000");
        assert_eq!(t.stages[1].excluded, [4]);
        assert_eq!(t.stages[2].quota, "30.000000000");
        assert_eq!(
            t.stages[2].votes,
            [
                "40.000000000",
                "32.000000000",
                "16.000000000",
                "0.000000000"
            ]
        );
        assert_eq!(t.stages[2].non_transferable, "12.000000000");
        assert_eq!((t.elected, t.stages.len()), (vec![1, 2], 3));
    }

    /// A paper for a candidate who was excluded early is worth a whole vote to the next, unlike under Gregory's rules
    /// without a fresh start, where Ada's supporters would have been asked while Eve still stood.
    #[test]
    fn a_later_surplus_is_found_from_all_papers() {
        let t = counted(
            "4 2\n30 1 2 0\n9 4 1 2 0\n25 2 0\n26 3 0\n0\n\"Ada\"\n\"Ben\"\n\"Cy\"\n\"Eve\"\n\"Two\"\n",
        );
        // Quota 31. Eve goes; anew: Ada 39, surplus 8 from 39 papers, all for Ben: 33.
        assert_eq!(t.quota, "31.000000000");
        assert_eq!(t.stages[0].excluded, [4]);
        assert_eq!(t.stages[1].votes[0], "39.000000000");
        assert_eq!(t.stages[2].votes[1], "33.000000000");
        assert_eq!(t.elected, [1, 2]);
    }
}
