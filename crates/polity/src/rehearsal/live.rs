//! A rehearsal behind its pages: one clock, one set of players.

use std::path::PathBuf;
use std::sync::Arc;

use polity_office::OfficeFault;
use polity_office::desk;
use polity_org::{ActKind, Matter};
use polity_procedure::model::Holder;
use polity_store::Store;
use polity_values::{MatterId, PersonId, Timestamp};
use polity_web::rehearsal::{Part, Played, Rehearsing, Work};
use polity_web::{Machine as _, PageFault};
use tokio::sync::Mutex;

use super::clock::RehearsalMachine;
use super::play::Play;

/// Persons told for a role, at most: there are branches by the hundred.
const TOLD: usize = 4;

/// What the pages of a rehearsal call.
pub(crate) struct Live {
    store: Arc<Store>,
    dir: PathBuf,
    machine: Arc<RehearsalMachine>,
    /// One step at a time: two visitors who press the same button do not both do the work.
    playing: Mutex<()>,
}

impl Live {
    /// The rehearsal in a folder.
    pub(crate) fn new(store: Arc<Store>, dir: PathBuf, machine: Arc<RehearsalMachine>) -> Self {
        Self {
            store,
            dir,
            machine,
            playing: Mutex::new(()),
        }
    }

    fn players(&self, matter: &MatterId) -> anyhow::Result<Play<'_>> {
        Play::open(&self.store, &self.dir, matter, self.machine.now())
    }

    async fn parts_of(&self, matter: &MatterId) -> anyhow::Result<Vec<Part>> {
        let players = self.players(matter)?;
        let world = self.store.world().await?;
        let found = desk::matter_of(&world, matter)?;
        let mut parts = Vec::new();
        for role in &found.procedure.roles {
            let persons: Vec<PersonId> = match &role.holder {
                Holder::Seat(seat) | Holder::SeatOfEach { seat, .. } => {
                    let held = world.holders(seat, self.machine.now());
                    held.into_iter().cloned().collect()
                }
                Holder::Candidate if may_stand(found) => {
                    with(&players.cast.hopefuls, found.standing())
                }
                Holder::Candidate => found.standing(),
                Holder::Trustee if may_name_trustees(found) => {
                    with(&players.cast.trustees, found.trustees.keys().cloned())
                }
                Holder::Trustee => found.trustees.keys().cloned().collect(),
                Holder::Body(body) => {
                    let organisation = world.organisation();
                    let held = organisation.map(|one| one.holders_in(body, self.machine.now()));
                    held.into_iter().flatten().cloned().collect()
                }
                Holder::Applicant => found.candidacies.keys().cloned().collect(),
                Holder::Anyone if can_be_done(found, ActKind::Apply) => {
                    players.cast.hopefuls.clone()
                }
                Holder::Anyone | Holder::Class(_) | Holder::Machine => Vec::new(),
            };
            parts.extend(persons.into_iter().take(TOLD).map(|person| Part {
                role: Some(role.id.clone()),
                title: role.title.clone(),
                person,
            }));
        }
        parts.extend(players.cast.voters.iter().take(1).map(|person| Part {
            role: None,
            title: String::new(),
            person: person.clone(),
        }));
        Ok(parts)
    }

    async fn links_of(&self, matter: &MatterId) -> anyhow::Result<Vec<String>> {
        let mut players = self.players(matter)?;
        if players.polling().await?.is_none() {
            return Ok(Vec::new());
        }
        let codes = players.left()?;
        codes.iter().map(|code| players.link(code)).collect()
    }
}

impl Rehearsing for Live {
    fn parts(&self, matter: MatterId) -> Work<'_, Vec<Part>> {
        Box::pin(async move { self.parts_of(&matter).await.map_err(fault) })
    }

    fn move_clock(&self, to: Timestamp) -> Result<(), PageFault> {
        self.machine.move_to(to).map_err(fault)
    }

    fn play(&self, matter: MatterId) -> Work<'_, Vec<Played>> {
        Box::pin(async move {
            let _one = self.playing.lock().await;
            let mut players = self.players(&matter).map_err(fault)?;
            players.present_stage().await.map_err(fault)
        })
    }

    fn links(&self, matter: MatterId) -> Work<'_, Vec<String>> {
        Box::pin(async move { self.links_of(&matter).await.map_err(fault) })
    }
}

/// Whether people can still become candidates.
fn may_stand(matter: &Matter) -> bool {
    matter.candidacies.is_empty() || can_be_done(matter, ActKind::Nominate)
}

/// Whether further trustees can be named.
fn may_name_trustees(matter: &Matter) -> bool {
    matter.trustees.is_empty() || can_be_done(matter, ActKind::NameTrustee)
}

/// Whether an act belongs to the present stage.
fn can_be_done(matter: &Matter, kind: ActKind) -> bool {
    let acts = matter.current_stage().map(|stage| &stage.acts);
    acts.is_some_and(|acts| acts.iter().any(|rule| rule.act == kind))
}

/// Those whom the players had in mind, and whoever else has the part by now.
fn with(cast: &[PersonId], others: impl IntoIterator<Item = PersonId>) -> Vec<PersonId> {
    let others = others.into_iter().filter(|one| !cast.contains(one));
    cast.iter().cloned().chain(others).collect()
}

/// A fault of the players as a page tells it.
pub(crate) fn fault(error: anyhow::Error) -> PageFault {
    match error.downcast::<OfficeFault>() {
        Ok(fault) => fault.into(),
        Err(error) => PageFault::invalid(format!("{error:#}")),
    }
}
