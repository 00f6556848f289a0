//! Typed ids: one text form for all, so that an id can be read aloud, typed and put in a file.
//!
//! An id is 1 to 64 characters of `a-z`, `0-9`, `-`, `.` and `_`, beginning with a letter or digit.
//! Ids of persons are opaque: they carry no name, so that the record stays whole when the vault
//! forgets who somebody was.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

/// The longest id, in characters.
pub const MAX_ID_LENGTH: usize = 64;

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text is empty.
    #[error("an id cannot be empty")]
    Empty,
    /// The text is longer than [`MAX_ID_LENGTH`].
    #[error("an id has at most {MAX_ID_LENGTH} characters; this one has {0}")]
    TooLong(usize),
    /// A character that ids do not have, with its place counted from 1.
    #[error(
        "character {1} of the id {0:?} is not allowed: use a-z, 0-9, '-', '.' and '_', and begin with a letter or digit"
    )]
    Character(String, usize),
}

fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    let length = text.chars().count();
    if length > MAX_ID_LENGTH {
        return Err(IdError::TooLong(length));
    }
    let allowed = |place: usize, c: char| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || (place > 0 && matches!(c, '-' | '.' | '_'))
    };
    match text
        .chars()
        .enumerate()
        .find(|&(place, c)| !allowed(place, c))
    {
        Some((place, _)) => Err(IdError::Character(text.to_owned(), place + 1)),
        None => Ok(()),
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id of this text.
            ///
            /// # Errors
            /// [`IdError`] says which character or length is wrong.
            pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                check(&text)?;
                Ok(Self(text))
            }

            /// The id's text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::new(text).map_err(serde::de::Error::custom)
            }
        }
    )+};
}

ids! {
    /// A human. Opaque: name and contact live in the vault.
    PersonId;
    /// A collective with rights: the organisation, an executive, a committee, a panel.
    BodyId;
    /// A local unit (branch, constituency, chapter): a body that nominates and to which members belong.
    UnitId;
    /// A post in a body.
    SeatId;
    /// A section of an electorate or a division of a body.
    SectionId;
    /// A person in a seat or class from an instant to an instant.
    TenureId;
    /// One running instance of a procedure.
    MatterId;
    /// A body's meeting.
    SittingId;
    /// What a body resolved.
    DecisionId;
    /// An immutable version of a text or file.
    PaperId;
    /// A frozen list of entitlements.
    RollId;
    /// The name of a procedure, which is also its file's stem.
    ProcedureName;
    /// A stage of a procedure.
    StageId;
    /// The stable id of a clause of the rulebook, such as `4.2.b`: what every permission and every
    /// refusal cites.
    Clause;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_readable_text() {
        for good in ["executive", "4.2.b", "p-7f3k", "branch_0012", "9"] {
            assert_eq!(BodyId::new(good).unwrap().as_str(), good);
        }
    }

    #[test]
    fn a_wrong_id_says_which_character() {
        assert_eq!(PersonId::new(""), Err(IdError::Empty));
        assert_eq!(PersonId::new("-a"), Err(IdError::Character("-a".into(), 1)));
        assert_eq!(
            PersonId::new("ann jones"),
            Err(IdError::Character("ann jones".into(), 4))
        );
        assert_eq!(PersonId::new("a".repeat(65)), Err(IdError::TooLong(65)));
    }
}
