//! How far a matter came without a ballot box: who applied, was supported, scored, heard, kept, left out.

use std::collections::{BTreeMap, BTreeSet};

use polity_procedure::model::{GroupId, GroupOf, Guard, Level, RoleId, Stage};
use polity_values::{PaperId, PersonId, StageId, Timestamp, UnitId};

use super::{Candidacy, CandidacyState, Matter};
use crate::Entry;
use crate::act::Text;
use crate::step::{CardCount, GroupSize, Question, Round, Stepped};

/// What the steps of a matter came to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Progress {
    /// The stated size of each group, the last one.
    pub sizes: BTreeMap<GroupId, GroupSize>,
    /// The persons who support each candidate, with the roles in which they do, and since when.
    pub endorsed: BTreeMap<PersonId, BTreeMap<PersonId, (RoleId, Timestamp)>>,
    /// The units of which the persons who support each candidate were members then, where a threshold counts them.
    pub endorsed_in: BTreeMap<PersonId, BTreeMap<PersonId, UnitId>>,
    /// The candidates whom each person scored.
    pub scored: BTreeMap<PersonId, BTreeSet<PersonId>>,
    /// Who declared an interest, and when.
    pub interests: BTreeMap<PersonId, Timestamp>,
    /// Whether the body of each stage agreed, the last time that it voted.
    pub decisions: BTreeMap<StageId, bool>,
    /// The candidates who are out, with the stage that put them out.
    pub out: BTreeMap<PersonId, Out>,
    /// The time that each candidate was given.
    pub slots: BTreeMap<PersonId, Slot>,
    /// The bank of questions, in the order in which they came in.
    pub bank: Vec<BankQuestion>,
    /// The set of questions of each stage that has one.
    pub questions: BTreeMap<StageId, QuestionSet>,
    /// Which questions of the set each candidate was asked, in each stage with hearings.
    pub asked: BTreeMap<StageId, BTreeMap<PersonId, BTreeSet<PaperId>>>,
    /// Who was present throughout when each candidate was heard, in each stage with hearings.
    pub heard: BTreeMap<StageId, BTreeMap<PersonId, BTreeSet<PersonId>>>,
    /// The rounds of each stage in which there is a vote in rounds.
    pub rounds: BTreeMap<StageId, Vec<CountedRound>>,
    /// Who was elected by a vote in rounds.
    pub elected: Option<PersonId>,
    /// The last card vote.
    pub card: Option<(CardCount, bool)>,
    /// The papers handed in, in order, each with who handed it in.
    pub papers: Vec<(PersonId, Text)>,
    /// The order in which the papers were drawn.
    pub paper_order: Option<Vec<PaperId>>,
    /// The reports, in order.
    pub reports: Vec<(PersonId, Text)>,
    /// When the candidates were invited to come, in order.
    pub invitations: Vec<Timestamp>,
    /// Who lets whom act in an office.
    pub delegations: Vec<Delegation>,
}

/// The time that a candidate was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// When it begins.
    pub at: Timestamp,
    /// How long it is, where that was said.
    pub minutes: Option<u32>,
    /// How often the candidate had been given another time before.
    pub changes: u32,
}

impl Slot {
    /// When it ends; without a length, when it begins.
    pub fn ends(&self) -> Timestamp {
        let length = jiff::SignedDuration::from_mins(i64::from(self.minutes.unwrap_or(0)));
        self.at.checked_add(length).unwrap_or(self.at)
    }
}

/// A question of the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankQuestion {
    /// In which stage it was put in: a set is taken from the bank of its own stage.
    pub stage: StageId,
    /// Who put it in.
    pub by: PersonId,
    /// The question.
    pub question: Question,
}

/// The questions of a stage, the same for every candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionSet {
    /// When it was fixed.
    pub fixed: Timestamp,
    /// In the order in which they are asked.
    pub questions: Vec<PaperId>,
    /// From when every candidate can read them, once that was said.
    pub released: Option<Timestamp>,
}

/// How a candidate went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Out {
    /// In which stage.
    pub stage: StageId,
    /// When.
    pub at: Timestamp,
    /// Whether as unfit to stand, against which there is an appeal.
    pub unfit: bool,
}

/// A round with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedRound {
    /// The votes.
    pub round: Round,
    /// Who went out.
    pub out: Vec<PersonId>,
}

/// A person acts in the office of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// Whose office it is.
    pub from: PersonId,
    /// Who acts.
    pub to: PersonId,
    /// In which role.
    pub role: RoleId,
    /// Until when.
    pub until: Timestamp,
}

impl Matter {
    /// Applies a step.
    pub(super) fn step(
        &mut self,
        stepped: &Stepped,
        entry: &Entry,
        actor: &PersonId,
    ) -> Result<(), String> {
        let at = entry.at;
        match stepped {
            Stepped::Applied { .. } => self.stands(actor, at)?,
            Stepped::NextNamed { person, .. } => self.stands(person, at)?,
            Stepped::Endorsed { candidate } => {
                let role = entry.role.clone().ok_or("the entry names no role")?;
                let of = self.progress.endorsed.entry(candidate.clone()).or_default();
                of.insert(actor.clone(), (role, at));
                if let Some(unit) = entry.unit.clone() {
                    let of = self.progress.endorsed_in.entry(candidate.clone());
                    of.or_default().insert(actor.clone(), unit);
                }
            }
            Stepped::Unendorsed { candidate } => {
                let of = self.progress.endorsed.get_mut(candidate);
                of.and_then(|of| of.remove(actor))
                    .ok_or_else(|| format!("{actor} does not support {candidate}"))?;
                if let Some(of) = self.progress.endorsed_in.get_mut(candidate) {
                    of.remove(actor);
                }
            }
            Stepped::SizeStated(size) => {
                self.progress.sizes.insert(size.group.clone(), size.clone());
            }
            Stepped::Scored { candidate, .. } => {
                let scored = self.progress.scored.entry(actor.clone()).or_default();
                scored.insert(candidate.clone());
            }
            Stepped::InterestDeclared { .. } => {
                self.progress.interests.entry(actor.clone()).or_insert(at);
            }
            Stepped::OrderDrawn { order, .. } => self.order = Some(order.clone()),
            Stepped::PaperSubmitted { paper } => {
                self.progress.papers.push((actor.clone(), paper.clone()));
            }
            Stepped::PapersDrawn { order, .. } => self.progress.paper_order = Some(order.clone()),
            Stepped::ReportPublished { report } => {
                self.progress.reports.push((actor.clone(), report.clone()));
            }
            Stepped::AllInvited { at, .. } => self.progress.invitations.push(*at),
            Stepped::Delegated { to, role, until } => self.progress.delegations.push(Delegation {
                from: actor.clone(),
                to: to.clone(),
                role: role.clone(),
                until: *until,
            }),
            Stepped::Scheduled { .. }
            | Stepped::Heard { .. }
            | Stepped::QuestionProposed(_)
            | Stepped::QuestionsFixed { .. }
            | Stepped::QuestionsReleased { .. } => self.heard(stepped, actor, at)?,
            other => self.decided(other, at)?,
        }
        Ok(())
    }

    /// The steps by which candidates are met: times, questions, hearings.
    fn heard(&mut self, stepped: &Stepped, actor: &PersonId, at: Timestamp) -> Result<(), String> {
        let stage = self.current_stage().map(|stage| stage.id.clone());
        let stage = stage.ok_or("the matter is at no stage")?;
        let progress = &mut self.progress;
        match stepped {
            Stepped::Scheduled {
                candidate,
                at,
                minutes,
            } => {
                let before = progress.slots.get(candidate);
                let slot = Slot {
                    at: *at,
                    minutes: *minutes,
                    changes: before.map_or(0, |slot| slot.changes + 1),
                };
                progress.slots.insert(candidate.clone(), slot);
            }
            Stepped::Heard {
                candidate,
                present,
                asked,
            } => {
                let of = progress.heard.entry(stage.clone()).or_default();
                of.insert(candidate.clone(), present.iter().cloned().collect());
                let of = progress.asked.entry(stage).or_default();
                of.insert(candidate.clone(), asked.iter().cloned().collect());
            }
            Stepped::QuestionProposed(question) => progress.bank.push(BankQuestion {
                stage,
                by: actor.clone(),
                question: question.clone(),
            }),
            Stepped::QuestionsFixed { questions } => {
                let set = QuestionSet {
                    fixed: at,
                    questions: questions.clone(),
                    released: None,
                };
                progress.questions.insert(stage, set);
            }
            Stepped::QuestionsReleased { at } => {
                let set = progress.questions.get_mut(&stage);
                set.ok_or("no questions were fixed")?.released = Some(*at);
            }
            _ => {}
        }
        Ok(())
    }

    /// The questions that were fixed for the present stage.
    pub fn questions_here(&self) -> Option<&QuestionSet> {
        self.progress.questions.get(&self.current_stage()?.id)
    }

    /// Whether somebody was heard in the present stage.
    pub fn heard_here(&self) -> bool {
        let stage = self.current_stage();
        let heard = stage.and_then(|stage| self.progress.heard.get(&stage.id));
        heard.is_some_and(|heard| !heard.is_empty())
    }

    /// The steps that say who goes on.
    fn decided(&mut self, stepped: &Stepped, at: Timestamp) -> Result<(), String> {
        let stage = self.current_stage().map(|stage| stage.id.clone());
        let stage = stage.ok_or("the matter is at no stage")?;
        match stepped {
            Stepped::Selected {
                selection, agreed, ..
            } => {
                self.progress.decisions.insert(stage.clone(), *agreed);
                if *agreed {
                    let gone: Vec<_> = self.standing();
                    let gone = gone
                        .into_iter()
                        .filter(|one| !selection.keeps.contains(one));
                    self.leave(gone.collect(), &stage, at, false);
                }
            }
            Stepped::Resolved { agreed, .. } => {
                self.progress.decisions.insert(stage, *agreed);
            }
            Stepped::Vetted { candidate, fit, .. } if !fit => {
                self.leave(vec![candidate.clone()], &stage, at, true);
            }
            Stepped::RoundCounted {
                round,
                out,
                elected,
            } => {
                let counted = CountedRound {
                    round: round.clone(),
                    out: out.clone(),
                };
                let rounds = self.progress.rounds.entry(stage.clone()).or_default();
                rounds.push(counted);
                self.leave(out.clone(), &stage, at, false);
                self.progress.elected.clone_from(elected);
            }
            Stepped::CardVoteCounted { count, carried } => {
                self.progress.decisions.insert(stage, *carried);
                self.progress.card = Some((count.clone(), *carried));
            }
            _ => {}
        }
        Ok(())
    }

    fn leave(&mut self, gone: Vec<PersonId>, stage: &StageId, at: Timestamp, unfit: bool) {
        for person in gone {
            let stage = stage.clone();
            self.progress.out.insert(person, Out { stage, at, unfit });
        }
    }

    fn stands(&mut self, person: &PersonId, at: Timestamp) -> Result<(), String> {
        if self.candidacies.contains_key(person) {
            return Err(format!("{person} stood before"));
        }
        let candidacy = Candidacy {
            nominated: at,
            state: CandidacyState::Nominated,
            supports: BTreeMap::new(),
            statement: None,
            classes: BTreeSet::new(),
        };
        self.candidacies.insert(person.clone(), candidacy);
        Ok(())
    }

    /// An appeal of who was found unfit was upheld: he or she stands again. Says whether it was one.
    pub(super) fn restore(&mut self, person: &PersonId) -> bool {
        let unfit = self.progress.out.get(person).is_some_and(|out| out.unfit);
        if unfit {
            self.progress.out.remove(person);
        }
        unfit
    }

    /// Whether a threshold of the procedure counts the units of those who support a candidate as persons.
    pub(crate) fn counts_units_of_supporters(&self) -> bool {
        fn counts(guard: &Guard) -> bool {
            match guard {
                Guard::SupportedBy { level, .. } => matches!(level, Level::Units(_)),
                Guard::AllOf(inner) | Guard::AnyOf(inner) => inner.iter().any(counts),
                _ => false,
            }
        }
        let stages = self.procedure.stages.iter();
        let needs = |stage: &Stage| {
            let of_acts = stage.acts.iter().flat_map(|rule| &rule.needs);
            let mut all = stage.needs.iter().chain(of_acts);
            all.any(|needed| counts(&needed.guard))
        };
        stages.into_iter().any(needs)
    }

    /// Of how many units those are members who support a candidate in the role of a group; a group of units has
    /// no such members.
    pub(crate) fn units_of_supporters(&self, candidate: &PersonId, group: &GroupOf) -> u32 {
        let GroupOf::Role(role) = group else {
            return 0;
        };
        let (Some(by), Some(places)) = (
            self.progress.endorsed.get(candidate),
            self.progress.endorsed_in.get(candidate),
        ) else {
            return 0;
        };
        let in_role = by.iter().filter(|(_, (in_role, _))| in_role == role);
        let units: BTreeSet<&UnitId> = in_role
            .filter_map(|(person, _)| places.get(person))
            .collect();
        u32::try_from(units.len()).unwrap_or(u32::MAX)
    }

    /// Whether a person was present throughout when each candidate who stands was heard for the last time; how
    /// many the person missed.
    pub fn missed(&self, person: &PersonId) -> usize {
        let stage = self.last_stage_of(polity_procedure::model::ActKind::Hear);
        let heard = stage.and_then(|stage| self.progress.heard.get(stage));
        let present = |one: &PersonId| {
            let present = heard.and_then(|heard| heard.get(one));
            present.is_some_and(|present| present.contains(person))
        };
        self.standing().iter().filter(|one| !present(one)).count()
    }

    /// Everybody who was present at a hearing of the last stage that had some, once each.
    pub fn audience(&self) -> Vec<PersonId> {
        let stage = self.last_stage_of(polity_procedure::model::ActKind::Hear);
        let heard = stage.and_then(|stage| self.progress.heard.get(stage));
        let present: BTreeSet<PersonId> = heard
            .into_iter()
            .flat_map(|heard| heard.values().flatten().cloned())
            .collect();
        present.into_iter().collect()
    }

    /// Whether a person decides nothing here: for standing, or by an interest that was declared.
    pub fn is_interested(&self, person: &PersonId) -> bool {
        self.candidacies.contains_key(person) || self.progress.interests.contains_key(person)
    }
}
