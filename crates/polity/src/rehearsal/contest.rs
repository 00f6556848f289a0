//! From the notice to the published statements, by the players.

use polity_office::desk;
use polity_org::act::Deed;
use polity_org::matter::CandidacyState;
use polity_org::{Act, ActKind};
use polity_procedure::model::{Constraint, Guard};
use polity_store::Paper;
use polity_values::{PaperId, PersonId};

use super::door::Door;
use super::play::Play;

/// What the lot is drawn from: in life, dice thrown before witnesses.
const LOT: &str = "dice: 4 1 6 6 2 5 3 1 2 6";

impl Play<'_> {
    /// The timetable is announced.
    pub(crate) async fn give_notice(&self) -> anyhow::Result<()> {
        if !self.was_done(ActKind::GiveNotice).await? {
            self.by_office(Deed::GiveNotice {}).await?;
        }
        Ok(())
    }

    /// The roll is frozen; gives how many voters are on it.
    pub(crate) async fn freeze(
        &mut self,
        progress: impl FnMut(u64, u64) + Send,
    ) -> anyhow::Result<u64> {
        if !self.was_done(ActKind::FreezeRoll).await? {
            let officers = self.holders(ActKind::FreezeRoll).await?;
            let Some(officer) = officers.first() else {
                anyhow::bail!("nobody holds the seat that freezes the roll");
            };
            if let Door::Pages(crowd) = self.door {
                let path = format!("/matters/{}/roll/freeze", self.matter);
                crowd.lock().await.work(officer, &path, &[]).await?;
                self.confirm_all().await?;
            } else {
                let hand = self.hand(officer);
                let done = desk::freeze_roll(self.store, &hand, &mut self.rng, progress).await?;
                self.settle(&done).await?;
            }
        }
        let world = self.store.world().await?;
        let roll = self.of(&world)?.roll.as_ref();
        Ok(roll.map_or(0, |roll| roll.statement.size))
    }

    /// Every hopeful who does not stand yet stands.
    pub(crate) async fn nominate(&self) -> anyhow::Result<usize> {
        let mut made = 0;
        for person in &self.cast.hopefuls {
            let world = self.store.world().await?;
            if !self.of(&world)?.candidacies.contains_key(person) {
                self.act(person, Deed::Nominate {}).await?;
                made += 1;
            }
        }
        Ok(made)
    }

    /// Units support every candidate until each has as many as the procedure asks for.
    pub(crate) async fn support(&self, mut progress: impl FnMut()) -> anyhow::Result<usize> {
        let needed = self.supports_needed().await?;
        let secretaries = self.holders(ActKind::Support).await?;
        let world = self.store.world().await?;
        let candidates: Vec<PersonId> = self.of(&world)?.candidacies.keys().cloned().collect();
        // A visitor who stands first; then the hopefuls in their own order, so that the demo's supports are
        // the same each time.
        let mut order: Vec<PersonId> = candidates
            .into_iter()
            .filter(|one| !self.cast.hopefuls.contains(one))
            .collect();
        order.extend(self.cast.hopefuls.iter().cloned());
        let mut given = 0;
        let mut next = 0;
        for person in order {
            let mut tries = 0;
            loop {
                let world = self.store.world().await?;
                let Some(candidacy) = self.of(&world)?.candidacy(&person) else {
                    break;
                };
                if candidacy.supports.len() >= needed || tries >= secretaries.len() {
                    break;
                }
                let secretary = &secretaries[next % secretaries.len()];
                (next, tries) = (next + 1, tries + 1);
                let deed = Deed::Support {
                    candidate: person.clone(),
                };
                // A unit that has supported as many as it may is passed over.
                if self.may(secretary, &deed).await? {
                    self.act(secretary, deed).await?;
                    given += 1;
                }
            }
            progress();
        }
        Ok(given)
    }

    /// How many units must support a candidate, by the procedure.
    async fn supports_needed(&self) -> anyhow::Result<usize> {
        let world = self.store.world().await?;
        let needs = self
            .of(&world)?
            .procedure
            .stages
            .iter()
            .flat_map(|stage| &stage.acts)
            .flat_map(|rule| &rule.needs);
        let units = needs.filter_map(|needed| match needed.guard {
            Guard::SupportedByUnits(units) => usize::try_from(units).ok(),
            _ => None,
        });
        Ok(units.max().unwrap_or(0))
    }

    /// Whether the judge would allow it.
    async fn may(&self, actor: &PersonId, deed: &Deed) -> anyhow::Result<bool> {
        let act = Act::on(self.matter.clone(), actor.clone(), deed.clone());
        match desk::ask(self.store, &act, self.now).await {
            Ok(()) => Ok(true),
            Err(polity_office::OfficeFault::Refused(_)) => Ok(false),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Every hopeful consents and hands in a statement, if that is not done yet.
    pub(crate) async fn consent(&mut self, mut progress: impl FnMut()) -> anyhow::Result<usize> {
        let world = self.store.world().await?;
        let terms = self.of(&world)?.terms;
        let constraints = self.of(&world)?.procedure.constraints.clone();
        let mut made = 0;
        for (index, person) in self.cast.hopefuls.clone().iter().enumerate() {
            let world = self.store.world().await?;
            let Some(candidacy) = self.of(&world)?.candidacy(person) else {
                continue;
            };
            let consented = matches!(candidacy.state, CandidacyState::Consented { .. });
            let stated = candidacy.statement.is_some();
            if !consented {
                // Of each class of candidates every other one, at another step for each class.
                let belongs = |(class, constraint): (usize, &Constraint)| {
                    (index >> class & 1 == 0).then(|| constraint.id.clone())
                };
                let classes = constraints.iter().enumerate().filter_map(belongs).collect();
                let consent = Deed::Consent { terms, classes };
                // Whoever found too little support stands no longer.
                if !self.may(person, &consent).await? {
                    continue;
                }
                self.act(person, consent).await?;
                made += 1;
            }
            if !stated {
                self.state(person, index).await?;
            }
            progress();
        }
        Ok(made)
    }

    /// A hopeful hands in a statement.
    async fn state(&mut self, person: &PersonId, index: usize) -> anyhow::Result<()> {
        let text = statement(index);
        if let Door::Pages(crowd) = self.door {
            let home = format!("/matters/{}", self.matter);
            let fields = [("statement", text.as_str())];
            let mut crowd = crowd.lock().await;
            crowd
                .act(&home, person, "submit-statement", &fields)
                .await?;
            return Ok(());
        }
        let id = PaperId::new(format!("{}-statement-{}", self.matter, index + 1))?;
        let paper = Paper::new(id, "statement", text, &mut self.rng);
        let deed = Deed::SubmitStatement(paper.reference());
        let act = Act::on(self.matter.clone(), person.clone(), deed);
        desk::submit(self.store, &act, &[paper], self.now).await?;
        Ok(())
    }

    /// All statements are published at one moment, in the order of a lot.
    pub(crate) async fn publish(&self) -> anyhow::Result<()> {
        if !self.was_done(ActKind::PublishStatements).await? {
            let seed = LOT.to_owned();
            self.by_office(Deed::PublishStatements { seed }).await?;
        }
        Ok(())
    }
}

/// An invented statement.
fn statement(index: usize) -> String {
    const CAUSES: [&str; 6] = [
        "shorter meetings with papers a week before",
        "a branch in every town that wants one",
        "accounts that a member can read in ten minutes",
        "a hardship fund for members out of work",
        "votes that anybody can check",
        "training for every new secretary",
    ];
    let (first, second) = (
        CAUSES[index % CAUSES.len()],
        CAUSES[(index * 5 + 1) % CAUSES.len()],
    );
    format!(
        "I have been a member for years and have served my branch. If you elect me I will work for {first}, and for \
         {second}. I will report after every meeting, and I will answer every letter. I ask for your first preference."
    )
}
