//! Matters that bodies decide without a ballot box, by the players: they vote, apply, score, hear, select and record
//! rounds, as the acts of the present stage ask.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use polity_office::{desk, texts};
use polity_org::act::Deed;
use polity_org::step::{Question, Resolution, Round, Selection, Step};
use polity_org::{Act, ActKind, Matter, Text, World};
use polity_procedure::model::{ActRule, Stage};
use polity_store::Paper;
use polity_values::PersonId;

use super::play::Play;

/// What the lot is drawn from: in life, dice thrown before witnesses.
const LOT: &str = "dice: 2 5 5 1 3 6 4 4 1 2";
/// A vote in rounds takes no more rounds than this.
const ROUNDS: usize = 40;

/// What the players write.
const REASONS: &str = "By the criteria that were published, after everybody had spoken.";
const SHEET: &str =
    "Leading people: 7 of 10. Knowing the society: 6 of 10. Money and the law: 7 of 10.";
const APPLICATIONS: [&str; 3] = [
    "For nine years I have kept a society of eleven thousand members solvent, answered to its executive every \
    month, and doubled the number of its local groups.\n\nIn this post I should publish the accounts each quarter, \
    visit each branch once in two years, and answer every letter within ten days.",
    "I have run the staff of a housing co-operative through two mergers without a dismissal. Before that I taught.\n\n\
    I should begin with the branches that have not met for a year, and ask each what it needs.",
    "I have edited this society's magazine since 2014 and know its members by their letters.\n\nI should put every \
    paper of the executive before members a week before it meets, and keep the office's costs under a fifth.",
];

const QUESTIONS: [(&str, &str); 4] = [
    (
        "Leading people",
        "Tell us of a team that you had to change. What did you do first, and what would you do otherwise today?",
    ),
    (
        "Leading people",
        "How would you work with an executive whose members disagree with each other, and with you?",
    ),
    (
        "Money and the law",
        "A tenth of our income is gone by the autumn. What do you bring before the executive, and by when?",
    ),
    (
        "Members",
        "What would a member of a small branch notice of your first year?",
    ),
];

/// The stage in which a world finds the matter.
struct Here<'w> {
    world: &'w World,
    matter: &'w Matter,
    stage: &'w Stage,
}

impl Play<'_> {
    /// Everything that the present stage needs from bodies and persons. Gives how many acts were done.
    ///
    /// # Errors
    /// When an act is refused.
    pub(super) async fn decide(&mut self) -> anyhow::Result<usize> {
        let world = self.store.world().await?;
        let Some(stage) = self.of(&world)?.current_stage().cloned() else {
            return Ok(0);
        };
        let mut done = 0;
        for rule in &stage.acts {
            done += match rule.act {
                ActKind::Resolve => self.resolve(&stage).await?,
                ActKind::Apply => self.apply().await?,
                ActKind::Score => self.score().await?,
                ActKind::DrawOrder => self.draw_order().await?,
                ActKind::ProposeQuestion => self.propose_questions(&stage).await?,
                ActKind::FixQuestions => self.fix_questions(&stage).await?,
                ActKind::ReleaseQuestions => self.release_questions().await?,
                ActKind::Hear => self.hear(&stage, rule).await?,
                ActKind::Vet => self.vet().await?,
                ActKind::Select => self.select(&stage).await?,
                ActKind::RecordRound => self.rounds(&stage).await?,
                _ => 0,
            };
            // An act that ends the stage leaves nothing of it to do.
            let world = self.store.world().await?;
            if self.of(&world)?.current_stage().map(|now| &now.id) != Some(&stage.id) {
                break;
            }
        }
        Ok(done)
    }

    fn paper(&mut self, audience: &str, text: &str) -> anyhow::Result<(Text, Vec<Paper>)> {
        let paper = texts::paper(audience, text, &mut self.rng)?;
        Ok((paper.reference(), vec![paper]))
    }

    /// A step by one person.
    async fn step(&self, actor: &PersonId, step: Step, papers: &[Paper]) -> anyhow::Result<()> {
        let act = Act::on(self.matter.clone(), actor.clone(), Deed::Step(step));
        let done = desk::submit(self.store, &act, papers, self.now).await?;
        self.settle(&done).await
    }

    /// A step by the first who may do it and has no interest, confirmed where it takes two.
    async fn step_by(&self, kind: ActKind, step: Step, papers: &[Paper]) -> anyhow::Result<()> {
        let world = self.store.world().await?;
        let matter = self.of(&world)?;
        let holders = self.holders(kind).await?;
        let first = holders.iter().find(|one| !matter.is_interested(one));
        let first = first.context("nobody holds the seat that the procedure asks for")?;
        self.step(first, step, papers).await
    }

    /// Everybody who may vote in a body is present and in favour.
    fn all_for(here: &Here<'_>, reasons: Text, now: polity_values::Timestamp) -> Resolution {
        let organisation = here.world.organisation();
        let body = here.stage.decision.as_ref().map(|test| &test.body);
        let members = organisation.zip(body);
        let members = members.map(|(one, body)| one.holders_in(body, now));
        let votes = |person: &&&PersonId| !here.matter.is_interested(person);
        let members = members.unwrap_or_default();
        let present = u32::try_from(members.iter().filter(votes).count()).unwrap_or(u32::MAX);
        Resolution {
            in_favour: present,
            against: 0,
            abstained: 0,
            present,
            reasons,
        }
    }

    async fn resolve(&mut self, stage: &Stage) -> anyhow::Result<usize> {
        let (reasons, papers) = self.paper(texts::PUBLIC, REASONS)?;
        let world = self.store.world().await?;
        let matter = self.of(&world)?;
        let here = Here {
            world: &world,
            matter,
            stage,
        };
        let vote = Self::all_for(&here, reasons, self.now);
        self.step_by(ActKind::Resolve, Step::Resolve(vote), &papers)
            .await?;
        Ok(1)
    }

    async fn apply(&mut self) -> anyhow::Result<usize> {
        let mut made = 0;
        for (place, person) in self.cast.hopefuls.clone().into_iter().enumerate() {
            let world = self.store.world().await?;
            if self.of(&world)?.candidacies.contains_key(&person) {
                continue;
            }
            let (application, papers) =
                self.paper(texts::DECIDERS, APPLICATIONS[place % APPLICATIONS.len()])?;
            self.step(&person, Step::Apply { application }, &papers)
                .await?;
            made += 1;
        }
        Ok(made)
    }

    /// Whoever scores here has scored everybody.
    async fn score(&mut self) -> anyhow::Result<usize> {
        let mut made = 0;
        for scorer in self.holders(ActKind::Score).await? {
            let world = self.store.world().await?;
            let matter = self.of(&world)?;
            if matter.is_interested(&scorer) {
                continue;
            }
            let scored = matter.progress.scored.get(&scorer);
            let mut left = matter.standing();
            left.retain(|one| !scored.is_some_and(|scored| scored.contains(one)));
            for candidate in left {
                let (sheet, papers) = self.paper(texts::DECIDERS, SHEET)?;
                self.step(&scorer, Step::Score { candidate, sheet }, &papers)
                    .await?;
                made += 1;
            }
        }
        Ok(made)
    }

    async fn draw_order(&mut self) -> anyhow::Result<usize> {
        if self.was_done(ActKind::DrawOrder).await? {
            return Ok(0);
        }
        let seed = LOT.to_owned();
        self.step_by(ActKind::DrawOrder, Step::DrawOrder { seed }, &[])
            .await?;
        Ok(1)
    }

    /// Questions of three themes are put into the bank of this stage.
    async fn propose_questions(&mut self, stage: &Stage) -> anyhow::Result<usize> {
        let world = self.store.world().await?;
        let bank = &self.of(&world)?.progress.bank;
        if bank.iter().any(|one| one.stage == stage.id) {
            return Ok(0);
        }
        for (theme, question) in QUESTIONS {
            let (text, papers) = self.paper(texts::DECIDERS, question)?;
            let theme = theme.to_owned();
            let step = Step::ProposeQuestion(Question { theme, text });
            self.step_by(ActKind::ProposeQuestion, step, &papers)
                .await?;
        }
        Ok(QUESTIONS.len())
    }

    /// All of the bank are fixed, before the first is heard.
    async fn fix_questions(&mut self, stage: &Stage) -> anyhow::Result<usize> {
        let world = self.store.world().await?;
        let matter = self.of(&world)?;
        if matter.questions_here().is_some() || matter.heard_here() {
            return Ok(0);
        }
        let bank = matter.progress.bank.iter();
        let bank = bank.filter(|one| one.stage == stage.id);
        let questions = bank.map(|one| one.question.text.paper.clone()).collect();
        self.step_by(ActKind::FixQuestions, Step::FixQuestions { questions }, &[])
            .await?;
        Ok(1)
    }

    async fn release_questions(&mut self) -> anyhow::Result<usize> {
        let world = self.store.world().await?;
        let matter = self.of(&world)?;
        let waits = matter
            .questions_here()
            .is_some_and(|set| set.released.is_none());
        if !waits || matter.heard_here() {
            return Ok(0);
        }
        let step = Step::ReleaseQuestions { at: self.now };
        self.step_by(ActKind::ReleaseQuestions, step, &[]).await?;
        Ok(1)
    }

    /// Everybody who stands is heard before all who will decide in this stage or by the rounds after it.
    async fn hear(&mut self, stage: &Stage, rule: &ActRule) -> anyhow::Result<usize> {
        let world = self.store.world().await?;
        let matter = self.of(&world)?;
        let organisation = world.organisation().context("nothing is founded")?;
        let before_all = stage.acts.iter().any(|one| one.act == ActKind::DrawOrder);
        let rounds = matter
            .procedure
            .stages
            .iter()
            .find_map(|one| one.rounds.as_ref());
        let role = rounds
            .filter(|_| before_all)
            .map_or(&rule.by, |rounds| &rounds.electors);
        let role = matter.procedure.roles.iter().find(|one| one.id == *role);
        let present = role.and_then(|role| organisation.persons_in(&role.holder, self.now));
        let mut present = present.unwrap_or_default();
        present.retain(|person| !matter.is_interested(person));
        let heard = matter.progress.heard.get(&stage.id);
        let mut left = matter.standing();
        left.retain(|one| !heard.is_some_and(|heard| heard.contains_key(one)));
        let made = left.len();
        for candidate in left {
            let present = present.clone();
            let set = matter.questions_here();
            let step = Step::Hear {
                candidate,
                present,
                asked: set.map_or_else(Vec::new, |set| set.questions.clone()),
            };
            self.step_by(ActKind::Hear, step, &[]).await?;
        }
        Ok(made)
    }

    /// Of more than three the last is found unable to stand; everybody else is able.
    async fn vet(&mut self) -> anyhow::Result<usize> {
        let world = self.store.world().await?;
        let matter = self.of(&world)?;
        let vetted = |person: &PersonId| {
            let of = |done: &&polity_org::matter::Done| {
                done.act == ActKind::Vet && done.subject.as_ref() == Some(person)
            };
            matter.done.iter().any(|done| of(&done))
        };
        let standing = matter.standing();
        let unfit = standing.last().filter(|_| standing.len() > 3).cloned();
        let left: Vec<_> = standing.into_iter().filter(|one| !vetted(one)).collect();
        let made = left.len();
        for candidate in left {
            let fit = Some(&candidate) != unfit.as_ref();
            let (reasons, papers) = self.paper(texts::DECIDERS, REASONS)?;
            let step = Step::Vet {
                candidate,
                fit,
                reasons,
            };
            self.step_by(ActKind::Vet, step, &papers).await?;
        }
        Ok(made)
    }

    /// As many are kept as may be.
    async fn select(&mut self, stage: &Stage) -> anyhow::Result<usize> {
        let (reasons, papers) = self.paper(texts::PUBLIC, REASONS)?;
        let world = self.store.world().await?;
        let matter = self.of(&world)?;
        let mut keeps = matter.standing();
        let most = stage.decision.as_ref().and_then(|test| test.at_most);
        keeps.truncate(most.map_or(usize::MAX, |most| most as usize));
        let here = Here {
            world: &world,
            matter,
            stage,
        };
        let vote = Self::all_for(&here, reasons, self.now);
        let step = Step::Select(Selection { keeps, vote });
        self.step_by(ActKind::Select, step, &papers).await?;
        Ok(1)
    }

    /// Rounds until somebody has more than half.
    async fn rounds(&mut self, stage: &Stage) -> anyhow::Result<usize> {
        for round in 0..ROUNDS {
            let world = self.store.world().await?;
            let matter = self.of(&world)?;
            if matter.current_stage().map(|now| &now.id) != Some(&stage.id) {
                return Ok(round);
            }
            let electors = matter.audience();
            let electors = electors
                .iter()
                .filter(|one| !matter.is_interested(one) && matter.missed(one) == 0);
            let votes = shares(&matter.standing(), electors.count());
            let round = Round {
                votes,
                sections: BTreeMap::new(),
                invalid: 0,
                lot: Vec::new(),
            };
            self.step_by(ActKind::RecordRound, Step::RecordRound(round), &[])
                .await?;
        }
        bail!("the rounds do not end")
    }
}

/// The votes of a round: falling from the first who stands to the last, who alone has the fewest; or all for the first.
fn shares(standing: &[PersonId], electors: usize) -> BTreeMap<PersonId, u32> {
    let all = standing.len().max(1);
    let sum = all * (all + 1) / 2;
    let mut votes: Vec<usize> = (0..standing.len())
        .map(|place| electors * (all - place) / sum)
        .collect();
    let given: usize = votes.iter().sum();
    if let Some(first) = votes.first_mut() {
        *first += electors.saturating_sub(given);
    }
    // So few vote that several would have the fewest: all agree at once.
    let least = votes.iter().min().copied().unwrap_or_default();
    if votes.iter().filter(|one| **one == least).count() > 1 {
        votes = (0..standing.len())
            .map(|place| if place == 0 { electors } else { 0 })
            .collect();
    }
    let votes = votes
        .into_iter()
        .map(|votes| u32::try_from(votes).unwrap_or(u32::MAX));
    standing.iter().cloned().zip(votes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_alone_has_the_fewest_or_somebody_has_more_than_half() {
        for electors in 3..60 {
            for standing in 2..9 {
                let names: Vec<_> = (0..standing)
                    .map(|n| PersonId::new(format!("p-{n}")).unwrap())
                    .collect();
                let votes: Vec<_> = shares(&names, electors).into_values().collect();
                let all: u32 = votes.iter().sum();
                let least = votes.iter().min().unwrap();
                let alone = votes.iter().filter(|one| *one == least).count() == 1;
                let elected = votes.iter().any(|one| one * 2 > all);
                assert!(alone || elected, "{electors} electors: {votes:?}");
            }
        }
    }
}
