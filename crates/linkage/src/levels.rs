//! Levels of agreement, field by field.
//!
//! A field's agreement is a *level* from a short list, not a number: levels can be counted, so their weights can be estimated
//! and shown. Levels are ordered from agreement to difference.

macro_rules! levels {
    ($(#[$doc:meta])* $name:ident { $($(#[$level_doc:meta])* $level:ident = $words:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$level_doc])* $level,)* }
        impl $name {
            /// All levels, in order.
            pub const ALL: &'static [Self] = &[$(Self::$level,)*];
            /// The level in words.
            pub fn words(self) -> &'static str {
                match self { $(Self::$level => $words,)* }
            }
        }
    };
}

levels! {
    /// How addresses agree.
    AddressLevel {
        /// House, flat and postcode agree.
        Same = "same address",
        /// House and flat agree, the postcode nearly, or at least its outward code.
        NearPostcode = "same house, postcode mistyped",
        /// Street, house and flat agree, the postcode does not or is not given.
        NoPostcode = "same street and house, postcode other or missing",
        /// The building agrees, the flat is given on one side only.
        NoFlat = "same building, flat missing",
        /// Number and postcode agree, the street does not.
        OtherStreet = "same number and postcode, street written otherwise",
        /// The building agrees, the flat differs.
        OtherFlat = "same building, other flat",
        /// The street and postcode agree, the number nearly.
        NearNumber = "same street, number mistyped",
        /// The street and postcode agree.
        Street = "same street",
        /// The postcode agrees.
        Postcode = "same postcode",
        /// The outward code agrees.
        Outward = "same outward code",
        /// Nothing of it agrees.
        Elsewhere = "elsewhere",
    }
}

levels! {
    /// How surnames agree.
    SurnameLevel {
        /// Equal.
        Same = "same",
        /// A half of a double name.
        Part = "half of a double name",
        /// One or two typing errors.
        Close = "typing error",
        /// They sound alike.
        Sound = "sounds alike",
        /// They differ.
        Other = "different",
    }
}

levels! {
    /// How forenames agree.
    ForenameLevel {
        /// Equal.
        Same = "same",
        /// Forms of one name.
        Short = "form of the same name",
        /// A typing error.
        Close = "typing error",
        /// One is the other's initial.
        Initial = "initial agrees",
        /// The one's first is the other's second or third.
        Middle = "a middle name of the other",
        /// The one's first agrees with an initial among the other's middle names.
        MiddleInitial = "initial of a middle name of the other",
        /// They differ.
        Other = "different",
    }
}

levels! {
    /// How further forenames agree, where first ones do.
    MiddleLevel {
        /// Not given on one side.
        Unknown = "not given on both sides",
        /// Equal or forms of one name.
        Same = "same",
        /// Initials agree.
        Initial = "initial agrees",
        /// They differ.
        Other = "different",
    }
}

levels! {
    /// How a fact agrees that either side may not give.
    FactLevel {
        /// Not given on one side.
        Unknown = "not given on both sides",
        /// Equal.
        Same = "same",
        /// Two of three parts of a date, or its year, agree.
        Part = "partly the same",
        /// They differ.
        Other = "different",
    }
}

impl AddressLevel {
    /// Whether it is the same address as far as one can say: others who live there are the household.
    pub(crate) fn is_home(self) -> bool {
        self <= Self::OtherStreet
    }

    /// Whether the person is a neighbour if not the applicant.
    pub(crate) fn is_near(self) -> bool {
        (Self::OtherFlat..=Self::Postcode).contains(&self)
    }
}

/// The levels of one pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Levels {
    /// Of the addresses.
    pub address: AddressLevel,
    /// Of the surnames.
    pub surname: SurnameLevel,
    /// Of the first forenames.
    pub forename: ForenameLevel,
    /// Of further forenames.
    pub middle: MiddleLevel,
    /// Of the dates of birth.
    pub born: FactLevel,
    /// Of the e-mail addresses.
    pub email: FactLevel,
    /// Whether surname and forename were compared crosswise.
    pub swapped: bool,
}
