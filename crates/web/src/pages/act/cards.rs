//! The cards of a card vote as lines of a table: delegation, section, members represented, for, against, abstained,
//! not received. Commas, semicolons or tabs part the columns; a first line of headings is passed over.

use polity_org::step::{CardCount, DelegationVote};
use polity_values::{SectionId, UnitId};

use crate::lang::Say;

/// The columns.
const COLUMNS: usize = 7;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CardFault {
    /// The line, from 1.
    pub(super) line: u64,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Columns(usize),
    Name(String),
    Figure(String),
    Twice(String),
    Nothing,
}

/// The cards of a table; or every fault, with its line.
pub(super) fn read(text: &str) -> Result<CardCount, Vec<CardFault>> {
    let delimiter = [b'\t', b';']
        .into_iter()
        .find(|one| text.as_bytes().contains(one));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let (mut delegations, mut faults) = (Vec::<DelegationVote>::new(), Vec::new());
    for (at, record) in reader.records().enumerate() {
        // Text in memory that is UTF-8 and may have rows of any length has no other faults.
        let Ok(record) = record else { continue };
        let line = record.position().map_or(0, csv::Position::line);
        let is_heading = at == 0 && record.iter().skip(2).all(|cell| figure(cell).is_none());
        if is_heading {
            continue;
        }
        match row(&record) {
            Ok(vote)
                if delegations
                    .iter()
                    .any(|one| one.delegation == vote.delegation) =>
            {
                let kind = Kind::Twice(vote.delegation.to_string());
                faults.push(CardFault { line, kind });
            }
            Ok(vote) => delegations.push(vote),
            Err(kinds) => faults.extend(kinds.into_iter().map(|kind| CardFault { line, kind })),
        }
    }
    if delegations.is_empty() && faults.is_empty() {
        let kind = Kind::Nothing;
        faults.push(CardFault { line: 1, kind });
    }
    if faults.is_empty() {
        Ok(CardCount { delegations })
    } else {
        Err(faults)
    }
}

fn figure(cell: &str) -> Option<u64> {
    cell.replace(' ', "").parse().ok()
}

fn row(record: &csv::StringRecord) -> Result<DelegationVote, Vec<Kind>> {
    if record.len() != COLUMNS {
        return Err(vec![Kind::Columns(record.len())]);
    }
    let mut faults = Vec::new();
    let cell = |place: usize| record.get(place).unwrap_or_default();
    let delegation = UnitId::new(cell(0)).ok();
    let section = SectionId::new(cell(1)).ok();
    if delegation.is_none() {
        faults.push(Kind::Name(cell(0).to_owned()));
    }
    if section.is_none() {
        faults.push(Kind::Name(cell(1).to_owned()));
    }
    let mut figures = [0; COLUMNS - 2];
    for (place, found) in figures.iter_mut().enumerate() {
        let text = cell(place + 2);
        match figure(text) {
            Some(number) => *found = number,
            None => faults.push(Kind::Figure(text.to_owned())),
        }
    }
    let [entitled, in_favour, against, abstained, not_received] = figures;
    match (delegation, section) {
        (Some(delegation), Some(section)) if faults.is_empty() => Ok(DelegationVote {
            delegation,
            section,
            entitled,
            in_favour,
            against,
            abstained,
            not_received,
        }),
        _ => Err(faults),
    }
}

/// All faults, in sentences.
pub(super) fn tell(t: Say, faults: &[CardFault]) -> String {
    let sentence = |fault: &CardFault| {
        let said = match &fault.kind {
            Kind::Columns(has) => t.say("act-cards-columns").num("has", has),
            Kind::Name(text) => t.say("act-cards-name").str("text", text),
            Kind::Figure(text) => t.say("act-cards-figure").str("text", text),
            Kind::Twice(text) => t.say("act-cards-twice").str("text", text),
            Kind::Nothing => t.say("act-cards-nothing"),
        };
        said.num("line", fault.line).to_string()
    };
    faults.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// A card as a line of the table.
pub(super) fn line(vote: &DelegationVote) -> String {
    let DelegationVote {
        delegation,
        section,
        entitled,
        in_favour,
        against,
        abstained,
        not_received,
    } = vote;
    format!(
        "{delegation}, {section}, {entitled}, {in_favour}, {against}, {abstained}, {not_received}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_with_commas_semicolons_or_tabs_are_the_same_cards() {
        let cards =
            read("unity, affiliates, 1000, 700, 300, 0, 0\nalder, branches, 50, 50, 0, 0, 0\n");
        let cards = cards.unwrap();
        let lines: Vec<_> = cards.delegations.iter().map(line).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(read(&lines.join("\n")).unwrap(), cards);
        for mark in [";", "\t"] {
            let table = format!(
                "Delegation, Section, Entitled, For, Against, Abstained, Not received\n{}",
                lines.join("\n")
            );
            assert_eq!(read(&table.replace(", ", mark)).unwrap(), cards);
        }
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = "unity, affiliates, 10, 10, 0, 0, 0\nunity, affiliates, 10, 10, 0, 0, 0\n\
            A!, branches, ten, 1, 0, 0, -1\nalder, branches, 5\n";
        let faults = read(text).unwrap_err();
        let lines: Vec<_> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 3, 3, 3, 4]);
        assert_eq!(read("").unwrap_err().len(), 1);
    }
}
