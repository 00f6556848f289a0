//! An organisation as a file describes it, for whoever founds one: command line and pages alike. Persons
//! are named by their membership numbers; the list of members comes first.

use std::collections::BTreeMap;

use polity_org::Act;
use polity_org::act::{Deed, StandingAct};
use polity_org::founding::{BodySpec, FirstTenure, Founding, Officer, Power, SeatSpec, UnitSpec};
use polity_procedure::model::ClauseText;
use polity_store::{Done, Store, Viewer};
use polity_values::{BodyId, Clause, PersonId, SeatId, Timestamp, UnitId};
use serde::Deserialize;

use crate::{OfficeFault, desk};

/// The description of an organisation, as `docs/examples/society.toml` shows.
#[derive(Debug, Clone, Deserialize)]
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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitDescription {
    id: UnitId,
    kind: BodyId,
    title: String,
    /// Seat to membership number.
    #[serde(default)]
    officers: BTreeMap<SeatId, String>,
}

#[derive(Debug, Clone, Deserialize)]
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
        let bad = text.replacen("zone =", "zones =", 1);
        let fault = Description::parse(&bad).expect_err("an unknown field");
        assert!(fault.to_string().contains("line 4"), "{fault}");
    }
}
