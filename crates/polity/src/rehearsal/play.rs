//! The players of a rehearsal: whoever has a part in its election acts here with throw-away secrets, through
//! the same functions as the pages, each act judged as any other. The secrets are in the rehearsal's own
//! folder, which would be wrong anywhere else: here nothing is worth keeping.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use polity_office::desk::{self, Hand};
use polity_office::folder::ElectionFolder;
use polity_org::act::Deed;
use polity_org::{Act, ActKind, Matter, World};
use polity_procedure::model::Holder;
use polity_store::{Done, Store};
use polity_values::{MatterId, PersonId, Timestamp};
use rand_chacha::ChaCha20Rng;
use serde::{Deserialize, Serialize};

use super::door::Door;
use crate::{entropy, files, house};

/// The folder of the players' secrets, below the rehearsal's own.
const SECRETS: &str = "rehearsal";

/// Who plays what is not yet on the record: who will stand, and who will be trustees. Everybody else
/// holds a seat from the founding on.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Cast {
    /// They will stand, in this order.
    pub(crate) hopefuls: Vec<PersonId>,
    /// They will each keep a part of the key.
    pub(crate) trustees: Vec<PersonId>,
    /// A few members without a part.
    pub(crate) voters: Vec<PersonId>,
}

/// The players of one election, at one instant.
pub(crate) struct Play<'h> {
    pub(crate) store: &'h Store,
    pub(crate) matter: MatterId,
    pub(crate) folder: ElectionFolder,
    pub(crate) cast: Cast,
    pub(crate) rng: ChaCha20Rng,
    /// The instant at which they act.
    pub(crate) now: Timestamp,
    secrets: PathBuf,
    /// How they act.
    pub(crate) door: Door<'h>,
}

impl<'h> Play<'h> {
    /// The players of a matter of the rehearsal in `dir`.
    ///
    /// # Errors
    /// When `dir` is no rehearsal, or the list of its players is damaged.
    pub(crate) fn open(
        store: &'h Store,
        dir: &Path,
        matter: &MatterId,
        now: Timestamp,
    ) -> anyhow::Result<Play<'h>> {
        let folder = ElectionFolder::of_house(dir, matter.as_str())?;
        if !folder.is_rehearsal() {
            bail!(
                "{} is no rehearsal: everybody acts for themselves",
                dir.display()
            );
        }
        let secrets = dir.join(SECRETS).join(matter.as_str());
        let cast = secrets.join("cast.json");
        // A rehearsal that was founded by hand has no cast: whoever has a part acts by hand too.
        let cast = if cast.exists() {
            serde_json::from_slice(&files::read(&cast)?)
                .with_context(|| cast.display().to_string())?
        } else {
            Cast::default()
        };
        Ok(Self {
            store,
            matter: matter.clone(),
            folder,
            cast,
            rng: entropy::generator()?,
            now,
            secrets,
            door: Door::Office,
        })
    }

    /// The same, acting by another way.
    pub(crate) fn by(self, door: Door<'h>) -> Self {
        Self { door, ..self }
    }

    /// Keeps who plays what in a matter.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn keep_cast(dir: &Path, matter: &MatterId, cast: &Cast) -> anyhow::Result<()> {
        let path = dir.join(SECRETS).join(matter.as_str()).join("cast.json");
        files::write(&path, &serde_json::to_vec_pretty(cast)?)
    }

    /// A file of the players' own.
    pub(crate) fn secret_path(&self, name: &str) -> PathBuf {
        self.secrets.join(name)
    }

    /// The election's identifier: made once, kept beside its public files.
    pub(crate) fn uuid(&mut self) -> anyhow::Result<String> {
        Ok(self.folder.uuid(&mut self.rng)?)
    }

    /// The hand of a person, now.
    pub(crate) fn hand(&self, actor: &PersonId) -> Hand {
        Hand {
            matter: self.matter.clone(),
            actor: actor.clone(),
            now: self.now,
        }
    }

    /// An act of one person; gives the number of its entry on the record.
    pub(crate) async fn act(&self, actor: &PersonId, deed: Deed) -> anyhow::Result<u64> {
        match self.door {
            Door::Pages(crowd) => crowd.lock().await.deed(&self.matter, actor, &deed).await,
            Door::Office => {
                let act = Act::on(self.matter.clone(), actor.clone(), deed);
                let done = desk::submit(self.store, &act, &[], self.now).await?;
                Ok(last(&done))
            }
        }
    }

    /// An act by whoever may do it, confirmed by a second person where the procedure asks for two.
    pub(crate) async fn by_office(&self, deed: Deed) -> anyhow::Result<()> {
        let kind = deed.kind().context("this is no act of a procedure")?;
        let first = self.holders(kind).await?;
        let first = first
            .first()
            .with_context(|| format!("nobody holds the seat for {}", name(kind)))?;
        let of = self.act(first, deed).await?;
        self.confirm(of).await.map(|_| ())
    }

    /// Confirms what was just proposed, if it waits for a second person.
    pub(crate) async fn settle(&self, done: &Done) -> anyhow::Result<()> {
        self.confirm(last(done)).await.map(|_| ())
    }

    /// Confirms a proposal by somebody who may and did not propose it. Gives whether it waited.
    async fn confirm(&self, of: u64) -> anyhow::Result<bool> {
        let world = self.store.world().await?;
        let Some(proposal) = world.proposal(Some(&self.matter), of) else {
            return Ok(false);
        };
        let kind = proposal
            .act
            .deed
            .kind()
            .context("this is no act of a procedure")?;
        let holders = self.holders(kind).await?;
        let second = holders.iter().find(|one| **one != proposal.act.actor);
        let second = second.with_context(|| {
            format!("nobody else holds the seat that can confirm {}", name(kind))
        })?;
        self.act(second, Deed::Confirm { of }).await?;
        Ok(true)
    }

    /// Confirms everything that waits for a second person. Gives how many there were.
    pub(crate) async fn confirm_all(&self) -> anyhow::Result<usize> {
        let world = self.store.world().await?;
        let waiting: Vec<u64> = self.of(&world)?.proposals.keys().copied().collect();
        let mut confirmed = 0;
        for of in waiting {
            confirmed += usize::from(self.confirm(of).await?);
        }
        Ok(confirmed)
    }

    /// The matter in a world.
    pub(crate) fn of<'w>(&self, world: &'w World) -> anyhow::Result<&'w Matter> {
        Ok(desk::matter_of(world, &self.matter)?)
    }

    /// Who may do an act by holding a seat, by trusteeship or as a candidate, in a fixed order.
    pub(crate) async fn holders(&self, kind: ActKind) -> anyhow::Result<Vec<PersonId>> {
        let world = self.store.world().await?;
        let matter = self.of(&world)?;
        let of = |stage: &'_ polity_procedure::model::Stage| -> BTreeSet<polity_org::RoleId> {
            let rules = stage.acts.iter().filter(|rule| rule.act == kind);
            rules.map(|rule| rule.by.clone()).collect()
        };
        // The same act may be another role's in another stage.
        let mut roles = matter.current_stage().map(of).unwrap_or_default();
        if roles.is_empty() {
            roles = matter.procedure.stages.iter().flat_map(of).collect();
        }
        let mut holders: Vec<PersonId> = Vec::new();
        for role in &matter.procedure.roles {
            if !roles.contains(&role.id) {
                continue;
            }
            let found: Vec<PersonId> = match &role.holder {
                Holder::Seat(seat) | Holder::SeatOfEach { seat, .. } => {
                    let held = world.holders(seat, self.now);
                    held.into_iter().cloned().collect()
                }
                Holder::Candidate => matter.standing(),
                Holder::Trustee => matter.trustees.keys().cloned().collect(),
                Holder::Body(body) => {
                    let organisation = world.organisation();
                    let held = organisation.map(|one| one.holders_in(body, self.now));
                    held.into_iter().flatten().cloned().collect()
                }
                Holder::Applicant => matter.candidacies.keys().cloned().collect(),
                Holder::Anyone | Holder::Class(_) | Holder::Machine => Vec::new(),
            };
            holders.extend(found);
        }
        Ok(holders)
    }

    /// What a person is called.
    pub(crate) async fn name(&self, person: &PersonId) -> anyhow::Result<String> {
        let viewer = house::viewer("rehearsal", self.now);
        let member = self.store.member_fetch(person.as_str(), &viewer).await?;
        Ok(member.map_or_else(|| person.to_string(), |member| member.name))
    }

    /// Whether an act was done in the matter.
    pub(crate) async fn was_done(&self, kind: ActKind) -> anyhow::Result<bool> {
        let world = self.store.world().await?;
        Ok(self.of(&world)?.was_done(kind))
    }
}

/// The entry by which something was done.
fn last(done: &Done) -> u64 {
    done.entries.last().map_or(done.head.seq, |entry| entry.seq)
}

/// The stable name of an act.
fn name(kind: ActKind) -> &'static str {
    use polity_procedure::Named as _;
    kind.name()
}
