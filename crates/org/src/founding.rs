//! What an organisation is made of when it is founded: bodies, units, seats, who holds them first, its
//! rulebook, and the register of standing powers (who may adopt, open, import, and under which clause).

use std::collections::BTreeSet;

use polity_procedure::model::ClauseText;
use polity_values::{BodyId, Clause, PersonId, SeatId, SectionId, TimeZone, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

use crate::act::StandingAct;
use crate::fixed;

/// The most text of a name or a title, in characters.
pub const MAX_TITLE: usize = 200;
/// The fewest persons that adopt a procedure.
pub const ADOPTING_PERSONS: u8 = 2;

/// The first entry of every record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founding {
    /// The organisation's name.
    pub name: String,
    /// Its time zone, by its IANA name, such as `Europe/London`: all windows are reckoned in it.
    pub zone: String,
    /// Its classes of membership.
    pub classes: Vec<String>,
    /// Its bodies.
    pub bodies: Vec<BodySpec>,
    /// Its units.
    pub units: Vec<UnitSpec>,
    /// The seats of its bodies, and of each unit of a kind.
    pub seats: Vec<SeatSpec>,
    /// Who holds seats from the founding on, in bodies; units name theirs in [`UnitSpec::officers`].
    pub tenures: Vec<FirstTenure>,
    /// Who may do the standing acts.
    pub powers: Vec<Power>,
    /// The rulebook: at least every clause that a power cites.
    pub clauses: Vec<ClauseText>,
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodySpec {
    /// Its id.
    pub id: BodyId,
    /// For people.
    pub title: String,
}

/// A local unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitSpec {
    /// Its id.
    pub id: UnitId,
    /// What kind of body it is: the id that a procedure's `each` body has.
    pub kind: BodyId,
    /// For people.
    pub title: String,
    /// Who holds its seats from now on.
    pub officers: Vec<Officer>,
}

/// A person in a seat of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// The seat.
    pub seat: SeatId,
    /// The person.
    pub person: PersonId,
}

/// A seat, or several alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatSpec {
    /// Its id, one of a kind in the organisation.
    pub id: SeatId,
    /// For people.
    pub title: String,
    /// The body in which it is, or the kind of unit of which each has it.
    pub body: BodyId,
    /// The section that fills it, where sections fill the body's seats.
    pub section: Option<SectionId>,
    /// How many of it there are in the body (or in each unit).
    pub number: u32,
}

/// A person in a seat of a body at the founding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstTenure {
    /// The seat.
    pub seat: SeatId,
    /// The person.
    pub person: PersonId,
    /// When the term ends, if it ends by itself.
    pub until: Option<Timestamp>,
}

/// A standing power.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Power {
    /// To do what.
    pub act: StandingAct,
    /// Whoever holds this seat has it.
    pub seat: SeatId,
    /// How many distinct persons it takes: 1, or 2.
    pub persons: u8,
    /// The clause that gives it.
    pub rule: Clause,
}

impl Founding {
    /// Everything that is wrong with it, in sentences; empty when it can stand.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if let Err(fault) = zone(&self.zone) {
            faults.push(fault);
        }
        title(&mut faults, "the organisation's name", &self.name);
        self.bodies
            .iter()
            .for_each(|body| title(&mut faults, "the title of a body", &body.title));
        repeated(&mut faults, "class", self.classes.iter());
        self.classes
            .iter()
            .for_each(|class| title(&mut faults, "a class of membership", class));
        repeated(&mut faults, "body", self.bodies.iter().map(|b| &b.id));
        repeated(&mut faults, "unit", self.units.iter().map(|u| &u.id));
        repeated(&mut faults, "seat", self.seats.iter().map(|s| &s.id));
        repeated(&mut faults, "clause", self.clauses.iter().map(|c| &c.id));
        for clause in self.clauses.iter().filter(|c| fixed::is_fixed(&c.id)) {
            faults.push(format!(
                "the clause id {} belongs to the mechanism of the record: choose another",
                clause.id
            ));
        }
        for unit in &self.units {
            faults.extend(unit.faults(&self.seats));
        }
        let kinds: BTreeSet<_> = self.units.iter().map(|unit| &unit.kind).collect();
        for seat in &self.seats {
            title(&mut faults, "the title of a seat", &seat.title);
            let known = self.bodies.iter().any(|body| body.id == seat.body);
            if !known && !kinds.contains(&seat.body) {
                faults.push(format!(
                    "the seat {} is in {}, which is neither a body nor a kind of unit",
                    seat.id, seat.body
                ));
            }
            if seat.number == 0 {
                faults.push(format!("the seat {} has the number 0", seat.id));
            }
        }
        self.tenure_faults(&mut faults);
        self.power_faults(&mut faults);
        faults
    }

    fn tenure_faults(&self, faults: &mut Vec<String>) {
        for tenure in &self.tenures {
            let Some(seat) = self.seats.iter().find(|seat| seat.id == tenure.seat) else {
                faults.push(format!(
                    "{} holds the seat {}, which is not declared",
                    tenure.person, tenure.seat
                ));
                continue;
            };
            if !self.bodies.iter().any(|body| body.id == seat.body) {
                faults.push(format!(
                    "{} holds the seat {}, which is a seat of units: name it among the unit's officers",
                    tenure.person, tenure.seat
                ));
            }
        }
        for seat in &self.seats {
            let held = self.tenures.iter().filter(|t| t.seat == seat.id).count();
            if held > seat.number as usize {
                faults.push(format!(
                    "{held} persons hold the seat {}, of which there are {}",
                    seat.id, seat.number
                ));
            }
        }
        let pairs: Vec<_> = self.tenures.iter().map(|t| (&t.seat, &t.person)).collect();
        if pairs.iter().collect::<BTreeSet<_>>().len() != pairs.len() {
            faults.push("a person holds the same seat twice".to_owned());
        }
    }

    fn power_faults(&self, faults: &mut Vec<String>) {
        for power in &self.powers {
            if !self.clauses.iter().any(|clause| clause.id == power.rule) {
                faults.push(format!(
                    "a power cites the clause {}, which the rulebook does not have",
                    power.rule
                ));
            }
            if !self.seats.iter().any(|seat| seat.id == power.seat) {
                faults.push(format!(
                    "a power is given to the seat {}, which is not declared",
                    power.seat
                ));
            }
            if !(1..=2).contains(&power.persons) {
                faults.push(format!(
                    "a power takes {} persons: it must be 1 or 2",
                    power.persons
                ));
            }
            if power.act == StandingAct::AdoptProcedure && power.persons < ADOPTING_PERSONS {
                faults.push("to adopt a procedure takes two persons".to_owned());
            }
        }
        for (act, name) in [
            (StandingAct::AdoptProcedure, "adopt a procedure"),
            (StandingAct::OpenMatter, "open a matter"),
        ] {
            if !self.powers.iter().any(|power| power.act == act) {
                faults.push(format!(
                    "nobody has the power to {name}: the organisation could never act"
                ));
            }
        }
    }
}

impl UnitSpec {
    /// Everything that is wrong with it, given the seats that the organisation declares.
    pub fn faults(&self, seats: &[SeatSpec]) -> Vec<String> {
        let mut faults = Vec::new();
        title(&mut faults, "the title of a unit", &self.title);
        for officer in &self.officers {
            if !seats
                .iter()
                .any(|seat| seat.id == officer.seat && seat.body == self.kind)
            {
                faults.push(format!(
                    "{} holds the seat {} of the unit {}, which units of the kind {} do not have",
                    officer.person, officer.seat, self.id, self.kind
                ));
            }
        }
        for seat in seats.iter().filter(|seat| seat.body == self.kind) {
            let held = self.officers.iter().filter(|o| o.seat == seat.id).count();
            if held > seat.number as usize {
                faults.push(format!(
                    "{held} persons hold the seat {} of the unit {}, of which there are {}",
                    seat.id, self.id, seat.number
                ));
            }
        }
        let pairs: BTreeSet<_> = self.officers.iter().map(|o| (&o.seat, &o.person)).collect();
        if pairs.len() != self.officers.len() {
            faults.push(format!(
                "a person holds the same seat of the unit {} twice",
                self.id
            ));
        }
        faults
    }
}

/// The time zone of this IANA name.
///
/// # Errors
/// A sentence, when there is no such zone.
pub fn zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name)
        .map_err(|_| format!("{name:?} is no time zone: use an IANA name such as Europe/London"))
}

pub(crate) fn title(faults: &mut Vec<String>, what: &str, text: &str) {
    if text.trim().is_empty() {
        faults.push(format!("{what} is empty"));
    }
    let length = text.chars().count();
    if length > MAX_TITLE {
        faults.push(format!(
            "{what} has {length} characters; the most is {MAX_TITLE}"
        ));
    }
    if text.chars().any(char::is_control) {
        faults.push(format!("{what} holds a control character"));
    }
}

fn repeated<'a, T: Ord + std::fmt::Display + 'a>(
    faults: &mut Vec<String>,
    what: &str,
    ids: impl Iterator<Item = &'a T>,
) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            faults.push(format!("the {what} {id} is declared twice"));
        }
    }
}
