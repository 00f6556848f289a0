//! Applications that came on paper, or through another form, from a table: all of them, or none and every fault at once.

use std::collections::BTreeMap;

use polity_procedure::model::AdmissionClassId;
use polity_store::Store;

use super::{Asked, Form, Keyed, application};
use crate::OfficeFault;
use crate::desk::Hand;

/// The columns of the table, each with the names that it may have: those of `polity roll match` first.
const COLUMNS: [(&str, &[&str]); 10] = [
    ("app_id", &["app_id", "id"]),
    ("forenames", &["forenames", "forename"]),
    ("surname", &["surname"]),
    ("line1", &["line1", "address1"]),
    ("line2", &["line2", "address2"]),
    ("line3", &["line3", "address3"]),
    ("town", &["town"]),
    ("postcode", &["postcode"]),
    ("email", &["email"]),
    ("dob", &["dob", "born"]),
];
/// Those that must be there.
const NEEDED: [&str; 6] = [
    "app_id",
    "forenames",
    "surname",
    "line1",
    "postcode",
    "email",
];

/// The most faults that are told.
const TOLD: usize = 100;

/// Reads a table of applications: each with its own number, by which it counts once.
///
/// # Errors
/// Every fault of the table at once, with its line.
pub fn read(file: &[u8]) -> Result<Vec<(String, Form)>, OfficeFault> {
    let mut reader = csv::ReaderBuilder::new().from_reader(file);
    let header = reader.headers().cloned();
    let header = header.map_err(|fault| OfficeFault::wrong(format!("the header: {fault}")))?;
    let places: BTreeMap<&str, usize> = COLUMNS
        .into_iter()
        .filter_map(|(name, called)| {
            let is = |known: &str| {
                called
                    .iter()
                    .any(|one| known.trim().eq_ignore_ascii_case(one))
            };
            Some((name, header.iter().position(is)?))
        })
        .collect();
    let missing = NEEDED.iter().filter(|name| !places.contains_key(*name));
    let mut faults: Vec<String> = missing
        .map(|name| format!("line 1: there is no column {name:?}; name it so"))
        .collect();
    if !faults.is_empty() {
        return Err(OfficeFault::Wrong(faults));
    }
    let (mut forms, mut seen) = (Vec::new(), BTreeMap::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(fault) => {
                // The fault says its line itself.
                faults.push(fault.to_string());
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |name: &str| {
            let at = places.get(name).and_then(|at| record.get(*at));
            at.unwrap_or_default().trim().to_owned()
        };
        let lines = ["line1", "line2", "line3", "town"].map(cell);
        let form = Form {
            forenames: cell("forenames"),
            surname: cell("surname"),
            address: lines.into_iter().filter(|line| !line.is_empty()).collect(),
            postcode: cell("postcode"),
            email: cell("email"),
            born: cell("dob"),
            note: String::new(),
        };
        let number = cell("app_id");
        if number.is_empty() {
            faults.push(format!("line {line}: the application has no number"));
        } else if let Some(first) = seen.insert(number.clone(), line) {
            faults.push(format!("line {line}: {number} stands in line {first} too"));
        }
        if let Err(OfficeFault::Wrong(wrong)) = form.check() {
            let wrong = wrong.into_iter();
            faults.extend(wrong.map(|wrong| format!("line {line}: {wrong}")));
        }
        forms.push((number, form));
    }
    if faults.is_empty() {
        return Ok(forms);
    }
    let more = faults.len().saturating_sub(TOLD);
    faults.truncate(TOLD);
    if more > 0 {
        faults.push(format!("and {more} more"));
    }
    Err(OfficeFault::Wrong(faults))
}

/// Puts applications on the record by a clerk, all in one: those that are there already count once. Gives how many were new
/// and how many were there.
///
/// # Errors
/// The judge's refusals, each with its number; a fault of the store. Nothing was written then.
pub async fn bring_in(
    store: &Store,
    hand: &Hand,
    (forms, class): (&[(String, Form)], &AdmissionClassId),
    keyed: &Keyed,
) -> Result<(usize, usize), OfficeFault> {
    let world = store.world().await?;
    let campaign = &crate::desk::matter_of(&world, &hand.matter)?.campaign;
    let (mut acts, mut numbers, mut before) = (Vec::new(), Vec::new(), 0);
    for (number, form) in forms {
        let asked = Asked {
            class: class.clone(),
            unit: None,
            concession: false,
            key: number.clone(),
        };
        if campaign.by_key(&keyed.hash("form", number)).is_some() {
            before += 1;
            continue;
        }
        let (act, paper) = application(&hand.matter, Some(&hand.actor), (form, &asked), keyed)?;
        acts.push((act, vec![paper]));
        numbers.push(number);
    }
    let answers = store.acts_submit(&acts, true, hand.now).await?;
    let refused = |(number, answer): (&&String, _)| match answer {
        Ok(_) => None,
        Err(refused) => Some(format!("{number}: {}", OfficeFault::Refused(refused))),
    };
    let faults: Vec<String> = numbers.iter().zip(answers).filter_map(refused).collect();
    if !faults.is_empty() {
        return Err(OfficeFault::Wrong(faults));
    }
    store.tick(hand.now).await?;
    Ok((acts.len(), before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_a_table_is_told_at_once() {
        let head = "app_id,forenames,surname,address1,postcode,email\n";
        let fine = format!("{head}A1,Ann,Smith,1 Elm Road,BW1 1AA,ann@example.org\n");
        let read_fine = read(fine.as_bytes()).expect("no fault");
        assert_eq!(read_fine.len(), 1);
        assert_eq!(read_fine[0].1.surname, "Smith");
        let wrong =
            format!("{head}A1,,Smith,,BW1 1AA,none\n,Bob,Jones,2 Elm Road,BW1 1AA,b@example.org\n");
        let Err(OfficeFault::Wrong(faults)) = read(wrong.as_bytes()) else {
            panic!("the table has faults");
        };
        assert_eq!(faults.len(), 4, "{faults:?}");
        assert!(faults[0].starts_with("line 2: "), "{faults:?}");
        assert!(faults[3].starts_with("line 3: "), "{faults:?}");
        assert!(read(b"a,b\n1,2\n").is_err());
    }

    #[test]
    fn the_table_of_the_matcher_is_read_as_it_is() {
        let table = "app_id,title,forenames,surname,dob,email,phone,line1,line2,town,postcode\n\
            0,Mr,Tom,Reed,1957-01-15,tom@example.org,,19 Waterloo Crescent,,Marbury,AA1 0AK\n";
        let (number, form) = read(table.as_bytes()).expect("no fault").remove(0);
        assert_eq!(number, "0");
        assert_eq!(form.address, ["19 Waterloo Crescent", "Marbury"]);
        assert_eq!(form.born, "1957-01-15");
    }
}
