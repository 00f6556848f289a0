//! The bank's file: which line pays for which application. All faults of the file at once; all of it or nothing. A line
//! counts once by the payment's own reference, however often the file is brought in.

use std::collections::BTreeMap;

use polity_org::Act;
use polity_org::act::Deed;
use polity_org::vetting::{CaseDeed, Paid};
use polity_store::Store;
use polity_values::PersonId;

use super::Keyed;
use crate::OfficeFault;
use crate::desk::{Hand, matter_of};

/// The most that one line can say, in pence.
const MOST_PENCE: u32 = 1_000_000;

/// Which column of the bank's file holds what.
#[derive(Debug, Clone)]
pub struct Columns {
    /// The bank's own reference of the payment: it tells one payment from another.
    pub payment: String,
    /// What the payer wrote: it holds the application's reference.
    pub note: String,
    /// The amount, in pounds: `5`, `5.00` or `1,000.00`.
    pub amount: String,
}

/// A line that pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its place in the file, counted from 1 after the header.
    pub line: u64,
    /// The bank's own reference.
    pub payment: String,
    /// What the payer wrote.
    pub note: String,
    /// The amount in pence.
    pub pence: u32,
}

/// What a file came to, before or after it is brought in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// Lines with the application that each pays for.
    pub found: Vec<(Line, PersonId)>,
    /// Lines in which no application's reference stands: for a person to look at.
    pub unknown: Vec<Line>,
    /// Lines that were on the record before.
    pub before: Vec<Line>,
    /// Money that went out, and is none of ours.
    pub out: usize,
}

/// Reads a bank's file.
///
/// # Errors
/// Every fault of the file at once, with its line.
pub fn read(file: &[u8], columns: &Columns) -> Result<(Vec<Line>, usize), OfficeFault> {
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(file);
    let header = reader.headers().cloned();
    let header = header.map_err(|fault| OfficeFault::wrong(format!("the header: {fault}")))?;
    let mut faults = Vec::new();
    let mut place = |name: &str| {
        let is = |known: &str| known.trim().eq_ignore_ascii_case(name.trim());
        let found = header.iter().position(is);
        if found.is_none() {
            faults.push(format!("line 1: there is no column {name:?}"));
        }
        found.unwrap_or_default()
    };
    let (payment, note, amount) = (
        place(&columns.payment),
        place(&columns.note),
        place(&columns.amount),
    );
    if !faults.is_empty() {
        return Err(OfficeFault::Wrong(faults));
    }
    let (mut lines, mut out) = (Vec::new(), 0);
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
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
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        if cell(amount).starts_with('-') {
            out += 1;
            continue;
        }
        let Some(pence) = pence(cell(amount)) else {
            faults.push(format!(
                "line {line}: {:?} is no amount in pounds",
                cell(amount)
            ));
            continue;
        };
        let reference = cell(payment).to_owned();
        if reference.is_empty() {
            faults.push(format!(
                "line {line}: the payment has no reference of its own"
            ));
        } else if let Some(first) = seen.insert(reference.clone(), line) {
            faults.push(format!(
                "line {line}: the payment {reference} stands in line {first} too"
            ));
        }
        lines.push(Line {
            line,
            payment: reference,
            note: cell(note).to_owned(),
            pence,
        });
    }
    if faults.is_empty() {
        Ok((lines, out))
    } else {
        Err(OfficeFault::Wrong(faults))
    }
}

/// `1,234.50` as pence.
fn pence(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(['£', '+']);
    let (pounds, part) = text.split_once('.').unwrap_or((text, "00"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // A comma sets thousands apart and nothing else: "5,00" is somebody's five pounds, not five hundred.
    let groups: Vec<&str> = pounds.split(',').collect();
    let (first, rest) = groups.split_first()?;
    if !rest.is_empty() && (first.len() > 3 || rest.iter().any(|group| group.len() != 3)) {
        return None;
    }
    let pounds = groups.concat();
    let pounds = pounds.as_str();
    if !digits(pounds) || part.len() != 2 || !digits(part) {
        return None;
    }
    let pounds: u32 = pounds.parse().ok()?;
    let pence = pounds.checked_mul(100)?.checked_add(part.parse().ok()?)?;
    (pence > 0 && pence <= MOST_PENCE).then_some(pence)
}

/// The references of applications in what a payer wrote: `j-` and twelve letters, whatever stands around, in capitals or
/// with the hyphen left out.
fn references(note: &str) -> Vec<PersonId> {
    let small = note.to_ascii_lowercase();
    let words = small.split(|one: char| !one.is_ascii_alphanumeric() && one != '-');
    let plain = words.map(|word| word.replace('-', ""));
    let fits = plain.filter(|word| word.len() == 13 && word.starts_with('j'));
    fits.filter_map(|word| PersonId::new(format!("j-{}", &word[1..])).ok())
        .collect()
}

/// Finds out which line pays for which application. Writes nothing.
///
/// # Errors
/// A fault of the store.
pub async fn reconcile(
    store: &Store,
    hand: &Hand,
    (lines, out): (Vec<Line>, usize),
    keyed: &Keyed,
) -> Result<Reconciled, OfficeFault> {
    let world = store.world().await?;
    let campaign = &matter_of(&world, &hand.matter)?.campaign;
    let mut reconciled = Reconciled {
        out,
        ..Reconciled::default()
    };
    for line in lines {
        if campaign
            .by_payment(&keyed.hash("payment", &line.payment))
            .is_some()
        {
            reconciled.before.push(line);
            continue;
        }
        let known: Vec<PersonId> = references(&line.note)
            .into_iter()
            .filter(|reference| campaign.case(reference).is_some())
            .collect();
        match known.as_slice() {
            [one] => reconciled.found.push((line, one.clone())),
            _ => reconciled.unknown.push(line),
        }
    }
    Ok(reconciled)
}

/// Puts on the record what a file came to: all of it, or nothing.
///
/// # Errors
/// The judge's refusals, each with its line; a fault of the store.
pub async fn bring_in(
    store: &Store,
    hand: &Hand,
    reconciled: &Reconciled,
    keyed: &Keyed,
) -> Result<usize, OfficeFault> {
    let acts: Vec<_> = reconciled
        .found
        .iter()
        .map(|(line, applicant)| {
            let deed = Deed::Case(CaseDeed::ReceivePayment {
                applicant: applicant.clone(),
                paid: Paid {
                    reference: keyed.hash("payment", &line.payment),
                    pence: line.pence,
                },
            });
            (
                Act::on(hand.matter.clone(), hand.actor.clone(), deed),
                Vec::new(),
            )
        })
        .collect();
    let answers = store.acts_submit(&acts, true, hand.now).await?;
    let refused = |((line, _), answer): (&(Line, PersonId), _)| match answer {
        Ok(_) => None,
        Err(refused) => Some(format!(
            "line {}: {}",
            line.line,
            OfficeFault::Refused(refused)
        )),
    };
    let faults: Vec<String> = reconciled
        .found
        .iter()
        .zip(answers)
        .filter_map(refused)
        .collect();
    if !faults.is_empty() {
        return Err(OfficeFault::Wrong(faults));
    }
    store.tick(hand.now).await?;
    Ok(reconciled.found.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Columns {
        Columns {
            payment: "Transaction ID".to_owned(),
            note: "Description".to_owned(),
            amount: "Paid in".to_owned(),
        }
    }

    #[test]
    fn amounts_are_pounds_and_nothing_else() {
        for (text, is) in [
            ("5", Some(500)),
            ("5.00", Some(500)),
            ("£25.00", Some(2500)),
            ("1,000.10", Some(100_010)),
            ("0.00", None),
            ("5.0", None),
            ("5,00 EUR", None),
            ("5,00", None),
            ("1000,000", None),
            ("9,999.99", Some(999_999)),
            ("1,000,000.00", None),
            ("", None),
            ("99999999999", None),
        ] {
            assert_eq!(pence(text), is, "{text:?}");
        }
    }

    #[test]
    fn a_reference_is_found_however_it_is_written() {
        let is: PersonId = "j-abcdefgh2345".parse().expect("an id");
        for note in [
            "J-ABCDEFGH2345",
            "fee jabcdefgh2345, thanks",
            "FPS/j-abcdefgh-2345/ANN",
        ] {
            assert_eq!(references(note), std::slice::from_ref(&is), "{note:?}");
        }
        assert_eq!(references("january fee"), []);
    }

    #[test]
    fn every_fault_of_a_file_is_told_at_once() {
        let file = b"Date,Transaction ID,Description,Paid in\n1 June,T1,j-abcdefgh2345,5.00\n1 June,T1,again,5.00\n2 June,,x,5.00\n3 June,T4,x,five\n4 June,T5,rent,-20.00\n";
        let Err(OfficeFault::Wrong(faults)) = read(file, &columns()) else {
            panic!("the file has faults");
        };
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert_eq!(faults[0], "line 3: the payment T1 stands in line 2 too");
        let fine = b"Transaction ID,Description,Paid in\nT1,x,5.00\nT2,rent,-20.00\n";
        let (lines, out) = read(fine, &columns()).expect("a file without fault");
        assert_eq!((lines.len(), out), (1, 1));
        let Err(OfficeFault::Wrong(faults)) = read(b"a,b\n1,2\n", &columns()) else {
            panic!("the columns are missing");
        };
        assert_eq!(faults.len(), 3);
    }
}
