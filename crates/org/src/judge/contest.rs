//! Acts on a matter: which rule of which stage allows them, in which role, when, and what it needs.

use polity_procedure::model::{ActKind, ActRule, RoleId, Stage, StageKind};
use polity_values::{PersonId, Timestamp, UnitId};

use super::{Bench, proposed};
use crate::act::{Act, Deed};
use crate::event::end_words;
use crate::fixed::{self, MATTER};
use crate::guard::Asked;
use crate::matter::Position;
use crate::tick::lapses_at;
use crate::verdict::{Allowed, Refused, Unmet, Verdict, Why};

/// What the judge is asked: an act, or (with no deed) the act as such.
pub(super) struct Question<'a> {
    pub(super) actor: &'a PersonId,
    pub(super) role: Option<&'a RoleId>,
    pub(super) unit: Option<&'a UnitId>,
    pub(super) kind: ActKind,
    pub(super) deed: Option<&'a Deed>,
    /// Whether it is asked of an act that was proposed and is being confirmed.
    pub(super) seconding: bool,
}

impl Bench<'_> {
    pub(super) fn act(&self, act: &Act) -> Verdict {
        let Some(kind) = act.deed.kind() else {
            return Verdict::refused(&fixed::clause(MATTER), Why::UnknownAct);
        };
        self.answer(&Question {
            actor: &act.actor,
            role: act.role.as_ref(),
            unit: act.for_unit.as_ref(),
            kind,
            deed: Some(&act.deed),
            seconding: false,
        })
    }

    /// The verdict: by the first rule of the stage that allows it; else by the one that comes nearest, which
    /// is one whose role the actor holds before one whose role the actor does not.
    pub(super) fn answer(&self, question: &Question<'_>) -> Verdict {
        let stage = match (&self.matter.position, self.matter.current_stage()) {
            (Position::Ended(end), _) => return self.over(question, end_words(*end)),
            (_, None) => return self.over(question, "its stage is unknown"),
            (_, Some(stage)) => stage,
        };
        let mut refused: Vec<(bool, Refused)> = Vec::new();
        for rule in rules(stage, question) {
            match self.weigh(stage, rule, question) {
                Ok(allowed) => return Verdict::Allowed(allowed),
                Err(one) => refused.push(one),
            }
        }
        refused
            .into_iter()
            .min_by_key(|(in_role, one)| (!in_role, one.unmet.len()))
            .map_or_else(
                || self.elsewhere(stage, question),
                |(_, one)| Verdict::Refused(one),
            )
    }

    fn over(&self, question: &Question<'_>, end: &'static str) -> Verdict {
        let why = Why::MatterEnded { end };
        let known = self.offers(question).next();
        match known {
            Some((_, rule)) => Verdict::refused(&rule.rule, why),
            None => Verdict::refused(&fixed::clause(MATTER), why),
        }
    }

    /// Every stage that offers the act, with its rule, in the procedure's order.
    fn offers<'b>(
        &'b self,
        question: &'b Question<'_>,
    ) -> impl Iterator<Item = (&'b Stage, &'b ActRule)> {
        self.matter
            .procedure
            .stages
            .iter()
            .flat_map(move |stage| rules(stage, question).map(move |rule| (stage, rule)))
    }

    /// The refusal of an act that the present stage does not offer: too early when a stage that does lies
    /// ahead, too late when the last one is over.
    fn elsewhere(&self, stage: &Stage, question: &Question<'_>) -> Verdict {
        let window = |one: &Stage| self.matter.window(&one.id);
        let been = |one: &Stage| self.matter.ended.iter().any(|end| end.stage == one.id);
        let ahead = self.offers(question).find(|(one, _)| {
            !been(one) && window(one).is_some_and(|window| window.opens > self.now)
        });
        if let Some((one, rule)) = ahead {
            let opens = window(one).map_or(self.now, |window| window.opens);
            let unmet = vec![Unmet::new(&one.rule, Why::WindowNotOpen { opens })];
            return Verdict::unmet(&rule.rule, unmet);
        }
        let behind = self.offers(question).filter(|(one, _)| been(one)).last();
        if let Some((one, rule)) = behind {
            let end = self
                .matter
                .ended
                .iter()
                .rev()
                .find(|end| end.stage == one.id);
            let closed = end.map_or(self.now, |end| end.effective);
            let unmet = vec![Unmet::new(&one.rule, Why::WindowClosed { closed })];
            return Verdict::unmet(&rule.rule, unmet);
        }
        match self.offers(question).next() {
            Some((_, rule)) => {
                let stage = stage.title.clone();
                Verdict::refused(&rule.rule, Why::OtherStage { stage })
            }
            None => Verdict::refused(&fixed::clause(MATTER), Why::UnknownAct),
        }
    }

    /// Weighs the question under one rule. In the refusal, whether the actor holds its role.
    fn weigh(
        &self,
        stage: &Stage,
        offer: &ActRule,
        question: &Question<'_>,
    ) -> Result<Allowed, (bool, Refused)> {
        let mut unmet = Vec::new();
        let roles = &self.matter.procedure.roles;
        let Some(role) = roles.iter().find(|role| role.id == offer.by) else {
            let role = offer.by.to_string();
            let unmet = vec![Unmet::new(&offer.rule, Why::NotInRole { role })];
            return Err((false, refusal(offer, unmet)));
        };
        let window = self.matter.window(&stage.id);
        let subject = question.deed.and_then(Deed::subject);
        let mut asked = Asked {
            organisation: self.organisation,
            matter: self.matter,
            facts: self.facts,
            now: self.now,
            actor: question.actor,
            unit: question.unit,
            role,
            act: question.kind,
            subject: Some(subject.unwrap_or(question.actor)),
            credentials: self.credentials_at_hand(question),
            opens: window.map_or(self.now, |window| window.opens),
        };
        let held = asked.holds();
        let in_role = held.is_ok();
        let unit = held.unwrap_or_else(|why| {
            unmet.push(Unmet::new(&role.rule, why));
            None
        });
        let unit = unit.or_else(|| self.of_supporter(question));
        asked.unit = unit.as_ref();
        unmet.extend(self.timing(stage, question.kind));
        for needed in stage.needs.iter().chain(&offer.needs) {
            asked.check(&needed.guard, &needed.rule, &mut unmet);
        }
        if question.kind == ActKind::OpenBallot {
            unmet.extend(self.unfillable());
        }
        let mut events = Vec::new();
        // A stranger to the role is told that, and not what else would not fit.
        if let Some(deed) = question.deed.filter(|_| in_role) {
            match self.effect(deed, stage, offer, question.actor, unit.as_ref()) {
                Ok(effect) => events = effect,
                Err(faults) => {
                    // What a guard has found already is not told twice.
                    for why in faults {
                        if !unmet.iter().any(|known| known.why == why) {
                            unmet.push(Unmet::new(&offer.rule, why));
                        }
                    }
                }
            }
            if offer.persons > 1 && !question.seconding {
                unmet.extend(self.proposed_already(deed, offer));
                events = proposed(deed);
            }
        }
        if !unmet.is_empty() {
            return Err((in_role, refusal(offer, unmet)));
        }
        Ok(Allowed {
            rule: offer.rule.clone(),
            role: Some(role.id.clone()),
            unit,
            events,
        })
    }

    /// The unit of which who supports a candidate as a person is a member, where a threshold counts such units.
    fn of_supporter(&self, question: &Question<'_>) -> Option<UnitId> {
        let supports = matches!(question.kind, ActKind::Endorse | ActKind::Unendorse);
        if !supports || !self.matter.counts_units_of_supporters() {
            return None;
        }
        let member = self.facts.members.get(question.actor)?;
        Some(member.unit.clone())
    }

    /// That those who stand cannot fill the seats within the limits on who is elected together: no ballot could be
    /// counted then.
    fn unfillable(&self) -> Option<Unmet> {
        let say = self.matter.can_be_filled().err()?;
        let first = self.matter.procedure.constraints.first()?;
        Some(Unmet::new(&first.rule, Why::CannotBeFilled { say }))
    }

    /// The number of credentials that guards look at. Asked about handing them in as such, it is the number
    /// that would be right.
    fn credentials_at_hand(&self, question: &Question<'_>) -> Option<u64> {
        match (question.deed, question.kind) {
            (Some(Deed::RecordCredentials { count, .. }), _) => Some(*count),
            (None, ActKind::RecordCredentials) => {
                self.matter.roll.as_ref().map(|roll| roll.statement.size)
            }
            _ => self.matter.credentials.map(|credentials| credentials.count),
        }
    }

    fn proposed_already(&self, deed: &Deed, rule: &ActRule) -> Option<Unmet> {
        let waiting = &self.matter.proposals;
        let (entry, _) = waiting.iter().find(|(_, one)| one.act.deed == *deed)?;
        Some(Unmet::new(
            &rule.rule,
            Why::AlreadyProposed { entry: *entry },
        ))
    }

    /// What of the time is unmet: the stage's window, and what a kind of act adds to it.
    fn timing(&self, stage: &Stage, kind: ActKind) -> Option<Unmet> {
        let window = self.matter.window(&stage.id)?;
        let (mut opens, mut closes) = (window.opens, window.closes);
        match kind {
            // A box that still takes ballots cannot be closed: the window and its grace must be over.
            ActKind::CloseBallot => {
                let (_, grace) = self.matter.ballot_close()?;
                if stage.kind == StageKind::Ballot {
                    opens = grace;
                    closes = lapses_at(self.matter, stage);
                } else {
                    opens = opens.max(grace);
                }
            }
            ActKind::FreezeRoll => {
                let freeze: Option<Timestamp> =
                    self.matter.timetable.roll().map(|roll| roll.freeze);
                opens = freeze.map_or(opens, |freeze| freeze.max(opens));
            }
            _ => {}
        }
        if self.now < opens {
            Some(Unmet::new(&stage.rule, Why::WindowNotOpen { opens }))
        } else if self.now >= closes {
            Some(Unmet::new(
                &stage.rule,
                Why::WindowClosed { closed: closes },
            ))
        } else {
            None
        }
    }
}

fn rules<'b>(stage: &'b Stage, question: &Question<'_>) -> impl Iterator<Item = &'b ActRule> {
    let (kind, role) = (question.kind, question.role.cloned());
    stage
        .acts
        .iter()
        .filter(move |rule| rule.act == kind && role.as_ref().is_none_or(|role| rule.by == *role))
}

fn refusal(rule: &ActRule, unmet: Vec<Unmet>) -> Refused {
    match Verdict::unmet(&rule.rule, unmet) {
        Verdict::Refused(refused) => refused,
        Verdict::Allowed(_) => unreachable!("made of what is unmet"),
    }
}
