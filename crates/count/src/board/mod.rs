//! The state that every rule keeps: who stands where with how many votes, what was done so far,
//! and how ties are broken. It writes the transcript and checks that no vote is lost on the way.

mod bounds;

use bounds::Bounds;

use crate::Conditions;
use crate::contest::Contest;
use crate::fixed::Scale;
use crate::lots::Lots;
use crate::piles::Sorted;
use crate::rule::Rule;
use crate::transcript::{
    Action, CandidateResult, Limit, LotQuestion, Purpose, Receipt, Stage, Status, Tie, TieBreak,
    Transcript, Transfer,
};

/// Why a count stopped before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// A lot is needed.
    Lot(Box<LotQuestion>),
    /// The row of this stage does not add up: a defect of this program.
    Unbalanced(u32),
    /// Nothing could be proved at this stage, however closely the votes were worked out.
    Unsettled(u32),
}

/// Where to look when candidates are tied now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LookBack {
    /// From the point before this one back to the first.
    Backwards,
    /// From the first point on.
    Forwards,
    /// The last point before this one at which no two of the tied were equal (Australian statutes).
    AllDifferent,
    /// Nowhere: a lot decides at once.
    Nowhere,
}

/// A question among tied candidates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'q> {
    /// What the chosen one is chosen for.
    pub(crate) purpose: Purpose,
    /// Where to look back.
    pub(crate) look: LookBack,
    /// The clause that orders the lot.
    pub(crate) clause: &'q str,
}

/// Votes at one point of the count: the end of a stage, or of a batch within it.
#[derive(Debug)]
struct Point {
    stage: u32,
    votes: Vec<u64>,
}

/// What a stage did, in the making.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) action: Action,
    pub(crate) clause: String,
    pub(crate) text: Vec<String>,
    pub(crate) transfers: Vec<Transfer>,
    pub(crate) elected: Vec<usize>,
    pub(crate) excluded: Vec<usize>,
    pub(crate) keep_values: Vec<String>,
}

impl Draft {
    pub(crate) fn new(action: Action, clause: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            action,
            clause: clause.into(),
            text: vec![text.into()],
            transfers: Vec::new(),
            elected: Vec::new(),
            excluded: Vec::new(),
            keep_values: Vec::new(),
        }
    }

    /// Names a further clause that was applied.
    pub(crate) fn cite(&mut self, clause: &str) {
        if !self.clause.split("; ").any(|cited| cited == clause) {
            self.clause.push_str("; ");
            self.clause.push_str(clause);
        }
    }

    pub(crate) fn say(&mut self, text: impl Into<String>) {
        self.text.push(text.into());
    }
}

/// The state of a count. Candidates are indices from 0 here, numbers from 1 in the transcript.
#[derive(Debug)]
pub(crate) struct Board<'a> {
    contest: &'a Contest,
    lots: &'a Lots,
    rule: Rule,
    pub(crate) scale: Scale,
    pub(crate) seats: usize,
    /// All votes, in units of the last decimal.
    pub(crate) total: u64,
    valid: u64,
    invalid: u64,
    pub(crate) status: Vec<Status>,
    decided_at: Vec<Option<u32>>,
    pub(crate) votes: Vec<u64>,
    pub(crate) non_transferable: u64,
    pub(crate) loss: u64,
    /// The quota in force.
    pub(crate) quota: u64,
    first_quota: u64,
    pub(crate) elected: Vec<usize>,
    points: Vec<Point>,
    stages: Vec<Stage>,
    ties: Vec<Tie>,
    lots_drawn: u32,
    bounds: Option<Bounds<'a>>,
    limits: Vec<Limit>,
    /// Where candidates are compared two by two: how many papers prefer the first to the second.
    pub(crate) pairwise: Vec<Vec<u64>>,
}

impl<'a> Board<'a> {
    pub(crate) fn new(
        contest: &'a Contest,
        (valid, invalid): (u64, u64),
        rule: Rule,
        conditions: &'a Conditions,
    ) -> Self {
        let lots = &conditions.lots;
        let constraints = Some(&conditions.constraints).filter(|c| !c.is_empty());
        let scale = Scale::new(rule.info().decimals);
        let n = contest.candidates.len();
        let status = contest.statuses();
        let mut board = Self {
            contest,
            lots,
            rule,
            scale,
            seats: contest.seats as usize,
            total: valid * scale.one,
            valid,
            invalid,
            status,
            decided_at: vec![None; n],
            votes: vec![0; n],
            non_transferable: 0,
            loss: 0,
            quota: 0,
            first_quota: 0,
            elected: Vec::new(),
            points: Vec::new(),
            stages: Vec::new(),
            ties: Vec::new(),
            lots_drawn: 0,
            bounds: constraints.map(|constraints| Bounds::new(constraints, n)),
            limits: Vec::new(),
            pairwise: Vec::new(),
        };
        board.review();
        board
    }

    /// Deems those of `reached` elected who may be, in the order of their votes, while seats are left.
    pub(crate) fn elect_all(&mut self, draft: &mut Draft, reached: Vec<usize>, clause: &str) {
        for candidate in self.ranked(reached) {
            if self.vacancies() > 0 && !self.is_doomed(candidate) {
                draft.cite(clause);
                self.elect(draft, candidate);
            }
        }
    }

    /// Keeps those of `candidates` who were elected at the earliest stage.
    pub(crate) fn keep_first_elected(&self, candidates: &mut Vec<usize>) {
        let first = candidates.iter().filter_map(|&c| self.decided_at[c]).min();
        candidates.retain(|&c| self.decided_at[c] == first);
    }

    /// Whether the candidates who are left are no more than the seats that are left.
    pub(crate) fn only_enough_left(&self) -> bool {
        let left = self.continuing().len();
        left > 0 && left <= self.vacancies()
    }

    /// Deems all who are left elected, where they are no more than the seats that are left.
    pub(crate) fn fill_last_places(&mut self, draft: &mut Draft, clause: &str) {
        if self.only_enough_left() {
            draft.cite(clause);
            draft.say("The candidates who are left fill the places that are left.");
            for candidate in self.ranked(self.continuing()) {
                self.elect(draft, candidate);
            }
        }
    }

    /// The number of the stage that is being counted, from 1.
    pub(crate) fn stage(&self) -> u32 {
        u32::try_from(self.stages.len() + 1).unwrap_or(u32::MAX)
    }

    /// Candidates who are neither elected nor excluded, in the order of the paper.
    pub(crate) fn continuing(&self) -> Vec<usize> {
        (0..self.status.len())
            .filter(|&c| self.status[c] == Status::Continuing)
            .collect()
    }

    /// Continuing candidates who have the quota, in the order of the paper.
    pub(crate) fn reached(&self) -> Vec<usize> {
        let mut reached = self.continuing();
        reached.retain(|&c| self.votes[c] >= self.quota);
        reached
    }

    /// The elected who have more than the quota, in the order of election.
    pub(crate) fn with_surplus(&self) -> Vec<usize> {
        let mut pending = self.elected.clone();
        pending.retain(|&c| self.votes[c] > self.quota);
        pending
    }

    /// What the elected have above the quota, together.
    pub(crate) fn surplus(&self) -> u64 {
        let above = |&c: &usize| self.votes[c].saturating_sub(self.quota);
        self.elected.iter().map(above).sum()
    }

    /// For each candidate, whether papers may still be transferred there.
    pub(crate) fn open(&self) -> Vec<bool> {
        self.status
            .iter()
            .map(|&s| s == Status::Continuing)
            .collect()
    }

    /// Seats not filled yet.
    pub(crate) fn vacancies(&self) -> usize {
        self.seats - self.elected.len()
    }

    /// Whether seats are left, and candidates to fill them.
    pub(crate) fn is_open(&self) -> bool {
        self.vacancies() > 0 && self.status.contains(&Status::Continuing)
    }

    /// Sets the quota; the first one is what the transcript states.
    pub(crate) fn set_quota(&mut self, quota: u64) {
        if self.stages.is_empty() && self.first_quota == 0 {
            self.first_quota = quota;
        }
        self.quota = quota;
    }

    /// `1 seat`, `4 seats`.
    pub(crate) fn seats_in_words(&self) -> String {
        format!(
            "{} {}",
            self.seats,
            if self.seats == 1 { "seat" } else { "seats" }
        )
    }

    /// The name of a candidate.
    pub(crate) fn name(&self, candidate: usize) -> String {
        self.contest.name_of(number(candidate))
    }

    /// The names of several, as a person lists them.
    pub(crate) fn names(&self, candidates: &[usize]) -> String {
        let names: Vec<String> = candidates.iter().map(|&c| self.name(c)).collect();
        match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
            None => String::new(),
        }
    }

    /// Those of `candidates` who have the fewest (or the most) votes.
    pub(crate) fn extreme(&self, candidates: &[usize], most: bool) -> Vec<usize> {
        extreme(&self.votes, candidates, most)
    }

    /// The one of `candidates` to be chosen: with the fewest votes for an exclusion, otherwise
    /// with the most; ties by looking back, then by lot.
    pub(crate) fn choose(&mut self, candidates: &[usize], q: Question<'_>) -> Result<usize, Stop> {
        let most = q.purpose != Purpose::Exclude;
        let tied = self.extreme(candidates, most);
        self.choose_among(&tied, q)
    }

    /// The one of `tied`, who count as equal now, to be chosen: by looking back, then by lot.
    pub(crate) fn choose_among(&mut self, tied: &[usize], q: Question<'_>) -> Result<usize, Stop> {
        let most = q.purpose != Purpose::Exclude;
        if let [only] = *tied {
            return Ok(only);
        }
        let (left, stage) = self.look_back(tied, q.look, most);
        let (chosen, by) = match (left.as_slice(), stage) {
            (&[only], Some(stage)) => (only, TieBreak::Stage(stage)),
            _ => self.draw(&left, q)?,
        };
        self.ties.push(Tie {
            purpose: q.purpose,
            candidates: numbers(tied),
            chosen: number(chosen),
            clause: q.clause.to_owned(),
            by,
        });
        Ok(chosen)
    }

    /// Writes down a tie that the rule broke in a way of its own.
    pub(crate) fn note_tie(&mut self, tie: Tie) {
        self.ties.push(tie);
    }

    /// Narrows `tied` by their votes at other points; the stage of the last point that did so.
    pub(crate) fn look_back(
        &self,
        tied: &[usize],
        look: LookBack,
        most: bool,
    ) -> (Vec<usize>, Option<u32>) {
        let mut left = tied.to_vec();
        let mut stage = None;
        let mut narrow = |point: &Point| {
            let kept = extreme(&point.votes, &left, most);
            if kept.len() < left.len() {
                left = kept;
                stage = Some(point.stage);
            }
            left.len() > 1
        };
        match look {
            LookBack::Backwards => {
                let _ = self.points.iter().rev().all(&mut narrow);
            }
            LookBack::Forwards => {
                let _ = self.points.iter().all(&mut narrow);
            }
            LookBack::AllDifferent => {
                let mut points = self.points.iter().rev();
                if let Some(point) = points.find(|p| all_different(&p.votes, tied)) {
                    narrow(point);
                }
            }
            LookBack::Nowhere => {}
        }
        (left, stage)
    }

    fn draw(&mut self, left: &[usize], q: Question<'_>) -> Result<(usize, TieBreak), Stop> {
        let tied = numbers(left);
        let lot = self.lots_drawn + 1;
        let drawn = self.lots.draw(lot, &tied);
        if let Some(lot) = drawn
            && let Some(&first) = lot.order.first()
        {
            self.lots_drawn = lot.number;
            return Ok((usize::from(first) - 1, TieBreak::Lot(lot)));
        }
        Err(Stop::Lot(Box::new(self.question(lot, left, q))))
    }

    fn question(&self, lot: u32, left: &[usize], q: Question<'_>) -> LotQuestion {
        let votes = left.first().map_or(0, |&c| self.votes[c]);
        let candidates = numbers(left);
        let list: Vec<String> = left
            .iter()
            .map(|&c| format!("{} {}", number(c), self.name(c)))
            .collect();
        let what = match q.purpose {
            Purpose::Exclude => "is excluded",
            Purpose::TransferFirst => "has the surplus transferred first",
            Purpose::Elect => "is elected",
        };
        let example: Vec<String> = candidates.iter().map(u8::to_string).collect();
        LotQuestion {
            rule: self.rule,
            after_stage: self.stage() - 1,
            lot,
            purpose: q.purpose,
            names: left.iter().map(|&c| self.name(c)).collect(),
            votes: self.scale.show(votes),
            clause: q.clause.to_owned(),
            text: format!(
                "A lot is needed ({}): {} have {} votes each and were equal wherever the rule \
                 looks. The candidate drawn first {what}. Draw lots and count again with the \
                 candidates in the order drawn, for example {}, or with a published seed.",
                q.clause,
                list.join(", "),
                self.scale.show(votes),
                example.join(","),
            ),
            candidates,
        }
    }

    /// `candidates` by votes, most first; equal ones by the latest earlier difference, then by
    /// number (no lot is drawn merely for the order of a list).
    pub(crate) fn ranked(&self, mut candidates: Vec<usize>) -> Vec<usize> {
        candidates.sort_by(|&a, &b| {
            let earlier = || {
                let points = self.points.iter().rev();
                points
                    .map(|p| p.votes[b].cmp(&p.votes[a]))
                    .find(|o| o.is_ne())
            };
            self.votes[b]
                .cmp(&self.votes[a])
                .then_with(|| earlier().unwrap_or(std::cmp::Ordering::Equal))
                .then(a.cmp(&b))
        });
        candidates
    }

    /// Deems a candidate elected.
    pub(crate) fn elect(&mut self, draft: &mut Draft, candidate: usize) {
        self.status[candidate] = Status::Elected;
        self.decided_at[candidate] = Some(self.stage());
        self.elected.push(candidate);
        draft.elected.push(candidate);
        self.review();
    }

    /// Excludes a candidate.
    pub(crate) fn exclude(&mut self, draft: &mut Draft, candidate: usize) {
        self.status[candidate] = Status::Excluded;
        self.decided_at[candidate] = Some(self.stage());
        draft.excluded.push(candidate);
        self.review();
    }

    /// Credits sorted papers at `value` each and describes the transfer.
    pub(crate) fn credit(
        &mut self,
        from: Vec<u8>,
        sorted: &Sorted,
        before: u64,
        value: u64,
    ) -> Transfer {
        let mut to = Vec::new();
        for (candidate, (_, papers)) in sorted.to.iter().enumerate() {
            if *papers > 0 {
                let votes = papers * value;
                self.votes[candidate] += votes;
                to.push(Receipt {
                    candidate: number(candidate),
                    papers: *papers,
                    votes: self.scale.show(votes),
                });
            }
        }
        Transfer {
            from,
            value: self.scale.show(before),
            transfer_value: self.scale.show(value),
            to,
            non_transferable_papers: sorted.non_transferable,
            non_transferable: self.scale.show(0),
        }
    }

    /// Marks a point at which later ties may look.
    pub(crate) fn mark_point(&mut self) {
        let stage = self.stage();
        self.points.push(Point {
            stage,
            votes: self.votes.clone(),
        });
    }

    /// Ends a stage: checks the row, says who was elected, and writes it down.
    pub(crate) fn close(&mut self, draft: Draft) -> Result<(), Stop> {
        let row = u128::from(self.non_transferable)
            + u128::from(self.loss)
            + self.votes.iter().map(|&v| u128::from(v)).sum::<u128>();
        if row != u128::from(self.total) {
            return Err(Stop::Unbalanced(self.stage()));
        }
        self.mark_point();
        let mut text = draft.text;
        if !draft.elected.is_empty() {
            let verb = if draft.elected.len() == 1 {
                "is"
            } else {
                "are"
            };
            text.push(format!("{} {verb} elected.", self.names(&draft.elected)));
        }
        self.stages.push(Stage {
            stage: self.stage(),
            action: draft.action,
            clause: draft.clause,
            text: text.join(" "),
            votes: self.votes.iter().map(|&v| self.scale.show(v)).collect(),
            non_transferable: self.scale.show(self.non_transferable),
            loss_by_fraction: self.scale.show(self.loss),
            quota: self.scale.show(self.quota),
            elected: numbers(&draft.elected),
            excluded: numbers(&draft.excluded),
            transfers: draft.transfers,
            ties: std::mem::take(&mut self.ties),
            limits: std::mem::take(&mut self.limits),
            keep_values: draft.keep_values,
        });
        Ok(())
    }

    /// The transcript of the finished count.
    pub(crate) fn finish(self) -> Transcript {
        let candidates = self
            .contest
            .candidates
            .iter()
            .enumerate()
            .map(|(c, candidate)| CandidateResult {
                number: number(c),
                name: candidate.name.clone(),
                status: self.status[c],
                stage: self.decided_at[c],
            })
            .collect();
        Transcript {
            rule: self.rule,
            rule_version: self.rule.info().version.to_owned(),
            title: self.contest.title.clone(),
            seats: self.contest.seats,
            valid: self.valid,
            invalid: self.invalid,
            quota: self.scale.show(self.first_quota),
            elected: numbers(&self.elected),
            candidates,
            stages: self.stages,
            lots: self.lots.clone(),
            constraints: self
                .bounds
                .map(|b| b.constraints().clone())
                .unwrap_or_default(),
            pairwise: self.pairwise,
        }
    }
}

/// Whether no two of `candidates` have equal votes.
fn all_different(votes: &[u64], candidates: &[usize]) -> bool {
    let mut seen: Vec<u64> = candidates.iter().map(|&c| votes[c]).collect();
    seen.sort_unstable();
    seen.windows(2).all(|pair| pair[0] != pair[1])
}

fn extreme(votes: &[u64], candidates: &[usize], most: bool) -> Vec<usize> {
    let all = candidates.iter().map(|&c| votes[c]);
    let bound = if most { all.max() } else { all.min() };
    candidates
        .iter()
        .copied()
        .filter(|&c| Some(votes[c]) == bound)
        .collect()
}

/// A candidate's number: the index plus one. There are at most [`crate::MAX_CANDIDATES`].
pub(crate) fn number(candidate: usize) -> u8 {
    u8::try_from(candidate + 1).unwrap_or(u8::MAX)
}

/// Several candidates' numbers.
pub(crate) fn numbers(candidates: &[usize]) -> Vec<u8> {
    candidates.iter().map(|&c| number(c)).collect()
}
