//! A world for tests: an organisation, a list of members, and a clock, all acts going through
//! `decide` and every entry through its bytes.

use std::collections::{BTreeMap, BTreeSet};

use polity_org::act::{
    Act, Adoption, Deed, Limit, Limited, LostVotes, Opening, RollImport, RollStatement,
    StandingAct, Stated, Text,
};
use polity_org::facts::{Facts, Membership};
use polity_org::founding::{BodySpec, FirstTenure, Founding, Officer, Power, SeatSpec, UnitSpec};
use polity_org::roll::{Entitlement, RollBuilder, RollSecret, entitlement};
use polity_org::{Decided, Digest, Entry, Verdict, World, decide, tick};
use polity_procedure::Dates;
use polity_procedure::model::{ClauseText, Holder, MatterKind, Procedure};
use polity_values::{
    BodyId, Clause, MatterId, PaperId, PersonId, RollId, SeatId, TimeZone, Timestamp, UnitId,
    civil::DateTime,
};

/// The id of this text.
pub(crate) fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().expect("an id of a test is an id")
}

/// A text of so many words, as the record knows it.
pub(crate) fn text(words: usize) -> Text {
    Text {
        paper: id::<PaperId>("paper"),
        hash: Digest::of(b"salted"),
        words: u32::try_from(words).expect("few words"),
    }
}

/// The organisation before it is founded.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) zone: String,
    pub(crate) classes: BTreeSet<String>,
    /// Units with their kinds.
    pub(crate) units: BTreeMap<UnitId, BodyId>,
    /// Who holds which seat of which body or unit.
    pub(crate) seats: Vec<(SeatId, BodyId, PersonId)>,
}

/// A running test.
pub(crate) struct Run {
    pub(crate) world: World,
    pub(crate) entries: Vec<Entry>,
    pub(crate) now: Timestamp,
    pub(crate) members: BTreeMap<PersonId, Membership>,
    pub(crate) rolls: BTreeMap<MatterId, BTreeSet<PersonId>>,
    /// The households of those whose address is known.
    pub(crate) homes: BTreeMap<PersonId, Digest>,
}

const FOUNDERS: [&str; 2] = ["founder-1", "founder-2"];

impl Run {
    /// An organisation that has adopted a procedure and brought its list of members in.
    pub(crate) fn found(
        plan: &Plan,
        source: &str,
        members: BTreeMap<PersonId, Membership>,
        now: Timestamp,
    ) -> Self {
        let procedure = polity_procedure::parse(source).expect("the procedure has no faults");
        let mut run = Self {
            world: World::new(),
            entries: Vec::new(),
            now,
            members,
            rolls: BTreeMap::new(),
            homes: BTreeMap::new(),
        };
        let founding = founding(plan, &procedure);
        let founder: PersonId = id(FOUNDERS[0]);
        run.must(&Act::standing(
            founder.clone(),
            Deed::FoundOrganisation(Box::new(founding)),
        ));
        let adoption = Adoption {
            source: source.to_owned(),
            sha256: Digest::of(source.as_bytes()),
        };
        run.must(&Act::standing(
            founder.clone(),
            Deed::AdoptProcedure(adoption),
        ));
        let of = run.world.seq();
        run.must(&Act::standing(id(FOUNDERS[1]), Deed::Confirm { of }));
        run.must(&Act::standing(
            founder,
            Deed::RecordRollImport(run.import()),
        ));
        run
    }

    fn import(&self) -> RollImport {
        let mut totals = BTreeMap::new();
        for member in self.members.values() {
            *totals.entry(member.unit.clone()).or_default() += 1;
        }
        RollImport {
            digest: Digest::of(b"the list"),
            rows: self.members.len() as u64,
            totals,
        }
    }

    /// Opens a matter.
    pub(crate) fn open(&mut self, matter: &MatterId, procedure: &str, dates: Dates) {
        let adopted = self.world.procedure(&id(procedure)).expect("adopted");
        // An emergency variant is opened with a statement of what happened, and by two persons.
        let mut stated = Stated::default();
        if adopted.procedure.emergency.is_some() {
            stated.emergency = Some(text(20));
        }
        let zone = zone(&self.world);
        let table = polity_procedure::timetable(&adopted.procedure, &dates, &zone);
        let warnings = table.map_or_else(|_| Vec::new(), |table| table.warnings().to_vec());
        if warnings
            .iter()
            .any(|one| one.code == "joined-before-notice")
        {
            stated.joined_before_notice = Some(LostVotes {
                members: 1,
                reason: text(20),
            });
        }
        let two = !stated.is_nothing();
        let opening = Opening {
            stated,
            id: matter.clone(),
            procedure: id(procedure),
            dates,
            title: "An election".to_owned(),
        };
        self.must(&Act::standing(id(FOUNDERS[0]), Deed::OpenMatter(opening)));
        if two {
            let of = self.world.seq();
            self.must(&Act::standing(id(FOUNDERS[1]), Deed::Confirm { of }));
        }
    }

    /// Two founders suspend the rights of a unit.
    pub(crate) fn limit_unit(&mut self, unit: &UnitId, (from, until): (DateTime, DateTime)) {
        let zone = zone(&self.world);
        let at = |time: DateTime| time.to_zoned(zone.clone()).expect("a time").timestamp();
        let limit = Limit {
            on: Limited::Unit(unit.clone()),
            from: at(from),
            until: at(until),
            reason: text(3),
        };
        self.must(&Act::standing(id(FOUNDERS[0]), Deed::LimitRight(limit)));
        let of = self.world.seq();
        self.must(&Act::standing(id(FOUNDERS[1]), Deed::Confirm { of }));
    }

    /// The facts that an act needs, and no others.
    pub(crate) fn facts(&self, act: &Act) -> Facts {
        let needs = act.needs(&self.world);
        let members = needs
            .members
            .into_iter()
            .filter_map(|person| Some((person.clone(), self.members.get(&person)?.clone())))
            .collect();
        let on_roll = needs
            .on_roll
            .into_iter()
            .filter(|(matter, person)| {
                self.rolls
                    .get(matter)
                    .is_some_and(|roll| roll.contains(person))
            })
            .collect();
        let homes = needs.homes.into_iter();
        let homes = homes.filter_map(|person| Some((person.clone(), *self.homes.get(&person)?)));
        Facts {
            members,
            on_roll,
            homes: homes.collect(),
        }
    }

    /// Judges an act and puts on the record what follows.
    pub(crate) fn act(&mut self, act: &Act) -> Decided {
        let facts = self.facts(act);
        let decided = decide(&self.world, &facts, act, self.now);
        assert_eq!(
            polity_org::judge(&self.world, &facts, act, self.now),
            decided.verdict,
            "one judge"
        );
        self.cites(act.matter.as_ref(), &decided.verdict);
        self.append(&decided.entries);
        decided
    }

    fn must(&mut self, act: &Act) {
        let decided = self.act(act);
        assert!(decided.verdict.is_allowed(), "{}", decided.verdict);
    }

    /// Everything that a verdict cites stands in the procedure, the rulebook or the mechanism.
    pub(crate) fn cites(&self, matter: Option<&MatterId>, verdict: &Verdict) {
        let stands = |clause: &Clause| {
            assert!(
                self.world.clause_text(matter, clause).is_some(),
                "{clause} stands nowhere: {verdict}"
            );
        };
        stands(verdict.rule());
        if let Verdict::Refused(refused) = verdict {
            assert!(!refused.unmet.is_empty(), "a refusal without a reason");
            refused.unmet.iter().for_each(|unmet| stands(&unmet.rule));
        }
    }

    /// Puts entries on the record, by way of their bytes.
    pub(crate) fn append(&mut self, entries: &[Entry]) {
        for entry in entries {
            let bytes = entry.to_bytes();
            let read = Entry::from_bytes(&bytes).expect("what was written is read");
            assert_eq!(read, *entry);
            self.world
                .apply(&read)
                .expect("what the judge allows can follow");
            self.entries.push(read);
        }
    }

    /// Moves the clock; what is due by then happens.
    pub(crate) fn at(&mut self, now: Timestamp) {
        self.now = now;
        let due = tick(&self.world, now);
        self.append(&due);
        assert_eq!(tick(&self.world, now), [], "a second tick finds nothing");
    }

    /// Freezes the roll by the matter's rule from the list of members; remembers who is on it.
    pub(crate) fn roll(&mut self, matter: &MatterId) -> RollStatement {
        let rule = self
            .world
            .matter(matter)
            .and_then(polity_org::Matter::roll_rule);
        let rule = rule.expect("the procedure has a roll");
        let mut builder = RollBuilder::new(RollSecret([1; 32]));
        let roll = self.rolls.entry(matter.clone()).or_default();
        for (person, member) in &self.members {
            match entitlement(member, &rule) {
                Entitlement::Entitled { unit, weight } => {
                    builder.push(person, &unit, weight).expect("in order");
                    roll.insert(person.clone());
                }
                Entitlement::NotEntitled { reasons } => builder.exclude(&reasons),
            }
        }
        builder.finish(id::<RollId>("roll"), Digest::of(b"the list"))
    }

    /// The world that the record's bytes give.
    fn replayed(&self) -> World {
        let mut again = World::new();
        for entry in &self.entries {
            let read = Entry::from_bytes(&entry.to_bytes()).expect("an entry");
            again.apply(&read).expect("it followed before");
        }
        again
    }

    /// The record replayed from its bytes gives the same world.
    pub(crate) fn replay(&self) {
        assert!(
            self.replayed() == self.world,
            "the replay gives another world"
        );
    }

    /// The program dies: all that is left of the world is what the record says.
    pub(crate) fn crash(&mut self) {
        self.world = self.replayed();
    }
}

/// The organisation that a plan and a procedure need.
pub(crate) fn founding(plan: &Plan, procedure: &Procedure) -> Founding {
    let bodies = bodies(plan, procedure);
    let is_unit = |body: &BodyId| plan.units.keys().any(|unit| unit.as_str() == body.as_str());
    let held = |seat: &SeatId, unit: &UnitId| -> Vec<Officer> {
        plan.seats
            .iter()
            .filter(|(known, body, _)| known == seat && body.as_str() == unit.as_str())
            .map(|(seat, _, person)| Officer {
                seat: seat.clone(),
                person: person.clone(),
            })
            .collect()
    };
    let mut tenures: Vec<FirstTenure> = plan
        .seats
        .iter()
        .filter(|(_, body, _)| !is_unit(body))
        .map(|(seat, _, person)| FirstTenure {
            seat: seat.clone(),
            person: person.clone(),
            until: None,
        })
        .collect();
    let mut seats = seats(plan, procedure);
    seats.push(seat("founder", "organisation", 2));
    tenures.extend(FOUNDERS.map(|founder| FirstTenure {
        seat: id("founder"),
        person: id(founder),
        until: None,
    }));
    let units = plan
        .units
        .iter()
        .map(|(unit, kind)| UnitSpec {
            id: unit.clone(),
            kind: kind.clone(),
            title: format!("The unit {unit}"),
            officers: seats
                .iter()
                .filter(|seat| seat.body == *kind)
                .flat_map(|seat| held(&seat.id, unit))
                .collect(),
        })
        .collect();
    Founding {
        name: "Birchwood".to_owned(),
        zone: plan.zone.clone(),
        classes: plan.classes.iter().cloned().collect(),
        bodies,
        units,
        seats,
        tenures,
        powers: powers(),
        clauses: vec![ClauseText {
            id: id("0.1"),
            text: "The founders run the organisation until it has officers.".to_owned(),
        }],
    }
}

fn bodies(plan: &Plan, procedure: &Procedure) -> Vec<BodySpec> {
    let of_procedure = procedure
        .bodies
        .iter()
        .filter(|body| !body.each)
        .map(|body| &body.id);
    let of_seats = plan.seats.iter().map(|(_, body, _)| body);
    let mut ids: BTreeSet<BodyId> = of_procedure.chain(of_seats).cloned().collect();
    ids.retain(|body| !plan.units.keys().any(|unit| unit.as_str() == body.as_str()));
    ids.insert(id("organisation"));
    ids.into_iter()
        .map(|id| BodySpec {
            title: format!("The body {id}"),
            id,
        })
        .collect()
}

fn seats(plan: &Plan, procedure: &Procedure) -> Vec<SeatSpec> {
    let mut found: BTreeMap<SeatId, SeatSpec> = BTreeMap::new();
    for (name, body, _) in &plan.seats {
        let unit = plan
            .units
            .iter()
            .find(|(unit, _)| unit.as_str() == body.as_str());
        let body = unit.map_or(body, |(_, kind)| kind);
        let spec = found
            .entry(name.clone())
            .or_insert_with(|| seat(name.as_str(), body.as_str(), 0));
        spec.number += 1;
    }
    for role in &procedure.roles {
        let (name, body) = match &role.holder {
            Holder::Seat(seat) => (seat, id("organisation")),
            Holder::SeatOfEach { body, seat } => (seat, body.clone()),
            _ => continue,
        };
        found
            .entry(name.clone())
            .or_insert_with(|| seat(name.as_str(), body.as_str(), 1));
    }
    if let Some(filled) = &procedure.seats {
        // A seat that a story calls by its section is the one that is filled; else it has a name of its own.
        let held = found
            .values_mut()
            .find(|seat| seat.id.as_str() == filled.section.as_str() && seat.body == filled.body);
        if let Some(held) = held {
            held.section = Some(filled.section.clone());
            // In a matter of a vacancy those who hold such a seat keep it.
            held.number = match procedure.kind {
                MatterKind::Vacancy => held.number + filled.number,
                _ => held.number.max(filled.number),
            };
        } else {
            let spec = SeatSpec {
                section: Some(filled.section.clone()),
                ..seat("elected", filled.body.as_str(), filled.number)
            };
            found.insert(spec.id.clone(), spec);
        }
    }
    found.into_values().collect()
}

fn seat(name: &str, body: &str, number: u32) -> SeatSpec {
    SeatSpec {
        id: id(name),
        title: format!("The seat {name}"),
        body: id(body),
        section: None,
        number,
    }
}

fn powers() -> Vec<Power> {
    [
        (StandingAct::AdoptProcedure, 2),
        (StandingAct::OpenMatter, 1),
        (StandingAct::RecordRollImport, 1),
        (StandingAct::FormUnit, 1),
        (StandingAct::LimitRight, 2),
    ]
    .into_iter()
    .map(|(act, persons)| Power {
        act,
        seat: id("founder"),
        persons,
        rule: id("0.1"),
    })
    .collect()
}

/// The zone of a world.
pub(crate) fn zone(world: &World) -> TimeZone {
    world
        .organisation()
        .map_or(TimeZone::UTC, |one| one.zone.clone())
}
