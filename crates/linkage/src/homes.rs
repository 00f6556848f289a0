//! Two addresses side by side: how far house, street and postcode agree.

use crate::compare::Query;
use crate::distance::{jaro_winkler, typing_errors};
use crate::levels::AddressLevel;
use crate::register::{Place, Register};

/// The street that was compared last: those of one postcode mostly share it.
#[derive(Default)]
pub(crate) struct LastStreet(Option<(u32, bool)>);

impl LastStreet {
    fn like(&mut self, query: &Query<'_>, register: &Register, street: u32) -> bool {
        match self.0 {
            Some((last, like)) if last == street => like,
            _ => {
                let alike = like(query.street_text, register.streets.get(street));
                self.0 = Some((street, alike));
                alike
            }
        }
    }
}

/// How the addresses of a query and of a place agree.
pub(crate) fn address_level(
    query: &Query<'_>,
    register: &Register,
    place: Place,
    streets: &mut LastStreet,
) -> AddressLevel {
    let postcode_same = query.postcode.is_some() && query.postcode == place.postcode;
    let near = postcode_same || query.postcode.near(place.postcode);
    let outward_same =
        query.postcode.is_some() && query.postcode.outward() == place.postcode.outward();
    let street_same = query.has_street()
        && (query.street == register.streets.hash_of(place.street)
            || near && streets.like(query, register, place.street));
    let building = || register.buildings.get(place.building);
    let house_same = if query.number != 0 && place.number != 0 {
        query.number == place.number
    } else {
        !query.building_text.is_empty()
            && (street_same || near)
            && like(query.building_text, building())
    };
    if house_same && (street_same || postcode_same) {
        let flats = (query.flat, place.flat);
        if flats.0 != 0 && flats.1 != 0 && flats.0 != flats.1 {
            return if postcode_same {
                AddressLevel::OtherFlat
            } else if outward_same {
                AddressLevel::Outward
            } else {
                AddressLevel::Elsewhere
            };
        }
        let flat_missing = (flats.0 == 0) != (flats.1 == 0);
        return match (postcode_same, street_same) {
            (true, true) if flat_missing => AddressLevel::NoFlat,
            (true, true) => AddressLevel::Same,
            (true, false) => AddressLevel::OtherStreet,
            (false, _) if flat_missing => {
                if outward_same {
                    AddressLevel::Outward
                } else {
                    AddressLevel::Elsewhere
                }
            }
            (false, _) if near || outward_same => AddressLevel::NearPostcode,
            (false, _) => AddressLevel::NoPostcode,
        };
    }
    if postcode_same && street_same {
        return if near_number(query.number, place.number) {
            AddressLevel::NearNumber
        } else {
            AddressLevel::Street
        };
    }
    if postcode_same {
        AddressLevel::Postcode
    } else if outward_same {
        AddressLevel::Outward
    } else {
        AddressLevel::Elsewhere
    }
}

/// One digit wrong, two neighbouring ones swapped, or only the letter differing.
fn near_number(a: u32, b: u32) -> bool {
    if a == 0 || b == 0 {
        return false;
    }
    if a >> 8 == b >> 8 {
        return true;
    }
    let digits = |n: u32| {
        let mut text = [0_u8; 6];
        let mut rest = n >> 8;
        let mut at = text.len();
        while rest > 0 && at > 0 {
            at -= 1;
            text[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
        (text, at)
    };
    let ((a, from_a), (b, from_b)) = (digits(a), digits(b));
    let (a, b) = (&a[from_a..], &b[from_b..]);
    // One digit numbers differ by one digit from all others: that says nothing.
    a.len() == b.len() && a.len() > 1 && typing_errors(a, b, 1) <= 1
}

/// Names of streets or buildings that differ by slips only.
fn like(a: &[u8], b: &[u8]) -> bool {
    a == b
        || !a.is_empty()
            && !b.is_empty()
            && (typing_errors(a, b, 2) <= 2 && a.len().min(b.len()) >= 5
                || jaro_winkler(a, b) >= 0.94)
}
