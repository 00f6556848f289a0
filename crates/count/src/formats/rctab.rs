//! The summary of a count in the JSON form of `RCTab` (version 1 of that form), which `RCVis` and `rcvformats` read.
//!
//! A round's `tallyResults` tell what follows from its figures: who is elected or eliminated, and where their votes go
//! in the next round. A surplus that waits for several rounds stands where it moves, so a candidate may stand there
//! twice: elected without transfers, and again with them. Of candidates who are excluded together the first carries
//! the transfers of all. Equal names get their number, since the form knows candidates by name.

use serde_json::{Map, Value, json};

use crate::transcript::{Action, Stage, Status, Transcript, Transfer};

/// The summary as JSON text.
pub fn write(t: &Transcript) -> String {
    let names = names(t);
    let rounds = t.stages.iter().enumerate().map(|(index, stage)| {
        let next = t.stages.get(index + 1);
        json!({
            "round": stage.stage,
            "tally": tally(t, stage, &names),
            "tallyResults": results(t, stage, next, &names),
            "threshold": stage.quota,
            "inactiveBallots": {
                "exhaustedChoices": stage.non_transferable,
                "overvotes": "0",
                "repeatedRankings": "0",
                "skippedRankings": "0",
            },
        })
    });
    let last = t.stages.last();
    let summary = json!({
        "config": {
            "contest": t.title,
            "date": "",
            "generatedBy": "Polity",
            "jurisdiction": "",
            "office": "",
        },
        "jsonFormatVersion": "1",
        "results": rounds.collect::<Vec<_>>(),
        "summary": {
            "finalThreshold": last.map_or(&t.quota, |stage| &stage.quota),
            "numCandidates": t.candidates.len(),
            "numWinners": t.elected.len(),
            "totalNumBallots": (t.valid + t.invalid).to_string(),
            "undervotes": t.invalid,
        },
    });
    format!("{summary:#}\n")
}

/// A name for each candidate that no other has.
fn names(t: &Transcript) -> Vec<String> {
    let plain = |c: &crate::CandidateResult| {
        if c.name.is_empty() {
            format!("Candidate {}", c.number)
        } else {
            c.name.clone()
        }
    };
    let all: Vec<String> = t.candidates.iter().map(plain).collect();
    let unique = |(name, c): (&String, &crate::CandidateResult)| {
        if all.iter().filter(|other| *other == name).count() > 1 {
            format!("{name} ({})", c.number)
        } else {
            name.clone()
        }
    };
    all.iter().zip(&t.candidates).map(unique).collect()
}

fn name(names: &[String], number: u8) -> String {
    let at = usize::from(number).wrapping_sub(1);
    names.get(at).cloned().unwrap_or_default()
}

fn is_zero(figure: &str) -> bool {
    figure.bytes().all(|b| !b.is_ascii_digit() || b == b'0')
}

/// Votes by name of everybody who is still in the count.
fn tally(t: &Transcript, stage: &Stage, names: &[String]) -> Map<String, Value> {
    let mut tally = Map::new();
    for ((candidate, votes), name) in t.candidates.iter().zip(&stage.votes).zip(names) {
        let out = candidate.status == Status::Withdrawn
            || candidate.status == Status::Excluded
                && candidate.stage.is_some_and(|at| at <= stage.stage);
        if !(out && is_zero(votes)) {
            tally.insert(name.clone(), json!(votes));
        }
    }
    tally
}

/// Who is elected or eliminated on these figures, with the transfers of the next stage.
fn results(t: &Transcript, stage: &Stage, next: Option<&Stage>, names: &[String]) -> Vec<Value> {
    let mut results = Vec::new();
    let surplus = next.filter(|next| next.action == Action::Surplus);
    let exclusion = next.filter(|next| next.action == Action::Exclusion);
    let moving = |next: Option<&Stage>| -> Vec<u8> {
        let mut from: Vec<u8> = Vec::new();
        for number in next.iter().flat_map(|n| &n.transfers).flat_map(|t| &t.from) {
            if !from.contains(number) {
                from.push(*number);
            }
        }
        from
    };
    let giving = moving(surplus);
    for &number in stage.elected.iter().filter(|n| !giving.contains(n)) {
        results.push(json!({ "elected": name(names, number), "transfers": {} }));
    }
    for (place, &number) in giving.iter().enumerate() {
        let moved = transfers(t, stage, surplus.filter(|_| place == 0), names);
        results.push(json!({ "elected": name(names, number), "transfers": moved }));
    }
    let mut out = moving(exclusion);
    // Where no papers are moved (Meek's method), the excluded stand at the stage itself.
    let still = |n: &&u8| !stage.transfers.iter().any(|t| t.from.contains(n)) && !out.contains(n);
    let silent: Vec<u8> = stage.excluded.iter().filter(still).copied().collect();
    out.extend(silent);
    for (place, number) in out.into_iter().enumerate() {
        let moved = transfers(t, stage, exclusion.filter(|_| place == 0), names);
        results.push(json!({ "eliminated": name(names, number), "transfers": moved }));
    }
    results
}

/// Where the votes of the next stage go, by name, with those that go nowhere.
fn transfers(
    t: &Transcript,
    stage: &Stage,
    next: Option<&Stage>,
    names: &[String],
) -> Map<String, Value> {
    let mut moved = Map::new();
    let Some(next) = next else { return moved };
    let scale = crate::fixed::Scale::new(t.rule.info().decimals);
    let sum = |figures: &mut dyn Iterator<Item = &String>| {
        figures.map(|figure| units(figure)).sum::<u64>()
    };
    for (number, name) in (1_u8..).zip(names) {
        let receipts = |t: &Transfer| -> Vec<String> {
            let to = t.to.iter().filter(|to| to.candidate == number);
            to.map(|to| to.votes.clone()).collect()
        };
        let all: Vec<String> = next.transfers.iter().flat_map(receipts).collect();
        let votes = sum(&mut all.iter());
        if votes > 0 {
            moved.insert(name.clone(), json!(scale.show(votes)));
        }
    }
    let exhausted = sum(&mut next.transfers.iter().map(|t| &t.non_transferable));
    if exhausted > 0 {
        moved.insert("exhausted".to_owned(), json!(scale.show(exhausted)));
    }
    let lost = units(&next.loss_by_fraction).saturating_sub(units(&stage.loss_by_fraction));
    if lost > 0 {
        moved.insert("residual surplus".to_owned(), json!(scale.show(lost)));
    }
    moved
}

/// A figure in units of its last decimal.
fn units(figure: &str) -> u64 {
    figure
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0_u64, |sum, b| {
            sum.saturating_mul(10).saturating_add(u64::from(b - b'0'))
        })
}
