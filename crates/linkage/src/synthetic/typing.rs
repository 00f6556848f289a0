//! How people write their names and addresses into a form, and officers into a register.

use super::people::Person;
use super::places::Home;
use super::random::Random;
use super::words::KINDS;
use crate::nicknames;

/// How an application is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// With all that happens to names.
    Usual,
    /// The name as it is: pets, jokes and impostors are careful with it.
    Plain,
}

/// Surname and forenames as an officer registered them.
pub(super) fn registered(person: &Person, random: &mut Random) -> (String, String) {
    let mut surname = person.surname.clone();
    if random.chance(0.004) {
        surname = slip(&surname, random);
    }
    if random.chance(0.01) {
        surname = person.other_surname(random);
    }
    let mut forenames = person.forenames.clone();
    if random.chance(0.3) {
        for middle in forenames.iter_mut().skip(1) {
            middle.truncate(1);
        }
    }
    if random.chance(0.003) {
        forenames[0].truncate(1);
    }
    (surname, forenames.join(" "))
}

/// One row of the applications without its number.
pub(super) fn typed(
    home: &Home,
    person: &Person,
    form: Form,
    noise: f64,
    random: &mut Random,
) -> String {
    let slips =
        |probability: f64, random: &mut Random| random.chance((probability * noise).min(0.9));
    let (forenames, surname) = name(person, form, noise, random);
    let (line1, line2, town, postcode) = address(home, noise, random);
    let [year, month, day] = person.born;
    let born = if slips(0.02, random) {
        String::new()
    } else if slips(0.01, random) && day <= 12 {
        format!("{year}-{day:02}-{month:02}")
    } else {
        format!("{year}-{month:02}-{day:02}")
    };
    let number = random.below(1_000_000_000);
    let email = format!(
        "{}{number}@example.org",
        surname.to_lowercase().replace([' ', '\''], ".")
    );
    let (mut name, mut place) = ([forenames, surname], [line1, line2, town]);
    match random.below(100) {
        0..12 => name
            .iter_mut()
            .chain(&mut place)
            .for_each(|text| *text = text.to_lowercase()),
        12..16 => name
            .iter_mut()
            .chain(&mut place)
            .for_each(|text| *text = text.to_uppercase()),
        _ => {}
    }
    let quoted = |text: &str| {
        if text.contains(',') {
            format!("\"{text}\"")
        } else {
            text.to_owned()
        }
    };
    let title = if person.woman { "Ms" } else { "Mr" };
    let [line1, line2, town] = place.map(|text| quoted(&text));
    format!(
        "{title},{},{},{born},{email},07{number:09},{line1},{line2},{town},{postcode}",
        name[0], name[1]
    )
}

/// Forenames and surname as they are typed.
fn name(person: &Person, form: Form, noise: f64, random: &mut Random) -> (String, String) {
    let slips =
        |probability: f64, random: &mut Random| random.chance((probability * noise).min(0.9));
    let (mut forenames, mut surname) = (person.forenames.clone(), person.surname.clone());
    if form == Form::Usual {
        if slips(0.008, random) && forenames.len() > 1 {
            forenames.remove(0);
        } else if slips(0.06, random) {
            forenames[0] = short_form(&forenames[0], random);
        } else if slips(0.01, random) {
            forenames[0].truncate(1);
        }
        match random.below(100) {
            0..75 => forenames.truncate(1),
            75..88 => forenames
                .iter_mut()
                .skip(1)
                .for_each(|middle| middle.truncate(1)),
            _ => {}
        }
        if slips(0.025, random) {
            forenames[0] = slip(&forenames[0], random);
        }
        if slips(0.02, random) {
            surname = slip(&surname, random);
        }
        if slips(0.2, random) {
            surname = surname.replace('\'', if random.chance(0.5) { "" } else { " " });
        }
        if slips(0.15, random)
            && let Some(end) = surname.find('-')
        {
            surname.truncate(end);
        }
        if person.woman && slips(0.006, random) {
            surname = person.other_surname(random);
        }
    }
    let mut forenames = forenames.join(" ");
    if form == Form::Usual && (slips(0.004, random) || person.surname_first) {
        std::mem::swap(&mut forenames, &mut surname);
    }
    (forenames, surname)
}

fn address(home: &Home, noise: f64, random: &mut Random) -> (String, String, String, String) {
    let slips =
        |probability: f64, random: &mut Random| random.chance((probability * noise).min(0.9));
    let (kind, short) = KINDS[home.kind];
    let kind = if random.chance(0.35) { short } else { kind };
    let mut street = format!("{} {kind}", home.street);
    if slips(0.02, random) {
        street = slip(&street, random);
    }
    let mut pieces = Vec::new();
    let number = home.number.clone().unwrap_or_default();
    let mut numbered = if number.is_empty() {
        street
    } else {
        format!("{number} {street}")
    };
    if slips(0.004, random) && !number.is_empty() {
        numbered = numbered.replacen(&number, &(1 + random.below(90)).to_string(), 1);
    }
    if let Some(flat) = home.flat {
        let word = ["Flat", "Apt", "Apartment", "flat"][random.below(4)];
        if slips(0.04, random) {
            // The flat is left out.
        } else if home.building.is_none() && random.chance(0.3) {
            numbered = format!("{flat}/{numbered}");
        } else {
            pieces.push(format!("{word} {flat}"));
        }
    }
    pieces.extend(home.building.clone());
    pieces.push(numbered);
    let postcode = match random.below(100) {
        _ if slips(0.01, random) => String::new(),
        _ if slips(0.012, random) => slip_last(&home.postcode, random),
        0..15 => home.postcode.replace(' ', ""),
        15..30 => home.postcode.to_lowercase(),
        _ => home.postcode.clone(),
    };
    let line2 = if random.chance(0.3) {
        home.locality.clone().unwrap_or_default()
    } else {
        String::new()
    };
    let town = if random.chance(0.08) {
        String::new()
    } else {
        home.town.clone()
    };
    (pieces.join(", "), line2, town, postcode)
}

/// Another letter at the end.
fn slip_last(postcode: &str, random: &mut Random) -> String {
    let mut text = postcode.to_owned();
    text.pop();
    text.push(char::from(
        b'A' + u8::try_from(random.below(26)).unwrap_or(0),
    ));
    text
}

/// One typing error: two letters swapped, one left out, doubled, or hit beside.
pub(super) fn slip(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 3 {
        return word.to_owned();
    }
    let at = 1 + random.below(letters.len() - 2);
    match random.below(4) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0)),
    }
    letters.into_iter().collect()
}

/// A short form that the table knows; the name itself if there is none.
fn short_form(name: &str, random: &mut Random) -> String {
    let forms = nicknames::forms(&name.to_uppercase());
    if forms.is_empty() {
        return name.to_owned();
    }
    let form = forms[random.below(forms.len().min(3))];
    let mut letters = form.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{first}{}", letters.as_str().to_lowercase())
    })
}
