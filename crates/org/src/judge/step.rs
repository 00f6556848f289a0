//! What a step does, or what in it does not fit the record.

use std::collections::BTreeSet;

use polity_procedure::model::{ActRule, CardVote, DecisionTest, GroupOf, RoleId, Stage, VoteBase};
use polity_values::{PersonId, Rounding, Timestamp};

use super::Bench;
use super::deed::{inconsistent, no, not_candidate, one, short, within};
use crate::Event;
use crate::act::Text;
use crate::step::{CardCount, GroupSize, Resolution, Selection, Step, Stepped, paper_order};
use crate::verdict::Why;

pub(super) type Effect = Result<Vec<Event>, Vec<Why>>;

/// No group is larger.
const MAX_SIZE: u64 = 100_000_000;

pub(super) fn done(stepped: Stepped) -> Effect {
    one(Event::Step(stepped))
}

impl Bench<'_> {
    /// The events of a step under a rule.
    pub(super) fn step(
        &self,
        step: &Step,
        stage: &Stage,
        rule: &ActRule,
        actor: &PersonId,
    ) -> Effect {
        match step {
            Step::Apply { application } => {
                within(application, rule)?;
                if self.matter.candidacies.contains_key(actor) {
                    return no(Why::AlreadyDone);
                }
                let application = application.clone();
                done(Stepped::Applied { application })
            }
            Step::Endorse { candidate } => self.endorse(candidate, actor),
            Step::Unendorse { candidate } => self.unendorse(candidate, actor),
            Step::StateSize(size) => self.state_size(size, rule),
            Step::Score { candidate, sheet } => self.score(candidate, sheet, rule, actor),
            Step::DeclareInterest { reason } => {
                within(reason, rule)?;
                if self.matter.progress.interests.contains_key(actor) {
                    return no(Why::AlreadyDone);
                }
                let reason = reason.clone();
                done(Stepped::InterestDeclared { reason })
            }
            Step::Select(selection) => self.select(selection, stage, rule),
            Step::Resolve(vote) => {
                within(&vote.reasons, rule)?;
                let (needed, agreed) = self.vote(vote, stage)?;
                let vote = vote.clone();
                done(Stepped::Resolved {
                    vote,
                    needed,
                    agreed,
                })
            }
            Step::Vet {
                candidate,
                fit,
                reasons,
            } => {
                within(reasons, rule)?;
                self.stands(candidate)?;
                let (candidate, fit, reasons) = (candidate.clone(), *fit, reasons.clone());
                done(Stepped::Vetted {
                    candidate,
                    fit,
                    reasons,
                })
            }
            _ => self.further(step, stage, rule, actor),
        }
    }

    fn further(&self, step: &Step, stage: &Stage, rule: &ActRule, actor: &PersonId) -> Effect {
        match step {
            Step::Schedule { .. }
            | Step::DrawOrder { .. }
            | Step::Hear { .. }
            | Step::ProposeQuestion(_)
            | Step::FixQuestions { .. }
            | Step::ReleaseQuestions { .. } => self.meeting(step, stage, rule),
            Step::RecordRound(round) => self.round(round, stage),
            Step::RecordCardVote(count) => card(count, stage),
            Step::SubmitPaper { paper } => {
                within(paper, rule)?;
                let papers = &self.matter.progress.papers;
                if papers.iter().any(|(_, known)| known.paper == paper.paper) {
                    return no(Why::AlreadyDone);
                }
                let paper = paper.clone();
                done(Stepped::PaperSubmitted { paper })
            }
            Step::DrawPapers { seed } => {
                short("the seed", seed)?;
                let papers = self.matter.progress.papers.iter();
                let order = paper_order(seed, papers.map(|(_, text)| text.paper.clone()));
                if order.is_empty() {
                    return inconsistent("no paper was handed in: there is nothing to draw");
                }
                let seed = seed.clone();
                done(Stepped::PapersDrawn { seed, order })
            }
            Step::PublishReport { report } => {
                within(report, rule)?;
                let report = report.clone();
                done(Stepped::ReportPublished { report })
            }
            Step::InviteAll { at } => {
                let invited = self.matter.standing();
                if invited.is_empty() {
                    return inconsistent("nobody stands: there is nobody to invite");
                }
                if *at <= self.now {
                    return inconsistent("the invitation is to a time that is over");
                }
                done(Stepped::AllInvited { at: *at, invited })
            }
            Step::NameNext { person, basis } => {
                within(basis, rule)?;
                if self.matter.candidacies.contains_key(person) {
                    return no(Why::AlreadyDone);
                }
                let (person, basis) = (person.clone(), basis.clone());
                done(Stepped::NextNamed { person, basis })
            }
            Step::Delegate { to, role, until } => self.delegate((to, role, *until), rule, actor),
            _ => no(Why::UnknownAct),
        }
    }

    /// A person lends the office in which he or she acts now.
    fn delegate(
        &self,
        (to, role, until): (&PersonId, &RoleId, Timestamp),
        rule: &ActRule,
        actor: &PersonId,
    ) -> Effect {
        if to == actor {
            return inconsistent("nobody stands in for himself or herself");
        }
        if self.matter.is_interested(to) {
            return no(Why::Interest {
                interest: "whom you name stood as a candidate",
            });
        }
        if until <= self.now {
            return inconsistent("the time is over already");
        }
        if *role != rule.by {
            return inconsistent("only the office in which you act now can be lent");
        }
        let (to, role, until) = (to.clone(), role.clone(), until);
        done(Stepped::Delegated { to, role, until })
    }

    pub(super) fn stands(&self, person: &PersonId) -> Result<(), Vec<Why>> {
        match self.matter.candidacy(person) {
            Some(_) => Ok(()),
            None => Err(vec![not_candidate(person)]),
        }
    }

    fn endorse(&self, candidate: &PersonId, actor: &PersonId) -> Effect {
        self.stands(candidate)?;
        let of = self.matter.progress.endorsed.get(candidate);
        if of.is_some_and(|of| of.contains_key(actor)) {
            return no(Why::AlreadyDone);
        }
        let candidate = candidate.clone();
        done(Stepped::Endorsed { candidate })
    }

    fn unendorse(&self, candidate: &PersonId, actor: &PersonId) -> Effect {
        let of = self.matter.progress.endorsed.get(candidate);
        if !of.is_some_and(|of| of.contains_key(actor)) {
            return inconsistent(&format!("you do not support {candidate}"));
        }
        let candidate = candidate.clone();
        done(Stepped::Unendorsed { candidate })
    }

    fn state_size(&self, size: &GroupSize, rule: &ActRule) -> Effect {
        within(&size.basis, rule)?;
        let groups = &self.matter.procedure.groups;
        let Some(group) = groups.iter().find(|group| group.id == size.group) else {
            return inconsistent(&format!("the procedure has no group {}", size.group));
        };
        if size.size == 0 || size.size > MAX_SIZE {
            return inconsistent(&format!("a group has from 1 to {MAX_SIZE} members"));
        }
        let kinds: &[_] = match &group.of {
            GroupOf::Kinds(kinds) => kinds,
            GroupOf::Role(_) => &[],
        };
        let mut sum = 0_u64;
        for (unit, weight) in &size.weights {
            let known = self.organisation.units.get(unit);
            if !known.is_some_and(|known| kinds.contains(&known.kind)) {
                return inconsistent(&format!("{unit} is not in the group {}", size.group));
            }
            sum = sum.saturating_add(*weight);
        }
        if sum > MAX_SIZE {
            return inconsistent(&format!(
                "the group represents more than {MAX_SIZE} members"
            ));
        }
        done(Stepped::SizeStated(size.clone()))
    }

    fn score(
        &self,
        candidate: &PersonId,
        sheet: &Text,
        rule: &ActRule,
        actor: &PersonId,
    ) -> Effect {
        within(sheet, rule)?;
        self.stands(candidate)?;
        let scored = self.matter.progress.scored.get(actor);
        if scored.is_some_and(|scored| scored.contains(candidate)) {
            return no(Why::AlreadyDone);
        }
        let (candidate, sheet) = (candidate.clone(), sheet.clone());
        done(Stepped::Scored { candidate, sheet })
    }

    /// A body's selection among those who stand.
    fn select(&self, selection: &Selection, stage: &Stage, rule: &ActRule) -> Effect {
        within(&selection.vote.reasons, rule)?;
        for person in &selection.keeps {
            self.stands(person)?;
        }
        let kept: BTreeSet<_> = selection.keeps.iter().collect();
        if kept.len() != selection.keeps.len() {
            return inconsistent("somebody is named twice");
        }
        let number = u32::try_from(kept.len()).unwrap_or(u32::MAX);
        if let Some(test) = &stage.decision {
            let few = test.at_least.filter(|least| number < *least);
            let many = test.at_most.filter(|most| number > *most);
            if let Some(least) = few {
                return inconsistent(&format!("{number} are kept, and the fewest are {least}"));
            }
            if let Some(most) = many {
                return inconsistent(&format!("{number} are kept, and the most are {most}"));
            }
        }
        let (needed, agreed) = self.vote(&selection.vote, stage)?;
        let selection = selection.clone();
        done(Stepped::Selected {
            selection,
            needed,
            agreed,
        })
    }

    /// Who may vote in a body: who holds a seat in it, is not suspended, and has no interest here.
    fn voters(&self, test: &DecisionTest) -> u64 {
        let holders = self.organisation.holders_in(&test.body, self.now);
        let votes = |person: &&&PersonId| {
            let limited = crate::act::Limited::Person((**person).clone());
            !self.matter.is_interested(person)
                && self.organisation.limit_on(&limited, self.now).is_none()
        };
        holders.iter().filter(votes).count() as u64
    }

    /// The votes that a resolution takes, and whether it has them.
    fn vote(&self, vote: &Resolution, stage: &Stage) -> Result<(u64, bool), Vec<Why>> {
        let Some(test) = &stage.decision else {
            return Err(vec![Why::UnknownAct]);
        };
        let entitled = self.voters(test);
        let present = u64::from(vote.present);
        let (in_favour, against) = (u64::from(vote.in_favour), u64::from(vote.against));
        let say = if present > entitled {
            format!("{present} are present, and {entitled} may vote")
        } else if in_favour + against + u64::from(vote.abstained) > present {
            format!("there are more votes than the {present} present")
        } else {
            String::new()
        };
        if !say.is_empty() {
            return Err(vec![Why::Inconsistent { say }]);
        }
        let quorum = test.quorum.of(entitled, Rounding::Ceiling);
        if present < quorum {
            return Err(vec![Why::NoQuorum {
                has: present,
                needs: quorum,
            }]);
        }
        let base = match test.of {
            VoteBase::Cast => in_favour + against,
            VoteBase::Present => present,
            VoteBase::Entitled => entitled,
        };
        let needed = test.majority.of(base, test.rounding).max(1);
        Ok((needed, in_favour >= needed))
    }
}

/// F1: a card vote is complete, delegation by delegation, or it is not recorded.
fn card(count: &CardCount, stage: &Stage) -> Effect {
    let Some(terms) = &stage.card else {
        return no(Why::UnknownAct);
    };
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for one in &count.delegations {
        if !seen.insert(&one.delegation) {
            faults.push(format!("{} is named twice", one.delegation));
        }
        if !terms
            .sections
            .iter()
            .any(|section| section.id == one.section)
        {
            faults.push(format!("there is no section {}", one.section));
        }
        let parts = [one.in_favour, one.against, one.abstained, one.not_received];
        let sum = parts
            .iter()
            .try_fold(0_u64, |sum, part| sum.checked_add(*part));
        if sum != Some(one.entitled) || one.entitled > MAX_SIZE {
            faults.push(format!(
                "{}: what was received and what was not do not add up to the {} entitled",
                one.delegation, one.entitled
            ));
        }
    }
    for section in &terms.sections {
        let voted = |one: &&crate::step::DelegationVote| {
            one.section == section.id && one.in_favour + one.against > 0
        };
        if section.weight > 0
            && faults.is_empty()
            && !count.delegations.iter().any(|one| voted(&one))
        {
            faults.push(format!("nobody in the section {} has voted", section.id));
        }
    }
    if !faults.is_empty() {
        return Err(faults
            .into_iter()
            .map(|say| Why::Inconsistent { say })
            .collect());
    }
    let carried = carried(count, terms);
    let count = count.clone();
    done(Stepped::CardVoteCounted { count, carried })
}

/// Whether the weighted share in favour reaches the majority: sections by their weights, each by the share of
/// its own votes for. Reckoned exactly.
fn carried(count: &CardCount, terms: &CardVote) -> bool {
    // The share of each section is a fraction; one is added to the next over a common denominator. The figures
    // are below 10^8 and a weight below 10^6, so that two sections fit; with more, each is cut to 10^-12.
    const UNIT: u128 = 1_000_000_000_000_000_000;
    let mut whole = 0_u128;
    let mut exact: Vec<(u128, u128, u128)> = Vec::new();
    for section in &terms.sections {
        let of = count
            .delegations
            .iter()
            .filter(|one| one.section == section.id);
        let (mut favour, mut cast) = (0_u128, 0_u128);
        for one in of {
            favour += u128::from(one.in_favour);
            cast += u128::from(one.in_favour) + u128::from(one.against);
        }
        if section.weight > 0 {
            whole += u128::from(section.weight);
            exact.push((u128::from(section.weight), favour, cast.max(1)));
        }
    }
    if let [(weight, favour, cast), rest @ ..] = exact.as_slice()
        && rest.len() <= 1
    {
        let (other_weight, other_favour, other_cast) = rest.first().copied().unwrap_or((0, 0, 1));
        let numerator = weight * favour * other_cast + other_weight * other_favour * cast;
        let denominator = whole * cast * other_cast;
        return reaches(numerator, denominator, terms);
    }
    let sum: u128 = exact
        .iter()
        .map(|(weight, favour, cast)| weight * favour * (UNIT / 1_000_000) / cast)
        .sum();
    reaches(sum, whole * (UNIT / 1_000_000), terms)
}

fn reaches(numerator: u128, denominator: u128, terms: &CardVote) -> bool {
    let (of, per) = (
        u128::from(terms.majority.numerator()),
        u128::from(terms.majority.denominator()),
    );
    let (left, right) = (numerator * per, denominator * of);
    match terms.rounding {
        Rounding::MoreThan => left > right,
        Rounding::Ceiling | Rounding::Floor => left >= right,
    }
}
