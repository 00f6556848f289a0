//! Nominations, supports, consents and statements, and their publication in the order of a lot.

use polity_office::desk;
use polity_org::Act;
use polity_org::act::Deed;
use polity_store::Paper;
use polity_values::{PaperId, PersonId};

use super::calendar;
use super::stage::{SUPPORTS, Stage};
use crate::progress::Step;

/// What the lot is drawn from: in life, dice thrown before witnesses.
const LOT: &str = "dice: 4 1 6 6 2 5 3 1 2 6";

impl Stage<'_> {
    /// Every hopeful stands, and enough branches support each.
    pub(super) async fn nominate(&mut self) -> anyhow::Result<()> {
        let hopefuls = &self.parts.hopefuls;
        let step = Step::begin("Nominations and supports", hopefuls.len() as u64);
        let secretaries = &self.parts.secretaries;
        for person in hopefuls {
            self.act(person, Deed::Nominate {}, calendar::NOMINATED)
                .await?;
        }
        for (index, person) in hopefuls.iter().enumerate() {
            for support in 0..SUPPORTS {
                let secretary = &secretaries[(index * SUPPORTS + support) % secretaries.len()];
                let deed = Deed::Support {
                    candidate: person.clone(),
                };
                self.act(secretary, deed, calendar::SUPPORTED).await?;
            }
            step.advance(1);
        }
        let told = format!(
            "{} candidates, {} supports",
            hopefuls.len(),
            hopefuls.len() * SUPPORTS
        );
        let took = step.end(&told);
        self.times.push(took);
        Ok(())
    }

    /// Every candidate consents and hands in a statement; all are published at one moment.
    pub(super) async fn consent_and_publish(&mut self) -> anyhow::Result<()> {
        let step = Step::begin("Consents and statements", self.parts.hopefuls.len() as u64);
        let world = self.house.store.world().await?;
        let terms = desk::matter_of(&world, &self.matter)?.terms;
        for (index, person) in self.parts.hopefuls.clone().iter().enumerate() {
            self.act(person, Deed::Consent { terms }, calendar::CONSENTED)
                .await?;
            let id = PaperId::new(format!("statement-{}", index + 1))?;
            let paper = Paper::new(id, "statement", statement(index), &mut self.rng);
            let deed = Deed::SubmitStatement(paper.reference());
            let act = Act::on(self.matter.clone(), person.clone(), deed);
            let now = calendar::at(calendar::CONSENTED)?;
            desk::submit(&self.house.store, &act, &[paper], now).await?;
            step.advance(1);
        }
        let [officer, _] = self.officers()?;
        let deed = Deed::PublishStatements {
            seed: LOT.to_owned(),
        };
        self.act(officer, deed, calendar::PUBLISHED).await?;
        let took = step.end("published at one moment, in the order of a lot");
        self.times.push(took);
        Ok(())
    }

    /// The candidates in the published order: candidate 1 of the paper first.
    pub(super) async fn paper_order(&self) -> anyhow::Result<Vec<PersonId>> {
        let world = self.house.store.world().await?;
        Ok(desk::matter_of(&world, &self.matter)?.standing())
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
