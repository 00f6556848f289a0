//! How candidates are met: the times that they are given, the questions that all of them are asked, the order in which
//! they are heard, and who was there.

use std::collections::BTreeSet;

use polity_procedure::model::{ActKind, ActRule, Stage};
use polity_values::{PaperId, PersonId, Timestamp};

use super::Bench;
use super::deed::{inconsistent, no, short, within};
use super::step::{Effect, done};
use crate::guard::words;
use crate::matter::{Slot, lot_order};
use crate::step::{Question, Step, Stepped};
use crate::verdict::Why;

/// No candidate is heard for longer.
const MAX_MINUTES: u32 = 600;
/// A theme is a word or two, and everybody sees it.
const MAX_THEME_BYTES: usize = 60;
/// No bank of a matter holds more questions.
const MAX_QUESTIONS: usize = 300;

impl Bench<'_> {
    /// The events of a step by which candidates are met.
    pub(super) fn meeting(&self, step: &Step, stage: &Stage, rule: &ActRule) -> Effect {
        match step {
            Step::Schedule {
                candidate,
                at,
                minutes,
            } => {
                self.stands(candidate)?;
                self.schedule(candidate, *at, *minutes)
            }
            Step::DrawOrder { seed } => self.draw_order(seed),
            Step::Hear {
                candidate,
                present,
                asked,
            } => {
                self.stands(candidate)?;
                self.asked(asked, stage)?;
                self.hear((candidate, present, asked), stage)
            }
            Step::ProposeQuestion(question) => self.propose(question, rule),
            Step::FixQuestions { questions } => self.fix(questions, stage),
            Step::ReleaseQuestions { at } => self.release(*at),
            _ => no(Why::UnknownAct),
        }
    }

    fn schedule(&self, candidate: &PersonId, at: Timestamp, minutes: Option<u32>) -> Effect {
        if minutes.is_some_and(|minutes| minutes == 0 || minutes > MAX_MINUTES) {
            return inconsistent(&format!("a time is from 1 to {MAX_MINUTES} minutes long"));
        }
        let slot = Slot {
            at,
            minutes,
            changes: 0,
        };
        // Who is out or has withdrawn needs no time any more.
        let mut others =
            self.matter.progress.slots.iter().filter(|(person, _)| {
                *person != candidate && self.matter.candidacy(person).is_some()
            });
        let meets = |taken: &Slot| taken.at == at || (taken.at < slot.ends() && at < taken.ends());
        if others.any(|(_, taken)| meets(taken)) {
            return inconsistent("another candidate has this time");
        }
        if at <= self.now {
            return inconsistent("the time is over already");
        }
        let candidate = candidate.clone();
        done(Stepped::Scheduled {
            candidate,
            at,
            minutes,
        })
    }

    fn draw_order(&self, seed: &str) -> Effect {
        short("the seed", seed)?;
        let order = lot_order(seed, self.matter.standing());
        if order.is_empty() {
            return inconsistent("nobody stands: there is nothing to draw");
        }
        let seed = seed.to_owned();
        done(Stepped::OrderDrawn { seed, order })
    }

    fn hear(
        &self,
        (candidate, present, asked): (&PersonId, &[PersonId], &[PaperId]),
        stage: &Stage,
    ) -> Effect {
        let heard = self.matter.progress.heard.get(&stage.id);
        if heard.is_some_and(|heard| heard.contains_key(candidate)) {
            return no(Why::AlreadyDone);
        }
        if present.iter().collect::<BTreeSet<_>>().len() != present.len() {
            return inconsistent("somebody is named twice");
        }
        let (candidate, present) = (candidate.clone(), present.to_vec());
        let asked = asked.to_vec();
        done(Stepped::Heard {
            candidate,
            present,
            asked,
        })
    }

    /// Where a stage has questions, nobody is heard before they are fixed, whatever the procedure remembers to ask for;
    /// and the log names questions of the set.
    fn asked(&self, asked: &[PaperId], stage: &Stage) -> Result<(), Vec<Why>> {
        let offers = |rule: &ActRule| rule.act == ActKind::FixQuestions;
        let set = self.matter.questions_here();
        if set.is_none() && stage.acts.iter().any(offers) {
            let act = words(ActKind::FixQuestions);
            return Err(vec![Why::NotDone { act }]);
        }
        let known = set.map_or(&[][..], |set| &set.questions);
        let wrong = |say: &str| {
            let say = say.to_owned();
            Err(vec![Why::Inconsistent { say }])
        };
        if asked.iter().any(|one| !known.contains(one)) {
            return wrong("a question is not in the set that was fixed");
        }
        if asked.iter().collect::<BTreeSet<_>>().len() != asked.len() {
            return wrong("a question is named twice");
        }
        Ok(())
    }

    fn propose(&self, question: &Question, rule: &ActRule) -> Effect {
        within(&question.text, rule)?;
        let theme = question.theme.trim();
        if theme.is_empty() || theme.len() > MAX_THEME_BYTES || theme != question.theme {
            return inconsistent(&format!(
                "a theme is a word or two, at most {MAX_THEME_BYTES} bytes"
            ));
        }
        let bank = &self.matter.progress.bank;
        if bank.len() >= MAX_QUESTIONS {
            return inconsistent(&format!(
                "the bank holds {MAX_QUESTIONS} questions and takes no more"
            ));
        }
        let same =
            |known: &crate::matter::BankQuestion| known.question.text.paper == question.text.paper;
        if bank.iter().any(same) {
            return no(Why::AlreadyDone);
        }
        done(Stepped::QuestionProposed(question.clone()))
    }

    /// A set is fixed once in a stage, before the first candidate is heard there.
    fn fix(&self, questions: &[PaperId], stage: &Stage) -> Effect {
        if self.matter.questions_here().is_some() {
            return no(Why::AlreadyDone);
        }
        if self.matter.heard_here() {
            return inconsistent("a candidate was heard already: the questions come first");
        }
        let bank = self.matter.progress.bank.iter();
        let bank: BTreeSet<_> = bank
            .filter(|known| known.stage == stage.id)
            .map(|known| &known.question.text.paper)
            .collect();
        if questions.is_empty() {
            return inconsistent("no question is chosen");
        }
        if questions.iter().any(|one| !bank.contains(one)) {
            return inconsistent("a question is not in the bank of this stage");
        }
        if questions.iter().collect::<BTreeSet<_>>().len() != questions.len() {
            return inconsistent("a question is named twice");
        }
        let questions = questions.to_vec();
        done(Stepped::QuestionsFixed { questions })
    }

    fn release(&self, at: Timestamp) -> Effect {
        let Some(set) = self.matter.questions_here() else {
            let act = words(ActKind::FixQuestions);
            return no(Why::NotDone { act });
        };
        if set.released.is_some() {
            return no(Why::AlreadyDone);
        }
        if self.matter.heard_here() {
            return inconsistent(
                "a candidate was heard already: the others would know more than the first",
            );
        }
        if at < self.now {
            return inconsistent("the time is over already");
        }
        done(Stepped::QuestionsReleased { at })
    }
}
