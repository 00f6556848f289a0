//! A copy of a real election with invented members: the same organisation, procedure and contest, the same
//! timetable moved by whole weeks so that its first date is still to come.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use polity_office::folder::REHEARSAL;
use polity_org::ActKind;
use polity_org::Event;
use polity_org::act::Opening;
use polity_org::founding::{Founding, UnitSpec};
use polity_procedure::Dates;
use polity_procedure::instant::LocalInstant;
use polity_procedure::model::{ClauseText, Guard, Procedure};
use polity_store::Store;
use polity_values::{MatterId, TimeZone, Timestamp};
use polity_web::Machine as _;

use super::clock::RehearsalMachine;
use super::found::Founder;
use crate::demo::members::{self, Recipe};
use crate::{files, house};

/// Voters without a part, at least.
const VOTERS: usize = 60;
/// Candidates beyond the seats, so that there is something to count.
const MORE_CANDIDATES: usize = 3;
/// Days of a week: a timetable is moved by whole ones, because procedures may name weekdays.
const WEEK: i64 = 7;

/// What is copied. Nothing of it is about a person.
pub(crate) struct Pattern {
    matter: MatterId,
    title: String,
    procedure: Arc<Procedure>,
    source: String,
    dates: Dates,
    founding: Founding,
    zone: TimeZone,
}

impl Pattern {
    /// Reads a matter's pattern from the record.
    ///
    /// # Errors
    /// When there is no such matter, or a fault of the store.
    pub(crate) async fn of(store: &Store, id: &MatterId) -> anyhow::Result<Self> {
        let world = store.world().await?;
        let matter = polity_office::desk::matter_of(&world, id)?;
        let organisation = world
            .organisation()
            .context("no organisation is founded here")?;
        let (mut source, mut dates) = (None, None);
        let mut after = 0;
        loop {
            let page = store.entry_page(after).await?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            for entry in page {
                match entry.event {
                    Event::ProcedureAdopted(one) if one.sha256 == matter.terms => {
                        source = Some(one.source);
                    }
                    Event::MatterOpened(one) if one.id == *id => dates = Some(one.dates),
                    _ => {}
                }
            }
        }
        let founding = Founding {
            name: organisation.name.clone(),
            zone: organisation
                .zone
                .iana_name()
                .unwrap_or("Etc/UTC")
                .to_owned(),
            classes: organisation.classes.clone(),
            bodies: organisation.bodies.values().cloned().collect(),
            units: organisation.units.values().cloned().collect(),
            seats: organisation.seats.values().cloned().collect(),
            tenures: Vec::new(),
            powers: organisation.powers.clone(),
            clauses: organisation
                .clauses
                .iter()
                .map(|(id, text)| ClauseText {
                    id: id.clone(),
                    text: text.clone(),
                })
                .collect(),
        };
        Ok(Self {
            matter: id.clone(),
            title: matter.title.clone(),
            procedure: Arc::clone(&matter.procedure),
            source: source.context("the record has no text of the procedure")?,
            dates: dates.context("the record has no dates of the matter")?,
            founding,
            zone: organisation.zone.clone(),
        })
    }

    /// The dates, moved by whole weeks until the first of them is at least a day away from `now`.
    fn dates(&self, now: Timestamp) -> anyhow::Result<Dates> {
        let first = self.dates.iter().map(|(_, at)| at.local).min();
        let first = first.context("the procedure asks for no dates")?;
        let tomorrow = now
            .to_zoned(self.zone.clone())
            .datetime()
            .saturating_add(jiff::Span::new().days(1));
        let mut weeks = 0_i64;
        // A timetable of the future is left as it is; ten years of weeks bound a damaged date.
        while first.saturating_add(jiff::Span::new().days(weeks * WEEK)) < tomorrow && weeks < 520 {
            weeks += 1;
        }
        let moved = |(name, at): (&str, &LocalInstant)| {
            let local = at
                .local
                .saturating_add(jiff::Span::new().days(weeks * WEEK));
            (name.to_owned(), LocalInstant::new(local))
        };
        Ok(self.dates.iter().map(moved).collect())
    }

    /// Makes the rehearsal in the new folder `dir`, its clock at the real time.
    ///
    /// # Errors
    /// When the folder exists, or a step of the founding is refused.
    pub(crate) async fn make(&self, dir: &Path) -> anyhow::Result<()> {
        if dir.exists() {
            bail!("{} exists already", dir.display());
        }
        let mark = format!("A rehearsal of {}. Nothing here is real.\n", self.matter);
        files::write(&dir.join(REHEARSAL), mark.as_bytes())?;
        let machine = RehearsalMachine::open(dir)?;
        // A rehearsal is always in files of its own, also where the real data are in PostgreSQL.
        let house = house::open(dir, None, "a new rehearsal").await?;
        let made = self.people(&house.store, dir, &machine).await;
        house.store.close().await;
        made
    }

    async fn people(
        &self,
        store: &Store,
        dir: &Path,
        machine: &RehearsalMachine,
    ) -> anyhow::Result<()> {
        let seats = self.procedure.seats.as_ref();
        let number = seats.map_or(1, |seats| usize::try_from(seats.number).unwrap_or(1));
        let ballot = self.procedure.ballot.as_ref();
        let trustees = ballot.map_or(0, |terms| {
            usize::try_from(terms.trustees_at_least).unwrap_or(0)
        });
        let candidates = self.supportable().min(number + MORE_CANDIDATES);
        let dates = self.dates(machine.now())?;
        let list = self.list(candidates + trustees, &dates);
        let mut founder = Founder::begin(store, dir, machine, list, |_, _| ()).await?;
        let vacant: Vec<_> = seats
            .map(|seats| (seats.body.clone(), seats.section.clone()))
            .into_iter()
            .collect();
        founder.found(self.founding.clone(), &vacant).await?;
        founder.record_list().await?;
        founder.adopt(self.source.clone()).await?;
        let opening = Opening {
            stated: polity_org::act::Stated::default(),
            id: self.matter.clone(),
            procedure: self.procedure.name.clone(),
            dates,
            title: self.title.clone(),
        };
        founder.open(opening, candidates, trustees).await
    }

    /// How many candidates the units can give enough support, by the procedure's own numbers: more hopefuls
    /// would only be refused.
    fn supportable(&self) -> usize {
        let needs = || {
            let acts = self.procedure.stages.iter().flat_map(|stage| &stage.acts);
            acts.flat_map(|rule| &rule.needs).map(|need| &need.guard)
        };
        let needed = needs().filter_map(|guard| match guard {
            Guard::SupportedByUnits(units) => usize::try_from(*units).ok(),
            _ => None,
        });
        let each = needs().filter_map(|guard| match guard {
            Guard::AtMost {
                act: ActKind::Support,
                count,
            } => usize::try_from(*count).ok(),
            _ => None,
        });
        match (needed.max(), each.min()) {
            (Some(needed), each) if needed > 0 => {
                let units = self.founding.units.len();
                // Nobody has more supports than there are units, whatever each may give.
                if units < needed {
                    0
                } else {
                    each.map_or(usize::MAX, |each| units * each / needed)
                }
            }
            _ => usize::MAX,
        }
    }

    /// The invented list: enough members for every seat and part, and some voters.
    fn list(&self, parts: usize, dates: &Dates) -> String {
        let units: Vec<String> = self
            .founding
            .units
            .iter()
            .map(|unit: &UnitSpec| unit.id.to_string())
            .collect();
        let number =
            |seat: &polity_org::founding::SeatSpec| usize::try_from(seat.number).unwrap_or(0);
        let places = |seat: &polity_org::founding::SeatSpec| {
            let each = self.founding.units.iter();
            each.filter(|unit| unit.kind == seat.body).count().max(1)
        };
        let seats: usize = self
            .founding
            .seats
            .iter()
            .map(|seat| number(seat) * places(seat))
            .sum();
        // Names repeat in a long list, and nobody with a part shares one: three times as many are enough.
        let parts = parts + seats;
        let roll = self.procedure.roll.as_ref();
        let class = roll
            .and_then(|roll| roll.classes.first())
            .map_or("full", String::as_str);
        let voteless = self
            .founding
            .classes
            .iter()
            .find(|one| roll.is_some_and(|roll| !roll.classes.contains(one)));
        let first = dates.iter().map(|(_, at)| at.local).min();
        let recipe = Recipe {
            entitled: 3 * parts + VOTERS,
            others: VOTERS / 10,
            units: units.len(),
            join_by: first.map_or(
                polity_values::civil::date(2026, 1, 1),
                polity_values::civil::DateTime::date,
            ),
            seed: 2026,
        };
        members::csv_of(&recipe, &units, class, voteless.map(String::as_str))
    }
}
