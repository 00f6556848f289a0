//! What the demo plays with: the open house, the persons in their parts, the contest, and how long
//! everything took. This file founds the society and opens the election.

use std::path::{Path, PathBuf};

use polity_count::{Contest, Rule};
use polity_office::desk::{self, Hand};
use polity_office::folder::ElectionFolder;
use polity_org::act::{Adoption, Deed, Opening};
use polity_org::roll::csv::{self, Known};
use polity_org::{Act, Digest};
use polity_values::{MatterId, PersonId, ProcedureName, Timestamp};
use rand_chacha::ChaCha20Rng;

use super::members::{self, Recipe};
use super::{calendar, society};
use crate::house::{self, House};
use crate::progress::{Step, Took};
use crate::{entropy, files};

/// Trustees of the demo's key.
pub(super) const TRUSTEES: usize = 3;
/// Members of the appeals panel.
const PANEL: usize = 3;
/// Branches that must support a candidate, by the procedure.
pub(super) const SUPPORTS: usize = 5;
/// The fewest branches.
const BRANCHES: usize = 12;
/// The election's matter.
const MATTER: &str = "executive-2026";

/// The demo under way.
pub(super) struct Stage<'c> {
    pub(super) house: House,
    pub(super) contest: &'c Contest,
    pub(super) rule: Rule,
    pub(super) rng: ChaCha20Rng,
    pub(super) matter: MatterId,
    pub(super) folder: ElectionFolder,
    pub(super) parts: Parts,
    pub(super) times: Vec<Took>,
    recipe: Recipe,
}

/// Who plays which part.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) officers: Vec<PersonId>,
    pub(super) credential_authority: Vec<PersonId>,
    pub(super) panel: Vec<PersonId>,
    pub(super) trustees: Vec<PersonId>,
    pub(super) secretaries: Vec<PersonId>,
    /// Those who will stand; the lot gives them their numbers on the paper.
    pub(super) hopefuls: Vec<PersonId>,
}

impl<'c> Stage<'c> {
    /// An empty house in `dir` for an election on these ballots.
    pub(super) async fn set(
        dir: &Path,
        contest: &'c Contest,
        rule: Rule,
    ) -> anyhow::Result<Stage<'c>> {
        let candidates = contest.candidates.len();
        let seats = usize::try_from(contest.seats)?;
        // Each branch may support as many candidates as there are seats: enough branches for all.
        let branches = BRANCHES.max((SUPPORTS * candidates).div_ceil(seats.max(1)));
        let papers = usize::try_from(contest.ballots.papers())?;
        let parts = 2 + 1 + PANEL + TRUSTEES + branches + candidates;
        let entitled = (papers + papers / 4).max(2 * parts);
        let recipe = Recipe {
            entitled,
            others: entitled / 10 + 8,
            units: branches,
            join_by: polity_values::civil::date(2026, 6, 12),
            seed: 2026,
        };
        let house = house::open(dir, std::env::var("DATABASE_URL").ok(), "polity demo").await?;
        Ok(Stage {
            folder: house.election(MATTER)?,
            matter: MatterId::new(MATTER)?,
            rng: entropy::generator()?,
            parts: Parts::default(),
            times: Vec::new(),
            house,
            contest,
            rule,
            recipe,
        })
    }

    /// Where the archive is left for everybody.
    pub(super) fn archive_path(&self) -> PathBuf {
        self.house.dir.join("election.bel")
    }

    /// Where the result is left for everybody.
    pub(super) fn result_path(&self) -> PathBuf {
        self.house.dir.join("result.json")
    }

    /// The hand of a person at a pretended instant.
    pub(super) fn hand(&self, actor: &PersonId, at: &str) -> anyhow::Result<Hand> {
        let now = calendar::at(at)?;
        Ok(Hand {
            matter: self.matter.clone(),
            actor: actor.clone(),
            now,
        })
    }

    /// An act of one person on the election.
    pub(super) async fn act(&self, actor: &PersonId, deed: Deed, at: &str) -> anyhow::Result<()> {
        let act = Act::on(self.matter.clone(), actor.clone(), deed);
        desk::submit(&self.house.store, &act, &[], calendar::at(at)?).await?;
        Ok(())
    }

    /// An act of the returning officer on the election, confirmed by the deputy.
    pub(super) async fn act_by_two(&self, deed: Deed, at: &str) -> anyhow::Result<()> {
        let [officer, deputy] = self.officers()?;
        let act = Act::on(self.matter.clone(), officer.clone(), deed);
        desk::submit_by_two(&self.house.store, &act, &[], deputy, calendar::at(at)?).await?;
        Ok(())
    }

    /// The returning officer and the deputy.
    pub(super) fn officers(&self) -> anyhow::Result<[&PersonId; 2]> {
        match self.parts.officers.as_slice() {
            [officer, deputy] => Ok([officer, deputy]),
            _ => anyhow::bail!("the demo has no officers"),
        }
    }

    /// Brings in the list of members, founds the society, and has its procedure adopted.
    pub(super) async fn found_and_adopt(&mut self) -> anyhow::Result<()> {
        let list = members::csv(&self.recipe);
        files::write(&self.house.dir.join("members.csv"), list.as_bytes())?;
        let rows = csv::read(list.as_bytes(), &Known::first_list(), |_| ())?.rows;
        let step = Step::begin("Bringing in the list of members", rows.len() as u64);
        let rng = &mut self.rng;
        self.house
            .store
            .member_import(&rows, rng, |done, _| step.reach(done))
            .await?;
        self.cast_parts().await?;
        let officers = self.officers()?.map(Clone::clone);
        let [officer, deputy] = &officers;
        let cast = society::Cast {
            officers: officers.clone(),
            credential_authority: self.parts.credential_authority[0].clone(),
            appeals: self.parts.panel.clone(),
            secretaries: self.parts.secretaries.clone(),
        };
        let founding = society::founding(&cast, self.contest.seats)?;
        let found = Deed::FoundOrganisation(Box::new(founding));
        self.standing(officer, found, calendar::at(calendar::FOUNDED)?)
            .await?;
        let world = self.house.store.world().await?;
        let known = world.organisation().map(Known::of).unwrap_or_default();
        let statement = csv::read(list.as_bytes(), &known, |_| ())?.statement;
        let recorded = Deed::RecordRollImport(statement);
        self.standing(officer, recorded, calendar::at(calendar::IMPORTED)?)
            .await?;
        let unopposed = self.contest.candidates.len() <= usize::try_from(self.contest.seats)?;
        let source = society::procedure(self.contest.seats, self.rule, unopposed);
        let sha256 = Digest::of(source.as_bytes());
        let adopt = Act::standing(
            officer.clone(),
            Deed::AdoptProcedure(Adoption { source, sha256 }),
        );
        let now = calendar::at(calendar::ADOPTED)?;
        desk::submit_by_two(&self.house.store, &adopt, &[], deputy, now).await?;
        let members = self.recipe.entitled + self.recipe.others;
        let units = self.recipe.units;
        self.times
            .push(step.end(&format!("{members} members in {units} branches")));
        Ok(())
    }

    async fn standing(&self, actor: &PersonId, deed: Deed, now: Timestamp) -> anyhow::Result<()> {
        desk::submit(
            &self.house.store,
            &Act::standing(actor.clone(), deed),
            &[],
            now,
        )
        .await?;
        Ok(())
    }

    /// Gives the parts to members from the top of the list, all of them entitled; those who stand have
    /// different names.
    async fn cast_parts(&mut self) -> anyhow::Result<()> {
        let mut index = 0;
        let mut names = std::collections::BTreeSet::new();
        // The branches' secretaries come first: member i of the list belongs to branch i.
        let sizes = [
            self.recipe.units,
            2,
            1,
            PANEL,
            TRUSTEES,
            self.contest.candidates.len(),
        ];
        let mut groups: Vec<Vec<PersonId>> = Vec::new();
        for size in sizes {
            let mut group = Vec::with_capacity(size);
            while group.len() < size {
                let member = self.house.member(&members::number(index), "demo").await?;
                index += 1;
                if groups.is_empty() || names.insert(member.name.clone()) {
                    group.push(member.person);
                }
            }
            groups.push(group);
        }
        let mut groups = groups.into_iter();
        let mut next = || groups.next().unwrap_or_default();
        self.parts = Parts {
            secretaries: next(),
            officers: next(),
            credential_authority: next(),
            panel: next(),
            trustees: next(),
            hopefuls: next(),
        };
        Ok(())
    }

    /// Opens the election under the adopted procedure, with its dates.
    pub(super) async fn open_matter(&self) -> anyhow::Result<()> {
        let [officer, _] = self.officers()?;
        let opening = Opening {
            id: self.matter.clone(),
            procedure: ProcedureName::new("executive-section-stv")?,
            dates: calendar::dates()?,
            title: "Members' section of the executive 2026".to_owned(),
        };
        self.standing(
            officer,
            Deed::OpenMatter(opening),
            calendar::at(calendar::OPENED)?,
        )
        .await
    }

    /// Notice, then the freeze of the roll.
    pub(super) async fn give_notice_and_freeze(&mut self) -> anyhow::Result<()> {
        let [officer, _] = self.officers()?;
        self.act(officer, Deed::GiveNotice {}, calendar::NOTICE)
            .await?;
        let hand = self.hand(officer, calendar::FREEZE)?;
        let store = &self.house.store;
        let step = Step::begin("Freezing the roll", store.member_count().await?);
        let progress = |done, _| step.reach(done);
        let done = desk::freeze_roll(store, &hand, &mut self.rng, progress).await?;
        let world = store.world().await?;
        let roll = desk::matter_of(&world, &self.matter)?.roll.as_ref();
        let size = roll.map_or(0, |roll| roll.statement.size);
        let took = step.end(&format!("{size} voters, by rule {}", done.allowed.rule));
        self.times.push(took);
        Ok(())
    }
}
