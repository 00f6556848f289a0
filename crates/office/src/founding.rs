//! An organisation as a file describes it, for whoever founds one: command line and pages alike. Persons
//! are named by their membership numbers; the list of members comes first.

use std::collections::BTreeMap;

use polity_org::Act;
use polity_org::act::{Deed, StandingAct};
use polity_org::founding::{BodySpec, FirstTenure, Founding, Officer, Power, SeatSpec, UnitSpec};
use polity_procedure::model::ClauseText;
use polity_store::{Done, Store, Viewer};
use polity_values::{BodyId, Clause, PersonId, SeatId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

use crate::{OfficeFault, desk};

/// The description of an organisation, as `docs/examples/society.toml` shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Description {
    /// What it is called.
    pub name: String,
    zone: String,
    founder: String,
    classes: Vec<String>,
    bodies: Vec<BodySpec>,
    units: Vec<UnitDescription>,
    seats: Vec<SeatSpec>,
    /// Seat to membership numbers.
    holders: BTreeMap<SeatId, Vec<String>>,
    powers: Vec<PowerDescription>,
    clauses: BTreeMap<Clause, String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitDescription {
    id: UnitId,
    kind: BodyId,
    title: String,
    /// Seat to membership number.
    #[serde(default)]
    officers: BTreeMap<SeatId, String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PowerDescription {
    act: StandingAct,
    seat: SeatId,
    persons: u8,
    rule: Clause,
}

/// What [`Description::found`] did.
#[derive(Debug, Clone)]
pub struct Founded {
    /// The person who founded it.
    pub founder: PersonId,
    /// The entries on the record.
    pub done: Done,
}

impl Description {
    /// Reads a description.
    ///
    /// # Errors
    /// [`OfficeFault::Wrong`] with line and column.
    pub fn parse(text: &str) -> Result<Self, OfficeFault> {
        toml::from_str(text).map_err(|fault| OfficeFault::wrong(fault.to_string()))
    }

    /// The description of a founding, for whoever writes one by a program; `number` gives a person's membership
    /// number.
    ///
    /// # Errors
    /// The first fault of `number`.
    pub fn of<E>(
        founding: &Founding,
        founder: &PersonId,
        number: impl Fn(&PersonId) -> Result<String, E>,
    ) -> Result<Self, E> {
        let unit = |unit: &UnitSpec| {
            let officer = |officer: &Officer| Ok((officer.seat.clone(), number(&officer.person)?));
            Ok(UnitDescription {
                id: unit.id.clone(),
                kind: unit.kind.clone(),
                title: unit.title.clone(),
                officers: unit
                    .officers
                    .iter()
                    .map(officer)
                    .collect::<Result<_, E>>()?,
            })
        };
        let mut holders: BTreeMap<SeatId, Vec<String>> = BTreeMap::new();
        for tenure in &founding.tenures {
            let held = holders.entry(tenure.seat.clone()).or_default();
            held.push(number(&tenure.person)?);
        }
        let power = |one: &Power| PowerDescription {
            act: one.act,
            seat: one.seat.clone(),
            persons: one.persons,
            rule: one.rule.clone(),
        };
        let clause = |one: &ClauseText| (one.id.clone(), one.text.clone());
        Ok(Self {
            name: founding.name.clone(),
            zone: founding.zone.clone(),
            founder: number(founder)?,
            classes: founding.classes.clone(),
            bodies: founding.bodies.clone(),
            units: founding.units.iter().map(unit).collect::<Result<_, E>>()?,
            seats: founding.seats.clone(),
            holders,
            powers: founding.powers.iter().map(power).collect(),
            clauses: founding.clauses.iter().map(clause).collect(),
        })
    }

    /// The file that says this.
    ///
    /// # Errors
    /// [`OfficeFault::Wrong`] for what TOML cannot say; nothing of a description is such.
    pub fn to_toml(&self) -> Result<String, OfficeFault> {
        toml::to_string(self).map_err(|fault| OfficeFault::wrong(fault.to_string()))
    }

    /// Every membership number that it names, each once.
    fn numbers(&self) -> Vec<&str> {
        let mut numbers: Vec<&str> = self
            .units
            .iter()
            .flat_map(|unit| unit.officers.values())
            .chain(self.holders.values().flatten())
            .chain([&self.founder])
            .map(String::as_str)
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Puts the founding on the record, by the founder whom it names.
    ///
    /// # Errors
    /// [`OfficeFault::Wrong`] with every number that no member has; the judge's refusal; a fault of the
    /// store.
    pub async fn found(
        self,
        store: &Store,
        viewer: &Viewer,
        now: Timestamp,
    ) -> Result<Founded, OfficeFault> {
        let mut persons = BTreeMap::new();
        let mut faults = Vec::new();
        for number in self.numbers() {
            match store.member_fetch(number, viewer).await? {
                Some(member) => {
                    persons.insert(number.to_owned(), member.person);
                }
                None => faults.push(format!(
                    "no member has the number {number:?}: correct it, or bring in the list of members first"
                )),
            }
        }
        if !faults.is_empty() {
            return Err(OfficeFault::Wrong(faults));
        }
        let person = |number: &String| {
            let found = persons.get(number).cloned();
            found.ok_or_else(|| OfficeFault::wrong(format!("no member has the number {number:?}")))
        };
        let founder = person(&self.founder)?;
        let founding = self.founding(person)?;
        let act = Act::standing(founder.clone(), Deed::FoundOrganisation(Box::new(founding)));
        let done = desk::submit(store, &act, &[], now).await?;
        Ok(Founded { founder, done })
    }

    fn founding(
        self,
        person: impl Fn(&String) -> Result<PersonId, OfficeFault>,
    ) -> Result<Founding, OfficeFault> {
        let unit = |unit: UnitDescription| {
            let officer = |(seat, who): (SeatId, String)| {
                let person = person(&who)?;
                Ok(Officer { seat, person })
            };
            let officers: Result<_, OfficeFault> = unit.officers.into_iter().map(officer).collect();
            Ok(UnitSpec {
                id: unit.id,
                kind: unit.kind,
                title: unit.title,
                officers: officers?,
            })
        };
        let units: Result<_, OfficeFault> = self.units.into_iter().map(unit).collect();
        let mut tenures = Vec::new();
        for (seat, holders) in self.holders {
            for who in holders {
                tenures.push(FirstTenure {
                    seat: seat.clone(),
                    person: person(&who)?,
                    until: None,
                });
            }
        }
        let power = |one: PowerDescription| Power {
            act: one.act,
            seat: one.seat,
            persons: one.persons,
            rule: one.rule,
        };
        let clause = |(id, text)| ClauseText { id, text };
        Ok(Founding {
            name: self.name,
            zone: self.zone,
            classes: self.classes,
            bodies: self.bodies,
            units: units?,
            seats: self.seats,
            tenures,
            powers: self.powers.into_iter().map(power).collect(),
            clauses: self.clauses.into_iter().map(clause).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_can_be_read_and_a_fault_has_its_place() {
        let text = include_str!("../../../docs/examples/society.toml");
        let description = Description::parse(text).expect("the example");
        assert_eq!(description.name, "The Meadowlark Society");
        assert!(description.numbers().contains(&"m0000001"));
        let again = Description::parse(&description.to_toml().expect("TOML"));
        assert_eq!(again.expect("its own file"), description);
        let known = |number: &String| Ok(PersonId::new(number.clone()).expect("an id"));
        let founding = description.clone().founding(known).expect("known persons");
        let founder = PersonId::new("m0000001").expect("an id");
        let number = |person: &PersonId| Ok::<_, OfficeFault>(person.to_string());
        let told = Description::of(&founding, &founder, number).expect("told");
        assert_eq!(told, description);
        let bad = text.replacen("zone =", "zones =", 1);
        let fault = Description::parse(&bad).expect_err("an unknown field");
        assert!(fault.to_string().contains("line 4"), "{fault}");
    }
}
