//! Constraints on who may be elected together: at least so many, at most so many of a class.
//!
//! The classes may overlap, and several may bind at once. At every stage each continuing candidate is asked two
//! questions, and both are answered exactly: can the seats still be filled within every class *without* this
//! candidate? If not, the candidate is **guarded** and is not excluded. Can they be filled *with* this candidate?
//! If not, the candidate is **doomed**, is not elected whatever the votes, and is excluded before anybody else. So
//! the count never comes to a point from which the constraints cannot be met.
//!
//! Sources: the rule of Grey and Fitzgerald as restated by I. D. Hill, "Implementing STV with constraints", Voting
//! matters 9 (1998); J. Otten, "Fuller disclosure than intended" and "STV with multiple constraints", Voting matters
//! 13 (2001), where guarding class by class is shown to come too late. What is asked here is Otten's question.

mod feasible;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::contest::Contest;
use crate::transcript::Status;

pub(crate) use feasible::Places;

/// Most classes that a set of constraints may have.
pub const MAX_CLASSES: usize = 128;

/// Limits on how many of each class may be elected.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constraints {
    /// The classes; a candidate may belong to several or none.
    #[serde(default, rename = "class")]
    pub classes: Vec<Class>,
}

/// A class of candidates, and how many of it are to be elected.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// What the class is called, for example "women".
    pub name: String,
    /// At least so many are elected.
    #[serde(default)]
    pub min: u32,
    /// At most so many are elected; no limit if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// The candidates' numbers, from 1.
    pub members: Vec<u8>,
}

/// Why constraints cannot be applied to a contest.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConstraintError {
    /// Too many classes.
    #[error("there are {0} classes; at most {MAX_CLASSES} are taken")]
    TooMany(usize),
    /// A member is not on the paper.
    #[error(
        "class {class:?} names candidate {number}, but there are only {candidates} candidates; correct the number"
    )]
    NoCandidate {
        /// The class.
        class: String,
        /// The number it names.
        number: u8,
        /// How many candidates there are.
        candidates: usize,
    },
    /// A member stands twice in one class.
    #[error("class {class:?} names candidate {number} twice")]
    Twice {
        /// The class.
        class: String,
        /// The number it names.
        number: u8,
    },
    /// A minimum above the maximum of the same class.
    #[error("class {class:?} asks for at least {min} and at most {max}")]
    Crossed {
        /// The class.
        class: String,
        /// Its minimum.
        min: u32,
        /// Its maximum.
        max: u32,
    },
    /// Whoever is elected, the constraints are broken.
    #[error("{}", infeasible_text(.classes, *.seats))]
    Infeasible {
        /// A smallest set of classes that cannot be met together, each with its limits and how many stand.
        classes: Vec<String>,
        /// The seats that would be filled.
        seats: usize,
    },
}

fn infeasible_text(classes: &[String], seats: usize) -> String {
    format!(
        "the candidates who stand cannot fill {seats} {} within {}: find more candidates or change the limits before the ballot opens",
        if seats == 1 { "seat" } else { "seats" },
        classes.join(" and ")
    )
}

impl Constraints {
    /// Whether there is nothing to observe.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// Says before any count whether the constraints fit the contest and can be met by the candidates who stand.
    ///
    /// # Errors
    /// Every fault; if there is none in the form, the smallest set of classes that cannot be met together.
    pub fn check(&self, contest: &Contest) -> Result<(), Vec<ConstraintError>> {
        let mut faults = self.faults_of_form(contest.candidates.len());
        if !faults.is_empty() {
            return Err(faults);
        }
        let status = contest.statuses();
        let seats = contest.seats as usize;
        if !Places::new(self, status.len()).can_fill(&status, seats) {
            faults.push(self.conflict(&status, seats));
            return Err(faults);
        }
        Ok(())
    }

    fn faults_of_form(&self, candidates: usize) -> Vec<ConstraintError> {
        let mut faults = Vec::new();
        if self.classes.len() > MAX_CLASSES {
            faults.push(ConstraintError::TooMany(self.classes.len()));
        }
        for class in &self.classes {
            let name = || class.name.clone();
            for (i, &number) in class.members.iter().enumerate() {
                if number == 0 || usize::from(number) > candidates {
                    faults.push(ConstraintError::NoCandidate {
                        class: name(),
                        number,
                        candidates,
                    });
                }
                if class.members[..i].contains(&number) {
                    faults.push(ConstraintError::Twice {
                        class: name(),
                        number,
                    });
                }
            }
            if let Some(max) = class.max.filter(|&max| max < class.min) {
                faults.push(ConstraintError::Crossed {
                    class: name(),
                    min: class.min,
                    max,
                });
            }
        }
        faults
    }

    /// A smallest set of classes that cannot be met together: each is dropped in turn, and stays dropped if the
    /// rest still cannot be met.
    fn conflict(&self, status: &[Status], seats: usize) -> ConstraintError {
        let mut kept = self.clone();
        let mut i = 0;
        while i < kept.classes.len() {
            let mut fewer = kept.clone();
            fewer.classes.remove(i);
            if Places::new(&fewer, status.len()).can_fill(status, seats) {
                i += 1;
            } else {
                kept = fewer;
            }
        }
        let standing = |class: &Class| {
            let stands = |&&n: &&u8| status.get(usize::from(n) - 1) == Some(&Status::Continuing);
            class.members.iter().filter(stands).count()
        };
        let all = status.iter().filter(|&&s| s == Status::Continuing).count();
        ConstraintError::Infeasible {
            classes: kept
                .classes
                .iter()
                .map(|class| format!("{} ({} stand)", class.limits(), standing(class)))
                .collect(),
            seats: seats.min(all),
        }
    }
}

impl Class {
    /// The limits in words: `at least 4 of "women"`.
    pub fn limits(&self) -> String {
        match (self.min, self.max) {
            (min, None) => format!("at least {min} of {:?}", self.name),
            (0, Some(max)) => format!("at most {max} of {:?}", self.name),
            (min, Some(max)) => format!("{min} to {max} of {:?}", self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::Candidate;

    fn contest(candidates: usize, seats: u32) -> Contest {
        Contest {
            seats,
            candidates: (0..candidates)
                .map(|i| Candidate::new(i.to_string()))
                .collect(),
            ..Contest::default()
        }
    }

    fn class(name: &str, min: u32, max: Option<u32>, members: &[u8]) -> Class {
        Class {
            name: name.to_owned(),
            min,
            max,
            members: members.to_vec(),
        }
    }

    #[test]
    fn all_faults_of_form_come_at_once() {
        let constraints = Constraints {
            classes: vec![class("a", 3, Some(2), &[1, 1]), class("b", 0, None, &[9])],
        };
        let faults = constraints.check(&contest(4, 2)).unwrap_err();
        let text: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(text.len(), 3, "{text:?}");
        assert!(text[1].contains("at least 3 and at most 2"), "{text:?}");
    }

    #[test]
    fn a_conflict_is_named_by_the_fewest_classes() {
        // Three seats: two women and two black members, but also no more than one of region r, where all women live.
        let constraints = Constraints {
            classes: vec![
                class("black", 1, None, &[1, 2, 5]),
                class("women", 2, None, &[3, 4]),
                class("region r", 0, Some(1), &[3, 4, 5]),
            ],
        };
        let faults = constraints.check(&contest(5, 3)).unwrap_err();
        assert_eq!(
            faults[0].to_string(),
            "the candidates who stand cannot fill 3 seats within at least 2 of \"women\" (2 stand) and at most 1 of \
             \"region r\" (3 stand): find more candidates or change the limits before the ballot opens"
        );
        assert!(Constraints::default().check(&contest(1, 1)).is_ok());
    }
}
