//! How a vote fell, and what it brings about.

use polity_values::{PersonId, SeatId, Timestamp};

use super::{Answer, Bench, no, yes};
use crate::body::{BodyEvent, EndCause, Ending, Ratification, TenureStart, Virtue};
use crate::rules::RuleChange;
use crate::sitting::card;
use crate::sitting::deed::{Choice, Choosing, Method, QuestionEffect, Tally};
use crate::sitting::event::{Decision, Outcome, SittingEvent};
use crate::sitting::rounds::Next;
use crate::sitting::state::{Question, Vote};
use crate::verdict::Verdict;
use crate::{Event, Seq};

/// The tenure of whoever is chosen for a seat by the question that an entry put.
pub(super) fn tenure(
    choosing: &Choosing,
    seat: &SeatId,
    person: &PersonId,
    entry: Seq,
    from: Timestamp,
) -> TenureStart {
    TenureStart {
        seat: seat.clone(),
        person: person.clone(),
        from,
        until: choosing.until,
        virtue: Virtue::Resolution { entry },
        until_ratified_by: choosing.until_ratified_by.clone(),
        counts: std::collections::BTreeSet::new(),
    }
}

impl Bench<'_> {
    pub(super) fn decide(&self, casting: Option<bool>) -> Answer {
        self.chair()?;
        let (number, question, vote) = self.voting()?;
        let rule = &self.composition.orders.voting_rule;
        let mut decision = match (&question.spec.effect, &vote.opened.method) {
            (QuestionEffect::Choose(_), _) => self.chosen(number, question, casting)?,
            (_, Method::Card { sections }) => {
                self.no_casting(casting)?;
                let missing = card::missing(sections, &vote.cards);
                if !missing.is_empty() {
                    let named: Vec<_> = missing
                        .iter()
                        .map(|(id, votes)| format!("{id}: {votes}"))
                        .collect();
                    let say = format!(
                        "votes of these delegations are not accounted for, as received or not received: {}",
                        named.join(", ")
                    );
                    return Err(no(rule, "cards-missing", say));
                }
                let result = card::result(sections, &vote.cards, self.measure(question).bar);
                let sum =
                    |of: fn(&card::SectionResult) -> u64| result.sections.iter().map(of).sum();
                Decision {
                    question: number,
                    outcome: carried(result.carried),
                    votes_for: sum(|one| one.votes_for),
                    against: sum(|one| one.against),
                    abstained: vote.cards.values().map(|one| one.abstained).sum(),
                    needs: None,
                    casting: None,
                    chosen: None,
                    sections: result.sections,
                    hindered: None,
                }
            }
            _ => self.for_and_against(number, question, vote, casting)?,
        };
        let mut events = Vec::new();
        let ratifies = matches!(question.spec.effect, QuestionEffect::Ratify { .. });
        if decision.outcome != Outcome::Lost || ratifies {
            let carried = decision.outcome == Outcome::Carried;
            match self.consequences(number, question, carried, decision.chosen.as_ref()) {
                Ok(more) => events = more,
                Err(say) => decision.hindered = Some(say),
            }
        }
        let (rule, mut first) = yes(rule, SittingEvent::Decided(decision));
        first.append(&mut events);
        Ok((rule, first))
    }

    /// The majority that a question needs.
    fn measure(&self, question: &Question) -> &crate::body::composition::Measure {
        match question.spec.effect {
            QuestionEffect::WaiveNotice {} | QuestionEffect::WaivePapers { .. } => {
                &self.composition.orders.waiver
            }
            _ => &self.composition.majority,
        }
    }

    fn for_and_against(
        &self,
        number: u32,
        question: &Question,
        vote: &Vote,
        casting: Option<bool>,
    ) -> Result<Decision, Verdict> {
        let rule = &self.composition.orders.voting_rule;
        let tally = if vote.opened.method == (Method::RollCall {}) {
            let count = |choice| {
                let of = vote.given.values().filter(|one| **one == choice);
                u32::try_from(of.count()).unwrap_or(u32::MAX)
            };
            Tally {
                votes_for: count(Choice::For),
                against: count(Choice::Against),
                abstained: count(Choice::Abstain),
            }
        } else {
            let counted = vote.tally;
            counted.ok_or_else(|| no(rule, "no-count", "the votes are not counted yet"))?
        };
        let (votes_for, against) = (u64::from(tally.votes_for), u64::from(tally.against));
        let mut whole = self.whole(vote.opened.entitled as usize, vote.opened.present as usize);
        whole.voting = votes_for + against;
        let needs = self.measure(question).needs(&whole);
        let equal = votes_for == against && votes_for > 0;
        let outcome = match casting {
            None => carried(votes_for > 0 && votes_for >= needs),
            Some(_) if !self.composition.orders.casting_vote => {
                return Err(no(
                    rule,
                    "casting",
                    "the rules give the chair no casting vote",
                ));
            }
            Some(_) if !equal => {
                return Err(no(
                    rule,
                    "casting",
                    "the chair casts a vote only when the votes are equal",
                ));
            }
            Some(cast) => carried(cast && votes_for + 1 >= needs),
        };
        Ok(Decision {
            question: number,
            outcome,
            votes_for,
            against,
            abstained: u64::from(tally.abstained),
            needs: Some(needs),
            casting,
            chosen: None,
            sections: Vec::new(),
            hindered: None,
        })
    }

    fn no_casting(&self, casting: Option<bool>) -> Result<(), Verdict> {
        let rule = &self.composition.orders.voting_rule;
        match casting {
            Some(_) => Err(no(rule, "casting", "there is no casting vote here")),
            None => Ok(()),
        }
    }

    fn chosen(
        &self,
        number: u32,
        question: &Question,
        casting: Option<bool>,
    ) -> Result<Decision, Verdict> {
        self.no_casting(casting)?;
        let rule = &self.composition.orders.voting_rule;
        let (outcome, chosen) = match question.round(self.composition.majority.bar) {
            Some(Next::Chosen(person)) => (Outcome::Chosen, Some(person)),
            Some(Next::Nobody) => (Outcome::Lost, None),
            Some(Next::Lot(_)) => return Err(no(rule, "no-count", "a lot is due first")),
            _ => return Err(no(rule, "no-count", "a round is due first")),
        };
        let rounds = question.vote.as_ref().map_or(&[][..], |vote| &vote.rounds);
        let last = rounds.last();
        let valid = last.map_or(0, super::super::rounds::Round::valid);
        let votes = |of: &PersonId| {
            let totals = last.into_iter().flat_map(|round| &round.totals);
            let mut own = totals.filter(|(who, _)| who == of);
            own.next().map_or(0, |(_, votes)| u64::from(*votes))
        };
        let votes_for = chosen.as_ref().map_or(0, votes);
        Ok(Decision {
            question: number,
            outcome,
            votes_for,
            against: valid - votes_for.min(valid),
            abstained: 0,
            needs: Some(self.composition.majority.bar.needs(valid)),
            casting: None,
            chosen,
            sections: Vec::new(),
            hindered: None,
        })
    }

    fn rules_changed(&self, change: &RuleChange) -> Result<Vec<Event>, String> {
        hindrance(&crate::rules::faults(self.organisation, change, self.now))?;
        Ok(vec![Event::RulesChanged(change.clone())])
    }

    /// The events that a carried question brings about beside its own.
    fn consequences(
        &self,
        number: u32,
        question: &Question,
        carried: bool,
        chosen: Option<&PersonId>,
    ) -> Result<Vec<Event>, String> {
        Ok(match &question.spec.effect {
            QuestionEffect::Ratify { tenure } => {
                let found = self.organisation.tenure(tenure);
                if found.is_none_or(|one| one.acting.is_none() || !one.runs_at(self.now)) {
                    return Err(format!("{tenure} awaits no ratification any more"));
                }
                let tenure = tenure.clone();
                vec![Event::Body(if carried {
                    BodyEvent::TenureRatified(Ratification {
                        tenure,
                        ratified: true,
                        decision: None,
                    })
                } else {
                    BodyEvent::TenureEnded(Ending {
                        tenure,
                        at: self.now,
                        cause: EndCause::NotRatified,
                        reason: None,
                    })
                })]
            }
            QuestionEffect::AdoptProcedure(adoption) => {
                hindrance(&crate::judge::adoption_faults(
                    self.world,
                    self.organisation,
                    adoption,
                ))?;
                vec![Event::ProcedureAdopted(adoption.clone())]
            }
            QuestionEffect::AdoptComposition(adoption) => {
                hindrance(&crate::body::adoption_faults(self.organisation, adoption))?;
                vec![Event::Body(BodyEvent::CompositionAdopted(adoption.clone()))]
            }
            QuestionEffect::ChangeRules(change) => self.rules_changed(change)?,
            QuestionEffect::ApproveMinutes { sitting } => {
                let other = self.world.sitting(sitting);
                if other.is_none_or(|other| other.approved.is_some()) {
                    return Err(format!("the minutes of {sitting} were approved already"));
                }
                vec![Event::Sitting(SittingEvent::MinutesApproved {
                    of: sitting.clone(),
                    by: self.sitting.id.clone(),
                    question: number,
                })]
            }
            QuestionEffect::Choose(choosing) => match (&choosing.seat, chosen) {
                (Some(seat), Some(person)) => {
                    let start = tenure(choosing, seat, person, question.entry, self.now);
                    hindrance(&crate::body::choice_faults(
                        self.organisation,
                        &start,
                        self.now,
                    ))?;
                    vec![Event::Body(BodyEvent::TenureBegun(start))]
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        })
    }
}

fn carried(is: bool) -> Outcome {
    if is { Outcome::Carried } else { Outcome::Lost }
}

fn hindrance(faults: &[String]) -> Result<(), String> {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("; "))
    }
}
