//! Councils in New South Wales: all papers of a surplus go on, each at its exact value; votes are whole numbers.
//!
//! Source: Local Government (General) Regulation (New South Wales), schedule 5, as it stood for the elections of December
//! 2021. Where the text can be read in more than one way, this module reads it as the Electoral Commission counted in 2021
//! (A. Conway found out how, from the published distributions of preferences):
//! * clauses 7(4)(c) and 9(2)(b): papers that came to a candidate together, from the same papers of the same candidate, are a
//!   transfer of their own, and the fraction that each continuing candidate's part of them has is disregarded. So bundles are never merged;
//! * clauses 7(1) and 10(1): who has the quota is asked when all bundles of a surplus or an exclusion have moved, not between;
//! * clauses 8(4) and 9(5): ties look back to the ends of earlier surpluses and exclusions, from the last one on; whoever is behind at one of them
//!   stays behind, and a lot decides only among the rest;
//! * clause 7(4)(a) and (6): exhausted papers are taken off the votes received at the exact value at which they came. Should
//!   they leave nothing to divide by, the fraction is 1, as where it exceeds 1;
//! * clause 11 is asked at the end of each surplus and exclusion, after the quota.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One as _, ToPrimitive as _, Zero as _};

use crate::board::{Board, Draft, LookBack, Question, Stop, number};
use crate::piles::{Parcel, Piles, Sorted, sort};
use crate::transcript::{Action, Purpose, Receipt, Transfer};
use crate::tree::Tree;

const SURPLUS_TIE: Question<'_> = Question {
    purpose: Purpose::TransferFirst,
    look: LookBack::Backwards,
    clause: "NSW schedule 5 clause 8(3) and (4)",
};

const EXCLUSION_TIE: Question<'_> = Question {
    purpose: Purpose::Exclude,
    look: LookBack::Backwards,
    clause: "NSW schedule 5 clause 9(5) and (6)",
};

/// Papers that came together.
#[derive(Debug)]
struct Bundle {
    value: BigRational,
    /// What they brought, in whole votes.
    votes: u64,
    nodes: Vec<u32>,
}

struct Count<'b, 'a> {
    board: &'b mut Board<'a>,
    tree: &'b Tree,
    bundles: Vec<Vec<Bundle>>,
}

/// Counts; the board then holds the transcript.
pub(crate) fn count(board: &mut Board<'_>, tree: &Tree) -> Result<(), Stop> {
    let piles = Piles::first_preferences(tree, board.status.len(), 1);
    let bundle = |parcel: Parcel| Bundle {
        value: BigRational::one(),
        votes: parcel.papers,
        nodes: parcel.nodes,
    };
    let bundles = piles.into_bundles(bundle);
    let mut count = Count {
        board,
        tree,
        bundles,
    };
    count.first_stage()?;
    while count.board.is_open() {
        let mut pending = count.board.with_surplus();
        if pending.is_empty() || count.board.has_doomed() {
            count.exclude()?;
        } else {
            // Clause 8(2): surpluses of an earlier count first.
            count.board.keep_first_elected(&mut pending);
            count.transfer_surplus(&pending)?;
        }
    }
    Ok(())
}

impl Count<'_, '_> {
    /// Clauses 3 to 5.
    fn first_stage(&mut self) -> Result<(), Stop> {
        for (votes, bundles) in self.board.votes.iter_mut().zip(&self.bundles) {
            *votes = bundles.iter().map(|b| b.votes).sum();
        }
        let quota = self.board.total / (self.board.seats as u64 + 1) + 1;
        self.board.set_quota(quota);
        let text = format!(
            "First preferences are counted: {} valid papers for {}, so the quota is {quota}.",
            self.tree.valid,
            self.board.seats_in_words()
        );
        let draft = Draft::new(
            Action::FirstPreferences,
            "NSW schedule 5 clauses 3 and 4",
            text,
        );
        self.end_stage(draft, "clause 5(1)")
    }

    /// Clauses 6 and 7: each bundle goes on at its value times the surplus fraction.
    fn transfer_surplus(&mut self, pending: &[usize]) -> Result<(), Stop> {
        let from = self.board.choose(pending, SURPLUS_TIE)?;
        let (votes, surplus) = (
            self.board.votes[from],
            self.board.votes[from] - self.board.quota,
        );
        let text = format!(
            "The surplus of {}, {surplus}, is transferred.",
            self.board.name(from)
        );
        let mut draft = Draft::new(Action::Surplus, "NSW schedule 5 clauses 6 and 7", text);
        let open = self.board.open();
        let sorted = |b: Bundle| (sort(self.tree, &b.nodes, &open), b.value);
        let bundles = std::mem::take(&mut self.bundles[from]).into_iter();
        let bundles: Vec<(Sorted, BigRational)> = bundles.map(sorted).collect();
        // Clause 7(4)(a) and (6); clause 6(1)(b) is the same where all came at value 1.
        let exhausted = bundles
            .iter()
            .map(|(s, value)| value * whole(s.non_transferable));
        let received = whole(votes) - exhausted.sum::<BigRational>();
        let capped = received <= whole(surplus);
        let fraction = if capped {
            draft.say("The papers that can go on are worth no more than the surplus, so they keep their value.");
            BigRational::one()
        } else {
            whole(surplus) / received
        };
        self.board.votes[from] = self.board.quota;
        let mut left = surplus;
        for (sorted, value) in bundles {
            let now = &value * &fraction;
            left = left.saturating_sub(self.pass_on(&mut draft, from, sorted, (&value, &now), 0));
        }
        // What nobody received: fractions, and where papers kept their value, what the exhausted ones had of the surplus.
        if capped {
            self.board.non_transferable += left;
        } else {
            self.board.loss += left;
        }
        self.end_stage(draft, "clause 7(1)")
    }

    /// Clause 9: bundle by bundle, at the value at which they came.
    fn exclude(&mut self) -> Result<(), Stop> {
        let from = self.board.choose(&self.board.excludable(), EXCLUSION_TIE)?;
        let text = format!(
            "{}, who has the fewest votes, is excluded.",
            self.board.name(from)
        );
        let mut draft = Draft::new(Action::Exclusion, "NSW schedule 5 clause 9", text);
        let level = self.is_last_tie();
        self.board.exclude(&mut draft, from);
        if level {
            draft.action = Action::LastPlaces;
            self.board.fill_last_places(&mut draft, "clause 11(4)");
            return self.board.close(draft);
        }
        self.board.votes[from] = 0;
        let open = self.board.open();
        for bundle in std::mem::take(&mut self.bundles[from]) {
            let sorted = sort(self.tree, &bundle.nodes, &open);
            let ended = (&bundle.value * whole(sorted.non_transferable)).floor();
            let ended = ended.to_integer().to_u64().unwrap_or(0);
            let (value, held) = (bundle.value, bundle.votes);
            let moved = self.pass_on(&mut draft, from, sorted, (&value, &value), ended);
            // Parts, each without its fraction, are never more than the whole without its fraction.
            self.board.loss += held - moved;
        }
        self.end_stage(draft, "clause 10(1)")
    }

    /// Clause 11(4): two are left for one seat with equal votes, and nothing is left to transfer.
    fn is_last_tie(&self) -> bool {
        let continuing = self.board.continuing();
        let [a, b] = continuing[..] else { return false };
        self.board.vacancies() == 1
            && self.board.votes[a] == self.board.votes[b]
            && self.board.surplus() == 0
    }

    /// Passes sorted papers on; what was credited to candidates comes back, and `ended` besides.
    fn pass_on(
        &mut self,
        draft: &mut Draft,
        from: usize,
        sorted: Sorted,
        (before, value): (&BigRational, &BigRational),
        ended: u64,
    ) -> u64 {
        let mut credited = ended;
        let mut to = Vec::new();
        for (candidate, (nodes, papers)) in sorted.to.into_iter().enumerate() {
            if papers == 0 {
                continue;
            }
            let votes = (value * whole(papers)).floor().to_integer();
            let votes = votes.to_u64().unwrap_or(0);
            self.board.votes[candidate] += votes;
            credited += votes;
            to.push(Receipt {
                candidate: number(candidate),
                papers,
                votes: votes.to_string(),
            });
            self.bundles[candidate].push(Bundle {
                value: value.clone(),
                votes,
                nodes,
            });
        }
        self.board.non_transferable += ended;
        draft.transfers.push(Transfer {
            from: vec![number(from)],
            value: shown(before),
            transfer_value: shown(value),
            to,
            non_transferable_papers: sorted.non_transferable,
            non_transferable: ended.to_string(),
        });
        credited
    }

    fn end_stage(&mut self, mut draft: Draft, clause: &str) -> Result<(), Stop> {
        let board = &mut *self.board;
        let reached = board.reached();
        board.elect_all(&mut draft, reached, clause);
        board.fill_last_places(&mut draft, "clause 11(1)");
        if board.is_open() {
            out_of_reach(board, &mut draft);
        }
        board.close(draft)
    }
}

/// Clause 11(2) and (3): those who cannot be caught up fill the seats.
fn out_of_reach(board: &mut Board<'_>, draft: &mut Draft) {
    let order = board.ranked(board.continuing());
    let (first, others) = order.split_at(board.vacancies().min(order.len()));
    let Some(&last) = first.last() else { return };
    let behind: u64 = others.iter().map(|&c| board.votes[c]).sum();
    let apart = others.iter().all(|&c| board.votes[c] < board.votes[last]);
    let excludable = board.excludable();
    let bound = others.iter().any(|c| !excludable.contains(c)) || board.has_doomed();
    if apart && !bound && board.votes[last] > behind + board.surplus() {
        let clause = if first.len() == 1 {
            "clause 11(2)"
        } else {
            "clause 11(3)"
        };
        draft.say("Nobody else can have more votes for the seats that are left.");
        board.elect_all(draft, first.to_vec(), clause);
    }
}

fn whole(n: u64) -> BigRational {
    BigRational::from_integer(BigInt::from(n))
}

/// With nine decimals where it has any, the rest cut.
fn shown(value: &BigRational) -> String {
    if value.is_integer() || value.is_zero() {
        return value.to_integer().to_string();
    }
    let units = (value * whole(10_u64.pow(9))).floor().to_integer();
    let units = units.to_u64().unwrap_or(0);
    format!("{}.{:09}", units / 10_u64.pow(9), units % 10_u64.pow(9))
}
