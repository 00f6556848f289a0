//! Questions put, and votes taken.

use std::collections::{BTreeMap, BTreeSet};

use polity_values::PersonId;

use super::{Answer, Bench, no, small, yes};
use crate::body::composition::BodyPower;
use crate::founding;
use crate::sitting::card;
use crate::sitting::deed::{
    CardReturn, Choice, Method, QuestionEffect, QuestionSpec, SittingAct, Tally,
};
use crate::sitting::event::{OpenedVote, SittingEvent};
use crate::sitting::rounds::Next;
use crate::sitting::state::{Question, Sitting, Vote};
use crate::verdict::{Verdict, Why};

/// The most persons who stand for a seat.
const MAX_AMONG: usize = 100;

impl Bench<'_> {
    pub(super) fn question(&self, what: &SittingAct) -> Answer {
        let rule = &self.composition.orders.voting_rule;
        self.open_now(rule)?;
        match what {
            SittingAct::PutQuestion(spec) => self.put(spec),
            SittingAct::DivideQuestion { question, item } => self.divide(*question, *item),
            SittingAct::WithdrawQuestion { question } => {
                let found = self.waiting(*question)?;
                if found.spec.mover != *self.actor {
                    self.chair()?;
                }
                let question = *question;
                Ok(yes(rule, SittingEvent::QuestionWithdrawn { question }))
            }
            SittingAct::OpenVote { question, method } => self.open_vote(*question, method),
            SittingAct::Vote { person, choice } => self.vote(person, *choice),
            SittingAct::CountVotes(tally) => self.count(tally),
            SittingAct::CountRound { totals, spoilt } => self.count_round(totals, *spoilt),
            SittingAct::DrawOut { person } => self.draw_out(person),
            SittingAct::ReturnCard(card) => self.card(card),
            SittingAct::Decide { casting } => self.decide(*casting),
            _ => Err(Verdict::refused(rule, Why::UnknownAct)),
        }
    }

    fn put(&self, spec: &QuestionSpec) -> Answer {
        self.chair()?;
        let rule = &self.composition.orders.voting_rule;
        let mut faults = Vec::new();
        founding::title(&mut faults, "the question", &spec.title);
        if !self.members().contains(&spec.mover) {
            faults.push("only a member moves a question".to_owned());
        }
        if let Some(seconder) = &spec.seconder
            && (*seconder == spec.mover || !self.members().contains(seconder))
        {
            faults.push("another member seconds it".to_owned());
        }
        let notice = matches!(spec.effect, QuestionEffect::WaiveNotice {});
        if spec.items.is_empty() && !notice {
            faults.push("say which item the question is about".to_owned());
        }
        let distinct: BTreeSet<_> = spec.items.iter().collect();
        if distinct.len() != spec.items.len() {
            faults.push("an item stands in it twice".to_owned());
        }
        for item in spec.items.iter().chain(&spec.heard) {
            match Sitting::numbered(&self.sitting.items, *item) {
                None => faults.push(format!("there is no item {item}")),
                Some(found) if found.deferred.is_some() => {
                    faults.push(format!("item {item} was deferred"));
                }
                Some(_) => {}
            }
        }
        faults.extend(self.effect_faults(spec));
        if !faults.is_empty() {
            return Err(crate::judge::malformed(faults));
        }
        self.noticed(spec)?;
        Ok(yes(rule, SittingEvent::QuestionPut(spec.clone())))
    }

    /// Nothing is decided without notice, or on papers that came late, before the body has waived that.
    fn noticed(&self, spec: &QuestionSpec) -> Result<(), Verdict> {
        let rule = &self.composition.orders.notice_rule;
        if !self.sitting.notice_stands() && !matches!(spec.effect, QuestionEffect::WaiveNotice {}) {
            let say = format!(
                "notice was {} clear days and {} are needed: first the body waives that",
                self.sitting.notice_days, self.sitting.notice_needs
            );
            return Err(no(rule, "notice", say));
        }
        let waives = |item: u32| {
            matches!(spec.effect, QuestionEffect::WaivePapers { item: of } if of == item)
                || matches!(spec.effect, QuestionEffect::WaiveNotice {})
        };
        for item in &spec.items {
            let late =
                Sitting::numbered(&self.sitting.items, *item).is_some_and(|one| one.late_papers);
            if late && !waives(*item) {
                let say = format!(
                    "papers of item {item} came later than {} clear days before the sitting: first the body waives that",
                    self.composition.orders.papers_days
                );
                return Err(no(rule, "papers-late", say));
            }
        }
        Ok(())
    }

    fn effect_faults(&self, spec: &QuestionSpec) -> Vec<String> {
        let may = |power| self.composition.powers.contains(&power);
        match &spec.effect {
            QuestionEffect::Resolve {} => Vec::new(),
            QuestionEffect::WaiveNotice {} => fault(!self.sitting.notice_stands(), || {
                "the notice was long enough, or is waived already".to_owned()
            }),
            QuestionEffect::WaivePapers { item } => {
                let found = Sitting::numbered(&self.sitting.items, *item);
                let late = found.is_some_and(|one| one.late_papers);
                fault(late, || format!("no papers of item {item} were late"))
            }
            QuestionEffect::Overrule { point } => {
                let found = Sitting::numbered(&self.sitting.points, *point);
                let stands = found.is_some_and(|one| one.upheld.is_some() && !one.overturned);
                fault(stands, || "there is no such ruling".to_owned())
            }
            QuestionEffect::ApproveMinutes { sitting } => self.minutes_faults(sitting),
            QuestionEffect::Ratify { tenure } => {
                let found = self.organisation.tenure(tenure);
                let ours = found.is_some_and(|one| {
                    one.acting.as_ref() == Some(self.sitting.body()) && one.runs_at(self.now)
                });
                fault(ours, || {
                    format!("{tenure} awaits no ratification by this body")
                })
            }
            QuestionEffect::AdoptProcedure(adoption) => {
                if may(BodyPower::AdoptProcedures) {
                    crate::judge::adoption_faults(self.world, self.organisation, adoption)
                } else {
                    vec!["the body's composition gives it no power to adopt procedures".to_owned()]
                }
            }
            QuestionEffect::AdoptComposition(adoption) => {
                if may(BodyPower::AdoptCompositions) {
                    crate::body::adoption_faults(self.organisation, adoption)
                } else {
                    vec![
                        "the body's composition gives it no power to adopt compositions".to_owned(),
                    ]
                }
            }
            QuestionEffect::ChangeRules(change) => {
                if may(BodyPower::ChangeRules) {
                    crate::rules::faults(self.organisation, change, self.now)
                } else {
                    vec!["the body's composition gives it no power to change rules".to_owned()]
                }
            }
            QuestionEffect::Choose(choosing) => self.choosing_faults(choosing),
        }
    }

    fn minutes_faults(&self, of: &polity_values::SittingId) -> Vec<String> {
        match self.world.sitting(of) {
            None => vec![format!("there is no sitting {of}")],
            Some(other) if *other.body() != *self.sitting.body() => {
                vec![format!("{of} was a sitting of another body")]
            }
            Some(other) if other.minutes.is_none() => {
                vec![format!("no minutes of {of} were handed in")]
            }
            Some(other) if other.approved.is_some() => {
                vec![format!("the minutes of {of} were approved already")]
            }
            Some(_) => Vec::new(),
        }
    }

    fn choosing_faults(&self, choosing: &crate::sitting::deed::Choosing) -> Vec<String> {
        let mut faults = Vec::new();
        let distinct: BTreeSet<_> = choosing.among.iter().collect();
        if choosing.among.is_empty() || choosing.among.len() > MAX_AMONG {
            faults.push(format!("from 1 to {MAX_AMONG} persons stand"));
        }
        if distinct.len() != choosing.among.len() {
            faults.push("a person stands twice".to_owned());
        }
        if let Some(seat) = &choosing.seat {
            for person in &choosing.among {
                let start = super::outcome::tenure(choosing, seat, person, 0, self.now);
                let more = crate::body::choice_faults(self.organisation, &start, self.now);
                faults.extend(more.into_iter().map(|say| format!("{person}: {say}")));
            }
        }
        faults
    }

    /// A question that was put and is neither withdrawn nor voted on.
    fn waiting(&self, number: u32) -> Result<&Question, Verdict> {
        let rule = &self.composition.orders.voting_rule;
        let found = Sitting::numbered(&self.sitting.questions, number);
        let found = found.ok_or_else(|| {
            no(
                rule,
                "inconsistent",
                format!("there is no question {number}"),
            )
        })?;
        if found.withdrawn || found.vote.is_some() {
            let say = "the question was withdrawn, or the vote on it is called";
            return Err(no(rule, "inconsistent", say));
        }
        Ok(found)
    }

    fn divide(&self, question: u32, item: u32) -> Answer {
        self.present(self.actor)?;
        let rule = &self.composition.orders.voting_rule;
        let found = self.waiting(question)?;
        if found.spec.items.len() < 2 || !found.spec.items.contains(&item) {
            let say = "only a question on several items can be divided, by one of them";
            return Err(no(rule, "inconsistent", say));
        }
        Ok(yes(rule, SittingEvent::QuestionDivided { question, item }))
    }

    fn open_vote(&self, number: u32, method: &Method) -> Answer {
        self.chair()?;
        let rule = &self.composition.orders.voting_rule;
        let question = self.waiting(number)?;
        if let Some((other, _)) = self.sitting.voting() {
            let say = format!("the vote on question {other} is not decided yet");
            return Err(no(rule, "vote-open", say));
        }
        self.noticed(&question.spec)?;
        self.method_fits(question, method)?;
        let electorate = self.electorate();
        let interested = |person: &PersonId| {
            let items = question.spec.items.iter().chain(&question.spec.heard);
            let mut interests = items.map(|item| (person.clone(), *item));
            let stands = matches!(&question.spec.effect, QuestionEffect::Choose(one) if one.among.contains(person));
            stands || interests.any(|one| self.sitting.interests.contains(&one))
        };
        let recused: BTreeSet<_> = electorate
            .iter()
            .filter(|one| interested(one))
            .cloned()
            .collect();
        let entitled: BTreeSet<_> = electorate.difference(&recused).cloned().collect();
        let inside: BTreeSet<_> = entitled
            .iter()
            .filter(|one| self.sitting.door.is_in(one))
            .cloned()
            .collect();
        let needs = self
            .composition
            .quorum
            .needs(&self.whole(entitled.len(), inside.len()));
        if (inside.len() as u64) < needs {
            let say = format!(
                "there is no quorum for this question: {} who may vote are present and {needs} are needed",
                inside.len()
            );
            return Err(no(&self.composition.quorum.rule, "quorum", say));
        }
        let mut missed = BTreeMap::new();
        for person in &inside {
            let items = self.sitting.missed(person, &question.spec.heard);
            if !items.is_empty() {
                missed.insert(person.clone(), items);
            }
        }
        let voters: BTreeSet<_> = inside
            .iter()
            .filter(|one| !missed.contains_key(*one))
            .cloned()
            .collect();
        if voters.is_empty() {
            return Err(no(
                rule,
                "inconsistent",
                "nobody here may vote on this question",
            ));
        }
        let opened = OpenedVote {
            question: number,
            method: method.clone(),
            entitled: small(entitled.len() as u64),
            present: small(inside.len() as u64),
            quorum: small(needs),
            voters,
            recused,
            missed,
        };
        Ok(yes(rule, SittingEvent::VoteOpened(opened)))
    }

    fn method_fits(&self, question: &Question, method: &Method) -> Result<(), Verdict> {
        let rule = &self.composition.orders.voting_rule;
        match (&question.spec.effect, method) {
            (QuestionEffect::Choose(_), Method::Secret {}) => Ok(()),
            (QuestionEffect::Choose(_), _) => {
                let say = "a choice among persons is made in secret";
                Err(no(rule, "method", say))
            }
            (QuestionEffect::ChangeRules(_), Method::Hands {} | Method::Secret {}) => {
                let say =
                    "rules are changed by a recorded vote: call the roll, or take a card vote";
                Err(no(rule, "method", say))
            }
            (QuestionEffect::AdoptProcedure(_) | QuestionEffect::AdoptComposition(_), method)
                if *method != Method::RollCall {} =>
            {
                let say = "rules are adopted by a recorded vote: call the roll";
                Err(no(rule, "method", say))
            }
            (_, Method::Card { sections }) => {
                let faults = card::faults(sections);
                if faults.is_empty() {
                    return Ok(());
                }
                Err(crate::judge::malformed(faults))
            }
            _ => Ok(()),
        }
    }

    /// The vote that is called.
    pub(super) fn voting(&self) -> Result<(u32, &Question, &Vote), Verdict> {
        let rule = &self.composition.orders.voting_rule;
        let found = self.sitting.voting();
        let found =
            found.and_then(|(number, question)| Some((number, question, question.vote.as_ref()?)));
        found.ok_or_else(|| no(rule, "no-vote", "no vote is called"))
    }

    fn vote(&self, person: &PersonId, choice: Choice) -> Answer {
        let rule = &self.composition.orders.voting_rule;
        if person != self.actor {
            self.desk()?;
        }
        let (_, _, vote) = self.voting()?;
        if vote.opened.method != (Method::RollCall {}) {
            return Err(no(rule, "method", "the roll is not called in this vote"));
        }
        if let Some(items) = vote.opened.missed.get(person) {
            let items: Vec<_> = items.iter().map(ToString::to_string).collect();
            let say = format!(
                "who was not there throughout items {} does not vote on this question",
                items.join(", ")
            );
            return Err(no(rule, "present-throughout", say));
        }
        if vote.opened.recused.contains(person) {
            return Err(no(
                rule,
                "no-interest",
                "who declared an interest takes no part in this vote",
            ));
        }
        if !vote.opened.voters.contains(person) {
            return Err(no(
                rule,
                "not-a-voter",
                "only who was present and entitled when the vote was called votes",
            ));
        }
        if vote.given.contains_key(person) {
            return Err(Verdict::refused(rule, Why::AlreadyDone));
        }
        let person = person.clone();
        Ok(yes(rule, SittingEvent::VoteGiven { person, choice }))
    }

    fn count(&self, tally: &Tally) -> Answer {
        self.desk()?;
        let rule = &self.composition.orders.voting_rule;
        let (_, question, vote) = self.voting()?;
        let persons = matches!(question.spec.effect, QuestionEffect::Choose(_));
        if persons || !matches!(vote.opened.method, Method::Hands {} | Method::Secret {}) {
            return Err(no(
                rule,
                "method",
                "this vote is not counted for and against",
            ));
        }
        let parts = [tally.votes_for, tally.against, tally.abstained];
        let sum: u64 = parts.into_iter().map(u64::from).sum();
        let voters = vote.opened.voters.len() as u64;
        if sum > voters {
            let say = format!("{sum} votes are counted, and {voters} persons may vote");
            return Err(no(rule, "inconsistent", say));
        }
        Ok(yes(rule, SittingEvent::VotesCounted(*tally)))
    }

    fn count_round(&self, totals: &[u32], spoilt: u32) -> Answer {
        self.desk()?;
        let rule = &self.composition.orders.voting_rule;
        let (_, question, vote) = self.voting()?;
        let say = match question.round(self.composition.majority.bar) {
            Some(Next::Round(among)) if among.len() == totals.len() => {
                let sum = totals.iter().map(|one| u64::from(*one)).sum::<u64>() + u64::from(spoilt);
                let voters = vote.opened.voters.len() as u64;
                if sum <= voters {
                    let totals = totals.to_vec();
                    return Ok(yes(rule, SittingEvent::RoundCounted { totals, spoilt }));
                }
                format!("{sum} papers are counted, and {voters} persons may vote")
            }
            Some(Next::Round(among)) => {
                format!("{} stand in this round: give as many totals", among.len())
            }
            Some(Next::Lot(_)) => "a lot must be drawn first".to_owned(),
            Some(Next::Chosen(_) | Next::Nobody) => "no further round is due".to_owned(),
            None => "this is no vote among persons".to_owned(),
        };
        Err(no(rule, "inconsistent", say))
    }

    fn draw_out(&self, person: &PersonId) -> Answer {
        self.desk()?;
        let rule = &self.composition.orders.voting_rule;
        let (_, question, _) = self.voting()?;
        match question.round(self.composition.majority.bar) {
            Some(Next::Lot(among)) if among.contains(person) => {
                let person = person.clone();
                Ok(yes(rule, SittingEvent::DrawnOut { person }))
            }
            _ => Err(no(
                rule,
                "inconsistent",
                "no lot is due among persons of whom this is one",
            )),
        }
    }

    fn card(&self, card: &CardReturn) -> Answer {
        self.desk()?;
        let rule = &self.composition.orders.voting_rule;
        let (_, _, vote) = self.voting()?;
        let Method::Card { sections } = &vote.opened.method else {
            return Err(no(rule, "method", "this is no card vote"));
        };
        if let Some(say) = card::return_fault(sections, card) {
            return Err(no(rule, "inconsistent", say));
        }
        Ok(yes(rule, SittingEvent::CardReturned(card.clone())))
    }
}

/// A fault unless something holds.
fn fault(holds: bool, say: impl FnOnce() -> String) -> Vec<String> {
    if holds { Vec::new() } else { vec![say()] }
}
