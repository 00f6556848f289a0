//! Rules that move whole papers at a part of their value: one engine, and for each statute the terms in which it
//! differs from the others ([`statutes`]).
//!
//! A count is a run of stages: first preferences, then surpluses and exclusions. A paper lies with one candidate at a
//! time, in the bundle with which it came, and is worth what the transfer made it worth. The terms say how the quota is
//! found, which papers of a surplus move and at what value, which surplus goes first and whether it may wait, who is
//! excluded together, in what steps the papers of the excluded go on, and when the candidates who are left fill the
//! seats that are left.

mod statutes;
mod terms;
mod value;

pub(crate) use statutes::{
    ACT_2008, ACT_2020, MINNEAPOLIS, NORTHERN_IRELAND, SENATE_2016, SENATE_2019, SENATE_2021,
    WIGM_PRF, WIGM_PRF_BATCH,
};

use crate::board::{Board, Draft, Question, Stop, number};
use crate::piles::sort;
use crate::transcript::{Action, Purpose, Receipt, Transfer};
use crate::tree::Tree;
pub(crate) use terms::Terms;
use terms::{Batch, Last, Quota, Share, Steps};
use value::Value;

/// Papers that came to a candidate together.
#[derive(Clone, Debug)]
struct Bundle {
    value: Value,
    papers: u64,
    /// What they brought to the candidate, in units of the last decimal.
    votes: u64,
    nodes: Vec<u32>,
    first: bool,
}

/// Papers of one value that are to go on from those who are being excluded.
#[derive(Debug)]
struct Step {
    value: Value,
    first: bool,
    bundles: Vec<(usize, Bundle)>,
}

/// A count by one of these statutes.
struct Count<'b, 'a> {
    board: &'b mut Board<'a>,
    tree: &'b Tree,
    terms: &'b Terms,
    bundles: Vec<Vec<Bundle>>,
    /// Steps of an exclusion that are still to be taken, and who is being excluded.
    steps: Vec<Step>,
    leaving: Vec<usize>,
}

/// Counts; the board then holds the transcript.
pub(crate) fn count(board: &mut Board<'_>, tree: &Tree, terms: &Terms) -> Result<(), Stop> {
    let mut count = Count {
        bundles: first_preferences(tree, board.status.len(), board.scale.one),
        board,
        tree,
        terms,
        steps: Vec::new(),
        leaving: Vec::new(),
    };
    count.first_stage()?;
    while count.board.is_open() {
        count.next_stage()?;
    }
    Ok(())
}

fn first_preferences(tree: &Tree, candidates: usize, one: u64) -> Vec<Vec<Bundle>> {
    let piles = crate::piles::Piles::first_preferences(tree, candidates, one);
    let bundle = |parcel: crate::piles::Parcel| Bundle {
        value: Value::ONE,
        papers: parcel.papers,
        votes: parcel.papers * one,
        nodes: parcel.nodes,
        first: true,
    };
    piles.into_bundles(bundle)
}

impl Count<'_, '_> {
    fn first_stage(&mut self) -> Result<(), Stop> {
        for (votes, bundles) in self.board.votes.iter_mut().zip(&self.bundles) {
            *votes = bundles.iter().map(|b| b.votes).sum();
        }
        let (one, total) = (self.board.scale.one, self.board.total);
        let parts = self.board.seats as u64 + 1;
        let quota = match self.terms.quota {
            Quota::Whole => (total / one / parts + 1) * one,
            Quota::LastDecimal => total / parts + 1,
        };
        self.board.set_quota(quota);
        let text = format!(
            "First preferences are counted: {} valid papers for {}, so the quota is {}.",
            self.tree.valid,
            self.board.seats_in_words(),
            self.board.scale.show(quota)
        );
        let draft = Draft::new(Action::FirstPreferences, self.terms.clauses.first, text);
        self.end_stage(draft)
    }

    fn next_stage(&mut self) -> Result<(), Stop> {
        if !self.steps.is_empty() {
            return self.next_step();
        }
        let pending = self.board.with_surplus();
        let surplus = self.board.surplus();
        let batch = match self.terms.batch {
            Batch::Never => None,
            Batch::Losers | Batch::LosersFirst => self.losers(surplus),
        };
        if self.board.has_doomed() {
            return self.exclude(1, surplus);
        }
        match batch {
            Some(losers) if self.terms.batch == Batch::LosersFirst => self.exclude(losers, surplus),
            Some(losers) if pending.is_empty() || self.terms.surplus_may_wait => {
                self.exclude(losers, surplus)
            }
            _ if pending.is_empty() => self.exclude(1, 0),
            _ => self.transfer_surplus(&pending),
        }
    }

    /// How many of the lowest have together, with all surpluses, fewer votes than the next, and leave enough
    /// candidates for the seats.
    fn losers(&self, surplus: u64) -> Option<usize> {
        let mut votes: Vec<u64> = self
            .board
            .excludable()
            .iter()
            .map(|&c| self.board.votes[c])
            .collect();
        votes.sort_unstable();
        let most = self
            .board
            .continuing()
            .len()
            .saturating_sub(self.board.vacancies());
        let mut together = surplus;
        let mut best = None;
        for (i, pair) in votes.windows(2).enumerate().take(most) {
            together += pair[0];
            if together < pair[1] {
                best = Some(i + 1);
            }
        }
        best
    }

    fn transfer_surplus(&mut self, pending: &[usize]) -> Result<(), Stop> {
        let question = Question {
            purpose: Purpose::TransferFirst,
            look: self.terms.surplus_tie,
            clause: self.terms.clauses.surplus_tie,
        };
        let mut pending = pending.to_vec();
        if self.terms.surplus_in_order_of_election {
            self.board.keep_first_elected(&mut pending);
        }
        let from = self.board.choose(&pending, question)?;
        let (votes, surplus) = (
            self.board.votes[from],
            self.board.votes[from] - self.board.quota,
        );
        let text = format!(
            "The surplus of {}, {}, is transferred.",
            self.board.name(from),
            self.board.scale.show(surplus)
        );
        let mut draft = Draft::new(Action::Surplus, self.terms.clauses.surplus, text);
        self.board.votes[from] = self.board.quota;
        let mut bundles = std::mem::take(&mut self.bundles[from]);
        let last = bundles.pop().into_iter().collect();
        let moving = match self.terms.share {
            Share::LastPapers | Share::LastPapersCut => {
                self.bundles[from] = bundles;
                last
            }
            _ => bundles.into_iter().chain(last).collect(),
        };
        let mut left = surplus;
        for (value, bundles) in self.shares(moving, votes, surplus) {
            let before = bundles.first().map_or(Value::ONE, |b| b.value);
            let nodes: Vec<u32> = bundles.into_iter().flat_map(|b| b.nodes).collect();
            left -= self.pass_on(
                &mut draft,
                vec![number(from)],
                &nodes,
                (before, value),
                left,
            );
        }
        self.lose(left);
        self.end_stage(draft)
    }

    /// The papers that move with a surplus, grouped by what each is worth from now on.
    fn shares(&self, moving: Vec<Bundle>, votes: u64, surplus: u64) -> Vec<(Value, Vec<Bundle>)> {
        let one = self.board.scale.one;
        let cut = |a: u64, b: u64, c: u64| crate::fixed::mul_div_down(a, b, c);
        match self.terms.share {
            Share::AllPapers => {
                let papers = moving.iter().map(|b| b.papers).sum::<u64>();
                vec![(Value::ratio(surplus, papers * one), moving)]
            }
            Share::LastPapers | Share::LastPapersCut => {
                let nodes: Vec<u32> = moving
                    .iter()
                    .flat_map(|b| b.nodes.iter().copied())
                    .collect();
                let going = sort(self.tree, &nodes, &self.board.open()).transferable();
                let came = moving.first().map_or(Value::ONE, |b| b.value);
                if going == 0 {
                    return vec![(Value::ratio(0, 1), moving)];
                }
                let mut value = Value::ratio(surplus, going * one);
                if self.terms.share == Share::LastPapersCut {
                    value = Value::ratio(value.units(one), one);
                }
                vec![(value.min(came), moving)]
            }
            Share::WeightedCutTwice | Share::WeightedShareFirst => by_value(moving)
                .into_iter()
                .map(|(before, bundles)| {
                    let units = before.units(one);
                    let now = if self.terms.share == Share::WeightedCutTwice {
                        cut(cut(units, surplus, one), one, votes)
                    } else {
                        cut(units, cut(surplus, one, votes), one)
                    };
                    (Value::ratio(now, one), bundles)
                })
                .collect(),
        }
    }

    /// Passes papers on at a value and describes it; returns the votes that were credited, non-transferable ones
    /// included, which are never more than `most`.
    fn pass_on(
        &mut self,
        draft: &mut Draft,
        from: Vec<u8>,
        nodes: &[u32],
        (before, value): (Value, Value),
        most: u64,
    ) -> u64 {
        let (one, scale) = (self.board.scale.one, self.board.scale);
        let sorted = sort(self.tree, nodes, &self.board.open());
        let mut credited = 0;
        let mut to = Vec::new();
        for (candidate, (nodes, papers)) in sorted.to.into_iter().enumerate() {
            if papers == 0 {
                continue;
            }
            let votes = value.of(papers, one);
            self.board.votes[candidate] += votes;
            credited += votes;
            to.push(Receipt {
                candidate: number(candidate),
                papers,
                votes: scale.show(votes),
            });
            self.bundles[candidate].push(Bundle {
                value,
                papers,
                votes,
                nodes,
                first: false,
            });
        }
        // Papers without a further preference stay in a surplus of last papers: only the others carry it.
        let stay = draft.action == Action::Surplus
            && matches!(self.terms.share, Share::LastPapers | Share::LastPapersCut);
        let ended = if stay {
            0
        } else {
            value.of(sorted.non_transferable, one)
        };
        let ended = ended.min(most.saturating_sub(credited));
        self.board.non_transferable += ended;
        draft.transfers.push(Transfer {
            from,
            value: before.show(scale),
            transfer_value: value.show(scale),
            to,
            non_transferable_papers: sorted.non_transferable,
            non_transferable: scale.show(ended),
        });
        credited + ended
    }

    /// Notes votes that nobody received.
    fn lose(&mut self, votes: u64) {
        if self.terms.loss_is_non_transferable {
            self.board.non_transferable += votes;
        } else {
            self.board.loss += votes;
        }
    }

    /// Excludes so many of the lowest, and takes the first steps of their transfer.
    fn exclude(&mut self, how_many: usize, surplus: u64) -> Result<(), Stop> {
        let lowest = self.choose_lowest(how_many)?;
        let verb = if lowest.len() == 1 {
            "who has the fewest votes, is excluded"
        } else {
            "who together cannot catch up, are excluded"
        };
        let text = format!("{}, {verb}.", self.board.names(&lowest));
        let mut draft = Draft::new(Action::Exclusion, self.terms.clauses.exclusion, text);
        if surplus > 0 {
            draft.say(format!(
                "Surpluses of {} wait.",
                self.board.scale.show(surplus)
            ));
        }
        for &candidate in &lowest {
            self.board.exclude(&mut draft, candidate);
        }
        if self.terms.last == Last::BeforeTransfer && self.board.only_enough_left() {
            draft.action = Action::LastPlaces;
            self.board
                .fill_last_places(&mut draft, self.terms.clauses.last);
            return self.board.close(draft);
        }
        self.steps = self.steps_of(&lowest);
        self.leaving = lowest;
        self.take_steps(draft)
    }

    fn choose_lowest(&mut self, how_many: usize) -> Result<Vec<usize>, Stop> {
        let question = Question {
            purpose: Purpose::Exclude,
            look: self.terms.exclusion_tie,
            clause: self.terms.clauses.exclusion_tie,
        };
        let mut eligible = self.board.excludable();
        let mut lowest = Vec::new();
        while lowest.len() < how_many {
            let mut next = self.board.extreme(&eligible, false);
            if lowest.len() + next.len() > how_many {
                next = vec![self.board.choose(&eligible, question)?];
            }
            eligible.retain(|c| !next.contains(c));
            lowest.append(&mut next);
        }
        lowest.truncate(self.board.excludable_together(&lowest));
        Ok(lowest)
    }

    /// The steps in which the papers of the excluded go on, the first one last.
    fn steps_of(&mut self, excluded: &[usize]) -> Vec<Step> {
        let mut bundles: Vec<(usize, Bundle)> = Vec::new();
        for &candidate in excluded {
            let pile = std::mem::take(&mut self.bundles[candidate]);
            bundles.extend(pile.into_iter().map(|bundle| (candidate, bundle)));
        }
        let apart = self.terms.first_preferences_apart;
        let key = |(_, b): &(usize, Bundle)| (apart && b.first, b.value);
        bundles.sort_by_key(key);
        let mut steps: Vec<Step> = Vec::new();
        for (candidate, bundle) in bundles {
            let (first, value) = (apart && bundle.first, bundle.value);
            match steps.last_mut() {
                Some(step) if step.value == value && step.first == first => {
                    step.bundles.push((candidate, bundle));
                }
                _ => steps.push(Step {
                    value,
                    first,
                    bundles: vec![(candidate, bundle)],
                }),
            }
        }
        steps
    }

    /// A further step of an exclusion as a stage of its own.
    fn next_step(&mut self) -> Result<(), Stop> {
        let text = format!("The papers of {} go on.", self.board.names(&self.leaving));
        self.take_steps(Draft::new(
            Action::Exclusion,
            self.terms.clauses.exclusion,
            text,
        ))
    }

    /// Takes one step, or all that are left, as the statute wants; ends the stage.
    fn take_steps(&mut self, mut draft: Draft) -> Result<(), Stop> {
        while let Some(step) = self.steps.pop() {
            let mut from = Vec::new();
            let mut nodes = Vec::new();
            let mut held = 0;
            for (candidate, bundle) in step.bundles {
                self.board.votes[candidate] -= bundle.votes;
                held += bundle.votes;
                nodes.extend(bundle.nodes);
                if !from.contains(&number(candidate)) {
                    from.push(number(candidate));
                }
            }
            let values = (step.value, step.value);
            let moved = self.pass_on(&mut draft, from, &nodes, values, u64::MAX);
            self.balance(held, moved);
            match self.terms.steps {
                Steps::Stages => break,
                Steps::ByValue => {
                    self.elect_reached(&mut draft);
                    self.board.mark_point();
                    self.fill(&mut draft);
                    if !self.board.is_open() {
                        self.steps.clear();
                    }
                }
                Steps::Together => {}
            }
        }
        self.end_stage(draft)
    }

    /// Keeps the books where what papers bring together is not what they brought apart: the difference is a loss,
    /// or makes an earlier loss good.
    fn balance(&mut self, held: u64, moved: u64) {
        if held >= moved {
            self.lose(held - moved);
        } else if self.terms.loss_is_non_transferable {
            self.board.non_transferable -= moved - held;
        } else {
            self.board.loss -= moved - held;
        }
    }

    fn elect_reached(&mut self, draft: &mut Draft) {
        let board = &mut *self.board;
        let reached = board.reached();
        board.elect_all(draft, reached, self.terms.clauses.elected);
    }

    /// The seats that are left, where the statute fills them without a quota.
    fn fill(&mut self, draft: &mut Draft) {
        let surplus = |b: &Board<'_>| b.surplus() > 0;
        let now = match self.terms.last {
            Last::BeforeTransfer | Last::AfterStep => true,
            Last::AfterStepWithoutSurplus => !surplus(self.board),
            Last::AfterStageWithoutSurplus => !surplus(self.board) && self.steps.is_empty(),
        };
        if now {
            self.board.fill_last_places(draft, self.terms.clauses.last);
        }
        if !self.terms.clauses.outright.is_empty() && self.board.vacancies() == 1 {
            self.fill_outright(draft);
        }
    }

    /// The last seat, where one candidate cannot be overtaken (Northern Ireland), or two are left (Senate).
    fn fill_outright(&mut self, draft: &mut Draft) {
        let board = &mut *self.board;
        let continuing = board.continuing();
        let surplus = board.surplus();
        let top = board.extreme(&continuing, true);
        let [winner] = top[..] else { return };
        let others: u64 =
            continuing.iter().map(|&c| board.votes[c]).sum::<u64>() - board.votes[winner];
        let decided = if self.terms.steps == Steps::Stages {
            continuing.len() == 2 && surplus == 0 && self.steps.is_empty()
        } else {
            let waiting: u64 = self.leaving.iter().map(|&c| board.votes[c]).sum();
            board.votes[winner] >= others + surplus + waiting
        };
        if decided && !board.is_doomed(winner) && continuing.len() > 1 {
            draft.cite(self.terms.clauses.outright);
            draft.say("One seat is left, and nobody can have more votes for it.");
            board.elect(draft, winner);
        }
    }

    fn end_stage(&mut self, mut draft: Draft) -> Result<(), Stop> {
        self.elect_reached(&mut draft);
        self.fill(&mut draft);
        self.board.close(draft)
    }
}

/// Bundles grouped by value, highest first.
fn by_value(mut bundles: Vec<Bundle>) -> Vec<(Value, Vec<Bundle>)> {
    bundles.sort_by_key(|b| std::cmp::Reverse(b.value));
    let mut groups: Vec<(Value, Vec<Bundle>)> = Vec::new();
    for bundle in bundles {
        match groups.last_mut() {
            Some((value, group)) if *value == bundle.value => group.push(bundle),
            _ => groups.push((bundle.value, vec![bundle])),
        }
    }
    groups
}
