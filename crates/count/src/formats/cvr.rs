//! Cast vote records in JSON: NIST Special Publication 1500-103, version 1.0 of the common data format (CVR), as `RCTab`
//! and voting systems write it.
//!
//! Of each record the snapshot that `CurrentSnapshotId` names is read, and of that the contest asked for. A position
//! counts unless it says `HasIndication: no` or `IsAllocable: no`; its rank stands at the position, or at the selection,
//! and a mark without a rank is a vote by X.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::Faults;
use super::json::{self, Path};
use super::reading::{Marks, Reading};
use crate::blt::Fault;
use crate::contest::{Candidate, Contest, MAX_CANDIDATES};

#[derive(Deserialize)]
struct Report {
    #[serde(rename = "CVR", default)]
    records: Vec<Record>,
    #[serde(rename = "Election", default)]
    elections: Vec<Election>,
}

#[derive(Deserialize)]
struct Election {
    #[serde(rename = "Candidate", default)]
    candidates: Vec<Item>,
    #[serde(rename = "Contest", default)]
    contests: Vec<ContestItem>,
}

#[derive(Deserialize)]
struct Item {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "Name", default)]
    name: String,
}

#[derive(Deserialize)]
struct ContestItem {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "Name", default)]
    name: String,
    #[serde(rename = "NumberElected")]
    seats: Option<u32>,
    #[serde(rename = "ContestSelection", default)]
    selections: Vec<Selection>,
}

#[derive(Deserialize)]
struct Selection {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "CandidateIds", default)]
    candidates: Vec<String>,
    #[serde(rename = "Selection")]
    text: Option<String>,
}

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "CurrentSnapshotId", default)]
    current: String,
    #[serde(rename = "CVRSnapshot", default)]
    snapshots: Vec<Snapshot>,
}

#[derive(Deserialize)]
struct Snapshot {
    #[serde(rename = "@id", default)]
    id: String,
    #[serde(rename = "CVRContest", default)]
    contests: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    #[serde(rename = "ContestId", default)]
    contest: String,
    #[serde(rename = "CVRContestSelection", default)]
    selections: Vec<MarkedSelection>,
}

#[derive(Deserialize)]
struct MarkedSelection {
    #[serde(rename = "ContestSelectionId")]
    selection: Option<String>,
    #[serde(rename = "Rank")]
    rank: Option<Value>,
    #[serde(rename = "SelectionPosition", default)]
    positions: Vec<Position>,
}

#[derive(Deserialize)]
struct Position {
    #[serde(rename = "HasIndication", default)]
    indication: String,
    #[serde(rename = "IsAllocable", default)]
    allocable: String,
    #[serde(rename = "Rank")]
    rank: Option<Value>,
}

pub(super) fn read(text: &str, reading: &Reading) -> Result<Contest, Vec<Fault>> {
    let report: Report = json::parse(text)?;
    let mut faults = Faults::default();
    let Some(asked) = contest(&report, reading, &mut faults) else {
        return Err(faults.0);
    };
    let mut reader = Reader {
        selections: BTreeMap::new(),
        result: Contest {
            title: asked.name.clone(),
            seats: asked.seats.unwrap_or(1),
            ..Contest::default()
        },
        faults,
        reading,
    };
    if asked.selections.len() > MAX_CANDIDATES {
        let what = format!("there are more than {MAX_CANDIDATES} candidates");
        reader.faults.within(&Path::root("Election"), what);
        return Err(reader.faults.0);
    }
    for (number, selection) in (1_u8..).zip(&asked.selections) {
        let name = name(&report, selection);
        reader.result.candidates.push(Candidate::new(name));
        reader.selections.insert(&selection.id, number);
    }
    let root = Path::root("CVR");
    for (index, record) in report.records.iter().enumerate() {
        reader.record(record, &asked.id, &root.at(index));
    }
    reader.faults.finish(reader.result)
}

/// The contest that is asked for, or the only one.
fn contest<'a>(
    report: &'a Report,
    reading: &Reading,
    faults: &mut Faults,
) -> Option<&'a ContestItem> {
    let all: Vec<&ContestItem> = report.elections.iter().flat_map(|e| &e.contests).collect();
    let asked = match &reading.contest {
        Some(asked) => all.iter().find(|c| c.id == *asked || c.name == *asked),
        None if all.len() == 1 => all.first(),
        None => None,
    };
    if asked.is_none() {
        let names: Vec<String> = all
            .iter()
            .map(|c| format!("{} ({})", c.id, c.name))
            .collect();
        let what = format!(
            "say which contest to read; the file has: {}",
            names.join(", ")
        );
        faults.within(&Path::root("Election"), what);
    }
    asked.copied()
}

/// What a selection is called: its candidates, or its own text, or its id.
fn name(report: &Report, selection: &Selection) -> String {
    let of = |id: &String| {
        let mut candidates = report.elections.iter().flat_map(|e| &e.candidates);
        candidates.find(|c| c.id == *id).map(|c| c.name.clone())
    };
    let names: Vec<String> = selection.candidates.iter().filter_map(of).collect();
    match &selection.text {
        _ if !names.concat().is_empty() => names.join(" / "),
        Some(text) if !text.is_empty() => text.clone(),
        _ => selection.id.clone(),
    }
}

struct Reader<'a> {
    selections: BTreeMap<&'a str, u8>,
    result: Contest,
    faults: Faults,
    reading: &'a Reading,
}

impl Reader<'_> {
    fn record(&mut self, record: &Record, contest: &str, path: &Path<'_>) {
        let path = path.key("CVRSnapshot");
        let current = match &record.snapshots[..] {
            [only] => Some((0, only)),
            all => all.iter().enumerate().find(|(_, s)| s.id == record.current),
        };
        let Some((index, snapshot)) = current else {
            let what = format!("there is no snapshot {:?}", record.current);
            return self.faults.within(&path, what);
        };
        let path = path.at(index);
        let path = path.key("CVRContest");
        let of_contest = |(_, marked): &(usize, &Marked)| marked.contest == contest;
        for (index, marked) in snapshot.contests.iter().enumerate().filter(of_contest) {
            let path = path.at(index);
            self.paper(marked, &path.key("CVRContestSelection"));
        }
    }

    fn paper(&mut self, marked: &Marked, path: &Path<'_>) {
        let before = self.faults.0.len();
        let mut marks = Marks::default();
        for (index, selection) in marked.selections.iter().enumerate() {
            let path = path.at(index);
            let id = selection.selection.as_deref().unwrap_or_default();
            let number = self.selections.get(id).copied();
            for (index, position) in selection.positions.iter().enumerate() {
                if position.indication == "no" || position.allocable == "no" {
                    continue;
                }
                let Some(number) = number else {
                    let what = format!("the contest has no selection {id:?}");
                    self.faults.within(&path.key("ContestSelectionId"), what);
                    break;
                };
                let positions = path.key("SelectionPosition");
                let position_path = positions.at(index);
                let (rank, at) = match &position.rank {
                    Some(rank) => (Some(rank), position_path.key("Rank")),
                    None => (selection.rank.as_ref(), path.key("Rank")),
                };
                match rank.map_or(Some(1), whole) {
                    Some(rank) => marks.mark(rank, number),
                    None => self.faults.within(&at, "a rank is a whole number from 1"),
                }
            }
        }
        if self.faults.0.len() > before {
            return;
        }
        let places = marks.settle(self.reading, true);
        if let Err(fault) = self.result.ballots.push_places(1, &places) {
            self.faults.within(path, fault);
        }
    }
}

fn whole(value: &Value) -> Option<u32> {
    value
        .as_u64()
        .and_then(|rank| u32::try_from(rank).ok())
        .filter(|&rank| rank > 0)
}
