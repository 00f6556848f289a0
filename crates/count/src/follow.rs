//! Follow one paper through a count: for whom it counts at the end of each stage, and with how much.
//!
//! Everything is read off the transcript. A paper that moves goes to the first further candidate of its
//! ranking who was still open for papers, and the transcript's transfer names everybody who received
//! any; so of a paper that was counted, the next holder is the first of its further candidates whom the
//! transfer names. No count is run again.
//!
//! Over all papers, what is credited to a candidate is the candidate's row in the transcript, apart
//! from two things that the rules credit to no single paper: what cutting fractions loses (it stays with the
//! candidate whose surplus it was), and of an ERS97 surplus that no paper can carry on (5.3.8), what does
//! not divide among the papers without a further preference.

use serde::Serialize;

use crate::contest::Ballot;
use crate::fixed::Scale;
use crate::rule::Rule;
use crate::transcript::{Action, Stage, Status, Transcript, Transfer};

/// Where one paper stands at the end of a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The stage, from 1.
    pub stage: u32,
    /// The candidates for whom the paper counts now, in the order of its ranking.
    pub holdings: Vec<Holding>,
    /// The part of the paper that no candidate can use any more.
    pub ended: String,
    /// Whether anything of the paper moved at this stage.
    pub moved: bool,
}

/// A part of a paper that counts for a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holding {
    /// The candidate's number.
    pub candidate: u8,
    /// How much of one vote, with the rule's decimals.
    pub value: String,
}

/// The standings of one of the papers that were counted, a standing a stage; nothing for a paper without
/// a first preference for a candidate who stands, which is not counted, and for rules that say nothing of
/// single papers ([`Rule::can_be_followed`]), or of one whose equal preferences it shares. `ballot.papers` is not read.
pub fn follow(transcript: &Transcript, ballot: Ballot<'_>) -> Vec<Standing> {
    let withdrawn = |number: u8| {
        transcript
            .candidates
            .iter()
            .any(|c| c.number == number && c.status == Status::Withdrawn)
    };
    let mut ranking = Vec::new();
    ballot.append_preferences(&mut ranking, withdrawn);
    let rule = transcript.rule;
    let shared = rule.shares_equal_preferences() && ballot.places().iter().any(|p| p.len() > 1);
    if !rule.can_be_followed() || shared {
        return Vec::new();
    }
    // Where papers are worth exact fractions they are told with the most decimals that there are.
    let decimals = if rule.cuts_what_is_received() {
        9
    } else {
        rule.info().decimals
    };
    let scale = Scale::new(decimals);
    if rule.is_iterative() {
        return iterations(transcript, &ranking, scale);
    }
    let Some(mut paper) = Paper::first(&ranking, scale) else {
        return Vec::new();
    };
    let stages = transcript.stages.iter();
    stages
        .map(|stage| {
            let moved = paper.pass_stage(transcript, stage);
            paper.standing(stage.stage, moved)
        })
        .collect()
}

/// A paper of the rules that move papers in parcels: the part that may still move lies with one
/// candidate, parts that surpluses left behind lie with those before.
struct Paper<'a> {
    scale: Scale,
    ranking: &'a [u8],
    /// The place in the ranking of the candidate whom the moving part counts for; none when it ended.
    at: Option<usize>,
    /// The moving part.
    value: u64,
    /// Which parcel of its holder's the paper came with: the stage, and the transfer within it.
    came: (u32, usize),
    /// Parts left behind: candidate and value.
    left: Vec<(u8, u64)>,
    ended: u64,
}

impl<'a> Paper<'a> {
    fn first(ranking: &'a [u8], scale: Scale) -> Option<Self> {
        ranking.first()?;
        Some(Self {
            scale,
            ranking,
            at: Some(0),
            value: scale.one,
            came: (1, 0),
            left: Vec::new(),
            ended: 0,
        })
    }

    fn holder(&self) -> Option<u8> {
        self.at.and_then(|at| self.ranking.get(at)).copied()
    }

    /// Applies the stage's transfers in their order; whether the paper was in one. It is in one at most:
    /// whoever receives papers at a stage gives none away at it.
    fn pass_stage(&mut self, transcript: &Transcript, stage: &Stage) -> bool {
        let mut moved = false;
        for (index, transfer) in stage.transfers.iter().enumerate() {
            let Some(holder) = self.holder() else { break };
            let concerned = transfer.from.contains(&holder)
                && self.scale.read(&transfer.value) == self.value
                && self.in_last_parcel(transcript, stage, holder);
            if concerned {
                self.pass(transcript.rule, stage, index, transfer, holder);
                moved = true;
            }
        }
        moved
    }

    /// ERS97 5.3.2: only the batch that the candidate received last passes on with a surplus.
    fn in_last_parcel(&self, transcript: &Transcript, now: &Stage, holder: u8) -> bool {
        if !transcript.rule.moves_last_papers() || now.action != Action::Surplus {
            return true;
        }
        let before = transcript
            .stages
            .iter()
            .take_while(|stage| stage.stage < now.stage);
        let received = before.flat_map(|stage| {
            let transfers = stage.transfers.iter().enumerate();
            transfers
                .filter(|(_, transfer)| receives(transfer, holder))
                .map(|(index, _)| (stage.stage, index))
        });
        received.last().unwrap_or((1, 0)) == self.came
    }

    fn pass(&mut self, rule: Rule, stage: &Stage, index: usize, transfer: &Transfer, holder: u8) {
        let moving = self.scale.read(&transfer.transfer_value).min(self.value);
        let further = self.at.map_or(0, |at| at + 1);
        let next = (further..self.ranking.len()).find(|&i| receives(transfer, self.ranking[i]));
        let leaves = match next {
            // ERS97 5.3.8 and 5.3.9: papers without a further preference stay, but for their part in
            // what the stage credits as non-transferable.
            None if rule.moves_last_papers() && stage.action == Action::Surplus => {
                let ended = self.scale.read(&transfer.non_transferable);
                ended
                    .checked_div(transfer.non_transferable_papers)
                    .unwrap_or(0)
                    .min(self.value)
            }
            _ => moving,
        };
        if self.value > leaves {
            self.left.push((holder, self.value - leaves));
        }
        self.at = next;
        self.value = if next.is_some() { leaves } else { 0 };
        if next.is_none() {
            self.ended += leaves;
        }
        self.came = (stage.stage, index);
    }

    fn standing(&self, stage: u32, moved: bool) -> Standing {
        let now = self.holder().map(|holder| (holder, self.value));
        let holdings = self.left.iter().copied().chain(now);
        Standing {
            stage,
            holdings: holdings
                .map(|(candidate, value)| Holding {
                    candidate,
                    value: self.scale.show(value),
                })
                .collect(),
            ended: self.scale.show(self.ended),
            moved,
        }
    }
}

fn receives(transfer: &Transfer, candidate: u8) -> bool {
    transfer.to.iter().any(|to| to.candidate == candidate)
}

/// Methods of keep values: at each iteration the whole paper is shared out anew, each candidate keeping a share
/// of what arrives, rounded up as the count rounds, or the price.
fn iterations(transcript: &Transcript, ranking: &[u8], scale: Scale) -> Vec<Standing> {
    if ranking.is_empty() {
        return Vec::new();
    }
    let mut before: Vec<Holding> = Vec::new();
    let stages = transcript.stages.iter();
    stages
        .map(|stage| {
            let mut arriving = scale.one;
            let mut holdings = Vec::new();
            for &candidate in ranking {
                let share = usize::from(candidate)
                    .checked_sub(1)
                    .and_then(|index| stage.keep_values.get(index))
                    .map_or(0, |share| scale.read(share));
                let kept = if matches!(transcript.rule, Rule::Warren | Rule::WarrenOpenStv) {
                    share
                } else {
                    crate::fixed::mul_div_up(arriving, share, scale.one)
                };
                let kept = kept.min(arriving);
                arriving -= kept;
                if kept > 0 {
                    holdings.push(Holding {
                        candidate,
                        value: scale.show(kept),
                    });
                }
            }
            let moved = !before.is_empty() && before != holdings;
            before.clone_from(&holdings);
            Standing {
                stage: stage.stage,
                holdings,
                ended: scale.show(arriving),
                moved,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lots, Outcome, blt, count};

    fn counted(text: &str, rule: Rule) -> (crate::Contest, Transcript) {
        let contest = blt::parse(text.as_bytes()).unwrap();
        match count(&contest, rule, &Lots::Ask).unwrap() {
            Outcome::Complete(transcript) => (contest, *transcript),
            Outcome::LotNeeded(question) => panic!("{}", question.text),
        }
    }

    fn path(rule: Rule, text: &str, paper: usize) -> Vec<String> {
        let (contest, transcript) = counted(text, rule);
        let standings = follow(&transcript, contest.ballots.get(paper).unwrap());
        let tell = |s: &Standing| {
            let held = s.holdings.iter();
            let held: Vec<String> = held
                .map(|h| format!("{}:{}", h.candidate, h.value))
                .collect();
            format!("{} ended {}", held.join(" "), s.ended)
        };
        standings.iter().map(tell).collect()
    }

    const SMALL: &str =
        "3 2\n6 1 2 0\n2 1 0\n3 2 0\n2 3 2 0\n0\n\"Ada\"\n\"Ben\"\n\"Cleo\"\n\"Committee\"\n";

    #[test]
    fn a_surplus_leaves_a_part_behind() {
        // 13 papers, quota 5; Ada has 8, the surplus is 3, each paper passes on 3/8.
        let first = path(Rule::ScottishStv, SMALL, 0);
        assert_eq!(
            first,
            [
                "1:1.00000 ended 0.00000",
                "1:0.62500 2:0.37500 ended 0.00000"
            ]
        );
        let short = path(Rule::ScottishStv, SMALL, 1);
        assert_eq!(short[1], "1:0.62500 ended 0.37500");
    }

    #[test]
    fn an_uncounted_paper_has_no_standing() {
        let (_, transcript) = counted(SMALL, Rule::ScottishStv);
        let blank = Ballot {
            papers: 1,
            marks: &[],
        };
        assert_eq!(follow(&transcript, blank), []);
    }

    #[test]
    fn meek_shares_a_paper_out_anew() {
        let paper = path(Rule::MeekNz, SMALL, 0);
        assert_eq!(paper[0], "1:1.000000000 ended 0.000000000");
        assert!(paper.last().unwrap().starts_with("1:0."), "{paper:?}");
    }
}
