//! Who may be elected together: the procedure's limits, applied to those who stand.

use polity_count::{Candidate, Class, ConstraintError, Constraints, Contest};
use polity_procedure::model::{Constraint, TooFew};
use polity_values::PersonId;

use super::Matter;

/// A limit as it binds those who stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound<'a> {
    /// The procedure's limit.
    pub constraint: &'a Constraint,
    /// Who of the class stands, in the order of the candidates.
    pub standing: Vec<PersonId>,
    /// At least so many are elected: less than the procedure's number where fewer stand and it says that all of them
    /// are then elected.
    pub at_least: u32,
}

impl Matter {
    /// The procedure's limits as they bind those who stand now.
    pub fn bounds(&self) -> Vec<Bound<'_>> {
        let standing = self.standing();
        let of = |constraint| self.bound(constraint, &standing);
        self.procedure.constraints.iter().map(of).collect()
    }

    fn bound<'a>(&self, constraint: &'a Constraint, standing: &[PersonId]) -> Bound<'a> {
        let belongs = |person: &&PersonId| {
            let candidacy = self.candidacies.get(*person);
            candidacy.is_some_and(|one| one.classes.contains(&constraint.id))
        };
        let members: Vec<PersonId> = standing.iter().filter(belongs).cloned().collect();
        let stand = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let at_least = match constraint.too_few {
            TooFew::Refuse => constraint.at_least,
            TooFew::AllWhoStand => constraint.at_least.min(stand),
        };
        Bound {
            constraint,
            standing: members,
            at_least,
        }
    }

    /// The limits as the count takes them; candidates are numbered from 1 in the order of [`Matter::standing`], as they
    /// are on the paper.
    pub fn constraints(&self) -> Constraints {
        let standing = self.standing();
        let class = |constraint: &Constraint| {
            let bound = self.bound(constraint, &standing);
            let number = |person: &PersonId| {
                let index = standing.iter().position(|one| one == person)?;
                u8::try_from(index + 1).ok()
            };
            Class {
                name: constraint.title.clone(),
                min: bound.at_least,
                max: constraint.at_most,
                members: bound.standing.iter().filter_map(number).collect(),
            }
        };
        Constraints {
            classes: self.procedure.constraints.iter().map(class).collect(),
        }
    }

    /// Whether those who stand can fill the seats within the limits. With fewer candidates than seats: whether all of
    /// them can be elected.
    ///
    /// # Errors
    /// The fewest limits that cannot be met together, in words.
    pub fn can_be_filled(&self) -> Result<(), String> {
        self.could_be_filled(&self.constraints())
    }

    /// The same within other limits.
    ///
    /// # Errors
    /// The fewest limits that cannot be met together, in words.
    pub fn could_be_filled(&self, constraints: &Constraints) -> Result<(), String> {
        let seats = self.procedure.seats.as_ref();
        let contest = Contest {
            seats: seats.map_or(0, |seats| seats.number),
            candidates: vec![Candidate::new(""); self.standing().len()],
            ..Contest::default()
        };
        constraints.check(&contest).map_err(|faults| {
            let said: Vec<String> = faults.iter().map(ConstraintError::to_string).collect();
            said.join("; ")
        })
    }

    /// The limits that an election of these persons would break.
    pub fn broken_by(&self, elected: &[PersonId]) -> Vec<&Constraint> {
        let breaks = |bound: &Bound<'_>| {
            let of_class = elected.iter().filter(|one| bound.standing.contains(one));
            let number = u32::try_from(of_class.count()).unwrap_or(u32::MAX);
            let most = bound.constraint.at_most;
            number < bound.at_least || most.is_some_and(|most| number > most)
        };
        let broken = self.bounds().into_iter().filter(breaks);
        broken.map(|bound| bound.constraint).collect()
    }
}
