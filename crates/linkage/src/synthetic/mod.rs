//! Registers and applications with known truth, invented by a seed: what the matcher is measured on.
//!
//! They are made hard where life is: fathers and sons of one name, twins, households of one initial, lodgers, relatives on one
//! street, streets of one name in several towns, flats without their number, women married since the register, people who use their
//! middle name, surnames first, and names whose spelling a form has lost. Applications are a second person of a registered household, a pet, a
//! joke, an impostor with a made-up address, or somebody who moved, as often as in the campaigns of 2015 and 2016, or so.

mod people;
mod places;
mod random;
mod typing;
mod words;

use std::io::{Result, Write};

use people::{Person, family, stranger, told_apart};
use places::{Home, Towns};
use random::Random;
use typing::{Form, typed};

/// What to invent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// The same seed gives the same files.
    pub seed: u64,
    /// Entries of the register; a few more, to fill the last household.
    pub electors: u64,
    /// Applications, about.
    pub applications: u64,
    /// How carelessly people type: 1 as in life, 0.5 half as many slips, 2 twice as many.
    pub noise: f64,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            seed: 1,
            electors: 200_000,
            applications: 12_000,
            noise: 1.0,
        }
    }
}

/// Shares of applications by class, in thousandths; the rest is registered where it says.
const MOVED: usize = 40;
const UNREGISTERED_KIN: usize = 33;
const UNREGISTERED: usize = 40;
const PET: usize = 8;
const JOKE: usize = 7;
const IMPOSTOR: usize = 10;
const AGAIN: usize = 26;

/// Homes and people kept to let somebody move there, or to be impersonated.
const KEPT: usize = 4096;

/// Writes a register in the statutory layout with the electors' ids, applications, and the truth about them.
///
/// # Errors
/// When a writer fails.
pub fn write(
    recipe: &Recipe,
    register: &mut impl Write,
    applications: &mut impl Write,
    truth: &mut impl Write,
) -> Result<()> {
    let mut random = Random::new(recipe.seed);
    let mut towns = Towns::new(&mut random);
    writeln!(
        register,
        "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Surname,Elector Forename,\
         PostCode,Address1,Address2,Address3,Address4,Address5,Address6,Elector ID"
    )?;
    writeln!(
        applications,
        "app_id,title,forenames,surname,dob,email,phone,line1,line2,town,postcode"
    )?;
    writeln!(truth, "app_id,class,true_eid,dup_of")?;
    let mut office = Office {
        random,
        noise: recipe.noise,
        next: 0,
        homes: Vec::new(),
        people: Vec::new(),
        applications,
        truth,
    };
    let mut elector = 0;
    while elector < recipe.electors {
        let home = towns.home(&mut office.random);
        let mut members = family(&mut office.random);
        // One in seven is not on the register.
        let absent = members.len() > 1 && office.random.chance(0.14);
        let kin = if absent { members.pop() } else { None };
        let first = elector;
        for person in &members {
            let entry = typing::registered(person, &mut office.random);
            writeln!(
                register,
                "{},{}",
                places::entry(&home, &entry, person, elector),
                elector
            )?;
            elector += 1;
        }
        // The same thinning everywhere gives about as many applications as were asked for.
        for (person, elector) in members.iter().zip(first..) {
            if office
                .random
                .chance(share(recipe.applications, recipe.electors))
            {
                let kin = kin
                    .clone()
                    .unwrap_or_else(|| told_apart(&members, &mut office.random));
                office.apply(&home, person, elector, &kin)?;
            }
        }
        office.keep(home, members, first);
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts of persons")]
fn share(part: u64, all: u64) -> f64 {
    part as f64 / all.max(1) as f64
}

/// Where applications are written.
struct Office<'a, A, T> {
    random: Random,
    noise: f64,
    next: u64,
    homes: Vec<Home>,
    people: Vec<(Person, u64)>,
    applications: &'a mut A,
    truth: &'a mut T,
}

impl<A: Write, T: Write> Office<'_, A, T> {
    fn keep(&mut self, home: Home, members: Vec<Person>, first: u64) {
        let at = self.random.below(KEPT);
        if self.homes.len() < KEPT {
            self.homes.push(home);
        } else {
            self.homes[at] = home;
        }
        for (person, elector) in members.into_iter().zip(first..) {
            let at = self.random.below(KEPT);
            if self.people.len() < KEPT {
                self.people.push((person, elector));
            } else {
                self.people[at] = (person, elector);
            }
        }
    }

    /// One application of this person, or, sometimes, one of the kinds that are none.
    fn apply(&mut self, home: &Home, person: &Person, elector: u64, kin: &Person) -> Result<()> {
        let mut at = self.random.below(1000);
        let mut within = |share: usize| {
            let is = at < share;
            at = at.wrapping_sub(share);
            is
        };
        let known = Some(elector);
        if within(MOVED) && !self.homes.is_empty() {
            let new = self.random.below(self.homes.len());
            let new = self.homes[new].clone();
            return self
                .write(&new, person, "moved", known, Form::Usual)
                .map(drop);
        }
        if within(UNREGISTERED_KIN) {
            return self
                .write(home, kin, "unreg_household", None, Form::Usual)
                .map(drop);
        }
        if within(UNREGISTERED) {
            let new = home.invented(&mut self.random);
            let someone = stranger(&mut self.random);
            return self
                .write(&new, &someone, "unreg_nowhere", None, Form::Usual)
                .map(drop);
        }
        if within(PET) {
            let pet = person.pet(&mut self.random);
            return self
                .write(home, &pet, "fake_pet", None, Form::Plain)
                .map(drop);
        }
        if within(JOKE) {
            let joke = Person::joke(&mut self.random);
            return self
                .write(home, &joke, "fake_name", None, Form::Plain)
                .map(drop);
        }
        if within(IMPOSTOR) && !self.people.is_empty() {
            let victim = self.random.below(self.people.len());
            let victim = self.people[victim].0.clone();
            let new = home.invented(&mut self.random);
            return self
                .write(&new, &victim, "fake_impostor", None, Form::Plain)
                .map(drop);
        }
        let first = self.write(home, person, "present", known, Form::Usual)?;
        if within(AGAIN) {
            self.write_as(home, person, ("dup", known, Some(first)), Form::Usual)?;
        }
        Ok(())
    }

    fn write(
        &mut self,
        home: &Home,
        person: &Person,
        class: &str,
        elector: Option<u64>,
        form: Form,
    ) -> Result<u64> {
        self.write_as(home, person, (class, elector, None), form)
    }

    fn write_as(
        &mut self,
        home: &Home,
        person: &Person,
        truth: (&str, Option<u64>, Option<u64>),
        form: Form,
    ) -> Result<u64> {
        let id = self.next;
        self.next += 1;
        let row = typed(home, person, form, self.noise, &mut self.random);
        writeln!(self.applications, "{id},{row}")?;
        let number =
            |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        writeln!(
            self.truth,
            "{id},{},{},{}",
            truth.0,
            number(truth.1),
            number(truth.2)
        )?;
        Ok(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(seed: u64) -> [Vec<u8>; 3] {
        let recipe = Recipe {
            seed,
            electors: 2000,
            applications: 500,
            noise: 1.0,
        };
        let [mut register, mut applications, mut truth] = [Vec::new(), Vec::new(), Vec::new()];
        write(&recipe, &mut register, &mut applications, &mut truth).expect("memory takes it");
        [register, applications, truth]
    }

    #[test]
    fn a_seed_gives_the_same_files_and_another_one_others() {
        assert_eq!(made(7), made(7));
        assert_ne!(made(7)[1], made(8)[1]);
        let [register, applications, truth] = made(7);
        let lines = |bytes: &[u8]| {
            bytes
                .iter()
                .filter(|&&byte| byte == b'\n')
                .fold(0, |sum, _| sum + 1)
        };
        assert!((2000..2020).contains(&(lines(&register) - 1)));
        assert_eq!(lines(&applications), lines(&truth));
        assert!((380..640).contains(&lines(&truth)));
    }
}
