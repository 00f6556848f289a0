//! A vote in rounds: by heads, by the most votes, or in the sections of an electoral college.
//!
//! Every way is reckoned alike, in whole numbers: a candidate's share is what the votes weigh, and the whole is what all
//! of them weigh together. By heads each vote weighs one. In a college the votes of a section weigh, all together, its
//! part of the whole; the shares are brought to a common denominator, so that nothing is rounded.

use std::collections::BTreeMap;

use polity_procedure::model::{Rounds, Stage};
use polity_values::PersonId;

use super::Bench;
use super::deed::no;
use super::step::{Effect, done};
use crate::step::{Round, Stepped};
use crate::verdict::Why;

/// What the votes of a round weigh.
struct Weighed {
    /// Each candidate's share.
    shares: BTreeMap<PersonId, u128>,
    /// All shares together.
    whole: u128,
}

impl Bench<'_> {
    pub(super) fn round(&self, round: &Round, stage: &Stage) -> Effect {
        let Some(terms) = &stage.rounds else {
            return no(Why::UnknownAct);
        };
        self.round_fits(round, terms)?;
        let weighed = weigh(round, terms)?;
        let most = weighed.shares.values().max().copied().unwrap_or(0);
        let first: Vec<&PersonId> = weighed.with(most);
        let enough = most * 2 > weighed.whole || (terms.plurality && first.len() == 1);
        let elected = match first.as_slice() {
            [one] if terms.leave == 1 && enough => Some((*one).clone()),
            _ => None,
        };
        let out = match &elected {
            Some(_) => Vec::new(),
            // A tie for the most votes elects nobody, and puts nobody out.
            None if terms.plurality => Vec::new(),
            None => self.lowest(round, &weighed, stage, terms)?,
        };
        // With one left, the lot among the last two has elected.
        let standing = self.matter.standing();
        let left: Vec<_> = standing.iter().filter(|one| !out.contains(one)).collect();
        let elected = elected.or_else(|| match left.as_slice() {
            [last] if terms.leave == 1 => Some((*last).clone()),
            _ => None,
        });
        let round = round.clone();
        done(Stepped::RoundCounted {
            round,
            out,
            elected,
        })
    }

    /// The round names the votes of those who stand, of nobody else, and no more papers than there are voters.
    fn round_fits(&self, round: &Round, terms: &Rounds) -> Result<(), Vec<Why>> {
        let mut all = self.matter.standing();
        all.sort();
        let wrong = |say: String| Err(vec![Why::Inconsistent { say }]);
        let given: Vec<_> = round.sections.keys().collect();
        let mut asked: Vec<_> = terms.sections.iter().map(|section| &section.id).collect();
        asked.sort();
        if given != asked || (!asked.is_empty() && !round.votes.is_empty()) {
            let say =
                "a round is counted in the sections that the procedure names, and in no others";
            return wrong(say.to_owned());
        }
        let parts = round.sections.values();
        let by_heads = asked.is_empty().then_some(&round.votes);
        for votes in parts.chain(by_heads) {
            if !votes.keys().eq(all.iter()) {
                let say =
                    "a round names the votes of each candidate who stands, and of nobody else";
                return wrong(say.to_owned());
            }
            if votes.values().all(|votes| *votes == 0) {
                return wrong("nobody has a vote: vote again".to_owned());
            }
        }
        let papers = total(&round.votes) + u64::from(round.invalid);
        match self.electors(terms) {
            Some(electors) if papers > electors => wrong(format!(
                "there are {papers} papers, and {electors} may vote"
            )),
            _ => Ok(()),
        }
    }

    /// Who goes out after a round: who is under the floor of the first, and the lowest. Of several lowest in a college
    /// the one who is lowest in more sections; else nobody goes out at first, and the vote is held again; if they tie
    /// again, a lot decides.
    fn lowest(
        &self,
        round: &Round,
        weighed: &Weighed,
        stage: &Stage,
        terms: &Rounds,
    ) -> Result<Vec<PersonId>, Vec<Why>> {
        let before = self.matter.progress.rounds.get(&stage.id);
        let last = before.and_then(|rounds| rounds.last());
        let room = weighed.shares.len().saturating_sub(terms.leave as usize);
        if let (None, Some(floor)) = (last, terms.floor) {
            let mut under: Vec<_> = round.votes.iter().collect();
            under.retain(|(_, votes)| **votes < floor);
            under.sort_by_key(|(_, votes)| **votes);
            if !under.is_empty() {
                let out = under.into_iter().take(room);
                return Ok(out.map(|(person, _)| person.clone()).collect());
            }
        }
        let tied = weighed.lowest();
        let tied = lower_in_more_sections(round, tied);
        if tied.len() == 1 || room == 0 {
            return Ok(tied.into_iter().take(room.min(1)).collect());
        }
        let tied_before = last.is_some_and(|last| {
            let again = weigh(&last.round, terms).map(|weighed| weighed.lowest());
            let again = again.is_ok_and(|again| tied.iter().all(|one| again.contains(one)));
            again && last.out.is_empty()
        });
        let wrong = |say: &str| {
            let say = say.to_owned();
            Err(vec![Why::Inconsistent { say }])
        };
        if round.lot.is_empty() {
            if tied_before {
                return wrong(
                    "the same candidates tied for the last place twice: draw lots, and name the order",
                );
            }
            return Ok(Vec::new());
        }
        if !tied_before {
            return wrong("a tie is voted on again before a lot is drawn");
        }
        let mut drawn = round.lot.clone();
        let first = drawn.first().cloned();
        drawn.sort();
        let mut among = tied;
        among.sort();
        if drawn != among {
            return wrong("the lot is not drawn among those who tied");
        }
        Ok(first.into_iter().collect())
    }

    /// How many may vote in rounds; none where that is not known here.
    fn electors(&self, terms: &Rounds) -> Option<u64> {
        let matter = self.matter;
        // In a college one person may have votes in several sections.
        if !terms.sections.is_empty() {
            return None;
        }
        let role = matter
            .procedure
            .roles
            .iter()
            .find(|role| role.id == terms.electors)?;
        let persons = match self.organisation.persons_in(&role.holder, self.now) {
            Some(persons) => persons,
            // Whoever of a class was in the room; without hearings, whoever is on the roll, if there is one.
            None if terms.heard => matter.audience(),
            None => return matter.roll.as_ref().map(|roll| roll.statement.size),
        };
        let votes = |person: &&PersonId| {
            let limited = crate::act::Limited::Person((*person).clone());
            let stands = !terms.candidates && matter.candidacies.contains_key(*person);
            !stands
                && !matter.progress.interests.contains_key(*person)
                && self.organisation.limit_on(&limited, self.now).is_none()
                && (!terms.heard || matter.missed(person) == 0)
        };
        Some(persons.iter().filter(votes).count() as u64)
    }
}

impl Weighed {
    fn with(&self, share: u128) -> Vec<&PersonId> {
        let of = self.shares.iter().filter(|(_, one)| **one == share);
        of.map(|(person, _)| person).collect()
    }

    fn lowest(&self) -> Vec<PersonId> {
        let least = self.shares.values().min().copied().unwrap_or(0);
        self.with(least).into_iter().cloned().collect()
    }
}

/// What the votes of a round weigh. Sections without a vote were refused before.
fn weigh(round: &Round, terms: &Rounds) -> Result<Weighed, Vec<Why>> {
    let sections: Vec<(u128, &BTreeMap<PersonId, u32>)> = if terms.sections.is_empty() {
        vec![(1, &round.votes)]
    } else {
        let of = terms.sections.iter();
        of.filter_map(|one| Some((u128::from(one.weight), round.sections.get(&one.id)?)))
            .collect()
    };
    weighed(&sections).ok_or_else(|| {
        let say = "the votes of the sections are too many to be reckoned exactly".to_owned();
        vec![Why::Inconsistent { say }]
    })
}

/// Brings the shares of the sections to a common denominator; none if that is no number of this program.
fn weighed(sections: &[(u128, &BTreeMap<PersonId, u32>)]) -> Option<Weighed> {
    let totals: Vec<u128> = sections
        .iter()
        .map(|(_, votes)| u128::from(total(votes)))
        .collect();
    let common = match totals.as_slice() {
        [one] => *one,
        more => more
            .iter()
            .try_fold(1_u128, |product, total| product.checked_mul(*total))?,
    };
    let mut shares: BTreeMap<PersonId, u128> = BTreeMap::new();
    let mut whole = 0_u128;
    for ((weight, votes), total) in sections.iter().zip(&totals) {
        let each = common.checked_div(*total)?.checked_mul(*weight)?;
        for (person, votes) in *votes {
            let share = shares.entry(person.clone()).or_default();
            *share = share.checked_add(each.checked_mul(u128::from(*votes))?)?;
        }
        whole = whole.checked_add(each.checked_mul(*total)?)?;
    }
    // Twice a share is compared with the whole.
    whole.checked_mul(2)?;
    Some(Weighed { shares, whole })
}

/// Of several lowest, those who are lowest among them in most sections.
fn lower_in_more_sections(round: &Round, tied: Vec<PersonId>) -> Vec<PersonId> {
    if tied.len() < 2 || round.sections.is_empty() {
        return tied;
    }
    let in_how_many = |person: &PersonId| {
        let lowest = |votes: &&BTreeMap<PersonId, u32>| {
            let least = tied.iter().filter_map(|one| votes.get(one)).min();
            votes.get(person) == least
        };
        round.sections.values().filter(lowest).count()
    };
    let most = tied.iter().map(in_how_many).max().unwrap_or(0);
    let out = tied.iter().filter(|one| in_how_many(one) == most);
    out.cloned().collect()
}

fn total(votes: &BTreeMap<PersonId, u32>) -> u64 {
    votes.values().map(|votes| u64::from(*votes)).sum()
}
