//! A membership list of an invented organisation, by a seeded recipe, in the CSV form that
//! `polity roll import` reads. Some members are not entitled, for each of the reasons that a freeze
//! knows, so that the roll has something to decide.

use std::fmt::Write as _;

use polity_values::civil::Date;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::names;

/// What the list should hold.
#[derive(Debug, Clone)]
pub(crate) struct Recipe {
    /// Members who are entitled to vote at the freeze.
    pub(crate) entitled: usize,
    /// Members who are not: late joiners, in arrears, suspended, or of a class without a vote.
    pub(crate) others: usize,
    /// Units that they belong to.
    pub(crate) units: usize,
    /// The freeze's join-by date: the entitled joined well before it.
    pub(crate) join_by: Date,
    /// The seed: the same seed gives the same list.
    pub(crate) seed: u64,
}

/// The id of a unit of the invented organisation: its place's name as an id.
pub(crate) fn unit_id(index: usize) -> String {
    names::place(index).to_lowercase().replace(' ', "-")
}

/// The member number of the member at this place of the list.
pub(crate) fn number(index: usize) -> String {
    format!("m{:07}", index + 1)
}

/// The list as CSV text, with a header. The first members are entitled, of every unit in turn: the
/// demo's officers, secretaries and candidates are taken from the top of the list.
pub(crate) fn csv(recipe: &Recipe) -> String {
    let units: Vec<String> = (0..recipe.units.max(1)).map(unit_id).collect();
    csv_of(recipe, &units, "full", Some("supporter"))
}

/// The same for an organisation with units and classes of its own: members of `class` are entitled, those of
/// `voteless` are not. The number of units in the recipe is passed over.
pub(crate) fn csv_of(
    recipe: &Recipe,
    units: &[String],
    class: &str,
    voteless: Option<&str>,
) -> String {
    let mut rng = ChaCha20Rng::seed_from_u64(recipe.seed);
    let mut text = String::from(
        "member number,given name,family name,email,unit,class,joined,arrears since,suspended from,suspended to\n",
    );
    let all = recipe.entitled + recipe.others;
    for index in 0..all {
        let (given, family) = names::person(&mut rng);
        let number = number(index);
        let unit = units
            .get(index % units.len().max(1))
            .map_or("", String::as_str);
        let joined_days_before = 400 + names::below(&mut rng, 9000);
        let mut joined = days_before(recipe.join_by, joined_days_before);
        let (mut class, mut arrears, mut suspended) = (class, String::new(), String::new());
        if index >= recipe.entitled {
            match (index % 4, voteless) {
                (0, _) => joined = days_after(recipe.join_by, 1 + names::below(&mut rng, 20)),
                (1, _) => arrears = days_before(recipe.join_by, 30).to_string(),
                (3, Some(voteless)) => class = voteless,
                _ => suspended = days_before(recipe.join_by, 60).to_string(),
            }
        }
        // Writing to a String does not fail.
        let _ = writeln!(
            text,
            "{number},{given},{family},{}.{}.{number}@example.org,{unit},{class},{joined},{arrears},{suspended},",
            given.to_lowercase(),
            family.to_lowercase(),
        );
    }
    text
}

fn days_before(date: Date, days: usize) -> Date {
    let days = i64::try_from(days).unwrap_or(0);
    date.saturating_sub(jiff::Span::new().days(days))
}

fn days_after(date: Date, days: usize) -> Date {
    let days = i64::try_from(days).unwrap_or(0);
    date.saturating_add(jiff::Span::new().days(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipe() -> Recipe {
        let join_by = polity_values::civil::date(2025, 6, 30);
        Recipe {
            entitled: 40,
            others: 12,
            units: 6,
            join_by,
            seed: 7,
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_list() {
        assert_eq!(csv(&recipe()), csv(&recipe()));
        assert_eq!(csv(&recipe()).lines().count(), 53);
    }

    #[test]
    fn every_reason_for_no_vote_occurs() {
        let text = csv(&recipe());
        assert!(text.contains(",supporter,"));
        assert!(text.lines().any(|line| line.ends_with(",,2025-05-01,")));
        assert!(text.lines().any(|line| line.ends_with(",2025-05-31,,")));
    }
}
