//! An organisation with invented members: founded after a pattern whose seats are filled from the top of an
//! invented list. The demo's society and the copy of a real organisation are both made here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use polity_office::desk;
use polity_org::act::{Adoption, Deed, Opening, StandingAct};
use polity_org::founding::{FirstTenure, Founding, Officer};
use polity_org::roll::csv::{self, Known};
use polity_org::{Act, Digest};
use polity_store::Store;
use polity_values::{BodyId, MatterId, PersonId, SectionId};
use polity_web::Machine as _;

use super::clock::RehearsalMachine;
use super::play::{Cast, Play};
use crate::demo::members;
use crate::{entropy, files, house};

/// Voters without a part who are kept in mind, for a visitor to be.
const VOTERS: usize = 3;

/// Founds and fills.
pub(crate) struct Founder<'h> {
    store: &'h Store,
    dir: &'h Path,
    machine: &'h RehearsalMachine,
    /// The list of members, as CSV.
    list: String,
    /// The first member of the list who has no part yet.
    next: usize,
    /// Names of those who have a part: nobody else of that name gets one.
    names: BTreeSet<String>,
}

impl<'h> Founder<'h> {
    /// Begins with a list of invented members, which is brought in at once.
    pub(crate) async fn begin(
        store: &'h Store,
        dir: &'h Path,
        machine: &'h RehearsalMachine,
        list: String,
        progress: impl FnMut(u64, u64) + Send,
    ) -> anyhow::Result<Founder<'h>> {
        let rows = csv::read(list.as_bytes(), &Known::first_list(), |_| ())?.rows;
        let mut rng = entropy::generator()?;
        store.member_import(&rows, &mut rng, progress).await?;
        Self::with(store, dir, machine, list)
    }

    /// The same with a list that somebody brought in.
    pub(crate) fn with(
        store: &'h Store,
        dir: &'h Path,
        machine: &'h RehearsalMachine,
        list: String,
    ) -> anyhow::Result<Founder<'h>> {
        files::write(&dir.join("members.csv"), list.as_bytes())?;
        Ok(Self {
            store,
            dir,
            machine,
            list,
            next: 0,
            names: BTreeSet::new(),
        })
    }

    /// The list of members, as CSV.
    pub(crate) fn list(&self) -> &str {
        &self.list
    }

    /// The member at a place of the list.
    async fn member(&self, index: usize) -> anyhow::Result<polity_store::Member> {
        let viewer = house::viewer("rehearsal", self.machine.now());
        let number = members::number(index);
        let member = self.store.member_fetch(&number, &viewer).await?;
        member.with_context(|| format!("the invented list has no member {number}"))
    }

    /// The next member without a part, of a name that nobody with a part has.
    async fn somebody(&mut self) -> anyhow::Result<PersonId> {
        loop {
            let member = self.member(self.next).await?;
            self.next += 1;
            if self.names.insert(member.name) {
                return Ok(member.person);
            }
        }
    }

    /// Founds the organisation after a pattern, filled as [`Self::filled`] says.
    pub(crate) async fn found(
        &mut self,
        pattern: Founding,
        vacant: &[(BodyId, SectionId)],
    ) -> anyhow::Result<()> {
        let (founder, filled) = self.filled(pattern, vacant).await?;
        let found = Act::standing(founder, Deed::FoundOrganisation(Box::new(filled)));
        desk::submit(self.store, &found, &[], self.machine.now()).await?;
        Ok(())
    }

    /// What an organisation after a pattern is founded with, and by whom: every seat is filled but those of the
    /// sections in `vacant`. Units must stand in the order in which the list gives them to members.
    pub(crate) async fn filled(
        &mut self,
        mut pattern: Founding,
        vacant: &[(BodyId, SectionId)],
    ) -> anyhow::Result<(PersonId, Founding)> {
        let mut each: BTreeMap<BodyId, Vec<_>> = BTreeMap::new();
        for seat in &pattern.seats {
            for _ in 0..seat.number {
                each.entry(seat.body.clone())
                    .or_default()
                    .push(seat.id.clone());
            }
        }
        // Member i of the list belongs to unit i, i + units, ...: an officer of a unit is a member of it.
        let units = pattern.units.len();
        let mut rounds = 0;
        for (place, unit) in pattern.units.iter_mut().enumerate() {
            unit.officers.clear();
            let seats = each.get(&unit.kind).cloned().unwrap_or_default();
            rounds = rounds.max(seats.len());
            for (round, seat) in seats.into_iter().enumerate() {
                let person = self.member(round * units + place).await?.person;
                unit.officers.push(Officer { seat, person });
            }
        }
        self.next = rounds * units;
        pattern.tenures = Vec::new();
        let bodies: BTreeSet<_> = pattern.bodies.iter().map(|body| body.id.clone()).collect();
        for seat in &pattern.seats {
            let contested = seat.section.as_ref().is_some_and(|section| {
                vacant
                    .iter()
                    .any(|(body, one)| *body == seat.body && one == section)
            });
            if contested || !bodies.contains(&seat.body) {
                continue;
            }
            for _ in 0..seat.number {
                let person = self.somebody().await?;
                let seat = seat.id.clone();
                pattern.tenures.push(FirstTenure {
                    seat,
                    person,
                    until: None,
                });
            }
        }
        let founder = self.member(0).await?.person;
        Ok((founder, pattern))
    }

    /// Puts the list of members on the record.
    pub(crate) async fn record_list(&self) -> anyhow::Result<()> {
        let world = self.store.world().await?;
        let known = world.organisation().map(Known::of).unwrap_or_default();
        let statement = csv::read(self.list.as_bytes(), &known, |_| ())?.statement;
        self.standing(Deed::RecordRollImport(statement)).await
    }

    /// Has a procedure adopted.
    pub(crate) async fn adopt(&self, source: String) -> anyhow::Result<()> {
        let sha256 = Digest::of(source.as_bytes());
        self.standing(Deed::AdoptProcedure(Adoption { source, sha256 }))
            .await
    }

    /// Opens a matter, and casts who will stand and who will keep the key.
    pub(crate) async fn open(
        &mut self,
        opening: Opening,
        candidates: usize,
        trustees: usize,
    ) -> anyhow::Result<()> {
        let matter: MatterId = opening.id.clone();
        self.standing(Deed::OpenMatter(opening)).await?;
        self.cast(&matter, candidates, trustees).await
    }

    /// Casts who will stand in a matter, and who will keep its key.
    pub(crate) async fn cast(
        &mut self,
        matter: &MatterId,
        candidates: usize,
        trustees: usize,
    ) -> anyhow::Result<()> {
        let mut cast = Cast {
            hopefuls: Vec::new(),
            trustees: Vec::new(),
            voters: Vec::new(),
        };
        let groups = [
            (&mut cast.hopefuls, candidates),
            (&mut cast.trustees, trustees),
            (&mut cast.voters, VOTERS),
        ];
        for (group, size) in groups {
            for _ in 0..size {
                group.push(self.somebody().await?);
            }
        }
        Play::keep_cast(self.dir, matter, &cast)
    }

    /// Who has the power to a standing act, in a fixed order.
    pub(crate) async fn powerful(&self, power: StandingAct) -> anyhow::Result<Vec<PersonId>> {
        let now = self.machine.now();
        let world = self.store.world().await?;
        let organisation = world
            .organisation()
            .context("no organisation is founded here")?;
        let holders = organisation
            .powers_to(power)
            .flat_map(|power| world.holders(&power.seat, now));
        Ok(holders.cloned().collect())
    }

    /// An act of the organisation by whoever has the power, with a second person where it takes two.
    async fn standing(&self, deed: Deed) -> anyhow::Result<()> {
        let power = deed.standing().context("this is no standing act")?;
        let now = self.machine.now();
        let holders = self.powerful(power).await?;
        let first = holders
            .first()
            .with_context(|| format!("nobody has the power {power:?}"))?;
        let act = Act::standing(first.clone(), deed);
        let done = desk::submit(self.store, &act, &[], now).await?;
        let of = done.entries.last().map_or(0, |entry| entry.seq);
        let world = self.store.world().await?;
        if world.proposal(None, of).is_some() {
            let second = holders.iter().find(|one| *one != first);
            let second = second.with_context(|| format!("nobody can confirm {power:?}"))?;
            desk::confirm(self.store, &done, None, second, now).await?;
        }
        Ok(())
    }
}
