//! Which column holds what: by the names in the first line.

use super::fault::{CsvFault, Faults};

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The membership number.
    Number,
    /// The given name.
    Given,
    /// The family name.
    Family,
    /// The whole name.
    Name,
    /// The e-mail address.
    Email,
    /// The unit: its id or its title.
    Unit,
    /// The class of membership.
    Class,
    /// The day of joining.
    Joined,
    /// The last day that is paid for.
    PaidTo,
    /// The day since which a payment is missing.
    ArrearsSince,
    /// The first day of a suspension.
    SuspendedFrom,
    /// The last day of a suspension.
    SuspendedTo,
}

impl Field {
    /// Every one.
    pub const ALL: [Self; 12] = [
        Self::Number,
        Self::Given,
        Self::Family,
        Self::Name,
        Self::Email,
        Self::Unit,
        Self::Class,
        Self::Joined,
        Self::PaidTo,
        Self::ArrearsSince,
        Self::SuspendedFrom,
        Self::SuspendedTo,
    ];

    /// The names by which a column is recognised, the usual one first. Case, spaces and punctuation do not
    /// matter.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Number => &[
                "member number",
                "membership number",
                "number",
                "member no",
                "membership no",
                "member id",
                "membership id",
            ],
            Self::Given => &[
                "given name",
                "given names",
                "first name",
                "forename",
                "forenames",
            ],
            Self::Family => &["family name", "last name", "surname"],
            Self::Name => &["name", "full name", "member name"],
            Self::Email => &["email", "e-mail address", "mail"],
            Self::Unit => &[
                "unit",
                "branch",
                "constituency",
                "clp",
                "chapter",
                "section",
            ],
            Self::Class => &[
                "class",
                "membership class",
                "membership type",
                "member type",
                "category",
            ],
            Self::Joined => &[
                "joined",
                "join date",
                "date joined",
                "joined on",
                "member since",
            ],
            Self::PaidTo => &["paid to", "paid until", "paid up to"],
            Self::ArrearsSince => &["arrears since", "in arrears since", "arrears from"],
            Self::SuspendedFrom => &["suspended from", "suspended since", "suspension start"],
            Self::SuspendedTo => &["suspended to", "suspended until", "suspension end"],
        }
    }
}

/// The columns of a list.
pub(super) struct Columns {
    places: [Option<usize>; Field::ALL.len()],
    names: Vec<String>,
}

impl Columns {
    /// Reads the first line.
    pub(super) fn read(
        header: &csv::ByteRecord,
        line: u64,
        faults: &mut Faults,
        warnings: &mut Faults,
    ) -> Self {
        let names: Vec<String> = header
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim().to_owned())
            .collect();
        let mut places = [None; Field::ALL.len()];
        for (place, name) in names.iter().enumerate() {
            let column = Some((place + 1, name.clone()));
            let plain = plain(name);
            let known = Field::ALL.iter().position(|field| {
                field
                    .names()
                    .iter()
                    .any(|known| self::plain(known) == plain)
            });
            match known {
                Some(known) => match places[known] {
                    None => places[known] = Some(place),
                    Some(first) => {
                        let problem = format!("means the same as column {}", first + 1);
                        let remedy = "leave one of the two out";
                        faults.push(CsvFault::new(
                            line,
                            column,
                            "same-column",
                            name,
                            problem,
                            remedy,
                        ));
                    }
                },
                None if !plain.is_empty() => {
                    let remedy = "nothing, if you do not need it";
                    let problem = "is no column that is known: it is passed over";
                    warnings.push(CsvFault::new(
                        line,
                        column,
                        "passed-over",
                        name,
                        problem,
                        remedy,
                    ));
                }
                None => {}
            }
        }
        let columns = Self { places, names };
        columns.complete(line, faults);
        columns
    }

    fn complete(&self, line: u64, faults: &mut Faults) {
        let mut missing = |names: &str, what: &str| {
            let problem = format!("there is no column for {what}");
            let remedy = format!("name one of the columns {names}");
            faults.push(CsvFault::of_line(line, "missing-column", problem, remedy));
        };
        for field in [Field::Number, Field::Unit, Field::Class, Field::Joined] {
            if self.place(field).is_none() {
                let names: Vec<_> = field
                    .names()
                    .iter()
                    .map(|name| format!("{name:?}"))
                    .collect();
                missing(&names.join(" or "), field.names()[0]);
            }
        }
        let parts = self.place(Field::Given).is_some() && self.place(Field::Family).is_some();
        if self.place(Field::Name).is_none() && !parts {
            missing(
                "\"name\", or two \"given name\" and \"family name\"",
                "the name",
            );
        }
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn place(&self, field: Field) -> Option<usize> {
        self.places[field as usize]
    }

    /// The number of a field's column, counted from 1, and its name.
    pub(super) fn column(&self, field: Field) -> Option<(usize, String)> {
        let place = self.place(field)?;
        Some((place + 1, self.names.get(place)?.clone()))
    }
}

/// A column's name without case, spaces and punctuation.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
