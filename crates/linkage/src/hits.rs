//! Applications against a list of persons: those who were excluded, or stand for another party.
//!
//! Names alone prove nothing: of 300,000 applications and a list of 20,000 some 69,000 pairs bear one name by chance. A hit therefore
//! needs the name and something that corroborates it: the address, the date of birth, or the e-mail address. It decides nothing; it
//! is shown to a person, with what agrees.

use rayon::prelude::*;

use crate::applications::Application;
use crate::compare::{Pairs, Query};
use crate::index::Index;
use crate::levels::{FactLevel, ForenameLevel, Levels, SurnameLevel};

/// An application and the entry of a list that may be the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The application's place among all.
    pub application: usize,
    /// The entry of the list.
    pub entry: u32,
    /// What agrees.
    pub levels: Levels,
}

impl Hit {
    /// What corroborates the name, in words.
    pub fn because(&self) -> Vec<&'static str> {
        let Levels {
            address,
            born,
            email,
            ..
        } = self.levels;
        [
            (address.is_home(), address.words()),
            (born == FactLevel::Same, "same date of birth"),
            (email == FactLevel::Same, "same e-mail address"),
        ]
        .into_iter()
        .filter_map(|(holds, words)| holds.then_some(words))
        .collect()
    }
}

/// All hits, in the order of the applications and of the list.
pub fn hits(list: &Index, applications: &[Application]) -> Vec<Hit> {
    applications
        .par_iter()
        .enumerate()
        .map_init(
            || (Vec::new(), Pairs::default()),
            |(found, pairs), (at, application)| {
                list.compare(&Query::of(application), None, found, pairs);
                let hits = pairs.list.iter().map(|pair| Hit {
                    application: at,
                    entry: pair.person,
                    levels: pair.levels,
                });
                hits.filter(|hit| named(hit.levels) && !hit.because().is_empty())
                    .collect::<Vec<_>>()
            },
        )
        .flatten_iter()
        .collect()
}

/// Surname and forename agree, but for slips, halves of double names and short forms.
fn named(levels: Levels) -> bool {
    levels.surname <= SurnameLevel::Close && levels.forename <= ForenameLevel::Initial
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Register;

    #[test]
    fn a_name_needs_something_beside_it() {
        let list = "id,surname,forename,dob,email,postcode,address1\n\
            x1,Okafor,Samuel,1970-02-03,,AB1 0AA,1 Mill Way\n\
            x2,Okafor,Grace,,grace@example.org,AB1 0AB,2 High Street\n";
        let list = Index::new(Register::read(list.as_bytes(), &|_| {}).expect("a list"));
        let applications = "app_id,forenames,surname,dob,email,line1,postcode\n\
            1,Sam,Okafor,1970-02-03,,9 New Road,ZZ9 9ZZ\n\
            2,Samuel,Okafor,1981-01-01,,9 New Road,ZZ9 9ZZ\n\
            3,Grace,Okafor,,Grace@example.org,9 New Road,ZZ9 9ZZ\n\
            4,Samuel,Okafor,,,1 Mill Way,AB1 0AA\n\
            5,Peter,Okafor,1970-02-03,,1 Mill Way,AB1 0AA\n";
        let applications = Application::read_all(applications.as_bytes()).expect("read");
        let found: Vec<_> = hits(&list, &applications)
            .iter()
            .map(|hit| {
                let id = applications[hit.application].id.clone();
                (id, list.register().label(hit.entry), hit.because())
            })
            .collect();
        let told =
            |id: &str, entry: &str, because| (id.to_owned(), entry.to_owned(), vec![because]);
        assert_eq!(
            found,
            [
                told("1", "x1", "same date of birth"),
                told("3", "x2", "same e-mail address"),
                told("4", "x1", "same address"),
            ]
        );
    }
}
